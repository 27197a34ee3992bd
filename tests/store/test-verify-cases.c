/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "case-fixture.h"
#include "raw-caseload.h"
#include "store/doudi-case-list-store.h"
#include "store/doudi-change-store.h"
#include "store/doudi-verify-cases.h"

#define NUMBER "623027197001010017"

/* An office in which an application went all the way, and a household changed. */
typedef struct
{
  Fixture base;
  DoudiSession *clerk;
  DoudiSession *reviewer;
  DoudiSession *director;
  gint64 household;
  gint64 application;
  gint64 list;
} Office;

static void
record (DoudiSession *session, DoudiAction action, const char *object)
{
  g_autoptr (GError) error = NULL;

  doudi_session_record (session, action, object, NULL, &error);
  g_assert_no_error (error);
}

static void
add_event (Office *office, DoudiSession *session, const char *kind)
{
  const DoudiApplicationEventRow event
    = { .kind = (char *) kind, .day = doudi_day_new (2018, 6, 1) };
  g_autoptr (GError) error = NULL;

  doudi_application_insert_event (session, office->application, &event, NULL, &error);
  g_assert_no_error (error);
}

static void
take_in (Office *office)
{
  DoudiTransaction *transaction = case_begin (&office->base);
  DoudiFilledFormRow form = {
    .form = (char *) "low-income-application",
    .kind = (char *) "application",
    .form_json = (char *) "{}",
    .day = doudi_day_new (2018, 5, 1),
    .answers = (char *) "{\"a\":1}",
  };
  DoudiObjectionRow objection = {
    .objected_on = doudi_day_new (2018, 5, 9),
    .objector = (char *) "邻居",
    .content = (char *) "有车",
    .way = (char *) "survey",
  };
  g_autoptr (GError) error = NULL;

  office->application = case_insert (&office->base, office->clerk, 0, doudi_day_new (2018, 5, 1));
  form.application_id = objection.application_id = office->application;
  doudi_application_set_household (office->base.store, office->application, office->household,
                                   &error);
  g_assert_no_error (error);
  doudi_filled_form_insert (office->clerk, &form, &error);
  g_assert_no_error (error);
  doudi_application_insert_objection (office->reviewer, &objection, &error);
  g_assert_no_error (error);
  add_event (office, office->clerk, "opinion-for");
  record (office->clerk, DOUDI_ACTION_OPEN_CASE, "application:1");
  record (office->reviewer, DOUDI_ACTION_RECORD_OBJECTION, "application:1");
  case_commit (transaction);
  g_free (form.digest);
}

static gint64
grant (Office *office)
{
  DoudiAwardRow award = {
    .programme = (char *) "low-income",
    .household_id = office->household,
    .person_id = 1,
    .residence = (char *) "rural",
    .first_month = 201807,
  };
  g_autoptr (GError) error = NULL;
  gint64 id = 0;

  doudi_award_insert (office->director, &award, "application:1", &id, &error);
  g_assert_no_error (error);
  return id;
}

static void
insert_decision (Office *office)
{
  DoudiDecisionRow decision = {
    .application_id = office->application,
    .list_id = office->list,
    .granted = TRUE,
    .organ = (char *) "county",
    .award_id = grant (office),
    .persons = 1,
    .amount = 28000,
    .first_month = 201807,
    .decided_on = office->base.today,
  };
  g_autoptr (GError) error = NULL;

  add_event (office, office->director, "granted");
  doudi_application_insert_decision (office->director, &decision, &error);
  g_assert_no_error (error);
}

static void
decide (Office *office)
{
  DoudiCaseListRow row
    = { .kind = (char *) "approval", .programme = (char *) "low-income", .month = 201806 };
  DoudiCaseListItemRow item = { .application_id = office->application };
  DoudiTransaction *transaction = case_begin (&office->base);
  g_autoptr (GError) error = NULL;
  g_autofree char *digest = NULL;

  g_assert_true (doudi_case_list_insert (office->reviewer, &row, &error));
  office->list = row.id;
  g_assert_true (doudi_case_list_insert_item (office->reviewer, row.id, &item, &error));
  g_assert_true (doudi_case_list_freeze_item (office->base.store, item.id, "{}", &error));
  digest = doudi_case_list_digest (office->base.store, row.id, &error);
  g_assert_true (doudi_case_list_set_submitted (office->reviewer, row.id, digest, &error));
  g_assert_true (doudi_case_list_set_outcome (office->director, item.id, "approved", NULL, &error));
  insert_decision (office);
  g_assert_true (doudi_case_list_set_state (office->director, row.id, "decided", NULL, &error));
  g_assert_no_error (error);
  record (office->reviewer, DOUDI_ACTION_BUILD_APPROVAL_LIST, "case_list:1");
  record (office->director, DOUDI_ACTION_APPROVE_LIST, "case_list:1");
  case_commit (transaction);
}

