/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <inttypes.h>

#include "store/doudi-report-store.h"

#include <glib/gi18n-lib.h>

#include "base/doudi-error.h"
#include "store/doudi-statement.h"

static DoudiReportIssue *
issue_from_statement (DoudiStatement *statement)
{
  DoudiReportIssue *issue = g_new0 (DoudiReportIssue, 1);

  issue->id = doudi_statement_get_int (statement, 0);
  issue->report = doudi_statement_dup_text (statement, 1);
  issue->period = doudi_statement_dup_text (statement, 2);
  issue->digest = doudi_statement_dup_text (statement, 3);
  issue->rows = doudi_statement_get_int (statement, 4);
  issue->state = doudi_statement_dup_text (statement, 5);
  issue->issued_at = doudi_statement_dup_text (statement, 6);
  issue->issued_by = doudi_statement_dup_text (statement, 7);
  return issue;
}

static const char list_sql[]
  = "SELECT id, report, period, digest, rows, state, issued_at, issued_by"
    " FROM report_issue ORDER BY id DESC";

/**
 * doudi_report_issues_list:
 * @store: the caseload
 * @error: return location
 *
 * Reads what was issued, without the contents: a dozen a month, some thousand in ten years.
 *
 * Returns: (transfer full) (element-type DoudiReportIssue): the latest first; %NULL with @error set
 */
GPtrArray *
doudi_report_issues_list (DoudiStore *store, GError **error)
{
  g_autoptr (GPtrArray) issues
    = g_ptr_array_new_with_free_func ((GDestroyNotify) doudi_report_issue_free);
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, list_sql, error);
  GError *local = NULL;

  if (statement == NULL)
    return NULL;
  while (doudi_statement_step (statement, &local))
    g_ptr_array_add (issues, issue_from_statement (statement));
  if (local == NULL)
    return g_steal_pointer (&issues);
  g_propagate_error (error, local);
  return NULL;
}

static const char find_sql[] = "SELECT coalesce(max(id), 0) FROM report_issue"
                               " WHERE report = ?1 AND period = ?2 AND digest = ?3";

/**
 * doudi_report_issue_find:
 * @store: the caseload
 * @report: id of a report
 * @period: "2018-06", "2018-Q2" or "2018"
 * @digest: of its rows
 * @id: (out): the last issue with these very rows, 0 if there is none
 * @error: return location
 *
 * Looks whether a report was issued before as it is now.
 *
 * Returns: whether it could be looked up
 */
gboolean
doudi_report_issue_find (DoudiStore *store,
                         const char *report,
                         const char *period,
                         const char *digest,
                         gint64 *id,
                         GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, find_sql, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_text (statement, 1, report);
  doudi_statement_bind_text (statement, 2, period);
  doudi_statement_bind_text (statement, 3, digest);
  if (!doudi_statement_step (statement, error))
    return FALSE;
  *id = doudi_statement_get_int (statement, 0);
  return TRUE;
}

static const char content_sql[] = "SELECT content FROM report_issue WHERE id = ?1";

/**
 * doudi_report_issue_dup_content:
 * @store: the caseload
 * @id: of an issue
 * @error: %DOUDI_ERROR_NOT_FOUND
 *
 * Reads the frozen rows of a report.
 *
 * Returns: (transfer full): JSON compressed with zlib; %NULL with @error set
 */
GBytes *
doudi_report_issue_dup_content (DoudiStore *store, gint64 id, GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, content_sql, error);
  GError *local = NULL;

  if (statement == NULL)
    return NULL;
  doudi_statement_bind_int (statement, 1, id);
  if (doudi_statement_step (statement, &local))
    return doudi_statement_dup_blob (statement, 0);
  if (local != NULL)
    g_propagate_error (error, local);
  else
    doudi_error_set (error, DOUDI_ERROR_NOT_FOUND, NULL,
                     _ ("There is no issued report %" PRId64 ". Look at the list of reports."), id);
  return NULL;
}

static const char insert_sql[]
  = "INSERT INTO report_issue (report, period, content, digest, rows, state, issued_at, issued_by)"
    " VALUES (?1, ?2, ?3, ?4, ?5, 'issued', ?6, ?7)";

/**
 * doudi_report_issue_insert:
 * @session: who issues it
 * @issue: report, period, digest and rows count
 * @content: JSON compressed with zlib
 * @id: (out): the id it got
 * @error: return location
 *
 * Freezes a report. It belongs to the caller's transaction, and so does its line of the log.
 *
 * Returns: whether it was stored
 */
gboolean
doudi_report_issue_insert (DoudiSession *session,
                           const DoudiReportIssue *issue,
                           GBytes *content,
                           gint64 *id,
                           GError **error)
{
  g_autoptr (DoudiStatement) statement
    = doudi_statement_get (doudi_session_get_store (session), insert_sql, error);
  gsize length;
  gconstpointer data = g_bytes_get_data (content, &length);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_text (statement, 1, issue->report);
  doudi_statement_bind_text (statement, 2, issue->period);
  doudi_statement_bind_blob (statement, 3, data, length);
  doudi_statement_bind_text (statement, 4, issue->digest);
  doudi_statement_bind_int (statement, 5, issue->rows);
  doudi_statement_bind_text (statement, 6, doudi_session_get_now (session));
  doudi_statement_bind_text (statement, 7, doudi_session_get_user (session));
  return doudi_statement_insert (statement, id, error);
}

/**
 * doudi_report_issue_free:
 * @issue: (nullable) (transfer full): an issue
 *
 * Frees an issue.
 */
void
doudi_report_issue_free (DoudiReportIssue *issue)
{
  if (issue == NULL)
    return;
  g_free (issue->report);
  g_free (issue->period);
  g_free (issue->digest);
  g_free (issue->state);
  g_free (issue->issued_at);
  g_free (issue->issued_by);
  g_free (issue);
}
