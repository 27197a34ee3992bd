/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <glib.h>
#include "base/doudi-money.h"

G_BEGIN_DECLS

/**
 * DoudiWide:
 *
 * Room for products of amounts, shares and persons before they are divided, once.
 */
typedef __int128 DoudiWide;

/**
 * DoudiRounding:
 * @DOUDI_ROUNDING_FEN: half-up to the fen
 * @DOUDI_ROUNDING_JIAO: half-up to the jiao (10 fen)
 * @DOUDI_ROUNDING_JIAO_UP: any part of a jiao counts as a whole one
 * @DOUDI_ROUNDING_JIAO_DOWN: parts of a jiao are dropped
 * @DOUDI_ROUNDING_YUAN: half-up to the yuan (100 fen)
 * @DOUDI_ROUNDING_YUAN_UP: any part of a yuan counts as a whole one
 * @DOUDI_ROUNDING_YUAN_DOWN: parts of a yuan are dropped
 */
typedef enum
{
  DOUDI_ROUNDING_FEN,
  DOUDI_ROUNDING_JIAO,
  DOUDI_ROUNDING_JIAO_UP,
  DOUDI_ROUNDING_JIAO_DOWN,
  DOUDI_ROUNDING_YUAN,
  DOUDI_ROUNDING_YUAN_UP,
  DOUDI_ROUNDING_YUAN_DOWN,
  DOUDI_N_ROUNDINGS,
} DoudiRounding;

gboolean doudi_divide (DoudiWide numerator, gint64 denominator, DoudiRounding rounding, DoudiFen *fen);
gint64 doudi_divide_up (gint64 numerator, gint64 denominator);

G_END_DECLS
