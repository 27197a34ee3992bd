/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "policy/doudi-assessment.h"

#include <glib/gi18n-lib.h>

/* Members of one household, where a form does not ask for their number. */
#define MEMBERS_MAX 100

static void
line_free (gpointer data)
{
  DoudiAssessedLine *line = data;

  g_ptr_array_unref (line->chosen);
  g_free (line);
}

static void
section_free (gpointer data)
{
  DoudiAssessedSection *section = data;

  g_ptr_array_unref (section->lines);
  g_free (section);
}

static DoudiAssessedLine *
line_new (const DoudiAssessmentLine *line)
{
  DoudiAssessedLine *assessed = g_new0 (DoudiAssessedLine, 1);

  assessed->line = line;
  assessed->chosen = g_ptr_array_new ();
  return assessed;
}

static DoudiAssessedSection *
section_new (const DoudiAssessmentSection *section)
{
  DoudiAssessedSection *assessed = g_new0 (DoudiAssessedSection, 1);

  assessed->section = section;
  assessed->lines = g_ptr_array_new_with_free_func (line_free);
  return assessed;
}

static DoudiAssessment *
assessment_new (DoudiAssessmentForm *form)
{
  DoudiAssessment *assessment = g_new0 (DoudiAssessment, 1);

  assessment->form = doudi_assessment_form_ref (form);
  assessment->sections = g_ptr_array_new_with_free_func (section_free);
  assessment->vetoes = g_ptr_array_new ();
  return assessment;
}

static DoudiPoints
cap_points (DoudiPoints points, gboolean has_cap, DoudiPoints cap)
{
  return has_cap ? MIN (points, cap) : points;
}

/* A number that is no part of another one. */
static gboolean
read_plain_number (const DoudiJsonValue *answers,
                   const DoudiAssessmentQuestion *question,
                   DoudiRatio *number,
                   GError **error)
{
  int decimals
    = question->decimals == DOUDI_BAND_DENSE ? DOUDI_RATIO_DIGITS_MAX : question->decimals;

  return doudi_json_get_decimal (answers, question->key, DOUDI_JSON_REQUIRED, (guint) decimals,
                                 question->least, question->most, number, error);
}

/* The answer to a question for a number: a count of a count as a fraction of the two. */
static gboolean
read_number (const DoudiJsonValue *answers,
             const DoudiAssessmentQuestion *question,
             DoudiRatio *number,
             GError **error)
{
  DoudiRatio part, whole;

  if (question->of == NULL)
    return read_plain_number (answers, question, number, error);
  if (!read_plain_number (answers, question->of, &whole, error)
      || !doudi_json_get_decimal (answers, question->key, DOUDI_JSON_REQUIRED, 0,
                                  DOUDI_RATIO_WHOLE (0), whole, &part, error))
    return FALSE;
  *number = (DoudiRatio){ part.numerator, whole.numerator };
  return TRUE;
}

/* The keys of the options, for a message. */
static char *
list_options (const DoudiAssessmentLine *line)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();

  for (guint i = 0; i < line->options->len; i++)
    {
      const DoudiAssessmentOption *option = g_ptr_array_index (line->options, i);

      g_ptr_array_add (keys, option->key);
    }
  g_ptr_array_add (keys, NULL);
  return g_strjoinv (", ", (char **) keys->pdata);
}

/* Adds the option that the text of @value names. */
static gboolean
choose_option (DoudiAssessedLine *assessed,
               const DoudiJsonValue *value,
               const char *text,
               GError **error)
{
  const DoudiAssessmentOption *option = doudi_assessment_line_find_option (assessed->line, text);
  g_autofree char *allowed = NULL;
  g_autofree char *found = NULL;

  if (option != NULL)
    {
      g_ptr_array_add (assessed->chosen, (gpointer) option);
      return TRUE;
    }
  allowed = list_options (assessed->line);
  found = doudi_json_value_describe (value);
  doudi_json_value_set_error (value, error, _ ("“%s” may not be %s; allowed are: %s"),
                              assessed->line->question.key, found, allowed);
  return FALSE;
}

/* The answer to a line of options, %NULL with @error set if it is missing. */
static const DoudiJsonValue *
find_answer (const DoudiAssessedLine *assessed, const DoudiJsonValue *answers, GError **error)
{
  const char *key = assessed->line->question.key;
  const DoudiJsonValue *answer = doudi_json_get_member (answers, key);
  g_autofree char *allowed = NULL;

  if (answer != NULL)
    return answer;
  allowed = list_options (assessed->line);
  doudi_json_value_set_error (answers, error, _ ("“%s” is missing; allowed are: %s"), key, allowed);
  return NULL;
}

static gboolean
read_choice (DoudiAssessedLine *assessed, const DoudiJsonValue *answers, GError **error)
{
  const DoudiJsonValue *answer = find_answer (assessed, answers, error);
  const char *text = "";

  return answer != NULL
         && doudi_json_get_string (answers, assessed->line->question.key, DOUDI_JSON_REQUIRED,
                                   &text, error)
         && choose_option (assessed, answer, text, error);
}

