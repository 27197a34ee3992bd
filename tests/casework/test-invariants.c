/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "casework-fixture.h"

#include "store/doudi-report-store.h"

/* Each check finds what somebody with another program did to the file, and nothing else does. */

#define CARD "6217000000000000001"

/* One closed run of one award. */
static gint64
set_up_run (Casework *casework)
{
  Home home = casework_add_home (casework, "才让", "1980-01-01", CARD);
  gint64 award = casework_add_award (casework, "low-income", home, 201801, 1, 1);

  casework_pay (casework, 201801, LOW_INCOME, "2018-01-20");
  g_assert_true (casework_verifies (casework, NULL));
  return award;
}

typedef struct
{
  const char *check;
  const char *change;
} Damage;

static const Damage damages[] = {
  { "ledger-entitlement", "DROP TRIGGER ledger_line_kept; DELETE FROM ledger_line" },
  { "ledger-entitlement", "DROP TRIGGER ledger_line_frozen; UPDATE ledger_line SET fen = 29100" },
  { "paid-once", "DROP TRIGGER ledger_line_late; DROP TRIGGER pay_run_frozen;"
                 " INSERT INTO pay_run SELECT 2, month, programmes, state, known_on, households,"
                 " persons, lines, regular_fen, back_pay_fen, recovery_fen, digest, proposed_by,"
                 " proposed_at, approved_by, approved_at, closed_by, closed_at, terms_through,"
                 " policy_documents FROM pay_run;"
                 " INSERT INTO ledger_line VALUES (1, 201801, 2, 'regular', 29200)" },
  { "run-sums", "DROP TRIGGER pay_run_frozen; UPDATE pay_run SET back_pay_fen = 1" },
  { "item-sums", "DROP TRIGGER pay_item_frozen; UPDATE pay_item SET regular_fen = 1" },
  { "payment-sums", "DROP TRIGGER payment_frozen; UPDATE payment SET fen = 1" },
  { "run-digests", "DROP TRIGGER pay_item_frozen; UPDATE pay_item SET payee_name = '别人'" },
  { "run-digests", "DROP TRIGGER payment_frozen; UPDATE payment SET account_number = '1'" },
  { "policy-digests", "UPDATE policy_document SET json = replace (json, '292.00', '293.00')" },
  { "returned-money", "INSERT INTO returned_line VALUES (1, 201801, 1, NULL, -29200, '', '')" },
  { "four-eyes", "DROP TRIGGER pay_run_frozen; PRAGMA ignore_check_constraints = ON;"
                 " UPDATE pay_run SET proposed_by = approved_by" },
  { "audit-lines",
    "DROP TRIGGER audit_no_delete; DELETE FROM audit WHERE action = 'pay-run-close'" },
  { "notice-digests", "INSERT INTO notice (kind, division_code, month, content, digest, rows,"
                      " issued_at, issued_by) SELECT 'standing', code, 201801, '{}', 'x', 0, '', ''"
                      " FROM division WHERE level = 'village' LIMIT 1" },
  { "report-digests",
    "INSERT INTO report_issue (report, period, content, digest, rows, state,"
    " issued_at, issued_by) VALUES ('indicators', '2018', x'00', 'x', 0, 'issued',"
    " '', '')" },
};

static void
test_damage (Casework *casework, gconstpointer data)
{
  const Damage *damage = data;

  set_up_run (casework);
  casework_write_raw (casework, damage->change);
  g_assert_false (casework_verifies (casework, damage->check));
}

/* Somebody was paid two benefits that exclude each other, and both still say they are due. */
static void
test_exclusive (Casework *casework, gconstpointer data)
{
  Home home = casework_add_home (casework, "才让", "1980-01-01", CARD);
  gint64 hardship;
  DoudiLedgerLine line = { .for_month = 201801, .fen = 40458 };

  casework_add_award (casework, "low-income", home, 201801, 1, 1);
  casework_pay (casework, 201801, LOW_INCOME, "2018-01-20");
  hardship = casework_add_care (casework, home, 201801, "home");
  casework_pay_by_hand (casework, hardship, 201801, &line, 1, "2018-01-20");
  g_assert_false (casework_verifies (casework, "exclusive-benefits"));
}

static GBytes *
compress (const char *text)
{
  g_autoptr (GConverter) compressor
    = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, -1));
  guint8 bytes[256];
  gsize read, written;

  g_assert_cmpint (g_converter_convert (compressor, text, strlen (text), bytes, sizeof bytes,
                                        G_CONVERTER_INPUT_AT_END, &read, &written, NULL),
                   ==, G_CONVERTER_FINISHED);
  return g_bytes_new (bytes, written);
}

static void
test_report (Casework *casework, gconstpointer data)
{
  static const char text[] = "{\"rows\":[]}";
  DoudiSession *director = casework_session (casework, DIRECTOR, "2018-01-20");
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  g_autoptr (GBytes) content = compress (text);
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiTransaction) transaction = doudi_transaction_begin (casework->store, &error);
  DoudiReportIssue issue
    = { .report = (char *) "indicators", .period = (char *) "2018", .digest = digest };
  gint64 id;

  g_assert_true (doudi_report_issue_insert (director, &issue, content, &id, &error));
  g_assert_true (doudi_transaction_commit (transaction, &error));
  g_assert_true (casework_verifies (casework, "report-digests"));
  g_assert_false (casework_verifies (casework, "audit-lines"));
}

/* A run that was stopped leaves nothing. */
static void
test_stopped (Casework *casework, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  DoudiProgress progress = { .cancellable = cancellable };
  DoudiSession *caseworker = casework_session (casework, CASEWORKER, "2018-01-20");
  Home home = casework_add_home (casework, "才让", "1980-01-01", CARD);

  casework_add_award (casework, "low-income", home, 201801, 1, 1);
  g_cancellable_cancel (cancellable);
  assert_refused (doudi_pay_run_propose (caseworker, 201801, LOW_INCOME, &progress, error),
                  DOUDI_ERROR_CANCELLED);
  g_assert_cmpint (casework_ask (casework, "SELECT count(*) FROM pay_run"), ==, 0);
  g_assert_true (casework_verifies (casework, NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autofree char *path
        = g_strdup_printf ("/casework/invariants/damage/%s/%u", damages[i].check, (guint) i);

      g_test_add (path, Casework, &damages[i], casework_set_up, test_damage, casework_tear_down);
    }
  g_test_add ("/casework/invariants/exclusive", Casework, NULL, casework_set_up, test_exclusive,
              casework_tear_down);
  g_test_add ("/casework/invariants/report", Casework, NULL, casework_set_up, test_report,
              casework_tear_down);
  g_test_add ("/casework/invariants/stopped", Casework, NULL, casework_set_up, test_stopped,
              casework_tear_down);
  return g_test_run ();
}
