/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "casework/doudi-what-if.h"

#include <glib/gi18n-lib.h>

#include "base/doudi-error.h"
#include "casework/doudi-due-table.h"
#include "casework/doudi-exclusion.h"
#include "casework/doudi-policies.h"
#include "casework/doudi-what-if-tally.h"
#include "store/doudi-pay-run-store.h"

#define MONTHS_IN_YEAR 12
#define REPORT_EVERY 2048

/* One side of the comparison: @due is of the award that is looked at, by month of the window. */
typedef struct
{
  DoudiPolicy *policy;
  DoudiExclusions *exclusions;
  DoudiDueTable *table;
  DoudiFen *due;
} Side;

/*
 * @paid_through: by programme: the last month that a closed run has paid
 */
typedef struct
{
  DoudiStore *store;
  DoudiWhatIf *what_if;
  DoudiWhatIfTally *tally;
  Side before;
  Side after;
  DoudiMonth paid_through[DOUDI_N_PROGRAMMES];
  DoudiProgramme programme;
  gint64 done;
  gint64 total;
} Asking;

/* The first month of what the paper brings: a document may repeat what was adopted before it. */
static DoudiMonth
find_new_month (const DoudiPolicyDocument *draft)
{
  DoudiDay last = DOUDI_DAY_NONE;
  DoudiMonth first = DOUDI_MONTH_NONE;

  for (guint i = 0; i < doudi_policy_document_get_n_values (draft); i++)
    {
      const DoudiDated *dated = doudi_policy_document_get_dated (draft, i);

      if (first == DOUDI_MONTH_NONE || dated->adopted_on > last
          || (dated->adopted_on == last && dated->valid_from < first))
        {
          last = dated->adopted_on;
          first = dated->valid_from;
        }
    }
  return first != DOUDI_MONTH_NONE
           ? first
           : doudi_month_of_day (doudi_policy_document_get_adopted_on (draft));
}

/**
 * doudi_what_if_window:
 * @draft: a document
 * @from: (inout): first month; %DOUDI_MONTH_NONE where nobody has said
 * @to: (inout): last month; %DOUDI_MONTH_NONE where nobody has said
 *
 * Completes the window to twelve months. Where neither end is said, it is the year of the first
 * month for which the amounts hold that the draft adopted last.
 */
void
doudi_what_if_window (const DoudiPolicyDocument *draft, DoudiMonth *from, DoudiMonth *to)
{
  if (*from == DOUDI_MONTH_NONE && *to != DOUDI_MONTH_NONE)
    *from = doudi_month_add (*to, 1 - MONTHS_IN_YEAR);
  if (*from == DOUDI_MONTH_NONE)
    *from = doudi_month_new (doudi_month_year (find_new_month (draft)), 1);
  if (*to == DOUDI_MONTH_NONE)
    *to = doudi_month_add (*from, MONTHS_IN_YEAR - 1);
}

static gboolean
check_window (DoudiMonth from, DoudiMonth to, GError **error)
{
  g_autofree char *first = doudi_month_format_iso (from);
  g_autofree char *last = doudi_month_format_iso (to);

  if (from == DOUDI_MONTH_NONE || to == DOUDI_MONTH_NONE)
    doudi_error_set (error, DOUDI_ERROR_BAD_DATA, NULL,
                     _ ("That is not a month. Write it as 2018-06."));
  else if (from > to)
    doudi_error_set (error, DOUDI_ERROR_BAD_DATA, NULL,
                     _ ("%s is after %s. Give the earlier month first."), first, last);
  else if (doudi_month_between (from, to) >= DOUDI_WHAT_IF_MONTHS_MAX)
    doudi_error_set (error, DOUDI_ERROR_BAD_DATA, NULL,
                     _ ("%s to %s are more than %d months. Choose a shorter time."), first, last,
                     DOUDI_WHAT_IF_MONTHS_MAX);
  else
    return TRUE;
  return FALSE;
}

static void
award_free (gpointer data)
{
  DoudiWhatIfAward *award = data;

  g_free (award->name);
  g_free (award->township);
  g_free (award->village);
  g_free (award);
}

static void
row_free (gpointer data)
{
  DoudiWhatIfRow *row = data;

  g_free (row->township_code);
  g_free (row->township);
  g_free (row);
}

