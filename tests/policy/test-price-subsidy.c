/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "policy-fixture.h"
#include "policy/doudi-price-subsidy.h"

#define ASK "price-subsidy"
#define SHANDONG(rest) "{'rule': 'shandong-2017', 'index_month': '2017-05', " rest "}"
#define NATIONAL(month, rest) "{'rule': 'national-2021', 'index_month': '" month "', " rest "}"
#define ONE "'persons': 1, 'base': '480.00'"

static const PolicyCase cases[] = {
  { "shandong-2017/2/low-income-index-equal", ASK,
    SHANDONG ("'low_income_index': '5.0', 'cpi_food': '5.9', " ONE),
    "{'triggered': true, 'triggered_by': ['low-income-index'], 'per_person': '24.00'}" },
  { "shandong-2017/2/low-income-index-below", ASK,
    SHANDONG ("'low_income_index': '4.99', 'cpi_food': '5.99', " ONE),
    "{'triggered': false, 'triggered_by': [], 'per_person': '0.00', 'total': '0.00'}" },
  { "shandong-2017/2/food-equal", ASK,
    SHANDONG ("'low_income_index': '4.9', 'cpi_food': '6.0', " ONE),
    "{'triggered_by': ['cpi-food'], 'per_person': '23.52'}" },
  { "shandong-2017/2/both", ASK, SHANDONG ("'low_income_index': '6.0', 'cpi_food': '6.1', " ONE),
    "{'triggered_by': ['cpi-food', 'low-income-index']}" },
  /* The line of the country for consumer prices does not count there. */
  { "shandong-2017/2/cpi-not-used", ASK,
    SHANDONG ("'cpi': '9.0', 'cpi_food': '5.9', 'low_income_index': '4.9', " ONE),
    "{'triggered': false}" },
  { "shandong-2017/2/before", ASK,
    "{'rule': 'shandong-2017', 'index_month': '2016-12', 'cpi': '3.5', " ONE "}",
    "{'triggered_by': ['cpi'], 'per_person': '16.80', 'days': 20, 'counting': 'working'}" },
  { "1835/cpi-equal", ASK, NATIONAL ("2019-11", "'cpi': '3.5', " ONE),
    "{'triggered': true, 'per_person': '16.80'}" },
  { "1835/cpi-below", ASK, NATIONAL ("2019-11", "'cpi': '3.4', " ONE), "{'triggered': false}" },
  { "1835/first-month", ASK, NATIONAL ("2016-08", "'cpi_food': '6', 'cpi': '1', " ONE),
    "{'triggered_by': ['cpi-food'], 'per_person': '4.80'}" },
  { "1553/before-it-was-lowered", ASK, NATIONAL ("2022-07", "'cpi': '3.0', " ONE),
    "{'triggered': false}" },
  { "1553/lowered-first", ASK, NATIONAL ("2022-08", "'cpi': '3.0', " ONE), "{'triggered': true}" },
  { "1553/lowered-last", ASK, NATIONAL ("2023-02", "'cpi': '3.0', " ONE), "{'triggered': true}" },
  { "1553/lowered-no-longer", ASK, NATIONAL ("2023-03", "'cpi': '3.0', " ONE),
    "{'triggered': false}" },
  { "1553/lowered-not-known-yet", ASK,
    NATIONAL ("2022-08", "'known_on': '2022-08-29', 'cpi': '3.4', " ONE), "{'triggered': false}" },
  { "1553/payment", ASK, NATIONAL ("2022-08", "'cpi': '3.0', " ONE),
    "{'days': 20, 'counting': 'working'}" },
  /* Food rose, and the index of low-income residents fell: nothing is left to pay. */
  { "amount/not-below-zero", ASK,
    NATIONAL ("2021-11", "'cpi': '1.0', 'cpi_food': '6.0', 'low_income_index': '-0.1', " ONE),
    "{'triggered': true, 'per_person': '0.00', 'total': '0.00'}" },
  { "amount/null-is-not-published", ASK,
    NATIONAL ("2021-11", "'cpi': '4.0', 'cpi_food': null, 'low_income_index': null, " ONE),
    "{'triggered': true, 'per_person': '19.20'}" },
  /* 123.45 × 3.5 % = 4.32075; 100.00 × 3.55 % = 3.55; 0.10 × 5 % = 0.005: half-up. */
  { "amount/rounded", ASK, NATIONAL ("2021-11", "'cpi': '3.5', 'persons': 3, 'base': '123.45'"),
    "{'per_person': '4.32', 'total': '12.96'}" },
  { "amount/two-decimals", ASK,
    NATIONAL ("2021-11", "'cpi': '3.55', 'persons': 2, 'base': '100.00'"),
    "{'per_person': '3.55', 'total': '7.10'}" },
  { "amount/half-a-fen", ASK, NATIONAL ("2021-11", "'cpi': '5.0', 'persons': 7, 'base': '0.10'"),
    "{'per_person': '0.01', 'total': '0.07'}" },
  { "amount/nobody", ASK, NATIONAL ("2021-11", "'cpi': '5.0', 'persons': 0, 'base': '480.00'"),
    "{'per_person': '24.00', 'total': '0.00'}" },
  { "fault/no-index-for-the-amount", ASK, NATIONAL ("2021-11", "'cpi_food': '6.0', " ONE),
    "!bad-data low_income_index" },
  { "fault/no-trigger-yet", ASK, NATIONAL ("2016-07", "'cpi': '9.0', " ONE),
    "!no-standard price-trigger" },
  { "fault/index-itself", ASK, NATIONAL ("2021-11", "'cpi': '103.5', " ONE), "!bad-data cpi" },
  { "fault/index-with-a-sign", ASK, NATIONAL ("2021-11", "'cpi': '3.5%', " ONE), "!bad-data cpi" },
  { "fault/three-decimals", ASK, NATIONAL ("2021-11", "'cpi_food': '3.555', " ONE),
    "!bad-data cpi_food" },
  { "fault/index-as-a-number", ASK, NATIONAL ("2021-11", "'cpi': 3.5, " ONE), "!bad-data cpi" },
  { "fault/negative-persons", ASK,
    NATIONAL ("2021-11", "'cpi': '3.5', 'persons': -1, 'base': '1.00'"), "!bad-data persons" },
  { "fault/negative-base", ASK, NATIONAL ("2021-11", "'cpi': '3.5', 'persons': 1, 'base': '-1.00'"),
    "!bad-data base" },
  { "fault/no-base", ASK, NATIONAL ("2021-11", "'cpi': '3.5', 'persons': 1"), "!bad-data base" },
  { "fault/no-month", ASK, "{'rule': 'national-2021', 'cpi': '3.5', " ONE "}",
    "!bad-data index_month" },
  { "fault/no-rule", ASK, "{'index_month': '2021-11', 'cpi': '3.5', " ONE "}", "!bad-data rule" },
};

