/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "base/doudi-base.h"
#include "casework/doudi-import.h"
#include "casework/doudi-invention.h"
#include "exchange/doudi-import-file.h"
#include "store/doudi-registry.h"
#include "store/doudi-user.h"

/* A roster of n households read in and accepted, against bare SQLite that puts the very rows of
 * both steps into a copy of the caseload as it was before: same schema, triggers, keys and
 * durability, nothing parsed or checked. Without arguments: 1,000, 10,000 and 100,000. */

#define COUNTY "623027"
#define PASSWORD "correct horse 7"
#define ADMINISTRATOR "administrator"
#define CASEWORKER "caseworker"
#define REVIEWER "reviewer"
#define HEADINGS                                                                                                                       \
  "夏河县2018年1月农村居民最低生活保障花名册\n"                                                                      \
  "序号,乡镇,村(社区),社,户主姓名,户主身份证号,保障人数,保障类别,月保障金额(元),一折通账号,"      \
  "联系电话,最初享受年月,成员姓名,与户主关系,身份证号码,性别,民族,出生年月,健康状况,残疾证号," \
  "劳动能力,备注\n"

typedef struct
{
  char *folder;
  char *path;
  char *copy;
  char *roster;
  DoudiDay today;
  GPtrArray *divisions;
  DoudiStore *store;
  DoudiSession *caseworker;
  DoudiSession *reviewer;
} Bench;

static void
check (gboolean done, GError *error)
{
  if (!done)
    g_error ("%s", error != NULL ? error->message : "failed");
}

static DoudiSession *
sign_in (Bench *bench, const char *user)
{
  g_autoptr (GError) error = NULL;
  DoudiSession *session
    = doudi_session_sign_in (bench->store, user, PASSWORD, bench->today, &error);

  check (session != NULL, error);
  return session;
}

static void
found (Bench *bench)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiSession) administrator = NULL;

  bench->folder = g_dir_make_tmp ("doudi-bench-XXXXXX", NULL);
  bench->path = g_build_filename (bench->folder, "bench.doudi", NULL);
  bench->copy = g_build_filename (bench->folder, "copy.doudi", NULL);
  bench->roster = g_build_filename (bench->folder, "roster.csv", NULL);
  bench->today = doudi_day_new (2018, 1, 20);
  bench->divisions = doudi_divisions_load_county (COUNTY, &error);
  check (doudi_store_create (bench->path, &error), error);
  bench->store = doudi_store_open (bench->path, &error);
  check (bench->store != NULL
           && doudi_users_create_first (bench->store, ADMINISTRATOR, PASSWORD, &error),
         error);
  administrator = sign_in (bench, ADMINISTRATOR);
  check (
    doudi_registry_add_divisions (administrator, bench->divisions, &error)
      && doudi_users_add (administrator, CASEWORKER, 1u << DOUDI_ROLE_CASEWORKER, PASSWORD, &error)
      && doudi_users_add (administrator, REVIEWER, 1u << DOUDI_ROLE_REVIEWER, PASSWORD, &error),
    error);
  bench->caseworker = sign_in (bench, CASEWORKER);
  bench->reviewer = sign_in (bench, REVIEWER);
}

static void
copy_file (const char *from, const char *to)
{
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) target = g_file_new_for_path (to);
  g_autoptr (GError) error = NULL;

  check (g_file_copy (source, target, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, &error), error);
}

static const DoudiDivision *
find_division (Bench *bench, const char *code, gsize length)
{
  for (guint i = 0; i < bench->divisions->len; i++)
    {
      const DoudiDivision *division = g_ptr_array_index (bench->divisions, i);

      if (strncmp (division->code, code, length) == 0
          && (length == 12 || division->level == DOUDI_DIVISION_TOWNSHIP))
        return division;
    }
  g_assert_not_reached ();
}

static const DoudiDivision *
choose_village (Bench *bench, DoudiInvention *invention)
{
  for (;;)
    {
      const DoudiDivision *division = g_ptr_array_index (
        bench->divisions, doudi_invention_below (invention, bench->divisions->len));

      if (division->level == DOUDI_DIVISION_VILLAGE)
        return division;
    }
}

