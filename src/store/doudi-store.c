/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "store/doudi-store-private.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>

#include "base/doudi-error.h"
#include "store/doudi-backup.h"
#include "store/doudi-cipher.h"
#include "store/doudi-connection.h"
#include "store/doudi-migration.h"
#include "store/doudi-sqlite-error.h"
#include "store/doudi-statement.h"
#include "store/doudi-store-file.h"

/* How many steps of SQLite's machine lie between two looks at the cancellable: a millisecond. */
#define PROGRESS_STEPS 4000

static int
on_progress_cb (void *data)
{
  DoudiStore *store = data;

  return g_cancellable_is_cancelled (store->cancellable);
}

static DoudiStore *
store_new (const char *path, DoudiLock *lock, DoudiKeyFile *keys, GError **error)
{
  g_autoptr (DoudiStore) store = g_new0 (DoudiStore, 1);

  store->path = g_strdup (path);
  store->lock = lock;
  store->keys = keys;
  store->locked = keys != NULL;
  store->statements = g_hash_table_new (NULL, NULL);
  store->db = doudi_connection_open (path, error);
  return store->db != NULL ? g_steal_pointer (&store) : NULL;
}

/*
 * doudi_store_set_error:
 * @store: a connection
 * @rc: the result code
 * @error: where it goes
 *
 * After a failed fsync the kernel may call clean what never reached the disk, so a second try
 * proves nothing: the connection writes no more.
 */
void
doudi_store_set_error (DoudiStore *store, int rc, GError **error)
{
  if (rc == SQLITE_IOERR_FSYNC || rc == SQLITE_IOERR_DIR_FSYNC)
    store->failed = TRUE;
  doudi_sqlite_error_set (error, store->db, rc, store->path);
}

/*
 * doudi_store_exec:
 * @store: a connection
 * @sql: a literal without parameters
 * @error: what SQLite says
 *
 * Returns: whether it ran
 */
gboolean
doudi_store_exec (DoudiStore *store, const char *sql, GError **error)
{
  int rc = sqlite3_exec (store->db, sql, NULL, NULL, NULL);

  if (rc == SQLITE_OK)
    return TRUE;
  doudi_store_set_error (store, rc, error);
  return FALSE;
}

/*
 * doudi_store_is_writable:
 * @store: a connection
 * @error: why not
 *
 * Asks whether a statement may write now. SQLite ends a transaction by itself after some errors;
 * whoever overlooks that must not go on piecemeal.
 *
 * Returns: whether a transaction is under way
 */
gboolean
doudi_store_is_writable (DoudiStore *store, GError **error)
{
  if (store->failed)
    {
      doudi_sqlite_error_set (error, NULL, SQLITE_IOERR_FSYNC, store->path);
      return FALSE;
    }
  if (store->in_transaction && !sqlite3_get_autocommit (store->db))
    return TRUE;
  if (!store->in_transaction)
    g_critical ("a statement writes outside a transaction");
  doudi_error_set (error, DOUDI_ERROR_ENVIRONMENT, NULL,
                   _ ("The step was broken off before and nothing of it was stored. Try again."));
  return FALSE;
}

static const char insert_setting_sql[] = "INSERT INTO setting (name, value) VALUES (?1, ?2)";

static gboolean
insert_setting (sqlite3 *db, const char *name, const char *value)
{
  sqlite3_stmt *stmt = NULL;
  int rc = sqlite3_prepare_v2 (db, insert_setting_sql, -1, &stmt, NULL);

  if (rc == SQLITE_OK)
    {
      sqlite3_bind_text (stmt, 1, name, -1, SQLITE_STATIC);
      sqlite3_bind_text (stmt, 2, value, -1, SQLITE_STATIC);
      rc = sqlite3_step (stmt);
    }
  sqlite3_finalize (stmt);
  return rc == SQLITE_DONE;
}

/* When the file was made, and a number that tells it from every other caseload. */
static gboolean
insert_origin (sqlite3 *db, const char *path, GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *created_at = g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");
  guint8 random[16];
  char unit_id[2 * sizeof random + 1];

  randombytes_buf (random, sizeof random);
  sodium_bin2hex (unit_id, sizeof unit_id, random, sizeof random);
  if (insert_setting (db, "created-at", created_at) && insert_setting (db, "unit-id", unit_id))
    return TRUE;
  doudi_sqlite_error_set (error, db, sqlite3_extended_errcode (db), path);
  return FALSE;
}

