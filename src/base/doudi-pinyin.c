/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "base/doudi-pinyin.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

#include "base/doudi-error.h"
#include "base/doudi-text.h"

/* Of a name with many characters of several readings, only so many are kept. */
#define READINGS_MAX 8

/* UTF-16 units for one character and what becomes of it. */
#define READING_SIZE 32

/* Marks of tone go; the two dots of ü stay, for it to become v as in input methods. */
#define AFTERWARDS "; NFD; [[:Mn:]-[\\u0308]] Remove; NFC; Lower"

/* Between the syllables of what is read as one: "yu'chi". */
#define JOINT '\''

/* The readings of one character or double surname, the likelier first: at the start of a name,
 * where it is a surname, and inside. Empty for what is not read, such as dots. */
typedef struct
{
  GStrv leading;
  GStrv inner;
} Readings;

struct _DoudiPinyin
{
  UTransliterator *names;
  UTransliterator *words;
  GHashTable *characters;      /* gunichar -> Readings */
  GHashTable *double_surnames; /* the two characters -> Readings */
};

typedef struct
{
  const char *written;
  const char *readings;
} Reading;

/* Readings that ICU has not, the likelier at the start of a name first; ICU's are added. */
static const Reading polyphones[] = {
  { "仇", "qiu" },       { "会", "hui gui" },  { "佴", "nai" },       { "便", "bian pian" },
  { "区", "ou" },        { "单", "shan dan" }, { "卜", "bu" },        { "厦", "xia" },
  { "参", "shen can" },  { "句", "gou" },      { "呷", "ga xia" },    { "塞", "sai se" },
  { "宓", "mi fu" },     { "尉", "wei" },      { "扎", "zha za" },    { "晟", "cheng sheng" },
  { "朝", "chao zhao" }, { "朴", "piao" },     { "柏", "bai bo" },    { "校", "xiao jiao" },
  { "澹", "tan dan" },   { "牟", "mu mou" },   { "祭", "zhai" },      { "缪", "miao mou" },
  { "能", "nai" },       { "薄", "bo bao" },   { "藏", "zang cang" }, { "行", "xing hang" },
  { "覃", "qin tan" },   { "角", "jiao jue" }, { "谌", "chen shen" }, { "贾", "jia gu" },
  { "适", "kuo shi" },   { "郇", "xun huan" }, { "都", "du dou" },    { "降", "jiang xiang" },
  { "黑", "he hei" },    { "乜", "nie" },      { "什", "shi" },       { "阚", "kan" },
};

/* Surnames of two characters that are read in a way of their own. */
static const Reading double_surnames[] = {
  { "尉迟", "yu'chi wei'chi" }, { "万俟", "mo'qi wan'si" }, { "单于", "chan'yu shan'yu" },
  { "长孙", "zhang'sun" },      { "澹台", "tan'tai" },      { "鲜于", "xian'yu" },
  { "亓官", "qi'guan" },        { "令狐", "ling'hu" },      { "宰父", "zai'fu" },
};

static void
readings_free (Readings *readings)
{
  g_strfreev (readings->leading);
  g_strfreev (readings->inner);
  g_free (readings);
}

static UTransliterator *
open_transliterator (const char *name, GError **error)
{
  UChar id[128];
  UErrorCode status = U_ZERO_ERROR;
  UTransliterator *transliterator;

  u_charsToUChars (name, id, (int32_t) strlen (name) + 1);
  transliterator = utrans_openU (id, -1, UTRANS_FORWARD, NULL, 0, NULL, &status);
  if (U_FAILURE (status))
    doudi_error_set (error, DOUDI_ERROR_ENVIRONMENT, NULL,
                     _ ("The ICU library cannot read Chinese names (%s). Install its full data, "
                        "then start again."),
                     u_errorName (status));
  return U_FAILURE (status) ? NULL : transliterator;
}