static DoudiWhatIf *
what_if_new (DoudiMonth from, DoudiMonth to)
{
  DoudiWhatIf *what_if = g_new0 (DoudiWhatIf, 1);

  what_if->from = from;
  what_if->to = to;
  what_if->rows = g_ptr_array_new_with_free_func (row_free);
  what_if->gainers = g_ptr_array_new_with_free_func (award_free);
  what_if->losers = g_ptr_array_new_with_free_func (award_free);
  what_if->months = g_array_new (FALSE, FALSE, sizeof (DoudiWhatIfMonth));
  for (DoudiMonth month = from; month <= to; month = doudi_month_add (month, 1))
    {
      DoudiWhatIfMonth fresh = { .month = month };

      g_array_append_val (what_if->months, fresh);
    }
  return what_if;
}

static DoudiAwardScanRange
range_of (const Asking *asking, DoudiProgramme programme)
{
  const DoudiProgrammeInfo *info = doudi_programme_info (programme);

  return (DoudiAwardScanRange){
    .programme = info->name,
    .for_household = info->for_household,
    .through = asking->what_if->to,
    .day = asking->what_if->known_before,
    .without_ledger = TRUE,
  };
}

/* In a month held back by another benefit nothing is paid, but what has been paid stays. */
static gboolean
hold_back (const Asking *asking, const Side *side, gint64 award_id, GError **error)
{
  g_autoptr (GArray) lines = doudi_award_ledger (asking->store, award_id, error);
  const GArray *months = asking->what_if->months;

  for (guint i = 0; lines != NULL && i < months->len; i++)
    {
      DoudiMonth month = g_array_index (months, DoudiWhatIfMonth, i).month;
      DoudiFen paid = 0;

      if (!doudi_exclusions_hold (side->exclusions, award_id, month))
        continue;
      for (guint at = 0; at < lines->len; at++)
        if (g_array_index (lines, DoudiLedgerLine, at).for_month == month)
          paid += g_array_index (lines, DoudiLedgerLine, at).fen;
      side->due[i] = MIN (side->due[i], paid);
    }
  return lines != NULL;
}

/* Adds up the months of an award; what cannot be computed is not paid. */
static DoudiWhatIfSum
add_months (Asking *asking)
{
  DoudiWhatIf *what_if = asking->what_if;
  DoudiMonth paid_through = asking->paid_through[asking->programme];
  DoudiWhatIfSum sum = { .awards = 1 };

  for (guint i = 0; i < what_if->months->len; i++)
    {
      DoudiWhatIfMonth *month = &g_array_index (what_if->months, DoudiWhatIfMonth, i);
      DoudiFen before = MAX (asking->before.due[i], 0);
      DoudiFen after = MAX (asking->after.due[i], 0);

      if (asking->before.due[i] == DOUDI_DUE_UNKNOWN || asking->after.due[i] == DOUDI_DUE_UNKNOWN)
        sum.unknown = 1;
      month->before += before;
      month->after += after;
      sum.before += before;
      sum.after += after;
      if (month->month <= paid_through)
        what_if->back_pay += after - before;
    }
  return sum;
}

static void
judge (DoudiWhatIfSum *sum)
{
  if (sum->unknown > 0)
    return;
  sum->gain = sum->after > sum->before;
  sum->lose = sum->after < sum->before;
  sum->same = sum->after == sum->before;
}

static gboolean
list_due (const Asking *asking,
          const Side *side,
          const DoudiAwardScanRow *award,
          gboolean *covers,
          GError **error)
{
  return doudi_due_table_list (side->table, award, side->due, covers, error)
         && (!*covers || !doudi_exclusions_touch (side->exclusions, award->award_id)
             || hold_back (asking, side, award->award_id, error));
}

static gboolean
ask_award (Asking *asking, const DoudiAwardScanRow *award, GError **error)
{
  DoudiWhatIfSum sum;
  gboolean covers;

  if (!list_due (asking, &asking->before, award, &covers, error)
      || !list_due (asking, &asking->after, award, &covers, error))
    return FALSE;
  if (!covers)
    return TRUE;
  sum = add_months (asking);
  judge (&sum);
  return doudi_what_if_tally_add (asking->tally, asking->programme, award, &sum, error);
}

