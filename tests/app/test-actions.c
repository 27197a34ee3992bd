/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "app/doudi-actions.h"

/* The table of commands: every one has words, a key opens only one of those that can be alive
 * together. */

static void
test_labels (void)
{
  guint n_entries;
  const DoudiActionEntry *entries = doudi_actions_get (&n_entries);

  g_assert_cmpuint (n_entries, >, 10);
  for (guint i = 0; i < n_entries; i++)
    {
      g_assert_cmpstr (entries[i].label, !=, "");
      g_assert_nonnull (strchr (entries[i].name, '.'));
    }
}

/* A form and a household are windows of their own. */
static void
test_keys (void)
{
  static const char *const scopes[] = { "form.", "household.", "" };
  guint n_entries;
  const DoudiActionEntry *entries = doudi_actions_get (&n_entries);

  for (guint k = 0; k < G_N_ELEMENTS (scopes); k++)
    {
      g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

      for (guint i = 0; i < n_entries; i++)
        {
          gboolean of_own = g_str_has_prefix (entries[i].name, scopes[0])
                            || g_str_has_prefix (entries[i].name, scopes[1]);
          guint key;
          GdkModifierType modifiers;

          if (entries[i].accelerator == NULL
              || (*scopes[k] != '\0' ? !g_str_has_prefix (entries[i].name, scopes[k]) : of_own))
            continue;
          g_assert_true (gtk_accelerator_parse (entries[i].accelerator, &key, &modifiers));
          g_assert_cmpuint (key, !=, 0);
          g_assert_true (g_hash_table_add (seen, gtk_accelerator_name (key, modifiers)));
        }
      g_assert_cmpuint (g_hash_table_size (seen), >, 5);
    }
}

/* Single letters and Shift alone belong to input methods. */
static void
test_keys_leave_typing_alone (void)
{
  guint n_entries;
  const DoudiActionEntry *entries = doudi_actions_get (&n_entries);

  for (guint i = 0; i < n_entries; i++)
    {
      guint key = 0;
      GdkModifierType modifiers = 0;

      if (entries[i].accelerator == NULL)
        continue;
      gtk_accelerator_parse (entries[i].accelerator, &key, &modifiers);
      if ((modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK)) == 0)
        g_assert_cmpuint (gdk_keyval_to_unicode (key) < 0x20 ? 0 : gdk_keyval_to_unicode (key), ==, 0);
    }
}

static void
test_find (void)
{
  g_assert_nonnull (doudi_actions_find ("win.search"));
  g_assert_null (doudi_actions_find ("win.no-such-thing"));
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/actions/labels", test_labels);
  g_test_add_func ("/app/actions/keys", test_keys);
  g_test_add_func ("/app/actions/keys-leave-typing-alone", test_keys_leave_typing_alone);
  g_test_add_func ("/app/actions/find", test_find);
  return g_test_run ();
}
