/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "store/doudi-application-store.h"
#include "store/doudi-row.h"

static const char insert_decision_sql[]
  = "INSERT INTO decision (application_id, list_id, granted, organ, delegation_id, award_id,"
    " persons, benefit_class, amount_fen, first_month, valid_through, review_on, reason,"
    " decided_on, decided_by, recorded_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11,"
    " ?12, ?13, ?14, ?16, ?15)";

/**
 * doudi_application_insert_decision:
 * @session: who decides
 * @row: the decision; the id is set, decided_by does not matter
 * @error: %DOUDI_ERROR_CONFLICT if the application was decided already
 *
 * Records what was decided about an application.
 *
 * Returns: whether it was stored
 */
gboolean
doudi_application_insert_decision (DoudiSession *session, DoudiDecisionRow *row, GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_row_statement (session, insert_decision_sql, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, row->application_id);
  doudi_statement_bind_int (statement, 2, row->list_id);
  doudi_statement_bind_int (statement, 3, row->granted ? 1 : 0);
  doudi_statement_bind_text (statement, 4, row->organ);
  doudi_row_bind_id (statement, 5, row->delegation_id);
  doudi_row_bind_id (statement, 6, row->award_id);
  doudi_statement_bind_int (statement, 7, row->persons);
  doudi_statement_bind_int (statement, 8, row->benefit_class);
  doudi_statement_bind_int (statement, 9, row->amount);
  doudi_row_bind_id (statement, 10, row->first_month);
  doudi_statement_bind_day (statement, 11, row->valid_through);
  doudi_statement_bind_day (statement, 12, row->review_on);
  doudi_row_bind_text (statement, 13, row->reason);
  doudi_statement_bind_day (statement, 14, row->decided_on);
  doudi_row_bind_record (statement, 15, session);
  return doudi_statement_insert (statement, &row->id, error);
}

#define DECISION_COLUMNS                                                                           \
  "id, application_id, list_id, granted, organ, delegation_id, award_id, persons, benefit_class,"  \
  " amount_fen, first_month, valid_through, review_on, reason, decided_on, decided_by"

static gpointer
decision_from_statement (DoudiStatement *statement)
{
  DoudiDecisionRow *row = g_new0 (DoudiDecisionRow, 1);

  row->id = doudi_statement_get_int (statement, 0);
  row->application_id = doudi_statement_get_int (statement, 1);
  row->list_id = doudi_statement_get_int (statement, 2);
  row->granted = doudi_statement_get_int (statement, 3) != 0;
  row->organ = doudi_statement_dup_text (statement, 4);
  row->delegation_id = doudi_statement_get_int (statement, 5);
  row->award_id = doudi_statement_get_int (statement, 6);
  row->persons = (int) doudi_statement_get_int (statement, 7);
  row->benefit_class = (int) doudi_statement_get_int (statement, 8);
  row->amount = doudi_statement_get_int (statement, 9);
  row->first_month = doudi_row_get_month (statement, 10);
  row->valid_through = doudi_statement_get_day (statement, 11);
  row->review_on = doudi_statement_get_day (statement, 12);
  row->reason = doudi_statement_dup_text (statement, 13);
  row->decided_on = doudi_statement_get_day (statement, 14);
  row->decided_by = doudi_statement_dup_text (statement, 15);
  return row;
}

static const char get_decision_sql[]
  = "SELECT " DECISION_COLUMNS " FROM decision WHERE application_id = ?1";

/**
 * doudi_application_get_decision:
 * @store: the caseload
 * @id: of an application
 * @error: what kept it from being read
 *
 * Reads what was decided about an application.
 *
 * Returns: (nullable) (transfer full): the decision; %NULL without an error if there is none yet
 */
DoudiDecisionRow *
doudi_application_get_decision (DoudiStore *store, gint64 id, GError **error)
{
  gboolean found;

  return doudi_row_get_of (store, get_decision_sql, id, decision_from_statement, &found, error);
}

static const char decision_of_award_sql[]
  = "SELECT " DECISION_COLUMNS " FROM decision WHERE award_id = ?1 ORDER BY id DESC LIMIT 1";

/**
 * doudi_decision_of_award:
 * @store: the caseload
 * @award_id: an award
 * @error: what kept it from being read
 *
 * Finds the decision that granted an award.
 *
 * Returns: (nullable) (transfer full): the decision; %NULL without an error if it came with a
 * roster
 */
DoudiDecisionRow *
doudi_decision_of_award (DoudiStore *store, gint64 award_id, GError **error)
{
  gboolean found;

  return doudi_row_get_of (store, decision_of_award_sql, award_id, decision_from_statement, &found,
                           error);
}

