/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "policy-fixture.h"
#include "policy/doudi-medical-cover.h"

#define ASK "medical-cover"
#define PLAN(rest) "{'rule': 'gannan-2018', " rest "}"

static const PolicyCase cases[] = {
  { "2018/2.3.2/one-fen-below", ASK, PLAN ("'own_cost': ['2999.99']"),
    "{'covered': ['0.00'], 'total': '0.00'}" },
  { "2018/2.3.2/equal", ASK, PLAN ("'own_cost': ['3000.00']"), "{'covered': ['0.00']}" },
  { "2018/2.3.2/one-fen-above", ASK, PLAN ("'own_cost': ['3000.01']"),
    "{'covered': ['0.01'], 'total': '0.01'}" },
  { "2018/2.3.2/sum-of-the-year", ASK,
    PLAN ("'own_cost': ['1000.00', '1500.00', '700.00', '0.00', '42.42']"),
    "{'covered': ['0.00', '0.00', '200.00', '0.00', '42.42'], 'total': '242.42'}" },
  { "2018/2.3.2/equal-then-more", ASK, PLAN ("'own_cost': ['3000.00', '0.01']"),
    "{'covered': ['0.00', '0.01']}" },
  { "2018/2.3.2/no-stay", ASK, PLAN ("'own_cost': []"), "{'covered': [], 'total': '0.00'}" },
  { "fault/negative", ASK, PLAN ("'own_cost': ['1.00', '-1.00']"), "!bad-data own_cost" },
  { "fault/no-amount", ASK, PLAN ("'own_cost': ['much']"), "!bad-data own_cost" },
  { "fault/number", ASK, PLAN ("'own_cost': [5]"), "!bad-data" },
  { "fault/no-list", ASK, PLAN ("'own_cost': '5.00'"), "!bad-data own_cost" },
  { "fault/no-cost", ASK, PLAN ("'month': '2018-01'"), "!bad-data own_cost" },
  { "fault/beyond-measure", ASK, PLAN ("'own_cost': ['99999999999.00', '99999999999.00']"),
    "!bad-data" },
  { "fault/no-line", ASK, "{'rule': 'gansu-2021', 'own_cost': ['1.00']}",
    "!no-standard medical-cover-line" },
  { "fault/before-the-line", ASK, PLAN ("'month': '2017-12', 'own_cost': ['1.00']"),
    "!no-standard 2017-12" },
};

static void
test_explanation (void)
{
  g_autoptr (DoudiPolicy) policy = policy_fixture_bundled ("gannan-2018", DOUDI_DAY_NONE);
  DoudiMedicalStay stays[] = { { 220000, 0 }, { 150000, 0 } };

  for (int language = 0; language <= DOUDI_LANGUAGE_CHINESE; language++)
    {
      DoudiFen total;
      g_autoptr (GPtrArray) lines = doudi_medical_cover (policy, 0, stays, G_N_ELEMENTS (stays),
                                                         (DoudiLanguage) language, &total, NULL);

      policy_fixture_check_lines (lines, "medical-cover-line stay stay", 70000);
      g_assert_cmpint (total, ==, 70000);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  policy_fixture_add_cases ("/policy/medical-cover", cases, G_N_ELEMENTS (cases));
  g_test_add_func ("/policy/medical-cover/explanation", test_explanation);
  return g_test_run ();
}
