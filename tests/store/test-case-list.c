/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "case-fixture.h"
#include "store/doudi-case-list-store.h"

/*
 * An office and three fresh cases of the clerk's. Making keys takes long, so all tests share the
 * office: @clerk takes in, @first and @second review, @director decides.
 */
typedef struct
{
  Fixture base;
  DoudiSession *clerk;
  DoudiSession *first;
  DoudiSession *second;
  DoudiSession *director;
  gint64 cases[3];
} ListFixture;

static void
open_office (ListFixture *office)
{
  fixture_set_up (&office->base, NULL);
  case_add_user (&office->base, "clerk", DOUDI_ROLE_CASEWORKER);
  case_add_user (&office->base, "first", DOUDI_ROLE_REVIEWER);
  case_add_user (&office->base, "second", DOUDI_ROLE_REVIEWER);
  case_add_user (&office->base, "director", DOUDI_ROLE_DIRECTOR);
  office->clerk = case_sign_in (&office->base, "clerk");
  office->first = case_sign_in (&office->base, "first");
  office->second = case_sign_in (&office->base, "second");
  office->director = case_sign_in (&office->base, "director");
}

static void
close_office (ListFixture *office)
{
  doudi_session_unref (office->clerk);
  doudi_session_unref (office->first);
  doudi_session_unref (office->second);
  doudi_session_unref (office->director);
  fixture_tear_down (&office->base, NULL);
}

static void
set_up (ListFixture *fixture, gconstpointer data)
{
  *fixture = *(const ListFixture *) data;
  for (guint i = 0; i < G_N_ELEMENTS (fixture->cases); i++)
    fixture->cases[i] = case_add (&fixture->base, fixture->clerk, i, doudi_day_new (2026, 1, 5));
}

static void
tear_down (ListFixture *fixture, gconstpointer data)
{
}

static gint64
add_list_of (ListFixture *fixture, DoudiSession *session, const char *kind, const char *programme)
{
  DoudiCaseListRow row
    = { .kind = (char *) kind, .programme = (char *) programme, .month = 202602 };
  DoudiTransaction *transaction = case_begin (&fixture->base);
  g_autoptr (GError) error = NULL;

  g_assert_true (doudi_case_list_insert (session, &row, &error));
  g_assert_no_error (error);
  case_commit (transaction);
  return row.id;
}

static gint64
add_list (ListFixture *fixture, DoudiSession *session, const char *kind)
{
  return add_list_of (fixture, session, kind, "low-income");
}

/* Returns the id of the row. */
static gint64
add_item (ListFixture *fixture, DoudiSession *session, gint64 list, gint64 application)
{
  DoudiCaseListItemRow item = { .application_id = application };
  DoudiTransaction *transaction = case_begin (&fixture->base);
  g_autoptr (GError) error = NULL;

  g_assert_true (doudi_case_list_insert_item (session, list, &item, &error));
  g_assert_true (
    doudi_case_list_freeze_item (fixture->base.store, item.id, "{\"name\":\"扎西\"}", &error));
  g_assert_no_error (error);
  case_commit (transaction);
  return item.id;
}

static void
submit (ListFixture *fixture, DoudiSession *session, gint64 list)
{
  g_autoptr (GError) error = NULL;
  DoudiTransaction *transaction = case_begin (&fixture->base);
  g_autofree char *digest = doudi_case_list_digest (fixture->base.store, list, &error);

  g_assert_no_error (error);
  g_assert_true (doudi_case_list_set_submitted (session, list, digest, &error));
  g_assert_no_error (error);
  case_commit (transaction);
}

static void
set_outcome (ListFixture *fixture, DoudiSession *session, gint64 item, const char *outcome)
{
  g_autoptr (GError) error = NULL;
  DoudiTransaction *transaction = case_begin (&fixture->base);

  g_assert_true (doudi_case_list_set_outcome (session, item, outcome, NULL, &error));
  g_assert_no_error (error);
  case_commit (transaction);
}

