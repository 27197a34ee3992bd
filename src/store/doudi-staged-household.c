/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <inttypes.h>

#include <glib/gi18n-lib.h>

#include "base/doudi-error.h"
#include "store/doudi-import-batch.h"
#include "store/doudi-statement.h"

/**
 * doudi_staged_person_free:
 * @person: (nullable) (transfer full): a person
 *
 * Frees a staged person.
 */
void
doudi_staged_person_free (DoudiStagedPerson *person)
{
  if (person == NULL)
    return;
  g_free (person->relation);
  g_free (person->name);
  g_free (person->identity_number);
  g_free (person->original_number);
  g_free (person->sex);
  g_free (person->birth_date);
  g_free (person->ethnicity);
  g_free (person->circumstances);
  g_free (person);
}

/**
 * doudi_staged_award_free:
 * @award: (nullable) (transfer full): an award
 *
 * Frees a staged award.
 */
void
doudi_staged_award_free (DoudiStagedAward *award)
{
  if (award == NULL)
    return;
  g_free (award->programme);
  g_free (award->care);
  g_free (award->self_care);
  g_free (award);
}

/**
 * doudi_staged_household_new:
 *
 * Returns: (transfer full): a household with nothing in it
 */
DoudiStagedHousehold *
doudi_staged_household_new (void)
{
  DoudiStagedHousehold *household = g_new0 (DoudiStagedHousehold, 1);

  household->persons = g_ptr_array_new_with_free_func ((GDestroyNotify) doudi_staged_person_free);
  household->awards = g_ptr_array_new_with_free_func ((GDestroyNotify) doudi_staged_award_free);
  return household;
}

/**
 * doudi_staged_household_free:
 * @household: (nullable) (transfer full): a household
 *
 * Frees a staged household with its persons and awards.
 */
void
doudi_staged_household_free (DoudiStagedHousehold *household)
{
  if (household == NULL)
    return;
  g_free (household->division_code);
  g_free (household->village_group);
  g_free (household->address);
  g_free (household->phone);
  g_free (household->account_number);
  g_free (household->account_holder);
  g_ptr_array_unref (household->persons);
  g_ptr_array_unref (household->awards);
  g_free (household);
}

static void
bind_text (DoudiStatement *statement, int index, const char *text)
{
  doudi_statement_bind_text (statement, index, text != NULL ? text : "");
}

#define INSERT_HOUSEHOLD                                                                           \
  "INSERT INTO staged_household (batch_id, row, division_code, village_group, address, phone,"     \
  " account_number, account_holder) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"

static gboolean
insert_household (DoudiStore *store,
                  gint64 batch_id,
                  DoudiStagedHousehold *household,
                  GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, INSERT_HOUSEHOLD, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, batch_id);
  doudi_statement_bind_int (statement, 2, household->row);
  bind_text (statement, 3, household->division_code);
  bind_text (statement, 4, household->village_group);
  bind_text (statement, 5, household->address);
  bind_text (statement, 6, household->phone);
  bind_text (statement, 7, household->account_number);
  bind_text (statement, 8, household->account_holder);
  return doudi_statement_insert (statement, &household->id, error);
}

#define INSERT_PERSON                                                                              \
  "INSERT INTO staged_person (staged_household_id, row, relation, name, identity_number,"          \
  " original_number, sex, birth_date, ethnicity, circumstances)"                                   \
  " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)"

static gboolean
insert_person (DoudiStore *store, gint64 household_id, DoudiStagedPerson *person, GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, INSERT_PERSON, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, household_id);
  doudi_statement_bind_int (statement, 2, person->row);
  bind_text (statement, 3, person->relation);
  bind_text (statement, 4, person->name);
  bind_text (statement, 5, person->identity_number);
  bind_text (statement, 6, person->original_number);
  bind_text (statement, 7, person->sex);
  bind_text (statement, 8, person->birth_date);
  bind_text (statement, 9, person->ethnicity);
  bind_text (statement, 10, person->circumstances);
  return doudi_statement_insert (statement, &person->id, error);
}

#define INSERT_AWARD                                                                               \
  "INSERT INTO staged_award (staged_household_id, staged_person_id, programme, persons,"           \
  " benefit_class, care, self_care, original_month, yearly_income_fen)"                            \
  " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"

