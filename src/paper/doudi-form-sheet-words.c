/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * What stands in the cells of a form, blank or filled, and how much room it needs.
 */

#include "config.h"

#include "paper/doudi-form-sheet-private.h"

#include <string.h>

#define BOX "☐"
#define TICKED "☑"
#define BETWEEN "　"

#define DAY_LINE "　　年　　月　　日"
#define MONTH_LINE "　　年　　月"

/* Longer lists (the 56 peoples) are not printed: a hand writes the word. */
#define MOST_LISTED_EM 150.0

/* In a table a list is printed only if it has room in one line, with type as small as this. */
#define SMALL_EM_MM 3.1

/* A digit or a letter, in characters. */
#define DIGIT_EM 0.56

/* What a hand needs for each type of answer, in characters. */
static const double needs_em[DOUDI_N_FORM_TYPES] = {
  [DOUDI_FORM_TEXT] = 6,
  [DOUDI_FORM_LINES] = 20,
  [DOUDI_FORM_COUNT] = 3,
  [DOUDI_FORM_MONEY] = 5,
  [DOUDI_FORM_NUMBER] = 5,
  [DOUDI_FORM_DAY] = 8,
  [DOUDI_FORM_MONTH] = 6,
  [DOUDI_FORM_TICK] = 6,
  [DOUDI_FORM_IDENTITY_NUMBER] = 18 * DIGIT_EM + 0.2,
  [DOUDI_FORM_DISABILITY_CARD] = 22 * DIGIT_EM,
  [DOUDI_FORM_ACCOUNT] = 19 * DIGIT_EM,
  [DOUDI_FORM_PHONE] = 12 * DIGIT_EM,
  [DOUDI_FORM_DIVISION] = 11,
  [DOUDI_FORM_FILLED] = 6,
  [DOUDI_FORM_COMPUTED] = 5,
  [DOUDI_FORM_SIGNATURE] = 6,
};

/* The same of a column, where a word may be broken. */
static const double column_needs_em[DOUDI_N_FORM_TYPES] = {
  [DOUDI_FORM_TEXT] = 4.2,
  [DOUDI_FORM_LINES] = 8,
  [DOUDI_FORM_COUNT] = 2,
  [DOUDI_FORM_MONEY] = 9 * DIGIT_EM,
  [DOUDI_FORM_NUMBER] = 3,
  [DOUDI_FORM_DAY] = 10 * DIGIT_EM,
  [DOUDI_FORM_MONTH] = 7 * DIGIT_EM,
  [DOUDI_FORM_CHOICE] = 2,
  [DOUDI_FORM_CHOICES] = 4,
  [DOUDI_FORM_TICK] = 2,
  [DOUDI_FORM_IDENTITY_NUMBER] = 18 * DIGIT_EM + 0.2,
  [DOUDI_FORM_DISABILITY_CARD] = 20 * DIGIT_EM + 0.2,
  [DOUDI_FORM_ACCOUNT] = 19 * DIGIT_EM,
  [DOUDI_FORM_PHONE] = 11 * DIGIT_EM + 0.2,
  [DOUDI_FORM_DIVISION] = 5,
  [DOUDI_FORM_FILLED] = 4,
  [DOUDI_FORM_COMPUTED] = 2,
  [DOUDI_FORM_SIGNATURE] = 6,
};

/* About how wide a text is. */
static double
text_em (const char *text)
{
  double em = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    em += (guchar) *p < 0x80 ? DIGIT_EM : 1;
  return em;
}

static gboolean
is_choice (const DoudiFormField *field)
{
  return field->type == DOUDI_FORM_CHOICE || field->type == DOUDI_FORM_CHOICES;
}

static const DoudiFormOption *
get_option (const DoudiFormField *field, guint index)
{
  return g_ptr_array_index (field->options, index);
}

/* What all options take beside each other. */
static double
list_em (const DoudiFormField *field)
{
  double em = 0;

  for (guint i = 0; i < field->options->len; i++)
    em += text_em (BOX) + text_em (get_option (field, i)->label.chinese) + text_em (BETWEEN);
  return em - text_em (BETWEEN);
}

static gboolean
is_listed (const DoudiFormField *field)
{
  return is_choice (field) && list_em (field) <= MOST_LISTED_EM;
}

static gboolean
is_listed_in_table (const DoudiFormField *column)
{
  return column->type == DOUDI_FORM_CHOICE && column->width_mm > 0
         && list_em (column) * SMALL_EM_MM <= column->width_mm;
}

/* An option with its box: @ticked or not. */
char *
_doudi_form_paper_option (const char *label, gboolean ticked)
{
  return g_strconcat (ticked ? TICKED : BOX, label, NULL);
}

static const char *
get_answer (const DoudiFormPaper *paper, guint row, const DoudiFormField *field)
{
  return paper->answers != NULL ? doudi_form_answers_get (paper->answers, row, field) : "";
}

static char *
list_options (const DoudiFormPaper *paper, guint row, const DoudiFormField *field)
{
  g_auto (GStrv) chosen = g_strsplit (get_answer (paper, row, field), ",", -1);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < field->options->len; i++)
    {
      const DoudiFormOption *option = get_option (field, i);
      g_autofree char *words = _doudi_form_paper_option (
        option->label.chinese, g_strv_contains ((const char *const *) chosen, option->key));

      g_string_append_printf (text, "%s%s", i > 0 ? BETWEEN : "", words);
    }
  return g_string_free (text, FALSE);
}

