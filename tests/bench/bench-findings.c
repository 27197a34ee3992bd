/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <time.h>

#include "base/doudi-base.h"
#include "bench-times.h"
#include "casework/doudi-demonstration.h"
#include "casework/doudi-finding.h"

/* Looking through all households of a county, against bare SQLite that reads every row of the same
 * tables once; and looking at one of them, which has 10 ms. Argument: how many households
 * (100,000), or a caseload of a demonstration that was made before. Times are of the processor, so
 * that a busy machine does not count. */

#define COUNTY "623027"
#define HOUSEHOLDS 100000
#define LOOKED_AT 1000
#define TARGET_MS 10.0

typedef struct
{
  char *folder;
  char *path;
  DoudiStore *store;
  DoudiSession *session;
} Bench;

static void
check (gboolean done, GError *error)
{
  if (!done)
    g_error ("%s", error != NULL ? error->message : "failed");
}

static double
processor_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (double) now.tv_sec * 1000.0 + (double) now.tv_nsec / 1000000.0;
}

static void
found (Bench *bench, guint households)
{
  const DoudiDemonstrationOptions options = { .county = COUNTY,
                                              .households = households,
                                              .seed = 1,
                                              .today = doudi_day_new (2018, 7, 5) };
  DoudiDemonstrationResult result;
  g_autoptr (GError) error = NULL;

  bench->folder = g_dir_make_tmp ("doudi-bench-XXXXXX", NULL);
  bench->path = g_build_filename (bench->folder, "bench.doudi", NULL);
  check (doudi_demonstration_create (bench->path, &options, NULL, &result, &error), error);
}

static void
open_caseload (Bench *bench)
{
  g_autoptr (GError) error = NULL;

  bench->store = doudi_store_open (bench->path, &error);
  check (bench->store != NULL, error);
  bench->session = doudi_session_sign_in (bench->store, "caseworker", DOUDI_DEMONSTRATION_PASSWORD,
                                          doudi_day_new (2018, 7, 5), &error);
  check (bench->session != NULL, error);
}

static void
tear_down (Bench *bench)
{
  doudi_session_unref (bench->session);
  doudi_store_close (bench->store);
  if (bench->folder != NULL)
    {
      g_remove (bench->path);
      g_rmdir (bench->folder);
    }
  g_free (bench->path);
  g_free (bench->folder);
}

static const char *const tables_sql[] = {
  "SELECT * FROM household", "SELECT * FROM household_address", "SELECT * FROM membership",
  "SELECT * FROM person",    "SELECT * FROM circumstance",      "SELECT * FROM account",
  "SELECT * FROM award",     "SELECT * FROM award_term",        "SELECT * FROM person_former",
};

/* Every column of every row is looked at. */
static double
time_bare (Bench *bench)
{
  sqlite3 *db = NULL;
  double start;
  gint64 bytes = 0;

  check (sqlite3_open_v2 (bench->path, &db, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK, NULL);
  start = processor_ms ();
  for (gsize i = 0; i < G_N_ELEMENTS (tables_sql); i++)
    {
      sqlite3_stmt *stmt = NULL;

      sqlite3_prepare_v2 (db, tables_sql[i], -1, &stmt, NULL);
      while (sqlite3_step (stmt) == SQLITE_ROW)
        for (int column = 0; column < sqlite3_column_count (stmt); column++)
          bytes
            += sqlite3_column_text (stmt, column) != NULL ? sqlite3_column_bytes (stmt, column) : 0;
      sqlite3_finalize (stmt);
    }
  sqlite3_close (db);
  g_print ("%.0f MB read by bare SQLite, ", (double) bytes / 1e6);
  return processor_ms () - start;
}

static double
time_all (Bench *bench, guint *n)
{
  double start = processor_ms ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = doudi_findings_list (bench->session, NULL, &error);

  check (all != NULL, error);
  *n = all->len;
  return processor_ms () - start;
}

static void
run_one (Bench *bench)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));

  for (gint64 id = 1; id <= LOOKED_AT; id++)
    {
      double start = processor_ms ();
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) some
        = doudi_findings_of_household (bench->session, id * 61 % LOOKED_AT + 1, &error);
      double ms = processor_ms () - start;

      check (some != NULL, error);
      g_array_append_val (times, ms);
    }
  g_print ("one household: median %.2f ms, 95 %% %.2f ms (target %.0f), slowest %.2f ms\n",
           bench_percentile (times, 50), bench_percentile (times, 95), TARGET_MS,
           bench_percentile (times, 100));
}

int
main (int argc, char *argv[])
{
  Bench bench = { 0 };
  guint64 households = HOUSEHOLDS;
  double bare, all;
  guint n;

  if (argc > 1 && !g_ascii_string_to_unsigned (argv[1], 10, 1, G_MAXINT, &households, NULL))
    bench.path = g_strdup (argv[1]);
  else
    found (&bench, (guint) households);
  open_caseload (&bench);
  (void) time_bare (&bench);
  bare = time_bare (&bench);
  all = time_all (&bench, &n);
  g_print ("%.0f ms; all findings %.0f ms (%u found), ratio %.2f\n", bare, all, n, all / bare);
  run_one (&bench);
  tear_down (&bench);
  return 0;
}
