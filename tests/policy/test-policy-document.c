/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "base/doudi-error.h"
#include "policy/doudi-json.h"
#include "policy/doudi-policy-document.h"

#include <string.h>

/* A sound document; line 7 is the area, 10 to 20 a standard, 23 a line for income. */
static const char sound[] = "{\n"
                            "  \"id\": \"x-2018\",\n"
                            "  \"title\": \"A paper\",\n"
                            "  \"source\": \"A paper, 1\",\n"
                            "  \"adopted_on\": \"2018-06-01\",\n"
                            "  \"demonstration\": false,\n"
                            "  \"area\": [\"6230\"],\n"
                            "  \"standards\": [\n"
                            "    {\n"
                            "      \"programme\": \"low-income\",\n"
                            "      \"residence\": \"rural\",\n"
                            "      \"class\": 1,\n"
                            "      \"care\": \"home\",\n"
                            "      \"part\": \"local\",\n"
                            "      \"per\": \"person-month\",\n"
                            "      \"amount\": \"310.00\",\n"
                            "      \"valid_from\": \"2018-01\",\n"
                            "      \"valid_to\": \"2019-01\",\n"
                            "      \"sure\": true,\n"
                            "      \"source\": \"A paper, 1(1)\"\n"
                            "    }\n"
                            "  ],\n"
                            "  \"lines\": [{ \"line\": \"low-income-standard\", \"residence\": "
                            "\"rural\", \"per\": \"person-year\","
                            " \"amount\": \"3720.00\", \"valid_from\": \"2018-01\", \"sure\": "
                            "true, \"source\": \"A paper\" }]\n"
                            "}\n";

/* One replacement in the sound document, the line of the fault, and what the message must name. */
typedef struct
{
  const char *name;
  const char *old_text;
  const char *new_text;
  const char *where;
  const char *named;
} Fault;

static const Fault faults[] = {
  { "syntax", "\"title\": \"A paper\",", "\"title\": \"A paper\"", "p.json:4", "" },
  { "missing-id", "\"id\": \"x-2018\",", "", "p.json:1", "id" },
  { "bad-id", "x-2018", "X 2018", "p.json:2", "X 2018" },
  { "empty-title", "\"A paper\"", "\"\"", "p.json:3", "title" },
  { "unknown-member", "\"id\"", "\"colour\": 1,\n\"id\"", "p.json:2", "colour" },
  { "bad-day", "2018-06-01", "2018-06-31", "p.json:5", "2018-06-31" },
  { "demonstration", "false", "\"no\"", "p.json:6", "demonstration" },
  { "area-code", "6230", "62x", "p.json:7", "62x" },
  { "area-type", "[\"6230\"]", "\"6230\"", "p.json:7", "area" },
  { "programme", "low-income\"", "dibao\"", "p.json:10", "special-hardship" },
  { "residence", "\"rural\",\n", "\"village\",\n", "p.json:11", "any, rural, urban" },
  { "class", "\"class\": 1", "\"class\": 5", "p.json:12", "5" },
  { "class-text", "\"class\": 1", "\"class\": \"I\"", "p.json:12", "class" },
  { "care", "\"home\"", "\"hospital\"", "p.json:13", "home, institution" },
  { "part", "\"local\"", "\"Local part\"", "p.json:14", "Local part" },
  { "per", "person-month", "household-month", "p.json:15", "person-month, person-year" },
  { "amount-number", "\"310.00\"", "310.00", "p.json:16", "310.0" },
  { "amount-text", "\"310.00\"", "\"three\"", "p.json:16", "three" },
  { "amount-negative", "\"310.00\"", "\"-310.00\"", "p.json:16", "amount" },
  { "missing-amount", "\"amount\": \"310.00\",", "", "p.json:9", "amount" },
  { "valid-from", "\"2018-01\",\n", "\"2018-1-1\",\n", "p.json:17", "2018-1-1" },
  { "valid-to", "2019-01", "2018-01", "p.json:18", "valid_to" },
  { "sure", "\"sure\": true,\n", "\"sure\": 1,\n", "p.json:19", "sure" },
  { "unknown-in-standard", "\"sure\": true,\n", "\"sure\": true, \"self_caer\": \"able\",\n",
    "p.json:19", "self_caer" },
  { "empty-source", "\"A paper, 1(1)\"", "\"\"", "p.json:20", "source" },
  { "line", "low-income-standard", "poverty", "p.json:23", "low-income-standard" },
};

