/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "base/doudi-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/doudi-error.h"

#define FILE_MODE 0600
#define FOLDER_MODE 0700

/* Says nothing about what is in the file. */
#define TEMPORARY_NAME ".doudi-XXXXXX.tmp"

typedef struct
{
  gconstpointer bytes;
  gsize length;
} Content;

static gboolean
fail_with_errno (GError **error, const char *path)
{
  doudi_error_set_from_errno (error, errno, path);
  return FALSE;
}

static void
close_descriptor (int descriptor)
{
  int saved_errno = errno;

  close (descriptor);
  errno = saved_errno;
}

static char *
create_temporary (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *temporary = g_build_filename (folder, TEMPORARY_NAME, NULL);
  int descriptor = g_mkstemp_full (temporary, O_RDWR | O_CLOEXEC, FILE_MODE);

  if (descriptor < 0)
    {
      fail_with_errno (error, folder);
      return NULL;
    }
  close_descriptor (descriptor);
  return g_steal_pointer (&temporary);
}

/* On file systems that cannot do it (some memory sticks) there is nothing to wait for. */
static gboolean
sync_descriptor (int descriptor)
{
  return fsync (descriptor) == 0 || errno == EINVAL || errno == ENOTSUP;
}

static gboolean
sync_folder (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int descriptor = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean done;

  if (descriptor < 0)
    return fail_with_errno (error, folder);
  done = sync_descriptor (descriptor);
  close_descriptor (descriptor);
  return done || fail_with_errno (error, folder);
}

/* What was written may have replaced the file, so it is opened anew; -1 with errno set. */
static int
open_written (const char *temporary)
{
  struct stat status;
  int descriptor = open (temporary, O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);

  if (descriptor < 0)
    return -1;
  if (fstat (descriptor, &status) == 0 && S_ISREG (status.st_mode))
    return descriptor;
  close (descriptor);
  errno = ENXIO;
  return -1;
}

static gboolean
sync_written (const char *temporary, const char *path, GError **error)
{
  int descriptor = open_written (temporary);
  gboolean done;

  if (descriptor < 0)
    return fail_with_errno (error, path);
  /* A stick without owners and modes refuses; its files are everybody's anyway. */
  (void) !fchmod (descriptor, FILE_MODE);
  done = sync_descriptor (descriptor);
  close_descriptor (descriptor);
  return done || fail_with_errno (error, path);
}

static gboolean
write_and_rename (const char *temporary,
                  const char *path,
                  DoudiFileWriteFunc write_content,
                  gpointer data,
                  GError **error)
{
  if (!write_content (temporary, data, error) || !sync_written (temporary, path, error))
    return FALSE;
  return g_rename (temporary, path) == 0 || fail_with_errno (error, path);
}

/**
 * doudi_file_publish:
 * @path: (not nullable) (type filename): the file to make or to replace
 * @write_content: (scope call): writes the content to a temporary file in the same folder
 * @data: (nullable): for @write_content
 * @error: what @write_content set, or %DOUDI_ERROR_NO_SPACE, %DOUDI_ERROR_READ_ONLY,
 * %DOUDI_ERROR_IO
 *
 * Writes a file so that at every moment, also when the power fails, there is either what was there
 * before or the whole new content: a temporary file of mode 0600, flushed to the disk, then
 * renamed. When it fails the temporary file is removed and @path is as it was, save that the disk
 * may fail at the very last step, when it flushes the folder. A link at @path is replaced, not
 * followed.
 *
 * Returns: whether the file is in place
 */
gboolean
doudi_file_publish (const char *path,
                    DoudiFileWriteFunc write_content,
                    gpointer data,
                    GError **error)
{
  g_autofree char *temporary = create_temporary (path, error);

  if (temporary == NULL)
    return FALSE;
  if (!write_and_rename (temporary, path, write_content, data, error))
    {
      g_unlink (temporary);
      return FALSE;
    }
  return sync_folder (path, error);
}

static gboolean
write_all (int descriptor, const char *bytes, gsize length)
{
  while (length > 0)
    {
      gssize written = write (descriptor, bytes, length);

      if (written < 0 && errno == EINTR)
        continue;
      if (written < 0)
        return FALSE;
      bytes += written;
      length -= (gsize) written;
    }
  return TRUE;
}

/* A full disk may cut a file short without a word until it is closed. */
static gboolean
has_size (int descriptor, gsize length)
{
  struct stat status;

  if (fstat (descriptor, &status) != 0)
    return FALSE;
  errno = ENOSPC;
  return (guint64) status.st_size == length;
}

/**
 * doudi_file_fill:
 * @temporary_path: (not nullable) (type filename): as #DoudiFileWriteFunc gets it
 * @bytes: (nullable): the content; may be %NULL if @length is 0
 * @length: how many bytes
 * @error: %DOUDI_ERROR_NO_SPACE, %DOUDI_ERROR_READ_ONLY, %DOUDI_ERROR_IO
 *
 * Writes the whole content of a file that is published by somebody who has more to do before it
 * gets its name.
 *
 * Returns: whether all of it was written
 */
gboolean
doudi_file_fill (const char *temporary_path, gconstpointer bytes, gsize length, GError **error)
{
  int descriptor = open (temporary_path, O_WRONLY | O_TRUNC | O_NOFOLLOW | O_CLOEXEC);
  gboolean done;

  if (descriptor < 0)
    return fail_with_errno (error, temporary_path);
  done = write_all (descriptor, bytes, length) && has_size (descriptor, length);
  close_descriptor (descriptor);
  return done || fail_with_errno (error, temporary_path);
}

