/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DoudiRatio:
 *
 * An exact number that need not be whole: a share of people, a part of a standard, a weight. Not
 * reduced: three of four persons stay 3 and 4.
 *
 * @denominator: above 0
 */
typedef struct
{
  gint64 numerator;
  gint64 denominator;
} DoudiRatio;

/* More digits than this, before or after the point, have no meaning in an office. */
#define DOUDI_RATIO_DIGITS_MAX 9
/* The largest whole number with so many digits. */
#define DOUDI_RATIO_WHOLE_MAX 999999999

#define DOUDI_RATIO_WHOLE(number) ((DoudiRatio){ (number), 1 })

gboolean doudi_ratio_parse (const char *text, DoudiRatio *ratio);
gboolean doudi_ratio_parse_decimal (const char *text, DoudiRatio *ratio);
char *doudi_ratio_format (DoudiRatio ratio);
int doudi_ratio_compare (DoudiRatio a, DoudiRatio b);
gboolean doudi_ratio_to_units (DoudiRatio ratio, gint64 units_in_one, gint64 *units);
gint64 doudi_ratio_share_half_up (DoudiRatio ratio, gint64 number);

G_END_DECLS
