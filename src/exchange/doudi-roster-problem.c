/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "exchange/doudi-roster-private.h"

/* A whole page pasted into a cell needs not be kept to tell what is wrong. */
#define VALUE_LENGTH_MAX 100

static char *
dup_cut (const char *text)
{
  glong length = g_utf8_strlen (text, -1);

  return g_utf8_substring (text, 0, MIN (length, VALUE_LENGTH_MAX));
}

/**
 * doudi_roster_problem_new:
 * @roster: (not nullable): a roster
 * @row: of the sheet
 * @column: of the sheet, -1 if it has none
 * @value: (nullable): what the sheet says
 * @problem: (not nullable): the name of the problem
 * @message: (not nullable) (transfer full): what is wrong and what to do
 * @warning: whether it only warns
 *
 * Makes a problem.
 *
 * Returns: (not nullable) (transfer full): the problem
 */
DoudiRosterProblem *
doudi_roster_problem_new (const DoudiRoster *roster,
                          int row,
                          int column,
                          const char *value,
                          const char *problem,
                          char *message,
                          gboolean warning)
{
  DoudiRosterProblem *made = g_new0 (DoudiRosterProblem, 1);

  made->row = row;
  made->column = g_strdup (doudi_heading_get_text (roster->heading, column));
  made->problem = g_strdup (problem);
  made->value = dup_cut (value == NULL ? "" : value);
  made->message = message;
  made->warning = warning;
  return made;
}

/**
 * doudi_roster_problem_free:
 * @problem: (nullable) (transfer full): a problem
 *
 * Frees it.
 */
void
doudi_roster_problem_free (DoudiRosterProblem *problem)
{
  if (problem == NULL)
    return;
  g_free (problem->column);
  g_free (problem->problem);
  g_free (problem->value);
  g_free (problem->message);
  g_free (problem);
}

G_GNUC_PRINTF (6, 0)
static void
add (DoudiRoster *roster,
     int row,
     const DoudiRosterValue *value,
     const char *problem,
     gboolean warning,
     const char *format,
     va_list arguments)
{
  char *message = g_strdup_vprintf (format, arguments);

  g_ptr_array_add (
    roster->problems,
    doudi_roster_problem_new (roster, row, value->column, value->text, problem, message, warning));
}

/**
 * doudi_roster_hold:
 * @roster: (not nullable): a roster
 * @row: where it is wrong
 * @value: (not nullable): what is wrong
 * @problem: (not nullable): the name of the problem
 * @format: (not nullable): the translated message, which says what to do
 * @...: its arguments
 *
 * Holds the household that is read back.
 */
void
doudi_roster_hold (DoudiRoster *roster,
                   int row,
                   const DoudiRosterValue *value,
                   const char *problem,
                   const char *format,
                   ...)
{
  va_list arguments;

  va_start (arguments, format);
  add (roster, row, value, problem, FALSE, format, arguments);
  va_end (arguments);
  roster->household->held = TRUE;
}

/**
 * doudi_roster_warn:
 * @roster: (not nullable): a roster
 * @row: where it is odd
 * @value: (not nullable): what is odd
 * @problem: (not nullable): the name of the problem
 * @format: (not nullable): the translated message
 * @...: its arguments
 *
 * Puts something on the list that lets the household in.
 */
void
doudi_roster_warn (DoudiRoster *roster,
                   int row,
                   const DoudiRosterValue *value,
                   const char *problem,
                   const char *format,
                   ...)
{
  va_list arguments;

  va_start (arguments, format);
  add (roster, row, value, problem, TRUE, format, arguments);
  va_end (arguments);
}
