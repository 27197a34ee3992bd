/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "store/doudi-pay-run-store.h"

#include <glib/gi18n-lib.h>

#include "base/doudi-error.h"
#include "store/doudi-award-private.h"

#define RUN_COLUMNS                                                                                \
  "r.id, r.month, r.programmes, r.state, r.known_on, r.households, r.persons, r.lines,"            \
  " r.regular_fen, r.back_pay_fen, r.recovery_fen, r.digest, r.proposed_by, r.proposed_at,"        \
  " r.approved_by, r.approved_at, r.closed_by, r.closed_at,"                                       \
  " r.terms_through, r.policy_documents"

static DoudiPayRunRow *
run_from_statement (DoudiStatement *statement)
{
  DoudiPayRunRow *run = g_new0 (DoudiPayRunRow, 1);

  run->id = doudi_statement_get_int (statement, 0);
  run->month = (DoudiMonth) doudi_statement_get_int (statement, 1);
  run->programmes = (guint) doudi_statement_get_int (statement, 2);
  run->state = doudi_statement_dup_text (statement, 3);
  run->known_on = doudi_statement_get_day (statement, 4);
  run->households = doudi_statement_get_int (statement, 5);
  run->persons = doudi_statement_get_int (statement, 6);
  run->lines = doudi_statement_get_int (statement, 7);
  run->regular = doudi_statement_get_int (statement, 8);
  run->back_pay = doudi_statement_get_int (statement, 9);
  run->recovery = doudi_statement_get_int (statement, 10);
  run->digest = doudi_statement_dup_text (statement, 11);
  run->proposed_by = doudi_statement_dup_text (statement, 12);
  run->proposed_at = doudi_statement_dup_text (statement, 13);
  run->approved_by = doudi_statement_dup_text (statement, 14);
  run->approved_at = doudi_statement_dup_text (statement, 15);
  run->closed_by = doudi_statement_dup_text (statement, 16);
  run->closed_at = doudi_statement_dup_text (statement, 17);
  run->terms_through = doudi_statement_get_int (statement, 18);
  run->policy_documents = doudi_statement_dup_text (statement, 19);
  return run;
}

static const char list_runs_sql[]
  = "SELECT " RUN_COLUMNS " FROM pay_run r ORDER BY r.month DESC, r.id DESC";

/**
 * doudi_pay_runs_list:
 * @store: the caseload
 * @error: return location
 *
 * Reads all runs, withdrawn ones too: a few a month, some hundred in ten years.
 *
 * Returns: (transfer full) (element-type DoudiPayRunRow): the latest month first; %NULL with @error
 *   set
 */
GPtrArray *
doudi_pay_runs_list (DoudiStore *store, GError **error)
{
  g_autoptr (GPtrArray) runs
    = g_ptr_array_new_with_free_func ((GDestroyNotify) doudi_pay_run_row_free);
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, list_runs_sql, error);
  GError *local = NULL;

  if (statement == NULL)
    return NULL;
  while (doudi_statement_step (statement, &local))
    g_ptr_array_add (runs, run_from_statement (statement));
  return doudi_award_propagate (local, error) ? g_steal_pointer (&runs) : NULL;
}

static const char run_sql[] = "SELECT " RUN_COLUMNS " FROM pay_run r WHERE r.id = ?1";

/**
 * doudi_pay_run_get:
 * @store: the caseload
 * @id: of a run
 * @error: %DOUDI_ERROR_NOT_FOUND
 *
 * Reads one run.
 *
 * Returns: (transfer full): the run; %NULL with @error set
 */
DoudiPayRunRow *
doudi_pay_run_get (DoudiStore *store, gint64 id, GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, run_sql, error);
  GError *local = NULL;

  if (statement == NULL)
    return NULL;
  doudi_statement_bind_int (statement, 1, id);
  if (doudi_statement_step (statement, &local))
    return run_from_statement (statement);
  if (doudi_award_propagate (local, error))
    doudi_error_set (error, DOUDI_ERROR_NOT_FOUND, NULL,
                     _ ("There is no pay run %lld. Look at the list of pay runs."), (long long) id);
  return NULL;
}

