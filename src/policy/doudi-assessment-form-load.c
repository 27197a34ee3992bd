/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * The file of a form: its head, what decides beside the score, and what the score comes to.
 */

#include "config.h"

#include "policy/doudi-assessment-form-private.h"

#include <glib/gi18n-lib.h>

/* What the meeting of the villagers can give where the form does not say. */
#define APPRAISAL_MOST 100
/* Finer shares than four decimals have no meaning, and sums of them could overflow. */
#define SHARE_PARTS_MAX 10000

static const char *const form_members[] = {
  "id",         "title",    "title_en",      "version",    "number",    "source",  "note",
  "valid_from", "valid_to", "demonstration", "sure",       "direction", "numbers", "gate",
  "vetoes",     "sections", "appraisal",     "thresholds", NULL,
};
static const char *const veto_members[] = { DOUDI_FORM_QUESTION_MEMBERS, "outcome", NULL };
static const char *const gate_members[] = {
  "answer", DOUDI_BAND_MEMBERS, DOUDI_FORM_LABEL_MEMBERS, DOUDI_FORM_HELP_MEMBERS, "outcome", NULL,
};
static const char *const appraisal_members[]
  = { DOUDI_FORM_QUESTION_MEMBERS, "share", "most", NULL };
static const char *const threshold_members[]
  = { DOUDI_BAND_MEMBERS, DOUDI_FORM_LABEL_MEMBERS, "outcome", NULL };
static const char *const direction_words[] = { "high-is-hard", "low-is-hard", NULL };

static gboolean
load_days (DoudiAssessmentForm *form, const DoudiJsonValue *root, GError **error)
{
  if (!doudi_json_get_day (root, "valid_from", DOUDI_JSON_REQUIRED, &form->valid_from, error)
      || !doudi_json_get_day (root, "valid_to", DOUDI_JSON_OPTIONAL, &form->valid_to, error))
    return FALSE;
  if (form->valid_to == DOUDI_DAY_NONE || form->valid_to > form->valid_from)
    return TRUE;
  doudi_json_value_set_error (doudi_json_get_member (root, "valid_to"), error,
                              _ ("“valid_to” must be after “valid_from”"));
  return FALSE;
}

/* A text of the head that has no translation; "" if it is absent. */
static gboolean
get_words (const DoudiJsonValue *root,
           const char *name,
           DoudiJsonNeed need,
           char **words,
           GError **error)
{
  const char *text = "";

  if (!doudi_json_get_string (root, name, need, &text, error))
    return FALSE;
  *words = g_strdup (text);
  if (need == DOUDI_JSON_OPTIONAL || *text != '\0')
    return TRUE;
  doudi_json_value_set_error (doudi_json_get_member (root, name), error,
                              _ ("“%s” may not be empty"), name);
  return FALSE;
}

static gboolean
load_head (DoudiAssessmentForm *form, const DoudiJsonValue *root, GError **error)
{
  int direction = 0;

  if (!doudi_json_check_members (root, form_members, error)
      || !doudi_form_get_key (root, "id", &form->id, error)
      || !doudi_form_get_text (root, "title", DOUDI_JSON_REQUIRED, &form->title, error)
      || !get_words (root, "version", DOUDI_JSON_REQUIRED, &form->version, error)
      || !get_words (root, "number", DOUDI_JSON_OPTIONAL, &form->number, error)
      || !get_words (root, "source", DOUDI_JSON_REQUIRED, &form->source, error)
      || !get_words (root, "note", DOUDI_JSON_OPTIONAL, &form->note, error)
      || !load_days (form, root, error)
      || !doudi_json_get_boolean (root, "demonstration", DOUDI_JSON_REQUIRED, &form->demonstration,
                                  error)
      || !doudi_json_get_boolean (root, "sure", DOUDI_JSON_REQUIRED, &form->sure, error)
      || !doudi_json_get_word (root, "direction", DOUDI_JSON_REQUIRED, direction_words, &direction,
                               error))
    return FALSE;
  form->direction = (DoudiAssessmentDirection) direction;
  return TRUE;
}

static gboolean
load_veto (DoudiAssessmentForm *form, const DoudiJsonValue *object, GError **error)
{
  DoudiAssessmentVeto *veto = g_new0 (DoudiAssessmentVeto, 1);

  g_ptr_array_add (form->vetoes, veto);
  return doudi_json_check_members (object, veto_members, error)
         && doudi_form_load_question (form, object, &veto->question, error)
         && doudi_form_get_outcome (object, &veto->outcome, error);
}

static gboolean
load_vetoes (DoudiAssessmentForm *form, const DoudiJsonValue *root, GError **error)
{
  const DoudiJsonValue *list = NULL;

  if (!doudi_json_get_array (root, "vetoes", DOUDI_JSON_OPTIONAL, &list, error))
    return FALSE;
  for (guint i = 0; list != NULL && i < doudi_json_array_get_length (list); i++)
    {
      if (!load_veto (form, doudi_json_array_get (list, i), error))
        return FALSE;
    }
  return TRUE;
}

