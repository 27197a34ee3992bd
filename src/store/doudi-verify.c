/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "store/doudi-verify.h"

#include <glib/gi18n-lib.h>

#include "base/doudi-error.h"
#include "store/doudi-connection.h"
#include "store/doudi-migration.h"
#include "store/doudi-session-private.h"
#include "store/doudi-statement.h"
#include "store/doudi-store-private.h"

/**
 * doudi_check_new:
 * @name: (not nullable): such as "audit-chain"
 * @ok: whether it holds
 * @count: how many things were looked at, or how many break it
 * @detail: (nullable): for a person; nothing that names somebody
 *
 * Makes the result of a check.
 *
 * Returns: (not nullable) (transfer full): the result
 */
DoudiCheck *
doudi_check_new (const char *name, gboolean ok, gint64 count, const char *detail)
{
  DoudiCheck *check = g_new0 (DoudiCheck, 1);

  check->name = g_strdup (name);
  check->ok = ok;
  check->count = count;
  check->detail = g_strdup (detail != NULL ? detail : "");
  return check;
}

/**
 * doudi_check_free:
 * @check: (nullable) (transfer full): the result of a check
 *
 * Frees the result of a check.
 */
void
doudi_check_free (DoudiCheck *check)
{
  if (check == NULL)
    return;
  g_free (check->name);
  g_free (check->detail);
  g_free (check);
}

static void
add (GPtrArray *checks, const char *name, gboolean ok, gint64 count, const char *detail)
{
  g_ptr_array_add (checks, doudi_check_new (name, ok, count, detail));
}

/* Whatever is damaged may also end the reading of it: that too is an answer. */
static gboolean
add_unless_stopped (GPtrArray *checks, const char *name, GError *said, GError **error)
{
  if (g_error_matches (said, DOUDI_ERROR, DOUDI_ERROR_CANCELLED))
    {
      g_propagate_error (error, said);
      return FALSE;
    }
  add (checks, name, FALSE, 1, said->message);
  g_error_free (said);
  return TRUE;
}

static const char integrity_sql[] = "PRAGMA integrity_check(100)";

static gboolean
check_integrity (DoudiStore *store, GPtrArray *checks, GError **error)
{
  g_autoptr (DoudiStatement) row = doudi_statement_get (store, integrity_sql, error);
  g_autofree char *first = NULL;
  GError *local_error = NULL;
  gint64 count = 0;

  if (row == NULL)
    return FALSE;
  while (doudi_statement_step (row, &local_error))
    {
      count++;
      if (first == NULL)
        first = doudi_statement_dup_text (row, 0);
    }
  if (local_error != NULL)
    return add_unless_stopped (checks, "sqlite-integrity", local_error, error);
  if (g_strcmp0 (first, "ok") == 0)
    add (checks, "sqlite-integrity", TRUE, 1, _ ("every page is sound"));
  else
    add (checks, "sqlite-integrity", FALSE, count, first);
  return TRUE;
}

static const char cipher_sql[] = "PRAGMA cipher_integrity_check";

/* One row for each page that is not as it was written. */
static gboolean
check_cipher (DoudiStore *store, GPtrArray *checks, GError **error)
{
  g_autoptr (DoudiStatement) row = NULL;
  g_autofree char *first = NULL;
  GError *local_error = NULL;
  gint64 count = 0;

  if (!doudi_store_is_encrypted (store))
    return TRUE;
  row = doudi_statement_get (store, cipher_sql, error);
  if (row == NULL)
    return FALSE;
  while (doudi_statement_step (row, &local_error))
    if (count++ == 0)
      first = doudi_statement_dup_text (row, 0);
  if (local_error != NULL)
    return add_unless_stopped (checks, "cipher-integrity", local_error, error);
  add (checks, "cipher-integrity", count == 0, count,
       first != NULL ? first : _ ("every page is as it was written"));
  return TRUE;
}

static const char foreign_keys_sql[] = "PRAGMA foreign_key_check";

static gboolean
check_foreign_keys (DoudiStore *store, GPtrArray *checks, GError **error)
{
  g_autoptr (DoudiStatement) row = doudi_statement_get (store, foreign_keys_sql, error);
  g_autofree char *table = NULL;
  g_autofree char *detail = NULL;
  GError *local_error = NULL;
  gint64 count = 0;

  if (row == NULL)
    return FALSE;
  while (doudi_statement_step (row, &local_error))
    if (count++ == 0)
      table = doudi_statement_dup_text (row, 0);
  if (local_error != NULL)
    return add_unless_stopped (checks, "foreign-keys", local_error, error);
  if (count > 0)
    detail = g_strdup_printf (_ ("rows that belong to nothing, the first in %s"), table);
  add (checks, "foreign-keys", count == 0, count,
       detail != NULL ? detail : _ ("every row belongs to something"));
  return TRUE;
}

