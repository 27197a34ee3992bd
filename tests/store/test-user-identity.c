/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include <string.h>

#include "case-fixture.h"

#define REVIEWERS (1u << DOUDI_ROLE_REVIEWER)
#define FIRST_17 "62302719700101001"

static const char refused_sql[] = "SELECT count(*) FROM audit WHERE result = 'refused'";

static void
add_person (Fixture *fixture, const char *name, DoudiRole role, const char *number)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (
    doudi_users_add_person (fixture->session, name, 1u << role, number, FIXTURE_PASSWORD, &error));
  g_assert_no_error (error);
}

static void
assert_not_added (Fixture *fixture, const char *name, guint roles, const char *number, int code)
{
  g_autoptr (GError) error = NULL;
  gint64 users = case_ask (fixture, "SELECT count(*) FROM user");

  g_assert_false (
    doudi_users_add_person (fixture->session, name, roles, number, FIXTURE_PASSWORD, &error));
  g_assert_error (error, DOUDI_ERROR, code);
  g_assert_null (strstr (error->message, FIRST_17));
  g_assert_cmpint (case_ask (fixture, "SELECT count(*) FROM user"), ==, users);
}

/* One person may have more than one account, where one account could have the roles of both. */
static void
test_add (Fixture *fixture, gconstpointer data)
{
  g_autofree char *number = fixture_number (FIRST_17);
  g_autofree char *wrong = g_strdup_printf (FIRST_17 "%c", number[17] == '1' ? '2' : '1');
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) users = NULL;

  add_person (fixture, "reviewer", DOUDI_ROLE_REVIEWER, number);
  assert_not_added (fixture, "director", 1u << DOUDI_ROLE_DIRECTOR, number, DOUDI_ERROR_REFUSED);
  assert_not_added (fixture, "clerk", 1u << DOUDI_ROLE_CASEWORKER, number, DOUDI_ERROR_REFUSED);
  assert_not_added (fixture, "other", REVIEWERS, wrong, DOUDI_ERROR_BAD_DATA);
  assert_not_added (fixture, "other", REVIEWERS, "", DOUDI_ERROR_BAD_DATA);
  add_person (fixture, "notices", DOUDI_ROLE_NOTICES, number);
  add_person (fixture, "again", DOUDI_ROLE_REVIEWER, number);
  case_add_user (fixture, "unknown", DOUDI_ROLE_DIRECTOR);
  users = doudi_users_list (fixture->session, &error);
  g_assert_cmpuint (users->len, ==, 5);
  g_assert_null (((DoudiUser *) users->pdata[0])->identity_number);
  g_assert_cmpstr (((DoudiUser *) users->pdata[1])->identity_number, ==, number);
  g_assert_null (((DoudiUser *) users->pdata[4])->identity_number);
}

static void
test_old_number (Fixture *fixture, gconstpointer data)
{
  g_autofree char *number = fixture_number (FIRST_17);
  g_autofree char *old = g_strdup_printf ("%.6s%.9s", FIRST_17, FIRST_17 + 8);

  add_person (fixture, "reviewer", DOUDI_ROLE_REVIEWER, old);
  assert_not_added (fixture, "director", 1u << DOUDI_ROLE_DIRECTOR, number, DOUDI_ERROR_REFUSED);
}

