/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "policy/doudi-case.h"

#include "base/doudi-error.h"
#include "policy/doudi-case-private.h"
#include "policy/doudi-review.h"

#include <glib/gi18n-lib.h>

/* How long a notice hangs where no rule says so (民发〔2012〕220号, 民发〔2021〕57号). */
#define USUAL_NOTICE_DAYS 7

/* What is asked for where no rule says anything: what no case can do without, a check and a visit
 * of the family, and a notice where the programme allows one. */
static const int usual[DOUDI_N_STEPS] = {
  [DOUDI_STEP_ACCEPT] = DOUDI_STEP_ALWAYS,
  [DOUDI_STEP_AUTHORISE] = DOUDI_STEP_ALWAYS,
  [DOUDI_STEP_CHECK] = DOUDI_STEP_ALWAYS,
  [DOUDI_STEP_SURVEY] = DOUDI_STEP_ALWAYS,
  [DOUDI_STEP_SELF_CARE] = DOUDI_STEP_NEVER,
  [DOUDI_STEP_ASSESS] = DOUDI_STEP_NEVER,
  [DOUDI_STEP_HEARING] = DOUDI_STEP_NEVER,
  [DOUDI_STEP_OPINION] = DOUDI_STEP_ALWAYS,
  [DOUDI_STEP_REVIEW] = DOUDI_STEP_ALWAYS,
  [DOUDI_STEP_NOTICE] = DOUDI_STEP_ALWAYS,
  [DOUDI_STEP_FEDERATION] = DOUDI_STEP_NEVER,
  [DOUDI_STEP_SEND_UP] = DOUDI_STEP_ALWAYS,
  [DOUDI_STEP_COUNTY_VISIT] = DOUDI_STEP_WHEN_CALLED_FOR,
  [DOUDI_STEP_APPROVAL_NOTICE] = DOUDI_STEP_NEVER,
  [DOUDI_STEP_DECIDE] = DOUDI_STEP_ALWAYS,
  [DOUDI_STEP_INFORM] = DOUDI_STEP_ALWAYS,
  [DOUDI_STEP_PUBLISH] = DOUDI_STEP_NEVER,
};

/* What the time of a step counts from.
 * @SINCE_SURVEY: the acceptance, or the day on which the survey was to be done again
 * @SINCE_STEP: the day on which another step was done
 * @SINCE_READY: that on which all steps before it were */
typedef enum
{
  SINCE_NOTHING,
  SINCE_APPLICATION,
  SINCE_ACCEPTANCE,
  SINCE_SURVEY,
  SINCE_STEP,
  SINCE_POSTED,
  SINCE_READY,
} Since;

/* From when the time of a step runs, and the rule "deadline" that says until when;
 * %DOUDI_N_DEADLINES where there is no such rule. */
