/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/doudi-error.h"
#include "exchange-fixture.h"

/* Files that are something else than they are called. */
static const struct
{
  const char *name;
  const char *bytes;
  gssize length;
  const char *message;
} strangers[] = {
  { "text.xlsx", "姓名,身份证号\n甲,1\n", -1, ".csv" },
  { "archive.csv", "PK\x03\x04xxxxxxxxxxxxxxxxxxxxxxxx", -1, ".xlsx" },
  { "old.csv", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1xxxxxxxxxxxxxxxxxxxx", -1, ".xls" },
  { "page.xls", "  <html><body><table><tr><td>1</td></tr></table></body></html>", -1, "web page" },
  { "page2.xls", "\xef\xbb\xbf<!DOCTYPE html><html>", -1, "web page" },
  { "old.xls", "<?xml version=\"1.0\"?><Workbook/>", -1, "XML" },
  { "caseload.xlsx", "SQLite format 3\0xxxxxxxxxxxxxxxxxxxx", 36, "database" },
  { "report.xlsx", "%PDF-1.7\nxxxx", -1, "no table" },
  { "picture.xls", "\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16, "no table" },
  { "empty.xlsx", "", 0, "empty" },
  { "empty.csv", "", 0, "empty" },
  { "zero.csv", "姓名,金额\n甲\0乙,1\n", 23, "zero byte" },
  { "quote.csv", "姓名,金额\n\"甲,1\n乙,2\n", -1, "quotation mark" },
  { "quote2.csv", "姓名,金额\n\"甲\"乙,1\n", -1, "quotation mark" },
  { "utf8.csv", "姓名,金额,年月\n甲,\xe4\xb8,1\n", -1, "UTF-8" },
  { "marked.csv",
    "\xef\xbb\xbf"
    "a,b\n\xff,1\n",
    -1, "UTF-8" },
  { "gb.csv", "a,b\n\xd0\xd5\xff\xff,1\n", -1, "GB18030" },
  { "wide.csv",
    "\xff\xfe"
    "a\0\0\xd8"
    "b\0",
    8, "UTF-16" },
  { "half.csv",
    "\xff\xfe"
    "a\0b",
    5, "UTF-16" },
  { "cut.xlsx", "PK\x03\x04", 4, "damaged" },
  { "cut.xls",
    "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    "Workbook",
    16, "damaged" },
};

static void
test_strangers (Fixture *fixture, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (strangers); i++)
    {
      g_autofree char *path
        = fixture_write (fixture, strangers[i].name, strangers[i].bytes, strangers[i].length);

      fixture_assert_refused (path, DOUDI_ERROR_BAD_DATA, strangers[i].message);
    }
}

static void
test_byte_offset (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = fixture_write (fixture, "gb.csv", "a,b\nc,d\n\xd0\xd5\xff\xff,1\n", -1);
  g_autoptr (GError) error = NULL;

  g_assert_null (doudi_table_open (path, &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_BAD_DATA);
  g_assert_cmpstr (doudi_error_get_where (error), ==, "gb.csv, line 3");
  g_assert_nonnull (strstr (error->message, "11"));
}

static void
test_not_files (Fixture *fixture, gconstpointer data)
{
  g_autofree char *pipe = fixture_path (fixture, "pipe.csv");
  g_autofree char *link = fixture_path (fixture, "link.csv");
  g_autofree char *missing = fixture_path (fixture, "missing.csv");
  g_autofree char *folder = fixture_path (fixture, "folder.csv");
  g_autofree char *target = fixture_write (fixture, "target.csv", "a,b\n", -1);

  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  g_assert_cmpint (symlink (target, link), ==, 0);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  fixture_assert_refused (pipe, DOUDI_ERROR_IO, "ordinary file");
  fixture_assert_refused (link, DOUDI_ERROR_IO, "link");
  fixture_assert_refused (missing, DOUDI_ERROR_IO, "no such file");
  fixture_assert_refused (folder, DOUDI_ERROR_IO, "folder");
}

/* A file that grows while it is read. */
static void
test_growing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = fixture_write (fixture, "grow.csv", "a,b\n1,2\n", -1);
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiTable) table = doudi_table_open (path, &error);
  DoudiTableRow row;
  FILE *file;

  g_assert_no_error (error);
  file = g_fopen (path, "a");
  fputs ("3,4\n", file);
  fclose (file);
  g_assert_true (doudi_table_select (table, 0, &error));
  while (doudi_table_next (table, &row, &error))
    ;
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_IO);
  g_assert_nonnull (strstr (error->message, "changed"));
}

