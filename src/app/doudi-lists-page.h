/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "app/doudi-page.h"

G_BEGIN_DECLS

#define DOUDI_TYPE_LISTS_PAGE (doudi_lists_page_get_type ())
G_DECLARE_FINAL_TYPE (DoudiListsPage, doudi_lists_page, DOUDI, LISTS_PAGE, DoudiPage)

/**
 * DoudiListsPage:
 *
 * Review and approval lists: what a list comes to and what changed, every row with its flags, the
 * case beside it; rows are held or returned, the rest goes on.
 */
void doudi_lists_page_show (DoudiListsPage *self, gint64 list);

G_END_DECLS
