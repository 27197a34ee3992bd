/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "cli-helper.h"

/* Households entered and corrected as scripts do it. */

#define CASEWORKER "caseworker"
#define REVIEWER "reviewer"

#define FAMILY                                                                                        \
  "{\"division\":\"623027100001\",\"village_group\":\"三社\",\"phone\":\"13909410001\","            \
  "\"members\":[{\"name\":\"才让扎西\",\"relation\":\"head\",\"number\":\"623027197501010013\"}," \
  "{\"name\":\"完代\",\"relation\":\"son\",\"birth\":\"2010-05-05\",\"sex\":\"male\"}]}"

static void
set_up (Cli *cli, gconstpointer data)
{
  cli_set_up (cli, data);
  cli_init (cli, "gannan-2018");
  cli_add_user (cli, CASEWORKER, CASEWORKER);
  cli_add_user (cli, REVIEWER, REVIEWER);
}

static const char *
text_of (JsonObject *object, const char *member)
{
  g_assert_true (json_object_has_member (object, member));
  return json_object_get_string_member (object, member);
}

static void
test_way (Cli *cli, gconstpointer data)
{
  g_autofree char *answers = cli_write (cli, "family.json", FAMILY);
  g_autoptr (CliResult) saved
    = cli_run (cli, CASEWORKER, "household-save", cli->file, answers, NULL);
  g_autofree char *household = g_strdup (text_of (cli_assert_done (saved), "household"));
  g_autoptr (CliResult) form
    = cli_run (cli, CASEWORKER, "household-form", cli->file, "--household", household, NULL);
  JsonObject *read = cli_assert_done (form);
  JsonObject *members = json_array_get_object_element (
    json_object_get_array_member (json_object_get_object_member (read, "answers"), "members"), 0);
  g_autofree char *json = NULL;
  g_autofree char *again = NULL;
  g_autoptr (CliResult) corrected = NULL;
  g_autoptr (CliResult) stale = NULL;
  g_autoptr (CliResult) undone = NULL;
  g_autoptr (CliResult) edits = NULL;
  JsonArray *rows;

  g_assert_cmpstr (text_of (members, "birth"), ==, "1975-01-01");
  json_object_set_string_member (members, "name", "才让扎喜");
  json = json_to_string (json_object_get_member (read, "answers"), FALSE);
  again = cli_write (cli, "again.json", json);
  corrected = cli_run (cli, CASEWORKER, "household-save", cli->file, again, "--household",
                       household, "--stamp", text_of (read, "stamp"), NULL);
  stale = cli_run (cli, CASEWORKER, "household-save", cli->file, answers, "--household", household,
                   "--stamp", text_of (read, "stamp"), NULL);
  undone = cli_run (cli, CASEWORKER, "edit-undo", cli->file,
                    text_of (cli_assert_done (corrected), "edit"), NULL);
  cli_assert_error (stale, 1, "conflict");
  g_assert_cmpstr (text_of (cli_assert_done (undone), "undoes"), ==,
                   text_of (cli_assert_done (corrected), "edit"));
  edits = cli_run (cli, REVIEWER, "edits", cli->file, "--household", household, NULL);
  rows = cli_assert_list (edits);
  g_assert_cmpuint (json_array_get_length (rows), ==, 3);
  g_assert_cmpstr (text_of (json_array_get_object_element (rows, 0), "kind"), ==, "undo");
  g_assert_cmpstr (text_of (json_array_get_object_element (rows, 1), "undone_by"), ==,
                   text_of (json_array_get_object_element (rows, 0), "edit"));
}

