/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "store/doudi-payment-store.h"

#include <glib/gi18n-lib.h>

#include "base/doudi-error.h"
#include "store/doudi-award-private.h"
#include "store/doudi-payment-private.h"

static void
payment_from_statement (DoudiStatement *statement, DoudiPayment *payment)
{
  payment->id = doudi_statement_get_int (statement, 0);
  payment->account_id = doudi_statement_get_int (statement, 1);
  payment->holder_name = doudi_statement_get_text (statement, 2);
  payment->account_number = doudi_statement_get_text (statement, 3);
  payment->fen = doudi_statement_get_int (statement, 4);
  payment->state = doudi_statement_get_text (statement, 5);
  payment->reason = doudi_statement_get_text (statement, 6);
  payment->identity_number = doudi_statement_get_text (statement, 7);
  payment->division_code = doudi_statement_get_text (statement, 8);
  payment->township = doudi_statement_get_text (statement, 9);
  payment->village = doudi_statement_get_text (statement, 10);
}

static const char payments_sql[]
  = "SELECT p.id, p.account_id, p.holder_name, p.account_number, p.fen, p.state, p.reason, '', '',"
    " '', '' FROM payment p WHERE p.run_id = ?1 ORDER BY p.id";

/* The place of a payment is that of its first award. */
static const char payments_with_place_sql[]
  = "SELECT p.id, p.account_id, p.holder_name, p.account_number, p.fen, p.state, p.reason,"
    " i.identity_number, i.division_code, coalesce(township.name, ''), coalesce(village.name, '')"
    " FROM payment p JOIN pay_item i ON i.run_id = p.run_id"
    " AND i.award_id = (SELECT min(f.award_id) FROM pay_item f WHERE f.payment_id = p.id)"
    " LEFT JOIN division village ON village.code = i.division_code AND village.level = 'village'"
    " LEFT JOIN division township ON township.code = substr(i.division_code, 1, 9) || '000'"
    " WHERE p.run_id = ?1 ORDER BY p.id";

static gboolean
foreach_payment (DoudiStore *store,
                 const char *sql,
                 gint64 run_id,
                 DoudiPaymentFunc func,
                 gpointer data,
                 GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, sql, error);
  GError *local = NULL;

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, run_id);
  while (doudi_statement_step (statement, &local))
    {
      DoudiPayment payment;

      payment_from_statement (statement, &payment);
      if (!func (&payment, data, error))
        return FALSE;
    }
  return doudi_award_propagate (local, error);
}

/**
 * doudi_payments_foreach:
 * @store: the caseload
 * @run_id: a run
 * @func: (scope call): called for each payment in the order of their ids; %FALSE stops
 * @data: for @func
 * @error: return location
 *
 * Goes through the payments of a run, without places and identity numbers.
 *
 * Returns: %TRUE if @func saw all of them; %FALSE with @error set
 */
gboolean
doudi_payments_foreach (DoudiStore *store,
                        gint64 run_id,
                        DoudiPaymentFunc func,
                        gpointer data,
                        GError **error)
{
  return foreach_payment (store, payments_sql, run_id, func, data, error);
}

/**
 * doudi_payments_foreach_with_place:
 * @store: the caseload
 * @run_id: a run
 * @func: (scope call): called for each payment in the order of their ids; %FALSE stops
 * @data: for @func
 * @error: return location
 *
 * Goes through the payments of a run with the place and the payee of their first awards.
 *
 * Returns: %TRUE if @func saw all of them; %FALSE with @error set
 */
gboolean
doudi_payments_foreach_with_place (DoudiStore *store,
                                   gint64 run_id,
                                   DoudiPaymentFunc func,
                                   gpointer data,
                                   GError **error)
{
  return foreach_payment (store, payments_with_place_sql, run_id, func, data, error);
}

static const char count_sql[]
  = "SELECT count(*), coalesce(sum(p.fen), 0),"
    " count(*) FILTER (WHERE p.account_id IS NULL AND p.fen > 0),"
    " coalesce(sum(p.fen) FILTER (WHERE p.account_id IS NULL), 0),"
    " count(*) FILTER (WHERE p.state = 'waiting' AND p.account_id IS NOT NULL AND p.fen > 0),"
    " count(*) FILTER (WHERE p.state = 'failed'),"
    " coalesce(sum(p.fen) FILTER (WHERE p.state = 'failed'), 0)"
    " FROM payment p WHERE p.run_id = ?1";

