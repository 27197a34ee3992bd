/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "cli-helper.h"

#include <stdlib.h>

/* A half-year of a county as scripts see it, on the sample roster of low income. */

#define CASEWORKER "caseworker"
#define REVIEWER "reviewer"
#define DIRECTOR "director"
#define JANUARY "--today=2018-01-20"

static char *
sample (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "data", "rosters", name, NULL);
}

static void
assert_member (JsonObject *object, const char *member, const char *expected)
{
  g_assert_true (json_object_has_member (object, member));
  g_assert_cmpstr (json_object_get_string_member (object, member), ==, expected);
}

static void
found (Cli *cli)
{
  cli_init (cli, "gannan-2018");
  cli_add_user (cli, CASEWORKER, CASEWORKER);
  cli_add_user (cli, REVIEWER, REVIEWER);
  cli_add_user (cli, DIRECTOR, DIRECTOR);
}

static void
import (Cli *cli, const char *name)
{
  g_autofree char *roster = sample (name);
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
  found (cli);
  import (cli, "low-income-2018-01.xlsx");
}

static CliResult *
propose (Cli *cli, const char *month, const char *today)
{
  g_autofree char *option = g_strconcat ("--today=", today, NULL);

  return cli_run (cli, CASEWORKER, option, "pay", cli->file, month, "--programme", "low-income",
                  NULL);
}

/* Proposes, approves and closes; its number. */
static char *
pay (Cli *cli, const char *month, const char *today, const char *total)
{
  g_autofree char *option = g_strconcat ("--today=", today, NULL);
  g_autoptr (CliResult) proposed = propose (cli, month, today);
  JsonObject *run = cli_assert_done (proposed);
  char *id = g_strdup (json_object_get_string_member (run, "run"));
  g_autoptr (CliResult) approved = NULL;
  g_autoptr (CliResult) closed = NULL;

  assert_member (run, "state", "proposed");
  assert_member (run, "month", month);
  assert_member (run, "total", total);
  approved = cli_run (cli, DIRECTOR, option, "pay-approve", cli->file, id, NULL);
  assert_member (cli_assert_done (approved), "state", "approved");
  closed = cli_run (cli, DIRECTOR, option, "pay-close", cli->file, id, NULL);
  assert_member (cli_assert_done (closed), "state", "closed");
  assert_member (cli_assert_done (closed), "total", total);
  return id;
}

static void
assert_verified (Cli *cli)
{
  g_autoptr (CliResult) result = cli_run (cli, DIRECTOR, "verify", cli->file, NULL);

  g_assert_true (json_object_get_boolean_member (cli_assert_done (result), "ok"));
}

static void
test_january (Cli *cli, gconstpointer data)
{
  g_autoptr (CliResult) preview
    = cli_run (cli, CASEWORKER, JANUARY, "pay", cli->file, "2018-01", "--preview", NULL);
  g_autoptr (CliResult) proposed = propose (cli, "2018-01", "2018-01-20");
  JsonObject *run = cli_assert_done (preview);
  JsonObject *low_income;

  g_assert_true (json_object_get_null_member (run, "run"));
  assert_member (run, "state", "preview");
  run = cli_assert_done (proposed);
  g_assert_cmpint (json_object_get_int_member (run, "households"), ==, 1176);
  g_assert_cmpint (json_object_get_int_member (run, "persons"), ==, 3443);
  g_assert_cmpint (json_object_get_int_member (run, "lines"), ==, 1176);
  assert_member (run, "regular", "697426.00");
  assert_member (run, "back_pay", "0.00");
  assert_member (run, "recovery", "0.00");
  assert_member (run, "total", "697426.00");
  assert_member (cli_assert_done (preview), "total", "697426.00");
  low_income
    = json_array_get_object_element (json_object_get_array_member (run, "by_programme"), 0);
  assert_member (low_income, "programme", "low-income");
  assert_member (low_income, "total", "697426.00");
  assert_verified (cli);
}