/* The questions that are answered with a number, with and without points. */
static GPtrArray *
list_numbers (const DoudiAssessmentForm *form)
{
  GPtrArray *questions = g_ptr_array_new ();

  for (guint i = 0; i < form->numbers->len; i++)
    g_ptr_array_add (questions, g_ptr_array_index (form->numbers, i));
  for (guint i = 0; i < form->sections->len; i++)
    {
      const DoudiAssessmentSection *section = g_ptr_array_index (form->sections, i);

      for (guint j = 0; j < section->lines->len; j++)
        {
          DoudiAssessmentLine *line = g_ptr_array_index (section->lines, j);

          if (line->kind == DOUDI_ASSESSMENT_NUMBER_BAND
              || line->kind == DOUDI_ASSESSMENT_RATIO_BAND)
            g_ptr_array_add (questions, &line->question);
        }
    }
  return questions;
}

/* The number that the gate looks at: member "answer" is its key. */
static gboolean
load_gate_question (const DoudiAssessmentForm *form,
                    const DoudiJsonValue *object,
                    const DoudiAssessmentQuestion **question,
                    GError **error)
{
  g_autoptr (GPtrArray) questions = list_numbers (form);
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  int index = 0;

  for (guint i = 0; i < questions->len; i++)
    {
      const DoudiAssessmentQuestion *number = g_ptr_array_index (questions, i);

      g_ptr_array_add (keys, number->key);
    }
  g_ptr_array_add (keys, NULL);
  if (!doudi_json_get_word (object, "answer", DOUDI_JSON_REQUIRED,
                            (const char *const *) (gpointer) keys->pdata, &index, error))
    return FALSE;
  *question = g_ptr_array_index (questions, (guint) index);
  return TRUE;
}

static gboolean
load_gate (DoudiAssessmentForm *form, const DoudiJsonValue *root, GError **error)
{
  DoudiAssessmentGate *gate = &form->gate;
  const DoudiJsonValue *object = NULL;

  if (!doudi_json_get_object (root, "gate", DOUDI_JSON_OPTIONAL, &object, error))
    return FALSE;
  return object == NULL
         || (doudi_json_check_members (object, gate_members, error)
             && load_gate_question (form, object, &gate->question, error)
             && doudi_band_load (object, gate->question->decimals, &gate->passes, error)
             && doudi_form_get_text (object, "label", DOUDI_JSON_REQUIRED, &gate->label, error)
             && doudi_form_get_text (object, "help", DOUDI_JSON_OPTIONAL, &gate->help, error)
             && doudi_form_get_outcome (object, &gate->outcome, error));
}

static gboolean
load_share (const DoudiJsonValue *object, DoudiRatio *share, GError **error)
{
  g_autofree char *found = NULL;

  if (!doudi_json_get_ratio (object, "share", DOUDI_JSON_REQUIRED, share, error))
    return FALSE;
  if (share->numerator > 0 && share->numerator < share->denominator
      && share->denominator <= SHARE_PARTS_MAX)
    return TRUE;
  found = doudi_json_value_describe (doudi_json_get_member (object, "share"));
  doudi_json_value_set_error (doudi_json_get_member (object, "share"), error,
                              _ ("“share” must be above 0 and below 1, with at most four decimals, "
                                 "such as \"40%%\"; it is %s"),
                              found);
  return FALSE;
}

static gboolean
load_appraisal (DoudiAssessmentForm *form, const DoudiJsonValue *root, GError **error)
{
  DoudiAssessmentAppraisal *appraisal = &form->appraisal;
  const DoudiJsonValue *object = NULL;

  appraisal->share = DOUDI_RATIO_WHOLE (0);
  if (!doudi_json_get_object (root, "appraisal", DOUDI_JSON_OPTIONAL, &object, error))
    return FALSE;
  if (object == NULL)
    return TRUE;
  appraisal->question.decimals = 1;
  appraisal->question.least = DOUDI_RATIO_WHOLE (0);
  appraisal->question.most = DOUDI_RATIO_WHOLE (APPRAISAL_MOST);
  return doudi_json_check_members (object, appraisal_members, error)
         && doudi_form_load_question (form, object, &appraisal->question, error)
         && load_share (object, &appraisal->share, error)
         && doudi_json_get_decimal (object, "most", DOUDI_JSON_OPTIONAL, 1, DOUDI_RATIO_WHOLE (1),
                                    DOUDI_RATIO_WHOLE (DOUDI_FORM_POINTS_MAX),
                                    &appraisal->question.most, error);
}

