/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * An assessment in words: what was answered, what it counts for and how the sum came about, so that
 * a director, or the household, can follow it with the paper in hand.
 */

#include "config.h"

#include "policy/doudi-assessment.h"

#include <glib/gi18n-lib.h>

/* Adds @text to an arithmetic, after a semicolon unless it is the first. */
static void add_step (GString *steps, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
add_step (GString *steps, const char *format, ...)
{
  va_list arguments;

  if (steps->len > 0)
    g_string_append (steps, "; ");
  va_start (arguments, format);
  g_string_append_vprintf (steps, format, arguments);
  va_end (arguments);
}

/* Adds "at most 20", where a cap took something away. */
static void
add_cap (GString *steps, DoudiPoints points, DoudiPoints capped)
{
  g_autofree char *cap = doudi_points_format (capped);

  if (points != capped)
    add_step (steps, _ ("at most %s"), cap);
}

/* How often each option was chosen, in the order of the form. */
static guint
count_chosen (const DoudiAssessedLine *line, const DoudiAssessmentOption *option)
{
  guint n = 0;

  for (guint i = 0; i < line->chosen->len; i++)
    n += g_ptr_array_index (line->chosen, i) == option;
  return n;
}

/* "Severe × 2, none × 1" */
static char *
members_answer (const DoudiAssessedLine *line)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < line->line->options->len; i++)
    {
      const DoudiAssessmentOption *option = g_ptr_array_index (line->line->options, i);
      guint n = count_chosen (line, option);

      if (n > 0)
        g_string_append_printf (text, "%s%s × %u", text->len > 0 ? ", " : "",
                                doudi_assessment_text_get (&option->label), n);
    }
  return g_string_free (text, FALSE);
}

/* "3 of 4", "2 persons", "0.403" */
static char *
number_text (const DoudiAssessmentQuestion *question, DoudiRatio number)
{
  g_autofree char *text = doudi_ratio_format (number);
  const char *unit = doudi_assessment_text_get (&question->unit);

  if (question->of != NULL)
    {
      g_autofree char *part = doudi_ratio_format (DOUDI_RATIO_WHOLE (number.numerator));
      g_autofree char *whole = doudi_ratio_format (DOUDI_RATIO_WHOLE (number.denominator));

      /* Translators: a part of a count, such as 3 of 4 persons */
      return g_strdup_printf (_ ("%s of %s"), part, whole);
    }
  return *unit != '\0' ? g_strdup_printf ("%s %s", text, unit) : g_steal_pointer (&text);
}

static char *
answer_text (const DoudiAssessedLine *line)
{
  const DoudiAssessmentKind kind = line->line->kind;
  const DoudiAssessmentOption *option;
  g_autofree char *number = NULL;

  if (kind == DOUDI_ASSESSMENT_MEMBER_SUM)
    return members_answer (line);
  option = g_ptr_array_index (line->chosen, 0);
  if (kind == DOUDI_ASSESSMENT_ONE_CHOICE)
    return g_strdup (doudi_assessment_text_get (&option->label));
  number = number_text (&line->line->question, line->number);
  /* Translators: an answer and the band it lies in */
  return g_strdup_printf (_ ("%s (%s)"), number, doudi_assessment_text_get (&option->label));
}

/* "10 × 2 + 4 × 1 = 24", for a line whose members were counted. */
static void
add_member_sum (GString *steps, const DoudiAssessedLine *line)
{
  g_autoptr (GString) sum = g_string_new (NULL);
  g_autofree char *total = doudi_points_format (line->sum);

  for (guint i = 0; i < line->line->options->len; i++)
    {
      const DoudiAssessmentOption *option = g_ptr_array_index (line->line->options, i);
      g_autofree char *points = doudi_points_format (option->points);
      guint n = count_chosen (line, option);

      if (n > 0)
        g_string_append_printf (sum, "%s%s × %u", sum->len > 0 ? " + " : "", points, n);
    }
  if (sum->len > 0)
    add_step (steps, "%s = %s", sum->str, total);
}