static gboolean
check_schema (DoudiStore *store, GPtrArray *checks, GError **error)
{
  g_autoptr (GPtrArray) scripts = doudi_migrations_load (error);
  GError *local_error = NULL;

  if (scripts == NULL)
    return FALSE;
  if (!doudi_migrations_check_schema (store->db, scripts, store->path, &local_error))
    return add_unless_stopped (checks, "schema", local_error, error);
  add (checks, "schema", TRUE, scripts->len, _ ("the inner structure is what Doudi makes"));
  return TRUE;
}

static gboolean
check_settings (DoudiStore *store, GPtrArray *checks, GError **error)
{
  GError *local_error = NULL;

  if (!doudi_connection_check (store->db, store->path, store->is_reader, &local_error))
    return add_unless_stopped (checks, "settings", local_error, error);
  add (checks, "settings", TRUE, 1, _ ("the database library keeps every safety setting"));
  return TRUE;
}

static char *
describe_chain (const DoudiAuditReport *report)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, report->first_broken);

  if (report->broken == 0)
    return g_strdup (_ ("the chain is unbroken"));
  if (g_str_equal (report->problem, "gap"))
    return g_strdup_printf (_ ("lines are missing before number %s"), number);
  if (g_str_equal (report->problem, "link"))
    return g_strdup_printf (_ ("number %s does not follow the line before it"), number);
  return g_strdup_printf (_ ("number %s was changed"), number);
}

static char *
describe_clock (const DoudiAuditReport *report)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, report->first_regression);

  if (report->regressions == 0)
    return g_strdup (_ ("the clock never went back"));
  return g_strdup_printf (_ ("the clock of the machine went back, first at number %s; the order of "
                             "the lines does not depend on it"),
                          number);
}

/* Nothing at the end of a chain tells that more was there; the sign-in of whoever asks does. */
static void
note_missing_end (DoudiAuditReport *report)
{
  if (report->lines > 0 || report->broken > 0)
    return;
  report->broken = 1;
  report->first_broken = 1;
  report->problem = "gap";
}

static gboolean
check_audit (DoudiSession *session,
             GPtrArray *checks,
             const DoudiProgress *progress,
             GError **error)
{
  DoudiAuditReport report;
  GError *local_error = NULL;
  g_autofree char *chain = NULL;
  g_autofree char *clock = NULL;

  if (!doudi_audit_verify (doudi_session_get_store (session), doudi_session_get_key (session),
                           &report, progress, &local_error))
    return add_unless_stopped (checks, "audit-chain", local_error, error);
  note_missing_end (&report);
  chain = describe_chain (&report);
  clock = describe_clock (&report);
  add (checks, "audit-chain", report.broken == 0, report.broken == 0 ? report.lines : report.broken,
       chain);
  add (checks, "audit-clock", TRUE, report.regressions, clock);
  return TRUE;
}

static gboolean
begin_step (const DoudiProgress *progress, gint64 done, GError **error)
{
  doudi_progress_report (progress, _ ("Checking the file"), done, 5);
  return !doudi_progress_is_cancelled (progress, error);
}

static gboolean
run_checks (DoudiSession *session, GPtrArray *checks, const DoudiProgress *progress, GError **error)
{
  DoudiStore *store = doudi_session_get_store (session);

  return begin_step (progress, 0, error) && check_cipher (store, checks, error)
         && check_integrity (store, checks, error) && begin_step (progress, 1, error)
         && check_foreign_keys (store, checks, error) && begin_step (progress, 2, error)
         && check_schema (store, checks, error) && begin_step (progress, 3, error)
         && check_settings (store, checks, error) && begin_step (progress, 4, error)
         && check_audit (session, checks, progress, error);
}

/**
 * doudi_verify_store:
 * @session: (not nullable): anybody's
 * @checks: (not nullable) (element-type DoudiCheck): where the results go
 * @progress: (nullable): whom to tell, and who may stop it
 * @error: %DOUDI_ERROR_CANCELLED, or what kept it from being checked at all
 *
 * Checks what the file itself promises: "sqlite-integrity", "foreign-keys", "schema", "settings",
 * "audit-chain", "audit-clock", and "cipher-integrity" of an encrypted one. A clock that went back
 * is told and does not fail the check.
 *
 * Returns: whether all checks were made; what they found is in @checks
 */
gboolean
doudi_verify_store (DoudiSession *session,
                    GPtrArray *checks,
                    const DoudiProgress *progress,
                    GError **error)
{
  DoudiStore *store = doudi_session_get_store (session);
  gboolean made;

  if (!doudi_session_authorize (session, DOUDI_ACTION_VERIFY, NULL, error))
    return FALSE;
  if (progress != NULL)
    doudi_store_set_cancellable (store, progress->cancellable);
  store->lifted++;
  made = run_checks (session, checks, progress, error);
  store->lifted--;
  doudi_store_set_cancellable (store, NULL);
  return made;
}
