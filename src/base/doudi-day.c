/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "base/doudi-day.h"

#include <string.h>

#include "base/doudi-text.h"

#define YEAR_MIN 1
#define YEAR_MAX 9999

/* What the spreadsheets call 9999-12-31. */
#define SERIAL_MAX_1900 2958465
#define SERIAL_MAX_1904 (SERIAL_MAX_1900 - 1462)

/**
 * doudi_day_new:
 * @year: 1 to 9999
 * @month: 1 to 12
 * @day: 1 to the length of the month
 *
 * Makes a day of the Gregorian calendar.
 *
 * Returns: the day; %DOUDI_DAY_NONE if there is no such day
 */
DoudiDay
doudi_day_new (int year, int month, int day)
{
  GDate date;

  if (year < YEAR_MIN || year > YEAR_MAX || month < 1 || month > 12 || day < 1 || day > 31)
    return DOUDI_DAY_NONE;
  if (!g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return DOUDI_DAY_NONE;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  return g_date_get_julian (&date);
}

/**
 * doudi_day_today:
 *
 * Reads the clock in the local time zone. Only the outermost layers call this and hand the day
 * down, so that everything below can be tried for any day.
 *
 * Returns: today
 */
DoudiDay
doudi_day_today (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return doudi_day_new (g_date_time_get_year (now), g_date_time_get_month (now),
                        g_date_time_get_day_of_month (now));
}

/* Takes the digits at *text, MIN to MAX of them and not one more; -1 if there are not as many. */
static int
take_digits (const char **text, int min, int max)
{
  int count = 0;
  int value = 0;

  while (g_ascii_isdigit ((*text)[count]))
    {
      if (++count > max)
        return -1;
      value = value * 10 + ((*text)[count - 1] - '0');
    }
  if (count < min)
    return -1;
  *text += count;
  return value;
}

static gboolean
take_string (const char **text, const char *expected)
{
  gsize length = strlen (expected);

  if (strncmp (*text, expected, length) != 0)
    return FALSE;
  *text += length;
  return TRUE;
}

static void
skip_spaces (const char **text)
{
  *text += strspn (*text, " ");
}

/**
 * doudi_day_parse_iso:
 * @text: (nullable): a day
 *
 * Reads exactly "2018-06-08", the form inside the program and in its own files.
 *
 * Returns: the day; %DOUDI_DAY_NONE for anything else
 */
DoudiDay
doudi_day_parse_iso (const char *text)
{
  int year, month, day;

  if (text == NULL || strlen (text) != DOUDI_DAY_ISO_LENGTH)
    return DOUDI_DAY_NONE;
  year = take_digits (&text, 4, 4);
  if (year < 0 || !take_string (&text, "-"))
    return DOUDI_DAY_NONE;
  month = take_digits (&text, 2, 2);
  if (month < 0 || !take_string (&text, "-"))
    return DOUDI_DAY_NONE;
  day = take_digits (&text, 2, 2);
  return doudi_day_new (year, month, day);
}

/* "00:00", "00:00:00", "00:00:00.000" after a space or a T, as databases and sheets write it. */
static gboolean
take_time (const char **text)
{
  int seconds;

  if (**text != 'T' && **text != ' ')
    return FALSE;
  *text += 1;
  skip_spaces (text);
  if (take_digits (text, 1, 2) < 0 || !take_string (text, ":") || take_digits (text, 2, 2) < 0)
    return FALSE;
  if (!take_string (text, ":"))
    return TRUE;
  seconds = take_digits (text, 2, 2);
  if (seconds >= 0 && take_string (text, "."))
    return take_digits (text, 1, 9) >= 0;
  return seconds >= 0;
}

static gboolean
at_end (const char *text)
{
  if (*text == 'T' || *text == ' ')
    if (!take_time (&text))
      return FALSE;
  return *text == '\0';
}

/* 2018年6月8日, also with spaces between and without the last character */
static DoudiDay
parse_chinese (const char *text, int year)
{
  int month, day;

  skip_spaces (&text);
  month = take_digits (&text, 1, 2);
  skip_spaces (&text);
  if (month < 0 || !take_string (&text, "月"))
    return DOUDI_DAY_NONE;
  skip_spaces (&text);
  day = take_digits (&text, 1, 2);
  skip_spaces (&text);
  if (!take_string (&text, "日"))
    take_string (&text, "号");
  return at_end (text) ? doudi_day_new (year, month, day) : DOUDI_DAY_NONE;
}

/* 2018.6.8, 2018-06-08, 2018/6/8: the same mark twice */
static DoudiDay
parse_separated (const char *text, int year)
{
  const char separator[] = { *text, '\0' };
  int month, day;

  if (*text == '\0' || strchr (".-/", *text) == NULL)
    return DOUDI_DAY_NONE;
  text += 1;
  month = take_digits (&text, 1, 2);
  if (month < 0 || !take_string (&text, separator))
    return DOUDI_DAY_NONE;
  day = take_digits (&text, 1, 2);
  return at_end (text) ? doudi_day_new (year, month, day) : DOUDI_DAY_NONE;
}

static DoudiDay
parse_eight_digits (const char *text)
{
  int number = take_digits (&text, 8, 8);

  if (number < 0 || !at_end (text))
    return DOUDI_DAY_NONE;
  return doudi_day_new (number / 10000, number / 100 % 100, number % 100);
}

/**
 * doudi_day_parse:
 * @text: (nullable): a day as people and sheets write it
 *
 * Reads "2018.6.8", "2018-6-8", "2018/3/20", "20180608", "2018年6月8日", each with full-width
 * digits, spaces around it or a time of day behind it. The year has four digits and comes first:
 * what "6/8/18" means nobody can tell.
 *
 * Returns: the day; %DOUDI_DAY_NONE if it is ambiguous, impossible or no day at all
 */
DoudiDay
doudi_day_parse (const char *text)
{
  g_autofree char *normal = doudi_text_normalise (text);
  const char *rest = normal;
  DoudiDay day = parse_eight_digits (normal);
  int year;

  if (day != DOUDI_DAY_NONE)
    return day;
  year = take_digits (&rest, 4, 4);
  if (year < 0)
    return DOUDI_DAY_NONE;
  skip_spaces (&rest);
  if (take_string (&rest, "年"))
    return parse_chinese (rest, year);
  return parse_separated (rest, year);
}

/* The last year with these two digits in which the day is not after the latest. */
static DoudiDay
choose_century (int year, int month, int day, DoudiDay latest)
{
  int latest_year;
  DoudiDay found;

  doudi_day_split (latest, &latest_year, NULL, NULL);
  year += latest_year / 100 * 100;
  found = doudi_day_new (year, month, day);
  return found != DOUDI_DAY_NONE && found <= latest ? found
                                                    : doudi_day_new (year - 100, month, day);
}

/* 75.1.1, 75-01-01, 75/1/1: the same mark twice */
static DoudiDay
parse_short_separated (const char *text, DoudiDay latest)
{
  const char separator[] = { text[0] != '\0' && text[1] != '\0' ? text[2] : '\0', '\0' };
  int year = take_digits (&text, 2, 2);
  int month, day;

  if (year < 0 || *separator == '\0' || strchr (".-/", *separator) == NULL)
    return DOUDI_DAY_NONE;
  text += 1;
  month = take_digits (&text, 1, 2);
  if (month < 0 || !take_string (&text, separator))
    return DOUDI_DAY_NONE;
  day = take_digits (&text, 1, 2);
  return day >= 0 && *text == '\0' ? choose_century (year, month, day, latest) : DOUDI_DAY_NONE;
}

/**
 * doudi_day_parse_short:
 * @text: (nullable): a day as somebody types it who sees at once how it was read
 * @latest: the last day that can be meant
 *
 * Reads what doudi_day_parse() reads, and years of two digits: "750101", "75.1.1", the last such
 * day that is not after @latest.
 *
 * Returns: the day; %DOUDI_DAY_NONE if it is no day
 */
DoudiDay
doudi_day_parse_short (const char *text, DoudiDay latest)
{
  DoudiDay day = doudi_day_parse (text);
  g_autofree char *normal = doudi_text_normalise (text);
  const char *rest = normal;
  int number;

  if (day != DOUDI_DAY_NONE)
    return day;
  number = take_digits (&rest, 6, 6);
  if (number >= 0)
    return *rest == '\0' ? choose_century (number / 10000, number / 100 % 100, number % 100, latest)
                         : DOUDI_DAY_NONE;
  return parse_short_separated (normal, latest);
}

/**
 * doudi_day_from_spreadsheet:
 * @serial: the number in the cell, whole days
 * @epoch_1904: whether the workbook counts from 1904, as old ones from a Macintosh do
 *
 * Turns the day number of a sheet into a day. Counting from 1900, number 1 is 1900-01-01, and
 * number 60 is 29 February 1900, which never was (ECMA-376 part 1, 18.17.4.1).
 *
 * Returns: the day; %DOUDI_DAY_NONE if there is no such day up to the year 9999
 */
DoudiDay
doudi_day_from_spreadsheet (gint64 serial, gboolean epoch_1904)
{
  if (epoch_1904)
    {
      if (serial < 0 || serial > SERIAL_MAX_1904)
        return DOUDI_DAY_NONE;
      return doudi_day_new (1904, 1, 1) + (DoudiDay) serial;
    }
  if (serial < 1 || serial == 60 || serial > SERIAL_MAX_1900)
    return DOUDI_DAY_NONE;
  return doudi_day_new (1899, 12, 30) + (DoudiDay) serial + (serial < 60 ? 1 : 0);
}

/**
 * doudi_day_split:
 * @day: a day
 * @year: (out) (optional): 1 to 9999
 * @month: (out) (optional): 1 to 12
 * @day_of_month: (out) (optional): 1 to 31
 *
 * Takes a day apart. All three are 0 for %DOUDI_DAY_NONE.
 */
void
doudi_day_split (DoudiDay day, int *year, int *month, int *day_of_month)
{
  gboolean valid = g_date_valid_julian (day);
  GDate date;

  g_date_clear (&date, 1);
  if (valid)
    g_date_set_julian (&date, day);
  if (year != NULL)
    *year = valid ? g_date_get_year (&date) : 0;
  if (month != NULL)
    *month = valid ? (int) g_date_get_month (&date) : 0;
  if (day_of_month != NULL)
    *day_of_month = valid ? g_date_get_day (&date) : 0;
}

/**
 * doudi_day_format_iso:
 * @day: a day
 *
 * Writes "2018-06-08".
 *
 * Returns: (not nullable) (transfer full): the text; empty for %DOUDI_DAY_NONE
 */
char *
doudi_day_format_iso (DoudiDay day)
{
  int year, month, day_of_month;

  if (day == DOUDI_DAY_NONE)
    return g_strdup ("");
  doudi_day_split (day, &year, &month, &day_of_month);
  return g_strdup_printf ("%04d-%02d-%02d", year, month, day_of_month);
}

/**
 * doudi_day_format_chinese:
 * @day: a day
 *
 * Writes "2018年6月8日", as official papers do (GB/T 9704-2012, 7.3.5.4).
 *
 * Returns: (not nullable) (transfer full): the text; empty for %DOUDI_DAY_NONE
 */
char *
doudi_day_format_chinese (DoudiDay day)
{
  int year, month, day_of_month;

  if (day == DOUDI_DAY_NONE)
    return g_strdup ("");
  doudi_day_split (day, &year, &month, &day_of_month);
  return g_strdup_printf ("%d年%d月%d日", year, month, day_of_month);
}

/**
 * doudi_day_weekday:
 * @day: a day
 *
 * Tells the day of the week (ISO 8601).
 *
 * Returns: 1 (Monday) to 7 (Sunday); 0 for %DOUDI_DAY_NONE
 */
int
doudi_day_weekday (DoudiDay day)
{
  /* 0001-01-01 was a Monday. */
  return day == DOUDI_DAY_NONE ? 0 : (int) ((day - 1) % 7) + 1;
}

/**
 * doudi_day_add_years:
 * @day: a day
 * @years: how many years later; negative for earlier
 *
 * Finds the same day of another year. 29 February becomes the last day of February where there is
 * none (Civil Code, article 202).
 *
 * Returns: the day; %DOUDI_DAY_NONE for %DOUDI_DAY_NONE and outside the years 1 to 9999
 */
DoudiDay
doudi_day_add_years (DoudiDay day, int years)
{
  int year, month, day_of_month;

  if (day == DOUDI_DAY_NONE || ABS ((gint64) years) > YEAR_MAX)
    return DOUDI_DAY_NONE;
  doudi_day_split (day, &year, &month, &day_of_month);
  year += years;
  if (year < YEAR_MIN || year > YEAR_MAX)
    return DOUDI_DAY_NONE;
  if (month == 2 && day_of_month == 29 && !g_date_is_leap_year ((GDateYear) year))
    day_of_month = 28;
  return doudi_day_new (year, month, day_of_month);
}

/**
 * doudi_day_add_months:
 * @day: a day
 * @months: how many months later; negative for earlier
 *
 * Finds the same day of another month. Where that month is too short it is its last day (Civil
 * Code, article 202): 31 August and six months are 28 or 29 February.
 *
 * Returns: the day; %DOUDI_DAY_NONE for %DOUDI_DAY_NONE and outside the years 1 to 9999
 */
DoudiDay
doudi_day_add_months (DoudiDay day, int months)
{
  int year, month, day_of_month;
  gint64 count;

  if (day == DOUDI_DAY_NONE)
    return DOUDI_DAY_NONE;
  doudi_day_split (day, &year, &month, &day_of_month);
  count = (gint64) year * 12 + month - 1 + months;
  if (count < YEAR_MIN * 12 || count >= (YEAR_MAX + 1) * 12)
    return DOUDI_DAY_NONE;
  year = (int) (count / 12);
  month = (int) (count % 12) + 1;
  return doudi_day_new (year, month,
                        MIN (day_of_month,
                             g_date_get_days_in_month ((GDateMonth) month, (GDateYear) year)));
}

/**
 * doudi_day_age_on:
 * @birth: day of birth
 * @day: the day for which the age is asked
 *
 * Counts full years of age (周岁). A year of age is reached on the birthday; who was born on 29
 * February reaches it on the last day of February (Civil Code, article 202).
 *
 * Returns: the age, 0 or more; -1 if @day is before @birth or one of them is %DOUDI_DAY_NONE
 */
int
doudi_day_age_on (DoudiDay birth, DoudiDay day)
{
  int birth_year, year;

  if (birth == DOUDI_DAY_NONE || day == DOUDI_DAY_NONE || day < birth)
    return -1;
  doudi_day_split (birth, &birth_year, NULL, NULL);
  doudi_day_split (day, &year, NULL, NULL);
  year -= birth_year;
  return day < doudi_day_add_years (birth, year) ? year - 1 : year;
}
