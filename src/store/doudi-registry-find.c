/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "store/doudi-registry-private.h"
#include "store/doudi-registry-write.h"
#include "store/doudi-statement.h"

/* Steps once. FALSE with @error set; @found tells whether there was a row. */
gboolean
doudi_statement_step_once (DoudiStatement *statement, gboolean *found, GError **error)
{
  GError *local = NULL;

  *found = doudi_statement_step (statement, &local);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/* Reads the id that a statement finds, 0 if it finds none. */
static gboolean
read_id (DoudiStatement *statement, gint64 *id, GError **error)
{
  gboolean found;

  if (!doudi_statement_step_once (statement, &found, error))
    return FALSE;
  *id = found ? doudi_statement_get_int (statement, 0) : 0;
  return TRUE;
}

#define FIND_PERSON "SELECT id FROM person WHERE identity_number = ?1"

/**
 * doudi_registry_find_person:
 * @store: the caseload
 * @identity_number: 18 characters
 * @id: (out): the person, 0 if the number is not in the caseload
 * @error: return location
 *
 * Finds a person by the identity number.
 *
 * Returns: whether it could be looked up
 */
gboolean
doudi_registry_find_person (DoudiStore *store,
                            const char *identity_number,
                            gint64 *id,
                            GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, FIND_PERSON, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_text (statement, 1, identity_number);
  return read_id (statement, id, error);
}

#define FIND_NAMESAKE "SELECT id FROM person WHERE name = ?1 AND birth_date = ?2 LIMIT 1"

/**
 * doudi_registry_find_namesake:
 * @store: the caseload
 * @name: a name, normalised
 * @birth_date: ISO day
 * @id: (out): a person of that name born that day, 0 if there is none
 * @error: return location
 *
 * Finds somebody who may be the same person although the identity numbers differ.
 *
 * Returns: whether it could be looked up
 */
gboolean
doudi_registry_find_namesake (DoudiStore *store,
                              const char *name,
                              const char *birth_date,
                              gint64 *id,
                              GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, FIND_NAMESAKE, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_text (statement, 1, name);
  doudi_statement_bind_text (statement, 2, birth_date);
  return read_id (statement, id, error);
}

/* Those that have not ended by the day; one that begins later counts. */
#define SELECT_MEMBERSHIPS_OF_PERSON                                                               \
  "SELECT m.id, m.household_id, (SELECT count(*) FROM membership o"                                \
  " WHERE o.household_id = m.household_id AND o.person_id <> m.person_id"                          \
  " AND (o.valid_to IS NULL OR o.valid_to > ?2) AND " DOUDI_NOT_REPLACED (                         \
    "membership", "household_id",                                                                  \
    "o") ") FROM membership m"                                                                     \
         " WHERE m.person_id = ?1 AND (m.valid_to IS NULL OR m.valid_to > ?2) "                    \
         "AND " DOUDI_NOT_REPLACED ("membership", "person_id", "m") " ORDER BY m.id"

/**
 * doudi_registry_memberships_of_person:
 * @store: the caseload
 * @person_id: the person
 * @day: the day
 * @error: return location
 *
 * Tells of which households a person is a member.
 *
 * Returns: (transfer full) (element-type DoudiMembershipRow): the memberships, usually one; %NULL
 *   with @error set
 */
GArray *
doudi_registry_memberships_of_person (DoudiStore *store,
                                      gint64 person_id,
                                      DoudiDay day,
                                      GError **error)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (DoudiMembershipRow));
  g_autoptr (DoudiStatement) statement
    = doudi_statement_get (store, SELECT_MEMBERSHIPS_OF_PERSON, error);
  GError *local = NULL;

  if (statement == NULL)
    return NULL;
  doudi_statement_bind_int (statement, 1, person_id);
  doudi_statement_bind_day (statement, 2, day);
  while (doudi_statement_step (statement, &local))
    {
      DoudiMembershipRow row
        = { doudi_statement_get_int (statement, 0), doudi_statement_get_int (statement, 1),
            doudi_statement_get_int (statement, 2) };

      g_array_append_val (rows, row);
    }
  if (local == NULL)
    return g_steal_pointer (&rows);
  g_propagate_error (error, local);
  return NULL;
}

