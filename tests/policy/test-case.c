/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include <string.h>

#include "base/doudi-error.h"
#include "policy-fixture.h"
#include "policy/doudi-case.h"

#define PROGRESS "case-progress"
#define ALLOWS "case-allows"
#define E(event, day) "{'event': '" event "', 'day': '2026-" day "'}"
#define OF(programme, events, rest)                                                                \
  "{'programme': '" programme "', 'applied': '2026-03-02', 'events': [" E ("applied", "03-02")     \
    events "]" rest "}"
#define ACCEPTED ", " E ("authorised", "03-02") ", " E ("accepted", "03-02")
#define SURVEYED ACCEPTED ", " E ("checked", "03-04") ", " E ("surveyed", "03-06")
#define OPINION SURVEYED ", " E ("opinion-for", "03-09")
#define AGAINST SURVEYED ", " E ("opinion-against", "03-09")
#define REVIEWED OPINION ", " E ("reviewed", "03-10")
#define POSTED REVIEWED ", " E ("notice-posted", "03-10")
#define ENDED POSTED ", " E ("notice-ended", "03-17")
#define SENT ENDED ", " E ("sent-up", "03-18")
#define RECORD(event, day) ", 'event': '" event "', 'day': '2026-" day "'"
#define YES "{'allowed': true}"
#define NO "{'allowed': false}"

