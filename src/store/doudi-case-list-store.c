/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "store/doudi-case-list-store.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/doudi-error.h"
#include "store/doudi-row.h"

/* The number of a list is the next one of its kind, programme and month. */
static const char insert_sql[]
  = "INSERT INTO case_list (kind, programme, month, number, state, created_at, created_by)"
    " VALUES (?1, ?2, ?3, (SELECT 1 + coalesce(max(number), 0) FROM case_list"
    " WHERE kind = ?1 AND programme = ?2 AND month = ?3), 'open', ?4, ?5)";

static gboolean
insert_row (DoudiSession *session, DoudiCaseListRow *row, GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_row_statement (session, insert_sql, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_text (statement, 1, row->kind);
  doudi_statement_bind_text (statement, 2, row->programme);
  doudi_statement_bind_int (statement, 3, row->month);
  doudi_row_bind_record (statement, 4, session);
  return doudi_statement_insert (statement, &row->id, error);
}

/**
 * doudi_case_list_insert:
 * @session: who puts it together
 * @row: kind, programme and month count; id and number are set
 * @error: return location
 *
 * Begins an empty list.
 *
 * Returns: whether it was stored
 */
gboolean
doudi_case_list_insert (DoudiSession *session, DoudiCaseListRow *row, GError **error)
{
  g_autoptr (DoudiCaseListRow) stored = NULL;

  if (!insert_row (session, row, error))
    return FALSE;
  stored = doudi_case_list_get (doudi_session_get_store (session), row->id, error);
  if (stored == NULL)
    return FALSE;
  row->number = stored->number;
  return TRUE;
}

static const char insert_item_sql[]
  = "INSERT INTO case_list_item (list_id, position, application_id, change_id)"
    " VALUES (?1, ?2, ?3, ?4)";
static const char next_position_sql[]
  = "SELECT 1 + coalesce(max(position), 0) FROM case_list_item WHERE list_id = ?1";

static gboolean
find_position (DoudiStore *store, gint64 list_id, int *position, GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, next_position_sql, error);
  gint64 next;

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, list_id);
  if (!doudi_row_read_id (statement, &next, error))
    return FALSE;
  *position = (int) next;
  return TRUE;
}

/**
 * doudi_case_list_insert_item:
 * @session: who puts the list together
 * @list_id: of an open list
 * @item: application_id or change_id counts; id and position are set
 * @error: %DOUDI_ERROR_CONFLICT if the case is on a list that is not decided yet;
 *   %DOUDI_ERROR_REFUSED if the list is not open any more
 *
 * Puts a case at the end of a list.
 *
 * Returns: whether it was stored
 */
gboolean
doudi_case_list_insert_item (DoudiSession *session,
                             gint64 list_id,
                             DoudiCaseListItemRow *item,
                             GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_row_statement (session, insert_item_sql, error);

  if (statement == NULL
      || !find_position (doudi_session_get_store (session), list_id, &item->position, error))
    return FALSE;
  doudi_statement_bind_int (statement, 1, list_id);
  doudi_statement_bind_int (statement, 2, item->position);
  doudi_row_bind_id (statement, 3, item->application_id);
  doudi_row_bind_id (statement, 4, item->change_id);
  return doudi_statement_insert (statement, &item->id, error);
}

static const char remove_item_sql[] = "DELETE FROM case_list_item WHERE id = ?1";

/**
 * doudi_case_list_remove_item:
 * @session: who puts the list together
 * @item_id: a row of an open list
 * @error: %DOUDI_ERROR_REFUSED if the list is not open any more
 *
 * Takes a case out of a list.
 *
 * Returns: whether it is out
 */
gboolean
doudi_case_list_remove_item (DoudiSession *session, gint64 item_id, GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_row_statement (session, remove_item_sql, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, item_id);
  return doudi_row_run_once (statement, error);
}

static const char freeze_item_sql[] = "UPDATE case_list_item SET content = ?2 WHERE id = ?1";

/**
 * doudi_case_list_freeze_item:
 * @store: the caseload
 * @item_id: a row of an open list
 * @content: JSON: all that the row says
 * @error: %DOUDI_ERROR_REFUSED if the list was submitted already
 *
 * Writes down what a row says, before doudi_case_list_set_submitted() makes it final.
 *
 * Returns: whether it was stored
 */
