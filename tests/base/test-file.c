/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "base/doudi-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/doudi-error.h"

#define LIMIT (1024 * 1024)

/* An empty folder of its own for each test. */
typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("doudi-test-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "名册.csv", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) folder = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static guint
count_files (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  guint count = 0;

  while (g_dir_read_name (folder) != NULL)
    count++;
  return count;
}

static void
assert_content (const char *path, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = doudi_file_read (path, LIMIT, &error);

  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), expected,
                   strlen (expected));
}

static void
test_publish (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  struct stat status;

  g_assert_true (doudi_file_publish_bytes (fixture->path, "one", 3, &error));
  g_assert_no_error (error);
  assert_content (fixture->path, "one");
  g_assert_true (doudi_file_publish_bytes (fixture->path, "two, longer", 11, &error));
  assert_content (fixture->path, "two, longer");
  g_assert_true (doudi_file_publish_bytes (fixture->path, NULL, 0, &error));
  assert_content (fixture->path, "");
  g_assert_cmpuint (count_files (fixture->folder), ==, 1);
  g_assert_cmpint (stat (fixture->path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600);
}

static void
test_publish_relative (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before = g_get_current_dir ();
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_chdir (fixture->folder), ==, 0);
  g_assert_true (doudi_file_publish_bytes ("plain.csv", "one", 3, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_test ("plain.csv", G_FILE_TEST_IS_REGULAR));
  g_assert_cmpint (g_chdir (before), ==, 0);
}

static gboolean
fail_cb (const char *temporary_path, gpointer data, GError **error)
{
  g_assert_true (g_file_test (temporary_path, G_FILE_TEST_IS_REGULAR));
  g_assert_true (g_file_set_contents (temporary_path, "half", -1, NULL));
  doudi_error_set (error, DOUDI_ERROR_REFUSED, NULL, "no");
  return FALSE;
}

static void
test_publish_fails (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (doudi_file_publish_bytes (fixture->path, "before", 6, NULL));
  g_assert_false (doudi_file_publish (fixture->path, fail_cb, NULL, &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_REFUSED);
  assert_content (fixture->path, "before");
  g_assert_cmpuint (count_files (fixture->folder), ==, 1);
}

static gboolean
replace_cb (const char *temporary_path, gpointer data, GError **error)
{
  /* Writes beside and renames, as some libraries do. */
  return g_file_set_contents (temporary_path, "replaced", -1, error);
}

static gboolean
remove_cb (const char *temporary_path, gpointer data, GError **error)
{
  return g_unlink (temporary_path) == 0;
}

static gboolean
link_cb (const char *temporary_path, gpointer data, GError **error)
{
  return g_unlink (temporary_path) == 0 && symlink ("/etc/passwd", temporary_path) == 0;
}

static void
test_publish_callback (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  struct stat status;

  g_assert_true (doudi_file_publish (fixture->path, replace_cb, NULL, &error));
  g_assert_no_error (error);
  assert_content (fixture->path, "replaced");
  g_assert_cmpint (stat (fixture->path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600);
  g_assert_false (doudi_file_publish (fixture->path, remove_cb, NULL, &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_IO);
  g_clear_error (&error);
  g_assert_false (doudi_file_publish (fixture->path, link_cb, NULL, &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_IO);
  assert_content (fixture->path, "replaced");
  g_assert_cmpuint (count_files (fixture->folder), ==, 1);
}

static void
test_publish_no_folder (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "nowhere", "a.csv", NULL);
  g_autofree char *below = g_build_filename (fixture->path, "a.csv", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (doudi_file_publish_bytes (path, "one", 3, &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_IO);
  g_clear_error (&error);
  g_assert_true (doudi_file_publish_bytes (fixture->path, "one", 3, NULL));
  g_assert_false (doudi_file_publish_bytes (below, "one", 3, &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_IO);
  g_clear_error (&error);
  g_assert_false (doudi_file_publish_bytes (fixture->folder, "one", 3, &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_IO);
}

/* A link is replaced; what it points to stays. */
static void
test_publish_over_link (Fixture *fixture, gconstpointer data)
{
  g_autofree char *target = g_build_filename (fixture->folder, "target", NULL);

  g_assert_true (g_file_set_contents (target, "target", -1, NULL));
  g_assert_cmpint (symlink (target, fixture->path), ==, 0);
  g_assert_true (doudi_file_publish_bytes (fixture->path, "one", 3, NULL));
  assert_content (fixture->path, "one");
  assert_content (target, "target");
}

/* A disk that is full after a few bytes: what was there stays, and nothing is left over. */
static void
test_publish_full (Fixture *fixture, gconstpointer data)
{
  g_autofree char *content = g_strnfill (4096, 'x');
  g_autoptr (GError) error = NULL;
  struct rlimit before, small;

  g_assert_true (doudi_file_publish_bytes (fixture->path, "before", 6, NULL));
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  small = before;
  small.rlim_cur = 1000;
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  g_assert_false (doudi_file_publish_bytes (fixture->path, content, 4096, &error));
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_NO_SPACE);
  assert_content (fixture->path, "before");
  g_assert_cmpuint (count_files (fixture->folder), ==, 1);
}

/* Where the system takes no files at all, it is not the program's fault. */
static void
test_publish_nowhere (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (doudi_file_publish_bytes ("/proc/doudi", "one", 3, &error));
  g_assert_nonnull (error);
  g_assert_cmpint (doudi_error_exit_status (error), ==, 3);
}

static void
assert_unreadable (const char *path, DoudiError code, const char *said)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (doudi_file_read (path, LIMIT, &error));
  g_assert_error (error, DOUDI_ERROR, (int) code);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, said));
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

static void
test_read_irregular (Fixture *fixture, gconstpointer data)
{
  g_autofree char *fifo = g_build_filename (fixture->folder, "fifo", NULL);
  g_autofree char *link = g_build_filename (fixture->folder, "link", NULL);

  assert_unreadable (fixture->path, DOUDI_ERROR_IO, "no such file");
  assert_unreadable (fixture->folder, DOUDI_ERROR_IO, "folder, not a file");
  assert_unreadable ("/dev/null", DOUDI_ERROR_IO, "device");
  assert_unreadable ("", DOUDI_ERROR_IO, "no such file");
  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);
  assert_unreadable (fifo, DOUDI_ERROR_IO, "pipe");
  g_assert_true (g_file_set_contents (fixture->path, "x", -1, NULL));
  g_assert_cmpint (symlink (fixture->path, link), ==, 0);
  assert_unreadable (link, DOUDI_ERROR_IO, "link");
}

static void
test_read_socket (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before = g_get_current_dir ();
  struct sockaddr_un address = { .sun_family = AF_UNIX, .sun_path = "socket" };
  int descriptor = socket (AF_UNIX, SOCK_STREAM, 0);

  g_assert_cmpint (g_chdir (fixture->folder), ==, 0);
  g_assert_cmpint (bind (descriptor, (struct sockaddr *) &address, sizeof address), ==, 0);
  assert_unreadable ("socket", DOUDI_ERROR_IO, "ordinary file");
  close (descriptor);
  g_assert_cmpint (g_chdir (before), ==, 0);
}

/* Whoever may read everything learns nothing from this. */
static void
test_read_no_permission (Fixture *fixture, gconstpointer data)
{
  g_assert_true (g_file_set_contents (fixture->path, "x", -1, NULL));
  g_assert_cmpint (g_chmod (fixture->path, 0), ==, 0);
  if (g_access (fixture->path, R_OK) == 0)
    return;
  assert_unreadable (fixture->path, DOUDI_ERROR_IO, "permission");
}

static void
test_read_name (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_strconcat (fixture->folder, "/\xC3\x28.csv", NULL);

  assert_unreadable (path, DOUDI_ERROR_IO, "no such file");
  g_assert_true (doudi_file_publish_bytes (path, "one", 3, NULL));
  assert_content (path, "one");
}

static void
test_read_limit (Fixture *fixture, gconstpointer data)
{
  g_autofree char *content = g_strnfill (LIMIT + 1, 'x');
  g_autoptr (GBytes) bytes = NULL;

  g_assert_true (doudi_file_publish_bytes (fixture->path, content, LIMIT, NULL));
  bytes = doudi_file_read (fixture->path, LIMIT, NULL);
  g_assert_cmpuint (g_bytes_get_size (bytes), ==, LIMIT);
  g_assert_true (doudi_file_publish_bytes (fixture->path, content, LIMIT + 1, NULL));
  assert_unreadable (fixture->path, DOUDI_ERROR_BAD_DATA, "too large");
}

/* Eight bytes never cross a page, which some file systems write in two moments. */
static gpointer
grow_thread (gpointer data)
{
  int descriptor = open (data, O_WRONLY | O_APPEND);

  for (int i = 0; i < 20000; i++)
    g_assert_cmpint (write (descriptor, "01234567", 8), ==, 8);
  close (descriptor);
  return NULL;
}

/* A file that grows meanwhile is either refused or read as it was at one moment. */
static void
test_read_growing (Fixture *fixture, gconstpointer data)
{
  GThread *thread;

  g_assert_true (g_file_set_contents (fixture->path, "01234567", -1, NULL));
  thread = g_thread_new ("grow", grow_thread, fixture->path);
  for (int i = 0; i < 200; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = doudi_file_read (fixture->path, LIMIT, &error);

      if (bytes == NULL)
        g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_IO);
      else
        g_assert_cmpuint (g_bytes_get_size (bytes) % 8, ==, 0);
    }
  g_thread_join (thread);
}

static void
test_make_folder (Fixture *fixture, gconstpointer data)
{
  g_autofree char *outer = g_build_filename (fixture->folder, "a", NULL);
  g_autofree char *inner = g_build_filename (outer, "b", NULL);
  g_autofree char *below_file = g_build_filename (fixture->path, "b", NULL);
  g_autoptr (GError) error = NULL;
  struct stat status;

  g_assert_true (doudi_file_make_folder (inner, &error));
  g_assert_true (doudi_file_make_folder (inner, &error));
  g_assert_no_error (error);
  g_assert_cmpint (stat (inner, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0700);
  g_assert_true (g_file_set_contents (fixture->path, "x", -1, NULL));
  g_assert_false (doudi_file_make_folder (fixture->path, &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_IO);
  g_clear_error (&error);
  g_assert_false (doudi_file_make_folder (below_file, &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_IO);
  g_rmdir (inner);
}

static void
add_test (const char *name, void (*func) (Fixture *fixture, gconstpointer data))
{
  g_autofree char *path = g_strconcat ("/base/file/", name, NULL);

  g_test_add (path, Fixture, NULL, set_up, func, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_test ("publish", test_publish);
  add_test ("publish-relative", test_publish_relative);
  add_test ("publish-fails", test_publish_fails);
  add_test ("publish-callback", test_publish_callback);
  add_test ("publish-no-folder", test_publish_no_folder);
  add_test ("publish-over-link", test_publish_over_link);
  add_test ("publish-full", test_publish_full);
  add_test ("publish-nowhere", test_publish_nowhere);
  add_test ("read-irregular", test_read_irregular);
  add_test ("read-socket", test_read_socket);
  add_test ("read-no-permission", test_read_no_permission);
  add_test ("read-name", test_read_name);
  add_test ("read-limit", test_read_limit);
  add_test ("read-growing", test_read_growing);
  add_test ("make-folder", test_make_folder);
  return g_test_run ();
}
