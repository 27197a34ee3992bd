/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "base/doudi-error.h"
#include "form-fixture.h"

#include <string.h>

/* One answer to a section of hardship-demo-100, beside the easiest to all others, and its points.
 */
typedef struct
{
  const char *name;
  guint section;
  const char *answers;
  DoudiPoints points;
} Border;

#define SHARE(without, members) "\"members\": " members ", \"without_work_ability\": " without

static const Border borders[] = {
  { "A/all-of-one", 0, SHARE ("1", "1"), 300 },
  { "A/all-of-many", 0, SHARE ("99", "99"), 300 },
  { "A/all-but-one", 0, SHARE ("98", "99"), 240 },
  { "A/two-thirds", 0, SHARE ("2", "3"), 240 },
  { "A/two-thirds-of-many", 0, SHARE ("66", "99"), 240 },
  { "A/below-two-thirds", 0, SHARE ("65", "99"), 180 },
  { "A/three-quarters", 0, SHARE ("3", "4"), 240 },
  { "A/half", 0, SHARE ("1", "2"), 180 },
  { "A/half-of-many", 0, SHARE ("49", "98"), 180 },
  { "A/below-half", 0, SHARE ("49", "99"), 100 },
  { "A/third", 0, SHARE ("1", "3"), 100 },
  { "A/third-of-many", 0, SHARE ("33", "99"), 100 },
  { "A/below-third", 0, SHARE ("32", "99"), 50 },
  { "A/one-of-many", 0, SHARE ("1", "99"), 50 },
  { "A/nobody", 0, SHARE ("0", "99"), 0 },
  { "B/two", 1, "\"health\": \"two_or_more_severe\"", 200 },
  { "B/one", 1, "\"health\": \"one_severe\"", 140 },
  { "B/chronic", 1, "\"health\": \"chronic\"", 70 },
  { "B/minor", 1, "\"health\": \"minor\"", 70 },
  { "B/grade-3-4", 1, "\"health\": \"grade_3_4\"", 70 },
  { "B/chronic-or-mild", 1, "\"health\": \"chronic_or_mild\"", 70 },
  { "B/none", 1, "\"health\": \"none\"", 0 },
  { "C/nothing", 2, "\"income_ratio\": 0", 200 },
  { "C/quarter", 2, "\"income_ratio\": \"0.25\"", 200 },
  { "C/over-quarter", 2, "\"income_ratio\": \"0.250000001\"", 150 },
  { "C/half", 2, "\"income_ratio\": \"0.50\"", 150 },
  { "C/over-half", 2, "\"income_ratio\": \"0.501\"", 100 },
  { "C/three-quarters", 2, "\"income_ratio\": 0.75", 100 },
  { "C/over-three-quarters", 2, "\"income_ratio\": 0.76", 50 },
  { "C/below-one", 2, "\"income_ratio\": \"0.999999999\"", 50 },
  { "C/one", 2, "\"income_ratio\": \"1.00\"", 0 },
  { "C/ten", 2, "\"income_ratio\": 10", 0 },
  { "D/over", 3, "\"rigid_cost_ratio\": \"3.5\"", 100 },
  { "D/sixty", 3, "\"rigid_cost_ratio\": \"0.6\"", 100 },
  { "D/below-sixty", 3, "\"rigid_cost_ratio\": \"0.5999\"", 70 },
  { "D/forty", 3, "\"rigid_cost_ratio\": \"0.40\"", 70 },
  { "D/below-forty", 3, "\"rigid_cost_ratio\": \"0.399999999\"", 40 },
  { "D/twenty", 3, "\"rigid_cost_ratio\": 0.2", 40 },
  { "D/below-twenty", 3, "\"rigid_cost_ratio\": \"0.19\"", 0 },
  { "D/nothing", 3, "\"rigid_cost_ratio\": \"0.00\"", 0 },
  { "E/none", 4, "\"house\": \"none\"", 80 },
  { "E/dangerous", 4, "\"house\": \"dangerous\"", 80 },
  { "E/grade-c-or-d", 4, "\"house\": \"grade_c_or_d\"", 80 },
  { "E/none-or-grade-c-d", 4, "\"house\": \"none_or_grade_c_d\"", 80 },
  { "E/earth-wood", 4, "\"house\": \"earth_wood\"", 50 },
  { "E/brick-wood", 4, "\"house\": \"brick_wood\"", 20 },
  { "E/brick-concrete", 4, "\"house\": \"brick_concrete\"", 0 },
  { "F/many", 5, "\"students\": 99", 60 },
  { "F/two", 5, "\"students\": 2", 60 },
  { "F/one", 5, "\"students\": 1", 30 },
  { "F/nobody", 5, "\"students\": 0", 0 },
  { "G/none", 6, "\"assets\": \"none\"", 60 },
  { "G/necessities", 6, "\"assets\": \"necessities\"", 30 },
  { "G/more", 6, "\"assets\": \"more\"", 0 },
};

