/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <time.h>

#include "base/doudi-base.h"
#include "bench-times.h"
#include "casework/doudi-demonstration.h"
#include "store/doudi-household-query.h"

/* Searching and paging in a caseload of 300,000 persons, against bare SQLite that asks one prefix
 * of the same index for as many rows, and for the same page. What matters to whoever types is the
 * slowest twentieth: 16 ms. Argument: how many households (130,000, which have 300,000 persons), or
 * a caseload that was made before. Times are of the processor, so that a busy machine does not
 * count. */

#define COUNTY "623027"
#define HOUSEHOLDS 130000
#define QUERIES 2000
#define ROWS 100
#define TARGET_MS 16.0

typedef struct
{
  char *folder;
  char *path;
  DoudiStore *store;
  sqlite3 *raw;
  GRand *rand;
  gint64 persons;
} Bench;

static void
check (gboolean done, GError *error)
{
  if (!done)
    g_error ("%s", error != NULL ? error->message : "failed");
}

static gint64
count_persons (Bench *bench)
{
  sqlite3_stmt *stmt = NULL;
  gint64 persons;

  sqlite3_prepare_v2 (bench->raw, "SELECT count(*) FROM person", -1, &stmt, NULL);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  persons = sqlite3_column_int64 (stmt, 0);
  sqlite3_finalize (stmt);
  return persons;
}

static void
open_caseload (Bench *bench)
{
  g_autoptr (GError) error = NULL;

  bench->rand = g_rand_new_with_seed (1);
  bench->store = doudi_store_open (bench->path, &error);
  check (bench->store != NULL, error);
  check (sqlite3_open_v2 (bench->path, &bench->raw, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK, NULL);
  bench->persons = count_persons (bench);
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
  open_caseload (bench);
}

static void
tear_down (Bench *bench)
{
  sqlite3_close (bench->raw);
  doudi_store_close (bench->store);
  if (bench->folder != NULL)
    {
      g_remove (bench->path);
      g_rmdir (bench->folder);
    }
  g_rand_free (bench->rand);
  g_free (bench->path);
  g_free (bench->folder);
}

/* Something that is known of somebody: a key of a kind, without the letter of its kind. */
static const char key_sql[] = "SELECT substr(key, 2) FROM search_key"
                              " WHERE person_id = ?1 AND kind = ?2 AND household_id ="
                              " (SELECT household_id FROM membership WHERE person_id = ?1 LIMIT 1)"
                              " LIMIT 1";
static const char village_sql[]
  = "SELECT d.initials FROM membership m JOIN household_card c ON c.household_id = m.household_id"
    " JOIN division d ON d.code = c.division_code WHERE m.person_id = ?1 LIMIT 1";

static char *
ask_text (Bench *bench, const char *sql, gint64 person, const char *kind)
{
  sqlite3_stmt *stmt = NULL;
  char *text = NULL;

  sqlite3_prepare_v2 (bench->raw, sql, -1, &stmt, NULL);
  sqlite3_bind_int64 (stmt, 1, person);
  if (kind != NULL)
    sqlite3_bind_text (stmt, 2, kind, -1, SQLITE_STATIC);
  if (sqlite3_step (stmt) == SQLITE_ROW)
    text = g_strdup ((const char *) sqlite3_column_text (stmt, 0));
  sqlite3_finalize (stmt);
  return text;
}

/* What people type: @length bytes of a key, backwards where it is the end that is typed. */
typedef struct
{
  const char *name;
  const char *kind;
  guint length;
  gboolean reversed;
  gboolean with_village;
} Habit;

static const Habit habits[] = {
  { "whole name", "name", 0, FALSE, FALSE },
  { "surname or first character", "name", 3, FALSE, FALSE },
  { "pinyin", "pinyin", 0, FALSE, FALSE },
  { "four letters of pinyin", "pinyin", 4, FALSE, FALSE },
  { "initials", "initials", 0, FALSE, FALSE },
  { "two initials and the village", "initials", 2, FALSE, TRUE },
  { "pinyin and the village", "pinyin", 0, FALSE, TRUE },
  { "last four of the number", "number-tail", 4, TRUE, FALSE },
  { "last six of the number", "number-tail", 6, TRUE, FALSE },
  { "day of birth", "birth", 8, FALSE, FALSE },
  { "last four of the phone", "phone-tail", 4, TRUE, FALSE },
  { "last five of the account", "account-tail", 5, TRUE, FALSE },
};

static char *
invent_query (Bench *bench, const Habit *habit)
{
  for (;;)
    {
      gint64 person = g_rand_int_range (bench->rand, 1, (gint32) bench->persons);
      g_autofree char *key = ask_text (bench, key_sql, person, habit->kind);
      g_autofree char *village = NULL;

      if (key == NULL)
        continue;
      if (habit->length > 0 && strlen (key) > habit->length)
        key[habit->length] = '\0';
      if (habit->reversed)
        g_strreverse (key);
      if (!habit->with_village)
        return g_steal_pointer (&key);
      village = ask_text (bench, village_sql, person, NULL);
      return g_strconcat (key, " ", village, NULL);
    }
}

static double
processor_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (double) now.tv_sec * 1000.0 + (double) now.tv_nsec / 1000000.0;
}

static double
time_search (Bench *bench, const char *query)
{
  double start = processor_ms ();
  g_autoptr (GError) error = NULL;
  gint64 total = 0;
  g_autoptr (GPtrArray) rows = doudi_registry_search (bench->store, query, ROWS, &total, &error);

  check (rows != NULL, error);
  return processor_ms () - start;
}

