/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "base/doudi-money.h"

#include <string.h>

#include "base/doudi-text.h"

/* Room for the product of two amounts. */
typedef __int128 DoudiWide;

/* The sign and the mark of the currency before an amount, each once, in either order. */
static const char *
skip_sign_and_currency (const char *text, gboolean *negative)
{
  gboolean sign_seen = FALSE;
  gboolean currency_seen = FALSE;

  *negative = FALSE;
  for (;; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);

      /* U+2212 is the minus of typesetters; normalising made one yuan sign of two. */
      if (!sign_seen && (c == '-' || c == '+' || c == 0x2212))
        {
          sign_seen = TRUE;
          *negative = c != '+';
        }
      else if (!currency_seen && c == 0x00A5)
        currency_seen = TRUE;
      else if (c != ' ')
        return text;
    }
}

/* Whether the first length bytes are digits, with commas only between groups of three. */
static gboolean
is_grouped_well (const char *text, gsize length)
{
  const char *comma = memchr (text, ',', length);

  if (comma != NULL && (comma == text || comma - text > 3))
    return FALSE;
  for (gsize i = 0; i < length; i++)
    {
      gboolean comma_here
        = comma != NULL && i >= (gsize) (comma - text) && (i - (gsize) (comma - text)) % 4 == 0;

      if (comma_here ? text[i] != ',' : !g_ascii_isdigit (text[i]))
        return FALSE;
    }
  return comma == NULL || (length - (gsize) (comma - text)) % 4 == 0;
}

/* Appends the digits to the number; FALSE once it is more than an amount can be. */
static gboolean
append_digits (guint64 *number, const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    {
      if (text[i] == ',')
        continue;
      *number = *number * 10 + (guint64) (text[i] - '0');
      if (*number > DOUDI_FEN_MAX)
        return FALSE;
    }
  return TRUE;
}

/* Two decimals; more of them only if they are zeros. */
static gboolean
append_decimals (guint64 *number, const char *decimals)
{
  gsize length = strspn (decimals, "0123456789");
  gsize used = MIN (length, 2);

  if (decimals[length] != '\0' || strspn (decimals + used, "0") != length - used)
    return FALSE;
  return append_digits (number, decimals, used) && append_digits (number, "00", 2 - used);
}

/**
 * doudi_money_parse:
 * @text: (nullable): an amount in yuan as people and sheets write it
 * @fen: (out): the amount; 0 if the text is none
 *
 * Reads "930", "930.5", "1,234.50", "￥300", "-22.00", each with full-width characters and spaces
 * around. Refuses words ("三百", "300元"), fractions of a fen, powers of ten, and anything over
 * %DOUDI_FEN_MAX either way. Nothing is rounded or guessed.
 *
 * Returns: whether the text is an amount
 */
gboolean
doudi_money_parse (const char *text, DoudiFen *fen)
{
  g_autofree char *normal = doudi_text_normalise (text);
  gboolean negative;
  const char *digits = skip_sign_and_currency (normal, &negative);
  gsize length = strcspn (digits, ".");
  const char *decimals = digits[length] == '.' ? digits + length + 1 : "";
  guint64 number = 0;

  *fen = 0;
  /* There are digits, and there are some after a point. */
  if (*digits == '\0' || (digits[length] == '.' && *decimals == '\0'))
    return FALSE;
  if (!is_grouped_well (digits, length) || !append_digits (&number, digits, length)
      || !append_decimals (&number, decimals))
    return FALSE;
  *fen = negative ? -(DoudiFen) number : (DoudiFen) number;
  return TRUE;
}

/* The length of the first term: up to a sign that stands behind a digit. */
static gsize
find_term (const char *text)
{
  gboolean digit = FALSE;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (digit && (c == '-' || c == '+' || c == 0x2212))
        return (gsize) (at - text);
      if (c != ' ')
        digit = c < 0x80 && g_ascii_isdigit ((char) c);
    }
  return strlen (text);
}

/**
 * doudi_money_parse_sum:
 * @text: (nullable): an amount in yuan, or several with + and - between them
 * @fen: (out): what they come to; 0 if the text is no sum
 *
 * Reads what somebody adds up while typing: "300+45.5", "1,200 - 35". Each amount is one that
 * doudi_money_parse() reads.
 *
 * Returns: whether the text is a sum, and no larger than an amount can be
 */
gboolean
doudi_money_parse_sum (const char *text, DoudiFen *fen)
{
  g_autofree char *normal = doudi_text_normalise (text);
  const char *rest = normal;
  DoudiFen sum = 0;

  *fen = 0;
  do
    {
      gsize length = find_term (rest);
      g_autofree char *term = g_strndup (rest, length);
      DoudiFen amount;

      if (!doudi_money_parse (term, &amount))
        return FALSE;
      sum += amount;
      if (sum > DOUDI_FEN_MAX || sum < -DOUDI_FEN_MAX)
        return FALSE;
      rest += length;
    }
  while (*rest != '\0');
  *fen = sum;
  return TRUE;
}

static guint64
absolute (gint64 number)
{
  return number < 0 ? -(guint64) number : (guint64) number;
}

