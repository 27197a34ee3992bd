/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <inttypes.h>

#include "store/doudi-notice-store.h"

#include <glib/gi18n-lib.h>

#include "base/doudi-error.h"
#include "store/doudi-award-private.h"
#include "store/doudi-statement.h"

/**
 * doudi_notice_digest:
 * @content: (not nullable): all that a notice says
 *
 * Makes the digest by which two notices say the same.
 *
 * Returns: (transfer full): the SHA-256, hexadecimal
 */
char *
doudi_notice_digest (const char *content)
{
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, content, -1);
}

#define ISSUE_COLUMNS                                                                             \
  "n.id, n.kind, n.division_code, n.month, n.run_id, n.content, n.digest, n.rows, n.copies,"       \
  " n.replaces, n.issued_at, n.issued_by, n.list_id"

static DoudiNoticeIssue *
issue_from_statement (DoudiStatement *statement)
{
  DoudiNoticeIssue *issue = g_new0 (DoudiNoticeIssue, 1);

  issue->id = doudi_statement_get_int (statement, 0);
  issue->kind = doudi_statement_dup_text (statement, 1);
  issue->division_code = doudi_statement_dup_text (statement, 2);
  issue->month = (DoudiMonth) doudi_statement_get_int (statement, 3);
  issue->run_id = doudi_statement_get_int (statement, 4);
  issue->content = doudi_statement_dup_text (statement, 5);
  issue->digest = doudi_statement_dup_text (statement, 6);
  issue->rows = doudi_statement_get_int (statement, 7);
  issue->copies = doudi_statement_get_int (statement, 8);
  issue->replaces = doudi_statement_get_int (statement, 9);
  issue->issued_at = doudi_statement_dup_text (statement, 10);
  issue->issued_by = doudi_statement_dup_text (statement, 11);
  issue->list_id = doudi_statement_get_int (statement, 12);
  return issue;
}

/* A payment notice is one of its run; every standing notice takes the place of the one before. */
static const char last_of_run_sql[] =
  "SELECT " ISSUE_COLUMNS " FROM notice n WHERE n.kind = ?1 AND n.division_code = ?2"
  " AND n.month = ?3 AND n.run_id = ?4 ORDER BY n.id DESC LIMIT 1";
static const char last_of_place_sql[] =
  "SELECT " ISSUE_COLUMNS " FROM notice n WHERE n.kind = ?1 AND n.division_code = ?2"
  " ORDER BY n.id DESC LIMIT 1";

static DoudiStatement *
bind_place (DoudiStore *store,
            const char *kind,
            const char *division,
            DoudiMonth month,
            gint64 run_id,
            GError **error)
{
  DoudiStatement *statement =
    doudi_statement_get (store, run_id != 0 ? last_of_run_sql : last_of_place_sql, error);

  if (statement == NULL)
    return NULL;
  doudi_statement_bind_text (statement, 1, kind);
  doudi_statement_bind_text (statement, 2, division);
  if (run_id != 0)
    {
      doudi_statement_bind_int (statement, 3, month);
      doudi_statement_bind_int (statement, 4, run_id);
    }
  return statement;
}

/**
 * doudi_notice_find_last:
 * @store: the caseload
 * @kind: such as "payment"
 * @division: the village
 * @month: the month of the run; not looked at without @run_id
 * @run_id: the run, or 0 for a notice that belongs to none
 * @issue: (out) (nullable): the notice, %NULL if none was issued
 * @error: return location
 *
 * Finds what hangs in a village: the notice issued last.
 *
 * Returns: %FALSE with @error set
 */
gboolean
doudi_notice_find_last (DoudiStore *store,
                        const char *kind,
                        const char *division,
                        DoudiMonth month,
                        gint64 run_id,
                        DoudiNoticeIssue **issue,
                        GError **error)
{
  g_autoptr (DoudiStatement) statement = bind_place (store, kind, division, month, run_id, error);
  GError *local = NULL;

  *issue = NULL;
  if (statement == NULL)
    return FALSE;
  if (doudi_statement_step (statement, &local))
    *issue = issue_from_statement (statement);
  return doudi_award_propagate (local, error);
}

static const char last_of_list_sql[] =
  "SELECT " ISSUE_COLUMNS " FROM notice n WHERE n.list_id = ?3 AND n.kind = ?1"
  " AND n.division_code = ?2 ORDER BY n.id DESC LIMIT 1";

