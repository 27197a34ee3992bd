/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "casework-fixture.h"

#include "casework/doudi-explain.h"

/* Three persons of class I: 292 × 3 before the raise of June 2018, 310 × 3 after it. */
#define OLD 87600
#define NEW 93000

static void
pay_months (Casework *casework, DoudiMonth from, DoudiMonth to)
{
  for (DoudiMonth month = from; month <= to; month = doudi_month_add (month, 1))
    {
      g_autofree char *day = doudi_day_format_iso (doudi_day_new (2018, month % 100, 5));

      casework_pay (casework, month, LOW_INCOME, day);
    }
}

static void
test_first_month (Casework *casework, gconstpointer data)
{
  Home home = casework_add_home (casework, "才让", "1980-01-01", "6217000000000000001");
  gint64 award = casework_add_award (casework, "low-income", home, 201801, 3, 1);
  g_autoptr (DoudiPayRunResult) result
    = casework_propose (casework, 201801, LOW_INCOME, "2018-01-20");

  g_assert_cmpstr (result->state, ==, "proposed");
  g_assert_cmpint (result->total.households, ==, 1);
  g_assert_cmpint (result->total.persons, ==, 3);
  g_assert_cmpint (result->total.lines, ==, 1);
  g_assert_cmpint (result->total.regular, ==, OLD);
  g_assert_cmpint (result->total.back_pay, ==, 0);
  g_assert_cmpint (result->n_payments, ==, 1);
  g_assert_cmpint (result->n_without_account, ==, 0);
  g_assert_cmpint (casework_ledger_sum (casework, award, 201801), ==, OLD);
}

/* Prefecture plan 2018, 二.1(1): the new amounts hold from January and are paid back in June. */
static void
test_raise (Casework *casework, gconstpointer data)
{
  Home home = casework_add_home (casework, "才让", "1980-01-01", "6217000000000000001");
  gint64 award = casework_add_award (casework, "low-income", home, 201801, 3, 1);
  g_autoptr (DoudiPayRunResult) june = NULL;
  g_autoptr (DoudiPayRunResult) again = NULL;

  pay_months (casework, 201801, 201805);
  g_assert_cmpint (casework_ledger_sum (casework, award, 0), ==, 5 * OLD);
  june = doudi_pay_run_describe (casework->store,
                                 casework_pay (casework, 201806, LOW_INCOME, "2018-06-05"), NULL);
  g_assert_cmpint (june->total.lines, ==, 6);
  g_assert_cmpint (june->total.regular, ==, NEW);
  g_assert_cmpint (june->total.back_pay, ==, 5 * (NEW - OLD));
  g_assert_cmpint (june->total.recovery, ==, 0);
  g_assert_cmpint (casework_ledger_sum (casework, award, 0), ==, 6 * NEW);

  again = casework_propose (casework, 201806, LOW_INCOME, "2018-06-05");
  g_assert_cmpint (again->total.lines, ==, 0);
  g_assert_cmpint (doudi_pay_run_sums_total (&again->total), ==, 0);
  g_assert_true (casework_verifies (casework, NULL));
}

/* June was paid already when the raise came: all of it is back-pay, June's too. */
static void
test_raise_after_payment (Casework *casework, gconstpointer data)
{
  Home home = casework_add_home (casework, "才让", "1980-01-01", "6217000000000000001");
  gint64 award = casework_add_award (casework, "low-income", home, 201801, 3, 1);
  g_autoptr (DoudiPayRunResult) june = NULL;

  pay_months (casework, 201801, 201805);
  casework_pay (casework, 201806, LOW_INCOME, "2018-05-31");
  g_assert_cmpint (casework_ledger_sum (casework, award, 201806), ==, OLD);
  june = casework_propose (casework, 201806, LOW_INCOME, "2018-06-05");
  g_assert_cmpint (june->total.regular, ==, 0);
  g_assert_cmpint (june->total.back_pay, ==, 6 * (NEW - OLD));
  g_assert_true (casework_verifies (casework, "paid-once"));
}