/* "24 × 0.5 = 12", where the line has a weight. */
static void
add_weight (GString *steps, const DoudiAssessedLine *line)
{
  g_autofree char *sum = doudi_points_format (line->sum);
  g_autofree char *weight = doudi_ratio_format (line->line->weight);
  g_autofree char *weighted = doudi_points_format (line->weighted);

  if (doudi_ratio_compare (line->line->weight, DOUDI_RATIO_WHOLE (1)) != 0)
    add_step (steps, "%s × %s = %s", sum, weight, weighted);
}

/* The points, after the steps that led to them: "24 × 0.5 = 12; at most 10: 10". */
static char *
points_text (const GString *steps, DoudiPoints points)
{
  g_autofree char *text = doudi_points_format (points);

  /* Translators: how points came about, and the points */
  return steps->len > 0 ? g_strdup_printf (_ ("%s: %s"), steps->str, text)
                        : g_steal_pointer (&text);
}

/**
 * doudi_assessed_line_explain:
 * @line: a line with its answer
 *
 * Returns: (transfer full): what was answered and what it counts for, in the language of the reader
 */
char *
doudi_assessed_line_explain (const DoudiAssessedLine *line)
{
  g_autofree char *answer = answer_text (line);
  g_autoptr (GString) steps = g_string_new (NULL);
  g_autofree char *points = NULL;

  if (line->line->kind == DOUDI_ASSESSMENT_MEMBER_SUM)
    add_member_sum (steps, line);
  add_weight (steps, line);
  add_cap (steps, line->weighted, line->points);
  points = points_text (steps, line->points);
  /* Translators: a line of the form, the answer, the points */
  return g_strdup_printf (_ ("%s: %s. Points: %s"),
                          doudi_assessment_text_get (&line->line->question.label), answer, points);
}

/* "24 + 14 + 3": the points of lines or sections, each read by @get. */
static GString *
join_points (const GPtrArray *parts, DoudiPoints (*get) (gconstpointer part))
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < parts->len; i++)
    {
      g_autofree char *points = doudi_points_format (get (g_ptr_array_index (parts, i)));

      g_string_append_printf (text, "%s%s", i > 0 ? " + " : "", points);
    }
  return text;
}

static DoudiPoints
line_points (gconstpointer part)
{
  return ((const DoudiAssessedLine *) part)->points;
}

static DoudiPoints
section_points (gconstpointer part)
{
  return ((const DoudiAssessedSection *) part)->points;
}

/* "12 + 9 = 21"; nothing for a single part. */
static void
add_sum (GString *steps,
         const GPtrArray *parts,
         DoudiPoints (*get) (gconstpointer part),
         DoudiPoints sum)
{
  g_autoptr (GString) joined = join_points (parts, get);
  g_autofree char *total = doudi_points_format (sum);

  if (parts->len > 1)
    add_step (steps, "%s = %s", joined->str, total);
}

/* A line for every line of the section, and one for the section where it adds or caps. */
static void
explain_section (GPtrArray *texts, const DoudiAssessedSection *section)
{
  const char *label = doudi_assessment_text_get (&section->section->label);
  g_autoptr (GString) steps = g_string_new (NULL);
  g_autofree char *points = NULL;

  for (guint i = 0; i < section->lines->len; i++)
    {
      g_autofree char *line = doudi_assessed_line_explain (g_ptr_array_index (section->lines, i));

      /* Translators: a section of the form, what there is to say of a line of it */
      g_ptr_array_add (texts, g_strdup_printf (_ ("%s – %s"), label, line));
    }
  add_sum (steps, section->lines, line_points, section->sum);
  add_cap (steps, section->sum, section->points);
  if (steps->len == 0)
    return;
  points = points_text (steps, section->points);
  /* Translators: a section of the form, the points of its lines together */
  g_ptr_array_add (texts, g_strdup_printf (_ ("%s, together: %s"), label, points));
}

/* "71 × 0.6 + 85 × 0.4 = 76.6", and whose points they are. */
static void
explain_appraisal (GPtrArray *texts, const DoudiAssessment *assessment)
{
  const DoudiAssessmentAppraisal *appraisal = &assessment->form->appraisal;
  DoudiRatio share = appraisal->share;
  DoudiRatio rest = { share.denominator - share.numerator, share.denominator };
  g_autofree char *table = doudi_points_format (assessment->table_points);
  g_autofree char *table_share = doudi_ratio_format (rest);
  g_autofree char *given = doudi_points_format (assessment->appraisal_points);
  g_autofree char *given_share = doudi_ratio_format (share);
  g_autofree char *score = doudi_points_format (assessment->score);

  if (appraisal->question.key == NULL)
    return;
  g_ptr_array_add (texts, g_strdup_printf ("%s: %s × %s + %s × %s = %s",
                                           doudi_assessment_text_get (&appraisal->question.label),
                                           table, table_share, given, given_share, score));
}

