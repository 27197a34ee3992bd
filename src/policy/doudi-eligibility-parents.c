/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "policy/doudi-eligibility.h"

#include "base/doudi-error.h"
#include "policy/doudi-policy-fail.h"

#include <glib/gi18n-lib.h>

/* An answer in the making, for one programme. */
typedef struct
{
  const DoudiPolicy *policy;
  const DoudiParentsFacts *facts;
  DoudiCircumstances whom;
  DoudiMonth month;
  DoudiLanguage language;
  GPtrArray *lines;
} Inquiry;

static const DoudiWord *
situations (void)
{
  return doudi_rule_info (DOUDI_RULE_PARENT_SITUATION)->cases;
}

static const DoudiRule *
find_rule (const Inquiry *inquiry, DoudiRuleKind kind, int which)
{
  return doudi_policy_find_rule (inquiry->policy, kind, which, &inquiry->whom, inquiry->month);
}

static const char *
parent_text (int parent, DoudiLanguage language)
{
  return parent == DOUDI_FATHER ? doudi_say (language, _ ("father"), "父亲")
                                : doudi_say (language, _ ("mother"), "母亲");
}

/* Whether it is the term that counts and not what of it has passed: who is kept from home by a
 * sentence or an order for so long. */
static gboolean
counts_by_term (int situation)
{
  static const char *const names[] = { "prison", "compulsory-detoxification", "restricted", NULL };

  return g_strv_contains (names, situations ()[situation].name);
}

/* Whether the situation goes on and has lasted, or will last, as long as the rule asks. */
static gboolean
lasts (const DoudiParent *parent, const DoudiRule *rule, DoudiDay on)
{
  DoudiDay reached;
  DoudiDay end = on;

  if (parent->since > on || (parent->until != DOUDI_DAY_NONE && parent->until < on))
    return FALSE;
  if (rule->number == 0)
    return TRUE;
  if (parent->until != DOUDI_DAY_NONE && counts_by_term (parent->situation))
    end = parent->until;
  reached = doudi_day_add_months (parent->since, (int) rule->number);
  return reached != DOUDI_DAY_NONE && reached <= end;
}

/* "2026-05-01 – 2026-11-01", as far as it is known. */
static char *
span_text (const DoudiParent *parent, DoudiLanguage language)
{
  gboolean chinese = language == DOUDI_LANGUAGE_CHINESE;
  g_autofree char *since
    = chinese ? doudi_day_format_chinese (parent->since) : doudi_day_format_iso (parent->since);
  g_autofree char *until
    = chinese ? doudi_day_format_chinese (parent->until) : doudi_day_format_iso (parent->until);

  if (*since == '\0' && *until == '\0')
    return g_strdup ("");
  return g_strdup_printf ("%s – %s", since, until);
}

static void
explain_parent (const Inquiry *inquiry, int which, const DoudiRule *rule, gboolean counts)
{
  const DoudiParent *parent = &inquiry->facts->parents[which];
  DoudiLanguage language = inquiry->language;
  const DoudiRuleInfo *info = doudi_rule_info (DOUDI_RULE_PARENT_SITUATION);
  const char *situation = parent->situation == DOUDI_PARENT_ABLE
                            ? doudi_say (language, _ ("in no such situation"), "无所列情形")
                            : doudi_word_say (&situations ()[parent->situation], language);
  const char *judged
    = counts         ? doudi_say (language, _ ("counts"), "符合")
      : rule != NULL ? doudi_say (language, _ ("not long enough, or over"), "时间未达到或已结束")
                     : doudi_say (language, _ ("is not one that counts"), "不符合");
  DoudiExplanationLine *line
    = rule != NULL ? doudi_explanation_add_rule (inquiry->lines, rule, language)
                   : doudi_explanation_add (inquiry->lines, info->word.name,
                                            doudi_word_say (&info->word, language), g_strdup (""));

  doudi_explanation_line_set_text (
    line, g_strdup_printf (doudi_say (language, _ ("%s: %s (%s)"), "%s：%s（%s）"),
                           parent_text (which, language), situation, judged));
  doudi_explanation_line_set_result (line, span_text (parent, language), g_strdup (judged));
}

/* Since when is not known although the rule asks how long. */
static gboolean
fail_since (int situation, GError **error)
{
  doudi_error_set (error, DOUDI_ERROR_NO_FACT, NULL,
                   _ ("“%s” is missing: the rule asks how long “%s” has lasted. Record it."),
                   "since", _ (situations ()[situation].label));
  return FALSE;
}

/* Looks at each parent. */
static gboolean
weigh_parents (const Inquiry *inquiry, gboolean *counts, GError **error)
{
  for (int i = 0; i < DOUDI_N_PARENTS; i++)
    {
      const DoudiParent *parent = &inquiry->facts->parents[i];
      const DoudiRule *rule
        = parent->situation != DOUDI_PARENT_ABLE
            ? find_rule (inquiry, DOUDI_RULE_PARENT_SITUATION, parent->situation)
            : NULL;

      if (rule != NULL && rule->number > 0 && parent->since == DOUDI_DAY_NONE)
        return fail_since (parent->situation, error);
      counts[i] = rule != NULL && lasts (parent, rule, inquiry->facts->on);
      explain_parent (inquiry, i, rule, counts[i]);
    }
  return TRUE;
}

