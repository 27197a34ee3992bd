/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * How an edit is taken back. Nothing is removed: for every row it recorded there is one more, which
 * says again what the row had replaced, or that it never held.
 */

#include "config.h"

#include <inttypes.h>

#include <glib/gi18n-lib.h>

#include "base/doudi-error.h"
#include "store/doudi-registry-edit-private.h"
#include "store/doudi-registry-write.h"
#include "store/doudi-row.h"

/* What was built upon an edit. ?1 the edit, ?2 its source. Of a row its successors, of a person a
 * later correction, of an award another hand-over; and of a household that it brought, whatever
 * else names it. */
static const char later_sql[]
  = "SELECT (SELECT count(*) FROM membership r JOIN membership n ON n.household_id = r.household_id"
    " AND n.replaces = r.id WHERE r.source = ?2)"
    " + (SELECT count(*) FROM circumstance r JOIN circumstance n ON n.person_id = r.person_id"
    " AND n.replaces = r.id WHERE r.source = ?2)"
    " + (SELECT count(*) FROM account r JOIN account n ON n.household_id = r.household_id"
    " AND n.replaces = r.id WHERE r.source = ?2)"
    " + (SELECT count(*) FROM household_address r JOIN household_address n"
    " ON n.household_id = r.household_id AND n.replaces = r.id WHERE r.source = ?2)"
    " + (SELECT count(*) FROM person_former r JOIN person_former n ON n.person_id = r.person_id"
    " AND n.id > r.id WHERE r.source = ?2)"
    " + (SELECT count(*) FROM registry_edit_award r JOIN award a ON a.id = r.award_id"
    " WHERE r.edit_id = ?1 AND (a.person_id <> r.to_person OR a.household_id <> r.to_household))"
    " + (SELECT count(*) FROM household h WHERE h.source = ?2 AND ("
    " EXISTS (SELECT 1 FROM award a WHERE a.household_id = h.id)"
    " OR EXISTS (SELECT 1 FROM application p WHERE p.household_id = h.id)"
    " OR EXISTS (SELECT 1 FROM household_change c WHERE c.household_id = h.id AND c.state = 'open')"
    " OR EXISTS (SELECT 1 FROM attachment t WHERE t.household_id = h.id AND t.removed_at IS NULL)"
    " OR EXISTS (SELECT 1 FROM membership m WHERE m.household_id = h.id AND m.source <> ?2"
    " AND (m.valid_to IS NULL OR m.valid_to > m.valid_from))))";

static gboolean
check_nothing_later (DoudiStore *store, gint64 id, const char *source, GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, later_sql, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, id);
  doudi_statement_bind_text (statement, 2, source);
  if (!doudi_statement_step (statement, error))
    return FALSE;
  if (doudi_statement_get_int (statement, 0) == 0)
    return TRUE;
  doudi_error_set (
    error, DOUDI_ERROR_CONFLICT, NULL,
    _ ("What this edit recorded has been changed or used since, so it cannot be taken "
       "back by itself. Take back what came after it first, or correct the household."));
  return FALSE;
}

/* ?1 the source that is taken back, ?2 the new one, ?3 and ?4 the record. A row that replaced none
 * ends on the day it began. */
#define RESTORED(column) "coalesce(o." column ", r." column ")"
#define RESTORED_DAYS                                                                              \
  "CASE WHEN o.id IS NULL THEN r.valid_from ELSE o.valid_from END,"                                \
  " CASE WHEN o.id IS NULL THEN r.valid_from ELSE o.valid_to END, ?3, ?4, ?2, r.id"

static const char *const reverse_statements[] = {
  "INSERT INTO membership (household_id, person_id, relation, position, valid_from, valid_to,"
  " recorded_at, recorded_by, source, replaces) SELECT r.household_id, r.person_id, " RESTORED (
    "relation") ", " RESTORED ("position") ", " RESTORED_DAYS
                                           " FROM membership r LEFT JOIN membership o ON o.id = "
                                           "r.replaces WHERE r.source = ?1 ORDER BY r.id",
  "INSERT INTO circumstance (person_id, kind, value, valid_from, valid_to, recorded_at,"
  " recorded_by, source, replaces) SELECT r.person_id, r.kind, " RESTORED (
    "value") ", " RESTORED_DAYS " FROM circumstance r LEFT JOIN circumstance o ON o.id = "
             "r.replaces WHERE r.source = ?1"
             " ORDER BY r.id",
  "INSERT INTO account (household_id, person_id, holder_name, number, valid_from, valid_to,"
  " recorded_at, recorded_by, source, replaces) SELECT r.household_id, r.person_id, " RESTORED (
    "holder_name") ", " RESTORED ("number") ", " RESTORED_DAYS
                                            " FROM account r LEFT JOIN account o ON o.id = "
                                            "r.replaces WHERE r.source = ?1 ORDER BY r.id",
  "INSERT INTO household_address (household_id, division_code, village_group, address, phone,"
  " valid_from, valid_to, recorded_at, recorded_by, source, replaces) SELECT "
  "r.household_id, " RESTORED ("division_code") ", " RESTORED ("village_group") ", " RESTORED (
    "address") ", " RESTORED ("phone") ", " RESTORED_DAYS " FROM household_address r LEFT JOIN "
                                       "household_address o ON o.id = r.replaces"
                                       " WHERE r.source = ?1 ORDER BY r.id",
};

