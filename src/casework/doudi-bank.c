/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "casework/doudi-bank.h"

#include <glib/gi18n-lib.h>

#include "base/doudi-error.h"
#include "casework/doudi-audit-detail.h"
#include "store/doudi-pay-run-store.h"
#include "store/doudi-payment-store.h"

/* A payment of the run that went to the bank. */
typedef struct
{
  gint64 id;
  char *holder;
  DoudiFen fen;
  gboolean is_paid;
  gboolean is_failed;
  gboolean seen;
} Sent;

/*
 * @by_account: number to GPtrArray of Sent
 * @steps: what is to be written: Step
 */
typedef struct
{
  GHashTable *by_account;
  GArray *steps;
  DoudiBankResult *result;
} Reading;

typedef struct
{
  gint64 payment_id;
  const char *reason;
} Step;

static void
sent_free (gpointer data)
{
  Sent *sent = data;

  g_free (sent->holder);
  g_free (sent);
}

/* The digits and letters of a number: banks add blanks and quotation marks of their own. */
static char *
account_key (const char *number)
{
  GString *key = g_string_new (NULL);

  for (const char *p = number; *p != '\0'; p++)
    if (g_ascii_isalnum (*p))
      g_string_append_c (key, g_ascii_toupper (*p));
  return g_string_free (key, FALSE);
}

/* Payments that never went to the bank cannot come back from it. */
static gboolean
add_sent (const DoudiPayment *payment, gpointer data, GError **error)
{
  GHashTable *by_account = data;
  g_autofree char *key = account_key (payment->account_number);
  GPtrArray *list;
  Sent *sent;

  if (payment->account_id == 0 || payment->fen == 0)
    return TRUE;
  list = g_hash_table_lookup (by_account, key);
  if (list == NULL)
    {
      list = g_ptr_array_new_with_free_func (sent_free);
      g_hash_table_insert (by_account, g_steal_pointer (&key), list);
    }
  sent = g_new0 (Sent, 1);
  sent->id = payment->id;
  sent->holder = g_strdup (payment->holder_name);
  sent->fen = payment->fen;
  sent->is_paid = g_str_equal (payment->state, "paid");
  sent->is_failed = g_str_equal (payment->state, "failed");
  g_ptr_array_add (list, sent);
  return TRUE;
}

static void
note_problem (Reading *reading, const DoudiBankAnswer *answer, DoudiBankProblemKind kind)
{
  DoudiBankProblem problem = { answer->row, kind };

  g_array_append_val (reading->result->problems, problem);
  reading->result->unknown++;
}

/* How well a payment fits an answer: the amount must be the same, the holder should be. */
static int
fit (const Sent *sent, const DoudiBankAnswer *answer)
{
  if (sent->seen || sent->fen != answer->fen)
    return 0;
  return answer->holder != NULL && g_str_equal (sent->holder, answer->holder) ? 2 : 1;
}

static Sent *
find_best (GPtrArray *list, const DoudiBankAnswer *answer)
{
  Sent *best = NULL;

  for (guint i = 0; i < list->len; i++)
    {
      Sent *sent = g_ptr_array_index (list, i);

      if (fit (sent, answer) > (best != NULL ? fit (best, answer) : 0))
        best = sent;
    }
  return best;
}

static gboolean
was_seen (GPtrArray *list, DoudiFen fen)
{
  for (guint i = 0; i < list->len; i++)
    {
      const Sent *sent = g_ptr_array_index (list, i);

      if (sent->seen && sent->fen == fen)
        return TRUE;
    }
  return FALSE;
}

/* The payment an answer speaks of; %NULL after noting why there is none. */
static Sent *
find_sent (Reading *reading, const DoudiBankAnswer *answer)
{
  g_autofree char *key = account_key (answer->account);
  GPtrArray *list = g_hash_table_lookup (reading->by_account, key);
  Sent *sent = list != NULL ? find_best (list, answer) : NULL;

  if (list == NULL)
    note_problem (reading, answer, DOUDI_BANK_NO_SUCH_PAYMENT);
  else if (sent == NULL && was_seen (list, answer->fen))
    note_problem (reading, answer, DOUDI_BANK_TWICE);
  else if (sent == NULL)
    note_problem (reading, answer, DOUDI_BANK_AMOUNT_DIFFERS);
  else if (answer->success ? sent->is_failed : sent->is_paid)
    {
      note_problem (reading, answer, DOUDI_BANK_CONTRADICTS);
      return NULL;
    }
  return sent;
}

static void
take_answer (Reading *reading, const DoudiBankAnswer *answer)
{
  DoudiBankResult *result = reading->result;
  Sent *sent = find_sent (reading, answer);
  Step step;

  result->rows++;
  if (sent == NULL)
    return;
  sent->seen = TRUE;
  *(answer->success ? &result->paid : &result->failed) += 1;
  *(answer->success ? &result->paid_total : &result->failed_total) += sent->fen;
  step = (Step){ sent->id, answer->success ? NULL : answer->reason != NULL ? answer->reason : "" };
  if (!sent->is_paid && !sent->is_failed)
    g_array_append_val (reading->steps, step);
}

