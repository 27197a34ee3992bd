/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * Hand-check sheets of an invented caseload, from the records to the text of the PDF.
 * "test-paper-hand-check --print" writes the golden texts anew, for a person to look at.
 */

#include <stdlib.h>
#include <string.h>

#include "base/doudi-error.h"
#include "casework/doudi-pay-run.h"
#include "paper-fixture.h"
#include "paper/doudi-hand-check.h"
#include "store/doudi-award-store.h"
#include "store/doudi-setting.h"

#define A4 "595.276 x 841.89 pts (A4)"
#define ADDRESS "幸福巷27号"
#define PHONE "13893601234"
#define ACCOUNT "6222021234567890128"
#define ILLNESS "肺癌"

/* The awards of them are 1, 2, 3 and 4. */
static const FixtureAward awards[] = {
  { .name = "才让扎西",
    .persons = 3,
    .benefit_class = 1,
    .group = "三社",
    .first_month = 201801,
    .phone = PHONE,
    .account = ACCOUNT,
    .address = ADDRESS,
    .remark = ILLNESS },
  { .name = "桑吉",
    .programme = "special-hardship",
    .group = "五社",
    .self_care = "able",
    .first_month = 201801 },
  { .name = "马永红", .persons = 2, .benefit_class = 3, .group = "一社", .first_month = 201801 },
  { .name = "丹增", .persons = 1, .benefit_class = 2, .group = "二社", .first_month = 201803 },
};

enum
{
  LOW_INCOME = 1,
  HARDSHIP,
  UNSURE,
  ENDED,
};

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture_set_up (fixture, data);
  fixture_add (fixture, awards, G_N_ELEMENTS (awards));
}

static DoudiSession *
sign_in (Fixture *fixture, const char *user, DoudiDay day)
{
  g_autoptr (GError) error = NULL;
  DoudiSession *session = doudi_session_sign_in (fixture->store, user, PASSWORD, day, &error);

  g_assert_no_error (error);
  return session;
}

/* A closed run of a month, with what was known on a day. */
static void
pay (Fixture *fixture, DoudiMonth month, DoudiDay day)
{
  g_autoptr (DoudiSession) caseworker = sign_in (fixture, "caseworker", day);
  g_autoptr (DoudiSession) director = sign_in (fixture, "director", day);
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiPayRunResult) run = doudi_pay_run_propose (caseworker, month, 0, NULL, &error);

  g_assert_no_error (error);
  doudi_pay_run_approve (director, run->run_id, &error);
  g_assert_no_error (error);
  doudi_pay_run_close (caseworker, run->run_id, &error);
  g_assert_no_error (error);
}

/* From a month on nobody is covered. */
static void
end_award (Fixture *fixture, gint64 award, DoudiMonth from)
{
  DoudiAwardTermRow term = { .from = from, .benefit_class = 2 };
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiTransaction) transaction = doudi_transaction_begin (fixture->store, &error);

  g_assert_no_error (error);
  doudi_award_insert_term (fixture->notices, award, &term, 0, "死亡", "form", &error);
  g_assert_no_error (error);
  doudi_transaction_commit (transaction, &error);
  g_assert_no_error (error);
}

static DoudiHandCheck *
build (Fixture *fixture, gint64 award, DoudiMonth month)
{
  g_autoptr (GError) error = NULL;
  DoudiHandCheck *check = doudi_hand_check_build (fixture_director (fixture), award, month, &error);

  g_assert_no_error (error);
  return check;
}

static char *
write_sheet (Fixture *fixture, const DoudiHandCheck *check, guint expected_pages)
{
  g_autofree char *name = doudi_hand_check_dup_file_name (check);
  char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr (GError) error = NULL;
  guint n_pages;

  doudi_hand_check_write (fixture_director (fixture), check, path, &n_pages, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_pages, ==, expected_pages);
  g_assert_cmpuint (pdf_pages (path), ==, expected_pages);
  return path;
}

/* The text of a sheet of one page. */
static char *
sheet_text (Fixture *fixture, gint64 award, DoudiMonth month)
{
  g_autoptr (DoudiHandCheck) check = build (fixture, award, month);
  g_autofree char *path = write_sheet (fixture, check, 1);

  return pdf_text (path, 0);
}

static void
assert_says (const char *text, const char *words)
{
  if (strstr (text, words) == NULL)
    g_error ("“%s” is missing in\n%s", words, text);
}

