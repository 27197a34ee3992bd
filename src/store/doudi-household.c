/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <inttypes.h>

#include <glib/gi18n-lib.h>

#include "base/doudi-error.h"
#include "store/doudi-registry-private.h"
#include "store/doudi-registry.h"
#include "store/doudi-statement.h"

/**
 * doudi_member_free:
 * @member: (nullable) (transfer full): a member, or a person
 *
 * Frees a member with the circumstances.
 */
void
doudi_member_free (DoudiMember *member)
{
  if (member == NULL)
    return;
  g_free (member->relation);
  g_free (member->name);
  g_free (member->identity_number);
  g_free (member->sex);
  g_free (member->birth_date);
  g_free (member->ethnicity);
  g_free (member->original_number);
  g_free (member->temporary_number);
  g_hash_table_unref (member->circumstances);
  g_free (member);
}

static void
account_free (DoudiAccount *account)
{
  g_free (account->holder_name);
  g_free (account->number);
  g_free (account);
}

/**
 * doudi_household_free:
 * @household: (nullable) (transfer full): a household
 *
 * Frees a household with its members and accounts.
 */
void
doudi_household_free (DoudiHousehold *household)
{
  if (household == NULL)
    return;
  g_free (household->division_code);
  g_free (household->township);
  g_free (household->village);
  g_free (household->village_group);
  g_free (household->address);
  g_free (household->phone);
  g_free (household->source);
  g_free (household->recorded_at);
  g_free (household->recorded_by);
  g_clear_pointer (&household->members, g_ptr_array_unref);
  g_clear_pointer (&household->accounts, g_ptr_array_unref);
  g_free (household);
}

/* The address that holds on the day, or the first one when the day is before all of them. */
#define SELECT_HOUSEHOLD                                                                           \
  "SELECT h.id, coalesce(a.division_code, ''), coalesce(township.name, ''),"                       \
  " coalesce(village.name, ''), coalesce(a.village_group, ''), coalesce(a.address, ''),"           \
  " coalesce(a.phone, ''), h.source, h.recorded_at, h.recorded_by FROM household h"                \
  " LEFT JOIN household_address a ON a.id = (SELECT b.id FROM household_address b"                 \
  " WHERE b.household_id = h.id AND " DOUDI_ADDRESS_STANDS (                                       \
    "b") " ORDER BY b.valid_from > ?2, CASE WHEN b.valid_from > ?2 THEN b.valid_from END,"         \
         " b.valid_from DESC, b.id DESC LIMIT 1)"                                                  \
         " LEFT JOIN division village ON village.code = a.division_code AND village.level = "      \
         "'village'"                                                                               \
         " LEFT JOIN division township ON township.code = substr(a.division_code, 1, 9) || '000'"  \
         " WHERE h.id = ?1"

static DoudiHousehold *
household_from_statement (DoudiStatement *statement)
{
  DoudiHousehold *household = g_new0 (DoudiHousehold, 1);

  household->id = doudi_statement_get_int (statement, 0);
  household->division_code = doudi_statement_dup_text (statement, 1);
  household->township = doudi_statement_dup_text (statement, 2);
  household->village = doudi_statement_dup_text (statement, 3);
  household->village_group = doudi_statement_dup_text (statement, 4);
  household->address = doudi_statement_dup_text (statement, 5);
  household->phone = doudi_statement_dup_text (statement, 6);
  household->source = doudi_statement_dup_text (statement, 7);
  household->recorded_at = doudi_statement_dup_text (statement, 8);
  household->recorded_by = doudi_statement_dup_text (statement, 9);
  household->members = g_ptr_array_new_with_free_func ((GDestroyNotify) doudi_member_free);
  household->accounts = g_ptr_array_new_with_free_func ((GDestroyNotify) account_free);
  return household;
}

static DoudiHousehold *
read_household (DoudiStore *store, gint64 id, DoudiDay day, GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, SELECT_HOUSEHOLD, error);
  GError *local = NULL;

  if (statement == NULL)
    return NULL;
  doudi_statement_bind_int (statement, 1, id);
  doudi_statement_bind_day (statement, 2, day);
  if (doudi_statement_step (statement, &local))
    return household_from_statement (statement);
  if (local != NULL)
    g_propagate_error (error, local);
  else
    doudi_error_set (
      error, DOUDI_ERROR_NOT_FOUND, NULL,
      _ ("There is no household %" PRId64 " in this caseload. Search for it by name."), id);
  return NULL;
}

#define SELECT_MEMBERS                                                                             \
  "SELECT m.id, m.person_id, m.relation, p.name, coalesce(p.identity_number, ''),"                 \
  " coalesce(p.sex, ''), coalesce(p.birth_date, ''), coalesce(p.ethnicity, ''),"                   \
  " coalesce(p.original_number, ''), coalesce(p.temporary_number, ''), m.position, m.valid_from"   \
  " FROM membership m JOIN person p ON p.id = m.person_id"                                         \
  " WHERE m.household_id = ?1 AND " DOUDI_HOLDS_ON ("m", "?2") " AND " DOUDI_NOT_REPLACED (        \
    "membership", "household_id", "m") " ORDER BY m.position, m.id"

