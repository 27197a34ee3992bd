/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * Notices of review lists, from applications to the sheet.
 */

#include "../casework/case-fixture.h"

#include <glib/gstdio.h>

#include "paper/doudi-notice.h"
#include "store/doudi-notice-store.h"
#include "store/doudi-setting.h"
#include "store/doudi-user.h"

char *pdf_text (const char *path, guint page);
void assert_golden (const char *name, const char *text);
gboolean print_golden_wanted (int *argc, char **argv);

#define NOTICES "notices"
#define USER_PASSWORD "correct horse 7"
#define DAY_PRINT "2018-06-07"

static const CasePerson zhaxi[] = { { "才让扎西", "19600101", "head", "chronic", "unable" },
                                    { "拉毛草", "19620202", "spouse", "chronic", "unable" } };
static const CasePerson gongbao[] = { { "贡保", "19550505", "head", "chronic", "unable" } };
static const CasePerson child[] = { { "完代", "20060303", "head", "healthy", "unable" } };

static void
set_up (Casework *casework, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiTransaction) transaction = NULL;

  casework_set_up (casework, data);
  doudi_users_add (casework_session (casework, ADMINISTRATOR, DAY_OPEN), NOTICES,
                   1u << DOUDI_ROLE_NOTICES, USER_PASSWORD, &error);
  g_assert_no_error (error);
  transaction = doudi_transaction_begin (casework->store, &error);
  g_assert_no_error (error);
  doudi_setting_set (casework->store, DOUDI_SETTING_COUNTY_NAME, "夏河县", &error);
  g_assert_no_error (error);
  doudi_transaction_commit (transaction, &error);
  g_assert_no_error (error);
}

static gint64
open_to_review (Casework *casework, const CasePerson *persons, guint n_persons)
{
  gint64 id = case_open_low_income (casework, persons, n_persons, NULL, DAY_OPEN);

  case_work_to (casework, id, DOUDI_STEP_REVIEW, DAY_OPEN);
  return id;
}

static gint64
submit (Casework *casework, const gint64 *cases, guint n_cases)
{
  return case_list (casework, "review", DOUDI_PROGRAMME_LOW_INCOME, cases, n_cases, CASEWORKER,
                    DAY_REVIEW);
}

static void
approve (Casework *casework, gint64 list)
{
  DoudiCaseListResult result;
  g_autoptr (GError) error = NULL;

  case_decide (casework, list, REVIEWER, DAY_REVIEW, &result, &error);
  g_assert_no_error (error);
}

static GPtrArray *
try_build (Casework *casework, const char *kind, gint64 list, guint *withheld, GError **error)
{
  const DoudiNoticeRequest request = { .kind = kind, .list_id = list };

  return doudi_notices_build (casework_session (casework, NOTICES, DAY_PRINT), &request, NULL,
                              withheld, error);
}

static GPtrArray *
build (Casework *casework, gint64 list, guint *withheld)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *notices = try_build (casework, "review", list, withheld, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (notices->len, ==, 1);
  return notices;
}

static GPtrArray *
issue (Casework *casework, GPtrArray *notices)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *sheets
    = doudi_notices_issue (casework_session (casework, NOTICES, DAY_PRINT), notices,
                           DOUDI_PAPER_A3_LANDSCAPE, casework->folder, NULL, &error);

  g_assert_no_error (error);
  g_ptr_array_set_free_func (sheets, (GDestroyNotify) doudi_notice_sheet_free);
  return sheets;
}

