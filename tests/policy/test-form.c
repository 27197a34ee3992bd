/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "base/doudi-error.h"
#include "form-fixture.h"
#include "form-sample.h"
#include "policy/doudi-json.h"
#include "policy/doudi-rule.h"

#include <string.h>

/* One replacement in the sample, the line of the fault, and what the message must name. */
typedef struct
{
  const char *name;
  const char *old_text;
  const char *new_text;
  const char *where;
  const char *named;
} Fault;

static const Fault faults[] = {
  /* The head */
  { "syntax", "\"id\": \"sample\",", "\"id\": \"sample\"", "f.json:2", "" },
  { "missing-id", "\"id\": \"sample\", ", "", "f.json:1", "id" },
  { "bad-id", "\"sample\"", "\"Sample 1\"", "f.json:2", "Sample 1" },
  { "kind", "\"application\"", "\"letter\"", "f.json:2", "application, survey" },
  { "kind-assessment", "\"application\"", "\"assessment\"", "f.json:2", "application, survey" },
  { "slip-missing", "\"application\"", "\"slip\"", "f.json:1", "papers-missing" },
  { "slip-elsewhere", "\"kind\"", "\"slip\": \"stop\", \"kind\"", "f.json:2", "slip" },
  { "programme", "\"orphan\"", "\"orphans\"", "f.json:2", "low-income, special-hardship" },
  { "no-programmes", "[\"low-income\", \"orphan\"]", "[]", "f.json:2", "programmes" },
  { "empty-title", "\"样表\"", "\"\"", "f.json:3", "title" },
  { "no-version", "\"version\": \"1\", ", "", "f.json:1", "version" },
  { "empty-source", "\"A paper\"", "\"\"", "f.json:4", "source" },
  { "valid-from", "2026-01-01", "2026-02-30", "f.json:4", "2026-02-30" },
  { "valid-to", "2027-01-01", "2026-01-01", "f.json:4", "valid_to" },
  { "demonstration", "\"demonstration\": true", "\"demonstration\": 1", "f.json:5",
    "true or false" },
  { "unknown-member", "\"landscape\"", "\"portrait\"", "f.json:5", "portrait" },
  /* Lists */
  { "list-empty",
    "[ { \"key\": \"yes\", \"label\": \"是\" }, { \"key\": \"no\", \"label\": \"否\" } ]", "[]",
    "f.json:6", "options" },
  { "list-twice", "\"no\", \"label\": \"否\"", "\"yes\", \"label\": \"否\"", "f.json:6", "yes" },
  { "list-label", "\"label\": \"是\" ", "\"label_en\": \"yes\" ", "f.json:6", "label" },
  { "list-type", "\"lists\": {", "\"lists\": { \"x\": 7,", "f.json:6", "7" },
  /* Sections */
  { "section-member", "\"across\": 2", "\"acros\": 2", "f.json:8", "acros" },
  { "section-key", "\"key\": \"subject\"", "\"key\": \"sub ject\"", "f.json:22", "sub ject" },
  { "section-twice", "\"key\": \"subject\"", "\"key\": \"head\"", "f.json:22", "head" },
  { "table-key-of-field", "\"key\": \"members\"", "\"key\": \"rent\"", "f.json:35", "rent" },
  { "field-key-of-table", "\"key\": \"pledge\"", "\"key\": \"members\"", "f.json:54", "members" },
  { "across", "\"across\": 2", "\"across\": 5", "f.json:8", "1 to 4" },
  { "rows-elsewhere", "\"across\": 2", "\"rows\": 2", "f.json:8", "rows" },
  { "means-elsewhere", "\"across\": 2", "\"means\": \"members\"", "f.json:8", "means" },
  { "table-meaning", "\"means\": \"kin-officials\"", "\"means\": \"kin\"", "f.json:51", "kin" },
  { "table-meaning-unknown", "\"means\": \"kin-officials\"", "\"means\": \"kins\"", "f.json:51",
    "kins" },
  { "table-meaning-twice", "\"means\": \"kin-officials\"", "\"means\": \"members\"", "f.json:51",
    "members" },
  { "rows-most", "\"rows_most\": 6", "\"rows_most\": 501", "f.json:35", "500" },
  { "rows-over-most", "\"rows\": 4", "\"rows\": 7", "f.json:35", "from 0 to 6" },
  { "rows-least", "\"rows_least\": 1", "\"rows_least\": 7", "f.json:35", "from 0 to 6" },
  { "no-columns",
    "[\n      { \"key\": \"name\", \"label\": \"姓名\", \"type\": \"text\", \"means\": "
    "\"kin-name\" } ]",
    "[]", "f.json:51", "fields" },
  { "preset-column", "{ \"relation\": \"head\"", "{ \"relatoin\": \"head\"", "f.json:36",
    "relatoin" },
  { "preset-option", "\"relation\": \"head\"", "\"relation\": \"boss\"", "f.json:36", "boss" },
  { "preset-signature", "\"relation\": \"head\"", "\"sign\": \"x\"", "f.json:36", "sign" },
  { "preset-too-many", "\"rows_most\": 6", "\"rows_most\": 1", "f.json:35", "rows" },
  /* Fields */
  { "field-member", "\"wide\": true } ] },\n    { \"key\": \"subject\"",
    "\"broad\": true } ] },\n    { \"key\": \"subject\"", "f.json:21", "broad" },
  { "field-key-twice", "\"key\": \"phone\"", "\"key\": \"place\"", "f.json:14", "place" },
  { "column-twice", "\"key\": \"covered\", \"label\"", "\"key\": \"works\", \"label\"", "f.json:44",
    "works" },
  { "field-label", "\"label\": \"电话\", ", "", "f.json:13", "label" },
  { "type", "\"type\": \"phone\"", "\"type\": \"telephone\"", "f.json:13", "text, lines, count" },
  { "type-missing", "\"type\": \"phone\", ", "", "f.json:13", "type" },
  { "table-paragraph", "\"type\": \"signature\"", "\"type\": \"paragraph\"", "f.json:45",
    "paragraph" },
  { "table-seal", "\"type\": \"signature\"", "\"type\": \"seal\"", "f.json:45", "seal" },
  { "least-of-text", "\"most\": 10 },\n      { \"key\": \"applicant_number\"",
    "\"least\": 1 },\n      { \"key\": \"applicant_number\"", "f.json:10", "least" },
  { "decimals-of-count", "\"least\": 1, \"most\": 20", "\"decimals\": 1", "f.json:18", "decimals" },
  { "least-over-most", "\"least\": 1, \"most\": 20", "\"least\": 21, \"most\": 20", "f.json:18",
    "least" },
  { "least-not-whole", "\"least\": 1, \"most\": 20", "\"least\": 1.5", "f.json:18", "1.5" },
  { "most-of-money", "\"most\": 100000", "\"most\": 0.001", "f.json:19", "0.001" },
  { "most-of-text", "\"most\": 10 },\n      { \"key\": \"applicant_number\"",
    "\"most\": 0 },\n      { \"key\": \"applicant_number\"", "f.json:10", "10000" },
  { "required-filled", "\"means\": \"opinion-county\",",
    "\"means\": \"opinion-county\", \"required\": true,", "f.json:56", "required" },
  { "required-on-paper", "\"only\": \"paper\"", "\"only\": \"paper\", \"required\": true",
    "f.json:58", "only" },
  { "only", "\"only\": \"paper\"", "\"only\": \"wall\"", "f.json:58", "screen, paper" },
  { "width", "\"width_mm\": 20", "\"width_mm\": 251", "f.json:37", "250" },
  /* Meanings */
  { "means-unknown", "\"means\": \"phone\"", "\"means\": \"telephone\"", "f.json:13", "telephone" },
  { "means-type", "\"means\": \"member-wages\"", "\"means\": \"member-sex\"", "f.json:43",
    "choice" },
  { "means-table-field", "\"means\": \"phone\"", "\"means\": \"members\"", "f.json:13", "members" },
  { "means-twice", "\"type\": \"month\"", "\"type\": \"phone\", \"means\": \"phone\"", "f.json:16",
    "phone" },
  { "means-column-outside", "\"means\": \"applicant-name\", \"most\"",
    "\"means\": \"member-name\", \"most\"", "f.json:10", "members" },
  { "means-in-other-table", "\"means\": \"kin-name\"", "\"means\": \"member-name\"", "f.json:52",
    "members" },
  { "means-in-table", "\"means\": \"kin-name\"", "\"means\": \"applicant-name\"", "f.json:52",
    "table" },
  { "means-filled-asked", "\"type\": \"money\", \"most\"",
    "\"type\": \"money\", \"means\": \"amount\", \"most\"", "f.json:19", "filled, computed" },
  { "means-of-place", "\"type\": \"photo\"", "\"type\": \"photo\", \"means\": \"phone\"",
    "f.json:60", "means" },
  { "filled-without", "\"type\": \"filled\", \"means\": \"opinion-county\"", "\"type\": \"filled\"",
    "f.json:56", "means" },
  { "options-of-rules",
    "\"options\": \"sex\", \"compute\": { \"how\": \"sex\", \"of\": [\"subject_number\"] }",
    "\"options\": \"yes-or-no\"", "f.json:24", "male, female" },
  { "options-of-situation", "\"means\": \"disability-class\", \"options\": \"disability-class\"",
    "\"means\": \"disability-class\", \"options\": \"sex\"", "f.json:28", "sight" },
  /* Options */
  { "options-missing", "\"options\": \"yes-or-no\" }", "\"wide\": true }", "f.json:42", "options" },
  { "options-unknown", "\"options\": \"yes-or-no\" }", "\"options\": \"no-list\" }", "f.json:42",
    "yes-or-no" },
  { "options-type", "\"options\": \"yes-or-no\" }", "\"options\": 7 }", "f.json:42", "7" },
  { "options-elsewhere", "\"type\": \"month\"", "\"type\": \"month\", \"options\": \"sex\"",
    "f.json:16", "options" },
  { "options-twice", "\"key\": \"old\"", "\"key\": \"low\"", "f.json:33", "low" },
  { "options-member", "\"label_en\": \"low income\"", "\"points\": 7", "f.json:33", "points" },
  /* What refers to other fields */
  { "when-unknown", "\"when\": { \"field\": \"school\", \"is\": [\"yes\"] } },\n",
    "\"when\": { \"field\": \"skool\", \"is\": [\"yes\"] } },\n", "f.json:31", "skool" },
  { "when-later", "\"when\": { \"field\": \"school\", \"is\": [\"yes\"] } },\n",
    "\"when\": { \"field\": \"pledge\", \"is\": [\"yes\"] } },\n", "f.json:31", "pledge" },
  { "when-itself", "\"when\": { \"field\": \"school\", \"is\": [\"yes\"] } },\n",
    "\"when\": { \"field\": \"school_name\", \"is\": [\"yes\"] } },\n", "f.json:31",
    "school_name" },
  { "when-answer", "\"when\": { \"field\": \"school\", \"is\": [\"yes\"] } },\n",
    "\"when\": { \"field\": \"school\", \"is\": [\"maybe\"] } },\n", "f.json:31", "maybe" },
  { "when-option", "[\"old\", \"vet\"]", "[\"old\", \"young\"]", "f.json:34", "young" },
  { "when-empty", "[\"old\", \"vet\"]", "[]", "f.json:34", "is" },
  { "when-member", "\"field\": \"benefits\"", "\"feild\": \"benefits\"", "f.json:34", "feild" },
  { "when-other-table", "\"when\": { \"field\": \"school\", \"is\": [\"yes\"] }, \"fields\"",
    "\"when\": { \"field\": \"members.covered\", \"is\": [\"yes\"] }, \"fields\"", "f.json:51",
    "members.covered" },
  { "when-never", "\"required\": true },\n      { \"key\": \"words\"",
    "\"required\": true },\n { \"key\": \"x\", \"label\": \"x\", \"type\": \"seal\" },\n      { "
    "\"key\": \"z\", \"when\": { \"field\": \"x\", \"is\": [\"yes\"] }, \"label\": \"z\", "
    "\"type\": \"text\" },\n { \"key\": \"words\"",
    "f.json:56", "x" },
  { "same-as-unknown", "\"same_as\": \"applicant_name\", \"most\"",
    "\"same_as\": \"nobody\", \"most\"", "f.json:12", "nobody" },
  { "same-as-later", "\"same_as\": \"applicant_name\", \"most\"",
    "\"same_as\": \"school_name\", \"most\"", "f.json:12", "school_name" },
  { "same-as-type", "\"same_as\": \"applicant_name\", \"most\"",
    "\"same_as\": \"applicant_number\", \"most\"", "f.json:12", "identity-number" },
  { "compute-how", "\"how\": \"capitals\"", "\"how\": \"words\"", "f.json:20", "card-grade" },
  { "compute-of", "\"of\": [\"rent\"]", "\"of\": [\"area\"]", "f.json:20", "area" },
  { "compute-later", "\"of\": [\"rent\"]", "\"of\": [\"all_sum\"]", "f.json:20", "all_sum" },
  { "compute-several", "\"of\": [\"rent\"]", "\"of\": [\"rent\", \"rent\"]", "f.json:20",
    "capitals" },
  { "compute-none", "\"of\": [\"rent\"]", "\"of\": []", "f.json:20", "of" },
  { "compute-member", "\"of\": [\"rent\"]", "\"from\": [\"rent\"]", "f.json:20", "from" },
  { "compute-missing", ", \"compute\": { \"how\": \"capitals\", \"of\": [\"rent\"] }", "",
    "f.json:20", "compute" },
  { "compute-result", "\"type\": \"choice\", \"means\": \"member-sex\", \"options\": \"sex\"",
    "\"type\": \"text\"", "f.json:40", "sex" },
  { "compute-table", "\"of\": [\"members\"]", "\"of\": [\"subject\"]", "f.json:47", "subject" },
  { "compute-ticked", "\"of\": [\"members.covered\"]", "\"of\": [\"school\"]", "f.json:48",
    "school" },
  { "compute-mixed", "\"of\": [\"wages_sum\", \"rent\"]", "\"of\": [\"wages_sum\", \"rooms\"]",
    "f.json:50", "rooms" },
  { "compute-sum-kind", "\"type\": \"money\", \"compute\"", "\"type\": \"count\", \"compute\"",
    "f.json:50", "wages_sum" },
  { "compute-sex-of", "\"how\": \"sex\", \"of\": [\"number\"]",
    "\"how\": \"sex\", \"of\": [\"name\"]", "f.json:40", "name" },
  { "compute-other-table", "\"how\": \"age\", \"of\": [\"subject_number\"]",
    "\"how\": \"age\", \"of\": [\"members.number\"]", "f.json:26", "members.number" },
  /* Paragraphs */
  { "brace-unknown", "{programme}", "{programe}", "f.json:55", "programe" },
  { "brace-open", "{programme}", "{programme", "f.json:55", "programme" },
  { "brace-english", "\"You applied on {applied-on}.\"", "\"You applied on {}.\"", "f.json:55",
    "braces" },
};