static const struct
{
  Since since;
  DoudiCaseStep of;
  int deadline;
} times[DOUDI_N_STEPS] = {
  [DOUDI_STEP_ACCEPT] = { SINCE_APPLICATION, 0, DOUDI_DEADLINE_ACCEPT },
  [DOUDI_STEP_AUTHORISE] = { SINCE_NOTHING, 0, DOUDI_N_DEADLINES },
  [DOUDI_STEP_CHECK] = { SINCE_ACCEPTANCE, 0, DOUDI_DEADLINE_CHECK },
  [DOUDI_STEP_SURVEY] = { SINCE_SURVEY, 0, DOUDI_DEADLINE_SURVEY },
  [DOUDI_STEP_SELF_CARE] = { SINCE_SURVEY, 0, DOUDI_DEADLINE_OPINION },
  [DOUDI_STEP_ASSESS] = { SINCE_SURVEY, 0, DOUDI_DEADLINE_OPINION },
  [DOUDI_STEP_HEARING] = { SINCE_STEP, DOUDI_STEP_SURVEY, DOUDI_DEADLINE_HEARING },
  [DOUDI_STEP_OPINION] = { SINCE_SURVEY, 0, DOUDI_DEADLINE_OPINION },
  [DOUDI_STEP_REVIEW] = { SINCE_READY, 0, DOUDI_N_DEADLINES },
  [DOUDI_STEP_NOTICE] = { SINCE_POSTED, 0, DOUDI_DEADLINE_NOTICE },
  [DOUDI_STEP_FEDERATION] = { SINCE_READY, 0, DOUDI_DEADLINE_FEDERATION },
  [DOUDI_STEP_SEND_UP] = { SINCE_READY, 0, DOUDI_DEADLINE_SEND_UP },
  [DOUDI_STEP_COUNTY_VISIT] = { SINCE_STEP, DOUDI_STEP_SEND_UP, DOUDI_DEADLINE_COUNTY_VISIT },
  [DOUDI_STEP_APPROVAL_NOTICE] = { SINCE_POSTED, 0, DOUDI_DEADLINE_NOTICE },
  [DOUDI_STEP_DECIDE] = { SINCE_READY, 0, DOUDI_DEADLINE_DECIDE },
  [DOUDI_STEP_INFORM] = { SINCE_STEP, DOUDI_STEP_DECIDE, DOUDI_DEADLINE_INFORM },
  [DOUDI_STEP_PUBLISH] = { SINCE_STEP, DOUDI_STEP_DECIDE, DOUDI_DEADLINE_PUBLISH },
};

#define NONE DOUDI_STEP_NONE

