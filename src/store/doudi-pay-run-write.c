/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "store/doudi-pay-run-store.h"
#include "store/doudi-statement.h"

static const char insert_run_sql[]
  = "INSERT INTO pay_run (month, programmes, state, known_on, households, persons, lines,"
    " regular_fen, back_pay_fen, recovery_fen, digest, proposed_by, proposed_at, policy_documents,"
    " terms_through) VALUES (?1, ?2, 'proposed', ?3, ?4, ?5, ?6, ?7, ?8, ?9, '', ?10, ?11, ?12,"
    " (SELECT coalesce(max(id), 0) FROM award_term))";

/**
 * doudi_pay_run_insert:
 * @session: who proposes it
 * @run: month, programmes, known_on, documents and sums count
 * @id: (out): the id it got
 * @error: return location
 *
 * Begins a proposed run; its rows follow, and then its digest. It belongs to the caller's
 * transaction.
 *
 * Returns: whether it was stored
 */
gboolean
doudi_pay_run_insert (DoudiSession *session, const DoudiPayRunRow *run, gint64 *id, GError **error)
{
  g_autoptr (DoudiStatement) statement
    = doudi_statement_get (doudi_session_get_store (session), insert_run_sql, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, run->month);
  doudi_statement_bind_int (statement, 2, run->programmes);
  doudi_statement_bind_day (statement, 3, run->known_on);
  doudi_statement_bind_int (statement, 4, run->households);
  doudi_statement_bind_int (statement, 5, run->persons);
  doudi_statement_bind_int (statement, 6, run->lines);
  doudi_statement_bind_int (statement, 7, run->regular);
  doudi_statement_bind_int (statement, 8, run->back_pay);
  doudi_statement_bind_int (statement, 9, run->recovery);
  doudi_statement_bind_text (statement, 10, doudi_session_get_user (session));
  doudi_statement_bind_text (statement, 11, doudi_session_get_now (session));
  doudi_statement_bind_text (statement, 12, run->policy_documents);
  return doudi_statement_insert (statement, id, error);
}

static const char insert_item_sql[]
  = "INSERT INTO pay_item (run_id, award_id, payment_id, household_id, division_code,"
    " village_group, payee_name, identity_number, minor, programme, residence, persons,"
    " benefit_class, care, regular_fen, back_pay_fen, recovery_fen)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)";

/**
 * doudi_pay_run_insert_item:
 * @store: the caseload
 * @run_id: a proposed run
 * @item: everything but account and holder, which are those of its payment
 * @error: return location
 *
 * Adds the row of an award to a run. It belongs to the caller's transaction.
 *
 * Returns: whether it was added
 */
gboolean
doudi_pay_run_insert_item (DoudiStore *store,
                           gint64 run_id,
                           const DoudiPayItem *item,
                           GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, insert_item_sql, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, run_id);
  doudi_statement_bind_int (statement, 2, item->award_id);
  doudi_statement_bind_int (statement, 3, item->payment_id);
  doudi_statement_bind_int (statement, 4, item->household_id);
  doudi_statement_bind_text (statement, 5, item->division_code);
  doudi_statement_bind_text (statement, 6, item->village_group);
  doudi_statement_bind_text (statement, 7, item->payee_name);
  doudi_statement_bind_text (statement, 8, item->identity_number);
  doudi_statement_bind_int (statement, 9, item->minor ? 1 : 0);
  doudi_statement_bind_text (statement, 10, item->programme);
  doudi_statement_bind_text (statement, 11, item->residence);
  doudi_statement_bind_int (statement, 12, item->persons);
  doudi_statement_bind_int (statement, 13, item->benefit_class);
  doudi_statement_bind_text (statement, 14, item->care);
  doudi_statement_bind_int (statement, 15, item->regular);
  doudi_statement_bind_int (statement, 16, item->back_pay);
  doudi_statement_bind_int (statement, 17, item->recovery);
  return doudi_statement_run (statement, error);
}

static const char insert_line_sql[]
  = "INSERT INTO ledger_line (award_id, for_month, run_id, kind, fen)"
    " VALUES (?1, ?2, ?3, ?4, ?5)";

/**
 * doudi_pay_run_insert_line:
 * @store: the caseload
 * @run_id: a proposed run
 * @line: a line
 * @error: return location
 *
 * Adds a ledger line to a run. It belongs to the caller's transaction.
 *
 * Returns: whether it was added
 */
