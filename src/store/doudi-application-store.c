/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "store/doudi-application-store.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/doudi-error.h"
#include "store/doudi-row.h"

/* Behind every text that begins with a prefix. */
#define LAST_CHARACTER "\xf4\x8f\xbf\xbf"

/* So many characters of the end of an identity number say something. */
#define TAIL_LEAST 4

#define APPLICATION_COLUMNS                                                                        \
  "a.id, a.number, a.programme, a.residence, a.division_code, a.village_group, a.origin, "         \
  "a.urgent,"                                                                                      \
  " a.applied_on, a.household_id, a.decided_on, a.recorded_at, a.recorded_by"

/* Which way to look for what a person typed. */
typedef enum
{
  TEXT_NONE,
  TEXT_NAME,
  TEXT_TAIL,
  TEXT_NUMBER,
  TEXT_NOTHING, /* too little to say anything */
} TextKind;

static gpointer
application_from_statement (DoudiStatement *statement)
{
  DoudiApplicationRow *row = g_new0 (DoudiApplicationRow, 1);

  row->id = doudi_statement_get_int (statement, 0);
  row->number = doudi_statement_dup_text (statement, 1);
  row->programme = doudi_statement_dup_text (statement, 2);
  row->residence = doudi_statement_dup_text (statement, 3);
  row->division_code = doudi_statement_dup_text (statement, 4);
  row->village_group = doudi_statement_dup_text (statement, 5);
  row->origin = doudi_statement_dup_text (statement, 6);
  row->urgent = doudi_statement_get_int (statement, 7) != 0;
  row->applied_on = doudi_statement_get_day (statement, 8);
  row->household_id = doudi_statement_get_int (statement, 9);
  row->decided_on = doudi_statement_get_day (statement, 10);
  row->recorded_at = doudi_statement_dup_text (statement, 11);
  row->recorded_by = doudi_statement_dup_text (statement, 12);
  return row;
}

static const char get_sql[] = "SELECT " APPLICATION_COLUMNS " FROM application a WHERE a.id = ?1";

/**
 * doudi_application_get:
 * @store: the caseload
 * @id: of an application
 * @error: %DOUDI_ERROR_NOT_FOUND
 *
 * Reads an application.
 *
 * Returns: (transfer full): the application; %NULL with @error set
 */
DoudiApplicationRow *
doudi_application_get (DoudiStore *store, gint64 id, GError **error)
{
  GError *local = NULL;
  gboolean found;
  DoudiApplicationRow *row
    = doudi_row_get_of (store, get_sql, id, application_from_statement, &found, &local);

  if (local != NULL)
    g_propagate_error (error, local);
  else if (!found)
    doudi_error_set (error, DOUDI_ERROR_NOT_FOUND, NULL,
                     _ ("There is no application %lld in this caseload. Search for it by name or "
                        "by its number."),
                     (long long) id);
  return row;
}

static const char find_number_sql[] = "SELECT id FROM application WHERE number = ?1";

/**
 * doudi_application_find_number:
 * @store: the caseload
 * @number: such as "2026-000001"
 * @id: (out): the application, 0 if no paper bears this number
 * @error: return location
 *
 * Finds an application by the number on its papers.
 *
 * Returns: whether it could be looked up
 */
gboolean
doudi_application_find_number (DoudiStore *store, const char *number, gint64 *id, GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, find_number_sql, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_text (statement, 1, number);
  return doudi_row_read_id (statement, id, error);
}

/* What holds in every list: ?1 after, ?2 limit, ?3 programme, ?4 and ?5 division from and to, ?6
 * whether only undecided ones, ?7 or decided since, ?8 and ?9 text from and to. The plus keeps
 * SQLite from walking along the ids where another index leads to few of them. */
#define LIST_CONDITIONS                                                                            \
  " AND (?3 IS NULL OR a.programme = ?3)"                                                          \
  " AND (?4 IS NULL OR (a.division_code >= ?4 AND a.division_code < ?5))"                          \
  " AND (?6 = 0 OR a.decided_on IS NULL OR a.decided_on >= ?7)"