static void
test_border (gconstpointer data)
{
  const Border *border = data;
  g_autoptr (DoudiAssessmentForm) form = form_load ("hardship-demo-100");
  FormLadder ladders[FORM_DEMO_LADDERS];
  guint steps[] = { 5, 3, 4, 3, 3, 2, 2 };
  g_autofree char *answers = NULL;
  g_autoptr (DoudiAssessment) assessment = NULL;
  const FormLadder replaced = { { border->answers } };

  memcpy (ladders, form_demo_ladders, sizeof ladders);
  memcpy (&ladders[border->section], &replaced, sizeof replaced);
  steps[border->section] = 0;
  answers = form_join (ladders, G_N_ELEMENTS (ladders), steps, NULL);
  assessment = form_assess (form, answers);
  g_assert_cmpint (form_section (assessment, border->section)->points, ==, border->points);
  g_assert_cmpint (assessment->score, ==, border->points);
}

/* Answers to hardship-demo-100 whose sum lies just at and just below each threshold. */
static void
test_thresholds (void)
{
  static const struct
  {
    guint steps[FORM_DEMO_LADDERS];
    DoudiPoints score;
    DoudiAssessmentOutcome outcome;
  } sums[] = {
    { { 0, 0, 0, 0, 0, 0, 0 }, 1000, DOUDI_ASSESSMENT_CLASS_1 },
    { { 0, 0, 0, 0, 3, 2, 2 }, 800, DOUDI_ASSESSMENT_CLASS_1 },
    { { 0, 1, 0, 0, 1, 2, 2 }, 790, DOUDI_ASSESSMENT_CLASS_2 },
    { { 0, 0, 1, 3, 3, 2, 2 }, 650, DOUDI_ASSESSMENT_CLASS_2 },
    { { 0, 1, 0, 3, 3, 2, 2 }, 640, DOUDI_ASSESSMENT_CLASS_3 },
    { { 0, 0, 4, 3, 3, 2, 2 }, 500, DOUDI_ASSESSMENT_CLASS_3 },
    { { 0, 1, 3, 3, 3, 2, 2 }, 490, DOUDI_ASSESSMENT_CLASS_4 },
    { { 0, 3, 3, 3, 3, 2, 2 }, 350, DOUDI_ASSESSMENT_CLASS_4 },
    { { 1, 3, 2, 3, 3, 2, 2 }, 340, DOUDI_ASSESSMENT_NOT_ELIGIBLE },
    { { 5, 3, 4, 3, 3, 2, 2 }, 0, DOUDI_ASSESSMENT_NOT_ELIGIBLE },
  };
  g_autoptr (DoudiAssessmentForm) form = form_load ("hardship-demo-100");

  for (guint i = 0; i < G_N_ELEMENTS (sums); i++)
    {
      g_autofree char *answers
        = form_join (form_demo_ladders, FORM_DEMO_LADDERS, sums[i].steps, NULL);
      g_autoptr (DoudiAssessment) assessment = form_assess (form, answers);

      g_assert_cmpint (assessment->score, ==, sums[i].score);
      g_assert_cmpint (assessment->outcome, ==, sums[i].outcome);
    }
}

