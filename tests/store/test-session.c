/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "store/doudi-session.h"

#include "store-fixture.h"
#include "store/doudi-cipher.h"
#include "store/doudi-clock.h"
#include "store/doudi-key.h"
#include "store/doudi-statement.h"
#include "store/doudi-user.h"

#define TODAY (doudi_day_new (2018, 6, 8))

/* The matrix once more, as the office wrote it: action, and the letters of the roles that may. */
static const struct
{
  DoudiAction action;
  const char *roles;
} matrix[] = {
  { DOUDI_ACTION_SEARCH, "CRDUN" },
  { DOUDI_ACTION_VIEW_HOUSEHOLD, "CRDU" },
  { DOUDI_ACTION_REVEAL, "CRD" },
  { DOUDI_ACTION_STAGE_IMPORT, "CR" },
  { DOUDI_ACTION_LAND_IMPORT, "R" },
  { DOUDI_ACTION_UNDO_IMPORT, "R" },
  { DOUDI_ACTION_VIEW_POLICY, "CRDNAU" },
  { DOUDI_ACTION_PROPOSE_POLICY, "RA" },
  { DOUDI_ACTION_ADOPT_POLICY, "D" },
  { DOUDI_ACTION_EXPLAIN, "CRDU" },
  { DOUDI_ACTION_PREVIEW_PAY_RUN, "CRD" },
  { DOUDI_ACTION_PROPOSE_PAY_RUN, "CR" },
  { DOUDI_ACTION_APPROVE_PAY_RUN, "D" },
  { DOUDI_ACTION_CLOSE_PAY_RUN, "DCR" },
  { DOUDI_ACTION_WITHDRAW_PAY_RUN, "CRD" },
  { DOUDI_ACTION_WRITE_BANK_FILE, "CRD" },
  { DOUDI_ACTION_READ_BANK_RETURN, "CR" },
  { DOUDI_ACTION_PRINT_NOTICE, "N" },
  { DOUDI_ACTION_EXPORT_STATISTICS, "CRDNU" },
  { DOUDI_ACTION_EXPORT_PERSONS, "CRDU" },
  { DOUDI_ACTION_ISSUE_REPORT, "CDR" },
  { DOUDI_ACTION_ADD_USER, "A" },
  { DOUDI_ACTION_VIEW_USERS, "ADU" },
  { DOUDI_ACTION_VERIFY, "CRDNAU" },
  { DOUDI_ACTION_BACKUP, "DA" },
  { DOUDI_ACTION_READ_AUDIT, "DU" },
  { DOUDI_ACTION_VIEW_CASE, "CRDU" },
  { DOUDI_ACTION_OPEN_CASE, "C" },
  { DOUDI_ACTION_WORK_CASE, "C" },
  { DOUDI_ACTION_VISIT_FOR_COUNTY, "CR" },
  { DOUDI_ACTION_RECORD_OBJECTION, "CRN" },
  { DOUDI_ACTION_ANSWER_OBJECTION, "CR" },
  { DOUDI_ACTION_RECORD_NOTICE, "CN" },
  { DOUDI_ACTION_BUILD_REVIEW_LIST, "CR" },
  { DOUDI_ACTION_APPROVE_REVIEW_LIST, "R" },
  { DOUDI_ACTION_BUILD_APPROVAL_LIST, "R" },
  { DOUDI_ACTION_APPROVE_LIST, "D" },
  { DOUDI_ACTION_DELEGATE, "D" },
  { DOUDI_ACTION_ENTER_CHANGE, "C" },
  { DOUDI_ACTION_REVIEW_CHANGE, "R" },
  { DOUDI_ACTION_DECIDE_CHANGE, "D" },
  { DOUDI_ACTION_REVIEW_AWARD, "C" },
  { DOUDI_ACTION_CONFIRM_REVIEW, "RD" },
  { DOUDI_ACTION_VIEW_FORMS, "CRDNAU" },
  { DOUDI_ACTION_PROPOSE_FORM, "RA" },
  { DOUDI_ACTION_ADOPT_FORM, "D" },
  { DOUDI_ACTION_PRINT_FORM, "CRDU" },
  { DOUDI_ACTION_EDIT_HOUSEHOLD, "C" },
  { DOUDI_ACTION_EDIT_MANY, "C" },
  { DOUDI_ACTION_MERGE_PERSONS, "RD" },
  { DOUDI_ACTION_DECIDE_FINDING, "CR" },
  { DOUDI_ACTION_ATTACH, "C" },
  { DOUDI_ACTION_PRINT_HOUSEHOLD, "CRDU" },
};

