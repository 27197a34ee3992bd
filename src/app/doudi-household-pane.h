/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <gtk/gtk.h>

#include "app/doudi-caseload.h"

G_BEGIN_DECLS

#define DOUDI_TYPE_HOUSEHOLD_PANE (doudi_household_pane_get_type ())
G_DECLARE_FINAL_TYPE (DoudiHouseholdPane, doudi_household_pane, DOUDI, HOUSEHOLD_PANE, GtkWidget)

void doudi_household_pane_show (DoudiHouseholdPane *self, DoudiCaseload *caseload, gint64 household);
void doudi_household_pane_clear (DoudiHouseholdPane *self);
void doudi_household_pane_reveal (DoudiHouseholdPane *self);
gboolean doudi_household_pane_has_award (DoudiHouseholdPane *self);
void doudi_household_pane_print_why (DoudiHouseholdPane *self);

G_END_DECLS
