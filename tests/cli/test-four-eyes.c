/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * Nobody approves what they entered themselves: each way to try it on the command line is refused,
 * and changes nothing.
 */

#include "cli-helper.h"

#include "../casework/counter.h"
#include "../store/raw-caseload.h"

#define CASEWORKER "caseworker"
#define REVIEWER "reviewer"
#define DIRECTOR "director"

/* Two accounts of one person, and the accounts of somebody who applies or is near kin. */
#define ONE "dawa"
#define OTHER "dawa-2"
#define OWN_REVIEWER "suonan"
#define OWN_DIRECTOR "danzhu"

#define TODAY "2026-01-12"
#define VILLAGE "623027100200"
#define BIRTH_OF_REVIEWER "1985-04-01"
#define BIRTH_OF_DIRECTOR "1986-05-02"

#define ROSTER                                                                                                                             \
  "乡镇,村,户主姓名,户主身份证号,保障人数,类别,月保障金额,银行账号,最初享受年月,姓名,与户主关系," \
  "身份证号,性别,出生年月\n%s何雪莲,,1,一类,310,,,何雪莲,户主,623027195402159921,女,\n"

#define ROSTER_PLACE "拉卜楞镇,九甲,"

static const char form[]
  = "{\"id\": \"slip-refusal\", \"kind\": \"slip\", \"slip\": \"refusal\","
    " \"title\": \"告知书\", \"title_en\": \"Slip\", \"version\": \"2026-1\","
    " \"source\": \"test\", \"valid_from\": \"2010-01-01\", \"sections\": ["
    "{\"key\": \"text\", \"label\": \"\", \"fields\": ["
    "{\"key\": \"p\", \"label\": \"{applicant-name}：\", \"label_en\": \"To\","
    " \"type\": \"paragraph\"}]}]}";
static const char policy[]
  = "{\"id\": \"county-2026\", \"title\": \"县文件\", \"source\": \"县文件\","
    " \"adopted_on\": \"2026-01-01\", \"area\": [\"623027\"], \"demonstration\": false,"
    " \"standards\": [{\"programme\": \"disability-living\", \"residence\": \"any\","
    " \"per\": \"person-month\", \"amount\": \"990.00\", \"valid_from\": \"2026-01\","
    " \"adopted_on\": \"2026-01-01\", \"sure\": true, \"source\": \"县文件\"}]}";

/* Words of a command that stand for what was made before. */
typedef struct
{
  Cli cli;
  char *form_file;
  char *policy_file;
  char *number_file;
  char *list;
  char *change;
  char *review;
  char *run;
  char *batch;
} Office;

static void
add_rows (GChecksum *sum, sqlite3 *db, const char *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT * FROM %s ORDER BY 1, 2", table);
  sqlite3_stmt *stmt = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL), ==, SQLITE_OK);
  while (sqlite3_step (stmt) == SQLITE_ROW)
    for (int i = 0; i < sqlite3_column_count (stmt); i++)
      {
        const char *text = (const char *) sqlite3_column_text (stmt, i);

        g_checksum_update (sum, (const guchar *) (text != NULL ? text : "-"), -1);
        g_checksum_update (sum, (const guchar *) "|", 1);
      }
  sqlite3_finalize (stmt);
}

/* Refusals are logged too; all other tables stay as they are. */
static char *
digest_caseload (Office *office)
{
  sqlite3 *db = raw_caseload_open (office->cli.file, CLI_ADMINISTRATOR, CLI_PASSWORD);
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  sqlite3_stmt *stmt = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (db,
                                       "SELECT name FROM sqlite_master WHERE type = 'table' AND"
                                       " name NOT IN ('audit', 'sqlite_sequence') ORDER BY name",
                                       -1, &stmt, NULL),
                   ==, SQLITE_OK);
  while (sqlite3_step (stmt) == SQLITE_ROW)
    add_rows (sum, db, (const char *) sqlite3_column_text (stmt, 0));
  sqlite3_finalize (stmt);
  sqlite3_close (db);
  return g_strdup (g_checksum_get_string (sum));
}

