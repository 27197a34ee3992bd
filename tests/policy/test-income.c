/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "base/doudi-error.h"
#include "policy-fixture.h"
#include "policy/doudi-income.h"

#define ASK "low-income"
#define URBAN(rest) "{'policy': 'demo', 'residence': 'urban', 'method': 'shortfall', " rest "}"
#define RURAL(rest) "{'policy': 'gannan-2018', 'residence': 'rural', 'month': '2018-01', " rest "}"

static const PolicyCase cases[] = {
  /* 480.00 a month; the edge is at 720.00. */
  { "649/9/one-fen-below", ASK, URBAN ("'persons': 1, 'monthly': {'other_income': '479.99'}"),
    "{'outcome': 'eligible', 'amount': '0.01', 'income_per_head': '479.99'}" },
  { "649/9/equal", ASK, URBAN ("'persons': 1, 'monthly': {'other_income': '480.00'}"),
    "{'outcome': 'edge', 'amount': '0.00'}" },
  { "649/9/one-fen-above", ASK, URBAN ("'persons': 1, 'monthly': {'other_income': '480.01'}"),
    "{'outcome': 'edge', 'amount': '0.00'}" },
  { "57/edge/one-fen-below", ASK, URBAN ("'persons': 1, 'monthly': {'other_income': '719.99'}"),
    "{'outcome': 'edge', 'edge_line': '720.00'}" },
  { "57/edge/equal", ASK, URBAN ("'persons': 1, 'monthly': {'other_income': '720.00'}"),
    "{'outcome': 'over', 'standard': '480.00'}" },
  /* 1439.99 for three is below 1440.00 although a third of it rounds to the standard. */
  { "649/9/compared-before-rounding", ASK,
    URBAN ("'persons': 3, 'monthly': {'other_income': '1439.99'}"),
    "{'outcome': 'eligible', 'income_per_head': '480.00', 'amount': '0.01'}" },
  { "57/edge/compared-before-rounding", ASK,
    URBAN ("'persons': 3, 'monthly': {'other_income': '2159.99'}"),
    "{'outcome': 'edge', 'income_per_head': '720.00'}" },
  { "57/shortfall/nothing-earned", ASK, URBAN ("'persons': 3, 'monthly': {}"),
    "{'countable_income': '0.00', 'income_per_head': '0.00', 'amount': '1440.00'}" },
  /* 10 % of 533.35 is 53.335: 480.015 count. */
  { "2019/2/work-cost-exact", ASK, URBAN ("'persons': 1, 'monthly': {'wages': '533.35'}"),
    "{'countable_income': '480.02', 'outcome': 'edge'}" },
  /* 533.33 − 53.333 = 479.997: below, and what lacks rounds to nothing. */
  { "2019/2/work-cost-exact-below", ASK, URBAN ("'persons': 1, 'monthly': {'wages': '533.33'}"),
    "{'countable_income': '480.00', 'outcome': 'eligible', 'amount': '0.00'}" },
  { "2019/2/work-cost-exact-up", ASK,
    URBAN ("'rounding': 'jiao-up', 'persons': 1, 'monthly': {'wages': '533.33'}"),
    "{'outcome': 'eligible', 'amount': '0.10'}" },
  { "2019/2/rigid-costs", ASK,
    URBAN ("'persons': 2, 'monthly': {'other_income': '1500.00', 'medical_cost': '300.00', "
           "'disability_cost': '200.00', 'education_cost': '100.00'}"),
    "{'countable_income': '900.00', 'income_per_head': '450.00', 'amount': '60.00'}" },
  { "2019/2/cost-above-income", ASK,
    URBAN ("'persons': 2, 'monthly': {'other_income': '100.00', 'medical_cost': '100.01'}"),
    "{'countable_income': '0.00', 'amount': '960.00'}" },
  { "57/not-counted", ASK,
    URBAN ("'persons': 1, 'monthly': {'other_income': '80.00', 'not_counted': '5000.00'}"),
    "{'countable_income': '80.00', 'amount': '400.00'}" },
  { "57/rounding/fen", ASK, URBAN ("'rounding': 'fen', 'persons': 1, 'monthly': {'wages': '0.55'}"),
    /* 480.00 − 0.495 */
    "{'amount': '479.51'}" },
  { "57/rounding/jiao", ASK,
    URBAN ("'rounding': 'jiao', 'persons': 1, 'monthly': {'other_income': '0.05'}"),
    "{'amount': '480.00'}" },
  { "57/rounding/jiao-up", ASK,
    URBAN ("'rounding': 'jiao-up', 'persons': 1, 'monthly': {'other_income': '0.19'}"),
    "{'amount': '479.90'}" },
  { "57/rounding/jiao-down", ASK,
    URBAN ("'rounding': 'jiao-down', 'persons': 1, 'monthly': {'other_income': '0.01'}"),
    "{'amount': '479.90'}" },
  { "57/rounding/yuan", ASK,
    URBAN ("'rounding': 'yuan', 'persons': 1, 'monthly': {'other_income': '0.50'}"),
    "{'amount': '480.00'}" },
  { "57/rounding/yuan-up", ASK,
    URBAN ("'rounding': 'yuan-up', 'persons': 1, 'monthly': {'other_income': '479.99'}"),
    "{'amount': '1.00'}" },
  { "57/rounding/yuan-down", ASK,
    URBAN ("'rounding': 'yuan-down', 'persons': 1, 'monthly': {'other_income': '479.01'}"),
    "{'outcome': 'eligible', 'amount': '0.00'}" },
  /* 24 months × 480.00 × 2 */
  { "57/assets/equal", ASK, URBAN ("'persons': 2, 'monthly': {}, 'assets': '23040.00'"),
    "{'assets': 'within'}" },
  { "57/assets/one-fen-above", ASK, URBAN ("'persons': 2, 'monthly': {}, 'assets': '23040.01'"),
    "{'assets': 'over', 'outcome': 'eligible', 'amount': '960.00'}" },
  { "57/assets/none-given", ASK, URBAN ("'persons': 2, 'monthly': {}"), "{'assets': null}" },
  /* 3720.00 a year: 310.00 a month; the plan deducts nothing and pays by class. */
  { "2018/2.1.1/yearly-standard-below", ASK,
    RURAL ("'method': 'class', 'class': 1, 'persons': 3, 'monthly': {'other_income': '929.99'}"),
    "{'standard': '310.00', 'outcome': 'eligible', 'amount': '930.00'}" },
  { "2018/2.1.1/yearly-standard-equal", ASK,
    RURAL ("'method': 'by-class', 'class': 1, 'persons': 3, 'monthly': {'other_income': '930.00'}"),
    "{'outcome': 'over', 'edge_line': null, 'amount': '0.00'}" },
  { "2018/2.1.1/method-of-the-policy", ASK, RURAL ("'class': 2, 'persons': 2, 'monthly': {}"),
    "{'amount': '580.00'}" },
  { "2018/2.1.1/yearly-shortfall", ASK,
    RURAL ("'method': 'shortfall', 'persons': 3, 'monthly': {'other_income': '0.01'}"),
    "{'amount': '929.99'}" },
  { "2018/2.1.1/before-it-was-known", ASK,
    RURAL ("'known_on': '2018-05-31', 'class': 1, 'persons': 1, 'monthly': {}"),
    "{'standard': '291.67', 'amount': '292.00'}" },
  { "2019/2/no-rule-no-deduction", ASK,
    RURAL ("'class': 1, 'persons': 1, 'monthly': {'wages': '310.00', 'medical_cost': '310.00'}, "
           "'assets': '1.00'"),
    "{'countable_income': '310.00', 'outcome': 'over', 'assets': null}" },
  { "edge-of-the-country", ASK,
    "{'policy': 'gannan-2018', 'residence': 'rural', 'class': 1, 'persons': 1, 'monthly': "
    "{'other_income': '464.99'}}",
    "{'outcome': 'edge', 'edge_line': '465.00'}" },
  { "fault/nobody", ASK, URBAN ("'persons': 0, 'monthly': {}"), "!bad-data persons" },
  { "fault/negative-persons", ASK, URBAN ("'persons': -1, 'monthly': {}"), "!bad-data persons" },
  { "fault/negative-wages", ASK, URBAN ("'persons': 1, 'monthly': {'wages': '-0.01'}"),
    "!bad-data wages" },
  { "fault/amount-as-a-number", ASK, URBAN ("'persons': 1, 'monthly': {'wages': 5}"),
    "!bad-data wages" },
  { "fault/misspelt", ASK, URBAN ("'persons': 1, 'monthly': {'wage': '5.00'}"), "!bad-data wage" },
  { "fault/no-income", ASK, URBAN ("'persons': 1"), "!bad-data monthly" },
  { "fault/negative-assets", ASK, URBAN ("'persons': 1, 'monthly': {}, 'assets': '-1.00'"),
    "!bad-data assets" },
  { "fault/rounding", ASK, URBAN ("'persons': 1, 'monthly': {}, 'rounding': 'up'"),
    "!bad-data yuan-up" },
  { "fault/method", ASK,
    "{'policy': 'demo', 'residence': 'urban', 'method': 'difference', 'persons': 1, 'monthly': {}}",
    "!bad-data shortfall" },
  { "fault/no-residence", ASK, "{'policy': 'demo', 'persons': 1, 'monthly': {}}",
    "!bad-data residence" },
  { "fault/no-class", ASK, RURAL ("'persons': 1, 'monthly': {}"), "!bad-data class" },
  { "fault/no-policy", ASK, "{'residence': 'urban', 'persons': 1, 'monthly': {}}",
    "!bad-data rule" },
  { "fault/no-standard", ASK,
    "{'policy': 'gannan-2018', 'residence': 'urban', 'persons': 1, 'monthly': {}}",
    "!no-standard" },
  { "fault/before-the-standard", ASK,
    "{'policy': 'gannan-2018', 'residence': 'rural', 'month': '2016-12', 'persons': 1, "
    "'monthly': {}}",
    "!no-standard 2016-12" },
};

