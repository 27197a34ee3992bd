/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <gtk/gtk.h>

#include "app/doudi-caseload.h"
#include "casework/doudi-finding.h"

G_BEGIN_DECLS

#define DOUDI_TYPE_FINDING_PANE (doudi_finding_pane_get_type ())
G_DECLARE_FINAL_TYPE (DoudiFindingPane, doudi_finding_pane, DOUDI, FINDING_PANE, GtkWidget)

void doudi_finding_pane_show (DoudiFindingPane *self, DoudiCaseload *caseload, const DoudiFinding *finding);
void doudi_finding_pane_clear (DoudiFindingPane *self);
gboolean doudi_finding_pane_has_award (DoudiFindingPane *self);
void doudi_finding_pane_print_why (DoudiFindingPane *self);
void doudi_finding_pane_reveal_household (DoudiFindingPane *self);
void doudi_finding_pane_reveal (DoudiFindingPane *self, const DoudiFinding *finding);

G_END_DECLS
