/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "base/doudi-ratio.h"

#include <string.h>

#include "base/doudi-text.h"

#define DIGITS "0123456789"
#define PERCENT 100

/* Room for the product of a numerator and a denominator. */
typedef __int128 DoudiWide;

static gint64
append_digits (gint64 number, const char *digits, gsize length)
{
  for (gsize i = 0; i < length; i++)
    number = number * 10 + (digits[i] - '0');
  return number;
}

static gint64
power_of_ten (gsize exponent)
{
  gint64 power = 1;

  while (exponent-- > 0)
    power *= 10;
  return power;
}

/* "12.50" is 125 tenths: zeros at the end say nothing. */
static gboolean
parse_decimal (const char *text, gsize length, DoudiRatio *ratio)
{
  const char *digits = text + (*text == '-' ? 1 : 0);
  const char *end = text + length;
  gsize whole = strspn (digits, DIGITS);
  const char *point = digits + whole;
  gsize decimals = *point == '.' ? strspn (point + 1, DIGITS) : 0;
  const char *last = point + (*point == '.' ? decimals + 1 : 0);

  if (whole == 0 || whole > DOUDI_RATIO_DIGITS_MAX || last != end || end[-1] == '.')
    return FALSE;
  while (decimals > 0 && point[decimals] == '0')
    decimals--;
  if (decimals > DOUDI_RATIO_DIGITS_MAX)
    return FALSE;
  ratio->denominator = power_of_ten (decimals);
  ratio->numerator = append_digits (append_digits (0, digits, whole), point + 1, decimals);
  if (*text == '-')
    ratio->numerator = -ratio->numerator;
  return TRUE;
}

/* "2/3", both whole. */
static gboolean
parse_fraction (const char *text, const char *slash, DoudiRatio *ratio)
{
  DoudiRatio numerator, denominator;

  if (!parse_decimal (text, (gsize) (slash - text), &numerator)
      || !parse_decimal (slash + 1, strlen (slash + 1), &denominator) || numerator.denominator != 1
      || denominator.denominator != 1 || denominator.numerator <= 0)
    return FALSE;
  *ratio = (DoudiRatio){ numerator.numerator, denominator.numerator };
  return TRUE;
}

/**
 * doudi_ratio_parse:
 * @text: (nullable): a number as rules write it
 * @ratio: (out): the number, unchanged if the text is none
 *
 * Reads decimals ("0.25"), fractions of whole numbers ("2/3") and percentages ("60%"), with
 * full-width characters and spaces around. At most nine digits before the point and nine after it.
 * Nothing is rounded.
 *
 * Returns: whether the text is such a number
 */
gboolean
doudi_ratio_parse (const char *text, DoudiRatio *ratio)
{
  g_autofree char *normal = doudi_text_normalise (text);
  const char *slash = strchr (normal, '/');
  gsize length = strlen (normal);
  DoudiRatio found;

  if (slash != NULL)
    return parse_fraction (normal, slash, ratio);
  if (!g_str_has_suffix (normal, "%"))
    return parse_decimal (normal, length, ratio);
  if (!parse_decimal (normal, length - 1, &found))
    return FALSE;
  *ratio = (DoudiRatio){ found.numerator, found.denominator * PERCENT };
  return TRUE;
}

/**
 * doudi_ratio_parse_decimal:
 * @text: (nullable): a number as people enter it
 * @ratio: (out): the number, unchanged if the text is none
 *
 * doudi_ratio_parse() for decimals only: "0.403", "-2.5", "4".
 *
 * Returns: whether the text is a decimal
 */
gboolean
doudi_ratio_parse_decimal (const char *text, DoudiRatio *ratio)
{
  g_autofree char *normal = doudi_text_normalise (text);

  return parse_decimal (normal, strlen (normal), ratio);
}

/* How many zeros @number has, a power of ten; -1 if it is none. */
static int
count_zeros (gint64 number)
{
  int zeros = 0;

  for (; number >= 10 && number % 10 == 0; number /= 10)
    zeros++;
  return number == 1 ? zeros : -1;
}

/**
 * doudi_ratio_format:
 * @ratio: a number
 *
 * Writes a number the way doudi_ratio_parse() reads it: a decimal without zeros at its end where
 * the denominator is a power of ten ("0.6"), else a fraction ("2/3").
 *
 * Returns: (not nullable) (transfer full): the text
 */
char *
doudi_ratio_format (DoudiRatio ratio)
{
  int decimals = count_zeros (ratio.denominator);
  gint64 size = ABS (ratio.numerator);
  char *text;

  if (decimals < 0)
    return g_strdup_printf ("%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT, ratio.numerator,
                            ratio.denominator);
  text
    = g_strdup_printf ("%s%" G_GINT64_FORMAT ".%0*" G_GINT64_FORMAT, ratio.numerator < 0 ? "-" : "",
                       size / ratio.denominator, decimals, size % ratio.denominator);
  for (gsize length = strlen (text); text[length - 1] == '0'; length--)
    text[length - 1] = '\0';
  if (g_str_has_suffix (text, "."))
    text[strlen (text) - 1] = '\0';
  return text;
}

/**
 * doudi_ratio_compare:
 * @a: a number
 * @b: another
 *
 * Compares exactly, by multiplying crosswise.
 *
 * Returns: below 0, 0 or above 0 as @a is below, equal to or above @b
 */
int
doudi_ratio_compare (DoudiRatio a, DoudiRatio b)
{
  DoudiWide left = (DoudiWide) a.numerator * b.denominator;
  DoudiWide right = (DoudiWide) b.numerator * a.denominator;

  return (left > right) - (left < right);
}

/**
 * doudi_ratio_to_units:
 * @ratio: a number
 * @units_in_one: how many units make one: 10 for tenths
 * @units: (out): the number in units, unchanged if it is not a whole number of them
 *
 * Returns: whether the number is a whole number of units
 */
gboolean
doudi_ratio_to_units (DoudiRatio ratio, gint64 units_in_one, gint64 *units)
{
  DoudiWide wide = (DoudiWide) ratio.numerator * units_in_one;

  if (wide % ratio.denominator != 0)
    return FALSE;
  *units = (gint64) (wide / ratio.denominator);
  return TRUE;
}

/**
 * doudi_ratio_share_half_up:
 * @ratio: a share or a weight
 * @number: of what, in any unit
 *
 * Multiplies exactly, then rounds once to the nearest whole unit, half a unit away from zero.
 *
 * Returns: the share in the same unit
 */
gint64
doudi_ratio_share_half_up (DoudiRatio ratio, gint64 number)
{
  DoudiWide product = (DoudiWide) ratio.numerator * number;
  DoudiWide half = product < 0 ? -(DoudiWide) ratio.denominator : ratio.denominator;

  return (gint64) ((product * 2 + half) / ((DoudiWide) ratio.denominator * 2));
}
