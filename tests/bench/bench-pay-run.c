/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <time.h>

#include "base/doudi-base.h"
#include "bench-caseload.h"
#include "casework/doudi-pay-run.h"
#include "casework/doudi-policies.h"
#include "store/doudi-award-store.h"
#include "store/doudi-registry-write.h"
#include "store/doudi-setting.h"
#include "store/doudi-user.h"

/* A run over n households of three, against bare SQLite that puts the very rows of the run into a
 * copy of the caseload as it was before: same schema, triggers, keys and durability. The run may
 * take twice the time of the processor: what the clock says depends on who else is working.
 * Without arguments: 1,000, 10,000 and 100,000 households. */

#define DAY "2018-01-20"
#define RATIO_MAX 2.0

static void
copy_file (Bench *bench)
{
  g_autoptr (GFile) from = g_file_new_for_path (bench->path);
  g_autoptr (GFile) to = g_file_new_for_path (bench->copy);

  bench_check (g_file_copy (from, to, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, NULL), NULL);
}

static Cost
run (Bench *bench)
{
  g_autoptr (GError) error = NULL;
  Cost start = bench_now ();
  g_autoptr (DoudiPayRunResult) result
    = doudi_pay_run_propose (bench->session, MONTH, 0, NULL, &error);

  bench_check (result != NULL, error);
  return bench_since (start);
}

static sqlite3 *
open_bare (const char *path)
{
  static const char settings[]
    = "PRAGMA journal_mode=TRUNCATE; PRAGMA synchronous=EXTRA; PRAGMA foreign_keys=ON;"
      " PRAGMA recursive_triggers=ON; PRAGMA secure_delete=ON; PRAGMA cache_spill=OFF;"
      " PRAGMA temp_store=MEMORY; PRAGMA cache_size=-16384";
  sqlite3 *db = NULL;

  bench_check (sqlite3_open (path, &db) == SQLITE_OK
                 && sqlite3_exec (db, settings, NULL, NULL, NULL) == SQLITE_OK,
               NULL);
  return db;
}

/* The rows of one table, read before the clock starts. */
typedef struct
{
  sqlite3_stmt *insert;
  GPtrArray *values;
  int columns;
} Rows;

static const struct
{
  const char *select;
  const char *insert;
} tables[] = {
  { "SELECT * FROM pay_run",
    "INSERT INTO pay_run VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)" },
  { "SELECT * FROM payment ORDER BY id", "INSERT INTO payment VALUES (?, ?, ?, ?, ?, ?, ?, ?)" },
  { "SELECT * FROM pay_item ORDER BY award_id",
    "INSERT INTO pay_item VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)" },
  { "SELECT * FROM ledger_line ORDER BY award_id, for_month",
    "INSERT INTO ledger_line VALUES (?, ?, ?, ?, ?)" },
};

static void
read_rows (sqlite3 *from, sqlite3 *to, gsize table, Rows *rows)
{
  sqlite3_stmt *select = NULL;

  bench_check (sqlite3_prepare_v2 (from, tables[table].select, -1, &select, NULL) == SQLITE_OK
                 && sqlite3_prepare_v2 (to, tables[table].insert, -1, &rows->insert, NULL)
                      == SQLITE_OK,
               NULL);
  rows->columns = sqlite3_column_count (select);
  rows->values = g_ptr_array_new_with_free_func ((GDestroyNotify) sqlite3_value_free);
  while (sqlite3_step (select) == SQLITE_ROW)
    for (int column = 0; column < rows->columns; column++)
      g_ptr_array_add (rows->values, sqlite3_value_dup (sqlite3_column_value (select, column)));
  sqlite3_finalize (select);
}

static void
insert_rows (const Rows *rows)
{
  for (guint i = 0; i < rows->values->len; i += (guint) rows->columns)
    {
      for (int column = 0; column < rows->columns; column++)
        sqlite3_bind_value (rows->insert, column + 1,
                            g_ptr_array_index (rows->values, i + (guint) column));
      bench_check (sqlite3_step (rows->insert) == SQLITE_DONE, NULL);
      sqlite3_reset (rows->insert);
    }
}

static Cost
run_bare (Bench *bench)
{
  sqlite3 *from = open_bare (bench->path);
  sqlite3 *to = open_bare (bench->copy);
  Rows rows[G_N_ELEMENTS (tables)];
  Cost start, cost;

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    read_rows (from, to, i, &rows[i]);
  start = bench_now ();
  sqlite3_exec (to, "BEGIN IMMEDIATE", NULL, NULL, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    insert_rows (&rows[i]);
  bench_check (sqlite3_exec (to, "COMMIT", NULL, NULL, NULL) == SQLITE_OK, NULL);
  cost = bench_since (start);
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      sqlite3_finalize (rows[i].insert);
      g_ptr_array_unref (rows[i].values);
    }
  sqlite3_close (from);
  sqlite3_close (to);
  return cost;
}

static void
clean_up (Bench *bench)
{
  doudi_session_unref (bench->session);
  doudi_store_close (bench->store);
  g_remove (bench->path);
  g_remove (bench->copy);
  g_rmdir (bench->folder);
  g_free (bench->path);
  g_free (bench->copy);
  g_free (bench->folder);
}

static gboolean
measure (guint n)
{
  Bench bench = { .day = DAY };
  Cost ours, bare;

  bench_found (&bench);
  bench_fill (&bench, n);
  copy_file (&bench);
  ours = run (&bench);
  bare = run_bare (&bench);
  g_print ("%7u households: %7.3f s of the processor (%7.3f s), bare SQLite %7.3f s (%7.3f s), "
           "ratio %.2f\n",
           n, ours.processor, ours.clock, bare.processor, bare.clock,
           ours.processor / bare.processor);
  clean_up (&bench);
  return ours.processor <= RATIO_MAX * bare.processor;
}

int
main (int argc, char *argv[])
{
  static const guint sizes[] = { 1000, 10000, 100000 };
  gboolean fast_enough = TRUE;

  if (argc > 1)
    return measure ((guint) g_ascii_strtoull (argv[1], NULL, 10)) ? 0 : 1;
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    fast_enough = measure (sizes[i]) && fast_enough;
  return fast_enough ? 0 : 1;
}
