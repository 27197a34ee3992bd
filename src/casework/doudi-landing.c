/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "casework/doudi-landing.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "base/doudi-error.h"
#include "casework/doudi-policies.h"
#include "store/doudi-award-store.h"
#include "store/doudi-registry-write.h"

/*
 * doudi_landing_init:
 * @landing: what to set up
 * @session: who brings it in
 * @batch: a staged batch; must stay
 * @error: return location
 *
 * Prepares the landing of a batch.
 *
 * Returns: whether it can begin
 */
gboolean
doudi_landing_init (DoudiLanding *landing,
                    DoudiSession *session,
                    const DoudiImportBatch *batch,
                    GError **error)
{
  DoudiDay today = doudi_session_get_today (session);

  landing->session = session;
  landing->store = doudi_session_get_store (session);
  landing->batch = batch;
  landing->source = doudi_import_batch_source (batch->id);
  landing->from = MIN (doudi_month_first_day (batch->month), today);
  landing->touched = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  landing->policy = doudi_policies_load (landing->store, today, error);
  return landing->policy != NULL;
}

/*
 * doudi_landing_clear:
 * @landing: a landing
 *
 * Frees what belongs to it.
 */
void
doudi_landing_clear (DoudiLanding *landing)
{
  g_free (landing->source);
  g_clear_pointer (&landing->touched, g_hash_table_unref);
  g_clear_pointer (&landing->policy, doudi_policy_unref);
}

static void
touch (DoudiLanding *landing, gint64 household_id)
{
  g_hash_table_add (landing->touched, g_memdup2 (&household_id, sizeof household_id));
}

static guint
programmes_of (const DoudiStagedHousehold *household)
{
  guint programmes = 0;

  for (guint i = 0; i < household->awards->len; i++)
    {
      const DoudiStagedAward *award = g_ptr_array_index (household->awards, i);

      programmes |= 1u << doudi_programme_from_name (award->programme);
    }
  return programmes;
}

/* Whether the sheet names a household with its members, not one person who draws something. */
static gboolean
brings_household (const DoudiStagedHousehold *household)
{
  for (guint i = 0; i < household->awards->len; i++)
    {
      const DoudiStagedAward *award = g_ptr_array_index (household->awards, i);

      if (doudi_programme_info (doudi_programme_from_name (award->programme))->for_household)
        return TRUE;
    }
  return household->persons->len > 1;
}

static void
set_conflict (const DoudiStagedHousehold *household,
              const DoudiStagedPerson *person,
              const DoudiImportKnown *known,
              GError **error)
{
  const char *label = _ (doudi_programme_info (known->programme)->label);

  if (known->standing == DOUDI_IMPORT_DRAWS_ALREADY)
    doudi_error_set (error, DOUDI_ERROR_CONFLICT, NULL,
                     _ ("Row %d, %s: draws “%s” by now. Read the roster in again."), person->row,
                     person->name, label);
  else
    doudi_error_set (error, DOUDI_ERROR_CONFLICT, NULL,
                     _ ("Row %d, %s: is a member of another household by now. Read the roster in "
                        "again."),
                     person->row, person->name);
}

/* What was free when the roster was read may not be so any more. */
static gboolean
find_person (DoudiLanding *landing,
             const DoudiStagedHousehold *household,
             DoudiStagedPerson *person,
             GError **error)
{
  DoudiImportKnown known = { 0 };

  if (*person->identity_number != '\0'
      && !doudi_import_ask_known (landing->store, landing->policy, person->identity_number,
                                  programmes_of (household),
                                  doudi_session_get_today (landing->session), &known, error))
    return FALSE;
  person->person_id = known.person_id;
  if (known.standing == DOUDI_IMPORT_FREE)
    return TRUE;
  set_conflict (household, person, &known, error);
  return FALSE;
}