/* The last term of an award says whether it has ended. */
#define SELECT_AWARDS_DRAWN                                                                        \
  "SELECT a.id, a.household_id, a.person_id, a.programme FROM award a"                             \
  " WHERE (a.person_id = ?1 OR a.household_id IN (SELECT m.household_id FROM membership m"         \
  " WHERE m.person_id = ?1 AND (m.valid_to IS NULL OR m.valid_to > ?2) AND " DOUDI_NOT_REPLACED (  \
    "membership", "person_id",                                                                     \
    "m") "))"                                                                                      \
         " AND coalesce((" DOUDI_LAST_TERM ("persons", "a") "), 1) > 0 ORDER BY a.id"

/**
 * doudi_registry_awards_drawn_by:
 * @store: the caseload
 * @person_id: the person
 * @day: the day
 * @error: return location
 *
 * Lists the awards that have not ended of a person, and those of the households of which the
 * person is a member: also awards that other members draw for themselves alone, which the caller
 * tells apart by the programme.
 *
 * Returns: (transfer full) (element-type DoudiDrawnAward): the awards; %NULL with @error set
 */
GArray *
doudi_registry_awards_drawn_by (DoudiStore *store, gint64 person_id, DoudiDay day, GError **error)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, TRUE, sizeof (DoudiDrawnAward));
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, SELECT_AWARDS_DRAWN, error);
  GError *local = NULL;

  if (statement == NULL)
    return NULL;
  doudi_statement_bind_int (statement, 1, person_id);
  doudi_statement_bind_day (statement, 2, day);
  while (doudi_statement_step (statement, &local))
    {
      DoudiDrawnAward row
        = { doudi_statement_get_int (statement, 0), doudi_statement_get_int (statement, 1),
            doudi_statement_get_int (statement, 2), "" };

      g_strlcpy (row.programme, doudi_statement_get_text (statement, 3), sizeof row.programme);
      g_array_append_val (rows, row);
    }
  if (local == NULL)
    return g_steal_pointer (&rows);
  g_propagate_error (error, local);
  return NULL;
}

#define HAS_ACCOUNT                                                                                \
  "SELECT a.id FROM account a WHERE a.number = ?3 AND a.household_id = ?1"                         \
  " AND (a.person_id IS NULL OR a.person_id = ?2) AND a.valid_to IS NULL "                         \
  "AND " DOUDI_NOT_REPLACED ("account", "household_id", "a")

/**
 * doudi_registry_has_account:
 * @store: the caseload
 * @household_id: the household
 * @person_id: the person, or 0
 * @number: the account
 * @has: (out): whether it pays awards of the household or of the person already
 * @error: return location
 *
 * Looks whether an account is known.
 *
 * Returns: whether it could be looked up
 */
gboolean
doudi_registry_has_account (DoudiStore *store,
                            gint64 household_id,
                            gint64 person_id,
                            const char *number,
                            gboolean *has,
                            GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, HAS_ACCOUNT, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, household_id);
  doudi_statement_bind_int (statement, 2, person_id);
  doudi_statement_bind_text (statement, 3, number);
  return doudi_statement_step_once (statement, has, error);
}

#define COUNT_PAID_TO                                                                              \
  "SELECT count(DISTINCT a.household_id) FROM account a WHERE a.number = ?1"                       \
  " AND a.household_id <> ?2 AND a.valid_to IS NULL "                                              \
  "AND " DOUDI_NOT_REPLACED ("account", "household_id", "a")

/**
 * doudi_registry_count_paid_to:
 * @store: the caseload
 * @number: an account
 * @except_household: a household that is not counted, or 0
 * @households: (out): how many others are paid to it
 * @error: return location
 *
 * Counts the households that share an account: a reason to look, not a fault.
 *
 * Returns: whether it could be looked up
 */
gboolean
doudi_registry_count_paid_to (DoudiStore *store,
                              const char *number,
                              gint64 except_household,
                              gint64 *households,
                              GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, COUNT_PAID_TO, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_text (statement, 1, number);
  doudi_statement_bind_int (statement, 2, except_household);
  if (!doudi_statement_step (statement, error))
    return FALSE;
  *households = doudi_statement_get_int (statement, 0);
  return TRUE;
}

/* The last of its kind has to be the same. */
#define HAS_CIRCUMSTANCE                                                                           \
  "SELECT 1 FROM (SELECT c.value FROM circumstance c WHERE c.person_id = ?1 AND c.kind = ?2"       \
  " AND c.valid_to IS NULL AND " DOUDI_NOT_REPLACED (                                              \
    "circumstance", "person_id",                                                                   \
    "c") " ORDER BY c.valid_from DESC, c.id DESC LIMIT 1) WHERE value = ?3"