static gboolean
set_state (ListFixture *fixture,
           DoudiSession *session,
           gint64 list,
           const char *state,
           GError **error)
{
  g_autoptr (DoudiTransaction) transaction = case_begin (&fixture->base);

  return doudi_case_list_set_state (session, list, state, "因为", error)
         && doudi_transaction_commit (transaction, error);
}

static void
assert_state (ListFixture *fixture, DoudiSession *session, gint64 list, const char *state)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (set_state (fixture, session, list, state, &error));
  g_assert_no_error (error);
}

static void
assert_no_state (ListFixture *fixture,
                 DoudiSession *session,
                 gint64 list,
                 const char *state,
                 int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (set_state (fixture, session, list, state, &error));
  g_assert_error (error, DOUDI_ERROR, code);
}

static void
test_way (ListFixture *fixture, gconstpointer data)
{
  gint64 list = add_list (fixture, fixture->first, "approval");
  gint64 item = add_item (fixture, fixture->first, list, fixture->cases[0]);
  gint64 other = add_item (fixture, fixture->first, list, fixture->cases[1]);
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiCaseListRow) row = NULL;
  g_autoptr (GPtrArray) items = NULL;
  gint64 waits = 0;

  submit (fixture, fixture->first, list);
  g_assert_true (
    doudi_case_list_find_open_item (fixture->base.store, fixture->cases[1], 0, &waits, &error));
  g_assert_cmpint (waits, ==, list);
  set_outcome (fixture, fixture->director, item, "approved");
  assert_no_state (fixture, fixture->director, list, "decided", DOUDI_ERROR_REFUSED);
  set_outcome (fixture, fixture->director, other, "held");
  assert_state (fixture, fixture->director, list, "decided");
  row = doudi_case_list_get (fixture->base.store, list, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (row->state, ==, "decided");
  g_assert_cmpuint (row->n_items, ==, 2);
  g_assert_cmpstr (row->created_by, ==, "first");
  g_assert_cmpstr (row->submitted_by, ==, "first");
  g_assert_cmpstr (row->decided_by, ==, "director");
  g_assert_cmpuint (row->decided_on, ==, fixture->base.today);
  items = doudi_case_list_items (fixture->base.store, list, &error);
  g_assert_cmpstr (((DoudiCaseListItemRow *) items->pdata[1])->outcome, ==, "held");
  g_assert_cmpint (((DoudiCaseListItemRow *) items->pdata[1])->position, ==, 2);
  g_assert_true (
    doudi_case_list_find_open_item (fixture->base.store, fixture->cases[1], 0, &waits, &error));
  g_assert_cmpint (waits, ==, 0);
}

static void
test_lists (ListFixture *fixture, gconstpointer data)
{
  gint64 first = add_list_of (fixture, fixture->first, "approval", "orphan");
  gint64 second = add_list_of (fixture, fixture->first, "approval", "orphan");
  gint64 review = add_list_of (fixture, fixture->clerk, "review", "orphan");
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiCaseListRow) row = doudi_case_list_get (fixture->base.store, second, &error);
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) open = NULL;
  gint64 previous = -1;

  g_assert_cmpint (row->number, ==, 2);
  g_assert_true (doudi_case_list_find_previous (fixture->base.store, row, &previous, &error));
  g_assert_cmpint (previous, ==, 0);
  submit (fixture, fixture->first, first);
  assert_state (fixture, fixture->director, first, "decided");
  g_assert_true (doudi_case_list_find_previous (fixture->base.store, row, &previous, &error));
  g_assert_cmpint (previous, ==, first);
  all = doudi_case_list_all (fixture->base.store, NULL, NULL, 3, &error);
  g_assert_cmpuint (all->len, ==, 3);
  g_assert_cmpint (((DoudiCaseListRow *) all->pdata[0])->id, ==, review);
  open = doudi_case_list_all (fixture->base.store, "approval", "open", 1, &error);
  g_assert_cmpuint (open->len, ==, 1);
  g_assert_cmpint (((DoudiCaseListRow *) open->pdata[0])->id, ==, second);
  g_assert_null (doudi_case_list_get (fixture->base.store, 99, &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_NOT_FOUND);
}

