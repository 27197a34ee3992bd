/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "store/doudi-audit.h"

#include "store-fixture.h"
#include "store/doudi-cipher.h"
#include "store/doudi-key-file.h"
#include "store/doudi-session-private.h"
#include "store/doudi-verify.h"

#define LINES 10
#define TRIGGERS_AWAY                                                                              \
  "DROP TRIGGER audit_only_next; DROP TRIGGER audit_no_update; DROP TRIGGER audit_no_delete;"

/* What somebody with another program does to the log, and what the check says of it. */
typedef struct
{
  const char *name;
  const char *sql;
  gint64 first_broken;
  const char *problem;
} Mutation;

static const Mutation mutations[] = {
  { "recorded-at", "UPDATE audit SET recorded_at = '2017-01-01T00:00:00Z' WHERE seq = 5", 5,
    "hash" },
  { "business-day", "UPDATE audit SET business_day = '2017-01-01' WHERE seq = 5", 5, "hash" },
  { "boot-id", "UPDATE audit SET boot_id = 'x' WHERE seq = 5", 5, "hash" },
  { "monotonic", "UPDATE audit SET monotonic_ms = monotonic_ms + 1 WHERE seq = 5", 5, "hash" },
  { "actor", "UPDATE audit SET actor = 'somebody' WHERE seq = 5", 5, "hash" },
  { "roles", "UPDATE audit SET roles = 'director' WHERE seq = 5", 5, "hash" },
  { "action", "UPDATE audit SET action = 'verify' WHERE seq = 5", 5, "hash" },
  { "object", "UPDATE audit SET object = 'pay_run:9' WHERE seq = 5", 5, "hash" },
  { "result", "UPDATE audit SET result = 'refused' WHERE seq = 5", 5, "hash" },
  { "detail", "UPDATE audit SET detail = '{}' WHERE seq = 5", 5, "hash" },
  { "between-fields",
    "UPDATE audit SET roles = roles || substr (action, 1, 1), action = substr (action, 2)"
    " WHERE seq = 5",
    5, "hash" },
  { "prev", "UPDATE audit SET prev = zeroblob (32) WHERE seq = 5", 5, "link" },
  { "hash", "UPDATE audit SET hash = zeroblob (32) WHERE seq = 5", 5, "hash" },
  { "short-hash", "UPDATE audit SET hash = x'00' WHERE seq = 5", 5, "hash" },
  { "first-line", "UPDATE audit SET actor = 'somebody' WHERE seq = 1", 1, "hash" },
  { "last-line", "UPDATE audit SET actor = 'somebody' WHERE seq = (SELECT max(seq) FROM audit)", 12,
    "hash" },
  { "delete", "DELETE FROM audit WHERE seq = 5", 6, "gap" },
  { "delete-first", "DELETE FROM audit WHERE seq = 1", 2, "gap" },
  { "delete-and-renumber",
    "DELETE FROM audit WHERE seq = 5; UPDATE audit SET seq = seq - 1 WHERE seq > 5", 5, "link" },
  { "swap",
    "UPDATE audit SET seq = -5 WHERE seq = 5; UPDATE audit SET seq = 5 WHERE seq = 6;"
    "UPDATE audit SET seq = 6 WHERE seq = -5",
    5, "link" },
  { "insert",
    "INSERT INTO audit SELECT 13, recorded_at, business_day, boot_id, monotonic_ms, actor, roles,"
    " action, object, result, detail, hash, hash FROM audit WHERE seq = 12",
    13, "hash" },
  { "replay",
    "INSERT INTO audit SELECT 13, recorded_at, business_day, boot_id, monotonic_ms, actor, roles,"
    " action, object, result, detail, prev, hash FROM audit WHERE seq = 5",
    13, "link" },
  { "replace",
    "REPLACE INTO audit SELECT 5, recorded_at, business_day, boot_id, monotonic_ms, actor, roles,"
    " action, 'pay_run:9', result, detail, prev, hash FROM audit WHERE seq = 5",
    5, "hash" },
};

static void
record_lines (Fixture *fixture, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *object = g_strdup_printf ("pay_run:%u", i);
      g_autoptr (DoudiTransaction) transaction = doudi_transaction_begin (fixture->store, &error);

      doudi_session_record (fixture->session, DOUDI_ACTION_APPROVE_PAY_RUN, object, "{\"lines\":3}",
                            &error);
      g_assert_no_error (error);
      doudi_transaction_commit (transaction, &error);
      g_assert_no_error (error);
    }
}

