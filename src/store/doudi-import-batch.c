/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <inttypes.h>

#include "store/doudi-import-batch.h"

#include <glib/gi18n-lib.h>

#include "base/doudi-error.h"
#include "store/doudi-statement.h"

/**
 * doudi_import_batch_free:
 * @batch: (nullable) (transfer full): a batch
 *
 * Frees a batch.
 */
void
doudi_import_batch_free (DoudiImportBatch *batch)
{
  if (batch == NULL)
    return;
  g_free (batch->layout);
  g_free (batch->file_name);
  g_free (batch->file_digest);
  g_free (batch->residence);
  g_free (batch->state);
  g_free (batch->staged_by);
  g_free (batch->staged_at);
  g_free (batch->landed_by);
  g_free (batch->landed_at);
  g_free (batch->undone_by);
  g_free (batch->undone_at);
  g_free (batch);
}

/**
 * doudi_import_problem_free:
 * @problem: (nullable) (transfer full): a problem
 *
 * Frees a problem.
 */
void
doudi_import_problem_free (DoudiImportProblem *problem)
{
  if (problem == NULL)
    return;
  g_free (problem->column);
  g_free (problem->problem);
  g_free (problem->value);
  g_free (problem->message);
  g_free (problem);
}

/**
 * doudi_import_batch_source:
 * @id: a batch
 *
 * Returns: (transfer full): what stands as the source of everything the batch brings: "import:3"
 */
char *
doudi_import_batch_source (gint64 id)
{
  return g_strdup_printf ("import:%" PRId64, id);
}

#define INSERT_BATCH                                                                               \
  "INSERT INTO import_batch (layout, file_name, file_digest, month, residence, rows, households,"  \
  " persons, awards, held_households, state, staged_by, staged_at)"                                \
  " VALUES (?1, ?2, ?3, ?4, ?5, 0, 0, 0, 0, 0, 'staged', ?6, ?7)"

/**
 * doudi_import_batch_insert:
 * @session: who stages it
 * @batch: (inout): what is known before reading; gets its id
 * @error: return location
 *
 * Begins a batch. doudi_import_batch_set_counts() says later how much it holds.
 *
 * Returns: whether it was begun
 */
gboolean
doudi_import_batch_insert (DoudiSession *session, DoudiImportBatch *batch, GError **error)
{
  g_autoptr (DoudiStatement) statement
    = doudi_statement_get (doudi_session_get_store (session), INSERT_BATCH, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_text (statement, 1, batch->layout);
  doudi_statement_bind_text (statement, 2, batch->file_name);
  doudi_statement_bind_text (statement, 3, batch->file_digest);
  doudi_statement_bind_int (statement, 4, batch->month);
  doudi_statement_bind_text (statement, 5, batch->residence);
  doudi_statement_bind_text (statement, 6, doudi_session_get_user (session));
  doudi_statement_bind_text (statement, 7, doudi_session_get_now (session));
  return doudi_statement_insert (statement, &batch->id, error);
}

#define SET_COUNTS                                                                                 \
  "UPDATE import_batch SET rows = ?2, households = ?3, persons = ?4, awards = ?5,"                 \
  " held_households = ?6 WHERE id = ?1"

/**
 * doudi_import_batch_set_counts:
 * @store: the caseload
 * @batch: a batch with its counts
 * @error: return location
 *
 * Stores how much a batch holds, once the roster is read.
 *
 * Returns: whether it was stored
 */
gboolean
doudi_import_batch_set_counts (DoudiStore *store, const DoudiImportBatch *batch, GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, SET_COUNTS, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, batch->id);
  doudi_statement_bind_int (statement, 2, batch->rows);
  doudi_statement_bind_int (statement, 3, batch->households);
  doudi_statement_bind_int (statement, 4, batch->persons);
  doudi_statement_bind_int (statement, 5, batch->awards);
  doudi_statement_bind_int (statement, 6, batch->held_households);
  return doudi_statement_run (statement, error);
}

#define SET_LANDED                                                                                 \
  "UPDATE import_batch SET state = 'landed', landed_by = ?2, landed_at = ?3"                       \
  " WHERE id = ?1 AND state = 'staged'"
