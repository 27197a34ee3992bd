/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "policy-fixture.h"
#include "policy/doudi-eligibility.h"

#define AGE "age-out"
#define WORK "work-ability"
#define CHILDREN "eligibility-children"
#define ON(day, rest) "{'birth_date': '2012-05-20', 'on': '" day "', " rest "}"
#define DEAD "{'situation': 'dead', 'since': '2015-01-01'}"

static const PolicyCase cases[] = {
  { "54/birthday", AGE, "{'programme': 'orphan', 'birth_date': '2008-05-31'}",
    "{'last_month': '2026-05', 'birthday': '2026-05-31', 'age': 18}" },
  { "54/at-school-the-county-decides", AGE,
    "{'programme': 'orphan', 'birth_date': '2008-05-20', 'in_school': true}",
    "{'last_month': null, 'eighteenth_birthday': '2026-05-20'}" },
  { "62/unsupported-child", AGE,
    "{'programme': 'unsupported-child', 'birth_date': '2008-02-29', 'in_school': false}",
    "{'last_month': '2026-02', 'birthday': '2026-02-28'}" },
  { "43/minor-in-special-hardship", AGE,
    "{'programme': 'special-hardship', 'birth_date': '2008-05-20'}",
    "{'last_month': '2026-05', 'age': 18}" },
  { "43/minor-at-school", AGE,
    "{'programme': 'special-hardship', 'birth_date': '2008-05-20', 'in_school': true}",
    "{'last_month': null}" },
  { "178/minor-in-special-hardship", AGE,
    "{'programme': 'special-hardship', 'birth_date': '2004-05-20', 'month': '2020-05'}",
    "{'last_month': '2020-05', 'age': 16, 'eighteenth_birthday': '2022-05-20'}" },
  { "fault/age/programme", AGE, "{'programme': 'low-income', 'birth_date': '2008-05-20'}",
    "!bad-data special-hardship, orphan, unsupported-child" },
  { "fault/age/no-birth", AGE, "{'programme': 'orphan'}", "!bad-data birth_date" },
  { "fault/age/nothing-said", AGE,
    "{'programme': 'orphan', 'birth_date': '2008-05-20', 'month': '2010-11'}",
    "!no-standard qualifying-age" },
  { "fault/age/beyond-the-calendar", AGE, "{'programme': 'orphan', 'birth_date': '9990-05-20'}",
    "!bad-data" },
  { "43/5/sixty", WORK, "{'birth_date': '1966-03-18', 'on': '2026-03-18'}",
    "{'lacking': true, 'reason': 'age-from'}" },
  { "43/5/one-day-short-of-sixty", WORK, "{'birth_date': '1966-03-19', 'on': '2026-03-18'}",
    "{'lacking': false, 'reason': null}" },
  { "43/5/one-day-short-of-sixteen", WORK, "{'birth_date': '2010-03-19', 'on': '2026-03-18'}",
    "{'lacking': true, 'reason': 'age-below'}" },
  { "43/5/sixteen", WORK, "{'birth_date': '2010-03-18', 'on': '2026-03-18'}",
    "{'lacking': false}" },
#define CARD(on, class, grade)                                                                     \
  "{'birth_date': '1980-01-01', 'on': '" on                                                        \
  "', 'disability_class': '" class "', 'disability_grade': " grade "}"
  { "43/5/mental-3", WORK, CARD ("2021-05-01", "mental", "3"),
    "{'lacking': true, 'reason': 'grade'}" },
  { "43/5/mental-4", WORK, CARD ("2021-05-01", "mental", "4"), "{'lacking': false}" },
  { "43/5/intellectual-3", WORK, CARD ("2021-05-01", "intellectual", "3"), "{'lacking': true}" },
  { "43/5/limb-2", WORK, CARD ("2021-05-01", "limb", "2"), "{'lacking': true}" },
  { "43/5/limb-3", WORK, CARD ("2021-05-01", "limb", "3"), "{'lacking': false}" },
  { "43/5/sight-1", WORK, CARD ("2021-05-01", "sight", "1"), "{'lacking': true}" },
  { "43/5/sight-2", WORK, CARD ("2021-05-01", "sight", "2"), "{'lacking': false}" },
  { "43/5/hearing-1", WORK, CARD ("2021-05-01", "hearing", "1"), "{'lacking': false}" },
  { "43/5/multiple-1", WORK, CARD ("2021-05-01", "multiple", "1"), "{'lacking': false}" },
  { "178/6/mental-2", WORK, CARD ("2021-04-30", "mental", "2"), "{'lacking': true}" },
  { "178/6/mental-3", WORK, CARD ("2021-04-30", "mental", "3"), "{'lacking': false}" },
  { "178/6/limb-1", WORK, CARD ("2018-06-01", "limb", "1"), "{'lacking': true}" },
  { "178/6/limb-2", WORK, CARD ("2018-06-01", "limb", "2"), "{'lacking': false}" },
  { "178/6/sight-1", WORK, CARD ("2018-06-01", "sight", "1"), "{'lacking': false}" },
  { "fault/work/before-birth", WORK, "{'birth_date': '2026-03-19', 'on': '2026-03-18'}",
    "!bad-data birth_date" },
  { "fault/work/no-grade", WORK,
    "{'birth_date': '1980-01-01', 'on': '2026-03-18', 'disability_class': 'limb'}",
    "!bad-data disability_grade" },
  { "fault/work/no-class", WORK,
    "{'birth_date': '1980-01-01', 'on': '2026-03-18', 'disability_grade': 1}",
    "!bad-data disability_class" },
  { "fault/work/grade", WORK, CARD ("2026-03-18", "limb", "5"), "!bad-data disability_grade" },
  { "fault/work/class", WORK, CARD ("2026-03-18", "leg", "1"), "!bad-data intellectual" },
  { "fault/work/before-the-rule", WORK, "{'birth_date': '1940-01-01', 'on': '2016-10-31'}",
    "!no-standard qualifying-age" },
  { "fault/work/no-day", WORK, "{'birth_date': '1940-01-01'}", "!bad-data on" },
  { "2018/2.6.1/both-dead", CHILDREN, ON ("2018-06-01", "'father': " DEAD ", 'mother': " DEAD),
    "{'eligible': true, 'programme': 'orphan', 'reason': null}" },
  { "2018/2.6.1/not-found", CHILDREN,
    ON ("2018-06-01", "'father': {'situation': 'not-found'}, 'mother': " DEAD),
    "{'programme': 'orphan'}" },
  { "2018/2.6.1/one-left", CHILDREN, ON ("2018-06-01", "'father': {}, 'mother': " DEAD),
    "{'eligible': false, 'programme': null, 'father_counts': false, 'mother_counts': true, "
    "'reason': 'father'}" },
  { "54/eighteen", CHILDREN, ON ("2030-05-20", "'father': " DEAD ", 'mother': " DEAD),
    "{'eligible': false, 'reason': 'age'}" },
  { "54/day-before-eighteen", CHILDREN, ON ("2030-05-19", "'father': " DEAD ", 'mother': " DEAD),
    "{'eligible': true}" },
  { "62/dead-and-severely-disabled", CHILDREN,
    ON ("2026-06-01", "'father': " DEAD ", 'mother': {'situation': 'severe-disability'}"),
    "{'eligible': true, 'programme': 'unsupported-child'}" },
  { "62/before-2020", CHILDREN,
    ON ("2019-12-31", "'father': " DEAD ", 'mother': {'situation': 'severe-disability'}"),
    "{'eligible': false, 'reason': 'mother'}" },
  { "62/out-of-contact-six-months", CHILDREN,
    ON ("2026-06-01",
        "'father': {'situation': 'out-of-contact', 'since': '2025-12-01'}, "
        "'mother': {'situation': 'serious-illness'}"),
    "{'eligible': true}" },
  { "62/out-of-contact-one-day-less", CHILDREN,
    ON ("2026-05-31",
        "'father': {'situation': 'out-of-contact', 'since': '2025-12-01'}, "
        "'mother': {'situation': 'serious-illness'}"),
    "{'eligible': false, 'father_counts': false, 'reason': 'father'}" },
  { "62/sentence-by-its-term", CHILDREN,
    ON ("2026-06-01",
        "'father': {'situation': 'prison', 'since': '2026-05-01', 'until': "
        "'2026-11-01'}, 'mother': " DEAD),
    "{'eligible': true}" },
  { "62/sentence-too-short", CHILDREN,
    ON ("2026-06-01",
        "'father': {'situation': 'prison', 'since': '2026-05-01', 'until': "
        "'2026-10-31'}, 'mother': " DEAD),
    "{'eligible': false}" },
  { "62/sentence-over", CHILDREN,
    ON ("2026-06-01",
        "'father': {'situation': 'prison', 'since': '2020-05-01', 'until': "
        "'2026-05-31'}, 'mother': " DEAD),
    "{'eligible': false}" },
  { "62/sentence-to-come", CHILDREN,
    ON ("2026-06-01",
        "'father': {'situation': 'prison', 'since': '2026-06-02', 'until': "
        "'2036-05-31'}, 'mother': " DEAD),
    "{'eligible': false}" },
  { "125/custody-revoked-before", CHILDREN,
    ON ("2020-12-31", "'father': {'situation': 'custody-revoked'}, 'mother': " DEAD),
    "{'eligible': false}" },
  { "125/custody-revoked-and-deported", CHILDREN,
    ON ("2021-01-01",
        "'father': {'situation': 'custody-revoked'}, 'mother': {'situation': "
        "'deported'}"),
    "{'programme': 'unsupported-child'}" },
  { "62/neither", CHILDREN, ON ("2026-06-01", "'father': {}, 'mother': {'situation': null}"),
    "{'eligible': false, 'reason': 'parents'}" },
  { "62/age-left-aside", CHILDREN, "{'on': '2026-06-01', 'father': " DEAD ", 'mother': " DEAD "}",
    "{'programme': 'orphan'}" },
  { "fault/children/no-mother", CHILDREN, ON ("2026-06-01", "'father': " DEAD),
    "!bad-data mother" },
  { "fault/children/situation", CHILDREN,
    ON ("2026-06-01", "'father': {'situation': 'gone'}, 'mother': " DEAD),
    "!bad-data out-of-contact" },
  { "fault/children/misspelt", CHILDREN,
    ON ("2026-06-01", "'father': {'reason': 'dead'}, 'mother': " DEAD), "!bad-data reason" },
  { "fault/children/since-when", CHILDREN,
    ON ("2026-06-01", "'father': {'situation': 'out-of-contact'}, 'mother': " DEAD),
    "!bad-data since" },
  { "fault/children/order", CHILDREN,
    ON ("2026-06-01",
        "'father': {'situation': 'prison', 'since': '2026-05-02', 'until': "
        "'2026-05-01'}, 'mother': " DEAD),
    "!bad-data until" },
  { "fault/children/before-birth", CHILDREN,
    ON ("2012-05-19", "'father': " DEAD ", 'mother': " DEAD), "!bad-data birth_date" },
  { "fault/children/before-the-rule", CHILDREN,
    "{'on': '2010-11-30', 'father': " DEAD ", 'mother': " DEAD "}",
    "!no-standard parent-situation" },
};

