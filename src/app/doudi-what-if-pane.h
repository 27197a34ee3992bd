/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <gtk/gtk.h>

#include "casework/doudi-what-if.h"

G_BEGIN_DECLS

#define DOUDI_TYPE_WHAT_IF_PANE (doudi_what_if_pane_get_type ())
G_DECLARE_FINAL_TYPE (DoudiWhatIfPane, doudi_what_if_pane, DOUDI, WHAT_IF_PANE, GtkWidget)

void doudi_what_if_pane_show (DoudiWhatIfPane *self, DoudiPolicyDocument *document, gboolean in_force);
void doudi_what_if_pane_forget (DoudiWhatIfPane *self);
const DoudiWhatIf *doudi_what_if_pane_get_answer (DoudiWhatIfPane *self);
void doudi_what_if_pane_run (DoudiWhatIfPane *self);
void doudi_what_if_pane_export (DoudiWhatIfPane *self);
void doudi_what_if_pane_sort_next (DoudiWhatIfPane *self);
void doudi_what_if_pane_next (DoudiWhatIfPane *self);
void doudi_what_if_pane_previous (DoudiWhatIfPane *self);

G_END_DECLS
