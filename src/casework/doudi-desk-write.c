/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * From an entry screen to the registry: what differs from what is recorded, and only that.
 */

#include "config.h"

#include "base/doudi-disability-card.h"
#include "casework/doudi-desk-private.h"
#include "casework/doudi-fact-words.h"

#define HEAD "head"
#define DISABILITY "disability"
#define CARD "disability-card"

static void
note_field (DoudiDesk *desk, const char *name, gboolean money)
{
  desk->money = desk->money || money;
  for (guint i = 0; i < desk->fields->len; i++)
    if (g_str_equal (desk->fields->pdata[i], name))
      return;
  g_ptr_array_add (desk->fields, (gpointer) name);
}

/* What is new holds from the day that was given, else from today. */
static DoudiDay
begins (const DoudiDesk *desk)
{
  return desk->since != DOUDI_DAY_NONE ? desk->since : desk->today;
}

static const char *
answer (const DoudiDesk *desk, DoudiFormMeaning meaning)
{
  return doudi_desk_get (desk, DOUDI_FORM_NO_ROW, meaning);
}

static DoudiAddressFacts
address_of (const DoudiDesk *desk)
{
  return (DoudiAddressFacts){ answer (desk, DOUDI_MEANING_LIVING_DIVISION),
                              answer (desk, DOUDI_MEANING_VILLAGE_GROUP),
                              answer (desk, DOUDI_MEANING_LIVING_ADDRESS),
                              answer (desk, DOUDI_MEANING_PHONE) };
}

static gboolean
note_address (DoudiDesk *desk, const DoudiAddressFacts *address)
{
  const DoudiHousehold *known = desk->household;
  guint before = desk->fields->len;

  if (g_strcmp0 (address->division_code, known->division_code) != 0)
    note_field (desk, "living-division", TRUE);
  if (g_strcmp0 (address->village_group, known->village_group) != 0)
    note_field (desk, "village-group", FALSE);
  if (g_strcmp0 (address->address, known->address) != 0)
    note_field (desk, "living-address", FALSE);
  if (g_strcmp0 (address->phone, known->phone) != 0)
    note_field (desk, "phone", FALSE);
  return desk->fields->len > before;
}

/* A household that moved has another address from a day on; a wrong one is put right. */
static gboolean
write_address (DoudiDesk *desk, GError **error)
{
  const DoudiAddressFacts address = address_of (desk);
  const DoudiAmendment corrected = { .source = desk->source };
  gint64 id;

  if (desk->household == NULL)
    return doudi_registry_insert_household (desk->session, &address, begins (desk), desk->source,
                                            &desk->household_id, error);
  if (!note_address (desk, &address))
    return TRUE;
  if (!doudi_registry_find_address (desk->store, desk->household_id, desk->today, &id, error))
    return FALSE;
  if (id == 0 || desk->since != DOUDI_DAY_NONE)
    return doudi_registry_insert_address (desk->session, desk->household_id, &address,
                                          begins (desk), desk->source, error);
  return doudi_registry_amend_address (desk->session, id, &address, &corrected, error);
}

static const char *
say (const DoudiDesk *desk, guint row, DoudiFormMeaning meaning)
{
  const DoudiFormField *field = doudi_form_find_meaning (desk->form, meaning);

  return field != NULL ? doudi_fact_say (field, doudi_desk_get (desk, row, meaning)) : "";
}

/* What a screen shows nothing of because it has no word for it stays. */
static const char *
say_or_keep (const DoudiDesk *desk, guint row, DoudiFormMeaning meaning, const char *known)
{
  const DoudiFormField *field = doudi_form_find_meaning (desk->form, meaning);
  const char *words = say (desk, row, meaning);

  if (field == NULL || (*words == '\0' && doudi_fact_find_key (field, known) == NULL))
    return known;
  return words;
}

