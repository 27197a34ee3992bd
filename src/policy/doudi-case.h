/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <glib.h>
#include "base/doudi-working-days.h"
#include "policy/doudi-explanation.h"
#include "policy/doudi-policy.h"

G_BEGIN_DECLS

/**
 * DoudiCaseStep:
 *
 * The way of a case, in order. Which of them a programme asks for, and when, the rule "step" says
 * (always, when called for, never); until when, the rule "deadline".
 */
typedef enum
{
  DOUDI_STEP_ACCEPT,          /* 受理 */
  DOUDI_STEP_AUTHORISE,       /* 核对授权 */
  DOUDI_STEP_CHECK,           /* 信息核对 */
  DOUDI_STEP_SURVEY,          /* 入户调查 */
  DOUDI_STEP_SELF_CARE,       /* 自理能力评估 */
  DOUDI_STEP_ASSESS,          /* 评估打分 */
  DOUDI_STEP_HEARING,         /* 民主评议 */
  DOUDI_STEP_OPINION,         /* 乡镇审核意见 */
  DOUDI_STEP_REVIEW,          /* 审核名单 */
  DOUDI_STEP_NOTICE,          /* 审核公示 */
  DOUDI_STEP_FEDERATION,      /* 残联审核 */
  DOUDI_STEP_SEND_UP,         /* 上报 */
  DOUDI_STEP_COUNTY_VISIT,    /* 县级入户 */
  DOUDI_STEP_APPROVAL_NOTICE, /* 审批公示 */
  DOUDI_STEP_DECIDE,          /* 确认 */
  DOUDI_STEP_INFORM,          /* 告知 */
  DOUDI_STEP_PUBLISH,         /* 确认公布 */
  DOUDI_N_STEPS,
} DoudiCaseStep;

#define DOUDI_STEP_NONE DOUDI_N_STEPS

/**
 * DoudiCaseEvent:
 *
 * What can happen to a case: a closed vocabulary. Which step an event ends stands in one table
 * (doudi_case_event_info()).
 */
typedef enum
{
  DOUDI_EVENT_APPLIED,
  DOUDI_EVENT_PAPERS_MISSING,      /* one list of all that is missing was given */
  DOUDI_EVENT_PAPERS_COMPLETE,
  DOUDI_EVENT_ACCEPTED,
  DOUDI_EVENT_NOT_ACCEPTED,        /* closes */
  DOUDI_EVENT_AUTHORISED,
  DOUDI_EVENT_CHECK_ASKED,
  DOUDI_EVENT_CHECKED,             /* all answers are in */
  DOUDI_EVENT_SURVEY_STARTED,
  DOUDI_EVENT_SURVEYED,
  DOUDI_EVENT_SELF_CARE_ASSESSED,
  DOUDI_EVENT_ASSESSED,
  DOUDI_EVENT_HEARING_HELD,
  DOUDI_EVENT_OPINION_FOR,         /* proposes to grant */
  DOUDI_EVENT_OPINION_AGAINST,     /* proposes to refuse: no notice */
  DOUDI_EVENT_REVIEWED,            /* its review list was approved */
  DOUDI_EVENT_SENT_BACK,           /* back to the survey, with a reason */
  DOUDI_EVENT_NOTICE_POSTED,
  DOUDI_EVENT_NOTICE_ENDED,
  DOUDI_EVENT_OBJECTED,            /* holds the case */
  DOUDI_EVENT_OBJECTION_UPHELD,    /* a new survey, and all that follows, again */
  DOUDI_EVENT_OBJECTION_REJECTED,
  DOUDI_EVENT_FEDERATION_AGREED,
  DOUDI_EVENT_FEDERATION_DISAGREED,
  DOUDI_EVENT_SENT_UP,
  DOUDI_EVENT_COUNTY_VISITED,
  DOUDI_EVENT_APPROVAL_POSTED,
  DOUDI_EVENT_APPROVAL_ENDED,
  DOUDI_EVENT_HELD,                /* on a list, for now */
  DOUDI_EVENT_GRANTED,
  DOUDI_EVENT_REFUSED,
  DOUDI_EVENT_INFORMED,            /* the slip was handed over */
  DOUDI_EVENT_PUBLISHED,
  DOUDI_EVENT_WITHDRAWN,           /* closes */
  DOUDI_EVENT_PAID_FIRST,          /* urgent aid, before the papers */
  DOUDI_EVENT_CORRECTED,           /* a form was filled in anew */
  DOUDI_EVENT_COMPLAINT,           /* calls for a visit of the county */
  DOUDI_N_EVENTS,
} DoudiCaseEvent;

/**
 * DoudiCaseEventInfo:
 * @word: what it is called
 * @ends: the step it ends, or %DOUDI_STEP_NONE
 * @undoes: the first step that has to be done again, with all after it; or %DOUDI_STEP_NONE
 * @closes: nothing follows
 * @needs_words: reasons have to be given
 */
typedef struct
{
  DoudiWord word;
  DoudiCaseStep ends;
  DoudiCaseStep undoes;
  gboolean closes;
  gboolean needs_words;
} DoudiCaseEventInfo;

