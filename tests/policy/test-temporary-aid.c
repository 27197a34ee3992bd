/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "base/doudi-error.h"
#include "policy-fixture.h"
#include "policy/doudi-temporary-aid.h"

#define AID "temporary-aid"
#define RESERVE "township-reserve"
#define PLAN(rest) "{'rule': 'gannan-2018', " rest "}"
#define GANSU(rest) "{'rule': 'gansu-2021', " rest "}"
#define THREE "'persons': 3, 'urban_monthly_standard': '480.00'"

static const PolicyCase cases[] = {
  { "2018/2.4.1/formula", AID, PLAN ("'kind': 'expense', 'months': 1, " THREE),
    "{'amount': '1440.00', 'flags': [], 'way': 'formula'}" },
  { "2018/2.4.1/no-cap-of-months", AID, PLAN ("'kind': 'expense', 'months': 24, " THREE),
    "{'amount': '34560.00', 'flags': []}" },
  { "2018/2.4.1/no-cap-of-the-formula", AID, PLAN ("'kind': 'urgent', 'months': 24, " THREE),
    "{'amount': '34560.00', 'flags': []}" },
  { "2018/2.4.1/accident-equal", AID, PLAN ("'kind': 'accident', 'assessed': '20000.00'"),
    "{'amount': '20000.00', 'flags': ['case-by-case']}" },
  { "2018/2.4.1/accident-one-fen-above", AID, PLAN ("'kind': 'accident', 'assessed': '20000.01'"),
    "{'amount': '20000.00', 'flags': ['case-by-case', 'amount-capped']}" },
  { "2018/2.4.1/accident-one-fen-below", AID, PLAN ("'kind': 'accident', 'assessed': '19999.99'"),
    "{'amount': '19999.99', 'flags': ['case-by-case']}" },
  { "2018/2.4.1/fire", AID, PLAN ("'kind': 'fire', 'assessed': '100.00'"),
    "{'amount': '100.00', 'kind': 'accident', 'flags': ['case-by-case']}" },
  { "2018/2.4.1/traffic", AID, PLAN ("'kind': 'traffic', 'assessed': '0.00'"),
    "{'amount': '0.00', 'kind': 'accident'}" },
  { "2018/2.4.1/nobody", AID,
    PLAN ("'kind': 'expense', 'persons': 0, 'months': 2, 'urban_monthly_standard': '480.00'"),
    "{'amount': '0.00', 'flags': []}" },
  { "2018/2.4.1/no-small-aid", AID,
    PLAN ("'kind': 'urgent', 'months': 0, 'assessed': '500.00', " THREE), "{'amount': '0.00'}" },
  { "2018/2.4.1/cause-not-counted", AID,
    PLAN ("'kind': 'expense', 'months': 1, 'previous_same_cause': 3, " THREE), "{'flags': []}" },
  { "gansu-2021/months-equal", AID, GANSU ("'kind': 'expense', 'months': 6, " THREE),
    "{'amount': '8640.00', 'flags': []}" },
  { "gansu-2021/months-above", AID, GANSU ("'kind': 'expense', 'months': 7, " THREE),
    "{'amount': '8640.00', 'flags': ['months-capped']}" },
  { "gansu-2021/urgent-heavy", AID,
    GANSU ("'kind': 'urgent', 'months': 2, 'assessed': '500.00', " THREE),
    "{'amount': '2880.00', 'kind': 'urgent', 'flags': []}" },
  { "gansu-2021/urgent-small-by-months-0", AID,
    GANSU ("'kind': 'urgent', 'months': 0, 'assessed': '800.00', " THREE),
    "{'amount': '800.00', 'kind': 'urgent-small', 'way': 'assessed', 'flags': []}" },
  { "gansu-2021/urgent-small-without-months", AID, GANSU ("'kind': 'urgent', 'assessed': '800.01'"),
    "{'amount': '800.00', 'kind': 'urgent-small', 'flags': ['amount-capped']}" },
  { "gansu-2021/urgent-small-by-name", AID,
    GANSU ("'kind': 'urgent-small', 'months': 3, 'assessed': '799.99'"),
    "{'amount': '799.99', 'flags': []}" },
  { "gansu-2021/accident-without-a-cap", AID, GANSU ("'kind': 'illness', 'assessed': '99999.00'"),
    "{'amount': '99999.00', 'flags': ['case-by-case']}" },
  { "gansu-2021/cause-first", AID,
    GANSU ("'kind': 'expense', 'months': 1, 'previous_same_cause': 0, " THREE), "{'flags': []}" },
  { "gansu-2021/cause-again", AID,
    GANSU ("'kind': 'expense', 'months': 7, 'previous_same_cause': 1, " THREE),
    "{'flags': ['months-capped', 'repeated-cause']}" },
  { "gansu-2021/every-flag-of-a-meeting", AID,
    GANSU ("'kind': 'urgent-small', 'assessed': '900.00', 'previous_same_cause': 2"),
    "{'flags': ['amount-capped', 'repeated-cause']}" },
  { "fault/kind", AID, PLAN ("'kind': 'flood', 'months': 1, " THREE), "!bad-data urgent-small" },
  { "fault/nothing-said-of-the-kind", AID, PLAN ("'kind': 'special', 'assessed': '1.00'"),
    "!no-standard expense, urgent, accident" },
  { "fault/no-kind-at-all", AID,
    "{'rule': 'shandong-2017', 'kind': 'expense', 'months': 1, " THREE "}",
    "!no-standard aid-way" },
  { "fault/before-the-rule", AID,
    PLAN ("'kind': 'expense', 'month': '2017-12', 'months': 1, " THREE), "!no-standard 2017-12" },
  { "fault/no-months", AID, PLAN ("'kind': 'expense', " THREE), "!bad-data months" },
  { "fault/no-persons", AID,
    PLAN ("'kind': 'expense', 'months': 1, 'urban_monthly_standard': '480.00'"),
    "!bad-data persons" },
  { "fault/no-standard", AID, PLAN ("'kind': 'expense', 'months': 1, 'persons': 1"),
    "!bad-data urban_monthly_standard" },
  { "fault/not-assessed", AID, PLAN ("'kind': 'accident', 'months': 0, " THREE),
    "!bad-data assessed" },
  { "fault/negative-months", AID, PLAN ("'kind': 'expense', 'months': -1, " THREE),
    "!bad-data months" },
  { "fault/negative-assessed", AID, PLAN ("'kind': 'accident', 'assessed': '-0.01'"),
    "!bad-data assessed" },
  { "fault/beyond-measure", AID,
    PLAN ("'kind': 'expense', 'persons': 1000000000, 'months': 1000000000, "
          "'urban_monthly_standard': '480.00'"),
    "!bad-data" },
  { "2018/2.4.3/equal", RESERVE,
    "{'registered_population': 1000, 'spent': '400.00', 'request': '600.00'}",
    "{'fund': '1000.00', 'balance': '600.00', 'outcome': 'pay-from-reserve'}" },
  { "2018/2.4.3/one-fen-above", RESERVE,
    "{'registered_population': 1000, 'spent': '400.00', 'request': '600.01'}",
    "{'outcome': 'refer-to-county'}" },
  { "2018/2.4.3/overspent", RESERVE,
    "{'rule': 'gannan-2018', 'registered_population': 10, 'spent': '10.01', 'request': '0.00'}",
    "{'balance': '-0.01', 'outcome': 'refer-to-county'}" },
  { "2018/2.4.3/replenished", RESERVE,
    "{'policy': 'gannan-2018', 'registered_population': 10, 'spent': '10.00', 'replenished': "
    "'5.00', 'request': '5.00'}",
    "{'fund': '10.00', 'balance': '5.00', 'outcome': 'pay-from-reserve'}" },
  { "2018/2.4.3/nobody-registered", RESERVE,
    "{'registered_population': 0, 'spent': '0.00', 'request': '0.01'}",
    "{'fund': '0.00', 'outcome': 'refer-to-county'}" },
  { "fault/reserve/negative-population", RESERVE,
    "{'registered_population': -1, 'spent': '0.00', 'request': '1.00'}",
    "!bad-data registered_population" },
  { "fault/reserve/negative-request", RESERVE,
    "{'registered_population': 1, 'spent': '0.00', 'request': '-1.00'}", "!bad-data request" },
  { "fault/reserve/nothing-spent-given", RESERVE, "{'registered_population': 1, 'request': '1.00'}",
    "!bad-data spent" },
  { "fault/reserve/no-rule", RESERVE,
    "{'rule': 'gansu-2021', 'registered_population': 1, 'spent': '0.00', 'request': '1.00'}",
    "!no-standard reserve" },
};

