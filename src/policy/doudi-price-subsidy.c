/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "policy/doudi-price-subsidy.h"

#include "base/doudi-error.h"
#include "base/doudi-rounding.h"
#include "policy/doudi-policy-fail.h"

#include <glib/gi18n-lib.h>

#define WHOLE (100 * 100)

static const char *
index_text (int which, DoudiLanguage language)
{
  return doudi_word_say (&doudi_rule_info (DOUDI_RULE_PRICE_TRIGGER)->cases[which], language);
}

/* "5.1% ≥ 5%" */
static void
explain_index (GPtrArray *lines,
               const DoudiRule *rule,
               const DoudiPriceIndex *index,
               gboolean reached,
               DoudiLanguage language)
{
  g_autofree char *rise = doudi_percent_format (index->rise);
  g_autofree char *limit = doudi_percent_format (rule->number);
  DoudiExplanationLine *line = doudi_explanation_add_rule (lines, rule, language);

  doudi_explanation_line_set_text (
    line,
    g_strdup_printf (
      !index->known ? doudi_say (language, _ ("%s: not published"), "%s：未公布")
      : reached ? doudi_say (language, _ ("%s: the rise reaches the line"), "%s：涨幅达到启动条件")
                : doudi_say (language, _ ("%s: the rise does not reach the line"),
                             "%s：涨幅未达到启动条件"),
      index_text (rule->which, language)));
  if (index->known)
    doudi_explanation_line_set_result (
      line, g_strdup_printf ("%s %s %s", rise, reached ? "≥" : "<", limit), g_strdup (rise));
}

/* Looks at each index that has a line; one that the policy does not use is only named. */
static gboolean
look_for_trigger (const DoudiPolicy *policy,
                  const DoudiPriceFacts *facts,
                  DoudiLanguage language,
                  GPtrArray *lines,
                  DoudiPriceSubsidy *result)
{
  gboolean any = FALSE;

  for (int i = 0; i < DOUDI_N_PRICE_INDICES; i++)
    {
      const DoudiRule *rule
        = doudi_policy_find_rule (policy, DOUDI_RULE_PRICE_TRIGGER, i, NULL, facts->index_month);
      const DoudiPriceIndex *index = &facts->indices[i];

      if (rule == NULL)
        continue;
      if (rule->value != DOUDI_RULE_VALUE_PERCENT)
        {
          doudi_explanation_add_rule (lines, rule, language);
          continue;
        }
      any = TRUE;
      result->triggered_by[i] = index->known && index->rise >= rule->number;
      result->triggered = result->triggered || result->triggered_by[i];
      explain_index (lines, rule, index, result->triggered_by[i], language);
    }
  return any;
}

/* Which index the amount follows: that of low-income residents, else consumer prices. */
static int
index_of_amount (const DoudiPriceFacts *facts)
{
  return facts->indices[DOUDI_PRICE_LOW_INCOME_INDEX].known ? DOUDI_PRICE_LOW_INCOME_INDEX
                                                            : DOUDI_PRICE_CPI;
}

static void
explain_amount (GPtrArray *lines,
                const DoudiPriceFacts *facts,
                int which,
                DoudiLanguage language,
                const DoudiPriceSubsidy *result)
{
  g_autofree char *base = doudi_money_format (facts->base);
  g_autofree char *rise = doudi_percent_format (facts->indices[which].rise);
  g_autofree char *one = doudi_money_format (result->per_person);
  g_autofree char *all = doudi_money_format (result->total);
  DoudiExplanationLine *each = doudi_explanation_add (
    lines, "price-subsidy",
    doudi_say (language, _ ("Price subsidy for one person"), "每人价格临时补贴"),
    g_strdup_printf (
      doudi_say (language, _ ("the base times the rise: %s"), "补贴基数乘以涨幅：%s"),
      index_text (which, language)));
  DoudiExplanationLine *sum;

  doudi_explanation_line_set_amount (
    each,
    g_strdup_printf ("%s × %s %s %s", base, rise, facts->indices[which].rise < 0 ? "≤" : "=", one),
    result->per_person, FALSE);
  sum = doudi_explanation_add (
    lines, "persons", doudi_say (language, _ ("Price subsidy for all"), "价格临时补贴合计"),
    g_strdup (doudi_say (language, _ ("one person draws one share"), "同一人只享受一份")));
  doudi_explanation_line_set_amount (
    sum, g_strdup_printf ("%s × %" G_GINT64_FORMAT " = %s", one, facts->persons, all),
    result->total, TRUE);
}

