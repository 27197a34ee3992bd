/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "report/doudi-bank-file.h"

#include <glib/gi18n-lib.h>

#include "base/doudi-csv.h"
#include "base/doudi-error.h"
#include "base/doudi-file.h"
#include "report/doudi-workbook.h"
#include "store/doudi-pay-run-store.h"
#include "store/doudi-payment-store.h"
#include "store/doudi-setting.h"

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"
#define SHEET_NAME "发放明细"
#define TOTAL_LABEL "合计"
#define DEMONSTRATION "演示数据"

typedef enum
{
  COLUMN_ORDINAL,
  COLUMN_HOLDER,
  COLUMN_IDENTITY,
  COLUMN_ACCOUNT,
  COLUMN_AMOUNT,
  COLUMN_PURPOSE,
  COLUMN_TOWNSHIP,
  COLUMN_VILLAGE,
  N_COLUMNS,
} Column;

/* As banks ask for it (domain reference §5.3, bank file). */
static const DoudiReportColumn columns[N_COLUMNS] = {
  { .heading = (char *) "序号", .group = (char *) "", .kind = DOUDI_COLUMN_ORDINAL, .width = 7 },
  { .heading = (char *) "户名", .group = (char *) "", .kind = DOUDI_COLUMN_TEXT, .width = 16 },
  { .heading = (char *) "身份证号",
    .group = (char *) "",
    .kind = DOUDI_COLUMN_NUMBER_TEXT,
    .width = 21 },
  { .heading = (char *) "账号",
    .group = (char *) "",
    .kind = DOUDI_COLUMN_NUMBER_TEXT,
    .width = 24 },
  { .heading = (char *) "金额",
    .group = (char *) "",
    .kind = DOUDI_COLUMN_MONEY,
    .width = 13,
    .summary = DOUDI_SUMMARY_SUM },
  { .heading = (char *) "用途", .group = (char *) "", .kind = DOUDI_COLUMN_TEXT, .width = 34 },
  { .heading = (char *) "乡镇", .group = (char *) "", .kind = DOUDI_COLUMN_TEXT, .width = 14 },
  { .heading = (char *) "村", .group = (char *) "", .kind = DOUDI_COLUMN_TEXT, .width = 18 },
};

/*
 * @workbook, @text: the one of them that is written
 * @purpose: what the money is for, the same on every row
 */
typedef struct
{
  DoudiSession *session;
  DoudiPayRunRow *run;
  DoudiBankFileResult *result;
  DoudiWorkbook *workbook;
  GString *text;
  char *purpose;
  gboolean demonstration;
} Writing;

/* "2018年6月最低生活保障"; of several programmes only that they are assistance. */
static char *
dup_purpose (const DoudiPayRunRow *run)
{
  g_autofree char *month = doudi_month_format_chinese (run->month);
  const char *what = NULL;

  for (guint i = 1; i < DOUDI_N_PROGRAMMES; i++)
    if ((run->programmes & (1u << i)) != 0)
      what = what == NULL ? doudi_programme_info ((DoudiProgramme) i)->chinese : "社会救助";
  return g_strconcat (month, what != NULL ? what : "社会救助", NULL);
}

static void
put_row (GString *text, const char *const fields[N_COLUMNS])
{
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      if (i > 0)
        g_string_append_c (text, ',');
      doudi_csv_put_text (text, fields[i]);
    }
  g_string_append (text, "\r\n");
}

static void
put_payment (Writing *writing, const DoudiPayment *payment)
{
  g_autofree char *ordinal = g_strdup_printf ("%" G_GINT64_FORMAT, writing->result->payments);
  g_autofree char *amount = doudi_money_format (payment->fen);
  const char *const fields[N_COLUMNS] = {
    [COLUMN_ORDINAL] = ordinal,
    [COLUMN_HOLDER] = payment->holder_name,
    [COLUMN_IDENTITY] = payment->identity_number,
    [COLUMN_ACCOUNT] = payment->account_number,
    [COLUMN_AMOUNT] = amount,
    [COLUMN_PURPOSE] = writing->purpose,
    [COLUMN_TOWNSHIP] = payment->township,
    [COLUMN_VILLAGE] = payment->village,
  };

  put_row (writing->text, fields);
}

static void
add_payment (Writing *writing, const DoudiPayment *payment)
{
  const DoudiValue values[N_COLUMNS] = {
    [COLUMN_ORDINAL].number = writing->result->payments,
    [COLUMN_HOLDER].text = payment->holder_name,
    [COLUMN_IDENTITY].text = payment->identity_number,
    [COLUMN_ACCOUNT].text = payment->account_number,
    [COLUMN_AMOUNT].number = payment->fen,
    [COLUMN_PURPOSE].text = writing->purpose,
    [COLUMN_TOWNSHIP].text = payment->township,
    [COLUMN_VILLAGE].text = payment->village,
  };

  doudi_workbook_add_line (writing->workbook, DOUDI_REPORT_ROW, NULL, values);
}

/* Money without an account waits, and nothing is no transfer. */
static gboolean
take_payment (const DoudiPayment *payment, gpointer data, GError **error)
{
  Writing *writing = data;
  DoudiBankFileResult *result = writing->result;

  if (payment->fen == 0)
    return TRUE;
  if (payment->account_id == 0)
    {
      result->waiting++;
      result->waiting_total += payment->fen;
      return TRUE;
    }
  result->payments++;
  result->total += payment->fen;
  if (writing->workbook != NULL)
    add_payment (writing, payment);
  else
    put_payment (writing, payment);
  return TRUE;
}

