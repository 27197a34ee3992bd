/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "app/doudi-household-window-private.h"

#include <inttypes.h>

#include <glib/gi18n-lib.h>

#include "app/doudi-change-window.h"
#include "app/doudi-household-desk.h"
#include "app/doudi-household-print.h"

static void
show_tab_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DoudiHouseholdWindow *self = DOUDI_HOUSEHOLD_WINDOW (widget);
  const char *wanted = g_variant_get_string (parameter, NULL);

  if (gtk_stack_get_child_by_name (self->stack, wanted) == NULL)
    return;
  gtk_stack_set_visible_child_name (self->stack, wanted);
  doudi_household_window_focus_tab (self);
}

static void
next_tab_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  doudi_household_window_step_tab (DOUDI_HOUSEHOLD_WINDOW (widget), 1);
}

static void
previous_tab_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  doudi_household_window_step_tab (DOUDI_HOUSEHOLD_WINDOW (widget), -1);
}

static gpointer
reveal_work (DoudiSession *session, const DoudiProgress *progress, gpointer data, GError **error)
{
  g_autofree char *object = g_strdup_printf ("household:%" PRId64, *(gint64 *) data);
  g_autoptr (DoudiTransaction) transaction = NULL;

  if (!doudi_session_authorize (session, DOUDI_ACTION_REVEAL, object, error))
    return NULL;
  transaction = doudi_transaction_begin (doudi_session_get_store (session), error);
  if (transaction == NULL
      || !doudi_session_record (session, DOUDI_ACTION_REVEAL, object, "{}", error)
      || !doudi_transaction_commit (transaction, error))
    return NULL;
  return GINT_TO_POINTER (TRUE);
}

static void
on_revealed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DoudiHouseholdWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  gpointer done = doudi_caseload_work_finish (DOUDI_CASELOAD (source), result, &error);

  if (self->message_label == NULL)
    return;
  if (done == NULL)
    {
      doudi_household_window_say (self, error->message, TRUE);
      return;
    }
  self->revealed = TRUE;
  doudi_household_window_show (self);
}

static void
reveal_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DoudiHouseholdWindow *self = DOUDI_HOUSEHOLD_WINDOW (widget);

  doudi_caseload_look_async (self->caseload, _ ("Showing the numbers"), reveal_work,
                             g_memdup2 (&self->household, sizeof self->household), g_free, NULL,
                             on_revealed_cb, g_object_ref (self));
}

static void
edit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DoudiHouseholdWindow *self = DOUDI_HOUSEHOLD_WINDOW (widget);

  doudi_household_desk_edit (GTK_WINDOW (self), self->caseload, self->household);
}

static void
on_change_entered_cb (DoudiHouseholdWindow *self)
{
  doudi_household_window_say (self, _ ("The change is entered. Another person decides it."), FALSE);
}

static void
change_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DoudiHouseholdWindow *self = DOUDI_HOUSEHOLD_WINDOW (widget);
  g_autoptr (GError) error = NULL;
  GtkWidget *window
    = doudi_change_window_new (GTK_WINDOW (self), self->caseload, self->household, 0, &error);

  if (window == NULL)
    {
      doudi_household_window_say (self, error->message, TRUE);
      return;
    }
  g_signal_connect_object (window, "entered", G_CALLBACK (on_change_entered_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (window));
}

static void
print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DoudiHouseholdWindow *self = DOUDI_HOUSEHOLD_WINDOW (widget);

  gtk_window_present (GTK_WINDOW (
    doudi_household_print_new (GTK_WINDOW (self), self->caseload, self->household)));
}

/* What is done to papers is done where they are seen. */
static void
show_papers_tab (DoudiHouseholdWindow *self)
{
  gtk_stack_set_visible_child_name (self->stack, "papers");
}

static void
add_paper_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DoudiHouseholdWindow *self = DOUDI_HOUSEHOLD_WINDOW (widget);

  show_papers_tab (self);
  doudi_household_papers_choose (self->papers);
}

static void
open_paper_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  doudi_household_papers_open (DOUDI_HOUSEHOLD_WINDOW (widget)->papers);
}

static void
save_paper_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  doudi_household_papers_save (DOUDI_HOUSEHOLD_WINDOW (widget)->papers);
}

static void
remove_paper_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  doudi_household_papers_remove (DOUDI_HOUSEHOLD_WINDOW (widget)->papers);
}

static void
restore_paper_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  doudi_household_papers_restore (DOUDI_HOUSEHOLD_WINDOW (widget)->papers);
}

static void
close_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_window_close (GTK_WINDOW (widget));
}

/*
 * doudi_household_window_install_actions:
 * @widget_class: the class of the window
 *
 * Tells the class what can be done in it.
 */
void
doudi_household_window_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "household.show-tab", "s", show_tab_action);
  gtk_widget_class_install_action (widget_class, "household.next-tab", NULL, next_tab_action);
  gtk_widget_class_install_action (widget_class, "household.previous-tab", NULL,
                                   previous_tab_action);
  gtk_widget_class_install_action (widget_class, "household.reveal", NULL, reveal_action);
  gtk_widget_class_install_action (widget_class, "household.edit", NULL, edit_action);
  gtk_widget_class_install_action (widget_class, "household.change", NULL, change_action);
  gtk_widget_class_install_action (widget_class, "household.print", NULL, print_action);
  gtk_widget_class_install_action (widget_class, "household.add-paper", NULL, add_paper_action);
  gtk_widget_class_install_action (widget_class, "household.open-paper", NULL, open_paper_action);
  gtk_widget_class_install_action (widget_class, "household.save-paper", NULL, save_paper_action);
  gtk_widget_class_install_action (widget_class, "household.remove-paper", NULL,
                                   remove_paper_action);
  gtk_widget_class_install_action (widget_class, "household.restore-paper", NULL,
                                   restore_paper_action);
  gtk_widget_class_install_action (widget_class, "household.close", NULL, close_action);
}

/*
 * doudi_household_window_update_actions:
 * @self: the window
 *
 * Lets be done what the person may do.
 */
void
doudi_household_window_update_actions (DoudiHouseholdWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean may_reveal = doudi_caseload_may (self->caseload, DOUDI_ACTION_REVEAL);

  gtk_widget_action_set_enabled (widget, "household.reveal", may_reveal && !self->revealed);
  gtk_widget_set_visible (self->reveal_button, may_reveal && !self->revealed);
  gtk_widget_action_set_enabled (widget, "household.edit",
                                 doudi_caseload_may (self->caseload, DOUDI_ACTION_EDIT_HOUSEHOLD));
  gtk_widget_action_set_enabled (widget, "household.change",
                                 doudi_caseload_may (self->caseload, DOUDI_ACTION_ENTER_CHANGE));
  gtk_widget_action_set_enabled (
    widget, "household.print", doudi_caseload_may (self->caseload, DOUDI_ACTION_PRINT_HOUSEHOLD));
  doudi_household_papers_update (self->papers, widget);
}
