/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * What a form comes to: a class by its points, a level of self-care, the vote of a hearing.
 */

#include "config.h"

#include "casework/doudi-case-result.h"

#include <glib/gi18n-lib.h>

#include "base/doudi-error.h"
#include "policy/doudi-assessment.h"
#include "policy/doudi-hearing.h"
#include "policy/doudi-self-care.h"

static gboolean
score_assessment (DoudiCaseResult *result, const DoudiFormAnswers *answers, GError **error)
{
  const DoudiForm *form = doudi_form_answers_get_form (answers);
  g_autofree char *json = doudi_form_answers_to_assessment_json (answers);
  g_autoptr (DoudiJsonDocument) document = doudi_json_document_load (json, -1, form->id, error);
  g_autoptr (DoudiAssessment) assessment = NULL;

  if (document == NULL)
    return FALSE;
  assessment = doudi_assess (form->assessment, doudi_json_document_get_root (document), error);
  if (assessment == NULL)
    return FALSE;
  result->scored = assessment->scored;
  result->score = assessment->score;
  result->word = g_strdup (doudi_assessment_outcome_names ()[assessment->outcome]);
  return TRUE;
}

/* The six things, in the order of doudi_self_care_item(). */
static gboolean
level_self_care (DoudiCaseResult *result, const DoudiFormAnswers *answers, GError **error)
{
  guint failed = 0;

  for (guint i = 0; i < DOUDI_SELF_CARE_N_ITEMS; i++)
    {
      const char *answer = doudi_form_answers_find (
        answers, (DoudiFormMeaning) (DOUDI_MEANING_SELF_CARE_EATING + i));

      if (*answer == '\0')
        {
          doudi_error_set (
            error, DOUDI_ERROR_BAD_DATA, NULL,
            _ ("The assessment does not say whether the person can do this alone: %s."),
            _ (doudi_self_care_item (i)->label));
          return FALSE;
        }
      if (!g_str_equal (answer, "can"))
        failed |= 1u << i;
    }
  result->word = g_strdup (doudi_self_care_name (doudi_self_care_assess (failed)));
  return TRUE;
}

static int
count_attendees (const DoudiFormAnswers *answers, const char *identity)
{
  guint n = doudi_form_answers_count_rows (answers, DOUDI_MEANING_ATTENDEES);
  int present = 0;

  for (guint row = 0; row < n; row++)
    if (!doudi_form_answers_find_tick (answers, row, DOUDI_MEANING_ATTENDEE_RECUSED)
        && (identity == NULL
            || g_str_equal (
              doudi_form_answers_find_in (answers, row, DOUDI_MEANING_ATTENDEE_IDENTITY),
              identity)))
      present++;
  return present;
}

static int
find_votes (const DoudiFormAnswers *answers, DoudiFormMeaning meaning)
{
  gint64 number = 0;

  doudi_form_answers_find_count (answers, DOUDI_FORM_NO_ROW, meaning, &number);
  return (int) number;
}

static gboolean
count_hearing (DoudiCaseResult *result,
               const DoudiCase *self,
               const DoudiPolicy *policy,
               const DoudiFormAnswers *answers,
               DoudiDay day,
               GError **error)
{
  DoudiHearingFacts facts = {
    .programme = self->facts.programme,
    .residence = self->facts.residence,
    .month = doudi_month_of_day (day),
    .invited = find_votes (answers, DOUDI_MEANING_INVITED),
    .present = count_attendees (answers, NULL),
    .villagers = count_attendees (answers, "villager"),
    .votes_for = find_votes (answers, DOUDI_MEANING_VOTES_FOR),
    .votes_against = find_votes (answers, DOUDI_MEANING_VOTES_AGAINST),
    .abstained = find_votes (answers, DOUDI_MEANING_VOTES_ABSTAINED),
  };
  DoudiHearingOutcome outcome;
  g_autoptr (GPtrArray) lines
    = doudi_hearing (policy, &facts, DOUDI_LANGUAGE_CHINESE, &outcome, error);

  if (lines == NULL)
    return FALSE;
  result->word = g_strdup (doudi_hearing_outcome_name (outcome));
  return TRUE;
}

static gboolean
find_word (DoudiCaseResult *result,
           const DoudiCase *self,
           const DoudiPolicy *policy,
           const DoudiFormAnswers *answers,
           DoudiDay day,
           GError **error)
{
  DoudiFormKind kind = doudi_form_answers_get_form (answers)->kind;

  if (kind == DOUDI_FORM_ASSESSMENT)
    return score_assessment (result, answers, error);
  if (kind == DOUDI_FORM_SELF_CARE)
    return level_self_care (result, answers, error);
  if (kind == DOUDI_FORM_HEARING)
    return count_hearing (result, self, policy, answers, day, error);
  result->word = g_strdup (doudi_form_answers_find (answers, DOUDI_MEANING_CONCLUSION));
  return TRUE;
}

/* What the office may say against a score: the words that scores come to. */
static gboolean
may_override (DoudiFormKind kind, const char *word)
{
  if (kind == DOUDI_FORM_SELF_CARE)
    return doudi_self_care_from_name (word) != DOUDI_SELF_CARE_UNKNOWN;
  return kind == DOUDI_FORM_ASSESSMENT && *word != '\0'
         && g_strv_contains (doudi_assessment_outcome_names () + 1, word);
}

static gboolean
override_word (DoudiCaseResult *result,
               DoudiFormKind kind,
               const DoudiCaseFilling *filling,
               GError **error)
{
  if (filling->result == NULL || g_str_equal (filling->result, result->word))
    return TRUE;
  if (!may_override (kind, filling->result))
    doudi_error_set (error, DOUDI_ERROR_BAD_DATA, NULL, _ ("This form cannot come to “%s”."),
                     filling->result);
  else if (filling->reason == NULL || *filling->reason == '\0')
    doudi_error_set (error, DOUDI_ERROR_BAD_DATA, NULL,
                     _ ("Whoever decides against the score says why."));
  else
    {
      g_free (result->word);
      result->word = g_strdup (filling->result);
      g_free (result->override_reason);
      result->override_reason = g_strdup (filling->reason);
      return TRUE;
    }
  return FALSE;
}

/**
 * doudi_case_result_find:
 * @result: (out caller-allocates): what the form comes to
 * @self: the case
 * @policy: what is known
 * @answers: a form without faults
 * @filling: what the office decided against a score
 * @error: %DOUDI_ERROR_BAD_DATA if the form cannot be scored, or the decision has no reason
 *
 * Works out what a form comes to: the points and the class of an assessment, the level of self-care
 * by six items (民发〔2021〕43号), the outcome of a hearing by the county's lines, the conclusion
 * of a visit.
 *
 * Returns: whether it comes to something, be it nothing
 */
gboolean
doudi_case_result_find (DoudiCaseResult *result,
                        const DoudiCase *self,
                        const DoudiPolicy *policy,
                        const DoudiFormAnswers *answers,
                        const DoudiCaseFilling *filling,
                        GError **error)
{
  *result = (DoudiCaseResult){ .override_reason = g_strdup ("") };
  if (!find_word (result, self, policy, answers, filling->day, error))
    return FALSE;
  return override_word (result, doudi_form_answers_get_form (answers)->kind, filling, error);
}

/**
 * doudi_case_result_clear:
 * @result: a result
 *
 * Frees what it holds.
 */
void
doudi_case_result_clear (DoudiCaseResult *result)
{
  g_clear_pointer (&result->word, g_free);
  g_clear_pointer (&result->override_reason, g_free);
}
