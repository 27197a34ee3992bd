/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "../casework/attachment-fixture.h"
#include "cli-helper.h"

/* Papers of a household, from a script. */

#define CASEWORKER "caseworker"
#define DIRECTOR "director"
#define NOTICES "notices"
#define HOUSEHOLD "1"

static void
set_up (Cli *cli, gconstpointer data)
{
  g_autoptr (CliResult) result = NULL;

  cli_set_up (cli, data);
  result = cli_run (cli, NULL, "demo", cli->file, "--households", "6", "--months", "1", NULL);
  cli_assert_done (result);
}

/* Any ending: the content counts. */
static char *
write_paper (Cli *cli, const char *name, GBytes *paper)
{
  char *path = cli_path (cli, name);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, g_bytes_get_data (paper, NULL), (gssize) g_bytes_get_size (paper),
                       &error);
  g_assert_no_error (error);
  g_bytes_unref (paper);
  return path;
}

static void
assert_member (JsonObject *object, const char *member, const char *expected)
{
  g_assert_true (json_object_has_member (object, member));
  g_assert_cmpstr (json_object_get_string_member (object, member), ==, expected);
}

static CliResult *
attach (Cli *cli, const char *paper, const char *kind)
{
  return cli_run (cli, CASEWORKER, "attach", cli->file, HOUSEHOLD, paper, "--kind", kind, "--title",
                  "正面", "--dated", "2018-05-01", NULL);
}

static guint
count (Cli *cli, const char *option)
{
  g_autoptr (CliResult) result
    = cli_run (cli, DIRECTOR, "attachments", cli->file, HOUSEHOLD, option, NULL);

  return json_array_get_length (cli_assert_list (result));
}

static void
test_kept (Cli *cli, gconstpointer data)
{
  g_autofree char *paper = write_paper (cli, "IMG_1.dat", paper_new_jpeg (1));
  g_autofree char *output = cli_path (cli, "out.jpg");
  g_autoptr (CliResult) kept = attach (cli, paper, "identity-card");
  JsonObject *answer = cli_assert_done (kept);
  const char *id = json_object_get_string_member (answer, "attachment");
  g_autoptr (CliResult) saved = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  assert_member (answer, "household", HOUSEHOLD);
  assert_member (answer, "kind", "identity-card");
  assert_member (answer, "title", "正面");
  assert_member (answer, "media_type", "image/jpeg");
  assert_member (answer, "dated", "2018-05-01");
  g_assert_cmpuint (count (cli, NULL), ==, 1);
  saved = cli_run (cli, DIRECTOR, "attachment-save", cli->file, id, "--output", output, NULL);
  cli_assert_done (saved);
  g_assert_true (g_file_get_contents (paper, &before, NULL, NULL));
  g_assert_true (g_file_get_contents (output, &after, NULL, NULL));
  g_assert_cmpmem (before, strlen (before), after, strlen (after));
}

static void
test_bin (Cli *cli, gconstpointer data)
{
  g_autofree char *paper = write_paper (cli, "page.pdf", paper_new_pdf ());
  g_autoptr (CliResult) kept = attach (cli, paper, "authorisation");
  const char *id = json_object_get_string_member (cli_assert_done (kept), "attachment");
  g_autoptr (CliResult) removed
    = cli_run (cli, CASEWORKER, "attachment-remove", cli->file, id, "--reason", "已过期", NULL);
  g_autoptr (CliResult) restored = NULL;

  assert_member (cli_assert_done (removed), "removed_reason", "已过期");
  g_assert_cmpuint (count (cli, NULL), ==, 0);
  g_assert_cmpuint (count (cli, "--bin"), ==, 1);
  restored = cli_run (cli, CASEWORKER, "attachment-restore", cli->file, id, NULL);
  g_assert_false (json_object_has_member (cli_assert_done (restored), "removed_at"));
  g_assert_cmpuint (count (cli, NULL), ==, 1);
}

static void
test_kinds (Cli *cli, gconstpointer data)
{
  g_autoptr (CliResult) result = cli_run_plain (cli, "--json", "attachment-kinds", NULL);

  g_assert_cmpuint (json_array_get_length (cli_assert_list (result)), >, 10);
}

static void
test_refused (Cli *cli, gconstpointer data)
{
  g_autofree char *paper = write_paper (cli, "page.pdf", paper_new_pdf ());
  g_autofree char *words = cli_write (cli, "page2.pdf", "no paper");
  g_autofree char *there = cli_write (cli, "there.pdf", "mine");
  g_autofree char *nowhere = cli_path (cli, "nowhere.pdf");
  g_autoptr (CliResult) kept = attach (cli, paper, "other");
  const char *file = cli->file;
  const struct
  {
    CliResult *result;
    int status;
    const char *code;
  } cases[] = {
    { attach (cli, paper, "other"), 1, "conflict" },
    { attach (cli, words, "other"), 1, "bad-data" },
    { attach (cli, nowhere, "other"), 3, "io" },
    { attach (cli, paper, "letter"), 1, "bad-data" },
    { cli_run (cli, CASEWORKER, "attach", file, HOUSEHOLD, paper, NULL), 2, "usage" },
    { cli_run (cli, CASEWORKER, "attach", file, "x", paper, "--kind", "other", NULL), 2, "usage" },
    { cli_run (cli, CASEWORKER, "attach", file, "999", paper, "--kind", "other", NULL), 1,
      "not-found" },
    { cli_run (cli, CASEWORKER, "attach", file, HOUSEHOLD, paper, "--kind", "other", "--dated",
               "yesterday", NULL),
      2, "usage" },
    { cli_run (cli, CASEWORKER, "attach", file, HOUSEHOLD, paper, "--kind", "other", "--person",
               "x", NULL),
      2, "usage" },
    { cli_run (cli, DIRECTOR, "attach", file, HOUSEHOLD, paper, "--kind", "other", NULL), 1,
      "not-allowed" },
    { cli_run (cli, NOTICES, "attachments", file, HOUSEHOLD, NULL), 1, "not-allowed" },
    { cli_run (cli, DIRECTOR, "attachments", file, "999", NULL), 1, "not-found" },
    { cli_run (cli, DIRECTOR, "attachment-save", file, "1", "--output", there, NULL), 1,
      "refused" },
    { cli_run (cli, DIRECTOR, "attachment-save", file, "1", NULL), 2, "usage" },
    { cli_run (cli, DIRECTOR, "attachment-save", file, "99", "--output", nowhere, NULL), 1,
      "not-found" },
    { cli_run (cli, CASEWORKER, "attachment-remove", file, "1", NULL), 2, "usage" },
    { cli_run (cli, CASEWORKER, "attachment-remove", file, "1", "--reason", " ", NULL), 1,
      "bad-data" },
    { cli_run (cli, CASEWORKER, "attachment-restore", file, "1", NULL), 1, "conflict" },
  };

  cli_assert_done (kept);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      cli_assert_error (cases[i].result, cases[i].status, cases[i].code);
      cli_result_free (cases[i].result);
    }
  g_assert_false (g_file_test (nowhere, G_FILE_TEST_EXISTS));
}

#define ADD(name, func) g_test_add ("/cli/attachment/" name, Cli, NULL, set_up, func, cli_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("kept", test_kept);
  ADD ("bin", test_bin);
  ADD ("kinds", test_kinds);
  ADD ("refused", test_refused);
  return g_test_run ();
}