/* Columns as in DoudiCaseEventInfo, in the order of DoudiCaseEvent. */
static const DoudiCaseEventInfo infos[DOUDI_N_EVENTS] = {
  { { "applied", N_ ("Applied"), "提出申请" }, NONE, NONE, FALSE, FALSE },
  { { "papers-missing", N_ ("Told what papers are missing"), "一次性告知补正" },
    NONE,
    NONE,
    FALSE,
    TRUE },
  { { "papers-complete", N_ ("Papers complete"), "材料补齐" }, NONE, NONE, FALSE, FALSE },
  { { "accepted", N_ ("Accepted"), "受理" }, DOUDI_STEP_ACCEPT, NONE, FALSE, FALSE },
  { { "not-accepted", N_ ("Not accepted"), "不予受理" }, NONE, NONE, TRUE, TRUE },
  { { "authorised", N_ ("Check authorised"), "签署核对授权" },
    DOUDI_STEP_AUTHORISE,
    NONE,
    FALSE,
    FALSE },
  { { "check-asked", N_ ("Check asked for"), "发起信息核对" }, NONE, NONE, FALSE, FALSE },
  { { "checked", N_ ("Checked"), "核对完成" }, DOUDI_STEP_CHECK, NONE, FALSE, FALSE },
  { { "survey-started", N_ ("Survey begun"), "启动调查" }, NONE, NONE, FALSE, FALSE },
  { { "surveyed", N_ ("Visited"), "入户调查完成" }, DOUDI_STEP_SURVEY, NONE, FALSE, FALSE },
  { { "self-care-assessed", N_ ("Self-care assessed"), "自理能力评估完成" },
    DOUDI_STEP_SELF_CARE,
    NONE,
    FALSE,
    FALSE },
  { { "assessed", N_ ("Hardship assessed"), "评估打分完成" },
    DOUDI_STEP_ASSESS,
    NONE,
    FALSE,
    FALSE },
  { { "hearing-held", N_ ("Hearing held"), "民主评议" }, DOUDI_STEP_HEARING, NONE, FALSE, FALSE },
  { { "opinion-for", N_ ("Township proposes to grant"), "乡镇提出拟同意意见" },
    DOUDI_STEP_OPINION,
    NONE,
    FALSE,
    FALSE },
  { { "opinion-against", N_ ("Township proposes to refuse"), "乡镇提出拟不同意意见" },
    DOUDI_STEP_OPINION,
    NONE,
    FALSE,
    TRUE },
  { { "reviewed", N_ ("Review list approved"), "审核名单通过" },
    DOUDI_STEP_REVIEW,
    NONE,
    FALSE,
    FALSE },
  { { "sent-back", N_ ("Sent back"), "退回重新调查" }, NONE, DOUDI_STEP_SURVEY, FALSE, TRUE },
  { { "notice-posted", N_ ("Notice of the review posted"), "审核公示张贴" },
    NONE,
    NONE,
    FALSE,
    FALSE },
  { { "notice-ended", N_ ("Notice of the review ended"), "审核公示期满" },
    DOUDI_STEP_NOTICE,
    NONE,
    FALSE,
    FALSE },
  { { "objected", N_ ("Objection"), "提出异议" }, NONE, NONE, FALSE, TRUE },
  { { "objection-upheld", N_ ("Objection upheld"), "异议成立，重新调查" },
    NONE,
    DOUDI_STEP_SURVEY,
    FALSE,
    TRUE },
  { { "objection-rejected", N_ ("Objection rejected"), "异议不成立" }, NONE, NONE, FALSE, TRUE },
  { { "federation-agreed", N_ ("Federation agreed"), "残联审核同意" },
    DOUDI_STEP_FEDERATION,
    NONE,
    FALSE,
    FALSE },
  { { "federation-disagreed", N_ ("Federation disagreed"), "残联审核不同意" },
    NONE,
    DOUDI_STEP_OPINION,
    FALSE,
    TRUE },
  { { "sent-up", N_ ("Sent up"), "上报县级民政部门" }, DOUDI_STEP_SEND_UP, NONE, FALSE, FALSE },
  { { "county-visited", N_ ("Visited by the county"), "县级入户完成" },
    DOUDI_STEP_COUNTY_VISIT,
    NONE,
    FALSE,
    FALSE },
  { { "approval-posted", N_ ("Notice of the approval posted"), "审批公示张贴" },
    NONE,
    NONE,
    FALSE,
    FALSE },
  { { "approval-ended", N_ ("Notice of the approval ended"), "审批公示期满" },
    DOUDI_STEP_APPROVAL_NOTICE,
    NONE,
    FALSE,
    FALSE },
  { { "held", N_ ("Held back on a list"), "暂缓" }, NONE, NONE, FALSE, TRUE },
  { { "granted", N_ ("Granted"), "确认同意" }, DOUDI_STEP_DECIDE, NONE, FALSE, FALSE },
  { { "refused", N_ ("Refused"), "不予确认" }, DOUDI_STEP_DECIDE, NONE, FALSE, TRUE },
  { { "informed", N_ ("Slip handed over"), "告知书送达" }, DOUDI_STEP_INFORM, NONE, FALSE, FALSE },
  { { "published", N_ ("Published"), "确认结果公布" }, DOUDI_STEP_PUBLISH, NONE, FALSE, FALSE },
  { { "withdrawn", N_ ("Withdrawn"), "撤回申请" }, NONE, NONE, TRUE, TRUE },
  { { "paid-first", N_ ("Paid before the papers"), "先行救助" }, NONE, NONE, FALSE, TRUE },
  { { "corrected", N_ ("Form corrected"), "表格更正" }, NONE, NONE, FALSE, TRUE },
  { { "complaint", N_ ("Complaint"), "信访举报" }, NONE, DOUDI_STEP_COUNTY_VISIT, FALSE, TRUE },
};

static const DoudiWord outcomes[DOUDI_N_CASE_OUTCOMES] = {
  { "open", N_ ("Open"), "办理中" },           { "granted", N_ ("Granted"), "已确认" },
  { "refused", N_ ("Refused"), "不予确认" },   { "not-accepted", N_ ("Not accepted"), "不予受理" },
  { "withdrawn", N_ ("Withdrawn"), "已撤回" },
};

/**
 * doudi_case_step_word:
 * @step: a step
 *
 * Returns: (transfer none): what it is called, as a case of the rule "step"
 */
const DoudiWord *
doudi_case_step_word (DoudiCaseStep step)
{
  g_return_val_if_fail ((guint) step < DOUDI_N_STEPS, NULL);
  return &doudi_rule_info (DOUDI_RULE_STEP)->cases[step];
}

