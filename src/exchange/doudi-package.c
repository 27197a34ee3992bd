/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "exchange/doudi-package.h"

#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>

#include "exchange/doudi-table-private.h"

#define ENTRIES_MAX 1000

/* What inflates to more than this many times its size was made to fill the memory. The first
 * mebibyte is free: small parts of many spaces are common. */
#define RATIO_MAX 200
#define RATIO_FREE (1024 * 1024)

struct _DoudiPackage
{
  zip_t *archive;
  GHashTable *names; /* lower case to index + 1: names of parts differ in more than case */
};

struct _DoudiPart
{
  zip_file_t *file;
  guint64 packed;   /* bytes in the archive */
  guint64 declared; /* bytes it says it has */
  guint64 inflated; /* bytes that came out so far */
  gsize limit;
};

/* Whether a name leaves the archive or tries to. */
static gboolean
is_outside (const char *name)
{
  g_auto (GStrv) parts = NULL;

  if (*name == '\0' || *name == '/' || strpbrk (name, "\\:") != NULL)
    return TRUE;
  parts = g_strsplit (name, "/", -1);
  return g_strv_contains ((const char *const *) parts, "..")
         || g_strv_contains ((const char *const *) parts, ".");
}

/* What a workbook may hold that no roster needs. */
static const struct
{
  const char *part;
  DoudiTableFault fault;
} unwanted[] = {
  { "vbaproject.bin", DOUDI_TABLE_MACROS },
  { "xl/externallinks/", DOUDI_TABLE_LINKS },
  { "xl/embeddings/", DOUDI_TABLE_OBJECTS },
  { "xl/activex/", DOUDI_TABLE_OBJECTS },
};

static gboolean
check_wanted (const char *lower, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (unwanted); i++)
    if (strstr (lower, unwanted[i].part) != NULL)
      return doudi_table_refuse_for (error, unwanted[i].fault);
  return TRUE;
}

static gboolean
add_entry (DoudiPackage *package, zip_uint64_t index, GError **error)
{
  const char *name = zip_get_name (package->archive, index, 0);
  zip_stat_t status;
  g_autofree char *lower = NULL;

  if (name == NULL || zip_stat_index (package->archive, index, 0, &status) != 0)
    return doudi_table_refuse_for (error, DOUDI_TABLE_DAMAGED);
  if (is_outside (name))
    return doudi_table_refuse (error,
                               _ ("the archive has an entry that points outside of it (%s). No "
                                  "program writes such a workbook: do not use it."),
                               name);
  if ((status.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && status.encryption_method != ZIP_EM_NONE)
    return doudi_table_refuse_for (error, DOUDI_TABLE_PASSWORD);
  lower = g_ascii_strdown (name, -1);
  if (!check_wanted (lower, error))
    return FALSE;
  if (g_hash_table_insert (package->names, g_steal_pointer (&lower), GUINT_TO_POINTER (index + 1)))
    return TRUE;
  return doudi_table_refuse (error,
                             _ ("the archive has two entries of the same name (%s). No program "
                                "writes such a workbook: do not use it."),
                             name);
}

static gboolean
add_entries (DoudiPackage *package, GError **error)
{
  zip_int64_t count = zip_get_num_entries (package->archive, 0);

  if (count > ENTRIES_MAX)
    return doudi_table_refuse (error,
                               _ ("the archive has more than %d entries. This is no workbook "
                                  "with a table."),
                               ENTRIES_MAX);
  for (zip_int64_t i = 0; i < count; i++)
    if (!add_entry (package, (zip_uint64_t) i, error))
      return FALSE;
  return TRUE;
}

/**
 * doudi_package_open:
 * @descriptor: an open file; stays the caller's
 * @error: %DOUDI_ERROR_BAD_DATA if it is no sound archive, has entries that point outside, two of
 * one name, macros, links to other files or a password
 *
 * Opens an archive and looks at its list.
 *
 * Returns: (nullable) (transfer full): the archive, or %NULL with @error set
 */
DoudiPackage *
doudi_package_open (int descriptor, GError **error)
{
  g_autoptr (DoudiPackage) package = g_new0 (DoudiPackage, 1);
  int copy = fcntl (descriptor, F_DUPFD_CLOEXEC, 0);

  package->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (copy >= 0 && lseek (copy, 0, SEEK_SET) == 0)
    package->archive = zip_fdopen (copy, 0, NULL);
  if (package->archive == NULL)
    {
      if (copy >= 0)
        close (copy);
      doudi_table_refuse_for (error, DOUDI_TABLE_DAMAGED);
      return NULL;
    }
  return add_entries (package, error) ? g_steal_pointer (&package) : NULL;
}

/**
 * doudi_package_free:
 * @package: (nullable) (transfer full): an archive
 *
 * Closes it.
 */
void
doudi_package_free (DoudiPackage *package)
{
  if (package == NULL)
    return;
  if (package->archive != NULL)
    zip_discard (package->archive);
  g_hash_table_unref (package->names);
  g_free (package);
}

/* The index of an entry, -1 if there is none. */
static zip_int64_t
find_entry (DoudiPackage *package, const char *name)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  return (zip_int64_t) GPOINTER_TO_UINT (g_hash_table_lookup (package->names, lower)) - 1;
}

