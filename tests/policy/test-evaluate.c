/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "base/doudi-error.h"
#include "policy/doudi-evaluate.h"

#include <json-glib/json-glib.h>

static const char *const required_asks[] = {
  "identity-number", "disability-card", "division-code",
  "bank-account",    "amount-in-words", "mask",
  "working-days",    "notice-period",   "entitlement",
  "arrears",         "first-month",     "exclusive",
  "age-out",         "score",           "self-care",
  "movement",        "notice-guard",
  "age-out",         "class-screen",    "low-income",
  "age-out",         "price-subsidy",   "class-screen",
  "low-income",
  "identity-number", "disability-card",  "division-code",
  "bank-account",    "amount-in-words",  "mask",
  "working-days",    "notice-period",    "entitlement",
  "arrears",         "first-month",      "exclusive",
  "age-out",         "township-reserve", "temporary-aid",
  "price-subsidy",   "class-screen",     "low-income",
  "identity-number",  "disability-card", "division-code",
  "bank-account",     "amount-in-words", "mask",
  "working-days",     "notice-period",   "entitlement",
  "arrears",          "first-month",     "exclusive",
  "age-out",          "caseload-staff",  "institution-staff",
  "township-reserve", "temporary-aid",   "price-subsidy",
  "class-screen",     "low-income",
  "identity-number",   "disability-card",  "division-code",
  "bank-account",      "amount-in-words",  "mask",
  "working-days",      "notice-period",    "entitlement",
  "arrears",           "first-month",      "exclusive",
  "age-out",           "child-difference", "caseload-staff",
  "institution-staff", "township-reserve", "temporary-aid",
  "price-subsidy",     "class-screen",     "low-income",
  "identity-number", "disability-card",   "division-code",
  "bank-account",    "amount-in-words",   "mask",
  "working-days",    "notice-period",     "entitlement",
  "arrears",         "first-month",       "exclusive",
  "age-out",         "deadline",          "validity",
  "review-date",     "medical-cover",     "child-difference",
  "caseload-staff",  "institution-staff", "township-reserve",
  "temporary-aid",   "price-subsidy",     "class-screen",
  "identity-number",  "disability-card",
  "division-code",    "bank-account",
  "amount-in-words",  "mask",
  "working-days",     "notice-period",
  "entitlement",      "arrears",
  "first-month",      "exclusive",
  "age-out",          "eligibility-children",
  "work-ability",     "deadline",
  "validity",         "review-date",
  "medical-cover",    "child-difference",
  "caseload-staff",   "institution-staff",
  "township-reserve", "temporary-aid",
  "price-subsidy",    "class-screen",
  "low-income",
};

/* The answers to @json, which is an array. */
static JsonArray *
evaluate (const char *json)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = doudi_evaluate (json, -1, "cases.json", &error);
  g_autoptr (JsonNode) root = NULL;

  g_assert_no_error (error);
  root = json_from_string (text, &error);
  g_assert_no_error (error);
  return json_node_dup_array (root);
}

/* A golden case and what it was answered. */
typedef struct
{
  JsonObject *given;
  JsonObject *result;
} Golden;

static void
golden_free (gpointer data)
{
  Golden *golden = data;

  json_object_unref (golden->given);
  json_object_unref (golden->result);
  g_free (golden);
}

/* Every member of "expect" equals that member of "answer". */
static void
test_golden (gconstpointer data)
{
  const Golden *golden = data;
  JsonObject *expect = json_object_get_object_member (golden->given, "expect");
  JsonObject *answer;
  JsonObjectIter iter;
  const char *name;
  JsonNode *expected;

  if (!json_object_has_member (golden->result, "answer"))
    g_error ("%s", json_object_get_string_member (
                     json_object_get_object_member (golden->result, "error"), "message"));
  answer = json_object_get_object_member (golden->result, "answer");
  json_object_iter_init (&iter, expect);
  while (json_object_iter_next (&iter, &name, &expected))
    {
      JsonNode *found = json_object_get_member (answer, name);
      g_autofree char *expected_text = json_to_string (expected, FALSE);
      g_autofree char *found_text
        = found != NULL ? json_to_string (found, FALSE) : g_strdup ("absent");

      g_test_message ("%s: expected %s, found %s", name, expected_text, found_text);
      g_assert_nonnull (found);
      g_assert_true (json_node_equal (expected, found));
    }
  g_assert_false (json_object_has_member (answer, "ignored"));
}

