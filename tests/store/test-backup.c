/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "store/doudi-backup.h"

#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store-fixture.h"
#include "store/doudi-cipher.h"
#include "store/doudi-user.h"

#define TODAY (doudi_day_new (2018, 6, 8))

/* Who restores where it needs nobody, or somebody's key. */
#define WHOEVER (doudi_cipher_is_built () ? ADMINISTRATOR : NULL)

static gboolean
restore (const char *backup, const char *path, const char *user, GError **error)
{
  DoudiRestore how
    = { .backup = backup, .path = path, .user = user, .password = PASSWORD, .today = TODAY };

  return doudi_backup_restore (&how, NULL, error);
}

static char *
make_backup (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  char *backup = fixture_path (fixture, "backup.doudi");

  doudi_backup_make (fixture->session, backup, NULL, &error);
  g_assert_no_error (error);
  return backup;
}

static void
assert_not_restored (Fixture *fixture, const char *backup, DoudiError code)
{
  g_autofree char *path = fixture_path (fixture, "restored.doudi");
  guint before = fixture_count_files (fixture);
  g_autoptr (GError) error = NULL;

  g_assert_false (restore (backup, path, WHOEVER, &error));
  assert_doudi_error (error, code);
  g_assert_cmpuint (fixture_count_files (fixture), ==, before);
}

static void
test_round (Fixture *fixture, gconstpointer data)
{
  g_autofree char *backup = make_backup (fixture);
  g_autofree char *path = fixture_path (fixture, "restored.doudi");
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiStore) store = NULL;
  struct stat status;

  g_assert_cmpint (stat (backup, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_true (restore (backup, path, ADMINISTRATOR, &error));
  g_assert_no_error (error);
  store = store_open_unlocked (path, &error);
  g_assert_no_error (error);
  g_assert_cmpint (store_ask (store, "SELECT count(*) FROM audit WHERE action = 'backup'"), ==, 1);
}

static void
test_keeps_what_is_there (Fixture *fixture, gconstpointer data)
{
  g_autofree char *backup = make_backup (fixture);
  g_autoptr (GError) error = NULL;

  g_assert_false (doudi_backup_make (fixture->session, backup, NULL, &error));
  assert_doudi_error (error, DOUDI_ERROR_REFUSED);
  g_assert_false (doudi_backup_make (fixture->session, fixture->path, NULL, &error));
  assert_doudi_error (error, DOUDI_ERROR_REFUSED);
  g_assert_false (restore (backup, fixture->path, NULL, &error));
  assert_doudi_error (error, DOUDI_ERROR_REFUSED);
}

static void
test_open_caseload_is_no_backup (Fixture *fixture, gconstpointer data)
{
  assert_not_restored (fixture, fixture->path, DOUDI_ERROR_IN_USE);
}

static void
test_damaged (Fixture *fixture, gconstpointer data)
{
  g_autofree char *backup = make_backup (fixture);
  g_autofree char *content = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (backup, &content, &length, NULL));
  g_assert_true (g_file_set_contents (backup, content, (gssize) length - 4096, NULL));
  assert_not_restored (fixture, backup, DOUDI_ERROR_CORRUPT);
  memset (content + 4096 * 3, 0xa5, 4096 * 5);
  g_assert_true (g_file_set_contents (backup, content, (gssize) length, NULL));
  assert_not_restored (fixture, backup, DOUDI_ERROR_CORRUPT);
  g_assert_true (g_file_set_contents (backup, "no database at all", -1, NULL));
  assert_not_restored (fixture, backup, DOUDI_ERROR_NOT_A_CASELOAD);
  g_unlink (backup);
  assert_not_restored (fixture, backup, DOUDI_ERROR_IO);
}

static void
test_with_journal (Fixture *fixture, gconstpointer data)
{
  g_autofree char *backup = make_backup (fixture);
  g_autofree char *journal = g_strconcat (backup, "-journal", NULL);

  g_assert_true (g_file_set_contents (journal, "something", -1, NULL));
  assert_not_restored (fixture, backup, DOUDI_ERROR_CORRUPT);
}

