/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "store/doudi-import-batch.h"
#include "store/doudi-statement.h"

/* Nobody reads a longer list of names. */
#define CHANGED_MAX "20"

static void
changed_household_free (DoudiChangedHousehold *changed)
{
  g_free (changed->name);
  g_free (changed);
}

/* ?1 the batch, ?2 its source. What others recorded on a household, a person or an award that the
 * batch brought; what they put in the place of a row of the batch; later awards of the household;
 * money. Awards that a person of the batch brought along from another household are older than
 * those of the batch. */
#define SELECT_CHANGED                                                                             \
  "WITH brought (household_id) AS (SELECT s.household_id FROM staged_household s"                  \
  " JOIN household h ON h.id = s.household_id WHERE s.batch_id = ?1 AND h.source = ?2),"           \
  " person_of (household_id, person_id, is_new) AS (SELECT s.household_id, p.id, p.source = ?2"    \
  " FROM staged_household s JOIN staged_person t ON t.staged_household_id = s.id"                  \
  " JOIN person p ON p.id = t.person_id WHERE s.batch_id = ?1),"                                   \
  " award_of (household_id, award_id) AS (SELECT s.household_id, t.award_id"                       \
  " FROM staged_household s JOIN staged_award t ON t.staged_household_id = s.id"                   \
  " WHERE s.batch_id = ?1 AND t.award_id IS NOT NULL),"                                            \
  " changed (household_id) AS ("                                                                   \
  "SELECT b.household_id FROM brought b WHERE"                                                     \
  " EXISTS (SELECT 1 FROM membership m WHERE m.household_id = b.household_id AND m.source <> ?2)"  \
  " OR EXISTS (SELECT 1 FROM household_address a"                                                  \
  " WHERE a.household_id = b.household_id AND a.source <> ?2)"                                     \
  " OR EXISTS (SELECT 1 FROM account a WHERE a.household_id = b.household_id AND a.source <> ?2)"  \
  " OR EXISTS (SELECT 1 FROM award a WHERE a.household_id = b.household_id AND a.source <> ?2"     \
  " AND a.id > (SELECT min(award_id) FROM award_of))"                                              \
  " UNION SELECT p.household_id FROM person_of p WHERE p.is_new AND ("                             \
  "EXISTS (SELECT 1 FROM membership m WHERE m.person_id = p.person_id AND m.source <> ?2)"         \
  " OR EXISTS (SELECT 1 FROM circumstance c WHERE c.person_id = p.person_id AND c.source <> ?2)"   \
  " OR EXISTS (SELECT 1 FROM person_former f WHERE f.person_id = p.person_id)"                     \
  " OR EXISTS (SELECT 1 FROM award a WHERE a.person_id = p.person_id AND a.source <> ?2))"         \
  " UNION SELECT p.household_id FROM person_of p JOIN membership m ON m.person_id = p.person_id"   \
  " JOIN membership old ON old.id = m.replaces WHERE m.source <> ?2 AND old.source = ?2"           \
  " UNION SELECT p.household_id FROM person_of p JOIN circumstance c ON c.person_id = p.person_id" \
  " JOIN circumstance old ON old.id = c.replaces WHERE c.source <> ?2 AND old.source = ?2"         \
  " UNION SELECT a.household_id FROM award_of a WHERE"                                             \
  " EXISTS (SELECT 1 FROM award_term t WHERE t.award_id = a.award_id AND t.source <> ?2)"          \
  " OR EXISTS (SELECT 1 FROM ledger_line l WHERE l.award_id = a.award_id)"                         \
  " OR EXISTS (SELECT 1 FROM pay_item i WHERE i.award_id = a.award_id)"                            \
  " OR NOT EXISTS (SELECT 1 FROM award w WHERE w.id = a.award_id"                                  \
  " AND w.household_id = a.household_id)"                                                          \
  " UNION SELECT a.household_id FROM staged_household s JOIN account a"                            \
  " ON a.household_id = s.household_id JOIN account old ON old.id = a.replaces"                    \
  " WHERE s.batch_id = ?1 AND a.source <> ?2 AND old.source = ?2)"                                 \
  " SELECT c.household_id, coalesce(h.head_name, '') FROM changed c"                               \
  " LEFT JOIN household_card h ON h.household_id = c.household_id ORDER BY 1 LIMIT " CHANGED_MAX

/**
 * doudi_import_batch_find_changed:
 * @store: the caseload
 * @id: a landed batch
 * @error: return location
 *
 * Finds households of a batch of which something was changed or paid since they landed. Such a
 * batch cannot be taken back out.
 *
 * Returns: (transfer full) (element-type DoudiChangedHousehold): the first twenty of them; %NULL
 *   with @error set
 */
