/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <gtk/gtk.h>

#include "app/doudi-caseload.h"

G_BEGIN_DECLS

/**
 * DoudiTaskBar:
 *
 * Tells of the work a caseload does: what, how far, and the button that stops it. Work that is done
 * within a moment shows nothing.
 */
#define DOUDI_TYPE_TASK_BAR (doudi_task_bar_get_type ())
G_DECLARE_FINAL_TYPE (DoudiTaskBar, doudi_task_bar, DOUDI, TASK_BAR, GtkWidget)

void doudi_task_bar_set_caseload (DoudiTaskBar *self, DoudiCaseload *caseload);

G_END_DECLS
