/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "policy/doudi-policy.h"
#include "store/doudi-change-store.h"

G_BEGIN_DECLS

/**
 * DoudiReviewDue:
 *
 * An award whose review, or whose end, is near or over.
 *
 * @due: the day of the review, by the rule
 * @rule: (nullable): the rule "review"; belongs to the policy
 * @valid_through: the last day it holds, or %DOUDI_DAY_NONE
 * @lapsed: @valid_through is over and nobody has reviewed it
 * @days_left: below 0 for overdue
 */
typedef struct
{
  DoudiReviewDueRow *row;
  DoudiDay due;
  const DoudiRule *rule;
  DoudiDay valid_through;
  gboolean lapsed;
  int days_left;
} DoudiReviewDue;

GPtrArray *doudi_reviews_due (DoudiStore *store, const DoudiPolicy *policy, const char *division, DoudiDay through, DoudiDay today, guint limit, GError **error);
gboolean doudi_review_find_next (DoudiStore *store, const DoudiPolicy *policy, const DoudiReviewDueRow *row, DoudiDay confirmed, DoudiDay *next, GError **error);
gboolean doudi_review_find_first_day (DoudiStore *store, const DoudiPolicy *policy, const DoudiReviewDueRow *row, DoudiDay *day, GError **error);
void doudi_review_due_free (DoudiReviewDue *due);

G_END_DECLS
