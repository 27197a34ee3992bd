/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "base/doudi-month.h"

#include <string.h>

#include "base/doudi-text.h"

#define YEAR_MIN 1
#define YEAR_MAX 9999

typedef enum
{
  MONTH_WHOLE,
  MONTH_IN_TITLE,
  MONTH_SHORT_IN_TITLE,
} MonthPattern;

/* Group 1 is the year; of the others one takes part. A span such as 2018年1-3月 is no month. */
static const char *const month_patterns[] = {
  [MONTH_WHOLE] = "^([0-9]{4})(?: ?年 ?([0-9]{1,2}) ?月份?|[-./]([0-9]{1,2})|([0-9]{2}))$",
  [MONTH_IN_TITLE] = "(?<![0-9])((?:19|20)[0-9]{2}) ?年 ?(0?[1-9]|1[0-2]) ?月",
  [MONTH_SHORT_IN_TITLE] = "(?<![0-9.])((?:19|20)[0-9]{2})"
                           "(?:[-./](0?[1-9]|1[0-2])|(0[1-9]|1[0-2]))(?![0-9]|-[0-9]+ ?月)",
};

/**
 * doudi_month_new:
 * @year: 1 to 9999
 * @month: 1 to 12
 *
 * Makes a month.
 *
 * Returns: the month; %DOUDI_MONTH_NONE if there is no such month
 */
DoudiMonth
doudi_month_new (int year, int month)
{
  if (year < YEAR_MIN || year > YEAR_MAX || month < 1 || month > 12)
    return DOUDI_MONTH_NONE;
  return year * 100 + month;
}

/**
 * doudi_month_of_day:
 * @day: a day
 *
 * Tells the month a day is in.
 *
 * Returns: the month; %DOUDI_MONTH_NONE for %DOUDI_DAY_NONE
 */
DoudiMonth
doudi_month_of_day (DoudiDay day)
{
  int year, month;

  doudi_day_split (day, &year, &month, NULL);
  return doudi_month_new (year, month);
}

/**
 * doudi_month_parse_iso:
 * @text: (nullable): a month
 *
 * Reads exactly "2018-06", the form inside the program and in its own files.
 *
 * Returns: the month; %DOUDI_MONTH_NONE for anything else
 */
DoudiMonth
doudi_month_parse_iso (const char *text)
{
  if (text == NULL || strlen (text) != 7 || text[4] != '-')
    return DOUDI_MONTH_NONE;
  for (int i = 0; i < 7; i++)
    if (i != 4 && !g_ascii_isdigit (text[i]))
      return DOUDI_MONTH_NONE;
  return doudi_month_new ((int) g_ascii_strtoull (text, NULL, 10),
                          (int) g_ascii_strtoull (text + 5, NULL, 10));
}

/* Compiled at the first use and shared; a GRegex may be used by several threads. */
static GRegex *
get_month_regex (MonthPattern pattern)
{
  static gsize regexes[G_N_ELEMENTS (month_patterns)];

  if (g_once_init_enter (&regexes[pattern]))
    {
      GRegex *regex = g_regex_new (month_patterns[pattern], G_REGEX_OPTIMIZE, 0, NULL);

      g_once_init_leave (&regexes[pattern], GPOINTER_TO_SIZE (regex));
    }
  return GSIZE_TO_POINTER (regexes[pattern]);
}

static int
fetch_number (const GMatchInfo *match, int group)
{
  g_autofree char *digits = g_match_info_fetch (match, group);

  return digits == NULL ? 0 : (int) g_ascii_strtoull (digits, NULL, 10);
}

static DoudiMonth
match_month (MonthPattern pattern, const char *text)
{
  g_autoptr (GMatchInfo) match = NULL;

  if (!g_regex_match (get_month_regex (pattern), text, 0, &match))
    return DOUDI_MONTH_NONE;
  /* The group that took part is the last one that the match counts. */
  return doudi_month_new (fetch_number (match, 1),
                          fetch_number (match, g_match_info_get_match_count (match) - 1));
}

/**
 * doudi_month_parse:
 * @text: (nullable): a month as people and sheets write it
 *
 * Reads "2018.6", "2018-06", "2018/6", "201806", "2018年6月", "2018年6月份", and every day that
 * doudi_day_parse() reads. "2010.10" is October, "2010.1" January.
 *
 * Returns: the month; %DOUDI_MONTH_NONE if it is impossible or no month at all
 */
DoudiMonth
doudi_month_parse (const char *text)
{
  g_autofree char *normal = doudi_text_normalise (text);
  DoudiMonth month = match_month (MONTH_WHOLE, normal);

  return month != DOUDI_MONTH_NONE ? month : doudi_month_of_day (doudi_day_parse (normal));
}