/**
 * doudi_payments_count:
 * @store: the caseload
 * @run_id: a run
 * @counts: (out caller-allocates): what there is
 * @error: return location
 *
 * Counts the payments of a run by what became of them.
 *
 * Returns: %TRUE; %FALSE with @error set
 */
gboolean
doudi_payments_count (DoudiStore *store, gint64 run_id, DoudiPaymentCounts *counts, GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, count_sql, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, run_id);
  if (!doudi_statement_step (statement, error))
    return FALSE;
  counts->payments = doudi_statement_get_int (statement, 0);
  counts->fen = doudi_statement_get_int (statement, 1);
  counts->without_account = doudi_statement_get_int (statement, 2);
  counts->without_account_fen = doudi_statement_get_int (statement, 3);
  counts->unanswered = doudi_statement_get_int (statement, 4);
  counts->failed = doudi_statement_get_int (statement, 5);
  counts->failed_fen = doudi_statement_get_int (statement, 6);
  return TRUE;
}

static const char insert_payment_sql[]
  = "INSERT INTO payment (run_id, account_id, holder_name, account_number, fen, state)"
    " VALUES (?1, ?2, ?3, ?4, ?5, 'waiting')";

/**
 * doudi_payment_insert:
 * @store: the caseload
 * @run_id: a proposed run
 * @payment: account, holder, number and amount count
 * @id: (out): the id it got
 * @error: return location
 *
 * Adds a payment to a run. It belongs to the caller's transaction.
 *
 * Returns: whether it was added
 */
gboolean
doudi_payment_insert (DoudiStore *store,
                      gint64 run_id,
                      const DoudiPayment *payment,
                      gint64 *id,
                      GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, insert_payment_sql, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, run_id);
  if (payment->account_id != 0)
    doudi_statement_bind_int (statement, 2, payment->account_id);
  else
    doudi_statement_bind_null (statement, 2);
  doudi_statement_bind_text (statement, 3, payment->holder_name);
  doudi_statement_bind_text (statement, 4, payment->account_number);
  doudi_statement_bind_int (statement, 5, payment->fen);
  return doudi_statement_insert (statement, id, error);
}

static const char set_paid_sql[] = "UPDATE payment SET state = 'paid' WHERE id = ?1";

/**
 * doudi_payment_set_paid:
 * @store: the caseload
 * @id: of a waiting payment
 * @error: %DOUDI_ERROR_REFUSED if something was said of it before
 *
 * Records that the money arrived. It belongs to the caller's transaction.
 *
 * Returns: whether it was recorded
 */
gboolean
doudi_payment_set_paid (DoudiStore *store, gint64 id, GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, set_paid_sql, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, id);
  return doudi_statement_run (statement, error);
}

static const char return_lines_sql[]
  = "INSERT INTO returned_line (award_id, for_month, run_id, bank_return_id, fen, recorded_at,"
    " recorded_by) SELECT l.award_id, l.for_month, l.run_id, ?2, -l.fen, ?3, ?4"
    " FROM pay_item i JOIN ledger_line l ON l.run_id = i.run_id AND l.award_id = i.award_id"
    " WHERE i.payment_id = ?1";

static gboolean
return_lines (DoudiSession *session, gint64 id, gint64 bank_return_id, GError **error)
{
  g_autoptr (DoudiStatement) statement
    = doudi_statement_get (doudi_session_get_store (session), return_lines_sql, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, id);
  doudi_statement_bind_int (statement, 2, bank_return_id);
  doudi_statement_bind_text (statement, 3, doudi_session_get_now (session));
  doudi_statement_bind_text (statement, 4, doudi_session_get_user (session));
  return doudi_statement_run (statement, error);
}

static const char set_failed_sql[]
  = "UPDATE payment SET state = 'failed', reason = ?2 WHERE id = ?1";

