/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/doudi-bulk-window.h"
#include "app/doudi-change-window.h"
#include "app/doudi-changes-window.h"
#include "app/doudi-household-acts.h"
#include "app/doudi-household-desk.h"
#include "app/doudi-household-print.h"
#include "app/doudi-household-window.h"
#include "app/doudi-households-page-private.h"
#include "app/doudi-list-sort.h"
#include "app/doudi-list.h"
#include "app/doudi-reviews-window.h"
#include "app/doudi-rosters-window.h"
#include "casework/doudi-desk.h"
#include "store/doudi-change-store.h"

G_DEFINE_FINAL_TYPE (DoudiHouseholdsPage, doudi_households_page, DOUDI_TYPE_PAGE)

/* Of what waits: a household that is half typed. */
#define DRAFT_PREFIX "draft:" DOUDI_DESK_FORM ":"

static gint64
get_selected (DoudiPage *page)
{
  DoudiListRow *row = doudi_list_get_selected (DOUDI_HOUSEHOLDS_PAGE (page)->view);

  return row != NULL ? doudi_list_row_get_id (row) : 0;
}

/**
 * doudi_households_page_selection_changed:
 *
 * Shows the household that was selected last beside the list, what can be done with it, and what
 * all selected ones come to.
 */
void
doudi_households_page_selection_changed (DoudiHouseholdsPage *self)
{
  DoudiCaseload *caseload = doudi_page_get_caseload (DOUDI_PAGE (self));
  DoudiListRow *row = doudi_list_get_selected (self->view);

  if (self->filling)
    return;
  if (row == NULL || caseload == NULL)
    doudi_household_pane_clear (self->pane);
  else
    doudi_household_pane_show (self->pane, caseload, doudi_list_row_get_id (row));
  gtk_widget_action_set_enabled (
    GTK_WIDGET (self), "page.change",
    row != NULL && doudi_page_may (DOUDI_PAGE (self), DOUDI_ACTION_ENTER_CHANGE));
  gtk_widget_action_set_enabled (
    GTK_WIDGET (self), "page.print-household",
    row != NULL && doudi_page_may (DOUDI_PAGE (self), DOUDI_ACTION_PRINT_HOUSEHOLD));
  gtk_widget_action_set_enabled (
    GTK_WIDGET (self), "page.open-household",
    row != NULL && doudi_page_may (DOUDI_PAGE (self), DOUDI_ACTION_VIEW_HOUSEHOLD));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.print-why",
                                 doudi_household_pane_has_award (self->pane)
                                   && doudi_page_may (DOUDI_PAGE (self), DOUDI_ACTION_EXPLAIN));
  doudi_household_acts_update (DOUDI_PAGE (self));
  doudi_households_page_list_show_selection (self);
}

/* What the filters say changed. */
static void
on_filter_changed_cb (DoudiHouseholdsPage *self)
{
  if (self->filling)
    return;
  doudi_household_views_show_name (self->views);
  doudi_households_page_list_start_anew (self);
  doudi_households_page_remember_soon (self);
}

static void
on_view_chosen_cb (DoudiHouseholdsPage *self, const DoudiHouseholdView *view, gboolean whole)
{
  doudi_households_page_apply_view (self, view, whole);
  doudi_households_page_remember_soon (self);
  doudi_households_page_focus_list (self);
}

/* In a window of its own. */
static void
open_household (DoudiHouseholdsPage *self)
{
  DoudiCaseload *caseload = doudi_page_get_caseload (DOUDI_PAGE (self));
  DoudiListRow *row = doudi_list_get_selected (self->view);

  if (caseload != NULL && row != NULL)
    doudi_household_window_present (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), caseload,
                                    doudi_list_row_get_id (row));
}

static void
doudi_households_page_attach (DoudiPage *page)
{
  DoudiHouseholdsPage *self = DOUDI_HOUSEHOLDS_PAGE (page);
  DoudiCaseload *caseload = doudi_page_get_caseload (page);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) divisions
    = doudi_registry_list_divisions (doudi_caseload_get_reader (caseload), &error);

  if (divisions == NULL)
    doudi_page_report_error (page, error);
  else
    doudi_household_filter_bar_set_divisions (self->filter_bar, divisions);
  doudi_household_views_set_caseload (self->views, caseload);
  doudi_households_page_recall (self);
}

