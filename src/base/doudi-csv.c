/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "base/doudi-csv.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/doudi-error.h"

/* What a spreadsheet would take for a formula. */
#define FORMULA_STARTS "=+-@\t\r"

struct _DoudiCsv
{
  char *text;
  const char *end;
  const char *at;
  char separator;
  guint line;        /* the line that "at" is in, from 1 */
  guint record_line; /* the line where the last record began; 0 before the first */
};

/**
 * doudi_csv_new:
 * @text: (not nullable): UTF-8 without a byte-order mark; copied
 * @length: bytes of @text; -1 if it ends with a nul
 * @separator: what stands between fields, usually a comma or a tab; no quote and no line break
 *
 * Begins to read a text.
 *
 * Returns: (not nullable) (transfer full): the reader, before the first record
 */
DoudiCsv *
doudi_csv_new (const char *text, gssize length, char separator)
{
  DoudiCsv *csv = g_new0 (DoudiCsv, 1);
  gsize bytes = length < 0 ? strlen (text) : (gsize) length;

  csv->text = g_malloc (bytes + 1);
  memcpy (csv->text, text, bytes);
  csv->text[bytes] = '\0';
  csv->at = csv->text;
  csv->end = csv->text + bytes;
  csv->separator = separator;
  csv->line = 1;
  return csv;
}

/**
 * doudi_csv_free:
 * @csv: (nullable) (transfer full): a reader
 *
 * Frees a reader.
 */
void
doudi_csv_free (DoudiCsv *csv)
{
  if (csv == NULL)
    return;
  g_free (csv->text);
  g_free (csv);
}

/**
 * doudi_csv_get_line:
 * @csv: (not nullable): a reader
 *
 * Tells the line where the last record began; a record with line breaks in its fields goes on for
 * some more.
 *
 * Returns: the line, from 1; 0 before the first record
 */
guint
doudi_csv_get_line (const DoudiCsv *csv)
{
  return csv->record_line;
}

G_GNUC_PRINTF (4, 5)
static gboolean
refuse (const DoudiCsv *csv, guint line, GError **error, const char *format, ...)
{
  g_autofree char *where = g_strdup_printf ("line %u", line);
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  doudi_error_set (error, DOUDI_ERROR_BAD_DATA, where, "%s", message);
  return FALSE;
}

/* Steps over one line break: CR, LF or both. */
static gboolean
take_line_break (DoudiCsv *csv)
{
  if (csv->at == csv->end || (*csv->at != '\r' && *csv->at != '\n'))
    return FALSE;
  csv->at += csv->end - csv->at > 1 && csv->at[0] == '\r' && csv->at[1] == '\n' ? 2 : 1;
  csv->line++;
  return TRUE;
}

static gboolean
is_field_end (const DoudiCsv *csv)
{
  return csv->at == csv->end || *csv->at == csv->separator || *csv->at == '\r' || *csv->at == '\n';
}

/* Adds a stretch of text to a field, unless it has bytes that no text has. */
static gboolean
append (DoudiCsv *csv, GString *field, const char *from, GError **error)
{
  const char *bad;

  if (g_utf8_validate_len (from, (gsize) (csv->at - from), &bad))
    {
      g_string_append_len (field, from, csv->at - from);
      return TRUE;
    }
  if (*bad == '\0')
    return refuse (csv, csv->line, error,
                   _ ("Line %u has a zero byte (byte %zu of the file), so this is "
                      "no text. Save the table as CSV again."),
                   csv->line, (gsize) (bad - csv->text));
  return refuse (csv, csv->line, error,
                 _ ("Line %u has bytes that are no character (byte %zu of the "
                    "file). Choose the encoding in which the file was saved, or save it as UTF-8."),
                 csv->line, (gsize) (bad - csv->text));
}

static gboolean
read_plain_field (DoudiCsv *csv, GString *field, GError **error)
{
  const char *from = csv->at;

  while (!is_field_end (csv))
    csv->at++;
  return append (csv, field, from, error);
}