/* A sound document of rules; line 7 is a choice, 8 a percent, 9 days, 10 an amount for a case. */
static const char rules[]
  = "{\n"
    "  \"id\": \"x-2018\",\n"
    "  \"title\": \"A paper\", \"number\": \"No. 5\",\n"
    "  \"source\": \"A paper\",\n"
    "  \"adopted_on\": \"2018-06-01\", \"demonstration\": false,\n"
    "  \"rules\": [\n"
    "{ \"rule\": \"rounding\", \"programme\": \"low-income\", \"choice\": \"yuan-up\","
    " \"valid_from\": \"2018-01\", \"sure\": true, \"source\": \"1\" },\n"
    "{ \"rule\": \"work-cost\", \"residence\": \"urban\", \"percent\": \"10.5\","
    " \"valid_from\": \"2018-01\", \"sure\": true, \"source\": \"2\" },\n"
    "{ \"rule\": \"deadline\", \"programme\": \"low-income\", \"case\": \"total\","
    " \"days\": 30, \"counting\": \"working\","
    " \"valid_from\": \"2018-01\", \"sure\": true, \"source\": \"3\" },\n"
    "{ \"rule\": \"top-up\", \"programme\": \"low-income\", \"case\": \"elderly\","
    " \"amount\": \"96.00\", \"number\": \"No. 6\","
    " \"valid_from\": \"2018-01\", \"sure\": false, \"source\": \"4\" }\n"
    "  ]\n"
    "}\n";

static const Fault rule_faults[] = {
  { "unknown", "\"rounding\"", "\"round\"", "p.json:7", "rounding" },
  { "unknown-member", "\"choice\"", "\"chioce\"", "p.json:7", "chioce" },
  { "choice", "yuan-up", "yuan-upward", "p.json:7", "yuan-up" },
  { "choice-missing", "\"choice\": \"yuan-up\",", "", "p.json:7", "choice" },
  { "wrong-value", "\"choice\": \"yuan-up\"", "\"months\": 3", "p.json:7", "choice" },
  { "two-values", "\"amount\": \"96.00\"", "\"amount\": \"96.00\", \"percent\": \"20\"",
    "p.json:10", "percent, amount" },
  { "programme-missing", "\"programme\": \"low-income\", \"choice\"", "\"choice\"", "p.json:7",
    "programme" },
  { "selector", "\"residence\": \"urban\"", "\"class\": 1", "p.json:8", "class" },
  { "percent-number", "\"10.5\"", "10.5", "p.json:8", "percent" },
  { "percent-text", "\"10.5\"", "\"a tenth\"", "p.json:8", "a tenth" },
  { "percent-range", "\"10.5\"", "\"100.01\"", "p.json:8", "100%" },
  { "percent-decimals", "\"10.5\"", "\"10.555\"", "p.json:8", "10.555" },
  { "days-range", "\"days\": 30", "\"days\": 400", "p.json:9", "366" },
  { "counting", "\"working\"", "\"weekly\"", "p.json:9", "calendar, working" },
  { "counting-missing", "\"counting\": \"working\",", "", "p.json:9", "counting" },
  { "case", "\"total\"", "\"all\"", "p.json:9", "total" },
  { "case-missing", "\"case\": \"elderly\",", "", "p.json:10", "case" },
  { "case-superfluous", "\"rounding\",", "\"rounding\", \"case\": \"elderly\",", "p.json:7",
    "case" },
  { "amount", "\"96.00\"", "\"-1.00\"", "p.json:10", "amount" },
  { "sure-missing", "\"sure\": false,", "", "p.json:10", "sure" },
};

static char *
replace (const char *text, const char *old_text, const char *new_text)
{
  const char *at = strstr (text, old_text);

  g_assert_nonnull (at);
  return g_strdup_printf ("%.*s%s%s", (int) (at - text), text, new_text, at + strlen (old_text));
}

