/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "store/doudi-connection.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

#include "base/doudi-error.h"
#include "store/doudi-cipher.h"
#include "store/doudi-sqlite-error.h"

#define BUSY_MS 5000

/* Hardly any of these lasts in the file: each connection starts from the defaults of whoever built
 * the library. So each is set, read back and compared. */
typedef struct
{
  const char *set;
  const char *get;
  const char *expected;
} Setting;

static const Setting settings[] = {
  { "PRAGMA locking_mode=NORMAL", "PRAGMA locking_mode", "normal" },
  { "PRAGMA journal_mode=TRUNCATE", "PRAGMA journal_mode", "truncate" },
  { "PRAGMA synchronous=EXTRA", "PRAGMA synchronous", "3" },
  { "PRAGMA foreign_keys=ON", "PRAGMA foreign_keys", "1" },
  { "PRAGMA recursive_triggers=ON", "PRAGMA recursive_triggers", "1" },
  { "PRAGMA trusted_schema=OFF", "PRAGMA trusted_schema", "0" },
  { "PRAGMA cell_size_check=ON", "PRAGMA cell_size_check", "1" },
  { "PRAGMA temp_store=MEMORY", "PRAGMA temp_store", "2" },
  { "PRAGMA secure_delete=ON", "PRAGMA secure_delete", "1" },
  { "PRAGMA cache_spill=OFF", "PRAGMA cache_spill", "0" },
  { "PRAGMA cache_size=-16384", "PRAGMA cache_size", "-16384" },
  { "PRAGMA ignore_check_constraints=OFF", "PRAGMA ignore_check_constraints", "0" },
  { "PRAGMA defer_foreign_keys=OFF", "PRAGMA defer_foreign_keys", "0" },
  { "PRAGMA read_uncommitted=OFF", "PRAGMA read_uncommitted", "0" },
  { "PRAGMA busy_timeout=" G_STRINGIFY (BUSY_MS), "PRAGMA busy_timeout", G_STRINGIFY (BUSY_MS) },
  { "PRAGMA encoding", "PRAGMA encoding", "UTF-8" },
};

static const Setting writer_settings[] = {
  { "PRAGMA query_only=OFF", "PRAGMA query_only", "0" },
};

static const Setting reader_settings[] = {
  { "PRAGMA query_only=ON", "PRAGMA query_only", "1" },
};

static const struct
{
  int option;
  int value;
} switches[] = {
  { SQLITE_DBCONFIG_DEFENSIVE, 1 },
  { SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
  { SQLITE_DBCONFIG_DQS_DML, 0 },
  { SQLITE_DBCONFIG_DQS_DDL, 0 },
  { SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0 },
  { SQLITE_DBCONFIG_ENABLE_TRIGGER, 1 },
  { SQLITE_DBCONFIG_ENABLE_FKEY, 1 },
  { SQLITE_DBCONFIG_ENABLE_VIEW, 0 },
  { SQLITE_DBCONFIG_WRITABLE_SCHEMA, 0 },
  { SQLITE_DBCONFIG_LEGACY_ALTER_TABLE, 0 },
};

/* What our own statements need, with room, and no more. */
static const struct
{
  int limit;
  int value;
} limits[] = {
  { SQLITE_LIMIT_LENGTH, 256 * 1024 * 1024 },
  { SQLITE_LIMIT_SQL_LENGTH, 128 * 1024 },
  { SQLITE_LIMIT_COLUMN, 100 },
  { SQLITE_LIMIT_EXPR_DEPTH, 100 },
  { SQLITE_LIMIT_COMPOUND_SELECT, 20 },
  { SQLITE_LIMIT_VDBE_OP, 100000 },
  { SQLITE_LIMIT_FUNCTION_ARG, 100 },
  { SQLITE_LIMIT_ATTACHED, 0 },
  { SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 256 },
  { SQLITE_LIMIT_VARIABLE_NUMBER, 100 },
  { SQLITE_LIMIT_TRIGGER_DEPTH, 10 },
  { SQLITE_LIMIT_WORKER_THREADS, 0 },
};

/* Two libraries in one process do not know of each other's locks, and calls meant for one may
 * land in the other. Where ours is part of the program, with its symbols hidden, another one beside
 * it (the file chooser's, say) cannot be reached by our calls and never sees our file. */
static gboolean
second_library_is_loaded (void)
{
#ifndef SQLITE_IS_HIDDEN
  g_autofree char *maps = NULL;
  g_autofree char *first = NULL;
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents ("/proc/self/maps", &maps, NULL, NULL))
    return FALSE;
  lines = g_strsplit (maps, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *path = strchr (lines[i], '/');

      if (path == NULL
          || (strstr (path, "/libsqlite3.so") == NULL && strstr (path, "/libsqlcipher.so") == NULL))
        continue;
      if (first == NULL)
        first = g_strdup (path);
      else if (!g_str_equal (first, path))
        return TRUE;
    }
#endif
  return FALSE;
}

