/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "cli-helper.h"

/* A document asked about before it is adopted, on the sample roster of low income: 1176 households,
 * of the persons 802 in class I, 1316 in II, 942 in III and 383 in IV. */

#define CASEWORKER "caseworker"
#define REVIEWER "reviewer"
#define DIRECTOR "director"
#define JANUARY "--today=2018-01-20"
#define MAY "--today=2018-05-20"

/* A month by the standards of 2017: 802 × 292 + 1316 × 275 + 942 × 84 + 383 × 58. Those of 2018,
 * 310 and 290 for the first two classes, come to 731602.00. */
#define FIVE_MONTHS "3487130.00"
#define SIX_MONTHS "4184556.00"
#define SIX_NEW_MONTHS "4389612.00"

static char *
plan_path (void)
{
  return g_test_build_filename (G_TEST_DIST, "..", "data", "policies", "gannan-2018.json", NULL);
}

static void
assert_member (JsonObject *object, const char *member, const char *expected)
{
  g_assert_true (json_object_has_member (object, member));
  g_assert_cmpstr (json_object_get_string_member (object, member), ==, expected);
}

static void
import (Cli *cli)
{
  g_autofree char *roster
    = g_test_build_filename (G_TEST_DIST, "data", "rosters", "low-income-2018-01.xlsx", NULL);
  g_autofree char *batch = NULL;
  g_autoptr (CliResult) staged
    = cli_run (cli, CASEWORKER, JANUARY, "import", cli->file, roster, "--month", "2018-01", NULL);
  g_autoptr (CliResult) accepted = NULL;

  batch = g_strdup (json_object_get_string_member (cli_assert_done (staged), "batch"));
  accepted = cli_run (cli, REVIEWER, JANUARY, "import-accept", cli->file, batch, NULL);
  cli_assert_done (accepted);
}

static void
set_up (Cli *cli, gconstpointer data)
{
  cli_set_up (cli, data);
  cli_init (cli, "gannan-2018");
  cli_add_user (cli, CASEWORKER, CASEWORKER);
  cli_add_user (cli, REVIEWER, REVIEWER);
  cli_add_user (cli, DIRECTOR, DIRECTOR);
  import (cli);
}

/* January to May in one run. */
static void
pay (Cli *cli)
{
  g_autoptr (CliResult) proposed = cli_run (cli, CASEWORKER, MAY, "pay", cli->file, "2018-05",
                                            "--programme", "low-income", NULL);
  const char *id = json_object_get_string_member (cli_assert_done (proposed), "run");
  g_autoptr (CliResult) approved = cli_run (cli, DIRECTOR, MAY, "pay-approve", cli->file, id, NULL);
  g_autoptr (CliResult) closed = cli_run (cli, DIRECTOR, MAY, "pay-close", cli->file, id, NULL);

  assert_member (cli_assert_done (closed), "total", FIVE_MONTHS);
}

static guint
count (JsonObject *answer, const char *member)
{
  return json_array_get_length (json_object_get_array_member (answer, member));
}

static gint64
sum_of (JsonArray *rows, const char *member)
{
  gint64 sum = 0;

  for (guint i = 0; i < json_array_get_length (rows); i++)
    sum += json_object_get_int_member (json_array_get_object_element (rows, i), member);
  return sum;
}

/* Whether the rules of the next run are new is seen in its preview. */
static gboolean
is_new (Cli *cli, const char *today)
{
  g_autoptr (CliResult) preview
    = cli_run (cli, CASEWORKER, today, "pay", cli->file, "2018-06", "--preview", NULL);
  JsonObject *policy = json_array_get_object_element (
    json_object_get_array_member (cli_assert_done (preview), "policy"), 0);

  assert_member (policy, "id", "gannan-2018");
  assert_member (policy, "adopted_on", "2018-06-01");
  assert_member (policy, "adopted_by", CLI_ADMINISTRATOR);
  g_assert_cmpstr (json_object_get_string_member (policy, "title"), !=, "");
  return json_object_get_boolean_member (policy, "since_last_run");
}

