/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * Notices of an invented caseload, from the records to the text of the PDF.
 */

#include <glib/gstdio.h>
#include <string.h>

#include "base/doudi-error.h"
#include "casework/doudi-pay-run.h"
#include "paper-fixture.h"
#include "paper/doudi-notice.h"
#include "store/doudi-notice-store.h"
#include "store/doudi-setting.h"

static const FixtureAward village[] = {
  { .name = "才让扎西", .persons = 4, .group = "三社", .original_month = 201503,
    .phone = "13893601234", .account = "6222021234567890128", .address = "九甲村三社27号",
    .remark = "肺癌" },
  { .name = "马永红", .persons = 2, .benefit_class = 1, .group = "一社" },
  { .name = "丹增", .persons = 1, .benefit_class = 1, .group = "二社", .first_month = 201805 },
  { .name = "尕藏草", .persons = 3, .residence = "urban", .group = "四社" },
  { .name = "桑吉", .programme = "special-hardship", .group = "五社", .self_care = "unable" },
  { .name = "旦正", .programme = "special-hardship", .care = "institution", .group = "五社",
    .self_care = "partly" },
  { .name = "李生福", .programme = "disability-living", .group = "六社" },
};

static DoudiNotice *
build (Fixture *fixture, const char *kind, gint64 run, guint *withheld)
{
  g_autoptr (GError) error = NULL;
  DoudiNotice *notice =
    run != 0 ? doudi_notice_build_payment (fixture->notices, run, VILLAGE, withheld, &error)
             : doudi_notice_build_standing (fixture->notices, MONTH, VILLAGE, withheld, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (doudi_notice_get_kind (notice), ==, kind);
  return notice;
}

static GPtrArray *
issue (Fixture *fixture, DoudiNotice *notice, DoudiPaper paper)
{
  g_autoptr (GPtrArray) notices = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  GPtrArray *sheets;

  g_ptr_array_add (notices, notice);
  sheets = doudi_notices_issue (fixture->notices, notices, paper, fixture->output, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (sheets->len, ==, 1);
  return sheets;
}

static char *
issued_text (Fixture *fixture, DoudiNotice *notice, DoudiPaper paper)
{
  g_autoptr (GPtrArray) sheets = issue (fixture, notice, paper);
  const DoudiNoticeSheet *sheet = g_ptr_array_index (sheets, 0);

  return pdf_text (sheet->file, 0);
}

/* The day is in the digest, and so is the code in the foot: both are the same on every machine. */
static void
test_golden (Fixture *fixture, gconstpointer data)
{
  guint withheld;
  gint64 run;
  g_autoptr (DoudiNotice) payment = NULL;
  g_autoptr (DoudiNotice) standing = NULL;
  g_autofree char *payment_text = NULL;
  g_autofree char *standing_text = NULL;

  fixture_add (fixture, village, G_N_ELEMENTS (village));
  run = fixture_pay (fixture, MONTH);
  payment = build (fixture, "payment", run, &withheld);
  g_assert_cmpuint (withheld, ==, 0);
  g_assert_cmpuint (doudi_notice_get_n_rows (payment), ==, 6);
  standing = build (fixture, "standing", 0, &withheld);
  payment_text = issued_text (fixture, payment, DOUDI_PAPER_A3_LANDSCAPE);
  standing_text = issued_text (fixture, standing, DOUDI_PAPER_A4_PORTRAIT);
  assert_golden ("payment-A3.txt", payment_text);
  assert_golden ("standing-A4.txt", standing_text);
}

/* What hangs is what was paid: the same rows, the same money. */
static void
test_amounts (Fixture *fixture, gconstpointer data)
{
  guint withheld;
  g_autoptr (DoudiNotice) notice = NULL;
  g_autofree char *text = NULL;
  gint64 run;

  fixture_add (fixture, village, G_N_ELEMENTS (village));
  run = fixture_pay (fixture, MONTH);
  notice = build (fixture, "payment", run, &withheld);
  text = issued_text (fixture, notice, DOUDI_PAPER_A3_LANDSCAPE);
  /* 290.00 × 4, 310.00 × 2, 310.00 and the month before. */
  g_assert_nonnull (strstr (text, "1,160.00"));
  g_assert_nonnull (strstr (text, "620.00"));
  g_assert_nonnull (strstr (text, "+310.00"));
  /* Provincial 4578 and local 600 a year; 5832 and 600 in an institution. */
  g_assert_nonnull (strstr (text, "431.50"));
  g_assert_nonnull (strstr (text, "536.00"));
  g_assert_nonnull (strstr (text, "集中供养"));
  g_assert_nonnull (strstr (text, "2018年6月9日至2018年6月15日（7天）"));
}

static void
test_minors (Fixture *fixture, gconstpointer data)
{
  static const FixtureAward awards[] = {
    { .name = "完么东智" },
    { .name = "小才让", .birth = "2004-05-01" },
    { .name = "快成年", .birth = "2000-07-01" },
    { .name = "刚成年", .birth = "2000-06-30" },
    { .name = "特困娃", .birth = "2010-01-01", .programme = "special-hardship" },
    { .name = "孤儿甲", .birth = "2012-01-01", .programme = "orphan" },
    { .name = "孤儿乙", .birth = "1999-01-01", .programme = "unsupported-child" },
  };
  gint64 run;

  fixture_add (fixture, awards, G_N_ELEMENTS (awards));
  run = fixture_pay (fixture, MONTH);
  for (guint i = 0; i < 2; i++)
    {
      guint withheld;
      g_autoptr (DoudiNotice) notice =
        build (fixture, i == 0 ? "payment" : "standing", i == 0 ? run : 0, &withheld);
      g_autofree char *text = issued_text (fixture, notice, DOUDI_PAPER_A3_LANDSCAPE);

      g_assert_cmpuint (withheld, ==, 5);
      g_assert_cmpuint (doudi_notice_get_n_rows (notice), ==, 2);
      g_assert_nonnull (strstr (text, "完么东智"));
      g_assert_nonnull (strstr (text, "刚成年"));
      g_assert_null (strstr (text, "小才让"));
      g_assert_null (strstr (text, "快成年"));
      g_assert_null (strstr (text, "特困娃"));
      g_assert_null (strstr (text, "孤儿"));
      g_assert_null (strstr (doudi_notice_get_content (notice), "孤儿"));
    }
}

static void
assert_refused (Fixture *fixture, const DoudiNoticeRequest *request, int code, const char *says)
{
  g_autoptr (GError) error = NULL;
  guint withheld;
  g_autoptr (GPtrArray) notices =
    doudi_notices_build (fixture->notices, request, NULL, &withheld, &error);

  g_assert_null (notices);
  g_assert_error (error, DOUDI_ERROR, code);
  if (strstr (error->message, says) == NULL)
    g_error ("“%s” does not say “%s”", error->message, says);
}

static void
test_only_children (Fixture *fixture, gconstpointer data)
{
  static const FixtureAward awards[] = {
    { .name = "孤儿甲", .birth = "2012-01-01", .programme = "orphan" },
  };
  DoudiNoticeRequest request = { .kind = "payment", .village = VILLAGE };

  fixture_add (fixture, awards, G_N_ELEMENTS (awards));
  request.run_id = fixture_pay (fixture, MONTH);
  assert_refused (fixture, &request, DOUDI_ERROR_REFUSED, "161号");
  request.village = NULL;
  assert_refused (fixture, &request, DOUDI_ERROR_REFUSED, "161号");
  request = (DoudiNoticeRequest){ .kind = "standing", .village = VILLAGE, .month = MONTH };
  assert_refused (fixture, &request, DOUDI_ERROR_REFUSED, "161号");
  request.kind = "orphan";
  assert_refused (fixture, &request, DOUDI_ERROR_REFUSED, "161号");
}

static void
test_refusals (Fixture *fixture, gconstpointer data)
{
  DoudiNoticeRequest request = { .kind = "payment", .village = VILLAGE };
  gint64 run;

  fixture_add (fixture, village, 2);
  run = fixture_propose (fixture, MONTH);
  assert_refused (fixture, &request, DOUDI_ERROR_USAGE, "run");
  request.month = MONTH;
  assert_refused (fixture, &request, DOUDI_ERROR_REFUSED, "2018-06");
  request.run_id = run;
  assert_refused (fixture, &request, DOUDI_ERROR_REFUSED, "director");
  doudi_pay_run_approve (fixture_director (fixture), run, NULL);
  request.month = 201807;
  assert_refused (fixture, &request, DOUDI_ERROR_USAGE, "month");
  request.month = 0;
  request.village = NEIGHBOUR;
  assert_refused (fixture, &request, DOUDI_ERROR_REFUSED, "nobody");
  request.village = "623027100999";
  assert_refused (fixture, &request, DOUDI_ERROR_NOT_FOUND, "623027100999");
  request.village = "623027100000";
  assert_refused (fixture, &request, DOUDI_ERROR_NOT_FOUND, "623027100000");
  request.run_id = 99;
  assert_refused (fixture, &request, DOUDI_ERROR_NOT_FOUND, "99");
  request.kind = "exit";
  assert_refused (fixture, &request, DOUDI_ERROR_REFUSED, "review");
  request.kind = "lottery";
  assert_refused (fixture, &request, DOUDI_ERROR_USAGE, "lottery");
}

/* Notice staff and nobody else, and nobody without the right leaves anything behind. */
static void
test_roles (Fixture *fixture, gconstpointer data)
{
  DoudiNoticeRequest request = { .kind = "standing", .month = MONTH };
  DoudiSession *others[] = { fixture_administrator (fixture), fixture_caseworker (fixture),
                             fixture_director (fixture) };

  fixture_add (fixture, village, 2);
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (GError) error = NULL;
      guint withheld;
      GPtrArray *notices = doudi_notices_build (others[i], &request, NULL, &withheld, &error);

      g_assert_null (notices);
      g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_NOT_ALLOWED);
    }
}

