/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "base/doudi-division-code.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/doudi-data.h"
#include "base/doudi-error.h"
#include "base/doudi-text.h"

#define DIVISIONS_FILE "divisions/divisions.csv.gz"
#define CHUNK_SIZE (256 * 1024)

#define CODE_LENGTH 12
#define COUNTY_LENGTH 6
#define TOWNSHIP_LENGTH 9

/* How the serial number of a level tells its kind; the last one is for what is above. */
typedef struct
{
  int up_to;
  const char *kind;
} SerialKind;

static const SerialKind township_kinds[]
  = { { 0, NULL }, { 99, "subdistrict" }, { 199, "town" }, { 399, "township" }, { 999, "other" } };
static const SerialKind village_kinds[]
  = { { 0, NULL }, { 199, "community" }, { 399, "village" }, { 999, "other" } };

/* What committees and villages are called behind their own name, the longer ones first. */
static const char *const village_endings[] = {
  "村民委员会", "居民委员会", "社区委员会", "村委员会", "村民委", "村委会",
  "居委会",     "行政村",     "村委",       "居委",     "社区",   "村",
};
static const char *const township_endings[]
  = { "街道办事处", "办事处", "民族乡", "街道", "镇", "乡" };

static const char *
kind_of_serial (const SerialKind *kinds, const char *serial)
{
  int number = (serial[0] - '0') * 100 + (serial[1] - '0') * 10 + (serial[2] - '0');

  while (number > kinds->up_to)
    kinds++;
  return kinds->kind;
}

/* Six, nine or twelve digits; provinces begin with 1 to 8. */
static gboolean
has_code_form (const char *number)
{
  gsize length = strlen (number);

  return (length == COUNTY_LENGTH || length == TOWNSHIP_LENGTH || length == CODE_LENGTH)
         && strspn (number, "0123456789") == length && number[0] >= '1' && number[0] <= '8';
}

/**
 * doudi_division_code_parse:
 * @text: (nullable): a code as people and sheets write it
 *
 * Reads a code of twelve digits, or of nine for a township or six for a county, and tells its
 * parts (Rules for statistical division codes of the National Bureau of Statistics, 2009). Nothing
 * is looked up: codes that were abolished are valid.
 *
 * Returns: what was read. When valid, "code" has twelve digits, filled up with zeros; "township" is
 *   empty for a county; the kinds are static strings, %NULL for a level that the code does not name
 */
DoudiDivisionCode
doudi_division_code_parse (const char *text)
{
  DoudiDivisionCode code = { 0 };
  g_autofree char *number = doudi_text_normalise_number (text);

  if (!has_code_form (number))
    return code;
  memset (code.code, '0', CODE_LENGTH);
  memcpy (code.code, number, strlen (number));
  code.township_kind = kind_of_serial (township_kinds, code.code + COUNTY_LENGTH);
  code.village_kind = kind_of_serial (village_kinds, code.code + TOWNSHIP_LENGTH);
  /* A village is in a township. */
  if (code.village_kind != NULL && code.township_kind == NULL)
    return (DoudiDivisionCode){ 0 };
  code.valid = TRUE;
  memcpy (code.county, code.code, COUNTY_LENGTH);
  if (code.township_kind != NULL)
    memcpy (code.township, code.code, TOWNSHIP_LENGTH);
  return code;
}

/* Cuts one of the endings off, unless nothing would be left. */
static gboolean
cut_ending (char *name, const char *const *endings, gsize count)
{
  gsize length = strlen (name);

  for (gsize i = 0; i < count; i++)
    if (g_str_has_suffix (name, endings[i]) && length > strlen (endings[i]))
      {
        name[length - strlen (endings[i])] = '\0';
        return TRUE;
      }
  return FALSE;
}

