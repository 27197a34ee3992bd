/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "casework/doudi-pay-plan.h"

#include <glib/gi18n-lib.h>

#include "base/doudi-error.h"
#include "casework/doudi-due-table.h"
#include "casework/doudi-exclusion.h"
#include "casework/doudi-pay-choice.h"
#include "casework/doudi-policies.h"

#define ADULT_AGE 18
#define REPORT_EVERY 2048
#define TEXT_BLOCK (64 * 1024)

/*
 * @accounts: number to the index of its payment, plus 1
 * @households: (element-type gint64): of the items of the programme
 * @months: of the award that is looked at
 */
typedef struct
{
  DoudiPayPlan *plan;
  DoudiStore *store;
  DoudiPolicy *policy;
  DoudiExclusions *exclusions;
  DoudiDay day;
  DoudiDay month_end;
  GHashTable *accounts;
  GArray *households;
  GArray *months;
  DoudiProgramme programme;
  gint64 done;
  gint64 total;
} Planning;

/* What one award comes to: its differences above zero, and those below. */
typedef struct
{
  DoudiFen positive;
  DoudiFen negative;
  DoudiOpenDifference without_standard;
  DoudiOpenDifference exclusive;
} Balance;

/**
 * doudi_pay_plan_day:
 * @month: the month of a run
 * @today: the business day
 *
 * Chooses the day whose heads, addresses and accounts a run uses: the last one of its month, or the
 * day it is made if that is later. Money goes to whoever can receive it now.
 *
 * Returns: the day
 */
DoudiDay
doudi_pay_plan_day (DoudiMonth month, DoudiDay today)
{
  return MAX (doudi_month_last_day (month), today);
}

/**
 * doudi_pay_run_result_new:
 * @month: the month of a run
 * @state: its state
 *
 * Makes a result in which nothing is counted yet.
 *
 * Returns: (transfer full): the result
 */
DoudiPayRunResult *
doudi_pay_run_result_new (DoudiMonth month, const char *state)
{
  DoudiPayRunResult *result = g_new0 (DoudiPayRunResult, 1);

  result->state = g_strdup (state);
  result->month = month;
  result->open = g_array_new (FALSE, FALSE, sizeof (DoudiOpenDifference));
  for (guint i = 0; i < DOUDI_N_PROGRAMMES; i++)
    result->by_programme[i].programme = (DoudiProgramme) i;
  return result;
}

static DoudiPayPlan *
plan_new (DoudiMonth month)
{
  DoudiPayPlan *plan = g_new0 (DoudiPayPlan, 1);

  plan->result = doudi_pay_run_result_new (month, "preview");
  plan->items = g_array_new (FALSE, FALSE, sizeof (DoudiPlanItem));
  plan->lines = g_array_new (FALSE, FALSE, sizeof (DoudiRunLine));
  plan->payments = g_array_new (FALSE, FALSE, sizeof (DoudiPlanPayment));
  plan->texts = g_string_chunk_new (TEXT_BLOCK);
  return plan;
}

/**
 * doudi_pay_plan_free:
 * @plan: (nullable) (transfer full): a plan
 *
 * Frees a plan with its result.
 */
void
doudi_pay_plan_free (DoudiPayPlan *plan)
{
  if (plan == NULL)
    return;
  doudi_pay_run_result_free (plan->result);
  g_array_unref (plan->items);
  g_array_unref (plan->lines);
  g_array_unref (plan->payments);
  g_string_chunk_free (plan->texts);
  g_free (plan->policy_documents);
  g_free (plan);
}

static void
note (DoudiOpenDifference *open, const DoudiDueMonth *month, DoudiFen fen)
{
  if (open->month == DOUDI_MONTH_NONE)
    open->month = month->month;
  open->fen += fen;
}

/* Why a difference cannot be booked, where it is so. */
static DoudiOpenDifference *
get_obstacle (const Planning *planning,
              Balance *balance,
              gint64 award_id,
              const DoudiDueMonth *month)
{
  if (month->due == DOUDI_DUE_UNKNOWN)
    return &balance->without_standard;
  if (month->due > month->paid
      && doudi_exclusions_hold (planning->exclusions, award_id, month->month))
    return &balance->exclusive;
  return NULL;
}

static Balance
weigh (const Planning *planning, gint64 award_id)
{
  Balance balance = {
    .without_standard = { .reason = DOUDI_OPEN_NO_STANDARD },
    .exclusive = { .reason = DOUDI_OPEN_EXCLUSIVE },
  };

  for (guint i = 0; i < planning->months->len; i++)
    {
      const DoudiDueMonth *month = &g_array_index (planning->months, DoudiDueMonth, i);
      DoudiOpenDifference *obstacle = get_obstacle (planning, &balance, award_id, month);
      DoudiFen difference = month->due - month->paid;

      if (obstacle != NULL)
        note (obstacle, month, month->due == DOUDI_DUE_UNKNOWN ? 0 : difference);
      else if (difference > 0)
        balance.positive += difference;
      else
        balance.negative -= difference;
    }
  return balance;
}

