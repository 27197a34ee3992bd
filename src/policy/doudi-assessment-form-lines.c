/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * What bears points in the file of a form: sections, their lines, options and bands; and the
 * numbers that lines are shares of.
 */

#include "config.h"

#include "policy/doudi-assessment-form-private.h"

#include <glib/gi18n-lib.h>

#define DECIMALS_MAX 4
#define WEIGHT_MAX 100

/* Members that every line has. */
#define LINE_MEMBERS DOUDI_FORM_QUESTION_MEMBERS, "kind", "weight", "cap"

/* A kind of line: what it is called, and the members it has. */
typedef struct
{
  const char *list;
  const char *members[16];
} KindInfo;

static const char *const kind_words[]
  = { "one-choice", "member-sum", "number-band", "ratio-band", NULL };
static const KindInfo kinds[] = {
  [DOUDI_ASSESSMENT_ONE_CHOICE] = { "options", { LINE_MEMBERS, "options" } },
  [DOUDI_ASSESSMENT_MEMBER_SUM] = { "options", { LINE_MEMBERS, "of", "options" } },
  [DOUDI_ASSESSMENT_NUMBER_BAND]
  = { "bands", { LINE_MEMBERS, "unit", "unit_en", "decimals", "most", "bands" } },
  [DOUDI_ASSESSMENT_RATIO_BAND] = { "bands", { LINE_MEMBERS, "of", "most", "bands" } },
};
static const char *const number_members[]
  = { DOUDI_FORM_QUESTION_MEMBERS, "unit", "unit_en", "decimals", "least", "most", NULL };
static const char *const section_members[] = { DOUDI_FORM_QUESTION_MEMBERS, "cap", "lines", NULL };
static const char *const option_members[] = { DOUDI_FORM_QUESTION_MEMBERS, "also", "points", NULL };
static const char *const band_members[]
  = { DOUDI_BAND_MEMBERS, DOUDI_FORM_LABEL_MEMBERS, DOUDI_FORM_HELP_MEMBERS, "points", NULL };

static gboolean
get_bound (const DoudiJsonValue *object,
           const char *name,
           const DoudiAssessmentQuestion *question,
           DoudiRatio *bound,
           GError **error)
{
  int decimals
    = question->decimals == DOUDI_BAND_DENSE ? DOUDI_RATIO_DIGITS_MAX : question->decimals;

  return doudi_json_get_decimal (object, name, DOUDI_JSON_OPTIONAL, (guint) decimals,
                                 DOUDI_RATIO_WHOLE (0), DOUDI_RATIO_WHOLE (DOUDI_RATIO_WHOLE_MAX),
                                 bound, error);
}

/* How a number is answered: its unit, decimals and limits. */
static gboolean
load_number_rules (const DoudiJsonValue *object, DoudiAssessmentQuestion *question, GError **error)
{
  gint64 decimals = 0;

  if (!doudi_form_get_text (object, "unit", DOUDI_JSON_OPTIONAL, &question->unit, error)
      || !doudi_json_get_integer (object, "decimals", DOUDI_JSON_OPTIONAL, 0, DECIMALS_MAX,
                                  &decimals, error))
    return FALSE;
  question->decimals = (int) decimals;
  question->least = DOUDI_RATIO_WHOLE (0);
  question->most = DOUDI_RATIO_WHOLE (DOUDI_RATIO_WHOLE_MAX);
  if (!get_bound (object, "least", question, &question->least, error)
      || !get_bound (object, "most", question, &question->most, error))
    return FALSE;
  if (doudi_ratio_compare (question->least, question->most) <= 0)
    return TRUE;
  doudi_json_value_set_error (object, error, _ ("“least” may not be above “most”"));
  return FALSE;
}

