/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "base/doudi-error.h"
#include "form-fixture.h"

#include <string.h>

/* One replacement in the sound form, the line of the fault, and what the message must name. */
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
  { "syntax", "\"county_2026\",", "\"county_2026\"", "f.json:3", "" },
  { "missing-id", "\"id\": \"county_2026\",", "", "f.json:1", "id" },
  { "bad-id", "county_2026", "County 2026", "f.json:2", "County 2026" },
  { "long-id", "county_2026", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    "f.json:2", "id" },
  { "empty-title", "\"评估表\"", "\"\"", "f.json:3", "title" },
  { "empty-title-en", "\"A table\"", "\"\"", "f.json:3", "title_en" },
  { "missing-version", "\"version\": \"第二版\",", "", "f.json:1", "version" },
  { "number-of-paper", "\"某民发〔2026〕1号\"", "1", "f.json:4", "number" },
  { "empty-source", "\"A paper\"", "\"\"", "f.json:5", "source" },
  { "valid-from", "2026-01-01", "2026-02-30", "f.json:6", "2026-02-30" },
  { "valid-to", "2027-01-01", "2026-01-01", "f.json:6", "valid_to" },
  { "demonstration", "\"demonstration\": false", "\"demonstration\": 0", "f.json:7",
    "demonstration" },
  { "sure", "\"sure\": true", "\"sure\": \"yes\"", "f.json:7", "true" },
  { "direction", "high-is-hard", "up", "f.json:8", "high-is-hard, low-is-hard" },
  { "unknown-member", "\"direction\"", "\"colour\": 1,\n\"direction\"", "f.json:8", "colour" },
  /* Numbers */
  { "number-type", "{ \"key\": \"members\", \"label\": \"人口\", \"least\": 1, \"most\": 20 }", "7",
    "f.json:10", "7" },
  { "number-member", "\"least\": 1", "\"lest\": 1", "f.json:10", "least" },
  { "number-key", "\"key\": \"members\"", "\"key\": \"人口\"", "f.json:10", "人口" },
  { "number-label", "\"label\": \"人口\",", "", "f.json:10", "label" },
  { "number-least", "\"least\": 1", "\"least\": 1.5", "f.json:10", "1.5" },
  { "number-most", "\"most\": 20", "\"most\": \"many\"", "f.json:10", "many" },
  { "number-least-over-most", "\"least\": 1", "\"least\": 21", "f.json:10", "least" },
  { "number-decimals", "\"decimals\": 2", "\"decimals\": 9", "f.json:11", "from 0 to 4" },
  { "number-unit", "\"元\"", "\"\"", "f.json:11", "unit" },
  /* The gate */
  { "gate-answer", "\"answer\": \"income\"", "\"answer\": \"roof\"", "f.json:13",
    "members, income, idle, area, rooms" },
  { "gate-border", "1620.5", "1620.555", "f.json:13", "1620.555" },
  { "gate-outcome", "\"准入\", \"outcome\": \"not-eligible\"", "\"准入\", \"outcome\": \"no\"",
    "f.json:13", "class-1, class-2, class-3, class-4, eligible, not-eligible, review" },
  { "gate-member", "\"below\": 1620.5", "\"under\": 1620.5", "f.json:13", "under" },
  { "gate-label", "\"label\": \"准入\",", "", "f.json:13", "label" },
  { "gate-type",
    "{ \"answer\": \"income\", \"below\": 1620.5, \"label\": \"准入\","
    " \"outcome\": \"not-eligible\" }",
    "[]", "f.json:13", "gate" },
  /* Vetoes */
  { "veto-twice", "\"unclear\"", "\"villa\"", "f.json:16", "villa" },
  { "veto-outcome", "\"review\"", "\"maybe\"", "f.json:16", "maybe" },
  { "veto-member", "\"key\": \"villa\"", "\"kee\": \"villa\"", "f.json:15", "kee" },
  { "veto-type", "{ \"key\": \"villa\", \"label\": \"别墅\", \"outcome\": \"not-eligible\" }",
    "true", "f.json:15", "true" },
  /* Sections */
  { "section-twice", "\"key\": \"house\"", "\"key\": \"people\"", "f.json:27", "people" },
  { "section-key", "\"key\": \"house\"", "\"key\": \"-house\"", "f.json:27", "-house" },
  { "section-label", "\"label\": \"住房\",", "", "f.json:27", "label" },
  { "section-cap", "\"cap\": 40", "\"cap\": 40.55", "f.json:19", "40.55" },
  { "section-member", "\"cap\": 40", "\"max\": 40", "f.json:19", "max" },
  /* Lines */
  { "line-twice", "\"key\": \"area\"", "\"key\": \"idle\"", "f.json:31", "idle" },
  { "line-kind", "\"one-choice\"", "\"choice\"", "f.json:28",
    "one-choice, member-sum, number-band, ratio-band" },
  { "line-no-kind", "\"kind\": \"one-choice\",", "", "f.json:28", "kind" },
  { "line-member-of-other-kind", "\"weight\": \"1/2\"", "\"of\": \"members\"", "f.json:28", "of" },
  { "line-bands-of-choice", "\"weight\": \"1/2\", \"options\"", "\"bands\"", "f.json:28", "bands" },
  { "line-weight-zero", "\"1/2\"", "0", "f.json:28", "weight" },
  { "line-weight-negative", "\"1/2\"", "-0.5", "f.json:28", "weight" },
  { "line-weight-large", "\"1/2\"", "101", "f.json:28", "100" },
  { "line-weight-text", "\"1/2\"", "\"half\"", "f.json:28", "half" },
  { "line-cap", "\"cap\": 25", "\"cap\": \"a lot\"", "f.json:23", "a lot" },
  { "line-of", "\"of\": \"members\", \"bands\"", "\"of\": \"people\", \"bands\"", "f.json:20",
    "members" },
  { "line-of-amount", "\"of\": \"members\", \"bands\"", "\"of\": \"income\", \"bands\"",
    "f.json:20", "members" },
  { "line-of-and-most", "\"of\": \"members\", \"bands\"",
    "\"of\": \"members\", \"most\": 2, \"bands\"", "f.json:20", "most" },
  { "line-most", "\"most\": 200", "\"most\": 200.55", "f.json:31", "200.55" },
  /* Options */
  { "option-twice", "\"key\": \"good\"", "\"key\": \"bad\"", "f.json:30", "bad" },
  { "option-spelling-twice", "\"key\": \"none\"", "\"key\": \"none\", \"also\": [\"bad\"]",
    "f.json:25", "bad" },
  { "option-spelling-of-itself", "\"key\": \"none\"", "\"key\": \"none\", \"also\": [\"none\"]",
    "f.json:25", "none" },
  { "option-spelling-type", "[\"bad\"]", "[1]", "f.json:24", "1" },
  { "option-key", "\"key\": \"severe\"", "\"key\": \"\"", "f.json:24", "key" },
  { "option-label", "\"label\": \"好\",", "", "f.json:30", "label" },
  { "option-points", "\"points\": 6.3", "\"points\": 6.35", "f.json:29", "6.35" },
  { "option-points-missing", ", \"points\": -2", "", "f.json:30", "points" },
  { "option-points-large", "\"points\": 6.3", "\"points\": 10001", "f.json:29", "10000" },
  { "option-member", "\"points\": 6.3", "\"points\": 6.3, \"from\": 1", "f.json:29", "from" },
  /* Bands */
  { "band-both-lower", "{ \"from\": \"2/3\"", "{ \"above\": 0.5,\n\"from\": \"2/3\"", "f.json:21",
    "above" },
  { "band-both-upper", "{ \"below\": \"2/3\"", "{ \"to\": 0.5, \"below\": \"2/3\"", "f.json:22",
    "below" },
  { "band-empty", "{ \"to\": 12.5", "{ \"from\": 12.6, \"to\": 12.5", "f.json:32", "from" },
  { "band-border", "{ \"from\": \"2/3\"", "{ \"from\": \"two thirds\"", "f.json:21", "two thirds" },
  { "band-decimals", "{ \"to\": 12.5", "{ \"to\": 12.55", "f.json:32", "12.55" },
  { "band-whole", "{ \"from\": 3", "{ \"from\": \"5/2\"", "f.json:36", "5/2" },
  { "band-gap", "{ \"from\": \"2/3\"", "{ \"above\": \"2/3\"", "f.json:21", "\"from\": 2/3" },
  { "band-overlap", "{ \"below\": \"2/3\"", "{ \"to\": \"2/3\"", "f.json:21", "\"above\": 2/3" },
  { "band-gap-of-whole", "{ \"from\": 3", "{ \"from\": 4", "f.json:36", "\"from\": 3" },
  { "band-overlap-of-whole", "{ \"from\": 3", "{ \"from\": 2", "f.json:36", "\"from\": 3" },
  { "band-start", "{ \"to\": 2,", "{ \"from\": 1, \"to\": 2,", "f.json:35", "\"from\": 0" },
  { "band-end", "{ \"from\": 3,", "{ \"from\": 3, \"to\": 9,", "f.json:34", "10" },
  { "band-out-of-reach", "{ \"above\": 12.5,",
    "{ \"above\": 200, \"label\": \"x\", \"points\": 1 },\n{ \"above\": 12.5, \"to\": 200,",
    "f.json:33", "" },
  { "band-share-over-one", "{ \"from\": \"2/3\",",
    "{ \"above\": 1, \"label\": \"x\", \"points\": 1 },\n{ \"from\": \"2/3\", \"to\": 1,",
    "f.json:21", "" },
  { "band-label", "\"label\": \"大\",", "", "f.json:33", "label" },
  { "band-member", "{ \"above\": 12.5", "{ \"over\": 12.5", "f.json:33", "over" },
  /* The appraisal */
  { "appraisal-share-missing", "\"share\": \"40%\",", "", "f.json:39", "share" },
  { "appraisal-share-all", "\"40%\"", "1", "f.json:39", "share" },
  { "appraisal-share-none", "\"40%\"", "0", "f.json:39", "share" },
  { "appraisal-share-fine", "\"40%\"", "0.12345", "f.json:39", "share" },
  { "appraisal-most", "\"most\": 50", "\"most\": 0", "f.json:39", "most" },
  { "appraisal-key", "\"meeting\"", "\"members\"", "f.json:39", "members" },
  { "appraisal-member", "\"share\"", "\"part\"", "f.json:39", "part" },
  /* Thresholds */
  { "threshold-gap", "\"to\": 29.9", "\"to\": 29", "f.json:41", "\"from\": 29.1" },
  { "threshold-overlap", "\"to\": 29.9", "\"to\": 30", "f.json:41", "\"from\": 30.1" },
  { "threshold-end", "{ \"from\": 30,", "{ \"from\": 30, \"to\": 100,", "f.json:40", "100.1" },
  { "threshold-start", "{ \"below\": 10,", "{ \"from\": 0, \"below\": 10,", "f.json:43",
    "\"from\": 0" },
  { "threshold-hundredths", "\"to\": 29.9", "\"to\": 29.95", "f.json:42", "29.95" },
  { "threshold-outcome", "\"class-2\"", "\"class-5\"", "f.json:42", "class-5" },
  { "threshold-twice", "\"class-2\"", "\"class-1\"", "f.json:42", "class-1" },
  { "threshold-order", "\"class-2\"", "\"not-eligible\", \"label_en\": \"x\"", "f.json:43",
    "not-eligible" },
  { "threshold-direction", "high-is-hard", "low-is-hard", "f.json:42", "low-is-hard" },
  { "threshold-label", "\"label\": \"二类\"", "\"label_en\": \"II\"", "f.json:42", "label" },
  { "threshold-member", "\"to\": 29.9", "\"until\": 29.9", "f.json:42", "until" },
};

