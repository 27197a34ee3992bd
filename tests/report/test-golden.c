/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "report-fixture.h"

#include <stdio.h>

/*
 * Every report of one caseload beside the rows it should have, in tests/report/golden/. Called with
 * the id of a report, the program prints what that file would be; a person reads it before it is
 * kept.
 */

static void
put_headings (GString *text, const DoudiReport *report, guint sheet)
{
  for (guint i = 0; i < doudi_report_get_n_columns (report, sheet); i++)
    {
      const DoudiReportColumn *column = doudi_report_get_column (report, sheet, i);

      g_string_append_printf (text, "%s%s%s%s", i > 0 ? "|" : "", column->group,
                              *column->group != '\0' ? "/" : "", column->heading);
    }
  g_string_append_c (text, '\n');
}

static void
put_row (GString *text, const DoudiReport *report, guint sheet, guint row)
{
  for (guint i = 0; i < doudi_report_get_n_columns (report, sheet); i++)
    {
      g_autofree char *cell = doudi_report_dup_cell_text (report, sheet, row, i);

      g_string_append_printf (text, "%s%s", i > 0 ? "|" : "", cell);
    }
  g_string_append_c (text, '\n');
}

static char *
describe (Fixture *fixture, const char *id)
{
  g_autoptr (DoudiReport) report = fixture_report (fixture, id, "2018-06");
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%s\n", doudi_report_get_title (report));
  for (guint sheet = 0; sheet < doudi_report_get_n_sheets (report); sheet++)
    {
      g_string_append_printf (text, "\n[%s]\n", doudi_report_get_sheet_name (report, sheet));
      put_headings (text, report, sheet);
      for (guint row = 0; row < doudi_report_get_n_rows (report, sheet); row++)
        put_row (text, report, sheet, row);
    }
  g_string_append_c (text, '\n');
  for (guint i = 0; i < doudi_report_get_n_checks (report); i++)
    {
      const DoudiReportCheck *check = doudi_report_get_check (report, i);

      g_string_append_printf (text, "%s: %s / %s\n", check->rule, check->left, check->right);
    }
  return g_string_free (text, FALSE);
}

/* The first line that is not as it should be. */
static void
assert_same (const char *id, const char *text, const char *golden)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_auto (GStrv) expected = g_strsplit (golden, "\n", -1);

  for (guint i = 0; lines[i] != NULL && expected[i] != NULL; i++)
    if (!g_str_equal (lines[i], expected[i]))
      {
        g_test_message ("%s.txt:%u", id, i + 1);
        g_assert_cmpstr (lines[i], ==, expected[i]);
      }
  g_assert_cmpuint (g_strv_length (lines), ==, g_strv_length (expected));
}

static void
test_golden (Fixture *fixture, gconstpointer data)
{
  const char *id = data;
  g_autofree char *name = g_strconcat (id, ".txt", NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "report", "golden", name, NULL);
  g_autofree char *text = NULL;
  g_autofree char *golden = NULL;
  g_autoptr (GError) error = NULL;

  fixture_fill_two_months (fixture);
  text = describe (fixture, id);
  g_file_get_contents (path, &golden, NULL, &error);
  g_assert_no_error (error);
  assert_same (id, text, golden);
}

static int
print (const char *id)
{
  Fixture fixture = { 0 };
  g_autofree char *text = NULL;

  fixture_set_up (&fixture, NULL);
  fixture_fill_two_months (&fixture);
  text = describe (&fixture, id);
  fputs (text, stdout);
  fixture_tear_down (&fixture, NULL);
  return 0;
}

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) definitions = NULL;

  if (argc > 1 && *argv[1] != '-')
    return print (argv[1]);
  g_test_init (&argc, &argv, NULL);
  definitions = doudi_report_definitions_list (NULL);
  for (guint i = 0; i < definitions->len; i++)
    {
      const char *id = doudi_report_definition_get_id (g_ptr_array_index (definitions, i));
      g_autofree char *path = g_strconcat ("/report/golden/", id, NULL);

      g_test_add (path, Fixture, id, fixture_set_up, test_golden, fixture_tear_down);
    }
  return g_test_run ();
}
