/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/doudi-confirm.h"

#include "app/doudi-caseload-window.h"

/* A question with two answers. GtkAlertDialog came with GTK 4.10. */

static void
answer (GTask *task, gboolean accepted)
{
  GtkWindow *dialog = g_task_get_task_data (task);

  if (g_task_get_completed (task) || dialog == NULL)
    return;
  g_task_return_boolean (task, accepted);
  gtk_window_destroy (dialog);
}

static void
on_accept_cb (GTask *task)
{
  answer (task, TRUE);
}

static void
on_refuse_cb (GTask *task)
{
  answer (task, FALSE);
}

static gboolean
on_close_cb (GTask *task)
{
  answer (task, FALSE);
  return TRUE;
}

static GtkWidget *
new_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 48);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static GtkWidget *
new_buttons (GTask *task, const char *accept, GtkWindow *dialog)
{
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *no = gtk_button_new_with_mnemonic (_("_Cancel"));
  GtkWidget *yes = gtk_button_new_with_mnemonic (accept);

  gtk_widget_set_halign (buttons, GTK_ALIGN_END);
  gtk_widget_add_css_class (yes, "suggested-action");
  g_signal_connect_swapped (no, "clicked", G_CALLBACK (on_refuse_cb), task);
  g_signal_connect_swapped (yes, "clicked", G_CALLBACK (on_accept_cb), task);
  gtk_box_append (GTK_BOX (buttons), no);
  gtk_box_append (GTK_BOX (buttons), yes);
  gtk_window_set_default_widget (dialog, yes);
  return buttons;
}

static void
add_escape (GtkWidget *dialog)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (controller),
    gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                      gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (dialog, controller);
}

static GtkWindow *
ask (GtkWindow *parent,
     const char *heading,
     const char *body,
     const char *accept,
     GAsyncReadyCallback callback,
     gpointer user_data)
{
  GTask *task = g_task_new (parent, NULL, callback, user_data);
  GtkWidget *dialog = gtk_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 16);

  g_task_set_task_data (task, dialog, NULL);
  gtk_window_set_title (GTK_WINDOW (dialog), heading);
  gtk_window_set_transient_for (GTK_WINDOW (dialog), parent);
  gtk_window_set_modal (GTK_WINDOW (dialog), TRUE);
  gtk_window_set_resizable (GTK_WINDOW (dialog), FALSE);
  gtk_widget_add_css_class (box, "margins");
  gtk_box_append (GTK_BOX (box), new_label (heading, "heading"));
  gtk_box_append (GTK_BOX (box), new_label (body, NULL));
  gtk_box_append (GTK_BOX (box), new_buttons (task, accept, GTK_WINDOW (dialog)));
  gtk_window_set_child (GTK_WINDOW (dialog), box);
  add_escape (dialog);
  g_signal_connect_swapped (dialog, "close-request", G_CALLBACK (on_close_cb), task);
  g_object_set_data_full (G_OBJECT (dialog), "doudi-task", task, g_object_unref);
  doudi_caseload_own_question (parent, GTK_WINDOW (dialog));
  gtk_window_present (GTK_WINDOW (dialog));
  return GTK_WINDOW (dialog);
}

/**
 * doudi_confirm_async:
 * @parent: the window that asks
 * @heading: the question, translated
 * @body: what will happen, translated
 * @accept: what the button does, translated, with mnemonic
 *
 * Asks before something that cannot be taken back.
 */
void
doudi_confirm_async (GtkWindow *parent,
                     const char *heading,
                     const char *body,
                     const char *accept,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  ask (parent, heading, body, accept, callback, user_data);
}

/**
 * doudi_confirm_readily_async:
 * @parent: the window that asks
 * @heading: the question, translated
 * @body: what will happen, translated
 * @accept: what the button does, translated, with mnemonic
 *
 * Like doudi_confirm_async(), for what can be taken back: Enter agrees.
 */
void
doudi_confirm_readily_async (GtkWindow *parent,
                             const char *heading,
                             const char *body,
                             const char *accept,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GtkWindow *dialog = ask (parent, heading, body, accept, callback, user_data);

  gtk_widget_grab_focus (gtk_window_get_default_widget (dialog));
}

/**
 * doudi_confirm_finish:
 *
 * Returns: whether the person said yes
 */
gboolean
doudi_confirm_finish (GtkWindow *parent, GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, parent), FALSE);

  return g_task_propagate_boolean (G_TASK (result), NULL);
}