static DoudiAuditReport
verify_with (DoudiStore *store, DoudiKey *key)
{
  g_autoptr (GError) error = NULL;
  DoudiAuditReport report;

  doudi_audit_verify (store, key, &report, NULL, &error);
  g_assert_no_error (error);
  return report;
}

static DoudiAuditReport
verify (Fixture *fixture)
{
  return verify_with (fixture->store, doudi_session_get_key (fixture->session));
}

static void
set_up_lines (Fixture *fixture, gconstpointer data)
{
  DoudiAuditReport report;

  fixture_set_up_signed_in (fixture, data);
  record_lines (fixture, LINES);
  report = verify (fixture);
  g_assert_cmpint (report.lines, ==, LINES + 2);
  g_assert_cmpint (report.broken, ==, 0);
}

/* A log and its key, made once: passwords take their time. */
static GBytes *sample;
static GBytes *sample_keys;
static DoudiKey *sample_key;

static GBytes *
read_file (const char *path)
{
  char *content = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  return g_bytes_new_take (content, length);
}

static void
write_file (const char *path, GBytes *bytes)
{
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (bytes, NULL),
                                      (gssize) g_bytes_get_size (bytes), NULL));
}

static void
make_sample (void)
{
  Fixture fixture = { 0 };
  g_autofree char *keys = NULL;

  set_up_lines (&fixture, NULL);
  sample_key = doudi_key_ref (doudi_session_get_key (fixture.session));
  fixture_close (&fixture);
  keys = doudi_key_file_dup_path (fixture.path);
  sample = read_file (fixture.path);
  sample_keys = doudi_cipher_is_built () ? read_file (keys) : NULL;
  fixture_tear_down (&fixture, NULL);
}

static void
set_up_sample (Fixture *fixture, gconstpointer data)
{
  g_autofree char *keys = NULL;
  g_autoptr (GError) error = NULL;

  if (sample == NULL)
    make_sample ();
  fixture_set_up_folder (fixture, data);
  keys = doudi_key_file_dup_path (fixture->path);
  write_file (fixture->path, sample);
  if (sample_keys != NULL)
    write_file (keys, sample_keys);
  fixture->store = store_open_unlocked (fixture->path, &error);
  g_assert_no_error (error);
}

/* The raw connection stands for another program, which knows no triggers it does not want. */
static void
test_mutation (Fixture *fixture, gconstpointer data)
{
  const Mutation *mutation = data;
  DoudiAuditReport report;

  raw_run (fixture->path, TRIGGERS_AWAY);
  raw_run (fixture->path, mutation->sql);
  report = verify_with (fixture->store, sample_key);
  g_assert_cmpint (report.broken, >, 0);
  g_assert_cmpint (report.first_broken, ==, mutation->first_broken);
  g_assert_cmpstr (report.problem, ==, mutation->problem);
}

/* The triggers keep off whoever does not take them away first. */
static void
test_triggers (Fixture *fixture, gconstpointer data)
{
  sqlite3 *db = raw_open (fixture->path);

  sqlite3_exec (db, "PRAGMA recursive_triggers = ON", NULL, NULL, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (mutations); i++)
    if (!g_str_equal (mutations[i].name, "insert") && !g_str_equal (mutations[i].name, "replay"))
      g_assert_cmpint (sqlite3_exec (db, mutations[i].sql, NULL, NULL, NULL), ==,
                       SQLITE_CONSTRAINT);
  sqlite3_close (db);
  g_assert_cmpint (verify (fixture).broken, ==, 0);
}

static void
test_rolls_back_together (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  DoudiTransaction *transaction = doudi_transaction_begin (fixture->store, &error);

  g_assert_true (doudi_session_record (fixture->session, DOUDI_ACTION_BACKUP, NULL, NULL, &error));
  doudi_transaction_free (transaction);
  g_assert_cmpint (verify (fixture).lines, ==, LINES + 2);
}

static void
test_clock_goes_back (Fixture *fixture, gconstpointer data)
{
  DoudiAuditLine line = {
    .recorded_at = "1970-01-01T00:00:00Z",
    .business_day = "2018-06-08",
    .actor = "x",
    .roles = "director",
    .action = "verify",
    .result = DOUDI_AUDIT_DONE,
  };
  g_autoptr (GError) error = NULL;
  DoudiTransaction *transaction = doudi_transaction_begin (fixture->store, &error);
  DoudiAuditReport report;

  doudi_audit_append (fixture->store, doudi_session_get_key (fixture->session), &line, &error);
  g_assert_no_error (error);
  doudi_transaction_commit (transaction, &error);
  doudi_transaction_free (transaction);
  record_lines (fixture, 1);
  report = verify (fixture);
  g_assert_cmpint (report.broken, ==, 0);
  g_assert_cmpint (report.regressions, ==, 1);
  g_assert_cmpint (report.first_regression, ==, LINES + 3);
}