/**
 * doudi_case_event_info:
 * @event: an event
 *
 * Returns: (transfer none): its row of the vocabulary
 */
const DoudiCaseEventInfo *
doudi_case_event_info (DoudiCaseEvent event)
{
  g_return_val_if_fail ((guint) event < DOUDI_N_EVENTS, NULL);
  return &infos[event];
}

/**
 * doudi_case_event_find:
 * @name: (nullable): such as "notice-posted"
 * @event: (out): the event of that name
 *
 * Returns: whether there is one
 */
gboolean
doudi_case_event_find (const char *name, DoudiCaseEvent *event)
{
  for (guint i = 0; name != NULL && i < DOUDI_N_EVENTS; i++)
    {
      if (g_str_equal (infos[i].word.name, name))
        {
          *event = (DoudiCaseEvent) i;
          return TRUE;
        }
    }
  return FALSE;
}

/**
 * doudi_case_outcome_word:
 * @outcome: an outcome
 *
 * Returns: (transfer none): what it is called
 */
const DoudiWord *
doudi_case_outcome_word (DoudiCaseOutcome outcome)
{
  g_return_val_if_fail ((guint) outcome < DOUDI_N_CASE_OUTCOMES, NULL);
  return &outcomes[outcome];
}

/* A case while its events are gone through.
 * @complete: the day on which papers that had been missing were complete
 * @again: the day from which the survey is done again
 * @upheld: ... since an objection was upheld
 * @objected, @complaint: whether there ever was one */
typedef struct
{
  const DoudiPolicy *policy;
  const DoudiWorkingDays *calendar;
  const DoudiCaseFacts *facts;
  DoudiCircumstances whom;
  DoudiCaseProgress *progress;
  DoudiDay complete;
  DoudiDay again;
  DoudiDay posted;
  DoudiDay approval_posted;
  gboolean upheld;
  gboolean objected;
  gboolean complaint;
} Fold;

/* Whether the name of who draws it may stand on a wall: never of a child, never of a programme
 * that tells of a disability. */
gboolean
doudi_case_may_hang (const DoudiCaseFacts *facts)
{
  return doudi_programme_info (facts->programme)->may_hang && !facts->minor;
}

/* Whether a step puts names on a wall. */
gboolean
doudi_case_step_hangs (DoudiCaseStep step)
{
  return step == DOUDI_STEP_NOTICE || step == DOUDI_STEP_APPROVAL_NOTICE
         || step == DOUDI_STEP_PUBLISH;
}

/* Whether a step is called for and not done, or was done. */
gboolean
doudi_case_is_called_for (const DoudiCaseProgress *progress, DoudiCaseStep step)
{
  return progress->steps[step].state != DOUDI_STEP_STATE_NOT_CALLED_FOR;
}

static gboolean
check_facts (const DoudiCaseFacts *facts, GError **error)
{
  gboolean good = facts->programme > DOUDI_PROGRAMME_NONE && facts->programme < DOUDI_N_PROGRAMMES
                  && facts->applied != DOUDI_DAY_NONE;

  for (guint i = 0; good && i < facts->n_facts; i++)
    good = (guint) facts->facts[i].event < DOUDI_N_EVENTS && facts->facts[i].day != DOUDI_DAY_NONE;
  if (good)
    return TRUE;
  doudi_error_set (
    error, DOUDI_ERROR_BAD_DATA, NULL,
    _ ("The case lacks its programme, its day of application or the day of an event. "
       "Check the file, and restore a backup if it is damaged."));
  return FALSE;
}

/* Nothing from @first on has been done. */
static void
undo (Fold *fold, DoudiCaseStep first)
{
  for (guint step = (guint) first; step < DOUDI_N_STEPS; step++)
    fold->progress->steps[step].done = DOUDI_DAY_NONE;
  if (first <= DOUDI_STEP_SURVEY)
    fold->progress->survey_started = DOUDI_DAY_NONE;
  if (first <= DOUDI_STEP_OPINION)
    fold->progress->proposed_refusal = FALSE;
  if (first <= DOUDI_STEP_NOTICE)
    fold->posted = DOUDI_DAY_NONE;
  if (first <= DOUDI_STEP_APPROVAL_NOTICE)
    fold->approval_posted = DOUDI_DAY_NONE;
}

