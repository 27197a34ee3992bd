/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "report/doudi-report.h"

#include "report/doudi-report-private.h"

#define TEXT_CHUNK (64 * 1024)

static void
check_clear (gpointer data)
{
  DoudiReportCheck *check = data;

  g_free (check->place);
  g_free (check->left);
  g_free (check->right);
}

/**
 * doudi_report_free:
 * @report: (nullable) (transfer full): a report
 *
 * Frees a report.
 */
void
doudi_report_free (DoudiReport *report)
{
  if (report == NULL)
    return;
  g_ptr_array_unref (report->sheets);
  g_array_unref (report->checks);
  g_string_chunk_free (report->texts);
  doudi_report_definition_free (report->definition);
  g_free (report->county);
  g_free (report->title);
  g_free (report->digest);
  g_free (report);
}

/* An empty report of a definition, which becomes its own. */
DoudiReport *
doudi_report_new (DoudiReportDefinition *definition, const DoudiPeriod *period)
{
  DoudiReport *report = g_new0 (DoudiReport, 1);

  report->definition = definition;
  report->period = *period;
  report->sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) doudi_report_sheet_free);
  report->checks = g_array_new (FALSE, TRUE, sizeof (DoudiReportCheck));
  g_array_set_clear_func (report->checks, check_clear);
  report->texts = g_string_chunk_new (TEXT_CHUNK);
  return report;
}

/**
 * doudi_report_get_id:
 * @report: a report
 *
 * Returns: (not nullable) (transfer none): the id of its definition
 */
const char *
doudi_report_get_id (const DoudiReport *report)
{
  return report->definition->id;
}

/**
 * doudi_report_get_title:
 * @report: a report
 *
 * Returns: (not nullable) (transfer none): county, period and name, Chinese
 */
const char *
doudi_report_get_title (const DoudiReport *report)
{
  return report->title;
}

/**
 * doudi_report_get_period:
 * @report: a report
 *
 * Returns: (not nullable) (transfer none): the period it was made for
 */
const DoudiPeriod *
doudi_report_get_period (const DoudiReport *report)
{
  return &report->period;
}

/**
 * doudi_report_lists_persons:
 * @report: a report
 *
 * Returns: whether it shows single persons
 */
gboolean
doudi_report_lists_persons (const DoudiReport *report)
{
  return doudi_report_definition_lists_persons (report->definition);
}

/**
 * doudi_report_count_rows:
 * @report: a report
 *
 * Returns: how many rows its sheets have together, sums not counted
 */
gint64
doudi_report_count_rows (const DoudiReport *report)
{
  gint64 rows = 0;

  for (guint i = 0; i < report->sheets->len; i++)
    rows += ((const DoudiReportSheet *) g_ptr_array_index (report->sheets, i))->n_rows;
  return rows;
}

/**
 * doudi_report_get_n_sheets:
 * @report: a report
 *
 * Returns: how many sheets it has, at least one
 */
guint
doudi_report_get_n_sheets (const DoudiReport *report)
{
  return report->sheets->len;
}

static const DoudiReportSheet *
sheet_at (const DoudiReport *report, guint sheet)
{
  return g_ptr_array_index (report->sheets, sheet);
}

/**
 * doudi_report_get_sheet_name:
 * @report: a report
 * @sheet: its number, from 0
 *
 * Returns: (not nullable) (transfer none): what stands on its tab
 */
const char *
doudi_report_get_sheet_name (const DoudiReport *report, guint sheet)
{
  return sheet_at (report, sheet)->name;
}

/**
 * doudi_report_get_n_columns:
 * @report: a report
 * @sheet: number of a sheet, from 0
 *
 * Returns: how many columns the sheet shows
 */
guint
doudi_report_get_n_columns (const DoudiReport *report, guint sheet)
{
  return sheet_at (report, sheet)->columns->len;
}

/**
 * doudi_report_get_column:
 * @report: a report
 * @sheet: number of a sheet, from 0
 * @column: number of a column, from 0
 *
 * Returns: (not nullable) (transfer none): heading and kind of the column
 */
const DoudiReportColumn *
doudi_report_get_column (const DoudiReport *report, guint sheet, guint column)
{
  return g_ptr_array_index (sheet_at (report, sheet)->columns, column);
}

/**
 * doudi_report_get_n_rows:
 * @report: a report
 * @sheet: number of a sheet, from 0
 *
 * Returns: how many rows the sheet has, sums among them
 */
guint
doudi_report_get_n_rows (const DoudiReport *report, guint sheet)
{
  return sheet_at (report, sheet)->rows->len;
}

/**
 * doudi_report_get_row_kind:
 * @report: a report
 * @sheet: number of a sheet, from 0
 * @row: number of a row, from 0
 *
 * Returns: whether the row is a sum
 */
DoudiReportRowKind
doudi_report_get_row_kind (const DoudiReport *report, guint sheet, guint row)
{
  return doudi_report_sheet_get_row (sheet_at (report, sheet), row)->kind;
}

static gboolean
is_first_text (const DoudiReportSheet *sheet, guint column)
{
  for (guint i = 0; i < sheet->columns->len; i++)
    {
      const DoudiReportColumn *other = g_ptr_array_index (sheet->columns, i);

      if (other->kind == DOUDI_COLUMN_TEXT)
        return i == column;
    }
  return FALSE;
}

/**
 * doudi_report_dup_cell_text:
 * @report: a report
 * @sheet: number of a sheet, from 0
 * @row: number of a row, from 0
 * @column: number of a column, from 0
 *
 * Tells what a cell shows; a sum shows its name in the first column of words. Identity numbers and
 * accounts are in full: a screen masks them.
 *
 * Returns: (not nullable) (transfer full): the text, "" where there is nothing
 */
char *
doudi_report_dup_cell_text (const DoudiReport *report, guint sheet, guint row, guint column)
{
  const DoudiReportSheet *shown = sheet_at (report, sheet);
  const DoudiSheetRow *line = doudi_report_sheet_get_row (shown, row);

  if (line->kind != DOUDI_REPORT_ROW && is_first_text (shown, column))
    return g_strdup (line->label);
  return doudi_column_kind_format (doudi_report_get_column (report, sheet, column)->kind,
                                   doudi_report_sheet_get_cell (shown, row, column));
}

/**
 * doudi_report_get_n_checks:
 * @report: a report
 *
 * Returns: how many relations its numbers were held to
 */
guint
doudi_report_get_n_checks (const DoudiReport *report)
{
  return report->checks->len;
}

/**
 * doudi_report_get_check:
 * @report: a report
 * @index: number of a check, from 0
 *
 * Returns: (not nullable) (transfer none): the check; doudi_report_rule_label() says it in words
 */
const DoudiReportCheck *
doudi_report_get_check (const DoudiReport *report, guint index)
{
  return &g_array_index (report->checks, DoudiReportCheck, index);
}

/**
 * doudi_report_is_sound:
 * @report: a report
 *
 * Returns: whether every check holds, so that it may be issued
 */
gboolean
doudi_report_is_sound (const DoudiReport *report)
{
  for (guint i = 0; i < report->checks->len; i++)
    if (!doudi_report_get_check (report, i)->ok)
      return FALSE;
  return TRUE;
}