static void
test_other_key (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiKey) key = doudi_key_new_random (&error);
  DoudiAuditReport report;

  g_assert_true (doudi_audit_verify (fixture->store, key, &report, NULL, &error));
  g_assert_cmpint (report.broken, ==, LINES + 2);
  g_assert_cmpint (report.first_broken, ==, 1);
}

static const DoudiCheck *
find_check (GPtrArray *checks, const char *name)
{
  for (guint i = 0; i < checks->len; i++)
    if (g_str_equal (((DoudiCheck *) checks->pdata[i])->name, name))
      return checks->pdata[i];
  g_assert_not_reached ();
}

static GPtrArray *
run_checks (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *checks = g_ptr_array_new_with_free_func ((GDestroyNotify) doudi_check_free);

  doudi_verify_store (fixture->session, checks, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (checks->len, ==, doudi_cipher_is_built () ? 7 : 6);
  return checks;
}

static guint
count_broken (GPtrArray *checks)
{
  guint broken = 0;

  for (guint i = 0; i < checks->len; i++)
    broken += !((DoudiCheck *) checks->pdata[i])->ok;
  return broken;
}

static void
test_verify_sound (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) checks = run_checks (fixture);

  g_assert_cmpuint (count_broken (checks), ==, 0);
  g_assert_cmpint (find_check (checks, "audit-chain")->count, ==, LINES + 2);
}

/* One thing broken is told as one thing. */
static const struct
{
  const char *check;
  const char *sql;
} damages[] = {
  { "foreign-keys", "PRAGMA foreign_keys = OFF; INSERT INTO membership (household_id, person_id,"
                    " relation, position, valid_from, recorded_at, recorded_by, source)"
                    " VALUES (1, 1, 'head', 1, '2018-01-01', '', '', '')" },
  { "schema", "CREATE TRIGGER t AFTER INSERT ON account BEGIN SELECT 1; END" },
  { "sqlite-integrity",
    "PRAGMA ignore_check_constraints = ON; UPDATE user SET roles = 0 WHERE id = 1" },
};

static void
test_verify_damaged (Fixture *fixture, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autoptr (GPtrArray) checks = NULL;

      raw_run (fixture->path, damages[i].sql);
      checks = run_checks (fixture);
      g_assert_false (find_check (checks, damages[i].check)->ok);
      g_assert_cmpint (find_check (checks, damages[i].check)->count, >, 0);
      g_assert_cmpuint (count_broken (checks), ==, i + 1);
    }
}

static void
test_verify_chain (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) checks = NULL;
  const DoudiCheck *chain;

  raw_run (fixture->path, TRIGGERS_AWAY "DELETE FROM audit WHERE seq = 5");
  checks = run_checks (fixture);
  chain = find_check (checks, "audit-chain");
  g_assert_false (chain->ok);
  g_assert_nonnull (strstr (chain->detail, "6"));
}

static void
test_verify_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) checks = g_ptr_array_new_with_free_func ((GDestroyNotify) doudi_check_free);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  DoudiProgress progress = { .cancellable = cancellable };
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (doudi_verify_store (fixture->session, checks, &progress, &error));
  assert_doudi_error (error, DOUDI_ERROR_CANCELLED);
}

static void
add (const char *path, void (*test) (Fixture *fixture, gconstpointer data))
{
  g_test_add (path, Fixture, NULL, set_up_lines, test, fixture_tear_down);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (mutations); i++)
    {
      g_autofree char *path = g_strconcat ("/audit/mutation/", mutations[i].name, NULL);

      g_test_add (path, Fixture, &mutations[i], set_up_sample, test_mutation, fixture_tear_down);
    }
  add ("/audit/triggers", test_triggers);
  add ("/audit/rolls-back-together", test_rolls_back_together);
  add ("/audit/clock-goes-back", test_clock_goes_back);
  add ("/audit/other-key", test_other_key);
  add ("/verify/sound", test_verify_sound);
  add ("/verify/damaged", test_verify_damaged);
  add ("/verify/chain", test_verify_chain);
  add ("/verify/cancelled", test_verify_cancelled);
  status = g_test_run ();
  g_clear_pointer (&sample, g_bytes_unref);
  g_clear_pointer (&sample_key, doudi_key_unref);
  return status;
}
