/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "exchange/doudi-rejects.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <xlsxwriter.h>

#include "base/doudi-error.h"
#include "base/doudi-file.h"
#include "exchange/doudi-roster-private.h"

#define SHEET_NAME "待更正"
#define REASON_WIDTH 60
#define COLUMN_WIDTH 14

typedef struct
{
  guint first;
  guint last;
} Range;

struct _DoudiRejects
{
  GArray *ranges;      /* Range of rows of the sheet, rising */
  GHashTable *reasons; /* row to GString */
};

/* What is written where. */
typedef struct
{
  DoudiRejects *rejects;
  DoudiRoster *roster;
  const DoudiProgress *progress;
  lxw_workbook *workbook;
  lxw_worksheet *sheet;
  lxw_format *text;
  lxw_format *heading;
  guint out_row;
  guint range; /* the first one that the rows have not passed */
} Writing;

static void
reason_free (gpointer data)
{
  g_string_free (data, TRUE);
}

/**
 * doudi_rejects_new:
 *
 * Returns: (not nullable) (transfer full): an empty list of held rows
 */
DoudiRejects *
doudi_rejects_new (void)
{
  DoudiRejects *rejects = g_new0 (DoudiRejects, 1);

  rejects->ranges = g_array_new (FALSE, FALSE, sizeof (Range));
  rejects->reasons = g_hash_table_new_full (NULL, NULL, NULL, reason_free);
  return rejects;
}

/**
 * doudi_rejects_free:
 * @rejects: (nullable) (transfer full): held rows
 *
 * Frees them.
 */
void
doudi_rejects_free (DoudiRejects *rejects)
{
  if (rejects == NULL)
    return;
  g_array_unref (rejects->ranges);
  g_hash_table_unref (rejects->reasons);
  g_free (rejects);
}

/**
 * doudi_rejects_add_problem:
 * @rejects: (not nullable): held rows
 * @problem: (not nullable): a problem; warnings hold nothing and are left out
 *
 * Notes why a row is held, from the handler of doudi_roster_read().
 */
void
doudi_rejects_add_problem (DoudiRejects *rejects, const DoudiRosterProblem *problem)
{
  GString *reason;

  if (problem->warning)
    return;
  reason = g_hash_table_lookup (rejects->reasons, GINT_TO_POINTER (problem->row));
  if (reason == NULL)
    {
      reason = g_string_new (NULL);
      g_hash_table_insert (rejects->reasons, GINT_TO_POINTER (problem->row), reason);
    }
  if (reason->len > 0)
    g_string_append_c (reason, '\n');
  if (*problem->column != '\0')
    g_string_append_printf (reason, "%s: ", problem->column);
  g_string_append (reason, problem->message);
}

/**
 * doudi_rejects_add_household:
 * @rejects: (not nullable): held rows
 * @household: (not nullable): a household; one that is not held is left out
 *
 * Notes the rows of a held household, from the handler of doudi_roster_read().
 */
void
doudi_rejects_add_household (DoudiRejects *rejects, const DoudiRosterHousehold *household)
{
  Range range = { (guint) household->row, (guint) household->last_row };

  if (household->held)
    g_array_append_val (rejects->ranges, range);
}

/**
 * doudi_rejects_is_empty:
 * @rejects: (not nullable): held rows
 *
 * Returns: whether nothing was held
 */
gboolean
doudi_rejects_is_empty (const DoudiRejects *rejects)
{
  return rejects->ranges->len == 0;
}

/* Rows and ranges both rise. */
static gboolean
is_held (Writing *writing, guint row)
{
  const GArray *ranges = writing->rejects->ranges;

  while (writing->range < ranges->len && g_array_index (ranges, Range, writing->range).last < row)
    writing->range++;
  return writing->range < ranges->len && g_array_index (ranges, Range, writing->range).first <= row;
}

/* Behind the last heading, or where the list was written to that is corrected now. */
static guint
reason_column (const DoudiHeading *heading)
{
  for (guint i = 0; i < heading->headings->len; i++)
    if (g_str_equal (doudi_heading_get_text (heading, (int) i), DOUDI_HEADING_PROBLEM))
      return i;
  return heading->headings->len;
}

/* Everything is text: an identity number keeps its digits, and nothing is run as a formula. */
static void
write_text (Writing *writing, guint column, const char *text, lxw_format *format)
{
  if (*text != '\0')
    worksheet_write_string (writing->sheet, writing->out_row, (lxw_col_t) column, text, format);
}

