/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "base/doudi-error.h"
#include "policy/doudi-class-screen.h"
#include "policy/doudi-evaluate-asks.h"
#include "policy/doudi-income.h"

#include <glib/gi18n-lib.h>

#define PERSONS_MAX 10000

/* "monthly" of a household. Every member may be absent: 0, and one who earns wages. */
static gboolean
load_income (const DoudiJsonValue *given, DoudiHouseholdIncome *income, GError **error)
{
  static const char *const members[]
    = { "wages",           "wage_earners",   "other_income", "medical_cost",
        "disability_cost", "education_cost", "not_counted",  NULL };
  const DoudiJsonValue *monthly = NULL;
  gint64 earners = 1;

  if (!doudi_json_get_object (given, "monthly", DOUDI_JSON_REQUIRED, &monthly, error)
      || !doudi_json_check_members (monthly, members, error)
      || !doudi_given_amount (monthly, "wages", DOUDI_JSON_OPTIONAL, &income->wages, error)
      || !doudi_json_get_integer (monthly, "wage_earners", DOUDI_JSON_OPTIONAL, 0, PERSONS_MAX,
                                  &earners, error)
      || !doudi_given_amount (monthly, "other_income", DOUDI_JSON_OPTIONAL, &income->other, error)
      || !doudi_given_amount (monthly, "medical_cost", DOUDI_JSON_OPTIONAL,
                              &income->costs[DOUDI_RIGID_COST_MEDICAL], error)
      || !doudi_given_amount (monthly, "disability_cost", DOUDI_JSON_OPTIONAL,
                              &income->costs[DOUDI_RIGID_COST_DISABILITY], error)
      || !doudi_given_amount (monthly, "education_cost", DOUDI_JSON_OPTIONAL,
                              &income->costs[DOUDI_RIGID_COST_EDUCATION], error)
      || !doudi_given_amount (monthly, "not_counted", DOUDI_JSON_OPTIONAL, &income->not_counted,
                              error))
    return FALSE;
  income->wage_earners = (int) earners;
  return TRUE;
}

/* "method" and "rounding", each as the policy says where it is absent. */
static gboolean
load_way (const DoudiJsonValue *given, DoudiLowIncomeFacts *facts, GError **error)
{
  static const char *const methods[] = { "shortfall", "class", "by-class", "standard", NULL };
  int method = DOUDI_AS_POLICY_SAYS;

  if (!doudi_json_get_word (given, "method", DOUDI_JSON_OPTIONAL, methods, &method, error)
      || !doudi_given_word (given, "rounding", DOUDI_JSON_OPTIONAL,
                            doudi_rule_info (DOUDI_RULE_ROUNDING)->choices, &facts->rounding,
                            error))
    return FALSE;
  if (method != DOUDI_AS_POLICY_SAYS)
    facts->method = method == 0 ? DOUDI_METHOD_SHORTFALL : DOUDI_METHOD_STANDARD;
  return TRUE;
}

static gboolean
load_household (const DoudiJsonValue *given, DoudiLowIncomeFacts *facts, GError **error)
{
  int residence = DOUDI_RESIDENCE_ANY;
  gint64 persons = 0, benefit_class = 0;

  if (!doudi_json_get_word (given, "residence", DOUDI_JSON_REQUIRED, doudi_residence_names (),
                            &residence, error)
      || !doudi_json_get_integer (given, "persons", DOUDI_JSON_REQUIRED, 1, PERSONS_MAX, &persons,
                                  error)
      || !doudi_json_get_integer (given, "class", DOUDI_JSON_OPTIONAL, 1, 4, &benefit_class, error)
      || !doudi_json_get_month (given, "month", DOUDI_JSON_OPTIONAL, &facts->month, error)
      || !load_income (given, &facts->income, error) || !load_way (given, facts, error)
      || !doudi_given_amount (given, "assets", DOUDI_JSON_OPTIONAL, &facts->assets, error))
    return FALSE;
  facts->residence = (DoudiResidence) residence;
  facts->persons = (int) persons;
  facts->benefit_class = (int) benefit_class;
  facts->assets_known = doudi_json_get_member (given, "assets") != NULL;
  return TRUE;
}

static void
answer_low_income (JsonBuilder *answer, const DoudiLowIncome *result)
{
  doudi_answer_amount (answer, "countable_income", result->countable_income);
  doudi_answer_amount (answer, "income_per_head", result->income_per_head);
  doudi_answer_amount (answer, "standard", result->standard);
  if (result->edge_line > 0)
    doudi_answer_amount (answer, "edge_line", result->edge_line);
  else
    doudi_answer_string (answer, "edge_line", NULL);
  doudi_answer_string (answer, "outcome", doudi_income_outcome_name (result->outcome));
  doudi_answer_amount (answer, "amount", result->amount);
  doudi_answer_string (answer, "assets", doudi_assets_outcome_name (result->assets));
}

