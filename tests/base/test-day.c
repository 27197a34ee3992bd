/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "base/doudi-day.h"

typedef struct
{
  const char *text;
  int year;
  int month;
  int day;
} Written;

static const Written written[] = {
  { "2018-06-08", 2018, 6, 8 },
  { "2018-6-8", 2018, 6, 8 },
  { "2018.6.8", 2018, 6, 8 },
  { "2018.06.08", 2018, 6, 8 },
  { "2024.1.5", 2024, 1, 5 },
  { "2018/3/20", 2018, 3, 20 },
  { "20180405", 2018, 4, 5 },
  { "2018年6月8日", 2018, 6, 8 },
  { "2018 年 6 月 8 日", 2018, 6, 8 },
  { "2018年06月08号", 2018, 6, 8 },
  { "２０１８年６月８日", 2018, 6, 8 },
  { "２０１８－６－８", 2018, 6, 8 },
  { " 2018-06-08\t", 2018, 6, 8 },
  { "2018-06-08 00:00:00", 2018, 6, 8 },
  { "2018-06-08T00:00:00.000", 2018, 6, 8 },
  { "2018/6/8 0:00", 2018, 6, 8 },
  { "20180608 00:00:00", 2018, 6, 8 },
  { "2024-02-29", 2024, 2, 29 },
  { "2000-02-29", 2000, 2, 29 },
  { "9999-12-31", 9999, 12, 31 },
};

static const char *const refused[] = {
  "",
  "6/8/18",
  "24/1/5",
  "2024-02-30",
  "2023-02-29",
  "1900-02-29",
  "2018-13-01",
  "2018-00-10",
  "2018-01-00",
  "2018-06-31",
  "2018.6",
  "2018年6月",
  "2018-6/8",
  "2018.6.8.1",
  "201868",
  "2018060",
  "201806080",
  "45292",
  "0000-01-01",
  "2018-06-08x",
  "2018-06-08 x",
  "2018-06-08 1",
  "6月8日",
  "今天",
  "-2018-06-08",
  "2018--06-08",
  "99999-01-01",
  "２０１８",
  "2018年6月8日9",
  "2018-06-008",
};

static void
test_parse (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (written); i++)
    {
      DoudiDay day = doudi_day_new (written[i].year, written[i].month, written[i].day);

      g_test_message ("%s", written[i].text);
      g_assert_cmpuint (day, !=, DOUDI_DAY_NONE);
      g_assert_cmpuint (doudi_day_parse (written[i].text), ==, day);
    }
}

static void
test_refuse (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_test_message ("%s", refused[i]);
      g_assert_cmpuint (doudi_day_parse (refused[i]), ==, DOUDI_DAY_NONE);
    }
  g_assert_cmpuint (doudi_day_parse (NULL), ==, DOUDI_DAY_NONE);
}

static void
test_iso (void)
{
  static const char *const wrong[]
    = { "",           "2018-6-8",  "2018/06/08", "20180608", " 2018-06-08", "2018-06-08 ",
        "2018-06-3x", "2018-02-30" };

  g_assert_cmpuint (doudi_day_parse_iso ("2018-06-08"), ==, doudi_day_new (2018, 6, 8));
  g_assert_cmpuint (doudi_day_parse_iso (NULL), ==, DOUDI_DAY_NONE);
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_cmpuint (doudi_day_parse_iso (wrong[i]), ==, DOUDI_DAY_NONE);
}

static void
test_new (void)
{
  g_assert_cmpuint (doudi_day_new (1, 1, 1), ==, 1);
  g_assert_cmpuint (doudi_day_new (0, 1, 1), ==, DOUDI_DAY_NONE);
  g_assert_cmpuint (doudi_day_new (10000, 1, 1), ==, DOUDI_DAY_NONE);
  g_assert_cmpuint (doudi_day_new (67554, 1, 1), ==, DOUDI_DAY_NONE);
  g_assert_cmpuint (doudi_day_new (2018, -1, 1), ==, DOUDI_DAY_NONE);
  g_assert_cmpuint (doudi_day_new (2018, 1, 257), ==, DOUDI_DAY_NONE);
  g_assert_cmpuint (doudi_day_new (2018, 257, 1), ==, DOUDI_DAY_NONE);
}

