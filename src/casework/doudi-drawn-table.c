/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "casework/doudi-drawn-table.h"

#include "casework/doudi-due-table.h"
#include "store/doudi-exclusion-store.h"

/*
 * @by_award: id to a GArray of DoudiDrawn
 * @others: the awards that these point into
 */
struct _DoudiDrawnTable
{
  GHashTable *by_award;
  GPtrArray *others;
};

/* An award of which something is drawn. @facts borrow @terms. */
typedef struct
{
  GArray *terms;
  DoudiEntitlementFacts facts;
} Other;

typedef struct
{
  DoudiDrawnTable *table;
  DoudiStore *store;
  DoudiMonth through;
  gint64 terms_through;
} Loading;

static void
other_free (gpointer data)
{
  Other *other = data;

  g_array_unref (other->terms);
  g_free (other);
}

/**
 * doudi_drawn_terms:
 * @rows: (element-type DoudiAwardTermRow): terms as they are stored
 *
 * Returns: (transfer full) (element-type DoudiTerm): the same as the rules take them
 */
GArray *
doudi_drawn_terms (const GArray *rows)
{
  GArray *terms = g_array_sized_new (FALSE, FALSE, sizeof (DoudiTerm), rows->len);

  for (guint i = 0; i < rows->len; i++)
    {
      DoudiTerm term = doudi_due_term_facts (&g_array_index (rows, DoudiAwardTermRow, i));

      g_array_append_val (terms, term);
    }
  return terms;
}

/* Adds what the person of @award_id draws of @award by @terms, which it takes. */
static void
add_drawn (const Loading *loading,
           gint64 award_id,
           const DoudiAwardRow *award,
           GArray *terms,
           gboolean share)
{
  Other *other = g_new0 (Other, 1);
  DoudiDrawn drawn = { &other->facts, award->first_month, share };
  GArray *list = g_hash_table_lookup (loading->table->by_award, &award_id);

  other->terms = terms;
  other->facts.programme = doudi_programme_from_name (award->programme);
  other->facts.residence = doudi_residence_from_name (award->residence);
  other->facts.terms = (const DoudiTerm *) (gconstpointer) terms->data;
  other->facts.n_terms = terms->len;
  g_ptr_array_add (loading->table->others, other);
  if (list == NULL)
    {
      list = g_array_new (FALSE, FALSE, sizeof (DoudiDrawn));
      g_hash_table_insert (loading->table->by_award, g_memdup2 (&award_id, sizeof award_id), list);
    }
  g_array_append_val (list, drawn);
}

static gboolean
add_own (const Loading *loading, const DoudiAwardPair *pair, GError **error)
{
  g_autoptr (DoudiAwardRow) other
    = doudi_award_get_as_of (loading->store, pair->other_id, loading->terms_through, error);

  if (other == NULL)
    return FALSE;
  add_drawn (loading, pair->award_id, other, doudi_drawn_terms (other->terms), FALSE);
  return TRUE;
}

/* Whether the household's award covers the person: as was said, else where it covers everybody. */
static gboolean
is_covered (const Loading *loading,
            const DoudiAwardTermRow *own,
            const DoudiAwardTermRow *household,
            gint64 household_id,
            DoudiMonth month,
            gboolean *covered,
            GError **error)
{
  gint64 members = 0;

  *covered = own != NULL && own->share == DOUDI_AWARD_SHARE_YES;
  if (own == NULL || own->share != DOUDI_AWARD_SHARE_NOT_SAID || household == NULL
      || household->persons == 0)
    return TRUE;
  if (!doudi_household_count_members (loading->store, household_id, doudi_month_last_day (month),
                                      &members, error))
    return FALSE;
  *covered = members > 0 && household->persons >= members;
  return TRUE;
}

/* The terms of a household's award as one of its members meets them: none in the months in which
 * the member is not covered. */
static GArray *
terms_for_member (const Loading *loading,
                  const DoudiAwardRow *own,
                  const DoudiAwardRow *household,
                  GError **error)
{
  g_autoptr (GArray) terms = g_array_new (FALSE, FALSE, sizeof (DoudiTerm));
  const DoudiAwardTermRow *last = NULL;
  gboolean was_covered = FALSE;

  for (DoudiMonth month = household->first_month; month <= loading->through;
       month = doudi_month_add (month, 1))
    {
      const DoudiAwardTermRow *row = doudi_due_term (household->terms, month);
      DoudiTerm term;
      gboolean covered;

      if (!is_covered (loading, doudi_due_term (own->terms, month), row, household->household_id,
                       month, &covered, error))
        return NULL;
      if (row == NULL || (row == last && covered == was_covered))
        continue;
      term = doudi_due_term_facts (row);
      term.from = month;
      term.persons = covered ? term.persons : 0;
      g_array_append_val (terms, term);
      last = row;
      was_covered = covered;
    }
  return g_steal_pointer (&terms);
}