/* An encrypted caseload begins with a key that is no secret; the first user changes it. */
static gboolean
begin_encryption (sqlite3 *db, const char *path, GError **error)
{
  g_autoptr (DoudiKeyFile) keys = NULL;
  g_autoptr (DoudiKey) nobody = NULL;

  if (!doudi_cipher_is_built ())
    return TRUE;
  keys = doudi_key_file_create (path, error);
  nobody = keys != NULL ? doudi_key_new_of_nobody (error) : NULL;
  return nobody != NULL && doudi_cipher_unlock (db, nobody, path, error);
}

static gboolean
make_schema (const char *path, GError **error)
{
  g_autoptr (GPtrArray) scripts = doudi_migrations_load (error);
  sqlite3 *db = scripts != NULL ? doudi_connection_open (path, error) : NULL;
  gboolean made;

  if (db == NULL)
    return FALSE;
  made = begin_encryption (db, path, error) && doudi_connection_harden (db, path, FALSE, error)
         && doudi_migrations_run (db, scripts, 0, path, error) && insert_origin (db, path, error);
  sqlite3_close (db);
  return made;
}

/**
 * doudi_store_create:
 * @path: (not nullable) (type filename): a name that does not exist yet
 * @error: %DOUDI_ERROR_REFUSED if it does; %DOUDI_ERROR_READ_ONLY, %DOUDI_ERROR_NO_SPACE,
 *   %DOUDI_ERROR_ENVIRONMENT
 *
 * Makes an empty caseload of mode 0600: the schema and nobody in it. The file appears complete or
 * not at all.
 *
 * Returns: whether it is there
 */
gboolean
doudi_store_create (const char *path, GError **error)
{
  return doudi_store_create_filled (path, NULL, NULL, error);
}

static gboolean
fill (const char *path, DoudiStoreFillFunc func, gpointer data, GError **error)
{
  g_autoptr (DoudiStore) store = NULL;

  if (func == NULL)
    return TRUE;
  store = doudi_store_open (path, error);
  return store != NULL && func (store, data, error);
}

/**
 * doudi_store_create_filled:
 * @path: (not nullable) (type filename): a name that does not exist yet
 * @func: (nullable) (scope call): puts the first things in
 * @data: for @func
 * @error: as doudi_store_create(), or what @func says
 *
 * Makes a caseload and lets @func fill it while it still has a temporary name beside @path. If
 * anything fails, no file is left.
 *
 * Returns: whether the caseload is there, complete
 */
gboolean
doudi_store_create_filled (const char *path, DoudiStoreFillFunc func, gpointer data, GError **error)
{
  g_autofree char *temporary = NULL;

  if (!doudi_connection_check_library (error) || !doudi_store_file_is_new (path, error))
    return FALSE;
  temporary = doudi_store_file_make_temporary (path, error);
  if (temporary == NULL)
    return FALSE;
  if (make_schema (temporary, error) && fill (temporary, func, data, error)
      && doudi_store_file_publish (temporary, path, error))
    return TRUE;
  doudi_store_file_remove (temporary);
  return FALSE;
}

/* What a renewal that failed before has left is replaced: it is the same. */
static gboolean
lay_copy_beside (DoudiStore *store, int version, GError **error)
{
  g_autofree char *copy = g_strdup_printf ("%s.v%d.bak", store->path, version);
  g_autofree char *temporary = doudi_store_file_make_temporary (copy, error);

  if (temporary == NULL)
    return FALSE;
  if (doudi_backup_write (store, temporary, error)
      && doudi_store_file_replace (temporary, copy, error))
    return TRUE;
  doudi_store_file_remove (temporary);
  return FALSE;
}

static gboolean
migrate (DoudiStore *store, int version, GError **error)
{
  if (version == (int) store->scripts->len)
    return TRUE;
  if (store->keep_copy && !lay_copy_beside (store, version, error))
    return FALSE;
  return doudi_migrations_run (store->db, store->scripts, version, store->path, error);
}

static gboolean
check_version (int version, GPtrArray *scripts, const char *path, GError **error)
{
  g_autofree char *shown = g_filename_display_name (path);

  if (version > (int) scripts->len)
    {
      doudi_error_set (error, DOUDI_ERROR_VERSION, shown,
                       _ ("%s was written by a newer version of Doudi. Update the program."),
                       shown);
      return FALSE;
    }
  if (version < 1)
    {
      doudi_error_set (error, DOUDI_ERROR_CORRUPT, shown,
                       _ ("%s is damaged: it does not say of which version it is. Restore the "
                          "newest backup."),
                       shown);
      return FALSE;
    }
  return TRUE;
}

