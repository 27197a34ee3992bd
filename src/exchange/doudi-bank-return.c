/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "exchange/doudi-bank-return.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "base/doudi-bank-account.h"
#include "base/doudi-error.h"
#include "base/doudi-text.h"
#include "exchange/doudi-heading.h"
#include "exchange/doudi-roster-words.h"

#define PROGRESS_ROWS 512

/* From this on a double does not hold all digits of an account. */
#define EXACT_LIMIT 1e15

/* How banks say that the money did not arrive. Looked for first: 未成功 holds 成功 too. */
static const char *const failures[] = {
  "失败", "不成功", "未成功", "退回", "退票", "拒绝", "错误", "未入账", "fail", "error",
};
static const char *const successes[]
  = { "成功", "已入账", "入账", "已发放", "完成", "正常", "success", "ok" };

typedef struct
{
  DoudiTable *table;
  DoudiHeading *heading;
  GPtrArray *rows;
  const DoudiTableRow *row;
} Reading;

static void
row_free (gpointer data)
{
  DoudiBankReturnRow *row = data;

  g_free (row->account);
  g_free (row->holder);
  g_free (row->reason);
  g_free (row);
}

static const DoudiTableCell *
get_cell (const Reading *reading, DoudiField field)
{
  int column = doudi_heading_get_column (reading->heading, field);

  return doudi_table_row_get_cell (reading->row, column < 0 ? G_MAXUINT : (guint) column);
}

static gboolean
refuse (const Reading *reading, DoudiField field, const char *what, GError **error)
{
  g_autofree char *where = doudi_table_dup_where (reading->table, reading->row->number);
  const char *heading
    = doudi_heading_get_text (reading->heading, doudi_heading_get_column (reading->heading, field));

  doudi_error_set (error, DOUDI_ERROR_BAD_DATA, where, "%s, %s: %s", where, heading, what);
  return FALSE;
}

static gboolean
read_account (const Reading *reading, DoudiBankReturnRow *row, GError **error)
{
  const DoudiTableCell *cell = get_cell (reading, DOUDI_FIELD_ACCOUNT);
  DoudiBankAccount account = doudi_bank_account_parse (cell->text);

  if (account.damaged_by_spreadsheet
      || (cell->kind == DOUDI_CELL_NUMBER
          && fabs (g_ascii_strtod (cell->text, NULL)) >= EXACT_LIMIT))
    return refuse (
      reading, DOUDI_FIELD_ACCOUNT,
      _ ("the spreadsheet turned the account into a rounded number, the last digits are "
         "lost. Take the file as the bank gave it."),
      error);
  if (!account.valid)
    return refuse (reading, DOUDI_FIELD_ACCOUNT,
                   _ ("this is no account. Take the file as the bank gave it."), error);
  row->account = g_strdup (account.number);
  return TRUE;
}

static gboolean
read_amount (const Reading *reading, DoudiBankReturnRow *row, GError **error)
{
  const DoudiTableCell *cell = get_cell (reading, DOUDI_FIELD_AMOUNT);

  if (cell->kind != DOUDI_CELL_ERROR && doudi_money_parse (cell->text, &row->fen) && row->fen > 0)
    return TRUE;
  return refuse (reading, DOUDI_FIELD_AMOUNT,
                 _ ("this is no amount in yuan. Take the file as the bank gave it."), error);
}

