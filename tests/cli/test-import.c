/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "cli-helper.h"

#include <glib/gstdio.h>

#define LOW_INCOME "low-income-2018-01.xlsx"
#define HEAD_OF_FIRST "何雪莲"

static char *
sample (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "data", "rosters", name, NULL);
}

static void
set_up (Cli *cli, gconstpointer data)
{
  cli_set_up (cli, data);
  cli_init (cli, "gannan-2018");
  cli_add_user (cli, "zhao", "caseworker");
  cli_add_user (cli, "qian", "reviewer");
  cli_add_user (cli, "sun", "director");
}

static gint64
stage (Cli *cli, const char *name, const char *expected_batch)
{
  g_autofree char *path = sample (name);
  g_autoptr (CliResult) result = cli_run (cli, "zhao", "import", cli->file, path, NULL);
  JsonObject *answer = cli_assert_done (result);

  g_assert_cmpstr (json_object_get_string_member (answer, "batch"), ==, expected_batch);
  return json_object_get_int_member (answer, "households");
}

static void
land (Cli *cli, const char *name, const char *batch)
{
  gint64 households = stage (cli, name, batch);
  g_autoptr (CliResult) result = cli_run (cli, "qian", "import-accept", cli->file, batch, NULL);
  JsonObject *answer = cli_assert_done (result);

  g_assert_cmpstr (json_object_get_string_member (answer, "batch"), ==, batch);
  g_assert_cmpint (json_object_get_int_member (answer, "households"), ==, households);
}

static const char *
member_of_row (JsonArray *rows, guint index, const char *member)
{
  return json_object_get_string_member (json_array_get_object_element (rows, index), member);
}

/* The contract of the answer, and the counts of expected.json. */
static void
test_answer (Cli *cli, gconstpointer data)
{
  g_autofree char *path = sample (LOW_INCOME);
  g_autofree char *rejects = cli_path (cli, "rejects.xlsx");
  g_autoptr (CliResult) result
    = cli_run (cli, "zhao", "import", cli->file, path, "--rejects", rejects, NULL);
  JsonObject *answer = cli_assert_done (result);
  JsonArray *problems = json_object_get_array_member (answer, "problems");
  JsonArray *warnings = json_object_get_array_member (answer, "warnings");

  g_assert_cmpstr (json_object_get_string_member (answer, "layout"), ==, "low-income");
  g_assert_cmpstr (json_object_get_string_member (answer, "month"), ==, "2018-01");
  g_assert_cmpint (json_object_get_int_member (answer, "households"), ==, 1176);
  g_assert_cmpint (json_object_get_int_member (answer, "persons"), ==, 3647);
  g_assert_cmpint (json_object_get_int_member (answer, "awards"), ==, 1176);
  g_assert_cmpint (json_object_get_int_member (answer, "held_households"), ==, 24);
  g_assert_cmpint (json_object_get_int_member (answer, "rows"), >=, 3647);
  g_assert_cmpuint (json_array_get_length (problems), ==, 24);
  g_assert_cmpuint (json_array_get_length (warnings), ==, 11);
  g_assert_cmpint (json_object_get_int_member (json_array_get_object_element (problems, 0), "row"),
                   ==, 429);
  g_assert_cmpstr (member_of_row (problems, 0, "column"), ==, "身份证号码");
  g_assert_cmpstr (member_of_row (problems, 0, "problem"), ==, "check-digit");
  g_assert_cmpstr (member_of_row (problems, 0, "value"), !=, "");
  g_assert_cmpstr (member_of_row (problems, 0, "message"), !=, "");
  g_assert_cmpstr (member_of_row (warnings, 0, "problem"), ==, "sex-differs");
  g_assert_true (g_file_test (rejects, G_FILE_TEST_EXISTS));
}

static void
test_dry_run (Cli *cli, gconstpointer data)
{
  g_autofree char *path = sample (LOW_INCOME);
  g_autoptr (CliResult) result
    = cli_run (cli, "zhao", "import", cli->file, path, "--dry-run", "--month", "2018-03", NULL);
  JsonObject *answer = cli_assert_done (result);
  g_autoptr (CliResult) accepted = cli_run (cli, "qian", "import-accept", cli->file, "1", NULL);

  g_assert_true (json_object_get_null_member (answer, "batch"));
  g_assert_cmpstr (json_object_get_string_member (answer, "month"), ==, "2018-03");
  cli_assert_error (accepted, 1, "not-found");
}