/* What an event means for the papers and the objections. */
static void
fold_papers (Fold *fold, const DoudiCaseFact *fact)
{
  DoudiCaseProgress *progress = fold->progress;

  if (fact->event == DOUDI_EVENT_PAPERS_MISSING)
    progress->papers_missing = TRUE;
  if (fact->event == DOUDI_EVENT_PAPERS_COMPLETE)
    {
      progress->papers_missing = FALSE;
      fold->complete = fact->day;
    }
  fold->objected |= fact->event == DOUDI_EVENT_OBJECTED;
  fold->complaint |= fact->event == DOUDI_EVENT_COMPLAINT;
  if (fact->event == DOUDI_EVENT_SENT_BACK || fact->event == DOUDI_EVENT_OBJECTION_UPHELD)
    {
      fold->again = fact->day;
      fold->upheld = fact->event == DOUDI_EVENT_OBJECTION_UPHELD;
    }
}

/* What an event means for the decision. */
static void
fold_outcome (DoudiCaseProgress *progress, DoudiCaseEvent event)
{
  if (event == DOUDI_EVENT_GRANTED)
    progress->outcome = DOUDI_CASE_GRANTED;
  else if (event == DOUDI_EVENT_REFUSED)
    progress->outcome = DOUDI_CASE_REFUSED;
  else if (event == DOUDI_EVENT_NOT_ACCEPTED)
    progress->outcome = DOUDI_CASE_NOT_ACCEPTED;
  else if (event == DOUDI_EVENT_WITHDRAWN)
    progress->outcome = DOUDI_CASE_WITHDRAWN;
}

static void
fold_fact (Fold *fold, const DoudiCaseFact *fact)
{
  const DoudiCaseEventInfo *info = &infos[fact->event];
  DoudiCaseProgress *progress = fold->progress;

  if (info->undoes != DOUDI_STEP_NONE)
    undo (fold, info->undoes);
  if (info->ends != DOUDI_STEP_NONE)
    progress->steps[info->ends].done = fact->day;
  if (info->ends != DOUDI_STEP_NONE || info->undoes != DOUDI_STEP_NONE)
    progress->held = FALSE;
  fold_papers (fold, fact);
  fold_outcome (progress, fact->event);
  if (fact->event == DOUDI_EVENT_HELD)
    progress->held = TRUE;
  if (info->ends == DOUDI_STEP_OPINION)
    progress->proposed_refusal = fact->event == DOUDI_EVENT_OPINION_AGAINST;
  if (fact->event == DOUDI_EVENT_SURVEY_STARTED)
    progress->survey_started = fact->day;
  if (fact->event == DOUDI_EVENT_NOTICE_POSTED)
    fold->posted = fact->day;
  if (fact->event == DOUDI_EVENT_APPROVAL_POSTED)
    fold->approval_posted = fact->day;
  if (fact->event == DOUDI_EVENT_PAID_FIRST)
    progress->paid_first = fact->day;
}

/* Whether a step for which a rule says "when called for" is. */
static gboolean
has_cause (const Fold *fold, DoudiCaseStep step)
{
  if (step == DOUDI_STEP_HEARING)
    return fold->upheld;
  return step == DOUDI_STEP_COUNTY_VISIT && (fold->facts->kin || fold->complaint);
}

/* Nobody hangs who may not, nobody who is not to draw it; and the federation looks only at who is
 * to. */
static gboolean
is_ruled_out (const Fold *fold, DoudiCaseStep step)
{
  gboolean refusal
    = fold->progress->proposed_refusal || fold->progress->outcome == DOUDI_CASE_REFUSED;

  if (doudi_case_step_hangs (step))
    return refusal || !doudi_case_may_hang (fold->facts);
  return step == DOUDI_STEP_FEDERATION && refusal;
}

