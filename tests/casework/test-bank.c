/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "casework-fixture.h"

#include "casework/doudi-bank.h"

#define CARD "6217000000000000001"
#define PASSBOOK "27800000000000002"

static DoudiBankAnswer *
answer (const char *account, DoudiFen fen, gboolean success)
{
  static guint row = 1;
  DoudiBankAnswer *made = g_new0 (DoudiBankAnswer, 1);

  made->row = ++row;
  made->account = g_strdup (account);
  made->holder = g_strdup ("户主");
  made->fen = fen;
  made->success = success;
  made->reason = g_strdup (success ? "" : "账户已销户");
  return made;
}

static DoudiBankResult *
read_answers (Casework *casework, gint64 run_id, DoudiBankAnswer *one, DoudiBankAnswer *other)
{
  g_autoptr (GPtrArray) answers
    = g_ptr_array_new_with_free_func ((GDestroyNotify) doudi_bank_answer_free);
  g_autoptr (GError) error = NULL;
  DoudiBankResult *result;

  g_ptr_array_add (answers, one);
  if (other != NULL)
    g_ptr_array_add (answers, other);
  result = doudi_bank_return (casework_session (casework, CASEWORKER, "2018-01-25"), run_id,
                              answers, &error);
  g_assert_no_error (error);
  g_assert_cmpint (result->rows, ==, answers->len);
  g_assert_cmpint (result->paid + result->failed + result->unknown, ==, result->rows);
  g_assert_cmpuint (result->problems->len, ==, result->unknown);
  return result;
}

static gint64
pay_two (Casework *casework, gint64 *first, gint64 *second)
{
  Home one = casework_add_home (casework, "才让", "1980-01-01", CARD);
  Home other = casework_add_home (casework, "卓玛", "1981-01-01", PASSBOOK);

  *first = casework_add_award (casework, "low-income", one, 201801, 1, 1);
  *second = casework_add_award (casework, "low-income", other, 201801, 1, 2);
  return casework_pay (casework, 201801, LOW_INCOME, "2018-01-20");
}

/* What did not arrive is due again: the next run pays it as back-pay, and once. */
static void
test_failed (Casework *casework, gconstpointer data)
{
  gint64 first, second;
  gint64 run = pay_two (casework, &first, &second);
  g_autoptr (DoudiBankResult) result
    = read_answers (casework, run, answer (CARD, 29200, TRUE), answer (PASSBOOK, 27500, FALSE));
  g_autoptr (DoudiPayRunResult) february = NULL;

  g_assert_cmpint (result->paid, ==, 1);
  g_assert_cmpint (result->failed, ==, 1);
  g_assert_cmpint (result->paid_total, ==, 29200);
  g_assert_cmpint (result->failed_total, ==, 27500);
  g_assert_cmpint (result->silent, ==, 0);
  g_assert_cmpint (casework_ledger_sum (casework, second, 0), ==, 0);
  g_assert_true (casework_verifies (casework, NULL));

  february = doudi_pay_run_describe (
    casework->store, casework_pay (casework, 201802, LOW_INCOME, "2018-02-05"), NULL);
  g_assert_cmpint (february->total.regular, ==, 29200 + 27500);
  g_assert_cmpint (february->total.back_pay, ==, 27500);
  g_assert_cmpint (casework_ledger_sum (casework, second, 0), ==, 2 * 27500);
  g_assert_true (casework_verifies (casework, NULL));
}

/* A payment that carried a recovery takes that back too. */
static void
test_failed_with_recovery (Casework *casework, gconstpointer data)
{
  Home home = casework_add_home (casework, "才让", "1980-01-01", CARD);
  gint64 award = casework_add_award (casework, "low-income", home, 201801, 3, 1);
  g_autoptr (DoudiBankResult) result = NULL;
  g_autoptr (DoudiPayRunResult) march = NULL;
  gint64 run;

  casework_pay (casework, 201801, LOW_INCOME, "2018-01-20");
  casework_add_term (casework, award, 201801, 2, 1, 0);
  run = casework_pay (casework, 201802, LOW_INCOME, "2018-01-21");
  g_assert_cmpint (casework_ledger_sum (casework, award, 0), ==, 4 * 29200);
  result = read_answers (casework, run, answer (CARD, 29200, FALSE), NULL);
  g_assert_cmpint (casework_ledger_sum (casework, award, 0), ==, 3 * 29200);
  march = doudi_pay_run_describe (casework->store,
                                  casework_pay (casework, 201803, LOW_INCOME, "2018-03-05"), NULL);
  g_assert_cmpint (doudi_pay_run_sums_total (&march->total), ==, 3 * 29200);
  g_assert_cmpint (casework_ledger_sum (casework, award, 0), ==, 6 * 29200);
  g_assert_true (casework_verifies (casework, NULL));
}

