/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * Pages of households of an invented caseload, from the records to the text of the PDF.
 * "test-paper-household-sheet --print" writes the golden text anew, for a person to look at.
 */

#include <stdlib.h>
#include <string.h>

#include "base/doudi-error.h"
#include "casework/doudi-pay-run.h"
#include "paper-fixture.h"
#include "paper/doudi-household-sheet.h"
#include "store/doudi-award-store.h"
#include "store/doudi-registry-write.h"
#include "store/doudi-setting.h"

#define A4 "595.276 x 841.89 pts (A4)"
#define PHONE "13893601234"
#define ACCOUNT "6222021234567890128"

/* The households of them are 1 and 2. */
static const FixtureAward awards[] = {
  { .name = "才让扎西",
    .persons = 3,
    .benefit_class = 1,
    .group = "三社",
    .first_month = 201801,
    .phone = PHONE,
    .account = ACCOUNT,
    .address = "幸福巷27号" },
  { .name = "桑吉",
    .programme = "special-hardship",
    .group = "五社",
    .self_care = "able",
    .first_month = 201801 },
};

enum
{
  FAMILY = 1,
  ALONE,
};

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture_set_up (fixture, data);
  fixture_add (fixture, awards, G_N_ELEMENTS (awards));
}

static DoudiHouseholdSheet *
build (DoudiSession *session, gint64 household, gboolean full)
{
  g_autoptr (GError) error = NULL;
  DoudiHouseholdSheet *page = doudi_household_sheet_build (session, household, full, &error);

  g_assert_no_error (error);
  return page;
}

static char *
write_page (Fixture *fixture, const DoudiHouseholdSheet *page)
{
  g_autofree char *name = doudi_household_sheet_dup_file_name (page);
  char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr (GError) error = NULL;
  guint n_pages;

  doudi_household_sheet_write (fixture_director (fixture), page, path, &n_pages, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_pages, ==, 1);
  g_assert_cmpuint (pdf_pages (path), ==, 1);
  return path;
}

static char *
page_text (Fixture *fixture, gint64 household, gboolean full)
{
  g_autoptr (DoudiHouseholdSheet) page = build (fixture_director (fixture), household, full);
  g_autofree char *path = write_page (fixture, page);

  return pdf_text (path, 0);
}

/* What depends on the day of the test: when the record was written, and the digest over it. */
static char *
without_clock (const char *text, const DoudiHouseholdSheet *page)
{
  const char *digest = doudi_household_sheet_get_digest (page);
  g_autofree char *today = doudi_day_format_iso (doudi_day_today ());
  g_autofree char *code
    = g_strdup_printf ("%.4s-%.4s-%.4s-%.4s", digest, digest + 4, digest + 8, digest + 12);
  GString *normal = g_string_new (text);

  g_assert_cmpuint (g_string_replace (normal, today, "0000-00-00", 0), >, 0);
  g_assert_cmpuint (g_string_replace (normal, code, "0000-0000-0000-0000", 0), ==, 1);
  return g_string_free (normal, FALSE);
}

static void
assert_says (const char *text, const char *words)
{
  if (strstr (text, words) == NULL)
    g_error ("“%s” is missing in\n%s", words, text);
}

static void
add_fact (Fixture *fixture, gint64 person, const char *kind, const char *value)
{
  DoudiSession *caseworker = fixture_caseworker (fixture);
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiTransaction) transaction = doudi_transaction_begin (fixture->store, &error);

  doudi_registry_insert_circumstance (caseworker, person, kind, value, doudi_day_new (2018, 2, 1),
                                      "form", &error);
  g_assert_no_error (error);
  doudi_transaction_commit (transaction, &error);
  g_assert_no_error (error);
}

/* A closed run of a month. */
static void
pay (Fixture *fixture, DoudiMonth month)
{
  g_autoptr (GError) error = NULL;
  gint64 run = fixture_pay (fixture, month);

  doudi_pay_run_close (fixture_caseworker (fixture), run, &error);
  g_assert_no_error (error);
}

static void
add_term (Fixture *fixture, DoudiMonth from, int persons)
{
  const DoudiAwardTermRow term = { .from = from, .persons = persons, .benefit_class = 1 };
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiTransaction) transaction = doudi_transaction_begin (fixture->store, &error);

  doudi_award_insert_term (fixture->notices, FAMILY, &term, 0, "人口变化", "form", &error);
  g_assert_no_error (error);
  doudi_transaction_commit (transaction, &error);
  g_assert_no_error (error);
}

/* Months that were paid alike are one line. */
static void
test_family (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DoudiHouseholdSheet) page = NULL;
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_autofree char *normal = NULL;

  add_fact (fixture, 1, "disability", "limb:2");
  add_fact (fixture, 1, "work-ability", "丧失劳动能力");
  pay (fixture, 201804);
  pay (fixture, 201805);
  pay (fixture, 201806);
  page = build (fixture_director (fixture), FAMILY, FALSE);
  path = write_page (fixture, page);
  text = pdf_text (path, 0);
  assert_says (text, "才让扎西");
  assert_says (text, "肢体二级");
  assert_says (text, "930.00");
  normal = without_clock (text, page);
  assert_golden ("household-sheet.txt", normal);
}