/* After a crash the file is looked through before anybody works on it. */
static gboolean
check_after_crash (DoudiStore *store, GError **error)
{
  sqlite3_stmt *stmt = NULL;
  gboolean sound = FALSE;
  int rc;

  if (!doudi_lock_was_left (store->lock))
    return TRUE;
  rc = sqlite3_prepare_v2 (store->db, "PRAGMA quick_check(1)", -1, &stmt, NULL);
  if (rc == SQLITE_OK && sqlite3_step (stmt) == SQLITE_ROW)
    sound = g_strcmp0 ((const char *) sqlite3_column_text (stmt, 0), "ok") == 0;
  sqlite3_finalize (stmt);
  if (!sound)
    doudi_sqlite_error_set (error, NULL, SQLITE_CORRUPT, store->path);
  return sound;
}

static void
set_guards (DoudiStore *store)
{
  doudi_connection_guard (store->db, &store->lifted);
  sqlite3_progress_handler (store->db, PROGRESS_STEPS, on_progress_cb, store);
}

static gboolean
make_ready (DoudiStore *store, int version, GError **error)
{
  if (!doudi_connection_harden (store->db, store->path, FALSE, error)
      || !check_after_crash (store, error) || !migrate (store, version, error)
      || !doudi_migrations_check_schema (store->db, store->scripts, store->path, error))
    return FALSE;
  set_guards (store);
  return TRUE;
}

static gboolean
make_reader_ready (DoudiStore *store, GError **error)
{
  if (!doudi_connection_harden (store->db, store->path, TRUE, error))
    return FALSE;
  set_guards (store);
  return TRUE;
}

static int
ask_number (sqlite3 *db, const char *sql)
{
  sqlite3_stmt *stmt = NULL;
  int number = 0;

  if (sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL) == SQLITE_OK
      && sqlite3_step (stmt) == SQLITE_ROW)
    number = sqlite3_column_int (stmt, 0);
  sqlite3_finalize (stmt);
  return number;
}

/* Looks at what the header of a plain file tells before it is opened. */
static gboolean
make_unlocked_ready (DoudiStore *store, GError **error)
{
  int version = ask_number (store->db, "PRAGMA user_version");

  if (ask_number (store->db, "PRAGMA application_id") != DOUDI_STORE_APPLICATION_ID)
    version = 0;
  return check_version (version, store->scripts, store->path, error)
         && make_ready (store, version, error);
}

/* A connection that had a wrong key takes no other. */
static void
forget_connection (DoudiStore *store)
{
  doudi_store_forget_statements (store);
  sqlite3_close (store->db);
  store->db = doudi_connection_open (store->path, NULL);
}

/*
 * doudi_store_unlock:
 * @store: a connection
 * @key: the data key
 * @error: as doudi_store_open(), for what could not be looked at before
 *
 * Gives the connection to an encrypted caseload its key. Then it is ready for work.
 *
 * Returns: whether it is
 */
gboolean
doudi_store_unlock (DoudiStore *store, DoudiKey *key, GError **error)
{
  if (!store->locked)
    return TRUE;
  if (!doudi_cipher_unlock (store->db, key, store->path, error)
      || !(store->is_reader ? make_reader_ready (store, error)
                            : make_unlocked_ready (store, error)))
    {
      forget_connection (store);
      return FALSE;
    }
  store->locked = FALSE;
  doudi_key_file_keep_key (store->keys, key);
  return TRUE;
}

/*
 * doudi_store_unlock_as:
 * @store: the writing connection, locked
 * @user: who it is
 * @password: what was typed
 * @failed: (out): wrong passwords since the last right one
 * @error: %DOUDI_ERROR_PASSWORD, or as doudi_store_unlock()
 *
 * Returns: (nullable) (transfer full): the data key
 */
DoudiKey *
doudi_store_unlock_as (DoudiStore *store,
                       const char *user,
                       const char *password,
                       gint64 *failed,
                       GError **error)
{
  g_autoptr (DoudiKey) key = doudi_key_file_prove (store->keys, user, password, failed, error);

  return key != NULL && doudi_store_unlock (store, key, error) ? g_steal_pointer (&key) : NULL;
}

