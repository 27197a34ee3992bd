/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "store/doudi-cipher.h"

#include <glib/gstdio.h>
#include <unistd.h>

#include "store-fixture.h"
#include "store/doudi-backup.h"
#include "store/doudi-key-file.h"
#include "store/doudi-setting.h"
#include "store/doudi-statement.h"
#include "store/doudi-store-private.h"
#include "store/doudi-user.h"
#include "store/doudi-verify.h"

#define TODAY (doudi_day_new (2018, 6, 8))
#define MARKER "卓玛措不可泄露unmistakable"
#define PAGE DOUDI_CIPHER_PAGE_SIZE

static char *
keys_of (const char *path)
{
  return doudi_key_file_dup_path (path);
}

static void
plant (Fixture *fixture)
{
  store_run (fixture->store, "INSERT INTO person (name, recorded_at, recorded_by, source)"
                             " VALUES ('" MARKER "', '', '', '')");
}

static gboolean
holds (const char *path, const char *text)
{
  g_autofree char *content = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  return memmem (content, length, text, strlen (text)) != NULL;
}

static void
assert_cannot_open (Fixture *fixture, DoudiError code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiStore) store = store_open_unlocked (fixture->path, &error);

  g_assert_null (store);
  assert_doudi_error (error, code);
}

/* Names are in no file, also not in the journal of a change that is under way. */
static void
test_no_names (Fixture *fixture, gconstpointer data)
{
  g_autofree char *backup = fixture_path (fixture, "backup.doudi");
  g_autofree char *journal = g_strconcat (fixture->path, "-journal", NULL);
  g_autoptr (DoudiTransaction) transaction = NULL;
  g_autoptr (DoudiStatement) update = NULL;
  g_autoptr (GError) error = NULL;

  plant (fixture);
  g_assert_true (doudi_backup_make (fixture->session, backup, NULL, &error));
  transaction = doudi_transaction_begin (fixture->store, &error);
  update = doudi_statement_get (fixture->store, "UPDATE person SET source = 'x'", &error);
  g_assert_true (doudi_statement_run (update, &error));
  g_assert_no_error (error);
  g_assert_cmpint (holds (fixture->path, MARKER), ==, !doudi_cipher_is_built ());
  g_assert_cmpint (holds (backup, MARKER), ==, !doudi_cipher_is_built ());
  g_assert_true (g_file_test (journal, G_FILE_TEST_EXISTS));
  if (doudi_cipher_is_built ())
    {
      g_assert_false (holds (journal, MARKER));
      g_assert_false (holds (fixture->path, "CREATE TABLE"));
      g_assert_false (holds (fixture->path, ADMINISTRATOR));
    }
}

/* Before anybody has signed in, only the names of those who can are told. */
static void
test_waits (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiStore) reader = NULL;
  g_auto (GStrv) names = NULL;

  plant (fixture);
  fixture_close (fixture);
  fixture->store = doudi_store_open (fixture->path, &error);
  g_assert_no_error (error);
  reader = doudi_store_open_reader (fixture->store, &error);
  g_assert_no_error (error);
  names = doudi_users_names (reader, &error);
  g_assert_cmpuint (g_strv_length (names), ==, 1);
  g_assert_cmpstr (names[0], ==, ADMINISTRATOR);
  g_assert_true (doudi_store_is_encrypted (reader));
  g_assert_null (doudi_setting_get (reader, "unit-id", &error));
  assert_doudi_error (error, DOUDI_ERROR_PASSWORD);
  g_assert_null (doudi_transaction_begin (fixture->store, &error));
  assert_doudi_error (error, DOUDI_ERROR_PASSWORD);
  g_assert_null (doudi_session_sign_in (fixture->store, ADMINISTRATOR, "wrong one", TODAY, &error));
  assert_doudi_error (error, DOUDI_ERROR_PASSWORD);
  g_assert_null (doudi_session_sign_in (fixture->store, "nobody", PASSWORD, TODAY, &error));
  assert_doudi_error (error, DOUDI_ERROR_PASSWORD);
  fixture->session = doudi_session_sign_in (fixture->store, ADMINISTRATOR, PASSWORD, TODAY, &error);
  g_assert_no_error (error);
  g_assert_cmpint (store_ask (reader, "SELECT count(*) FROM person"), ==, 1);
  g_assert_cmpint (store_ask (reader, "SELECT count(*) FROM audit WHERE action = 'sign-in'"
                                      " AND detail = '{\"failed_before\":1}'"),
                   ==, 1);
}

/* Each user's password opens it after the program was started again. */
static void
test_second_user (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (doudi_users_add (fixture->session, "审计", 1u << DOUDI_ROLE_AUDITOR,
                                  "another password", &error));
  fixture_close (fixture);
  fixture->store = doudi_store_open (fixture->path, &error);
  fixture->session
    = doudi_session_sign_in (fixture->store, "审计", "another password", TODAY, &error);
  g_assert_no_error (error);
}

