/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "app/doudi-caseload.h"
#include "casework/doudi-household-view.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DOUDI_TYPE_HOUSEHOLD_VIEWS (doudi_household_views_get_type ())
G_DECLARE_FINAL_TYPE (DoudiHouseholdViews, doudi_household_views, DOUDI, HOUSEHOLD_VIEWS, GtkWidget)

/**
 * DoudiDupViewFunc:
 *
 * Returns: (transfer full): how the list is looked at now
 */
typedef DoudiHouseholdView *(*DoudiDupViewFunc) (gpointer data);

void doudi_household_views_set_up (DoudiHouseholdViews *self, DoudiDupViewFunc func, gpointer data);
void doudi_household_views_set_caseload (DoudiHouseholdViews *self, DoudiCaseload *caseload);
void doudi_household_views_show_name (DoudiHouseholdViews *self);
void doudi_household_views_open (DoudiHouseholdViews *self);

G_END_DECLS
