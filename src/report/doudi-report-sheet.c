/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "report/doudi-report-sheet.h"

#include <string.h>

#define TOWNSHIP_LENGTH 9
#define SUBTOTAL "小计"
#define TOTAL "合计"

gboolean
doudi_column_kind_is_text (DoudiColumnKind kind)
{
  return kind == DOUDI_COLUMN_TEXT || kind == DOUDI_COLUMN_NUMBER_TEXT;
}

/* As on paper: amounts in yuan with separators, days and months as ISO writes them. */
char *
doudi_column_kind_format (DoudiColumnKind kind, DoudiValue value)
{
  if (doudi_column_kind_is_text (kind))
    return g_strdup (value.text != NULL ? value.text : "");
  if (value.number == DOUDI_VALUE_NONE)
    return g_strdup ("");
  switch (kind)
    {
    case DOUDI_COLUMN_MONEY:
      return doudi_money_format_grouped (value.number);
    case DOUDI_COLUMN_MONTH:
      return doudi_month_format_iso ((DoudiMonth) value.number);
    case DOUDI_COLUMN_DAY:
      return doudi_day_format_iso ((DoudiDay) value.number);
    case DOUDI_COLUMN_TEXT:
    case DOUDI_COLUMN_NUMBER_TEXT:
    case DOUDI_COLUMN_COUNT:
    case DOUDI_COLUMN_ORDINAL:
    default:
      return g_strdup_printf ("%" G_GINT64_FORMAT, value.number);
    }
}

DoudiReportSheet *
doudi_report_sheet_new (const DoudiSheetDefinition *definition, GStringChunk *texts)
{
  DoudiReportSheet *sheet = g_new0 (DoudiReportSheet, 1);

  sheet->definition = definition;
  sheet->columns = g_ptr_array_new ();
  sheet->positions = g_array_new (FALSE, FALSE, sizeof (guint));
  sheet->cells = g_array_new (FALSE, FALSE, sizeof (DoudiValue));
  sheet->rows = g_array_new (FALSE, FALSE, sizeof (DoudiSheetRow));
  sheet->texts = texts;
  sheet->last = g_new0 (const char *, definition->columns->len + 1);
  return sheet;
}

void
doudi_report_sheet_free (DoudiReportSheet *sheet)
{
  if (sheet == NULL)
    return;
  g_free (sheet->name);
  g_free (sheet->title);
  g_ptr_array_unref (sheet->columns);
  g_array_unref (sheet->positions);
  g_array_unref (sheet->cells);
  g_array_unref (sheet->rows);
  g_free (sheet->last);
  g_free (sheet);
}

/* Keeps a text. Rows come by place, so many a text is that of the row before. */
static const char *
keep_text (DoudiReportSheet *sheet, const char **last, const char *text)
{
  if (text == NULL || *text == '\0')
    return NULL;
  if (*last == NULL || strcmp (*last, text) != 0)
    *last = g_string_chunk_insert (sheet->texts, text);
  return *last;
}

/* Adds a row. @values are those of all fields of the source. */
void
doudi_report_sheet_add (DoudiReportSheet *sheet, const DoudiRowKey *key, const DoudiValue *values)
{
  guint n = sheet->definition->columns->len;
  DoudiSheetRow row = { DOUDI_REPORT_ROW, key->programme, NULL, sheet->cells->len };

  g_array_set_size (sheet->cells, row.cells + n);
  for (guint i = 0; i < n; i++)
    {
      const DoudiReportColumn *column = g_ptr_array_index (sheet->definition->columns, i);
      DoudiValue *cell = &g_array_index (sheet->cells, DoudiValue, row.cells + i);

      if (doudi_column_kind_is_text (column->kind))
        cell->text = keep_text (sheet, &sheet->last[i], values[column->field].text);
      else
        *cell = values[column->field];
    }
  row.label = keep_text (sheet, &sheet->last[n], key->division);
  g_array_append_val (sheet->rows, row);
  sheet->n_rows++;
}

const DoudiSheetRow *
doudi_report_sheet_get_row (const DoudiReportSheet *sheet, guint row)
{
  return &g_array_index (sheet->rows, DoudiSheetRow, row);
}