/* A word, or what it stands for. */
static const char *
find_word (const Office *office, const char *word)
{
  const struct
  {
    const char *word;
    const char *value;
  } words[] = {
    { "FILE", office->cli.file },
    { "FORM", office->form_file },
    { "POLICY", office->policy_file },
    { "NUMBER", office->number_file },
    { "PASSWORD", office->cli.password_file },
    { "LIST", office->list },
    { "CHANGE", office->change },
    { "REVIEW", office->review },
    { "RUN", office->run },
    { "BATCH", office->batch },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i].word, word))
      return words[i].value;
  return word;
}

#define MOST_WORDS 12

static CliResult *
run (Office *office, const char *user, const char *line)
{
  g_auto (GStrv) split = g_strsplit (line, " ", MOST_WORDS + 1);
  const char *words[MOST_WORDS + 1] = { NULL };

  for (guint i = 0; split[i] != NULL; i++)
    {
      g_assert_cmpuint (i, <, MOST_WORDS);
      words[i] = find_word (office, split[i]);
      g_assert_nonnull (words[i]);
    }
  g_test_message ("%s: %s", user, line);
  return cli_run (&office->cli, user, "--today=" TODAY, words[0], words[1], words[2], words[3],
                  words[4], words[5], words[6], words[7], words[8], words[9], words[10], words[11],
                  NULL);
}

static JsonObject *
must (Office *office, const char *user, const char *line, CliResult **result)
{
  *result = run (office, user, line);
  return cli_assert_done (*result);
}

static void
done (Office *office, const char *user, const char *line)
{
  g_autoptr (CliResult) result = NULL;

  must (office, user, line, &result);
}

/* What is called @member of the answer. */
static char *
made (Office *office, const char *user, const char *line, const char *member)
{
  g_autoptr (CliResult) result = NULL;

  return g_strdup (json_object_get_string_member (must (office, user, line, &result), member));
}

typedef struct
{
  const char *user;
  const char *line;
  const char *code;
} Attempt;

static void
try_all (Office *office, const Attempt *attempts, gsize n)
{
  g_autofree char *before = digest_caseload (office);

  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (CliResult) result = run (office, attempts[i].user, attempts[i].line);
      g_autofree char *after = digest_caseload (office);

      cli_assert_error (result, 1, attempts[i].code);
      g_assert_cmpstr (after, ==, before);
    }
}

#define TRY(office, attempts) try_all (office, attempts, G_N_ELEMENTS (attempts))

static void
set_number (Office *office, const char *birth, guint serial)
{
  g_autofree char *number = counter_number (birth, serial);
  g_autofree char *content = g_strconcat (number, "\n", NULL);

  g_free (office->number_file);
  office->number_file = cli_write (&office->cli, "number", content);
}

static void
set_up (Office *office, gconstpointer data)
{
  static const char *const roles[] = { CASEWORKER, REVIEWER, DIRECTOR, "notices" };

  cli_set_up (&office->cli, data);
  cli_init (&office->cli, "demo");
  for (gsize i = 0; i < G_N_ELEMENTS (roles); i++)
    cli_add_user (&office->cli, roles[i], roles[i]);
  office->form_file = cli_write (&office->cli, "form.json", form);
  office->policy_file = cli_write (&office->cli, "policy.json", policy);
  set_number (office, "1979-09-09", 9);
}

static void
tear_down (Office *office, gconstpointer data)
{
  char *const texts[]
    = { office->form_file, office->policy_file, office->number_file, office->list,
        office->change,    office->review,      office->run,         office->batch };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (texts[i]);
  cli_tear_down (&office->cli, data);
}

/* An application that waits for the review list. */
static void
apply (Office *office, const CounterFamily *family, guint serial, const char *opinion_for)
{
  g_autofree char *json = counter_application (family, serial, VILLAGE, "2026-01-05");
  g_autofree char *path = cli_write (&office->cli, "application.json", json);
  g_autofree char *open = g_strdup_printf ("application-open FILE %s --programme %s", path,
                                           doudi_programme_info (family->programme)->name);
  g_autofree char *id = made (office, CASEWORKER, open, "application");
  g_autofree char *accept = g_strdup_printf ("application-record FILE %s accepted", id);
  g_autofree char *opinion = g_strdup_printf ("application-record FILE %s opinion-for", id);

  g_assert_cmpstr (id, ==, opinion_for);
  done (office, CASEWORKER, accept);
  done (office, CASEWORKER, opinion);
}

