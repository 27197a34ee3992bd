/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define DOUDI_KEY_LENGTH 32
#define DOUDI_PASSWORD_MIN 8

/**
 * DoudiPasswordStrength:
 * @DOUDI_PASSWORD_TOO_SHORT: it will not do
 * @DOUDI_PASSWORD_GUESSABLE: it will do, but somebody who knows the office may come to it
 */
typedef enum
{
  DOUDI_PASSWORD_TOO_SHORT,
  DOUDI_PASSWORD_GUESSABLE,
  DOUDI_PASSWORD_FAIR,
  DOUDI_PASSWORD_GOOD,
} DoudiPasswordStrength;

/**
 * DoudiKey:
 *
 * The data key of a caseload and what is derived from it, in memory that is neither swapped nor
 * dumped. Shared by the sessions of one sign-in and, where the file is encrypted, its connections.
 */
typedef struct _DoudiKey DoudiKey;

DoudiKey *doudi_key_new_random (GError **error);
DoudiKey *doudi_key_new_of_nobody (GError **error);
DoudiKey *doudi_key_new_from_secret (const guint8 *secret, GError **error);
DoudiKey *doudi_key_ref (DoudiKey *key);
void doudi_key_unref (DoudiKey *key);
const guint8 *doudi_key_get_secret (const DoudiKey *key);
const guint8 *doudi_key_get_audit_key (const DoudiKey *key);
const guint8 *doudi_key_get_slots_key (const DoudiKey *key);

DoudiPasswordStrength doudi_password_rate (const char *password);
gboolean doudi_password_check (const char *password, GError **error);
void doudi_password_set_wrong (GError **error);
void doudi_password_set_locked (const char *user, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiKey, doudi_key_unref)

G_END_DECLS