/* The surnames are all there is to a double surname; inside a name it is none. */
static GHashTable *
make_double_surnames (void)
{
  GHashTable *table
    = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) readings_free);

  for (gsize i = 0; i < G_N_ELEMENTS (double_surnames); i++)
    {
      Readings *readings = g_new0 (Readings, 1);

      readings->leading = g_strsplit (double_surnames[i].readings, " ", -1);
      g_hash_table_insert (table, (gpointer) double_surnames[i].written, readings);
    }
  return table;
}

/**
 * doudi_pinyin_new:
 * @error: %DOUDI_ERROR_ENVIRONMENT if the ICU library lacks the data
 *
 * Opens the transliterators, which takes some tenths of a second.
 *
 * Returns: (nullable) (transfer full): for use by one thread, or %NULL with @error set
 */
DoudiPinyin *
doudi_pinyin_new (GError **error)
{
  g_autoptr (DoudiPinyin) pinyin = g_new0 (DoudiPinyin, 1);

  pinyin->names = open_transliterator ("Han-Latin/Names" AFTERWARDS, error);
  if (pinyin->names == NULL)
    return NULL;
  pinyin->words = open_transliterator ("Han-Latin" AFTERWARDS, error);
  if (pinyin->words == NULL)
    return NULL;
  pinyin->characters = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) readings_free);
  pinyin->double_surnames = make_double_surnames ();
  return g_steal_pointer (&pinyin);
}

/**
 * doudi_pinyin_free:
 * @pinyin: (nullable) (transfer full): what doudi_pinyin_new() returned
 *
 * Closes the transliterators.
 */
void
doudi_pinyin_free (DoudiPinyin *pinyin)
{
  if (pinyin == NULL)
    return;
  if (pinyin->names != NULL)
    utrans_close (pinyin->names);
  if (pinyin->words != NULL)
    utrans_close (pinyin->words);
  g_clear_pointer (&pinyin->characters, g_hash_table_unref);
  g_clear_pointer (&pinyin->double_surnames, g_hash_table_unref);
  g_free (pinyin);
}

static void
add_reading (GStrvBuilder *builder, GPtrArray *seen, const char *reading)
{
  if (*reading == '\0' || g_ptr_array_find_with_equal_func (seen, reading, g_str_equal, NULL))
    return;
  g_ptr_array_add (seen, g_strdup (reading));
  g_strv_builder_add (builder, reading);
}

/* Input methods want ü as v; people who do not know that type u. */
static void
add_reading_with_umlaut (GStrvBuilder *builder, GPtrArray *seen, const char *reading)
{
  GString *with_v = g_string_new (reading);
  GString *with_u = g_string_new (reading);

  g_string_replace (with_v, "ü", "v", 0);
  g_string_replace (with_u, "ü", "u", 0);
  add_reading (builder, seen, with_v->str);
  add_reading (builder, seen, with_u->str);
  g_string_free (with_v, TRUE);
  g_string_free (with_u, TRUE);
}

/* One character as ICU reads it; the character itself if ICU does not know it. */
static char *
transliterate (UTransliterator *transliterator, gunichar c)
{
  UChar text[READING_SIZE];
  char reading[READING_SIZE * 3 + 1];
  int32_t length = 0;
  int32_t limit;
  UErrorCode status = U_ZERO_ERROR;

  U16_APPEND_UNSAFE (text, length, (UChar32) c);
  limit = length;
  utrans_transUChars (transliterator, text, &length, READING_SIZE, 0, &limit, &status);
  u_strToUTF8 (reading, sizeof reading, NULL, text, length, &status);
  if (U_FAILURE (status))
    return g_strdup ("");
  return g_strdup (g_strstrip (reading));
}

static const char *
lookup_polyphone (gunichar c)
{
  for (gsize i = 0; i < G_N_ELEMENTS (polyphones); i++)
    if (g_utf8_get_char (polyphones[i].written) == c)
      return polyphones[i].readings;
  return "";
}

