/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/doudi-actions.h"
#include "app/doudi-format.h"
#include "app/doudi-household-columns.h"
#include "app/doudi-households-page-private.h"
#include "app/doudi-list-sort.h"
#include "app/doudi-list.h"

/* The list of the page of households: what it asks, its pages, its sums and what is selected. */

static DoudiSession *
get_session (DoudiHouseholdsPage *self)
{
  DoudiCaseload *caseload = doudi_page_get_caseload (DOUDI_PAGE (self));

  return caseload != NULL ? doudi_caseload_get_session (caseload) : NULL;
}

static void
set_row (DoudiHouseholdRow **place, const DoudiHouseholdRow *row)
{
  DoudiHouseholdRow *copy = row != NULL ? doudi_household_row_copy (row) : NULL;

  doudi_household_row_free (*place);
  *place = copy;
}

/* The page begins with @row: after the place just before it, as households that are equal in
 * everything else come in order of their ids. */
static void
start_with (DoudiHouseholdsPage *self, const DoudiHouseholdRow *row)
{
  set_row (&self->start, row);
  if (self->start != NULL)
    self->start->household_id--;
}

/**
 * doudi_households_page_get_filter:
 *
 * Returns: which households are listed today, the words that are searched for among it; its texts
 *   belong to the page
 */
DoudiHouseholdFilter
doudi_households_page_get_filter (DoudiHouseholdsPage *self)
{
  DoudiSession *session = get_session (self);
  DoudiHouseholdFilter filter = doudi_household_choice_resolve (
    doudi_household_filter_bar_get_choice (self->filter_bar),
    session != NULL ? doudi_session_get_today (session) : doudi_day_today ());

  filter.text = self->search;
  return filter;
}

/* Asks anew, and adds up what there is. */
static gboolean
ask (DoudiHouseholdsPage *self, GError **error)
{
  DoudiStore *reader = doudi_caseload_get_reader (doudi_page_get_caseload (DOUDI_PAGE (self)));
  DoudiHouseholdFilter filter = doudi_households_page_get_filter (self);

  g_clear_pointer (&self->query, doudi_household_query_free);
  self->query = doudi_household_query_new (reader, &filter, &self->order, error);
  return self->query != NULL && doudi_household_query_sum (self->query, &self->sums, error);
}

static void
show_range (DoudiHouseholdsPage *self, guint n_rows)
{
  g_autofree char *total = doudi_format_count (self->sums.households);
  g_autofree char *first = doudi_format_count (self->first_number + 1);
  g_autofree char *last = doudi_format_count (self->first_number + n_rows);
  g_autofree char *range
    = g_strdup_printf ("%s–%s / %s%s", first, last, total, self->sums.more ? "+" : "");

  gtk_label_set_text (self->range_label, n_rows > 0 ? range : "0");
}

static void
show_sums (DoudiHouseholdsPage *self)
{
  g_autofree char *households = doudi_format_count (self->sums.households);
  g_autofree char *persons = doudi_format_count (self->sums.persons);
  g_autofree char *covered = doudi_format_count (self->sums.covered);
  g_autofree char *money = doudi_money_format_grouped (self->sums.amount);
  g_autofree char *text = NULL;

  if (self->sums.more)
    text = g_strdup_printf (_ ("More than %s households are found: type more, or narrow the list."),
                            households);
  else if (self->sums.to_work_out > 0)
    text = g_strdup_printf (_ ("%s households, %s persons, %s covered. What they draw is being "
                               "worked out."),
                            households, persons, covered);
  else
    text = g_strdup_printf (_ ("%s households, %s persons, %s covered, %s yuan a month"),
                            households, persons, covered, money);
  gtk_label_set_text (self->status_label, text);
}

/**
 * doudi_households_page_list_show_selection:
 *
 * Says what the selected rows come to, where there are several.
 */
