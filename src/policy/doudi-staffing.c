/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "policy/doudi-staffing.h"

#include "base/doudi-rounding.h"
#include "policy/doudi-policy-fail.h"

#include <glib/gi18n-lib.h>

/* "14 ÷ 6 → 3", a part of a person being a whole one. */
static gint64
count (DoudiExplanationLine *line, gint64 persons, const DoudiRule *rule, gint64 least)
{
  gint64 staff = MAX (doudi_divide_up (persons, rule->number), least);

  doudi_explanation_line_set_result (line,
                                     g_strdup_printf ("%" G_GINT64_FORMAT " ÷ %" G_GINT64_FORMAT
                                                      " → %" G_GINT64_FORMAT,
                                                      persons, rule->number, staff),
                                     g_strdup_printf ("%" G_GINT64_FORMAT, staff));
  return staff;
}

static char *
self_care_text (DoudiSelfCare level, DoudiLanguage language)
{
  static const char *const texts[]
    = { "", N_ ("able to care for themselves"), N_ ("partly able"), N_ ("unable") };

  return g_strdup (doudi_say (language, _ (texts[level]), doudi_self_care_chinese (level)));
}

/* Carers for one level of self-care. */
static gint64
count_carers (const DoudiInstitutionFacts *facts,
              DoudiSelfCare level,
              const DoudiRule *rule,
              GPtrArray *lines,
              DoudiLanguage language)
{
  g_autofree char *whom = self_care_text (level, language);
  g_autofree char *value = doudi_rule_value_text (rule, language);
  DoudiExplanationLine *line = doudi_explanation_add_rule (lines, rule, language);

  doudi_explanation_line_set_text (
    line,
    g_strdup_printf (doudi_say (language, _ ("%s: one carer for %s"), "%s：每%s配备1名护理人员"),
                     whom, value));
  return count (line, facts->residents[level], rule, 0);
}

static gint64
count_staff (const DoudiInstitutionFacts *facts,
             const DoudiRule *rule,
             GPtrArray *lines,
             DoudiLanguage language)
{
  g_autofree char *value = doudi_rule_value_text (rule, language);
  DoudiExplanationLine *line = doudi_explanation_add_rule (lines, rule, language);
  gint64 residents = 0;

  for (int i = DOUDI_SELF_CARE_UNKNOWN; i < DOUDI_N_SELF_CARE; i++)
    residents += facts->residents[i];
  doudi_explanation_line_set_text (
    line, g_strdup_printf (doudi_say (language, _ ("all residents: one member of staff for %s"),
                                      "全部供养对象：每%s配备1名工作人员"),
                           value));
  return count (line, residents, rule, 0);
}

/**
 * doudi_institution_staff:
 * @policy: what is known
 * @facts: an institution for persons in special hardship
 * @language: of the lines
 * @result: (out): how many it needs
 * @error: %DOUDI_ERROR_NO_STANDARD if no rule names any staff
 *
 * The staff of an institution. Papers read differently: the prefecture plan 2018, 二.2(2), asks for
 * staff for all residents (1:10) and carers for those partly able (1:6) and unable (1:3); the
 * Shandong notice 2017, 一, for carers of all three levels (1:10, 1:6, 1:3) and speaks of no other
 * staff. Each ratio is a rule; a part of a person is a whole one, level by level.
 *
 * Returns: (transfer full) (element-type DoudiExplanationLine): the reasons, %NULL with @error set
 */
GPtrArray *
doudi_institution_staff (const DoudiPolicy *policy,
                         const DoudiInstitutionFacts *facts,
                         DoudiLanguage language,
                         DoudiInstitutionStaff *result,
                         GError **error)
{
  g_autoptr (GPtrArray) lines = doudi_explanation_new ();
  DoudiCircumstances whom = { .programme = DOUDI_PROGRAMME_SPECIAL_HARDSHIP };
  const DoudiRule *rule
    = doudi_policy_find_rule (policy, DOUDI_RULE_RESIDENTS_PER_STAFF, 0, &whom, facts->month);

  *result = (DoudiInstitutionStaff){ DOUDI_STAFF_NOT_RULED, DOUDI_STAFF_NOT_RULED };
  if (rule != NULL)
    result->staff = count_staff (facts, rule, lines, language);
  for (int i = DOUDI_SELF_CARE_ABLE; i < DOUDI_N_SELF_CARE; i++)
    {
      whom.self_care = (DoudiSelfCare) i;
      rule = doudi_policy_find_rule (policy, DOUDI_RULE_RESIDENTS_PER_CARE_STAFF, 0, &whom,
                                     facts->month);
      if (rule != NULL)
        result->care_staff = MAX (result->care_staff, 0)
                             + count_carers (facts, whom.self_care, rule, lines, language);
    }
  if (lines->len == 0)
    {
      doudi_policy_fail_rule (policy, DOUDI_RULE_RESIDENTS_PER_CARE_STAFF, NULL, facts->month,
                              error);
      return NULL;
    }
  return g_steal_pointer (&lines);
}

/**
 * doudi_caseload_staff:
 * @policy: what is known
 * @recipients: of all programmes in a township, 0 or more
 * @month: %DOUDI_MONTH_NONE for the rule that is in force without end
 * @language: of the lines
 * @staff: (out): how many officers it needs
 * @error: %DOUDI_ERROR_NO_STANDARD if no rule names them
 *
 * The officers of a township: one for every so many recipients, a part of them counting as all, and
 * one at least (prefecture plan 2018, 三.3: every 500).
 *
 * Returns: (transfer full) (element-type DoudiExplanationLine): the reasons, %NULL with @error set
 */
GPtrArray *
doudi_caseload_staff (const DoudiPolicy *policy,
                      gint64 recipients,
                      DoudiMonth month,
                      DoudiLanguage language,
                      gint64 *staff,
                      GError **error)
{
  g_autoptr (GPtrArray) lines = doudi_explanation_new ();
  const DoudiRule *rule
    = doudi_policy_find_rule (policy, DOUDI_RULE_RECIPIENTS_PER_OFFICER, 0, NULL, month);
  g_autofree char *value = NULL;
  DoudiExplanationLine *line;

  *staff = 0;
  if (rule == NULL)
    {
      doudi_policy_fail_rule (policy, DOUDI_RULE_RECIPIENTS_PER_OFFICER, NULL, month, error);
      return NULL;
    }
  value = doudi_rule_value_text (rule, language);
  line = doudi_explanation_add_rule (lines, rule, language);
  doudi_explanation_line_set_text (
    line, g_strdup_printf (doudi_say (language, _ ("one officer for %s, one at least"),
                                      "每%s配备1名经办服务人员，至少1名"),
                           value));
  *staff = count (line, recipients, rule, 1);
  return g_steal_pointer (&lines);
}
