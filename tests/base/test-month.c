/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "base/doudi-month.h"

typedef struct
{
  const char *text;
  DoudiMonth month;
} Written;

static const Written written[] = {
  { "2018-06", 201806 },
  { "2018-6", 201806 },
  { "2018.6", 201806 },
  { "2018/6", 201806 },
  { "201806", 201806 },
  { "2018年6月", 201806 },
  { "2018年06月份", 201806 },
  { "2018 年 6 月", 201806 },
  { "２０１８年６月", 201806 },
  { "2010.10", 201010 },
  { "2010.1", 201001 },
  { "2013.1", 201301 },
  { "2018.12", 201812 },
  { "2018-06-08", 201806 },
  { "2018年6月8日", 201806 },
  { "2018.6.8", 201806 },
  { "20180608", 201806 },
  { " 2018.6 ", 201806 },
  { "", DOUDI_MONTH_NONE },
  { "2018", DOUDI_MONTH_NONE },
  { "2018.13", DOUDI_MONTH_NONE },
  { "2018.0", DOUDI_MONTH_NONE },
  { "201813", DOUDI_MONTH_NONE },
  { "201800", DOUDI_MONTH_NONE },
  { "2018.6.31", DOUDI_MONTH_NONE },
  { "6/8/18", DOUDI_MONTH_NONE },
  { "18.6", DOUDI_MONTH_NONE },
  { "2018年13月", DOUDI_MONTH_NONE },
  { "2018.123", DOUDI_MONTH_NONE },
  { "二月", DOUDI_MONTH_NONE },
  { "2018年6", DOUDI_MONTH_NONE },
};

static const Written titles[] = {
  { "夏河县2018年1月农村居民最低生活保障金发放花名册", 201801 },
  { "夏河县 2018 年 12 月份特困人员", 201812 },
  { "甘南州２０１８年３月", 201803 },
  { "低保发放表201801.xlsx", 201801 },
  { "low-income-2018-01.xlsx", 201801 },
  { "2018.2发放表", 201802 },
  { "制表日期2018.2.5 夏河县2018年1月", 201801 },
  { "2018年1-3月补发,2018年4月起", 201804 },
  { "2018.1-3月补发", DOUDI_MONTH_NONE },
  { "夏河县2018年度", DOUDI_MONTH_NONE },
  { "2018年13月", DOUDI_MONTH_NONE },
  { "电话13909412018", DOUDI_MONTH_NONE },
  { "账号6222201801", DOUDI_MONTH_NONE },
  { "62302719820112", DOUDI_MONTH_NONE },
  { "编号1201801", DOUDI_MONTH_NONE },
  { "九甲村", DOUDI_MONTH_NONE },
  { "", DOUDI_MONTH_NONE },
};

static void
test_parse (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (written); i++)
    {
      g_test_message ("%s", written[i].text);
      g_assert_cmpint (doudi_month_parse (written[i].text), ==, written[i].month);
    }
  g_assert_cmpint (doudi_month_parse (NULL), ==, DOUDI_MONTH_NONE);
}

static void
test_find (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      g_test_message ("%s", titles[i].text);
      g_assert_cmpint (doudi_month_find (titles[i].text), ==, titles[i].month);
    }
  g_assert_cmpint (doudi_month_find (NULL), ==, DOUDI_MONTH_NONE);
}

static void
test_iso (void)
{
  static const char *const wrong[] = { "",        "201806",     "2018-6",  "2018-13", "2018-00",
                                       "2018/06", "2018-06-01", "x018-06", "2018- 6" };

  g_assert_cmpint (doudi_month_parse_iso ("2018-06"), ==, 201806);
  g_assert_cmpint (doudi_month_parse_iso (NULL), ==, DOUDI_MONTH_NONE);
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_cmpint (doudi_month_parse_iso (wrong[i]), ==, DOUDI_MONTH_NONE);
}