/* One person does not get accounts that would see with four eyes, in whatever order. */
static void
test_accounts (Office *office, gconstpointer data)
{
  static const Attempt attempts[] = {
    { CLI_ADMINISTRATOR,
      "user-add FILE both --role caseworker --role director --new-password-file PASSWORD",
      "refused" },
    { CLI_ADMINISTRATOR,
      "user-add FILE both --role caseworker --role reviewer --new-password-file PASSWORD",
      "refused" },
    { CLI_ADMINISTRATOR,
      "user-add FILE both --role reviewer --role director --new-password-file PASSWORD",
      "refused" },
    { CLI_ADMINISTRATOR,
      "user-add FILE both --role director --role notices --new-password-file PASSWORD", "refused" },
    { CLI_ADMINISTRATOR,
      "user-add FILE both --role administrator --role caseworker --new-password-file PASSWORD",
      "refused" },
    { CLI_ADMINISTRATOR, "user-add FILE caseworker --role director --new-password-file PASSWORD",
      "refused" },
    { CLI_ADMINISTRATOR,
      "user-add FILE third --role director --new-password-file PASSWORD --identity-file NUMBER",
      "refused" },
    { CLI_ADMINISTRATOR,
      "user-add FILE third --role caseworker --new-password-file PASSWORD --identity-file NUMBER",
      "refused" },
    { CLI_ADMINISTRATOR, "user-identity FILE director --identity-file NUMBER", "refused" },
    { CLI_ADMINISTRATOR, "user-identity FILE caseworker --identity-file NUMBER", "refused" },
    { CASEWORKER, "user-add FILE mine --role director --new-password-file PASSWORD",
      "not-allowed" },
    { DIRECTOR, "user-add FILE mine --role caseworker --new-password-file PASSWORD",
      "not-allowed" },
    { REVIEWER, "user-identity FILE reviewer --identity-file NUMBER", "not-allowed" },
  };

  done (office, CLI_ADMINISTRATOR,
        "user-add FILE " ONE
        " --role reviewer --new-password-file PASSWORD --identity-file NUMBER");
  TRY (office, attempts);
}

static void
add_account (Office *office, const char *name, const char *role)
{
  g_autofree char *line = g_strdup_printf ("user-add FILE %s --role %s --new-password-file PASSWORD"
                                           " --identity-file NUMBER",
                                           name, role);

  done (office, CLI_ADMINISTRATOR, line);
}

/* 1 is of a person who reviews, 2 of somebody else, 3 of a person who decides. */
static void
bring_to_review (Office *office)
{
  CounterFamily family = { .programme = DOUDI_PROGRAMME_DISABILITY_LIVING,
                           .residence = "rural",
                           .births = BIRTH_OF_REVIEWER,
                           .care = "",
                           .income = "",
                           .detail = "limb 3" };

  apply (office, &family, 1, "1");
  family.births = "1990-10-10";
  apply (office, &family, 2, "2");
  family.births = BIRTH_OF_DIRECTOR;
  apply (office, &family, 3, "3");
}

static void
fill (Office *office, const char *name, char *json)
{
  g_autofree char *answers = json;
  g_autofree char *path = cli_write (&office->cli, "answers.json", answers);
  g_autofree char *line = g_strdup_printf ("application-fill FILE 4 %s %s", name, path);

  done (office, CASEWORKER, line);
}

/* A family that has declared the person who reviews as near kin. */
static void
bring_kin_to_review (Office *office)
{
  g_autofree char *number = counter_number (BIRTH_OF_REVIEWER, 1);
  const CounterFamily family = { .programme = DOUDI_PROGRAMME_LOW_INCOME,
                                 .residence = "rural",
                                 .births = "1970-05-05",
                                 .benefit_class = 3,
                                 .income = "1000",
                                 .kin = number };
  g_autofree char *json = counter_application (&family, 4, VILLAGE, TODAY);
  g_autofree char *path = cli_write (&office->cli, "application.json", json);
  g_autofree char *open = g_strdup_printf ("application-open FILE %s --programme low-income", path);

  done (office, CASEWORKER, open);
  done (office, CASEWORKER, "application-record FILE 4 accepted");
  fill (office, "check-authorisation", counter_authorisation (&family, 4, TODAY));
  done (office, CASEWORKER, "application-check FILE 4 vehicles");
  done (office, CASEWORKER, "application-check-answer FILE 4 1 clear");
  fill (office, "home-visit", counter_visit (&family, 4, TODAY));
  done (office, CASEWORKER, "application-record FILE 4 opinion-for");
}

