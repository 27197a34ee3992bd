/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "store/doudi-key.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

#include "base/doudi-error.h"

#define PASSWORD_MAX 1024
/* What a guess costs here, 2^45 of them take an office's machines thousands of years. */
#define GUESSABLE_BITS 45
#define GOOD_BITS 60

#define AUDIT_CONTEXT "doudi audit chain 1"
#define SLOTS_CONTEXT "doudi key slots 1"
#define NOBODY_CONTEXT "doudi caseload of nobody 1"

/* Where in the secrets the keys stand. */
enum
{
  DATA_KEY,
  AUDIT_KEY,
  SLOTS_KEY,
  N_KEYS,
};

/* @secrets: all keys, by sodium_malloc() */
struct _DoudiKey
{
  gatomicrefcount refs;
  guint8 *secrets;
};

static DoudiKey *
key_new (GError **error)
{
  DoudiKey *key;
  guint8 *secrets = sodium_malloc (N_KEYS * DOUDI_KEY_LENGTH);

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
derive (DoudiKey *key, guint which, const char *context)
{
  crypto_generichash (key->secrets + which * DOUDI_KEY_LENGTH, DOUDI_KEY_LENGTH,
                      (const guint8 *) context, strlen (context), key->secrets, DOUDI_KEY_LENGTH);
}

static void
finish (DoudiKey *key)
{
  derive (key, AUDIT_KEY, AUDIT_CONTEXT);
  derive (key, SLOTS_KEY, SLOTS_CONTEXT);
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
  randombytes_buf (key->secrets, DOUDI_KEY_LENGTH);
  finish (key);
  return key;
}

/**
 * doudi_key_new_of_nobody:
 * @error: %DOUDI_ERROR_ENVIRONMENT if there is no memory
 *
 * Makes the key that an encrypted caseload has while it has no users and nothing in it. It is no
 * secret; the first user changes it.
 *
 * Returns: (nullable) (transfer full): the key
 */
DoudiKey *
doudi_key_new_of_nobody (GError **error)
{
  DoudiKey *key = key_new (error);

  if (key == NULL)
    return NULL;
  crypto_generichash (key->secrets, DOUDI_KEY_LENGTH, (const guint8 *) NOBODY_CONTEXT,
                      strlen (NOBODY_CONTEXT), NULL, 0);
  finish (key);
  return key;
}

/**
 * doudi_key_new_from_secret:
 * @secret: (not nullable): %DOUDI_KEY_LENGTH bytes, which are copied
 * @error: %DOUDI_ERROR_ENVIRONMENT if there is no memory
 *
 * Makes the key of a caseload from what lay in a slot.
 *
 * Returns: (nullable) (transfer full): the key
 */
DoudiKey *
doudi_key_new_from_secret (const guint8 *secret, GError **error)
{
  DoudiKey *key = key_new (error);

  if (key == NULL)
    return NULL;
  memcpy (key->secrets, secret, DOUDI_KEY_LENGTH);
  finish (key);
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
 * doudi_key_get_secret:
 * @key: (not nullable): a key
 *
 * Lends the data key itself: for a slot, and for the library that encrypts the file.
 *
 * Returns: (not nullable) (transfer none): %DOUDI_KEY_LENGTH bytes
 */
const guint8 *
doudi_key_get_secret (const DoudiKey *key)
{
  return key->secrets;
}

/**
 * doudi_key_get_audit_key:
 * @key: (not nullable): a key
 *
 * Lends the key of the audit chain.
 *
 * Returns: (not nullable) (transfer none): %DOUDI_KEY_LENGTH bytes
 */
const guint8 *
doudi_key_get_audit_key (const DoudiKey *key)
{
  return key->secrets + AUDIT_KEY * DOUDI_KEY_LENGTH;
}

/**
 * doudi_key_get_slots_key:
 * @key: (not nullable): a key
 *
 * Lends the key that seals the file of key slots.
 *
 * Returns: (not nullable) (transfer none): %DOUDI_KEY_LENGTH bytes
 */
const guint8 *
doudi_key_get_slots_key (const DoudiKey *key)
{
  return key->secrets + SLOTS_KEY * DOUDI_KEY_LENGTH;
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

/* Bits that one character out of so many is worth. */
static guint
bits_of_one (const char *password)
{
  guint many = 0;
  gboolean digit = FALSE, lower = FALSE, upper = FALSE, sign = FALSE, other = FALSE;

  for (const char *p = password; *p != '\0'; p++)
    {
      digit |= g_ascii_isdigit (*p);
      lower |= g_ascii_islower (*p);
      upper |= g_ascii_isupper (*p);
      sign |= g_ascii_isprint (*p) && !g_ascii_isalnum (*p);
      other |= (*p & 0x80) != 0;
    }
  many = digit * 10 + lower * 26 + upper * 26 + sign * 33 + other * 2000;
  return g_bit_storage (many) - 1;
}

/**
 * doudi_password_rate:
 * @password: (not nullable): what is typed
 *
 * Estimates how long somebody would have to guess: by how many kinds of characters there are, and
 * how many that neither repeat the one before nor follow upon it (aaaa, 1234).
 *
 * Returns: the estimate
 */
DoudiPasswordStrength
doudi_password_rate (const char *password)
{
  gunichar before = 0;
  guint n = 0;
  guint bits;

  if (!doudi_password_check (password, NULL))
    return DOUDI_PASSWORD_TOO_SHORT;
  for (const char *p = password; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar one = g_utf8_get_char (p);

      n += one != before && one != before + 1 && one + 1 != before;
      before = one;
    }
  bits = n * bits_of_one (password);
  if (bits < GUESSABLE_BITS)
    return DOUDI_PASSWORD_GUESSABLE;
  return bits < GOOD_BITS ? DOUDI_PASSWORD_FAIR : DOUDI_PASSWORD_GOOD;
}

/**
 * doudi_password_set_wrong:
 * @error: (out) (optional): where the error goes
 *
 * Says that name and password do not go together, and not which of them is wrong.
 */
void
doudi_password_set_wrong (GError **error)
{
  doudi_error_set (error, DOUDI_ERROR_PASSWORD, NULL, _ ("The name or the password is wrong."));
}

/**
 * doudi_password_set_locked:
 * @user: (not nullable): whose account it is
 * @error: (out) (optional): where the error goes
 *
 * Says that too many wrong passwords were typed just now.
 */
void
doudi_password_set_locked (const char *user, GError **error)
{
  doudi_error_set (error, DOUDI_ERROR_PASSWORD, NULL,
                   _ ("%s is locked after too many wrong passwords. Wait ten minutes, then try "
                      "again."),
                   user);
}
