/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#define G_LOG_DOMAIN "doudi-window"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/doudi-actions.h"
#include "app/doudi-applications-page.h"
#include "app/doudi-checks-page.h"
#include "app/doudi-form-window.h"
#include "app/doudi-format.h"
#include "app/doudi-households-page.h"
#include "app/doudi-lists-page.h"
#include "app/doudi-navigation-row.h"
#include "app/doudi-notices-page.h"
#include "app/doudi-payments-page.h"
#include "app/doudi-reports-page.h"
#include "app/doudi-settings-page.h"
#include "app/doudi-sign-in-page.h"
#include "app/doudi-task-bar.h"
#include "app/doudi-today-page.h"
#include "app/doudi-window.h"
#include "base/doudi-error.h"

/* Ten minutes without a key or a movement of the mouse sign a person out (GB/T 22239, level 2). */
#define IDLE_LOCK_SECONDS (10 * 60)
#define DONE_SHOWN_SECONDS 6

/* What is done once the forms are kept. */
typedef enum
{
  LEAVE_NOT,
  LEAVE_SIGN_OUT,
  LEAVE_CLOSE,
} Leave;

struct _DoudiWindow
{
  GtkApplicationWindow parent_instance;

  GtkWidget *title_label;
  GtkSearchEntry *search_entry;
  GtkLabel *user_label;
  GtkStack *main_stack;
  DoudiSignInPage *sign_in_page;
  GtkListBox *navigation;
  GtkStack *page_stack;
  DoudiTodayPage *today_page;
  DoudiHouseholdsPage *households_page;
  DoudiApplicationsPage *applications_page;
  DoudiListsPage *lists_page;
  GtkRevealer *message_revealer;
  GtkWidget *message_bar;
  GtkImage *message_icon;
  GtkLabel *message_label;
  DoudiTaskBar *task_bar;

  DoudiCaseload *caseload;
  GSettings *settings;
  guint idle_source;
  guint message_source;
  Leave leave;
};

G_DEFINE_FINAL_TYPE (DoudiWindow, doudi_window, GTK_TYPE_APPLICATION_WINDOW)

/* One row of the navigation: a page of the stack, and what a person must be allowed to see it. */
static const struct
{
  const char *page;
  const char *icon;
  const char *label;
  DoudiAction action;
} navigation_rows[] = {
  { "today", "user-home-symbolic", N_("Today"), DOUDI_ACTION_VIEW_POLICY },
  { "households", "system-users-symbolic", N_("Households"), DOUDI_ACTION_SEARCH },
  { "applications", "document-edit-symbolic", N_("Applications"), DOUDI_ACTION_VIEW_CASE },
  { "lists", "view-list-symbolic", N_("Lists"), DOUDI_ACTION_VIEW_CASE },
  { "notices", "printer-symbolic", N_("Notices"), DOUDI_ACTION_PRINT_NOTICE },
  { "payments", "x-office-spreadsheet-symbolic", N_("Payments"), DOUDI_ACTION_EXPLAIN },
  { "reports", "x-office-document-symbolic", N_("Reports"), DOUDI_ACTION_EXPORT_STATISTICS },
  { "checks", "view-dual-symbolic", N_("Data checks"), DOUDI_ACTION_VIEW_HOUSEHOLD },
  { "settings", "emblem-system-symbolic", N_("Settings"), DOUDI_ACTION_VIEW_POLICY },
};

static void
hide_message (DoudiWindow *self)
{
  g_clear_handle_id (&self->message_source, g_source_remove);
  gtk_revealer_set_reveal_child (self->message_revealer, FALSE);
}

static gboolean
on_message_shown_long_cb (gpointer user_data)
{
  DoudiWindow *self = user_data;

  self->message_source = 0;
  hide_message (self);
  return G_SOURCE_REMOVE;
}

