/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/doudi-error.h"
#include "base/doudi-file.h"
#include "exchange/doudi-package.h"
#include "exchange/doudi-table.h"
#include "report/doudi-workbook.h"

#define DAY (doudi_day_new (2018, 6, 8))

static const DoudiReportColumn columns[] = {
  { .key = (char *) "name", .heading = (char *) "姓名", .group = (char *) "", .width = 10 },
  { .key = (char *) "number",
    .heading = (char *) "身份证号",
    .group = (char *) "",
    .kind = DOUDI_COLUMN_NUMBER_TEXT,
    .width = 21 },
  { .key = (char *) "persons",
    .heading = (char *) "人",
    .group = (char *) "一类",
    .kind = DOUDI_COLUMN_COUNT,
    .width = 8,
    .summary = DOUDI_SUMMARY_SUM },
  { .key = (char *) "amount",
    .heading = (char *) "元",
    .group = (char *) "一类",
    .kind = DOUDI_COLUMN_MONEY,
    .width = 12,
    .summary = DOUDI_SUMMARY_SUM },
  { .key = (char *) "birth",
    .heading = (char *) "出生",
    .group = (char *) "",
    .kind = DOUDI_COLUMN_DAY,
    .width = 12 },
  { .key = (char *) "month",
    .heading = (char *) "月份",
    .group = (char *) "",
    .kind = DOUDI_COLUMN_MONTH,
    .width = 12 },
};

