/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "store/doudi-household-query.h"

#include "store/doudi-registry-private.h"
#include "store/doudi-search.h"
#include "store/doudi-statement.h"

/* Sorts behind every code of a division. */
#define LAST_TEXT "\xF4\x8F\xBF\xBF"

/* Of a search no more households are listed. */
#define FOUND_MAX DOUDI_SEARCH_TOTAL_MAX

/*
 * The codes of the households of a place run from @low up to, not including, @high. @ids is the
 * JSON array of the households that the words of @filter find, @found what they find in each.
 */
struct _DoudiHouseholdQuery
{
  DoudiStore *store;
  DoudiHouseholdFilter filter;
  DoudiHouseholdOrder order;
  char *division;
  char low[16];
  char high[32];
  char *ids;
  GArray *found;
  gboolean more;
};

/* The parameters of the statements. */
enum
{
  BIND_LOW = 1,
  BIND_HIGH,
  BIND_PROGRAMME,
  BIND_CLASS,
  BIND_BORN_BY,
  BIND_BORN_AFTER,
  BIND_DISABILITIES,
  BIND_FLAGS,
  BIND_ANY_FLAGS,
  BIND_RECORDED,
  BIND_REVIEW,
  BIND_AMOUNT_FROM,
  BIND_AMOUNT_TO,
  BIND_IDS,
  BIND_BLANK,
  BIND_KEY,
  BIND_PLACE,
  BIND_HEAD,
  BIND_ID,
  BIND_LIMIT,
};

/* clang-format off */

/* Reading all cards in the order of the file takes a fraction of the time that it takes to follow
 * an index to each of them: the sign keeps the index of places out. */
#define FILTERED                                                                                   \
  " WHERE +c.division_code >= ?1 AND +c.division_code < ?2"                                        \
  " AND (?3 = 0 OR (c.programmes & ?3) <> 0) AND (?4 = 0 OR c.benefit_class = ?4)"                 \
  " AND (?5 IS NULL OR (c.oldest_birth <= ?5 AND c.oldest_birth <> ''))"                           \
  " AND (?6 IS NULL OR c.youngest_birth > ?6)"                                                     \
  " AND (?7 = 0 OR (c.disabilities & ?7) <> 0)"                                                    \
  " AND (c.flags & ?8) = ?8 AND (?9 = 0 OR (c.flags & ?9) <> 0)"                                   \
  " AND (?10 IS NULL OR c.recorded_on >= ?10)"                                                     \
  " AND (?11 IS NULL OR (c.review_on <= ?11 AND c.review_on <> ''))"                               \
  " AND (?12 = 0 OR c.amount_fen >= ?12) AND (?13 = 0 OR c.amount_fen <= ?13)"
#define ALL "household_card c"
#define FOUND "json_each(?14) hit CROSS JOIN household_card c ON c.household_id = hit.value"

/* One page of the cards @from, by @key, those last of which @blank is 1, then by place. The rows are
 * after the place bound: @b, @k and @p say which way that is. */
#define PAGE(from, blank, key, b, k, p, b_way, k_way, p_way)                                       \
  "SELECT " DOUDI_CARD_COLUMNS ", c.order_blank, c.order_key FROM"                                 \
  " (SELECT c.*, " blank " AS order_blank, " key " AS order_key FROM " from FILTERED               \
  " AND (" blank " " b " ?15 OR (" blank " = ?15 AND (" key " " k " ?16 OR (" key " = ?16"         \
  " AND (+c.division_code, c.sort_key, c.household_id) " p " (?17, ?18, ?19)))))"                  \
  " ORDER BY order_blank " b_way ", order_key " k_way ", c.division_code " p_way                   \
  ", c.sort_key " p_way ", c.household_id " p_way " LIMIT ?20) c " DOUDI_CARD_JOINS                \
  " ORDER BY c.order_blank " b_way ", c.order_key " k_way ", c.division_code " p_way               \
  ", c.sort_key " p_way ", c.household_id " p_way

/* Smallest first and largest first, each forwards and backwards. */
#define UP(from, blank, key)                                                                       \
  { PAGE (from, blank, key, ">", ">", ">", "ASC", "ASC", "ASC"),                                   \
    PAGE (from, blank, key, "<", "<", "<", "DESC", "DESC", "DESC") }
