/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * What the program writes on the papers of a change.
 */

#include "config.h"

#include "casework/doudi-change-filling.h"

#include "base/doudi-capitals.h"
#include "casework/doudi-explain.h"
#include "casework/doudi-forms.h"
#include "store/doudi-application-store.h"
#include "store/doudi-award-store.h"
#include "store/doudi-registry.h"
#include "store/doudi-setting.h"

#define HEAD "head"
#define APPLIED "applied"

static void
set_taken (DoudiFormFilling *filling, DoudiFormMeaning meaning, char *text)
{
  doudi_form_filling_set (filling, meaning, text);
  g_free (text);
}

static void
set_day (DoudiFormFilling *filling, DoudiFormMeaning meaning, DoudiDay day)
{
  if (day != DOUDI_DAY_NONE)
    set_taken (filling, meaning, doudi_day_format_chinese (day));
}

static gboolean
set_office (DoudiFormFilling *filling, DoudiStore *store, GError **error)
{
  GError *local = NULL;
  g_autofree char *county = doudi_setting_get (store, DOUDI_SETTING_COUNTY_NAME, &local);
  g_autofree char *demonstration
    = local == NULL ? doudi_setting_get (store, DOUDI_SETTING_DEMONSTRATION, &local) : NULL;

  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  doudi_form_filling_set_demonstration (filling, demonstration != NULL);
  doudi_form_filling_set (filling, DOUDI_MEANING_COUNTY, county);
  if (county != NULL)
    set_taken (filling, DOUDI_MEANING_ORGAN, g_strconcat (county, "民政局", NULL));
  return TRUE;
}

static void
set_person (DoudiFormFilling *filling, const DoudiMember *member, gboolean subject)
{
  DoudiFormMeaning name = subject ? DOUDI_MEANING_SUBJECT_NAME : DOUDI_MEANING_APPLICANT_NAME;
  DoudiFormMeaning number
    = subject ? DOUDI_MEANING_SUBJECT_IDENTITY_NUMBER : DOUDI_MEANING_APPLICANT_IDENTITY_NUMBER;

  doudi_form_filling_set (filling, name, member->name);
  doudi_form_filling_set (filling, number, member->identity_number);
}

static void
set_household (DoudiFormFilling *filling,
               const DoudiHousehold *household,
               const DoudiChangeRow *row)
{
  doudi_form_filling_set (filling, DOUDI_MEANING_TOWNSHIP, household->township);
  doudi_form_filling_set (filling, DOUDI_MEANING_VILLAGE, household->village);
  doudi_form_filling_set (filling, DOUDI_MEANING_LIVING_ADDRESS, household->address);
  set_taken (filling, DOUDI_MEANING_MEMBERS_COUNT,
             g_strdup_printf ("%u人", household->members->len));
  for (guint i = 0; i < household->members->len; i++)
    {
      const DoudiMember *member = g_ptr_array_index (household->members, i);

      if (g_str_equal (member->relation, HEAD))
        set_person (filling, member, FALSE);
      if (row->person_id != 0 && member->person_id == row->person_id)
        set_person (filling, member, TRUE);
    }
}

/* The term that held before the change. */
static const DoudiAwardTermRow *
find_term (const DoudiAwardRow *award, DoudiMonth before)
{
  const DoudiAwardTermRow *found = NULL;

  for (guint i = 0; i < award->terms->len; i++)
    {
      const DoudiAwardTermRow *term = &g_array_index (award->terms, DoudiAwardTermRow, i);

      if (found == NULL || before == DOUDI_MONTH_NONE || term->from < before)
        found = term;
    }
  return found;
}

static void
set_amount (DoudiFormFilling *filling,
            DoudiFormMeaning meaning,
            DoudiSession *session,
            gint64 award,
            DoudiMonth month)
{
  g_autoptr (DoudiExplanation) explanation
    = doudi_explain (session, award, month, DOUDI_LANGUAGE_CHINESE, NULL);

  if (explanation == NULL)
    return;
  set_taken (filling, meaning, doudi_money_format_grouped (explanation->due));
  if (meaning == DOUDI_MEANING_AMOUNT)
    set_taken (filling, DOUDI_MEANING_AMOUNT_CAPITALS, doudi_capitals_from_fen (explanation->due));
}

static void
set_award (DoudiFormFilling *filling,
           DoudiSession *session,
           const DoudiAwardRow *award,
           const DoudiChangeRow *row)
{
  const DoudiProgrammeInfo *info
    = doudi_programme_info (doudi_programme_from_name (award->programme));
  const DoudiAwardTermRow *term = find_term (award, row->from_month);

  doudi_form_filling_set (filling, DOUDI_MEANING_PROGRAMME, info->chinese);
  if (term != NULL && term->benefit_class != 0)
    doudi_form_filling_set (filling, DOUDI_MEANING_CLASS,
                            doudi_class_chinese (term->benefit_class));
  if (term != NULL)
    set_taken (filling, DOUDI_MEANING_COVERED_COUNT, g_strdup_printf ("%d人", term->persons));
  if (row->from_month == DOUDI_MONTH_NONE)
    return;
  set_taken (filling, DOUDI_MEANING_FIRST_MONTH, doudi_month_format_chinese (row->from_month));
  set_amount (filling, DOUDI_MEANING_OLD_AMOUNT, session, award->id,
              doudi_month_add (row->from_month, -1));
  if (g_str_equal (row->state, APPLIED))
    set_amount (filling, DOUDI_MEANING_AMOUNT, session, award->id, row->from_month);
}