static void
test_namesakes (Fixture *fixture, gconstpointer data)
{
  static const FixtureAward awards[] = {
    { .name = "才让扎西", .group = "三社" },
    { .name = "才让扎西", .group = "五社" },
    { .name = "马永红", .group = "三社" },
    { .name = "丹增", .programme = "special-hardship", .group = "一社" },
    { .name = "丹增", .group = "二社" },
    { .name = "马永红", .group = "四社", .village = NEIGHBOUR },
  };
  guint withheld;
  g_autoptr (DoudiNotice) notice = NULL;
  g_autofree char *text = NULL;
  gint64 run;

  fixture_add (fixture, awards, G_N_ELEMENTS (awards));
  run = fixture_pay (fixture, MONTH);
  notice = build (fixture, "payment", run, &withheld);
  text = issued_text (fixture, notice, DOUDI_PAPER_A3_LANDSCAPE);
  g_assert_nonnull (strstr (text, "才让扎西（三社）"));
  g_assert_nonnull (strstr (text, "才让扎西（五社）"));
  g_assert_nonnull (strstr (text, "丹增（一社）"));
  g_assert_nonnull (strstr (text, "丹增（二社）"));
  /* A namesake in another village is none. */
  g_assert_nonnull (strstr (text, "马永红"));
  g_assert_null (strstr (text, "马永红（"));
}

