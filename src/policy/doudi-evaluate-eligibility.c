/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "base/doudi-error.h"
#include "policy/doudi-eligibility.h"
#include "policy/doudi-evaluate-asks.h"

#include <glib/gi18n-lib.h>

#define AGE_OF_MAJORITY 18

/**
 * doudi_ask_age_out:
 * @evaluation: what the cases share
 * @given: programme (orphan, unsupported-child, or special-hardship of a minor), birth_date;
 *   optional in_school, policy or rule, month, known_on
 * @answer: last_month, null while the person goes on at school or where the county decides; age and
 *   birthday on which it ends, eighteenth_birthday; explanation
 * @error: a member is wrong, or nothing is said of the age
 *
 * The last month of a person who grows too old: doudi_age_out().
 *
 * Returns: %TRUE if answered
 */
gboolean
doudi_ask_age_out (DoudiEvaluation *evaluation,
                   const DoudiJsonValue *given,
                   JsonBuilder *answer,
                   GError **error)
{
  static const char *const programmes[]
    = { "", "", "special-hardship", "orphan", "unsupported-child", NULL };
  g_autoptr (DoudiPolicy) policy = doudi_evaluation_load_rules (evaluation, given, "", error);
  g_autoptr (GPtrArray) lines = NULL;
  DoudiAgeFacts facts = { 0 };
  DoudiAgeOut result;
  int programme = 0;

  if (policy == NULL
      || !doudi_json_get_word (given, "programme", DOUDI_JSON_REQUIRED, programmes, &programme,
                               error)
      || !doudi_json_get_day (given, "birth_date", DOUDI_JSON_REQUIRED, &facts.birth, error)
      || !doudi_json_get_boolean (given, "in_school", DOUDI_JSON_OPTIONAL, &facts.in_school, error)
      || !doudi_json_get_month (given, "month", DOUDI_JSON_OPTIONAL, &facts.month, error))
    return FALSE;
  facts.programme = doudi_programme_from_name (programmes[programme]);
  lines = doudi_age_out (policy, &facts, DOUDI_LANGUAGE_INTERFACE, &result, error);
  if (lines == NULL)
    return FALSE;
  doudi_answer_month (answer, "last_month", result.last_month);
  doudi_answer_integer (answer, "age", result.years);
  doudi_answer_day (answer, "birthday", result.birthday);
  doudi_answer_day (answer, "eighteenth_birthday",
                    doudi_day_add_years (facts.birth, AGE_OF_MAJORITY));
  doudi_answer_explanation (answer, lines);
  return TRUE;
}

/* Class and grade of a disability card: both or neither. */
static gboolean
load_card (const DoudiJsonValue *given, DoudiWorkFacts *facts, GError **error)
{
  int disability_class = -1;
  gint64 grade = 0;

  if (!doudi_given_word (given, "disability_class", DOUDI_JSON_OPTIONAL,
                         doudi_rule_info (DOUDI_RULE_QUALIFYING_GRADE)->cases, &disability_class,
                         error)
      || !doudi_json_get_integer (given, "disability_grade", DOUDI_JSON_OPTIONAL, 1, 4, &grade,
                                  error))
    return FALSE;
  if ((disability_class < 0) != (grade == 0))
    {
      doudi_json_value_set_error (given, error, _ ("“%s” is missing"),
                                  grade == 0 ? "disability_grade" : "disability_class");
      return FALSE;
    }
  facts->disability_class = (DoudiDisabilityClass) (disability_class + 1);
  facts->grade = (int) grade;
  return TRUE;
}

/* Which rule it was: the age from or below which, or the grade. */
static const char *
name_of_reason (const DoudiRule *rule)
{
  if (rule == NULL)
    return NULL;
  if (rule->kind == DOUDI_RULE_QUALIFYING_GRADE)
    return "grade";
  return rule->which == DOUDI_AGE_FROM ? "age-from" : "age-below";
}

/**
 * doudi_ask_work_ability:
 * @evaluation: what the cases share
 * @given: birth_date, on (a day, whose month's rules count); optional disability_class (sight,
 *   hearing, speech, limb, intellectual, mental, multiple) with disability_grade (1-4); policy or
 *   rule, known_on
 * @answer: lacking; reason (age-from, age-below, grade, null); explanation
 * @error: a member is wrong, or nothing is said of that month
 *
 * Whether a person counts as without work ability: doudi_work_ability().
 *
 * Returns: %TRUE if answered
 */
