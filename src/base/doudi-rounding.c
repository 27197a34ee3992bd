/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "base/doudi-rounding.h"

typedef enum
{
  DOWN,
  HALF_UP,
  UP,
} Direction;

static const struct
{
  int unit;
  Direction direction;
} roundings[DOUDI_N_ROUNDINGS] = {
  { 1, HALF_UP },   { 10, HALF_UP }, { 10, UP },    { 10, DOWN },
  { 100, HALF_UP }, { 100, UP },     { 100, DOWN },
};

/**
 * doudi_divide:
 * @numerator: fen, times @denominator
 * @denominator: above 0
 * @rounding: how
 * @fen: (out): the amount
 *
 * Divides and rounds, both once: 7 persons at 480.00 less 1000.35 yuan are 2359.65, up to the yuan
 * 2360.00. Amounts below 0 are rounded as their opposites are.
 *
 * Returns: %FALSE if the amount is beyond %DOUDI_FEN_MAX either way
 */
gboolean
doudi_divide (DoudiWide numerator, gint64 denominator, DoudiRounding rounding, DoudiFen *fen)
{
  DoudiWide step, size, quotient, rest;

  g_return_val_if_fail (denominator > 0 && (guint) rounding < DOUDI_N_ROUNDINGS, FALSE);
  step = (DoudiWide) denominator * roundings[rounding].unit;
  size = numerator < 0 ? -numerator : numerator;
  quotient = size / step;
  rest = size % step;
  if ((roundings[rounding].direction == UP && rest > 0)
      || (roundings[rounding].direction == HALF_UP && 2 * rest >= step))
    quotient++;
  quotient *= roundings[rounding].unit;
  if (quotient > DOUDI_FEN_MAX)
    return FALSE;
  *fen = numerator < 0 ? -(DoudiFen) quotient : (DoudiFen) quotient;
  return TRUE;
}

/**
 * doudi_divide_up:
 * @numerator: a count, 0 or more
 * @denominator: above 0
 *
 * Returns: how many groups of at most @denominator it takes
 */
gint64
doudi_divide_up (gint64 numerator, gint64 denominator)
{
  g_return_val_if_fail (numerator >= 0 && denominator > 0, 0);
  return numerator / denominator + (numerator % denominator > 0);
}