#define LIST_BY_ID(condition)                                                                      \
  "SELECT " APPLICATION_COLUMNS " FROM application a WHERE a.id > ?1" condition LIST_CONDITIONS    \
  " ORDER BY a.id LIMIT ?2"
#define LIST_BY_KEY(condition)                                                                     \
  "SELECT " APPLICATION_COLUMNS " FROM application a WHERE +a.id > ?1" condition LIST_CONDITIONS   \
  " ORDER BY +a.id LIMIT ?2"

/* Each goes in by another index; what it does not need is not bound. */
static const char list_all_sql[] = LIST_BY_ID ("");
static const char list_programme_sql[] = LIST_BY_ID (" AND a.programme = ?3");
static const char list_undecided_sql[] = LIST_BY_ID (" AND a.decided_on IS NULL");
static const char list_recent_sql[]
  = LIST_BY_KEY (" AND (a.decided_on IS NULL OR a.decided_on >= ?7)");
static const char list_division_sql[]
  = LIST_BY_KEY (" AND a.division_code >= ?4 AND a.division_code < ?5");
static const char list_number_sql[] = LIST_BY_KEY (" AND a.number >= ?8 AND a.number < ?9");
static const char list_name_sql[]
  = LIST_BY_ID (" AND a.id IN (SELECT p.application_id FROM application_person p"
                " WHERE p.name >= ?8 AND p.name < ?9)");
static const char list_tail_sql[]
  = LIST_BY_ID (" AND a.id IN (SELECT p.application_id FROM application_person p"
                " WHERE p.identity_tail >= ?8 AND p.identity_tail < ?9 AND p.identity_tail <> '')");

static TextKind
kind_of_text (const char *text)
{
  gsize length = strlen (text);

  if (length == 0)
    return TEXT_NONE;
  if (length >= 5 && strspn (text, "0123456789") == 4 && text[4] == '-')
    return TEXT_NUMBER;
  if (strspn (text, "0123456789Xx") < length)
    return TEXT_NAME;
  return length >= TAIL_LEAST ? TEXT_TAIL : TEXT_NOTHING;
}

/* The text as its index has it. */
static char *
dup_key (TextKind kind, const char *text)
{
  return kind == TEXT_TAIL ? g_strreverse (g_ascii_strup (text, -1)) : g_strdup (text);
}

static const char *
choose_list (const DoudiApplicationFilter *filter, TextKind kind)
{
  switch (kind)
    {
    case TEXT_NAME:
      return list_name_sql;
    case TEXT_TAIL:
      return list_tail_sql;
    case TEXT_NUMBER:
      return list_number_sql;
    case TEXT_NONE:
    case TEXT_NOTHING:
    default:
      break;
    }
  if (filter->undecided)
    return filter->decided_since != DOUDI_DAY_NONE ? list_recent_sql : list_undecided_sql;
  if (filter->division != NULL)
    return list_division_sql;
  return filter->programme != NULL ? list_programme_sql : list_all_sql;
}

static void
bind_range (DoudiStatement *statement, int index, const char *from)
{
  g_autofree char *to = from != NULL ? g_strconcat (from, LAST_CHARACTER, NULL) : NULL;

  doudi_statement_bind_text (statement, index, from);
  doudi_statement_bind_text (statement, index + 1, to);
}

/**
 * doudi_application_list:
 * @store: the caseload
 * @filter: which ones
 * @limit: at most so many
 * @error: return location
 *
 * Lists applications in the order in which they came, a page at a time: the id of the last one is
 * the next filter's "after".
 *
 * Returns: (transfer full) (element-type DoudiApplicationRow): the applications; %NULL with @error
 *   set
 */
