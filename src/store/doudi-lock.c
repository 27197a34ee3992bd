/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "store/doudi-lock.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdint.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/doudi-error.h"

#define HOLDER_MAX 512

/*
 * @lock_file: "<file>.lock", flock()ed
 * @file: the caseload itself, flock()ed too: another name of the same file has another lock file
 * @identity: device and inode, its place in the table of this process
 */
struct _DoudiLock
{
  gatomicrefcount refs;
  char *path;
  char *identity;
  int lock_file;
  int file;
  gboolean was_left;
};

/* What this process holds. Closing any descriptor of a file drops the record locks SQLite has on
 * it, so a second look at a held file must end before the file is opened. */
static GMutex held_mutex;
static GHashTable *held;

static char *
identity_of (const char *path, GError **error)
{
  struct stat status;

  if (stat (path, &status) == 0)
    return g_strdup_printf ("%ju:%ju", (uintmax_t) status.st_dev, (uintmax_t) status.st_ino);
  doudi_error_set_from_errno (error, errno, path);
  return NULL;
}

static gboolean
hold_in_process (const char *identity)
{
  gboolean added;

  g_mutex_lock (&held_mutex);
  if (held == NULL)
    held = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  added = g_hash_table_add (held, g_strdup (identity));
  g_mutex_unlock (&held_mutex);
  return added;
}

static void
release_in_process (const char *identity)
{
  g_mutex_lock (&held_mutex);
  g_hash_table_remove (held, identity);
  g_mutex_unlock (&held_mutex);
}

/* The three lines of a lock file are user, host, since. */
static void
set_in_use (GError **error, const char *path, int lock_file)
{
  char text[HOLDER_MAX] = "";
  g_autofree char *shown = g_filename_display_name (path);
  g_auto (GStrv) lines = NULL;

  if (lock_file >= 0 && pread (lock_file, text, sizeof text - 1, 0) > 0)
    lines = g_strsplit (text, "\n", 4);
  if (lines != NULL && g_strv_length (lines) >= 3 && g_utf8_validate (text, -1, NULL))
    doudi_error_set (error, DOUDI_ERROR_IN_USE, shown,
                     _ ("%s on %s has it open since %s: %s. Close it there, then try again."),
                     lines[0], lines[1], lines[2], shown);
  else
    doudi_error_set (error, DOUDI_ERROR_IN_USE, shown,
                     _ ("Somebody has it open, perhaps under another name: %s. Close it there, "
                        "then try again."),
                     shown);
}

/* Of this process: only the caseload itself must not be opened again, its lock file may. */
static void
set_in_use_here (GError **error, const char *path, const char *name)
{
  int lock_file = open (name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);

  set_in_use (error, path, lock_file);
  if (lock_file >= 0)
    close (lock_file);
}

static void
set_no_locks (GError **error, int saved_errno, const char *path)
{
  g_autofree char *shown = g_filename_display_name (path);

  if (saved_errno != ENOSYS && saved_errno != ENOLCK && saved_errno != EOPNOTSUPP
      && saved_errno != EINVAL)
    {
      doudi_error_set_from_errno (error, saved_errno, path);
      return;
    }
  doudi_error_set (error, DOUDI_ERROR_ENVIRONMENT, shown,
                   _ ("This kind of disk cannot keep two people apart: %s. Put the caseload on a "
                      "disk of this machine."),
                   shown);
}