/**
 * doudi_connection_check_library:
 * @error: %DOUDI_ERROR_ENVIRONMENT
 *
 * Looks whether the database library is the one the program was built for, and the only one, and
 * makes libsodium ready.
 *
 * Returns: whether it is
 */
gboolean
doudi_connection_check_library (GError **error)
{
  if (sqlite3_libversion_number () < SQLITE_VERSION_NUMBER || !sqlite3_threadsafe ())
    {
      doudi_error_set (error, DOUDI_ERROR_ENVIRONMENT, NULL,
                       _ ("The database library is too old (%s, %s is needed). Update the system."),
                       sqlite3_libversion (), SQLITE_VERSION);
      return FALSE;
    }
  if (sodium_init () < 0)
    {
      doudi_error_set (error, DOUDI_ERROR_ENVIRONMENT, NULL,
                       _ ("The system gives no random numbers for keys. Restart the machine."));
      return FALSE;
    }
  if (second_library_is_loaded ())
    {
      doudi_error_set (error, DOUDI_ERROR_ENVIRONMENT, NULL,
                       _ ("Two database libraries are loaded at once. Remove the one that does not "
                          "belong to the system."));
      return FALSE;
    }
  return doudi_cipher_check_library (error);
}

/**
 * doudi_connection_open:
 * @path: (not nullable) (type filename): an existing file without links
 * @error: whatever SQLite says
 *
 * Opens a connection for one thread, as SQLite gives it.
 *
 * Returns: (nullable): the connection, to be closed with sqlite3_close()
 */
sqlite3 *
doudi_connection_open (const char *path, GError **error)
{
  sqlite3 *db = NULL;
  int rc = sqlite3_open_v2 (
    path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_NOMUTEX, NULL);

  /* SQLite is content with reading where it cannot write. */
  if (rc == SQLITE_OK && sqlite3_db_readonly (db, "main") == 1)
    doudi_sqlite_error_set (error, NULL, SQLITE_READONLY, path);
  else if (rc != SQLITE_OK)
    doudi_sqlite_error_set (error, db, rc, path);
  else
    {
      sqlite3_extended_result_codes (db, 1);
      sqlite3_busy_timeout (db, BUSY_MS);
      return db;
    }
  sqlite3_close (db);
  return NULL;
}

static gboolean
read_setting (sqlite3 *db, const Setting *setting, const char *path, GError **error)
{
  sqlite3_stmt *stmt = NULL;
  g_autofree char *value = NULL;
  int rc = sqlite3_prepare_v2 (db, setting->get, -1, &stmt, NULL);

  if (rc == SQLITE_OK)
    rc = sqlite3_step (stmt);
  if (rc == SQLITE_ROW)
    value = g_strdup ((const char *) sqlite3_column_text (stmt, 0));
  sqlite3_finalize (stmt);
  if (rc != SQLITE_ROW && rc != SQLITE_DONE)
    {
      doudi_sqlite_error_set (error, db, rc, path);
      return FALSE;
    }
  if (g_strcmp0 (value, setting->expected) == 0)
    return TRUE;
  doudi_error_set (error, DOUDI_ERROR_ENVIRONMENT, NULL,
                   _ ("The database library does not keep a setting (%s is %s, not %s). Update the "
                      "system."),
                   setting->get, value != NULL ? value : "?", setting->expected);
  return FALSE;
}

