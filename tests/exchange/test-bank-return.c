/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include <string.h>
#include <xlsxwriter.h>

#include "base/doudi-error.h"
#include "exchange-fixture.h"
#include "exchange/doudi-bank-return.h"

static GPtrArray *
read_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *rows = doudi_bank_return_read (path, NULL, &error);

  g_assert_no_error (error);
  return rows;
}

static void
test_sample (void)
{
  g_autofree char *path = fixture_roster ("bank-return-2018-01.csv");
  g_autoptr (GPtrArray) rows = read_file (path);
  const DoudiBankReturnRow *first = g_ptr_array_index (rows, 0);
  DoudiFen paid = 0;
  guint failed = 0;

  g_assert_cmpuint (rows->len, ==, 1176);
  g_assert_cmpint (first->row, ==, 2);
  g_assert_cmpstr (first->account, ==, "27852228772659214");
  g_assert_cmpstr (first->holder, ==, "何雪莲");
  g_assert_cmpint (first->fen, ==, 8400);
  g_assert_true (first->success);
  g_assert_cmpstr (first->reason, ==, "");
  for (guint i = 0; i < rows->len; i++)
    {
      const DoudiBankReturnRow *row = g_ptr_array_index (rows, i);

      failed += !row->success;
      paid += row->success ? row->fen : 0;
      g_assert_true ((*row->reason == '\0') == row->success);
    }
  g_assert_cmpuint (failed, ==, 19);
  g_assert_cmpint (paid, ==, 68659800);
}

/* Other banks, other words. */
static void
test_others (Fixture *fixture, gconstpointer data)
{
  static const char text[]
    = "某某农商行代发结果\n收款账号;收款人户名;交易金额;交易状态;备注\n"
      "6210 6988 1152 6139449;何雪莲;1,234.50;交易成功;代发低保\n"
      "27806662026876728;何 建国;336;未成功;户名不符\n27806662026876729;尕藏·卓玛;58;退票;\n"
      "合计;;1628.50;;\n制表：甲;;;;\n";
  g_autofree char *path = fixture_write (fixture, "return.csv", text, -1);
  g_autoptr (GPtrArray) rows = read_file (path);
  const DoudiBankReturnRow *row = g_ptr_array_index (rows, 0);

  g_assert_cmpuint (rows->len, ==, 3);
  g_assert_cmpstr (row->account, ==, "6210698811526139449");
  g_assert_cmpint (row->fen, ==, 123450);
  g_assert_true (row->success);
  g_assert_cmpstr (row->reason, ==, "");
  row = g_ptr_array_index (rows, 1);
  g_assert_cmpstr (row->holder, ==, "何建国");
  g_assert_false (row->success);
  g_assert_cmpstr (row->reason, ==, "户名不符");
  row = g_ptr_array_index (rows, 2);
  g_assert_false (row->success);
  g_assert_cmpstr (row->reason, ==, "退票");
}

static void
test_workbook (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = fixture_path (fixture, "return.xlsx");
  lxw_workbook *workbook = workbook_new (path);
  lxw_worksheet *sheet = workbook_add_worksheet (workbook, NULL);
  static const char *const headings[] = { "账号", "户名", "金额", "处理结果", "失败原因" };
  g_autoptr (GPtrArray) rows = NULL;
  const DoudiBankReturnRow *row;

  for (guint i = 0; i < G_N_ELEMENTS (headings); i++)
    worksheet_write_string (sheet, 0, (lxw_col_t) i, headings[i], NULL);
  worksheet_write_string (sheet, 1, 0, "27852228772659214", NULL);
  worksheet_write_number (sheet, 1, 2, 431.5, NULL);
  worksheet_write_string (sheet, 1, 3, "失败", NULL);
  worksheet_write_string (sheet, 1, 4, "账户已销户", NULL);
  g_assert_cmpint (workbook_close (workbook), ==, LXW_NO_ERROR);
  rows = read_file (path);
  g_assert_cmpuint (rows->len, ==, 1);
  row = g_ptr_array_index (rows, 0);
  g_assert_cmpint (row->fen, ==, 43150);
  g_assert_cmpstr (row->holder, ==, "");
  g_assert_cmpstr (row->reason, ==, "账户已销户");
}

static void
test_faults (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *rows;
    const char *where;
    const char *message;
  } cases[] = {
    { "6.2106E+18,甲,84,成功,\n", "return.csv, row 2", "账号" },
    { "27852228772659214,甲,84,成功,\n甲,甲,84,成功,\n", "return.csv, row 3", "账号" },
    { "27852228772659214,甲,三百,成功,\n", "return.csv, row 2", "金额" },
    { "27852228772659214,甲,-84,成功,\n", "return.csv, row 2", "金额" },
    { "27852228772659214,甲,,成功,\n", "return.csv, row 2", "金额" },
    { "27852228772659214,甲,84,处理中,\n", "return.csv, row 2", "处理结果" },
    { "27852228772659214,甲,84,,\n", "return.csv, row 2", "处理结果" },
    { ",甲,84,成功,\n", "return.csv, row 2", "账号" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text
        = g_strconcat ("账号,户名,金额,处理结果,失败原因\n", cases[i].rows, NULL);
      g_autofree char *path = fixture_write (fixture, "return.csv", text, -1);
      g_autoptr (GError) error = NULL;

      g_assert_null (doudi_bank_return_read (path, NULL, &error));
      g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_BAD_DATA);
      g_assert_cmpstr (doudi_error_get_where (error), ==, cases[i].where);
      g_assert_nonnull (strstr (error->message, cases[i].message));
    }
}

static void
test_other_file (void)
{
  g_autofree char *path = fixture_roster ("low-income-2018-01.xlsx");
  g_autoptr (GError) error = NULL;

  g_assert_null (doudi_bank_return_read (path, NULL, &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_BAD_DATA);
  g_assert_nonnull (strstr (error->message, "处理结果"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add ("/exchange/bank-return/" path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  g_test_add_func ("/exchange/bank-return/sample", test_sample);
  g_test_add_func ("/exchange/bank-return/other-file", test_other_file);
  ADD ("others", test_others);
  ADD ("workbook", test_workbook);
  ADD ("faults", test_faults);
  return g_test_run ();
}
