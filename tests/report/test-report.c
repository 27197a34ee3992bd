/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "report-fixture.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>

#include "exchange/doudi-table.h"

#define JULY "2018-07-02"

static const char *const ids[]
  = { "low-income-monthly", "payment-sheet",     "payment-summary",        "roster-children",
      "roster-disability",  "roster-low-income", "roster-special-hardship" };

static guint
find_column (const DoudiReport *report, guint sheet, const char *key)
{
  for (guint i = 0; i < doudi_report_get_n_columns (report, sheet); i++)
    if (g_str_equal (doudi_report_get_column (report, sheet, i)->key, key))
      return i;
  g_error ("no column %s", key);
}

/* What the last row of a sheet says of a column. */
static char *
dup_total (const DoudiReport *report, guint sheet, const char *key)
{
  guint last = doudi_report_get_n_rows (report, sheet) - 1;

  g_assert_cmpint (doudi_report_get_row_kind (report, sheet, last), ==, DOUDI_REPORT_TOTAL);
  return doudi_report_dup_cell_text (report, sheet, last, find_column (report, sheet, key));
}

#define assert_total(report, sheet, key, expected)                                                 \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *total = dup_total ((report), (sheet), (key));                                 \
    g_assert_cmpstr (total, ==, (expected));                                                       \
  }                                                                                                \
  G_STMT_END

static DoudiSession *
july (Fixture *fixture, const char *user)
{
  return fixture_session (fixture, user, JULY);
}

/* Each report is made, its checks hold, and it is made the same again. */
static void
test_all (Fixture *fixture, gconstpointer data)
{
  fixture_fill_two_months (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (DoudiReport) report = fixture_report (fixture, ids[i], "2018-06");
      g_autoptr (DoudiReport) again = fixture_report (fixture, ids[i], "2018-06");

      for (guint j = 0; j < doudi_report_get_n_checks (report); j++)
        g_assert_true (doudi_report_get_check (report, j)->ok);
      g_assert_true (doudi_report_is_sound (report));
      g_assert_cmpint (doudi_report_get_n_checks (report), >, 0);
      g_assert_cmpint (doudi_report_count_rows (report), >, 0);
      g_assert_cmpuint (strlen (doudi_report_get_digest (report)), ==, 64);
      g_assert_cmpstr (doudi_report_get_digest (report), ==, doudi_report_get_digest (again));
    }
}

/* Counted by hand from the rows of the fixture. */
static void
test_monthly (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DoudiReport) report = NULL;
  g_autoptr (DoudiReport) may = NULL;

  fixture_fill_two_months (fixture);
  report = fixture_report (fixture, "low-income-monthly", "2018-06");
  g_assert_cmpuint (doudi_report_get_n_sheets (report), ==, 2);
  g_assert_cmpstr (doudi_report_get_sheet_name (report, 0), ==, "农村低保");
  g_assert_cmpstr (doudi_report_get_sheet_name (report, 1), ==, "城市低保");
  g_assert_cmpuint (doudi_report_get_n_rows (report, 0), ==, 13 + 1);
  assert_total (report, 0, "households", "38");
  assert_total (report, 0, "new-households", "1");
  assert_total (report, 0, "new-persons", "2");
  assert_total (report, 0, "exit-households", "1");
  assert_total (report, 0, "exit-persons", "3");
  assert_total (report, 0, "added-persons", "1");
  assert_total (report, 0, "left-persons", "0");
  assert_total (report, 0, "standard", "310.00");
  assert_total (report, 0, "recovery", "0.00");
  assert_total (report, 1, "households", "4");
  assert_total (report, 1, "new-households", "0");
  g_assert_cmpstr (fixture_check (report, "changes-explain-numbers")->rule, !=, NULL);

  /* The first month has nothing to be compared with: that is not the same as no change. */
  may = fixture_report (fixture, "low-income-monthly", "2018-05");
  assert_total (may, 0, "new-households", "");
  for (guint i = 0; i < doudi_report_get_n_checks (may); i++)
    g_assert_cmpstr (doudi_report_get_check (may, i)->rule, !=, "changes-explain-numbers");
}