static void
set_list (Office *office, const char *user, const char *line)
{
  g_free (office->list);
  office->list = made (office, user, line, "list");
  done (office, user, "list-submit FILE LIST");
}

static void
send_up (Office *office)
{
  for (int id = 1; id <= 3; id++)
    {
      g_autofree char *agreed
        = g_strdup_printf ("application-record FILE %d federation-agreed", id);
      g_autofree char *sent = g_strdup_printf ("application-record FILE %d sent-up", id);

      done (office, CASEWORKER, agreed);
      done (office, CASEWORKER, sent);
    }
}

/* The list of the review. */
static void
try_review (Office *office)
{
  static const Attempt same_person[] = {
    { ONE, "list-approve FILE LIST", "four-eyes" },
    { OTHER, "list-approve FILE LIST", "four-eyes" },
    { CASEWORKER, "list-approve FILE LIST", "not-allowed" },
    { DIRECTOR, "list-approve FILE LIST", "not-allowed" },
    { CLI_ADMINISTRATOR, "list-approve FILE LIST", "not-allowed" },
  };
  static const Attempt own[] = {
    { OWN_REVIEWER, "list-approve FILE LIST", "four-eyes" },
    { CASEWORKER, "list-approve FILE LIST", "not-allowed" },
  };

  set_list (office, ONE, "list-create FILE --kind review --programme disability-living");
  TRY (office, same_person);
  done (office, ONE, "list-withdraw FILE LIST");
  set_list (office, CASEWORKER, "list-create FILE --kind review --programme disability-living");
  TRY (office, own);
  done (office, REVIEWER, "list-approve FILE LIST");
}

static void
try_kin (Office *office)
{
  static const Attempt kin[] = { { OWN_REVIEWER, "list-approve FILE LIST", "four-eyes" } };

  bring_kin_to_review (office);
  set_list (office, CASEWORKER, "list-create FILE --kind review --programme low-income");
  TRY (office, kin);
  done (office, REVIEWER, "list-approve FILE LIST");
}

/* The list of the approval. */
static void
try_approval (Office *office)
{
  static const Attempt attempts[] = {
    { OWN_DIRECTOR, "list-approve FILE LIST", "four-eyes" },
    { REVIEWER, "list-approve FILE LIST", "not-allowed" },
    { ONE, "list-approve FILE LIST", "not-allowed" },
    { CASEWORKER, "list-approve FILE LIST", "not-allowed" },
    { CLI_ADMINISTRATOR, "list-approve FILE LIST", "not-allowed" },
    { CASEWORKER, "application-record FILE 1 granted", "refused" },
    { CASEWORKER, "application-record FILE 1 reviewed", "refused" },
  };

  send_up (office);
  set_list (office, REVIEWER, "list-create FILE --kind approval --programme disability-living");
  TRY (office, attempts);
  done (office, DIRECTOR, "list-approve FILE LIST");
}

static void
try_change (Office *office)
{
  static const Attempt attempts[] = {
    { CASEWORKER, "change-decide FILE CHANGE", "not-allowed" },
    { CLI_ADMINISTRATOR, "change-decide FILE CHANGE", "not-allowed" },
    { OWN_DIRECTOR, "change-decide FILE CHANGE", "four-eyes" },
    { REVIEWER, "change-decide FILE CHANGE", "not-allowed" },
    { ONE, "change-enter FILE 3 stop --award=3 --reason=退出", "not-allowed" },
    { DIRECTOR, "change-enter FILE 3 stop --award=3 --reason=退出", "not-allowed" },
  };

  office->change
    = made (office, CASEWORKER, "change-enter FILE 3 stop --award=3 --reason=退出", "change");
  TRY (office, attempts);
  done (office, CASEWORKER, "change-withdraw FILE CHANGE");
}

