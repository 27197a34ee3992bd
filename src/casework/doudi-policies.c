/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "casework/doudi-policies.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/doudi-error.h"
#include "casework/doudi-audit-detail.h"
#include "store/doudi-policy-store.h"
#include "store/doudi-setting.h"

static gboolean
is_adopted (const DoudiPolicyRow *row)
{
  return g_str_equal (row->state, "adopted");
}

/* Of one document the version counts that came last among the adopted ones. */
static gboolean
is_in_force (GPtrArray *rows, guint index)
{
  const DoudiPolicyRow *row = g_ptr_array_index (rows, index);

  if (!is_adopted (row))
    return FALSE;
  for (guint i = index + 1; i < rows->len; i++)
    {
      const DoudiPolicyRow *later = g_ptr_array_index (rows, i);

      if (is_adopted (later) && g_str_equal (later->document, row->document))
        return FALSE;
    }
  return TRUE;
}

static gboolean
covers_caseload (DoudiStore *store, DoudiPolicyDocument *document, gboolean *covers, GError **error)
{
  GError *local = NULL;
  g_autofree char *county = doudi_setting_get (store, DOUDI_SETTING_COUNTY, &local);

  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  *covers = county == NULL || doudi_policy_document_covers_county (document, county);
  return TRUE;
}

static gboolean
check_county (DoudiStore *store, DoudiPolicyDocument *document, GError **error)
{
  gboolean covers;

  if (!covers_caseload (store, document, &covers, error))
    return FALSE;
  if (!covers)
    doudi_error_set (error, DOUDI_ERROR_REFUSED, NULL,
                     _ ("“%s” is not for this county. Choose a document of your county, prefecture "
                        "or province."),
                     doudi_policy_document_get_title (document));
  return covers;
}

static gboolean
record (DoudiSession *session,
        DoudiAction action,
        gint64 id,
        DoudiPolicyDocument *document,
        GError **error)
{
  g_autofree char *object = g_strdup_printf ("policy_document:%" G_GINT64_FORMAT, id);
  g_autofree char *digest = doudi_policy_digest (doudi_policy_document_get_json (document));
  g_autofree char *detail = doudi_audit_detail ("document", doudi_policy_document_get_id (document),
                                                "digest", digest, NULL);

  return doudi_session_record (session, action, object, detail, error);
}

static gboolean
adopt_new (DoudiSession *session, DoudiPolicyDocument *document, gint64 *id, GError **error)
{
  gint64 row_id;

  if (!doudi_policy_row_adopt (session, doudi_policy_document_get_id (document),
                               doudi_policy_document_get_json (document), &row_id, error)
      || !record (session, DOUDI_ACTION_ADOPT_POLICY, row_id, document, error))
    return FALSE;
  if (id != NULL)
    *id = row_id;
  return TRUE;
}

/* %TRUE with @document %NULL where a document is not for a new caseload of this county. */
static gboolean
load_initial (DoudiStore *store,
              const char *id,
              gboolean was_named,
              DoudiPolicyDocument **document,
              GError **error)
{
  g_autoptr (DoudiPolicyDocument) bundled = doudi_policy_document_load_bundled (id, error);
  gboolean covers;

  *document = NULL;
  if (bundled == NULL || !covers_caseload (store, bundled, &covers, error))
    return FALSE;
  if (was_named && !check_county (store, bundled, error))
    return FALSE;
  if (was_named
      || (covers && !doudi_policy_document_is_demonstration (bundled)
          && !doudi_policy_document_is_national (bundled)))
    *document = g_steal_pointer (&bundled);
  return TRUE;
}

