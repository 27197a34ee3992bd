/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <glib.h>
#include "base/doudi-money.h"
#include "base/doudi-working-days.h"
#include "policy/doudi-dated.h"
#include "policy/doudi-programme.h"

G_BEGIN_DECLS

/**
 * DoudiRuleKind:
 *
 * The closed vocabulary of rules. What each takes and where it comes from stands in one table
 * (doudi_rule_info()); a county chooses among them, and fixes their values, in policy documents.
 */
typedef enum
{
  DOUDI_RULE_METHOD,
  DOUDI_RULE_ROUNDING,
  DOUDI_RULE_SINGLE_PERSON,
  DOUDI_RULE_TOP_UP,
  DOUDI_RULE_TOP_UP_STACKING,
  DOUDI_RULE_TOP_UP_AGE,
  DOUDI_RULE_TAPER_MONTHS,
  DOUDI_RULE_TAPER_SHARE,
  DOUDI_RULE_EDGE_LINE,
  DOUDI_RULE_WORK_COST,
  DOUDI_RULE_WORK_COST_BASE,
  DOUDI_RULE_RIGID_COST,
  DOUDI_RULE_RIGID_EXPENDITURE_LINE,
  DOUDI_RULE_ASSET_MONTHS,
  DOUDI_RULE_QUALIFYING_AGE,
  DOUDI_RULE_QUALIFYING_GRADE,
  DOUDI_RULE_PARENT_SITUATION,
  DOUDI_RULE_AT_SCHOOL,
  DOUDI_RULE_FIRST_MONTH,
  DOUDI_RULE_EXCLUSION,
  DOUDI_RULE_REVIEW,
  DOUDI_RULE_VALIDITY,
  DOUDI_RULE_DEADLINE,
  DOUDI_RULE_STEP,
  DOUDI_RULE_HEARING_MEMBERS,
  DOUDI_RULE_HEARING_ATTENDANCE,
  DOUDI_RULE_HEARING_VILLAGERS,
  DOUDI_RULE_HEARING_PASS,
  DOUDI_RULE_HEARING_PASS_SIDE,
  DOUDI_RULE_RESIDENTS_PER_STAFF,
  DOUDI_RULE_RESIDENTS_PER_CARE_STAFF,
  DOUDI_RULE_RECIPIENTS_PER_OFFICER,
  DOUDI_RULE_AID_WAY,
  DOUDI_RULE_AID_MONTHS,
  DOUDI_RULE_AID_CAP,
  DOUDI_RULE_AID_TIMES,
  DOUDI_RULE_RESERVE,
  DOUDI_RULE_PRICE_TRIGGER,
  DOUDI_RULE_MEDICAL_COVER_LINE,
  DOUDI_N_RULES,
} DoudiRuleKind;

/* Indexes of the choices and cases that code asks for; their names stand in the table. */
enum
{
  DOUDI_METHOD_STANDARD,
  DOUDI_METHOD_SHORTFALL,
  DOUDI_METHOD_DIFFERENCE,
};

enum
{
  DOUDI_STACKING_HIGHEST,
  DOUDI_STACKING_SUM,
};

enum
{
  DOUDI_WORK_COST_OF_WAGES,
  DOUDI_WORK_COST_OF_MINIMUM_WAGE,
};

enum
{
  DOUDI_RIGID_COST_MEDICAL,
  DOUDI_RIGID_COST_DISABILITY,
  DOUDI_RIGID_COST_EDUCATION,
  DOUDI_N_RIGID_COSTS,
};

enum
{
  DOUDI_AGE_FROM,
  DOUDI_AGE_BELOW,
  DOUDI_AGE_UNTIL,
};

enum
{
  DOUDI_AT_SCHOOL_NO,
  DOUDI_AT_SCHOOL_SECONDARY,
  DOUDI_AT_SCHOOL_FULL_TIME,
};

enum
{
  DOUDI_FIRST_MONTH_AFTER_DECISION,
  DOUDI_FIRST_MONTH_OF_APPLICATION,
};

enum
{
  DOUDI_EXCLUSION_TOGETHER,
  DOUDI_EXCLUSION_EXCLUDE,
  DOUDI_EXCLUSION_DIFFERENCE,
};

enum
{
  DOUDI_REVIEW_SETTLED,
  DOUDI_REVIEW_UNSETTLED,
  DOUDI_REVIEW_WITHOUT_MEANS,
};

enum
{
  DOUDI_DEADLINE_SURVEY_START,
  DOUDI_DEADLINE_SURVEY,
  DOUDI_DEADLINE_NOTICE,
  DOUDI_DEADLINE_OBJECTION,
  DOUDI_DEADLINE_DECIDE,
  DOUDI_DEADLINE_REFUSAL,
  DOUDI_DEADLINE_TOTAL,
  DOUDI_DEADLINE_TOTAL_SPECIAL,
  DOUDI_DEADLINE_REASSESS,
  DOUDI_DEADLINE_PAPERS,
  DOUDI_DEADLINE_PAYMENT,
  DOUDI_DEADLINE_ACCEPT,
  DOUDI_DEADLINE_CHECK,
  DOUDI_DEADLINE_HEARING,
  DOUDI_DEADLINE_OPINION,
  DOUDI_DEADLINE_FEDERATION,
  DOUDI_DEADLINE_SEND_UP,
  DOUDI_DEADLINE_COUNTY_VISIT,
  DOUDI_DEADLINE_APPROVAL_NOTICE,
  DOUDI_DEADLINE_DECIDE_AFTER_NOTICE,
  DOUDI_DEADLINE_INFORM,
  DOUDI_DEADLINE_PUBLISH,
  DOUDI_N_DEADLINES,
};

