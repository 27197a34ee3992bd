/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/doudi-list-many.h"
#include "app/doudi-list.h"

/* A row of a table: the texts of its cells and the id of what it stands for. Immutable once shown. */
struct _DoudiListRow
{
  GObject parent_instance;

  gint64 id;
  GStrv texts;
  guint n_texts;
  gboolean strong;
  gboolean look;
  gpointer data;
  GDestroyNotify destroy;
};

G_DEFINE_FINAL_TYPE (DoudiListRow, doudi_list_row, G_TYPE_OBJECT)

static void
doudi_list_row_finalize (GObject *object)
{
  DoudiListRow *self = DOUDI_LIST_ROW (object);

  g_strfreev (self->texts);
  if (self->destroy != NULL)
    self->destroy (self->data);

  G_OBJECT_CLASS (doudi_list_row_parent_class)->finalize (object);
}

static void
doudi_list_row_class_init (DoudiListRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = doudi_list_row_finalize;
}

static void
doudi_list_row_init (DoudiListRow *self)
{
}

/**
 * doudi_list_row_new:
 * @id: of what the row stands for
 * @texts: (transfer full): the cells, ready to show
 *
 * Returns: (transfer full): a row
 */
DoudiListRow *
doudi_list_row_new (gint64 id, GStrv texts)
{
  DoudiListRow *self = g_object_new (DOUDI_TYPE_LIST_ROW, NULL);

  self->id = id;
  self->texts = texts;
  self->n_texts = g_strv_length (texts);
  return self;
}

/**
 * doudi_list_row_get_id:
 *
 * Returns: the id of what the row stands for
 */
gint64
doudi_list_row_get_id (DoudiListRow *self)
{
  return self->id;
}

/**
 * doudi_list_row_get_text:
 * @column: from 0
 *
 * Returns: (transfer none): the text of a cell, "" beyond the last
 */
const char *
doudi_list_row_get_text (DoudiListRow *self, guint column)
{
  return column < self->n_texts ? self->texts[column] : "";
}

/**
 * doudi_list_row_set_data:
 * @data: (nullable): something of the page's own
 * @destroy: (nullable): frees it with the row
 */
void
doudi_list_row_set_data (DoudiListRow *self, gpointer data, GDestroyNotify destroy)
{
  g_return_if_fail (self->data == NULL);

  self->data = data;
  self->destroy = destroy;
}

/**
 * doudi_list_row_get_data:
 *
 * Returns: (transfer none) (nullable): what doudi_list_row_set_data() was given
 */
gpointer
doudi_list_row_get_data (DoudiListRow *self)
{
  return self->data;
}

/**
 * doudi_list_row_set_strong:
 * @strong: whether it stands out, as a row of totals does
 */
void
doudi_list_row_set_strong (DoudiListRow *self, gboolean strong)
{
  self->strong = strong;
}

/**
 * doudi_list_row_set_look:
 * @look: whether a person should look at it: marked columns say so
 */
void
doudi_list_row_set_look (DoudiListRow *self, gboolean look)
{
  self->look = look;
}

/**
 * doudi_list_row_get_look:
 *
 * Returns: whether a person should look at it
 */
gboolean
doudi_list_row_get_look (DoudiListRow *self)
{
  return self->look;
}

static GtkWidget *
new_cell (const DoudiListColumn *column)
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

static char *
join_texts (DoudiListRow *row)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < row->n_texts; i++)
    if (*row->texts[i] != '\0')
      g_string_append_printf (all, "%s%s", all->len > 0 ? ", " : "", row->texts[i]);
  return g_string_free (all, FALSE);
}

static void
set_name (GtkWidget *widget, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* GTK 4.8 gives neither cells nor rows a name: a cell tells its column, a row all that it says. */
static void
name_cell (GtkWidget *cell, const DoudiListColumn *column, DoudiListRow *row, const char *text)
{
  GtkWidget *line = gtk_widget_get_parent (cell);
  g_autofree char *name
    = *text != '\0' ? g_strdup_printf ("%s: %s", _ (column->title), text) : NULL;

  set_name (cell, name != NULL ? name : _ (column->title));
  if (line != NULL && gtk_widget_get_first_child (line) == cell)
    {
      g_autofree char *all = join_texts (row);

      set_name (line, all);
    }
}

static void
show_cell (GtkWidget *label, GtkSignalListItemFactory *factory, GtkListItem *item)
{
  guint column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (factory), "doudi-column"));
  const DoudiListColumn *own = g_object_get_data (G_OBJECT (factory), "doudi-cell");
  GtkWidget *cell = gtk_widget_get_parent (gtk_list_item_get_child (item));
  DoudiListRow *row = gtk_list_item_get_item (item);
  const char *text = doudi_list_row_get_text (row, column);

  gtk_label_set_text (GTK_LABEL (label), text);
  set_class (label, "heading", row->strong);
  name_cell (cell, own, row, text);
}

static void
on_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  gtk_list_item_set_child (item, new_cell (user_data));
}

static void
on_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  show_cell (gtk_list_item_get_child (item), factory, item);
}

static void
on_setup_marked_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *label = new_cell (user_data);

  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("dialog-warning-symbolic"));
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_item_set_child (item, box);
}

static void
on_bind_marked_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  DoudiListRow *row = gtk_list_item_get_item (item);
  GtkWidget *box = gtk_list_item_get_child (item);

  gtk_widget_set_visible (gtk_widget_get_first_child (box), row->look);
  set_class (box, "look", row->look);
  show_cell (gtk_widget_get_last_child (box), factory, item);
}

static void
add_column (GtkColumnView *view, const DoudiListColumn *column, guint index)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  DoudiListColumn *own = g_memdup2 (column, sizeof *column);
  g_autoptr (GtkColumnViewColumn) view_column = NULL;

  g_object_set_data (G_OBJECT (factory), "doudi-column", GUINT_TO_POINTER (index));
  g_object_set_data_full (G_OBJECT (factory), "doudi-cell", own, g_free);
  g_signal_connect (factory, "setup",
                    G_CALLBACK (column->marked ? on_setup_marked_cb : on_setup_cb), own);
  g_signal_connect (factory, "bind", G_CALLBACK (column->marked ? on_bind_marked_cb : on_bind_cb),
                    NULL);
  view_column = gtk_column_view_column_new (_(column->title), factory);
  gtk_column_view_column_set_expand (view_column, column->expand);
  gtk_column_view_column_set_resizable (view_column, TRUE);
  g_object_set_data (G_OBJECT (view_column), "doudi-index", GUINT_TO_POINTER (index));
  gtk_column_view_append_column (view, view_column);
}

static GtkWidget *
find_label (GtkWidget *widget)
{
  GtkWidget *found = GTK_IS_LABEL (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); found == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_label (child);
  return found;
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
      GtkWidget *label = columns[i].number ? find_label (title) : NULL;

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
    return G_LIST_STORE (gtk_multi_selection_get_model (GTK_MULTI_SELECTION (model)));
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

  g_list_store_splice (store, 0, g_list_model_get_n_items (G_LIST_MODEL (store)), rows->pdata,
                       rows->len);
  if (GTK_IS_MULTI_SELECTION (gtk_column_view_get_model (view)))
    doudi_list_many_forget (view);
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

      if (row->id == id)
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
