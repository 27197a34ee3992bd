/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "policy/doudi-assessment.h"
#include "policy/doudi-evaluate-asks.h"
#include "policy/doudi-movement.h"
#include "policy/doudi-self-care.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

/* The bundled form that a case names; it belongs to @evaluation. */
static DoudiAssessmentForm *
find_form (DoudiEvaluation *evaluation, const DoudiJsonValue *given, GError **error)
{
  const char *id = NULL;
  DoudiAssessmentForm *form;

  if (!doudi_json_get_string (given, "form", DOUDI_JSON_REQUIRED, &id, error))
    return NULL;
  form = g_hash_table_lookup (evaluation->forms, id);
  if (form != NULL)
    return form;
  form = doudi_assessment_form_load_bundled (id, error);
  if (form != NULL)
    g_hash_table_insert (evaluation->forms, g_strdup (id), form);
  return form;
}

/* Points as a number: whole where they are whole. Tenths come out as the nearest number that
 * programs can hold, as JSON has no other. */
static void
add_points (JsonBuilder *answer, DoudiPoints points)
{
  if (points % DOUDI_POINTS_IN_ONE == 0)
    json_builder_add_int_value (answer, points / DOUDI_POINTS_IN_ONE);
  else
    json_builder_add_double_value (answer, 1.0 * points / DOUDI_POINTS_IN_ONE);
}

/* The score and the points of each section; null and none where the gate was not passed. */
static void
answer_points (JsonBuilder *answer, const DoudiAssessment *assessment)
{
  json_builder_set_member_name (answer, "score");
  if (assessment->scored)
    add_points (answer, assessment->score);
  else
    json_builder_add_null_value (answer);
  json_builder_set_member_name (answer, "points");
  json_builder_begin_array (answer);
  for (guint i = 0; i < assessment->sections->len; i++)
    {
      const DoudiAssessedSection *section = g_ptr_array_index (assessment->sections, i);

      add_points (answer, section->points);
    }
  json_builder_end_array (answer);
}

static void
answer_vetoes (JsonBuilder *answer, const DoudiAssessment *assessment)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();

  for (guint i = 0; i < assessment->vetoes->len; i++)
    {
      const DoudiAssessmentVeto *veto = g_ptr_array_index (assessment->vetoes, i);

      g_ptr_array_add (keys, veto->question.key);
    }
  doudi_answer_strings (answer, "vetoes", keys);
}

/**
 * doudi_ask_score:
 * @evaluation: what the cases share
 * @given: form, the id of one that comes with the program; answers
 * @answer: score; outcome; points of each section; vetoes that hold; version and demonstration of
 *   the form; explanation
 * @error: an answer is missing, unknown or impossible, or there is no such form
 *
 * How hard the circumstances of a household are: doudi_assess().
 *
 * Returns: %TRUE if answered
 */
gboolean
doudi_ask_score (DoudiEvaluation *evaluation,
                 const DoudiJsonValue *given,
                 JsonBuilder *answer,
                 GError **error)
{
  DoudiAssessmentForm *form = find_form (evaluation, given, error);
  const DoudiJsonValue *answers = NULL;
  g_autoptr (DoudiAssessment) assessment = NULL;
  g_autoptr (GPtrArray) explanation = NULL;

  if (form == NULL
      || !doudi_json_get_object (given, "answers", DOUDI_JSON_REQUIRED, &answers, error))
    return FALSE;
  assessment = doudi_assess (form, answers, error);
  if (assessment == NULL)
    return FALSE;
  answer_points (answer, assessment);
  doudi_answer_string (answer, "outcome", doudi_assessment_outcome_names ()[assessment->outcome]);
  answer_vetoes (answer, assessment);
  doudi_answer_string (answer, "version", form->version);
  doudi_answer_boolean (answer, "demonstration", form->demonstration);
  explanation = doudi_assessment_explain (assessment);
  doudi_answer_strings (answer, "explanation", explanation);
  return TRUE;
}

/* Adds the bit of the item that @name names. */
static gboolean
add_failed (const DoudiJsonValue *value, const char *name, guint *failed, GError **error)
{
  int index = doudi_self_care_find_item (name);
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *found = doudi_json_value_describe (value);

  if (index >= 0)
    {
      *failed |= 1u << index;
      return TRUE;
    }
  for (guint i = 0; i < DOUDI_SELF_CARE_N_ITEMS; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", doudi_self_care_item (i)->name);
  doudi_json_value_set_error (value, error, _ ("“%s” may not be %s; allowed are: %s"), "failed",
                              found, names->str);
  return FALSE;
}

/* A line for each thing that the person cannot do alone, and one for what it comes to. */
static void
answer_self_care (JsonBuilder *answer, guint failed)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  guint n = 0;

  for (guint i = 0; i < DOUDI_SELF_CARE_N_ITEMS; i++)
    {
      const char *label = _ (doudi_self_care_item (i)->label);
      gboolean is_failed = (failed >> i & 1) != 0;

      n += is_failed;
      g_ptr_array_add (texts, is_failed ? g_strdup_printf (_ ("%s: not alone"), label)
                                        : g_strdup_printf (_ ("%s: alone"), label));
    }
  g_ptr_array_add (texts, g_strdup_printf (_ ("Not alone: %u of %u (0 is able to care for oneself, "
                                              "1 to 3 partly, 4 to 6 unable)"),
                                           n, DOUDI_SELF_CARE_N_ITEMS));
  doudi_answer_string (answer, "level", doudi_self_care_name (doudi_self_care_assess (failed)));
  doudi_answer_integer (answer, "failed", n);
  doudi_answer_strings (answer, "explanation", texts);
}

