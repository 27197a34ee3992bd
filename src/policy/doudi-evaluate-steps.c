/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "base/doudi-error.h"
#include "policy/doudi-case.h"
#include "policy/doudi-evaluate-asks.h"
#include "policy/doudi-hearing.h"

#include <glib/gi18n-lib.h>

/* More persons than come to a meeting. */
#define PERSONS_MAX 10000

/* What the asks about a case share. */
typedef struct
{
  DoudiPolicy *policy;
  const DoudiWorkingDays *calendar;
  GArray *events;
  DoudiCaseFacts facts;
  DoudiCaseProgress progress;
} Given;

static void
given_clear (Given *given)
{
  g_clear_pointer (&given->policy, doudi_policy_unref);
  g_clear_pointer (&given->events, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Given, given_clear)

/* An event by its name. */
static gboolean
get_event (const DoudiJsonValue *object, DoudiCaseEvent *event, GError **error)
{
  const char *name = NULL;

  if (!doudi_json_get_string (object, "event", DOUDI_JSON_REQUIRED, &name, error))
    return FALSE;
  if (doudi_case_event_find (name, event))
    return TRUE;
  doudi_json_value_set_error (doudi_json_get_member (object, "event"), error,
                              _ ("“%s” is no event of a case, such as “accepted” or “surveyed”"),
                              name);
  return FALSE;
}

/* The events, and how many objections they leave open. */
static gboolean
load_events (const DoudiJsonValue *object, Given *given, GError **error)
{
  static const char *const members[] = { "event", "day", NULL };
  const DoudiJsonValue *list = NULL;

  if (!doudi_json_get_array (object, "events", DOUDI_JSON_OPTIONAL, &list, error))
    return FALSE;
  for (guint i = 0; list != NULL && i < doudi_json_array_get_length (list); i++)
    {
      const DoudiJsonValue *one = doudi_json_array_get (list, i);
      DoudiCaseFact fact = { 0 };

      if (!doudi_json_check_members (one, members, error) || !get_event (one, &fact.event, error)
          || !doudi_json_get_day (one, "day", DOUDI_JSON_REQUIRED, &fact.day, error))
        return FALSE;
      g_array_append_val (given->events, fact);
      if (fact.event == DOUDI_EVENT_OBJECTED)
        given->facts.open_objections++;
      else if ((fact.event == DOUDI_EVENT_OBJECTION_UPHELD
                || fact.event == DOUDI_EVENT_OBJECTION_REJECTED)
               && given->facts.open_objections > 0)
        given->facts.open_objections--;
    }
  given->facts.facts = (const DoudiCaseFact *) (const void *) given->events->data;
  given->facts.n_facts = given->events->len;
  return TRUE;
}

static gboolean
load_facts (const DoudiJsonValue *object, DoudiCaseFacts *facts, GError **error)
{
  int residence = DOUDI_RESIDENCE_ANY;

  if (!doudi_given_programme (object, &facts->programme, error)
      || !doudi_json_get_word (object, "residence", DOUDI_JSON_OPTIONAL, doudi_residence_names (),
                               &residence, error)
      || !doudi_json_get_day (object, "applied", DOUDI_JSON_REQUIRED, &facts->applied, error)
      || !doudi_json_get_boolean (object, "urgent", DOUDI_JSON_OPTIONAL, &facts->urgent, error)
      || !doudi_json_get_boolean (object, "kin", DOUDI_JSON_OPTIONAL, &facts->kin, error)
      || !doudi_json_get_boolean (object, "special", DOUDI_JSON_OPTIONAL, &facts->special, error)
      || !doudi_json_get_boolean (object, "minor", DOUDI_JSON_OPTIONAL, &facts->minor, error))
    return FALSE;
  facts->residence = (DoudiResidence) residence;
  return TRUE;
}

static gboolean
load (DoudiEvaluation *evaluation, const DoudiJsonValue *object, Given *given, GError **error)
{
  given->events = g_array_new (FALSE, FALSE, sizeof (DoudiCaseFact));
  given->calendar = doudi_evaluation_get_calendar (evaluation, error);
  if (given->calendar == NULL)
    return FALSE;
  given->policy = doudi_evaluation_load_rules (evaluation, object, "", error);
  return given->policy != NULL && load_facts (object, &given->facts, error)
         && load_events (object, given, error)
         && doudi_case_progress (given->policy, given->calendar, &given->facts, &given->progress,
                                 error);
}

static void
answer_explanation (const Given *given, JsonBuilder *answer)
{
  g_autoptr (GPtrArray) lines
    = doudi_case_explain (given->policy, &given->facts, &given->progress, DOUDI_LANGUAGE_INTERFACE);

  doudi_answer_explanation (answer, lines);
}

/* The names of the steps that are in a state. */
static void
answer_steps (const Given *given, DoudiCaseStepState state, JsonBuilder *answer, const char *name)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < DOUDI_N_STEPS; i++)
    {
      if (given->progress.steps[i].state == state)
        g_ptr_array_add (names, (gpointer) doudi_case_step_word ((DoudiCaseStep) i)->name);
    }
  doudi_answer_strings (answer, name, names);
}