/**
 * doudi_division_name_key:
 * @name: (nullable): the name of a county, a township or a village
 *
 * Makes the form in which names of divisions are compared: without spaces and without what says
 * which kind of committee, village or township it is. 九甲村民委员会, 九甲村委会 and 九甲村 have
 * the key 九甲; 河南村社区居民委员会 and 河南村 have 河南; 拉卜楞镇 has 拉卜楞. A name that is
 * nothing but an ending stays. Keys are compared among the divisions of one parent only; two that
 * differ in nothing but the ending have the same key, and a person decides.
 *
 * Returns: (not nullable) (transfer full): the key; empty for %NULL
 */
char *
doudi_division_name_key (const char *name)
{
  char *key = doudi_text_compact (name);

  if (!cut_ending (key, village_endings, G_N_ELEMENTS (village_endings)))
    {
      cut_ending (key, township_endings, G_N_ELEMENTS (township_endings));
      return key;
    }
  while (cut_ending (key, village_endings, G_N_ELEMENTS (village_endings)))
    ;
  return key;
}

/**
 * doudi_division_name_matches:
 * @official: (nullable): the official name
 * @written: (nullable): the name as people and sheets write it
 *
 * Tells whether a written name can mean a division: they have the same doudi_division_name_key(),
 * and there is one.
 *
 * Returns: whether it can
 */
gboolean
doudi_division_name_matches (const char *official, const char *written)
{
  g_autofree char *official_key = doudi_division_name_key (official);
  g_autofree char *written_key = doudi_division_name_key (written);

  return *official_key != '\0' && g_str_equal (official_key, written_key);
}

/**
 * doudi_division_free:
 * @division: (nullable) (transfer full): a division
 *
 * Frees a division.
 */
void
doudi_division_free (DoudiDivision *division)
{
  if (division == NULL)
    return;
  g_free (division->code);
  g_free (division->name);
  g_free (division);
}

static DoudiDivisionLevel
level_of_code (const char *code)
{
  if (strncmp (code + TOWNSHIP_LENGTH, "000", 3) != 0)
    return DOUDI_DIVISION_VILLAGE;
  return strncmp (code + COUNTY_LENGTH, "000", 3) != 0 ? DOUDI_DIVISION_TOWNSHIP
                                                       : DOUDI_DIVISION_COUNTY;
}

/**
 * doudi_division_short_name:
 * @official: the official name of a village or community
 *
 * Makes what people call the place of what its board is called: 九甲村 of 九甲村民委员会, 塔哇社区 of
 * 塔哇社区居民委员会.
 *
 * Returns: (not nullable) (transfer full): the short name; @official where there is nothing to cut
 */
char *
doudi_division_short_name (const char *official)
{
  static const char *const endings[] = { "村民委员会", "居民委员会", "村委会", "居委会" };

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (official, endings[i]) && strlen (official) > strlen (endings[i]))
      {
        g_autofree char *stem = g_strndup (official, strlen (official) - strlen (endings[i]));
        gboolean is_village = g_str_has_prefix (endings[i], "村");

        return g_strconcat (stem, is_village && !g_str_has_suffix (stem, "村") ? "村" : "", NULL);
      }
  return g_strdup (official);
}

/* Gives away the whole lines of a stretch of the file. FALSE once @func has enough. */
static gboolean
give_lines (GByteArray *pending, DoudiDivisionFunc func, gpointer data)
{
  char *at = (char *) pending->data;
  char *end = at + pending->len;
  char *line_end;
  gboolean more = TRUE;

  for (; more && (line_end = memchr (at, '\n', (gsize) (end - at))) != NULL; at = line_end + 1)
    {
      /* The heading has a letter first. */
      if (line_end - at <= CODE_LENGTH || !g_ascii_isdigit (*at))
        continue;
      at[CODE_LENGTH] = '\0';
      *line_end = '\0';
      more = func (at, at + CODE_LENGTH + 1, level_of_code (at), data);
    }
  g_byte_array_remove_range (pending, 0, (guint) (at - (char *) pending->data));
  return more;
}