static gboolean
insert_award (DoudiStore *store,
              const DoudiStagedHousehold *household,
              DoudiStagedAward *award,
              GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, INSERT_AWARD, error);
  const DoudiStagedPerson *person = g_ptr_array_index (household->persons, award->person);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, household->id);
  doudi_statement_bind_int (statement, 2, person->id);
  doudi_statement_bind_text (statement, 3, award->programme);
  doudi_statement_bind_int (statement, 4, award->persons);
  doudi_statement_bind_int (statement, 5, award->benefit_class);
  bind_text (statement, 6, award->care);
  bind_text (statement, 7, award->self_care);
  if (award->original_month != DOUDI_MONTH_NONE)
    doudi_statement_bind_int (statement, 8, award->original_month);
  if (award->income_known)
    doudi_statement_bind_int (statement, 9, award->yearly_income);
  return doudi_statement_insert (statement, &award->id, error);
}

/**
 * doudi_import_batch_insert_household:
 * @store: the caseload
 * @batch_id: a batch that is being staged
 * @household: (inout): a household with its persons and awards; all get their ids
 * @error: return location
 *
 * Stages a household.
 *
 * Returns: whether it was staged
 */
gboolean
doudi_import_batch_insert_household (DoudiStore *store,
                                     gint64 batch_id,
                                     DoudiStagedHousehold *household,
                                     GError **error)
{
  if (!insert_household (store, batch_id, household, error))
    return FALSE;
  for (guint i = 0; i < household->persons->len; i++)
    if (!insert_person (store, household->id, household->persons->pdata[i], error))
      return FALSE;
  for (guint i = 0; i < household->awards->len; i++)
    if (!insert_award (store, household, household->awards->pdata[i], error))
      return FALSE;
  return TRUE;
}

#define SET_HOUSEHOLD "UPDATE staged_household SET household_id = ?2 WHERE id = ?1"
#define SET_PERSON "UPDATE staged_person SET person_id = ?2 WHERE id = ?1"
#define SET_AWARD "UPDATE staged_award SET award_id = ?2 WHERE id = ?1"

static gboolean
set_became (DoudiStore *store, const char *sql, gint64 id, gint64 became, GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, sql, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, id);
  doudi_statement_bind_int (statement, 2, became);
  return doudi_statement_run (statement, error);
}

/**
 * doudi_import_batch_set_household:
 * @store: the caseload
 * @household: a staged household that says what it, its persons and its awards became
 * @error: return location
 *
 * Stores what a staged household became when it landed.
 *
 * Returns: whether it was stored
 */
gboolean
doudi_import_batch_set_household (DoudiStore *store,
                                  const DoudiStagedHousehold *household,
                                  GError **error)
{
  if (!set_became (store, SET_HOUSEHOLD, household->id, household->household_id, error))
    return FALSE;
  for (guint i = 0; i < household->persons->len; i++)
    {
      const DoudiStagedPerson *person = g_ptr_array_index (household->persons, i);

      if (!set_became (store, SET_PERSON, person->id, person->person_id, error))
        return FALSE;
    }
  for (guint i = 0; i < household->awards->len; i++)
    {
      const DoudiStagedAward *award = g_ptr_array_index (household->awards, i);

      if (!set_became (store, SET_AWARD, award->id, award->award_id, error))
        return FALSE;
    }
  return TRUE;
}

#define SELECT_HOUSEHOLD_IDS "SELECT id FROM staged_household WHERE batch_id = ?1 ORDER BY row, id"

/**
 * doudi_import_batch_list_households:
 * @store: the caseload
 * @batch_id: a batch
 * @error: return location
 *
 * Lists what doudi_import_batch_read_household() reads, in the order of the sheet.
 *
 * Returns: (transfer full) (element-type gint64): the ids; %NULL with @error set
 */
GArray *
doudi_import_batch_list_households (DoudiStore *store, gint64 batch_id, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, SELECT_HOUSEHOLD_IDS, error);
  GError *local = NULL;

  if (statement == NULL)
    return NULL;
  doudi_statement_bind_int (statement, 1, batch_id);
  while (doudi_statement_step (statement, &local))
    {
      gint64 id = doudi_statement_get_int (statement, 0);

      g_array_append_val (ids, id);
    }
  if (local == NULL)
    return g_steal_pointer (&ids);
  g_propagate_error (error, local);
  return NULL;
}

#define SELECT_HOUSEHOLD                                                                           \
  "SELECT row, division_code, village_group, address, phone, account_number, account_holder,"      \
  " coalesce(household_id, 0) FROM staged_household WHERE id = ?1"

static gboolean
read_household (DoudiStore *store, DoudiStagedHousehold *household, GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, SELECT_HOUSEHOLD, error);
  GError *local = NULL;

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, household->id);
  if (!doudi_statement_step (statement, &local))
    {
      if (local != NULL)
        g_propagate_error (error, local);
      else
        doudi_error_set (error, DOUDI_ERROR_NOT_FOUND, NULL,
                         _ ("There is no staged household %" PRId64 "."), household->id);
      return FALSE;
    }
  household->row = (int) doudi_statement_get_int (statement, 0);
  household->division_code = doudi_statement_dup_text (statement, 1);
  household->village_group = doudi_statement_dup_text (statement, 2);
  household->address = doudi_statement_dup_text (statement, 3);
  household->phone = doudi_statement_dup_text (statement, 4);
  household->account_number = doudi_statement_dup_text (statement, 5);
  household->account_holder = doudi_statement_dup_text (statement, 6);
  household->household_id = doudi_statement_get_int (statement, 7);
  return TRUE;
}

