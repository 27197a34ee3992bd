/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "case-fixture.h"
#include "store/doudi-draft-store.h"
#include "store/doudi-statement.h"

#define FORM_JSON "{\"id\": \"home-visit\"}"

static DoudiFilledFormRow
make_form (gint64 application, const char *kind, const char *answers)
{
  return (DoudiFilledFormRow){
    .application_id = application,
    .form = (char *) "home-visit",
    .kind = (char *) kind,
    .form_json = (char *) FORM_JSON,
    .day = doudi_day_new (2026, 1, 8),
    .answers = (char *) answers,
  };
}

/* Returns the id. */
static gint64
fill (Fixture *fixture, gint64 application, const char *kind, const char *answers, gint64 replaces)
{
  DoudiFilledFormRow row = make_form (application, kind, answers);
  DoudiTransaction *transaction = case_begin (fixture);
  g_autoptr (GError) error = NULL;

  row.replaces = replaces;
  g_assert_true (doudi_filled_form_insert (fixture->session, &row, &error));
  g_assert_no_error (error);
  case_commit (transaction);
  g_free (row.digest);
  return row.id;
}

static void
test_read (Fixture *fixture, gconstpointer data)
{
  gint64 id = case_add (fixture, fixture->session, 0, doudi_day_new (2026, 1, 5));
  DoudiFilledFormRow row = make_form (id, "assessment", "{\"a\":1}");
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiFilledFormRow) read = NULL;
  DoudiTransaction *transaction = case_begin (fixture);

  row.result = (char *) "class-2";
  row.scored = TRUE;
  row.score = 0;
  row.override_reason = (char *) "重病";
  g_assert_true (doudi_filled_form_insert (fixture->session, &row, &error));
  g_assert_no_error (error);
  case_commit (transaction);
  read = doudi_filled_form_get (fixture->store, row.id, &error);
  g_assert_no_error (error);
  g_assert_cmpint (read->application_id, ==, id);
  g_assert_cmpint (read->change_id, ==, 0);
  g_assert_cmpstr (read->form_json, ==, FORM_JSON);
  g_assert_cmpstr (read->answers, ==, "{\"a\":1}");
  g_assert_cmpstr (read->digest, ==,
                   "015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862");
  g_assert_cmpstr (read->result, ==, "class-2");
  g_assert_true (read->scored);
  g_assert_cmpint (read->score, ==, 0);
  g_assert_cmpstr (read->override_reason, ==, "重病");
  g_assert_false (read->replaced);
  g_assert_cmpstr (read->recorded_by, ==, "admin");
  g_free (row.digest);
}

static void
test_replace (Fixture *fixture, gconstpointer data)
{
  gint64 id = case_add (fixture, fixture->session, 0, doudi_day_new (2026, 1, 5));
  gint64 wrong = fill (fixture, id, "survey", "{}", 0);
  gint64 right = fill (fixture, id, "survey", "{\"a\":1}", wrong);
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiFilledFormRow) latest
    = doudi_filled_form_latest (fixture->store, id, "survey", &error);
  g_autoptr (DoudiFilledFormRow) none
    = doudi_filled_form_latest (fixture->store, id, "hearing", &error);
  g_autoptr (GPtrArray) all = doudi_filled_form_list (fixture->store, id, &error);

  g_assert_no_error (error);
  g_assert_null (none);
  g_assert_cmpint (latest->id, ==, right);
  g_assert_cmpint (latest->replaces, ==, wrong);
  g_assert_cmpuint (all->len, ==, 2);
  g_assert_true (((DoudiFilledFormRow *) all->pdata[0])->replaced);
  g_assert_false (((DoudiFilledFormRow *) all->pdata[1])->replaced);
  g_assert_false (((DoudiFilledFormRow *) all->pdata[1])->scored);
  g_assert_cmpint (case_ask (fixture, "SELECT count(*) FROM form_text"), ==, 1);
}

static void
assert_not_filled (Fixture *fixture,
                   gint64 application,
                   const char *kind,
                   gint64 replaces,
                   int code)
{
  DoudiFilledFormRow row = make_form (application, kind, "{}");
  g_autoptr (DoudiTransaction) transaction = case_begin (fixture);
  g_autoptr (GError) error = NULL;

  row.replaces = replaces;
  g_assert_false (doudi_filled_form_insert (fixture->session, &row, &error));
  g_assert_error (error, DOUDI_ERROR, code);
  g_free (row.digest);
}