#define DOWN(from, blank, key)                                                                     \
  { PAGE (from, blank, key, ">", "<", ">", "ASC", "DESC", "ASC"),                                  \
    PAGE (from, blank, key, "<", ">", "<", "DESC", "ASC", "DESC") }
#define BY(blank, key)                                                                             \
  { { UP (ALL, blank, key), DOWN (ALL, blank, key) },                                              \
    { UP (FOUND, blank, key), DOWN (FOUND, blank, key) } }

/* Who is older was born earlier. */
#define BY_AGE(birth)                                                                              \
  { { DOWN (ALL, "(" birth " = '')", birth), UP (ALL, "(" birth " = '')", birth) },                \
    { DOWN (FOUND, "(" birth " = '')", birth), UP (FOUND, "(" birth " = '')", birth) } }

/* [column][whether words were looked up][descending][backwards] */
static const char *const page_sql[DOUDI_N_HOUSEHOLD_COLUMNS][2][2][2] = {
  [DOUDI_HOUSEHOLD_PLACE] = BY ("0", "c.division_code"),
  [DOUDI_HOUSEHOLD_HEAD] = BY ("0", "c.sort_key"),
  [DOUDI_HOUSEHOLD_MEMBERS] = BY ("0", "c.members"),
  [DOUDI_HOUSEHOLD_COVERED] = BY ("(c.covered = 0)", "c.covered"),
  [DOUDI_HOUSEHOLD_CLASS] = BY ("(c.benefit_class = 0)", "c.benefit_class"),
  [DOUDI_HOUSEHOLD_PROGRAMMES] = BY ("(c.programmes = 0)", "c.programmes"),
  [DOUDI_HOUSEHOLD_AMOUNT]
    = BY ("(c.amount_fen IS NULL OR c.programmes = 0)",
          "CASE c.programmes WHEN 0 THEN 0 ELSE coalesce(c.amount_fen, 0) END"),
  [DOUDI_HOUSEHOLD_REVIEW] = BY ("(coalesce(c.review_on, '') = '')", "coalesce(c.review_on, '')"),
  [DOUDI_HOUSEHOLD_OLDEST] = BY_AGE ("c.oldest_birth"),
  [DOUDI_HOUSEHOLD_YOUNGEST] = BY_AGE ("c.youngest_birth"),
  /* The worst grade of a member; grade 1 is the worst. */
  [DOUDI_HOUSEHOLD_DISABILITY]
    = BY ("(c.disabilities = 0)", "CASE WHEN c.disabilities & 2 THEN 1 WHEN c.disabilities & 4 THEN 2"
          " WHEN c.disabilities & 8 THEN 3 WHEN c.disabilities & 16 THEN 4 ELSE 5 END"),
  [DOUDI_HOUSEHOLD_FLAGS] = BY ("(c.flags = 0)", "c.flags"),
  [DOUDI_HOUSEHOLD_RECORDED] = BY ("0", "c.recorded_on"),
};

/* A place as it is, in its usual order, has an index. */
#define PLACE_PAGE(p, way)                                                                         \
  "SELECT " DOUDI_CARD_COLUMNS ", 0, c.division_code FROM household_card c " DOUDI_CARD_JOINS      \
  " WHERE c.division_code >= ?1 AND c.division_code < ?2"                                          \
  " AND (c.division_code, c.sort_key, c.household_id) " p " (?17, ?18, ?19)"                       \
  " ORDER BY c.division_code " way ", c.sort_key " way ", c.household_id " way " LIMIT ?20"

static const char *const place_sql[2] = { PLACE_PAGE (">", "ASC"), PLACE_PAGE ("<", "DESC") };

#define SUM(from)                                                                                  \
  "SELECT count(*), coalesce(sum(c.members), 0), coalesce(sum(c.covered), 0),"                     \
  " coalesce(sum(c.amount_fen), 0), coalesce(sum(c.amount_fen IS NULL), 0) FROM " from FILTERED

static const char *const sum_sql[2] = { SUM (ALL), SUM (FOUND) };

#define IDS(from) "SELECT c.household_id FROM " from FILTERED " ORDER BY c.household_id"