/**
 * doudi_package_has:
 * @package: (not nullable): an archive
 * @name: (not nullable): the name of a part, without a slash in front
 *
 * Returns: whether there is such a part
 */
gboolean
doudi_package_has (DoudiPackage *package, const char *name)
{
  return find_entry (package, name) >= 0;
}

/**
 * doudi_package_open_part:
 * @package: (not nullable): an archive; must outlive the part
 * @name: (not nullable): the name of a part, without a slash in front
 * @limit: how many bytes may come out of it
 * @error: %DOUDI_ERROR_BAD_DATA if there is no such part, it says that it is larger, or is packed
 * in a way nobody reads
 *
 * Begins to read a part.
 *
 * Returns: (nullable) (transfer full): the part, or %NULL with @error set
 */
DoudiPart *
doudi_package_open_part (DoudiPackage *package, const char *name, gsize limit, GError **error)
{
  g_autoptr (DoudiPart) part = g_new0 (DoudiPart, 1);
  zip_int64_t index = find_entry (package, name);
  zip_stat_t status;

  if (index < 0 || zip_stat_index (package->archive, (zip_uint64_t) index, 0, &status) != 0)
    {
      doudi_table_refuse_for (error, DOUDI_TABLE_DAMAGED);
      return NULL;
    }
  part->limit = limit;
  part->packed = (status.valid & ZIP_STAT_COMP_SIZE) != 0 ? status.comp_size : 0;
  part->declared = (status.valid & ZIP_STAT_SIZE) != 0 ? status.size : 0;
  part->file = zip_fopen_index (package->archive, (zip_uint64_t) index, 0);
  if (part->file == NULL)
    {
      doudi_table_refuse_for (error, DOUDI_TABLE_DAMAGED);
      return NULL;
    }
  return g_steal_pointer (&part);
}

/**
 * doudi_part_free:
 * @part: (nullable) (transfer full): a part
 *
 * Closes it.
 */
void
doudi_part_free (DoudiPart *part)
{
  if (part == NULL)
    return;
  if (part->file != NULL)
    zip_fclose (part->file);
  g_free (part);
}

static gboolean
check_growth (const DoudiPart *part, GError **error)
{
  if (part->inflated > part->limit)
    return doudi_table_refuse (error,
                               _ ("a part of the workbook has more than %d MB when it is "
                                  "unpacked. Split the table by township."),
                               (int) (part->limit / (1024 * 1024)));
  if (part->inflated > RATIO_FREE && part->inflated / RATIO_MAX > part->packed)
    return doudi_table_refuse (error,
                               _ ("a part of the workbook unpacks to more than %d times its size, "
                                  "as files do that are meant to fill the memory: do not use it."),
                               RATIO_MAX);
  return TRUE;
}

/**
 * doudi_part_read:
 * @part: (not nullable): a part
 * @buffer: (not nullable): where the bytes go
 * @size: room there
 * @error: %DOUDI_ERROR_BAD_DATA if the part is damaged or grows too large
 *
 * Reads on. What the archive says of the size of a part is not believed; bytes are counted.
 *
 * Returns: how many bytes there were, 0 at the end, -1 with @error set
 */
gssize
doudi_part_read (DoudiPart *part, gpointer buffer, gsize size, GError **error)
{
  zip_int64_t got = zip_fread (part->file, buffer, size);

  if (got < 0)
    {
      doudi_table_refuse_for (error, DOUDI_TABLE_DAMAGED);
      return -1;
    }
  part->inflated += (guint64) got;
  return check_growth (part, error) ? (gssize) got : -1;
}

/**
 * doudi_part_get_progress:
 * @part: (not nullable): a part
 * @done: (out): bytes that were read
 * @total: (out): bytes the archive says there are
 *
 * Tells how much of a part was read.
 */
void
doudi_part_get_progress (const DoudiPart *part, gint64 *done, gint64 *total)
{
  *done = (gint64) part->inflated;
  *total = (gint64) MIN (MAX (part->declared, part->inflated), (guint64) G_MAXINT64);
}
