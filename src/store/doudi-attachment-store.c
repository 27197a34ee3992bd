/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "store/doudi-attachment-store.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>

#include "base/doudi-error.h"
#include "store/doudi-row.h"
#include "store/doudi-verify-private.h"

/**
 * doudi_attachment_digest:
 * @content: a paper
 *
 * Makes the digest by which two papers are the same.
 *
 * Returns: (transfer full): BLAKE2b-256, hexadecimal
 */
char *
doudi_attachment_digest (GBytes *content)
{
  gsize length;
  const guint8 *bytes = g_bytes_get_data (content, &length);
  guint8 digest[crypto_generichash_BYTES];
  char text[2 * sizeof digest + 1];

  crypto_generichash (digest, sizeof digest, bytes, length, NULL, 0);
  return g_strdup (sodium_bin2hex (text, sizeof text, digest, sizeof digest));
}

/* The same paper is kept once, however many households it lies with. */
static const char insert_content_sql[]
  = "INSERT INTO attachment_content (digest, content) VALUES (?1, ?2)"
    " ON CONFLICT (digest) DO NOTHING";

static gboolean
insert_content (DoudiSession *session, const char *digest, GBytes *content, GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_row_statement (session, insert_content_sql, error);
  gsize length;
  gconstpointer bytes = g_bytes_get_data (content, &length);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_text (statement, 1, digest);
  doudi_statement_bind_blob (statement, 2, bytes, length);
  return doudi_statement_run (statement, error);
}

static const char insert_sql[]
  = "INSERT INTO attachment (household_id, person_id, kind, title, media_type, size, digest,"
    " dated_on, recorded_at, recorded_by) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";

static gboolean
insert_row (DoudiSession *session, DoudiAttachmentRow *row, GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_row_statement (session, insert_sql, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, row->household_id);
  doudi_row_bind_id (statement, 2, row->person_id);
  doudi_statement_bind_text (statement, 3, row->kind);
  doudi_statement_bind_text (statement, 4, row->title);
  doudi_statement_bind_text (statement, 5, row->media_type);
  doudi_statement_bind_int (statement, 6, row->size);
  doudi_statement_bind_text (statement, 7, row->digest);
  if (row->dated_on != DOUDI_DAY_NONE)
    doudi_statement_bind_day (statement, 8, row->dated_on);
  doudi_row_bind_record (statement, 9, session);
  return doudi_statement_insert (statement, &row->id, error);
}

/**
 * doudi_attachment_insert:
 * @session: who keeps it
 * @row: what it is; id, size and digest are set
 * @content: the paper, 1 to %DOUDI_ATTACHMENT_SIZE_MAX bytes
 * @error: return location
 *
 * Keeps a paper of a household.
 *
 * Returns: whether it was stored
 */
gboolean
doudi_attachment_insert (DoudiSession *session,
                         DoudiAttachmentRow *row,
                         GBytes *content,
                         GError **error)
{
  g_free (row->digest);
  row->digest = doudi_attachment_digest (content);
  row->size = (gint64) g_bytes_get_size (content);
  return insert_content (session, row->digest, content, error) && insert_row (session, row, error);
}

static const char set_removed_sql[]
  = "UPDATE attachment SET removed_reason = ?2, removed_at = ?3, removed_by = ?4"
    " WHERE id = ?1 AND removed_at IS NULL";

/**
 * doudi_attachment_set_removed:
 * @session: who removes it
 * @id: a paper that is kept
 * @reason: why
 * @error: %DOUDI_ERROR_CONFLICT if it was removed already
 *
 * Puts a paper into the bin. Its content stays.
 *
 * Returns: whether it was stored
 */
gboolean
doudi_attachment_set_removed (DoudiSession *session, gint64 id, const char *reason, GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_row_statement (session, set_removed_sql, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, id);
  doudi_statement_bind_text (statement, 2, reason);
  doudi_row_bind_record (statement, 3, session);
  return doudi_row_run_once (statement, error);
}

static const char set_restored_sql[]
  = "UPDATE attachment SET removed_reason = '', removed_at = NULL, removed_by = NULL"
    " WHERE id = ?1 AND removed_at IS NOT NULL";

/**
 * doudi_attachment_set_restored:
 * @session: who brings it back
 * @id: a paper in the bin
 * @error: %DOUDI_ERROR_CONFLICT if it is not in the bin
 *
 * Takes a paper out of the bin. That it was there is told by the log.
 *
 * Returns: whether it was stored
 */
gboolean
doudi_attachment_set_restored (DoudiSession *session, gint64 id, GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_row_statement (session, set_restored_sql, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, id);
  return doudi_row_run_once (statement, error);
}

#define ATTACHMENT_COLUMNS                                                                         \
  "a.id, a.household_id, a.person_id, coalesce(p.name, ''), a.kind, a.title, a.media_type,"        \
  " a.size, a.digest, a.dated_on, a.recorded_at, a.recorded_by, coalesce(a.removed_at, ''),"       \
  " coalesce(a.removed_by, ''), a.removed_reason"
#define ATTACHMENT_FROM " FROM attachment a LEFT JOIN person p ON p.id = a.person_id"