#define N_COLUMNS G_N_ELEMENTS (columns)

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("doudi-workbook-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "表.xlsx", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) folder = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static void
begin_sheet (DoudiWorkbook *workbook, const char *name)
{
  const DoudiReportColumn *pointers[N_COLUMNS];
  static const DoudiReportColumn *kept[N_COLUMNS];
  DoudiWorkbookSheet sheet = { .name = name,
                               .title = "题目",
                               .left = "填报单位：",
                               .right = "单位：元",
                               .note = "注：",
                               .sign = "制表人：",
                               .columns = kept,
                               .n_columns = N_COLUMNS,
                               .filter = TRUE };

  for (gsize i = 0; i < N_COLUMNS; i++)
    kept[i] = pointers[i] = &columns[i];
  doudi_workbook_begin_sheet (workbook, &sheet);
}

static void
add_row (DoudiWorkbook *workbook, const char *name, const char *number, gint64 fen)
{
  const DoudiValue values[N_COLUMNS] = { { .text = name },
                                         { .text = number },
                                         { .number = 1 },
                                         { .number = fen },
                                         { .number = doudi_day_new (1965, 2, 1) },
                                         { .number = 201806 } };

  doudi_workbook_add_line (workbook, DOUDI_REPORT_ROW, NULL, values);
}

static void
add_sum (DoudiWorkbook *workbook, DoudiReportRowKind kind, gint64 persons, gint64 fen)
{
  const DoudiValue values[N_COLUMNS] = { { .text = NULL },
                                         { .text = NULL },
                                         { .number = persons },
                                         { .number = fen },
                                         { .number = DOUDI_VALUE_NONE },
                                         { .number = DOUDI_VALUE_NONE } };

  doudi_workbook_add_line (workbook, kind, kind == DOUDI_REPORT_TOTAL ? "合计" : "小计", values);
}

static DoudiWorkbook *
begin (const char *path)
{
  g_autoptr (GError) error = NULL;
  DoudiWorkbook *workbook = doudi_workbook_new (path, DAY, &error);

  g_assert_no_error (error);
  return workbook;
}

static void
finish (DoudiWorkbook *workbook)
{
  g_autoptr (GError) error = NULL;

  doudi_workbook_end_sheet (workbook);
  g_assert_true (doudi_workbook_close (workbook, &error));
  g_assert_no_error (error);
}

static DoudiTable *
open_table (const Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  DoudiTable *table = doudi_table_open (fixture->path, &error);

  g_assert_no_error (error);
  doudi_table_select (table, 0, &error);
  g_assert_no_error (error);
  return table;
}

/* The row the sheet calls @number. */
static void
read_row (DoudiTable *table, guint number, DoudiTableRow *row)
{
  g_autoptr (GError) error = NULL;

  do
    g_assert_true (doudi_table_next (table, row, &error));
  while (row->number < number);
  g_assert_no_error (error);
  g_assert_cmpuint (row->number, ==, number);
}

static void
assert_cell (const DoudiTableRow *row, guint column, DoudiCellKind kind, const char *text)
{
  const DoudiTableCell *cell = doudi_table_row_get_cell (row, column);

  g_assert_cmpint (cell->kind, ==, kind);
  g_assert_cmpstr (cell->text, ==, text);
}

static char *
read_part (const Fixture *fixture, const char *name)
{
  int descriptor = g_open (fixture->path, O_RDONLY | O_CLOEXEC, 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiPackage) package = doudi_package_open (descriptor, &error);
  g_autoptr (DoudiPart) part = NULL;
  GString *text = g_string_new (NULL);
  char buffer[4096];
  gssize n;

  g_assert_no_error (error);
  part = doudi_package_open_part (package, name, DOUDI_PART_HELD_LIMIT, &error);
  g_assert_no_error (error);
  while ((n = doudi_part_read (part, buffer, sizeof buffer, &error)) > 0)
    g_string_append_len (text, buffer, n);
  g_assert_no_error (error);
  close (descriptor);
  return g_string_free (text, FALSE);
}

static void
test_cells (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DoudiWorkbook) workbook = begin (fixture->path);
  g_autoptr (DoudiTable) table = NULL;
  DoudiTableRow row;

  begin_sheet (workbook, "农村低保");
  add_row (workbook, "才让扎西", "623027196502010037", 93010);
  add_row (workbook, "马永红", "62302719680406001X", 7);
  add_sum (workbook, DOUDI_REPORT_TOTAL, 2, 93017);
  finish (workbook);

  table = open_table (fixture);
  g_assert_cmpstr (doudi_table_get_sheet_name (table, 0), ==, "农村低保");
  read_row (table, 1, &row);
  assert_cell (&row, 0, DOUDI_CELL_TEXT, "题目");
  read_row (table, 3, &row);
  assert_cell (&row, 0, DOUDI_CELL_TEXT, "姓名");
  assert_cell (&row, 2, DOUDI_CELL_TEXT, "一类");
  read_row (table, 4, &row);
  assert_cell (&row, 2, DOUDI_CELL_TEXT, "人");
  read_row (table, 5, &row);
  assert_cell (&row, 0, DOUDI_CELL_TEXT, "才让扎西");
  assert_cell (&row, 1, DOUDI_CELL_TEXT, "623027196502010037");
  assert_cell (&row, 2, DOUDI_CELL_NUMBER, "1");
  assert_cell (&row, 3, DOUDI_CELL_NUMBER, "930.1");
  g_assert_true (doudi_table_row_get_cell (&row, 4)->is_date);
  g_assert_cmpstr (doudi_table_row_get_cell (&row, 4)->text, ==, "1965-02-01");
  g_assert_cmpstr (doudi_table_row_get_cell (&row, 5)->text, ==, "2018-06");
  read_row (table, 6, &row);
  assert_cell (&row, 1, DOUDI_CELL_TEXT, "62302719680406001X");
  assert_cell (&row, 3, DOUDI_CELL_NUMBER, "0.07");
  read_row (table, 7, &row);
  assert_cell (&row, 0, DOUDI_CELL_TEXT, "合计");
  assert_cell (&row, 3, DOUDI_CELL_NUMBER, "930.17");
  g_assert_true (doudi_table_row_get_cell (&row, 3)->formula);
}

