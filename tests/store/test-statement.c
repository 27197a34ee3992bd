/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "store/doudi-statement.h"

#include "store-fixture.h"

#define ECHO "SELECT ?1, ?2, ?3, ?4, ?5"
#define COUNT                                                                                      \
  "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3)"                   \
  " SELECT i FROM n"
#define ADD "INSERT INTO setting (name, value) VALUES (?1, ?2)"
#define HOW_MANY "SELECT count(*) FROM setting"

static void
test_values (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiStatement) echo = doudi_statement_get (fixture->store, ECHO, &error);
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL;

  doudi_statement_bind_int (echo, 1, G_MININT64);
  doudi_statement_bind_text (echo, 2, "兜底");
  doudi_statement_bind_day (echo, 3, doudi_day_new (2018, 6, 8));
  doudi_statement_bind_blob (echo, 4, "a\0b", 3);
  doudi_statement_bind_null (echo, 5);
  g_assert_true (doudi_statement_step (echo, &error));
  g_assert_cmpint (doudi_statement_get_int (echo, 0), ==, G_MININT64);
  g_assert_cmpstr (doudi_statement_get_text (echo, 1), ==, "兜底");
  text = doudi_statement_dup_text (echo, 2);
  g_assert_cmpstr (text, ==, "2018-06-08");
  g_assert_cmpuint (doudi_statement_get_day (echo, 2), ==, doudi_day_new (2018, 6, 8));
  bytes = doudi_statement_dup_blob (echo, 3);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "a\0b", 3);
  g_assert_true (doudi_statement_is_null (echo, 4));
  g_assert_null (doudi_statement_get_text (echo, 4));
  g_assert_false (doudi_statement_step (echo, &error));
  g_assert_no_error (error);
}

static void
test_nothing_is_null (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiStatement) echo = doudi_statement_get (fixture->store, ECHO, &error);
  g_autoptr (GBytes) bytes = NULL;

  doudi_statement_bind_text (echo, 1, NULL);
  doudi_statement_bind_day (echo, 2, DOUDI_DAY_NONE);
  doudi_statement_bind_blob (echo, 3, NULL, 0);
  g_assert_true (doudi_statement_step (echo, &error));
  for (int column = 0; column < 5; column++)
    g_assert_true (doudi_statement_is_null (echo, column));
  g_assert_cmpuint (doudi_statement_get_day (echo, 1), ==, DOUDI_DAY_NONE);
  bytes = doudi_statement_dup_blob (echo, 2);
  g_assert_cmpuint (g_bytes_get_size (bytes), ==, 0);
}

static void
test_kept_and_cleared (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  DoudiStatement *first = doudi_statement_get (fixture->store, ECHO, &error);
  DoudiStatement *second;

  doudi_statement_bind_int (first, 1, 7);
  doudi_statement_reset (first);
  second = doudi_statement_get (fixture->store, ECHO, &error);
  g_assert_true (first == second);
  g_assert_true (doudi_statement_step (second, &error));
  g_assert_true (doudi_statement_is_null (second, 0));
  doudi_statement_reset (second);
}

/* A function that calls itself while it reads has a statement for each depth. */
static int
count_nested (DoudiStore *store, int depth)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiStatement) row = doudi_statement_get (store, COUNT, &error);
  int count = 0;

  while (doudi_statement_step (row, &error))
    count += depth > 1 ? count_nested (store, depth - 1) : 1;
  g_assert_no_error (error);
  return count;
}

static void
test_nested (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (count_nested (fixture->store, 3), ==, 27);
}

static void
test_insert (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiTransaction) transaction = doudi_transaction_begin (fixture->store, &error);
  g_autoptr (DoudiStatement) add = NULL;
  g_autoptr (DoudiStatement) change = NULL;
  gint64 id = 0;

  add = doudi_statement_get (fixture->store,
                             "INSERT INTO household (id, recorded_at, recorded_by, source)"
                             " VALUES (?1, '', '', '')",
                             &error);
  doudi_statement_bind_int (add, 1, 4711);
  g_assert_true (doudi_statement_insert (add, &id, &error));
  g_assert_cmpint (id, ==, 4711);
  doudi_statement_bind_null (add, 1);
  g_assert_true (doudi_statement_insert (add, &id, &error));
  g_assert_cmpint (id, ==, 4712);
  change = doudi_statement_get (fixture->store, "UPDATE household SET source = 'form'", &error);
  g_assert_true (doudi_statement_run (change, &error));
  g_assert_cmpint (doudi_statement_get_changes (change), ==, 2);
}

static void
test_rolls_back (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 before = store_ask (fixture->store, HOW_MANY);
  DoudiTransaction *transaction = doudi_transaction_begin (fixture->store, &error);
  DoudiStatement *add = doudi_statement_get (fixture->store, ADD, &error);

  doudi_statement_bind_text (add, 1, "a");
  doudi_statement_bind_text (add, 2, "b");
  g_assert_true (doudi_statement_run (add, &error));
  doudi_statement_reset (add);
  g_assert_cmpint (store_ask (fixture->store, HOW_MANY), ==, before + 1);
  doudi_transaction_free (transaction);
  g_assert_cmpint (store_ask (fixture->store, HOW_MANY), ==, before);
}

