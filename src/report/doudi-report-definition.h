/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "policy/doudi-programme.h"
#include "report/doudi-period.h"

G_BEGIN_DECLS

/**
 * DoudiColumnKind:
 * @DOUDI_COLUMN_TEXT: words
 * @DOUDI_COLUMN_NUMBER_TEXT: an identity number, card or account: digits that are no quantity
 * @DOUDI_COLUMN_MONEY: fen in the model, yuan on paper
 * @DOUDI_COLUMN_COUNT: how many
 * @DOUDI_COLUMN_MONTH: yyyymm
 * @DOUDI_COLUMN_DAY: a #DoudiDay
 * @DOUDI_COLUMN_ORDINAL: the number of the row on its sheet
 */
typedef enum
{
  DOUDI_COLUMN_TEXT,
  DOUDI_COLUMN_NUMBER_TEXT,
  DOUDI_COLUMN_MONEY,
  DOUDI_COLUMN_COUNT,
  DOUDI_COLUMN_MONTH,
  DOUDI_COLUMN_DAY,
  DOUDI_COLUMN_ORDINAL,
} DoudiColumnKind;

/**
 * DoudiSummary:
 *
 * What a total shows of a column.
 *
 * @DOUDI_SUMMARY_NONE: nothing
 * @DOUDI_SUMMARY_SUM: the sum of the rows
 * @DOUDI_SUMMARY_SAME: the value that all rows have
 * @DOUDI_SUMMARY_SHARE: the total of one column divided by that of another, half a fen up
 */
typedef enum
{
  DOUDI_SUMMARY_NONE,
  DOUDI_SUMMARY_SUM,
  DOUDI_SUMMARY_SAME,
  DOUDI_SUMMARY_SHARE,
} DoudiSummary;

typedef enum
{
  DOUDI_ALIGN_BY_KIND,
  DOUDI_ALIGN_LEFT,
  DOUDI_ALIGN_CENTRE,
  DOUDI_ALIGN_RIGHT,
} DoudiAlign;

/**
 * DoudiReportRowKind:
 * @DOUDI_REPORT_ROW: one thing that is counted
 * @DOUDI_REPORT_SUBTOTAL: the sum of the rows of a township above it
 * @DOUDI_REPORT_TOTAL: the sum of the sheet, its last row
 */
typedef enum
{
  DOUDI_REPORT_ROW,
  DOUDI_REPORT_SUBTOTAL,
  DOUDI_REPORT_TOTAL,
} DoudiReportRowKind;

/**
 * DoudiReportColumn:
 * @key: the field of the source that fills it ("back-pay")
 * @field: the place of that field in its source
 * @heading: as on paper
 * @group: the heading above those of several neighbours, "" for none
 * @kind: what the field is
 * @width: in characters of half width, as spreadsheets count
 * @align: numbers to the right, words to the left, numbers of cards in the middle, unless it says
 *   otherwise
 * @summary: what subtotals and the last row show of it
 * @optional: left out of a sheet where no row has a value for it
 * @unseen: only for the checks; on no paper
 */
typedef struct
{
  char *key;
  guint field;
  char *heading;
  char *group;
  DoudiColumnKind kind;
  int width;
  DoudiAlign align;
  DoudiSummary summary;
  gboolean optional;
  gboolean unseen;
} DoudiReportColumn;

/**
 * DoudiReportDefinition:
 *
 * A report as its file in data/reports/ describes it: immutable.
 */
typedef struct _DoudiReportDefinition DoudiReportDefinition;

GPtrArray *doudi_report_definitions_list (GError **error);
DoudiReportDefinition *doudi_report_definition_load (const char *json, gssize length, const char *where, GError **error);
DoudiReportDefinition *doudi_report_definition_load_bundled (const char *id, GError **error);
void doudi_report_definition_free (DoudiReportDefinition *definition);
const char *doudi_report_definition_get_id (const DoudiReportDefinition *definition);
const char *doudi_report_definition_get_name (const DoudiReportDefinition *definition);
gboolean doudi_report_definition_lists_persons (const DoudiReportDefinition *definition);
gboolean doudi_report_definition_takes (const DoudiReportDefinition *definition, DoudiPeriodKind kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiReportDefinition, doudi_report_definition_free)

G_END_DECLS
