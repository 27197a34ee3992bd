/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "store/doudi-case-list-store.h"
#include "store/doudi-registry-private.h"
#include "store/doudi-statement.h"

#define MEMBERSHIP_HOLDS(alias)                                                                    \
  alias ".valid_to IS NULL AND " DOUDI_NOT_REPLACED ("membership", "household_id", alias)

/* The identity number of a user and those of the members of the user's household. */
#define OWN_NUMBERS                                                                                \
  "SELECT u.identity_number FROM user u WHERE u.name = ?2 AND u.identity_number IS NOT NULL"       \
  " UNION SELECT other.identity_number FROM user u"                                                \
  " JOIN person p ON p.identity_number = u.identity_number"                                        \
  " JOIN membership m ON m.person_id = p.id"                                                       \
  " JOIN membership o ON o.household_id = m.household_id"                                          \
  " JOIN person other ON other.id = o.person_id WHERE u.name = ?2"                                 \
  " AND other.identity_number IS NOT NULL AND " MEMBERSHIP_HOLDS ("m") " AND " MEMBERSHIP_HOLDS (  \
    "o")

static const char own_sql[]
  = "WITH own (number) AS (" OWN_NUMBERS ")"
    " SELECT i.id FROM case_list_item i WHERE i.list_id = ?1 AND (EXISTS (SELECT 1"
    " FROM application_person n WHERE n.application_id = i.application_id"
    " AND n.identity_number <> '' AND n.identity_number IN (SELECT number FROM own))"
    " OR EXISTS (SELECT 1 FROM household_change h JOIN membership m"
    " ON m.household_id = h.household_id JOIN person p ON p.id = m.person_id"
    " WHERE h.id = i.change_id AND p.identity_number IN (SELECT number FROM own)"
    " AND " MEMBERSHIP_HOLDS ("m") ")) ORDER BY i.position";

/**
 * doudi_case_list_list_own:
 * @store: the caseload
 * @id: of a list
 * @user: the name of a user whose identity number may be recorded
 * @error: return location
 *
 * Finds the rows of a list that are about the user's own people: cases that name the user, or
 * somebody of the user's household, in whatever part (applicant, member, guardian, supporter,
 * official of whom the family is near kin), and changes of a household to which one of them
 * belongs.
 *
 * Returns: (transfer full) (element-type gint64): the ids of these items; %NULL with @error set
 */
GArray *
doudi_case_list_list_own (DoudiStore *store, gint64 id, const char *user, GError **error)
{
  g_autoptr (GArray) items = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, own_sql, error);
  GError *local = NULL;

  if (statement == NULL)
    return NULL;
  doudi_statement_bind_int (statement, 1, id);
  doudi_statement_bind_text (statement, 2, user);
  while (doudi_statement_step (statement, &local))
    {
      gint64 item = doudi_statement_get_int (statement, 0);

      g_array_append_val (items, item);
    }
  if (local == NULL)
    return g_steal_pointer (&items);
  g_propagate_error (error, local);
  return NULL;
}

static const char own_household_sql[]
  = "WITH own (number) AS (" OWN_NUMBERS ")"
    " SELECT EXISTS (SELECT 1 FROM membership m JOIN person p ON p.id = m.person_id"
    " WHERE m.household_id = ?1 AND p.identity_number IN (SELECT number FROM own)"
    " AND " MEMBERSHIP_HOLDS (
      "m") ") OR EXISTS (SELECT 1 FROM application a"
           " JOIN application_person n ON n.application_id = a.id WHERE a.household_id = ?1"
           " AND n.identity_number <> '' AND n.identity_number IN (SELECT number FROM own))";

/**
 * doudi_household_is_own:
 * @store: the caseload
 * @household_id: a household
 * @user: the name of a user whose identity number may be recorded
 * @own: (out): whether the user, or somebody of the user's household, belongs to it, or was named
 *   by an application of it in whatever part
 * @error: return location
 *
 * Finds whether a household is of the user's own people.
 *
 * Returns: %TRUE; %FALSE with @error set
 */
gboolean
doudi_household_is_own (DoudiStore *store,
                        gint64 household_id,
                        const char *user,
                        gboolean *own,
                        GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, own_household_sql, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, household_id);
  doudi_statement_bind_text (statement, 2, user);
  if (!doudi_statement_step (statement, error))
    return FALSE;
  *own = doudi_statement_get_int (statement, 0) != 0;
  return TRUE;
}