static void
test_fault (gconstpointer data)
{
  const Fault *fault = data;
  g_autofree char *text = form_replace (form_sample, fault->old_text, fault->new_text);
  g_autoptr (GError) error = NULL;

  g_assert_null (doudi_form_load (text, -1, "f.json", &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_BAD_DATA);
  g_test_message ("%s: %s", doudi_error_get_where (error), error->message);
  g_assert_cmpstr (doudi_error_get_where (error), ==, fault->where);
  g_assert_nonnull (strstr (error->message, fault->named));
}

/* What the file says is what the form holds. */
static void
test_sound (void)
{
  g_autoptr (DoudiForm) form = form_sample_load ();
  const DoudiFormField *area = doudi_form_find_field (form, "area");
  const DoudiFormField *rent = doudi_form_find_field (form, "rent");
  const DoudiFormField *name = doudi_form_find_field (form, "members.name");
  const DoudiFormSection *members = doudi_form_find_section (form, "members");

  g_assert_cmpint (form->kind, ==, DOUDI_FORM_APPLICATION);
  g_assert_cmpuint (form->programmes, ==,
                    1u << DOUDI_PROGRAMME_LOW_INCOME | 1u << DOUDI_PROGRAMME_ORPHAN);
  g_assert_true (form->demonstration && !form->sure && form->landscape);
  g_assert_true (doudi_form_is_in_force (form, form->valid_from));
  g_assert_false (doudi_form_is_in_force (form, form->valid_to));
  g_assert_cmpint (area->least, ==, 5);
  g_assert_cmpint (area->most, ==, 9995);
  g_assert_cmpint (rent->most, ==, 10000000);
  g_assert_true (members == doudi_form_find_table (form, DOUDI_MEANING_MEMBERS));
  g_assert_true (name == doudi_form_find_meaning (form, DOUDI_MEANING_MEMBER_NAME));
  g_assert_true (name->same_as == doudi_form_find_field (form, "applicant_name"));
  g_assert_true (name->section == members);
  g_assert_cmpuint (members->presets->len, ==, 1);
  g_assert_cmpuint (members->rows_printed, ==, 4);
  g_assert_null (doudi_form_find_field (form, "name"));
  g_assert_null (doudi_form_find_meaning (form, DOUDI_MEANING_NONE));
}

/* The field that is asked is found before those that are filled in with the same. */
static void
test_filled_again (void)
{
  g_autoptr (DoudiForm) form = form_sample_load ();
  const DoudiFormField *name = doudi_form_find_meaning (form, DOUDI_MEANING_APPLICANT_NAME);

  g_assert_cmpstr (name->key, ==, "applicant_name");
  g_assert_false (doudi_form_field_is_asked (doudi_form_find_field (form, "again")));
  g_assert_false (doudi_form_field_is_asked (doudi_form_find_field (form, "code")));
}

static char *
forms_folder (void)
{
  return g_test_build_filename (G_TEST_DIST, "..", "data", "forms", NULL);
}

static gboolean
is_form (const char *name)
{
  return g_str_has_suffix (name, ".json") && !g_str_has_suffix (name, ".schema.json")
         && !g_str_equal (name, "lists.json");
}

/* Every form of data/forms loads, is named after its id and comes with the program. */
static void
test_every_file (void)
{
  g_autofree char *folder = forms_folder ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  g_auto (GStrv) ids = doudi_form_list_bundled (&error);
  const char *name;
  guint n = 0;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *text = NULL;
      g_autofree char *named = NULL;
      g_autoptr (DoudiForm) form = NULL;

      if (!is_form (name))
        continue;
      g_assert_true (g_file_get_contents (path, &text, NULL, &error));
      form = doudi_form_load (text, -1, name, &error);
      if (error != NULL)
        g_error ("%s: %s", doudi_error_get_where (error), error->message);
      named = g_strconcat (form->id, ".json", NULL);
      g_assert_cmpstr (named, ==, name);
      g_assert_true (g_strv_contains ((const char *const *) ids, form->id));
      g_assert_cmpstr (form->json, ==, text);
      n++;
    }
  g_assert_cmpuint (n, ==, g_strv_length (ids));
}

