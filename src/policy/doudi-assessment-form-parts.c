/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * What objects of several kinds in the file of a form have in common.
 */

#include "config.h"

#include "policy/doudi-assessment-form-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define KEY_LENGTH_MAX 64

/* Small letters, digits, hyphens and underscores. */
static gboolean
is_key (const char *text)
{
  return g_ascii_isalnum (*text) && strlen (text) <= KEY_LENGTH_MAX
         && strspn (text, "abcdefghijklmnopqrstuvwxyz0123456789-_") == strlen (text);
}

/* A member with a name for files and scripts; the form owns @key. */
gboolean
doudi_form_get_key (const DoudiJsonValue *object, const char *name, char **key, GError **error)
{
  const char *text = NULL;

  if (!doudi_json_get_string (object, name, DOUDI_JSON_REQUIRED, &text, error))
    return FALSE;
  *key = g_strdup (text);
  if (is_key (text))
    return TRUE;
  doudi_json_value_set_error (doudi_json_get_member (object, name), error,
                              _ ("“%s” may not be \"%s\"; it is made of the letters a to z, "
                                 "digits, hyphens and underscores"),
                              name, text);
  return FALSE;
}

/* The text of member @name, which may not be empty, %NULL if it is absent and may be. */
static gboolean
dup_text (const DoudiJsonValue *object,
          const char *name,
          DoudiJsonNeed need,
          char **copy,
          GError **error)
{
  const char *text = NULL;

  if (!doudi_json_get_string (object, name, need, &text, error))
    return FALSE;
  *copy = g_strdup (text);
  if (text == NULL || *text != '\0')
    return TRUE;
  doudi_json_value_set_error (doudi_json_get_member (object, name), error,
                              _ ("“%s” may not be empty"), name);
  return FALSE;
}

/* The Chinese words of member @name and the English ones of "name_en", which may be absent. */
gboolean
doudi_form_get_text (const DoudiJsonValue *object,
                     const char *name,
                     DoudiJsonNeed need,
                     DoudiAssessmentText *text,
                     GError **error)
{
  g_autofree char *english = g_strconcat (name, "_en", NULL);

  return dup_text (object, name, need, &text->chinese, error)
         && dup_text (object, english, DOUDI_JSON_OPTIONAL, &text->english, error);
}

gboolean
doudi_form_get_points (const DoudiJsonValue *object,
                       const char *name,
                       DoudiPoints *points,
                       GError **error)
{
  DoudiRatio number = DOUDI_RATIO_WHOLE (0);

  return doudi_json_get_decimal (object, name, DOUDI_JSON_REQUIRED, 1,
                                 DOUDI_RATIO_WHOLE (-DOUDI_FORM_POINTS_MAX),
                                 DOUDI_RATIO_WHOLE (DOUDI_FORM_POINTS_MAX), &number, error)
         && doudi_ratio_to_units (number, DOUDI_POINTS_IN_ONE, points);
}

/* The member "cap", if there is one. */
gboolean
doudi_form_get_cap (const DoudiJsonValue *object,
                    gboolean *has_cap,
                    DoudiPoints *cap,
                    GError **error)
{
  *has_cap = doudi_json_get_member (object, "cap") != NULL;
  return !*has_cap || doudi_form_get_points (object, "cap", cap, error);
}

gboolean
doudi_form_get_outcome (const DoudiJsonValue *object,
                        DoudiAssessmentOutcome *outcome,
                        GError **error)
{
  int index = 0;

  if (!doudi_json_get_word (object, "outcome", DOUDI_JSON_REQUIRED,
                            doudi_assessment_outcome_names (), &index, error))
    return FALSE;
  *outcome = (DoudiAssessmentOutcome) index;
  return TRUE;
}

/* A list that may not be empty. */
gboolean
doudi_form_get_list (const DoudiJsonValue *object,
                     const char *name,
                     const DoudiJsonValue **list,
                     GError **error)
{
  if (!doudi_json_get_array (object, name, DOUDI_JSON_REQUIRED, list, error))
    return FALSE;
  if (doudi_json_array_get_length (*list) > 0)
    return TRUE;
  doudi_json_value_set_error (*list, error, _ ("“%s” may not be empty"), name);
  return FALSE;
}

/* The key, label and help of something that is asked. */
gboolean
doudi_form_load_question (DoudiAssessmentForm *form,
                          const DoudiJsonValue *object,
                          DoudiAssessmentQuestion *question,
                          GError **error)
{
  if (!doudi_form_get_key (object, "key", &question->key, error)
      || !doudi_form_get_text (object, "label", DOUDI_JSON_REQUIRED, &question->label, error)
      || !doudi_form_get_text (object, "help", DOUDI_JSON_OPTIONAL, &question->help, error))
    return FALSE;
  if (!g_ptr_array_find_with_equal_func (form->answers, question->key, g_str_equal, NULL))
    {
      g_ptr_array_add (form->answers, question->key);
      return TRUE;
    }
  doudi_json_value_set_error (doudi_json_get_member (object, "key"), error,
                              _ ("the answer “%s” is asked for twice; every question has a key of "
                                 "its own"),
                              question->key);
  return FALSE;
}