static gboolean
load_number (DoudiAssessmentForm *form, const DoudiJsonValue *object, GError **error)
{
  DoudiAssessmentQuestion *question = g_new0 (DoudiAssessmentQuestion, 1);

  g_ptr_array_add (form->numbers, question);
  return doudi_json_check_members (object, number_members, error)
         && doudi_form_load_question (form, object, question, error)
         && load_number_rules (object, question, error);
}

/* The numbers that are asked without bearing points; there may be none. */
gboolean
doudi_form_load_numbers (DoudiAssessmentForm *form, const DoudiJsonValue *root, GError **error)
{
  const DoudiJsonValue *list = NULL;

  if (!doudi_json_get_array (root, "numbers", DOUDI_JSON_OPTIONAL, &list, error))
    return FALSE;
  for (guint i = 0; list != NULL && i < doudi_json_array_get_length (list); i++)
    {
      if (!load_number (form, doudi_json_array_get (list, i), error))
        return FALSE;
    }
  return TRUE;
}

/* Whether something can be a part of the number: a count of at least one. */
static gboolean
is_count (const DoudiAssessmentQuestion *number)
{
  return number->decimals == 0 && doudi_ratio_compare (number->least, DOUDI_RATIO_WHOLE (1)) >= 0;
}

/* The number that "of" names, if it is there. */
static gboolean
load_of (const DoudiAssessmentForm *form,
         const DoudiJsonValue *object,
         const DoudiAssessmentQuestion **of,
         GError **error)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  int index = 0;

  if (doudi_json_get_member (object, "of") == NULL)
    return TRUE;
  for (guint i = 0; i < form->numbers->len; i++)
    {
      DoudiAssessmentQuestion *number = g_ptr_array_index (form->numbers, i);

      g_ptr_array_add (keys, is_count (number) ? number->key : (char *) "");
    }
  g_ptr_array_add (keys, NULL);
  if (!doudi_json_get_word (object, "of", DOUDI_JSON_REQUIRED,
                            (const char *const *) (gpointer) keys->pdata, &index, error))
    return FALSE;
  *of = g_ptr_array_index (form->numbers, (guint) index);
  return TRUE;
}

/* A ratio is a decimal, or with "of" a part of a count. */
static gboolean
load_ratio_rules (const DoudiJsonValue *object, DoudiAssessmentQuestion *question, GError **error)
{
  const DoudiJsonValue *most = doudi_json_get_member (object, "most");

  question->decimals = DOUDI_BAND_DENSE;
  question->most = DOUDI_RATIO_WHOLE (question->of != NULL ? 1 : DOUDI_RATIO_WHOLE_MAX);
  if (question->of == NULL || most == NULL)
    return get_bound (object, "most", question, &question->most, error);
  doudi_json_value_set_error (
    most, error, _ ("“%s” and “%s” cannot stand together; keep one of them"), "of", "most");
  return FALSE;
}

static gboolean
load_also (const DoudiJsonValue *object, DoudiAssessmentOption *option, GError **error)
{
  const DoudiJsonValue *also = NULL;

  return doudi_json_get_array (object, "also", DOUDI_JSON_OPTIONAL, &also, error)
         && (also == NULL || doudi_json_array_dup_strings (also, &option->also, error));
}

/* Whether no spelling of @option means another one of the line too. It is not in the line yet. */
static gboolean
check_spellings (const DoudiAssessmentLine *line,
                 const DoudiJsonValue *object,
                 const DoudiAssessmentOption *option,
                 GError **error)
{
  const char *taken
    = doudi_assessment_line_find_option (line, option->key) != NULL ? option->key : NULL;

  for (guint i = 0; taken == NULL && option->also != NULL && option->also[i] != NULL; i++)
    {
      if (doudi_assessment_line_find_option (line, option->also[i]) != NULL
          || g_str_equal (option->also[i], option->key))
        taken = option->also[i];
    }
  if (taken == NULL)
    return TRUE;
  doudi_json_value_set_error (object, error,
                              _ ("“%s” means an option of this line already; every option has "
                                 "names of its own"),
                              taken);
  return FALSE;
}

