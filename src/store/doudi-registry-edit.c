/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "store/doudi-registry-edit.h"

#include <inttypes.h>

#include <glib/gi18n-lib.h>

#include "base/doudi-error.h"
#include "store/doudi-registry-edit-private.h"
#include "store/doudi-row.h"

/* As long as an edit is under way. */
#define NO_SUMMARY ""

/**
 * doudi_edit_source:
 * @id: an edit
 *
 * Names an edit as the source of facts.
 *
 * Returns: (transfer full): such as "edit:12"
 */
char *
doudi_edit_source (gint64 id)
{
  return g_strdup_printf ("edit:%" PRId64, id);
}

static const char insert_sql[]
  = "INSERT INTO registry_edit (kind, undoes, households, summary, reason, business_day,"
    " recorded_at, recorded_by) VALUES (?1, ?2, 0, '" NO_SUMMARY "', ?3, ?4, ?5, ?6)";

/* Begins an edit that may take back another one, 0 for none. */
gboolean
doudi_edit_insert (DoudiSession *session,
                   const char *kind,
                   gint64 undoes,
                   const char *reason,
                   gint64 *id,
                   GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_row_statement (session, insert_sql, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_text (statement, 1, kind);
  doudi_row_bind_id (statement, 2, undoes);
  doudi_row_bind_text (statement, 3, reason);
  doudi_statement_bind_day (statement, 4, doudi_session_get_today (session));
  doudi_row_bind_record (statement, 5, session);
  return doudi_statement_insert (statement, id, error);
}

/**
 * doudi_edit_begin:
 * @session: who edits
 * @kind: of the vocabulary of edits
 * @reason: (nullable): why, or the paper it comes from
 * @id: (out): the edit
 * @error: return location
 *
 * Begins an edit, in the caller's transaction. doudi_edit_finish() ends it.
 *
 * Returns: whether it began
 */
gboolean
doudi_edit_begin (DoudiSession *session,
                  const char *kind,
                  const char *reason,
                  gint64 *id,
                  GError **error)
{
  return doudi_edit_insert (session, kind, 0, reason, id, error);
}

static const char touch_sql[]
  = "INSERT INTO registry_edit_household (household_id, edit_id) VALUES (?1, ?2)"
    " ON CONFLICT DO NOTHING";

/**
 * doudi_edit_touch:
 * @session: who edits
 * @id: an edit under way
 * @household_id: a household it has to do with; more than once does no harm
 * @error: return location
 *
 * Says that an edit has to do with a household.
 *
 * Returns: whether it was noted
 */
gboolean
doudi_edit_touch (DoudiSession *session, gint64 id, gint64 household_id, GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_row_statement (session, touch_sql, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, household_id);
  doudi_statement_bind_int (statement, 2, id);
  return doudi_statement_run (statement, error);
}

static const char finish_sql[]
  = "UPDATE registry_edit SET summary = ?2, households = (SELECT count(*)"
    " FROM registry_edit_household t WHERE t.edit_id = ?1) WHERE id = ?1 AND summary = ''";

/**
 * doudi_edit_finish:
 * @session: who edits
 * @id: an edit under way
 * @summary: JSON object: what was done, without anything that names a person
 * @error: %DOUDI_ERROR_CONFLICT if it is finished
 *
 * Ends an edit. It never changes from now on.
 *
 * Returns: whether it was noted
 */
gboolean
doudi_edit_finish (DoudiSession *session, gint64 id, const char *summary, GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_row_statement (session, finish_sql, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, id);
  doudi_statement_bind_text (statement, 2, summary);
  return doudi_row_run_once (statement, error);
}

#define EDIT_COLUMNS                                                                               \
  "e.id, e.kind, coalesce(e.undoes, 0), coalesce((SELECT u.id FROM registry_edit u"                \
  " WHERE u.undoes = e.id), 0), e.households, e.summary, e.reason, e.business_day, e.recorded_at," \
  " e.recorded_by"

static gpointer
edit_from_statement (DoudiStatement *statement)
{
  DoudiEditRow *row = g_new0 (DoudiEditRow, 1);

  row->id = doudi_statement_get_int (statement, 0);
  row->kind = doudi_statement_dup_text (statement, 1);
  row->undoes = doudi_statement_get_int (statement, 2);
  row->undone_by = doudi_statement_get_int (statement, 3);
  row->households = (int) doudi_statement_get_int (statement, 4);
  row->summary = doudi_statement_dup_text (statement, 5);
  row->reason = doudi_statement_dup_text (statement, 6);
  row->business_day = doudi_day_parse_iso (doudi_statement_get_text (statement, 7));
  row->recorded_at = doudi_statement_dup_text (statement, 8);
  row->recorded_by = doudi_statement_dup_text (statement, 9);
  return row;
}

/**
 * doudi_edit_row_free:
 * @row: (nullable) (transfer full): an edit
 *
 * Frees an edit.
 */
void
doudi_edit_row_free (DoudiEditRow *row)
{
  if (row == NULL)
    return;
  g_free (row->kind);
  g_free (row->summary);
  g_free (row->reason);
  g_free (row->recorded_at);
  g_free (row->recorded_by);
  g_free (row);
}

static const char get_sql[] = "SELECT " EDIT_COLUMNS " FROM registry_edit e WHERE e.id = ?1";

/**
 * doudi_edit_get:
 * @store: the caseload
 * @id: an edit
 * @error: %DOUDI_ERROR_NOT_FOUND if there is none
 *
 * Reads an edit.
 *
 * Returns: (transfer full): the edit; %NULL with @error set
 */
DoudiEditRow *
doudi_edit_get (DoudiStore *store, gint64 id, GError **error)
{
  gboolean found = FALSE;
  DoudiEditRow *row = doudi_row_get_of (store, get_sql, id, edit_from_statement, &found, error);

  if (row == NULL && !found && (error == NULL || *error == NULL))
    doudi_error_set (error, DOUDI_ERROR_NOT_FOUND, NULL,
                     _ ("There is no edit %" PRId64 " in this caseload. Look for it in the history "
                        "of the household."),
                     id);
  return row;
}

static const char list_sql[] = "SELECT " EDIT_COLUMNS " FROM registry_edit e"
                               " WHERE ?1 = '' OR e.recorded_by = ?1 ORDER BY e.id DESC LIMIT ?2";

/**
 * doudi_edit_list:
 * @store: the caseload
 * @user: (nullable): who edited; %NULL for everybody
 * @limit: at most so many
 * @error: return location
 *
 * Lists the last edits.
 *
 * Returns: (transfer full) (element-type DoudiEditRow): the last one first; %NULL with @error set
 */
GPtrArray *
doudi_edit_list (DoudiStore *store, const char *user, guint limit, GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, list_sql, error);

  if (statement == NULL)
    return NULL;
  doudi_row_bind_text (statement, 1, user);
  doudi_statement_bind_int (statement, 2, limit);
  return doudi_rows_take (statement, edit_from_statement, (GDestroyNotify) doudi_edit_row_free,
                          error);
}