/* A form with no more than a form needs. */
static const char minimal[]
  = "{ \"id\": \"small\", \"title\": \"小表\", \"version\": \"1\", \"source\": \"A paper\",\n"
    "\"valid_from\": \"2026-01-01\", \"demonstration\": false, \"sure\": true,\n"
    "\"direction\": \"low-is-hard\", \"sections\": [\n"
    "{ \"key\": \"a\", \"label\": \"甲\", \"lines\": [\n"
    "{ \"key\": \"a\", \"label\": \"甲\", \"kind\": \"one-choice\", \"options\": [\n"
    "{ \"key\": \"yes\", \"label\": \"是\", \"points\": 60 }\n] }\n] }\n],\n"
    "\"thresholds\": [\n{ \"outcome\": \"eligible\", \"label\": \"符合\" }\n] }";

static const Fault empty_faults[] = {
  { "options", "[\n{ \"key\": \"yes\", \"label\": \"是\", \"points\": 60 }\n]", "[]", "f.json:5",
    "options" },
  { "lines",
    "{ \"key\": \"a\", \"label\": \"甲\", \"kind\": \"one-choice\", \"options\": [\n"
    "{ \"key\": \"yes\", \"label\": \"是\", \"points\": 60 }\n] }",
    "", "f.json:4", "lines" },
  { "sections", "\"sections\"", "\"sections\": [], \"vetoes\"", "f.json:3", "sections" },
  { "thresholds", "{ \"outcome\": \"eligible\", \"label\": \"符合\" }", "", "f.json:10",
    "thresholds" },
  { "no-options", "\"options\"", "\"also\"", "f.json:5", "options" },
  { "no-lines", "\"lines\"", "\"liens\"", "f.json:4", "lines" },
  { "no-thresholds", "\"thresholds\"", "\"vetoes\"", "f.json:11", "key" },
};

