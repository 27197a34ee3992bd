/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <gtk/gtk.h>

#include "app/doudi-caseload.h"

G_BEGIN_DECLS

#define DOUDI_TYPE_HOUSEHOLD_PRINT (doudi_household_print_get_type ())
G_DECLARE_FINAL_TYPE (DoudiHouseholdPrint, doudi_household_print, DOUDI, HOUSEHOLD_PRINT, GtkWindow)

GtkWidget *doudi_household_print_new (GtkWindow *parent, DoudiCaseload *caseload, gint64 household);
void doudi_household_print_save (DoudiHouseholdPrint *self, const char *path);

G_END_DECLS