gboolean
doudi_case_list_freeze_item (DoudiStore *store, gint64 item_id, const char *content, GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, freeze_item_sql, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, item_id);
  doudi_statement_bind_text (statement, 2, content);
  return doudi_row_run_once (statement, error);
}

static const char set_submitted_sql[]
  = "UPDATE case_list SET state = 'submitted', digest = ?2, submitted_on = ?3, submitted_at = ?4,"
    " submitted_by = ?5 WHERE id = ?1 AND state = 'open'";

/**
 * doudi_case_list_set_submitted:
 * @session: who submits it
 * @id: of an open list whose rows are frozen
 * @digest: of these rows: doudi_case_list_digest()
 * @error: %DOUDI_ERROR_CONFLICT if it is not open any more
 *
 * Submits a list: its rows are final from now on.
 *
 * Returns: whether it was stored
 */
gboolean
doudi_case_list_set_submitted (DoudiSession *session, gint64 id, const char *digest, GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_row_statement (session, set_submitted_sql, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, id);
  doudi_statement_bind_text (statement, 2, digest);
  doudi_statement_bind_day (statement, 3, doudi_session_get_today (session));
  doudi_row_bind_record (statement, 4, session);
  return doudi_row_run_once (statement, error);
}

static const char set_outcome_sql[]
  = "UPDATE case_list_item SET outcome = ?2, reason = ?3 WHERE id = ?1 AND outcome = 'open'";

/**
 * doudi_case_list_set_outcome:
 * @session: who decides
 * @item_id: a row of a submitted list
 * @outcome: "approved", "refused", "returned" or "held"
 * @reason: (nullable): why
 * @error: %DOUDI_ERROR_CONFLICT if the row is decided; %DOUDI_ERROR_REFUSED if the list is not
 *   submitted
 *
 * Decides a row of a list. The list as a whole is decided after its rows.
 *
 * Returns: whether it was stored
 */
gboolean
doudi_case_list_set_outcome (DoudiSession *session,
                             gint64 item_id,
                             const char *outcome,
                             const char *reason,
                             GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_row_statement (session, set_outcome_sql, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, item_id);
  doudi_statement_bind_text (statement, 2, outcome);
  doudi_row_bind_text (statement, 3, reason);
  return doudi_row_run_once (statement, error);
}

static const char set_decided_sql[]
  = "UPDATE case_list SET state = ?2, remark = ?3, decided_on = ?4, decided_at = ?5,"
    " decided_by = ?6 WHERE id = ?1 AND state = 'submitted'";
static const char set_withdrawn_sql[]
  = "UPDATE case_list SET state = ?2, remark = ?3 WHERE id = ?1 AND state IN ('open', 'submitted')";

/**
 * doudi_case_list_set_state:
 * @session: who decides, returns or withdraws it
 * @id: of a list
 * @state: "decided" or "returned" for a submitted one; "withdrawn" for one that is not decided yet
 * @remark: (nullable): why
 * @error: %DOUDI_ERROR_CONFLICT if it is in another state; %DOUDI_ERROR_FOUR_EYES if the person,
 *   by this or another account, put it together, entered one of its cases or, of an approval list,
 *   approved one of them on a review list; %DOUDI_ERROR_REFUSED for "decided" with open rows
 *
 * Finishes a list.
 *
 * Returns: whether it was stored
 */
gboolean
doudi_case_list_set_state (DoudiSession *session,
                           gint64 id,
                           const char *state,
                           const char *remark,
                           GError **error)
{
  gboolean withdraw = g_str_equal (state, "withdrawn");
  g_autoptr (DoudiStatement) statement
    = doudi_row_statement (session, withdraw ? set_withdrawn_sql : set_decided_sql, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, id);
  doudi_statement_bind_text (statement, 2, state);
  doudi_row_bind_text (statement, 3, remark);
  if (!withdraw)
    {
      doudi_statement_bind_day (statement, 4, doudi_session_get_today (session));
      doudi_row_bind_record (statement, 5, session);
    }
  return doudi_row_run_once (statement, error);
}

