/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "store/doudi-saved-view.h"

#include <glib/gi18n-lib.h>

#include "base/doudi-error.h"
#include "store/doudi-row.h"

/* ?1 user, ?2 page, ?3 name. */
static DoudiStatement *
get_statement (DoudiSession *session,
               const char *sql,
               const char *page,
               const char *name,
               GError **error)
{
  DoudiStatement *statement = doudi_row_statement (session, sql, error);

  if (statement == NULL)
    return NULL;
  doudi_statement_bind_text (statement, 1, doudi_session_get_user (session));
  doudi_statement_bind_text (statement, 2, page);
  if (name != NULL)
    doudi_statement_bind_text (statement, 3, name);
  return statement;
}

static gboolean
check_name (const char *name, GError **error)
{
  glong length = g_utf8_strlen (name, -1);

  if (length >= 1 && length <= DOUDI_SAVED_VIEW_NAME_MAX)
    return TRUE;
  doudi_error_set (error, DOUDI_ERROR_BAD_DATA, NULL,
                   _ ("Give the view a name of at most %d characters."), DOUDI_SAVED_VIEW_NAME_MAX);
  return FALSE;
}

/* There is no such view. */
static gboolean
fail_missing (const char *name, GError **error)
{
  doudi_error_set (error, DOUDI_ERROR_NOT_FOUND, NULL,
                   _ ("You have no view “%s”. Those you saved stand in the list of views."), name);
  return FALSE;
}

static const char save_sql[]
  = "INSERT INTO saved_view (user, page, name, content, saved_at, position) VALUES (?1, ?2, ?3, ?4,"
    " ?5, (SELECT coalesce(max(position), 0) + 1 FROM saved_view WHERE user = ?1 AND page = ?2))"
    " ON CONFLICT (user, page, name)"
    " DO UPDATE SET content = excluded.content, saved_at = excluded.saved_at";

/**
 * doudi_saved_view_save:
 * @session: whose view it is, on the writing connection outside a transaction
 * @page: the list that is looked at
 * @name: of the view; "" for how the list was left
 * @content: JSON
 * @error: %DOUDI_ERROR_BAD_DATA if the name is too long
 *
 * Keeps how somebody looks at a list, in place of the view that had the name before.
 *
 * Returns: whether it was stored
 */
gboolean
doudi_saved_view_save (DoudiSession *session,
                       const char *page,
                       const char *name,
                       const char *content,
                       GError **error)
{
  g_autoptr (DoudiTransaction) transaction = NULL;
  g_autoptr (DoudiStatement) statement = NULL;

  if (*name != '\0' && !check_name (name, error))
    return FALSE;
  transaction = doudi_transaction_begin (doudi_session_get_store (session), error);
  statement = transaction != NULL ? get_statement (session, save_sql, page, name, error) : NULL;
  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_text (statement, 4, content);
  doudi_statement_bind_text (statement, 5, doudi_session_get_now (session));
  return doudi_statement_run (statement, error) && doudi_transaction_commit (transaction, error);
}

static const char load_sql[]
  = "SELECT id, content FROM saved_view WHERE user = ?1 AND page = ?2 AND name = ?3";

/**
 * doudi_saved_view_load:
 * @session: whose view it is
 * @page: the list that is looked at
 * @name: of the view; "" for how the list was left
 * @content: (out) (nullable): JSON; %NULL if there is no such view
 * @error: return location
 *
 * Reads a view of the person signed in.
 *
 * Returns: whether it could be looked up
 */
gboolean
doudi_saved_view_load (DoudiSession *session,
                       const char *page,
                       const char *name,
                       char **content,
                       GError **error)
{
  g_autoptr (DoudiStatement) statement = get_statement (session, load_sql, page, name, error);
  gint64 id;

  *content = NULL;
  if (statement == NULL || !doudi_row_read_id (statement, &id, error))
    return FALSE;
  if (id != 0)
    *content = doudi_statement_dup_text (statement, 1);
  return TRUE;
}

static gpointer
view_from_statement (DoudiStatement *statement)
{
  DoudiSavedViewRow *row = g_new0 (DoudiSavedViewRow, 1);

  row->id = doudi_statement_get_int (statement, 0);
  row->name = doudi_statement_dup_text (statement, 1);
  row->content = doudi_statement_dup_text (statement, 2);
  row->saved_at = doudi_statement_dup_text (statement, 3);
  return row;
}