static void
test_turned_on (Fixture *fixture, gconstpointer data)
{
  guint withheld;
  gint64 run;
  g_autoptr (DoudiNotice) before = NULL;
  g_autoptr (DoudiNotice) after = NULL;
  g_autofree char *text = NULL;

  fixture_add (fixture, village, G_N_ELEMENTS (village));
  run = fixture_pay (fixture, MONTH);
  before = build (fixture, "payment", run, &withheld);
  g_assert_null (strstr (doudi_notice_get_content (before), "残疾"));
  g_assert_null (strstr (doudi_notice_get_content (before), "李生福"));
  fixture_set (fixture, "notice-turned-on-disability-living", "yes");
  /* Asking for children does not help. */
  fixture_set (fixture, "notice-turned-on-orphan", "yes");
  after = build (fixture, "payment", run, &withheld);
  text = issued_text (fixture, after, DOUDI_PAPER_A3_LANDSCAPE);
  g_assert_nonnull (strstr (text, "困难残疾人生活补贴"));
  g_assert_nonnull (strstr (text, "李生福"));
}

/* The text without the mark of a copy, and without the spaces that poppler makes up. */
static char *
body_of (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GString *body = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    if (strstr (lines[i], "次打印") == NULL)
      g_string_append (body, lines[i]);
  g_string_replace (body, " ", "", 0);
  g_string_replace (body, "\f", "", 0);
  return g_string_free (body, FALSE);
}