#define SOUND(ill, rest)                                                                           \
  "{\"members\": 3, \"income\": 900, \"idle\": 2, \"ill\": [" ill "], \"roof\": \"bad\", "         \
  "\"area\": 12.5, \"rooms\": 1, " rest "}"
#define NOTHING_ELSE "\"villa\": false, \"unclear\": false, \"meeting\": 0"

/* 20.5 of idle, 10 for each who is ill but at most 25, all at most 40; half of 6.3 is 3.15. */
static void
test_caps_and_weights (void)
{
  g_autoptr (DoudiAssessmentForm) form = form_load (NULL);
  g_autoptr (DoudiAssessment) one
    = form_assess (form, SOUND ("\"bad\", \"none\", \"none\"", NOTHING_ELSE));
  g_autoptr (DoudiAssessment) three
    = form_assess (form, SOUND ("\"severe\", \"severe\", \"severe\"", NOTHING_ELSE));
  const DoudiAssessedLine *line = g_ptr_array_index (form_section (one, 0)->lines, 1);

  g_assert_cmpint (line->sum, ==, 100);
  g_assert_cmpint (line->points, ==, 100);
  g_assert_cmpint (form_section (one, 0)->sum, ==, 305);
  g_assert_cmpint (form_section (one, 0)->points, ==, 305);
  line = g_ptr_array_index (form_section (three, 0)->lines, 1);
  g_assert_cmpuint (line->chosen->len, ==, 3);
  g_assert_cmpint (line->sum, ==, 300);
  g_assert_cmpint (line->points, ==, 250);
  g_assert_cmpint (form_section (three, 0)->sum, ==, 455);
  g_assert_cmpint (form_section (three, 0)->points, ==, 400);
  line = g_ptr_array_index (form_section (one, 1)->lines, 0);
  g_assert_cmpint (line->sum, ==, 63);
  g_assert_cmpint (line->weighted, ==, 32);
  g_assert_cmpint (form_section (one, 1)->points, ==, 32 + 40 + 10);
}

/* Points below 0 take off; a weighted half of a tenth goes away from 0. */
static void
test_taken_off (void)
{
  g_autofree char *text = form_replace (form_sound, "\"points\": -2", "\"points\": -2.5");
  g_autoptr (DoudiAssessmentForm) form = doudi_assessment_form_load (text, -1, "f", NULL);
  g_autofree char *answers = form_replace (SOUND ("\"none\", \"none\", \"none\"", NOTHING_ELSE),
                                           "\"roof\": \"bad\"", "\"roof\": \"good\"");
  g_autoptr (DoudiAssessment) assessment = form_assess (form, answers);

  g_assert_cmpint (form_section (assessment, 1)->points, ==, -13 + 40 + 10);
}

/* 60 % of the table and 40 % of the meeting, rounded once: (47.2 × 6 + 33.3 × 4) ÷ 10 = 41.64. */
static void
test_appraisal (void)
{
  g_autoptr (DoudiAssessmentForm) form = form_load (NULL);
  g_autoptr (DoudiAssessment) assessment
    = form_assess (form, SOUND ("\"bad\", \"bad\", \"none\"",
                                "\"villa\": false, \"unclear\": false, \"meeting\": 33.3"));

  g_assert_cmpint (assessment->table_points, ==, 400 + 82);
  g_assert_cmpint (assessment->appraisal_points, ==, 333);
  g_assert_cmpint (assessment->score, ==, 422);
  g_assert_cmpint (assessment->outcome, ==, DOUDI_ASSESSMENT_CLASS_1);
}

