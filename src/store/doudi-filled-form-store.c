/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "store/doudi-filled-form-store.h"

#include <glib/gi18n-lib.h>

#include "base/doudi-error.h"
#include "store/doudi-row.h"

/* The same form is kept once, however often it is filled in. */
static const char insert_text_sql[]
  = "INSERT INTO form_text (digest, json) VALUES (?1, ?2) ON CONFLICT (digest) DO NOTHING";

static gboolean
insert_text (DoudiSession *session, const char *digest, const char *json, GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_row_statement (session, insert_text_sql, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_text (statement, 1, digest);
  doudi_statement_bind_text (statement, 2, json);
  return doudi_statement_run (statement, error);
}

static const char insert_sql[]
  = "INSERT INTO filled_form (application_id, change_id, review_id, form, kind, form_digest, day,"
    " answers, digest, result, score, override_reason, replaces, recorded_at, recorded_by)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)";

static gboolean
insert_row (DoudiSession *session, DoudiFilledFormRow *row, const char *form_digest, GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_row_statement (session, insert_sql, error);

  if (statement == NULL)
    return FALSE;
  doudi_row_bind_id (statement, 1, row->application_id);
  doudi_row_bind_id (statement, 2, row->change_id);
  doudi_row_bind_id (statement, 3, row->review_id);
  doudi_statement_bind_text (statement, 4, row->form);
  doudi_statement_bind_text (statement, 5, row->kind);
  doudi_statement_bind_text (statement, 6, form_digest);
  doudi_statement_bind_day (statement, 7, row->day);
  doudi_statement_bind_text (statement, 8, row->answers);
  doudi_statement_bind_text (statement, 9, row->digest);
  doudi_row_bind_text (statement, 10, row->result);
  if (row->scored)
    doudi_statement_bind_int (statement, 11, row->score);
  doudi_row_bind_text (statement, 12, row->override_reason);
  doudi_row_bind_id (statement, 13, row->replaces);
  doudi_row_bind_record (statement, 14, session);
  return doudi_statement_insert (statement, &row->id, error);
}

/**
 * doudi_filled_form_insert:
 * @session: who filled it in
 * @row: the form; id and digest are set, replaced, recorded_at and recorded_by do not matter
 * @error: %DOUDI_ERROR_CONFLICT if the form it replaces was replaced already, or is not of the same
 *   case and kind
 *
 * Keeps what was written on a form, with the form itself.
 *
 * Returns: whether it was stored
 */
gboolean
doudi_filled_form_insert (DoudiSession *session, DoudiFilledFormRow *row, GError **error)
{
  g_autofree char *form_digest = doudi_row_digest (row->form_json);

  g_free (row->digest);
  row->digest = doudi_row_digest (row->answers);
  return insert_text (session, form_digest, row->form_json, error)
         && insert_row (session, row, form_digest, error);
}

#define FILLED_COLUMNS                                                                             \
  "f.id, f.application_id, f.change_id, f.review_id, f.form, f.kind, t.json, f.day, f.answers,"    \
  " f.digest, f.result, f.score IS NOT NULL, f.score, f.override_reason, f.replaces,"              \
  " EXISTS (SELECT 1 FROM filled_form later WHERE later.replaces = f.id), f.recorded_at,"          \
  " f.recorded_by"
#define FILLED_FROM " FROM filled_form f JOIN form_text t ON t.digest = f.form_digest"

static gpointer
filled_from_statement (DoudiStatement *statement)
{
  DoudiFilledFormRow *row = g_new0 (DoudiFilledFormRow, 1);

  row->id = doudi_statement_get_int (statement, 0);
  row->application_id = doudi_statement_get_int (statement, 1);
  row->change_id = doudi_statement_get_int (statement, 2);
  row->review_id = doudi_statement_get_int (statement, 3);
  row->form = doudi_statement_dup_text (statement, 4);
  row->kind = doudi_statement_dup_text (statement, 5);
  row->form_json = doudi_statement_dup_text (statement, 6);
  row->day = doudi_statement_get_day (statement, 7);
  row->answers = doudi_statement_dup_text (statement, 8);
  row->digest = doudi_statement_dup_text (statement, 9);
  row->result = doudi_statement_dup_text (statement, 10);
  row->scored = doudi_statement_get_int (statement, 11) != 0;
  row->score = doudi_statement_get_int (statement, 12);
  row->override_reason = doudi_statement_dup_text (statement, 13);
  row->replaces = doudi_statement_get_int (statement, 14);
  row->replaced = doudi_statement_get_int (statement, 15) != 0;
  row->recorded_at = doudi_statement_dup_text (statement, 16);
  row->recorded_by = doudi_statement_dup_text (statement, 17);
  return row;
}

static const char get_sql[] = "SELECT " FILLED_COLUMNS FILLED_FROM " WHERE f.id = ?1";

/**
 * doudi_filled_form_get:
 * @store: the caseload
 * @id: of a filled form
 * @error: %DOUDI_ERROR_NOT_FOUND
 *
 * Reads a form that was filled in.
 *
 * Returns: (transfer full): the form; %NULL with @error set
 */
DoudiFilledFormRow *
doudi_filled_form_get (DoudiStore *store, gint64 id, GError **error)
{
  GError *local = NULL;
  gboolean found;
  DoudiFilledFormRow *row
    = doudi_row_get_of (store, get_sql, id, filled_from_statement, &found, &local);

  if (local != NULL)
    g_propagate_error (error, local);
  else if (!found)
    doudi_error_set (error, DOUDI_ERROR_NOT_FOUND, NULL,
                     _ ("There is no filled form %lld. The page of the case shows its forms."),
                     (long long) id);
  return row;
}

static const char latest_sql[]
  = "SELECT " FILLED_COLUMNS FILLED_FROM
    " WHERE f.application_id = ?1 AND f.kind = ?2 ORDER BY f.id DESC LIMIT 1";

/**
 * doudi_filled_form_latest:
 * @store: the caseload
 * @application_id: an application
 * @kind: a word of the kinds of forms
 * @error: what kept it from being read
 *
 * Reads the form of a kind that holds for a case: the last one that was filled in.
 *
 * Returns: (nullable) (transfer full): the form; %NULL without an error if there is none yet
 */
DoudiFilledFormRow *
doudi_filled_form_latest (DoudiStore *store,
                          gint64 application_id,
                          const char *kind,
                          GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, latest_sql, error);
  gint64 id;

  if (statement == NULL)
    return NULL;
  doudi_statement_bind_int (statement, 1, application_id);
  doudi_statement_bind_text (statement, 2, kind);
  if (!doudi_row_read_id (statement, &id, error) || id == 0)
    return NULL;
  return filled_from_statement (statement);
}