static void
show_message (DoudiWindow *self, const char *icon, const char *style, const char *message)
{
  static const char *const styles[] = { "wrong", "done", NULL };

  g_clear_handle_id (&self->message_source, g_source_remove);
  for (guint i = 0; styles[i] != NULL; i++)
    gtk_widget_remove_css_class (self->message_bar, styles[i]);
  gtk_widget_add_css_class (self->message_bar, style);
  gtk_image_set_from_icon_name (self->message_icon, icon);
  gtk_label_set_text (self->message_label, message);
  gtk_revealer_set_reveal_child (self->message_revealer, TRUE);
}

/* The worker is done with what kept the person from leaving. */
static gboolean
leave_cb (gpointer user_data)
{
  g_autoptr (DoudiWindow) self = user_data;
  Leave leave = self->leave;

  self->leave = LEAVE_NOT;
  if (leave == LEAVE_CLOSE)
    gtk_window_close (GTK_WINDOW (self));
  else if (leave == LEAVE_SIGN_OUT)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.sign-out", NULL);
  return G_SOURCE_REMOVE;
}

static void
on_busy_cb (DoudiWindow *self)
{
  gboolean busy = doudi_caseload_is_busy (self->caseload);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.cancel", busy);
  if (!busy && self->leave != LEAVE_NOT)
    g_idle_add (leave_cb, g_object_ref (self));
}

static gboolean
may_see (DoudiWindow *self, guint index)
{
  return doudi_caseload_may (self->caseload, navigation_rows[index].action);
}

static DoudiPage *
get_page (DoudiWindow *self, guint index)
{
  return DOUDI_PAGE (gtk_stack_get_child_by_name (self->page_stack, navigation_rows[index].page));
}

static GtkListBoxRow *
get_navigation_row (DoudiWindow *self, guint index)
{
  return gtk_list_box_get_row_at_index (self->navigation, (int) index);
}

static void
select_page (DoudiWindow *self, const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (navigation_rows); i++)
    if (g_str_equal (navigation_rows[i].page, name) && may_see (self, i))
      gtk_list_box_select_row (self->navigation, get_navigation_row (self, i));
}

static void
show_count (DoudiWindow *self, guint index)
{
  GtkWidget *row = gtk_list_box_row_get_child (get_navigation_row (self, index));

  doudi_navigation_row_set_count (DOUDI_NAVIGATION_ROW (row),
                                  doudi_page_count_waiting (get_page (self, index)));
}

/* How much waits on each page for the person who is signed in. */
static void
show_counts (DoudiWindow *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (navigation_rows); i++)
    show_count (self, i);
}

static void
on_waiting_changed_cb (DoudiWindow *self, DoudiPage *page)
{
  for (guint i = 0; i < G_N_ELEMENTS (navigation_rows); i++)
    if (get_page (self, i) == page)
      show_count (self, i);
}

/* Only the pages a person has business with stand in the navigation, and only those get the
 * caseload. */
static void
show_pages (DoudiWindow *self)
{
  gtk_list_box_unselect_all (self->navigation);
  for (guint i = 0; i < G_N_ELEMENTS (navigation_rows); i++)
    {
      gboolean may = may_see (self, i);

      gtk_widget_set_visible (GTK_WIDGET (get_navigation_row (self, i)), may);
      doudi_page_set_caseload (get_page (self, i), may ? self->caseload : NULL);
    }
  show_counts (self);
}

static void
hide_pages (DoudiWindow *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (navigation_rows); i++)
    doudi_page_set_caseload (get_page (self, i), NULL);
}

/* The keyboard goes into the page that is shown. */
static void
focus_page (DoudiWindow *self)
{
  doudi_page_focus (DOUDI_PAGE (gtk_stack_get_visible_child (self->page_stack)));
}

static void
select_first_page (DoudiWindow *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (navigation_rows); i++)
    if (gtk_list_box_get_selected_row (self->navigation) == NULL && may_see (self, i))
      select_page (self, navigation_rows[i].page);
}

