/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "store/doudi-finding-store.h"
#include "store/doudi-row.h"

static const char insert_sql[]
  = "INSERT INTO finding_decision (kind, subject, evidence, decision, reason, decided_on,"
    " recorded_at, recorded_by) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";

/**
 * doudi_finding_decision_insert:
 * @session: who decides, in a transaction
 * @row: what was decided; the id is set, the day and who decided do not matter
 * @error: return location
 *
 * Records what somebody decided about a finding. What was decided before stays.
 *
 * Returns: whether it was recorded
 */
gboolean
doudi_finding_decision_insert (DoudiSession *session, DoudiFindingDecisionRow *row, GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_row_statement (session, insert_sql, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_text (statement, 1, row->kind);
  doudi_statement_bind_text (statement, 2, row->subject);
  doudi_statement_bind_text (statement, 3, row->evidence);
  doudi_statement_bind_text (statement, 4, row->decision);
  doudi_row_bind_text (statement, 5, row->reason);
  doudi_statement_bind_day (statement, 6, doudi_session_get_today (session));
  doudi_row_bind_record (statement, 7, session);
  return doudi_statement_insert (statement, &row->id, error);
}

#define DECISION_COLUMNS                                                                           \
  "d.id, d.kind, d.subject, d.evidence, d.decision, d.reason, d.decided_on, d.recorded_by"

static gpointer
decision_from_statement (DoudiStatement *statement)
{
  DoudiFindingDecisionRow *row = g_new0 (DoudiFindingDecisionRow, 1);

  row->id = doudi_statement_get_int (statement, 0);
  row->kind = doudi_statement_dup_text (statement, 1);
  row->subject = doudi_statement_dup_text (statement, 2);
  row->evidence = doudi_statement_dup_text (statement, 3);
  row->decision = doudi_statement_dup_text (statement, 4);
  row->reason = doudi_statement_dup_text (statement, 5);
  row->decided_on = doudi_statement_get_day (statement, 6);
  row->recorded_by = doudi_statement_dup_text (statement, 7);
  return row;
}

/**
 * doudi_finding_decision_key:
 * @kind: name of a kind of finding
 * @subject: what was found
 *
 * Returns: (transfer full): what doudi_finding_decisions_last() knows the two by
 */
char *
doudi_finding_decision_key (const char *kind, const char *subject)
{
  return g_strdup_printf ("%s %s", kind, subject);
}

static const char last_sql[]
  = "SELECT " DECISION_COLUMNS " FROM finding_decision d WHERE d.id = (SELECT max (e.id)"
    " FROM finding_decision e WHERE e.kind = d.kind AND e.subject = d.subject)";

/**
 * doudi_finding_decisions_last:
 * @store: the caseload
 * @error: return location
 *
 * Reads the last decision about each finding that somebody ever decided.
 *
 * Returns: (transfer full) (element-type utf8 DoudiFindingDecisionRow): by
 *   doudi_finding_decision_key(); %NULL with @error set
 */
GHashTable *
doudi_finding_decisions_last (DoudiStore *store, GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, last_sql, error);
  g_autoptr (GHashTable) last = g_hash_table_new_full (
    g_str_hash, g_str_equal, g_free, (GDestroyNotify) doudi_finding_decision_row_free);
  GError *local = NULL;

  if (statement == NULL)
    return NULL;
  while (doudi_statement_step (statement, &local))
    {
      DoudiFindingDecisionRow *row = decision_from_statement (statement);

      g_hash_table_replace (last, doudi_finding_decision_key (row->kind, row->subject), row);
    }
  if (local == NULL)
    return g_steal_pointer (&last);
  g_propagate_error (error, local);
  return NULL;
}

static const char of_sql[]
  = "SELECT " DECISION_COLUMNS " FROM finding_decision d WHERE d.kind = ?1 AND d.subject = ?2"
    " ORDER BY d.id";

/**
 * doudi_finding_decisions_of:
 * @store: the caseload
 * @kind: name of a kind of finding
 * @subject: what was found
 * @error: return location
 *
 * Reads all that was decided about one finding.
 *
 * Returns: (transfer full) (element-type DoudiFindingDecisionRow): in the order in which it was
 *   decided; %NULL with @error set
 */
GPtrArray *
doudi_finding_decisions_of (DoudiStore *store,
                            const char *kind,
                            const char *subject,
                            GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, of_sql, error);

  if (statement == NULL)
    return NULL;
  doudi_statement_bind_text (statement, 1, kind);
  doudi_statement_bind_text (statement, 2, subject);
  return doudi_rows_take (statement, decision_from_statement,
                          (GDestroyNotify) doudi_finding_decision_row_free, error);
}

/**
 * doudi_finding_decision_row_free:
 * @row: (nullable) (transfer full): a decision
 *
 * Frees it.
 */
void
doudi_finding_decision_row_free (DoudiFindingDecisionRow *row)
{
  if (row == NULL)
    return;
  g_free (row->kind);
  g_free (row->subject);
  g_free (row->evidence);
  g_free (row->decision);
  g_free (row->reason);
  g_free (row->recorded_by);
  g_free (row);
}
