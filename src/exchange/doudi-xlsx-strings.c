/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "exchange/doudi-xlsx-parts.h"

#include <string.h>

#include "exchange/doudi-xml.h"

/* "_x000D_" */
#define ESCAPE_LENGTH 7

/* Text of the strings grows to no more than the part has; escapes only shrink it. */
typedef struct
{
  DoudiXlsxStrings *strings;
  gboolean inside;  /* in <si> */
  gboolean in_text; /* in <t> */
  guint phonetic;   /* depth in <rPh> */
} Loading;

/* The character of "_x000D_" at @text; 0 if there is none that text may have. */
static gunichar
escaped_character (const char *text)
{
  gunichar c = 0;

  if (text[0] != '_' || text[1] != 'x')
    return 0;
  for (int i = 2; i < 6; i++)
    {
      if (!g_ascii_isxdigit (text[i]))
        return 0;
      c = c * 16 + (gunichar) g_ascii_xdigit_value (text[i]);
    }
  return text[6] == '_' && g_unichar_validate (c) ? c : 0;
}

/**
 * doudi_xlsx_unescape:
 * @text: (not nullable) (inout): text of a workbook
 *
 * Turns "_x000D_" into the character it stands for, in place.
 */
void
doudi_xlsx_unescape (char *text)
{
  char *to = strstr (text, "_x");

  if (to == NULL)
    return;
  for (const char *from = to; *from != '\0';)
    {
      gunichar c = escaped_character (from);

      if (c == 0)
        *to++ = *from++;
      else
        {
          to += g_unichar_to_utf8 (c, to);
          from += ESCAPE_LENGTH;
        }
    }
  *to = '\0';
}

static void
on_start_cb (DoudiXml *xml, const char *name, const char **attributes, gpointer data)
{
  Loading *loading = data;

  if (g_str_equal (name, "si"))
    {
      g_array_append_val (loading->strings->offsets, loading->strings->pool->len);
      loading->inside = TRUE;
    }
  else if (g_str_equal (name, "rPh"))
    loading->phonetic++;
  else if (g_str_equal (name, "t"))
    loading->in_text = loading->inside && loading->phonetic == 0;
}

static void
end_string (DoudiXlsxStrings *strings)
{
  gsize offset = g_array_index (strings->offsets, gsize, strings->offsets->len - 1);
  char *text = strings->pool->str + offset;

  doudi_xlsx_unescape (text);
  g_string_truncate (strings->pool, offset + strlen (text));
  g_string_append_c (strings->pool, '\0');
}

static void
on_end_cb (DoudiXml *xml, const char *name, gpointer data)
{
  Loading *loading = data;

  if (g_str_equal (name, "si") && loading->inside)
    {
      end_string (loading->strings);
      loading->inside = FALSE;
    }
  else if (g_str_equal (name, "rPh") && loading->phonetic > 0)
    loading->phonetic--;
  else if (g_str_equal (name, "t"))
    loading->in_text = FALSE;
}

static void
on_text_cb (DoudiXml *xml, const char *text, gsize length, gpointer data)
{
  Loading *loading = data;

  if (loading->in_text)
    g_string_append_len (loading->strings->pool, text, (gssize) length);
}

/**
 * doudi_xlsx_strings_load:
 * @strings: (not nullable) (out caller-allocates): the strings; clear it in any case
 * @package: (not nullable): the archive
 * @part: (nullable): the part with the strings; %NULL if the workbook has none
 * @error: %DOUDI_ERROR_BAD_DATA if the part is damaged or too large
 *
 * Reads the strings that cells refer to by number. Readings in another script (phonetic runs) are
 * left out.
 *
 * Returns: whether they could be read
 */
gboolean
doudi_xlsx_strings_load (DoudiXlsxStrings *strings,
                         DoudiPackage *package,
                         const char *part,
                         GError **error)
{
  static const DoudiXmlHandler handler = { on_start_cb, on_end_cb, on_text_cb };
  Loading loading = { .strings = strings };

  strings->pool = g_string_new (NULL);
  strings->offsets = g_array_new (FALSE, FALSE, sizeof (gsize));
  return part == NULL || !doudi_package_has (package, part)
         || doudi_xml_parse_part (package, part, &handler, &loading, error);
}

/**
 * doudi_xlsx_strings_clear:
 * @strings: (not nullable): strings
 *
 * Frees what it holds.
 */
void
doudi_xlsx_strings_clear (DoudiXlsxStrings *strings)
{
  g_clear_pointer (&strings->offsets, g_array_unref);
  if (strings->pool != NULL)
    g_string_free (strings->pool, TRUE);
  strings->pool = NULL;
}

/**
 * doudi_xlsx_strings_get:
 * @strings: (not nullable): strings
 * @index: which one
 *
 * Returns: (nullable) (transfer none): the string; %NULL if there are not so many
 */
const char *
doudi_xlsx_strings_get (const DoudiXlsxStrings *strings, guint64 index)
{
  if (index >= strings->offsets->len)
    return NULL;
  return strings->pool->str + g_array_index (strings->offsets, gsize, index);
}