/**
 * doudi_registry_has_circumstance:
 * @store: the caseload
 * @person_id: the person
 * @kind: the kind of fact
 * @value: its value
 * @has: (out): whether that is what is known of the person
 * @error: return location
 *
 * Looks whether a fact is known, so that it is not recorded twice.
 *
 * Returns: whether it could be looked up
 */
gboolean
doudi_registry_has_circumstance (DoudiStore *store,
                                 gint64 person_id,
                                 const char *kind,
                                 const char *value,
                                 gboolean *has,
                                 GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, HAS_CIRCUMSTANCE, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, person_id);
  doudi_statement_bind_text (statement, 2, kind);
  doudi_statement_bind_text (statement, 3, value);
  return doudi_statement_step_once (statement, has, error);
}

/* Whatever else in the file names a household. */
static const char has_history_sql[]
  = "SELECT 1 WHERE EXISTS (SELECT 1 FROM award WHERE household_id = ?1)"
    " OR EXISTS (SELECT 1 FROM application WHERE household_id = ?1)"
    " OR EXISTS (SELECT 1 FROM household_change WHERE household_id = ?1)"
    " OR EXISTS (SELECT 1 FROM attachment WHERE household_id = ?1 AND removed_at IS NULL)";

/**
 * doudi_registry_has_history:
 * @store: the caseload
 * @household_id: a household
 * @has: (out): whether an award, an application, a change or a paper is of the household
 * @error: return location
 *
 * Looks whether a household is more than an entry in the registry.
 *
 * Returns: whether it could be looked up
 */
gboolean
doudi_registry_has_history (DoudiStore *store, gint64 household_id, gboolean *has, GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, has_history_sql, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, household_id);
  return doudi_statement_step_once (statement, has, error);
}

/* Awards whose last term covers somebody. */
static const char draws_sql[]
  = "SELECT 1 FROM award a WHERE a.household_id = ?1 AND coalesce((" DOUDI_LAST_TERM (
    "persons",
    "a") "), 0) > 0 LIMIT 1";

/**
 * doudi_registry_draws:
 * @store: the caseload
 * @household_id: a household
 * @draws: (out): whether an award of it, or of one of its members, has not ended
 * @error: return location
 *
 * Looks whether money hangs on what is recorded of a household.
 *
 * Returns: whether it could be looked up
 */
gboolean
doudi_registry_draws (DoudiStore *store, gint64 household_id, gboolean *draws, GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, draws_sql, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, household_id);
  return doudi_statement_step_once (statement, draws, error);
}

/* Also one that the person had before a correction; no index is kept of the few that an office made
 * up. Where a record was made one with another, it leads to the one that is kept: the merger
 * corrected both. */
#define NOW_OF_FORMER                                                                              \
  "coalesce((SELECT k.person_id FROM registry_edit e JOIN person_former k"                         \
  " ON k.source = f.source AND k.person_id <> f.person_id WHERE f.source LIKE 'edit:%'"            \
  " AND e.id = CAST(substr(f.source, 6) AS INTEGER) AND e.kind = 'merge-persons'"                  \
  " AND NOT EXISTS (SELECT 1 FROM registry_edit u WHERE u.undoes = e.id) LIMIT 1), f.person_id)"
static const char find_any_number_sql[]
  = "SELECT id FROM person WHERE identity_number = ?1 OR temporary_number = ?1 UNION ALL"
    " SELECT " NOW_OF_FORMER " FROM person_former f WHERE f.identity_number = ?1 UNION ALL"
    " SELECT " NOW_OF_FORMER " FROM person_former f WHERE length(?1) <> 18"
    " AND f.temporary_number = ?1 LIMIT 1";

/**
 * doudi_registry_find_any_number:
 * @store: the caseload
 * @number: an identity number or one that an office made up
 * @id: (out): who has it, or had it before a correction; 0 if nobody
 * @error: return location
 *
 * Finds a person by any number that the person is or was known by.
 *
 * Returns: whether it could be looked up
 */
gboolean
doudi_registry_find_any_number (DoudiStore *store, const char *number, gint64 *id, GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, find_any_number_sql, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_text (statement, 1, number);
  return read_id (statement, id, error);
}