static GInputStream *
open_divisions (GError **error)
{
  g_autoptr (GBytes) bytes = doudi_data_lookup (DIVISIONS_FILE, error);
  g_autoptr (GInputStream) packed = NULL;
  g_autoptr (GZlibDecompressor) decompressor = NULL;

  if (bytes == NULL)
    return NULL;
  packed = g_memory_input_stream_new_from_bytes (bytes);
  decompressor = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP);
  return g_converter_input_stream_new (packed, G_CONVERTER (decompressor));
}

/**
 * doudi_divisions_foreach:
 * @func: (scope call): called for each division in the order of the codes
 * @data: for @func
 * @error: what kept the table from being read
 *
 * Reads the statistical division codes of the country that the program carries: provinces,
 * prefectures and counties are of the level %DOUDI_DIVISION_COUNTY here.
 *
 * Returns: whether it was read
 */
gboolean
doudi_divisions_foreach (DoudiDivisionFunc func, gpointer data, GError **error)
{
  g_autoptr (GInputStream) stream = open_divisions (error);
  g_autofree char *chunk = g_malloc (CHUNK_SIZE);
  g_autoptr (GByteArray) pending = g_byte_array_new ();
  g_autoptr (GError) local = NULL;
  gssize got;

  if (stream == NULL)
    return FALSE;
  while ((got = g_input_stream_read (stream, chunk, CHUNK_SIZE, NULL, &local)) > 0)
    {
      g_byte_array_append (pending, (const guint8 *) chunk, (guint) got);
      if (!give_lines (pending, func, data))
        return TRUE;
    }
  if (got == 0)
    return TRUE;
  doudi_error_set_from_io (error, local, DIVISIONS_FILE);
  return FALSE;
}

/* @below: whether there is more than the county itself */
typedef struct
{
  GPtrArray *divisions;
  const char *county;
  gboolean below;
} CountyReading;

static gboolean
take_of_county (const char *code, const char *name, DoudiDivisionLevel level, gpointer data)
{
  CountyReading *reading = data;
  int order = strncmp (code, reading->county, COUNTY_LENGTH);
  DoudiDivision *division;

  if (order != 0)
    return order < 0;
  division = g_new0 (DoudiDivision, 1);
  division->code = g_strdup (code);
  division->name = g_strdup (name);
  division->level = level;
  g_ptr_array_add (reading->divisions, division);
  reading->below |= level != DOUDI_DIVISION_COUNTY;
  return TRUE;
}

static gboolean
is_county_code (const char *county)
{
  return county != NULL && strlen (county) == COUNTY_LENGTH && has_code_form (county);
}

/**
 * doudi_divisions_load_county:
 * @county: (not nullable): the six digits of a county
 * @error: %DOUDI_ERROR_BAD_DATA if there is no such county
 *
 * Reads a county with its townships and villages from the statistical division codes that the
 * program carries. The county comes first, each township before its villages.
 *
 * Returns: (nullable) (transfer container) (element-type DoudiDivision): the divisions, which the
 *   array frees, or %NULL with @error set
 */
GPtrArray *
doudi_divisions_load_county (const char *county, GError **error)
{
  g_autoptr (GPtrArray) divisions
    = g_ptr_array_new_with_free_func ((GDestroyNotify) doudi_division_free);
  CountyReading reading = { .divisions = divisions, .county = county };

  if (is_county_code (county) && !doudi_divisions_foreach (take_of_county, &reading, error))
    return NULL;
  /* A province or a prefecture has only counties below. */
  if (reading.below)
    return g_steal_pointer (&divisions);
  doudi_error_set (error, DOUDI_ERROR_BAD_DATA, NULL,
                   _ ("There is no county with the code “%s”. Enter the first six digits of the "
                      "county's division code, such as 623027."),
                   county == NULL ? "" : county);
  return NULL;
}