/* A user who did not become one has no slot either. */
static void
test_slot_goes_with_user (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DoudiKeyFile) keys = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) names = NULL;

  fixture->store->lifted++;
  sqlite3_exec (fixture->store->db, "PRAGMA query_only = ON", NULL, NULL, NULL);
  fixture->store->lifted--;
  g_assert_false (
    doudi_users_add (fixture->session, "审计", 1u << DOUDI_ROLE_AUDITOR, PASSWORD, &error));
  keys = doudi_key_file_load (fixture->path, NULL);
  names = doudi_key_file_dup_users (keys);
  g_assert_cmpuint (g_strv_length (names), ==, 1);
}

static void
test_keys_missing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *keys = keys_of (fixture->path);
  g_autofree char *elsewhere = fixture_path (fixture, "elsewhere");
  g_autoptr (GError) error = NULL;

  fixture_close (fixture);
  g_assert_cmpint (g_rename (keys, elsewhere), ==, 0);
  assert_cannot_open (fixture, DOUDI_ERROR_NOT_A_CASELOAD);
  g_assert_true (g_file_set_contents (keys, "DoudKeys", -1, NULL));
  assert_cannot_open (fixture, DOUDI_ERROR_CORRUPT);
  g_assert_cmpint (g_rename (elsewhere, keys), ==, 0);
  fixture->store = store_open_unlocked (fixture->path, &error);
  g_assert_no_error (error);
}

/* Keys that are whole, but another caseload's. */
static void
test_keys_of_another (Fixture *fixture, gconstpointer data)
{
  Fixture other = { 0 };
  g_autofree char *keys = keys_of (fixture->path);
  g_autofree char *others = NULL;

  fixture_close (fixture);
  fixture_set_up_signed_in (&other, NULL);
  fixture_close (&other);
  others = keys_of (other.path);
  g_assert_cmpint (g_rename (others, keys), ==, 0);
  assert_cannot_open (fixture, DOUDI_ERROR_CORRUPT);
  fixture_tear_down (&other, NULL);
}

/* Keys without slots do not open what somebody has a password to. */
static void
test_keys_of_nobody (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiKeyFile) keys = NULL;

  fixture_close (fixture);
  keys = doudi_key_file_create (fixture->path, &error);
  g_assert_no_error (error);
  assert_cannot_open (fixture, DOUDI_ERROR_CORRUPT);
}

static void
test_orphaned_keys (Fixture *fixture, gconstpointer data)
{
  g_autofree char *keys = keys_of (fixture->path);
  g_autoptr (GError) error = NULL;

  fixture_close (fixture);
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  g_assert_false (doudi_store_create (fixture->path, &error));
  assert_doudi_error (error, DOUDI_ERROR_REFUSED);
  g_assert_true (g_file_test (keys, G_FILE_TEST_EXISTS));
}

static void
test_not_encrypted (Fixture *fixture, gconstpointer data)
{
  g_autofree char *plain = fixture_path (fixture, "plain.doudi");
  g_autoptr (GError) error = NULL;

  raw_run (plain, "CREATE TABLE t (a); PRAGMA application_id = 1148155204");
  g_assert_null (doudi_store_open (plain, &error));
  g_assert_nonnull (strstr (error->message, "not encrypted"));
  assert_doudi_error (error, DOUDI_ERROR_REFUSED);
}

