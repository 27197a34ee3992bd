/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "cli-helper.h"

/* Everything about one household, from a script. */

#define DIRECTOR "director"
#define AUDITOR "auditor"
#define NOTICES "notices"
#define HOUSEHOLD "1"
#define MONTHS 4

static void
set_up (Cli *cli, gconstpointer data)
{
  g_autoptr (CliResult) result = NULL;

  cli_set_up (cli, data);
  result = cli_run (cli, NULL, "demo", cli->file, "--households", "6", "--months", "4", NULL);
  cli_assert_done (result);
}

static JsonObject *
row_at (JsonObject *answer, guint index)
{
  return json_array_get_object_element (json_object_get_array_member (answer, "rows"), index);
}

static guint
count_rows (JsonObject *answer)
{
  return json_array_get_length (json_object_get_array_member (answer, "rows"));
}

static void
test_timeline (Cli *cli, gconstpointer data)
{
  g_autoptr (CliResult) all = cli_run (cli, AUDITOR, "timeline", cli->file, HOUSEHOLD, NULL);
  g_autoptr (CliResult) money
    = cli_run (cli, DIRECTOR, "timeline", cli->file, HOUSEHOLD, "--topic", "money", NULL);
  JsonObject *answer = cli_assert_done (all);
  JsonObject *paid = cli_assert_done (money);
  guint payments = 0;

  g_assert_cmpstr (json_object_get_string_member (answer, "household"), ==, HOUSEHOLD);
  g_assert_cmpint (json_object_get_int_member (answer, "total"), ==, count_rows (answer));
  g_assert_cmpuint (count_rows (answer), >, count_rows (paid));
  for (guint i = 0; i < count_rows (answer); i++)
    {
      JsonObject *row = row_at (answer, i);

      g_assert_cmpuint (strlen (json_object_get_string_member (row, "day")), ==, 10);
      g_assert_cmpuint (strlen (json_object_get_string_member (row, "what")), >, 0);
      if (i > 0)
        g_assert_cmpstr (json_object_get_string_member (row, "day"), <=,
                         json_object_get_string_member (row_at (answer, i - 1), "day"));
    }
  for (guint i = 0; i < count_rows (paid); i++)
    {
      JsonObject *row = row_at (paid, i);

      g_assert_cmpstr (json_object_get_string_member (row, "topic"), ==, "money");
      payments += json_object_has_member (row, "amount");
    }
  g_assert_cmpuint (payments, >=, MONTHS);
}

/* Page by page it is the same. */
static void
test_pages (Cli *cli, gconstpointer data)
{
  g_autoptr (CliResult) all = cli_run (cli, DIRECTOR, "timeline", cli->file, HOUSEHOLD, NULL);
  g_autoptr (CliResult) second = cli_run (cli, DIRECTOR, "timeline", cli->file, HOUSEHOLD,
                                          "--limit", "3", "--page", "2", NULL);
  g_autoptr (CliResult) beyond = cli_run (cli, DIRECTOR, "timeline", cli->file, HOUSEHOLD,
                                          "--limit", "200", "--page", "9", NULL);
  JsonObject *answer = cli_assert_done (all);
  JsonObject *page = cli_assert_done (second);

  g_assert_cmpuint (count_rows (page), ==, 3);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpstr (json_object_get_string_member (row_at (page, i), "what"), ==,
                     json_object_get_string_member (row_at (answer, 3 + i), "what"));
  g_assert_cmpint (json_object_get_int_member (page, "total"), ==, count_rows (answer));
  g_assert_cmpuint (count_rows (cli_assert_done (beyond)), ==, 0);
}

static void
test_refused (Cli *cli, gconstpointer data)
{
  const char *file = cli->file;
  const struct
  {
    CliResult *result;
    int status;
    const char *code;
  } cases[] = {
    { cli_run (cli, DIRECTOR, "timeline", file, "999", NULL), 1, "not-found" },
    { cli_run (cli, NOTICES, "timeline", file, HOUSEHOLD, NULL), 1, "not-allowed" },
    { cli_run (cli, DIRECTOR, "timeline", file, "x", NULL), 2, "usage" },
    { cli_run (cli, DIRECTOR, "timeline", file, HOUSEHOLD, "--topic", "gossip", NULL), 2, "usage" },
    { cli_run (cli, DIRECTOR, "timeline", file, HOUSEHOLD, "--limit", "201", NULL), 2, "usage" },
    { cli_run (cli, DIRECTOR, "timeline", file, HOUSEHOLD, "--page", "0", NULL), 2, "usage" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      cli_assert_error (cases[i].result, cases[i].status, cases[i].code);
      cli_result_free (cases[i].result);
    }
}

#define ADD(name, func) g_test_add ("/cli/household/" name, Cli, NULL, set_up, func, cli_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("timeline", test_timeline);
  ADD ("pages", test_pages);
  ADD ("refused", test_refused);
  return g_test_run ();
}