static void
test_spreadsheet (void)
{
  g_assert_cmpuint (doudi_day_from_spreadsheet (45292, FALSE), ==, doudi_day_new (2024, 1, 1));
  g_assert_cmpuint (doudi_day_from_spreadsheet (45292 - 1462, TRUE), ==,
                    doudi_day_new (2024, 1, 1));
  g_assert_cmpuint (doudi_day_from_spreadsheet (1, FALSE), ==, doudi_day_new (1900, 1, 1));
  g_assert_cmpuint (doudi_day_from_spreadsheet (59, FALSE), ==, doudi_day_new (1900, 2, 28));
  g_assert_cmpuint (doudi_day_from_spreadsheet (60, FALSE), ==, DOUDI_DAY_NONE);
  g_assert_cmpuint (doudi_day_from_spreadsheet (61, FALSE), ==, doudi_day_new (1900, 3, 1));
  g_assert_cmpuint (doudi_day_from_spreadsheet (0, FALSE), ==, DOUDI_DAY_NONE);
  g_assert_cmpuint (doudi_day_from_spreadsheet (-1, FALSE), ==, DOUDI_DAY_NONE);
  g_assert_cmpuint (doudi_day_from_spreadsheet (2958465, FALSE), ==, doudi_day_new (9999, 12, 31));
  g_assert_cmpuint (doudi_day_from_spreadsheet (2958466, FALSE), ==, DOUDI_DAY_NONE);
  g_assert_cmpuint (doudi_day_from_spreadsheet (0, TRUE), ==, doudi_day_new (1904, 1, 1));
  g_assert_cmpuint (doudi_day_from_spreadsheet (-1, TRUE), ==, DOUDI_DAY_NONE);
  g_assert_cmpuint (doudi_day_from_spreadsheet (2957003, TRUE), ==, doudi_day_new (9999, 12, 31));
  g_assert_cmpuint (doudi_day_from_spreadsheet (2957004, TRUE), ==, DOUDI_DAY_NONE);
  g_assert_cmpuint (doudi_day_from_spreadsheet (G_MAXINT64, FALSE), ==, DOUDI_DAY_NONE);
  g_assert_cmpuint (doudi_day_from_spreadsheet (G_MININT64, TRUE), ==, DOUDI_DAY_NONE);
}

static void
test_format (void)
{
  g_autofree char *iso = doudi_day_format_iso (doudi_day_new (2018, 6, 8));
  g_autofree char *early = doudi_day_format_iso (doudi_day_new (33, 4, 3));
  g_autofree char *chinese = doudi_day_format_chinese (doudi_day_new (2018, 6, 8));
  g_autofree char *none = doudi_day_format_iso (DOUDI_DAY_NONE);
  g_autofree char *none_chinese = doudi_day_format_chinese (DOUDI_DAY_NONE);

  g_assert_cmpstr (iso, ==, "2018-06-08");
  g_assert_cmpstr (early, ==, "0033-04-03");
  g_assert_cmpstr (chinese, ==, "2018年6月8日");
  g_assert_cmpstr (none, ==, "");
  g_assert_cmpstr (none_chinese, ==, "");
}

/* Every day of some centuries and random ones further off: taken apart, put together, written,
 * read. */
static void
test_round_trip (void)
{
  DoudiDay first = doudi_day_new (1850, 1, 1);
  DoudiDay last = doudi_day_new (2150, 12, 31);

  for (DoudiDay day = first; day <= last; day += (DoudiDay) g_test_rand_int_range (1, 4))
    {
      g_autofree char *iso = doudi_day_format_iso (day);
      g_autofree char *chinese = doudi_day_format_chinese (day);
      int year, month, day_of_month;

      doudi_day_split (day, &year, &month, &day_of_month);
      g_assert_cmpuint (doudi_day_new (year, month, day_of_month), ==, day);
      g_assert_cmpuint (doudi_day_parse_iso (iso), ==, day);
      g_assert_cmpuint (doudi_day_parse (iso), ==, day);
      g_assert_cmpuint (doudi_day_parse (chinese), ==, day);
    }
}