static void
check_fault (const char *sound, const Fault *fault)
{
  g_autofree char *text = form_replace (sound, fault->old_text, fault->new_text);
  g_autoptr (GError) error = NULL;

  g_assert_null (doudi_assessment_form_load (text, -1, "f.json", &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_BAD_DATA);
  g_test_message ("%s: %s", doudi_error_get_where (error), error->message);
  g_assert_cmpstr (doudi_error_get_where (error), ==, fault->where);
  g_assert_nonnull (strstr (error->message, fault->named));
}

static void
test_fault (gconstpointer data)
{
  check_fault (form_sound, data);
}

static void
test_empty (gconstpointer data)
{
  check_fault (minimal, data);
}

static void
test_minimal (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiAssessmentForm) form = doudi_assessment_form_load (minimal, -1, "f", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (form->number, ==, "");
  g_assert_cmpstr (form->note, ==, "");
  g_assert_null (form->gate.question);
  g_assert_cmpuint (form->vetoes->len, ==, 0);
  g_assert_cmpint (form->appraisal.share.numerator, ==, 0);
}

static void
check_line (const DoudiAssessmentSection *section,
            guint index,
            const char *key,
            DoudiAssessmentKind kind,
            guint n_options)
{
  const DoudiAssessmentLine *line = g_ptr_array_index (section->lines, index);

  g_assert_cmpstr (line->question.key, ==, key);
  g_assert_cmpint (line->kind, ==, kind);
  g_assert_cmpuint (line->options->len, ==, n_options);
}

static void
test_sound (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiAssessmentForm) form = doudi_assessment_form_load (form_sound, -1, "f", &error);
  static const char *const answers[] = { "members", "income", "idle",  "ill",     "roof",
                                         "area",    "rooms",  "villa", "unclear", "meeting" };
  const DoudiAssessmentSection *section;

  g_assert_no_error (error);
  g_assert_cmpstr (form->json, ==, form_sound);
  g_assert_cmpstr (form->id, ==, "county_2026");
  g_assert_cmpstr (form->title.chinese, ==, "评估表");
  g_assert_cmpstr (form->title.english, ==, "A table");
  g_assert_cmpstr (form->version, ==, "第二版");
  g_assert_cmpstr (form->number, ==, "某民发〔2026〕1号");
  g_assert_cmpstr (form->source, ==, "A paper");
  g_assert_cmpstr (form->note, ==, "A note");
  g_assert_false (form->demonstration);
  g_assert_true (form->sure);
  g_assert_cmpint (form->direction, ==, DOUDI_ASSESSMENT_HIGH_IS_HARD);
  g_assert_cmpuint (form->answers->len, ==, G_N_ELEMENTS (answers) + 1);
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    g_assert_cmpstr (g_ptr_array_index (form->answers, i), ==, answers[i]);
  g_assert_cmpuint (form->sections->len, ==, 2);
  section = g_ptr_array_index (form->sections, 0);
  g_assert_true (section->has_cap);
  g_assert_cmpint (section->cap, ==, 400);
  check_line (section, 0, "idle", DOUDI_ASSESSMENT_RATIO_BAND, 2);
  check_line (section, 1, "ill", DOUDI_ASSESSMENT_MEMBER_SUM, 2);
  section = g_ptr_array_index (form->sections, 1);
  g_assert_false (section->has_cap);
  check_line (section, 0, "roof", DOUDI_ASSESSMENT_ONE_CHOICE, 2);
  check_line (section, 1, "area", DOUDI_ASSESSMENT_NUMBER_BAND, 2);
  g_assert_cmpuint (form->thresholds->len, ==, 3);
}