/* Whether there is an answer for each member of the household. */
static gboolean
check_members (const DoudiAssessedLine *assessed,
               const DoudiJsonValue *answers,
               const DoudiJsonValue *list,
               GError **error)
{
  const DoudiAssessmentQuestion *question = &assessed->line->question;
  DoudiRatio members = DOUDI_RATIO_WHOLE (MEMBERS_MAX);
  guint n = doudi_json_array_get_length (list);

  if (question->of != NULL && !read_plain_number (answers, question->of, &members, error))
    return FALSE;
  if (n <= members.numerator && (question->of == NULL || n == members.numerator))
    return TRUE;
  doudi_json_value_set_error (list, error,
                              _ ("“%s” must hold an answer for each of %d members; it holds %u"),
                              question->key, (int) members.numerator, n);
  return FALSE;
}

static gboolean
read_members (DoudiAssessedLine *assessed, const DoudiJsonValue *answers, GError **error)
{
  const DoudiJsonValue *list = NULL;
  g_auto (GStrv) texts = NULL;

  if (find_answer (assessed, answers, error) == NULL
      || !doudi_json_get_array (answers, assessed->line->question.key, DOUDI_JSON_REQUIRED, &list,
                                error)
      || !check_members (assessed, answers, list, error)
      || !doudi_json_array_dup_strings (list, &texts, error))
    return FALSE;
  for (guint i = 0; texts[i] != NULL; i++)
    {
      if (!choose_option (assessed, doudi_json_array_get (list, i), texts[i], error))
        return FALSE;
    }
  return TRUE;
}

/* The loader has seen to it that a band holds for every number that is let through. */
static gboolean
read_band (DoudiAssessedLine *assessed, const DoudiJsonValue *answers, GError **error)
{
  const DoudiAssessmentLine *line = assessed->line;

  if (!read_number (answers, &line->question, &assessed->number, error))
    return FALSE;
  for (guint i = 0; i < line->options->len; i++)
    {
      DoudiAssessmentOption *option = g_ptr_array_index (line->options, i);

      if (doudi_band_contains (&option->band, assessed->number))
        g_ptr_array_add (assessed->chosen, option);
    }
  return TRUE;
}

typedef gboolean (*ReadLine) (DoudiAssessedLine *assessed,
                              const DoudiJsonValue *answers,
                              GError **error);

static const ReadLine readers[] = {
  [DOUDI_ASSESSMENT_ONE_CHOICE] = read_choice,
  [DOUDI_ASSESSMENT_MEMBER_SUM] = read_members,
  [DOUDI_ASSESSMENT_NUMBER_BAND] = read_band,
  [DOUDI_ASSESSMENT_RATIO_BAND] = read_band,
};

static gboolean
assess_line (DoudiAssessedLine *assessed, const DoudiJsonValue *answers, GError **error)
{
  const DoudiAssessmentLine *line = assessed->line;

  if (!readers[line->kind](assessed, answers, error))
    return FALSE;
  for (guint i = 0; i < assessed->chosen->len; i++)
    {
      const DoudiAssessmentOption *option = g_ptr_array_index (assessed->chosen, i);

      assessed->sum += option->points;
    }
  assessed->weighted = doudi_ratio_share_half_up (line->weight, assessed->sum);
  assessed->points = cap_points (assessed->weighted, line->has_cap, line->cap);
  return TRUE;
}

static gboolean
assess_section (DoudiAssessedSection *assessed, const DoudiJsonValue *answers, GError **error)
{
  const DoudiAssessmentSection *section = assessed->section;

  for (guint i = 0; i < section->lines->len; i++)
    {
      DoudiAssessedLine *line = line_new (g_ptr_array_index (section->lines, i));

      g_ptr_array_add (assessed->lines, line);
      if (!assess_line (line, answers, error))
        return FALSE;
      assessed->sum += line->points;
    }
  assessed->points = cap_points (assessed->sum, section->has_cap, section->cap);
  return TRUE;
}

static gboolean
assess_sections (DoudiAssessment *assessment, const DoudiJsonValue *answers, GError **error)
{
  const DoudiAssessmentForm *form = assessment->form;

  for (guint i = 0; i < form->sections->len; i++)
    {
      DoudiAssessedSection *section = section_new (g_ptr_array_index (form->sections, i));

      g_ptr_array_add (assessment->sections, section);
      if (!assess_section (section, answers, error))
        return FALSE;
      assessment->table_points += section->points;
    }
  return TRUE;
}