static const PolicyCase cases[] = {
  { "accept/first", PROGRESS, OF ("low-income", "", ""), "{'current': 'accept', 'due': null}" },
  { "accept/not-twice", ALLOWS, OF ("low-income", ACCEPTED, RECORD ("accepted", "03-03")), NO },
  { "accept/papers-first", ALLOWS,
    OF ("low-income", ", " E ("papers-missing", "03-02"), RECORD ("accepted", "03-03")), NO },
  { "accept/one-list-of-papers", ALLOWS,
    OF ("low-income", ", " E ("papers-missing", "03-02"), RECORD ("papers-missing", "03-03")), NO },
  { "accept/papers-that-nobody-asked-for", ALLOWS,
    OF ("low-income", "", RECORD ("papers-complete", "03-03")), NO },
  { "accept/refused-acceptance-closes", PROGRESS,
    OF ("low-income", ", " E ("not-accepted", "03-03"), ""),
    "{'current': null, 'outcome': 'not-accepted', 'open': []}" },
  { "accept/nothing-after-it", ALLOWS,
    OF ("low-income", ", " E ("not-accepted", "03-03"), RECORD ("accepted", "03-04")), NO },
  { "accept/no-refused-acceptance-afterwards", ALLOWS,
    OF ("low-income", ACCEPTED, RECORD ("not-accepted", "03-03")), NO },
  { "authorise/with-the-application", ALLOWS, OF ("low-income", "", RECORD ("authorised", "03-02")),
    YES },
  { "check/authorised-first", ALLOWS,
    OF ("low-income", ", " E ("accepted", "03-02"), RECORD ("check-asked", "03-03")), NO },
  { "check/asked", ALLOWS, OF ("low-income", ACCEPTED, RECORD ("check-asked", "03-03")), YES },
  { "survey/before-the-check", ALLOWS, OF ("low-income", ACCEPTED, RECORD ("surveyed", "03-03")),
    YES },
  { "survey/accepted-first", ALLOWS, OF ("low-income", "", RECORD ("surveyed", "03-03")), NO },
  { "survey/begun-once", ALLOWS,
    OF ("low-income",
        ACCEPTED ", " E ("survey-started", "03-03"),
        RECORD ("survey-started", "03-04")),
    NO },
  { "self-care/not-left-out", ALLOWS,
    OF ("special-hardship", SURVEYED, RECORD ("opinion-for", "03-09")), NO },
  { "assess/may-be-done-where-no-rule-asks", ALLOWS,
    OF ("low-income", SURVEYED, RECORD ("assessed", "03-09")), YES },
  { "assess/not-after-the-opinion", ALLOWS,
    OF ("low-income", OPINION, RECORD ("assessed", "03-10")), NO },
  { "hearing/may-be-held", ALLOWS, OF ("low-income", SURVEYED, RECORD ("hearing-held", "03-09")),
    YES },
  { "hearing/never-of-a-child", ALLOWS, OF ("orphan", SURVEYED, RECORD ("hearing-held", "03-09")),
    NO },
  { "hearing/to-answer-an-objection", ALLOWS,
    OF ("low-income", POSTED ", " E ("objected", "03-12"), RECORD ("hearing-held", "03-13")), YES },
  { "hearing/not-late-otherwise", ALLOWS,
    OF ("low-income", POSTED, RECORD ("hearing-held", "03-13")), NO },
  { "opinion/check-first", ALLOWS,
    OF ("low-income", ACCEPTED ", " E ("surveyed", "03-06"), RECORD ("opinion-for", "03-09")), NO },
  { "opinion/sent-back", PROGRESS, OF ("low-income", SENT ", " E ("sent-back", "03-19"), ""),
    "{'current': 'survey', 'notice_last': null, 'decide_from': null}" },
  { "opinion/not-sent-back-before", ALLOWS,
    OF ("low-income", SURVEYED, RECORD ("sent-back", "03-09")), NO },
  { "review/opinion-first", ALLOWS, OF ("low-income", SURVEYED, RECORD ("reviewed", "03-09")), NO },
  { "notice/review-first", ALLOWS, OF ("low-income", OPINION, RECORD ("notice-posted", "03-10")),
    NO },
  { "notice/not-of-a-refusal", ALLOWS,
    OF ("low-income", AGAINST ", " E ("reviewed", "03-10"), RECORD ("notice-posted", "03-10")),
    NO },
  { "notice/hangs-once", ALLOWS, OF ("low-income", POSTED, RECORD ("notice-posted", "03-11")), NO },
  { "notice/ends-when-posted", ALLOWS,
    OF ("low-income", REVIEWED, RECORD ("notice-ended", "03-20")), NO },
  { "notice/ends-on-its-last-day", ALLOWS,
    OF ("low-income", POSTED, RECORD ("notice-ended", "03-17")), YES },
  { "notice/objection-after-its-end", ALLOWS, OF ("low-income", SENT, RECORD ("objected", "03-19")),
    YES },
  { "notice/objection-that-nobody-made", ALLOWS,
    OF ("low-income", POSTED, RECORD ("objection-rejected", "03-13")), NO },
  { "notice/again-after-an-objection", ALLOWS,
    OF ("low-income",
        POSTED ", " E ("objected", "03-12") ", " E ("objection-upheld", "03-13") ", " E (
          "surveyed",
          "03-16") ", " E ("hearing-held", "03-16") ", " E ("opinion-for",
                                                            "03-17") ", " E ("reviewed", "03-17"),
        RECORD ("notice-posted", "03-18")),
    YES },
  { "notice/hearing-after-an-objection-first", ALLOWS,
    OF ("low-income",
        POSTED ", " E ("objected", "03-12") ", " E ("objection-upheld", "03-13") ", " E ("surveyed",
                                                                                         "03-16"),
        RECORD ("opinion-for", "03-17")),
    NO },
  { "federation/not-of-low-income-is-no-matter", ALLOWS,
    OF ("low-income", REVIEWED, RECORD ("federation-agreed", "03-11")), YES },
  { "send-up/notice-first", ALLOWS, OF ("low-income", POSTED, RECORD ("sent-up", "03-11")), NO },
  { "county-visit/complaint", PROGRESS, OF ("low-income", SENT ", " E ("complaint", "03-19"), ""),
    "{'current': 'county-visit'}" },
  { "county-visit/again-after-another", PROGRESS,
    OF ("low-income",
        SENT ", " E ("complaint", "03-19") ", " E ("county-visited", "03-20") ", " E ("complaint",
                                                                                      "03-23"),
        ""),
    "{'current': 'county-visit'}" },
  { "approval-notice/none-since-2021", ALLOWS,
    OF ("low-income", SENT, RECORD ("approval-posted", "03-19")), NO },
  { "decide/held-on-a-list", PROGRESS, OF ("low-income", SENT ", " E ("held", "03-19"), ""),
    "{'current': 'decide', 'held': true}" },
  { "decide/held-on-a-list-and-granted", ALLOWS,
    OF ("low-income", SENT ", " E ("held", "03-19"), RECORD ("granted", "03-20")), YES },
  { "decide/refused-against-the-opinion", ALLOWS,
    OF ("low-income", SENT, RECORD ("refused", "03-19")), YES },
  { "decide/sent-up-first", ALLOWS, OF ("low-income", ENDED, RECORD ("granted", "03-19")), NO },
  { "decide/once", ALLOWS,
    OF ("low-income", SENT ", " E ("granted", "03-19"), RECORD ("refused", "03-20")), NO },
  { "decide/not-withdrawn-afterwards", ALLOWS,
    OF ("low-income", SENT ", " E ("granted", "03-19"), RECORD ("withdrawn", "03-20")), NO },
  { "inform/decided-first", ALLOWS, OF ("low-income", SENT, RECORD ("informed", "03-19")), NO },
  { "publish/before-the-slip", ALLOWS,
    OF ("low-income", SENT ", " E ("granted", "03-19"), RECORD ("published", "03-19")), YES },
  { "publish/not-of-a-refusal", PROGRESS,
    OF ("low-income", SENT ", " E ("refused", "03-19") ", " E ("informed", "03-20"), ""),
    "{'current': null, 'outcome': 'refused'}" },
  { "publish/nor-allowed", ALLOWS,
    OF ("low-income", SENT ", " E ("refused", "03-19"), RECORD ("published", "03-20")), NO },
  { "paid-first/owes-a-decision", ALLOWS,
    OF ("temporary-aid",
        ", " E ("paid-first", "03-02"),
        RECORD ("withdrawn", "03-03") ", 'urgent': true"),
    NO },
  { "paid-first/once", ALLOWS,
    OF ("temporary-aid",
        ", " E ("paid-first", "03-02"),
        RECORD ("paid-first", "03-03") ", 'urgent': true"),
    NO },
  { "paid-first/not-monthly-money", ALLOWS,
    OF ("low-income", "", RECORD ("paid-first", "03-03") ", 'urgent': true"), NO },
  { "fault/event", PROGRESS, OF ("low-income", ", {'event': 'slept', 'day': '2026-03-02'}", ""),
    "!bad-data slept" },
  { "fault/day", PROGRESS, OF ("low-income", ", {'event': 'accepted', 'day': '2026-03-32'}", ""),
    "!bad-data day" },
  { "fault/programme", PROGRESS, OF ("dibao", "", ""), "!bad-data low-income" },
  { "fault/step", PROGRESS, OF ("low-income", "", ", 'step': 'pay'"), "!bad-data accept" },
  { "fault/nothing-to-record", ALLOWS, OF ("low-income", "", ""), "!bad-data event" },
};

