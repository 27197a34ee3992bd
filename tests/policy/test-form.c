/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "base/doudi-error.h"
#include "form-fixture.h"
#include "policy/doudi-form-answers.h"

#include <string.h>

static char *
forms_folder (void)
{
  return g_test_build_filename (G_TEST_DIST, "..", "data", "forms", NULL);
}

static gboolean
is_form (const char *name)
{
  return g_str_has_suffix (name, ".json") && !g_str_has_suffix (name, ".schema.json")
         && !g_str_equal (name, "lists.json");
}

/* Every form of data/forms loads, is named after its id and comes with the program. */
static void
test_every_file (void)
{
  g_autofree char *folder = forms_folder ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  g_auto (GStrv) ids = doudi_form_list_bundled (&error);
  const char *name;
  guint n = 0;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *text = NULL;
      g_autofree char *named = NULL;
      g_autoptr (DoudiForm) form = NULL;

      if (!is_form (name))
        continue;
      g_assert_true (g_file_get_contents (path, &text, NULL, &error));
      form = doudi_form_load (text, -1, name, &error);
      if (error != NULL)
        g_error ("%s: %s", doudi_error_get_where (error), error->message);
      named = g_strconcat (form->id, ".json", NULL);
      g_assert_cmpstr (named, ==, name);
      g_assert_true (g_strv_contains ((const char *const *) ids, form->id));
      g_assert_cmpstr (form->json, ==, text);
      n++;
    }
  g_assert_cmpuint (n, ==, g_strv_length (ids));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/policy/form/every-file", test_every_file);
  return g_test_run ();
}
