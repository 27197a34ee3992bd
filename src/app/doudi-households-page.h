/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "app/doudi-page.h"
#include "store/doudi-household-filter.h"

G_BEGIN_DECLS

#define DOUDI_TYPE_HOUSEHOLDS_PAGE (doudi_households_page_get_type ())
G_DECLARE_FINAL_TYPE (DoudiHouseholdsPage, doudi_households_page, DOUDI, HOUSEHOLDS_PAGE, DoudiPage)

void doudi_households_page_search (DoudiHouseholdsPage *self, const char *text);
void doudi_households_page_open (DoudiHouseholdsPage *self, gint64 household);
void doudi_households_page_focus_list (DoudiHouseholdsPage *self);
GArray *doudi_households_page_dup_selected (DoudiHouseholdsPage *self);
DoudiHouseholdFilter doudi_households_page_get_filter (DoudiHouseholdsPage *self);
void doudi_households_page_show (DoudiHouseholdsPage *self, const char *object);

G_END_DECLS
