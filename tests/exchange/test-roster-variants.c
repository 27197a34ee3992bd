/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

/* The same roster made differently gives the same households and the same problems. */

#include <string.h>
#include <xlsxwriter.h>

#include "roster-fixture.h"

#define N_COLUMNS 22

/* The columns of the household; those behind them are the member's. */
#define N_HOUSEHOLD_COLUMNS 12
#define HEADING_ROW 4
#define REMARK (N_COLUMNS - 1)

typedef struct
{
  char *texts[N_COLUMNS];
  gboolean is_number[N_COLUMNS];
} Row;

typedef struct
{
  GPtrArray *rows; /* of persons, with totals and empty rows between them */
  const char *headings[N_COLUMNS];
  const char *groups[N_COLUMNS];
  int order[N_COLUMNS]; /* which column stands where, -1 for none */
  const char *title;
  gboolean merged;
} Sheet;

static void
row_free (gpointer data)
{
  Row *row = data;

  for (int i = 0; i < N_COLUMNS; i++)
    g_free (row->texts[i]);
  g_free (row);
}

static Row *
row_new (const DoudiTableRow *from)
{
  Row *row = g_new0 (Row, 1);

  for (guint i = 0; i < N_COLUMNS; i++)
    {
      const DoudiTableCell *cell = from == NULL ? NULL : doudi_table_row_get_cell (from, i);

      row->texts[i] = g_strdup (cell == NULL ? "" : cell->text);
      row->is_number[i] = cell != NULL && cell->kind == DOUDI_CELL_NUMBER;
    }
  return row;
}

/* What the sample has below its heading, empty rows too. */
static void
sheet_init (Sheet *sheet)
{
  static const char *const headings[N_COLUMNS] = {
    "序号",     "乡镇",       "村(社区)",       "社",         "户主姓名", "户主身份证号",
    "保障人数", "保障类别",   "月保障金额(元)", "一折通账号", "联系电话", "最初享受年月",
    "成员姓名", "与户主关系", "身份证号码",     "性别",       "民族",     "出生年月",
    "健康状况", "残疾证号",   "劳动能力",       "备注",
  };
  g_autofree char *path = fixture_roster ("low-income-2018-01.xlsx");
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiTable) table = doudi_table_open (path, &error);
  DoudiTableRow row;

  *sheet = (Sheet){ .title = "2018年1月农村低保花名册" };
  sheet->rows = g_ptr_array_new_with_free_func (row_free);
  memcpy (sheet->headings, headings, sizeof headings);
  for (int i = 0; i < N_COLUMNS; i++)
    sheet->order[i] = i;
  g_assert_no_error (error);
  g_assert_true (doudi_table_select (table, 0, &error));
  while (doudi_table_next (table, &row, &error))
    {
      if (row.number <= HEADING_ROW)
        continue;
      while (sheet->rows->len + HEADING_ROW + 1 < row.number)
        g_ptr_array_add (sheet->rows, row_new (NULL));
      g_ptr_array_add (sheet->rows, row_new (&row));
    }
  g_assert_no_error (error);
}

static void
sheet_clear (Sheet *sheet)
{
  g_ptr_array_unref (sheet->rows);
}

static void
append_field (GString *text, const char *field, gboolean wrap)
{
  g_autoptr (GString) value = g_string_new (field);

  if (wrap && strlen (field) >= 15 && g_ascii_isdigit (field[0]))
    {
      g_string_prepend (value, "=\"");
      g_string_append_c (value, '"');
    }
  g_string_replace (value, "\"", "\"\"", 0);
  g_string_append_printf (text, "\"%s\"", value->str);
}

static void
append_record (GString *text,
               const Sheet *sheet,
               const char *const *fields,
               char separator,
               gboolean wrap)
{
  for (int i = 0; i < N_COLUMNS; i++)
    {
      if (i > 0)
        g_string_append_c (text, separator);
      if (sheet->order[i] >= 0 && fields[sheet->order[i]] != NULL)
        append_field (text, fields[sheet->order[i]], wrap);
    }
  g_string_append (text, "\r\n");
}

