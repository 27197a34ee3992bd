/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "base/doudi-progress.h"

G_BEGIN_DECLS

/**
 * DoudiStore:
 *
 * One connection to a caseload file, for one thread at a time. The writing connection holds the
 * lock of the file; a read-only one beside it serves the main thread of the desktop program.
 */
typedef struct _DoudiStore DoudiStore;

#define DOUDI_STORE_VERSION 9

/**
 * DoudiStoreFillFunc:
 *
 * Puts the first things into a caseload that nobody else sees yet.
 */
typedef gboolean (*DoudiStoreFillFunc) (DoudiStore *store, gpointer data, GError **error);

gboolean doudi_store_create (const char *path, GError **error);
gboolean doudi_store_create_filled (const char *path, DoudiStoreFillFunc func, gpointer data, GError **error);
DoudiStore *doudi_store_open (const char *path, GError **error);
DoudiStore *doudi_store_open_reader (DoudiStore *store, GError **error);
gboolean doudi_store_can_begin (const DoudiStore *store);
void doudi_store_close (DoudiStore *store);
const char *doudi_store_get_path (const DoudiStore *store);
gboolean doudi_store_is_encrypted (const DoudiStore *store);
void doudi_store_set_cancellable (DoudiStore *store, GCancellable *cancellable);
gboolean doudi_store_backup (DoudiStore *store, const char *path, const DoudiProgress *progress, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiStore, doudi_store_close)

/**
 * DoudiTransaction:
 *
 * A write transaction (BEGIN IMMEDIATE), or one that only holds still what is read. Freed without
 * doudi_transaction_commit() it rolls back, so an early return leaves nothing half done.
 * Transactions do not nest.
 */
typedef struct _DoudiTransaction DoudiTransaction;

DoudiTransaction *doudi_transaction_begin (DoudiStore *store, GError **error);
DoudiTransaction *doudi_transaction_begin_reading (DoudiStore *store, GError **error);
gboolean doudi_transaction_ensure_reading (DoudiStore *store, DoudiTransaction **transaction, GError **error);
gboolean doudi_transaction_commit (DoudiTransaction *transaction, GError **error);
void doudi_transaction_free (DoudiTransaction *transaction);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiTransaction, doudi_transaction_free)

G_END_DECLS
