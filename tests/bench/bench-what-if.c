/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include <glib/gstdio.h>
#include <sqlite3.h>

#include "base/doudi-base.h"
#include "bench-caseload.h"
#include "casework/doudi-policies.h"
#include "casework/doudi-what-if.h"
#include "store/doudi-award-store.h"
#include "store/doudi-user.h"

/* The prefecture plan of 2018 asked about in May, over n households of three and twelve months,
 * against bare SQLite that reads the same terms in the order of their awards. Without arguments:
 * 1,000, 10,000 and 100,000 households. */

#define DAY "2018-05-20"
#define FROM 201801
#define TO 201812

static Cost
ask (Bench *bench)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiPolicyDocument) draft
    = doudi_policy_document_load_bundled ("gannan-2018", &error);
  Cost start = bench_now ();
  g_autoptr (DoudiWhatIf) what_if = doudi_what_if (bench->session, draft, FROM, TO, NULL, &error);

  bench_check (what_if != NULL, error);
  bench_check (what_if->total.gain > 0, NULL);
  return bench_since (start);
}

static const char bare_sql[]
  = "SELECT a.id, a.residence, a.first_month, t.from_month, t.persons, t.benefit_class, t.care,"
    " t.self_care FROM award a JOIN award_term t ON t.award_id = a.id"
    " ORDER BY a.id, t.from_month, t.id";

static Cost
read_bare (Bench *bench)
{
  sqlite3 *db = NULL;
  sqlite3_stmt *select = NULL;
  gint64 persons = 0;
  Cost start, cost;

  bench_check (sqlite3_open (bench->path, &db) == SQLITE_OK
                 && sqlite3_exec (db, "PRAGMA cache_size=-16384", NULL, NULL, NULL) == SQLITE_OK
                 && sqlite3_prepare_v2 (db, bare_sql, -1, &select, NULL) == SQLITE_OK,
               NULL);
  start = bench_now ();
  while (sqlite3_step (select) == SQLITE_ROW)
    persons += sqlite3_column_int64 (select, 4);
  cost = bench_since (start);
  bench_check (persons > 0, NULL);
  sqlite3_finalize (select);
  sqlite3_close (db);
  return cost;
}

static void
clean_up (Bench *bench)
{
  doudi_session_unref (bench->session);
  doudi_store_close (bench->store);
  g_remove (bench->path);
  g_rmdir (bench->folder);
  g_free (bench->path);
  g_free (bench->copy);
  g_free (bench->folder);
}

static void
measure (guint n)
{
  Bench bench = { .day = DAY };
  Cost ours, bare;

  bench_found (&bench);
  bench_fill (&bench, n);
  ours = ask (&bench);
  bare = read_bare (&bench);
  g_print ("%7u households, 12 months: %7.3f s of the processor (%7.3f s), bare SQLite reading the "
           "terms %7.3f s (%7.3f s), ratio %.2f\n",
           n, ours.processor, ours.clock, bare.processor, bare.clock,
           ours.processor / bare.processor);
  clean_up (&bench);
}

int
main (int argc, char *argv[])
{
  static const guint sizes[] = { 1000, 10000, 100000 };

  if (argc > 1)
    {
      measure ((guint) g_ascii_strtoull (argv[1], NULL, 10));
      return 0;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    measure (sizes[i]);
  return 0;
}
