/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DOUDI_TYPE_HOUSEHOLD_COLUMNS_BUTTON (doudi_household_columns_button_get_type ())
G_DECLARE_FINAL_TYPE (DoudiHouseholdColumnsButton, doudi_household_columns_button, DOUDI, HOUSEHOLD_COLUMNS_BUTTON, GtkWidget)

void doudi_household_columns_button_set_view (DoudiHouseholdColumnsButton *self, GtkColumnView *view);
void doudi_household_columns_button_open (DoudiHouseholdColumnsButton *self);

G_END_DECLS
