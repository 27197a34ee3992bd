/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include <glib.h>
#include <math.h>

#include "exchange/doudi-table-private.h"

static void
test_decimal (void)
{
  static const char *const numbers[]
    = { "0", "1168", "-5", "+5", "84.00", ".5", "5.", "1e3", "6.23E+17", "1e-2" };
  static const char *const others[] = { "",   "-",   ".",     "NaN", "Infinity", "0x10", "1,000",
                                        "1e", "1e+", "1.2.3", " 1",  "1 ",       "三百" };

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    g_assert_true (doudi_number_is_decimal (numbers[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_false (doudi_number_is_decimal (others[i]));
}

static void
test_tidy (void)
{
  static const char *const cases[][2] = {
    { "1168", "1168" },
    { "84.0", "84" },
    { "84.50", "84.5" },
    { "431.50000000000006", "431.5" },
    { "0.10000000000000001", "0.1" },
    { "-22.000000000000004", "-22" },
    { "5E2", "500" },
    { "1.5e1", "15" },
    { "1E-2", "0.01" },
    { "0", "0" },
    { "0.0", "0" },
    { "13912236761", "13912236761" },
    { "623027490513993", "623027490513993" },
    /* Not to be touched: digits were lost, and it must be seen. */
    { "6.230272002112989e+17", "6.230272002112989e+17" },
    { "6.23027194603079E+17", "6.23027194603079E+17" },
    { "623027200211298900", "623027200211298900" },
    { "27852228772659214", "27852228772659214" },
    { "1e18", "1e18" },
    { "1e999", "1e999" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *tidy = doudi_number_tidy (cases[i][0]);

      g_assert_cmpstr (tidy, ==, cases[i][1]);
    }
}

static void
test_double (void)
{
  static const struct
  {
    double value;
    const char *text;
  } cases[] = {
    { 0, "0" },
    { 1, "1" },
    { -3, "-3" },
    { 431.5, "431.5" },
    { 431.50000000000006, "431.5" },
    { 0.1, "0.1" },
    { 13912236761.0, "13912236761" },
    { 623027490513993.0, "623027490513993" },
    { 6.230272002112989e+17, "6.230272002112989e+17" },
    { 1e15, "1000000000000000" },
    { 2.5e15, "2500000000000000" },
    { 1e16, "1e+16" },
    { NAN, "" },
    { INFINITY, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = doudi_number_from_double (cases[i].value);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_day (void)
{
  static const struct
  {
    const char *number;
    gboolean epoch_1904;
    gboolean shows_day;
    const char *text;
  } cases[] = {
    { "43259", FALSE, TRUE, "2018-06-08" },
    { "43259.75", FALSE, TRUE, "2018-06-08" },
    { "43259", FALSE, FALSE, "2018-06" },
    { "41797", TRUE, TRUE, "2018-06-08" },
    { "1", FALSE, TRUE, "1900-01-01" },
    { "60", FALSE, TRUE, NULL },
    { "-1", FALSE, TRUE, NULL },
    { "0.5", FALSE, TRUE, NULL },
    { "1e30", FALSE, TRUE, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text
        = doudi_number_to_day (cases[i].number, cases[i].epoch_1904, cases[i].shows_day);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/number/decimal", test_decimal);
  g_test_add_func ("/exchange/number/tidy", test_tidy);
  g_test_add_func ("/exchange/number/double", test_double);
  g_test_add_func ("/exchange/number/day", test_day);
  return g_test_run ();
}
