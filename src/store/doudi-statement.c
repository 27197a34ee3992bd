/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "store/doudi-statement.h"

#include <string.h>

#include "base/doudi-error.h"
#include "store/doudi-store-private.h"

/*
 * @next: another statement of the same SQL: a function that is called from within its own loop
 *   gets one of its own
 * @bind_rc: the first bind that failed; told by the step that follows
 * @taken: between get and reset
 */
struct _DoudiStatement
{
  DoudiStore *store;
  sqlite3_stmt *stmt;
  DoudiStatement *next;
  int bind_rc;
  gboolean taken;
};

static DoudiStatement *
find_free (DoudiStore *store, const char *sql)
{
  DoudiStatement *statement = g_hash_table_lookup (store->statements, sql);

  while (statement != NULL && statement->taken)
    statement = statement->next;
  return statement;
}

static DoudiStatement *
prepare (DoudiStore *store, const char *sql, GError **error)
{
  DoudiStatement *statement;
  sqlite3_stmt *stmt = NULL;
  int rc = sqlite3_prepare_v3 (store->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt, NULL);

  if (rc != SQLITE_OK)
    {
      doudi_store_set_error (store, rc, error);
      return NULL;
    }
  statement = g_new0 (DoudiStatement, 1);
  statement->store = store;
  statement->stmt = stmt;
  statement->next = g_hash_table_lookup (store->statements, sql);
  g_hash_table_insert (store->statements, (gpointer) sql, statement);
  return statement;
}

/**
 * doudi_statement_get:
 * @store: (not nullable): a connection
 * @sql: (not nullable): one statement; a literal or a static table, never a string that was made
 * @error: what SQLite says of the statement; %DOUDI_ERROR_PASSWORD if the caseload is encrypted and
 *   nobody has signed in yet
 *
 * Takes a prepared statement with nothing bound. It goes back with doudi_statement_reset(), mostly
 * by autoptr, and is prepared only once for a connection.
 *
 * Returns: (nullable) (transfer none): the statement, which belongs to @store
 */
DoudiStatement *
doudi_statement_get (DoudiStore *store, const char *sql, GError **error)
{
  DoudiStatement *statement;

  g_return_val_if_fail (store != NULL && sql != NULL, NULL);

  if (!doudi_store_be_unlocked (store, error))
    return NULL;
  statement = find_free (store, sql);
  if (statement == NULL)
    statement = prepare (store, sql, error);
  if (statement == NULL)
    return NULL;
  sqlite3_clear_bindings (statement->stmt);
  statement->bind_rc = SQLITE_OK;
  statement->taken = TRUE;
  return statement;
}

/* A wrong index or a bind in the middle of reading is a mistake of ours; a text too large is not.
 * Either way the statement must not run with a hole in it. */
static void
note_bind (DoudiStatement *statement, int index, int rc)
{
  if (rc == SQLITE_OK)
    return;
  if (rc == SQLITE_RANGE || rc == SQLITE_MISUSE)
    g_critical ("parameter ?%d of \"%s\" cannot be bound (%s)", index,
                sqlite3_sql (statement->stmt), sqlite3_errstr (rc));
  if (statement->bind_rc == SQLITE_OK)
    statement->bind_rc = rc;
}

/**
 * doudi_statement_bind_int:
 * @statement: (not nullable): a statement
 * @index: N of the parameter ?N
 * @value: a number, fen, a month, a truth value
 *
 * Binds a number. Bound values stay over doudi_statement_run() and doudi_statement_reset(), until
 * the next doudi_statement_get().
 */
void
doudi_statement_bind_int (DoudiStatement *statement, int index, gint64 value)
{
  note_bind (statement, index, sqlite3_bind_int64 (statement->stmt, index, value));
}

/**
 * doudi_statement_bind_text:
 * @statement: (not nullable): a statement
 * @index: N of the parameter ?N
 * @text: (nullable): a text, which is copied; %NULL binds NULL
 *
 * Binds a text.
 */
