/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "exchange/doudi-table-private.h"

#include <freexl.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/doudi-error.h"

/* An old workbook has at most 65,536 rows of 256 columns; FreeXL holds it whole. */
#define SIZE_LIMIT (64 * 1024 * 1024)

typedef struct
{
  const void *handle;
  guint n_rows;
  guint n_columns;
  guint row;
  DoudiCellStore cells;
} XlsReader;

/* Whether a container has a stream or a folder of this name, which it writes as UTF-16. */
static gboolean
has_stream (GBytes *bytes, const char *name)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  gsize length = strlen (name) * 2;
  g_autofree char *wide = g_malloc0 (length);

  for (gsize i = 0; name[i] != '\0'; i++)
    wide[i * 2] = name[i];
  return memmem (data, size, wide, length) != NULL;
}

static gboolean
check_container (GBytes *bytes, GError **error)
{
  if (has_stream (bytes, "EncryptedPackage") || has_stream (bytes, "DataSpaces"))
    return doudi_table_refuse (error,
                               _ ("the workbook is protected by a password. Open it in WPS or "
                                  "Excel, take the password off and save it again."));
  if (has_stream (bytes, "_VBA_PROJECT"))
    return doudi_table_refuse (error,
                               _ ("the workbook holds macros, which may carry a virus. Open it "
                                  "without running them and save it as an .xlsx workbook."));
  if (!has_stream (bytes, "Workbook") && !has_stream (bytes, "Book"))
    return doudi_table_refuse (error, _ ("this is a document of another program, not a workbook. "
                                         "Choose an .xlsx, .xls or .csv file."));
  return TRUE;
}

static gboolean
refuse_damaged (GError **error)
{
  return doudi_table_refuse (error,
                             _ ("the workbook is damaged. Open it in WPS or Excel, save it as an "
                                ".xlsx workbook and take that, or ask for it again."));
}

static gboolean
open_handle (XlsReader *reader, int descriptor, GError **error)
{
  /* The very file that was looked at, whatever stands under its name now. */
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", descriptor);
  unsigned int info = 0;

  if (freexl_open (path, &reader->handle) != FREEXL_OK)
    return refuse_damaged (error);
  if (freexl_get_info (reader->handle, FREEXL_BIFF_PASSWORD, &info) == FREEXL_OK
      && info == FREEXL_BIFF_OBFUSCATED)
    return doudi_table_refuse (error,
                               _ ("the workbook is protected by a password. Open it in WPS or "
                                  "Excel, take the password off and save it again."));
  return TRUE;
}

static gboolean
list_sheets (XlsReader *reader, GPtrArray *sheets, GError **error)
{
  unsigned int count = 0;

  if (freexl_get_info (reader->handle, FREEXL_BIFF_SHEET_COUNT, &count) != FREEXL_OK
      || count > 1000)
    return refuse_damaged (error);
  for (unsigned short i = 0; i < count; i++)
    {
      const char *name = NULL;

      if (freexl_get_worksheet_name (reader->handle, i, &name) != FREEXL_OK || name == NULL
          || !g_utf8_validate (name, -1, NULL))
        return refuse_damaged (error);
      doudi_table_add_sheet (sheets, name, FALSE);
    }
  return TRUE;
}

static void
xls_free (gpointer data)
{
  XlsReader *reader = data;

  if (reader->handle != NULL)
    freexl_close (reader->handle);
  doudi_cell_store_clear (&reader->cells);
  g_free (reader);
}

static gpointer
xls_open (int descriptor, GPtrArray *sheets, GError **error)
{
  g_autoptr (GBytes) bytes = doudi_table_read_descriptor (descriptor, SIZE_LIMIT, error);
  XlsReader *reader;

  if (bytes == NULL || !check_container (bytes, error))
    return NULL;
  reader = g_new0 (XlsReader, 1);
  doudi_cell_store_init (&reader->cells);
  if (open_handle (reader, descriptor, error) && list_sheets (reader, sheets, error))
    return reader;
  xls_free (reader);
  return NULL;
}

static gboolean
xls_select (gpointer data, guint sheet, GError **error)
{
  XlsReader *reader = data;
  unsigned int rows = 0;
  unsigned short columns = 0;

  reader->row = 0;
  if (freexl_select_active_worksheet (reader->handle, (unsigned short) sheet) != FREEXL_OK
      || freexl_worksheet_dimensions (reader->handle, &rows, &columns) != FREEXL_OK)
    return refuse_damaged (error);
  reader->n_rows = rows;
  reader->n_columns = columns;
  return TRUE;
}

/* FreeXL writes "2018-06-08" or "2018-06-08 12:00:00". */
static DoudiTableCell
date_cell (const char *text, char **owned)
{
  *owned = g_strndup (text, strlen ("2018-06-08"));
  return (DoudiTableCell){ DOUDI_CELL_NUMBER, *owned, TRUE, FALSE };
}

static DoudiTableCell
number_cell (double value, char **owned)
{
  *owned = doudi_number_from_double (value);
  return (DoudiTableCell){ DOUDI_CELL_NUMBER, *owned, FALSE, FALSE };
}

static DoudiTableCell
cell_from_value (const FreeXL_CellValue *value, char **owned)
{
  switch (value->type)
    {
    case FREEXL_CELL_INT:
      return number_cell (value->value.int_value, owned);
    case FREEXL_CELL_DOUBLE:
      return number_cell (value->value.double_value, owned);
    case FREEXL_CELL_DATE:
    case FREEXL_CELL_DATETIME:
      return date_cell (value->value.text_value, owned);
    case FREEXL_CELL_TEXT:
    case FREEXL_CELL_SST_TEXT:
    case FREEXL_CELL_TIME:
      return (DoudiTableCell){ DOUDI_CELL_TEXT, value->value.text_value, FALSE, FALSE };
    default:
      return (DoudiTableCell){ DOUDI_CELL_EMPTY, "", FALSE, FALSE };
    }
}

static gboolean
put_cell (XlsReader *reader, guint column, GError **error)
{
  FreeXL_CellValue value = { 0 };
  g_autofree char *owned = NULL;
  DoudiTableCell cell;

  if (freexl_get_cell_value (reader->handle, reader->row, (unsigned short) column, &value)
      != FREEXL_OK)
    return refuse_damaged (error);
  cell = cell_from_value (&value, &owned);
  if (cell.text == NULL || !g_utf8_validate (cell.text, -1, NULL))
    return refuse_damaged (error);
  return doudi_cell_store_put (&reader->cells, column, cell, error);
}

static gboolean
xls_next (gpointer data, DoudiTableRow *row, GError **error)
{
  XlsReader *reader = data;

  if (reader->row >= reader->n_rows)
    return FALSE;
  *row = (DoudiTableRow){ .number = reader->row + 1 };
  doudi_cell_store_start_row (&reader->cells);
  for (guint column = 0; column < reader->n_columns; column++)
    if (!put_cell (reader, column, error))
      return FALSE;
  reader->row++;
  doudi_cell_store_end_row (&reader->cells, row);
  return TRUE;
}

static void
xls_get_progress (gpointer data, gint64 *done, gint64 *total)
{
  XlsReader *reader = data;

  *done = reader->row;
  *total = reader->n_rows;
}

const DoudiTableReader doudi_table_reader_xls = {
  xls_open, xls_select, xls_next, xls_get_progress, xls_free,
};