static void
doudi_households_page_detach (DoudiPage *page)
{
  DoudiHouseholdsPage *self = DOUDI_HOUSEHOLDS_PAGE (page);

  doudi_households_page_forget_memory (self);
  doudi_household_views_set_caseload (self->views, NULL);
  doudi_households_page_list_forget (self);
  doudi_household_pane_clear (self->pane);
}

/* How many changes wait for somebody, whoever decides them. */
static void
show_n_changes (DoudiHouseholdsPage *self)
{
  DoudiCaseload *caseload = doudi_page_get_caseload (DOUDI_PAGE (self));
  g_autoptr (GPtrArray) changes
    = doudi_change_list_open (doudi_caseload_get_reader (caseload), NULL);
  g_autofree char *text
    = g_strdup_printf (_ ("Changes that wait (%u)…"), changes != NULL ? changes->len : 0);

  gtk_button_set_label (self->changes_button, text);
}

static void
doudi_households_page_refresh (DoudiPage *page)
{
  doudi_households_page_ensure_figures (DOUDI_HOUSEHOLDS_PAGE (page));
  show_n_changes (DOUDI_HOUSEHOLDS_PAGE (page));
  doudi_households_page_list_show (DOUDI_HOUSEHOLDS_PAGE (page));
}

/* The keyboard comes to the list. */
static gboolean
doudi_households_page_focus_first (DoudiPage *page)
{
  return doudi_list_focus (DOUDI_HOUSEHOLDS_PAGE (page)->view);
}

static void
next_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  doudi_households_page_list_go_next (DOUDI_HOUSEHOLDS_PAGE (widget));
}

static void
previous_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  doudi_households_page_list_go_previous (DOUDI_HOUSEHOLDS_PAGE (widget));
}

static void
first_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  doudi_households_page_list_go_first (DOUDI_HOUSEHOLDS_PAGE (widget));
}

static void
last_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  doudi_households_page_list_go_last (DOUDI_HOUSEHOLDS_PAGE (widget));
}

static void
sort_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  doudi_list_sort_next (DOUDI_HOUSEHOLDS_PAGE (widget)->view);
}

static void
filter_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  doudi_household_filter_bar_open (DOUDI_HOUSEHOLDS_PAGE (widget)->filter_bar);
}

static void
views_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  doudi_household_views_open (DOUDI_HOUSEHOLDS_PAGE (widget)->views);
}

static void
columns_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  doudi_household_columns_button_open (DOUDI_HOUSEHOLDS_PAGE (widget)->columns_button);
}

static void
open_household_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  open_household (DOUDI_HOUSEHOLDS_PAGE (widget));
}

static void
print_household_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DoudiHouseholdsPage *self = DOUDI_HOUSEHOLDS_PAGE (widget);
  DoudiCaseload *caseload = doudi_page_get_caseload (DOUDI_PAGE (widget));
  DoudiListRow *row = doudi_list_get_selected (self->view);

  if (caseload != NULL && row != NULL)
    gtk_window_present (GTK_WINDOW (doudi_household_print_new (
      GTK_WINDOW (gtk_widget_get_root (widget)), caseload, doudi_list_row_get_id (row))));
}

static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DoudiHouseholdsPage *self = DOUDI_HOUSEHOLDS_PAGE (widget);
  g_autoptr (DoudiHouseholdsPlace) place = NULL;

  if (self->visited->len == 0)
    return;
  place = g_ptr_array_steal_index (self->visited, self->visited->len - 1);
  doudi_households_page_go_to_place (self, place);
  doudi_household_views_show_name (self->views);
  doudi_households_page_focus_list (self);
}

static void
import_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (widget));
  DoudiCaseload *caseload = doudi_page_get_caseload (DOUDI_PAGE (widget));

  if (caseload != NULL)
    gtk_window_present (GTK_WINDOW (doudi_rosters_window_new (window, caseload)));
}

