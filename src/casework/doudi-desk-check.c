/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * What only the registry knows of an entry screen: who is in the caseload already, and what money
 * hangs on.
 */

#include "config.h"

#include <inttypes.h>

#include <glib/gi18n-lib.h>

#include "casework/doudi-change.h"
#include "casework/doudi-desk-private.h"
#include "casework/doudi-fact-words.h"

#define HEAD "head"

/*
 * doudi_desk_init:
 * @desk: what to set up
 * @session: who saves it, on the writing connection
 * @household_id: a household, 0 for a new one
 * @answers: what was typed; must stay
 * @error: return location
 *
 * Returns: whether it can begin
 */
gboolean
doudi_desk_init (DoudiDesk *desk,
                 DoudiSession *session,
                 gint64 household_id,
                 const DoudiFormAnswers *answers,
                 GError **error)
{
  desk->session = session;
  desk->store = doudi_session_get_store (session);
  desk->answers = answers;
  desk->form = doudi_form_answers_get_form (answers);
  desk->members = doudi_form_find_table (desk->form, DOUDI_MEANING_MEMBERS);
  desk->household_id = household_id;
  desk->today = doudi_session_get_today (session);
  desk->since = doudi_form_answers_find_day (answers, 0, DOUDI_MEANING_HOLDS_FROM);
  desk->persons = g_array_new (FALSE, TRUE, sizeof (gint64));
  desk->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) doudi_form_problem_free);
  desk->fields = g_ptr_array_new ();
  if (household_id == 0)
    return TRUE;
  desk->household = doudi_registry_get_household (desk->store, household_id, desk->today, error);
  return desk->household != NULL
         && doudi_registry_draws (desk->store, household_id, &desk->draws, error);
}

/*
 * doudi_desk_clear:
 * @desk: a desk
 *
 * Frees what belongs to it.
 */
void
doudi_desk_clear (DoudiDesk *desk)
{
  g_clear_pointer (&desk->household, doudi_household_free);
  g_clear_pointer (&desk->persons, g_array_unref);
  g_clear_pointer (&desk->problems, g_ptr_array_unref);
  g_clear_pointer (&desk->fields, g_ptr_array_unref);
  g_clear_pointer (&desk->source, g_free);
}

/*
 * doudi_desk_get:
 * @desk: a desk
 * @row: of the members, or DOUDI_FORM_NO_ROW
 * @meaning: a meaning
 *
 * Returns: (transfer none): the answer, "" where the form does not ask
 */
const char *
doudi_desk_get (const DoudiDesk *desk, guint row, DoudiFormMeaning meaning)
{
  const DoudiFormField *field = doudi_form_find_meaning (desk->form, meaning);

  return field != NULL ? doudi_form_answers_get (desk->answers, row, field) : "";
}

/*
 * doudi_desk_member:
 * @desk: a desk
 * @person_id: a person
 *
 * Returns: (nullable) (transfer none): the person as a member of the household
 */
const DoudiMember *
doudi_desk_member (const DoudiDesk *desk, gint64 person_id)
{
  for (guint i = 0; desk->household != NULL && i < desk->household->members->len; i++)
    {
      const DoudiMember *member = g_ptr_array_index (desk->household->members, i);

      if (member->person_id == person_id)
        return member;
    }
  return NULL;
}

static void
add_problem (DoudiDesk *desk,
             guint row,
             DoudiFormMeaning meaning,
             const char *name,
             const char *text)
{
  const DoudiFormField *field = doudi_form_find_meaning (desk->form, meaning);
  const DoudiFormSection *section = field != NULL ? field->section : desk->members;

  g_ptr_array_add (desk->problems, doudi_form_problem_new (section, row, field, name, FALSE, text));
}

/* Four eyes on money: what this screen may not do, and where it is done. */
static void
needs_change (DoudiDesk *desk, guint row, DoudiFormMeaning meaning, DoudiChangeKind kind)
{
  g_autofree char *text
    = g_strdup_printf (_ ("The household draws a benefit. Enter this as the change “%s”: another "
                          "person decides it."),
                       _ (doudi_change_info (kind)->word.label));

  add_problem (desk, row, meaning, "needs-change", text);
}