GPtrArray *
doudi_application_list (DoudiStore *store,
                        const DoudiApplicationFilter *filter,
                        guint limit,
                        GError **error)
{
  g_autofree char *text = g_strstrip (g_strdup (filter->text != NULL ? filter->text : ""));
  TextKind kind = kind_of_text (text);
  g_autofree char *key = dup_key (kind, text);
  g_autoptr (DoudiStatement) statement
    = doudi_statement_get (store, choose_list (filter, kind), error);

  if (statement == NULL)
    return NULL;
  doudi_statement_bind_int (statement, 1, filter->after);
  doudi_statement_bind_int (statement, 2, kind == TEXT_NOTHING ? 0 : limit);
  doudi_statement_bind_text (statement, 3, filter->programme);
  bind_range (statement, 4, filter->division);
  doudi_statement_bind_int (statement, 6, filter->undecided ? 1 : 0);
  if (filter->decided_since != DOUDI_DAY_NONE)
    doudi_statement_bind_day (statement, 7, filter->decided_since);
  if (kind == TEXT_NAME || kind == TEXT_TAIL || kind == TEXT_NUMBER)
    bind_range (statement, 8, key);
  return doudi_rows_take (statement, application_from_statement,
                          (GDestroyNotify) doudi_application_row_free, error);
}

static gpointer
event_from_statement (DoudiStatement *statement)
{
  DoudiApplicationEventRow *row = g_new0 (DoudiApplicationEventRow, 1);

  row->id = doudi_statement_get_int (statement, 0);
  row->kind = doudi_statement_dup_text (statement, 1);
  row->day = doudi_statement_get_day (statement, 2);
  row->detail = doudi_statement_dup_text (statement, 3);
  row->filled_form_id = doudi_statement_get_int (statement, 4);
  row->list_id = doudi_statement_get_int (statement, 5);
  row->recorded_at = doudi_statement_dup_text (statement, 6);
  row->recorded_by = doudi_statement_dup_text (statement, 7);
  return row;
}

static const char list_events_sql[]
  = "SELECT id, kind, day, detail, filled_form_id, list_id, recorded_at, recorded_by"
    " FROM application_event WHERE application_id = ?1 ORDER BY id";

/**
 * doudi_application_list_events:
 * @store: the caseload
 * @id: of an application
 * @error: return location
 *
 * Lists what happened to a case.
 *
 * Returns: (transfer full) (element-type DoudiApplicationEventRow): in the order in which it was
 *   recorded; %NULL with @error set
 */
GPtrArray *
doudi_application_list_events (DoudiStore *store, gint64 id, GError **error)
{
  return doudi_rows_list_of (store, list_events_sql, id, event_from_statement,
                             (GDestroyNotify) doudi_application_event_row_free, error);
}

static gpointer
person_from_statement (DoudiStatement *statement)
{
  DoudiApplicationPerson *person = g_new0 (DoudiApplicationPerson, 1);

  person->part = doudi_statement_dup_text (statement, 0);
  person->name = doudi_statement_dup_text (statement, 1);
  person->identity_number = doudi_statement_dup_text (statement, 2);
  person->phone = doudi_statement_dup_text (statement, 3);
  person->account_number = doudi_statement_dup_text (statement, 4);
  return person;
}

static const char list_persons_sql[]
  = "SELECT part, name, identity_number, phone, account_number FROM application_person"
    " WHERE application_id = ?1 ORDER BY position";

/**
 * doudi_application_list_persons:
 * @store: the caseload
 * @id: of an application
 * @error: return location
 *
 * Lists whom the latest form of a case names.
 *
 * Returns: (transfer full) (element-type DoudiApplicationPerson): in the order of the paper, with
 *   texts of their own; %NULL with @error set
 */
GPtrArray *
doudi_application_list_persons (DoudiStore *store, gint64 id, GError **error)
{
  return doudi_rows_list_of (store, list_persons_sql, id, person_from_statement,
                             (GDestroyNotify) doudi_application_person_free, error);
}

static gpointer
named_from_statement (DoudiStatement *statement)
{
  DoudiApplicationNamed *named = g_new0 (DoudiApplicationNamed, 1);

  named->application_id = doudi_statement_get_int (statement, 0);
  named->number = doudi_statement_dup_text (statement, 1);
  named->programme = doudi_statement_dup_text (statement, 2);
  named->part = doudi_statement_dup_text (statement, 3);
  named->closed = doudi_statement_get_int (statement, 4) != 0;
  return named;
}