static void
test_bank (Cli *cli, gconstpointer data)
{
  g_autofree char *run = pay (cli, "2018-01", "2018-01-20", "697426.00");
  g_autofree char *answer_file = sample ("bank-return-2018-01.csv");
  g_autofree char *output = cli_path (cli, "bank.xlsx");
  g_autofree char *text = cli_path (cli, "bank.csv");
  g_autofree char *february = NULL;
  g_autofree char *csv = NULL;
  g_autoptr (CliResult) file
    = cli_run (cli, CASEWORKER, JANUARY, "bank-file", cli->file, run, "--output", output, NULL);
  g_autoptr (CliResult) machine
    = cli_run (cli, CASEWORKER, JANUARY, "bank-file", cli->file, run, "--output", text, NULL);
  g_autoptr (CliResult) returned = NULL;
  g_autoptr (CliResult) again = NULL;
  JsonObject *answer;

  g_assert_cmpint (json_object_get_int_member (cli_assert_done (file), "payments"), ==, 1176);
  assert_member (cli_assert_done (file), "total", "697426.00");
  assert_member (cli_assert_done (machine), "total", "697426.00");
  g_assert_true (g_file_get_contents (text, &csv, NULL, NULL));
  g_assert_true (g_str_has_prefix (csv, "\xEF\xBB\xBF\"序号\",\"户名\""));
  g_assert_nonnull (strstr (csv, "\"27852228772659214\",\"84.00\",\"2018年1月最低生活保障\""));

  returned = cli_run (cli, CASEWORKER, JANUARY, "bank-return", cli->file, run, answer_file, NULL);
  answer = cli_assert_done (returned);
  g_assert_cmpint (json_object_get_int_member (answer, "rows"), ==, 1176);
  g_assert_cmpint (json_object_get_int_member (answer, "paid"), ==, 1157);
  g_assert_cmpint (json_object_get_int_member (answer, "failed"), ==, 19);
  g_assert_cmpint (json_object_get_int_member (answer, "unknown"), ==, 0);
  assert_member (answer, "paid_total", "686598.00");
  assert_member (answer, "failed_total", "10828.00");
  again = cli_run (cli, CASEWORKER, JANUARY, "bank-return", cli->file, run, answer_file, NULL);
  assert_member (cli_assert_done (again), "failed_total", "10828.00");

  /* What did not arrive in January is paid with February: 697426.00 and 10828.00. */
  february = pay (cli, "2018-02", "2018-02-20", "708254.00");
  assert_verified (cli);
}

/* The raise of June 2018 is paid back to January, to the fen, and once. */
static void
test_raise (Cli *cli, gconstpointer data)
{
  static const char *const months[] = { "2018-01", "2018-02", "2018-03", "2018-04", "2018-05" };
  g_autoptr (CliResult) june = NULL;
  g_autoptr (CliResult) once_more = NULL;
  g_autofree char *run = NULL;
  JsonObject *answer;

  for (gsize i = 0; i < G_N_ELEMENTS (months); i++)
    {
      g_autofree char *day = g_strconcat (months[i], "-20", NULL);
      g_autofree char *id = pay (cli, months[i], day, "697426.00");
    }
  run = pay (cli, "2018-06", "2018-05-31", "697426.00");
  june = propose (cli, "2018-06", "2018-06-08");
  answer = cli_assert_done (june);
  assert_member (answer, "regular", "0.00");
  assert_member (answer, "back_pay", "205056.00");
  assert_member (answer, "total", "205056.00");
  g_free (run);
  run = g_strdup (json_object_get_string_member (answer, "run"));
  cli_result_free (cli_run (cli, DIRECTOR, "pay-approve", cli->file, run, NULL));
  cli_result_free (cli_run (cli, DIRECTOR, "pay-close", cli->file, run, NULL));
  once_more = propose (cli, "2018-06", "2018-06-09");
  assert_member (cli_assert_done (once_more), "total", "0.00");
  assert_verified (cli);
}