gboolean
doudi_ask_work_ability (DoudiEvaluation *evaluation,
                        const DoudiJsonValue *given,
                        JsonBuilder *answer,
                        GError **error)
{
  g_autoptr (DoudiPolicy) policy = doudi_evaluation_load_rules (evaluation, given, "", error);
  g_autoptr (GPtrArray) lines = NULL;
  DoudiWorkFacts facts = { 0 };
  DoudiWorkAbility result;

  if (policy == NULL
      || !doudi_json_get_day (given, "birth_date", DOUDI_JSON_REQUIRED, &facts.birth, error)
      || !doudi_json_get_day (given, "on", DOUDI_JSON_REQUIRED, &facts.on, error)
      || !load_card (given, &facts, error))
    return FALSE;
  lines = doudi_work_ability (policy, &facts, DOUDI_LANGUAGE_INTERFACE, &result, error);
  if (lines == NULL)
    return FALSE;
  doudi_answer_boolean (answer, "lacking", result.lacking);
  doudi_answer_string (answer, "reason", name_of_reason (result.rule));
  doudi_answer_explanation (answer, lines);
  return TRUE;
}

/* "father" or "mother": {"situation", "since", "until"}; no situation for one who can care. */
static gboolean
load_parent (const DoudiJsonValue *given, const char *name, DoudiParent *parent, GError **error)
{
  static const char *const members[] = { "situation", "since", "until", NULL };
  const DoudiJsonValue *value = NULL;

  parent->situation = DOUDI_PARENT_ABLE;
  if (!doudi_json_get_object (given, name, DOUDI_JSON_REQUIRED, &value, error)
      || !doudi_json_check_members (value, members, error)
      || !doudi_given_word (value, "situation", DOUDI_JSON_OPTIONAL,
                            doudi_rule_info (DOUDI_RULE_PARENT_SITUATION)->cases,
                            &parent->situation, error)
      || !doudi_json_get_day (value, "since", DOUDI_JSON_OPTIONAL, &parent->since, error)
      || !doudi_json_get_day (value, "until", DOUDI_JSON_OPTIONAL, &parent->until, error))
    return FALSE;
  if (parent->until == DOUDI_DAY_NONE || parent->since <= parent->until)
    return TRUE;
  doudi_json_value_set_error (value, error, _ ("“%s” must not be before “%s”"), "until", "since");
  return FALSE;
}

static void
answer_eligibility (JsonBuilder *answer, const DoudiChildEligibility *result)
{
  gboolean eligible = result->programme != DOUDI_PROGRAMME_NONE;
  const char *reason = NULL;

  if (result->too_old)
    reason = "age";
  else if (!result->counts[DOUDI_FATHER] && !result->counts[DOUDI_MOTHER])
    reason = "parents";
  else if (!eligible)
    reason = result->counts[DOUDI_FATHER] ? "mother" : "father";
  doudi_answer_boolean (answer, "eligible", eligible);
  doudi_answer_string (answer, "programme",
                       eligible ? doudi_programme_info (result->programme)->name : NULL);
  doudi_answer_boolean (answer, "father_counts", result->counts[DOUDI_FATHER]);
  doudi_answer_boolean (answer, "mother_counts", result->counts[DOUDI_MOTHER]);
  doudi_answer_string (answer, "reason", reason);
}

/**
 * doudi_ask_eligibility_children:
 * @evaluation: what the cases share
 * @given: on (a day, whose month's rules count), father and mother: objects of situation (dead,
 *   declared-missing, not-found, severe-disability, serious-illness, prison,
 *   compulsory-detoxification, restricted, out-of-contact, custody-revoked, deported; absent for
 *   who can care), since, until (the end of a sentence); optional birth_date, policy or rule,
 *   known_on
 * @answer: eligible, programme (orphan, unsupported-child, null), father_counts, mother_counts,
 *   reason why not (age, father, mother, parents, null), explanation
 * @error: a member is wrong or missing, or nothing is said of that month
 *
 * Whether a child is an orphan or supported by nobody: doudi_child_eligibility().
 *
 * Returns: %TRUE if answered
 */
gboolean
doudi_ask_eligibility_children (DoudiEvaluation *evaluation,
                                const DoudiJsonValue *given,
                                JsonBuilder *answer,
                                GError **error)
{
  g_autoptr (DoudiPolicy) policy = doudi_evaluation_load_rules (evaluation, given, "", error);
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GError) failure = NULL;
  DoudiParentsFacts facts = { 0 };
  DoudiChildEligibility result;

  if (policy == NULL || !doudi_json_get_day (given, "on", DOUDI_JSON_REQUIRED, &facts.on, error)
      || !doudi_json_get_day (given, "birth_date", DOUDI_JSON_OPTIONAL, &facts.birth, error)
      || !load_parent (given, "father", &facts.parents[DOUDI_FATHER], error)
      || !load_parent (given, "mother", &facts.parents[DOUDI_MOTHER], error))
    return FALSE;
  lines = doudi_child_eligibility (policy, &facts, DOUDI_LANGUAGE_INTERFACE, &result, &failure);
  if (lines == NULL)
    return doudi_given_lacks (given, failure, error);
  answer_eligibility (answer, &result);
  doudi_answer_explanation (answer, lines);
  return TRUE;
}