static void
test_bin (Cli *cli, gconstpointer data)
{
  g_autofree char *answers = cli_write (cli, "family.json", FAMILY);
  g_autoptr (CliResult) saved
    = cli_run (cli, CASEWORKER, "household-save", cli->file, answers, NULL);
  const char *household = text_of (cli_assert_done (saved), "household");
  g_autoptr (CliResult) silent
    = cli_run (cli, CASEWORKER, "household-remove", cli->file, household, NULL);
  g_autoptr (CliResult) removed = cli_run (cli, CASEWORKER, "household-remove", cli->file,
                                           household, "--reason", "重复录入", NULL);
  g_autoptr (CliResult) bin = cli_run (cli, REVIEWER, "edits", cli->file, "--bin", NULL);
  g_autoptr (CliResult) gone = cli_run (cli, CASEWORKER, "search", cli->file, "才让扎西", NULL);
  g_autoptr (CliResult) back = cli_run (cli, CASEWORKER, "edit-undo", cli->file,
                                        text_of (cli_assert_done (removed), "edit"), NULL);
  g_autoptr (CliResult) empty = cli_run (cli, REVIEWER, "edits", cli->file, "--bin", NULL);
  g_autoptr (CliResult) found = cli_run (cli, CASEWORKER, "search", cli->file, "才让扎西", NULL);
  g_autoptr (CliResult) ended = cli_run (cli, CASEWORKER, "household-end", cli->file, household,
                                         "--reason", "迁出", "--day", "2018-06-01", NULL);

  cli_assert_error (silent, 1, "bad-data");
  g_assert_cmpuint (json_array_get_length (cli_assert_list (bin)), ==, 1);
  g_assert_cmpuint (json_array_get_length (cli_assert_list (empty)), ==, 0);
  g_assert_cmpint (json_object_get_int_member (cli_assert_done (gone), "total"), ==, 0);
  cli_assert_done (back);
  g_assert_cmpint (json_object_get_int_member (cli_assert_done (found), "total"), ==, 1);
  cli_assert_done (ended);
}

static void
test_bulk (Cli *cli, gconstpointer data)
{
  g_autofree char *answers = cli_write (cli, "family.json", FAMILY);
  g_autoptr (CliResult) saved
    = cli_run (cli, CASEWORKER, "household-save", cli->file, answers, NULL);
  const char *household = text_of (cli_assert_done (saved), "household");
  g_autoptr (CliResult) looked
    = cli_run (cli, CASEWORKER, "households-edit", cli->file, "--households", household, "--field",
               "member-ethnicity", "--value", "藏族", "--preview", NULL);
  g_autoptr (CliResult) done
    = cli_run (cli, CASEWORKER, "households-edit", cli->file, "--households", household, "--field",
               "member-ethnicity", "--value", "藏族", NULL);
  g_autoptr (CliResult) again
    = cli_run (cli, CASEWORKER, "households-edit", cli->file, "--households", household, "--field",
               "member-ethnicity", "--value", "藏族", NULL);
  g_autoptr (CliResult) field = cli_run (cli, CASEWORKER, "households-edit", cli->file,
                                         "--households", household, "--field", "name", NULL);

  g_assert_cmpint (json_object_get_int_member (cli_assert_done (looked), "persons"), ==, 2);
  g_assert_false (json_object_has_member (cli_assert_done (looked), "edit"));
  g_assert_true (json_object_has_member (cli_assert_done (done), "edit"));
  cli_assert_error (again, 1, "conflict");
  cli_assert_error (field, 2, "usage");
}

static void
test_refused (Cli *cli, gconstpointer data)
{
  g_autofree char *wrong
    = cli_write (cli, "wrong.json",
                 "{\"division\":\"623027100001\",\"members\":[{\"name\":\"甲\","
                 "\"relation\":\"head\",\"number\":\"623027197501010011\"}]}");
  g_autofree char *answers = cli_write (cli, "family.json", FAMILY);
  g_autoptr (CliResult) faulty
    = cli_run (cli, CASEWORKER, "household-save", cli->file, wrong, NULL);
  g_autoptr (CliResult) role = cli_run (cli, REVIEWER, "household-save", cli->file, answers, NULL);
  g_autoptr (CliResult) number = cli_run (cli, CASEWORKER, "edit-undo", cli->file, "first", NULL);
  g_autoptr (CliResult) none = cli_run (cli, CASEWORKER, "edit-undo", cli->file, "7", NULL);

  g_assert_cmpint (faulty->status, ==, 1);
  g_assert_nonnull (strstr (faulty->output, "check-digit"));
  cli_assert_error (role, 1, "not-allowed");
  cli_assert_error (number, 2, "usage");
  cli_assert_error (none, 1, "not-found");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add ("/cli/desk/" path, Cli, NULL, set_up, func, cli_tear_down)
  ADD ("way", test_way);
  ADD ("bin", test_bin);
  ADD ("bulk", test_bulk);
  ADD ("refused", test_refused);
  return g_test_run ();
}
