/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "base/doudi-data.h"

#include <glib/gi18n-lib.h>

#include "base/doudi-error.h"

#define DATA_PREFIX "/org/doudi/data/"

/* Made by glib-compile-resources from data/doudi-data.gresource.xml; safe from any thread. */
extern GResource *doudi_data_get_resource (void);

/**
 * doudi_data_lookup:
 * @path: (not nullable): path below data/, such as "working-days/2026.csv"
 * @error: %DOUDI_ERROR_NOT_FOUND if the program carries no such file
 *
 * Finds a data file that the program carries.
 *
 * Returns: (nullable) (transfer full): its content, or %NULL with @error set
 */
GBytes *
doudi_data_lookup (const char *path, GError **error)
{
  g_autofree char *full = g_strconcat (DATA_PREFIX, path, NULL);
  GBytes *bytes
    = g_resource_lookup_data (doudi_data_get_resource (), full, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  if (bytes == NULL)
    doudi_error_set (error, DOUDI_ERROR_NOT_FOUND, path,
                     _ ("The program carries no data file %s. Check the name, or load the file "
                        "yourself."),
                     path);
  return bytes;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/**
 * doudi_data_list:
 * @folder: (not nullable): a folder below data/, such as "policies", without a slash at the end
 * @error: %DOUDI_ERROR_NOT_FOUND if the program carries nothing in that folder
 *
 * Lists the files of a folder that the program carries, sorted by name. The names are relative to
 * @folder; those of folders inside it end with a slash.
 *
 * Returns: (nullable) (transfer full): the names, or %NULL with @error set
 */
GStrv
doudi_data_list (const char *folder, GError **error)
{
  g_autofree char *full = g_strconcat (DATA_PREFIX, folder, NULL);
  GStrv names = g_resource_enumerate_children (doudi_data_get_resource (), full,
                                               G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  if (names == NULL)
    {
      doudi_error_set (error, DOUDI_ERROR_NOT_FOUND, folder,
                       _ ("The program carries no data in the folder %s. Check the name."), folder);
      return NULL;
    }
  qsort (names, g_strv_length (names), sizeof (char *), compare_names);
  return names;
}