/*
 * doudi_store_is_waiting:
 * @store: a connection
 *
 * Returns: whether the caseload is encrypted and nobody has signed in yet
 */
gboolean
doudi_store_is_waiting (DoudiStore *store)
{
  g_autoptr (DoudiKey) key = store->locked ? doudi_key_file_dup_key (store->keys) : NULL;

  return store->locked && key == NULL;
}

/*
 * doudi_store_be_unlocked:
 * @store: a connection
 * @error: %DOUDI_ERROR_PASSWORD if nobody has signed in yet
 *
 * Takes the key of whoever has signed in on another connection.
 *
 * Returns: whether the caseload can be read
 */
gboolean
doudi_store_be_unlocked (DoudiStore *store, GError **error)
{
  g_autoptr (DoudiKey) key = NULL;

  if (!store->locked)
    return TRUE;
  key = doudi_key_file_dup_key (store->keys);
  if (key != NULL)
    return doudi_store_unlock (store, key, error);
  doudi_error_set (error, DOUDI_ERROR_PASSWORD, NULL,
                   _ ("The caseload is encrypted. Sign in first."));
  return FALSE;
}

/*
 * doudi_store_change_key:
 * @store: the writing connection of a caseload without users, outside a transaction
 * @key: (nullable): the data key; %NULL for the one that is no secret
 * @error: what SQLite says
 *
 * Encrypts the caseload with another key, if it is encrypted at all.
 *
 * Returns: whether it has the key
 */
gboolean
doudi_store_change_key (DoudiStore *store, DoudiKey *key, GError **error)
{
  g_autoptr (DoudiKey) next = NULL;

  if (store->keys == NULL)
    return TRUE;
  next = key != NULL ? doudi_key_ref (key) : doudi_key_new_of_nobody (error);
  if (next == NULL || !doudi_store_be_unlocked (store, error)
      || !doudi_cipher_change_key (store->db, next, store->path, error))
    return FALSE;
  doudi_key_file_keep_key (store->keys, next);
  return TRUE;
}

/* An encrypted file tells its version only when it is unlocked. */
static gboolean
check_file (DoudiLock *lock, const char *path, GPtrArray *scripts, int *version, GError **error)
{
  int file = doudi_lock_get_file (lock);

  if (doudi_cipher_is_built ())
    return doudi_store_file_check_encrypted (file, path, error);
  return doudi_store_file_check_header (file, path, version, error)
         && check_version (*version, scripts, path, error);
}

/* Without users it has the key that is no secret. */
static gboolean
unlock_if_empty (DoudiStore *store, GError **error)
{
  g_autoptr (DoudiKey) nobody = NULL;

  if (!doudi_key_file_is_empty (store->keys))
    return TRUE;
  nobody = doudi_key_new_of_nobody (error);
  return nobody != NULL && doudi_store_unlock (store, nobody, error);
}

/* @lock: (transfer full) */
static DoudiStore *
open_locked (const char *path, DoudiLock *lock, const DoudiStoreOpening *opening, GError **error)
{
  g_autoptr (DoudiLock) own_lock = lock;
  g_autoptr (DoudiKeyFile) keys = NULL;
  g_autoptr (DoudiStore) store = NULL;
  int version = 0;

  if (!check_file (lock, path, opening->scripts, &version, error))
    return NULL;
  if (doudi_cipher_is_built ())
    {
      keys = doudi_key_file_load (path, error);
      if (keys == NULL)
        return NULL;
    }
  store = store_new (path, g_steal_pointer (&own_lock), g_steal_pointer (&keys), error);
  if (store == NULL)
    return NULL;
  store->scripts = g_ptr_array_ref (opening->scripts);
  store->keep_copy = opening->keep_copy;
  return (store->locked ? unlock_if_empty (store, error) : make_ready (store, version, error))
           ? g_steal_pointer (&store)
           : NULL;
}

/*
 * doudi_store_open_with:
 * @path: a caseload
 * @opening: how
 * @error: as doudi_store_open()
 *
 * Returns: (nullable) (transfer full): the writing connection
 */