#define SET_UNDONE                                                                                 \
  "UPDATE import_batch SET state = 'undone', undone_by = ?2, undone_at = ?3"                       \
  " WHERE id = ?1 AND state = 'landed'"

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
  if (!doudi_statement_run (statement, error))
    return FALSE;
  if (doudi_statement_get_changes (statement) == 1)
    return TRUE;
  doudi_error_set (error, DOUDI_ERROR_CONFLICT, NULL,
                   _ ("Import %" PRId64 " is in another state by now. Look at it again."),
                   id);
  return FALSE;
}

/**
 * doudi_import_batch_set_landed:
 * @session: who lands it
 * @id: a staged batch
 * @error: %DOUDI_ERROR_CONFLICT if it is in another state
 *
 * Says that a batch has landed.
 *
 * Returns: whether it was stored
 */
gboolean
doudi_import_batch_set_landed (DoudiSession *session, gint64 id, GError **error)
{
  return set_state (session, SET_LANDED, id, error);
}

/**
 * doudi_import_batch_set_undone:
 * @session: who takes it back out
 * @id: a landed batch
 * @error: %DOUDI_ERROR_CONFLICT if it is in another state
 *
 * Says that a batch was taken back out.
 *
 * Returns: whether it was stored
 */
gboolean
doudi_import_batch_set_undone (DoudiSession *session, gint64 id, GError **error)
{
  return set_state (session, SET_UNDONE, id, error);
}

#define INSERT_PROBLEM                                                                             \
  "INSERT INTO import_problem (batch_id, severity, row, column_heading, problem, value, message)"  \
  " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"

/**
 * doudi_import_batch_insert_problem:
 * @store: the caseload
 * @batch_id: a batch
 * @problem: what is wrong in a row
 * @error: return location
 *
 * Stores a problem or a warning.
 *
 * Returns: whether it was stored
 */
gboolean
doudi_import_batch_insert_problem (DoudiStore *store,
                                   gint64 batch_id,
                                   const DoudiImportProblem *problem,
                                   GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, INSERT_PROBLEM, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, batch_id);
  doudi_statement_bind_text (statement, 2, problem->warning ? "warning" : "problem");
  doudi_statement_bind_int (statement, 3, problem->row);
  doudi_statement_bind_text (statement, 4, problem->column);
  doudi_statement_bind_text (statement, 5, problem->problem);
  doudi_statement_bind_text (statement, 6, problem->value);
  doudi_statement_bind_text (statement, 7, problem->message);
  return doudi_statement_run (statement, error);
}

#define BATCH_COLUMNS                                                                              \
  "id, layout, file_name, file_digest, month, residence, rows, households, persons, awards,"       \
  " held_households, state, staged_by, staged_at, landed_by, landed_at, undone_by, undone_at"

static DoudiImportBatch *
batch_from_statement (DoudiStatement *statement)
{
  DoudiImportBatch *batch = g_new0 (DoudiImportBatch, 1);

  batch->id = doudi_statement_get_int (statement, 0);
  batch->layout = doudi_statement_dup_text (statement, 1);
  batch->file_name = doudi_statement_dup_text (statement, 2);
  batch->file_digest = doudi_statement_dup_text (statement, 3);
  batch->month = (DoudiMonth) doudi_statement_get_int (statement, 4);
  batch->residence = doudi_statement_dup_text (statement, 5);
  batch->rows = doudi_statement_get_int (statement, 6);
  batch->households = doudi_statement_get_int (statement, 7);
  batch->persons = doudi_statement_get_int (statement, 8);
  batch->awards = doudi_statement_get_int (statement, 9);
  batch->held_households = doudi_statement_get_int (statement, 10);
  batch->state = doudi_statement_dup_text (statement, 11);
  batch->staged_by = doudi_statement_dup_text (statement, 12);
  batch->staged_at = doudi_statement_dup_text (statement, 13);
  batch->landed_by = doudi_statement_dup_text (statement, 14);
  batch->landed_at = doudi_statement_dup_text (statement, 15);
  batch->undone_by = doudi_statement_dup_text (statement, 16);
  batch->undone_at = doudi_statement_dup_text (statement, 17);
  return batch;
}