/* What the whole county got is what the ledger holds, on every sheet of money. */
static void
test_money (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DoudiReport) sheet = NULL;
  g_autoptr (DoudiReport) summary = NULL;
  g_autoptr (DoudiReport) quarter = NULL;
  g_autofree char *june = NULL;
  g_autofree char *both = NULL;

  fixture_fill_two_months (fixture);
  june = doudi_money_format (fixture_ask_sql (
    fixture, "SELECT sum(fen) FROM ledger_line WHERE run_id = (SELECT max(id) FROM pay_run)"));
  both = doudi_money_format (fixture_ask_sql (fixture, "SELECT sum(fen) FROM ledger_line"));
  sheet = fixture_report (fixture, "payment-sheet", "2018-06");
  g_assert_cmpstr (fixture_check (sheet, "payments-equal-ledger")->left, ==, june);
  g_assert_cmpstr (fixture_check (sheet, "month-equals-bank-file")->right, ==, june);
  summary = fixture_report (fixture, "payment-summary", "2018-06");
  g_assert_cmpstr (fixture_check (summary, "payments-equal-run")->left, ==, june);
  quarter = fixture_report (fixture, "payment-summary", "2018-Q2");
  g_assert_cmpstr (fixture_check (quarter, "payments-equal-run")->left, ==, both);
  g_assert_true (doudi_report_is_sound (quarter));
}

/* One row a household and one a member; amounts stand once. */
static void
test_rosters (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DoudiReport) report = NULL;
  g_autofree char *households = NULL;
  g_autofree char *members = NULL;

  fixture_fill_two_months (fixture);
  report = fixture_report (fixture, "roster-low-income", "2018-06");
  g_assert_cmpuint (doudi_report_get_n_sheets (report), ==, 4);
  g_assert_cmpuint (doudi_report_get_n_rows (report, 0), ==, 38 + 1);
  households = dup_total (report, 0, "regular");
  members = dup_total (report, 2, "regular");
  g_assert_cmpstr (doudi_report_get_sheet_name (report, 2), ==, "农村低保人员");
  g_assert_cmpstr (households, ==, members);
  assert_total (report, 0, "family-size", "125");
  g_assert_cmpuint (doudi_report_get_n_rows (report, 2), ==, 125 + 1);
}

/* Two runs of one month: an award stands once on the roster, what the second run added is back-pay.
 */
static void
test_two_runs (Fixture *fixture, gconstpointer data)
{
  gint64 award = fixture_add_low_income (fixture, "rural", 201806, 2, 1, 1);
  g_autoptr (DoudiReport) roster = NULL;
  g_autoptr (DoudiReport) monthly = NULL;

  fixture_pay (fixture, 201806, LOW_INCOME, TRUE);
  fixture_change_term (fixture, award, 201806, 2, 1);
  fixture_pay (fixture, 201806, LOW_INCOME, TRUE);
  roster = fixture_report (fixture, "roster-low-income", "2018-06");
  g_assert_cmpuint (doudi_report_get_n_rows (roster, 0), ==, 1 + 1);
  assert_total (roster, 0, "regular", "310.00");
  g_assert_true (doudi_report_is_sound (roster));
  monthly = fixture_report (fixture, "low-income-monthly", "2018-06");
  assert_total (monthly, 0, "households", "1");
  assert_total (monthly, 0, "regular", "310.00");
  assert_total (monthly, 0, "back-pay", "310.00");
  assert_total (monthly, 0, "paid", "620.00");
  g_assert_true (doudi_report_is_sound (monthly));
}