/* @encoding with its mark, if it has one */
static char *
write_csv (const Fixture *fixture,
           const Sheet *sheet,
           const char *encoding,
           const char *mark,
           char separator,
           gboolean wrap)
{
  GString *text = g_string_new (sheet->title);
  g_autofree char *converted = NULL;
  g_autoptr (GString) file = g_string_new (mark);
  gsize length;

  g_string_append (text, "\r\n");
  append_record (text, sheet, sheet->headings, separator, wrap);
  for (guint i = 0; i < sheet->rows->len; i++)
    {
      Row *row = g_ptr_array_index (sheet->rows, i);

      append_record (text, sheet, (const char *const *) row->texts, separator, wrap);
    }
  converted = g_convert (text->str, (gssize) text->len, encoding, "UTF-8", NULL, &length, NULL);
  g_assert_nonnull (converted);
  g_string_append_len (file, converted, (gssize) length);
  g_string_free (text, TRUE);
  return fixture_write (fixture, "roster.csv", file->str, (gssize) file->len);
}

static void
write_cell (lxw_worksheet *sheet, guint row, int column, const char *text, gboolean is_number)
{
  if (text == NULL || *text == '\0')
    return;
  if (is_number)
    worksheet_write_number (sheet, row, (lxw_col_t) column, g_ascii_strtod (text, NULL), NULL);
  else
    worksheet_write_string (sheet, row, (lxw_col_t) column, text, NULL);
}

/* With shared strings, as Excel and WPS write them. */
static char *
write_xlsx (const Fixture *fixture, const Sheet *sheet, gboolean grouped)
{
  char *path = fixture_path (fixture, "roster.xlsx");
  lxw_workbook *workbook = workbook_new (path);
  lxw_worksheet *out;
  guint at = 0;

  worksheet_write_string (workbook_add_worksheet (workbook, "填表说明"), 0, 0, "请按村填写", NULL);
  out = workbook_add_worksheet (workbook, "表一");
  write_cell (out, at++, 0, sheet->title, FALSE);
  for (int i = 0; i < N_COLUMNS && grouped; i++)
    if (sheet->order[i] >= 0)
      write_cell (out, at, i, sheet->groups[sheet->order[i]], FALSE);
  at += grouped;
  for (int i = 0; i < N_COLUMNS; i++)
    if (sheet->order[i] >= 0)
      write_cell (out, at, i, sheet->headings[sheet->order[i]], FALSE);
  at++;
  for (guint r = 0; r < sheet->rows->len; r++, at++)
    {
      const Row *row = g_ptr_array_index (sheet->rows, r);

      for (int i = 0; i < N_COLUMNS; i++)
        if (sheet->order[i] >= 0)
          write_cell (out, at, i, row->texts[sheet->order[i]], row->is_number[sheet->order[i]]);
    }
  g_assert_cmpint (workbook_close (workbook), ==, LXW_NO_ERROR);
  return path;
}

