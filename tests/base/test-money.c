/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "base/doudi-money.h"

#include <string.h>

typedef struct
{
  const char *text;
  DoudiFen fen;
} Amount;

static const Amount amounts[] = {
  { "930", 93000 },
  { "930.5", 93050 },
  { "930.50", 93050 },
  { "0", 0 },
  { "0.01", 1 },
  { "-0.00", 0 },
  { ".5", 50 },
  { "1,234.50", 123450 },
  { "1,160.00", 116000 },
  { "12,345,678", 1234567800 },
  { "￥300", 30000 },
  { "¥300", 30000 },
  { "¥ 300.00", 30000 },
  { "-¥300", -30000 },
  { "¥-300", -30000 },
  { "-22.00", -2200 },
  { "+22", 2200 },
  { "−5", -500 },
  { "－５", -500 },
  { "９３０．５", 93050 },
  { "１，２３４．５０", 123450 },
  { " 84 ", 8400 },
  { "\t431.5\n", 43150 },
  { "\xC2\xA0"
    "84\xE3\x80\x80",
    8400 },
  { "431.5000", 43150 },
  { "007", 700 },
  { "100000000000", DOUDI_FEN_MAX },
  { "-100000000000.00", -DOUDI_FEN_MAX },
};

static const char *const refused[] = {
  "",
  " ",
  "三百",
  "300元",
  "0.005",
  "431.50000000000006",
  "1e18",
  "1E3",
  "NaN",
  "nan",
  "inf",
  "-",
  "+",
  "¥",
  ".",
  "5.",
  "-.",
  "--5",
  "+-5",
  "¥¥5",
  "1 234",
  "1,23",
  "12,34.5",
  "1234,567",
  ",123",
  "1,234,",
  "1,,234",
  "1,2345",
  "0x10",
  "1.2.3",
  "(22.00)",
  "12-",
  "100000000000.01",
  "999999999999999999999999",
  "٣٠٠",
  "1.5,0",
};

static void
test_parse (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (amounts); i++)
    {
      DoudiFen fen = -1;

      g_test_message ("%s", amounts[i].text);
      g_assert_true (doudi_money_parse (amounts[i].text, &fen));
      g_assert_cmpint (fen, ==, amounts[i].fen);
    }
}

static void
test_refuse (void)
{
  DoudiFen fen = -1;

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_test_message ("%s", refused[i]);
      g_assert_false (doudi_money_parse (refused[i], &fen));
      g_assert_cmpint (fen, ==, 0);
    }
  g_assert_false (doudi_money_parse (NULL, &fen));
}

static void
assert_format (DoudiFen fen, const char *plain, const char *grouped)
{
  g_autofree char *text = doudi_money_format (fen);
  g_autofree char *text_grouped = doudi_money_format_grouped (fen);

  g_assert_cmpstr (text, ==, plain);
  g_assert_cmpstr (text_grouped, ==, grouped);
}

static void
test_format (void)
{
  assert_format (0, "0.00", "0.00");
  assert_format (5, "0.05", "0.05");
  assert_format (-5, "-0.05", "-0.05");
  assert_format (-2200, "-22.00", "-22.00");
  assert_format (99999, "999.99", "999.99");
  assert_format (-99999, "-999.99", "-999.99");
  assert_format (116000, "1160.00", "1,160.00");
  assert_format (-116000, "-1160.00", "-1,160.00");
  assert_format (123456789, "1234567.89", "1,234,567.89");
  assert_format (DOUDI_FEN_MAX, "100000000000.00", "100,000,000,000.00");
  assert_format (G_MININT64, "-92233720368547758.08", "-92,233,720,368,547,758.08");
}

static DoudiFen
random_fen (void)
{
  gint64 number = (gint64) g_test_rand_int () * (gint64) g_test_rand_int ();

  /* All sizes, not only large ones. */
  return number % DOUDI_FEN_MAX / (G_GINT64_CONSTANT (1) << g_test_rand_int_range (0, 40));
}

static void
test_round_trip (void)
{
  for (int i = 0; i < 20000; i++)
    {
      DoudiFen fen = random_fen ();
      g_autofree char *plain = doudi_money_format (fen);
      g_autofree char *grouped = doudi_money_format_grouped (fen);
      DoudiFen back;

      g_assert_true (doudi_money_parse (plain, &back));
      g_assert_cmpint (back, ==, fen);
      g_assert_true (doudi_money_parse (grouped, &back));
      g_assert_cmpint (back, ==, fen);
    }
}

static void
test_multiply (void)
{
  DoudiFen product;

  g_assert_true (doudi_money_multiply (8400, 12, &product));
  g_assert_cmpint (product, ==, 100800);
  g_assert_true (doudi_money_multiply (-8400, 3, &product));
  g_assert_cmpint (product, ==, -25200);
  g_assert_true (doudi_money_multiply (DOUDI_FEN_MAX, -1, &product));
  g_assert_cmpint (product, ==, -DOUDI_FEN_MAX);
  g_assert_false (doudi_money_multiply (DOUDI_FEN_MAX, 2, &product));
  g_assert_cmpint (product, ==, 0);
  g_assert_false (doudi_money_multiply (G_MAXINT64, G_MAXINT64, &product));
  g_assert_false (doudi_money_multiply (G_MININT64, -1, &product));
}

