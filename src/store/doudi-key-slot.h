/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "store/doudi-store.h"

G_BEGIN_DECLS

#define DOUDI_PASSWORD_MIN 8

/**
 * DoudiKey:
 *
 * The data key of a caseload and what is derived from it, in memory that is neither swapped nor
 * dumped. Shared by the sessions of one sign-in.
 */
typedef struct _DoudiKey DoudiKey;

DoudiKey *doudi_key_new_random (GError **error);
DoudiKey *doudi_key_ref (DoudiKey *key);
void doudi_key_unref (DoudiKey *key);
const guint8 *doudi_key_get_audit_key (const DoudiKey *key);

gboolean doudi_password_check (const char *password, GError **error);
gboolean doudi_key_slot_store (DoudiStore *store, gint64 user_id, const char *user, const char *password, DoudiKey *key, GError **error);
DoudiKey *doudi_key_slot_open (DoudiStore *store, gint64 user_id, const char *user, const char *password, GError **error);
void doudi_key_slot_spend_time (const char *password);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiKey, doudi_key_unref)

G_END_DECLS
