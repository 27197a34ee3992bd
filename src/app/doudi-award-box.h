/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <gtk/gtk.h>

#include "app/doudi-caseload.h"
#include "store/doudi-award-store.h"

G_BEGIN_DECLS

void doudi_award_box_add (GtkBox *box, DoudiCaseload *caseload, const DoudiAwardRow *award, DoudiFen *due);
void doudi_award_box_add_terms (GtkBox *box, const DoudiAwardRow *award);

G_END_DECLS
