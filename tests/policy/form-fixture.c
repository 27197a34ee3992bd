/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "form-fixture.h"

#include <string.h>

const char form_sound[]
  = "{\n"                                                                                /*  1 */
    "  \"id\": \"county_2026\",\n"                                                       /*  2 */
    "  \"title\": \"评估表\", \"title_en\": \"A table\",\n"                              /*  3 */
    "  \"version\": \"第二版\", \"number\": \"某民发〔2026〕1号\",\n"                    /*  4 */
    "  \"source\": \"A paper\", \"note\": \"A note\",\n"                                 /*  5 */
    "  \"valid_from\": \"2026-01-01\", \"valid_to\": \"2027-01-01\",\n"                  /*  6 */
    "  \"demonstration\": false, \"sure\": true,\n"                                      /*  7 */
    "  \"direction\": \"high-is-hard\",\n"                                               /*  8 */
    "  \"numbers\": [\n"                                                                 /*  9 */
    "    { \"key\": \"members\", \"label\": \"人口\", \"least\": 1, \"most\": 20 },\n"   /* 10 */
    "    { \"key\": \"income\", \"label\": \"收入\", \"unit\": \"元\", \"decimals\": 2 }\n" /* 11 */
    "  ],\n"                                                                             /* 12 */
    "  \"gate\": { \"answer\": \"income\", \"below\": 1620.5, \"label\": \"准入\","
    " \"outcome\": \"not-eligible\" },\n"                                                /* 13 */
    "  \"vetoes\": [\n"                                                                  /* 14 */
    "    { \"key\": \"villa\", \"label\": \"别墅\", \"outcome\": \"not-eligible\" },\n"  /* 15 */
    "    { \"key\": \"unclear\", \"label\": \"存疑\", \"outcome\": \"review\" }\n"       /* 16 */
    "  ],\n"                                                                             /* 17 */
    "  \"sections\": [\n"                                                                /* 18 */
    "    { \"key\": \"people\", \"label\": \"人员\", \"cap\": 40, \"lines\": [\n"        /* 19 */
    "      { \"key\": \"idle\", \"label\": \"无劳力\", \"kind\": \"ratio-band\","
    " \"of\": \"members\", \"bands\": [\n"                                               /* 20 */
    "        { \"from\": \"2/3\", \"label\": \"多\", \"points\": 20.5 },\n"              /* 21 */
    "        { \"below\": \"2/3\", \"label\": \"少\", \"points\": 0 } ] },\n"            /* 22 */
    "      { \"key\": \"ill\", \"label\": \"病\", \"kind\": \"member-sum\","
    " \"of\": \"members\", \"cap\": 25, \"options\": [\n"                                /* 23 */
    "        { \"key\": \"severe\", \"also\": [\"bad\"], \"label\": \"重\","
    " \"label_en\": \"severe\", \"points\": 10 },\n"                                     /* 24 */
    "        { \"key\": \"none\", \"label\": \"无\", \"points\": 0 } ] }\n"              /* 25 */
    "    ] },\n"                                                                         /* 26 */
    "    { \"key\": \"house\", \"label\": \"住房\", \"lines\": [\n"                      /* 27 */
    "      { \"key\": \"roof\", \"label\": \"房屋\", \"kind\": \"one-choice\","
    " \"weight\": \"1/2\", \"options\": [\n"                                             /* 28 */
    "        { \"key\": \"bad\", \"label\": \"差\", \"points\": 6.3 },\n"                /* 29 */
    "        { \"key\": \"good\", \"label\": \"好\", \"points\": -2 } ] },\n"            /* 30 */
    "      { \"key\": \"area\", \"label\": \"面积\", \"kind\": \"number-band\","
    " \"unit\": \"平方米\", \"decimals\": 1, \"most\": 200, \"bands\": [\n"              /* 31 */
    "        { \"to\": 12.5, \"label\": \"小\", \"points\": 4 },\n"                      /* 32 */
    "        { \"above\": 12.5, \"label\": \"大\", \"points\": 0 } ] },\n"               /* 33 */
    "      { \"key\": \"rooms\", \"label\": \"间数\", \"kind\": \"number-band\","
    " \"bands\": [\n"                                                                    /* 34 */
    "        { \"to\": 2, \"label\": \"少\", \"points\": 1 },\n"                         /* 35 */
    "        { \"from\": 3, \"label\": \"多\", \"points\": 0 } ] }\n"                    /* 36 */
    "    ] }\n"                                                                          /* 37 */
    "  ],\n"                                                                             /* 38 */
    "  \"appraisal\": { \"key\": \"meeting\", \"label\": \"评议\", \"share\": \"40%\","
    " \"most\": 50 },\n"                                                                 /* 39 */
    "  \"thresholds\": [\n"                                                              /* 40 */
    "    { \"from\": 30, \"outcome\": \"class-1\", \"label\": \"一类\" },\n"             /* 41 */
    "    { \"from\": 10, \"to\": 29.9, \"outcome\": \"class-2\", \"label\": \"二类\" },\n" /* 42 */
    "    { \"below\": 10, \"outcome\": \"not-eligible\", \"label\": \"不符合\" }\n"      /* 43 */
    "  ]\n"                                                                              /* 44 */
    "}\n";