static void
change_and_review (Office *office)
{
  DoudiReviewRow review
    = { .award_id = 1, .due_on = office->base.today, .opened_on = office->base.today };
  DoudiChangeRow change = { .kind = (char *) "class",
                            .household_id = office->household,
                            .happened_on = office->base.today,
                            .from_month = 201807,
                            .detail = (char *) "{}" };
  DoudiTransaction *transaction = case_begin (&office->base);
  g_autoptr (GError) error = NULL;

  g_assert_true (doudi_review_insert (office->clerk, &review, &error));
  g_assert_true (doudi_review_set_done (office->clerk, review.id, "keep", NULL, &error));
  g_assert_true (doudi_review_set_confirmed (office->reviewer, review.id, DOUDI_DAY_NONE, &error));
  g_assert_true (doudi_change_insert (office->clerk, &change, &error));
  g_assert_true (doudi_change_set_state (office->director, change.id, "applied", NULL, &error));
  g_assert_no_error (error);
  record (office->clerk, DOUDI_ACTION_REVIEW_AWARD, "review:1");
  record (office->reviewer, DOUDI_ACTION_CONFIRM_REVIEW, "review:1");
  record (office->clerk, DOUDI_ACTION_ENTER_CHANGE, "household_change:1");
  record (office->director, DOUDI_ACTION_DECIDE_CHANGE, "household_change:1");
  case_commit (transaction);
}

static void
set_up (Office *office, gconstpointer data)
{
  const FixturePerson persons[] = { { "扎西", NULL, "head" }, { NULL, NULL, NULL } };

  fixture_set_up (&office->base, data);
  case_add_user (&office->base, "clerk", DOUDI_ROLE_CASEWORKER);
  case_add_user (&office->base, "reviewer", DOUDI_ROLE_REVIEWER);
  case_add_user (&office->base, "director", DOUDI_ROLE_DIRECTOR);
  office->clerk = case_sign_in (&office->base, "clerk");
  office->reviewer = case_sign_in (&office->base, "reviewer");
  office->director = case_sign_in (&office->base, "director");
  office->household
    = fixture_add (&office->base, fixture_village (&office->base, 0), "", NULL, persons);
  take_in (office);
  decide (office);
  change_and_review (office);
}

static void
tear_down (Office *office, gconstpointer data)
{
  doudi_session_unref (office->clerk);
  doudi_session_unref (office->reviewer);
  doudi_session_unref (office->director);
  fixture_tear_down (&office->base, data);
}