static gboolean
load_option (const DoudiAssessmentLine *line,
             const DoudiJsonValue *object,
             DoudiAssessmentOption *option,
             GError **error)
{
  return doudi_json_check_members (object, option_members, error)
         && doudi_form_get_key (object, "key", &option->key, error)
         && load_also (object, option, error) && check_spellings (line, object, option, error);
}

static gboolean
load_band (const DoudiAssessmentLine *line,
           const DoudiJsonValue *object,
           DoudiAssessmentOption *option,
           GError **error)
{
  return doudi_json_check_members (object, band_members, error)
         && doudi_band_load (object, line->question.decimals, &option->band, error);
}

static gboolean
has_bands (const DoudiAssessmentLine *line)
{
  return line->kind == DOUDI_ASSESSMENT_NUMBER_BAND || line->kind == DOUDI_ASSESSMENT_RATIO_BAND;
}

/* A choice or a band. What is the same for both is read last. */
static gboolean
add_option (DoudiAssessmentLine *line, const DoudiJsonValue *object, GError **error)
{
  DoudiAssessmentOption *option = g_new0 (DoudiAssessmentOption, 1);
  gboolean loaded = has_bands (line) ? load_band (line, object, option, error)
                                     : load_option (line, object, option, error);

  g_ptr_array_add (line->options, option);
  return loaded && doudi_form_get_text (object, "label", DOUDI_JSON_REQUIRED, &option->label, error)
         && doudi_form_get_text (object, "help", DOUDI_JSON_OPTIONAL, &option->help, error)
         && doudi_form_get_points (object, "points", &option->points, error);
}

/* Every possible answer has a band: from the least to the most, without end where none is given. */
static gboolean
check_bands (const DoudiAssessmentLine *line,
             const DoudiJsonValue *list,
             gboolean is_bounded,
             GError **error)
{
  const DoudiAssessmentQuestion *question = &line->question;
  g_autoptr (GPtrArray) bands = g_ptr_array_new ();
  DoudiBand range = {
    .start = { .at = question->least },
    .end = { .infinite = is_bounded ? 0 : 1, .at = question->most, .after = TRUE },
  };

  for (guint i = 0; i < line->options->len; i++)
    {
      DoudiAssessmentOption *option = g_ptr_array_index (line->options, i);

      g_ptr_array_add (bands, &option->band);
    }
  return doudi_bands_check_cover ((const DoudiBand *const *) (gpointer) bands->pdata, list, &range,
                                  error);
}

static gboolean
load_options (DoudiAssessmentLine *line, const DoudiJsonValue *object, GError **error)
{
  const DoudiJsonValue *list = NULL;
  gboolean is_bounded = line->question.of != NULL || doudi_json_get_member (object, "most") != NULL;

  if (!doudi_form_get_list (object, kinds[line->kind].list, &list, error))
    return FALSE;
  for (guint i = 0; i < doudi_json_array_get_length (list); i++)
    {
      if (!add_option (line, doudi_json_array_get (list, i), error))
        return FALSE;
    }
  return !has_bands (line) || check_bands (line, list, is_bounded, error);
}

static gboolean
load_weight (const DoudiJsonValue *object, DoudiAssessmentLine *line, GError **error)
{
  g_autofree char *found = NULL;

  if (!doudi_json_get_ratio (object, "weight", DOUDI_JSON_OPTIONAL, &line->weight, error))
    return FALSE;
  if (line->weight.numerator > 0
      && doudi_ratio_compare (line->weight, DOUDI_RATIO_WHOLE (WEIGHT_MAX)) <= 0)
    return TRUE;
  found = doudi_json_value_describe (doudi_json_get_member (object, "weight"));
  doudi_json_value_set_error (doudi_json_get_member (object, "weight"), error,
                              _ ("“weight” must be above 0 and at most %d; it is %s"), WEIGHT_MAX,
                              found);
  return FALSE;
}

