/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "store/doudi-policy-store.h"

#include <sodium.h>
#include <string.h>

#include "store/doudi-award-private.h"

#define POLICY_COLUMNS                                                                             \
  "d.id, d.document, d.json, d.digest, d.state, d.proposed_by, d.adopted_by, d.recorded_at"

static DoudiPolicyRow *
row_from_statement (DoudiStatement *statement)
{
  DoudiPolicyRow *row = g_new0 (DoudiPolicyRow, 1);

  row->id = doudi_statement_get_int (statement, 0);
  row->document = doudi_statement_dup_text (statement, 1);
  row->json = doudi_statement_dup_text (statement, 2);
  row->digest = doudi_statement_dup_text (statement, 3);
  row->state = doudi_statement_dup_text (statement, 4);
  row->proposed_by = doudi_statement_dup_text (statement, 5);
  row->adopted_by = doudi_statement_dup_text (statement, 6);
  row->recorded_at = doudi_statement_dup_text (statement, 7);
  return row;
}

/**
 * doudi_policy_digest:
 * @json: the text of a policy document
 *
 * Makes the digest by which two documents are the same.
 *
 * Returns: (transfer full): BLAKE2b-256, hexadecimal
 */
char *
doudi_policy_digest (const char *json)
{
  guint8 digest[crypto_generichash_BYTES];
  char text[2 * sizeof digest + 1];

  crypto_generichash (digest, sizeof digest, (const guint8 *) json, strlen (json), NULL, 0);
  return g_strdup (sodium_bin2hex (text, sizeof text, digest, sizeof digest));
}

static const char list_sql[] = "SELECT " POLICY_COLUMNS " FROM policy_document d ORDER BY d.id";

/**
 * doudi_policy_rows_list:
 * @store: the caseload
 * @error: return location
 *
 * Reads the policy documents of a caseload.
 *
 * Returns: (transfer full) (element-type DoudiPolicyRow): in the order they came; %NULL with @error
 *   set
 */
GPtrArray *
doudi_policy_rows_list (DoudiStore *store, GError **error)
{
  g_autoptr (GPtrArray) rows
    = g_ptr_array_new_with_free_func ((GDestroyNotify) doudi_policy_row_free);
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, list_sql, error);
  GError *local = NULL;

  if (statement == NULL)
    return NULL;
  while (doudi_statement_step (statement, &local))
    g_ptr_array_add (rows, row_from_statement (statement));
  return doudi_award_propagate (local, error) ? g_steal_pointer (&rows) : NULL;
}

static const char insert_sql[]
  = "INSERT INTO policy_document (document, json, digest, state, proposed_by, adopted_by,"
    " recorded_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";

static gboolean
insert_row (DoudiSession *session,
            const char *document,
            const char *json,
            gboolean adopted,
            gint64 *id,
            GError **error)
{
  g_autoptr (DoudiStatement) statement
    = doudi_statement_get (doudi_session_get_store (session), insert_sql, error);
  g_autofree char *digest = doudi_policy_digest (json);
  const char *user = doudi_session_get_user (session);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_text (statement, 1, document);
  doudi_statement_bind_text (statement, 2, json);
  doudi_statement_bind_text (statement, 3, digest);
  doudi_statement_bind_text (statement, 4, adopted ? "adopted" : "proposed");
  doudi_statement_bind_text (statement, 5, adopted ? NULL : user);
  doudi_statement_bind_text (statement, 6, adopted ? user : NULL);
  doudi_statement_bind_text (statement, 7, doudi_session_get_now (session));
  return doudi_statement_insert (statement, id, error);
}

/**
 * doudi_policy_row_propose:
 * @session: who proposes it
 * @document: id of the document ("gannan-2018")
 * @json: its text
 * @id: (out): the id the row got
 * @error: return location
 *
 * Stores a document that waits for a director. It belongs to the caller's transaction.
 *
 * Returns: whether it was stored
 */
gboolean
doudi_policy_row_propose (DoudiSession *session,
                          const char *document,
                          const char *json,
                          gint64 *id,
                          GError **error)
{
  return insert_row (session, document, json, FALSE, id, error);
}

/**
 * doudi_policy_row_adopt:
 * @session: who adopts it
 * @document: id of the document
 * @json: its text
 * @id: (out): the id the row got
 * @error: return location
 *
 * Stores a document that holds without having been proposed. It belongs to the caller's
 * transaction.
 *
 * Returns: whether it was stored
 */
gboolean
doudi_policy_row_adopt (DoudiSession *session,
                        const char *document,
                        const char *json,
                        gint64 *id,
                        GError **error)
{
  return insert_row (session, document, json, TRUE, id, error);
}

static const char set_adopted_sql[]
  = "UPDATE policy_document SET state = 'adopted', adopted_by = ?2"
    " WHERE id = ?1 AND state = 'proposed'";

/**
 * doudi_policy_row_set_adopted:
 * @session: who adopts it
 * @id: of a proposed document
 * @error: %DOUDI_ERROR_FOUR_EYES if the same person proposed it
 *
 * Records that a proposed document holds. It belongs to the caller's transaction.
 *
 * Returns: whether it was stored
 */
gboolean
doudi_policy_row_set_adopted (DoudiSession *session, gint64 id, GError **error)
{
  g_autoptr (DoudiStatement) statement
    = doudi_statement_get (doudi_session_get_store (session), set_adopted_sql, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, id);
  doudi_statement_bind_text (statement, 2, doudi_session_get_user (session));
  return doudi_statement_run (statement, error);
}

/**
 * doudi_policy_row_free:
 * @row: (nullable) (transfer full): a document
 *
 * Frees a row.
 */
void
doudi_policy_row_free (DoudiPolicyRow *row)
{
  if (row == NULL)
    return;
  g_free (row->document);
  g_free (row->json);
  g_free (row->digest);
  g_free (row->state);
  g_free (row->proposed_by);
  g_free (row->adopted_by);
  g_free (row->recorded_at);
  g_free (row);
}
