/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "app/doudi-list.h"

G_BEGIN_DECLS

#define DOUDI_TYPE_HOUSEHOLD_LIST (doudi_household_list_get_type ())
G_DECLARE_FINAL_TYPE (DoudiHouseholdList, doudi_household_list, DOUDI, HOUSEHOLD_LIST, GtkWidget)

GtkWidget *doudi_household_list_new (const char *label, const DoudiListColumn *columns, guint n_columns, const char *empty);
GtkColumnView *doudi_household_list_get_view (DoudiHouseholdList *self);
GtkBox *doudi_household_list_get_bar (DoudiHouseholdList *self);
void doudi_household_list_set_empty (DoudiHouseholdList *self, const char *empty);
void doudi_household_list_focus (DoudiHouseholdList *self);
void doudi_household_list_show (DoudiHouseholdList *self, GPtrArray *rows);

G_END_DECLS