/**
 * doudi_notice_find_last_of_list:
 * @store: the caseload
 * @kind: "review" or "approval"
 * @division: the village
 * @list_id: a list of cases
 * @issue: (out) (nullable): the notice, %NULL if none was issued
 * @error: return location
 *
 * Finds what hangs in a village for a list: the notice of that list issued last. Notices of several
 * lists hang side by side.
 *
 * Returns: %FALSE with @error set
 */
gboolean
doudi_notice_find_last_of_list (DoudiStore *store,
                                const char *kind,
                                const char *division,
                                gint64 list_id,
                                DoudiNoticeIssue **issue,
                                GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, last_of_list_sql, error);
  GError *local = NULL;

  *issue = NULL;
  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_text (statement, 1, kind);
  doudi_statement_bind_text (statement, 2, division);
  doudi_statement_bind_int (statement, 3, list_id);
  if (doudi_statement_step (statement, &local))
    *issue = issue_from_statement (statement);
  return doudi_award_propagate (local, error);
}

static const char list_sql[] =
  "SELECT " ISSUE_COLUMNS " FROM notice n WHERE n.kind = ?1 AND n.month = ?2"
  " AND NOT EXISTS (SELECT 1 FROM notice later WHERE later.replaces = n.id)"
  " ORDER BY n.division_code, n.id";

/**
 * doudi_notices_list:
 * @store: the caseload
 * @kind: such as "payment"
 * @month: a month
 * @error: return location
 *
 * Lists the notices of a month that no later one took the place of.
 *
 * Returns: (transfer full) (element-type DoudiNoticeIssue): them in the order of villages; %NULL
 *   with @error set
 */
GPtrArray *
doudi_notices_list (DoudiStore *store, const char *kind, DoudiMonth month, GError **error)
{
  g_autoptr (GPtrArray) issues =
    g_ptr_array_new_with_free_func ((GDestroyNotify) doudi_notice_issue_free);
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, list_sql, error);
  GError *local = NULL;

  if (statement == NULL)
    return NULL;
  doudi_statement_bind_text (statement, 1, kind);
  doudi_statement_bind_int (statement, 2, month);
  while (doudi_statement_step (statement, &local))
    g_ptr_array_add (issues, issue_from_statement (statement));
  return doudi_award_propagate (local, error) ? g_steal_pointer (&issues) : NULL;
}

static const char get_sql[] = "SELECT " ISSUE_COLUMNS " FROM notice n WHERE n.id = ?1";

/**
 * doudi_notice_get:
 * @store: the caseload
 * @id: of a notice
 * @error: %DOUDI_ERROR_NOT_FOUND
 *
 * Reads an issued notice.
 *
 * Returns: (transfer full): the notice; %NULL with @error set
 */
DoudiNoticeIssue *
doudi_notice_get (DoudiStore *store, gint64 id, GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, get_sql, error);
  GError *local = NULL;

  if (statement == NULL)
    return NULL;
  doudi_statement_bind_int (statement, 1, id);
  if (doudi_statement_step (statement, &local))
    return issue_from_statement (statement);
  if (doudi_award_propagate (local, error))
    doudi_error_set (error, DOUDI_ERROR_NOT_FOUND, NULL,
                     _ ("There is no notice %" PRId64 ". Look at the list of notices."),
                     id);
  return NULL;
}

static const char insert_sql[] =
  "INSERT INTO notice (kind, division_code, month, run_id, content, digest, rows, copies, replaces,"
  " issued_at, issued_by, list_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 1, ?8, ?9, ?10, ?11)";

static void
bind_reference (DoudiStatement *statement, int index, gint64 id)
{
  if (id != 0)
    doudi_statement_bind_int (statement, index, id);
  else
    doudi_statement_bind_null (statement, index);
}

/* The line of the log: what was printed, not who is on it. */
static gboolean
record (DoudiSession *session,
        gint64 id,
        const DoudiNoticeIssue *issue,
        gint64 copies,
        GError **error)
{
  g_autofree char *object = g_strdup_printf ("notice:%" PRId64, id);
  g_autofree char *detail =
    g_strdup_printf ("{\"kind\":\"%s\",\"village\":\"%s\",\"month\":%d,\"rows\":%" PRId64
                     ",\"digest\":\"%s\",\"copy\":%" PRId64 "}",
                     issue->kind, issue->division_code, issue->month, issue->rows, issue->digest,
                     copies);

  return doudi_session_record (session, DOUDI_ACTION_PRINT_NOTICE, object, detail, error);
}