/* An assessment form makes a form to fill in: every question of it, by its key. */
static void
test_assessment (void)
{
  static const char *const ids[] = { "hardship-demo-100", NULL };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (DoudiAssessmentForm) assessment = form_load (ids[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (DoudiForm) form = doudi_form_load (assessment->json, -1, "f.json", &error);
      guint found = 0;

      g_assert_no_error (error);
      g_assert_cmpint (form->kind, ==, DOUDI_FORM_ASSESSMENT);
      g_assert_cmpstr (form->id, ==, assessment->id);
      g_assert_nonnull (doudi_form_find_meaning (form, DOUDI_MEANING_ASSESSED_ON));
      for (guint j = 0; j + 1 < assessment->answers->len; j++)
        {
          const char *key = g_ptr_array_index (assessment->answers, j);
          g_autofree char *column = g_strconcat ("people_members.", key, NULL);

          found += doudi_form_find_field (form, key) != NULL
                       || doudi_form_find_field (form, column) != NULL
                     ? 1
                     : 0;
        }
      g_assert_cmpuint (found, ==, assessment->answers->len - 1);
    }
}

/* Every form made of an assessment has some fields of its own. */
static void
test_assessment_key (void)
{
  g_autofree char *text = form_replace (form_sound, "\"rooms\"", "\"score\"");
  g_autoptr (GError) error = NULL;

  g_assert_null (doudi_form_load (text, -1, "f.json", &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_BAD_DATA);
  g_assert_nonnull (strstr (error->message, "score"));
}

static void
test_not_bundled (void)
{
  static const char *const ids[] = { "nothing", "lists", "form.schema", "../policies/demo" };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (doudi_form_load_bundled (ids[i], &error));
      g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_NOT_FOUND);
      g_assert_nonnull (strstr (error->message, "low-income-application"));
    }
}

