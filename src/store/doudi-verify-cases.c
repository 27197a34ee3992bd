/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "store/doudi-verify-cases.h"

#include <glib/gi18n-lib.h>

#include "store/doudi-award-private.h"
#include "store/doudi-case-list-store.h"
#include "store/doudi-row.h"
#include "store/doudi-verify-private.h"

/* Texts and the digests they were stored with. */
static const char form_texts_sql[] = "SELECT json, digest FROM form_text";
static const char form_documents_sql[] = "SELECT json, digest FROM form_document";
static const char filled_forms_sql[] = "SELECT answers, digest FROM filled_form";

static gboolean
compare_digests (DoudiStore *store, const char *sql, gint64 *all, gint64 *broken, GError **error)
{
  g_autoptr (DoudiStatement) row = doudi_statement_get (store, sql, error);
  GError *local = NULL;

  if (row == NULL)
    return FALSE;
  while (doudi_statement_step (row, &local))
    {
      g_autofree char *digest = doudi_row_digest (doudi_statement_get_text (row, 0));

      (*all)++;
      *broken += g_str_equal (digest, doudi_statement_get_text (row, 1)) ? 0 : 1;
    }
  return doudi_award_propagate (local, error);
}

static gboolean
check_forms (DoudiStore *store, GPtrArray *checks, GError **error)
{
  gint64 all = 0, broken = 0;

  if (!compare_digests (store, form_texts_sql, &all, &broken, error)
      || !compare_digests (store, form_documents_sql, &all, &broken, error)
      || !compare_digests (store, filled_forms_sql, &all, &broken, error))
    return FALSE;
  doudi_verify_add (checks, "form-digests", all, broken,
                    _ ("forms that do not say what they said when they were stored"));
  return TRUE;
}

/* A list that was withdrawn before it was submitted has no digest. */
static const char sealed_lists_sql[] = "SELECT id, digest FROM case_list WHERE state <> 'open' AND "
                                       "submitted_by IS NOT NULL ORDER BY id";

static gboolean
check_lists (DoudiStore *store, GPtrArray *checks, GError **error)
{
  g_autoptr (DoudiStatement) row = doudi_statement_get (store, sealed_lists_sql, error);
  gint64 all = 0, broken = 0;
  GError *local = NULL;

  if (row == NULL)
    return FALSE;
  while (doudi_statement_step (row, &local))
    {
      g_autofree char *digest
        = doudi_case_list_digest (store, doudi_statement_get_int (row, 0), error);

      if (digest == NULL)
        return FALSE;
      all++;
      broken += g_str_equal (digest, doudi_statement_get_text (row, 1)) ? 0 : 1;
    }
  if (!doudi_award_propagate (local, error))
    return FALSE;
  doudi_verify_add (checks, "list-digests", all, broken,
                    _ ("lists that do not say what they said when they were submitted"));
  return TRUE;
}

/**
 * doudi_verify_case_digests:
 * @store: the caseload
 * @checks: (element-type DoudiCheck): where the results go
 * @error: return location
 *
 * Checks that forms, what was written on them, and submitted lists are what they were.
 *
 * Returns: %TRUE if it could be checked; %FALSE with @error set
 */
gboolean
doudi_verify_case_digests (DoudiStore *store, GPtrArray *checks, GError **error)
{
  return check_forms (store, checks, error) && check_lists (store, checks, error);
}

static const char decided_sql[]
  = "SELECT (SELECT count(*) FROM form_document WHERE adopted_by IS NOT NULL)"
    " + (SELECT count(*) FROM case_list WHERE state IN ('decided', 'returned'))"
    " + (SELECT count(*) FROM household_change WHERE state IN ('applied', 'refused'))"
    " + (SELECT count(*) FROM review WHERE confirmed_by IS NOT NULL)";

/* clang-format off */

/* Of a decided list those of doudi_case_list_dup_hands(), of one that was returned only who put it
 * together. */
