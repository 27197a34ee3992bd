/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "store/doudi-search-word.h"

#include <string.h>

#include "base/doudi-division-code.h"
#include "base/doudi-text.h"
#include "store/doudi-registry-private.h"
#include "store/doudi-statement.h"

/* So many keys of a stretch are looked at. */
#define SCANNED_MAX 60000

#define DIGITS_MIN 3
#define LETTERS_MIN_VILLAGE 2
#define LAST_TEXT "\xF4\x8F\xBF\xBF"

static void
key_range_clear (gpointer data)
{
  DoudiKeyRange *range = data;

  g_free (range->low);
  g_free (range->high);
}

/**
 * doudi_search_word_free:
 * @word: (nullable) (transfer full): a word
 *
 * Frees a word with what it found.
 */
void
doudi_search_word_free (DoudiSearchWord *word)
{
  if (word == NULL)
    return;
  g_array_unref (word->ranges);
  g_ptr_array_unref (word->places);
  g_array_unref (word->hits);
  g_free (word);
}

static DoudiSearchWord *
word_new (void)
{
  DoudiSearchWord *word = g_new0 (DoudiSearchWord, 1);

  word->ranges = g_array_new (FALSE, FALSE, sizeof (DoudiKeyRange));
  g_array_set_clear_func (word->ranges, key_range_clear);
  word->places = g_ptr_array_new_with_free_func (g_free);
  word->hits = g_array_new (FALSE, FALSE, sizeof (DoudiSearchHit));
  return word;
}

static void
add_range (DoudiSearchWord *word, DoudiSearchKind kind, const char *text)
{
  DoudiKeyRange range = { kind, doudi_search_key_make (kind, text), NULL };

  range.high = g_strconcat (range.low, LAST_TEXT, NULL);
  g_array_append_val (word->ranges, range);
}

/* Digits, and the X that an identity number may end with. */
static gboolean
is_number (const char *text)
{
  gsize digits = strspn (text, "0123456789");

  return digits > 0 && (text[digits] == '\0' || (text[digits] == 'x' && text[digits + 1] == '\0'));
}

static gboolean
is_letters (const char *text)
{
  for (; *text != '\0'; text++)
    if (!g_ascii_isalpha (*text) && *text != '\'' && *text != '-')
      return FALSE;
  return TRUE;
}

static void
add_number_ranges (DoudiSearchWord *word, const char *text)
{
  g_autofree char *number = g_ascii_strup (text, -1);

  if (strlen (number) < DIGITS_MIN)
    return;
  for (int kind = DOUDI_SEARCH_NUMBER; kind <= DOUDI_SEARCH_TEMPORARY_TAIL; kind++)
    add_range (word, (DoudiSearchKind) kind, number);
}

/* A number that an office made up may have letters in it. */
static void
add_temporary_ranges (DoudiSearchWord *word, const char *text)
{
  g_autofree char *number = g_ascii_strup (text, -1);

  if (strlen (number) < DIGITS_MIN || strpbrk (number, "0123456789") == NULL)
    return;
  add_range (word, DOUDI_SEARCH_TEMPORARY, number);
  add_range (word, DOUDI_SEARCH_TEMPORARY_TAIL, number);
}

static char *
only_letters (const char *text)
{
  GString *letters = g_string_new (NULL);

  for (; *text != '\0'; text++)
    if (g_ascii_isalpha (*text))
      g_string_append_c (letters, *text);
  return g_string_free (letters, FALSE);
}

#define SELECT_DIVISIONS "SELECT code, level, name_key, pinyin, initials FROM division"

static gboolean
division_fits (DoudiStatement *statement, const char *written, const char *letters)
{
  if (letters == NULL)
    return g_str_has_prefix (doudi_statement_get_text (statement, 2), written);
  return strlen (letters) >= LETTERS_MIN_VILLAGE
         && (g_str_has_prefix (doudi_statement_get_text (statement, 3), letters)
             || g_str_has_prefix (doudi_statement_get_text (statement, 4), letters));
}

static char *
place_of_division (DoudiStatement *statement)
{
  const char *code = doudi_statement_get_text (statement, 0);
  const char *level = doudi_statement_get_text (statement, 1);

  if (g_str_equal (level, "village"))
    return g_strdup (code);
  return g_strndup (code, g_str_equal (level, "township") ? 9 : 6);
}