/* Sets the score, with the points of the villagers' meeting where the form wants them. */
static gboolean
assess_score (DoudiAssessment *assessment, const DoudiJsonValue *answers, GError **error)
{
  const DoudiAssessmentAppraisal *appraisal = &assessment->form->appraisal;
  DoudiRatio given, share = appraisal->share;
  gint64 parts;

  assessment->score = assessment->table_points;
  if (appraisal->question.key == NULL)
    return TRUE;
  if (!read_number (answers, &appraisal->question, &given, error)
      || !doudi_ratio_to_units (given, DOUDI_POINTS_IN_ONE, &assessment->appraisal_points))
    return FALSE;
  parts = assessment->table_points * (share.denominator - share.numerator)
          + assessment->appraisal_points * share.numerator;
  assessment->score = doudi_ratio_share_half_up ((DoudiRatio){ 1, share.denominator }, parts);
  return TRUE;
}

static void
find_threshold (DoudiAssessment *assessment)
{
  const DoudiAssessmentForm *form = assessment->form;
  DoudiRatio score = { assessment->score, DOUDI_POINTS_IN_ONE };

  for (guint i = 0; i < form->thresholds->len; i++)
    {
      const DoudiAssessmentThreshold *threshold = g_ptr_array_index (form->thresholds, i);

      if (doudi_band_contains (&threshold->band, score))
        assessment->threshold = threshold;
    }
  assessment->outcome = assessment->threshold->outcome;
}

/* A veto decides whatever the score; the first one of the form before the others. */
static gboolean
assess_vetoes (DoudiAssessment *assessment, const DoudiJsonValue *answers, GError **error)
{
  const DoudiAssessmentForm *form = assessment->form;

  for (guint i = 0; i < form->vetoes->len; i++)
    {
      DoudiAssessmentVeto *veto = g_ptr_array_index (form->vetoes, i);
      gboolean holds = FALSE;

      if (!doudi_json_get_boolean (answers, veto->question.key, DOUDI_JSON_REQUIRED, &holds, error))
        return FALSE;
      if (!holds)
        continue;
      if (assessment->vetoes->len == 0)
        assessment->outcome = veto->outcome;
      g_ptr_array_add (assessment->vetoes, veto);
    }
  return TRUE;
}

/* Sets whether there is anything to score. */
static gboolean
assess_gate (DoudiAssessment *assessment, const DoudiJsonValue *answers, GError **error)
{
  const DoudiAssessmentGate *gate = &assessment->form->gate;

  assessment->scored = TRUE;
  if (gate->question == NULL)
    return TRUE;
  if (!read_number (answers, gate->question, &assessment->gate_number, error))
    return FALSE;
  assessment->scored = doudi_band_contains (&gate->passes, assessment->gate_number);
  if (!assessment->scored)
    assessment->outcome = gate->outcome;
  return TRUE;
}

/* Numbers without points are looked at, so that a false one is noticed whether used or not. */
static gboolean
check_numbers (const DoudiAssessmentForm *form, const DoudiJsonValue *answers, GError **error)
{
  DoudiRatio number;

  for (guint i = 0; i < form->numbers->len; i++)
    {
      if (!read_number (answers, g_ptr_array_index (form->numbers, i), &number, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * doudi_assess:
 * @form: the form; the assessment keeps a reference
 * @answers: an object with a member for every question of the form: the key of an option, a list of
 *   them, a number or a text with one, true or false
 * @error: %DOUDI_ERROR_BAD_DATA with the place of the answer that is missing, unknown or
 * impossible, naming what is allowed
 *
 * Assesses the hardship of a household (家庭困难状况评估; prefecture plan 2018, 二.1(2)) by
 * whatever table @form holds. The arithmetic is that of the paper: points are tenths, a line's
 * points times its weight are rounded half-up to the tenth, caps are applied after that, and the
 * printed numbers add up. Where the household does not pass the gate nothing else needs to be
 * answered.
 *
 * Returns: (transfer full): the assessment, %NULL with @error set
 */
DoudiAssessment *
doudi_assess (DoudiAssessmentForm *form, const DoudiJsonValue *answers, GError **error)
{
  g_autoptr (DoudiAssessment) assessment = assessment_new (form);

  if (!doudi_json_check_members (answers, (const char *const *) (gpointer) form->answers->pdata,
                                 error)
      || !assess_gate (assessment, answers, error))
    return NULL;
  if (!assessment->scored)
    return g_steal_pointer (&assessment);
  if (!check_numbers (form, answers, error) || !assess_sections (assessment, answers, error)
      || !assess_score (assessment, answers, error))
    return NULL;
  find_threshold (assessment);
  return assess_vetoes (assessment, answers, error) ? g_steal_pointer (&assessment) : NULL;
}

/**
 * doudi_assessment_free:
 * @assessment: (transfer full) (nullable): an assessment
 */
void
doudi_assessment_free (DoudiAssessment *assessment)
{
  if (assessment == NULL)
    return;
  g_ptr_array_unref (assessment->vetoes);
  g_ptr_array_unref (assessment->sections);
  doudi_assessment_form_unref (assessment->form);
  g_free (assessment);
}
