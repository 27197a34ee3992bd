/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "cli-helper.h"

#include <glib/gstdio.h>
#include <sys/stat.h>

static void
test_init (Cli *cli, gconstpointer data)
{
  g_autoptr (CliResult) result
    = cli_run (cli, NULL, "init", cli->file, "--county", CLI_COUNTY, "--policy", "gannan-2018",
               "--admin", CLI_ADMINISTRATOR, NULL);
  JsonObject *answer = cli_assert_done (result);
  struct stat status;

  g_assert_cmpstr (json_object_get_string_member (answer, "file"), ==, cli->file);
  g_assert_cmpstr (json_object_get_string_member (answer, "county"), ==, CLI_COUNTY);
  g_assert_cmpint (json_object_get_int_member (answer, "townships"), >, 5);
  g_assert_cmpint (json_object_get_int_member (answer, "villages"), >, 50);
  g_assert_cmpint (stat (cli->file, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
}

static guint
count_files (Cli *cli)
{
  g_autoptr (GDir) folder = g_dir_open (cli->folder, 0, NULL);
  guint count = 0;

  while (g_dir_read_name (folder) != NULL)
    count++;
  return count;
}

/* Whatever is wrong with it, there is no file afterwards. */
static void
test_init_all_or_nothing (Cli *cli, gconstpointer data)
{
  static const char *const wrong[][3] = {
    { "--county=623027", "--policy=no-such-policy", "--admin=administrator" },
    { "--county=999999", "--policy=gannan-2018", "--admin=administrator" },
    { "--county=62", "--policy=gannan-2018", "--admin=administrator" },
    { "--county=623027", "--policy=gannan-2018", "--admin=a b" },
    { "--county=623000", "--policy=gannan-2018", "--admin=administrator" },
  };
  guint before = count_files (cli);

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (CliResult) result
        = cli_run (cli, NULL, "init", cli->file, wrong[i][0], wrong[i][1], wrong[i][2], NULL);

      g_assert_cmpint (result->status, ==, 1);
      g_assert_nonnull (result->json);
      g_assert_cmpuint (count_files (cli), ==, before);
    }
}

static void
test_init_keeps_what_is_there (Cli *cli, gconstpointer data)
{
  g_autofree char *file = cli_write (cli, "mine.doudi", "mine");
  g_autofree char *content = NULL;
  g_autoptr (CliResult) result
    = cli_run (cli, NULL, "init", file, "--county", CLI_COUNTY, "--admin", "zhang", NULL);

  cli_assert_error (result, 1, "refused");
  g_file_get_contents (file, &content, NULL, NULL);
  g_assert_cmpstr (content, ==, "mine");
}

static void
test_county_list (Cli *cli, gconstpointer data)
{
  static const char *const typed[] = { "夏河", "xiahe", "gn xh", "623027" };
  g_autoptr (CliResult) none = cli_run_plain (cli, "county-list", "夏河 广东", "--json", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      g_autoptr (CliResult) result = cli_run_plain (cli, "county-list", typed[i], "--json", NULL);
      JsonArray *counties = cli_assert_list (result);
      JsonObject *county = json_array_get_object_element (counties, 0);

      g_assert_cmpstr (json_object_get_string_member (county, "county"), ==, "623027");
      g_assert_cmpstr (json_object_get_string_member (county, "name"), ==, "夏河县");
      g_assert_cmpstr (json_object_get_string_member (county, "province"), ==, "甘肃省");
      g_assert_cmpint (json_object_get_int_member (county, "townships"), ==, 13);
    }
  g_assert_cmpuint (json_array_get_length (cli_assert_list (none)), ==, 0);
}

static void
test_users (Cli *cli, gconstpointer data)
{
  g_autoptr (CliResult) added = NULL;
  g_autoptr (CliResult) listed = NULL;
  g_autoptr (CliResult) refused = NULL;
  JsonObject *user;
  JsonArray *users;

  cli_init (cli, NULL);
  added = cli_run (cli, CLI_ADMINISTRATOR, "user-add", cli->file, "张三", "--role", "caseworker",
                   "--role", "notices", "--new-password-file", cli->password_file, NULL);
  cli_assert_done (added);
  listed = cli_run (cli, CLI_ADMINISTRATOR, "user-list", cli->file, NULL);
  users = cli_assert_list (listed);
  g_assert_cmpuint (json_array_get_length (users), ==, 2);
  user = json_array_get_object_element (users, 1);
  g_assert_cmpstr (json_object_get_string_member (user, "name"), ==, "张三");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (user, "roles")), ==, 2);
  g_assert_false (json_object_get_boolean_member (user, "locked"));
  refused = cli_run (cli, "张三", "user-list", cli->file, NULL);
  cli_assert_error (refused, 1, "not-allowed");
}