/* A sum over rows among which there are sums must not count those. */
static void
test_formulas (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DoudiWorkbook) workbook = begin (fixture->path);
  g_autofree char *sheet = NULL;

  begin_sheet (workbook, "表");
  add_row (workbook, "甲", "1", 100);
  add_row (workbook, "乙", "2", 200);
  add_sum (workbook, DOUDI_REPORT_SUBTOTAL, 2, 300);
  add_row (workbook, "丙", "3", 400);
  add_sum (workbook, DOUDI_REPORT_SUBTOTAL, 1, 400);
  add_sum (workbook, DOUDI_REPORT_TOTAL, 3, 700);
  finish (workbook);
  sheet = read_part (fixture, "xl/worksheets/sheet1.xml");
  g_assert_nonnull (strstr (sheet, "<f>SUBTOTAL(9,D5:D6)</f><v>3</v>"));
  g_assert_nonnull (strstr (sheet, "<f>SUBTOTAL(9,D8:D8)</f><v>4</v>"));
  g_assert_nonnull (strstr (sheet, "<f>SUBTOTAL(9,D5:D9)</f><v>7</v>"));
  g_assert_nonnull (strstr (sheet, "<mergeCell ref=\"A3:A4\"/>"));
  g_assert_nonnull (strstr (sheet, "<mergeCell ref=\"C3:D3\"/>"));
  g_assert_nonnull (strstr (sheet, "<mergeCell ref=\"A10:B10\"/>"));
  g_assert_nonnull (strstr (sheet, "fitToPage=\"1\""));
  g_assert_nonnull (strstr (sheet, "state=\"frozen\""));
  g_assert_nonnull (strstr (sheet, "<autoFilter ref=\"A4:F9\""));
  g_assert_nonnull (strstr (sheet, "orientation=\"landscape\""));
  g_assert_nonnull (strstr (sheet, "第 &amp;P 页"));
}

/* security.md §1.2 #16: whatever it begins with, a text is a text. */
static void
test_injection (Fixture *fixture, gconstpointer data)
{
  static const char *const payloads[] = { "=1+1",
                                          "+1+1",
                                          "-1+1",
                                          "@SUM(A1)",
                                          "\t=1+1",
                                          "\r=1+1",
                                          "{=1}",
                                          "=cmd|' /C calc'!A0",
                                          "http://x.example/",
                                          "internal:A1",
                                          "mailto:a@b",
                                          "=HYPERLINK(1)",
                                          "<f>1</f>",
                                          "&amp;",
                                          "]]>",
                                          "_x0041_",
                                          "\x01",
                                          "'=1",
                                          "\"=1\"",
                                          "  =1" };
  g_autoptr (DoudiWorkbook) workbook = begin (fixture->path);
  g_autoptr (DoudiTable) table = NULL;
  g_autofree char *sheet = NULL;
  DoudiTableRow row;

  begin_sheet (workbook, "表");
  for (gsize i = 0; i < G_N_ELEMENTS (payloads); i++)
    add_row (workbook, payloads[i], payloads[i], 1);
  finish (workbook);

  table = open_table (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (payloads); i++)
    {
      read_row (table, (guint) i + 5, &row);
      g_assert_cmpint (doudi_table_row_get_cell (&row, 0)->kind, ==, DOUDI_CELL_TEXT);
      g_assert_false (doudi_table_row_get_cell (&row, 0)->formula);
      if (payloads[i][0] == '=')
        assert_cell (&row, 1, DOUDI_CELL_TEXT, payloads[i]);
    }
  sheet = read_part (fixture, "xl/worksheets/sheet1.xml");
  g_assert_null (strstr (sheet, "<f>"));
  g_assert_null (strstr (sheet, "hyperlink"));
}

static void
test_names (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *wanted;
    const char *given;
  } names[] = {
    { "农村低保", "农村低保" },
    { "农村低保", "农村低保 2" },
    { "a[b]:c*d?e/f\\g'h", "a_b__c_d_e_f_g_h" },
    { "Abc", "Abc" },
    { "aBC", "aBC 2" },
    { "", "Sheet 2" },
    { "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五",
      "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一" },
    { "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四六",
      "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九 2" },
  };
  g_autoptr (DoudiWorkbook) workbook = begin (fixture->path);
  g_autoptr (DoudiTable) table = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (i > 0)
        doudi_workbook_end_sheet (workbook);
      begin_sheet (workbook, names[i].wanted);
      add_row (workbook, "甲", "1", 100);
    }
  finish (workbook);
  table = open_table (fixture);
  g_assert_cmpuint (doudi_table_get_n_sheets (table), ==, G_N_ELEMENTS (names));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_cmpstr (doudi_table_get_sheet_name (table, i), ==, names[i].given);
}