gboolean
doudi_pay_run_insert_line (DoudiStore *store,
                           gint64 run_id,
                           const DoudiRunLine *line,
                           GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, insert_line_sql, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, line->award_id);
  doudi_statement_bind_int (statement, 2, line->for_month);
  doudi_statement_bind_int (statement, 3, run_id);
  doudi_statement_bind_text (statement, 4, line->kind);
  doudi_statement_bind_int (statement, 5, line->fen);
  return doudi_statement_run (statement, error);
}

static const char set_digest_sql[] = "UPDATE pay_run SET digest = ?2 WHERE id = ?1";

/**
 * doudi_pay_run_set_digest:
 * @store: the caseload
 * @id: of a proposed run with all its rows
 * @digest: over these
 * @error: return location
 *
 * Seals the rows of a run. It belongs to the caller's transaction.
 *
 * Returns: whether it was stored
 */
gboolean
doudi_pay_run_set_digest (DoudiStore *store, gint64 id, const char *digest, GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, set_digest_sql, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, id);
  doudi_statement_bind_text (statement, 2, digest);
  return doudi_statement_run (statement, error);
}

/* Runs @sql with ?1 the run, ?2 who and ?3 when. */
static gboolean
set_state (DoudiSession *session, const char *sql, gint64 id, GError **error)
{
  g_autoptr (DoudiStatement) statement
    = doudi_statement_get (doudi_session_get_store (session), sql, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, id);
  doudi_statement_bind_text (statement, 2, doudi_session_get_user (session));
  doudi_statement_bind_text (statement, 3, doudi_session_get_now (session));
  return doudi_statement_run (statement, error);
}

static const char set_approved_sql[] = "UPDATE pay_run SET state = 'approved', approved_by = ?2,"
                                       " approved_at = ?3 WHERE id = ?1 AND state = 'proposed'";

/**
 * doudi_pay_run_set_approved:
 * @session: who approves it
 * @id: of a proposed run
 * @error: %DOUDI_ERROR_FOUR_EYES if the same person proposed it
 *
 * Records the approval. It belongs to the caller's transaction.
 *
 * Returns: whether it was stored
 */
gboolean
doudi_pay_run_set_approved (DoudiSession *session, gint64 id, GError **error)
{
  return set_state (session, set_approved_sql, id, error);
}

static const char set_closed_sql[] = "UPDATE pay_run SET state = 'closed', closed_by = ?2,"
                                     " closed_at = ?3 WHERE id = ?1 AND state = 'approved'";

/**
 * doudi_pay_run_set_closed:
 * @session: who closes it
 * @id: of an approved run
 * @error: return location
 *
 * Closes a run: from now on nothing of it changes. It belongs to the caller's transaction.
 *
 * Returns: whether it was stored
 */
gboolean
doudi_pay_run_set_closed (DoudiSession *session, gint64 id, GError **error)
{
  return set_state (session, set_closed_sql, id, error);
}

static gboolean
run_for (DoudiStore *store, const char *sql, gint64 id, GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, sql, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, id);
  return doudi_statement_run (statement, error);
}

static const char set_withdrawn_sql[] = "UPDATE pay_run SET state = 'withdrawn'"
                                        " WHERE id = ?1 AND state IN ('proposed', 'approved')";
static const char delete_lines_sql[] = "DELETE FROM ledger_line WHERE run_id = ?1";
static const char delete_items_sql[] = "DELETE FROM pay_item WHERE run_id = ?1";
static const char delete_payments_sql[] = "DELETE FROM payment WHERE run_id = ?1";

/**
 * doudi_pay_run_set_withdrawn:
 * @session: who withdraws it
 * @id: of a proposed or approved run
 * @error: %DOUDI_ERROR_REFUSED if it is closed
 *
 * Takes a run back: its rows leave the ledger, the run itself stays as a note that it was there.
 * Who did it stands in the audit log. It belongs to the caller's transaction.
 *
 * Returns: whether it was taken back
 */
gboolean
doudi_pay_run_set_withdrawn (DoudiSession *session, gint64 id, GError **error)
{
  DoudiStore *store = doudi_session_get_store (session);

  return run_for (store, set_withdrawn_sql, id, error)
         && run_for (store, delete_lines_sql, id, error)
         && run_for (store, delete_items_sql, id, error)
         && run_for (store, delete_payments_sql, id, error);
}
