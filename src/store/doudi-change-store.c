/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "store/doudi-change-store.h"

#include <glib/gi18n-lib.h>

#include "base/doudi-error.h"
#include "store/doudi-row.h"

static const char insert_sql[]
  = "INSERT INTO household_change (kind, household_id, award_id, person_id, happened_on, "
    "from_month,"
    " detail, reason, state, review_id, entered_on, entered_at, entered_by)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 'open', ?9, ?10, ?11, ?12)";

/**
 * doudi_change_insert:
 * @session: who enters it
 * @row: what happened; the id is set, the state and who decided do not matter
 * @error: %DOUDI_ERROR_CONFLICT for a household, award or person that is not in the caseload
 *
 * Enters a change that waits for a second person.
 *
 * Returns: whether it was stored
 */
gboolean
doudi_change_insert (DoudiSession *session, DoudiChangeRow *row, GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_row_statement (session, insert_sql, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_text (statement, 1, row->kind);
  doudi_statement_bind_int (statement, 2, row->household_id);
  doudi_row_bind_id (statement, 3, row->award_id);
  doudi_row_bind_id (statement, 4, row->person_id);
  doudi_statement_bind_day (statement, 5, row->happened_on);
  doudi_statement_bind_int (statement, 6, row->from_month);
  doudi_statement_bind_text (statement, 7, row->detail);
  doudi_row_bind_text (statement, 8, row->reason);
  doudi_row_bind_id (statement, 9, row->review_id);
  doudi_statement_bind_day (statement, 10, doudi_session_get_today (session));
  doudi_row_bind_record (statement, 11, session);
  return doudi_statement_insert (statement, &row->id, error);
}

static const char set_state_sql[]
  = "UPDATE household_change SET state = ?2, decision_reason = ?3, decided_on = ?4,"
    " decided_at = ?5, decided_by = ?6 WHERE id = ?1 AND state = 'open'";

/**
 * doudi_change_set_state:
 * @session: who decides it, or takes it back
 * @id: of an open change
 * @state: "applied", "refused" or "withdrawn"
 * @reason: (nullable): why
 * @error: %DOUDI_ERROR_FOUR_EYES if the person who entered it, by this or another account, applies
 * or refuses it; %DOUDI_ERROR_CONFLICT if it is not open any more
 *
 * Finishes a change.
 *
 * Returns: whether it was stored
 */
gboolean
doudi_change_set_state (DoudiSession *session,
                        gint64 id,
                        const char *state,
                        const char *reason,
                        GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_row_statement (session, set_state_sql, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, id);
  doudi_statement_bind_text (statement, 2, state);
  doudi_row_bind_text (statement, 3, reason);
  doudi_statement_bind_day (statement, 4, doudi_session_get_today (session));
  doudi_row_bind_record (statement, 5, session);
  return doudi_row_run_once (statement, error);
}

#define CHANGE_COLUMNS                                                                             \
  "id, kind, household_id, award_id, person_id, happened_on, from_month, detail, reason, state,"   \
  " review_id, entered_by, entered_on, decided_by, decided_on, decision_reason"

static gpointer
change_from_statement (DoudiStatement *statement)
{
  DoudiChangeRow *row = g_new0 (DoudiChangeRow, 1);

  row->id = doudi_statement_get_int (statement, 0);
  row->kind = doudi_statement_dup_text (statement, 1);
  row->household_id = doudi_statement_get_int (statement, 2);
  row->award_id = doudi_statement_get_int (statement, 3);
  row->person_id = doudi_statement_get_int (statement, 4);
  row->happened_on = doudi_statement_get_day (statement, 5);
  row->from_month = doudi_row_get_month (statement, 6);
  row->detail = doudi_statement_dup_text (statement, 7);
  row->reason = doudi_statement_dup_text (statement, 8);
  row->state = doudi_statement_dup_text (statement, 9);
  row->review_id = doudi_statement_get_int (statement, 10);
  row->entered_by = doudi_statement_dup_text (statement, 11);
  row->entered_on = doudi_statement_get_day (statement, 12);
  row->decided_by = doudi_statement_dup_text (statement, 13);
  row->decided_on = doudi_statement_get_day (statement, 14);
  row->decision_reason = doudi_statement_dup_text (statement, 15);
  return row;
}

static const char get_sql[] = "SELECT " CHANGE_COLUMNS " FROM household_change WHERE id = ?1";

/**
 * doudi_change_get:
 * @store: the caseload
 * @id: of a change
 * @error: %DOUDI_ERROR_NOT_FOUND
 *
 * Reads a change.
 *
 * Returns: (transfer full): the change; %NULL with @error set
 */
DoudiChangeRow *
doudi_change_get (DoudiStore *store, gint64 id, GError **error)
{
  GError *local = NULL;
  gboolean found;
  DoudiChangeRow *row
    = doudi_row_get_of (store, get_sql, id, change_from_statement, &found, &local);

  if (local != NULL)
    g_propagate_error (error, local);
  else if (!found)
    doudi_error_set (error, DOUDI_ERROR_NOT_FOUND, NULL,
                     _ ("There is no change %lld. The page of the household shows its changes."),
                     (long long) id);
  return row;
}

static const char list_of_household_sql[]
  = "SELECT " CHANGE_COLUMNS " FROM household_change WHERE household_id = ?1 ORDER BY id";

/**
 * doudi_change_list_of_household:
 * @store: the caseload
 * @household_id: a household
 * @error: return location
 *
 * Lists what happened to a household, in whatever state.
 *
 * Returns: (transfer full) (element-type DoudiChangeRow): in the order in which it was entered;
 *   %NULL with @error set
 */
GPtrArray *
doudi_change_list_of_household (DoudiStore *store, gint64 household_id, GError **error)
{
  return doudi_rows_list_of (store, list_of_household_sql, household_id, change_from_statement,
                             (GDestroyNotify) doudi_change_row_free, error);
}

static const char list_open_sql[]
  = "SELECT " CHANGE_COLUMNS " FROM household_change WHERE state = 'open' ORDER BY id";

/**
 * doudi_change_list_open:
 * @store: the caseload
 * @error: return location
 *
 * Lists the changes that wait for a second person.
 *
 * Returns: (transfer full) (element-type DoudiChangeRow): the oldest first; %NULL with @error set
 */
GPtrArray *
doudi_change_list_open (DoudiStore *store, GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, list_open_sql, error);

  if (statement == NULL)
    return NULL;
  return doudi_rows_take (statement, change_from_statement, (GDestroyNotify) doudi_change_row_free,
                          error);
}

/**
 * doudi_change_row_free:
 * @row: (nullable) (transfer full): a change
 *
 * Frees a change.
 */
void
doudi_change_row_free (DoudiChangeRow *row)
{
  if (row == NULL)
    return;
  g_free (row->kind);
  g_free (row->detail);
  g_free (row->reason);
  g_free (row->state);
  g_free (row->entered_by);
  g_free (row->decided_by);
  g_free (row->decision_reason);
  g_free (row);
}
