/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "report/doudi-workbook.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "base/doudi-error.h"
#include "report/doudi-workbook-looks.h"

/* The module of Debian 12 calls itself version 4; the header tells. */
#if LXW_VERSION_ID < 110
#error "libxlsxwriter 1.1.0 or later is needed"
#endif

#define TITLE_HEIGHT 30
#define HEADING_HEIGHT 30
#define ROW_HEIGHT 18
#define NOTE_HEIGHT 30

#define PAPER_A3 8
#define PAPER_A4 9
#define MARGIN_SIDE_INCHES 0.4
#define MARGIN_TOP_INCHES 0.5
#define MARGIN_BOTTOM_INCHES 0.6

#define FEN_PER_YUAN 100.0
#define SECONDS_PER_DAY 86400

/* Excel takes 1900 for a leap year; what it calls a day up to then is better written out. */
#define SERIALS_IN_DOUBT 60

/* What must be left on the disk beside the sheets the file is put together from. */
#define SPARE_BYTES (1024 * 1024)

/*
 * @failed: the first error of the library
 * @names: of sheets, folded; no two may be the same
 * @temporaries: (element-type FILE): of the sheets, ours to close until the file is put together
 * @sheet: the sheet being written, %NULL between two
 * @formats: of its columns, by kind of row
 * @n_labelled: columns before the first that is summed up; the name of a sum stands there
 * @row: the next one
 * @first: first row of the table
 * @group: first row since the last subtotal
 */
struct _DoudiWorkbook
{
  lxw_workbook *workbook;
  char *path;
  DoudiLooks looks;
  DoudiDay epoch;
  lxw_error failed;
  GHashTable *names;
  GPtrArray *temporaries;

  lxw_worksheet *sheet;
  const DoudiReportColumn *const *columns;
  lxw_col_t n_columns;
  GArray *formats;
  lxw_col_t n_labelled;
  gboolean filter;
  gboolean has_subtotals;
  char *note_text;
  char *sign_text;
  lxw_row_t row;
  lxw_row_t first;
  lxw_row_t group;
};

/* The first error stays; what follows it is its consequence. */
static void
note_error (DoudiWorkbook *workbook, lxw_error error)
{
  if (workbook->failed == LXW_NO_ERROR)
    workbook->failed = error;
}

/**
 * doudi_workbook_new:
 * @path: (not nullable): where to write; a new file in the folder of the final one
 * @created: the day the file says it was made on; the same rows give the same bytes
 * @error: return location
 *
 * Begins a workbook. It names no author.
 *
 * Returns: (transfer full): the workbook; %NULL with @error set
 */
DoudiWorkbook *
doudi_workbook_new (const char *path, DoudiDay created, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  lxw_workbook_options options = { .constant_memory = LXW_TRUE, .tmpdir = folder };
  lxw_doc_properties properties
    = { .created = ((time_t) created - (time_t) doudi_day_new (1970, 1, 1)) * SECONDS_PER_DAY };
  lxw_workbook *library = workbook_new_opt (path, &options);
  DoudiWorkbook *workbook;

  if (library == NULL)
    {
      doudi_error_set_from_errno (error, ENOMEM, path);
      return NULL;
    }
  workbook_set_properties (library, &properties);
  workbook = g_new0 (DoudiWorkbook, 1);
  workbook->workbook = library;
  workbook->path = g_strdup (path);
  workbook->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  workbook->temporaries = g_ptr_array_new ();
  workbook->formats = g_array_new (FALSE, FALSE, sizeof (lxw_format *));
  doudi_looks_init (&workbook->looks, library);
  workbook->epoch = doudi_day_new (1899, 12, 30);
  return workbook;
}

static void
close_temporaries (DoudiWorkbook *workbook)
{
  for (guint i = 0; i < workbook->temporaries->len; i++)
    fclose (workbook->temporaries->pdata[i]);
  g_ptr_array_set_size (workbook->temporaries, 0);
}

/**
 * doudi_workbook_free:
 * @workbook: (nullable) (transfer full): a workbook
 *
 * Frees a workbook. One that was not closed leaves nothing behind.
 */
