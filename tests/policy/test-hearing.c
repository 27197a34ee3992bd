/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "base/doudi-error.h"
#include "policy-fixture.h"
#include "policy/doudi-hearing.h"

#define RULE(name, value)                                                                          \
  "{'rule': '" name "', " value ", 'valid_from': '2014-01', 'sure': true, 'source': 'x'}"
/* A province in 2014: fifteen persons, two thirds of everything. */
#define THIRDS                                                                                     \
  "'rules': [" RULE ("hearing-members", "'persons': 15") ", " RULE (                               \
    "hearing-attendance",                                                                          \
    "'choice': 'two-thirds'") ", " RULE ("hearing-villagers",                                      \
                                         "'choice': 'two-thirds'") ", " RULE ("hearing-pass",      \
                                                                              "'choice': "         \
                                                                              "'two-"              \
                                                                              "thirds'") "]"
#define MORE_THAN_HALF                                                                             \
  "'rules': [" RULE ("hearing-pass", "'percent': '50'") ", " RULE ("hearing-pass-side",            \
                                                                   "'choice': 'more-than'") "]"
#define SEVENTY "'rules': [" RULE ("hearing-pass", "'percent': '70'") "]"

typedef struct
{
  const char *name;
  const char *rules;
  int counts[6]; /* invited, present, villagers, for, against, abstained */
  DoudiHearingOutcome outcome;
} Case;

static const Case cases[] = {
  { "thirds/just-passed", THIRDS, { 22, 15, 10, 10, 5, 0 }, DOUDI_HEARING_PASSED },
  { "thirds/one-vote-short", THIRDS, { 22, 15, 10, 9, 6, 0 }, DOUDI_HEARING_FAILED },
  { "thirds/14-persons", THIRDS, { 15, 14, 14, 14, 0, 0 }, DOUDI_HEARING_NOT_VALID },
  { "thirds/attendance-short", THIRDS, { 23, 15, 15, 15, 0, 0 }, DOUDI_HEARING_NOT_VALID },
  { "thirds/just-attended", THIRDS, { 24, 16, 16, 16, 0, 0 }, DOUDI_HEARING_PASSED },
  { "thirds/villagers-short", THIRDS, { 20, 16, 10, 16, 0, 0 }, DOUDI_HEARING_NOT_VALID },
  { "thirds/not-voting-is-not-for", THIRDS, { 22, 15, 10, 9, 0, 0 }, DOUDI_HEARING_FAILED },
  { "half/just-half", MORE_THAN_HALF, { 10, 10, 0, 5, 4, 1 }, DOUDI_HEARING_FAILED },
  { "half/one-more", MORE_THAN_HALF, { 10, 10, 0, 6, 4, 0 }, DOUDI_HEARING_PASSED },
  { "half/nobody-came", MORE_THAN_HALF, { 10, 0, 0, 0, 0, 0 }, DOUDI_HEARING_NOT_VALID },
  { "seventy/just", SEVENTY, { 10, 10, 0, 7, 3, 0 }, DOUDI_HEARING_PASSED },
  { "seventy/short", SEVENTY, { 13, 13, 0, 9, 4, 0 }, DOUDI_HEARING_FAILED },
};

/* Counts that contradict each other. */
static const Case bad[] = {
  { "nobody-asked", SEVENTY, { 0, 0, 0, 0, 0, 0 }, 0 },
  { "more-than-asked", SEVENTY, { 9, 10, 5, 5, 5, 0 }, 0 },
  { "more-villagers-than-came", SEVENTY, { 12, 10, 11, 5, 5, 0 }, 0 },
  { "more-votes-than-came", SEVENTY, { 12, 10, 5, 5, 5, 1 }, 0 },
  { "negative-votes", SEVENTY, { 12, 10, 5, 11, -1, 0 }, 0 },
};

static DoudiHearingFacts
facts_of (const Case *one)
{
  return (DoudiHearingFacts){ .programme = DOUDI_PROGRAMME_LOW_INCOME,
                              .month = doudi_month_parse ("2018-06"),
                              .invited = one->counts[0],
                              .present = one->counts[1],
                              .villagers = one->counts[2],
                              .votes_for = one->counts[3],
                              .votes_against = one->counts[4],
                              .abstained = one->counts[5] };
}

static void
test_case (gconstpointer data)
{
  const Case *one = data;
  g_autoptr (DoudiPolicy) policy = policy_fixture_written (one->rules);
  DoudiHearingFacts facts = facts_of (one);

  for (int language = 0; language <= DOUDI_LANGUAGE_CHINESE; language++)
    {
      g_autoptr (GError) error = NULL;
      DoudiHearingOutcome outcome;
      g_autoptr (GPtrArray) lines
        = doudi_hearing (policy, &facts, (DoudiLanguage) language, &outcome, &error);

      g_assert_no_error (error);
      g_assert_cmpint (outcome, ==, one->outcome);
      g_assert_cmpuint (lines->len, >, 0);
    }
}

static void
test_bad (gconstpointer data)
{
  const Case *one = data;
  g_autoptr (DoudiPolicy) policy = policy_fixture_written (one->rules);
  DoudiHearingFacts facts = facts_of (one);
  g_autoptr (GError) error = NULL;
  DoudiHearingOutcome outcome;

  g_assert_null (doudi_hearing (policy, &facts, DOUDI_LANGUAGE_CHINESE, &outcome, &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_BAD_DATA);
}

/* All that is missing is named at once. */
static void
test_explanation (void)
{
  g_autoptr (DoudiPolicy) policy = policy_fixture_written (THIRDS);
  DoudiHearingFacts facts = facts_of (&cases[0]);
  DoudiHearingOutcome outcome;
  g_autoptr (GPtrArray) valid = NULL;
  g_autoptr (GPtrArray) not_valid = NULL;

  valid = doudi_hearing (policy, &facts, DOUDI_LANGUAGE_CHINESE, &outcome, NULL);
  policy_fixture_check_lines (
    valid, "hearing-members hearing-attendance hearing-villagers hearing-pass hearing", 0);
  facts.present = facts.villagers = facts.votes_for = 3;
  facts.votes_against = 0;
  not_valid = doudi_hearing (policy, &facts, DOUDI_LANGUAGE_INTERFACE, &outcome, NULL);
  policy_fixture_check_lines (not_valid,
                              "hearing-members hearing-attendance hearing-villagers hearing", 0);
  g_assert_cmpint (outcome, ==, DOUDI_HEARING_NOT_VALID);
}

/* Without a pass line nobody guesses one. */
static void
test_no_rule (void)
{
  g_autoptr (DoudiPolicy) policy = policy_fixture_written (SEVENTY);
  DoudiHearingFacts facts = facts_of (&cases[0]);
  g_autoptr (GError) error = NULL;
  DoudiHearingOutcome outcome;

  facts.month = doudi_month_parse ("2013-12");
  g_assert_null (doudi_hearing (policy, &facts, DOUDI_LANGUAGE_CHINESE, &outcome, &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_NO_STANDARD);
}

static void
add (const char *folder, const Case *one, GTestDataFunc func)
{
  g_autofree char *path = g_strconcat ("/policy/hearing/", folder, one->name, NULL);

  g_test_add_data_func (path, one, func);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    add ("", &cases[i], test_case);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    add ("bad/", &bad[i], test_bad);
  g_test_add_func ("/policy/hearing/explanation", test_explanation);
  g_test_add_func ("/policy/hearing/no-rule", test_no_rule);
  return g_test_run ();
}
