/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "store/doudi-audit.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

#include "base/doudi-error.h"
#include "store/doudi-statement.h"

#define HASH_LENGTH 32
#define PROGRESS_LINES 10000

/* Where the texts of a line lie, in the order they are hashed: columns of the SELECT below, from 0,
 * and with one more the parameters of the INSERT. */
static const int text_columns[] = { 1, 2, 3, 5, 6, 7, 8, 9, 10 };
#define N_TEXTS G_N_ELEMENTS (text_columns)
#define COLUMN_SEQ 0
#define COLUMN_MONOTONIC_MS 4
#define COLUMN_PREV 11
#define COLUMN_HASH 12

/* A line as it is hashed: the clock, day, boot, actor, roles, action, object, result, detail. */
typedef struct
{
  gint64 seq;
  gint64 monotonic_ms;
  const char *texts[N_TEXTS];
  guint8 prev[HASH_LENGTH];
} Line;

static void
hash_field (crypto_generichash_state *state, gconstpointer data, gsize length)
{
  guint64 prefix = GUINT64_TO_LE ((guint64) length);

  crypto_generichash_update (state, (const guint8 *) &prefix, sizeof prefix);
  crypto_generichash_update (state, data, length);
}

static void
hash_number (crypto_generichash_state *state, gint64 number)
{
  gint64 bytes = GINT64_TO_LE (number);

  hash_field (state, &bytes, sizeof bytes);
}

/* Every field goes in with its length, so that no two lines can read alike. */
static void
hash_line (guint8 hash[HASH_LENGTH], DoudiKey *key, const Line *line)
{
  crypto_generichash_state state;

  crypto_generichash_init (&state, doudi_key_get_audit_key (key), HASH_LENGTH, HASH_LENGTH);
  hash_field (&state, line->prev, HASH_LENGTH);
  hash_number (&state, line->seq);
  hash_number (&state, line->monotonic_ms);
  for (gsize i = 0; i < N_TEXTS; i++)
    hash_field (&state, line->texts[i], strlen (line->texts[i]));
  crypto_generichash_final (&state, hash, HASH_LENGTH);
}

static gboolean
read_hash (DoudiStatement *statement, int column, guint8 hash[HASH_LENGTH])
{
  g_autoptr (GBytes) bytes = doudi_statement_dup_blob (statement, column);

  if (g_bytes_get_size (bytes) != HASH_LENGTH)
    return FALSE;
  memcpy (hash, g_bytes_get_data (bytes, NULL), HASH_LENGTH);
  return TRUE;
}

static const char head_sql[] = "SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1";