/* An empty run makes room for the next one by itself. */
static void
test_empty_run (Casework *casework, gconstpointer data)
{
  Home home = casework_add_home (casework, "才让", "1980-01-01", "6217000000000000001");
  g_autoptr (DoudiPayRunResult) empty = NULL;
  g_autoptr (DoudiPayRunRow) row = NULL;

  casework_add_award (casework, "low-income", home, 201802, 1, 1);
  empty = casework_propose (casework, 201801, LOW_INCOME, "2018-01-20");
  g_assert_cmpint (empty->total.lines, ==, 0);
  g_assert_cmpint (empty->run_id, !=, 0);
  casework_pay (casework, 201802, LOW_INCOME, "2018-02-01");
  row = doudi_pay_run_get (casework->store, empty->run_id, NULL);
  g_assert_cmpstr (row->state, ==, "withdrawn");
  g_assert_true (casework_verifies (casework, NULL));
}

static void
test_one_at_a_time (Casework *casework, gconstpointer data)
{
  Home home = casework_add_home (casework, "才让", "1980-01-01", "6217000000000000001");
  DoudiSession *caseworker = casework_session (casework, CASEWORKER, "2018-01-20");
  g_autoptr (DoudiPayRunResult) open = NULL;
  g_autoptr (DoudiPayRunResult) preview = NULL;

  casework_add_award (casework, "low-income", home, 201801, 1, 1);
  open = casework_propose (casework, 201801, LOW_INCOME, "2018-01-20");
  assert_refused (doudi_pay_run_propose (caseworker, 201802, LOW_INCOME, NULL, error),
                  DOUDI_ERROR_CONFLICT);
  preview = doudi_pay_run_preview (caseworker, 201802, LOW_INCOME, NULL, NULL);
  g_assert_cmpint (preview->total.regular, ==, 29200);
  g_assert_cmpint (preview->total.back_pay, ==, 0);
}

/* A death on 20 March that is known in May: April was paid for three. */
static void
test_late_death (Casework *casework, gconstpointer data)
{
  Home home = casework_add_home (casework, "才让", "1980-01-01", "6217000000000000001");
  gint64 award = casework_add_award (casework, "low-income", home, 201801, 3, 1);
  g_autoptr (DoudiPayRunResult) may = NULL;

  pay_months (casework, 201801, 201804);
  casework_add_term (casework, award, 201804, 2, 1, 0);
  may = casework_propose (casework, 201805, LOW_INCOME, "2018-05-05");
  g_assert_cmpint (may->total.regular, ==, 2 * 29200);
  g_assert_cmpint (may->total.recovery, ==, -29200);
  g_assert_cmpint (may->open->len, ==, 0);
}

/* The whole household died: there is nothing to take from, so nothing is taken, and it is listed.
 */
static void
test_outstanding_recovery (Casework *casework, gconstpointer data)
{
  Home home = casework_add_home (casework, "才让", "1980-01-01", "6217000000000000001");
  gint64 award = casework_add_award (casework, "low-income", home, 201801, 1, 1);
  g_autoptr (DoudiPayRunResult) may = NULL;
  const DoudiOpenDifference *open;

  pay_months (casework, 201801, 201804);
  casework_add_term (casework, award, 201803, 0, 0, 0);
  may = casework_propose (casework, 201805, LOW_INCOME, "2018-05-05");
  g_assert_cmpint (may->total.lines, ==, 0);
  g_assert_cmpint (may->open->len, ==, 1);
  open = &g_array_index (may->open, DoudiOpenDifference, 0);
  g_assert_cmpint (open->award_id, ==, award);
  g_assert_cmpint (open->reason, ==, DOUDI_OPEN_RECOVERY);
  g_assert_cmpint (open->month, ==, 201803);
  g_assert_cmpint (open->fen, ==, -2 * 29200);
  g_assert_true (casework_verifies (casework, NULL));
}