static void
test_explanation (void)
{
  g_autoptr (DoudiPolicy) policy
    = policy_fixture_bundled ("national-2012 national-2021", DOUDI_DAY_NONE);
  DoudiDay on = doudi_day_new (2026, 6, 1);
  DoudiAgeFacts age = { DOUDI_PROGRAMME_ORPHAN, doudi_day_new (2008, 5, 20), TRUE, 0 };
  DoudiWorkFacts work = { doudi_day_new (1980, 1, 1), on, DOUDI_DISABILITY_LIMB, 2 };
  DoudiParentsFacts parents
    = { doudi_day_new (2012, 5, 20), on, { { 0, on, 0 }, { DOUDI_PARENT_ABLE, 0, 0 } } };

  for (int language = 0; language <= DOUDI_LANGUAGE_CHINESE; language++)
    {
      DoudiAgeOut age_out;
      DoudiWorkAbility ability;
      DoudiChildEligibility eligibility;
      g_autoptr (GPtrArray) of_age
        = doudi_age_out (policy, &age, (DoudiLanguage) language, &age_out, NULL);
      g_autoptr (GPtrArray) of_work
        = doudi_work_ability (policy, &work, (DoudiLanguage) language, &ability, NULL);
      g_autoptr (GPtrArray) of_parents
        = doudi_child_eligibility (policy, &parents, (DoudiLanguage) language, &eligibility, NULL);

      policy_fixture_check_lines (of_age, "qualifying-age at-school", 0);
      policy_fixture_check_lines (of_work, "qualifying-age qualifying-age qualifying-grade", 0);
      policy_fixture_check_lines (
        of_parents, "qualifying-age parent-situation parent-situation not-eligible", 0);
    }
}

