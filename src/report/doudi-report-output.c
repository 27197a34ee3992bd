/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "base/doudi-csv.h"
#include "base/doudi-error.h"
#include "base/doudi-file.h"
#include "report/doudi-report-private.h"
#include "report/doudi-report.h"
#include "report/doudi-workbook.h"

#define PROGRESS_ROWS 1000
#define DIGEST_SHOWN 12
#define BUREAU "民政局"
#define DEMONSTRATION "演示数据"
#define DAY_PLACE "{day}"
#define SIGN_GAP "　　　　　　　　　　　　　　　"
#define BYTE_ORDER_MARK "\xEF\xBB\xBF"
#define PIECE (64 * 1024)

typedef struct
{
  DoudiReport *report;
  DoudiSession *session;
  const DoudiProgress *progress;
  gint64 done;
} Output;

static DoudiAction
action_of (const DoudiReport *report)
{
  return doudi_report_lists_persons (report) ? DOUDI_ACTION_EXPORT_PERSONS
                                             : DOUDI_ACTION_EXPORT_STATISTICS;
}

static char *
dup_object (const DoudiReport *report)
{
  return g_strconcat ("report:", doudi_report_get_id (report), NULL);
}

static char *
dup_detail (DoudiReport *report)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *period = doudi_period_format (&report->period);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "period");
  json_builder_add_string_value (builder, period);
  json_builder_set_member_name (builder, "rows");
  json_builder_add_int_value (builder, doudi_report_count_rows (report));
  json_builder_set_member_name (builder, "digest");
  json_builder_add_string_value (builder, doudi_report_get_digest (report));
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

/* The line of the log comes before the file: there is never a file without one. */
static gboolean
record_export (Output *output, GError **error)
{
  g_autoptr (DoudiTransaction) transaction
    = doudi_transaction_begin (doudi_session_get_store (output->session), error);
  g_autofree char *object = dup_object (output->report);
  g_autofree char *detail = dup_detail (output->report);

  return transaction != NULL
         && doudi_session_record (output->session, action_of (output->report), object, detail,
                                  error)
         && doudi_transaction_commit (transaction, error);
}

static gboolean
report_progress (Output *output, GError **error)
{
  if (++output->done % PROGRESS_ROWS != 0)
    return TRUE;
  doudi_progress_report (output->progress, _ ("Writing"), output->done,
                         doudi_report_count_rows (output->report));
  return !doudi_progress_is_cancelled (output->progress, error);
}

/* Who signs, left to right, and on which day. */
static char *
dup_sign (const Output *output)
{
  g_autofree char *day = doudi_day_format_chinese (doudi_session_get_today (output->session));
  g_autofree char *joined = g_strjoinv (SIGN_GAP, output->report->definition->foot);
  GString *sign = g_string_new (joined);

  g_string_replace (sign, DAY_PLACE, day, 0);
  return g_string_free (sign, FALSE);
}

static char *
dup_footer (const Output *output)
{
  return g_strdup_printf ("校验码 %.*s", DIGEST_SHOWN, doudi_report_get_digest (output->report));
}