/* Whole rosters cut at many places. */
static void
test_truncated (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "special-hardship-2018-01.xlsx", "children-2018-01.xls" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *from = fixture_roster (names[i]);
      g_autofree char *bytes = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (from, &bytes, &length, NULL));
      for (gsize cut = 10; cut < length; cut += length / 13)
        {
          g_autofree char *path = fixture_write (fixture, names[i], bytes, (gssize) cut);

          fixture_assert_refused (path, DOUDI_ERROR_BAD_DATA, "");
        }
    }
}

static const struct
{
  const char *name;
  Workbook workbook;
  const char *message;
} sheets[] = {
  { "doctype",
    { .sheet = "<!DOCTYPE a [<!ENTITY b \"c\">]><worksheet>&b;</worksheet>" },
    "document type" },
  { "string",
    { .rows = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>1</v></c></row>",
      .strings = "<si><t>a</t></si>" },
    "damaged" },
  { "string-text",
    { .rows = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>x</v></c></row>",
      .strings = "<si><t>a</t></si>" },
    "damaged" },
  { "string-negative",
    { .rows = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>-1</v></c></row>",
      .strings = "<si><t>a</t></si>" },
    "damaged" },
  { "style",
    { .rows = "<row r=\"1\"><c r=\"A1\" s=\"1\"><v>1</v></c></row>",
      .styles = "<cellXfs><xf numFmtId=\"0\"/></cellXfs>" },
    "damaged" },
  { "order", { .rows = "<row r=\"2\"/><row r=\"1\"/>" }, "damaged" },
  { "twice", { .rows = "<row r=\"2\"/><row r=\"2\"/>" }, "damaged" },
  { "cell-order",
    { .rows = "<row r=\"1\"><c r=\"B1\"><v>1</v></c><c r=\"A1\"><v>1</v></c></row>" },
    "damaged" },
  { "other-row", { .rows = "<row r=\"1\"><c r=\"A2\"><v>1</v></c></row>" }, "damaged" },
  { "reference", { .rows = "<row r=\"1\"><c r=\"ZZZZZZZZZ1\"><v>1</v></c></row>" }, "damaged" },
  { "far-row", { .rows = "<row r=\"1048577\"/>" }, "damaged" },
  { "number", { .rows = "<row r=\"1\"><c r=\"A1\"><v>NaN</v></c></row>" }, "damaged" },
  { "type", { .rows = "<row r=\"1\"><c r=\"A1\" t=\"z\"><v>1</v></c></row>" }, "damaged" },
  { "nested-cell", { .rows = "<row r=\"1\"><c r=\"A1\"><c r=\"B1\"/></c></row>" }, "damaged" },
  { "nested-row", { .rows = "<row r=\"1\"><row r=\"2\"/></row>" }, "damaged" },
  { "open", { .sheet = "<worksheet><sheetData><row r=\"1\"><c r=\"A1\">" }, "damaged" },
  { "no-xml", { .sheet = "hello" }, "damaged" },
  { "empty", { .sheet = "" }, "damaged" },
};

static void
test_sheets (Fixture *fixture, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sheets); i++)
    {
      g_autofree char *name = g_strconcat (sheets[i].name, ".xlsx", NULL);
      g_autofree char *path = fixture_write_xlsx (fixture, name, &sheets[i].workbook);

      fixture_assert_refused (path, DOUDI_ERROR_BAD_DATA, sheets[i].message);
    }
}

static char *
repeat (const char *before, const char *text, gsize count, const char *after)
{
  GString *all = g_string_new (before);

  for (gsize i = 0; i < count; i++)
    g_string_append (all, text);
  g_string_append (all, after);
  return g_string_free (all, FALSE);
}

static void
refuse_sheet (Fixture *fixture, char *sheet, const char *message)
{
  const Workbook workbook = { .sheet = sheet };
  g_autofree char *path = fixture_write_xlsx (fixture, "sheet.xlsx", &workbook);

  fixture_assert_refused (path, DOUDI_ERROR_BAD_DATA, message);
  g_free (sheet);
}

static void
test_deep (Fixture *fixture, gconstpointer data)
{
  refuse_sheet (fixture, repeat ("<worksheet>", "<a>", 200000, ""), "damaged");
  refuse_sheet (fixture, repeat ("<worksheet>", "<a>", 65, ""), "damaged");
}

