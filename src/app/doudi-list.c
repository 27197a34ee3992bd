/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/doudi-label.h"
#include "app/doudi-list-many.h"
#include "app/doudi-list-row.h"
#include "app/doudi-list.h"

/* What the cells of a column keep of it, whatever becomes of the caller's table. */
typedef struct
{
  DoudiListColumn own;
  char *title;
  guint index;
} Column;

static void
column_clear (gpointer data)
{
  Column *column = data;

  g_free (column->title);
}

static void
column_unref (gpointer column)
{
  g_rc_box_release_full (column, column_clear);
}

static GtkWidget *
new_label (const DoudiListColumn *column)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), column->number ? 1 : 0);
  gtk_label_set_ellipsize (GTK_LABEL (label),
                           column->number ? PANGO_ELLIPSIZE_NONE : PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), column->width);
  if (column->modest)
    gtk_label_set_max_width_chars (GTK_LABEL (label), column->width);
  if (column->number)
    gtk_widget_add_css_class (label, "numeric");
  return label;
}

static void
set_class (GtkWidget *widget, const char *style, gboolean set)
{
  if (set)
    gtk_widget_add_css_class (widget, style);
  else
    gtk_widget_remove_css_class (widget, style);
}

static void
set_name (GtkWidget *widget, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* GTK 4.8 gives neither cells nor rows a name: a cell tells its column, a row all that it says. */
static void
name_cell (GtkWidget *cell, const Column *column, DoudiListRow *row, const char *text)
{
  GtkWidget *line = gtk_widget_get_parent (cell);
  g_autofree char *name = *text != '\0' ? g_strdup_printf ("%s: %s", column->title, text) : NULL;

  set_name (cell, name != NULL ? name : column->title);
  if (line != NULL && gtk_widget_get_first_child (line) == cell)
    {
      g_autofree char *all = doudi_list_row_join (row);

      set_name (line, all);
    }
}

/* A marked cell has an icon before its label. */
static void
show_cell (DoudiListRow *row, GtkWidget *child)
{
  const Column *column = g_object_get_data (G_OBJECT (child), "doudi-column");
  gboolean marked = column->own.marked;
  GtkWidget *label = marked ? gtk_widget_get_last_child (child) : child;
  const char *text = doudi_list_row_get_text (row, column->index);

  if (marked)
    {
      gtk_widget_set_visible (gtk_widget_get_first_child (child), doudi_list_row_get_look (row));
      set_class (child, "look", doudi_list_row_get_look (row));
    }
  gtk_label_set_text (GTK_LABEL (label), text);
  set_class (label, "heading", doudi_list_row_is_strong (row));
  name_cell (gtk_widget_get_parent (child), column, row, text);
}

static GtkWidget *
mark (GtkWidget *label)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);

  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("dialog-warning-symbolic"));
  gtk_box_append (GTK_BOX (box), label);
  return box;
}

static void
on_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  Column *column = user_data;
  GtkWidget *label = new_label (&column->own);
  GtkWidget *child = column->own.marked ? mark (label) : label;

  g_object_set_data_full (G_OBJECT (child), "doudi-column", g_rc_box_acquire (column),
                          column_unref);
  gtk_list_item_set_child (item, child);
}

static void
on_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  DoudiListRow *row = gtk_list_item_get_item (item);
  GtkWidget *child = gtk_list_item_get_child (item);

  show_cell (row, child);
  g_signal_connect_object (row, "changed", G_CALLBACK (show_cell), child, 0);
}

static void
on_unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), show_cell,
                                        gtk_list_item_get_child (item));
}

static void
add_column (GtkColumnView *view, const DoudiListColumn *column, guint index)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  Column *own = g_rc_box_new0 (Column);
  g_autoptr (GtkColumnViewColumn) view_column = NULL;

  own->own = *column;
  own->title = g_strdup (_ (column->title));
  own->own.title = own->title;
  own->index = index;
  g_object_set_data_full (G_OBJECT (factory), "doudi-column", own, column_unref);
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup_cb), own);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind_cb), NULL);
  view_column = gtk_column_view_column_new (own->title, factory);
  gtk_column_view_column_set_expand (view_column, column->expand);
  gtk_column_view_column_set_resizable (view_column, TRUE);
  g_object_set_data (G_OBJECT (view_column), "doudi-index", GUINT_TO_POINTER (index));
  gtk_column_view_append_column (view, view_column);
}

/* A heading stands over its numbers. GTK has no property for it: the header is the first child of
 * the view and holds a title for each column; without one, headings stay at the start. */