/* A county that ends it all the same, and one that lets it go on. */
static void
test_at_school (void)
{
#define BELOW                                                                                      \
  "{'rule': 'qualifying-age', 'case': 'below', 'programme': 'orphan', 'years': 18, 'valid_from': " \
  "'2010-01', 'sure': true, 'source': 'x'}"
#define AT_SCHOOL(choice)                                                                          \
  "{'rule': 'at-school', 'programme': 'orphan', 'choice': '" choice                                \
  "', 'valid_from': '2010-01', 'sure': true, 'source': 'x'}"
  g_autoptr (DoudiPolicy) ends
    = policy_fixture_written ("'rules': [" BELOW ", " AT_SCHOOL ("no") "]");
  g_autoptr (DoudiPolicy) goes_on
    = policy_fixture_written ("'rules': [" BELOW ", " AT_SCHOOL ("full-time") "]");
  DoudiAgeFacts facts = { DOUDI_PROGRAMME_ORPHAN, doudi_day_new (2008, 5, 20), TRUE, 0 };
  DoudiAgeOut result;
  g_autoptr (GPtrArray) one = doudi_age_out (ends, &facts, DOUDI_LANGUAGE_INTERFACE, &result, NULL);
  g_autoptr (GPtrArray) other = NULL;

  g_assert_cmpint (result.last_month, ==, 202605);
  other = doudi_age_out (goes_on, &facts, DOUDI_LANGUAGE_INTERFACE, &result, NULL);
  g_assert_cmpint (result.last_month, ==, DOUDI_MONTH_NONE);
  policy_fixture_check_lines (other, "qualifying-age at-school", 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  policy_fixture_add_cases ("/policy/eligibility", cases, G_N_ELEMENTS (cases));
  g_test_add_func ("/policy/eligibility/explanation", test_explanation);
  g_test_add_func ("/policy/eligibility/54/at-school", test_at_school);
  return g_test_run ();
}
