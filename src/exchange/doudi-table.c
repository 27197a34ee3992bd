/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "exchange/doudi-table.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/doudi-error.h"
#include "exchange/doudi-table-kind.h"
#include "exchange/doudi-table-private.h"

struct _DoudiTable
{
  char *name; /* without the folder, for messages */
  char *path;
  int descriptor;
  struct stat status; /* when it was opened */
  const DoudiTableReader *reader;
  gpointer read;
  GPtrArray *sheets;
  int selected; /* -1 before a sheet was */
  guint rows;   /* of the selected sheet so far, empty ones too */
};

static const DoudiTableCell empty_cell = { DOUDI_CELL_EMPTY, "", FALSE, FALSE };

static void
sheet_free (gpointer data)
{
  DoudiTableSheet *sheet = data;

  g_free (sheet->name);
  g_free (sheet);
}

/**
 * doudi_table_add_sheet:
 * @sheets: (not nullable): the sheets so far
 * @name: (not nullable): what the sheet is called, "" for a file that is one table
 * @hidden: whether the workbook hides it
 *
 * For readers: says what sheets there are.
 */
void
doudi_table_add_sheet (GPtrArray *sheets, const char *name, gboolean hidden)
{
  DoudiTableSheet *sheet = g_new0 (DoudiTableSheet, 1);

  sheet->name = g_strdup (name);
  sheet->hidden = hidden;
  g_ptr_array_add (sheets, sheet);
}

/**
 * doudi_table_dup_where:
 * @table: (not nullable): a table
 * @row: a row of the selected sheet; 0 for none
 *
 * Names a place for a message.
 *
 * Returns: (not nullable) (transfer full): "roster.xlsx, sheet 农村低保, row 12", translated
 */
char *
doudi_table_dup_where (const DoudiTable *table, guint row)
{
  const char *sheet = "";

  if (table->selected >= 0)
    sheet = doudi_table_get_sheet_name (table, (guint) table->selected);
  if (*sheet == '\0')
    return row == 0 ? g_strdup (table->name) : g_strdup_printf (_ ("%s, row %u"), table->name, row);
  if (row == 0)
    return g_strdup_printf (_ ("%s, sheet %s"), table->name, sheet);
  return g_strdup_printf (_ ("%s, sheet %s, row %u"), table->name, sheet, row);
}

/* Adds the place to what a reader said; takes the cause. */
static gboolean
fail_at (const DoudiTable *table, guint row, GError *cause, GError **error)
{
  const char *inside = doudi_error_get_where (cause);
  g_autofree char *where = NULL;

  if (!g_error_matches (cause, DOUDI_ERROR, DOUDI_ERROR_BAD_DATA))
    {
      g_propagate_error (error, cause);
      return FALSE;
    }
  where = inside == NULL ? doudi_table_dup_where (table, row)
                         : g_strdup_printf ("%s, %s", table->name, inside);
  doudi_error_set (error, DOUDI_ERROR_BAD_DATA, where, "%s: %s", where, cause->message);
  g_error_free (cause);
  return FALSE;
}

static gboolean
fail_with (const DoudiTable *table, int saved_errno, GError **error)
{
  doudi_error_set_from_errno (error, saved_errno, table->path);
  return FALSE;
}

