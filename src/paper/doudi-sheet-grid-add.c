/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * Filling grids and texts.
 */

#include "config.h"

#include "paper/doudi-sheet-private.h"

static void
cell_clear (gpointer data)
{
  DoudiSheetCellState *cell = data;

  g_free (cell->text);
  g_free (cell->foot);
  g_free (cell->seal);
}

static void
column_clear (gpointer data)
{
  DoudiSheetGridColumnState *column = data;

  g_free (column->heading);
}

static void
row_free (gpointer data)
{
  DoudiSheetGridRow *row = data;

  g_array_unref (row->cells);
  g_free (row);
}

static void
add_cell (DoudiSheetGridRow *row, const DoudiSheetCell *given)
{
  DoudiSheetCellState cell = {
    .kind = given->kind,
    .text = g_strdup (given->text != NULL ? given->text : ""),
    .align = given->align,
    .width_em = given->width_em,
    .weight = given->weight,
    .height_pt = given->height_mm * DOUDI_POINTS_PER_MM,
    .foot = g_strdup (given->foot),
    .seal = g_strdup (given->seal),
    .finger = given->finger,
    .rows = given->rows,
  };

  g_array_append_val (row->cells, cell);
}

/* The grid that rows are added to. */
static DoudiSheetSection *
last_grid (DoudiSheet *sheet)
{
  DoudiSheetSection *section;

  g_return_val_if_fail (sheet->sections->len > 0, NULL);

  section = g_ptr_array_index (sheet->sections, sheet->sections->len - 1);
  g_return_val_if_fail (section->kind == DOUDI_SECTION_GRID, NULL);
  return section;
}

/* Whether a cell of a row above reaches down to the next row. */
static gboolean
is_spanned (const DoudiSheetSection *section)
{
  guint n = section->grid_rows->len;

  for (guint back = 1; back <= n; back++)
    {
      const DoudiSheetGridRow *row = _doudi_sheet_grid_row (section, n - back);
      guint rows = g_array_index (row->cells, DoudiSheetCellState, row->cells->len - 1).rows;

      if (!row->spanned)
        return rows > back;
    }
  return FALSE;
}

/**
 * doudi_sheet_add_grid:
 * @sheet: a sheet in the state INIT
 * @band: (nullable): what stands upright at the left of all its rows
 *
 * Begins a grid, or goes on with another part of the one before: between them is no gap.
 */
void
doudi_sheet_add_grid (DoudiSheet *sheet, const char *band)
{
  DoudiSheetSection *section;

  g_return_if_fail (sheet->state == DOUDI_SHEET_INIT);

  section = _doudi_sheet_add_section (sheet, DOUDI_SECTION_GRID, NULL);
  section->band = band != NULL && *band != '\0' ? g_strdup (band) : NULL;
  section->cell_scale = 1;
  section->grid_rows = g_ptr_array_new_with_free_func (row_free);
}

/**
 * doudi_sheet_add_grid_heading:
 * @sheet: a sheet in the state INIT
 * @cell: what stands above the grid that is added next, over its whole width
 *
 * Begins a part of a grid with a heading; a page never ends between them.
 */
void
doudi_sheet_add_grid_heading (DoudiSheet *sheet, const DoudiSheetCell *cell)
{
  doudi_sheet_add_grid (sheet, NULL);
  last_grid (sheet)->is_heading = TRUE;
  doudi_sheet_add_grid_row (sheet, cell, 1);
}

/**
 * doudi_sheet_add_grid_row:
 * @sheet: a sheet in the state INIT, with a grid
 * @cells: (array length=n_cells): from left to right, copied
 * @n_cells: at least one
 *
 * Adds a row to the last grid. If the grid is a table, and the row has as many cells as that has
 * columns, it belongs to the table.
 */
