/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "base/doudi-error.h"
#include "policy-fixture.h"
#include "policy/doudi-review.h"

#define REVIEW "review-date"
#define VALIDITY "validity"
#define DEADLINE "deadline"
#define LOW(confirmed, rest) "{'programme': 'low-income', 'confirmed': '" confirmed "'" rest "}"
#define VALID(class, from)                                                                         \
  "{'policy': 'demo', 'programme': 'low-income', 'class': " class ", 'from': '" from "'}"
#define STEP(step, from) "{'programme': 'low-income', 'step': '" step "', 'from': '" from "'}"

static const PolicyCase cases[] = {
  { "57/stable-if-nothing-is-said", REVIEW, LOW ("2026-03-18", ""),
    "{'due': '2027-03-18', 'case': 'settled', 'months': 12}" },
  { "57/able-bodied", REVIEW, LOW ("2026-03-18", ", 'able_bodied': true"),
    "{'due': '2026-09-18', 'case': 'unsettled', 'months': 6}" },
  { "57/unsettled-and-able", REVIEW,
    LOW ("2026-03-18", ", 'income_stable': false, 'able_bodied': true"), "{'due': '2026-09-18'}" },
  { "57/without-means", REVIEW, LOW ("2026-03-18", ", 'without_means': true"),
    "{'due': '2027-03-18', 'case': 'without-means'}" },
  { "57/end-of-a-month", REVIEW, LOW ("2026-08-31", ", 'income_stable': false"),
    "{'due': '2027-02-28'}" },
  { "57/end-of-a-month-leap", REVIEW, LOW ("2027-08-30", ", 'income_stable': false"),
    "{'due': '2028-02-29'}" },
  { "57/leap-day", REVIEW, LOW ("2028-02-29", ""), "{'due': '2029-02-28'}" },
  { "57/first-day", REVIEW, LOW ("2021-07-01", ", 'residence': 'urban', 'income_stable': false"),
    "{'due': '2022-01-01'}" },
  { "220/last-day-settled", REVIEW, LOW ("2021-06-30", ""), "{'due': '2021-12-30', 'months': 6}" },
  { "220/unsettled-urban", REVIEW,
    LOW ("2021-06-30", ", 'residence': 'urban', 'income_stable': false"),
    "{'due': '2021-07-30', 'months': 1}" },
  { "220/unsettled-rural", REVIEW,
    LOW ("2018-06-30", ", 'residence': 'rural', 'able_bodied': true, 'class': 3"),
    "{'due': '2018-09-30', 'months': 3}" },
  { "220/without-means", REVIEW, LOW ("2018-06-30", ", 'without_means': true"),
    "{'due': '2019-06-30', 'months': 12}" },
  { "43/special-hardship", REVIEW, "{'programme': 'special-hardship', 'confirmed': '2021-05-01'}",
    "{'due': '2022-05-01', 'case': 'settled'}" },
  { "161/no-difference-made", REVIEW,
    "{'programme': 'orphan', 'confirmed': '2026-01-31', 'income_stable': false}",
    "{'due': '2027-01-31', 'case': 'settled'}" },
  { "52/disability", REVIEW, "{'programme': 'disability-living', 'confirmed': '2016-01-01'}",
    "{'due': '2017-01-01'}" },
  { "fault/residence-needed", REVIEW, LOW ("2021-06-30", ", 'income_stable': false"),
    "!bad-data residence" },
  { "fault/able-and-without-means", REVIEW,
    LOW ("2026-03-18", ", 'able_bodied': true, 'without_means': true"), "!bad-data without_means" },
  { "fault/before-any-rule", REVIEW, LOW ("2012-11-30", ""), "!no-standard review" },
  { "fault/not-known-yet", REVIEW, LOW ("2021-07-01", ", 'known_on': '2021-06-10'"),
    "!no-standard review" },
  { "fault/no-review", REVIEW, "{'programme': 'temporary-aid', 'confirmed': '2026-01-01'}",
    "!no-standard review" },
  { "fault/programme", REVIEW, "{'programme': 'dibao', 'confirmed': '2026-01-01'}",
    "!bad-data low-income" },
  { "fault/no-day", REVIEW, "{'programme': 'low-income'}", "!bad-data confirmed" },
  { "fault/no-such-day", REVIEW, LOW ("2026-02-29", ""), "!bad-data confirmed" },
  { "fault/stable-in-words", REVIEW, LOW ("2026-02-28", ", 'income_stable': 'yes'"),
    "!bad-data income_stable" },
  { "fault/beyond-the-calendar", REVIEW, LOW ("9999-12-31", ""), "!bad-data" },
  { "2018/2.1.2/class-1", VALIDITY, VALID ("1", "2026-04-01"), "{'last': '2027-03-31'}" },
  { "2018/2.1.2/class-2", VALIDITY, VALID ("2", "2026-03-18"), "{'last': '2027-03-17'}" },
  { "2018/2.1.2/class-3", VALIDITY, VALID ("3", "2026-08-31"), "{'last': '2027-02-28'}" },
  { "2018/2.1.2/class-3-day-29", VALIDITY, VALID ("3", "2026-08-29"), "{'last': '2027-02-28'}" },
  { "2018/2.1.2/class-3-day-28", VALIDITY, VALID ("3", "2026-08-28"), "{'last': '2027-02-27'}" },
  { "2018/2.1.2/class-4-leap", VALIDITY, VALID ("4", "2027-08-30"), "{'last': '2028-02-29'}" },
  { "fault/validity/no-class", VALIDITY,
    "{'policy': 'demo', 'programme': 'low-income', 'from': '2026-04-01'}", "!bad-data class" },
  { "fault/validity/class", VALIDITY, VALID ("0", "2026-04-01"), "!bad-data class" },
  { "fault/validity/no-rule", VALIDITY,
    "{'policy': 'gannan-2018', 'programme': 'low-income', 'class': 1, 'from': '2026-04-01'}",
    "!no-standard validity" },
  { "fault/validity/no-policy", VALIDITY,
    "{'programme': 'low-income', 'class': 1, 'from': '2026-04-01'}", "!bad-data rule" },
  { "57/notice", DEADLINE, STEP ("notice", "2026-03-10"),
    "{'first': '2026-03-11', 'due': '2026-03-17', 'after': '2026-03-18', 'days': 7, 'counting': "
    "'calendar', 'holidays_known': true}" },
  { "57/notice-ends-on-a-day-off", DEADLINE, STEP ("notice", "2026-03-29"),
    "{'due': '2026-04-07', 'after': '2026-04-08'}" },
  { "57/decide", DEADLINE, STEP ("decide", "2026-03-02"),
    "{'due': '2026-03-16', 'days': 10, 'counting': 'working'}" },
  { "57/refusal", DEADLINE, STEP ("refusal", "2026-03-31"), "{'due': '2026-04-03'}" },
  { "57/total", DEADLINE, STEP ("total", "2026-03-02"), "{'due': '2026-04-14'}" },
  { "57/total-special", DEADLINE, STEP ("total-special", "2026-03-02"), "{'due': '2026-05-08'}" },
  { "220/notice-of-a-year-that-is-not-known", DEADLINE, STEP ("notice", "2014-06-02"),
    "{'due': '2014-06-09', 'holidays_known': false}" },
  { "220/notice", DEADLINE, STEP ("notice", "2018-06-01"),
    "{'due': '2018-06-08', 'holidays_known': true}" },
  { "178/decide", DEADLINE,
    "{'programme': 'special-hardship', 'step': 'decide', 'from': '2018-06-01'}",
    "{'due': '2018-07-02', 'days': 20}" },
  { "1553/payment", DEADLINE,
    "{'programme': 'price-subsidy', 'step': 'payment', 'from': '2026-03-09'}",
    "{'due': '2026-04-07', 'days': 20}" },
  { "fault/deadline/step", DEADLINE, STEP ("appeal", "2026-03-10"), "!bad-data survey-start" },
  { "fault/deadline/nothing-said", DEADLINE, STEP ("reassess", "2026-03-10"),
    "!no-standard survey-start, notice, decide, refusal, total, total-special" },
  { "fault/deadline/no-day", DEADLINE, "{'programme': 'low-income', 'step': 'notice'}",
    "!bad-data from" },
};

