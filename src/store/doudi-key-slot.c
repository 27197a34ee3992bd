/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "store/doudi-key-slot.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

#include "base/doudi-error.h"
#include "store/doudi-statement.h"

/* 64 MiB three times, some 150 ms: on a machine with 4 GB the whole program keeps below 200 MB. A
 * slot says what it was made with, so this may grow. */
#define OPERATIONS 3
#define MEMORY (64 * 1024 * 1024)

/* What a slot may ask for: a hostile one must not fill the machine. */
#define OPERATIONS_MAX 10
#define MEMORY_MIN (8 * 1024 * 1024)
#define MEMORY_MAX (1024 * 1024 * 1024)

#define KEY_LENGTH 32
#define SALT_LENGTH crypto_pwhash_SALTBYTES
#define NONCE_LENGTH crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define WRAPPED_LENGTH (KEY_LENGTH + crypto_aead_xchacha20poly1305_ietf_ABYTES)
#define PASSWORD_MAX 1024

#define AUDIT_CONTEXT "doudi audit chain 1"

/* @secrets: the data key, then the audit key, by sodium_malloc() */
struct _DoudiKey
{
  gatomicrefcount refs;
  guint8 *secrets;
};

typedef struct
{
  gint64 operations;
  gint64 memory;
  guint8 salt[SALT_LENGTH];
  guint8 nonce[NONCE_LENGTH];
  guint8 wrapped[WRAPPED_LENGTH];
} Slot;

static DoudiKey *
key_new (GError **error)
{
  DoudiKey *key;
  guint8 *secrets = sodium_malloc (2 * KEY_LENGTH);

  if (secrets == NULL)
    {
      doudi_error_set (error, DOUDI_ERROR_ENVIRONMENT, NULL,
                       _ ("There is not enough memory for a key. Close other programs, then try "
                          "again."));
      return NULL;
    }
  key = g_new0 (DoudiKey, 1);
  g_atomic_ref_count_init (&key->refs);
  key->secrets = secrets;
  return key;
}

static void
derive_audit_key (DoudiKey *key)
{
  crypto_generichash (key->secrets + KEY_LENGTH, KEY_LENGTH, (const guint8 *) AUDIT_CONTEXT,
                      strlen (AUDIT_CONTEXT), key->secrets, KEY_LENGTH);
  sodium_mprotect_readonly (key->secrets);
}

/**
 * doudi_key_new_random:
 * @error: %DOUDI_ERROR_ENVIRONMENT if there is no memory
 *
 * Makes the data key of a new caseload.
 *
 * Returns: (nullable) (transfer full): the key
 */
DoudiKey *
doudi_key_new_random (GError **error)
{
  DoudiKey *key = key_new (error);

  if (key == NULL)
    return NULL;
  randombytes_buf (key->secrets, KEY_LENGTH);
  derive_audit_key (key);
  return key;
}

/**
 * doudi_key_ref:
 * @key: (not nullable): a key
 *
 * Shares the key.
 *
 * Returns: (not nullable) (transfer full): @key
 */
DoudiKey *
doudi_key_ref (DoudiKey *key)
{
  g_atomic_ref_count_inc (&key->refs);
  return key;
}

/**
 * doudi_key_unref:
 * @key: (not nullable) (transfer full): a key
 *
 * Gives a share back; with the last one the key is wiped.
 */
void
doudi_key_unref (DoudiKey *key)
{
  if (!g_atomic_ref_count_dec (&key->refs))
    return;
  sodium_free (key->secrets);
  g_free (key);
}

/**
 * doudi_key_get_audit_key:
 * @key: (not nullable): a key
 *
 * Lends the key of the audit chain.
 *
 * Returns: (not nullable) (transfer none): 32 bytes
 */
const guint8 *
doudi_key_get_audit_key (const DoudiKey *key)
{
  return key->secrets + KEY_LENGTH;
}

/**
 * doudi_password_check:
 * @password: (not nullable): a new password
 * @error: %DOUDI_ERROR_BAD_DATA
 *
 * Looks whether a password will do: at least eight characters. Nothing is asked of digits or
 * capitals: a long sentence is better than a short riddle.
 *
 * Returns: whether it will do
 */
gboolean
doudi_password_check (const char *password, GError **error)
{
  if (g_utf8_validate (password, -1, NULL) && strlen (password) <= PASSWORD_MAX
      && g_utf8_strlen (password, -1) >= DOUDI_PASSWORD_MIN)
    return TRUE;
  doudi_error_set (error, DOUDI_ERROR_BAD_DATA, NULL,
                   _ ("A password has at least %d characters. A sentence is easy to remember."),
                   DOUDI_PASSWORD_MIN);
  return FALSE;
}

/* The name and the parameters belong to the slot: one cannot be put into another's row. */
static GBytes *
associated_data (const Slot *slot, const char *user)
{
  GByteArray *bytes = g_byte_array_new ();
  gint64 numbers[] = { GINT64_TO_LE (slot->operations), GINT64_TO_LE (slot->memory) };

  g_byte_array_append (bytes, (const guint8 *) numbers, sizeof numbers);
  g_byte_array_append (bytes, slot->salt, sizeof slot->salt);
  g_byte_array_append (bytes, (const guint8 *) user, (guint) strlen (user));
  return g_byte_array_free_to_bytes (bytes);
}