static void
test_replace_wrong (Fixture *fixture, gconstpointer data)
{
  gint64 one = case_add (fixture, fixture->session, 0, doudi_day_new (2026, 1, 5));
  gint64 other = case_add (fixture, fixture->session, 0, doudi_day_new (2026, 1, 5));
  gint64 first = fill (fixture, one, "survey", "{}", 0);

  assert_not_filled (fixture, other, "survey", first, DOUDI_ERROR_CONFLICT);
  assert_not_filled (fixture, one, "hearing", first, DOUDI_ERROR_CONFLICT);
  fill (fixture, one, "survey", "{}", first);
  assert_not_filled (fixture, one, "survey", first, DOUDI_ERROR_CONFLICT);
  assert_not_filled (fixture, 0, "survey", 0, DOUDI_ERROR_BAD_DATA);
}

static void
test_frozen (Fixture *fixture, gconstpointer data)
{
  static const char *const sql[] = {
    "UPDATE filled_form SET answers = '{}'",
    "UPDATE filled_form SET score = 1",
    "DELETE FROM filled_form",
    "UPDATE form_text SET json = '{}'",
    "DELETE FROM form_text",
  };
  gint64 id = case_add (fixture, fixture->session, 0, doudi_day_new (2026, 1, 5));

  fill (fixture, id, "survey", "{\"a\":1}", 0);
  for (guint i = 0; i < G_N_ELEMENTS (sql); i++)
    case_assert_refused (fixture, sql[i], DOUDI_ERROR_REFUSED);
}

static gboolean
adopt (Fixture *fixture, DoudiSession *session, gint64 id, GError **error)
{
  g_autoptr (DoudiTransaction) transaction = case_begin (fixture);

  return doudi_form_document_set_adopted (session, id, error)
         && doudi_transaction_commit (transaction, error);
}

static void
test_documents (Fixture *fixture, gconstpointer data)
{
  DoudiFormDocumentRow row = { .form = (char *) "home-visit", .json = (char *) FORM_JSON };
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiSession) director = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  DoudiTransaction *transaction;

  case_add_user (fixture, "director", DOUDI_ROLE_DIRECTOR);
  director = case_sign_in (fixture, "director");
  transaction = case_begin (fixture);
  g_assert_true (doudi_form_document_propose (fixture->session, &row, &error));
  case_commit (transaction);
  g_assert_false (adopt (fixture, fixture->session, row.id, &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_FOUR_EYES);
  g_clear_error (&error);
  g_assert_true (adopt (fixture, director, row.id, &error));
  g_assert_false (adopt (fixture, director, row.id, &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_CONFLICT);
  rows = doudi_form_document_list (fixture->store, NULL);
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_cmpstr (((DoudiFormDocumentRow *) rows->pdata[0])->state, ==, "adopted");
  g_assert_cmpstr (((DoudiFormDocumentRow *) rows->pdata[0])->adopted_by, ==, "director");
  case_assert_refused (fixture, "UPDATE form_document SET json = '{}'", DOUDI_ERROR_REFUSED);
  case_assert_refused (fixture, "DELETE FROM form_document", DOUDI_ERROR_REFUSED);
  g_free (row.digest);
}

static void
assert_draft (DoudiSession *session, const char *subject, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *answers = NULL;

  g_assert_true (doudi_draft_load (session, "home-visit", subject, &answers, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (answers, ==, expected);
}

/* What one person typed is nobody else's, and the last that was typed counts. */
static void
test_drafts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiSession) other = NULL;
  g_autoptr (GPtrArray) drafts = NULL;
  DoudiTransaction *transaction;

  case_add_user (fixture, "caseworker", DOUDI_ROLE_CASEWORKER);
  other = case_sign_in (fixture, "caseworker");
  g_assert_true (doudi_draft_save (other, "home-visit", "", "{\"a\":1}", &error));
  g_assert_true (doudi_draft_save (other, "home-visit", "", "{\"a\":2}", &error));
  g_assert_true (doudi_draft_save (other, "home-visit", "application:1", "{}", &error));
  g_assert_no_error (error);
  assert_draft (other, "", "{\"a\":2}");
  assert_draft (fixture->session, "", NULL);
  drafts = doudi_draft_list (other, &error);
  g_assert_cmpuint (drafts->len, ==, 2);
  g_assert_true (doudi_draft_discard (fixture->session, "home-visit", "", &error));
  assert_draft (other, "", "{\"a\":2}");
  g_assert_true (doudi_draft_discard (other, "home-visit", "", &error));
  assert_draft (other, "", NULL);
  transaction = case_begin (fixture);
  g_assert_true (doudi_draft_remove (other, "home-visit", "application:1", &error));
  case_commit (transaction);
  assert_draft (other, "application:1", NULL);
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
  add ("/filled-form/read", test_read);
  add ("/filled-form/replace", test_replace);
  add ("/filled-form/replace-wrong", test_replace_wrong);
  add ("/filled-form/frozen", test_frozen);
  add ("/form-document/four-eyes", test_documents);
  add ("/draft/own", test_drafts);
  return g_test_run ();
}
