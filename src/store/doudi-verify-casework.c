/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "store/doudi-verify-casework.h"

#include <glib/gi18n-lib.h>

#include "store/doudi-award-private.h"
#include "store/doudi-statement.h"
#include "store/doudi-verify-private.h"

/* Runs a count without parameters. */
static gboolean
count (DoudiStore *store, const char *sql, gint64 *number, GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, sql, error);

  if (statement == NULL || !doudi_statement_step (statement, error))
    return FALSE;
  *number = doudi_statement_get_int (statement, 0);
  return TRUE;
}

/* Adds a check of @all things, of which @broken break it. */
void
doudi_verify_add (GPtrArray *checks,
                  const char *name,
                  gint64 all,
                  gint64 broken,
                  const char *detail)
{
  g_ptr_array_add (checks, doudi_check_new (name, broken == 0, broken == 0 ? all : broken,
                                            broken == 0 ? "" : detail));
}

/* Adds a check: @broken_sql counts what breaks it, @all_sql what it looks at. */
gboolean
doudi_verify_add_count (DoudiStore *store,
                        GPtrArray *checks,
                        const char *name,
                        const char *all_sql,
                        const char *broken_sql,
                        const char *detail,
                        GError **error)
{
  gint64 all, broken;

  if (!count (store, all_sql, &all, error) || !count (store, broken_sql, &broken, error))
    return FALSE;
  doudi_verify_add (checks, name, all, broken, detail);
  return TRUE;
}

static const char runs_sql[] = "SELECT count(*) FROM pay_run WHERE state <> 'withdrawn'";
static const char items_sql[] = "SELECT count(*) FROM pay_item";
static const char payments_sql[] = "SELECT count(*) FROM payment";

/* A run against its lines, its items and its payments; a withdrawn one against nothing. */
static const char broken_runs_sql[]
  = "SELECT count(*) FROM pay_run r WHERE NOT ("
    "(r.state = 'withdrawn' OR r.lines = (SELECT count(*) FROM ledger_line l WHERE l.run_id = "
    "r.id))"
    " AND iif(r.state = 'withdrawn', 0, r.regular_fen + r.back_pay_fen + r.recovery_fen)"
    " = (SELECT coalesce(sum(l.fen), 0) FROM ledger_line l WHERE l.run_id = r.id)"
    " AND iif(r.state = 'withdrawn', 0, r.regular_fen)"
    " = (SELECT coalesce(sum(i.regular_fen), 0) FROM pay_item i WHERE i.run_id = r.id)"
    " AND iif(r.state = 'withdrawn', 0, r.back_pay_fen)"
    " = (SELECT coalesce(sum(i.back_pay_fen), 0) FROM pay_item i WHERE i.run_id = r.id)"
    " AND iif(r.state = 'withdrawn', 0, r.recovery_fen)"
    " = (SELECT coalesce(sum(i.recovery_fen), 0) FROM pay_item i WHERE i.run_id = r.id)"
    " AND iif(r.state = 'withdrawn', 0, r.regular_fen + r.back_pay_fen + r.recovery_fen)"
    " = (SELECT coalesce(sum(p.fen), 0) FROM payment p WHERE p.run_id = r.id))";
static const char broken_items_sql[]
  = "SELECT (SELECT count(*) FROM pay_item i WHERE (i.regular_fen, i.back_pay_fen, i.recovery_fen)"
    " <> (SELECT coalesce(sum(l.fen) FILTER (WHERE l.kind = 'regular'), 0),"
    " coalesce(sum(l.fen) FILTER (WHERE l.kind = 'back-pay'), 0),"
    " coalesce(sum(l.fen) FILTER (WHERE l.kind = 'recovery'), 0)"
    " FROM ledger_line l WHERE l.run_id = i.run_id AND l.award_id = i.award_id))"
    " + (SELECT count(*) FROM ledger_line l WHERE NOT EXISTS (SELECT 1 FROM pay_item i"
    " WHERE i.run_id = l.run_id AND i.award_id = l.award_id))";
static const char broken_payments_sql[]
  = "SELECT count(*) FROM payment p WHERE p.fen <> (SELECT coalesce(sum(i.regular_fen"
    " + i.back_pay_fen + i.recovery_fen), 0) FROM pay_item i"
    " WHERE i.payment_id = p.id AND i.run_id = p.run_id)";

/**
 * doudi_verify_pay_sums:
 * @store: the caseload
 * @checks: (element-type DoudiCheck): where the results go
 * @error: return location
 *
 * Checks that the lines of every run come to what its items, its payments and the run itself say.
 *
 * Returns: %TRUE if it could be checked; %FALSE with @error set
 */
gboolean
doudi_verify_pay_sums (DoudiStore *store, GPtrArray *checks, GError **error)
{
  return doudi_verify_add_count (
           store, checks, "run-sums", runs_sql, broken_runs_sql,
           _ ("pay runs whose lines, items or payments do not come to their total"), error)
         && doudi_verify_add_count (store, checks, "item-sums", items_sql, broken_items_sql,
                                    _ ("awards whose lines do not come to what the pay sheet says"),
                                    error)
         && doudi_verify_add_count (
           store, checks, "payment-sums", payments_sql, broken_payments_sql,
           _ ("payments that do not come to what their awards are paid"), error);
}

static const char lines_sql[] = "SELECT count(*) FROM ledger_line";
static const char twice_sql[]
  = "SELECT count(*) FROM (SELECT 1 FROM ledger_line WHERE kind = 'regular'"
    " GROUP BY award_id, for_month HAVING count(*) > 1)";
