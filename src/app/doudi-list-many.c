/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "app/doudi-list-many.h"
#include "app/doudi-list-row.h"

/* So many rows fill the screen; the rest can wait for the next frame. */
#define FIRST_ROWS 30
#define FRAMES_TO_WAIT 2

/*
 * @shown: the rows whose cells are made
 * @current: the row that was selected last, as long as it is selected
 * @before: the positions that were selected when that was looked at
 * @frames: how many frames are waited for before the cells of the rest are made
 */
typedef struct
{
  GtkSelectionModel *model;
  GtkSliceListModel *shown;
  guint frames;
  guint frames_source;
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
 * @rows: (transfer full): its rows
 *
 * Returns: (transfer full): a model that knows which row was selected last
 */
GtkSelectionModel *
doudi_list_many_new (GtkColumnView *view, GListModel *rows)
{
  GtkSliceListModel *shown = gtk_slice_list_model_new (rows, 0, G_MAXUINT);
  GtkSelectionModel *model = GTK_SELECTION_MODEL (gtk_multi_selection_new (G_LIST_MODEL (shown)));
  Many *many = g_new0 (Many, 1);

  many->model = model;
  many->shown = shown;
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

/* Other rows are shown now: none of them is selected. */
static void
forget (Many *many)
{
  gtk_selection_model_unselect_all (many->model);
  g_clear_object (&many->current);
  gtk_bitset_remove_all (many->before);
}

static gboolean
show_rest_cb (GtkWidget *view, GdkFrameClock *clock, gpointer data)
{
  Many *many = data;

  if (--many->frames > 0)
    return G_SOURCE_CONTINUE;
  many->frames_source = 0;
  gtk_slice_list_model_set_size (many->shown, G_MAXUINT);
  return G_SOURCE_REMOVE;
}

/* A view that is not on the screen has no frames to wait for. */
static void
set_size (Many *many, GtkWidget *view, guint size)
{
  if (many->frames_source != 0)
    gtk_widget_remove_tick_callback (view, many->frames_source);
  many->frames_source = 0;
  if (!gtk_widget_get_mapped (view))
    size = G_MAXUINT;
  gtk_slice_list_model_set_size (many->shown, size);
  if (size == G_MAXUINT)
    return;
  many->frames = FRAMES_TO_WAIT;
  many->frames_source = gtk_widget_add_tick_callback (view, show_rest_cb, many, NULL);
}

/*
 * doudi_list_many_show:
 * @view: a table several of whose rows can be selected
 * @store: its rows
 * @rows: (element-type DoudiListRow): what they become
 * @soon: whether the first of them are to be seen before the rest is made
 *
 * Shows other rows, none of which is selected. The cells stay: to make those of a page anew costs
 * GTK some 100 ms, to write other texts into them a third of it.
 */
void
doudi_list_many_show (GtkColumnView *view, GListStore *store, GPtrArray *rows, gboolean soon)
{
  Many *many = get_many (view);
  guint before = g_list_model_get_n_items (G_LIST_MODEL (store));
  guint kept = MIN (before, rows->len);

  forget (many);
  for (guint i = 0; i < kept; i++)
    {
      g_autoptr (DoudiListRow) row = g_list_model_get_item (G_LIST_MODEL (store), i);

      doudi_list_row_swap (row, rows->pdata[i]);
    }
  set_size (many, GTK_WIDGET (view),
            soon ? MAX (FIRST_ROWS, g_list_model_get_n_items (G_LIST_MODEL (many->shown)))
                 : G_MAXUINT);
  g_list_store_splice (store, kept, before - kept, rows->pdata + kept, rows->len - kept);
}