/* Mistakes of ours end the program where warnings are fatal. */
static void
write_outside_transaction (void)
{
  Fixture fixture = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiStatement) add = NULL;

  fixture_set_up (&fixture, NULL);
  add = doudi_statement_get (fixture.store, ADD, &error);
  doudi_statement_bind_text (add, 1, "a");
  doudi_statement_bind_text (add, 2, "b");
  doudi_statement_run (add, &error);
}

static void
bind_what_is_not_there (void)
{
  Fixture fixture = { 0 };
  g_autoptr (GError) error = NULL;

  fixture_set_up (&fixture, NULL);
  doudi_statement_bind_int (doudi_statement_get (fixture.store, ECHO, &error), 6, 1);
}

static void
test_mistakes (void)
{
  g_test_trap_subprocess ("/statement/mistake/subprocess/outside-transaction", 0, 0);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*outside a transaction*");
  g_test_trap_subprocess ("/statement/mistake/subprocess/no-parameter", 0, 0);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*?6*cannot be bound*");
}

/* What SQLite is asked, and what a person is told. */
typedef struct
{
  const char *name;
  const char *sql;
  DoudiError code;
} Refusal;

static const Refusal refusals[] = {
  { "syntax", "SELECT nothing FROM nowhere", DOUDI_ERROR_ENVIRONMENT },
  { "double-quoted-text", "SELECT \"nothing\"", DOUDI_ERROR_ENVIRONMENT },
  { "attach", "ATTACH 'x.db' AS x", DOUDI_ERROR_ENVIRONMENT },
  { "pragma", "PRAGMA foreign_keys = OFF", DOUDI_ERROR_ENVIRONMENT },
  { "pragma-function", "SELECT * FROM pragma_table_info ('audit')", DOUDI_ERROR_ENVIRONMENT },
  { "drop-table", "DROP TABLE setting", DOUDI_ERROR_ENVIRONMENT },
  { "drop-trigger", "DROP TRIGGER audit_no_delete", DOUDI_ERROR_ENVIRONMENT },
  { "create-table", "CREATE TABLE t (a) STRICT", DOUDI_ERROR_ENVIRONMENT },
  { "create-temporary", "CREATE TEMP TABLE t (a)", DOUDI_ERROR_ENVIRONMENT },
  { "create-trigger", "CREATE TRIGGER t AFTER INSERT ON setting BEGIN SELECT 1; END",
    DOUDI_ERROR_ENVIRONMENT },
  { "alter", "ALTER TABLE setting ADD COLUMN x", DOUDI_ERROR_ENVIRONMENT },
  { "audit-update", "UPDATE audit SET actor = 'x'", DOUDI_ERROR_ENVIRONMENT },
  { "audit-delete", "DELETE FROM audit", DOUDI_ERROR_ENVIRONMENT },
  { "schema", "UPDATE sqlite_schema SET sql = ''", DOUDI_ERROR_ENVIRONMENT },
  { "extension", "SELECT load_extension ('x')", DOUDI_ERROR_ENVIRONMENT },
  { "vacuum", "VACUUM INTO 'x.db'", DOUDI_ERROR_ENVIRONMENT },
  { "strict",
    "INSERT INTO user (name, roles, recorded_at, recorded_by)"
    " VALUES ('x', 'not a number', '', '')",
    DOUDI_ERROR_BAD_DATA },
  { "check", "INSERT INTO user (name, roles, recorded_at, recorded_by) VALUES ('x', 0, '', '')",
    DOUDI_ERROR_BAD_DATA },
  { "not-null", "INSERT INTO setting (name) VALUES ('x')", DOUDI_ERROR_BAD_DATA },
  { "foreign-key",
    "INSERT INTO membership (household_id, person_id, relation, position, valid_from, recorded_at,"
    " recorded_by, source) VALUES (1, 1, 'head', 1, '2018-01-01', '', '', '')",
    DOUDI_ERROR_CONFLICT },
  { "same-user",
    "INSERT INTO user (name, roles, recorded_at, recorded_by) VALUES ('a', 1, '', ''),"
    " ('a', 1, '', '')",
    DOUDI_ERROR_REFUSED },
  { "same-number",
    "INSERT INTO person (name, identity_number, recorded_at, recorded_by, source)"
    " VALUES ('a', '1', '', '', ''), ('b', '1', '', '', '')",
    DOUDI_ERROR_CONFLICT },
  { "four-eyes",
    "INSERT INTO pay_run (month, programmes, state, known_on, households, persons, lines,"
    " regular_fen, back_pay_fen, recovery_fen, digest, proposed_by, proposed_at, approved_by)"
    " VALUES (201806, 1, 'approved', '2018-06-08', 0, 0, 0, 0, 0, 0, '', 'a', '', 'a')",
    DOUDI_ERROR_FOUR_EYES },
  { "audit-gap",
    "INSERT INTO audit (seq, recorded_at, business_day, boot_id, monotonic_ms, actor, roles,"
    " action, object, result, detail, prev, hash)"
    " VALUES (99, '', '', '', 0, '', '', '', '', 'done', '', x'00', x'00')",
    DOUDI_ERROR_REFUSED },
};

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  const Refusal *refusal = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiTransaction) transaction = doudi_transaction_begin (fixture->store, &error);
  g_autoptr (DoudiStatement) statement = doudi_statement_get (fixture->store, refusal->sql, &error);

  g_assert_true (transaction != NULL);
  if (statement != NULL)
    g_assert_false (doudi_statement_run (statement, &error));
  assert_doudi_error (error, refusal->code);
}

