/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "store/doudi-application-store.h"
#include "store/doudi-row.h"

static const char insert_authorisation_sql[]
  = "INSERT INTO authorisation (application_id, name, identity_number, signed_by, signed_on,"
    " expires_on, scan, recorded_at, recorded_by) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";

/**
 * doudi_application_insert_authorisation:
 * @session: who records it
 * @id: of an application
 * @row: the authorisation; id and revoked_on do not matter
 * @error: return location
 *
 * Records that a person allowed the office to ask other offices.
 *
 * Returns: whether it was stored
 */
gboolean
doudi_application_insert_authorisation (DoudiSession *session,
                                        gint64 id,
                                        const DoudiAuthorisationRow *row,
                                        GError **error)
{
  g_autoptr (DoudiStatement) statement
    = doudi_row_statement (session, insert_authorisation_sql, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, id);
  doudi_statement_bind_text (statement, 2, row->name);
  doudi_row_bind_text (statement, 3, row->identity_number);
  doudi_row_bind_text (statement, 4, row->signed_by);
  doudi_statement_bind_day (statement, 5, row->signed_on);
  doudi_statement_bind_day (statement, 6, row->expires_on);
  doudi_row_bind_text (statement, 7, row->scan);
  doudi_row_bind_record (statement, 8, session);
  return doudi_statement_run (statement, error);
}

static const char revoke_sql[]
  = "UPDATE authorisation SET revoked_on = ?2 WHERE id = ?1 AND revoked_on IS NULL";

/**
 * doudi_application_revoke_authorisation:
 * @session: who records it
 * @authorisation_id: an authorisation that holds
 * @day: the first day on which it holds no longer
 * @error: %DOUDI_ERROR_CONFLICT if it was revoked already
 *
 * Records that a person takes an authorisation back.
 *
 * Returns: whether it was stored
 */
gboolean
doudi_application_revoke_authorisation (DoudiSession *session,
                                        gint64 authorisation_id,
                                        DoudiDay day,
                                        GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_row_statement (session, revoke_sql, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, authorisation_id);
  doudi_statement_bind_day (statement, 2, day);
  return doudi_row_run_once (statement, error);
}

static gpointer
authorisation_from_statement (DoudiStatement *statement)
{
  DoudiAuthorisationRow *row = g_new0 (DoudiAuthorisationRow, 1);

  row->id = doudi_statement_get_int (statement, 0);
  row->name = doudi_statement_dup_text (statement, 1);
  row->identity_number = doudi_statement_dup_text (statement, 2);
  row->signed_by = doudi_statement_dup_text (statement, 3);
  row->signed_on = doudi_statement_get_day (statement, 4);
  row->expires_on = doudi_statement_get_day (statement, 5);
  row->scan = doudi_statement_dup_text (statement, 6);
  row->revoked_on = doudi_statement_get_day (statement, 7);
  return row;
}

static const char list_authorisations_sql[]
  = "SELECT id, name, identity_number, signed_by, signed_on, expires_on, scan, revoked_on"
    " FROM authorisation WHERE application_id = ?1 ORDER BY id";

/**
 * doudi_application_list_authorisations:
 * @store: the caseload
 * @id: of an application
 * @error: return location
 *
 * Lists who allowed the office to ask, expired and revoked ones too.
 *
 * Returns: (transfer full) (element-type DoudiAuthorisationRow): the authorisations; %NULL with
 *   @error set
 */
GPtrArray *
doudi_application_list_authorisations (DoudiStore *store, gint64 id, GError **error)
{
  return doudi_rows_list_of (store, list_authorisations_sql, id, authorisation_from_statement,
                             (GDestroyNotify) doudi_authorisation_row_free, error);
}

static const char insert_check_sql[]
  = "INSERT INTO check_request (application_id, item, asked_on, recorded_at, recorded_by)"
    " VALUES (?1, ?2, ?3, ?4, ?5)";

/**
 * doudi_application_insert_check:
 * @session: who asks
 * @id: of an application
 * @item: a word of the items that are checked: "vehicles", "pensions", ...
 * @asked_on: the day of the question
 * @check_id: (out) (optional): the id it got
 * @error: return location
 *
 * Records that another office was asked.
 *
 * Returns: whether it was stored
 */
