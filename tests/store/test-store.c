/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "store/doudi-store.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store-fixture.h"
#include "store/doudi-cipher.h"
#include "store/doudi-connection.h"
#include "store/doudi-key-file.h"
#include "store/doudi-migration.h"
#include "store/doudi-setting.h"
#include "store/doudi-statement.h"
#include "store/doudi-store-private.h"

static void
assert_cannot_open (const char *path, DoudiError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (doudi_store_open (path, &error));
  assert_doudi_error (error, code);
}

static void
assert_opens (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiStore) store = doudi_store_open (path, &error);

  g_assert_no_error (error);
}

static void
test_create (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *unit = NULL;
  struct stat status;

  g_assert_true (doudi_store_create (fixture->path, &error));
  g_assert_no_error (error);
  g_assert_cmpint (stat (fixture->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_cmpuint (fixture_count_files (fixture), ==, 1);
  g_assert_false (doudi_store_create (fixture->path, &error));
  assert_doudi_error (error, DOUDI_ERROR_REFUSED);
  fixture->store = doudi_store_open (fixture->path, &error);
  g_assert_no_error (error);
  unit = doudi_setting_get (fixture->store, "unit-id", &error);
  g_assert_cmpuint (strlen (unit), ==, 32);
  g_assert_cmpint (doudi_store_is_encrypted (fixture->store), ==, doudi_cipher_is_built ());
  g_assert_null (doudi_setting_get (fixture->store, "nothing", &error));
  g_assert_no_error (error);
}

static gboolean
fill_and_fail (DoudiStore *store, gpointer data, GError **error)
{
  doudi_error_set (error, DOUDI_ERROR_BAD_DATA, NULL, "it does not fit");
  return FALSE;
}

static void
test_create_leaves_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *elsewhere = fixture_path (fixture, "no/such/folder.doudi");

  g_assert_false (doudi_store_create_filled (fixture->path, fill_and_fail, NULL, &error));
  assert_doudi_error (error, DOUDI_ERROR_BAD_DATA);
  g_assert_cmpuint (fixture_count_files (fixture), ==, 0);
  g_assert_false (doudi_store_create (elsewhere, &error));
  assert_doudi_error (error, DOUDI_ERROR_IO);
}

/* A link to nothing is a name that is taken. */
static void
test_create_over_link (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (symlink ("nowhere", fixture->path), ==, 0);
  g_assert_false (doudi_store_create (fixture->path, &error));
  assert_doudi_error (error, DOUDI_ERROR_REFUSED);
}

static void
test_not_a_caseload (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = fixture_path (fixture, "text.doudi");
  g_autofree char *empty = fixture_path (fixture, "empty.doudi");
  g_autofree char *other = fixture_path (fixture, "other.doudi");

  assert_cannot_open (fixture->folder, DOUDI_ERROR_NOT_A_CASELOAD);
  assert_cannot_open ("/dev/null", DOUDI_ERROR_NOT_A_CASELOAD);
  assert_cannot_open (text, DOUDI_ERROR_IO);
  g_file_set_contents (text, "姓名,身份证号\n", -1, NULL);
  assert_cannot_open (text, DOUDI_ERROR_NOT_A_CASELOAD);
  g_file_set_contents (empty, "", -1, NULL);
  assert_cannot_open (empty, DOUDI_ERROR_NOT_A_CASELOAD);
  raw_run (other, "CREATE TABLE t (a); PRAGMA application_id = 1");
  assert_cannot_open (other, DOUDI_ERROR_NOT_A_CASELOAD);
}

static void
test_versions (Fixture *fixture, gconstpointer data)
{
  fixture_close (fixture);
  raw_run (fixture->path, "PRAGMA user_version = 99");
  assert_cannot_open (fixture->path, DOUDI_ERROR_VERSION);
  raw_run (fixture->path, "PRAGMA user_version = 0");
  assert_cannot_open (fixture->path, DOUDI_ERROR_CORRUPT);
}

static void
test_truncated (Fixture *fixture, gconstpointer data)
{
  struct stat status;

  fixture_close (fixture);
  g_assert_cmpint (stat (fixture->path, &status), ==, 0);
  g_assert_cmpint (truncate (fixture->path, status.st_size - 1), ==, 0);
  assert_cannot_open (fixture->path, DOUDI_ERROR_CORRUPT);
  g_assert_cmpint (truncate (fixture->path, 50), ==, 0);
  assert_cannot_open (fixture->path, DOUDI_ERROR_NOT_A_CASELOAD);
}

/* Zeros where the schema was. */
static void
test_damaged (Fixture *fixture, gconstpointer data)
{
  static const char zeros[3000];
  FILE *file;

  fixture_close (fixture);
  file = fopen (fixture->path, "r+");
  fseek (file, 100, SEEK_SET);
  fwrite (zeros, 1, sizeof zeros, file);
  fclose (file);
  assert_cannot_open (fixture->path, DOUDI_ERROR_CORRUPT);
}

static void
test_schema (Fixture *fixture, gconstpointer data)
{
  g_autofree char *trigger = NULL;

  fixture_close (fixture);
  raw_run (fixture->path, "CREATE TRIGGER t AFTER INSERT ON account BEGIN"
                          " UPDATE account SET number = '6217'; END");
  assert_cannot_open (fixture->path, DOUDI_ERROR_CORRUPT);
  raw_run (fixture->path, "DROP TRIGGER t");
  assert_opens (fixture->path);
  trigger = raw_ask (fixture->path, "SELECT sql FROM sqlite_schema WHERE name = 'audit_no_delete'");
  raw_run (fixture->path, "DROP TRIGGER audit_no_delete");
  assert_cannot_open (fixture->path, DOUDI_ERROR_CORRUPT);
  raw_run (fixture->path, trigger);
  assert_opens (fixture->path);
  raw_run (fixture->path, "DROP INDEX person_name; CREATE INDEX person_name ON person (name)");
  assert_cannot_open (fixture->path, DOUDI_ERROR_CORRUPT);
}

/* A file another program has put into WAL mode comes back from it. */
static void
test_journal_mode (Fixture *fixture, gconstpointer data)
{
  g_autofree char *mode = NULL;

  fixture_close (fixture);
  raw_run (fixture->path, "PRAGMA journal_mode = WAL");
  assert_opens (fixture->path);
  mode = raw_ask (fixture->path, "PRAGMA journal_mode");
  g_assert_cmpstr (mode, ==, "delete");
}

static void
test_settings (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiStore) reader = doudi_store_open_reader (fixture->store, &error);

  g_assert_no_error (error);
  fixture->store->lifted++;
  reader->lifted++;
  g_assert_true (doudi_connection_check (fixture->store->db, "", FALSE, &error));
  g_assert_true (doudi_connection_check (reader->db, "", TRUE, &error));
  g_assert_false (doudi_connection_check (reader->db, "", FALSE, &error));
  assert_doudi_error (error, DOUDI_ERROR_ENVIRONMENT);
  sqlite3_exec (fixture->store->db, "PRAGMA recursive_triggers = OFF", NULL, NULL, NULL);
  g_assert_false (doudi_connection_check (fixture->store->db, "", FALSE, &error));
  assert_doudi_error (error, DOUDI_ERROR_ENVIRONMENT);
  sqlite3_exec (fixture->store->db, "PRAGMA recursive_triggers = ON", NULL, NULL, NULL);
  sqlite3_db_config (fixture->store->db, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL);
  g_assert_false (doudi_connection_check (fixture->store->db, "", FALSE, &error));
  assert_doudi_error (error, DOUDI_ERROR_ENVIRONMENT);
  sqlite3_db_config (fixture->store->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_limit (fixture->store->db, SQLITE_LIMIT_ATTACHED, 1);
  g_assert_false (doudi_connection_check (fixture->store->db, "", FALSE, &error));
  assert_doudi_error (error, DOUDI_ERROR_ENVIRONMENT);
}

static void
test_reader (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiStore) reader = doudi_store_open_reader (fixture->store, &error);
  DoudiTransaction *transaction = doudi_transaction_begin (fixture->store, &error);
  static const char *const count = "SELECT count(*) FROM setting WHERE name = 'x'";

  g_assert_no_error (error);
  g_assert_true (doudi_setting_set (fixture->store, "x", "y", &error));
  g_assert_cmpint (store_ask (fixture->store, count), ==, 1);
  g_assert_cmpint (store_ask (reader, count), ==, 0);
  g_assert_true (doudi_transaction_commit (transaction, &error));
  doudi_transaction_free (transaction);
  g_assert_cmpint (store_ask (reader, count), ==, 1);
}

