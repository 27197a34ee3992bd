/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "store/doudi-key-file.h"

#include <glib/gstdio.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store-fixture.h"

#define HEADER_LENGTH 24
#define SUM_LENGTH 32

typedef struct
{
  Fixture fixture;
  char *keys;
  DoudiKeyFile *file;
  DoudiKey *key;
} Keys;

static void
put (Keys *keys, const char *user, const char *password)
{
  g_autoptr (GError) error = NULL;
  DoudiSlot slot;

  g_assert_true (doudi_slot_wrap (&slot, user, password, keys->key, &error));
  g_assert_true (doudi_key_file_put (keys->file, user, &slot, keys->key, &error));
  g_assert_no_error (error);
}

static void
set_up (Keys *keys, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (sodium_init (), >=, 0);
  fixture_set_up_folder (&keys->fixture, NULL);
  keys->keys = doudi_key_file_dup_path (keys->fixture.path);
  keys->file = doudi_key_file_create (keys->fixture.path, &error);
  g_assert_no_error (error);
  keys->key = doudi_key_new_random (&error);
  put (keys, "zhang", PASSWORD);
  put (keys, "李", "another password");
}

static void
tear_down (Keys *keys, gconstpointer data)
{
  doudi_key_file_unref (keys->file);
  doudi_key_unref (keys->key);
  g_free (keys->keys);
  fixture_tear_down (&keys->fixture, NULL);
}

static DoudiKeyFile *
load (Keys *keys)
{
  g_autoptr (GError) error = NULL;
  DoudiKeyFile *file = doudi_key_file_load (keys->fixture.path, &error);

  g_assert_no_error (error);
  return file;
}

static void
assert_not_loaded (Keys *keys, DoudiError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (doudi_key_file_load (keys->fixture.path, &error));
  assert_doudi_error (error, code);
}

static GByteArray *
read_keys (Keys *keys)
{
  char *content = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (keys->keys, &content, &length, NULL));
  return g_byte_array_new_take ((guint8 *) content, length);
}

static void
write_keys (Keys *keys, GByteArray *bytes)
{
  g_assert_true (
    g_file_set_contents (keys->keys, (const char *) bytes->data, (gssize) bytes->len, NULL));
}

/* As somebody would who knows the format: the check sum is right. */
static void
write_keys_with_sum (Keys *keys, GByteArray *bytes)
{
  crypto_generichash (bytes->data + bytes->len - SUM_LENGTH, SUM_LENGTH, bytes->data,
                      bytes->len - SUM_LENGTH, NULL, 0);
  write_keys (keys, bytes);
}