/**
 * doudi_money_format:
 * @fen: an amount
 *
 * Writes an amount in yuan with two decimals: "930.00", "-22.00". doudi_money_parse() reads it.
 *
 * Returns: (not nullable) (transfer full): the text
 */
char *
doudi_money_format (DoudiFen fen)
{
  guint64 size = absolute (fen);

  return g_strdup_printf ("%s%" G_GUINT64_FORMAT ".%02d", fen < 0 ? "-" : "", size / 100,
                          (int) (size % 100));
}

/**
 * doudi_money_format_grouped:
 * @fen: an amount
 *
 * Like doudi_money_format(), with a comma before every three digits: "1,160.00".
 *
 * Returns: (not nullable) (transfer full): the text
 */
char *
doudi_money_format_grouped (DoudiFen fen)
{
  g_autofree char *plain = doudi_money_format (fen);
  GString *grouped = g_string_new (plain);

  /* From the point leftwards; a sign is no digit. */
  for (gssize at = (gssize) grouped->len - 6; at > (fen < 0 ? 1 : 0); at -= 3)
    g_string_insert_c (grouped, at, ',');
  return g_string_free (grouped, FALSE);
}

/**
 * doudi_money_multiply:
 * @fen: an amount
 * @times: how many times, such as persons or months
 * @product: (out): the product; 0 when there is none
 *
 * Multiplies exactly.
 *
 * Returns: %FALSE if the product is over %DOUDI_FEN_MAX either way
 */
gboolean
doudi_money_multiply (DoudiFen fen, gint64 times, DoudiFen *product)
{
  DoudiWide wide = (DoudiWide) fen * times;

  *product = 0;
  if (wide > DOUDI_FEN_MAX || wide < -DOUDI_FEN_MAX)
    return FALSE;
  *product = (DoudiFen) wide;
  return TRUE;
}

/* Divides towards zero and gives the rest, both signed like dividend / divisor. */
static DoudiFen
divide (DoudiWide dividend, DoudiWide divisor, DoudiWide *rest, DoudiWide *whole)
{
  if (divisor < 0)
    {
      dividend = -dividend;
      divisor = -divisor;
    }
  *rest = dividend % divisor;
  *whole = divisor;
  return (DoudiFen) (dividend / divisor);
}

/**
 * doudi_money_divide_half_up:
 * @fen: an amount
 * @divisor: not 0
 *
 * Divides and rounds to the nearest fen, half a fen away from zero, so that a claim back is as
 * large as the payment was.
 *
 * Returns: the quotient in fen
 */
DoudiFen
doudi_money_divide_half_up (DoudiFen fen, gint64 divisor)
{
  return doudi_money_share_half_up (fen, 1, divisor);
}

/**
 * doudi_money_share_half_up:
 * @fen: an amount
 * @numerator: of the share
 * @denominator: of the share, not 0
 *
 * Takes a share of an amount (30 %: 30 and 100): multiplies first, then divides and rounds to the
 * nearest fen, half a fen away from zero. The share is expected to fit the range of amounts.
 *
 * Returns: the share in fen
 */
DoudiFen
doudi_money_share_half_up (DoudiFen fen, gint64 numerator, gint64 denominator)
{
  DoudiWide rest, whole;
  DoudiFen quotient;

  g_return_val_if_fail (denominator != 0, 0);

  quotient = divide ((DoudiWide) fen * numerator, denominator, &rest, &whole);
  if (rest * 2 >= whole)
    return quotient + 1;
  return rest * 2 <= -whole ? quotient - 1 : quotient;
}

/**
 * doudi_money_share_down:
 * @fen: an amount
 * @numerator: of the share
 * @denominator: of the share, not 0
 *
 * Takes a share of an amount and drops what is less than a fen, towards zero.
 *
 * Returns: the share in fen
 */
DoudiFen
doudi_money_share_down (DoudiFen fen, gint64 numerator, gint64 denominator)
{
  DoudiWide rest, whole;

  g_return_val_if_fail (denominator != 0, 0);

  return divide ((DoudiWide) fen * numerator, denominator, &rest, &whole);
}

static DoudiFen
round_up_to (DoudiFen fen, int unit)
{
  DoudiFen rest = fen % unit;

  if (rest == 0)
    return fen;
  return fen - rest + (fen < 0 ? -unit : unit);
}

/**
 * doudi_money_round_up_to_jiao:
 * @fen: an amount
 *
 * Rounds what is not a whole jiao (10 fen) up to the next one, away from zero.
 *
 * Returns: the amount in fen, a multiple of 10
 */
DoudiFen
doudi_money_round_up_to_jiao (DoudiFen fen)
{
  return round_up_to (fen, 10);
}

/**
 * doudi_money_round_up_to_yuan:
 * @fen: an amount
 *
 * Rounds what is not a whole yuan (100 fen) up to the next one, away from zero.
 *
 * Returns: the amount in fen, a multiple of 100
 */
DoudiFen
doudi_money_round_up_to_yuan (DoudiFen fen)
{
  return round_up_to (fen, 100);
}