/* Each event and each step has its words, found by its name. */
static void
test_words (void)
{
  for (guint i = 0; i < DOUDI_N_EVENTS; i++)
    {
      const DoudiCaseEventInfo *info = doudi_case_event_info ((DoudiCaseEvent) i);
      DoudiCaseEvent found;

      g_assert_true (doudi_case_event_find (info->word.name, &found));
      g_assert_cmpuint (found, ==, i);
      g_assert_cmpstr (info->word.label, !=, "");
      g_assert_cmpstr (info->word.chinese, !=, "");
    }
  for (guint i = 0; i < DOUDI_N_STEPS; i++)
    g_assert_cmpstr (doudi_case_step_word ((DoudiCaseStep) i)->chinese, !=, "");
  for (guint i = 0; i < DOUDI_N_CASE_OUTCOMES; i++)
    g_assert_cmpstr (doudi_case_outcome_word ((DoudiCaseOutcome) i)->chinese, !=, "");
  g_assert_null (doudi_rule_info (DOUDI_RULE_STEP)->cases[DOUDI_N_STEPS].name);
  g_assert_null (doudi_rule_info (DOUDI_RULE_DEADLINE)->cases[DOUDI_N_DEADLINES].name);
}

/* Facts that a damaged file could hold are refused. */
static void
test_bad_facts (void)
{
  g_autoptr (DoudiPolicy) policy = policy_fixture_bundled ("national-2021", DOUDI_DAY_NONE);
  g_autoptr (DoudiWorkingDays) calendar = doudi_working_days_new ();
  const DoudiCaseFact no_day = { DOUDI_EVENT_ACCEPTED, DOUDI_DAY_NONE };
  const DoudiCaseFact no_event = { DOUDI_N_EVENTS, 700000 };
  const DoudiCaseFacts bad[] = {
    { .programme = DOUDI_PROGRAMME_NONE, .applied = 700000 },
    { .programme = DOUDI_PROGRAMME_LOW_INCOME },
    { .programme = DOUDI_PROGRAMME_LOW_INCOME, .applied = 700000, .facts = &no_day, .n_facts = 1 },
    { .programme = DOUDI_PROGRAMME_LOW_INCOME,
      .applied = 700000,
      .facts = &no_event,
      .n_facts = 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      DoudiCaseProgress progress;

      g_assert_false (doudi_case_progress (policy, calendar, &bad[i], &progress, &error));
      g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_BAD_DATA);
    }
}

