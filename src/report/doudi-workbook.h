/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "base/doudi-day.h"
#include "report/doudi-report-definition.h"

G_BEGIN_DECLS

/* Where a cell holds no number. */
#define DOUDI_VALUE_NONE G_MININT64

/**
 * DoudiValue:
 *
 * What a cell holds: a text, or a number (fen, a count, a month, a #DoudiDay). A text that is not
 * there is %NULL.
 */
typedef union
{
  gint64 number;
  const char *text;
} DoudiValue;

/**
 * DoudiWorkbookSheet:
 *
 * How a sheet looks. Texts may be %NULL.
 *
 * @name: on the tab; what Excel does not allow in it is left out
 * @title: above the table
 * @left: below the title, to the left: who reports
 * @right: below the title, to the right: what the numbers count
 * @note: below the table
 * @sign: below the note: who signs
 * @footer: at the foot of every page, to the left
 * @watermark: at the head of every page
 * @columns: (array length=n_columns): kept until the sheet ends
 * @freeze: how many columns stay when a screen scrolls to the side
 * @filter: whether the headings filter
 */
typedef struct
{
  const char *name;
  const char *title;
  const char *left;
  const char *right;
  const char *note;
  const char *sign;
  const char *footer;
  const char *watermark;
  const DoudiReportColumn *const *columns;
  guint n_columns;
  guint freeze;
  gboolean filter;
  gboolean a3;
  gboolean portrait;
} DoudiWorkbookSheet;

/**
 * DoudiWorkbook:
 *
 * Writes an xlsx workbook for print and for spreadsheets, row by row: only the row at hand is in
 * memory. Texts are texts, whatever they begin with; sums are formulas that carry their value.
 */
typedef struct _DoudiWorkbook DoudiWorkbook;

DoudiWorkbook *doudi_workbook_new (const char *path, DoudiDay created, GError **error);
void doudi_workbook_free (DoudiWorkbook *workbook);
void doudi_workbook_begin_sheet (DoudiWorkbook *workbook, const DoudiWorkbookSheet *sheet);
void doudi_workbook_add_line (DoudiWorkbook *workbook, DoudiReportRowKind kind, const char *label, const DoudiValue *values);
void doudi_workbook_end_sheet (DoudiWorkbook *workbook);
gboolean doudi_workbook_close (DoudiWorkbook *workbook, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiWorkbook, doudi_workbook_free)

G_END_DECLS
