/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include <json-glib/json-glib.h>

#include "base/doudi-data.h"

static char *
project_file (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "..", name, NULL);
}

static void
load_json (JsonParser *parser, const char *path)
{
  g_autoptr (GError) error = NULL;

  json_parser_load_from_file (parser, path, &error);
  if (error != NULL)
    g_error ("%s: %s", path, error->message);
}

static gboolean
is_carried (const char *name)
{
  return !g_str_has_suffix (name, ".schema.json") && !g_str_has_suffix (name, "~");
}

/* What the program carries under this name is what the file holds. */
static void
check_carried (const char *folder, const char *name, const char *path)
{
  g_autofree char *key = g_build_filename (folder, name, NULL);
  g_autofree char *contents = NULL;
  g_autoptr (GBytes) carried = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  carried = doudi_data_lookup (key, &error);
  if (carried == NULL)
    g_error ("data/%s is not listed in data/doudi-data.gresource.xml", key);
  g_file_get_contents (path, &contents, &length, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (carried, NULL), g_bytes_get_size (carried), contents, length);
}

static void
test_folder (gconstpointer data)
{
  const char *folder = data;
  g_autofree char *in_data = g_build_filename ("data", folder, NULL);
  g_autofree char *directory = project_file (in_data);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (directory, 0, &error);
  const char *name;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (directory, name, NULL);

      if (g_str_has_suffix (name, ".json"))
        load_json (parser, path);
      if (is_carried (name))
        check_carried (folder, name, path);
    }
}

/* Each folder of data/ is one kind of data; icons are for the desktop, screenshots for readers. */
static void
add_folders (void)
{
  g_autofree char *data = project_file ("data");
  g_autoptr (GDir) dir = g_dir_open (data, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *folder = g_build_filename (data, name, NULL);
      g_autofree char *path = g_strconcat ("/files/", name, NULL);

      if (g_file_test (folder, G_FILE_TEST_IS_DIR) && !g_str_equal (name, "icons")
          && !g_str_equal (name, "screenshots"))
        g_test_add_data_func_full (path, g_strdup (name), test_folder, g_free);
    }
}

/* A sandbox that gives more than a window gives too much: no network, no files, no bus. */
static void
test_permissions (void)
{
  static const char *const permissions[] = {
    "--socket=wayland", "--socket=fallback-x11", "--share=ipc", "--device=dri",
  };
  g_autofree char *path = project_file ("flatpak/org.doudi.Doudi.json");
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonArray *finish_args;

  load_json (parser, path);
  finish_args = json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)),
                                              "finish-args");
  g_assert_cmpuint (json_array_get_length (finish_args), ==, G_N_ELEMENTS (permissions));
  for (guint i = 0; i < G_N_ELEMENTS (permissions); i++)
    g_assert_cmpstr (json_array_get_string_element (finish_args, i), ==, permissions[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_folders ();
  g_test_add_func ("/files/flatpak-permissions", test_permissions);
  return g_test_run ();
}