static void
test_low_income (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;

  pay (fixture, 201806, doudi_day_new (2018, 6, 8));
  text = sheet_text (fixture, LOW_INCOME, 201806);
  assert_says (text, "310.00 × 3 = 930.00");
  assert_says (text, "人民币玖佰叁拾元整");
  assert_says (text, "应发 930.00 − 已发 930.00 = 0.00（已足额）");
  assert_golden ("hand-check-low-income.txt", text);
}

static void
test_hardship (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = sheet_text (fixture, HARDSHIP, 201806);

  assert_says (text, "(600.00 + 4578.00) ÷ 12");
  assert_says (text, "= 431.50");
  /* What prepares the sum is not summed. */
  assert_says (text, "(4578.00)");
  assert_says (text, "人民币肆佰叁拾壹元伍角");
  assert_golden ("hand-check-hardship.txt", text);
}

/* Paid in May by the old standard, the raise with the run of June. */
static void
test_back_pay (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  pay (fixture, 201805, doudi_day_new (2018, 5, 20));
  before = sheet_text (fixture, LOW_INCOME, 201805);
  assert_says (before, "应发 930.00 − 已发 876.00 = 54.00（待补发）");
  fixture_pay (fixture, 201806);
  after = sheet_text (fixture, LOW_INCOME, 201805);
  assert_says (after, "补发");
  assert_says (after, "已审批");
  assert_golden ("hand-check-back-pay.txt", after);
}

/* Ended in April and yet paid for May: nothing is due, and what was paid is to come back. */
static void
test_nothing_due (Fixture *fixture, gconstpointer data)
{
  g_autofree char *unpaid = NULL;
  g_autofree char *paid = NULL;

  pay (fixture, 201805, doudi_day_new (2018, 5, 20));
  end_award (fixture, ENDED, 201804);
  unpaid = sheet_text (fixture, ENDED, 201806);
  assert_says (unpaid, "人民币零元整");
  assert_says (unpaid, "没有保障人口");
  assert_says (unpaid, "尚未发放");
  assert_says (unpaid, "（无须发放）");
  assert_golden ("hand-check-nothing.txt", unpaid);
  paid = sheet_text (fixture, ENDED, 201805);
  assert_says (paid, "应发 0.00 − 已发 275.00 = −275.00（应扣回）");
}

/* Said in a word, beside the value, beside the sum and below. */
static void
test_unsure (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = sheet_text (fixture, UNSURE, 201806);
  g_auto (GStrv) marks = g_strsplit (text, "【待核实】", -1);

  g_assert_cmpuint (g_strv_length (marks), ==, 4);
  assert_says (text, "84.00 × 2 = 168.00");
  assert_says (text, "此数为估计，须由县里核实。");
  assert_says (text, "（待发放）");
}

static void
test_demonstration (Fixture *fixture, gconstpointer data)
{
  g_autofree char *real = sheet_text (fixture, LOW_INCOME, 201806);
  g_autofree char *invented = NULL;

  g_assert_null (strstr (real, "演示"));
  fixture_set (fixture, DOUDI_SETTING_DEMONSTRATION, "1");
  invented = sheet_text (fixture, LOW_INCOME, 201806);
  assert_says (invented, "演示数据");
}

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

/* Nobody has to take a glass: no type below nine points. */
static void
check_type (const char *path)
{
  const char *arguments[] = { "pdftohtml", "-xml", "-i", "-zoom", "1", "-stdout", path, NULL };
  g_autofree char *xml = run_tool (arguments);
  guint n = 0;

  for (const char *p = xml; (p = strstr (p, " size=\"")) != NULL; n++)
    {
      p += strlen (" size=\"");
      g_assert_cmpint (atoi (p), >=, 9);
    }
  g_assert_cmpuint (n, >, 2);
}

/* A4 upright; the file says what it is and names nobody. */
static void
check_page (const char *path)
{
  const char *arguments[] = { "pdfinfo", path, NULL };
  g_autofree char *info = run_tool (arguments);

  g_assert_nonnull (strstr (info, A4));
  g_assert_nonnull (strstr (info, "Title:           待遇核算单\n"));
  g_assert_null (strstr (info, "Author:"));
  g_assert_nonnull (strstr (info, "Encrypted:       no"));
  check_fonts (path);
  check_type (path);
}

static void
test_page (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DoudiHandCheck) check = build (fixture, LOW_INCOME, 201806);
  g_autofree char *path = write_sheet (fixture, check, 1);

  check_page (path);
  g_assert_true (g_str_has_suffix (path, "核算单-1-2018-06.pdf"));
}

