/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include <string.h>

#include <xlsxwriter.h>

#include "base/doudi-error.h"
#include "exchange-fixture.h"
#include "exchange/doudi-xlsx-parts.h"

static void
assert_dump (const char *path, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *dump = fixture_dump_table (path, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (dump, ==, expected);
}

/* Every kind of cell that a worksheet knows. */
static void
test_xlsx_cells (Fixture *fixture, gconstpointer data)
{
  static const Workbook workbook = {
    .rows = "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>1</v></c><c r=\"B2\" "
            "t=\"inlineStr\"><is><r><t>九</t></r>"
            "<r><t>甲</t></r><rPh sb=\"0\" eb=\"1\"><t>jiu</t></rPh></is></c>"
            "<c r=\"D2\" t=\"str\"><f>A1&amp;B1</f><v>公式</v></c></row>"
            "<row r=\"4\" hidden=\"1\"><c r=\"A4\"><v>84.0</v></c><c r=\"B4\" t=\"b\"><v>1</v></c>"
            "<c r=\"C4\" t=\"e\"><v>#N/A</v></c><c r=\"D4\" s=\"1\"><f>1+1</f><v>43259</v></c>"
            "<c r=\"E4\" s=\"2\"><v>43259</v></c><c r=\"F4\" s=\"3\"><v>43259</v></c>"
            "<c r=\"G4\"><v>6.230272002112989e+17</v></c></row>"
            "<row><c><v>1</v></c><c t=\"inlineStr\"><is><t>  </t></is></c>"
            "<c t=\"s\"><v>2</v></c><c s=\"0\"/></row>"
            "<row r=\"9\"><c r=\"A9\" s=\"0\"/></row>"
            "<row r=\"10\"><c r=\"A10\" t=\"d\"><v>2018-06-08T00:00:00</v></c></row>",
    .strings
    = "<si><t>zero</t></si><si><r><t>甲</t></r><r><t xml:space=\"preserve\"> 乙</t></r><rPh><t>x"
      "</t></rPh></si><si><t>a_x000A_b_x005F_x000D__xD800_</t></si>",
    .styles
    = "<numFmts><numFmt numFmtId=\"176\" "
      "formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;\"/></numFmts>"
      "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
      "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"176\"/><xf numFmtId=\"2\"/>"
      "</cellXfs>",
  };
  g_autofree char *path = fixture_write_xlsx (fixture, "cells.xlsx", &workbook);

  assert_dump (path,
               "2:t=甲 乙|t=九甲|_=|tf=公式\n"
               "4h:n=84|b=TRUE|e=#N/A|ndf=2018-06-08|nd=2018-06|n=43259|n=6.230272002112989e+17\n"
               "5:n=1|_=|t=a\nb_x000D__xD800_\n"
               "10:nd=2018-06-08\n");
}

static void
test_xlsx_1904 (Fixture *fixture, gconstpointer data)
{
  static const Workbook workbook = {
    .rows = "<row r=\"1\"><c r=\"A1\" s=\"0\"><v>41797</v></c></row>",
    .styles = "<cellXfs><xf numFmtId=\"31\"/></cellXfs>",
    .workbook_properties = "<workbookPr date1904=\"1\"/>",
  };
  g_autofree char *path = fixture_write_xlsx (fixture, "mac.xlsx", &workbook);

  assert_dump (path, "1:nd=2018-06-08\n");
}

/* Cells with a border and nothing else reach to column XFD on some sheets. */
static void
test_xlsx_empty_beyond (Fixture *fixture, gconstpointer data)
{
  static const Workbook workbook = {
    .rows = "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"XFD1\" s=\"0\"/></row>"
            "<row r=\"1048576\"><c r=\"A1048576\" s=\"0\"/></row>",
    .styles = "<cellXfs><xf numFmtId=\"0\"/></cellXfs>",
  };
  g_autofree char *path = fixture_write_xlsx (fixture, "beyond.xlsx", &workbook);

  assert_dump (path, "1:n=1\n");
}

/* Names with a prefix, as some programs write them. */
static void
test_xlsx_prefix (Fixture *fixture, gconstpointer data)
{
  static const Workbook workbook = {
    .sheet = "<x:worksheet xmlns:x=\"m\"><x:sheetData><x:row r=\"1\"><x:c r=\"A1\" "
             "t=\"inlineStr\"><x:is><x:t>甲"
             "</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>",
  };
  g_autofree char *path = fixture_write_xlsx (fixture, "prefix.xlsx", &workbook);

  assert_dump (path, "1:t=甲\n");
}

static void
test_formats (void)
{
  static const struct
  {
    const char *code;
    DoudiFormat format;
  } cases[] = {
    { "General", DOUDI_FORMAT_NUMBER },
    { "G/通用格式", DOUDI_FORMAT_NUMBER },
    { "0.00", DOUDI_FORMAT_NUMBER },
    { "@", DOUDI_FORMAT_NUMBER },
    { "#,##0.00_ ;[Red]-#,##0.00\\ ", DOUDI_FORMAT_NUMBER },
    { "0\"天\"", DOUDI_FORMAT_NUMBER },
    { "0\"day\"", DOUDI_FORMAT_NUMBER },
    { "h:mm:ss", DOUDI_FORMAT_NUMBER },
    { "[h]:mm", DOUDI_FORMAT_NUMBER },
    { "yyyy-mm-dd", DOUDI_FORMAT_DAY },
    { "yyyy\"年\"m\"月\"d\"日\";@", DOUDI_FORMAT_DAY },
    { "[$-804]yyyy\"年\"m\"月\"d\"日\"", DOUDI_FORMAT_DAY },
    { "m/d/yy h:mm", DOUDI_FORMAT_DAY },
    { "yyyy.mm", DOUDI_FORMAT_MONTH },
    { "yyyy\"年\"m\"月\"", DOUDI_FORMAT_MONTH },
    { "m\"月\"", DOUDI_FORMAT_MONTH },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    if (doudi_xlsx_format_parse (cases[i].code) != cases[i].format)
      g_error ("%s", cases[i].code);
}

static void
test_xlsx_sheets (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = fixture_path (fixture, "sheets.xlsx");
  lxw_workbook *workbook = workbook_new (path);
  lxw_worksheet *first = workbook_add_worksheet (workbook, "说明");
  lxw_worksheet *second = workbook_add_worksheet (workbook, "农村");
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiTable) table = NULL;
  g_autofree char *where = NULL;
  DoudiTableRow row;
  gint64 done, total;

  worksheet_hide (first);
  worksheet_activate (second);
  worksheet_write_string (second, 0, 0, "甲", NULL);
  worksheet_write_number (second, 0, 1, 431.5, NULL);
  g_assert_cmpint (workbook_close (workbook), ==, LXW_NO_ERROR);
  table = doudi_table_open (path, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (doudi_table_get_name (table), ==, "sheets.xlsx");
  g_assert_cmpuint (doudi_table_get_n_sheets (table), ==, 2);
  g_assert_true (doudi_table_is_sheet_hidden (table, 0));
  g_assert_false (doudi_table_is_sheet_hidden (table, 1));
  g_assert_cmpstr (doudi_table_get_sheet_name (table, 1), ==, "农村");
  /* A sheet may be read twice. */
  for (int i = 0; i < 2; i++)
    {
      g_assert_true (doudi_table_select (table, 1, &error));
      g_assert_true (doudi_table_next (table, &row, &error));
      g_assert_cmpstr (doudi_table_row_get_cell (&row, 0)->text, ==, "甲");
      g_assert_cmpstr (doudi_table_row_get_cell (&row, 1)->text, ==, "431.5");
      g_assert_cmpint (doudi_table_row_get_cell (&row, 7)->kind, ==, DOUDI_CELL_EMPTY);
      g_assert_false (doudi_table_next (table, &row, &error));
      g_assert_no_error (error);
    }
  doudi_table_get_progress (table, &done, &total);
  g_assert_cmpint (done, ==, total);
  where = doudi_table_dup_where (table, 12);
  g_assert_cmpstr (where, ==, "sheets.xlsx, sheet 农村, row 12");
}

/* The same table in every encoding and with every separator. */
static void
test_csv_encodings (Fixture *fixture, gconstpointer data)
{
  static const char text[]
    = "姓名,金额\r\n何雪莲,\"1,234.50\"\n\n\"两\n行\",\t'623027195402159921\r"
      "=\"27852228772659214\",#N/A\n";
  static const char expected[]
    = "1:t=姓名|t=金额\n2:t=何雪莲|t=1,234.50\n4:t=两\n行|t=623027195402159921\n"
      "5:t=27852228772659214|e=#N/A\n";
  static const struct
  {
    const char *encoding;
    const char *mark;
    gsize mark_length;
  } cases[] = {
    { "UTF-8", "", 0 },
    { "UTF-8", "\xef\xbb\xbf", 3 },
    { "GB18030", "", 0 },
    { "UTF-16LE", "\xff\xfe", 2 },
    { "UTF-16BE", "\xfe\xff", 2 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gsize length;
      g_autofree char *converted
        = g_convert (text, -1, cases[i].encoding, "UTF-8", NULL, &length, NULL);
      g_autoptr (GByteArray) bytes = g_byte_array_new ();
      g_autofree char *path = NULL;

      g_byte_array_append (bytes, (const guint8 *) cases[i].mark, (guint) cases[i].mark_length);
      g_byte_array_append (bytes, (const guint8 *) converted, (guint) length);
      path = fixture_write (fixture, "table.csv", bytes->data, bytes->len);
      assert_dump (path, expected);
    }
}

static void
test_csv_separators (Fixture *fixture, gconstpointer data)
{
  static const char *const cases[][2] = {
    { "甲,乙,丙\n1,\t2,\t3\n", "1:t=甲|t=乙|t=丙\n2:t=1|t=2|t=3\n" },
    { "甲;乙;丙\n1,5;2,5;3\n", "1:t=甲|t=乙|t=丙\n2:t=1,5|t=2,5|t=3\n" },
    { "标题\n甲\t乙\n1\t2\n", "1:t=标题\n2:t=甲|t=乙\n3:t=1|t=2\n" },
    { "甲\n乙\n", "1:t=甲\n2:t=乙\n" },
    { "\n\n", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = fixture_write (fixture, "table.csv", cases[i][0], -1);

      assert_dump (path, cases[i][1]);
    }
}

/* Text in tabs that some system calls .xls is read for what it is. */
static void
test_csv_named_xls (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = fixture_write (fixture, "export.xls", "甲\t乙\n1\t2\n", -1);

  assert_dump (path, "1:t=甲|t=乙\n2:t=1|t=2\n");
}

static void
test_xls (void)
{
  g_autofree char *path = fixture_roster ("children-2018-01.xls");
  g_autoptr (GError) error = NULL;
  g_autofree char *dump = fixture_dump_table (path, &error);

  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (dump, "1:t=编号|t=儿童姓名|t=身份证号码|"));
  g_assert_nonnull (strstr (dump, "\n2:n=1|t=索南拉毛|t=623027200410059940|t=孤儿|"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add ("/exchange/table/" path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("xlsx-cells", test_xlsx_cells);
  ADD ("xlsx-1904", test_xlsx_1904);
  ADD ("xlsx-empty-beyond", test_xlsx_empty_beyond);
  ADD ("xlsx-prefix", test_xlsx_prefix);
  ADD ("xlsx-sheets", test_xlsx_sheets);
  ADD ("csv-encodings", test_csv_encodings);
  ADD ("csv-separators", test_csv_separators);
  ADD ("csv-named-xls", test_csv_named_xls);
  g_test_add_func ("/exchange/table/formats", test_formats);
  g_test_add_func ("/exchange/table/xls", test_xls);
  return g_test_run ();
}