static const char own_decisions_sql[]
  = "SELECT (SELECT count(*) FROM form_document d"
    " WHERE " DOUDI_ONE_PERSON ("d.adopted_by", "d.proposed_by")
    " OR (d.state = 'adopted') <> (d.adopted_by IS NOT NULL))"
    " + (SELECT count(*) FROM household_change c WHERE c.state IN ('applied', 'refused')"
    " AND (c.decided_by IS NULL OR " DOUDI_ONE_PERSON ("c.decided_by", "c.entered_by") "))"
    " + (SELECT count(*) FROM review r WHERE " DOUDI_ONE_PERSON ("r.confirmed_by", "r.done_by")
    " OR (r.confirmed_on IS NOT NULL AND (r.confirmed_by IS NULL OR r.done_by IS NULL)))"
    " + (SELECT count(*) FROM case_list l WHERE l.state IN ('decided', 'returned')"
    " AND (l.decided_by IS NULL OR l.submitted_by IS NULL"
    " OR " DOUDI_ONE_PERSON ("l.decided_by", "l.created_by")
    " OR " DOUDI_ONE_PERSON ("l.decided_by", "l.submitted_by")
    " OR (l.state = 'decided' AND EXISTS (SELECT 1 FROM case_list_item i WHERE i.list_id = l.id"
    " AND (EXISTS (SELECT 1 FROM application a WHERE a.id = i.application_id"
    " AND " DOUDI_ONE_PERSON ("l.decided_by", "a.recorded_by") ")"
    " OR EXISTS (SELECT 1 FROM filled_form f WHERE f.application_id = i.application_id"
    " AND f.recorded_at < l.decided_at"
    " AND " DOUDI_ONE_PERSON ("l.decided_by", "f.recorded_by") ")"
    " OR EXISTS (SELECT 1 FROM application_event e WHERE e.application_id = i.application_id"
    " AND e.kind IN ('opinion-for', 'opinion-against') AND e.recorded_at < l.decided_at"
    " AND " DOUDI_ONE_PERSON ("l.decided_by", "e.recorded_by") ")"
    " OR EXISTS (SELECT 1 FROM household_change c WHERE c.id = i.change_id"
    " AND " DOUDI_ONE_PERSON ("l.decided_by", "c.entered_by") ")"
    " OR EXISTS (SELECT 1 FROM case_list_item x JOIN case_list earlier ON earlier.id = x.list_id"
    " WHERE x.application_id = i.application_id AND l.kind = 'approval'"
    " AND earlier.kind = 'review' AND earlier.id < l.id"
    " AND " DOUDI_ONE_PERSON ("l.decided_by", "earlier.decided_by") "))))))";

/* clang-format on */

/**
 * doudi_verify_case_eyes:
 * @store: the caseload
 * @checks: (element-type DoudiCheck): where the results go
 * @error: return location
 *
 * Checks that no person, by whatever account, decided or confirmed what the same person entered.
 *
 * Returns: %TRUE if it could be checked; %FALSE with @error set
 */
gboolean
doudi_verify_case_eyes (DoudiStore *store, GPtrArray *checks, GError **error)
{
  return doudi_verify_add_count (
    store, checks, "case-four-eyes", decided_sql, own_decisions_sql,
    _ ("lists, changes, reviews or forms decided by whoever had a hand in them"), error);
}

static const char decisions_sql[] = "SELECT count(*) FROM decision";

/* A person who moved took the award along: its household may be another one by now. */
static const char broken_decisions_sql[]
  = "SELECT (SELECT count(*) FROM decision d JOIN application a ON a.id = d.application_id"
    " JOIN case_list l ON l.id = d.list_id LEFT JOIN award w ON w.id = d.award_id"
    " WHERE l.state <> 'decided' OR l.kind <> 'approval' OR d.decided_by <> l.decided_by"
    " OR NOT EXISTS (SELECT 1 FROM case_list_item i WHERE i.list_id = d.list_id"
    " AND i.application_id = d.application_id AND i.outcome IN ('approved', 'refused'))"
    " OR NOT EXISTS (SELECT 1 FROM application_event e WHERE e.application_id = d.application_id"
    " AND e.kind = iif(d.granted, 'granted', 'refused'))"
    " OR (d.award_id IS NOT NULL AND (d.granted = 0 OR w.id IS NULL"
    " OR w.programme <> a.programme OR w.first_month IS NOT d.first_month"
    " OR (w.household_id IS NOT a.household_id AND NOT EXISTS (SELECT 1 FROM membership m"
    " WHERE m.household_id = a.household_id AND m.person_id = w.person_id)))))"
    " + (SELECT count(*) FROM application_event e WHERE e.kind IN ('granted', 'refused')"
    " AND NOT EXISTS (SELECT 1 FROM decision d WHERE d.application_id = e.application_id))";

/**
 * doudi_verify_decisions:
 * @store: the caseload
 * @checks: (element-type DoudiCheck): where the results go
 * @error: return location
 *
 * Checks decisions against the list, the case and the award they belong to.
 *
 * Returns: %TRUE if it could be checked; %FALSE with @error set
 */
