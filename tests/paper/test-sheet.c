/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * Sheets as they come out of the printer: text, pages, fonts, and what stands where.
 * "test-paper-sheet --print" writes the golden texts anew, for a person to look at.
 */

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "base/doudi-error.h"
#include "paper-book.h"
#include "paper-fixture.h"
#include "paper/doudi-sheet.h"

#define LONG_NAME "阿旺洛桑嘉措·才让东珠·旦正加布·贡保南杰扎西才让草"

static const DoudiSheetColumn columns[] = {
  { "number", "序号", DOUDI_SHEET_NUMBER, DOUDI_SHEET_CENTRE, 0, 1 },
  { "name", "户主姓名", DOUDI_SHEET_TEXT, DOUDI_SHEET_CENTRE, 18, 4 },
  { "persons", "保障\n人数", DOUDI_SHEET_NUMBER, DOUDI_SHEET_CENTRE, 0, 1 },
  { "class", "类别", DOUDI_SHEET_TEXT, DOUDI_SHEET_CENTRE, 0, 1 },
  { "month", "发放月份", DOUDI_SHEET_TEXT, DOUDI_SHEET_CENTRE, 0, 2 },
  { "regular", "基本金额\n（元）", DOUDI_SHEET_NUMBER, DOUDI_SHEET_END, 0, 2 },
  { "adjustment", "补发/扣回\n（元）", DOUDI_SHEET_NUMBER, DOUDI_SHEET_END, 0, 2 },
  { "total", "合计\n（元）", DOUDI_SHEET_NUMBER, DOUDI_SHEET_END, 0, 2 },
};

static char *folder;

static void
add_row (DoudiSheet *sheet, guint number, const char *name)
{
  g_autofree char *text = g_strdup_printf ("%u", number);
  const char *cells[] = { text,
                          name,
                          number % 3 == 0 ? "12" : "4",
                          "二类",
                          "2018年6月",
                          number % 5 == 0 ? "620.00" : "1,160.00",
                          number % 4 == 0 ? "+220.00" : "—",
                          "1,380.00" };

  doudi_sheet_add_row (sheet, cells);
}

static DoudiSheet *
new_sheet (DoudiPaper paper)
{
  DoudiSheet *sheet = doudi_sheet_new (paper);

  doudi_sheet_set_title (sheet, "关于拉卜楞镇九甲村2018年6月社会救助资金发放情况的公示");
  doudi_sheet_add_lead (sheet,
                        "　　根据《社会救助暂行办法》和社会救助信息公开有关规定，现将拉卜楞镇九甲村"
                        "2018年6月社会救助资金发放情况予以公示，接受群众监督。");
  doudi_sheet_add_section (sheet, "农村最低生活保障", columns, G_N_ELEMENTS (columns));
  return sheet;
}

static void
end_sheet (DoudiSheet *sheet)
{
  g_autoptr (GError) error = NULL;

  doudi_sheet_add_closing (sheet, "　　公示期：2018年6月9日至2018年6月15日（7天）。");
  doudi_sheet_add_closing (sheet, "　　对公示内容有异议的，请在公示期内实名反映。");
  doudi_sheet_set_issuer (sheet, "拉卜楞镇人民政府", "2018年6月8日");
  doudi_sheet_set_footer (sheet, "制表人：＿＿＿＿　审核人：＿＿＿＿");
  doudi_sheet_set_code (sheet, "编号 3f2a-91bc");
  doudi_sheet_paginate (sheet, &error);
  g_assert_no_error (error);
}

