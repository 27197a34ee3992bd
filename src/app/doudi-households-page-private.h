/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "app/doudi-household-columns-button.h"
#include "app/doudi-household-filter-bar.h"
#include "app/doudi-household-pane.h"
#include "app/doudi-household-views.h"
#include "app/doudi-households-page.h"
#include "store/doudi-household-query.h"

G_BEGIN_DECLS

/**
 * DoudiHouseholdsPlace:
 * @choice: which households are listed
 * @order: in which order
 * @search: (nullable): the words that are searched for
 * @start: (nullable): the page begins after this; %NULL for the first page
 * @first_number: how many rows are before the page
 * @selected: the household that is selected, or 0
 * @scroll: how far the table is scrolled, in pixels
 *
 * Where somebody is in the list, to come back to.
 */
typedef struct
{
  DoudiHouseholdChoice choice;
  DoudiHouseholdOrder order;
  char *search;
  DoudiHouseholdRow *start;
  gint64 first_number;
  gint64 selected;
  double scroll;
} DoudiHouseholdsPlace;

/*
 * The registry: one page of SQL at a time, narrowed, ordered and searched.
 *
 * @query: what is asked, until the filters, the order or the file change
 * @sums: what all its pages come to
 * @start: (nullable): the page that is shown begins after this row
 * @first, @last: (nullable): the first and the last row shown
 * @before_search: (nullable): where the list was when a search began
 * @visited: (element-type DoudiHouseholdsPlace): where it was before somebody jumped elsewhere
 * @remembered: (nullable): the view as it was kept last
 * @typing: words are being typed that are searched for
 * @filling: what is shown is being changed by the page itself
 */
struct _DoudiHouseholdsPage
{
  DoudiPage parent_instance;

  GtkWidget *back_button;
  DoudiHouseholdFilterBar *filter_bar;
  DoudiHouseholdViews *views;
  DoudiHouseholdColumnsButton *columns_button;
  GtkStack *list_stack;
  GtkScrolledWindow *scrolled;
  GtkColumnView *view;
  GtkLabel *empty_label;
  GtkWidget *empty_button;
  GtkLabel *range_label;
  GtkLabel *status_label;
  GtkLabel *selection_label;
  GtkButton *changes_button;
  DoudiHouseholdPane *pane;
  GtkPaned *paned;

  DoudiHouseholdQuery *query;
  DoudiHouseholdSums sums;
  DoudiHouseholdOrder order;
  DoudiHouseholdRow *start;
  DoudiHouseholdRow *first;
  DoudiHouseholdRow *last;
  gint64 first_number;
  char *search;
  guint page_size;
  DoudiHouseholdsPlace *before_search;
  GPtrArray *visited;

  char *remembered;
  guint remember_source;
  guint scroll_source;
  double scroll;
  guint settling;
  gboolean focus_soon;
  gboolean return_soon;
  gboolean typing;
  gboolean filling;
  gboolean working_out;
  gboolean keep_figures;
};

void doudi_households_page_list_set_up (DoudiHouseholdsPage *self);
void doudi_households_page_list_forget (DoudiHouseholdsPage *self);
void doudi_households_page_list_show (DoudiHouseholdsPage *self);
void doudi_households_page_list_go_first (DoudiHouseholdsPage *self);
void doudi_households_page_list_go_last (DoudiHouseholdsPage *self);
void doudi_households_page_list_go_next (DoudiHouseholdsPage *self);
void doudi_households_page_list_go_previous (DoudiHouseholdsPage *self);
void doudi_households_page_list_start_anew (DoudiHouseholdsPage *self);
void doudi_households_page_list_show_selection (DoudiHouseholdsPage *self);
void doudi_households_page_selection_changed (DoudiHouseholdsPage *self);

DoudiHouseholdsPlace *doudi_households_page_dup_place (DoudiHouseholdsPage *self);
void doudi_households_page_go_to_place (DoudiHouseholdsPage *self, const DoudiHouseholdsPlace *place);
void doudi_households_place_free (DoudiHouseholdsPlace *place);
void doudi_households_page_scroll_to (DoudiHouseholdsPage *self, double scroll);

void doudi_households_page_remember_soon (DoudiHouseholdsPage *self);
void doudi_households_page_recall (DoudiHouseholdsPage *self);
void doudi_households_page_forget_memory (DoudiHouseholdsPage *self);
DoudiHouseholdView *doudi_households_page_dup_view (gpointer page);
void doudi_households_page_apply_view (DoudiHouseholdsPage *self, const DoudiHouseholdView *view, gboolean whole);
void doudi_households_page_ensure_figures (DoudiHouseholdsPage *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiHouseholdsPlace, doudi_households_place_free)

G_END_DECLS
