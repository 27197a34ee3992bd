/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "change-fixture.h"

#include "casework/doudi-award-review.h"
#include "casework/doudi-policies.h"

/*
 * Reviews under the rules of 2012: every half-year where little changes, every quarter in the
 * country where somebody is able to work; class II is valid for twelve months.
 */

static GPtrArray *
due_on (Casework *casework, const char *today, const char *through)
{
  DoudiDay day = doudi_day_parse_iso (today);
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiPolicy) policy = doudi_policies_load (casework->store, day, &error);
  GPtrArray *found = doudi_reviews_due (casework->store, policy, NULL,
                                        doudi_day_parse_iso (through), day, 0, &error);

  g_assert_no_error (error);
  /* The rules go with the policy. */
  for (guint i = 0; i < found->len; i++)
    ((DoudiReviewDue *) found->pdata[i])->rule = NULL;
  return found;
}

static void
assert_day (DoudiDay day, const char *expected)
{
  g_autofree char *text = doudi_day_format_iso (day);

  g_assert_cmpstr (text, ==, expected);
}

/* The review of an award that is under way. */
static gint64
open_review (Casework *casework, gint64 award)
{
  g_autoptr (GPtrArray) reviews = doudi_review_list_of_award (casework->store, award, NULL);

  for (guint i = 0; i < reviews->len; i++)
    {
      const DoudiReviewRow *review = g_ptr_array_index (reviews, i);

      if (review->confirmed_on == DOUDI_DAY_NONE)
        return review->id;
    }
  return 0;
}

static gint64
open_one (Casework *casework, const char *day, gint64 award)
{
  DoudiSession *caseworker = casework_session (casework, CASEWORKER, day);
  g_autoptr (GError) error = NULL;
  guint opened = 0;

  doudi_review_open_round (caseworker, NULL, doudi_day_parse_iso (day), &opened, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (opened, ==, 1);
  return open_review (casework, award);
}

static void
finish (Casework *casework, const char *day, gint64 review, const char *outcome)
{
  g_autoptr (GError) error = NULL;

  doudi_review_finish (casework_session (casework, CASEWORKER, day), review, outcome, "入户核实",
                       &error);
  g_assert_no_error (error);
}

static void
confirm (Casework *casework, const char *user, const char *day, gint64 review)
{
  g_autoptr (GError) error = NULL;

  doudi_review_confirm (casework_session (casework, user, day), review, TRUE, NULL, &error);
  g_assert_no_error (error);
}

/* Half a year from the first month of the roster; a quarter where somebody can work. */
static void
test_due (Casework *casework, gconstpointer data)
{
  Family settled = family_new (casework, "才让", "1950-01-01", 1);
  Family able = family_new (casework, "丹增", "1980-01-01", 1);
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GPtrArray) first = NULL;
  g_autoptr (GPtrArray) both = NULL;
  const DoudiReviewDue *due;

  family_add_fact (casework, able.people[0], "work-ability", "有劳动能力");
  none = due_on (casework, "2018-09-01", "2018-09-30");
  first = due_on (casework, "2018-09-01", "2018-10-01");
  both = due_on (casework, "2019-01-15", "2019-01-15");
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (first->len, ==, 1);
  due = g_ptr_array_index (first, 0);
  g_assert_cmpint (due->row->award_id, ==, able.award);
  assert_day (due->due, "2018-10-01");
  g_assert_cmpint (due->days_left, ==, 30);
  g_assert_false (due->lapsed);
  g_assert_cmpuint (both->len, ==, 2);
  due = g_ptr_array_index (both, 1);
  g_assert_cmpint (due->row->award_id, ==, settled.award);
  assert_day (due->due, "2019-01-01");
  g_assert_cmpint (due->days_left, ==, -14);
}

