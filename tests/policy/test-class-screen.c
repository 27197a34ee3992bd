/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "policy-fixture.h"
#include "policy/doudi-class-screen.h"

#define ASK "class-screen"
#define PLAN(rest) "{'policy': 'gannan-2018', " rest "}"

static const PolicyCase cases[] = {
  /* 3720.00 a year; (income − 84.00 × 12 × 4) ÷ 4 */
  { "2018/2.1.3/one-fen-below", ASK,
    PLAN ("'class': 3, 'persons': 4, 'yearly_income': '18911.99', "
          "'monthly_amount_per_person': '84.00'"),
    "{'outcome': 'keep', 'net_per_head': '3720.00', 'standard': '3720.00'}" },
  { "2018/2.1.3/equal", ASK,
    PLAN ("'class': 4, 'persons': 1, 'yearly_income': '4416.00', "
          "'monthly_amount_per_person': '58.00'"),
    "{'outcome': 'manual', 'net_per_head': '3720.00'}" },
  { "2018/2.1.3/one-fen-above", ASK,
    PLAN ("'class': 3, 'persons': 4, 'yearly_income': '18912.01', "
          "'monthly_amount_per_person': '84.00'"),
    "{'outcome': 'exit', 'net_per_head': '3720.00'}" },
  { "2018/2.1.3/more-drawn-than-there-is", ASK,
    PLAN ("'class': 3, 'persons': 2, 'yearly_income': '1000.00', "
          "'monthly_amount_per_person': '84.00'"),
    "{'outcome': 'keep', 'net_per_head': '-508.00'}" },
  { "2018/2.1.3/half-a-fen", ASK,
    PLAN ("'class': 4, 'persons': 2, 'yearly_income': '0.01', 'monthly_amount_per_person': "
          "'0.00'"),
    "{'outcome': 'keep', 'net_per_head': '0.01'}" },
  { "2018/2.1.2/class-1-is-kept", ASK,
    PLAN ("'class': 1, 'persons': 1, 'yearly_income': '90000.00', "
          "'monthly_amount_per_person': '310.00'"),
    "{'outcome': 'keep', 'net_per_head': '86280.00'}" },
  { "2018/2.1.2/class-2-is-kept", ASK,
    PLAN ("'class': 2, 'persons': 1, 'yearly_income': '90000.00', "
          "'monthly_amount_per_person': '290.00'"),
    "{'outcome': 'keep'}" },
  /* 3500.00 before. */
  { "2018/2.1.3/standard-of-the-year", ASK,
    PLAN ("'month': '2017-12', 'class': 3, 'persons': 1, 'yearly_income': '3600.00', "
          "'monthly_amount_per_person': '0.00'"),
    "{'outcome': 'exit', 'standard': '3500.00'}" },
  { "2018/2.1.3/before-it-was-known", ASK,
    PLAN ("'known_on': '2018-05-31', 'class': 3, 'persons': 1, 'yearly_income': '3600.00', "
          "'monthly_amount_per_person': '0.00'"),
    "{'outcome': 'exit', 'standard': '3500.00'}" },
  /* 480.00 a month are 5760.00 a year. */
  { "monthly-standard", ASK,
    "{'policy': 'demo', 'residence': 'urban', 'class': 3, 'persons': 1, 'yearly_income': "
    "'5760.00', 'monthly_amount_per_person': '0.00'}",
    "{'outcome': 'manual', 'standard': '5760.00'}" },
  { "fault/nobody", ASK,
    PLAN ("'class': 3, 'persons': 0, 'yearly_income': '0.00', 'monthly_amount_per_person': "
          "'0.00'"),
    "!bad-data persons" },
  { "fault/class", ASK,
    PLAN ("'class': 5, 'persons': 1, 'yearly_income': '0.00', 'monthly_amount_per_person': "
          "'0.00'"),
    "!bad-data class" },
  { "fault/negative-income", ASK,
    PLAN ("'class': 3, 'persons': 1, 'yearly_income': '-1.00', 'monthly_amount_per_person': "
          "'0.00'"),
    "!bad-data yearly_income" },
  { "fault/no-amount", ASK, PLAN ("'class': 3, 'persons': 1, 'yearly_income': '1.00'"),
    "!bad-data monthly_amount_per_person" },
  { "fault/no-standard", ASK,
    PLAN ("'residence': 'urban', 'class': 3, 'persons': 1, 'yearly_income': '1.00', "
          "'monthly_amount_per_person': '0.00'"),
    "!no-standard" },
};

/* What is said of a class that is screened, and of one that is not. */
static void
test_explanation (void)
{
  g_autoptr (DoudiPolicy) policy = policy_fixture_bundled ("gannan-2018", DOUDI_DAY_NONE);
  DoudiScreenFacts facts = { .residence = DOUDI_RESIDENCE_RURAL,
                             .persons = 4,
                             .yearly_income = 1720000,
                             .monthly_amount = 8400 };

  for (int language = 0; language <= DOUDI_LANGUAGE_CHINESE; language++)
    {
      g_autoptr (GPtrArray) screened = NULL;
      g_autoptr (GPtrArray) kept = NULL;
      DoudiScreen result;

      facts.benefit_class = 3;
      screened = doudi_class_screen (policy, &facts, (DoudiLanguage) language, &result, NULL);
      policy_fixture_check_lines (screened, "net-per-head low-income-standard", 0);
      facts.benefit_class = 2;
      kept = doudi_class_screen (policy, &facts, (DoudiLanguage) language, &result, NULL);
      policy_fixture_check_lines (kept, "net-per-head not-screened", 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  policy_fixture_add_cases ("/policy/class-screen", cases, G_N_ELEMENTS (cases));
  g_test_add_func ("/policy/class-screen/explanation", test_explanation);
  return g_test_run ();
}