/* The number of the case that the award came from. */
static gboolean
set_number (DoudiFormFilling *filling, DoudiStore *store, gint64 award, GError **error)
{
  GError *local = NULL;
  g_autoptr (DoudiDecisionRow) decision = doudi_decision_of_award (store, award, &local);
  g_autoptr (DoudiApplicationRow) application = NULL;

  if (decision != NULL)
    application = doudi_application_get (store, decision->application_id, &local);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (application != NULL)
    doudi_form_filling_set (filling, DOUDI_MEANING_CASE_NUMBER, application->number);
  return TRUE;
}

static void
set_course (DoudiFormFilling *filling, const DoudiChangeRow *row, DoudiDay today)
{
  gboolean decided = row->decision_reason != NULL && *row->decision_reason != '\0';

  set_day (filling, DOUDI_MEANING_TODAY, today);
  set_day (filling, DOUDI_MEANING_DECIDED_ON, row->decided_on);
  doudi_form_filling_set (filling, DOUDI_MEANING_DECISION_REASON,
                          decided ? row->decision_reason : row->reason);
}

/**
 * doudi_change_filling_read:
 * @session: who prints
 * @row: a change of a household or of its award
 * @error: return location
 *
 * Puts together what the program writes on the papers of a change: the household as it was on the
 * day it happened, the award before, and after it once it was applied.
 *
 * Returns: (transfer full): the filling; %NULL with @error set
 */
DoudiFormFilling *
doudi_change_filling_read (DoudiSession *session, const DoudiChangeRow *row, GError **error)
{
  DoudiStore *store = doudi_session_get_store (session);
  g_autoptr (DoudiFormFilling) filling = doudi_form_filling_new ();
  g_autoptr (DoudiHousehold) household
    = doudi_registry_get_household (store, row->household_id, row->happened_on, error);
  g_autoptr (DoudiAwardRow) award = NULL;

  if (household == NULL || !set_office (filling, store, error))
    return NULL;
  set_household (filling, household, row);
  set_course (filling, row, doudi_session_get_today (session));
  if (row->award_id == 0)
    return g_steal_pointer (&filling);
  award = doudi_award_get (store, row->award_id, error);
  if (award == NULL || !set_number (filling, store, row->award_id, error))
    return NULL;
  set_award (filling, session, award, row);
  return g_steal_pointer (&filling);
}

/* Names and numbers that are known need not be typed again. */
static void
prefill (DoudiFormAnswers *answers, const DoudiFormFilling *filling)
{
  const DoudiForm *form = doudi_form_answers_get_form (answers);

  for (guint i = 0; i < form->sections->len; i++)
    {
      const DoudiFormSection *section = g_ptr_array_index (form->sections, i);

      for (guint k = 0; k < section->fields->len && !section->table; k++)
        {
          const DoudiFormField *field = g_ptr_array_index (section->fields, k);

          if (field->meaning != DOUDI_MEANING_NONE
              && (field->type == DOUDI_FORM_TEXT || field->type == DOUDI_FORM_IDENTITY_NUMBER))
            doudi_form_answers_set (answers, DOUDI_FORM_NO_ROW, field,
                                    doudi_form_filling_get (filling, field->meaning));
        }
    }
}

/**
 * doudi_change_answers_for:
 * @store: the caseload
 * @row: a change
 * @form: a form
 * @filling: what doudi_change_filling_read() knows of it; told whether the form is still to be
 * filled in by hand
 * @error: %DOUDI_ERROR_BAD_DATA if what was filled in cannot be read
 *
 * Gets what stands on a form of a change: what was filled in last, else a new one with the names
 * that are known.
 *
 * Returns: (transfer full): the answers; %NULL with @error set
 */
DoudiFormAnswers *
doudi_change_answers_for (DoudiStore *store,
                          const DoudiChangeRow *row,
                          DoudiForm *form,
                          DoudiFormFilling *filling,
                          GError **error)
{
  g_autoptr (GPtrArray) forms = doudi_filled_form_list_of_change (store, row->id, error);
  g_autoptr (DoudiFormAnswers) answers = NULL;

  if (forms == NULL)
    return NULL;
  doudi_form_filling_set_by_hand (filling, FALSE);
  for (guint i = forms->len; i > 0; i--)
    {
      const DoudiFilledFormRow *filled = g_ptr_array_index (forms, i - 1);

      if (!filled->replaced && g_str_equal (filled->form, form->id))
        return doudi_filled_form_answers (filled, error);
    }
  doudi_form_filling_set_by_hand (filling, TRUE);
  answers = doudi_form_answers_new (form);
  prefill (answers, filling);
  return g_steal_pointer (&answers);
}
