/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * From a form to the registry: a family that was granted something becomes a household, or is found
 * to be one.
 */

#include "config.h"

#include "casework/doudi-case-register.h"

#include <glib/gi18n-lib.h>

#include "base/doudi-error.h"
#include "casework/doudi-case-facts.h"
#include "casework/doudi-fact-words.h"
#include "store/doudi-registry-write.h"

#define HEAD "head"
/* A person whom the form gives no relation. */
#define RELATION_OTHER "其他"
/* Between the parts of a fact that has several. */
#define PART "|"

/*
 * Registering:
 *
 * @members: (element-type DoudiCaseMember)
 * @persons: their ids in the registry, 0 for who is not there yet
 * @known: whether @persons were there before
 * @drawing: index of who draws
 * @has_head: whether the household has one already
 * @from: the day from which all of it holds
 */
typedef struct
{
  DoudiSession *session;
  DoudiStore *store;
  const DoudiCase *of;
  DoudiIndexer *indexer;
  const DoudiProgrammeInfo *programme;
  GArray *members;
  gint64 *persons;
  guint drawing;
  gint64 household_id;
  gboolean is_new;
  gboolean has_head;
  DoudiDay today;
  DoudiDay from;
  char *source;
} Registering;

static void
registering_clear (Registering *registering)
{
  g_clear_pointer (&registering->members, g_array_unref);
  g_free (registering->persons);
  g_free (registering->source);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Registering, registering_clear)

/**
 * doudi_case_source:
 * @of: a case
 *
 * Names a case as the source of facts.
 *
 * Returns: (transfer full): such as "application:12"
 */
char *
doudi_case_source (const DoudiCase *of)
{
  return g_strdup_printf ("application:%" G_GINT64_FORMAT, of->row->id);
}

static const DoudiCaseMember *
member_at (const Registering *registering, guint index)
{
  return &g_array_index (registering->members, DoudiCaseMember, index);
}

/* The words of an answer on paper: the key of a choice is the form's own business. */
static const char *
say (const DoudiFormAnswers *answers, DoudiFormMeaning meaning, const char *key)
{
  const DoudiFormField *field
    = answers != NULL ? doudi_form_find_meaning (doudi_form_answers_get_form (answers), meaning)
                      : NULL;
  const DoudiFormOption *option
    = field != NULL && field->options != NULL ? doudi_form_field_find_option (field, key) : NULL;

  return option != NULL ? option->label.chinese : key;
}

static const char *
say_of_member (const Registering *registering, DoudiFormMeaning meaning, const char *key)
{
  return say (registering->of->application, meaning, key);
}

static gboolean
find_person (const Registering *registering, guint index, GError **error)
{
  const DoudiCaseMember *member = member_at (registering, index);
  g_autofree char *birth = doudi_day_format_iso (member->birth);
  gint64 *person = &registering->persons[index];

  if (*member->identity_number != '\0')
    return doudi_registry_find_person (registering->store, member->identity_number, person, error);
  return member->birth == DOUDI_DAY_NONE
         || doudi_registry_find_namesake (registering->store, member->name, birth, person, error);
}

static gboolean
find_persons (Registering *registering, GError **error)
{
  for (guint i = 0; i < registering->members->len; i++)
    if (!find_person (registering, i, error))
      return FALSE;
  return TRUE;
}

static GArray *
memberships_of (const Registering *registering, guint index, GError **error)
{
  return doudi_registry_memberships_of_person (registering->store, registering->persons[index],
                                               registering->today, error);
}

/* Where the case belongs already, else where who draws it lives. */
static gboolean
find_household (Registering *registering, GError **error)
{
  g_autoptr (GArray) memberships = NULL;

  registering->household_id = registering->of->row->household_id;
  if (registering->household_id != 0 || registering->persons[registering->drawing] == 0)
    return TRUE;
  memberships = memberships_of (registering, registering->drawing, error);
  if (memberships == NULL)
    return FALSE;
  if (memberships->len > 0)
    registering->household_id = g_array_index (memberships, DoudiMembershipRow, 0).household_id;
  return TRUE;
}

