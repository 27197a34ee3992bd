/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "cli-helper.h"

/* Forms: listed, checked, brought into use, printed blank and filled in. */

#define CASEWORKER "caseworker"
#define REVIEWER "reviewer"
#define DIRECTOR "director"
#define NOTICES "notices"
#define FORM "low-income-application"

static const char slip[]
  = "{\"id\": \"slip-refusal\", \"kind\": \"slip\", \"slip\": \"refusal\","
    " \"title\": \"告知书\", \"title_en\": \"Slip\", \"version\": \"2018-1\","
    " \"source\": \"test\", \"valid_from\": \"2010-01-01\", \"sections\": ["
    "{\"key\": \"text\", \"label\": \"\", \"fields\": ["
    "{\"key\": \"p\", \"label\": \"{applicant-name}：\", \"label_en\": \"To\","
    " \"type\": \"paragraph\"}]}]}";

static const char application[]
  = "{\"residence\": \"rural\", \"applied_on\": \"2018-06-04\","
    " \"applicant_name\": \"才让扎西\", \"applicant_number\": \"623027196001150015\","
    " \"applicant_relation\": \"head\", \"phone\": \"13909410000\","
    " \"living_division\": \"623027100200\", \"living_address\": \"三社26号\","
    " \"registered_address\": \"三社26号\", \"kin\": false, \"reason\": \"illness\","
    " \"pledge\": true, \"members\": [{\"name\": \"才让扎西\", \"relation\": \"head\","
    " \"number\": \"623027196001150015\", \"health\": \"healthy\","
    " \"work_ability\": \"able\", \"wages\": \"2400.00\", \"covered\": true}]}";

static void
set_up (Cli *cli, gconstpointer data)
{
  cli_set_up (cli, data);
  cli_init (cli, "gannan-2018");
  cli_add_user (cli, CASEWORKER, "caseworker");
  cli_add_user (cli, REVIEWER, "reviewer");
  cli_add_user (cli, DIRECTOR, "director");
  cli_add_user (cli, NOTICES, "notices");
}

static void
assert_member (JsonObject *object, const char *member, const char *expected)
{
  g_assert_true (json_object_has_member (object, member));
  g_assert_cmpstr (json_object_get_string_member (object, member), ==, expected);
}

static void
assert_pdf (const char *path)
{
  g_autofree char *content = NULL;

  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_true (g_str_has_prefix (content, "%PDF-"));
}

static JsonObject *
find_form (JsonArray *forms, const char *id, const char *version)
{
  for (guint i = 0; i < json_array_get_length (forms); i++)
    {
      JsonObject *form = json_array_get_object_element (forms, i);

      if (g_str_equal (json_object_get_string_member (form, "id"), id)
          && g_str_equal (json_object_get_string_member (form, "version"), version))
        return form;
    }
  return NULL;
}

static void
test_list (Cli *cli, gconstpointer data)
{
  g_autoptr (CliResult) bundled = cli_run_plain (cli, "--json", "form-list", NULL);
  g_autoptr (CliResult) own = cli_run (cli, NOTICES, "form-list", cli->file, NULL);
  JsonArray *forms = cli_assert_list (bundled);
  JsonObject *form = find_form (forms, FORM, "1");

  g_assert_nonnull (form);
  assert_member (form, "kind", "application");
  assert_member (form, "state", "bundled");
  g_assert_true (json_object_get_boolean_member (form, "in_force"));
  assert_member (find_form (forms, "slip-refusal", "1"), "slip", "refusal");
  g_assert_cmpuint (json_array_get_length (cli_assert_list (own)), ==,
                    json_array_get_length (forms));
}