/* What is read in one transaction is of one moment, on either connection. */
static void
test_reading (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiStore) reader = doudi_store_open_reader (fixture->store, &error);
  DoudiTransaction *reading = doudi_transaction_begin_reading (reader, &error);
  static const char *const count = "SELECT count(*) FROM setting WHERE name = 'x'";
  DoudiTransaction *writing;

  g_assert_no_error (error);
  g_assert_cmpint (store_ask (reader, count), ==, 0);
  writing = doudi_transaction_begin (fixture->store, &error);
  g_assert_true (doudi_setting_set (fixture->store, "x", "y", &error));
  g_assert_cmpint (store_ask (reader, count), ==, 0);
  doudi_transaction_free (reading);
  g_assert_true (doudi_transaction_commit (writing, &error));
  doudi_transaction_free (writing);
  reading = doudi_transaction_begin_reading (fixture->store, &error);
  g_assert_no_error (error);
  g_assert_cmpint (store_ask (fixture->store, count), ==, 1);
  doudi_transaction_free (reading);
  store_run (fixture->store, "INSERT INTO setting (name, value) VALUES ('z', 'y')");
}

/* Within another transaction, which serves as well, none is begun, and that one goes on. */
static void
test_reading_ensured (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  static const char *const count = "SELECT count(*) FROM setting WHERE name = 'x'";
  DoudiTransaction *reading;
  DoudiTransaction *writing;

  g_assert_true (doudi_transaction_ensure_reading (fixture->store, &reading, &error));
  g_assert_nonnull (reading);
  g_assert_false (doudi_store_can_begin (fixture->store));
  doudi_transaction_free (reading);
  g_assert_true (doudi_store_can_begin (fixture->store));
  writing = doudi_transaction_begin (fixture->store, &error);
  g_assert_true (doudi_setting_set (fixture->store, "x", "y", &error));
  g_assert_true (doudi_transaction_ensure_reading (fixture->store, &reading, &error));
  g_assert_null (reading);
  g_assert_true (doudi_transaction_commit (writing, &error));
  doudi_transaction_free (writing);
  g_assert_cmpint (store_ask (fixture->store, count), ==, 1);
}

