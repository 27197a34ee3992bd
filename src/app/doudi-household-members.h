/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <gtk/gtk.h>

#include "app/doudi-caseload.h"
#include "store/doudi-registry.h"

G_BEGIN_DECLS

gboolean doudi_household_members_fill (GtkBox *box, DoudiCaseload *caseload, const DoudiHousehold *household, gboolean revealed, GError **error);
gboolean doudi_household_income_fill (GtkBox *box, DoudiCaseload *caseload, gint64 household, GError **error);

G_END_DECLS