static void
item_from_statement (DoudiStatement *statement, DoudiPayItem *item)
{
  item->award_id = doudi_statement_get_int (statement, 0);
  item->payment_id = doudi_statement_get_int (statement, 1);
  item->household_id = doudi_statement_get_int (statement, 2);
  item->division_code = doudi_statement_get_text (statement, 3);
  item->village_group = doudi_statement_get_text (statement, 4);
  item->payee_name = doudi_statement_get_text (statement, 5);
  item->identity_number = doudi_statement_get_text (statement, 6);
  item->minor = doudi_statement_get_int (statement, 7) != 0;
  item->programme = doudi_statement_get_text (statement, 8);
  item->residence = doudi_statement_get_text (statement, 9);
  item->persons = (int) doudi_statement_get_int (statement, 10);
  item->benefit_class = (int) doudi_statement_get_int (statement, 11);
  item->care = doudi_statement_get_text (statement, 12);
  item->regular = doudi_statement_get_int (statement, 13);
  item->back_pay = doudi_statement_get_int (statement, 14);
  item->recovery = doudi_statement_get_int (statement, 15);
  item->account_number = doudi_statement_get_text (statement, 16);
  item->holder_name = doudi_statement_get_text (statement, 17);
}

#define ITEM_COLUMNS                                                                               \
  "i.award_id, i.payment_id, i.household_id, i.division_code, i.village_group, i.payee_name,"      \
  " i.identity_number, i.minor, i.programme, i.residence, i.persons, i.benefit_class, i.care,"     \
  " i.regular_fen, i.back_pay_fen, i.recovery_fen, p.account_number, p.holder_name"
#define ITEM_SOURCE "pay_item i JOIN payment p ON p.id = i.payment_id"

/* All of a run by award; those of a place by village, programme, award. ?2 and ?3: from a code up
 * to, not including, another. */
static const char all_items_sql[]
  = "SELECT " ITEM_COLUMNS " FROM " ITEM_SOURCE " WHERE i.run_id = ?1 ORDER BY i.award_id";
static const char items_of_place_sql[]
  = "SELECT " ITEM_COLUMNS " FROM " ITEM_SOURCE
    " WHERE i.run_id = ?1 AND i.division_code >= ?2 AND i.division_code < ?3"
    " ORDER BY i.division_code, i.programme, i.award_id";

static DoudiStatement *
get_items (DoudiStore *store, const char *division, GError **error)
{
  DoudiStatement *statement
    = doudi_statement_get (store, division == NULL ? all_items_sql : items_of_place_sql, error);

  if (statement != NULL && division != NULL)
    {
      g_autofree char *end = g_strconcat (division, "~", NULL);

      doudi_statement_bind_text (statement, 2, division);
      doudi_statement_bind_text (statement, 3, end);
    }
  return statement;
}

static gboolean
run_items (DoudiStatement *statement, DoudiPayItemFunc func, gpointer data, GError **error)
{
  GError *local = NULL;

  while (doudi_statement_step (statement, &local))
    {
      DoudiPayItem item;

      item_from_statement (statement, &item);
      if (!func (&item, data, error))
        return FALSE;
    }
  return doudi_award_propagate (local, error);
}

/**
 * doudi_pay_items_foreach:
 * @store: the caseload
 * @run_id: a run
 * @division: (nullable): a county, township (nine digits) or village to stay in; %NULL for all
 * @func: (scope call): called for each item; %FALSE stops
 * @data: for @func
 * @error: return location
 *
 * Goes through the frozen rows of a run: in the order of awards, or of villages, programmes and
 * awards when @division is given.
 *
 * Returns: %TRUE if @func saw all of them; %FALSE with @error set
 */