static GPtrArray *
list_named (DoudiStore *store, const char *sql, gint64 except, const char *text, GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, sql, error);

  if (statement == NULL)
    return NULL;
  doudi_statement_bind_int (statement, 1, except);
  doudi_statement_bind_text (statement, 2, text);
  return doudi_rows_take (statement, named_from_statement,
                          (GDestroyNotify) doudi_application_named_free, error);
}

#define NAMED_BEGIN                                                                                \
  "SELECT a.id, a.number, a.programme, p.part, a.decided_on IS NOT NULL FROM application_person p" \
  " JOIN application a ON a.id = p.application_id WHERE p.application_id <> ?1"
#define NAMED_END " ORDER BY a.id, p.position"

static const char list_naming_sql[]
  = NAMED_BEGIN " AND p.identity_number = ?2 AND p.identity_number <> ''" NAMED_END;

/**
 * doudi_application_list_naming:
 * @store: the caseload
 * @except: an application that is left out, or 0
 * @identity_number: 18 characters
 * @error: return location
 *
 * Lists the other cases whose latest form names a person, decided ones too.
 *
 * Returns: (transfer full) (element-type DoudiApplicationNamed): the cases, one row for each part
 *   the person has in them; %NULL with @error set
 */
GPtrArray *
doudi_application_list_naming (DoudiStore *store,
                               gint64 except,
                               const char *identity_number,
                               GError **error)
{
  return list_named (store, list_naming_sql, except, identity_number, error);
}

static const char list_paid_to_sql[]
  = NAMED_BEGIN " AND p.account_number = ?2 AND p.account_number <> ''" NAMED_END;

/**
 * doudi_application_list_paid_to:
 * @store: the caseload
 * @except: an application that is left out, or 0
 * @account_number: a bank account
 * @error: return location
 *
 * Lists the other cases whose latest form names an account, decided ones too.
 *
 * Returns: (transfer full) (element-type DoudiApplicationNamed): the cases; %NULL with @error set
 */
GPtrArray *
doudi_application_list_paid_to (DoudiStore *store,
                                gint64 except,
                                const char *account_number,
                                GError **error)
{
  return list_named (store, list_paid_to_sql, except, account_number, error);
}

/**
 * doudi_application_row_free:
 * @row: (nullable) (transfer full): an application
 *
 * Frees an application.
 */
void
doudi_application_row_free (DoudiApplicationRow *row)
{
  if (row == NULL)
    return;
  g_free (row->number);
  g_free (row->programme);
  g_free (row->residence);
  g_free (row->division_code);
  g_free (row->village_group);
  g_free (row->origin);
  g_free (row->recorded_at);
  g_free (row->recorded_by);
  g_free (row);
}

/**
 * doudi_application_event_row_free:
 * @row: (nullable) (transfer full): an event
 *
 * Frees an event.
 */
void
doudi_application_event_row_free (DoudiApplicationEventRow *row)
{
  if (row == NULL)
    return;
  g_free (row->kind);
  g_free (row->detail);
  g_free (row->recorded_at);
  g_free (row->recorded_by);
  g_free (row);
}

/**
 * doudi_application_person_free:
 * @person: (nullable) (transfer full): one that doudi_application_list_persons() gave
 *
 * Frees a person with the texts.
 */
void
doudi_application_person_free (DoudiApplicationPerson *person)
{
  if (person == NULL)
    return;
  g_free ((char *) person->part);
  g_free ((char *) person->name);
  g_free ((char *) person->identity_number);
  g_free ((char *) person->phone);
  g_free ((char *) person->account_number);
  g_free (person);
}

/**
 * doudi_application_named_free:
 * @named: (nullable) (transfer full): a case that names somebody
 *
 * Frees it.
 */
void
doudi_application_named_free (DoudiApplicationNamed *named)
{
  if (named == NULL)
    return;
  g_free (named->number);
  g_free (named->programme);
  g_free (named->part);
  g_free (named);
}
