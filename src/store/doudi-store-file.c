/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "store/doudi-store-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "base/doudi-error.h"
#include "store/doudi-cipher.h"
#include "store/doudi-key-file.h"
#include "store/doudi-store-private.h"

#define FREE_SPACE_WANTED (G_GUINT64_CONSTANT (512) * 1024 * 1024)
/* Says nothing about what is in the file. */
#define TEMPORARY_NAME ".doudi-XXXXXX.tmp"

#define COPY_BLOCK (1024 * 1024)
#define HEADER_LENGTH 100
#define HEADER_MAGIC "SQLite format 3"

/* Disks on which locks and renames are promises of somebody else's machine. */
static const unsigned int remote_disks[] = {
  0x6969,     /* NFS */
  0x517b,     /* SMB */
  0xff534d42, /* CIFS */
  0xfe534d42, /* SMB2 */
  0x73757245, /* Coda */
  0x5346414f, /* AFS */
  0x6b414653, /* kAFS */
  0x00c36400, /* Ceph */
};

#define FUSE_DISK 0x65735546

/* FUSE carries good local disks as well (fuseblk); these are the others. */
static const char *const remote_fuse_types[] = {
  "fuse.portal", "fuse.gvfsd-fuse", "fuse.sshfs",  "fuse.rclone",    "fuse.davfs",    "fuse.davfs2",
  "fuse.s3fs",   "fuse.glusterfs",  "fuse.cephfs", "fuse.curlftpfs", "fuse.smbnetfs",
};

static char *
dup_real_path (const char *path, GError **error)
{
  char *real = realpath (path, NULL);
  char *copy = g_strdup (real);

  if (real == NULL)
    doudi_error_set_from_errno (error, errno, path);
  free (real);
  return copy;
}

/**
 * doudi_store_file_resolve:
 * @path: (not nullable) (type filename): a caseload by any name
 * @error: %DOUDI_ERROR_IO if there is no such file; %DOUDI_ERROR_NOT_A_CASELOAD for a folder or a
 *   device
 *
 * Finds the real path of a caseload, so that every name of it meets at one lock.
 *
 * Returns: (nullable) (transfer full) (type filename): the path without links
 */
char *
doudi_store_file_resolve (const char *path, GError **error)
{
  g_autofree char *real = dup_real_path (path, error);
  struct stat status;

  if (real == NULL)
    return NULL;
  if (stat (real, &status) != 0 || !S_ISREG (status.st_mode))
    {
      g_autofree char *shown = g_filename_display_name (path);

      doudi_error_set (error, DOUDI_ERROR_NOT_A_CASELOAD, shown,
                       _ ("%s is not a caseload file of Doudi. Choose another file."), shown);
      return NULL;
    }
  return g_steal_pointer (&real);
}

/* The type of the disk by the kernel's list of mounts: "36 35 98:0 /root /mnt ... - ext4 dev". */
static char *
find_disk_type (dev_t device)
{
  g_autofree char *mounts = NULL;
  g_autofree char *wanted = g_strdup_printf (" %u:%u ", major (device), minor (device));
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents ("/proc/self/mountinfo", &mounts, NULL, NULL))
    return NULL;
  lines = g_strsplit (mounts, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *rest = strstr (lines[i], " - ");

      if (rest != NULL && strstr (lines[i], wanted) != NULL)
        return g_strndup (rest + 3, strcspn (rest + 3, " "));
    }
  return NULL;
}

static gboolean
is_remote (const struct statfs *disk, const char *folder)
{
  g_autofree char *type = NULL;
  struct stat status;

  for (gsize i = 0; i < G_N_ELEMENTS (remote_disks); i++)
    if ((unsigned int) disk->f_type == remote_disks[i])
      return TRUE;
  if ((unsigned int) disk->f_type != FUSE_DISK || stat (folder, &status) != 0)
    return FALSE;
  type = find_disk_type (status.st_dev);
  for (gsize i = 0; i < G_N_ELEMENTS (remote_fuse_types); i++)
    if (g_strcmp0 (type, remote_fuse_types[i]) == 0)
      return TRUE;
  return FALSE;
}

/**
 * doudi_store_file_check_disk:
 * @folder: (not nullable) (type filename): the folder of a caseload
 * @error: %DOUDI_ERROR_ENVIRONMENT for a network share, %DOUDI_ERROR_READ_ONLY for a folder that
 *   cannot be written
 *
 * Looks whether a caseload can live in a folder. Little free space is only noted on
 * standard error.
 *
 * Returns: whether it can
 */