static const char role_letters[] = "CRDNAU";

static const char refused_sql[] = "SELECT count(*) FROM audit WHERE result = 'refused'";

static DoudiSession *
sign_in (Fixture *fixture, const char *user, const char *password, GError **error)
{
  return doudi_session_sign_in (fixture->store, user, password, TODAY, error);
}

static void
add_user (Fixture *fixture, const char *name, guint roles)
{
  g_autoptr (GError) error = NULL;

  doudi_users_add (fixture->session, name, roles, PASSWORD, &error);
  g_assert_no_error (error);
}

static void
check_role (Fixture *fixture, DoudiRole role)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiSession) session = NULL;
  gint64 refused = store_ask (fixture->store, refused_sql);

  if (role != DOUDI_ROLE_ADMINISTRATOR)
    add_user (fixture, doudi_role_name (role), 1u << role);
  session = sign_in (fixture, doudi_role_name (role), PASSWORD, &error);
  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (matrix); i++)
    {
      gboolean may = strchr (matrix[i].roles, role_letters[role]) != NULL;

      g_assert_cmpint (doudi_session_may (session, matrix[i].action), ==, may);
      g_assert_cmpint (doudi_session_authorize (session, matrix[i].action, "pay_run:1", &error), ==,
                       may);
      if (may)
        g_assert_no_error (error);
      else
        assert_doudi_error (error, DOUDI_ERROR_NOT_ALLOWED);
      refused += !may;
      g_assert_cmpint (store_ask (fixture->store, refused_sql), ==, refused);
    }
}

static void
test_matrix (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpuint (G_N_ELEMENTS (matrix), ==, DOUDI_N_ACTIONS);
  for (guint role = 0; role < DOUDI_N_ROLES; role++)
    check_role (fixture, (DoudiRole) role);
}

static void
test_two_roles (Fixture *fixture, gconstpointer data)
{
  guint roles = 1u << DOUDI_ROLE_CASEWORKER | 1u << DOUDI_ROLE_NOTICES;
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiSession) session = NULL;

  add_user (fixture, "both", roles);
  session = sign_in (fixture, "both", PASSWORD, &error);
  g_assert_cmpuint (doudi_session_get_roles (session), ==, roles);
  g_assert_true (doudi_session_may (session, DOUDI_ACTION_PRINT_NOTICE));
  g_assert_true (doudi_session_may (session, DOUDI_ACTION_PROPOSE_PAY_RUN));
  g_assert_false (doudi_session_may (session, DOUDI_ACTION_APPROVE_PAY_RUN));
}

static void
test_combinations (void)
{
  guint c = 1u << DOUDI_ROLE_CASEWORKER;
  guint r = 1u << DOUDI_ROLE_REVIEWER;
  guint n = 1u << DOUDI_ROLE_NOTICES;
  guint allowed = 0;

  for (guint mask = 0; mask < 256; mask++)
    allowed += doudi_roles_may_combine (mask);
  g_assert_cmpuint (allowed, ==, DOUDI_N_ROLES + 2);
  g_assert_true (doudi_roles_may_combine (c | n));
  g_assert_true (doudi_roles_may_combine (r | n));
  g_assert_false (doudi_roles_may_combine (c | r));
}

