/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <glib/gstdio.h>
#include <sqlite3.h>

#include "store/doudi-cipher.h"
#include "store/doudi-key-file.h"

/* Somebody who knows the password and works on the file without the program. */
static inline DoudiKey *
raw_caseload_dup_key (const char *path, const char *user, const char *password)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiKeyFile) keys = doudi_key_file_load (path, &error);
  DoudiKey *key;

  g_assert_no_error (error);
  key = doudi_key_file_is_empty (keys) ? doudi_key_new_of_nobody (&error)
                                       : doudi_key_file_open_slot (keys, user, password, &error);
  g_assert_no_error (error);
  return key;
}

/* SQLite as any other program would use it, without our settings; with the key if there is one. */
static inline sqlite3 *
raw_caseload_open (const char *path, const char *user, const char *password)
{
  static char *last_path;
  static DoudiKey *last_key;
  sqlite3 *db = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  if (!doudi_cipher_is_built () || !doudi_key_file_exists (path))
    return db;
  if (g_strcmp0 (last_path, path) != 0 || !doudi_cipher_unlock (db, last_key, path, NULL))
    {
      sqlite3_close (db);
      g_free (last_path);
      g_clear_pointer (&last_key, doudi_key_unref);
      last_path = g_strdup (path);
      last_key = raw_caseload_dup_key (path, user, password);
      g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
      doudi_cipher_unlock (db, last_key, path, &error);
      g_assert_no_error (error);
    }
  return db;
}

/* For fixtures that copy one caseload many times: its keys, or nothing where it has none. The file
 * of keys goes with it. */
static inline GBytes *
raw_caseload_take_keys (const char *path)
{
  g_autofree char *keys = doudi_key_file_dup_path (path);
  char *content = NULL;
  gsize length = 0;

  if (!g_file_get_contents (keys, &content, &length, NULL))
    return NULL;
  g_assert_cmpint (g_remove (keys), ==, 0);
  return g_bytes_new_take (content, length);
}

static inline void
raw_caseload_lay_keys (const char *path, GBytes *bytes)
{
  g_autofree char *keys = doudi_key_file_dup_path (path);

  if (bytes != NULL)
    g_assert_true (g_file_set_contents (keys, g_bytes_get_data (bytes, NULL),
                                        (gssize) g_bytes_get_size (bytes), NULL));
}