/* What an award owes goes on being taken from what it is owed, never more. */
static void
test_bounded_recovery (Casework *casework, gconstpointer data)
{
  Home home = casework_add_home (casework, "才让", "1980-01-01", "6217000000000000001");
  gint64 award = casework_add_award (casework, "low-income", home, 201801, 3, 1);
  g_autoptr (DoudiPayRunResult) result = NULL;

  pay_months (casework, 201801, 201804);
  /* Only one person since January: 2 × 292 × 4 too much, and 292 a month to take it from. */
  casework_add_term (casework, award, 201801, 1, 1, 0);
  for (int month = 5; month < 12; month++)
    {
      g_autofree char *day = doudi_day_format_iso (doudi_day_new (2018, 5, month));

      result = doudi_pay_run_describe (casework->store,
                                       casework_pay (casework, 201801 + 4, LOW_INCOME, day), NULL);
      g_assert_cmpint (doudi_pay_run_sums_total (&result->total), ==, 0);
      g_clear_pointer (&result, doudi_pay_run_result_free);
    }
  g_assert_cmpint (casework_ledger_sum (casework, award, 0), ==, 4 * OLD);
  g_assert_true (casework_verifies (casework, NULL));
}

/* A class corrected in the past: the term that was wrong is replaced, not overwritten. */
static void
test_corrected_class (Casework *casework, gconstpointer data)
{
  Home home = casework_add_home (casework, "才让", "1980-01-01", "6217000000000000001");
  gint64 award = casework_add_award (casework, "low-income", home, 201801, 2, 2);
  gint64 wrong = casework_ask (casework, "SELECT max(id) FROM award_term");
  g_autoptr (DoudiPayRunResult) march = NULL;

  pay_months (casework, 201801, 201802);
  casework_add_term (casework, award, 201801, 2, 1, wrong);
  march = casework_propose (casework, 201803, LOW_INCOME, "2018-03-05");
  g_assert_cmpint (march->total.regular, ==, 2 * 29200);
  g_assert_cmpint (march->total.back_pay, ==, 2 * 2 * (29200 - 27500));
}

static void
test_withdrawn (Casework *casework, gconstpointer data)
{
  Home home = casework_add_home (casework, "才让", "1980-01-01", "6217000000000000001");
  gint64 award = casework_add_award (casework, "low-income", home, 201801, 1, 1);
  DoudiSession *director = casework_session (casework, DIRECTOR, "2018-01-20");
  g_autoptr (DoudiPayRunResult) run = casework_propose (casework, 201801, LOW_INCOME, "2018-01-20");
  g_autoptr (DoudiPayRunResult) again = NULL;

  g_assert_true (doudi_pay_run_approve (director, run->run_id, NULL));
  g_assert_true (doudi_pay_run_withdraw (director, run->run_id, NULL));
  g_assert_cmpint (casework_ledger_sum (casework, award, 0), ==, 0);
  g_assert_cmpint (casework_ask (casework, "SELECT (SELECT count(*) FROM pay_item)"
                                           " + (SELECT count(*) FROM payment)"),
                   ==, 0);
  assert_refused (doudi_pay_run_withdraw (director, run->run_id, error), DOUDI_ERROR_CONFLICT);
  again = casework_propose (casework, 201801, LOW_INCOME, "2018-01-20");
  g_assert_cmpint (again->total.regular, ==, 29200);
  g_assert_true (casework_verifies (casework, NULL));
}

static void
test_steps_in_order (Casework *casework, gconstpointer data)
{
  Home home = casework_add_home (casework, "才让", "1980-01-01", "6217000000000000001");
  DoudiSession *director = casework_session (casework, DIRECTOR, "2018-01-20");
  g_autoptr (DoudiPayRunResult) run = NULL;

  casework_add_award (casework, "low-income", home, 201801, 1, 1);
  run = casework_propose (casework, 201801, LOW_INCOME, "2018-01-20");
  assert_refused (doudi_pay_run_close (director, run->run_id, error), DOUDI_ERROR_CONFLICT);
  assert_refused (doudi_pay_run_approve (director, 99, error), DOUDI_ERROR_NOT_FOUND);
  g_assert_true (doudi_pay_run_approve (director, run->run_id, NULL));
  assert_refused (doudi_pay_run_approve (director, run->run_id, error), DOUDI_ERROR_CONFLICT);
  g_assert_true (doudi_pay_run_close (director, run->run_id, NULL));
  assert_refused (doudi_pay_run_close (director, run->run_id, error), DOUDI_ERROR_CONFLICT);
  assert_refused (doudi_pay_run_withdraw (director, run->run_id, error), DOUDI_ERROR_CONFLICT);
}

