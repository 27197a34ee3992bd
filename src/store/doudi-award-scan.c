/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "store/doudi-award-scan.h"

#include "store/doudi-award-private.h"
#include "store/doudi-payment-private.h"
#include "store/doudi-registry-private.h"

/*
 * @paid: (nullable): %NULL where what was paid does not matter
 * @has_term, @has_paid: whether these reads stand on a row that no award has taken yet
 */
struct _DoudiAwardScan
{
  DoudiStatement *awards;
  DoudiStatement *terms;
  DoudiStatement *paid;
  gboolean has_term;
  gboolean has_paid;
  DoudiAwardScanRow row;
};

/* clang-format off */

/* Who draws a household's award is its head of the day; another names its person. ?1 programme, ?2
 * month, ?3 day, ?4 whether awards of the programme are a household's. */
#define PAYEE                                                                                     \
  "coalesce((SELECT m.person_id FROM membership m WHERE m.household_id = a.household_id"           \
  " AND m.relation = 'head' AND ?4 = 1 AND " DOUDI_HOLDS_ON ("m", "?3")                            \
  " AND " DOUDI_NOT_REPLACED ("membership", "household_id", "m") " LIMIT 1), a.person_id)"

/* A household always lives somewhere: the address of the day, else the nearest one known. */
#define ADDRESS                                                                                   \
  "(SELECT h.id FROM household_address h WHERE h.household_id = a.household_id AND "               \
  DOUDI_ADDRESS_STANDS ("h")                                    \
  " ORDER BY (" DOUDI_HOLDS_ON ("h", "?3") ") DESC, h.valid_from DESC, h.id DESC LIMIT 1)"

static const char awards_sql[]
  = "SELECT a.id, a.household_id, p.id, a.residence, a.first_month, p.name,"
    " coalesce(p.identity_number, ''), p.birth_date, coalesce(d.division_code, ''),"
    " coalesce(d.village_group, ''), k.id, coalesce(k.holder_name, p.name), coalesce(k.number, '')"
    " FROM award a JOIN person p ON p.id = " PAYEE
    " LEFT JOIN household_address d ON d.id = " ADDRESS
    " LEFT JOIN account k ON k.id = " DOUDI_ACCOUNT_OF_AWARD ("a", "p.id", "?3")
    " WHERE a.programme = ?1 AND a.first_month <= ?2 ORDER BY a.id";

static const char terms_sql[]
  = "SELECT a.id, " DOUDI_TERM_COLUMNS " FROM award a JOIN award_term t ON t.award_id = a.id"
    " WHERE a.programme = ?1 AND a.first_month <= ?2 AND t.from_month <= ?2 AND t.id <= ?3"
    " AND NOT EXISTS (SELECT 1 FROM award_term later"
    " WHERE later.replaces = t.id AND later.id <= ?3)"
    " ORDER BY a.id, t.from_month, t.id";

/* Lines, and against them what came back and what waits for an account that is known by now. ?3
 * day, ?4 last run. */
static const char paid_sql[]
  = "SELECT a.id, l.for_month, l.fen, 1 FROM award a JOIN ledger_line l ON l.award_id = a.id"
    " WHERE a.programme = ?1 AND a.first_month <= ?2 AND l.for_month <= ?2"
    " AND l.run_id <= ?4"
    " UNION ALL "
    "SELECT b.award_id, b.for_month, b.fen, 0 FROM returned_line b WHERE b.for_month <= ?2"
    " AND b.run_id <= ?4"
    " UNION ALL "
    "SELECT l.award_id, l.for_month, -l.fen, 0 FROM " DOUDI_RELEASABLE_LINES ("?3")
    " AND l.for_month <= ?2"
    " ORDER BY 1, 2";

/* clang-format on */

static DoudiStatement *
open_read (DoudiStore *store, const char *sql, const DoudiAwardScanRange *range, GError **error)
{
  DoudiStatement *statement = doudi_statement_get (store, sql, error);

  if (statement == NULL)
    return NULL;
  doudi_statement_bind_text (statement, 1, range->programme);
  doudi_statement_bind_int (statement, 2, range->through);
  return statement;
}