static void
test_vetoes (void)
{
  g_autoptr (DoudiAssessmentForm) form = form_load (NULL);
  g_autoptr (DoudiAssessment) one
    = form_assess (form, SOUND ("\"bad\", \"bad\", \"none\"",
                                "\"meeting\": 50, \"villa\": false, \"unclear\": true"));
  g_autoptr (DoudiAssessment) both
    = form_assess (form, SOUND ("\"bad\", \"bad\", \"none\"",
                                "\"meeting\": 50, \"unclear\": true, \"villa\": true"));

  g_assert_cmpint (one->outcome, ==, DOUDI_ASSESSMENT_REVIEW);
  g_assert_cmpint (one->threshold->outcome, ==, DOUDI_ASSESSMENT_CLASS_1);
  g_assert_cmpint (one->score, >, 0);
  g_assert_cmpuint (both->vetoes->len, ==, 2);
  g_assert_cmpint (both->outcome, ==, DOUDI_ASSESSMENT_NOT_ELIGIBLE);
}

/* Before the gate nothing else is asked; at its border it is shut. */
static void
test_gate (void)
{
  g_autoptr (DoudiAssessmentForm) form = form_load (NULL);
  g_autoptr (DoudiAssessment) shut = form_assess (form, "{\"income\": 1620.50}");
  g_autofree char *answers = form_replace (SOUND ("\"bad\", \"bad\", \"none\"", NOTHING_ELSE),
                                           "\"income\": 900", "\"income\": 1620.49");
  g_autoptr (DoudiAssessment) open = form_assess (form, answers);

  g_assert_false (shut->scored);
  g_assert_cmpuint (shut->sections->len, ==, 0);
  g_assert_null (shut->threshold);
  g_assert_cmpint (shut->outcome, ==, DOUDI_ASSESSMENT_NOT_ELIGIBLE);
  g_assert_true (open->scored);
}

/* A gate may look at the answer of a line, and at a share. */
static void
test_gate_on_line (void)
{
  g_autofree char *text = form_replace (form_sound, "\"answer\": \"income\", \"below\": 1620.5",
                                        "\"answer\": \"idle\", \"above\": \"1/3\"");
  g_autoptr (DoudiAssessmentForm) form = doudi_assessment_form_load (text, -1, "f", NULL);
  g_autoptr (DoudiAssessment) shut = form_assess (form, "{\"members\": 3, \"idle\": 1}");
  g_autoptr (DoudiAssessment) open
    = form_assess (form, SOUND ("\"none\", \"none\", \"none\"", NOTHING_ELSE));

  g_assert_false (shut->scored);
  g_assert_true (open->scored);
}

/* 四看法: house 20, grain 30, labour 30, schooling 20; poor below 60. */
static const char low_is_hard[]
  = "{ \"id\": \"four-looks\", \"title\": \"四看\", \"version\": \"1\", \"source\": \"x\", "
    "\"valid_from\": \"2014-01-01\", \"demonstration\": true, \"sure\": false, "
    "\"direction\": \"low-is-hard\", \"sections\": [{ \"key\": \"house\", \"label\": \"房\", "
    "\"lines\": [{ \"key\": \"house\", \"label\": \"房\", \"kind\": \"number-band\", \"bands\": ["
    "{ \"to\": 4, \"label\": \"差\", \"points\": 59.9 }, "
    "{ \"from\": 5, \"label\": \"好\", \"points\": 60 } ] }] }], \"thresholds\": ["
    "{ \"below\": 60, \"outcome\": \"eligible\", \"label\": \"贫困\" }, "
    "{ \"from\": 60, \"outcome\": \"not-eligible\", \"label\": \"不贫困\" } ] }";

static void
test_low_is_hard (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiAssessmentForm) form = doudi_assessment_form_load (low_is_hard, -1, "f", &error);
  g_autoptr (DoudiAssessment) poor = NULL;
  g_autoptr (DoudiAssessment) other = NULL;

  g_assert_no_error (error);
  poor = form_assess (form, "{\"house\": 4}");
  other = form_assess (form, "{\"house\": 5}");
  g_assert_cmpint (poor->outcome, ==, DOUDI_ASSESSMENT_ELIGIBLE);
  g_assert_cmpint (other->outcome, ==, DOUDI_ASSESSMENT_NOT_ELIGIBLE);
}