/* The keys that the rules know stand in one place. */
static void
test_keys_of_rules (void)
{
  g_auto (GStrv) expenses = doudi_form_meaning_dup_keys (DOUDI_MEANING_EXPENSE_KIND);
  g_auto (GStrv) situations = doudi_form_meaning_dup_keys (DOUDI_MEANING_MOTHER_SITUATION);
  const DoudiWord *costs = doudi_rule_info (DOUDI_RULE_RIGID_COST)->cases;
  const DoudiWord *cases = doudi_rule_info (DOUDI_RULE_PARENT_SITUATION)->cases;

  for (guint i = 0; costs[i].name != NULL; i++)
    g_assert_true (g_strv_contains ((const char *const *) expenses, costs[i].name));
  for (guint i = 0; cases[i].name != NULL; i++)
    g_assert_true (g_strv_contains ((const char *const *) situations, cases[i].name));
  g_assert_null (doudi_form_meaning_dup_keys (DOUDI_MEANING_REASON));
}

/* Names are names of their own, and a table is no field. */
static void
test_meanings (void)
{
  const char *const *names = doudi_form_meaning_names ();

  g_assert_cmpuint (g_strv_length ((GStrv) names), ==, DOUDI_N_MEANINGS);
  for (guint i = 1; i < DOUDI_N_MEANINGS; i++)
    {
      DoudiFormMeaning table = doudi_form_meaning_table ((DoudiFormMeaning) i);

      g_assert_cmpstr (doudi_form_meaning_name ((DoudiFormMeaning) i), ==, names[i]);
      g_assert_false (g_strv_contains (names + i + 1, names[i]));
      if (table != DOUDI_MEANING_NONE)
        g_assert_true (doudi_form_meaning_is_table (table));
    }
}

