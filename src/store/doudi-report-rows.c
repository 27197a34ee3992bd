/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "store/doudi-report-rows.h"

#include "store/doudi-statement.h"

static gboolean
propagate (GError *local, GError **error)
{
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/* A household counts once in its township, programme and month, also where two runs pay it. */
static const char township_sums_sql[]
  = "SELECT substr(i.division_code, 1, 9) || '000' AS township, i.programme, i.residence, r.month,"
    " count(DISTINCT i.household_id), sum(i.persons), sum(i.regular_fen), sum(i.back_pay_fen),"
    " sum(i.recovery_fen) FROM pay_run r JOIN pay_item i ON i.run_id = r.id"
    " WHERE r.state = 'closed' AND r.month BETWEEN ?1 AND ?2"
    " GROUP BY township, i.programme, i.residence, r.month"
    " ORDER BY township, i.programme, i.residence, r.month";

static void
township_sum_from_statement (DoudiStatement *statement, DoudiTownshipSum *sum)
{
  sum->township = doudi_statement_get_text (statement, 0);
  sum->programme = doudi_statement_get_text (statement, 1);
  sum->residence = doudi_statement_get_text (statement, 2);
  sum->month = (DoudiMonth) doudi_statement_get_int (statement, 3);
  sum->households = doudi_statement_get_int (statement, 4);
  sum->persons = doudi_statement_get_int (statement, 5);
  sum->regular = doudi_statement_get_int (statement, 6);
  sum->back_pay = doudi_statement_get_int (statement, 7);
  sum->recovery = doudi_statement_get_int (statement, 8);
}

/**
 * doudi_township_sums_foreach:
 * @store: the caseload
 * @first: the first month
 * @last: the last month
 * @func: (scope call): called for each sum; %FALSE stops
 * @data: for @func
 * @error: return location
 *
 * Adds up the frozen rows of closed runs, in the order of townships, programmes, residences and
 * months.
 *
 * Returns: %TRUE if @func saw all of them; %FALSE with @error set
 */
gboolean
doudi_township_sums_foreach (DoudiStore *store,
                             DoudiMonth first,
                             DoudiMonth last,
                             DoudiTownshipSumFunc func,
                             gpointer data,
                             GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, township_sums_sql, error);
  GError *local = NULL;

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, first);
  doudi_statement_bind_int (statement, 2, last);
  while (doudi_statement_step (statement, &local))
    {
      DoudiTownshipSum sum;

      township_sum_from_statement (statement, &sum);
      if (!func (&sum, data, error))
        return FALSE;
    }
  return propagate (local, error);
}

static const char ledger_sums_sql[]
  = "SELECT a.programme, l.kind, sum(l.fen) FROM ledger_line l JOIN award a ON a.id = l.award_id"
    " WHERE l.run_id = ?1 GROUP BY a.programme, l.kind ORDER BY a.programme, l.kind";

/**
 * doudi_ledger_sums_foreach:
 * @store: the caseload
 * @run_id: a run
 * @func: (scope call): called for each sum; %FALSE stops
 * @data: for @func
 * @error: return location
 *
 * Adds up the ledger lines of a run by programme and kind.
 *
 * Returns: %TRUE if @func saw all of them; %FALSE with @error set
 */
gboolean
doudi_ledger_sums_foreach (DoudiStore *store,
                           gint64 run_id,
                           DoudiLedgerSumFunc func,
                           gpointer data,
                           GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, ledger_sums_sql, error);
  GError *local = NULL;

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, run_id);
  while (doudi_statement_step (statement, &local))
    {
      DoudiLedgerSum sum = {
        .programme = doudi_statement_get_text (statement, 0),
        .kind = doudi_statement_get_text (statement, 1),
        .fen = doudi_statement_get_int (statement, 2),
      };

      if (!func (&sum, data, error))
        return FALSE;
    }
  return propagate (local, error);
}