static void
test_roles (Casework *casework, gconstpointer data)
{
  Home home = casework_add_home (casework, "才让", "1980-01-01", "6217000000000000001");
  DoudiSession *caseworker = casework_session (casework, CASEWORKER, "2018-01-20");
  DoudiSession *director = casework_session (casework, DIRECTOR, "2018-01-20");
  DoudiSession *administrator = casework_session (casework, ADMINISTRATOR, "2018-01-20");
  g_autoptr (DoudiPayRunResult) run = NULL;

  casework_add_award (casework, "low-income", home, 201801, 1, 1);
  assert_refused (doudi_pay_run_propose (director, 201801, 0, NULL, error),
                  DOUDI_ERROR_NOT_ALLOWED);
  assert_refused (doudi_pay_run_preview (administrator, 201801, 0, NULL, error),
                  DOUDI_ERROR_NOT_ALLOWED);
  run = casework_propose (casework, 201801, 0, "2018-01-20");
  assert_refused (doudi_pay_run_approve (caseworker, run->run_id, error), DOUDI_ERROR_NOT_ALLOWED);
}

/* Someone who became a director after proposing is still the one who proposed. */
static void
test_four_eyes (Casework *casework, gconstpointer data)
{
  Home home = casework_add_home (casework, "才让", "1980-01-01", "6217000000000000001");
  DoudiSession *director = casework_session (casework, DIRECTOR, "2018-01-20");
  g_autoptr (DoudiPayRunResult) run = NULL;

  casework_add_award (casework, "low-income", home, 201801, 1, 1);
  run = casework_propose (casework, 201801, LOW_INCOME, "2018-01-20");
  casework_write_raw (casework, "UPDATE pay_run SET proposed_by = 'director'");
  assert_refused (doudi_pay_run_approve (director, run->run_id, error), DOUDI_ERROR_FOUR_EYES);
}

/* Two accounts of one person are one pair of eyes. */
static void
test_one_person (Casework *casework, gconstpointer data)
{
  Home home = casework_add_home (casework, "才让", "1980-01-01", "6217000000000000001");
  g_autoptr (DoudiPayRunResult) run = NULL;

  casework_add_award (casework, "low-income", home, 201801, 1, 1);
  run = casework_propose (casework, 201801, LOW_INCOME, "2018-01-20");
  casework_write_raw (casework, "UPDATE user SET identity_number = '623027197001010017'");
  assert_refused (
    doudi_pay_run_approve (casework_session (casework, DIRECTOR, "2018-01-20"), run->run_id, error),
    DOUDI_ERROR_FOUR_EYES);
}