static gboolean
report (Asking *asking, const DoudiProgress *progress, GError **error)
{
  if (asking->done++ % REPORT_EVERY != 0)
    return TRUE;
  doudi_progress_report (progress, _ ("Comparing the rules"), asking->done, asking->total);
  return !doudi_progress_is_cancelled (progress, error);
}

static gboolean
ask_awards (Asking *asking, const DoudiProgress *progress, GError **error)
{
  DoudiAwardScanRange range = range_of (asking, asking->programme);
  g_autoptr (DoudiAwardScan) scan = doudi_award_scan_new (asking->store, &range, error);
  const DoudiAwardScanRow *award;

  if (scan == NULL)
    return FALSE;
  while (doudi_award_scan_next (scan, &award, error))
    {
      if (award == NULL)
        return TRUE;
      if (!report (asking, progress, error) || !ask_award (asking, award, error))
        return FALSE;
    }
  return FALSE;
}

static gboolean
set_table (const Asking *asking, Side *side, GError **error)
{
  DoudiAwardScanRange range = range_of (asking, asking->programme);

  g_clear_pointer (&side->table, doudi_due_table_free);
  side->table
    = doudi_due_table_new (asking->store, side->policy, &range, asking->what_if->from, error);
  return side->table != NULL;
}

static gboolean
count_awards (Asking *asking, gint64 counts[DOUDI_N_PROGRAMMES], GError **error)
{
  for (guint i = 1; i < DOUDI_N_PROGRAMMES; i++)
    {
      DoudiAwardScanRange range = range_of (asking, (DoudiProgramme) i);
      DoudiMonth first;

      if (!doudi_programme_info ((DoudiProgramme) i)->monthly)
        continue;
      if (!doudi_awards_extent (asking->store, &range, &counts[i], &first, error))
        return FALSE;
      asking->total += counts[i];
    }
  return TRUE;
}

static gboolean
ask_programmes (Asking *asking, const DoudiProgress *progress, GError **error)
{
  gint64 counts[DOUDI_N_PROGRAMMES] = { 0 };

  if (!count_awards (asking, counts, error))
    return FALSE;
  for (guint i = 1; i < DOUDI_N_PROGRAMMES; i++)
    {
      if (counts[i] == 0)
        continue;
      asking->programme = (DoudiProgramme) i;
      if (!set_table (asking, &asking->before, error) || !set_table (asking, &asking->after, error)
          || !ask_awards (asking, progress, error))
        return FALSE;
    }
  doudi_what_if_tally_finish (asking->tally);
  return TRUE;
}

static gboolean
load_rules (Asking *asking, DoudiPolicyDocument *draft, GError **error)
{
  DoudiWhatIf *what_if = asking->what_if;

  what_if->known_after = MAX (what_if->known_before, doudi_policy_document_get_known_on (draft));
  asking->before.policy = doudi_policies_load (asking->store, what_if->known_before, error);
  if (asking->before.policy == NULL)
    return FALSE;
  asking->after.policy
    = doudi_policies_load_with (asking->store, draft, what_if->known_after, error);
  return asking->after.policy != NULL
         && doudi_policies_find_in_force (asking->store, doudi_policy_document_get_id (draft),
                                          &what_if->replaces, error);
}

static gboolean
load_runs (Asking *asking, GError **error)
{
  g_autoptr (GPtrArray) runs = doudi_pay_runs_list (asking->store, error);

  for (guint at = 0; runs != NULL && at < runs->len; at++)
    {
      const DoudiPayRunRow *run = g_ptr_array_index (runs, at);

      for (guint i = 1; g_str_equal (run->state, "closed") && i < DOUDI_N_PROGRAMMES; i++)
        if ((run->programmes & (1u << i)) != 0)
          asking->paid_through[i] = MAX (asking->paid_through[i], run->month);
    }
  return runs != NULL;
}

static gboolean
load_exclusions (const Asking *asking, Side *side, GError **error)
{
  side->exclusions = doudi_exclusions_load (asking->store, side->policy, DOUDI_EXCLUSION_BY_TERMS,
                                            asking->what_if->to, error);
  return side->exclusions != NULL;
}

