/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "policy/doudi-eligibility.h"

#include "policy/doudi-policy-fail.h"

#include <glib/gi18n-lib.h>

static const DoudiRule *
find_age (const DoudiPolicy *policy, DoudiProgramme programme, int which, DoudiMonth month)
{
  DoudiCircumstances whom = { .programme = programme };

  return doudi_policy_find_rule (policy, DOUDI_RULE_QUALIFYING_AGE, which, &whom, month);
}

static char *
day_text (DoudiDay day, DoudiLanguage language)
{
  return language == DOUDI_LANGUAGE_CHINESE ? doudi_day_format_chinese (day)
                                            : doudi_day_format_iso (day);
}

static void
explain_birthday (GPtrArray *lines,
                  const DoudiRule *rule,
                  const DoudiAgeFacts *facts,
                  DoudiDay birthday,
                  DoudiLanguage language)
{
  g_autofree char *born = day_text (facts->birth, language);
  g_autofree char *reached = day_text (birthday, language);
  g_autofree char *years = doudi_rule_value_text (rule, language);

  doudi_explanation_line_set_result (doudi_explanation_add_rule (lines, rule, language),
                                     g_strdup_printf ("%s + %s → %s", born, years, reached),
                                     g_strdup (reached));
}

/* Whether it ends all the same for who stays at school. Without a rule the county decides. */
static gboolean
ends_at_school (const DoudiPolicy *policy,
                const DoudiAgeFacts *facts,
                GPtrArray *lines,
                DoudiLanguage language)
{
  const DoudiRuleInfo *info = doudi_rule_info (DOUDI_RULE_AT_SCHOOL);
  DoudiCircumstances whom = { .programme = facts->programme };
  const DoudiRule *rule
    = doudi_policy_find_rule (policy, DOUDI_RULE_AT_SCHOOL, 0, &whom, facts->month);

  if (rule != NULL)
    doudi_explanation_add_rule (lines, rule, language);
  else
    doudi_explanation_add (lines, info->word.name, doudi_word_say (&info->word, language),
                           g_strdup (doudi_say (language,
                                                _ ("no rule says whether it goes on at school: the "
                                                   "county decides"),
                                                "在校就读的是否继续，没有规定，由县里决定")));
  return rule != NULL && rule->number == DOUDI_AT_SCHOOL_NO;
}

/**
 * doudi_age_out:
 * @policy: what is known
 * @facts: a person
 * @language: of the lines
 * @result: (out): when it ends
 * @error: %DOUDI_ERROR_NO_STANDARD if the programme has no age; %DOUDI_ERROR_BAD_DATA if the day is
 *   beyond the calendar
 *
 * The last month of a person who grows too old: that of the birthday. Orphans and unsupported
 * children: eighteen (国办发〔2010〕54号, 民发〔2019〕62号). Minors in special hardship: sixteen
 * (民发〔2016〕178号), and who draws already goes on until eighteen (民发〔2021〕43号). Whether it
 * goes on at school is a rule of its own; where there is none, the county decides, case by case.
 *
 * Returns: (transfer full) (element-type DoudiExplanationLine): the reasons, %NULL with @error set
 */
GPtrArray *
doudi_age_out (const DoudiPolicy *policy,
               const DoudiAgeFacts *facts,
               DoudiLanguage language,
               DoudiAgeOut *result,
               GError **error)
{
  g_autoptr (GPtrArray) lines = doudi_explanation_new ();
  const DoudiRule *rule = find_age (policy, facts->programme, DOUDI_AGE_UNTIL, facts->month);

  *result = (DoudiAgeOut){ 0 };
  if (rule == NULL)
    rule = find_age (policy, facts->programme, DOUDI_AGE_BELOW, facts->month);
  if (rule == NULL)
    {
      doudi_policy_fail_rule (policy, DOUDI_RULE_QUALIFYING_AGE, NULL, facts->month, error);
      return NULL;
    }
  result->years = (int) rule->number;
  result->birthday = doudi_day_add_years (facts->birth, result->years);
  if (result->birthday == DOUDI_DAY_NONE)
    {
      doudi_fail_beyond_calendar (error);
      return NULL;
    }
  explain_birthday (lines, rule, facts, result->birthday, language);
  if (!facts->in_school || ends_at_school (policy, facts, lines, language))
    result->last_month = doudi_month_of_day (result->birthday);
  return g_steal_pointer (&lines);
}

