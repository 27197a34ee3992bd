/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "app/doudi-caseload.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DOUDI_TYPE_BULK_WINDOW (doudi_bulk_window_get_type ())
G_DECLARE_FINAL_TYPE (DoudiBulkWindow, doudi_bulk_window, DOUDI, BULK_WINDOW, GtkWindow)

GtkWidget *doudi_bulk_window_new (GtkWindow *parent, DoudiCaseload *caseload, const GArray *households, GError **error);

G_END_DECLS