DoudiStore *
doudi_store_open_with (const char *path, const DoudiStoreOpening *opening, GError **error)
{
  g_autofree char *real = doudi_store_file_resolve (path, error);
  g_autofree char *folder = real != NULL ? g_path_get_dirname (real) : NULL;
  DoudiLock *lock;

  if (real == NULL || !doudi_store_file_check_disk (folder, error))
    return NULL;
  lock = doudi_lock_acquire (real, error);
  return lock != NULL ? open_locked (real, lock, opening, error) : NULL;
}

/**
 * doudi_store_open:
 * @path: (not nullable) (type filename): a caseload, by any name of it
 * @error: %DOUDI_ERROR_IN_USE, %DOUDI_ERROR_NOT_A_CASELOAD, %DOUDI_ERROR_VERSION,
 *   %DOUDI_ERROR_CORRUPT, %DOUDI_ERROR_READ_ONLY, %DOUDI_ERROR_ENVIRONMENT
 *
 * Opens the one writing connection to a caseload, takes its lock, and brings an older one to the
 * newest version after a copy of it was laid beside it ("<file>.v1.bak"). Where the program
 * encrypts, that waits until doudi_session_sign_in() has proved a password: until then only
 * doudi_users_names() can be asked, and everything else fails with %DOUDI_ERROR_PASSWORD.
 *
 * Returns: (nullable) (transfer full): the connection
 */
DoudiStore *
doudi_store_open (const char *path, GError **error)
{
  g_autoptr (GPtrArray) scripts = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  if (!doudi_connection_check_library (error))
    return NULL;
  scripts = doudi_migrations_load (error);
  if (scripts == NULL)
    return NULL;
  return doudi_store_open_with (path, &(DoudiStoreOpening){ scripts, TRUE }, error);
}

/**
 * doudi_store_open_reader:
 * @store: (not nullable): the writing connection
 * @error: as doudi_store_open()
 *
 * Opens a second connection of the same process that can only read, for another thread. It shares
 * the lock and may outlive @store. Where @store waits for somebody to sign in, it does so too.
 *
 * Returns: (nullable) (transfer full): the connection
 */
DoudiStore *
doudi_store_open_reader (DoudiStore *store, GError **error)
{
  g_autoptr (DoudiStore) reader = NULL;

  g_return_val_if_fail (store != NULL, NULL);

  reader = store_new (store->path, doudi_lock_ref (store->lock),
                      store->keys != NULL ? doudi_key_file_ref (store->keys) : NULL, error);
  if (reader == NULL)
    return NULL;
  reader->is_reader = TRUE;
  if (store->locked)
    return g_steal_pointer (&reader);
  return (reader->locked ? doudi_store_be_unlocked (reader, error)
                         : make_reader_ready (reader, error))
           ? g_steal_pointer (&reader)
           : NULL;
}

/**
 * doudi_store_close:
 * @store: (not nullable) (transfer full): a connection
 *
 * Closes a connection. A transaction that was not committed is rolled back.
 */
void
doudi_store_close (DoudiStore *store)
{
  doudi_store_forget_statements (store);
  sqlite3_close (store->db);
  if (store->lock != NULL && !store->is_reader)
    doudi_store_file_remove_journal (store->path);
  g_clear_pointer (&store->lock, doudi_lock_unref);
  g_clear_pointer (&store->keys, doudi_key_file_unref);
  g_clear_pointer (&store->scripts, g_ptr_array_unref);
  g_clear_object (&store->cancellable);
  g_hash_table_unref (store->statements);
  g_free (store->path);
  g_free (store);
}

/**
 * doudi_store_get_path:
 * @store: (not nullable): a connection
 *
 * Tells where the caseload lies.
 *
 * Returns: (not nullable) (transfer none) (type filename): its path without links
 */
const char *
doudi_store_get_path (const DoudiStore *store)
{
  return store->path;
}

/**
 * doudi_store_is_encrypted:
 * @store: (not nullable): a connection
 *
 * Tells whether the file is unreadable without a password. With plain SQLite it is not; then the
 * disk should be encrypted, and the start page says so.
 *
 * Returns: whether the file itself is encrypted
 */
gboolean
doudi_store_is_encrypted (const DoudiStore *store)
{
  return store->keys != NULL;
}

/**
 * doudi_store_set_cancellable:
 * @store: (not nullable): a connection
 * @cancellable: (nullable): what stops the work, %NULL for nothing
 *
 * Lets a person stop whatever the connection does from now on: statements then fail with
 * %DOUDI_ERROR_CANCELLED.
 */
