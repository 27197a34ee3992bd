/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * DoudiListSortFunc:
 * @column: from 0; -1 when the rows stand in their own order again
 * @descending: whether the largest comes first
 *
 * Shows the rows in another order. The list itself never sorts.
 */
typedef void (*DoudiListSortFunc) (int column, gboolean descending, gpointer data);

void doudi_list_set_sort (GtkColumnView *view, DoudiListSortFunc func, gpointer data);
void doudi_list_sort_by (GtkColumnView *view, int column, gboolean descending);
void doudi_list_sort_next (GtkColumnView *view);

G_END_DECLS
