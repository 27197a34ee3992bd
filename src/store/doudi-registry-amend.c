/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * Corrections: a row takes the place of another one, which stays in the file.
 */

#include "config.h"

#include <inttypes.h>

#include <glib/gi18n-lib.h>

#include "base/doudi-error.h"
#include "store/doudi-registry-private.h"
#include "store/doudi-registry-write.h"
#include "store/doudi-row.h"

/* ?1 the row, ?2 and ?3 the days, ?4 and ?5 the record, ?6 the source. */
static DoudiStatement *
get_statement (DoudiSession *session,
               const char *sql,
               gint64 id,
               const DoudiAmendment *amendment,
               GError **error)
{
  DoudiStatement *statement = doudi_row_statement (session, sql, error);

  if (statement == NULL)
    return NULL;
  doudi_statement_bind_int (statement, 1, id);
  if (amendment->from != DOUDI_DAY_NONE)
    doudi_statement_bind_day (statement, 2, amendment->from);
  else
    doudi_statement_bind_null (statement, 2);
  if (amendment->to != DOUDI_DAY_NONE)
    doudi_statement_bind_day (statement, 3, amendment->to);
  else
    doudi_statement_bind_null (statement, 3);
  doudi_row_bind_record (statement, 4, session);
  doudi_statement_bind_text (statement, 6, amendment->source);
  return statement;
}

static void
bind_said (DoudiStatement *statement, int index, const char *text)
{
  if (text == NULL)
    doudi_statement_bind_null (statement, index);
  else
    doudi_statement_bind_text (statement, index, text);
}

/* When the amended row holds: what is not said stays, and nothing ends before it begins. */
#define AMENDED_FROM "coalesce(?2, o.valid_from)"
#define AMENDED_TO "max(coalesce(?3, o.valid_to), " AMENDED_FROM ")"

static const char amend_membership_sql[]
  = "INSERT INTO membership (household_id, person_id, relation, position, valid_from, valid_to,"
    " recorded_at, recorded_by, source, replaces) SELECT o.household_id, o.person_id,"
    " coalesce(?7, o.relation), coalesce(?8, o.position), " AMENDED_FROM ", " AMENDED_TO
    ", ?4, ?5, ?6, o.id FROM membership o WHERE o.id = ?1"
    " AND " DOUDI_NOT_REPLACED ("membership", "household_id", "o");

/**
 * doudi_registry_amend_membership:
 * @session: who records it
 * @id: a membership that no other row has replaced
 * @relation: (nullable): %NULL keeps it
 * @position: order on the paper, 0 keeps it
 * @amendment: from when until when it holds, and why
 * @error: return location
 *
 * Records what is right about a membership, in place of what was recorded.
 *
 * Returns: whether it was recorded
 */
gboolean
doudi_registry_amend_membership (DoudiSession *session,
                                 gint64 id,
                                 const char *relation,
                                 int position,
                                 const DoudiAmendment *amendment,
                                 GError **error)
{
  g_autoptr (DoudiStatement) statement
    = get_statement (session, amend_membership_sql, id, amendment, error);

  if (statement == NULL)
    return FALSE;
  bind_said (statement, 7, relation);
  doudi_row_bind_id (statement, 8, position);
  return doudi_row_run_once (statement, error);
}

static const char amend_circumstance_sql[]
  = "INSERT INTO circumstance (person_id, kind, value, valid_from, valid_to, recorded_at,"
    " recorded_by, source, replaces) SELECT o.person_id, o.kind, coalesce(?7, "
    "o.value), " AMENDED_FROM ", " AMENDED_TO
    ", ?4, ?5, ?6, o.id FROM circumstance o WHERE o.id = ?1"
    " AND " DOUDI_NOT_REPLACED ("circumstance", "person_id", "o");

/**
 * doudi_registry_amend_circumstance:
 * @session: who records it
 * @id: a fact of a person that no other row has replaced
 * @value: (nullable): %NULL keeps it
 * @amendment: from when until when it holds, and why
 * @error: return location
 *
 * Records what is right about a fact of a person, in place of what was recorded.
 *
 * Returns: whether it was recorded
 */
gboolean
doudi_registry_amend_circumstance (DoudiSession *session,
                                   gint64 id,
                                   const char *value,
                                   const DoudiAmendment *amendment,
                                   GError **error)
{
  g_autoptr (DoudiStatement) statement
    = get_statement (session, amend_circumstance_sql, id, amendment, error);

  if (statement == NULL)
    return FALSE;
  bind_said (statement, 7, value);
  return doudi_row_run_once (statement, error);
}

