/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "casework/doudi-pay-run.h"

#include <glib/gi18n-lib.h>

#include "base/doudi-error.h"
#include "casework/doudi-audit-detail.h"
#include "casework/doudi-pay-digest.h"
#include "casework/doudi-pay-plan.h"
#include "store/doudi-payment-store.h"

static gboolean
has_state (const DoudiPayRunRow *run, const char *state)
{
  return g_str_equal (run->state, state);
}

static gboolean
is_open (const DoudiPayRunRow *run)
{
  return has_state (run, "proposed") || has_state (run, "approved");
}

static char *
object_of (gint64 run_id)
{
  return g_strdup_printf ("pay_run:%" G_GINT64_FORMAT, run_id);
}

/* The programmes of @bits, as a person reads them. */
static char *
programmes_text (guint bits)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();

  for (guint i = 1; i < DOUDI_N_PROGRAMMES; i++)
    if ((bits & (1u << i)) != 0)
      g_ptr_array_add (labels, (gpointer) _ (doudi_programme_info ((DoudiProgramme) i)->label));
  g_ptr_array_add (labels, NULL);
  /* Translators: between the items of a list */
  return g_strjoinv (C_ ("list", ", "), (GStrv) labels->pdata);
}

static gboolean
record (DoudiSession *session, DoudiAction action, const DoudiPayRunRow *run, GError **error)
{
  g_autofree char *object = object_of (run->id);
  g_autofree char *month = doudi_month_format_iso (run->month);
  g_autofree char *total = doudi_money_format (run->regular + run->back_pay + run->recovery);
  g_autofree char *detail = doudi_audit_detail ("month", month, "total", total, "digest",
                                                run->digest != NULL ? run->digest : "", NULL);

  return doudi_session_record (session, action, object, detail, error);
}

static gboolean
withdraw (DoudiSession *session, const DoudiPayRunRow *run, GError **error)
{
  return doudi_pay_run_set_withdrawn (session, run->id, error)
         && record (session, DOUDI_ACTION_WITHDRAW_PAY_RUN, run, error);
}

/* One run of a programme is under way at a time: what two of them pay would be told apart only by
 * the order in which they close. One that pays nothing makes room. */
static gboolean
make_room (DoudiSession *session, const DoudiPayRunRow *run, guint programmes, GError **error)
{
  g_autofree char *month = NULL;
  g_autofree char *shared = NULL;

  if (!is_open (run) || (run->programmes & programmes) == 0)
    return TRUE;
  if (run->lines == 0)
    return withdraw (session, run, error);
  month = doudi_month_format_iso (run->month);
  shared = programmes_text (run->programmes & programmes);
  doudi_error_set (
    error, DOUDI_ERROR_CONFLICT, NULL,
    _ ("Run %lld for %s (%s) is still under way. Approve and close it or withdraw it "
       "first."),
    (long long) run->id, month, shared);
  return FALSE;
}

/* Knowledge only grows. A day before that of an earlier run is a clock set wrong, and would take
 * back what has been paid rightly. */
static gboolean
check_day (const DoudiPayRunRow *run, const DoudiPayRunResult *planned, GError **error)
{
  g_autofree char *today = NULL;
  g_autofree char *known_on = NULL;

  if (has_state (run, "withdrawn") || (run->programmes & planned->programmes) == 0
      || run->known_on <= planned->known_on)
    return TRUE;
  today = doudi_day_format_iso (planned->known_on);
  known_on = doudi_day_format_iso (run->known_on);
  doudi_error_set (error, DOUDI_ERROR_REFUSED, NULL,
                   _ ("Today is said to be %s, but run %lld was made on %s. Check the date of this "
                      "computer."),
                   today, (long long) run->id, known_on);
  return FALSE;
}