static void
test_options (void)
{
  g_autoptr (DoudiAssessmentForm) form = doudi_assessment_form_load (form_sound, -1, "f", NULL);
  const DoudiAssessmentSection *section = g_ptr_array_index (form->sections, 0);
  const DoudiAssessmentLine *line = g_ptr_array_index (section->lines, 1);
  const DoudiAssessmentOption *option = doudi_assessment_line_find_option (line, "severe");

  g_assert_nonnull (option);
  g_assert_cmpint (option->points, ==, 100);
  g_assert_true (option == doudi_assessment_line_find_option (line, "bad"));
  g_assert_null (doudi_assessment_line_find_option (line, "worse"));
  g_assert_null (doudi_assessment_line_find_option (line, ""));
  line = g_ptr_array_index (section->lines, 0);
  g_assert_null (doudi_assessment_line_find_option (line, "severe"));
}

static void
test_days (void)
{
  g_autoptr (DoudiAssessmentForm) form = doudi_assessment_form_load (form_sound, -1, "f", NULL);
  g_autofree char *text = form_replace (form_sound, ", \"valid_to\": \"2027-01-01\"", "");
  g_autoptr (DoudiAssessmentForm) open = doudi_assessment_form_load (text, -1, "f", NULL);

  g_assert_false (doudi_assessment_form_is_in_force (form, doudi_day_new (2025, 12, 31)));
  g_assert_true (doudi_assessment_form_is_in_force (form, doudi_day_new (2026, 1, 1)));
  g_assert_true (doudi_assessment_form_is_in_force (form, doudi_day_new (2026, 12, 31)));
  g_assert_false (doudi_assessment_form_is_in_force (form, doudi_day_new (2027, 1, 1)));
  g_assert_true (doudi_assessment_form_is_in_force (open, doudi_day_new (2099, 1, 1)));
}