/* Kept: confirmed by another person, due again half a year later. */
static void
test_keep (Casework *casework, gconstpointer data)
{
  Family family = family_new (casework, "才让", "1950-01-01", 2);
  DoudiSession *reviewer = casework_session (casework, REVIEWER, "2019-01-10");
  DoudiSession *caseworker = casework_session (casework, CASEWORKER, "2019-01-10");
  g_autoptr (GPtrArray) due = NULL;
  g_autoptr (DoudiReviewRow) review = NULL;
  gint64 id = open_one (casework, "2019-01-10", family.award);
  guint opened;

  g_assert_true (
    doudi_review_open_round (caseworker, NULL, doudi_day_new (2019, 1, 10), &opened, NULL));
  g_assert_cmpuint (opened, ==, 0);
  assert_refused (doudi_review_confirm (reviewer, id, TRUE, NULL, error), DOUDI_ERROR_CONFLICT);
  assert_refused (doudi_review_finish (caseworker, id, "perhaps", "入户", error),
                  DOUDI_ERROR_BAD_DATA);
  assert_refused (doudi_review_finish (caseworker, id, "keep", "", error), DOUDI_ERROR_BAD_DATA);
  assert_refused (doudi_review_finish (reviewer, id, "keep", "入户", error),
                  DOUDI_ERROR_NOT_ALLOWED);
  finish (casework, "2019-01-10", id, "keep");
  assert_refused (doudi_review_finish (caseworker, id, "keep", "入户", error),
                  DOUDI_ERROR_CONFLICT);
  assert_refused (doudi_review_confirm (caseworker, id, TRUE, NULL, error),
                  DOUDI_ERROR_NOT_ALLOWED);
  g_assert_true (doudi_review_confirm (reviewer, id, FALSE, "无照片", NULL));
  finish (casework, "2019-01-10", id, "keep");
  confirm (casework, REVIEWER, "2019-01-10", id);
  assert_refused (doudi_review_confirm (reviewer, id, TRUE, NULL, error), DOUDI_ERROR_CONFLICT);
  review = doudi_review_get (casework->store, id, NULL);
  assert_day (review->next_due_on, "2019-07-10");
  due = due_on (casework, "2019-01-10", "2019-07-09");
  g_assert_cmpuint (due->len, ==, 0);
  g_assert_true (casework_verifies (casework, NULL));
}

/* Two accounts of one person are one pair of eyes. */
static void
test_four_eyes (Casework *casework, gconstpointer data)
{
  Family family = family_new (casework, "才让", "1950-01-01", 2);
  DoudiSession *reviewer = casework_session (casework, REVIEWER, "2019-01-10");
  gint64 id = open_one (casework, "2019-01-10", family.award);

  finish (casework, "2019-01-10", id, "keep");
  casework_write_raw (casework, "UPDATE user SET identity_number = '623027196001019999'"
                                " WHERE name IN ('" CASEWORKER "', '" REVIEWER "')");
  assert_refused (doudi_review_confirm (reviewer, id, TRUE, NULL, error), DOUDI_ERROR_FOUR_EYES);
  confirm (casework, DIRECTOR, "2019-01-10", id);
}

/* Another class: entered with the review, decided with its confirmation by a director. */
static void
test_change (Casework *casework, gconstpointer data)
{
  Family family = family_new (casework, "才让", "1950-01-01", 2);
  DoudiSession *caseworker = casework_session (casework, CASEWORKER, "2019-01-10");
  DoudiChangeRequest better = change_of (DOUDI_CHANGE_CLASS, family.home.household, "2019-01-10");
  gint64 id = open_one (casework, "2019-01-10", family.award);

  better.award_id = family.award;
  better.detail = "{\"class\": 1}";
  better.review_id = id;
  assert_refused (doudi_review_finish (caseworker, id, "change", "入户", error),
                  DOUDI_ERROR_REFUSED);
  change_enter (casework, "2019-01-10", &better);
  assert_refused (doudi_review_finish (caseworker, id, "stop", "入户", error), DOUDI_ERROR_REFUSED);
  finish (casework, "2019-01-10", id, "change");
  confirm (casework, DIRECTOR, "2019-01-11", id);
  g_assert_cmpint (term_in (casework, family.award, 201901).benefit_class, ==, 2);
  g_assert_cmpint (term_in (casework, family.award, 201902).benefit_class, ==, 1);
  g_assert_true (casework_verifies (casework, NULL));
}

