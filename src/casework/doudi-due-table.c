/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "casework/doudi-due-table.h"

#include <string.h>

#include "base/doudi-error.h"
#include "casework/doudi-drawn-table.h"

/*
 * @rows: packed circumstances to an array of DoudiFen, one a month from @first to @last
 * @last_key, @last_row: of the look-up before
 * @drawn: what persons draw of other awards
 * @own: such an array for an award that depends on more than the packed circumstances
 */
struct _DoudiDueTable
{
  const DoudiPolicy *policy;
  DoudiProgramme programme;
  DoudiMonth first;
  DoudiMonth last;
  GHashTable *rows;
  gint64 last_key;
  const DoudiFen *last_row;
  DoudiDrawnTable *drawn;
  DoudiFen *own;
};

/**
 * doudi_due_table_new:
 * @store: the caseload
 * @policy: what is known; must outlive the table
 * @range: the awards that will be asked for: programme, last month and last term count
 * @first: the first month that is looked at; for doudi_due_table_compare() no award may begin
 *   earlier
 * @error: return location
 *
 * Makes an empty table. What persons draw of other awards is read at once.
 *
 * Returns: (transfer full): the table; %NULL with @error set
 */
DoudiDueTable *
doudi_due_table_new (DoudiStore *store,
                     const DoudiPolicy *policy,
                     const DoudiAwardScanRange *range,
                     DoudiMonth first,
                     GError **error)
{
  DoudiProgramme programme = doudi_programme_from_name (range->programme);
  DoudiDrawnTable *drawn = doudi_drawn_table_load (store, policy, programme, range->through,
                                                   range->terms_through, error);
  DoudiDueTable *table;

  if (drawn == NULL)
    return NULL;
  table = g_new0 (DoudiDueTable, 1);
  table->policy = policy;
  table->programme = programme;
  table->first = first;
  table->last = range->through;
  table->drawn = drawn;
  table->own = g_new0 (DoudiFen, doudi_month_between (first, range->through) + 1);
  table->rows = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  table->last_key = -1;
  return table;
}

/**
 * doudi_due_term_facts:
 * @row: a term as it is stored
 *
 * Turns a stored term into what the rules take.
 *
 * Returns: the term
 */
DoudiTerm
doudi_due_term_facts (const DoudiAwardTermRow *row)
{
  DoudiTerm term = {
    .from = row->from,
    .persons = row->persons,
    .benefit_class = row->benefit_class,
    .care = doudi_care_from_name (row->care),
    .self_care = doudi_self_care_from_name (row->self_care),
    .income_known = row->income_known,
    .yearly_income = row->yearly_income,
    .single_person = row->single_person,
    .taper = row->taper,
  };

  G_STATIC_ASSERT (sizeof term.key_persons == sizeof row->key_persons);
  memcpy (term.key_persons, row->key_persons, sizeof term.key_persons);
  return term;
}

/**
 * doudi_due_term:
 * @terms: (element-type DoudiAwardTermRow): terms in order of month
 * @month: a month
 *
 * Finds the term that holds in a month.
 *
 * Returns: (nullable) (transfer none): the term; %NULL before the first one
 */
const DoudiAwardTermRow *
doudi_due_term (const GArray *terms, DoudiMonth month)
{
  const DoudiAwardTermRow *found = NULL;

  for (guint i = 0; i < terms->len; i++)
    {
      const DoudiAwardTermRow *term = &g_array_index (terms, DoudiAwardTermRow, i);

      if (term->from <= month)
        found = term;
    }
  return found;
}

static gint64
pack (DoudiResidence residence, const DoudiTerm *term)
{
  gint64 key = term->persons;

  key = key * 4 + (gint64) residence;
  key = key * 16 + term->benefit_class;
  key = key * 4 + (gint64) term->care;
  return key * 4 + (gint64) term->self_care;
}

/* %FALSE only on an error that is more than a missing standard. */
static gboolean
compute_due (const DoudiPolicy *policy,
             const DoudiEntitlementFacts *facts,
             DoudiMonth month,
             DoudiFen *due,
             GError **error)
{
  g_autoptr (GError) local = NULL;

  if (doudi_entitlement (policy, facts, month, due, &local))
    return TRUE;
  if (!g_error_matches (local, DOUDI_ERROR, DOUDI_ERROR_NO_STANDARD)
      && !g_error_matches (local, DOUDI_ERROR, DOUDI_ERROR_NO_FACT))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  *due = DOUDI_DUE_UNKNOWN;
  return TRUE;
}