/* All programmes at once: what has no standard is left out and said. */
static void
test_all_programmes (Cli *cli, gconstpointer data)
{
  g_autoptr (CliResult) proposed = NULL;
  JsonObject *run;
  JsonArray *left_out;

  import (cli, "special-hardship-2018-01.xlsx");
  import (cli, "children-2018-01.xls");
  proposed = cli_run (cli, CASEWORKER, JANUARY, "pay", cli->file, "2018-01", NULL);
  run = cli_assert_done (proposed);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (run, "by_programme")), ==,
                    2);
  left_out = json_object_get_array_member (run, "without_standard");
  g_assert_cmpuint (json_array_get_length (left_out), ==, 2);
  g_assert_cmpstr (json_array_get_string_element (left_out, 0), ==, "orphan");
  assert_verified (cli);
}

static void
test_refused (Cli *cli, gconstpointer data)
{
  g_autofree char *output = cli_path (cli, "bank.xlsx");
  g_autofree char *pdf = cli_path (cli, "bank.pdf");
  g_autoptr (CliResult) run = propose (cli, "2018-01", "2018-01-20");
  const char *id = json_object_get_string_member (cli_assert_done (run), "run");
  const struct
  {
    CliResult *result;
    int status;
    const char *code;
  } cases[] = {
    { propose (cli, "2018-01", "2018-01-20"), 1, "conflict" },
    { propose (cli, "2018-13", "2018-01-20"), 2, "usage" },
    { propose (cli, "2018-04", "2018-01-20"), 1, "refused" },
    { cli_run (cli, CASEWORKER, JANUARY, "pay", cli->file, "2018-01", "--programme", "orphan",
               NULL),
      1, "no-standard" },
    { cli_run (cli, CASEWORKER, JANUARY, "pay", cli->file, "2018-01", "--programme", "salary",
               NULL),
      2, "usage" },
    { cli_run (cli, CASEWORKER, JANUARY, "pay-approve", cli->file, id, NULL), 1, "not-allowed" },
    { cli_run (cli, DIRECTOR, JANUARY, "pay-approve", cli->file, "77", NULL), 1, "not-found" },
    { cli_run (cli, DIRECTOR, JANUARY, "pay-approve", cli->file, "x", NULL), 2, "usage" },
    { cli_run (cli, DIRECTOR, JANUARY, "pay-close", cli->file, id, NULL), 1, "conflict" },
    { cli_run (cli, CASEWORKER, JANUARY, "bank-file", cli->file, id, "--output", output, NULL), 1,
      "conflict" },
    { cli_run (cli, CASEWORKER, JANUARY, "bank-file", cli->file, id, "--output", pdf, NULL), 2,
      "usage" },
    { cli_run (cli, CASEWORKER, JANUARY, "bank-file", cli->file, id, NULL), 2, "usage" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      cli_assert_error (cases[i].result, cases[i].status, cases[i].code);
      cli_result_free (cases[i].result);
    }
  g_assert_false (g_file_test (output, G_FILE_TEST_EXISTS));
  assert_verified (cli);
}

static void
test_withdraw (Cli *cli, gconstpointer data)
{
  g_autoptr (CliResult) run = propose (cli, "2018-01", "2018-01-20");
  const char *id = json_object_get_string_member (cli_assert_done (run), "run");
  g_autoptr (CliResult) withdrawn
    = cli_run (cli, CASEWORKER, JANUARY, "pay-withdraw", cli->file, id, NULL);
  g_autofree char *again = NULL;

  assert_member (cli_assert_done (withdrawn), "state", "withdrawn");
  again = pay (cli, "2018-01", "2018-01-20", "697426.00");
  assert_verified (cli);
}

static void
test_explain (Cli *cli, gconstpointer data)
{
  g_autofree char *run = pay (cli, "2018-01", "2018-01-20", "697426.00");
  g_autoptr (CliResult) result
    = cli_run (cli, DIRECTOR, "explain", cli->file, "1", "2018-01", NULL);
  JsonObject *answer = cli_assert_done (result);
  JsonObject *payment
    = json_array_get_object_element (json_object_get_array_member (answer, "payments"), 0);

  assert_member (answer, "award", "1");
  assert_member (answer, "programme", "low-income");
  assert_member (payment, "run", run);
  assert_member (payment, "kind", "regular");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (answer, "lines")), ==, 1);
}