/* The value of a row in the column at @position of the definition. */
DoudiValue
doudi_report_sheet_get_value (const DoudiReportSheet *sheet, guint row, int position)
{
  return g_array_index (sheet->cells, DoudiValue,
                        doudi_report_sheet_get_row (sheet, row)->cells + (guint) position);
}

/* The value of a row in a column that is shown. */
DoudiValue
doudi_report_sheet_get_cell (const DoudiReportSheet *sheet, guint row, guint column)
{
  return doudi_report_sheet_get_value (sheet, row,
                                       (int) g_array_index (sheet->positions, guint, column));
}

/* The position of a column of the definition, -1 if there is none of that key. */
int
doudi_report_sheet_find (const DoudiReportSheet *sheet, const char *key)
{
  const GPtrArray *columns = sheet->definition->columns;

  for (guint i = 0; i < columns->len; i++)
    {
      const DoudiReportColumn *column = g_ptr_array_index (columns, i);

      if (g_str_equal (column->key, key))
        return (int) i;
    }
  return -1;
}

/* By place, then by programme; for the rest they stay in the order in which they were added. */
static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const DoudiSheetRow *one = a;
  const DoudiSheetRow *other = b;
  int order = g_strcmp0 (one->label, other->label);

  if (order != 0)
    return order;
  if (one->programme != other->programme)
    return one->programme < other->programme ? -1 : 1;
  return one->cells < other->cells ? -1 : one->cells > other->cells;
}

static gboolean
is_sorted (const GArray *rows)
{
  for (guint i = 1; i < rows->len; i++)
    if (compare_rows (&g_array_index (rows, DoudiSheetRow, i - 1),
                      &g_array_index (rows, DoudiSheetRow, i))
        > 0)
      return FALSE;
  return TRUE;
}

static void
number_rows (DoudiReportSheet *sheet)
{
  for (guint i = 0; i < sheet->definition->columns->len; i++)
    {
      const DoudiReportColumn *column = g_ptr_array_index (sheet->definition->columns, i);

      if (column->kind != DOUDI_COLUMN_ORDINAL)
        continue;
      for (guint row = 0; row < sheet->rows->len; row++)
        g_array_index (sheet->cells, DoudiValue, doudi_report_sheet_get_row (sheet, row)->cells + i)
          .number
          = row + 1;
    }
}

static void
sum_cell (DoudiValue *sum, DoudiValue value)
{
  if (value.number == DOUDI_VALUE_NONE)
    return;
  sum->number = sum->number == DOUDI_VALUE_NONE ? value.number : sum->number + value.number;
}

static void
keep_if_same (DoudiValue *same, DoudiValue value, gboolean is_first)
{
  if (is_first)
    *same = value;
  else if (same->number != value.number)
    same->number = DOUDI_VALUE_NONE;
}

static DoudiValue
total_value (const DoudiReportSheet *sheet, const GArray *cells, const char *key)
{
  int position = doudi_report_sheet_find (sheet, key);

  if (position < 0)
    return (DoudiValue){ .number = DOUDI_VALUE_NONE };
  return g_array_index (cells, DoudiValue, (guint) position);
}

/* The sums are there before what is divided of them. */
static void
share_totals (const DoudiReportSheet *sheet, GArray *cells)
{
  for (guint i = 0; i < cells->len; i++)
    {
      const DoudiReportColumn *column = g_ptr_array_index (sheet->definition->columns, i);
      const DoudiReportField *field = &sheet->definition->source->fields[column->field];
      gint64 dividend, divisor;

      if (column->summary != DOUDI_SUMMARY_SHARE)
        continue;
      dividend = total_value (sheet, cells, field->dividend).number;
      divisor = total_value (sheet, cells, field->divisor).number;
      if (dividend != DOUDI_VALUE_NONE && divisor != DOUDI_VALUE_NONE && divisor > 0)
        g_array_index (cells, DoudiValue, i).number
          = doudi_money_divide_half_up (dividend, divisor);
    }
}