static gboolean
has_one_of (const char *text, const char *const *words, gsize count)
{
  g_autofree char *compact = doudi_text_compact (text);

  for (gsize i = 0; i < count; i++)
    if (strstr (compact, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
read_result (const Reading *reading, DoudiBankReturnRow *row, GError **error)
{
  const DoudiTableCell *cell = get_cell (reading, DOUDI_FIELD_RESULT);
  gboolean failed = has_one_of (cell->text, failures, G_N_ELEMENTS (failures));

  row->success = !failed && has_one_of (cell->text, successes, G_N_ELEMENTS (successes));
  if (!failed && !row->success)
    return refuse (reading, DOUDI_FIELD_RESULT,
                   _ ("it cannot be told whether the money arrived. Write 成功 or 失败."), error);
  if (failed)
    row->reason = doudi_text_normalise (get_cell (reading, DOUDI_FIELD_REASON)->text);
  else
    row->reason = g_strdup ("");
  if (failed && *row->reason == '\0')
    {
      g_free (row->reason);
      row->reason = doudi_text_normalise (cell->text);
    }
  return TRUE;
}

/* Totals, notes and headings of further pages have no account. */
static gboolean
is_payment (const Reading *reading)
{
  gboolean of_everything;

  if (doudi_heading_is_repeated_by (reading->heading, reading->row))
    return FALSE;
  if (get_cell (reading, DOUDI_FIELD_ACCOUNT)->kind != DOUDI_CELL_EMPTY)
    return !doudi_words_is_total (get_cell (reading, DOUDI_FIELD_ACCOUNT)->text, &of_everything)
           && !doudi_words_is_note (get_cell (reading, DOUDI_FIELD_ACCOUNT)->text);
  return get_cell (reading, DOUDI_FIELD_RESULT)->kind != DOUDI_CELL_EMPTY;
}

static gboolean
read_row (Reading *reading, GError **error)
{
  DoudiBankReturnRow *row;

  if (reading->row->number <= reading->heading->row || !is_payment (reading))
    return TRUE;
  row = g_new0 (DoudiBankReturnRow, 1);
  g_ptr_array_add (reading->rows, row);
  row->row = (int) reading->row->number;
  row->holder = doudi_text_normalise_name (get_cell (reading, DOUDI_FIELD_ACCOUNT_HOLDER)->text);
  return read_account (reading, row, error) && read_amount (reading, row, error)
         && read_result (reading, row, error);
}

static gboolean
report (const Reading *reading, const DoudiProgress *progress, GError **error)
{
  gint64 done, total;

  if (reading->rows->len % PROGRESS_ROWS != 0)
    return TRUE;
  doudi_table_get_progress (reading->table, &done, &total);
  doudi_progress_report (progress, _ ("Reading the bank return"), done, total);
  return !doudi_progress_is_cancelled (progress, error);
}

static gboolean
read_rows (Reading *reading, const DoudiProgress *progress, GError **error)
{
  g_autoptr (GError) cause = NULL;
  DoudiTableRow row;

  if (!doudi_table_select (reading->table, reading->heading->sheet, error))
    return FALSE;
  reading->row = &row;
  while (doudi_table_next (reading->table, &row, &cause))
    if (!read_row (reading, error) || !report (reading, progress, error))
      return FALSE;
  if (cause == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&cause));
  return FALSE;
}

/**
 * doudi_bank_return_read:
 * @path: (not nullable) (type filename): what the bank sent back, as csv or a workbook
 * @progress: (nullable): whom to tell how far it is
 * @error: what doudi_table_open() sets; %DOUDI_ERROR_BAD_DATA with the row if there is no account,
 *   no amount or no result; %DOUDI_ERROR_CANCELLED
 *
 * Reads what became of each payment. Nothing is left out and nothing guessed: one row that cannot
 * be read makes the whole file unusable, since it would leave money unaccounted for.
 *
 * Returns: (nullable) (transfer full) (element-type DoudiBankReturnRow): the payments in the order
 * of the file, or %NULL with @error set
 */
GPtrArray *
doudi_bank_return_read (const char *path, const DoudiProgress *progress, GError **error)
{
  g_autoptr (DoudiTable) table = doudi_table_open (path, error);
  g_autoptr (GPtrArray) layouts = NULL;
  g_autoptr (DoudiHeading) heading = NULL;
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (row_free);
  Reading reading = { .table = table, .rows = rows };

  if (table == NULL)
    return NULL;
  layouts = doudi_layouts_load (DOUDI_LAYOUT_BANK_RETURN, error);
  if (layouts == NULL)
    return NULL;
  heading = doudi_heading_find (table, layouts, NULL, error);
  reading.heading = heading;
  if (heading == NULL || !read_rows (&reading, progress, error))
    return NULL;
  return g_steal_pointer (&rows);
}