static gboolean
load_kind (const DoudiJsonValue *object, DoudiAssessmentLine *line, GError **error)
{
  int kind = 0;

  if (!doudi_json_check_object (object, error)
      || !doudi_json_get_word (object, "kind", DOUDI_JSON_REQUIRED, kind_words, &kind, error))
    return FALSE;
  line->kind = (DoudiAssessmentKind) kind;
  return doudi_json_check_members (object, kinds[kind].members, error);
}

/* What is particular about the numbers of a line. */
static gboolean
load_rules (const DoudiJsonValue *object, DoudiAssessmentLine *line, GError **error)
{
  if (line->kind == DOUDI_ASSESSMENT_NUMBER_BAND)
    return load_number_rules (object, &line->question, error);
  line->question.least = DOUDI_RATIO_WHOLE (0);
  return line->kind != DOUDI_ASSESSMENT_RATIO_BAND
         || load_ratio_rules (object, &line->question, error);
}

static gboolean
load_line (DoudiAssessmentForm *form,
           DoudiAssessmentSection *section,
           const DoudiJsonValue *object,
           GError **error)
{
  DoudiAssessmentLine *line = doudi_assessment_line_new ();

  g_ptr_array_add (section->lines, line);
  return load_kind (object, line, error)
         && doudi_form_load_question (form, object, &line->question, error)
         && load_of (form, object, &line->question.of, error) && load_rules (object, line, error)
         && load_weight (object, line, error)
         && doudi_form_get_cap (object, &line->has_cap, &line->cap, error)
         && load_options (line, object, error);
}

static gboolean
check_section_key (const DoudiAssessmentForm *form, const DoudiJsonValue *object, GError **error)
{
  const DoudiAssessmentSection *last = g_ptr_array_index (form->sections, form->sections->len - 1);

  for (guint i = 0; i + 1 < form->sections->len; i++)
    {
      const DoudiAssessmentSection *section = g_ptr_array_index (form->sections, i);

      if (g_str_equal (section->key, last->key))
        {
          doudi_json_value_set_error (doudi_json_get_member (object, "key"), error,
                                      _ ("the section “%s” is there twice; give one of them "
                                         "another key"),
                                      last->key);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
load_section (DoudiAssessmentForm *form, const DoudiJsonValue *object, GError **error)
{
  DoudiAssessmentSection *section = doudi_assessment_section_new ();
  const DoudiJsonValue *lines = NULL;

  g_ptr_array_add (form->sections, section);
  if (!doudi_json_check_members (object, section_members, error)
      || !doudi_form_get_key (object, "key", &section->key, error)
      || !check_section_key (form, object, error)
      || !doudi_form_get_text (object, "label", DOUDI_JSON_REQUIRED, &section->label, error)
      || !doudi_form_get_text (object, "help", DOUDI_JSON_OPTIONAL, &section->help, error)
      || !doudi_form_get_cap (object, &section->has_cap, &section->cap, error)
      || !doudi_form_get_list (object, "lines", &lines, error))
    return FALSE;
  for (guint i = 0; i < doudi_json_array_get_length (lines); i++)
    {
      if (!load_line (form, section, doudi_json_array_get (lines, i), error))
        return FALSE;
    }
  return TRUE;
}

/* The sections with their lines. The numbers of the form have been loaded before. */
gboolean
doudi_form_load_sections (DoudiAssessmentForm *form, const DoudiJsonValue *root, GError **error)
{
  const DoudiJsonValue *list = NULL;

  if (!doudi_form_get_list (root, "sections", &list, error))
    return FALSE;
  for (guint i = 0; i < doudi_json_array_get_length (list); i++)
    {
      if (!load_section (form, doudi_json_array_get (list, i), error))
        return FALSE;
    }
  return TRUE;
}