void
doudi_workbook_free (DoudiWorkbook *workbook)
{
  if (workbook == NULL)
    return;
  if (workbook->workbook != NULL)
    {
      lxw_workbook_free (workbook->workbook);
      close_temporaries (workbook);
    }
  g_ptr_array_unref (workbook->temporaries);
  g_hash_table_unref (workbook->names);
  g_array_unref (workbook->formats);
  g_free (workbook->note_text);
  g_free (workbook->sign_text);
  g_free (workbook->path);
  g_free (workbook);
}

static void
set_columns (DoudiWorkbook *workbook)
{
  gboolean summed = FALSE;

  g_array_set_size (workbook->formats, 0);
  workbook->n_labelled = 0;
  for (lxw_col_t i = 0; i < workbook->n_columns; i++)
    {
      const DoudiReportColumn *column = workbook->columns[i];

      note_error (workbook, worksheet_set_column (workbook->sheet, i, i, column->width, NULL));
      for (guint kind = 0; kind < DOUDI_N_ROW_KINDS; kind++)
        {
          lxw_format *format
            = doudi_looks_get (&workbook->looks, column, (DoudiReportRowKind) kind);

          g_array_append_val (workbook->formats, format);
        }
      summed = summed || column->summary != DOUDI_SUMMARY_NONE;
      workbook->n_labelled += summed ? 0 : 1;
    }
}

static void
set_page (DoudiWorkbook *workbook, const DoudiWorkbookSheet *sheet)
{
  g_autofree char *footer
    = g_strdup_printf ("&L&8 %s&C&9第 &P 页  共 &N 页", sheet->footer != NULL ? sheet->footer : "");

  worksheet_set_paper (workbook->sheet, sheet->a3 ? PAPER_A3 : PAPER_A4);
  if (!sheet->portrait)
    worksheet_set_landscape (workbook->sheet);
  worksheet_set_margins (workbook->sheet, MARGIN_SIDE_INCHES, MARGIN_SIDE_INCHES, MARGIN_TOP_INCHES,
                         MARGIN_BOTTOM_INCHES);
  worksheet_center_horizontally (workbook->sheet);
  worksheet_fit_to_pages (workbook->sheet, 1, 0);
  note_error (workbook, worksheet_set_footer (workbook->sheet, footer));
  if (sheet->watermark != NULL)
    {
      g_autofree char *header = g_strconcat ("&R&9 ", sheet->watermark, NULL);

      note_error (workbook, worksheet_set_header (workbook->sheet, header));
    }
  worksheet_set_default_row (workbook->sheet, ROW_HEIGHT, LXW_FALSE);
}

static void
write_text (DoudiWorkbook *workbook, lxw_col_t column, const char *text, lxw_format *format)
{
  note_error (workbook,
              worksheet_write_string (workbook->sheet, workbook->row, column, text, format));
}

/* One text over all columns of the table, in a row of its own. */
static void
write_across (DoudiWorkbook *workbook, const char *text, double height, lxw_format *format)
{
  note_error (workbook, worksheet_set_row (workbook->sheet, workbook->row, height, NULL));
  if (workbook->n_columns > 1)
    note_error (workbook, worksheet_merge_range (workbook->sheet, workbook->row, 0, workbook->row,
                                                 workbook->n_columns - 1, text, format));
  else
    write_text (workbook, 0, text, format);
  workbook->row++;
}

static void
write_title (DoudiWorkbook *workbook, const DoudiWorkbookSheet *sheet)
{
  if (sheet->title != NULL)
    write_across (workbook, sheet->title, TITLE_HEIGHT, workbook->looks.title);
  if (sheet->left == NULL && sheet->right == NULL)
    return;
  if (sheet->left != NULL)
    write_text (workbook, 0, sheet->left, workbook->looks.left);
  if (sheet->right != NULL)
    write_text (workbook, workbook->n_columns - 1, sheet->right, workbook->looks.right);
  workbook->row++;
}

static gboolean
has_groups (const DoudiWorkbook *workbook)
{
  for (lxw_col_t i = 0; i < workbook->n_columns; i++)
    if (*workbook->columns[i]->group != '\0')
      return TRUE;
  return FALSE;
}

