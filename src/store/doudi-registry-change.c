/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "store/doudi-registry-private.h"
#include "store/doudi-registry-write.h"
#include "store/doudi-statement.h"

static DoudiStatement *
get_statement (DoudiSession *session, const char *sql, GError **error)
{
  return doudi_statement_get (doudi_session_get_store (session), sql, error);
}

/* ?index and the next: when it was recorded and by whom. */
static void
bind_record (DoudiStatement *statement, int index, DoudiSession *session)
{
  doudi_statement_bind_text (statement, index, doudi_session_get_now (session));
  doudi_statement_bind_text (statement, index + 1, doudi_session_get_user (session));
}

/* What is not said stays as it was at the address before. */
static const char insert_address_sql[]
  = "INSERT INTO household_address (household_id, division_code, village_group, address, phone,"
    " valid_from, recorded_at, recorded_by, source)"
    " SELECT ?1, ?2, coalesce(?3, ''), coalesce(?4, ''), coalesce(?5, (SELECT b.phone"
    " FROM household_address b WHERE b.household_id = ?1"
    " AND " DOUDI_ADDRESS_STANDS ("b") " ORDER BY b.valid_from DESC, b.id DESC"
    " LIMIT 1), ''), ?6, ?7, ?8, ?9";

static void
bind_said (DoudiStatement *statement, int index, const char *text)
{
  if (text == NULL)
    doudi_statement_bind_null (statement, index);
  else
    doudi_statement_bind_text (statement, index, text);
}

/**
 * doudi_registry_insert_address:
 * @session: who records it
 * @household_id: the household
 * @address: where it lives from now on; a telephone that is %NULL stays
 * @from: the first day of that
 * @source: where it comes from
 * @error: return location
 *
 * Records that a household moved. Of two addresses the one that begins later holds.
 *
 * Returns: whether it was recorded
 */
gboolean
doudi_registry_insert_address (DoudiSession *session,
                               gint64 household_id,
                               const DoudiAddressFacts *address,
                               DoudiDay from,
                               const char *source,
                               GError **error)
{
  g_autoptr (DoudiStatement) statement = get_statement (session, insert_address_sql, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, household_id);
  doudi_statement_bind_text (statement, 2, address->division_code);
  bind_said (statement, 3, address->village_group);
  bind_said (statement, 4, address->address);
  bind_said (statement, 5, address->phone);
  doudi_statement_bind_day (statement, 6, from);
  bind_record (statement, 7, session);
  doudi_statement_bind_text (statement, 9, source);
  return doudi_statement_run (statement, error);
}

/* The rows that end; ?2 is NULL for the accounts of the household as a whole. */
static const char end_accounts_sql[]
  = "INSERT INTO account (household_id, person_id, holder_name, number, valid_from, valid_to,"
    " recorded_at, recorded_by, source, replaces) SELECT a.household_id, a.person_id,"
    " a.holder_name, a.number, min(a.valid_from, ?3), ?3, ?4, ?5, ?6, a.id FROM account a"
    " WHERE a.household_id = ?1 AND a.person_id IS ?2 AND a.valid_to IS NULL"
    " AND " DOUDI_NOT_REPLACED ("account", "household_id", "a");

/**
 * doudi_registry_end_accounts:
 * @session: who records it
 * @household_id: the household
 * @person_id: whose accounts, or 0 for those of the household as a whole
 * @day: the first day on which they are used no longer
 * @source: where it comes from
 * @error: return location
 *
 * Records that accounts are used no longer: rows that have an end replace those that had none.
 *
 * Returns: whether it was recorded
 */
gboolean
doudi_registry_end_accounts (DoudiSession *session,
                             gint64 household_id,
                             gint64 person_id,
                             DoudiDay day,
                             const char *source,
                             GError **error)
{
  g_autoptr (DoudiStatement) statement = get_statement (session, end_accounts_sql, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, household_id);
  if (person_id == 0)
    doudi_statement_bind_null (statement, 2);
  else
    doudi_statement_bind_int (statement, 2, person_id);
  doudi_statement_bind_day (statement, 3, day);
  bind_record (statement, 4, session);
  doudi_statement_bind_text (statement, 6, source);
  return doudi_statement_run (statement, error);
}

static const char set_person_sql[] = "UPDATE award SET person_id = ?2 WHERE id = ?1";

/**
 * doudi_registry_set_award_person:
 * @session: who records it
 * @award_id: an award of a household
 * @person_id: its head from now on
 * @error: return location
 *
 * Lets an award of a household go on in the name of a new head. What it paid, and to whom, stays
 * with the runs.
 *
 * Returns: whether it was recorded
 */
gboolean
doudi_registry_set_award_person (DoudiSession *session,
                                 gint64 award_id,
                                 gint64 person_id,
                                 GError **error)
{
  g_autoptr (DoudiStatement) statement = get_statement (session, set_person_sql, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, award_id);
  doudi_statement_bind_int (statement, 2, person_id);
  return doudi_statement_run (statement, error);
}