/* Somebody's trigger comes back with no backup. */
static void
test_foreign_trigger (Fixture *fixture, gconstpointer data)
{
  g_autofree char *backup = make_backup (fixture);

  raw_run (backup, "CREATE TRIGGER t AFTER INSERT ON account BEGIN SELECT 1; END");
  assert_not_restored (fixture, backup, DOUDI_ERROR_CORRUPT);
}

static void
test_changed_log (Fixture *fixture, gconstpointer data)
{
  g_autofree char *backup = make_backup (fixture);
  g_autofree char *path = fixture_path (fixture, "restored.doudi");
  g_autofree char *trigger
    = raw_ask (backup, "SELECT sql FROM sqlite_schema WHERE name = 'audit_no_update'");
  g_autoptr (GError) error = NULL;

  raw_run (backup, "DROP TRIGGER audit_no_update");
  raw_run (backup, "UPDATE audit SET actor = 'somebody' WHERE seq = 1");
  raw_run (backup, trigger);
  g_assert_false (restore (backup, path, ADMINISTRATOR, &error));
  assert_doudi_error (error, DOUDI_ERROR_CORRUPT);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_who_may (Fixture *fixture, gconstpointer data)
{
  g_autofree char *backup = NULL;
  g_autofree char *path = fixture_path (fixture, "restored.doudi");
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiSession) session = NULL;

  doudi_users_add (fixture->session, "caseworker", 1u << DOUDI_ROLE_CASEWORKER, PASSWORD, &error);
  g_assert_no_error (error);
  backup = make_backup (fixture);
  g_assert_false (restore (backup, path, "caseworker", &error));
  assert_doudi_error (error, DOUDI_ERROR_NOT_ALLOWED);
  g_assert_false (restore (backup, path, "nobody", &error));
  assert_doudi_error (error, DOUDI_ERROR_PASSWORD);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  session = doudi_session_sign_in (fixture->store, "caseworker", PASSWORD, TODAY, &error);
  g_assert_false (doudi_backup_make (session, path, NULL, &error));
  assert_doudi_error (error, DOUDI_ERROR_NOT_ALLOWED);
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autofree char *backup = fixture_path (fixture, "backup.doudi");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  DoudiProgress progress = { .cancellable = cancellable };
  guint before = fixture_count_files (fixture);
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (doudi_backup_make (fixture->session, backup, &progress, &error));
  assert_doudi_error (error, DOUDI_ERROR_CANCELLED);
  g_assert_cmpuint (fixture_count_files (fixture), ==, before);
  g_assert_true (doudi_backup_make (fixture->session, backup, NULL, &error));
}

/* A row that was deleted is in no backup. */
static void
test_forgets (Fixture *fixture, gconstpointer data)
{
  g_autofree char *backup = NULL;
  g_autofree char *content = NULL;
  gsize length = 0;

  store_run (fixture->store, "INSERT INTO setting (name, value) VALUES ('x', 'unforgettable')");
  store_run (fixture->store, "DELETE FROM setting WHERE name = 'x'");
  backup = make_backup (fixture);
  g_assert_true (g_file_get_contents (backup, &content, &length, NULL));
  g_assert_null (memmem (content, length, "unforgettable", 13));
}

static void
add (const char *path, void (*test) (Fixture *fixture, gconstpointer data))
{
  g_test_add (path, Fixture, NULL, fixture_set_up_signed_in, test, fixture_tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/backup/round", test_round);
  add ("/backup/keeps-what-is-there", test_keeps_what_is_there);
  add ("/backup/open-caseload", test_open_caseload_is_no_backup);
  add ("/backup/damaged", test_damaged);
  add ("/backup/with-journal", test_with_journal);
  add ("/backup/foreign-trigger", test_foreign_trigger);
  add ("/backup/changed-log", test_changed_log);
  add ("/backup/who-may", test_who_may);
  add ("/backup/cancelled", test_cancelled);
  add ("/backup/forgets", test_forgets);
  return g_test_run ();
}
