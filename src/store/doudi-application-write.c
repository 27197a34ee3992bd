/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "store/doudi-application-store.h"
#include "store/doudi-row.h"

/* The number of a paper is the next one of its year. */
static const char insert_sql[]
  = "INSERT INTO application (number, programme, residence, division_code, village_group, origin,"
    " urgent, applied_on, household_id, recorded_at, recorded_by)"
    " VALUES ((SELECT printf('%s-%06d', ?1, 1 + coalesce(CAST(substr(max(number), 6) AS INTEGER),"
    " 0)) FROM application WHERE number > ?1 || '-' AND number < ?1 || '.'),"
    " ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";

static char *
dup_year (DoudiDay day)
{
  int year, month, day_of_month;

  doudi_day_split (day, &year, &month, &day_of_month);
  return g_strdup_printf ("%04d", year);
}

static gboolean
insert_row (DoudiSession *session, DoudiApplicationRow *row, GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_row_statement (session, insert_sql, error);
  g_autofree char *year = dup_year (row->applied_on);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_text (statement, 1, year);
  doudi_statement_bind_text (statement, 2, row->programme);
  doudi_statement_bind_text (statement, 3, row->residence);
  doudi_statement_bind_text (statement, 4, row->division_code);
  doudi_row_bind_text (statement, 5, row->village_group);
  doudi_statement_bind_text (statement, 6, row->origin);
  doudi_statement_bind_int (statement, 7, row->urgent ? 1 : 0);
  doudi_statement_bind_day (statement, 8, row->applied_on);
  doudi_row_bind_id (statement, 9, row->household_id);
  doudi_row_bind_record (statement, 10, session);
  return doudi_statement_insert (statement, &row->id, error);
}

/**
 * doudi_application_insert:
 * @session: who takes it in
 * @row: the application; id and number are set, recorded_at and recorded_by do not matter
 * @error: %DOUDI_ERROR_CONFLICT for a division that is not in the caseload
 *
 * Takes an application in and gives it the next number of the year in which it was made.
 *
 * Returns: whether it was stored
 */
gboolean
doudi_application_insert (DoudiSession *session, DoudiApplicationRow *row, GError **error)
{
  g_autoptr (DoudiApplicationRow) stored = NULL;

  g_return_val_if_fail (row->applied_on != DOUDI_DAY_NONE, FALSE);

  if (!insert_row (session, row, error))
    return FALSE;
  stored = doudi_application_get (doudi_session_get_store (session), row->id, error);
  if (stored == NULL)
    return FALSE;
  g_free (row->number);
  row->number = g_steal_pointer (&stored->number);
  return TRUE;
}

static const char set_place_sql[]
  = "UPDATE application SET residence = ?2, division_code = ?3, village_group = ?4 WHERE id = ?1";

/**
 * doudi_application_set_place:
 * @store: the caseload
 * @id: of an application
 * @residence: "rural" or "urban"
 * @division_code: of the village, or of the township where the village is not known
 * @village_group: (nullable): 社
 * @error: %DOUDI_ERROR_CONFLICT if there is no such application or division
 *
 * Records where a family lives, as its latest form says.
 *
 * Returns: whether it was stored
 */
gboolean
doudi_application_set_place (DoudiStore *store,
                             gint64 id,
                             const char *residence,
                             const char *division_code,
                             const char *village_group,
                             GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, set_place_sql, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, id);
  doudi_statement_bind_text (statement, 2, residence);
  doudi_statement_bind_text (statement, 3, division_code);
  doudi_row_bind_text (statement, 4, village_group);
  return doudi_row_run_once (statement, error);
}

static const char set_household_sql[] = "UPDATE application SET household_id = ?2 WHERE id = ?1";

/**
 * doudi_application_set_household:
 * @store: the caseload
 * @id: of an application without a household
 * @household_id: the household it became, or belongs to
 * @error: %DOUDI_ERROR_REFUSED if it has another household
 *
 * Ties an application to its household.
 *
 * Returns: whether it was stored
 */
gboolean
doudi_application_set_household (DoudiStore *store, gint64 id, gint64 household_id, GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, set_household_sql, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, id);
  doudi_statement_bind_int (statement, 2, household_id);
  return doudi_row_run_once (statement, error);
}

static const char delete_persons_sql[] = "DELETE FROM application_person WHERE application_id = ?1";
static const char insert_person_sql[]
  = "INSERT INTO application_person (application_id, position, part, name, identity_number,"
    " identity_tail, phone, account_number) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";

static gboolean
delete_persons (DoudiStore *store, gint64 id, GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, delete_persons_sql, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, id);
  return doudi_statement_run (statement, error);
}

static gboolean
insert_person (DoudiStore *store,
               gint64 id,
               guint position,
               const DoudiApplicationPerson *person,
               GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, insert_person_sql, error);
  g_autofree char *tail = g_strdup (person->identity_number != NULL ? person->identity_number : "");

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, id);
  doudi_statement_bind_int (statement, 2, position);
  doudi_statement_bind_text (statement, 3, person->part);
  doudi_row_bind_text (statement, 4, person->name);
  doudi_row_bind_text (statement, 5, person->identity_number);
  doudi_statement_bind_text (statement, 6, g_str_is_ascii (tail) ? g_strreverse (tail) : "");
  doudi_row_bind_text (statement, 7, person->phone);
  doudi_row_bind_text (statement, 8, person->account_number);
  return doudi_statement_run (statement, error);
}

/**
 * doudi_application_set_persons:
 * @store: the caseload
 * @id: of an application
 * @persons: (array length=n_persons): whom its latest form names, in the order of the paper
 * @n_persons: how many
 * @error: return location
 *
 * Makes a case findable by the persons its latest form names; those of an earlier form go.
 *
 * Returns: whether it was stored
 */
gboolean
doudi_application_set_persons (DoudiStore *store,
                               gint64 id,
                               const DoudiApplicationPerson *persons,
                               guint n_persons,
                               GError **error)
{
  if (!delete_persons (store, id, error))
    return FALSE;
  for (guint i = 0; i < n_persons; i++)
    if (!insert_person (store, id, i, &persons[i], error))
      return FALSE;
  return TRUE;
}

static const char insert_event_sql[]
  = "INSERT INTO application_event (application_id, kind, day, detail, filled_form_id, list_id,"
    " recorded_at, recorded_by) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";

/**
 * doudi_application_insert_event:
 * @session: who records it
 * @id: of an application
 * @event: what happened; id, recorded_at and recorded_by do not matter
 * @event_id: (out) (optional): the id it got
 * @error: %DOUDI_ERROR_REFUSED for a second event that ends the case
 *
 * Records what happened to a case. Of "granted", "refused", "not-accepted" and "withdrawn" the case
 * keeps the day on which it ended.
 *
 * Returns: whether it was stored
 */
gboolean
doudi_application_insert_event (DoudiSession *session,
                                gint64 id,
                                const DoudiApplicationEventRow *event,
                                gint64 *event_id,
                                GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_row_statement (session, insert_event_sql, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, id);
  doudi_statement_bind_text (statement, 2, event->kind);
  doudi_statement_bind_day (statement, 3, event->day);
  doudi_row_bind_text (statement, 4, event->detail);
  doudi_row_bind_id (statement, 5, event->filled_form_id);
  doudi_row_bind_id (statement, 6, event->list_id);
  doudi_row_bind_record (statement, 7, session);
  return doudi_statement_insert (statement, event_id, error);
}
