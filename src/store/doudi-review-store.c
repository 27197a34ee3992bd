/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/doudi-error.h"
#include "store/doudi-change-store.h"
#include "store/doudi-registry-private.h"
#include "store/doudi-row.h"

static const char insert_sql[]
  = "INSERT INTO review (award_id, due_on, opened_on, recorded_at, opened_by)"
    " VALUES (?1, ?2, ?3, ?4, ?5)";

/**
 * doudi_review_insert:
 * @session: who begins it
 * @row: award_id, due_on and opened_on count; the id is set
 * @error: %DOUDI_ERROR_CONFLICT if a review of the award is under way
 *
 * Begins to look at an award.
 *
 * Returns: whether it was stored
 */
gboolean
doudi_review_insert (DoudiSession *session, DoudiReviewRow *row, GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_row_statement (session, insert_sql, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, row->award_id);
  doudi_statement_bind_day (statement, 2, row->due_on);
  doudi_statement_bind_day (statement, 3, row->opened_on);
  doudi_row_bind_record (statement, 4, session);
  return doudi_statement_insert (statement, &row->id, error);
}

static const char set_done_sql[]
  = "UPDATE review SET outcome = ?2, reason = ?3, done_on = ?4, done_by = ?5"
    " WHERE id = ?1 AND done_on IS NULL";

/**
 * doudi_review_set_done:
 * @session: who looked
 * @id: of a review under way
 * @outcome: "keep", "change" or "stop"
 * @reason: (nullable): why
 * @error: %DOUDI_ERROR_CONFLICT if it is done already
 *
 * Records what a review comes to; a second person confirms it.
 *
 * Returns: whether it was stored
 */
gboolean
doudi_review_set_done (DoudiSession *session,
                       gint64 id,
                       const char *outcome,
                       const char *reason,
                       GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_row_statement (session, set_done_sql, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, id);
  doudi_statement_bind_text (statement, 2, outcome);
  doudi_row_bind_text (statement, 3, reason);
  doudi_statement_bind_day (statement, 4, doudi_session_get_today (session));
  doudi_statement_bind_text (statement, 5, doudi_session_get_user (session));
  return doudi_row_run_once (statement, error);
}

static const char set_confirmed_sql[]
  = "UPDATE review SET confirmed_on = ?2, confirmed_by = ?3, next_due_on = ?4"
    " WHERE id = ?1 AND done_on IS NOT NULL AND confirmed_on IS NULL";

/**
 * doudi_review_set_confirmed:
 * @session: who confirms it
 * @id: of a review that is done
 * @next_due_on: when the award is due again, or %DOUDI_DAY_NONE
 * @error: %DOUDI_ERROR_FOUR_EYES if the person who did it, by this or another account, confirms it;
 *   %DOUDI_ERROR_CONFLICT if it is not done, or confirmed already
 *
 * Confirms what a review comes to. It is final then.
 *
 * Returns: whether it was stored
 */
gboolean
doudi_review_set_confirmed (DoudiSession *session, gint64 id, DoudiDay next_due_on, GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_row_statement (session, set_confirmed_sql, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, id);
  doudi_statement_bind_day (statement, 2, doudi_session_get_today (session));
  doudi_statement_bind_text (statement, 3, doudi_session_get_user (session));
  doudi_statement_bind_day (statement, 4, next_due_on);
  return doudi_row_run_once (statement, error);
}

static const char set_undone_sql[]
  = "UPDATE review SET outcome = NULL, reason = ?2, done_on = NULL, done_by = NULL"
    " WHERE id = ?1 AND done_on IS NOT NULL AND confirmed_on IS NULL";

/**
 * doudi_review_set_undone:
 * @session: who does not confirm it
 * @id: of a review that is done
 * @reason: what is to be looked at again
 * @error: %DOUDI_ERROR_CONFLICT if it is not done, or confirmed already
 *
 * Gives a review back: it is under way again. What it had come to stands in the log.
 *
 * Returns: whether it was stored
 */
gboolean
doudi_review_set_undone (DoudiSession *session, gint64 id, const char *reason, GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_row_statement (session, set_undone_sql, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, id);
  doudi_row_bind_text (statement, 2, reason);
  return doudi_row_run_once (statement, error);
}

#define REVIEW_COLUMNS                                                                             \
  "id, award_id, due_on, opened_on, coalesce(outcome, ''), reason, done_on, done_by,"              \
  " confirmed_by, confirmed_on, next_due_on, opened_by"