static DoudiFen *
compute_row (const DoudiDueTable *table, DoudiResidence residence, DoudiTerm term, GError **error)
{
  int n_months = doudi_month_between (table->first, table->last) + 1;
  g_autofree DoudiFen *row = g_new0 (DoudiFen, n_months);
  DoudiEntitlementFacts facts
    = { .programme = table->programme, .residence = residence, .terms = &term, .n_terms = 1 };

  term.from = table->first;
  for (int i = 0; i < n_months; i++)
    if (!compute_due (table->policy, &facts, doudi_month_add (table->first, i), &row[i], error))
      return NULL;
  return g_steal_pointer (&row);
}

static const DoudiFen *
get_row (DoudiDueTable *table, const char *residence, const DoudiAwardTermRow *term, GError **error)
{
  DoudiTerm facts = doudi_due_term_facts (term);
  DoudiResidence lives = doudi_residence_from_name (residence);
  gint64 key = pack (lives, &facts);
  DoudiFen *row;

  if (key == table->last_key)
    return table->last_row;
  row = g_hash_table_lookup (table->rows, &key);
  if (row == NULL)
    {
      row = compute_row (table, lives, facts, error);
      if (row == NULL)
        return NULL;
      g_hash_table_insert (table->rows, g_memdup2 (&key, sizeof key), row);
    }
  table->last_key = key;
  table->last_row = row;
  return row;
}

static DoudiMonth
next_month (DoudiMonth month)
{
  return month % 100 == 12 ? month + 89 : month + 1;
}

/* Goes through the months of one term, @from up to @end. */
static void
compare_term (const DoudiDueTable *table,
              const DoudiFen *row,
              DoudiMonth from,
              DoudiMonth end,
              const DoudiAwardScanRow *award,
              guint *paid_index,
              GArray *months)
{
  int index = doudi_month_between (table->first, from);

  for (DoudiMonth month = from; month < end; month = next_month (month), index++)
    {
      DoudiDueMonth due = { .month = month, .due = row != NULL ? row[index] : 0 };
      const DoudiPaidMonth *paid;

      while (*paid_index < award->paid->len
             && g_array_index (award->paid, DoudiPaidMonth, *paid_index).month < month)
        (*paid_index)++;
      paid = *paid_index < award->paid->len
               ? &g_array_index (award->paid, DoudiPaidMonth, *paid_index)
               : NULL;
      if (paid != NULL && paid->month == month)
        {
          due.paid = paid->fen;
          due.lines = paid->lines;
          due.returned = paid->returned;
        }
      if (due.due != due.paid)
        g_array_append_val (months, due);
    }
}

/*
 * The months in which one term of an award holds, @from up to @end.
 *
 * @next: how many terms have been looked at
 * @term: (nullable): %NULL before the first one
 * @row: (nullable): what is due, month by month of the table; %NULL where nobody is covered
 */
typedef struct
{
  guint next;
  DoudiMonth from;
  DoudiMonth end;
  const DoudiAwardTermRow *term;
  const DoudiFen *row;
} Stretch;

/* Whether a term depends on nothing but its packed circumstances. */
static gboolean
is_plain (const DoudiAwardTermRow *term)
{
  if (term->income_known || term->single_person || term->taper)
    return FALSE;
  for (guint i = 0; i < DOUDI_AWARD_KEY_SETS; i++)
    if (term->key_persons[i] > 0)
      return FALSE;
  return TRUE;
}

/* The months of one stretch of an award that shares its circumstances with no other. */
static gboolean
compute_own (DoudiDueTable *table,
             const DoudiAwardScanRow *award,
             const Stretch *stretch,
             GError **error)
{
  g_autoptr (GArray) terms = doudi_drawn_terms (award->terms);
  DoudiEntitlementFacts facts = { .programme = table->programme,
                                  .residence = doudi_residence_from_name (award->residence),
                                  .terms = (const DoudiTerm *) (gconstpointer) terms->data,
                                  .n_terms = terms->len };
  DoudiMonth from = MAX (stretch->from, table->first);
  int index = doudi_month_between (table->first, from);

  facts.drawn = doudi_drawn_table_get (table->drawn, award->award_id, &facts.n_drawn);
  for (DoudiMonth month = from; month < stretch->end; month = next_month (month))
    if (!compute_due (table->policy, &facts, month, &table->own[index++], error))
      return FALSE;
  return TRUE;
}