/* A line that takes the place of another slips past UPDATE and DELETE triggers, were it not for the
 * one that lets in nothing but the next number. */
static void
test_audit_replace (Fixture *fixture, gconstpointer data)
{
  static const char *const replace
    = "INSERT OR REPLACE INTO audit (seq, recorded_at, business_day, boot_id, monotonic_ms, actor,"
      " roles, action, object, result, detail, prev, hash)"
      " VALUES (1, '', '', '', 0, '', '', '', '', 'done', '', x'00', x'00')";
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiTransaction) transaction = doudi_transaction_begin (fixture->store, &error);
  g_autoptr (DoudiStatement) statement = doudi_statement_get (fixture->store, replace, &error);

  g_assert_no_error (error);
  g_assert_true (store_ask (fixture->store, "SELECT count(*) FROM audit") > 0);
  g_assert_false (doudi_statement_run (statement, &error));
  assert_doudi_error (error, DOUDI_ERROR_REFUSED);
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  static const char *const endless = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL"
                                     " SELECT i + 1 FROM n) SELECT count(*) FROM n";
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiStatement) statement = doudi_statement_get (fixture->store, endless, &error);

  doudi_store_set_cancellable (fixture->store, cancellable);
  g_cancellable_cancel (cancellable);
  g_assert_false (doudi_statement_step (statement, &error));
  assert_doudi_error (error, DOUDI_ERROR_CANCELLED);
  doudi_store_set_cancellable (fixture->store, NULL);
  g_assert_cmpint (store_ask (fixture->store, HOW_MANY), >, 0);
}

/* SQLite rolls back by itself then; whoever overlooks the error must not go on writing. */
static void
test_cancel_ends_transaction (Fixture *fixture, gconstpointer data)
{
  static const char *const fill = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
                                  " INSERT INTO setting (name, value) SELECT i, '' FROM n";
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiTransaction) transaction = doudi_transaction_begin (fixture->store, &error);
  g_autoptr (DoudiStatement) statement = doudi_statement_get (fixture->store, fill, &error);
  g_autoptr (DoudiStatement) add = doudi_statement_get (fixture->store, ADD, &error);

  doudi_store_set_cancellable (fixture->store, cancellable);
  g_cancellable_cancel (cancellable);
  g_assert_false (doudi_statement_run (statement, &error));
  assert_doudi_error (error, DOUDI_ERROR_CANCELLED);
  doudi_store_set_cancellable (fixture->store, NULL);
  doudi_statement_bind_text (add, 1, "a");
  doudi_statement_bind_text (add, 2, "b");
  g_assert_false (doudi_statement_run (add, &error));
  assert_doudi_error (error, DOUDI_ERROR_ENVIRONMENT);
  g_assert_false (doudi_transaction_commit (transaction, &error));
  assert_doudi_error (error, DOUDI_ERROR_ENVIRONMENT);
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
  add ("/statement/values", test_values);
  add ("/statement/nothing-is-null", test_nothing_is_null);
  add ("/statement/kept-and-cleared", test_kept_and_cleared);
  add ("/statement/nested", test_nested);
  add ("/statement/insert", test_insert);
  add ("/statement/rolls-back", test_rolls_back);
  g_test_add_func ("/statement/mistake", test_mistakes);
  g_test_add_func ("/statement/mistake/subprocess/outside-transaction", write_outside_transaction);
  g_test_add_func ("/statement/mistake/subprocess/no-parameter", bind_what_is_not_there);
  add ("/statement/cancel", test_cancel);
  add ("/statement/cancel-ends-transaction", test_cancel_ends_transaction);
  g_test_add ("/statement/audit-replace", Fixture, NULL, fixture_set_up_signed_in,
              test_audit_replace, fixture_tear_down);
  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autofree char *path = g_strconcat ("/statement/refused/", refusals[i].name, NULL);

      g_test_add (path, Fixture, &refusals[i], fixture_set_up, test_refused, fixture_tear_down);
    }
  return g_test_run ();
}
