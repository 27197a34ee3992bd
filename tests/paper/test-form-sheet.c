/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "paper-book.h"
#include "paper-fixture.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#include "paper/doudi-form-sheet.h"

#define NAME "才让扎西"
#define NUMBER "623027196001151007"
#define LONG_NAME "阿卜杜热合曼·买买提依明·艾力江·吐尔逊江·努尔麦麦提"

/* Two texts may touch by so much: what fonts say of their height is more than what they draw. */
#define TOUCH_PT 0.8

static char *folder;

static DoudiDay
today (void)
{
  return doudi_day_new (2018, 6, 8);
}

static char *
path_in (const char *name)
{
  return g_build_filename (folder, name, NULL);
}

/* A form that stands beside the tests. */
static DoudiForm *
load_form (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "paper", name, NULL);
  g_autofree char *json = NULL;
  g_autoptr (GError) error = NULL;
  DoudiForm *form;

  g_file_get_contents (path, &json, NULL, &error);
  g_assert_no_error (error);
  form = doudi_form_load (json, -1, name, &error);
  g_assert_no_error (error);
  return form;
}

static DoudiForm *
load_bundled (const char *id)
{
  g_autoptr (GError) error = NULL;
  DoudiForm *form = doudi_form_load_bundled (id, &error);

  g_assert_no_error (error);
  return form;
}

static void
set_in (DoudiFormAnswers *answers, guint row, const char *path, const char *typed)
{
  const DoudiFormField *field = doudi_form_find_field (doudi_form_answers_get_form (answers), path);

  g_assert_nonnull (field);
  doudi_form_answers_set (answers, row, field, typed);
}

static void
set (DoudiFormAnswers *answers, const char *key, const char *typed)
{
  set_in (answers, DOUDI_FORM_NO_ROW, key, typed);
}

static void
add_member (DoudiFormAnswers *answers, guint row, const char *name)
{
  set_in (answers, row, "members.name", name);
  set_in (answers, row, "members.relation", row == 0 ? "head" : "child");
  set_in (answers, row, "members.identity", NUMBER);
  set_in (answers, row, "members.wages", "1200.00");
  set_in (answers, row, "members.covered", row == 0 ? "yes" : "no");
}

static DoudiFormAnswers *
fill (DoudiForm *form, guint n_members, const char *name)
{
  DoudiFormAnswers *answers = doudi_form_answers_new (form);

  set (answers, "applied_on", "2018-03-05");
  set (answers, "name", name);
  set (answers, "identity", NUMBER);
  set (answers, "phone", "13909410000");
  set (answers, "village", "623027100200");
  set (answers, "area", "62.5");
  set (answers, "address", "夏河县拉卜楞镇九甲村三社");
  set (answers, "kin", "no");
  set (answers, "papers", "bills");
  set (answers, "hidden", "不印");
  set (answers, "statement", "长期患病，医疗支出较大。");
  for (guint i = 0; i < n_members; i++)
    add_member (answers, i, name);
  doudi_form_answers_compute (answers, today ());
  return answers;
}

static DoudiFormFilling *
know (void)
{
  static const struct
  {
    DoudiFormMeaning meaning;
    const char *text;
  } texts[] = {
    { DOUDI_MEANING_COUNTY, "夏河县" },
    { DOUDI_MEANING_TOWNSHIP, "拉卜楞镇" },
    { DOUDI_MEANING_LIVING_DIVISION, "拉卜楞镇九甲村" },
    { DOUDI_MEANING_CASE_NUMBER, "2018-000031" },
    { DOUDI_MEANING_PROGRAMME, "农村最低生活保障" },
    { DOUDI_MEANING_APPLICANT_NAME, NAME },
    { DOUDI_MEANING_APPLIED_ON, "2018年3月5日" },
    { DOUDI_MEANING_ORGAN, "夏河县民政局" },
    { DOUDI_MEANING_DECIDED_ON, "2018年6月7日" },
    { DOUDI_MEANING_TODAY, "2018年6月8日" },
    { DOUDI_MEANING_DECISION_REASON, "家庭人均收入高于标准。" },
    { DOUDI_MEANING_OPINION_TOWNSHIP, "符合条件，拟纳入保障。" },
    { DOUDI_MEANING_NOTICE_FROM, "2018年5月2日" },
    { DOUDI_MEANING_NOTICE_TO, "2018年5月8日" },
  };
  DoudiFormFilling *filling = doudi_form_filling_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    doudi_form_filling_set (filling, texts[i].meaning, texts[i].text);
  return filling;
}

