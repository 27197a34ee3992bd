/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "store/doudi-backup.h"

#include <glib/gi18n-lib.h>

#include "base/doudi-error.h"
#include "store/doudi-connection.h"
#include "store/doudi-sqlite-error.h"
#include "store/doudi-store-file.h"
#include "store/doudi-store-private.h"

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
 * Writes all rows of the caseload into another file, and nothing that was deleted.
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
  return rc == SQLITE_OK;
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
static const char count_sql[] =
  "SELECT (SELECT count(*) FROM person) || ' ' || (SELECT count(*) FROM household) || ' ' ||"
  " (SELECT count(*) FROM membership) || ' ' || (SELECT count(*) FROM circumstance) || ' ' ||"
  " (SELECT count(*) FROM account) || ' ' || (SELECT count(*) FROM award) || ' ' ||"
  " (SELECT count(*) FROM award_term) || ' ' || (SELECT count(*) FROM pay_run) || ' ' ||"
  " (SELECT count(*) FROM pay_item) || ' ' || (SELECT count(*) FROM ledger_line) || ' ' ||"
  " (SELECT count(*) FROM payment) || ' ' || (SELECT count(*) FROM notice) || ' ' ||"
  " (SELECT count(*) FROM report_issue) || ' ' || (SELECT coalesce(max(seq), 0) FROM audit)";

static gboolean
is_same (sqlite3 *original, sqlite3 *copy)
{
  g_autofree char *sound = ask (copy, "PRAGMA integrity_check(1)");
  g_autofree char *there = ask (original, count_sql);
  g_autofree char *here = ask (copy, count_sql);

  return g_strcmp0 (sound, "ok") == 0 && g_strcmp0 (there, here) == 0;
}

static gboolean
check_copy (DoudiStore *store, const char *copy, const char *path, GError **error)
{
  g_autofree char *shown = g_filename_display_name (path);
  sqlite3 *db = doudi_connection_open (copy, error);
  gboolean same;

  if (db == NULL)
    return FALSE;
  same = is_same (store->db, db);
  sqlite3_close (db);
  if (!same)
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
doudi_store_backup (DoudiStore *store, const char *path, const DoudiProgress *progress, GError **error)
{
  g_autofree char *temporary = NULL;
  gboolean written;

  g_return_val_if_fail (store != NULL && !store->in_transaction, FALSE);

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