static gboolean
write_lines (Output *output, DoudiWorkbook *workbook, const DoudiReportSheet *sheet, GError **error)
{
  g_autofree DoudiValue *values = g_new (DoudiValue, sheet->columns->len);

  for (guint row = 0; row < sheet->rows->len; row++)
    {
      const DoudiSheetRow *line = doudi_report_sheet_get_row (sheet, row);

      for (guint i = 0; i < sheet->columns->len; i++)
        values[i] = doudi_report_sheet_get_cell (sheet, row, i);
      doudi_workbook_add_line (workbook, line->kind, line->label, values);
      if (!report_progress (output, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_sheet (Output *output, DoudiWorkbook *workbook, const DoudiReportSheet *sheet, GError **error)
{
  const DoudiSheetDefinition *definition = sheet->definition;
  g_autofree char *left = g_strconcat ("填报单位：", output->report->county, BUREAU, NULL);
  g_autofree char *sign = dup_sign (output);
  g_autofree char *footer = dup_footer (output);
  const DoudiWorkbookSheet look = {
    .name = sheet->name,
    .title = sheet->title,
    .left = left,
    .right = definition->unit,
    .note = definition->note,
    .sign = sign,
    .footer = footer,
    .watermark = output->report->demonstration ? DEMONSTRATION : NULL,
    .columns = (const DoudiReportColumn *const *) sheet->columns->pdata,
    .n_columns = sheet->columns->len,
    .freeze = definition->freeze,
    .filter = definition->filter,
    .a3 = definition->paper == DOUDI_REPORT_PAPER_A3,
    .portrait = definition->portrait,
  };

  doudi_workbook_begin_sheet (workbook, &look);
  if (!write_lines (output, workbook, sheet, error))
    return FALSE;
  doudi_workbook_end_sheet (workbook);
  return TRUE;
}

static gboolean
write_workbook_cb (const char *path, gpointer data, GError **error)
{
  Output *output = data;
  g_autoptr (DoudiWorkbook) workbook
    = doudi_workbook_new (path, doudi_session_get_today (output->session), error);

  if (workbook == NULL)
    return FALSE;
  for (guint i = 0; i < output->report->sheets->len; i++)
    if (!write_sheet (output, workbook, g_ptr_array_index (output->report->sheets, i), error))
      return FALSE;
  return doudi_workbook_close (workbook, error) && record_export (output, error);
}

static gboolean
publish (Output *output, const char *path, DoudiFileWriteFunc write_content, GError **error)
{
  g_autofree char *object = dup_object (output->report);

  return doudi_session_authorize (output->session, action_of (output->report), object, error)
         && doudi_file_publish (path, write_content, output, error);
}

/**
 * doudi_report_write_xlsx:
 * @report: a report
 * @session: who saves it, on the writing connection: the log gets a line
 * @path: (not nullable): the file; one of the same name is replaced
 * @progress: (nullable): how far it is, and whether to stop
 * @error: %DOUDI_ERROR_NOT_ALLOWED, or why the file could not be written
 *
 * Saves a report as a workbook that prints as it should: whole, or not at all.
 *
 * Returns: whether it was saved
 */
gboolean
doudi_report_write_xlsx (DoudiReport *report,
                         DoudiSession *session,
                         const char *path,
                         const DoudiProgress *progress,
                         GError **error)
{
  Output output = { report, session, progress, 0 };

  return publish (&output, path, write_workbook_cb, error);
}

/* A number has neither a currency nor separators; one below zero is no formula. */
static void
put_value (GString *text, DoudiColumnKind kind, DoudiValue value)
{
  g_autofree char *field = NULL;

  if (kind == DOUDI_COLUMN_MONEY && value.number != DOUDI_VALUE_NONE)
    field = doudi_money_format (value.number);
  else
    field = doudi_column_kind_format (kind, value);
  if (doudi_column_kind_is_text (kind))
    doudi_csv_put_text (text, field);
  else
    g_string_append_printf (text, "\"%s\"", field);
}

static void
put_headings (GString *text, const DoudiReportSheet *sheet)
{
  doudi_csv_put_text (text, "表");
  for (guint i = 0; i < sheet->columns->len; i++)
    {
      const DoudiReportColumn *column = g_ptr_array_index (sheet->columns, i);
      g_autofree char *heading = g_strconcat (column->group, column->heading, NULL);

      g_string_append_c (text, ',');
      doudi_csv_put_text (text, heading);
    }
  g_string_append (text, "\r\n");
}

static void
put_line (GString *text, const DoudiReportSheet *sheet, guint row)
{
  doudi_csv_put_text (text, sheet->name);
  for (guint i = 0; i < sheet->columns->len; i++)
    {
      const DoudiReportColumn *column = g_ptr_array_index (sheet->columns, i);

      g_string_append_c (text, ',');
      put_value (text, column->kind, doudi_report_sheet_get_cell (sheet, row, i));
    }
  g_string_append (text, "\r\n");
}

static gboolean
write_piece (FILE *file, GString *text, gsize at_least, GError **error)
{
  if (text->len < at_least)
    return TRUE;
  if (fwrite (text->str, 1, text->len, file) != text->len)
    {
      doudi_error_set_from_errno (error, errno, NULL);
      return FALSE;
    }
  g_string_truncate (text, 0);
  return TRUE;
}

/* Sums are for paper: who reads a csv adds up for himself. */
static gboolean
write_rows (Output *output, FILE *file, GString *text, GError **error)
{
  for (guint i = 0; i < output->report->sheets->len; i++)
    {
      const DoudiReportSheet *sheet = g_ptr_array_index (output->report->sheets, i);

      for (guint row = 0; row < sheet->rows->len; row++)
        {
          if (doudi_report_sheet_get_row (sheet, row)->kind != DOUDI_REPORT_ROW)
            continue;
          put_line (text, sheet, row);
          if (!write_piece (file, text, PIECE, error) || !report_progress (output, error))
            return FALSE;
        }
    }
  return write_piece (file, text, 1, error);
}

static gboolean
write_csv_cb (const char *path, gpointer data, GError **error)
{
  Output *output = data;
  g_autoptr (GString) text = g_string_new (BYTE_ORDER_MARK);
  FILE *file = g_fopen (path, "we");
  gboolean written;

  if (file == NULL)
    {
      doudi_error_set_from_errno (error, errno, path);
      return FALSE;
    }
  put_headings (text, g_ptr_array_index (output->report->sheets, 0));
  written = write_rows (output, file, text, error);
  if (fclose (file) != 0 && written)
    {
      doudi_error_set_from_errno (error, errno, path);
      return FALSE;
    }
  return written && record_export (output, error);
}

static gboolean
has_same_columns (const DoudiReportSheet *one, const DoudiReportSheet *other)
{
  if (one->definition != other->definition || one->columns->len != other->columns->len)
    return FALSE;
  for (guint i = 0; i < one->columns->len; i++)
    if (one->columns->pdata[i] != other->columns->pdata[i])
      return FALSE;
  return TRUE;
}

/**
 * doudi_report_write_csv:
 * @report: a report whose sheets have the same columns
 * @session: who saves it, on the writing connection: the log gets a line
 * @path: (not nullable): the file; one of the same name is replaced
 * @progress: (nullable): how far it is, and whether to stop
 * @error: %DOUDI_ERROR_USAGE if the sheets differ
 *
 * Saves the rows of a report as UTF-8 text for other programs: every field in quotes, the name of
 * the sheet first, no sums. A text that a spreadsheet would take for a formula gets a ' before it.
 *
 * Returns: whether it was saved
 */
gboolean
doudi_report_write_csv (DoudiReport *report,
                        DoudiSession *session,
                        const char *path,
                        const DoudiProgress *progress,
                        GError **error)
{
  Output output = { report, session, progress, 0 };

  for (guint i = 1; i < report->sheets->len; i++)
    if (!has_same_columns (g_ptr_array_index (report->sheets, 0),
                           g_ptr_array_index (report->sheets, i)))
      {
        doudi_error_set (error, DOUDI_ERROR_USAGE, path,
                         _ ("The sheets of this report have different columns. Save it as an "
                            ".xlsx file."));
        return FALSE;
      }
  return publish (&output, path, write_csv_cb, error);
}

static gboolean
compress_piece (const char *data, gsize length, gpointer user_data, GError **error)
{
  return g_output_stream_write_all (user_data, data, length, NULL, NULL, error);
}

static GBytes *
compress (const DoudiReport *report, GError **error)
{
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GZlibCompressor) compressor
    = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, -1);
  g_autoptr (GOutputStream) stream
    = g_converter_output_stream_new (memory, G_CONVERTER (compressor));

  if (!doudi_report_write_json (report, compress_piece, stream, error)
      || !g_output_stream_close (stream, NULL, error))
    return NULL;
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

static gboolean
check_sound (const DoudiReport *report, GError **error)
{
  g_autoptr (GString) broken = g_string_new (NULL);

  for (guint i = 0; i < doudi_report_get_n_checks (report); i++)
    {
      const DoudiReportCheck *check = doudi_report_get_check (report, i);

      if (!check->ok)
        g_string_append_printf (broken, "%s%s (%s / %s%s%s)", broken->len > 0 ? "; " : "",
                                doudi_report_rule_label (check->rule), check->left, check->right,
                                *check->place != '\0' ? ", " : "", check->place);
    }
  if (broken->len == 0)
    return TRUE;
  doudi_error_set (error, DOUDI_ERROR_REFUSED, NULL,
                   _ ("The report is not issued, because its numbers do not agree: %s. Find out "
                      "why, then make it again."),
                   broken->str);
  return FALSE;
}

static gboolean
store_issue (DoudiReport *report, DoudiSession *session, gint64 *id, GError **error)
{
  g_autoptr (GBytes) content = compress (report, error);
  g_autoptr (DoudiTransaction) transaction = NULL;
  g_autofree char *period = doudi_period_format (&report->period);
  g_autofree char *detail = dup_detail (report);
  g_autofree char *object = NULL;
  const DoudiReportIssue issue = {
    .report = (char *) doudi_report_get_id (report),
    .period = period,
    .digest = (char *) doudi_report_get_digest (report),
    .rows = doudi_report_count_rows (report),
  };

  if (content == NULL)
    return FALSE;
  transaction = doudi_transaction_begin (doudi_session_get_store (session), error);
  if (transaction == NULL || !doudi_report_issue_insert (session, &issue, content, id, error))
    return FALSE;
  object = g_strdup_printf ("report_issue:%" G_GINT64_FORMAT, *id);
  return doudi_session_record (session, DOUDI_ACTION_ISSUE_REPORT, object, detail, error)
         && doudi_transaction_commit (transaction, error);
}

/**
 * doudi_report_may_issue:
 * @report: a report
 * @session: who would issue it
 * @error: %DOUDI_ERROR_NOT_ALLOWED, or %DOUDI_ERROR_REFUSED if a check fails, which names it
 *
 * Asks what doudi_report_issue() will ask, before anything is written.
 *
 * Returns: whether it may be issued
 */
gboolean
doudi_report_may_issue (const DoudiReport *report, DoudiSession *session, GError **error)
{
  g_autofree char *object = dup_object (report);

  return doudi_session_authorize (session, DOUDI_ACTION_ISSUE_REPORT, object, error)
         && check_sound (report, error);
}

/**
 * doudi_report_issue:
 * @report: a report whose checks all hold
 * @session: who issues it, on the writing connection
 * @issue: (out): the id of the issue
 * @error: as doudi_report_may_issue()
 *
 * Freezes a report as it leaves the office: its rows are stored with their digest and never
 * change. One that was issued before with the very same rows keeps that issue.
 *
 * Returns: whether it is issued
 */
gboolean
doudi_report_issue (DoudiReport *report, DoudiSession *session, gint64 *issue, GError **error)
{
  g_autofree char *period = doudi_period_format (&report->period);

  *issue = 0;
  if (!doudi_report_may_issue (report, session, error)
      || !doudi_report_issue_find (doudi_session_get_store (session), doudi_report_get_id (report),
                                   period, doudi_report_get_digest (report), issue, error))
    return FALSE;
  return *issue != 0 || store_issue (report, session, issue, error);
}