static gboolean
write_content_cb (const char *temporary_path, gpointer data, GError **error)
{
  const Content *content = data;

  return doudi_file_fill (temporary_path, content->bytes, content->length, error);
}

/**
 * doudi_file_publish_bytes:
 * @path: (not nullable) (type filename): the file to make or to replace
 * @bytes: (nullable): its content; may be %NULL if @length is 0
 * @length: how many bytes
 * @error: %DOUDI_ERROR_NO_SPACE, %DOUDI_ERROR_READ_ONLY, %DOUDI_ERROR_IO
 *
 * Like doudi_file_publish() for content that is in memory.
 *
 * Returns: whether the file is in place
 */
gboolean
doudi_file_publish_bytes (const char *path, gconstpointer bytes, gsize length, GError **error)
{
  Content content = { bytes, length };

  return doudi_file_publish (path, write_content_cb, &content, error);
}

static const char *
irregular_message (mode_t mode)
{
  if (S_ISDIR (mode))
    return _ ("this is a folder, not a file. Open it and choose a file in it.");
  if (S_ISFIFO (mode))
    return _ ("this is a pipe between programs, not a file. Save the data to a file first.");
  if (S_ISCHR (mode) || S_ISBLK (mode))
    return _ ("this is a device, not a file. Copy the data to a file first.");
  return _ ("this is not an ordinary file. Choose an ordinary file.");
}

static gboolean
check_readable (const struct stat *status, const char *path, goffset limit, GError **error)
{
  g_autofree char *shown = g_filename_display_name (path);
  g_autofree char *size = NULL;

  if (!S_ISREG (status->st_mode))
    {
      doudi_error_set (error, DOUDI_ERROR_IO, shown, "%s: %s", shown,
                       irregular_message (status->st_mode));
      return FALSE;
    }
  if (status->st_size <= limit)
    return TRUE;
  size = g_format_size ((guint64) limit);
  doudi_error_set (error, DOUDI_ERROR_BAD_DATA, shown,
                   _ ("%s: the file is too large, at most %s can be read. Split it into several "
                      "files."),
                   shown, size);
  return FALSE;
}

/* Up to SIZE bytes; -1 with errno set. */
static gssize
read_all (int descriptor, char *buffer, gsize size)
{
  gsize done = 0;

  while (done < size)
    {
      gssize got = read (descriptor, buffer + done, size - done);

      if (got < 0 && errno == EINTR)
        continue;
      if (got < 0)
        return -1;
      if (got == 0)
        break;
      done += (gsize) got;
    }
  return (gssize) done;
}

static gboolean
is_unchanged (int descriptor, const struct stat *before, gsize read_bytes)
{
  struct stat after;

  return fstat (descriptor, &after) == 0 && after.st_size == before->st_size
         && (goffset) read_bytes == before->st_size
         && after.st_mtim.tv_sec == before->st_mtim.tv_sec
         && after.st_mtim.tv_nsec == before->st_mtim.tv_nsec;
}

static GBytes *
read_descriptor (int descriptor, const char *path, goffset limit, GError **error)
{
  g_autofree char *buffer = NULL;
  g_autofree char *shown = NULL;
  struct stat status = { 0 };
  gssize got;

  /* Without an answer it counts as no ordinary file. */
  fstat (descriptor, &status);
  if (!check_readable (&status, path, limit, error))
    return NULL;
  /* One byte more, to see it grow. */
  buffer = g_try_malloc ((gsize) status.st_size + 1);
  errno = ENOMEM;
  got = buffer == NULL ? -1 : read_all (descriptor, buffer, (gsize) status.st_size + 1);
  if (got < 0)
    {
      fail_with_errno (error, path);
      return NULL;
    }
  if (is_unchanged (descriptor, &status, (gsize) got))
    return g_bytes_new_take (g_steal_pointer (&buffer), (gsize) got);
  shown = g_filename_display_name (path);
  doudi_error_set (error, DOUDI_ERROR_IO, shown,
                   _ ("%s: the file changed while it was being read. Close it in other programs, "
                      "then try again."),
                   shown);
  return NULL;
}

/**
 * doudi_file_read:
 * @path: (not nullable) (type filename): an ordinary file
 * @limit: the largest size that is read, in bytes
 * @error: %DOUDI_ERROR_BAD_DATA if it is larger than @limit; %DOUDI_ERROR_IO if there is none, it
 *   may not be read, is a folder, link, pipe or device, or changes meanwhile;
 *   %DOUDI_ERROR_ENVIRONMENT if there is not enough memory
 *
 * Reads a whole file that somebody handed in. Links are not followed, and a pipe without a writer
 * does not block. An empty file gives no bytes; whoever asked says what should have been there.
 *
 * Returns: (nullable) (transfer full): the content, or %NULL with @error set
 */
GBytes *
doudi_file_read (const char *path, goffset limit, GError **error)
{
  int descriptor = open (path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  GBytes *bytes;

  if (descriptor < 0)
    {
      fail_with_errno (error, path);
      return NULL;
    }
  bytes = read_descriptor (descriptor, path, limit, error);
  close_descriptor (descriptor);
  return bytes;
}

/**
 * doudi_file_make_folder:
 * @path: (not nullable) (type filename): a folder
 * @error: %DOUDI_ERROR_NO_SPACE, %DOUDI_ERROR_READ_ONLY, %DOUDI_ERROR_IO
 *
 * Makes a folder of mode 0700, and those above it, unless it is there already.
 *
 * Returns: whether the folder is there
 */
gboolean
doudi_file_make_folder (const char *path, GError **error)
{
  return g_mkdir_with_parents (path, FOLDER_MODE) == 0 || fail_with_errno (error, path);
}
