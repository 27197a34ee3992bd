/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "policy/doudi-assessment-form-private.h"

#include "base/doudi-data.h"
#include "base/doudi-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define BUNDLED_FOLDER "forms"
#define FILE_ENDING ".json"

static const char *const outcome_names[] = {
  "", "class-1", "class-2", "class-3", "class-4", "eligible", "not-eligible", "review", NULL,
};
static const char *const outcome_labels[] = {
  "",
  N_ ("Class I"),
  N_ ("Class II"),
  N_ ("Class III"),
  N_ ("Class IV"),
  N_ ("Eligible"),
  N_ ("Not eligible"),
  N_ ("To be decided by people"),
};

static void
clear_text (DoudiAssessmentText *text)
{
  g_clear_pointer (&text->chinese, g_free);
  g_clear_pointer (&text->english, g_free);
}

static void
clear_question (DoudiAssessmentQuestion *question)
{
  g_clear_pointer (&question->key, g_free);
  clear_text (&question->label);
  clear_text (&question->help);
  clear_text (&question->unit);
}

static void
question_free (gpointer data)
{
  clear_question (data);
  g_free (data);
}

static void
option_free (gpointer data)
{
  DoudiAssessmentOption *option = data;

  g_free (option->key);
  g_strfreev (option->also);
  clear_text (&option->label);
  clear_text (&option->help);
  g_free (option);
}

static void
line_free (gpointer data)
{
  DoudiAssessmentLine *line = data;

  clear_question (&line->question);
  g_ptr_array_unref (line->options);
  g_free (line);
}

static void
section_free (gpointer data)
{
  DoudiAssessmentSection *section = data;

  g_free (section->key);
  clear_text (&section->label);
  clear_text (&section->help);
  g_ptr_array_unref (section->lines);
  g_free (section);
}

static void
veto_free (gpointer data)
{
  DoudiAssessmentVeto *veto = data;

  clear_question (&veto->question);
  g_free (veto);
}

static void
threshold_free (gpointer data)
{
  DoudiAssessmentThreshold *threshold = data;

  clear_text (&threshold->label);
  g_free (threshold);
}

DoudiAssessmentLine *
doudi_assessment_line_new (void)
{
  DoudiAssessmentLine *line = g_new0 (DoudiAssessmentLine, 1);

  line->weight = DOUDI_RATIO_WHOLE (1);
  line->options = g_ptr_array_new_with_free_func (option_free);
  return line;
}

DoudiAssessmentSection *
doudi_assessment_section_new (void)
{
  DoudiAssessmentSection *section = g_new0 (DoudiAssessmentSection, 1);

  section->lines = g_ptr_array_new_with_free_func (line_free);
  return section;
}

DoudiAssessmentForm *
doudi_assessment_form_new (const char *json, gssize length)
{
  DoudiAssessmentForm *form = g_new0 (DoudiAssessmentForm, 1);

  g_atomic_ref_count_init (&form->references);
  form->json = length < 0 ? g_strdup (json) : g_strndup (json, (gsize) length);
  form->numbers = g_ptr_array_new_with_free_func (question_free);
  form->vetoes = g_ptr_array_new_with_free_func (veto_free);
  form->sections = g_ptr_array_new_with_free_func (section_free);
  form->thresholds = g_ptr_array_new_with_free_func (threshold_free);
  form->answers = g_ptr_array_new ();
  return form;
}

/**
 * doudi_assessment_form_ref:
 * @form: a form
 *
 * Returns: (transfer full): @form
 */
DoudiAssessmentForm *
doudi_assessment_form_ref (DoudiAssessmentForm *form)
{
  g_atomic_ref_count_inc (&form->references);
  return form;
}

/**
 * doudi_assessment_form_unref:
 * @form: (transfer full) (nullable): a form
 *
 * Gives up a reference; the last one frees the form.
 */
void
doudi_assessment_form_unref (DoudiAssessmentForm *form)
{
  if (form == NULL || !g_atomic_ref_count_dec (&form->references))
    return;
  g_ptr_array_unref (form->answers);
  g_ptr_array_unref (form->thresholds);
  clear_question (&form->appraisal.question);
  g_ptr_array_unref (form->sections);
  clear_text (&form->gate.label);
  clear_text (&form->gate.help);
  g_ptr_array_unref (form->vetoes);
  g_ptr_array_unref (form->numbers);
  g_free (form->note);
  g_free (form->source);
  g_free (form->number);
  g_free (form->version);
  clear_text (&form->title);
  g_free (form->id);
  g_free (form->json);
  g_free (form);
}

/* Sets the error for an @id that is none of the bundled ones, and names these. */
static void
fail_not_bundled (const char *id, GError **error)
{
  g_auto (GStrv) ids = doudi_assessment_form_list_bundled (NULL);
  g_autofree char *list = ids != NULL ? g_strjoinv (", ", ids) : g_strdup ("");

  doudi_error_set (error, DOUDI_ERROR_NOT_FOUND, NULL, _ ("There is no form “%s”; there are: %s"),
                   id, list);
}

