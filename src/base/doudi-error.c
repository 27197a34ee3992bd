/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "base/doudi-error.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>

/* The place in a file, NULL if there is none. */
typedef struct
{
  char *where;
} DoudiErrorPrivate;

static void
doudi_error_private_init (DoudiErrorPrivate *priv)
{
  priv->where = NULL;
}

static void
doudi_error_private_copy (const DoudiErrorPrivate *from, DoudiErrorPrivate *to)
{
  to->where = g_strdup (from->where);
}

static void
doudi_error_private_clear (DoudiErrorPrivate *priv)
{
  g_free (priv->where);
}

/**
 * doudi_error_quark:
 *
 * Names the one error domain; written %DOUDI_ERROR.
 *
 * Returns: the domain
 */
G_DEFINE_EXTENDED_ERROR (DoudiError, doudi_error)

/* How an errno value reads: which kind of trouble, and what follows the path in
 * the message. */
typedef struct
{
  int number;
  DoudiError code;
  const char *message;
} ErrnoMeaning;

static const ErrnoMeaning errno_meanings[] = {
  { ENOSPC, DOUDI_ERROR_NO_SPACE,
    N_ ("the disk is full. Free some space or choose another disk, then try again.") },
  { EDQUOT, DOUDI_ERROR_NO_SPACE,
    N_ ("your share of the disk is used up. Free some space, then try again.") },
  { EFBIG, DOUDI_ERROR_NO_SPACE, N_ ("the file is too large for this disk. Choose another disk.") },
  { EROFS, DOUDI_ERROR_READ_ONLY,
    N_ ("the disk cannot be written. Look for a write protection or choose another folder.") },
  { EACCES, DOUDI_ERROR_IO,
    N_ ("you have no permission. Choose another folder or ask for access.") },
  { EPERM, DOUDI_ERROR_IO,
    N_ ("the system does not allow it. Choose another folder or ask for access.") },
  { ENOENT, DOUDI_ERROR_IO,
    N_ ("there is no such file or folder. Check the name, and that the disk is plugged in.") },
  { ENOTDIR, DOUDI_ERROR_IO, N_ ("part of the path is a file, not a folder. Check the name.") },
  { EISDIR, DOUDI_ERROR_IO, N_ ("this is a folder, not a file. Choose a file.") },
  { EEXIST, DOUDI_ERROR_IO,
    N_ ("something with this name is already there. Choose another name.") },
  { ELOOP, DOUDI_ERROR_IO, N_ ("this is a link, not a file. Choose the file that it points to.") },
  { ENAMETOOLONG, DOUDI_ERROR_IO, N_ ("the name is too long. Choose a shorter one.") },
  { EINVAL, DOUDI_ERROR_IO,
    N_ ("the disk does not take this name. Use letters, Chinese characters and digits.") },
  { ENXIO, DOUDI_ERROR_IO, N_ ("this is not an ordinary file. Choose an ordinary file.") },
  { EBUSY, DOUDI_ERROR_BUSY, N_ ("another program is using it. Close it there, then try again.") },
  { ETXTBSY, DOUDI_ERROR_BUSY,
    N_ ("another program is using it. Close it there, then try again.") },
  { EIO, DOUDI_ERROR_IO,
    N_ ("the disk failed. Plug it in again or use another disk, then try again.") },
  { ENODEV, DOUDI_ERROR_IO, N_ ("the disk is gone. Plug it in again, then try again.") },
  { ENOMEM, DOUDI_ERROR_ENVIRONMENT,
    N_ ("there is not enough memory. Close other programs, then try again.") },
};

/* GIOError speaks of the same troubles in its own numbers. */
static const struct
{
  GIOErrorEnum code;
  int number;
} io_errnos[] = {
  { G_IO_ERROR_NO_SPACE, ENOSPC },
  { G_IO_ERROR_READ_ONLY, EROFS },
  { G_IO_ERROR_PERMISSION_DENIED, EACCES },
  { G_IO_ERROR_NOT_FOUND, ENOENT },
  { G_IO_ERROR_NOT_DIRECTORY, ENOTDIR },
  { G_IO_ERROR_IS_DIRECTORY, EISDIR },
  { G_IO_ERROR_EXISTS, EEXIST },
  { G_IO_ERROR_TOO_MANY_LINKS, ELOOP },
  { G_IO_ERROR_FILENAME_TOO_LONG, ENAMETOOLONG },
  { G_IO_ERROR_INVALID_FILENAME, EINVAL },
  { G_IO_ERROR_BUSY, EBUSY },
  { G_IO_ERROR_NOT_REGULAR_FILE, ENXIO },
};

