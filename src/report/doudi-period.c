/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "report/doudi-period.h"

#include <string.h>

#define QUARTER_MONTHS 3
#define YEAR_LENGTH 4

static const char *const quarters_chinese[] = { "第一季度", "第二季度", "第三季度", "第四季度" };

/**
 * doudi_period_of_month:
 * @month: a month
 *
 * Makes the period of one month.
 *
 * Returns: the period
 */
DoudiPeriod
doudi_period_of_month (DoudiMonth month)
{
  return (DoudiPeriod){ DOUDI_PERIOD_MONTH, month, month };
}

static gboolean
set_period (DoudiPeriod *period, DoudiPeriodKind kind, DoudiMonth first, int months)
{
  if (first == DOUDI_MONTH_NONE)
    return FALSE;
  *period = (DoudiPeriod){ kind, first, doudi_month_add (first, months - 1) };
  return TRUE;
}

/* The year at the beginning of @text, 0 if there are not four digits. */
static int
parse_year (const char *text)
{
  int year = 0;

  for (int i = 0; i < YEAR_LENGTH; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return 0;
      year = year * 10 + g_ascii_digit_value (text[i]);
    }
  return year;
}

/**
 * doudi_period_parse:
 * @text: (not nullable): "2018-06", "2018-Q2" or "2018"
 * @period: (out caller-allocates): the period, untouched if it is none
 *
 * Reads a period as the command line writes it.
 *
 * Returns: whether it is one
 */
gboolean
doudi_period_parse (const char *text, DoudiPeriod *period)
{
  int year = parse_year (text);
  const char *rest = text + YEAR_LENGTH;

  if (year == 0)
    return FALSE;
  if (*rest == '\0')
    return set_period (period, DOUDI_PERIOD_YEAR, doudi_month_new (year, 1), 12);
  if (g_str_has_prefix (rest, "-Q") && strlen (rest) == 3 && rest[2] >= '1' && rest[2] <= '4')
    return set_period (period, DOUDI_PERIOD_QUARTER,
                       doudi_month_new (year, (rest[2] - '1') * QUARTER_MONTHS + 1),
                       QUARTER_MONTHS);
  return set_period (period, DOUDI_PERIOD_MONTH, doudi_month_parse_iso (text), 1);
}

static int
quarter_of (const DoudiPeriod *period)
{
  return (doudi_month_of_year (period->first) - 1) / QUARTER_MONTHS;
}

/**
 * doudi_period_format:
 * @period: a period
 *
 * Writes a period as the command line does.
 *
 * Returns: (not nullable) (transfer full): what doudi_period_parse() reads
 */
char *
doudi_period_format (const DoudiPeriod *period)
{
  switch (period->kind)
    {
    case DOUDI_PERIOD_QUARTER:
      return g_strdup_printf ("%04d-Q%d", doudi_month_year (period->first),
                              quarter_of (period) + 1);
    case DOUDI_PERIOD_YEAR:
      return g_strdup_printf ("%04d", doudi_month_year (period->first));
    case DOUDI_PERIOD_MONTH:
    default:
      return doudi_month_format_iso (period->first);
    }
}

/**
 * doudi_period_format_chinese:
 * @period: a period
 *
 * Writes a period as it stands in the title of a report.
 *
 * Returns: (not nullable) (transfer full): such as "2018年第二季度"
 */
char *
doudi_period_format_chinese (const DoudiPeriod *period)
{
  switch (period->kind)
    {
    case DOUDI_PERIOD_QUARTER:
      return g_strdup_printf ("%d年%s", doudi_month_year (period->first),
                              quarters_chinese[quarter_of (period)]);
    case DOUDI_PERIOD_YEAR:
      return g_strdup_printf ("%d年", doudi_month_year (period->first));
    case DOUDI_PERIOD_MONTH:
    default:
      return doudi_month_format_chinese (period->first);
    }
}
