/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * From the counter to the award on the command line.
 */

#include "cli-helper.h"

#define CASEWORKER "caseworker"
#define REVIEWER "reviewer"
#define DIRECTOR "director"
#define NOTICES "notices"

#define VILLAGE "623027100200"
#define NUMBER "623027196001010039"

/* The days of the law: the notice of the review hangs from the 8th to the 14th of June, that before
 * the approval from the 16th to the 22nd. */
#define OPEN "--today=2018-06-04"
#define REVIEW "--today=2018-06-06"
#define POSTED "--today=2018-06-07"
#define ENDED "--today=2018-06-15"
#define AGAIN_ENDED "--today=2018-06-23"
#define DECIDE "--today=2018-06-25"

static const char application[]
  = "{\"residence\": \"rural\", \"applied_on\": \"2018-06-04\", \"applicant_name\": \"才让扎西\","
    " \"applicant_number\": \"" NUMBER "\", \"living_division\": \"" VILLAGE "\","
    " \"village_group\": \"三社\", \"reason\": \"illness\", \"pledge\": true,"
    " \"members\": [{\"name\": \"才让扎西\", \"relation\": \"head\", \"number\": \"" NUMBER "\","
    " \"health\": \"chronic\", \"work_ability\": \"unable\", \"covered\": true}]}";
static const char authorisation[]
  = "{\"scope\": [\"financial\"], \"signed_on\": \"2018-06-04\", \"expires_on\": \"2020-06-03\","
    " \"signers\": [{\"name\": \"才让扎西\", \"number\": \"" NUMBER "\"}]}";
static const char visit[]
  = "{\"visited_on\": \"2018-06-04\", \"investigator_1\": \"卓玛\", \"investigator_2\": \"马文斌\","
    " \"interviewee\": \"户主\", \"finding\": \"属实\", \"conclusion\": \"fits\"}";
static const char assessment[]
  = "{\"members\": 1, \"without_work_ability\": 1, \"health\": \"two_or_more_severe\","
    " \"income_ratio\": \"0.2\", \"rigid_cost_ratio\": \"0\", \"house\": \"brick_concrete\","
    " \"students\": 0, \"assets\": \"more\"}";

static void
set_up (Cli *cli, gconstpointer data)
{
  static const char *const roles[] = { CASEWORKER, REVIEWER, DIRECTOR, NOTICES };

  cli_set_up (cli, data);
  cli_init (cli, "gannan-2018");
  for (gsize i = 0; i < G_N_ELEMENTS (roles); i++)
    cli_add_user (cli, roles[i], roles[i]);
}

static void
fill (Cli *cli, const char *form, const char *answers)
{
  g_autofree char *path = cli_write (cli, "answers.json", answers);
  g_autoptr (CliResult) result
    = cli_run (cli, CASEWORKER, OPEN, "application-fill", cli->file, "1", form, path, NULL);

  cli_assert_done (result);
}

static void
record (Cli *cli, const char *today, const char *event, const char *words)
{
  g_autoptr (CliResult) result = cli_run (cli, CASEWORKER, today, "application-record", cli->file,
                                          "1", event, "--words", words, NULL);

  cli_assert_done (result);
}

static void
hold_hearing (Cli *cli)
{
  static const char *const names[]
    = { "甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸", "子", "丑", "寅", "卯", "辰" };
  g_autoptr (GString) json = g_string_new (
    "{\"held_on\": \"2018-06-04\", \"host\": \"卓玛\", \"recorder\": \"马文斌\", \"invited\": 15,"
    " \"votes_for\": 14, \"votes_against\": 1, \"votes_abstained\": 0, \"attendees\": [");

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_string_append_printf (json, "%s{\"name\": \"代表%s\", \"identity\": \"villager\"}",
                            i > 0 ? ", " : "", names[i]);
  g_string_append (json, "]}");
  fill (cli, "hearing-record", json->str);
}

/* An application up to the opinion of the township. */
static void
bring_to_review (Cli *cli)
{
  g_autofree char *path = cli_write (cli, "application.json", application);
  g_autoptr (CliResult) opened = cli_run (cli, CASEWORKER, OPEN, "application-open", cli->file,
                                          path, "--programme", "low-income", NULL);
  g_autoptr (CliResult) asked = NULL;
  g_autoptr (CliResult) answered = NULL;

  cli_assert_done (opened);
  record (cli, OPEN, "accepted", "");
  fill (cli, "check-authorisation", authorisation);
  asked = cli_run (cli, CASEWORKER, OPEN, "application-check", cli->file, "1", "vehicles", NULL);
  cli_assert_done (asked);
  answered = cli_run (cli, CASEWORKER, OPEN, "application-check-answer", cli->file, "1", "1",
                      "clear", NULL);
  cli_assert_done (answered);
  fill (cli, "home-visit", visit);
  fill (cli, "hardship-demo-100", assessment);
  hold_hearing (cli);
  record (cli, OPEN, "opinion-for", "符合条件");
}