static gboolean
load_threshold (DoudiAssessmentForm *form, const DoudiJsonValue *object, GError **error)
{
  DoudiAssessmentThreshold *threshold = g_new0 (DoudiAssessmentThreshold, 1);

  g_ptr_array_add (form->thresholds, threshold);
  return doudi_json_check_members (object, threshold_members, error)
         && doudi_band_load (object, 1, &threshold->band, error)
         && doudi_form_get_outcome (object, &threshold->outcome, error)
         && doudi_form_get_text (object, "label", DOUDI_JSON_REQUIRED, &threshold->label, error);
}

/* Whether two thresholds stand to each other as the direction of the form has it. What is left to
 * people may stand anywhere. */
static gboolean
is_in_order (const DoudiAssessmentForm *form,
             const DoudiAssessmentThreshold *one,
             const DoudiAssessmentThreshold *other)
{
  gboolean is_higher = doudi_band_compare (&one->band, &other->band) > 0;
  gboolean is_harder = one->outcome < other->outcome;

  if (one->outcome == DOUDI_ASSESSMENT_REVIEW || other->outcome == DOUDI_ASSESSMENT_REVIEW)
    return TRUE;
  return is_harder == (is_higher == (form->direction == DOUDI_ASSESSMENT_HIGH_IS_HARD));
}

/* Whether threshold @index agrees with those before it. */
static gboolean
check_threshold (const DoudiAssessmentForm *form,
                 guint index,
                 const DoudiJsonValue *object,
                 GError **error)
{
  const DoudiAssessmentThreshold *threshold = g_ptr_array_index (form->thresholds, index);
  const char *const *names = doudi_assessment_outcome_names ();

  for (guint i = 0; i < index; i++)
    {
      const DoudiAssessmentThreshold *other = g_ptr_array_index (form->thresholds, i);

      if (other->outcome == threshold->outcome)
        doudi_json_value_set_error (object, error,
                                    _ ("the outcome “%s” is there twice; make one of the two"),
                                    names[threshold->outcome]);
      else if (!is_in_order (form, threshold, other))
        doudi_json_value_set_error (object, error,
                                    _ ("“%s” and “%s” stand the wrong way round for a form whose "
                                       "“direction” is \"%s\""),
                                    names[other->outcome], names[threshold->outcome],
                                    direction_words[form->direction]);
      else
        continue;
      return FALSE;
    }
  return TRUE;
}

/* Every score has one outcome. */
static gboolean
check_cover (const DoudiAssessmentForm *form, const DoudiJsonValue *list, GError **error)
{
  const DoudiBand all = DOUDI_BAND_ALL;
  g_autoptr (GPtrArray) bands = g_ptr_array_new ();

  for (guint i = 0; i < form->thresholds->len; i++)
    {
      DoudiAssessmentThreshold *threshold = g_ptr_array_index (form->thresholds, i);

      g_ptr_array_add (bands, &threshold->band);
    }
  return doudi_bands_check_cover ((const DoudiBand *const *) (gpointer) bands->pdata, list, &all,
                                  error);
}

static gboolean
load_thresholds (DoudiAssessmentForm *form, const DoudiJsonValue *root, GError **error)
{
  const DoudiJsonValue *list = NULL;

  if (!doudi_form_get_list (root, "thresholds", &list, error))
    return FALSE;
  for (guint i = 0; i < doudi_json_array_get_length (list); i++)
    {
      const DoudiJsonValue *object = doudi_json_array_get (list, i);

      if (!load_threshold (form, object, error) || !check_threshold (form, i, object, error))
        return FALSE;
    }
  return check_cover (form, list, error);
}

/**
 * doudi_assessment_form_load:
 * @json: the text of the file, UTF-8
 * @length: its bytes, -1 if it ends with NUL
 * @where: the file's name, for messages
 * @error: %DOUDI_ERROR_BAD_DATA with the place "file:line", naming the value and what is allowed
 *
 * Reads a form. Its format is told by data/forms/assessment.schema.json; a member that is not known
 * is refused, so that a misspelt one is noticed. A form that is loaded has an answer for
 * everything: bands and thresholds leave no gap and do not overlap.
 *
 * Returns: (transfer full): the form, %NULL with @error set
 */
DoudiAssessmentForm *
doudi_assessment_form_load (const char *json, gssize length, const char *where, GError **error)
{
  g_autoptr (DoudiJsonDocument) file = doudi_json_document_load (json, length, where, error);
  g_autoptr (DoudiAssessmentForm) form = NULL;
  const DoudiJsonValue *root;

  if (file == NULL)
    return NULL;
  root = doudi_json_document_get_root (file);
  form = doudi_assessment_form_new (json, length);
  if (!load_head (form, root, error) || !doudi_form_load_numbers (form, root, error)
      || !doudi_form_load_sections (form, root, error) || !load_gate (form, root, error)
      || !load_vetoes (form, root, error) || !load_appraisal (form, root, error)
      || !load_thresholds (form, root, error))
    return NULL;
  g_ptr_array_add (form->answers, NULL);
  return g_steal_pointer (&form);
}
