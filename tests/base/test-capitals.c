/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "base/doudi-capitals.h"

#include <string.h>

typedef struct
{
  const char *name;
  DoudiFen fen;
  const char *words;
} Words;

static const Words cases[] = {
  { "golden/words-1", 93000, "玖佰叁拾元整" },
  { "golden/words-2", 43150, "肆佰叁拾壹元伍角" },
  { "golden/words-3", 2000000, "贰万元整" },
  { "golden/words-4", 1000001, "壹万元零壹分" },
  { "golden/words-5", 5, "伍分" },
  { "golden/words-6", 100506, "壹仟零伍元零陆分" },
  { "zero", 0, "零元整" },
  { "one-fen", 1, "壹分" },
  { "one-jiao", 10, "壹角" },
  { "jiao-and-fen", 15, "壹角伍分" },
  { "one-yuan", 100, "壹元整" },
  { "ten", 1000, "壹拾元整" },
  { "hundred-and-one", 10100, "壹佰零壹元整" },
  { "hundred-and-ten", 11000, "壹佰壹拾元整" },
  { "thousand-and-ten", 101000, "壹仟零壹拾元整" },
  { "jiao-after-zero-yuan", 100050, "壹仟元伍角" },
  { "zero-inside-ten-thousands", 10050000, "壹拾万零伍佰元整" },
  { "thousands-after-a-ten", 10700000, "壹拾万柒仟元整" },
  { "thousand-and-one-ten-thousands", 1001000000, "壹仟零壹万元整" },
  { "group-left-out", 10000700000, "壹亿零柒仟元整" },
  { "group-left-out-to-the-end", 10000000100, "壹亿零壹元整" },
  { "all-groups", 1234567890123, "壹佰贰拾叁亿肆仟伍佰陆拾柒万捌仟玖佰零壹元贰角叁分" },
  { "largest", DOUDI_FEN_MAX, "壹仟亿元整" },
  { "negative", -2200, "负贰拾贰元整" },
  { "negative-fen", -5, "负伍分" },
};

static void
test_words (gconstpointer data)
{
  const Words *expected = data;
  g_autofree char *words = doudi_capitals_from_fen (expected->fen);

  g_assert_cmpstr (words, ==, expected->words);
}

/* Whatever the amount: no two zeros together, no zero before a unit. */
static void
test_zeros (void)
{
  static const char *const never[] = { "零零", "零元", "零万", "零亿", "零角", "零分", "零整" };

  for (int i = 0; i < 20000; i++)
    {
      gint64 size
        = (gint64) g_test_rand_int_range (1, 1 << 20) * g_test_rand_int_range (1, 1 << 20);
      g_autofree char *words
        = doudi_capitals_from_fen (size * (i % 3 == 0 ? 100 : 1) % DOUDI_FEN_MAX);

      for (gsize j = 0; j < G_N_ELEMENTS (never); j++)
        g_assert_null (strstr (words, never[j]));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/base/capitals/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_words);
    }
  g_test_add_func ("/base/capitals/zeros", test_zeros);
  return g_test_run ();
}