/* A case waits on one list at a time. */
static void
test_one_list (ListFixture *fixture, gconstpointer data)
{
  gint64 one = add_list (fixture, fixture->first, "review");
  gint64 other = add_list (fixture, fixture->first, "review");
  gint64 item = add_item (fixture, fixture->first, one, fixture->cases[0]);
  DoudiCaseListItemRow again = { .application_id = fixture->cases[0] };
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiTransaction) transaction = case_begin (&fixture->base);

  g_assert_false (doudi_case_list_insert_item (fixture->first, other, &again, &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_true (doudi_case_list_remove_item (fixture->first, item, &error));
  g_assert_true (doudi_case_list_insert_item (fixture->first, other, &again, &error));
  g_assert_no_error (error);
}

/* Who put it together, submitted it or took a case in does not decide; neither does who returns. */
static void
test_four_eyes (ListFixture *fixture, gconstpointer data)
{
  gint64 list = add_list (fixture, fixture->first, "review");
  gint64 item = add_item (fixture, fixture->first, list, fixture->cases[0]);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) hands = NULL;

  submit (fixture, fixture->second, list);
  set_outcome (fixture, fixture->director, item, "approved");
  assert_no_state (fixture, fixture->first, list, "decided", DOUDI_ERROR_FOUR_EYES);
  assert_no_state (fixture, fixture->second, list, "decided", DOUDI_ERROR_FOUR_EYES);
  assert_no_state (fixture, fixture->clerk, list, "decided", DOUDI_ERROR_FOUR_EYES);
  assert_no_state (fixture, fixture->first, list, "returned", DOUDI_ERROR_FOUR_EYES);
  hands = doudi_case_list_dup_hands (fixture->base.store, list, &error);
  g_assert_cmpuint (g_strv_length (hands), ==, 3);
  g_assert_true (g_strv_contains ((const char *const *) hands, "clerk"));
  assert_state (fixture, fixture->director, list, "decided");
}

/* Who filled in a form of a case, or wrote its opinion, does not decide it. */
static void
test_forms_and_opinions (ListFixture *fixture, gconstpointer data)
{
  DoudiFilledFormRow form = {
    .application_id = fixture->cases[0],
    .form = (char *) "county-visit",
    .kind = (char *) "survey",
    .form_json = (char *) "{}",
    .day = doudi_day_new (2026, 1, 8),
    .answers = (char *) "{}",
  };
  gint64 list = add_list (fixture, fixture->clerk, "review");
  gint64 item = add_item (fixture, fixture->clerk, list, fixture->cases[0]);
  g_autoptr (GError) error = NULL;
  DoudiTransaction *transaction = case_begin (&fixture->base);

  g_assert_true (doudi_filled_form_insert (fixture->first, &form, &error));
  g_free (form.digest);
  case_commit (transaction);
  case_add_event (&fixture->base, fixture->second, fixture->cases[0], "opinion-for",
                  doudi_day_new (2026, 1, 9));
  submit (fixture, fixture->clerk, list);
  set_outcome (fixture, fixture->director, item, "approved");
  assert_no_state (fixture, fixture->first, list, "decided", DOUDI_ERROR_FOUR_EYES);
  assert_no_state (fixture, fixture->second, list, "decided", DOUDI_ERROR_FOUR_EYES);
  assert_state (fixture, fixture->director, list, "decided");
}

/* Who approved a case on a review list does not approve it on an approval list. */
static void
test_reviewer_does_not_approve (ListFixture *fixture, gconstpointer data)
{
  gint64 review = add_list (fixture, fixture->clerk, "review");
  gint64 item = add_item (fixture, fixture->clerk, review, fixture->cases[0]);
  gint64 approval;

  submit (fixture, fixture->clerk, review);
  set_outcome (fixture, fixture->first, item, "approved");
  assert_state (fixture, fixture->first, review, "decided");
  approval = add_list (fixture, fixture->second, "approval");
  item = add_item (fixture, fixture->second, approval, fixture->cases[0]);
  submit (fixture, fixture->second, approval);
  set_outcome (fixture, fixture->director, item, "approved");
  assert_no_state (fixture, fixture->first, approval, "decided", DOUDI_ERROR_FOUR_EYES);
  assert_state (fixture, fixture->director, approval, "decided");
}

