/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <glib.h>
#include "base/doudi-working-days.h"
#include "policy/doudi-explanation.h"
#include "policy/doudi-policy.h"

G_BEGIN_DECLS

/**
 * DoudiReviewFacts:
 * @whom: programme, residence and class of the award
 * @confirmed: the day of the decision or of the last review
 * @income_stable: income changes little
 * @able_bodied: somebody is able to work
 * @without_means: no work ability, no income, no supporter (“三无”)
 */
typedef struct
{
  DoudiCircumstances whom;
  DoudiDay confirmed;
  gboolean income_stable;
  gboolean able_bodied;
  gboolean without_means;
} DoudiReviewFacts;

/**
 * DoudiReview:
 * @rule: the rule "review" that applies
 * @due: the day of the next review
 */
typedef struct
{
  const DoudiRule *rule;
  DoudiDay due;
} DoudiReview;

/**
 * DoudiDeadline:
 * @rule: the rule "deadline" that applies
 * @due: the last day
 * @first: the first day that counts
 * @after: the first day after the last
 */
typedef struct
{
  const DoudiRule *rule;
  DoudiDay due;
  DoudiDay first;
  DoudiDay after;
} DoudiDeadline;

GPtrArray *doudi_review_date (const DoudiPolicy *policy, const DoudiReviewFacts *facts, DoudiLanguage language, DoudiReview *result, GError **error);
GPtrArray *doudi_validity_end (const DoudiPolicy *policy, const DoudiCircumstances *whom, DoudiDay from, DoudiLanguage language, DoudiDay *last, GError **error);
gboolean doudi_deadline_find (const DoudiPolicy *policy, const DoudiWorkingDays *calendar, const DoudiCircumstances *whom, int which, DoudiDay from, DoudiDeadline *result);
GPtrArray *doudi_deadline (const DoudiPolicy *policy, const DoudiWorkingDays *calendar, DoudiProgramme programme, int step, DoudiDay from, DoudiLanguage language, DoudiDeadline *result, GError **error);

G_END_DECLS