static void
test_policies (Cli *cli, gconstpointer data)
{
  static const char document[]
    = "{\"id\": \"county-2018\", \"title\": \"县文件\", \"source\": \"县文件\","
      " \"adopted_on\": \"2018-06-02\", \"area\": [\"6230\"], \"demonstration\": false,"
      " \"standards\": [{\"programme\": \"orphan\", \"residence\": \"any\","
      " \"per\": \"person-month\", \"amount\": \"640.00\", \"valid_from\": \"2018-01\","
      " \"adopted_on\": \"2018-06-02\", \"sure\": true, \"source\": \"县文件\"}]}";
  g_autofree char *path = cli_write (cli, "county.json", document);
  g_autofree char *broken = cli_write (cli, "broken.json", "{\n  \"id\": 7\n}");
  g_autoptr (CliResult) bundled = cli_run (cli, NULL, "policy-list", NULL);
  g_autoptr (CliResult) alone = cli_run (cli, DIRECTOR, "policy-adopt", cli->file, path, NULL);
  g_autoptr (CliResult) proposed = cli_run (cli, REVIEWER, "policy-adopt", cli->file, path, NULL);
  g_autoptr (CliResult) adopted = cli_run (cli, DIRECTOR, "policy-adopt", cli->file, path, NULL);
  g_autoptr (CliResult) twice = cli_run (cli, DIRECTOR, "policy-adopt", cli->file, path, NULL);
  g_autoptr (CliResult) wrong = cli_run (cli, REVIEWER, "policy-adopt", cli->file, broken, NULL);
  g_autoptr (CliResult) listed = cli_run (cli, DIRECTOR, "policy-list", cli->file, NULL);
  JsonArray *policies = cli_assert_list (listed);

  g_assert_cmpuint (json_array_get_length (cli_assert_list (bundled)), >=, 2);
  cli_assert_error (alone, 1, "four-eyes");
  assert_member (cli_assert_done (proposed), "state", "proposed");
  assert_member (cli_assert_done (adopted), "state", "adopted");
  cli_assert_error (twice, 1, "conflict");
  cli_assert_error (wrong, 1, "bad-data");
  g_assert_cmpuint (json_array_get_length (policies), ==, 2);
  assert_member (json_array_get_object_element (policies, 1), "id", "county-2018");
  assert_verified (cli);
}

static gboolean
is_about_money (JsonObject *golden)
{
  const char *ask = json_object_get_string_member (golden, "ask");

  return g_str_equal (ask, "entitlement") || g_str_equal (ask, "arrears");
}

/* The golden cases of money, through the command. */
static void
test_evaluate (Cli *cli, gconstpointer data)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "golden.json", NULL);
  g_autoptr (CliResult) result = cli_run (cli, NULL, "evaluate", path, NULL);
  g_autoptr (CliResult) missing = cli_run (cli, NULL, "evaluate", "no-such-file.json", NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonArray *answers = cli_assert_list (result);
  JsonArray *cases;

  g_assert_true (json_parser_load_from_file (parser, path, NULL));
  cases = json_node_get_array (json_parser_get_root (parser));
  g_assert_cmpuint (json_array_get_length (answers), ==, json_array_get_length (cases));
  for (guint i = 0; i < json_array_get_length (cases); i++)
    {
      JsonObject *golden = json_array_get_object_element (cases, i);
      JsonObject *answer = json_array_get_object_element (answers, i);

      assert_member (answer, "id", json_object_get_string_member (golden, "id"));
      g_assert_true (!is_about_money (golden) || json_object_has_member (answer, "answer"));
    }
  cli_assert_error (missing, 3, "io");
}

#define ADD(name, set_up_func, func)                                                               \
  g_test_add ("/cli/pay/" name, Cli, NULL, set_up_func, func, cli_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("january", set_up, test_january);
  ADD ("bank", set_up, test_bank);
  ADD ("raise", set_up, test_raise);
  ADD ("all-programmes", set_up, test_all_programmes);
  ADD ("refused", set_up, test_refused);
  ADD ("withdraw", set_up, test_withdraw);
  ADD ("explain", set_up, test_explain);
  ADD ("policies", set_up, test_policies);
  ADD ("evaluate", cli_set_up, test_evaluate);
  return g_test_run ();
}
