/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "report/doudi-report-definition-private.h"

#include <glib/gi18n-lib.h>

#include "base/doudi-data.h"
#include "base/doudi-error.h"

#define FOLDER "reports"

/**
 * doudi_report_definition_free:
 * @definition: (nullable) (transfer full): a definition
 *
 * Frees a definition.
 */
void
doudi_report_definition_free (DoudiReportDefinition *definition)
{
  if (definition == NULL)
    return;
  g_free (definition->id);
  g_free (definition->name);
  g_ptr_array_unref (definition->sheets);
  g_strfreev (definition->foot);
  g_ptr_array_unref (definition->rules);
  g_free (definition);
}

static DoudiReportDefinition *
load_file (const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (FOLDER, name, NULL);
  g_autoptr (GBytes) bytes = doudi_data_lookup (path, error);
  gsize length;
  const char *json;

  if (bytes == NULL)
    return NULL;
  json = g_bytes_get_data (bytes, &length);
  return doudi_report_definition_load (json, (gssize) length, path, error);
}

/**
 * doudi_report_definition_load_bundled:
 * @id: (not nullable): such as "payment-sheet"
 * @error: %DOUDI_ERROR_NOT_FOUND if the program has no such report
 *
 * Reads a definition that comes with the program.
 *
 * Returns: (transfer full): the definition; %NULL with @error set
 */
DoudiReportDefinition *
doudi_report_definition_load_bundled (const char *id, GError **error)
{
  g_autofree char *name = g_strconcat (id, ".json", NULL);
  g_auto (GStrv) names = doudi_data_list (FOLDER, error);

  if (names == NULL)
    return NULL;
  if (g_strv_contains ((const char *const *) names, name))
    return load_file (name, error);
  doudi_error_set (error, DOUDI_ERROR_NOT_FOUND, id,
                   _ ("There is no report “%s” in this version. The list of reports shows those "
                      "that are."),
                   id);
  return NULL;
}

/**
 * doudi_report_definitions_list:
 * @error: return location
 *
 * Reads all definitions that come with the program.
 *
 * Returns: (transfer full) (element-type DoudiReportDefinition): in the order of their ids; %NULL
 *   with @error set
 */
GPtrArray *
doudi_report_definitions_list (GError **error)
{
  g_autoptr (GPtrArray) definitions
    = g_ptr_array_new_with_free_func ((GDestroyNotify) doudi_report_definition_free);
  g_auto (GStrv) names = doudi_data_list (FOLDER, error);

  if (names == NULL)
    return NULL;
  for (guint i = 0; names[i] != NULL; i++)
    {
      DoudiReportDefinition *definition = load_file (names[i], error);

      if (definition == NULL)
        return NULL;
      g_ptr_array_add (definitions, definition);
    }
  return g_steal_pointer (&definitions);
}

/**
 * doudi_report_definition_get_id:
 * @definition: a definition
 *
 * Returns: (not nullable) (transfer none): its id, part of the command-line contract
 */
const char *
doudi_report_definition_get_id (const DoudiReportDefinition *definition)
{
  return definition->id;
}

/**
 * doudi_report_definition_get_name:
 * @definition: a definition
 *
 * Returns: (not nullable) (transfer none): what the report is called, Chinese as the paper is
 */
const char *
doudi_report_definition_get_name (const DoudiReportDefinition *definition)
{
  return definition->name;
}

/**
 * doudi_report_definition_lists_persons:
 * @definition: a definition
 *
 * Tells whether the report shows single persons: it then takes %DOUDI_ACTION_EXPORT_PERSONS, else
 * %DOUDI_ACTION_EXPORT_STATISTICS.
 *
 * Returns: whether it does
 */
gboolean
doudi_report_definition_lists_persons (const DoudiReportDefinition *definition)
{
  for (guint i = 0; i < definition->sheets->len; i++)
    {
      const DoudiSheetDefinition *sheet = g_ptr_array_index (definition->sheets, i);

      if (sheet->source->lists_persons)
        return TRUE;
    }
  return FALSE;
}

/**
 * doudi_report_definition_takes:
 * @definition: a definition
 * @kind: month, quarter or year
 *
 * Tells whether the report can be made for such a period.
 *
 * Returns: whether it can
 */
gboolean
doudi_report_definition_takes (const DoudiReportDefinition *definition, DoudiPeriodKind kind)
{
  return (definition->periods & (1u << kind)) != 0;
}

/* The programmes of all its sheets. */
guint
doudi_report_definition_get_programmes (const DoudiReportDefinition *definition)
{
  guint programmes = 0;

  for (guint i = 0; i < definition->sheets->len; i++)
    {
      const DoudiSheetDefinition *sheet = g_ptr_array_index (definition->sheets, i);

      programmes |= sheet->programmes;
    }
  return programmes;
}
