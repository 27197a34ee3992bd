/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <gtk/gtk.h>

#include "casework/doudi-change.h"

G_BEGIN_DECLS

#define DOUDI_TYPE_CHANGE_OUTCOME (doudi_change_outcome_get_type ())
G_DECLARE_FINAL_TYPE (DoudiChangeOutcome, doudi_change_outcome, DOUDI, CHANGE_OUTCOME, GtkBox)

void doudi_change_outcome_show (DoudiChangeOutcome *self, const DoudiChangePreview *preview);
void doudi_change_outcome_say (DoudiChangeOutcome *self, const char *text, gboolean wrong);

G_END_DECLS
