/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <gtk/gtk.h>

#include "app/doudi-caseload.h"

G_BEGIN_DECLS

#define DOUDI_TYPE_WINDOW (doudi_window_get_type ())
G_DECLARE_FINAL_TYPE (DoudiWindow, doudi_window, DOUDI, WINDOW, GtkApplicationWindow)

GtkWidget *doudi_window_new (GtkApplication *application);
gboolean doudi_window_open (DoudiWindow *self, const char *path, GError **error);
DoudiWindow *doudi_window_find (GtkWindow *window);
DoudiCaseload *doudi_window_get_caseload (DoudiWindow *self);
void doudi_window_report_error (DoudiWindow *self, const GError *error);
void doudi_window_report_done (DoudiWindow *self, const char *message);

G_END_DECLS