/* hardship-demo-100 */
const FormLadder form_demo_ladders[FORM_DEMO_LADDERS] = {
  { { "\"members\": 6, \"without_work_ability\": 6", "\"members\": 6, \"without_work_ability\": 4",
      "\"members\": 6, \"without_work_ability\": 3", "\"members\": 6, \"without_work_ability\": 2",
      "\"members\": 6, \"without_work_ability\": 1",
      "\"members\": 6, \"without_work_ability\": 0" } },
  { { "\"health\": \"two_or_more_severe\"", "\"health\": \"one_severe\"", "\"health\": \"chronic\"",
      "\"health\": \"none\"" } },
  { { "\"income_ratio\": \"0.1\"", "\"income_ratio\": \"0.4\"", "\"income_ratio\": \"0.6\"",
      "\"income_ratio\": \"0.9\"", "\"income_ratio\": \"2\"" } },
  { { "\"rigid_cost_ratio\": \"0.7\"", "\"rigid_cost_ratio\": \"0.5\"",
      "\"rigid_cost_ratio\": \"0.3\"", "\"rigid_cost_ratio\": \"0\"" } },
  { { "\"house\": \"none_or_grade_c_d\"", "\"house\": \"earth_wood\"", "\"house\": \"brick_wood\"",
      "\"house\": \"brick_concrete\"" } },
  { { "\"students\": 3", "\"students\": 1", "\"students\": 0" } },
  { { "\"assets\": \"none\"", "\"assets\": \"necessities\"", "\"assets\": \"more\"" } },
};

/* form_sound: two sections, each question a ladder of its own */
const FormLadder form_sound_ladders[FORM_SOUND_LADDERS] = {
  { { "\"members\": 3, \"income\": 900.25" } },
  { { "\"idle\": 3", "\"idle\": 2", "\"idle\": 1" } },
  { { "\"ill\": [\"severe\", \"bad\", \"severe\"]", "\"ill\": [\"severe\", \"none\", \"severe\"]",
      "\"ill\": [\"none\", \"none\", \"severe\"]", "\"ill\": [\"none\", \"none\", \"none\"]" } },
  { { "\"roof\": \"bad\"", "\"roof\": \"good\"" } },
  { { "\"area\": 12.5", "\"area\": \"12.6\"" } },
  { { "\"rooms\": 2", "\"rooms\": 3" } },
  { { "\"villa\": false", NULL } },
  { { "\"unclear\": false", NULL } },
  { { "\"meeting\": 50", "\"meeting\": 20.5", "\"meeting\": 0" } },
};

/* @text with the first @old_text, which must be there, replaced. */
char *
form_replace (const char *text, const char *old_text, const char *new_text)
{
  const char *at = strstr (text, old_text);

  g_assert_nonnull (at);
  return g_strdup_printf ("%.*s%s%s", (int)(at - text), text, new_text, at + strlen (old_text));
}

/* The form that @id names, or form_sound for %NULL. */
DoudiAssessmentForm *
form_load (const char *id)
{
  g_autoptr (GError) error = NULL;
  DoudiAssessmentForm *form = id != NULL ? doudi_assessment_form_load_bundled (id, &error)
                                         : doudi_assessment_form_load (form_sound, -1, "f", &error);

  g_assert_no_error (error);
  return form;
}

DoudiAssessment *
form_try (DoudiAssessmentForm *form, const char *answers, GError **error)
{
  g_autoptr (DoudiJsonDocument) document = doudi_json_document_load (answers, -1, "a", error);

  if (document == NULL)
    return NULL;
  return doudi_assess (form, doudi_json_document_get_root (document), error);
}

DoudiAssessment *
form_assess (DoudiAssessmentForm *form, const char *answers)
{
  g_autoptr (GError) error = NULL;
  DoudiAssessment *assessment = form_try (form, answers, &error);

  if (error != NULL)
    g_error ("%s\n%s", error->message, answers);
  return assessment;
}

/* An object of the answers that stand at @steps of the ladders, in the order of @order. */
char *
form_join (const FormLadder *ladders, guint n, const guint *steps, const guint *order)
{
  GString *text = g_string_new ("{");

  for (guint i = 0; i < n; i++)
    {
      guint at = order != NULL ? order[i] : i;

      g_string_append_printf (text, "%s%s", i > 0 ? ",\n" : "", ladders[at].steps[steps[at]]);
    }
  g_string_append_c (text, '}');
  return g_string_free (text, FALSE);
}

const DoudiAssessedSection *
form_section (const DoudiAssessment *assessment, guint index)
{
  return g_ptr_array_index (assessment->sections, index);
}
