/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "cli-helper.h"

/* Reports as scripts see them, on a demonstration of three months. */

#define CASEWORKER "caseworker"
#define TODAY "--today=2018-06-20"

static void
set_up (Cli *cli, gconstpointer data)
{
  g_autoptr (CliResult) made = NULL;

  cli_set_up (cli, data);
  g_free (cli->file);
  cli->file = cli_path (cli, "demo.doudi");
  made = cli_run (cli, NULL, TODAY, "demo", cli->file, "--households=40", "--months=3", NULL);
  cli_assert_done (made);
}

static CliResult *
report (Cli *cli, const char *user, const char *id, const char *period, const char *file)
{
  g_autofree char *output = cli_path (cli, file);

  return cli_run (cli, user, TODAY, "report", cli->file, id, "--period", period, "--output", output,
                  NULL);
}

static gboolean
is_there (Cli *cli, const char *file)
{
  g_autofree char *path = cli_path (cli, file);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static void
test_list (Cli *cli, gconstpointer data)
{
  g_autoptr (CliResult) result = cli_run (cli, NULL, "report-list", NULL);
  JsonArray *list = cli_assert_list (result);

  g_assert_cmpuint (json_array_get_length (list), >=, 7);
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonObject *definition = json_array_get_object_element (list, i);

      g_assert_nonnull (json_object_get_string_member (definition, "id"));
      g_assert_nonnull (json_object_get_string_member (definition, "name"));
      g_assert_cmpuint (
        json_array_get_length (json_object_get_array_member (definition, "periods")), >, 0);
    }
}

static void
assert_checks (JsonObject *object)
{
  JsonArray *checks = json_object_get_array_member (object, "checks");

  g_assert_cmpuint (json_array_get_length (checks), >, 0);
  for (guint i = 0; i < json_array_get_length (checks); i++)
    {
      JsonObject *check = json_array_get_object_element (checks, i);

      g_assert_cmpuint (json_object_get_size (check), ==, 4);
      g_assert_nonnull (json_object_get_string_member (check, "rule"));
      g_assert_true (json_object_get_boolean_member (check, "ok"));
      g_assert_nonnull (json_object_get_string_member (check, "left"));
      g_assert_nonnull (json_object_get_string_member (check, "right"));
    }
}

static void
test_report (Cli *cli, gconstpointer data)
{
  g_autoptr (CliResult) result
    = report (cli, CASEWORKER, "low-income-monthly", "2018-05", "monthly.xlsx");
  g_autofree char *path = cli_path (cli, "monthly.xlsx");
  JsonObject *object = cli_assert_done (result);

  g_assert_cmpuint (json_object_get_size (object), ==, 5);
  g_assert_cmpstr (json_object_get_string_member (object, "file"), ==, path);
  g_assert_cmpint (json_object_get_int_member (object, "sheets"), >=, 1);
  g_assert_cmpint (json_object_get_int_member (object, "rows"), >=, 13);
  g_assert_cmpuint (strlen (json_object_get_string_member (object, "digest")), ==, 64);
  assert_checks (object);
  g_assert_true (is_there (cli, "monthly.xlsx"));
}

static void
test_issue (Cli *cli, gconstpointer data)
{
  g_autofree char *output = cli_path (cli, "sheet.xlsx");
  g_autoptr (CliResult) result
    = cli_run (cli, CASEWORKER, TODAY, "report", cli->file, "payment-sheet", "--period", "2018-05",
               "--output", output, "--issue", NULL);
  g_autoptr (CliResult) verified = NULL;
  JsonArray *checks;
  gboolean found = FALSE;

  g_assert_cmpstr (json_object_get_string_member (cli_assert_done (result), "issue"), ==, "1");
  verified = cli_run (cli, CASEWORKER, TODAY, "verify", cli->file, NULL);
  checks = json_object_get_array_member (cli_assert_done (verified), "checks");
  for (guint i = 0; i < json_array_get_length (checks); i++)
    {
      JsonObject *check = json_array_get_object_element (checks, i);

      if (!g_str_equal (json_object_get_string_member (check, "name"), "report-digests"))
        continue;
      found = TRUE;
      g_assert_true (json_object_get_boolean_member (check, "ok"));
      g_assert_cmpint (json_object_get_int_member (check, "count"), ==, 1);
    }
  g_assert_true (found);
}

/* What cannot be made leaves no file. */
static void
test_refused (Cli *cli, gconstpointer data)
{
  static const struct
  {
    const char *user;
    const char *id;
    const char *period;
    const char *file;
    int status;
    const char *code;
  } cases[] = {
    { CASEWORKER, "payment-sheet", "2018-6", "x.xlsx", 2, "usage" },
    { CASEWORKER, "payment-sheet", "2018-Q2", "x.xlsx", 2, "usage" },
    { CASEWORKER, "payment-sheet", "2018-05", "x.doc", 2, "usage" },
    { CASEWORKER, "payment-sheet", "2018-07", "x.xlsx", 1, "refused" },
    { CASEWORKER, "prefecture-pack", "2018-05", "x.xlsx", 1, "not-found" },
    { CASEWORKER, "roster-low-income", "2018-05", "x.csv", 2, "usage" },
    { "notices", "payment-sheet", "2018-05", "x.xlsx", 1, "not-allowed" },
    { "administrator", "payment-summary", "2018-05", "x.xlsx", 1, "not-allowed" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CliResult) result
        = report (cli, cases[i].user, cases[i].id, cases[i].period, cases[i].file);

      cli_assert_error (result, cases[i].status, cases[i].code);
      g_assert_false (is_there (cli, cases[i].file));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, set_up_case, function)                                                           \
  g_test_add ("/cli/report/" name, Cli, NULL, set_up_case, function, cli_tear_down)
  ADD ("list", cli_set_up, test_list);
  ADD ("report", set_up, test_report);
  ADD ("issue", set_up, test_issue);
  ADD ("refused", set_up, test_refused);
  return g_test_run ();
}