static void
write_raw (Office *office, const char *sql)
{
  sqlite3 *db = raw_caseload_open (office->base.path, "admin", FIXTURE_PASSWORD);
  char *message = NULL;

  sqlite3_exec (db, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  sqlite3_close (db);
}

/* The names of the checks that do not hold. */
static char *
dup_broken (Office *office)
{
  DoudiStore *store = office->base.store;
  g_autoptr (GPtrArray) checks = g_ptr_array_new_with_free_func ((GDestroyNotify) doudi_check_free);
  g_autoptr (GString) broken = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (doudi_verify_case_digests (store, checks, &error));
  g_assert_true (doudi_verify_decisions (store, checks, &error));
  g_assert_true (doudi_verify_case_eyes (store, checks, &error));
  g_assert_true (doudi_verify_case_lines (store, checks, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (checks->len, ==, 5);
  for (guint i = 0; i < checks->len; i++)
    {
      const DoudiCheck *check = checks->pdata[i];

      g_assert_cmpint (check->count, >, 0);
      if (!check->ok)
        g_string_append_printf (broken, "%s%s", broken->len > 0 ? " " : "", check->name);
    }
  return g_strdup (broken->str);
}

static void
assert_broken (Office *office, const char *expected, const char *why)
{
  g_autofree char *broken = dup_broken (office);

  if (!g_str_equal (broken, expected))
    g_error ("%s: %s, not %s", why, broken, expected);
}

#define ONE_PERSON(name)                                                                           \
  "UPDATE user SET identity_number = '" NUMBER "' WHERE name IN ('director', '" name "')"
#define NOBODY "UPDATE user SET identity_number = NULL"

/* Each does something that the triggers refuse, and what brings it back. */
static const struct
{
  const char *check;
  const char *tamper;
  const char *restore;
} tampers[] = {
  { "form-digests", "UPDATE filled_form SET answers = '{}'",
    "UPDATE filled_form SET answers = '{\"a\":1}'" },
  { "form-digests", "UPDATE form_text SET json = '[]'", "UPDATE form_text SET json = '{}'" },
  { "list-digests", "UPDATE case_list_item SET content = '{\"b\":1}'",
    "UPDATE case_list_item SET content = '{}'" },
  { "list-digests", "UPDATE case_list_item SET position = 2",
    "UPDATE case_list_item SET position = 1" },
  { "list-digests", "UPDATE case_list SET number = 2", "UPDATE case_list SET number = 1" },
  { "decisions", "UPDATE decision SET first_month = 201801",
    "UPDATE decision SET first_month = 201807" },
  { "decisions", "UPDATE decision SET granted = 0", "UPDATE decision SET granted = 1" },
  { "decisions", "UPDATE award SET programme = 'orphan'",
    "UPDATE award SET programme = 'low-income'" },
  { "decisions", "UPDATE case_list_item SET outcome = 'held'",
    "UPDATE case_list_item SET outcome = 'approved'" },
  { "decisions", "UPDATE decision SET decided_by = 'reviewer'",
    "UPDATE decision SET decided_by = 'director'" },
  { "case-four-eyes", "UPDATE household_change SET entered_by = 'clerk', decided_by = 'clerk'",
    "UPDATE household_change SET decided_by = 'director'" },
  { "case-four-eyes", "UPDATE review SET confirmed_by = 'clerk'",
    "UPDATE review SET confirmed_by = 'reviewer'" },
  { "case-four-eyes", "UPDATE application SET recorded_by = 'director'",
    "UPDATE application SET recorded_by = 'clerk'" },
  { "case-four-eyes",
    "UPDATE application_event SET recorded_by = 'director', recorded_at = '2018-01-01T00:00:00Z'"
    " WHERE kind = 'opinion-for'",
    "UPDATE application_event SET recorded_by = 'clerk' WHERE kind = 'opinion-for'" },
  { "case-four-eyes", ONE_PERSON ("reviewer"), NOBODY },
  { "case-four-eyes", ONE_PERSON ("clerk"), NOBODY },
  { "case-audit-lines", "UPDATE filled_form SET recorded_by = 'reviewer2'",
    "UPDATE filled_form SET recorded_by = 'clerk'" },
  { "case-audit-lines", "UPDATE audit SET object = 'x' WHERE action = 'list-approve'",
    "UPDATE audit SET object = 'case_list:1' WHERE action = 'list-approve'" },
  { "case-audit-lines", "UPDATE audit SET object = 'x' WHERE action = 'approval-list-build'",
    "UPDATE audit SET object = 'case_list:1' WHERE action = 'approval-list-build'" },
  { "case-audit-lines", "UPDATE audit SET object = 'x' WHERE action = 'case-open'",
    "UPDATE audit SET object = 'application:1' WHERE action = 'case-open'" },
  { "case-audit-lines", "UPDATE audit SET object = 'x' WHERE action = 'objection-record'",
    "UPDATE audit SET object = 'application:1' WHERE action = 'objection-record'" },
  { "case-audit-lines", "UPDATE audit SET object = 'x' WHERE action = 'change-decide'",
    "UPDATE audit SET object = 'household_change:1' WHERE action = 'change-decide'" },
  { "case-audit-lines", "UPDATE audit SET object = 'x' WHERE action = 'award-review-confirm'",
    "UPDATE audit SET object = 'review:1' WHERE action = 'award-review-confirm'" },
};

static void
drop_triggers (Office *office)
{
  sqlite3 *db = raw_caseload_open (office->base.path, "admin", FIXTURE_PASSWORD);
  g_autoptr (GString) sql = g_string_new ("PRAGMA ignore_check_constraints=ON;");
  sqlite3_stmt *row = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (db, "SELECT name FROM sqlite_schema WHERE type = 'trigger'",
                                       -1, &row, NULL),
                   ==, SQLITE_OK);
  while (sqlite3_step (row) == SQLITE_ROW)
    g_string_append_printf (sql, "DROP TRIGGER %s;", (const char *) sqlite3_column_text (row, 0));
  sqlite3_finalize (row);
  g_assert_cmpint (sqlite3_exec (db, sql->str, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
}

/* What somebody does to the file with another program is found, and by the check that is for it. */
static void
test_tampering (Office *office, gconstpointer data)
{
  assert_broken (office, "", "as it was written");
  drop_triggers (office);
  for (guint i = 0; i < G_N_ELEMENTS (tampers); i++)
    {
      g_autofree char *tamper
        = g_strconcat ("PRAGMA ignore_check_constraints=ON;", tampers[i].tamper, NULL);

      write_raw (office, tamper);
      assert_broken (office, tampers[i].check, tampers[i].tamper);
      write_raw (office, tampers[i].restore);
      assert_broken (office, "", tampers[i].restore);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/verify-cases/tampering", Office, NULL, set_up, test_tampering, tear_down);
  return g_test_run ();
}
