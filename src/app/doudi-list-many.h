/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "app/doudi-list.h"

G_BEGIN_DECLS

/* A table several of whose rows can be selected: one of them, which was selected last, is what a
 * pane beside the table shows. Part of doudi-list.h, not for pages. */
GtkSelectionModel *doudi_list_many_new (GtkColumnView *view, GListModel *rows);
DoudiListRow *doudi_list_many_get_current (GtkColumnView *view);
void doudi_list_many_show (GtkColumnView *view, GListStore *store, GPtrArray *rows, gboolean soon);

G_END_DECLS