static const char returned_sql[] = "SELECT count(*) FROM returned_line";
static const char broken_returned_sql[]
  = "SELECT count(*) FROM returned_line b WHERE NOT EXISTS (SELECT 1 FROM ledger_line l"
    " JOIN pay_item i ON i.run_id = l.run_id AND i.award_id = l.award_id"
    " JOIN payment p ON p.id = i.payment_id WHERE l.award_id = b.award_id"
    " AND l.for_month = b.for_month AND l.run_id = b.run_id AND l.fen = -b.fen"
    " AND p.state = 'failed')";

/**
 * doudi_verify_paid_once:
 * @store: the caseload
 * @checks: (element-type DoudiCheck): where the results go
 * @error: return location
 *
 * Checks that no month of an award was paid regularly twice, and that money came back only from
 * payments that failed.
 *
 * Returns: %TRUE if it could be checked; %FALSE with @error set
 */
gboolean
doudi_verify_paid_once (DoudiStore *store, GPtrArray *checks, GError **error)
{
  return doudi_verify_add_count (store, checks, "paid-once", lines_sql, twice_sql,
                                 _ ("months that an award was paid for twice"), error)
         && doudi_verify_add_count (
           store, checks, "returned-money", returned_sql, broken_returned_sql,
           _ ("lines of returned money without a payment that failed"), error);
}

static const char approvals_sql[]
  = "SELECT (SELECT count(*) FROM pay_run WHERE approved_by IS NOT NULL)"
    " + (SELECT count(*) FROM import_batch WHERE landed_by IS NOT NULL)"
    " + (SELECT count(*) FROM policy_document WHERE adopted_by IS NOT NULL)";
/* clang-format off */
static const char two_eyes_sql[]
  = "SELECT (SELECT count(*) FROM pay_run r"
    " WHERE " DOUDI_ONE_PERSON ("r.approved_by", "r.proposed_by")
    " OR (r.state IN ('approved', 'closed') AND r.approved_by IS NULL))"
    " + (SELECT count(*) FROM import_batch b"
    " WHERE " DOUDI_ONE_PERSON ("b.landed_by", "b.staged_by")
    " OR (b.state = 'landed' AND b.landed_by IS NULL))"
    " + (SELECT count(*) FROM policy_document d"
    " WHERE " DOUDI_ONE_PERSON ("d.adopted_by", "d.proposed_by")
    " OR (d.state = 'adopted' AND d.adopted_by IS NULL))";
/* clang-format on */

/**
 * doudi_verify_four_eyes:
 * @store: the caseload
 * @checks: (element-type DoudiCheck): where the results go
 * @error: return location
 *
 * Checks that no person, by whatever account, approved what the same person entered.
 *
 * Returns: %TRUE if it could be checked; %FALSE with @error set
 */
gboolean
doudi_verify_four_eyes (DoudiStore *store, GPtrArray *checks, GError **error)
{
  return doudi_verify_add_count (store, checks, "four-eyes", approvals_sql, two_eyes_sql,
                                 _ ("runs, rosters or rules approved by whoever entered them"),
                                 error);
}

static const char recorded_sql[]
  = "SELECT (SELECT count(*) FROM pay_run) + (SELECT count(*) FROM import_batch)"
    " + (SELECT count(*) FROM notice) + (SELECT count(*) FROM report_issue)"
    " + (SELECT count(*) FROM policy_document)";

/* What was done without a line in the log: the steps of runs, and rosters, notices, reports, rules.
 */
static const char unrecorded_sql[]
  = "WITH done AS MATERIALIZED (SELECT object, action FROM audit WHERE result = 'done')"
    " SELECT (SELECT count(*) FROM pay_run r"
    " WHERE 'pay_run:' || r.id NOT IN (SELECT object FROM done WHERE action = 'pay-run-propose')"
    " OR (r.approved_by IS NOT NULL AND 'pay_run:' || r.id"
    " NOT IN (SELECT object FROM done WHERE action = 'pay-run-approve'))"
    " OR (r.state = 'closed' AND 'pay_run:' || r.id"
    " NOT IN (SELECT object FROM done WHERE action = 'pay-run-close'))"
    " OR (r.state = 'withdrawn' AND 'pay_run:' || r.id"
    " NOT IN (SELECT object FROM done WHERE action = 'pay-run-withdraw')))"
    " + (SELECT count(*) FROM import_batch b"
    " WHERE 'import_batch:' || b.id NOT IN (SELECT object FROM done))"
    " + (SELECT count(*) FROM notice n"
    " WHERE 'notice:' || n.id NOT IN (SELECT object FROM done))"
    " + (SELECT count(*) FROM report_issue i"
    " WHERE 'report_issue:' || i.id NOT IN (SELECT object FROM done))"
    " + (SELECT count(*) FROM policy_document d"
    " WHERE 'policy_document:' || d.id NOT IN (SELECT object FROM done))";

/**
 * doudi_verify_audit_lines:
 * @store: the caseload
 * @checks: (element-type DoudiCheck): where the results go
 * @error: return location
 *
 * Checks that what was done to runs, rosters, notices, reports and rules has its lines in the log.
 *
 * Returns: %TRUE if it could be checked; %FALSE with @error set
 */
gboolean
doudi_verify_audit_lines (DoudiStore *store, GPtrArray *checks, GError **error)
{
  return doudi_verify_add_count (
    store, checks, "audit-lines", recorded_sql, unrecorded_sql,
    _ ("runs, rosters, notices, reports or rules without their line in the log"), error);
}