static void
test_wrong_usage (Cli *cli, gconstpointer data)
{
  g_autofree char *path = sample (LOW_INCOME);
  g_autofree char *missing = cli_path (cli, "no-roster.xlsx");
  g_autoptr (CliResult) month
    = cli_run (cli, "zhao", "import", cli->file, path, "--month", "2018-13", NULL);
  g_autoptr (CliResult) programme
    = cli_run (cli, "zhao", "import", cli->file, path, "--programme", "alms", NULL);
  g_autoptr (CliResult) layout
    = cli_run (cli, "zhao", "import", cli->file, path, "--layout", "nothing", NULL);
  g_autoptr (CliResult) file = cli_run (cli, "zhao", "import", cli->file, missing, NULL);
  g_autoptr (CliResult) batch = cli_run (cli, "qian", "import-accept", cli->file, "-1", NULL);
  g_autoptr (CliResult) role = cli_run (cli, "sun", "import", cli->file, path, NULL);

  cli_assert_error (month, 2, "usage");
  cli_assert_error (programme, 2, "usage");
  g_assert_cmpint (layout->status, !=, 0);
  g_assert_cmpint (file->status, ==, 3);
  g_assert_cmpint (batch->status, ==, 2);
  cli_assert_error (role, 1, "not-allowed");
}

static void
test_four_eyes (Cli *cli, gconstpointer data)
{
  g_autofree char *path = sample ("children-2018-01.xls");
  g_autoptr (CliResult) staged = cli_run (cli, "qian", "import", cli->file, path, NULL);
  g_autoptr (CliResult) own = cli_run (cli, "qian", "import-accept", cli->file, "1", NULL);
  g_autoptr (CliResult) lesser = cli_run (cli, "zhao", "import-accept", cli->file, "1", NULL);

  cli_assert_done (staged);
  cli_assert_error (own, 1, "four-eyes");
  cli_assert_error (lesser, 1, "not-allowed");
}

/* Everything of a month: four rosters in, paid, and then none of what was paid can go. */
static void
test_month (Cli *cli, gconstpointer data)
{
  g_autoptr (CliResult) paid = NULL;
  g_autoptr (CliResult) refused = NULL;
  g_autoptr (CliResult) undone = NULL;
  g_autoptr (CliResult) again = NULL;
  g_autoptr (CliResult) verified = NULL;

  land (cli, LOW_INCOME, "1");
  land (cli, "special-hardship-2018-01.xlsx", "2");
  land (cli, "children-2018-01.xls", "3");
  land (cli, "disability-2018-01.csv", "4");
  paid = cli_run (cli, "zhao", "pay", cli->file, "2018-01", "--programme", "low-income", NULL);
  cli_assert_done (paid);
  refused = cli_run (cli, "qian", "import-undo", cli->file, "1", NULL);
  cli_assert_error (refused, 1, "refused");
  undone = cli_run (cli, "qian", "import-undo", cli->file, "3", NULL);
  g_assert_cmpint (json_object_get_int_member (cli_assert_done (undone), "awards"), ==, 48);
  again = cli_run (cli, "qian", "import-undo", cli->file, "3", NULL);
  cli_assert_error (again, 1, "conflict");
  verified = cli_run (cli, "sun", "verify", cli->file, NULL);
  g_assert_true (json_object_get_boolean_member (cli_assert_done (verified), "ok"));
}

static JsonArray *
search (CliResult *result, gint64 *total)
{
  JsonObject *answer = cli_assert_done (result);

  *total = json_object_get_int_member (answer, "total");
  return json_object_get_array_member (answer, "rows");
}

static void
test_search (Cli *cli, gconstpointer data)
{
  static const char *const typed[][2] = { { HEAD_OF_FIRST, "name" },
                                          { "hexuelian", "pinyin" },
                                          { "hxl 九甲", "initials" },
                                          { "195402159921", "number" },
                                          { "9921 何", "number" } };
  g_autoptr (CliResult) none = NULL;
  g_autoptr (CliResult) limited = NULL;
  gint64 total;

  land (cli, LOW_INCOME, "1");
  for (gsize i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      g_autoptr (CliResult) result = cli_run (cli, "zhao", "search", cli->file, typed[i][0], NULL);
      JsonArray *rows = search (result, &total);

      g_assert_cmpint (total, >=, 1);
      g_assert_cmpstr (member_of_row (rows, 0, "household"), ==, "1");
      g_assert_cmpstr (member_of_row (rows, 0, "name"), ==, HEAD_OF_FIRST);
      g_assert_nonnull (strstr (member_of_row (rows, 0, "village"), "九甲"));
      if (i != 4)
        g_assert_cmpstr (member_of_row (rows, 0, "why"), ==, typed[i][1]);
    }
  none = cli_run (cli, "zhao", "search", cli->file, "查无此人", NULL);
  g_assert_cmpuint (json_array_get_length (search (none, &total)), ==, 0);
  limited = cli_run (cli, "zhao", "search", cli->file, "623027", "--limit", "5", NULL);
  g_assert_cmpuint (json_array_get_length (search (limited, &total)), ==, 5);
  g_assert_cmpint (total, ==, 1000);
}

static JsonObject *
first_member (JsonObject *household)
{
  return json_array_get_object_element (json_object_get_array_member (household, "members"), 0);
}