/* A sheet with so many rows; every eleventh name is a long one if asked for. */
static DoudiSheet *
make_sheet (DoudiPaper paper, guint n_rows, gboolean long_names)
{
  static const char *const names[] = { "才让扎西", "马永红", "丹增", "尕藏草", "完么东智" };
  DoudiSheet *sheet = new_sheet (paper);

  for (guint i = 1; i <= n_rows; i++)
    add_row (sheet, i, long_names && i % 11 == 5 ? LONG_NAME : names[i % G_N_ELEMENTS (names)]);
  if (n_rows > 1)
    {
      const char *sums[] = { "", "合计", "104", "", "", "38,420.00", "+2,200.00", "40,620.00" };

      doudi_sheet_set_summary (sheet, sums);
    }
  end_sheet (sheet);
  return sheet;
}

static char *
write_sheet (DoudiSheet *sheet, const char *name)
{
  char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  doudi_sheet_write_pdf (sheet, path, doudi_day_new (2018, 6, 8), &error);
  g_assert_no_error (error);
  return path;
}

typedef struct
{
  DoudiPaper paper;
  guint rows;
  guint pages;
  const char *size; /* as pdfinfo says it, in points */
} Case;

#define A3 "1190.55 x 841.89 pts (A3)"
#define A4 "595.276 x 841.89 pts (A4)"
#define A4_LANDSCAPE "841.89 x 595.276 pts (A4)"

static const Case cases[] = {
  { DOUDI_PAPER_A3_LANDSCAPE, 1, 1, A3 },
  { DOUDI_PAPER_A3_LANDSCAPE, 16, 1, A3 },
  { DOUDI_PAPER_A3_LANDSCAPE, 24, 2, A3 },
  { DOUDI_PAPER_A3_LANDSCAPE, 25, 2, A3 },
  { DOUDI_PAPER_A3_LANDSCAPE, 26, 2, A3 },
  { DOUDI_PAPER_A3_LANDSCAPE, 400, 17, A3 },
  { DOUDI_PAPER_A4_PORTRAIT, 1, 1, A4 },
  { DOUDI_PAPER_A4_PORTRAIT, 24, 2, A4 },
  { DOUDI_PAPER_A4_PORTRAIT, 25, 2, A4 },
  { DOUDI_PAPER_A4_PORTRAIT, 26, 2, A4 },
  { DOUDI_PAPER_A4_PORTRAIT, 400, 14, A4 },
  { DOUDI_PAPER_A4_LANDSCAPE, 1, 1, A4_LANDSCAPE },
  { DOUDI_PAPER_A4_LANDSCAPE, 24, 2, A4_LANDSCAPE },
  { DOUDI_PAPER_A4_LANDSCAPE, 26, 2, A4_LANDSCAPE },
};

/* Rows of the table are the lines with the month. */
static guint
count_rows (const char *text)
{
  guint rows = 0;

  for (const char *p = text; (p = strstr (p, "二类")) != NULL; p += strlen ("二类"))
    rows++;
  return rows;
}

/* Whole rows, the table's head on each page, company for the last ones, page x of y. */
static void
check_page (DoudiSheet *sheet, const char *path, guint page)
{
  guint pages = doudi_sheet_get_n_pages (sheet);
  g_autofree char *text = pdf_text (path, page + 1);
  g_autofree char *number = g_strdup_printf ("第%u页", page + 1);
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  g_autofree char *compact = g_strjoinv ("", words);

  g_assert_cmpuint (count_rows (text), ==, doudi_sheet_get_n_rows (sheet, page));
  g_assert_nonnull (strstr (text, "户主姓名"));
  g_assert_nonnull (strstr (text, "发放月份"));
  g_assert_nonnull (strstr (text, "资金发放情况的公示"));
  g_assert_nonnull (strstr (text, "编号 3f2a-91bc"));
  g_assert_nonnull (strstr (compact, number));
  g_assert_true ((strstr (text, "（续）") != NULL) == (page > 0));
  g_assert_true ((strstr (text, "拉卜楞镇人民政府") != NULL) == (page == pages - 1));
  if (pages > 1)
    g_assert_cmpuint (doudi_sheet_get_n_rows (sheet, page), >=, 2);
}

