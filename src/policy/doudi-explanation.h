/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <glib.h>
#include "base/doudi-language.h"
#include "base/doudi-money.h"
#include "base/doudi-rounding.h"
#include "policy/doudi-rule.h"

G_BEGIN_DECLS

/**
 * DoudiExplanationLine:
 *
 * One step from the facts to an amount, as a director reads it and an auditor computes it again. The
 * screen, the command line and the printed page show the same lines. No text is %NULL.
 *
 * @rule: name of the rule in the policy vocabulary, for programs and tests
 * @title: what the rule is called
 * @text: the facts and values it was given, in words
 * @arithmetic: such as "310.00 × 3 = 930.00"; "" where nothing is computed
 * @result: what the line comes to: an amount without its unit, a day, a word
 * @amount: the same in fen where it is an amount, else 0
 * @adds: whether @amount is a summand of the final amount; else the line prepares another one
 * @source: paper and article; "" where only facts speak
 * @number: document number of the paper, "" if it is not known
 * @sure: whether the paper itself gives the value
 * @note: what a reader should know of the value, "" if nothing
 */
typedef struct
{
  char *rule;
  char *title;
  char *text;
  char *arithmetic;
  char *result;
  DoudiFen amount;
  gboolean adds;
  char *source;
  char *number;
  gboolean sure;
  char *note;
} DoudiExplanationLine;

GPtrArray *doudi_explanation_new (void);
DoudiExplanationLine *doudi_explanation_add (GPtrArray *lines, const char *rule, const char *title, char *text);
DoudiExplanationLine *doudi_explanation_add_rule (GPtrArray *lines, const DoudiRule *rule, DoudiLanguage language);
void doudi_explanation_add_rounding (GPtrArray *lines, const DoudiRule *rule, DoudiRounding rounding, DoudiLanguage language);
void doudi_explanation_line_set_text (DoudiExplanationLine *line, char *text);
void doudi_explanation_line_cite (DoudiExplanationLine *line, const DoudiDated *dated);
void doudi_explanation_line_set_amount (DoudiExplanationLine *line, char *arithmetic, DoudiFen amount, gboolean adds);
void doudi_explanation_line_set_result (DoudiExplanationLine *line, char *arithmetic, char *result);
char *doudi_explanation_day (DoudiLanguage language, DoudiDay day);
void doudi_explanation_line_set_day (DoudiExplanationLine *line, DoudiDay from, const DoudiRule *rule, DoudiDay to, DoudiLanguage language);
char *doudi_explanation_persons (DoudiLanguage language, gint64 persons);
char *doudi_explanation_line_to_text (const DoudiExplanationLine *line, DoudiLanguage language);
DoudiFen doudi_explanation_sum (const GPtrArray *lines);
void doudi_explanation_line_free (DoudiExplanationLine *line);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiExplanationLine, doudi_explanation_line_free)

G_END_DECLS
