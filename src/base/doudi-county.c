/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "base/doudi-county.h"

#include <string.h>

#include "base/doudi-division-code.h"

#define PROVINCE_LENGTH 2
#define PREFECTURE_LENGTH 4
#define COUNTY_LENGTH 6

/* What the table puts above counties that belong to the province itself. */
static const char *const headings[]
  = { "市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划" };

/*
 * @province, @prefecture: those that the next lines belong to
 * @last: the county that was read last, %NULL for none
 */
typedef struct
{
  GPtrArray *counties;
  char *province;
  char *prefecture;
  DoudiCounty *last;
} Reading;

static gboolean
is_heading (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (headings); i++)
    if (g_str_equal (name, headings[i]))
      return TRUE;
  return FALSE;
}

static gboolean
ends_with_zeros (const char *code, gsize from)
{
  return strspn (code + from, "0") == strlen (code + from);
}

static void
replace (char **text, const char *by)
{
  g_free (*text);
  *text = g_strdup (by);
}

static void
begin_county (Reading *reading, const char *code, const char *name, const char *prefecture)
{
  DoudiCounty *county = g_new0 (DoudiCounty, 1);

  g_strlcpy (county->code, code, sizeof county->code);
  county->name = g_strdup (name);
  county->prefecture = g_strdup (prefecture);
  county->province = g_strdup (reading->province);
  g_ptr_array_add (reading->counties, county);
  reading->last = county;
}

/* A province, a prefecture or a county. */
static void
begin_division (Reading *reading, const char *code, const char *name)
{
  reading->last = NULL;
  if (ends_with_zeros (code, PROVINCE_LENGTH))
    replace (&reading->province, name);
  else if (ends_with_zeros (code, PREFECTURE_LENGTH))
    replace (&reading->prefecture, is_heading (name) ? "" : name);
  else
    begin_county (reading, code, name,
                  g_str_equal (name, reading->prefecture) ? "" : reading->prefecture);
}

static gboolean
take (const char *code, const char *name, DoudiDivisionLevel level, gpointer data)
{
  Reading *reading = data;

  if (level == DOUDI_DIVISION_COUNTY)
    {
      begin_division (reading, code, name);
      return TRUE;
    }
  /* Townships right below a city. */
  if (reading->last == NULL)
    begin_county (reading, code, reading->prefecture, "");
  if (level == DOUDI_DIVISION_TOWNSHIP)
    reading->last->townships++;
  else
    reading->last->villages++;
  return TRUE;
}

/**
 * doudi_counties_load:
 * @error: what kept the table from being read
 *
 * Lists the counties that a caseload can be for, with what comes with each of them, from the
 * statistical division codes that the program carries. Those without townships are left out. Takes
 * some tenths of a second.
 *
 * Returns: (nullable) (transfer container) (element-type DoudiCounty): the counties by their codes
 */
GPtrArray *
doudi_counties_load (GError **error)
{
  g_autoptr (GPtrArray) counties
    = g_ptr_array_new_with_free_func ((GDestroyNotify) doudi_county_free);
  Reading reading = { .counties = counties };
  gboolean done = doudi_divisions_foreach (take, &reading, error);

  g_free (reading.province);
  g_free (reading.prefecture);
  if (!done)
    return NULL;
  for (guint i = counties->len; i > 0; i--)
    if (((const DoudiCounty *) g_ptr_array_index (counties, i - 1))->townships == 0)
      g_ptr_array_remove_index (counties, i - 1);
  return g_steal_pointer (&counties);
}

/**
 * doudi_county_dup_place:
 * @county: (not nullable): a county
 *
 * Says where a county is: "甘南藏族自治州 · 甘肃省".
 *
 * Returns: (transfer full): the prefecture, if it has one, and the province
 */
char *
doudi_county_dup_place (const DoudiCounty *county)
{
  return *county->prefecture == '\0'
           ? g_strdup (county->province)
           : g_strdup_printf ("%s · %s", county->prefecture, county->province);
}

/**
 * doudi_county_free:
 * @county: (nullable) (transfer full): a county
 */
void
doudi_county_free (DoudiCounty *county)
{
  if (county == NULL)
    return;
  g_free (county->name);
  g_free (county->prefecture);
  g_free (county->province);
  g_free (county);
}