static gboolean
is_closed (const DoudiCaseProgress *progress)
{
  return progress->outcome == DOUDI_CASE_NOT_ACCEPTED || progress->outcome == DOUDI_CASE_WITHDRAWN;
}

static void
find_state (Fold *fold, DoudiCaseStep step)
{
  DoudiCaseStepProgress *one = &fold->progress->steps[step];

  one->step_rule = doudi_policy_find_rule (fold->policy, DOUDI_RULE_STEP, (int) step, &fold->whom,
                                           doudi_month_of_day (fold->facts->applied));
  one->choice = one->step_rule != NULL ? (int) one->step_rule->number : usual[step];
  one->state = DOUDI_STEP_STATE_NOT_CALLED_FOR;
  if (one->done != DOUDI_DAY_NONE)
    one->state = DOUDI_STEP_STATE_DONE;
  else if (one->choice != DOUDI_STEP_NEVER && !is_ruled_out (fold, step)
           && !is_closed (fold->progress)
           && (one->choice == DOUDI_STEP_ALWAYS || has_cause (fold, step)))
    one->state = DOUDI_STEP_STATE_OPEN;
  if (one->state == DOUDI_STEP_STATE_OPEN && fold->progress->current == DOUDI_STEP_NONE)
    fold->progress->current = step;
}

/* The day of acceptance, as it counts: when the papers were complete; %DOUDI_DAY_NONE where the
 * time does not run. */
static DoudiDay
accepted_day (const Fold *fold)
{
  DoudiDay day = fold->progress->steps[DOUDI_STEP_ACCEPT].done;

  if (day == DOUDI_DAY_NONE || fold->progress->papers_missing)
    return DOUDI_DAY_NONE;
  return MAX (day, fold->complete);
}

/* The same, of a survey that is done again from the day on which that was said. */
static DoudiDay
surveyed_from (const Fold *fold)
{
  DoudiDay day = accepted_day (fold);

  return day != DOUDI_DAY_NONE ? MAX (day, fold->again) : DOUDI_DAY_NONE;
}

/* The last day of what comes before a step, %DOUDI_DAY_NONE where some of it is not done. */
static DoudiDay
ready_day (const DoudiCaseProgress *progress, DoudiCaseStep step)
{
  DoudiDay last = DOUDI_DAY_NONE;

  for (guint before = 0; before < (guint) step; before++)
    {
      if (progress->steps[before].state == DOUDI_STEP_STATE_OPEN)
        return DOUDI_DAY_NONE;
      last = MAX (last, progress->steps[before].done);
    }
  return last;
}

/* From when the time of a step runs. */
static DoudiDay
since_day (const Fold *fold, DoudiCaseStep step)
{
  const DoudiCaseStepProgress *steps = fold->progress->steps;

  if (times[step].since == SINCE_APPLICATION && !fold->progress->papers_missing)
    return MAX (fold->facts->applied, fold->complete);
  if (times[step].since == SINCE_ACCEPTANCE)
    return accepted_day (fold);
  if (times[step].since == SINCE_SURVEY)
    return surveyed_from (fold);
  if (times[step].since == SINCE_STEP)
    return steps[times[step].of].done;
  if (times[step].since == SINCE_POSTED)
    return step == DOUDI_STEP_NOTICE ? fold->posted : fold->approval_posted;
  if (times[step].since == SINCE_READY)
    return ready_day (fold->progress, step);
  return DOUDI_DAY_NONE;
}

/* Keeps whether the days off between two days are known. */
static void
note_years (Fold *fold, DoudiDay from, DoudiDay to)
{
  int last = doudi_month_year (doudi_month_of_day (to));

  for (int year = doudi_month_year (doudi_month_of_day (from)); year <= last; year++)
    fold->progress->calendar_known &= doudi_working_days_has_year (fold->calendar, year);
}

