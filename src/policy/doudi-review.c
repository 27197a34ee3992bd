/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "policy/doudi-review.h"

#include "base/doudi-error.h"
#include "policy/doudi-policy-fail.h"

#include <glib/gi18n-lib.h>

#define N_CLASSES 4

/* Which fact, if it were known, would let a rule apply: a member's name, %NULL for none. */
static const char *
find_lack (const DoudiPolicy *policy,
           DoudiRuleKind kind,
           int which,
           const DoudiCircumstances *whom,
           DoudiMonth month)
{
  DoudiCircumstances supposed = *whom;

  for (int i = DOUDI_RESIDENCE_RURAL; i <= DOUDI_RESIDENCE_URBAN; i++)
    {
      supposed.residence = (DoudiResidence) i;
      if (whom->residence == DOUDI_RESIDENCE_ANY
          && doudi_policy_find_rule (policy, kind, which, &supposed, month) != NULL)
        return "residence";
    }
  supposed.residence = whom->residence;
  for (int i = 1; i <= N_CLASSES; i++)
    {
      supposed.benefit_class = i;
      if (whom->benefit_class == 0
          && doudi_policy_find_rule (policy, kind, which, &supposed, month) != NULL)
        return "class";
    }
  return NULL;
}

static gboolean
fail_lack (const char *lack, DoudiRuleKind kind, GError **error)
{
  const DoudiWord *word = &doudi_rule_info (kind)->word;

  doudi_error_set (error, DOUDI_ERROR_NO_FACT, NULL,
                   _ ("“%s” is missing: the rule “%s” (%s) depends on it. Record it."), lack,
                   word->name, _ (word->label));
  return FALSE;
}

/* Which case a household is. */
static int
case_of (const DoudiReviewFacts *facts)
{
  if (facts->without_means)
    return DOUDI_REVIEW_WITHOUT_MEANS;
  return facts->income_stable && !facts->able_bodied ? DOUDI_REVIEW_SETTLED
                                                     : DOUDI_REVIEW_UNSETTLED;
}

/* The rule of the case; that of a settled one where the programme makes no difference. */
static const DoudiRule *
find_review (const DoudiPolicy *policy,
             const DoudiReviewFacts *facts,
             DoudiMonth month,
             GError **error)
{
  const int tries[] = { case_of (facts), DOUDI_REVIEW_SETTLED };

  for (guint i = 0; i < G_N_ELEMENTS (tries); i++)
    {
      const DoudiRule *rule
        = doudi_policy_find_rule (policy, DOUDI_RULE_REVIEW, tries[i], &facts->whom, month);
      const char *lack = rule == NULL
                           ? find_lack (policy, DOUDI_RULE_REVIEW, tries[i], &facts->whom, month)
                           : NULL;

      if (rule != NULL)
        return rule;
      if (lack != NULL)
        {
          fail_lack (lack, DOUDI_RULE_REVIEW, error);
          return NULL;
        }
    }
  doudi_policy_fail_rule (policy, DOUDI_RULE_REVIEW, NULL, month, error);
  return NULL;
}

/**
 * doudi_review_date:
 * @policy: what is known
 * @facts: an award
 * @language: of the lines
 * @result: (out): when it is due
 * @error: %DOUDI_ERROR_NO_STANDARD if nothing is said of the programme; %DOUDI_ERROR_NO_FACT if it
 *   depends on the residence or the class, which is not known; %DOUDI_ERROR_BAD_DATA if the day is
 *   beyond the calendar
 *
 * When an award is to be reviewed, counted from its last review by the rules of that month. Low
 * income: every year where little changes, every half-year where income is unsettled or somebody is
 * able to work (民发〔2021〕57号); before July 2021 every half-year, where income is unsettled
 * every month (urban) or quarter (rural), and every year for households without means
 * (民发〔2012〕220号). A programme that makes no such difference is reviewed as a settled one.
 *
 * Returns: (transfer full) (element-type DoudiExplanationLine): the reasons, %NULL with @error set
 */
GPtrArray *
doudi_review_date (const DoudiPolicy *policy,
                   const DoudiReviewFacts *facts,
                   DoudiLanguage language,
                   DoudiReview *result,
                   GError **error)
{
  g_autoptr (GPtrArray) lines = doudi_explanation_new ();
  DoudiMonth month = doudi_month_of_day (facts->confirmed);

  *result = (DoudiReview){ .rule = find_review (policy, facts, month, error) };
  if (result->rule == NULL)
    return NULL;
  result->due = doudi_day_add_months (facts->confirmed, (int) result->rule->number);
  if (result->due == DOUDI_DAY_NONE)
    {
      doudi_fail_beyond_calendar (error);
      return NULL;
    }
  doudi_explanation_line_set_day (doudi_explanation_add_rule (lines, result->rule, language),
                                  facts->confirmed, result->rule, result->due, language);
  return g_steal_pointer (&lines);
}

/* The day before the same day some months later; where there is no such day, the last of the
 * month. */
static DoudiDay
last_day_of (DoudiDay from, int months)
{
  DoudiDay next = doudi_day_add_months (from, months);
  int day_of_first, day_of_next;

  if (next == DOUDI_DAY_NONE)
    return DOUDI_DAY_NONE;
  doudi_day_split (from, NULL, NULL, &day_of_first);
  doudi_day_split (next, NULL, NULL, &day_of_next);
  return day_of_next < day_of_first ? next : next - 1;
}

/**
 * doudi_validity_end:
 * @policy: what is known
 * @whom: programme, residence and class of the award
 * @from: its first day
 * @language: of the lines
 * @last: (out): its last day
 * @error: as doudi_review_date()
 *
 * How long an award is valid (prefecture plan 2018, 二.1(2): 有效期管理; the months are the
 * policy's): from 31 March for twelve months until 30 March.
 *
 * Returns: (transfer full) (element-type DoudiExplanationLine): the reasons, %NULL with @error set
 */