static DoudiSheet *
set_sheet (const DoudiForm *form, const DoudiFormAnswers *answers, const DoudiFormFilling *filling)
{
  g_autoptr (GError) error = NULL;
  DoudiSheet *sheet = doudi_form_sheet (form, answers, filling, &error);

  g_assert_no_error (error);
  return sheet;
}

static char *
write_sheet (DoudiSheet *sheet, const char *name)
{
  char *path = path_in (name);
  g_autoptr (GError) error = NULL;

  doudi_sheet_write_pdf (sheet, path, today (), &error);
  g_assert_no_error (error);
  return path;
}

/* Characters of a text, without spaces; brackets of a band lie on their side. */
static void
count_characters (GHashTable *counts, const char *text, int by)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);
      gpointer key = GUINT_TO_POINTER (character);

      if (g_unichar_isspace (character) || character == 0xFF08 || character == 0xFF09)
        continue;
      g_hash_table_insert (
        counts, key, GINT_TO_POINTER (GPOINTER_TO_INT (g_hash_table_lookup (counts, key)) + by));
    }
}

static gboolean
count_text (const char *place, const char *text, gpointer data)
{
  count_characters (data, text, -1);
  return TRUE;
}

/* Whatever stands on the sheet is drawn: as often as it is said, or more often, where the head of a
 * table stands on two pages. */
static void
assert_nothing_lost (DoudiSheet *sheet, const char *name, const char *drawn)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer key, value;

  count_characters (counts, drawn, 1);
  doudi_sheet_foreach_text (sheet, count_text, counts);
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (GPOINTER_TO_INT (value) < 0)
      g_error ("%s: U+%04X is missing %d times", name, GPOINTER_TO_UINT (key),
               -GPOINTER_TO_INT (value));
}

typedef struct
{
  double left;
  double top;
  double right;
  double bottom;
  char *word;
} Box;

static void
box_clear (gpointer data)
{
  g_free (((Box *) data)->word);
}

static double
get_number (const char *line, const char *name)
{
  const char *found = strstr (line, name);

  g_assert_nonnull (found);
  return g_ascii_strtod (found + strlen (name), NULL);
}

/* The boxes of the words on a page, as high as the type and not as its line. */
static GArray *
list_boxes (const char *page)
{
  g_auto (GStrv) lines = g_strsplit (page, "\n", -1);
  GArray *boxes = g_array_new (FALSE, FALSE, sizeof (Box));

  g_array_set_clear_func (boxes, box_clear);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      Box box;
      double quarter;

      if (strstr (lines[i], "<word") == NULL)
        continue;
      box.left = get_number (lines[i], "xMin=\"");
      box.right = get_number (lines[i], "xMax=\"");
      box.top = get_number (lines[i], "yMin=\"");
      box.bottom = get_number (lines[i], "yMax=\"");
      quarter = (box.bottom - box.top) / 4;
      box.top += quarter;
      box.bottom -= quarter;
      box.word = g_strdup (strchr (lines[i], '>') + 1);
      g_array_append_val (boxes, box);
    }
  return boxes;
}

static gboolean
overlap (const Box *a, const Box *b)
{
  return MIN (a->right, b->right) - MAX (a->left, b->left) > TOUCH_PT
         && MIN (a->bottom, b->bottom) - MAX (a->top, b->top) > TOUCH_PT;
}

/* No two texts are drawn over each other, and none beyond the paper's edge. */
static void
assert_no_overlap (DoudiSheet *sheet, const char *name, guint page, const char *words)
{
  g_autoptr (GArray) boxes = list_boxes (words);
  double width, height;

  doudi_sheet_get_page_size (sheet, &width, &height);
  for (guint i = 0; i < boxes->len; i++)
    {
      const Box *one = &g_array_index (boxes, Box, i);

      if (one->left < 30 || one->right > width - 30 || one->top < 30 || one->bottom > height - 30)
        g_error ("%s, page %u: %s is beyond the margin", name, page, one->word);
      for (guint k = i + 1; k < boxes->len; k++)
        if (overlap (one, &g_array_index (boxes, Box, k)))
          g_error ("%s, page %u: %s and %s overlap", name, page, one->word,
                   g_array_index (boxes, Box, k).word);
    }
}