static gboolean
add_share (const Loading *loading, const DoudiAwardPair *pair, GError **error)
{
  g_autoptr (DoudiAwardRow) own
    = doudi_award_get_as_of (loading->store, pair->award_id, loading->terms_through, error);
  g_autoptr (DoudiAwardRow) household
    = own != NULL
        ? doudi_award_get_as_of (loading->store, pair->other_id, loading->terms_through, error)
        : NULL;
  GArray *terms = household != NULL ? terms_for_member (loading, own, household, error) : NULL;

  if (terms == NULL)
    return FALSE;
  add_drawn (loading, pair->award_id, household, terms, TRUE);
  return TRUE;
}

static gboolean
load_other (const Loading *loading,
            const DoudiProgrammeInfo *info,
            const DoudiProgrammeInfo *other,
            GError **error)
{
  g_autoptr (GArray) pairs
    = other->for_household
        ? doudi_award_pairs_of_members (loading->store, info->name, other->name, error)
        : doudi_award_pairs_of_persons (loading->store, info->name, other->name, error);

  for (guint i = 0; pairs != NULL && i < pairs->len; i++)
    {
      const DoudiAwardPair *pair = &g_array_index (pairs, DoudiAwardPair, i);

      if (other->for_household ? !add_share (loading, pair, error)
                               : !add_own (loading, pair, error))
        return FALSE;
    }
  return pairs != NULL;
}

/**
 * doudi_drawn_table_load:
 * @store: the caseload
 * @policy: what is known
 * @programme: a programme
 * @through: the last month that is looked at
 * @terms_through: terms with a later id are left out; 0 for none
 * @error: return location
 *
 * Finds, for every award of @programme, what its person draws of the awards that are deducted from
 * it (the rule "exclusion", choice "difference"; 民发〔2019〕62号). Of a household's award the
 * person has a share in the months in which it is said to cover the person, or, where nothing is
 * said, in which it covers every member.
 *
 * Returns: (transfer full): the table, empty for programmes that nothing is deducted from; %NULL
 *   with @error set
 */
DoudiDrawnTable *
doudi_drawn_table_load (DoudiStore *store,
                        const DoudiPolicy *policy,
                        DoudiProgramme programme,
                        DoudiMonth through,
                        gint64 terms_through,
                        GError **error)
{
  g_autoptr (DoudiDrawnTable) table = g_new0 (DoudiDrawnTable, 1);
  const DoudiProgrammeInfo *info = doudi_programme_info (programme);
  Loading loading = { table, store, through, terms_through };

  table->by_award
    = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) g_array_unref);
  table->others = g_ptr_array_new_with_free_func (other_free);
  for (guint i = 1; !info->for_household && i < DOUDI_N_PROGRAMMES; i++)
    {
      const DoudiProgrammeInfo *other = doudi_programme_info ((DoudiProgramme) i);

      if (doudi_programmes_ever_meet (policy, programme, other->programme,
                                      DOUDI_EXCLUSION_DIFFERENCE)
          && !load_other (&loading, info, other, error))
        return NULL;
    }
  return g_steal_pointer (&table);
}

/**
 * doudi_drawn_table_get:
 * @table: a table
 * @award_id: an award of its programme
 * @n: (out): how many there are
 *
 * Returns: (transfer none) (nullable) (array length=n): what the person draws already
 */
const DoudiDrawn *
doudi_drawn_table_get (const DoudiDrawnTable *table, gint64 award_id, guint *n)
{
  const GArray *list = g_hash_table_lookup (table->by_award, &award_id);

  *n = list != NULL ? list->len : 0;
  return list != NULL ? (const DoudiDrawn *) (gconstpointer) list->data : NULL;
}

/**
 * doudi_drawn_table_free:
 * @table: (nullable) (transfer full): a table
 *
 * Frees a table.
 */
void
doudi_drawn_table_free (DoudiDrawnTable *table)
{
  if (table == NULL)
    return;
  g_hash_table_unref (table->by_award);
  g_ptr_array_unref (table->others);
  g_free (table);
}