static gboolean
make_room_for (DoudiSession *session, const DoudiPayRunResult *planned, GError **error)
{
  g_autoptr (GPtrArray) runs = doudi_pay_runs_list (doudi_session_get_store (session), error);

  for (guint i = 0; runs != NULL && i < runs->len; i++)
    {
      const DoudiPayRunRow *run = g_ptr_array_index (runs, i);

      if (!make_room (session, run, planned->programmes, error) || !check_day (run, planned, error))
        return FALSE;
    }
  return runs != NULL;
}

static gboolean
store_payments (DoudiStore *store,
                gint64 run_id,
                const DoudiPayPlan *plan,
                gint64 *ids,
                GError **error)
{
  for (guint i = 0; i < plan->payments->len; i++)
    {
      const DoudiPlanPayment *planned = &g_array_index (plan->payments, DoudiPlanPayment, i);
      DoudiPayment payment = {
        .account_id = planned->account_id,
        .holder_name = planned->holder_name,
        .account_number = planned->account_number,
        .fen = planned->fen,
      };

      if (!doudi_payment_insert (store, run_id, &payment, &ids[i], error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
store_items (DoudiStore *store,
             gint64 run_id,
             DoudiPayPlan *plan,
             const gint64 *ids,
             GError **error)
{
  for (guint i = 0; i < plan->items->len; i++)
    {
      DoudiPlanItem *planned = &g_array_index (plan->items, DoudiPlanItem, i);

      planned->item.payment_id = ids[planned->payment];
      if (!doudi_pay_run_insert_item (store, run_id, &planned->item, error))
        return FALSE;
    }
  for (guint i = 0; i < plan->lines->len; i++)
    if (!doudi_pay_run_insert_line (store, run_id, &g_array_index (plan->lines, DoudiRunLine, i),
                                    error))
      return FALSE;
  return TRUE;
}

static gboolean
store_run (DoudiSession *session, const DoudiPayPlan *plan, gint64 *id, GError **error)
{
  const DoudiPayRunResult *result = plan->result;
  DoudiPayRunRow run = {
    .month = result->month,
    .programmes = result->programmes,
    .known_on = result->known_on,
    .households = result->total.households,
    .persons = result->total.persons,
    .lines = result->total.lines,
    .regular = result->total.regular,
    .back_pay = result->total.back_pay,
    .recovery = result->total.recovery,
    .policy_documents = plan->policy_documents,
  };

  return doudi_pay_run_insert (session, &run, id, error);
}

/* The digest is made from what the caseload stored, not from what was meant. */
static gboolean
seal (DoudiSession *session, gint64 id, GError **error)
{
  DoudiStore *store = doudi_session_get_store (session);
  g_autoptr (DoudiPayRunRow) run = doudi_pay_run_get (store, id, error);

  if (run == NULL)
    return FALSE;
  g_free (run->digest);
  run->digest = doudi_pay_digest (store, run, error);
  return run->digest != NULL && doudi_pay_run_set_digest (store, id, run->digest, error)
         && record (session, DOUDI_ACTION_PROPOSE_PAY_RUN, run, error);
}

static gboolean
store_plan (DoudiSession *session, DoudiPayPlan *plan, GError **error)
{
  DoudiStore *store = doudi_session_get_store (session);
  DoudiPayRunResult *result = plan->result;
  g_autofree gint64 *ids = g_new (gint64, plan->payments->len + 1);
  gint64 id;

  if (!store_run (session, plan, &id, error) || !store_payments (store, id, plan, ids, error)
      || !store_items (store, id, plan, ids, error) || !seal (session, id, error))
    return FALSE;
  result->run_id = id;
  g_free (result->state);
  result->state = g_strdup ("proposed");
  return TRUE;
}

/**
 * doudi_pay_run_preview:
 * @session: a caseworker, a reviewer or a director
 * @month: the month to pay
 * @programmes: bits 1 << #DoudiProgramme, 0 for all that have a standard and awards
 * @progress: (nullable): progress and stop
 * @error: as doudi_pay_run_propose()
 *
 * Computes what doudi_pay_run_propose() would pay, and stores nothing. What runs that are under way
 * pay counts as paid.
 *
 * Returns: (transfer full): what the run comes to; %NULL with @error set
 */
DoudiPayRunResult *
doudi_pay_run_preview (DoudiSession *session,
                       DoudiMonth month,
                       guint programmes,
                       const DoudiProgress *progress,
                       GError **error)
{
  g_autoptr (DoudiPayPlan) plan = NULL;

  if (!doudi_session_authorize (session, DOUDI_ACTION_PREVIEW_PAY_RUN, NULL, error))
    return NULL;
  plan = doudi_pay_plan_new (session, month, programmes, progress, error);
  return plan != NULL ? g_steal_pointer (&plan->result) : NULL;
}

static gboolean
propose_in_transaction (DoudiSession *session,
                        DoudiPayPlan **plan,
                        DoudiMonth month,
                        guint programmes,
                        const DoudiProgress *progress,
                        GError **error)
{
  DoudiDay day = doudi_pay_plan_day (month, doudi_session_get_today (session));

  *plan = doudi_pay_plan_new (session, month, programmes, progress, error);
  return *plan != NULL && make_room_for (session, (*plan)->result, error)
         && doudi_payments_release_without_account (session, day, error)
         && store_plan (session, *plan, error);
}

/**
 * doudi_pay_run_propose:
 * @session: a caseworker or a reviewer
 * @month: the month to pay
 * @programmes: bits 1 << #DoudiProgramme, 0 for all that have a standard and awards
 * @progress: (nullable): progress and stop
 * @error: %DOUDI_ERROR_NOT_ALLOWED; %DOUDI_ERROR_NO_STANDARD for a programme that was named and has
 *   none; %DOUDI_ERROR_CONFLICT if a run of one of the programmes is under way;
 *   %DOUDI_ERROR_REFUSED for a month too far ahead, a programme not paid monthly, or a business day
 *   before that of an earlier run
 *
 * Makes a run. It is one subtraction: for every award and every month from its first one up to
 * @month, what is due (doudi_entitlement() with the policy known on the business day) less what the
 * ledger says; a line for every difference. A raise paid back to its first month (prefecture plan
 * 2018, 二.1(1)), a death found late, a transfer that failed: none is a case of its own. An award
 * is never driven below zero: what it owes is taken only from what it is owed in the same run, and
 * the rest stays a difference for the next one. Awards without a standard or held back by one that
 * excludes them get no line. All of this stands in the result's @open.
 *
 * Returns: (transfer full): the run; %NULL with @error set
 */
DoudiPayRunResult *
doudi_pay_run_propose (DoudiSession *session,
                       DoudiMonth month,
                       guint programmes,
                       const DoudiProgress *progress,
                       GError **error)
{
  g_autoptr (DoudiPayPlan) plan = NULL;
  g_autoptr (DoudiTransaction) transaction = NULL;

  if (!doudi_session_authorize (session, DOUDI_ACTION_PROPOSE_PAY_RUN, NULL, error))
    return NULL;
  transaction = doudi_transaction_begin (doudi_session_get_store (session), error);
  if (transaction == NULL
      || !propose_in_transaction (session, &plan, month, programmes, progress, error)
      || !doudi_transaction_commit (transaction, error))
    return NULL;
  return g_steal_pointer (&plan->result);
}

static void
take_sum (DoudiPayRunResult *result, const DoudiPayRunSum *sum)
{
  DoudiProgramme programme = doudi_programme_from_name (sum->programme);

  *(sum->programme == NULL ? &result->total : &result->by_programme[programme]) = (DoudiPayRunSums){
    .programme = programme,
    .households = sum->households,
    .persons = sum->persons,
    .lines = sum->lines,
    .regular = sum->regular,
    .back_pay = sum->back_pay,
    .recovery = sum->recovery,
  };
}

/**
 * doudi_pay_run_describe:
 * @store: the caseload
 * @run_id: a run
 * @error: %DOUDI_ERROR_NOT_FOUND
 *
 * Adds up the stored rows of a run. Those of a withdrawn run are gone: it comes to nothing.
 *
 * Returns: (transfer full): what the run comes to; %NULL with @error set
 */
DoudiPayRunResult *
doudi_pay_run_describe (DoudiStore *store, gint64 run_id, GError **error)
{
  g_autoptr (DoudiPayRunRow) run = doudi_pay_run_get (store, run_id, error);
  g_autoptr (GPtrArray) sums = run != NULL ? doudi_pay_run_list_sums (store, run_id, error) : NULL;
  g_autoptr (GPtrArray) policies
    = sums != NULL ? doudi_run_policies_list (store, run, error) : NULL;
  DoudiPaymentCounts counts;
  DoudiPayRunResult *result;

  if (policies == NULL || !doudi_payments_count (store, run_id, &counts, error))
    return NULL;
  result = doudi_pay_run_result_new (run->month, run->state);
  result->policies = g_steal_pointer (&policies);
  result->run_id = run_id;
  result->known_on = run->known_on;
  result->programmes = run->programmes;
  for (guint i = 0; i < sums->len; i++)
    take_sum (result, g_ptr_array_index (sums, i));
  result->n_payments = counts.payments;
  result->n_without_account = counts.without_account;
  result->without_account = counts.without_account_fen;
  return result;
}

static void
set_wrong_state (GError **error, const DoudiPayRunRow *run)
{
  long long id = run->id;

  if (has_state (run, "proposed"))
    doudi_error_set (error, DOUDI_ERROR_CONFLICT, NULL,
                     _ ("Run %lld has not been approved yet. A director approves it first."), id);
  else if (has_state (run, "approved"))
    doudi_error_set (error, DOUDI_ERROR_CONFLICT, NULL,
                     _ ("Run %lld has been approved already. Close it."), id);
  else if (has_state (run, "closed"))
    doudi_error_set (error, DOUDI_ERROR_CONFLICT, NULL,
                     _ ("Run %lld is closed. The next run puts right what is wrong in it."), id);
  else
    doudi_error_set (error, DOUDI_ERROR_CONFLICT, NULL,
                     _ ("Run %lld was withdrawn. Make a new one."), id);
}

/* The run with that id in that state, with the rows that were proposed. */
static DoudiPayRunRow *
get_sealed (DoudiStore *store, gint64 run_id, const char *state, GError **error)
{
  g_autoptr (DoudiPayRunRow) run = doudi_pay_run_get (store, run_id, error);
  gboolean matches;

  if (run == NULL)
    return NULL;
  if (!has_state (run, state))
    {
      set_wrong_state (error, run);
      return NULL;
    }
  if (!doudi_pay_digest_check (store, run, &matches, error))
    return NULL;
  if (matches)
    return g_steal_pointer (&run);
  doudi_error_set (error, DOUDI_ERROR_CONFLICT, NULL,
                   _ ("The rows of run %lld are not those that were proposed: somebody changed the "
                      "file with another program. Withdraw the run and check the caseload."),
                   (long long) run_id);
  return NULL;
}

static gboolean
approve_in_transaction (DoudiSession *session, gint64 run_id, GError **error)
{
  g_autoptr (DoudiPayRunRow) run
    = get_sealed (doudi_session_get_store (session), run_id, "proposed", error);
  g_autofree char *object = object_of (run_id);

  return run != NULL
         && doudi_session_require_other_eyes (session, DOUDI_ACTION_APPROVE_PAY_RUN,
                                              run->proposed_by, object, error)
         && doudi_pay_run_set_approved (session, run_id, error)
         && record (session, DOUDI_ACTION_APPROVE_PAY_RUN, run, error);
}

/* Runs @step for a person who may, as one transaction. */
static gboolean
run_step (DoudiSession *session,
          DoudiAction action,
          gint64 run_id,
          gboolean (*step) (DoudiSession *, gint64, GError **),
          GError **error)
{
  g_autofree char *object = object_of (run_id);
  g_autoptr (DoudiTransaction) transaction = NULL;

  if (!doudi_session_authorize (session, action, object, error))
    return FALSE;
  transaction = doudi_transaction_begin (doudi_session_get_store (session), error);
  return transaction != NULL && step (session, run_id, error)
         && doudi_transaction_commit (transaction, error);
}

/**
 * doudi_pay_run_approve:
 * @session: a director who did not propose it
 * @run_id: a proposed run
 * @error: %DOUDI_ERROR_NOT_ALLOWED; %DOUDI_ERROR_FOUR_EYES; %DOUDI_ERROR_CONFLICT if it is in
 *   another state or its rows were changed
 *
 * Approves a run after comparing its rows with the digest they were proposed with.
 *
 * Returns: whether it was approved
 */
gboolean
doudi_pay_run_approve (DoudiSession *session, gint64 run_id, GError **error)
{
  return run_step (session, DOUDI_ACTION_APPROVE_PAY_RUN, run_id, approve_in_transaction, error);
}

static gboolean
close_in_transaction (DoudiSession *session, gint64 run_id, GError **error)
{
  g_autoptr (DoudiPayRunRow) run
    = get_sealed (doudi_session_get_store (session), run_id, "approved", error);

  return run != NULL && doudi_pay_run_set_closed (session, run_id, error)
         && record (session, DOUDI_ACTION_CLOSE_PAY_RUN, run, error);
}

/**
 * doudi_pay_run_close:
 * @session: a caseworker, a reviewer or a director
 * @run_id: an approved run
 * @error: %DOUDI_ERROR_NOT_ALLOWED; %DOUDI_ERROR_CONFLICT if it is in another state or its rows
 * were changed
 *
 * Closes a run: its paper is frozen, the bank file can be written, and nothing of it changes any
 * more.
 *
 * Returns: whether it was closed
 */
gboolean
doudi_pay_run_close (DoudiSession *session, gint64 run_id, GError **error)
{
  return run_step (session, DOUDI_ACTION_CLOSE_PAY_RUN, run_id, close_in_transaction, error);
}

static gboolean
withdraw_in_transaction (DoudiSession *session, gint64 run_id, GError **error)
{
  g_autoptr (DoudiPayRunRow) run
    = doudi_pay_run_get (doudi_session_get_store (session), run_id, error);

  if (run == NULL)
    return FALSE;
  if (is_open (run))
    return withdraw (session, run, error);
  set_wrong_state (error, run);
  return FALSE;
}

/**
 * doudi_pay_run_withdraw:
 * @session: a caseworker, a reviewer or a director
 * @run_id: a proposed or approved run
 * @error: %DOUDI_ERROR_NOT_ALLOWED; %DOUDI_ERROR_CONFLICT if it is closed or withdrawn already
 *
 * Takes a run back that has not been closed. Nothing of it stays but the note that it was there.
 *
 * Returns: whether it was withdrawn
 */
gboolean
doudi_pay_run_withdraw (DoudiSession *session, gint64 run_id, GError **error)
{
  return run_step (session, DOUDI_ACTION_WITHDRAW_PAY_RUN, run_id, withdraw_in_transaction, error);
}

/**
 * doudi_pay_run_sums_total:
 * @sums: what a run comes to
 *
 * Returns: what is paid in all, fen
 */
DoudiFen
doudi_pay_run_sums_total (const DoudiPayRunSums *sums)
{
  return sums->regular + sums->back_pay + sums->recovery;
}

/**
 * doudi_pay_run_result_free:
 * @result: (nullable) (transfer full): a result
 *
 * Frees a result.
 */
void
doudi_pay_run_result_free (DoudiPayRunResult *result)
{
  if (result == NULL)
    return;
  g_free (result->state);
  g_array_unref (result->open);
  g_clear_pointer (&result->policies, g_ptr_array_unref);
  g_free (result);
}
