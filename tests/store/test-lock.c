/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "store/doudi-lock.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sys/file.h>
#include <unistd.h>

#include "store-fixture.h"

static void
open_in_child (gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiStore) store = doudi_store_open (data, &error);

  if (store != NULL)
    _exit (0);
  if (strstr (error->message, g_get_host_name ()) == NULL || strstr (error->message, "20") == NULL)
    _exit (9);
  _exit (10 + error->code);
}

static void
open_by_other_name (gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiStore) store = doudi_store_open (data, &error);

  _exit (store != NULL ? 0 : 10 + error->code);
}

static void
test_second_process (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (run_child (open_in_child, fixture->path, FALSE), ==, 10 + DOUDI_ERROR_IN_USE);
}

static void
test_second_in_process (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (doudi_store_open (fixture->path, &error));
  g_assert_nonnull (strstr (error->message, g_get_host_name ()));
  assert_doudi_error (error, DOUDI_ERROR_IN_USE);
  g_assert_cmpint (run_child (open_in_child, fixture->path, FALSE), ==, 10 + DOUDI_ERROR_IN_USE);
}

static void
test_other_names (Fixture *fixture, gconstpointer data)
{
  g_autofree char *link_name = fixture_path (fixture, "link.doudi");
  g_autofree char *hard = fixture_path (fixture, "hard.doudi");
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (symlink (fixture->path, link_name), ==, 0);
  g_assert_cmpint (link (fixture->path, hard), ==, 0);
  g_assert_cmpint (run_child (open_by_other_name, link_name, FALSE), ==, 10 + DOUDI_ERROR_IN_USE);
  g_assert_cmpint (run_child (open_by_other_name, hard, FALSE), ==, 10 + DOUDI_ERROR_IN_USE);
  g_assert_null (doudi_store_open (hard, &error));
  assert_doudi_error (error, DOUDI_ERROR_IN_USE);
  fixture_close (fixture);
  fixture->store = doudi_store_open (link_name, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (doudi_store_get_path (fixture->store), ==, fixture->path);
}

static void
die_with_lock (gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (doudi_store_open (data, &error) != NULL)
    raise (SIGKILL);
  _exit (1);
}

static void
test_stale (Fixture *fixture, gconstpointer data)
{
  g_autofree char *lock = g_strconcat (fixture->path, ".lock", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_test (lock, G_FILE_TEST_EXISTS));
  fixture_close (fixture);
  g_assert_false (g_file_test (lock, G_FILE_TEST_EXISTS));
  g_assert_cmpint (run_child (die_with_lock, fixture->path, FALSE), ==, -SIGKILL);
  g_assert_true (g_file_test (lock, G_FILE_TEST_EXISTS));
  fixture->store = doudi_store_open (fixture->path, &error);
  g_assert_no_error (error);
}

/* Whatever lies in a lock file, it is only text. */
static void
test_strange_lock_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char *lock = g_strconcat (fixture->path, ".lock", NULL);
  g_autoptr (GError) error = NULL;

  fixture_close (fixture);
  g_assert_true (g_file_set_contents (lock, "\xff\xfe%s%n\n\n", -1, NULL));
  fixture->store = doudi_store_open (fixture->path, &error);
  g_assert_no_error (error);
}

static void
test_lock_file_is_link (Fixture *fixture, gconstpointer data)
{
  g_autofree char *lock = g_strconcat (fixture->path, ".lock", NULL);
  g_autofree char *victim = fixture_path (fixture, "victim");
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;

  fixture_close (fixture);
  g_file_set_contents (victim, "mine", -1, NULL);
  g_assert_cmpint (symlink (victim, lock), ==, 0);
  g_assert_null (doudi_store_open (fixture->path, &error));
  assert_doudi_error (error, DOUDI_ERROR_IO);
  g_file_get_contents (victim, &content, NULL, NULL);
  g_assert_cmpstr (content, ==, "mine");
}

static void
open_and_close (gpointer data)
{
  for (int i = 0; i < 100; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (DoudiLock) lock = doudi_lock_acquire (data, &error);

      if (lock == NULL && !g_error_matches (error, DOUDI_ERROR, DOUDI_ERROR_IN_USE))
        _exit (10 + error->code);
    }
}

/* The lock file comes and goes while others try; nobody may see anything but "in use". */
static void
test_many (Fixture *fixture, gconstpointer data)
{
  pid_t children[4];

  fixture_close (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (children); i++)
    {
      children[i] = fork ();
      if (children[i] == 0)
        {
          open_and_close (fixture->path);
          _exit (0);
        }
    }
  for (gsize i = 0; i < G_N_ELEMENTS (children); i++)
    g_assert_cmpint (wait_for_child (children[i]), ==, 0);
}

static void
add (const char *path, void (*test) (Fixture *fixture, gconstpointer data))
{
  g_test_add (path, Fixture, NULL, fixture_set_up, test, fixture_tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/lock/second-process", test_second_process);
  add ("/lock/second-in-process", test_second_in_process);
  add ("/lock/other-names", test_other_names);
  add ("/lock/stale", test_stale);
  add ("/lock/strange-lock-file", test_strange_lock_file);
  add ("/lock/lock-file-is-link", test_lock_file_is_link);
  add ("/lock/many", test_many);
  return g_test_run ();
}