static void
on_signed_in_cb (DoudiWindow *self)
{
  DoudiSession *session = doudi_caseload_get_session (self->caseload);
  g_autofree char *roles = doudi_format_roles (doudi_session_get_roles (session));
  g_autofree char *text = NULL;
  g_autofree char *page = g_settings_get_string (self->settings, "navigation-page");

  text = g_strdup_printf ("%s (%s)", doudi_session_get_user (session), roles);
  gtk_label_set_text (self->user_label, text);
  show_pages (self);
  gtk_stack_set_visible_child_name (self->main_stack, "work");
  gtk_widget_set_visible (GTK_WIDGET (self->search_entry),
                          doudi_caseload_may (self->caseload, DOUDI_ACTION_SEARCH));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.sign-out", TRUE);
  select_page (self, page);
  select_first_page (self);
  /* Who may not see the page that was open last leaves it to the others of this desk. */
  g_settings_set_string (self->settings, "navigation-page", page);
  focus_page (self);
}

static void
on_signed_out_cb (DoudiWindow *self)
{
  hide_message (self);
  hide_pages (self);
  gtk_label_set_text (self->user_label, "");
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  gtk_widget_set_visible (GTK_WIDGET (self->search_entry), FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.sign-out", FALSE);
  gtk_stack_set_visible_child_name (self->main_stack, "sign-in");
  doudi_sign_in_page_set_caseload (self->sign_in_page, self->caseload);
}

static gboolean
on_idle_check_cb (gpointer user_data)
{
  DoudiWindow *self = user_data;

  if (self->caseload != NULL && doudi_caseload_is_signed_in (self->caseload)
      && g_get_monotonic_time () - doudi_caseload_get_last_input (self->caseload)
           > (gint64) IDLE_LOCK_SECONDS * G_USEC_PER_SEC)
    doudi_caseload_sign_out (self->caseload);
  if (self->caseload != NULL)
    doudi_caseload_follow_day (self->caseload);
  return G_SOURCE_CONTINUE;
}

static gboolean
on_event_cb (DoudiWindow *self)
{
  if (self->caseload != NULL)
    doudi_caseload_note_input (self->caseload);
  return GDK_EVENT_PROPAGATE;
}

static void
on_row_selected_cb (DoudiWindow *self, GtkListBoxRow *row)
{
  const char *page;

  if (row == NULL)
    return;
  page = navigation_rows[gtk_list_box_row_get_index (row)].page;
  gtk_stack_set_visible_child_name (self->page_stack, page);
  g_settings_set_string (self->settings, "navigation-page", page);
}

static void
on_search_changed_cb (DoudiWindow *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));

  if (self->caseload == NULL || !doudi_caseload_is_signed_in (self->caseload))
    return;
  if (*text != '\0')
    select_page (self, "households");
  doudi_households_page_search (self->households_page, text);
}

static void
on_search_activate_cb (DoudiWindow *self)
{
  on_search_changed_cb (self);
  doudi_households_page_focus_list (self->households_page);
}

/* From what was typed straight down into what it finds. What an input method does with the key comes
 * first. */
static gboolean
on_search_key_cb (DoudiWindow *self, guint keyval, guint keycode, GdkModifierType state)
{
  if (keyval != GDK_KEY_Down && keyval != GDK_KEY_KP_Down)
    return GDK_EVENT_PROPAGATE;
  on_search_activate_cb (self);
  return GDK_EVENT_STOP;
}

static void
on_search_stopped_cb (DoudiWindow *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  doudi_households_page_focus_list (self->households_page);
}

static void
show_page_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DoudiWindow *self = DOUDI_WINDOW (widget);

  if (self->caseload == NULL || !doudi_caseload_is_signed_in (self->caseload))
    return;
  select_page (self, g_variant_get_string (parameter, NULL));
  focus_page (self);
}

/* What waits is shown where it is worked on. */
static void
on_today_activated_cb (DoudiWindow *self, const char *page, const char *object)
{
  select_page (self, page);
  if (g_str_equal (page, "applications"))
    doudi_applications_page_show (self->applications_page, object);
  else if (g_str_has_prefix (object, "list:"))
    doudi_lists_page_show (self->lists_page, g_ascii_strtoll (object + strlen ("list:"), NULL, 10));
  else if (g_str_equal (page, "households"))
    doudi_households_page_show (self->households_page, object);
  else
    focus_page (self);
}

