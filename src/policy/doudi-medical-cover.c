/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "policy/doudi-medical-cover.h"

#include "policy/doudi-policy-fail.h"

#include <glib/gi18n-lib.h>

/* "2200.00 + 1500.00 − 3000.00 − 0.00 = 700.00": the year so far, the line, what was covered. */
static void
explain_stay (GPtrArray *lines,
              guint nth,
              const DoudiMedicalStay *stay,
              DoudiFen so_far,
              DoudiFen limit,
              DoudiFen before,
              DoudiLanguage language)
{
  g_autofree char *own = doudi_money_format (stay->own_cost);
  g_autofree char *sum = doudi_money_format (so_far);
  g_autofree char *line_text = doudi_money_format (limit);
  g_autofree char *earlier = doudi_money_format (before);
  g_autofree char *covered = doudi_money_format (stay->covered);
  DoudiExplanationLine *line = doudi_explanation_add (
    lines, "stay", doudi_say (language, _ ("Stay in hospital"), "住院费用"),
    g_strdup_printf (doudi_say (language,
                                _ ("stay %u: own cost %s yuan, in the year so far %s yuan"),
                                "第%u次住院：个人负担合规费用%s元，年内累计%s元"),
                     nth, own, sum));

  doudi_explanation_line_set_amount (
    line,
    so_far <= limit ? g_strdup_printf ("%s ≤ %s", sum, line_text)
                    : g_strdup_printf ("%s − %s − %s = %s", sum, line_text, earlier, covered),
    stay->covered, TRUE);
}

static void
explain_line (GPtrArray *lines, const DoudiRule *rule, DoudiLanguage language)
{
  g_autofree char *yuan = doudi_money_format (rule->number);

  doudi_explanation_line_set_text (
    doudi_explanation_add_rule (lines, rule, language),
    g_strdup_printf (doudi_say (language, _ ("all above %s yuan in the year is covered"),
                                "年累计超过%s元以上部分全部兜底"),
                     yuan));
}

/**
 * doudi_medical_cover:
 * @policy: what is known
 * @month: %DOUDI_MONTH_NONE for the rule that is in force without end
 * @stays: (inout) (array length=n_stays): the stays of one person in one year, in their order
 * @n_stays: how many
 * @language: of the lines
 * @total: (out): what is covered of all, fen
 * @error: %DOUDI_ERROR_NO_STANDARD if the policy has no line; %DOUDI_ERROR_BAD_DATA if the costs
 * are beyond all measure
 *
 * What is covered of the cost of hospital: of what counts and is left to a person after insurance
 * and reimbursement, all that is above a line in the year (prefecture plan 2018, 二.3(2): 3000.00
 * yuan). Each stay is covered as far as the year's sum is above the line and not covered yet.
 *
 * Returns: (transfer full) (element-type DoudiExplanationLine): the reasons, of which those that
 *   add come to the total; %NULL with @error set
 */
GPtrArray *
doudi_medical_cover (const DoudiPolicy *policy,
                     DoudiMonth month,
                     DoudiMedicalStay *stays,
                     guint n_stays,
                     DoudiLanguage language,
                     DoudiFen *total,
                     GError **error)
{
  g_autoptr (GPtrArray) lines = doudi_explanation_new ();
  const DoudiRule *rule
    = doudi_policy_find_rule (policy, DOUDI_RULE_MEDICAL_COVER_LINE, 0, NULL, month);
  DoudiFen so_far = 0;

  *total = 0;
  if (rule == NULL)
    {
      doudi_policy_fail_rule (policy, DOUDI_RULE_MEDICAL_COVER_LINE, NULL, month, error);
      return NULL;
    }
  explain_line (lines, rule, language);
  for (guint i = 0; i < n_stays; i++)
    {
      so_far += stays[i].own_cost;
      if (so_far > DOUDI_FEN_MAX)
        {
          doudi_fail_beyond_measure (error);
          return NULL;
        }
      stays[i].covered = MAX (so_far - rule->number, 0) - *total;
      explain_stay (lines, i + 1, &stays[i], so_far, rule->number, *total, language);
      *total += stays[i].covered;
    }
  return g_steal_pointer (&lines);
}