/**
 * doudi_ask_self_care:
 * @evaluation: what the cases share
 * @given: failed, a list of what the person cannot do alone
 * @answer: level, "able", "partly" or "unable"; failed, how many; explanation
 * @error: something in the list is no item
 *
 * doudi_self_care_assess(); what is named twice counts once.
 *
 * Returns: %TRUE if answered
 */
gboolean
doudi_ask_self_care (DoudiEvaluation *evaluation,
                     const DoudiJsonValue *given,
                     JsonBuilder *answer,
                     GError **error)
{
  const DoudiJsonValue *list = NULL;
  g_auto (GStrv) names = NULL;
  guint failed = 0;

  if (!doudi_json_get_array (given, "failed", DOUDI_JSON_REQUIRED, &list, error)
      || !doudi_json_array_dup_strings (list, &names, error))
    return FALSE;
  for (guint i = 0; names[i] != NULL; i++)
    {
      if (!add_failed (doudi_json_array_get (list, i), names[i], &failed, error))
        return FALSE;
    }
  answer_self_care (answer, failed);
  return TRUE;
}

static gboolean
load_roll (const DoudiJsonValue *given, const char *name, DoudiRoll *roll, GError **error)
{
  static const char *const members[] = { "households", "persons", NULL };
  const DoudiJsonValue *object = NULL;

  return doudi_json_get_object (given, name, DOUDI_JSON_REQUIRED, &object, error)
         && doudi_json_check_members (object, members, error)
         && doudi_json_get_integer (object, "households", DOUDI_JSON_REQUIRED, 0, DOUDI_ROLL_MAX,
                                    &roll->households, error)
         && doudi_json_get_integer (object, "persons", DOUDI_JSON_REQUIRED, 0, DOUDI_ROLL_MAX,
                                    &roll->persons, error);
}

/* How both ends came about: "312 + 5 − 3 = 314". */
static void
explain_movement (JsonBuilder *answer, const DoudiMovement *movement, const DoudiRoll *closing)
{
  const DoudiMovement *m = movement;
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (
    texts, g_strdup_printf (_ ("Households: %" PRId64 " + %" PRId64 " − %" PRId64 " = %" PRId64),
                            m->opening.households, m->entered.households, m->left.households,
                            closing->households));
  g_ptr_array_add (texts, g_strdup_printf (_ ("Persons: %" PRId64 " + %" PRId64 " − %" PRId64
                                              " + %" PRId64 " − %" PRId64 " = %" PRId64),
                                           m->opening.persons, m->entered.persons, m->left.persons,
                                           m->members_added, m->members_lost, closing->persons));
  doudi_answer_strings (answer, "explanation", texts);
}

/**
 * doudi_ask_movement:
 * @evaluation: what the cases share
 * @given: opening, entered and left, each with households and persons; members_added and
 *   members_lost (0 without them)
 * @answer: households and persons when the month ends; explanation
 * @error: a member is wrong, or more left than there were
 *
 * doudi_movement_close().
 *
 * Returns: %TRUE if answered
 */
gboolean
doudi_ask_movement (DoudiEvaluation *evaluation,
                    const DoudiJsonValue *given,
                    JsonBuilder *answer,
                    GError **error)
{
  DoudiMovement movement = { 0 };
  DoudiRoll closing;

  if (!load_roll (given, "opening", &movement.opening, error)
      || !load_roll (given, "entered", &movement.entered, error)
      || !load_roll (given, "left", &movement.left, error)
      || !doudi_json_get_integer (given, "members_added", DOUDI_JSON_OPTIONAL, 0, DOUDI_ROLL_MAX,
                                  &movement.members_added, error)
      || !doudi_json_get_integer (given, "members_lost", DOUDI_JSON_OPTIONAL, 0, DOUDI_ROLL_MAX,
                                  &movement.members_lost, error)
      || !doudi_movement_close (&movement, &closing, error))
    return FALSE;
  doudi_answer_integer (answer, "households", closing.households);
  doudi_answer_integer (answer, "persons", closing.persons);
  explain_movement (answer, &movement, &closing);
  return TRUE;
}