static void
add_golden (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "golden.json", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (JsonArray) results = NULL;
  JsonArray *cases;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  root = json_from_string (text, &error);
  g_assert_no_error (error);
  cases = json_node_get_array (root);
  results = evaluate (text);
  g_assert_cmpuint (json_array_get_length (results), ==, json_array_get_length (cases));
  for (guint i = 0; i < json_array_get_length (cases); i++)
    {
      Golden *golden = g_new0 (Golden, 1);
      const char *id;
      g_autofree char *name = NULL;

      golden->given = json_object_ref (json_array_get_object_element (cases, i));
      golden->result = json_object_ref (json_array_get_object_element (results, i));
      id = json_object_get_string_member (golden->given, "id");
      g_assert_cmpstr (json_object_get_string_member (golden->result, "id"), ==, id);
      name = g_strconcat ("/policy/golden/", id, NULL);
      if (g_strv_contains (doudi_evaluate_asks (),
                           json_object_get_string_member (golden->given, "ask")))
        g_test_add_data_func_full (name, golden, test_golden, golden_free);
      else
        {
          g_assert_true (json_object_has_member (golden->result, "error"));
          golden_free (golden);
        }
    }
}

static void
test_required_asks (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (required_asks); i++)
    g_assert_true (g_strv_contains (doudi_evaluate_asks (), required_asks[i]));
}

/* A single case that cannot be answered, and the error's code and place. */
typedef struct
{
  const char *name;
  const char *text;
  const char *code;
  const char *where;
} Fault;

#define ENTITLEMENT(rest)                                                                          \
  "[{\"id\": \"x\", \"ask\": \"entitlement\", \"given\": {\"policy\": \"gannan-2018\", "           \
  "\"known_on\": \"2018-06-30\",\n"                                                                \
  "\"programme\": \"low-income\", \"residence\": \"rural\",\n" rest "}}]"

#define SCORE(form, answers)                                                                       \
  "[{\"id\": \"x\", \"ask\": \"score\", \"given\": {\"form\": \"" form                             \
  "\", \"answers\":\n{" answers "}}}]"

#define MOVEMENT(left, lost)                                                                       \
  "[{\"id\": \"x\", \"ask\": \"movement\", \"given\": {"                                           \
  "\"opening\": {\"households\": 2, \"persons\": 4}, \"entered\": {\"households\": 0, "            \
  "\"persons\": 0}, "                                                                              \
  "\"left\": {\"households\": " left ", \"persons\": 4},\n\"members_lost\": " lost "}}]"

static const Fault faults[] = {
  { "unknown-ask", "[{\"id\": \"x\",\n\"ask\": \"weather\", \"given\": {}}]", "bad-data",
    "cases.json:2" },
  { "no-ask", "[{\"id\": \"x\"}]", "bad-data", "cases.json:1" },
  { "no-given", "[{\"id\": \"x\", \"ask\": \"mask\"}]", "bad-data", "cases.json:1" },
  { "no-id", "[\n{\"ask\": \"mask\", \"given\": {}}]", "bad-data", "cases.json:2" },
  { "no-object", "[\n\n7]", "bad-data", "cases.json:3" },
  { "no-number", "[{\"id\": \"x\", \"ask\": \"identity-number\", \"given\":\n{}}]", "bad-data",
    "cases.json:2" },
  { "no-policy",
    "[{\"id\": \"x\", \"ask\": \"entitlement\", \"given\": {\"policy\": \"nowhere\"}}]",
    "not-found", NULL },
  { "no-standard",
    ENTITLEMENT ("\"facts\": [{\"from\": \"2016-01\", \"class\": 1}], \"from\": \"2016-05\", "
                 "\"to\": \"2016-05\""),
    "no-standard", NULL },
  { "no-class",
    ENTITLEMENT (
      "\"facts\": [{\"from\": \"2018-01\"}], \"from\": \"2018-05\", \"to\": \"2018-05\""),
    "no-standard", NULL },
  { "order",
    ENTITLEMENT ("\"facts\": [{\"from\": \"2018-02\", \"class\": 1},\n{\"from\": \"2018-01\", "
                 "\"class\": 2}], \"from\": \"2018-05\", \"to\": \"2018-05\""),
    "bad-data", "cases.json:4" },
  { "fact-member",
    ENTITLEMENT ("\"facts\": [{\"from\": \"2018-02\", \"klass\": 1}], \"from\": \"2018-05\", "
                 "\"to\": \"2018-05\""),
    "bad-data", "cases.json:3" },
  { "range",
    ENTITLEMENT ("\"facts\": [{\"from\": \"2018-02\", \"class\": 1}], \"from\": "
                 "\"2018-05\",\n\"to\": \"2018-04\""),
    "bad-data", "cases.json:4" },
  { "paid-later",
    "[{\"id\": \"x\", \"ask\": \"arrears\", \"given\": {\"policy\": \"gannan-2018\", "
    "\"programme\": \"low-income\", \"facts\": [],"
    " \"through\": \"2018-05\", \"paid\": [\n{\"month\": \"2018-06\", \"amount\": \"1.00\"}]}}]",
    "bad-data", "cases.json:2" },
  { "programme",
    "[{\"id\": \"x\", \"ask\": \"exclusive\", \"given\": {\"programmes\": "
    "[\"low-income\",\n\"dibao\"]}}]",
    "bad-data", "cases.json:2" },
  { "no-form", SCORE ("nowhere", "\"members\": 4"), "not-found", NULL },
  { "no-answers",
    "[{\"id\": \"x\", \"ask\": \"score\", \"given\":\n{\"form\": \"hardship-demo-100\"}}]",
    "bad-data", "cases.json:2" },
  { "answer-missing", SCORE ("hardship-demo-100", "\"members\": 4"), "bad-data", "cases.json:2" },
  { "answer-unknown", SCORE ("hardship-demo-100", "\"members\": 4,\n\"without_work\": 4"),
    "bad-data", "cases.json:3" },
  { "more-than-members",
    SCORE ("hardship-demo-100", "\"members\": 4,\n\n\"without_work_ability\": 5"), "bad-data",
    "cases.json:4" },
  { "self-care-item",
    "[{\"id\": \"x\", \"ask\": \"self-care\", \"given\": {\"failed\": "
    "[\"eating\",\n\"sleeping\"]}}]",
    "bad-data", "cases.json:2" },
  { "self-care-list",
    "[{\"id\": \"x\", \"ask\": \"self-care\", \"given\": {\n\"failed\": \"eating\"}}]", "bad-data",
    "cases.json:2" },
  { "movement-below-0", MOVEMENT ("3", "0"), "bad-data", NULL },
  { "movement-negative", MOVEMENT ("1", "-1"), "bad-data", "cases.json:2" },
  { "movement-member",
    "[{\"id\": \"x\", \"ask\": \"movement\", \"given\": {\"opening\": {\"households\": "
    "1,\n\"people\": 1}}}]",
    "bad-data", "cases.json:2" },
  { "guard-text", "[{\"id\": \"x\", \"ask\": \"notice-guard\", \"given\":\n{}}]", "bad-data",
    "cases.json:2" },
  { "not-monthly",
    "[{\"id\": \"x\", \"ask\": \"first-month\", \"given\": {\"programme\": \"temporary-aid\","
    " \"applied\": \"2026-03-02\", \"decided\": \"2026-03-31\"}}]",
    "bad-data", "cases.json:1" },
};