static void
test_digest (ListFixture *fixture, gconstpointer data)
{
  gint64 list = add_list_of (fixture, fixture->first, "review", "temporary-aid");
  gint64 item = add_item (fixture, fixture->first, list, fixture->cases[0]);
  g_autoptr (GError) error = NULL;
  g_autofree char *text
    = g_strdup_printf ("6\nreview13\ntemporary-aid202602\n1\n1\n%lld\n0\n17\n{\"name\":\"扎西\"}",
                       (long long) fixture->cases[0]);
  g_autofree char *expected = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  g_autofree char *one = doudi_case_list_digest (fixture->base.store, list, &error);
  g_autofree char *more = NULL;
  g_autofree char *other = NULL;
  DoudiTransaction *transaction;

  g_assert_cmpstr (one, ==, expected);
  add_item (fixture, fixture->first, list, fixture->cases[1]);
  more = doudi_case_list_digest (fixture->base.store, list, &error);
  g_assert_cmpstr (more, !=, one);
  transaction = case_begin (&fixture->base);
  doudi_case_list_freeze_item (fixture->base.store, item, "{\"name\":\"才让\"}", &error);
  case_commit (transaction);
  other = doudi_case_list_digest (fixture->base.store, list, &error);
  g_assert_cmpstr (other, !=, more);
}

static void
test_withdraw (ListFixture *fixture, gconstpointer data)
{
  gint64 list = add_list (fixture, fixture->first, "review");
  gint64 waits = -1;
  g_autoptr (GError) error = NULL;

  add_item (fixture, fixture->first, list, fixture->cases[0]);
  submit (fixture, fixture->first, list);
  assert_state (fixture, fixture->first, list, "withdrawn");
  assert_no_state (fixture, fixture->first, list, "withdrawn", DOUDI_ERROR_CONFLICT);
  assert_no_state (fixture, fixture->director, list, "decided", DOUDI_ERROR_CONFLICT);
  g_assert_true (
    doudi_case_list_find_open_item (fixture->base.store, fixture->cases[0], 0, &waits, &error));
  g_assert_cmpint (waits, ==, 0);
}

#define OF_LIST " WHERE id = (SELECT max(id) FROM case_list)"
#define OF_ITEM " WHERE id = (SELECT max(id) FROM case_list_item)"

static void
test_frozen (ListFixture *fixture, gconstpointer data)
{
  static const char *const open_sql[] = {
    "UPDATE case_list SET kind = 'approval'" OF_LIST,
    "UPDATE case_list SET created_by = 'director'" OF_LIST,
    "UPDATE case_list SET state = 'decided', decided_by = 'director'" OF_LIST,
    "UPDATE case_list_item SET outcome = 'approved'" OF_ITEM,
    "UPDATE case_list_item SET application_id = 2" OF_ITEM,
    "DELETE FROM case_list" OF_LIST,
  };
  static const char *const submitted_sql[] = {
    "UPDATE case_list SET digest = 'x'" OF_LIST,
    "UPDATE case_list SET state = 'open'" OF_LIST,
    "UPDATE case_list SET submitted_by = 'second'" OF_LIST,
    "UPDATE case_list_item SET content = '{}'" OF_ITEM,
    "UPDATE case_list_item SET position = 9" OF_ITEM,
    "INSERT INTO case_list_item (list_id, position, application_id)"
    " SELECT max(l.id), 9, max(a.id) FROM case_list l, application a",
    "DELETE FROM case_list_item" OF_ITEM,
  };
  static const char *const decided_sql[] = {
    "UPDATE case_list SET remark = 'x'" OF_LIST,
    "UPDATE case_list SET state = 'submitted', decided_by = NULL" OF_LIST,
    "UPDATE case_list_item SET outcome = 'refused'" OF_ITEM,
    "UPDATE case_list_item SET reason = 'x'" OF_ITEM,
  };
  gint64 list = add_list (fixture, fixture->first, "review");
  gint64 item = add_item (fixture, fixture->first, list, fixture->cases[0]);

  for (guint i = 0; i < G_N_ELEMENTS (open_sql); i++)
    case_assert_refused (&fixture->base, open_sql[i], DOUDI_ERROR_REFUSED);
  submit (fixture, fixture->first, list);
  for (guint i = 0; i < G_N_ELEMENTS (submitted_sql); i++)
    case_assert_refused (&fixture->base, submitted_sql[i], DOUDI_ERROR_REFUSED);
  set_outcome (fixture, fixture->director, item, "approved");
  assert_state (fixture, fixture->director, list, "decided");
  for (guint i = 0; i < G_N_ELEMENTS (decided_sql); i++)
    case_assert_refused (&fixture->base, decided_sql[i], DOUDI_ERROR_REFUSED);
}

