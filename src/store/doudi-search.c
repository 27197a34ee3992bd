/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "store/doudi-search.h"

#include <string.h>

#include "base/doudi-text.h"
#include "store/doudi-registry-private.h"
#include "store/doudi-statement.h"

/* One word alone is looked up so far, and the total says no more than that. */
#define TOTAL_MAX DOUDI_SEARCH_TOTAL_MAX

/* Of several words each is looked up so far at first, to learn which one says most. */
#define FIRST_MAX 3000

/* The word that says most is looked up so far when even that one finds more. */
#define CANDIDATES_MAX 40000

/* So few households are asked one by one about another word; for more it is quicker to look that
 * word up among them. */
#define ASKED_MAX 300

#define WORDS_MAX 6

static gboolean
add_word (DoudiStore *store, GPtrArray *words, const char *text, GError **error)
{
  g_autofree char *key = doudi_text_name_key (text);
  DoudiSearchWord *word;

  if (*key == '\0')
    return TRUE;
  word = doudi_search_word_new (store, key, error);
  if (word != NULL)
    g_ptr_array_add (words, word);
  return word != NULL;
}

/* The words beyond the sixth are left out. */
static GPtrArray *
read_words (DoudiStore *store, const char *text, GError **error)
{
  g_autofree char *normal = doudi_text_normalise (text);
  g_auto (GStrv) parts = g_strsplit (normal, " ", -1);
  g_autoptr (GPtrArray) words
    = g_ptr_array_new_with_free_func ((GDestroyNotify) doudi_search_word_free);

  for (guint i = 0; parts[i] != NULL && words->len < WORDS_MAX; i++)
    if (!add_word (store, words, parts[i], error))
      return NULL;
  return g_steal_pointer (&words);
}

static gboolean
look_up_words (DoudiStore *store, GPtrArray *words, const DoudiHouseholdSet *among, GError **error)
{
  guint max = words->len > 1 ? FIRST_MAX : TOTAL_MAX;

  for (guint i = 0; i < words->len; i++)
    if (!doudi_search_word_look_up (words->pdata[i], store, max, among, error))
      return FALSE;
  return TRUE;
}

/* Complete words first, the most selective one first among them. */
static int
compare_words (gconstpointer one, gconstpointer other)
{
  const DoudiSearchWord *first = *(DoudiSearchWord *const *) one;
  const DoudiSearchWord *second = *(DoudiSearchWord *const *) other;

  if (first->capped != second->capped)
    return first->capped ? 1 : -1;
  return (first->hits->len > second->hits->len) - (first->hits->len < second->hits->len);
}

/* What of @hits fits a word too. */
static GArray *
narrow (DoudiStore *store, DoudiSearchWord *word, GArray *hits, GError **error)
{
  g_autoptr (DoudiHouseholdSet) among = NULL;

  if (!word->capped)
    return doudi_search_hits_intersect (hits, word->hits);
  if (hits->len <= ASKED_MAX)
    return doudi_search_word_ask (word, store, hits, error);
  among = doudi_household_set_new (hits);
  if (!doudi_search_word_look_up (word, store, CANDIDATES_MAX, among, error))
    return NULL;
  return doudi_search_hits_intersect (hits, word->hits);
}

/* What fits all words. */
static GArray *
combine_words (DoudiStore *store, GPtrArray *words, const DoudiHouseholdSet *among, GError **error)
{
  DoudiSearchWord *first;
  g_autoptr (GArray) hits = NULL;

  g_ptr_array_sort (words, compare_words);
  first = g_ptr_array_index (words, 0);
  if (words->len > 1 && first->capped
      && !doudi_search_word_look_up (first, store, CANDIDATES_MAX, among, error))
    return NULL;
  hits = g_array_ref (first->hits);
  for (guint i = 1; i < words->len; i++)
    {
      GArray *both = narrow (store, words->pdata[i], hits, error);

      if (both == NULL)
        return NULL;
      g_array_unref (hits);
      hits = both;
    }
  return g_steal_pointer (&hits);
}

/* Where members are found, the household as a whole is not told besides. */
static void
drop_whole_households (GArray *hits)
{
  guint kept = 0;

  for (guint i = 0; i < hits->len; i++)
    {
      DoudiSearchHit *hit = &g_array_index (hits, DoudiSearchHit, i);

      if (hit->person_id != 0 || i + 1 == hits->len
          || g_array_index (hits, DoudiSearchHit, i + 1).household_id != hit->household_id)
        g_array_index (hits, DoudiSearchHit, kept++) = *hit;
    }
  g_array_set_size (hits, kept);
}

/**
 * doudi_search_hits:
 * @store: the caseload
 * @text: what a person typed
 * @among: (nullable): only these households, %NULL for all
 * @more: (out): one word alone found more than was read
 * @error: return location
 *
 * Looks up all words of a text.
 *
 * Returns: (transfer full) (element-type DoudiSearchHit): what fits all of them, in order of the
 *   household and the person; none for a text without words. %NULL with @error set
 */