/* What the form says of where the family lives; what it does not say is NULL. */
static DoudiAddressFacts
address_of (const Registering *registering)
{
  const DoudiApplicationRow *row = registering->of->row;
  const char *address = doudi_case_find (registering->of, DOUDI_MEANING_LIVING_ADDRESS);
  const char *phone = doudi_case_find (registering->of, DOUDI_MEANING_PHONE);

  return (DoudiAddressFacts){ .division_code = row->division_code,
                              .village_group = row->village_group,
                              .address = *address != '\0' ? address : NULL,
                              .phone = *phone != '\0' ? phone : NULL };
}

static gboolean
insert_household (Registering *registering, GError **error)
{
  const DoudiAddressFacts address = address_of (registering);

  registering->is_new = TRUE;
  return doudi_registry_insert_household (registering->session, &address, registering->from,
                                          registering->source, &registering->household_id, error);
}

static gboolean
is_said (const char *said, const char *known)
{
  return said == NULL || *said == '\0' || g_strcmp0 (said, known) == 0;
}

/* A household that lives elsewhere by now gets an address of its own from the application on. */
static gboolean
renew_address (const Registering *registering, const DoudiHousehold *household, GError **error)
{
  DoudiAddressFacts address = address_of (registering);
  gboolean same_place = g_str_equal (address.division_code, household->division_code);

  if (same_place && is_said (address.village_group, household->village_group)
      && is_said (address.address, household->address) && is_said (address.phone, household->phone))
    return TRUE;
  if (same_place && *address.village_group == '\0')
    address.village_group = household->village_group;
  if (same_place && address.address == NULL)
    address.address = household->address;
  return doudi_registry_insert_address (registering->session, registering->household_id, &address,
                                        registering->from, registering->source, error);
}

static void
look_for_head (Registering *registering, const DoudiHousehold *household)
{
  for (guint i = 0; i < household->members->len; i++)
    if (g_str_equal (((const DoudiMember *) g_ptr_array_index (household->members, i))->relation,
                     HEAD))
      registering->has_head = TRUE;
}

static gboolean
use_household (Registering *registering, GError **error)
{
  g_autoptr (DoudiHousehold) household = NULL;

  if (registering->household_id == 0)
    return insert_household (registering, error);
  household = doudi_registry_get_household (registering->store, registering->household_id,
                                            registering->today, error);
  if (household == NULL)
    return FALSE;
  look_for_head (registering, household);
  return renew_address (registering, household, error);
}

static gboolean
insert_person (const Registering *registering, guint index, GError **error)
{
  const DoudiCaseMember *member = member_at (registering, index);
  g_autofree char *birth
    = member->birth != DOUDI_DAY_NONE ? doudi_day_format_iso (member->birth) : NULL;
  DoudiFormMeaning ethnicity = index == 0 && !registering->programme->for_household
                                 ? DOUDI_MEANING_SUBJECT_ETHNICITY
                                 : DOUDI_MEANING_MEMBER_ETHNICITY;
  const DoudiPersonFacts facts = {
    .name = member->name,
    .identity_number = member->identity_number,
    .sex = member->sex != DOUDI_SEX_UNKNOWN ? doudi_sex_name (member->sex) : NULL,
    .birth_date = birth,
    .ethnicity = say_of_member (registering, ethnicity, member->ethnicity),
  };

  return doudi_registry_insert_person (registering->session, &facts, registering->source,
                                       &registering->persons[index], error);
}

