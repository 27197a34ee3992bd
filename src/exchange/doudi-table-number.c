/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "exchange/doudi-table-private.h"

#include <math.h>
#include <string.h>

#include "base/doudi-day.h"

/* A double holds so many decimal digits; what a file has beyond them is noise. */
#define EXACT_DIGITS 15

/* Below this no number is an identity number or an account that lost its digits. */
#define EXACT_LIMIT 1e15

/**
 * doudi_number_is_decimal:
 * @text: (not nullable): what a numeric cell holds
 *
 * Tells whether a text is a number as files write it: digits with at most one point and one power
 * of ten. "NaN" and "Infinity" are none.
 *
 * Returns: whether it is
 */
gboolean
doudi_number_is_decimal (const char *text)
{
  const char *at = text + (*text == '-' || *text == '+');
  gsize whole = strspn (at, "0123456789");
  gsize fraction = 0;

  at += whole;
  if (*at == '.')
    {
      fraction = strspn (at + 1, "0123456789");
      at += 1 + fraction;
    }
  if (whole + fraction == 0)
    return FALSE;
  if (*at == 'e' || *at == 'E')
    {
      at += 1;
      at += *at == '-' || *at == '+';
      if (!g_ascii_isdigit (*at))
        return FALSE;
      at += strspn (at, "0123456789");
    }
  return *at == '\0';
}

/* Digits between the first and the last that is no zero. */
static gsize
count_significant (const char *text)
{
  gsize count = 0;
  gsize zeros = 0;

  for (; *text != '\0' && *text != 'e' && *text != 'E'; text++)
    {
      if (!g_ascii_isdigit (*text) || (*text == '0' && count + zeros == 0))
        continue;
      if (*text == '0')
        zeros++;
      else
        {
          count += zeros + 1;
          zeros = 0;
        }
    }
  return count;
}

/* "431.50" to "431.5", "1168.0" to "1168" */
static void
cut_zeros (char *text)
{
  char *end = text + strlen (text);

  if (strchr (text, '.') == NULL)
    return;
  while (end[-1] == '0')
    *--end = '\0';
  if (end[-1] == '.')
    end[-1] = '\0';
}

static char *
format_plain (double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  int whole = value == 0 ? 1 : (int) floor (log10 (fabs (value))) + 1;
  char format[8];
  char *text;

  g_snprintf (format, sizeof format, "%%.%df", CLAMP (EXACT_DIGITS - whole, 0, EXACT_DIGITS));
  text = g_strdup (g_ascii_formatd (buffer, sizeof buffer, format, value));
  cut_zeros (text);
  return text;
}

/**
 * doudi_number_tidy:
 * @text: (not nullable): a number, see doudi_number_is_decimal()
 *
 * Writes a number of a file as a person would have typed it: "431.50000000000006" is 431.5, "5E2"
 * is 500. What has more digits than a double holds, or a power of ten that stands for such, keeps
 * the text of the file: it was an identity number once, and whoever reads it must see that.
 *
 * Returns: (not nullable) (transfer full): the text
 */
char *
doudi_number_tidy (const char *text)
{
  gboolean power = strpbrk (text, "eE") != NULL;
  double value = g_ascii_strtod (text, NULL);
  char *tidy;

  if (fabs (value) >= EXACT_LIMIT || (value != 0 && fabs (value) < 1e-9))
    return g_strdup (text);
  if (power || count_significant (text) > EXACT_DIGITS)
    return format_plain (value);
  tidy = g_strdup (text);
  cut_zeros (tidy);
  return tidy;
}

/**
 * doudi_number_from_double:
 * @value: a number
 *
 * Writes a number that a file holds in binary: exactly where a double holds it exactly, with a
 * power of ten from 10¹⁵ on, where it may have lost digits.
 *
 * Returns: (not nullable) (transfer full): the text; empty for what is no number
 */
char *
doudi_number_from_double (double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (!isfinite (value))
    return g_strdup ("");
  if (fabs (value) >= EXACT_LIMIT || (value != 0 && fabs (value) < 1e-9))
    return g_strdup (g_ascii_formatd (buffer, sizeof buffer, "%.16g", value));
  return format_plain (value);
}

/**
 * doudi_number_to_day:
 * @text: (not nullable): a number, see doudi_number_is_decimal()
 * @epoch_1904: whether the workbook counts days from 1904
 * @shows_day: whether the cell's format shows a day, not only year and month
 *
 * Reads a number that the cell shows as a date.
 *
 * Returns: (nullable) (transfer full): "2018-06-08", or "2018-06"; %NULL if there is no such day
 */
char *
doudi_number_to_day (const char *text, gboolean epoch_1904, gboolean shows_day)
{
  double serial = floor (g_ascii_strtod (text, NULL));
  DoudiDay day = DOUDI_DAY_NONE;
  char *iso;

  if (serial >= 0 && serial < 1e7)
    day = doudi_day_from_spreadsheet ((gint64) serial, epoch_1904);
  if (day == DOUDI_DAY_NONE)
    return NULL;
  iso = doudi_day_format_iso (day);
  if (!shows_day)
    iso[strlen ("2018-06")] = '\0';
  return iso;
}
