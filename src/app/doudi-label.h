/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Texts of a page that is read like a paper: they can be selected and copied, and the keyboard passes
 * them by. */
GtkWidget *doudi_label_new (const char *text, const char *style);
GtkWidget *doudi_label_new_number (const char *text, const char *style);
GtkWidget *doudi_label_new_marked (const char *icon, const char *text, const char *style);
GtkWidget *doudi_label_find (GtkWidget *widget);
void doudi_label_set_message (GtkLabel *label, const char *text, gboolean wrong);
void doudi_box_empty (GtkBox *box);
void doudi_grid_empty (GtkGrid *grid);

G_END_DECLS
