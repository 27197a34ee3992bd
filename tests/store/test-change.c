/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "case-fixture.h"
#include "store/doudi-change-store.h"

/*
 * An office of two and a fresh household with an award that is drawn from January 2018. Making keys
 * takes long, so all tests share the office.
 */
typedef struct
{
  Fixture base;
  DoudiSession *clerk;
  DoudiSession *reviewer;
  gint64 household;
  gint64 person;
  gint64 award;
} ChangeFixture;

static void
open_office (ChangeFixture *office)
{
  fixture_set_up (&office->base, NULL);
  case_add_user (&office->base, "clerk", DOUDI_ROLE_CASEWORKER);
  case_add_user (&office->base, "reviewer", DOUDI_ROLE_REVIEWER);
  office->clerk = case_sign_in (&office->base, "clerk");
  office->reviewer = case_sign_in (&office->base, "reviewer");
}

static void
close_office (ChangeFixture *office)
{
  doudi_session_unref (office->clerk);
  doudi_session_unref (office->reviewer);
  fixture_tear_down (&office->base, NULL);
}

/* In a transaction of its own. */
static gint64
add_award (ChangeFixture *fixture, DoudiMonth first, int persons)
{
  DoudiAwardRow award = {
    .programme = (char *) "low-income",
    .household_id = fixture->household,
    .person_id = fixture->person,
    .residence = (char *) "rural",
    .first_month = first,
    .terms = g_array_new (FALSE, TRUE, sizeof (DoudiAwardTermRow)),
  };
  DoudiAwardTermRow term = { .from = first, .persons = persons, .benefit_class = 2 };
  DoudiTransaction *transaction = case_begin (&fixture->base);
  g_autoptr (GError) error = NULL;
  gint64 id = 0;

  g_array_append_val (award.terms, term);
  g_assert_true (doudi_award_insert (fixture->clerk, &award, FIXTURE_SOURCE, &id, &error));
  g_assert_no_error (error);
  case_commit (transaction);
  g_array_unref (award.terms);
  return id;
}

static void
set_up (ChangeFixture *fixture, gconstpointer data)
{
  const FixturePerson persons[] = { { "扎西", NULL, "head" }, { NULL, NULL, NULL } };

  *fixture = *(const ChangeFixture *) data;
  fixture->household
    = fixture_add (&fixture->base, fixture_village (&fixture->base, 0), "", NULL, persons);
  fixture->person = case_ask (&fixture->base, "SELECT max(id) FROM person");
  fixture->award = add_award (fixture, 201801, 2);
}

static void
tear_down (ChangeFixture *fixture, gconstpointer data)
{
}

static gint64
enter (ChangeFixture *fixture, DoudiSession *session)
{
  DoudiChangeRow row = {
    .kind = (char *) "death",
    .household_id = fixture->household,
    .award_id = fixture->award,
    .person_id = fixture->person,
    .happened_on = doudi_day_new (2018, 6, 1),
    .from_month = 201807,
    .detail = (char *) "{}",
    .reason = (char *) "病故",
  };
  DoudiTransaction *transaction = case_begin (&fixture->base);
  g_autoptr (GError) error = NULL;

  g_assert_true (doudi_change_insert (session, &row, &error));
  g_assert_no_error (error);
  case_commit (transaction);
  return row.id;
}

static gboolean
set_state (ChangeFixture *fixture,
           DoudiSession *session,
           gint64 id,
           const char *state,
           GError **error)
{
  g_autoptr (DoudiTransaction) transaction = case_begin (&fixture->base);

  return doudi_change_set_state (session, id, state, "属实", error)
         && doudi_transaction_commit (transaction, error);
}