void
doudi_households_page_list_show_selection (DoudiHouseholdsPage *self)
{
  g_autoptr (GPtrArray) selected = doudi_list_dup_selected (self->view);
  g_autofree char *households = doudi_format_count (selected->len);
  g_autofree char *persons = NULL;
  g_autofree char *money = NULL;
  g_autofree char *text = NULL;
  DoudiFen sum = 0;
  gint64 n = 0;

  for (guint i = 0; i < selected->len; i++)
    {
      const DoudiHouseholdRow *row = doudi_household_columns_get (selected->pdata[i]);

      sum += MAX (row->amount, 0);
      n += row->members;
    }
  persons = doudi_format_count (n);
  money = doudi_money_format_grouped (sum);
  text
    = g_strdup_printf (_ ("%s selected, %s persons, %s yuan a month"), households, persons, money);
  gtk_label_set_text (self->selection_label, selected->len > 1 ? text : "");
}

static void
show_empty (DoudiHouseholdsPage *self)
{
  const DoudiHouseholdChoice every = { .division = "" };
  gboolean narrowed = !doudi_household_choice_equal (
    doudi_household_filter_bar_get_choice (self->filter_bar), &every);
  gboolean may = doudi_page_may (DOUDI_PAGE (self), DOUDI_ACTION_STAGE_IMPORT);

  if (self->search != NULL)
    gtk_label_set_text (self->empty_label,
                        _ ("Nobody was found. A name, its pinyin or initials, part of an identity "
                           "number, a phone number and a village can be typed, several words "
                           "apart; the filters above narrow the search."));
  else if (narrowed)
    gtk_label_set_text (self->empty_label, _ ("No household is like that. Take out one of the "
                                              "filters above, or choose another view."));
  else
    gtk_label_set_text (self->empty_label, _ ("No household is here. They come in with a roster, "
                                              "which a caseworker reads in and a reviewer lands."));
  gtk_widget_set_visible (self->empty_button, may && self->search == NULL && !narrowed);
}

static void
update_actions (DoudiHouseholdsPage *self, guint n_rows)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean before = self->first_number > 0;
  gboolean after = self->first_number + n_rows < self->sums.households;

  gtk_widget_action_set_enabled (widget, "page.previous", before);
  gtk_widget_action_set_enabled (widget, "page.first", before);
  gtk_widget_action_set_enabled (widget, "page.next", after);
  gtk_widget_action_set_enabled (widget, "page.last", after);
  gtk_widget_action_set_enabled (widget, "page.edit-many",
                                 n_rows > 0
                                   && doudi_page_may (DOUDI_PAGE (self), DOUDI_ACTION_EDIT_MANY));
  gtk_widget_action_set_enabled (widget, "page.back", self->visited->len > 0);
  gtk_widget_set_visible (self->back_button, self->visited->len > 0);
}

static gboolean
has_focus (DoudiHouseholdsPage *self, gpointer within)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (within));
}

/* The rows are laid out between the first time and the second. The keyboard would scroll to the row
 * it comes to: the list stays where it was all the same. */
static gboolean
on_settled_cb (GtkWidget *view, GdkFrameClock *clock, gpointer user_data)
{
  DoudiHouseholdsPage *self = user_data;
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scrolled);

  if (self->settling++ == 0)
    return G_SOURCE_CONTINUE;
  self->scroll_source = 0;
  gtk_adjustment_set_value (adjustment, self->scroll);
  if (self->focus_soon)
    doudi_list_focus (self->view);
  else if (self->return_soon && has_focus (self, self))
    {
      doudi_list_focus (self->view);
      gtk_adjustment_set_value (adjustment, self->scroll);
    }
  self->focus_soon = self->return_soon = FALSE;
  return G_SOURCE_REMOVE;
}

/* What is to be done once the rows have been laid out. */
static void
settle (DoudiHouseholdsPage *self)
{
  if (self->scroll_source == 0)
    self->scroll_source
      = gtk_widget_add_tick_callback (GTK_WIDGET (self->view), on_settled_cb, self, NULL);
  self->settling = 0;
}

static void
keep_scroll (DoudiHouseholdsPage *self)
{
  if (self->scroll_source == 0)
    self->scroll = gtk_adjustment_get_value (gtk_scrolled_window_get_vadjustment (self->scrolled));
}

