/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include <glib/gstdio.h>
#include <sqlite3.h>

#include "base/doudi-base.h"
#include "bench-caseload.h"
#include "bench-times.h"
#include "casework/doudi-demonstration.h"
#include "casework/doudi-explain.h"
#include "casework/doudi-household-means.h"
#include "casework/doudi-timeline.h"
#include "store/doudi-award-store.h"
#include "store/doudi-household-history.h"
#include "store/doudi-registry.h"

/* Everything the page of a household shows, of households that were paid every month for ten years,
 * against bare SQLite that reads the rows of the same household with one statement a table,
 * prepared once. Argument: how many households (50), or a caseload that was made before. Times are
 * of the processor, so that a busy machine does not count. */

#define COUNTY "623027"
#define HOUSEHOLDS 50
#define MONTHS 120
#define MOST 500
#define TARGET_MS 50.0

typedef struct
{
  Bench base;
  sqlite3 *raw;
  GArray *households;
} Opening;

/* What is read, and how many rows it came to. */
typedef guint (*Reader) (Opening *opening, gint64 household);

static guint
read_head (Opening *opening, gint64 household)
{
  DoudiSession *session = opening->base.session;
  DoudiDay today = doudi_session_get_today (session);
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiHousehold) facts
    = doudi_registry_get_household (opening->base.store, household, today, &error);
  g_autoptr (GPtrArray) awards = doudi_awards_of_household (opening->base.store, household, &error);

  bench_check (facts != NULL && awards != NULL, error);
  for (guint i = 0; i < awards->len; i++)
    {
      const DoudiAwardRow *award = g_ptr_array_index (awards, i);
      g_autoptr (DoudiExplanation) explanation = doudi_explain (
        session, award->id, doudi_month_of_day (today), DOUDI_LANGUAGE_CHINESE, &error);

      bench_check (explanation != NULL, error);
    }
  return awards->len;
}

static guint
read_members (Opening *opening, gint64 household)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) members
    = doudi_history_list_members (opening->base.store, household, &error);
  g_autoptr (GPtrArray) accounts
    = doudi_history_list_accounts (opening->base.store, household, &error);

  bench_check (members != NULL && accounts != NULL, error);
  return members->len + accounts->len;
}

static guint
read_forms (Opening *opening, gint64 household)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) means
    = doudi_household_means_load (opening->base.store, household, DOUDI_LANGUAGE_CHINESE, &error);
  g_autoptr (GPtrArray) forms = doudi_history_list_forms (opening->base.store, household, &error);

  bench_check (means != NULL && forms != NULL, error);
  return means->len + forms->len;
}

static guint
read_payments (Opening *opening, gint64 household)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) payments
    = doudi_history_list_payments (opening->base.store, household, &error);

  bench_check (payments != NULL, error);
  return payments->len;
}

static guint
read_timeline (Opening *opening, gint64 household)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = doudi_timeline_load (
    opening->base.store, household, DOUDI_TOPICS_ALL, DOUDI_LANGUAGE_CHINESE, &error);

  bench_check (entries != NULL, error);
  return entries->len;
}

static const struct
{
  const char *name;
  Reader read;
} readers[] = {
  { "head and amounts", read_head },   { "members and accounts", read_members },
  { "income and visits", read_forms }, { "payments", read_payments },
  { "timeline", read_timeline },
};

/* The least that any page has to do: the rows. */
static const char *const bare_sql[] = {
  "SELECT * FROM household h JOIN household_address a ON a.household_id = h.id WHERE h.id = ?1",
  "SELECT m.*, p.* FROM membership m JOIN person p ON p.id = m.person_id WHERE m.household_id = ?1",
  "SELECT c.* FROM membership m JOIN circumstance c ON c.person_id = m.person_id"
  " WHERE m.household_id = ?1",
  "SELECT * FROM account WHERE household_id = ?1",
  "SELECT a.*, t.* FROM award a JOIN award_term t ON t.award_id = a.id WHERE a.household_id = ?1",
  "SELECT q.*, e.* FROM application q JOIN application_event e ON e.application_id = q.id"
  " WHERE q.household_id = ?1",
  "SELECT * FROM household_change WHERE household_id = ?1",
  "SELECT r.* FROM award a JOIN review r ON r.award_id = a.id WHERE a.household_id = ?1",
  "SELECT i.*, r.*, y.* FROM award a JOIN pay_item i ON i.award_id = a.id"
  " JOIN pay_run r ON r.id = i.run_id LEFT JOIN payment y ON y.id = i.payment_id"
  " WHERE a.household_id = ?1",
  "SELECT id, kind, title FROM attachment WHERE household_id = ?1",
};

static double
time_bare (sqlite3_stmt **statements, gint64 household)
{
  Cost start = bench_now ();
  gint64 bytes = 0;

  for (guint i = 0; i < G_N_ELEMENTS (bare_sql); i++)
    {
      sqlite3_bind_int64 (statements[i], 1, household);
      while (sqlite3_step (statements[i]) == SQLITE_ROW)
        for (int column = 0; column < sqlite3_column_count (statements[i]); column++)
          {
            (void) sqlite3_column_text (statements[i], column);
            bytes += sqlite3_column_bytes (statements[i], column);
          }
      sqlite3_reset (statements[i]);
    }
  bench_check (bytes > 0, NULL);
  return bench_since (start).processor * 1000.0;
}

