/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "store/doudi-registry.h"

#include "store/doudi-registry-private.h"
#include "store/doudi-statement.h"

#define LIST_LIMIT_MAX 200

/* Sorts behind every code of a division and behind every key. */
#define LAST_TEXT "\xF4\x8F\xBF\xBF"

/**
 * doudi_household_row_free:
 * @row: (nullable) (transfer full): a row of a list or a search
 *
 * Frees a row.
 */
void
doudi_household_row_free (DoudiHouseholdRow *row)
{
  if (row == NULL)
    return;
  g_free (row->person_name);
  g_free (row->division_code);
  g_free (row->township);
  g_free (row->village);
  g_free (row->village_group);
  g_free (row->head_name);
  g_free (row->sort_key);
  g_free (row->why);
  g_free (row);
}

/* The columns of DOUDI_CARD_COLUMNS, in their order. */
DoudiHouseholdRow *
doudi_household_row_from_statement (DoudiStatement *statement)
{
  DoudiHouseholdRow *row = g_new0 (DoudiHouseholdRow, 1);

  row->household_id = doudi_statement_get_int (statement, 0);
  row->person_id = doudi_statement_get_int (statement, 1);
  row->person_name = doudi_statement_dup_text (statement, 2);
  row->division_code = doudi_statement_dup_text (statement, 3);
  row->township = doudi_statement_dup_text (statement, 4);
  row->village = doudi_statement_dup_text (statement, 5);
  row->village_group = doudi_statement_dup_text (statement, 6);
  row->head_name = doudi_statement_dup_text (statement, 7);
  row->sort_key = doudi_statement_dup_text (statement, 8);
  row->members = (int) doudi_statement_get_int (statement, 9);
  row->programmes = (guint) doudi_statement_get_int (statement, 10);
  row->covered = (int) doudi_statement_get_int (statement, 11);
  row->benefit_class = (int) doudi_statement_get_int (statement, 12);
  row->why = g_strdup ("");
  return row;
}

/* The codes of the households of a place: from @low up to, not including, @high. A place that is
 * no code has no households. */
typedef struct
{
  char low[16];
  char high[32];
} PlaceRange;

static PlaceRange
place_range (const char *division)
{
  PlaceRange range = { "", LAST_TEXT };

  if (division == NULL || *division == '\0')
    return range;
  g_strlcpy (range.low, division, sizeof range.low);
  g_snprintf (range.high, sizeof range.high, "%s" LAST_TEXT, range.low);
  return range;
}

/* One page: from a place in the order, forwards or backwards; all households, or those that draw a
 * programme or are of a class. ?1..?3 the place, ?4 the end, ?5 rows, ?6 programmes, ?7 class. */
#define LIST_FORWARDS                                                                              \
  "SELECT " DOUDI_CARD_COLUMNS " FROM household_card c " DOUDI_CARD_JOINS                          \
  " WHERE (c.division_code, c.sort_key, c.household_id) > (?1, ?2, ?3) AND c.division_code < ?4"
#define LIST_BACKWARDS                                                                             \
  "SELECT " DOUDI_CARD_COLUMNS " FROM household_card c " DOUDI_CARD_JOINS                          \
  " WHERE (c.division_code, c.sort_key, c.household_id) < (?1, ?2, ?3) AND c.division_code >= ?4"
#define LIST_SOME " AND (c.programmes & ?6) = ?6 AND (?7 = 0 OR c.benefit_class = ?7)"

static const char *const list_statements[2][2] = {
  { LIST_FORWARDS " ORDER BY c.division_code, c.sort_key, c.household_id LIMIT ?5",
    LIST_FORWARDS LIST_SOME " ORDER BY c.division_code, c.sort_key, c.household_id LIMIT ?5" },
  { LIST_BACKWARDS " ORDER BY c.division_code DESC, c.sort_key DESC, c.household_id DESC LIMIT ?5",
    LIST_BACKWARDS LIST_SOME
    " ORDER BY c.division_code DESC, c.sort_key DESC, c.household_id DESC LIMIT ?5" },
};

static const DoudiHouseholdFilter no_filter = { NULL, 0, 0 };

static gboolean
is_narrow (const DoudiHouseholdFilter *filter)
{
  return filter->programme > 0 || filter->benefit_class > 0;
}

static gint64
programme_bits (const DoudiHouseholdFilter *filter)
{
  return filter->programme > 0 ? G_GINT64_CONSTANT (1) << filter->programme : 0;
}

static void
bind_narrowing (DoudiStatement *statement, int index, const DoudiHouseholdFilter *filter)
{
  if (!is_narrow (filter))
    return;
  doudi_statement_bind_int (statement, index, programme_bits (filter));
  doudi_statement_bind_int (statement, index + 1, filter->benefit_class);
}