/* The names of the steps that a rule, or what is usual, has when they are called for. */
static void
answer_when_called_for (const Given *given, JsonBuilder *answer)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < DOUDI_N_STEPS; i++)
    {
      if (given->progress.steps[i].choice == DOUDI_STEP_WHEN_CALLED_FOR)
        g_ptr_array_add (names, (gpointer) doudi_case_step_word ((DoudiCaseStep) i)->name);
    }
  doudi_answer_strings (answer, "when_called_for", names);
}

/**
 * doudi_ask_case_steps:
 * @evaluation: what the cases share
 * @given: programme, applied; optional residence, urgent, kin, minor, policy or rule, known_on
 * @answer: steps, in their order; when_called_for, those of them and others that depend on what
 *   happens; explanation
 * @error: a member is wrong
 *
 * Which steps a case goes through if nothing particular happens: doudi_case_progress().
 *
 * Returns: %TRUE if answered
 */
gboolean
doudi_ask_case_steps (DoudiEvaluation *evaluation,
                      const DoudiJsonValue *given,
                      JsonBuilder *answer,
                      GError **error)
{
  g_auto (Given) one = { 0 };

  if (!load (evaluation, given, &one, error))
    return FALSE;
  answer_steps (&one, DOUDI_STEP_STATE_OPEN, answer, "steps");
  answer_when_called_for (&one, answer);
  answer_explanation (&one, answer);
  return TRUE;
}

/* Since when the time of a step runs, until when, and by which rule. */
static void
answer_step (const Given *given, DoudiCaseStep step, JsonBuilder *answer)
{
  static const DoudiCaseStepProgress nothing = { 0 };
  const DoudiCaseStepProgress *one
    = step != DOUDI_STEP_NONE ? &given->progress.steps[step] : &nothing;

  doudi_answer_string (answer, "step",
                       step != DOUDI_STEP_NONE ? doudi_case_step_word (step)->name : NULL);
  doudi_answer_day (answer, "since", one->since);
  doudi_answer_day (answer, "due", one->due);
  doudi_answer_rule_days (answer, one->rule);
}

static void
answer_days (const DoudiCaseProgress *progress, JsonBuilder *answer)
{
  doudi_answer_day (answer, "accepted", progress->accepted);
  doudi_answer_day (answer, "total_due", progress->total_due);
  doudi_answer_day (answer, "notice_first", progress->notice.first);
  doudi_answer_day (answer, "notice_last", progress->notice.last);
  doudi_answer_day (answer, "approval_notice_first", progress->approval_notice.first);
  doudi_answer_day (answer, "approval_notice_last", progress->approval_notice.last);
  doudi_answer_day (answer, "decide_from", progress->decide_from);
  doudi_answer_day (answer, "papers_due", progress->papers_due);
}

/**
 * doudi_ask_case_progress:
 * @evaluation: what the cases share
 * @given: programme, applied, events (event and day of each, in order); optional residence, urgent,
 *   kin, special, minor, step (that @answer tells of, else the current one), policy or rule,
 *   known_on
 * @answer: current, null if nothing is left; outcome; step, its since, due, days and counting;
 *   accepted, total_due, notice_first, notice_last, approval_notice_first, approval_notice_last,
 *   decide_from, papers_due; papers_missing, held, proposed_refusal; done and open, the steps;
 *   holidays_known; explanation
 * @error: a member is wrong
 *
 * Where a case stands: doudi_case_progress().
 *
 * Returns: %TRUE if answered
 */