/* There are a few hundred divisions: all are looked at. */
static gboolean
add_places (DoudiStore *store,
            DoudiSearchWord *word,
            const char *text,
            const char *letters,
            GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, SELECT_DIVISIONS, error);
  g_autofree char *written = doudi_division_name_key (text);
  GError *local = NULL;

  if (statement == NULL)
    return FALSE;
  while (doudi_statement_step (statement, &local))
    if (division_fits (statement, written, letters))
      g_ptr_array_add (word->places, place_of_division (statement));
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

static gboolean
fill_word (DoudiSearchWord *word, DoudiStore *store, const char *text, GError **error)
{
  g_autofree char *letters = NULL;

  if (is_number (text))
    {
      add_number_ranges (word, text);
      return TRUE;
    }
  add_range (word, DOUDI_SEARCH_NAME, text);
  add_temporary_ranges (word, text);
  if (!is_letters (text))
    return add_places (store, word, text, NULL, error);
  letters = only_letters (text);
  if (*letters == '\0')
    return TRUE;
  add_range (word, DOUDI_SEARCH_PINYIN, letters);
  add_range (word, DOUDI_SEARCH_INITIALS, letters);
  return add_places (store, word, text, letters, error);
}

/**
 * doudi_search_word_new:
 * @store: the caseload
 * @text: one word in the form of doudi_text_name_key(), not empty
 * @error: return location
 *
 * Makes out what a word may mean.
 *
 * Returns: (transfer full): the word, not looked up yet; %NULL with @error set
 */
DoudiSearchWord *
doudi_search_word_new (DoudiStore *store, const char *text, GError **error)
{
  g_autoptr (DoudiSearchWord) word = word_new ();

  return fill_word (word, store, text, error) ? g_steal_pointer (&word) : NULL;
}

/* One bit for each id of a household, from 0 on. */
struct _DoudiHouseholdSet
{
  gint64 end;
  guint8 bits[];
};

/**
 * doudi_household_set_new:
 * @hits: (element-type DoudiSearchHit): hits in order
 *
 * Makes the set of the households of some hits.
 *
 * Returns: (transfer full): the set
 */
DoudiHouseholdSet *
doudi_household_set_new (GArray *hits)
{
  gint64 end
    = hits->len > 0 ? g_array_index (hits, DoudiSearchHit, hits->len - 1).household_id + 1 : 0;
  DoudiHouseholdSet *set = g_malloc0 (sizeof *set + (gsize) end / 8 + 1);

  set->end = end;
  for (guint i = 0; i < hits->len; i++)
    {
      gint64 id = g_array_index (hits, DoudiSearchHit, i).household_id;

      set->bits[id / 8] |= (guint8) (1u << (id % 8));
    }
  return set;
}

/**
 * doudi_household_set_free:
 * @set: (nullable) (transfer full): a set
 *
 * Frees a set.
 */
void
doudi_household_set_free (DoudiHouseholdSet *set)
{
  g_free (set);
}

static gboolean
is_among (const DoudiHouseholdSet *set, gint64 id)
{
  return set == NULL || (id < set->end && (set->bits[id / 8] & (1u << (id % 8))) != 0);
}