static DoudiPersonFacts
person_of (const DoudiDesk *desk, guint row, const DoudiMember *known)
{
  const char *number = doudi_desk_get (desk, row, DOUDI_MEANING_MEMBER_IDENTITY_NUMBER);
  gboolean same_number = known != NULL && g_str_equal (number, known->identity_number);

  return (DoudiPersonFacts){
    .name = doudi_desk_get (desk, row, DOUDI_MEANING_MEMBER_NAME),
    .identity_number = number,
    .original_number = same_number ? known->original_number : "",
    .sex = doudi_desk_get (desk, row, DOUDI_MEANING_MEMBER_SEX),
    .birth_date = doudi_desk_get (desk, row, DOUDI_MEANING_MEMBER_BIRTH),
    .ethnicity = say_or_keep (desk, row, DOUDI_MEANING_MEMBER_ETHNICITY,
                              known != NULL ? known->ethnicity : ""),
    .temporary_number = doudi_desk_get (desk, row, DOUDI_MEANING_MEMBER_TEMPORARY_NUMBER),
  };
}

static gboolean
note_person (DoudiDesk *desk, const DoudiPersonFacts *facts, const DoudiMember *known)
{
  const struct
  {
    const char *name;
    const char *now;
    const char *before;
  } members[] = {
    { "member-name", facts->name, known->name },
    { "member-identity-number", facts->identity_number, known->identity_number },
    { "member-temporary-number", facts->temporary_number, known->temporary_number },
    { "member-sex", facts->sex, known->sex },
    { "member-birth", facts->birth_date, known->birth_date },
    { "member-ethnicity", facts->ethnicity, known->ethnicity },
  };
  gboolean differs = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    if (g_strcmp0 (members[i].now, members[i].before) != 0)
      {
        differs = TRUE;
        note_field (desk, members[i].name, FALSE);
      }
  return differs;
}

static gboolean
correct_person (DoudiDesk *desk, guint row, const DoudiMember *known, GError **error)
{
  const DoudiPersonFacts facts = person_of (desk, row, known);

  return !note_person (desk, &facts, known)
         || doudi_registry_correct_person (desk->session, known->person_id, &facts, desk->source,
                                           error);
}

/* Somebody who was in the caseload before comes back as who the record says. */
static gboolean
use_person (DoudiDesk *desk, guint row, gint64 *person, GError **error)
{
  const DoudiPersonFacts facts = person_of (desk, row, NULL);
  g_autoptr (DoudiMember) known = NULL;

  if (*person == 0)
    return doudi_registry_insert_person (desk->session, &facts, desk->source, person, error);
  known = doudi_registry_get_person (desk->store, *person, desk->today, error);
  return known != NULL && correct_person (desk, row, known, error);
}

static const char *
relation_of (const DoudiDesk *desk, guint row, const DoudiMember *known)
{
  const char *words = say (desk, row, DOUDI_MEANING_MEMBER_RELATION);

  return *words == '\0' && known != NULL ? known->relation : words;
}

static gboolean
add_member (DoudiDesk *desk, guint row, int position, GError **error)
{
  gint64 *person = &g_array_index (desk->persons, gint64, row);
  DoudiMembershipFacts membership
    = { desk->household_id, 0, relation_of (desk, row, NULL), position };

  desk->added++;
  desk->money = TRUE;
  if (!use_person (desk, row, person, error))
    return FALSE;
  membership.person_id = *person;
  return doudi_registry_insert_membership (desk->session, &membership, begins (desk), desk->source,
                                           error);
}

static int
place_of (const DoudiDesk *desk, const DoudiMember *member)
{
  guint index = 0;

  g_ptr_array_find (desk->household->members, member, &index);
  return (int) index + 1;
}

