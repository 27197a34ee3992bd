/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DOUDI_TYPE_NEW_CASELOAD_WINDOW (doudi_new_caseload_window_get_type ())
G_DECLARE_FINAL_TYPE (DoudiNewCaseloadWindow,
                      doudi_new_caseload_window,
                      DOUDI,
                      NEW_CASELOAD_WINDOW,
                      GtkWindow)

GtkWidget *doudi_new_caseload_window_new (GtkWindow *parent);

G_END_DECLS
