/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "policy/doudi-child-difference.h"
#include "policy/doudi-evaluate-asks.h"
#include "policy/doudi-medical-cover.h"
#include "policy/doudi-staffing.h"

#include <glib/gi18n-lib.h>

/* "able", "partly" and "unable": who is not named is not there, but somebody is named. */
static gboolean
load_residents (const DoudiJsonValue *given, gint64 *residents, GError **error)
{
  const char *const *levels = doudi_self_care_names ();
  gboolean any = FALSE;

  for (int i = DOUDI_SELF_CARE_ABLE; i < DOUDI_N_SELF_CARE; i++)
    {
      if (!doudi_given_count (given, levels[i], DOUDI_JSON_OPTIONAL, &residents[i], error))
        return FALSE;
      any = any || doudi_json_get_member (given, levels[i]) != NULL;
    }
  if (!any)
    doudi_json_value_set_error (given, error, _ ("“%s” is missing"), levels[DOUDI_SELF_CARE_ABLE]);
  return any;
}

/* How many staff are needed, null where no rule says. */
static void
answer_staff (JsonBuilder *answer, const char *name, gint64 staff)
{
  if (staff == DOUDI_STAFF_NOT_RULED)
    doudi_answer_string (answer, name, NULL);
  else
    doudi_answer_integer (answer, name, staff);
}

/* How many are still to be found, if it is given how many there are. */
static gboolean
answer_gap (const DoudiJsonValue *given,
            const char *present_name,
            JsonBuilder *answer,
            const char *name,
            gint64 needed,
            GError **error)
{
  gint64 present = 0;

  if (!doudi_given_count (given, present_name, DOUDI_JSON_OPTIONAL, &present, error))
    return FALSE;
  if (doudi_json_get_member (given, present_name) != NULL)
    answer_staff (answer, name,
                  needed == DOUDI_STAFF_NOT_RULED ? needed : MAX (needed - present, 0));
  return TRUE;
}

/**
 * doudi_ask_institution_staff:
 * @evaluation: what the cases share
 * @given: rule; able, partly, unable: residents by self-care, 0 where absent, one of them given;
 *   optional present_staff, present_care_staff, month, known_on
 * @answer: staff and care_staff, null where the rule names none; staff_gap and care_staff_gap where
 *   it is given who is present; explanation
 * @error: a member is wrong, or the rule names no staff
 *
 * The staff of an institution: doudi_institution_staff().
 *
 * Returns: %TRUE if answered
 */
gboolean
doudi_ask_institution_staff (DoudiEvaluation *evaluation,
                             const DoudiJsonValue *given,
                             JsonBuilder *answer,
                             GError **error)
{
  g_autoptr (DoudiPolicy) policy = doudi_evaluation_load_rules (evaluation, given, NULL, error);
  g_autoptr (GPtrArray) lines = NULL;
  DoudiInstitutionFacts facts = { 0 };
  DoudiInstitutionStaff result;

  if (policy == NULL || !load_residents (given, facts.residents, error)
      || !doudi_json_get_month (given, "month", DOUDI_JSON_OPTIONAL, &facts.month, error))
    return FALSE;
  lines = doudi_institution_staff (policy, &facts, DOUDI_LANGUAGE_INTERFACE, &result, error);
  if (lines == NULL
      || !answer_gap (given, "present_staff", answer, "staff_gap", result.staff, error)
      || !answer_gap (given, "present_care_staff", answer, "care_staff_gap", result.care_staff,
                      error))
    return FALSE;
  answer_staff (answer, "staff", result.staff);
  answer_staff (answer, "care_staff", result.care_staff);
  doudi_answer_explanation (answer, lines);
  return TRUE;
}

/**
 * doudi_ask_caseload_staff:
 * @evaluation: what the cases share
 * @given: recipients; optional present_staff, rule or policy (gannan-2018 if absent), month,
 *   known_on
 * @answer: staff; staff_gap where it is given who is present; explanation
 * @error: a member is wrong, or the rule names no officers
 *
 * The officers of a township: doudi_caseload_staff().
 *
 * Returns: %TRUE if answered
 */
gboolean
doudi_ask_caseload_staff (DoudiEvaluation *evaluation,
                          const DoudiJsonValue *given,
                          JsonBuilder *answer,
                          GError **error)
{
  g_autoptr (DoudiPolicy) policy
    = doudi_evaluation_load_rules (evaluation, given, DOUDI_PREFECTURE_PLAN, error);
  g_autoptr (GPtrArray) lines = NULL;
  gint64 recipients = 0, staff;
  DoudiMonth month = DOUDI_MONTH_NONE;

  if (policy == NULL
      || !doudi_given_count (given, "recipients", DOUDI_JSON_REQUIRED, &recipients, error)
      || !doudi_json_get_month (given, "month", DOUDI_JSON_OPTIONAL, &month, error))
    return FALSE;
  lines = doudi_caseload_staff (policy, recipients, month, DOUDI_LANGUAGE_INTERFACE, &staff, error);
  if (lines == NULL || !answer_gap (given, "present_staff", answer, "staff_gap", staff, error))
    return FALSE;
  answer_staff (answer, "staff", staff);
  doudi_answer_explanation (answer, lines);
  return TRUE;
}