static gboolean
adopt_all_initial (DoudiSession *session,
                   const char *const *ids,
                   gboolean were_named,
                   GError **error)
{
  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_autoptr (DoudiPolicyDocument) document = NULL;

      if (!load_initial (doudi_session_get_store (session), ids[i], were_named, &document, error))
        return FALSE;
      if (document != NULL && !adopt_new (session, document, NULL, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_no_policy_yet (DoudiStore *store, GError **error)
{
  g_autoptr (GPtrArray) rows = doudi_policy_rows_list (store, error);

  if (rows == NULL)
    return FALSE;
  if (rows->len == 0)
    return TRUE;
  doudi_error_set (error, DOUDI_ERROR_CONFLICT, NULL,
                   _ ("This caseload has rules already. A director adopts further ones."));
  return FALSE;
}

/**
 * doudi_policies_adopt_initial:
 * @session: who makes the caseload
 * @ids: (nullable): ids of bundled documents; %NULL or none for every one that covers the county
 *   and is no demonstration
 * @error: %DOUDI_ERROR_CONFLICT if the caseload has a policy document,
 *   %DOUDI_ERROR_NOT_FOUND for an id that is not bundled, %DOUDI_ERROR_REFUSED for another county
 *
 * Gives a new caseload the rules that come with the program. National ones hold anyway, so that
 * unnamed they are not adopted. Only these can be adopted without a
 * director, and only as long as there are none: they were read by many before the program came
 * out.
 *
 * Returns: whether they were adopted
 */
gboolean
doudi_policies_adopt_initial (DoudiSession *session, const char *const *ids, GError **error)
{
  gboolean were_named = ids != NULL && ids[0] != NULL;
  g_auto (GStrv) bundled = were_named ? NULL : doudi_policy_document_list_bundled (error);
  g_autoptr (DoudiTransaction) transaction = NULL;

  if (!were_named && bundled == NULL)
    return FALSE;
  transaction = doudi_transaction_begin (doudi_session_get_store (session), error);
  return transaction != NULL && check_no_policy_yet (doudi_session_get_store (session), error)
         && adopt_all_initial (session, were_named ? ids : (const char *const *) bundled,
                               were_named, error)
         && doudi_transaction_commit (transaction, error);
}

/* The last row with this very text, or %NULL. */
static const DoudiPolicyRow *
find_same (GPtrArray *rows, DoudiPolicyDocument *document, gboolean *in_force)
{
  for (guint i = rows->len; i > 0; i--)
    {
      const DoudiPolicyRow *row = g_ptr_array_index (rows, i - 1);

      if (!g_str_equal (row->json, doudi_policy_document_get_json (document)))
        continue;
      *in_force = is_in_force (rows, i - 1);
      return row;
    }
  return NULL;
}

static void
set_already (GError **error, DoudiPolicyDocument *document, gboolean in_force)
{
  if (in_force)
    doudi_error_set (error, DOUDI_ERROR_CONFLICT, NULL,
                     _ ("“%s” is in force already. There is nothing to do."),
                     doudi_policy_document_get_title (document));
  else
    doudi_error_set (error, DOUDI_ERROR_CONFLICT, NULL,
                     _ ("“%s” has been proposed already. A director adopts it."),
                     doudi_policy_document_get_title (document));
}

static gboolean
propose_in_transaction (DoudiSession *session,
                        DoudiPolicyDocument *document,
                        gint64 *id,
                        GError **error)
{
  DoudiStore *store = doudi_session_get_store (session);
  g_autoptr (GPtrArray) rows = doudi_policy_rows_list (store, error);
  gboolean in_force = FALSE;
  const DoudiPolicyRow *same;

  if (rows == NULL || !check_county (store, document, error))
    return FALSE;
  same = find_same (rows, document, &in_force);
  if (same != NULL && (in_force || !is_adopted (same)))
    {
      set_already (error, document, in_force);
      return FALSE;
    }
  return doudi_policy_row_propose (session, doudi_policy_document_get_id (document),
                                   doudi_policy_document_get_json (document), id, error)
         && record (session, DOUDI_ACTION_PROPOSE_POLICY, *id, document, error);
}

/**
 * doudi_policies_propose:
 * @session: a reviewer or an administrator
 * @document: what is to hold
 * @id: (out): the row in the caseload
 * @error: %DOUDI_ERROR_NOT_ALLOWED; %DOUDI_ERROR_CONFLICT if it is in force or proposed already;
 *   %DOUDI_ERROR_REFUSED if it is not for this county
 *
 * Proposes a policy document. It holds when a director adopts it.
 *
 * Returns: whether it was proposed
 */
gboolean
doudi_policies_propose (DoudiSession *session,
                        DoudiPolicyDocument *document,
                        gint64 *id,
                        GError **error)
{
  g_autoptr (DoudiTransaction) transaction = NULL;

  if (!doudi_session_authorize (session, DOUDI_ACTION_PROPOSE_POLICY, NULL, error))
    return FALSE;
  transaction = doudi_transaction_begin (doudi_session_get_store (session), error);
  return transaction != NULL && propose_in_transaction (session, document, id, error)
         && doudi_transaction_commit (transaction, error);
}

static gboolean
is_bundled (DoudiPolicyDocument *document)
{
  g_autoptr (DoudiPolicyDocument) bundled
    = doudi_policy_document_load_bundled (doudi_policy_document_get_id (document), NULL);

  return bundled != NULL
         && g_str_equal (doudi_policy_document_get_json (bundled),
                         doudi_policy_document_get_json (document));
}

static gboolean
adopt_proposed (DoudiSession *session,
                const DoudiPolicyRow *row,
                DoudiPolicyDocument *document,
                gint64 *id,
                GError **error)
{
  g_autofree char *object = g_strdup_printf ("policy_document:%" G_GINT64_FORMAT, row->id);

  if (!doudi_session_require_other_eyes (session, DOUDI_ACTION_ADOPT_POLICY, row->proposed_by,
                                         object, error))
    return FALSE;
  *id = row->id;
  return doudi_policy_row_set_adopted (session, row->id, error)
         && record (session, DOUDI_ACTION_ADOPT_POLICY, row->id, document, error);
}

static gboolean
adopt_in_transaction (DoudiSession *session,
                      DoudiPolicyDocument *document,
                      gint64 *id,
                      GError **error)
{
  DoudiStore *store = doudi_session_get_store (session);
  g_autoptr (GPtrArray) rows = doudi_policy_rows_list (store, error);
  gboolean in_force = FALSE;
  const DoudiPolicyRow *same;

  if (rows == NULL || !check_county (store, document, error))
    return FALSE;
  same = find_same (rows, document, &in_force);
  if (in_force)
    {
      set_already (error, document, TRUE);
      return FALSE;
    }
  if (same != NULL && !is_adopted (same))
    return adopt_proposed (session, same, document, id, error);
  if (is_bundled (document))
    return adopt_new (session, document, id, error);
  doudi_error_set (
    error, DOUDI_ERROR_FOUR_EYES, NULL,
    _ ("“%s” does not come with the program, so two people answer for it: a reviewer "
       "or an administrator proposes this very file first, then you adopt it."),
    doudi_policy_document_get_title (document));
  return FALSE;
}

/**
 * doudi_policies_adopt:
 * @session: a director
 * @document: what is to hold
 * @id: (out): the row in the caseload
 * @error: %DOUDI_ERROR_NOT_ALLOWED; %DOUDI_ERROR_FOUR_EYES if nobody else proposed it and it does
 *   not come with the program; %DOUDI_ERROR_CONFLICT if it is in force already;
 *   %DOUDI_ERROR_REFUSED if it is not for this county
 *
 * Adopts a policy document: it counts for everything computed from now on. Of one document the
 * version counts that came last.
 *
 * Returns: whether it was adopted
 */
gboolean
doudi_policies_adopt (DoudiSession *session,
                      DoudiPolicyDocument *document,
                      gint64 *id,
                      GError **error)
{
  g_autoptr (DoudiTransaction) transaction = NULL;

  if (!doudi_session_authorize (session, DOUDI_ACTION_ADOPT_POLICY, NULL, error))
    return FALSE;
  transaction = doudi_transaction_begin (doudi_session_get_store (session), error);
  return transaction != NULL && adopt_in_transaction (session, document, id, error)
         && doudi_transaction_commit (transaction, error);
}

/**
 * doudi_policies_submit:
 * @session: a director, a reviewer or an administrator
 * @document: what is to hold
 * @step: (out): what was done
 * @id: (out): the row in the caseload
 * @error: as doudi_policies_adopt() and doudi_policies_propose()
 *
 * Does what the person may do to bring a document into force: a director adopts it, others propose
 * it.
 *
 * Returns: whether it was done
 */
gboolean
doudi_policies_submit (DoudiSession *session,
                       DoudiPolicyDocument *document,
                       DoudiPolicyStep *step,
                       gint64 *id,
                       GError **error)
{
  if (doudi_session_may (session, DOUDI_ACTION_PROPOSE_POLICY))
    {
      *step = DOUDI_POLICY_PROPOSED;
      return doudi_policies_propose (session, document, id, error);
    }
  *step = DOUDI_POLICY_ADOPTED;
  return doudi_policies_adopt (session, document, id, error);
}

static DoudiPolicyEntry *
entry_new (DoudiPolicyDocument *document, const char *state, gboolean in_force)
{
  DoudiPolicyEntry *entry = g_new0 (DoudiPolicyEntry, 1);

  entry->document = document;
  entry->state = g_strdup (state);
  entry->in_force = in_force;
  entry->digest = doudi_policy_digest (doudi_policy_document_get_json (document));
  return entry;
}

static DoudiPolicyEntry *
entry_from_row (GPtrArray *rows, guint index, GError **error)
{
  const DoudiPolicyRow *row = g_ptr_array_index (rows, index);
  DoudiPolicyDocument *document = doudi_policy_document_load (row->json, -1, row->document, error);
  DoudiPolicyEntry *entry;

  if (document == NULL)
    return NULL;
  entry = entry_new (document, row->state, is_in_force (rows, index));
  entry->id = row->id;
  entry->proposed_by = g_strdup (row->proposed_by);
  entry->adopted_by = g_strdup (row->adopted_by);
  entry->recorded_at = g_strdup (row->recorded_at);
  return entry;
}

/**
 * doudi_policies_list:
 * @session: anybody
 * @error: return location
 *
 * Lists the policy documents of a caseload, proposed ones and former versions too.
 *
 * Returns: (transfer full) (element-type DoudiPolicyEntry): in the order they came; %NULL with
 *   @error set
 */
GPtrArray *
doudi_policies_list (DoudiSession *session, GError **error)
{
  g_autoptr (GPtrArray) entries
    = g_ptr_array_new_with_free_func ((GDestroyNotify) doudi_policy_entry_free);
  g_autoptr (GPtrArray) rows = NULL;

  if (!doudi_session_authorize (session, DOUDI_ACTION_VIEW_POLICY, NULL, error))
    return NULL;
  rows = doudi_policy_rows_list (doudi_session_get_store (session), error);
  if (rows == NULL)
    return NULL;
  for (guint i = 0; i < rows->len; i++)
    {
      DoudiPolicyEntry *entry = entry_from_row (rows, i, error);

      if (entry == NULL)
        return NULL;
      g_ptr_array_add (entries, entry);
    }
  return g_steal_pointer (&entries);
}

/**
 * doudi_policies_list_bundled:
 * @error: return location
 *
 * Lists the policy documents that come with the program.
 *
 * Returns: (transfer full) (element-type DoudiPolicyEntry): by id; %NULL with @error set
 */
GPtrArray *
doudi_policies_list_bundled (GError **error)
{
  g_autoptr (GPtrArray) entries
    = g_ptr_array_new_with_free_func ((GDestroyNotify) doudi_policy_entry_free);
  g_auto (GStrv) ids = doudi_policy_document_list_bundled (error);

  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    {
      DoudiPolicyDocument *document = doudi_policy_document_load_bundled (ids[i], error);

      if (document == NULL)
        return NULL;
      g_ptr_array_add (
        entries, entry_new (document, "bundled", doudi_policy_document_is_national (document)));
    }
  return ids != NULL ? g_steal_pointer (&entries) : NULL;
}

/**
 * doudi_policies_ids_have:
 * @ids: as doudi_policies_list_ids() gives them
 * @id: of a row
 *
 * Tells whether a document is one of those named.
 *
 * Returns: %TRUE if it is
 */
gboolean
doudi_policies_ids_have (const char *ids, gint64 id)
{
  g_auto (GStrv) listed = g_strsplit (ids, ",", -1);
  g_autofree char *wanted = g_strdup_printf ("%" G_GINT64_FORMAT, id);

  return g_strv_contains ((const char *const *) listed, wanted);
}

static gboolean
has_document (GPtrArray *documents, const char *id)
{
  for (guint i = 0; i < documents->len; i++)
    if (g_str_equal (doudi_policy_document_get_id (documents->pdata[i]), id))
      return TRUE;
  return FALSE;
}

/* What the whole country is told holds in every caseload; a caseload that has a version of its own
 * goes by that one. */
static gboolean
add_national (GPtrArray *documents, GError **error)
{
  g_auto (GStrv) ids = doudi_policy_document_list_bundled (error);

  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    {
      g_autoptr (DoudiPolicyDocument) document = doudi_policy_document_load_bundled (ids[i], error);

      if (document == NULL)
        return FALSE;
      if (doudi_policy_document_is_national (document) && !has_document (documents, ids[i]))
        g_ptr_array_add (documents, g_steal_pointer (&document));
    }
  return ids != NULL;
}

/* Which documents a policy is made of: those of @ids, or those in force if it is %NULL, but @draft
 * (nullable) in the place of the one in force with its id. */
typedef struct
{
  const char *ids;
  DoudiPolicyDocument *draft;
} Choice;

static gboolean
is_replaced (const Choice *choice, const DoudiPolicyRow *row)
{
  return choice->draft != NULL
         && g_str_equal (row->document, doudi_policy_document_get_id (choice->draft));
}

static gboolean
is_chosen (const Choice *choice, GPtrArray *rows, guint index)
{
  const DoudiPolicyRow *row = g_ptr_array_index (rows, index);

  if (choice->ids != NULL)
    return doudi_policies_ids_have (choice->ids, row->id);
  return is_in_force (rows, index) && !is_replaced (choice, row);
}

/* What was chosen, and what holds in the whole country. */
static GPtrArray *
load_documents (DoudiStore *store, const Choice *choice, GError **error)
{
  g_autoptr (GPtrArray) documents
    = g_ptr_array_new_with_free_func ((GDestroyNotify) doudi_policy_document_unref);
  g_autoptr (GPtrArray) rows = doudi_policy_rows_list (store, error);

  if (rows == NULL)
    return NULL;
  for (guint i = 0; i < rows->len; i++)
    {
      const DoudiPolicyRow *row = g_ptr_array_index (rows, i);
      DoudiPolicyDocument *document;

      if (!is_chosen (choice, rows, i))
        continue;
      document = doudi_policy_document_load (row->json, -1, row->document, error);
      if (document == NULL)
        return NULL;
      g_ptr_array_add (documents, document);
    }
  if (choice->draft != NULL)
    g_ptr_array_add (documents, doudi_policy_document_ref (choice->draft));
  return add_national (documents, error) ? g_steal_pointer (&documents) : NULL;
}

static DoudiPolicy *
load (DoudiStore *store, const Choice *choice, DoudiDay known_on, GError **error)
{
  g_autoptr (GPtrArray) documents = load_documents (store, choice, error);

  return documents != NULL ? doudi_policy_new (documents, known_on) : NULL;
}

/**
 * doudi_policies_load:
 * @store: the caseload
 * @known_on: only what had been adopted by that day, as the papers say; %DOUDI_DAY_NONE for all
 * @error: return location
 *
 * Puts together the rules in force: what was adopted, and of what the program brings the papers of
 * the whole country.
 *
 * Returns: (transfer full): the policy; %NULL with @error set
 */
DoudiPolicy *
doudi_policies_load (DoudiStore *store, DoudiDay known_on, GError **error)
{
  Choice choice = { NULL, NULL };

  return load (store, &choice, known_on, error);
}

/**
 * doudi_policies_load_listed:
 * @store: the caseload
 * @ids: as doudi_policies_list_ids() gave them
 * @known_on: as doudi_policies_load()
 * @error: return location
 *
 * Puts together the rules that were in force when a run was computed.
 *
 * Returns: (transfer full): the policy; %NULL with @error set
 */
DoudiPolicy *
doudi_policies_load_listed (DoudiStore *store, const char *ids, DoudiDay known_on, GError **error)
{
  Choice choice = { ids, NULL };

  return load (store, &choice, known_on, error);
}

/**
 * doudi_policies_load_with:
 * @store: the caseload
 * @draft: a document that nobody has adopted
 * @known_on: as doudi_policies_load()
 * @error: %DOUDI_ERROR_REFUSED if @draft is not for this county
 *
 * Puts together the rules as they would be with @draft: it takes the place of the document in force
 * with the same id. Nothing is stored.
 *
 * Returns: (transfer full): the policy; %NULL with @error set
 */
DoudiPolicy *
doudi_policies_load_with (DoudiStore *store,
                          DoudiPolicyDocument *draft,
                          DoudiDay known_on,
                          GError **error)
{
  Choice choice = { NULL, draft };

  return check_county (store, draft, error) ? load (store, &choice, known_on, error) : NULL;
}

/**
 * doudi_policies_find_in_force:
 * @store: the caseload
 * @document: id of a document ("gannan-2018")
 * @row: (out): the row of the version in force; 0 if there is none
 * @error: return location
 *
 * Finds the version of a document that counts.
 *
 * Returns: %TRUE; %FALSE with @error set
 */
gboolean
doudi_policies_find_in_force (DoudiStore *store, const char *document, gint64 *row, GError **error)
{
  g_autoptr (GPtrArray) rows = doudi_policy_rows_list (store, error);

  *row = 0;
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const DoudiPolicyRow *one = g_ptr_array_index (rows, i);

      if (is_in_force (rows, i) && g_str_equal (one->document, document))
        *row = one->id;
    }
  return rows != NULL;
}

/**
 * doudi_policies_list_ids:
 * @store: the caseload
 * @error: return location
 *
 * Names the documents in force, to be kept with what is computed from them.
 *
 * Returns: (transfer full): ids between commas, "1,4"; %NULL with @error set
 */
char *
doudi_policies_list_ids (DoudiStore *store, GError **error)
{
  g_autoptr (GPtrArray) rows = doudi_policy_rows_list (store, error);
  GString *ids;

  if (rows == NULL)
    return NULL;
  ids = g_string_new (NULL);
  for (guint i = 0; i < rows->len; i++)
    {
      const DoudiPolicyRow *row = g_ptr_array_index (rows, i);

      if (is_in_force (rows, i))
        g_string_append_printf (ids, "%s%" G_GINT64_FORMAT, ids->len > 0 ? "," : "", row->id);
    }
  return g_string_free (ids, FALSE);
}

/* Whether anything of a document is known by a day changes what it comes to. */
static void
digest_document (GChecksum *checksum, const DoudiPolicyDocument *document, DoudiDay known_on)
{
  const char *json = doudi_policy_document_get_json (document);
  guint n = doudi_policy_document_get_n_values (document);

  g_checksum_update (checksum, (const guchar *) json, (gssize) strlen (json) + 1);
  for (guint i = 0; i < n; i++)
    {
      const DoudiDated *dated = doudi_policy_document_get_dated (document, i);
      guchar known = dated->adopted_on <= known_on ? 1 : 0;

      g_checksum_update (checksum, &known, 1);
    }
}

/**
 * doudi_policies_digest:
 * @store: the caseload
 * @known_on: a day
 * @error: return location
 *
 * Tells rules apart: what doudi_policies_load() puts together for two days is the same if this is.
 *
 * Returns: (transfer full): a digest; %NULL with @error set
 */
char *
doudi_policies_digest (DoudiStore *store, DoudiDay known_on, GError **error)
{
  Choice choice = { NULL, NULL };
  g_autoptr (GPtrArray) documents = load_documents (store, &choice, error);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  if (documents == NULL)
    return NULL;
  for (guint i = 0; i < documents->len; i++)
    digest_document (checksum, documents->pdata[i], known_on);
  return g_strdup (g_checksum_get_string (checksum));
}

/**
 * doudi_policy_entry_free:
 * @entry: (nullable) (transfer full): an entry
 *
 * Frees an entry.
 */
void
doudi_policy_entry_free (DoudiPolicyEntry *entry)
{
  if (entry == NULL)
    return;
  doudi_policy_document_unref (entry->document);
  g_free (entry->state);
  g_free (entry->digest);
  g_free (entry->proposed_by);
  g_free (entry->adopted_by);
  g_free (entry->recorded_at);
  g_free (entry);
}