/**
 * doudi_assessment_form_load_bundled:
 * @id: id of a form that comes with the program, such as "hardship-demo-100"
 * @error: %DOUDI_ERROR_NOT_FOUND if there is none, naming those there are
 *
 * Returns: (transfer full): the form, %NULL with @error set
 */
DoudiAssessmentForm *
doudi_assessment_form_load_bundled (const char *id, GError **error)
{
  g_autofree char *path = g_strconcat (BUNDLED_FOLDER "/", id, FILE_ENDING, NULL);
  g_autoptr (GBytes) bytes = doudi_data_lookup (path, NULL);

  if (bytes == NULL)
    {
      fail_not_bundled (id, error);
      return NULL;
    }
  return doudi_assessment_form_load (g_bytes_get_data (bytes, NULL),
                                     (gssize) g_bytes_get_size (bytes), path, error);
}

/* The folder holds all forms of an office; those that come to a class have thresholds. */
static gboolean
is_assessment (const char *name)
{
  g_autofree char *path = g_strconcat (BUNDLED_FOLDER "/", name, NULL);
  g_autoptr (GBytes) bytes = doudi_data_lookup (path, NULL);
  g_autoptr (DoudiJsonDocument) file = NULL;

  if (bytes == NULL || !g_str_has_suffix (name, FILE_ENDING))
    return FALSE;
  file = doudi_json_document_load (g_bytes_get_data (bytes, NULL),
                                   (gssize) g_bytes_get_size (bytes), path, NULL);
  return file != NULL
         && doudi_json_get_member (doudi_json_document_get_root (file), "thresholds") != NULL;
}

/**
 * doudi_assessment_form_list_bundled:
 * @error: as doudi_data_list()
 *
 * Returns: (transfer full): the ids of the assessment forms that come with the program, sorted;
 *   %NULL with @error set
 */
GStrv
doudi_assessment_form_list_bundled (GError **error)
{
  g_auto (GStrv) names = doudi_data_list (BUNDLED_FOLDER, error);
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  if (names == NULL)
    return NULL;
  for (guint i = 0; names[i] != NULL; i++)
    {
      if (!is_assessment (names[i]))
        continue;
      names[i][strlen (names[i]) - strlen (FILE_ENDING)] = '\0';
      g_strv_builder_add (ids, names[i]);
    }
  return g_strv_builder_end (ids);
}

/**
 * doudi_assessment_form_is_in_force:
 * @form: a form
 * @day: a day
 *
 * Returns: whether households are assessed by the form on that day
 */
gboolean
doudi_assessment_form_is_in_force (const DoudiAssessmentForm *form, DoudiDay day)
{
  return day >= form->valid_from && (form->valid_to == DOUDI_DAY_NONE || day < form->valid_to);
}

/**
 * doudi_assessment_line_find_option:
 * @line: a line
 * @key: an answer as it is stored or typed
 *
 * Returns: (transfer none) (nullable): the option with that key or other spelling
 */
const DoudiAssessmentOption *
doudi_assessment_line_find_option (const DoudiAssessmentLine *line, const char *key)
{
  for (guint i = 0; i < line->options->len; i++)
    {
      const DoudiAssessmentOption *option = g_ptr_array_index (line->options, i);

      if (g_strcmp0 (option->key, key) == 0
          || (option->also != NULL && g_strv_contains ((const char *const *) option->also, key)))
        return option;
    }
  return NULL;
}

/**
 * doudi_assessment_text_get:
 * @text: words of a form
 *
 * Returns: (transfer none): the words in the language of the reader, "" if there are none
 */
const char *
doudi_assessment_text_get (const DoudiAssessmentText *text)
{
  /* Translators: forms have English and Chinese words. Translate this to "forms:chinese" where the
   * Chinese ones go with your translation, else leave it as it is. */
  const char *reads = _ ("forms:english");

  if (text->english != NULL && g_str_equal (reads, "forms:english"))
    return text->english;
  return text->chinese != NULL ? text->chinese : "";
}

/**
 * doudi_assessment_outcome_names:
 *
 * Returns: (transfer none): the names of the outcomes by value, %NULL-terminated; "" at 0
 */
const char *const *
doudi_assessment_outcome_names (void)
{
  return outcome_names;
}

/**
 * doudi_assessment_outcome_label:
 * @outcome: an outcome
 *
 * Returns: (transfer none): the outcome in the language of the reader
 */
const char *
doudi_assessment_outcome_label (DoudiAssessmentOutcome outcome)
{
  return outcome != DOUDI_ASSESSMENT_NO_OUTCOME ? _ (outcome_labels[outcome]) : "";
}

/**
 * doudi_points_format:
 * @points: points, in tenths
 *
 * Returns: (transfer full): the points: "24", "6.3"
 */
char *
doudi_points_format (DoudiPoints points)
{
  return doudi_ratio_format ((DoudiRatio){ points, DOUDI_POINTS_IN_ONE });
}
