/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "cli-helper.h"

/* Findings as scripts see them, on the sample roster of low income, whose cards fail their check.
 */

#define CASEWORKER "caseworker"
#define REVIEWER "reviewer"
#define NOTICES "notices"
#define DIRECTOR "director"
#define ACCOUNTS "account-wrong"

static void
assert_member (JsonObject *object, const char *member, const char *expected)
{
  g_assert_true (json_object_has_member (object, member));
  g_assert_cmpstr (json_object_get_string_member (object, member), ==, expected);
}

static void
set_up (Cli *cli, gconstpointer data)
{
  g_autofree char *roster
    = g_test_build_filename (G_TEST_DIST, "data", "rosters", "low-income-2018-01.xlsx", NULL);
  g_autoptr (CliResult) staged = NULL;
  g_autoptr (CliResult) accepted = NULL;

  cli_set_up (cli, data);
  cli_init (cli, "gannan-2018");
  cli_add_user (cli, CASEWORKER, CASEWORKER);
  cli_add_user (cli, REVIEWER, REVIEWER);
  cli_add_user (cli, NOTICES, NOTICES);
  cli_add_user (cli, DIRECTOR, DIRECTOR);
  staged = cli_run (cli, CASEWORKER, "import", cli->file, roster, "--month", "2018-01", NULL);
  accepted = cli_run (cli, REVIEWER, "import-accept", cli->file,
                      json_object_get_string_member (cli_assert_done (staged), "batch"), NULL);
  cli_assert_done (accepted);
}

static void
test_kinds (Cli *cli, gconstpointer data)
{
  g_autoptr (CliResult) result = cli_run_plain (cli, "--json", "finding-kinds", NULL);
  JsonArray *kinds = cli_assert_list (result);
  JsonObject *first = json_array_get_object_element (kinds, 0);

  g_assert_cmpuint (json_array_get_length (kinds), ==, 28);
  assert_member (first, "kind", "same-number");
  g_assert_true (json_object_get_boolean_member (first, "pair"));
}

static void
test_list (Cli *cli, gconstpointer data)
{
  g_autoptr (CliResult) all = cli_run (cli, CASEWORKER, "findings", cli->file, NULL);
  g_autoptr (CliResult) some
    = cli_run (cli, CASEWORKER, "findings", cli->file, "--kind=" ACCOUNTS, NULL);
  g_autoptr (CliResult) wrong
    = cli_run (cli, CASEWORKER, "findings", cli->file, "--kind=nonsense", NULL);
  g_autoptr (CliResult) no_id
    = cli_run (cli, CASEWORKER, "findings", cli->file, "--household=first", NULL);
  g_autoptr (CliResult) refused = cli_run (cli, NOTICES, "findings", cli->file, NULL);
  g_autoptr (CliResult) own = NULL;
  guint n = json_array_get_length (cli_assert_list (some));
  JsonObject *finding = json_array_get_object_element (cli_assert_list (some), 0);
  JsonArray *households = json_object_get_array_member (finding, "households");

  g_assert_cmpuint (n, >, 0);
  g_assert_cmpuint (json_array_get_length (cli_assert_list (all)), >=, n);
  assert_member (finding, "kind", ACCOUNTS);
  assert_member (finding, "state", "waiting");
  g_assert_false (
    g_regex_match_simple ("[0-9]{7}", json_object_get_string_member (finding, "words"), 0, 0));
  own = cli_run (cli, CASEWORKER, "findings", cli->file, "--household",
                 json_array_get_string_element (households, 0), NULL);
  assert_member (json_array_get_object_element (cli_assert_list (own), 0), "subject",
                 json_object_get_string_member (finding, "subject"));
  g_assert_cmpint (wrong->status, ==, 2);
  g_assert_cmpint (no_id->status, ==, 2);
  cli_assert_error (refused, 1, "not-allowed");
}

static void
test_decide (Cli *cli, gconstpointer data)
{
  g_autoptr (CliResult) before
    = cli_run (cli, CASEWORKER, "findings", cli->file, "--kind=" ACCOUNTS, NULL);
  guint n = json_array_get_length (cli_assert_list (before));
  const char *subject = json_object_get_string_member (
    json_array_get_object_element (cli_assert_list (before), 0), "subject");
  g_autoptr (CliResult) no_reason = cli_run (cli, CASEWORKER, "finding-decide", cli->file, ACCOUNTS,
                                             subject, "--decision=never-mind", NULL);
  g_autoptr (CliResult) nothing
    = cli_run (cli, CASEWORKER, "finding-decide", cli->file, ACCOUNTS, subject, NULL);
  g_autoptr (CliResult) director = cli_run (cli, DIRECTOR, "finding-decide", cli->file, ACCOUNTS,
                                            subject, "--decision=later", NULL);
  g_autoptr (CliResult) gone = cli_run (cli, CASEWORKER, "finding-decide", cli->file, ACCOUNTS,
                                        "household:1+account:999999", "--decision=later", NULL);
  g_autoptr (CliResult) done
    = cli_run (cli, CASEWORKER, "finding-decide", cli->file, ACCOUNTS, subject,
               "--decision=never-mind", "--reason=已核对存折", NULL);
  g_autoptr (CliResult) after = NULL;
  g_autoptr (CliResult) decided = NULL;
  g_autoptr (CliResult) opened = NULL;
  g_autoptr (CliResult) verified = NULL;

  cli_assert_error (no_reason, 1, "refused");
  g_assert_cmpint (nothing->status, ==, 2);
  cli_assert_error (director, 1, "not-allowed");
  cli_assert_error (gone, 1, "not-found");
  assert_member (cli_assert_done (done), "state", "settled");
  assert_member (cli_assert_done (done), "reason", "已核对存折");
  assert_member (cli_assert_done (done), "decided_by", CASEWORKER);
  after = cli_run (cli, CASEWORKER, "findings", cli->file, "--kind=" ACCOUNTS, NULL);
  g_assert_cmpuint (json_array_get_length (cli_assert_list (after)), ==, n - 1);
  decided = cli_run (cli, CASEWORKER, "findings", cli->file, "--kind=" ACCOUNTS, "--decided", NULL);
  g_assert_cmpuint (json_array_get_length (cli_assert_list (decided)), ==, n);
  opened = cli_run (cli, REVIEWER, "finding-decide", cli->file, ACCOUNTS, subject,
                    "--decision=reopened", NULL);
  assert_member (cli_assert_done (opened), "state", "waiting");
  verified = cli_run (cli, DIRECTOR, "verify", cli->file, NULL);
  g_assert_true (json_object_get_boolean_member (cli_assert_done (verified), "ok"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/cli/finding/kinds", Cli, NULL, cli_set_up, test_kinds, cli_tear_down);
  g_test_add ("/cli/finding/list", Cli, NULL, set_up, test_list, cli_tear_down);
  g_test_add ("/cli/finding/decide", Cli, NULL, set_up, test_decide, cli_tear_down);
  return g_test_run ();
}