static void
test_tampering_before_approval (Casework *casework, gconstpointer data)
{
  static const char *const changes[] = {
    "UPDATE pay_item SET payee_name = '别人'",
    "UPDATE pay_item SET regular_fen = regular_fen + 1",
    "UPDATE ledger_line SET fen = fen + 1",
    "UPDATE payment SET account_number = '6217000000000000009'",
    "UPDATE payment SET fen = fen + 1",
    "UPDATE pay_run SET regular_fen = regular_fen + 1 WHERE state = 'proposed'",
    "INSERT INTO ledger_line VALUES (1, 201712, 1, 'back-pay', 100)",
  };
  Home home = casework_add_home (casework, "才让", "1980-01-01", "6217000000000000001");
  DoudiSession *director = casework_session (casework, DIRECTOR, "2018-01-20");

  casework_add_award (casework, "low-income", home, 201801, 1, 1);
  casework_write_raw (casework, "DROP TRIGGER pay_item_frozen; DROP TRIGGER ledger_line_frozen;"
                                " DROP TRIGGER payment_frozen");
  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (DoudiPayRunResult) run
        = casework_propose (casework, 201801, LOW_INCOME, "2018-01-20");
      g_autofree char *change = g_strdup (changes[i]);

      if (g_str_has_prefix (change, "INSERT"))
        {
          g_free (change);
          change = g_strdup_printf ("INSERT INTO ledger_line VALUES (1, 201712, %d, 'back-pay', 1)",
                                    (int) run->run_id);
        }
      casework_write_raw (casework, change);
      g_test_message ("%s", change);
      assert_refused (doudi_pay_run_approve (director, run->run_id, error), DOUDI_ERROR_CONFLICT);
      g_assert_false (casework_verifies (casework, "run-digests"));
      g_assert_true (doudi_pay_run_withdraw (director, run->run_id, NULL));
    }
}

static void
test_frozen (Casework *casework, gconstpointer data)
{
  static const char *const changes[] = {
    "UPDATE pay_run SET month = 201802",
    "UPDATE pay_run SET state = 'proposed'",
    "DELETE FROM pay_run",
    "UPDATE pay_item SET persons = 9",
    "DELETE FROM pay_item",
    "UPDATE ledger_line SET fen = 1",
    "DELETE FROM ledger_line",
    "INSERT INTO ledger_line VALUES (1, 201712, 1, 'back-pay', 100)",
    "UPDATE payment SET fen = 1",
    "DELETE FROM payment",
  };
  Home home = casework_add_home (casework, "才让", "1980-01-01", "6217000000000000001");
  sqlite3 *db = NULL;

  casework_add_award (casework, "low-income", home, 201801, 1, 1);
  casework_pay (casework, 201801, LOW_INCOME, "2018-01-20");
  db = casework_open_raw (casework);
  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_test_message ("%s", changes[i]);
      g_assert_cmpint (sqlite3_exec (db, changes[i], NULL, NULL, NULL), ==, SQLITE_CONSTRAINT);
    }
  sqlite3_close (db);
  g_assert_true (casework_verifies (casework, NULL));
}

static void
test_tampering_after_closing (Casework *casework, gconstpointer data)
{
  Home home = casework_add_home (casework, "才让", "1980-01-01", "6217000000000000001");

  casework_add_award (casework, "low-income", home, 201801, 1, 1);
  casework_pay (casework, 201801, LOW_INCOME, "2018-01-20");
  casework_write_raw (casework, "DROP TRIGGER ledger_line_frozen;"
                                " UPDATE ledger_line SET fen = 30000");
  g_assert_false (casework_verifies (casework, "ledger-entitlement"));
  g_assert_false (casework_verifies (casework, "run-sums"));
  g_assert_false (casework_verifies (casework, "item-sums"));
  g_assert_false (casework_verifies (casework, "run-digests"));
  g_assert_true (casework_verifies (casework, "four-eyes"));
}

static void
test_no_standard (Casework *casework, gconstpointer data)
{
  Home home = casework_add_home (casework, "才让", "1980-01-01", "6217000000000000001");
  Home child = casework_add_home (casework, "卓玛", "2010-01-01", "6217000000000000002");
  DoudiSession *caseworker = casework_session (casework, CASEWORKER, "2018-01-20");
  g_autoptr (DoudiPayRunResult) run = NULL;

  casework_add_award (casework, "low-income", home, 201801, 1, 1);
  casework_add_award (casework, "orphan", child, 201801, 1, 0);
  assert_refused (
    doudi_pay_run_propose (caseworker, 201801, 1u << DOUDI_PROGRAMME_ORPHAN, NULL, error),
    DOUDI_ERROR_NO_STANDARD);
  assert_refused (
    doudi_pay_run_propose (caseworker, 201801, 1u << DOUDI_PROGRAMME_TEMPORARY_AID, NULL, error),
    DOUDI_ERROR_REFUSED);
  run = casework_propose (casework, 201801, 0, "2018-01-20");
  g_assert_cmpuint (run->programmes, ==, LOW_INCOME);
  g_assert_cmpuint (run->without_standard, ==, 1u << DOUDI_PROGRAMME_ORPHAN);
  g_assert_cmpint (run->total.lines, ==, 1);
}