gboolean
doudi_ask_case_progress (DoudiEvaluation *evaluation,
                         const DoudiJsonValue *given,
                         JsonBuilder *answer,
                         GError **error)
{
  g_auto (Given) one = { 0 };
  const DoudiCaseProgress *progress = &one.progress;
  int step;

  if (!load (evaluation, given, &one, error))
    return FALSE;
  step = (int) progress->current;
  if (!doudi_given_word (given, "step", DOUDI_JSON_OPTIONAL,
                         doudi_rule_info (DOUDI_RULE_STEP)->cases, &step, error))
    return FALSE;
  doudi_answer_string (
    answer, "current",
    progress->current != DOUDI_STEP_NONE ? doudi_case_step_word (progress->current)->name : NULL);
  doudi_answer_string (answer, "outcome", doudi_case_outcome_word (progress->outcome)->name);
  answer_step (&one, (DoudiCaseStep) step, answer);
  answer_days (progress, answer);
  doudi_answer_boolean (answer, "papers_missing", progress->papers_missing);
  doudi_answer_boolean (answer, "held", progress->held);
  doudi_answer_boolean (answer, "proposed_refusal", progress->proposed_refusal);
  answer_steps (&one, DOUDI_STEP_STATE_DONE, answer, "done");
  answer_steps (&one, DOUDI_STEP_STATE_OPEN, answer, "open");
  doudi_answer_boolean (answer, "holidays_known", progress->calendar_known);
  answer_explanation (&one, answer);
  return TRUE;
}

/**
 * doudi_ask_case_allows:
 * @evaluation: what the cases share
 * @given: as doudi_ask_case_progress(), and event and day of what is to be recorded; optional today
 * @answer: allowed; reason, null if it is; explanation
 * @error: a member is wrong
 *
 * Whether an event may be recorded now: doudi_case_allows().
 *
 * Returns: %TRUE if answered
 */
gboolean
doudi_ask_case_allows (DoudiEvaluation *evaluation,
                       const DoudiJsonValue *given,
                       JsonBuilder *answer,
                       GError **error)
{
  g_auto (Given) one = { 0 };
  g_autoptr (GError) reason = NULL;
  DoudiCaseEvent event;
  DoudiDay day = DOUDI_DAY_NONE, today;
  gboolean allowed;

  if (!load (evaluation, given, &one, error) || !get_event (given, &event, error)
      || !doudi_json_get_day (given, "day", DOUDI_JSON_REQUIRED, &day, error))
    return FALSE;
  today = day;
  if (!doudi_json_get_day (given, "today", DOUDI_JSON_OPTIONAL, &today, error))
    return FALSE;
  allowed = doudi_case_allows (&one.progress, &one.facts, event, day, today, &reason);
  doudi_answer_boolean (answer, "allowed", allowed);
  doudi_answer_string (answer, "reason", allowed ? NULL : reason->message);
  answer_explanation (&one, answer);
  return TRUE;
}

/* A number of persons or votes. */
static gboolean
get_persons (const DoudiJsonValue *given, const char *name, int *persons, GError **error)
{
  gint64 number = 0;

  if (!doudi_json_get_integer (given, name, DOUDI_JSON_REQUIRED, 0, PERSONS_MAX, &number, error))
    return FALSE;
  *persons = (int) number;
  return TRUE;
}

/**
 * doudi_ask_hearing:
 * @evaluation: what the cases share
 * @given: programme, month, invited, present, villagers, for, against, abstained; optional
 *   residence, policy or rule, known_on
 * @answer: outcome (passed, failed, not-valid); explanation
 * @error: a member is wrong, or nothing is said of when a hearing agrees
 *
 * What a villagers' hearing comes to: doudi_hearing().
 *
 * Returns: %TRUE if answered
 */
gboolean
doudi_ask_hearing (DoudiEvaluation *evaluation,
                   const DoudiJsonValue *given,
                   JsonBuilder *answer,
                   GError **error)
{
  g_autoptr (DoudiPolicy) policy = doudi_evaluation_load_rules (evaluation, given, "", error);
  g_autoptr (GPtrArray) lines = NULL;
  DoudiHearingFacts facts = { 0 };
  DoudiHearingOutcome outcome;
  int residence = DOUDI_RESIDENCE_ANY;

  if (policy == NULL || !doudi_given_programme (given, &facts.programme, error)
      || !doudi_json_get_word (given, "residence", DOUDI_JSON_OPTIONAL, doudi_residence_names (),
                               &residence, error)
      || !doudi_json_get_month (given, "month", DOUDI_JSON_REQUIRED, &facts.month, error)
      || !get_persons (given, "invited", &facts.invited, error)
      || !get_persons (given, "present", &facts.present, error)
      || !get_persons (given, "villagers", &facts.villagers, error)
      || !get_persons (given, "for", &facts.votes_for, error)
      || !get_persons (given, "against", &facts.votes_against, error)
      || !get_persons (given, "abstained", &facts.abstained, error))
    return FALSE;
  facts.residence = (DoudiResidence) residence;
  lines = doudi_hearing (policy, &facts, DOUDI_LANGUAGE_INTERFACE, &outcome, error);
  if (lines == NULL)
    return FALSE;
  doudi_answer_string (answer, "outcome", doudi_hearing_outcome_name (outcome));
  doudi_answer_explanation (answer, lines);
  return TRUE;
}
