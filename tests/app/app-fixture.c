/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "app-fixture.h"

#include <glib/gstdio.h>

#include "app/doudi-application.h"

char *app_folder;
char *app_caseload;
GtkApplication *app_application;

void
wait_until (gboolean (*condition) (gpointer), gpointer data)
{
  gint64 end = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;

  while (!condition (data))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
}

static gboolean
is_signed_in (gpointer data)
{
  return doudi_caseload_is_signed_in (data);
}

gboolean
is_idle (gpointer data)
{
  return !doudi_caseload_is_busy (data) && !g_main_context_pending (NULL);
}

gpointer
child (gpointer widget, const char *name)
{
  GObject *object = gtk_widget_get_template_child (widget, G_OBJECT_TYPE (widget), name);

  g_assert_nonnull (object);
  return object;
}

DoudiWindow *
open_window (void)
{
  DoudiWindow *window = DOUDI_WINDOW (doudi_window_new (app_application));
  g_autoptr (GError) error = NULL;

  doudi_window_open (window, app_caseload, &error);
  g_assert_no_error (error);
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

static void
choose_user (GtkDropDown *drop_down, const char *user)
{
  GListModel *model = gtk_drop_down_get_model (drop_down);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GtkStringObject) item = g_list_model_get_item (model, i);

      if (g_str_equal (gtk_string_object_get_string (item), user))
        {
          gtk_drop_down_set_selected (drop_down, i);
          return;
        }
    }
  g_assert_not_reached ();
}

void
sign_in (DoudiWindow *window, const char *user, const char *password)
{
  GtkWidget *page = child (window, "sign_in_page");

  choose_user (child (page, "user_drop_down"), user);
  gtk_editable_set_text (child (page, "password_entry"), password);
  g_signal_emit_by_name (child (page, "sign_in_button"), "clicked");
}

DoudiWindow *
open_as (const char *user)
{
  DoudiWindow *window = open_window ();

  sign_in (window, user, "doudi-demo");
  wait_until (is_signed_in, doudi_window_get_caseload (window));
  wait_until (is_idle, doudi_window_get_caseload (window));
  return window;
}

gpointer
show_page (DoudiWindow *window, const char *name)
{
  GtkStack *stack = child (window, "page_stack");

  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-page", "s", name);
  wait_until (is_idle, doudi_window_get_caseload (window));
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, name);
  return gtk_stack_get_visible_child (stack);
}

void
close_window (DoudiWindow *window)
{
  wait_until (is_idle, doudi_window_get_caseload (window));
  gtk_window_destroy (GTK_WINDOW (window));
  while (g_main_context_pending (NULL))
    g_main_context_iteration (NULL, FALSE);
}

GtkWidget *
find_button (GtkWidget *widget, const char *action)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (widget)
      && g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), action) == 0)
    return widget;
  for (GtkWidget *below = gtk_widget_get_first_child (widget); below != NULL && found == NULL;
       below = gtk_widget_get_next_sibling (below))
    found = find_button (below, action);
  return found;
}

gboolean
can_press (GtkWidget *page, const char *action)
{
  return gtk_widget_is_sensitive (find_button (page, action));
}

gpointer
find_window (GType type)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *at = windows; at != NULL; at = at->next)
    if (G_OBJECT_TYPE (at->data) == type)
      return at->data;
  return NULL;
}

guint
count_windows (GType type)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();
  guint n = 0;

  for (GList *at = windows; at != NULL; at = at->next)
    n += G_OBJECT_TYPE (at->data) == type ? 1 : 0;
  return n;
}

gboolean
is_there (gpointer type)
{
  return find_window (*(GType *) type) != NULL;
}

gboolean
is_gone (gpointer type)
{
  return find_window (*(GType *) type) == NULL;
}

static void
make_caseload (void)
{
  const char *argv[]
    = { g_getenv ("DOUDICTL"), "demo",    NULL, "--households", "60", "--months", "3",
        "--no-progress",       "--quiet", NULL };
  g_autoptr (GError) error = NULL;
  int status = 0;

  app_folder = g_dir_make_tmp ("doudi-app-XXXXXX", &error);
  g_assert_no_error (error);
  app_caseload = g_build_filename (app_folder, "demo.doudi", NULL);
  argv[2] = app_caseload;
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL, NULL,
                &status, &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, NULL));
}

static void
remove_folder (void)
{
  g_autoptr (GDir) dir = g_dir_open (app_folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (app_folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (app_folder);
}

/* Makes the caseload and the application, once for all tests. */
void
app_set_up (void)
{
  g_autoptr (GError) error = NULL;

  make_caseload ();
  app_application = doudi_application_new ();
  g_application_register (G_APPLICATION (app_application), NULL, &error);
  g_assert_no_error (error);
}

void
app_tear_down (void)
{
  g_clear_object (&app_application);
  remove_folder ();
  g_clear_pointer (&app_caseload, g_free);
  g_clear_pointer (&app_folder, g_free);
}