/* The last of the neighbours under the same heading. */
static lxw_col_t
end_of_group (const DoudiWorkbook *workbook, lxw_col_t column)
{
  const char *group = workbook->columns[column]->group;

  while (*group != '\0' && column + 1 < workbook->n_columns
         && g_str_equal (workbook->columns[column + 1]->group, group))
    column++;
  return column;
}

/* The upper row of headings: those of groups, and the headings that reach down to the lower row. */
static void
write_group_headings (DoudiWorkbook *workbook)
{
  lxw_col_t last;

  for (lxw_col_t i = 0; i < workbook->n_columns; i = last + 1)
    {
      const DoudiReportColumn *column = workbook->columns[i];

      last = end_of_group (workbook, i);
      if (last > i)
        note_error (workbook,
                    worksheet_merge_range (workbook->sheet, workbook->row, i, workbook->row, last,
                                           column->group, workbook->looks.heading));
      else
        write_text (workbook, i, *column->group != '\0' ? column->group : column->heading,
                    workbook->looks.heading);
    }
  workbook->row++;
}

/* Only the row at hand can be written. The upper cell of a heading over two rows is there already;
 * merging then writes the lower one. */
static void
write_headings (DoudiWorkbook *workbook)
{
  gboolean grouped = has_groups (workbook);

  if (grouped)
    write_group_headings (workbook);
  note_error (workbook, worksheet_set_row (workbook->sheet, workbook->row, HEADING_HEIGHT, NULL));
  for (lxw_col_t i = 0; i < workbook->n_columns; i++)
    {
      const DoudiReportColumn *column = workbook->columns[i];

      if (grouped && *column->group == '\0')
        note_error (workbook,
                    worksheet_merge_range (workbook->sheet, workbook->row - 1, i, workbook->row, i,
                                           column->heading, workbook->looks.heading));
      else
        write_text (workbook, i, column->heading, workbook->looks.heading);
    }
  workbook->row++;
}

static void
keep_foot (DoudiWorkbook *workbook, const DoudiWorkbookSheet *sheet)
{
  g_free (workbook->note_text);
  g_free (workbook->sign_text);
  workbook->note_text = g_strdup (sheet->note);
  workbook->sign_text = g_strdup (sheet->sign);
}

/**
 * doudi_workbook_begin_sheet:
 * @workbook: a workbook between two sheets
 * @sheet: how it looks; has at least one column
 *
 * Begins a sheet: its page, title and headings.
 */
void
doudi_workbook_begin_sheet (DoudiWorkbook *workbook, const DoudiWorkbookSheet *sheet)
{
  g_autofree char *name = doudi_looks_dup_sheet_name (workbook->names, sheet->name);

  g_return_if_fail (workbook->sheet == NULL && sheet->n_columns > 0);
  workbook->sheet = workbook_add_worksheet (workbook->workbook, name);
  if (workbook->sheet == NULL)
    {
      note_error (workbook, LXW_ERROR_INVALID_SHEETNAME_CHARACTER);
      return;
    }
  g_ptr_array_add (workbook->temporaries, workbook->sheet->optimize_tmpfile);
  workbook->columns = sheet->columns;
  workbook->n_columns = (lxw_col_t) sheet->n_columns;
  workbook->filter = sheet->filter;
  workbook->has_subtotals = FALSE;
  workbook->row = 0;
  keep_foot (workbook, sheet);
  set_page (workbook, sheet);
  set_columns (workbook);
  write_title (workbook, sheet);
  write_headings (workbook);
  worksheet_freeze_panes (workbook->sheet, workbook->row, (lxw_col_t) sheet->freeze);
  note_error (workbook, worksheet_repeat_rows (workbook->sheet, 0, workbook->row - 1));
  workbook->first = workbook->row;
  workbook->group = workbook->row;
}

/* Days are numbers that look like days. */
static void
write_day (DoudiWorkbook *workbook, lxw_col_t column, DoudiDay day, lxw_format *format)
{
  g_autofree char *text = NULL;

  if (day > workbook->epoch + SERIALS_IN_DOUBT)
    {
      note_error (workbook, worksheet_write_number (workbook->sheet, workbook->row, column,
                                                    day - workbook->epoch, format));
      return;
    }
  text = doudi_day_format_iso (day);
  write_text (workbook, column, text, format);
}