/* Writes a sheet and looks at what was drawn. */
static char *
check_sheet (DoudiSheet *sheet, const char *name)
{
  char *path = write_sheet (sheet, name);
  const char *arguments[] = { "pdftotext", "-bbox", path, "-", NULL };
  g_autofree char *drawn = pdf_text (path, 0);
  g_autofree char *words = run_tool (arguments);
  g_auto (GStrv) pages = g_strsplit (words, "<page", -1);

  assert_nothing_lost (sheet, name, drawn);
  for (guint page = 1; pages[page] != NULL; page++)
    assert_no_overlap (sheet, name, page, pages[page]);
  g_assert_cmpuint (pdf_pages (path), ==, doudi_sheet_get_n_pages (sheet));
  return path;
}

/* Draws sheets into one document and looks at what was drawn; takes them. */
static void
check_sheets (GPtrArray *sheets, const char *name)
{
  g_autofree char *path = path_in (name);
  g_autoptr (PaperBook) book = paper_book_new (path);
  guint first = 0;

  for (guint i = 0; i < sheets->len; i++)
    paper_book_add (book, g_ptr_array_index (sheets, i));
  paper_book_close (book);
  for (guint i = 0; i < sheets->len; i++)
    {
      DoudiSheet *sheet = g_ptr_array_index (sheets, i);
      guint n_pages = doudi_sheet_get_n_pages (sheet);
      g_autofree char *which = g_strdup_printf ("%s, sheet %u", name, i);
      g_autofree char *drawn = paper_book_text (book, first, n_pages);

      assert_nothing_lost (sheet, which, drawn);
      for (guint page = 0; page < n_pages; page++)
        assert_no_overlap (sheet, which, page + 1, g_ptr_array_index (book->words, first + page));
      first += n_pages;
    }
}

static GPtrArray *
new_sheets (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) doudi_sheet_unref);
}

/* Every form of the program, as it goes to the printer. */
static void
test_bundled (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sheets = new_sheets ();
  g_auto (GStrv) ids = doudi_form_list_bundled (&error);

  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (ids), >, 0);
  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_autoptr (DoudiForm) form = load_bundled (ids[i]);
      g_autoptr (DoudiFormAnswers) answers = doudi_form_answers_new (form);
      g_autoptr (DoudiFormFilling) filling = know ();
      DoudiSheet *blank = set_sheet (form, NULL, NULL);

      g_test_message ("%s: sheet %u", ids[i], sheets->len);
      g_ptr_array_add (sheets, blank);
      g_assert_cmpuint (doudi_sheet_get_n_pages (blank), <=, 6);
      if (form->assessment == NULL)
        g_ptr_array_add (sheets, set_sheet (form, answers, filling));
    }
  check_sheets (sheets, "bundled.pdf");
}

static void
test_blank (void)
{
  g_autoptr (DoudiForm) form = load_form ("form-of-all.json");
  g_autoptr (DoudiSheet) sheet = set_sheet (form, NULL, NULL);
  g_autofree char *path = check_sheet (sheet, "blank.pdf");
  g_autofree char *text = pdf_text (path, 0);

  assert_golden ("form-blank.txt", text);
}

static void
test_filled (void)
{
  g_autoptr (DoudiForm) form = load_form ("form-of-all.json");
  g_autoptr (DoudiFormAnswers) answers = fill (form, 3, NAME);
  g_autoptr (DoudiFormFilling) filling = know ();
  g_autoptr (DoudiSheet) sheet = set_sheet (form, answers, filling);
  g_autofree char *path = check_sheet (sheet, "filled.pdf");
  g_autofree char *text = pdf_text (path, 0);

  assert_golden ("form-filled.txt", text);
  g_assert_null (strstr (text, "不印"));
}

static guint
count_words (const char *text, const char *word)
{
  guint count = 0;

  for (const char *p = strstr (text, word); p != NULL; p = strstr (p + 1, word))
    count++;
  return count;
}

/* A paper for a visit has what is known, and the empty rows of a blank. */
static void
test_by_hand (void)
{
  g_autoptr (DoudiForm) form = load_form ("form-of-all.json");
  g_autoptr (DoudiFormAnswers) answers = fill (form, 1, NAME);
  g_autoptr (DoudiFormFilling) filling = know ();
  g_autoptr (DoudiSheet) sheet = NULL;
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;

  doudi_form_filling_set_by_hand (filling, TRUE);
  sheet = set_sheet (form, answers, filling);
  path = check_sheet (sheet, "by-hand.pdf");
  text = pdf_text (path, 0);
  g_assert_null (strstr (text, "（无）"));
  g_assert_nonnull (strstr (text, "填写说明"));
  /* A ticked row of four, and one box in each of the other three; two rows with two options. */
  g_assert_cmpuint (count_words (text, "☐"), ==, 1 + 1 + 3 + 4);
}

