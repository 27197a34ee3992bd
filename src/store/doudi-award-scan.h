/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "store/doudi-award-store.h"

G_BEGIN_DECLS

/**
 * DoudiPaidMonth:
 * @lines: how many ledger lines there are for the month
 * @returned: how many of them came back
 * @fen: what the others come to
 */
typedef struct
{
  DoudiMonth month;
  guint lines;
  guint returned;
  DoudiFen fen;
} DoudiPaidMonth;

/**
 * DoudiAwardScanRow:
 *
 * An award as a pay run sees it: terms, what was paid, who is paid and where. Everything is
 * borrowed and valid until the next row.
 *
 * @payee_birth: %DOUDI_DAY_NONE if not known
 * @account_id: 0 if no account is known
 * @terms: (element-type DoudiAwardTermRow): in order of month
 * @paid: (element-type DoudiPaidMonth): in order of month
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
 * DoudiAwardScanRange:
 *
 * What a pass looks at.
 *
 * @programme: name of a programme
 * @for_household: whether its awards are a household's: then the head of the day draws them
 * @through: awards that begin later, and what is so or was paid for later months, are left out
 * @day: the day whose heads, addresses and accounts count
 * @terms_through: terms with a later id are left out, as are the corrections they make; 0 for none
 * @runs_through: lines of runs with a later id are left out; 0 for none
 * @without_ledger: whether it does not matter what was paid: @paid stays empty, and a ledger of
 *   many years is not read
 */
typedef struct
{
  const char *programme;
  gboolean for_household;
  DoudiMonth through;
  DoudiDay day;
  gint64 terms_through;
  gint64 runs_through;
  gboolean without_ledger;
} DoudiAwardScanRange;

/**
 * DoudiAwardScan:
 *
 * One pass over the awards of a programme in order of their ids: three ordered reads that are
 * merged, so that a run over 100,000 awards asks no question per award.
 */
typedef struct _DoudiAwardScan DoudiAwardScan;

DoudiAwardScan *doudi_award_scan_new (DoudiStore *store, const DoudiAwardScanRange *range, GError **error);
gboolean doudi_award_scan_next (DoudiAwardScan *scan, const DoudiAwardScanRow **row, GError **error);
void doudi_award_scan_free (DoudiAwardScan *scan);

gboolean doudi_awards_extent (DoudiStore *store, const DoudiAwardScanRange *range, gint64 *count, DoudiMonth *first, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiAwardScan, doudi_award_scan_free)

G_END_DECLS
