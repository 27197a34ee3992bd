/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "store/doudi-search-key.h"
#include "store/doudi-store.h"

G_BEGIN_DECLS

/**
 * DoudiSearchHit:
 * @person_id: the person found; the head, or 0, where the word finds the whole household
 */
typedef struct
{
  gint64 household_id;
  gint64 person_id;
  DoudiSearchKind kind;
} DoudiSearchHit;

/**
 * DoudiKeyRange:
 *
 * A stretch of the table of keys, @high not included.
 */
typedef struct
{
  DoudiSearchKind kind;
  char *low;
  char *high;
} DoudiKeyRange;

/**
 * DoudiSearchWord:
 * @ranges: (element-type DoudiKeyRange): where to look
 * @places: (element-type utf8): codes (12 digits, 9 or 6) of divisions whose name fits
 * @hits: (element-type DoudiSearchHit): in order of household and person
 * @capped: whether there are more hits than were read
 */
typedef struct
{
  GArray *ranges;
  GPtrArray *places;
  GArray *hits;
  gboolean capped;
} DoudiSearchWord;

/**
 * DoudiHouseholdSet:
 *
 * Households that are still in question, for looking up quickly whether one is.
 */
typedef struct _DoudiHouseholdSet DoudiHouseholdSet;

DoudiHouseholdSet *doudi_household_set_new (GArray *hits);
void doudi_household_set_free (DoudiHouseholdSet *set);

DoudiSearchWord *doudi_search_word_new (DoudiStore *store, const char *text, GError **error);
void doudi_search_word_free (DoudiSearchWord *word);
gboolean doudi_search_word_look_up (DoudiSearchWord *word, DoudiStore *store, guint max, const DoudiHouseholdSet *among, GError **error);
GArray *doudi_search_word_ask (const DoudiSearchWord *word, DoudiStore *store, GArray *hits, GError **error);
GArray *doudi_search_hits_intersect (GArray *one, GArray *other);
int doudi_search_hit_compare (gconstpointer one, gconstpointer other);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiHouseholdSet, doudi_household_set_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiSearchWord, doudi_search_word_free)

G_END_DECLS
