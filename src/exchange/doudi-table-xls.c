/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "exchange/doudi-table-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "exchange/doudi-biff.h"
#include "exchange/doudi-bytes.h"
#include "exchange/doudi-ole.h"
#include "exchange/doudi-xlsx-parts.h"

/* An old workbook has at most 65,536 rows of 256 columns, and is held as a whole. */
#define SIZE_LIMIT (64 * 1024 * 1024)
#define ROWS_MAX 65536

#define VERSION_97 0x0600
#define SHEET_OF_CELLS 0

/* Books that a workbook refers to: itself, and functions that come with the program. */
#define BOOK_ITSELF 0x0401
#define BOOK_FUNCTIONS 0x3a01

/* In the flags of a row */
#define ROW_HIDDEN 0x20

typedef struct
{
  GBytes *stream;
  GPtrArray *strings;  /* (nullable) */
  GHashTable *formats; /* id to DoudiFormat */
  GArray *styles;      /* DoudiFormat */
  GArray *offsets;     /* gsize, of each sheet */
  gboolean epoch_1904;

  /* of the selected sheet */
  DoudiBiff biff;
  gboolean ahead; /* the record was read and is that of the next row */
  gboolean ended;
  guint depth;        /* charts inside a sheet */
  int row;            /* from 0; -1 before the first */
  int formula_column; /* a text that a formula gave follows; -1 if none does */
  guint8 hidden[ROWS_MAX / 8];
  DoudiCellStore cells;
} XlsReader;

static gboolean
check_container (const DoudiOle *ole, GError **error)
{
  if (doudi_ole_has (ole, "EncryptedPackage"))
    return doudi_table_refuse_for (error, DOUDI_TABLE_PASSWORD);
  if (doudi_ole_has (ole, "_VBA_PROJECT_CUR") || doudi_ole_has (ole, "_VBA_PROJECT"))
    return doudi_table_refuse_for (error, DOUDI_TABLE_MACROS);
  if (!doudi_ole_has (ole, "Workbook") && doudi_ole_has (ole, "Book"))
    return doudi_table_refuse (error,
                               _ ("the workbook was written by a program older than Excel 97. "
                                  "Open it and save it as an .xlsx workbook."));
  if (!doudi_ole_has (ole, "Workbook"))
    return doudi_table_refuse (error, _ ("this is a document of another program, not a workbook. "
                                         "Choose an .xlsx, .xls or .csv file."));
  return TRUE;
}

static gboolean
take_bof (XlsReader *reader, GPtrArray *sheets, GError **error)
{
  const DoudiBiff *biff = &reader->biff;

  if (!doudi_biff_has (biff, 2))
    return doudi_table_refuse_for (error, DOUDI_TABLE_DAMAGED);
  if (doudi_bytes_u16 (biff->body) == VERSION_97)
    return TRUE;
  return doudi_table_refuse (error, _ ("the workbook was written by a program older than Excel 97. "
                                       "Open it and save it as an .xlsx workbook."));
}

static gboolean
take_password (XlsReader *reader, GPtrArray *sheets, GError **error)
{
  return doudi_table_refuse_for (error, DOUDI_TABLE_PASSWORD);
}

static gboolean
take_date_mode (XlsReader *reader, GPtrArray *sheets, GError **error)
{
  if (!doudi_biff_has (&reader->biff, 2))
    return doudi_table_refuse_for (error, DOUDI_TABLE_DAMAGED);
  reader->epoch_1904 = doudi_bytes_u16 (reader->biff.body) == 1;
  return TRUE;
}

static gboolean
take_format (XlsReader *reader, GPtrArray *sheets, GError **error)
{
  g_autofree char *code = doudi_biff_dup_string (&reader->biff, 2, 2);

  if (code == NULL)
    return doudi_table_refuse_for (error, DOUDI_TABLE_DAMAGED);
  g_hash_table_insert (reader->formats, GUINT_TO_POINTER (doudi_bytes_u16 (reader->biff.body)),
                       GINT_TO_POINTER (doudi_xlsx_format_parse (code)));
  return TRUE;
}

