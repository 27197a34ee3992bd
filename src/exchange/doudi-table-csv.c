/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "exchange/doudi-table-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/doudi-csv.h"
#include "base/doudi-error.h"

/* 310,000 persons make some 80 MB. */
#define SIZE_LIMIT (128 * 1024 * 1024)

/* How much of a text tells what separates its fields. */
#define SAMPLE_SIZE (64 * 1024)

/* So many Chinese characters in UTF-8 in front of a bad byte do not happen in GB 18030. */
#define UTF8_PROOF 4

typedef struct
{
  char *text; /* UTF-8 without mark */
  gsize length;
  char separator;
  DoudiCsv *csv; /* NULL before the sheet is selected */
  GPtrArray *fields;
  DoudiCellStore cells;
  guint row;
  gsize done;
} CsvReader;

static guint
line_of (const char *text, gsize offset)
{
  guint line = 1;

  for (const char *at = text; (at = memchr (at, '\n', offset - (gsize) (at - text))) != NULL; at++)
    line++;
  return line;
}

/* A bad byte, where it is and what to do. */
static gboolean
refuse_byte (GError **error, const char *text, gsize offset, const char *encoding)
{
  guint line = line_of (text, offset);
  g_autofree char *where = g_strdup_printf (_ ("line %u"), line);

  doudi_error_set (error, DOUDI_ERROR_BAD_DATA, where,
                   _ ("the byte at position %zu belongs to no character of %s. The "
                      "file is damaged or in another encoding: ask for it as an .xlsx workbook."),
                   offset + 1, encoding);
  return FALSE;
}

static gboolean
refuse_zero (GError **error, const char *text, gsize offset)
{
  guint line = line_of (text, offset);
  g_autofree char *where = g_strdup_printf (_ ("line %u"), line);

  doudi_error_set (error, DOUDI_ERROR_BAD_DATA, where,
                   _ ("there is a zero byte at position %zu, so this is no text. "
                      "Save the table as CSV again."),
                   offset + 1);
  return FALSE;
}

/* Chinese characters as three bytes of UTF-8 before the first byte that is none. */
static gboolean
looks_like_utf8 (const char *text, gsize length)
{
  guint count = 0;

  for (gsize i = 0; i + 2 < length && count < UTF8_PROOF; i++)
    {
      guchar lead = (guchar) text[i];

      count += lead >= 0xe4 && lead <= 0xe9;
      if (lead >= 0xe0)
        i += 2;
    }
  return count >= UTF8_PROOF;
}

/* Strict: nothing is replaced by a question mark, and half a character at the end is refused too,
 * which GLib lets pass. */
static char *
convert (const char *text, gsize length, const char *from, gsize *converted_length, GError **error)
{
  g_autoptr (GError) cause = NULL;
  gsize read = 0;
  g_autofree char *converted
    = g_convert (text, (gssize) length, "UTF-8", from, &read, converted_length, &cause);

  if (converted != NULL && read == length)
    return g_steal_pointer (&converted);
  if (g_error_matches (cause, G_CONVERT_ERROR, G_CONVERT_ERROR_NO_CONVERSION))
    doudi_error_set (error, DOUDI_ERROR_ENVIRONMENT, NULL,
                     _ ("This machine cannot read the encoding %s. Ask for the table as an .xlsx "
                        "workbook."),
                     from);
  else
    refuse_byte (error, text, read, from);
  return NULL;
}

/* UTF-16 with its mark. */
static char *
convert_wide (const char *text, gsize length, gsize *converted_length, GError **error)
{
  const char *from = (guchar) text[0] == 0xff ? "UTF-16LE" : "UTF-16BE";
  g_autofree char *converted = convert (text + 2, length - 2, from, converted_length, error);
  const char *zero;

  if (converted == NULL)
    return NULL;
  zero = memchr (converted, '\0', *converted_length);
  if (zero == NULL)
    return g_steal_pointer (&converted);
  refuse_zero (error, converted, (gsize) (zero - converted));
  return NULL;
}

/* UTF-8 with or without a mark, UTF-16 with one, else GB 18030, which covers GBK and GB 2312. */
static char *
decode (const char *text, gsize length, gsize *decoded_length, GError **error)
{
  gboolean mark = length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0;
  const char *bad;

  if (length >= 2 && (memcmp (text, "\xff\xfe", 2) == 0 || memcmp (text, "\xfe\xff", 2) == 0))
    return convert_wide (text, length, decoded_length, error);
  bad = memchr (text, '\0', length);
  if (bad != NULL)
    {
      refuse_zero (error, text, (gsize) (bad - text));
      return NULL;
    }
  if (g_utf8_validate_len (text, length, &bad))
    {
      *decoded_length = length - (mark ? 3 : 0);
      return g_strndup (text + (mark ? 3 : 0), *decoded_length);
    }
  if (mark || looks_like_utf8 (text, (gsize) (bad - text)))
    {
      refuse_byte (error, text, (gsize) (bad - text), "UTF-8");
      return NULL;
    }
  return convert (text, length, "GB18030", decoded_length, error);
}