static DoudiMember *
member_from_statement (DoudiStatement *statement)
{
  DoudiMember *member = g_new0 (DoudiMember, 1);

  member->id = doudi_statement_get_int (statement, 0);
  member->person_id = doudi_statement_get_int (statement, 1);
  member->relation = doudi_statement_dup_text (statement, 2);
  member->name = doudi_statement_dup_text (statement, 3);
  member->identity_number = doudi_statement_dup_text (statement, 4);
  member->sex = doudi_statement_dup_text (statement, 5);
  member->birth_date = doudi_statement_dup_text (statement, 6);
  member->ethnicity = doudi_statement_dup_text (statement, 7);
  member->original_number = doudi_statement_dup_text (statement, 8);
  member->temporary_number = doudi_statement_dup_text (statement, 9);
  member->position = (int) doudi_statement_get_int (statement, 10);
  member->since = doudi_day_parse_iso (doudi_statement_get_text (statement, 11));
  member->circumstances = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return member;
}

static gboolean
read_members (DoudiStore *store, DoudiHousehold *household, DoudiDay day, GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, SELECT_MEMBERS, error);
  GError *local = NULL;

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, household->id);
  doudi_statement_bind_day (statement, 2, day);
  while (doudi_statement_step (statement, &local))
    g_ptr_array_add (household->members, member_from_statement (statement));
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/* The last of a kind comes last, and stays. */
#define SELECT_CIRCUMSTANCES                                                                       \
  "SELECT c.kind, c.value FROM circumstance c"                                                     \
  " WHERE c.person_id = ?1 AND " DOUDI_HOLDS_ON ("c", "?2") " AND " DOUDI_NOT_REPLACED (           \
    "circumstance", "person_id", "c") " ORDER BY c.kind, c.valid_from, c.id"

static gboolean
read_circumstances (DoudiStore *store, DoudiMember *member, DoudiDay day, GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, SELECT_CIRCUMSTANCES, error);
  GError *local = NULL;

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, member->person_id);
  doudi_statement_bind_day (statement, 2, day);
  while (doudi_statement_step (statement, &local))
    g_hash_table_replace (member->circumstances, doudi_statement_dup_text (statement, 0),
                          doudi_statement_dup_text (statement, 1));
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

#define SELECT_ACCOUNTS                                                                            \
  "SELECT a.id, a.holder_name, a.number, coalesce(a.person_id, 0) FROM account a"                  \
  " WHERE a.household_id = ?1 AND " DOUDI_HOLDS_ON ("a", "?2") " AND " DOUDI_NOT_REPLACED (        \
    "account", "household_id", "a") " ORDER BY a.person_id IS NOT NULL, a.id"

static DoudiAccount *
account_from_statement (DoudiStatement *statement)
{
  DoudiAccount *account = g_new0 (DoudiAccount, 1);

  account->id = doudi_statement_get_int (statement, 0);
  account->holder_name = doudi_statement_dup_text (statement, 1);
  account->number = doudi_statement_dup_text (statement, 2);
  account->person_id = doudi_statement_get_int (statement, 3);
  return account;
}

static gboolean
read_accounts (DoudiStore *store, DoudiHousehold *household, DoudiDay day, GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, SELECT_ACCOUNTS, error);
  GError *local = NULL;

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, household->id);
  doudi_statement_bind_day (statement, 2, day);
  while (doudi_statement_step (statement, &local))
    g_ptr_array_add (household->accounts, account_from_statement (statement));
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/**
 * doudi_registry_get_household:
 * @store: the caseload
 * @id: the household
 * @day: the day for which it is read
 * @error: %DOUDI_ERROR_NOT_FOUND if there is no such household
 *
 * Reads one household as it is on a day: where it lives, its members in the order of the paper
 * with their circumstances (kind to value), the accounts that pay its awards. Nothing is masked:
 * whoever shows it asks doudi_session_authorize() first.
 *
 * Returns: (transfer full): the household; %NULL with @error set
 */
DoudiHousehold *
doudi_registry_get_household (DoudiStore *store, gint64 id, DoudiDay day, GError **error)
{
  g_autoptr (DoudiHousehold) household = read_household (store, id, day, error);

  if (household == NULL || !read_members (store, household, day, error)
      || !read_accounts (store, household, day, error))
    return NULL;
  for (guint i = 0; i < household->members->len; i++)
    if (!read_circumstances (store, household->members->pdata[i], day, error))
      return NULL;
  return g_steal_pointer (&household);
}

#define SELECT_PERSON                                                                              \
  "SELECT 0, p.id, '', p.name, coalesce(p.identity_number, ''), coalesce(p.sex, ''),"              \
  " coalesce(p.birth_date, ''), coalesce(p.ethnicity, ''), coalesce(p.original_number, ''),"       \
  " coalesce(p.temporary_number, ''), 0, '' FROM person p WHERE p.id = ?1"

/**
 * doudi_registry_get_person:
 * @store: the caseload
 * @person_id: a person, in a household or in none
 * @day: the day for which the circumstances are read
 * @error: %DOUDI_ERROR_NOT_FOUND if there is no such person
 *
 * Reads one person as a member of no household. Nothing is masked.
 *
 * Returns: (transfer full): the person; %NULL with @error set
 */
DoudiMember *
doudi_registry_get_person (DoudiStore *store, gint64 person_id, DoudiDay day, GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, SELECT_PERSON, error);
  g_autoptr (DoudiMember) person = NULL;
  gboolean found;

  if (statement == NULL)
    return NULL;
  doudi_statement_bind_int (statement, 1, person_id);
  if (!doudi_statement_step_once (statement, &found, error))
    return NULL;
  if (!found)
    {
      doudi_error_set (error, DOUDI_ERROR_NOT_FOUND, NULL,
                       _ ("There is no person %" PRId64 " in this caseload. Search by name."),
                       person_id);
      return NULL;
    }
  person = member_from_statement (statement);
  return read_circumstances (store, person, day, error) ? g_steal_pointer (&person) : NULL;
}
