/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "cli-helper.h"

/* Two records of a person, and two households, made one as scripts do it. */

#define CASEWORKER "caseworker"
#define REVIEWER "reviewer"
#define DIRECTOR "director"

/* 完代 lives with the family, and was entered once more, with the number. */
#define FAMILY                                                                                        \
  "{\"division\":\"623027100001\",\"village_group\":\"三社\",\"phone\":\"13909410001\","            \
  "\"members\":[{\"name\":\"才让扎西\",\"relation\":\"head\",\"number\":\"623027197501010013\"}," \
  "{\"name\":\"完代\",\"relation\":\"son\",\"birth\":\"2010-05-05\",\"sex\":\"male\"}]}"
#define APART                                                                                      \
  "{\"division\":\"623027100001\",\"village_group\":\"三社\",\"phone\":\"13909410002\","         \
  "\"members\":[{\"name\":\"完代\",\"relation\":\"head\",\"number\":\"623027201005050031\"}]}"

static const char *
text_of (JsonObject *object, const char *member)
{
  g_assert_true (json_object_has_member (object, member));
  return json_object_get_string_member (object, member);
}

static void
set_up (Cli *cli, gconstpointer data)
{
  cli_set_up (cli, data);
  cli_init (cli, "gannan-2018");
  cli_add_user (cli, CASEWORKER, CASEWORKER);
  cli_add_user (cli, REVIEWER, REVIEWER);
  cli_add_user (cli, DIRECTOR, DIRECTOR);
}

static char *
save (Cli *cli, const char *name, const char *answers)
{
  g_autofree char *path = cli_write (cli, name, answers);
  g_autoptr (CliResult) saved = cli_run (cli, CASEWORKER, "household-save", cli->file, path, NULL);

  return g_strdup (text_of (cli_assert_done (saved), "household"));
}

static gint64
count_found (Cli *cli, const char *text)
{
  g_autoptr (CliResult) result = cli_run (cli, CASEWORKER, "search", cli->file, text, NULL);

  return json_object_get_int_member (cli_assert_done (result), "total");
}

static void
assert_verifies (Cli *cli)
{
  g_autoptr (CliResult) verified = cli_run (cli, DIRECTOR, "verify", cli->file, NULL);

  g_assert_true (json_object_get_boolean_member (cli_assert_done (verified), "ok"));
}

/* A caseworker finds it and says so; a reviewer makes the records one. */
static void
test_persons (Cli *cli, gconstpointer data)
{
  g_autofree char *family = save (cli, "family.json", FAMILY);
  g_autofree char *apart = save (cli, "apart.json", APART);
  g_autoptr (CliResult) found
    = cli_run (cli, CASEWORKER, "findings", cli->file, "--kind=same-name", NULL);
  JsonObject *finding = json_array_get_object_element (cli_assert_list (found), 0);
  JsonArray *persons = json_object_get_array_member (finding, "persons");
  const char *keep = json_array_get_string_element (persons, 0);
  const char *other = json_array_get_string_element (persons, 1);
  g_autoptr (CliResult) said = cli_run (cli, CASEWORKER, "finding-decide", cli->file, "same-name",
                                        text_of (finding, "subject"), "--decision=same", NULL);
  g_autoptr (CliResult) not_allowed
    = cli_run (cli, CASEWORKER, "persons-merge", cli->file, keep, other, NULL);
  g_autoptr (CliResult) where
    = cli_run (cli, REVIEWER, "persons-merge", cli->file, keep, other, NULL);
  g_autoptr (CliResult) preview = cli_run (cli, REVIEWER, "persons-merge", cli->file, keep, other,
                                           "--household", family, "--preview", NULL);
  g_autoptr (CliResult) wrong
    = cli_run (cli, REVIEWER, "persons-merge", cli->file, keep, other, "--take=name=both", NULL);
  g_autoptr (CliResult) merged
    = cli_run (cli, REVIEWER, "persons-merge", cli->file, keep, other, "--household", family,
               "--take=name", "--reason=身份证为同一人", NULL);
  g_autoptr (CliResult) after = NULL;
  g_autoptr (CliResult) undone = NULL;
  g_autoptr (CliResult) again = NULL;
  JsonObject *looked = cli_assert_done (preview);

  g_assert_cmpstr (text_of (cli_assert_done (said), "state"), ==, "proposed");
  cli_assert_error (not_allowed, 1, "not-allowed");
  cli_assert_error (where, 1, "refused");
  g_assert_cmpint (wrong->status, ==, 2);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (looked, "households")), ==,
                    2);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (looked, "obstacles")), ==,
                    0);
  g_assert_cmpint (count_found (cli, "完代"), ==, 1);
  after = cli_run (cli, CASEWORKER, "findings", cli->file, "--decided", "--kind=same-name", NULL);
  g_assert_cmpuint (json_array_get_length (cli_assert_list (after)), ==, 0);
  assert_verifies (cli);
  undone = cli_run (cli, REVIEWER, "edit-undo", cli->file,
                    text_of (cli_assert_done (merged), "edit"), NULL);
  cli_assert_done (undone);
  g_assert_cmpint (count_found (cli, "完代"), ==, 2);
  again = cli_run (cli, REVIEWER, "findings", cli->file, "--kind=same-name", NULL);
  g_assert_cmpuint (json_array_get_length (cli_assert_list (again)), ==, 1);
  assert_verifies (cli);
}

