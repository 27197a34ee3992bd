/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "cli-helper.h"

/* Changes and reviews as scripts see them, on the sample roster of low income. */

#define CASEWORKER "caseworker"
#define REVIEWER "reviewer"
#define DIRECTOR "director"
#define JANUARY "--today=2018-01-20"

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
  cli_add_user (cli, DIRECTOR, DIRECTOR);
  staged
    = cli_run (cli, CASEWORKER, JANUARY, "import", cli->file, roster, "--month", "2018-01", NULL);
  accepted = cli_run (cli, REVIEWER, JANUARY, "import-accept", cli->file,
                      json_object_get_string_member (cli_assert_done (staged), "batch"), NULL);
  cli_assert_done (accepted);
}

/* A household of several members, all covered: its id, its award and its last member. */
static void
find_household (Cli *cli, char **household, char **award, char **person)
{
  for (int id = 1;; id++)
    {
      g_autofree char *text = g_strdup_printf ("%d", id);
      g_autoptr (CliResult) result = cli_run (cli, CASEWORKER, "household", cli->file, text, NULL);
      JsonObject *object = cli_assert_done (result);
      JsonArray *members = json_object_get_array_member (object, "members");
      JsonArray *awards = json_object_get_array_member (object, "awards");
      guint n = json_array_get_length (members);

      if (n < 3 || json_array_get_length (awards) != 1)
        continue;
      *household = g_steal_pointer (&text);
      *award = g_strdup (
        json_object_get_string_member (json_array_get_object_element (awards, 0), "award"));
      *person = g_strdup (
        json_object_get_string_member (json_array_get_object_element (members, n - 1), "person"));
      return;
    }
}

static void
test_kinds (Cli *cli, gconstpointer data)
{
  g_autoptr (CliResult) result = cli_run_plain (cli, "--json", "change-kinds", NULL);
  JsonArray *kinds = cli_assert_list (result);

  g_assert_cmpuint (json_array_get_length (kinds), ==, 20);
  assert_member (json_array_get_object_element (kinds, 1), "kind", "death");
}

static void
test_death (Cli *cli, gconstpointer data)
{
  g_autofree char *household = NULL;
  g_autofree char *award = NULL;
  g_autofree char *person = NULL;
  g_autofree char *option = NULL;
  g_autofree char *id = NULL;
  g_autoptr (CliResult) preview = NULL;
  g_autoptr (CliResult) missing = NULL;
  g_autoptr (CliResult) entered = NULL;
  g_autoptr (CliResult) again = NULL;
  g_autoptr (CliResult) own = NULL;
  g_autoptr (CliResult) list = NULL;
  g_autoptr (CliResult) decided = NULL;
  g_autoptr (CliResult) verified = NULL;
  JsonObject *object;

  find_household (cli, &household, &award, &person);
  option = g_strconcat ("--person=", person, NULL);
  preview = cli_run (cli, CASEWORKER, "change-preview", cli->file, household, "death", option,
                     "--on=2018-06-01", "--detail={\"covered\": true}", NULL);
  object = cli_assert_done (preview);
  assert_member (object, "from", "2018-07");
  assert_member (object, "decides", "reviewer");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "missing")), ==,
                    1);
  object = json_array_get_object_element (json_object_get_array_member (object, "awards"), 0);
  assert_member (object, "award", award);
  g_assert_cmpint (json_object_get_int_member (object, "persons_before"), ==,
                   json_object_get_int_member (object, "persons_after") + 1);
  missing = cli_run (cli, CASEWORKER, "change-enter", cli->file, household, "death", option,
                     "--on=2018-06-01", "--detail={\"covered\": true}", NULL);
  cli_assert_error (missing, 1, "refused");
  entered = cli_run (cli, CASEWORKER, "change-enter", cli->file, household, "death", option,
                     "--on=2018-06-01", "--detail={\"covered\": true}", "--paper=死亡证明", NULL);
  object = cli_assert_done (entered);
  assert_member (object, "state", "open");
  id = g_strdup (json_object_get_string_member (object, "change"));
  again
    = cli_run (cli, CASEWORKER, "change-enter", cli->file, household, "leave", option,
               "--reason=迁出", "--detail={\"covered\": true}", "--paper=户口迁移或婚姻证明", NULL);
  cli_assert_error (again, 1, "conflict");
  own = cli_run (cli, CASEWORKER, "change-decide", cli->file, id, NULL);
  cli_assert_error (own, 1, "not-allowed");
  list = cli_run (cli, REVIEWER, "change-list", cli->file, NULL);
  g_assert_cmpuint (json_array_get_length (cli_assert_list (list)), ==, 1);
  decided = cli_run (cli, REVIEWER, "change-decide", cli->file, id, NULL);
  object = cli_assert_done (decided);
  assert_member (object, "state", "applied");
  assert_member (object, "decided_by", REVIEWER);
  verified = cli_run (cli, DIRECTOR, "verify", cli->file, NULL);
  g_assert_true (json_object_get_boolean_member (cli_assert_done (verified), "ok"));
}