/* A folder without rights is the trouble of the caseload, not of its lock file. */
static int
open_lock_file (const char *name, const char *path, gboolean *existed, GError **error)
{
  int file;
  int saved_errno;

  *existed = access (name, F_OK) == 0;
  file = open (name, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
  saved_errno = errno;
  if (file < 0 && (saved_errno == EACCES || saved_errno == EROFS))
    {
      g_autofree char *shown = g_filename_display_name (path);

      doudi_error_set (error, DOUDI_ERROR_READ_ONLY, shown,
                       _ ("The folder of %s cannot be written. Check the write protection of the "
                          "disk and the rights of the folder."),
                       shown);
    }
  else if (file < 0)
    doudi_error_set_from_errno (error, saved_errno, name);
  return file;
}

static gboolean
is_still_there (int file, const char *name)
{
  struct stat opened;
  struct stat named;

  return fstat (file, &opened) == 0 && stat (name, &named) == 0 && opened.st_dev == named.st_dev
         && opened.st_ino == named.st_ino;
}

/* Whoever ends removes the lock file, so the one just locked may have gone: then once more. */
static gboolean
lock_lock_file (DoudiLock *lock, const char *name, GError **error)
{
  for (;;)
    {
      int saved_errno;

      lock->lock_file = open_lock_file (name, lock->path, &lock->was_left, error);
      if (lock->lock_file < 0)
        return FALSE;
      if (flock (lock->lock_file, LOCK_EX | LOCK_NB) == 0)
        {
          if (is_still_there (lock->lock_file, name))
            return TRUE;
          close (lock->lock_file);
          continue;
        }
      saved_errno = errno;
      if (saved_errno == EWOULDBLOCK)
        set_in_use (error, lock->path, lock->lock_file);
      else
        set_no_locks (error, saved_errno, lock->path);
      close (lock->lock_file);
      lock->lock_file = -1;
      return FALSE;
    }
}

static gboolean
lock_file_itself (DoudiLock *lock, GError **error)
{
  lock->file = open (lock->path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
  if (lock->file < 0)
    {
      doudi_error_set_from_errno (error, errno, lock->path);
      return FALSE;
    }
  if (flock (lock->file, LOCK_EX | LOCK_NB) == 0)
    return TRUE;
  if (errno == EWOULDBLOCK)
    set_in_use (error, lock->path, -1);
  else
    set_no_locks (error, errno, lock->path);
  return FALSE;
}

static gboolean
write_holder (DoudiLock *lock, const char *name, GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *since = g_date_time_format (now, "%Y-%m-%d %H:%M");
  g_autofree char *text
    = g_strdup_printf ("%s\n%s\n%s\n", g_get_user_name (), g_get_host_name (), since);
  gsize length = strlen (text);

  if (ftruncate (lock->lock_file, 0) == 0
      && pwrite (lock->lock_file, text, length, 0) == (gssize) length)
    return TRUE;
  doudi_error_set_from_errno (error, errno, name);
  return FALSE;
}

/**
 * doudi_lock_acquire:
 * @path: (not nullable) (type filename): the caseload, its real path without links
 * @error: %DOUDI_ERROR_IN_USE with who, where and since when; %DOUDI_ERROR_READ_ONLY if the folder
 *   cannot be written; %DOUDI_ERROR_ENVIRONMENT if the disk knows no locks
 *
 * Takes the caseload for this process. A second taker is refused, in this process too, and also
 * when it comes by another name of the same file.
 *
 * Returns: (nullable) (transfer full): the lock, or %NULL with @error set
 */
DoudiLock *
doudi_lock_acquire (const char *path, GError **error)
{
  g_autofree char *name = g_strconcat (path, ".lock", NULL);
  g_autofree char *identity = identity_of (path, error);
  g_autoptr (DoudiLock) lock = NULL;

  if (identity == NULL)
    return NULL;
  if (!hold_in_process (identity))
    {
      set_in_use_here (error, path, name);
      return NULL;
    }
  lock = g_new0 (DoudiLock, 1);
  g_atomic_ref_count_init (&lock->refs);
  lock->path = g_strdup (path);
  lock->identity = g_steal_pointer (&identity);
  lock->lock_file = -1;
  lock->file = -1;
  if (!lock_lock_file (lock, name, error) || !lock_file_itself (lock, error)
      || !write_holder (lock, name, error))
    return NULL;
  return g_steal_pointer (&lock);
}

/**
 * doudi_lock_ref:
 * @lock: (not nullable): a lock
 *
 * Shares the lock: a reader of the same process lives under it too.
 *
 * Returns: (not nullable) (transfer full): @lock
 */
DoudiLock *
doudi_lock_ref (DoudiLock *lock)
{
  g_atomic_ref_count_inc (&lock->refs);
  return lock;
}

/* The lock file goes while it is still locked: afterwards it would be somebody else's. */
static void
remove_lock_file (DoudiLock *lock)
{
  g_autofree char *name = g_strconcat (lock->path, ".lock", NULL);

  if (lock->lock_file < 0)
    return;
  if (is_still_there (lock->lock_file, name))
    g_unlink (name);
  close (lock->lock_file);
}

/**
 * doudi_lock_unref:
 * @lock: (not nullable) (transfer full): a lock
 *
 * Gives a share of the lock back. With the last one the caseload is free for others.
 */
void
doudi_lock_unref (DoudiLock *lock)
{
  if (!g_atomic_ref_count_dec (&lock->refs))
    return;
  if (lock->file >= 0)
    close (lock->file);
  remove_lock_file (lock);
  release_in_process (lock->identity);
  g_free (lock->identity);
  g_free (lock->path);
  g_free (lock);
}

/**
 * doudi_lock_get_file:
 * @lock: (not nullable): a lock
 *
 * Lends the descriptor by which the caseload is locked, for looking at its header.
 *
 * Returns: a descriptor open for reading; stays the lock's
 */
int
doudi_lock_get_file (const DoudiLock *lock)
{
  return lock->file;
}

/**
 * doudi_lock_was_left:
 * @lock: (not nullable): a lock
 *
 * Tells whether the last program that had the caseload open ended without closing it.
 *
 * Returns: %TRUE if its lock file was still there
 */
gboolean
doudi_lock_was_left (const DoudiLock *lock)
{
  return lock->was_left;
}