static const char *const ids_sql[2] = { IDS (ALL), IDS (FOUND) };

/* clang-format on */

static gboolean
has_words (const DoudiHouseholdQuery *query)
{
  return query->ids != NULL;
}

static void
bind_day_or_null (DoudiStatement *statement, int index, DoudiDay day)
{
  if (day != DOUDI_DAY_NONE)
    doudi_statement_bind_day (statement, index, day);
}

static void
bind_filter (const DoudiHouseholdQuery *query, DoudiStatement *statement)
{
  const DoudiHouseholdFilter *filter = &query->filter;

  doudi_statement_bind_text (statement, BIND_LOW, query->low);
  doudi_statement_bind_text (statement, BIND_HIGH, query->high);
  doudi_statement_bind_int (statement, BIND_PROGRAMME,
                            filter->programme > 0 ? G_GINT64_CONSTANT (1) << filter->programme : 0);
  doudi_statement_bind_int (statement, BIND_CLASS, filter->benefit_class);
  bind_day_or_null (statement, BIND_BORN_BY, filter->born_by);
  bind_day_or_null (statement, BIND_BORN_AFTER, filter->born_after);
  doudi_statement_bind_int (statement, BIND_DISABILITIES, filter->disabilities);
  doudi_statement_bind_int (statement, BIND_FLAGS, filter->flags);
  doudi_statement_bind_int (statement, BIND_ANY_FLAGS, filter->any_flags);
  bind_day_or_null (statement, BIND_RECORDED, filter->recorded_since);
  bind_day_or_null (statement, BIND_REVIEW, filter->review_until);
  doudi_statement_bind_int (statement, BIND_AMOUNT_FROM, filter->amount_from);
  doudi_statement_bind_int (statement, BIND_AMOUNT_TO, filter->amount_to);
  if (has_words (query))
    doudi_statement_bind_text (statement, BIND_IDS, query->ids);
}

static DoudiStatement *
get_filtered (const DoudiHouseholdQuery *query, const char *const sql[2], GError **error)
{
  DoudiStatement *statement
    = doudi_statement_get (query->store, sql[has_words (query) ? 1 : 0], error);

  if (statement != NULL)
    bind_filter (query, statement);
  return statement;
}

static void
append_id (GString *ids, gint64 id)
{
  g_string_append_printf (ids, "%s%" G_GINT64_FORMAT, ids->len > 1 ? "," : "", id);
}

/* The households of hits, which are in their order, each once. Those beyond the last that is listed
 * are left out of both. */
static void
take_hits (DoudiHouseholdQuery *query, GArray *hits)
{
  GString *ids = g_string_new ("[");
  gint64 last = 0;
  guint households = 0;
  guint taken = 0;

  for (; taken < hits->len; taken++)
    {
      gint64 id = g_array_index (hits, DoudiSearchHit, taken).household_id;

      if (id == last)
        continue;
      if (households++ == FOUND_MAX)
        break;
      append_id (ids, id);
      last = id;
    }
  query->more = query->more || taken < hits->len;
  g_array_set_size (hits, taken);
  g_string_append_c (ids, ']');
  query->ids = g_string_free (ids, FALSE);
  query->found = g_array_ref (hits);
}

/* The households that fit everything but the words. */
static DoudiHouseholdSet *
load_fitting (DoudiHouseholdQuery *query, GError **error)
{
  g_autoptr (GArray) hits = g_array_new (FALSE, TRUE, sizeof (DoudiSearchHit));
  g_autoptr (GArray) ids = doudi_household_query_ids (query, error);

  if (ids == NULL)
    return NULL;
  for (guint i = 0; i < ids->len; i++)
    {
      const DoudiSearchHit hit = { .household_id = g_array_index (ids, gint64, i) };

      g_array_append_val (hits, hit);
    }
  return doudi_household_set_new (hits);
}

