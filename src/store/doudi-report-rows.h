/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "base/doudi-money.h"
#include "base/doudi-month.h"
#include "store/doudi-store.h"

G_BEGIN_DECLS

/**
 * DoudiTownshipSum:
 *
 * What the closed runs of a month pay in a township for a programme. Amounts are fen, @recovery is
 * zero or less; texts are valid until the next row.
 *
 * @township: its twelve digits
 */
typedef struct
{
  const char *township;
  const char *programme;
  const char *residence;
  DoudiMonth month;
  gint64 households;
  gint64 persons;
  DoudiFen regular;
  DoudiFen back_pay;
  DoudiFen recovery;
} DoudiTownshipSum;

typedef gboolean (*DoudiTownshipSumFunc) (const DoudiTownshipSum *sum, gpointer data, GError **error);

/**
 * DoudiLedgerSum:
 *
 * What the ledger lines of a run come to for a programme, fen. @kind is "regular", "back-pay" or
 * "recovery"; texts are valid until the next row.
 */
typedef struct
{
  const char *programme;
  const char *kind;
  DoudiFen fen;
} DoudiLedgerSum;

typedef gboolean (*DoudiLedgerSumFunc) (const DoudiLedgerSum *sum, gpointer data, GError **error);

gboolean doudi_township_sums_foreach (DoudiStore *store, DoudiMonth first, DoudiMonth last, DoudiTownshipSumFunc func, gpointer data, GError **error);
gboolean doudi_ledger_sums_foreach (DoudiStore *store, gint64 run_id, DoudiLedgerSumFunc func, gpointer data, GError **error);

G_END_DECLS
