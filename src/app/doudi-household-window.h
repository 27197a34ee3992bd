/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <gtk/gtk.h>

#include "app/doudi-caseload.h"

G_BEGIN_DECLS

#define DOUDI_TYPE_HOUSEHOLD_WINDOW (doudi_household_window_get_type ())
G_DECLARE_FINAL_TYPE (DoudiHouseholdWindow, doudi_household_window, DOUDI, HOUSEHOLD_WINDOW, GtkWindow)

void doudi_household_window_present (GtkWindow *parent, DoudiCaseload *caseload, gint64 household);
DoudiHouseholdWindow *doudi_household_window_find (DoudiCaseload *caseload, gint64 household);
gint64 doudi_household_window_get_household (DoudiHouseholdWindow *self);
void doudi_household_window_add_files (DoudiHouseholdWindow *self, GListModel *files);

G_END_DECLS