/**
 * doudi_ask_child_difference:
 * @evaluation: what the cases share
 * @given: standard; optional low_income_share, disability_living, special_hardship (0.00 where
 *   absent), rule or policy for the papers, month, known_on
 * @answer: amount, explanation
 * @error: a member is wrong
 *
 * What an unsupported child draws beside other money: doudi_child_difference().
 *
 * Returns: %TRUE if answered
 */
gboolean
doudi_ask_child_difference (DoudiEvaluation *evaluation,
                            const DoudiJsonValue *given,
                            JsonBuilder *answer,
                            GError **error)
{
  g_autoptr (DoudiPolicy) policy = doudi_evaluation_load_rules (evaluation, given, "", error);
  g_autoptr (GPtrArray) lines = NULL;
  DoudiChildFacts facts = { 0 };
  DoudiFen amount;

  if (policy == NULL
      || !doudi_given_amount (given, "standard", DOUDI_JSON_REQUIRED, &facts.standard, error)
      || !doudi_given_amount (given, "low_income_share", DOUDI_JSON_OPTIONAL,
                              &facts.low_income_share, error)
      || !doudi_given_amount (given, "disability_living", DOUDI_JSON_OPTIONAL,
                              &facts.disability_living, error)
      || !doudi_given_amount (given, "special_hardship", DOUDI_JSON_OPTIONAL,
                              &facts.special_hardship, error)
      || !doudi_json_get_month (given, "month", DOUDI_JSON_OPTIONAL, &facts.month, error))
    return FALSE;
  lines = doudi_child_difference (policy, &facts, DOUDI_LANGUAGE_INTERFACE, &amount);
  doudi_answer_amount (answer, "amount", amount);
  doudi_answer_explanation (answer, lines);
  return TRUE;
}

/* "own_cost": amounts as texts, none below 0. */
static GArray *
load_stays (const DoudiJsonValue *given, GError **error)
{
  g_autoptr (GArray) stays = g_array_new (FALSE, TRUE, sizeof (DoudiMedicalStay));
  const DoudiJsonValue *list = NULL;
  g_auto (GStrv) texts = NULL;

  if (!doudi_json_get_array (given, "own_cost", DOUDI_JSON_REQUIRED, &list, error)
      || !doudi_json_array_dup_strings (list, &texts, error))
    return NULL;
  for (guint i = 0; texts[i] != NULL; i++)
    {
      DoudiMedicalStay stay = { 0 };

      if (!doudi_money_parse (texts[i], &stay.own_cost) || stay.own_cost < 0)
        {
          doudi_json_value_set_error (doudi_json_array_get (list, i), error,
                                      _ ("“%s” is %s; allowed are amounts from 0.00 on"),
                                      "own_cost", texts[i]);
          return NULL;
        }
      g_array_append_val (stays, stay);
    }
  return g_steal_pointer (&stays);
}

/**
 * doudi_ask_medical_cover:
 * @evaluation: what the cases share
 * @given: rule, own_cost (a list, the stays of one person in one year in their order); optional
 *   month, known_on
 * @answer: covered (a list), total, explanation
 * @error: a member is wrong, or the rule has no line
 *
 * What is covered of the cost of hospital: doudi_medical_cover().
 *
 * Returns: %TRUE if answered
 */
gboolean
doudi_ask_medical_cover (DoudiEvaluation *evaluation,
                         const DoudiJsonValue *given,
                         JsonBuilder *answer,
                         GError **error)
{
  g_autoptr (DoudiPolicy) policy = doudi_evaluation_load_rules (evaluation, given, NULL, error);
  g_autoptr (GArray) stays = policy != NULL ? load_stays (given, error) : NULL;
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) lines = NULL;
  DoudiMonth month = DOUDI_MONTH_NONE;
  DoudiFen total;

  if (stays == NULL || !doudi_json_get_month (given, "month", DOUDI_JSON_OPTIONAL, &month, error))
    return FALSE;
  lines = doudi_medical_cover (policy, month, (DoudiMedicalStay *) (gpointer) stays->data,
                               stays->len, DOUDI_LANGUAGE_INTERFACE, &total, error);
  if (lines == NULL)
    return FALSE;
  for (guint i = 0; i < stays->len; i++)
    g_ptr_array_add (texts,
                     doudi_money_format (g_array_index (stays, DoudiMedicalStay, i).covered));
  doudi_answer_strings (answer, "covered", texts);
  doudi_answer_amount (answer, "total", total);
  doudi_answer_explanation (answer, lines);
  return TRUE;
}