/* A programme has a standard, but not for these circumstances, or not that early. */
static void
test_awards_without_standard (Casework *casework, gconstpointer data)
{
  Home home = casework_add_home (casework, "才让", "1980-01-01", "6217000000000000001");
  gint64 early = casework_add_award (casework, "low-income", home, 201611, 1, 1);
  g_autoptr (DoudiPayRunResult) run = NULL;
  const DoudiOpenDifference *open;

  run = casework_propose (casework, 201701, LOW_INCOME, "2018-01-20");
  g_assert_cmpint (run->total.lines, ==, 1);
  g_assert_cmpint (run->open->len, ==, 1);
  open = &g_array_index (run->open, DoudiOpenDifference, 0);
  g_assert_cmpint (open->award_id, ==, early);
  g_assert_cmpint (open->reason, ==, DOUDI_OPEN_NO_STANDARD);
  g_assert_cmpint (open->month, ==, 201611);
}

static void
test_months (Casework *casework, gconstpointer data)
{
  Home home = casework_add_home (casework, "才让", "1980-01-01", "6217000000000000001");
  DoudiSession *caseworker = casework_session (casework, CASEWORKER, "2018-01-20");
  g_autoptr (DoudiPayRunResult) result = NULL;

  casework_add_award (casework, "low-income", home, 201801, 1, 1);
  assert_refused (doudi_pay_run_propose (caseworker, 201803, 0, NULL, error), DOUDI_ERROR_REFUSED);
  assert_refused (doudi_pay_run_propose (caseworker, DOUDI_MONTH_NONE, 0, NULL, error),
                  DOUDI_ERROR_BAD_DATA);
  casework_pay (casework, 201802, LOW_INCOME, "2018-01-20");
  /* January was paid as back-pay with February; a run for January finds nothing. */
  result = casework_propose (casework, 201801, LOW_INCOME, "2018-01-20");
  g_assert_cmpint (result->total.lines, ==, 0);
}

static void
test_clock_set_back (Casework *casework, gconstpointer data)
{
  Home home = casework_add_home (casework, "才让", "1980-01-01", "6217000000000000001");

  casework_add_award (casework, "low-income", home, 201801, 1, 1);
  casework_pay (casework, 201806, LOW_INCOME, "2018-06-05");
  assert_refused (doudi_pay_run_propose (casework_session (casework, CASEWORKER, "2018-05-31"),
                                         201806, LOW_INCOME, NULL, error),
                  DOUDI_ERROR_REFUSED);
}

/* Two programmes of one person that exclude each other: the later one waits. */
static void
test_exclusive_person (Casework *casework, gconstpointer data)
{
  Home home = casework_add_home (casework, "才让", "1980-01-01", "6217000000000000001");
  gint64 low = casework_add_award (casework, "low-income", home, 201801, 1, 1);
  gint64 hardship = casework_add_care (casework, home, 201803, "home");
  g_autoptr (DoudiPayRunResult) march = NULL;
  g_autoptr (DoudiPayRunResult) april = NULL;
  const DoudiOpenDifference *open;

  casework_pay (casework, 201802, 0, "2018-02-05");
  march = doudi_pay_run_describe (casework->store, casework_pay (casework, 201803, 0, "2018-03-05"),
                                  NULL);
  g_assert_cmpint (march->by_programme[DOUDI_PROGRAMME_SPECIAL_HARDSHIP].lines, ==, 0);
  g_assert_cmpint (casework_ledger_sum (casework, low, 201803), ==, 29200);
  g_assert_true (casework_verifies (casework, NULL));

  casework_add_term (casework, low, 201803, 0, 0, 0);
  april = casework_propose (casework, 201804, 0, "2018-04-05");
  g_assert_cmpint (april->by_programme[DOUDI_PROGRAMME_SPECIAL_HARDSHIP].lines, ==, 2);
  g_assert_cmpint (casework_ledger_sum (casework, hardship, 201803), ==, 40458);
  open = &g_array_index (april->open, DoudiOpenDifference, 0);
  g_assert_cmpint (open->reason, ==, DOUDI_OPEN_RECOVERY);
  g_assert_cmpint (open->award_id, ==, low);
}

