/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "casework/doudi-exclusion.h"

#include "store/doudi-award-store.h"
#include "store/doudi-exclusion-store.h"

/*
 * @awards: id to Draw, those of the pairs
 * @held: id to GArray of DoudiMonth
 */
struct _DoudiExclusions
{
  GHashTable *awards;
  GHashTable *held;
};

/* @months: those in which it counts, in order. */
typedef struct
{
  DoudiAwardRow *award;
  GArray *months;
} Draw;

typedef struct
{
  DoudiExclusions *exclusions;
  DoudiStore *store;
  const DoudiPolicy *policy;
  DoudiExclusionBasis basis;
  DoudiMonth through;
} Loading;

static void
draw_free (gpointer data)
{
  Draw *draw = data;

  doudi_award_row_free (draw->award);
  g_array_unref (draw->months);
  g_free (draw);
}

static int
persons_in (const DoudiAwardRow *award, DoudiMonth month)
{
  int persons = 0;

  if (month < award->first_month)
    return 0;
  for (guint i = 0; i < award->terms->len; i++)
    {
      const DoudiAwardTermRow *term = &g_array_index (award->terms, DoudiAwardTermRow, i);

      if (term->from <= month)
        persons = term->persons;
    }
  return persons;
}

static void
add_months_of_terms (Draw *draw, DoudiMonth through)
{
  for (DoudiMonth month = draw->award->first_month; month <= through;
       month = doudi_month_add (month, 1))
    if (persons_in (draw->award, month) > 0)
      g_array_append_val (draw->months, month);
}

static gboolean
add_months_of_ledger (Draw *draw, const Loading *loading, GError **error)
{
  g_autoptr (GArray) lines = doudi_award_ledger (loading->store, draw->award->id, error);
  DoudiFen fen = 0;

  for (guint i = 0; lines != NULL && i < lines->len; i++)
    {
      const DoudiLedgerLine *line = &g_array_index (lines, DoudiLedgerLine, i);

      fen += line->fen;
      if (i + 1 < lines->len && (line + 1)->for_month == line->for_month)
        continue;
      if (fen > 0 && line->for_month <= loading->through)
        g_array_append_val (draw->months, line->for_month);
      fen = 0;
    }
  return lines != NULL;
}

static const Draw *
get_draw (const Loading *loading, gint64 award_id, GError **error)
{
  Draw *draw = g_hash_table_lookup (loading->exclusions->awards, &award_id);
  DoudiAwardRow *award;

  if (draw != NULL)
    return draw;
  award = doudi_award_get (loading->store, award_id, error);
  if (award == NULL)
    return NULL;
  draw = g_new0 (Draw, 1);
  draw->award = award;
  draw->months = g_array_new (FALSE, FALSE, sizeof (DoudiMonth));
  g_hash_table_insert (loading->exclusions->awards, &draw->award->id, draw);
  if (loading->basis == DOUDI_EXCLUSION_BY_TERMS)
    add_months_of_terms (draw, loading->through);
  else if (!add_months_of_ledger (draw, loading, error))
    return NULL;
  return draw;
}

static gboolean
has_month (const GArray *months, DoudiMonth month)
{
  for (guint i = 0; i < months->len; i++)
    if (g_array_index (months, DoudiMonth, i) == month)
      return TRUE;
  return FALSE;
}

static void
hold (DoudiExclusions *exclusions, gint64 award_id, DoudiMonth month)
{
  GArray *months = g_hash_table_lookup (exclusions->held, &award_id);

  if (months == NULL)
    {
      months = g_array_new (FALSE, FALSE, sizeof (DoudiMonth));
      g_hash_table_insert (exclusions->held, g_memdup2 (&award_id, sizeof award_id), months);
    }
  if (!has_month (months, month))
    g_array_append_val (months, month);
}

/* Whether two awards exclude each other in a month. */
static gboolean
exclude (const Loading *loading, const Draw *one, const Draw *other, DoudiMonth month)
{
  return doudi_programmes_exclude (loading->policy,
                                   doudi_programme_from_name (one->award->programme),
                                   doudi_programme_from_name (other->award->programme), month);
}