/* A change of an answer, the line of the fault, and what the message must name. */
typedef struct
{
  const char *name;
  const char *old_text;
  const char *new_text;
  const char *where;
  const char *named;
} Fault;

static const char sound_answers[] = "{\n\"members\": 3,\n\"income\": 900,\n\"idle\": 2,\n"
                                    "\"ill\": [\"severe\",\n\"none\", \"none\"],\n"
                                    "\"roof\": \"bad\",\n\"area\": 12.5,\n\"rooms\": 1,\n"
                                    "\"villa\": false,\n\"unclear\": false,\n\"meeting\": 0\n}";

static const Fault faults[] = {
  { "missing-number", "\"members\": 3,", "", "a:1", "from 1 to 20" },
  { "missing-choice", "\"roof\": \"bad\",", "", "a:1", "bad, good" },
  { "missing-members", "\"ill\": [\"severe\",\n\"none\", \"none\"],", "", "a:1", "severe, none" },
  { "missing-veto", "\"villa\": false,", "", "a:1", "villa" },
  { "missing-appraisal", ",\n\"meeting\": 0", "", "a:1", "from 0 to 50" },
  { "null", "\"bad\"", "null", "a:1", "roof" },
  { "unknown-answer", "\"roof\"", "\"rof\"", "a:7", "roof" },
  { "unknown-option", "\"bad\"", "\"awful\"", "a:7", "bad, good" },
  { "option-of-a-member", "\n\"none\"", "\n\"well\"", "a:6", "severe, none" },
  { "option-type", "\"bad\"", "1", "a:7", "roof" },
  { "member-type", "\n\"none\"", "\n0", "a:6", "0" },
  { "no-members", "\"members\": 3", "\"members\": 0", "a:2", "from 1 to 20" },
  { "too-many-members", "\"members\": 3", "\"members\": 21", "a:2", "from 1 to 20" },
  { "half-a-member", "\"members\": 3", "\"members\": 2.5", "a:2", "2.5" },
  { "more-than-members", "\"idle\": 2", "\"idle\": 4", "a:4", "from 0 to 3" },
  { "negative", "\"idle\": 2", "\"idle\": -1", "a:4", "-1" },
  { "number-type", "\"idle\": 2", "\"idle\": [2]", "a:4", "idle" },
  { "ratio-for-count", "\"idle\": 2", "\"idle\": \"2/3\"", "a:4", "2/3" },
  { "too-few-answers", ", \"none\"]", "]", "a:5", "3" },
  { "too-many-answers", ", \"none\"]", ", \"none\", \"none\"]", "a:5", "4" },
  { "no-list", "[\"severe\",\n\"none\", \"none\"]", "\"severe\"", "a:5", "ill" },
  { "decimals", "\"area\": 12.5", "\"area\": 12.55", "a:8", "12.55" },
  { "over-most", "\"area\": 12.5", "\"area\": 200.1", "a:8", "200" },
  { "no-number", "\"rooms\": 1", "\"rooms\": \"one\"", "a:9", "one" },
  { "veto-type", "\"villa\": false", "\"villa\": \"no\"", "a:10", "true" },
  { "appraisal-over-most", "\"meeting\": 0", "\"meeting\": 50.1", "a:12", "50.1" },
};

