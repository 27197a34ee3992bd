/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <gtk/gtk.h>

#include "app/doudi-caseload.h"

G_BEGIN_DECLS

void doudi_caseload_own_window (DoudiCaseload *caseload, GtkWindow *window);
void doudi_caseload_own_question (GtkWindow *parent, GtkWindow *question);

G_END_DECLS