/* Choices of the rule "step"; its cases are the steps of #DoudiCaseStep. */
enum
{
  DOUDI_STEP_ALWAYS,
  DOUDI_STEP_WHEN_CALLED_FOR,
  DOUDI_STEP_NEVER,
};

enum
{
  DOUDI_HEARING_PASS_AT_LEAST,
  DOUDI_HEARING_PASS_MORE_THAN,
};

enum
{
  DOUDI_AID_FORMULA,
  DOUDI_AID_ASSESSED,
  DOUDI_AID_CASE_BY_CASE,
};

enum
{
  DOUDI_PRICE_CPI,
  DOUDI_PRICE_CPI_FOOD,
  DOUDI_PRICE_LOW_INCOME_INDEX,
  DOUDI_N_PRICE_INDICES,
};

/**
 * DoudiKeyReason:
 *
 * Why a person draws a top-up, as bits: the cases of the rule "top-up" in their order.
 */
typedef enum
{
  DOUDI_KEY_ELDERLY = 1 << 0,
  DOUDI_KEY_MINOR = 1 << 1,
  DOUDI_KEY_SEVERELY_DISABLED = 1 << 2,
  DOUDI_KEY_SERIOUSLY_ILL = 1 << 3,
} DoudiKeyReason;

#define DOUDI_N_KEY_REASONS 4
/* How many different sets of reasons there are. */
#define DOUDI_N_KEY_SETS (1 << DOUDI_N_KEY_REASONS)

/**
 * DoudiRuleValue:
 *
 * What the value of a rule is, and so the member that holds it in a document.
 *
 * @DOUDI_RULE_VALUE_CHOICE: "choice": one word of a list
 * @DOUDI_RULE_VALUE_PERCENT: "percent": a text such as "3.5", hundredths of a percent
 * @DOUDI_RULE_VALUE_AMOUNT: "amount": yuan as a text
 * @DOUDI_RULE_VALUE_DAYS: "days", with "counting": working or calendar
 */
typedef enum
{
  DOUDI_RULE_VALUE_CHOICE,
  DOUDI_RULE_VALUE_PERCENT,
  DOUDI_RULE_VALUE_AMOUNT,
  DOUDI_RULE_VALUE_DAYS,
  DOUDI_RULE_VALUE_MONTHS,
  DOUDI_RULE_VALUE_YEARS,
  DOUDI_RULE_VALUE_PERSONS,
  DOUDI_RULE_VALUE_GRADE,
  DOUDI_RULE_VALUE_TIMES,
  DOUDI_N_RULE_VALUES,
} DoudiRuleValue;

/* Whom a rule may be limited to, as bits. */
typedef enum
{
  DOUDI_RULE_BY_PROGRAMME = 1 << 0,
  DOUDI_RULE_BY_RESIDENCE = 1 << 1,
  DOUDI_RULE_BY_CLASS = 1 << 2,
  DOUDI_RULE_BY_SELF_CARE = 1 << 3,
} DoudiRuleSelector;

/**
 * DoudiWord:
 *
 * A word of the vocabulary.
 *
 * @name: in files
 * @label: English, to be translated
 * @chinese: on papers
 */
typedef struct
{
  const char *name;
  const char *label;
  const char *chinese;
} DoudiWord;

/**
 * DoudiRuleInfo:
 * @word: what the rule is called
 * @values: bits 1 << #DoudiRuleValue that its value may be; exactly one stands in a document
 * @lowest, @highest: of the value; percents in hundredths, amounts in fen
 * @choices: (nullable): what may be chosen, ended by a word without a name
 * @cases: (nullable): the "case" each value is for, likewise; %NULL if there are none
 * @selectors: bits of #DoudiRuleSelector that may stand beside it
 * @needs: those of them that must
 */
typedef struct
{
  DoudiWord word;
  guint values;
  gint64 lowest;
  gint64 highest;
  const DoudiWord *choices;
  const DoudiWord *cases;
  guint selectors;
  guint needs;
} DoudiRuleInfo;

/**
 * DoudiRule:
 *
 * A rule of a policy document and when it applies. An empty selector matches everything.
 *
 * @which: index of its case, 0 where the rule has none
 * @number: index of the choice, percent × 100, fen, or the count, by @value
 * @counting: of days
 */
typedef struct
{
  DoudiRuleKind kind;
  DoudiProgramme programme;
  DoudiResidence residence;
  int benefit_class;
  DoudiSelfCare self_care;
  int which;
  DoudiRuleValue value;
  gint64 number;
  DoudiCounting counting;
  DoudiDated dated;
} DoudiRule;

const DoudiRuleInfo *doudi_rule_info (DoudiRuleKind kind);
const char *const *doudi_rule_names (void);
const char *doudi_rule_value_member (DoudiRuleValue value);
int doudi_word_find (const DoudiWord *words, const char *name);
GStrv doudi_word_dup_names (const DoudiWord *words);
const char *doudi_word_say (const DoudiWord *word, DoudiLanguage language);
char *doudi_rule_value_text (const DoudiRule *rule, DoudiLanguage language);
char *doudi_percent_format (gint64 hundredths);
gboolean doudi_percent_parse (const char *text, gint64 *hundredths);

G_END_DECLS