#define LIST_COLUMNS                                                                               \
  "l.id, l.kind, l.programme, l.month, l.number, l.state, l.digest, l.remark,"                     \
  " (SELECT count(*) FROM case_list_item i WHERE i.list_id = l.id), l.created_by, l.created_at,"   \
  " l.submitted_by, l.submitted_on, l.decided_by, l.decided_on"

static gpointer
list_from_statement (DoudiStatement *statement)
{
  DoudiCaseListRow *row = g_new0 (DoudiCaseListRow, 1);

  row->id = doudi_statement_get_int (statement, 0);
  row->kind = doudi_statement_dup_text (statement, 1);
  row->programme = doudi_statement_dup_text (statement, 2);
  row->month = doudi_row_get_month (statement, 3);
  row->number = (int) doudi_statement_get_int (statement, 4);
  row->state = doudi_statement_dup_text (statement, 5);
  row->digest = doudi_statement_dup_text (statement, 6);
  row->remark = doudi_statement_dup_text (statement, 7);
  row->n_items = (guint) doudi_statement_get_int (statement, 8);
  row->created_by = doudi_statement_dup_text (statement, 9);
  row->created_at = doudi_statement_dup_text (statement, 10);
  row->submitted_by = doudi_statement_dup_text (statement, 11);
  row->submitted_on = doudi_statement_get_day (statement, 12);
  row->decided_by = doudi_statement_dup_text (statement, 13);
  row->decided_on = doudi_statement_get_day (statement, 14);
  return row;
}

static const char get_sql[] = "SELECT " LIST_COLUMNS " FROM case_list l WHERE l.id = ?1";

/**
 * doudi_case_list_get:
 * @store: the caseload
 * @id: of a list
 * @error: %DOUDI_ERROR_NOT_FOUND
 *
 * Reads a list without its rows.
 *
 * Returns: (transfer full): the list; %NULL with @error set
 */
DoudiCaseListRow *
doudi_case_list_get (DoudiStore *store, gint64 id, GError **error)
{
  GError *local = NULL;
  gboolean found;
  DoudiCaseListRow *row
    = doudi_row_get_of (store, get_sql, id, list_from_statement, &found, &local);

  if (local != NULL)
    g_propagate_error (error, local);
  else if (!found)
    doudi_error_set (error, DOUDI_ERROR_NOT_FOUND, NULL,
                     _ ("There is no list %lld in this caseload. Look at the lists there are."),
                     (long long) id);
  return row;
}

static const char all_sql[]
  = "SELECT " LIST_COLUMNS " FROM case_list l WHERE (?1 IS NULL OR l.kind = ?1)"
    " AND (?2 IS NULL OR l.state = ?2) ORDER BY l.id DESC LIMIT ?3";
static const char all_in_state_sql[]
  = "SELECT " LIST_COLUMNS " FROM case_list l WHERE (?1 IS NULL OR l.kind = ?1)"
    " AND l.state = ?2 ORDER BY l.id DESC LIMIT ?3";

/**
 * doudi_case_list_all:
 * @store: the caseload
 * @kind: (nullable): "review" or "approval"
 * @state: (nullable): one state
 * @limit: at most so many
 * @error: return location
 *
 * Lists the lists.
 *
 * Returns: (transfer full) (element-type DoudiCaseListRow): the newest first; %NULL with @error set
 */
GPtrArray *
doudi_case_list_all (DoudiStore *store,
                     const char *kind,
                     const char *state,
                     guint limit,
                     GError **error)
{
  g_autoptr (DoudiStatement) statement
    = doudi_statement_get (store, state != NULL ? all_in_state_sql : all_sql, error);

  if (statement == NULL)
    return NULL;
  doudi_statement_bind_text (statement, 1, kind);
  doudi_statement_bind_text (statement, 2, state);
  doudi_statement_bind_int (statement, 3, limit);
  return doudi_rows_take (statement, list_from_statement, (GDestroyNotify) doudi_case_list_row_free,
                          error);
}