/* Whose account it is comes from a file, never from the command line, and is never shown. */
static void
test_user_identity (Cli *cli, gconstpointer data)
{
  g_autofree char *number = cli_write (cli, "number", "623027197001010017\n");
  g_autofree char *wrong = cli_write (cli, "wrong", "623027197001010018\n");
  g_autoptr (CliResult) added = NULL;
  g_autoptr (CliResult) listed = NULL;
  g_autoptr (CliResult) recorded = NULL;
  g_autoptr (CliResult) together = NULL;
  g_autoptr (CliResult) bad = NULL;
  g_autoptr (CliResult) missing = NULL;
  JsonObject *user;

  cli_init (cli, NULL);
  cli_add_user (cli, "li", "reviewer");
  missing = cli_run (cli, CLI_ADMINISTRATOR, "user-identity", cli->file, "li", NULL);
  cli_assert_error (missing, 2, "usage");
  bad = cli_run (cli, CLI_ADMINISTRATOR, "user-identity", cli->file, "li", "--identity-file", wrong,
                 NULL);
  cli_assert_error (bad, 1, "bad-data");
  recorded = cli_run (cli, CLI_ADMINISTRATOR, "user-identity", cli->file, "li", "--identity-file",
                      number, NULL);
  cli_assert_done (recorded);
  together = cli_run (cli, CLI_ADMINISTRATOR, "user-add", cli->file, "wang", "--role", "director",
                      "--new-password-file", cli->password_file, "--identity-file", number, NULL);
  cli_assert_error (together, 1, "refused");
  added = cli_run (cli, CLI_ADMINISTRATOR, "user-add", cli->file, "li2", "--role", "notices",
                   "--new-password-file", cli->password_file, "--identity-file", number, NULL);
  cli_assert_done (added);
  listed = cli_run (cli, CLI_ADMINISTRATOR, "user-list", cli->file, NULL);
  g_assert_null (strstr (listed->output, "62302719"));
  user = json_array_get_object_element (cli_assert_list (listed), 0);
  g_assert_cmpstr (json_object_get_string_member (user, "identity"), ==, "missing");
  user = json_array_get_object_element (cli_assert_list (listed), 2);
  g_assert_cmpstr (json_object_get_string_member (user, "identity"), ==, "recorded");
}

static void
test_user_add_wrong (Cli *cli, gconstpointer data)
{
  g_autofree char *short_password = cli_write (cli, "short", "1234567\n");
  g_autofree char *empty = cli_write (cli, "empty", "\n" CLI_PASSWORD "\n");
  g_autoptr (CliResult) role = NULL;
  g_autoptr (CliResult) roles = NULL;
  g_autoptr (CliResult) weak = NULL;
  g_autoptr (CliResult) none = NULL;
  g_autoptr (CliResult) missing = NULL;

  cli_init (cli, NULL);
  role = cli_run (cli, CLI_ADMINISTRATOR, "user-add", cli->file, "li", "--role", "king",
                  "--new-password-file", cli->password_file, NULL);
  cli_assert_error (role, 2, "usage");
  roles = cli_run (cli, CLI_ADMINISTRATOR, "user-add", cli->file, "li", "--role", "director",
                   "--role", "auditor", "--new-password-file", cli->password_file, NULL);
  cli_assert_error (roles, 1, "refused");
  weak = cli_run (cli, CLI_ADMINISTRATOR, "user-add", cli->file, "li", "--role", "director",
                  "--new-password-file", short_password, NULL);
  cli_assert_error (weak, 1, "bad-data");
  none = cli_run (cli, CLI_ADMINISTRATOR, "user-add", cli->file, "li", "--role", "director",
                  "--new-password-file", empty, NULL);
  cli_assert_error (none, 1, "bad-data");
  missing
    = cli_run (cli, CLI_ADMINISTRATOR, "user-add", cli->file, "li", "--role", "director", NULL);
  cli_assert_error (missing, 2, "usage");
}

static void
test_verify (Cli *cli, gconstpointer data)
{
  g_autoptr (CliResult) result = NULL;
  JsonObject *answer;
  JsonArray *checks;

  cli_init (cli, NULL);
  result = cli_run (cli, CLI_ADMINISTRATOR, "verify", cli->file, NULL);
  answer = cli_assert_done (result);
  checks = json_object_get_array_member (answer, "checks");
  g_assert_true (json_object_get_boolean_member (answer, "ok"));
  g_assert_cmpuint (json_array_get_length (checks), >=, 6);
  for (guint i = 0; i < json_array_get_length (checks); i++)
    {
      JsonObject *check = json_array_get_object_element (checks, i);

      g_assert_true (json_object_get_boolean_member (check, "ok"));
      g_assert_cmpuint (strlen (json_object_get_string_member (check, "name")), >, 0);
      g_assert_true (json_object_has_member (check, "count"));
      g_assert_true (json_object_has_member (check, "detail"));
    }
}

