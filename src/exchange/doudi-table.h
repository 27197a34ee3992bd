/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DoudiTable:
 *
 * A table that came from outside: an xlsx or xls workbook or a csv text. What the file holds
 * decides how it is read, not its name. Rows are read one after the other; a file may be far larger
 * than what is held in memory. Everything a file can do wrong ends in %DOUDI_ERROR_BAD_DATA with the
 * file, the sheet and the row.
 */
typedef struct _DoudiTable DoudiTable;

typedef enum
{
  DOUDI_CELL_EMPTY,
  DOUDI_CELL_TEXT,
  DOUDI_CELL_NUMBER,
  DOUDI_CELL_BOOLEAN,
  DOUDI_CELL_ERROR,
} DoudiCellKind;

/**
 * DoudiTableCell:
 * @text: what the cell holds, "" when it is empty, never %NULL. Numbers have the digits of the file
 *   ("6.230272002112989e+17" stays so), at most 15 of them after rounding errors are taken off;
 *   errors are "#N/A" and the like, booleans "TRUE" and "FALSE"
 * @is_date: @text is a day (2018-06-08), or a month (2018-06) where the cell shows no day
 * @formula: the value is what a formula gave when the file was saved
 */
typedef struct
{
  DoudiCellKind kind;
  const char *text;
  gboolean is_date;
  gboolean formula;
} DoudiTableCell;

/**
 * DoudiTableRow:
 * @number: the row number the sheet shows, from 1
 * @hidden: whether the sheet hides the row
 * @n_cells: cells up to the last that is not empty
 * @cells: owned by the table, valid until the next row is read
 */
typedef struct
{
  guint number;
  gboolean hidden;
  guint n_cells;
  const DoudiTableCell *cells;
} DoudiTableRow;

/* The security paper allows 200,000 rows, 64 MiB a part and 256 MiB in all. A county has up to 100,000
 * households with 310,000 persons on one sheet, some 300 MiB of XML, so that a worksheet may have
 * 512 MiB and 500,000 rows. It is streamed and never held; what is held keeps the paper's limit. */
#define DOUDI_TABLE_MAX_ROWS 500000
#define DOUDI_TABLE_MAX_COLUMNS 200
#define DOUDI_TABLE_MAX_TEXT 32767

DoudiTable *doudi_table_open (const char *path, GError **error);
void doudi_table_close (DoudiTable *table);

const char *doudi_table_get_name (const DoudiTable *table);
guint doudi_table_get_n_sheets (const DoudiTable *table);
const char *doudi_table_get_sheet_name (const DoudiTable *table, guint sheet);
gboolean doudi_table_is_sheet_hidden (const DoudiTable *table, guint sheet);

gboolean doudi_table_select (DoudiTable *table, guint sheet, GError **error);
gboolean doudi_table_next (DoudiTable *table, DoudiTableRow *row, GError **error);
char *doudi_table_dup_where (const DoudiTable *table, guint row);
void doudi_table_get_progress (const DoudiTable *table, gint64 *done, gint64 *total);

const DoudiTableCell *doudi_table_row_get_cell (const DoudiTableRow *row, guint column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiTable, doudi_table_close)

G_END_DECLS