static RosterResult *
read_file (const char *path)
{
  DoudiRosterOptions options = roster_options ();
  g_autoptr (GError) error = NULL;
  RosterResult *result = roster_result_read (path, &options, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (result->layout, ==, "low-income");
  g_assert_cmpint (result->month, ==, 201801);
  g_assert_cmpint (result->residence, ==, DOUDI_RESIDENCE_RURAL);
  return result;
}

/* Takes the path. */
static void
assert_same_as_sample (char *path)
{
  g_autofree char *sample_path = fixture_roster ("low-income-2018-01.xlsx");
  g_autoptr (RosterResult) sample = read_file (sample_path);
  g_autoptr (RosterResult) result = read_file (path);

  /* Programs write powers of ten with either letter. */
  g_string_replace (result->list, "E+17", "e+17", 0);
  g_assert_cmpstr (result->list->str, ==, sample->list->str);
  g_assert_cmpstr (result->households->str, ==, sample->households->str);
  g_assert_cmpint (result->summary.rows, ==, sample->summary.rows);
  g_assert_cmpint (result->summary.households, ==, 1200);
  g_free (path);
}

static void
test_shared_strings (Fixture *fixture, gconstpointer data)
{
  Sheet sheet;

  sheet_init (&sheet);
  assert_same_as_sample (write_xlsx (fixture, &sheet, FALSE));
  sheet_clear (&sheet);
}

static void
test_csv (Fixture *fixture, gconstpointer data)
{
  Sheet sheet;

  sheet_init (&sheet);
  assert_same_as_sample (write_csv (fixture, &sheet, "UTF-8", "", ',', FALSE));
  assert_same_as_sample (write_csv (fixture, &sheet, "UTF-8", "\xef\xbb\xbf", ';', TRUE));
  assert_same_as_sample (write_csv (fixture, &sheet, "GB18030", "", ',', TRUE));
  assert_same_as_sample (write_csv (fixture, &sheet, "UTF-16LE", "\xff\xfe", '\t', FALSE));
  sheet_clear (&sheet);
}

static void
reverse (Sheet *sheet)
{
  for (int i = 0; i < N_COLUMNS; i++)
    sheet->order[i] = N_COLUMNS - 1 - i;
}

static void
test_reordered (Fixture *fixture, gconstpointer data)
{
  Sheet sheet;

  sheet_init (&sheet);
  reverse (&sheet);
  assert_same_as_sample (write_xlsx (fixture, &sheet, FALSE));
  assert_same_as_sample (write_csv (fixture, &sheet, "GB18030", "", ',', FALSE));
  sheet_clear (&sheet);
}

/* The headings of the upper system, with brackets of both widths, breaks and stars. */
static void
test_renamed (Fixture *fixture, gconstpointer data)
{
  static const char *const headings[N_COLUMNS] = {
    "编号",           "所属镇",       "所属村",
    "村民小组",       "户主 姓名",    "户主身份证号码",
    "保障人口（数）", "分档类型",     "户月保障金额\n（元）",
    "一折通帐号",     "手机号码",     "最初享受月（份）",
    "*家庭成员姓名",  "与户主的关系", "*家庭成员身份证号",
    "性别",           "民族",         "出生日期",
    "健康情况",       "残疾人证号",   "劳动能力状况",
    "说明",
  };
  Sheet sheet;

  sheet_init (&sheet);
  memcpy (sheet.headings, headings, sizeof headings);
  assert_same_as_sample (write_xlsx (fixture, &sheet, FALSE));
  sheet_clear (&sheet);
}

static gboolean
is_person (const Row *row)
{
  return *row->texts[13] != '\0';
}

/* What stands once for a household stands on each of its rows. */
static void
fill_down (Sheet *sheet)
{
  const Row *first = NULL;

  for (guint r = 0; r < sheet->rows->len; r++)
    {
      Row *row = g_ptr_array_index (sheet->rows, r);

      if (!is_person (row))
        continue;
      if (*row->texts[5] != '\0')
        first = row;
      for (int i = 1; i < N_HOUSEHOLD_COLUMNS && row != first; i++)
        if (*row->texts[i] == '\0')
          {
            g_free (row->texts[i]);
            row->texts[i] = g_strdup (first->texts[i]);
            row->is_number[i] = first->is_number[i];
          }
    }
}

static void
test_repeated_household (Fixture *fixture, gconstpointer data)
{
  Sheet sheet;
  int serial = 0;

  sheet_init (&sheet);
  fill_down (&sheet);
  assert_same_as_sample (write_xlsx (fixture, &sheet, FALSE));
  /* Numbered by person instead of by household. */
  for (guint r = 0; r < sheet.rows->len; r++)
    {
      Row *row = g_ptr_array_index (sheet.rows, r);

      if (!is_person (row))
        continue;
      g_free (row->texts[0]);
      row->texts[0] = g_strdup_printf ("%d", ++serial);
    }
  assert_same_as_sample (write_csv (fixture, &sheet, "UTF-8", "", ',', FALSE));
  sheet_clear (&sheet);
}

/* Merged cells above: 户主 over 姓名 and 身份证号, 家庭成员 over the same two words. */
static void
test_groups (Fixture *fixture, gconstpointer data)
{
  Sheet sheet;

  sheet_init (&sheet);
  sheet.groups[0] = "序号";
  sheet.headings[0] = NULL;
  sheet.groups[1] = "住址";
  sheet.groups[4] = "户主情况";
  sheet.headings[4] = "姓名";
  sheet.headings[5] = "身份证号";
  sheet.groups[6] = "保障情况";
  sheet.groups[12] = "家庭成员情况";
  sheet.headings[12] = "姓名";
  sheet.headings[14] = "身份证号";
  sheet.groups[REMARK] = "备注";
  sheet.headings[REMARK] = NULL;
  assert_same_as_sample (write_xlsx (fixture, &sheet, TRUE));
  sheet_clear (&sheet);
}

/* The township stands in front of the village. */
static void
test_place_in_one_column (Fixture *fixture, gconstpointer data)
{
  Sheet sheet;

  sheet_init (&sheet);
  for (guint r = 0; r < sheet.rows->len; r++)
    {
      Row *row = g_ptr_array_index (sheet.rows, r);
      char *village = row->texts[2];

      /* The village that does not exist keeps its text, so that the lists of problems compare. */
      if (!is_person (row) || *village == '\0' || g_str_equal (village, "不存在村"))
        continue;
      row->texts[2] = g_strconcat ("夏河县", row->texts[1], village, NULL);
      g_free (village);
    }
  sheet.headings[2] = "所属区划";
  sheet.order[1] = -1;
  assert_same_as_sample (write_xlsx (fixture, &sheet, FALSE));
  sheet_clear (&sheet);
}

/* Without the head's name and number, where the relation alone tells households apart. */
static void
test_no_head_columns (Fixture *fixture, gconstpointer data)
{
  Sheet sheet;

  sheet_init (&sheet);
  sheet.order[4] = -1;
  sheet.order[5] = -1;
  assert_same_as_sample (write_xlsx (fixture, &sheet, FALSE));
  fill_down (&sheet);
  assert_same_as_sample (write_xlsx (fixture, &sheet, FALSE));
  sheet_clear (&sheet);
}

/* Every page has the headings again, and notes under it. */
static void
test_pages (Fixture *fixture, gconstpointer data)
{
  Sheet sheet;
  guint since = 0;

  sheet_init (&sheet);
  for (guint r = 0; r < sheet.rows->len; r++, since++)
    {
      const Row *row = g_ptr_array_index (sheet.rows, r);
      Row *note, *heading;

      if (since < 30 || *row->texts[5] == '\0')
        continue;
      note = row_new (NULL);
      g_free (note->texts[0]);
      note->texts[0] = g_strdup ("制表人：甲    第1页");
      heading = row_new (NULL);
      for (int i = 0; i < N_COLUMNS; i++)
        {
          g_free (heading->texts[i]);
          heading->texts[i] = g_strdup (sheet.headings[i]);
        }
      g_ptr_array_insert (sheet.rows, (int) r, heading);
      g_ptr_array_insert (sheet.rows, (int) r, note);
      r += 2;
      since = 0;
    }
  assert_same_as_sample (write_xlsx (fixture, &sheet, FALSE));
  sheet_clear (&sheet);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add ("/exchange/roster-variants/" path, Fixture, NULL, fixture_set_up, func,              \
              fixture_tear_down)
  ADD ("shared-strings", test_shared_strings);
  ADD ("csv", test_csv);
  ADD ("reordered", test_reordered);
  ADD ("renamed", test_renamed);
  ADD ("repeated-household", test_repeated_household);
  ADD ("groups", test_groups);
  ADD ("place-in-one-column", test_place_in_one_column);
  ADD ("no-head-columns", test_no_head_columns);
  ADD ("pages", test_pages);
  return g_test_run ();
}