static void
test_check (Cli *cli, gconstpointer data)
{
  g_autofree char *good = cli_write (cli, "good.json", slip);
  g_autofree char *bad = cli_write (cli, "bad.json", "{\n\"id\": \"bad\",\n\"kind\": \"slop\"}");
  g_autofree char *preview = cli_path (cli, "preview.pdf");
  g_autoptr (CliResult) checked
    = cli_run_plain (cli, "--json", "form-check", good, "--preview", preview, NULL);
  g_autoptr (CliResult) again
    = cli_run_plain (cli, "--json", "form-check", good, "--preview", preview, NULL);
  g_autoptr (CliResult) refused = cli_run_plain (cli, "--json", "form-check", bad, NULL);
  g_autoptr (CliResult) missing = cli_run_plain (cli, "--json", "form-check", "no-such.json", NULL);
  JsonObject *answer = cli_assert_done (checked);
  JsonObject *error;

  assert_member (answer, "id", "slip-refusal");
  assert_member (answer, "version", "2018-1");
  g_assert_cmpint (json_object_get_int_member (answer, "pages"), ==, 1);
  g_assert_cmpint (json_object_get_int_member (answer, "fields"), ==, 1);
  assert_pdf (preview);
  cli_assert_error (again, 1, "refused");
  cli_assert_error (refused, 1, "bad-data");
  error = json_object_get_object_member (json_node_get_object (refused->json), "error");
  g_assert_true (g_str_has_suffix (json_object_get_string_member (error, "where"), "bad.json:3"));
  g_assert_cmpint (missing->status, ==, 3);
}

static void
test_adopt (Cli *cli, gconstpointer data)
{
  g_autofree char *file = cli_write (cli, "slip.json", slip);
  g_autoptr (CliResult) alone = cli_run (cli, DIRECTOR, "form-adopt", cli->file, file, NULL);
  g_autoptr (CliResult) other = cli_run (cli, CASEWORKER, "form-adopt", cli->file, file, NULL);
  g_autoptr (CliResult) proposed = cli_run (cli, REVIEWER, "form-adopt", cli->file, file, NULL);
  g_autoptr (CliResult) twice = cli_run (cli, REVIEWER, "form-adopt", cli->file, file, NULL);
  g_autoptr (CliResult) adopted = cli_run (cli, DIRECTOR, "form-adopt", cli->file, file, NULL);
  g_autoptr (CliResult) listed = cli_run (cli, DIRECTOR, "form-list", cli->file, NULL);
  JsonArray *forms = cli_assert_list (listed);
  JsonObject *form = find_form (forms, "slip-refusal", "2018-1");

  cli_assert_error (alone, 1, "four-eyes");
  cli_assert_error (other, 1, "not-allowed");
  assert_member (cli_assert_done (proposed), "state", "proposed");
  cli_assert_error (twice, 1, "conflict");
  assert_member (cli_assert_done (adopted), "state", "adopted");
  assert_member (form, "proposed_by", REVIEWER);
  assert_member (form, "adopted_by", DIRECTOR);
  g_assert_true (json_object_get_boolean_member (form, "in_force"));
  g_assert_false (
    json_object_get_boolean_member (find_form (forms, "slip-refusal", "1"), "in_force"));
}