static void
test_long_tokens (Fixture *fixture, gconstpointer data)
{
  refuse_sheet (fixture, repeat ("<worksheet a=\"", "xxxxxxxxxx", 500, "\"/>"), "damaged");
  refuse_sheet (fixture, repeat ("<worksheet a=\"", "xyzabcdefg", 100000, "\"/>"), "damaged");
  refuse_sheet (fixture, repeat ("<worksheet><", "xyzabcdefg", 100000, "/></worksheet>"),
                "damaged");
  refuse_sheet (fixture,
                repeat ("<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>",
                        "甲", 32768, "</t></is></c></row></sheetData></worksheet>"),
                "characters");
  refuse_sheet (fixture,
                repeat ("<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>",
                        "甲乙丙丁", 40000, "</t></is></c></row></sheetData></worksheet>"),
                "damaged");
}

static void
test_empty_rows (Fixture *fixture, gconstpointer data)
{
  GString *sheet = g_string_new ("<worksheet><sheetData>");
  GString *text = g_string_new (NULL);
  g_autofree char *path = NULL;

  for (int i = 1; i <= 1000000; i++)
    {
      g_string_append_printf (sheet, "<row r=\"%d\"/>", i);
      g_string_append (text, ",,\n");
    }
  g_string_append (sheet, "</sheetData></worksheet>");
  refuse_sheet (fixture, g_string_free (sheet, FALSE), "500000 rows");
  path = fixture_write (fixture, "rows.csv", text->str, (gssize) text->len);
  g_string_free (text, TRUE);
  fixture_assert_refused (path, DOUDI_ERROR_BAD_DATA, "township");
}

static void
test_columns (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = repeat ("甲\n", "x,", 300, "\n");
  g_autofree char *path = fixture_write (fixture, "columns.csv", text, -1);
  g_autoptr (GError) error = NULL;
  g_autofree char *dump = fixture_dump_table (path, &error);

  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_BAD_DATA);
  g_assert_cmpstr (doudi_error_get_where (error), ==, "columns.csv, row 2");
  refuse_sheet (
    fixture,
    g_strdup ("<worksheet><sheetData><row r=\"1\"><c r=\"GS1\"><v>1</v></c></row></sheetData>"
              "</worksheet>"),
    "column 200");
}

/* 64 MiB and more, of one letter and of many. */
static void
test_bombs (Fixture *fixture, gconstpointer data)
{
  gsize size = 80 * 1024 * 1024;
  g_autofree char *same = g_malloc (size);
  g_autofree char *path = NULL;
  g_autofree char *ratio_path = NULL;
  ZipEntry entries[] = {
    { "_rels/.rels",
      "<a><Relationship Id=\"1\" Type=\"/officeDocument\" Target=\"xl/workbook.xml\"/></a>", -1 },
    { "xl/workbook.xml", "<a><sheet name=\"1\" id=\"1\"/></a>", -1 },
    { "xl/_rels/workbook.xml.rels",
      "<a><Relationship Id=\"1\" Type=\"/worksheet\" Target=\"sheet.xml\"/>"
      "<Relationship Id=\"2\" Type=\"/sharedStrings\" Target=\"strings.xml\"/></a>",
      -1 },
    { "xl/sheet.xml", "<a/>", -1 },
    { "xl/strings.xml", same, (gssize) size, TRUE },
    { NULL },
  };

  memset (same, 'a', size);
  memcpy (same, "<sst><si><t>", 12);
  path = fixture_write_zip (fixture, "size.xlsx", entries);
  fixture_assert_refused (path, DOUDI_ERROR_BAD_DATA, "64 MB");
  entries[4].stored = FALSE;
  ratio_path = fixture_write_zip (fixture, "ratio.xlsx", entries);
  fixture_assert_refused (ratio_path, DOUDI_ERROR_BAD_DATA, "200 times");
}

/* Replaces a name in the local header and in the directory by another of the same length. */
static void
rename_entry (const char *path, const char *from, const char *to)
{
  g_autofree char *bytes = NULL;
  gsize length;
  gsize size = strlen (from);
  int count = 0;

  g_assert_cmpuint (size, ==, strlen (to));
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  for (gsize i = 0; i + size <= length; i++)
    if (memcmp (bytes + i, from, size) == 0)
      {
        memcpy (bytes + i, to, size);
        count++;
      }
  g_assert_cmpint (count, ==, 2);
  g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));
}