static gboolean
take_style (XlsReader *reader, GPtrArray *sheets, GError **error)
{
  guint id;
  gpointer found;
  DoudiFormat format;

  if (!doudi_biff_has (&reader->biff, 4))
    return doudi_table_refuse_for (error, DOUDI_TABLE_DAMAGED);
  id = doudi_bytes_u16 (reader->biff.body + 2);
  format = doudi_xlsx_format_builtin (id);
  if (g_hash_table_lookup_extended (reader->formats, GUINT_TO_POINTER (id), NULL, &found))
    format = (DoudiFormat) GPOINTER_TO_INT (found);
  g_array_append_val (reader->styles, format);
  return TRUE;
}

static gboolean
take_sheet (XlsReader *reader, GPtrArray *sheets, GError **error)
{
  const DoudiBiff *biff = &reader->biff;
  g_autofree char *name = doudi_biff_dup_string (biff, 6, 1);
  gsize offset;

  if (name == NULL)
    return doudi_table_refuse_for (error, DOUDI_TABLE_DAMAGED);
  if (biff->body[5] != SHEET_OF_CELLS)
    return TRUE;
  offset = doudi_bytes_u32 (biff->body);
  g_array_append_val (reader->offsets, offset);
  doudi_table_add_sheet (sheets, name, biff->body[4] != 0);
  return TRUE;
}

static gboolean
take_strings (XlsReader *reader, GPtrArray *sheets, GError **error)
{
  g_clear_pointer (&reader->strings, g_ptr_array_unref);
  reader->strings = doudi_biff_read_strings (&reader->biff);
  return reader->strings != NULL || doudi_table_refuse_for (error, DOUDI_TABLE_DAMAGED);
}

static gboolean
take_book (XlsReader *reader, GPtrArray *sheets, GError **error)
{
  guint name;

  if (!doudi_biff_has (&reader->biff, 4))
    return doudi_table_refuse_for (error, DOUDI_TABLE_DAMAGED);
  name = doudi_bytes_u16 (reader->biff.body + 2);
  if (name == BOOK_ITSELF || name == BOOK_FUNCTIONS)
    return TRUE;
  return doudi_table_refuse_for (error, DOUDI_TABLE_LINKS);
}

static const struct
{
  DoudiBiffType type;
  gboolean (*take) (XlsReader *reader, GPtrArray *sheets, GError **error);
} book_records[] = {
  { DOUDI_BIFF_BOF, take_bof },
  { DOUDI_BIFF_FILE_PASS, take_password },
  { DOUDI_BIFF_DATE_MODE, take_date_mode },
  { DOUDI_BIFF_FORMAT, take_format },
  { DOUDI_BIFF_XF, take_style },
  { DOUDI_BIFF_BOUND_SHEET, take_sheet },
  { DOUDI_BIFF_SST, take_strings },
  { DOUDI_BIFF_SUP_BOOK, take_book },
};

/* The records before those of the first sheet are about the whole workbook. */
static gboolean
read_book (XlsReader *reader, GPtrArray *sheets, GError **error)
{
  doudi_biff_init (&reader->biff, reader->stream, 0);
  if (!doudi_biff_next (&reader->biff) || reader->biff.type != DOUDI_BIFF_BOF)
    return doudi_table_refuse_for (error, DOUDI_TABLE_DAMAGED);
  do
    {
      for (gsize i = 0; i < G_N_ELEMENTS (book_records); i++)
        if (reader->biff.type == (guint16) book_records[i].type)
          {
            if (!book_records[i].take (reader, sheets, error))
              return FALSE;
            break;
          }
      if (!doudi_biff_next (&reader->biff))
        return doudi_table_refuse_for (error, DOUDI_TABLE_DAMAGED);
    }
  while (reader->biff.type != DOUDI_BIFF_EOF);
  return TRUE;
}

static void
xls_free (gpointer data)
{
  XlsReader *reader = data;

  g_clear_pointer (&reader->stream, g_bytes_unref);
  g_clear_pointer (&reader->strings, g_ptr_array_unref);
  g_hash_table_unref (reader->formats);
  g_array_unref (reader->styles);
  g_array_unref (reader->offsets);
  doudi_cell_store_clear (&reader->cells);
  g_free (reader);
}