static void
test_households (Cli *cli, gconstpointer data)
{
  g_autofree char *family = save (cli, "family.json", FAMILY);
  g_autofree char *apart = save (cli, "apart.json", APART);
  g_autoptr (CliResult) own
    = cli_run (cli, CASEWORKER, "households-merge", cli->file, family, family, NULL);
  g_autoptr (CliResult) merged = cli_run (cli, CASEWORKER, "households-merge", cli->file, family,
                                          apart, "--relation=孙子", "--reason=同住", NULL);
  g_autoptr (CliResult) household = cli_run (cli, CASEWORKER, "household", cli->file, family, NULL);
  g_autoptr (CliResult) undone = NULL;

  cli_assert_error (own, 1, "refused");
  g_assert_cmpuint (
    json_array_get_length (json_object_get_array_member (cli_assert_done (household), "members")),
    ==, 3);
  undone = cli_run (cli, CASEWORKER, "edit-undo", cli->file,
                    text_of (cli_assert_done (merged), "edit"), NULL);
  cli_assert_done (undone);
  assert_verifies (cli);
}

static void
test_split (Cli *cli, gconstpointer data)
{
  g_autofree char *family = save (cli, "family.json", FAMILY);
  g_autoptr (CliResult) household = cli_run (cli, CASEWORKER, "household", cli->file, family, NULL);
  JsonArray *members = json_object_get_array_member (cli_assert_done (household), "members");
  const char *son = text_of (json_array_get_object_element (members, 1), "person");
  g_autoptr (CliResult) nobody
    = cli_run (cli, CASEWORKER, "household-split", cli->file, family, NULL);
  g_autoptr (CliResult) words
    = cli_run (cli, CASEWORKER, "household-split", cli->file, family, "--persons", son, "--head",
               son, "--relations=子,女", NULL);
  g_autoptr (CliResult) done = cli_run (cli, CASEWORKER, "household-split", cli->file, family,
                                        "--persons", son, "--head", son, "--reason=分家", NULL);
  g_autoptr (CliResult) own = NULL;

  cli_assert_error (nobody, 1, "refused");
  g_assert_cmpint (words->status, ==, 2);
  own = cli_run (cli, CASEWORKER, "household", cli->file,
                 text_of (cli_assert_done (done), "household"), NULL);
  g_assert_cmpuint (
    json_array_get_length (json_object_get_array_member (cli_assert_done (own), "members")), ==, 1);
  assert_verifies (cli);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/cli/merge/persons", Cli, NULL, set_up, test_persons, cli_tear_down);
  g_test_add ("/cli/merge/households", Cli, NULL, set_up, test_households, cli_tear_down);
  g_test_add ("/cli/merge/split", Cli, NULL, set_up, test_split, cli_tear_down);
  return g_test_run ();
}
