/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "exchange/doudi-table-private.h"
#include "exchange/doudi-xlsx-parts.h"

typedef struct
{
  DoudiPackage *package;
  DoudiXlsxWorkbook workbook;
  DoudiXlsxStrings strings;
  GArray *styles;
  DoudiXlsxRows *rows; /* of the selected sheet */
} XlsxReader;

static void
xlsx_free (gpointer data)
{
  XlsxReader *reader = data;

  doudi_xlsx_rows_free (reader->rows);
  g_clear_pointer (&reader->styles, g_array_unref);
  doudi_xlsx_strings_clear (&reader->strings);
  doudi_xlsx_workbook_clear (&reader->workbook);
  doudi_package_free (reader->package);
  g_free (reader);
}

static gboolean
load (XlsxReader *reader, int descriptor, GError **error)
{
  reader->package = doudi_package_open (descriptor, error);
  if (reader->package == NULL
      || !doudi_xlsx_workbook_load (&reader->workbook, reader->package, error)
      || !doudi_xlsx_strings_load (&reader->strings, reader->package, reader->workbook.strings,
                                   error))
    return FALSE;
  reader->styles = doudi_xlsx_styles_load (reader->package, reader->workbook.styles, error);
  return reader->styles != NULL;
}

static gpointer
xlsx_open (int descriptor, GPtrArray *sheets, GError **error)
{
  XlsxReader *reader = g_new0 (XlsxReader, 1);

  if (!load (reader, descriptor, error))
    {
      xlsx_free (reader);
      return NULL;
    }
  for (guint i = 0; i < reader->workbook.sheets->len; i++)
    {
      const DoudiXlsxSheet *sheet = g_ptr_array_index (reader->workbook.sheets, i);

      doudi_table_add_sheet (sheets, sheet->name, sheet->hidden);
    }
  return reader;
}

static gboolean
xlsx_select (gpointer data, guint sheet, GError **error)
{
  XlsxReader *reader = data;
  const DoudiXlsxSheet *one = g_ptr_array_index (reader->workbook.sheets, sheet);

  g_clear_pointer (&reader->rows, doudi_xlsx_rows_free);
  reader->rows = doudi_xlsx_rows_new (reader->package, one->part, &reader->strings, reader->styles,
                                      reader->workbook.epoch_1904, error);
  return reader->rows != NULL;
}

static gboolean
xlsx_next (gpointer data, DoudiTableRow *row, GError **error)
{
  XlsxReader *reader = data;

  return reader->rows != NULL && doudi_xlsx_rows_next (reader->rows, row, error);
}

static void
xlsx_get_progress (gpointer data, gint64 *done, gint64 *total)
{
  XlsxReader *reader = data;

  *done = 0;
  *total = 0;
  if (reader->rows != NULL)
    doudi_xlsx_rows_get_progress (reader->rows, done, total);
}

const DoudiTableReader doudi_table_reader_xlsx = {
  xlsx_open, xlsx_select, xlsx_next, xlsx_get_progress, xlsx_free,
};