static void
write_member (FILE *file, const DoudiStagedPerson *person)
{
  fprintf (file, "%s,%s,%s,%s,%s,%.4s.%.2s,健康,,有劳动能力,\n", person->name,
           g_str_equal (person->relation, "head") ? "户主" : person->relation,
           person->identity_number, g_str_equal (person->sex, "male") ? "男" : "女",
           person->ethnicity, person->birth_date, person->birth_date + 5);
}

static void
write_household (Bench *bench, FILE *file, DoudiInvention *invention, guint number)
{
  static const char *const classes[] = { "一类", "二类", "三类", "四类" };
  const DoudiDivision *village = choose_village (bench, invention);
  g_autoptr (DoudiStagedHousehold) household
    = doudi_invention_household (invention, DOUDI_INVENTION_LOW_INCOME, village->code);
  const DoudiStagedPerson *head = g_ptr_array_index (household->persons, 0);
  const DoudiStagedAward *award = g_ptr_array_index (household->awards, 0);

  fprintf (file, "%u,%s,%s,%s,%s,%s,%d,%s,%d,%s,%s,2014.6,", number + 1,
           find_division (bench, village->code, 9)->name, village->name, household->village_group,
           head->name, head->identity_number, award->persons, classes[award->benefit_class - 1],
           100 * award->persons, household->account_number, household->phone);
  for (guint i = 0; i < household->persons->len; i++)
    {
      if (i > 0)
        fputs (",,,,,,,,,,,,", file);
      write_member (file, household->persons->pdata[i]);
    }
}

static void
write_roster (Bench *bench, guint households)
{
  g_autoptr (DoudiInvention) invention = doudi_invention_new (COUNTY, 1, bench->today);
  FILE *file = g_fopen (bench->roster, "w");

  g_assert_nonnull (file);
  fputs (HEADINGS, file);
  for (guint i = 0; i < households; i++)
    write_household (bench, file, invention, i);
  g_assert_cmpint (fclose (file), ==, 0);
}

static double
seconds_since (gint64 start)
{
  return (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
}

static gint64
read_in (Bench *bench)
{
  const DoudiImportFileOptions options = { .month = 201801 };
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiImportFileResult) result
    = doudi_import_file (bench->caseworker, bench->roster, &options, NULL, &error);

  check (result != NULL, error);
  g_assert_cmpint (result->batch->held_households, ==, 0);
  return result->batch->id;
}

static void
take_in (Bench *bench, gint64 batch)
{
  g_autoptr (GError) error = NULL;
  DoudiImportResult result;

  check (doudi_import_accept (bench->reviewer, batch, NULL, &result, &error), error);
}

/* In the order in which one refers to another. */
static const struct
{
  const char *select;
  const char *insert;
} tables[] = {
  { "SELECT * FROM import_batch", "INSERT INTO import_batch VALUES"
                                  " (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)" },
  { "SELECT * FROM import_problem", "INSERT INTO import_problem VALUES (?,?,?,?,?,?,?,?)" },
  { "SELECT * FROM staged_household", "INSERT INTO staged_household VALUES (?,?,?,?,?,?,?,?,?,?)" },
  { "SELECT * FROM staged_person", "INSERT INTO staged_person VALUES (?,?,?,?,?,?,?,?,?,?,?,?)" },
  { "SELECT * FROM staged_award", "INSERT INTO staged_award VALUES (?,?,?,?,?,?,?,?,?,?)" },
  { "SELECT * FROM household", "INSERT INTO household VALUES (?,?,?,?)" },
  { "SELECT * FROM household_address",
    "INSERT INTO household_address VALUES (?,?,?,?,?,?,?,?,?,?,?,?)" },
  { "SELECT * FROM person", "INSERT INTO person VALUES (?,?,?,?,?,?,?,?,?,?,?)" },
  { "SELECT * FROM membership", "INSERT INTO membership VALUES (?,?,?,?,?,?,?,?,?,?,?)" },
  { "SELECT * FROM circumstance", "INSERT INTO circumstance VALUES (?,?,?,?,?,?,?,?,?,?)" },
  { "SELECT * FROM account", "INSERT INTO account VALUES (?,?,?,?,?,?,?,?,?,?,?)" },
  { "SELECT * FROM award", "INSERT INTO award VALUES (?,?,?,?,?,?,?,?,?,?)" },
  { "SELECT * FROM award_term", "INSERT INTO award_term VALUES (?,?,?,?,?,?,?,?,?,?,?,?)" },
  { "SELECT * FROM household_card",
    "INSERT INTO household_card VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)" },
  { "SELECT * FROM search_key", "INSERT INTO search_key VALUES (?,?,?,?)" },
};