gboolean
doudi_verify_decisions (DoudiStore *store, GPtrArray *checks, GError **error)
{
  return doudi_verify_add_count (store, checks, "decisions", decisions_sql, broken_decisions_sql,
                                 _ ("decisions that do not fit their list, case or award"), error);
}

static const char case_things_sql[]
  = "SELECT (SELECT count(*) FROM application) + (SELECT count(*) FROM filled_form)"
    " + (SELECT count(*) FROM objection) + (SELECT count(*) FROM case_list)"
    " + (SELECT count(*) FROM delegation) + (SELECT count(*) FROM household_change)"
    " + (SELECT count(*) FROM review WHERE done_by IS NOT NULL)"
    " + (SELECT count(*) FROM form_document)";

/* An action needs its line about its object; a form also one of whoever filled it in. */
static const char case_unrecorded_sql[]
  = "WITH done AS MATERIALIZED (SELECT object, action, actor FROM audit WHERE result = 'done')"
    " SELECT (SELECT count(*) FROM application a WHERE 'application:' || a.id"
    " NOT IN (SELECT object FROM done WHERE action = 'case-open'))"
    " + (SELECT count(*) FROM filled_form f WHERE f.application_id IS NOT NULL"
    " AND 'application:' || f.application_id || ' ' || f.recorded_by"
    " NOT IN (SELECT object || ' ' || actor FROM done))"
    " + (SELECT count(*) FROM objection o WHERE 'application:' || o.application_id"
    " NOT IN (SELECT object FROM done WHERE action = 'objection-record')"
    " OR (o.answered_on IS NOT NULL AND 'application:' || o.application_id"
    " NOT IN (SELECT object FROM done WHERE action = 'objection-answer')))"
    " + (SELECT count(*) FROM case_list l WHERE 'case_list:' || l.id || ' ' || l.kind"
    " || '-list-build' NOT IN (SELECT object || ' ' || action FROM done)"
    " OR (l.decided_by IS NOT NULL AND 'case_list:' || l.id || iif(l.kind = 'review', ' review-', "
    "' ')"
    " || 'list-approve' NOT IN (SELECT object || ' ' || action FROM done)))"
    " + (SELECT count(*) FROM delegation d WHERE 'delegation:' || d.id"
    " NOT IN (SELECT object FROM done WHERE action = 'delegate'))"
    " + (SELECT count(*) FROM household_change c WHERE 'household_change:' || c.id"
    " NOT IN (SELECT object FROM done WHERE action = 'change-enter')"
    " OR (c.state IN ('applied', 'refused') AND 'household_change:' || c.id"
    " NOT IN (SELECT object FROM done WHERE action IN ('change-review', 'change-decide'))"
    " AND NOT EXISTS (SELECT 1 FROM case_list_item i JOIN case_list l ON l.id = i.list_id"
    " WHERE i.change_id = c.id AND i.outcome IN ('approved', 'refused') AND l.state = 'decided')))"
    " + (SELECT count(*) FROM review r WHERE (r.done_by IS NOT NULL AND 'review:' || r.id"
    " NOT IN (SELECT object FROM done WHERE action = 'award-review'))"
    " OR (r.confirmed_by IS NOT NULL AND 'review:' || r.id"
    " NOT IN (SELECT object FROM done WHERE action = 'award-review-confirm')))"
    " + (SELECT count(*) FROM form_document d WHERE 'form_document:' || d.id"
    " NOT IN (SELECT object FROM done WHERE action = 'form-propose')"
    " OR (d.adopted_by IS NOT NULL AND 'form_document:' || d.id"
    " NOT IN (SELECT object FROM done WHERE action = 'form-adopt')))";

/**
 * doudi_verify_case_lines:
 * @store: the caseload
 * @checks: (element-type DoudiCheck): where the results go
 * @error: return location
 *
 * Checks that what was done to cases, lists, changes, reviews and forms has its lines in the log.
 *
 * Returns: %TRUE if it could be checked; %FALSE with @error set
 */
gboolean
doudi_verify_case_lines (DoudiStore *store, GPtrArray *checks, GError **error)
{
  return doudi_verify_add_count (
    store, checks, "case-audit-lines", case_things_sql, case_unrecorded_sql,
    _ ("cases, lists, changes, reviews or forms without their line in the log"), error);
}