/* The same for GFileError, which mirrors errno. */
static const struct
{
  GFileError code;
  int number;
} file_errnos[] = {
  { G_FILE_ERROR_NOSPC, ENOSPC },   { G_FILE_ERROR_ROFS, EROFS },
  { G_FILE_ERROR_ACCES, EACCES },   { G_FILE_ERROR_PERM, EPERM },
  { G_FILE_ERROR_NOENT, ENOENT },   { G_FILE_ERROR_NOTDIR, ENOTDIR },
  { G_FILE_ERROR_ISDIR, EISDIR },   { G_FILE_ERROR_EXIST, EEXIST },
  { G_FILE_ERROR_LOOP, ELOOP },     { G_FILE_ERROR_NAMETOOLONG, ENAMETOOLONG },
  { G_FILE_ERROR_TXTBSY, ETXTBSY }, { G_FILE_ERROR_IO, EIO },
  { G_FILE_ERROR_NODEV, ENODEV },   { G_FILE_ERROR_NXIO, ENXIO },
};

static const char *const error_names[] = {
  [DOUDI_ERROR_REFUSED] = "refused",
  [DOUDI_ERROR_NOT_ALLOWED] = "not-allowed",
  [DOUDI_ERROR_FOUR_EYES] = "four-eyes",
  [DOUDI_ERROR_PASSWORD] = "password",
  [DOUDI_ERROR_BAD_DATA] = "bad-data",
  [DOUDI_ERROR_NOT_FOUND] = "not-found",
  [DOUDI_ERROR_CONFLICT] = "conflict",
  [DOUDI_ERROR_NO_STANDARD] = "no-standard",
  [DOUDI_ERROR_NO_FACT] = "no-fact",
  [DOUDI_ERROR_CANCELLED] = "cancelled",
  [DOUDI_ERROR_USAGE] = "usage",
  [DOUDI_ERROR_IO] = "io",
  [DOUDI_ERROR_READ_ONLY] = "read-only",
  [DOUDI_ERROR_NO_SPACE] = "no-space",
  [DOUDI_ERROR_IN_USE] = "in-use",
  [DOUDI_ERROR_BUSY] = "busy",
  [DOUDI_ERROR_CORRUPT] = "corrupt",
  [DOUDI_ERROR_NOT_A_CASELOAD] = "not-a-caseload",
  [DOUDI_ERROR_VERSION] = "version",
  [DOUDI_ERROR_ENVIRONMENT] = "environment",
};

/**
 * doudi_error_set:
 * @error: (nullable): where the error goes; nothing happens when %NULL
 * @code: the kind of trouble
 * @where: (nullable): the place in a file ("line 3", "sheet 1, row 7"); %NULL if there is none
 * @format: (not nullable): the translated message: what is wrong and what to do
 * @...: its arguments
 *
 * Makes an error of the domain %DOUDI_ERROR.
 */
void
doudi_error_set (GError **error, DoudiError code, const char *where, const char *format, ...)
{
  va_list arguments;
  GError *made;

  if (error == NULL)
    return;
  g_return_if_fail (*error == NULL);

  va_start (arguments, format);
  made = g_error_new_valist (DOUDI_ERROR, (int) code, format, arguments);
  va_end (arguments);
  doudi_error_get_private (made)->where = g_strdup (where);
  *error = made;
}

static const ErrnoMeaning *
find_errno_meaning (int number)
{
  for (gsize i = 0; i < G_N_ELEMENTS (errno_meanings); i++)
    if (errno_meanings[i].number == number)
      return &errno_meanings[i];
  return NULL;
}

/* 0 if there is no errno value for it. */
static int
errno_of_cause (const GError *cause)
{
  if (cause->domain == G_IO_ERROR)
    for (gsize i = 0; i < G_N_ELEMENTS (io_errnos); i++)
      if ((int) io_errnos[i].code == cause->code)
        return io_errnos[i].number;
  if (cause->domain == G_FILE_ERROR)
    for (gsize i = 0; i < G_N_ELEMENTS (file_errnos); i++)
      if ((int) file_errnos[i].code == cause->code)
        return file_errnos[i].number;
  return 0;
}

static void
set_from_meaning (GError **error, const ErrnoMeaning *meaning, const char *path)
{
  g_autofree char *shown = g_filename_display_name (path);

  doudi_error_set (error, meaning->code, shown, "%s: %s", shown, _ (meaning->message));
}