static void
on_change_entered_cb (DoudiHouseholdsPage *self)
{
  doudi_page_report_done (DOUDI_PAGE (self),
                          _ ("The change is entered. Another person decides it."));
}

static void
change_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DoudiHouseholdsPage *self = DOUDI_HOUSEHOLDS_PAGE (widget);
  DoudiCaseload *caseload = doudi_page_get_caseload (DOUDI_PAGE (widget));
  DoudiListRow *row = doudi_list_get_selected (self->view);
  g_autoptr (GError) error = NULL;
  GtkWidget *window;

  if (caseload == NULL || row == NULL)
    return;
  window = doudi_change_window_new (GTK_WINDOW (gtk_widget_get_root (widget)), caseload,
                                    doudi_list_row_get_id (row), 0, &error);
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
show_changes (DoudiHouseholdsPage *self, gint64 change)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  DoudiCaseload *caseload = doudi_page_get_caseload (DOUDI_PAGE (self));

  if (caseload != NULL)
    gtk_window_present (GTK_WINDOW (doudi_changes_window_new (window, caseload, change)));
}

static void
changes_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  show_changes (DOUDI_HOUSEHOLDS_PAGE (widget), 0);
}

static void
reviews_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (widget));
  DoudiCaseload *caseload = doudi_page_get_caseload (DOUDI_PAGE (widget));

  if (caseload != NULL)
    gtk_window_present (GTK_WINDOW (doudi_reviews_window_new (window, caseload)));
}

/* The households that are selected, if several are; else all that the filters show, on this page of
 * the list and on others. */
static GArray *
list_shown (DoudiHouseholdsPage *self, GError **error)
{
  g_autoptr (GArray) selected = doudi_households_page_dup_selected (self);

  return selected->len > 1 ? g_steal_pointer (&selected)
                           : doudi_household_query_ids (self->query, error);
}

static void
edit_many_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DoudiHouseholdsPage *self = DOUDI_HOUSEHOLDS_PAGE (widget);
  DoudiCaseload *caseload = doudi_page_get_caseload (DOUDI_PAGE (widget));
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) households = NULL;
  GtkWidget *window;

  if (caseload == NULL || self->query == NULL)
    return;
  households = list_shown (self, &error);
  window = households != NULL ? doudi_bulk_window_new (GTK_WINDOW (gtk_widget_get_root (widget)),
                                                       caseload, households, &error)
                              : NULL;
  if (window == NULL)
    doudi_page_report_error (DOUDI_PAGE (self), error);
  else
    gtk_window_present (GTK_WINDOW (window));
}

static void
reveal_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  doudi_household_pane_reveal (DOUDI_HOUSEHOLDS_PAGE (widget)->pane);
}

static void
print_why_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  doudi_household_pane_print_why (DOUDI_HOUSEHOLDS_PAGE (widget)->pane);
}

static void
doudi_households_page_dispose (GObject *object)
{
  DoudiHouseholdsPage *self = DOUDI_HOUSEHOLDS_PAGE (object);

  /* The table lets go of its columns one by one. */
  self->filling = TRUE;
  doudi_households_page_forget_memory (self);
  if (self->scroll_source != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self->view), self->scroll_source);
  self->scroll_source = 0;
  gtk_widget_dispose_template (GTK_WIDGET (self), DOUDI_TYPE_HOUSEHOLDS_PAGE);

  G_OBJECT_CLASS (doudi_households_page_parent_class)->dispose (object);
}

static void
doudi_households_page_finalize (GObject *object)
{
  DoudiHouseholdsPage *self = DOUDI_HOUSEHOLDS_PAGE (object);

  doudi_household_query_free (self->query);
  doudi_household_row_free (self->start);
  doudi_household_row_free (self->first);
  doudi_household_row_free (self->last);
  doudi_households_place_free (self->before_search);
  g_ptr_array_unref (self->visited);
  g_free (self->search);

  G_OBJECT_CLASS (doudi_households_page_parent_class)->finalize (object);
}

