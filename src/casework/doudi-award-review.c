/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "casework/doudi-award-review.h"

#include <glib/gi18n-lib.h>

#include "base/doudi-error.h"
#include "casework/doudi-audit-detail.h"
#include "casework/doudi-change-private.h"
#include "casework/doudi-policies.h"
#include "store/doudi-award-store.h"
#include "store/doudi-case-list-store.h"

#define OPEN "open"
#define KEEP "keep"
#define CHANGE "change"
#define STOP "stop"

static char *
object_of (gint64 id)
{
  return g_strdup_printf ("review:%" G_GINT64_FORMAT, id);
}

static gboolean
record (DoudiSession *session, DoudiAction action, gint64 id, const char *state, GError **error)
{
  g_autofree char *object = object_of (id);
  g_autofree char *detail = doudi_audit_detail ("state", state, NULL);

  return doudi_session_record (session, action, object, detail, error);
}

static gboolean
open_one (DoudiSession *session, const DoudiReviewDue *due, gint64 *id, GError **error)
{
  DoudiReviewRow review = {
    .award_id = due->row->award_id,
    .due_on = due->due != DOUDI_DAY_NONE ? due->due : due->valid_through,
    .opened_on = doudi_session_get_today (session),
    .outcome = (char *) "",
    .reason = (char *) "",
  };

  if (!doudi_review_insert (session, &review, error))
    return FALSE;
  *id = review.id;
  return record (session, DOUDI_ACTION_REVIEW_AWARD, review.id, OPEN, error);
}

static GPtrArray *
load_due (DoudiSession *session, const char *division, DoudiDay through, GError **error)
{
  DoudiStore *store = doudi_session_get_store (session);
  DoudiDay today = doudi_session_get_today (session);
  g_autoptr (DoudiPolicy) policy = doudi_policies_load (store, today, error);
  GPtrArray *found
    = policy != NULL ? doudi_reviews_due (store, policy, division, through, today, 0, error) : NULL;

  /* The rules go with the policy. */
  for (guint i = 0; found != NULL && i < found->len; i++)
    ((DoudiReviewDue *) found->pdata[i])->rule = NULL;
  return found;
}

/**
 * doudi_review_open_round:
 * @session: a caseworker's
 * @division: (nullable): township (9 digits) or village (12) to stay in
 * @through: the last day that counts
 * @n_opened: (out): how many were opened
 * @error: %DOUDI_ERROR_NOT_ALLOWED
 *
 * Opens a review for every award that is due by a day and has none under way: the round of a
 * village.
 *
 * Returns: whether they were opened
 */
gboolean
doudi_review_open_round (DoudiSession *session,
                         const char *division,
                         DoudiDay through,
                         guint *n_opened,
                         GError **error)
{
  g_autoptr (DoudiTransaction) transaction = NULL;
  g_autoptr (GPtrArray) due = NULL;
  gint64 id;

  *n_opened = 0;
  if (!doudi_session_authorize (session, DOUDI_ACTION_REVIEW_AWARD, division, error))
    return FALSE;
  transaction = doudi_transaction_begin (doudi_session_get_store (session), error);
  due = transaction != NULL ? load_due (session, division, through, error) : NULL;
  for (guint i = 0; due != NULL && i < due->len; i++)
    {
      const DoudiReviewDue *one = g_ptr_array_index (due, i);

      if (one->row->open_review != 0)
        continue;
      if (!open_one (session, one, &id, error))
        return FALSE;
      (*n_opened)++;
    }
  return due != NULL && doudi_transaction_commit (transaction, error);
}

static DoudiReviewRow *
get_unconfirmed (DoudiSession *session, gint64 id, GError **error)
{
  g_autoptr (DoudiReviewRow) review
    = doudi_review_get (doudi_session_get_store (session), id, error);

  if (review == NULL || review->confirmed_on == DOUDI_DAY_NONE)
    return g_steal_pointer (&review);
  doudi_error_set (error, DOUDI_ERROR_CONFLICT, NULL, _ ("Review %lld is confirmed."),
                   (long long) id);
  return NULL;
}

/* The open changes that a review led to. */
static GPtrArray *
list_changes (DoudiStore *store, const DoudiReviewRow *review, GError **error)
{
  g_autoptr (DoudiAwardRow) award = doudi_award_get (store, review->award_id, error);
  GPtrArray *rows
    = award != NULL ? doudi_change_list_of_household (store, award->household_id, error) : NULL;

  for (guint i = rows != NULL ? rows->len : 0; i > 0; i--)
    {
      const DoudiChangeRow *row = g_ptr_array_index (rows, i - 1);

      if (row->review_id != review->id || !g_str_equal (row->state, OPEN))
        g_ptr_array_remove_index (rows, i - 1);
    }
  return rows;
}

