/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <gtk/gtk.h>

#include "app/doudi-caseload.h"

G_BEGIN_DECLS

#define DOUDI_TYPE_CHANGES_WINDOW (doudi_changes_window_get_type ())
G_DECLARE_FINAL_TYPE (DoudiChangesWindow, doudi_changes_window, DOUDI, CHANGES_WINDOW, GtkWindow)

GtkWidget *doudi_changes_window_new (GtkWindow *parent, DoudiCaseload *caseload, gint64 change);

G_END_DECLS
