/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * Who is typed at a desk and in the caseload already: told at the field, wherever the person is.
 */

#include "config.h"

#include <inttypes.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/doudi-identity-number.h"
#include "casework/doudi-desk-private.h"

#define HEAD "head"

/* Who was found, and by what. */
typedef enum
{
  KNOWN_BY_NUMBER,
  KNOWN_BY_FORMER_NUMBER,
  KNOWN_BY_TEMPORARY_NUMBER,
  KNOWN_BY_NAME,
} KnownBy;

static const char *
get (const DoudiFormAnswers *answers, guint row, DoudiFormMeaning meaning)
{
  const DoudiFormField *field
    = doudi_form_find_meaning (doudi_form_answers_get_form (answers), meaning);

  return field != NULL ? doudi_form_answers_get (answers, row, field) : "";
}

static KnownBy
known_by (const DoudiMember *person, const char *number)
{
  if (g_strcmp0 (person->identity_number, number) == 0)
    return KNOWN_BY_NUMBER;
  return g_strcmp0 (person->temporary_number, number) == 0 ? KNOWN_BY_TEMPORARY_NUMBER
                                                           : KNOWN_BY_FORMER_NUMBER;
}

static const char *
label_of (KnownBy by)
{
  switch (by)
    {
    case KNOWN_BY_FORMER_NUMBER:
      return _ ("In the caseload already, by a number from before");
    case KNOWN_BY_TEMPORARY_NUMBER:
      return _ ("In the caseload already, by the temporary number");
    case KNOWN_BY_NAME:
      return _ ("Somebody of this name and birth date is in the caseload");
    case KNOWN_BY_NUMBER:
    default:
      return _ ("In the caseload already");
    }
}

static const DoudiMember *
find_member (const DoudiHousehold *household, gint64 person_id)
{
  for (guint i = 0; i < household->members->len; i++)
    {
      const DoudiMember *member = g_ptr_array_index (household->members, i);

      if (person_id != 0 ? member->person_id == person_id : g_str_equal (member->relation, HEAD))
        return member;
    }
  return NULL;
}

/* Where somebody is a member: the village, the head, and since when. */
static char *
describe_place (const DoudiHousehold *household, gint64 person_id)
{
  const DoudiMember *member = find_member (household, person_id);
  const DoudiMember *head = find_member (household, 0);
  g_autofree char *village = doudi_division_short_name (household->village);
  g_autofree char *since = doudi_day_format_iso (member != NULL ? member->since : DOUDI_DAY_NONE);

  if (member != NULL && head == member)
    return g_strdup_printf (_ ("%s %s, household %" PRId64 ", head since %s"), household->township,
                            village, household->id, since);
  return g_strdup_printf (_ ("%s %s, household %" PRId64 " of %s, member since %s"),
                          household->township, village, household->id,
                          head != NULL ? head->name : "", since);
}

static char *
describe_person (DoudiStore *store, const DoudiMember *person, KnownBy by, DoudiDay today)
{
  g_autoptr (GArray) memberships
    = doudi_registry_memberships_of_person (store, person->person_id, today, NULL);
  g_autoptr (DoudiHousehold) household = NULL;
  g_autofree char *place = NULL;

  if (memberships != NULL && memberships->len > 0)
    household = doudi_registry_get_household (
      store, g_array_index (memberships, DoudiMembershipRow, 0).household_id, today, NULL);
  place = household != NULL ? describe_place (household, person->person_id)
                            : g_strdup (_ ("in no household now"));
  return g_strdup_printf (_ ("%s: %s. %s."), label_of (by), person->name, place);
}

static gint64
find_by_number (DoudiStore *store, const char *number)
{
  gint64 person = 0;

  if (*number != '\0')
    doudi_registry_find_any_number (store, number, &person, NULL);
  return person;
}

static gint64
find_by_name (DoudiStore *store, const DoudiFormAnswers *answers, guint row)
{
  const char *name = get (answers, row, DOUDI_MEANING_MEMBER_NAME);
  const char *birth = get (answers, row, DOUDI_MEANING_MEMBER_BIRTH);
  gint64 person = 0;

  if (*name != '\0' && *birth != '\0')
    doudi_registry_find_namesake (store, name, birth, &person, NULL);
  return person;
}

/* Who stands in this or another row of the form is no news. */
static gboolean
is_on_form (const DoudiFormAnswers *answers, const DoudiFormSection *table, gint64 person)
{
  for (guint row = 0; row < doudi_form_answers_get_n_rows (answers, table); row++)
    if (g_ascii_strtoll (get (answers, row, DOUDI_MEANING_MEMBER_PERSON), NULL, 10) == person)
      return TRUE;
  return FALSE;
}

static gboolean
is_number (const DoudiFormField *field)
{
  return field->meaning == DOUDI_MEANING_MEMBER_IDENTITY_NUMBER
         || field->meaning == DOUDI_MEANING_MEMBER_TEMPORARY_NUMBER;
}

/**
 * doudi_desk_look_up:
 * @store: the caseload
 * @answers: an entry screen, as far as it is typed
 * @row: of the members
 * @field: what was typed last
 * @today: the day
 *
 * Tells whether whoever was typed is in the caseload already: by the identity number, one from
 * before or a temporary one; else by name and birth date.
 *
 * Returns: (nullable) (transfer full): who, where and since when, translated; %NULL for nobody
 */
char *
doudi_desk_look_up (DoudiStore *store,
                    const DoudiFormAnswers *answers,
                    guint row,
                    const DoudiFormField *field,
                    DoudiDay today)
{
  g_autoptr (DoudiMember) person = NULL;
  const char *number = "";
  gint64 id = 0;

  if (row == DOUDI_FORM_NO_ROW || row >= doudi_form_answers_get_n_rows (answers, field->section)
      || (!is_number (field) && field->meaning != DOUDI_MEANING_MEMBER_BIRTH))
    return NULL;
  if (is_number (field))
    {
      number = doudi_form_answers_get (answers, row, field);
      id = find_by_number (store, number);
    }
  if (id == 0 && field->meaning != DOUDI_MEANING_MEMBER_TEMPORARY_NUMBER)
    {
      number = "";
      id = find_by_name (store, answers, row);
    }
  if (id == 0 || is_on_form (answers, field->section, id))
    return NULL;
  person = doudi_registry_get_person (store, id, today, NULL);
  if (person == NULL)
    return NULL;
  return describe_person (store, person,
                          *number != '\0' ? known_by (person, number) : KNOWN_BY_NAME, today);
}
