/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <gtk/gtk.h>

#include "app/doudi-caseload.h"
#include "casework/doudi-change.h"

G_BEGIN_DECLS

#define DOUDI_TYPE_CHANGE_WINDOW (doudi_change_window_get_type ())
G_DECLARE_FINAL_TYPE (DoudiChangeWindow, doudi_change_window, DOUDI, CHANGE_WINDOW, GtkWindow)

GtkWidget *doudi_change_window_new (GtkWindow *parent,
                                    DoudiCaseload *caseload,
                                    gint64 household,
                                    gint64 review,
                                    GError **error);
void doudi_change_window_begin (DoudiChangeWindow *self, DoudiChangeKind kind, gint64 other);

G_END_DECLS