static void
test_fault (gconstpointer data)
{
  const Fault *fault = data;
  g_autoptr (JsonArray) results = evaluate (fault->text);
  JsonObject *result = json_array_get_object_element (results, 0);
  JsonObject *error;

  g_assert_false (json_object_has_member (result, "answer"));
  error = json_object_get_object_member (result, "error");
  g_assert_cmpstr (json_object_get_string_member (error, "code"), ==, fault->code);
  g_assert_cmpstr (json_object_get_string_member_with_default (error, "where", NULL), ==,
                   fault->where);
  g_assert_cmpstr (json_object_get_string_member (error, "message"), !=, "");
}

/* One case's fault is its own. */
static void
test_faulty_among_others (void)
{
  g_autoptr (JsonArray) results = evaluate ("[{\"id\": \"a\", \"ask\": \"weather\", \"given\": "
                                            "{}}, {\"id\": \"b\", \"ask\": \"amount-in-words\","
                                            " \"given\": {\"amount\": \"1.00\", \"colour\": 1}}]");
  JsonObject *answer
    = json_object_get_object_member (json_array_get_object_element (results, 1), "answer");

  g_assert_true (json_object_has_member (json_array_get_object_element (results, 0), "error"));
  g_assert_cmpstr (json_object_get_string_member (answer, "words"), ==, "壹元整");
  g_assert_cmpstr (
    json_array_get_string_element (json_object_get_array_member (answer, "ignored"), 0), ==,
    "colour");
}

static void
test_no_cases (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonArray) results = evaluate ("[]");

  g_assert_cmpuint (json_array_get_length (results), ==, 0);
  g_assert_null (doudi_evaluate ("{}", -1, "cases.json", &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_BAD_DATA);
  g_assert_cmpstr (doudi_error_get_where (error), ==, "cases.json:1");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_golden ();
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *path = g_strconcat ("/policy/evaluate/fault/", faults[i].name, NULL);

      g_test_add_data_func (path, &faults[i], test_fault);
    }
  g_test_add_func ("/policy/evaluate/required-asks", test_required_asks);
  g_test_add_func ("/policy/evaluate/faulty-among-others", test_faulty_among_others);
  g_test_add_func ("/policy/evaluate/no-cases", test_no_cases);
  return g_test_run ();
}