#define UNKNOWN DOUDI_AID_UNKNOWN

static void
test_explanation (void)
{
  g_autoptr (DoudiPolicy) policy = policy_fixture_bundled ("gansu-2021", DOUDI_DAY_NONE);
  DoudiAidFacts months = { 0, DOUDI_AID_KIND_EXPENSE, 4, 8, 48000, UNKNOWN, 1 };
  DoudiAidFacts small = { 0, DOUDI_AID_KIND_URGENT, UNKNOWN, UNKNOWN, UNKNOWN, 90000, 0 };

  for (int language = 0; language <= DOUDI_LANGUAGE_CHINESE; language++)
    {
      g_autoptr (GPtrArray) formula = NULL;
      g_autoptr (GPtrArray) assessed = NULL;
      DoudiAid result;

      formula = doudi_temporary_aid (policy, &months, (DoudiLanguage) language, &result, NULL);
      policy_fixture_check_lines (formula, "aid-months aid-way aid-times", 1152000);
      assessed = doudi_temporary_aid (policy, &small, (DoudiLanguage) language, &result, NULL);
      policy_fixture_check_lines (assessed, "aid-way aid-cap", 80000);
    }
}

/* Who does not ask which way applies is told what is not known. */
static void
test_no_fact (void)
{
  g_autoptr (DoudiPolicy) policy = policy_fixture_bundled ("gannan-2018", DOUDI_DAY_NONE);
  DoudiAidFacts facts = { 0, DOUDI_AID_KIND_EXPENSE, UNKNOWN, 2, 48000, UNKNOWN, 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) other = NULL;
  DoudiAid result;

  g_assert_null (doudi_temporary_aid (policy, &facts, DOUDI_LANGUAGE_CHINESE, &result, &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_NO_FACT);
  facts.kind = DOUDI_AID_KIND_ACCIDENT;
  g_assert_null (doudi_temporary_aid (policy, &facts, DOUDI_LANGUAGE_CHINESE, &result, &other));
  g_assert_error (other, DOUDI_ERROR, DOUDI_ERROR_NO_FACT);
}

static void
test_reserve_explanation (void)
{
  g_autoptr (DoudiPolicy) policy = policy_fixture_bundled ("gannan-2018", DOUDI_DAY_NONE);
  DoudiReserveFacts facts = { 0, 12345, 1200000, 0, 50000 };

  for (int language = 0; language <= DOUDI_LANGUAGE_CHINESE; language++)
    {
      DoudiReserve result;
      g_autoptr (GPtrArray) lines
        = doudi_township_reserve (policy, &facts, (DoudiLanguage) language, &result, NULL);

      policy_fixture_check_lines (lines, "reserve balance request", 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  policy_fixture_add_cases ("/policy/temporary-aid", cases, G_N_ELEMENTS (cases));
  g_test_add_func ("/policy/temporary-aid/explanation", test_explanation);
  g_test_add_func ("/policy/temporary-aid/no-fact", test_no_fact);
  g_test_add_func ("/policy/temporary-aid/reserve-explanation", test_reserve_explanation);
  return g_test_run ();
}