/* The first of a chain does something, the second takes it back, the third does it again. */
static const char list_standing_sql[]
  = "WITH RECURSIVE chain (first, last, n) AS (SELECT r.id, r.id, 1 FROM registry_edit r"
    " WHERE r.kind = ?1 AND r.undoes IS NULL UNION ALL SELECT c.first, u.id, c.n + 1 FROM chain c"
    " JOIN registry_edit u ON u.undoes = c.last) SELECT " EDIT_COLUMNS
    " FROM (SELECT max(c.last) AS id FROM chain c GROUP BY c.first HAVING max(c.n) % 2 = 1) s"
    " JOIN registry_edit e ON e.id = s.id ORDER BY e.id DESC LIMIT ?2";

/**
 * doudi_edit_list_standing:
 * @store: the caseload
 * @kind: of the vocabulary of edits
 * @limit: at most so many
 * @error: return location
 *
 * Lists the edits of a kind that hold; one that was taken back and done again as the edit that did
 * it again, which is the one to take back.
 *
 * Returns: (transfer full) (element-type DoudiEditRow): the last one first; %NULL with @error set
 */
GPtrArray *
doudi_edit_list_standing (DoudiStore *store, const char *kind, guint limit, GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, list_standing_sql, error);

  if (statement == NULL)
    return NULL;
  doudi_statement_bind_text (statement, 1, kind);
  doudi_statement_bind_int (statement, 2, limit);
  return doudi_rows_take (statement, edit_from_statement, (GDestroyNotify) doudi_edit_row_free,
                          error);
}

