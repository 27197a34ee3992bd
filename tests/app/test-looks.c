/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "app-looks.h"
#include "app-walk.h"

typedef struct
{
  Looks looks;
  guint n_seen;
  guint n_wrong;
} Findings;

static void
look (GtkWidget *window, const char *place, gpointer data)
{
  Findings *findings = data;

  findings->n_seen++;
  findings->n_wrong += looks_check (window, findings->looks, place);
}

/* Everybody who has pages of their own; the windows once. */
static void
test_looks (gconstpointer data)
{
  static const char *const users[] = { "caseworker", "director", "notices" };
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  Findings findings = { .looks = GPOINTER_TO_UINT (data) };

  looks_set (findings.looks);
  for (gsize i = 0; i < G_N_ELEMENTS (users); i++)
    app_walk (users[i], seen, look, &findings);
  looks_reset ();
  g_assert_cmpuint (findings.n_seen, >, 20);
  g_assert_cmpuint (findings.n_wrong, ==, 0);
}

int
main (int argc, char *argv[])
{
  int status;

  gtk_test_init (&argc, &argv, NULL);
  app_walk_expect (looks_is_rounding);
  app_set_up ();
  g_test_add_data_func ("/app/looks/dark", GUINT_TO_POINTER (LOOKS_DARK), test_looks);
  g_test_add_data_func ("/app/looks/large-high-contrast",
                        GUINT_TO_POINTER (LOOKS_LARGE_HIGH_CONTRAST), test_looks);
  status = g_test_run ();
  app_tear_down ();
  return status;
}
