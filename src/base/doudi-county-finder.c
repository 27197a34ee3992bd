/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "base/doudi-county-finder.h"

#include <string.h>

#include "base/doudi-pinyin.h"
#include "base/doudi-text.h"

/* How well a name fits a word; the best first. */
typedef enum
{
  FIT_START,
  FIT_INITIALS,
  FIT_PINYIN,
  FIT_CODE,
  FIT_JOINED,
  FIT_INSIDE,
  FIT_PLACE,
  FIT_NOT,
} Fit;

/* How the name of a county, a prefecture or a province is found. */
typedef struct
{
  char *name;
  GStrv readings;
  GStrv initials;
} Keys;

/* @prefecture: (nullable): of names that many counties share, as @province */
typedef struct
{
  const DoudiCounty *county;
  Keys *name;
  const Keys *prefecture;
  const Keys *province;
} Entry;

struct _DoudiCountyFinder
{
  GPtrArray *counties;
  GArray *entries;
  GHashTable *places;
};

static Keys *
keys_new (const char *name, DoudiPinyin *pinyin)
{
  Keys *keys = g_new0 (Keys, 1);

  keys->name = g_strdup (name);
  keys->readings = doudi_pinyin_readings (pinyin, name);
  keys->initials = doudi_pinyin_initials (pinyin, name);
  return keys;
}

static void
keys_free (gpointer data)
{
  Keys *keys = data;

  g_free (keys->name);
  g_strfreev (keys->readings);
  g_strfreev (keys->initials);
  g_free (keys);
}

static void
entry_clear (gpointer data)
{
  keys_free (((Entry *) data)->name);
}

/* What many counties share is read once. */
static const Keys *
find_place (DoudiCountyFinder *finder, const char *name, DoudiPinyin *pinyin)
{
  Keys *keys = g_hash_table_lookup (finder->places, name);

  if (keys == NULL)
    {
      keys = keys_new (name, pinyin);
      g_hash_table_insert (finder->places, keys->name, keys);
    }
  return keys;
}

static void
add_entry (DoudiCountyFinder *finder, const DoudiCounty *county, DoudiPinyin *pinyin)
{
  Entry entry = {
    .county = county,
    .name = keys_new (county->name, pinyin),
    .prefecture = find_place (finder, county->prefecture, pinyin),
    .province = find_place (finder, county->province, pinyin),
  };

  g_array_append_val (finder->entries, entry);
}

/**
 * doudi_county_finder_new:
 * @error: what kept the table from being read
 *
 * Reads all counties and how their names are read, which takes most of a second.
 *
 * Returns: (nullable) (transfer full): a finder
 */
DoudiCountyFinder *
doudi_county_finder_new (GError **error)
{
  g_autoptr (DoudiPinyin) pinyin = doudi_pinyin_new (error);
  g_autoptr (GPtrArray) counties = pinyin != NULL ? doudi_counties_load (error) : NULL;
  DoudiCountyFinder *finder;

  if (counties == NULL)
    return NULL;
  finder = g_new0 (DoudiCountyFinder, 1);
  finder->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_array_set_clear_func (finder->entries, entry_clear);
  finder->places = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, keys_free);
  for (guint i = 0; i < counties->len; i++)
    add_entry (finder, g_ptr_array_index (counties, i), pinyin);
  finder->counties = g_steal_pointer (&counties);
  return finder;
}

/**
 * doudi_county_finder_free:
 * @finder: (nullable) (transfer full): a finder
 */
void
doudi_county_finder_free (DoudiCountyFinder *finder)
{
  if (finder == NULL)
    return;
  g_array_unref (finder->entries);
  g_hash_table_unref (finder->places);
  g_ptr_array_unref (finder->counties);
  g_free (finder);
}

static gboolean
any_starts (GStrv texts, const char *word)
{
  for (guint i = 0; texts[i] != NULL; i++)
    if (g_str_has_prefix (texts[i], word))
      return TRUE;
  return FALSE;
}

static Fit
fit_keys (const Keys *keys, const char *word)
{
  if (g_str_has_prefix (keys->name, word))
    return FIT_START;
  if (any_starts (keys->initials, word))
    return FIT_INITIALS;
  if (any_starts (keys->readings, word))
    return FIT_PINYIN;
  return strstr (keys->name, word) != NULL ? FIT_INSIDE : FIT_NOT;
}

/* A county without the place before it: 夏河 of 甘南夏河, xh of gnxh. */
static gboolean
goes_on (const char *place, const char *word, const Keys *county)
{
  for (gsize i = 0; word[i] != '\0' && place[i] == word[i]; i++)
    if (word[i + 1] != '\0' && fit_keys (county, word + i + 1) < FIT_CODE)
      return TRUE;
  return FALSE;
}

static gboolean
any_goes_on (GStrv places, const char *word, const Keys *county)
{
  for (guint i = 0; places[i] != NULL; i++)
    if (goes_on (places[i], word, county))
      return TRUE;
  return FALSE;
}

/* Place and county in one word, as most write it. */
static gboolean
fit_joined (const Keys *place, const char *word, const Keys *county)
{
  return goes_on (place->name, word, county) || any_goes_on (place->initials, word, county)
         || any_goes_on (place->readings, word, county);
}

static Fit
fit_word (const Entry *entry, const char *word)
{
  Fit fit = fit_keys (entry->name, word);

  if (fit != FIT_NOT && fit != FIT_INSIDE)
    return fit;
  if (g_str_has_prefix (entry->county->code, word))
    return FIT_CODE;
  if (fit_joined (entry->prefecture, word, entry->name)
      || fit_joined (entry->province, word, entry->name))
    return FIT_JOINED;
  if (fit == FIT_INSIDE)
    return fit;
  return fit_keys (entry->prefecture, word) != FIT_NOT
             || fit_keys (entry->province, word) != FIT_NOT
           ? FIT_PLACE
           : FIT_NOT;
}

/* All words must fit; one of them should be for the county itself. */
static Fit
fit_words (const Entry *entry, const GStrv words)
{
  Fit best = FIT_PLACE;

  for (guint i = 0; words[i] != NULL; i++)
    {
      Fit fit = *words[i] != '\0' ? fit_word (entry, words[i]) : FIT_PLACE;

      if (fit == FIT_NOT)
        return FIT_NOT;
      best = MIN (best, fit);
    }
  return best;
}

/**
 * doudi_county_finder_find:
 * @finder: (not nullable): a finder
 * @typed: (not nullable): words for the county, its prefecture or province, each the name or a part
 *   of it, the beginning of its pinyin, its initials or its code, or those of place and county in
 *   one; "" finds all
 * @most: no more than these
 *
 * Finds the counties that may be meant.
 *
 * Returns: (transfer container) (element-type DoudiCounty): they belong to @finder, the best first
 */
GPtrArray *
doudi_county_finder_find (const DoudiCountyFinder *finder, const char *typed, guint most)
{
  g_autofree char *normal = doudi_text_normalise (typed);
  g_autofree char *folded = g_utf8_casefold (normal, -1);
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);
  g_autofree guint8 *fits = g_new (guint8, finder->entries->len);
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; i < finder->entries->len; i++)
    fits[i] = (guint8) fit_words (&g_array_index (finder->entries, Entry, i), words);
  for (guint fit = FIT_START; fit < FIT_NOT; fit++)
    for (guint i = 0; i < finder->entries->len && found->len < most; i++)
      if (fits[i] == fit)
        g_ptr_array_add (found, (gpointer) g_array_index (finder->entries, Entry, i).county);
  return found;
}