/* The reader keeps the caseload when the writer is gone. */
static void
test_reader_outlives (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  DoudiStore *reader = doudi_store_open_reader (fixture->store, &error);

  g_assert_no_error (error);
  fixture_close (fixture);
  g_assert_cmpint (store_ask (reader, "SELECT count(*) FROM setting"), >, 0);
  assert_cannot_open (fixture->path, DOUDI_ERROR_IN_USE);
  doudi_store_close (reader);
  assert_opens (fixture->path);
}

static void
open_as_child (gpointer data)
{
  const char *path = data;
  g_autoptr (GError) error = NULL;
  DoudiStore *store = doudi_store_open (path, &error);

  _exit (store != NULL ? 0 : 10 + error->code);
}

static void
test_read_only_folder (Fixture *fixture, gconstpointer data)
{
  fixture_close (fixture);
  g_assert_cmpint (g_chmod (fixture->path, 0666), ==, 0);
  g_assert_cmpint (g_chmod (fixture->folder, 0555), ==, 0);
  g_assert_cmpint (run_child (open_as_child, fixture->path, TRUE), ==, 10 + DOUDI_ERROR_READ_ONLY);
}

static void
test_read_only_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char *keys = doudi_key_file_dup_path (fixture->path);

  fixture_close (fixture);
  if (doudi_cipher_is_built ())
    g_assert_cmpint (g_chmod (keys, 0444), ==, 0);
  g_assert_cmpint (g_chmod (fixture->path, 0444), ==, 0);
  g_assert_cmpint (g_chmod (fixture->folder, 0777), ==, 0);
  g_assert_cmpint (run_child (open_as_child, fixture->path, TRUE), ==, 10 + DOUDI_ERROR_READ_ONLY);
}

static void
create_as_child (gpointer data)
{
  g_autoptr (GError) error = NULL;

  _exit (doudi_store_create (data, &error) ? 0 : 10 + error->code);
}