/* Words that find more than is listed are looked up once more among those that fit the rest. */
static gboolean
look_up (DoudiHouseholdQuery *query, const char *text, GError **error)
{
  g_autoptr (DoudiHouseholdSet) among = NULL;
  g_autoptr (GArray) hits = doudi_search_hits (query->store, text, NULL, &query->more, error);

  if (hits != NULL && query->more
      && (query->division != NULL || doudi_household_filter_is_narrow (&query->filter)))
    {
      among = load_fitting (query, error);
      g_clear_pointer (&hits, g_array_unref);
      if (among != NULL)
        hits = doudi_search_hits (query->store, text, among, &query->more, error);
    }
  if (hits == NULL)
    return FALSE;
  take_hits (query, hits);
  return TRUE;
}

static void
set_place (DoudiHouseholdQuery *query, const char *division)
{
  gboolean everywhere = division == NULL || *division == '\0';

  query->division = everywhere ? NULL : g_strdup (division);
  g_strlcpy (query->low, everywhere ? "" : division, sizeof query->low);
  g_snprintf (query->high, sizeof query->high, "%s" LAST_TEXT, query->low);
}

/**
 * doudi_household_query_new:
 * @store: the caseload; outlives the query
 * @filter: (nullable): which households, %NULL for all; it is copied
 * @order: (nullable): in which order, %NULL for by place
 * @error: return location
 *
 * Asks for a list of households. The words of @filter are looked up here, so far as the list goes:
 * of many that fit, %DOUDI_SEARCH_TOTAL_MAX households.
 *
 * Returns: (transfer full): the query; %NULL with @error set
 */
DoudiHouseholdQuery *
doudi_household_query_new (DoudiStore *store,
                           const DoudiHouseholdFilter *filter,
                           const DoudiHouseholdOrder *order,
                           GError **error)
{
  g_autoptr (DoudiHouseholdQuery) query = g_new0 (DoudiHouseholdQuery, 1);
  g_autoptr (DoudiTransaction) still = NULL;
  const char *text = filter != NULL ? filter->text : NULL;

  if (!doudi_transaction_ensure_reading (store, &still, error))
    return NULL;
  query->store = store;
  if (filter != NULL)
    query->filter = *filter;
  if (order != NULL)
    query->order = *order;
  set_place (query, query->filter.division);
  query->filter.division = query->division;
  query->filter.text = NULL;
  if (text != NULL && *text != '\0' && !look_up (query, text, error))
    return NULL;
  return g_steal_pointer (&query);
}

/**
 * doudi_household_query_free:
 * @query: (nullable) (transfer full): a query
 *
 * Frees a query.
 */
void
doudi_household_query_free (DoudiHouseholdQuery *query)
{
  if (query == NULL)
    return;
  g_free (query->division);
  g_free (query->ids);
  if (query->found != NULL)
    g_array_unref (query->found);
  g_free (query);
}

static gboolean
has_index (const DoudiHouseholdQuery *query)
{
  return query->order.column == DOUDI_HOUSEHOLD_PLACE && !query->order.descending
         && !has_words (query) && !doudi_household_filter_is_narrow (&query->filter);
}

static void
bind_place (const DoudiHouseholdQuery *query,
            DoudiStatement *statement,
            const DoudiHouseholdRow *after,
            gboolean backwards)
{
  const char *end = backwards ? query->high : query->low;

  doudi_statement_bind_text (statement, BIND_PLACE, after != NULL ? after->division_code : end);
  doudi_statement_bind_text (statement, BIND_HEAD, after != NULL ? after->sort_key : "");
  doudi_statement_bind_int (statement, BIND_ID, after != NULL ? after->household_id : 0);
}

static DoudiStatement *
get_place_page (const DoudiHouseholdQuery *query,
                const DoudiHouseholdRow *after,
                gboolean backwards,
                GError **error)
{
  DoudiStatement *statement = doudi_statement_get (query->store, place_sql[backwards], error);

  if (statement == NULL)
    return NULL;
  doudi_statement_bind_text (statement, BIND_LOW, query->low);
  doudi_statement_bind_text (statement, BIND_HIGH, query->high);
  bind_place (query, statement, after, backwards);
  return statement;
}

