/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <gtk/gtk.h>

#include "app/doudi-caseload.h"

G_BEGIN_DECLS

#define DOUDI_TYPE_MERGE_WINDOW (doudi_merge_window_get_type ())
G_DECLARE_FINAL_TYPE (DoudiMergeWindow, doudi_merge_window, DOUDI, MERGE_WINDOW, GtkWindow)

GtkWidget *doudi_merge_window_new (GtkWindow *parent,
                                   DoudiCaseload *caseload,
                                   gint64 one,
                                   gint64 other,
                                   GError **error);

G_END_DECLS
