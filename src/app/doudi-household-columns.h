/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "app/doudi-list.h"
#include "casework/doudi-household-view.h"
#include "store/doudi-registry.h"

G_BEGIN_DECLS

/* Says why a search found a row; a list needs no reason. It cannot be chosen or sorted by. */
#define DOUDI_HOUSEHOLD_COLUMN_FOUND 14

void doudi_household_columns_set_up (GtkColumnView *view);
DoudiListRow *doudi_household_columns_row (const DoudiHouseholdRow *row, DoudiDay today);
const DoudiHouseholdRow *doudi_household_columns_get (DoudiListRow *row);
const char *doudi_household_columns_name (guint column);
const char *doudi_household_columns_title (guint column);
DoudiHouseholdColumn doudi_household_columns_order (guint column);
guint doudi_household_columns_of_order (GtkColumnView *view, DoudiHouseholdColumn column);
GArray *doudi_household_columns_dup (GtkColumnView *view);
void doudi_household_columns_apply (GtkColumnView *view, const GArray *columns);

G_END_DECLS
