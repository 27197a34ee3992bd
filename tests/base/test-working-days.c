/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "base/doudi-working-days.h"

#include <string.h>

#include "base/doudi-error.h"

#define HEADING "date,kind,name\n"

static DoudiDay
day_of (const char *iso)
{
  DoudiDay day = doudi_day_parse_iso (iso);

  g_assert_cmpuint (day, !=, DOUDI_DAY_NONE);
  return day;
}

typedef struct
{
  const char *name;
  const char *from;
  int days;
  const char *due;
} Deadline;

static const Deadline deadlines[] = {
  { "golden/wd-1", "2026-03-02", 30, "2026-04-14" },
  { "golden/wd-2", "2026-03-02", 45, "2026-05-08" },
  { "golden/wd-3", "2026-03-31", 3, "2026-04-03" },
  { "none", "2026-03-01", 0, "2026-03-01" },
  { "over-a-worked-saturday", "2026-02-27", 1, "2026-02-28" },
  { "over-the-spring-festival", "2026-02-14", 1, "2026-02-24" },
  { "from-a-holiday", "2026-10-03", 1, "2026-10-08" },
  { "2017/national-day", "2017-09-30", 1, "2017-10-09" },
  { "2018/spring-festival", "2018-02-14", 1, "2018-02-22" },
  { "2018/dragon-boat", "2018-06-15", 1, "2018-06-19" },
  { "2019/turn-of-the-year", "2018-12-28", 2, "2019-01-02" },
  { "2019/labour-day-changed", "2019-04-30", 1, "2019-05-05" },
  { "2020/spring-festival-prolonged", "2020-01-23", 1, "2020-02-03" },
  { "2021/spring-festival", "2021-02-10", 3, "2021-02-20" },
  { "2022/national-day", "2022-09-30", 2, "2022-10-09" },
  { "2023/turn-of-the-year", "2022-12-30", 1, "2023-01-03" },
  { "2024/eve-is-worked", "2024-02-08", 2, "2024-02-18" },
  { "2025/spring-festival", "2025-01-27", 1, "2025-02-05" },
};

static void
test_deadline (gconstpointer data)
{
  const Deadline *expected = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiWorkingDays) calendar = doudi_working_days_new_bundled (&error);

  g_assert_no_error (error);
  g_assert_cmpuint (doudi_working_days_add (calendar, day_of (expected->from), expected->days), ==,
                    day_of (expected->due));
}

typedef struct
{
  const char *name;
  const char *posted;
  int days;
  DoudiCounting counting;
  const char *first;
  const char *last;
  const char *decide_from;
} Notice;

static const Notice notices[] = {
  { "golden/np-1", "2026-03-10", 7, DOUDI_COUNTING_CALENDAR, "2026-03-11", "2026-03-17",
    "2026-03-18" },
  { "golden/np-2", "2026-03-10", 7, DOUDI_COUNTING_WORKING, "2026-03-11", "2026-03-19",
    "2026-03-20" },
  { "golden/np-3", "2026-03-29", 7, DOUDI_COUNTING_CALENDAR, "2026-03-30", "2026-04-07",
    "2026-04-08" },
  { "ends-on-a-worked-sunday", "2026-09-13", 7, DOUDI_COUNTING_CALENDAR, "2026-09-14", "2026-09-20",
    "2026-09-21" },
};

static void
test_notice (gconstpointer data)
{
  const Notice *expected = data;
  g_autoptr (DoudiWorkingDays) calendar = doudi_working_days_new_bundled (NULL);
  DoudiNoticePeriod period = doudi_working_days_notice_period (calendar, day_of (expected->posted),
                                                               expected->days, expected->counting);

  g_assert_cmpuint (period.first, ==, day_of (expected->first));
  g_assert_cmpuint (period.last, ==, day_of (expected->last));
  g_assert_cmpuint (period.decide_from, ==, day_of (expected->decide_from));
}

static void
test_weekends (void)
{
  g_autoptr (DoudiWorkingDays) calendar = doudi_working_days_new ();
  DoudiNoticePeriod none
    = doudi_working_days_notice_period (calendar, DOUDI_DAY_NONE, 7, DOUDI_COUNTING_CALENDAR);

  g_assert_true (doudi_working_days_is_working (calendar, day_of ("2026-01-01")));
  g_assert_false (doudi_working_days_is_working (calendar, day_of ("2026-01-03")));
  g_assert_false (doudi_working_days_is_working (calendar, day_of ("2026-01-04")));
  g_assert_false (doudi_working_days_is_working (calendar, DOUDI_DAY_NONE));
  g_assert_false (doudi_working_days_has_year (calendar, 2026));
  g_assert_cmpuint (doudi_working_days_add (calendar, DOUDI_DAY_NONE, 3), ==, DOUDI_DAY_NONE);
  g_assert_cmpuint (none.first + none.last + none.decide_from, ==, 0);
}