static void
align_headings (GtkColumnView *view, const DoudiListColumn *columns, guint n_columns)
{
  GtkWidget *header = gtk_widget_get_first_child (GTK_WIDGET (view));
  GtkWidget *title = header != NULL ? gtk_widget_get_first_child (header) : NULL;

  for (guint i = 0; i < n_columns && title != NULL; i++)
    {
      GtkWidget *label = columns[i].number ? doudi_label_find (title) : NULL;

      if (label != NULL)
        {
          gtk_widget_set_hexpand (label, TRUE);
          gtk_widget_set_halign (label, GTK_ALIGN_END);
        }
      title = gtk_widget_get_next_sibling (title);
    }
}

static void
set_up (GtkColumnView *view,
        GtkSelectionModel *model,
        const DoudiListColumn *columns,
        guint n_columns)
{
  gtk_column_view_set_model (view, model);
  for (guint i = 0; i < n_columns; i++)
    add_column (view, &columns[i], i);
  align_headings (view, columns, n_columns);
  gtk_widget_add_css_class (GTK_WIDGET (view), "data-table");
}

/**
 * doudi_list_set_up:
 * @view: an empty column view
 * @columns: the columns, from left to right
 * @n_columns: how many
 * @select: whether one row can be selected
 *
 * Gives @view its columns and an empty model.
 */
void
doudi_list_set_up (GtkColumnView *view,
                   const DoudiListColumn *columns,
                   guint n_columns,
                   gboolean select)
{
  GListModel *store = G_LIST_MODEL (g_list_store_new (DOUDI_TYPE_LIST_ROW));
  g_autoptr (GtkSelectionModel) model = NULL;

  if (select)
    model = GTK_SELECTION_MODEL (gtk_single_selection_new (store));
  else
    model = GTK_SELECTION_MODEL (gtk_no_selection_new (store));
  set_up (view, model, columns, n_columns);
}

/**
 * doudi_list_set_up_many:
 * @view: an empty column view
 * @columns: the columns, from left to right
 * @n_columns: how many
 *
 * Gives @view its columns and an empty model several of whose rows can be selected. The one that
 * was selected last is what doudi_list_get_selected() tells. No row is selected by itself.
 */
void
doudi_list_set_up_many (GtkColumnView *view, const DoudiListColumn *columns, guint n_columns)
{
  g_autoptr (GtkSelectionModel) model
    = doudi_list_many_new (view, G_LIST_MODEL (g_list_store_new (DOUDI_TYPE_LIST_ROW)));

  set_up (view, model, columns, n_columns);
}

/**
 * doudi_list_get_column_index:
 * @column: a column of a table
 *
 * Returns: its place in the table of columns, wherever it stands now
 */
guint
doudi_list_get_column_index (GtkColumnViewColumn *column)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (column), "doudi-index"));
}

/**
 * doudi_list_find_column:
 * @column: from 0, by the table of columns
 *
 * Returns: (transfer full) (nullable): the column, wherever it stands now; %NULL beyond the last
 */
GtkColumnViewColumn *
doudi_list_find_column (GtkColumnView *view, guint column)
{
  GListModel *columns = gtk_column_view_get_columns (view);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) one = g_list_model_get_item (columns, i);

      if (doudi_list_get_column_index (one) == column)
        return g_steal_pointer (&one);
    }
  return NULL;
}

/**
 * doudi_list_is_column_visible:
 * @column: from 0, by the table of columns
 *
 * Returns: whether it is shown
 */
gboolean
doudi_list_is_column_visible (GtkColumnView *view, guint column)
{
  g_autoptr (GtkColumnViewColumn) view_column = doudi_list_find_column (view, column);

  return gtk_column_view_column_get_visible (view_column);
}

/**
 * doudi_list_set_column_visible:
 * @column: from 0, by the table of columns
 * @visible: whether it is shown
 */
void
doudi_list_set_column_visible (GtkColumnView *view, guint column, gboolean visible)
{
  g_autoptr (GtkColumnViewColumn) view_column = doudi_list_find_column (view, column);

  gtk_column_view_column_set_visible (view_column, visible);
}

static GListStore *
get_store (GtkColumnView *view)
{
  GtkSelectionModel *model = gtk_column_view_get_model (view);

  if (GTK_IS_SINGLE_SELECTION (model))
    return G_LIST_STORE (gtk_single_selection_get_model (GTK_SINGLE_SELECTION (model)));
  if (GTK_IS_MULTI_SELECTION (model))
    return G_LIST_STORE (gtk_slice_list_model_get_model (
      GTK_SLICE_LIST_MODEL (gtk_multi_selection_get_model (GTK_MULTI_SELECTION (model)))));
  return G_LIST_STORE (gtk_no_selection_get_model (GTK_NO_SELECTION (model)));
}

