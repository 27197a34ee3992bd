/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * Answers by what they mean, for the rules.
 */

#include "config.h"

#include "policy/doudi-form-private.h"

/* Whether the field is asked or computed at the moment. */
static gboolean
is_asked (const DoudiFormAnswers *answers, guint row, const DoudiFormField *field)
{
  if (field->type == DOUDI_FORM_COMPUTED)
    return doudi_form_answers_asks_section (answers, field->section);
  return doudi_form_answers_asks (answers, row, field);
}

/* The index of the row that is the @nth of those that say something; DOUDI_FORM_NO_ROW if there are
 * not as many. */
static guint
find_row (const DoudiFormAnswers *answers, const DoudiFormSection *table, guint nth)
{
  for (guint i = 0; i < doudi_form_answers_get_n_rows (answers, table); i++)
    {
      if (!doudi_form_answers_row_counts (answers, table, i))
        continue;
      if (nth-- == 0)
        return i;
    }
  return DOUDI_FORM_NO_ROW;
}

/**
 * doudi_form_answers_find_in:
 * @answers: answers
 * @row: which of the doudi_form_answers_count_rows() rows that say something, of the table that has
 *   a column with the meaning; %DOUDI_FORM_NO_ROW outside tables
 * @meaning: a meaning
 *
 * Returns: (transfer none): the answer; "" where the form does not ask or nothing was answered. It
 *   is gone when an answer is set
 */
const char *
doudi_form_answers_find_in (const DoudiFormAnswers *answers, guint row, DoudiFormMeaning meaning)
{
  const DoudiFormField *field
    = doudi_form_find_meaning (doudi_form_answers_get_form (answers), meaning);

  if (field == NULL)
    return "";
  if (field->section->table)
    {
      row = find_row (answers, field->section, row);
      if (row == DOUDI_FORM_NO_ROW)
        return "";
    }
  return is_asked (answers, row, field) ? doudi_form_answers_get (answers, row, field) : "";
}

/**
 * doudi_form_answers_find:
 * @answers: answers
 * @meaning: a meaning of a field outside tables
 *
 * Returns: (transfer none): as doudi_form_answers_find_in()
 */
const char *
doudi_form_answers_find (const DoudiFormAnswers *answers, DoudiFormMeaning meaning)
{
  return doudi_form_answers_find_in (answers, DOUDI_FORM_NO_ROW, meaning);
}

/**
 * doudi_form_answers_find_fen:
 * @answers: answers
 * @row: as for doudi_form_answers_find_in()
 * @meaning: a meaning whose answer is money
 * @fen: (out): the amount; 0 if there is none
 *
 * Returns: whether there is a sound answer
 */
gboolean
doudi_form_answers_find_fen (const DoudiFormAnswers *answers,
                             guint row,
                             DoudiFormMeaning meaning,
                             DoudiFen *fen)
{
  return doudi_money_parse (doudi_form_answers_find_in (answers, row, meaning), fen);
}

/**
 * doudi_form_answers_find_count:
 * @answers: answers
 * @row: as for doudi_form_answers_find_in()
 * @meaning: a meaning whose answer is a whole number
 * @count: (out): the number; 0 if there is none
 *
 * Returns: whether there is a sound answer
 */
gboolean
doudi_form_answers_find_count (const DoudiFormAnswers *answers,
                               guint row,
                               DoudiFormMeaning meaning,
                               gint64 *count)
{
  *count = 0;
  return doudi_form_number_read (doudi_form_answers_find_in (answers, row, meaning), 0, count);
}

/**
 * doudi_form_answers_find_day:
 * @answers: answers
 * @row: as for doudi_form_answers_find_in()
 * @meaning: a meaning whose answer is a day
 *
 * Returns: the day; %DOUDI_DAY_NONE if there is no sound answer
 */
DoudiDay
doudi_form_answers_find_day (const DoudiFormAnswers *answers, guint row, DoudiFormMeaning meaning)
{
  return doudi_day_parse_iso (doudi_form_answers_find_in (answers, row, meaning));
}

/**
 * doudi_form_answers_find_tick:
 * @answers: answers
 * @row: as for doudi_form_answers_find_in()
 * @meaning: a meaning whose answer is a tick
 *
 * Returns: whether it was ticked
 */
gboolean
doudi_form_answers_find_tick (const DoudiFormAnswers *answers, guint row, DoudiFormMeaning meaning)
{
  return g_str_equal (doudi_form_answers_find_in (answers, row, meaning), "yes");
}

/**
 * doudi_form_answers_count_rows:
 * @answers: answers
 * @table: the meaning of a table
 *
 * Empty rows do not count, nor do printed lines that nobody went on with.
 *
 * Returns: how many rows of the table say something; 0 where the form does not ask
 */
guint
doudi_form_answers_count_rows (const DoudiFormAnswers *answers, DoudiFormMeaning table)
{
  const DoudiFormSection *section
    = doudi_form_find_table (doudi_form_answers_get_form (answers), table);
  guint count = 0;

  if (section == NULL || !doudi_form_answers_asks_section (answers, section))
    return 0;
  for (guint i = 0; i < doudi_form_answers_get_n_rows (answers, section); i++)
    count += doudi_form_answers_row_counts (answers, section, i) ? 1 : 0;
  return count;
}