/* The same on another day of the same knowledge is another sheet: it says the day. */
static void
test_digest (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DoudiHandCheck) first = build (fixture, LOW_INCOME, 201806);
  g_autoptr (DoudiHandCheck) again = build (fixture, LOW_INCOME, 201806);
  g_autoptr (DoudiHandCheck) other = build (fixture, LOW_INCOME, 201805);
  const char *digest = doudi_hand_check_get_digest (first);
  g_autofree char *code
    = g_strdup_printf ("校验码 %.4s-%.4s-%.4s-%.4s", digest, digest + 4, digest + 8, digest + 12);
  g_autofree char *text = sheet_text (fixture, LOW_INCOME, 201806);

  g_assert_cmpuint (strlen (digest), ==, 64);
  g_assert_cmpstr (digest, ==, doudi_hand_check_get_digest (again));
  g_assert_cmpstr (digest, !=, doudi_hand_check_get_digest (other));
  assert_says (text, code);
  assert_says (text, "第1页");
}

static void
test_same_bytes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DoudiHandCheck) check = build (fixture, HARDSHIP, 201806);
  g_autofree char *first = NULL;
  g_autofree char *again = NULL;
  gsize first_length, again_length;

  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *path = write_sheet (fixture, check, 1);

      g_assert_true (g_file_get_contents (path, i == 0 ? &first : &again,
                                          i == 0 ? &first_length : &again_length, NULL));
    }
  g_assert_cmpmem (first, first_length, again, again_length);
}

/* No number that names a person or where the money goes, no illness, no street. */
static void
test_private (Fixture *fixture, gconstpointer data)
{
  static const char *const secrets[] = { PHONE, ACCOUNT, ADDRESS, ILLNESS, "0128", "1234" };
  g_autofree char *text = NULL;

  pay (fixture, 201806, doudi_day_new (2018, 6, 8));
  text = sheet_text (fixture, LOW_INCOME, 201806);
  /* Fixture people were born in 1970; that part of the number is covered. */
  assert_says (text, "623027********");
  g_assert_null (strstr (text, "19700305"));
  for (gsize i = 0; i < G_N_ELEMENTS (secrets); i++)
    g_assert_null (strstr (text, secrets[i]));
}

static void
add_step (DoudiExplanation *explanation, guint number)
{
  g_autofree char *title = g_strdup_printf ("叠加%u", number);
  DoudiExplanationLine *line = doudi_explanation_add (
    explanation->lines, "top-up", title,
    g_strdup_printf ("重度残疾人按本人标准增发百分之%u，每人每月310.00元", number));
  DoudiFen fen = 31000 * number / 100;
  g_autofree char *amount = doudi_money_format (fen);

  g_free (line->arithmetic);
  line->arithmetic = g_strdup_printf ("310.00 × %u%% = %s", number, amount);
  g_free (line->result);
  line->result = g_steal_pointer (&amount);
  line->amount = fen;
  line->adds = TRUE;
  line->sure = number % 5 != 0;
  g_free (line->source);
  line->source = g_strdup ("关于进一步加强和改进最低生活保障工作的意见 第十二条第三款");
  g_free (line->number);
  line->number = g_strdup ("民发〔2021〕57号");
  g_free (line->note);
  line->note = g_strdup_printf ("第%u项按文件逐项核对过。", number);
  explanation->due += fen;
}

static DoudiHandCheck *
build_long (Fixture *fixture, guint n_steps)
{
  g_autoptr (GError) error = NULL;
  DoudiExplanation *explanation = doudi_explain (fixture_director (fixture), LOW_INCOME, 201806,
                                                 DOUDI_LANGUAGE_CHINESE, &error);
  DoudiHandCheck *check;

  g_assert_no_error (error);
  for (guint i = 1; i <= n_steps; i++)
    add_step (explanation, i);
  check = doudi_hand_check_new (explanation, &error);
  g_assert_no_error (error);
  return check;
}

/* Without what poppler puts between words and lines. */
static char *
compact (const char *text)
{
  g_auto (GStrv) words = g_strsplit_set (text, " \n", -1);

  return g_strjoinv ("", words);
}

/* Short notes stand beside their values as long as there is room. */
static void
test_short_notes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DoudiHandCheck) check = build_long (fixture, 2);
  g_autofree char *path = write_sheet (fixture, check, 1);
  g_autofree char *text = pdf_text (path, 0);

  check_page (path);
  g_assert_null (strstr (text, "注1"));
  assert_says (text, "2021");
}

