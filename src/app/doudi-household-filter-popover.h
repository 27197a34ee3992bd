/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <gtk/gtk.h>

#include "casework/doudi-household-choice.h"

G_BEGIN_DECLS

#define DOUDI_TYPE_HOUSEHOLD_FILTER_POPOVER (doudi_household_filter_popover_get_type ())
G_DECLARE_FINAL_TYPE (DoudiHouseholdFilterPopover, doudi_household_filter_popover, DOUDI, HOUSEHOLD_FILTER_POPOVER, GtkPopover)

void doudi_household_filter_popover_set (DoudiHouseholdFilterPopover *self, const DoudiHouseholdChoice *choice);
gboolean doudi_household_filter_popover_read (DoudiHouseholdFilterPopover *self, DoudiHouseholdChoice *choice);

G_END_DECLS
