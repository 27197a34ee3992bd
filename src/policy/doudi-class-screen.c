/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "policy/doudi-class-screen.h"

#include "base/doudi-rounding.h"
#include "policy/doudi-policy-fail.h"

#include <glib/gi18n-lib.h>

/* Classes I and II are kept; the plan screens the others. */
#define FIRST_CLASS_SCREENED 3

static void
explain_net (GPtrArray *lines, const DoudiScreenFacts *facts, DoudiLanguage language, DoudiFen net)
{
  g_autofree char *income = doudi_money_format (facts->yearly_income);
  g_autofree char *drawn = doudi_money_format (facts->monthly_amount);
  g_autofree char *result = doudi_money_format (net);
  DoudiExplanationLine *line = doudi_explanation_add (
    lines, "net-per-head",
    doudi_say (language, _ ("Income per head without low income"), "扣除低保金后的人均可支配收入"),
    g_strdup (doudi_say (language, _ ("the year's income less the low income drawn, per head"),
                         "家庭全年可支配收入扣除全年领取的低保金后按人平均")));

  doudi_explanation_line_set_amount (line,
                                     g_strdup_printf ("(%s − %s × 12 × %d) ÷ %d = %s", income,
                                                      drawn, facts->persons, facts->persons,
                                                      result),
                                     net, FALSE);
}

/* Compares for all persons, as nothing is divided before. */
static void
explain_outcome (GPtrArray *lines,
                 const DoudiScreenFacts *facts,
                 const DoudiPolicyLine *standard,
                 DoudiLanguage language,
                 DoudiFen net,
                 const DoudiScreen *result)
{
  static const char *const signs[] = { "<", ">", "=" };
  const char *texts[] = {
    doudi_say (language, _ ("below the yearly standard: kept"), "低于低保标准，继续保障"),
    doudi_say (language, _ ("above the yearly standard: to leave"), "高于低保标准，退出"),
    doudi_say (language,
               _ ("equal to the yearly standard, of which nothing is ruled: to be looked at"),
               "等于低保标准，文件没有规定，须人工认定"),
  };
  g_autofree char *whole = doudi_money_format (net);
  g_autofree char *year = doudi_money_format (result->standard);
  DoudiExplanationLine *line
    = doudi_explanation_add (lines, "low-income-standard",
                             doudi_say (language, _ ("Low-income standard"), "最低生活保障标准"),
                             g_strdup (texts[result->outcome]));

  doudi_explanation_line_set_result (
    line, g_strdup_printf ("%s %s %s × %d", whole, signs[result->outcome], year, facts->persons),
    g_strdup (year));
  doudi_explanation_line_cite (line, &standard->dated);
}

static void
explain_not_screened (GPtrArray *lines, int benefit_class, DoudiLanguage language)
{
  doudi_explanation_add (
    lines, "not-screened", doudi_say (language, _ ("Not screened"), "不在排查范围"),
    g_strdup_printf (doudi_say (language, _ ("classes III and IV are screened; this is class %d"),
                                "只排查三、四类对象；本户为%d类"),
                     benefit_class));
}

/* The comparison is made before anything is divided. */
static DoudiScreenOutcome
compare (DoudiWide net, DoudiWide standard)
{
  if (net > standard)
    return DOUDI_SCREEN_EXIT;
  return net < standard ? DOUDI_SCREEN_KEEP : DOUDI_SCREEN_MANUAL;
}

/**
 * doudi_class_screen:
 * @policy: what is known
 * @facts: a household
 * @language: of the lines
 * @result: (out): whether it stays
 * @error: %DOUDI_ERROR_NO_STANDARD if there is no standard; %DOUDI_ERROR_BAD_DATA if an amount is
 *   beyond all measure
 *
 * Looks through the households of classes III and IV (prefecture plan 2018, 二.1(3)): whose
 * disposable income per head, without the low income drawn, is above the year's standard, leaves;
 * who is below it, stays; who equals it, somebody has to decide, as the plan is silent. Classes I
 * and II stay: they are not screened.
 *
 * Returns: (transfer full) (element-type DoudiExplanationLine): the reasons, %NULL with @error set
 */
GPtrArray *
doudi_class_screen (const DoudiPolicy *policy,
                    const DoudiScreenFacts *facts,
                    DoudiLanguage language,
                    DoudiScreen *result,
                    GError **error)
{
  g_autoptr (GPtrArray) lines = doudi_explanation_new ();
  const DoudiPolicyLine *standard = doudi_policy_find_line (
    policy, DOUDI_POLICY_LINE_LOW_INCOME_STANDARD, facts->residence, facts->month);
  DoudiWide net = (DoudiWide) facts->yearly_income
                  - (DoudiWide) facts->monthly_amount * DOUDI_MONTHS_IN_YEAR * facts->persons;

  g_return_val_if_fail (facts->persons >= 1, NULL);
  *result = (DoudiScreen){ 0 };
  if (standard == NULL)
    {
      doudi_policy_fail_line (policy, DOUDI_POLICY_LINE_LOW_INCOME_STANDARD, facts->residence,
                              facts->month, error);
      return NULL;
    }
  if (!doudi_money_multiply (standard->amount,
                             DOUDI_MONTHS_IN_YEAR / doudi_policy_line_months (standard),
                             &result->standard)
      || !doudi_divide (net, facts->persons, DOUDI_ROUNDING_FEN, &result->net_per_head))
    {
      doudi_fail_beyond_measure (error);
      return NULL;
    }
  explain_net (lines, facts, language, result->net_per_head);
  if (facts->benefit_class < FIRST_CLASS_SCREENED)
    {
      explain_not_screened (lines, facts->benefit_class, language);
      return g_steal_pointer (&lines);
    }
  result->outcome = compare (net, (DoudiWide) result->standard * facts->persons);
  explain_outcome (lines, facts, standard, language, (DoudiFen) net, result);
  return g_steal_pointer (&lines);
}

/**
 * doudi_screen_outcome_name:
 * @outcome: an outcome
 *
 * Returns: (transfer none): "keep", "exit" or "manual"
 */
const char *
doudi_screen_outcome_name (DoudiScreenOutcome outcome)
{
  static const char *const names[] = { "keep", "exit", "manual" };

  return names[outcome];
}