gboolean
doudi_store_file_check_disk (const char *folder, GError **error)
{
  g_autofree char *shown = g_filename_display_name (folder);
  struct statfs disk;

  if (statfs (folder, &disk) != 0)
    {
      doudi_error_set_from_errno (error, errno, folder);
      return FALSE;
    }
  if (is_remote (&disk, folder))
    {
      doudi_error_set (error, DOUDI_ERROR_ENVIRONMENT, shown,
                       _ ("%s is on a network share or in a portal. A caseload must lie on a disk "
                          "of this machine; share its backups instead."),
                       shown);
      return FALSE;
    }
  if (access (folder, W_OK) != 0)
    {
      doudi_error_set (error, DOUDI_ERROR_READ_ONLY, shown,
                       _ ("The folder %s cannot be written. Check the write protection of the disk "
                          "and the rights of the folder."),
                       shown);
      return FALSE;
    }
  if ((guint64) disk.f_bavail * (guint64) disk.f_bsize < FREE_SPACE_WANTED)
    g_message ("less than 512 MiB are free on the disk of the caseload");
  return TRUE;
}

static guint32
read_number (const guint8 *header, gsize offset)
{
  return (guint32) header[offset] << 24 | (guint32) header[offset + 1] << 16
         | (guint32) header[offset + 2] << 8 | header[offset + 3];
}

static guint64
page_size_of (const guint8 *header)
{
  guint size = (guint) header[16] << 8 | header[17];

  return size == 1 ? 65536 : size;
}

/* After a crash the journal knows better than the file. */
static gboolean
has_journal (const char *path)
{
  g_autofree char *journal = g_strconcat (path, "-journal", NULL);
  struct stat status;

  return stat (journal, &status) == 0 && status.st_size > 0;
}

/* SQLite opens a file whose end is missing and finds out only where it reads. */
static gboolean
end_is_missing (const guint8 *header, goffset length, const char *path)
{
  guint64 told = read_number (header, 28) * page_size_of (header);

  return !has_journal (path) && (guint64) length < told;
}

static void
set_end_is_missing (GError **error, const char *path)
{
  g_autofree char *shown = g_filename_display_name (path);

  doudi_error_set (error, DOUDI_ERROR_CORRUPT, shown,
                   _ ("The end of %s is missing. Restore the newest backup."), shown);
}

static void
set_not_a_caseload (GError **error, const char *path)
{
  g_autofree char *shown = g_filename_display_name (path);

  doudi_error_set (error, DOUDI_ERROR_NOT_A_CASELOAD, shown,
                   _ ("%s is not a caseload file of Doudi. Choose another file."), shown);
}

static void
set_not_ours (GError **error, const char *path)
{
  g_autofree char *shown = g_filename_display_name (path);

  if (!doudi_key_file_exists (path))
    set_not_a_caseload (error, path);
  else
    doudi_error_set (error, DOUDI_ERROR_ENVIRONMENT, shown,
                     _ ("%s is encrypted, and this edition of Doudi was built without encryption. "
                        "Open it with the edition that has it."),
                     shown);
}

static gboolean
is_caseload (const guint8 *header)
{
  return memcmp (header, HEADER_MAGIC, sizeof HEADER_MAGIC) == 0
         && read_number (header, 68) == DOUDI_STORE_APPLICATION_ID;
}

/**
 * doudi_store_file_check_header:
 * @file: a descriptor open for reading
 * @path: (not nullable) (type filename): for messages
 * @version: (out): the version of the schema
 * @error: %DOUDI_ERROR_NOT_A_CASELOAD, %DOUDI_ERROR_CORRUPT if the end is missing
 *
 * Looks at the first hundred bytes before the database library does: what is not a caseload is
 * never handed to it.
 *
 * Returns: whether the file is a caseload
 */
gboolean
doudi_store_file_check_header (int file, const char *path, int *version, GError **error)
{
  guint8 header[HEADER_LENGTH];
  struct stat status;

  if (pread (file, header, sizeof header, 0) != sizeof header || fstat (file, &status) != 0
      || !is_caseload (header))
    {
      set_not_ours (error, path);
      return FALSE;
    }
  if (end_is_missing (header, status.st_size, path))
    {
      set_end_is_missing (error, path);
      return FALSE;
    }
  *version = (int) read_number (header, 60);
  return TRUE;
}

static void
set_not_encrypted (GError **error, const char *path)
{
  g_autofree char *shown = g_filename_display_name (path);

  doudi_error_set (error, DOUDI_ERROR_REFUSED, shown,
                   _ ("%s is not encrypted, and this edition of Doudi opens only what is. Open it "
                      "with the edition that made it."),
                   shown);
}