/* In how many lines a separator stands, and how often in all. */
static guint64
weigh (const char *text, gsize length, char separator)
{
  guint lines = 0;
  guint total = 0;
  gboolean quoted = FALSE;
  gboolean seen = FALSE;

  for (gsize i = 0; i < length; i++)
    {
      quoted ^= text[i] == '"';
      if (quoted || (text[i] != separator && text[i] != '\n'))
        continue;
      if (text[i] == '\n')
        seen = FALSE;
      else
        {
          total++;
          lines += !seen;
          seen = TRUE;
        }
    }
  return (guint64) lines << 32 | total;
}

static char
find_separator (const char *text, gsize length)
{
  static const char separators[] = ",;\t";
  char best = ',';
  guint64 weight = 0;

  for (const char *at = separators; *at != '\0'; at++)
    {
      guint64 one = weigh (text, MIN (length, SAMPLE_SIZE), *at);

      if (one > weight)
        {
          weight = one;
          best = *at;
        }
    }
  return best;
}

static void
csv_free (gpointer data)
{
  CsvReader *reader = data;

  doudi_csv_free (reader->csv);
  doudi_cell_store_clear (&reader->cells);
  g_ptr_array_unref (reader->fields);
  g_free (reader->text);
  g_free (reader);
}

static gpointer
csv_open (int descriptor, GPtrArray *sheets, GError **error)
{
  g_autoptr (GBytes) bytes = doudi_table_read_descriptor (descriptor, SIZE_LIMIT, error);
  CsvReader *reader;
  gconstpointer data;
  gsize size, length;
  char *text;

  if (bytes == NULL)
    return NULL;
  data = g_bytes_get_data (bytes, &size);
  text = decode (data, size, &length, error);
  if (text == NULL)
    return NULL;
  reader = g_new0 (CsvReader, 1);
  reader->text = text;
  reader->length = length;
  reader->separator = find_separator (text, length);
  reader->fields = g_ptr_array_new_with_free_func (g_free);
  doudi_cell_store_init (&reader->cells);
  doudi_table_add_sheet (sheets, "", FALSE);
  return reader;
}

static gboolean
csv_select (gpointer data, guint sheet, GError **error)
{
  CsvReader *reader = data;

  g_clear_pointer (&reader->csv, doudi_csv_free);
  reader->csv = doudi_csv_new (reader->text, (gssize) reader->length, reader->separator);
  reader->row = 0;
  reader->done = 0;
  return TRUE;
}

/* What people and programs put before a number so that a sheet leaves it alone; it is no part of
 * it. The text is changed in place. */
static const char *
unwrap (char *text)
{
  gsize length;

  while (*text == '\t')
    text++;
  g_strchomp (text);
  length = strlen (text);
  if (length >= 3 && g_str_has_prefix (text, "=\"") && text[length - 1] == '"')
    {
      text[length - 1] = '\0';
      return text + 2;
    }
  return *text == '\'' ? text + 1 : text;
}

static DoudiCellKind
kind_of_text (const char *text)
{
  static const char *const errors[]
    = { "#N/A", "#VALUE!", "#REF!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", NULL };

  return *text == '#' && g_strv_contains (errors, text) ? DOUDI_CELL_ERROR : DOUDI_CELL_TEXT;
}

static gboolean
csv_next (gpointer data, DoudiTableRow *row, GError **error)
{
  CsvReader *reader = data;

  doudi_cell_store_start_row (&reader->cells);
  *row = (DoudiTableRow){ .number = reader->row + 1 };
  if (!doudi_csv_next (reader->csv, reader->fields, error))
    return FALSE;
  reader->row++;
  for (guint i = 0; i < reader->fields->len; i++)
    {
      char *field = g_ptr_array_index (reader->fields, i);
      DoudiTableCell cell = { .text = field };

      reader->done += strlen (field) + 1;
      cell.text = unwrap (field);
      cell.kind = kind_of_text (cell.text);
      if (!doudi_cell_store_put (&reader->cells, i, cell, error))
        return FALSE;
    }
  doudi_cell_store_end_row (&reader->cells, row);
  return TRUE;
}

static void
csv_get_progress (gpointer data, gint64 *done, gint64 *total)
{
  CsvReader *reader = data;

  *total = (gint64) reader->length;
  *done = MIN ((gint64) reader->done, *total);
}

const DoudiTableReader doudi_table_reader_csv = {
  csv_open, csv_select, csv_next, csv_get_progress, csv_free,
};
