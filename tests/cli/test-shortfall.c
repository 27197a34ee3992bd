/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "cli-helper.h"

/*
 * A county that pays by shortfall, from its document to the money, as scripts do it: the roster
 * tells incomes and no classes.
 */

#define NUMBER "623027195308019914"
#define WIFE "623027195306169927"
#define OTHER "623027195402159921"
#define HEADING                                                                                    \
  "乡镇,村,户主姓名,户主身份证号,保障人数,家庭年总收入（元）,姓名,与户主关系,身份证号\n"

/* The year's 3720.00 of the prefecture for one person are 310.00 a month; ROUNDING is the line that
 * the county adds. */
#define COUNTY(adopted, rounding)                                                                    \
  "{\"id\": \"xiahe\", \"title\": \"夏河县低保差额补助办法\", \"source\": \"县文件\"," \
  " \"adopted_on\": \"" adopted "\", \"area\": [\"623027\"], \"demonstration\": false,"              \
  " \"rules\": ["                                                                                    \
  "{\"rule\": \"method\", \"programme\": \"low-income\", \"choice\": \"shortfall\","                 \
  " \"valid_from\": \"2018-01\", \"sure\": true, \"source\": \"县文件 一\"}" rounding "]}"
#define UP_TO_YUAN                                                                                 \
  ",{\"rule\": \"rounding\", \"programme\": \"low-income\", \"choice\": \"yuan-up\","              \
  " \"valid_from\": \"2018-01\", \"sure\": true, \"source\": \"县文件 二\"}"

static void
set_up (Cli *cli, gconstpointer data)
{
  cli_set_up (cli, data);
  cli_init (cli, "gannan-2018");
  cli_add_user (cli, "zhao", "caseworker");
  cli_add_user (cli, "qian", "reviewer");
  cli_add_user (cli, "sun", "director");
}

static void
do_as (Cli *cli, const char *user, const char *command, const char *argument)
{
  g_autoptr (CliResult) result = cli_run (cli, user, command, cli->file, argument, NULL);

  cli_assert_done (result);
}

static void
adopt (Cli *cli, const char *document)
{
  g_autofree char *path = cli_write (cli, "county.json", document);

  do_as (cli, CLI_ADMINISTRATOR, "policy-adopt", path);
  do_as (cli, "sun", "policy-adopt", path);
}

/* The total of a run for a month, paid. */
static char *
pay (Cli *cli, const char *month)
{
  g_autoptr (CliResult) result
    = cli_run (cli, "zhao", "pay", cli->file, month, "--programme", "low-income", NULL);
  JsonObject *answer = cli_assert_done (result);
  const char *run = json_object_get_string_member (answer, "run");
  char *total = g_strdup (json_object_get_string_member (answer, "total"));

  do_as (cli, "sun", "pay-approve", run);
  do_as (cli, "zhao", "pay-close", run);
  return total;
}

/* Two persons have 7440.00 − 5000.50 in a year too little: 203.29 a month; one person with 900.00
 * lacks 235.00. Rounded up to the yuan it is 71 fen more for January, and again for February. */
static void
test_from_document_to_money (Cli *cli, gconstpointer data)
{
  g_autofree char *roster
    = cli_write (cli, "roster.csv",
                 HEADING "拉卜楞镇,九甲,何建国," NUMBER ",2,5000.50,何建国,户主," NUMBER "\n"
                         ",,,,,,卓玛,配偶," WIFE "\n"
                         "拉卜楞镇,九甲,何雪莲," OTHER ",1,900,何雪莲,户主," OTHER "\n");
  g_autoptr (CliResult) staged = NULL;
  g_autofree char *january = NULL;
  g_autofree char *february = NULL;

  adopt (cli, COUNTY ("2018-06-02", ""));
  staged = cli_run (cli, "zhao", "import", cli->file, roster, "--month", "2018-01", NULL);
  g_assert_cmpint (json_object_get_int_member (cli_assert_done (staged), "held_households"), ==, 0);
  do_as (cli, "qian", "import-accept", "1");
  january = pay (cli, "2018-01");
  g_assert_cmpstr (january, ==, "438.29");
  adopt (cli, COUNTY ("2018-06-03", UP_TO_YUAN));
  february = pay (cli, "2018-02");
  g_assert_cmpstr (february, ==, "439.71");
}

/* What is no income holds the household back and says where. */
static void
test_bad_income (Cli *cli, gconstpointer data)
{
  g_autofree char *roster
    = cli_write (cli, "roster.csv",
                 HEADING "拉卜楞镇,九甲,何建国," NUMBER ",1,五千,何建国,户主," NUMBER "\n"
                         "拉卜楞镇,九甲,何雪莲," OTHER ",1,,何雪莲,户主," OTHER "\n");
  g_autoptr (CliResult) staged
    = cli_run (cli, "zhao", "import", cli->file, roster, "--month", "2018-01", NULL);
  JsonObject *answer = cli_assert_done (staged);
  JsonArray *problems = json_object_get_array_member (answer, "problems");
  JsonObject *problem;

  g_assert_cmpint (json_object_get_int_member (answer, "held_households"), ==, 1);
  g_assert_cmpint (json_object_get_int_member (answer, "households"), ==, 1);
  g_assert_cmpuint (json_array_get_length (problems), ==, 1);
  problem = json_array_get_object_element (problems, 0);
  g_assert_cmpint (json_object_get_int_member (problem, "row"), ==, 2);
  g_assert_cmpstr (json_object_get_string_member (problem, "problem"), ==, "bad-amount");
  g_assert_cmpstr (json_object_get_string_member (problem, "column"), ==, "家庭年总收入（元）");
}

#define ADD(name, func) g_test_add ("/cli/shortfall/" name, Cli, NULL, set_up, func, cli_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("from-document-to-money", test_from_document_to_money);
  ADD ("bad-income", test_bad_income);
  return g_test_run ();
}