GArray *
doudi_search_hits (DoudiStore *store,
                   const char *text,
                   const DoudiHouseholdSet *among,
                   gboolean *more,
                   GError **error)
{
  g_autoptr (GPtrArray) words = read_words (store, text, error);
  GArray *hits;

  *more = FALSE;
  if (words == NULL || !look_up_words (store, words, among, error))
    return NULL;
  if (words->len == 0)
    return g_array_new (FALSE, FALSE, sizeof (DoudiSearchHit));
  *more = words->len == 1 && ((DoudiSearchWord *) words->pdata[0])->capped;
  hits = combine_words (store, words, among, error);
  if (hits != NULL)
    drop_whole_households (hits);
  return hits;
}

/* A hit with its place in the order of the list. */
typedef struct
{
  DoudiSearchHit hit;
  char *division_code;
  char *sort_key;
} Ordered;

static void
ordered_clear (gpointer data)
{
  Ordered *ordered = data;

  g_free (ordered->division_code);
  g_free (ordered->sort_key);
}

static int
compare_ordered (gconstpointer one, gconstpointer other)
{
  const Ordered *first = one;
  const Ordered *second = other;
  int order = strcmp (first->division_code, second->division_code);

  if (order == 0)
    order = strcmp (first->sort_key, second->sort_key);
  return order != 0 ? order : doudi_search_hit_compare (&first->hit, &second->hit);
}

#define SELECT_ORDER "SELECT division_code, sort_key FROM household_card WHERE household_id = ?1"

static gboolean
add_ordered (DoudiStore *store, const DoudiSearchHit *hit, GArray *ordered, GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, SELECT_ORDER, error);
  GError *local = NULL;

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, hit->household_id);
  if (doudi_statement_step (statement, &local))
    {
      Ordered one = { *hit, doudi_statement_dup_text (statement, 0),
                      doudi_statement_dup_text (statement, 1) };

      g_array_append_val (ordered, one);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

static GArray *
order_hits (DoudiStore *store, GArray *hits, GError **error)
{
  g_autoptr (GArray) ordered = g_array_new (FALSE, FALSE, sizeof (Ordered));

  g_array_set_clear_func (ordered, ordered_clear);
  for (guint i = 0; i < MIN (hits->len, TOTAL_MAX); i++)
    if (!add_ordered (store, &g_array_index (hits, DoudiSearchHit, i), ordered, error))
      return NULL;
  g_array_sort (ordered, compare_ordered);
  return g_steal_pointer (&ordered);
}

#define SELECT_ROW                                                                                 \
  "SELECT " DOUDI_CARD_COLUMNS                                                                     \
  ", (SELECT name FROM person WHERE id = ?2) FROM household_card c " DOUDI_CARD_JOINS              \
  " WHERE c.household_id = ?1"

static gboolean
add_row (DoudiStore *store, const DoudiSearchHit *hit, GPtrArray *rows, GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, SELECT_ROW, error);
  DoudiHouseholdRow *row;

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, hit->household_id);
  doudi_statement_bind_int (statement, 2, hit->person_id);
  if (!doudi_statement_step (statement, error))
    return FALSE;
  row = doudi_household_row_from_statement (statement);
  g_ptr_array_add (rows, row);
  g_free (row->why);
  row->why = g_strdup (doudi_search_kind_info (hit->kind)->why);
  if (hit->person_id == 0)
    return TRUE;
  row->person_id = hit->person_id;
  g_free (row->person_name);
  row->person_name = doudi_statement_dup_text (statement, DOUDI_N_CARD_COLUMNS);
  return TRUE;
}

static GPtrArray *
rows_of_hits (DoudiStore *store, GArray *hits, guint limit, GError **error)
{
  g_autoptr (GPtrArray) rows
    = g_ptr_array_new_with_free_func ((GDestroyNotify) doudi_household_row_free);
  g_autoptr (GArray) ordered = order_hits (store, hits, error);

  if (ordered == NULL)
    return NULL;
  for (guint i = 0; i < MIN (ordered->len, limit); i++)
    if (!add_row (store, &g_array_index (ordered, Ordered, i).hit, rows, error))
      return NULL;
  return g_steal_pointer (&rows);
}

/**
 * doudi_registry_search:
 * @store: the caseload
 * @text: what a person typed: words separated by spaces, all of which must fit
 * @limit: rows at most
 * @total: (out) (optional): how many persons fit; %DOUDI_SEARCH_TOTAL_MAX when there are at least
 *   so many. Of several words that each find many thousands it is what was found of them
 * @error: return location
 *
 * Finds members of households. A word is the beginning of a name or its last two characters, the
 * beginning of any reading of it or of its initials, the beginning of an identity number, of the
 * day of birth in it or its end, the beginning or end of a telephone number, the end of an
 * account (three digits or more), or the beginning of the name of a village or township, its
 * reading or its initials. Rows come by village, then by the pinyin of the head.
 *
 * Returns: (transfer container) (element-type DoudiHouseholdRow): the rows; %NULL with @error set
 */
GPtrArray *
doudi_registry_search (DoudiStore *store,
                       const char *text,
                       guint limit,
                       gint64 *total,
                       GError **error)
{
  gboolean more;
  g_autoptr (DoudiTransaction) still = NULL;
  g_autoptr (GArray) hits = NULL;

  if (!doudi_transaction_ensure_reading (store, &still, error))
    return NULL;
  hits = doudi_search_hits (store, text, NULL, &more, error);
  if (hits == NULL)
    return NULL;
  if (total != NULL)
    *total = more ? TOTAL_MAX : MIN ((gint64) hits->len, TOTAL_MAX);
  return rows_of_hits (store, hits, limit, error);
}