static void
open_household_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DoudiWindow *self = DOUDI_WINDOW (widget);

  if (self->caseload == NULL
      || !doudi_caseload_may (self->caseload, DOUDI_ACTION_VIEW_HOUSEHOLD))
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  select_page (self, "households");
  doudi_households_page_open (self->households_page, g_variant_get_int64 (parameter));
}

static void
search_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DoudiWindow *self = DOUDI_WINDOW (widget);

  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

static void
refresh_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DoudiWindow *self = DOUDI_WINDOW (widget);
  GtkWidget *page = gtk_stack_get_visible_child (self->page_stack);

  if (DOUDI_IS_PAGE (page))
    doudi_page_refresh (DOUDI_PAGE (page));
}

static void
cancel_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DoudiWindow *self = DOUDI_WINDOW (widget);

  if (self->caseload != NULL)
    doudi_caseload_cancel (self->caseload);
}

/* Whoever leaves takes nothing along that was typed and is not on the disk. */
static gboolean
keep_forms (DoudiWindow *self, Leave leave)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();
  gboolean kept = TRUE;

  for (GList *at = windows; at != NULL; at = at->next)
    if (DOUDI_IS_FORM_WINDOW (at->data) && doudi_window_find (at->data) == self)
      {
        DoudiFormWindowKept form = doudi_form_window_keep (at->data);

        kept = kept && form == DOUDI_FORM_KEPT;
        if (form == DOUDI_FORM_KEEPING)
          self->leave = leave;
      }
  return kept;
}

static void
sign_out_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DoudiWindow *self = DOUDI_WINDOW (widget);

  if (self->caseload != NULL && keep_forms (self, LEAVE_SIGN_OUT))
    doudi_caseload_sign_out (self->caseload);
}

static void
close_message_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  hide_message (DOUDI_WINDOW (widget));
}

static void
save_size (DoudiWindow *self)
{
  int width, height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set_int (self->settings, "window-width", width);
  g_settings_set_int (self->settings, "window-height", height);
  g_settings_set_boolean (self->settings, "window-maximized",
                          gtk_window_is_maximized (GTK_WINDOW (self)));
}

static gboolean
doudi_window_close_request (GtkWindow *window)
{
  DoudiWindow *self = DOUDI_WINDOW (window);

  if (!keep_forms (self, LEAVE_CLOSE))
    return TRUE;
  if (self->caseload != NULL && doudi_caseload_is_busy (self->caseload))
    {
      show_message (self, "dialog-warning-symbolic", "wrong",
                    _("Work is under way. Stop it first, or wait until it is done."));
      return TRUE;
    }
  save_size (self);
  return GTK_WINDOW_CLASS (doudi_window_parent_class)->close_request (window);
}

static void
forget_caseload (DoudiWindow *self)
{
  if (self->caseload == NULL)
    return;
  doudi_caseload_sign_out (self->caseload);
  g_signal_handlers_disconnect_by_data (self->caseload, self);
  doudi_sign_in_page_set_caseload (self->sign_in_page, NULL);
  doudi_task_bar_set_caseload (self->task_bar, NULL);
  g_clear_object (&self->caseload);
}