static void
test_fault (gconstpointer data)
{
  const Fault *fault = data;
  g_autofree char *text = replace (sound, fault->old_text, fault->new_text);
  g_autoptr (GError) error = NULL;

  g_assert_null (doudi_policy_document_load (text, -1, "p.json", &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_BAD_DATA);
  g_assert_cmpstr (doudi_error_get_where (error), ==, fault->where);
  g_assert_nonnull (strstr (error->message, fault->named));
}

static void
test_rule_fault (gconstpointer data)
{
  const Fault *fault = data;
  g_autofree char *text = replace (rules, fault->old_text, fault->new_text);
  g_autoptr (GError) error = NULL;

  g_assert_null (doudi_policy_document_load (text, -1, "p.json", &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_BAD_DATA);
  g_assert_cmpstr (doudi_error_get_where (error), ==, fault->where);
  g_assert_nonnull (strstr (error->message, fault->named));
}

static void
test_sound_rules (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiPolicyDocument) document
    = doudi_policy_document_load (rules, -1, "p.json", &error);
  const DoudiRule *rule;

  g_assert_no_error (error);
  g_assert_cmpuint (doudi_policy_document_get_n_rules (document), ==, 4);
  rule = doudi_policy_document_get_rule (document, 1);
  g_assert_cmpint (rule->kind, ==, DOUDI_RULE_WORK_COST);
  g_assert_cmpint (rule->residence, ==, DOUDI_RESIDENCE_URBAN);
  g_assert_cmpint (rule->number, ==, 1050);
  g_assert_cmpstr (rule->dated.number, ==, "No. 5");
  rule = doudi_policy_document_get_rule (document, 2);
  g_assert_cmpint (rule->counting, ==, DOUDI_COUNTING_WORKING);
  rule = doudi_policy_document_get_rule (document, 3);
  g_assert_cmpint (rule->which, ==, 0);
  g_assert_cmpint (rule->number, ==, 9600);
  g_assert_cmpstr (rule->dated.number, ==, "No. 6");
  g_assert_false (rule->dated.sure);
}

static void
test_same_rule_twice (void)
{
  g_autofree char *text
    = replace (rules, "\"rule\": \"work-cost\", \"residence\": \"urban\", \"percent\": \"10.5\"",
               "\"rule\": \"rounding\", \"programme\": \"low-income\", \"choice\": \"fen\"");
  g_autoptr (GError) error = NULL;

  g_assert_null (doudi_policy_document_load (text, -1, "p.json", &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_BAD_DATA);
  g_assert_cmpstr (doudi_error_get_where (error), ==, "p.json:8");
}

static void
test_same_case_twice (void)
{
  const char *start = strstr (sound, "    {");
  const char *end = strstr (sound, "\n  ],\n  \"lines\"");
  g_autofree char *standard = g_strndup (start, (gsize) (end - start));
  g_autofree char *two = g_strconcat (standard, ",\n", standard, NULL);
  g_autofree char *text = replace (sound, standard, two);
  g_autoptr (GError) error = NULL;

  g_assert_null (doudi_policy_document_load (text, -1, "p.json", &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_BAD_DATA);
  g_assert_cmpstr (doudi_error_get_where (error), ==, "p.json:22");
}

static void
test_sound (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiPolicyDocument) document
    = doudi_policy_document_load (sound, -1, "p.json", &error);
  const DoudiStandard *standard;

  g_assert_no_error (error);
  g_assert_cmpstr (doudi_policy_document_get_id (document), ==, "x-2018");
  g_assert_cmpstr (doudi_policy_document_get_title (document), ==, "A paper");
  g_assert_cmpstr (doudi_policy_document_get_number (document), ==, "");
  g_assert_cmpstr (doudi_policy_document_get_json (document), ==, sound);
  g_assert_false (doudi_policy_document_is_demonstration (document));
  g_assert_cmpint (doudi_policy_document_get_valid_from (document), ==, 201801);
  g_assert_cmpuint (doudi_policy_document_get_n_standards (document), ==, 1);
  standard = doudi_policy_document_get_standard (document, 0);
  g_assert_cmpint (standard->programme, ==, DOUDI_PROGRAMME_LOW_INCOME);
  g_assert_cmpint (standard->residence, ==, DOUDI_RESIDENCE_RURAL);
  g_assert_cmpint (standard->benefit_class, ==, 1);
  g_assert_cmpint (standard->care, ==, DOUDI_CARE_HOME);
  g_assert_cmpstr (standard->part, ==, "local");
  g_assert_cmpint (standard->amount, ==, 31000);
  g_assert_cmpint (standard->dated.valid_to, ==, 201901);
  g_assert_cmpuint (standard->dated.adopted_on, ==, doudi_day_new (2018, 6, 1));
  g_assert_cmpuint (doudi_policy_document_get_n_lines (document), ==, 1);
  g_assert_true (doudi_policy_document_get_line (document, 0)->yearly);
}

/* A paper is known when the last of its values is. */
static void
test_known_on (void)
{
  g_autoptr (DoudiPolicyDocument) document = doudi_policy_document_load (sound, -1, "p.json", NULL);
  g_autofree char *text
    = replace (sound, "\"class\": 1,", "\"class\": 1, \"adopted_on\": \"2018-07-02\",");
  g_autoptr (DoudiPolicyDocument) later = doudi_policy_document_load (text, -1, "p.json", NULL);

  g_assert_cmpint (doudi_policy_document_get_known_on (document), ==, doudi_day_new (2018, 6, 1));
  g_assert_cmpint (doudi_policy_document_get_known_on (later), ==, doudi_day_new (2018, 7, 2));
}

static void
test_area (void)
{
  g_autoptr (DoudiPolicyDocument) here = doudi_policy_document_load (sound, -1, "p.json", NULL);
  g_autofree char *text = replace (sound, "  \"area\": [\"6230\"],\n", "");
  g_autoptr (DoudiPolicyDocument) everywhere
    = doudi_policy_document_load (text, -1, "p.json", NULL);

  g_assert_true (doudi_policy_document_covers_county (here, "623021"));
  g_assert_false (doudi_policy_document_covers_county (here, "620100"));
  g_assert_true (doudi_policy_document_covers_county (everywhere, "620100"));
}

static char *
policies_folder (void)
{
  return g_test_build_filename (G_TEST_DIST, "..", "data", "policies", NULL);
}

/* Every file of data/policies loads, is named after its id and comes with the program. */
static void
test_every_file (void)
{
  g_autofree char *folder = policies_folder ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  guint n = 0;

  g_assert_no_error (error);
  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *text = NULL;
      g_autofree char *named = NULL;
      g_autoptr (DoudiPolicyDocument) document = NULL;
      g_autoptr (DoudiPolicyDocument) bundled = NULL;

      if (!g_str_has_suffix (name, ".json") || g_str_has_suffix (name, ".schema.json"))
        continue;
      g_assert_true (g_file_get_contents (path, &text, NULL, &error));
      document = doudi_policy_document_load (text, -1, name, &error);
      g_assert_no_error (error);
      named = g_strconcat (doudi_policy_document_get_id (document), ".json", NULL);
      g_assert_cmpstr (named, ==, name);
      bundled
        = doudi_policy_document_load_bundled (doudi_policy_document_get_id (document), &error);
      g_assert_no_error (error);
      g_assert_cmpstr (doudi_policy_document_get_json (bundled), ==, text);
      n++;
    }
  g_assert_cmpuint (n, >=, 2);
}

static void
test_bundled (void)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) ids = doudi_policy_document_list_bundled (&error);

  g_assert_no_error (error);
  g_assert_true (g_strv_contains ((const char *const *) ids, "gannan-2018"));
  g_assert_true (g_strv_contains ((const char *const *) ids, "demo"));
  g_assert_null (doudi_policy_document_load_bundled ("../policies/demo", &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "gannan-2018"));
}