static void
test_decision (ListFixture *fixture, gconstpointer data)
{
  DoudiDecisionRow row = {
    .application_id = fixture->cases[0],
    .list_id = add_list (fixture, fixture->first, "approval"),
    .granted = TRUE,
    .organ = (char *) "county",
    .persons = 3,
    .benefit_class = 2,
    .amount = 67200,
    .first_month = 202603,
    .valid_through = doudi_day_new (2027, 2, 28),
    .reason = (char *) "符合",
    .decided_on = doudi_day_new (2026, 2, 20),
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiDecisionRow) none = NULL;
  g_autoptr (DoudiDecisionRow) read = NULL;
  DoudiTransaction *transaction = case_begin (&fixture->base);

  g_assert_true (doudi_application_insert_decision (fixture->director, &row, &error));
  g_assert_no_error (error);
  case_commit (transaction);
  none = doudi_application_get_decision (fixture->base.store, fixture->cases[1], &error);
  g_assert_null (none);
  g_assert_no_error (error);
  read = doudi_application_get_decision (fixture->base.store, fixture->cases[0], &error);
  g_assert_cmpint (read->id, ==, row.id);
  g_assert_true (read->granted);
  g_assert_cmpint (read->amount, ==, 67200);
  g_assert_cmpint (read->award_id, ==, 0);
  g_assert_cmpint (read->first_month, ==, 202603);
  g_assert_cmpuint (read->valid_through, ==, row.valid_through);
  g_assert_cmpuint (read->review_on, ==, DOUDI_DAY_NONE);
  g_assert_cmpstr (read->decided_by, ==, "director");
  transaction = case_begin (&fixture->base);
  g_assert_false (doudi_application_insert_decision (fixture->director, &row, &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_CONFLICT);
  doudi_transaction_free (transaction);
  case_assert_refused (&fixture->base, "UPDATE decision SET amount_fen = 1", DOUDI_ERROR_REFUSED);
  case_assert_refused (&fixture->base, "DELETE FROM decision", DOUDI_ERROR_REFUSED);
}

static void
add (const char *path, ListFixture *office, void (*test) (ListFixture *fixture, gconstpointer data))
{
  g_test_add (path, ListFixture, office, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  ListFixture office = { 0 };
  int status;

  g_test_init (&argc, &argv, NULL);
  open_office (&office);
  add ("/case-list/lists", &office, test_lists);
  add ("/case-list/digest", &office, test_digest);
  add ("/case-list/way", &office, test_way);
  add ("/case-list/one-list", &office, test_one_list);
  add ("/case-list/four-eyes", &office, test_four_eyes);
  add ("/case-list/forms-and-opinions", &office, test_forms_and_opinions);
  add ("/case-list/reviewer-does-not-approve", &office, test_reviewer_does_not_approve);
  add ("/case-list/withdraw", &office, test_withdraw);
  add ("/case-list/frozen", &office, test_frozen);
  add ("/case-list/decision", &office, test_decision);
  status = g_test_run ();
  close_office (&office);
  return status;
}