void
doudi_sheet_add_grid_row (DoudiSheet *sheet, const DoudiSheetCell *cells, guint n_cells)
{
  DoudiSheetSection *section = last_grid (sheet);
  DoudiSheetGridRow *row;

  g_return_if_fail (sheet->state == DOUDI_SHEET_INIT && section != NULL);
  g_return_if_fail (n_cells > 0);

  row = g_new0 (DoudiSheetGridRow, 1);
  row->spanned = is_spanned (section);
  row->in_table
    = section->grid_columns != NULL && section->grid_columns->len == n_cells && !row->spanned;
  row->cells = g_array_new (FALSE, FALSE, sizeof (DoudiSheetCellState));
  g_array_set_clear_func (row->cells, cell_clear);
  for (guint i = 0; i < n_cells; i++)
    {
      add_cell (row, &cells[i]);
      row->stretches |= cells[i].stretches;
    }
  g_ptr_array_add (section->grid_rows, row);
}

/**
 * doudi_sheet_add_grid_columns:
 * @sheet: a sheet in the state INIT, with a grid without rows
 * @columns: (array length=n_columns): copied
 * @n_columns: at least two
 *
 * Makes the last grid a table: its head is its first row, and stands again where the table goes on
 * on another page.
 */
void
doudi_sheet_add_grid_columns (DoudiSheet *sheet,
                              const DoudiSheetGridColumn *columns,
                              guint n_columns)
{
  DoudiSheetSection *section = last_grid (sheet);
  g_autofree DoudiSheetCell *head = g_new0 (DoudiSheetCell, n_columns);

  g_return_if_fail (sheet->state == DOUDI_SHEET_INIT && section != NULL);
  g_return_if_fail (section->grid_rows->len == 0 && n_columns > 1);

  section->grid_columns = g_array_new (FALSE, FALSE, sizeof (DoudiSheetGridColumnState));
  g_array_set_clear_func (section->grid_columns, column_clear);
  for (guint i = 0; i < n_columns; i++)
    {
      DoudiSheetGridColumnState column = { .heading = g_strdup (columns[i].heading),
                                           .content_em = columns[i].width_em,
                                           .least_em = columns[i].least_em,
                                           .least_pt = columns[i].width_mm * DOUDI_POINTS_PER_MM };

      g_array_append_val (section->grid_columns, column);
      head[i] = (DoudiSheetCell){ .kind = DOUDI_CELL_LABEL,
                                  .text = columns[i].heading,
                                  .align = DOUDI_SHEET_CENTRE };
    }
  doudi_sheet_add_grid_row (sheet, head, n_columns);
}

/**
 * doudi_sheet_add_text:
 * @sheet: a sheet in the state INIT
 * @text: a paragraph
 * @align: where its lines stand
 * @height_mm: no lower than this
 *
 * Adds a paragraph outside of tables. Those added one after the other are set without a gap.
 */
void
doudi_sheet_add_text (DoudiSheet *sheet, const char *text, DoudiSheetAlign align, double height_mm)
{
  const char *cells[] = { text, NULL };
  DoudiSheetSection *section;

  g_return_if_fail (sheet->state == DOUDI_SHEET_INIT);

  section = _doudi_sheet_add_section (sheet, DOUDI_SECTION_TEXT, NULL);
  section->align = align;
  section->least_pt = height_mm * DOUDI_POINTS_PER_MM;
  g_ptr_array_add (section->rows, g_strdupv ((GStrv) cells));
}

/**
 * doudi_sheet_add_seal:
 * @sheet: a sheet in the state INIT
 * @lines: who issues it and when
 *
 * Sets who issues a letter, at the right and in the middle of a circle of 45 mm that is left blank
 * for the seal. Other than that of doudi_sheet_set_issuer(), it need not end the sheet.
 */
void
doudi_sheet_add_seal (DoudiSheet *sheet, const char *lines)
{
  DoudiSheetSection *section;

  doudi_sheet_add_text (sheet, lines, DOUDI_SHEET_CENTRE, DOUDI_SEAL_MM);
  section = g_ptr_array_index (sheet->sections, sheet->sections->len - 1);
  section->seal = TRUE;
}
