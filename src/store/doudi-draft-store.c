/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "store/doudi-draft-store.h"

#include "store/doudi-row.h"

/* ?1 user, ?2 form, ?3 subject. */
static DoudiStatement *
get_statement (DoudiSession *session,
               const char *sql,
               const char *form,
               const char *subject,
               GError **error)
{
  DoudiStatement *statement = doudi_row_statement (session, sql, error);

  if (statement == NULL)
    return NULL;
  doudi_statement_bind_text (statement, 1, doudi_session_get_user (session));
  doudi_statement_bind_text (statement, 2, form);
  doudi_row_bind_text (statement, 3, subject);
  return statement;
}

static const char save_sql[]
  = "INSERT INTO draft (user, form, subject, answers, saved_at) VALUES (?1, ?2, ?3, ?4, ?5)"
    " ON CONFLICT (user, form, subject)"
    " DO UPDATE SET answers = excluded.answers, saved_at = excluded.saved_at";

/**
 * doudi_draft_save:
 * @session: who types, on the writing connection outside a transaction
 * @form: the form, such as "low-income-application"
 * @subject: "application:12", "change:3", or "" for a new application
 * @answers: JSON, whatever was typed
 * @error: what kept it from being stored
 *
 * Keeps what was typed so far, in place of what was kept before.
 *
 * Returns: whether it was stored
 */
gboolean
doudi_draft_save (DoudiSession *session,
                  const char *form,
                  const char *subject,
                  const char *answers,
                  GError **error)
{
  g_autoptr (DoudiTransaction) transaction
    = doudi_transaction_begin (doudi_session_get_store (session), error);
  g_autoptr (DoudiStatement) statement = NULL;

  if (transaction == NULL)
    return FALSE;
  statement = get_statement (session, save_sql, form, subject, error);
  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_text (statement, 4, answers);
  doudi_statement_bind_text (statement, 5, doudi_session_get_now (session));
  return doudi_statement_run (statement, error) && doudi_transaction_commit (transaction, error);
}

static const char load_sql[]
  = "SELECT id, answers FROM draft WHERE user = ?1 AND form = ?2 AND subject = ?3";

/**
 * doudi_draft_load:
 * @session: who typed
 * @form: the form
 * @subject: as doudi_draft_save() got it
 * @answers: (out) (nullable): what was typed; %NULL if nothing was kept
 * @error: what kept it from being read
 *
 * Brings back what the person signed in had typed.
 *
 * Returns: whether it could be looked up
 */
gboolean
doudi_draft_load (DoudiSession *session,
                  const char *form,
                  const char *subject,
                  char **answers,
                  GError **error)
{
  g_autoptr (DoudiStatement) statement = get_statement (session, load_sql, form, subject, error);
  gint64 id;

  *answers = NULL;
  if (statement == NULL || !doudi_row_read_id (statement, &id, error))
    return FALSE;
  if (id != 0)
    *answers = doudi_statement_dup_text (statement, 1);
  return TRUE;
}

static gpointer
draft_from_statement (DoudiStatement *statement)
{
  DoudiDraftRow *row = g_new0 (DoudiDraftRow, 1);

  row->id = doudi_statement_get_int (statement, 0);
  row->form = doudi_statement_dup_text (statement, 1);
  row->subject = doudi_statement_dup_text (statement, 2);
  row->answers = doudi_statement_dup_text (statement, 3);
  row->saved_at = doudi_statement_dup_text (statement, 4);
  return row;
}

static const char list_sql[]
  = "SELECT id, form, subject, answers, saved_at FROM draft WHERE user = ?1"
    " ORDER BY saved_at DESC, id DESC";

/**
 * doudi_draft_list:
 * @session: who typed
 * @error: return location
 *
 * Lists what the person signed in has not saved yet.
 *
 * Returns: (transfer full) (element-type DoudiDraftRow): the last one first; %NULL with @error set
 */
GPtrArray *
doudi_draft_list (DoudiSession *session, GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_row_statement (session, list_sql, error);

  if (statement == NULL)
    return NULL;
  doudi_statement_bind_text (statement, 1, doudi_session_get_user (session));
  return doudi_rows_take (statement, draft_from_statement, (GDestroyNotify) doudi_draft_row_free,
                          error);
}

static const char remove_sql[] = "DELETE FROM draft WHERE user = ?1 AND form = ?2 AND subject = ?3";

/**
 * doudi_draft_remove:
 * @session: who typed
 * @form: the form
 * @subject: as doudi_draft_save() got it
 * @error: what kept it from being removed
 *
 * Forgets what was typed because it is saved now: a step of the transaction that saves it.
 *
 * Returns: whether nothing is kept any more
 */
gboolean
doudi_draft_remove (DoudiSession *session, const char *form, const char *subject, GError **error)
{
  g_autoptr (DoudiStatement) statement = get_statement (session, remove_sql, form, subject, error);

  return statement != NULL && doudi_statement_run (statement, error);
}

/**
 * doudi_draft_discard:
 * @session: who typed, on the writing connection outside a transaction
 * @form: the form
 * @subject: as doudi_draft_save() got it
 * @error: what kept it from being removed
 *
 * Forgets what was typed because nobody wants it.
 *
 * Returns: whether nothing is kept any more
 */
gboolean
doudi_draft_discard (DoudiSession *session, const char *form, const char *subject, GError **error)
{
  g_autoptr (DoudiTransaction) transaction
    = doudi_transaction_begin (doudi_session_get_store (session), error);

  return transaction != NULL && doudi_draft_remove (session, form, subject, error)
         && doudi_transaction_commit (transaction, error);
}

/**
 * doudi_draft_row_free:
 * @row: (nullable) (transfer full): a draft
 *
 * Frees a draft.
 */
void
doudi_draft_row_free (DoudiDraftRow *row)
{
  if (row == NULL)
    return;
  g_free (row->form);
  g_free (row->subject);
  g_free (row->answers);
  g_free (row->saved_at);
  g_free (row);
}