static const char list_sql[]
  = "SELECT id, name, content, saved_at FROM saved_view WHERE user = ?1 AND page = ?2"
    " AND name <> '' ORDER BY position, id";

/**
 * doudi_saved_view_list:
 * @session: whose views they are
 * @page: the list that is looked at
 * @error: return location
 *
 * Lists the views that the person signed in gave a name.
 *
 * Returns: (transfer full) (element-type DoudiSavedViewRow): the oldest first; %NULL with @error
 * set
 */
GPtrArray *
doudi_saved_view_list (DoudiSession *session, const char *page, GError **error)
{
  g_autoptr (DoudiStatement) statement = get_statement (session, list_sql, page, NULL, error);

  if (statement == NULL)
    return NULL;
  return doudi_rows_take (statement, view_from_statement,
                          (GDestroyNotify) doudi_saved_view_row_free, error);
}

/* Runs what is to change one view of a name. */
static gboolean
change_one (DoudiSession *session, DoudiStatement *statement, const char *name, GError **error)
{
  if (!doudi_statement_run (statement, error))
    return FALSE;
  return doudi_statement_get_changes (statement) == 1 || fail_missing (name, error);
}

static const char rename_sql[]
  = "UPDATE saved_view SET name = ?4 WHERE user = ?1 AND page = ?2 AND name = ?3";

static gboolean
rename_within (DoudiSession *session,
               const char *page,
               const char *name,
               const char *new_name,
               GError **error)
{
  g_autoptr (DoudiStatement) statement = NULL;
  g_autofree char *taken = NULL;

  if (!doudi_saved_view_load (session, page, new_name, &taken, error))
    return FALSE;
  if (taken != NULL)
    {
      doudi_error_set (error, DOUDI_ERROR_CONFLICT, NULL,
                       _ ("You have a view “%s” already. Choose another name, or remove that one."),
                       new_name);
      return FALSE;
    }
  statement = get_statement (session, rename_sql, page, name, error);
  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_text (statement, 4, new_name);
  return change_one (session, statement, name, error);
}

/**
 * doudi_saved_view_rename:
 * @session: whose view it is, on the writing connection outside a transaction
 * @page: the list that is looked at
 * @name: of the view
 * @new_name: what it is to be called
 * @error: %DOUDI_ERROR_NOT_FOUND; %DOUDI_ERROR_CONFLICT if another view has the name;
 *   %DOUDI_ERROR_BAD_DATA if it is empty or too long
 *
 * Gives a view another name; it keeps its place among the others.
 *
 * Returns: whether it has it
 */
gboolean
doudi_saved_view_rename (DoudiSession *session,
                         const char *page,
                         const char *name,
                         const char *new_name,
                         GError **error)
{
  g_autoptr (DoudiTransaction) transaction = NULL;

  if (!check_name (new_name, error))
    return FALSE;
  if (g_str_equal (name, new_name))
    return TRUE;
  transaction = doudi_transaction_begin (doudi_session_get_store (session), error);
  return transaction != NULL && rename_within (session, page, name, new_name, error)
         && doudi_transaction_commit (transaction, error);
}

static const char remove_sql[]
  = "DELETE FROM saved_view WHERE user = ?1 AND page = ?2 AND name = ?3";

/**
 * doudi_saved_view_remove:
 * @session: whose view it is, on the writing connection outside a transaction
 * @page: the list that is looked at
 * @name: of the view
 * @error: %DOUDI_ERROR_NOT_FOUND
 *
 * Forgets a view. What it showed stays as it is.
 *
 * Returns: whether it is gone
 */
gboolean
doudi_saved_view_remove (DoudiSession *session, const char *page, const char *name, GError **error)
{
  g_autoptr (DoudiTransaction) transaction
    = doudi_transaction_begin (doudi_session_get_store (session), error);
  g_autoptr (DoudiStatement) statement
    = transaction != NULL ? get_statement (session, remove_sql, page, name, error) : NULL;

  return statement != NULL && change_one (session, statement, name, error)
         && doudi_transaction_commit (transaction, error);
}

/**
 * doudi_saved_view_row_free:
 * @row: (nullable) (transfer full): a view
 *
 * Frees a view.
 */
void
doudi_saved_view_row_free (DoudiSavedViewRow *row)
{
  if (row == NULL)
    return;
  g_free (row->name);
  g_free (row->content);
  g_free (row->saved_at);
  g_free (row);
}