/* What hangs in the village; whoever is under 18 does not, and no number does. */
static void
test_golden (Casework *casework, gconstpointer data)
{
  gint64 cases[3];
  gint64 list;
  guint withheld;
  g_autoptr (GPtrArray) notices = NULL;
  g_autoptr (GPtrArray) sheets = NULL;
  g_autofree char *text = NULL;
  g_autofree char *number = case_identity (&zhaxi[0]);
  const DoudiNotice *notice;

  cases[0] = open_to_review (casework, zhaxi, G_N_ELEMENTS (zhaxi));
  cases[1] = open_to_review (casework, gongbao, 1);
  cases[2] = open_to_review (casework, child, 1);
  list = submit (casework, cases, 3);
  approve (casework, list);
  notices = build (casework, list, &withheld);
  notice = g_ptr_array_index (notices, 0);
  g_assert_cmpuint (withheld, ==, 1);
  g_assert_cmpuint (doudi_notice_get_n_rows (notice), ==, 2);
  g_assert_cmpint (doudi_notice_get_list (notice), ==, list);
  g_assert_null (strstr (doudi_notice_get_content (notice), child[0].name));
  g_assert_null (strstr (doudi_notice_get_content (notice), number));
  sheets = issue (casework, notices);
  text = pdf_text (((DoudiNoticeSheet *) g_ptr_array_index (sheets, 0))->file, 0);
  assert_golden ("review-A3.txt", text);
}

/* Two lists of a month hang side by side; the same one again is a copy. */
static void
test_side_by_side (Casework *casework, gconstpointer data)
{
  gint64 cases[2];
  gint64 lists[2];
  g_autoptr (GPtrArray) hanging = NULL;
  g_autoptr (GError) error = NULL;
  guint withheld;

  cases[0] = open_to_review (casework, zhaxi, G_N_ELEMENTS (zhaxi));
  cases[1] = open_to_review (casework, gongbao, 1);
  for (guint i = 0; i < 2; i++)
    {
      lists[i] = submit (casework, cases + i, 1);
      approve (casework, lists[i]);
    }
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GPtrArray) notices = build (casework, lists[i % 2], &withheld);
      g_autoptr (GPtrArray) sheets = issue (casework, notices);
      const DoudiNoticeSheet *sheet = g_ptr_array_index (sheets, 0);

      g_assert_cmpuint (sheet->copy, ==, i < 2 ? 1 : 2);
    }
  hanging = doudi_notices_list (casework->store, "review", 201806, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (hanging->len, ==, 2);
}

static void
test_refusals (Casework *casework, gconstpointer data)
{
  gint64 id = open_to_review (casework, zhaxi, 1);
  gint64 list = submit (casework, &id, 1);
  guint withheld;

  assert_refused (try_build (casework, "review", 0, &withheld, error), DOUDI_ERROR_USAGE);
  assert_refused (try_build (casework, "review", list, &withheld, error), DOUDI_ERROR_REFUSED);
  assert_refused (try_build (casework, "review", list + 1, &withheld, error),
                  DOUDI_ERROR_NOT_FOUND);
  approve (casework, list);
  /* Nobody has come to the notice before the approval. */
  assert_refused (try_build (casework, "approval", list, &withheld, error), DOUDI_ERROR_REFUSED);
}

/* The notice before the approval, where a county hangs one. */
static void
test_approval (Casework *casework, gconstpointer data)
{
  gint64 id = open_to_review (casework, zhaxi, G_N_ELEMENTS (zhaxi));
  gint64 list = submit (casework, &id, 1);
  const DoudiNoticeRequest request
    = { .kind = "approval", .village = casework->village, .list_id = list };
  g_autoptr (GPtrArray) notices = NULL;
  g_autoptr (GError) error = NULL;
  guint withheld;

  approve (casework, list);
  case_hang (casework, list, DAY_POSTED, DAY_ENDED);
  case_work_to (casework, id, DOUDI_STEP_APPROVAL_NOTICE, DAY_ENDED);
  notices = doudi_notices_build (casework_session (casework, NOTICES, DAY_ENDED), &request, NULL,
                                 &withheld, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (notices->len, ==, 1);
  g_assert_nonnull (strstr (doudi_notice_get_content (g_ptr_array_index (notices, 0)), "才让扎西"));
}

#define ADD(path, func)                                                                            \
  g_test_add ("/paper/notice-list/" path, Casework, NULL, set_up, func, casework_tear_down)

int
main (int argc, char **argv)
{
  print_golden_wanted (&argc, argv);
  g_test_init (&argc, &argv, NULL);
  ADD ("golden", test_golden);
  ADD ("side-by-side", test_side_by_side);
  ADD ("refusals", test_refusals);
  ADD ("approval", test_approval);
  return g_test_run ();
}