static void
test_divide (void)
{
  g_assert_cmpint (doudi_money_divide_half_up (100, 3), ==, 33);
  g_assert_cmpint (doudi_money_divide_half_up (200, 3), ==, 67);
  g_assert_cmpint (doudi_money_divide_half_up (1, 2), ==, 1);
  g_assert_cmpint (doudi_money_divide_half_up (-1, 2), ==, -1);
  g_assert_cmpint (doudi_money_divide_half_up (1, -2), ==, -1);
  g_assert_cmpint (doudi_money_divide_half_up (-1, -2), ==, 1);
  g_assert_cmpint (doudi_money_divide_half_up (-100, 3), ==, -33);
  g_assert_cmpint (doudi_money_divide_half_up (0, 7), ==, 0);
  g_assert_cmpint (doudi_money_share_half_up (43150, 30, 100), ==, 12945);
  g_assert_cmpint (doudi_money_share_half_up (43155, 30, 100), ==, 12947);
  g_assert_cmpint (doudi_money_share_half_up (-43155, 30, 100), ==, -12947);
  g_assert_cmpint (doudi_money_share_half_up (DOUDI_FEN_MAX, 1000000000, 1000000000), ==,
                   DOUDI_FEN_MAX);
  g_assert_cmpint (doudi_money_share_down (43155, 30, 100), ==, 12946);
  g_assert_cmpint (doudi_money_share_down (-43155, 30, 100), ==, -12946);
  g_assert_cmpint (doudi_money_share_down (99, 1, 100), ==, 0);
}

static void
test_round_up (void)
{
  g_assert_cmpint (doudi_money_round_up_to_jiao (0), ==, 0);
  g_assert_cmpint (doudi_money_round_up_to_jiao (101), ==, 110);
  g_assert_cmpint (doudi_money_round_up_to_jiao (110), ==, 110);
  g_assert_cmpint (doudi_money_round_up_to_jiao (-101), ==, -110);
  g_assert_cmpint (doudi_money_round_up_to_yuan (101), ==, 200);
  g_assert_cmpint (doudi_money_round_up_to_yuan (200), ==, 200);
  g_assert_cmpint (doudi_money_round_up_to_yuan (1), ==, 100);
  g_assert_cmpint (doudi_money_round_up_to_yuan (-199), ==, -200);
}

/* A share is never further than half a fen from the true value, and a claim back mirrors it. */
static void
test_share_property (void)
{
  for (int i = 0; i < 20000; i++)
    {
      DoudiFen fen = random_fen () / 1000;
      gint64 numerator = g_test_rand_int_range (0, 1001);
      gint64 denominator = g_test_rand_int_range (1, 1001);
      DoudiFen share = doudi_money_share_half_up (fen, numerator, denominator);
      DoudiFen down = doudi_money_share_down (fen, numerator, denominator);

      g_assert_cmpint (ABS (share * denominator - fen * numerator) * 2, <=, denominator);
      g_assert_cmpint (doudi_money_share_half_up (-fen, numerator, denominator), ==, -share);
      g_assert_cmpint (ABS (down), <=, ABS (share));
      g_assert_cmpint (ABS (share - down), <=, 1);
    }
}

/* What somebody adds up while typing; each amount is one by itself. */
static void
test_sum (void)
{
  static const Amount sums[] = {
    { "300+45.5", 34550 },     { "300 + 45.5", 34550 }, { "1,200-35", 116500 },
    { "１２０＋３０", 15000 }, { "-5+8", 300 },         { "8−5", 300 },
    { "1+2+3-4", 200 },        { "￥300+￥45", 34500 }, { "930.5", 93050 },
    { "5-8", -300 },
  };
  static const char *const wrong[]
    = { "", "300+", "+", "300++45", "300+-45", "300+45元", "3*4", "1+0.005", "100000000000+0.01" };
  DoudiFen fen;

  for (gsize i = 0; i < G_N_ELEMENTS (sums); i++)
    {
      g_assert_true (doudi_money_parse_sum (sums[i].text, &fen));
      g_assert_cmpint (fen, ==, sums[i].fen);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_assert_false (doudi_money_parse_sum (wrong[i], &fen));
      g_assert_cmpint (fen, ==, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/money/parse", test_parse);
  g_test_add_func ("/base/money/refuse", test_refuse);
  g_test_add_func ("/base/money/format", test_format);
  g_test_add_func ("/base/money/round-trip", test_round_trip);
  g_test_add_func ("/base/money/multiply", test_multiply);
  g_test_add_func ("/base/money/divide", test_divide);
  g_test_add_func ("/base/money/round-up", test_round_up);
  g_test_add_func ("/base/money/share-property", test_share_property);
  g_test_add_func ("/base/money/sum", test_sum);
  return g_test_run ();
}