static void
test_set (Fixture *fixture, gconstpointer data)
{
  g_autofree char *number = fixture_number (FIRST_17);
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiSession) reviewer = NULL;

  case_add_user (fixture, "reviewer", DOUDI_ROLE_REVIEWER);
  case_add_user (fixture, "director", DOUDI_ROLE_DIRECTOR);
  g_assert_true (doudi_user_set_identity (fixture->session, "reviewer", number, &error));
  g_assert_true (doudi_user_set_identity (fixture->session, "reviewer", number, &error));
  g_assert_no_error (error);
  g_assert_false (doudi_user_set_identity (fixture->session, "director", number, &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_false (doudi_user_set_identity (fixture->session, "nobody", number, &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (doudi_user_set_identity (fixture->session, "director", "12", &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_BAD_DATA);
  g_clear_error (&error);
  reviewer = case_sign_in (fixture, "reviewer");
  g_assert_false (doudi_user_set_identity (reviewer, "director", number, &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_NOT_ALLOWED);
  g_assert_cmpint (case_ask (fixture, "SELECT count(*) FROM audit WHERE detail LIKE"
                                      " '%" FIRST_17 "%'"),
                   ==, 0);
  g_assert_cmpint (case_ask (fixture, "SELECT count(*) FROM audit WHERE object = 'user:2'"
                                      " AND detail LIKE '%\"identity\":\"recorded\"%'"),
                   ==, 2);
}

static void
assert_same (DoudiSession *session, const char *user, gboolean expected)
{
  g_autoptr (GError) error = NULL;
  gboolean same = !expected;

  g_assert_true (doudi_session_is_same_person (session, user, &same, &error));
  g_assert_no_error (error);
  g_assert_cmpint (same, ==, expected);
}

static void
test_same_person (Fixture *fixture, gconstpointer data)
{
  g_autofree char *number = fixture_number (FIRST_17);
  g_autofree char *other = fixture_number ("62302719800101001");
  g_autoptr (DoudiSession) one = NULL;
  g_autoptr (DoudiSession) unknown = NULL;

  add_person (fixture, "one", DOUDI_ROLE_REVIEWER, number);
  add_person (fixture, "two", DOUDI_ROLE_REVIEWER, number);
  add_person (fixture, "three", DOUDI_ROLE_REVIEWER, other);
  case_add_user (fixture, "unknown", DOUDI_ROLE_REVIEWER);
  one = case_sign_in (fixture, "one");
  unknown = case_sign_in (fixture, "unknown");
  assert_same (one, "one", TRUE);
  assert_same (one, "two", TRUE);
  assert_same (one, "three", FALSE);
  assert_same (one, "unknown", FALSE);
  assert_same (one, "gone", FALSE);
  assert_same (one, NULL, FALSE);
  assert_same (unknown, "admin", FALSE);
  assert_same (unknown, "unknown", TRUE);
}

/* A refusal is in the log, and says who may. */
static void
test_other_eyes (Fixture *fixture, gconstpointer data)
{
  g_autofree char *number = fixture_number (FIRST_17);
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiSession) one = NULL;
  gint64 refused;

  add_person (fixture, "one", DOUDI_ROLE_REVIEWER, number);
  add_person (fixture, "two", DOUDI_ROLE_REVIEWER, number);
  one = case_sign_in (fixture, "one");
  refused = case_ask (fixture, refused_sql);
  g_assert_false (doudi_session_require_other_eyes (one, DOUDI_ACTION_LAND_IMPORT, "two",
                                                    "import_batch:1", &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_FOUR_EYES);
  g_clear_error (&error);
  g_assert_cmpint (case_ask (fixture, refused_sql), ==, refused + 1);
  g_assert_cmpint (case_ask (fixture, "SELECT count(*) FROM audit WHERE object = 'import_batch:1'"
                                      " AND action = 'import-land' AND actor = 'one'"),
                   ==, 1);
  case_add_user (fixture, "third", DOUDI_ROLE_REVIEWER);
  g_assert_false (
    doudi_session_require_other_eyes (one, DOUDI_ACTION_LAND_IMPORT, "one", NULL, &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_FOUR_EYES);
  g_assert_nonnull (strstr (error->message, "third"));
  g_assert_null (strstr (error->message, "two"));
  g_clear_error (&error);
  g_assert_true (
    doudi_session_require_other_eyes (one, DOUDI_ACTION_LAND_IMPORT, "third", NULL, &error));
  g_assert_true (
    doudi_session_require_other_eyes (one, DOUDI_ACTION_LAND_IMPORT, NULL, NULL, &error));
  g_assert_no_error (error);
}

/* Below every program: the schema compares persons too. */
static void
test_schema (Fixture *fixture, gconstpointer data)
{
  static const char *const rows[] = {
    "INSERT INTO pay_run (month, programmes, state, known_on, households, persons, lines,"
    " regular_fen, back_pay_fen, recovery_fen, digest, proposed_by, proposed_at)"
    " VALUES (201801, 1, 'proposed', '2018-01-01', 0, 0, 0, 0, 0, 0, '', 'one', '')",
    "INSERT INTO import_batch (layout, file_name, file_digest, month, residence, rows, households,"
    " persons, awards, held_households, state, staged_by, staged_at)"
    " VALUES ('', '', '', 201801, 'rural', 0, 0, 0, 0, 0, 'staged', 'one', '')",
    "INSERT INTO policy_document (document, json, digest, state, proposed_by, recorded_at)"
    " VALUES ('d', '{}', '', 'proposed', 'one', '')",
    "INSERT INTO form_document (form, json, digest, state, proposed_by, proposed_at)"
    " VALUES ('f', '{}', '', 'proposed', 'one', '')",
    "INSERT INTO case_list (kind, programme, month, number, state, created_by, created_at,"
    " submitted_by) VALUES ('review', 'low-income', 201801, 1, 'submitted', 'one', '', 'one')",
  };
  static const char *const steps[] = {
    "UPDATE pay_run SET state = 'approved', approved_by = 'two'",
    "UPDATE import_batch SET state = 'landed', landed_by = 'two'",
    "UPDATE policy_document SET state = 'adopted', adopted_by = 'two'",
    "UPDATE form_document SET state = 'adopted', adopted_by = 'two'",
    "UPDATE case_list SET state = 'decided', decided_by = 'two'",
  };
  g_autofree char *number = fixture_number (FIRST_17);
  DoudiTransaction *transaction;

  add_person (fixture, "one", DOUDI_ROLE_REVIEWER, number);
  add_person (fixture, "two", DOUDI_ROLE_REVIEWER, number);
  transaction = case_begin (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (DoudiStatement) statement = doudi_statement_get (fixture->store, rows[i], &error);

      doudi_statement_run (statement, &error);
      g_assert_no_error (error);
    }
  case_commit (transaction);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    case_assert_refused (fixture, steps[i], DOUDI_ERROR_FOUR_EYES);
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
  add ("/user-identity/add", test_add);
  add ("/user-identity/old-number", test_old_number);
  add ("/user-identity/set", test_set);
  add ("/user-identity/same-person", test_same_person);
  add ("/user-identity/other-eyes", test_other_eyes);
  add ("/user-identity/schema", test_schema);
  return g_test_run ();
}