static void
post (Cli *cli, const char *today, const char *what)
{
  g_autoptr (CliResult) result
    = cli_run (cli, CASEWORKER, today, "notice-record", cli->file, "1", "--village", VILLAGE, what,
               "--evidence", "照片两张", NULL);
  JsonObject *answer = cli_assert_done (result);

  g_assert_cmpint (json_object_get_int_member (answer, "cases"), ==, 1);
}

static JsonObject *
only_row (JsonObject *list)
{
  JsonArray *rows = json_object_get_array_member (list, "rows");

  g_assert_cmpuint (json_array_get_length (rows), ==, 1);
  return json_array_get_object_element (rows, 0);
}

static void
review (Cli *cli)
{
  g_autoptr (CliResult) created = cli_run (cli, CASEWORKER, REVIEW, "list-create", cli->file,
                                           "--kind", "review", "--programme", "low-income", NULL);
  JsonObject *list = cli_assert_done (created);
  g_autoptr (CliResult) early = NULL;
  g_autoptr (CliResult) submitted = NULL;
  g_autoptr (CliResult) own = NULL;
  g_autoptr (CliResult) approved = NULL;

  g_assert_cmpstr (json_object_get_string_member (list, "list"), ==, "1");
  g_assert_cmpstr (json_object_get_string_member (list, "state"), ==, "open");
  g_assert_cmpstr (json_object_get_string_member (only_row (list), "amount"), ==, "290.00");
  g_assert_cmpstr (json_object_get_string_member (only_row (list), "application"), ==, "1");
  early = cli_run (cli, REVIEWER, REVIEW, "list-approve", cli->file, "1", NULL);
  cli_assert_error (early, 1, "conflict");
  submitted = cli_run (cli, CASEWORKER, REVIEW, "list-submit", cli->file, "1", NULL);
  g_assert_cmpstr (json_object_get_string_member (cli_assert_done (submitted), "state"), ==,
                   "submitted");
  own = cli_run (cli, CASEWORKER, REVIEW, "list-approve", cli->file, "1", NULL);
  cli_assert_error (own, 1, "not-allowed");
  approved = cli_run (cli, REVIEWER, REVIEW, "list-approve", cli->file, "1", NULL);
  g_assert_cmpint (json_object_get_int_member (cli_assert_done (approved), "approved"), ==, 1);
}

static void
print (Cli *cli)
{
  g_autofree char *folder = cli_path (cli, "sheets");
  g_autoptr (CliResult) without = cli_run (cli, NOTICES, POSTED, "notice", cli->file, "--kind",
                                           "review", "--all", "--output", folder, NULL);
  g_autoptr (CliResult) printed
    = cli_run (cli, NOTICES, POSTED, "notice", cli->file, "--kind", "review", "--list", "1",
               "--all", "--output", folder, NULL);
  JsonArray *sheets = json_object_get_array_member (cli_assert_done (printed), "sheets");
  JsonObject *sheet = json_array_get_object_element (sheets, 0);

  cli_assert_error (without, 2, "usage");
  g_assert_cmpuint (json_array_get_length (sheets), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (sheet, "village"), ==, VILLAGE);
  g_assert_cmpint (json_object_get_int_member (sheet, "rows"), ==, 1);
  g_assert_true (g_file_test (json_object_get_string_member (sheet, "file"), G_FILE_TEST_EXISTS));
}