static const char amend_account_sql[]
  = "INSERT INTO account (household_id, person_id, holder_name, number, valid_from, valid_to,"
    " recorded_at, recorded_by, source, replaces) SELECT o.household_id, o.person_id,"
    " coalesce(?7, o.holder_name), coalesce(?8, o.number), " AMENDED_FROM ", " AMENDED_TO
    ", ?4, ?5, ?6, o.id FROM account o WHERE o.id = ?1"
    " AND " DOUDI_NOT_REPLACED ("account", "household_id", "o");

/**
 * doudi_registry_amend_account:
 * @session: who records it
 * @id: an account that no other row has replaced
 * @holder_name: (nullable): %NULL keeps it
 * @number: (nullable): %NULL keeps it
 * @amendment: from when until when it is used, and why
 * @error: return location
 *
 * Records what is right about an account, in place of what was recorded.
 *
 * Returns: whether it was recorded
 */
gboolean
doudi_registry_amend_account (DoudiSession *session,
                              gint64 id,
                              const char *holder_name,
                              const char *number,
                              const DoudiAmendment *amendment,
                              GError **error)
{
  g_autoptr (DoudiStatement) statement
    = get_statement (session, amend_account_sql, id, amendment, error);

  if (statement == NULL)
    return FALSE;
  bind_said (statement, 7, holder_name);
  bind_said (statement, 8, number);
  return doudi_row_run_once (statement, error);
}

static const char amend_address_sql[]
  = "INSERT INTO household_address (household_id, division_code, village_group, address, phone,"
    " valid_from, valid_to, recorded_at, recorded_by, source, replaces) SELECT o.household_id,"
    " coalesce(?7, o.division_code), coalesce(?8, o.village_group), coalesce(?9, o.address),"
    " coalesce(?10, o.phone), " AMENDED_FROM ", " AMENDED_TO
    ", ?4, ?5, ?6, o.id FROM household_address o WHERE o.id = ?1"
    " AND " DOUDI_NOT_REPLACED ("household_address", "household_id", "o");

/**
 * doudi_registry_amend_address:
 * @session: who records it
 * @id: an address that no other row has replaced
 * @address: (nullable): what is %NULL in it stays
 * @amendment: from when until when it holds, and why
 * @error: return location
 *
 * Records what is right about where a household lives, in place of what was recorded.
 *
 * Returns: whether it was recorded
 */
gboolean
doudi_registry_amend_address (DoudiSession *session,
                              gint64 id,
                              const DoudiAddressFacts *address,
                              const DoudiAmendment *amendment,
                              GError **error)
{
  const DoudiAddressFacts same = { NULL };
  const DoudiAddressFacts *facts = address != NULL ? address : &same;
  g_autoptr (DoudiStatement) statement
    = get_statement (session, amend_address_sql, id, amendment, error);

  if (statement == NULL)
    return FALSE;
  bind_said (statement, 7, facts->division_code);
  bind_said (statement, 8, facts->village_group);
  bind_said (statement, 9, facts->address);
  bind_said (statement, 10, facts->phone);
  return doudi_row_run_once (statement, error);
}

static const char find_address_sql[]
  = "SELECT a.id FROM household_address a WHERE a.household_id = ?1 AND " DOUDI_ADDRESS_STANDS (
    "a") " ORDER BY a.valid_from > ?2, CASE WHEN a.valid_from > ?2 THEN a.valid_from END,"
         " a.valid_from DESC, a.id DESC LIMIT 1";

/**
 * doudi_registry_find_address:
 * @store: the caseload
 * @household_id: a household
 * @day: a day
 * @id: (out): the row of the address on that day, 0 if there is none
 * @error: return location
 *
 * Finds the row of an address, for doudi_registry_amend_address().
 *
 * Returns: whether it could be looked up
 */
gboolean
doudi_registry_find_address (DoudiStore *store,
                             gint64 household_id,
                             DoudiDay day,
                             gint64 *id,
                             GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, find_address_sql, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, household_id);
  doudi_statement_bind_day (statement, 2, day);
  return doudi_row_read_id (statement, id, error);
}

/* Of a kind the one that began last holds. */
static const char find_circumstance_sql[]
  = "SELECT c.id FROM circumstance c WHERE c.person_id = ?1 AND c.kind = ?2 AND " DOUDI_HOLDS_ON (
    "c",
    "?3") " AND " DOUDI_NOT_REPLACED ("circumstance",
                                      "person_id",
                                      "c") " ORDER BY c.valid_from DESC, c.id DESC LIMIT 1";

/**
 * doudi_registry_find_circumstance:
 * @store: the caseload
 * @person_id: a person
 * @kind: a kind of fact
 * @day: a day
 * @id: (out): the row of the fact on that day, 0 if there is none
 * @error: return location
 *
 * Finds the row of a fact, for doudi_registry_amend_circumstance().
 *
 * Returns: whether it could be looked up
 */