/* The same list again is a copy, later days too; a changed one is a notice of its own. */
static void
test_copies (Fixture *fixture, gconstpointer data)
{
  guint withheld;
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiNotice) first = NULL;
  g_autoptr (DoudiNotice) second = NULL;
  g_autoptr (DoudiNotice) third = NULL;
  g_autoptr (DoudiNoticeIssue) last = NULL;
  g_autoptr (DoudiSession) later = NULL;
  g_autofree char *first_text = NULL;
  g_autofree char *second_text = NULL;
  g_autofree char *first_body = NULL;
  g_autofree char *second_body = NULL;
  gint64 first_id;

  fixture_add (fixture, village, 3);
  first = build (fixture, "standing", 0, &withheld);
  first_text = issued_text (fixture, first, DOUDI_PAPER_A3_LANDSCAPE);

  later = doudi_session_sign_in (fixture->store, "notices", PASSWORD, doudi_day_new (2018, 6, 20),
                                 &error);
  g_assert_no_error (error);
  second = doudi_notice_build_standing (later, MONTH, VILLAGE, &withheld, &error);
  g_assert_no_error (error);
  second_text = issued_text (fixture, second, DOUDI_PAPER_A3_LANDSCAPE);
  g_assert_cmpstr (doudi_notice_get_digest (first), ==, doudi_notice_get_digest (second));
  g_assert_nonnull (strstr (second_text, "第2次打印"));
  g_assert_null (strstr (first_text, "次打印"));
  first_body = body_of (first_text);
  second_body = body_of (second_text);
  g_assert_cmpstr (first_body, ==, second_body);

  g_assert_true (doudi_notice_find_last (fixture->store, "standing", VILLAGE, MONTH, 0, &last,
                                         &error));
  g_assert_cmpint (last->copies, ==, 2);
  first_id = last->id;
  g_clear_pointer (&last, doudi_notice_issue_free);

  fixture_add (fixture, village + 3, 1);
  third = doudi_notice_build_standing (later, MONTH, VILLAGE, &withheld, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (doudi_notice_get_digest (third), !=, doudi_notice_get_digest (first));
  g_assert_nonnull (strstr (doudi_notice_get_content (third), "2018年6月20日"));
  g_ptr_array_unref (issue (fixture, third, DOUDI_PAPER_A3_LANDSCAPE));
  g_assert_true (doudi_notice_find_last (fixture->store, "standing", VILLAGE, MONTH, 0, &last,
                                         &error));
  g_assert_cmpint (last->replaces, ==, first_id);
  g_assert_cmpint (last->copies, ==, 1);
}

/* From what was stored come the pages that hung on the wall. */
static void
test_archive (Fixture *fixture, gconstpointer data)
{
  guint withheld;
  gint64 count, broken;
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiNotice) notice = NULL;
  g_autoptr (DoudiNotice) again = NULL;
  g_autoptr (DoudiNoticeIssue) last = NULL;
  g_autoptr (DoudiSheet) sheet = NULL;
  g_autofree char *path = g_build_filename (fixture->folder, "again.pdf", NULL);
  g_autofree char *hung = NULL;
  g_autofree char *text = NULL;

  fixture_add (fixture, village, G_N_ELEMENTS (village));
  notice = build (fixture, "standing", 0, &withheld);
  hung = issued_text (fixture, notice, DOUDI_PAPER_A4_LANDSCAPE);
  g_assert_true (doudi_notice_find_last (fixture->store, "standing", VILLAGE, MONTH, 0, &last,
                                         &error));
  again = doudi_notice_new_from_content (last->content, &error);
  g_assert_no_error (error);
  sheet = doudi_notice_sheet (again, DOUDI_PAPER_A4_LANDSCAPE, 1, &error);
  g_assert_no_error (error);
  g_assert_true (doudi_sheet_write_pdf (sheet, path, doudi_day_new (2018, 6, 8), &error));
  text = pdf_text (path, 0);
  g_assert_cmpstr (text, ==, hung);
  g_assert_true (doudi_notices_check_digests (fixture->store, &count, &broken, &error));
  g_assert_cmpint (count, ==, 1);
  g_assert_cmpint (broken, ==, 0);
}

