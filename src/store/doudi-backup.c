/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "store/doudi-backup.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/doudi-error.h"
#include "store/doudi-cipher.h"
#include "store/doudi-connection.h"
#include "store/doudi-migration.h"
#include "store/doudi-store-file.h"
#include "store/doudi-store-private.h"
#include "store/doudi-verify.h"

static const char vacuum_sql[] = "VACUUM INTO ?1";

static int
vacuum_into (sqlite3 *db, const char *path)
{
  sqlite3_stmt *stmt = NULL;
  int rc = sqlite3_prepare_v2 (db, vacuum_sql, -1, &stmt, NULL);

  if (rc == SQLITE_OK)
    {
      sqlite3_bind_text (stmt, 1, path, -1, SQLITE_STATIC);
      rc = sqlite3_step (stmt);
    }
  sqlite3_finalize (stmt);
  return rc == SQLITE_DONE ? SQLITE_OK : rc;
}

/**
 * doudi_backup_write:
 * @store: (not nullable): the writing connection, outside a transaction
 * @path: (not nullable) (type filename): an empty file
 * @error: what SQLite says
 *
 * Writes all rows of the caseload into another file, and nothing that was deleted. The copy of an
 * encrypted caseload is encrypted with the same key, and has the same keys beside it.
 *
 * Returns: whether it is written
 */
gboolean
doudi_backup_write (DoudiStore *store, const char *path, GError **error)
{
  int rc;

  store->lifted++;
  doudi_connection_allow_attach (store->db, TRUE);
  rc = vacuum_into (store->db, path);
  if (rc != SQLITE_OK)
    doudi_store_set_error (store, rc, error);
  doudi_connection_allow_attach (store->db, FALSE);
  store->lifted--;
  return rc == SQLITE_OK && (store->keys == NULL || doudi_key_file_copy (store->keys, path, error));
}

/* First text or number of a statement without parameters. */
static char *
ask (sqlite3 *db, const char *sql)
{
  sqlite3_stmt *stmt = NULL;
  char *answer = NULL;

  if (sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL) == SQLITE_OK
      && sqlite3_step (stmt) == SQLITE_ROW)
    answer = g_strdup ((const char *) sqlite3_column_text (stmt, 0));
  sqlite3_finalize (stmt);
  return answer;
}

/* The tables that everything else hangs on: as many rows there as here. */
static const char count_sql[]
  = "SELECT (SELECT count(*) FROM person) || ' ' || (SELECT count(*) FROM household) || ' ' ||"
    " (SELECT count(*) FROM membership) || ' ' || (SELECT count(*) FROM circumstance) || ' ' ||"
    " (SELECT count(*) FROM account) || ' ' || (SELECT count(*) FROM award) || ' ' ||"
    " (SELECT count(*) FROM award_term) || ' ' || (SELECT count(*) FROM pay_run) || ' ' ||"
    " (SELECT count(*) FROM pay_item) || ' ' || (SELECT count(*) FROM ledger_line) || ' ' ||"
    " (SELECT count(*) FROM payment) || ' ' || (SELECT count(*) FROM notice) || ' ' ||"
    " (SELECT count(*) FROM bank_return) || ' ' || (SELECT count(*) FROM returned_line) || ' ' ||"
    " (SELECT count(*) FROM report_issue) || ' ' || (SELECT coalesce(max(seq), 0) FROM audit)";

static gboolean
is_same (sqlite3 *original, sqlite3 *copy)
{
  g_autofree char *sound = ask (copy, "PRAGMA integrity_check(1)");
  g_autofree char *there = ask (original, count_sql);
  g_autofree char *here = ask (copy, count_sql);

  return g_strcmp0 (sound, "ok") == 0 && g_strcmp0 (there, here) == 0;
}

/* As somebody will who restores it one day. */
static gboolean
unlock_copy (DoudiStore *store, sqlite3 *db, const char *copy, GError **error)
{
  g_autoptr (DoudiKeyFile) keys = NULL;
  g_autoptr (DoudiKey) key = NULL;

  if (store->keys == NULL)
    return TRUE;
  keys = doudi_key_file_load (copy, error);
  key = keys != NULL ? doudi_key_file_dup_key (store->keys) : NULL;
  return key != NULL && doudi_cipher_unlock (db, key, copy, error);
}

static gboolean
check_copy (DoudiStore *store, const char *copy, const char *path, GError **error)
{
  g_autofree char *shown = g_filename_display_name (path);
  sqlite3 *db = doudi_connection_open (copy, error);
  gboolean unlocked;
  gboolean same;

  if (db == NULL)
    return FALSE;
  unlocked = unlock_copy (store, db, copy, error);
  same = unlocked && is_same (store->db, db);
  sqlite3_close (db);
  if (unlocked && !same)
    doudi_error_set (error, DOUDI_ERROR_IO, shown,
                     _ ("The backup %s could not be read back and was not kept. Use another disk."),
                     shown);
  return same;
}