/**
 * doudi_store_file_check_encrypted:
 * @file: a descriptor open for reading
 * @path: (not nullable) (type filename): for messages
 * @error: %DOUDI_ERROR_NOT_A_CASELOAD; %DOUDI_ERROR_REFUSED for a caseload that is not encrypted;
 *   %DOUDI_ERROR_CORRUPT if the end is missing
 *
 * Looks at what an encrypted file shows without its key: that it is no other SQLite file and
 * consists of whole pages.
 *
 * Returns: whether the file may be an encrypted caseload
 */
gboolean
doudi_store_file_check_encrypted (int file, const char *path, GError **error)
{
  guint8 header[HEADER_LENGTH];
  struct stat status;

  if (pread (file, header, sizeof header, 0) != sizeof header || fstat (file, &status) != 0)
    set_not_a_caseload (error, path);
  else if (is_caseload (header))
    set_not_encrypted (error, path);
  else if (memcmp (header, HEADER_MAGIC, sizeof HEADER_MAGIC) == 0)
    set_not_a_caseload (error, path);
  else if (status.st_size % DOUDI_CIPHER_PAGE_SIZE != 0 && !has_journal (path)
           && doudi_key_file_exists (path))
    set_end_is_missing (error, path);
  else
    return TRUE;
  return FALSE;
}

static void
set_exists (GError **error, const char *path)
{
  g_autofree char *shown = g_filename_display_name (path);

  doudi_error_set (error, DOUDI_ERROR_REFUSED, shown,
                   _ ("%s already exists and stays as it is. Choose another name."), shown);
}

/**
 * doudi_store_file_is_new:
 * @path: (not nullable) (type filename): a name for a new file
 * @error: %DOUDI_ERROR_REFUSED if something has it
 *
 * Asks early, before the work, whether a name is free. Keys without their caseload may be the last
 * that is left of them, so they keep the name as well.
 *
 * Returns: whether it is
 */
gboolean
doudi_store_file_is_new (const char *path, GError **error)
{
  g_autofree char *keys = doudi_key_file_dup_path (path);
  struct stat status;

  if (lstat (path, &status) == 0)
    set_exists (error, path);
  else if (lstat (keys, &status) == 0)
    set_exists (error, keys);
  else
    return TRUE;
  return FALSE;
}

/**
 * doudi_store_file_make_temporary:
 * @path: (not nullable) (type filename): the name a file shall have in the end
 * @error: whatever the folder says
 *
 * Makes an empty file of mode 0600 beside @path.
 *
 * Returns: (nullable) (transfer full) (type filename): its path
 */
char *
doudi_store_file_make_temporary (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *real = NULL;
  g_autofree char *temporary = NULL;
  int file;

  if (!doudi_store_file_check_disk (folder, error))
    return NULL;
  real = dup_real_path (folder, error);
  if (real == NULL)
    return NULL;
  temporary = g_build_filename (real, TEMPORARY_NAME, NULL);
  file = g_mkstemp_full (temporary, O_RDWR | O_CLOEXEC, 0600);
  if (file < 0)
    {
      doudi_error_set_from_errno (error, errno, path);
      return NULL;
    }
  close (file);
  return g_steal_pointer (&temporary);
}

static gboolean
write_all (int file, const guint8 *bytes, gsize length)
{
  while (length > 0)
    {
      gssize written = write (file, bytes, length);

      if (written < 0)
        return FALSE;
      bytes += written;
      length -= (gsize) written;
    }
  return TRUE;
}

static gboolean
copy_bytes (int from, int to, const DoudiProgress *progress, const char *path, GError **error)
{
  g_autofree guint8 *block = g_malloc (COPY_BLOCK);
  gssize length;

  while ((length = read (from, block, COPY_BLOCK)) > 0)
    {
      if (doudi_progress_is_cancelled (progress, error))
        return FALSE;
      if (!write_all (to, block, (gsize) length))
        break;
    }
  if (length == 0)
    return TRUE;
  doudi_error_set_from_errno (error, errno, path);
  return FALSE;
}

/**
 * doudi_store_file_copy:
 * @file: a descriptor open for reading, at its beginning
 * @path: (not nullable) (type filename): an empty file of ours
 * @progress: (nullable): who may stop it
 * @error: whatever the disk says
 *
 * Copies a file byte by byte.
 *
 * Returns: whether it is copied
 */
gboolean
doudi_store_file_copy (int file, const char *path, const DoudiProgress *progress, GError **error)
{
  int target = open (path, O_WRONLY | O_NOFOLLOW | O_CLOEXEC);
  gboolean copied;

  if (target < 0)
    {
      doudi_error_set_from_errno (error, errno, path);
      return FALSE;
    }
  copied = copy_bytes (file, target, progress, path, error);
  close (target);
  return copied;
}

