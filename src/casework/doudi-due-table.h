/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "policy/doudi-entitlement.h"
#include "store/doudi-award-scan.h"

G_BEGIN_DECLS

/* No standard is known for the circumstances of an award in a month. */
#define DOUDI_DUE_UNKNOWN ((DoudiFen) - 1)

/**
 * DoudiDueMonth:
 *
 * A month of an award in which what is due is not what was paid, fen.
 *
 * @due: %DOUDI_DUE_UNKNOWN where no standard is known
 * @lines: how many ledger lines there are for the month
 * @returned: how many of them came back
 */
typedef struct
{
  DoudiMonth month;
  DoudiFen due;
  DoudiFen paid;
  guint lines;
  guint returned;
} DoudiDueMonth;

/**
 * DoudiDueTable:
 *
 * What awards of one programme are worth, month by month. Many awards share the same residence,
 * class, care and number of persons: each combination is computed once. What depends on more, such as
 * an income, is computed award by award.
 */
typedef struct _DoudiDueTable DoudiDueTable;

DoudiDueTable *doudi_due_table_new (DoudiStore *store, const DoudiPolicy *policy, const DoudiAwardScanRange *range, DoudiMonth first, GError **error);
gboolean doudi_due_table_compare (DoudiDueTable *table, const DoudiAwardScanRow *award, GArray *months, GError **error);
gboolean doudi_due_table_list (DoudiDueTable *table, const DoudiAwardScanRow *award, DoudiFen *due, gboolean *covers, GError **error);
const DoudiAwardTermRow *doudi_due_term (const GArray *terms, DoudiMonth month);
DoudiTerm doudi_due_term_facts (const DoudiAwardTermRow *row);
void doudi_due_table_free (DoudiDueTable *table);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiDueTable, doudi_due_table_free)

G_END_DECLS
