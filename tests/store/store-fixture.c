/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "store-fixture.h"

#include <glib/gstdio.h>
#include <grp.h>
#include <sys/wait.h>
#include <unistd.h>

#include "raw-caseload.h"
#include "store/doudi-statement.h"
#include "store/doudi-store-private.h"
#include "store/doudi-user.h"

#define NOBODY 65534

void
fixture_set_up_folder (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("doudi-test-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "案卷.doudi", NULL);
}

void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture_set_up_folder (fixture, data);
  doudi_store_create (fixture->path, &error);
  g_assert_no_error (error);
  fixture->store = doudi_store_open (fixture->path, &error);
  g_assert_no_error (error);
}

/* Opens a caseload, with the administrator's password where it is encrypted. */
DoudiStore *
store_open_unlocked (const char *path, GError **error)
{
  g_autoptr (DoudiStore) store = doudi_store_open (path, error);
  g_autoptr (DoudiKey) key = NULL;
  gint64 failed = 0;

  if (store == NULL || !doudi_store_is_waiting (store))
    return g_steal_pointer (&store);
  key = doudi_store_unlock_as (store, ADMINISTRATOR, PASSWORD, &failed, error);
  return key != NULL ? g_steal_pointer (&store) : NULL;
}

void
fixture_set_up_signed_in (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture_set_up (fixture, data);
  doudi_users_create_first (fixture->store, ADMINISTRATOR, PASSWORD, &error);
  g_assert_no_error (error);
  fixture->session = doudi_session_sign_in (fixture->store, ADMINISTRATOR, PASSWORD,
                                            doudi_day_new (2018, 6, 8), &error);
  g_assert_no_error (error);
}

void
fixture_close (Fixture *fixture)
{
  g_clear_pointer (&fixture->session, doudi_session_unref);
  g_clear_pointer (&fixture->store, doudi_store_close);
}

void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) folder = NULL;
  const char *name;

  fixture_close (fixture);
  g_chmod (fixture->folder, 0700);
  folder = g_dir_open (fixture->folder, 0, NULL);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = fixture_path (fixture, name);

      g_remove (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

char *
fixture_path (Fixture *fixture, const char *name)
{
  return g_build_filename (fixture->folder, name, NULL);
}

/* Keys do not count: they come and go with their caseload, as test-cipher.c shows. */
guint
fixture_count_files (Fixture *fixture)
{
  g_autoptr (GDir) folder = g_dir_open (fixture->folder, 0, NULL);
  const char *name;
  guint count = 0;

  while ((name = g_dir_read_name (folder)) != NULL)
    count += !g_str_has_suffix (name, ".keys");
  return count;
}

sqlite3 *
raw_open (const char *path)
{
  return raw_caseload_open (path, ADMINISTRATOR, PASSWORD);
}

void
raw_run (const char *path, const char *sql)
{
  sqlite3 *db = raw_open (path);
  char *message = NULL;

  sqlite3_exec (db, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  sqlite3_close (db);
}

char *
raw_ask (const char *path, const char *sql)
{
  sqlite3 *db = raw_open (path);
  sqlite3_stmt *stmt = NULL;
  char *answer;

  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  answer = g_strdup ((const char *) sqlite3_column_text (stmt, 0));
  sqlite3_finalize (stmt);
  sqlite3_close (db);
  return answer;
}

gint64
store_ask (DoudiStore *store, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, sql, &error);

  g_assert_no_error (error);
  g_assert_true (doudi_statement_step (statement, &error));
  return doudi_statement_get_int (statement, 0);
}

void
store_run (DoudiStore *store, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiTransaction) transaction = doudi_transaction_begin (store, &error);
  g_autoptr (DoudiStatement) statement = NULL;

  g_assert_no_error (error);
  statement = doudi_statement_get (store, sql, &error);
  g_assert_no_error (error);
  doudi_statement_run (statement, &error);
  g_assert_no_error (error);
  doudi_transaction_commit (transaction, &error);
  g_assert_no_error (error);
}

/* Another process, for locks; as nobody where root may write everywhere. */
int
run_child (void (*func) (gpointer data), gpointer data, gboolean as_nobody)
{
  pid_t child = fork ();

  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      if (as_nobody && geteuid () == 0
          && (setgroups (0, NULL) != 0 || setresgid (NOBODY, NOBODY, NOBODY) != 0
              || setresuid (NOBODY, NOBODY, NOBODY) != 0))
        _exit (99);
      func (data);
      _exit (0);
    }
  return wait_for_child (child);
}

/* The exit status; the signal, negative, if one ended it. */
int
wait_for_child (pid_t child)
{
  int status = 0;

  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  return WIFEXITED (status) ? WEXITSTATUS (status) : -WTERMSIG (status);
}