static const char *
kind_of (const Planning *planning, const DoudiDueMonth *month, DoudiFen fen)
{
  if (fen < 0)
    return "recovery";
  return month->month == planning->plan->result->month && month->lines == 0 ? "regular"
                                                                            : "back-pay";
}

static void
add_line (Planning *planning, DoudiPlanItem *item, const DoudiDueMonth *month, DoudiFen fen)
{
  DoudiRunLine line = { item->item.award_id, month->month, kind_of (planning, month, fen), fen };

  if (fen < 0)
    item->item.recovery += fen;
  else if (*line.kind == 'r')
    item->item.regular += fen;
  else
    item->item.back_pay += fen;
  item->n_lines++;
  g_array_append_val (planning->plan->lines, line);
}

/* Books the differences of an award: all that is owed to it, and of what it owes no more than that,
 * the oldest first. Notes the rest. */
static void
book (Planning *planning, DoudiPlanItem *item, Balance *balance)
{
  DoudiFen budget = MIN (balance->positive, balance->negative);
  DoudiOpenDifference rest = { .reason = DOUDI_OPEN_RECOVERY };

  item->first_line = planning->plan->lines->len;
  for (guint i = 0; i < planning->months->len; i++)
    {
      const DoudiDueMonth *month = &g_array_index (planning->months, DoudiDueMonth, i);
      DoudiFen difference = month->due - month->paid;
      DoudiFen taken;

      if (get_obstacle (planning, balance, item->item.award_id, month) != NULL)
        continue;
      taken = difference > 0 ? 0 : MIN (budget, -difference);
      budget -= taken;
      if (difference > 0 || taken > 0)
        add_line (planning, item, month, difference > 0 ? difference : -taken);
      if (difference + taken < 0)
        note (&rest, month, difference + taken);
    }
  if (rest.fen < 0)
    {
      rest.award_id = item->item.award_id;
      rest.programme = planning->programme;
      g_array_append_val (planning->plan->result->open, rest);
    }
}

static void
list_open (Planning *planning, gint64 award_id, DoudiOpenDifference *open)
{
  if (open->month == DOUDI_MONTH_NONE)
    return;
  open->award_id = award_id;
  open->programme = planning->programme;
  g_array_append_val (planning->plan->result->open, *open);
}

static const char *
keep (Planning *planning, const char *text)
{
  return g_string_chunk_insert (planning->plan->texts, text);
}

/* Short texts that many awards share are kept once. */
static const char *
keep_once (Planning *planning, const char *text)
{
  return g_string_chunk_insert_const (planning->plan->texts, text);
}

/* The term a sheet shows: that of the month, or the last one that covered somebody if the award
 * has ended. */
static const DoudiAwardTermRow *
get_shown_term (const GArray *terms)
{
  for (guint i = terms->len; i > 0; i--)
    if (g_array_index (terms, DoudiAwardTermRow, i - 1).persons > 0)
      return &g_array_index (terms, DoudiAwardTermRow, i - 1);
  return NULL;
}

static void
fill_item (Planning *planning, DoudiPlanItem *item, const DoudiAwardScanRow *award)
{
  const DoudiAwardTermRow *now = doudi_due_term (award->terms, planning->plan->result->month);
  const DoudiAwardTermRow *shown = get_shown_term (award->terms);
  DoudiPayItem *row = &item->item;

  row->household_id = award->household_id;
  row->division_code = keep_once (planning, award->division_code);
  row->village_group = keep_once (planning, award->village_group);
  row->payee_name = keep (planning, award->payee_name);
  row->identity_number = keep (planning, award->identity_number);
  row->minor = award->payee_birth != DOUDI_DAY_NONE
               && doudi_day_age_on (award->payee_birth, planning->month_end) < ADULT_AGE;
  row->programme = doudi_programme_info (planning->programme)->name;
  row->residence = keep_once (planning, award->residence);
  row->persons = now != NULL ? now->persons : 0;
  row->benefit_class = shown != NULL ? shown->benefit_class : 0;
  row->care = keep_once (planning, shown != NULL ? shown->care : "");
}

