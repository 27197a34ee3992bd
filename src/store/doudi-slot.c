/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "store/doudi-slot.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

#include "base/doudi-error.h"

/* 64 MiB three times, some 150 ms: on a machine with 4 GB the whole program keeps below 200 MB. A
 * slot says what it was made with, so this may grow. */
#define OPERATIONS 3
#define MEMORY (64 * 1024 * 1024)

/* What a slot may ask for: a hostile one must not fill the machine. */
#define OPERATIONS_MAX 10
#define MEMORY_MIN (8 * 1024 * 1024)
#define MEMORY_MAX (1024 * 1024 * 1024)

G_STATIC_ASSERT (DOUDI_SLOT_SALT_LENGTH == crypto_pwhash_SALTBYTES);
G_STATIC_ASSERT (DOUDI_SLOT_NONCE_LENGTH == crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);
G_STATIC_ASSERT (DOUDI_SLOT_WRAPPED_LENGTH
                 == DOUDI_KEY_LENGTH + crypto_aead_xchacha20poly1305_ietf_ABYTES);

/* The name and the parameters belong to the slot: one cannot be put into another's row. */
static GBytes *
associated_data (const DoudiSlot *slot, const char *user)
{
  GByteArray *bytes = g_byte_array_new ();
  gint64 numbers[] = { GINT64_TO_LE (slot->operations), GINT64_TO_LE (slot->memory) };

  g_byte_array_append (bytes, (const guint8 *) numbers, sizeof numbers);
  g_byte_array_append (bytes, slot->salt, sizeof slot->salt);
  g_byte_array_append (bytes, (const guint8 *) user, (guint) strlen (user));
  return g_byte_array_free_to_bytes (bytes);
}

static guint8 *
stretch (const DoudiSlot *slot, const char *password, GError **error)
{
  guint8 *key = sodium_malloc (DOUDI_KEY_LENGTH);

  if (key != NULL
      && crypto_pwhash (key, DOUDI_KEY_LENGTH, password, strlen (password), slot->salt,
                        (unsigned long long) slot->operations, (size_t) slot->memory,
                        crypto_pwhash_ALG_ARGON2ID13)
           == 0)
    return key;
  sodium_free (key);
  doudi_error_set (error, DOUDI_ERROR_ENVIRONMENT, NULL,
                   _ ("There is not enough memory to check the password. Close other programs, "
                      "then try again."));
  return NULL;
}

/**
 * doudi_slot_wrap:
 * @slot: (out caller-allocates): the new slot
 * @user: (not nullable): the user's name, which the slot is bound to
 * @password: (not nullable): the user's password
 * @key: (not nullable): the data key
 * @error: %DOUDI_ERROR_ENVIRONMENT if there is not enough memory
 *
 * Wraps the data key for a password.
 *
 * Returns: whether it is wrapped
 */
gboolean
doudi_slot_wrap (DoudiSlot *slot,
                 const char *user,
                 const char *password,
                 const DoudiKey *key,
                 GError **error)
{
  g_autoptr (GBytes) associated = NULL;
  guint8 *stretched;

  slot->operations = OPERATIONS;
  slot->memory = MEMORY;
  randombytes_buf (slot->salt, sizeof slot->salt);
  randombytes_buf (slot->nonce, sizeof slot->nonce);
  associated = associated_data (slot, user);
  stretched = stretch (slot, password, error);
  if (stretched == NULL)
    return FALSE;
  crypto_aead_xchacha20poly1305_ietf_encrypt (slot->wrapped, NULL, doudi_key_get_secret (key),
                                              DOUDI_KEY_LENGTH, g_bytes_get_data (associated, NULL),
                                              g_bytes_get_size (associated), NULL, slot->nonce,
                                              stretched);
  sodium_free (stretched);
  return TRUE;
}

static DoudiKey *
decrypt (const DoudiSlot *slot, const char *user, const guint8 *stretched, GError **error)
{
  g_autoptr (GBytes) associated = associated_data (slot, user);
  guint8 *secret = sodium_malloc (DOUDI_KEY_LENGTH);
  DoudiKey *key = NULL;

  if (secret != NULL
      && crypto_aead_xchacha20poly1305_ietf_decrypt (
           secret, NULL, NULL, slot->wrapped, sizeof slot->wrapped,
           g_bytes_get_data (associated, NULL), g_bytes_get_size (associated), slot->nonce,
           stretched)
           == 0)
    key = doudi_key_new_from_secret (secret, error);
  else
    doudi_password_set_wrong (error);
  sodium_free (secret);
  return key;
}

/**
 * doudi_slot_unwrap:
 * @slot: (not nullable): a sane slot
 * @user: (not nullable): the user's name
 * @password: (not nullable): what was typed
 * @error: %DOUDI_ERROR_PASSWORD if it is wrong
 *
 * Opens a slot. That is the whole proof of a password: there is no second trace of it.
 *
 * Returns: (nullable) (transfer full): the data key
 */
DoudiKey *
doudi_slot_unwrap (const DoudiSlot *slot, const char *user, const char *password, GError **error)
{
  guint8 *stretched = stretch (slot, password, error);
  DoudiKey *key = stretched != NULL ? decrypt (slot, user, stretched, error) : NULL;

  sodium_free (stretched);
  return key;
}

/**
 * doudi_slot_is_sane:
 * @slot: (not nullable): a slot as it was read
 *
 * Looks whether a slot asks for no more than a machine has.
 *
 * Returns: whether it may be opened
 */
gboolean
doudi_slot_is_sane (const DoudiSlot *slot)
{
  return slot->operations >= 1 && slot->operations <= OPERATIONS_MAX && slot->memory >= MEMORY_MIN
         && slot->memory <= MEMORY_MAX;
}

/**
 * doudi_slot_spend_time:
 * @password: (not nullable): what was typed
 *
 * Works as long as doudi_slot_unwrap() does, for a name that nobody has: how long the answer takes
 * tells nothing.
 */
void
doudi_slot_spend_time (const char *password)
{
  DoudiSlot slot = { .operations = OPERATIONS, .memory = MEMORY };
  guint8 *stretched = stretch (&slot, password, NULL);

  sodium_free (stretched);
}