static char *
yes_or_no (const char *answer)
{
  g_autofree char *yes = _doudi_form_paper_option ("是", g_str_equal (answer, "yes"));
  g_autofree char *no = _doudi_form_paper_option ("否", g_str_equal (answer, "no"));

  return g_strconcat (yes, BETWEEN, no, NULL);
}

static char *
show (const DoudiFormPaper *paper, guint row, const DoudiFormField *field)
{
  if (paper->answers == NULL)
    return g_strdup ("");
  return doudi_form_answers_show (paper->answers, row, field, DOUDI_LANGUAGE_CHINESE);
}

/* The name of a village rather than its code; what the program knows rather than nothing. */
static char *
known (const DoudiFormPaper *paper, guint row, const DoudiFormField *field)
{
  const char *text = doudi_form_filling_get (paper->filling, field->meaning);

  if (*text != '\0')
    return g_strdup (text);
  return field->type == DOUDI_FORM_FILLED ? g_strdup ("") : show (paper, row, field);
}

/* A unit that the label says already is not said again. */
static char *
with_unit (const DoudiFormField *field, char *value)
{
  const char *unit = field->unit.chinese;
  g_autofree char *taken = value;

  if (field->type == DOUDI_FORM_MONEY && (unit == NULL || *unit == '\0'))
    unit = "元";
  if (unit == NULL || *unit == '\0' || strstr (field->label.chinese, unit) != NULL)
    return g_steal_pointer (&taken);
  return g_strdup_printf ("%s %s", *taken != '\0' ? taken : BETWEEN BETWEEN, unit);
}

/* What stands beside the label of a field. */
char *
_doudi_form_paper_value (const DoudiFormPaper *paper, guint row, const DoudiFormField *field)
{
  if (is_listed (field))
    return list_options (paper, row, field);
  switch ((int) field->type)
    {
    case DOUDI_FORM_TICK:
      return yes_or_no (get_answer (paper, row, field));
    case DOUDI_FORM_FILLED:
    case DOUDI_FORM_DIVISION:
      return known (paper, row, field);
    case DOUDI_FORM_DAY:
      return *get_answer (paper, row, field) != '\0' ? show (paper, row, field)
                                                     : g_strdup (DAY_LINE);
    case DOUDI_FORM_MONTH:
      return *get_answer (paper, row, field) != '\0' ? show (paper, row, field)
                                                     : g_strdup (MONTH_LINE);
    case DOUDI_FORM_SIGNATURE:
    case DOUDI_FORM_SEAL:
    case DOUDI_FORM_PHOTO:
      return g_strdup ("");
    case DOUDI_FORM_PARAGRAPH:
      return _doudi_form_paper_words (paper, field);
    default:
      return with_unit (field, show (paper, row, field));
    }
}

/* What stands in a cell of a table: a word rather than a list of words. */
char *
_doudi_form_paper_cell (const DoudiFormPaper *paper, guint row, const DoudiFormField *column)
{
  const char *answer = get_answer (paper, row, column);

  if (is_listed_in_table (column))
    return list_options (paper, row, column);
  if (column->type == DOUDI_FORM_TICK)
    return g_strdup (g_str_equal (answer, "yes") ? TICKED : BOX);
  if (column->type == DOUDI_FORM_DAY)
    return g_strdup (answer);
  if (column->type == DOUDI_FORM_SIGNATURE || column->type == DOUDI_FORM_FILLED)
    return g_strdup ("");
  return show (paper, row, column);
}

/* The words of the form itself, filled in. */
char *
_doudi_form_paper_words (const DoudiFormPaper *paper, const DoudiFormField *field)
{
  return doudi_form_filling_expand (paper->filling, paper->answers, field->label.chinese);
}

/* A label of two characters is drawn apart, as the others are longer. */
char *
_doudi_form_paper_label (const DoudiFormField *field)
{
  g_auto (GStrv) parts = g_strsplit (field->label.chinese, "\n", -1);
  g_autofree char *label = g_strjoinv (NULL, parts);
  gunichar first = g_utf8_get_char (label);
  const char *second = *label != '\0' ? g_utf8_next_char (label) : label;
  g_autofree char *apart = NULL;

  if (g_utf8_strlen (label, -1) != 2 || first < 0x2E80)
    return g_steal_pointer (&label);
  apart = g_strndup (label, (gsize) (second - label));
  return g_strconcat (apart, BETWEEN, second, NULL);
}

/* How wide the cell of an answer had better be. */
double
_doudi_form_paper_need_em (const DoudiFormField *field)
{
  if (is_listed (field))
    return list_em (field);
  if (is_choice (field))
    return needs_em[DOUDI_FORM_TEXT];
  if (field->unit.chinese != NULL)
    return needs_em[field->type] + text_em (field->unit.chinese);
  return needs_em[field->type];
}

/* How wide a column must be. */
double
_doudi_form_paper_column_em (const DoudiFormField *column)
{
  return is_listed_in_table (column) ? list_em (column) : column_needs_em[column->type];
}