/**
 * DoudiCaseFact:
 *
 * An event of a case, in the order in which they were recorded.
 */
typedef struct
{
  DoudiCaseEvent event;
  DoudiDay day;
} DoudiCaseFact;

/**
 * DoudiCaseFacts:
 * @whom: programme and residence
 * @applied: the day of the application
 * @urgent: aid first, papers after
 * @kin: near kin of staff or village cadres: the county visits
 * @special: the longer total time holds
 * @minor: a person under 18 draws it: never on a notice
 * @open_objections: how many are not answered
 * @facts: what happened
 */
typedef struct
{
  DoudiProgramme programme;
  DoudiResidence residence;
  DoudiDay applied;
  gboolean urgent;
  gboolean kin;
  gboolean special;
  gboolean minor;
  guint open_objections;
  const DoudiCaseFact *facts;
  guint n_facts;
} DoudiCaseFacts;

/**
 * DoudiCaseStepState:
 * @DOUDI_STEP_STATE_OPEN: it is called for and not done; the first of these is the current one
 */
typedef enum
{
  DOUDI_STEP_STATE_NOT_CALLED_FOR,
  DOUDI_STEP_STATE_DONE,
  DOUDI_STEP_STATE_OPEN,
} DoudiCaseStepState;

/**
 * DoudiCaseStepProgress:
 * @choice: what the rule "step" chooses, without one what is usual
 * @since: the day from which its time runs, or %DOUDI_DAY_NONE where it does not run yet
 * @done: the day it was done
 * @due: the last day by its rule, or %DOUDI_DAY_NONE where no rule sets one
 * @rule: (nullable): the rule "deadline" that sets @due
 * @step_rule: (nullable): the rule "step" that calls for it, or does not
 */
typedef struct
{
  DoudiCaseStepState state;
  int choice;
  DoudiDay since;
  DoudiDay done;
  DoudiDay due;
  const DoudiRule *rule;
  const DoudiRule *step_rule;
} DoudiCaseStepProgress;

typedef enum
{
  DOUDI_CASE_OPEN,
  DOUDI_CASE_GRANTED,
  DOUDI_CASE_REFUSED,
  DOUDI_CASE_NOT_ACCEPTED,
  DOUDI_CASE_WITHDRAWN,
  DOUDI_N_CASE_OUTCOMES,
} DoudiCaseOutcome;

/**
 * DoudiCaseProgress:
 *
 * Where a case stands.
 *
 * @current: the step that is to be done now, %DOUDI_STEP_NONE where nothing is left
 * @outcome: what was decided
 * @papers_missing: the family was asked for papers: the time of the step stands still
 * @held: an objection is open, or a list held it; only an objection bars the decision
 * @proposed_refusal: the opinion is to refuse
 * @accepted: the day of acceptance as it counts: when the papers were complete; %DOUDI_DAY_NONE
 *   while it is not accepted or papers are missing
 * @total_due: the last day for the decision by the rule "total" or "total-special"
 * @total_rule: (nullable): that rule
 * @notice, @approval_notice: from when until when the notices hang, all %DOUDI_DAY_NONE where one
 *   is not posted
 * @decide_from: the first day on which it may be decided, %DOUDI_DAY_NONE where that is not known
 * @survey_started: %DOUDI_DAY_NONE where it has not begun
 * @paid_first: the day on which urgent aid was paid before the papers, or %DOUDI_DAY_NONE
 * @papers_due: of urgent aid that was paid first, the last day for the papers as long as they are
 *   not complete
 * @calendar_known: whether the working days of all years that were needed are known
 */
typedef struct
{
  DoudiCaseStepProgress steps[DOUDI_N_STEPS];
  DoudiCaseStep current;
  DoudiCaseOutcome outcome;
  gboolean papers_missing;
  gboolean held;
  gboolean proposed_refusal;
  DoudiDay accepted;
  DoudiDay total_due;
  const DoudiRule *total_rule;
  DoudiNoticePeriod notice;
  DoudiNoticePeriod approval_notice;
  DoudiDay decide_from;
  DoudiDay survey_started;
  DoudiDay paid_first;
  DoudiDay papers_due;
  gboolean calendar_known;
} DoudiCaseProgress;

const DoudiWord *doudi_case_step_word (DoudiCaseStep step);
const DoudiCaseEventInfo *doudi_case_event_info (DoudiCaseEvent event);
gboolean doudi_case_event_find (const char *name, DoudiCaseEvent *event);
const DoudiWord *doudi_case_outcome_word (DoudiCaseOutcome outcome);

gboolean doudi_case_progress (const DoudiPolicy *policy, const DoudiWorkingDays *calendar, const DoudiCaseFacts *facts, DoudiCaseProgress *progress, GError **error);
gboolean doudi_case_allows (const DoudiCaseProgress *progress, const DoudiCaseFacts *facts, DoudiCaseEvent event, DoudiDay day, DoudiDay today, GError **error);
GPtrArray *doudi_case_explain (const DoudiPolicy *policy, const DoudiCaseFacts *facts, const DoudiCaseProgress *progress, DoudiLanguage language);

G_END_DECLS