#define BIND(child) gtk_widget_class_bind_template_child (widget_class, DoudiHouseholdsPage, child)

static void
bind_children (GtkWidgetClass *widget_class)
{
  BIND (back_button);
  BIND (filter_bar);
  BIND (views);
  BIND (columns_button);
  BIND (list_stack);
  BIND (scrolled);
  BIND (view);
  BIND (empty_label);
  BIND (empty_button);
  BIND (range_label);
  BIND (status_label);
  BIND (selection_label);
  BIND (changes_button);
  BIND (pane);
  BIND (paned);
}

static void
doudi_households_page_class_init (DoudiHouseholdsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  DoudiPageClass *page_class = DOUDI_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = doudi_households_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = doudi_households_page_finalize;
  page_class->attach = doudi_households_page_attach;
  page_class->detach = doudi_households_page_detach;
  page_class->refresh = doudi_households_page_refresh;
  page_class->focus_first = doudi_households_page_focus_first;
  g_type_ensure (DOUDI_TYPE_HOUSEHOLD_PANE);
  g_type_ensure (DOUDI_TYPE_HOUSEHOLD_FILTER_BAR);
  g_type_ensure (DOUDI_TYPE_HOUSEHOLD_VIEWS);
  g_type_ensure (DOUDI_TYPE_HOUSEHOLD_COLUMNS_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/doudi/Doudi/doudi-households-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, on_filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_view_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_household);
  gtk_widget_class_install_action (widget_class, "page.next", NULL, next_action);
  gtk_widget_class_install_action (widget_class, "page.previous", NULL, previous_action);
  gtk_widget_class_install_action (widget_class, "page.first", NULL, first_action);
  gtk_widget_class_install_action (widget_class, "page.last", NULL, last_action);
  gtk_widget_class_install_action (widget_class, "page.sort", NULL, sort_action);
  gtk_widget_class_install_action (widget_class, "page.filter", NULL, filter_action);
  gtk_widget_class_install_action (widget_class, "page.views", NULL, views_action);
  gtk_widget_class_install_action (widget_class, "page.columns", NULL, columns_action);
  gtk_widget_class_install_action (widget_class, "page.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "page.open-household", NULL,
                                   open_household_action);
  gtk_widget_class_install_action (widget_class, "page.print-household", NULL,
                                   print_household_action);
  gtk_widget_class_install_action (widget_class, "page.import", NULL, import_action);
  gtk_widget_class_install_action (widget_class, "page.change", NULL, change_action);
  gtk_widget_class_install_action (widget_class, "page.changes", NULL, changes_action);
  gtk_widget_class_install_action (widget_class, "page.reviews", NULL, reviews_action);
  gtk_widget_class_install_action (widget_class, "page.edit-many", NULL, edit_many_action);
  gtk_widget_class_install_action (widget_class, "page.reveal", NULL, reveal_action);
  gtk_widget_class_install_action (widget_class, "page.print-why", NULL, print_why_action);
  doudi_household_acts_install (widget_class);
}

/* Whoever shows, hides, moves or widens a column finds it so again. */
static void
watch_columns (DoudiHouseholdsPage *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      g_signal_connect_object (column, "notify::visible",
                               G_CALLBACK (doudi_households_page_remember_soon), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (column, "notify::fixed-width",
                               G_CALLBACK (doudi_households_page_remember_soon), self,
                               G_CONNECT_SWAPPED);
    }
  g_signal_connect_object (columns, "items-changed",
                           G_CALLBACK (doudi_households_page_remember_soon), self,
                           G_CONNECT_SWAPPED);
}