/**
 * doudi_households_page_scroll_to:
 * @scroll: pixels from the top
 *
 * Scrolls the list once its rows have been laid out.
 */
void
doudi_households_page_scroll_to (DoudiHouseholdsPage *self, double scroll)
{
  self->scroll = scroll;
  settle (self);
}

/**
 * doudi_households_page_focus_list:
 *
 * Puts the keyboard into the list: on the selected row, once the rows have been laid out.
 */
void
doudi_households_page_focus_list (DoudiHouseholdsPage *self)
{
  keep_scroll (self);
  self->focus_soon = TRUE;
  settle (self);
}

/* Whoever comes back to the page, and has the keyboard there, goes on at the same row. */
static void
on_mapped_cb (DoudiHouseholdsPage *self)
{
  keep_scroll (self);
  self->return_soon = TRUE;
  settle (self);
}

static gboolean
has_id (const GArray *ids, gint64 id)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      return TRUE;
  return FALSE;
}

/* What was selected stays selected where it is still shown; else the first row is. */
static void
select_again (DoudiHouseholdsPage *self, const GArray *selected)
{
  GtkSelectionModel *model = gtk_column_view_get_model (self->view);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (model));
  gboolean any = FALSE;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (DoudiListRow) row = g_list_model_get_item (G_LIST_MODEL (model), i);

      if (has_id (selected, doudi_list_row_get_id (row)))
        any = gtk_selection_model_select_item (model, i, FALSE) || any;
    }
  if (!any && n > 0)
    gtk_selection_model_select_item (model, 0, TRUE);
}

static void
show_rows (DoudiHouseholdsPage *self, GPtrArray *rows)
{
  g_autoptr (GPtrArray) shown = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GArray) selected = doudi_households_page_dup_selected (self);
  DoudiDay today = doudi_session_get_today (get_session (self));
  gboolean focused = has_focus (self, self->view);

  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (shown, doudi_household_columns_row (rows->pdata[i], today));
  set_row (&self->first, rows->len > 0 ? rows->pdata[0] : NULL);
  set_row (&self->last, rows->len > 0 ? rows->pdata[rows->len - 1] : NULL);
  self->filling = TRUE;
  doudi_list_set_column_visible (self->view, DOUDI_HOUSEHOLD_COLUMN_FOUND, self->search != NULL);
  if (self->typing)
    doudi_list_show_soon (self->view, shown);
  else
    doudi_list_show (self->view, shown);
  select_again (self, selected);
  self->filling = FALSE;
  gtk_stack_set_visible_child_name (self->list_stack, rows->len > 0 ? "list" : "empty");
  if (focused && rows->len > 0)
    doudi_households_page_focus_list (self);
}

static void
finish_showing (DoudiHouseholdsPage *self, GPtrArray *rows)
{
  show_rows (self, rows);
  show_range (self, rows->len);
  show_sums (self);
  show_empty (self);
  update_actions (self, rows->len);
  doudi_households_page_selection_changed (self);
}

static GPtrArray *
load (DoudiHouseholdsPage *self, const DoudiHouseholdRow *after, guint limit, gboolean backwards)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *rows = doudi_household_query_page (self->query, after, limit, backwards, &error);

  if (rows == NULL)
    doudi_page_report_error (DOUDI_PAGE (self), error);
  return rows;
}

/* The page that begins at the start; the first one where nothing is left behind it. */
static void
show_page (DoudiHouseholdsPage *self)
{
  g_autoptr (GPtrArray) rows = load (self, self->start, self->page_size, FALSE);

  if (rows != NULL && rows->len == 0 && self->start != NULL)
    {
      start_with (self, NULL);
      self->first_number = 0;
      g_ptr_array_unref (rows);
      rows = load (self, NULL, self->page_size, FALSE);
    }
  if (rows != NULL)
    finish_showing (self, rows);
}

/**
 * doudi_households_page_list_show:
 *
 * Reads anew what is shown: the same page, the same rows selected, as far as they are still there.
 */