static void
check_fault (DoudiAssessmentForm *form, const char *answers, const Fault *fault)
{
  g_autofree char *text = form_replace (answers, fault->old_text, fault->new_text);
  g_autoptr (GError) error = NULL;

  g_assert_null (form_try (form, text, &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_BAD_DATA);
  g_test_message ("%s: %s", doudi_error_get_where (error), error->message);
  g_assert_cmpstr (doudi_error_get_where (error), ==, fault->where);
  g_assert_nonnull (strstr (error->message, fault->named));
}

static void
test_fault (gconstpointer data)
{
  g_autoptr (DoudiAssessmentForm) form = form_load (NULL);

  check_fault (form, sound_answers, data);
}

/* A ratio is a decimal, exactly as it is written. */
static void
test_ratio_faults (void)
{
  static const char *const wrong[]
    = { "\"two fifths\"", "-0.1", "\"2/5\"", "\"40%\"", "4e-1", "10.1", "true", "\"\"", "[0.4]" };
  g_autoptr (DoudiAssessmentForm) form = form_load ("hardship-demo-100");
  guint steps[] = { 0, 0, 0, 0, 0, 0, 0 };
  g_autofree char *answers = form_join (form_demo_ladders, FORM_DEMO_LADDERS, steps, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      const Fault fault = { "", "\"0.1\"", wrong[i], "a:3", "income_ratio" };

      check_fault (form, answers, &fault);
    }
}

/* Whether one of @texts holds @part. */
static gboolean
mentions (const GPtrArray *texts, const char *part)
{
  for (guint i = 0; i < texts->len; i++)
    {
      if (strstr (g_ptr_array_index (texts, i), part) != NULL)
        return TRUE;
    }
  return FALSE;
}

/* The arithmetic and the words of the form are there; the words around are for translators. */
static void
test_explanation (void)
{
  static const char *const parts[] = {
    "severe × 2, 无 × 1",
    "10 × 2 + 0 × 1 = 20",
    "20.5 + 20 = 40.5",
    "6.3 × 1/2 = 3.2",
    "12.5 平方米",
    "40 + 8.2 = 48.2",
    "48.2 × 0.6 + 33.3 × 0.4 = 42.2",
    "≥ 30",
    "< 1620.5",
    "别墅",
  };
  g_autoptr (DoudiAssessmentForm) form = form_load (NULL);
  g_autoptr (DoudiAssessment) assessment
    = form_assess (form, SOUND ("\"bad\", \"severe\", \"none\"",
                                "\"villa\": true, \"unclear\": false, \"meeting\": 33.3"));
  g_autoptr (GPtrArray) texts = doudi_assessment_explain (assessment);

  for (guint i = 0; i < texts->len; i++)
    g_test_message ("%s", (const char *) g_ptr_array_index (texts, i));
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_test_message ("looking for %s", parts[i]);
      g_assert_true (mentions (texts, parts[i]));
    }
  g_assert_false (mentions (texts, "存疑"));
}

static void
test_explanation_of_gate (void)
{
  g_autoptr (DoudiAssessmentForm) form = form_load (NULL);
  g_autoptr (DoudiAssessment) shut = form_assess (form, "{\"income\": 1620.50}");
  g_autoptr (GPtrArray) texts = doudi_assessment_explain (shut);

  g_assert_true (mentions (texts, "1620.5 元"));
  g_assert_cmpuint (texts->len, ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (borders); i++)
    {
      g_autofree char *path = g_strconcat ("/policy/assessment/border/", borders[i].name, NULL);

      g_test_add_data_func (path, &borders[i], test_border);
    }
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *path = g_strconcat ("/policy/assessment/fault/", faults[i].name, NULL);

      g_test_add_data_func (path, &faults[i], test_fault);
    }
  g_test_add_func ("/policy/assessment/ratio-faults", test_ratio_faults);
  g_test_add_func ("/policy/assessment/thresholds", test_thresholds);
  g_test_add_func ("/policy/assessment/caps-and-weights", test_caps_and_weights);
  g_test_add_func ("/policy/assessment/taken-off", test_taken_off);
  g_test_add_func ("/policy/assessment/appraisal", test_appraisal);
  g_test_add_func ("/policy/assessment/vetoes", test_vetoes);
  g_test_add_func ("/policy/assessment/gate", test_gate);
  g_test_add_func ("/policy/assessment/gate-on-line", test_gate_on_line);
  g_test_add_func ("/policy/assessment/low-is-hard", test_low_is_hard);
  g_test_add_func ("/policy/assessment/explanation", test_explanation);
  g_test_add_func ("/policy/assessment/explanation-of-gate", test_explanation_of_gate);
  return g_test_run ();
}
