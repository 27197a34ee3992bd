/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "base/doudi-kept.h"

#define THREADS 4

static gpointer
ref (gpointer thing)
{
  return g_ref_string_acquire (thing);
}

static void
unref (gpointer thing)
{
  g_ref_string_release (thing);
}

static DoudiKept kept = { .ref = ref, .unref = unref };

static void
test_same_text (void)
{
  char *thing = g_ref_string_new ("thing");
  char *other = g_ref_string_new ("other");
  char *found;

  g_assert_null (doudi_kept_get (&kept, "text", -1));
  doudi_kept_put (&kept, "text", -1, thing);
  found = doudi_kept_get (&kept, "text and more", 4);
  g_assert_true (found == thing);
  g_ref_string_release (found);
  g_assert_null (doudi_kept_get (&kept, "text ", -1));
  g_assert_null (doudi_kept_get (&kept, "", -1));
  doudi_kept_put (&kept, "text", -1, other);
  found = doudi_kept_get (&kept, "text", -1);
  g_assert_true (found == other);
  g_ref_string_release (found);
  g_ref_string_release (other);
  g_ref_string_release (thing);
}

static void
test_most (void)
{
  char *thing = g_ref_string_new ("thing");
  guint n_kept = 0;

  for (guint i = 0; i < 3 * DOUDI_KEPT_MOST; i++)
    {
      g_autofree char *text = g_strdup_printf ("text %u", i);

      doudi_kept_put (&kept, text, -1, thing);
    }
  for (guint i = 0; i < 3 * DOUDI_KEPT_MOST; i++)
    {
      g_autofree char *text = g_strdup_printf ("text %u", i);
      char *found = doudi_kept_get (&kept, text, -1);

      if (found == NULL)
        continue;
      n_kept++;
      g_ref_string_release (found);
    }
  g_assert_cmpuint (n_kept, >, 0);
  g_assert_cmpuint (n_kept, <=, DOUDI_KEPT_MOST);
  g_ref_string_release (thing);
}

static gpointer
use_thread (gpointer data)
{
  for (guint i = 0; i < 2000; i++)
    {
      g_autofree char *text = g_strdup_printf ("text %u", i % (DOUDI_KEPT_MOST + 3));
      char *found = doudi_kept_get (&kept, text, -1);

      if (found == NULL)
        {
          found = g_ref_string_new (text);
          doudi_kept_put (&kept, text, -1, found);
        }
      g_assert_true (g_str_equal (found, text) || g_str_equal (found, "thing"));
      g_ref_string_release (found);
    }
  return NULL;
}

static void
test_threads (void)
{
  GThread *threads[THREADS];

  for (guint i = 0; i < THREADS; i++)
    threads[i] = g_thread_new ("use", use_thread, NULL);
  for (guint i = 0; i < THREADS; i++)
    g_thread_join (threads[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/kept/same-text", test_same_text);
  g_test_add_func ("/base/kept/most", test_most);
  g_test_add_func ("/base/kept/threads", test_threads);
  return g_test_run ();
}