static void
test_explanation (void)
{
  g_autoptr (DoudiPolicy) policy = policy_fixture_bundled ("demo national-2021", DOUDI_DAY_NONE);
  g_autoptr (DoudiWorkingDays) calendar = doudi_working_days_new ();
  DoudiReviewFacts facts
    = { .whom = { .programme = DOUDI_PROGRAMME_LOW_INCOME, .benefit_class = 1 },
        .confirmed = doudi_day_new (2026, 3, 18),
        .income_stable = TRUE };
  int notice = doudi_word_find (doudi_rule_info (DOUDI_RULE_DEADLINE)->cases, "notice");

  for (int language = 0; language <= DOUDI_LANGUAGE_CHINESE; language++)
    {
      DoudiReview review;
      DoudiDeadline deadline;
      DoudiDay last;
      g_autoptr (GPtrArray) of_review
        = doudi_review_date (policy, &facts, (DoudiLanguage) language, &review, NULL);
      g_autoptr (GPtrArray) of_validity = doudi_validity_end (
        policy, &facts.whom, facts.confirmed, (DoudiLanguage) language, &last, NULL);
      g_autoptr (GPtrArray) of_deadline
        = doudi_deadline (policy, calendar, DOUDI_PROGRAMME_LOW_INCOME, notice, facts.confirmed,
                          (DoudiLanguage) language, &deadline, NULL);

      policy_fixture_check_lines (of_review, "review", 0);
      policy_fixture_check_lines (of_validity, "validity", 0);
      policy_fixture_check_lines (of_deadline, "deadline holidays-unknown", 0);
    }
}

/* What a rule cannot do without is said, and no other rule is taken for it. */
static void
test_no_fact (void)
{
  g_autoptr (DoudiPolicy) policy = policy_fixture_bundled ("national-2012", DOUDI_DAY_NONE);
  DoudiReviewFacts facts = { .whom = { .programme = DOUDI_PROGRAMME_LOW_INCOME },
                             .confirmed = doudi_day_new (2018, 3, 18) };
  g_autoptr (GError) error = NULL;
  DoudiReview review;

  g_assert_null (doudi_review_date (policy, &facts, DOUDI_LANGUAGE_CHINESE, &review, &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_NO_FACT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  policy_fixture_add_cases ("/policy/review", cases, G_N_ELEMENTS (cases));
  g_test_add_func ("/policy/review/explanation", test_explanation);
  g_test_add_func ("/policy/review/no-fact", test_no_fact);
  return g_test_run ();
}
