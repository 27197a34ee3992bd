/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * Two records of one person: what one of them has goes over to the other.
 */

#include "config.h"

#include "store/doudi-registry-copy.h"

#include "store/doudi-registry-private.h"
#include "store/doudi-row.h"

/* clang-format off */

#define EVER(table, alias)                                                                        \
  alias ".person_id = ?1 AND " DOUDI_NOT_REPLACED (table, "person_id", alias)                      \
  " AND (" alias ".valid_to IS NULL OR " alias ".valid_to > " alias ".valid_from)"

static const char memberships_sql[]
  = "SELECT m.id, m.household_id, m.relation, m.position, m.valid_from, m.valid_to"
    " FROM membership m WHERE " EVER ("membership", "m") " ORDER BY m.valid_from, m.id";
static const char facts_sql[]
  = "SELECT c.id, c.kind, c.value, c.valid_from, c.valid_to FROM circumstance c WHERE "
    EVER ("circumstance", "c") " ORDER BY c.kind, c.valid_from, c.id";
static const char accounts_sql[]
  = "SELECT a.id, a.household_id, a.number, a.valid_from, a.valid_to FROM account a WHERE "
    EVER ("account", "a") " ORDER BY a.valid_from, a.id";
static const char awards_sql[]
  = "SELECT a.id, a.household_id, a.programme, coalesce((" DOUDI_LAST_TERM ("persons", "a")
    "), 0) > 0 FROM award a WHERE a.person_id = ?1 ORDER BY a.id";

/* clang-format on */

static gpointer
membership_from_statement (DoudiStatement *statement)
{
  DoudiMembershipSpan *span = g_new0 (DoudiMembershipSpan, 1);

  span->id = doudi_statement_get_int (statement, 0);
  span->household_id = doudi_statement_get_int (statement, 1);
  span->relation = doudi_statement_dup_text (statement, 2);
  span->position = (int) doudi_statement_get_int (statement, 3);
  span->from = doudi_statement_get_day (statement, 4);
  span->to = doudi_statement_get_day (statement, 5);
  return span;
}

static void
membership_free (gpointer data)
{
  DoudiMembershipSpan *span = data;

  g_free (span->relation);
  g_free (span);
}

/**
 * doudi_registry_memberships_ever:
 * @store: the caseload
 * @person_id: a record of a person
 * @error: return location
 *
 * Lists of which households a person is, was or will be a member.
 *
 * Returns: (transfer full) (element-type DoudiMembershipSpan): in order of their first day; %NULL
 *   with @error set
 */
GPtrArray *
doudi_registry_memberships_ever (DoudiStore *store, gint64 person_id, GError **error)
{
  return doudi_rows_list_of (store, memberships_sql, person_id, membership_from_statement,
                             membership_free, error);
}

static gpointer
fact_from_statement (DoudiStatement *statement)
{
  DoudiFactSpan *span = g_new0 (DoudiFactSpan, 1);

  span->id = doudi_statement_get_int (statement, 0);
  span->kind = doudi_statement_dup_text (statement, 1);
  span->value = doudi_statement_dup_text (statement, 2);
  span->from = doudi_statement_get_day (statement, 3);
  span->to = doudi_statement_get_day (statement, 4);
  return span;
}

static void
fact_free (gpointer data)
{
  DoudiFactSpan *span = data;

  g_free (span->kind);
  g_free (span->value);
  g_free (span);
}

/**
 * doudi_registry_facts_ever:
 * @store: the caseload
 * @person_id: a record of a person
 * @error: return location
 *
 * Lists the facts of a person, those that hold and those that held.
 *
 * Returns: (transfer full) (element-type DoudiFactSpan): by kind, then in order of their first day;
 *   %NULL with @error set
 */
GPtrArray *
doudi_registry_facts_ever (DoudiStore *store, gint64 person_id, GError **error)
{
  return doudi_rows_list_of (store, facts_sql, person_id, fact_from_statement, fact_free, error);
}

static gpointer
account_from_statement (DoudiStatement *statement)
{
  DoudiAccountSpan *span = g_new0 (DoudiAccountSpan, 1);

  span->id = doudi_statement_get_int (statement, 0);
  span->household_id = doudi_statement_get_int (statement, 1);
  span->number = doudi_statement_dup_text (statement, 2);
  span->from = doudi_statement_get_day (statement, 3);
  span->to = doudi_statement_get_day (statement, 4);
  return span;
}