static const char list_sql[]
  = "SELECT " FILLED_COLUMNS FILLED_FROM " WHERE f.application_id = ?1 ORDER BY f.id";

/**
 * doudi_filled_form_list:
 * @store: the caseload
 * @application_id: an application
 * @error: return location
 *
 * Lists the forms of a case, those that were replaced too.
 *
 * Returns: (transfer full) (element-type DoudiFilledFormRow): in the order in which they were
 *   filled in; %NULL with @error set
 */
GPtrArray *
doudi_filled_form_list (DoudiStore *store, gint64 application_id, GError **error)
{
  return doudi_rows_list_of (store, list_sql, application_id, filled_from_statement,
                             (GDestroyNotify) doudi_filled_form_row_free, error);
}

static const char list_of_change_sql[]
  = "SELECT " FILLED_COLUMNS FILLED_FROM " WHERE f.change_id = ?1 ORDER BY f.id";

/**
 * doudi_filled_form_list_of_change:
 * @store: the caseload
 * @change_id: a change of a household
 * @error: return location
 *
 * Lists the forms of a change.
 *
 * Returns: (transfer full) (element-type DoudiFilledFormRow): as doudi_filled_form_list()
 */
GPtrArray *
doudi_filled_form_list_of_change (DoudiStore *store, gint64 change_id, GError **error)
{
  return doudi_rows_list_of (store, list_of_change_sql, change_id, filled_from_statement,
                             (GDestroyNotify) doudi_filled_form_row_free, error);
}

static const char list_of_review_sql[]
  = "SELECT " FILLED_COLUMNS FILLED_FROM " WHERE f.review_id = ?1 ORDER BY f.id";

/**
 * doudi_filled_form_list_of_review:
 * @store: the caseload
 * @review_id: a review of an award
 * @error: return location
 *
 * Lists the forms of a review.
 *
 * Returns: (transfer full) (element-type DoudiFilledFormRow): as doudi_filled_form_list()
 */