static gboolean
find_persons (DoudiLanding *landing, DoudiStagedHousehold *household, GError **error)
{
  for (guint i = 0; i < household->persons->len; i++)
    if (!find_person (landing, household, household->persons->pdata[i], error))
      return FALSE;
  return TRUE;
}

/* A person who draws something of one's own stays in the household one lives in. */
static gboolean
find_household (DoudiLanding *landing, DoudiStagedHousehold *household, GError **error)
{
  const DoudiStagedPerson *person = g_ptr_array_index (household->persons, 0);
  g_autoptr (GArray) memberships = NULL;

  if (brings_household (household) || person->person_id == 0)
    return TRUE;
  memberships = doudi_registry_memberships_of_person (
    landing->store, person->person_id, doudi_session_get_today (landing->session), error);
  if (memberships == NULL)
    return FALSE;
  if (memberships->len > 0)
    household->household_id = g_array_index (memberships, DoudiMembershipRow, 0).household_id;
  return TRUE;
}

static gboolean
insert_household (DoudiLanding *landing, DoudiStagedHousehold *household, GError **error)
{
  const DoudiAddressFacts address
    = { household->division_code, household->village_group, household->address, household->phone };

  return doudi_registry_insert_household (landing->session, &address, landing->from,
                                          landing->source, &household->household_id, error);
}

static gboolean
insert_person (DoudiLanding *landing, DoudiStagedPerson *person, GError **error)
{
  const DoudiPersonFacts facts = { person->name, person->identity_number, person->original_number,
                                   person->sex,  person->birth_date,      person->ethnicity };

  return doudi_registry_insert_person (landing->session, &facts, landing->source,
                                       &person->person_id, error);
}

/* A person known from elsewhere leaves the household that was made for that person alone, or one
 * that draws nothing any more. */
static gboolean
leave_households (DoudiLanding *landing,
                  const DoudiStagedHousehold *household,
                  const DoudiStagedPerson *person,
                  GError **error)
{
  g_autoptr (GArray) memberships = doudi_registry_memberships_of_person (
    landing->store, person->person_id, doudi_session_get_today (landing->session), error);

  if (memberships == NULL)
    return FALSE;
  for (guint i = 0; i < memberships->len; i++)
    {
      gint64 from = g_array_index (memberships, DoudiMembershipRow, i).household_id;

      if (!doudi_registry_move_person (landing->session, person->person_id, from,
                                       household->household_id, landing->from, landing->source,
                                       error))
        return FALSE;
      touch (landing, from);
    }
  return TRUE;
}

static gboolean
insert_membership (DoudiLanding *landing,
                   const DoudiStagedHousehold *household,
                   guint index,
                   GError **error)
{
  const DoudiStagedPerson *person = g_ptr_array_index (household->persons, index);
  const DoudiMembershipFacts membership
    = { household->household_id, person->person_id, person->relation, (int) index + 1 };

  return doudi_registry_insert_membership (landing->session, &membership, landing->from,
                                           landing->source, error);
}

static gboolean
take_member (DoudiLanding *landing, DoudiStagedHousehold *household, guint index, GError **error)
{
  DoudiStagedPerson *person = g_ptr_array_index (household->persons, index);
  gboolean is_new = person->person_id == 0;

  if (is_new && !insert_person (landing, person, error))
    return FALSE;
  return (is_new || leave_households (landing, household, person, error))
         && insert_membership (landing, household, index, error);
}

static gboolean
take_members (DoudiLanding *landing, DoudiStagedHousehold *household, GError **error)
{
  for (guint i = 0; i < household->persons->len; i++)
    if (!take_member (landing, household, i, error))
      return FALSE;
  return TRUE;
}

static gboolean
take_circumstance (DoudiLanding *landing,
                   gint64 person_id,
                   const char *kind,
                   const char *value,
                   GError **error)
{
  gboolean has = FALSE;

  if (value == NULL || *value == '\0')
    return TRUE;
  if (!doudi_registry_has_circumstance (landing->store, person_id, kind, value, &has, error))
    return FALSE;
  return has
         || doudi_registry_insert_circumstance (landing->session, person_id, kind, value,
                                                landing->from, landing->source, error);
}