/* Numbers are covered unless somebody who may see them wants them. */
static void
test_numbers (Fixture *fixture, gconstpointer data)
{
  g_autofree char *covered = page_text (fixture, FAMILY, FALSE);
  g_autofree char *full = page_text (fixture, FAMILY, TRUE);

  g_assert_null (strstr (covered, PHONE));
  g_assert_null (strstr (covered, ACCOUNT));
  assert_says (covered, "138****1234");
  assert_says (full, PHONE);
  assert_says (full, ACCOUNT);
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  DoudiSession *const refused[] = { fixture->notices, fixture_administrator (fixture) };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_assert_null (doudi_household_sheet_build (refused[i], FAMILY, FALSE, &error));
      g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_NOT_ALLOWED);
      g_clear_error (&error);
    }
  g_assert_null (doudi_household_sheet_build (fixture_director (fixture), 99, FALSE, &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_NOT_FOUND);
}

/* However much happened, the page is one page. */
static void
test_one_page (Fixture *fixture, gconstpointer data)
{
  g_autofree char *short_text = page_text (fixture, FAMILY, FALSE);
  g_autofree char *text = NULL;

  for (guint i = 0; i < 60; i++)
    add_term (fixture, doudi_month_add (201306, (int) i), 1 + (int) (i % 3));
  text = page_text (fixture, FAMILY, FALSE);
  g_assert_null (strstr (short_text, "事项只列最近部分"));
  assert_says (text, "事项只列最近部分");
  assert_says (text, "最低生活保障调整");
}

static void
test_hardship (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = page_text (fixture, ALONE, FALSE);

  assert_says (text, "特困人员");
  assert_says (text, "431.50");
  g_assert_null (strstr (text, "才让扎西"));
}

static void
check_fonts (const char *path)
{
  const char *arguments[] = { "pdffonts", path, NULL };
  g_autofree char *fonts = run_tool (arguments);
  g_auto (GStrv) lines = g_strsplit (g_strchomp (fonts), "\n", -1);

  g_assert_cmpuint (g_strv_length (lines), >, 2);
  for (guint i = 2; lines[i] != NULL; i++)
    g_assert_true (strstr (lines[i], "+NotoSansCJKsc-") != NULL
                   || strstr (lines[i], "+NotoSerifCJKsc-") != NULL);
}

/* A4 upright; the file says what it is and names nobody. */
static void
test_page (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DoudiHouseholdSheet) page = build (fixture_director (fixture), FAMILY, FALSE);
  g_autofree char *path = write_page (fixture, page);
  const char *arguments[] = { "pdfinfo", path, NULL };
  g_autofree char *info = run_tool (arguments);

  g_assert_nonnull (strstr (info, A4));
  g_assert_nonnull (strstr (info, "Title:           家庭信息页\n"));
  g_assert_null (strstr (info, "Author:"));
  g_assert_true (g_str_has_suffix (path, "家庭信息页-1.pdf"));
  g_assert_cmpint (doudi_household_sheet_get_household (page), ==, FAMILY);
  check_fonts (path);
}

static void
test_digest (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DoudiHouseholdSheet) first = build (fixture_director (fixture), FAMILY, FALSE);
  g_autoptr (DoudiHouseholdSheet) again = build (fixture_director (fixture), FAMILY, FALSE);
  g_autoptr (DoudiHouseholdSheet) full = build (fixture_director (fixture), FAMILY, TRUE);
  g_autoptr (DoudiHouseholdSheet) other = build (fixture_caseworker (fixture), FAMILY, FALSE);
  const char *digest = doudi_household_sheet_get_digest (first);

  g_assert_cmpuint (strlen (digest), ==, 64);
  g_assert_cmpstr (digest, ==, doudi_household_sheet_get_digest (again));
  g_assert_cmpstr (digest, !=, doudi_household_sheet_get_digest (full));
  g_assert_cmpstr (digest, !=, doudi_household_sheet_get_digest (other));
}

static void
test_demonstration (Fixture *fixture, gconstpointer data)
{
  g_autofree char *real = page_text (fixture, FAMILY, FALSE);
  g_autofree char *invented = NULL;

  g_assert_null (strstr (real, "演示"));
  fixture_set (fixture, DOUDI_SETTING_DEMONSTRATION, "1");
  invented = page_text (fixture, FAMILY, FALSE);
  assert_says (invented, "演示数据");
}

#define ADD(name, func)                                                                            \
  g_test_add ("/paper/household-sheet/" name, Fixture, NULL, set_up, func, fixture_tear_down)

int
main (int argc, char *argv[])
{
  int result;

  print_golden_wanted (&argc, argv);
  g_test_init (&argc, &argv, NULL);
  ADD ("family", test_family);
  ADD ("numbers", test_numbers);
  ADD ("refused", test_refused);
  ADD ("one-page", test_one_page);
  ADD ("hardship", test_hardship);
  ADD ("page", test_page);
  ADD ("digest", test_digest);
  ADD ("demonstration", test_demonstration);
  result = g_test_run ();
  fixture_forget ();
  return result;
}
