/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "base/doudi-money.h"
#include "store/doudi-session.h"

G_BEGIN_DECLS

/**
 * DoudiPayment:
 *
 * What one account receives in one run. @account_id 0 means that no account is known. @state is
 * "waiting", "paid" or "failed". Place and identity number are those of its first award. Strings
 * are borrowed and valid until the next row.
 */
typedef struct
{
  gint64 id;
  gint64 account_id;
  const char *holder_name;
  const char *account_number;
  DoudiFen fen;
  const char *state;
  const char *reason;
  const char *identity_number;
  const char *division_code;
  const char *township;
  const char *village;
} DoudiPayment;

typedef gboolean (*DoudiPaymentFunc) (const DoudiPayment *payment, gpointer data, GError **error);

/**
 * DoudiPaymentCounts:
 * @fen: of all payments
 * @without_account: payments of something that have no account to go to
 * @unanswered: payments of something that the bank has not spoken of yet
 */
typedef struct
{
  gint64 payments;
  DoudiFen fen;
  gint64 without_account;
  DoudiFen without_account_fen;
  gint64 unanswered;
  gint64 failed;
  DoudiFen failed_fen;
} DoudiPaymentCounts;

/**
 * DoudiBankReturnTotals:
 *
 * What one answer of the bank said, as it is stored.
 */
typedef struct
{
  gint64 rows;
  gint64 paid;
  gint64 failed;
  gint64 unknown;
  DoudiFen paid_fen;
  DoudiFen failed_fen;
} DoudiBankReturnTotals;

gboolean doudi_payments_foreach (DoudiStore *store, gint64 run_id, DoudiPaymentFunc func, gpointer data, GError **error);
gboolean doudi_payments_foreach_with_place (DoudiStore *store, gint64 run_id, DoudiPaymentFunc func, gpointer data, GError **error);
gboolean doudi_payments_count (DoudiStore *store, gint64 run_id, DoudiPaymentCounts *counts, GError **error);
gboolean doudi_payment_insert (DoudiStore *store, gint64 run_id, const DoudiPayment *payment, gint64 *id, GError **error);
gboolean doudi_payment_set_paid (DoudiStore *store, gint64 id, GError **error);
gboolean doudi_payment_set_failed (DoudiSession *session, gint64 id, gint64 bank_return_id, const char *reason, GError **error);
gboolean doudi_payments_release_without_account (DoudiSession *session, DoudiDay day, GError **error);
gboolean doudi_bank_return_insert (DoudiSession *session, gint64 run_id, const DoudiBankReturnTotals *totals, gint64 *id, GError **error);

G_END_DECLS
