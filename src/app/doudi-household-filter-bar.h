/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <gtk/gtk.h>

#include "casework/doudi-household-choice.h"

G_BEGIN_DECLS

#define DOUDI_TYPE_HOUSEHOLD_FILTER_BAR (doudi_household_filter_bar_get_type ())
G_DECLARE_FINAL_TYPE (DoudiHouseholdFilterBar, doudi_household_filter_bar, DOUDI, HOUSEHOLD_FILTER_BAR, GtkWidget)

void doudi_household_filter_bar_set_divisions (DoudiHouseholdFilterBar *self, GPtrArray *divisions);
const DoudiHouseholdChoice *doudi_household_filter_bar_get_choice (DoudiHouseholdFilterBar *self);
void doudi_household_filter_bar_set_choice (DoudiHouseholdFilterBar *self, const DoudiHouseholdChoice *choice);
void doudi_household_filter_bar_open (DoudiHouseholdFilterBar *self);

G_END_DECLS