/* Makes @line the one after the last; an empty log begins with a hash of zeros. */
static gboolean
follow_head (DoudiStore *store, Line *line, GError **error)
{
  g_autoptr (DoudiStatement) select = doudi_statement_get (store, head_sql, error);
  g_autoptr (GError) local_error = NULL;

  if (select == NULL)
    return FALSE;
  line->seq = 1;
  memset (line->prev, 0, HASH_LENGTH);
  if (!doudi_statement_step (select, &local_error))
    {
      if (local_error == NULL)
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  line->seq = doudi_statement_get_int (select, 0) + 1;
  if (read_hash (select, 1, line->prev))
    return TRUE;
  doudi_error_set (error, DOUDI_ERROR_CORRUPT, doudi_store_get_path (store),
                   _ ("The log of this caseload is damaged. Restore the newest backup."));
  return FALSE;
}

static const char append_sql[]
  = "INSERT INTO audit (seq, recorded_at, business_day, boot_id, monotonic_ms, actor, roles,"
    " action, object, result, detail, prev, hash)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)";

static gboolean
insert_line (DoudiStore *store, const Line *line, const guint8 hash[HASH_LENGTH], GError **error)
{
  g_autoptr (DoudiStatement) insert = doudi_statement_get (store, append_sql, error);

  if (insert == NULL)
    return FALSE;
  doudi_statement_bind_int (insert, COLUMN_SEQ + 1, line->seq);
  doudi_statement_bind_int (insert, COLUMN_MONOTONIC_MS + 1, line->monotonic_ms);
  for (gsize i = 0; i < N_TEXTS; i++)
    doudi_statement_bind_text (insert, text_columns[i] + 1, line->texts[i]);
  doudi_statement_bind_blob (insert, COLUMN_PREV + 1, line->prev, HASH_LENGTH);
  doudi_statement_bind_blob (insert, COLUMN_HASH + 1, hash, HASH_LENGTH);
  return doudi_statement_run (insert, error);
}

/**
 * doudi_audit_append:
 * @store: (not nullable): the writing connection, in a transaction
 * @key: (not nullable): the data key
 * @line: (not nullable): what happened
 * @error: what kept it from being stored
 *
 * Adds a line to the log, chained to the one before it. It stays if and only if the transaction
 * does.
 *
 * Returns: whether it was added
 */
gboolean
doudi_audit_append (DoudiStore *store, DoudiKey *key, const DoudiAuditLine *line, GError **error)
{
  g_autofree char *boot_id = doudi_clock_dup_boot_id ();
  guint8 hash[HASH_LENGTH];
  Line next = {
    .monotonic_ms = line->monotonic_ms,
    .texts = { line->recorded_at, line->business_day, boot_id, line->actor, line->roles,
               line->action, line->object != NULL ? line->object : "", line->result,
               line->detail != NULL ? line->detail : "" },
  };

  if (!follow_head (store, &next, error))
    return FALSE;
  hash_line (hash, key, &next);
  return insert_line (store, &next, hash, error);
}

static const char *
find_problem (DoudiStatement *row, DoudiKey *key, gint64 seq, const guint8 prev[HASH_LENGTH])
{
  Line line = { .seq = doudi_statement_get_int (row, COLUMN_SEQ),
                .monotonic_ms = doudi_statement_get_int (row, COLUMN_MONOTONIC_MS) };
  guint8 stored[HASH_LENGTH];
  guint8 hash[HASH_LENGTH];

  if (line.seq != seq)
    return "gap";
  if (!read_hash (row, COLUMN_PREV, line.prev) || memcmp (line.prev, prev, HASH_LENGTH) != 0)
    return "link";
  for (gsize i = 0; i < N_TEXTS; i++)
    {
      line.texts[i] = doudi_statement_get_text (row, text_columns[i]);
      if (line.texts[i] == NULL)
        return "hash";
    }
  hash_line (hash, key, &line);
  if (!read_hash (row, COLUMN_HASH, stored) || sodium_memcmp (stored, hash, HASH_LENGTH) != 0)
    return "hash";
  return NULL;
}

static void
note_problem (DoudiAuditReport *report, gint64 seq, const char *problem)
{
  if (problem == NULL)
    return;
  if (report->broken++ == 0)
    {
      report->first_broken = seq;
      report->problem = problem;
    }
}

/* ISO text of one length: compares as the clock does. */
static void
note_time (DoudiAuditReport *report, gint64 seq, const char *recorded_at, char *last)
{
  if (recorded_at == NULL)
    return;
  if (strcmp (recorded_at, last) < 0 && report->regressions++ == 0)
    report->first_regression = seq;
  g_strlcpy (last, recorded_at, DOUDI_CLOCK_LENGTH + 1);
}

static const char verify_sql[]
  = "SELECT seq, recorded_at, business_day, boot_id, monotonic_ms, actor, roles, action, object,"
    " result, detail, prev, hash FROM audit ORDER BY seq";

/**
 * doudi_audit_verify:
 * @store: (not nullable): a connection
 * @key: (not nullable): the data key
 * @report: (out caller-allocates): what was found
 * @progress: (nullable): whom to tell, and who may stop it
 * @error: what kept it from being read
 *
 * Follows the chain from the first line to the last. A wall clock that went back is counted apart:
 * it says something of the machine, not of the log.
 *
 * Returns: whether the log could be read; what it says is in @report
 */
gboolean
doudi_audit_verify (DoudiStore *store,
                    DoudiKey *key,
                    DoudiAuditReport *report,
                    const DoudiProgress *progress,
                    GError **error)
{
  g_autoptr (DoudiStatement) row = doudi_statement_get (store, verify_sql, error);
  g_autoptr (GError) local_error = NULL;
  guint8 prev[HASH_LENGTH] = { 0 };
  char last[DOUDI_CLOCK_LENGTH + 1] = "";
  gint64 expected = 1;

  *report = (DoudiAuditReport){ 0 };
  if (row == NULL)
    return FALSE;
  while (doudi_statement_step (row, &local_error))
    {
      gint64 seq = doudi_statement_get_int (row, COLUMN_SEQ);

      note_problem (report, seq, find_problem (row, key, expected, prev));
      note_time (report, seq, doudi_statement_get_text (row, text_columns[0]), last);
      if (!read_hash (row, COLUMN_HASH, prev))
        memset (prev, 0, sizeof prev);
      expected = seq + 1;
      if (++report->lines % PROGRESS_LINES != 0)
        continue;
      doudi_progress_report (progress, _ ("Checking the log"), report->lines, 0);
      if (doudi_progress_is_cancelled (progress, error))
        return FALSE;
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}
