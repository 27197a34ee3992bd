/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "policy/doudi-child-difference.h"

#include <glib/gi18n-lib.h>

#define CHILD DOUDI_PROGRAMME_UNSUPPORTED_CHILD

static void
explain_standard (GPtrArray *lines, DoudiFen standard, DoudiLanguage language)
{
  DoudiExplanationLine *line = doudi_explanation_add (
    lines, "monthly-standard", doudi_say (language, _ ("Monthly standard"), "月标准"),
    g_strdup (doudi_say (language, _ ("standard of the child's programme"),
                         "事实无人抚养儿童基本生活保障标准")));

  doudi_explanation_line_set_amount (line, doudi_money_format (standard), standard, TRUE);
}

/* What the child draws of another programme, by the paper that says how the two meet. */
static DoudiFen
take_off (const DoudiPolicy *policy,
          const DoudiChildFacts *facts,
          DoudiProgramme drawn,
          DoudiFen fen,
          GPtrArray *lines,
          DoudiLanguage language)
{
  const DoudiProgrammeInfo *info = doudi_programme_info (drawn);
  const DoudiRule *rule = doudi_programmes_meet (policy, CHILD, drawn, facts->month);
  const char *name = doudi_say (language, _ (info->label), info->chinese);
  g_autofree char *yuan = doudi_money_format (fen);
  DoudiExplanationLine *line;

  if (fen == 0)
    return 0;
  line = doudi_explanation_add (
    lines, "drawn-already", doudi_say (language, _ ("Drawn already"), "扣除已领待遇"),
    drawn == DOUDI_PROGRAMME_LOW_INCOME
      ? g_strdup_printf (doudi_say (language, _ ("the person's share of “%s”"), "本人应分的%s"),
                         name)
      : g_strdup_printf (doudi_say (language, _ ("“%s”"), "%s"), name));
  doudi_explanation_line_set_amount (line, g_strdup_printf ("− %s", yuan), -fen, TRUE);
  if (rule != NULL)
    doudi_explanation_line_cite (line, &rule->dated);
  return fen;
}

static void
explain_floor (GPtrArray *lines, DoudiFen below, DoudiLanguage language)
{
  DoudiExplanationLine *line = doudi_explanation_add (
    lines, "not-below-zero", doudi_say (language, _ ("Not below zero"), "不足扣除的按零计"),
    g_strdup (
      doudi_say (language, _ ("More is drawn already than the standard"), "已领待遇超过标准")));

  doudi_explanation_line_set_amount (line, g_strdup (""), -below, TRUE);
}

/**
 * doudi_child_difference:
 * @policy: what is known, for the papers
 * @facts: a child
 * @language: of the lines
 * @amount: (out): fen a month, >= 0
 *
 * What a child that nobody supports draws beside other money: the standard less the child's share
 * of low income, the living subsidy for disabled persons and what it draws in special hardship
 * (民发〔2019〕62号, 三), never below nothing. doudi_entitlement() does the same from recorded
 * awards.
 *
 * Returns: (transfer full) (element-type DoudiExplanationLine): the reasons, which come to the
 *   amount
 */
GPtrArray *
doudi_child_difference (const DoudiPolicy *policy,
                        const DoudiChildFacts *facts,
                        DoudiLanguage language,
                        DoudiFen *amount)
{
  GPtrArray *lines = doudi_explanation_new ();

  explain_standard (lines, facts->standard, language);
  *amount = facts->standard;
  *amount -= take_off (policy, facts, DOUDI_PROGRAMME_LOW_INCOME, facts->low_income_share, lines,
                       language);
  *amount -= take_off (policy, facts, DOUDI_PROGRAMME_DISABILITY_LIVING, facts->disability_living,
                       lines, language);
  *amount -= take_off (policy, facts, DOUDI_PROGRAMME_SPECIAL_HARDSHIP, facts->special_hardship,
                       lines, language);
  if (*amount < 0)
    explain_floor (lines, *amount, language);
  *amount = MAX (*amount, 0);
  return lines;
}