void
doudi_households_page_list_show (DoudiHouseholdsPage *self)
{
  g_autoptr (GError) error = NULL;
  double scroll;

  if (self->filling || get_session (self) == NULL)
    return;
  scroll = gtk_adjustment_get_value (gtk_scrolled_window_get_vadjustment (self->scrolled));
  if (!ask (self, &error))
    {
      doudi_page_report_error (DOUDI_PAGE (self), error);
      return;
    }
  show_page (self);
  doudi_households_page_scroll_to (self, scroll);
}

/**
 * doudi_households_page_list_start_anew:
 *
 * Shows the first page of what is chosen now.
 */
void
doudi_households_page_list_start_anew (DoudiHouseholdsPage *self)
{
  start_with (self, NULL);
  self->first_number = 0;
  doudi_households_page_list_show (self);
  if (!self->filling)
    doudi_households_page_scroll_to (self, 0);
}

/**
 * doudi_households_page_list_go_first:
 *
 * Shows the first page.
 */
void
doudi_households_page_list_go_first (DoudiHouseholdsPage *self)
{
  if (self->query == NULL)
    return;
  start_with (self, NULL);
  self->first_number = 0;
  show_page (self);
  doudi_households_page_scroll_to (self, 0);
}

/**
 * doudi_households_page_list_go_next:
 *
 * Shows the page after this one.
 */
void
doudi_households_page_list_go_next (DoudiHouseholdsPage *self)
{
  if (self->query == NULL || self->last == NULL)
    return;
  self->first_number += doudi_list_get_n_rows (self->view);
  set_row (&self->start, self->last);
  show_page (self);
  doudi_households_page_scroll_to (self, 0);
}

/* A page that ends before a row, or at the end of the list. */
static void
show_page_before (DoudiHouseholdsPage *self, const DoudiHouseholdRow *before, guint limit)
{
  g_autoptr (GPtrArray) rows = load (self, before, limit, TRUE);

  if (rows == NULL)
    return;
  if (rows->len < limit || self->first_number <= 0)
    {
      doudi_households_page_list_go_first (self);
      return;
    }
  start_with (self, rows->pdata[0]);
  finish_showing (self, rows);
  doudi_households_page_scroll_to (self, 0);
}

/**
 * doudi_households_page_list_go_previous:
 *
 * Shows the page before this one.
 */
void
doudi_households_page_list_go_previous (DoudiHouseholdsPage *self)
{
  if (self->query == NULL || self->first == NULL)
    return;
  self->first_number = MAX (0, self->first_number - (gint64) self->page_size);
  show_page_before (self, self->first, self->page_size);
}

/**
 * doudi_households_page_list_go_last:
 *
 * Shows the last page.
 */
void
doudi_households_page_list_go_last (DoudiHouseholdsPage *self)
{
  guint rest = (guint) (self->sums.households % self->page_size);
  guint limit = rest > 0 ? rest : self->page_size;

  if (self->query == NULL || self->sums.households == 0)
    return;
  self->first_number = self->sums.households - limit;
  show_page_before (self, NULL, limit);
}

static void
on_sorted_cb (int column, gboolean descending, gpointer data)
{
  DoudiHouseholdsPage *self = data;
  DoudiHouseholdColumn order
    = column >= 0 ? doudi_household_columns_order ((guint) column) : DOUDI_HOUSEHOLD_PLACE;

  if (self->filling || order >= DOUDI_N_HOUSEHOLD_COLUMNS)
    return;
  self->order = (DoudiHouseholdOrder){ order, column >= 0 && descending };
  doudi_households_page_list_start_anew (self);
  doudi_households_page_remember_soon (self);
}

/* The list has keys of its own for a page of rows up and down, and for its ends. */
static void
add_keys (DoudiHouseholdsPage *self)
{
  static const char *const names[] = { "page.next", "page.previous", "page.first", "page.last" };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (
        gtk_shortcut_trigger_parse_string (doudi_actions_find (names[i])->accelerator),
        gtk_named_action_new (names[i])));
  gtk_widget_add_controller (GTK_WIDGET (self->view), controller);
}

/**
 * doudi_households_page_list_set_up:
 *
 * Gives the table its columns.
 */