static void
write_row (Writing *writing, const DoudiTableRow *row)
{
  const DoudiHeading *heading = writing->roster->heading;
  gboolean is_heading = row->number <= heading->row;
  guint last = reason_column (heading);
  const GString *reason
    = g_hash_table_lookup (writing->rejects->reasons, GUINT_TO_POINTER (row->number));

  for (guint i = 0; i < MAX (row->n_cells, last); i++)
    if (i != last)
      write_text (writing, i, doudi_table_row_get_cell (row, i)->text,
                  is_heading ? writing->heading : writing->text);
  if (row->number == heading->row)
    write_text (writing, last, DOUDI_HEADING_PROBLEM, writing->heading);
  else if (!is_heading && reason != NULL)
    write_text (writing, last, reason->str, writing->text);
  writing->out_row++;
  if (row->number == heading->row)
    worksheet_freeze_panes (writing->sheet, writing->out_row, 0);
}

static gboolean
write_rows (Writing *writing, GError **error)
{
  const DoudiRoster *roster = writing->roster;
  g_autoptr (GError) cause = NULL;
  DoudiTableRow row;

  if (!doudi_table_select (roster->table, roster->heading->sheet, error))
    return FALSE;
  while (doudi_table_next (roster->table, &row, &cause))
    {
      if (row.number <= roster->heading->row || is_held (writing, row.number))
        write_row (writing, &row);
      if (doudi_progress_is_cancelled (writing->progress, error))
        return FALSE;
    }
  if (cause == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&cause));
  return FALSE;
}

static void
set_columns (Writing *writing)
{
  guint last = reason_column (writing->roster->heading);

  if (last > 0)
    worksheet_set_column (writing->sheet, 0, (lxw_col_t) (last - 1), COLUMN_WIDTH, writing->text);
  worksheet_set_column (writing->sheet, (lxw_col_t) last, (lxw_col_t) last, REASON_WIDTH,
                        writing->text);
}

static void
start_workbook (Writing *writing, const char *path, const char *folder)
{
  lxw_workbook_options options = { .constant_memory = LXW_TRUE, .tmpdir = (char *) folder };

  writing->workbook = workbook_new_opt (path, &options);
  writing->sheet = workbook_add_worksheet (writing->workbook, SHEET_NAME);
  writing->text = workbook_add_format (writing->workbook);
  format_set_num_format (writing->text, "@");
  format_set_text_wrap (writing->text);
  writing->heading = workbook_add_format (writing->workbook);
  format_set_num_format (writing->heading, "@");
  format_set_bold (writing->heading);
  set_columns (writing);
}

static gboolean
close_workbook (Writing *writing, const char *path, GError **error)
{
  lxw_error result;

  errno = 0;
  result = workbook_close (writing->workbook);
  if (result == LXW_NO_ERROR)
    return TRUE;
  if (errno != 0)
    doudi_error_set_from_errno (error, errno, path);
  else
    doudi_error_set (error, DOUDI_ERROR_IO, path,
                     _ ("The list of held rows cannot be written (%s). Choose another folder."),
                     lxw_strerror (result));
  return FALSE;
}

static gboolean
write_cb (const char *path, gpointer data, GError **error)
{
  Writing *writing = data;
  /* Parts of the workbook lie beside it until it is whole, never in a folder for everybody. */
  g_autofree char *folder = g_path_get_dirname (path);
  gboolean written;

  start_workbook (writing, path, folder);
  written = write_rows (writing, error);
  return close_workbook (writing, path, written ? error : NULL) && written;
}

/**
 * doudi_rejects_write:
 * @rejects: (not nullable): held rows
 * @roster: (not nullable): the roster they were read from
 * @path: (not nullable) (type filename): the workbook to make
 * @progress: (nullable): asked whether to stop
 * @error: what doudi_table_next() and doudi_file_publish() set; %DOUDI_ERROR_CANCELLED
 *
 * Writes the titles, the headings and every row of the held households as they are in the file,
 * with a last column 问题 that says what to correct. Read in again, the column means nothing.
 *
 * Returns: whether the workbook is there
 */
gboolean
doudi_rejects_write (DoudiRejects *rejects,
                     DoudiRoster *roster,
                     const char *path,
                     const DoudiProgress *progress,
                     GError **error)
{
  Writing writing = { .rejects = rejects, .roster = roster, .progress = progress };

  return doudi_file_publish (path, write_cb, &writing, error);
}