static gboolean
ask (Asking *asking, DoudiPolicyDocument *draft, const DoudiProgress *progress, GError **error)
{
  DoudiWhatIf *what_if = asking->what_if;

  asking->tally = doudi_what_if_tally_new (what_if, asking->store, what_if->known_before, error);
  asking->before.due = g_new0 (DoudiFen, what_if->months->len);
  asking->after.due = g_new0 (DoudiFen, what_if->months->len);
  return asking->tally != NULL && load_rules (asking, draft, error) && load_runs (asking, error)
         && load_exclusions (asking, &asking->before, error)
         && load_exclusions (asking, &asking->after, error)
         && ask_programmes (asking, progress, error);
}

static void
side_clear (Side *side)
{
  doudi_due_table_free (side->table);
  doudi_exclusions_free (side->exclusions);
  g_clear_pointer (&side->policy, doudi_policy_unref);
  g_free (side->due);
}

static void
asking_clear (Asking *asking)
{
  side_clear (&asking->before);
  side_clear (&asking->after);
  doudi_what_if_tally_free (asking->tally);
}

/**
 * doudi_what_if:
 * @session: anybody; the names of those that change most are only for who may look at households
 * @draft: a document that nobody has adopted
 * @from: first month of the window
 * @to: last month of the window, at most %DOUDI_WHAT_IF_MONTHS_MAX months in all
 * @progress: (nullable): progress and stop
 * @error: %DOUDI_ERROR_NOT_ALLOWED; %DOUDI_ERROR_BAD_DATA for no window, or for amounts beyond all
 *   measure; %DOUDI_ERROR_REFUSED if @draft is not for this county; %DOUDI_ERROR_CANCELLED
 *
 * Computes what a draft would change, on the caseload as it stands: every award in every month of
 * the window, once by the rules in force as known on the business day, and once as they would be
 * with @draft, which takes the place of the document in force with its id, as known on the day by
 * which all of it is known (no earlier than the business day). So "after" is what runs will have
 * paid for these months once @draft is adopted. What of a paper goes back to January is back-pay
 * (prefecture plan 2018, 二.1(1)): it is in the difference, and @back_pay tells how much.
 *
 * An award is counted as a run counts it: by the terms of each month, not before its first month;
 * months held back by a benefit that excludes it are worth what has been paid for them at most.
 *
 * Nothing is stored and nothing counts as adopted, and as no full number is shown, the log gets no
 * line. All questions see the same state of the caseload. To be called outside a transaction;
 * rather on the writing connection, as it reads for seconds.
 *
 * Returns: (transfer full): the answer; %NULL with @error set
 */
DoudiWhatIf *
doudi_what_if (DoudiSession *session,
               DoudiPolicyDocument *draft,
               DoudiMonth from,
               DoudiMonth to,
               const DoudiProgress *progress,
               GError **error)
{
  Asking asking = { .store = doudi_session_get_store (session) };
  g_autoptr (DoudiTransaction) still = NULL;
  g_autoptr (DoudiWhatIf) what_if = NULL;
  gboolean done;

  if (!doudi_session_authorize (session, DOUDI_ACTION_VIEW_POLICY, NULL, error)
      || !check_window (from, to, error))
    return NULL;
  still = doudi_transaction_begin_reading (asking.store, error);
  if (still == NULL)
    return NULL;
  asking.what_if = what_if = what_if_new (from, to);
  what_if->known_before = doudi_session_get_today (session);
  what_if->names_withheld = !doudi_session_may (session, DOUDI_ACTION_VIEW_HOUSEHOLD);
  done = ask (&asking, draft, progress, error);
  asking_clear (&asking);
  return done ? g_steal_pointer (&what_if) : NULL;
}

/**
 * doudi_what_if_free:
 * @what_if: (nullable) (transfer full): an answer
 *
 * Frees an answer.
 */
void
doudi_what_if_free (DoudiWhatIf *what_if)
{
  if (what_if == NULL)
    return;
  g_ptr_array_unref (what_if->rows);
  g_ptr_array_unref (what_if->gainers);
  g_ptr_array_unref (what_if->losers);
  g_array_unref (what_if->months);
  g_free (what_if);
}