static GBytes *
read_stream (int descriptor, GError **error)
{
  g_autoptr (GBytes) file = doudi_table_read_descriptor (descriptor, SIZE_LIMIT, error);
  g_autoptr (DoudiOle) ole = file == NULL ? NULL : doudi_ole_open (file, error);

  if (ole == NULL || !check_container (ole, error))
    return NULL;
  return doudi_ole_read (ole, "Workbook", error);
}

static gpointer
xls_open (int descriptor, GPtrArray *sheets, GError **error)
{
  g_autoptr (GBytes) stream = read_stream (descriptor, error);
  XlsReader *reader;

  if (stream == NULL)
    return NULL;
  reader = g_new0 (XlsReader, 1);
  reader->stream = g_steal_pointer (&stream);
  reader->formats = g_hash_table_new (NULL, NULL);
  reader->styles = g_array_new (FALSE, FALSE, sizeof (DoudiFormat));
  reader->offsets = g_array_new (FALSE, FALSE, sizeof (gsize));
  doudi_cell_store_init (&reader->cells);
  if (read_book (reader, sheets, error))
    return reader;
  xls_free (reader);
  return NULL;
}

static gboolean
xls_select (gpointer data, guint sheet, GError **error)
{
  XlsReader *reader = data;

  doudi_biff_init (&reader->biff, reader->stream, g_array_index (reader->offsets, gsize, sheet));
  reader->ahead = FALSE;
  reader->ended = FALSE;
  reader->depth = 0;
  reader->row = -1;
  reader->formula_column = -1;
  memset (reader->hidden, 0, sizeof reader->hidden);
  if (doudi_biff_next (&reader->biff) && reader->biff.type == DOUDI_BIFF_BOF)
    return TRUE;
  reader->ended = TRUE;
  return doudi_table_refuse_for (error, DOUDI_TABLE_DAMAGED);
}

static gboolean
put (XlsReader *reader, guint column, DoudiTableCell cell, GError **error)
{
  return doudi_cell_store_put (&reader->cells, column, cell, error);
}

static gboolean
put_number (XlsReader *reader,
            guint column,
            guint style,
            double value,
            gboolean formula,
            GError **error)
{
  g_autofree char *text = doudi_number_from_double (value);
  g_autofree char *day = NULL;
  DoudiFormat format;

  if (style >= reader->styles->len || *text == '\0')
    return doudi_table_refuse_for (error, DOUDI_TABLE_DAMAGED);
  format = g_array_index (reader->styles, DoudiFormat, style);
  if (format != DOUDI_FORMAT_NUMBER)
    day = doudi_number_to_day (text, reader->epoch_1904, format == DOUDI_FORMAT_DAY);
  return put (reader, column,
              (DoudiTableCell){ DOUDI_CELL_NUMBER, day == NULL ? text : day, day != NULL, formula },
              error);
}

static gboolean
put_text (XlsReader *reader, guint column, const char *text, gboolean formula, GError **error)
{
  if (text == NULL)
    return doudi_table_refuse_for (error, DOUDI_TABLE_DAMAGED);
  return put (reader, column, (DoudiTableCell){ DOUDI_CELL_TEXT, text, FALSE, formula }, error);
}

static gboolean
put_boolean (XlsReader *reader, guint column, guint value, gboolean formula, GError **error)
{
  return put (reader, column,
              (DoudiTableCell){ DOUDI_CELL_BOOLEAN, value != 0 ? "TRUE" : "FALSE", FALSE, formula },
              error);
}

static gboolean
put_error (XlsReader *reader, guint column, guint code, gboolean formula, GError **error)
{
  static const struct
  {
    guint code;
    const char *text;
  } errors[] = { { 0x00, "#NULL!" }, { 0x07, "#DIV/0!" }, { 0x0f, "#VALUE!" }, { 0x17, "#REF!" },
                 { 0x1d, "#NAME?" }, { 0x24, "#NUM!" },   { 0x2a, "#N/A" } };
  const char *text = "#N/A";

  for (gsize i = 0; i < G_N_ELEMENTS (errors); i++)
    if (errors[i].code == code)
      text = errors[i].text;
  return put (reader, column, (DoudiTableCell){ DOUDI_CELL_ERROR, text, FALSE, formula }, error);
}