/* Those that were paid through all the years. */
static void
find_households (Opening *opening)
{
  sqlite3_stmt *stmt = NULL;

  opening->households = g_array_new (FALSE, FALSE, sizeof (gint64));
  sqlite3_prepare_v2 (opening->raw,
                      "SELECT household_id FROM pay_item GROUP BY household_id"
                      " HAVING count(DISTINCT run_id) >= ?1 ORDER BY household_id LIMIT ?2",
                      -1, &stmt, NULL);
  sqlite3_bind_int (stmt, 1, MONTHS - 12);
  sqlite3_bind_int (stmt, 2, MOST);
  while (sqlite3_step (stmt) == SQLITE_ROW)
    {
      gint64 household = sqlite3_column_int64 (stmt, 0);

      g_array_append_val (opening->households, household);
    }
  sqlite3_finalize (stmt);
  bench_check (opening->households->len > 0, NULL);
}

static void
open_caseload (Opening *opening)
{
  Bench *base = &opening->base;
  g_autoptr (GError) error = NULL;

  base->store = doudi_store_open (base->path, &error);
  bench_check (base->store != NULL, error);
  base->session = doudi_session_sign_in (base->store, CASEWORKER, DOUDI_DEMONSTRATION_PASSWORD,
                                         doudi_day_parse_iso (base->day), &error);
  bench_check (base->session != NULL, error);
  bench_check (sqlite3_open_v2 (base->path, &opening->raw, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK,
               NULL);
  find_households (opening);
}

static void
found (Opening *opening, guint households)
{
  const DoudiDemonstrationOptions options = { .county = COUNTY,
                                              .households = households,
                                              .months = MONTHS,
                                              .seed = 1,
                                              .today = doudi_day_parse_iso (opening->base.day) };
  DoudiDemonstrationResult result;
  g_autoptr (GError) error = NULL;

  opening->base.folder = g_dir_make_tmp ("doudi-bench-XXXXXX", NULL);
  opening->base.path = g_build_filename (opening->base.folder, "bench.doudi", NULL);
  bench_check (doudi_demonstration_create (opening->base.path, &options, NULL, &result, &error),
               error);
}

static void
tear_down (Opening *opening)
{
  Bench *base = &opening->base;

  sqlite3_close (opening->raw);
  doudi_session_unref (base->session);
  doudi_store_close (base->store);
  if (base->folder != NULL)
    {
      g_remove (base->path);
      g_rmdir (base->folder);
    }
  g_array_unref (opening->households);
  g_free (base->path);
  g_free (base->folder);
}

static void
add_times (Opening *opening, gint64 household, GArray **times, GArray *whole, guint *rows)
{
  double sum = 0.0;

  for (guint i = 0; i < G_N_ELEMENTS (readers); i++)
    {
      Cost start = bench_now ();
      guint n = readers[i].read (opening, household);
      double ms = bench_since (start).processor * 1000.0;

      rows[i] = MAX (rows[i], n);
      sum += ms;
      g_array_append_val (times[i], ms);
    }
  g_array_append_val (whole, sum);
}

static void
print_times (const char *name, GArray *times, guint rows)
{
  g_print ("%-22s median %7.3f ms  95 %% %7.3f ms  slowest %7.3f ms", name,
           bench_percentile (times, 50), bench_percentile (times, 95),
           bench_percentile (times, 100));
  if (rows > 0)
    g_print ("  at most %u rows", rows);
  g_print ("\n");
}

static void
run (Opening *opening)
{
  GArray *times[G_N_ELEMENTS (readers)];
  guint rows[G_N_ELEMENTS (readers)] = { 0 };
  sqlite3_stmt *statements[G_N_ELEMENTS (bare_sql)] = { NULL };
  g_autoptr (GArray) whole = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) bare = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < G_N_ELEMENTS (readers); i++)
    times[i] = g_array_new (FALSE, FALSE, sizeof (double));
  for (guint i = 0; i < G_N_ELEMENTS (bare_sql); i++)
    bench_check (
      sqlite3_prepare_v2 (opening->raw, bare_sql[i], -1, &statements[i], NULL) == SQLITE_OK, NULL);
  for (guint i = 0; i < opening->households->len; i++)
    {
      gint64 household = g_array_index (opening->households, gint64, i);
      double bare_ms;

      add_times (opening, household, times, whole, rows);
      bare_ms = time_bare (statements, household);
      g_array_append_val (bare, bare_ms);
    }
  for (guint i = 0; i < G_N_ELEMENTS (readers); i++)
    {
      print_times (readers[i].name, times[i], rows[i]);
      g_array_unref (times[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bare_sql); i++)
    sqlite3_finalize (statements[i]);
  print_times ("all of it", whole, 0);
  print_times ("bare SQLite", bare, 0);
  g_print ("target %.0f ms; ratio of the medians %.2f\n", TARGET_MS,
           bench_percentile (whole, 50) / bench_percentile (bare, 50));
}

int
main (int argc, char *argv[])
{
  Opening opening = { .base = { .day = "2026-07-05" } };
  guint64 households = HOUSEHOLDS;

  if (argc > 1 && !g_ascii_string_to_unsigned (argv[1], 10, 1, G_MAXINT, &households, NULL))
    opening.base.path = g_strdup (argv[1]);
  else
    found (&opening, (guint) households);
  open_caseload (&opening);
  g_print ("%u households that were paid for ten years\n", opening.households->len);
  run (&opening);
  tear_down (&opening);
  return 0;
}
