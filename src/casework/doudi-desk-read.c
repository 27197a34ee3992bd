/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * A household as the answers of its entry screen.
 */

#include "config.h"

#include <inttypes.h>

#include <glib/gi18n-lib.h>

#include "casework/doudi-desk-private.h"
#include "casework/doudi-fact-words.h"
#include "casework/doudi-forms.h"

#define FORM "household"

const DoudiDeskFact doudi_desk_facts[] = {
  { DOUDI_MEANING_MEMBER_HEALTH, "health" },
  { DOUDI_MEANING_MEMBER_WORK_ABILITY, "work-ability" },
  { DOUDI_MEANING_MEMBER_DISABILITY_CARD, "disability-card" },
  { DOUDI_MEANING_MEMBER_SCHOOL, "schooling" },
  { DOUDI_MEANING_MEMBER_EMPLOYMENT, "employment" },
};
const gsize doudi_desk_n_facts = G_N_ELEMENTS (doudi_desk_facts);

/**
 * doudi_desk_form:
 * @store: the caseload
 * @day: a day
 * @error: return location
 *
 * Finds the entry screen of households: the county's own, or the one that comes with the program.
 *
 * Returns: (transfer full): the form; %NULL with @error set
 */
DoudiForm *
doudi_desk_form (DoudiStore *store, DoudiDay day, GError **error)
{
  return doudi_forms_get (store, FORM, day, error);
}

/*
 * doudi_desk_account:
 * @household: a household
 *
 * Returns: (nullable) (transfer none): the account that pays all of the household
 */
const DoudiAccount *
doudi_desk_account (const DoudiHousehold *household)
{
  for (guint i = 0; i < household->accounts->len; i++)
    {
      const DoudiAccount *account = g_ptr_array_index (household->accounts, i);

      if (account->person_id == 0)
        return account;
    }
  return NULL;
}

/* What the form has no answer for is left out: it stays as it is. */
static void
set (DoudiFormAnswers *answers, guint row, DoudiFormMeaning meaning, const char *words)
{
  const DoudiFormField *field
    = doudi_form_find_meaning (doudi_form_answers_get_form (answers), meaning);
  const char *key;

  if (field == NULL || words == NULL)
    return;
  key = doudi_fact_find_key (field, words);
  if (key != NULL && g_strcmp0 (doudi_form_answers_get (answers, row, field), key) != 0)
    doudi_form_answers_set (answers, row, field, key);
}

static const char *
fact_of (const DoudiMember *member, const char *kind)
{
  const char *value = g_hash_table_lookup (member->circumstances, kind);

  return value != NULL ? value : "";
}

/* The number first: sex and birth follow from it, and are only typed where they differ. */
static void
set_member (DoudiFormAnswers *answers, guint row, const DoudiMember *member, DoudiDay today)
{
  g_autofree char *person = g_strdup_printf ("%" PRId64, member->person_id);

  set (answers, row, DOUDI_MEANING_MEMBER_PERSON, person);
  set (answers, row, DOUDI_MEANING_MEMBER_NAME, member->name);
  set (answers, row, DOUDI_MEANING_MEMBER_RELATION, member->relation);
  set (answers, row, DOUDI_MEANING_MEMBER_IDENTITY_NUMBER, member->identity_number);
  set (answers, row, DOUDI_MEANING_MEMBER_TEMPORARY_NUMBER, member->temporary_number);
  set (answers, row, DOUDI_MEANING_MEMBER_ETHNICITY, member->ethnicity);
  doudi_form_answers_compute (answers, today);
  set (answers, row, DOUDI_MEANING_MEMBER_SEX, member->sex);
  set (answers, row, DOUDI_MEANING_MEMBER_BIRTH, member->birth_date);
  for (gsize i = 0; i < doudi_desk_n_facts; i++)
    set (answers, row, doudi_desk_facts[i].meaning, fact_of (member, doudi_desk_facts[i].kind));
}

/* A new form begins with a row for the head; whoever lives there takes its place. */
static void
set_members (DoudiFormAnswers *answers, const DoudiHousehold *household, DoudiDay today)
{
  const DoudiFormSection *table
    = doudi_form_find_table (doudi_form_answers_get_form (answers), DOUDI_MEANING_MEMBERS);

  if (table == NULL)
    return;
  while (doudi_form_answers_get_n_rows (answers, table) > 0)
    doudi_form_answers_remove_row (answers, table, 0);
  for (guint i = 0; i < household->members->len; i++)
    set_member (answers, i, g_ptr_array_index (household->members, i), today);
}

