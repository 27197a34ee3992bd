/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "store/doudi-key.h"
#include "store/doudi-store.h"

G_BEGIN_DECLS

gboolean doudi_key_slot_store (DoudiStore *store, gint64 user_id, const char *user, const char *password, DoudiKey *key, GError **error);
void doudi_key_slot_withdraw (DoudiStore *store, const char *user);
DoudiKey *doudi_key_slot_open (DoudiStore *store, gint64 user_id, const char *user, const char *password, GError **error);

G_END_DECLS