#define RULE(rest) "{" rest ", 'valid_from': '2010-01', 'sure': true, 'source': 'x'}"
#define LINE(name, per, amount)                                                                    \
  RULE ("'line': '" name "', 'residence': 'any', 'per': 'person-" per "', 'amount': '" amount "'")

/* The cost of working by the minimum wage, for each who earns, and at most the wages. */
static void
test_minimum_wage (void)
{
  g_autoptr (DoudiPolicy) policy = policy_fixture_written (
    "'lines': [" LINE ("low-income-standard", "month", "480.00") ", " LINE (
      "minimum-wage", "year",
      "10000.00") "], 'rules': [" RULE ("'rule': 'work-cost', 'percent': "
                                        "'10'") ", " RULE ("'rule': 'work-cost-base', 'choice': "
                                                           "'minimum-wage'") "]");
  DoudiLowIncomeFacts facts = { .residence = DOUDI_RESIDENCE_URBAN,
                                .month = 201801,
                                .persons = 1,
                                .income = { .wages = 60000, .wage_earners = 2 },
                                .method = DOUDI_METHOD_SHORTFALL,
                                .rounding = DOUDI_AS_POLICY_SAYS };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) two = NULL;
  g_autoptr (GPtrArray) capped = NULL;
  DoudiLowIncome result;

  /* 600.00 − 2 × 10000.00 ÷ 12 × 10% = 433.333…; 480.00 less that is 46.666… */
  two = doudi_low_income (policy, &facts, DOUDI_LANGUAGE_CHINESE, &result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (result.countable_income, ==, 43333);
  g_assert_cmpint (result.amount, ==, 4667);
  facts.income.wages = 5000;
  capped = doudi_low_income (policy, &facts, DOUDI_LANGUAGE_CHINESE, &result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (result.countable_income, ==, 0);
  g_assert_cmpint (result.amount, ==, 48000);
}

/* An income of a year is compared, and paid, as it is: a twelfth of it would be rounded. */
static void
test_of_a_year (void)
{
  g_autoptr (DoudiPolicy) policy = policy_fixture_written (
    "'lines': [" LINE ("low-income-standard", "year", "3720.00") "], 'rules': [" RULE (
      "'rule': 'work-cost', 'percent': '10'") ", " RULE ("'rule': 'rigid-cost', 'case': 'medical', "
                                                         "'percent': '100'") "]");
  DoudiLowIncomeFacts facts = { .residence = DOUDI_RESIDENCE_RURAL,
                                .month = 201801,
                                .persons = 3,
                                .income = { .yearly = TRUE,
                                            .wages = 1000000,
                                            .other = 316000,
                                            .costs = { [DOUDI_RIGID_COST_MEDICAL] = 100000 } },
                                .method = DOUDI_METHOD_SHORTFALL,
                                .rounding = DOUDI_AS_POLICY_SAYS };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) equal = NULL;
  g_autoptr (GPtrArray) below = NULL;
  DoudiLowIncome result;

  /* 10000 − 10% + 3160 − 1000 = 11160 = 3720 × 3: not below; a twelfth of it is 930.00. */
  equal = doudi_low_income (policy, &facts, DOUDI_LANGUAGE_CHINESE, &result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (result.yearly_income, ==, 1116000);
  g_assert_cmpint (result.countable_income, ==, 93000);
  g_assert_cmpint (result.outcome, ==, DOUDI_INCOME_OVER);
  /* One fen less in a year is below, though a twelfth of it is the same fen. */
  facts.income.other--;
  below = doudi_low_income (policy, &facts, DOUDI_LANGUAGE_CHINESE, &result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (result.countable_income, ==, 93000);
  g_assert_cmpint (result.outcome, ==, DOUDI_INCOME_ELIGIBLE);
  g_assert_cmpint (result.amount, ==, 0);
}

static void
test_no_minimum_wage (void)
{
  g_autoptr (DoudiPolicy) policy = policy_fixture_written (
    "'lines': [" LINE ("low-income-standard", "month", "480.00") "], 'rules': [" RULE (
      "'rule': 'work-cost', 'percent': '10'") ", " RULE ("'rule': 'work-cost-base', 'choice': "
                                                         "'minimum-wage'") "]");
  DoudiLowIncomeFacts facts = { .persons = 1,
                                .income = { .wages = 60000, .wage_earners = 1 },
                                .method = DOUDI_METHOD_SHORTFALL,
                                .rounding = DOUDI_AS_POLICY_SAYS };
  g_autoptr (GError) error = NULL;
  DoudiLowIncome result;

  g_assert_null (doudi_low_income (policy, &facts, DOUDI_LANGUAGE_INTERFACE, &result, &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_NO_STANDARD);
}

/* The policy's own method and rounding, with their papers; a given rounding goes before them. */
static void
test_as_the_policy_says (void)
{
  g_autoptr (DoudiPolicy) policy = policy_fixture_written (
    "'lines': [" LINE ("low-income-standard", "month", "480.00") "], 'rules': [" RULE (
      "'rule': 'method', 'programme': 'low-income', 'choice': "
      "'shortfall'") ", " RULE ("'rule': 'rounding', "
                                "'programme': 'low-income', "
                                "'choice': 'yuan-up'") "]");
  DoudiLowIncomeFacts facts = { .persons = 1,
                                .income = { .other = 1001 },
                                .method = DOUDI_AS_POLICY_SAYS,
                                .rounding = DOUDI_AS_POLICY_SAYS };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) own = NULL;
  g_autoptr (GPtrArray) given = NULL;
  DoudiLowIncome result;

  own = doudi_low_income (policy, &facts, DOUDI_LANGUAGE_INTERFACE, &result, &error);
  g_assert_no_error (error);
  policy_fixture_check_lines (own,
                              "income countable-income income-per-head low-income-standard "
                              "rounding shortfall",
                              47000);
  facts.rounding = DOUDI_ROUNDING_FEN;
  given = doudi_low_income (policy, &facts, DOUDI_LANGUAGE_INTERFACE, &result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (result.amount, ==, 46999);
}

/* Both languages say the same lines, and those that add come to the amount. */
static void
test_explanation (void)
{
  g_autoptr (DoudiPolicy) policy = policy_fixture_bundled ("demo", DOUDI_DAY_NONE);
  DoudiLowIncomeFacts facts = { .residence = DOUDI_RESIDENCE_URBAN,
                                .persons = 3,
                                .benefit_class = 1,
                                .income = { .wages = 200000, .costs = { 42000, 0, 100 } },
                                .method = DOUDI_METHOD_SHORTFALL,
                                .rounding = DOUDI_AS_POLICY_SAYS,
                                .assets_known = TRUE,
                                .assets = 100 };

  for (int language = 0; language <= DOUDI_LANGUAGE_CHINESE; language++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) shortfall = NULL;
      g_autoptr (GPtrArray) by_class = NULL;
      DoudiLowIncome result;

      facts.method = DOUDI_METHOD_SHORTFALL;
      shortfall = doudi_low_income (policy, &facts, (DoudiLanguage) language, &result, &error);
      g_assert_no_error (error);
      policy_fixture_check_lines (shortfall,
                                  "income work-cost rigid-cost rigid-cost countable-income "
                                  "income-per-head low-income-standard shortfall asset-months",
                                  6100);
      facts.method = DOUDI_METHOD_STANDARD;
      by_class = doudi_low_income (policy, &facts, (DoudiLanguage) language, &result, &error);
      g_assert_no_error (error);
      policy_fixture_check_lines (by_class,
                                  "income work-cost rigid-cost rigid-cost countable-income "
                                  "income-per-head low-income-standard monthly-standard "
                                  "asset-months",
                                  144000);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  policy_fixture_add_cases ("/policy/low-income", cases, G_N_ELEMENTS (cases));
  g_test_add_func ("/policy/low-income/57/minimum-wage", test_minimum_wage);
  g_test_add_func ("/policy/low-income/57/of-a-year", test_of_a_year);
  g_test_add_func ("/policy/low-income/57/no-minimum-wage", test_no_minimum_wage);
  g_test_add_func ("/policy/low-income/as-the-policy-says", test_as_the_policy_says);
  g_test_add_func ("/policy/low-income/explanation", test_explanation);
  return g_test_run ();
}