/* Bands may stand in any order, and what is left to people between any others. */
static void
test_orders (void)
{
  g_autofree char *turned = form_replace (form_sound, "{ \"to\": 2, ", "{ \"from\": 3, ");
  g_autofree char *bands = form_replace (turned, "\"points\": 1 },\n        { \"from\": 3, ",
                                         "\"points\": 1 },\n        { \"to\": 2, ");
  g_autofree char *text = form_replace (bands, "\"class-2\"", "\"review\"");
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiAssessmentForm) form = doudi_assessment_form_load (text, -1, "f", &error);

  g_assert_no_error (error);
  g_assert_nonnull (form);
}

static char *
forms_folder (void)
{
  return g_test_build_filename (G_TEST_DIST, "..", "data", "forms", NULL);
}

/* Every assessment form of data/forms loads, is named after its id and comes with the program. */
static void
test_every_file (void)
{
  g_autofree char *folder = forms_folder ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  guint n = 0;

  g_assert_no_error (error);
  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *text = NULL;
      g_autofree char *named = NULL;
      g_autoptr (DoudiAssessmentForm) form = NULL;
      g_autoptr (DoudiAssessmentForm) bundled = NULL;

      if (!g_str_has_suffix (name, ".json") || g_str_has_suffix (name, ".schema.json"))
        continue;
      g_assert_true (g_file_get_contents (path, &text, NULL, &error));
      if (strstr (text, "\n  \"thresholds\": ") == NULL)
        continue;
      form = doudi_assessment_form_load (text, -1, name, &error);
      g_assert_no_error (error);
      named = g_strconcat (form->id, ".json", NULL);
      g_assert_cmpstr (named, ==, name);
      bundled = doudi_assessment_form_load_bundled (form->id, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (bundled->json, ==, text);
      n++;
    }
  g_assert_cmpuint (n, >=, 1);
}