static void
check_info (const char *path, const Case *item)
{
  const char *arguments[] = { "pdfinfo", path, NULL };
  g_autofree char *info = run_tool (arguments);

  g_assert_cmpuint (pdf_pages (path), ==, item->pages);
  g_assert_nonnull (strstr (info, item->size));
  g_assert_nonnull (strstr (info, "Title:           公示\n"));
  g_assert_null (strstr (info, "Author:"));
  g_assert_null (strstr (info, "Subject:"));
  g_assert_nonnull (strstr (info, "Encrypted:       no"));
}

/* Chinese forms of the characters, whatever the language of the machine, and all of them in the
 * file. */
static void
check_fonts (const char *path)
{
  const char *arguments[] = { "pdffonts", path, NULL };
  g_autofree char *fonts = run_tool (arguments);
  g_auto (GStrv) lines = g_strsplit (g_strchomp (fonts), "\n", -1);

  g_assert_cmpuint (g_strv_length (lines), >, 2);
  for (guint i = 2; lines[i] != NULL; i++)
    {
      g_assert_true (strstr (lines[i], "+NotoSansCJKsc-") != NULL
                     || strstr (lines[i], "+NotoSerifCJKsc-") != NULL);
      g_assert_nonnull (strstr (lines[i], " yes yes yes "));
    }
}

static void
test_pages (gconstpointer data)
{
  const Case *item = data;
  g_autoptr (DoudiSheet) sheet = make_sheet (item->paper, item->rows, FALSE);
  g_autofree char *path = write_sheet (sheet, "pages.pdf");
  guint rows = 0;

  g_assert_cmpuint (doudi_sheet_get_n_pages (sheet), ==, item->pages);
  check_info (path, item);
  check_fonts (path);
  for (guint page = 0; page < item->pages; page++)
    {
      check_page (sheet, path, page);
      rows += doudi_sheet_get_n_rows (sheet, page);
      if (item->paper == DOUDI_PAPER_A3_LANDSCAPE)
        g_assert_cmpuint (doudi_sheet_get_n_rows (sheet, page), <=, 25);
    }
  g_assert_cmpuint (rows, ==, item->rows);
}

static void
test_golden (gconstpointer data)
{
  DoudiPaper paper = GPOINTER_TO_UINT (data);
  g_autoptr (DoudiSheet) sheet = make_sheet (paper, 26, TRUE);
  g_autofree char *path = write_sheet (sheet, "golden.pdf");
  g_autofree char *text = pdf_text (path, 0);
  g_autofree char *name = g_strdup_printf ("sheet-%s.txt", doudi_paper_name (paper));

  assert_golden (name, text);
}

static void
test_same_bytes (void)
{
  g_autoptr (DoudiSheet) one = make_sheet (DOUDI_PAPER_A3_LANDSCAPE, 60, TRUE);
  g_autoptr (DoudiSheet) other = make_sheet (DOUDI_PAPER_A3_LANDSCAPE, 60, TRUE);
  g_autofree char *one_path = write_sheet (one, "one.pdf");
  g_autofree char *other_path = write_sheet (other, "other.pdf");
  g_autofree char *one_bytes = NULL;
  g_autofree char *other_bytes = NULL;
  gsize one_length, other_length;

  g_assert_true (g_file_get_contents (one_path, &one_bytes, &one_length, NULL));
  g_assert_true (g_file_get_contents (other_path, &other_bytes, &other_length, NULL));
  g_assert_cmpmem (one_bytes, one_length, other_bytes, other_length);
}