static void
doudi_households_page_init (DoudiHouseholdsPage *self)
{
  g_autoptr (GSettings) settings = g_settings_new ("org.doudi.Doudi");

  self->visited = g_ptr_array_new_with_free_func ((GDestroyNotify) doudi_households_place_free);
  self->page_size = (guint) g_settings_get_int (settings, "page-size");
  gtk_widget_init_template (GTK_WIDGET (self));
  doudi_household_acts_set_up (DOUDI_PAGE (self), get_selected);
  doudi_households_page_list_set_up (self);
  doudi_household_views_set_up (self->views, doudi_households_page_dup_view, self);
  doudi_household_columns_button_set_view (self->columns_button, self->view);
  g_signal_connect_object (gtk_column_view_get_model (self->view), "selection-changed",
                           G_CALLBACK (doudi_households_page_selection_changed), self,
                           G_CONNECT_SWAPPED);
  watch_columns (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.back", FALSE);
}

/**
 * doudi_households_page_search:
 * @text: what was typed; "" goes back to the list as it was
 */
void
doudi_households_page_search (DoudiHouseholdsPage *self, const char *text)
{
  g_autofree char *search = g_strstrip (g_strdup (text));
  gboolean ends = *search == '\0';

  if (g_strcmp0 (self->search, ends ? NULL : search) == 0)
    return;
  if (self->search == NULL && doudi_page_get_caseload (DOUDI_PAGE (self)) != NULL)
    self->before_search = doudi_households_page_dup_place (self);
  g_clear_pointer (&self->search, g_free);
  if (ends && self->before_search != NULL)
    {
      g_autoptr (DoudiHouseholdsPlace) place = g_steal_pointer (&self->before_search);

      place->choice = *doudi_household_filter_bar_get_choice (self->filter_bar);
      doudi_households_page_go_to_place (self, place);
      return;
    }
  if (!ends)
    self->search = g_steal_pointer (&search);
  self->typing = TRUE;
  doudi_households_page_list_start_anew (self);
  self->typing = FALSE;
}

/* Filters to one village; every other filter would only hide what is looked for. */
static void
go_to_village (DoudiHouseholdsPage *self, const char *division_code)
{
  DoudiHouseholdChoice choice = { .division = "" };

  g_strlcpy (choice.division, division_code, sizeof choice.division);
  g_clear_pointer (&self->search, g_free);
  g_clear_pointer (&self->before_search, doudi_households_place_free);
  doudi_household_filter_bar_set_choice (self->filter_bar, &choice);
  doudi_household_views_show_name (self->views);
  doudi_households_page_list_start_anew (self);
}

/**
 * doudi_households_page_open:
 * @household: id of a household
 *
 * Goes to the village of a household and selects it in the list. The command page.back comes back
 * to where the list was.
 */
void
doudi_households_page_open (DoudiHouseholdsPage *self, gint64 household)
{
  DoudiSession *session = doudi_caseload_get_session (doudi_page_get_caseload (DOUDI_PAGE (self)));
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiHousehold) found = NULL;

  found = doudi_registry_get_household (doudi_session_get_store (session), household,
                                        doudi_session_get_today (session), &error);
  if (found == NULL)
    {
      doudi_page_report_error (DOUDI_PAGE (self), error);
      return;
    }
  g_ptr_array_add (self->visited, doudi_households_page_dup_place (self));
  go_to_village (self, found->division_code != NULL ? found->division_code : "");
  while (!doudi_list_select_id (self->view, household)
         && self->first_number + self->page_size < self->sums.households)
    doudi_households_page_list_go_next (self);
  doudi_households_page_focus_list (self);
}

/**
 * doudi_households_page_show:
 * @object: "change:4", "reviews", "rosters", or "draft:household:SUBJECT"
 *
 * Opens the window in which what waits is worked on.
 */
void
doudi_households_page_show (DoudiHouseholdsPage *self, const char *object)
{
  if (g_str_has_prefix (object, "change:"))
    show_changes (self, g_ascii_strtoll (object + strlen ("change:"), NULL, 10));
  else if (g_str_equal (object, "reviews"))
    reviews_action (GTK_WIDGET (self), NULL, NULL);
  else if (g_str_equal (object, "rosters"))
    import_action (GTK_WIDGET (self), NULL, NULL);
  else if (g_str_has_prefix (object, DRAFT_PREFIX))
    doudi_household_desk_resume (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                 doudi_page_get_caseload (DOUDI_PAGE (self)),
                                 object + strlen (DRAFT_PREFIX));
}