#define SELECT_BATCH "SELECT " BATCH_COLUMNS " FROM import_batch WHERE id = ?1"

/**
 * doudi_import_batch_get:
 * @store: the caseload
 * @id: a batch
 * @error: %DOUDI_ERROR_NOT_FOUND if there is no such batch
 *
 * Reads what is known of a batch.
 *
 * Returns: (transfer full): the batch; %NULL with @error set
 */
DoudiImportBatch *
doudi_import_batch_get (DoudiStore *store, gint64 id, GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, SELECT_BATCH, error);
  GError *local = NULL;

  if (statement == NULL)
    return NULL;
  doudi_statement_bind_int (statement, 1, id);
  if (doudi_statement_step (statement, &local))
    return batch_from_statement (statement);
  if (local != NULL)
    g_propagate_error (error, local);
  else
    doudi_error_set (error, DOUDI_ERROR_NOT_FOUND, NULL,
                     _ ("There is no import %" PRId64 " in this caseload."), id);
  return NULL;
}

#define SELECT_BATCHES "SELECT " BATCH_COLUMNS " FROM import_batch ORDER BY id DESC"

/**
 * doudi_import_batch_list:
 * @store: the caseload
 * @error: return location
 *
 * Lists the batches, the newest first.
 *
 * Returns: (transfer full) (element-type DoudiImportBatch): the batches; %NULL with @error set
 */
GPtrArray *
doudi_import_batch_list (DoudiStore *store, GError **error)
{
  g_autoptr (GPtrArray) batches
    = g_ptr_array_new_with_free_func ((GDestroyNotify) doudi_import_batch_free);
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, SELECT_BATCHES, error);
  GError *local = NULL;

  if (statement == NULL)
    return NULL;
  while (doudi_statement_step (statement, &local))
    g_ptr_array_add (batches, batch_from_statement (statement));
  if (local == NULL)
    return g_steal_pointer (&batches);
  g_propagate_error (error, local);
  return NULL;
}

#define SELECT_PROBLEMS                                                                            \
  "SELECT row, column_heading, problem, value, message, severity = 'warning' FROM import_problem"  \
  " WHERE batch_id = ?1 ORDER BY row, id"

static DoudiImportProblem *
problem_from_statement (DoudiStatement *statement)
{
  DoudiImportProblem *problem = g_new0 (DoudiImportProblem, 1);

  problem->row = (int) doudi_statement_get_int (statement, 0);
  problem->column = doudi_statement_dup_text (statement, 1);
  problem->problem = doudi_statement_dup_text (statement, 2);
  problem->value = doudi_statement_dup_text (statement, 3);
  problem->message = doudi_statement_dup_text (statement, 4);
  problem->warning = doudi_statement_get_int (statement, 5) != 0;
  return problem;
}

/**
 * doudi_import_batch_list_problems:
 * @store: the caseload
 * @batch_id: a batch
 * @error: return location
 *
 * Lists problems and warnings of a batch in the order of the sheet. Values may be identity
 * numbers: whoever shows them asks doudi_session_authorize() first.
 *
 * Returns: (transfer full) (element-type DoudiImportProblem): the problems; %NULL with @error set
 */
GPtrArray *
doudi_import_batch_list_problems (DoudiStore *store, gint64 batch_id, GError **error)
{
  g_autoptr (GPtrArray) problems
    = g_ptr_array_new_with_free_func ((GDestroyNotify) doudi_import_problem_free);
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, SELECT_PROBLEMS, error);
  GError *local = NULL;

  if (statement == NULL)
    return NULL;
  doudi_statement_bind_int (statement, 1, batch_id);
  while (doudi_statement_step (statement, &local))
    g_ptr_array_add (problems, problem_from_statement (statement));
  if (local == NULL)
    return g_steal_pointer (&problems);
  g_propagate_error (error, local);
  return NULL;
}