static void
explain_score (GPtrArray *texts, const DoudiAssessment *assessment)
{
  g_autoptr (GString) steps = g_string_new (NULL);
  g_autofree char *points = NULL;
  g_autofree char *score = doudi_points_format (assessment->score);
  g_autofree char *band = doudi_band_format (&assessment->threshold->band);

  for (guint i = 0; i < assessment->sections->len; i++)
    explain_section (texts, g_ptr_array_index (assessment->sections, i));
  add_sum (steps, assessment->sections, section_points, assessment->table_points);
  points = steps->len > 0 ? g_strdup (steps->str) : doudi_points_format (assessment->table_points);
  /* Translators: the points of all sections together */
  g_ptr_array_add (texts, g_strdup_printf (_ ("Sum of the table: %s"), points));
  explain_appraisal (texts, assessment);
  /* Translators: the score, what it means, the scores that mean it */
  g_ptr_array_add (
    texts, g_strdup_printf (_ ("Score %s: %s (%s)"), score,
                            doudi_assessment_text_get (&assessment->threshold->label), band));
}

static void
explain_vetoes (GPtrArray *texts, const DoudiAssessment *assessment)
{
  for (guint i = 0; i < assessment->vetoes->len; i++)
    {
      const DoudiAssessmentVeto *veto = g_ptr_array_index (assessment->vetoes, i);

      /* Translators: a fact, and what it comes to */
      g_ptr_array_add (texts, g_strdup_printf (_ ("Decides whatever the score: %s – %s"),
                                               doudi_assessment_text_get (&veto->question.label),
                                               doudi_assessment_outcome_label (veto->outcome)));
    }
}

static void
explain_gate (GPtrArray *texts, const DoudiAssessment *assessment)
{
  const DoudiAssessmentGate *gate = &assessment->form->gate;
  const char *label = doudi_assessment_text_get (&gate->label);
  g_autofree char *number = NULL;
  g_autofree char *band = NULL;

  if (gate->question == NULL)
    return;
  number = number_text (gate->question, assessment->gate_number);
  band = doudi_band_format (&gate->passes);
  if (assessment->scored)
    /* Translators: what is looked at before the score, the number, the numbers that pass */
    g_ptr_array_add (texts, g_strdup_printf (_ ("%s: %s, passed (%s)"), label, number, band));
  else
    /* Translators: as before, and the outcome */
    g_ptr_array_add (texts, g_strdup_printf (_ ("%s: %s, not passed (%s), nothing is scored – %s"),
                                             label, number, band,
                                             doudi_assessment_outcome_label (gate->outcome)));
}

/* Which form it was, and how far it can be trusted. */
static void
explain_form (GPtrArray *texts, const DoudiAssessmentForm *form)
{
  g_ptr_array_add (texts, g_strdup_printf (_ ("%s, version %s [%s]"),
                                           doudi_assessment_text_get (&form->title), form->version,
                                           form->source));
  if (form->demonstration)
    g_ptr_array_add (texts, g_strdup (_ ("This form is invented, for demonstration. Nothing may be "
                                         "decided by it; the county puts its own in its place.")));
  else if (!form->sure)
    g_ptr_array_add (texts, g_strdup (_ ("The figures of this form are to be checked.")));
}

/**
 * doudi_assessment_explain:
 * @assessment: an assessment
 *
 * Returns: (transfer full) (element-type utf8): the assessment line by line, in the language of the
 *   reader: the form, the gate, every line and section, the sum, the score, the vetoes
 */
GPtrArray *
doudi_assessment_explain (const DoudiAssessment *assessment)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);

  explain_form (texts, assessment->form);
  explain_gate (texts, assessment);
  if (assessment->scored)
    explain_score (texts, assessment);
  explain_vetoes (texts, assessment);
  return texts;
}