/* An amount by class needs the class: says so instead of looking for an amount without one. */
static void
blame_class (const DoudiPolicy *policy,
             const DoudiJsonValue *given,
             const DoudiLowIncomeFacts *facts,
             const DoudiLowIncome *result,
             GError **error)
{
  if (facts->benefit_class != 0 || result->standard == 0 || result->outcome != DOUDI_INCOME_ELIGIBLE
      || !g_error_matches (*error, DOUDI_ERROR, DOUDI_ERROR_NO_STANDARD)
      || !doudi_policy_knows (policy, DOUDI_PROGRAMME_LOW_INCOME, facts->month))
    return;
  g_clear_error (error);
  doudi_json_value_set_error (given, error, _ ("“%s” is missing: the amount goes by class"),
                              "class");
}

/**
 * doudi_ask_low_income:
 * @evaluation: what the cases share
 * @given: policy, residence, persons, monthly (an object of amounts: wages, other_income,
 *   medical_cost, disability_cost, education_cost, not_counted; and wage_earners, 1 if absent);
 *   optional method (shortfall, or class, by-class, standard), rounding, class, month, known_on,
 *   assets
 * @answer: countable_income, income_per_head, standard, edge_line (null where none is drawn),
 *   outcome (eligible, edge, over), amount, assets (within, over, null), explanation
 * @error: a member is wrong, or no standard is in force
 *
 * Whether a household has low income and what it draws: doudi_low_income().
 *
 * Returns: %TRUE if answered
 */
gboolean
doudi_ask_low_income (DoudiEvaluation *evaluation,
                      const DoudiJsonValue *given,
                      JsonBuilder *answer,
                      GError **error)
{
  DoudiLowIncomeFacts facts = { .method = DOUDI_AS_POLICY_SAYS, .rounding = DOUDI_AS_POLICY_SAYS };
  g_autoptr (DoudiPolicy) policy = doudi_evaluation_load_rules (evaluation, given, NULL, error);
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GError) failure = NULL;
  DoudiLowIncome result;

  if (policy == NULL || !load_household (given, &facts, error))
    return FALSE;
  lines = doudi_low_income (policy, &facts, DOUDI_LANGUAGE_INTERFACE, &result, &failure);
  if (lines == NULL)
    {
      blame_class (policy, given, &facts, &result, &failure);
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  answer_low_income (answer, &result);
  doudi_answer_explanation (answer, lines);
  return TRUE;
}

static gboolean
load_screen (const DoudiJsonValue *given, DoudiScreenFacts *facts, GError **error)
{
  int residence = DOUDI_RESIDENCE_RURAL;
  gint64 persons = 0, benefit_class = 0;

  if (!doudi_json_get_integer (given, "class", DOUDI_JSON_REQUIRED, 1, 4, &benefit_class, error)
      || !doudi_json_get_integer (given, "persons", DOUDI_JSON_REQUIRED, 1, PERSONS_MAX, &persons,
                                  error)
      || !doudi_given_amount (given, "yearly_income", DOUDI_JSON_REQUIRED, &facts->yearly_income,
                              error)
      || !doudi_given_amount (given, "monthly_amount_per_person", DOUDI_JSON_REQUIRED,
                              &facts->monthly_amount, error)
      || !doudi_json_get_word (given, "residence", DOUDI_JSON_OPTIONAL, doudi_residence_names (),
                               &residence, error)
      || !doudi_json_get_month (given, "month", DOUDI_JSON_OPTIONAL, &facts->month, error))
    return FALSE;
  facts->residence = (DoudiResidence) residence;
  facts->benefit_class = (int) benefit_class;
  facts->persons = (int) persons;
  return TRUE;
}

/**
 * doudi_ask_class_screen:
 * @evaluation: what the cases share
 * @given: policy, class, persons, yearly_income, monthly_amount_per_person; optional residence
 *   (rural if absent), month, known_on
 * @answer: net_per_head, standard (of a year), outcome (keep, exit, manual), explanation
 * @error: a member is wrong, or no standard is in force
 *
 * Whether a household of class III or IV stays: doudi_class_screen().
 *
 * Returns: %TRUE if answered
 */
gboolean
doudi_ask_class_screen (DoudiEvaluation *evaluation,
                        const DoudiJsonValue *given,
                        JsonBuilder *answer,
                        GError **error)
{
  g_autoptr (DoudiPolicy) policy = doudi_evaluation_load_rules (evaluation, given, NULL, error);
  g_autoptr (GPtrArray) lines = NULL;
  DoudiScreenFacts facts = { 0 };
  DoudiScreen result;

  if (policy == NULL || !load_screen (given, &facts, error))
    return FALSE;
  lines = doudi_class_screen (policy, &facts, DOUDI_LANGUAGE_INTERFACE, &result, error);
  if (lines == NULL)
    return FALSE;
  doudi_answer_amount (answer, "net_per_head", result.net_per_head);
  doudi_answer_amount (answer, "standard", result.standard);
  doudi_answer_string (answer, "outcome", doudi_screen_outcome_name (result.outcome));
  doudi_answer_explanation (answer, lines);
  return TRUE;
}