static void
test_bundled (void)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) ids = doudi_assessment_form_list_bundled (&error);
  g_autoptr (DoudiAssessmentForm) form = NULL;

  g_assert_no_error (error);
  g_assert_true (g_strv_contains ((const char *const *) ids, "hardship-demo-100"));
  g_assert_false (g_strv_contains ((const char *const *) ids, "low-income-application"));
  form = doudi_assessment_form_load_bundled ("hardship-demo-100", &error);
  g_assert_no_error (error);
  g_assert_true (form->demonstration);
  g_assert_false (form->sure);
  g_assert_null (doudi_assessment_form_load_bundled ("nowhere", &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "hardship-demo-100"));
}

/* Something the sound form has, and the definition of the schema that tells of it. */
typedef struct
{
  const char *definition;
  const char *start;
} Described;

static const Described described[] = {
  { "", "{\n  \"id\"" },
  { "number", "{ \"key\": \"members\"" },
  { "gate", "{ \"answer\"" },
  { "veto", "{ \"key\": \"villa\"" },
  { "section", "{ \"key\": \"people\"" },
  { "option", "{ \"key\": \"severe\"" },
  { "band", "{ \"from\": \"2/3\"" },
  { "appraisal", "{ \"key\": \"meeting\"" },
  { "threshold", "{ \"from\": 30" },
};

/* The members that the loader allows, as it lists them for one that it does not. */
static GStrv
list_allowed (const char *start)
{
  g_autofree char *with = g_strconcat ("{ \"no-such-member\": 1,", start + 1, NULL);
  g_autofree char *text = form_replace (form_sound, start, with);
  g_autoptr (GError) error = NULL;

  g_assert_null (doudi_assessment_form_load (text, -1, "f", &error));
  g_assert_nonnull (strstr (error->message, "no-such-member"));
  return g_strsplit (strrchr (error->message, ':') + 2, ", ", -1);
}