GPtrArray *
doudi_filled_form_list_of_review (DoudiStore *store, gint64 review_id, GError **error)
{
  return doudi_rows_list_of (store, list_of_review_sql, review_id, filled_from_statement,
                             (GDestroyNotify) doudi_filled_form_row_free, error);
}

static const char propose_sql[]
  = "INSERT INTO form_document (form, json, digest, state, proposed_at, proposed_by)"
    " VALUES (?1, ?2, ?3, 'proposed', ?4, ?5)";

/**
 * doudi_form_document_propose:
 * @session: who proposes it
 * @row: form and json count; id and digest are set
 * @error: return location
 *
 * Stores a form of the county that waits for a director.
 *
 * Returns: whether it was stored
 */
gboolean
doudi_form_document_propose (DoudiSession *session, DoudiFormDocumentRow *row, GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_row_statement (session, propose_sql, error);

  if (statement == NULL)
    return FALSE;
  g_free (row->digest);
  row->digest = doudi_row_digest (row->json);
  doudi_statement_bind_text (statement, 1, row->form);
  doudi_statement_bind_text (statement, 2, row->json);
  doudi_statement_bind_text (statement, 3, row->digest);
  doudi_row_bind_record (statement, 4, session);
  return doudi_statement_insert (statement, &row->id, error);
}

static const char set_adopted_sql[]
  = "UPDATE form_document SET state = 'adopted', adopted_at = ?2, adopted_by = ?3"
    " WHERE id = ?1 AND state = 'proposed'";

/**
 * doudi_form_document_set_adopted:
 * @session: who adopts it
 * @id: of a proposed form
 * @error: %DOUDI_ERROR_FOUR_EYES if the same person proposed it; %DOUDI_ERROR_CONFLICT if it was
 *   adopted already
 *
 * Records that a form of the county is in use.
 *
 * Returns: whether it was stored
 */
gboolean
doudi_form_document_set_adopted (DoudiSession *session, gint64 id, GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_row_statement (session, set_adopted_sql, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, id);
  doudi_row_bind_record (statement, 2, session);
  return doudi_row_run_once (statement, error);
}

static gpointer
document_from_statement (DoudiStatement *statement)
{
  DoudiFormDocumentRow *row = g_new0 (DoudiFormDocumentRow, 1);

  row->id = doudi_statement_get_int (statement, 0);
  row->form = doudi_statement_dup_text (statement, 1);
  row->json = doudi_statement_dup_text (statement, 2);
  row->digest = doudi_statement_dup_text (statement, 3);
  row->state = doudi_statement_dup_text (statement, 4);
  row->proposed_by = doudi_statement_dup_text (statement, 5);
  row->adopted_by = doudi_statement_dup_text (statement, 6);
  return row;
}

static const char list_documents_sql[]
  = "SELECT id, form, json, digest, state, proposed_by, adopted_by FROM form_document ORDER BY id";

/**
 * doudi_form_document_list:
 * @store: the caseload
 * @error: return location
 *
 * Lists the forms that the county issued itself, proposed and adopted.
 *
 * Returns: (transfer full) (element-type DoudiFormDocumentRow): in the order they came; %NULL with
 *   @error set
 */
GPtrArray *
doudi_form_document_list (DoudiStore *store, GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, list_documents_sql, error);

  if (statement == NULL)
    return NULL;
  return doudi_rows_take (statement, document_from_statement,
                          (GDestroyNotify) doudi_form_document_row_free, error);
}

/**
 * doudi_filled_form_row_free:
 * @row: (nullable) (transfer full): a filled form
 *
 * Frees a filled form.
 */
void
doudi_filled_form_row_free (DoudiFilledFormRow *row)
{
  if (row == NULL)
    return;
  g_free (row->form);
  g_free (row->kind);
  g_free (row->form_json);
  g_free (row->answers);
  g_free (row->digest);
  g_free (row->result);
  g_free (row->override_reason);
  g_free (row->recorded_at);
  g_free (row->recorded_by);
  g_free (row);
}

/**
 * doudi_form_document_row_free:
 * @row: (nullable) (transfer full): a form of the county
 *
 * Frees it.
 */
void
doudi_form_document_row_free (DoudiFormDocumentRow *row)
{
  if (row == NULL)
    return;
  g_free (row->form);
  g_free (row->json);
  g_free (row->digest);
  g_free (row->state);
  g_free (row->proposed_by);
  g_free (row->adopted_by);
  g_free (row);
}