/* The mark of a copy stands in the margin and moves nothing. */
static void
test_marks (void)
{
  g_autoptr (DoudiSheet) plain = make_sheet (DOUDI_PAPER_A4_PORTRAIT, 30, FALSE);
  g_autoptr (DoudiSheet) marked = new_sheet (DOUDI_PAPER_A4_PORTRAIT);
  g_autofree char *path = NULL;
  guint pages = doudi_sheet_get_n_pages (plain);

  for (guint i = 1; i <= 30; i++)
    add_row (marked, i, "才让扎西");
  doudi_sheet_set_mark (marked, "副本　第2次打印");
  doudi_sheet_set_demonstration (marked, "演示数据");
  end_sheet (marked);
  path = write_sheet (marked, "marked.pdf");
  g_assert_cmpuint (doudi_sheet_get_n_pages (marked), ==, pages);
  for (guint page = 1; page <= pages; page++)
    {
      g_autofree char *text = pdf_text (path, page);

      g_assert_nonnull (strstr (text, "第2次打印"));
      g_assert_nonnull (strstr (text, "演示数据"));
    }
}

/* Every character of a long name is there, on every paper. */
static void
test_long_names (gconstpointer data)
{
  g_autoptr (DoudiSheet) sheet = new_sheet (GPOINTER_TO_UINT (data));
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  GString *found = g_string_new (NULL);

  add_row (sheet, 1, LONG_NAME);
  add_row (sheet, 2, "巴桑");
  end_sheet (sheet);
  path = write_sheet (sheet, "long.pdf");
  text = pdf_text (path, 0);
  for (const char *p = LONG_NAME; *p != '\0'; p = g_utf8_next_char (p))
    {
      g_autofree char *character = g_strndup (p, (gsize) (g_utf8_next_char (p) - p));

      if (strstr (text, character) != NULL)
        g_string_append (found, character);
    }
  g_assert_cmpstr (found->str, ==, LONG_NAME);
  g_string_free (found, TRUE);
}

static double
read_number (const char *line, const char *name)
{
  const char *at = strstr (line, name);

  g_assert_nonnull (at);
  return g_ascii_strtod (at + strlen (name), NULL);
}

/* Whether a word of "pdftotext -bbox" reaches into the circle. */
static gboolean
touches_seal (const char *line, const DoudiSheetPlace *seal)
{
  double x = CLAMP (seal->x_pt, read_number (line, "xMin=\""), read_number (line, "xMax=\""));
  double y = CLAMP (seal->y_pt, read_number (line, "yMin=\""), read_number (line, "yMax=\""));

  return hypot (x - seal->x_pt, y - seal->y_pt) < seal->diameter_pt / 2 - 1;
}

/* In the circle stand the organ and the date, nothing else; it is on the paper, at the right. */
static void
test_seal (gconstpointer data)
{
  DoudiPaper paper = GPOINTER_TO_UINT (data);
  g_autoptr (DoudiSheet) sheet = make_sheet (paper, 12, FALSE);
  g_autofree char *path = write_sheet (sheet, "seal.pdf");
  const char *arguments[] = { "pdftotext", "-bbox", path, "-", NULL };
  g_autofree char *boxes = run_tool (arguments);
  g_auto (GStrv) lines = g_strsplit (g_strrstr (boxes, "<page "), "\n", -1);
  g_autoptr (GString) words = g_string_new (NULL);
  DoudiSheetPlace seal;
  double width, height;

  g_assert_true (doudi_sheet_get_seal_place (sheet, &seal));
  doudi_sheet_get_page_size (sheet, &width, &height);
  g_assert_cmpuint (seal.page, ==, doudi_sheet_get_n_pages (sheet) - 1);
  g_assert_cmpfloat (seal.diameter_pt, >=, 127);
  g_assert_cmpfloat (seal.x_pt + seal.diameter_pt / 2, <, width);
  g_assert_cmpfloat (seal.y_pt + seal.diameter_pt / 2, <, height);
  g_assert_cmpfloat (seal.x_pt, >, width / 2);
  for (guint i = 0; lines[i] != NULL; i++)
    if (strstr (lines[i], "<word") != NULL && touches_seal (lines[i], &seal))
      {
        const char *word = strchr (lines[i], '>') + 1;

        g_string_append_len (words, word, (gssize) strcspn (word, "<"));
      }
  g_assert_cmpstr (words->str, ==, "拉卜楞镇人民政府2018年6月8日");
}

