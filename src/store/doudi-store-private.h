/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <sqlite3.h>

#include "store/doudi-key-file.h"
#include "store/doudi-lock.h"
#include "store/doudi-store.h"

G_BEGIN_DECLS

/* "DouD": what `file` and our own check see in the header of a caseload. */
#define DOUDI_STORE_APPLICATION_ID 0x446F7544

/*
 * @lock: shared by the writing connection and its readers
 * @keys: (nullable): of an encrypted caseload; shared like the lock
 * @scripts: (nullable): the migrations of the writing connection
 * @statements: address of the SQL to the first statement prepared from it
 * @lifted: above 0 while verify, backup or a migration may do what the authorizer denies
 * @locked: it has no key yet: nothing can be read before somebody signs in
 * @failed: the disk did not keep what it was told to keep; nothing more is written
 */
struct _DoudiStore
{
  sqlite3 *db;
  char *path;
  DoudiLock *lock;
  DoudiKeyFile *keys;
  GPtrArray *scripts;
  GHashTable *statements;
  GCancellable *cancellable;
  guint lifted;
  gboolean keep_copy;
  gboolean is_reader;
  gboolean locked;
  gboolean in_transaction;
  gboolean failed;
};

/*
 * @scripts: (element-type GBytes): the migrations; tests have more of them than there are
 * @keep_copy: whether a file of an older version is copied before it is renewed
 */
typedef struct
{
  GPtrArray *scripts;
  gboolean keep_copy;
} DoudiStoreOpening;

DoudiStore *doudi_store_open_with (const char *path, const DoudiStoreOpening *opening, GError **error);
gboolean doudi_store_unlock (DoudiStore *store, DoudiKey *key, GError **error);
DoudiKey *doudi_store_unlock_as (DoudiStore *store, const char *user, const char *password, gint64 *failed, GError **error);
gboolean doudi_store_is_waiting (DoudiStore *store);
gboolean doudi_store_be_unlocked (DoudiStore *store, GError **error);
gboolean doudi_store_change_key (DoudiStore *store, DoudiKey *key, GError **error);
void doudi_store_set_error (DoudiStore *store, int rc, GError **error);
gboolean doudi_store_exec (DoudiStore *store, const char *sql, GError **error);
gboolean doudi_store_is_writable (DoudiStore *store, GError **error);
void doudi_store_forget_statements (DoudiStore *store);

G_END_DECLS
