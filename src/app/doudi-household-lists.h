/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "app/doudi-caseload.h"
#include "app/doudi-household-list.h"

G_BEGIN_DECLS

/* The tabs of the window of a household that are lists of what is in the caseload. */
GtkWidget *doudi_household_money_new (void);
gboolean doudi_household_money_fill (DoudiHouseholdList *list, DoudiCaseload *caseload, gint64 household, char **sum, GError **error);
GtkWidget *doudi_household_visits_new (void);
gboolean doudi_household_visits_fill (DoudiHouseholdList *list, DoudiCaseload *caseload, gint64 household, GError **error);
GtkWidget *doudi_household_timeline_new (void);
gboolean doudi_household_timeline_fill (DoudiHouseholdList *list, DoudiCaseload *caseload, gint64 household, guint topics, GError **error);

G_END_DECLS