static gboolean
reverse_rows (DoudiSession *session,
              const char *sql,
              const char *source,
              const char *by,
              GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_row_statement (session, sql, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_text (statement, 1, source);
  doudi_statement_bind_text (statement, 2, by);
  doudi_row_bind_record (statement, 3, session);
  return doudi_statement_run (statement, error);
}

static const char former_sql[] = "SELECT id, person_id FROM person_former WHERE source = ?1"
                                 " ORDER BY id DESC";

typedef struct
{
  gint64 id;
  gint64 person_id;
} Former;

static gpointer
former_from_statement (DoudiStatement *statement)
{
  Former *former = g_new (Former, 1);

  former->id = doudi_statement_get_int (statement, 0);
  former->person_id = doudi_statement_get_int (statement, 1);
  return former;
}

static const char restore_sql[]
  = "UPDATE person SET (name, identity_number, original_number, temporary_number, sex, birth_date,"
    " ethnicity) = (SELECT f.name, f.identity_number, f.original_number, f.temporary_number, f.sex,"
    " f.birth_date, f.ethnicity FROM person_former f WHERE f.id = ?2) WHERE id = ?1";

static gboolean
restore_person (DoudiSession *session, const Former *former, const char *by, GError **error)
{
  g_autoptr (DoudiStatement) statement = NULL;

  if (!doudi_registry_keep_person (session, former->person_id, by, error))
    return FALSE;
  statement = doudi_row_statement (session, restore_sql, error);
  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, former->person_id);
  doudi_statement_bind_int (statement, 2, former->id);
  return doudi_row_run_once (statement, error);
}

/* The last one first: a number that went from one person to another is free again when it goes
 * back. */
static gboolean
restore_persons (DoudiSession *session, const char *source, const char *by, GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_row_statement (session, former_sql, error);
  g_autoptr (GPtrArray) formers = NULL;

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_text (statement, 1, source);
  formers = doudi_rows_take (statement, former_from_statement, g_free, error);
  for (guint i = 0; formers != NULL && i < formers->len; i++)
    if (!restore_person (session, g_ptr_array_index (formers, i), by, error))
      return FALSE;
  return formers != NULL;
}

typedef struct
{
  gint64 award_id;
  gint64 household_id;
  gint64 person_id;
} Handover;

static const char handovers_sql[] = "SELECT award_id, from_household, from_person"
                                    " FROM registry_edit_award WHERE edit_id = ?1";

static gpointer
handover_from_statement (DoudiStatement *statement)
{
  Handover *handover = g_new (Handover, 1);

  handover->award_id = doudi_statement_get_int (statement, 0);
  handover->household_id = doudi_statement_get_int (statement, 1);
  handover->person_id = doudi_statement_get_int (statement, 2);
  return handover;
}

static gboolean
restore_awards (DoudiSession *session, gint64 id, gint64 by, GError **error)
{
  g_autoptr (GPtrArray) handovers = doudi_rows_list_of (
    doudi_session_get_store (session), handovers_sql, id, handover_from_statement, g_free, error);

  for (guint i = 0; handovers != NULL && i < handovers->len; i++)
    {
      const Handover *handover = g_ptr_array_index (handovers, i);

      if (!doudi_edit_set_award (session, by, handover->award_id, handover->household_id,
                                 handover->person_id, error))
        return FALSE;
    }
  return handovers != NULL;
}

static const char copy_households_sql[]
  = "INSERT INTO registry_edit_household (household_id, edit_id)"
    " SELECT household_id, ?2 FROM registry_edit_household WHERE edit_id = ?1";

static gboolean
copy_households (DoudiSession *session, gint64 id, gint64 by, GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_row_statement (session, copy_households_sql, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, id);
  doudi_statement_bind_int (statement, 2, by);
  return doudi_statement_run (statement, error);
}

static gboolean
check_holds (DoudiStore *store, gint64 id, GError **error)
{
  g_autoptr (DoudiEditRow) row = doudi_edit_get (store, id, error);

  if (row == NULL)
    return FALSE;
  if (row->undone_by == 0)
    return TRUE;
  doudi_error_set (error, DOUDI_ERROR_CONFLICT, NULL,
                   _ ("This edit has been taken back already, by edit %" PRId64 "."),
                   row->undone_by);
  return FALSE;
}

/**
 * doudi_edit_reverse:
 * @session: who takes it back
 * @id: an edit that holds
 * @kind: of the edit that takes it back
 * @reason: (nullable): why
 * @by: (out): the edit that takes it back; doudi_edit_finish() ends it
 * @error: %DOUDI_ERROR_CONFLICT if it has been taken back, or something was built upon it
 *
 * Takes an edit back by another one, in the caller's transaction: what held before holds again. The
 * households of both are to be indexed again. To take it back in turn does the edit again.
 *
 * Returns: whether it was taken back
 */
gboolean
doudi_edit_reverse (DoudiSession *session,
                    gint64 id,
                    const char *kind,
                    const char *reason,
                    gint64 *by,
                    GError **error)
{
  DoudiStore *store = doudi_session_get_store (session);
  g_autofree char *source = doudi_edit_source (id);
  g_autofree char *new_source = NULL;

  if (!check_holds (store, id, error) || !check_nothing_later (store, id, source, error)
      || !doudi_edit_insert (session, kind, id, reason, by, error))
    return FALSE;
  new_source = doudi_edit_source (*by);
  for (gsize i = 0; i < G_N_ELEMENTS (reverse_statements); i++)
    if (!reverse_rows (session, reverse_statements[i], source, new_source, error))
      return FALSE;
  return restore_persons (session, source, new_source, error)
         && restore_awards (session, id, *by, error) && copy_households (session, id, *by, error);
}