/* Neither follows a link nor waits for a pipe. */
static gboolean
open_descriptor (DoudiTable *table, GError **error)
{
  table->descriptor = open (table->path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  if (table->descriptor < 0 || fstat (table->descriptor, &table->status) != 0)
    return fail_with (table, errno, error);
  if (S_ISDIR (table->status.st_mode))
    return fail_with (table, EISDIR, error);
  if (!S_ISREG (table->status.st_mode))
    return fail_with (table, ENXIO, error);
  return TRUE;
}

static gboolean
open_reader (DoudiTable *table, GError **error)
{
  g_autoptr (GError) cause = NULL;

  table->reader = doudi_table_kind_find_reader (table->descriptor, table->name, &cause);
  if (table->reader != NULL)
    table->read = table->reader->open (table->descriptor, table->sheets, &cause);
  if (table->read == NULL)
    return fail_at (table, 0, g_steal_pointer (&cause), error);
  if (table->sheets->len > 0)
    return TRUE;
  doudi_table_refuse (&cause, _ ("the workbook has no sheet with a table."));
  return fail_at (table, 0, g_steal_pointer (&cause), error);
}

/**
 * doudi_table_open:
 * @path: (not nullable) (type filename): an xlsx, xls or csv file
 * @error: %DOUDI_ERROR_BAD_DATA if the file is no such table, is damaged, protected by a password,
 * or holds macros or links to other files; %DOUDI_ERROR_IO if it cannot be read or is no ordinary
 *   file
 *
 * Opens a file. No sheet is selected yet.
 *
 * Returns: (nullable) (transfer full): the table, or %NULL with @error set
 */
DoudiTable *
doudi_table_open (const char *path, GError **error)
{
  g_autoptr (DoudiTable) table = g_new0 (DoudiTable, 1);

  table->path = g_strdup (path);
  table->name = g_filename_display_basename (path);
  table->descriptor = -1;
  table->selected = -1;
  table->sheets = g_ptr_array_new_with_free_func (sheet_free);
  if (!open_descriptor (table, error) || !open_reader (table, error))
    return NULL;
  return g_steal_pointer (&table);
}

/**
 * doudi_table_close:
 * @table: (nullable) (transfer full): a table
 *
 * Closes the file and frees everything.
 */
void
doudi_table_close (DoudiTable *table)
{
  if (table == NULL)
    return;
  if (table->read != NULL)
    table->reader->free (table->read);
  if (table->descriptor >= 0)
    close (table->descriptor);
  g_ptr_array_unref (table->sheets);
  g_free (table->path);
  g_free (table->name);
  g_free (table);
}

/**
 * doudi_table_get_name:
 * @table: (not nullable): a table
 *
 * Returns: (not nullable) (transfer none): the name of the file without its folder, for display
 */
const char *
doudi_table_get_name (const DoudiTable *table)
{
  return table->name;
}

/**
 * doudi_table_get_n_sheets:
 * @table: (not nullable): a table
 *
 * Returns: how many sheets there are, 1 for csv
 */
guint
doudi_table_get_n_sheets (const DoudiTable *table)
{
  return table->sheets->len;
}

/**
 * doudi_table_get_sheet_name:
 * @table: (not nullable): a table
 * @sheet: less than doudi_table_get_n_sheets()
 *
 * Returns: (not nullable) (transfer none): the name of a sheet, "" for csv
 */
const char *
doudi_table_get_sheet_name (const DoudiTable *table, guint sheet)
{
  const DoudiTableSheet *one = g_ptr_array_index (table->sheets, sheet);

  return one->name;
}

/**
 * doudi_table_is_sheet_hidden:
 * @table: (not nullable): a table
 * @sheet: less than doudi_table_get_n_sheets()
 *
 * Returns: whether the workbook hides the sheet
 */
gboolean
doudi_table_is_sheet_hidden (const DoudiTable *table, guint sheet)
{
  const DoudiTableSheet *one = g_ptr_array_index (table->sheets, sheet);

  return one->hidden;
}

/**
 * doudi_table_select:
 * @table: (not nullable): a table
 * @sheet: less than doudi_table_get_n_sheets()
 * @error: %DOUDI_ERROR_BAD_DATA if the sheet is damaged
 *
 * Chooses the sheet whose rows doudi_table_next() gives, from the first one on. May be called
 * again.
 *
 * Returns: whether it could be opened
 */
gboolean
doudi_table_select (DoudiTable *table, guint sheet, GError **error)
{
  GError *cause = NULL;

  g_return_val_if_fail (sheet < table->sheets->len, FALSE);
  table->selected = (int) sheet;
  table->rows = 0;
  return table->reader->select (table->read, sheet, &cause) || fail_at (table, 0, cause, error);
}

/* A file that grew or was replaced while it was read is not what anybody saw. */
static gboolean
check_unchanged (const DoudiTable *table, GError **error)
{
  struct stat now;

  if (fstat (table->descriptor, &now) != 0)
    return fail_with (table, errno, error);
  if (now.st_size == table->status.st_size && now.st_mtim.tv_sec == table->status.st_mtim.tv_sec
      && now.st_mtim.tv_nsec == table->status.st_mtim.tv_nsec)
    return TRUE;
  doudi_error_set (error, DOUDI_ERROR_IO, table->name,
                   _ ("%s: the file changed while it was being read. Close it in other programs, "
                      "then try again."),
                   table->name);
  return FALSE;
}

/* A row that was read too many; the reader goes on with the same number otherwise. */
static gboolean
check_rows (const DoudiTable *table, GError **error)
{
  if (table->rows <= DOUDI_TABLE_MAX_ROWS)
    return TRUE;
  return doudi_table_refuse (error,
                             _ ("the sheet has more than %d rows. Delete the empty rows below the "
                                "table, or split the file by township."),
                             DOUDI_TABLE_MAX_ROWS);
}

/**
 * doudi_table_next:
 * @table: (not nullable): a table with a selected sheet
 * @row: (not nullable) (out caller-allocates): the row, valid until the next call
 * @error: %DOUDI_ERROR_BAD_DATA if the file is damaged or over a limit; %DOUDI_ERROR_IO if it
 * changed meanwhile
 *
 * Reads the next row that is not empty.
 *
 * Returns: whether there was one; %FALSE with @error unset at the end
 */
gboolean
doudi_table_next (DoudiTable *table, DoudiTableRow *row, GError **error)
{
  GError *cause = NULL;

  g_return_val_if_fail (table->selected >= 0, FALSE);
  *row = (DoudiTableRow){ 0 };
  while (table->reader->next (table->read, row, &cause))
    {
      table->rows++;
      if (!check_rows (table, &cause))
        break;
      if (row->n_cells > 0)
        return TRUE;
    }
  if (cause != NULL)
    return fail_at (table, row->number, cause, error);
  check_unchanged (table, error);
  return FALSE;
}

/**
 * doudi_table_get_progress:
 * @table: (not nullable): a table
 * @done: (out): how far reading is
 * @total: (out): where it ends; both in a unit of the file's kind
 *
 * Tells how much of the selected sheet was read.
 */
void
doudi_table_get_progress (const DoudiTable *table, gint64 *done, gint64 *total)
{
  table->reader->get_progress (table->read, done, total);
}

/**
 * doudi_table_row_get_cell:
 * @row: (not nullable): a row
 * @column: a column, from 0
 *
 * Returns: (not nullable) (transfer none): the cell; an empty one beyond the end of the row
 */
const DoudiTableCell *
doudi_table_row_get_cell (const DoudiTableRow *row, guint column)
{
  return column < row->n_cells ? &row->cells[column] : &empty_cell;
}