/* Takes the households and persons that a statement finds: @max of them. */
static gboolean
take_hits (DoudiSearchWord *word,
           DoudiStatement *statement,
           DoudiSearchKind kind,
           guint max,
           const DoudiHouseholdSet *among,
           GError **error)
{
  GError *local = NULL;
  guint end = word->hits->len + max;

  while (doudi_statement_step (statement, &local))
    {
      DoudiSearchHit hit
        = { doudi_statement_get_int (statement, 0), doudi_statement_get_int (statement, 1), kind };

      if (!is_among (among, hit.household_id))
        continue;
      word->capped = word->hits->len == end;
      if (word->capped)
        return TRUE;
      g_array_append_val (word->hits, hit);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

#define SELECT_KEYS                                                                                \
  "SELECT household_id, person_id FROM search_key WHERE key >= ?1 AND key < ?2 LIMIT ?3"

static gboolean
look_up_range (DoudiSearchWord *word,
               DoudiStore *store,
               const DoudiKeyRange *range,
               guint max,
               const DoudiHouseholdSet *among,
               GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, SELECT_KEYS, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_text (statement, 1, range->low);
  doudi_statement_bind_text (statement, 2, range->high);
  doudi_statement_bind_int (statement, 3, SCANNED_MAX);
  return take_hits (word, statement, range->kind, max, among, error);
}

#define SELECT_HOUSEHOLDS_OF_PLACE                                                                 \
  "SELECT household_id, 0 FROM household_card WHERE division_code >= ?1 AND division_code < ?2"    \
  " ORDER BY division_code, sort_key LIMIT ?3"

static gboolean
look_up_place (DoudiSearchWord *word,
               DoudiStore *store,
               const char *place,
               guint max,
               const DoudiHouseholdSet *among,
               GError **error)
{
  g_autoptr (DoudiStatement) statement
    = doudi_statement_get (store, SELECT_HOUSEHOLDS_OF_PLACE, error);
  g_autofree char *high = g_strconcat (place, LAST_TEXT, NULL);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_text (statement, 1, place);
  doudi_statement_bind_text (statement, 2, high);
  doudi_statement_bind_int (statement, 3, SCANNED_MAX);
  return take_hits (word, statement, DOUDI_SEARCH_VILLAGE, max, among, error);
}

/**
 * doudi_search_hit_compare:
 * @one: (not nullable): a hit
 * @other: (not nullable): another
 *
 * Orders hits by household, within it first what finds all of it, then by person, the best reason
 * first.
 *
 * Returns: as strcmp()
 */
int
doudi_search_hit_compare (gconstpointer one, gconstpointer other)
{
  const DoudiSearchHit *first = one;
  const DoudiSearchHit *second = other;

  if (first->household_id != second->household_id)
    return first->household_id < second->household_id ? -1 : 1;
  if (first->person_id != second->person_id)
    return first->person_id < second->person_id ? -1 : 1;
  return (int) first->kind - (int) second->kind;
}

/* One hit for each person, with the best reason. */
static void
sort_hits (GArray *hits)
{
  guint kept = 0;

  g_array_sort (hits, doudi_search_hit_compare);
  for (guint i = 0; i < hits->len; i++)
    {
      DoudiSearchHit *hit = &g_array_index (hits, DoudiSearchHit, i);
      const DoudiSearchHit *last
        = kept > 0 ? &g_array_index (hits, DoudiSearchHit, kept - 1) : NULL;

      if (last != NULL && last->household_id == hit->household_id
          && last->person_id == hit->person_id)
        continue;
      g_array_index (hits, DoudiSearchHit, kept++) = *hit;
    }
  g_array_set_size (hits, kept);
}

/**
 * doudi_search_word_look_up:
 * @word: a word
 * @store: the caseload
 * @max: hits to take of each stretch of keys and each place
 * @among: (nullable): only these households, %NULL for all
 * @error: return location
 *
 * Finds what fits a word by itself. What was found before is forgotten.
 *
 * Returns: whether it could be looked up
 */
gboolean
doudi_search_word_look_up (DoudiSearchWord *word,
                           DoudiStore *store,
                           guint max,
                           const DoudiHouseholdSet *among,
                           GError **error)
{
  gboolean capped = FALSE;

  g_array_set_size (word->hits, 0);
  for (guint i = 0; i < word->ranges->len; i++)
    {
      if (!look_up_range (word, store, &g_array_index (word->ranges, DoudiKeyRange, i), max, among,
                          error))
        return FALSE;
      capped = capped || word->capped;
    }
  for (guint i = 0; i < word->places->len; i++)
    {
      if (!look_up_place (word, store, word->places->pdata[i], max, among, error))
        return FALSE;
      capped = capped || word->capped;
    }
  word->capped = capped;
  sort_hits (word->hits);
  return TRUE;
}

static gboolean
is_of_household (const DoudiSearchHit *hit)
{
  return doudi_search_kind_info (hit->kind)->of_household;
}

/* Two words agree on a household; where both name a person, on that person. The reason of the
 * one that names a person is the one to tell. */
static gboolean
agree (const DoudiSearchHit *one, const DoudiSearchHit *other, DoudiSearchHit *both)
{
  if (!is_of_household (one) && !is_of_household (other) && one->person_id != other->person_id)
    return FALSE;
  if (is_of_household (one) != is_of_household (other))
    *both = is_of_household (one) ? *other : *one;
  else
    *both = other->kind < one->kind ? *other : *one;
  if (both->person_id == 0)
    both->person_id = MAX (one->person_id, other->person_id);
  return TRUE;
}

static guint
end_of_household (GArray *hits, guint from)
{
  gint64 household_id = g_array_index (hits, DoudiSearchHit, from).household_id;

  while (from < hits->len
         && g_array_index (hits, DoudiSearchHit, from).household_id == household_id)
    from++;
  return from;
}

/**
 * doudi_search_hits_intersect:
 * @one: (element-type DoudiSearchHit): hits of a word, in order
 * @other: (element-type DoudiSearchHit): those of another
 *
 * Keeps the households, and where both words name one, the persons, that both words find.
 *
 * Returns: (transfer full) (element-type DoudiSearchHit): the hits, in order
 */
GArray *
doudi_search_hits_intersect (GArray *one, GArray *other)
{
  GArray *both = g_array_new (FALSE, FALSE, sizeof (DoudiSearchHit));
  guint i = 0;
  guint j = 0;

  while (i < one->len && j < other->len)
    {
      gint64 first = g_array_index (one, DoudiSearchHit, i).household_id;
      gint64 second = g_array_index (other, DoudiSearchHit, j).household_id;
      guint end = end_of_household (other, j);

      if (first > second)
        {
          j = end;
          continue;
        }
      for (guint k = j; first == second && k < end; k++)
        {
          DoudiSearchHit hit;

          if (agree (&g_array_index (one, DoudiSearchHit, i),
                     &g_array_index (other, DoudiSearchHit, k), &hit))
            g_array_append_val (both, hit);
        }
      i++;
    }
  sort_hits (both);
  return both;
}

#define SELECT_KEY_OF_HOUSEHOLD                                                                    \
  "SELECT person_id FROM search_key WHERE household_id = ?1 AND key >= ?2 AND key < ?3"

static gboolean
ask_range (DoudiStore *store,
           const DoudiSearchHit *hit,
           const DoudiKeyRange *range,
           GArray *hits,
           GError **error)
{
  g_autoptr (DoudiStatement) statement
    = doudi_statement_get (store, SELECT_KEY_OF_HOUSEHOLD, error);
  GError *local = NULL;

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, hit->household_id);
  doudi_statement_bind_text (statement, 2, range->low);
  doudi_statement_bind_text (statement, 3, range->high);
  while (doudi_statement_step (statement, &local))
    {
      const DoudiSearchHit found
        = { hit->household_id, doudi_statement_get_int (statement, 0), range->kind };
      DoudiSearchHit both;

      if (agree (hit, &found, &both))
        g_array_append_val (hits, both);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

#define SELECT_PLACE_OF_HOUSEHOLD "SELECT division_code FROM household_card WHERE household_id = ?1"

static gboolean
is_in_place (const DoudiSearchWord *word, const char *division_code)
{
  for (guint i = 0; i < word->places->len; i++)
    if (g_str_has_prefix (division_code, word->places->pdata[i]))
      return TRUE;
  return FALSE;
}

static gboolean
ask_places (const DoudiSearchWord *word,
            DoudiStore *store,
            const DoudiSearchHit *hit,
            GArray *hits,
            GError **error)
{
  g_autoptr (DoudiStatement) statement = NULL;
  gboolean found;

  if (word->places->len == 0)
    return TRUE;
  statement = doudi_statement_get (store, SELECT_PLACE_OF_HOUSEHOLD, error);
  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, hit->household_id);
  if (!doudi_statement_step_once (statement, &found, error))
    return FALSE;
  if (found && is_in_place (word, doudi_statement_get_text (statement, 0)))
    g_array_append_val (hits, *hit);
  return TRUE;
}

static gboolean
ask_household (const DoudiSearchWord *word,
               DoudiStore *store,
               const DoudiSearchHit *hit,
               GArray *hits,
               GError **error)
{
  for (guint i = 0; i < word->ranges->len; i++)
    if (!ask_range (store, hit, &g_array_index (word->ranges, DoudiKeyRange, i), hits, error))
      return FALSE;
  return ask_places (word, store, hit, hits, error);
}

/**
 * doudi_search_word_ask:
 * @word: a word that finds too many by itself
 * @store: the caseload
 * @hits: (element-type DoudiSearchHit): what other words found
 * @error: return location
 *
 * Asks households one by one whether they fit a word.
 *
 * Returns: (transfer full) (element-type DoudiSearchHit): those that do, in order; %NULL with
 *   @error set
 */
GArray *
doudi_search_word_ask (const DoudiSearchWord *word, DoudiStore *store, GArray *hits, GError **error)
{
  g_autoptr (GArray) both = g_array_new (FALSE, FALSE, sizeof (DoudiSearchHit));

  for (guint i = 0; i < hits->len; i++)
    if (!ask_household (word, store, &g_array_index (hits, DoudiSearchHit, i), both, error))
      return NULL;
  sort_hits (both);
  return g_steal_pointer (&both);
}
