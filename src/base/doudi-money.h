/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DoudiFen:
 *
 * An amount of money in fen (a hundredth of a yuan). Never a floating-point number.
 */
typedef gint64 DoudiFen;

/* A hundred billion yuan: more than any county pays, and far from overflow in sums of products. */
#define DOUDI_FEN_MAX (G_GINT64_CONSTANT (10000000000000))

gboolean doudi_money_parse (const char *text, DoudiFen *fen);
gboolean doudi_money_parse_sum (const char *text, DoudiFen *fen);
char *doudi_money_format (DoudiFen fen);
char *doudi_money_format_grouped (DoudiFen fen);
gboolean doudi_money_multiply (DoudiFen fen, gint64 times, DoudiFen *product);
DoudiFen doudi_money_divide_half_up (DoudiFen fen, gint64 divisor);
DoudiFen doudi_money_share_half_up (DoudiFen fen, gint64 numerator, gint64 denominator);
DoudiFen doudi_money_share_down (DoudiFen fen, gint64 numerator, gint64 denominator);
DoudiFen doudi_money_round_up_to_jiao (DoudiFen fen);
DoudiFen doudi_money_round_up_to_yuan (DoudiFen fen);

G_END_DECLS
