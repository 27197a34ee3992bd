/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "base/doudi-data.h"

#include <string.h>

#include "base/doudi-error.h"

static void
test_lookup (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = doudi_data_lookup ("working-days/2026.csv", &error);

  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (g_bytes_get_data (bytes, NULL), "date,kind,name\n"));
}

static void
test_missing (void)
{
  static const char *const missing[] = { "working-days/1949.csv", "", "../data", "policies" };

  for (gsize i = 0; i < G_N_ELEMENTS (missing); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (doudi_data_lookup (missing[i], &error));
      g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_NOT_FOUND);
      g_assert_cmpstr (doudi_error_get_where (error), ==, missing[i]);
    }
}

static void
test_list (void)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) names = doudi_data_list ("working-days", &error);

  g_assert_no_error (error);
  g_assert_true (g_strv_contains ((const char *const *) names, "2026.csv"));
  for (guint i = 1; names[i] != NULL; i++)
    g_assert_cmpstr (names[i - 1], <, names[i]);
  g_assert_null (doudi_data_list ("nothing", &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/data/lookup", test_lookup);
  g_test_add_func ("/base/data/missing", test_missing);
  g_test_add_func ("/base/data/list", test_list);
  return g_test_run ();
}
