/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "registry-fixture.h"
#include "store/doudi-application-store.h"
#include "store/doudi-filled-form-store.h"
#include "store/doudi-statement.h"

/* Somebody of the office; the fixture itself is signed in as the administrator. */
static inline void
case_add_user (Fixture *fixture, const char *name, DoudiRole role)
{
  g_autoptr (GError) error = NULL;

  doudi_users_add (fixture->session, name, 1u << role, FIXTURE_PASSWORD, &error);
  g_assert_no_error (error);
}

static inline DoudiSession *
case_sign_in (Fixture *fixture, const char *name)
{
  g_autoptr (GError) error = NULL;
  DoudiSession *session
    = doudi_session_sign_in (fixture->store, name, FIXTURE_PASSWORD, fixture->today, &error);

  g_assert_no_error (error);
  return session;
}

static inline DoudiTransaction *
case_begin (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  DoudiTransaction *transaction = doudi_transaction_begin (fixture->store, &error);

  g_assert_no_error (error);
  return transaction;
}

static inline void
case_commit (DoudiTransaction *transaction)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (doudi_transaction_commit (transaction, &error));
  g_assert_no_error (error);
  doudi_transaction_free (transaction);
}

/* In the caller's transaction. */
static inline gint64
case_insert (Fixture *fixture, DoudiSession *session, guint village, DoudiDay applied_on)
{
  DoudiApplicationRow row = {
    .programme = (char *) "low-income",
    .residence = (char *) "rural",
    .division_code = (char *) fixture_village (fixture, village),
    .origin = (char *) "counter",
    .applied_on = applied_on,
  };
  g_autoptr (GError) error = NULL;

  g_assert_true (doudi_application_insert (session, &row, &error));
  g_assert_no_error (error);
  g_free (row.number);
  return row.id;
}

static inline gint64
case_add (Fixture *fixture, DoudiSession *session, guint village, DoudiDay applied_on)
{
  DoudiTransaction *transaction = case_begin (fixture);
  gint64 id = case_insert (fixture, session, village, applied_on);

  case_commit (transaction);
  return id;
}

static inline void
case_add_event (Fixture *fixture, DoudiSession *session, gint64 id, const char *kind, DoudiDay day)
{
  const DoudiApplicationEventRow event = { .kind = (char *) kind, .day = day };
  DoudiTransaction *transaction = case_begin (fixture);
  g_autoptr (GError) error = NULL;

  g_assert_true (doudi_application_insert_event (session, id, &event, NULL, &error));
  g_assert_no_error (error);
  case_commit (transaction);
}

/* As any step that somebody else prepared: SQL that the schema has to refuse. */
static inline void
case_assert_refused (Fixture *fixture, const char *sql, int code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiTransaction) transaction = case_begin (fixture);
  g_autoptr (DoudiStatement) statement = doudi_statement_get (fixture->store, sql, &error);

  g_assert_no_error (error);
  g_assert_false (doudi_statement_run (statement, &error));
  g_assert_error (error, DOUDI_ERROR, code);
}

/* What a number of rows comes to. */
static inline gint64
case_ask (Fixture *fixture, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiStatement) statement = doudi_statement_get (fixture->store, sql, &error);

  g_assert_no_error (error);
  g_assert_true (doudi_statement_step (statement, &error));
  return doudi_statement_get_int (statement, 0);
}