static void
test_backup_and_restore (Cli *cli, gconstpointer data)
{
  g_autofree char *backup = cli_path (cli, "备份.doudi");
  g_autofree char *restored = cli_path (cli, "restored.doudi");
  g_autofree char *other = cli_path (cli, "other.doudi");
  g_autoptr (CliResult) made = NULL;
  g_autoptr (CliResult) again = NULL;
  g_autoptr (CliResult) back = NULL;
  g_autoptr (CliResult) without_user = NULL;
  g_autoptr (CliResult) over = NULL;
  g_autoptr (CliResult) verified = NULL;

  cli_init (cli, NULL);
  made = cli_run (cli, CLI_ADMINISTRATOR, "backup", cli->file, "--output", backup, NULL);
  cli_assert_done (made);
  again = cli_run (cli, CLI_ADMINISTRATOR, "backup", cli->file, "--output", backup, NULL);
  cli_assert_error (again, 1, "refused");
  back = cli_run (cli, CLI_ADMINISTRATOR, "restore", backup, "--output", restored, NULL);
  cli_assert_done (back);
  without_user = cli_run (cli, NULL, "restore", backup, "--output", other, NULL);
  cli_assert_done (without_user);
  over = cli_run (cli, CLI_ADMINISTRATOR, "restore", backup, "--output", cli->file, NULL);
  cli_assert_error (over, 1, "refused");
  verified = cli_run (cli, CLI_ADMINISTRATOR, "verify", restored, NULL);
  g_assert_true (json_object_get_boolean_member (cli_assert_done (verified), "ok"));
}

static void
test_restore_damaged (Cli *cli, gconstpointer data)
{
  g_autofree char *text = cli_write (cli, "text.doudi", "no backup");
  g_autofree char *restored = cli_path (cli, "restored.doudi");
  g_autoptr (CliResult) result = cli_run (cli, NULL, "restore", text, "--output", restored, NULL);

  cli_assert_error (result, 3, "not-a-caseload");
  g_assert_false (g_file_test (restored, G_FILE_TEST_EXISTS));
}

static void
test_sign_in (Cli *cli, gconstpointer data)
{
  g_autofree char *wrong = cli_write (cli, "wrong", "wrong password\n");
  g_autofree char *option = g_strconcat ("--password-file=", wrong, NULL);
  g_autoptr (CliResult) result = NULL;
  g_autoptr (CliResult) nobody = NULL;
  g_autoptr (CliResult) no_user = NULL;
  g_autoptr (CliResult) no_password = NULL;
  g_autoptr (CliResult) no_file = NULL;

  cli_init (cli, NULL);
  result = cli_run (cli, CLI_ADMINISTRATOR, option, "verify", cli->file, NULL);
  cli_assert_error (result, 1, "password");
  nobody = cli_run (cli, "nobody", "verify", cli->file, NULL);
  cli_assert_error (nobody, 1, "password");
  no_user = cli_run (cli, NULL, "verify", cli->file, NULL);
  cli_assert_error (no_user, 2, "usage");
  no_password
    = cli_run_plain (cli, "--json", "--user", CLI_ADMINISTRATOR, "verify", cli->file, NULL);
  cli_assert_error (no_password, 2, "usage");
  no_file = cli_run (cli, CLI_ADMINISTRATOR, "verify", "nowhere.doudi", NULL);
  cli_assert_error (no_file, 3, "io");
}

/* Excel's habits: a byte-order mark, and CR LF at the end. */
static void
test_password_file_of_windows (Cli *cli, gconstpointer data)
{
  g_autofree char *file = cli_write (cli, "windows", "\xef\xbb\xbf" CLI_PASSWORD "\r\nmore\r\n");
  g_autofree char *option = g_strconcat ("--password-file=", file, NULL);
  g_autoptr (CliResult) result = NULL;

  cli_init (cli, NULL);
  result = cli_run (cli, CLI_ADMINISTRATOR, "verify", cli->file, option, NULL);
  cli_assert_done (result);
}

static void
assert_usage (Cli *cli, const char *first, const char *second, const char *third)
{
  g_autoptr (CliResult) result = cli_run_plain (cli, "--json", first, second, third, NULL);

  cli_assert_error (result, 2, "usage");
}