static void
test_refusal_names_who_may (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (
    doudi_session_authorize (fixture->session, DOUDI_ACTION_APPROVE_PAY_RUN, NULL, &error));
  g_assert_nonnull (strstr (error->message, "only director"));
  g_assert_nonnull (strstr (error->message, ADMINISTRATOR));
}

static void
test_session (Fixture *fixture, gconstpointer data)
{
  const char *now = doudi_session_get_now (fixture->session);

  g_assert_true (doudi_session_get_store (fixture->session) == fixture->store);
  g_assert_cmpstr (doudi_session_get_user (fixture->session), ==, ADMINISTRATOR);
  g_assert_cmpuint (doudi_session_get_today (fixture->session), ==, TODAY);
  g_assert_cmpuint (strlen (now), ==, 20);
  g_assert_true (g_str_has_suffix (now, "Z"));
}

/* Past midnight the same person goes on; the log tells the new day. */
static void
test_on_day (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DoudiSession) next
    = doudi_session_on_day (fixture->session, doudi_session_get_today (fixture->session) + 1);
  g_autoptr (DoudiTransaction) transaction = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (doudi_session_get_today (next), ==,
                    doudi_session_get_today (fixture->session) + 1);
  g_assert_cmpstr (doudi_session_get_user (next), ==, ADMINISTRATOR);
  g_assert_cmpuint (doudi_session_get_roles (next), ==, doudi_session_get_roles (fixture->session));
  transaction = doudi_transaction_begin (fixture->store, &error);
  g_assert_no_error (error);
  g_assert_true (doudi_session_record (next, DOUDI_ACTION_BACKUP, "x", "{}", &error));
  g_assert_no_error (error);
  g_assert_true (doudi_transaction_commit (transaction, &error));
  g_assert_cmpint (
    store_ask (fixture->store, "SELECT count(*) FROM audit WHERE actor = 'administrator'"
                               " AND business_day = (SELECT max(business_day) FROM audit)"),
    ==, 1);
}

static void
fail_to_sign_in (Fixture *fixture, const char *user, const char *password)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (sign_in (fixture, user, password, &error));
  assert_doudi_error (error, DOUDI_ERROR_PASSWORD);
}

static void
test_wrong_password (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiSession) session = NULL;

  fail_to_sign_in (fixture, ADMINISTRATOR, "");
  fail_to_sign_in (fixture, ADMINISTRATOR, "doudi-demp");
  fail_to_sign_in (fixture, "nobody", PASSWORD);
  fail_to_sign_in (fixture, "", PASSWORD);
  g_assert_cmpint (store_ask (fixture->store, "SELECT failed_attempts FROM user"), ==, 2);
  session = sign_in (fixture, ADMINISTRATOR, PASSWORD, &error);
  g_assert_no_error (error);
  g_assert_cmpint (store_ask (fixture->store, "SELECT failed_attempts FROM user"), ==, 0);
  g_assert_cmpint (store_ask (fixture->store, "SELECT count(*) FROM audit WHERE action = 'sign-in'"
                                              " AND detail = '{\"failed_before\":2}'"),
                   ==, 1);
}

static void
lock_out (Fixture *fixture)
{
  for (int i = 0; i < 5; i++)
    fail_to_sign_in (fixture, ADMINISTRATOR, "wrong password");
}

static void
set_lock (Fixture *fixture, const char *boot, gint64 monotonic)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiTransaction) transaction = doudi_transaction_begin (fixture->store, &error);
  g_autoptr (DoudiStatement) update = doudi_statement_get (
    fixture->store, "UPDATE user SET locked_boot = ?1, locked_monotonic = ?2", &error);

  doudi_statement_bind_text (update, 1, boot);
  doudi_statement_bind_int (update, 2, monotonic);
  doudi_statement_run (update, &error);
  doudi_transaction_commit (transaction, &error);
  g_assert_no_error (error);
}

