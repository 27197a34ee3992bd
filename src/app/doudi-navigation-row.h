/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DOUDI_TYPE_NAVIGATION_ROW (doudi_navigation_row_get_type ())
G_DECLARE_FINAL_TYPE (DoudiNavigationRow, doudi_navigation_row, DOUDI, NAVIGATION_ROW, GtkWidget)

GtkWidget *doudi_navigation_row_new (const char *icon, const char *label);
void doudi_navigation_row_set_count (DoudiNavigationRow *self, guint count);
guint doudi_navigation_row_get_count (DoudiNavigationRow *self);

G_END_DECLS