/* The line of the log comes before the file has its name: there is never a file without one. */
static gboolean
record (const Writing *writing, GError **error)
{
  g_autoptr (DoudiTransaction) transaction
    = doudi_transaction_begin (doudi_session_get_store (writing->session), error);
  g_autofree char *object = g_strdup_printf ("pay_run:%" G_GINT64_FORMAT, writing->run->id);
  g_autofree char *total = doudi_money_format (writing->result->total);
  g_autofree char *detail = g_strdup_printf ("{\"payments\":%" G_GINT64_FORMAT ",\"total\":\"%s\"}",
                                             writing->result->payments, total);

  return transaction != NULL
         && doudi_session_record (writing->session, DOUDI_ACTION_WRITE_BANK_FILE, object, detail,
                                  error)
         && doudi_transaction_commit (transaction, error);
}

static gboolean
take_payments (Writing *writing, GError **error)
{
  *writing->result = (DoudiBankFileResult){ 0 };
  return doudi_payments_foreach_with_place (doudi_session_get_store (writing->session),
                                            writing->run->id, take_payment, writing, error);
}

static gboolean
write_sheet (Writing *writing, GError **error)
{
  const DoudiReportColumn *shown[N_COLUMNS];
  DoudiWorkbookSheet sheet = {
    .name = SHEET_NAME,
    .watermark = writing->demonstration ? DEMONSTRATION : NULL,
    .columns = shown,
    .n_columns = N_COLUMNS,
  };
  DoudiValue sums[N_COLUMNS] = { 0 };

  for (guint i = 0; i < N_COLUMNS; i++)
    shown[i] = &columns[i];
  doudi_workbook_begin_sheet (writing->workbook, &sheet);
  if (!take_payments (writing, error))
    return FALSE;
  sums[COLUMN_AMOUNT].number = writing->result->total;
  doudi_workbook_add_line (writing->workbook, DOUDI_REPORT_TOTAL, TOTAL_LABEL, sums);
  doudi_workbook_end_sheet (writing->workbook);
  return TRUE;
}

static gboolean
write_xlsx_cb (const char *path, gpointer data, GError **error)
{
  Writing *writing = data;
  g_autoptr (DoudiWorkbook) workbook
    = doudi_workbook_new (path, doudi_session_get_today (writing->session), error);

  writing->workbook = workbook;
  return workbook != NULL && write_sheet (writing, error) && doudi_workbook_close (workbook, error)
         && record (writing, error);
}

static gboolean
write_csv_cb (const char *path, gpointer data, GError **error)
{
  Writing *writing = data;
  g_autoptr (GString) text = g_string_new (BYTE_ORDER_MARK);
  const char *headings[N_COLUMNS];

  for (guint i = 0; i < N_COLUMNS; i++)
    headings[i] = columns[i].heading;
  put_row (text, headings);
  writing->text = text;
  return take_payments (writing, error) && doudi_file_fill (path, text->str, text->len, error)
         && record (writing, error);
}

static gboolean
choose_format (const char *path, DoudiFileWriteFunc *write_file, GError **error)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);

  if (g_str_has_suffix (lower, ".xlsx"))
    *write_file = write_xlsx_cb;
  else if (g_str_has_suffix (lower, ".csv"))
    *write_file = write_csv_cb;
  else
    {
      doudi_error_set (error, DOUDI_ERROR_USAGE, path,
                       _ ("The name of the file for the bank ends in .xlsx or .csv."));
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_closed (const DoudiPayRunRow *run, GError **error)
{
  if (g_str_equal (run->state, "closed"))
    return TRUE;
  doudi_error_set (error, DOUDI_ERROR_CONFLICT, NULL,
                   _ ("Run %lld is not closed. The bank is given only what was approved and "
                      "closed."),
                   (long long) run->id);
  return FALSE;
}

static gboolean
is_demonstration (DoudiStore *store)
{
  g_autofree char *value = doudi_setting_get (store, DOUDI_SETTING_DEMONSTRATION, NULL);

  return value != NULL && *value != '\0';
}

/**
 * doudi_bank_file_write:
 * @session: a caseworker, a reviewer or a director, on the writing connection: the log gets a line
 * @run_id: a closed run
 * @path: (type filename): ends in .xlsx or .csv; a file of the same name is replaced
 * @result: (out caller-allocates): what the file holds
 * @error: %DOUDI_ERROR_NOT_ALLOWED, %DOUDI_ERROR_NOT_FOUND, %DOUDI_ERROR_CONFLICT if the run is not
 *   closed, %DOUDI_ERROR_USAGE for another ending, or why the file could not be written
 *
 * Writes the file by which the bank pays a run: one row for each account that receives something,
 * numbers of cards and persons as text, a sum that carries its value. The csv is for machines:
 * every field in quotes, no sum. Whole, or not at all.
 *
 * Returns: whether it was written
 */
gboolean
doudi_bank_file_write (DoudiSession *session,
                       gint64 run_id,
                       const char *path,
                       DoudiBankFileResult *result,
                       GError **error)
{
  DoudiStore *store = doudi_session_get_store (session);
  g_autofree char *object = g_strdup_printf ("pay_run:%" G_GINT64_FORMAT, run_id);
  g_autoptr (DoudiPayRunRow) run = NULL;
  g_autofree char *purpose = NULL;
  DoudiFileWriteFunc write_file;
  Writing writing = { .session = session, .result = result };

  if (!choose_format (path, &write_file, error)
      || !doudi_session_authorize (session, DOUDI_ACTION_WRITE_BANK_FILE, object, error))
    return FALSE;
  run = doudi_pay_run_get (store, run_id, error);
  if (run == NULL || !check_closed (run, error))
    return FALSE;
  purpose = dup_purpose (run);
  writing.run = run;
  writing.purpose = purpose;
  writing.demonstration = is_demonstration (store);
  return doudi_file_publish (path, write_file, &writing, error);
}