GPtrArray *
doudi_validity_end (const DoudiPolicy *policy,
                    const DoudiCircumstances *whom,
                    DoudiDay from,
                    DoudiLanguage language,
                    DoudiDay *last,
                    GError **error)
{
  g_autoptr (GPtrArray) lines = doudi_explanation_new ();
  DoudiMonth month = doudi_month_of_day (from);
  const DoudiRule *rule = doudi_policy_find_rule (policy, DOUDI_RULE_VALIDITY, 0, whom, month);
  const char *lack = rule == NULL ? find_lack (policy, DOUDI_RULE_VALIDITY, 0, whom, month) : NULL;

  *last = rule != NULL ? last_day_of (from, (int) rule->number) : DOUDI_DAY_NONE;
  if (lack != NULL)
    fail_lack (lack, DOUDI_RULE_VALIDITY, error);
  else if (rule == NULL)
    doudi_policy_fail_rule (policy, DOUDI_RULE_VALIDITY, NULL, month, error);
  else if (*last == DOUDI_DAY_NONE)
    doudi_fail_beyond_calendar (error);
  if (*last == DOUDI_DAY_NONE)
    return NULL;
  doudi_explanation_line_set_day (doudi_explanation_add_rule (lines, rule, language), from, rule,
                                  *last, language);
  return g_steal_pointer (&lines);
}

/* Nothing is said of the step: names those of the programme of which something is. */
static void
fail_step (const DoudiPolicy *policy,
           const DoudiCircumstances *whom,
           DoudiMonth month,
           GError **error)
{
  const DoudiWord *steps = doudi_rule_info (DOUDI_RULE_DEADLINE)->cases;
  g_autoptr (GString) known = g_string_new (NULL);

  for (int i = 0; steps[i].name != NULL; i++)
    {
      if (doudi_policy_find_rule (policy, DOUDI_RULE_DEADLINE, i, whom, month) != NULL)
        g_string_append_printf (known, "%s%s", known->len > 0 ? ", " : "", steps[i].name);
    }
  doudi_policy_fail_rule (policy, DOUDI_RULE_DEADLINE, known->str, month, error);
}

static void
explain_unknown_holidays (GPtrArray *lines,
                          const DoudiWorkingDays *calendar,
                          DoudiDay due,
                          DoudiLanguage language)
{
  int year = doudi_month_year (doudi_month_of_day (due));

  if (doudi_working_days_has_year (calendar, year))
    return;
  doudi_explanation_add (
    lines, "holidays-unknown", doudi_say (language, _ ("Holidays"), "节假日"),
    g_strdup_printf (doudi_say (language,
                                _ ("the holidays of %d are not known: only weekends are off"),
                                "没有%d年的放假安排，只扣除周末"),
                     year));
}

/**
 * doudi_deadline_find:
 * @policy: what is known
 * @calendar: the working days
 * @whom: programme and residence
 * @which: a case of the rule "deadline"
 * @from: the day that starts it, which does not count itself
 * @result: (out): when it ends; without a rule, nothing
 *
 * The last day for a step of a case as doudi_deadline() has it, without the reasons: for whoever
 * computes many. No days at all mean the same day.
 *
 * Returns: whether a rule says something of it
 */
gboolean
doudi_deadline_find (const DoudiPolicy *policy,
                     const DoudiWorkingDays *calendar,
                     const DoudiCircumstances *whom,
                     int which,
                     DoudiDay from,
                     DoudiDeadline *result)
{
  const DoudiRule *rule
    = doudi_policy_find_rule (policy, DOUDI_RULE_DEADLINE, which, whom, doudi_month_of_day (from));
  DoudiNoticePeriod period = { from, from, from + 1 };

  *result = (DoudiDeadline){ 0 };
  if (rule == NULL)
    return FALSE;
  if (rule->number > 0)
    period = doudi_working_days_notice_period (calendar, from, (int) rule->number, rule->counting);
  *result = (DoudiDeadline){ rule, period.last, period.first, period.decide_from };
  return TRUE;
}

/**
 * doudi_deadline:
 * @policy: what is known
 * @calendar: the working days
 * @programme: a programme
 * @step: a case of the rule "deadline"
 * @from: the day that starts it, which does not count itself
 * @language: of the lines
 * @result: (out): when it ends
 * @error: %DOUDI_ERROR_NO_STANDARD if nothing is said of the step, naming those of which something
 *   is
 *
 * The last day for a step of a case, by the rules of the month it starts in (民发〔2021〕57号: 10
 * working days for the decision, 7 days of notice …). Of calendar days a last one that is off moves
 * to the next working day (民法典 art. 201 and 203).
 *
 * Returns: (transfer full) (element-type DoudiExplanationLine): the reasons, %NULL with @error set
 */
GPtrArray *
doudi_deadline (const DoudiPolicy *policy,
                const DoudiWorkingDays *calendar,
                DoudiProgramme programme,
                int step,
                DoudiDay from,
                DoudiLanguage language,
                DoudiDeadline *result,
                GError **error)
{
  g_autoptr (GPtrArray) lines = doudi_explanation_new ();
  DoudiCircumstances whom = { .programme = programme };

  if (!doudi_deadline_find (policy, calendar, &whom, step, from, result))
    {
      fail_step (policy, &whom, doudi_month_of_day (from), error);
      return NULL;
    }
  doudi_explanation_line_set_day (doudi_explanation_add_rule (lines, result->rule, language), from,
                                  result->rule, result->due, language);
  explain_unknown_holidays (lines, calendar, result->due, language);
  return g_steal_pointer (&lines);
}