static void
assert_breaks (Fixture *fixture, const char *id, const char *rule)
{
  g_autoptr (DoudiReport) report = fixture_report (fixture, id, "2018-06");
  gint64 issue = 0;

  g_assert_false (fixture_check (report, rule)->ok);
  g_assert_cmpstr (fixture_check (report, rule)->left, !=, fixture_check (report, rule)->right);
  g_assert_false (doudi_report_is_sound (report));
  assert_refused (doudi_report_issue (report, july (fixture, "caseworker"), &issue, error),
                  DOUDI_ERROR_REFUSED);
}

/* Somebody changes a row with another program: the sums no longer agree. */
static void
test_tampered (Fixture *fixture, gconstpointer data)
{
  fixture_fill_two_months (fixture);
  fixture_run_sql (fixture, "DROP TRIGGER pay_item_frozen; UPDATE pay_item SET regular_fen ="
                            " regular_fen + 100000 WHERE programme = 'low-income' AND award_id ="
                            " (SELECT min(award_id) FROM pay_item) AND run_id = 2");
  assert_breaks (fixture, "payment-sheet", "payments-equal-run");
  assert_breaks (fixture, "payment-sheet", "payments-equal-ledger");
  assert_breaks (fixture, "payment-sheet", "month-equals-bank-file");
  assert_breaks (fixture, "roster-low-income", "roster-equals-ledger");
  fixture_run_sql (fixture, "UPDATE pay_item SET persons = 0 WHERE programme = 'low-income'");
  assert_breaks (fixture, "low-income-monthly", "persons-at-least-households");
  assert_breaks (fixture, "low-income-monthly", "payments-equal-ledger");
}

/* A run that still waits will add rows: a draft can be made, but not issued. */
static void
test_open_run (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DoudiReport) report = NULL;

  fixture_fill (fixture, 10);
  fixture_pay (fixture, 201805, LOW_INCOME, TRUE);
  fixture_pay (fixture, 201805, EVERY_PROGRAMME & ~LOW_INCOME, FALSE);
  report = fixture_report (fixture, "payment-sheet", "2018-05");
  g_assert_false (fixture_check (report, "every-run-closed")->ok);
  g_assert_false (doudi_report_is_sound (report));
}

static DoudiReport *
build (Fixture *fixture, const char *user, const char *id, const char *period, GError **error)
{
  DoudiPeriod parsed;

  g_assert_true (doudi_period_parse (period, &parsed));
  return doudi_report_build (july (fixture, user), id, &parsed, NULL, error);
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  fixture_fill (fixture, 10);
  assert_refused (build (fixture, "caseworker", "payment-sheet", "2018-05", error),
                  DOUDI_ERROR_REFUSED);
  fixture_pay (fixture, 201805, LOW_INCOME, FALSE);
  assert_refused (build (fixture, "caseworker", "payment-sheet", "2018-05", error),
                  DOUDI_ERROR_REFUSED);
  assert_refused (build (fixture, "caseworker", "prefecture-pack", "2018-05", error),
                  DOUDI_ERROR_NOT_FOUND);
  assert_refused (build (fixture, "caseworker", "payment-sheet", "2018-Q2", error),
                  DOUDI_ERROR_USAGE);
  assert_refused (build (fixture, "caseworker", "low-income-monthly", "2018", error),
                  DOUDI_ERROR_USAGE);
}

/* A closed run that pays nobody of the programme. */
static void
test_nobody (Fixture *fixture, gconstpointer data)
{
  fixture_add_low_income (fixture, "rural", 201805, 1, 1, 1);
  fixture_pay (fixture, 201805, EVERY_PROGRAMME, TRUE);
  assert_refused (build (fixture, "caseworker", "roster-children", "2018-05", error),
                  DOUDI_ERROR_REFUSED);
}