/* What stands at @path in @value, steps with slashes between. */
static const DoudiJsonValue *
find_path (const DoudiJsonValue *value, const char *path)
{
  g_auto (GStrv) steps = g_strsplit (path, "/", -1);

  for (guint i = 0; steps[i] != NULL; i++)
    {
      value = doudi_json_get_member (value, steps[i]);
      g_assert_nonnull (value);
    }
  return value;
}

/* The list at @path holds just those @words that @wanted says are meant, in their order. */
static void
check_words (const DoudiJsonValue *root,
             const char *path,
             const char *const *words,
             gboolean (*wanted) (guint index))
{
  g_auto (GStrv) found = NULL;
  guint n = 0;

  g_assert_true (doudi_json_array_dup_strings (find_path (root, path), &found, NULL));
  for (guint i = 0; words[i] != NULL; i++)
    {
      if (*words[i] != '\0' && wanted (i))
        g_assert_cmpstr (found[n++], ==, words[i]);
    }
  g_assert_null (found[n]);
}

static gboolean
is_any (guint index)
{
  return index < G_MAXUINT;
}

static gboolean
is_kind (guint index)
{
  return index != DOUDI_FORM_ASSESSMENT;
}

static gboolean
is_table (guint index)
{
  return doudi_form_meaning_is_table ((DoudiFormMeaning) index);
}