/* The payment of an account; awards without one get a payment each, which waits. */
static guint
find_payment (Planning *planning, const DoudiAwardScanRow *award)
{
  GArray *payments = planning->plan->payments;
  DoudiPlanPayment fresh = { .account_id = award->account_id };
  guint found
    = award->account_id == 0
        ? 0
        : GPOINTER_TO_UINT (g_hash_table_lookup (planning->accounts, award->account_number));

  if (found > 0)
    return found - 1;
  fresh.holder_name = keep (planning, award->holder_name);
  fresh.account_number = keep (planning, award->account_number);
  g_array_append_val (payments, fresh);
  if (award->account_id != 0)
    g_hash_table_insert (planning->accounts, (gpointer) fresh.account_number,
                         GUINT_TO_POINTER (payments->len));
  return payments->len - 1;
}

static void
add_to_sums (DoudiPayRunSums *sums, const DoudiPlanItem *item)
{
  sums->persons += item->item.persons;
  sums->lines += item->n_lines;
  sums->regular += item->item.regular;
  sums->back_pay += item->item.back_pay;
  sums->recovery += item->item.recovery;
}

static void
add_item (Planning *planning, DoudiPlanItem *item, const DoudiAwardScanRow *award)
{
  DoudiPayRunResult *result = planning->plan->result;

  fill_item (planning, item, award);
  item->payment = find_payment (planning, award);
  g_array_index (planning->plan->payments, DoudiPlanPayment, item->payment).fen
    += item->item.regular + item->item.back_pay + item->item.recovery;
  add_to_sums (&result->total, item);
  add_to_sums (&result->by_programme[planning->programme], item);
  g_array_append_val (planning->households, item->item.household_id);
  g_array_append_val (planning->plan->items, *item);
}

static gboolean
plan_award (Planning *planning,
            DoudiDueTable *table,
            const DoudiAwardScanRow *award,
            GError **error)
{
  DoudiPlanItem item = { .item = { .award_id = award->award_id } };
  Balance balance;

  if (!doudi_due_table_compare (table, award, planning->months, error))
    return FALSE;
  if (planning->months->len == 0)
    return TRUE;
  balance = weigh (planning, award->award_id);
  book (planning, &item, &balance);
  list_open (planning, award->award_id, &balance.exclusive);
  list_open (planning, award->award_id, &balance.without_standard);
  if (item.n_lines > 0)
    add_item (planning, &item, award);
  return TRUE;
}

static gboolean
report (Planning *planning, const DoudiProgress *progress, GError **error)
{
  if (planning->done++ % REPORT_EVERY != 0)
    return TRUE;
  doudi_progress_report (progress, _ ("Computing what is due"), planning->done, planning->total);
  return !doudi_progress_is_cancelled (progress, error);
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  gint64 one = *(const gint64 *) a;
  gint64 other = *(const gint64 *) b;

  return one < other ? -1 : one > other;
}

static gint64
count_distinct (GArray *ids)
{
  gint64 count = 0;

  g_array_sort (ids, compare_ids);
  for (guint i = 0; i < ids->len; i++)
    if (i == 0 || g_array_index (ids, gint64, i) != g_array_index (ids, gint64, i - 1))
      count++;
  return count;
}

static DoudiAwardScanRange
range_of (const Planning *planning, DoudiProgramme programme)
{
  const DoudiProgrammeInfo *info = doudi_programme_info (programme);

  return (DoudiAwardScanRange){
    .programme = info->name,
    .for_household = info->for_household,
    .through = planning->plan->result->month,
    .day = planning->day,
  };
}

static gboolean
plan_awards (Planning *planning,
             DoudiDueTable *table,
             const DoudiProgress *progress,
             GError **error)
{
  DoudiAwardScanRange range = range_of (planning, planning->programme);
  g_autoptr (DoudiAwardScan) scan = doudi_award_scan_new (planning->store, &range, error);
  const DoudiAwardScanRow *award;

  if (scan == NULL)
    return FALSE;
  while (doudi_award_scan_next (scan, &award, error))
    {
      if (award == NULL)
        return TRUE;
      if (!report (planning, progress, error) || !plan_award (planning, table, award, error))
        return FALSE;
    }
  return FALSE;
}

static gboolean
plan_programme (Planning *planning,
                DoudiProgramme programme,
                const DoudiProgress *progress,
                GError **error)
{
  DoudiAwardScanRange range = range_of (planning, programme);
  DoudiPayRunResult *result = planning->plan->result;
  g_autoptr (DoudiDueTable) table = NULL;
  DoudiMonth first;

  if (!doudi_awards_extent (planning->store, &range, &planning->total, &first, error))
    return FALSE;
  if (planning->total == 0)
    return TRUE;
  planning->programme = programme;
  planning->done = 0;
  g_array_set_size (planning->households, 0);
  table = doudi_due_table_new (planning->store, planning->policy, &range, first, error);
  if (table == NULL || !plan_awards (planning, table, progress, error))
    return FALSE;
  result->by_programme[programme].households = count_distinct (planning->households);
  return TRUE;
}

