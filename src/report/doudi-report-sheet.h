/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "report/doudi-report-definition-private.h"
#include "report/doudi-report.h"

G_BEGIN_DECLS

/**
 * DoudiSheetRow:
 * @programme: of a row
 * @label: of a subtotal or total; code of the place of a row
 * @cells: place of its first cell
 */
typedef struct
{
  DoudiReportRowKind kind;
  DoudiProgramme programme;
  const char *label;
  guint cells;
} DoudiSheetRow;

/**
 * DoudiReportSheet:
 *
 * One sheet of a report. Rows are added, then it is closed: sorted by place, numbered, summed up.
 *
 * @programme: what all its rows have in common when split, else none
 * @residence: likewise
 * @columns: (element-type DoudiReportColumn): those shown
 * @positions: of those shown among the columns of the definition
 * @cells: (element-type DoudiValue): a row has one for each column of the definition
 * @rows: (element-type DoudiSheetRow): as on paper, once it is closed
 * @n_rows: how many of them are no sums
 * @texts: where texts are kept
 * @last: for each column, the text of the row added last
 */
typedef struct
{
  const DoudiSheetDefinition *definition;
  DoudiProgramme programme;
  DoudiResidence residence;
  char *name;
  char *title;
  GPtrArray *columns;
  GArray *positions;
  GArray *cells;
  GArray *rows;
  guint n_rows;
  GStringChunk *texts;
  const char **last;
} DoudiReportSheet;

/* Names a township by the code of a place in it. */
typedef const char *(*DoudiTownshipFunc) (const char *division, gpointer data);

DoudiReportSheet *doudi_report_sheet_new (const DoudiSheetDefinition *definition, GStringChunk *texts);
void doudi_report_sheet_free (DoudiReportSheet *sheet);
void doudi_report_sheet_add (DoudiReportSheet *sheet, const DoudiRowKey *key, const DoudiValue *values);
void doudi_report_sheet_close (DoudiReportSheet *sheet, DoudiTownshipFunc township, gpointer data);
int doudi_report_sheet_find (const DoudiReportSheet *sheet, const char *key);
const DoudiSheetRow *doudi_report_sheet_get_row (const DoudiReportSheet *sheet, guint row);
DoudiValue doudi_report_sheet_get_cell (const DoudiReportSheet *sheet, guint row, guint column);
DoudiValue doudi_report_sheet_get_value (const DoudiReportSheet *sheet, guint row, int position);
gboolean doudi_column_kind_is_text (DoudiColumnKind kind);
char *doudi_column_kind_format (DoudiColumnKind kind, DoudiValue value);

G_END_DECLS
