/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "base/doudi-capitals.h"

static const char *const capital_digits[]
  = { "零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖" };
static const char *const places[] = { "仟", "佰", "拾", "" };
/* Each stands for four digits more than the one before it. */
static const char *const groups[] = { "亿", "万", "" };
static const gint64 group_values[] = { 100000000, 10000, 1 };

/* One group of four digits. Zeros inside are read once; zeros in front only if something stands
 * before them. */
static void
append_group (GString *words, int group)
{
  gboolean zero = FALSE;
  int value = 1000;

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++, value /= 10)
    {
      int digit = group / value % 10;

      if (digit == 0)
        {
          zero = TRUE;
          continue;
        }
      if (zero && words->len > 0)
        g_string_append (words, capital_digits[0]);
      zero = FALSE;
      g_string_append (words, capital_digits[digit]);
      g_string_append (words, places[i]);
    }
}

static char *
yuan_in_capitals (gint64 yuan)
{
  GString *words = g_string_new (NULL);
  gboolean group_missing = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (groups); i++)
    {
      int group = (int) (yuan / group_values[i] % 10000);

      if (group == 0)
        {
          group_missing = words->len > 0;
          continue;
        }
      /* A zero for a group left out; the group itself says the one it begins with. */
      if (group_missing && group >= 1000)
        g_string_append (words, capital_digits[0]);
      group_missing = FALSE;
      append_group (words, group);
      g_string_append (words, groups[i]);
    }
  return g_string_free (words, FALSE);
}

/**
 * doudi_capitals_from_fen:
 * @fen: an amount, up to %DOUDI_FEN_MAX either way
 *
 * Writes an amount in capital characters as bills and receipts want it (Payment and Settlement
 * Measures, annex 1): whole yuan end in 整, amounts that end in jiao or fen do not; zeros inside
 * are read once; no jiao before some fen reads 零. A negative amount begins with 负, nothing is
 * 零元整.
 *
 * Returns: (not nullable) (transfer full): the words
 */
char *
doudi_capitals_from_fen (DoudiFen fen)
{
  gint64 size = CLAMP (fen, -DOUDI_FEN_MAX, DOUDI_FEN_MAX);
  g_autofree char *yuan = NULL;
  GString *words = g_string_new (fen < 0 ? "负" : NULL);
  int jiao, last;

  g_warn_if_fail (size == fen);

  size = ABS (size);
  jiao = (int) (size / 10 % 10);
  last = (int) (size % 10);
  yuan = yuan_in_capitals (size / 100);
  if (size == 0)
    g_string_append (words, "零元");
  else if (size >= 100)
    g_string_append_printf (words, "%s元", yuan);
  if (jiao != 0)
    g_string_append_printf (words, "%s角", capital_digits[jiao]);
  else if (last != 0 && size >= 100)
    g_string_append (words, capital_digits[0]);
  if (last != 0)
    g_string_append_printf (words, "%s分", capital_digits[last]);
  if (jiao == 0 && last == 0)
    g_string_append (words, "整");
  return g_string_free (words, FALSE);
}