static gboolean
store_steps (DoudiSession *session, gint64 run_id, const Reading *reading, GError **error)
{
  const DoudiBankResult *result = reading->result;
  DoudiBankReturnTotals totals = { result->rows,    result->paid,       result->failed,
                                   result->unknown, result->paid_total, result->failed_total };
  gint64 id;

  if (!doudi_bank_return_insert (session, run_id, &totals, &id, error))
    return FALSE;
  for (guint i = 0; i < reading->steps->len; i++)
    {
      const Step *step = &g_array_index (reading->steps, Step, i);

      if (step->reason == NULL
            ? !doudi_payment_set_paid (doudi_session_get_store (session), step->payment_id, error)
            : !doudi_payment_set_failed (session, step->payment_id, id, step->reason, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
record (DoudiSession *session, gint64 run_id, const DoudiBankResult *result, GError **error)
{
  g_autofree char *object = g_strdup_printf ("pay_run:%" G_GINT64_FORMAT, run_id);
  g_autofree char *paid = doudi_money_format (result->paid_total);
  g_autofree char *failed = doudi_money_format (result->failed_total);
  g_autofree char *detail = doudi_audit_detail ("paid", paid, "failed", failed, NULL);

  return doudi_session_record (session, DOUDI_ACTION_READ_BANK_RETURN, object, detail, error);
}

static gboolean
check_closed (DoudiStore *store, gint64 run_id, GError **error)
{
  g_autoptr (DoudiPayRunRow) run = doudi_pay_run_get (store, run_id, error);

  if (run == NULL)
    return FALSE;
  if (g_str_equal (run->state, "closed"))
    return TRUE;
  doudi_error_set (error, DOUDI_ERROR_CONFLICT, NULL,
                   _ ("Run %lld is not closed, so nothing of it can have been at the bank. Check "
                      "the number of the run."),
                   (long long) run_id);
  return FALSE;
}

static gboolean
read_in_transaction (DoudiSession *session,
                     gint64 run_id,
                     GPtrArray *answers,
                     Reading *reading,
                     GError **error)
{
  DoudiStore *store = doudi_session_get_store (session);
  DoudiPaymentCounts counts;

  if (!check_closed (store, run_id, error)
      || !doudi_payments_foreach (store, run_id, add_sent, reading->by_account, error))
    return FALSE;
  for (guint i = 0; i < answers->len; i++)
    take_answer (reading, g_ptr_array_index (answers, i));
  if (!store_steps (session, run_id, reading, error)
      || !doudi_payments_count (store, run_id, &counts, error))
    return FALSE;
  reading->result->silent = counts.unanswered;
  return record (session, run_id, reading->result, error);
}

/**
 * doudi_bank_return:
 * @session: a caseworker or a reviewer
 * @run_id: a closed run
 * @answers: (element-type DoudiBankAnswer): what the bank says, row by row
 * @error: %DOUDI_ERROR_NOT_ALLOWED, %DOUDI_ERROR_NOT_FOUND, %DOUDI_ERROR_CONFLICT if the run is not
 *   closed
 *
 * Takes the bank's answer to a run. An answer fits the payment to the same account with the same
 * amount. Money that did not arrive gets a counter-entry in the ledger, so it is due again and the
 * next run pays it as back-pay: a failed transfer is no case of its own. Rows that fit no payment,
 * come twice or say the opposite of an earlier answer change nothing and are listed. Reading the
 * same answer again changes nothing either.
 *
 * Returns: (transfer full): what the answer comes to; %NULL with @error set
 */
DoudiBankResult *
doudi_bank_return (DoudiSession *session, gint64 run_id, GPtrArray *answers, GError **error)
{
  g_autofree char *object = g_strdup_printf ("pay_run:%" G_GINT64_FORMAT, run_id);
  g_autoptr (GHashTable) by_account
    = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (Step));
  g_autoptr (DoudiBankResult) result = g_new0 (DoudiBankResult, 1);
  g_autoptr (DoudiTransaction) transaction = NULL;
  Reading reading = { by_account, steps, result };

  result->problems = g_array_new (FALSE, FALSE, sizeof (DoudiBankProblem));
  if (!doudi_session_authorize (session, DOUDI_ACTION_READ_BANK_RETURN, object, error))
    return NULL;
  transaction = doudi_transaction_begin (doudi_session_get_store (session), error);
  if (transaction == NULL || !read_in_transaction (session, run_id, answers, &reading, error)
      || !doudi_transaction_commit (transaction, error))
    return NULL;
  return g_steal_pointer (&result);
}

/**
 * doudi_bank_problem_name:
 * @kind: what is wrong with a row
 *
 * Names it for programs; part of the command-line contract.
 *
 * Returns: (transfer none): such as "twice"
 */
const char *
doudi_bank_problem_name (DoudiBankProblemKind kind)
{
  static const char *const names[] = {
    [DOUDI_BANK_NO_SUCH_PAYMENT] = "no-such-payment",
    [DOUDI_BANK_TWICE] = "twice",
    [DOUDI_BANK_AMOUNT_DIFFERS] = "amount-differs",
    [DOUDI_BANK_CONTRADICTS] = "contradicts",
  };

  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (names), "");
  return names[kind];
}

/**
 * doudi_bank_answer_free:
 * @answer: (nullable) (transfer full): an answer
 *
 * Frees an answer.
 */
void
doudi_bank_answer_free (DoudiBankAnswer *answer)
{
  if (answer == NULL)
    return;
  g_free (answer->account);
  g_free (answer->holder);
  g_free (answer->reason);
  g_free (answer);
}

/**
 * doudi_bank_result_free:
 * @result: (nullable) (transfer full): a result
 *
 * Frees a result.
 */
void
doudi_bank_result_free (DoudiBankResult *result)
{
  if (result == NULL)
    return;
  g_clear_pointer (&result->problems, g_array_unref);
  g_free (result);
}