static void
test_roles (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *user;
    gboolean persons;
    gboolean numbers;
    gboolean issues;
  } roles[] = {
    { "caseworker", TRUE, TRUE, TRUE }, { "reviewer", TRUE, TRUE, TRUE },
    { "director", TRUE, TRUE, TRUE },   { "notices", FALSE, TRUE, FALSE },
    { "auditor", TRUE, TRUE, FALSE },   { "administrator", FALSE, FALSE, FALSE },
  };
  g_autoptr (DoudiReport) report = NULL;
  g_autofree char *path = fixture_path (fixture, "x.xlsx");

  fixture_fill_two_months (fixture);
  report = fixture_report (fixture, "payment-sheet", "2018-06");
  for (gsize i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      DoudiSession *session = july (fixture, roles[i].user);
      g_autoptr (DoudiReport) persons
        = build (fixture, roles[i].user, "payment-sheet", "2018-06", NULL);
      g_autoptr (DoudiReport) numbers
        = build (fixture, roles[i].user, "payment-summary", "2018-06", NULL);

      g_assert_cmpint (persons != NULL, ==, roles[i].persons);
      g_assert_cmpint (numbers != NULL, ==, roles[i].numbers);
      g_assert_cmpint (doudi_report_may_issue (report, session, NULL), ==, roles[i].issues);
      /* What somebody else made is not a way around. */
      g_remove (path);
      g_assert_cmpint (doudi_report_write_xlsx (report, session, path, NULL, NULL), ==,
                       roles[i].persons);
      g_assert_cmpint (g_file_test (path, G_FILE_TEST_EXISTS), ==, roles[i].persons);
    }
}

static gint64
count_lines (Fixture *fixture)
{
  return fixture_ask_sql (fixture, "SELECT count(*) FROM audit WHERE action = 'persons-export' AND "
                                   "object = 'report:payment-sheet' AND result = 'done'");
}

/* A line of the log if and only if there is a file; it names nobody. */
static void
test_log (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DoudiReport) report = NULL;
  g_autofree char *path = fixture_path (fixture, "x.xlsx");
  g_autofree char *nowhere = g_build_filename (fixture->folder, "no", "x.xlsx", NULL);
  g_autoptr (GError) error = NULL;

  fixture_fill_two_months (fixture);
  report = fixture_report (fixture, "payment-sheet", "2018-06");
  g_assert_cmpint (count_lines (fixture), ==, 0);
  g_assert_true (
    doudi_report_write_xlsx (report, july (fixture, "caseworker"), path, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (count_lines (fixture), ==, 1);
  g_assert_cmpint (fixture_ask_sql (fixture, "SELECT count(*) FROM audit WHERE action ="
                                             " 'persons-export' AND detail LIKE '%\"rows\":51%'"),
                   ==, 1);
  g_assert_false (
    doudi_report_write_xlsx (report, july (fixture, "caseworker"), nowhere, NULL, &error));
  g_assert_nonnull (error);
  g_assert_cmpint (doudi_error_exit_status (error), ==, 3);
  g_assert_cmpint (count_lines (fixture), ==, 1);
}

/* Stopped in the middle: no file, no line. */
static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  const DoudiProgress progress = { .cancellable = cancellable };
  g_autoptr (DoudiReport) report = NULL;
  g_autofree char *path = fixture_path (fixture, "x.xlsx");

  fixture_fill_singles (fixture, 1200);
  fixture_pay (fixture, 201806, LOW_INCOME, TRUE);
  report = fixture_report (fixture, "payment-sheet", "2018-06");
  g_cancellable_cancel (cancellable);
  assert_refused (
    doudi_report_write_xlsx (report, july (fixture, "caseworker"), path, &progress, error),
    DOUDI_ERROR_CANCELLED);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_cmpint (count_lines (fixture), ==, 0);
}

static JsonNode *
read_issue (Fixture *fixture, gint64 issue, char **digest)
{
  g_autoptr (GBytes) content = doudi_report_issue_dup_content (fixture->store, issue, NULL);
  g_autoptr (GZlibDecompressor) decompressor
    = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB);
  g_autoptr (GInputStream) compressed = g_memory_input_stream_new_from_bytes (content);
  g_autoptr (GInputStream) stream
    = g_converter_input_stream_new (compressed, G_CONVERTER (decompressor));
  g_autoptr (GBytes) json = g_input_stream_read_bytes (stream, 64 * 1024 * 1024, NULL, NULL);
  g_autofree char *text = g_strndup (g_bytes_get_data (json, NULL), g_bytes_get_size (json));
  g_autoptr (GError) error = NULL;
  JsonNode *root = json_from_string (text, &error);

  g_assert_no_error (error);
  *digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, json);
  return root;
}

