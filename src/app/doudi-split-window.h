/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <gtk/gtk.h>

#include "app/doudi-caseload.h"

G_BEGIN_DECLS

#define DOUDI_TYPE_SPLIT_WINDOW (doudi_split_window_get_type ())
G_DECLARE_FINAL_TYPE (DoudiSplitWindow, doudi_split_window, DOUDI, SPLIT_WINDOW, GtkWindow)

GtkWidget *doudi_split_window_new (GtkWindow *parent,
                                   DoudiCaseload *caseload,
                                   gint64 household,
                                   GError **error);

G_END_DECLS