static void
test_split (void)
{
  int year = -1, month = -1, day = -1;

  doudi_day_split (DOUDI_DAY_NONE, &year, &month, &day);
  g_assert_cmpint (year + month + day, ==, 0);
  doudi_day_split (doudi_day_new (2018, 6, 8), NULL, &month, NULL);
  g_assert_cmpint (month, ==, 6);
}

static void
test_weekday (void)
{
  g_assert_cmpint (doudi_day_weekday (doudi_day_new (2026, 3, 2)), ==, 1);
  g_assert_cmpint (doudi_day_weekday (doudi_day_new (2026, 3, 1)), ==, 7);
  g_assert_cmpint (doudi_day_weekday (doudi_day_new (1949, 10, 1)), ==, 6);
  g_assert_cmpint (doudi_day_weekday (DOUDI_DAY_NONE), ==, 0);
}

static void
test_add_years (void)
{
  DoudiDay leap = doudi_day_new (2004, 2, 29);

  g_assert_cmpuint (doudi_day_add_years (leap, 18), ==, doudi_day_new (2022, 2, 28));
  g_assert_cmpuint (doudi_day_add_years (leap, 20), ==, doudi_day_new (2024, 2, 29));
  g_assert_cmpuint (doudi_day_add_years (leap, -1), ==, doudi_day_new (2003, 2, 28));
  g_assert_cmpuint (doudi_day_add_years (doudi_day_new (2018, 6, 8), 1), ==,
                    doudi_day_new (2019, 6, 8));
  g_assert_cmpuint (doudi_day_add_years (doudi_day_new (2018, 6, 8), 7982), ==, DOUDI_DAY_NONE);
  g_assert_cmpuint (doudi_day_add_years (doudi_day_new (2018, 6, 8), -2018), ==, DOUDI_DAY_NONE);
  g_assert_cmpuint (doudi_day_add_years (doudi_day_new (2018, 6, 8), G_MININT), ==, DOUDI_DAY_NONE);
  g_assert_cmpuint (doudi_day_add_years (DOUDI_DAY_NONE, 1), ==, DOUDI_DAY_NONE);
}

static void
test_add_months (void)
{
  DoudiDay end = doudi_day_new (2026, 8, 31);

  g_assert_cmpuint (doudi_day_add_months (end, 6), ==, doudi_day_new (2027, 2, 28));
  g_assert_cmpuint (doudi_day_add_months (end, 18), ==, doudi_day_new (2028, 2, 29));
  g_assert_cmpuint (doudi_day_add_months (end, 1), ==, doudi_day_new (2026, 9, 30));
  g_assert_cmpuint (doudi_day_add_months (end, -2), ==, doudi_day_new (2026, 6, 30));
  g_assert_cmpuint (doudi_day_add_months (doudi_day_new (2026, 3, 18), 12), ==,
                    doudi_day_new (2027, 3, 18));
  g_assert_cmpuint (doudi_day_add_months (end, 0), ==, end);
  g_assert_cmpuint (doudi_day_add_months (doudi_day_new (1, 1, 31), -1), ==, DOUDI_DAY_NONE);
  g_assert_cmpuint (doudi_day_add_months (doudi_day_new (9999, 12, 1), 1), ==, DOUDI_DAY_NONE);
  g_assert_cmpuint (doudi_day_add_months (end, G_MININT), ==, DOUDI_DAY_NONE);
  g_assert_cmpuint (doudi_day_add_months (DOUDI_DAY_NONE, 1), ==, DOUDI_DAY_NONE);
}

static int
age_on (const char *birth, const char *day)
{
  return doudi_day_age_on (doudi_day_parse_iso (birth), doudi_day_parse_iso (day));
}

