/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "policy/doudi-explanation.h"

#include <glib/gi18n-lib.h>

/**
 * doudi_explanation_new:
 *
 * Returns: (transfer full) (element-type DoudiExplanationLine): an explanation without lines
 */
GPtrArray *
doudi_explanation_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) doudi_explanation_line_free);
}

/**
 * doudi_explanation_add:
 * @lines: (element-type DoudiExplanationLine): an explanation
 * @rule: name of the rule
 * @title: what it is called
 * @text: (transfer full): what it was given
 *
 * Adds a line that is certain, cites nothing and comes to nothing. The caller fills in what else
 * there is to say; each text it replaces was allocated.
 *
 * Returns: (transfer none): the line
 */
DoudiExplanationLine *
doudi_explanation_add (GPtrArray *lines, const char *rule, const char *title, char *text)
{
  DoudiExplanationLine *line = g_new0 (DoudiExplanationLine, 1);

  line->rule = g_strdup (rule);
  line->title = g_strdup (title);
  line->text = text;
  line->arithmetic = g_strdup ("");
  line->result = g_strdup ("");
  line->source = g_strdup ("");
  line->number = g_strdup ("");
  line->sure = TRUE;
  line->note = g_strdup ("");
  g_ptr_array_add (lines, line);
  return line;
}

/**
 * doudi_explanation_add_rule:
 * @lines: (element-type DoudiExplanationLine): an explanation
 * @rule: a rule that was applied
 * @language: of the line
 *
 * Adds a line that says what a rule says, for which case, and by which paper. It comes to nothing;
 * the caller adds what was computed.
 *
 * Returns: (transfer none): the line
 */
DoudiExplanationLine *
doudi_explanation_add_rule (GPtrArray *lines, const DoudiRule *rule, DoudiLanguage language)
{
  const DoudiRuleInfo *info = doudi_rule_info (rule->kind);
  char *value = doudi_rule_value_text (rule, language);
  char *text = info->cases != NULL
                 ? g_strdup_printf (doudi_say (language, _ ("%s: %s"), "%s：%s"),
                                    doudi_word_say (&info->cases[rule->which], language), value)
                 : g_strdup (value);
  DoudiExplanationLine *line
    = doudi_explanation_add (lines, info->word.name, doudi_word_say (&info->word, language), text);

  doudi_explanation_line_set_result (line, g_strdup (""), value);
  doudi_explanation_line_cite (line, &rule->dated);
  return line;
}

/**
 * doudi_explanation_add_rounding:
 * @lines: (element-type DoudiExplanationLine): an explanation
 * @rule: (nullable): what the policy chooses
 * @rounding: how it was rounded
 * @language: of the line
 *
 * Says how an amount is rounded, with its paper where the policy chose it; nothing where nobody
 * chose anything, which is half-up to the fen.
 */
void
doudi_explanation_add_rounding (GPtrArray *lines,
                                const DoudiRule *rule,
                                DoudiRounding rounding,
                                DoudiLanguage language)
{
  const DoudiRuleInfo *info = doudi_rule_info (DOUDI_RULE_ROUNDING);

  if (rule != NULL && rule->number == (gint64) rounding)
    doudi_explanation_add_rule (lines, rule, language);
  else if (rule != NULL || rounding != DOUDI_ROUNDING_FEN)
    doudi_explanation_add (lines, info->word.name, doudi_word_say (&info->word, language),
                           g_strdup (doudi_word_say (&info->choices[rounding], language)));
}

/**
 * doudi_explanation_line_set_text:
 * @line: a line
 * @text: (transfer full): what it says instead
 */
void
doudi_explanation_line_set_text (DoudiExplanationLine *line, char *text)
{
  g_free (line->text);
  line->text = text;
}

/**
 * doudi_explanation_line_cite:
 * @line: a line
 * @dated: a value that was used
 *
 * Fills in where the value is from and how sure it is.
 */
void
doudi_explanation_line_cite (DoudiExplanationLine *line, const DoudiDated *dated)
{
  g_free (line->source);
  line->source = g_strdup (dated->source);
  g_free (line->number);
  line->number = g_strdup (dated->number);
  line->sure = dated->sure;
  g_free (line->note);
  line->note = g_strdup (dated->note);
}

/**
 * doudi_explanation_line_set_amount:
 * @line: a line
 * @arithmetic: (transfer full): how the amount was made, "" if nothing was computed
 * @amount: what the line comes to, fen
 * @adds: whether it is a summand of the final amount
 */