/* Nobody is taken out of a household that draws. */
static gboolean
check_may_leave (const Registering *registering, guint index, gint64 from, GError **error)
{
  g_autoptr (GArray) awards = doudi_registry_awards_drawn_by (
    registering->store, registering->persons[index], registering->today, error);

  for (guint i = 0; awards != NULL && i < awards->len; i++)
    {
      const DoudiDrawnAward *award = &g_array_index (awards, DoudiDrawnAward, i);
      DoudiProgramme programme = doudi_programme_from_name (award->programme);

      if (award->household_id != from || !doudi_programme_info (programme)->for_household)
        continue;
      doudi_error_set (error, DOUDI_ERROR_CONFLICT, NULL,
                       _ ("%s is a member of a household that draws “%s”. Record first that the "
                          "person left it."),
                       member_at (registering, index)->name,
                       _ (doudi_programme_info (programme)->label));
      return FALSE;
    }
  return awards != NULL;
}

static gboolean
leave (const Registering *registering, guint index, gint64 from, GError **error)
{
  return check_may_leave (registering, index, from, error)
         && doudi_registry_move_person (registering->session, registering->persons[index], from,
                                        registering->household_id, registering->from,
                                        registering->source, error)
         && doudi_indexer_add (registering->indexer, from, error);
}

/* Whether a person is a member already; what the person was a member of else is left. */
static gboolean
leave_others (const Registering *registering, guint index, gboolean *is_member, GError **error)
{
  g_autoptr (GArray) memberships = memberships_of (registering, index, error);

  *is_member = FALSE;
  for (guint i = 0; memberships != NULL && i < memberships->len; i++)
    {
      gint64 household = g_array_index (memberships, DoudiMembershipRow, i).household_id;

      if (household == registering->household_id)
        *is_member = TRUE;
      else if (!leave (registering, index, household, error))
        return FALSE;
    }
  return memberships != NULL;
}

/* A new household has whoever draws as its head; one that has a head keeps it. */
static const char *
relation_of (const Registering *registering, guint index)
{
  const DoudiCaseMember *member = member_at (registering, index);
  gboolean heads = member->head || (registering->is_new && index == registering->drawing);

  if (heads && !registering->has_head)
    return HEAD;
  if (*member->relation == '\0' || member->head)
    return RELATION_OTHER;
  return say_of_member (registering, DOUDI_MEANING_MEMBER_RELATION, member->relation);
}

static gboolean
insert_membership (Registering *registering, guint index, GError **error)
{
  const char *relation = relation_of (registering, index);
  const DoudiMembershipFacts membership = { .household_id = registering->household_id,
                                            .person_id = registering->persons[index],
                                            .relation = relation,
                                            .position = (int) index + 1 };

  registering->has_head = registering->has_head || g_str_equal (relation, HEAD);
  return doudi_registry_insert_membership (registering->session, &membership, registering->from,
                                           registering->source, error);
}

static gboolean
take_member (Registering *registering, guint index, GError **error)
{
  gboolean is_member = FALSE;

  if (registering->persons[index] == 0 ? !insert_person (registering, index, error)
                                       : !leave_others (registering, index, &is_member, error))
    return FALSE;
  return is_member || insert_membership (registering, index, error);
}

/* Who draws comes first: the household is theirs. */
static gboolean
take_members (Registering *registering, GError **error)
{
  if (!take_member (registering, registering->drawing, error))
    return FALSE;
  for (guint i = 0; i < registering->members->len; i++)
    if (i != registering->drawing && !take_member (registering, i, error))
      return FALSE;
  return TRUE;
}

static gboolean
take_fact (const Registering *registering,
           guint index,
           const char *kind,
           const char *value,
           GError **error)
{
  gboolean has = FALSE;

  if (value == NULL || *value == '\0')
    return TRUE;
  if (!doudi_registry_has_circumstance (registering->store, registering->persons[index], kind,
                                        value, &has, error))
    return FALSE;
  return has
         || doudi_registry_insert_circumstance (registering->session, registering->persons[index],
                                                kind, value, registering->from, registering->source,
                                                error);
}

/* Of the subject the form only asks whether. */
static const char *
say_school (const Registering *registering, const char *key)
{
  if (g_str_equal (key, "none") || g_str_equal (key, "no"))
    return "";
  if (g_str_equal (key, "yes"))
    return "在校";
  return say_of_member (registering, DOUDI_MEANING_MEMBER_SCHOOL, key);
}

