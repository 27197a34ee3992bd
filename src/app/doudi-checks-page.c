/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/doudi-change-window.h"
#include "app/doudi-checks-page-private.h"
#include "app/doudi-checks-work.h"
#include "app/doudi-list.h"

G_DEFINE_FINAL_TYPE (DoudiChecksPage, doudi_checks_page, DOUDI_TYPE_PAGE)

static void
on_selected_cb (DoudiChecksPage *self)
{
  if (!self->filling)
    doudi_checks_show_selected (self);
}

/* Where the person was is where she goes on. */
static void
take_found (DoudiChecksPage *self, GPtrArray *found)
{
  const DoudiFinding *selected = doudi_checks_get_selected (self);
  DoudiFindingKind kind = selected != NULL ? selected->kind : DOUDI_CHECKS_ALL_KINDS;
  g_autofree char *subject = selected != NULL ? g_strdup (selected->subject) : NULL;

  g_clear_pointer (&self->found, g_ptr_array_unref);
  self->found = found;
  doudi_checks_show_found (self, subject != NULL ? doudi_checks_find_id (self, kind, subject) : 0);
}

static void look (DoudiChecksPage *self);

static void
on_looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DoudiChecksPage) self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *found = doudi_caseload_work_finish (DOUDI_CASELOAD (source), result, &error);

  self->looking = FALSE;
  if (doudi_page_get_caseload (DOUDI_PAGE (self)) == NULL)
    {
      g_clear_pointer (&found, g_ptr_array_unref);
      return;
    }
  if (found == NULL)
    doudi_page_report_error (DOUDI_PAGE (self), error);
  else
    take_found (self, found);
  doudi_checks_update_actions (self);
  if (self->look_again)
    look (self);
}

/* Through the whole caseload: the worker does it, and tells how far it is. */
static void
look (DoudiChecksPage *self)
{
  self->look_again = self->looking;
  if (self->looking || !doudi_page_may (DOUDI_PAGE (self), DOUDI_ACTION_VIEW_HOUSEHOLD))
    return;
  self->looking = TRUE;
  doudi_checks_update_actions (self);
  doudi_caseload_look_async (doudi_page_get_caseload (DOUDI_PAGE (self)),
                             _ ("Looking through the caseload"), doudi_checks_look_work, NULL, NULL,
                             (GDestroyNotify) g_ptr_array_unref, on_looked_cb, g_object_ref (self));
}

static void
on_looked_beside_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DoudiChecksPage) self = user_data;
  GPtrArray *found = doudi_checks_look_beside_finish (DOUDI_CASELOAD (source), result);

  if (found == NULL)
    return;
  if (self->found == NULL && !self->looking
      && doudi_page_get_caseload (DOUDI_PAGE (self)) == DOUDI_CASELOAD (source))
    take_found (self, found);
  else
    g_ptr_array_unref (found);
}

/* The change of the file by a decision comes after it is known here. */
static void
on_changed_cb (DoudiChecksPage *self)
{
  self->deciding -= self->deciding > 0 ? 1 : 0;
}