/* A relation that was otherwise before some day is a membership of its own from that day on. */
static gboolean
change_relation (DoudiDesk *desk,
                 const DoudiMember *known,
                 const char *relation,
                 int position,
                 GError **error)
{
  const DoudiAmendment ended = { .to = desk->since, .source = desk->source };
  const DoudiAmendment corrected = { .source = desk->source };
  const DoudiMembershipFacts membership
    = { desk->household_id, known->person_id, relation, position };

  note_field (desk, "member-relation",
              g_str_equal (relation, HEAD) != g_str_equal (known->relation, HEAD));
  if (desk->since == DOUDI_DAY_NONE || desk->since <= known->since)
    return doudi_registry_amend_membership (desk->session, known->id, relation, position,
                                            &corrected, error);
  return doudi_registry_amend_membership (desk->session, known->id, NULL, 0, &ended, error)
         && doudi_registry_insert_membership (desk->session, &membership, desk->since, desk->source,
                                              error);
}

static gboolean
keep_member (DoudiDesk *desk, guint row, const DoudiMember *known, int position, GError **error)
{
  const DoudiAmendment corrected = { .source = desk->source };
  const char *relation = relation_of (desk, row, known);

  if (!correct_person (desk, row, known, error))
    return FALSE;
  if (!g_str_equal (relation, known->relation))
    return change_relation (desk, known, relation, position, error);
  if (position == place_of (desk, known))
    return TRUE;
  note_field (desk, "order", FALSE);
  return doudi_registry_amend_membership (desk->session, known->id, NULL, position, &corrected,
                                          error);
}

/* One fact: new, put right, otherwise from a day on, or no longer so. */
static gboolean
write_fact (DoudiDesk *desk,
            gint64 person,
            const char *kind,
            const char *value,
            const char *known,
            GError **error)
{
  const DoudiAmendment corrected = { .source = desk->source };
  const DoudiAmendment ended
    = { .to = desk->since != DOUDI_DAY_NONE ? desk->since : 1, .source = desk->source };
  gint64 id;

  if (g_strcmp0 (value, known) == 0)
    return TRUE;
  note_field (desk, kind, g_str_equal (kind, CARD) || g_str_equal (kind, DISABILITY));
  if (*known == '\0' || (*value != '\0' && desk->since != DOUDI_DAY_NONE))
    return doudi_registry_insert_circumstance (desk->session, person, kind, value, begins (desk),
                                               desk->source, error);
  if (!doudi_registry_find_circumstance (desk->store, person, kind, desk->today, &id, error))
    return FALSE;
  return doudi_registry_amend_circumstance (desk->session, id, *value != '\0' ? value : NULL,
                                            *value != '\0' ? &corrected : &ended, error);
}

static const char *
fact_of (const DoudiMember *member, const char *kind)
{
  const char *value = member != NULL ? g_hash_table_lookup (member->circumstances, kind) : NULL;

  return value != NULL ? value : "";
}

/* Class and grade follow from the card; without one they stay as a roster brought them. */
static gboolean
write_disability (DoudiDesk *desk, guint row, const DoudiMember *known, GError **error)
{
  const char *number = doudi_desk_get (desk, row, DOUDI_MEANING_MEMBER_DISABILITY_CARD);
  DoudiDisabilityCard card = doudi_disability_card_parse (number, NULL, desk->today);
  const char *name = doudi_disability_class_name (card.disability_class);
  g_autofree char *value
    = name != NULL ? g_strdup_printf ("%s:%d", name, card.grade) : g_strdup ("");

  if (g_str_equal (number, fact_of (known, CARD)) || (*number != '\0' && name == NULL))
    return TRUE;
  return write_fact (desk, g_array_index (desk->persons, gint64, row), DISABILITY, value,
                     fact_of (known, DISABILITY), error);
}

static gboolean
write_facts (DoudiDesk *desk, guint row, const DoudiMember *known, GError **error)
{
  gint64 person = g_array_index (desk->persons, gint64, row);

  for (gsize i = 0; i < doudi_desk_n_facts; i++)
    {
      const DoudiDeskFact *fact = &doudi_desk_facts[i];
      const char *before = fact_of (known, fact->kind);
      const char *value = say_or_keep (desk, row, fact->meaning, before);

      if (!write_fact (desk, person, fact->kind, value, before, error))
        return FALSE;
    }
  return write_disability (desk, row, known, error);
}