/* A household may leave a member out who draws an award of his own. */
static void
test_exclusive_member (Casework *casework, gconstpointer data)
{
  Home home = casework_add_home (casework, "才让", "1980-01-01", "6217000000000000001");
  Home member = { home.household, casework_add_member (casework, home.household, "道吉") };
  gint64 low = casework_add_award (casework, "low-income", home, 201801, 2, 1);
  gint64 hardship = casework_add_care (casework, member, 201801, "home");
  g_autoptr (DoudiPayRunResult) run = NULL;

  run = casework_propose (casework, 201801, 0, "2018-01-20");
  g_assert_cmpint (casework_ledger_sum (casework, hardship, 0), ==, 0);
  g_assert_cmpint (run->open->len, ==, 1);
  g_assert_true (doudi_pay_run_withdraw (casework_session (casework, DIRECTOR, "2018-01-20"),
                                         run->run_id, NULL));
  casework_add_term (casework, low, 201801, 1, 1, 0);
  g_clear_pointer (&run, doudi_pay_run_result_free);
  run = casework_propose (casework, 201801, 0, "2018-01-20");
  g_assert_cmpint (casework_ledger_sum (casework, hardship, 0), >, 0);
  g_assert_cmpint (run->open->len, ==, 0);
}

/* Two awards of a household go to its account in one payment; a child's row is marked. */
static void
test_payments (Casework *casework, gconstpointer data)
{
  Home home = casework_add_home (casework, "才让", "1980-01-01", "6217000000000000001");
  Home son = { home.household, casework_add_member (casework, home.household, "道吉") };
  Home none = casework_add_home (casework, "卓玛", "2001-02-02", NULL);
  g_autoptr (DoudiPayRunResult) run = NULL;

  casework_add_award (casework, "low-income", home, 201801, 1, 1);
  casework_add_care (casework, son, 201801, "home");
  casework_add_care (casework, none, 201801, "home");
  run = casework_propose (casework, 201801, 0, "2018-01-20");
  g_assert_cmpint (run->total.households, ==, 2);
  g_assert_cmpint (run->n_payments, ==, 2);
  g_assert_cmpint (run->n_without_account, ==, 1);
  g_assert_cmpint (run->without_account, ==, 40458);
  g_assert_cmpint (casework_ask (casework, "SELECT fen FROM payment WHERE account_id NOT NULL"), ==,
                   29200 + 40458);
  g_assert_cmpint (casework_ask (casework, "SELECT sum(minor) FROM pay_item"), ==, 1);
  g_assert_true (casework_verifies (casework, NULL));
}

/* Money without an account waits; the run after an account is known pays it, once. */
static void
test_account_comes_later (Casework *casework, gconstpointer data)
{
  Home home = casework_add_home (casework, "才让", "1980-01-01", NULL);
  gint64 award = casework_add_award (casework, "low-income", home, 201801, 1, 1);
  DoudiSession *caseworker = casework_session (casework, CASEWORKER, "2018-03-05");
  g_autoptr (DoudiPayRunResult) preview = NULL;
  g_autoptr (DoudiPayRunResult) march = NULL;

  pay_months (casework, 201801, 201802);
  casework_add_account (casework, home, "6217000000000000001", "2018-03-01");
  preview = doudi_pay_run_preview (caseworker, 201803, 0, NULL, NULL);
  g_assert_cmpint (preview->total.back_pay, ==, 2 * 29200);
  march = doudi_pay_run_describe (casework->store, casework_pay (casework, 201803, 0, "2018-03-05"),
                                  NULL);
  g_assert_cmpint (march->total.regular, ==, 29200);
  g_assert_cmpint (march->total.back_pay, ==, 2 * 29200);
  g_assert_cmpint (march->n_without_account, ==, 0);
  g_assert_cmpint (casework_ledger_sum (casework, award, 0), ==, 3 * 29200);
  g_assert_true (casework_verifies (casework, NULL));
}