static gboolean
hold_pair_of_persons (const Loading *loading, const DoudiAwardPair *pair, GError **error)
{
  const Draw *one = get_draw (loading, pair->award_id, error);
  const Draw *other = one != NULL ? get_draw (loading, pair->other_id, error) : NULL;

  if (other == NULL)
    return FALSE;
  for (guint i = 0; i < one->months->len; i++)
    {
      DoudiMonth month = g_array_index (one->months, DoudiMonth, i);

      if (has_month (other->months, month) && exclude (loading, one, other, month))
        hold (loading->exclusions, MAX (pair->award_id, pair->other_id), month);
    }
  return TRUE;
}

/* How many persons of the household of pair @index draw an award of their own in @month. */
static gboolean
count_drawing (const Loading *loading,
               GArray *pairs,
               guint index,
               DoudiMonth month,
               int *count,
               GError **error)
{
  DoudiAwardPair *all = (DoudiAwardPair *) (gpointer) pairs->data;
  gint64 other_id = all[index].other_id;
  g_autoptr (GHashTable) persons = g_hash_table_new (g_int64_hash, g_int64_equal);

  while (index > 0 && all[index - 1].other_id == other_id)
    index--;
  for (; index < pairs->len && all[index].other_id == other_id; index++)
    {
      const Draw *draw = get_draw (loading, all[index].award_id, error);

      if (draw == NULL)
        return FALSE;
      if (has_month (draw->months, month))
        g_hash_table_add (persons, &all[index].person_id);
    }
  *count = (int) g_hash_table_size (persons);
  return TRUE;
}

/* A household's award says how many of its members it covers, not which. Somebody draws twice for
 * certain when it covers more than those that are left without those who draw an award of their
 * own. */
static gboolean
hold_month_of_member (const Loading *loading,
                      GArray *pairs,
                      guint index,
                      DoudiMonth month,
                      GError **error)
{
  const DoudiAwardPair *pair = &g_array_index (pairs, DoudiAwardPair, index);
  const Draw *own = get_draw (loading, pair->award_id, error);
  const Draw *household = own != NULL ? get_draw (loading, pair->other_id, error) : NULL;
  int drawing;
  gint64 members;

  if (household == NULL)
    return FALSE;
  if (!has_month (household->months, month) || !exclude (loading, own, household, month))
    return TRUE;
  if (!count_drawing (loading, pairs, index, month, &drawing, error)
      || !doudi_household_count_members (loading->store, pair->household_id,
                                         doudi_month_last_day (month), &members, error))
    return FALSE;
  if (persons_in (household->award, month) > members - drawing)
    hold (loading->exclusions, MAX (pair->award_id, pair->other_id), month);
  return TRUE;
}

static gboolean
hold_pair_of_member (const Loading *loading, GArray *pairs, guint index, GError **error)
{
  const Draw *draw
    = get_draw (loading, g_array_index (pairs, DoudiAwardPair, index).award_id, error);

  if (draw == NULL)
    return FALSE;
  for (guint i = 0; i < draw->months->len; i++)
    if (!hold_month_of_member (loading, pairs, index, g_array_index (draw->months, DoudiMonth, i),
                               error))
      return FALSE;
  return TRUE;
}

static gboolean
load_programmes (const Loading *loading,
                 const DoudiProgrammeInfo *of_person,
                 const DoudiProgrammeInfo *other,
                 GError **error)
{
  g_autoptr (GArray) pairs
    = other->for_household
        ? doudi_award_pairs_of_members (loading->store, of_person->name, other->name, error)
        : doudi_award_pairs_of_persons (loading->store, of_person->name, other->name, error);

  for (guint i = 0; pairs != NULL && i < pairs->len; i++)
    {
      const DoudiAwardPair *pair = &g_array_index (pairs, DoudiAwardPair, i);

      if (other->for_household ? !hold_pair_of_member (loading, pairs, i, error)
                               : !hold_pair_of_persons (loading, pair, error))
        return FALSE;
    }
  return pairs != NULL;
}