/* What is issued is what was on the sheet, and the same sheet is issued once. */
static void
test_issue (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DoudiReport) report = NULL;
  g_autoptr (DoudiReport) may = NULL;
  g_autoptr (GPtrArray) issues = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *digest = NULL;
  g_autoptr (GError) error = NULL;
  const DoudiReportIssue *last;
  gint64 first = 0, second = 0, third = 0;

  fixture_fill_two_months (fixture);
  report = fixture_report (fixture, "payment-sheet", "2018-06");
  may = fixture_report (fixture, "payment-sheet", "2018-05");
  g_assert_true (doudi_report_issue (report, july (fixture, "caseworker"), &first, &error));
  g_assert_true (doudi_report_issue (report, july (fixture, "director"), &second, &error));
  g_assert_true (doudi_report_issue (may, july (fixture, "director"), &third, &error));
  g_assert_no_error (error);
  g_assert_cmpint (first, >, 0);
  g_assert_cmpint (second, ==, first);
  g_assert_cmpint (third, !=, first);

  issues = doudi_report_issues_list (fixture->store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (issues->len, ==, 2);
  last = g_ptr_array_index (issues, 1);
  g_assert_cmpstr (last->report, ==, "payment-sheet");
  g_assert_cmpstr (last->period, ==, "2018-06");
  g_assert_cmpstr (last->issued_by, ==, "caseworker");
  g_assert_cmpint (last->rows, ==, doudi_report_count_rows (report));
  root = read_issue (fixture, first, &digest);
  g_assert_cmpstr (digest, ==, last->digest);
  g_assert_cmpstr (digest, ==, doudi_report_get_digest (report));
  g_assert_cmpuint (
    json_array_get_length (json_object_get_array_member (json_node_get_object (root), "sheets")),
    ==, doudi_report_get_n_sheets (report));
}

/* The words and numbers of the sheet are those of the file. */
static void
test_xlsx (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DoudiReport) report = NULL;
  g_autoptr (DoudiTable) table = NULL;
  g_autofree char *path = fixture_path (fixture, "x.xlsx");
  g_autoptr (GError) error = NULL;
  DoudiTableRow row;
  guint number, account;

  fixture_fill_two_months (fixture);
  report = fixture_report (fixture, "payment-sheet", "2018-06");
  g_assert_true (
    doudi_report_write_xlsx (report, july (fixture, "caseworker"), path, NULL, &error));
  g_assert_no_error (error);
  table = doudi_table_open (path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (doudi_table_get_n_sheets (table), ==, doudi_report_get_n_sheets (report));
  g_assert_cmpstr (doudi_table_get_sheet_name (table, 0), ==, "农村最低生活保障");
  g_assert_true (doudi_table_select (table, 0, &error));
  while (row.number = 0, doudi_table_next (table, &row, &error) && row.number < 3)
    continue;
  number = find_column (report, 0, "identity-number");
  account = find_column (report, 0, "account");
  for (guint i = 0; i < doudi_report_get_n_rows (report, 0); i++)
    {
      g_autofree char *expected = doudi_report_dup_cell_text (report, 0, i, number);
      g_autofree char *paid
        = doudi_report_dup_cell_text (report, 0, i, find_column (report, 0, "paid"));
      DoudiFen fen = 0, shown = 0;

      g_assert_true (doudi_table_next (table, &row, &error));
      g_assert_true (doudi_money_parse (paid, &shown));
      g_assert_true (doudi_money_parse (
        doudi_table_row_get_cell (&row, find_column (report, 0, "paid"))->text, &fen));
      g_assert_cmpint (fen, ==, shown);
      if (doudi_report_get_row_kind (report, 0, i) != DOUDI_REPORT_ROW)
        {
          g_assert_true (doudi_table_row_get_cell (&row, find_column (report, 0, "paid"))->formula);
          continue;
        }
      g_assert_cmpint (doudi_table_row_get_cell (&row, number)->kind, ==, DOUDI_CELL_TEXT);
      g_assert_cmpstr (doudi_table_row_get_cell (&row, number)->text, ==, expected);
      g_assert_cmpint (doudi_table_row_get_cell (&row, account)->kind, ==, DOUDI_CELL_TEXT);
      g_assert_cmpuint (strlen (doudi_table_row_get_cell (&row, account)->text), >=, 16);
    }
}