/* Where no paper says anything, there is still a way; and the days off are said to be unknown. */
static void
test_usual (void)
{
  g_autoptr (DoudiPolicy) policy = policy_fixture_bundled ("demo", DOUDI_DAY_NONE);
  g_autoptr (DoudiWorkingDays) calendar = doudi_working_days_new ();
  const DoudiCaseFact posted = { DOUDI_EVENT_NOTICE_POSTED, doudi_day_new (2016, 3, 1) };
  DoudiCaseFacts facts = { .programme = DOUDI_PROGRAMME_LOW_INCOME,
                           .applied = doudi_day_new (2016, 2, 1),
                           .facts = &posted,
                           .n_facts = 1 };
  DoudiCaseProgress progress;

  g_assert_true (doudi_case_progress (policy, calendar, &facts, &progress, NULL));
  g_assert_cmpint (progress.current, ==, DOUDI_STEP_ACCEPT);
  g_assert_cmpint (progress.steps[DOUDI_STEP_HEARING].state, ==, DOUDI_STEP_STATE_NOT_CALLED_FOR);
  g_assert_cmpint (progress.steps[DOUDI_STEP_NOTICE].state, ==, DOUDI_STEP_STATE_OPEN);
  g_assert_cmpuint (progress.notice.last, ==, doudi_day_new (2016, 3, 8));
  g_assert_false (progress.calendar_known);
}

static void
test_explanation (void)
{
  g_autoptr (DoudiPolicy) policy = policy_fixture_bundled ("national-2021", DOUDI_DAY_NONE);
  g_autoptr (DoudiWorkingDays) calendar = doudi_working_days_new ();
  const DoudiCaseFact happened[] = {
    { DOUDI_EVENT_ACCEPTED, doudi_day_new (2026, 3, 2) },
    { DOUDI_EVENT_PAPERS_MISSING, doudi_day_new (2026, 3, 3) },
  };
  DoudiCaseFacts facts = { .programme = DOUDI_PROGRAMME_SPECIAL_HARDSHIP,
                           .applied = doudi_day_new (2026, 3, 2),
                           .minor = TRUE,
                           .open_objections = 1,
                           .facts = happened,
                           .n_facts = 1 };
  const char *const expect[] = { " holidays-unknown", " papers-missing objection" };

  for (guint i = 0; i < 2; i++)
    {
      DoudiCaseProgress progress;

      facts.n_facts = i + 1;
      g_assert_true (doudi_case_progress (policy, calendar, &facts, &progress, NULL));
      for (int language = 0; language <= DOUDI_LANGUAGE_CHINESE; language++)
        {
          g_autoptr (GPtrArray) lines
            = doudi_case_explain (policy, &facts, &progress, (DoudiLanguage) language);
          g_autoptr (GString) rules = g_string_new (NULL);

          for (guint j = 0; j < lines->len; j++)
            {
              const DoudiExplanationLine *line = g_ptr_array_index (lines, j);

              g_string_append_printf (rules, " %s", line->rule);
              g_assert_cmpstr (line->text, !=, "");
            }
          g_test_message ("%s", rules->str);
          g_assert_nonnull (strstr (rules->str, expect[i]));
          g_assert_nonnull (strstr (rules->str, " step"));
        }
    }
}