/* The last day for @which from a day, if there is such a day and a rule. */
static gboolean
find_deadline (Fold *fold, int which, DoudiDay from, DoudiDeadline *result)
{
  *result = (DoudiDeadline){ 0 };
  if (from == DOUDI_DAY_NONE || which == DOUDI_N_DEADLINES
      || !doudi_deadline_find (fold->policy, fold->calendar, &fold->whom, which, from, result))
    return FALSE;
  note_years (fold, from, result->due);
  return TRUE;
}

/* Which rule "deadline" says until when a step is to be done, before all others: the begin of the
 * first survey until it has begun, that for an objection once one was upheld, that for a refusal.
 */
static int
particular_deadline (const Fold *fold, DoudiCaseStep step)
{
  gboolean of_survey = times[step].since == SINCE_SURVEY;

  if (of_survey && fold->upheld)
    return DOUDI_DEADLINE_OBJECTION;
  if (step == DOUDI_STEP_SURVEY && fold->again == DOUDI_DAY_NONE
      && fold->progress->survey_started == DOUDI_DAY_NONE
      && fold->progress->steps[step].done == DOUDI_DAY_NONE)
    return DOUDI_DEADLINE_SURVEY_START;
  if (step == DOUDI_STEP_INFORM && fold->progress->outcome == DOUDI_CASE_REFUSED)
    return DOUDI_DEADLINE_REFUSAL;
  return step == DOUDI_STEP_APPROVAL_NOTICE ? DOUDI_DEADLINE_APPROVAL_NOTICE : DOUDI_N_DEADLINES;
}

/* The decision counts from the county's receipt; where a notice of the approval has ended and a
 * rule counts from there, from its end. */
static void
find_due_decision (Fold *fold)
{
  DoudiCaseStepProgress *steps = fold->progress->steps;
  DoudiCaseStepProgress *one = &steps[DOUDI_STEP_DECIDE];
  DoudiDay received = steps[DOUDI_STEP_SEND_UP].done;
  DoudiDay ended = steps[DOUDI_STEP_APPROVAL_NOTICE].done;
  DoudiDeadline deadline;

  one->since = ended;
  if (!find_deadline (fold, DOUDI_DEADLINE_DECIDE_AFTER_NOTICE, ended, &deadline))
    {
      one->since
        = received != DOUDI_DAY_NONE ? received : ready_day (fold->progress, DOUDI_STEP_DECIDE);
      find_deadline (fold, DOUDI_DEADLINE_DECIDE, one->since, &deadline);
    }
  one->due = deadline.due;
  one->rule = deadline.rule;
}

static void
find_due (Fold *fold, DoudiCaseStep step)
{
  DoudiCaseStepProgress *one = &fold->progress->steps[step];
  DoudiDeadline deadline;

  if (one->state == DOUDI_STEP_STATE_NOT_CALLED_FOR)
    return;
  if (step == DOUDI_STEP_DECIDE)
    {
      find_due_decision (fold);
      return;
    }
  one->since = since_day (fold, step);
  if (!find_deadline (fold, particular_deadline (fold, step), one->since, &deadline))
    find_deadline (fold, times[step].deadline, one->since, &deadline);
  one->due = deadline.due;
  one->rule = deadline.rule;
}

/* From when until when a notice hangs; where no rule says how long, as is usual. */
static void
find_notice (Fold *fold, DoudiCaseStep step, DoudiDay posted, DoudiNoticePeriod *period)
{
  DoudiCaseStepProgress *one = &fold->progress->steps[step];
  int days = one->rule != NULL ? (int) one->rule->number : USUAL_NOTICE_DAYS;
  DoudiCounting counting = one->rule != NULL ? one->rule->counting : DOUDI_COUNTING_CALENDAR;

  if (posted == DOUDI_DAY_NONE)
    return;
  *period = doudi_working_days_notice_period (fold->calendar, posted, MAX (days, 1), counting);
  one->due = period->last;
  note_years (fold, posted, period->last);
}