/* A member whose relation the form has no word for keeps it. */
static const char *
relation_of (const DoudiDesk *desk, guint row)
{
  const DoudiFormField *field = doudi_form_find_meaning (desk->form, DOUDI_MEANING_MEMBER_RELATION);
  const char *key = doudi_desk_get (desk, row, DOUDI_MEANING_MEMBER_RELATION);
  const DoudiMember *member = doudi_desk_member (desk, g_array_index (desk->persons, gint64, row));

  if (*key != '\0' && field != NULL)
    return doudi_fact_say (field, key);
  return member != NULL ? member->relation : "";
}

static gboolean
check_lives_elsewhere (DoudiDesk *desk, guint row, gint64 person, GError **error)
{
  g_autoptr (GArray) memberships
    = doudi_registry_memberships_of_person (desk->store, person, desk->today, error);
  g_autofree char *text = NULL;

  if (memberships == NULL || memberships->len == 0)
    return memberships != NULL;
  text = g_strdup_printf (_ ("This person is a member of household %" PRId64
                             ". Open that one; who moves over is entered "
                             "there as the change “%s”."),
                          g_array_index (memberships, DoudiMembershipRow, 0).household_id,
                          _ (doudi_change_info (DOUDI_CHANGE_LEAVE)->word.label));
  add_problem (desk, row, DOUDI_MEANING_MEMBER_IDENTITY_NUMBER, "in-household", text);
  return TRUE;
}

static gboolean
check_name (DoudiDesk *desk, guint row, gint64 person, GError **error)
{
  g_autoptr (DoudiMember) found
    = doudi_registry_get_person (desk->store, person, desk->today, error);
  g_autofree char *text = NULL;

  if (found == NULL
      || g_str_equal (found->name, doudi_desk_get (desk, row, DOUDI_MEANING_MEMBER_NAME)))
    return found != NULL;
  text
    = g_strdup_printf (_ ("This number is recorded for %s. Compare it with the card; a wrong name "
                          "is corrected with that person."),
                       found->name);
  add_problem (desk, row, DOUDI_MEANING_MEMBER_IDENTITY_NUMBER, "name-differs", text);
  return TRUE;
}

/* Somebody typed anew may be in the caseload already. */
static gboolean
find_known (DoudiDesk *desk, guint row, const char *number, gint64 *person, GError **error)
{
  if (*number == '\0' || !doudi_registry_find_any_number (desk->store, number, person, error))
    return *number == '\0';
  if (*person == 0)
    return TRUE;
  return check_name (desk, row, *person, error)
         && check_lives_elsewhere (desk, row, *person, error);
}

/* A number that somebody else has is told before the file refuses it. */
static gboolean
check_number_free (DoudiDesk *desk, guint row, const char *number, gint64 person, GError **error)
{
  gint64 other = 0;

  if (*number == '\0')
    return TRUE;
  if (!doudi_registry_find_person (desk->store, number, &other, error))
    return FALSE;
  if (other != 0 && other != person)
    add_problem (
      desk, row, DOUDI_MEANING_MEMBER_IDENTITY_NUMBER, "number-taken",
      _ ("Another person of the caseload has this number. Search for it, and make the two "
         "records one if they are the same person."));
  return TRUE;
}

static gboolean
check_row (DoudiDesk *desk, guint row, GError **error)
{
  const char *typed = doudi_desk_get (desk, row, DOUDI_MEANING_MEMBER_PERSON);
  const char *number = doudi_desk_get (desk, row, DOUDI_MEANING_MEMBER_IDENTITY_NUMBER);
  gint64 *person = &g_array_index (desk->persons, gint64, row);

  *person = g_ascii_strtoll (typed, NULL, 10);
  if (*person != 0 && doudi_desk_member (desk, *person) != NULL)
    return check_number_free (desk, row, number, *person, error);
  *person = 0;
  return find_known (desk, row, number, person, error);
}

static void
check_relation (DoudiDesk *desk, guint row)
{
  const char *relation = relation_of (desk, row);
  const DoudiMember *member = doudi_desk_member (desk, g_array_index (desk->persons, gint64, row));

  if (*relation == '\0')
    add_problem (desk, row, DOUDI_MEANING_MEMBER_RELATION, "missing",
                 _ ("Say what this person is to the head of the household."));
  if (!desk->draws)
    return;
  if (member == NULL)
    needs_change (desk, row, DOUDI_MEANING_MEMBER_NAME, DOUDI_CHANGE_JOIN);
  else if (g_str_equal (relation, HEAD) != g_str_equal (member->relation, HEAD))
    needs_change (desk, row, DOUDI_MEANING_MEMBER_RELATION, DOUDI_CHANGE_NEW_HEAD);
}