static gboolean
is_listed_as_locked (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) users = doudi_users_list (fixture->session, &error);

  g_assert_no_error (error);
  return ((DoudiUser *) g_ptr_array_index (users, 0))->locked;
}

static void
test_lock (Fixture *fixture, gconstpointer data)
{
  gint64 now = doudi_clock_since_boot_ms () / 1000;
  g_autofree char *boot = doudi_clock_dup_boot_id ();
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiSession) session = NULL;

  lock_out (fixture);
  g_assert_true (is_listed_as_locked (fixture));
  fail_to_sign_in (fixture, ADMINISTRATOR, PASSWORD);
  set_lock (fixture, boot, now - 500);
  fail_to_sign_in (fixture, ADMINISTRATOR, PASSWORD);
  set_lock (fixture, boot, now - 601);
  g_assert_false (is_listed_as_locked (fixture));
  fail_to_sign_in (fixture, ADMINISTRATOR, "wrong password");
  session = sign_in (fixture, ADMINISTRATOR, PASSWORD, &error);
  g_assert_no_error (error);
}

/* A lock from before the machine was started ends ten minutes after the start. */
static void
test_lock_after_boot (Fixture *fixture, gconstpointer data)
{
  gint64 now = doudi_clock_since_boot_ms () / 1000;

  lock_out (fixture);
  set_lock (fixture, "another boot", now + 100000);
  g_assert_cmpint (is_listed_as_locked (fixture), ==, now < 600);
}

/* A copy of the caseload on another clock tells no other time. */
static void
test_lock_ignores_wall_clock (Fixture *fixture, gconstpointer data)
{
  lock_out (fixture);
  store_run (fixture->store, "UPDATE user SET locked_at = '2000-01-01T00:00:00Z'");
  fail_to_sign_in (fixture, ADMINISTRATOR, PASSWORD);
}

static void
test_slot_is_bound (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  add_user (fixture, "auditor", 1u << DOUDI_ROLE_AUDITOR);
  store_run (fixture->store,
             "UPDATE key_slot SET operations = s.operations, memory = s.memory, salt = s.salt,"
             " nonce = s.nonce, wrapped_key = s.wrapped_key"
             " FROM key_slot s WHERE s.user_id = 2 AND key_slot.user_id = 1");
  fail_to_sign_in (fixture, ADMINISTRATOR, PASSWORD);
  store_run (fixture->store, "UPDATE key_slot SET salt = x'00' WHERE user_id = 1");
  g_assert_null (sign_in (fixture, ADMINISTRATOR, PASSWORD, &error));
  assert_doudi_error (error, DOUDI_ERROR_CORRUPT);
}

static void
test_disabled (Fixture *fixture, gconstpointer data)
{
  store_run (fixture->store, "UPDATE user SET disabled = 1");
  fail_to_sign_in (fixture, ADMINISTRATOR, PASSWORD);
}

static void
assert_not_added (Fixture *fixture, const char *name, guint roles, const char *password, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (doudi_users_add (fixture->session, name, roles, password, &error));
  assert_doudi_error (error, code);
}