static void
test_create_in_read_only_folder (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (g_chmod (fixture->folder, 0555), ==, 0);
  g_assert_cmpint (run_child (create_as_child, fixture->path, TRUE), ==,
                   10 + DOUDI_ERROR_READ_ONLY);
}

static const char fill_sql[] = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
                               " WHERE i < 100000)"
                               " INSERT INTO setting (name, value) SELECT 'x' || i, 'y' FROM n";

static int
fill (DoudiStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiTransaction) transaction = doudi_transaction_begin (store, &error);
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, fill_sql, &error);

  if (transaction != NULL && statement != NULL && doudi_statement_run (statement, &error)
      && doudi_transaction_commit (transaction, &error))
    return 0;
  return 10 + error->code;
}

static void
test_disk_full (Fixture *fixture, gconstpointer data)
{
  fixture->store->lifted++;
  sqlite3_exec (fixture->store->db, "PRAGMA max_page_count = 200", NULL, NULL, NULL);
  fixture->store->lifted--;
  g_assert_cmpint (fill (fixture->store), ==, 10 + DOUDI_ERROR_NO_SPACE);
  g_assert_cmpint (store_ask (fixture->store, "SELECT count(*) FROM setting WHERE value = 'y'"), ==,
                   0);
}

/* The limit of a file's size stands for the disk, in a process of its own. */
static void
fill_as_child (gpointer data)
{
  g_autoptr (GError) error = NULL;
  DoudiStore *store = doudi_store_open (data, &error);
  struct rlimit limit = { 600 * 1024, 600 * 1024 };

  signal (SIGXFSZ, SIG_IGN);
  setrlimit (RLIMIT_FSIZE, &limit);
  _exit (store != NULL ? fill (store) : 1);
}

static void
test_disk_full_at_commit (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture_close (fixture);
  g_assert_cmpint (run_child (fill_as_child, fixture->path, FALSE), ==, 10 + DOUDI_ERROR_NO_SPACE);
  fixture->store = doudi_store_open (fixture->path, &error);
  g_assert_no_error (error);
  g_assert_cmpint (store_ask (fixture->store, "SELECT count(*) FROM setting WHERE value = 'y'"), ==,
                   0);
}

/* What another program holds is waited for, then told. */
static void
test_busy (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  sqlite3 *other = raw_open (fixture->path);

  sqlite3_busy_timeout (fixture->store->db, 10);
  g_assert_cmpint (sqlite3_exec (other, "BEGIN EXCLUSIVE", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_null (doudi_transaction_begin (fixture->store, &error));
  assert_doudi_error (error, DOUDI_ERROR_BUSY);
  sqlite3_close (other);
}

static void
kill_in_transaction (gpointer data)
{
  g_autoptr (GError) error = NULL;
  DoudiStore *store = doudi_store_open (data, &error);
  DoudiTransaction *transaction = doudi_transaction_begin (store, &error);
  DoudiStatement *statement = doudi_statement_get (store, fill_sql, &error);

  if (transaction != NULL && statement != NULL)
    doudi_statement_run (statement, &error);
  raise (SIGKILL);
}

static void
test_killed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture_close (fixture);
  g_assert_cmpint (run_child (kill_in_transaction, fixture->path, FALSE), ==, -SIGKILL);
  fixture->store = doudi_store_open (fixture->path, &error);
  g_assert_no_error (error);
  g_assert_cmpint (store_ask (fixture->store, "SELECT count(*) FROM setting WHERE value = 'y'"), ==,
                   0);
}

static GPtrArray *
load_and_add (const char *script)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *scripts = doudi_migrations_load (&error);

  g_assert_no_error (error);
  g_ptr_array_add (scripts, g_bytes_new (script, strlen (script)));
  return scripts;
}

static void
test_migration (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) scripts = load_and_add ("CREATE TABLE extra (id INTEGER NOT NULL PRIMARY"
                                                " KEY, value TEXT NOT NULL) STRICT;");
  DoudiStoreOpening opening = { scripts, TRUE };
  g_autofree char *name = g_strdup_printf ("%s.v%u.bak", fixture->path, scripts->len - 1);
  g_autofree char *version = NULL;
  g_autoptr (GError) error = NULL;

  fixture_close (fixture);
  fixture->store = doudi_store_open_with (fixture->path, &opening, &error);
  g_assert_no_error (error);
  g_assert_cmpint (store_ask (fixture->store, "SELECT count(*) FROM extra"), ==, 0);
  fixture_close (fixture);
  version = raw_ask (fixture->path, "PRAGMA user_version");
  g_assert_cmpint (atoi (version), ==, scripts->len);
  assert_cannot_open (fixture->path, DOUDI_ERROR_VERSION);
  assert_opens (name);
}