static const char *
number_of_account (JsonObject *household)
{
  JsonArray *accounts = json_object_get_array_member (household, "accounts");

  return json_object_get_string_member (json_array_get_object_element (accounts, 0), "number");
}

static void
test_household (Cli *cli, gconstpointer data)
{
  g_autoptr (CliResult) masked = NULL;
  g_autoptr (CliResult) revealed = NULL;
  g_autoptr (CliResult) notices = NULL;
  g_autoptr (CliResult) missing = NULL;
  JsonObject *household;
  JsonObject *award;

  land (cli, LOW_INCOME, "1");
  masked = cli_run (cli, "zhao", "household", cli->file, "1", NULL);
  household = cli_assert_done (masked);
  g_assert_cmpstr (json_object_get_string_member (household, "household"), ==, "1");
  g_assert_cmpstr (json_object_get_string_member (household, "township"), ==, "拉卜楞镇");
  g_assert_cmpstr (json_object_get_string_member (household, "group"), ==, "三社");
  g_assert_cmpstr (json_object_get_string_member (household, "phone"), ==, "139****6761");
  g_assert_cmpstr (number_of_account (household), ==, "*************9214");
  g_assert_cmpstr (json_object_get_string_member (first_member (household), "identity_number"), ==,
                   "623027********9921");
  g_assert_cmpstr (json_object_get_string_member (first_member (household), "birth_date"), ==,
                   "1954-02-15");
  g_assert_cmpint (json_object_get_int_member (first_member (household), "age"), ==, 64);
  g_assert_null (strstr (masked->output, "623027195402159921"));
  award = json_array_get_object_element (json_object_get_array_member (household, "awards"), 0);
  g_assert_cmpstr (json_object_get_string_member (award, "programme"), ==, "low-income");
  g_assert_cmpstr (json_object_get_string_member (award, "original_month"), ==, "2014-06");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (award, "terms")), ==, 1);

  revealed = cli_run (cli, "zhao", "household", cli->file, "1", "--reveal", NULL);
  household = cli_assert_done (revealed);
  g_assert_cmpstr (json_object_get_string_member (first_member (household), "identity_number"), ==,
                   "623027195402159921");
  g_assert_cmpstr (number_of_account (household), ==, "27852228772659214");
  missing = cli_run (cli, "zhao", "household", cli->file, "99999", NULL);
  cli_assert_error (missing, 1, "not-found");
  notices = cli_run (cli, CLI_ADMINISTRATOR, "household", cli->file, "1", NULL);
  cli_assert_error (notices, 1, "not-allowed");
}

static void
test_layouts (Cli *cli, gconstpointer data)
{
  g_autoptr (CliResult) result = cli_run (cli, NULL, "layouts", NULL);
  JsonArray *layouts = cli_assert_list (result);

  g_assert_cmpuint (json_array_get_length (layouts), >=, 4);
  for (guint i = 0; i < json_array_get_length (layouts); i++)
    {
      JsonObject *layout = json_array_get_object_element (layouts, i);

      g_assert_cmpstr (json_object_get_string_member (layout, "id"), !=, "");
      g_assert_cmpuint (json_array_get_length (json_object_get_array_member (layout, "columns")), >,
                        3);
    }
}

static void
test_demo (Cli *cli, gconstpointer data)
{
  g_autofree char *file = cli_path (cli, "demo.doudi");
  g_autoptr (CliResult) made
    = cli_run (cli, NULL, "demo", file, "--households", "30", "--months", "2", NULL);
  JsonObject *answer = cli_assert_done (made);
  g_autoptr (CliResult) again = NULL;
  g_autoptr (CliResult) found = NULL;

  g_assert_cmpint (json_object_get_int_member (answer, "households"), >=, 30);
  g_assert_cmpint (json_object_get_int_member (answer, "persons"), >=, 30);
  g_assert_cmpint (json_object_get_int_member (answer, "awards"), >=, 30);
  g_assert_cmpint (json_object_get_int_member (answer, "ledger_lines"), >=, 30);
  found = cli_run (cli, "caseworker", "search", file, "623027", NULL);
  g_assert_cmpint (json_object_get_int_member (cli_assert_done (found), "total"), ==,
                   json_object_get_int_member (answer, "persons"));
  again = cli_run (cli, NULL, "demo", file, NULL);
  g_assert_cmpint (again->status, !=, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, prepare, func)                                                                   \
  g_test_add ("/cli/import/" path, Cli, NULL, prepare, func, cli_tear_down)
  ADD ("answer", set_up, test_answer);
  ADD ("dry-run", set_up, test_dry_run);
  ADD ("wrong-usage", set_up, test_wrong_usage);
  ADD ("four-eyes", set_up, test_four_eyes);
  ADD ("month", set_up, test_month);
  ADD ("search", set_up, test_search);
  ADD ("household", set_up, test_household);
  ADD ("layouts", cli_set_up, test_layouts);
  ADD ("demo", cli_set_up, test_demo);
  return g_test_run ();
}