static void
test_users (Fixture *fixture, gconstpointer data)
{
  guint director = 1u << DOUDI_ROLE_DIRECTOR;
  g_autofree char *long_name = g_strnfill (65, 'x');
  g_autofree char *long_password = g_strnfill (2000, 'x');
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) users = NULL;
  g_auto (GStrv) names = NULL;

  add_user (fixture, "张主任", director);
  assert_not_added (fixture, "张主任", director, PASSWORD, DOUDI_ERROR_REFUSED);
  assert_not_added (fixture, "", director, PASSWORD, DOUDI_ERROR_BAD_DATA);
  assert_not_added (fixture, "a b", director, PASSWORD, DOUDI_ERROR_BAD_DATA);
  assert_not_added (fixture, "a\xe2\x80\x8b", director, PASSWORD, DOUDI_ERROR_BAD_DATA);
  assert_not_added (fixture, "\xff", director, PASSWORD, DOUDI_ERROR_BAD_DATA);
  assert_not_added (fixture, long_name, director, PASSWORD, DOUDI_ERROR_BAD_DATA);
  assert_not_added (fixture, "new", director, "1234567", DOUDI_ERROR_BAD_DATA);
  assert_not_added (fixture, "new", director, long_password, DOUDI_ERROR_BAD_DATA);
  assert_not_added (fixture, "new", director | 1u, PASSWORD, DOUDI_ERROR_REFUSED);
  assert_not_added (fixture, "new", 0, PASSWORD, DOUDI_ERROR_REFUSED);
  users = doudi_users_list (fixture->session, &error);
  g_assert_cmpuint (users->len, ==, 2);
  g_assert_cmpuint (((DoudiUser *) users->pdata[1])->roles, ==, director);
  names = doudi_users_names (fixture->store, &error);
  g_assert_cmpuint (g_strv_length (names), ==, 2);
}

static void
test_users_are_the_administrators (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiSession) session = NULL;

  add_user (fixture, "caseworker", 1u << DOUDI_ROLE_CASEWORKER);
  session = sign_in (fixture, "caseworker", PASSWORD, &error);
  g_assert_false (doudi_users_add (session, "new", 1u, PASSWORD, &error));
  assert_doudi_error (error, DOUDI_ERROR_NOT_ALLOWED);
  g_assert_null (doudi_users_list (session, &error));
  assert_doudi_error (error, DOUDI_ERROR_NOT_ALLOWED);
}

static void
test_first_user (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) names = doudi_users_names (fixture->store, &error);

  g_assert_cmpuint (g_strv_length (names), ==, 0);
  g_assert_false (doudi_users_create_first (fixture->store, "zhang", "short", &error));
  assert_doudi_error (error, DOUDI_ERROR_BAD_DATA);
  g_assert_true (doudi_users_create_first (fixture->store, "zhang", PASSWORD, &error));
  g_assert_false (doudi_users_create_first (fixture->store, "li", PASSWORD, &error));
  assert_doudi_error (error, DOUDI_ERROR_REFUSED);
}

/* A refusal on the reading connection reaches the log by the writing one. */
static void
test_bind (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiStore) reader = doudi_store_open_reader (fixture->store, &error);
  g_autoptr (DoudiSession) bound = doudi_session_bind (fixture->session, reader);

  g_assert_cmpstr (doudi_session_get_user (bound), ==, ADMINISTRATOR);
  g_assert_true (doudi_session_get_store (bound) == reader);
  g_assert_false (doudi_session_authorize (bound, DOUDI_ACTION_REVEAL, "person:7", &error));
  assert_doudi_error (error, DOUDI_ERROR_NOT_ALLOWED);
  g_assert_cmpint (store_ask (fixture->store, refused_sql), ==, 0);
  g_assert_true (doudi_session_authorize (fixture->session, DOUDI_ACTION_VERIFY, NULL, &error));
  g_assert_cmpint (store_ask (fixture->store, refused_sql), ==, 1);
  g_assert_cmpint (
    store_ask (fixture->store, "SELECT count(*) FROM audit WHERE object = 'person:7'"), ==, 1);
}

/* What is asked inside a transaction that is taken back is in the log all the same. */
static void
test_refusal_outlives_rollback (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  DoudiTransaction *transaction = doudi_transaction_begin (fixture->store, &error);

  g_assert_false (doudi_session_authorize (fixture->session, DOUDI_ACTION_REVEAL, NULL, &error));
  assert_doudi_error (error, DOUDI_ERROR_NOT_ALLOWED);
  doudi_transaction_free (transaction);
  g_assert_true (doudi_session_authorize (fixture->session, DOUDI_ACTION_VERIFY, NULL, &error));
  g_assert_cmpint (store_ask (fixture->store, refused_sql), ==, 1);
}