static void
account_free (gpointer data)
{
  DoudiAccountSpan *span = data;

  g_free (span->number);
  g_free (span);
}

/**
 * doudi_registry_accounts_ever:
 * @store: the caseload
 * @person_id: a record of a person
 * @error: return location
 *
 * Lists the accounts that pay, or paid, what the person draws alone.
 *
 * Returns: (transfer full) (element-type DoudiAccountSpan): in order of their first day; %NULL with
 *   @error set
 */
GPtrArray *
doudi_registry_accounts_ever (DoudiStore *store, gint64 person_id, GError **error)
{
  return doudi_rows_list_of (store, accounts_sql, person_id, account_from_statement, account_free,
                             error);
}

/**
 * doudi_registry_own_awards:
 * @store: the caseload
 * @person_id: a record of a person
 * @error: return location
 *
 * Lists the awards in the name of a person, ended ones too.
 *
 * Returns: (transfer full) (element-type DoudiOwnAward): the awards; %NULL with @error set
 */
GArray *
doudi_registry_own_awards (DoudiStore *store, gint64 person_id, GError **error)
{
  g_autoptr (GArray) awards = g_array_new (FALSE, TRUE, sizeof (DoudiOwnAward));
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, awards_sql, error);
  GError *local = NULL;

  if (statement == NULL)
    return NULL;
  doudi_statement_bind_int (statement, 1, person_id);
  while (doudi_statement_step (statement, &local))
    {
      DoudiOwnAward award
        = { doudi_statement_get_int (statement, 0), doudi_statement_get_int (statement, 1), "",
            doudi_statement_get_int (statement, 3) != 0 };

      g_strlcpy (award.programme, doudi_statement_get_text (statement, 2), sizeof award.programme);
      g_array_append_val (awards, award);
    }
  if (local == NULL)
    return g_steal_pointer (&awards);
  g_propagate_error (error, local);
  return NULL;
}

/* ?1 the row, ?2 and ?3 the days or NULL, ?4 and ?5 the record, ?6 the source, ?7 the person. */
#define COPIED_FROM "coalesce(?2, o.valid_from)"
#define COPIED_TO "max(coalesce(?3, o.valid_to), " COPIED_FROM ")"
#define COPIED COPIED_FROM ", " COPIED_TO ", ?4, ?5, ?6"

static void
bind_day (DoudiStatement *statement, int index, DoudiDay day)
{
  if (day == DOUDI_DAY_NONE)
    doudi_statement_bind_null (statement, index);
  else
    doudi_statement_bind_day (statement, index, day);
}

static DoudiStatement *
get_copy (DoudiSession *session,
          const char *sql,
          gint64 id,
          gint64 person_id,
          const DoudiAmendment *amendment,
          GError **error)
{
  DoudiStatement *statement = doudi_row_statement (session, sql, error);

  if (statement == NULL)
    return NULL;
  doudi_statement_bind_int (statement, 1, id);
  bind_day (statement, 2, amendment->from);
  bind_day (statement, 3, amendment->to);
  doudi_row_bind_record (statement, 4, session);
  doudi_statement_bind_text (statement, 6, amendment->source);
  doudi_statement_bind_int (statement, 7, person_id);
  return statement;
}

static const char copy_membership_sql[]
  = "INSERT INTO membership (household_id, person_id, relation, position, valid_from, valid_to,"
    " recorded_at, recorded_by, source) SELECT o.household_id, ?7, o.relation, o.position, " COPIED
    " FROM membership o WHERE o.id = ?1";

/**
 * doudi_registry_copy_membership:
 * @session: who records it
 * @id: a membership
 * @person_id: another record of the same person
 * @amendment: from when until when, and why; what is not said is as it was
 * @error: return location
 *
 * Records that the other record is, or was, the member. The first one is to be taken back by
 * doudi_registry_amend_membership().
 *
 * Returns: whether it was recorded
 */
gboolean
doudi_registry_copy_membership (DoudiSession *session,
                                gint64 id,
                                gint64 person_id,
                                const DoudiAmendment *amendment,
                                GError **error)
{
  g_autoptr (DoudiStatement) statement
    = get_copy (session, copy_membership_sql, id, person_id, amendment, error);

  return statement != NULL && doudi_row_run_once (statement, error);
}