static void
test_letter (void)
{
  g_autoptr (DoudiForm) form = load_form ("letter.json");
  g_autoptr (DoudiFormAnswers) answers = doudi_form_answers_new (form);
  g_autoptr (DoudiFormFilling) filling = know ();
  g_autoptr (DoudiSheet) sheet = set_sheet (form, answers, filling);
  g_autofree char *path = check_sheet (sheet, "letter.pdf");
  g_autofree char *text = pdf_text (path, 0);
  DoudiSheetPlace seal;
  double width, height;

  assert_golden ("form-letter.txt", text);
  g_assert_true (doudi_sheet_get_seal_place (sheet, &seal));
  doudi_sheet_get_page_size (sheet, &width, &height);
  g_assert_cmpuint (seal.page, ==, 0);
  g_assert_cmpfloat_with_epsilon (seal.diameter_pt, 45 * 72 / 25.4, 0.01);
  g_assert_cmpfloat (seal.x_pt, >, width / 2);
  g_assert_cmpfloat (seal.x_pt + seal.diameter_pt / 2, <, width);
  g_assert_cmpfloat (seal.y_pt + seal.diameter_pt / 2, <, height);
}

/* The points of every option, what was chosen, the sum. */
static void
test_score (void)
{
  static const char json[]
    = "{\"members\": 4, \"without_work_ability\": 3, \"health\": \"one_severe\","
      " \"income_ratio\": \"0.403\", \"rigid_cost_ratio\": \"0.45\", \"house\": \"earth_wood\","
      " \"students\": 1, \"assets\": \"necessities\"}";
  g_autoptr (DoudiForm) form = load_bundled ("hardship-demo-100");
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiFormAnswers) answers = doudi_form_answers_load (form, json, -1, "score", &error);
  g_autoptr (DoudiFormFilling) filling = know ();
  g_autoptr (DoudiSheet) sheet = NULL;
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  sheet = set_sheet (form, answers, filling);
  path = check_sheet (sheet, "score.pdf");
  text = pdf_text (path, 0);
  assert_golden ("form-score.txt", text);
}