static const char *
say_health (const Registering *registering, guint index, const char *key)
{
  gboolean subject = index == 0 && !registering->programme->for_household;

  return say_of_member (registering,
                        subject ? DOUDI_MEANING_SUBJECT_HEALTH : DOUDI_MEANING_MEMBER_HEALTH, key);
}

static gboolean
take_disability (const Registering *registering, guint index, GError **error)
{
  const DoudiCaseMember *member = member_at (registering, index);
  const char *name = doudi_disability_class_name (member->disability_class);
  g_autofree char *value
    = name != NULL && member->grade > 0 ? g_strdup_printf ("%s:%d", name, member->grade) : NULL;

  return take_fact (registering, index, "disability-card", member->disability_card, error)
         && take_fact (registering, index, "disability", value, error);
}

static gboolean
take_facts (const Registering *registering, guint index, GError **error)
{
  const DoudiCaseMember *member = member_at (registering, index);

  return take_disability (registering, index, error)
         && take_fact (registering, index, "health",
                       say_health (registering, index, member->health), error)
         && take_fact (registering, index, "work-ability",
                       doudi_fact_written (DOUDI_MEANING_MEMBER_WORK_ABILITY, member->work_ability),
                       error)
         && take_fact (registering, index, "schooling", say_school (registering, member->school),
                       error)
         && take_fact (
           registering, index, "employment",
           say_of_member (registering, DOUDI_MEANING_MEMBER_EMPLOYMENT, member->employment), error);
}

/* "name|words|number", as rosters bring it; NULL without a name. */
static char *
join (const char *name, const char *words, const char *last)
{
  if (*name == '\0')
    return NULL;
  if (*words == '\0' && *last == '\0')
    return g_strdup (name);
  return *last == '\0' ? g_strjoin (PART, name, words, NULL)
                       : g_strjoin (PART, name, words, last, NULL);
}

static gboolean
take_joined (const Registering *registering,
             const char *kind,
             DoudiFormMeaning name,
             DoudiFormMeaning words,
             DoudiFormMeaning last,
             GError **error)
{
  const DoudiCase *of = registering->of;
  g_autofree char *value = join (doudi_case_find (of, name),
                                 words != DOUDI_MEANING_NONE ? doudi_case_find (of, words) : "",
                                 last != DOUDI_MEANING_NONE ? doudi_case_find (of, last) : "");

  return take_fact (registering, registering->drawing, kind, value, error);
}

/* What only the forms of programmes for one person say of who draws. */
static gboolean
take_own_facts (const Registering *registering, GError **error)
{
  if (registering->programme->for_household)
    return TRUE;
  return take_joined (registering, "guardian", DOUDI_MEANING_GUARDIAN_NAME,
                      DOUDI_MEANING_APPLICANT_RELATION, DOUDI_MEANING_GUARDIAN_IDENTITY_NUMBER,
                      error)
         && take_joined (registering, "father", DOUDI_MEANING_FATHER_NAME,
                         DOUDI_MEANING_FATHER_SITUATION, DOUDI_MEANING_FATHER_SINCE, error)
         && take_joined (registering, "mother", DOUDI_MEANING_MOTHER_NAME,
                         DOUDI_MEANING_MOTHER_SITUATION, DOUDI_MEANING_MOTHER_SINCE, error)
         && take_joined (registering, "carer", DOUDI_MEANING_CARER, DOUDI_MEANING_NONE,
                         DOUDI_MEANING_NONE, error)
         && take_joined (registering, "institution", DOUDI_MEANING_INSTITUTION, DOUDI_MEANING_NONE,
                         DOUDI_MEANING_NONE, error);
}

static gboolean
has_accounts (const Registering *registering, gboolean *has, GError **error)
{
  g_autoptr (DoudiHousehold) household = doudi_registry_get_household (
    registering->store, registering->household_id, registering->today, error);

  *has = household != NULL && household->accounts->len > 0;
  return household != NULL;
}