static void
doudi_window_dispose (GObject *object)
{
  DoudiWindow *self = DOUDI_WINDOW (object);

  g_clear_handle_id (&self->idle_source, g_source_remove);
  g_clear_handle_id (&self->message_source, g_source_remove);
  if (self->caseload != NULL)
    g_signal_handlers_disconnect_by_data (self->caseload, self);
  g_clear_object (&self->caseload);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (doudi_window_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, DoudiWindow, title_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiWindow, search_entry);
  gtk_widget_class_bind_template_child (widget_class, DoudiWindow, user_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiWindow, main_stack);
  gtk_widget_class_bind_template_child (widget_class, DoudiWindow, sign_in_page);
  gtk_widget_class_bind_template_child (widget_class, DoudiWindow, navigation);
  gtk_widget_class_bind_template_child (widget_class, DoudiWindow, page_stack);
  gtk_widget_class_bind_template_child (widget_class, DoudiWindow, today_page);
  gtk_widget_class_bind_template_child (widget_class, DoudiWindow, households_page);
  gtk_widget_class_bind_template_child (widget_class, DoudiWindow, applications_page);
  gtk_widget_class_bind_template_child (widget_class, DoudiWindow, lists_page);
  gtk_widget_class_bind_template_child (widget_class, DoudiWindow, message_revealer);
  gtk_widget_class_bind_template_child (widget_class, DoudiWindow, message_bar);
  gtk_widget_class_bind_template_child (widget_class, DoudiWindow, message_icon);
  gtk_widget_class_bind_template_child (widget_class, DoudiWindow, message_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiWindow, task_bar);
}

static void
doudi_window_class_init (DoudiWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = doudi_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = doudi_window_close_request;
  g_type_ensure (DOUDI_TYPE_TASK_BAR);
  g_type_ensure (DOUDI_TYPE_SIGN_IN_PAGE);
  g_type_ensure (DOUDI_TYPE_TODAY_PAGE);
  g_type_ensure (DOUDI_TYPE_HOUSEHOLDS_PAGE);
  g_type_ensure (DOUDI_TYPE_APPLICATIONS_PAGE);
  g_type_ensure (DOUDI_TYPE_LISTS_PAGE);
  g_type_ensure (DOUDI_TYPE_PAYMENTS_PAGE);
  g_type_ensure (DOUDI_TYPE_NOTICES_PAGE);
  g_type_ensure (DOUDI_TYPE_REPORTS_PAGE);
  g_type_ensure (DOUDI_TYPE_CHECKS_PAGE);
  g_type_ensure (DOUDI_TYPE_SETTINGS_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/doudi/Doudi/doudi-window.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, on_row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_search_stopped_cb);
  gtk_widget_class_install_action (widget_class, "win.show-page", "s", show_page_action);
  gtk_widget_class_install_action (widget_class, "win.open-household", "x", open_household_action);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search_action);
  gtk_widget_class_install_action (widget_class, "win.refresh", NULL, refresh_action);
  gtk_widget_class_install_action (widget_class, "win.cancel", NULL, cancel_action);
  gtk_widget_class_install_action (widget_class, "win.sign-out", NULL, sign_out_action);
  gtk_widget_class_install_action (widget_class, "win.close-message", NULL, close_message_action);
}

static void
watch_search (DoudiWindow *self)
{
  GtkEventController *controller = gtk_event_controller_key_new ();

  g_signal_connect_swapped (controller, "key-pressed", G_CALLBACK (on_search_key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->search_entry), controller);
}