static gboolean
find_row (DoudiDueTable *table, const DoudiAwardScanRow *award, Stretch *stretch, GError **error)
{
  guint n_drawn;

  stretch->row = NULL;
  if (stretch->term == NULL || stretch->term->persons <= 0)
    return TRUE;
  if (is_plain (stretch->term)
      && doudi_drawn_table_get (table->drawn, award->award_id, &n_drawn) == NULL)
    stretch->row = get_row (table, award->residence, stretch->term, error);
  else if (compute_own (table, award, stretch, error))
    stretch->row = table->own;
  return stretch->row != NULL;
}

static Stretch
first_stretch (const DoudiAwardScanRow *award)
{
  return (Stretch){ .from = award->first_month, .end = award->first_month };
}

/* Goes on to the next months of the award within the table. @more is %FALSE when there are none;
 * only an error returns %FALSE. */
static gboolean
next_stretch (DoudiDueTable *table,
              const DoudiAwardScanRow *award,
              Stretch *stretch,
              gboolean *more,
              GError **error)
{
  DoudiMonth after = next_month (table->last);
  const GArray *terms = award->terms;

  *more = FALSE;
  stretch->from = stretch->end;
  while (stretch->from < after && stretch->next <= terms->len)
    {
      guint i = stretch->next++;
      DoudiMonth end = i < terms->len ? g_array_index (terms, DoudiAwardTermRow, i).from : after;

      if (end <= stretch->from)
        continue;
      stretch->end = MIN (end, after);
      stretch->term = i > 0 ? &g_array_index (terms, DoudiAwardTermRow, i - 1) : NULL;
      *more = TRUE;
      return find_row (table, award, stretch, error);
    }
  return TRUE;
}

/**
 * doudi_due_table_compare:
 * @table: a table
 * @award: an award of its programme
 * @months: (element-type DoudiDueMonth): emptied, then filled in order of month
 * @error: %DOUDI_ERROR_BAD_DATA for an amount beyond all measure
 *
 * The subtraction every run is made of: finds the months from the first one of the award to the
 * last one of the table in which what is due (doudi_entitlement()) is not what the ledger says.
 *
 * Returns: %TRUE; %FALSE with @error set
 */
gboolean
doudi_due_table_compare (DoudiDueTable *table,
                         const DoudiAwardScanRow *award,
                         GArray *months,
                         GError **error)
{
  Stretch stretch = first_stretch (award);
  guint paid_index = 0;
  gboolean more;

  g_array_set_size (months, 0);
  while (next_stretch (table, award, &stretch, &more, error))
    {
      if (!more)
        return TRUE;
      compare_term (table, stretch.row, stretch.from, stretch.end, award, &paid_index, months);
    }
  return FALSE;
}

/**
 * doudi_due_table_list:
 * @table: a table
 * @award: an award of its programme; it may begin before the table does
 * @due: (out caller-allocates): fen for each month of the table, %DOUDI_DUE_UNKNOWN where no
 *   standard is known
 * @covers: (out): whether the award covers anybody in any of these months
 * @error: %DOUDI_ERROR_BAD_DATA for an amount beyond all measure
 *
 * Tells what is due for an award in every month of the table, whatever was paid.
 *
 * Returns: %TRUE; %FALSE with @error set
 */
gboolean
doudi_due_table_list (DoudiDueTable *table,
                      const DoudiAwardScanRow *award,
                      DoudiFen *due,
                      gboolean *covers,
                      GError **error)
{
  Stretch stretch = first_stretch (award);
  gboolean more;

  memset (due, 0, sizeof *due * (gsize) (doudi_month_between (table->first, table->last) + 1));
  *covers = FALSE;
  while (next_stretch (table, award, &stretch, &more, error))
    {
      DoudiMonth from = MAX (stretch.from, table->first);
      int index = doudi_month_between (table->first, from);

      if (!more)
        return TRUE;
      if (stretch.row == NULL || stretch.end <= from)
        continue;
      memcpy (due + index, stretch.row + index,
              sizeof *due * (gsize) doudi_month_between (from, stretch.end));
      *covers = TRUE;
    }
  return FALSE;
}

/**
 * doudi_due_table_free:
 * @table: (nullable) (transfer full): a table
 *
 * Frees a table.
 */
void
doudi_due_table_free (DoudiDueTable *table)
{
  if (table == NULL)
    return;
  g_hash_table_unref (table->rows);
  doudi_drawn_table_free (table->drawn);
  g_free (table->own);
  g_free (table);
}