/* Somebody who comes back has facts from before. */
static gboolean
write_facts_of_new (DoudiDesk *desk, guint row, GError **error)
{
  g_autoptr (DoudiMember) person = doudi_registry_get_person (
    desk->store, g_array_index (desk->persons, gint64, row), desk->today, error);

  return person != NULL && write_facts (desk, row, person, error);
}

static gboolean
write_members (DoudiDesk *desk, GError **error)
{
  int position = 0;

  for (guint row = 0; row < desk->persons->len; row++)
    {
      const DoudiMember *known;

      if (doudi_form_answers_row_is_empty (desk->answers, desk->members, row))
        continue;
      position++;
      known = doudi_desk_member (desk, g_array_index (desk->persons, gint64, row));
      if (known == NULL
            ? !add_member (desk, row, position, error) || !write_facts_of_new (desk, row, error)
            : !keep_member (desk, row, known, position, error)
                || !write_facts (desk, row, known, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
has_row (const DoudiDesk *desk, gint64 person)
{
  for (guint row = 0; row < desk->persons->len; row++)
    if (g_array_index (desk->persons, gint64, row) == person)
      return TRUE;
  return FALSE;
}

/* Who stands on the form no longer left on the day that was given, or never belonged. */
static gboolean
remove_members (DoudiDesk *desk, GError **error)
{
  for (guint i = 0; desk->household != NULL && i < desk->household->members->len; i++)
    {
      const DoudiMember *member = g_ptr_array_index (desk->household->members, i);
      const DoudiAmendment ended
        = { .to = desk->since != DOUDI_DAY_NONE ? desk->since : member->since,
            .source = desk->source };

      if (has_row (desk, member->person_id))
        continue;
      desk->removed++;
      desk->money = TRUE;
      if (!doudi_registry_amend_membership (desk->session, member->id, NULL, 0, &ended, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
insert_account (DoudiDesk *desk, GError **error)
{
  const DoudiAccountFacts facts = { .household_id = desk->household_id,
                                    .holder_name = answer (desk, DOUDI_MEANING_ACCOUNT_HOLDER),
                                    .number = answer (desk, DOUDI_MEANING_ACCOUNT_NUMBER) };

  return *facts.number == '\0'
         || doudi_registry_insert_account (desk->session, &facts, begins (desk), desk->source,
                                           error);
}

static gboolean
write_account (DoudiDesk *desk, GError **error)
{
  const DoudiAccount *known = desk->household != NULL ? doudi_desk_account (desk->household) : NULL;
  const char *holder = answer (desk, DOUDI_MEANING_ACCOUNT_HOLDER);
  const char *number = answer (desk, DOUDI_MEANING_ACCOUNT_NUMBER);
  const DoudiAmendment corrected = { .source = desk->source };
  const DoudiAmendment ended
    = { .to = desk->since != DOUDI_DAY_NONE ? desk->since : 1, .source = desk->source };

  if (g_strcmp0 (number, known != NULL ? known->number : "") == 0
      && (*number == '\0' || g_strcmp0 (holder, known->holder_name) == 0))
    return TRUE;
  note_field (desk, "account-number", TRUE);
  if (known == NULL)
    return insert_account (desk, error);
  if (*number != '\0' && desk->since == DOUDI_DAY_NONE)
    return doudi_registry_amend_account (desk->session, known->id, holder, number, &corrected,
                                         error);
  return doudi_registry_amend_account (desk->session, known->id, NULL, NULL, &ended, error)
         && insert_account (desk, error);
}

/*
 * doudi_desk_write:
 * @desk: a desk without problems, its edit begun
 * @error: return location
 *
 * Records what differs.
 *
 * Returns: whether it was recorded
 */
gboolean
doudi_desk_write (DoudiDesk *desk, GError **error)
{
  return write_address (desk, error) && remove_members (desk, error) && write_members (desk, error)
         && write_account (desk, error)
         && doudi_edit_touch (desk->session, desk->edit, desk->household_id, error);
}