/* A form is named by its id, its kind, or what a slip says. */
static void
test_blank (Cli *cli, gconstpointer data)
{
  static const char *const names[][2] = {
    { FORM, FORM },
    { "hearing", "hearing-record" },
    { "refusal", "slip-refusal" },
    { "hardship-demo-100", "hardship-demo-100" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = g_strconcat (names[i][0], ".pdf", NULL);
      g_autofree char *output = cli_path (cli, name);
      g_autoptr (CliResult) result = cli_run (cli, NOTICES, "form", cli->file, names[i][0],
                                              "--blank", "--output", output, NULL);
      JsonObject *answer = cli_assert_done (result);

      assert_member (answer, "file", output);
      assert_member (answer, "form", names[i][1]);
      g_assert_cmpint (json_object_get_int_member (answer, "pages"), >, 0);
      g_assert_cmpuint (strlen (json_object_get_string_member (answer, "digest")), ==, 64);
      assert_pdf (output);
    }
}

static void
test_refused (Cli *cli, gconstpointer data)
{
  g_autofree char *output = cli_path (cli, "form.pdf");
  g_autofree char *nowhere = cli_path (cli, "nowhere/form.pdf");
  g_autofree char *there = cli_write (cli, "there.pdf", "mine");
  const char *file = cli->file;
  const struct
  {
    CliResult *result;
    int status;
    const char *code;
  } cases[] = {
    { cli_run (cli, DIRECTOR, "form", file, FORM, "--blank", NULL), 2, "usage" },
    { cli_run (cli, DIRECTOR, "form", file, FORM, "-o", output, NULL), 2, "usage" },
    { cli_run (cli, DIRECTOR, "form", file, "--blank", "-o", output, NULL), 2, "usage" },
    { cli_run (cli, DIRECTOR, "form", file, FORM, "--blank", "--application", "1", "-o", output,
               NULL),
      2, "usage" },
    { cli_run (cli, DIRECTOR, "form", file, FORM, "--change", "x", "-o", output, NULL), 2,
      "usage" },
    { cli_run (cli, DIRECTOR, "form", file, "none", "--blank", "-o", output, NULL), 1,
      "not-found" },
    { cli_run (cli, DIRECTOR, "form", file, FORM, "--application", "9", "-o", output, NULL), 1,
      "not-found" },
    { cli_run (cli, DIRECTOR, "form", file, FORM, "--application", "2018-000009", "-o", output,
               NULL),
      1, "not-found" },
    { cli_run (cli, DIRECTOR, "form", file, FORM, "--change", "9", "-o", output, NULL), 1,
      "not-found" },
    { cli_run (cli, NOTICES, "form", file, FORM, "--application", "1", "-o", output, NULL), 1,
      "not-allowed" },
    { cli_run (cli, DIRECTOR, "form", file, FORM, "--blank", "-o", there, NULL), 1, "refused" },
    { cli_run (cli, DIRECTOR, "form", file, FORM, "--blank", "-o", nowhere, NULL), 3, "io" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("case %u", (guint) i);
      cli_assert_error (cases[i].result, cases[i].status, cases[i].code);
      cli_result_free (cases[i].result);
    }
  g_assert_false (g_file_test (output, G_FILE_TEST_EXISTS));
}

/* How many lines the log has. */
static gint64
count_log (Cli *cli)
{
  g_autoptr (CliResult) result = cli_run (cli, DIRECTOR, "verify", cli->file, NULL);
  JsonObject *answer = cli_assert_done (result);
  JsonArray *checks = json_object_get_array_member (answer, "checks");

  g_assert_true (json_object_get_boolean_member (answer, "ok"));
  for (guint i = 0; i < json_array_get_length (checks); i++)
    {
      JsonObject *check = json_array_get_object_element (checks, i);

      if (g_str_equal (json_object_get_string_member (check, "name"), "audit-chain"))
        return json_object_get_int_member (check, "count");
    }
  g_assert_not_reached ();
}

static CliResult *
print_filled (Cli *cli, const char *form, const char *of, const char *output)
{
  return cli_run (cli, CASEWORKER, "form", cli->file, form, "--application", of, "--output", output,
                  NULL);
}

/* A filled form leaves a line in the log, once more than asking for anything else does. */
static void
test_filled (Cli *cli, gconstpointer data)
{
  static const char *const forms[] = { FORM, "authorisation", "acceptance" };
  g_autofree char *answers = cli_write (cli, "answers.json", application);
  g_autoptr (CliResult) opened = cli_run (cli, CASEWORKER, "application-open", cli->file, answers,
                                          "--programme", "low-income", NULL);

  cli_assert_done (opened);
  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autofree char *name = g_strconcat (forms[i], ".pdf", NULL);
      g_autofree char *output = cli_path (cli, name);
      g_autofree char *blank = g_strconcat (output, ".blank.pdf", NULL);
      gint64 before = count_log (cli);
      gint64 between, after;
      g_autoptr (CliResult) empty = cli_run (cli, CASEWORKER, "form", cli->file, forms[i],
                                             "--blank", "--output", blank, NULL);
      g_autoptr (CliResult) result = NULL;

      between = count_log (cli);
      result = print_filled (cli, forms[i], i % 2 == 0 ? "1" : "2018-000001", output);
      after = count_log (cli);
      g_assert_cmpint (after - between, ==, between - before + 1);
      g_assert_cmpstr (json_object_get_string_member (cli_assert_done (result), "digest"), !=,
                       json_object_get_string_member (cli_assert_done (empty), "digest"));
      assert_pdf (output);
    }
}

#define ADD(name, func) g_test_add ("/cli/form/" name, Cli, NULL, set_up, func, cli_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("list", test_list);
  ADD ("check", test_check);
  ADD ("adopt", test_adopt);
  ADD ("blank", test_blank);
  ADD ("refused", test_refused);
  ADD ("filled", test_filled);
  return g_test_run ();
}