static void
test_explanation (void)
{
  g_autoptr (DoudiPolicy) policy
    = policy_fixture_bundled ("shandong-2017 national-2012", DOUDI_DAY_NONE);
  DoudiPriceFacts facts = {
    .index_month = 201705,
    .indices
    = { [DOUDI_PRICE_CPI_FOOD] = { TRUE, 520 }, [DOUDI_PRICE_LOW_INCOME_INDEX] = { TRUE, 510 } },
    .persons = 3,
    .base = 48000
  };

  for (int language = 0; language <= DOUDI_LANGUAGE_CHINESE; language++)
    {
      g_autoptr (GPtrArray) paid = NULL;
      g_autoptr (GPtrArray) unpaid = NULL;
      DoudiPriceSubsidy result;

      facts.indices[DOUDI_PRICE_LOW_INCOME_INDEX].rise = 510;
      paid = doudi_price_subsidy (policy, &facts, (DoudiLanguage) language, &result, NULL);
      policy_fixture_check_lines (
        paid, "price-trigger price-trigger price-trigger price-subsidy persons deadline", 7344);
      facts.indices[DOUDI_PRICE_LOW_INCOME_INDEX].rise = 499;
      unpaid = doudi_price_subsidy (policy, &facts, (DoudiLanguage) language, &result, NULL);
      policy_fixture_check_lines (unpaid, "price-trigger price-trigger price-trigger not-triggered",
                                  0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  policy_fixture_add_cases ("/policy/price-subsidy", cases, G_N_ELEMENTS (cases));
  g_test_add_func ("/policy/price-subsidy/explanation", test_explanation);
  return g_test_run ();
}