static void
set_household (DoudiFormAnswers *answers, const DoudiHousehold *household, DoudiDay today)
{
  const DoudiAccount *account = doudi_desk_account (household);

  set (answers, DOUDI_FORM_NO_ROW, DOUDI_MEANING_LIVING_DIVISION, household->division_code);
  set (answers, DOUDI_FORM_NO_ROW, DOUDI_MEANING_VILLAGE_GROUP, household->village_group);
  set (answers, DOUDI_FORM_NO_ROW, DOUDI_MEANING_LIVING_ADDRESS, household->address);
  set (answers, DOUDI_FORM_NO_ROW, DOUDI_MEANING_PHONE, household->phone);
  set_members (answers, household, today);
  if (account == NULL)
    return;
  set (answers, DOUDI_FORM_NO_ROW, DOUDI_MEANING_ACCOUNT_HOLDER, account->holder_name);
  set (answers, DOUDI_FORM_NO_ROW, DOUDI_MEANING_ACCOUNT_NUMBER, account->number);
}

/**
 * doudi_desk_read:
 * @session: who edits
 * @household_id: a household, 0 for a new one
 * @stamp: (out) (nullable): how far its record has come, for doudi_desk_save(); %NULL for a new one
 * @error: %DOUDI_ERROR_NOT_ALLOWED, %DOUDI_ERROR_NOT_FOUND
 *
 * Fills the entry screen with what is recorded of a household. Numbers are whole: whoever edits
 * them sees them.
 *
 * Returns: (transfer full): the answers; %NULL with @error set
 */
DoudiFormAnswers *
doudi_desk_read (DoudiSession *session, gint64 household_id, char **stamp, GError **error)
{
  DoudiStore *store = doudi_session_get_store (session);
  DoudiDay today = doudi_session_get_today (session);
  g_autoptr (DoudiForm) form = NULL;
  g_autoptr (DoudiHousehold) household = NULL;
  g_autoptr (DoudiFormAnswers) answers = NULL;

  *stamp = NULL;
  if (!doudi_session_may (session, DOUDI_ACTION_EDIT_HOUSEHOLD)
      && !doudi_session_authorize (session, DOUDI_ACTION_EDIT_HOUSEHOLD, "household", error))
    return NULL;
  form = doudi_desk_form (store, today, error);
  if (form == NULL)
    return NULL;
  answers = doudi_form_answers_new (form);
  if (household_id == 0)
    return g_steal_pointer (&answers);
  household = doudi_registry_get_household (store, household_id, today, error);
  *stamp = household != NULL ? doudi_registry_stamp (store, household_id, error) : NULL;
  if (*stamp == NULL)
    return NULL;
  set_household (answers, household, today);
  doudi_form_answers_compute (answers, today);
  return g_steal_pointer (&answers);
}

/**
 * doudi_desk_reveal:
 * @session: who edits, on the writing connection outside a transaction
 * @household_id: a household
 * @error: %DOUDI_ERROR_NOT_ALLOWED
 *
 * Writes to the audit log that somebody sees the numbers of a household, before they are shown.
 *
 * Returns: whether they may be shown
 */
gboolean
doudi_desk_reveal (DoudiSession *session, gint64 household_id, GError **error)
{
  g_autofree char *object = g_strdup_printf ("household:%" PRId64, household_id);
  g_autoptr (DoudiTransaction) transaction = NULL;

  if (!doudi_session_authorize (session, DOUDI_ACTION_REVEAL, object, error))
    return FALSE;
  transaction = doudi_transaction_begin (doudi_session_get_store (session), error);
  return transaction != NULL
         && doudi_session_record (session, DOUDI_ACTION_REVEAL, object, "{}", error)
         && doudi_transaction_commit (transaction, error);
}

static void
add_note (GPtrArray *notes,
          const DoudiForm *form,
          guint row,
          DoudiFormMeaning meaning,
          const char *words)
{
  const DoudiFormField *field = doudi_form_find_meaning (form, meaning);
  g_autofree char *text = NULL;

  if (field == NULL || words == NULL || *words == '\0'
      || doudi_fact_find_key (field, words) != NULL)
    return;
  text
    = g_strdup_printf (_ ("Recorded as “%s”. That stays unless something else is chosen."), words);
  g_ptr_array_add (notes, doudi_form_problem_new (field->section, row, field, "kept", TRUE, text));
}

/**
 * doudi_desk_notes:
 * @household: a household
 * @form: its entry screen
 *
 * Tells what a roster brought that the entry screen has no answer for: it is not shown, and not
 * lost.
 *
 * Returns: (transfer full) (element-type DoudiFormProblem): warnings at their fields
 */
GPtrArray *
doudi_desk_notes (const DoudiHousehold *household, const DoudiForm *form)
{
  GPtrArray *notes = g_ptr_array_new_with_free_func ((GDestroyNotify) doudi_form_problem_free);

  for (guint i = 0; i < household->members->len; i++)
    {
      const DoudiMember *member = g_ptr_array_index (household->members, i);

      add_note (notes, form, i, DOUDI_MEANING_MEMBER_RELATION, member->relation);
      add_note (notes, form, i, DOUDI_MEANING_MEMBER_ETHNICITY, member->ethnicity);
      for (gsize fact = 0; fact < doudi_desk_n_facts; fact++)
        add_note (notes, form, i, doudi_desk_facts[fact].meaning,
                  fact_of (member, doudi_desk_facts[fact].kind));
    }
  return notes;
}
