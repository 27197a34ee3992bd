/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "store/doudi-migration.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

#include "base/doudi-error.h"
#include "store/doudi-sqlite-error.h"
#include "store/doudi-store-private.h"

#define SCHEMA_FOLDER "/org/doudi/store/schema/"

/* Made by glib-compile-resources from doudi-store.gresource.xml. */
extern GResource *doudi_store_data_get_resource (void);

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/**
 * doudi_migrations_load:
 * @error: %DOUDI_ERROR_ENVIRONMENT if the program lacks them
 *
 * Loads the numbered scripts that make the schema, each from the one before it.
 *
 * Returns: (nullable) (transfer full) (element-type GBytes): script N at index N - 1
 */
GPtrArray *
doudi_migrations_load (GError **error)
{
  GResource *resource = doudi_store_data_get_resource ();
  g_auto (GStrv) names = g_resource_enumerate_children (resource, SCHEMA_FOLDER, 0, error);
  g_autoptr (GPtrArray) scripts = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  if (names == NULL)
    return NULL;
  qsort (names, g_strv_length (names), sizeof (char *), compare_names);
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *path = g_strconcat (SCHEMA_FOLDER, names[i], NULL);
      GBytes *script = g_resource_lookup_data (resource, path, 0, error);

      if (script == NULL)
        return NULL;
      g_ptr_array_add (scripts, script);
    }
  return g_steal_pointer (&scripts);
}

static gboolean
exec (sqlite3 *db, const char *sql, const char *path, GError **error)
{
  int rc = sqlite3_exec (db, sql, NULL, NULL, NULL);

  if (rc == SQLITE_OK)
    return TRUE;
  doudi_sqlite_error_set (error, db, rc, path);
  return FALSE;
}

/* A pragma takes no bound value. */
static gboolean
set_version (sqlite3 *db, guint version, const char *path, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA user_version=%u; PRAGMA application_id=%d",
                                          version, DOUDI_STORE_APPLICATION_ID);

  return exec (db, sql, path, error);
}

static gboolean
run_scripts (sqlite3 *db, GPtrArray *scripts, int from, const char *path, GError **error)
{
  for (guint i = (guint) from; i < scripts->len; i++)
    {
      GBytes *script = g_ptr_array_index (scripts, i);
      g_autofree char *sql = g_strndup (g_bytes_get_data (script, NULL), g_bytes_get_size (script));

      if (!exec (db, sql, path, error))
        {
          g_prefix_error (error, _ ("Step %u of renewing the caseload failed. "), i + 1);
          return FALSE;
        }
    }
  return set_version (db, scripts->len, path, error);
}

/**
 * doudi_migrations_run:
 * @db: (not nullable): a connection without authorizer
 * @scripts: (not nullable) (element-type GBytes): all scripts
 * @from: the version the file has; 0 for an empty one
 * @path: (not nullable): for messages
 * @error: what went wrong; the file is as before
 *
 * Brings the schema to the newest version in one transaction.
 *
 * Returns: whether it is there
 */
gboolean
doudi_migrations_run (sqlite3 *db, GPtrArray *scripts, int from, const char *path, GError **error)
{
  if (!exec (db, "BEGIN IMMEDIATE", path, error))
    return FALSE;
  if (run_scripts (db, scripts, from, path, error) && exec (db, "COMMIT", path, error))
    return TRUE;
  if (!sqlite3_get_autocommit (db))
    sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);
  return FALSE;
}

/* Blanks and comments say nothing: one blank stands for any run of them. Quoted text stays. */
static char *
normalise (const char *sql)
{
  GString *text = g_string_new (NULL);
  char quote = 0;

  for (const char *p = sql; *p != '\0'; p++)
    {
      if (quote == 0 && p[0] == '-' && p[1] == '-')
        p += strcspn (p, "\n");
      if (*p == '\0')
        break;
      if (quote == 0 && g_ascii_isspace (*p))
        {
          if (text->len > 0 && text->str[text->len - 1] != ' ')
            g_string_append_c (text, ' ');
          continue;
        }
      if (quote == 0 && (*p == '\'' || *p == '"'))
        quote = *p;
      else if (quote == *p)
        quote = 0;
      g_string_append_c (text, *p);
    }
  return g_string_free (text, FALSE);
}

