/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "report/doudi-report-private.h"

#define PIECE (64 * 1024)

static const char *const kind_names[] = {
  [DOUDI_COLUMN_TEXT] = "text",       [DOUDI_COLUMN_NUMBER_TEXT] = "number-text",
  [DOUDI_COLUMN_MONEY] = "fen",       [DOUDI_COLUMN_COUNT] = "count",
  [DOUDI_COLUMN_MONTH] = "month",     [DOUDI_COLUMN_DAY] = "day",
  [DOUDI_COLUMN_ORDINAL] = "ordinal",
};

typedef struct
{
  GString *text;
  DoudiReportSink sink;
  gpointer data;
} Writer;

static gboolean
flush (Writer *writer, gsize at_least, GError **error)
{
  if (writer->text->len < at_least)
    return TRUE;
  if (!writer->sink (writer->text->str, writer->text->len, writer->data, error))
    return FALSE;
  g_string_truncate (writer->text, 0);
  return TRUE;
}

static void
put_text (GString *text, const char *value)
{
  const char *from = value;

  g_string_append_c (text, '"');
  for (const char *at = value; *at != '\0'; at++)
    {
      if (*at != '"' && *at != '\\' && (guchar) *at >= 0x20)
        continue;
      g_string_append_len (text, from, at - from);
      from = at + 1;
      if ((guchar) *at < 0x20)
        g_string_append_printf (text, "\\u%04x", (guchar) *at);
      else
        g_string_append_printf (text, "\\%c", *at);
    }
  g_string_append (text, from);
  g_string_append_c (text, '"');
}

static void
put_number (GString *text, gint64 number)
{
  char digits[24];
  char *at = digits + sizeof digits;
  guint64 rest = number < 0 ? -(guint64) number : (guint64) number;

  do
    *--at = (char) ('0' + rest % 10);
  while ((rest /= 10) > 0);
  if (number < 0)
    *--at = '-';
  g_string_append_len (text, at, digits + sizeof digits - at);
}

static void
put_member (GString *text, const char *name, const char *value)
{
  put_text (text, name);
  g_string_append_c (text, ':');
  put_text (text, value);
  g_string_append_c (text, ',');
}

static void
put_cell (GString *text, DoudiColumnKind kind, DoudiValue value)
{
  if (doudi_column_kind_is_text (kind))
    put_text (text, value.text != NULL ? value.text : "");
  else if (value.number == DOUDI_VALUE_NONE)
    g_string_append (text, "null");
  else
    put_number (text, value.number);
}

static void
put_columns (GString *text, const DoudiReportSheet *sheet)
{
  g_string_append (text, "\"columns\":[");
  for (guint i = 0; i < sheet->columns->len; i++)
    {
      const DoudiReportColumn *column = g_ptr_array_index (sheet->columns, i);

      g_string_append (text, i > 0 ? ",{" : "{");
      put_member (text, "key", column->key);
      put_member (text, "group", column->group);
      put_member (text, "heading", column->heading);
      put_text (text, "kind");
      g_string_append_c (text, ':');
      put_text (text, kind_names[column->kind]);
      g_string_append_c (text, '}');
    }
  g_string_append (text, "],");
}

/* The name of a sum, "" for a row that is none, and the cells. */
static void
put_row (GString *text, const DoudiReportSheet *sheet, guint row)
{
  const DoudiSheetRow *line = doudi_report_sheet_get_row (sheet, row);

  g_string_append_c (text, '[');
  put_text (text, line->kind != DOUDI_REPORT_ROW ? line->label : "");
  for (guint column = 0; column < sheet->columns->len; column++)
    {
      const DoudiReportColumn *shown = g_ptr_array_index (sheet->columns, column);

      g_string_append_c (text, ',');
      put_cell (text, shown->kind, doudi_report_sheet_get_cell (sheet, row, column));
    }
  g_string_append_c (text, ']');
}

static gboolean
put_sheet (Writer *writer, const DoudiReportSheet *sheet, GError **error)
{
  g_string_append_c (writer->text, '{');
  put_member (writer->text, "name", sheet->name);
  put_member (writer->text, "title", sheet->title);
  put_columns (writer->text, sheet);
  g_string_append (writer->text, "\"rows\":[");
  for (guint row = 0; row < sheet->rows->len; row++)
    {
      g_string_append (writer->text, row > 0 ? ",\n" : "\n");
      put_row (writer->text, sheet, row);
      if (!flush (writer, PIECE, error))
        return FALSE;
    }
  g_string_append (writer->text, "]}");
  return TRUE;
}

static gboolean
put_report (Writer *writer, const DoudiReport *report, GError **error)
{
  g_autofree char *period = doudi_period_format (&report->period);

  g_string_append_c (writer->text, '{');
  put_member (writer->text, "report", report->definition->id);
  put_member (writer->text, "period", period);
  g_string_append (writer->text, "\"sheets\":[");
  for (guint i = 0; i < report->sheets->len; i++)
    {
      g_string_append (writer->text, i > 0 ? ",\n" : "\n");
      if (!put_sheet (writer, g_ptr_array_index (report->sheets, i), error))
        return FALSE;
    }
  g_string_append (writer->text, "]}\n");
  return flush (writer, 1, error);
}

/* Gives the report as JSON, piece by piece: everything that stands on paper but the foot. The same
 * rows always give the same text, so this is what is digested and frozen. */
gboolean
doudi_report_write_json (const DoudiReport *report,
                         DoudiReportSink sink,
                         gpointer data,
                         GError **error)
{
  Writer writer = { g_string_sized_new (PIECE + PIECE / 4), sink, data };
  gboolean written = put_report (&writer, report, error);

  g_string_free (writer.text, TRUE);
  return written;
}

static gboolean
digest_piece (const char *data, gsize length, gpointer user_data, GError **error)
{
  g_checksum_update (user_data, (const guchar *) data, (gssize) length);
  return TRUE;
}

/**
 * doudi_report_get_digest:
 * @report: a report
 *
 * Computes what tells this report from any other: two with the same digest say the same.
 *
 * Returns: (not nullable) (transfer none): SHA-256 of its rows as JSON, hexadecimal
 */
const char *
doudi_report_get_digest (DoudiReport *report)
{
  g_autoptr (GChecksum) checksum = NULL;

  if (report->digest != NULL)
    return report->digest;
  checksum = g_checksum_new (G_CHECKSUM_SHA256);
  doudi_report_write_json (report, digest_piece, checksum, NULL);
  report->digest = g_strdup (g_checksum_get_string (checksum));
  return report->digest;
}