static gboolean
set_settings (sqlite3 *db, const Setting *list, gsize n, const char *path, GError **error)
{
  for (gsize i = 0; i < n; i++)
    {
      int rc = sqlite3_exec (db, list[i].set, NULL, NULL, NULL);

      if (rc != SQLITE_OK)
        {
          doudi_sqlite_error_set (error, db, rc, path);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
check_settings (sqlite3 *db, const Setting *list, gsize n, const char *path, GError **error)
{
  for (gsize i = 0; i < n; i++)
    if (!read_setting (db, &list[i], path, error))
      return FALSE;
  return TRUE;
}

static gboolean
check_switches (sqlite3 *db, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (switches); i++)
    {
      int now = -1;

      if (sqlite3_db_config (db, switches[i].option, -1, &now) == SQLITE_OK
          && now == switches[i].value)
        continue;
      doudi_error_set (error, DOUDI_ERROR_ENVIRONMENT, NULL,
                       _ ("The database library does not keep a setting (%d is %d, not %d). Update "
                          "the system."),
                       switches[i].option, now, switches[i].value);
      return FALSE;
    }
  return TRUE;
}

/* Compile-time maxima may be lower than ours; higher is what must not be. */
static gboolean
check_limits (sqlite3 *db, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      int now = sqlite3_limit (db, limits[i].limit, -1);

      if (now >= 0 && now <= limits[i].value)
        continue;
      doudi_error_set (error, DOUDI_ERROR_ENVIRONMENT, NULL,
                       _ ("The database library does not keep a limit (%d is %d, not %d). Update "
                          "the system."),
                       limits[i].limit, now, limits[i].value);
      return FALSE;
    }
  return TRUE;
}

/**
 * doudi_connection_harden:
 * @db: (not nullable): a fresh connection
 * @path: (not nullable): for messages
 * @reader: whether it may only read
 * @error: %DOUDI_ERROR_ENVIRONMENT if a setting does not hold
 *
 * Sets everything that makes the file safe against power cuts, strangers' schemas and our own
 * mistakes, and reads it back.
 *
 * Returns: whether all of it holds
 */
gboolean
doudi_connection_harden (sqlite3 *db, const char *path, gboolean reader, GError **error)
{
  const Setting *mode = reader ? reader_settings : writer_settings;
  gsize n_mode = reader ? G_N_ELEMENTS (reader_settings) : G_N_ELEMENTS (writer_settings);

  for (gsize i = 0; i < G_N_ELEMENTS (switches); i++)
    sqlite3_db_config (db, switches[i].option, switches[i].value, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (limits); i++)
    sqlite3_limit (db, limits[i].limit, limits[i].value);
  return set_settings (db, settings, G_N_ELEMENTS (settings), path, error)
         && set_settings (db, mode, n_mode, path, error)
         && doudi_connection_check (db, path, reader, error);
}

/**
 * doudi_connection_check:
 * @db: (not nullable): a hardened connection; PRAGMA must be allowed
 * @path: (not nullable): for messages
 * @reader: whether it may only read
 * @error: %DOUDI_ERROR_ENVIRONMENT if a setting does not hold
 *
 * Reads every setting, switch and limit back.
 *
 * Returns: whether all of them hold
 */
gboolean
doudi_connection_check (sqlite3 *db, const char *path, gboolean reader, GError **error)
{
  const Setting *mode = reader ? reader_settings : writer_settings;
  gsize n_mode = reader ? G_N_ELEMENTS (reader_settings) : G_N_ELEMENTS (writer_settings);

  return check_settings (db, settings, G_N_ELEMENTS (settings), path, error)
         && check_settings (db, mode, n_mode, path, error) && check_switches (db, error)
         && check_limits (db, error);
}

static gboolean
is_audit (const char *table)
{
  return table != NULL && g_ascii_strcasecmp (table, "audit") == 0;
}

/* What a statement of ours may do once the file is open: read, and write rows. */
static int
authorize (void *data,
           int operation,
           const char *first,
           const char *second,
           const char *database,
           const char *trigger)
{
  const guint *lifted = data;

  if (*lifted > 0)
    return SQLITE_OK;
  switch (operation)
    {
    case SQLITE_READ:
    case SQLITE_SELECT:
    case SQLITE_INSERT:
    case SQLITE_TRANSACTION:
    case SQLITE_SAVEPOINT:
    case SQLITE_RECURSIVE:
      return SQLITE_OK;
    case SQLITE_UPDATE:
    case SQLITE_DELETE:
      return is_audit (first) ? SQLITE_DENY : SQLITE_OK;
    case SQLITE_FUNCTION:
      return g_strcmp0 (second, "load_extension") == 0 ? SQLITE_DENY : SQLITE_OK;
    default:
      return SQLITE_DENY;
    }
}

/**
 * doudi_connection_guard:
 * @db: (not nullable): a connection
 * @lifted: (not nullable): lives as long as @db; above 0 lets everything through
 *
 * Denies what no statement of the program needs: ATTACH, PRAGMA, changes of the schema, and any
 * change of an audit line.
 */
void
doudi_connection_guard (sqlite3 *db, const guint *lifted)
{
  sqlite3_set_authorizer (db, authorize, (void *) lifted);
}

/**
 * doudi_connection_allow_attach:
 * @db: (not nullable): a connection
 * @allow: whether VACUUM INTO may attach the file it writes
 *
 * Opens the limit that keeps other files out, for the time of a backup.
 */
void
doudi_connection_allow_attach (sqlite3 *db, gboolean allow)
{
  sqlite3_limit (db, SQLITE_LIMIT_ATTACHED, allow ? 1 : 0);
}
