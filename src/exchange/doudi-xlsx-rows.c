/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "exchange/doudi-xlsx-parts.h"

#include <string.h>

#include "exchange/doudi-xml.h"

/* What a sheet of the format has at most. */
#define ROW_MAX 1048576
#define COLUMN_MAX 16384

/* Bytes of a text that may be too long; counted in characters at its end. */
#define TEXT_BYTES_MAX (DOUDI_TABLE_MAX_TEXT * 4)

struct _DoudiXlsxRows
{
  DoudiXml *xml;
  const DoudiXlsxStrings *strings;
  GArray *styles;
  gboolean epoch_1904;
  DoudiCellStore cells;
  guint row;    /* the number of the row that is read, 0 before the first */
  guint column; /* of the cell that is read, from 1, 0 before the first */
  gboolean hidden;
  gboolean in_row;
  gboolean in_cell;
  gboolean in_value; /* in <v>, or in <t> of a text in place */
  guint phonetic;
  char type[16];
  gboolean formula;
  DoudiFormat format;
  GString *value;
};

/* A whole number of an attribute, up to @limit; 0 for what is none. */
static guint
attribute_number (const char **attributes, const char *name, guint limit)
{
  const char *text = doudi_xml_attribute (attributes, name);
  guint64 number = 0;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 0, limit, &number, NULL))
    return 0;
  return (guint) number;
}

/* "AB12": the column from 1, 0 if it is no reference to the row. */
static guint
parse_reference (const char *reference, guint row)
{
  guint column = 0;
  guint64 number = 0;

  for (; g_ascii_isalpha (*reference) && column <= COLUMN_MAX; reference++)
    column = column * 26 + (guint) (g_ascii_toupper (*reference) - 'A') + 1;
  if (column > COLUMN_MAX || !g_ascii_string_to_unsigned (reference, 10, 1, ROW_MAX, &number, NULL))
    return 0;
  return number == row ? column : 0;
}

static gboolean
is_true (const char *text)
{
  return text != NULL && (g_str_equal (text, "1") || g_str_equal (text, "true"));
}

static void
start_row (DoudiXlsxRows *rows, const char **attributes)
{
  guint row = rows->row + 1;

  if (doudi_xml_attribute (attributes, "r") != NULL)
    row = attribute_number (attributes, "r", ROW_MAX);
  /* Rows come in their order. */
  if (rows->in_row || row <= rows->row || row > ROW_MAX)
    {
      doudi_xml_fail_damaged (rows->xml);
      return;
    }
  rows->row = row;
  rows->column = 0;
  rows->in_row = TRUE;
  rows->hidden = is_true (doudi_xml_attribute (attributes, "hidden"));
  doudi_cell_store_start_row (&rows->cells);
}

/* FALSE if there is no style of this number. */
static gboolean
find_format (DoudiXlsxRows *rows, const char **attributes)
{
  guint style = attribute_number (attributes, "s", G_MAXUINT - 1);

  rows->format = DOUDI_FORMAT_NUMBER;
  if (style < rows->styles->len)
    rows->format = g_array_index (rows->styles, DoudiFormat, style);
  return style < rows->styles->len || rows->styles->len == 0;
}

static void
start_cell (DoudiXlsxRows *rows, const char **attributes)
{
  const char *reference = doudi_xml_attribute (attributes, "r");
  const char *type = doudi_xml_attribute (attributes, "t");
  guint column = reference == NULL ? rows->column + 1 : parse_reference (reference, rows->row);

  if (!rows->in_row || rows->in_cell || column <= rows->column || !find_format (rows, attributes))
    {
      doudi_xml_fail_damaged (rows->xml);
      return;
    }
  rows->column = column;
  rows->in_cell = TRUE;
  rows->formula = FALSE;
  rows->phonetic = 0;
  g_strlcpy (rows->type, type == NULL ? "n" : type, sizeof rows->type);
  g_string_truncate (rows->value, 0);
}