static void
doudi_checks_page_attach (DoudiPage *page)
{
  DoudiChecksPage *self = DOUDI_CHECKS_PAGE (page);

  gtk_stack_set_visible_child_name (self->page_stack, "looking");
  g_signal_connect_object (doudi_page_get_caseload (page), "changed", G_CALLBACK (on_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_clear_object (&self->beside);
  self->beside = g_cancellable_new ();
  doudi_checks_look_beside_async (doudi_page_get_caseload (page), self->beside, on_looked_beside_cb,
                                  g_object_ref (self));
}

static void
doudi_checks_page_detach (DoudiPage *page)
{
  DoudiChecksPage *self = DOUDI_CHECKS_PAGE (page);
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();

  g_signal_handlers_disconnect_by_func (doudi_page_get_caseload (page), on_changed_cb, self);
  g_cancellable_cancel (self->beside);
  doudi_finding_pane_clear (self->pane);
  self->filling = TRUE;
  doudi_list_show (self->view, nothing);
  gtk_drop_down_set_selected (self->state_drop_down, DOUDI_CHECKS_SHOW_WAITING);
  self->filling = FALSE;
  g_clear_pointer (&self->found, g_ptr_array_unref);
  g_ptr_array_set_size (self->undo, 0);
  gtk_label_set_text (self->count_label, "");
  self->kind = DOUDI_CHECKS_ALL_KINDS;
  self->look_again = FALSE;
  self->deciding = 0;
}

/* What one's own decisions change is shown without reading everything again. */
static void
doudi_checks_page_refresh (DoudiPage *page)
{
  DoudiChecksPage *self = DOUDI_CHECKS_PAGE (page);

  if (self->deciding == 0)
    look (self);
}

static guint
doudi_checks_page_count_waiting (DoudiPage *page)
{
  DoudiChecksPage *self = DOUDI_CHECKS_PAGE (page);
  guint count = 0;

  for (guint i = 0; self->found != NULL && i < self->found->len; i++)
    count += doudi_finding_waits_for (g_ptr_array_index (self->found, i),
                                      doudi_checks_get_session (self))
               ? 1
               : 0;
  return count;
}

static gboolean
doudi_checks_page_focus_first (DoudiPage *page)
{
  return doudi_list_focus (DOUDI_CHECKS_PAGE (page)->view);
}

static void
on_state_selected_cb (DoudiChecksPage *self)
{
  if (!self->filling && doudi_page_get_caseload (DOUDI_PAGE (self)) != NULL)
    doudi_checks_show_found (self, 0);
}

static void
on_kind_selected_cb (DoudiChecksPage *self, GtkListBoxRow *row)
{
  if (self->filling || row == NULL)
    return;
  self->kind = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "doudi-kind"));
  self->filling = TRUE;
  doudi_checks_fill_rows (self, 0);
  self->filling = FALSE;
  doudi_checks_show_selected (self);
}

static void
look_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  look (DOUDI_CHECKS_PAGE (widget));
}

static void
on_revealed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DoudiChecksPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *subject = doudi_caseload_work_finish (DOUDI_CASELOAD (source), result, &error);
  const DoudiFinding *finding = doudi_checks_get_selected (self);

  if (subject == NULL)
    doudi_page_report_error (DOUDI_PAGE (self), error);
  else if (finding != NULL && g_str_equal (finding->subject, subject))
    doudi_finding_pane_reveal (self->pane, finding);
}

static void
reveal_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DoudiChecksPage *self = DOUDI_CHECKS_PAGE (widget);
  const DoudiFinding *finding = doudi_checks_get_selected (self);

  if (finding != NULL && !doudi_finding_info (finding->kind)->pair)
    doudi_finding_pane_reveal_household (self->pane);
  else if (finding != NULL)
    doudi_caseload_look_async (doudi_page_get_caseload (DOUDI_PAGE (self)),
                               _ ("Showing the numbers"), doudi_checks_reveal_work,
                               g_strdup (finding->subject), g_free, g_free, on_revealed_cb,
                               g_object_ref (self));
}

static void
on_change_entered_cb (DoudiChecksPage *self)
{
  doudi_page_report_done (DOUDI_PAGE (self),
                          _ ("The change is entered. Another person decides it."));
}

/* Much of what cannot be so is mended by a change. */
static void
change_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DoudiChecksPage *self = DOUDI_CHECKS_PAGE (widget);
  DoudiCaseload *caseload = doudi_page_get_caseload (DOUDI_PAGE (self));
  const DoudiFinding *finding = doudi_checks_get_selected (self);
  g_autoptr (GError) error = NULL;
  GtkWidget *window;

  if (caseload == NULL || finding == NULL)
    return;
  window = doudi_change_window_new (GTK_WINDOW (gtk_widget_get_root (widget)), caseload,
                                    g_array_index (finding->households, gint64, 0), 0, &error);
  if (window == NULL)
    {
      doudi_page_report_error (DOUDI_PAGE (self), error);
      return;
    }
  g_signal_connect_object (window, "entered", G_CALLBACK (on_change_entered_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (window));
}

static void
print_why_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  doudi_finding_pane_print_why (DOUDI_CHECKS_PAGE (widget)->pane);
}