void
doudi_statement_bind_text (DoudiStatement *statement, int index, const char *text)
{
  note_bind (statement, index,
             text != NULL ? sqlite3_bind_text64 (statement->stmt, index, text, strlen (text),
                                                 SQLITE_TRANSIENT, SQLITE_UTF8)
                          : sqlite3_bind_null (statement->stmt, index));
}

/**
 * doudi_statement_bind_day:
 * @statement: (not nullable): a statement
 * @index: N of the parameter ?N
 * @day: a day; %DOUDI_DAY_NONE binds NULL
 *
 * Binds a day as ISO text.
 */
void
doudi_statement_bind_day (DoudiStatement *statement, int index, DoudiDay day)
{
  g_autofree char *text = day != DOUDI_DAY_NONE ? doudi_day_format_iso (day) : NULL;

  doudi_statement_bind_text (statement, index, text);
}

/**
 * doudi_statement_bind_blob:
 * @statement: (not nullable): a statement
 * @index: N of the parameter ?N
 * @data: (array length=length) (nullable): bytes, which are copied; %NULL binds NULL
 * @length: how many
 *
 * Binds bytes.
 */
void
doudi_statement_bind_blob (DoudiStatement *statement, int index, gconstpointer data, gsize length)
{
  note_bind (statement, index,
             data != NULL
               ? sqlite3_bind_blob64 (statement->stmt, index, data, length, SQLITE_TRANSIENT)
               : sqlite3_bind_null (statement->stmt, index));
}

/**
 * doudi_statement_bind_null:
 * @statement: (not nullable): a statement
 * @index: N of the parameter ?N
 *
 * Binds NULL.
 */
void
doudi_statement_bind_null (DoudiStatement *statement, int index)
{
  note_bind (statement, index, sqlite3_bind_null (statement->stmt, index));
}

static gboolean
may_step (DoudiStatement *statement, GError **error)
{
  if (statement->bind_rc != SQLITE_OK)
    {
      doudi_store_set_error (statement->store, statement->bind_rc, error);
      return FALSE;
    }
  if (sqlite3_stmt_readonly (statement->stmt))
    return TRUE;
  return doudi_store_is_writable (statement->store, error);
}

/* One of ROW, DONE or an error; after the last two the statement reads no more. */
static int
step (DoudiStatement *statement, GError **error)
{
  int rc;

  if (!may_step (statement, error))
    {
      sqlite3_reset (statement->stmt);
      return SQLITE_ERROR;
    }
  statement->taken = TRUE;
  rc = sqlite3_step (statement->stmt);
  if (rc == SQLITE_ROW)
    return rc;
  if (rc != SQLITE_DONE)
    doudi_store_set_error (statement->store, rc, error);
  sqlite3_reset (statement->stmt);
  return rc;
}

/**
 * doudi_statement_step:
 * @statement: (not nullable): a statement
 * @error: must be given where rows may end with an error: look at it after the loop
 *
 * Goes to the next row.
 *
 * Returns: %TRUE on a row; %FALSE after the last one, and on an error with @error set
 */
gboolean
doudi_statement_step (DoudiStatement *statement, GError **error)
{
  g_return_val_if_fail (statement != NULL, FALSE);

  return step (statement, error) == SQLITE_ROW;
}

/**
 * doudi_statement_run:
 * @statement: (not nullable): a statement that gives no rows
 * @error: %DOUDI_ERROR_REFUSED for what is frozen, %DOUDI_ERROR_NO_SPACE, %DOUDI_ERROR_BUSY, ...
 *
 * Runs a statement to its end and makes it ready for the next values. What writes needs a
 * transaction.
 *
 * Returns: whether it ran
 */
gboolean
doudi_statement_run (DoudiStatement *statement, GError **error)
{
  int rc;

  g_return_val_if_fail (statement != NULL, FALSE);

  do
    rc = step (statement, error);
  while (rc == SQLITE_ROW);
  return rc == SQLITE_DONE;
}

/**
 * doudi_statement_insert:
 * @statement: (not nullable): an INSERT
 * @id: (out) (optional): the id of the new row
 * @error: as doudi_statement_run()
 *
 * Runs an INSERT and tells the id it gave.
 *
 * Returns: whether it ran
 */