static void
test_explain (Casework *casework, gconstpointer data)
{
  Home home = casework_add_home (casework, "才让", "1980-01-01", "6217000000000000001");
  gint64 award = casework_add_award (casework, "low-income", home, 201801, 3, 1);
  DoudiSession *director = casework_session (casework, DIRECTOR, "2018-06-05");
  g_autoptr (DoudiExplanation) explanation = NULL;
  const DoudiLedgerLine *line;

  pay_months (casework, 201801, 201801);
  explanation = doudi_explain (director, award, 201801, DOUDI_LANGUAGE_INTERFACE, NULL);
  g_assert_cmpint (explanation->due, ==, NEW);
  g_assert_cmpint (explanation->paid, ==, OLD);
  g_assert_cmpint (explanation->lines->len, ==, 1);
  g_assert_cmpint (explanation->payments->len, ==, 1);
  line = &g_array_index (explanation->payments, DoudiLedgerLine, 0);
  g_assert_cmpint (line->run_month, ==, 201801);
  g_assert_cmpstr (line->run_state, ==, "closed");
  g_assert_cmpstr (explanation->holder_name, ==, "才让");
  g_assert_nonnull (strstr (explanation->identity_number, "****"));
  g_assert_cmpstr (explanation->village, !=, "");
  g_assert_cmpint (explanation->household_id, ==, home.household);
  g_assert_cmpint (explanation->first_month, ==, 201801);
  g_assert_cmpint (explanation->term_from, ==, 201801);
  g_assert_cmpint (explanation->residence, ==, DOUDI_RESIDENCE_RURAL);
  g_assert_false (explanation->demonstration);
  assert_refused (doudi_explain (director, 99, 201801, DOUDI_LANGUAGE_INTERFACE, error), DOUDI_ERROR_NOT_FOUND);
  assert_refused (
    doudi_explain (casework_session (casework, ADMINISTRATOR, "2018-06-05"), award, 201801,
                   DOUDI_LANGUAGE_INTERFACE, error),
    DOUDI_ERROR_NOT_ALLOWED);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/casework/pay-run/" name, Casework, NULL, casework_set_up, func, casework_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("first-month", test_first_month);
  ADD ("raise", test_raise);
  ADD ("raise-after-payment", test_raise_after_payment);
  ADD ("empty-run", test_empty_run);
  ADD ("one-at-a-time", test_one_at_a_time);
  ADD ("late-death", test_late_death);
  ADD ("outstanding-recovery", test_outstanding_recovery);
  ADD ("bounded-recovery", test_bounded_recovery);
  ADD ("corrected-class", test_corrected_class);
  ADD ("withdrawn", test_withdrawn);
  ADD ("steps-in-order", test_steps_in_order);
  ADD ("roles", test_roles);
  ADD ("four-eyes", test_four_eyes);
  ADD ("one-person", test_one_person);
  ADD ("tampering-before-approval", test_tampering_before_approval);
  ADD ("frozen", test_frozen);
  ADD ("tampering-after-closing", test_tampering_after_closing);
  ADD ("no-standard", test_no_standard);
  ADD ("awards-without-standard", test_awards_without_standard);
  ADD ("months", test_months);
  ADD ("clock-set-back", test_clock_set_back);
  ADD ("exclusive-person", test_exclusive_person);
  ADD ("exclusive-member", test_exclusive_member);
  ADD ("payments", test_payments);
  ADD ("account-comes-later", test_account_comes_later);
  ADD ("explain", test_explain);
  return g_test_run ();
}