static const char list_of_household_sql[]
  = "SELECT " EDIT_COLUMNS
    " FROM registry_edit_household t JOIN registry_edit e ON e.id = t.edit_id"
    " WHERE t.household_id = ?1 ORDER BY e.id DESC";

/**
 * doudi_edit_list_of_household:
 * @store: the caseload
 * @household_id: a household
 * @error: return location
 *
 * Lists the edits that have to do with a household.
 *
 * Returns: (transfer full) (element-type DoudiEditRow): the last one first; %NULL with @error set
 */
GPtrArray *
doudi_edit_list_of_household (DoudiStore *store, gint64 household_id, GError **error)
{
  return doudi_rows_list_of (store, list_of_household_sql, household_id, edit_from_statement,
                             (GDestroyNotify) doudi_edit_row_free, error);
}

static const char list_households_sql[]
  = "SELECT household_id FROM registry_edit_household WHERE edit_id = ?1 ORDER BY household_id";

/**
 * doudi_edit_list_households:
 * @store: the caseload
 * @id: an edit
 * @error: return location
 *
 * Lists the households that an edit has to do with: those to index again.
 *
 * Returns: (transfer full) (element-type gint64): their ids; %NULL with @error set
 */
GArray *
doudi_edit_list_households (DoudiStore *store, gint64 id, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, list_households_sql, error);
  GError *local = NULL;

  if (statement == NULL)
    return NULL;
  doudi_statement_bind_int (statement, 1, id);
  while (doudi_statement_step (statement, &local))
    {
      gint64 household_id = doudi_statement_get_int (statement, 0);

      g_array_append_val (ids, household_id);
    }
  if (local == NULL)
    return g_steal_pointer (&ids);
  g_propagate_error (error, local);
  return NULL;
}

static const char keep_award_sql[]
  = "INSERT INTO registry_edit_award (edit_id, award_id, from_person, to_person, from_household,"
    " to_household) SELECT ?1, a.id, a.person_id, ?3, a.household_id, ?4 FROM award a"
    " WHERE a.id = ?2";
static const char set_award_sql[]
  = "UPDATE award SET person_id = ?3, household_id = ?4 WHERE id = ?2 AND ?1 > 0";

static gboolean
run_award (DoudiSession *session, const char *sql, const gint64 values[static 4], GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_row_statement (session, sql, error);

  if (statement == NULL)
    return FALSE;
  for (int i = 0; i < 4; i++)
    doudi_statement_bind_int (statement, i + 1, values[i]);
  return doudi_row_run_once (statement, error);
}

/**
 * doudi_edit_set_award:
 * @session: who edits
 * @id: an edit under way
 * @award_id: an award, once in an edit
 * @household_id: with whom it is shown from now on
 * @person_id: in whose name it goes on
 * @error: return location
 *
 * Lets an award go on in the name of another record of the same person. What it paid, and to whom,
 * stays with the runs.
 *
 * Returns: whether it was recorded
 */
gboolean
doudi_edit_set_award (DoudiSession *session,
                      gint64 id,
                      gint64 award_id,
                      gint64 household_id,
                      gint64 person_id,
                      GError **error)
{
  const gint64 values[] = { id, award_id, person_id, household_id };

  return run_award (session, keep_award_sql, values, error)
         && run_award (session, set_award_sql, values, error);
}