/* An amount becomes a floating-point number here and nowhere before. */
static double
library_number (DoudiColumnKind kind, gint64 number)
{
  return kind == DOUDI_COLUMN_MONEY ? (double) number / FEN_PER_YUAN : (double) number;
}

static void
write_number (DoudiWorkbook *workbook,
              lxw_col_t column,
              DoudiColumnKind kind,
              gint64 number,
              lxw_format *format)
{
  if (number == DOUDI_VALUE_NONE)
    note_error (workbook, worksheet_write_blank (workbook->sheet, workbook->row, column, format));
  else if (kind == DOUDI_COLUMN_DAY)
    write_day (workbook, column, (DoudiDay) number, format);
  else if (kind == DOUDI_COLUMN_MONTH)
    write_day (workbook, column, doudi_month_first_day ((DoudiMonth) number), format);
  else
    note_error (workbook, worksheet_write_number (workbook->sheet, workbook->row, column,
                                                  library_number (kind, number), format));
}

static void
write_cell (DoudiWorkbook *workbook, lxw_col_t i, DoudiValue value, lxw_format *format)
{
  DoudiColumnKind kind = workbook->columns[i]->kind;

  if (kind == DOUDI_COLUMN_TEXT || kind == DOUDI_COLUMN_NUMBER_TEXT)
    write_text (workbook, i, value.text, format);
  else
    write_number (workbook, i, kind, value.number, format);
}

static lxw_format *
format_of (const DoudiWorkbook *workbook, lxw_col_t column, DoudiReportRowKind kind)
{
  return g_array_index (workbook->formats, lxw_format *, column * DOUDI_N_ROW_KINDS + (guint) kind);
}

/* A sum over rows among which there are sums leaves those out. */
static void
write_sum (DoudiWorkbook *workbook, lxw_col_t i, lxw_row_t first, gint64 sum, lxw_format *format)
{
  char column[LXW_MAX_COL_NAME_LENGTH];
  char formula[64];

  lxw_col_to_name (column, i, LXW_FALSE);
  g_snprintf (formula, sizeof formula,
              workbook->has_subtotals ? "=SUBTOTAL(9,%s%u:%s%u)" : "=SUM(%s%u:%s%u)", column,
              first + 1, column, workbook->row);
  note_error (workbook,
              worksheet_write_formula_num (workbook->sheet, workbook->row, i, formula, format,
                                           library_number (workbook->columns[i]->kind, sum)));
}

static void
write_label (DoudiWorkbook *workbook, DoudiReportRowKind kind, const char *label)
{
  lxw_format *format = doudi_looks_get_label (&workbook->looks, kind);

  if (workbook->n_labelled > 1)
    note_error (workbook, worksheet_merge_range (workbook->sheet, workbook->row, 0, workbook->row,
                                                 workbook->n_labelled - 1, label, format));
  else if (workbook->n_labelled == 1)
    write_text (workbook, 0, label, format);
}

static void
write_sums (DoudiWorkbook *workbook, DoudiReportRowKind kind, const DoudiValue *values)
{
  lxw_row_t first = kind == DOUDI_REPORT_SUBTOTAL ? workbook->group : workbook->first;

  for (lxw_col_t i = workbook->n_labelled; i < workbook->n_columns; i++)
    {
      lxw_format *format = format_of (workbook, i, kind);

      if (workbook->columns[i]->summary == DOUDI_SUMMARY_SUM && workbook->row > first
          && values[i].number != DOUDI_VALUE_NONE)
        write_sum (workbook, i, first, values[i].number, format);
      else
        write_cell (workbook, i, values[i], format);
    }
}

/* The filter reaches to the last row; it can only be set before the next one begins. */
static void
set_filter (DoudiWorkbook *workbook)
{
  if (workbook->filter && workbook->row > workbook->first)
    note_error (workbook, worksheet_autofilter (workbook->sheet, workbook->first - 1, 0,
                                                workbook->row - 1, workbook->n_columns - 1));
  workbook->filter = FALSE;
}