static void
test_withdraw_and_refuse (Cli *cli, gconstpointer data)
{
  g_autofree char *household = NULL;
  g_autofree char *award = NULL;
  g_autofree char *person = NULL;
  g_autofree char *option = NULL;
  g_autofree char *detail = cli_write (cli, "detail.json", "{\"cause\": \"own-wish\"}");
  g_autofree char *from_file = g_strconcat ("--detail=@", detail, NULL);
  g_autoptr (CliResult) first = NULL;
  g_autoptr (CliResult) withdrawn = NULL;
  g_autoptr (CliResult) second = NULL;
  g_autoptr (CliResult) refused = NULL;
  g_autoptr (CliResult) list = NULL;
  g_autoptr (CliResult) wrong = NULL;

  find_household (cli, &household, &award, &person);
  option = g_strconcat ("--award=", award, NULL);
  first = cli_run (cli, CASEWORKER, "change-enter", cli->file, household, "stop", option, from_file,
                   "--reason=自愿退出", NULL);
  withdrawn = cli_run (cli, CASEWORKER, "change-withdraw", cli->file,
                       json_object_get_string_member (cli_assert_done (first), "change"), NULL);
  assert_member (cli_assert_done (withdrawn), "state", "withdrawn");
  second = cli_run (cli, CASEWORKER, "change-enter", cli->file, household, "stop", option,
                    "--reason=自愿退出", NULL);
  refused = cli_run (cli, DIRECTOR, "change-decide", cli->file,
                     json_object_get_string_member (cli_assert_done (second), "change"), "--refuse",
                     "--reason=本人未申请", NULL);
  assert_member (cli_assert_done (refused), "state", "refused");
  list = cli_run (cli, REVIEWER, "change-list", cli->file, "--household", household, NULL);
  g_assert_cmpuint (json_array_get_length (cli_assert_list (list)), ==, 2);
  wrong = cli_run (cli, CASEWORKER, "change-preview", cli->file, household, "wedding", NULL);
  g_assert_cmpint (wrong->status, ==, 2);
}

static void
test_review (Cli *cli, gconstpointer data)
{
  g_autoptr (CliResult) due
    = cli_run (cli, CASEWORKER, "review-due", cli->file, "--through=2018-12-31", NULL);
  JsonArray *list = cli_assert_list (due);
  g_autofree char *id = NULL;
  g_autoptr (CliResult) opened = NULL;
  g_autoptr (CliResult) again = NULL;
  g_autoptr (CliResult) finished = NULL;
  g_autoptr (CliResult) own = NULL;
  g_autoptr (CliResult) confirmed = NULL;
  g_autoptr (CliResult) paused = NULL;

  g_assert_cmpuint (json_array_get_length (list), >, 0);
  opened = cli_run (cli, CASEWORKER, "review-open", cli->file, "--through=2018-12-31", NULL);
  g_assert_cmpint (json_object_get_int_member (cli_assert_done (opened), "opened"), ==,
                   json_array_get_length (list));
  again = cli_run (cli, CASEWORKER, "review-due", cli->file, "--through=2018-12-31", NULL);
  id = g_strdup (json_object_get_string_member (
    json_array_get_object_element (cli_assert_list (again), 0), "review"));
  finished = cli_run (cli, CASEWORKER, "review-finish", cli->file, id, "--outcome=keep",
                      "--reason=入户核实", NULL);
  assert_member (cli_assert_done (finished), "outcome", "keep");
  own = cli_run (cli, CASEWORKER, "review-confirm", cli->file, id, NULL);
  cli_assert_error (own, 1, "not-allowed");
  confirmed = cli_run (cli, REVIEWER, "review-confirm", cli->file, id, NULL);
  assert_member (cli_assert_done (confirmed), "confirmed_on", CLI_TODAY);
  g_assert_true (json_object_has_member (cli_assert_done (confirmed), "next_due"));
  paused = cli_run (cli, CASEWORKER, "review-pause-lapsed", cli->file, NULL);
  g_assert_cmpint (json_object_get_int_member (cli_assert_done (paused), "paused"), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/cli/change/kinds", Cli, NULL, cli_set_up, test_kinds, cli_tear_down);
  g_test_add ("/cli/change/death", Cli, NULL, set_up, test_death, cli_tear_down);
  g_test_add ("/cli/change/withdraw-and-refuse", Cli, NULL, set_up, test_withdraw_and_refuse,
              cli_tear_down);
  g_test_add ("/cli/change/review", Cli, NULL, set_up, test_review, cli_tear_down);
  return g_test_run ();
}