static gboolean
is_read (gunichar c)
{
  return u_isalnum ((UChar32) c) || u_hasBinaryProperty ((UChar32) c, UCHAR_IDEOGRAPHIC)
         || u_charType ((UChar32) c) == U_PRIVATE_USE_CHAR
         || u_charType ((UChar32) c) == U_UNASSIGNED;
}

/* All readings of a character, in the order given by FIRST, the table and ICU's own. */
static GStrv
collect_readings (const char *first, const char *table, const char *name, const char *word)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GPtrArray) seen = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) listed = g_strsplit (table, " ", -1);

  add_reading_with_umlaut (builder, seen, first);
  for (guint i = 0; listed[i] != NULL; i++)
    add_reading (builder, seen, listed[i]);
  add_reading_with_umlaut (builder, seen, name);
  add_reading_with_umlaut (builder, seen, word);
  return g_strv_builder_end (builder);
}

static Readings *
make_readings (DoudiPinyin *pinyin, gunichar c)
{
  Readings *readings = g_new0 (Readings, 1);
  g_autofree char *name = NULL;
  g_autofree char *word = NULL;

  if (!is_read (c))
    {
      readings->leading = g_new0 (char *, 1);
      readings->inner = g_new0 (char *, 1);
      return readings;
    }
  name = transliterate (pinyin->names, c);
  word = transliterate (pinyin->words, c);
  readings->leading = collect_readings ("", lookup_polyphone (c), name, word);
  readings->inner = collect_readings (word, lookup_polyphone (c), name, word);
  return readings;
}

static const Readings *
lookup_character (DoudiPinyin *pinyin, gunichar c)
{
  Readings *readings = g_hash_table_lookup (pinyin->characters, GUINT_TO_POINTER (c));

  if (readings == NULL)
    {
      readings = make_readings (pinyin, c);
      g_hash_table_insert (pinyin->characters, GUINT_TO_POINTER (c), readings);
    }
  return readings;
}

/* The double surname that a name begins with; steps over it. */
static const Readings *
take_double_surname (DoudiPinyin *pinyin, const char **name)
{
  g_autofree char *two = g_utf8_substring (*name, 0, MIN (2, g_utf8_strlen (*name, -1)));
  const Readings *readings = g_hash_table_lookup (pinyin->double_surnames, two);

  if (readings != NULL)
    *name += strlen (two);
  return readings;
}

/* The alternatives for each part of a name: an array of GStrv, which stay with the cache. */
static GPtrArray *
look_up_parts (DoudiPinyin *pinyin, const char *name)
{
  GPtrArray *parts = g_ptr_array_new ();
  const Readings *surname = take_double_surname (pinyin, &name);

  if (surname != NULL)
    g_ptr_array_add (parts, surname->leading);
  for (; *name != '\0'; name = g_utf8_next_char (name))
    {
      const Readings *readings = lookup_character (pinyin, g_utf8_get_char (name));
      GStrv alternatives = parts->len == 0 ? readings->leading : readings->inner;

      if (alternatives[0] != NULL)
        g_ptr_array_add (parts, alternatives);
    }
  return parts;
}

typedef char *(*ShortenFunc) (const char *reading);

/* "yu'chi" as "yuchi" */
static char *
without_joints (const char *reading)
{
  g_auto (GStrv) syllables = g_strsplit (reading, "'", -1);

  return g_strjoinv ("", syllables);
}

/* "yu'chi" as "yc" */
static char *
first_letters (const char *reading)
{
  GString *letters = g_string_new (NULL);
  char before = JOINT;

  for (; *reading != '\0'; before = *reading, reading = g_utf8_next_char (reading))
    if (before == JOINT)
      g_string_append_unichar (letters, g_utf8_get_char (reading));
  return g_string_free (letters, FALSE);
}

/* The alternatives of one part, shortened, each once. */
static GPtrArray *
shorten (GStrv alternatives, ShortenFunc shorten_one)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; alternatives[i] != NULL; i++)
    {
      char *text = shorten_one (alternatives[i]);

      if (g_ptr_array_find_with_equal_func (texts, text, g_str_equal, NULL))
        g_free (text);
      else
        g_ptr_array_add (texts, text);
    }
  return texts;
}