static void
digest_text (crypto_generichash_state *state, const char *text)
{
  g_autofree char *normal = text != NULL ? normalise (text) : g_strdup ("");
  guint64 length = GUINT64_TO_LE (strlen (normal));

  crypto_generichash_update (state, (const guint8 *) &length, sizeof length);
  crypto_generichash_update (state, (const guint8 *) normal, strlen (normal));
}

/* The indices SQLite makes for keys have no text; they are compared by name. */
static const char schema_sql[] = "SELECT type, name, tbl_name, sql FROM sqlite_schema"
                                 " ORDER BY type, name, tbl_name";

/**
 * doudi_schema_digest:
 * @db: (not nullable): a connection
 * @path: (not nullable): for messages
 * @error: what SQLite says
 *
 * Makes the digest of everything the schema consists of: tables, indices, triggers, views.
 *
 * Returns: (nullable) (transfer full): BLAKE2b-256, hexadecimal
 */
char *
doudi_schema_digest (sqlite3 *db, const char *path, GError **error)
{
  crypto_generichash_state state;
  guint8 digest[crypto_generichash_BYTES];
  char text[2 * sizeof digest + 1];
  sqlite3_stmt *stmt = NULL;
  int rc = sqlite3_prepare_v2 (db, schema_sql, -1, &stmt, NULL);

  crypto_generichash_init (&state, NULL, 0, sizeof digest);
  if (rc == SQLITE_OK)
    while ((rc = sqlite3_step (stmt)) == SQLITE_ROW)
      for (int column = 0; column < 4; column++)
        digest_text (&state, (const char *) sqlite3_column_text (stmt, column));
  sqlite3_finalize (stmt);
  if (rc != SQLITE_DONE)
    {
      doudi_sqlite_error_set (error, db, rc, path);
      return NULL;
    }
  crypto_generichash_final (&state, digest, sizeof digest);
  return g_strdup (sodium_bin2hex (text, sizeof text, digest, sizeof digest));
}

static char *
make_digest (GPtrArray *scripts, GError **error)
{
  sqlite3 *db = NULL;
  char *digest = NULL;

  if (sqlite3_open_v2 (":memory:", &db,
                       SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_MEMORY, NULL)
        == SQLITE_OK
      && doudi_migrations_run (db, scripts, 0, ":memory:", error))
    digest = doudi_schema_digest (db, ":memory:", error);
  sqlite3_close (db);
  return digest;
}

static char *
name_scripts (GPtrArray *scripts)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint i = 0; i < scripts->len; i++)
    {
      GBytes *script = g_ptr_array_index (scripts, i);

      g_checksum_update (checksum, g_bytes_get_data (script, NULL),
                         (gssize) g_bytes_get_size (script));
    }
  return g_strdup (g_checksum_get_string (checksum));
}

/* To run all scripts is most of what opening a caseload takes: what they make is kept as long as
 * the program runs. */
static char *
expected_digest (GPtrArray *scripts, GError **error)
{
  static GMutex lock;
  static GHashTable *known;
  g_autofree char *name = name_scripts (scripts);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);
  char *digest;

  if (known == NULL)
    known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  digest = g_strdup (g_hash_table_lookup (known, name));
  if (digest != NULL)
    return digest;
  digest = make_digest (scripts, error);
  if (digest != NULL)
    g_hash_table_insert (known, g_steal_pointer (&name), g_strdup (digest));
  return digest;
}

/**
 * doudi_migrations_check_schema:
 * @db: (not nullable): a connection to a caseload of the newest version
 * @scripts: (not nullable) (element-type GBytes): all scripts
 * @path: (not nullable): for messages
 * @error: %DOUDI_ERROR_CORRUPT if the schema is another
 *
 * Compares the schema of a file with what the scripts make. One trigger more could send payments
 * to another account while our own statements run.
 *
 * Returns: whether they are the same
 */
gboolean
doudi_migrations_check_schema (sqlite3 *db, GPtrArray *scripts, const char *path, GError **error)
{
  g_autofree char *found = doudi_schema_digest (db, path, error);
  g_autofree char *expected = found != NULL ? expected_digest (scripts, error) : NULL;
  g_autofree char *shown = g_filename_display_name (path);

  if (expected == NULL)
    return FALSE;
  if (g_str_equal (found, expected))
    return TRUE;
  doudi_error_set (error, DOUDI_ERROR_CORRUPT, shown,
                   _ ("The inner structure of %s is not what Doudi makes: somebody changed it with "
                      "another program. Restore the newest backup."),
                   shown);
  return FALSE;
}