static gboolean
take_circumstances (DoudiLanding *landing, const DoudiStagedPerson *person, GError **error)
{
  g_autoptr (JsonNode) root = json_from_string (person->circumstances, error);
  JsonObjectIter iter;
  const char *kind;
  JsonNode *value;

  if (root == NULL)
    return FALSE;
  json_object_iter_init_ordered (&iter, json_node_get_object (root));
  while (json_object_iter_next_ordered (&iter, &kind, &value))
    if (!take_circumstance (landing, person->person_id, kind, json_node_get_string (value), error))
      return FALSE;
  return TRUE;
}

/* The account of a roster of persons pays that person's awards and no others. */
static gboolean
take_account (DoudiLanding *landing, const DoudiStagedHousehold *household, GError **error)
{
  const DoudiStagedPerson *person = g_ptr_array_index (household->persons, 0);
  const DoudiAccountFacts account
    = { household->household_id, brings_household (household) ? 0 : person->person_id,
        household->account_holder, household->account_number };
  gboolean has = FALSE;

  if (*household->account_number == '\0')
    return TRUE;
  if (!doudi_registry_has_account (landing->store, account.household_id, account.person_id,
                                   account.number, &has, error))
    return FALSE;
  return has
         || doudi_registry_insert_account (landing->session, &account, landing->from,
                                           landing->source, error);
}

static gboolean
take_award (DoudiLanding *landing,
            const DoudiStagedHousehold *household,
            DoudiStagedAward *award,
            GError **error)
{
  const DoudiStagedPerson *person = g_ptr_array_index (household->persons, award->person);
  const DoudiAwardRow row = {
    .programme = award->programme,
    .household_id = household->household_id,
    .person_id = person->person_id,
    .residence = landing->batch->residence,
    .first_month = landing->batch->month,
    .original_month = award->original_month,
  };
  DoudiAwardTermRow term = {
    .from = landing->batch->month,
    .persons = award->persons,
    .benefit_class = award->benefit_class,
    .income_known = award->income_known,
    .yearly_income = award->yearly_income,
  };

  g_strlcpy (term.care, award->care, sizeof term.care);
  g_strlcpy (term.self_care, award->self_care, sizeof term.self_care);
  return doudi_award_insert (landing->session, &row, landing->source, &award->award_id, error)
         && doudi_award_insert_term (landing->session, award->award_id, &term, 0, "",
                                     landing->source, error);
}

static gboolean
take_facts (DoudiLanding *landing, DoudiStagedHousehold *household, GError **error)
{
  for (guint i = 0; i < household->persons->len; i++)
    if (!take_circumstances (landing, household->persons->pdata[i], error))
      return FALSE;
  for (guint i = 0; i < household->awards->len; i++)
    if (!take_award (landing, household, household->awards->pdata[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
take_new_household (DoudiLanding *landing, DoudiStagedHousehold *household, GError **error)
{
  return insert_household (landing, household, error) && take_members (landing, household, error);
}

/*
 * doudi_landing_take_household:
 * @landing: a landing
 * @household: a staged household; says afterwards what it became
 * @error: %DOUDI_ERROR_CONFLICT if a person draws something by now that stands against it
 *
 * Brings in one household: who is new, who was known already, where they live, what they draw.
 *
 * Returns: whether it was brought in
 */
gboolean
doudi_landing_take_household (DoudiLanding *landing,
                              DoudiStagedHousehold *household,
                              GError **error)
{
  if (!find_persons (landing, household, error) || !find_household (landing, household, error))
    return FALSE;
  if (household->household_id == 0 && !take_new_household (landing, household, error))
    return FALSE;
  touch (landing, household->household_id);
  return take_account (landing, household, error) && take_facts (landing, household, error)
         && doudi_import_batch_set_household (landing->store, household, error);
}