static gboolean
write_and_check (DoudiStore *store,
                 const char *temporary,
                 const char *path,
                 const DoudiProgress *progress,
                 GError **error)
{
  doudi_progress_report (progress, _ ("Writing the backup"), 0, 3);
  if (!doudi_backup_write (store, temporary, error))
    return FALSE;
  doudi_progress_report (progress, _ ("Reading the backup back"), 1, 3);
  if (!check_copy (store, temporary, path, error) || doudi_progress_is_cancelled (progress, error))
    return FALSE;
  doudi_progress_report (progress, _ ("Storing the backup"), 2, 3);
  return doudi_store_file_publish (temporary, path, error);
}

/**
 * doudi_store_backup:
 * @store: (not nullable): the writing connection, outside a transaction
 * @path: (not nullable) (type filename): a name that does not exist yet
 * @progress: (nullable): whom to tell, and who may stop it
 * @error: %DOUDI_ERROR_REFUSED if there is such a file, %DOUDI_ERROR_NO_SPACE, %DOUDI_ERROR_IO,
 *   %DOUDI_ERROR_CANCELLED
 *
 * Writes a complete copy of the caseload. It gets its name only after it was read back: sound, and
 * with as many rows.
 *
 * Returns: whether the backup is there
 */
gboolean
doudi_store_backup (DoudiStore *store,
                    const char *path,
                    const DoudiProgress *progress,
                    GError **error)
{
  g_autofree char *temporary = NULL;
  gboolean written;

  g_return_val_if_fail (store != NULL && !store->in_transaction, FALSE);

  if (!doudi_store_be_unlocked (store, error) || !doudi_store_file_is_new (path, error))
    return FALSE;
  temporary = doudi_store_file_make_temporary (path, error);
  if (temporary == NULL)
    return FALSE;
  if (progress != NULL)
    doudi_store_set_cancellable (store, progress->cancellable);
  written = write_and_check (store, temporary, path, progress, error);
  doudi_store_set_cancellable (store, NULL);
  if (!written)
    doudi_store_file_remove (temporary);
  else
    doudi_progress_report (progress, _ ("Storing the backup"), 3, 3);
  return written;
}

static gboolean
record (DoudiSession *session, const char *detail, GError **error)
{
  DoudiStore *store = doudi_session_get_store (session);
  g_autoptr (DoudiTransaction) transaction = doudi_transaction_begin (store, error);

  return transaction != NULL
         && doudi_session_record (session, DOUDI_ACTION_BACKUP, "caseload", detail, error)
         && doudi_transaction_commit (transaction, error);
}

/**
 * doudi_backup_make:
 * @session: (not nullable): of somebody who may make backups
 * @path: (not nullable) (type filename): a name that does not exist yet
 * @progress: (nullable): whom to tell, and who may stop it
 * @error: %DOUDI_ERROR_NOT_ALLOWED, or as doudi_store_backup()
 *
 * Makes a backup and says so in the log.
 *
 * Returns: whether the backup is there
 */
gboolean
doudi_backup_make (DoudiSession *session,
                   const char *path,
                   const DoudiProgress *progress,
                   GError **error)
{
  return doudi_session_authorize (session, DOUDI_ACTION_BACKUP, "caseload", error)
         && doudi_store_backup (doudi_session_get_store (session), path, progress, error)
         && record (session, "{\"step\":\"made\"}", error);
}