/**
 * doudi_list_show:
 * @view: a table set up by doudi_list_set_up()
 * @rows: (element-type DoudiListRow): at most %DOUDI_LIST_MAX_ROWS
 *
 * Shows @rows in place of what was there, in one change.
 */
void
doudi_list_show (GtkColumnView *view, GPtrArray *rows)
{
  GListStore *store = get_store (view);

  g_return_if_fail (rows->len <= DOUDI_LIST_MAX_ROWS);

  if (GTK_IS_MULTI_SELECTION (gtk_column_view_get_model (view)))
    doudi_list_many_show (view, store, rows, FALSE);
  else
    g_list_store_splice (store, 0, g_list_model_get_n_items (G_LIST_MODEL (store)), rows->pdata,
                         rows->len);
}

/**
 * doudi_list_show_soon:
 * @view: a table set up by doudi_list_set_up_many()
 * @rows: (element-type DoudiListRow): at most %DOUDI_LIST_MAX_ROWS
 *
 * Shows @rows to somebody who is typing what is looked for: those that fill the screen at once, so
 * that they are there before the next key, the others two frames later. Until then only the first
 * ones can be selected.
 */
void
doudi_list_show_soon (GtkColumnView *view, GPtrArray *rows)
{
  g_return_if_fail (rows->len <= DOUDI_LIST_MAX_ROWS);

  doudi_list_many_show (view, get_store (view), rows, TRUE);
}

/**
 * doudi_list_get_selected:
 *
 * Returns: (transfer none) (nullable): the selected row; of several the one that was selected last
 */
DoudiListRow *
doudi_list_get_selected (GtkColumnView *view)
{
  GtkSelectionModel *model = gtk_column_view_get_model (view);

  if (GTK_IS_MULTI_SELECTION (model))
    return doudi_list_many_get_current (view);
  return gtk_single_selection_get_selected_item (GTK_SINGLE_SELECTION (model));
}

/**
 * doudi_list_dup_selected:
 *
 * Returns: (transfer full) (element-type DoudiListRow): all selected rows, from the top
 */
GPtrArray *
doudi_list_dup_selected (GtkColumnView *view)
{
  GtkSelectionModel *model = gtk_column_view_get_model (view);
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (model);
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_object_unref);
  GtkBitsetIter iter;
  guint position;

  for (gboolean more = gtk_bitset_iter_init_first (&iter, selected, &position); more;
       more = gtk_bitset_iter_next (&iter, &position))
    g_ptr_array_add (rows, g_list_model_get_item (G_LIST_MODEL (model), position));
  return rows;
}

/**
 * doudi_list_select_id:
 * @id: what a row stands for
 *
 * Returns: whether there is such a row; it alone is selected now
 */
gboolean
doudi_list_select_id (GtkColumnView *view, gint64 id)
{
  GtkSelectionModel *model = gtk_column_view_get_model (view);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (model)); i++)
    {
      g_autoptr (DoudiListRow) row = g_list_model_get_item (G_LIST_MODEL (model), i);

      if (doudi_list_row_get_id (row) == id)
        {
          gtk_selection_model_select_item (model, i, TRUE);
          return TRUE;
        }
    }
  return FALSE;
}

/* The row that is selected, among the widgets of the view. */
static GtkWidget *
find_selected (GtkWidget *widget)
{
  GtkWidget *found = NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); found == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if ((gtk_widget_get_state_flags (child) & GTK_STATE_FLAG_SELECTED) != 0)
      found = child;
  return found;
}

/**
 * doudi_list_focus:
 *
 * Puts the keyboard on the selected row. Left to itself, GTK 4.8 puts it on the row where it was
 * last, whatever has been selected since.
 *
 * Returns: whether the keyboard is in the list now
 */
gboolean
doudi_list_focus (GtkColumnView *view)
{
  GtkWidget *list = gtk_widget_get_last_child (GTK_WIDGET (view));
  GtkSelectionModel *model = gtk_column_view_get_model (view);
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (model);
  GtkWidget *row;

  if (!gtk_bitset_is_empty (selected))
    gtk_widget_activate_action (list, "list.scroll-to-item", "u",
                                gtk_bitset_get_minimum (selected));
  row = find_selected (list);
  if (row != NULL && gtk_widget_grab_focus (row))
    return TRUE;
  return gtk_widget_child_focus (GTK_WIDGET (view), GTK_DIR_TAB_FORWARD);
}

/**
 * doudi_list_get_n_rows:
 *
 * Returns: how many rows are shown
 */
guint
doudi_list_get_n_rows (GtkColumnView *view)
{
  return g_list_model_get_n_items (G_LIST_MODEL (get_store (view)));
}