static void
on_start_cb (DoudiXml *xml, const char *name, const char **attributes, gpointer data)
{
  DoudiXlsxRows *rows = data;

  if (g_str_equal (name, "c"))
    start_cell (rows, attributes);
  else if (g_str_equal (name, "row"))
    start_row (rows, attributes);
  else if (!rows->in_cell)
    return;
  else if (g_str_equal (name, "v"))
    rows->in_value = TRUE;
  else if (g_str_equal (name, "t"))
    rows->in_value = rows->phonetic == 0;
  else if (g_str_equal (name, "f"))
    rows->formula = TRUE;
  else if (g_str_equal (name, "rPh"))
    rows->phonetic++;
}

static void
on_text_cb (DoudiXml *xml, const char *text, gsize length, gpointer data)
{
  DoudiXlsxRows *rows = data;

  if (!rows->in_value)
    return;
  g_string_append_len (rows->value, text, (gssize) length);
  if (rows->value->len > TEXT_BYTES_MAX)
    doudi_xml_fail_damaged (xml);
}

static gboolean
put (DoudiXlsxRows *rows, DoudiCellKind kind, const char *text, gboolean is_date)
{
  DoudiTableCell cell = { kind, text, is_date, rows->formula };
  GError *error = NULL;

  if (doudi_cell_store_put (&rows->cells, rows->column - 1, cell, &error))
    return TRUE;
  doudi_xml_fail (rows->xml, error);
  return TRUE;
}

static gboolean
put_number (DoudiXlsxRows *rows)
{
  g_autofree char *text = NULL;

  g_strstrip (rows->value->str);
  if (*rows->value->str == '\0')
    return TRUE;
  if (!doudi_number_is_decimal (rows->value->str))
    return FALSE;
  if (rows->format != DOUDI_FORMAT_NUMBER)
    text
      = doudi_number_to_day (rows->value->str, rows->epoch_1904, rows->format == DOUDI_FORMAT_DAY);
  if (text != NULL)
    return put (rows, DOUDI_CELL_NUMBER, text, TRUE);
  text = doudi_number_tidy (rows->value->str);
  return put (rows, DOUDI_CELL_NUMBER, text, FALSE);
}

static gboolean
put_shared (DoudiXlsxRows *rows)
{
  const char *text = NULL;
  guint64 index;

  g_strstrip (rows->value->str);
  if (*rows->value->str == '\0')
    return TRUE;
  if (g_ascii_string_to_unsigned (rows->value->str, 10, 0, G_MAXUINT32, &index, NULL))
    text = doudi_xlsx_strings_get (rows->strings, index);
  return text != NULL && put (rows, DOUDI_CELL_TEXT, text, FALSE);
}

/* "2018-06-08T00:00:00", as the strict dialect may write dates */
static gboolean
put_day (DoudiXlsxRows *rows)
{
  if (rows->value->len > strlen ("2018-06-08"))
    g_string_truncate (rows->value, strlen ("2018-06-08"));
  return put (rows, DOUDI_CELL_NUMBER, rows->value->str, TRUE);
}

static gboolean
put_text (DoudiXlsxRows *rows)
{
  doudi_xlsx_unescape (rows->value->str);
  return put (rows, DOUDI_CELL_TEXT, rows->value->str, FALSE);
}

static gboolean
put_boolean (DoudiXlsxRows *rows)
{
  g_strstrip (rows->value->str);
  if (*rows->value->str == '\0')
    return TRUE;
  return put (rows, DOUDI_CELL_BOOLEAN, is_true (rows->value->str) ? "TRUE" : "FALSE", FALSE);
}

static gboolean
put_error (DoudiXlsxRows *rows)
{
  return put (rows, DOUDI_CELL_ERROR, rows->value->str, FALSE);
}

static const struct
{
  const char *type;
  gboolean (*put) (DoudiXlsxRows *rows);
} cell_types[] = {
  { "n", put_number },  { "s", put_shared }, { "inlineStr", put_text }, { "str", put_text },
  { "b", put_boolean }, { "e", put_error },  { "d", put_day },
};

