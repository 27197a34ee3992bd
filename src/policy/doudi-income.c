/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "policy/doudi-income-private.h"

#include "policy/doudi-entitlement-private.h"
#include "policy/doudi-policy-fail.h"

static const DoudiRule *
find_rule (const DoudiIncomeTest *test, DoudiRuleKind kind, int which)
{
  return doudi_policy_find_rule (test->policy, kind, which, &test->circumstances,
                                 test->facts->month);
}

static int
find_choice (const DoudiIncomeTest *test, DoudiRuleKind kind, int otherwise)
{
  return doudi_policy_find_choice (test->policy, kind, 0, &test->circumstances, test->facts->month,
                                   otherwise);
}

/* A share of the wages, or of the minimum wage for each who earns; at most the wages. */
static gboolean
deduct_work_cost (const DoudiIncomeTest *test, DoudiWide *deducted, GError **error)
{
  const DoudiHouseholdIncome *income = &test->facts->income;
  const DoudiRule *rule = find_rule (test, DOUDI_RULE_WORK_COST, 0);
  const DoudiPolicyLine *line = NULL;
  DoudiWide cost;

  if (rule == NULL || income->wages == 0)
    return TRUE;
  cost = (DoudiWide) income->wages * rule->number
         * (DOUDI_MONTHS_IN_YEAR / doudi_income_months (test));
  if (find_choice (test, DOUDI_RULE_WORK_COST_BASE, DOUDI_WORK_COST_OF_WAGES)
      == DOUDI_WORK_COST_OF_MINIMUM_WAGE)
    {
      line = doudi_policy_find_line (test->policy, DOUDI_POLICY_LINE_MINIMUM_WAGE,
                                     test->facts->residence, test->facts->month);
      if (line == NULL)
        return doudi_policy_fail_line (test->policy, DOUDI_POLICY_LINE_MINIMUM_WAGE,
                                       test->facts->residence, test->facts->month, error);
      cost = (DoudiWide) line->amount * income->wage_earners * rule->number
             * (DOUDI_MONTHS_IN_YEAR / doudi_policy_line_months (line));
    }
  cost = MIN (cost, (DoudiWide) income->wages * (DOUDI_INCOME_SCALE / doudi_income_months (test)));
  doudi_income_explain_work_cost (test, rule, line, cost);
  *deducted += cost;
  return TRUE;
}

/* What the policy says nothing of is not deducted. */
static void
deduct_rigid_costs (const DoudiIncomeTest *test, DoudiWide *deducted)
{
  for (int i = 0; i < DOUDI_N_RIGID_COSTS; i++)
    {
      const DoudiRule *rule = find_rule (test, DOUDI_RULE_RIGID_COST, i);
      DoudiFen spent = test->facts->income.costs[i];
      DoudiWide cost = 0;

      if (spent == 0)
        continue;
      if (rule != NULL)
        cost
          = (DoudiWide) spent * rule->number * (DOUDI_MONTHS_IN_YEAR / doudi_income_months (test));
      doudi_income_explain_rigid_cost (test, rule, spent, cost);
      *deducted += cost;
    }
}

/* What counts of the income, exactly; it is rounded only to be shown. */
static gboolean
count_income (DoudiIncomeTest *test, DoudiLowIncome *result, GError **error)
{
  const DoudiHouseholdIncome *income = &test->facts->income;
  DoudiWide deducted = 0;

  doudi_income_explain_income (test);
  if (!deduct_work_cost (test, &deducted, error))
    return FALSE;
  deduct_rigid_costs (test, &deducted);
  test->countable = ((DoudiWide) income->wages + income->other)
                      * (DOUDI_INCOME_SCALE / doudi_income_months (test))
                    - deducted;
  test->countable = MAX (test->countable, 0);
  if (!doudi_divide (test->countable, DOUDI_INCOME_SCALE, DOUDI_ROUNDING_FEN,
                     &result->countable_income)
      || !doudi_divide (test->countable * DOUDI_MONTHS_IN_YEAR, DOUDI_INCOME_SCALE,
                        DOUDI_ROUNDING_FEN, &result->yearly_income)
      || !doudi_divide (test->countable, (gint64) DOUDI_INCOME_SCALE * test->facts->persons,
                        DOUDI_ROUNDING_FEN, &result->income_per_head))
    return doudi_fail_beyond_measure (error);
  doudi_income_explain_countable (test, deducted, result->countable_income);
  doudi_income_explain_per_head (test, result->income_per_head);
  return TRUE;
}