/* A bound of 0 is none. */
static gint64
last_id (gint64 bound)
{
  return bound > 0 ? bound : G_MAXINT64;
}

/* Goes on to the next row; %FALSE only on an error. */
static gboolean
advance (DoudiStatement *statement, gboolean *has_row, GError **error)
{
  GError *local = NULL;

  *has_row = doudi_statement_step (statement, &local);
  return doudi_award_propagate (local, error);
}

static gboolean
open_awards (DoudiAwardScan *scan,
             DoudiStore *store,
             const DoudiAwardScanRange *range,
             GError **error)
{
  scan->awards = open_read (store, awards_sql, range, error);
  if (scan->awards == NULL)
    return FALSE;
  doudi_statement_bind_day (scan->awards, 3, range->day);
  doudi_statement_bind_int (scan->awards, 4, range->for_household ? 1 : 0);
  return TRUE;
}

static gboolean
open_terms (DoudiAwardScan *scan,
            DoudiStore *store,
            const DoudiAwardScanRange *range,
            GError **error)
{
  scan->terms = open_read (store, terms_sql, range, error);
  if (scan->terms == NULL)
    return FALSE;
  doudi_statement_bind_int (scan->terms, 3, last_id (range->terms_through));
  return advance (scan->terms, &scan->has_term, error);
}

static gboolean
open_paid (DoudiAwardScan *scan,
           DoudiStore *store,
           const DoudiAwardScanRange *range,
           GError **error)
{
  if (range->without_ledger)
    return TRUE;
  scan->paid = open_read (store, paid_sql, range, error);
  if (scan->paid == NULL)
    return FALSE;
  doudi_statement_bind_day (scan->paid, 3, range->day);
  doudi_statement_bind_int (scan->paid, 4, last_id (range->runs_through));
  return advance (scan->paid, &scan->has_paid, error);
}

/**
 * doudi_award_scan_new:
 * @store: the caseload
 * @range: what to look at; not needed later
 * @error: return location
 *
 * Begins a pass over the awards of a programme.
 *
 * Returns: (transfer full): the pass; %NULL with @error set
 */
DoudiAwardScan *
doudi_award_scan_new (DoudiStore *store, const DoudiAwardScanRange *range, GError **error)
{
  g_autoptr (DoudiAwardScan) scan = g_new0 (DoudiAwardScan, 1);

  scan->row.terms = g_array_new (FALSE, FALSE, sizeof (DoudiAwardTermRow));
  scan->row.paid = g_array_new (FALSE, FALSE, sizeof (DoudiPaidMonth));
  if (open_awards (scan, store, range, error) && open_terms (scan, store, range, error)
      && open_paid (scan, store, range, error))
    return g_steal_pointer (&scan);
  return NULL;
}

static void
read_award (DoudiStatement *statement, DoudiAwardScanRow *row)
{
  row->award_id = doudi_statement_get_int (statement, 0);
  row->household_id = doudi_statement_get_int (statement, 1);
  row->person_id = doudi_statement_get_int (statement, 2);
  row->residence = doudi_statement_get_text (statement, 3);
  row->first_month = (DoudiMonth) doudi_statement_get_int (statement, 4);
  row->payee_name = doudi_statement_get_text (statement, 5);
  row->identity_number = doudi_statement_get_text (statement, 6);
  row->payee_birth = doudi_statement_get_day (statement, 7);
  row->division_code = doudi_statement_get_text (statement, 8);
  row->village_group = doudi_statement_get_text (statement, 9);
  row->account_id = doudi_statement_get_int (statement, 10);
  row->holder_name = doudi_statement_get_text (statement, 11);
  row->account_number = doudi_statement_get_text (statement, 12);
}