static const char insert_delegation_sql[]
  = "INSERT INTO delegation (programme, division_code, valid_from, valid_to, source, recorded_at,"
    " recorded_by) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";

/**
 * doudi_delegation_insert:
 * @session: who records it
 * @row: the delegation; the id is set
 * @error: %DOUDI_ERROR_CONFLICT if there is no such township
 *
 * Records that a township may decide.
 *
 * Returns: whether it was stored
 */
gboolean
doudi_delegation_insert (DoudiSession *session, DoudiDelegationRow *row, GError **error)
{
  g_autoptr (DoudiStatement) statement
    = doudi_row_statement (session, insert_delegation_sql, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_text (statement, 1, row->programme);
  doudi_statement_bind_text (statement, 2, row->division_code);
  doudi_statement_bind_day (statement, 3, row->valid_from);
  doudi_statement_bind_day (statement, 4, row->valid_to);
  doudi_row_bind_text (statement, 5, row->source);
  doudi_row_bind_record (statement, 6, session);
  return doudi_statement_insert (statement, &row->id, error);
}

static gpointer
delegation_from_statement (DoudiStatement *statement)
{
  DoudiDelegationRow *row = g_new0 (DoudiDelegationRow, 1);

  row->id = doudi_statement_get_int (statement, 0);
  row->programme = doudi_statement_dup_text (statement, 1);
  row->division_code = doudi_statement_dup_text (statement, 2);
  row->valid_from = doudi_statement_get_day (statement, 3);
  row->valid_to = doudi_statement_get_day (statement, 4);
  row->source = doudi_statement_dup_text (statement, 5);
  return row;
}

#define DELEGATION_COLUMNS "id, programme, division_code, valid_from, valid_to, source"

static const char find_delegation_sql[]
  = "SELECT " DELEGATION_COLUMNS " FROM delegation WHERE programme = ?1"
    " AND division_code = substr(?2, 1, 9) || '000' AND valid_from <= ?3"
    " AND (valid_to IS NULL OR valid_to > ?3) ORDER BY valid_from DESC, id DESC LIMIT 1";

/**
 * doudi_delegation_find:
 * @store: the caseload
 * @programme: such as "temporary-aid"
 * @division_code: twelve digits of a township or of a village in it
 * @day: a day
 * @error: what kept it from being read
 *
 * Finds by what a township may decide on a day.
 *
 * Returns: (nullable) (transfer full): the delegation; %NULL without an error if the county decides
 */
DoudiDelegationRow *
doudi_delegation_find (DoudiStore *store,
                       const char *programme,
                       const char *division_code,
                       DoudiDay day,
                       GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, find_delegation_sql, error);
  gint64 id;

  if (statement == NULL)
    return NULL;
  doudi_statement_bind_text (statement, 1, programme);
  doudi_statement_bind_text (statement, 2, division_code);
  doudi_statement_bind_day (statement, 3, day);
  if (!doudi_row_read_id (statement, &id, error))
    return NULL;
  return id != 0 ? delegation_from_statement (statement) : NULL;
}

static const char list_delegations_sql[]
  = "SELECT " DELEGATION_COLUMNS " FROM delegation ORDER BY id";

/**
 * doudi_delegation_list:
 * @store: the caseload
 * @error: return location
 *
 * Lists the delegations there are and were.
 *
 * Returns: (transfer full) (element-type DoudiDelegationRow): the delegations; %NULL with @error
 * set
 */
GPtrArray *
doudi_delegation_list (DoudiStore *store, GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, list_delegations_sql, error);

  if (statement == NULL)
    return NULL;
  return doudi_rows_take (statement, delegation_from_statement,
                          (GDestroyNotify) doudi_delegation_row_free, error);
}

/**
 * doudi_decision_row_free:
 * @row: (nullable) (transfer full): a decision
 *
 * Frees a decision.
 */
void
doudi_decision_row_free (DoudiDecisionRow *row)
{
  if (row == NULL)
    return;
  g_free (row->organ);
  g_free (row->reason);
  g_free (row->decided_by);
  g_free (row);
}

/**
 * doudi_delegation_row_free:
 * @row: (nullable) (transfer full): a delegation
 *
 * Frees a delegation.
 */
void
doudi_delegation_row_free (DoudiDelegationRow *row)
{
  if (row == NULL)
    return;
  g_free (row->programme);
  g_free (row->division_code);
  g_free (row->source);
  g_free (row);
}
