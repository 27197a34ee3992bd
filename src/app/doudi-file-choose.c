/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/doudi-file-choose.h"

/* GtkFileDialog came with GTK 4.10; this has its shape over GtkFileChooserNative. */

static void
on_response_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  if (response == GTK_RESPONSE_ACCEPT)
    g_task_return_pointer (task, gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)),
                           g_object_unref);
  else
    g_task_return_pointer (task, NULL, NULL);
  gtk_native_dialog_destroy (dialog);
}

static GtkFileChooserNative *
new_dialog (GtkWindow *parent,
            const char *title,
            GtkFileChooserAction action,
            const char *accept,
            GAsyncReadyCallback callback,
            gpointer user_data)
{
  GTask *task = g_task_new (parent, NULL, callback, user_data);
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (title, parent, action, accept, NULL);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (on_response_cb), task);
  /* GTK does not keep a native dialog alive; the task does, until it is answered. */
  g_task_set_task_data (task, dialog, g_object_unref);
  return dialog;
}

static void
add_filter (GtkFileChooser *chooser, const char *name, const char *pattern)
{
  g_auto (GStrv) patterns = g_strsplit (pattern, ";", -1);
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  for (guint i = 0; patterns[i] != NULL; i++)
    gtk_file_filter_add_pattern (filter, patterns[i]);
  gtk_file_chooser_add_filter (chooser, filter);
}

/**
 * doudi_file_choose_open_async:
 * @parent: the window that asks
 * @title: translated
 * @filter_name: translated name of the kind of file
 * @filter_pattern: patterns, separated by semicolons
 */
void
doudi_file_choose_open_async (GtkWindow *parent,
                              const char *title,
                              const char *filter_name,
                              const char *filter_pattern,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GtkFileChooserNative *dialog = new_dialog (parent, title, GTK_FILE_CHOOSER_ACTION_OPEN, _("_Open"),
                                             callback, user_data);

  add_filter (GTK_FILE_CHOOSER (dialog), filter_name, filter_pattern);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
on_many_response_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  if (response == GTK_RESPONSE_ACCEPT)
    g_task_return_pointer (task, gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog)),
                           g_object_unref);
  else
    g_task_return_pointer (task, NULL, NULL);
  gtk_native_dialog_destroy (dialog);
}

/**
 * doudi_file_choose_open_many_async:
 * @parent: the window that asks
 * @title: translated
 * @filter_name: translated name of the kind of file
 * @filter_pattern: patterns, separated by semicolons
 *
 * As doudi_file_choose_open_async() for any number of files.
 */
void
doudi_file_choose_open_many_async (GtkWindow *parent,
                                   const char *title,
                                   const char *filter_name,
                                   const char *filter_pattern,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  GTask *task = g_task_new (parent, NULL, callback, user_data);
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
    title, parent, GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Open"), NULL);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog), TRUE);
  add_filter (GTK_FILE_CHOOSER (dialog), filter_name, filter_pattern);
  g_signal_connect (dialog, "response", G_CALLBACK (on_many_response_cb), task);
  g_task_set_task_data (task, dialog, g_object_unref);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/**
 * doudi_file_choose_many_finish:
 * @parent: the window that asked
 * @result: of doudi_file_choose_open_many_async()
 *
 * Returns: (transfer full) (nullable): the files (#GFile); %NULL if none was chosen
 */
GListModel *
doudi_file_choose_many_finish (GtkWindow *parent, GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, parent), NULL);

  return g_task_propagate_pointer (G_TASK (result), NULL);
}

/**
 * doudi_file_choose_save_async:
 * @parent: the window that asks
 * @title: translated
 * @name: proposed name of the file
 */
void
doudi_file_choose_save_async (GtkWindow *parent,
                              const char *title,
                              const char *name,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GtkFileChooserNative *dialog = new_dialog (parent, title, GTK_FILE_CHOOSER_ACTION_SAVE, _("_Save"),
                                             callback, user_data);

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/**
 * doudi_file_choose_folder_async:
 * @parent: the window that asks
 * @title: translated
 */
void
doudi_file_choose_folder_async (GtkWindow *parent,
                                const char *title,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GtkFileChooserNative *dialog = new_dialog (parent, title, GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER,
                                             _("_Choose"), callback, user_data);

  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/**
 * doudi_file_choose_finish:
 *
 * Returns: (transfer full) (nullable): the file, %NULL if the person thought better of it
 */
GFile *
doudi_file_choose_finish (GtkWindow *parent, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, parent), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