static void
watch_input (DoudiWindow *self)
{
  GtkEventController *controller = gtk_event_controller_legacy_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (controller, "event", G_CALLBACK (on_event_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
  self->idle_source = g_timeout_add_seconds (20, on_idle_check_cb, self);
}

static void
doudi_window_init (DoudiWindow *self)
{
  self->settings = g_settings_new ("org.doudi.Doudi");
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (navigation_rows); i++)
    gtk_list_box_append (self->navigation,
                         doudi_navigation_row_new (navigation_rows[i].icon,
                                                   _(navigation_rows[i].label)));
  for (guint i = 0; i < G_N_ELEMENTS (navigation_rows); i++)
    g_signal_connect_object (get_page (self, i), "waiting-changed",
                             G_CALLBACK (on_waiting_changed_cb), self, G_CONNECT_SWAPPED);
  gtk_window_set_default_size (GTK_WINDOW (self), g_settings_get_int (self->settings, "window-width"),
                               g_settings_get_int (self->settings, "window-height"));
  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.cancel", FALSE);
  g_signal_connect_object (self->today_page, "activated", G_CALLBACK (on_today_activated_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.sign-out", FALSE);
  doudi_sign_in_page_set_caseload (self->sign_in_page, NULL);
  doudi_actions_install_page_shortcuts (GTK_WIDGET (self), self->page_stack);
  watch_input (self);
  watch_search (self);
}

/**
 * doudi_window_new:
 * @application: the application
 *
 * Returns: a window with the sign-in page and no caseload
 */
GtkWidget *
doudi_window_new (GtkApplication *application)
{
  return g_object_new (DOUDI_TYPE_WINDOW, "application", application, NULL);
}

/**
 * doudi_window_get_caseload:
 *
 * Returns: (transfer none) (nullable): the open caseload
 */
DoudiCaseload *
doudi_window_get_caseload (DoudiWindow *self)
{
  return self->caseload;
}

/**
 * doudi_window_open:
 * @path: a caseload file
 * @error: return location
 *
 * Opens a caseload in place of the one that is open and shows its sign-in page.
 *
 * Returns: whether it is open; if not, the error also stands on the sign-in page
 */
gboolean
doudi_window_open (DoudiWindow *self, const char *path, GError **error)
{
  g_autoptr (DoudiCaseload) caseload = doudi_caseload_new (path);
  g_autoptr (GError) local_error = NULL;
  g_autofree char *title = NULL;

  forget_caseload (self);
  if (!doudi_caseload_open (caseload, &local_error))
    {
      doudi_sign_in_page_report_error (self->sign_in_page, local_error);
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  self->caseload = g_object_ref (caseload);
  g_signal_connect_swapped (caseload, "signed-in", G_CALLBACK (on_signed_in_cb), self);
  g_signal_connect_swapped (caseload, "signed-out", G_CALLBACK (on_signed_out_cb), self);
  g_signal_connect_swapped (caseload, "notify::busy", G_CALLBACK (on_busy_cb), self);
  g_signal_connect_swapped (caseload, "changed", G_CALLBACK (show_counts), self);
  title = g_strdup_printf (_("%s: social assistance caseload"),
                           doudi_caseload_get_county_name (caseload));
  gtk_label_set_text (GTK_LABEL (self->title_label), title);
  doudi_sign_in_page_set_caseload (self->sign_in_page, caseload);
  doudi_task_bar_set_caseload (self->task_bar, caseload);
  return TRUE;
}

/**
 * doudi_window_find:
 * @window: (nullable): a window
 *
 * Returns: (transfer none) (nullable): the main window that it belongs to
 */
DoudiWindow *
doudi_window_find (GtkWindow *window)
{
  while (window != NULL && !DOUDI_IS_WINDOW (window))
    window = gtk_window_get_transient_for (window);
  return window != NULL ? DOUDI_WINDOW (window) : NULL;
}

/**
 * doudi_window_report_error:
 * @error: what went wrong
 *
 * The one place where errors are shown. A person who stopped the work knows it.
 */
void
doudi_window_report_error (DoudiWindow *self, const GError *error)
{
  g_autofree char *text = NULL;

  if (g_error_matches (error, DOUDI_ERROR, DOUDI_ERROR_CANCELLED)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      doudi_window_report_done (self, _("Stopped. Nothing has changed."));
      return;
    }
  if (doudi_error_get_where (error) != NULL)
    text = g_strdup_printf ("%s (%s)", error->message, doudi_error_get_where (error));
  show_message (self, "dialog-warning-symbolic", "wrong", text != NULL ? text : error->message);
}

/**
 * doudi_window_report_done:
 * @message: translated
 *
 * Says that something is done; goes away by itself.
 */
void
doudi_window_report_done (DoudiWindow *self, const char *message)
{
  show_message (self, "object-select-symbolic", "done", message);
  self->message_source = g_timeout_add_seconds (DONE_SHOWN_SECONDS, on_message_shown_long_cb, self);
}