/* A caseload at work is no backup, and one with a journal beside it is not complete. */
static int
open_backup (const char *path, GError **error)
{
  g_autofree char *shown = g_filename_display_name (path);
  g_autofree char *journal = g_strconcat (path, "-journal", NULL);
  struct stat status;
  int file;

  if (stat (journal, &status) == 0 && status.st_size > 0)
    {
      doudi_error_set (error, DOUDI_ERROR_CORRUPT, shown,
                       _ ("%s was left in the middle of a change and is no backup. Choose another "
                          "file."),
                       shown);
      return -1;
    }
  file = open (path, O_RDONLY | O_CLOEXEC);
  if (file < 0)
    doudi_error_set_from_errno (error, errno, path);
  else if (flock (file, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK)
    {
      doudi_error_set (error, DOUDI_ERROR_IN_USE, shown,
                       _ ("Somebody has %s open. Close it there, then try again."), shown);
      close (file);
      return -1;
    }
  return file;
}

static gboolean
copy_keys (const char *backup, const char *temporary, GError **error)
{
  g_autoptr (DoudiKeyFile) keys = doudi_key_file_load (backup, error);

  return keys != NULL && doudi_key_file_copy (keys, temporary, error);
}

static gboolean
check_backup (int file, const char *backup, GError **error)
{
  int version = 0;

  return doudi_cipher_is_built () ? doudi_store_file_check_encrypted (file, backup, error)
                                  : doudi_store_file_check_header (file, backup, &version, error);
}

static gboolean
copy_backup (const char *backup,
             const char *temporary,
             const DoudiProgress *progress,
             GError **error)
{
  int file = open_backup (backup, error);
  gboolean copied;

  if (file < 0)
    return FALSE;
  copied = check_backup (file, backup, error)
           && (!doudi_cipher_is_built () || copy_keys (backup, temporary, error))
           && doudi_store_file_copy (file, temporary, progress, error);
  close (file);
  return copied;
}

static gboolean
all_hold (GPtrArray *checks, const char *path, GError **error)
{
  g_autofree char *shown = g_filename_display_name (path);

  for (guint i = 0; i < checks->len; i++)
    {
      const DoudiCheck *check = g_ptr_array_index (checks, i);

      if (check->ok)
        continue;
      doudi_error_set (error, DOUDI_ERROR_CORRUPT, shown,
                       _ ("%s is damaged (%s: %s). Take an older backup."), shown, check->name,
                       check->detail);
      return FALSE;
    }
  return TRUE;
}

/* With somebody's key the log can be followed too, and says who restored it. */
static gboolean
check_as_user (DoudiStore *store,
               const DoudiRestore *restore,
               const DoudiProgress *progress,
               GError **error)
{
  g_autoptr (GPtrArray) checks = g_ptr_array_new_with_free_func ((GDestroyNotify) doudi_check_free);
  g_autoptr (DoudiSession) session = NULL;

  if (restore->user == NULL)
    return TRUE;
  session = doudi_session_sign_in (store, restore->user, restore->password, restore->today, error);
  return session != NULL
         && doudi_session_authorize (session, DOUDI_ACTION_BACKUP, "caseload", error)
         && doudi_verify_store (session, checks, progress, error)
         && all_hold (checks, restore->backup, error)
         && record (session, "{\"step\":\"restored\"}", error);
}

/* Nothing of an encrypted backup can be checked without a key. */
static gboolean
unlock_restored (DoudiStore *store, const DoudiRestore *restore, GError **error)
{
  g_autoptr (DoudiKey) key = NULL;
  gint64 failed = 0;

  if (!store->locked)
    return TRUE;
  if (restore->user == NULL)
    {
      doudi_error_set (error, DOUDI_ERROR_PASSWORD, NULL,
                       _ ("An encrypted backup can only be checked with a password. Name one of "
                          "its users who may restore backups."));
      return FALSE;
    }
  key = doudi_store_unlock_as (store, restore->user, restore->password, &failed, error);
  return key != NULL;
}

static gboolean
check_restored (const DoudiRestore *restore,
                const char *temporary,
                const DoudiProgress *progress,
                GError **error)
{
  g_autoptr (GPtrArray) scripts = doudi_migrations_load (error);
  g_autoptr (DoudiStore) store = NULL;
  g_autofree char *sound = NULL;

  if (scripts == NULL)
    return FALSE;
  store = doudi_store_open_with (temporary, &(DoudiStoreOpening){ scripts, FALSE }, error);
  if (store == NULL)
    {
      g_prefix_error (error, _ ("The backup cannot be used. "));
      return FALSE;
    }
  if (!unlock_restored (store, restore, error))
    return FALSE;
  store->lifted++;
  sound = ask (store->db, "PRAGMA integrity_check(1)");
  store->lifted--;
  if (g_strcmp0 (sound, "ok") == 0)
    return check_as_user (store, restore, progress, error);
  doudi_error_set (error, DOUDI_ERROR_CORRUPT, restore->backup,
                   _ ("The backup is damaged. Take an older one."));
  return FALSE;
}

/**
 * doudi_backup_restore:
 * @restore: (not nullable): what, where to, and who
 * @progress: (nullable): whom to tell, and who may stop it
 * @error: %DOUDI_ERROR_NOT_A_CASELOAD, %DOUDI_ERROR_CORRUPT, %DOUDI_ERROR_VERSION,
 *   %DOUDI_ERROR_REFUSED if there is such a file, %DOUDI_ERROR_NOT_ALLOWED
 *
 * Makes a caseload of a backup, under a new name. It gets the name only after everything was
 * checked that doudi_store_open() checks and every page was read. A user who is named must be one
 * who may make backups; then the log is followed as well, and gets a line. An encrypted backup
 * needs one, and its keys beside it.
 *
 * Returns: whether the caseload is there
 */
gboolean
doudi_backup_restore (const DoudiRestore *restore, const DoudiProgress *progress, GError **error)
{
  g_autofree char *backup = NULL;
  g_autofree char *temporary = NULL;

  if (!doudi_connection_check_library (error) || !doudi_store_file_is_new (restore->path, error))
    return FALSE;
  backup = doudi_store_file_resolve (restore->backup, error);
  temporary = backup != NULL ? doudi_store_file_make_temporary (restore->path, error) : NULL;
  if (temporary == NULL)
    return FALSE;
  doudi_progress_report (progress, _ ("Copying the backup"), 0, 3);
  if (copy_backup (backup, temporary, progress, error))
    {
      doudi_progress_report (progress, _ ("Checking the backup"), 1, 3);
      if (check_restored (restore, temporary, progress, error)
          && doudi_store_file_publish (temporary, restore->path, error))
        {
          doudi_progress_report (progress, _ ("Checking the backup"), 3, 3);
          return TRUE;
        }
    }
  doudi_store_file_remove (temporary);
  return FALSE;
}
