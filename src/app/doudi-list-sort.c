/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "app/doudi-list-sort.h"

#include "app/doudi-list.h"

/*
 * The headings of a table choose its order, and whoever fills the table brings it about. Which
 * column a view is sorted by can be asked since GTK 4.10; before, the sorter of the view is made to
 * compare twice nothing: the first column consulted is the one, the sign its direction.
 */
typedef struct
{
  DoudiListSortFunc func;
  gpointer data;
  int column;
  gboolean descending;
  gboolean asking;
  int asked;
} Sort;

static int
compare_cb (gconstpointer one, gconstpointer other, gpointer user_data)
{
  GtkColumnViewColumn *column = user_data;
  Sort *sort = g_object_get_data (G_OBJECT (column), "doudi-sort");

  if (sort->asking && sort->asked < 0)
    sort->asked = (int) doudi_list_get_column_index (column);
  return -1;
}

static void
on_sorter_changed_cb (GtkSorter *sorter, GtkSorterChange change, gpointer user_data)
{
  Sort *sort = user_data;
  g_autoptr (GObject) one = g_object_new (G_TYPE_OBJECT, NULL);
  g_autoptr (GObject) other = g_object_new (G_TYPE_OBJECT, NULL);
  GtkOrdering ordering;

  sort->asked = -1;
  sort->asking = TRUE;
  ordering = gtk_sorter_compare (sorter, one, other);
  sort->asking = FALSE;
  sort->column = sort->asked;
  sort->descending = ordering == GTK_ORDERING_LARGER;
  sort->func (sort->column, sort->descending, sort->data);
}

static void
make_sortable (GtkColumnViewColumn *column, Sort *sort)
{
  GtkSorter *sorter = GTK_SORTER (gtk_custom_sorter_new (compare_cb, column, NULL));

  g_object_set_data (G_OBJECT (column), "doudi-sort", sort);
  gtk_column_view_column_set_sorter (column, sorter);
  g_object_unref (sorter);
}

/**
 * doudi_list_set_sort:
 * @view: a table set up by doudi_list_set_up()
 * @func: shows the rows in the order that was chosen
 * @data: for @func; outlives @view
 *
 * Lets every heading of @view choose the order of its rows.
 */
void
doudi_list_set_sort (GtkColumnView *view, DoudiListSortFunc func, gpointer data)
{
  GListModel *columns = gtk_column_view_get_columns (view);
  Sort *sort = g_new0 (Sort, 1);

  sort->func = func;
  sort->data = data;
  sort->column = -1;
  g_object_set_data_full (G_OBJECT (view), "doudi-sort", sort, g_free);
  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      make_sortable (column, sort);
    }
  g_signal_connect (gtk_column_view_get_sorter (view), "changed", G_CALLBACK (on_sorter_changed_cb),
                    sort);
}

/**
 * doudi_list_sort_by:
 * @view: a table that can be sorted
 * @column: from 0, by the table of columns; -1 for the order of its own
 * @descending: whether the largest comes first
 *
 * Does what a press on the heading does.
 */
void
doudi_list_sort_by (GtkColumnView *view, int column, gboolean descending)
{
  g_autoptr (GtkColumnViewColumn) found
    = column >= 0 ? doudi_list_find_column (view, (guint) column) : NULL;

  gtk_column_view_sort_by_column (view, found,
                                  descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
}

/* The column at the right of another one that is shown and can be sorted by; -1 after the last. */
static int
find_next (GtkColumnView *view, int column)
{
  GListModel *columns = gtk_column_view_get_columns (view);
  gboolean passed = column < 0;

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) one = g_list_model_get_item (columns, i);
      int index = (int) doudi_list_get_column_index (one);

      if (passed && gtk_column_view_column_get_visible (one)
          && gtk_column_view_column_get_sorter (one) != NULL)
        return index;
      passed = passed || index == column;
    }
  return -1;
}

/**
 * doudi_list_sort_next:
 * @view: a table that can be sorted
 *
 * Does from the keyboard what a press on the headings does: each column upwards, then downwards,
 * after the last the order of its own.
 */
void
doudi_list_sort_next (GtkColumnView *view)
{
  Sort *sort = g_object_get_data (G_OBJECT (view), "doudi-sort");
  gboolean turn = sort->column >= 0 && !sort->descending;

  doudi_list_sort_by (view, turn ? sort->column : find_next (view, sort->column), turn);
}