static void
test_round (Keys *keys, gconstpointer data)
{
  g_autoptr (DoudiKeyFile) file = load (keys);
  g_auto (GStrv) users = doudi_key_file_dup_users (file);
  g_autoptr (DoudiKey) key = NULL;
  g_autoptr (GError) error = NULL;
  struct stat status;

  g_assert_cmpint (stat (keys->keys, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_cmpuint (g_strv_length (users), ==, 2);
  g_assert_cmpstr (users[0], ==, "zhang");
  g_assert_cmpstr (users[1], ==, "李");
  key = doudi_key_file_open_slot (file, "李", "another password", &error);
  g_assert_no_error (error);
  g_assert_cmpmem (doudi_key_get_secret (key), DOUDI_KEY_LENGTH, doudi_key_get_secret (keys->key),
                   DOUDI_KEY_LENGTH);
  g_assert_null (doudi_key_file_open_slot (file, "zhang", "another password", &error));
  assert_doudi_error (error, DOUDI_ERROR_PASSWORD);
  g_assert_null (doudi_key_file_open_slot (file, "wang", PASSWORD, &error));
  assert_doudi_error (error, DOUDI_ERROR_PASSWORD);
}

/* The data key is nowhere in it, and no password. */
static void
test_tells_nothing (Keys *keys, gconstpointer data)
{
  g_autoptr (GByteArray) bytes = read_keys (keys);

  g_assert_null (memmem (bytes->data, bytes->len, PASSWORD, strlen (PASSWORD)));
  g_assert_null (
    memmem (bytes->data, bytes->len, doudi_key_get_secret (keys->key), DOUDI_KEY_LENGTH));
}

static void
test_each_byte (Keys *keys, gconstpointer data)
{
  g_autoptr (GByteArray) bytes = read_keys (keys);

  for (guint i = 0; i < bytes->len; i++)
    {
      bytes->data[i] ^= (guint8) (1 << (i % 8));
      write_keys (keys, bytes);
      assert_not_loaded (keys, DOUDI_ERROR_CORRUPT);
      bytes->data[i] ^= (guint8) (1 << (i % 8));
    }
}

static void
test_truncated (Keys *keys, gconstpointer data)
{
  g_autoptr (GByteArray) whole = read_keys (keys);

  for (guint length = 0; length < whole->len; length++)
    {
      g_autoptr (GByteArray) part = g_byte_array_new ();

      g_byte_array_append (part, whole->data, length);
      write_keys (keys, part);
      assert_not_loaded (keys, DOUDI_ERROR_CORRUPT);
      if (length < HEADER_LENGTH + SUM_LENGTH)
        continue;
      write_keys_with_sum (keys, part);
      assert_not_loaded (keys, DOUDI_ERROR_CORRUPT);
    }
}

static void
test_missing (Keys *keys, gconstpointer data)
{
  g_autofree char *elsewhere = fixture_path (&keys->fixture, "elsewhere");

  g_assert_cmpint (g_rename (keys->keys, elsewhere), ==, 0);
  assert_not_loaded (keys, DOUDI_ERROR_NOT_A_CASELOAD);
  g_assert_cmpint (symlink (elsewhere, keys->keys), ==, 0);
  assert_not_loaded (keys, DOUDI_ERROR_IO);
}

static void
test_newer (Keys *keys, gconstpointer data)
{
  g_autoptr (GByteArray) bytes = read_keys (keys);

  bytes->data[8] = 2;
  write_keys_with_sum (keys, bytes);
  assert_not_loaded (keys, DOUDI_ERROR_VERSION);
}

/* What a slot may not ask for: passes, then bytes of memory. */
static const guint64 hostile[][2] = {
  { 0, 64 << 20 },
  { 11, 64 << 20 },
  { G_MAXUINT32, 64 << 20 },
  { G_MAXUINT64, 64 << 20 },
  { 3, 0 },
  { 3, 4096 },
  { 3, G_GUINT64_CONSTANT (1) << 31 },
  { 3, G_GUINT64_CONSTANT (1) << 40 },
  { 3, G_MAXUINT64 },
};

static void
test_hostile_parameters (Keys *keys, gconstpointer data)
{
  gsize place = HEADER_LENGTH + 4 + strlen ("zhang");

  for (gsize i = 0; i < G_N_ELEMENTS (hostile); i++)
    {
      g_autoptr (GByteArray) bytes = read_keys (keys);
      guint64 numbers[] = { GUINT64_TO_LE (hostile[i][0]), GUINT64_TO_LE (hostile[i][1]) };
      g_autoptr (GByteArray) before = read_keys (keys);

      memcpy (bytes->data + place, numbers, sizeof numbers);
      write_keys_with_sum (keys, bytes);
      assert_not_loaded (keys, DOUDI_ERROR_CORRUPT);
      write_keys (keys, before);
    }
}

static void
test_hostile_lengths (Keys *keys, gconstpointer data)
{
  static const gsize places[] = { 12, HEADER_LENGTH };
  static const guint32 lengths[] = { 0, 1001, 100000, G_MAXINT32, G_MAXUINT32 };

  for (gsize i = 0; i < G_N_ELEMENTS (places) * G_N_ELEMENTS (lengths); i++)
    {
      g_autoptr (GByteArray) bytes = read_keys (keys);
      g_autoptr (GByteArray) before = read_keys (keys);
      guint32 length = GUINT32_TO_LE (lengths[i % G_N_ELEMENTS (lengths)]);

      memcpy (bytes->data + places[i / G_N_ELEMENTS (lengths)], &length, sizeof length);
      write_keys_with_sum (keys, bytes);
      assert_not_loaded (keys, DOUDI_ERROR_CORRUPT);
      write_keys (keys, before);
    }
}

/* Somebody who knows the format changes something that no slot covers: how often it was written. */
static void
test_seal (Keys *keys, gconstpointer data)
{
  g_autoptr (GByteArray) bytes = read_keys (keys);
  g_autoptr (DoudiKeyFile) file = NULL;
  g_autoptr (GError) error = NULL;

  bytes->data[16] ^= 1;
  write_keys_with_sum (keys, bytes);
  file = load (keys);
  g_assert_null (doudi_key_file_open_slot (file, "zhang", PASSWORD, &error));
  assert_doudi_error (error, DOUDI_ERROR_CORRUPT);
}

/* A slot under another's name opens nothing. */
static void
test_slot_is_bound (Keys *keys, gconstpointer data)
{
  g_autoptr (GByteArray) bytes = read_keys (keys);
  g_autoptr (DoudiKeyFile) file = NULL;
  g_autoptr (GError) error = NULL;

  memcpy (bytes->data + HEADER_LENGTH + 4, "zhong", 5);
  write_keys_with_sum (keys, bytes);
  file = load (keys);
  g_assert_null (doudi_key_file_open_slot (file, "zhong", PASSWORD, &error));
  assert_doudi_error (error, DOUDI_ERROR_PASSWORD);
}

static void
test_lock (Keys *keys, gconstpointer data)
{
  g_autoptr (DoudiKeyFile) file = NULL;
  g_autoptr (DoudiKey) key = NULL;
  g_autoptr (GError) error = NULL;
  gint64 failed = -1;

  for (int i = 0; i < 2; i++)
    {
      g_assert_null (doudi_key_file_prove (keys->file, "zhang", "wrong password", &failed, &error));
      assert_doudi_error (error, DOUDI_ERROR_PASSWORD);
    }
  key = doudi_key_file_prove (keys->file, "zhang", PASSWORD, &failed, &error);
  g_assert_no_error (error);
  g_assert_cmpint (failed, ==, 2);
  for (int i = 0; i < 5; i++)
    {
      g_assert_null (doudi_key_file_prove (keys->file, "zhang", "wrong password", &failed, &error));
      assert_doudi_error (error, DOUDI_ERROR_PASSWORD);
    }
  file = load (keys);
  g_assert_null (doudi_key_file_prove (file, "zhang", PASSWORD, &failed, &error));
  g_assert_nonnull (strstr (error->message, "zhang"));
  assert_doudi_error (error, DOUDI_ERROR_PASSWORD);
}

static void
test_remove (Keys *keys, gconstpointer data)
{
  g_autoptr (DoudiKeyFile) file = NULL;
  g_autoptr (DoudiKey) key = NULL;
  g_autoptr (GError) error = NULL;

  doudi_key_file_keep_key (keys->file, keys->key);
  g_assert_true (doudi_key_file_remove (keys->file, "nobody", &error));
  g_assert_true (doudi_key_file_remove (keys->file, "zhang", &error));
  file = load (keys);
  key = doudi_key_file_open_slot (file, "李", "another password", &error);
  g_assert_no_error (error);
  g_assert_true (doudi_key_file_remove (keys->file, "李", &error));
  g_assert_true (doudi_key_file_is_empty (keys->file));
}

static void
add (const char *path, void (*test) (Keys *keys, gconstpointer data))
{
  g_test_add (path, Keys, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/key-file/round", test_round);
  add ("/key-file/tells-nothing", test_tells_nothing);
  add ("/key-file/each-byte", test_each_byte);
  add ("/key-file/truncated", test_truncated);
  add ("/key-file/missing", test_missing);
  add ("/key-file/newer", test_newer);
  add ("/key-file/hostile-parameters", test_hostile_parameters);
  add ("/key-file/hostile-lengths", test_hostile_lengths);
  add ("/key-file/seal", test_seal);
  add ("/key-file/slot-is-bound", test_slot_is_bound);
  add ("/key-file/lock", test_lock);
  add ("/key-file/remove", test_remove);
  return g_test_run ();
}