void
doudi_store_set_cancellable (DoudiStore *store, GCancellable *cancellable)
{
  g_set_object (&store->cancellable, cancellable);
}

struct _DoudiTransaction
{
  DoudiStore *store;
};

static DoudiTransaction *
transaction_new (DoudiStore *store)
{
  DoudiTransaction *transaction = g_new0 (DoudiTransaction, 1);

  store->in_transaction = TRUE;
  transaction->store = store;
  return transaction;
}

/**
 * doudi_store_can_begin:
 * @store: (not nullable): a connection
 *
 * Tells whether a write transaction can be begun: on the writing connection, outside another one.
 *
 * Returns: whether it can
 */
gboolean
doudi_store_can_begin (const DoudiStore *store)
{
  return !store->is_reader && !store->in_transaction;
}

/**
 * doudi_transaction_begin:
 * @store: (not nullable): the writing connection, outside a transaction
 * @error: %DOUDI_ERROR_BUSY, %DOUDI_ERROR_READ_ONLY, ...
 *
 * Begins a write transaction and takes the right to write at once.
 *
 * Returns: (nullable) (transfer full): the transaction
 */
DoudiTransaction *
doudi_transaction_begin (DoudiStore *store, GError **error)
{
  g_return_val_if_fail (store != NULL && !store->is_reader && !store->in_transaction, NULL);

  if (store->failed)
    {
      doudi_sqlite_error_set (error, NULL, SQLITE_IOERR_FSYNC, store->path);
      return NULL;
    }
  if (!doudi_store_be_unlocked (store, error)
      || !doudi_store_exec (store, "BEGIN IMMEDIATE", error))
    return NULL;
  return transaction_new (store);
}

/**
 * doudi_transaction_begin_reading:
 * @store: (not nullable): a connection, outside a transaction
 * @error: what SQLite says
 *
 * Makes many questions one: from the first of them on, all see the same state of the caseload.
 * What reads for long belongs on the writing connection: while another one reads, nothing can be
 * stored.
 *
 * Returns: (nullable) (transfer full): the transaction, to be freed, as there is nothing to commit
 */
DoudiTransaction *
doudi_transaction_begin_reading (DoudiStore *store, GError **error)
{
  g_return_val_if_fail (store != NULL && !store->in_transaction, NULL);

  if (!doudi_store_be_unlocked (store, error) || !doudi_store_exec (store, "BEGIN", error))
    return NULL;
  return transaction_new (store);
}

/**
 * doudi_transaction_ensure_reading:
 * @store: (not nullable): a connection
 * @transaction: (out) (nullable) (transfer full): the transaction, to be freed; %NULL within
 *   another one, which serves as well
 * @error: what SQLite says
 *
 * Makes many questions one, wherever they are asked. Each question that stands alone takes the
 * locks of the file anew, which costs more than a short answer.
 *
 * Returns: whether questions can be asked
 */
gboolean
doudi_transaction_ensure_reading (DoudiStore *store, DoudiTransaction **transaction, GError **error)
{
  g_return_val_if_fail (store != NULL, FALSE);

  *transaction = NULL;
  if (store->in_transaction)
    return TRUE;
  *transaction = doudi_transaction_begin_reading (store, error);
  return *transaction != NULL;
}

/**
 * doudi_transaction_commit:
 * @transaction: (not nullable): a transaction
 * @error: %DOUDI_ERROR_BUSY, %DOUDI_ERROR_NO_SPACE, ...
 *
 * Stores everything that was done, for good. After a failure nothing was stored.
 *
 * Returns: whether it is stored
 */
gboolean
doudi_transaction_commit (DoudiTransaction *transaction, GError **error)
{
  DoudiStore *store = transaction->store;

  if (!doudi_store_is_writable (store, error) || !doudi_store_exec (store, "COMMIT", error))
    return FALSE;
  store->in_transaction = FALSE;
  return TRUE;
}

/**
 * doudi_transaction_free:
 * @transaction: (not nullable) (transfer full): a transaction
 *
 * Ends a transaction; without doudi_transaction_commit() nothing of it stays.
 */
void
doudi_transaction_free (DoudiTransaction *transaction)
{
  DoudiStore *store = transaction->store;

  if (store->in_transaction && !sqlite3_get_autocommit (store->db))
    sqlite3_exec (store->db, "ROLLBACK", NULL, NULL, NULL);
  store->in_transaction = FALSE;
  g_free (transaction);
}