static void
test_demonstration (Fixture *fixture, gconstpointer data)
{
  guint withheld;
  g_autoptr (DoudiNotice) notice = NULL;
  g_autofree char *text = NULL;

  fixture_set (fixture, DOUDI_SETTING_DEMONSTRATION, "1");
  fixture_add (fixture, village, 2);
  notice = build (fixture, "standing", 0, &withheld);
  text = issued_text (fixture, notice, DOUDI_PAPER_A3_LANDSCAPE);
  g_assert_nonnull (strstr (text, "演示数据"));
}

static void
test_phones (Fixture *fixture, gconstpointer data)
{
  guint withheld;
  g_autoptr (DoudiNotice) notice = NULL;
  g_autofree char *text = NULL;

  fixture_set (fixture, "notice-phone-county", "0941-7121234");
  fixture_set (fixture, "notice-phone-complaints", "12345");
  fixture_set (fixture, "notice-phone-623027100", "0941-7125678");
  fixture_add (fixture, village, 2);
  notice = build (fixture, "standing", 0, &withheld);
  text = issued_text (fixture, notice, DOUDI_PAPER_A3_LANDSCAPE);
  g_assert_nonnull (strstr (text, "拉卜楞镇人民政府 0941-7125678"));
  g_assert_nonnull (strstr (text, "夏河县民政局 0941-7121234"));
  g_assert_nonnull (strstr (text, "监督举报电话：12345"));
}