static void
test_change (ChangeFixture *fixture, gconstpointer data)
{
  gint64 id = enter (fixture, fixture->clerk);
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiChangeRow) open = doudi_change_get (fixture->base.store, id, &error);
  g_autoptr (DoudiChangeRow) done = NULL;
  g_autoptr (GPtrArray) all = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (open->state, ==, "open");
  g_assert_cmpstr (open->kind, ==, "death");
  g_assert_cmpint (open->award_id, ==, fixture->award);
  g_assert_cmpint (open->person_id, ==, fixture->person);
  g_assert_cmpint (open->from_month, ==, 201807);
  g_assert_cmpstr (open->reason, ==, "病故");
  g_assert_cmpint (open->review_id, ==, 0);
  g_assert_null (open->decided_by);
  g_assert_cmpuint (open->entered_on, ==, fixture->base.today);
  g_assert_true (set_state (fixture, fixture->reviewer, id, "applied", &error));
  g_assert_false (set_state (fixture, fixture->reviewer, id, "refused", &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_CONFLICT);
  done = doudi_change_get (fixture->base.store, id, NULL);
  g_assert_cmpstr (done->state, ==, "applied");
  g_assert_cmpstr (done->decided_by, ==, "reviewer");
  g_assert_cmpuint (done->decided_on, ==, fixture->base.today);
  g_assert_cmpstr (done->decision_reason, ==, "属实");
  all = doudi_change_list_of_household (fixture->base.store, fixture->household, NULL);
  g_assert_cmpuint (all->len, ==, 1);
}