static void
test_usage (Cli *cli, gconstpointer data)
{
  assert_usage (cli, NULL, NULL, NULL);
  assert_usage (cli, "no-such-command", NULL, NULL);
  assert_usage (cli, "--no-such-option", "verify", "x");
  assert_usage (cli, "verify", NULL, NULL);
  assert_usage (cli, "verify", "a", "b");
  assert_usage (cli, "verify", "--no-such-option", "a");
  assert_usage (cli, "verify", "a", "--today=2018-02-30");
  assert_usage (cli, "init", "a", "--county=623027");
  assert_usage (cli, "init", "a", "--admin=zhang");
  assert_usage (cli, "backup", "a", NULL);
}

/* An error before --json is read is told in JSON all the same. */
static void
test_late_json (Cli *cli, gconstpointer data)
{
  g_autoptr (CliResult) result = cli_run_plain (cli, "--no-such-option", "verify", "--json", NULL);

  cli_assert_error (result, 2, "usage");
}

static void
test_globals_after (Cli *cli, gconstpointer data)
{
  g_autoptr (CliResult) result = NULL;

  cli_init (cli, NULL);
  result = cli_run_plain (cli, "user-list", "--user", CLI_ADMINISTRATOR, cli->file, "--json",
                          "--password-file", cli->password_file, NULL);
  cli_assert_list (result);
}

static void
test_help (Cli *cli, gconstpointer data)
{
  g_autoptr (CliResult) help = cli_run_plain (cli, "--help", NULL);
  g_autoptr (CliResult) version = cli_run_plain (cli, "--version", NULL);
  g_autoptr (CliResult) command = cli_run_plain (cli, "init", "--help", NULL);

  g_assert_cmpint (help->status, ==, 0);
  g_assert_nonnull (strstr (help->output, "user-add"));
  g_assert_cmpint (version->status, ==, 0);
  g_assert_true (g_str_has_prefix (version->output, "doudictl "));
  g_assert_cmpint (command->status, ==, 0);
  g_assert_nonnull (strstr (command->output, "--county"));
}

static void
test_text_and_quiet (Cli *cli, gconstpointer data)
{
  g_autofree char *password = NULL;
  g_autoptr (CliResult) spoken = NULL;
  g_autoptr (CliResult) silent = NULL;

  cli_init (cli, NULL);
  password = g_strconcat ("--password-file=", cli->password_file, NULL);
  spoken = cli_run_plain (cli, "verify", cli->file, "--user=" CLI_ADMINISTRATOR, password, NULL);
  g_assert_cmpint (spoken->status, ==, 0);
  g_assert_nonnull (strstr (spoken->output, "audit-chain"));
  silent = cli_run_plain (cli, "verify", cli->file, "--user=" CLI_ADMINISTRATOR, password,
                          "--quiet", NULL);
  g_assert_cmpint (silent->status, ==, 0);
  g_assert_cmpstr (silent->output, ==, "");
  g_assert_cmpstr (silent->messages, ==, "");
}

static void
test_other_locale (Cli *cli, gconstpointer data)
{
  g_autoptr (CliResult) result = NULL;

  g_setenv ("LC_ALL", "C", TRUE);
  cli_init (cli, NULL);
  cli_add_user (cli, "张三", "director");
  result = cli_run (cli, "张三", "user-list", cli->file, NULL);
  g_setenv ("LC_ALL", "C.UTF-8", TRUE);
  g_assert_cmpuint (json_array_get_length (cli_assert_list (result)), ==, 2);
}

static void
add (const char *path, void (*test) (Cli *cli, gconstpointer data))
{
  g_test_add (path, Cli, NULL, cli_set_up, test, cli_tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/cli/init", test_init);
  add ("/cli/init-all-or-nothing", test_init_all_or_nothing);
  add ("/cli/init-keeps-what-is-there", test_init_keeps_what_is_there);
  add ("/cli/county-list", test_county_list);
  add ("/cli/users", test_users);
  add ("/cli/user-identity", test_user_identity);
  add ("/cli/user-add-wrong", test_user_add_wrong);
  add ("/cli/verify", test_verify);
  add ("/cli/backup-and-restore", test_backup_and_restore);
  add ("/cli/restore-damaged", test_restore_damaged);
  add ("/cli/sign-in", test_sign_in);
  add ("/cli/password-file-of-windows", test_password_file_of_windows);
  add ("/cli/usage", test_usage);
  add ("/cli/late-json", test_late_json);
  add ("/cli/globals-after", test_globals_after);
  add ("/cli/help", test_help);
  add ("/cli/text-and-quiet", test_text_and_quiet);
  add ("/cli/other-locale", test_other_locale);
  return g_test_run ();
}
