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

/* How many lines the log has. */
static gint64
count_log (Cli *cli)
{
  g_autoptr (CliResult) result = cli_run (cli, DIRECTOR, "verify", cli->file, NULL);
  JsonArray *checks = json_object_get_array_member (cli_assert_done (result), "checks");

  for (guint i = 0; i < json_array_get_length (checks); i++)
    {
      JsonObject *check = json_array_get_object_element (checks, i);

      if (g_str_equal (json_object_get_string_member (check, "name"), "audit-chain"))
        return json_object_get_int_member (check, "count");
    }
  g_assert_not_reached ();
}

static CliResult *
print_page (Cli *cli,
            const char *user,
            const char *household,
            const char *output,
            const char *option)
{
  return cli_run (cli, user, "household-page", cli->file, household, "--output", output, option,
                  NULL);
}

/* A page that leaves the program leaves a line; one that was not written leaves none. */
static void
test_page (Cli *cli, gconstpointer data)
{
  g_autofree char *output = cli_path (cli, "page.pdf");
  g_autofree char *full = cli_path (cli, "full.pdf");
  g_autofree char *nowhere = cli_path (cli, "nowhere/page.pdf");
  g_autofree char *content = NULL;
  g_autoptr (CliResult) page = NULL;
  g_autoptr (CliResult) whole = NULL;
  JsonObject *answer;
  gint64 counts[4];

  counts[0] = count_log (cli);
  counts[1] = count_log (cli);
  page = print_page (cli, AUDITOR, HOUSEHOLD, output, NULL);
  counts[2] = count_log (cli);
  cli_result_free (print_page (cli, AUDITOR, HOUSEHOLD, nowhere, NULL));
  counts[3] = count_log (cli);
  answer = cli_assert_done (page);
  g_assert_cmpstr (json_object_get_string_member (answer, "file"), ==, output);
  g_assert_cmpstr (json_object_get_string_member (answer, "household"), ==, HOUSEHOLD);
  g_assert_cmpint (json_object_get_int_member (answer, "pages"), ==, 1);
  g_assert_cmpuint (strlen (json_object_get_string_member (answer, "digest")), ==, 64);
  g_assert_true (g_file_get_contents (output, &content, NULL, NULL));
  g_assert_true (g_str_has_prefix (content, "%PDF-"));
  /* Signing in is a line too. */
  g_assert_cmpint (counts[2] - counts[1], ==, counts[1] - counts[0] + 2);
  g_assert_cmpint (counts[3] - counts[2], ==, counts[1] - counts[0] + 1);
  whole = print_page (cli, DIRECTOR, HOUSEHOLD, full, "--full");
  g_assert_cmpstr (json_object_get_string_member (cli_assert_done (whole), "digest"), !=,
                   json_object_get_string_member (answer, "digest"));
}

static void
test_page_refused (Cli *cli, gconstpointer data)
{
  g_autofree char *output = cli_path (cli, "page.pdf");
  g_autofree char *there = cli_write (cli, "there.pdf", "mine");
  g_autofree char *nowhere = cli_path (cli, "nowhere/page.pdf");
  const struct
  {
    CliResult *result;
    int status;
    const char *code;
  } cases[] = {
    { print_page (cli, DIRECTOR, "999", output, NULL), 1, "not-found" },
    { print_page (cli, NOTICES, HOUSEHOLD, output, NULL), 1, "not-allowed" },
    { print_page (cli, AUDITOR, HOUSEHOLD, output, "--full"), 1, "not-allowed" },
    { print_page (cli, DIRECTOR, HOUSEHOLD, there, NULL), 1, "refused" },
    { print_page (cli, DIRECTOR, HOUSEHOLD, nowhere, NULL), 3, "io" },
    { print_page (cli, DIRECTOR, "x", output, NULL), 2, "usage" },
    { cli_run (cli, DIRECTOR, "household-page", cli->file, HOUSEHOLD, NULL), 2, "usage" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      cli_assert_error (cases[i].result, cases[i].status, cases[i].code);
      cli_result_free (cases[i].result);
    }
  g_assert_false (g_file_test (output, G_FILE_TEST_EXISTS));
}

#define ADD(name, func) g_test_add ("/cli/household/" name, Cli, NULL, set_up, func, cli_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("timeline", test_timeline);
  ADD ("pages", test_pages);
  ADD ("refused", test_refused);
  ADD ("page", test_page);
  ADD ("page-refused", test_page_refused);
  return g_test_run ();
}
