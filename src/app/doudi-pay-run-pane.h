/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <gtk/gtk.h>

#include "app/doudi-caseload.h"
#include "casework/doudi-pay-run.h"

G_BEGIN_DECLS

#define DOUDI_TYPE_PAY_RUN_PANE (doudi_pay_run_pane_get_type ())
G_DECLARE_FINAL_TYPE (DoudiPayRunPane, doudi_pay_run_pane, DOUDI, PAY_RUN_PANE, GtkWidget)

void doudi_pay_run_pane_show (DoudiPayRunPane *self, DoudiCaseload *caseload, DoudiPayRunResult *result);
void doudi_pay_run_pane_clear (DoudiPayRunPane *self);
void doudi_pay_run_pane_next (DoudiPayRunPane *self);
void doudi_pay_run_pane_previous (DoudiPayRunPane *self);
void doudi_pay_run_pane_explain (DoudiPayRunPane *self);
void doudi_pay_run_pane_print_why (DoudiPayRunPane *self);

G_END_DECLS