/* A stop is an end; a change is anything else. */
static gboolean
fits_outcome (GPtrArray *changes, const char *outcome)
{
  const char *stop = doudi_change_info (DOUDI_CHANGE_STOP)->word.name;

  for (guint i = 0; i < changes->len; i++)
    {
      const DoudiChangeRow *row = g_ptr_array_index (changes, i);

      if (g_str_equal (row->kind, stop) == g_str_equal (outcome, STOP))
        return TRUE;
    }
  return FALSE;
}

static gboolean
check_changes (DoudiStore *store, const DoudiReviewRow *review, const char *outcome, GError **error)
{
  g_autoptr (GPtrArray) changes = NULL;

  if (g_str_equal (outcome, KEEP))
    return TRUE;
  changes = list_changes (store, review, error);
  if (changes == NULL)
    return FALSE;
  if (fits_outcome (changes, outcome))
    return TRUE;
  doudi_error_set (error, DOUDI_ERROR_REFUSED, NULL,
                   g_str_equal (outcome, STOP)
                     ? _ ("Enter the end of the award first, with review %lld.")
                     : _ ("Enter the change of the award first, with review %lld."),
                   (long long) review->id);
  return FALSE;
}

/* Whether an award pauses because its time was over. */
static gboolean
is_paused (DoudiStore *store, const DoudiAwardRow *award, gboolean *paused, GError **error)
{
  g_autoptr (GPtrArray) rows = doudi_change_list_of_household (store, award->household_id, error);

  *paused = FALSE;
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const DoudiChangeRow *row = g_ptr_array_index (rows, i);
      DoudiChangeKind kind;

      if (row->award_id != award->id || !g_str_equal (row->state, "applied")
          || !doudi_change_kind_find (row->kind, &kind))
        continue;
      if (kind == DOUDI_CHANGE_PAUSE || kind == DOUDI_CHANGE_RESUME || kind == DOUDI_CHANGE_STOP)
        *paused = kind == DOUDI_CHANGE_PAUSE;
    }
  return rows != NULL;
}

/* An award that is kept after a pause goes on, and what was held back is paid. */
static gboolean
resume_kept (DoudiSession *session, const DoudiReviewRow *review, GError **error)
{
  DoudiStore *store = doudi_session_get_store (session);
  g_autoptr (DoudiAwardRow) award = doudi_award_get (store, review->award_id, error);
  DoudiChangeRequest request = {
    .kind = DOUDI_CHANGE_RESUME,
    .award_id = review->award_id,
    .happened_on = doudi_session_get_today (session),
    .detail = "{\"arrears\":true}",
    .reason = "复核通过",
    .review_id = review->id,
  };
  gboolean paused;
  gint64 id;

  if (award == NULL || !is_paused (store, award, &paused, error))
    return FALSE;
  request.household_id = award->household_id;
  return !paused || doudi_change_enter_within (session, &request, &id, error);
}

static gboolean
check_outcome (const char *outcome, const char *reason, GError **error)
{
  if (!g_str_equal (outcome, KEEP) && !g_str_equal (outcome, CHANGE)
      && !g_str_equal (outcome, STOP))
    doudi_error_set (error, DOUDI_ERROR_BAD_DATA, NULL,
                     _ ("“%s” is no outcome of a review. There are: keep, change, stop."), outcome);
  else if (reason == NULL || *reason == '\0')
    doudi_error_set (error, DOUDI_ERROR_BAD_DATA, NULL, _ ("Write down what the review found."));
  else
    return TRUE;
  return FALSE;
}

/**
 * doudi_review_finish:
 * @session: a caseworker's
 * @review_id: a review under way
 * @outcome: "keep"; or "change" or "stop", for which the change has been entered with the review
 * @reason: what was found
 * @error: %DOUDI_ERROR_NOT_ALLOWED, %DOUDI_ERROR_BAD_DATA, %DOUDI_ERROR_REFUSED without that
 * change, %DOUDI_ERROR_CONFLICT if it is finished
 *
 * Records the outcome of a review; another person confirms it. Keeping an award that pauses enters
 * its resumption with arrears.
 *
 * Returns: whether it was recorded
 */