static GArray *
total_cells (const DoudiReportSheet *sheet, const DoudiSheetRow *rows, guint n_rows)
{
  guint n = sheet->definition->columns->len;
  GArray *cells = g_array_sized_new (FALSE, TRUE, sizeof (DoudiValue), n);

  g_array_set_size (cells, n);
  for (guint i = 0; i < n; i++)
    {
      const DoudiReportColumn *column = g_ptr_array_index (sheet->definition->columns, i);
      DoudiValue *total = &g_array_index (cells, DoudiValue, i);

      if (doudi_column_kind_is_text (column->kind))
        continue;
      total->number = DOUDI_VALUE_NONE;
      for (guint row = 0; column->summary != DOUDI_SUMMARY_NONE && row < n_rows; row++)
        {
          DoudiValue value = g_array_index (sheet->cells, DoudiValue, rows[row].cells + i);

          if (column->summary == DOUDI_SUMMARY_SUM)
            sum_cell (total, value);
          else if (column->summary == DOUDI_SUMMARY_SAME)
            keep_if_same (total, value, row == 0);
        }
    }
  share_totals (sheet, cells);
  return cells;
}

/* Adds the sum of @n_rows rows from @first of @rows to the rows of the sheet. */
static void
add_total (DoudiReportSheet *sheet,
           const GArray *rows,
           guint first,
           guint n_rows,
           DoudiReportRowKind kind,
           const char *label)
{
  DoudiSheetRow total = { kind, DOUDI_PROGRAMME_NONE, g_string_chunk_insert (sheet->texts, label),
                          sheet->cells->len };
  g_autoptr (GArray) cells
    = total_cells (sheet, &g_array_index (rows, DoudiSheetRow, first), n_rows);

  g_array_append_vals (sheet->cells, cells->data, cells->len);
  g_array_append_val (sheet->rows, total);
}

static gboolean
is_same_township (const char *one, const char *other)
{
  return one == other
         || (one != NULL && other != NULL && strncmp (one, other, TOWNSHIP_LENGTH) == 0);
}

static void
add_totals (DoudiReportSheet *sheet, DoudiTownshipFunc township, gpointer data)
{
  g_autoptr (GArray) rows = sheet->rows;
  guint first = 0;

  sheet->rows = g_array_sized_new (FALSE, FALSE, sizeof (DoudiSheetRow), rows->len + 64);
  for (guint i = 0; i < rows->len; i++)
    {
      const DoudiSheetRow *row = &g_array_index (rows, DoudiSheetRow, i);
      g_autofree char *label = NULL;

      g_array_append_vals (sheet->rows, row, 1);
      if (!sheet->definition->subtotals
          || (i + 1 < rows->len && is_same_township (row->label, row[1].label)))
        continue;
      label = g_strconcat (township (row->label, data), SUBTOTAL, NULL);
      add_total (sheet, rows, first, i + 1 - first, DOUDI_REPORT_SUBTOTAL, label);
      first = i + 1;
    }
  if (rows->len > 0)
    add_total (sheet, rows, 0, rows->len, DOUDI_REPORT_TOTAL, TOTAL);
}

static gboolean
has_value (const DoudiReportSheet *sheet, guint position, const DoudiReportColumn *column)
{
  for (guint row = 0; row < sheet->rows->len; row++)
    {
      DoudiValue value = doudi_report_sheet_get_value (sheet, row, (int) position);

      if (doudi_column_kind_is_text (column->kind)
            ? value.text != NULL
            : value.number != DOUDI_VALUE_NONE && value.number != 0)
        return TRUE;
    }
  return FALSE;
}

static void
choose_columns (DoudiReportSheet *sheet)
{
  for (guint i = 0; i < sheet->definition->columns->len; i++)
    {
      DoudiReportColumn *column = g_ptr_array_index (sheet->definition->columns, i);

      if (column->unseen || (column->optional && !has_value (sheet, i, column)))
        continue;
      g_ptr_array_add (sheet->columns, column);
      g_array_append_val (sheet->positions, i);
    }
}

/* Brings the rows into the order of places, numbers them, sums them up, and leaves out optional
 * columns that nobody has a value for. */
void
doudi_report_sheet_close (DoudiReportSheet *sheet, DoudiTownshipFunc township, gpointer data)
{
  if (!is_sorted (sheet->rows))
    g_array_sort (sheet->rows, compare_rows);
  number_rows (sheet);
  choose_columns (sheet);
  add_totals (sheet, township, data);
}