void
doudi_households_page_list_set_up (DoudiHouseholdsPage *self)
{
  g_autoptr (GtkColumnViewColumn) found = NULL;

  doudi_household_columns_set_up (self->view);
  self->filling = TRUE;
  doudi_list_set_sort (self->view, on_sorted_cb, self);
  found = doudi_list_find_column (self->view, DOUDI_HOUSEHOLD_COLUMN_FOUND);
  gtk_column_view_column_set_sorter (found, NULL);
  self->filling = FALSE;
  add_keys (self);
  g_signal_connect (self, "map", G_CALLBACK (on_mapped_cb), NULL);
}

/**
 * doudi_households_page_list_forget:
 *
 * Drops everything that is shown.
 */
void
doudi_households_page_list_forget (DoudiHouseholdsPage *self)
{
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();

  self->filling = TRUE;
  doudi_list_show (self->view, nothing);
  self->filling = FALSE;
  g_clear_pointer (&self->query, doudi_household_query_free);
  g_clear_pointer (&self->search, g_free);
  g_clear_pointer (&self->before_search, doudi_households_place_free);
  g_ptr_array_set_size (self->visited, 0);
  set_row (&self->start, NULL);
  set_row (&self->first, NULL);
  set_row (&self->last, NULL);
  self->first_number = 0;
  gtk_label_set_text (self->status_label, "");
  gtk_label_set_text (self->selection_label, "");
}

/**
 * doudi_households_page_dup_selected:
 *
 * Returns: (transfer full) (element-type gint64): the households that are selected, from the top
 */
GArray *
doudi_households_page_dup_selected (DoudiHouseholdsPage *self)
{
  g_autoptr (GPtrArray) selected = doudi_list_dup_selected (self->view);
  GArray *ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), selected->len);

  for (guint i = 0; i < selected->len; i++)
    {
      gint64 id = doudi_list_row_get_id (selected->pdata[i]);

      g_array_append_val (ids, id);
    }
  return ids;
}

/**
 * doudi_households_page_dup_place:
 *
 * Returns: (transfer full): where the list is, to come back to
 */
DoudiHouseholdsPlace *
doudi_households_page_dup_place (DoudiHouseholdsPage *self)
{
  DoudiHouseholdsPlace *place = g_new0 (DoudiHouseholdsPlace, 1);
  DoudiListRow *selected = doudi_list_get_selected (self->view);

  place->choice = *doudi_household_filter_bar_get_choice (self->filter_bar);
  place->order = self->order;
  place->search = g_strdup (self->search);
  set_row (&place->start, self->start);
  place->first_number = self->first_number;
  place->selected = selected != NULL ? doudi_list_row_get_id (selected) : 0;
  place->scroll = gtk_adjustment_get_value (gtk_scrolled_window_get_vadjustment (self->scrolled));
  return place;
}

/**
 * doudi_households_page_go_to_place:
 * @place: where the list was
 *
 * Goes back to it: the same households, the same page, the same row, scrolled as it was. In another
 * order than then, it is the first page.
 */
void
doudi_households_page_go_to_place (DoudiHouseholdsPage *self, const DoudiHouseholdsPlace *place)
{
  doudi_household_filter_bar_set_choice (self->filter_bar, &place->choice);
  g_free (self->search);
  self->search = g_strdup (place->search);
  if (place->order.column == self->order.column
      && place->order.descending == self->order.descending)
    {
      set_row (&self->start, place->start);
      self->first_number = place->first_number;
    }
  else
    {
      set_row (&self->start, NULL);
      self->first_number = 0;
    }
  doudi_households_page_list_show (self);
  doudi_list_select_id (self->view, place->selected);
  doudi_households_page_scroll_to (self, place->scroll);
}

/**
 * doudi_households_place_free:
 * @place: (nullable) (transfer full): where the list was
 *
 * Frees it.
 */
void
doudi_households_place_free (DoudiHouseholdsPlace *place)
{
  if (place == NULL)
    return;
  g_free (place->search);
  doudi_household_row_free (place->start);
  g_free (place);
}