static gpointer
review_from_statement (DoudiStatement *statement)
{
  DoudiReviewRow *row = g_new0 (DoudiReviewRow, 1);

  row->id = doudi_statement_get_int (statement, 0);
  row->award_id = doudi_statement_get_int (statement, 1);
  row->due_on = doudi_statement_get_day (statement, 2);
  row->opened_on = doudi_statement_get_day (statement, 3);
  row->outcome = doudi_statement_dup_text (statement, 4);
  row->reason = doudi_statement_dup_text (statement, 5);
  row->done_on = doudi_statement_get_day (statement, 6);
  row->done_by = doudi_statement_dup_text (statement, 7);
  row->confirmed_by = doudi_statement_dup_text (statement, 8);
  row->confirmed_on = doudi_statement_get_day (statement, 9);
  row->next_due_on = doudi_statement_get_day (statement, 10);
  row->opened_by = doudi_statement_dup_text (statement, 11);
  return row;
}

static const char get_sql[] = "SELECT " REVIEW_COLUMNS " FROM review WHERE id = ?1";

/**
 * doudi_review_get:
 * @store: the caseload
 * @id: of a review
 * @error: %DOUDI_ERROR_NOT_FOUND
 *
 * Reads a review.
 *
 * Returns: (transfer full): the review; %NULL with @error set
 */
DoudiReviewRow *
doudi_review_get (DoudiStore *store, gint64 id, GError **error)
{
  GError *local = NULL;
  gboolean found;
  DoudiReviewRow *row
    = doudi_row_get_of (store, get_sql, id, review_from_statement, &found, &local);

  if (local != NULL)
    g_propagate_error (error, local);
  else if (!found)
    doudi_error_set (error, DOUDI_ERROR_NOT_FOUND, NULL,
                     _ ("There is no review %lld. The page of the household shows its reviews."),
                     (long long) id);
  return row;
}

static const char list_of_award_sql[]
  = "SELECT " REVIEW_COLUMNS " FROM review WHERE award_id = ?1 ORDER BY id";

/**
 * doudi_review_list_of_award:
 * @store: the caseload
 * @award_id: an award
 * @error: return location
 *
 * Lists the reviews of an award.
 *
 * Returns: (transfer full) (element-type DoudiReviewRow): the oldest first; %NULL with @error set
 */
GPtrArray *
doudi_review_list_of_award (DoudiStore *store, gint64 award_id, GError **error)
{
  return doudi_rows_list_of (store, list_of_award_sql, award_id, review_from_statement,
                             (GDestroyNotify) doudi_review_row_free, error);
}

static const char list_unconfirmed_sql[]
  = "SELECT " REVIEW_COLUMNS " FROM review WHERE confirmed_on IS NULL ORDER BY id";

/**
 * doudi_review_list_unconfirmed:
 * @store: the caseload
 * @error: return location
 *
 * Lists the reviews that are under way, or done and wait for a second person.
 *
 * Returns: (transfer full) (element-type DoudiReviewRow): the oldest first; %NULL with @error set
 */
GPtrArray *
doudi_review_list_unconfirmed (DoudiStore *store, GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, list_unconfirmed_sql, error);

  if (statement == NULL)
    return NULL;
  return doudi_rows_take (statement, review_from_statement, (GDestroyNotify) doudi_review_row_free,
                          error);
}

/* clang-format off */

/* Of ?2 month and ?3, its last day: the term in force, and where the household lives. */
#define TERM_OF_MONTH                                                                              \
  "(SELECT x.id FROM award_term x WHERE x.award_id = a.id AND x.from_month <= ?2"                  \
  " AND NOT EXISTS (SELECT 1 FROM award_term later WHERE later.replaces = x.id)"                   \
  " ORDER BY x.from_month DESC, x.id DESC LIMIT 1)"
#define ADDRESS_OF_DAY                                                                             \
  "(SELECT h.id FROM household_address h WHERE h.household_id = a.household_id AND "               \
  DOUDI_ADDRESS_STANDS ("h")                                    \
  " ORDER BY (" DOUDI_HOLDS_ON ("h", "?3") ") DESC, h.valid_from DESC, h.id DESC LIMIT 1)"

#define DRAWN                                                                                      \
  "SELECT a.id, a.household_id, a.person_id, a.programme, a.residence, t.benefit_class,"           \
  " coalesce(d.division_code, ''), coalesce(v.name, ''), p.name,"                                  \
  " coalesce(r.confirmed_on, c.decided_on), coalesce(r.next_due_on, c.review_on),"                 \
  " c.valid_through, o.id, a.first_month"                                                          \
  " FROM award a JOIN person p ON p.id = a.person_id"                                              \
  " JOIN award_term t ON t.id = " TERM_OF_MONTH                                                    \
  " LEFT JOIN household_address d ON d.id = " ADDRESS_OF_DAY                                       \
  " LEFT JOIN division v ON v.code = d.division_code"                                              \
  " LEFT JOIN review r ON r.id = (SELECT max(x.id) FROM review x"                                  \
  " WHERE x.award_id = a.id AND x.confirmed_on IS NOT NULL)"                                       \
  " LEFT JOIN decision c ON c.id = (SELECT max(x.id) FROM decision x WHERE x.award_id = a.id)"     \
  " LEFT JOIN review o ON o.award_id = a.id AND o.confirmed_on IS NULL"                            \
  " WHERE a.first_month <= ?2 AND t.persons > 0"