static void
test_csv (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DoudiReport) report = NULL;
  g_autofree char *path = fixture_path (fixture, "x.csv");
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;

  fixture_fill_two_months (fixture);
  report = fixture_report (fixture, "roster-special-hardship", "2018-06");
  g_assert_true (doudi_report_write_csv (report, july (fixture, "caseworker"), path, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_true (g_str_has_prefix (text, "\xEF\xBB\xBF\"表\",\"序号\",\"乡镇\","));
  lines = g_strsplit (text, "\r\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, (guint) doudi_report_count_rows (report) + 2);
}

static void
test_csv_of_unlike_sheets (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DoudiReport) report = NULL;
  g_autofree char *path = fixture_path (fixture, "x.csv");

  fixture_fill_two_months (fixture);
  report = fixture_report (fixture, "roster-low-income", "2018-06");
  assert_refused (doudi_report_write_csv (report, july (fixture, "caseworker"), path, NULL, error),
                  DOUDI_ERROR_USAGE);
}

static void
test_csv_injection (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DoudiReport) report = NULL;
  g_autofree char *path = fixture_path (fixture, "x.csv");
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  fixture_add_low_income (fixture, "rural", 201805, 1, 1, 1);
  fixture_pay (fixture, 201805, LOW_INCOME, TRUE);
  fixture_run_sql (fixture, "DROP TRIGGER pay_item_frozen; UPDATE pay_item SET payee_name ="
                            " '=1+\"1\"'");
  report = fixture_report (fixture, "payment-sheet", "2018-05");
  g_assert_true (doudi_report_write_csv (report, july (fixture, "caseworker"), path, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, ",\"'=1+\"\"1\"\"\","));
  g_assert_null (strstr (text, ",\"="));
}

/* A place that no column says anything about has no column. */
static void
test_optional (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DoudiReport) report = NULL;

  fixture_add_low_income (fixture, "rural", 201805, 1, 1, 1);
  fixture_pay (fixture, 201805, LOW_INCOME, TRUE);
  report = fixture_report (fixture, "payment-sheet", "2018-05");
  for (guint i = 0; i < doudi_report_get_n_columns (report, 0); i++)
    g_assert_cmpstr (doudi_report_get_column (report, 0, i)->key, !=, "care");
  find_column (report, 0, "class");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function)                                                                        \
  g_test_add ("/report/report/" name, Fixture, NULL, fixture_set_up, function, fixture_tear_down)
  ADD ("all", test_all);
  ADD ("monthly", test_monthly);
  ADD ("money", test_money);
  ADD ("rosters", test_rosters);
  ADD ("two-runs", test_two_runs);
  ADD ("tampered", test_tampered);
  ADD ("open-run", test_open_run);
  ADD ("refused", test_refused);
  ADD ("nobody", test_nobody);
  ADD ("roles", test_roles);
  ADD ("log", test_log);
  ADD ("cancelled", test_cancelled);
  ADD ("issue", test_issue);
  ADD ("xlsx", test_xlsx);
  ADD ("csv", test_csv);
  ADD ("csv-of-unlike-sheets", test_csv_of_unlike_sheets);
  ADD ("csv-injection", test_csv_injection);
  ADD ("optional", test_optional);
  return g_test_run ();
}