/* A form, a table of long cells with sums and a part of the form under it, notes, a form to sign.
 */
static DoudiSheet *
make_form (guint n_rows)
{
  static const DoudiSheetColumn wrapping[] = {
    { "number", "序号", DOUDI_SHEET_NUMBER, DOUDI_SHEET_CENTRE, 0, 0 },
    { "text", "依据", DOUDI_SHEET_TEXT, DOUDI_SHEET_START, 0, 2 },
    { "sum", "算式", DOUDI_SHEET_TEXT, DOUDI_SHEET_START, 0, 0 },
    { "amount", "金额", DOUDI_SHEET_NUMBER, DOUDI_SHEET_END, 0, 0 },
    { "source", "出处", DOUDI_SHEET_TEXT, DOUDI_SHEET_START, 0, 1 },
  };
  static const DoudiSheetField head[] = {
    { .label = "姓名", .value = "才让扎西" },
    { .label = "村组", .value = "九甲村三社" },
    { .label = "项目", .value = "最低生活保障" },
    { .label = "口径", .value = LONG_NAME, .wide = TRUE },
  };
  static const DoudiSheetField capitals
    = { .label = "大写", .value = "人民币叁佰元整", .strong = TRUE };
  static const DoudiSheetField sign[] = {
    { .label = "制表人", .value = "", .height_mm = 10 },
    { .label = "复核人", .value = "" },
  };
  const char *sums[] = { "合计", "", "", "300.00", "" };
  DoudiSheet *sheet = doudi_sheet_new (DOUDI_PAPER_A4_PORTRAIT);
  g_autoptr (GError) error = NULL;

  doudi_sheet_set_name (sheet, "核算单");
  doudi_sheet_set_title (sheet, "待遇核算单");
  doudi_sheet_set_running_head (sheet, "核算单（续）　才让扎西");
  doudi_sheet_set_caption (sheet, "单位：夏河县民政局", "金额单位：元");
  doudi_sheet_set_type (sheet, 9, 10.5);
  doudi_sheet_add_form (sheet, NULL, head, G_N_ELEMENTS (head), 2);
  doudi_sheet_add_section (sheet, "一、应发", wrapping, G_N_ELEMENTS (wrapping));
  for (guint i = 0; i < n_rows; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i + 1);
      const char *cells[]
        = { number, "二类，每人每月310.00元，按本人标准增发百分之十，2人",
            "(600.00 + 4578.00) ÷ 12\n= 431.50", i % 2 == 0 ? "(5178.00)" : "431.50",
            "甘南州2018年民政兜底保障工作计划\n二.2(1)" };

      doudi_sheet_add_row (sheet, cells);
    }
  doudi_sheet_set_summary (sheet, sums);
  doudi_sheet_set_summary_span (sheet, 3);
  doudi_sheet_add_form (sheet, NULL, &capitals, 1, 1);
  doudi_sheet_add_note (sheet, "注1", "州县年人均补助不低于600元。");
  doudi_sheet_add_note (sheet, "注2", "加括号的金额不计入合计。");
  doudi_sheet_add_form (sheet, NULL, sign, G_N_ELEMENTS (sign), 2);
  doudi_sheet_paginate (sheet, &error);
  g_assert_no_error (error);
  return sheet;
}

static gboolean
count_text (const char *place, const char *text, gpointer data)
{
  guint *n = data;

  *n
    += g_str_equal (place, "note") || g_str_equal (place, "姓名") || g_str_equal (place, "caption");
  return TRUE;
}