static void
count_all (Planning *planning)
{
  DoudiPayPlan *plan = planning->plan;

  g_array_set_size (planning->households, 0);
  for (guint i = 0; i < plan->items->len; i++)
    g_array_append_val (planning->households,
                        g_array_index (plan->items, DoudiPlanItem, i).item.household_id);
  plan->result->total.households = count_distinct (planning->households);
  plan->result->n_payments = plan->payments->len;
  for (guint i = 0; i < plan->payments->len; i++)
    {
      const DoudiPlanPayment *payment = &g_array_index (plan->payments, DoudiPlanPayment, i);

      if (payment->account_id != 0 || payment->fen == 0)
        continue;
      plan->result->n_without_account++;
      plan->result->without_account += payment->fen;
    }
}

static gboolean
plan_all (Planning *planning, guint wanted, const DoudiProgress *progress, GError **error)
{
  DoudiPayRunResult *result = planning->plan->result;

  if (!doudi_pay_choose_programmes (planning->store, planning->policy, wanted, result, error))
    return FALSE;
  for (guint i = 1; i < DOUDI_N_PROGRAMMES; i++)
    if ((result->programmes & (1u << i)) != 0
        && !plan_programme (planning, (DoudiProgramme) i, progress, error))
      return FALSE;
  count_all (planning);
  return TRUE;
}

static gboolean
load_rules (Planning *planning, DoudiDay today, GError **error)
{
  DoudiPayPlan *plan = planning->plan;

  plan->result->known_on = today;
  planning->policy = doudi_policies_load (planning->store, today, error);
  if (planning->policy == NULL)
    return FALSE;
  plan->policy_documents = doudi_policies_list_ids (planning->store, error);
  if (plan->policy_documents == NULL)
    return FALSE;
  planning->exclusions
    = doudi_exclusions_load (planning->store, planning->policy, DOUDI_EXCLUSION_BY_TERMS, plan->result->month, error);
  return planning->exclusions != NULL;
}

static gboolean
list_policies (Planning *planning, GError **error)
{
  DoudiPayRunResult *result = planning->plan->result;
  DoudiPayRunRow run = {
    .programmes = result->programmes,
    .known_on = result->known_on,
    .policy_documents = planning->plan->policy_documents,
  };

  result->policies = doudi_run_policies_list (planning->store, &run, error);
  return result->policies != NULL;
}

static void
planning_clear (Planning *planning)
{
  g_clear_pointer (&planning->policy, doudi_policy_unref);
  g_clear_pointer (&planning->exclusions, doudi_exclusions_free);
  g_hash_table_unref (planning->accounts);
  g_array_unref (planning->households);
  g_array_unref (planning->months);
}

/**
 * doudi_pay_plan_new:
 * @session: who computes it; the policy as known on its business day counts
 * @month: the month of the run
 * @programmes: bits 1 << #DoudiProgramme, 0 for all that have a standard and awards
 * @progress: (nullable): progress and stop
 * @error: %DOUDI_ERROR_REFUSED for a month too far ahead or a programme not paid monthly,
 *   %DOUDI_ERROR_NO_STANDARD for a programme that was named and has none
 *
 * Computes a run: for every award and month up to @month, what is due less what the ledger says.
 * Nothing is stored.
 *
 * Returns: (transfer full): the plan; %NULL with @error set
 */
DoudiPayPlan *
doudi_pay_plan_new (DoudiSession *session,
                    DoudiMonth month,
                    guint programmes,
                    const DoudiProgress *progress,
                    GError **error)
{
  DoudiDay today = doudi_session_get_today (session);
  g_autoptr (DoudiPayPlan) plan = NULL;
  Planning planning = { .store = doudi_session_get_store (session) };
  gboolean done;

  if (!doudi_pay_check_month (month, today, error))
    return NULL;
  plan = plan_new (month);
  planning.plan = plan;
  planning.day = doudi_pay_plan_day (month, today);
  planning.month_end = doudi_month_last_day (month);
  planning.accounts = g_hash_table_new (g_str_hash, g_str_equal);
  planning.households = g_array_new (FALSE, FALSE, sizeof (gint64));
  planning.months = g_array_new (FALSE, FALSE, sizeof (DoudiDueMonth));
  done = load_rules (&planning, today, error) && plan_all (&planning, programmes, progress, error)
         && list_policies (&planning, error);
  planning_clear (&planning);
  return done ? g_steal_pointer (&plan) : NULL;
}