gboolean
doudi_statement_insert (DoudiStatement *statement, gint64 *id, GError **error)
{
  if (!doudi_statement_run (statement, error))
    return FALSE;
  if (id != NULL)
    *id = sqlite3_last_insert_rowid (statement->store->db);
  return TRUE;
}

/**
 * doudi_statement_is_null:
 * @statement: (not nullable): a statement on a row
 * @column: from 0
 *
 * Tells whether a column holds nothing.
 *
 * Returns: %TRUE for NULL
 */
gboolean
doudi_statement_is_null (DoudiStatement *statement, int column)
{
  return sqlite3_column_type (statement->stmt, column) == SQLITE_NULL;
}

/**
 * doudi_statement_get_int:
 * @statement: (not nullable): a statement on a row
 * @column: from 0
 *
 * Reads a number.
 *
 * Returns: the number; 0 for NULL
 */
gint64
doudi_statement_get_int (DoudiStatement *statement, int column)
{
  return sqlite3_column_int64 (statement->stmt, column);
}

/**
 * doudi_statement_get_text:
 * @statement: (not nullable): a statement on a row
 * @column: from 0
 *
 * Lends a text.
 *
 * Returns: (nullable) (transfer none): the text, valid until the next row; %NULL for NULL
 */
const char *
doudi_statement_get_text (DoudiStatement *statement, int column)
{
  return (const char *) sqlite3_column_text (statement->stmt, column);
}

/**
 * doudi_statement_dup_text:
 * @statement: (not nullable): a statement on a row
 * @column: from 0
 *
 * Copies a text.
 *
 * Returns: (nullable) (transfer full): the text; %NULL for NULL
 */
char *
doudi_statement_dup_text (DoudiStatement *statement, int column)
{
  return g_strdup (doudi_statement_get_text (statement, column));
}

/**
 * doudi_statement_get_day:
 * @statement: (not nullable): a statement on a row
 * @column: from 0
 *
 * Reads an ISO day.
 *
 * Returns: the day; %DOUDI_DAY_NONE for NULL and for what is no day
 */
DoudiDay
doudi_statement_get_day (DoudiStatement *statement, int column)
{
  const char *text = doudi_statement_get_text (statement, column);

  return text != NULL ? doudi_day_parse_iso (text) : DOUDI_DAY_NONE;
}

/**
 * doudi_statement_dup_blob:
 * @statement: (not nullable): a statement on a row
 * @column: from 0
 *
 * Copies bytes.
 *
 * Returns: (not nullable) (transfer full): the bytes; none for NULL
 */
GBytes *
doudi_statement_dup_blob (DoudiStatement *statement, int column)
{
  gconstpointer data = sqlite3_column_blob (statement->stmt, column);

  return g_bytes_new (data, (gsize) sqlite3_column_bytes (statement->stmt, column));
}

/**
 * doudi_statement_get_changes:
 * @statement: (not nullable): a statement that was just run
 *
 * Counts the rows that the last INSERT, UPDATE or DELETE of the connection touched.
 *
 * Returns: how many
 */
int
doudi_statement_get_changes (DoudiStatement *statement)
{
  return sqlite3_changes (statement->store->db);
}

/**
 * doudi_statement_reset:
 * @statement: (not nullable): a statement
 *
 * Ends its reading and gives it back to the connection.
 */
void
doudi_statement_reset (DoudiStatement *statement)
{
  sqlite3_reset (statement->stmt);
  statement->taken = FALSE;
}

static void
free_statements (gpointer data)
{
  DoudiStatement *statement = data;

  while (statement != NULL)
    {
      DoudiStatement *next = statement->next;

      sqlite3_finalize (statement->stmt);
      g_free (statement);
      statement = next;
    }
}

/*
 * doudi_store_forget_statements:
 * @store: a connection about to close
 *
 * Finalises every statement, also those somebody forgot to give back.
 */
void
doudi_store_forget_statements (DoudiStore *store)
{
  GHashTableIter iter;
  gpointer first;

  g_hash_table_iter_init (&iter, store->statements);
  while (g_hash_table_iter_next (&iter, NULL, &first))
    free_statements (first);
  g_hash_table_remove_all (store->statements);
}