gboolean
doudi_application_insert_check (DoudiSession *session,
                                gint64 id,
                                const char *item,
                                DoudiDay asked_on,
                                gint64 *check_id,
                                GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_row_statement (session, insert_check_sql, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, id);
  doudi_statement_bind_text (statement, 2, item);
  doudi_statement_bind_day (statement, 3, asked_on);
  doudi_row_bind_record (statement, 4, session);
  return doudi_statement_insert (statement, check_id, error);
}

/* An answer that is there already is replaced, never changed. */
static const char insert_result_sql[]
  = "INSERT INTO check_result (request_id, result, detail, answered_on, replaces, recorded_at,"
    " recorded_by) VALUES (?1, ?2, ?3, ?4,"
    " (SELECT max(id) FROM check_result WHERE request_id = ?1), ?5, ?6)";

/**
 * doudi_application_insert_check_result:
 * @session: who records it
 * @check_id: a question
 * @result: "clear", "found" or "explained"
 * @detail: (nullable): what was found, or why it is no obstacle
 * @answered_on: the day of the answer
 * @error: %DOUDI_ERROR_CONFLICT if there is no such question
 *
 * Records the answer of another office. One that is there already stays and is replaced by it.
 *
 * Returns: whether it was stored
 */
gboolean
doudi_application_insert_check_result (DoudiSession *session,
                                       gint64 check_id,
                                       const char *result,
                                       const char *detail,
                                       DoudiDay answered_on,
                                       GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_row_statement (session, insert_result_sql, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, check_id);
  doudi_statement_bind_text (statement, 2, result);
  doudi_row_bind_text (statement, 3, detail);
  doudi_statement_bind_day (statement, 4, answered_on);
  doudi_row_bind_record (statement, 5, session);
  return doudi_statement_run (statement, error);
}

static gpointer
check_from_statement (DoudiStatement *statement)
{
  DoudiCheckRow *row = g_new0 (DoudiCheckRow, 1);

  row->id = doudi_statement_get_int (statement, 0);
  row->item = doudi_statement_dup_text (statement, 1);
  row->asked_on = doudi_statement_get_day (statement, 2);
  row->result_id = doudi_statement_get_int (statement, 3);
  row->result = doudi_statement_dup_text (statement, 4);
  row->detail = doudi_statement_dup_text (statement, 5);
  row->answered_on = doudi_statement_get_day (statement, 6);
  return row;
}

static const char list_checks_sql[]
  = "SELECT q.id, q.item, q.asked_on, r.id, coalesce(r.result, ''), coalesce(r.detail, ''),"
    " r.answered_on FROM check_request q LEFT JOIN check_result r ON r.id ="
    " (SELECT max(x.id) FROM check_result x WHERE x.request_id = q.id)"
    " WHERE q.application_id = ?1 ORDER BY q.id";

/**
 * doudi_application_list_checks:
 * @store: the caseload
 * @id: of an application
 * @error: return location
 *
 * Lists the questions to other offices, each with its last answer.
 *
 * Returns: (transfer full) (element-type DoudiCheckRow): the questions; %NULL with @error set
 */
GPtrArray *
doudi_application_list_checks (DoudiStore *store, gint64 id, GError **error)
{
  return doudi_rows_list_of (store, list_checks_sql, id, check_from_statement,
                             (GDestroyNotify) doudi_check_row_free, error);
}

static const char insert_objection_sql[]
  = "INSERT INTO objection (application_id, objected_on, objector, content, way, recorded_at,"
    " recorded_by) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";

/**
 * doudi_application_insert_objection:
 * @session: who takes it down
 * @row: application_id, objected_on, objector, content and way count; the id is set
 * @error: return location
 *
 * Records what somebody said against a notice.
 *
 * Returns: whether it was stored
 */
gboolean
doudi_application_insert_objection (DoudiSession *session, DoudiObjectionRow *row, GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_row_statement (session, insert_objection_sql, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, row->application_id);
  doudi_statement_bind_day (statement, 2, row->objected_on);
  doudi_row_bind_text (statement, 3, row->objector);
  doudi_statement_bind_text (statement, 4, row->content);
  doudi_statement_bind_text (statement, 5, row->way);
  doudi_row_bind_record (statement, 6, session);
  return doudi_statement_insert (statement, &row->id, error);
}

static const char answer_objection_sql[]
  = "UPDATE objection SET outcome = ?2, answer = ?3, answered_on = ?4, answered_by = ?5"
    " WHERE id = ?1 AND answered_on IS NULL";