static gpointer
attachment_from_statement (DoudiStatement *statement)
{
  DoudiAttachmentRow *row = g_new0 (DoudiAttachmentRow, 1);

  row->id = doudi_statement_get_int (statement, 0);
  row->household_id = doudi_statement_get_int (statement, 1);
  row->person_id = doudi_statement_get_int (statement, 2);
  row->person_name = doudi_statement_dup_text (statement, 3);
  row->kind = doudi_statement_dup_text (statement, 4);
  row->title = doudi_statement_dup_text (statement, 5);
  row->media_type = doudi_statement_dup_text (statement, 6);
  row->size = doudi_statement_get_int (statement, 7);
  row->digest = doudi_statement_dup_text (statement, 8);
  row->dated_on = doudi_statement_get_day (statement, 9);
  row->recorded_at = doudi_statement_dup_text (statement, 10);
  row->recorded_by = doudi_statement_dup_text (statement, 11);
  row->removed_at = doudi_statement_dup_text (statement, 12);
  row->removed_by = doudi_statement_dup_text (statement, 13);
  row->removed_reason = doudi_statement_dup_text (statement, 14);
  return row;
}

static const char get_sql[] = "SELECT " ATTACHMENT_COLUMNS ATTACHMENT_FROM " WHERE a.id = ?1";

/**
 * doudi_attachment_get:
 * @store: the caseload
 * @id: of a paper
 * @error: %DOUDI_ERROR_NOT_FOUND
 *
 * Reads what a paper is.
 *
 * Returns: (transfer full): the paper; %NULL with @error set
 */
DoudiAttachmentRow *
doudi_attachment_get (DoudiStore *store, gint64 id, GError **error)
{
  GError *local = NULL;
  gboolean found;
  DoudiAttachmentRow *row
    = doudi_row_get_of (store, get_sql, id, attachment_from_statement, &found, &local);

  if (local != NULL)
    g_propagate_error (error, local);
  else if (!found)
    doudi_error_set (error, DOUDI_ERROR_NOT_FOUND, NULL,
                     _ ("There is no paper %lld. The page of a household shows its papers."),
                     (long long) id);
  return row;
}

static const char *const list_sql[2] = {
  "SELECT " ATTACHMENT_COLUMNS ATTACHMENT_FROM " WHERE a.household_id = ?1 AND a.removed_at IS NULL"
  " ORDER BY coalesce(a.dated_on, substr(a.recorded_at, 1, 10)) DESC, a.id DESC LIMIT 200",
  "SELECT " ATTACHMENT_COLUMNS ATTACHMENT_FROM
  " WHERE a.household_id = ?1 AND a.removed_at IS NOT NULL ORDER BY a.removed_at DESC, a.id DESC"
  " LIMIT 200",
};

/**
 * doudi_attachment_list:
 * @store: the caseload
 * @household_id: a household
 * @removed: whether the bin is wanted
 * @error: return location
 *
 * Lists the papers of a household: those that are kept by their day, or those in the bin.
 *
 * Returns: (transfer full) (element-type DoudiAttachmentRow): the latest first, 200 at most; %NULL
 *   with @error set
 */
GPtrArray *
doudi_attachment_list (DoudiStore *store, gint64 household_id, gboolean removed, GError **error)
{
  return doudi_rows_list_of (store, list_sql[removed ? 1 : 0], household_id,
                             attachment_from_statement, (GDestroyNotify) doudi_attachment_row_free,
                             error);
}

static const char count_sql[]
  = "SELECT count(*) FROM attachment WHERE household_id = ?1 AND removed_at IS NULL";

/**
 * doudi_attachment_count:
 * @store: the caseload
 * @household_id: a household
 * @kept: (out): how many papers it has that are not in the bin
 * @error: return location
 *
 * Counts the papers of a household.
 *
 * Returns: whether they could be counted
 */
gboolean
doudi_attachment_count (DoudiStore *store, gint64 household_id, gint64 *kept, GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, count_sql, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, household_id);
  return doudi_row_read_id (statement, kept, error);
}

static const char find_sql[]
  = "SELECT id FROM attachment WHERE household_id = ?1 AND digest = ?2 AND removed_at IS NULL"
    " LIMIT 1";

/**
 * doudi_attachment_find:
 * @store: the caseload
 * @household_id: a household
 * @digest: as doudi_attachment_digest() makes it
 * @id: (out): the paper of the household with exactly this content, 0 if there is none
 * @error: return location
 *
 * Looks whether a household has a paper already.
 *
 * Returns: whether it could be looked at
 */
gboolean
doudi_attachment_find (DoudiStore *store,
                       gint64 household_id,
                       const char *digest,
                       gint64 *id,
                       GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, find_sql, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, household_id);
  doudi_statement_bind_text (statement, 2, digest);
  return doudi_row_read_id (statement, id, error);
}

static const char has_person_sql[]
  = "SELECT id FROM membership WHERE household_id = ?1 AND person_id = ?2 LIMIT 1";