static gboolean
pay (const DoudiPriceFacts *facts,
     DoudiLanguage language,
     GPtrArray *lines,
     DoudiPriceSubsidy *result,
     GError **error)
{
  int which = index_of_amount (facts);
  gint64 rise = MAX (facts->indices[which].rise, 0);

  if (!facts->indices[which].known)
    {
      doudi_error_set (error, DOUDI_ERROR_BAD_DATA, NULL,
                       _ ("The amount follows the index of low-income residents (low_income_index) "
                          "or consumer prices (cpi), and neither is known. Enter one of them."));
      return FALSE;
    }
  if (!doudi_divide ((DoudiWide) facts->base * rise, WHOLE, DOUDI_ROUNDING_FEN, &result->per_person)
      || !doudi_money_multiply (result->per_person, facts->persons, &result->total))
    return doudi_fail_beyond_measure (error);
  explain_amount (lines, facts, which, language, result);
  return TRUE;
}

static void
explain_nothing (GPtrArray *lines, DoudiLanguage language)
{
  DoudiExplanationLine *line = doudi_explanation_add (
    lines, "not-triggered", doudi_say (language, _ ("Nothing is due"), "不应发放"),
    g_strdup (doudi_say (language, _ ("no index reaches its line"), "各项指数均未达到启动条件")));

  doudi_explanation_line_set_amount (line, g_strdup (""), 0, TRUE);
}

/**
 * doudi_price_subsidy:
 * @policy: what is known
 * @facts: the indices of a month
 * @language: of the lines
 * @result: (out): what is paid
 * @error: %DOUDI_ERROR_NO_STANDARD if no index has a line in the month; %DOUDI_ERROR_BAD_DATA if
 *   neither index that an amount could follow is known, or it is beyond all measure
 *
 * The price-linked subsidy of a month: paid when any index that the policy uses rises by its line
 * or more (Shandong notice 2017, 二: the index of low-income residents by 5 % or food by 6 %;
 * 发改价格〔2016〕1835号 and 〔2021〕1553号: consumer prices by 3.5 %, or food by 6 %; 3.0 % for
 * the indices from 2022-08 to 2023-02). One person draws the base times the rise of the index of
 * low-income residents, of consumer prices where that is not published, half-up to the fen and not
 * below 0; persons draw one share each. An index that the policy calls "not-used" does not count,
 * whatever a paper of the country says.
 *
 * Returns: (transfer full) (element-type DoudiExplanationLine): the reasons, of which those that
 *   add come to the total; %NULL with @error set
 */
GPtrArray *
doudi_price_subsidy (const DoudiPolicy *policy,
                     const DoudiPriceFacts *facts,
                     DoudiLanguage language,
                     DoudiPriceSubsidy *result,
                     GError **error)
{
  static const DoudiCircumstances circumstances = { .programme = DOUDI_PROGRAMME_PRICE_SUBSIDY };
  g_autoptr (GPtrArray) lines = doudi_explanation_new ();
  int step = doudi_word_find (doudi_rule_info (DOUDI_RULE_DEADLINE)->cases, "payment");

  *result = (DoudiPriceSubsidy){ 0 };
  if (!look_for_trigger (policy, facts, language, lines, result))
    {
      doudi_policy_fail_rule (policy, DOUDI_RULE_PRICE_TRIGGER, NULL, facts->index_month, error);
      return NULL;
    }
  if (!result->triggered)
    explain_nothing (lines, language);
  else if (!pay (facts, language, lines, result, error))
    return NULL;
  result->payment = doudi_policy_find_rule (policy, DOUDI_RULE_DEADLINE, step, &circumstances,
                                            facts->index_month);
  if (result->triggered && result->payment != NULL)
    doudi_explanation_add_rule (lines, result->payment, language);
  return g_steal_pointer (&lines);
}