/**
 * doudi_notice_insert:
 * @session: who issues it, in a transaction
 * @issue: the notice; @id, @copies, @issued_at and @issued_by are not looked at
 * @id: (out): its number
 * @error: return location
 *
 * Stores a notice as issued, and the line of the log that says so.
 *
 * Returns: %FALSE with @error set
 */
gboolean
doudi_notice_insert (DoudiSession *session,
                     const DoudiNoticeIssue *issue,
                     gint64 *id,
                     GError **error)
{
  DoudiStore *store = doudi_session_get_store (session);
  g_autoptr (DoudiStatement) insert = doudi_statement_get (store, insert_sql, error);

  if (insert == NULL)
    return FALSE;
  doudi_statement_bind_text (insert, 1, issue->kind);
  doudi_statement_bind_text (insert, 2, issue->division_code);
  doudi_statement_bind_int (insert, 3, issue->month);
  bind_reference (insert, 4, issue->run_id);
  doudi_statement_bind_text (insert, 5, issue->content);
  doudi_statement_bind_text (insert, 6, issue->digest);
  doudi_statement_bind_int (insert, 7, issue->rows);
  bind_reference (insert, 8, issue->replaces);
  doudi_statement_bind_text (insert, 9, doudi_session_get_now (session));
  doudi_statement_bind_text (insert, 10, doudi_session_get_user (session));
  bind_reference (insert, 11, issue->list_id);
  return doudi_statement_insert (insert, id, error) && record (session, *id, issue, 1, error);
}

static const char copy_sql[] = "UPDATE notice SET copies = ?2 WHERE id = ?1 AND copies = ?2 - 1";

/**
 * doudi_notice_add_copy:
 * @session: who prints it again, in a transaction
 * @id: an issued notice
 * @copies: how often it has been printed with this one
 * @error: %DOUDI_ERROR_CONFLICT if somebody else printed it meanwhile
 *
 * Counts one more print of the same notice, and writes the line of the log that says so.
 *
 * Returns: %FALSE with @error set
 */
gboolean
doudi_notice_add_copy (DoudiSession *session, gint64 id, gint64 copies, GError **error)
{
  DoudiStore *store = doudi_session_get_store (session);
  g_autoptr (DoudiNoticeIssue) issue = doudi_notice_get (store, id, error);
  g_autoptr (DoudiStatement) update = NULL;

  if (issue == NULL)
    return FALSE;
  update = doudi_statement_get (store, copy_sql, error);
  if (update == NULL)
    return FALSE;
  doudi_statement_bind_int (update, 1, id);
  doudi_statement_bind_int (update, 2, copies);
  if (!doudi_statement_run (update, error))
    return FALSE;
  if (doudi_statement_get_changes (update) != 1)
    {
      doudi_error_set (error, DOUDI_ERROR_CONFLICT, NULL,
                       _ ("The notice was printed by somebody else meanwhile. Try again."));
      return FALSE;
    }
  return record (session, id, issue, copies, error);
}

static const char digests_sql[] = "SELECT content, digest FROM notice ORDER BY id";

/**
 * doudi_notices_check_digests:
 * @store: the caseload
 * @count: (out): how many notices there are
 * @broken: (out): how many are not what was issued
 * @error: return location
 *
 * Makes the digest of every issued notice again.
 *
 * Returns: %FALSE with @error set if they could not all be read
 */
gboolean
doudi_notices_check_digests (DoudiStore *store, gint64 *count, gint64 *broken, GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, digests_sql, error);
  GError *local = NULL;

  *count = *broken = 0;
  if (statement == NULL)
    return FALSE;
  while (doudi_statement_step (statement, &local))
    {
      g_autofree char *digest = doudi_notice_digest (doudi_statement_get_text (statement, 0));

      *count += 1;
      *broken += g_str_equal (digest, doudi_statement_get_text (statement, 1)) ? 0 : 1;
    }
  return doudi_award_propagate (local, error);
}

/* One row a term, so that one ordered read brings an award and its terms. ?1 and ?2: from a code
 * up to, not including, another. */
