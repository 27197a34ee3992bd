/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "store/doudi-cipher.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <stdlib.h>

#include "base/doudi-error.h"
#include "store/doudi-sqlite-error.h"

/**
 * doudi_cipher_is_built:
 *
 * Tells whether this program was built with SQLCipher: then all caseloads it makes and opens are
 * encrypted.
 *
 * Returns: whether it was
 */
gboolean
doudi_cipher_is_built (void)
{
#ifdef HAVE_SQLCIPHER
  return TRUE;
#else
  return FALSE;
#endif
}

#ifdef HAVE_SQLCIPHER

#define MAJOR_NEEDED 4
#define MINOR_NEEDED 6

/* x'...': the data key itself, not a password to be stretched once more. */
#define RAW_KEY_LENGTH (2 * DOUDI_KEY_LENGTH + 3)

/* The format is that of SQLCipher 4, whatever a later one makes by itself. What it would log goes
 * into our errors. cipher_memory_security stays off: it would lock every page in memory, more than
 * a sandbox allows; the key is in locked memory here. */
static const char *const settings[] = {
  "PRAGMA cipher_log_level=NONE",
  "PRAGMA cipher_compatibility=4",
};

static char *
dup_version (void)
{
  sqlite3 *db = NULL;
  sqlite3_stmt *stmt = NULL;
  char *version = NULL;

  if (sqlite3_open (":memory:", &db) == SQLITE_OK
      && sqlite3_prepare_v2 (db, "PRAGMA cipher_version", -1, &stmt, NULL) == SQLITE_OK
      && sqlite3_step (stmt) == SQLITE_ROW)
    version = g_strdup ((const char *) sqlite3_column_text (stmt, 0));
  sqlite3_finalize (stmt);
  sqlite3_close (db);
  return version;
}

/* "4.6.1 community" */
static gboolean
is_new_enough (const char *version)
{
  char *end = NULL;
  unsigned long major = strtoul (version, &end, 10);
  unsigned long minor = *end == '.' ? strtoul (end + 1, NULL, 10) : 0;

  return major > MAJOR_NEEDED || (major == MAJOR_NEEDED && minor >= MINOR_NEEDED);
}

/* A new enough SQLCipher answers here; SQLite, into which the calls might have gone, does not. */
gboolean
doudi_cipher_check_library (GError **error)
{
  g_autofree char *version = dup_version ();

  if (version != NULL && is_new_enough (version))
    return TRUE;
  doudi_error_set (error, DOUDI_ERROR_ENVIRONMENT, NULL,
                   _ ("The database library cannot encrypt (SQLCipher %s is there, 4.6 is needed). "
                      "Update the system."),
                   version != NULL ? version : "?");
  return FALSE;
}

static char *
raw_key_new (const DoudiKey *key, GError **error)
{
  char *text = sodium_malloc (RAW_KEY_LENGTH + 1);

  if (text == NULL)
    {
      doudi_sqlite_error_set (error, NULL, SQLITE_NOMEM, "");
      return NULL;
    }
  text[0] = 'x';
  text[1] = '\'';
  sodium_bin2hex (text + 2, 2 * DOUDI_KEY_LENGTH + 1, doudi_key_get_secret (key), DOUDI_KEY_LENGTH);
  text[RAW_KEY_LENGTH - 1] = '\'';
  text[RAW_KEY_LENGTH] = '\0';
  return text;
}

static int
set_key (sqlite3 *db, const DoudiKey *key)
{
  char *text = raw_key_new (key, NULL);
  int rc = text != NULL ? sqlite3_key (db, text, RAW_KEY_LENGTH) : SQLITE_NOMEM;

  sodium_free (text);
  for (gsize i = 0; rc == SQLITE_OK && i < G_N_ELEMENTS (settings); i++)
    rc = sqlite3_exec (db, settings[i], NULL, NULL, NULL);
  return rc;
}

/**
 * doudi_cipher_unlock:
 * @db: (not nullable): a connection nothing was read from yet
 * @key: (not nullable): the data key
 * @path: (not nullable): for messages
 * @error: %DOUDI_ERROR_CORRUPT if the file cannot be read with this key
 *
 * Gives the connection its key, and proves it by reading.
 *
 * Returns: whether the file can be read
 */
gboolean
doudi_cipher_unlock (sqlite3 *db, const DoudiKey *key, const char *path, GError **error)
{
  g_autofree char *shown = g_filename_display_name (path);
  int rc = set_key (db, key);

  if (rc == SQLITE_OK)
    rc = sqlite3_exec (db, "SELECT count(*) FROM sqlite_schema", NULL, NULL, NULL);
  if (rc == SQLITE_OK)
    return TRUE;
  if ((rc & 0xff) == SQLITE_NOTADB)
    doudi_error_set (error, DOUDI_ERROR_CORRUPT, shown,
                     _ ("%s cannot be read with the keys beside it: its beginning is damaged, or "
                        "they belong to another caseload. Restore the newest backup."),
                     shown);
  else
    doudi_sqlite_error_set (error, db, rc, path);
  return FALSE;
}

/**
 * doudi_cipher_change_key:
 * @db: (not nullable): an unlocked connection outside a transaction
 * @key: (not nullable): the new data key
 * @path: (not nullable): for messages
 * @error: what SQLite says
 *
 * Writes every page anew under another key.
 *
 * Returns: whether the file has the new key
 */
gboolean
doudi_cipher_change_key (sqlite3 *db, const DoudiKey *key, const char *path, GError **error)
{
  char *text = raw_key_new (key, error);
  int rc;

  if (text == NULL)
    return FALSE;
  rc = sqlite3_rekey (db, text, RAW_KEY_LENGTH);
  sodium_free (text);
  if (rc != SQLITE_OK)
    doudi_sqlite_error_set (error, db, rc, path);
  return rc == SQLITE_OK;
}

#else

gboolean
doudi_cipher_check_library (GError **error)
{
  return TRUE;
}

gboolean
doudi_cipher_unlock (sqlite3 *db, const DoudiKey *key, const char *path, GError **error)
{
  g_return_val_if_reached (FALSE);
}

gboolean
doudi_cipher_change_key (sqlite3 *db, const DoudiKey *key, const char *path, GError **error)
{
  g_return_val_if_reached (FALSE);
}

#endif