static guint8 *
stretch (const Slot *slot, const char *password, GError **error)
{
  guint8 *key = sodium_malloc (KEY_LENGTH);

  if (key != NULL
      && crypto_pwhash (key, KEY_LENGTH, password, strlen (password), slot->salt,
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

static gboolean
wrap (Slot *slot, const char *user, const char *password, DoudiKey *key, GError **error)
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
  crypto_aead_xchacha20poly1305_ietf_encrypt (
    slot->wrapped, NULL, key->secrets, KEY_LENGTH, g_bytes_get_data (associated, NULL),
    g_bytes_get_size (associated), NULL, slot->nonce, stretched);
  sodium_free (stretched);
  return TRUE;
}

static DoudiKey *
unwrap (const Slot *slot, const char *user, const char *password, GError **error)
{
  g_autoptr (GBytes) associated = associated_data (slot, user);
  g_autoptr (DoudiKey) key = key_new (error);
  guint8 *stretched = key != NULL ? stretch (slot, password, error) : NULL;
  int rc;

  if (stretched == NULL)
    return NULL;
  rc = crypto_aead_xchacha20poly1305_ietf_decrypt (
    key->secrets, NULL, NULL, slot->wrapped, WRAPPED_LENGTH, g_bytes_get_data (associated, NULL),
    g_bytes_get_size (associated), slot->nonce, stretched);
  sodium_free (stretched);
  if (rc != 0)
    {
      doudi_error_set (error, DOUDI_ERROR_PASSWORD, NULL, _ ("The name or the password is wrong."));
      return NULL;
    }
  derive_audit_key (key);
  return g_steal_pointer (&key);
}

static const char store_slot_sql[]
  = "INSERT INTO key_slot (user_id, operations, memory, salt, nonce, wrapped_key)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6)";

/**
 * doudi_key_slot_store:
 * @store: (not nullable): the writing connection, in a transaction
 * @user_id: whose slot it is
 * @user: (not nullable): the user's name, which the slot is bound to
 * @password: (not nullable): the user's password
 * @key: (not nullable): the data key
 * @error: %DOUDI_ERROR_BAD_DATA for a password that will not do
 *
 * Gives a user a slot: the data key, wrapped for the password.
 *
 * Returns: whether it is stored
 */
gboolean
doudi_key_slot_store (DoudiStore *store,
                      gint64 user_id,
                      const char *user,
                      const char *password,
                      DoudiKey *key,
                      GError **error)
{
  g_autoptr (DoudiStatement) insert = NULL;
  Slot slot;

  if (!doudi_password_check (password, error) || !wrap (&slot, user, password, key, error))
    return FALSE;
  insert = doudi_statement_get (store, store_slot_sql, error);
  if (insert == NULL)
    return FALSE;
  doudi_statement_bind_int (insert, 1, user_id);
  doudi_statement_bind_int (insert, 2, slot.operations);
  doudi_statement_bind_int (insert, 3, slot.memory);
  doudi_statement_bind_blob (insert, 4, slot.salt, sizeof slot.salt);
  doudi_statement_bind_blob (insert, 5, slot.nonce, sizeof slot.nonce);
  doudi_statement_bind_blob (insert, 6, slot.wrapped, sizeof slot.wrapped);
  return doudi_statement_run (insert, error);
}

static gboolean
read_blob (DoudiStatement *statement, int column, guint8 *target, gsize length)
{
  g_autoptr (GBytes) bytes = doudi_statement_dup_blob (statement, column);

  if (g_bytes_get_size (bytes) != length)
    return FALSE;
  memcpy (target, g_bytes_get_data (bytes, NULL), length);
  return TRUE;
}

static gboolean
slot_from_row (DoudiStatement *statement, Slot *slot)
{
  slot->operations = doudi_statement_get_int (statement, 0);
  slot->memory = doudi_statement_get_int (statement, 1);
  return slot->operations >= 1 && slot->operations <= OPERATIONS_MAX && slot->memory >= MEMORY_MIN
         && slot->memory <= MEMORY_MAX && read_blob (statement, 2, slot->salt, sizeof slot->salt)
         && read_blob (statement, 3, slot->nonce, sizeof slot->nonce)
         && read_blob (statement, 4, slot->wrapped, sizeof slot->wrapped);
}

static const char open_slot_sql[]
  = "SELECT operations, memory, salt, nonce, wrapped_key FROM key_slot WHERE user_id = ?1";

/**
 * doudi_key_slot_open:
 * @store: (not nullable): a connection
 * @user_id: whose slot it is
 * @user: (not nullable): the user's name
 * @password: (not nullable): what was typed
 * @error: %DOUDI_ERROR_PASSWORD if it is wrong; %DOUDI_ERROR_CORRUPT if the slot is damaged
 *
 * Opens a user's slot. That is the whole proof of a password: there is no second trace of it.
 *
 * Returns: (nullable) (transfer full): the data key
 */
DoudiKey *
doudi_key_slot_open (DoudiStore *store,
                     gint64 user_id,
                     const char *user,
                     const char *password,
                     GError **error)
{
  g_autoptr (DoudiStatement) select = doudi_statement_get (store, open_slot_sql, error);
  g_autoptr (GError) local_error = NULL;
  Slot slot;

  if (select == NULL)
    return NULL;
  doudi_statement_bind_int (select, 1, user_id);
  if (!doudi_statement_step (select, &local_error) && local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  if (!slot_from_row (select, &slot))
    {
      doudi_error_set (error, DOUDI_ERROR_CORRUPT, doudi_store_get_path (store),
                       _ ("The key of this user is damaged. Restore the newest backup."));
      return NULL;
    }
  doudi_statement_reset (select);
  return unwrap (&slot, user, password, error);
}

/**
 * doudi_key_slot_spend_time:
 * @password: (not nullable): what was typed
 *
 * Works as long as doudi_key_slot_open() does, for a name that nobody has: how long the answer
 * takes tells nothing.
 */
void
doudi_key_slot_spend_time (const char *password)
{
  Slot slot = { .operations = OPERATIONS, .memory = MEMORY };
  guint8 *stretched = stretch (&slot, password, NULL);

  sodium_free (stretched);
}
