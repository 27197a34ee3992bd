/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "exchange/doudi-table-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Blank rows at the end of huge sheets are many; a pool this large is kept for the next row. */
#define POOL_SIZE 4096

/**
 * doudi_table_is_blank:
 * @text: (not nullable): what a cell holds
 *
 * Returns: whether nobody sees anything there
 */
gboolean
doudi_table_is_blank (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (!g_unichar_isspace (g_utf8_get_char (text)))
      return FALSE;
  return TRUE;
}

/**
 * doudi_cell_store_init:
 * @store: (not nullable) (out caller-allocates): a store
 *
 * Makes a store without cells.
 */
void
doudi_cell_store_init (DoudiCellStore *store)
{
  store->cells = g_array_new (FALSE, FALSE, sizeof (DoudiTableCell));
  store->offsets = g_array_new (FALSE, FALSE, sizeof (gsize));
  store->pool = g_string_sized_new (POOL_SIZE);
}

/**
 * doudi_cell_store_clear:
 * @store: (not nullable): a store
 *
 * Frees what it holds.
 */
void
doudi_cell_store_clear (DoudiCellStore *store)
{
  g_clear_pointer (&store->cells, g_array_unref);
  g_clear_pointer (&store->offsets, g_array_unref);
  if (store->pool != NULL)
    g_string_free (store->pool, TRUE);
  store->pool = NULL;
}

/**
 * doudi_cell_store_start_row:
 * @store: (not nullable): a store
 *
 * Forgets the cells of the row before.
 */
void
doudi_cell_store_start_row (DoudiCellStore *store)
{
  g_array_set_size (store->cells, 0);
  g_array_set_size (store->offsets, 0);
  g_string_truncate (store->pool, 0);
}

static void
fill_up_to (DoudiCellStore *store, guint column)
{
  const DoudiTableCell empty = { DOUDI_CELL_EMPTY, "", FALSE, FALSE };
  const gsize offset = 0;

  while (store->cells->len <= column)
    {
      g_array_append_val (store->cells, empty);
      g_array_append_val (store->offsets, offset);
    }
}

static gboolean
check_cell (guint column, const char *text, GError **error)
{
  if (column >= DOUDI_TABLE_MAX_COLUMNS)
    return doudi_table_refuse (
      error,
      _ ("something stands beyond column %d. Delete what is to the right of "
         "the table."),
      DOUDI_TABLE_MAX_COLUMNS);
  if (strlen (text) > DOUDI_TABLE_MAX_TEXT && g_utf8_strlen (text, -1) > DOUDI_TABLE_MAX_TEXT)
    return doudi_table_refuse (error,
                               _ ("column %u holds more than %d characters. Shorten the text."),
                               column + 1, DOUDI_TABLE_MAX_TEXT);
  return TRUE;
}

/**
 * doudi_cell_store_put:
 * @store: (not nullable): a store
 * @column: from 0
 * @cell: the cell; its text is copied
 * @error: %DOUDI_ERROR_BAD_DATA if it is beyond the columns there may be, or too long
 *
 * Adds a cell to the row. A blank one leaves no trace, wherever it is: sheets are full of cells
 * that have a border and nothing else.
 *
 * Returns: whether there was room for it
 */
gboolean
doudi_cell_store_put (DoudiCellStore *store, guint column, DoudiTableCell cell, GError **error)
{
  if (cell.kind == DOUDI_CELL_EMPTY || doudi_table_is_blank (cell.text))
    return TRUE;
  if (!check_cell (column, cell.text, error))
    return FALSE;
  fill_up_to (store, column);
  g_array_index (store->offsets, gsize, column) = store->pool->len;
  g_string_append_len (store->pool, cell.text, (gssize) strlen (cell.text) + 1);
  cell.text = NULL;
  g_array_index (store->cells, DoudiTableCell, column) = cell;
  return TRUE;
}

/**
 * doudi_cell_store_end_row:
 * @store: (not nullable): a store
 * @row: (not nullable): gets the cells, valid until the next row starts
 *
 * Hands the cells over; the last one is not empty.
 */
void
doudi_cell_store_end_row (DoudiCellStore *store, DoudiTableRow *row)
{
  for (guint i = 0; i < store->cells->len; i++)
    {
      DoudiTableCell *cell = &g_array_index (store->cells, DoudiTableCell, i);

      if (cell->text == NULL)
        cell->text = store->pool->str + g_array_index (store->offsets, gsize, i);
    }
  row->n_cells = store->cells->len;
  row->cells = (const DoudiTableCell *) (gpointer) store->cells->data;
}