static guint
column_of (const DoudiBiff *biff)
{
  return doudi_bytes_u16 (biff->body + 2);
}

static guint
style_of (const DoudiBiff *biff)
{
  return doudi_bytes_u16 (biff->body + 4);
}

static gboolean
take_number (XlsReader *reader, const DoudiBiff *biff, GError **error)
{
  guint64 bits = doudi_bytes_u64 (biff->body + 6);
  double value;

  memcpy (&value, &bits, sizeof value);
  return put_number (reader, column_of (biff), style_of (biff), value, FALSE, error);
}

static gboolean
take_rk (XlsReader *reader, const DoudiBiff *biff, GError **error)
{
  return put_number (reader, column_of (biff), style_of (biff),
                     doudi_biff_rk (doudi_bytes_u32 (biff->body + 6)), FALSE, error);
}

/* Row, first column, then style and number again and again, last column */
static gboolean
take_mul_rk (XlsReader *reader, const DoudiBiff *biff, GError **error)
{
  guint column = column_of (biff);

  for (gsize at = 4; at + 6 + 2 <= biff->size; at += 6, column++)
    if (!put_number (reader, column, doudi_bytes_u16 (biff->body + at),
                     doudi_biff_rk (doudi_bytes_u32 (biff->body + at + 2)), FALSE, error))
      return FALSE;
  return TRUE;
}

static gboolean
take_label_sst (XlsReader *reader, const DoudiBiff *biff, GError **error)
{
  guint32 index = doudi_bytes_u32 (biff->body + 6);

  if (reader->strings == NULL || index >= reader->strings->len)
    return doudi_table_refuse_for (error, DOUDI_TABLE_DAMAGED);
  return put_text (reader, column_of (biff), g_ptr_array_index (reader->strings, index), FALSE,
                   error);
}

static gboolean
take_label (XlsReader *reader, const DoudiBiff *biff, GError **error)
{
  g_autofree char *text = doudi_biff_dup_string (biff, 6, 2);

  return put_text (reader, column_of (biff), text, FALSE, error);
}

static gboolean
take_bool_err (XlsReader *reader, const DoudiBiff *biff, GError **error)
{
  if (biff->body[7] != 0)
    return put_error (reader, column_of (biff), biff->body[6], FALSE, error);
  return put_boolean (reader, column_of (biff), biff->body[6], FALSE, error);
}

/* What the formula gave when the file was saved, [MS-XLS] 2.5.133. A text comes in a record of its
 * own. */
static gboolean
take_formula (XlsReader *reader, const DoudiBiff *biff, GError **error)
{
  const guint8 *result = biff->body + 6;
  guint64 bits = doudi_bytes_u64 (result);
  double value;

  if (doudi_bytes_u16 (result + 6) != 0xffff)
    {
      memcpy (&value, &bits, sizeof value);
      return put_number (reader, column_of (biff), style_of (biff), value, TRUE, error);
    }
  if (result[0] == 1)
    return put_boolean (reader, column_of (biff), result[2], TRUE, error);
  if (result[0] == 2)
    return put_error (reader, column_of (biff), result[2], TRUE, error);
  if (result[0] == 0)
    reader->formula_column = (int) column_of (biff);
  return TRUE;
}

static gboolean
take_formula_text (XlsReader *reader, GError **error)
{
  g_autofree char *text = NULL;
  int column = reader->formula_column;

  reader->formula_column = -1;
  if (column < 0)
    return TRUE;
  text = doudi_biff_dup_string (&reader->biff, 0, 2);
  return put_text (reader, (guint) column, text, TRUE, error);
}

/* Records of cells begin with the row and the column; @size is what each has at least. */
static const struct
{
  DoudiBiffType type;
  gsize size;
  gboolean (*take) (XlsReader *reader, const DoudiBiff *biff, GError **error);
} cell_records[] = {
  { DOUDI_BIFF_LABEL_SST, 10, take_label_sst }, { DOUDI_BIFF_RK, 10, take_rk },
  { DOUDI_BIFF_MUL_RK, 6, take_mul_rk },        { DOUDI_BIFF_NUMBER, 14, take_number },
  { DOUDI_BIFF_FORMULA, 14, take_formula },     { DOUDI_BIFF_LABEL, 9, take_label },
  { DOUDI_BIFF_RSTRING, 9, take_label },        { DOUDI_BIFF_BOOL_ERR, 8, take_bool_err },
};

