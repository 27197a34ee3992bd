/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "store/doudi-row.h"

#include <glib/gi18n-lib.h>

#include "base/doudi-error.h"
#include "store/doudi-registry-private.h"

/*
 * doudi_row_statement:
 * @session: who writes
 * @sql: a literal
 * @error: return location
 *
 * Returns: (nullable) (transfer none): doudi_statement_get() on the connection of the session
 */
DoudiStatement *
doudi_row_statement (DoudiSession *session, const char *sql, GError **error)
{
  return doudi_statement_get (doudi_session_get_store (session), sql, error);
}

/* The id of another row; 0 for none is NULL in the file. */
void
doudi_row_bind_id (DoudiStatement *statement, int index, gint64 id)
{
  if (id == 0)
    doudi_statement_bind_null (statement, index);
  else
    doudi_statement_bind_int (statement, index, id);
}

/* A text that may be missing: "" in the file. */
void
doudi_row_bind_text (DoudiStatement *statement, int index, const char *text)
{
  doudi_statement_bind_text (statement, index, text != NULL ? text : "");
}

/* When it was recorded, and by whom: ?index and the next. */
void
doudi_row_bind_record (DoudiStatement *statement, int index, DoudiSession *session)
{
  doudi_statement_bind_text (statement, index, doudi_session_get_now (session));
  doudi_statement_bind_text (statement, index + 1, doudi_session_get_user (session));
}

/* A month; NULL is %DOUDI_MONTH_NONE. */
DoudiMonth
doudi_row_get_month (DoudiStatement *statement, int column)
{
  return (DoudiMonth) doudi_statement_get_int (statement, column);
}

/* Reads the id that a statement finds, 0 if it finds none. */
gboolean
doudi_row_read_id (DoudiStatement *statement, gint64 *id, GError **error)
{
  gboolean found;

  if (!doudi_statement_step_once (statement, &found, error))
    return FALSE;
  *id = found ? doudi_statement_get_int (statement, 0) : 0;
  return TRUE;
}

/*
 * doudi_row_run_once:
 * @statement: an UPDATE of one row that is in a certain state, or a DELETE of it
 * @error: %DOUDI_ERROR_CONFLICT if there is no such row
 *
 * Runs a statement that has to find its row: somebody else may have been quicker.
 *
 * Returns: whether one row was changed
 */
gboolean
doudi_row_run_once (DoudiStatement *statement, GError **error)
{
  if (!doudi_statement_run (statement, error))
    return FALSE;
  if (doudi_statement_get_changes (statement) == 1)
    return TRUE;
  doudi_error_set (error, DOUDI_ERROR_CONFLICT, NULL,
                   _ ("This has been changed or finished meanwhile. Look at it again."));
  return FALSE;
}

/*
 * doudi_rows_take:
 * @statement: a SELECT with everything bound
 * @func: makes a row
 * @destroy: frees one
 * @error: return location
 *
 * Returns: (nullable) (transfer full): all rows
 */
GPtrArray *
doudi_rows_take (DoudiStatement *statement,
                 DoudiRowFunc func,
                 GDestroyNotify destroy,
                 GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (destroy);
  GError *local = NULL;

  while (doudi_statement_step (statement, &local))
    g_ptr_array_add (rows, func (statement));
  if (local == NULL)
    return g_steal_pointer (&rows);
  g_propagate_error (error, local);
  return NULL;
}

/* All rows of a SELECT with ?1 for the id of what they belong to. */
GPtrArray *
doudi_rows_list_of (DoudiStore *store,
                    const char *sql,
                    gint64 id,
                    DoudiRowFunc func,
                    GDestroyNotify destroy,
                    GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, sql, error);

  if (statement == NULL)
    return NULL;
  doudi_statement_bind_int (statement, 1, id);
  return doudi_rows_take (statement, func, destroy, error);
}

/* The one row of a SELECT with ?1 for an id; %NULL with @found FALSE and no error if there is none.
 */
gpointer
doudi_row_get_of (DoudiStore *store,
                  const char *sql,
                  gint64 id,
                  DoudiRowFunc func,
                  gboolean *found,
                  GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, sql, error);

  *found = FALSE;
  if (statement == NULL)
    return NULL;
  doudi_statement_bind_int (statement, 1, id);
  if (!doudi_statement_step_once (statement, found, error) || !*found)
    return NULL;
  return func (statement);
}

/* SHA-256 of a text, hexadecimal. */
char *
doudi_row_digest (const char *text)
{
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
}
