/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "app/doudi-household-lists.h"
#include "app/doudi-household-papers.h"
#include "app/doudi-household-window.h"

G_BEGIN_DECLS

/*
 * One household as a full page: what it is above, and its tabs. Any number of these windows stand
 * side by side, one for each household. A tab is read when it is shown.
 *
 * @household: its number; the household itself is read anew each time
 * @owner: the window of the caseload; when it is closed, this one is
 */
struct _DoudiHouseholdWindow
{
  GtkWindow parent_instance;

  GtkLabel *head_label;
  GtkLabel *place_label;
  GtkLabel *amount_label;
  GtkLabel *programmes_label;
  GtkWidget *reveal_button;
  GtkStack *stack;
  GtkBox *members_box;
  GtkBox *income_box;
  GtkBox *awards_box;
  GtkBox *money_page;
  GtkBox *visits_page;
  GtkBox *papers_page;
  GtkBox *timeline_page;
  GtkLabel *message_label;

  DoudiHouseholdList *money;
  GtkLabel *sum_label;
  DoudiHouseholdList *visits;
  DoudiHouseholdPapers *papers;
  DoudiHouseholdList *timeline;
  GtkDropDown *topic_drop_down;

  DoudiCaseload *caseload;
  GtkWindow *owner;
  gint64 household;
  gboolean revealed;
};

void doudi_household_window_say (DoudiHouseholdWindow *self, const char *text, gboolean wrong);
void doudi_household_window_show (DoudiHouseholdWindow *self);
void doudi_household_window_focus_tab (DoudiHouseholdWindow *self);
void doudi_household_window_step_tab (DoudiHouseholdWindow *self, int step);
void doudi_household_window_install_actions (GtkWidgetClass *widget_class);
void doudi_household_window_update_actions (DoudiHouseholdWindow *self);

G_END_DECLS