GPtrArray *
doudi_import_batch_find_changed (DoudiStore *store, gint64 id, GError **error)
{
  g_autoptr (GPtrArray) changed
    = g_ptr_array_new_with_free_func ((GDestroyNotify) changed_household_free);
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, SELECT_CHANGED, error);
  g_autofree char *source = doudi_import_batch_source (id);
  GError *local = NULL;

  if (statement == NULL)
    return NULL;
  doudi_statement_bind_int (statement, 1, id);
  doudi_statement_bind_text (statement, 2, source);
  while (doudi_statement_step (statement, &local))
    {
      DoudiChangedHousehold *household = g_new0 (DoudiChangedHousehold, 1);

      household->household_id = doudi_statement_get_int (statement, 0);
      household->name = doudi_statement_dup_text (statement, 1);
      g_ptr_array_add (changed, household);
    }
  if (local == NULL)
    return g_steal_pointer (&changed);
  g_propagate_error (error, local);
  return NULL;
}

/* Also the households that its persons left. */
#define SELECT_TOUCHED                                                                             \
  "SELECT household_id FROM staged_household WHERE batch_id = ?1 AND household_id IS NOT NULL"     \
  " UNION SELECT household_id FROM membership WHERE source = ?2"

/**
 * doudi_import_batch_list_touched:
 * @store: the caseload
 * @id: a landed batch
 * @error: return location
 *
 * Lists the households that a batch brought or changed: those to index again.
 *
 * Returns: (transfer full) (element-type gint64): their ids; %NULL with @error set
 */
GArray *
doudi_import_batch_list_touched (DoudiStore *store, gint64 id, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, SELECT_TOUCHED, error);
  g_autofree char *source = doudi_import_batch_source (id);
  GError *local = NULL;

  if (statement == NULL)
    return NULL;
  doudi_statement_bind_int (statement, 1, id);
  doudi_statement_bind_text (statement, 2, source);
  while (doudi_statement_step (statement, &local))
    {
      gint64 household_id = doudi_statement_get_int (statement, 0);

      g_array_append_val (ids, household_id);
    }
  if (local == NULL)
    return g_steal_pointer (&ids);
  g_propagate_error (error, local);
  return NULL;
}

/* In this order: awards go back to the households that persons came from, then everything that
 * the batch recorded goes, what refers to something before it. ?1 the source. */
static const char *const take_out_statements[] = {
  "UPDATE award SET household_id = (SELECT m.household_id FROM membership m"
  " WHERE m.person_id = award.person_id AND m.source = ?1 AND m.replaces IS NOT NULL"
  " ORDER BY m.id DESC LIMIT 1) WHERE source <> ?1"
  " AND person_id IN (SELECT person_id FROM membership"
  " WHERE source = ?1 AND replaces IS NOT NULL)"
  " AND household_id IN (SELECT household_id FROM membership n"
  " WHERE n.person_id = award.person_id AND n.source = ?1 AND n.replaces IS NULL)",
  "DELETE FROM award_term WHERE award_id IN (SELECT id FROM award WHERE source = ?1)",
  "DELETE FROM award WHERE source = ?1",
  "DELETE FROM account WHERE source = ?1",
  "DELETE FROM circumstance WHERE source = ?1",
  "DELETE FROM membership WHERE source = ?1",
  "DELETE FROM household_address WHERE source = ?1",
  "DELETE FROM person WHERE source = ?1",
  "DELETE FROM household WHERE source = ?1",
};

/* What was staged stays, as evidence of what had been read. ?1 the batch. */
static const char *const forget_statements[] = {
  "UPDATE staged_person SET person_id = NULL WHERE staged_household_id IN"
  " (SELECT id FROM staged_household WHERE batch_id = ?1)",
  "UPDATE staged_award SET award_id = NULL WHERE staged_household_id IN"
  " (SELECT id FROM staged_household WHERE batch_id = ?1)",
  "UPDATE staged_household SET household_id = NULL WHERE batch_id = ?1",
};

static gboolean
take_out_source (DoudiStore *store, const char *sql, const char *source, GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, sql, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_text (statement, 1, source);
  return doudi_statement_run (statement, error);
}

static gboolean
forget (DoudiStore *store, const char *sql, gint64 id, GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, sql, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, id);
  return doudi_statement_run (statement, error);
}

/**
 * doudi_import_batch_take_out:
 * @session: who takes it out
 * @id: a landed batch that doudi_import_batch_find_changed() finds nothing of
 * @error: return location
 *
 * Removes everything a batch brought, in the caller's transaction: memberships that it ended hold
 * again. The cards and keys of the households it touched are to be made anew afterwards.
 *
 * Returns: whether it was removed
 */
gboolean
doudi_import_batch_take_out (DoudiSession *session, gint64 id, GError **error)
{
  DoudiStore *store = doudi_session_get_store (session);
  g_autofree char *source = doudi_import_batch_source (id);

  for (guint i = 0; i < G_N_ELEMENTS (take_out_statements); i++)
    if (!take_out_source (store, take_out_statements[i], source, error))
      return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (forget_statements); i++)
    if (!forget (store, forget_statements[i], id, error))
      return FALSE;
  return doudi_import_batch_set_undone (session, id, error);
}