static void
test_names (void)
{
  for (guint role = 0; role < DOUDI_N_ROLES; role++)
    {
      DoudiRole found;

      g_assert_true (doudi_role_from_name (doudi_role_name ((DoudiRole) role), &found));
      g_assert_cmpuint (found, ==, role);
      g_assert_cmpuint (strlen (doudi_role_label ((DoudiRole) role)), >, 0);
      g_assert_false (doudi_role_from_name ("king", &found));
    }
  for (guint action = 0; action < DOUDI_N_ACTIONS; action++)
    {
      g_assert_cmpuint (doudi_action_info ((DoudiAction) action)->action, ==, action);
      for (guint other = 0; other < action; other++)
        g_assert_cmpstr (doudi_action_info ((DoudiAction) action)->name, !=,
                         doudi_action_info ((DoudiAction) other)->name);
    }
  g_assert_null (doudi_action_info (DOUDI_N_ACTIONS));
}

static void
add (const char *path, void (*test) (Fixture *fixture, gconstpointer data))
{
  g_test_add (path, Fixture, NULL, fixture_set_up_signed_in, test, fixture_tear_down);
}

/* What is typed first in such offices is easy to guess. */
static void
test_password_rate (void)
{
  static const struct
  {
    const char *password;
    DoudiPasswordStrength strength;
  } cases[] = {
    { "", DOUDI_PASSWORD_TOO_SHORT },
    { "1234567", DOUDI_PASSWORD_TOO_SHORT },
    { "12345678", DOUDI_PASSWORD_GUESSABLE },
    { "aaaaaaaaaaaaaaaa", DOUDI_PASSWORD_GUESSABLE },
    { "xiahe2018", DOUDI_PASSWORD_GUESSABLE },
    { "Xh-7rT4q2", DOUDI_PASSWORD_FAIR },
    { "correct horse battery", DOUDI_PASSWORD_GOOD },
    { "拉卜楞镇的牛羊下山了", DOUDI_PASSWORD_GOOD },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].password);
      g_assert_cmpint (doudi_password_rate (cases[i].password), ==, cases[i].strength);
    }
}

/* The same that adding a user asks. */
static void
test_name_check (void)
{
  static const char *const wrong[] = { "", "a b", " a", "a\n" };

  g_assert_true (doudi_user_check_name ("张三", NULL));
  g_assert_true (doudi_user_check_name ("administrator", NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (doudi_user_check_name (wrong[i], &error));
      g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_BAD_DATA);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/session/matrix", test_matrix);
  add ("/session/two-roles", test_two_roles);
  add ("/session/refusal-names-who-may", test_refusal_names_who_may);
  add ("/session/getters", test_session);
  add ("/session/wrong-password", test_wrong_password);
  add ("/session/lock", test_lock);
  add ("/session/lock-after-boot", test_lock_after_boot);
  add ("/session/lock-ignores-wall-clock", test_lock_ignores_wall_clock);
  /* Slots beside the caseload are for test-key-file.c. */
  if (!doudi_cipher_is_built ())
    add ("/session/slot-is-bound", test_slot_is_bound);
  add ("/session/disabled", test_disabled);
  add ("/session/bind", test_bind);
  add ("/session/on-day", test_on_day);
  add ("/session/refusal-outlives-rollback", test_refusal_outlives_rollback);
  add ("/users/add", test_users);
  add ("/users/administrators-only", test_users_are_the_administrators);
  g_test_add ("/users/first", Fixture, NULL, fixture_set_up, test_first_user, fixture_tear_down);
  g_test_add_func ("/roles/combinations", test_combinations);
  g_test_add_func ("/roles/names", test_names);
  g_test_add_func ("/users/name-check", test_name_check);
  g_test_add_func ("/users/password-rate", test_password_rate);
  return g_test_run ();
}
