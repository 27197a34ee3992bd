/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "store/doudi-award-store.h"

G_BEGIN_DECLS

/**
 * DoudiPaidMonth:
 * @lines: how many ledger lines there are for the month
 * @fen: what they come to, less what the bank sent back
 */
typedef struct
{
  DoudiMonth month;
  guint lines;
  DoudiFen fen;
} DoudiPaidMonth;

/**
 * DoudiAwardScanRow:
 *
 * An award as a pay run sees it on the last day of its month: terms, what was paid, who is paid
 * and where. Everything is borrowed and valid until the next row. @account_id 0 means that no
 * account is known.
 *
 * @terms: (element-type DoudiAwardTermRow): in order of month
 * @paid: (element-type DoudiPaidMonth): in order of month
 * @payee_birth: %DOUDI_DAY_NONE if not known
 */
typedef struct
{
  gint64 award_id;
  gint64 household_id;
  gint64 person_id;
  const char *residence;
  DoudiMonth first_month;
  const char *payee_name;
  const char *identity_number;
  DoudiDay payee_birth;
  const char *division_code;
  const char *village_group;
  gint64 account_id;
  const char *holder_name;
  const char *account_number;
  GArray *terms;
  GArray *paid;
} DoudiAwardScanRow;

/**
 * DoudiAwardScan:
 *
 * One pass over the awards of a programme in order of their ids: three ordered reads that are
 * merged, so that a run over 100,000 awards asks no question per award.
 */
typedef struct _DoudiAwardScan DoudiAwardScan;

DoudiAwardScan *doudi_award_scan_new (DoudiStore *store, const char *programme, gboolean for_household, DoudiMonth through, GError **error);
gboolean doudi_award_scan_next (DoudiAwardScan *scan, const DoudiAwardScanRow **row, GError **error);
void doudi_award_scan_free (DoudiAwardScan *scan);

gboolean doudi_awards_count (DoudiStore *store, const char *programme, DoudiMonth through, gint64 *count, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiAwardScan, doudi_award_scan_free)

G_END_DECLS
