/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "policy/doudi-evaluate-asks.h"

/* Adds a text, or null for %NULL. */
void
doudi_answer_string (JsonBuilder *answer, const char *name, const char *text)
{
  json_builder_set_member_name (answer, name);
  if (text != NULL)
    json_builder_add_string_value (answer, text);
  else
    json_builder_add_null_value (answer);
}

/* Adds an amount as a text in yuan. */
void
doudi_answer_amount (JsonBuilder *answer, const char *name, DoudiFen fen)
{
  g_autofree char *text = doudi_money_format (fen);

  doudi_answer_string (answer, name, text);
}

/* Adds a month, null for none. */
void
doudi_answer_month (JsonBuilder *answer, const char *name, DoudiMonth month)
{
  g_autofree char *text = month != DOUDI_MONTH_NONE ? doudi_month_format_iso (month) : NULL;

  doudi_answer_string (answer, name, text);
}

/* Adds a day, null for none. */
void
doudi_answer_day (JsonBuilder *answer, const char *name, DoudiDay day)
{
  g_autofree char *text = day != DOUDI_DAY_NONE ? doudi_day_format_iso (day) : NULL;

  doudi_answer_string (answer, name, text);
}

/* Adds true or false. */
void
doudi_answer_boolean (JsonBuilder *answer, const char *name, gboolean truth)
{
  json_builder_set_member_name (answer, name);
  json_builder_add_boolean_value (answer, truth);
}

/* Adds a whole number. */
void
doudi_answer_integer (JsonBuilder *answer, const char *name, gint64 number)
{
  json_builder_set_member_name (answer, name);
  json_builder_add_int_value (answer, number);
}

/* Adds a list of texts. */
void
doudi_answer_strings (JsonBuilder *answer, const char *name, GPtrArray *texts)
{
  json_builder_set_member_name (answer, name);
  json_builder_begin_array (answer);
  for (guint i = 0; i < texts->len; i++)
    json_builder_add_string_value (answer, g_ptr_array_index (texts, i));
  json_builder_end_array (answer);
}

/* Adds the lines of an explanation as texts. */
void
doudi_answer_explanation (JsonBuilder *answer, const GPtrArray *lines)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < lines->len; i++)
    g_ptr_array_add (texts, doudi_explanation_line_to_text (g_ptr_array_index (lines, i),
                                                            DOUDI_LANGUAGE_INTERFACE));
  doudi_answer_strings (answer, "explanation", texts);
}

/* Adds the "days" of a deadline and their "counting", null where there is none. */
void
doudi_answer_rule_days (JsonBuilder *answer, const DoudiRule *rule)
{
  if (rule != NULL)
    doudi_answer_integer (answer, "days", rule->number);
  else
    doudi_answer_string (answer, "days", NULL);
  doudi_answer_string (answer, "counting",
                       rule == NULL                               ? NULL
                       : rule->counting == DOUDI_COUNTING_WORKING ? "working"
                                                                  : "calendar");
}

/* Whether the holidays of every year from @from to @to are known. */
void
doudi_answer_holidays_known (JsonBuilder *answer,
                             const DoudiWorkingDays *calendar,
                             DoudiDay from,
                             DoudiDay to)
{
  int last = doudi_month_year (doudi_month_of_day (to));
  gboolean known = TRUE;

  for (int year = doudi_month_year (doudi_month_of_day (from)); year <= last; year++)
    known = known && doudi_working_days_has_year (calendar, year);
  doudi_answer_boolean (answer, "holidays_known", known);
}