static const char standing_sql[] =
  "SELECT a.id, a.household_id, a.programme, a.residence, c.division_code, c.village_group, p.name,"
  " p.birth_date, coalesce(nullif(a.original_month, 0), a.first_month), " DOUDI_TERM_COLUMNS
  " FROM household_card c JOIN award a ON a.household_id = c.household_id"
  " JOIN person p ON p.id = a.person_id JOIN award_term t ON t.award_id = a.id"
  " WHERE c.division_code >= ?1 AND c.division_code < ?2 AND a.first_month <= ?3"
  " AND t.from_month <= ?3 AND " DOUDI_TERM_HOLDS
  " ORDER BY c.division_code, a.id, t.from_month, t.id";

#define FIRST_TERM_COLUMN 9

/* Texts of an award must outlive the row they were read from: its terms are on the next ones. */
typedef struct
{
  DoudiStandingAward award;
  char *texts[6];
} PendingAward;

static const char *
keep (PendingAward *pending, guint index, DoudiStatement *statement, int column)
{
  g_free (pending->texts[index]);
  pending->texts[index] = doudi_statement_dup_text (statement, column);
  return pending->texts[index];
}

static void
begin_award (PendingAward *pending, DoudiStatement *statement)
{
  DoudiStandingAward *award = &pending->award;

  award->award_id = doudi_statement_get_int (statement, 0);
  award->household_id = doudi_statement_get_int (statement, 1);
  award->programme = keep (pending, 0, statement, 2);
  award->residence = keep (pending, 1, statement, 3);
  award->division_code = keep (pending, 2, statement, 4);
  award->village_group = keep (pending, 3, statement, 5);
  award->name = keep (pending, 4, statement, 6);
  award->birth = doudi_statement_get_day (statement, 7);
  award->since = (DoudiMonth) doudi_statement_get_int (statement, 8);
  g_array_set_size (award->terms, 0);
}

static void
clear_award (PendingAward *pending)
{
  for (guint i = 0; i < G_N_ELEMENTS (pending->texts); i++)
    g_free (pending->texts[i]);
  g_array_unref (pending->award.terms);
}

static gboolean
read_awards (DoudiStatement *statement,
             PendingAward *pending,
             DoudiStandingAwardFunc func,
             gpointer data,
             GError **error)
{
  GError *local = NULL;

  while (doudi_statement_step (statement, &local))
    {
      DoudiAwardTermRow term;

      if (doudi_statement_get_int (statement, 0) != pending->award.award_id)
        {
          if (pending->award.award_id != 0 && !func (&pending->award, data, error))
            return FALSE;
          begin_award (pending, statement);
        }
      doudi_award_term_from_statement (statement, FIRST_TERM_COLUMN, &term);
      g_array_append_val (pending->award.terms, term);
    }
  if (local == NULL && pending->award.award_id != 0)
    return func (&pending->award, data, error);
  return doudi_award_propagate (local, error);
}

/**
 * doudi_standing_awards_foreach:
 * @store: the caseload
 * @division: (not nullable): a village, or the beginning of its code; "" for the whole county
 * @month: the month
 * @func: (scope call): called for each award; %FALSE with its error set stops
 * @data: for @func
 * @error: return location
 *
 * Goes through the awards that have begun by a month, in the order of villages and awards, with
 * the terms that began by then. Ended ones are among them: their last term covers nobody.
 *
 * Returns: %TRUE if @func saw all of them; %FALSE with @error set
 */
gboolean
doudi_standing_awards_foreach (DoudiStore *store,
                               const char *division,
                               DoudiMonth month,
                               DoudiStandingAwardFunc func,
                               gpointer data,
                               GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, standing_sql, error);
  g_autofree char *end = g_strconcat (division, "~", NULL);
  PendingAward pending = { 0 };
  gboolean done;

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_text (statement, 1, division);
  doudi_statement_bind_text (statement, 2, end);
  doudi_statement_bind_int (statement, 3, month);
  pending.award.terms = g_array_new (FALSE, TRUE, sizeof (DoudiAwardTermRow));
  done = read_awards (statement, &pending, func, data, error);
  clear_award (&pending);
  return done;
}

/**
 * doudi_notice_issue_free:
 * @issue: (nullable): a notice
 *
 * Frees a notice.
 */
void
doudi_notice_issue_free (DoudiNoticeIssue *issue)
{
  if (issue == NULL)
    return;
  g_free (issue->kind);
  g_free (issue->division_code);
  g_free (issue->content);
  g_free (issue->digest);
  g_free (issue->issued_at);
  g_free (issue->issued_by);
  g_free (issue);
}