gboolean
doudi_registry_find_circumstance (DoudiStore *store,
                                  gint64 person_id,
                                  const char *kind,
                                  DoudiDay day,
                                  gint64 *id,
                                  GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, find_circumstance_sql, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, person_id);
  doudi_statement_bind_text (statement, 2, kind);
  doudi_statement_bind_day (statement, 3, day);
  return doudi_row_read_id (statement, id, error);
}

static const char keep_person_sql[]
  = "INSERT INTO person_former (person_id, name, identity_number, original_number,"
    " temporary_number, sex, birth_date, ethnicity, replaced_at, replaced_by, source)"
    " SELECT id, name, identity_number, original_number, temporary_number, sex, birth_date,"
    " ethnicity, ?2, ?3, ?4 FROM person WHERE id = ?1";

/**
 * doudi_registry_keep_person:
 * @session: who is about to change it
 * @person_id: a person
 * @source: of what takes its place
 * @error: return location
 *
 * Keeps what a person is recorded as. The file refuses to change a person without it.
 *
 * Returns: whether it was kept
 */
gboolean
doudi_registry_keep_person (DoudiSession *session,
                            gint64 person_id,
                            const char *source,
                            GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_row_statement (session, keep_person_sql, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, person_id);
  doudi_row_bind_record (statement, 2, session);
  doudi_statement_bind_text (statement, 4, source);
  return doudi_row_run_once (statement, error);
}

static const char set_person_sql[]
  = "UPDATE person SET name = ?2, identity_number = nullif(?3, ''), original_number = nullif(?4, "
    "''),"
    " temporary_number = nullif(?5, ''), sex = nullif(?6, ''), birth_date = nullif(?7, ''),"
    " ethnicity = nullif(?8, '') WHERE id = ?1";

/**
 * doudi_registry_correct_person:
 * @session: who corrects it
 * @person_id: a person
 * @person: who it is; %NULL and "" mean that it is not known
 * @source: where it comes from
 * @error: %DOUDI_ERROR_CONFLICT if another person has the identity number
 *
 * Records who a person is, in place of what was recorded; what that was is kept. So is a number
 * that an office made up when there is a real one.
 *
 * Returns: whether it was recorded
 */
gboolean
doudi_registry_correct_person (DoudiSession *session,
                               gint64 person_id,
                               const DoudiPersonFacts *person,
                               const char *source,
                               GError **error)
{
  g_autoptr (DoudiStatement) statement = NULL;

  if (!doudi_registry_keep_person (session, person_id, source, error))
    return FALSE;
  statement = doudi_row_statement (session, set_person_sql, error);
  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, person_id);
  doudi_statement_bind_text (statement, 2, person->name);
  doudi_row_bind_text (statement, 3, person->identity_number);
  doudi_row_bind_text (statement, 4, person->original_number);
  doudi_row_bind_text (statement, 5, person->temporary_number);
  doudi_row_bind_text (statement, 6, person->sex);
  doudi_row_bind_text (statement, 7, person->birth_date);
  doudi_row_bind_text (statement, 8, person->ethnicity);
  return doudi_row_run_once (statement, error);
}

/* The last row of every kind that a household has: whatever is recorded of it adds one. */
static const char stamp_sql[]
  = "SELECT coalesce((SELECT max(id) FROM membership WHERE household_id = ?1), 0) || '.' ||"
    " coalesce((SELECT max(id) FROM household_address WHERE household_id = ?1), 0) || '.' ||"
    " coalesce((SELECT max(id) FROM account WHERE household_id = ?1), 0) || '.' ||"
    " coalesce((SELECT max(c.id) FROM circumstance c WHERE c.person_id IN"
    " (SELECT person_id FROM membership WHERE household_id = ?1)), 0) || '.' ||"
    " coalesce((SELECT max(f.id) FROM person_former f WHERE f.person_id IN"
    " (SELECT person_id FROM membership WHERE household_id = ?1)), 0)";

/**
 * doudi_registry_stamp:
 * @store: the caseload
 * @household_id: a household
 * @error: return location
 *
 * Tells how far the record of a household has come, to see later whether somebody changed it
 * meanwhile: a text that differs after anything was recorded of it or of its members.
 *
 * Returns: (transfer full): the stamp; %NULL with @error set
 */
char *
doudi_registry_stamp (DoudiStore *store, gint64 household_id, GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, stamp_sql, error);

  if (statement == NULL)
    return NULL;
  doudi_statement_bind_int (statement, 1, household_id);
  return doudi_statement_step (statement, error) ? doudi_statement_dup_text (statement, 0) : NULL;
}