/* One account pays an award. A new one takes the place of the one before from the decision on; what
 * is paid once leaves the account of what is paid every month alone. */
static gboolean
insert_account (const Registering *registering, const DoudiAccountFacts *account, GError **error)
{
  DoudiDay day = registering->from;
  gboolean has = FALSE;

  if (!registering->is_new && !has_accounts (registering, &has, error))
    return FALSE;
  if (has && !registering->programme->monthly)
    return TRUE;
  if (has)
    day = registering->today;
  return (!has
          || doudi_registry_end_accounts (registering->session, account->household_id,
                                          account->person_id, day, registering->source, error))
         && doudi_registry_insert_account (registering->session, account, day, registering->source,
                                           error);
}

static gboolean
take_account (const Registering *registering, GError **error)
{
  const DoudiCaseMember *drawing = member_at (registering, registering->drawing);
  const char *holder = doudi_case_find (registering->of, DOUDI_MEANING_ACCOUNT_HOLDER);
  const DoudiAccountFacts account = {
    .household_id = registering->household_id,
    .person_id
    = registering->programme->for_household ? 0 : registering->persons[registering->drawing],
    .holder_name = *holder != '\0' ? holder : drawing->name,
    .number = doudi_case_find (registering->of, DOUDI_MEANING_ACCOUNT_NUMBER),
  };
  gboolean has = FALSE;

  if (*account.number == '\0')
    return TRUE;
  return doudi_registry_has_account (registering->store, account.household_id, account.person_id,
                                     account.number, &has, error)
         && (has || insert_account (registering, &account, error));
}

static gboolean
find_drawing (Registering *registering, GError **error)
{
  const DoudiCaseMember *drawing
    = doudi_case_find_subject (registering->members, registering->of->facts.programme);

  if (drawing != NULL)
    {
      registering->drawing = (guint) (drawing - member_at (registering, 0));
      return TRUE;
    }
  doudi_error_set (error, DOUDI_ERROR_REFUSED, NULL,
                   _ ("The form of application %s names nobody who would draw it. Send the case "
                      "back."),
                   registering->of->row->number);
  return FALSE;
}

static gboolean
register_all (Registering *registering, GError **error)
{
  if (!find_persons (registering, error) || !find_household (registering, error)
      || !use_household (registering, error) || !take_members (registering, error))
    return FALSE;
  for (guint i = 0; i < registering->members->len; i++)
    if (!take_facts (registering, i, error))
      return FALSE;
  return take_own_facts (registering, error) && take_account (registering, error);
}

/**
 * doudi_case_register:
 * @session: who decides
 * @of: a case that is granted
 * @indexer: flushed by the caller
 * @registered: (out): whom it became
 * @error: %DOUDI_ERROR_CONFLICT for somebody who belongs to another household that draws
 *
 * Puts the family of a case into the registry, as a step of the caller's transaction. Persons are
 * found by their identity numbers; the household is that of who draws. Who is new is added, nobody
 * twice; a member of a household that draws nothing comes along with what is the person's own.
 * Facts that the registry does not have yet hold from the day of the application. Who is not on the
 * form stays where they were: a person leaves by a change.
 *
 * Returns: whether it was done
 */
gboolean
doudi_case_register (DoudiSession *session,
                     const DoudiCase *of,
                     DoudiIndexer *indexer,
                     DoudiCaseRegistered *registered,
                     GError **error)
{
  g_auto (Registering) registering = {
    .session = session,
    .store = doudi_session_get_store (session),
    .of = of,
    .indexer = indexer,
    .programme = doudi_programme_info (of->facts.programme),
    .today = doudi_session_get_today (session),
    .from = of->row->applied_on,
    .source = doudi_case_source (of),
  };

  registering.members = doudi_case_list_members (of, registering.today);
  registering.persons = g_new0 (gint64, registering.members->len + 1);
  if (!find_drawing (&registering, error) || !register_all (&registering, error))
    return FALSE;
  registered->household_id = registering.household_id;
  registered->person_id = registering.persons[registering.drawing];
  return TRUE;
}