static DoudiStatement *
get_page (const DoudiHouseholdQuery *query,
          const DoudiHouseholdRow *after,
          gboolean backwards,
          GError **error)
{
  const DoudiHouseholdOrder *order = &query->order;
  const char *sql
    = page_sql[order->column][has_words (query)][order->descending ? 1 : 0][backwards];
  DoudiStatement *statement = doudi_statement_get (query->store, sql, error);

  if (statement == NULL)
    return NULL;
  bind_filter (query, statement);
  /* Nothing is blank to a degree of -1 or 2: every row comes after it, or before. */
  doudi_statement_bind_int (statement, BIND_BLANK,
                            after != NULL ? after->order_blank : (backwards ? 2 : -1));
  if (after != NULL && after->order_text == NULL)
    doudi_statement_bind_int (statement, BIND_KEY, after->order_number);
  else
    doudi_statement_bind_text (statement, BIND_KEY, after != NULL ? after->order_text : "");
  bind_place (query, statement, after, backwards);
  return statement;
}

static gboolean
is_text (DoudiHouseholdColumn column)
{
  return column == DOUDI_HOUSEHOLD_PLACE || column == DOUDI_HOUSEHOLD_HEAD
         || column == DOUDI_HOUSEHOLD_REVIEW || column == DOUDI_HOUSEHOLD_OLDEST
         || column == DOUDI_HOUSEHOLD_YOUNGEST || column == DOUDI_HOUSEHOLD_RECORDED;
}

static DoudiHouseholdRow *
take_row (const DoudiHouseholdQuery *query, DoudiStatement *statement)
{
  DoudiHouseholdRow *row = doudi_household_row_from_statement (statement);

  row->order_blank = (int) doudi_statement_get_int (statement, DOUDI_N_CARD_COLUMNS);
  if (is_text (query->order.column))
    row->order_text = doudi_statement_dup_text (statement, DOUDI_N_CARD_COLUMNS + 1);
  else
    row->order_number = doudi_statement_get_int (statement, DOUDI_N_CARD_COLUMNS + 1);
  return row;
}

static GPtrArray *
take_rows (const DoudiHouseholdQuery *query, DoudiStatement *statement, GError **error)
{
  g_autoptr (GPtrArray) rows
    = g_ptr_array_new_with_free_func ((GDestroyNotify) doudi_household_row_free);
  GError *local = NULL;

  while (doudi_statement_step (statement, &local))
    g_ptr_array_add (rows, take_row (query, statement));
  if (local == NULL)
    return g_steal_pointer (&rows);
  g_propagate_error (error, local);
  return NULL;
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

#define SELECT_NAME "SELECT name FROM person WHERE id = ?1"

/* The person that was found, in place of the head. */
static gboolean
name_found (DoudiStore *store, DoudiHouseholdRow *row, gint64 person, GError **error)
{
  g_autoptr (DoudiStatement) statement = NULL;
  gboolean found;

  if (person == 0 || person == row->person_id)
    return TRUE;
  statement = doudi_statement_get (store, SELECT_NAME, error);
  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, person);
  if (!doudi_statement_step_once (statement, &found, error))
    return FALSE;
  if (!found)
    return TRUE;
  row->person_id = person;
  g_free (row->person_name);
  row->person_name = doudi_statement_dup_text (statement, 0);
  return TRUE;
}

static guint
find_first (const GArray *found, gint64 household)
{
  guint low = 0;
  guint high = found->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (found, DoudiSearchHit, middle).household_id < household)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* Of the members that were found, the one with the best reason; how many there are besides. */
static gboolean
tell_why (const DoudiHouseholdQuery *query, DoudiHouseholdRow *row, GError **error)
{
  const DoudiSearchHit *best = NULL;
  guint n = 0;

  for (guint i = find_first (query->found, row->household_id); i < query->found->len; i++, n++)
    {
      const DoudiSearchHit *hit = &g_array_index (query->found, DoudiSearchHit, i);

      if (hit->household_id != row->household_id)
        break;
      if (best == NULL || hit->kind < best->kind
          || (hit->kind == best->kind && hit->person_id == row->person_id))
        best = hit;
    }
  if (best == NULL)
    return TRUE;
  g_free (row->why);
  row->why = g_strdup (doudi_search_kind_info (best->kind)->why);
  row->others_found = (int) n - 1;
  return name_found (query->store, row, best->person_id, error);
}