/* Forms are whole and stay with what they belong to, whatever the number of rows. */
static void
test_forms (void)
{
  g_autofree char *path = g_build_filename (folder, "forms.pdf", NULL);
  g_autoptr (PaperBook) book = paper_book_new (path);
  g_autoptr (GPtrArray) sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) doudi_sheet_unref);
  guint page = 0;

  for (guint n_rows = 1; n_rows <= 30; n_rows++)
    {
      DoudiSheet *sheet = make_form (n_rows);

      paper_book_add (book, sheet);
      g_ptr_array_add (sheets, sheet);
    }
  paper_book_close (book);
  for (guint n_rows = 1; n_rows <= 30; n_rows++)
    {
      DoudiSheet *sheet = g_ptr_array_index (sheets, n_rows - 1);
      guint pages = doudi_sheet_get_n_pages (sheet);
      const char *first = g_ptr_array_index (book->texts, page);
      const char *last = g_ptr_array_index (book->texts, page + pages - 1);
      guint n_texts = 0;

      g_assert_cmpuint (pages, >=, n_rows / 16 + 1);
      g_assert_nonnull (strstr (first, "单位：夏河县民政局"));
      g_assert_nonnull (strstr (first, "九甲村三社"));
      g_assert_nonnull (strstr (last, "人民币叁佰元整"));
      g_assert_nonnull (strstr (last, "加括号的金额不计入合计。"));
      g_assert_nonnull (strstr (last, "制表人"));
      g_assert_true ((strstr (last, "核算单（续）") != NULL) == (pages > 1));
      doudi_sheet_foreach_text (sheet, count_text, &n_texts);
      g_assert_cmpuint (n_texts, ==, 8);
      page += pages;
    }
}

static void
test_form_title (void)
{
  g_autoptr (DoudiSheet) sheet = make_form (1);
  g_autofree char *path = write_sheet (sheet, "form.pdf");
  const char *arguments[] = { "pdfinfo", path, NULL };
  g_autofree char *info = run_tool (arguments);

  g_assert_nonnull (strstr (info, "Title:           核算单\n"));
}

static void
test_unknown_glyphs (void)
{
  g_autoptr (DoudiSheet) sheet = new_sheet (DOUDI_PAPER_A4_PORTRAIT);
  g_auto (GStrv) none = doudi_sheet_list_unknown_glyphs (sheet);
  g_auto (GStrv) unknown = NULL;

  g_assert_cmpuint (g_strv_length (none), ==, 0);
  /* Private characters of old systems; 㕔 is rare but known. */
  add_row (sheet, 1, "马\xee\xa0\x95\xee\xa1\xae");
  add_row (sheet, 2, "㕔\xee\xa0\x95");
  end_sheet (sheet);
  unknown = doudi_sheet_list_unknown_glyphs (sheet);
  g_assert_cmpuint (g_strv_length (unknown), ==, 2);
  g_assert_cmpstr (unknown[0], ==, "\xee\xa0\x95");
  g_assert_cmpstr (unknown[1], ==, "\xee\xa1\xae");
}

