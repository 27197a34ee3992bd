/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "base/doudi-month.h"
#include "store/doudi-session.h"

G_BEGIN_DECLS

/**
 * DoudiChangeRow:
 *
 * Something that happened to a household that draws, or to its award. @state is "open", "applied",
 * "refused" or "withdrawn".
 *
 * @kind: a word of casework/doudi-change.h
 * @award_id: 0 where it is about the household as a whole
 * @person_id: or 0
 * @from_month: first month of the new amount
 * @detail: JSON: what the kind needs
 * @review_id: the review that led to it, or 0
 */
typedef struct
{
  gint64 id;
  char *kind;
  gint64 household_id;
  gint64 award_id;
  gint64 person_id;
  DoudiDay happened_on;
  DoudiMonth from_month;
  char *detail;
  char *reason;
  char *state;
  gint64 review_id;
  char *entered_by;
  DoudiDay entered_on;
  char *decided_by;
  DoudiDay decided_on;
  char *decision_reason;
} DoudiChangeRow;

/**
 * DoudiReviewRow:
 *
 * A look at an award. @outcome is "" before it is done, "keep", "change" or "stop".
 *
 * @confirmed_on: when a second person confirmed it, or %DOUDI_DAY_NONE
 * @next_due_on: set with the confirmation
 */
typedef struct
{
  gint64 id;
  gint64 award_id;
  DoudiDay due_on;
  DoudiDay opened_on;
  char *outcome;
  char *reason;
  DoudiDay done_on;
  char *done_by;
  char *confirmed_by;
  DoudiDay confirmed_on;
  DoudiDay next_due_on;
  char *opened_by;
} DoudiReviewRow;

/**
 * DoudiReviewDueRow:
 *
 * An award that is drawn, with what says when it is due: the last review, else the decision, else
 * the first month that this caseload pays.
 *
 * @person_id: who draws it; @name is that person's
 * @confirmed_on: the day of the last of them
 * @next_due_on: as the last review or the decision fixed it, or %DOUDI_DAY_NONE
 * @valid_through: as the decision fixed it, or %DOUDI_DAY_NONE
 * @open_review: the id of a review that is under way, or 0
 */
typedef struct
{
  gint64 award_id;
  gint64 household_id;
  gint64 person_id;
  char *programme;
  char *residence;
  int benefit_class;
  char *division_code;
  char *village;
  char *name;
  DoudiDay confirmed_on;
  DoudiDay next_due_on;
  DoudiDay valid_through;
  gint64 open_review;
} DoudiReviewDueRow;

/* Steps of the caller's transaction, and so are their audit lines, about "household_change:3" and
 * "review:4". */
gboolean doudi_change_insert (DoudiSession *session, DoudiChangeRow *row, GError **error);
gboolean doudi_change_set_state (DoudiSession *session, gint64 id, const char *state, const char *reason, GError **error);
gboolean doudi_review_insert (DoudiSession *session, DoudiReviewRow *row, GError **error);
gboolean doudi_review_set_done (DoudiSession *session, gint64 id, const char *outcome, const char *reason, GError **error);
gboolean doudi_review_set_confirmed (DoudiSession *session, gint64 id, DoudiDay next_due_on, GError **error);
gboolean doudi_review_set_undone (DoudiSession *session, gint64 id, const char *reason, GError **error);

DoudiChangeRow *doudi_change_get (DoudiStore *store, gint64 id, GError **error);
GPtrArray *doudi_change_list_of_household (DoudiStore *store, gint64 household_id, GError **error);
GPtrArray *doudi_change_list_open (DoudiStore *store, GError **error);
DoudiReviewRow *doudi_review_get (DoudiStore *store, gint64 id, GError **error);
GPtrArray *doudi_review_list_of_award (DoudiStore *store, gint64 award_id, GError **error);
GPtrArray *doudi_review_list_unconfirmed (DoudiStore *store, GError **error);
GPtrArray *doudi_review_list_drawn (DoudiStore *store, const char *division, DoudiMonth month, gint64 after_award, guint limit, GError **error);
GPtrArray *doudi_review_list_drawn_of_household (DoudiStore *store, gint64 household_id, DoudiMonth month, GError **error);

void doudi_change_row_free (DoudiChangeRow *row);
void doudi_review_row_free (DoudiReviewRow *row);
void doudi_review_due_row_free (DoudiReviewDueRow *row);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiChangeRow, doudi_change_row_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiReviewRow, doudi_review_row_free)

G_END_DECLS