static gpointer
item_from_statement (DoudiStatement *statement)
{
  DoudiCaseListItemRow *row = g_new0 (DoudiCaseListItemRow, 1);

  row->id = doudi_statement_get_int (statement, 0);
  row->position = (int) doudi_statement_get_int (statement, 1);
  row->application_id = doudi_statement_get_int (statement, 2);
  row->change_id = doudi_statement_get_int (statement, 3);
  row->content = doudi_statement_dup_text (statement, 4);
  row->outcome = doudi_statement_dup_text (statement, 5);
  row->reason = doudi_statement_dup_text (statement, 6);
  return row;
}

static const char items_sql[]
  = "SELECT id, position, application_id, change_id, content, outcome, reason FROM case_list_item"
    " WHERE list_id = ?1 ORDER BY position";

/**
 * doudi_case_list_items:
 * @store: the caseload
 * @id: of a list
 * @error: return location
 *
 * Reads the rows of a list.
 *
 * Returns: (transfer full) (element-type DoudiCaseListItemRow): in order; %NULL with @error set
 */
GPtrArray *
doudi_case_list_items (DoudiStore *store, gint64 id, GError **error)
{
  return doudi_rows_list_of (store, items_sql, id, item_from_statement,
                             (GDestroyNotify) doudi_case_list_item_row_free, error);
}

#define OPEN_ITEM                                                                                  \
  "SELECT l.id FROM case_list_item i JOIN case_list l ON l.id = i.list_id"                         \
  " WHERE i.outcome = 'open' AND l.state IN ('open', 'submitted')"

static const char open_application_sql[] = OPEN_ITEM " AND i.application_id = ?1";
static const char open_change_sql[] = OPEN_ITEM " AND i.change_id = ?1";

/**
 * doudi_case_list_find_open_item:
 * @store: the caseload
 * @application_id: an application, or 0
 * @change_id: a change of a household, or 0
 * @list_id: (out): the list on which it waits, 0 for none
 * @error: return location
 *
 * Finds the list on which a case waits to be decided.
 *
 * Returns: whether it could be looked up
 */
gboolean
doudi_case_list_find_open_item (DoudiStore *store,
                                gint64 application_id,
                                gint64 change_id,
                                gint64 *list_id,
                                GError **error)
{
  gboolean is_change = application_id == 0;
  g_autoptr (DoudiStatement) statement
    = doudi_statement_get (store, is_change ? open_change_sql : open_application_sql, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, is_change ? change_id : application_id);
  return doudi_row_read_id (statement, list_id, error);
}

static const char previous_sql[]
  = "SELECT id FROM case_list WHERE kind = ?1 AND programme = ?2 AND id < ?3 AND state = 'decided'"
    " ORDER BY id DESC LIMIT 1";

/**
 * doudi_case_list_find_previous:
 * @store: the caseload
 * @row: a list
 * @id: (out): the list of its kind and programme that was decided before it, 0 for none
 * @error: return location
 *
 * Finds what a list is compared with.
 *
 * Returns: whether it could be looked up
 */
gboolean
doudi_case_list_find_previous (DoudiStore *store,
                               const DoudiCaseListRow *row,
                               gint64 *id,
                               GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, previous_sql, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_text (statement, 1, row->kind);
  doudi_statement_bind_text (statement, 2, row->programme);
  doudi_statement_bind_int (statement, 3, row->id);
  return doudi_row_read_id (statement, id, error);
}

static void
digest_number (GChecksum *checksum, gint64 number)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT "\n", number);

  g_checksum_update (checksum, (const guchar *) text, -1);
}

static void
digest_text (GChecksum *checksum, const char *text)
{
  digest_number (checksum, (gint64) strlen (text));
  g_checksum_update (checksum, (const guchar *) text, -1);
}

static void
digest_item (GChecksum *checksum, const DoudiCaseListItemRow *item)
{
  digest_number (checksum, item->position);
  digest_number (checksum, item->application_id);
  digest_number (checksum, item->change_id);
  digest_text (checksum, item->content);
}

/**
 * doudi_case_list_digest:
 * @store: the caseload
 * @id: of a list whose rows are frozen
 * @error: %DOUDI_ERROR_NOT_FOUND
 *
 * Makes the digest of what a list says, by which whoever decides knows that it is what was
 * submitted: over kind, programme, month and number of the list, and then of each row, in order,
 * position, application, change and content. Numbers are decimal with a line feed behind, texts
 * have their length in bytes before them in the same way. Outcomes and reasons do not count.
 *
 * Returns: (transfer full): SHA-256, hexadecimal; %NULL with @error set
 */
