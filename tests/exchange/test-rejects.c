/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/doudi-error.h"
#include "exchange/doudi-rejects.h"
#include "roster-fixture.h"

static gboolean
problem_cb (const DoudiRosterProblem *problem, gpointer data, GError **error)
{
  doudi_rejects_add_problem (data, problem);
  return TRUE;
}

static gboolean
household_cb (const DoudiRosterHousehold *household, gpointer data, GError **error)
{
  doudi_rejects_add_household (data, household);
  return TRUE;
}

/* Reads a roster and writes what was held of it. */
static void
write_rejects (const char *from, const char *to)
{
  DoudiRosterOptions options = roster_options ();
  g_autoptr (DoudiRejects) rejects = doudi_rejects_new ();
  DoudiRosterHandler handler = { problem_cb, household_cb, rejects };
  g_auto (DoudiRosterSummary) summary = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiRoster) roster = doudi_roster_open (from, &options, &error);

  g_assert_no_error (error);
  g_assert_true (doudi_rejects_is_empty (rejects));
  g_assert_true (doudi_roster_read (roster, &handler, &summary, &error));
  g_assert_true (doudi_rejects_is_empty (rejects) == (summary.held_households == 0));
  doudi_rejects_write (rejects, roster, to, NULL, &error);
  g_assert_no_error (error);
}

static RosterResult *
read_roster (const char *path)
{
  DoudiRosterOptions options = roster_options ();
  g_autoptr (GError) error = NULL;
  RosterResult *result = roster_result_read (path, &options, &error);

  g_assert_no_error (error);
  return result;
}

/* What was held is held again for the same reasons; nothing else is in the workbook. */
static void
test_again (Fixture *fixture, gconstpointer data)
{
  g_autofree char *from = fixture_roster ("low-income-2018-01.xlsx");
  g_autofree char *to = fixture_path (fixture, "held.xlsx");
  g_autofree char *twice = fixture_path (fixture, "twice.xlsx");
  g_autoptr (RosterResult) first = read_roster (from);
  g_autoptr (RosterResult) second = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *dump = NULL;
  struct stat status;

  write_rejects (from, to);
  second = read_roster (to);
  g_assert_cmpint (second->summary.households, ==, first->summary.held_households);
  /* Of one person in four households the first is no duplicate when she stands alone. */
  g_assert_cmpint (second->summary.held_households, ==, first->summary.held_households - 1);
  g_assert_cmpint (second->month, ==, 201801);
  g_assert_cmpint (second->residence, ==, DOUDI_RESIDENCE_RURAL);
  for (guint i = 0; i < second->summary.notes->len; i++)
    g_assert_null (strstr (g_ptr_array_index (second->summary.notes, i), "问题"));
  g_assert_cmpint (stat (to, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  dump = fixture_dump_table (to, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (dump, "1:t=夏河县2018年1月农村居民最低生活保障花名册\n"));
  g_assert_nonnull (strstr (dump, "|t=备注|t=问题\n"));
  g_assert_nonnull (strstr (dump, "t=6.230272002112989e+17"));
  g_assert_nonnull (strstr (dump, "t=身份证号码: "));
  g_assert_null (strstr (dump, "小计"));
  g_assert_null (strstr (dump, "n="));
  /* Held rows of held rows: the reasons are replaced, not put beside. */
  write_rejects (to, twice);
  g_clear_pointer (&dump, g_free);
  dump = fixture_dump_table (twice, &error);
  g_assert_no_error (error);
  g_assert_null (strstr (dump, "问题|"));
}

/* Corrected, a held household goes on. */
static void
test_corrected (Fixture *fixture, gconstpointer data)
{
  static const char text[] = "花名册\n村,姓名,身份证号,供养方式\n九甲,甲,623027195402159922,集中\n"
                             "九甲,=1+1,623027195308019914,集中\n";
  g_autofree char *from = fixture_write (fixture, "roster.csv", text, -1);
  g_autofree char *to = fixture_path (fixture, "held.xlsx");
  g_autoptr (GError) error = NULL;
  g_autofree char *dump = NULL;
  g_autofree char *corrected = NULL;
  g_autoptr (RosterResult) result = NULL;

  write_rejects (from, to);
  dump = fixture_dump_table (to, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (dump, "1:t=花名册\n2:t=村|t=姓名|t=身份证号|t=供养方式|t=问题\n"
                                         "3:t=九甲|t=甲|t=623027195402159922|t=集中|t=身份证号: "));
  g_assert_nonnull (strstr (dump, "\n4:t=九甲|t==1+1|t=623027195308019914|t=集中|t=姓名: "));
  corrected = fixture_write (
    fixture, "corrected.csv",
    "花名册\n村,姓名,身份证号,供养方式,问题\n九甲,甲,623027195402159921,集中,最后一位\n", -1);
  result = read_roster (corrected);
  roster_result_assert (result, "", "");
  g_assert_cmpint (result->summary.awards, ==, 1);
  g_assert_cmpuint (result->summary.notes->len, ==, 0);
}

static void
test_nothing_held (Fixture *fixture, gconstpointer data)
{
  g_autofree char *from = fixture_roster ("children-2018-01.xls");
  g_autofree char *to = fixture_path (fixture, "held.xlsx");
  g_autoptr (GError) error = NULL;
  g_autofree char *dump = NULL;

  write_rejects (from, to);
  dump = fixture_dump_table (to, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (dump, "1:t=编号|"));
  g_assert_true (g_str_has_suffix (dump, "|t=账号|t=问题\n"));
  g_assert_null (strchr (strchr (dump, '\n') + 1, '\n'));
}

/* What cannot be written leaves nothing behind. */
static void
test_no_folder (Fixture *fixture, gconstpointer data)
{
  g_autofree char *from = fixture_roster ("children-2018-01.xls");
  g_autofree char *to = g_build_filename (fixture->folder, "no-such", "held.xlsx", NULL);
  DoudiRosterOptions options = roster_options ();
  g_autoptr (DoudiRejects) rejects = doudi_rejects_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiRoster) roster = doudi_roster_open (from, &options, &error);

  g_assert_no_error (error);
  g_assert_false (doudi_rejects_write (rejects, roster, to, NULL, &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_IO);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add ("/exchange/rejects/" path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("again", test_again);
  ADD ("corrected", test_corrected);
  ADD ("nothing-held", test_nothing_held);
  ADD ("no-folder", test_no_folder);
  return g_test_run ();
}
