/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <gio/gio.h>
#include "exchange/doudi-table.h"

G_BEGIN_DECLS

/**
 * DoudiTableSheet:
 *
 * A sheet as the reader found it.
 */
typedef struct
{
  char *name;
  gboolean hidden;
} DoudiTableSheet;

/**
 * DoudiTableReader:
 *
 * How one kind of file is read. Errors of a reader are %DOUDI_ERROR_BAD_DATA with no place, or
 * "line 3"; the table adds the file, the sheet and the row. Rows come with their numbers rising and
 * empty ones among them, cells without a limit on their number; the table looks after both.
 *
 * @open: @descriptor stays the caller's; appends to @sheets (DoudiTableSheet)
 * @next: %FALSE at the end, or with the error set; @row as far as it was read
 */
typedef struct
{
  gpointer (*open) (int descriptor, GPtrArray *sheets, GError **error);
  gboolean (*select) (gpointer reader, guint sheet, GError **error);
  gboolean (*next) (gpointer reader, DoudiTableRow *row, GError **error);
  void (*get_progress) (gpointer reader, gint64 *done, gint64 *total);
  void (*free) (gpointer reader);
} DoudiTableReader;

extern const DoudiTableReader doudi_table_reader_csv;
extern const DoudiTableReader doudi_table_reader_xls;
extern const DoudiTableReader doudi_table_reader_xlsx;

/* What can be wrong with a workbook, whichever kind it is. */
typedef enum
{
  DOUDI_TABLE_DAMAGED,
  DOUDI_TABLE_PASSWORD,
  DOUDI_TABLE_MACROS,
  DOUDI_TABLE_LINKS,
  DOUDI_TABLE_OBJECTS,
} DoudiTableFault;

G_GNUC_PRINTF (2, 3)
gboolean doudi_table_refuse (GError **error, const char *format, ...);
gboolean doudi_table_refuse_for (GError **error, DoudiTableFault fault);
void doudi_table_add_sheet (GPtrArray *sheets, const char *name, gboolean hidden);
GBytes *doudi_table_read_descriptor (int descriptor, goffset limit, GError **error);
gboolean doudi_table_is_blank (const char *text);

/**
 * DoudiCellStore:
 *
 * The cells of the row that is being read. Texts live in one pool that is emptied with the row.
 */
typedef struct
{
  GArray *cells;   /* DoudiTableCell, text NULL while it is in the pool */
  GArray *offsets; /* gsize into the pool, for each cell */
  GString *pool;
} DoudiCellStore;

void doudi_cell_store_init (DoudiCellStore *store);
void doudi_cell_store_clear (DoudiCellStore *store);
void doudi_cell_store_start_row (DoudiCellStore *store);
gboolean doudi_cell_store_put (DoudiCellStore *store, guint column, DoudiTableCell cell, GError **error);
void doudi_cell_store_end_row (DoudiCellStore *store, DoudiTableRow *row);

/* Numbers as text. */
gboolean doudi_number_is_decimal (const char *text);
char *doudi_number_tidy (const char *text);
char *doudi_number_from_double (double value);
char *doudi_number_to_day (const char *text, gboolean epoch_1904, gboolean shows_day);

G_END_DECLS
