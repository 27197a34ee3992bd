/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "policy/doudi-case.h"
#include "policy/doudi-form-answers.h"
#include "store/doudi-application-store.h"
#include "store/doudi-award-store.h"
#include "store/doudi-filled-form-store.h"

G_BEGIN_DECLS

/**
 * DoudiCase:
 *
 * A case with all that is known of it, and where it stands.
 *
 * @events: (element-type DoudiApplicationEventRow)
 * @forms: (element-type DoudiFilledFormRow): the latest of each form, and those they replace
 * @authorisations: (element-type DoudiAuthorisationRow)
 * @checks: (element-type DoudiCheckRow)
 * @objections: (element-type DoudiObjectionRow)
 * @persons: (element-type DoudiApplicationPerson): owned texts
 * @decision: (nullable)
 * @application: (nullable): the answers of the latest application form
 * @survey: (nullable): of the latest survey
 * @progress: where it stands on the day of the session
 * @facts: what @progress was computed from; its events are owned by the case
 * @policy: to which the rules of @progress belong
 */
typedef struct
{
  DoudiApplicationRow *row;
  char *township;
  char *village;
  GPtrArray *events;
  GPtrArray *forms;
  GPtrArray *authorisations;
  GPtrArray *checks;
  GPtrArray *objections;
  GPtrArray *persons;
  DoudiDecisionRow *decision;
  DoudiFormAnswers *application;
  DoudiFormAnswers *survey;
  DoudiCaseFacts facts;
  DoudiCaseProgress progress;
  DoudiPolicy *policy;
} DoudiCase;

/**
 * DoudiCaseFlag:
 *
 * What somebody who decides has to look at, in the order of its weight.
 */
typedef enum
{
  DOUDI_FLAG_DUPLICATE_PERSON, /* another open case, or a household that draws, names a person */
  DOUDI_FLAG_EXCLUDED_BENEFIT, /* somebody draws what excludes this */
  DOUDI_FLAG_INCOME_OVER,      /* income is not below the line */
  DOUDI_FLAG_ASSETS_OVER,
  DOUDI_FLAG_NOT_ELIGIBLE,          /* age, grade, parents: the rule says no */
  DOUDI_FLAG_SCORE_DIFFERS,         /* the proposed class is not that of the score */
  DOUDI_FLAG_VERIFIED_DIFFERS,      /* what was found is not what was declared */
  DOUDI_FLAG_CHECK_FOUND,           /* a check found something that was not explained */
  DOUDI_FLAG_CHECK_OUTSTANDING,     /* a check has no answer yet */
  DOUDI_FLAG_AUTHORISATION_MISSING, /* of a grown-up member, or it has expired */
  DOUDI_FLAG_PAPER_MISSING,
  DOUDI_FLAG_KIN, /* near kin of an official */
  DOUDI_FLAG_COUNTY_VISIT_MISSING,
  DOUDI_FLAG_NOTICE_NOT_FINISHED,
  DOUDI_FLAG_OBJECTION,
  DOUDI_FLAG_HEARING_FAILED,
  DOUDI_FLAG_ACCOUNT_SHARED,  /* the account pays another household */
  DOUDI_FLAG_ACCOUNT_NOT_OWN, /* the holder is no member */
  DOUDI_FLAG_OVERDUE,
  DOUDI_FLAG_DECIDED_AGAINST_SCORE, /* a result was overridden, with a reason */
  DOUDI_N_CASE_FLAGS,
} DoudiCaseFlag;

/**
 * DoudiCaseFlagRow:
 * @blocks: it cannot be granted as long as this stands
 * @words: what exactly, translated; names no number in full
 */
typedef struct
{
  DoudiCaseFlag flag;
  gboolean blocks;
  char *words;
} DoudiCaseFlagRow;

/**
 * DoudiCaseProposal:
 *
 * What would be granted, from what the forms say and the rules.
 *
 * @eligible: the rules allow it
 * @unanswered: a rule could not be asked: no standard, or a fact that nobody recorded; that is no
 *   reason to refuse
 * @flags: bits 1 << #DoudiCaseFlag of what the rules found
 * @reason: why it is not eligible, translated; "" if it is
 * @term: the first term of the award
 * @first_month: %DOUDI_MONTH_NONE for what is paid once
 * @amount: a month, or once; fen
 * @valid_through: the last day, or %DOUDI_DAY_NONE
 * @review_on: the day of the next review, or %DOUDI_DAY_NONE
 * @yearly_income: of the household after deductions, where it was tested; fen
 * @lines: (element-type DoudiExplanationLine): why
 */
typedef struct
{
  gboolean eligible;
  gboolean unanswered;
  guint flags;
  char *reason;
  DoudiAwardTermRow term;
  DoudiMonth first_month;
  DoudiFen amount;
  DoudiDay valid_through;
  DoudiDay review_on;
  DoudiFen yearly_income;
  GPtrArray *lines;
} DoudiCaseProposal;

DoudiCase *doudi_case_get (DoudiSession *session, gint64 id, GError **error);
DoudiCase *doudi_case_read (DoudiStore *store, gint64 id, DoudiPolicy *policy, const DoudiWorkingDays *calendar, DoudiDay today, GError **error);
void doudi_case_free (DoudiCase *self);
char *doudi_case_object_name (gint64 id);
const DoudiFilledFormRow *doudi_case_find_form (const DoudiCase *self, DoudiFormKind kind);

const DoudiWord *doudi_case_flag_word (DoudiCaseFlag flag);
GPtrArray *doudi_case_flags (DoudiStore *store, const DoudiCase *self, const DoudiPolicy *policy, const DoudiCaseProposal *proposal, DoudiDay today, GError **error);
void doudi_case_flag_row_free (DoudiCaseFlagRow *row);

DoudiCaseProposal *doudi_case_propose (DoudiStore *store, const DoudiCase *self, const DoudiPolicy *policy, DoudiDay decided_on, DoudiLanguage language, GError **error);
void doudi_case_proposal_free (DoudiCaseProposal *proposal);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiCase, doudi_case_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiCaseProposal, doudi_case_proposal_free)

/**
 * DoudiCaseSummary:
 *
 * One row of the list of cases.
 *
 * @name: of the applicant, or of whom it is about
 * @due: the last day of the current step, or of the whole, whichever comes first
 * @days_left: working or calendar days until @due, by the rule; below 0 for overdue
 */
typedef struct
{
  gint64 id;
  char *number;
  char *programme;
  char *village;
  char *name;
  DoudiCaseStep step;
  DoudiCaseOutcome outcome;
  gboolean held;
  gboolean papers_missing;
  gboolean urgent;
  DoudiDay applied_on;
  DoudiDay due;
  int days_left;
  gboolean proposed_refusal;
} DoudiCaseSummary;

/**
 * DoudiCaseListFilter:
 * @step: only cases at this step, or %DOUDI_STEP_NONE for all
 * @programme: or %DOUDI_PROGRAMME_NONE
 * @division: (nullable)
 * @text: (nullable): as in #DoudiApplicationFilter
 * @closed: also those that are closed
 * @limit: at most so many; the rows nearest to their day, or over it, come first
 */
typedef struct
{
  DoudiCaseStep step;
  DoudiProgramme programme;
  const char *division;
  const char *text;
  gboolean closed;
  guint limit;
} DoudiCaseListFilter;

GPtrArray *doudi_cases_list (DoudiSession *session, const DoudiCaseListFilter *filter, guint counts[DOUDI_N_STEPS + 1], GError **error);
void doudi_case_summary_free (DoudiCaseSummary *summary);

G_END_DECLS