static const char list_drawn_sql[]
  = DRAWN " AND a.id > ?1 AND (?5 IS NULL OR (d.division_code >= ?5 AND d.division_code < ?5 || '~'))"
    " ORDER BY a.id LIMIT ?4";

static const char list_drawn_of_household_sql[] = DRAWN " AND a.household_id = ?1 ORDER BY a.id";

/* clang-format on */

static gpointer
drawn_from_statement (DoudiStatement *statement)
{
  DoudiReviewDueRow *row = g_new0 (DoudiReviewDueRow, 1);

  row->award_id = doudi_statement_get_int (statement, 0);
  row->household_id = doudi_statement_get_int (statement, 1);
  row->person_id = doudi_statement_get_int (statement, 2);
  row->programme = doudi_statement_dup_text (statement, 3);
  row->residence = doudi_statement_dup_text (statement, 4);
  row->benefit_class = (int) doudi_statement_get_int (statement, 5);
  row->division_code = doudi_statement_dup_text (statement, 6);
  row->village = doudi_statement_dup_text (statement, 7);
  row->name = doudi_statement_dup_text (statement, 8);
  row->confirmed_on = doudi_statement_get_day (statement, 9);
  row->next_due_on = doudi_statement_get_day (statement, 10);
  row->valid_through = doudi_statement_get_day (statement, 11);
  row->open_review = doudi_statement_get_int (statement, 12);
  if (row->confirmed_on == DOUDI_DAY_NONE)
    row->confirmed_on = doudi_month_first_day (doudi_row_get_month (statement, 13));
  return row;
}

/**
 * doudi_review_list_drawn:
 * @store: the caseload
 * @division: (nullable): 9 or 12 digits to stay in
 * @month: a month
 * @after_award: the award after which to go on, 0 for the first
 * @limit: at most so many
 * @error: return location
 *
 * Lists the awards that are drawn in a month, each with what says when it is to be looked at. A
 * page at a time: the last award is where the next page begins.
 *
 * Returns: (transfer full) (element-type DoudiReviewDueRow): in order of award; %NULL with @error
 * set
 */
GPtrArray *
doudi_review_list_drawn (DoudiStore *store,
                         const char *division,
                         DoudiMonth month,
                         gint64 after_award,
                         guint limit,
                         GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, list_drawn_sql, error);

  if (statement == NULL)
    return NULL;
  doudi_statement_bind_int (statement, 1, after_award);
  doudi_statement_bind_int (statement, 2, month);
  doudi_statement_bind_day (statement, 3, doudi_month_last_day (month));
  doudi_statement_bind_int (statement, 4, limit);
  doudi_statement_bind_text (statement, 5, division);
  return doudi_rows_take (statement, drawn_from_statement,
                          (GDestroyNotify) doudi_review_due_row_free, error);
}

/**
 * doudi_review_list_drawn_of_household:
 * @store: the caseload
 * @household_id: a household
 * @month: a month
 * @error: return location
 *
 * Lists the awards of one household that are drawn in a month, as doudi_review_list_drawn() does.
 *
 * Returns: (transfer full) (element-type DoudiReviewDueRow): in order of award; %NULL with @error
 * set
 */
GPtrArray *
doudi_review_list_drawn_of_household (DoudiStore *store,
                                      gint64 household_id,
                                      DoudiMonth month,
                                      GError **error)
{
  g_autoptr (DoudiStatement) statement
    = doudi_statement_get (store, list_drawn_of_household_sql, error);

  if (statement == NULL)
    return NULL;
  doudi_statement_bind_int (statement, 1, household_id);
  doudi_statement_bind_int (statement, 2, month);
  doudi_statement_bind_day (statement, 3, doudi_month_last_day (month));
  return doudi_rows_take (statement, drawn_from_statement,
                          (GDestroyNotify) doudi_review_due_row_free, error);
}

/**
 * doudi_review_row_free:
 * @row: (nullable) (transfer full): a review
 *
 * Frees a review.
 */
void
doudi_review_row_free (DoudiReviewRow *row)
{
  if (row == NULL)
    return;
  g_free (row->outcome);
  g_free (row->reason);
  g_free (row->done_by);
  g_free (row->confirmed_by);
  g_free (row->opened_by);
  g_free (row);
}

/**
 * doudi_review_due_row_free:
 * @row: (nullable) (transfer full): an award that is drawn
 *
 * Frees it.
 */
void
doudi_review_due_row_free (DoudiReviewDueRow *row)
{
  if (row == NULL)
    return;
  g_free (row->programme);
  g_free (row->residence);
  g_free (row->division_code);
  g_free (row->village);
  g_free (row->name);
  g_free (row);
}