static DoudiJsonDocument *
load_schema (void)
{
  g_autofree char *folder = forms_folder ();
  g_autofree char *path = g_build_filename (folder, "assessment.schema.json", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  DoudiJsonDocument *schema;

  g_assert_true (g_file_get_contents (path, &text, NULL, &error));
  schema = doudi_json_document_load (text, -1, "assessment.schema.json", &error);
  g_assert_no_error (error);
  return schema;
}

/* The schema that administrators read says what the loader does. */
static void
test_schema_members (void)
{
  g_autoptr (DoudiJsonDocument) schema = load_schema ();
  const DoudiJsonValue *root = doudi_json_document_get_root (schema);

  for (guint i = 0; i < G_N_ELEMENTS (described); i++)
    {
      const DoudiJsonValue *definition = root;
      g_auto (GStrv) allowed = list_allowed (described[i].start);
      g_auto (GStrv) told = NULL;

      if (*described[i].definition != '\0')
        definition
          = doudi_json_get_member (doudi_json_get_member (root, "$defs"), described[i].definition);
      told = doudi_json_dup_member_names (doudi_json_get_member (definition, "properties"));
      g_test_message ("%s", described[i].definition);
      for (guint j = 0; told[j] != NULL; j++)
        g_assert_true (g_strv_contains ((const char *const *) allowed, told[j]));
      g_assert_cmpuint (g_strv_length (told), ==, g_strv_length (allowed));
    }
}

/* A kind of line has some of the members that the schema tells of lines; together they have all. */
static void
test_schema_lines (void)
{
  static const char *const starts[]
    = { "{ \"key\": \"idle\"", "{ \"key\": \"ill\"", "{ \"key\": \"roof\"", "{ \"key\": \"area\"" };
  g_autoptr (DoudiJsonDocument) schema = load_schema ();
  const DoudiJsonValue *definitions
    = doudi_json_get_member (doudi_json_document_get_root (schema), "$defs");
  g_auto (GStrv) told = doudi_json_dup_member_names (
    doudi_json_get_member (doudi_json_get_member (definitions, "line"), "properties"));
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    {
      g_auto (GStrv) allowed = list_allowed (starts[i]);

      for (guint j = 0; allowed[j] != NULL; j++)
        {
          g_assert_true (g_strv_contains ((const char *const *) told, allowed[j]));
          g_hash_table_add (seen, g_strdup (allowed[j]));
        }
    }
  g_assert_cmpuint (g_hash_table_size (seen), ==, g_strv_length (told));
}

static void
test_schema_outcomes (void)
{
  g_autoptr (DoudiJsonDocument) schema = load_schema ();
  const DoudiJsonValue *root = doudi_json_document_get_root (schema);
  const DoudiJsonValue *outcome
    = doudi_json_get_member (doudi_json_get_member (root, "$defs"), "outcome");
  const char *const *names = doudi_assessment_outcome_names ();
  g_auto (GStrv) told = NULL;

  g_assert_true (
    doudi_json_array_dup_strings (doudi_json_get_member (outcome, "enum"), &told, NULL));
  g_assert_true (g_strv_equal ((const char *const *) told, names + 1));
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
  for (guint i = 0; i < G_N_ELEMENTS (empty_faults); i++)
    {
      g_autofree char *path = g_strconcat ("/policy/form/empty/", empty_faults[i].name, NULL);

      g_test_add_data_func (path, &empty_faults[i], test_empty);
    }
  g_test_add_func ("/policy/form/minimal", test_minimal);
  g_test_add_func ("/policy/form/sound", test_sound);
  g_test_add_func ("/policy/form/options", test_options);
  g_test_add_func ("/policy/form/days", test_days);
  g_test_add_func ("/policy/form/orders", test_orders);
  g_test_add_func ("/policy/form/every-file", test_every_file);
  g_test_add_func ("/policy/form/bundled", test_bundled);
  g_test_add_func ("/policy/form/schema-members", test_schema_members);
  g_test_add_func ("/policy/form/schema-lines", test_schema_lines);
  g_test_add_func ("/policy/form/schema-outcomes", test_schema_outcomes);
  return g_test_run ();
}