static void
test_raise (Cli *cli, gconstpointer data)
{
  g_autofree char *plan = plan_path ();
  g_autoptr (CliResult) result = NULL;
  JsonObject *answer, *low_income, *month, *gainer;

  g_assert_false (is_new (cli, "--today=2018-06-08"));
  pay (cli);
  g_assert_false (is_new (cli, "--today=2018-05-31"));
  g_assert_true (is_new (cli, "--today=2018-06-08"));
  result = cli_run (cli, DIRECTOR, MAY, "what-if", cli->file, plan, "--from", "2018-01", "--to",
                    "2018-06", NULL);
  answer = cli_assert_done (result);
  assert_member (answer, "document", "gannan-2018");
  assert_member (answer, "from", "2018-01");
  assert_member (answer, "to", "2018-06");
  assert_member (answer, "known_before", "2018-05-20");
  assert_member (answer, "known_after", "2018-06-01");
  assert_member (answer, "before", SIX_MONTHS);
  assert_member (answer, "after", SIX_NEW_MONTHS);
  assert_member (answer, "difference", "205056.00");
  assert_member (answer, "back_pay", "170880.00");
  g_assert_cmpint (json_object_get_int_member (answer, "awards"), ==, 1176);
  g_assert_cmpint (json_object_get_int_member (answer, "lose"), ==, 0);
  g_assert_cmpint (json_object_get_int_member (answer, "unknown"), ==, 0);
  g_assert_cmpuint (count (answer, "by_programme"), ==, 1);
  low_income
    = json_array_get_object_element (json_object_get_array_member (answer, "by_programme"), 0);
  assert_member (low_income, "programme", "low-income");
  assert_member (low_income, "difference", "205056.00");
  g_assert_cmpint (sum_of (json_object_get_array_member (answer, "by_township"), "awards"), ==,
                   1176);
  g_assert_cmpint (sum_of (json_object_get_array_member (answer, "by_township"), "gain"), ==,
                   json_object_get_int_member (answer, "gain"));
  g_assert_cmpuint (count (answer, "months"), ==, 6);
  month = json_array_get_object_element (json_object_get_array_member (answer, "months"), 0);
  assert_member (month, "month", "2018-01");
  assert_member (month, "after", "731602.00");
  g_assert_cmpuint (count (answer, "gainers"), ==, 50);
  g_assert_cmpuint (count (answer, "losers"), ==, 0);
  gainer = json_array_get_object_element (json_object_get_array_member (answer, "gainers"), 0);
  g_assert_true (json_object_has_member (gainer, "award"));
  g_assert_cmpstr (json_object_get_string_member (gainer, "village"), !=, "");
}

/* For a person: a table whose sums are set off. */
static void
test_readable (Cli *cli, gconstpointer data)
{
  g_autofree char *plan = plan_path ();
  g_autofree char *password = g_strconcat ("--password-file=", cli->password_file, NULL);
  g_autoptr (CliResult) result = cli_run_plain (cli, MAY, "--user=" DIRECTOR, password, "what-if",
                                                cli->file, plan, "--to", "2018-06", NULL);

  g_assert_cmpint (result->status, ==, 0);
  g_assert_nonnull (strstr (result->output, "205,056.00"));
  g_assert_nonnull (strstr (result->output, "2017-07"));
  g_assert_nonnull (strstr (result->output, "镇"));
}

