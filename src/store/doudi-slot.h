/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "store/doudi-key.h"

G_BEGIN_DECLS

/* As libsodium has them for Argon2id and XChaCha20-Poly1305; doudi-slot.c checks it. */
#define DOUDI_SLOT_SALT_LENGTH 16
#define DOUDI_SLOT_NONCE_LENGTH 24
#define DOUDI_SLOT_WRAPPED_LENGTH (DOUDI_KEY_LENGTH + 16)

/**
 * DoudiSlot:
 * @operations: passes of Argon2id
 * @memory: bytes Argon2id works in
 *
 * The data key, wrapped for one user's password. It says what it was made with.
 */
typedef struct
{
  gint64 operations;
  gint64 memory;
  guint8 salt[DOUDI_SLOT_SALT_LENGTH];
  guint8 nonce[DOUDI_SLOT_NONCE_LENGTH];
  guint8 wrapped[DOUDI_SLOT_WRAPPED_LENGTH];
} DoudiSlot;

gboolean doudi_slot_wrap (DoudiSlot *slot, const char *user, const char *password, const DoudiKey *key, GError **error);
DoudiKey *doudi_slot_unwrap (const DoudiSlot *slot, const char *user, const char *password, GError **error);
gboolean doudi_slot_is_sane (const DoudiSlot *slot);
void doudi_slot_spend_time (const char *password);

G_END_DECLS
