/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <gtk/gtk.h>

#include "app/doudi-caseload.h"
#include "base/doudi-month.h"

G_BEGIN_DECLS

#define DOUDI_TYPE_HAND_CHECK_WINDOW (doudi_hand_check_window_get_type ())
G_DECLARE_FINAL_TYPE (DoudiHandCheckWindow, doudi_hand_check_window, DOUDI, HAND_CHECK_WINDOW, GtkWindow)

GtkWidget *doudi_hand_check_window_new (GtkWindow *parent, DoudiCaseload *caseload, gint64 award_id, DoudiMonth month);
void doudi_hand_check_window_save (DoudiHandCheckWindow *self, const char *path);

G_END_DECLS