static void
test_bundled (void)
{
  g_autoptr (DoudiWorkingDays) calendar = doudi_working_days_new_bundled (NULL);

  for (int year = 2017; year <= 2026; year++)
    g_assert_true (doudi_working_days_has_year (calendar, year));
  g_assert_false (doudi_working_days_has_year (calendar, 1949));
  g_assert_false (doudi_working_days_is_working (calendar, day_of ("2026-01-01")));
  g_assert_true (doudi_working_days_is_working (calendar, day_of ("2026-01-04")));
  g_assert_false (doudi_working_days_is_working (calendar, day_of ("2026-01-11")));
}

typedef struct
{
  const char *name;
  const char *csv;
  const char *where;
} Bad;

static const Bad bad[] = {
  { "no-such-day", HEADING "2026-02-30,holiday,x\n", "days.csv:2" },
  { "day-form", HEADING "2026-01-01,holiday,x\n2026/1/2,holiday,x\n", "days.csv:3" },
  { "kind", HEADING "2026-01-01,off,x\n", "days.csv:2" },
  { "empty-kind", HEADING "2026-01-01,,x\n", "days.csv:2" },
  { "twice", HEADING "2026-01-01,holiday,x\n2026-01-02,holiday,x\n2026-01-01,holiday,x\n",
    "days.csv:4" },
  { "one-column", HEADING "2026-01-01\n", "days.csv:2" },
  { "no-heading", "2026-01-01,holiday,x\n", "days.csv:1" },
  { "other-heading", "day,kind\n", "days.csv:1" },
  { "no-days", HEADING, "days.csv:1" },
  { "nothing", "", "days.csv:1" },
  { "unclosed-quote", HEADING "2026-01-01,holiday,\"x\n", "days.csv:2" },
};

static void
test_bad (gconstpointer data)
{
  const Bad *expected = data;
  g_autoptr (DoudiWorkingDays) calendar = doudi_working_days_new ();
  g_autoptr (GError) error = NULL;

  g_assert_false (doudi_working_days_add_table (calendar, expected->csv, -1, "days.csv", &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_BAD_DATA);
  g_assert_cmpstr (doudi_error_get_where (error), ==, expected->where);
  g_assert_true (g_str_has_prefix (error->message, expected->where));
  /* Nothing of it is in the calendar. */
  g_assert_true (doudi_working_days_is_working (calendar, day_of ("2026-01-01")));
  g_assert_false (doudi_working_days_has_year (calendar, 2026));
}

/* The table of a year that begins in December of the one before says nothing about that one. */
static void
test_turn_of_the_year (void)
{
  g_autoptr (DoudiWorkingDays) calendar = doudi_working_days_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (doudi_working_days_add_table (
    calendar, HEADING "2022-12-31,holiday,x\n2023-01-01,holiday,x\n2023-01-02,holiday,x\n", -1,
    NULL, &error));
  g_assert_no_error (error);
  g_assert_false (doudi_working_days_has_year (calendar, 2022));
  g_assert_true (doudi_working_days_has_year (calendar, 2023));
  g_assert_true (
    doudi_working_days_add_table (calendar, HEADING "2022-12-31,holiday,x\n", -1, NULL, &error));
  g_assert_true (doudi_working_days_has_year (calendar, 2022));
  g_assert_false (
    doudi_working_days_add_table (calendar, HEADING "2022-12-31,workday,x\n", -1, NULL, &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_BAD_DATA);
}

/* Between a day and its deadline there are just as many working days. */
static void
test_count_property (void)
{
  g_autoptr (DoudiWorkingDays) calendar = doudi_working_days_new_bundled (NULL);

  for (int i = 0; i < 2000; i++)
    {
      DoudiDay from = day_of ("2026-01-01") + (DoudiDay) g_test_rand_int_range (0, 300);
      int days = g_test_rand_int_range (1, 60);
      DoudiDay due = doudi_working_days_add (calendar, from, days);

      g_assert_cmpint (doudi_working_days_count (calendar, from, due), ==, days);
      g_assert_cmpint (doudi_working_days_count (calendar, due, from), ==, -days);
      g_assert_true (doudi_working_days_is_working (calendar, due));
    }
}

static void
add_case (const char *folder, const char *name, gconstpointer data, GTestDataFunc func)
{
  g_autofree char *path = g_strconcat ("/base/working-days/", folder, name, NULL);

  g_test_add_data_func (path, data, func);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (deadlines); i++)
    add_case ("deadline/", deadlines[i].name, &deadlines[i], test_deadline);
  for (gsize i = 0; i < G_N_ELEMENTS (notices); i++)
    add_case ("notice/", notices[i].name, &notices[i], test_notice);
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    add_case ("bad/", bad[i].name, &bad[i], test_bad);
  g_test_add_func ("/base/working-days/weekends", test_weekends);
  g_test_add_func ("/base/working-days/bundled", test_bundled);
  g_test_add_func ("/base/working-days/turn-of-the-year", test_turn_of_the_year);
  g_test_add_func ("/base/working-days/count-property", test_count_property);
  return g_test_run ();
}