gboolean
doudi_review_finish (DoudiSession *session,
                     gint64 review_id,
                     const char *outcome,
                     const char *reason,
                     GError **error)
{
  DoudiStore *store = doudi_session_get_store (session);
  g_autofree char *object = object_of (review_id);
  g_autoptr (DoudiTransaction) transaction = NULL;
  g_autoptr (DoudiReviewRow) review = NULL;

  if (!doudi_session_authorize (session, DOUDI_ACTION_REVIEW_AWARD, object, error)
      || !check_outcome (outcome, reason, error))
    return FALSE;
  transaction = doudi_transaction_begin (store, error);
  review = transaction != NULL ? get_unconfirmed (session, review_id, error) : NULL;
  if (review == NULL || !check_changes (store, review, outcome, error))
    return FALSE;
  if (*review->outcome != '\0')
    {
      doudi_error_set (error, DOUDI_ERROR_CONFLICT, NULL,
                       _ ("Review %lld is finished and waits for another person to confirm it."),
                       (long long) review_id);
      return FALSE;
    }
  return (!g_str_equal (outcome, KEEP) || resume_kept (session, review, error))
         && doudi_review_set_done (session, review_id, outcome, reason, error)
         && record (session, DOUDI_ACTION_REVIEW_AWARD, review_id, outcome, error)
         && doudi_transaction_commit (transaction, error);
}

/* What the rules of reviews need to know of one award. */
static DoudiReviewDueRow
due_row_of (const DoudiAwardRow *award)
{
  const DoudiAwardTermRow *term
    = award->terms->len > 0
        ? &g_array_index (award->terms, DoudiAwardTermRow, award->terms->len - 1)
        : NULL;

  return (DoudiReviewDueRow){ .award_id = award->id,
                              .household_id = award->household_id,
                              .programme = award->programme,
                              .residence = award->residence,
                              .benefit_class = term != NULL ? term->benefit_class : 0 };
}

/* When it is due again, counted from today; no day where no rule says. */
static gboolean
find_next (DoudiSession *session, gint64 award_id, DoudiDay *next, GError **error)
{
  DoudiStore *store = doudi_session_get_store (session);
  DoudiDay today = doudi_session_get_today (session);
  g_autoptr (DoudiPolicy) policy = doudi_policies_load (store, today, error);
  g_autoptr (DoudiAwardRow) award
    = policy != NULL ? doudi_award_get (store, award_id, error) : NULL;
  DoudiReviewDueRow row;

  if (award == NULL)
    return FALSE;
  row = due_row_of (award);
  return doudi_review_find_next (store, policy, &row, today, next, error);
}

/* Leaves those that are decided with the review. */
static gboolean
drop_those_of_others (DoudiSession *session, GPtrArray *rows, GError **error)
{
  for (guint i = rows->len; i > 0; i--)
    {
      const DoudiChangeRow *row = g_ptr_array_index (rows, i - 1);
      gboolean may = FALSE;
      gint64 list = 0;

      if (!doudi_case_list_find_open_item (doudi_session_get_store (session), 0, row->id, &list,
                                           error)
          || !doudi_change_may_decide (session, row, &may, error))
        return FALSE;
      if (list != 0 || !may)
        g_ptr_array_remove_index (rows, i - 1);
    }
  return TRUE;
}

static gboolean
confirm (DoudiSession *session, const DoudiReviewRow *review, GPtrArray *changes, GError **error)
{
  DoudiDay next = DOUDI_DAY_NONE;

  for (guint i = 0; i < changes->len; i++)
    if (!doudi_change_apply (session, changes->pdata[i], error))
      return FALSE;
  return (g_str_equal (review->outcome, STOP)
          || find_next (session, review->award_id, &next, error))
         && doudi_review_set_confirmed (session, review->id, next, error)
         && record (session, DOUDI_ACTION_CONFIRM_REVIEW, review->id, "confirmed", error);
}

static gboolean
send_back (DoudiSession *session, const DoudiReviewRow *review, const char *reason, GError **error)
{
  if (reason == NULL || *reason == '\0')
    {
      doudi_error_set (error, DOUDI_ERROR_BAD_DATA, NULL,
                       _ ("Say why the review goes back: whoever did it reads it."));
      return FALSE;
    }
  return doudi_review_set_undone (session, review->id, reason, error)
         && record (session, DOUDI_ACTION_CONFIRM_REVIEW, review->id, "returned", error);
}

static gboolean
check_done (DoudiSession *session, const DoudiReviewRow *review, const char *object, GError **error)
{
  if (*review->outcome != '\0')
    return doudi_session_require_other_eyes (session, DOUDI_ACTION_CONFIRM_REVIEW, review->done_by,
                                             object, error);
  doudi_error_set (error, DOUDI_ERROR_CONFLICT, NULL,
                   _ ("Review %lld has no outcome yet: a caseworker finishes it first."),
                   (long long) review->id);
  return FALSE;
}

static gboolean
check_not_own (DoudiSession *session, const DoudiReviewRow *review, GError **error)
{
  g_autoptr (DoudiAwardRow) award
    = doudi_award_get (doudi_session_get_store (session), review->award_id, error);

  return award != NULL && doudi_change_check_not_own (session, award->household_id, error);
}