static void
copy_rows (sqlite3 *from, sqlite3 *to, const char *select_sql, const char *insert_sql)
{
  sqlite3_stmt *reading = NULL;
  sqlite3_stmt *writing = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (from, select_sql, -1, &reading, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (to, insert_sql, -1, &writing, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_column_count (reading), ==, sqlite3_bind_parameter_count (writing));
  while (sqlite3_step (reading) == SQLITE_ROW)
    {
      for (int i = 0; i < sqlite3_column_count (reading); i++)
        sqlite3_bind_value (writing, i + 1, sqlite3_column_value (reading, i));
      g_assert_cmpint (sqlite3_step (writing), ==, SQLITE_DONE);
      sqlite3_reset (writing);
    }
  sqlite3_finalize (reading);
  sqlite3_finalize (writing);
}

static double
time_bare (Bench *bench)
{
  sqlite3 *from = NULL;
  sqlite3 *to = NULL;
  gint64 start;

  g_assert_cmpint (sqlite3_open (bench->path, &from), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_open (bench->copy, &to), ==, SQLITE_OK);
  sqlite3_exec (to,
                "PRAGMA journal_mode=TRUNCATE; PRAGMA synchronous=EXTRA; PRAGMA foreign_keys=ON;"
                " PRAGMA secure_delete=ON; PRAGMA cache_spill=OFF; PRAGMA cache_size=-16384",
                NULL, NULL, NULL);
  start = g_get_monotonic_time ();
  g_assert_cmpint (sqlite3_exec (to, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    copy_rows (from, to, tables[i].select, tables[i].insert);
  g_assert_cmpint (sqlite3_exec (to, "COMMIT", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (from);
  sqlite3_close (to);
  return seconds_since (start);
}

static void
tear_down (Bench *bench)
{
  doudi_session_unref (bench->caseworker);
  doudi_session_unref (bench->reviewer);
  doudi_store_close (bench->store);
  g_ptr_array_unref (bench->divisions);
  g_remove (bench->path);
  g_remove (bench->copy);
  g_remove (bench->roster);
  g_rmdir (bench->folder);
  g_free (bench->path);
  g_free (bench->copy);
  g_free (bench->roster);
  g_free (bench->folder);
}

static void
run (guint households)
{
  Bench bench = { 0 };
  double reading, accepting, bare;
  gint64 start, batch;

  found (&bench);
  write_roster (&bench, households);
  copy_file (bench.path, bench.copy);
  start = g_get_monotonic_time ();
  batch = read_in (&bench);
  reading = seconds_since (start);
  start = g_get_monotonic_time ();
  take_in (&bench, batch);
  accepting = seconds_since (start);
  bare = time_bare (&bench);
  g_print ("%6u households: read in %.2f s, accepted %.2f s; bare SQLite %.2f s; ratio %.2f\n",
           households, reading, accepting, bare, (reading + accepting) / bare);
  tear_down (&bench);
}

int
main (int argc, char *argv[])
{
  static const guint sizes[] = { 1000, 10000, 100000 };

  if (argc > 1)
    run ((guint) g_ascii_strtoull (argv[1], NULL, 10));
  for (gsize i = 0; argc == 1 && i < G_N_ELEMENTS (sizes); i++)
    run (sizes[i]);
  return 0;
}