gboolean
doudi_pay_items_foreach (DoudiStore *store,
                         gint64 run_id,
                         const char *division,
                         DoudiPayItemFunc func,
                         gpointer data,
                         GError **error)
{
  g_autoptr (DoudiStatement) statement = get_items (store, division, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, run_id);
  return run_items (statement, func, data, error);
}

static const char count_items_sql[] = "SELECT count(*) FROM pay_item WHERE run_id = ?1";

/**
 * doudi_pay_items_count:
 * @store: the caseload
 * @run_id: a run
 * @count: (out): how many rows it has
 * @error: return location
 *
 * Returns: whether it could be read
 */
gboolean
doudi_pay_items_count (DoudiStore *store, gint64 run_id, gint64 *count, GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, count_items_sql, error);
  GError *local = NULL;

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, run_id);
  if (doudi_statement_step (statement, &local))
    *count = doudi_statement_get_int (statement, 0);
  return doudi_award_propagate (local, error);
}

static const char page_of_items_sql[]
  = "SELECT " ITEM_COLUMNS " FROM " ITEM_SOURCE " WHERE i.run_id = ?1"
    " ORDER BY i.division_code, i.programme, i.award_id LIMIT ?3 OFFSET ?2";

/**
 * doudi_pay_items_page:
 * @store: the caseload
 * @run_id: a run
 * @offset: how many rows to pass over
 * @limit: how many to show at most
 * @func: (scope call): called for each item; %FALSE stops
 * @data: for @func
 * @error: return location
 *
 * Goes through one page of the frozen rows of a run, in the order of villages, programmes and
 * awards.
 *
 * Returns: %TRUE if @func saw all of the page; %FALSE with @error set
 */
gboolean
doudi_pay_items_page (DoudiStore *store,
                      gint64 run_id,
                      gint64 offset,
                      gint64 limit,
                      DoudiPayItemFunc func,
                      gpointer data,
                      GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, page_of_items_sql, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, run_id);
  doudi_statement_bind_int (statement, 2, offset);
  doudi_statement_bind_int (statement, 3, limit);
  return run_items (statement, func, data, error);
}

static const char net_sql[]
  = "SELECT coalesce(sum(regular_fen + back_pay_fen + recovery_fen), 0) FROM pay_item"
    " WHERE run_id = ?1 AND award_id = ?2";

/**
 * doudi_pay_item_net:
 * @store: the caseload
 * @run_id: a run
 * @award_id: an award
 * @net: (out): what the run pays the award in all, fen; 0 if nothing
 * @error: return location
 *
 * Tells what a run pays an award.
 *
 * Returns: %TRUE; %FALSE with @error set
 */
gboolean
doudi_pay_item_net (DoudiStore *store,
                    gint64 run_id,
                    gint64 award_id,
                    DoudiFen *net,
                    GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, net_sql, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, run_id);
  doudi_statement_bind_int (statement, 2, award_id);
  if (!doudi_statement_step (statement, error))
    return FALSE;
  *net = doudi_statement_get_int (statement, 0);
  return TRUE;
}

static const char lines_sql[] = "SELECT award_id, for_month, kind, fen FROM ledger_line"
                                " WHERE run_id = ?1 ORDER BY award_id, for_month";

/**
 * doudi_run_lines_foreach:
 * @store: the caseload
 * @run_id: a run
 * @func: (scope call): called for each line; %FALSE stops
 * @data: for @func
 * @error: return location
 *
 * Goes through the ledger lines of a run in the order of awards and months.
 *
 * Returns: %TRUE if @func saw all of them; %FALSE with @error set
 */
