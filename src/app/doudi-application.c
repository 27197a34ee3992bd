/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/doudi-accessible.h"
#include "app/doudi-actions.h"
#include "app/doudi-application.h"
#include "app/doudi-file-choose.h"
#include "app/doudi-new-caseload-window.h"
#include "app/doudi-window.h"
#include "doudi-app-resources.h"

struct _DoudiApplication
{
  GtkApplication parent_instance;
};

G_DEFINE_FINAL_TYPE (DoudiApplication, doudi_application, GTK_TYPE_APPLICATION)

/* The one with the caseload, whatever stands before it. */
static DoudiWindow *
get_window (DoudiApplication *self)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (self));

  for (GList *window = windows; window != NULL; window = window->next)
    if (DOUDI_IS_WINDOW (window->data))
      return window->data;
  return DOUDI_WINDOW (doudi_window_new (GTK_APPLICATION (self)));
}

static void
on_file_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  DoudiWindow *window = DOUDI_WINDOW (source);
  g_autoptr (GFile) file = doudi_file_choose_finish (GTK_WINDOW (window), result, NULL);
  g_autoptr (GError) error = NULL;

  /* The window shows why a file could not be opened. */
  if (file != NULL)
    doudi_window_open (window, g_file_peek_path (file), &error);
}

static void
open_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DoudiWindow *window = get_window (DOUDI_APPLICATION (user_data));

  doudi_file_choose_open_async (GTK_WINDOW (window), _("Open a caseload"), _("Caseloads"), "*.doudi",
                                on_file_chosen_cb, NULL);
}

/* The caseload that was made is the one to work on. */
static void
on_created_cb (DoudiWindow *window, const char *path)
{
  g_autoptr (GError) error = NULL;

  doudi_window_open (window, path, &error);
}

static void
new_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DoudiWindow *window = get_window (DOUDI_APPLICATION (user_data));
  GtkWidget *asked = doudi_new_caseload_window_new (GTK_WINDOW (window));

  g_signal_connect_object (asked, "created", G_CALLBACK (on_created_cb), window, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (asked));
}

static void
shortcuts_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  doudi_actions_show_shortcuts (GTK_WINDOW (get_window (DOUDI_APPLICATION (user_data))));
}

static void
about_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gtk_show_about_dialog (GTK_WINDOW (get_window (DOUDI_APPLICATION (user_data))), "program-name",
                         _("Doudi"), "version", DOUDI_VERSION, "logo-icon-name", APPLICATION_ID,
                         "comments", _("Social assistance caseload of a county"), "license-type",
                         GTK_LICENSE_GPL_3_0, NULL);
}

static void
quit_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (user_data));

  if (window != NULL)
    gtk_window_close (window);
}

static void
load_style (void)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, "/org/doudi/Doudi/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

static void
doudi_application_startup (GApplication *application)
{
  static const GActionEntry entries[] = {
    { "new", new_action },
    { "open", open_action },
    { "shortcuts", shortcuts_action },
    { "about", about_action },
    { "quit", quit_action },
  };

  G_APPLICATION_CLASS (doudi_application_parent_class)->startup (application);
  g_action_map_add_action_entries (G_ACTION_MAP (application), entries, G_N_ELEMENTS (entries),
                                   application);
  doudi_actions_install_accelerators (GTK_APPLICATION (application));
  gtk_window_set_default_icon_name (APPLICATION_ID);
  load_style ();
  doudi_accessible_watch ();
}

static void
doudi_application_activate (GApplication *application)
{
  gtk_window_present (GTK_WINDOW (get_window (DOUDI_APPLICATION (application))));
}

static void
doudi_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  DoudiWindow *window = get_window (DOUDI_APPLICATION (application));
  g_autoptr (GError) error = NULL;

  /* The window shows why a file could not be opened. */
  doudi_window_open (window, g_file_peek_path (files[0]), &error);
  gtk_window_present (GTK_WINDOW (window));
}

static void
doudi_application_class_init (DoudiApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  /* Linked from a static library, the templates have nobody else who would name them. */
  g_resources_register (doudi_app_get_resource ());
  application_class->startup = doudi_application_startup;
  application_class->activate = doudi_application_activate;
  application_class->open = doudi_application_open;
}

static void
doudi_application_init (DoudiApplication *self)
{
}

/**
 * doudi_application_new:
 *
 * Returns: the application; it opens the caseload named on the command line
 */
GtkApplication *
doudi_application_new (void)
{
  return g_object_new (DOUDI_TYPE_APPLICATION, "application-id", APPLICATION_ID, "flags",
                       G_APPLICATION_HANDLES_OPEN | G_APPLICATION_NON_UNIQUE, "resource-base-path",
                       "/org/doudi/Doudi", NULL);
}