#define SELECT_PERSONS                                                                             \
  "SELECT id, row, relation, name, identity_number, original_number, sex, birth_date, ethnicity,"  \
  " circumstances, coalesce(person_id, 0) FROM staged_person WHERE staged_household_id = ?1"       \
  " ORDER BY row, id"

static DoudiStagedPerson *
person_from_statement (DoudiStatement *statement)
{
  DoudiStagedPerson *person = g_new0 (DoudiStagedPerson, 1);

  person->id = doudi_statement_get_int (statement, 0);
  person->row = (int) doudi_statement_get_int (statement, 1);
  person->relation = doudi_statement_dup_text (statement, 2);
  person->name = doudi_statement_dup_text (statement, 3);
  person->identity_number = doudi_statement_dup_text (statement, 4);
  person->original_number = doudi_statement_dup_text (statement, 5);
  person->sex = doudi_statement_dup_text (statement, 6);
  person->birth_date = doudi_statement_dup_text (statement, 7);
  person->ethnicity = doudi_statement_dup_text (statement, 8);
  person->circumstances = doudi_statement_dup_text (statement, 9);
  person->person_id = doudi_statement_get_int (statement, 10);
  return person;
}

static gboolean
read_persons (DoudiStore *store, DoudiStagedHousehold *household, GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, SELECT_PERSONS, error);
  GError *local = NULL;

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, household->id);
  while (doudi_statement_step (statement, &local))
    g_ptr_array_add (household->persons, person_from_statement (statement));
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

#define SELECT_AWARDS                                                                              \
  "SELECT id, staged_person_id, programme, persons, benefit_class, care, self_care,"               \
  " coalesce(original_month, 0), coalesce(award_id, 0), yearly_income_fen IS NOT NULL,"            \
  " coalesce(yearly_income_fen, 0) FROM staged_award"                                              \
  " WHERE staged_household_id = ?1 ORDER BY id"

static guint
index_of_person (const DoudiStagedHousehold *household, gint64 staged_person_id)
{
  for (guint i = 0; i < household->persons->len; i++)
    if (((DoudiStagedPerson *) household->persons->pdata[i])->id == staged_person_id)
      return i;
  g_return_val_if_reached (0);
}

static DoudiStagedAward *
award_from_statement (const DoudiStagedHousehold *household, DoudiStatement *statement)
{
  DoudiStagedAward *award = g_new0 (DoudiStagedAward, 1);

  award->id = doudi_statement_get_int (statement, 0);
  award->person = index_of_person (household, doudi_statement_get_int (statement, 1));
  award->programme = doudi_statement_dup_text (statement, 2);
  award->persons = (int) doudi_statement_get_int (statement, 3);
  award->benefit_class = (int) doudi_statement_get_int (statement, 4);
  award->care = doudi_statement_dup_text (statement, 5);
  award->self_care = doudi_statement_dup_text (statement, 6);
  award->original_month = (DoudiMonth) doudi_statement_get_int (statement, 7);
  award->award_id = doudi_statement_get_int (statement, 8);
  award->income_known = doudi_statement_get_int (statement, 9) != 0;
  award->yearly_income = doudi_statement_get_int (statement, 10);
  return award;
}

static gboolean
read_awards (DoudiStore *store, DoudiStagedHousehold *household, GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, SELECT_AWARDS, error);
  GError *local = NULL;

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, household->id);
  while (doudi_statement_step (statement, &local))
    g_ptr_array_add (household->awards, award_from_statement (household, statement));
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/**
 * doudi_import_batch_read_household:
 * @store: the caseload
 * @staged_id: a staged household
 * @error: %DOUDI_ERROR_NOT_FOUND if there is none
 *
 * Reads a staged household with its persons and awards.
 *
 * Returns: (transfer full): the household; %NULL with @error set
 */
DoudiStagedHousehold *
doudi_import_batch_read_household (DoudiStore *store, gint64 staged_id, GError **error)
{
  g_autoptr (DoudiStagedHousehold) household = doudi_staged_household_new ();

  household->id = staged_id;
  if (!read_household (store, household, error) || !read_persons (store, household, error)
      || !read_awards (store, household, error))
    return NULL;
  return g_steal_pointer (&household);
}