/* A case that grows at random. */
typedef struct
{
  DoudiPolicy *policy;
  DoudiWorkingDays *calendar;
  GArray *events;
  DoudiCaseFacts facts;
  DoudiCaseProgress progress;
} Walk;

static void
walk_update (Walk *walk)
{
  walk->facts.facts = (const DoudiCaseFact *) (const void *) walk->events->data;
  walk->facts.n_facts = walk->events->len;
  g_assert_true (
    doudi_case_progress (walk->policy, walk->calendar, &walk->facts, &walk->progress, NULL));
}

static DoudiDay
walk_last_day (const Walk *walk)
{
  return walk->events->len > 0
           ? g_array_index (walk->events, DoudiCaseFact, walk->events->len - 1).day
           : walk->facts.applied;
}

static gboolean
walk_allows (const Walk *walk, DoudiCaseEvent event, DoudiDay day)
{
  g_autoptr (GError) error = NULL;
  gboolean allowed = doudi_case_allows (&walk->progress, &walk->facts, event, day, day, &error);

  g_assert_true (allowed == (error == NULL));
  if (error != NULL)
    g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_REFUSED);
  return allowed;
}

static void
walk_record (Walk *walk, DoudiCaseEvent event, DoudiDay day)
{
  DoudiCaseFact fact = { event, day };

  g_array_append_val (walk->events, fact);
  if (event == DOUDI_EVENT_OBJECTED)
    walk->facts.open_objections++;
  if (event == DOUDI_EVENT_OBJECTION_UPHELD || event == DOUDI_EVENT_OBJECTION_REJECTED)
    walk->facts.open_objections--;
  walk_update (walk);
}

/* What holds of every case, whatever happened to it. */
static void
walk_check (const Walk *walk)
{
  const DoudiCaseProgress *progress = &walk->progress;
  DoudiCaseProgress again;
  gboolean closed
    = progress->outcome == DOUDI_CASE_NOT_ACCEPTED || progress->outcome == DOUDI_CASE_WITHDRAWN;

  g_assert_true (doudi_case_progress (walk->policy, walk->calendar, &walk->facts, &again, NULL));
  g_assert_cmpint (again.current, ==, progress->current);
  g_assert_cmpuint (again.decide_from, ==, progress->decide_from);
  g_assert_true (!closed || progress->current == DOUDI_STEP_NONE);
  g_assert_true (progress->outcome != DOUDI_CASE_OPEN || progress->current != DOUDI_STEP_NONE);
  g_assert_true (doudi_programme_info (walk->facts.programme)->may_hang
                 || progress->notice.first == DOUDI_DAY_NONE);
  g_assert_true (!walk->facts.minor || progress->notice.first == DOUDI_DAY_NONE);
  if (progress->outcome == DOUDI_CASE_GRANTED)
    {
      DoudiDay decided = progress->steps[DOUDI_STEP_DECIDE].done;

      g_assert_cmpuint (decided, >, progress->notice.last);
      g_assert_cmpuint (decided, >, progress->approval_notice.last);
      g_assert_cmpuint (walk->facts.open_objections, ==, 0);
      g_assert_false (progress->proposed_refusal);
    }
}

/* Some event that takes the case on, 60 days from now at the latest. */
static gboolean
walk_has_way (const Walk *walk)
{
  if (walk->progress.current == DOUDI_STEP_NONE)
    return TRUE;
  for (guint event = 0; event < DOUDI_N_EVENTS; event++)
    {
      if (event != DOUDI_EVENT_COMPLAINT && event != DOUDI_EVENT_CORRECTED
          && event != DOUDI_EVENT_HELD && event != DOUDI_EVENT_WITHDRAWN
          && event != DOUDI_EVENT_SENT_BACK && event != DOUDI_EVENT_OBJECTED
          && walk_allows (walk, (DoudiCaseEvent) event, walk_last_day (walk) + 60))
        return TRUE;
    }
  return FALSE;
}

