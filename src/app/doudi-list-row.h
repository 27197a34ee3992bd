/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "app/doudi-list.h"

G_BEGIN_DECLS

/* What a table does with its rows. Part of doudi-list.h, not for pages. */
gboolean doudi_list_row_is_strong (DoudiListRow *self);
char *doudi_list_row_join (DoudiListRow *self);
void doudi_list_row_swap (DoudiListRow *self, DoudiListRow *other);

G_END_DECLS