/**
 * doudi_review_confirm:
 * @session: a reviewer's or director's, never of the person who did the review, nor of one whose
 *   own household, or near kin, draws the award
 * @review_id: a finished review
 * @agree: whether the outcome stands; else it is to be done again
 * @reason: (nullable): why not
 * @error: %DOUDI_ERROR_NOT_ALLOWED, %DOUDI_ERROR_FOUR_EYES, %DOUDI_ERROR_CONFLICT
 *
 * Confirms a review. The next one is due by the rule, counted from today. The changes it led to are
 * decided with it, where the person may decide them; others stay open, for a director or a list.
 *
 * Returns: whether it was recorded
 */
gboolean
doudi_review_confirm (DoudiSession *session,
                      gint64 review_id,
                      gboolean agree,
                      const char *reason,
                      GError **error)
{
  DoudiStore *store = doudi_session_get_store (session);
  g_autofree char *object = object_of (review_id);
  g_autoptr (DoudiTransaction) transaction = NULL;
  g_autoptr (DoudiReviewRow) review = NULL;
  g_autoptr (GPtrArray) changes = NULL;

  if (!doudi_session_authorize (session, DOUDI_ACTION_CONFIRM_REVIEW, object, error))
    return FALSE;
  review = get_unconfirmed (session, review_id, error);
  if (review == NULL || !check_done (session, review, object, error)
      || !check_not_own (session, review, error)
      || (agree && !check_changes (store, review, review->outcome, error)))
    return FALSE;
  changes = list_changes (store, review, error);
  if (changes == NULL || (agree && !drop_those_of_others (session, changes, error)))
    return FALSE;
  transaction = doudi_transaction_begin (store, error);
  return transaction != NULL
         && (agree ? confirm (session, review, changes, error)
                   : send_back (session, review, reason, error))
         && doudi_transaction_commit (transaction, error);
}

/* A pause of one award whose time is over, with the review that lets it go on later. %TRUE in
 * @entered if there was not one under way. */
static gboolean
pause_one (DoudiSession *session,
           const DoudiReviewDue *due,
           DoudiMonth from,
           gboolean *entered,
           GError **error)
{
  DoudiChangeRequest request = {
    .kind = DOUDI_CHANGE_PAUSE,
    .household_id = due->row->household_id,
    .award_id = due->row->award_id,
    .happened_on = doudi_session_get_today (session),
    .from_month = from,
    .reason = "有效期届满未复核",
  };
  g_autoptr (GError) local = NULL;
  gint64 review = due->row->open_review;
  gint64 id;

  *entered = FALSE;
  if (!doudi_change_enter_within (session, &request, &id, &local))
    {
      /* Another change of its standing is open: that one decides. */
      if (g_error_matches (local, DOUDI_ERROR, DOUDI_ERROR_CONFLICT))
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  *entered = TRUE;
  return review != 0 || open_one (session, due, &review, error);
}

/**
 * doudi_review_pause_lapsed:
 * @session: a caseworker's
 * @from: the first month that is not paid; %DOUDI_MONTH_NONE for the one after the decision
 * @n_paused: (out): how many pauses were entered
 * @error: %DOUDI_ERROR_NOT_ALLOWED, %DOUDI_ERROR_BAD_DATA
 *
 * Enters a pause for every award whose time is over and that nobody has reviewed, and opens its
 * review. Nothing pauses before another person decides it.
 *
 * Returns: whether they were entered
 */
gboolean
doudi_review_pause_lapsed (DoudiSession *session, DoudiMonth from, guint *n_paused, GError **error)
{
  g_autoptr (DoudiTransaction) transaction = NULL;
  g_autoptr (GPtrArray) due = NULL;

  *n_paused = 0;
  if (!doudi_session_authorize (session, DOUDI_ACTION_ENTER_CHANGE, NULL, error)
      || !doudi_session_authorize (session, DOUDI_ACTION_REVIEW_AWARD, NULL, error))
    return FALSE;
  transaction = doudi_transaction_begin (doudi_session_get_store (session), error);
  due = transaction != NULL ? load_due (session, NULL, doudi_session_get_today (session), error)
                            : NULL;
  for (guint i = 0; due != NULL && i < due->len; i++)
    {
      const DoudiReviewDue *one = g_ptr_array_index (due, i);
      gboolean entered = FALSE;

      if (one->lapsed && !pause_one (session, one, from, &entered, error))
        return FALSE;
      *n_paused += entered ? 1 : 0;
    }
  return due != NULL && doudi_transaction_commit (transaction, error);
}
