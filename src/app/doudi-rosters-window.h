/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <gtk/gtk.h>

#include "app/doudi-caseload.h"

G_BEGIN_DECLS

#define DOUDI_TYPE_ROSTERS_WINDOW (doudi_rosters_window_get_type ())
G_DECLARE_FINAL_TYPE (DoudiRostersWindow, doudi_rosters_window, DOUDI, ROSTERS_WINDOW, GtkWindow)

GtkWidget *doudi_rosters_window_new (GtkWindow *parent, DoudiCaseload *caseload);
void doudi_rosters_window_read (DoudiRostersWindow *self, const char *path);

G_END_DECLS