/* Whether an age is on the side of the rule that counts. */
static gboolean
is_of_age (const DoudiRule *rule, int age)
{
  return rule->which == DOUDI_AGE_FROM ? age >= rule->number : age < rule->number;
}

/* "60 ≥ 60" for a rule that applies, "59 < 60" for one that does not. */
static void
explain_number (GPtrArray *lines,
                const DoudiRule *rule,
                int number,
                gboolean applies,
                DoudiLanguage language)
{
  const char *sign = number < rule->number ? "<" : number == rule->number ? "=" : ">";
  DoudiExplanationLine *line = doudi_explanation_add_rule (lines, rule, language);

  doudi_explanation_line_set_result (
    line, g_strdup_printf ("%d %s %d", number, sign, (int) rule->number),
    g_strdup (applies ? doudi_say (language, _ ("applies"), "符合")
                      : doudi_say (language, _ ("does not apply"), "不符合")));
}

/* Takes the first rule that makes a person one without work ability. */
static void
apply (const DoudiRule *rule,
       int number,
       gboolean applies,
       GPtrArray *lines,
       DoudiLanguage language,
       DoudiWorkAbility *result)
{
  if (result->lacking)
    return;
  explain_number (lines, rule, number, applies, language);
  result->lacking = applies;
  result->rule = applies ? rule : NULL;
}

static void
weigh_grade (const DoudiPolicy *policy,
             const DoudiWorkFacts *facts,
             GPtrArray *lines,
             DoudiLanguage language,
             DoudiWorkAbility *result)
{
  const DoudiRuleInfo *info = doudi_rule_info (DOUDI_RULE_QUALIFYING_GRADE);
  DoudiCircumstances whom = { .programme = DOUDI_PROGRAMME_SPECIAL_HARDSHIP };
  int which = (int) facts->disability_class - 1;
  const DoudiRule *rule;

  if (facts->disability_class == DOUDI_DISABILITY_NONE || result->lacking)
    return;
  rule = doudi_policy_find_rule (policy, DOUDI_RULE_QUALIFYING_GRADE, which, &whom,
                                 doudi_month_of_day (facts->on));
  if (rule != NULL)
    apply (rule, facts->grade, facts->grade <= rule->number, lines, language, result);
  else
    doudi_explanation_add (
      lines, info->word.name, doudi_word_say (&info->word, language),
      g_strdup_printf (doudi_say (language, _ ("%s: no grade counts"), "%s：没有规定的等级"),
                       doudi_word_say (&info->cases[which], language)));
}

/**
 * doudi_work_ability:
 * @policy: what is known
 * @facts: a person
 * @language: of the lines
 * @result: (out): whether work ability is lacking
 * @error: %DOUDI_ERROR_NO_STANDARD if no age counts in that month; %DOUDI_ERROR_BAD_DATA if the day
 *   is before the birth
 *
 * Whether a person counts as without work ability for support in special hardship: by age, sixty or
 * more or below sixteen; or by the card: grades 1 and 2 of intellectual or mental, 1 of limb
 * disability (民发〔2016〕178号, art. 5 and 6); since May 2021 grades 1 to 3 of intellectual or
 * mental, 1 and 2 of limb, 1 of sight (民发〔2021〕43号, art. 5). The rules are those of the month.
 *
 * Returns: (transfer full) (element-type DoudiExplanationLine): the reasons, %NULL with @error set
 */
GPtrArray *
doudi_work_ability (const DoudiPolicy *policy,
                    const DoudiWorkFacts *facts,
                    DoudiLanguage language,
                    DoudiWorkAbility *result,
                    GError **error)
{
  static const int sides[] = { DOUDI_AGE_FROM, DOUDI_AGE_BELOW };
  g_autoptr (GPtrArray) lines = doudi_explanation_new ();
  DoudiMonth month = doudi_month_of_day (facts->on);
  int age = doudi_day_age_on (facts->birth, facts->on);

  *result = (DoudiWorkAbility){ 0 };
  if (age < 0)
    {
      doudi_fail_before_birth (error);
      return NULL;
    }
  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    {
      const DoudiRule *rule = find_age (policy, DOUDI_PROGRAMME_SPECIAL_HARDSHIP, sides[i], month);

      if (rule != NULL)
        apply (rule, age, is_of_age (rule, age), lines, language, result);
    }
  if (lines->len == 0)
    {
      doudi_policy_fail_rule (policy, DOUDI_RULE_QUALIFYING_AGE, NULL, month, error);
      return NULL;
    }
  weigh_grade (policy, facts, lines, language, result);
  return g_steal_pointer (&lines);
}