static void
test_add (void)
{
  g_assert_cmpint (doudi_month_add (201811, 1), ==, 201812);
  g_assert_cmpint (doudi_month_add (201812, 1), ==, 201901);
  g_assert_cmpint (doudi_month_add (201801, -1), ==, 201712);
  g_assert_cmpint (doudi_month_add (201801, -13), ==, 201612);
  g_assert_cmpint (doudi_month_add (201801, 0), ==, 201801);
  g_assert_cmpint (doudi_month_add (999912, 1), ==, DOUDI_MONTH_NONE);
  g_assert_cmpint (doudi_month_add (101, -1), ==, DOUDI_MONTH_NONE);
  g_assert_cmpint (doudi_month_add (201801, G_MAXINT), ==, DOUDI_MONTH_NONE);
  g_assert_cmpint (doudi_month_add (201801, G_MININT), ==, DOUDI_MONTH_NONE);
  g_assert_cmpint (doudi_month_add (DOUDI_MONTH_NONE, 1), ==, DOUDI_MONTH_NONE);
  g_assert_cmpint (doudi_month_between (201811, 201902), ==, 3);
  g_assert_cmpint (doudi_month_between (201902, 201811), ==, -3);
}

static void
test_add_between_property (void)
{
  for (int i = 0; i < 20000; i++)
    {
      DoudiMonth from
        = doudi_month_new (g_test_rand_int_range (1900, 2100), g_test_rand_int_range (1, 13));
      int months = g_test_rand_int_range (-1200, 1201);
      DoudiMonth to = doudi_month_add (from, months);

      g_assert_cmpint (doudi_month_of_year (to), >=, 1);
      g_assert_cmpint (doudi_month_of_year (to), <=, 12);
      g_assert_cmpint (doudi_month_between (from, to), ==, months);
      g_assert_cmpint (doudi_month_add (to, -months), ==, from);
      g_assert_true ((from < to) == (months > 0));
      g_assert_cmpuint (doudi_month_last_day (from) + 1, ==,
                        doudi_month_first_day (doudi_month_add (from, 1)));
    }
}

static void
test_days (void)
{
  g_assert_cmpuint (doudi_month_first_day (202402), ==, doudi_day_new (2024, 2, 1));
  g_assert_cmpuint (doudi_month_last_day (202402), ==, doudi_day_new (2024, 2, 29));
  g_assert_cmpuint (doudi_month_last_day (202302), ==, doudi_day_new (2023, 2, 28));
  g_assert_cmpuint (doudi_month_last_day (DOUDI_MONTH_NONE), ==, DOUDI_DAY_NONE);
  g_assert_cmpuint (doudi_month_first_day (DOUDI_MONTH_NONE), ==, DOUDI_DAY_NONE);
  g_assert_cmpint (doudi_month_of_day (doudi_day_new (2018, 6, 8)), ==, 201806);
  g_assert_cmpint (doudi_month_of_day (DOUDI_DAY_NONE), ==, DOUDI_MONTH_NONE);
}

static void
test_format (void)
{
  g_autofree char *iso = doudi_month_format_iso (201806);
  g_autofree char *chinese = doudi_month_format_chinese (201806);
  g_autofree char *none = doudi_month_format_iso (DOUDI_MONTH_NONE);
  g_autofree char *none_chinese = doudi_month_format_chinese (DOUDI_MONTH_NONE);

  g_assert_cmpstr (iso, ==, "2018-06");
  g_assert_cmpstr (chinese, ==, "2018年6月");
  g_assert_cmpstr (none, ==, "");
  g_assert_cmpstr (none_chinese, ==, "");
  g_assert_cmpint (doudi_month_parse_iso (iso), ==, 201806);
  g_assert_cmpint (doudi_month_parse (chinese), ==, 201806);
}

static void
test_new (void)
{
  g_assert_cmpint (doudi_month_new (2018, 6), ==, 201806);
  g_assert_cmpint (doudi_month_new (2018, 0), ==, DOUDI_MONTH_NONE);
  g_assert_cmpint (doudi_month_new (2018, 13), ==, DOUDI_MONTH_NONE);
  g_assert_cmpint (doudi_month_new (0, 1), ==, DOUDI_MONTH_NONE);
  g_assert_cmpint (doudi_month_new (10000, 1), ==, DOUDI_MONTH_NONE);
  g_assert_cmpint (doudi_month_year (201806), ==, 2018);
  g_assert_cmpint (doudi_month_of_year (201806), ==, 6);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/month/parse", test_parse);
  g_test_add_func ("/base/month/find", test_find);
  g_test_add_func ("/base/month/iso", test_iso);
  g_test_add_func ("/base/month/add", test_add);
  g_test_add_func ("/base/month/add-between-property", test_add_between_property);
  g_test_add_func ("/base/month/days", test_days);
  g_test_add_func ("/base/month/format", test_format);
  g_test_add_func ("/base/month/new", test_new);
  return g_test_run ();
}