/* The least that any search has to do: one stretch of one index, and the names. */
static const char bare_sql[]
  = "SELECT k.household_id, p.name, c.head_name FROM search_key k"
    " JOIN person p ON p.id = k.person_id JOIN household_card c ON c.household_id = k.household_id"
    " WHERE k.key >= ?1 AND k.key < ?1 || char(0x10FFFF) LIMIT ?2";

static double
time_bare (Bench *bench, sqlite3_stmt *stmt, const char *kind_letter, const char *query)
{
  g_autofree char *key = g_strconcat (kind_letter, query, NULL);
  double start = processor_ms ();

  sqlite3_bind_text (stmt, 1, key, -1, SQLITE_TRANSIENT);
  sqlite3_bind_int (stmt, 2, ROWS);
  while (sqlite3_step (stmt) == SQLITE_ROW)
    (void) sqlite3_column_text (stmt, 1);
  sqlite3_reset (stmt);
  return processor_ms () - start;
}

static void
run_habit (Bench *bench, const Habit *habit, sqlite3_stmt *stmt, GArray *all, GArray *all_bare)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < QUERIES / G_N_ELEMENTS (habits); i++)
    {
      g_autofree char *query = invent_query (bench, habit);
      double ms = time_search (bench, query);
      double bare = time_bare (bench, stmt, "n", query);

      g_array_append_val (times, ms);
      g_array_append_val (all, ms);
      g_array_append_val (all_bare, bare);
    }
  g_print ("%-28s median %7.3f ms  95 %% %7.3f ms  slowest %7.3f ms\n", habit->name,
           bench_percentile (times, 50), bench_percentile (times, 95), bench_percentile (times, 100));
}

static void
run_searches (Bench *bench)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) bare = g_array_new (FALSE, FALSE, sizeof (double));
  sqlite3_stmt *stmt = NULL;

  sqlite3_prepare_v2 (bench->raw, bare_sql, -1, &stmt, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (habits); i++)
    run_habit (bench, &habits[i], stmt, all, bare);
  sqlite3_finalize (stmt);
  g_print ("%-28s median %7.3f ms  95 %% %7.3f ms (target %.0f)  slowest %7.3f ms; bare 95 %% %.3f "
           "ms\n",
           "all searches", bench_percentile (all, 50), bench_percentile (all, 95), TARGET_MS,
           bench_percentile (all, 100), bench_percentile (bare, 95));
}

static const char page_sql[]
  = "SELECT c.household_id, c.head_name, c.division_code, t.name, v.name, c.village_group,"
    " c.sort_key, c.members, c.programmes, c.covered, c.benefit_class, (SELECT m.person_id"
    " FROM membership m WHERE m.household_id = c.household_id ORDER BY m.position LIMIT 1)"
    " FROM household_card c LEFT JOIN division v ON v.code = c.division_code"
    " LEFT JOIN division t ON t.code = substr(c.division_code, 1, 9) || '000'"
    " ORDER BY c.division_code, c.sort_key, c.household_id LIMIT ?1";

static double
time_bare_page (sqlite3_stmt *stmt)
{
  double start = processor_ms ();

  sqlite3_bind_int (stmt, 1, ROWS);
  while (sqlite3_step (stmt) == SQLITE_ROW)
    (void) sqlite3_column_text (stmt, 1);
  sqlite3_reset (stmt);
  return processor_ms () - start;
}

static double
time_page (Bench *bench, const DoudiHouseholdFilter *filter)
{
  double start = processor_ms ();
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiHouseholdQuery) query
    = doudi_household_query_new (bench->store, filter, NULL, &error);
  g_autoptr (GPtrArray) rows = NULL;

  check (query != NULL, error);
  rows = doudi_household_query_page (query, NULL, ROWS, FALSE, &error);

  check (rows != NULL, error);
  return processor_ms () - start;
}

static void
run_pages (Bench *bench)
{
  /* Orphans: the rarest thing a list is narrowed to. */
  const DoudiHouseholdFilter orphans = { .programme = 3 };
  g_autoptr (GArray) ours = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) narrow = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) bare = g_array_new (FALSE, FALSE, sizeof (double));
  sqlite3_stmt *stmt = NULL;

  sqlite3_prepare_v2 (bench->raw, page_sql, -1, &stmt, NULL);
  for (guint i = 0; i < 200; i++)
    {
      double ms = time_page (bench, NULL);
      double narrow_ms = time_page (bench, &orphans);
      double bare_ms = time_bare_page (stmt);

      g_array_append_val (ours, ms);
      g_array_append_val (narrow, narrow_ms);
      g_array_append_val (bare, bare_ms);
    }
  sqlite3_finalize (stmt);
  g_print ("first page of %d: median %.3f ms, bare SQLite %.3f ms, ratio %.2f; orphans only %.3f "
           "ms\n",
           ROWS, bench_percentile (ours, 50), bench_percentile (bare, 50),
           bench_percentile (ours, 50) / bench_percentile (bare, 50), bench_percentile (narrow, 50));
}

int
main (int argc, char *argv[])
{
  Bench bench = { 0 };
  guint64 households = HOUSEHOLDS;

  if (argc > 1 && !g_ascii_string_to_unsigned (argv[1], 10, 1, G_MAXINT, &households, NULL))
    {
      bench.path = g_strdup (argv[1]);
      open_caseload (&bench);
    }
  else
    found (&bench, (guint) households);
  g_print ("%" G_GINT64_FORMAT " persons\n", bench.persons);
  run_searches (&bench);
  run_pages (&bench);
  tear_down (&bench);
  return 0;
}