void
doudi_explanation_line_set_amount (DoudiExplanationLine *line,
                                   char *arithmetic,
                                   DoudiFen amount,
                                   gboolean adds)
{
  doudi_explanation_line_set_result (line, arithmetic, doudi_money_format (amount));
  line->amount = amount;
  line->adds = adds;
}

/**
 * doudi_explanation_line_set_result:
 * @line: a line
 * @arithmetic: (transfer full): how it was found, "" if nothing was computed
 * @result: (transfer full): what the line comes to where that is no amount: a count, a day, a word
 */
void
doudi_explanation_line_set_result (DoudiExplanationLine *line, char *arithmetic, char *result)
{
  g_free (line->arithmetic);
  line->arithmetic = arithmetic;
  g_free (line->result);
  line->result = result;
}

/**
 * doudi_explanation_day:
 * @language: who reads it
 * @day: a day
 *
 * Returns: (transfer full): "2026-03-18" or "2026年3月18日"
 */
char *
doudi_explanation_day (DoudiLanguage language, DoudiDay day)
{
  return language == DOUDI_LANGUAGE_CHINESE ? doudi_day_format_chinese (day)
                                            : doudi_day_format_iso (day);
}

/**
 * doudi_explanation_line_set_day:
 * @line: a line
 * @from: the day that is counted from
 * @rule: how many days or months
 * @to: the day that it comes to
 * @language: of the line
 *
 * Shows how a day was found: "2026-03-18 + 12 months → 2027-03-18".
 */
void
doudi_explanation_line_set_day (DoudiExplanationLine *line,
                                DoudiDay from,
                                const DoudiRule *rule,
                                DoudiDay to,
                                DoudiLanguage language)
{
  g_autofree char *first = doudi_explanation_day (language, from);
  g_autofree char *last = doudi_explanation_day (language, to);
  g_autofree char *value = doudi_rule_value_text (rule, language);

  doudi_explanation_line_set_result (line, g_strdup_printf ("%s + %s → %s", first, value, last),
                                     g_strdup (last));
}

/**
 * doudi_explanation_persons:
 * @language: who reads it
 * @persons: how many
 *
 * Returns: (transfer full): "3 persons" or "3人"
 */
char *
doudi_explanation_persons (DoudiLanguage language, gint64 persons)
{
  return g_strdup_printf (
    doudi_say (language, ngettext ("%d person", "%d persons", (gulong) persons), "%d人"),
    (int) persons);
}

/**
 * doudi_explanation_line_to_text:
 * @line: a line
 * @language: that of the line
 *
 * Puts a line into one: "Class I, 310.00 yuan a person and month, 3 persons: 310.00 × 3 = 930.00
 * [paper]".
 *
 * Returns: (transfer full): the text
 */
char *
doudi_explanation_line_to_text (const DoudiExplanationLine *line, DoudiLanguage language)
{
  GString *text = g_string_new (line->text);

  if (*line->arithmetic != '\0')
    g_string_append_printf (text, doudi_say (language, _ (": %s"), "：%s"), line->arithmetic);
  if (*line->source != '\0')
    g_string_append_printf (text, " [%s]", line->source);
  if (!line->sure)
    g_string_append (text, doudi_say (language, _ (" (to be confirmed)"), "（待核实）"));
  return g_string_free (text, FALSE);
}

/**
 * doudi_explanation_sum:
 * @lines: (element-type DoudiExplanationLine): an explanation
 *
 * Returns: what the lines that count come to, fen
 */
DoudiFen
doudi_explanation_sum (const GPtrArray *lines)
{
  DoudiFen sum = 0;

  for (guint i = 0; i < lines->len; i++)
    {
      const DoudiExplanationLine *line = g_ptr_array_index (lines, i);

      sum += line->adds ? line->amount : 0;
    }
  return sum;
}

/**
 * doudi_explanation_line_free:
 * @line: (transfer full) (nullable): a line
 *
 * Frees a line with its texts.
 */
void
doudi_explanation_line_free (DoudiExplanationLine *line)
{
  if (line == NULL)
    return;
  g_free (line->rule);
  g_free (line->title);
  g_free (line->text);
  g_free (line->arithmetic);
  g_free (line->result);
  g_free (line->source);
  g_free (line->number);
  g_free (line->note);
  g_free (line);
}