/**
 * doudi_workbook_add_line:
 * @workbook: a workbook with a sheet begun
 * @kind: a row of the table, or a sum of the rows since the last subtotal, or of all
 * @label: (nullable): the name of a sum
 * @values: one for each column; of a sum what its formulas come to
 *
 * Adds a row.
 */
void
doudi_workbook_add_line (DoudiWorkbook *workbook,
                         DoudiReportRowKind kind,
                         const char *label,
                         const DoudiValue *values)
{
  if (workbook->sheet == NULL)
    return;
  if (kind == DOUDI_REPORT_ROW)
    {
      for (lxw_col_t i = 0; i < workbook->n_columns; i++)
        write_cell (workbook, i, values[i], format_of (workbook, i, kind));
      workbook->row++;
      return;
    }
  if (kind == DOUDI_REPORT_SUBTOTAL)
    workbook->has_subtotals = TRUE;
  else
    set_filter (workbook);
  write_label (workbook, kind, label);
  write_sums (workbook, kind, values);
  workbook->group = ++workbook->row;
}

/**
 * doudi_workbook_end_sheet:
 * @workbook: a workbook with a sheet begun
 *
 * Ends a sheet: its note and the line to sign on.
 */
void
doudi_workbook_end_sheet (DoudiWorkbook *workbook)
{
  if (workbook->sheet == NULL)
    return;
  set_filter (workbook);
  if (workbook->note_text != NULL && *workbook->note_text != '\0')
    write_across (workbook, workbook->note_text, NOTE_HEIGHT, workbook->looks.note);
  if (workbook->sign_text != NULL && *workbook->sign_text != '\0')
    write_across (workbook, workbook->sign_text, HEADING_HEIGHT, workbook->looks.left);
  workbook->sheet = NULL;
}

/* The library does not look whether a sheet reached the disk; so look, and make sure that there is
 * room for the copy it will make of the longest one. Returns 0 or an errno. */
static int
check_room (DoudiWorkbook *workbook)
{
  g_autofree char *ballast = g_strconcat (workbook->path, ".room", NULL);
  off_t longest = 0;
  gboolean damaged = FALSE;
  int descriptor, problem;

  for (guint i = 0; i < workbook->temporaries->len; i++)
    {
      FILE *file = workbook->temporaries->pdata[i];

      damaged = fflush (file) != 0 || ferror (file) || damaged;
      longest = MAX (longest, ftello (file));
    }
  descriptor = g_open (ballast, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
  if (descriptor < 0)
    return errno;
  problem = posix_fallocate (descriptor, 0, longest + SPARE_BYTES);
  close (descriptor);
  g_unlink (ballast);
  return problem == 0 && damaged ? EIO : problem;
}

static gboolean
fail_with_library (lxw_error failed, const char *path, GError **error)
{
  doudi_error_set (error, DOUDI_ERROR_IO, path, _ ("The workbook could not be written: %s."),
                   lxw_strerror (failed));
  return FALSE;
}

/**
 * doudi_workbook_close:
 * @workbook: a workbook, all sheets ended
 * @error: return location
 *
 * Puts the file together. Nothing can be added after it.
 *
 * Returns: whether the file is whole
 */
gboolean
doudi_workbook_close (DoudiWorkbook *workbook, GError **error)
{
  int problem;
  lxw_error failed;

  g_return_val_if_fail (workbook->workbook != NULL && workbook->sheet == NULL, FALSE);
  if (workbook->failed != LXW_NO_ERROR)
    return fail_with_library (workbook->failed, workbook->path, error);
  problem = check_room (workbook);
  if (problem != 0)
    {
      doudi_error_set_from_errno (error, problem, workbook->path);
      return FALSE;
    }
  errno = 0;
  failed = workbook_close (g_steal_pointer (&workbook->workbook));
  if (failed == LXW_NO_ERROR)
    return TRUE;
  if (errno == 0)
    return fail_with_library (failed, workbook->path, error);
  doudi_error_set_from_errno (error, errno, workbook->path);
  return FALSE;
}