/* The day after every notice has ended, and not before all that comes before was done. */
static DoudiDay
find_decide_from (const Fold *fold)
{
  const DoudiCaseProgress *progress = fold->progress;
  DoudiDay from = MAX (progress->notice.decide_from, progress->approval_notice.decide_from);

  if ((doudi_case_is_called_for (progress, DOUDI_STEP_NOTICE) && fold->posted == DOUDI_DAY_NONE)
      || (doudi_case_is_called_for (progress, DOUDI_STEP_APPROVAL_NOTICE)
          && fold->approval_posted == DOUDI_DAY_NONE))
    return DOUDI_DAY_NONE;
  return MAX (from, ready_day (progress, DOUDI_STEP_DECIDE));
}

static void
find_totals (Fold *fold)
{
  DoudiCaseProgress *progress = fold->progress;
  gboolean special = fold->facts->special || fold->objected;
  DoudiDeadline deadline = { 0 };

  progress->accepted = accepted_day (fold);
  if (!special
      || !find_deadline (fold, DOUDI_DEADLINE_TOTAL_SPECIAL, progress->accepted, &deadline))
    find_deadline (fold, DOUDI_DEADLINE_TOTAL, progress->accepted, &deadline);
  progress->total_due = deadline.due;
  progress->total_rule = deadline.rule;
  if (progress->paid_first != DOUDI_DAY_NONE && fold->complete < progress->paid_first
      && progress->steps[DOUDI_STEP_ACCEPT].done == DOUDI_DAY_NONE)
    {
      find_deadline (fold, DOUDI_DEADLINE_PAPERS, progress->paid_first, &deadline);
      progress->papers_due = deadline.due;
    }
}

/**
 * doudi_case_progress:
 * @policy: what is known
 * @calendar: the working days
 * @facts: what happened, in the order in which it was recorded
 * @progress: (out): where the case stands
 * @error: %DOUDI_ERROR_BAD_DATA if the facts lack a programme or a day
 *
 * Goes through what happened to a case. Which steps it needs, the rule "step" of the month of the
 * application says, so that a case goes on by the rules it began with; until when, the rule
 * "deadline" of the month in which the time of a step begins:
 *
 * - begin of the survey, survey, opinion and the whole: from acceptance, or from the day on which
 *   papers that had been missing were complete; a survey that is done again, from the day of that;
 *   while papers are missing, no time runs;
 * - hearing: from the survey; notices: from their posting; sending up: from the end of the notice;
 * - decision: from the county's receipt, or from the end of the notice of the approval;
 * - slip and publication: from the decision.
 *
 * A hearing that is held when called for is, once an objection was upheld; a visit of the county,
 * for registered kin or after a complaint. Nobody hangs on a notice who is a child, whose programme
 * tells of a disability, or who is to be refused. The longer total time holds for special cases and
 * from an objection on (民发〔2021〕57号).
 *
 * Returns: %TRUE if @progress is set
 */
gboolean
doudi_case_progress (const DoudiPolicy *policy,
                     const DoudiWorkingDays *calendar,
                     const DoudiCaseFacts *facts,
                     DoudiCaseProgress *progress,
                     GError **error)
{
  Fold fold = { policy, calendar, facts, { 0 }, progress };

  *progress = (DoudiCaseProgress){ .current = DOUDI_STEP_NONE, .calendar_known = TRUE };
  if (!check_facts (facts, error))
    return FALSE;
  fold.whom.programme = facts->programme;
  fold.whom.residence = facts->residence;
  for (guint i = 0; i < facts->n_facts; i++)
    fold_fact (&fold, &facts->facts[i]);
  for (guint step = 0; step < DOUDI_N_STEPS; step++)
    find_state (&fold, (DoudiCaseStep) step);
  for (guint step = 0; step < DOUDI_N_STEPS; step++)
    find_due (&fold, (DoudiCaseStep) step);
  find_notice (&fold, DOUDI_STEP_NOTICE, fold.posted, &progress->notice);
  find_notice (&fold, DOUDI_STEP_APPROVAL_NOTICE, fold.approval_posted, &progress->approval_notice);
  progress->decide_from = find_decide_from (&fold);
  find_totals (&fold);
  progress->held |= facts->open_objections > 0;
  return TRUE;
}