static gboolean
is_no_table (guint index)
{
  return !is_table (index);
}

/* The schema that administrators read says what the loader does. */
static void
test_schema (void)
{
  g_autofree char *folder = forms_folder ();
  g_autofree char *path = g_build_filename (folder, "form.schema.json", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiJsonDocument) schema = NULL;
  const char *types[DOUDI_N_FORM_TYPES + 1] = { NULL };
  const char *slips[DOUDI_N_SLIPS + 1] = { NULL };
  const DoudiJsonValue *root;

  g_assert_true (g_file_get_contents (path, &text, NULL, &error));
  schema = doudi_json_document_load (text, -1, "form.schema.json", &error);
  g_assert_no_error (error);
  root = doudi_json_document_get_root (schema);
  for (guint i = 0; i < DOUDI_N_FORM_TYPES; i++)
    types[i] = doudi_form_type_name ((DoudiFormType) i);
  for (guint i = 0; i < DOUDI_N_SLIPS; i++)
    slips[i] = doudi_form_slip_name ((DoudiFormSlip) i);
  check_words (root, "properties/kind/enum", doudi_form_kind_names (), is_kind);
  check_words (root, "properties/slip/enum", slips, is_any);
  check_words (root, "$defs/programme/enum", doudi_programme_names (), is_any);
  check_words (root, "$defs/field/properties/type/enum", types, is_any);
  check_words (root, "$defs/meaning/enum", doudi_form_meaning_names (), is_no_table);
  check_words (root, "$defs/table-meaning/enum", doudi_form_meaning_names (), is_table);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *path = g_strconcat ("/policy/form/fault/", faults[i].name, NULL);

      g_test_add_data_func (path, &faults[i], test_fault);
    }
  g_test_add_func ("/policy/form/sound", test_sound);
  g_test_add_func ("/policy/form/filled-again", test_filled_again);
  g_test_add_func ("/policy/form/assessment", test_assessment);
  g_test_add_func ("/policy/form/assessment-key", test_assessment_key);
  g_test_add_func ("/policy/form/not-bundled", test_not_bundled);
  g_test_add_func ("/policy/form/keys-of-rules", test_keys_of_rules);
  g_test_add_func ("/policy/form/meanings", test_meanings);
  g_test_add_func ("/policy/form/schema", test_schema);
  g_test_add_func ("/policy/form/every-file", test_every_file);
  return g_test_run ();
}