static void
test_entries (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *entry;
    const char *renamed;
    const char *message;
  } cases[] = {
    { "xl/styleX.xml", "xl/styles.xml", "two entries" },
    { "xl/STYLEX.xml", "xl/STYLES.xml", "two entries" },
    { "xl/aaaaaa", "../aaaaaa", "outside" },
    { "xl/bbbbbb", "xl/../bbb", "outside" },
    { "xl/cccccc", "/etc/cccc", "outside" },
    { "xl/ddddd", "c:\\ddddd", "outside" },
    { "xl/vbaProject.bin", NULL, "macros" },
    { "xl/externalLinks/externalLink1.xml", NULL, "other files" },
    { "xl/embeddings/oleObject1.bin", NULL, "other documents" },
    { "xl/workbook.bin", NULL, "binary workbook" },
    { "content.xml", NULL, "OpenDocument" },
    { "word/document.xml", NULL, "text document" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const ZipEntry entries[]
        = { { "xl/styles.xml", "<a/>", -1 }, { cases[i].entry, "x", -1 }, { NULL } };
      g_autofree char *path = fixture_write_zip (fixture, "entries.xlsx", entries);

      if (cases[i].renamed != NULL)
        rename_entry (path, cases[i].entry, cases[i].renamed);
      fixture_assert_refused (path, DOUDI_ERROR_BAD_DATA, cases[i].message);
    }
}

static void
test_many_entries (Fixture *fixture, gconstpointer data)
{
  g_autofree ZipEntry *entries = g_new0 (ZipEntry, 1002);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *path = NULL;

  for (int i = 0; i < 1001; i++)
    {
      g_ptr_array_add (names, g_strdup_printf ("xl/%d", i));
      entries[i] = (ZipEntry){ g_ptr_array_index (names, i), "x", -1 };
    }
  path = fixture_write_zip (fixture, "many.xlsx", entries);
  fixture_assert_refused (path, DOUDI_ERROR_BAD_DATA, "1000 entries");
}

static void
test_not_workbooks (Fixture *fixture, gconstpointer data)
{
  const ZipEntry plain[] = { { "roster.xlsx", "x", -1 }, { NULL } };
  const ZipEntry no_book[] = { { "_rels/.rels", "<a/>", -1 }, { NULL } };
  const ZipEntry no_part[]
    = { { "_rels/.rels",
          "<a><Relationship Id=\"1\" Type=\"/officeDocument\" Target=\"x.xml\"/></a>", -1 },
        { NULL } };
  g_autofree char *path = fixture_write_zip (fixture, "1.zip", plain);
  g_autofree char *path2 = fixture_write_zip (fixture, "2.xlsx", no_book);
  g_autofree char *path3 = fixture_write_zip (fixture, "3.xlsx", no_part);

  fixture_assert_refused (path, DOUDI_ERROR_BAD_DATA, "no workbook");
  fixture_assert_refused (path2, DOUDI_ERROR_BAD_DATA, "no workbook");
  fixture_assert_refused (path3, DOUDI_ERROR_BAD_DATA, "damaged");
}

/* Bytes turned over at random: anything but a crash, a hang or a success that is none. */
static void
test_noise (Fixture *fixture, gconstpointer data)
{
  static const char *const names[]
    = { "special-hardship-2018-01.xlsx", "disability-2018-01.csv", "children-2018-01.xls" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (20180608);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *from = fixture_roster (names[i]);
      g_autofree char *bytes = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (from, &bytes, &length, NULL));
      for (int round = 0; round < 200; round++)
        {
          g_autofree char *noisy = g_memdup2 (bytes, length);
          g_autofree char *path = NULL;
          g_autofree char *dump = NULL;
          g_autoptr (GError) error = NULL;

          for (int hits = g_rand_int_range (rand, 1, 20); hits > 0; hits--)
            noisy[g_rand_int_range (rand, 0, (gint32) length)]
              = (char) g_rand_int_range (rand, 0, 256);
          path = fixture_write (fixture, names[i], noisy, (gssize) length);
          dump = fixture_dump_table (path, &error);
          if (error != NULL)
            g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_BAD_DATA);
          else
            g_assert_nonnull (dump);
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add ("/exchange/hostile/" path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("strangers", test_strangers);
  ADD ("byte-offset", test_byte_offset);
  ADD ("not-files", test_not_files);
  ADD ("growing", test_growing);
  ADD ("truncated", test_truncated);
  ADD ("sheets", test_sheets);
  ADD ("deep", test_deep);
  ADD ("long-tokens", test_long_tokens);
  ADD ("empty-rows", test_empty_rows);
  ADD ("columns", test_columns);
  ADD ("bombs", test_bombs);
  ADD ("entries", test_entries);
  ADD ("many-entries", test_many_entries);
  ADD ("not-workbooks", test_not_workbooks);
  ADD ("noise", test_noise);
  return g_test_run ();
}
