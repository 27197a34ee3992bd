/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "policy/doudi-evaluate-asks.h"
#include "policy/doudi-review.h"

#include <glib/gi18n-lib.h>

/* Programme, and residence and class where they are given. */
static gboolean
load_whom (const DoudiJsonValue *given, DoudiCircumstances *whom, GError **error)
{
  int residence = DOUDI_RESIDENCE_ANY;
  gint64 benefit_class = 0;

  if (!doudi_given_programme (given, &whom->programme, error)
      || !doudi_json_get_word (given, "residence", DOUDI_JSON_OPTIONAL, doudi_residence_names (),
                               &residence, error)
      || !doudi_json_get_integer (given, "class", DOUDI_JSON_OPTIONAL, 1, 4, &benefit_class, error))
    return FALSE;
  whom->residence = (DoudiResidence) residence;
  whom->benefit_class = (int) benefit_class;
  return TRUE;
}

static gboolean
load_review (const DoudiJsonValue *given, DoudiReviewFacts *facts, GError **error)
{
  if (!load_whom (given, &facts->whom, error)
      || !doudi_json_get_day (given, "confirmed", DOUDI_JSON_REQUIRED, &facts->confirmed, error)
      || !doudi_json_get_boolean (given, "income_stable", DOUDI_JSON_OPTIONAL,
                                  &facts->income_stable, error)
      || !doudi_json_get_boolean (given, "able_bodied", DOUDI_JSON_OPTIONAL, &facts->able_bodied,
                                  error)
      || !doudi_json_get_boolean (given, "without_means", DOUDI_JSON_OPTIONAL,
                                  &facts->without_means, error))
    return FALSE;
  if (!facts->able_bodied || !facts->without_means)
    return TRUE;
  doudi_json_value_set_error (
    doudi_json_get_member (given, "without_means"), error,
    _ ("“%s” and “%s” may not both be true: who is without means is not able to work"),
    "able_bodied", "without_means");
  return FALSE;
}

/**
 * doudi_ask_review_date:
 * @evaluation: what the cases share
 * @given: programme, confirmed; optional income_stable (true if absent), able_bodied,
 *   without_means, residence, class, policy or rule, known_on
 * @answer: due, case (settled, unsettled, without-means: whose rule applied), months, explanation
 * @error: a member is wrong or missing, or nothing is said of the programme
 *
 * When an award is to be reviewed: doudi_review_date().
 *
 * Returns: %TRUE if answered
 */
gboolean
doudi_ask_review_date (DoudiEvaluation *evaluation,
                       const DoudiJsonValue *given,
                       JsonBuilder *answer,
                       GError **error)
{
  g_autoptr (DoudiPolicy) policy = doudi_evaluation_load_rules (evaluation, given, "", error);
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GError) failure = NULL;
  DoudiReviewFacts facts = { .income_stable = TRUE };
  DoudiReview result;

  if (policy == NULL || !load_review (given, &facts, error))
    return FALSE;
  lines = doudi_review_date (policy, &facts, DOUDI_LANGUAGE_INTERFACE, &result, &failure);
  if (lines == NULL)
    return doudi_given_lacks (given, failure, error);
  doudi_answer_day (answer, "due", result.due);
  doudi_answer_string (answer, "case",
                       doudi_rule_info (DOUDI_RULE_REVIEW)->cases[result.rule->which].name);
  doudi_answer_integer (answer, "months", result.rule->number);
  doudi_answer_explanation (answer, lines);
  return TRUE;
}

/**
 * doudi_ask_validity:
 * @evaluation: what the cases share
 * @given: policy or rule, programme, from; class or residence where the rule depends on it;
 *   optional known_on
 * @answer: last (day), explanation
 * @error: a member is wrong or missing, or nothing is said of the programme
 *
 * How long an award is valid: doudi_validity_end().
 *
 * Returns: %TRUE if answered
 */
gboolean
doudi_ask_validity (DoudiEvaluation *evaluation,
                    const DoudiJsonValue *given,
                    JsonBuilder *answer,
                    GError **error)
{
  g_autoptr (DoudiPolicy) policy = doudi_evaluation_load_rules (evaluation, given, NULL, error);
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GError) failure = NULL;
  DoudiCircumstances whom = { 0 };
  DoudiDay from = DOUDI_DAY_NONE, last;

  if (policy == NULL || !load_whom (given, &whom, error)
      || !doudi_json_get_day (given, "from", DOUDI_JSON_REQUIRED, &from, error))
    return FALSE;
  lines = doudi_validity_end (policy, &whom, from, DOUDI_LANGUAGE_INTERFACE, &last, &failure);
  if (lines == NULL)
    return doudi_given_lacks (given, failure, error);
  doudi_answer_day (answer, "last", last);
  doudi_answer_explanation (answer, lines);
  return TRUE;
}

/**
 * doudi_ask_deadline:
 * @evaluation: what the cases share
 * @given: programme, step (a case of the rule "deadline"), from; optional policy or rule, known_on
 * @answer: due; first and after, the days on which the time begins and is over; days, counting;
 *   holidays_known, false where only weekends could be counted; explanation
 * @error: a member is wrong, or nothing is said of the step
 *
 * The last day for a step of a case: doudi_deadline().
 *
 * Returns: %TRUE if answered
 */
gboolean
doudi_ask_deadline (DoudiEvaluation *evaluation,
                    const DoudiJsonValue *given,
                    JsonBuilder *answer,
                    GError **error)
{
  const DoudiWorkingDays *calendar = doudi_evaluation_get_calendar (evaluation, error);
  g_autoptr (DoudiPolicy) policy
    = calendar != NULL ? doudi_evaluation_load_rules (evaluation, given, "", error) : NULL;
  g_autoptr (GPtrArray) lines = NULL;
  DoudiProgramme programme = DOUDI_PROGRAMME_NONE;
  DoudiDay from = DOUDI_DAY_NONE;
  int step = 0;
  DoudiDeadline result;

  if (policy == NULL || !doudi_given_programme (given, &programme, error)
      || !doudi_given_word (given, "step", DOUDI_JSON_REQUIRED,
                            doudi_rule_info (DOUDI_RULE_DEADLINE)->cases, &step, error)
      || !doudi_json_get_day (given, "from", DOUDI_JSON_REQUIRED, &from, error))
    return FALSE;
  lines = doudi_deadline (policy, calendar, programme, step, from, DOUDI_LANGUAGE_INTERFACE,
                          &result, error);
  if (lines == NULL)
    return FALSE;
  doudi_answer_day (answer, "due", result.due);
  doudi_answer_day (answer, "first", result.first);
  doudi_answer_day (answer, "after", result.after);
  doudi_answer_rule_days (answer, result.rule);
  doudi_answer_holidays_known (answer, calendar, from, result.due);
  doudi_answer_explanation (answer, lines);
  return TRUE;
}
