/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <gtk/gtk.h>

#include "app/doudi-caseload.h"
#include "casework/doudi-case-read.h"

G_BEGIN_DECLS

#define DOUDI_TYPE_CASE_PANE (doudi_case_pane_get_type ())
G_DECLARE_FINAL_TYPE (DoudiCasePane, doudi_case_pane, DOUDI, CASE_PANE, GtkWidget)

/**
 * DoudiCasePane:
 *
 * All of one case on one page: where it stands and until when, what to look at, what would be
 * granted and why, its papers, checks and objections, and what happened.
 *
 * Its signal "form-activated" hands over the id of a filled form that somebody wants to read.
 */
GtkWidget *doudi_case_pane_new (void);
gboolean doudi_case_pane_show (DoudiCasePane *self, DoudiCaseload *caseload, gint64 id, GError **error);
void doudi_case_pane_clear (DoudiCasePane *self);
const DoudiCase *doudi_case_pane_get_case (DoudiCasePane *self);

G_END_DECLS