/* Whether the "enum" at @path of the schema has the words that the program knows. */
static void
check_vocabulary (const DoudiJsonValue *root, const char *path, const char *const *words)
{
  g_auto (GStrv) steps = g_strsplit (path, "/", -1);
  const DoudiJsonValue *value = root;
  g_auto (GStrv) listed = NULL;
  guint n = 0;

  for (guint i = 0; steps[i] != NULL; i++)
    value = doudi_json_get_member (value, steps[i]);
  g_assert_true (doudi_json_array_dup_strings (value, &listed, NULL));
  for (guint i = 0; words[i] != NULL; i++)
    {
      if (*words[i] == '\0')
        continue;
      g_assert_true (g_strv_contains ((const char *const *) listed, words[i]));
      n++;
    }
  g_assert_cmpuint (g_strv_length (listed), ==, n);
}

/* The words of one rule, member @member; none if it takes none. */
static void
check_words (const DoudiJsonValue *root,
             const DoudiRuleInfo *info,
             const char *member,
             const DoudiWord *words)
{
  g_autofree char *path
    = g_strdup_printf ("$defs/rule-%s/properties/%s/enum", info->word.name, member);
  g_auto (GStrv) names = words != NULL ? doudi_word_dup_names (words) : NULL;

  if (names != NULL)
    check_vocabulary (root, path, (const char *const *) names);
}

