/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * Answers as people read them.
 */

#include "config.h"

#include "policy/doudi-form-private.h"

#define TICKED "☑"
#define NOT_TICKED "☐"

static char *
show_option (const DoudiFormField *field, const char *key, DoudiLanguage language)
{
  const DoudiFormOption *option = doudi_form_field_find_option (field, key);

  return g_strdup (option != NULL ? doudi_form_text_say (&option->label, language) : key);
}

static char *
show_choices (const DoudiFormField *field, const char *answer, DoudiLanguage language)
{
  g_auto (GStrv) keys = g_strsplit (answer, ",", -1);

  for (guint i = 0; keys[i] != NULL; i++)
    {
      char *label = show_option (field, keys[i], language);

      g_free (keys[i]);
      keys[i] = label;
    }
  return g_strjoinv (language == DOUDI_LANGUAGE_CHINESE ? "、" : ", ", keys);
}

static char *
show_day (const char *answer, DoudiLanguage language)
{
  DoudiDay day = doudi_day_parse_iso (answer);

  if (day == DOUDI_DAY_NONE || language != DOUDI_LANGUAGE_CHINESE)
    return g_strdup (answer);
  return doudi_day_format_chinese (day);
}

static char *
show_month (const char *answer, DoudiLanguage language)
{
  DoudiMonth month = doudi_month_parse_iso (answer);

  if (month == DOUDI_MONTH_NONE || language != DOUDI_LANGUAGE_CHINESE)
    return g_strdup (answer);
  return doudi_month_format_chinese (month);
}

static char *
show_money (const char *answer)
{
  DoudiFen fen;

  return doudi_money_parse (answer, &fen) ? doudi_money_format_grouped (fen) : g_strdup (answer);
}

static char *
show_tick (const char *answer)
{
  if (g_str_equal (answer, "yes"))
    return g_strdup (TICKED);
  return g_strdup (g_str_equal (answer, "no") ? NOT_TICKED : answer);
}

/* What was computed, by what it was computed from. */
static char *
show_computed (const DoudiFormField *field, const char *answer, DoudiLanguage language)
{
  const DoudiFormField *of = field->of->len > 0 ? g_ptr_array_index (field->of, 0) : NULL;

  if (field->options->len > 0)
    return show_option (field, answer, language);
  if (field->compute == DOUDI_COMPUTE_BIRTH)
    return show_day (answer, language);
  if (field->compute != DOUDI_COMPUTE_SUM)
    return g_strdup (answer);
  while (of->type == DOUDI_FORM_COMPUTED && of->compute == DOUDI_COMPUTE_SUM)
    of = g_ptr_array_index (of->of, 0);
  return of->type == DOUDI_FORM_MONEY ? show_money (answer) : g_strdup (answer);
}

/**
 * doudi_form_answers_show:
 * @answers: answers
 * @row: the row; %DOUDI_FORM_NO_ROW outside a table
 * @field: a field of the form
 * @language: of the reader
 *
 * Shows an answer as people read it: the labels of options, days as "2018年6月8日" and months in
 * Chinese, money with a comma before every three digits, a tick as a box that is ticked or not. A
 * wrong answer is shown as it was typed, and the code of a division as it is: its name is for the
 * caller to find.
 *
 * Returns: (transfer full): the text, "" for no answer
 */
char *
doudi_form_answers_show (const DoudiFormAnswers *answers,
                         guint row,
                         const DoudiFormField *field,
                         DoudiLanguage language)
{
  const char *answer = doudi_form_answers_get (answers, row, field);

  if (*answer == '\0')
    return g_strdup ("");
  if (field->type == DOUDI_FORM_CHOICE)
    return show_option (field, answer, language);
  if (field->type == DOUDI_FORM_CHOICES)
    return show_choices (field, answer, language);
  if (field->type == DOUDI_FORM_DAY)
    return show_day (answer, language);
  if (field->type == DOUDI_FORM_MONTH)
    return show_month (answer, language);
  if (field->type == DOUDI_FORM_MONEY)
    return show_money (answer);
  if (field->type == DOUDI_FORM_TICK)
    return show_tick (answer);
  if (field->type == DOUDI_FORM_COMPUTED)
    return show_computed (field, answer, language);
  return g_strdup (answer);
}