gboolean
doudi_run_lines_foreach (DoudiStore *store,
                         gint64 run_id,
                         DoudiRunLineFunc func,
                         gpointer data,
                         GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, lines_sql, error);
  GError *local = NULL;

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, run_id);
  while (doudi_statement_step (statement, &local))
    {
      DoudiRunLine line;

      line.award_id = doudi_statement_get_int (statement, 0);
      line.for_month = (DoudiMonth) doudi_statement_get_int (statement, 1);
      line.kind = doudi_statement_get_text (statement, 2);
      line.fen = doudi_statement_get_int (statement, 3);
      if (!func (&line, data, error))
        return FALSE;
    }
  return doudi_award_propagate (local, error);
}

/* A row for each programme, then one for all: a household counts once in each. */
static const char sums_sql[]
  = "WITH n AS (SELECT award_id, count(*) AS lines FROM ledger_line WHERE run_id = ?1"
    " GROUP BY award_id)"
    " SELECT i.programme, count(DISTINCT i.household_id), sum(i.persons), sum(n.lines),"
    " sum(i.regular_fen), sum(i.back_pay_fen), sum(i.recovery_fen)"
    " FROM pay_item i JOIN n ON n.award_id = i.award_id WHERE i.run_id = ?1 GROUP BY i.programme"
    " UNION ALL "
    "SELECT NULL, count(DISTINCT i.household_id), coalesce(sum(i.persons), 0),"
    " coalesce(sum(n.lines), 0), coalesce(sum(i.regular_fen), 0),"
    " coalesce(sum(i.back_pay_fen), 0), coalesce(sum(i.recovery_fen), 0)"
    " FROM pay_item i JOIN n ON n.award_id = i.award_id WHERE i.run_id = ?1";

static DoudiPayRunSum *
sum_from_statement (DoudiStatement *statement)
{
  DoudiPayRunSum *sum = g_new0 (DoudiPayRunSum, 1);

  sum->programme = doudi_statement_dup_text (statement, 0);
  sum->households = doudi_statement_get_int (statement, 1);
  sum->persons = doudi_statement_get_int (statement, 2);
  sum->lines = doudi_statement_get_int (statement, 3);
  sum->regular = doudi_statement_get_int (statement, 4);
  sum->back_pay = doudi_statement_get_int (statement, 5);
  sum->recovery = doudi_statement_get_int (statement, 6);
  return sum;
}

/**
 * doudi_pay_run_list_sums:
 * @store: the caseload
 * @run_id: a run
 * @error: return location
 *
 * Adds up the stored rows of a run.
 *
 * Returns: (transfer full) (element-type DoudiPayRunSum): one for each programme that it pays, the
 *   last one for all together; %NULL with @error set
 */
GPtrArray *
doudi_pay_run_list_sums (DoudiStore *store, gint64 run_id, GError **error)
{
  g_autoptr (GPtrArray) sums
    = g_ptr_array_new_with_free_func ((GDestroyNotify) doudi_pay_run_sum_free);
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, sums_sql, error);
  GError *local = NULL;

  if (statement == NULL)
    return NULL;
  doudi_statement_bind_int (statement, 1, run_id);
  while (doudi_statement_step (statement, &local))
    g_ptr_array_add (sums, sum_from_statement (statement));
  return doudi_award_propagate (local, error) ? g_steal_pointer (&sums) : NULL;
}

/**
 * doudi_pay_run_row_free:
 * @run: (nullable) (transfer full): a run
 *
 * Frees a run.
 */
void
doudi_pay_run_row_free (DoudiPayRunRow *run)
{
  if (run == NULL)
    return;
  g_free (run->state);
  g_free (run->digest);
  g_free (run->proposed_by);
  g_free (run->proposed_at);
  g_free (run->approved_by);
  g_free (run->approved_at);
  g_free (run->closed_by);
  g_free (run->closed_at);
  g_free (run->policy_documents);
  g_free (run);
}

/**
 * doudi_pay_run_sum_free:
 * @sum: (nullable) (transfer full): a sum
 *
 * Frees a sum.
 */
void
doudi_pay_run_sum_free (DoudiPayRunSum *sum)
{
  if (sum == NULL)
    return;
  g_free (sum->programme);
  g_free (sum);
}
