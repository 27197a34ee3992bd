/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <gtk/gtk.h>

#include "app/doudi-caseload.h"

G_BEGIN_DECLS

void doudi_household_desk_new (GtkWindow *parent, DoudiCaseload *caseload);
void doudi_household_desk_edit (GtkWindow *parent, DoudiCaseload *caseload, gint64 household);
void doudi_household_desk_resume (GtkWindow *parent, DoudiCaseload *caseload, const char *subject);

G_END_DECLS