/* One page still: notes and papers stand below, under numbers. */
static void
test_long (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DoudiHandCheck) check = build_long (fixture, 6);
  g_autofree char *path = write_sheet (fixture, check, 1);
  g_autofree char *layout = pdf_text (path, 0);
  g_autofree char *text = compact (layout);

  check_page (path);
  assert_says (text, "〔注1〕甘南州2018年民政兜底保障工作计划");
  assert_says (text, "〔注2〕关于进一步加强和改进最低生活保障工作的意见，民发〔2021〕57号");
  for (guint i = 1; i <= 6; i++)
    {
      g_autofree char *note = g_strdup_printf ("〔注%u〕第%u项按文件逐项核对过。", i + 2, i);

      assert_says (text, note);
    }
}

/* Nothing is cut: the head stands on every page, every step somewhere, whoever signs on the last.
 */
static void
test_two_pages (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DoudiHandCheck) check = build_long (fixture, 16);
  g_autofree char *path = write_sheet (fixture, check, 2);
  g_autofree char *all = pdf_text (path, 0);
  g_autofree char *second = pdf_text (path, 2);

  check_page (path);
  for (guint i = 1; i <= 16; i++)
    {
      g_autofree char *title = g_strdup_printf ("叠加%u", i);

      assert_says (all, title);
    }
  assert_says (second, "待遇核算单（续）");
  assert_says (second, "才让扎西");
  assert_says (second, "2018年6月");
  assert_says (second, "依据");
  assert_says (second, "应发合计");
  assert_says (second, "制表人");
  assert_says (second, "共2页");
}

static void
assert_refused (DoudiSession *session, gint64 award, DoudiMonth month, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (doudi_hand_check_build (session, award, month, &error));
  g_assert_error (error, DOUDI_ERROR, code);
}

static void
test_refusals (Fixture *fixture, gconstpointer data)
{
  DoudiSession *director = fixture_director (fixture);
  g_autoptr (GError) error = NULL;
  DoudiExplanation *wrong;

  assert_refused (director, 99, 201806, DOUDI_ERROR_NOT_FOUND);
  assert_refused (director, LOW_INCOME, 201712, DOUDI_ERROR_REFUSED);
  assert_refused (director, LOW_INCOME, DOUDI_MONTH_NONE, DOUDI_ERROR_BAD_DATA);
  assert_refused (fixture->notices, LOW_INCOME, 201806, DOUDI_ERROR_NOT_ALLOWED);
  wrong = doudi_explain (director, LOW_INCOME, 201806, DOUDI_LANGUAGE_CHINESE, &error);
  g_assert_no_error (error);
  wrong->due += 1;
  g_assert_null (doudi_hand_check_new (wrong, &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_BAD_DATA);
}

/* Whoever may not see it may not take it either, and a page that cannot be written is not there. */
static void
test_unwritable (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DoudiHandCheck) check = build (fixture, LOW_INCOME, 201806);
  g_autofree char *nowhere = g_build_filename (fixture->folder, "nowhere", "sheet.pdf", NULL);
  g_autofree char *path = g_build_filename (fixture->folder, "sheet.pdf", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (
    doudi_hand_check_write (fixture_director (fixture), check, nowhere, NULL, &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_IO);
  g_clear_error (&error);
  g_assert_false (doudi_hand_check_write (fixture->notices, check, path, NULL, &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_NOT_ALLOWED);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

#define ADD(name, func)                                                                            \
  g_test_add ("/paper/hand-check/" name, Fixture, NULL, set_up, func, fixture_tear_down)

int
main (int argc, char *argv[])
{
  int result;

  print_golden_wanted (&argc, argv);
  g_test_init (&argc, &argv, NULL);
  ADD ("low-income", test_low_income);
  ADD ("hardship", test_hardship);
  ADD ("back-pay", test_back_pay);
  ADD ("nothing-due", test_nothing_due);
  ADD ("unsure", test_unsure);
  ADD ("demonstration", test_demonstration);
  ADD ("page", test_page);
  ADD ("digest", test_digest);
  ADD ("same-bytes", test_same_bytes);
  ADD ("private", test_private);
  ADD ("short-notes", test_short_notes);
  ADD ("long", test_long);
  ADD ("two-pages", test_two_pages);
  ADD ("refusals", test_refusals);
  ADD ("unwritable", test_unwritable);
  result = g_test_run ();
  fixture_forget ();
  return result;
}