/* FALSE for what makes no sense. */
static gboolean
put_cell (DoudiXlsxRows *rows)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cell_types); i++)
    if (g_str_equal (rows->type, cell_types[i].type))
      return cell_types[i].put (rows);
  return FALSE;
}

static void
on_end_cb (DoudiXml *xml, const char *name, gpointer data)
{
  DoudiXlsxRows *rows = data;

  if (g_str_equal (name, "v") || g_str_equal (name, "t"))
    rows->in_value = FALSE;
  else if (g_str_equal (name, "rPh") && rows->phonetic > 0)
    rows->phonetic--;
  else if (g_str_equal (name, "c") && rows->in_cell)
    {
      rows->in_cell = FALSE;
      if (!put_cell (rows))
        doudi_xml_fail_damaged (xml);
    }
  else if (g_str_equal (name, "row") && rows->in_row)
    {
      rows->in_row = FALSE;
      doudi_xml_pause (xml);
    }
}

/**
 * doudi_xlsx_rows_new:
 * @package: (not nullable): the archive; must outlive the rows
 * @part: (not nullable): the part of the worksheet
 * @strings: (not nullable): the shared strings; must outlive the rows
 * @styles: (not nullable) (element-type DoudiFormat): the styles
 * @epoch_1904: whether the workbook counts days from 1904
 * @error: %DOUDI_ERROR_BAD_DATA if the part is missing or too large
 *
 * Begins to read a worksheet.
 *
 * Returns: (nullable) (transfer full): its rows, or %NULL with @error set
 */
DoudiXlsxRows *
doudi_xlsx_rows_new (DoudiPackage *package,
                     const char *part,
                     const DoudiXlsxStrings *strings,
                     GArray *styles,
                     gboolean epoch_1904,
                     GError **error)
{
  static const DoudiXmlHandler handler = { on_start_cb, on_end_cb, on_text_cb };
  DoudiPart *stream = doudi_package_open_part (package, part, DOUDI_PART_STREAM_LIMIT, error);
  DoudiXlsxRows *rows;

  if (stream == NULL)
    return NULL;
  rows = g_new0 (DoudiXlsxRows, 1);
  rows->xml = doudi_xml_new (stream, &handler, rows);
  rows->strings = strings;
  rows->styles = g_array_ref (styles);
  rows->epoch_1904 = epoch_1904;
  rows->value = g_string_new (NULL);
  doudi_cell_store_init (&rows->cells);
  return rows;
}

/**
 * doudi_xlsx_rows_free:
 * @rows: (nullable) (transfer full): rows
 *
 * Frees them.
 */
void
doudi_xlsx_rows_free (DoudiXlsxRows *rows)
{
  if (rows == NULL)
    return;
  doudi_xml_free (rows->xml);
  doudi_cell_store_clear (&rows->cells);
  g_array_unref (rows->styles);
  g_string_free (rows->value, TRUE);
  g_free (rows);
}

/**
 * doudi_xlsx_rows_next:
 * @rows: (not nullable): rows
 * @row: (not nullable) (out caller-allocates): the next one, maybe empty
 * @error: %DOUDI_ERROR_BAD_DATA if the sheet is damaged
 *
 * Reads a row. After the last one the rest of the part is read too, since a damaged end shows only
 * there.
 *
 * Returns: whether there was one
 */
gboolean
doudi_xlsx_rows_next (DoudiXlsxRows *rows, DoudiTableRow *row, GError **error)
{
  DoudiXmlState state = doudi_xml_run (rows->xml, error);

  *row = (DoudiTableRow){ .number = rows->row, .hidden = rows->hidden };
  if (state != DOUDI_XML_PAUSED)
    return FALSE;
  doudi_cell_store_end_row (&rows->cells, row);
  return TRUE;
}

/**
 * doudi_xlsx_rows_get_progress:
 * @rows: (not nullable): rows
 * @done: (out): bytes of the part that were read
 * @total: (out): bytes there are
 *
 * Tells how far reading is.
 */
void
doudi_xlsx_rows_get_progress (const DoudiXlsxRows *rows, gint64 *done, gint64 *total)
{
  doudi_xml_get_progress (rows->xml, done, total);
}