/**
 * doudi_payment_set_failed:
 * @session: who reads the answer
 * @id: of a waiting payment of a closed run
 * @bank_return_id: the answer that says so
 * @reason: in the bank's words
 * @error: %DOUDI_ERROR_REFUSED if something was said of it before
 *
 * Records that the money did not arrive: every line behind the payment gets its counter-entry, so
 * that the next run finds the difference. It belongs to the caller's transaction.
 *
 * Returns: whether it was recorded
 */
gboolean
doudi_payment_set_failed (DoudiSession *session,
                          gint64 id,
                          gint64 bank_return_id,
                          const char *reason,
                          GError **error)
{
  g_autoptr (DoudiStatement) statement
    = doudi_statement_get (doudi_session_get_store (session), set_failed_sql, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, id);
  doudi_statement_bind_text (statement, 2, reason);
  return doudi_statement_run (statement, error)
         && return_lines (session, id, bank_return_id, error);
}

static const char release_lines_sql[]
  = "INSERT INTO returned_line (award_id, for_month, run_id, bank_return_id, fen, recorded_at,"
    " recorded_by) SELECT l.award_id, l.for_month, l.run_id, NULL, -l.fen, ?2, ?3"
    " FROM " DOUDI_RELEASABLE_LINES ("?1");
static const char release_payments_sql[]
  = "UPDATE payment SET state = 'failed', reason = 'no account' WHERE id IN"
    " (SELECT p.id FROM " DOUDI_RELEASABLE_LINES ("?1") ")";

/**
 * doudi_payments_release_without_account:
 * @session: who proposes a run
 * @day: the day whose accounts count
 * @error: return location
 *
 * Gives the lines of payments that had no account, where there is one by now, their
 * counter-entries: the run that is being proposed pays them anew. It belongs to the caller's
 * transaction.
 *
 * Returns: %TRUE; %FALSE with @error set
 */
gboolean
doudi_payments_release_without_account (DoudiSession *session, DoudiDay day, GError **error)
{
  DoudiStore *store = doudi_session_get_store (session);
  g_autoptr (DoudiStatement) lines = doudi_statement_get (store, release_lines_sql, error);
  g_autoptr (DoudiStatement) payments = NULL;

  if (lines == NULL)
    return FALSE;
  doudi_statement_bind_day (lines, 1, day);
  doudi_statement_bind_text (lines, 2, doudi_session_get_now (session));
  doudi_statement_bind_text (lines, 3, doudi_session_get_user (session));
  if (!doudi_statement_run (lines, error))
    return FALSE;
  payments = doudi_statement_get (store, release_payments_sql, error);
  if (payments == NULL)
    return FALSE;
  doudi_statement_bind_day (payments, 1, day);
  return doudi_statement_run (payments, error);
}

static const char insert_return_sql[]
  = "INSERT INTO bank_return (run_id, rows, paid, failed, unknown, paid_fen, failed_fen,"
    " recorded_at, recorded_by) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";

/**
 * doudi_bank_return_insert:
 * @session: who reads the answer
 * @run_id: a closed run
 * @totals: what the answer says
 * @id: (out): the id it got
 * @error: return location
 *
 * Records an answer of the bank. It belongs to the caller's transaction.
 *
 * Returns: whether it was recorded
 */
gboolean
doudi_bank_return_insert (DoudiSession *session,
                          gint64 run_id,
                          const DoudiBankReturnTotals *totals,
                          gint64 *id,
                          GError **error)
{
  g_autoptr (DoudiStatement) statement
    = doudi_statement_get (doudi_session_get_store (session), insert_return_sql, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, run_id);
  doudi_statement_bind_int (statement, 2, totals->rows);
  doudi_statement_bind_int (statement, 3, totals->paid);
  doudi_statement_bind_int (statement, 4, totals->failed);
  doudi_statement_bind_int (statement, 5, totals->unknown);
  doudi_statement_bind_int (statement, 6, totals->paid_fen);
  doudi_statement_bind_int (statement, 7, totals->failed_fen);
  doudi_statement_bind_text (statement, 8, doudi_session_get_now (session));
  doudi_statement_bind_text (statement, 9, doudi_session_get_user (session));
  return doudi_statement_insert (statement, id, error);
}
