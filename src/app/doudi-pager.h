/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DOUDI_TYPE_PAGER (doudi_pager_get_type ())
G_DECLARE_FINAL_TYPE (DoudiPager, doudi_pager, DOUDI, PAGER, GtkWidget)

void doudi_pager_show (DoudiPager *self, GtkColumnView *view, GPtrArray *rows);
gboolean doudi_pager_select_id (DoudiPager *self, gint64 id);
void doudi_pager_next (DoudiPager *self);
void doudi_pager_previous (DoudiPager *self);

G_END_DECLS