static void
test_way (Cli *cli, gconstpointer data)
{
  g_autoptr (CliResult) created = NULL;
  g_autoptr (CliResult) submitted = NULL;
  g_autoptr (CliResult) shown = NULL;
  g_autoptr (CliResult) other = NULL;
  g_autoptr (CliResult) approved = NULL;
  g_autoptr (CliResult) found = NULL;
  g_autoptr (CliResult) verified = NULL;
  const char *digest;
  JsonObject *answer;

  bring_to_review (cli);
  review (cli);
  print (cli);
  post (cli, POSTED, "--posted");
  post (cli, ENDED, "--ended");
  record (cli, ENDED, "sent-up", "");
  post (cli, ENDED, "--posted");
  post (cli, AGAIN_ENDED, "--ended");
  created = cli_run (cli, REVIEWER, DECIDE, "list-create", cli->file, "--kind", "approval",
                     "--programme", "low-income", "--application", "1", NULL);
  g_assert_cmpstr (json_object_get_string_member (cli_assert_done (created), "list"), ==, "2");
  submitted = cli_run (cli, REVIEWER, DECIDE, "list-submit", cli->file, "2", NULL);
  cli_assert_done (submitted);
  shown = cli_run (cli, DIRECTOR, DECIDE, "list-show", cli->file, "2", NULL);
  answer = cli_assert_done (shown);
  g_assert_false (json_object_get_boolean_member (only_row (answer), "blocked"));
  g_assert_cmpstr (json_object_get_string_member (only_row (answer), "first_month"), ==, "2018-07");
  digest = json_object_get_string_member (answer, "digest");
  other = cli_run (cli, DIRECTOR, DECIDE, "list-approve", cli->file, "2", "--digest", "0123", NULL);
  cli_assert_error (other, 1, "conflict");
  approved
    = cli_run (cli, DIRECTOR, DECIDE, "list-approve", cli->file, "2", "--digest", digest, NULL);
  answer = cli_assert_done (approved);
  g_assert_cmpint (json_object_get_int_member (answer, "awards"), ==, 1);
  found = cli_run (cli, CASEWORKER, DECIDE, "search", cli->file, "才让扎西", NULL);
  g_assert_cmpint (json_object_get_int_member (cli_assert_done (found), "total"), ==, 1);
  verified = cli_run (cli, DIRECTOR, DECIDE, "verify", cli->file, NULL);
  g_assert_true (json_object_get_boolean_member (cli_assert_done (verified), "ok"));
}

static void
test_return (Cli *cli, gconstpointer data)
{
  g_autoptr (CliResult) created = NULL;
  g_autoptr (CliResult) taken = NULL;
  g_autoptr (CliResult) withdrawn = NULL;
  g_autoptr (CliResult) again = NULL;
  g_autoptr (CliResult) submitted = NULL;
  g_autoptr (CliResult) without = NULL;
  g_autoptr (CliResult) returned = NULL;
  const char *item;

  bring_to_review (cli);
  created = cli_run (cli, CASEWORKER, REVIEW, "list-create", cli->file, "--kind", "review",
                     "--programme", "low-income", "--month", "2018-05", NULL);
  item = json_object_get_string_member (only_row (cli_assert_done (created)), "item");
  taken = cli_run (cli, CASEWORKER, REVIEW, "list-take-out", cli->file, "1", item, NULL);
  cli_assert_done (taken);
  withdrawn = cli_run (cli, CASEWORKER, REVIEW, "list-withdraw", cli->file, "1", NULL);
  g_assert_cmpstr (json_object_get_string_member (cli_assert_done (withdrawn), "state"), ==,
                   "withdrawn");
  again = cli_run (cli, CASEWORKER, REVIEW, "list-create", cli->file, "--kind", "review",
                   "--programme", "low-income", NULL);
  cli_assert_done (again);
  submitted = cli_run (cli, CASEWORKER, REVIEW, "list-submit", cli->file, "2", NULL);
  cli_assert_done (submitted);
  without = cli_run (cli, REVIEWER, REVIEW, "list-return", cli->file, "2", NULL);
  cli_assert_error (without, 2, "usage");
  returned
    = cli_run (cli, REVIEWER, REVIEW, "list-return", cli->file, "2", "--reason", "材料不全", NULL);
  g_assert_cmpstr (json_object_get_string_member (cli_assert_done (returned), "remark"), ==,
                   "材料不全");
}

static void
test_usage (Cli *cli, gconstpointer data)
{
  static const char *const wrong[][4] = { { "list-create", NULL },
                                          { "list-create", "--kind", "review", NULL },
                                          { "list-show", "x", NULL },
                                          { "list-approve", "0", NULL },
                                          { "notice-record", "1", NULL } };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (CliResult) result = cli_run (cli, CASEWORKER, wrong[i][0], cli->file, wrong[i][1],
                                              wrong[i][1] != NULL ? wrong[i][2] : NULL, NULL);

      cli_assert_error (result, 2, "usage");
    }
}

#define ADD(path, func) g_test_add ("/cli/list/" path, Cli, NULL, set_up, func, cli_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("way", test_way);
  ADD ("return", test_return);
  ADD ("usage", test_usage);
  return g_test_run ();
}