static gboolean
take_terms (DoudiAwardScan *scan, GError **error)
{
  g_array_set_size (scan->row.terms, 0);
  while (scan->has_term && doudi_statement_get_int (scan->terms, 0) <= scan->row.award_id)
    {
      DoudiAwardTermRow term;

      doudi_award_term_from_statement (scan->terms, 1, &term);
      g_array_append_val (scan->row.terms, term);
      if (!advance (scan->terms, &scan->has_term, error))
        return FALSE;
    }
  return TRUE;
}

/* The month a row adds to: the last one, or a new one. */
static DoudiPaidMonth *
find_month (GArray *paid, DoudiMonth month)
{
  if (paid->len == 0 || g_array_index (paid, DoudiPaidMonth, paid->len - 1).month != month)
    {
      DoudiPaidMonth fresh = { .month = month };

      g_array_append_val (paid, fresh);
    }
  return &g_array_index (paid, DoudiPaidMonth, paid->len - 1);
}

/* Money that came back for awards of other programmes is passed over. */
static gboolean
take_paid (DoudiAwardScan *scan, GError **error)
{
  g_array_set_size (scan->row.paid, 0);
  while (scan->has_paid && doudi_statement_get_int (scan->paid, 0) <= scan->row.award_id)
    {
      if (doudi_statement_get_int (scan->paid, 0) == scan->row.award_id)
        {
          DoudiPaidMonth *month
            = find_month (scan->row.paid, (DoudiMonth) doudi_statement_get_int (scan->paid, 1));

          month->fen += doudi_statement_get_int (scan->paid, 2);
          month->lines += (guint) doudi_statement_get_int (scan->paid, 3);
          month->returned += 1 - (guint) doudi_statement_get_int (scan->paid, 3);
        }
      if (!advance (scan->paid, &scan->has_paid, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * doudi_award_scan_next:
 * @scan: a pass
 * @row: (out): the next award; %NULL after the last one
 * @error: return location
 *
 * Goes to the next award.
 *
 * Returns: %TRUE; %FALSE with @error set
 */
gboolean
doudi_award_scan_next (DoudiAwardScan *scan, const DoudiAwardScanRow **row, GError **error)
{
  gboolean has_award;

  *row = NULL;
  if (!advance (scan->awards, &has_award, error))
    return FALSE;
  if (!has_award)
    return TRUE;
  read_award (scan->awards, &scan->row);
  if (!take_terms (scan, error) || !take_paid (scan, error))
    return FALSE;
  *row = &scan->row;
  return TRUE;
}

/**
 * doudi_award_scan_free:
 * @scan: (nullable) (transfer full): a pass
 *
 * Ends a pass; it may be in the middle.
 */
void
doudi_award_scan_free (DoudiAwardScan *scan)
{
  if (scan == NULL)
    return;
  g_clear_pointer (&scan->awards, doudi_statement_reset);
  g_clear_pointer (&scan->terms, doudi_statement_reset);
  g_clear_pointer (&scan->paid, doudi_statement_reset);
  g_array_unref (scan->row.terms);
  g_array_unref (scan->row.paid);
  g_free (scan);
}

static const char extent_sql[] = "SELECT count(*), min(first_month) FROM award"
                                 " WHERE programme = ?1 AND first_month <= ?2";

/**
 * doudi_awards_extent:
 * @store: the caseload
 * @range: programme and month count
 * @count: (out): how many awards there are
 * @first: (out): the first month of the earliest, %DOUDI_MONTH_NONE if there are none
 * @error: return location
 *
 * Tells what a pass over the awards of a programme will meet.
 *
 * Returns: %TRUE; %FALSE with @error set
 */
gboolean
doudi_awards_extent (DoudiStore *store,
                     const DoudiAwardScanRange *range,
                     gint64 *count,
                     DoudiMonth *first,
                     GError **error)
{
  g_autoptr (DoudiStatement) statement = open_read (store, extent_sql, range, error);
  gboolean has_row;

  if (statement == NULL || !advance (statement, &has_row, error))
    return FALSE;
  *count = doudi_statement_get_int (statement, 0);
  *first = (DoudiMonth) doudi_statement_get_int (statement, 1);
  return TRUE;
}