static void
test_age (void)
{
  g_assert_cmpint (age_on ("2008-05-20", "2026-05-19"), ==, 17);
  g_assert_cmpint (age_on ("2008-05-20", "2026-05-20"), ==, 18);
  g_assert_cmpint (age_on ("2008-05-20", "2008-05-20"), ==, 0);
  g_assert_cmpint (age_on ("2008-05-20", "2008-05-19"), ==, -1);
  g_assert_cmpint (age_on ("2004-02-29", "2022-02-27"), ==, 17);
  g_assert_cmpint (age_on ("2004-02-29", "2022-02-28"), ==, 18);
  g_assert_cmpint (age_on ("2004-02-29", "2024-02-28"), ==, 19);
  g_assert_cmpint (age_on ("2004-02-29", "2024-02-29"), ==, 20);
  g_assert_cmpint (age_on ("1999-12-31", "2000-01-01"), ==, 0);
  g_assert_cmpint (doudi_day_age_on (DOUDI_DAY_NONE, 1000), ==, -1);
  g_assert_cmpint (doudi_day_age_on (1000, DOUDI_DAY_NONE), ==, -1);
}

static void
test_today (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *expected = g_date_time_format (now, "%Y-%m-%d");
  g_autofree char *today = doudi_day_format_iso (doudi_day_today ());
  g_autoptr (GDateTime) later = g_date_time_new_now_local ();

  /* Unless midnight just passed. */
  if (g_date_time_get_day_of_month (now) == g_date_time_get_day_of_month (later))
    g_assert_cmpstr (today, ==, expected);
}

/* Years of two digits: the last that can be meant. */
static void
test_parse_short (void)
{
  const DoudiDay latest = doudi_day_new (2026, 11, 28);
  const struct
  {
    const char *text;
    DoudiDay day;
  } days[] = {
    { "750101", doudi_day_new (1975, 1, 1) },       { "75.1.1", doudi_day_new (1975, 1, 1) },
    { "75-01-01", doudi_day_new (1975, 1, 1) },     { "75/1/1", doudi_day_new (1975, 1, 1) },
    { "180608", doudi_day_new (2018, 6, 8) },       { "261128", doudi_day_new (2026, 11, 28) },
    { "261129", doudi_day_new (1926, 11, 29) },     { "000229", doudi_day_new (2000, 2, 29) },
    { "1975-1-1", doudi_day_new (1975, 1, 1) },     { "19750101", doudi_day_new (1975, 1, 1) },
    { "７５０１０１", doudi_day_new (1975, 1, 1) },
  };
  static const char *const none[] = { "",     "7501",   "75011", "751301",     "750230",
                                      "75.1", "75.1-1", "5.1.1", "75年1月1日", "7501011" };

  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    g_assert_cmpuint (doudi_day_parse_short (days[i].text, latest), ==, days[i].day);
  for (gsize i = 0; i < G_N_ELEMENTS (none); i++)
    g_assert_cmpuint (doudi_day_parse_short (none[i], latest), ==, DOUDI_DAY_NONE);
  g_assert_cmpuint (doudi_day_parse_short (NULL, latest), ==, DOUDI_DAY_NONE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/day/parse", test_parse);
  g_test_add_func ("/base/day/parse-short", test_parse_short);
  g_test_add_func ("/base/day/refuse", test_refuse);
  g_test_add_func ("/base/day/iso", test_iso);
  g_test_add_func ("/base/day/new", test_new);
  g_test_add_func ("/base/day/spreadsheet", test_spreadsheet);
  g_test_add_func ("/base/day/format", test_format);
  g_test_add_func ("/base/day/round-trip", test_round_trip);
  g_test_add_func ("/base/day/split", test_split);
  g_test_add_func ("/base/day/weekday", test_weekday);
  g_test_add_func ("/base/day/add-years", test_add_years);
  g_test_add_func ("/base/day/add-months", test_add_months);
  g_test_add_func ("/base/day/age", test_age);
  g_test_add_func ("/base/day/today", test_today);
  return g_test_run ();
}