static void
test_migration_fails (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) scripts = load_and_add ("CREATE TABLE extra (id INTEGER) STRICT;"
                                                "INSERT INTO nowhere VALUES (1);");
  DoudiStoreOpening opening = { scripts, TRUE };
  g_autoptr (GError) error = NULL;

  fixture_close (fixture);
  for (int i = 0; i < 2; i++)
    {
      g_assert_null (doudi_store_open_with (fixture->path, &opening, &error));
      assert_doudi_error (error, DOUDI_ERROR_ENVIRONMENT);
    }
  assert_opens (fixture->path);
}

static void
test_version_is_declared (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) scripts = doudi_migrations_load (&error);

  g_assert_no_error (error);
  g_assert_cmpuint (scripts->len, ==, DOUDI_STORE_VERSION);
}

/* How the text of a script is written is nobody's business. */
static void
test_digest_ignores_blanks (void)
{
  g_autoptr (GError) error = NULL;
  sqlite3 *one = raw_open (":memory:");
  sqlite3 *other = raw_open (":memory:");
  sqlite3 *third = raw_open (":memory:");
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *different = NULL;

  sqlite3_exec (one, "CREATE TABLE t (a TEXT CHECK (a <> 'x  y'))", NULL, NULL, NULL);
  sqlite3_exec (other, "CREATE TABLE t (a TEXT  -- a 'comment'\n  CHECK (a <> 'x  y'))", NULL, NULL,
                NULL);
  sqlite3_exec (third, "CREATE TABLE t (a TEXT CHECK (a <> 'x y'))", NULL, NULL, NULL);
  first = doudi_schema_digest (one, "", &error);
  second = doudi_schema_digest (other, "", &error);
  different = doudi_schema_digest (third, "", &error);
  g_assert_cmpstr (first, ==, second);
  g_assert_cmpstr (first, !=, different);
  sqlite3_close (one);
  sqlite3_close (other);
  sqlite3_close (third);
}

static void
add (const char *path, void (*test) (Fixture *fixture, gconstpointer data))
{
  g_test_add (path, Fixture, NULL, fixture_set_up, test, fixture_tear_down);
}

static void
add_in_folder (const char *path, void (*test) (Fixture *fixture, gconstpointer data))
{
  g_test_add (path, Fixture, NULL, fixture_set_up_folder, test, fixture_tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_in_folder ("/store/create", test_create);
  add_in_folder ("/store/create-leaves-nothing", test_create_leaves_nothing);
  add_in_folder ("/store/create-over-link", test_create_over_link);
  add_in_folder ("/store/create-in-read-only-folder", test_create_in_read_only_folder);
  add_in_folder ("/store/not-a-caseload", test_not_a_caseload);
  add ("/store/versions", test_versions);
  add ("/store/truncated", test_truncated);
  add ("/store/damaged", test_damaged);
  add ("/store/schema", test_schema);
  add ("/store/journal-mode", test_journal_mode);
  add ("/store/settings", test_settings);
  add ("/store/reader", test_reader);
  add ("/store/reading", test_reading);
  add ("/store/reading-ensured", test_reading_ensured);
  add ("/store/reader-outlives", test_reader_outlives);
  add ("/store/read-only-folder", test_read_only_folder);
  add ("/store/read-only-file", test_read_only_file);
  add ("/store/disk-full", test_disk_full);
  add ("/store/disk-full-at-commit", test_disk_full_at_commit);
  add ("/store/busy", test_busy);
  add ("/store/killed", test_killed);
  add ("/store/migration", test_migration);
  add ("/store/migration-fails", test_migration_fails);
  g_test_add_func ("/store/version-is-declared", test_version_is_declared);
  g_test_add_func ("/store/digest-ignores-blanks", test_digest_ignores_blanks);
  return g_test_run ();
}
