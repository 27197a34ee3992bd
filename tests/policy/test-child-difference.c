/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "policy-fixture.h"
#include "policy/doudi-child-difference.h"

#define ASK "child-difference"

static const PolicyCase cases[] = {
  { "62/3/whole", ASK, "{'standard': '600.00'}", "{'amount': '600.00'}" },
  { "62/3/equal", ASK, "{'standard': '600.00', 'low_income_share': '600.00'}",
    "{'amount': '0.00'}" },
  { "62/3/one-fen-left", ASK, "{'standard': '600.00', 'low_income_share': '599.99'}",
    "{'amount': '0.01'}" },
  { "62/3/not-below-zero", ASK,
    "{'standard': '600.00', 'low_income_share': '600.00', 'disability_living': '0.01'}",
    "{'amount': '0.00'}" },
  { "62/3/special-hardship", ASK,
    "{'standard': '1000.00', 'low_income_share': '0.00', 'disability_living': '100.00', "
    "'special_hardship': '431.50'}",
    "{'amount': '468.50'}" },
  { "62/3/null-is-nothing", ASK, "{'standard': '600.00', 'low_income_share': null}",
    "{'amount': '600.00'}" },
  { "fault/no-standard", ASK, "{'low_income_share': '1.00'}", "!bad-data standard" },
  { "fault/negative-standard", ASK, "{'standard': '-1.00'}", "!bad-data standard" },
  { "fault/negative-share", ASK, "{'standard': '1.00', 'low_income_share': '-1.00'}",
    "!bad-data low_income_share" },
  { "fault/words", ASK, "{'standard': 'six hundred'}", "!bad-data standard" },
};

static void
test_explanation (void)
{
  g_autoptr (DoudiPolicy) policy = policy_fixture_bundled ("national-2012", DOUDI_DAY_NONE);
  DoudiChildFacts facts = { 0, 60000, 31000, 10000, 30000 };

  for (int language = 0; language <= DOUDI_LANGUAGE_CHINESE; language++)
    {
      DoudiFen amount;
      g_autoptr (GPtrArray) lines
        = doudi_child_difference (policy, &facts, (DoudiLanguage) language, &amount);
      const DoudiExplanationLine *share = g_ptr_array_index (lines, 1);

      policy_fixture_check_lines (
        lines, "monthly-standard drawn-already drawn-already drawn-already not-below-zero", 0);
      g_assert_cmpint (amount, ==, 0);
      g_assert_cmpstr (share->number, ==, "民发〔2019〕62号");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  policy_fixture_add_cases ("/policy/child-difference", cases, G_N_ELEMENTS (cases));
  g_test_add_func ("/policy/child-difference/explanation", test_explanation);
  return g_test_run ();
}