static GBytes *
write_sample (const Fixture *fixture)
{
  g_autoptr (DoudiWorkbook) workbook = begin (fixture->path);

  begin_sheet (workbook, "表");
  add_row (workbook, "甲", "1", 100);
  finish (workbook);
  return doudi_file_read (fixture->path, 1024 * 1024, NULL);
}

/* The same rows on the same day are the same bytes; nothing tells who wrote them. */
static void
test_neutral (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) one = write_sample (fixture);
  g_autoptr (GBytes) other = NULL;
  g_autofree char *core = NULL;

  g_usleep (1100 * 1000);
  other = write_sample (fixture);
  g_assert_true (g_bytes_equal (one, other));
  core = read_part (fixture, "docProps/core.xml");
  g_assert_nonnull (strstr (core, "<dc:creator></dc:creator>"));
  g_assert_nonnull (strstr (core, "2018-06-08T00:00:00Z"));
  g_assert_null (strstr (core, g_get_user_name ()));
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

/* One that is given up leaves no file, and no descriptor. */
static void
test_given_up (Fixture *fixture, gconstpointer data)
{
  guint open_before = count_files ("/proc/self/fd");
  DoudiWorkbook *workbook = begin (fixture->path);

  begin_sheet (workbook, "表");
  add_row (workbook, "甲", "1", 100);
  doudi_workbook_free (workbook);
  g_assert_cmpuint (count_files (fixture->folder), ==, 0);
  g_assert_cmpuint (count_files ("/proc/self/fd"), ==, open_before);
}

/* In a child: writes many rows where files may not grow beyond @limit. Exits with the error code
 * plus 100, 0 if the file was written. */
static void
write_limited (const Fixture *fixture, rlim_t limit)
{
  const struct rlimit size = { limit, limit };
  g_autoptr (DoudiWorkbook) workbook = NULL;
  g_autoptr (GError) error = NULL;

  signal (SIGXFSZ, SIG_IGN);
  setrlimit (RLIMIT_FSIZE, &size);
  workbook = doudi_workbook_new (fixture->path, DAY, &error);
  begin_sheet (workbook, "表");
  for (int i = 0; i < 20000; i++)
    add_row (workbook, "才让扎西", "623027196502010037", i);
  doudi_workbook_end_sheet (workbook);
  doudi_workbook_close (workbook, &error);
  _exit (error == NULL ? 0 : 100 + error->code);
}

static int
run_limited (const Fixture *fixture, rlim_t limit)
{
  pid_t child = fork ();
  int status = 0;

  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      g_assert_nonnull (freopen ("/dev/null", "w", stderr));
      write_limited (fixture, limit);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  return WIFEXITED (status) ? WEXITSTATUS (status) : -1;
}

/* The library itself says that all is well when the sheet did not fit. */
static void
test_no_room (Fixture *fixture, gconstpointer data)
{
  static const rlim_t limits[] = { 1, 4096, 100 * 1000, 1000 * 1000, 3000 * 1000, 6000 * 1000 };

  for (gsize i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      int status = run_limited (fixture, limits[i]);

      g_assert_cmpint (status, >=, 100);
      g_assert_true (status - 100 == DOUDI_ERROR_NO_SPACE || status - 100 == DOUDI_ERROR_IO);
    }
  g_assert_cmpint (run_limited (fixture, 64 * 1000 * 1000), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add (name, Fixture, NULL, set_up, function, tear_down)
  ADD ("/report/workbook/cells", test_cells);
  ADD ("/report/workbook/formulas", test_formulas);
  ADD ("/report/workbook/injection", test_injection);
  ADD ("/report/workbook/names", test_names);
  ADD ("/report/workbook/neutral", test_neutral);
  ADD ("/report/workbook/given-up", test_given_up);
  ADD ("/report/workbook/no-room", test_no_room);
  return g_test_run ();
}
