/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * Questions to other offices and their answers, and what villagers say against a notice.
 */

#include "config.h"

#include "casework/doudi-case-work.h"

#include <glib/gi18n-lib.h>

#include "base/doudi-error.h"
#include "casework/doudi-audit-detail.h"
#include "casework/doudi-case-facts.h"
#include "casework/doudi-case-step-private.h"

#define ADULT_YEARS 18

static gboolean
is_adult (const DoudiCaseMember *member, DoudiDay today)
{
  return member->birth == DOUDI_DAY_NONE || member->birth > today
         || doudi_day_age_on (member->birth, today) >= ADULT_YEARS;
}

/* Nobody is asked about whom the paper does not name (个人信息保护法 art. 29). */
static gboolean
check_authorised (const DoudiCaseStepWork *step, DoudiDay day, GError **error)
{
  g_autoptr (GArray) members = doudi_case_list_members (step->of, step->today);

  for (guint i = 0; i < members->len; i++)
    {
      const DoudiCaseMember *member = &g_array_index (members, DoudiCaseMember, i);

      if (!is_adult (member, step->today)
          || doudi_case_has_authorisation (step->of, member->identity_number, member->name, day))
        continue;
      doudi_error_set (error, DOUDI_ERROR_REFUSED, NULL,
                       _ ("%s has not signed an authorisation that holds on this day. Fill it in "
                          "first; without it no other office may be asked."),
                       member->name);
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_item (const char *item, GError **error)
{
  g_auto (GStrv) names = NULL;
  g_autofree char *all = NULL;

  if (doudi_word_find (doudi_check_items (), item) >= 0)
    return TRUE;
  names = doudi_word_dup_names (doudi_check_items ());
  all = g_strjoinv (", ", names);
  doudi_error_set (error, DOUDI_ERROR_BAD_DATA, NULL,
                   _ ("Other offices cannot be asked about “%s”. Choose one of: %s."), item, all);
  return FALSE;
}

static const DoudiCheckRow *
find_check (const DoudiCase *of, gint64 check)
{
  for (guint i = 0; i < of->checks->len; i++)
    {
      const DoudiCheckRow *row = g_ptr_array_index (of->checks, i);

      if (row->id == check)
        return row;
    }
  return NULL;
}

/**
 * doudi_case_ask_check:
 * @session: who asks
 * @id: an application
 * @item: what about, a word of doudi_check_items()
 * @day: when
 * @check: (out): the question
 * @error: %DOUDI_ERROR_REFUSED if a grown-up member has not signed, or something comes first
 *
 * Notes that another office was asked. Every grown-up member must have allowed it.
 *
 * Returns: whether it is noted
 */
gboolean
doudi_case_ask_check (DoudiSession *session,
                      gint64 id,
                      const char *item,
                      DoudiDay day,
                      gint64 *check,
                      GError **error)
{
  g_auto (DoudiCaseStepWork) step = { NULL };

  return check_item (item, error)
         && doudi_case_step_begin (&step, session, DOUDI_ACTION_WORK_CASE, id, error)
         && check_authorised (&step, day, error)
         && doudi_application_insert_check (session, id, item, day, check, error)
         && doudi_case_step_record (&step, DOUDI_EVENT_CHECK_ASKED, day, NULL, 0, error)
         && doudi_case_step_finish (&step, doudi_audit_detail ("check", item, NULL), error);
}

/* With the last answer the step is over; later answers only replace earlier ones. */
static gboolean
finish_checks (DoudiCaseStepWork *step, gint64 answered, DoudiDay day, GError **error)
{
  for (guint i = 0; i < step->of->checks->len; i++)
    {
      const DoudiCheckRow *row = g_ptr_array_index (step->of->checks, i);

      if (*row->result == '\0' && row->id != answered)
        return TRUE;
    }
  if (step->of->progress.steps[DOUDI_STEP_CHECK].state == DOUDI_STEP_STATE_DONE)
    return TRUE;
  return doudi_case_step_record (step, DOUDI_EVENT_CHECKED, day, NULL, 0, error);
}

static gboolean
check_answer (const DoudiCheckRow *row,
              const char *result,
              const char *words,
              DoudiDay day,
              DoudiDay today,
              GError **error)
{
  static const char *const results[] = { "clear", "found", "explained", NULL };

  if (row == NULL)
    doudi_error_set (error, DOUDI_ERROR_NOT_FOUND, NULL,
                     _ ("The case has no such question to another office."));
  else if (!g_strv_contains (results, result))
    doudi_error_set (error, DOUDI_ERROR_BAD_DATA, NULL,
                     _ ("An answer is “clear”, “found” or “explained”, not “%s”."), result);
  else if (!g_str_equal (result, "clear") && (words == NULL || *words == '\0'))
    doudi_error_set (error, DOUDI_ERROR_BAD_DATA, NULL,
                     _ ("Say in words what was found, or how it was explained."));
  else if (day < row->asked_on || day > today)
    doudi_error_set (error, DOUDI_ERROR_BAD_DATA, NULL,
                     _ ("The answer came between the day it was asked and today."));
  else
    return TRUE;
  return FALSE;
}

/**
 * doudi_case_answer_check:
 * @session: who notes it
 * @id: an application
 * @check: a question of it
 * @result: "clear", "found", or "explained": found, and no obstacle after a second look
 * @words: (nullable): what was found, or how it was explained
 * @day: when the answer came
 * @error: %DOUDI_ERROR_BAD_DATA, %DOUDI_ERROR_NOT_FOUND
 *
 * Notes what another office answered. A later answer to the same question, after an objection of
 * the family, stands beside the earlier one and counts instead of it.
 *
 * Returns: whether it is noted
 */
gboolean
doudi_case_answer_check (DoudiSession *session,
                         gint64 id,
                         gint64 check,
                         const char *result,
                         const char *words,
                         DoudiDay day,
                         GError **error)
{
  g_auto (DoudiCaseStepWork) step = { NULL };

  return doudi_case_step_begin (&step, session, DOUDI_ACTION_WORK_CASE, id, error)
         && check_answer (find_check (step.of, check), result, words, day, step.today, error)
         && doudi_application_insert_check_result (session, check, result,
                                                   words != NULL ? words : "", day, error)
         && finish_checks (&step, check, day, error)
         && doudi_case_step_finish (&step, doudi_audit_detail ("answer", result, NULL), error);
}

static gboolean
has_authorisation (const DoudiCase *of, gint64 authorisation, GError **error)
{
  for (guint i = 0; i < of->authorisations->len; i++)
    {
      const DoudiAuthorisationRow *row = g_ptr_array_index (of->authorisations, i);

      if (row->id == authorisation && row->revoked_on == DOUDI_DAY_NONE)
        return TRUE;
    }
  doudi_error_set (error, DOUDI_ERROR_NOT_FOUND, NULL,
                   _ ("The case has no such authorisation that still holds."));
  return FALSE;
}

/**
 * doudi_case_revoke_authorisation:
 * @session: who notes it
 * @id: an application
 * @authorisation: one of it
 * @day: since when
 * @error: %DOUDI_ERROR_NOT_FOUND
 *
 * Notes that somebody no longer allows the office to ask. From that day on nobody is asked.
 *
 * Returns: whether it is noted
 */
gboolean
doudi_case_revoke_authorisation (DoudiSession *session,
                                 gint64 id,
                                 gint64 authorisation,
                                 DoudiDay day,
                                 GError **error)
{
  g_auto (DoudiCaseStepWork) step = { NULL };

  return doudi_case_step_begin (&step, session, DOUDI_ACTION_WORK_CASE, id, error)
         && has_authorisation (step.of, authorisation, error)
         && doudi_application_revoke_authorisation (session, authorisation, day, error)
         && doudi_case_step_finish (&step, doudi_audit_detail ("authorisation", "revoked", NULL),
                                    error);
}

/**
 * doudi_case_object:
 * @session: who records it
 * @id: an application
 * @objection: who objects to what, when, and how it is looked into; its id is set
 * @error: %DOUDI_ERROR_REFUSED if no notice of the case hangs or hung
 *
 * Records an objection. While it is open nothing is decided about the case.
 *
 * Returns: whether it is recorded
 */
gboolean
doudi_case_object (DoudiSession *session, gint64 id, DoudiObjectionRow *objection, GError **error)
{
  g_auto (DoudiCaseStepWork) step = { NULL };

  if (*objection->content == '\0' || *objection->objector == '\0')
    {
      doudi_error_set (error, DOUDI_ERROR_BAD_DATA, NULL,
                       _ ("Say who objects, and to what. The name stays in the file."));
      return FALSE;
    }
  objection->application_id = id;
  return doudi_case_step_begin (&step, session, DOUDI_ACTION_RECORD_OBJECTION, id, error)
         && doudi_application_insert_objection (session, objection, error)
         && doudi_case_step_record (&step, DOUDI_EVENT_OBJECTED, objection->objected_on,
                                    objection->content, 0, error)
         && doudi_case_step_finish (&step, doudi_audit_detail ("way", objection->way, NULL), error);
}

static gboolean
check_objection (const DoudiCase *of,
                 gint64 objection,
                 const char *outcome,
                 const char *answer,
                 DoudiDay day,
                 GError **error)
{
  const DoudiObjectionRow *found = NULL;

  for (guint i = 0; i < of->objections->len; i++)
    {
      const DoudiObjectionRow *row = g_ptr_array_index (of->objections, i);

      if (row->id == objection && row->answered_on == DOUDI_DAY_NONE)
        found = row;
    }
  if (found == NULL)
    doudi_error_set (error, DOUDI_ERROR_NOT_FOUND, NULL,
                     _ ("The case has no such objection that is open."));
  else if (!g_str_equal (outcome, "upheld") && !g_str_equal (outcome, "rejected"))
    doudi_error_set (error, DOUDI_ERROR_BAD_DATA, NULL,
                     _ ("An objection is “upheld” or “rejected”, not “%s”."), outcome);
  else if (*answer == '\0')
    doudi_error_set (error, DOUDI_ERROR_BAD_DATA, NULL,
                     _ ("An objection is answered in writing. Write the answer."));
  else if (day < found->objected_on)
    doudi_error_set (error, DOUDI_ERROR_BAD_DATA, NULL,
                     _ ("The answer cannot be older than the objection."));
  else
    return TRUE;
  return FALSE;
}

/**
 * doudi_case_answer_objection:
 * @session: who answers
 * @id: an application
 * @objection: one of it that is open
 * @outcome: "upheld" or "rejected"
 * @answer: what is written to who objected
 * @day: when
 * @error: %DOUDI_ERROR_NOT_FOUND, %DOUDI_ERROR_BAD_DATA
 *
 * Answers an objection. One that is upheld leads to a new survey and all that follows, anew.
 *
 * Returns: whether it is answered
 */
gboolean
doudi_case_answer_objection (DoudiSession *session,
                             gint64 id,
                             gint64 objection,
                             const char *outcome,
                             const char *answer,
                             DoudiDay day,
                             GError **error)
{
  g_auto (DoudiCaseStepWork) step = { NULL };
  DoudiCaseEvent event = g_str_equal (outcome, "upheld") ? DOUDI_EVENT_OBJECTION_UPHELD
                                                         : DOUDI_EVENT_OBJECTION_REJECTED;

  return doudi_case_step_begin (&step, session, DOUDI_ACTION_ANSWER_OBJECTION, id, error)
         && check_objection (step.of, objection, outcome, answer, day, error)
         && doudi_application_answer_objection (session, objection, outcome, answer, day, error)
         && doudi_case_step_record (&step, event, day, answer, 0, error)
         && doudi_case_step_finish (&step, doudi_audit_detail ("outcome", outcome, NULL), error);
}

/**
 * doudi_case_delegate:
 * @session: a director
 * @delegation: the programme, the township, from when until when, and the paper; its id is set
 * @error: %DOUDI_ERROR_NOT_ALLOWED, %DOUDI_ERROR_BAD_DATA
 *
 * Lets a township decide about a programme (民发〔2021〕57号; Shandong 2019 no. 221, 二(二)3).
 * Every decision names the delegation it was made by.
 *
 * Returns: whether it is recorded
 */
gboolean
doudi_case_delegate (DoudiSession *session, DoudiDelegationRow *delegation, GError **error)
{
  g_autoptr (DoudiTransaction) transaction = NULL;
  g_autofree char *object = NULL;
  g_autofree char *detail = NULL;

  if (!doudi_session_authorize (session, DOUDI_ACTION_DELEGATE, delegation->division_code, error))
    return FALSE;
  if (*delegation->source == '\0'
      || (delegation->valid_to != DOUDI_DAY_NONE && delegation->valid_to <= delegation->valid_from))
    {
      doudi_error_set (error, DOUDI_ERROR_BAD_DATA, NULL,
                       _ ("A delegation names the paper that gives it, and ends after it begins."));
      return FALSE;
    }
  transaction = doudi_transaction_begin (doudi_session_get_store (session), error);
  if (transaction == NULL || !doudi_delegation_insert (session, delegation, error))
    return FALSE;
  object = g_strdup_printf ("delegation:%" G_GINT64_FORMAT, delegation->id);
  detail = doudi_audit_detail ("programme", delegation->programme, "township",
                               delegation->division_code, NULL);
  return doudi_session_record (session, DOUDI_ACTION_DELEGATE, object, detail, error)
         && doudi_transaction_commit (transaction, error);
}
