/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "app/doudi-page.h"

G_BEGIN_DECLS

/**
 * DoudiHouseholdActsFunc:
 * @page: a page that shows households
 *
 * Returns: the household that is selected there, 0 for none
 */
typedef gint64 (*DoudiHouseholdActsFunc) (DoudiPage *page);

void doudi_household_acts_install (GtkWidgetClass *widget_class);
void doudi_household_acts_set_up (DoudiPage *page, DoudiHouseholdActsFunc get_selected);
void doudi_household_acts_update (DoudiPage *page);

G_END_DECLS