/* A rule has its part in the schema, with the members it takes and no others. */
static void
check_rule (const DoudiJsonValue *root, const DoudiRuleInfo *info)
{
  g_autofree char *name = g_strdup_printf ("rule-%s", info->word.name);
  const DoudiJsonValue *rule = doudi_json_get_member (doudi_json_get_member (root, "$defs"), name);
  const DoudiJsonValue *properties;

  g_assert_nonnull (rule);
  properties = doudi_json_get_member (rule, "properties");
  for (guint i = 0; i < DOUDI_N_RULE_VALUES; i++)
    {
      gboolean takes = (info->values & (1u << i)) != 0;
      const char *member = doudi_rule_value_member ((DoudiRuleValue) i);

      g_assert_true ((doudi_json_get_member (properties, member) != NULL) == takes);
    }
  g_assert_true ((doudi_json_get_member (properties, "case") != NULL) == (info->cases != NULL));
  check_words (root, info, "choice", info->choices);
  check_words (root, info, "case", info->cases);
}

/* The schema that administrators read says what the loader does. */
static void
test_schema (void)
{
  g_autofree char *folder = policies_folder ();
  g_autofree char *path = g_build_filename (folder, "policy.schema.json", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiJsonDocument) schema = NULL;
  const DoudiJsonValue *root;

  g_assert_true (g_file_get_contents (path, &text, NULL, &error));
  schema = doudi_json_document_load (text, -1, "policy.schema.json", &error);
  g_assert_no_error (error);
  root = doudi_json_document_get_root (schema);
  check_vocabulary (root, "$defs/programme/enum", doudi_programme_names ());
  check_vocabulary (root, "$defs/standard/properties/care/enum", doudi_care_names ());
  check_vocabulary (root, "$defs/self-care/enum", doudi_self_care_names ());
  check_vocabulary (root, "$defs/residence/enum", doudi_residence_names ());
  for (guint i = 0; i < DOUDI_N_RULES; i++)
    check_rule (root, doudi_rule_info ((DoudiRuleKind) i));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *path = g_strconcat ("/policy/document/fault/", faults[i].name, NULL);

      g_test_add_data_func (path, &faults[i], test_fault);
    }
  for (guint i = 0; i < G_N_ELEMENTS (rule_faults); i++)
    {
      g_autofree char *path
        = g_strconcat ("/policy/document/rule-fault/", rule_faults[i].name, NULL);

      g_test_add_data_func (path, &rule_faults[i], test_rule_fault);
    }
  g_test_add_func ("/policy/document/rule-fault/same-rule-twice", test_same_rule_twice);
  g_test_add_func ("/policy/document/sound-rules", test_sound_rules);
  g_test_add_func ("/policy/document/fault/same-case-twice", test_same_case_twice);
  g_test_add_func ("/policy/document/sound", test_sound);
  g_test_add_func ("/policy/document/known-on", test_known_on);
  g_test_add_func ("/policy/document/area", test_area);
  g_test_add_func ("/policy/document/every-file", test_every_file);
  g_test_add_func ("/policy/document/bundled", test_bundled);
  g_test_add_func ("/policy/document/schema", test_schema);
  return g_test_run ();
}