/* From behind an opening quote to behind the closing one. */
static gboolean
read_quoted (DoudiCsv *csv, GString *field, GError **error)
{
  guint opened = csv->line;
  const char *from = csv->at;

  while (csv->at < csv->end)
    {
      if (*csv->at == '"')
        {
          if (!append (csv, field, from, error))
            return FALSE;
          if (++csv->at == csv->end || *csv->at != '"')
            return TRUE;
          /* Of two quotes the second one belongs to the text. */
          from = csv->at++;
        }
      else if (!take_line_break (csv))
        csv->at++;
    }
  return refuse (csv, opened, error,
                 _ ("The quotation mark that opens in line %u never closes. Add the missing "
                    "quotation mark there, or save the table as CSV again."),
                 opened);
}

static gboolean
read_quoted_field (DoudiCsv *csv, GString *field, GError **error)
{
  csv->at++;
  if (!read_quoted (csv, field, error))
    return FALSE;
  if (is_field_end (csv))
    return TRUE;
  return refuse (csv, csv->line, error,
                 _ ("In line %u text follows a closing quotation mark. Write quotation marks "
                    "inside a field twice, or save the table as CSV again."),
                 csv->line);
}

static gboolean
read_field (DoudiCsv *csv, GPtrArray *fields, GError **error)
{
  GString *field = g_string_new (NULL);
  gboolean quoted = csv->at < csv->end && *csv->at == '"';

  if (quoted ? read_quoted_field (csv, field, error) : read_plain_field (csv, field, error))
    {
      g_ptr_array_add (fields, g_string_free (field, FALSE));
      return TRUE;
    }
  g_string_free (field, TRUE);
  return FALSE;
}

/**
 * doudi_csv_next:
 * @csv: (not nullable): a reader
 * @fields: (not nullable) (element-type utf8): emptied first, then gets the fields of the record,
 *   newly allocated strings that the array frees from now on
 * @error: %DOUDI_ERROR_BAD_DATA, with the line as its place, for a quotation mark that never
 *   closes, text behind a closing one, a zero byte and bytes that are no UTF-8
 *
 * Reads the next record (RFC 4180; line breaks may also be CR or LF alone). An empty line is a
 * record of one empty field. A quotation mark inside a field that begins without one is an
 * ordinary character, so that ="123" comes out as it is.
 *
 * Returns: %TRUE if there was a record; %FALSE at the end of the text, or with @error set, after
 *   which reading cannot go on
 */
gboolean
doudi_csv_next (DoudiCsv *csv, GPtrArray *fields, GError **error)
{
  g_ptr_array_set_size (fields, 0);
  g_ptr_array_set_free_func (fields, g_free);
  if (csv->at == csv->end)
    return FALSE;

  csv->record_line = csv->line;
  while (read_field (csv, fields, error))
    {
      if (csv->at == csv->end || take_line_break (csv))
        return TRUE;
      csv->at++;
    }
  csv->at = csv->end;
  g_ptr_array_set_size (fields, 0);
  return FALSE;
}

/**
 * doudi_csv_put_text:
 * @text: (not nullable): a record that is written
 * @field: (not nullable): what one of its fields says
 *
 * Writes a field in quotes. One that a spreadsheet would take for a formula gets an apostrophe
 * before it: whoever opens the file must not run what a stranger wrote. Numbers are not for this
 * function, as one below zero is no formula.
 */
void
doudi_csv_put_text (GString *text, const char *field)
{
  g_string_append_c (text, '"');
  if (*field != '\0' && strchr (FORMULA_STARTS, *field) != NULL)
    g_string_append_c (text, '\'');
  for (const char *at = field; *at != '\0'; at++)
    {
      if (*at == '"')
        g_string_append_c (text, '"');
      g_string_append_c (text, *at);
    }
  g_string_append_c (text, '"');
}
