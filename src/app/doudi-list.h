/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The list view of GTK 4.8 jumps when it holds more than about 206 rows and is scrolled fast: a list
 * never holds more than this; longer ones are paged in SQL. */
#define DOUDI_LIST_MAX_ROWS 200

#define DOUDI_TYPE_LIST_ROW (doudi_list_row_get_type ())
G_DECLARE_FINAL_TYPE (DoudiListRow, doudi_list_row, DOUDI, LIST_ROW, GObject)

/**
 * DoudiListColumn:
 * @title: English, to be translated
 * @number: right-aligned, tabular figures
 * @expand: takes the room that is left
 * @width: smallest width in characters
 * @marked: says with an icon and in amber that a row wants to be looked at
 * @modest: asks for no more than @width, so that long texts do not narrow other columns
 */
typedef struct
{
  const char *title;
  gboolean number;
  gboolean expand;
  int width;
  gboolean marked;
  gboolean modest;
} DoudiListColumn;

DoudiListRow *doudi_list_row_new (gint64 id, GStrv texts);
gint64 doudi_list_row_get_id (DoudiListRow *self);
const char *doudi_list_row_get_text (DoudiListRow *self, guint column);
void doudi_list_row_set_data (DoudiListRow *self, gpointer data, GDestroyNotify destroy);
gpointer doudi_list_row_get_data (DoudiListRow *self);
void doudi_list_row_set_strong (DoudiListRow *self, gboolean strong);
void doudi_list_row_set_look (DoudiListRow *self, gboolean look);
gboolean doudi_list_row_get_look (DoudiListRow *self);

void doudi_list_set_up (GtkColumnView *view,
                         const DoudiListColumn *columns,
                         guint n_columns,
                         gboolean select);
void doudi_list_set_up_many (GtkColumnView *view, const DoudiListColumn *columns, guint n_columns);
guint doudi_list_get_column_index (GtkColumnViewColumn *column);
GtkColumnViewColumn *doudi_list_find_column (GtkColumnView *view, guint column);
gboolean doudi_list_is_column_visible (GtkColumnView *view, guint column);
void doudi_list_set_column_visible (GtkColumnView *view, guint column, gboolean visible);
void doudi_list_show (GtkColumnView *view, GPtrArray *rows);
void doudi_list_show_soon (GtkColumnView *view, GPtrArray *rows);
DoudiListRow *doudi_list_get_selected (GtkColumnView *view);
GPtrArray *doudi_list_dup_selected (GtkColumnView *view);
gboolean doudi_list_select_id (GtkColumnView *view, gint64 id);
gboolean doudi_list_focus (GtkColumnView *view);
guint doudi_list_get_n_rows (GtkColumnView *view);

G_END_DECLS
