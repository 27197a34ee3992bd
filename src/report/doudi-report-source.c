/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "report/doudi-report-source.h"

#include <string.h>

#define TOWNSHIP_LENGTH 9
#define CODE_LENGTH 12

static const DoudiReportSource *const sources[] = {
  &doudi_report_source_pay_items,
  &doudi_report_source_pay_summary,
  &doudi_report_source_households,
  &doudi_report_source_members,
  &doudi_report_source_low_income_townships,
};

/* Returns: (nullable): the source of that name */
const DoudiReportSource *
doudi_report_source_lookup (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sources); i++)
    if (g_str_equal (sources[i]->name, name))
      return sources[i];
  return NULL;
}

/* Returns: (transfer full): all names, for a message */
char *
doudi_report_source_dup_names (void)
{
  GString *names = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (sources); i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", sources[i]->name);
  return g_string_free (names, FALSE);
}

/* Returns: the place of the field, -1 if the source has none of that key */
int
doudi_report_source_find_field (const DoudiReportSource *source, const char *key)
{
  for (guint i = 0; i < source->n_fields; i++)
    if (g_str_equal (source->fields[i].key, key))
      return (int) i;
  return -1;
}

/* Returns: (not nullable): the name of the township that @division is or lies in, "" if it has none
 */
const char *
doudi_reading_get_township (const DoudiReading *reading, const char *division)
{
  char code[CODE_LENGTH + 1] = "000000000000";
  const char *name;

  if (division == NULL || strlen (division) < TOWNSHIP_LENGTH)
    return "";
  memcpy (code, division, TOWNSHIP_LENGTH);
  name = g_hash_table_lookup (reading->divisions, code);
  return name != NULL ? name : "";
}

/* Returns: (not nullable): the name of the village @division, "" if it is none */
const char *
doudi_reading_get_village (const DoudiReading *reading, const char *division)
{
  const char *name;

  if (division == NULL || g_str_has_suffix (division, "000"))
    return "";
  name = g_hash_table_lookup (reading->divisions, division);
  return name != NULL ? name : "";
}