/**
 * doudi_error_set_from_errno:
 * @error: (nullable): where the error goes
 * @saved_errno: a value of errno, saved right after the call that failed
 * @path: (not nullable) (type filename): the file or folder that was worked on
 *
 * Makes an error from what the system said: %DOUDI_ERROR_NO_SPACE, %DOUDI_ERROR_READ_ONLY,
 * %DOUDI_ERROR_BUSY, %DOUDI_ERROR_ENVIRONMENT or %DOUDI_ERROR_IO. The message names the path and
 * what to do.
 */
void
doudi_error_set_from_errno (GError **error, int saved_errno, const char *path)
{
  const ErrnoMeaning *meaning = find_errno_meaning (saved_errno);
  g_autofree char *shown = NULL;

  if (meaning != NULL)
    {
      set_from_meaning (error, meaning, path);
      return;
    }
  shown = g_filename_display_name (path);
  doudi_error_set (error, DOUDI_ERROR_IO, shown,
                   _ ("%s: it cannot be read or written (%s). Check the disk, then try again."),
                   shown, g_strerror (saved_errno));
}

/**
 * doudi_error_set_from_io:
 * @error: (nullable): where the error goes
 * @cause: (not nullable): an error of GIO or of GLib's file functions; stays the caller's
 * @path: (not nullable) (type filename): the file or folder that was worked on
 *
 * Like doudi_error_set_from_errno() for the errors of GLib. An error of %DOUDI_ERROR is passed on
 * as it is; a cancelled operation becomes %DOUDI_ERROR_CANCELLED; what is not known becomes
 * %DOUDI_ERROR_IO with the words of @cause.
 */
void
doudi_error_set_from_io (GError **error, const GError *cause, const char *path)
{
  const ErrnoMeaning *meaning = find_errno_meaning (errno_of_cause (cause));
  g_autofree char *shown = NULL;

  if (cause->domain == DOUDI_ERROR)
    {
      g_propagate_error (error, g_error_copy (cause));
      return;
    }
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      doudi_error_set (error, DOUDI_ERROR_CANCELLED, NULL,
                       _ ("Stopped at your request. Nothing has been changed."));
      return;
    }
  if (meaning != NULL)
    {
      set_from_meaning (error, meaning, path);
      return;
    }
  shown = g_filename_display_name (path);
  doudi_error_set (error, DOUDI_ERROR_IO, shown,
                   _ ("%s: it cannot be read or written (%s). Check the disk, then try again."),
                   shown, cause->message);
}

/**
 * doudi_error_get_where:
 * @error: (not nullable): any error
 *
 * Tells the place in a file that an error speaks of.
 *
 * Returns: (nullable) (transfer none): the place; %NULL if there is none or the error is not of
 *   %DOUDI_ERROR
 */
const char *
doudi_error_get_where (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);

  return error->domain == DOUDI_ERROR ? doudi_error_get_private (error)->where : NULL;
}

/* The errors of other domains, told in ours. */
static DoudiError
error_code_of (const GError *error)
{
  if (error->domain == DOUDI_ERROR && (gsize) error->code < G_N_ELEMENTS (error_names))
    return (DoudiError) error->code;
  if (error->domain == G_OPTION_ERROR)
    return DOUDI_ERROR_USAGE;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return DOUDI_ERROR_CANCELLED;
  if (error->domain == G_IO_ERROR || error->domain == G_FILE_ERROR)
    {
      const ErrnoMeaning *meaning = find_errno_meaning (errno_of_cause (error));

      return meaning != NULL ? meaning->code : DOUDI_ERROR_IO;
    }
  return DOUDI_ERROR_ENVIRONMENT;
}

/**
 * doudi_error_get_name:
 * @error: (not nullable): any error
 *
 * Names the kind of trouble for programs. The names are part of the command-line contract. Errors
 * of other domains get the name that fits best.
 *
 * Returns: (not nullable) (transfer none): a name such as "four-eyes"
 */
const char *
doudi_error_get_name (const GError *error)
{
  g_return_val_if_fail (error != NULL, "environment");

  return error_names[error_code_of (error)];
}

/**
 * doudi_error_exit_status:
 * @error: (not nullable): any error
 *
 * Tells how a command ends that failed with @error: 1 when a rule, the data or a person said no,
 * 2 when the command was called wrongly, 3 when a file, the machine or a library failed.
 *
 * Returns: 1, 2 or 3
 */
int
doudi_error_exit_status (const GError *error)
{
  DoudiError code;

  g_return_val_if_fail (error != NULL, 3);

  code = error_code_of (error);
  if (code <= DOUDI_ERROR_CANCELLED)
    return 1;
  return code == DOUDI_ERROR_USAGE ? 2 : 3;
}
