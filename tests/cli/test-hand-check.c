/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "cli-helper.h"

/* The page about an amount, from an invented county. */

#define CASEWORKER "caseworker"
#define DIRECTOR "director"
#define AUDITOR "auditor"
#define NOTICES "notices"
#define MONTH "2018-05"

static void
set_up (Cli *cli, gconstpointer data)
{
  g_autoptr (CliResult) result = NULL;

  cli_set_up (cli, data);
  result = cli_run (cli, NULL, "demo", cli->file, "--households", "6", "--months", "3", NULL);
  cli_assert_done (result);
}

static CliResult *
hand_check (Cli *cli, const char *user, const char *award, const char *month, const char *output)
{
  return cli_run (cli, user, "hand-check", cli->file, award, month, "--output", output, NULL);
}

static void
assert_member (JsonObject *object, const char *member, const char *expected)
{
  g_assert_true (json_object_has_member (object, member));
  g_assert_cmpstr (json_object_get_string_member (object, member), ==, expected);
}

/* How many lines the log has. */
static gint64
count_log (Cli *cli)
{
  g_autoptr (CliResult) result = cli_run (cli, DIRECTOR, "verify", cli->file, NULL);
  JsonObject *answer = cli_assert_done (result);
  JsonArray *checks = json_object_get_array_member (answer, "checks");

  g_assert_true (json_object_get_boolean_member (answer, "ok"));
  for (guint i = 0; i < json_array_get_length (checks); i++)
    {
      JsonObject *check = json_array_get_object_element (checks, i);

      if (g_str_equal (json_object_get_string_member (check, "name"), "audit-chain"))
        return json_object_get_int_member (check, "count");
    }
  g_assert_not_reached ();
}

static void
test_written (Cli *cli, gconstpointer data)
{
  static const char *const users[] = { CASEWORKER, DIRECTOR, AUDITOR };
  g_autoptr (CliResult) explained = cli_run (cli, DIRECTOR, "explain", cli->file, "1", MONTH, NULL);
  const char *due = json_object_get_string_member (cli_assert_done (explained), "due");
  g_autofree char *digest = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (users); i++)
    {
      g_autofree char *name = g_strconcat (users[i], ".pdf", NULL);
      g_autofree char *output = cli_path (cli, name);
      g_autofree char *content = NULL;
      g_autoptr (CliResult) result = hand_check (cli, users[i], "1", MONTH, output);
      JsonObject *answer = cli_assert_done (result);

      assert_member (answer, "file", output);
      assert_member (answer, "award", "1");
      assert_member (answer, "month", MONTH);
      assert_member (answer, "amount", due);
      g_assert_cmpint (json_object_get_int_member (answer, "pages"), ==, 1);
      g_assert_cmpuint (strlen (json_object_get_string_member (answer, "digest")), ==, 64);
      /* Whoever asks, the page says the same. */
      if (digest == NULL)
        digest = g_strdup (json_object_get_string_member (answer, "digest"));
      assert_member (answer, "digest", digest);
      g_assert_true (g_file_get_contents (output, &content, NULL, NULL));
      g_assert_true (g_str_has_prefix (content, "%PDF-"));
    }
}

/* A page that leaves the program leaves a line; one that was not written leaves none. */
static void
test_logged (Cli *cli, gconstpointer data)
{
  g_autofree char *output = cli_path (cli, "page.pdf");
  g_autofree char *nowhere = cli_path (cli, "nowhere/page.pdf");
  gint64 counts[4];

  counts[0] = count_log (cli);
  cli_result_free (cli_run (cli, DIRECTOR, "explain", cli->file, "1", MONTH, NULL));
  counts[1] = count_log (cli);
  cli_result_free (hand_check (cli, DIRECTOR, "1", MONTH, output));
  counts[2] = count_log (cli);
  cli_result_free (hand_check (cli, DIRECTOR, "1", MONTH, nowhere));
  counts[3] = count_log (cli);
  g_assert_cmpint (counts[2] - counts[1], ==, counts[1] - counts[0] + 1);
  g_assert_cmpint (counts[3] - counts[2], ==, counts[1] - counts[0]);
}

static void
test_refused (Cli *cli, gconstpointer data)
{
  g_autofree char *output = cli_path (cli, "page.pdf");
  g_autofree char *nowhere = cli_path (cli, "nowhere/page.pdf");
  g_autofree char *there = cli_write (cli, "there.pdf", "mine");
  g_autofree char *content = NULL;
  const struct
  {
    CliResult *result;
    int status;
    const char *code;
  } cases[] = {
    { hand_check (cli, DIRECTOR, "999", MONTH, output), 1, "not-found" },
    { hand_check (cli, DIRECTOR, "1", "2015-01", output), 1, "refused" },
    { hand_check (cli, NOTICES, "1", MONTH, output), 1, "not-allowed" },
    { hand_check (cli, DIRECTOR, "1", MONTH, there), 1, "refused" },
    { hand_check (cli, DIRECTOR, "1", MONTH, nowhere), 3, "io" },
    { hand_check (cli, DIRECTOR, "x", MONTH, output), 2, "usage" },
    { hand_check (cli, DIRECTOR, "1", "2018-13", output), 2, "usage" },
    { cli_run (cli, DIRECTOR, "hand-check", cli->file, "1", MONTH, NULL), 2, "usage" },
    { cli_run (cli, DIRECTOR, "hand-check", cli->file, "1", NULL), 2, "usage" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      cli_assert_error (cases[i].result, cases[i].status, cases[i].code);
      cli_result_free (cases[i].result);
    }
  g_assert_false (g_file_test (output, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_get_contents (there, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "mine");
}

#define ADD(name, func) g_test_add ("/cli/hand-check/" name, Cli, NULL, set_up, func, cli_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("written", test_written);
  ADD ("logged", test_logged);
  ADD ("refused", test_refused);
  return g_test_run ();
}