static void
bind_page (DoudiStatement *statement,
           const PlaceRange *range,
           const DoudiHouseholdRow *after,
           gboolean backwards)
{
  if (after != NULL)
    {
      doudi_statement_bind_text (statement, 1, after->division_code);
      doudi_statement_bind_text (statement, 2, after->sort_key);
      doudi_statement_bind_int (statement, 3, after->household_id);
    }
  else
    {
      doudi_statement_bind_text (statement, 1, backwards ? range->high : range->low);
      doudi_statement_bind_text (statement, 2, "");
      doudi_statement_bind_int (statement, 3, 0);
    }
  doudi_statement_bind_text (statement, 4, backwards ? range->low : range->high);
}

static void
reverse (GPtrArray *rows)
{
  for (guint i = 0; i < rows->len / 2; i++)
    {
      gpointer first = rows->pdata[i];

      rows->pdata[i] = rows->pdata[rows->len - 1 - i];
      rows->pdata[rows->len - 1 - i] = first;
    }
}

/* Takes all rows of a statement made of the columns of a card. */
GPtrArray *
doudi_household_rows_take (DoudiStatement *statement, GError **error)
{
  g_autoptr (GPtrArray) rows
    = g_ptr_array_new_with_free_func ((GDestroyNotify) doudi_household_row_free);
  GError *local = NULL;

  while (doudi_statement_step (statement, &local))
    g_ptr_array_add (rows, doudi_household_row_from_statement (statement));
  if (local == NULL)
    return g_steal_pointer (&rows);
  g_propagate_error (error, local);
  return NULL;
}

/**
 * doudi_registry_list:
 * @store: the caseload
 * @filter: (nullable): which households, %NULL for all
 * @after: (nullable): a row of an earlier page; %NULL for the first page, or the last one when
 *   @backwards
 * @limit: rows of a page, 200 at most
 * @backwards: whether the page before @after is wanted
 * @error: return location
 *
 * Reads one page of the list of households, ordered by village, then by the pinyin of the head.
 * The order of the page is the same in both directions.
 *
 * Returns: (transfer container) (element-type DoudiHouseholdRow): the rows; %NULL with @error set
 */
GPtrArray *
doudi_registry_list (DoudiStore *store,
                     const DoudiHouseholdFilter *filter,
                     const DoudiHouseholdRow *after,
                     guint limit,
                     gboolean backwards,
                     GError **error)
{
  const DoudiHouseholdFilter *chosen = filter != NULL ? filter : &no_filter;
  PlaceRange range = place_range (chosen->division);
  g_autoptr (DoudiStatement) statement = doudi_statement_get (
    store, list_statements[backwards ? 1 : 0][is_narrow (chosen) ? 1 : 0], error);
  GPtrArray *rows;

  if (statement == NULL)
    return NULL;
  bind_page (statement, &range, after, backwards);
  doudi_statement_bind_int (statement, 5, MIN (limit, LIST_LIMIT_MAX));
  bind_narrowing (statement, 6, chosen);
  rows = doudi_household_rows_take (statement, error);
  if (rows != NULL && backwards)
    reverse (rows);
  return rows;
}

static const char *const count_statements[2] = {
  "SELECT count(*), coalesce(sum(members), 0) FROM household_card"
  " WHERE division_code >= ?1 AND division_code < ?2",
  "SELECT count(*), coalesce(sum(members), 0) FROM household_card"
  " WHERE division_code >= ?1 AND division_code < ?2"
  " AND (programmes & ?3) = ?3 AND (?4 = 0 OR benefit_class = ?4)",
};

/**
 * doudi_registry_count:
 * @store: the caseload
 * @filter: (nullable): which households, %NULL for all
 * @households: (out) (optional): how many there are
 * @persons: (out) (optional): how many members they have
 * @error: return location
 *
 * Counts what doudi_registry_list() would show over all its pages.
 *
 * Returns: whether it could be counted
 */
gboolean
doudi_registry_count (DoudiStore *store,
                      const DoudiHouseholdFilter *filter,
                      gint64 *households,
                      gint64 *persons,
                      GError **error)
{
  const DoudiHouseholdFilter *chosen = filter != NULL ? filter : &no_filter;
  PlaceRange range = place_range (chosen->division);
  g_autoptr (DoudiStatement) statement
    = doudi_statement_get (store, count_statements[is_narrow (chosen) ? 1 : 0], error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_text (statement, 1, range.low);
  doudi_statement_bind_text (statement, 2, range.high);
  bind_narrowing (statement, 3, chosen);
  if (!doudi_statement_step (statement, error))
    return FALSE;
  if (households != NULL)
    *households = doudi_statement_get_int (statement, 0);
  if (persons != NULL)
    *persons = doudi_statement_get_int (statement, 1);
  return TRUE;
}