static const char copy_fact_sql[]
  = "INSERT INTO circumstance (person_id, kind, value, valid_from, valid_to, recorded_at,"
    " recorded_by, source) SELECT ?7, o.kind, o.value, " COPIED
    " FROM circumstance o WHERE o.id = ?1";

/**
 * doudi_registry_copy_fact:
 * @session: who records it
 * @id: a fact of a person
 * @person_id: another record of the same person
 * @amendment: from when until when, and why; what is not said is as it was
 * @error: return location
 *
 * Records that a fact is one of the other record.
 *
 * Returns: whether it was recorded
 */
gboolean
doudi_registry_copy_fact (DoudiSession *session,
                          gint64 id,
                          gint64 person_id,
                          const DoudiAmendment *amendment,
                          GError **error)
{
  g_autoptr (DoudiStatement) statement
    = get_copy (session, copy_fact_sql, id, person_id, amendment, error);

  return statement != NULL && doudi_row_run_once (statement, error);
}

static const char copy_account_sql[]
  = "INSERT INTO account (household_id, person_id, holder_name, number, valid_from, valid_to,"
    " recorded_at, recorded_by, source) SELECT ?8, ?7, o.holder_name, o.number, " COPIED
    " FROM account o WHERE o.id = ?1";

/**
 * doudi_registry_copy_account:
 * @session: who records it
 * @id: an account that pays what one person draws
 * @household_id: the household it is kept with
 * @person_id: whose awards it pays
 * @amendment: from when until when, and why; what is not said is as it was
 * @error: return location
 *
 * Records that an account pays what another record of the person draws.
 *
 * Returns: whether it was recorded
 */
gboolean
doudi_registry_copy_account (DoudiSession *session,
                             gint64 id,
                             gint64 household_id,
                             gint64 person_id,
                             const DoudiAmendment *amendment,
                             GError **error)
{
  g_autoptr (DoudiStatement) statement
    = get_copy (session, copy_account_sql, id, person_id, amendment, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 8, household_id);
  return doudi_row_run_once (statement, error);
}

static gboolean
find_id (DoudiStore *store, const char *sql, gint64 of, gint64 *id, GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, sql, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, of);
  return doudi_row_read_id (statement, id, error);
}

static const char open_change_sql[]
  = "SELECT id FROM household_change WHERE household_id = ?1 AND state = 'open' LIMIT 1";

/**
 * doudi_registry_find_open_change:
 * @store: the caseload
 * @household_id: a household
 * @change: (out): a change of it that nobody has decided yet, 0 if there is none
 * @error: return location
 *
 * Looks whether something about a household waits for a second person.
 *
 * Returns: whether it could be looked up
 */
gboolean
doudi_registry_find_open_change (DoudiStore *store,
                                 gint64 household_id,
                                 gint64 *change,
                                 GError **error)
{
  return find_id (store, open_change_sql, household_id, change, error);
}

static const char open_case_sql[]
  = "SELECT id, number FROM application WHERE household_id = ?1 AND decided_on IS NULL LIMIT 1";

/**
 * doudi_registry_find_open_case:
 * @store: the caseload
 * @household_id: a household
 * @number: (out) (nullable): number of an application of it that is not decided
 * @error: return location
 *
 * Looks whether an application of a household is under way.
 *
 * Returns: whether it could be looked up
 */
gboolean
doudi_registry_find_open_case (DoudiStore *store,
                               gint64 household_id,
                               char **number,
                               GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, open_case_sql, error);
  gint64 id;

  *number = NULL;
  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, household_id);
  if (!doudi_row_read_id (statement, &id, error))
    return FALSE;
  *number = id != 0 ? doudi_statement_dup_text (statement, 1) : NULL;
  return TRUE;
}

static const char open_run_sql[]
  = "SELECT i.run_id FROM award a JOIN pay_item i ON i.award_id = a.id"
    " JOIN pay_run r ON r.id = i.run_id WHERE a.person_id = ?1"
    " AND r.state IN ('proposed', 'approved') LIMIT 1";

/**
 * doudi_registry_find_open_run:
 * @store: the caseload
 * @person_id: a record of a person
 * @run: (out): a pay run under way that pays an award in the person's name, 0 if there is none
 * @error: return location
 *
 * Looks whether money is about to be paid in the name of a person.
 *
 * Returns: whether it could be looked up
 */
gboolean
doudi_registry_find_open_run (DoudiStore *store, gint64 person_id, gint64 *run, GError **error)
{
  return find_id (store, open_run_sql, person_id, run, error);
}
