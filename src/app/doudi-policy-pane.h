/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <gtk/gtk.h>

#include "policy/doudi-policy-document.h"

G_BEGIN_DECLS

#define DOUDI_TYPE_POLICY_PANE (doudi_policy_pane_get_type ())
G_DECLARE_FINAL_TYPE (DoudiPolicyPane, doudi_policy_pane, DOUDI, POLICY_PANE, GtkWidget)

void doudi_policy_pane_show (DoudiPolicyPane *self, DoudiPolicyDocument *document);
void doudi_policy_pane_toggle_unsure (DoudiPolicyPane *self);
void doudi_policy_pane_next (DoudiPolicyPane *self);
void doudi_policy_pane_previous (DoudiPolicyPane *self);

G_END_DECLS