/* Whether the child is young enough, or its age is left aside. */
static gboolean
is_young (const Inquiry *inquiry)
{
  const DoudiRule *rule = find_rule (inquiry, DOUDI_RULE_QUALIFYING_AGE, DOUDI_AGE_BELOW);
  int age = doudi_day_age_on (inquiry->facts->birth, inquiry->facts->on);
  DoudiExplanationLine *line;

  if (inquiry->facts->birth == DOUDI_DAY_NONE || rule == NULL)
    return TRUE;
  line = doudi_explanation_add_rule (inquiry->lines, rule, inquiry->language);
  doudi_explanation_line_set_result (
    line, g_strdup_printf ("%d %s %d", age, age < rule->number ? "<" : "≥", (int) rule->number),
    g_strdup_printf ("%d", age));
  return age < rule->number;
}

static gboolean
knows_situations (const Inquiry *inquiry)
{
  for (int i = 0; situations ()[i].name != NULL; i++)
    {
      if (find_rule (inquiry, DOUDI_RULE_PARENT_SITUATION, i) != NULL)
        return TRUE;
    }
  return FALSE;
}

static void
explain_outcome (const Inquiry *inquiry, gboolean eligible)
{
  const DoudiProgrammeInfo *info = doudi_programme_info (inquiry->whom.programme);
  DoudiLanguage language = inquiry->language;
  const char *name = doudi_say (language, _ (info->label), info->chinese);

  doudi_explanation_add (
    inquiry->lines, eligible ? "eligible" : "not-eligible",
    doudi_say (language, _ ("Outcome"), "结论"),
    g_strdup_printf (eligible ? doudi_say (language, _ ("eligible: %s"), "符合条件：%s")
                              : doudi_say (language, _ ("not eligible: %s"), "不符合条件：%s"),
                     name));
}

/* Whether the child is one of the programme; the lines say why or why not. */
static gboolean
inquire (Inquiry *inquiry, DoudiProgramme programme, DoudiChildEligibility *result, GError **error)
{
  gboolean eligible;

  inquiry->whom.programme = programme;
  g_ptr_array_set_size (inquiry->lines, 0);
  result->too_old = !is_young (inquiry);
  if (!weigh_parents (inquiry, result->counts, error))
    return FALSE;
  eligible = !result->too_old && result->counts[DOUDI_FATHER] && result->counts[DOUDI_MOTHER];
  result->programme = eligible ? programme : DOUDI_PROGRAMME_NONE;
  explain_outcome (inquiry, eligible);
  return TRUE;
}

/**
 * doudi_child_eligibility:
 * @policy: what is known
 * @facts: a child and its parents
 * @language: of the lines
 * @result: (out): for which programme it is eligible
 * @error: %DOUDI_ERROR_NO_STANDARD if no situation of parents counts in that month;
 *   %DOUDI_ERROR_NO_FACT if it is not known since when a parent is in a situation that must last;
 *   %DOUDI_ERROR_BAD_DATA if the day is before the birth
 *
 * Whether a child under eighteen is an orphan or supported by nobody. An orphan's parents are both
 * dead or not found (国办发〔2010〕54号; prefecture plan 2018, 二.6(1)). A child is supported by
 * nobody when each parent is in a situation of the policy's list, where that asks for it long
 * enough (民发〔2019〕62号, 一; 民发〔2020〕125号): a sentence or an order by its term, anything
 * else by what has passed. Who is an orphan is nothing else.
 *
 * Returns: (transfer full) (element-type DoudiExplanationLine): the reasons, %NULL with @error set
 */
GPtrArray *
doudi_child_eligibility (const DoudiPolicy *policy,
                         const DoudiParentsFacts *facts,
                         DoudiLanguage language,
                         DoudiChildEligibility *result,
                         GError **error)
{
  static const DoudiProgramme programmes[]
    = { DOUDI_PROGRAMME_ORPHAN, DOUDI_PROGRAMME_UNSUPPORTED_CHILD };
  g_autoptr (GPtrArray) lines = doudi_explanation_new ();
  Inquiry inquiry = { .policy = policy,
                      .facts = facts,
                      .month = doudi_month_of_day (facts->on),
                      .language = language,
                      .lines = lines };

  *result = (DoudiChildEligibility){ 0 };
  if (facts->birth > facts->on)
    {
      doudi_fail_before_birth (error);
      return NULL;
    }
  for (guint i = 0; i < G_N_ELEMENTS (programmes); i++)
    {
      inquiry.whom.programme = programmes[i];
      if (result->programme != DOUDI_PROGRAMME_NONE || !knows_situations (&inquiry))
        continue;
      if (!inquire (&inquiry, programmes[i], result, error))
        return NULL;
    }
  if (lines->len == 0)
    {
      doudi_policy_fail_rule (policy, DOUDI_RULE_PARENT_SITUATION, NULL, inquiry.month, error);
      return NULL;
    }
  return g_steal_pointer (&lines);
}