static void
next_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  doudi_pager_next (DOUDI_CHECKS_PAGE (widget)->pager);
}

static void
previous_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  doudi_pager_previous (DOUDI_CHECKS_PAGE (widget)->pager);
}

static void
doudi_checks_page_dispose (GObject *object)
{
  DoudiChecksPage *self = DOUDI_CHECKS_PAGE (object);

  if (self->beside != NULL)
    g_cancellable_cancel (self->beside);
  g_clear_object (&self->beside);
  gtk_widget_dispose_template (GTK_WIDGET (object), DOUDI_TYPE_CHECKS_PAGE);

  G_OBJECT_CLASS (doudi_checks_page_parent_class)->dispose (object);
}

static void
doudi_checks_page_finalize (GObject *object)
{
  DoudiChecksPage *self = DOUDI_CHECKS_PAGE (object);

  g_clear_pointer (&self->found, g_ptr_array_unref);
  g_ptr_array_unref (self->undo);

  G_OBJECT_CLASS (doudi_checks_page_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, DoudiChecksPage, state_drop_down);
  gtk_widget_class_bind_template_child (widget_class, DoudiChecksPage, count_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiChecksPage, page_stack);
  gtk_widget_class_bind_template_child (widget_class, DoudiChecksPage, empty_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiChecksPage, kind_list);
  gtk_widget_class_bind_template_child (widget_class, DoudiChecksPage, view);
  gtk_widget_class_bind_template_child (widget_class, DoudiChecksPage, pager);
  gtk_widget_class_bind_template_child (widget_class, DoudiChecksPage, pane);
  gtk_widget_class_bind_template_child (widget_class, DoudiChecksPage, first_button);
  gtk_widget_class_bind_template_child (widget_class, DoudiChecksPage, second_button);
  gtk_widget_class_bind_template_child (widget_class, DoudiChecksPage, third_button);
  gtk_widget_class_bind_template_child (widget_class, DoudiChecksPage, reopen_button);
  gtk_widget_class_bind_template_callback (widget_class, on_state_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_kind_selected_cb);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "page.look", NULL, look_action);
  gtk_widget_class_install_action (widget_class, "page.reveal", NULL, reveal_action);
  gtk_widget_class_install_action (widget_class, "page.change", NULL, change_action);
  gtk_widget_class_install_action (widget_class, "page.print-why", NULL, print_why_action);
  gtk_widget_class_install_action (widget_class, "page.next", NULL, next_action);
  gtk_widget_class_install_action (widget_class, "page.previous", NULL, previous_action);
}

static void
doudi_checks_page_class_init (DoudiChecksPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  DoudiPageClass *page_class = DOUDI_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = doudi_checks_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = doudi_checks_page_finalize;
  page_class->attach = doudi_checks_page_attach;
  page_class->detach = doudi_checks_page_detach;
  page_class->refresh = doudi_checks_page_refresh;
  page_class->count_waiting = doudi_checks_page_count_waiting;
  page_class->focus_first = doudi_checks_page_focus_first;
  g_type_ensure (DOUDI_TYPE_FINDING_PANE);
  g_type_ensure (DOUDI_TYPE_PAGER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/doudi/Doudi/doudi-checks-page.ui");
  bind_children (widget_class);
  install_actions (widget_class);
  doudi_checks_install_decisions (widget_class);
}

static void
fill_states (DoudiChecksPage *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _ ("Waiting"));
  gtk_string_list_append (names, _ ("To be made one"));
  gtk_string_list_append (names, _ ("Put off"));
  gtk_string_list_append (names, _ ("Decided"));
  gtk_drop_down_set_model (self->state_drop_down, G_LIST_MODEL (names));
}

static void
doudi_checks_page_init (DoudiChecksPage *self)
{
  self->kind = DOUDI_CHECKS_ALL_KINDS;
  self->undo = g_ptr_array_new_with_free_func (doudi_check_decision_free);
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  doudi_checks_set_up_view (self);
  fill_states (self);
  self->filling = FALSE;
  g_signal_connect_object (gtk_column_view_get_model (self->view), "notify::selected-item",
                           G_CALLBACK (on_selected_cb), self, G_CONNECT_SWAPPED);
}