char *
doudi_case_list_digest (DoudiStore *store, gint64 id, GError **error)
{
  g_autoptr (DoudiCaseListRow) row = doudi_case_list_get (store, id, error);
  g_autoptr (GPtrArray) items = row != NULL ? doudi_case_list_items (store, id, error) : NULL;
  g_autoptr (GChecksum) checksum = NULL;

  if (items == NULL)
    return NULL;
  checksum = g_checksum_new (G_CHECKSUM_SHA256);
  digest_text (checksum, row->kind);
  digest_text (checksum, row->programme);
  digest_number (checksum, row->month);
  digest_number (checksum, row->number);
  for (guint i = 0; i < items->len; i++)
    digest_item (checksum, items->pdata[i]);
  return g_strdup (g_checksum_get_string (checksum));
}

/* The trigger case_list_one_person asks the same. */
static const char hands_sql[]
  = "SELECT created_by FROM case_list WHERE id = ?1"
    " UNION SELECT submitted_by FROM case_list WHERE id = ?1 AND submitted_by IS NOT NULL"
    " UNION SELECT a.recorded_by FROM case_list_item i"
    " JOIN application a ON a.id = i.application_id WHERE i.list_id = ?1"
    " UNION SELECT f.recorded_by FROM case_list_item i"
    " JOIN filled_form f ON f.application_id = i.application_id WHERE i.list_id = ?1"
    " UNION SELECT e.recorded_by FROM case_list_item i"
    " JOIN application_event e ON e.application_id = i.application_id"
    " WHERE i.list_id = ?1 AND e.kind IN ('opinion-for', 'opinion-against')"
    " UNION SELECT h.entered_by FROM case_list_item i"
    " JOIN household_change h ON h.id = i.change_id WHERE i.list_id = ?1"
    " UNION SELECT earlier.decided_by FROM case_list l"
    " JOIN case_list_item i ON i.list_id = l.id"
    " JOIN case_list_item r ON r.application_id = i.application_id"
    " JOIN case_list earlier ON earlier.id = r.list_id"
    " WHERE l.id = ?1 AND l.kind = 'approval' AND earlier.kind = 'review'"
    " AND earlier.decided_by IS NOT NULL ORDER BY 1";

/**
 * doudi_case_list_dup_hands:
 * @store: the caseload
 * @id: of a list
 * @error: return location
 *
 * Tells who may not decide a list: who put it together or submitted it, entered one of its cases or
 * changes, filled in a form of one, wrote its opinion or, of an approval list, decided about it on
 * a review list. Other accounts of the same persons may not either.
 *
 * Returns: (transfer full): names of users; %NULL with @error set
 */
GStrv
doudi_case_list_dup_hands (DoudiStore *store, gint64 id, GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, hands_sql, error);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  GError *local = NULL;

  if (statement == NULL)
    return NULL;
  doudi_statement_bind_int (statement, 1, id);
  while (doudi_statement_step (statement, &local))
    g_strv_builder_add (names, doudi_statement_get_text (statement, 0));
  if (local == NULL)
    return g_strv_builder_end (names);
  g_propagate_error (error, local);
  return NULL;
}

/**
 * doudi_case_list_row_free:
 * @row: (nullable) (transfer full): a list
 *
 * Frees a list.
 */
void
doudi_case_list_row_free (DoudiCaseListRow *row)
{
  if (row == NULL)
    return;
  g_free (row->kind);
  g_free (row->programme);
  g_free (row->state);
  g_free (row->digest);
  g_free (row->remark);
  g_free (row->created_by);
  g_free (row->created_at);
  g_free (row->submitted_by);
  g_free (row->decided_by);
  g_free (row);
}

/**
 * doudi_case_list_item_row_free:
 * @row: (nullable) (transfer full): a row of a list
 *
 * Frees a row.
 */
void
doudi_case_list_item_row_free (DoudiCaseListItemRow *row)
{
  if (row == NULL)
    return;
  g_free (row->content);
  g_free (row->outcome);
  g_free (row->reason);
  g_free (row);
}