static gboolean
tell_all_why (const DoudiHouseholdQuery *query, GPtrArray *rows, GError **error)
{
  for (guint i = 0; has_words (query) && i < rows->len; i++)
    if (!tell_why (query, rows->pdata[i], error))
      return FALSE;
  return TRUE;
}

/**
 * doudi_household_query_page:
 * @query: a query
 * @after: (nullable): a row of a page of the same filter and order; %NULL for the first page, or
 * the last one when @backwards
 * @limit: rows of a page, %DOUDI_HOUSEHOLD_PAGE_MAX at most
 * @backwards: whether the page before @after is wanted
 * @error: return location
 *
 * Reads one page. The order of its rows is the same in both directions. Where words were searched
 * for, each row says what was found.
 *
 * Returns: (transfer container) (element-type DoudiHouseholdRow): the rows; %NULL with @error set
 */
GPtrArray *
doudi_household_query_page (DoudiHouseholdQuery *query,
                            const DoudiHouseholdRow *after,
                            guint limit,
                            gboolean backwards,
                            GError **error)
{
  g_autoptr (DoudiTransaction) still = NULL;
  g_autoptr (DoudiStatement) statement = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  if (!doudi_transaction_ensure_reading (query->store, &still, error))
    return NULL;
  statement = has_index (query) ? get_place_page (query, after, backwards ? 1 : 0, error)
                                : get_page (query, after, backwards ? 1 : 0, error);
  if (statement == NULL)
    return NULL;
  doudi_statement_bind_int (statement, BIND_LIMIT, MIN (limit, DOUDI_HOUSEHOLD_PAGE_MAX));
  rows = take_rows (query, statement, error);
  if (rows == NULL || !tell_all_why (query, rows, error))
    return NULL;
  if (backwards)
    reverse (rows);
  return g_steal_pointer (&rows);
}

/**
 * doudi_household_query_sum:
 * @query: a query
 * @sums: (out): what all its pages come to
 * @error: return location
 *
 * Adds up what the query finds, over all its pages.
 *
 * Returns: whether it could be added up
 */
gboolean
doudi_household_query_sum (DoudiHouseholdQuery *query, DoudiHouseholdSums *sums, GError **error)
{
  g_autoptr (DoudiStatement) statement = get_filtered (query, sum_sql, error);

  *sums = (DoudiHouseholdSums){ .more = query->more };
  if (statement == NULL || !doudi_statement_step (statement, error))
    return FALSE;
  sums->households = doudi_statement_get_int (statement, 0);
  sums->persons = doudi_statement_get_int (statement, 1);
  sums->covered = doudi_statement_get_int (statement, 2);
  sums->amount = doudi_statement_get_int (statement, 3);
  sums->to_work_out = doudi_statement_get_int (statement, 4);
  return TRUE;
}

/**
 * doudi_household_query_ids:
 * @query: a query
 * @error: return location
 *
 * Tells all households that the query finds, for what is to be done with each of them.
 *
 * Returns: (transfer full) (element-type gint64): their ids, in order of the ids; %NULL with @error
 *   set
 */
GArray *
doudi_household_query_ids (DoudiHouseholdQuery *query, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (DoudiStatement) statement = get_filtered (query, ids_sql, error);
  GError *local = NULL;

  while (statement != NULL && doudi_statement_step (statement, &local))
    {
      gint64 id = doudi_statement_get_int (statement, 0);

      g_array_append_val (ids, id);
    }
  if (statement != NULL && local == NULL)
    return g_steal_pointer (&ids);
  if (local != NULL)
    g_propagate_error (error, local);
  return NULL;
}

/**
 * doudi_registry_count:
 * @store: the caseload
 * @filter: (nullable): which households, %NULL for all
 * @households: (out) (optional): how many there are
 * @persons: (out) (optional): how many members they have
 * @error: return location
 *
 * Counts what a query would find.
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
  g_autoptr (DoudiHouseholdQuery) query = doudi_household_query_new (store, filter, NULL, error);
  DoudiHouseholdSums sums;

  if (query == NULL || !doudi_household_query_sum (query, &sums, error))
    return FALSE;
  if (households != NULL)
    *households = sums.households;
  if (persons != NULL)
    *persons = sums.persons;
  return TRUE;
}