/**
 * doudi_attachment_has_person:
 * @store: the caseload
 * @household_id: a household
 * @person_id: a person
 * @has: (out): whether the person is or was a member
 * @error: return location
 *
 * Looks whether a paper of a household may be about a person.
 *
 * Returns: whether it could be looked at
 */
gboolean
doudi_attachment_has_person (DoudiStore *store,
                             gint64 household_id,
                             gint64 person_id,
                             gboolean *has,
                             GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, has_person_sql, error);
  gint64 id = 0;

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, household_id);
  doudi_statement_bind_int (statement, 2, person_id);
  if (!doudi_row_read_id (statement, &id, error))
    return FALSE;
  *has = id != 0;
  return TRUE;
}

static const char content_sql[] = "SELECT content FROM attachment_content WHERE digest = ?1";

static gpointer
content_from_statement (DoudiStatement *statement)
{
  return doudi_statement_dup_blob (statement, 0);
}

static GBytes *
read_content (DoudiStore *store, const char *digest, GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, content_sql, error);
  g_autoptr (GPtrArray) rows = NULL;

  if (statement == NULL)
    return NULL;
  doudi_statement_bind_text (statement, 1, digest);
  rows = doudi_rows_take (statement, content_from_statement, (GDestroyNotify) g_bytes_unref, error);
  if (rows == NULL)
    return NULL;
  return rows->len > 0 ? g_bytes_ref (g_ptr_array_index (rows, 0)) : g_bytes_new (NULL, 0);
}

/**
 * doudi_attachment_get_content:
 * @store: the caseload
 * @row: a paper
 * @error: %DOUDI_ERROR_CORRUPT if it is not as it was stored
 *
 * Reads a paper itself.
 *
 * Returns: (transfer full): its bytes; %NULL with @error set
 */
GBytes *
doudi_attachment_get_content (DoudiStore *store, const DoudiAttachmentRow *row, GError **error)
{
  g_autoptr (GBytes) content = read_content (store, row->digest, error);
  g_autofree char *digest = content != NULL ? doudi_attachment_digest (content) : NULL;

  if (content == NULL)
    return NULL;
  if (g_str_equal (digest, row->digest))
    return g_steal_pointer (&content);
  doudi_error_set (error, DOUDI_ERROR_CORRUPT, NULL,
                   _ ("Paper %lld is not as it was stored. Check the caseload, and take the paper "
                      "from a backup."),
                   (long long) row->id);
  return NULL;
}

static const char contents_sql[]
  = "SELECT digest, content, (SELECT count(*) FROM attachment_content) FROM attachment_content";
static const char sizes_sql[]
  = "SELECT count(*) FROM attachment a JOIN attachment_content c ON c.digest = a.digest"
    " WHERE a.size <> length(c.content)";

static gboolean
is_whole (DoudiStatement *row)
{
  g_autoptr (GBytes) content = doudi_statement_dup_blob (row, 1);
  g_autofree char *digest = doudi_attachment_digest (content);

  return g_str_equal (digest, doudi_statement_get_text (row, 0));
}

static gboolean
compare_digests (DoudiStore *store,
                 const DoudiProgress *progress,
                 gint64 *all,
                 gint64 *broken,
                 GError **error)
{
  g_autoptr (DoudiStatement) row = doudi_statement_get (store, contents_sql, error);
  GError *local = NULL;

  if (row == NULL)
    return FALSE;
  while (doudi_statement_step (row, &local))
    {
      if (doudi_progress_is_cancelled (progress, error))
        return FALSE;
      *broken += is_whole (row) ? 0 : 1;
      doudi_progress_report (progress, _ ("Checking papers"), ++*all,
                             doudi_statement_get_int (row, 2));
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/**
 * doudi_attachment_verify:
 * @store: the caseload
 * @checks: (element-type DoudiCheck): where the result goes
 * @progress: (nullable): progress and stop
 * @error: %DOUDI_ERROR_CANCELLED, or what kept it from being checked
 *
 * Checks that every paper is as it was stored.
 *
 * Returns: whether it could be checked
 */
gboolean
doudi_attachment_verify (DoudiStore *store,
                         GPtrArray *checks,
                         const DoudiProgress *progress,
                         GError **error)
{
  g_autoptr (DoudiStatement) sizes = doudi_statement_get (store, sizes_sql, error);
  gint64 all = 0, broken = 0, other = 0;

  if (sizes == NULL || !doudi_row_read_id (sizes, &other, error)
      || !compare_digests (store, progress, &all, &broken, error))
    return FALSE;
  doudi_verify_add (checks, "attachments", all, broken + other,
                    _ ("papers that are not as they were stored"));
  return TRUE;
}

/**
 * doudi_attachment_row_free:
 * @row: (nullable) (transfer full): a paper
 *
 * Frees it.
 */
void
doudi_attachment_row_free (DoudiAttachmentRow *row)
{
  if (row == NULL)
    return;
  g_free (row->person_name);
  g_free (row->kind);
  g_free (row->title);
  g_free (row->media_type);
  g_free (row->digest);
  g_free (row->recorded_at);
  g_free (row->recorded_by);
  g_free (row->removed_at);
  g_free (row->removed_by);
  g_free (row->removed_reason);
  g_free (row);
}
