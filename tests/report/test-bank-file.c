/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "../casework/casework-fixture.h"

#include "exchange/doudi-table.h"
#include "report/doudi-bank-file.h"

/* Longer than the fifteen digits that spreadsheets keep. */
#define CARD "6217000000000000001"
#define PASSBOOK "27800000000000002"

/* Two accounts that receive something, and one household without any. */
static gint64
pay_three (Casework *casework)
{
  Home one = casework_add_home (casework, "才让", "1980-01-01", CARD);
  Home other = casework_add_home (casework, "卓玛", "1981-01-01", PASSBOOK);
  Home none = casework_add_home (casework, "道吉", "1982-01-01", NULL);

  casework_add_award (casework, "low-income", one, 201801, 3, 1);
  casework_add_award (casework, "low-income", other, 201801, 1, 4);
  casework_add_award (casework, "low-income", none, 201801, 1, 2);
  return casework_pay (casework, 201801, LOW_INCOME, "2018-01-20");
}

static DoudiBankFileResult
write_file (Casework *casework, gint64 run, const char *path)
{
  DoudiBankFileResult result;
  g_autoptr (GError) error = NULL;

  doudi_bank_file_write (casework_session (casework, CASEWORKER, "2018-01-20"), run, path, &result,
                         &error);
  g_assert_no_error (error);
  g_assert_cmpint (result.payments, ==, 2);
  g_assert_cmpint (result.total, ==, 87600 + 5800);
  g_assert_cmpint (result.waiting, ==, 1);
  g_assert_cmpint (result.waiting_total, ==, 27500);
  return result;
}

static const DoudiTableCell *
read_row (DoudiTable *table, DoudiTableRow *row)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (doudi_table_next (table, row, &error));
  g_assert_no_error (error);
  return row->cells;
}

static void
test_workbook (Casework *casework, gconstpointer data)
{
  gint64 run = pay_three (casework);
  g_autofree char *path = g_build_filename (casework->folder, "bank.xlsx", NULL);
  g_autoptr (DoudiTable) table = NULL;
  const DoudiTableCell *cells;
  DoudiTableRow row;

  write_file (casework, run, path);
  table = doudi_table_open (path, NULL);
  g_assert_nonnull (table);
  g_assert_true (doudi_table_select (table, 0, NULL));
  cells = read_row (table, &row);
  g_assert_cmpstr (cells[0].text, ==, "序号");
  g_assert_cmpstr (cells[3].text, ==, "账号");
  cells = read_row (table, &row);
  g_assert_cmpint (cells[3].kind, ==, DOUDI_CELL_TEXT);
  g_assert_cmpstr (cells[3].text, ==, CARD);
  g_assert_cmpint (cells[2].kind, ==, DOUDI_CELL_TEXT);
  g_assert_cmpint (cells[4].kind, ==, DOUDI_CELL_NUMBER);
  g_assert_cmpstr (cells[4].text, ==, "876");
  g_assert_cmpstr (cells[5].text, ==, "2018年1月最低生活保障");
  g_assert_cmpstr (read_row (table, &row)[3].text, ==, PASSBOOK);
  cells = read_row (table, &row);
  g_assert_cmpstr (cells[0].text, ==, "合计");
  g_assert_true (cells[4].formula);
  g_assert_cmpstr (cells[4].text, ==, "934");
  g_assert_false (doudi_table_next (table, &row, NULL));
}

static void
test_text (Casework *casework, gconstpointer data)
{
  gint64 run = pay_three (casework);
  g_autofree char *path = g_build_filename (casework->folder, "bank.csv", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  write_file (casework, run, path);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\r\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 4);
  g_assert_cmpstr (lines[0], ==,
                   "\xEF\xBB\xBF\"序号\",\"户名\",\"身份证号\",\"账号\",\"金额\",\"用途\",\"乡镇\","
                   "\"村\"");
  g_assert_true (g_str_has_prefix (lines[1], "\"1\",\"户主\",\"62302719600101"));
  g_assert_nonnull (strstr (lines[1], "\",\"" CARD "\",\"876.00\",\"2018年1月最低生活保障\",\""));
  g_assert_nonnull (strstr (lines[2], "\",\"" PASSBOOK "\",\"58.00\",\""));
  g_assert_cmpstr (lines[3], ==, "");
}

/* A file that cannot be made leaves the one that is there. */
static void
test_refused (Casework *casework, gconstpointer data)
{
  DoudiSession *caseworker = casework_session (casework, CASEWORKER, "2018-01-20");
  g_autofree char *path = g_build_filename (casework->folder, "bank.xlsx", NULL);
  g_autofree char *wrong = g_build_filename (casework->folder, "bank.pdf", NULL);
  g_autofree char *nowhere = g_build_filename (casework->folder, "nowhere", "bank.csv", NULL);
  g_autofree char *kept = NULL;
  Home home = casework_add_home (casework, "才让", "1980-01-01", CARD);
  g_autoptr (DoudiPayRunResult) run = NULL;
  DoudiBankFileResult result;
  gint64 closed;

  g_assert_true (g_file_set_contents (path, "kept", -1, NULL));
  casework_add_award (casework, "low-income", home, 201801, 1, 1);
  run = casework_propose (casework, 201801, LOW_INCOME, "2018-01-20");
  assert_refused (doudi_bank_file_write (caseworker, run->run_id, path, &result, error),
                  DOUDI_ERROR_CONFLICT);
  assert_refused (doudi_bank_file_write (caseworker, 99, path, &result, error),
                  DOUDI_ERROR_NOT_FOUND);
  doudi_pay_run_withdraw (caseworker, run->run_id, NULL);
  closed = casework_pay (casework, 201801, LOW_INCOME, "2018-01-20");
  assert_refused (doudi_bank_file_write (caseworker, closed, wrong, &result, error),
                  DOUDI_ERROR_USAGE);
  assert_refused (doudi_bank_file_write (caseworker, closed, nowhere, &result, error),
                  DOUDI_ERROR_IO);
  assert_refused (doudi_bank_file_write (casework_session (casework, ADMINISTRATOR, "2018-01-20"),
                                         closed, path, &result, error),
                  DOUDI_ERROR_NOT_ALLOWED);
  g_assert_true (g_file_get_contents (path, &kept, NULL, NULL));
  g_assert_cmpstr (kept, ==, "kept");
  g_assert_true (casework_verifies (casework, NULL));
}

#define ADD(name, func)                                                                            \
  g_test_add ("/report/bank-file/" name, Casework, NULL, casework_set_up, func, casework_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("workbook", test_workbook);
  ADD ("text", test_text);
  ADD ("refused", test_refused);
  return g_test_run ();
}