/* Whether the income is below so many hundredths of a percent of the standard for all persons. */
static gboolean
is_below (const DoudiIncomeTest *test, gint64 share)
{
  gint64 months = doudi_policy_line_months (test->standard);

  return test->countable * months * DOUDI_WHOLE
         < (DoudiWide) test->standard->amount * test->facts->persons * share * DOUDI_INCOME_SCALE;
}

/* A month of the standard for one person, or a share of it, half-up. */
static gboolean
month_of_standard (const DoudiIncomeTest *test, gint64 share, DoudiFen *fen, GError **error)
{
  return doudi_divide ((DoudiWide) test->standard->amount * share,
                       doudi_policy_line_months (test->standard) * DOUDI_WHOLE, DOUDI_ROUNDING_FEN,
                       fen)
         || doudi_fail_beyond_measure (error);
}

/* "Below" is below: an income that equals the line is not. */
static gboolean
compare (const DoudiIncomeTest *test, DoudiLowIncome *result, GError **error)
{
  const DoudiRule *edge = find_rule (test, DOUDI_RULE_EDGE_LINE, 0);
  gboolean below_standard = is_below (test, DOUDI_WHOLE);
  gboolean below_edge = edge != NULL && is_below (test, edge->number);

  if (!month_of_standard (test, DOUDI_WHOLE, &result->standard, error)
      || (edge != NULL && !month_of_standard (test, edge->number, &result->edge_line, error)))
    return FALSE;
  doudi_income_explain_standard (test, below_standard);
  if (!below_standard && edge != NULL)
    doudi_income_explain_edge (test, edge, below_edge);
  result->outcome = below_standard ? DOUDI_INCOME_ELIGIBLE
                    : below_edge   ? DOUDI_INCOME_EDGE
                                   : DOUDI_INCOME_OVER;
  return TRUE;
}

/* The standard for all persons less the income, rounded once. */
static gboolean
pay_shortfall (const DoudiIncomeTest *test, DoudiFen *amount, GError **error)
{
  gint64 months = doudi_policy_line_months (test->standard);
  DoudiWide lacking = (DoudiWide) test->standard->amount * test->facts->persons * DOUDI_INCOME_SCALE
                      - test->countable * months;

  if (!doudi_divide (lacking, months * DOUDI_INCOME_SCALE, test->rounding, amount))
    return doudi_fail_beyond_measure (error);
  doudi_income_explain_shortfall (test, *amount);
  return TRUE;
}

/* The amount of the class, as the entitlement makes it. */
static gboolean
pay_standard (const DoudiIncomeTest *test, DoudiFen *amount, GError **error)
{
  DoudiTerm term = { .persons = test->facts->persons, .benefit_class = test->facts->benefit_class };
  DoudiEntitlementFacts facts
    = { .programme = DOUDI_PROGRAMME_LOW_INCOME, .residence = test->facts->residence };
  DoudiReckoning reckoning = { .policy = test->policy,
                               .facts = &facts,
                               .term = &term,
                               .circumstances = test->circumstances,
                               .month = test->facts->month,
                               .language = test->language,
                               .lines = test->lines };

  return doudi_reckoning_standard (&reckoning, test->rounding, amount, error);
}

static gboolean
pay (DoudiIncomeTest *test, DoudiFen *amount, GError **error)
{
  int method = test->facts->method;

  if (method == DOUDI_AS_POLICY_SAYS)
    method = find_choice (test, DOUDI_RULE_METHOD, DOUDI_METHOD_STANDARD);
  test->rounding = test->facts->rounding != DOUDI_AS_POLICY_SAYS
                     ? (DoudiRounding) test->facts->rounding
                     : (DoudiRounding) find_choice (test, DOUDI_RULE_ROUNDING, DOUDI_ROUNDING_FEN);
  return method == DOUDI_METHOD_SHORTFALL ? pay_shortfall (test, amount, error)
                                          : pay_standard (test, amount, error);
}