/* An assessment that is not complete comes to nothing. */
static void
test_incomplete_score (void)
{
  g_autoptr (DoudiForm) form = load_bundled ("hardship-demo-100");
  g_autoptr (DoudiFormAnswers) answers = doudi_form_answers_new (form);
  g_autoptr (GError) error = NULL;

  g_assert_null (doudi_form_sheet (form, answers, NULL, &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_BAD_DATA);
}

static void
test_many_members (void)
{
  g_autoptr (DoudiForm) form = load_form ("form-of-all.json");
  g_autoptr (GPtrArray) sheets = new_sheets ();

  for (guint n = 1; n <= 20; n++)
    {
      g_autoptr (DoudiFormAnswers) answers = fill (form, n, n % 2 == 0 ? LONG_NAME : NAME);
      g_autoptr (DoudiFormFilling) filling = know ();
      DoudiSheet *sheet = set_sheet (form, answers, filling);
      guint pages = doudi_sheet_get_n_pages (sheet);

      g_ptr_array_add (sheets, sheet);
      g_assert_cmpuint (pages, >=, 1);
      g_assert_cmpuint (pages, <=, 4);
    }
  check_sheets (sheets, "members.pdf");
}

/* A story longer than a page goes on on the next one. */
static void
test_long_text (void)
{
  g_autoptr (DoudiForm) form = load_form ("form-of-all.json");
  g_autoptr (DoudiFormAnswers) answers = fill (form, 2, NAME);
  g_autoptr (GString) story = g_string_new (NULL);
  g_autoptr (DoudiSheet) sheet = NULL;
  g_autofree char *path = NULL;

  for (guint i = 0; i < 240; i++)
    g_string_append (story, "家里的情况是这样的。");
  set (answers, "statement", story->str);
  sheet = set_sheet (form, answers, NULL);
  path = check_sheet (sheet, "long.pdf");
  g_assert_cmpuint (doudi_sheet_get_n_pages (sheet), >, 1);
}

static void
test_digest (void)
{
  g_autoptr (DoudiForm) form = load_form ("form-of-all.json");
  g_autoptr (DoudiFormAnswers) answers = fill (form, 2, NAME);
  g_autoptr (DoudiSheet) one = set_sheet (form, answers, NULL);
  g_autoptr (DoudiSheet) same = set_sheet (form, answers, NULL);
  g_autoptr (DoudiSheet) other = NULL;
  g_autofree char *digest = doudi_form_sheet_digest (one);
  g_autofree char *same_digest = doudi_form_sheet_digest (same);
  g_autofree char *other_digest = NULL;

  set (answers, "name", "拉毛草");
  other = set_sheet (form, answers, NULL);
  other_digest = doudi_form_sheet_digest (other);
  g_assert_cmpuint (strlen (digest), ==, 64);
  g_assert_cmpstr (digest, ==, same_digest);
  g_assert_cmpstr (digest, !=, other_digest);
}

/* The file says what kind of paper it is, and nobody's name. */
static void
test_metadata (void)
{
  g_autoptr (DoudiForm) form = load_form ("form-of-all.json");
  g_autoptr (DoudiFormAnswers) answers = fill (form, 1, NAME);
  g_autoptr (DoudiSheet) sheet = set_sheet (form, answers, NULL);
  g_autofree char *path = write_sheet (sheet, "metadata.pdf");
  const char *arguments[] = { "pdfinfo", path, NULL };
  g_autofree char *info = run_tool (arguments);

  g_assert_nonnull (strstr (info, "各类栏目申请审批表"));
  g_assert_null (strstr (info, "Author"));
  g_assert_null (strstr (info, "Keywords"));
  g_assert_null (strstr (info, "Subject"));
  g_assert_null (strstr (info, NAME));
}

static void
test_demonstration (void)
{
  g_autoptr (DoudiForm) form = load_form ("form-of-all.json");
  g_autoptr (DoudiFormFilling) filling = know ();
  g_autoptr (DoudiFormAnswers) answers = fill (form, 1, NAME);
  g_autoptr (DoudiSheet) sheet = NULL;
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;

  doudi_form_filling_set_demonstration (filling, TRUE);
  sheet = set_sheet (form, answers, filling);
  path = write_sheet (sheet, "demonstration.pdf");
  text = pdf_text (path, 1);
  g_assert_nonnull (strstr (text, "演示数据"));
}

static void
test_expand (void)
{
  static const struct
  {
    const char *township;
    const char *words;
    const char *expected;
  } cases[] = {
    { "拉卜楞镇", "{township}人民政府（街道办事处）收", "拉卜楞镇人民政府收" },
    { "当周街道", "{township}人民政府（街道办事处）收", "当周街道办事处收" },
    { NULL, "{township}人民政府（街道办事处）收", "＿＿＿＿＿＿人民政府（街道办事处）收" },
    { NULL, "于{applied-on}", "于＿＿＿＿年＿＿月＿＿日" },
    { "拉卜楞镇", "{no-such} {township", "{no-such} {township" },
    { "拉卜楞镇", "{{township}}", "{拉卜楞镇}" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (DoudiFormFilling) filling = doudi_form_filling_new ();
      g_autofree char *text = NULL;

      doudi_form_filling_set (filling, DOUDI_MEANING_TOWNSHIP, cases[i].township);
      text = doudi_form_filling_expand (filling, NULL, cases[i].words);
      g_assert_cmpstr (text, ==, cases[i].expected);
    }
}

static void
remove_folder (void)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = path_in (name);

      g_remove (path);
    }
  g_rmdir (folder);
  g_free (folder);
}

int
main (int argc, char *argv[])
{
  int result;

  print_golden_wanted (&argc, argv);
  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("doudi-form-XXXXXX", NULL);
  g_test_add_func ("/paper/form-sheet/bundled", test_bundled);
  g_test_add_func ("/paper/form-sheet/blank", test_blank);
  g_test_add_func ("/paper/form-sheet/filled", test_filled);
  g_test_add_func ("/paper/form-sheet/by-hand", test_by_hand);
  g_test_add_func ("/paper/form-sheet/letter", test_letter);
  g_test_add_func ("/paper/form-sheet/score", test_score);
  g_test_add_func ("/paper/form-sheet/incomplete-score", test_incomplete_score);
  g_test_add_func ("/paper/form-sheet/many-members", test_many_members);
  g_test_add_func ("/paper/form-sheet/long-text", test_long_text);
  g_test_add_func ("/paper/form-sheet/digest", test_digest);
  g_test_add_func ("/paper/form-sheet/metadata", test_metadata);
  g_test_add_func ("/paper/form-sheet/demonstration", test_demonstration);
  g_test_add_func ("/paper/form-sheet/expand", test_expand);
  result = g_test_run ();
  remove_folder ();
  return result;
}