/* The numbers are for everybody, names and files are not. */
static void
test_roles (Cli *cli, gconstpointer data)
{
  g_autofree char *plan = plan_path ();
  g_autofree char *forbidden = cli_path (cli, "forbidden.csv");
  g_autofree char *path = cli_path (cli, "table.csv");
  g_autofree char *csv = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (CliResult) administrator
    = cli_run (cli, CLI_ADMINISTRATOR, MAY, "what-if", cli->file, plan, NULL);
  g_autoptr (CliResult) refused
    = cli_run (cli, CLI_ADMINISTRATOR, MAY, "what-if", cli->file, plan, "--csv", forbidden, NULL);
  g_autoptr (CliResult) director
    = cli_run (cli, DIRECTOR, MAY, "what-if", cli->file, plan, "--csv", path, NULL);
  g_autoptr (CliResult) verified = cli_run (cli, DIRECTOR, "verify", cli->file, NULL);
  JsonObject *answer = cli_assert_done (administrator);

  assert_member (answer, "from", "2018-01");
  assert_member (answer, "to", "2018-12");
  assert_member (answer, "difference", "410112.00");
  g_assert_true (json_object_get_boolean_member (answer, "names_withheld"));
  g_assert_cmpuint (count (answer, "gainers"), ==, 0);
  cli_assert_error (refused, 1, "not-allowed");
  g_assert_false (g_file_test (forbidden, G_FILE_TEST_EXISTS));
  answer = cli_assert_done (director);
  g_assert_false (json_object_get_boolean_member (answer, "names_withheld"));
  g_assert_true (g_file_get_contents (path, &csv, NULL, NULL));
  g_assert_true (g_str_has_prefix (csv, "\xEF\xBB\xBF\"乡镇代码\",\"乡镇\",\"项目\""));
  lines = g_strsplit (csv, "\r\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, count (answer, "by_township") + 2);
  g_assert_true (json_object_get_boolean_member (cli_assert_done (verified), "ok"));
}

static void
test_refused (Cli *cli, gconstpointer data)
{
  static const char elsewhere[]
    = "{\"id\": \"xian-2018\", \"title\": \"市文件\", \"source\": \"市文件\","
      " \"adopted_on\": \"2018-06-02\", \"area\": [\"6101\"], \"demonstration\": false,"
      " \"standards\": []}";
  g_autofree char *plan = plan_path ();
  g_autofree char *other = cli_write (cli, "other.json", elsewhere);
  g_autofree char *broken = cli_write (cli, "broken.json", "{\n  \"id\": 7\n}");
  const struct
  {
    CliResult *result;
    int status;
    const char *code;
  } cases[] = {
    { cli_run (cli, DIRECTOR, "what-if", cli->file, other, NULL), 1, "refused" },
    { cli_run (cli, DIRECTOR, "what-if", cli->file, broken, NULL), 1, "bad-data" },
    { cli_run (cli, DIRECTOR, "what-if", cli->file, "no-such-file.json", NULL), 3, "io" },
    { cli_run (cli, DIRECTOR, "what-if", cli->file, plan, "--from", "2018", NULL), 2, "usage" },
    { cli_run (cli, DIRECTOR, "what-if", cli->file, plan, "--from", "2018-06", "--to", "2018-05",
               NULL),
      1, "bad-data" },
    { cli_run (cli, DIRECTOR, "what-if", cli->file, plan, "--from", "2008-06", "--to", "2018-06",
               NULL),
      1, "bad-data" },
    { cli_run (cli, DIRECTOR, "what-if", cli->file, NULL), 2, "usage" },
    { cli_run (cli, NULL, "what-if", cli->file, plan, NULL), 2, "usage" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      cli_assert_error (cases[i].result, cases[i].status, cases[i].code);
      cli_result_free (cases[i].result);
    }
}

/* Without a caseload: what stands in a document, or the line that is wrong. */
static void
test_policy_check (Cli *cli, gconstpointer data)
{
  g_autofree char *plan = plan_path ();
  g_autofree char *broken = cli_write (cli, "broken.json", "{\n  \"id\": 7\n}");
  g_autoptr (CliResult) sound = cli_run (cli, NULL, "policy-check", plan, NULL);
  g_autoptr (CliResult) wrong = cli_run (cli, NULL, "policy-check", broken, NULL);
  g_autoptr (CliResult) readable = cli_run_plain (cli, "policy-check", broken, NULL);
  JsonObject *answer = cli_assert_done (sound);
  JsonObject *unsure
    = json_array_get_object_element (json_object_get_array_member (answer, "unsure"), 0);

  assert_member (answer, "id", "gannan-2018");
  g_assert_cmpint (json_object_get_int_member (answer, "standards"), ==, 12);
  g_assert_cmpint (json_object_get_int_member (answer, "lines"), ==, 2);
  g_assert_cmpuint (count (answer, "unsure"), ==, 3);
  assert_member (unsure, "programme", "low-income");
  assert_member (unsure, "amount", "84.00");
  g_assert_cmpstr (json_object_get_string_member (unsure, "source"), !=, "");
  g_assert_cmpstr (json_object_get_string_member (unsure, "note"), !=, "");
  cli_assert_error (wrong, 1, "bad-data");
  g_assert_cmpint (readable->status, ==, 1);
  g_assert_nonnull (strstr (readable->messages, "broken.json:2"));
}

#define ADD(name, set_up_func, func)                                                               \
  g_test_add ("/cli/what-if/" name, Cli, NULL, set_up_func, func, cli_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("raise", set_up, test_raise);
  ADD ("readable", set_up, test_readable);
  ADD ("roles", set_up, test_roles);
  ADD ("refused", set_up, test_refused);
  ADD ("policy-check", cli_set_up, test_policy_check);
  return g_test_run ();
}