static gboolean
load_all (const Loading *loading, GError **error)
{
  for (guint one = 1; one < DOUDI_N_PROGRAMMES; one++)
    for (guint other = one + 1; other < DOUDI_N_PROGRAMMES; other++)
      {
        const DoudiProgrammeInfo *a = doudi_programme_info ((DoudiProgramme) one);
        const DoudiProgrammeInfo *b = doudi_programme_info ((DoudiProgramme) other);

        if (!doudi_programmes_ever_meet (loading->policy, a->programme, b->programme,
                                         DOUDI_EXCLUSION_EXCLUDE))
          continue;
        if (!load_programmes (loading, a->for_household ? b : a, a->for_household ? a : b, error))
          return FALSE;
      }
  return TRUE;
}

/**
 * doudi_exclusions_load:
 * @store: the caseload
 * @policy: what is known
 * @basis: what makes an award count in a month
 * @through: the last month
 * @error: return location
 *
 * Finds who would draw two benefits that exclude each other (doudi_programmes_exclude(), domain
 * reference §2.7). For awards of persons that is exact; a household's award counts against those
 * of its members only where it covers more members than are left.
 *
 * Returns: (transfer full): what was found; %NULL with @error set
 */
DoudiExclusions *
doudi_exclusions_load (DoudiStore *store,
                       const DoudiPolicy *policy,
                       DoudiExclusionBasis basis,
                       DoudiMonth through,
                       GError **error)
{
  g_autoptr (DoudiExclusions) exclusions = g_new0 (DoudiExclusions, 1);
  Loading loading = { exclusions, store, policy, basis, through };

  exclusions->awards = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, draw_free);
  exclusions->held
    = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) g_array_unref);
  return load_all (&loading, error) ? g_steal_pointer (&exclusions) : NULL;
}

/**
 * doudi_exclusions_hold:
 * @exclusions: what was found
 * @award_id: an award
 * @month: a month
 *
 * Tells whether an award has to wait in a month because of one that was entered earlier.
 *
 * Returns: %TRUE if it has to
 */
gboolean
doudi_exclusions_hold (const DoudiExclusions *exclusions, gint64 award_id, DoudiMonth month)
{
  const GArray *months = g_hash_table_lookup (exclusions->held, &award_id);

  return months != NULL && has_month (months, month);
}

/**
 * doudi_exclusions_touch:
 * @exclusions: what was found
 * @award_id: an award
 *
 * Tells whether an award is one of a pair that exclude each other, in whatever month.
 *
 * Returns: %TRUE if it is
 */
gboolean
doudi_exclusions_touch (const DoudiExclusions *exclusions, gint64 award_id)
{
  return g_hash_table_contains (exclusions->awards, &award_id);
}

/**
 * doudi_exclusions_count_shared:
 * @one: what was found in one way
 * @other: what was found in another
 *
 * Counts the awards that have to wait in the same month by both.
 *
 * Returns: how many
 */
guint
doudi_exclusions_count_shared (const DoudiExclusions *one, const DoudiExclusions *other)
{
  GHashTableIter iter;
  gpointer id, months;
  guint count = 0;

  g_hash_table_iter_init (&iter, one->held);
  while (g_hash_table_iter_next (&iter, &id, &months))
    {
      const GArray *held = months;
      gboolean shared = FALSE;

      for (guint i = 0; i < held->len && !shared; i++)
        shared = doudi_exclusions_hold (other, *(gint64 *) id, g_array_index (held, DoudiMonth, i));
      count += shared ? 1 : 0;
    }
  return count;
}

/**
 * doudi_exclusions_free:
 * @exclusions: (nullable) (transfer full): what was found
 *
 * Frees it.
 */
void
doudi_exclusions_free (DoudiExclusions *exclusions)
{
  if (exclusions == NULL)
    return;
  g_hash_table_unref (exclusions->awards);
  g_hash_table_unref (exclusions->held);
  g_free (exclusions);
}
