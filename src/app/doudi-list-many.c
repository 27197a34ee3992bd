/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "app/doudi-list-many.h"

/*
 * @current: the row that was selected last, as long as it is selected
 * @before: the positions that were selected when that was looked at
 */
typedef struct
{
  GtkSelectionModel *model;
  DoudiListRow *current;
  GtkBitset *before;
} Many;

#define KEY "doudi-many"

static void
many_free (gpointer data)
{
  Many *many = data;

  g_clear_object (&many->current);
  gtk_bitset_unref (many->before);
  g_free (many);
}

static void
set_current (Many *many, guint position)
{
  g_autoptr (DoudiListRow) row = g_list_model_get_item (G_LIST_MODEL (many->model), position);

  g_set_object (&many->current, row);
}

static gboolean
is_selected (const Many *many, const GtkBitset *selected)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (many->model));

  for (guint i = 0; many->current != NULL && i < n; i++)
    {
      g_autoptr (DoudiListRow) row = g_list_model_get_item (G_LIST_MODEL (many->model), i);

      if (row == many->current)
        return gtk_bitset_contains (selected, i);
    }
  return FALSE;
}

/* The end of what was added, on the side to which it grew. */
static guint
find_newest (const Many *many, const GtkBitset *added)
{
  if (gtk_bitset_is_empty (many->before)
      || gtk_bitset_get_maximum (added) > gtk_bitset_get_maximum (many->before))
    return gtk_bitset_get_maximum (added);
  return gtk_bitset_get_minimum (added);
}

static void
on_selection_changed_cb (GtkSelectionModel *model, guint position, guint n_items, Many *many)
{
  g_autoptr (GtkBitset) now = gtk_selection_model_get_selection (model);
  g_autoptr (GtkBitset) added = gtk_bitset_copy (now);

  gtk_bitset_subtract (added, many->before);
  if (!gtk_bitset_is_empty (added))
    set_current (many, find_newest (many, added));
  else if (gtk_bitset_is_empty (now))
    g_clear_object (&many->current);
  else if (!is_selected (many, now))
    set_current (many, gtk_bitset_get_minimum (now));
  gtk_bitset_unref (many->before);
  many->before = gtk_bitset_copy (now);
}

/*
 * doudi_list_many_new:
 * @view: the table
 * @rows: its rows
 *
 * Returns: (transfer full): a model that knows which row was selected last
 */
GtkSelectionModel *
doudi_list_many_new (GtkColumnView *view, GListModel *rows)
{
  GtkSelectionModel *model = GTK_SELECTION_MODEL (gtk_multi_selection_new (rows));
  Many *many = g_new0 (Many, 1);

  many->model = model;
  many->before = gtk_bitset_new_empty ();
  g_object_set_data_full (G_OBJECT (model), KEY, many, many_free);
  g_signal_connect (model, "selection-changed", G_CALLBACK (on_selection_changed_cb), many);
  return model;
}

static Many *
get_many (GtkColumnView *view)
{
  return g_object_get_data (G_OBJECT (gtk_column_view_get_model (view)), KEY);
}

/*
 * doudi_list_many_get_current:
 * @view: a table several of whose rows can be selected
 *
 * Returns: (transfer none) (nullable): the one that was selected last
 */
DoudiListRow *
doudi_list_many_get_current (GtkColumnView *view)
{
  return get_many (view)->current;
}

/*
 * doudi_list_many_forget:
 * @view: a table several of whose rows can be selected
 *
 * Other rows are shown now: none of them is selected.
 */
void
doudi_list_many_forget (GtkColumnView *view)
{
  Many *many = get_many (view);

  gtk_selection_model_unselect_all (many->model);
  g_clear_object (&many->current);
  gtk_bitset_remove_all (many->before);
}