/**
 * doudi_month_find:
 * @text: (nullable): a title or the name of a file
 *
 * Finds the first month in a longer text: "夏河县2018年1月农村居民最低生活保障金发放花名册". Only
 * where no month is written out, the shorter "2018.1", "2018-01" and "201801" count. The year is
 * from 1900 to 2099.
 *
 * Returns: the month; %DOUDI_MONTH_NONE if the text names none
 */
DoudiMonth
doudi_month_find (const char *text)
{
  g_autofree char *normal = doudi_text_normalise (text);
  DoudiMonth month = match_month (MONTH_IN_TITLE, normal);

  return month != DOUDI_MONTH_NONE ? month : match_month (MONTH_SHORT_IN_TITLE, normal);
}

/**
 * doudi_month_add:
 * @month: a month
 * @months: how many months later; negative for earlier
 *
 * Counts months on.
 *
 * Returns: the month; %DOUDI_MONTH_NONE for %DOUDI_MONTH_NONE and outside the years 1 to 9999
 */
DoudiMonth
doudi_month_add (DoudiMonth month, int months)
{
  gint64 count;

  if (month == DOUDI_MONTH_NONE)
    return DOUDI_MONTH_NONE;
  count = (gint64) doudi_month_year (month) * 12 + doudi_month_of_year (month) - 1 + months;
  if (count < YEAR_MIN * 12 || count >= (YEAR_MAX + 1) * 12)
    return DOUDI_MONTH_NONE;
  return doudi_month_new ((int) (count / 12), (int) (count % 12) + 1);
}

/**
 * doudi_month_between:
 * @from: a month, not %DOUDI_MONTH_NONE
 * @to: a month, not %DOUDI_MONTH_NONE
 *
 * Counts the months from one to another: 0 for the same month, 1 for the next one. It is what
 * doudi_month_add() needs to come from @from to @to.
 *
 * Returns: the number of months; negative if @to is the earlier one
 */
int
doudi_month_between (DoudiMonth from, DoudiMonth to)
{
  g_return_val_if_fail (from != DOUDI_MONTH_NONE && to != DOUDI_MONTH_NONE, 0);

  return (doudi_month_year (to) - doudi_month_year (from)) * 12 + doudi_month_of_year (to)
         - doudi_month_of_year (from);
}

/**
 * doudi_month_year:
 * @month: a month
 *
 * Tells the year.
 *
 * Returns: 1 to 9999; 0 for %DOUDI_MONTH_NONE
 */
int
doudi_month_year (DoudiMonth month)
{
  return month / 100;
}

/**
 * doudi_month_of_year:
 * @month: a month
 *
 * Tells which month of its year it is.
 *
 * Returns: 1 to 12; 0 for %DOUDI_MONTH_NONE
 */
int
doudi_month_of_year (DoudiMonth month)
{
  return month % 100;
}

/**
 * doudi_month_first_day:
 * @month: a month
 *
 * Tells the first day of the month.
 *
 * Returns: the day; %DOUDI_DAY_NONE for %DOUDI_MONTH_NONE
 */
DoudiDay
doudi_month_first_day (DoudiMonth month)
{
  return doudi_day_new (doudi_month_year (month), doudi_month_of_year (month), 1);
}

/**
 * doudi_month_last_day:
 * @month: a month
 *
 * Tells the last day of the month.
 *
 * Returns: the day; %DOUDI_DAY_NONE for %DOUDI_MONTH_NONE
 */
DoudiDay
doudi_month_last_day (DoudiMonth month)
{
  if (month == DOUDI_MONTH_NONE)
    return DOUDI_DAY_NONE;
  return doudi_day_new (doudi_month_year (month), doudi_month_of_year (month),
                        g_date_get_days_in_month ((GDateMonth) doudi_month_of_year (month),
                                                  (GDateYear) doudi_month_year (month)));
}

/**
 * doudi_month_format_iso:
 * @month: a month
 *
 * Writes "2018-06".
 *
 * Returns: (not nullable) (transfer full): the text; empty for %DOUDI_MONTH_NONE
 */
char *
doudi_month_format_iso (DoudiMonth month)
{
  if (month == DOUDI_MONTH_NONE)
    return g_strdup ("");
  return g_strdup_printf ("%04d-%02d", doudi_month_year (month), doudi_month_of_year (month));
}

/**
 * doudi_month_format_chinese:
 * @month: a month
 *
 * Writes "2018年6月".
 *
 * Returns: (not nullable) (transfer full): the text; empty for %DOUDI_MONTH_NONE
 */
char *
doudi_month_format_chinese (DoudiMonth month)
{
  if (month == DOUDI_MONTH_NONE)
    return g_strdup ("");
  return g_strdup_printf ("%d年%d月", doudi_month_year (month), doudi_month_of_year (month));
}
