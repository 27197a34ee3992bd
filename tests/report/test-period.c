/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "report/doudi-period.h"

static const struct
{
  const char *text;
  DoudiPeriodKind kind;
  DoudiMonth first;
  DoudiMonth last;
  const char *chinese;
} good[] = {
  { "2018-06", DOUDI_PERIOD_MONTH, 201806, 201806, "2018年6月" },
  { "2018-12", DOUDI_PERIOD_MONTH, 201812, 201812, "2018年12月" },
  { "2018-Q1", DOUDI_PERIOD_QUARTER, 201801, 201803, "2018年第一季度" },
  { "2018-Q4", DOUDI_PERIOD_QUARTER, 201810, 201812, "2018年第四季度" },
  { "2018", DOUDI_PERIOD_YEAR, 201801, 201812, "2018年" },
};

static const char *const bad[]
  = { "",        "18",       "2018-",   "2018-6",     "2018-13", "2018-00",
      "2018-Q0", "2018-Q5",  "2018-q1", "2018-Q12",   "201806",  "2018年",
      " 2018",   "2018-06-", "0000",    "2018-06-01", "-2018",   "２０１８" };

static void
test_good (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      DoudiPeriod period = { 0 };
      g_autofree char *text = NULL;
      g_autofree char *chinese = NULL;

      g_assert_true (doudi_period_parse (good[i].text, &period));
      g_assert_cmpint (period.kind, ==, good[i].kind);
      g_assert_cmpint (period.first, ==, good[i].first);
      g_assert_cmpint (period.last, ==, good[i].last);
      text = doudi_period_format (&period);
      g_assert_cmpstr (text, ==, good[i].text);
      chinese = doudi_period_format_chinese (&period);
      g_assert_cmpstr (chinese, ==, good[i].chinese);
    }
}

static void
test_bad (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      DoudiPeriod period = { .first = 1 };

      g_assert_false (doudi_period_parse (bad[i], &period));
      g_assert_cmpint (period.first, ==, 1);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/period/good", test_good);
  g_test_add_func ("/report/period/bad", test_bad);
  return g_test_run ();
}