static void
test_change_four_eyes (ChangeFixture *fixture, gconstpointer data)
{
  gint64 id = enter (fixture, fixture->clerk);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) before = doudi_change_list_open (fixture->base.store, &error);
  g_autoptr (GPtrArray) after = NULL;

  g_assert_false (set_state (fixture, fixture->clerk, id, "applied", &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_FOUR_EYES);
  g_clear_error (&error);
  g_assert_false (set_state (fixture, fixture->clerk, id, "refused", &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_FOUR_EYES);
  g_clear_error (&error);
  g_assert_true (set_state (fixture, fixture->clerk, id, "withdrawn", &error));
  after = doudi_change_list_open (fixture->base.store, &error);
  g_assert_cmpuint (after->len + 1, ==, before->len);
  g_assert_null (doudi_change_get (fixture->base.store, 999, &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_NOT_FOUND);
}

#define OF_CHANGE " WHERE id = (SELECT max(id) FROM household_change)"

static void
test_change_frozen (ChangeFixture *fixture, gconstpointer data)
{
  static const char *const sql[] = {
    "UPDATE household_change SET detail = '{\"a\":1}'" OF_CHANGE,
    "UPDATE household_change SET from_month = 201801" OF_CHANGE,
    "UPDATE household_change SET person_id = NULL" OF_CHANGE,
    "UPDATE household_change SET award_id = NULL" OF_CHANGE,
    "UPDATE household_change SET happened_on = '2017-01-01'" OF_CHANGE,
    "UPDATE household_change SET entered_by = 'reviewer'" OF_CHANGE,
    "DELETE FROM household_change" OF_CHANGE,
  };

  enter (fixture, fixture->clerk);
  for (guint i = 0; i < G_N_ELEMENTS (sql); i++)
    case_assert_refused (&fixture->base, sql[i], DOUDI_ERROR_REFUSED);
}

static gint64
begin_review (ChangeFixture *fixture)
{
  DoudiReviewRow row = {
    .award_id = fixture->award,
    .due_on = doudi_day_new (2018, 6, 30),
    .opened_on = doudi_day_new (2018, 6, 8),
  };
  DoudiTransaction *transaction = case_begin (&fixture->base);
  g_autoptr (GError) error = NULL;

  g_assert_true (doudi_review_insert (fixture->clerk, &row, &error));
  g_assert_no_error (error);
  case_commit (transaction);
  return row.id;
}

static void
finish_review (ChangeFixture *fixture, gint64 id, const char *outcome)
{
  DoudiTransaction *transaction = case_begin (&fixture->base);
  g_autoptr (GError) error = NULL;

  g_assert_true (doudi_review_set_done (fixture->clerk, id, outcome, "无变化", &error));
  g_assert_no_error (error);
  case_commit (transaction);
}

static gboolean
confirm_review (ChangeFixture *fixture, DoudiSession *session, gint64 id, GError **error)
{
  g_autoptr (DoudiTransaction) transaction = case_begin (&fixture->base);

  return doudi_review_set_confirmed (session, id, doudi_day_new (2019, 6, 30), error)
         && doudi_transaction_commit (transaction, error);
}

static void
test_review (ChangeFixture *fixture, gconstpointer data)
{
  gint64 id = begin_review (fixture);
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiReviewRow) row = NULL;
  g_autoptr (GPtrArray) all = NULL;

  g_assert_false (confirm_review (fixture, fixture->reviewer, id, &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_CONFLICT);
  g_clear_error (&error);
  finish_review (fixture, id, "keep");
  g_assert_false (confirm_review (fixture, fixture->clerk, id, &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_FOUR_EYES);
  g_clear_error (&error);
  g_assert_true (confirm_review (fixture, fixture->reviewer, id, &error));
  g_assert_no_error (error);
  row = doudi_review_get (fixture->base.store, id, &error);
  g_assert_cmpstr (row->outcome, ==, "keep");
  g_assert_cmpstr (row->done_by, ==, "clerk");
  g_assert_cmpstr (row->confirmed_by, ==, "reviewer");
  g_assert_cmpuint (row->next_due_on, ==, doudi_day_new (2019, 6, 30));
  begin_review (fixture);
  all = doudi_review_list_of_award (fixture->base.store, fixture->award, &error);
  g_assert_cmpuint (all->len, ==, 2);
  g_assert_null (doudi_review_get (fixture->base.store, 999, &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_NOT_FOUND);
}

static void
test_review_given_back (ChangeFixture *fixture, gconstpointer data)
{
  gint64 id = begin_review (fixture);
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiReviewRow) row = NULL;
  DoudiReviewRow second = { .award_id = fixture->award, .due_on = 1, .opened_on = 1 };
  DoudiTransaction *transaction;

  finish_review (fixture, id, "stop");
  transaction = case_begin (&fixture->base);
  g_assert_true (doudi_review_set_undone (fixture->reviewer, id, "再入户", &error));
  g_assert_no_error (error);
  case_commit (transaction);
  row = doudi_review_get (fixture->base.store, id, &error);
  g_assert_cmpstr (row->outcome, ==, "");
  g_assert_cmpstr (row->reason, ==, "再入户");
  g_assert_null (row->done_by);
  finish_review (fixture, id, "keep");
  transaction = case_begin (&fixture->base);
  g_assert_false (doudi_review_insert (fixture->clerk, &second, &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_CONFLICT);
  doudi_transaction_free (transaction);
}

#define OF_REVIEW " WHERE id = (SELECT max(id) FROM review)"

static void
test_review_frozen (ChangeFixture *fixture, gconstpointer data)
{
  static const char *const sql[] = {
    "UPDATE review SET outcome = 'stop'" OF_REVIEW,
    "UPDATE review SET next_due_on = '2030-01-01'" OF_REVIEW,
    "DELETE FROM review" OF_REVIEW,
  };
  gint64 id = begin_review (fixture);

  case_assert_refused (&fixture->base, "UPDATE review SET due_on = '2030-01-01'" OF_REVIEW,
                       DOUDI_ERROR_REFUSED);
  finish_review (fixture, id, "keep");
  g_assert_true (confirm_review (fixture, fixture->reviewer, id, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (sql); i++)
    case_assert_refused (&fixture->base, sql[i], DOUDI_ERROR_REFUSED);
}

/* The award of the fixture alone: what comes after the one before it. */
static DoudiReviewDueRow *
find_drawn (ChangeFixture *fixture, const char *division, DoudiMonth month)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows
    = doudi_review_list_drawn (fixture->base.store, division, month, fixture->award - 1, 1, &error);

  g_assert_no_error (error);
  return rows->len > 0 ? g_ptr_array_steal_index (rows, 0) : NULL;
}

static void
test_drawn (ChangeFixture *fixture, gconstpointer data)
{
  const char *village = fixture_village (&fixture->base, 0);
  DoudiReviewDueRow *row = find_drawn (fixture, village, 201801);

  g_assert_cmpint (row->award_id, ==, fixture->award);
  g_assert_cmpint (row->household_id, ==, fixture->household);
  g_assert_cmpint (row->person_id, ==, fixture->person);
  g_assert_cmpstr (row->programme, ==, "low-income");
  g_assert_cmpint (row->benefit_class, ==, 2);
  g_assert_cmpstr (row->division_code, ==, village);
  g_assert_cmpstr (row->name, ==, "扎西");
  g_assert_cmpuint (row->confirmed_on, ==, doudi_day_new (2018, 1, 1));
  g_assert_cmpuint (row->next_due_on, ==, DOUDI_DAY_NONE);
  g_assert_cmpint (row->open_review, ==, 0);
  doudi_review_due_row_free (row);
  g_assert_null (find_drawn (fixture, village, 201712));
  g_assert_null (find_drawn (fixture, fixture_village (&fixture->base, 20), 201801));
}

/* The last review says when it is due again; one under way is told. */
static void
test_drawn_after_review (ChangeFixture *fixture, gconstpointer data)
{
  gint64 id = begin_review (fixture);
  DoudiReviewDueRow *row = find_drawn (fixture, NULL, 201806);

  g_assert_cmpint (row->open_review, ==, id);
  doudi_review_due_row_free (row);
  finish_review (fixture, id, "keep");
  g_assert_true (confirm_review (fixture, fixture->reviewer, id, NULL));
  row = find_drawn (fixture, NULL, 201806);
  g_assert_cmpint (row->open_review, ==, 0);
  g_assert_cmpuint (row->confirmed_on, ==, fixture->base.today);
  g_assert_cmpuint (row->next_due_on, ==, doudi_day_new (2019, 6, 30));
  doudi_review_due_row_free (row);
}

/* From the month in which it covers nobody it is not drawn. */
static void
test_drawn_ended (ChangeFixture *fixture, gconstpointer data)
{
  const DoudiAwardTermRow term = { .from = 201803, .persons = 0 };
  DoudiTransaction *transaction = case_begin (&fixture->base);
  DoudiReviewDueRow *row;
  g_autoptr (GError) error = NULL;

  g_assert_true (
    doudi_award_insert_term (fixture->clerk, fixture->award, &term, 0, "", "form", &error));
  g_assert_no_error (error);
  case_commit (transaction);
  row = find_drawn (fixture, NULL, 201802);
  g_assert_nonnull (row);
  doudi_review_due_row_free (row);
  g_assert_null (find_drawn (fixture, NULL, 201803));
}

static void
add (const char *path,
     ChangeFixture *office,
     void (*test) (ChangeFixture *fixture, gconstpointer data))
{
  g_test_add (path, ChangeFixture, office, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  ChangeFixture office = { 0 };
  int status;

  g_test_init (&argc, &argv, NULL);
  open_office (&office);
  add ("/change/way", &office, test_change);
  add ("/change/four-eyes", &office, test_change_four_eyes);
  add ("/change/frozen", &office, test_change_frozen);
  add ("/review/way", &office, test_review);
  add ("/review/given-back", &office, test_review_given_back);
  add ("/review/frozen", &office, test_review_frozen);
  add ("/review/drawn", &office, test_drawn);
  add ("/review/drawn-after-review", &office, test_drawn_after_review);
  add ("/review/drawn-ended", &office, test_drawn_ended);
  status = g_test_run ();
  close_office (&office);
  return status;
}