/* More columns than the paper has room for, a text longer than a page. */
static void
test_refusals (void)
{
  g_autoptr (DoudiSheet) wide = doudi_sheet_new (DOUDI_PAPER_A4_PORTRAIT);
  g_autoptr (DoudiSheet) high = doudi_sheet_new (DOUDI_PAPER_A4_LANDSCAPE);
  g_autoptr (GError) error = NULL;
  DoudiSheetColumn many[40];
  GString *story = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (many); i++)
    many[i] = columns[7];
  doudi_sheet_add_section (wide, NULL, many, G_N_ELEMENTS (many));
  g_assert_false (doudi_sheet_paginate (wide, &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_BAD_DATA);
  g_clear_error (&error);

  for (guint i = 0; i < 4000; i++)
    g_string_append (story, "长");
  doudi_sheet_add_section (high, NULL, columns, G_N_ELEMENTS (columns));
  add_row (high, 1, story->str);
  g_assert_false (doudi_sheet_paginate (high, &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_BAD_DATA);
  g_string_free (story, TRUE);
}

/* Two tables: neither head stands alone at the foot of a page. */
static void
test_sections (void)
{
  g_autofree char *path = g_build_filename (folder, "sections.pdf", NULL);
  g_autoptr (PaperBook) book = paper_book_new (path);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint first = 1; first <= 40; first++)
    {
      g_autoptr (DoudiSheet) sheet = new_sheet (DOUDI_PAPER_A3_LANDSCAPE);

      for (guint i = 1; i <= first; i++)
        add_row (sheet, i, "才让扎西");
      doudi_sheet_add_section (sheet, "特困人员救助供养", columns, G_N_ELEMENTS (columns));
      for (guint i = 1; i <= 5; i++)
        add_row (sheet, i, "丹增");
      end_sheet (sheet);
      paper_book_add (book, sheet);
      for (guint page = 0; page < doudi_sheet_get_n_pages (sheet); page++)
        {
          guint n_rows = doudi_sheet_get_n_rows (sheet, page);

          g_array_append_val (rows, n_rows);
        }
    }
  paper_book_close (book);
  for (guint page = 0; page < rows->len; page++)
    {
      const char *text = g_ptr_array_index (book->texts, page);
      const char *head = strstr (text, "特困人员救助供养");

      g_assert_cmpuint (count_rows (text), ==, g_array_index (rows, guint, page));
      if (head != NULL)
        g_assert_cmpuint (count_rows (head), >=, 3);
    }
}

static void
test_empty (void)
{
  g_autoptr (DoudiSheet) sheet = doudi_sheet_new (DOUDI_PAPER_A4_PORTRAIT);
  DoudiSheetPlace seal;

  g_assert_true (doudi_sheet_paginate (sheet, NULL));
  g_assert_cmpuint (doudi_sheet_get_n_pages (sheet), ==, 1);
  g_assert_false (doudi_sheet_get_seal_place (sheet, &seal));
}

static void
test_unwritable (void)
{
  g_autoptr (DoudiSheet) sheet = make_sheet (DOUDI_PAPER_A4_PORTRAIT, 3, FALSE);
  g_autofree char *path = g_build_filename (folder, "nowhere", "sheet.pdf", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (doudi_sheet_write_pdf (sheet, path, doudi_day_new (2018, 6, 8), &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_IO);
}

static void
remove_folder (void)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (folder);
  g_free (folder);
}

static void
add_per_paper (const char *path, GTestDataFunc func)
{
  for (guint paper = 0; paper < DOUDI_N_PAPERS; paper++)
    {
      g_autofree char *name = g_strconcat (path, "/", doudi_paper_name (paper), NULL);

      g_test_add_data_func (name, GUINT_TO_POINTER (paper), func);
    }
}

int
main (int argc, char *argv[])
{
  int result;

  print_golden_wanted (&argc, argv);
  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("doudi-sheet-XXXXXX", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = g_strdup_printf ("/paper/sheet/pages/%s/%u",
                                               doudi_paper_name (cases[i].paper), cases[i].rows);

      g_test_add_data_func (name, &cases[i], test_pages);
    }
  add_per_paper ("/paper/sheet/golden", test_golden);
  add_per_paper ("/paper/sheet/long-names", test_long_names);
  add_per_paper ("/paper/sheet/seal", test_seal);
  g_test_add_func ("/paper/sheet/same-bytes", test_same_bytes);
  g_test_add_func ("/paper/sheet/marks", test_marks);
  g_test_add_func ("/paper/sheet/unknown-glyphs", test_unknown_glyphs);
  g_test_add_func ("/paper/sheet/refusals", test_refusals);
  g_test_add_func ("/paper/sheet/sections", test_sections);
  g_test_add_func ("/paper/sheet/forms", test_forms);
  g_test_add_func ("/paper/sheet/form-title", test_form_title);
  g_test_add_func ("/paper/sheet/empty", test_empty);
  g_test_add_func ("/paper/sheet/unwritable", test_unwritable);
  result = g_test_run ();
  remove_folder ();
  return result;
}
