/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "exchange/doudi-xlsx-parts.h"

#include <string.h>

#include "exchange/doudi-xml.h"

/* A workbook has at most 65,490 styles. */
#define STYLES_MAX 70000
#define FORMAT_ID_MAX 100000

typedef struct
{
  GHashTable *formats; /* id to DoudiFormat */
  GArray *styles;      /* DoudiFormat of each cell style */
  gboolean in_cells;   /* in <cellXfs>; <cellStyleXfs> has the same elements */
} Loading;

/* Formats without a code of their own (ECMA-376 part 1, 18.8.30, with those of Chinese versions).
 */
static const struct
{
  guint from;
  guint to;
  DoudiFormat format;
} builtin_formats[] = {
  { 14, 16, DOUDI_FORMAT_DAY },   { 17, 17, DOUDI_FORMAT_MONTH }, { 22, 22, DOUDI_FORMAT_DAY },
  { 27, 27, DOUDI_FORMAT_MONTH }, { 28, 31, DOUDI_FORMAT_DAY },   { 36, 36, DOUDI_FORMAT_MONTH },
  { 50, 50, DOUDI_FORMAT_MONTH }, { 51, 51, DOUDI_FORMAT_DAY },   { 52, 52, DOUDI_FORMAT_MONTH },
  { 53, 54, DOUDI_FORMAT_DAY },   { 57, 57, DOUDI_FORMAT_MONTH }, { 58, 58, DOUDI_FORMAT_DAY },
};

/* Steps over what is shown as it stands: "年", [Red], \年, _), *-. */
static const char *
skip_literal (const char *code)
{
  const char *end = NULL;

  if (*code == '"')
    end = strchr (code + 1, '"');
  else if (*code == '[')
    end = strchr (code + 1, ']');
  else if (strchr ("\\_*", *code) != NULL && code[1] != '\0')
    return g_utf8_next_char (code + 1);
  return end == NULL ? g_utf8_next_char (code) : end + 1;
}

/* [h], [mm]: hours that go on beyond a day */
static gboolean
is_elapsed_time (const char *code)
{
  gsize length = strspn (code + 1, "hHmMsS");

  return *code == '[' && length > 0 && code[1 + length] == ']';
}

/**
 * doudi_xlsx_format_parse:
 * @code: (not nullable): a number format: yyyy"年"m"月"d"日"
 *
 * Finds out whether a format shows a date: there is a year or a day in its first section, or a
 * month and no hours or seconds that would make it minutes.
 *
 * Returns: what it shows
 */
DoudiFormat
doudi_xlsx_format_parse (const char *code)
{
  gboolean year = FALSE;
  gboolean month = FALSE;
  gboolean day = FALSE;
  gboolean time = FALSE;

  /* "General", and what Chinese versions call it, is none. */
  if (g_ascii_strcasecmp (code, "General") == 0)
    return DOUDI_FORMAT_NUMBER;
  while (*code != '\0' && *code != ';')
    {
      char c = g_ascii_tolower (*code);

      year |= c == 'y' || c == 'e';
      month |= c == 'm';
      day |= c == 'd';
      time |= c == 'h' || c == 's' || is_elapsed_time (code);
      code = strchr ("\"[\\_*", *code) != NULL ? skip_literal (code) : g_utf8_next_char (code);
    }
  if (day)
    return DOUDI_FORMAT_DAY;
  if (month && (year || !time))
    return DOUDI_FORMAT_MONTH;
  return DOUDI_FORMAT_NUMBER;
}

/**
 * doudi_xlsx_format_builtin:
 * @id: a number of a format that has no code of its own
 *
 * Returns: what it shows
 */
DoudiFormat
doudi_xlsx_format_builtin (guint id)
{
  for (gsize i = 0; i < G_N_ELEMENTS (builtin_formats); i++)
    if (id >= builtin_formats[i].from && id <= builtin_formats[i].to)
      return builtin_formats[i].format;
  return DOUDI_FORMAT_NUMBER;
}

/* A number format id; 0, the general one, for what is none. */
static guint
format_id (const char **attributes)
{
  const char *text = doudi_xml_attribute (attributes, "numFmtId");
  guint64 id = 0;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 0, FORMAT_ID_MAX, &id, NULL))
    return 0;
  return (guint) id;
}

static void
add_format (Loading *loading, const char **attributes)
{
  const char *code = doudi_xml_attribute (attributes, "formatCode");

  if (code != NULL)
    g_hash_table_insert (loading->formats, GUINT_TO_POINTER (format_id (attributes)),
                         GINT_TO_POINTER (doudi_xlsx_format_parse (code)));
}

static void
add_style (DoudiXml *xml, Loading *loading, const char **attributes)
{
  guint id = format_id (attributes);
  gpointer found;
  DoudiFormat format = doudi_xlsx_format_builtin (id);

  if (g_hash_table_lookup_extended (loading->formats, GUINT_TO_POINTER (id), NULL, &found))
    format = (DoudiFormat) GPOINTER_TO_INT (found);
  g_array_append_val (loading->styles, format);
  if (loading->styles->len > STYLES_MAX)
    doudi_xml_fail_damaged (xml);
}

static void
on_start_cb (DoudiXml *xml, const char *name, const char **attributes, gpointer data)
{
  Loading *loading = data;

  if (g_str_equal (name, "numFmt"))
    add_format (loading, attributes);
  else if (g_str_equal (name, "cellXfs"))
    loading->in_cells = TRUE;
  else if (g_str_equal (name, "xf") && loading->in_cells)
    add_style (xml, loading, attributes);
}

static void
on_end_cb (DoudiXml *xml, const char *name, gpointer data)
{
  Loading *loading = data;

  if (g_str_equal (name, "cellXfs"))
    loading->in_cells = FALSE;
}

/**
 * doudi_xlsx_styles_load:
 * @package: (not nullable): the archive
 * @part: (nullable): the part with the styles; %NULL if the workbook has none
 * @error: %DOUDI_ERROR_BAD_DATA if the part is damaged or too large
 *
 * Reads which cell styles show numbers as dates.
 *
 * Returns: (nullable) (transfer full) (element-type DoudiFormat): by the number of the style, or
 * %NULL with @error set
 */
GArray *
doudi_xlsx_styles_load (DoudiPackage *package, const char *part, GError **error)
{
  static const DoudiXmlHandler handler = { on_start_cb, on_end_cb, NULL };
  g_autoptr (GHashTable) formats = g_hash_table_new (NULL, NULL);
  Loading loading = { formats, g_array_new (FALSE, FALSE, sizeof (DoudiFormat)), FALSE };

  if (part == NULL || !doudi_package_has (package, part)
      || doudi_xml_parse_part (package, part, &handler, &loading, error))
    return loading.styles;
  g_array_unref (loading.styles);
  return NULL;
}