/* A reviewer confirms what was found; the end itself waits for a director. */
static void
test_stop (Casework *casework, gconstpointer data)
{
  Family family = family_new (casework, "才让", "1950-01-01", 2);
  DoudiChangeRequest stop = change_of (DOUDI_CHANGE_STOP, family.home.household, "2019-01-10");
  gint64 id = open_one (casework, "2019-01-10", family.award);
  gint64 change;

  stop.award_id = family.award;
  stop.review_id = id;
  change = change_enter (casework, "2019-01-10", &stop);
  finish (casework, "2019-01-10", id, "stop");
  confirm (casework, REVIEWER, "2019-01-11", id);
  g_assert_cmpint (term_in (casework, family.award, 201902).persons, ==, 2);
  change_decide (casework, DIRECTOR, "2019-01-11", change);
  g_assert_cmpint (term_in (casework, family.award, 201902).persons, ==, 0);
  g_assert_true (casework_verifies (casework, NULL));
}

/* Valid for a year and not looked at: it pauses, when somebody has decided it; kept later, it goes
 * on and what was held back is paid. */
static void
test_lapse (Casework *casework, gconstpointer data)
{
  Family family;
  DoudiSession *caseworker;
  g_autoptr (GPtrArray) due = NULL;
  g_autoptr (GPtrArray) open = NULL;
  guint paused = 0;
  gint64 id;

  adopt_top_ups (casework);
  family = family_new (casework, "才让", "1950-01-01", 2);
  due = due_on (casework, "2019-07-01", "2019-07-01");
  g_assert_cmpuint (due->len, ==, 1);
  assert_day (((const DoudiReviewDue *) due->pdata[0])->valid_through, "2019-06-30");
  g_assert_true (((const DoudiReviewDue *) due->pdata[0])->lapsed);
  pay_months (casework, 201807, 201907, LOW_INCOME);
  caseworker = casework_session (casework, CASEWORKER, "2019-07-05");
  g_assert_true (doudi_review_pause_lapsed (caseworker, DOUDI_MONTH_NONE, &paused, NULL));
  g_assert_cmpuint (paused, ==, 1);
  g_assert_true (doudi_review_pause_lapsed (caseworker, DOUDI_MONTH_NONE, &paused, NULL));
  g_assert_cmpuint (paused, ==, 0);
  open = doudi_change_list_open (casework->store, NULL);
  g_assert_cmpuint (open->len, ==, 1);
  g_assert_cmpint (term_in (casework, family.award, 201908).persons, ==, 2);
  change_decide (casework, REVIEWER, "2019-07-05", ((const DoudiChangeRow *) open->pdata[0])->id);
  pay_months (casework, 201908, 201909, LOW_INCOME);
  g_assert_cmpint (casework_ledger_sum (casework, family.award, 201908), ==, 0);
  id = open_review (casework, family.award);
  finish (casework, "2019-09-05", id, "keep");
  confirm (casework, DIRECTOR, "2019-09-05", id);
  pay_months (casework, 201910, 201910, LOW_INCOME);
  g_assert_cmpint (casework_ledger_sum (casework, family.award, 201908), ==, 2 * CLASS_TWO);
  g_assert_cmpint (casework_ledger_sum (casework, family.award, 201909), ==, 2 * CLASS_TWO);
  g_assert_cmpint (casework_ledger_sum (casework, family.award, 201910), ==, 2 * CLASS_TWO);
  g_ptr_array_unref (g_steal_pointer (&due));
  due = due_on (casework, "2019-10-05", "2019-10-05");
  g_assert_cmpuint (due->len, ==, 0);
  g_assert_true (casework_verifies (casework, NULL));
}

static void
add_test (const char *name, void (*func) (Casework *casework, gconstpointer data))
{
  g_autofree char *path = g_strconcat ("/casework/award-review/", name, NULL);

  g_test_add (path, Casework, NULL, casework_set_up, func, casework_tear_down);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add_test ("due", test_due);
  add_test ("keep", test_keep);
  add_test ("four-eyes", test_four_eyes);
  add_test ("change", test_change);
  add_test ("stop", test_stop);
  add_test ("lapse", test_lapse);
  return g_test_run ();
}