static void
test_read_again (Casework *casework, gconstpointer data)
{
  gint64 first, second;
  gint64 run = pay_two (casework, &first, &second);
  g_autoptr (DoudiBankResult) once
    = read_answers (casework, run, answer (CARD, 29200, TRUE), answer (PASSBOOK, 27500, FALSE));
  g_autoptr (DoudiBankResult) again
    = read_answers (casework, run, answer (CARD, 29200, TRUE), answer (PASSBOOK, 27500, FALSE));
  g_autoptr (DoudiBankResult) opposite
    = read_answers (casework, run, answer (CARD, 29200, FALSE), answer (PASSBOOK, 27500, TRUE));

  g_assert_cmpint (again->paid_total, ==, once->paid_total);
  g_assert_cmpint (again->failed_total, ==, once->failed_total);
  g_assert_cmpint (opposite->unknown, ==, 2);
  for (guint i = 0; i < opposite->problems->len; i++)
    g_assert_cmpint (g_array_index (opposite->problems, DoudiBankProblem, i).kind, ==,
                     DOUDI_BANK_CONTRADICTS);
  g_assert_cmpint (casework_ledger_sum (casework, first, 0), ==, 29200);
  g_assert_cmpint (casework_ledger_sum (casework, second, 0), ==, 0);
  g_assert_cmpint (casework_ask (casework, "SELECT count(*) FROM returned_line"), ==, 1);
  g_assert_true (casework_verifies (casework, NULL));
}

static void
test_unknown (Casework *casework, gconstpointer data)
{
  static const struct
  {
    const char *account;
    DoudiFen fen;
    DoudiBankProblemKind kind;
  } cases[] = {
    { "6217000000000000099", 29200, DOUDI_BANK_NO_SUCH_PAYMENT },
    { CARD, 29201, DOUDI_BANK_AMOUNT_DIFFERS },
    { CARD, 29200, DOUDI_BANK_TWICE },
  };
  gint64 first, second;
  gint64 run = pay_two (casework, &first, &second);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (DoudiBankResult) result
        = read_answers (casework, run, answer ("6217 0000-0000 0000001", 29200, TRUE),
                        answer (cases[i].account, cases[i].fen, FALSE));

      g_assert_cmpint (result->paid, ==, 1);
      g_assert_cmpint (result->unknown, ==, 1);
      g_assert_cmpint (result->silent, ==, 1);
      g_assert_cmpint (g_array_index (result->problems, DoudiBankProblem, 0).kind, ==,
                       cases[i].kind);
      g_assert_nonnull (doudi_bank_problem_name (cases[i].kind));
    }
}

static void
test_refused (Casework *casework, gconstpointer data)
{
  Home home = casework_add_home (casework, "才让", "1980-01-01", CARD);
  DoudiSession *caseworker = casework_session (casework, CASEWORKER, "2018-01-25");
  g_autoptr (GPtrArray) answers = g_ptr_array_new ();
  g_autoptr (DoudiPayRunResult) run = NULL;

  casework_add_award (casework, "low-income", home, 201801, 1, 1);
  run = casework_propose (casework, 201801, LOW_INCOME, "2018-01-20");
  assert_refused (doudi_bank_return (caseworker, run->run_id, answers, error),
                  DOUDI_ERROR_CONFLICT);
  assert_refused (doudi_bank_return (caseworker, 99, answers, error), DOUDI_ERROR_NOT_FOUND);
  assert_refused (doudi_bank_return (casework_session (casework, DIRECTOR, "2018-01-25"),
                                     run->run_id, answers, error),
                  DOUDI_ERROR_NOT_ALLOWED);
}

/* Counter-entries are as frozen as lines, and only lines of closed runs get them. */
static void
test_frozen (Casework *casework, gconstpointer data)
{
  static const char *const changes[] = {
    "UPDATE returned_line SET fen = 1",
    "DELETE FROM returned_line",
    "INSERT INTO returned_line VALUES (1, 201801, 1, NULL, -29201, '', '')",
    "INSERT INTO returned_line VALUES (1, 201802, 1, NULL, -29200, '', '')",
    "UPDATE bank_return SET paid = 9",
    "DELETE FROM bank_return",
    "UPDATE payment SET state = 'paid' WHERE state = 'failed'",
  };
  gint64 first, second;
  gint64 run = pay_two (casework, &first, &second);
  g_autoptr (DoudiBankResult) result
    = read_answers (casework, run, answer (PASSBOOK, 27500, FALSE), NULL);
  sqlite3 *db = NULL;

  db = casework_open_raw (casework);
  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_test_message ("%s", changes[i]);
      g_assert_cmpint (sqlite3_exec (db, changes[i], NULL, NULL, NULL), ==, SQLITE_CONSTRAINT);
    }
  sqlite3_close (db);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/casework/bank/" name, Casework, NULL, casework_set_up, func, casework_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("failed", test_failed);
  ADD ("failed-with-recovery", test_failed_with_recovery);
  ADD ("read-again", test_read_again);
  ADD ("unknown", test_unknown);
  ADD ("refused", test_refused);
  ADD ("frozen", test_frozen);
  return g_test_run ();
}