static gboolean
sync_name (const char *name, int flags)
{
  int file = open (name, flags | O_CLOEXEC);
  gboolean synced = file >= 0 && (fsync (file) == 0 || errno == EINVAL);
  int saved_errno = errno;

  if (file >= 0)
    close (file);
  errno = saved_errno;
  return synced;
}

/* vfat knows no hard links, and some disks know no rename that spares the old name. */
static gboolean
rename_without_replacing (const char *from, const char *to)
{
  if (renameat2 (AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
    return TRUE;
  if (errno != EINVAL && errno != ENOSYS)
    return FALSE;
  return link (from, to) == 0 && g_unlink (from) == 0;
}

/**
 * doudi_store_file_remove_journal:
 * @path: (not nullable) (type filename): a caseload that nobody writes any more
 *
 * Removes the empty journal that SQLite leaves beside a closed file. One that is not empty belongs
 * to a change that was broken off, and stays.
 */
void
doudi_store_file_remove_journal (const char *path)
{
  g_autofree char *journal = g_strconcat (path, "-journal", NULL);
  struct stat status;

  if (lstat (journal, &status) == 0 && status.st_size == 0)
    g_unlink (journal);
}

static void
set_not_published (GError **error, int saved_errno, const char *path)
{
  if (saved_errno == EEXIST)
    set_exists (error, path);
  else
    doudi_error_set_from_errno (error, saved_errno, path);
}

/* They are on the disk already, under the temporary name. */
static gboolean
publish_keys (const char *temporary, const char *path, GError **error)
{
  g_autofree char *from = doudi_key_file_dup_path (temporary);
  g_autofree char *to = doudi_key_file_dup_path (path);

  if (!doudi_key_file_exists (temporary) || rename_without_replacing (from, to))
    return TRUE;
  set_not_published (error, errno, to);
  return FALSE;
}

static void
take_keys_back (const char *temporary, const char *path)
{
  g_autofree char *from = doudi_key_file_dup_path (temporary);
  g_autofree char *to = doudi_key_file_dup_path (path);

  if (doudi_cipher_is_built ())
    rename_without_replacing (to, from);
}

/**
 * doudi_store_file_publish:
 * @temporary: (not nullable) (type filename): a complete file in the folder of @path
 * @path: (not nullable) (type filename): the name it shall have
 * @error: %DOUDI_ERROR_REFUSED if there is a file of this name
 *
 * Gives a finished file its name, in one step and never in the place of another. Its keys get
 * theirs just before: keys without a caseload do no harm, a caseload without them is lost.
 *
 * Returns: whether it has the name, for good
 */
gboolean
doudi_store_file_publish (const char *temporary, const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int saved_errno;

  if (!publish_keys (temporary, path, error))
    return FALSE;
  doudi_store_file_remove_journal (temporary);
  if (sync_name (temporary, O_RDWR) && rename_without_replacing (temporary, path)
      && sync_name (folder, O_RDONLY | O_DIRECTORY))
    return TRUE;
  saved_errno = errno;
  take_keys_back (temporary, path);
  set_not_published (error, saved_errno, path);
  return FALSE;
}

/* Before their caseload, as publish_keys() does. */
static gboolean
replace_keys (const char *temporary, const char *path)
{
  g_autofree char *from = doudi_key_file_dup_path (temporary);
  g_autofree char *to = doudi_key_file_dup_path (path);

  return !doudi_key_file_exists (temporary) || g_rename (from, to) == 0;
}

/**
 * doudi_store_file_replace:
 * @temporary: (not nullable) (type filename): a complete file in the folder of @path
 * @path: (not nullable) (type filename): the name it shall have
 * @error: whatever the disk says
 *
 * Gives a finished file its name, in the place of another if there is one.
 *
 * Returns: whether it has the name, for good
 */
gboolean
doudi_store_file_replace (const char *temporary, const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  doudi_store_file_remove_journal (temporary);
  if (sync_name (temporary, O_RDWR) && replace_keys (temporary, path)
      && g_rename (temporary, path) == 0 && sync_name (folder, O_RDONLY | O_DIRECTORY))
    return TRUE;
  doudi_error_set_from_errno (error, errno, path);
  return FALSE;
}

/**
 * doudi_store_file_remove:
 * @path: (not nullable) (type filename): a temporary caseload
 *
 * Removes a caseload that is not to be, with what was laid beside it.
 */
void
doudi_store_file_remove (const char *path)
{
  g_autofree char *journal = g_strconcat (path, "-journal", NULL);
  g_autofree char *keys = doudi_key_file_dup_path (path);

  g_unlink (path);
  g_unlink (journal);
  g_unlink (keys);
}