static void
check_card (DoudiDesk *desk, guint row)
{
  const DoudiMember *member = doudi_desk_member (desk, g_array_index (desk->persons, gint64, row));
  const char *known
    = member != NULL ? g_hash_table_lookup (member->circumstances, "disability-card") : NULL;
  const char *card = doudi_desk_get (desk, row, DOUDI_MEANING_MEMBER_DISABILITY_CARD);

  if (desk->draws && member != NULL && g_strcmp0 (known != NULL ? known : "", card) != 0)
    needs_change (desk, row, DOUDI_MEANING_MEMBER_DISABILITY_CARD, DOUDI_CHANGE_DISABILITY);
}

/* Exactly one head, also among those whose relation the form has no word for. */
static void
check_heads (DoudiDesk *desk)
{
  guint heads = 0;

  for (guint row = 0; row < desk->persons->len; row++)
    if (!doudi_form_answers_row_is_empty (desk->answers, desk->members, row)
        && g_str_equal (relation_of (desk, row), HEAD))
      heads++;
  if (heads == 0)
    add_problem (desk, 0, DOUDI_MEANING_MEMBER_RELATION, "no-head",
                 _ ("Say who is the head of the household."));
}

static gboolean
has_row (const DoudiDesk *desk, gint64 person)
{
  for (guint row = 0; row < desk->persons->len; row++)
    if (g_array_index (desk->persons, gint64, row) == person)
      return TRUE;
  return FALSE;
}

static void
check_nobody_missing (DoudiDesk *desk)
{
  for (guint i = 0; desk->draws && i < desk->household->members->len; i++)
    if (!has_row (desk, ((const DoudiMember *) desk->household->members->pdata[i])->person_id))
      {
        needs_change (desk, DOUDI_FORM_NO_ROW, DOUDI_MEANING_NONE, DOUDI_CHANGE_LEAVE);
        return;
      }
}

static void
check_place (DoudiDesk *desk)
{
  const char *division = doudi_desk_get (desk, DOUDI_FORM_NO_ROW, DOUDI_MEANING_LIVING_DIVISION);

  if (desk->draws && !g_str_equal (division, desk->household->division_code))
    needs_change (desk, DOUDI_FORM_NO_ROW, DOUDI_MEANING_LIVING_DIVISION, DOUDI_CHANGE_MOVE);
}

static void
check_account (DoudiDesk *desk)
{
  const DoudiAccount *account
    = desk->household != NULL ? doudi_desk_account (desk->household) : NULL;
  const char *holder = doudi_desk_get (desk, DOUDI_FORM_NO_ROW, DOUDI_MEANING_ACCOUNT_HOLDER);
  const char *number = doudi_desk_get (desk, DOUDI_FORM_NO_ROW, DOUDI_MEANING_ACCOUNT_NUMBER);

  if (*number != '\0' && *holder == '\0')
    add_problem (desk, DOUDI_FORM_NO_ROW, DOUDI_MEANING_ACCOUNT_HOLDER, "missing",
                 _ ("Say whose account it is, as the passbook has it."));
  if (desk->draws
      && (g_strcmp0 (number, account != NULL ? account->number : "") != 0
          || g_strcmp0 (holder, account != NULL ? account->holder_name : "") != 0))
    needs_change (desk, DOUDI_FORM_NO_ROW, DOUDI_MEANING_ACCOUNT_NUMBER, DOUDI_CHANGE_ACCOUNT);
}

/*
 * doudi_desk_check:
 * @desk: a desk
 * @error: return location
 *
 * Finds who the members are, and what cannot be saved here: into @problems of the desk.
 *
 * Returns: whether it could be looked up
 */
gboolean
doudi_desk_check (DoudiDesk *desk, GError **error)
{
  guint n_rows = doudi_form_answers_get_n_rows (desk->answers, desk->members);

  g_array_set_size (desk->persons, n_rows);
  for (guint row = 0; row < n_rows; row++)
    {
      if (doudi_form_answers_row_is_empty (desk->answers, desk->members, row))
        continue;
      if (!check_row (desk, row, error))
        return FALSE;
      check_relation (desk, row);
      check_card (desk, row);
    }
  check_heads (desk);
  check_nobody_missing (desk);
  check_place (desk);
  check_account (desk);
  return TRUE;
}
