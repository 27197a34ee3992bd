/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "base/doudi-ratio.h"

typedef struct
{
  const char *text;
  gint64 numerator;
  gint64 denominator;
  const char *format;
} Reading;

static const Reading readings[] = {
  { "0", 0, 1, "0" },
  { "4", 4, 1, "4" },
  { "100", 100, 1, "100" },
  { "0.25", 25, 100, "0.25" },
  { "0.403", 403, 1000, "0.403" },
  { "1.00", 1, 1, "1" },
  { "10.50", 105, 10, "10.5" },
  { "0.0000000000", 0, 1, "0" },
  { "0.000000001", 1, 1000000000, "0.000000001" },
  { "999999999.999999999", 999999999999999999, 1000000000, "999999999.999999999" },
  { "-2.5", -25, 10, "-2.5" },
  { "-0.5", -5, 10, "-0.5" },
  { " 0.4 ", 4, 10, "0.4" },
  { "０．４", 4, 10, "0.4" },
  { "2/3", 2, 3, "2/3" },
  { "3/10", 3, 10, "0.3" },
  { "60%", 60, 100, "0.6" },
  { "１２.５％", 125, 1000, "0.125" },
};

static const char *const no_numbers[] = {
  "",           ".5",           "5.",    "1.2.3", "1e3", "0x1", "abc", "1/0", "1/-2",
  "0.5/2",      "1/2/3",        "%",     "1/2%",  "+1",  "--1", "-",   "1 2", "一",
  "1234567890", "0.0000000001", "1,000", "nan",   "/2",  "2/",
};

static void
test_parse (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (readings); i++)
    {
      DoudiRatio ratio = { -1, -1 };
      g_autofree char *text = NULL;

      g_test_message ("%s", readings[i].text);
      g_assert_true (doudi_ratio_parse (readings[i].text, &ratio));
      g_assert_cmpint (ratio.numerator, ==, readings[i].numerator);
      g_assert_cmpint (ratio.denominator, ==, readings[i].denominator);
      text = doudi_ratio_format (ratio);
      g_assert_cmpstr (text, ==, readings[i].format);
    }
}

static void
test_refused (void)
{
  DoudiRatio ratio = { 7, 8 };

  for (guint i = 0; i < G_N_ELEMENTS (no_numbers); i++)
    {
      g_test_message ("“%s”", no_numbers[i]);
      g_assert_false (doudi_ratio_parse (no_numbers[i], &ratio));
    }
  g_assert_false (doudi_ratio_parse (NULL, &ratio));
  g_assert_false (doudi_ratio_parse_decimal ("2/3", &ratio));
  g_assert_false (doudi_ratio_parse_decimal ("60%", &ratio));
  g_assert_cmpint (ratio.numerator, ==, 7);
  g_assert_cmpint (ratio.denominator, ==, 8);
}

/* Every share of a household of up to 30 stands to every other as the whole numbers do. */
static void
test_compare (void)
{
  for (int a = 0; a <= 30; a++)
    for (int b = 1; b <= 30; b++)
      for (int c = 0; c <= 30; c++)
        {
          int found = doudi_ratio_compare ((DoudiRatio){ a, b }, (DoudiRatio){ c, 30 });

          g_assert_cmpint (found, ==, (a * 30 > c * b) - (a * 30 < c * b));
        }
  g_assert_cmpint (doudi_ratio_compare ((DoudiRatio){ 999999999999999999, 1000000000 },
                                        (DoudiRatio){ 999999999, 1 }),
                   ==, 1);
  g_assert_cmpint (doudi_ratio_compare ((DoudiRatio){ -1, 3 }, (DoudiRatio){ 0, 1 }), ==, -1);
}

static void
test_units (void)
{
  gint64 units = -7;

  g_assert_false (doudi_ratio_to_units ((DoudiRatio){ 25, 100 }, 10, &units));
  g_assert_cmpint (units, ==, -7);
  g_assert_true (doudi_ratio_to_units ((DoudiRatio){ 63, 10 }, 10, &units));
  g_assert_cmpint (units, ==, 63);
  g_assert_true (doudi_ratio_to_units ((DoudiRatio){ -5, 1 }, 10, &units));
  g_assert_cmpint (units, ==, -50);
}

static void
test_share (void)
{
  static const struct
  {
    DoudiRatio ratio;
    gint64 number, share;
  } shares[] = {
    { { 1, 1 }, 240, 240 }, { { 4, 10 }, 850, 340 }, { { 1, 2 }, 5, 3 },    { { 1, 2 }, -5, -3 },
    { { 49, 100 }, 1, 0 },  { { 5, 10 }, 1, 1 },     { { 1, 3 }, 100, 33 }, { { 2, 3 }, 100, 67 },
    { { 15, 10 }, 63, 95 }, { { -1, 2 }, 5, -3 },    { { 0, 1 }, 99, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (shares); i++)
    g_assert_cmpint (doudi_ratio_share_half_up (shares[i].ratio, shares[i].number), ==,
                     shares[i].share);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/ratio/parse", test_parse);
  g_test_add_func ("/base/ratio/refused", test_refused);
  g_test_add_func ("/base/ratio/compare", test_compare);
  g_test_add_func ("/base/ratio/units", test_units);
  g_test_add_func ("/base/ratio/share", test_share);
  return g_test_run ();
}
