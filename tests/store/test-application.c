/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "case-fixture.h"
#include "store/doudi-statement.h"

#define FIRST_NUMBER "623027195505100412"
#define OTHER_NUMBER "62302719850612061X"
#define ACCOUNT "6217000000000000006"

static DoudiDay
day (int year, int month, int day_of_month)
{
  return doudi_day_new (year, month, day_of_month);
}

static void
assert_number (Fixture *fixture, gint64 id, const char *number)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiApplicationRow) row = doudi_application_get (fixture->store, id, &error);
  gint64 found;

  g_assert_no_error (error);
  g_assert_cmpstr (row->number, ==, number);
  g_assert_true (doudi_application_find_number (fixture->store, number, &found, &error));
  g_assert_cmpint (found, ==, id);
}

static void
test_numbers (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 first = case_add (fixture, fixture->session, 0, day (2026, 1, 5));
  gint64 second = case_add (fixture, fixture->session, 0, day (2026, 3, 1));
  gint64 earlier = case_add (fixture, fixture->session, 0, day (2025, 12, 31));
  gint64 third = case_add (fixture, fixture->session, 0, day (2026, 2, 1));
  gint64 found = -1;

  assert_number (fixture, first, "2026-000001");
  assert_number (fixture, second, "2026-000002");
  assert_number (fixture, earlier, "2025-000001");
  assert_number (fixture, third, "2026-000003");
  g_assert_true (doudi_application_find_number (fixture->store, "2026-000004", &found, &error));
  g_assert_cmpint (found, ==, 0);
  g_assert_null (doudi_application_get (fixture->store, 99, &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_NOT_FOUND);
}

static void
test_row (Fixture *fixture, gconstpointer data)
{
  DoudiApplicationRow row = {
    .programme = (char *) "temporary-aid",
    .residence = (char *) "urban",
    .division_code = (char *) fixture_village (fixture, 3),
    .village_group = (char *) "三社",
    .origin = (char *) "found",
    .urgent = TRUE,
    .applied_on = day (2026, 3, 2),
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiApplicationRow) read = NULL;
  DoudiTransaction *transaction = case_begin (fixture);

  g_assert_true (doudi_application_insert (fixture->session, &row, &error));
  g_assert_true (doudi_application_set_place (fixture->store, row.id, "rural",
                                              fixture_village (fixture, 4), NULL, &error));
  case_commit (transaction);
  read = doudi_application_get (fixture->store, row.id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (read->number, ==, row.number);
  g_assert_cmpstr (read->programme, ==, "temporary-aid");
  g_assert_cmpstr (read->residence, ==, "rural");
  g_assert_cmpstr (read->division_code, ==, fixture_village (fixture, 4));
  g_assert_cmpstr (read->village_group, ==, "");
  g_assert_cmpstr (read->origin, ==, "found");
  g_assert_true (read->urgent);
  g_assert_cmpuint (read->applied_on, ==, row.applied_on);
  g_assert_cmpint (read->household_id, ==, 0);
  g_assert_cmpuint (read->decided_on, ==, DOUDI_DAY_NONE);
  g_assert_cmpstr (read->recorded_by, ==, "admin");
  g_free (row.number);
}

static void
test_household (Fixture *fixture, gconstpointer data)
{
  const FixturePerson persons[] = { { "扎西", NULL, "head" }, { NULL, NULL, NULL } };
  gint64 one = fixture_add (fixture, fixture_village (fixture, 0), "", NULL, persons);
  gint64 other = fixture_add (fixture, fixture_village (fixture, 0), "", NULL, persons);
  gint64 id = case_add (fixture, fixture->session, 0, day (2026, 1, 5));
  g_autoptr (DoudiTransaction) transaction = case_begin (fixture);
  g_autoptr (GError) error = NULL;

  g_assert_true (doudi_application_set_household (fixture->store, id, one, &error));
  g_assert_true (doudi_application_set_household (fixture->store, id, one, &error));
  g_assert_no_error (error);
  g_assert_false (doudi_application_set_household (fixture->store, id, other, &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_false (doudi_application_set_household (fixture->store, 99, one, &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_CONFLICT);
}

static void
test_events (Fixture *fixture, gconstpointer data)
{
  gint64 id = case_add (fixture, fixture->session, 0, day (2026, 1, 5));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (DoudiApplicationRow) row = NULL;

  case_add_event (fixture, fixture->session, id, "applied", day (2026, 1, 5));
  case_add_event (fixture, fixture->session, id, "accepted", day (2026, 1, 7));
  case_add_event (fixture, fixture->session, id, "refused", day (2026, 2, 7));
  case_add_event (fixture, fixture->session, id, "informed", day (2026, 2, 9));
  events = doudi_application_list_events (fixture->store, id, &error);
  g_assert_cmpuint (events->len, ==, 4);
  g_assert_cmpstr (((DoudiApplicationEventRow *) events->pdata[1])->kind, ==, "accepted");
  g_assert_cmpuint (((DoudiApplicationEventRow *) events->pdata[1])->day, ==, day (2026, 1, 7));
  g_assert_cmpstr (((DoudiApplicationEventRow *) events->pdata[1])->recorded_by, ==, "admin");
  row = doudi_application_get (fixture->store, id, &error);
  g_assert_cmpuint (row->decided_on, ==, day (2026, 2, 7));
}

/* Nothing follows a decision that decides again. */
static void
test_decided_once (Fixture *fixture, gconstpointer data)
{
  const DoudiApplicationEventRow event = { .kind = (char *) "granted", .day = day (2026, 2, 8) };
  gint64 id = case_add (fixture, fixture->session, 0, day (2026, 1, 5));
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiTransaction) transaction = NULL;

  case_add_event (fixture, fixture->session, id, "withdrawn", day (2026, 2, 7));
  transaction = case_begin (fixture);
  g_assert_false (doudi_application_insert_event (fixture->session, id, &event, NULL, &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_REFUSED);
}

static void
set_persons (Fixture *fixture, gint64 id, const char *name, const char *number, const char *account)
{
  const DoudiApplicationPerson persons[] = { { "applicant", name, number, "13900000000", account },
                                             { "official", "王五", NULL, "", NULL } };
  DoudiTransaction *transaction = case_begin (fixture);
  g_autoptr (GError) error = NULL;

  g_assert_true (doudi_application_set_persons (fixture->store, id, persons, 2, &error));
  g_assert_no_error (error);
  case_commit (transaction);
}

static void
test_persons (Fixture *fixture, gconstpointer data)
{
  gint64 one = case_add (fixture, fixture->session, 0, day (2026, 1, 5));
  gint64 other = case_add (fixture, fixture->session, 0, day (2026, 1, 6));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) persons = NULL;
  g_autoptr (GPtrArray) named = NULL;
  g_autoptr (GPtrArray) paid = NULL;
  g_autoptr (GPtrArray) nobody = NULL;

  set_persons (fixture, one, "扎西", OTHER_NUMBER, ACCOUNT);
  set_persons (fixture, one, "才让扎西", FIRST_NUMBER, ACCOUNT);
  set_persons (fixture, other, "扎西", FIRST_NUMBER, NULL);
  persons = doudi_application_list_persons (fixture->store, one, &error);
  g_assert_cmpuint (persons->len, ==, 2);
  g_assert_cmpstr (((DoudiApplicationPerson *) persons->pdata[0])->name, ==, "才让扎西");
  g_assert_cmpstr (((DoudiApplicationPerson *) persons->pdata[1])->identity_number, ==, "");
  named = doudi_application_list_naming (fixture->store, one, FIRST_NUMBER, &error);
  g_assert_cmpuint (named->len, ==, 1);
  g_assert_cmpint (((DoudiApplicationNamed *) named->pdata[0])->application_id, ==, other);
  g_assert_cmpstr (((DoudiApplicationNamed *) named->pdata[0])->part, ==, "applicant");
  g_assert_false (((DoudiApplicationNamed *) named->pdata[0])->closed);
  paid = doudi_application_list_paid_to (fixture->store, 0, ACCOUNT, &error);
  g_assert_cmpuint (paid->len, ==, 1);
  nobody = doudi_application_list_naming (fixture->store, 0, "", &error);
  g_assert_cmpuint (nobody->len, ==, 0);
}

static void
assert_listed (Fixture *fixture, const DoudiApplicationFilter *filter, guint limit, const char *ids)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = doudi_application_list (fixture->store, filter, limit, &error);
  g_autoptr (GString) found = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    g_string_append_printf (found, "%s%lld", i > 0 ? " " : "",
                            (long long) ((DoudiApplicationRow *) rows->pdata[i])->id);
  g_assert_cmpstr (found->str, ==, ids);
}

static void
test_list (Fixture *fixture, gconstpointer data)
{
  g_autofree char *township = g_strndup (fixture_village (fixture, 0), 9);

  for (guint i = 0; i < 5; i++)
    case_add (fixture, fixture->session, i % 2 == 0 ? 0 : 20, day (2026, 1, 5));
  case_add_event (fixture, fixture->session, 2, "refused", day (2026, 2, 1));
  case_add_event (fixture, fixture->session, 3, "granted", day (2026, 3, 1));
  assert_listed (fixture, &(DoudiApplicationFilter){ 0 }, 10, "1 2 3 4 5");
  assert_listed (fixture, &(DoudiApplicationFilter){ 0 }, 2, "1 2");
  assert_listed (fixture, &(DoudiApplicationFilter){ .after = 2 }, 2, "3 4");
  assert_listed (fixture, &(DoudiApplicationFilter){ .programme = "low-income" }, 9, "1 2 3 4 5");
  assert_listed (fixture, &(DoudiApplicationFilter){ .programme = "orphan" }, 9, "");
  assert_listed (fixture, &(DoudiApplicationFilter){ .division = fixture_village (fixture, 20) }, 9,
                 "2 4");
  assert_listed (fixture, &(DoudiApplicationFilter){ .division = township, .undecided = TRUE }, 9,
                 "1 5");
  assert_listed (fixture, &(DoudiApplicationFilter){ .undecided = TRUE }, 9, "1 4 5");
  assert_listed (fixture,
                 &(DoudiApplicationFilter){ .undecided = TRUE, .decided_since = day (2026, 3, 1) },
                 9, "1 3 4 5");
  assert_listed (fixture, &(DoudiApplicationFilter){ .undecided = TRUE, .after = 1 }, 1, "4");
}

static void
test_text (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *text;
    const char *ids;
  } cases[] = {
    { "才让扎西", "1" },   { "才让", "1" },   { "扎西", "2" },        { "西", "" },
    { "0412", "1" },       { "061X", "2" },   { " 061x ", "2" },      { OTHER_NUMBER, "2" },
    { "412", "" },         { "9999", "" },    { "2026-000003", "3" }, { "2026-", "1 2 3" },
    { "2026-000009", "" }, { "王五", "1 2" }, { "Yang", "" },         { "", "1 2 3" },
    { "'; --", "" },       { "%", "" },
  };

  for (guint i = 0; i < 3; i++)
    case_add (fixture, fixture->session, 0, day (2026, 1, 5));
  set_persons (fixture, 1, "才让扎西", FIRST_NUMBER, NULL);
  set_persons (fixture, 2, "扎西", OTHER_NUMBER, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_listed (fixture, &(DoudiApplicationFilter){ .text = cases[i].text }, 9, cases[i].ids);
  assert_listed (fixture, &(DoudiApplicationFilter){ .text = "王五", .after = 1 }, 9, "2");
  assert_listed (fixture, &(DoudiApplicationFilter){ .text = "王五", .programme = "orphan" }, 9,
                 "");
}

static void
test_authorisations (Fixture *fixture, gconstpointer data)
{
  gint64 id = case_add (fixture, fixture->session, 0, day (2026, 1, 5));
  const DoudiAuthorisationRow row = {
    .name = (char *) "扎西",
    .identity_number = (char *) FIRST_NUMBER,
    .signed_on = day (2026, 1, 5),
    .expires_on = day (2027, 1, 4),
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (DoudiTransaction) transaction = case_begin (fixture);

  g_assert_true (doudi_application_insert_authorisation (fixture->session, id, &row, &error));
  g_assert_true (
    doudi_application_revoke_authorisation (fixture->session, 1, day (2026, 3, 1), &error));
  g_assert_no_error (error);
  g_assert_false (
    doudi_application_revoke_authorisation (fixture->session, 1, day (2026, 4, 1), &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_CONFLICT);
  rows = doudi_application_list_authorisations (fixture->store, id, NULL);
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_cmpuint (((DoudiAuthorisationRow *) rows->pdata[0])->revoked_on, ==, day (2026, 3, 1));
  g_assert_cmpuint (((DoudiAuthorisationRow *) rows->pdata[0])->expires_on, ==, day (2027, 1, 4));
  g_assert_cmpstr (((DoudiAuthorisationRow *) rows->pdata[0])->signed_by, ==, "");
}

static void
answer_check (Fixture *fixture, gint64 check, const char *result, DoudiDay on)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (
    doudi_application_insert_check_result (fixture->session, check, result, "一辆", on, &error));
  g_assert_no_error (error);
}

static void
test_checks (Fixture *fixture, gconstpointer data)
{
  gint64 id = case_add (fixture, fixture->session, 0, day (2026, 1, 5));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (DoudiTransaction) transaction = case_begin (fixture);
  const DoudiCheckRow *check;
  gint64 vehicles, pensions;

  g_assert_true (doudi_application_insert_check (fixture->session, id, "vehicles", day (2026, 1, 6),
                                                 &vehicles, &error));
  g_assert_true (doudi_application_insert_check (fixture->session, id, "pensions", day (2026, 1, 6),
                                                 &pensions, &error));
  answer_check (fixture, vehicles, "found", day (2026, 1, 9));
  answer_check (fixture, vehicles, "explained", day (2026, 1, 12));
  rows = doudi_application_list_checks (fixture->store, id, &error);
  g_assert_cmpuint (rows->len, ==, 2);
  check = rows->pdata[0];
  g_assert_cmpstr (check->item, ==, "vehicles");
  g_assert_cmpstr (check->result, ==, "explained");
  g_assert_cmpuint (check->answered_on, ==, day (2026, 1, 12));
  check = rows->pdata[1];
  g_assert_cmpint (check->id, ==, pensions);
  g_assert_cmpstr (check->result, ==, "");
  g_assert_cmpuint (check->answered_on, ==, DOUDI_DAY_NONE);
  g_assert_cmpint (case_ask (fixture, "SELECT count(*) FROM check_result"), ==, 2);
  g_assert_false (doudi_application_insert_check_result (fixture->session, 99, "clear", NULL,
                                                         day (2026, 1, 9), &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_CONFLICT);
}

static void
test_objections (Fixture *fixture, gconstpointer data)
{
  DoudiObjectionRow row = {
    .application_id = case_add (fixture, fixture->session, 0, day (2026, 1, 5)),
    .objected_on = day (2026, 2, 5),
    .objector = (char *) "邻居",
    .content = (char *) "有车",
    .way = (char *) "survey",
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) open = NULL;
  g_autoptr (GPtrArray) open_later = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (DoudiTransaction) transaction = case_begin (fixture);

  g_assert_true (doudi_application_insert_objection (fixture->session, &row, &error));
  open = doudi_objection_list_open (fixture->store, &error);
  g_assert_cmpuint (open->len, ==, 1);
  g_assert_cmpstr (((DoudiObjectionRow *) open->pdata[0])->outcome, ==, "");
  g_assert_true (doudi_application_answer_objection (fixture->session, row.id, "rejected", "无车",
                                                     day (2026, 2, 9), &error));
  g_assert_no_error (error);
  g_assert_false (doudi_application_answer_objection (fixture->session, row.id, "upheld", "有车",
                                                      day (2026, 2, 9), &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_CONFLICT);
  open_later = doudi_objection_list_open (fixture->store, NULL);
  g_assert_cmpuint (open_later->len, ==, 0);
  all = doudi_application_list_objections (fixture->store, row.application_id, NULL);
  g_assert_cmpuint (all->len, ==, 1);
  g_assert_cmpstr (((DoudiObjectionRow *) all->pdata[0])->answer, ==, "无车");
  g_assert_cmpuint (((DoudiObjectionRow *) all->pdata[0])->answered_on, ==, day (2026, 2, 9));
}

static void
assert_delegation (Fixture *fixture,
                   const char *programme,
                   const char *division,
                   DoudiDay on,
                   gint64 id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiDelegationRow) row
    = doudi_delegation_find (fixture->store, programme, division, on, &error);

  g_assert_no_error (error);
  g_assert_cmpint (row != NULL ? row->id : 0, ==, id);
}

static void
test_delegations (Fixture *fixture, gconstpointer data)
{
  const char *village = fixture_village (fixture, 0);
  g_autofree char *township = g_strdup_printf ("%.9s000", village);
  DoudiDelegationRow row = {
    .programme = (char *) "temporary-aid",
    .division_code = township,
    .valid_from = day (2026, 1, 1),
    .valid_to = day (2027, 1, 1),
    .source = (char *) "办法第六条",
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = NULL;
  DoudiTransaction *transaction = case_begin (fixture);

  g_assert_true (doudi_delegation_insert (fixture->session, &row, &error));
  g_assert_no_error (error);
  case_commit (transaction);
  assert_delegation (fixture, "temporary-aid", village, day (2026, 1, 1), row.id);
  assert_delegation (fixture, "temporary-aid", township, day (2026, 12, 31), row.id);
  assert_delegation (fixture, "temporary-aid", village, day (2027, 1, 1), 0);
  assert_delegation (fixture, "temporary-aid", village, day (2025, 12, 31), 0);
  assert_delegation (fixture, "low-income", village, day (2026, 1, 1), 0);
  all = doudi_delegation_list (fixture->store, &error);
  g_assert_cmpuint (all->len, ==, 1);
  g_assert_cmpstr (((DoudiDelegationRow *) all->pdata[0])->source, ==, "办法第六条");
}

/* What was said stays as it was said, whoever asks. */
static void
test_frozen (Fixture *fixture, gconstpointer data)
{
  static const char *const sql[] = {
    "UPDATE application SET number = '2026-000009'",
    "UPDATE application SET programme = 'orphan'",
    "UPDATE application SET applied_on = '2020-01-01'",
    "UPDATE application SET urgent = 1",
    "UPDATE application SET recorded_by = 'nobody'",
    "UPDATE application SET decided_on = '2020-01-01'",
    "DELETE FROM application",
    "UPDATE application_event SET day = '2020-01-01'",
    "DELETE FROM application_event",
    "UPDATE authorisation SET expires_on = '2099-01-01', revoked_on = '2026-02-01'",
    "UPDATE authorisation SET name = 'x'",
    "DELETE FROM authorisation",
    "UPDATE check_request SET item = 'x'",
    "DELETE FROM check_request",
    "UPDATE check_result SET result = 'clear'",
    "DELETE FROM check_result",
    "UPDATE objection SET content = 'x'",
    "UPDATE objection SET way = 'hearing'",
    "DELETE FROM objection",
    "UPDATE delegation SET source = 'x'",
    "DELETE FROM delegation",
  };
  static const char *const facts[] = {
    "INSERT INTO authorisation (application_id, name, identity_number, signed_on, expires_on,"
    " recorded_at, recorded_by) VALUES (1, 'a', '', '2026-01-05', '2027-01-04', '', 'admin')",
    "INSERT INTO check_request VALUES (1, 1, 'vehicles', '2026-01-05', '', 'admin')",
    "INSERT INTO check_result VALUES (1, 1, 'found', '', '2026-01-05', NULL, '', 'admin')",
    "INSERT INTO objection (application_id, objected_on, objector, content, way, recorded_at,"
    " recorded_by) VALUES (1, '2026-02-05', 'n', 'c', 'survey', '', 'admin')",
    "INSERT INTO delegation SELECT 1, 'temporary-aid', code, '2026-01-01', NULL, 's', '', 'admin'"
    " FROM division WHERE level = 'township' LIMIT 1",
  };
  DoudiTransaction *transaction;

  case_add (fixture, fixture->session, 0, day (2026, 1, 5));
  case_add_event (fixture, fixture->session, 1, "refused", day (2026, 2, 1));
  transaction = case_begin (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (DoudiStatement) statement = doudi_statement_get (fixture->store, facts[i], &error);

      g_assert_no_error (error);
      g_assert_true (doudi_statement_run (statement, &error));
      g_assert_no_error (error);
    }
  case_commit (transaction);
  for (guint i = 0; i < G_N_ELEMENTS (sql); i++)
    case_assert_refused (fixture, sql[i], DOUDI_ERROR_REFUSED);
}

static void
add (const char *path, void (*test) (Fixture *fixture, gconstpointer data))
{
  g_test_add (path, Fixture, NULL, fixture_set_up, test, fixture_tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/application/numbers", test_numbers);
  add ("/application/row", test_row);
  add ("/application/household", test_household);
  add ("/application/events", test_events);
  add ("/application/decided-once", test_decided_once);
  add ("/application/persons", test_persons);
  add ("/application/list", test_list);
  add ("/application/text", test_text);
  add ("/application/authorisations", test_authorisations);
  add ("/application/checks", test_checks);
  add ("/application/objections", test_objections);
  add ("/application/delegations", test_delegations);
  add ("/application/frozen", test_frozen);
  return g_test_run ();
}