/* Both or neither: the backup and its keys. */
static void
test_backup (Fixture *fixture, gconstpointer data)
{
  g_autofree char *backup = fixture_path (fixture, "backup.doudi");
  g_autofree char *keys = keys_of (backup);
  DoudiRestore restore = { .backup = backup, .path = NULL, .password = PASSWORD, .today = TODAY };
  g_autofree char *path = fixture_path (fixture, "restored.doudi");
  g_autofree char *restored = keys_of (path);
  g_autoptr (GError) error = NULL;

  restore.path = path;
  g_assert_true (g_file_set_contents (keys, "mine", -1, NULL));
  g_assert_false (doudi_backup_make (fixture->session, backup, NULL, &error));
  assert_doudi_error (error, DOUDI_ERROR_REFUSED);
  g_assert_false (g_file_test (backup, G_FILE_TEST_EXISTS));
  g_assert_cmpint (g_unlink (keys), ==, 0);
  g_assert_true (doudi_backup_make (fixture->session, backup, NULL, &error));
  g_assert_true (g_file_test (keys, G_FILE_TEST_EXISTS));
  g_assert_false (doudi_backup_restore (&restore, NULL, &error));
  assert_doudi_error (error, DOUDI_ERROR_PASSWORD);
  g_assert_false (g_file_test (restored, G_FILE_TEST_EXISTS));
  restore.user = ADMINISTRATOR;
  g_assert_true (doudi_backup_restore (&restore, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_test (restored, G_FILE_TEST_EXISTS));
}

static void
flip (const char *path, gsize place)
{
  FILE *file = fopen (path, "r+");
  int byte;

  fseek (file, (long) place, SEEK_SET);
  byte = fgetc (file);
  fseek (file, (long) place, SEEK_SET);
  fputc (byte ^ 4, file);
  fclose (file);
}

static gboolean
all_hold (Fixture *fixture)
{
  g_autoptr (GPtrArray) checks = g_ptr_array_new_with_free_func ((GDestroyNotify) doudi_check_free);
  g_autoptr (GError) error = NULL;
  gboolean found = FALSE;
  gboolean holds_all = TRUE;

  if (!doudi_verify_store (fixture->session, checks, NULL, &error))
    return FALSE;
  for (guint i = 0; i < checks->len; i++)
    {
      const DoudiCheck *check = g_ptr_array_index (checks, i);

      found |= g_str_equal (check->name, "cipher-integrity");
      holds_all &= check->ok;
    }
  g_assert_true (found);
  return holds_all;
}

/* One bit of one page: it is found when the page is read, or by verifying at the latest. */
static gboolean
is_found (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  gboolean found;

  fixture->store = doudi_store_open (fixture->path, &error);
  if (fixture->store == NULL)
    return TRUE;
  fixture->session = doudi_session_sign_in (fixture->store, ADMINISTRATOR, PASSWORD, TODAY, &error);
  found = fixture->session == NULL || !all_hold (fixture);
  fixture_close (fixture);
  return found;
}

static void
test_bit_flips (Fixture *fixture, gconstpointer data)
{
  GStatBuf status;

  g_assert_true (all_hold (fixture));
  fixture_close (fixture);
  g_assert_cmpint (g_stat (fixture->path, &status), ==, 0);
  for (gsize page = 0; page < (gsize) status.st_size / PAGE; page += 17)
    {
      gsize place = page * PAGE + (page * 911 + 20) % PAGE;

      flip (fixture->path, place);
      g_assert_true (is_found (fixture));
      flip (fixture->path, place);
    }
  g_assert_false (is_found (fixture));
}

/* Whole pages that lie in each other's place. */
static void
test_page_swap (Fixture *fixture, gconstpointer data)
{
  g_autofree char *content = NULL;
  char page[PAGE];
  gsize length = 0;

  fixture_close (fixture);
  g_assert_true (g_file_get_contents (fixture->path, &content, &length, NULL));
  memcpy (page, content + 5 * PAGE, PAGE);
  memcpy (content + 5 * PAGE, content + 6 * PAGE, PAGE);
  memcpy (content + 6 * PAGE, page, PAGE);
  g_assert_true (g_file_set_contents (fixture->path, content, (gssize) length, NULL));
  g_assert_true (is_found (fixture));
}

static void
test_whole_page_missing (Fixture *fixture, gconstpointer data)
{
  GStatBuf status;

  fixture_close (fixture);
  g_assert_cmpint (g_stat (fixture->path, &status), ==, 0);
  g_assert_cmpint (truncate (fixture->path, status.st_size - PAGE), ==, 0);
  g_assert_true (is_found (fixture));
}

static void
add (const char *path, void (*test) (Fixture *fixture, gconstpointer data))
{
  g_test_add (path, Fixture, NULL, fixture_set_up_signed_in, test, fixture_tear_down);
}

static void
test_plain_refuses_encrypted (Fixture *fixture, gconstpointer data)
{
  g_autofree char *encrypted = fixture_path (fixture, "encrypted.doudi");
  g_autofree char *keys = keys_of (encrypted);
  g_autofree char *noise = g_strnfill (2 * PAGE, 'x');
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (encrypted, noise, -1, NULL));
  g_assert_true (g_file_set_contents (keys, "DoudKeys", -1, NULL));
  g_assert_null (doudi_store_open (encrypted, &error));
  assert_doudi_error (error, DOUDI_ERROR_ENVIRONMENT);
}

static void
add_encrypted (void)
{
  add ("/cipher/waits", test_waits);
  add ("/cipher/second-user", test_second_user);
  add ("/cipher/slot-goes-with-user", test_slot_goes_with_user);
  add ("/cipher/keys-missing", test_keys_missing);
  add ("/cipher/keys-of-another", test_keys_of_another);
  add ("/cipher/keys-of-nobody", test_keys_of_nobody);
  add ("/cipher/orphaned-keys", test_orphaned_keys);
  add ("/cipher/not-encrypted", test_not_encrypted);
  add ("/cipher/backup", test_backup);
  add ("/cipher/bit-flips", test_bit_flips);
  add ("/cipher/page-swap", test_page_swap);
  add ("/cipher/whole-page-missing", test_whole_page_missing);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/cipher/no-names", test_no_names);
  if (doudi_cipher_is_built ())
    add_encrypted ();
  else
    add ("/cipher/plain-refuses-encrypted", test_plain_refuses_encrypted);
  return g_test_run ();
}
