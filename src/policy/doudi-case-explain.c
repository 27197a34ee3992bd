/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "policy/doudi-case-private.h"

#include <glib/gi18n-lib.h>

/* What the lines are made from. */
typedef struct
{
  const DoudiCaseFacts *facts;
  const DoudiCaseProgress *progress;
  DoudiLanguage language;
  GPtrArray *lines;
} Explaining;

/* "done on 2026-03-18", "to be done", "not called for". */
static char *
state_text (const DoudiCaseStepProgress *one, DoudiLanguage language)
{
  g_autofree char *day = NULL;

  if (one->state == DOUDI_STEP_STATE_OPEN)
    return g_strdup (doudi_say (language, _ ("to be done"), "待办"));
  if (one->state == DOUDI_STEP_STATE_NOT_CALLED_FOR)
    return g_strdup (doudi_say (language, _ ("not called for"), "不需要"));
  day = doudi_explanation_day (language, one->done);
  return g_strdup_printf (doudi_say (language, _ ("done on %s"), "%s完成"), day);
}

/* Why a step is not called for though it usually is, %NULL where the rule alone says so. */
static const char *
find_reason (const Explaining *explaining, DoudiCaseStep step)
{
  gboolean hangs = doudi_case_step_hangs (step);
  DoudiLanguage language = explaining->language;

  if (hangs && !doudi_case_may_hang (explaining->facts))
    return doudi_say (language, _ ("names of children and of disabled persons never hang"),
                      "未成年人、残疾人姓名不得公示");
  if ((hangs || step == DOUDI_STEP_FEDERATION)
      && (explaining->progress->proposed_refusal
          || explaining->progress->outcome == DOUDI_CASE_REFUSED))
    return doudi_say (language, _ ("it is to be refused"), "拟不予确认或不予确认");
  return NULL;
}

/* The rule, or what is usual, and whether it was done. */
static void
explain_choice (Explaining *explaining, DoudiCaseStep step)
{
  const DoudiCaseStepProgress *one = &explaining->progress->steps[step];
  const DoudiRuleInfo *info = doudi_rule_info (DOUDI_RULE_STEP);
  DoudiLanguage language = explaining->language;
  const char *word = doudi_word_say (doudi_case_step_word (step), language);
  const char *choice = doudi_word_say (&info->choices[one->choice], language);
  const char *reason
    = one->state == DOUDI_STEP_STATE_NOT_CALLED_FOR ? find_reason (explaining, step) : NULL;
  DoudiExplanationLine *line
    = one->step_rule != NULL
        ? doudi_explanation_add_rule (explaining->lines, one->step_rule, language)
        : doudi_explanation_add (
          explaining->lines, info->word.name, doudi_word_say (&info->word, language),
          g_strdup_printf (doudi_say (language, _ ("%s: %s, as is usual"), "%s：%s（通常做法）"),
                           word, choice));

  if (reason != NULL)
    doudi_explanation_line_set_text (
      line, g_strdup_printf (doudi_say (language, _ ("%s: not done, as %s"), "%s：不进行，%s"),
                             word, reason));
  doudi_explanation_line_set_result (
    line,
    reason != NULL || one->choice == DOUDI_STEP_NEVER ? g_strdup ("") : state_text (one, language),
    state_text (one, language));
}

/* Until when, and by which rule. */
static void
explain_due (Explaining *explaining, const DoudiRule *rule, DoudiDay from, DoudiDay due)
{
  if (rule != NULL)
    doudi_explanation_line_set_day (
      doudi_explanation_add_rule (explaining->lines, rule, explaining->language), from, rule, due,
      explaining->language);
}

static void
explain_step (Explaining *explaining, DoudiCaseStep step)
{
  const DoudiCaseStepProgress *one = &explaining->progress->steps[step];

  if (one->step_rule == NULL && one->state == DOUDI_STEP_STATE_NOT_CALLED_FOR
      && (one->choice != DOUDI_STEP_ALWAYS || find_reason (explaining, step) == NULL))
    return;
  explain_choice (explaining, step);
  explain_due (explaining, one->rule, one->since, one->due);
}

/* The whole: from acceptance. */
static void
explain_total (Explaining *explaining)
{
  const DoudiCaseProgress *progress = explaining->progress;

  explain_due (explaining, progress->total_rule, progress->accepted, progress->total_due);
}

static void
add_plain (Explaining *explaining, const char *rule, const char *title, const char *text)
{
  doudi_explanation_add (explaining->lines, rule, title, g_strdup (text));
}

/* What holds it up. */
static void
explain_standing (Explaining *explaining)
{
  const DoudiCaseProgress *progress = explaining->progress;
  DoudiLanguage language = explaining->language;

  if (progress->papers_missing)
    add_plain (explaining, "papers-missing", doudi_say (language, _ ("Papers"), "申请材料"),
               doudi_say (language, _ ("papers are missing: no time runs until they are complete"),
                          "材料未补齐，补齐前不计入办理时限"));
  if (explaining->facts->open_objections > 0)
    add_plain (explaining, "objection", doudi_say (language, _ ("Objection"), "异议"),
               doudi_say (language, _ ("an objection is open: no decision until it is answered"),
                          "异议未处理完毕，处理前不得作出决定"));
  if (!progress->calendar_known)
    add_plain (explaining, "holidays-unknown", doudi_say (language, _ ("Holidays"), "节假日"),
               doudi_say (language,
                          _ ("the holidays of a year are not known: only weekends are off"),
                          "有年份缺少放假安排，只扣除周末"));
}

/**
 * doudi_case_explain:
 * @policy: what is known
 * @facts: what happened
 * @progress: where the case stands, from doudi_case_progress() with the same @policy and @facts
 * @language: of the lines
 *
 * Says which steps a case needs and by which paper, what of them is done, from when until when the
 * time of each runs, and what holds the case up. Steps of which no rule speaks and that nothing
 * calls for are left out.
 *
 * Returns: (transfer full) (element-type DoudiExplanationLine): the lines
 */
GPtrArray *
doudi_case_explain (const DoudiPolicy *policy,
                    const DoudiCaseFacts *facts,
                    const DoudiCaseProgress *progress,
                    DoudiLanguage language)
{
  g_autoptr (GPtrArray) lines = doudi_explanation_new ();
  Explaining explaining = { facts, progress, language, lines };

  for (guint step = 0; step < DOUDI_N_STEPS; step++)
    explain_step (&explaining, (DoudiCaseStep) step);
  explain_total (&explaining);
  explain_standing (&explaining);
  return g_steal_pointer (&lines);
}