/* Each of the texts so far with each ending; only the first ending once that would be too many. */
static GPtrArray *
combine (const GPtrArray *texts, const GPtrArray *endings)
{
  GPtrArray *combined = g_ptr_array_new_with_free_func (g_free);
  guint used = texts->len * endings->len > READINGS_MAX ? 1 : endings->len;

  for (guint i = 0; i < texts->len; i++)
    for (guint j = 0; j < used; j++)
      g_ptr_array_add (
        combined, g_strconcat (g_ptr_array_index (texts, i), g_ptr_array_index (endings, j), NULL));
  return combined;
}

static GStrv
combine_parts (DoudiPinyin *pinyin, const char *name, ShortenFunc shorten_one)
{
  g_autofree char *normal = doudi_text_normalise_name (name);
  g_autoptr (GPtrArray) parts = look_up_parts (pinyin, normal);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  if (parts->len > 0)
    g_ptr_array_add (texts, g_strdup (""));
  for (guint i = 0; i < parts->len; i++)
    {
      g_autoptr (GPtrArray) endings = shorten (g_ptr_array_index (parts, i), shorten_one);
      GPtrArray *combined = combine (texts, endings);

      g_ptr_array_unref (texts);
      texts = combined;
    }
  g_ptr_array_add (texts, NULL);
  return (GStrv) g_ptr_array_steal (texts, NULL);
}

/**
 * doudi_pinyin_readings:
 * @pinyin: (not nullable): the transliterators of this thread
 * @name: (nullable): a name
 *
 * Reads a name in every way it may be read, in small letters without tones and spaces: 扎西 gives
 * "zhaxi" and more, 曾小乐 gives "zengxiaole" first. ü is v, and also u. Latin letters and digits
 * stay, dots are left out, a character that nobody knows stands for itself. At most eight readings:
 * of longer lists the rarer readings of later characters are left out.
 *
 * Returns: (not nullable) (transfer full): the readings, the likeliest first; none for an empty
 * name
 */
GStrv
doudi_pinyin_readings (DoudiPinyin *pinyin, const char *name)
{
  return combine_parts (pinyin, name, without_joints);
}

/**
 * doudi_pinyin_initials:
 * @pinyin: (not nullable): the transliterators of this thread
 * @name: (nullable): a name
 *
 * Like doudi_pinyin_readings() with only the first letter of each character: 扎西 gives "zx".
 *
 * Returns: (not nullable) (transfer full): the initials, the likeliest first, each once; none for
 * an empty name
 */
GStrv
doudi_pinyin_initials (DoudiPinyin *pinyin, const char *name)
{
  return combine_parts (pinyin, name, first_letters);
}

/**
 * doudi_pinyin_sort_key:
 * @pinyin: (not nullable): the transliterators of this thread
 * @name: (nullable): a name
 *
 * Makes a text by which names sort, byte by byte, by the likeliest reading, syllable by syllable,
 * and then by the characters. Never shown.
 *
 * Returns: (not nullable) (transfer full): the key
 */
char *
doudi_pinyin_sort_key (DoudiPinyin *pinyin, const char *name)
{
  g_autofree char *normal = doudi_text_normalise_name (name);
  g_autoptr (GPtrArray) parts = look_up_parts (pinyin, normal);
  GString *key = g_string_new (NULL);

  for (guint i = 0; i < parts->len; i++)
    {
      const char *const *alternatives = g_ptr_array_index (parts, i);

      g_string_append_printf (key, "%s%s", i == 0 ? "" : " ", alternatives[0]);
    }
  g_string_replace (key, "'", " ", 0);
  /* A tab comes before the space between syllables, so that shorter names come first. */
  g_string_append_printf (key, "\t%s", normal);
  return g_string_free (key, FALSE);
}