/* Assets above so many months of the standard for all persons are over. */
static DoudiAssetsOutcome
weigh_assets (const DoudiIncomeTest *test)
{
  const DoudiLowIncomeFacts *facts = test->facts;
  const DoudiRule *rule = find_rule (test, DOUDI_RULE_ASSET_MONTHS, 0);
  gboolean is_over;

  if (!facts->assets_known || rule == NULL)
    return DOUDI_ASSETS_UNKNOWN;
  is_over = (DoudiWide) facts->assets * doudi_policy_line_months (test->standard)
            > (DoudiWide) test->standard->amount * facts->persons * rule->number;
  doudi_income_explain_assets (test, rule, is_over);
  return is_over ? DOUDI_ASSETS_OVER : DOUDI_ASSETS_WITHIN;
}

/**
 * doudi_low_income:
 * @policy: what is known
 * @facts: a household
 * @language: of the lines
 * @result: (out): what the test came to
 * @error: %DOUDI_ERROR_NO_STANDARD if there is no standard, no amount for the class, or no minimum
 *   wage where the cost of working is a share of it; %DOUDI_ERROR_BAD_DATA if an amount is beyond
 *   all measure
 *
 * Whether a household has low income, and what it draws (社会救助暂行办法 art. 9: "below" the
 * standard; 民发〔2021〕57号 for edge households, assets and both methods). What counts is the
 * income less the cost of working and the rigid costs of illness, disability and school (ministry
 * notice 2019-09-13, 二), as far as the policy deducts them, and not below 0. Nothing is divided
 * before it is compared or paid: the standard times the persons less the income, rounded once; or
 * the amount of the class for one person, rounded, times the persons (prefecture plan 2018,
 * 二.1(1)). Assets over the line do not change the outcome by income; somebody has to look.
 *
 * Returns: (transfer full) (element-type DoudiExplanationLine): the reasons, of which those that
 *   add come to the amount; %NULL with @error set
 */
GPtrArray *
doudi_low_income (const DoudiPolicy *policy,
                  const DoudiLowIncomeFacts *facts,
                  DoudiLanguage language,
                  DoudiLowIncome *result,
                  GError **error)
{
  g_autoptr (GPtrArray) lines = doudi_explanation_new ();
  DoudiIncomeTest test = { .policy = policy,
                           .facts = facts,
                           .circumstances = { .programme = DOUDI_PROGRAMME_LOW_INCOME,
                                              .residence = facts->residence,
                                              .benefit_class = facts->benefit_class },
                           .language = language,
                           .lines = lines };

  g_return_val_if_fail (facts->persons >= 1, NULL);
  *result = (DoudiLowIncome){ 0 };
  test.standard = doudi_policy_find_line (policy, DOUDI_POLICY_LINE_LOW_INCOME_STANDARD,
                                          facts->residence, facts->month);
  if (test.standard == NULL)
    {
      doudi_policy_fail_line (policy, DOUDI_POLICY_LINE_LOW_INCOME_STANDARD, facts->residence,
                              facts->month, error);
      return NULL;
    }
  if (!count_income (&test, result, error) || !compare (&test, result, error)
      || (result->outcome == DOUDI_INCOME_ELIGIBLE && !pay (&test, &result->amount, error)))
    return NULL;
  result->assets = weigh_assets (&test);
  return g_steal_pointer (&lines);
}

/**
 * doudi_income_outcome_name:
 * @outcome: an outcome
 *
 * Returns: (transfer none): "eligible", "edge" or "over"
 */
const char *
doudi_income_outcome_name (DoudiIncomeOutcome outcome)
{
  static const char *const names[] = { "eligible", "edge", "over" };

  return names[outcome];
}

/**
 * doudi_assets_outcome_name:
 * @outcome: an outcome
 *
 * Returns: (transfer none) (nullable): "within" or "over", %NULL where nothing is known
 */
const char *
doudi_assets_outcome_name (DoudiAssetsOutcome outcome)
{
  static const char *const names[] = { NULL, "within", "over" };

  return names[outcome];
}