/* Every village of the county in one go. */
static void
test_all (Fixture *fixture, gconstpointer data)
{
  DoudiNoticeRequest request = { .kind = "payment", .month = MONTH };
  FixtureAward neighbour = village[1];
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) notices = NULL;
  g_autoptr (GPtrArray) sheets = NULL;
  g_autofree char *name = NULL;
  const DoudiNoticeSheet *sheet;
  guint withheld;

  neighbour.village = NEIGHBOUR;
  fixture_add (fixture, village, G_N_ELEMENTS (village));
  fixture_add (fixture, &neighbour, 1);
  fixture_pay (fixture, MONTH);
  notices = doudi_notices_build (fixture->notices, &request, NULL, &withheld, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (notices->len, ==, 2);
  sheets = doudi_notices_issue (fixture->notices, notices, DOUDI_PAPER_A3_LANDSCAPE,
                                fixture->output, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (sheets->len, ==, 2);
  g_assert_cmpuint (fixture_count_files (fixture), ==, 2);
  sheet = g_ptr_array_index (sheets, 0);
  name = g_path_get_basename (sheet->file);
  g_assert_cmpstr (name, ==, "623027100200-九甲村-payment-2018-06.pdf");
  g_assert_cmpstr (sheet->village, ==, VILLAGE);
  g_assert_cmpuint (sheet->rows, ==, 6);
  g_assert_cmpuint (sheet->pages, ==, pdf_pages (sheet->file));
  g_assert_cmpuint (sheet->copy, ==, 1);
  sheet = g_ptr_array_index (sheets, 1);
  g_assert_cmpstr (sheet->village, ==, NEIGHBOUR);
}

static guint
count_issued (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  gint64 count, broken;

  g_assert_true (doudi_notices_check_digests (fixture->store, &count, &broken, &error));
  return (guint) count;
}

static void
cancel_late (const char *stage, gint64 done, gint64 total, gpointer data)
{
  g_cancellable_cancel (data);
}

/* Stopped, refused, or without a place for one file: no file, no line. */
static void
test_all_or_nothing (Fixture *fixture, gconstpointer data)
{
  DoudiNoticeRequest request = { .kind = "standing", .month = MONTH };
  FixtureAward neighbour = { .name = "马永红", .village = NEIGHBOUR };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  DoudiProgress progress = { cancel_late, cancellable, cancellable };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) notices = NULL;
  g_autofree char *in_the_way = g_build_filename (
    fixture->output, "623027100201-麻莲滩村-standing-2018-06.pdf", NULL);
  guint withheld;

  fixture_add (fixture, village, 3);
  fixture_add (fixture, &neighbour, 1);
  notices = doudi_notices_build (fixture->notices, &request, NULL, &withheld, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (notices->len, ==, 2);

  g_assert_null (doudi_notices_issue (fixture->notices, notices, DOUDI_PAPER_A4_PORTRAIT,
                                      fixture->output, &progress, &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_cmpuint (fixture_count_files (fixture), ==, 0);
  g_assert_cmpuint (count_issued (fixture), ==, 0);

  g_assert_cmpint (g_mkdir_with_parents (in_the_way, 0700), ==, 0);
  g_assert_null (doudi_notices_issue (fixture->notices, notices, DOUDI_PAPER_A4_PORTRAIT,
                                      fixture->output, NULL, &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_IO);
  g_assert_cmpuint (fixture_count_files (fixture), ==, 1);
  g_assert_cmpuint (count_issued (fixture), ==, 0);
}

/* The names of the fields of a notice, as sqlite or a spreadsheet would show them. */
static void
test_content (Fixture *fixture, gconstpointer data)
{
  guint withheld;
  g_autoptr (DoudiNotice) notice = NULL;
  const char *content;

  fixture_add (fixture, village, G_N_ELEMENTS (village));
  notice = build (fixture, "standing", 0, &withheld);
  content = doudi_notice_get_content (notice);
  g_assert_null (strstr (content, "13893601234"));
  g_assert_null (strstr (content, "6222021234567890128"));
  g_assert_null (strstr (content, "27号"));
  g_assert_null (strstr (content, "肺癌"));
  g_assert_null (strstr (content, "护理"));
  g_assert_null (strstr (content, "1970"));
}

/* An award that ends, one that begins later, and one whose first month is long ago. */
static void
test_standing (Fixture *fixture, gconstpointer data)
{
  static const FixtureAward awards[] = {
    { .name = "早已享受", .original_month = 201503 },
    { .name = "下月开始", .first_month = 201807 },
    { .name = "本月开始" },
  };
  guint withheld;
  g_autoptr (DoudiNotice) notice = NULL;
  g_autofree char *text = NULL;

  fixture_add (fixture, awards, G_N_ELEMENTS (awards));
  notice = build (fixture, "standing", 0, &withheld);
  text = issued_text (fixture, notice, DOUDI_PAPER_A3_LANDSCAPE);
  g_assert_cmpuint (doudi_notice_get_n_rows (notice), ==, 2);
  g_assert_nonnull (strstr (text, "2015年3月"));
  g_assert_nonnull (strstr (text, "2018年6月"));
  g_assert_null (strstr (text, "下月开始"));
}

#define ADD(path, data, func) \
  g_test_add (path, Fixture, data, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char *argv[])
{
  int result;

  print_golden_wanted (&argc, argv);
  g_test_init (&argc, &argv, NULL);
  ADD ("/paper/notice/golden", NULL, test_golden);
  ADD ("/paper/notice/amounts", NULL, test_amounts);
  ADD ("/paper/notice/standing", NULL, test_standing);
  ADD ("/paper/notice/minors", NULL, test_minors);
  ADD ("/paper/notice/only-children", NULL, test_only_children);
  ADD ("/paper/notice/refusals", NULL, test_refusals);
  ADD ("/paper/notice/roles", NULL, test_roles);
  ADD ("/paper/notice/namesakes", NULL, test_namesakes);
  ADD ("/paper/notice/turned-on", NULL, test_turned_on);
  ADD ("/paper/notice/copies", NULL, test_copies);
  ADD ("/paper/notice/archive", NULL, test_archive);
  ADD ("/paper/notice/demonstration", NULL, test_demonstration);
  ADD ("/paper/notice/phones", NULL, test_phones);
  ADD ("/paper/notice/all", NULL, test_all);
  ADD ("/paper/notice/all-or-nothing", NULL, test_all_or_nothing);
  ADD ("/paper/notice/content", NULL, test_content);
  result = g_test_run ();
  fixture_forget ();
  return result;
}