/**
 * doudi_application_answer_objection:
 * @session: who answers
 * @objection_id: an open objection
 * @outcome: "upheld" or "rejected"
 * @answer: what was written to who objected
 * @day: the day of the answer
 * @error: %DOUDI_ERROR_CONFLICT if it was answered already
 *
 * Records the answer to an objection.
 *
 * Returns: whether it was stored
 */
gboolean
doudi_application_answer_objection (DoudiSession *session,
                                    gint64 objection_id,
                                    const char *outcome,
                                    const char *answer,
                                    DoudiDay day,
                                    GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_row_statement (session, answer_objection_sql, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, objection_id);
  doudi_statement_bind_text (statement, 2, outcome);
  doudi_row_bind_text (statement, 3, answer);
  doudi_statement_bind_day (statement, 4, day);
  doudi_statement_bind_text (statement, 5, doudi_session_get_user (session));
  return doudi_row_run_once (statement, error);
}

#define OBJECTION_COLUMNS                                                                          \
  "id, application_id, objected_on, objector, content, way, answered_on, answer,"                  \
  " coalesce(outcome, ''), recorded_by"

static gpointer
objection_from_statement (DoudiStatement *statement)
{
  DoudiObjectionRow *row = g_new0 (DoudiObjectionRow, 1);

  row->id = doudi_statement_get_int (statement, 0);
  row->application_id = doudi_statement_get_int (statement, 1);
  row->objected_on = doudi_statement_get_day (statement, 2);
  row->objector = doudi_statement_dup_text (statement, 3);
  row->content = doudi_statement_dup_text (statement, 4);
  row->way = doudi_statement_dup_text (statement, 5);
  row->answered_on = doudi_statement_get_day (statement, 6);
  row->answer = doudi_statement_dup_text (statement, 7);
  row->outcome = doudi_statement_dup_text (statement, 8);
  row->recorded_by = doudi_statement_dup_text (statement, 9);
  return row;
}

static const char list_objections_sql[]
  = "SELECT " OBJECTION_COLUMNS " FROM objection WHERE application_id = ?1 ORDER BY id";

/**
 * doudi_application_list_objections:
 * @store: the caseload
 * @id: of an application
 * @error: return location
 *
 * Lists what was said against a case, answered or not.
 *
 * Returns: (transfer full) (element-type DoudiObjectionRow): the objections; %NULL with @error set
 */
GPtrArray *
doudi_application_list_objections (DoudiStore *store, gint64 id, GError **error)
{
  return doudi_rows_list_of (store, list_objections_sql, id, objection_from_statement,
                             (GDestroyNotify) doudi_objection_row_free, error);
}

static const char list_open_objections_sql[]
  = "SELECT " OBJECTION_COLUMNS " FROM objection WHERE answered_on IS NULL ORDER BY id";

/**
 * doudi_objection_list_open:
 * @store: the caseload
 * @error: return location
 *
 * Lists the objections that wait for an answer.
 *
 * Returns: (transfer full) (element-type DoudiObjectionRow): the objections; %NULL with @error set
 */
GPtrArray *
doudi_objection_list_open (DoudiStore *store, GError **error)
{
  g_autoptr (DoudiStatement) statement
    = doudi_statement_get (store, list_open_objections_sql, error);

  if (statement == NULL)
    return NULL;
  return doudi_rows_take (statement, objection_from_statement,
                          (GDestroyNotify) doudi_objection_row_free, error);
}

/**
 * doudi_authorisation_row_free:
 * @row: (nullable) (transfer full): an authorisation
 *
 * Frees an authorisation.
 */
void
doudi_authorisation_row_free (DoudiAuthorisationRow *row)
{
  if (row == NULL)
    return;
  g_free (row->name);
  g_free (row->identity_number);
  g_free (row->signed_by);
  g_free (row->scan);
  g_free (row);
}

/**
 * doudi_check_row_free:
 * @row: (nullable) (transfer full): a question
 *
 * Frees a question with its answer.
 */
void
doudi_check_row_free (DoudiCheckRow *row)
{
  if (row == NULL)
    return;
  g_free (row->item);
  g_free (row->result);
  g_free (row->detail);
  g_free (row);
}

/**
 * doudi_objection_row_free:
 * @row: (nullable) (transfer full): an objection
 *
 * Frees an objection.
 */
void
doudi_objection_row_free (DoudiObjectionRow *row)
{
  if (row == NULL)
    return;
  g_free (row->objector);
  g_free (row->content);
  g_free (row->way);
  g_free (row->answer);
  g_free (row->outcome);
  g_free (row->recorded_by);
  g_free (row);
}