/* Which of the records of cells it is; -1 for none. */
static int
find_cell_record (const DoudiBiff *biff)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cell_records); i++)
    if (biff->type == (guint16) cell_records[i].type)
      return (int) i;
  return -1;
}

static gboolean
take_row_record (XlsReader *reader, GError **error)
{
  const DoudiBiff *biff = &reader->biff;
  guint row;

  if (!doudi_biff_has (biff, 16))
    return doudi_table_refuse_for (error, DOUDI_TABLE_DAMAGED);
  row = doudi_bytes_u16 (biff->body);
  if ((doudi_bytes_u16 (biff->body + 12) & ROW_HIDDEN) != 0)
    reader->hidden[row / 8] |= (guint8) (1u << (row % 8));
  return TRUE;
}

/* A record that is no cell. */
static gboolean
take_other (XlsReader *reader, GError **error)
{
  switch (reader->biff.type)
    {
    case DOUDI_BIFF_BOF:
      reader->depth++;
      return TRUE;
    case DOUDI_BIFF_EOF:
      reader->ended = reader->depth == 0;
      reader->depth -= reader->depth > 0;
      return TRUE;
    case DOUDI_BIFF_ROW:
      return reader->depth > 0 || take_row_record (reader, error);
    case DOUDI_BIFF_STRING:
      return reader->depth > 0 || take_formula_text (reader, error);
    default:
      return TRUE;
    }
}

/* A cell of the row that is read, or the first one of the next row, which is left for later. */
static gboolean
take_cell (XlsReader *reader, int index, GError **error)
{
  int row;

  if (!doudi_biff_has (&reader->biff, cell_records[index].size))
    return doudi_table_refuse_for (error, DOUDI_TABLE_DAMAGED);
  row = doudi_bytes_u16 (reader->biff.body);
  reader->ahead = reader->row >= 0 && row != reader->row;
  /* Rows come in their order. */
  if (reader->ahead)
    return row > reader->row || doudi_table_refuse_for (error, DOUDI_TABLE_DAMAGED);
  reader->row = row;
  reader->formula_column = -1;
  return cell_records[index].take (reader, &reader->biff, error);
}

/* Up to the end of a row, or of the sheet. */
static gboolean
read_row (XlsReader *reader, GError **error)
{
  reader->row = reader->ahead ? doudi_bytes_u16 (reader->biff.body) : -1;
  while (!reader->ended)
    {
      int index;

      if (!reader->ahead && !doudi_biff_next (&reader->biff))
        return doudi_table_refuse_for (error, DOUDI_TABLE_DAMAGED);
      reader->ahead = FALSE;
      index = reader->depth == 0 ? find_cell_record (&reader->biff) : -1;
      if (index < 0 ? !take_other (reader, error) : !take_cell (reader, index, error))
        return FALSE;
      if (reader->ahead)
        return TRUE;
    }
  return TRUE;
}

static gboolean
xls_next (gpointer data, DoudiTableRow *row, GError **error)
{
  XlsReader *reader = data;
  gboolean read;

  doudi_cell_store_start_row (&reader->cells);
  read = !reader->ended && read_row (reader, error);
  *row = (DoudiTableRow){ .number = (guint) (reader->row + 1) };
  if (!read || reader->row < 0)
    return FALSE;
  row->hidden = (reader->hidden[reader->row / 8] & 1u << (reader->row % 8)) != 0;
  doudi_cell_store_end_row (&reader->cells, row);
  return TRUE;
}

static void
xls_get_progress (gpointer data, gint64 *done, gint64 *total)
{
  XlsReader *reader = data;

  *total = (gint64) reader->biff.length;
  *done = MIN ((gint64) reader->biff.at, *total);
}

const DoudiTableReader doudi_table_reader_xls = {
  xls_open, xls_select, xls_next, xls_get_progress, xls_free,
};