static void
try_award_review (Office *office)
{
  static const Attempt attempts[] = {
    { CASEWORKER, "review-confirm FILE REVIEW", "not-allowed" },
    { CLI_ADMINISTRATOR, "review-confirm FILE REVIEW", "not-allowed" },
    { OWN_REVIEWER, "review-confirm FILE REVIEW", "four-eyes" },
    { REVIEWER, "review-finish FILE REVIEW --outcome=keep --reason=核实", "not-allowed" },
  };
  g_autoptr (CliResult) due = NULL;
  JsonArray *rows;

  done (office, CASEWORKER, "review-open FILE --through=2028-12-31");
  due = run (office, CASEWORKER, "review-due FILE --through=2028-12-31");
  rows = cli_assert_list (due);
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);

      if (g_str_equal (json_object_get_string_member (row, "award"), "1"))
        office->review = g_strdup (json_object_get_string_member (row, "review"));
    }
  g_assert_nonnull (office->review);
  done (office, CASEWORKER, "review-finish FILE REVIEW --outcome=keep --reason=核实");
  TRY (office, attempts);
  done (office, REVIEWER, "review-confirm FILE REVIEW");
}

static void
try_pay (Office *office)
{
  static const Attempt attempts[] = {
    { CASEWORKER, "pay-approve FILE RUN", "not-allowed" },
    { REVIEWER, "pay-approve FILE RUN", "not-allowed" },
    { CLI_ADMINISTRATOR, "pay-approve FILE RUN", "not-allowed" },
    { CASEWORKER, "pay-close FILE RUN", "conflict" },
    { DIRECTOR, "pay FILE 2026-02", "not-allowed" },
  };

  office->run = made (office, CASEWORKER, "pay FILE 2026-01", "run");
  TRY (office, attempts);
  done (office, DIRECTOR, "pay-approve FILE RUN");
}

static void
test_cases (Office *office, gconstpointer data)
{
  add_account (office, ONE, "reviewer");
  add_account (office, OTHER, "reviewer");
  set_number (office, BIRTH_OF_REVIEWER, 1);
  add_account (office, OWN_REVIEWER, "reviewer");
  set_number (office, BIRTH_OF_DIRECTOR, 3);
  add_account (office, OWN_DIRECTOR, "director");
  bring_to_review (office);
  try_review (office);
  try_kin (office);
  try_approval (office);
  try_change (office);
  try_award_review (office);
  try_pay (office);
  done (office, DIRECTOR, "verify FILE");
}

static void
test_documents (Office *office, gconstpointer data)
{
  static const Attempt alone[] = {
    { DIRECTOR, "form-adopt FILE FORM", "four-eyes" },
    { DIRECTOR, "policy-adopt FILE POLICY", "four-eyes" },
    { CASEWORKER, "form-adopt FILE FORM", "not-allowed" },
    { CASEWORKER, "policy-adopt FILE POLICY", "not-allowed" },
  };
  static const Attempt proposed[] = {
    { ONE, "form-adopt FILE FORM", "conflict" },
    { OTHER, "form-adopt FILE FORM", "conflict" },
    { ONE, "policy-adopt FILE POLICY", "conflict" },
    { OTHER, "policy-adopt FILE POLICY", "conflict" },
    { CLI_ADMINISTRATOR, "policy-adopt FILE POLICY", "conflict" },
  };
  static const Attempt staged[] = {
    { ONE, "import-accept FILE BATCH", "four-eyes" },
    { OTHER, "import-accept FILE BATCH", "four-eyes" },
    { CASEWORKER, "import-accept FILE BATCH", "not-allowed" },
    { DIRECTOR, "import-accept FILE BATCH", "not-allowed" },
  };
  g_autofree char *roster = g_strdup_printf (ROSTER, ROSTER_PLACE);
  g_autofree char *path = cli_write (&office->cli, "roster.csv", roster);
  g_autofree char *import = g_strdup_printf ("import FILE %s --month 2026-01", path);

  add_account (office, ONE, "reviewer");
  add_account (office, OTHER, "reviewer");
  TRY (office, alone);
  done (office, ONE, "form-adopt FILE FORM");
  done (office, ONE, "policy-adopt FILE POLICY");
  TRY (office, proposed);
  office->batch = made (office, ONE, import, "batch");
  TRY (office, staged);
  done (office, REVIEWER, "import-accept FILE BATCH");
  done (office, DIRECTOR, "form-adopt FILE FORM");
  done (office, DIRECTOR, "policy-adopt FILE POLICY");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function)                                                                        \
  g_test_add ("/cli/four-eyes/" name, Office, NULL, set_up, function, tear_down)
  ADD ("accounts", test_accounts);
  ADD ("cases", test_cases);
  ADD ("documents", test_documents);
#undef ADD
  return g_test_run ();
}