static void
walk_begin (Walk *walk)
{
  static const int years[] = { 2016, 2018, 2021, 2026 };
  int year = years[g_test_rand_int_range (0, G_N_ELEMENTS (years))];

  g_array_set_size (walk->events, 0);
  walk->facts = (DoudiCaseFacts){
    .programme = (DoudiProgramme) g_test_rand_int_range (DOUDI_PROGRAMME_LOW_INCOME,
                                                         DOUDI_PROGRAMME_TEMPORARY_AID + 1),
    .residence = (DoudiResidence) g_test_rand_int_range (0, 3),
    .applied = doudi_day_new (year, 1, 4) + (DoudiDay) g_test_rand_int_range (0, 300),
    .urgent = g_test_rand_bit (),
    .kin = g_test_rand_bit (),
    .special = g_test_rand_bit (),
    .minor = g_test_rand_int_range (0, 4) == 0,
  };
  walk_update (walk);
}

/* Any event; every other time, one that takes the current step on. */
static DoudiCaseEvent
walk_choose (const Walk *walk)
{
  guint event = (guint) g_test_rand_int_range (0, DOUDI_N_EVENTS);

  if (walk->progress.current == DOUDI_STEP_NONE || g_test_rand_bit ())
    return (DoudiCaseEvent) event;
  if (walk->progress.current == DOUDI_STEP_NOTICE && walk->progress.notice.first == DOUDI_DAY_NONE)
    return DOUDI_EVENT_NOTICE_POSTED;
  if (walk->progress.current == DOUDI_STEP_APPROVAL_NOTICE
      && walk->progress.approval_notice.first == DOUDI_DAY_NONE)
    return DOUDI_EVENT_APPROVAL_POSTED;
  while (doudi_case_event_info ((DoudiCaseEvent) event)->ends != walk->progress.current)
    event = (event + 1) % DOUDI_N_EVENTS;
  return (DoudiCaseEvent) event;
}

/* Whatever is recorded of what is allowed, in whatever order, there is a way on until the case is
 * closed, and nobody is granted anything under a notice. */
static void
test_always_a_way (void)
{
  Walk walk = {
    .policy = policy_fixture_bundled ("national-2012 national-2021 gannan-2018", DOUDI_DAY_NONE),
    .calendar = doudi_working_days_new_bundled (NULL),
    .events = g_array_new (FALSE, FALSE, sizeof (DoudiCaseFact)),
  };
  guint granted = 0;

  for (int i = 0; i < 300; i++)
    {
      walk_begin (&walk);
      for (int step = 0; step < 120; step++)
        {
          DoudiCaseEvent event = walk_choose (&walk);
          DoudiDay day = walk_last_day (&walk) + (DoudiDay) g_test_rand_int_range (0, 6);

          if (!walk_allows (&walk, event, day))
            continue;
          walk_record (&walk, event, day);
          walk_check (&walk);
          g_assert_true (walk_has_way (&walk));
        }
      granted += walk.progress.outcome == DOUDI_CASE_GRANTED;
    }
  g_test_message ("%u granted", granted);
  g_assert_cmpuint (granted, >, 0);
  doudi_policy_unref (walk.policy);
  doudi_working_days_free (walk.calendar);
  g_array_unref (walk.events);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  policy_fixture_add_cases ("/policy/case", cases, G_N_ELEMENTS (cases));
  g_test_add_func ("/policy/case/words", test_words);
  g_test_add_func ("/policy/case/bad-facts", test_bad_facts);
  g_test_add_func ("/policy/case/usual", test_usual);
  g_test_add_func ("/policy/case/explanation", test_explanation);
  g_test_add_func ("/policy/case/always-a-way", test_always_a_way);
  return g_test_run ();
}
