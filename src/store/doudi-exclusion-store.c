/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "store/doudi-exclusion-store.h"

#include "store/doudi-award-private.h"
#include "store/doudi-registry-private.h"

static GArray *
read_pairs (DoudiStore *store,
            const char *sql,
            const char *programme,
            const char *other,
            GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, sql, error);
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (DoudiAwardPair));
  GError *local = NULL;

  if (statement == NULL)
    return NULL;
  doudi_statement_bind_text (statement, 1, programme);
  doudi_statement_bind_text (statement, 2, other);
  while (doudi_statement_step (statement, &local))
    {
      DoudiAwardPair pair = {
        .award_id = doudi_statement_get_int (statement, 0),
        .person_id = doudi_statement_get_int (statement, 1),
        .other_id = doudi_statement_get_int (statement, 2),
        .household_id = doudi_statement_get_int (statement, 3),
      };

      g_array_append_val (pairs, pair);
    }
  return doudi_award_propagate (local, error) ? g_steal_pointer (&pairs) : NULL;
}

static const char pairs_of_persons_sql[]
  = "SELECT a.id, a.person_id, o.id, o.household_id FROM award a"
    " JOIN award o ON o.person_id = a.person_id AND +o.programme = ?2 AND o.id <> a.id"
    " WHERE a.programme = ?1 ORDER BY a.id, o.id";

/**
 * doudi_award_pairs_of_persons:
 * @store: the caseload
 * @programme: a programme whose awards belong to persons
 * @other: another such programme
 * @error: return location
 *
 * Finds the persons who have an award of both.
 *
 * Returns: (transfer full) (element-type DoudiAwardPair): the pairs; %NULL with @error set
 */
GArray *
doudi_award_pairs_of_persons (DoudiStore *store,
                              const char *programme,
                              const char *other,
                              GError **error)
{
  return read_pairs (store, pairs_of_persons_sql, programme, other, error);
}

/* From the few to the many: SQLite would begin with the households. */
/* clang-format off */
static const char pairs_of_members_sql[]
  = "SELECT DISTINCT a.id, a.person_id, o.id, o.household_id FROM award a"
    " CROSS JOIN membership m ON m.person_id = a.person_id"
    " CROSS JOIN award o ON o.household_id = m.household_id AND +o.programme = ?2"
    " WHERE a.programme = ?1 AND " DOUDI_NOT_REPLACED ("membership", "household_id", "m")
    " ORDER BY o.id, a.id";
/* clang-format on */

/**
 * doudi_award_pairs_of_members:
 * @store: the caseload
 * @programme: a programme whose awards belong to persons
 * @other: a programme whose awards belong to households
 * @error: return location
 *
 * Finds the persons with an award who are or were members of a household with an award.
 *
 * Returns: (transfer full) (element-type DoudiAwardPair): the pairs, those of a household together;
 *   %NULL with @error set
 */
GArray *
doudi_award_pairs_of_members (DoudiStore *store,
                              const char *programme,
                              const char *other,
                              GError **error)
{
  return read_pairs (store, pairs_of_members_sql, programme, other, error);
}

/* clang-format off */
static const char count_members_sql[]
  = "SELECT count(DISTINCT m.person_id) FROM membership m WHERE m.household_id = ?1 AND "
    DOUDI_HOLDS_ON ("m", "?2") " AND " DOUDI_NOT_REPLACED ("membership", "household_id", "m");
/* clang-format on */

/**
 * doudi_household_count_members:
 * @store: the caseload
 * @household_id: a household
 * @day: a day
 * @members: (out): how many members it has on that day
 * @error: return location
 *
 * Counts the members of a household.
 *
 * Returns: %TRUE; %FALSE with @error set
 */
gboolean
doudi_household_count_members (DoudiStore *store,
                               gint64 household_id,
                               DoudiDay day,
                               gint64 *members,
                               GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, count_members_sql, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, household_id);
  doudi_statement_bind_day (statement, 2, day);
  if (!doudi_statement_step (statement, error))
    return FALSE;
  *members = doudi_statement_get_int (statement, 0);
  return TRUE;
}
