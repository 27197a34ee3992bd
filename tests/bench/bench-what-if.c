/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <time.h>

#include "base/doudi-base.h"
#include "casework/doudi-policies.h"
#include "casework/doudi-what-if.h"
#include "store/doudi-award-store.h"
#include "store/doudi-registry-write.h"
#include "store/doudi-user.h"

/* The prefecture plan of 2018 asked about in May, over n households of three and twelve months,
 * against bare SQLite that reads the same terms in the order of their awards. Without arguments:
 * 1,000, 10,000 and 100,000 households. */

#define COUNTY "623027"
#define PASSWORD "correct horse 7"
#define ADMINISTRATOR "administrator"
#define CASEWORKER "caseworker"
#define DAY "2018-05-20"
#define FROM 201801
#define TO 201812
#define MONTH 201801
#define SOURCE "form"

typedef struct
{
  char *folder;
  char *path;
  DoudiStore *store;
  DoudiSession *session;
} Bench;

/* Seconds of the processor and of the clock. */
typedef struct
{
  double processor;
  double clock;
} Cost;

static Cost
now (void)
{
  return (Cost){ (double) clock () / CLOCKS_PER_SEC,
                 (double) g_get_monotonic_time () / G_USEC_PER_SEC };
}

static Cost
since (Cost start)
{
  Cost end = now ();

  return (Cost){ end.processor - start.processor, end.clock - start.clock };
}

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
    = doudi_session_sign_in (bench->store, user, PASSWORD, doudi_day_parse_iso (DAY), &error);

  check (session != NULL, error);
  return session;
}

static void
found (Bench *bench)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) divisions = doudi_divisions_load_county (COUNTY, &error);
  g_autoptr (DoudiSession) administrator = NULL;

  bench->folder = g_dir_make_tmp ("doudi-bench-XXXXXX", NULL);
  bench->path = g_build_filename (bench->folder, "bench.doudi", NULL);
  check (doudi_store_create (bench->path, &error), error);
  bench->store = doudi_store_open (bench->path, &error);
  check (bench->store != NULL
           && doudi_users_create_first (bench->store, ADMINISTRATOR, PASSWORD, &error),
         error);
  administrator = sign_in (bench, ADMINISTRATOR);
  check (
    doudi_registry_add_divisions (administrator, divisions, &error)
      && doudi_policies_adopt_initial (administrator, NULL, &error)
      && doudi_users_add (administrator, CASEWORKER, 1u << DOUDI_ROLE_CASEWORKER, PASSWORD, &error),
    error);
  bench->session = sign_in (bench, CASEWORKER);
}

static void
add_household (Bench *bench, guint index, const char *village)
{
  DoudiDay day = doudi_day_new (2017, 1, 1);
  DoudiAddressFacts address = { .division_code = village, .village_group = "三社" };
  g_autofree char *number = g_strdup_printf ("6230271960%08u", index);
  g_autofree char *card = g_strdup_printf ("6217%015u", index);
  DoudiPersonFacts person
    = { .name = "才让卓玛", .identity_number = number, .birth_date = "1960-01-01" };
  DoudiMembershipFacts membership = { .relation = "head", .position = 1 };
  DoudiAccountFacts account = { .holder_name = "才让卓玛", .number = card };
  DoudiAwardTermRow term = { .from = MONTH, .persons = 3, .benefit_class = 1 + (int) index % 4 };
  g_autoptr (GArray) terms = g_array_new (FALSE, FALSE, sizeof term);
  DoudiAwardRow award = { .programme = (char *) "low-income",
                          .residence = (char *) "rural",
                          .first_month = MONTH,
                          .terms = terms };
  g_autoptr (GError) error = NULL;

  g_array_append_val (terms, term);
  check (doudi_registry_insert_household (bench->session, &address, day, SOURCE,
                                          &membership.household_id, &error)
           && doudi_registry_insert_person (bench->session, &person, SOURCE, &membership.person_id,
                                            &error)
           && doudi_registry_insert_membership (bench->session, &membership, day, SOURCE, &error),
         error);
  account.household_id = award.household_id = membership.household_id;
  award.person_id = membership.person_id;
  check (doudi_registry_insert_account (bench->session, &account, day, SOURCE, &error)
           && doudi_award_insert (bench->session, &award, SOURCE, NULL, &error),
         error);
}

static void
fill (Bench *bench, guint n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) divisions = doudi_divisions_load_county (COUNTY, &error);
  g_autoptr (DoudiTransaction) transaction = doudi_transaction_begin (bench->store, &error);

  check (transaction != NULL, error);
  for (guint i = 0; i < n; i++)
    {
      const DoudiDivision *division = g_ptr_array_index (divisions, i % divisions->len);

      add_household (bench, i, division->code);
    }
  check (doudi_transaction_commit (transaction, &error), error);
}

static Cost
ask (Bench *bench)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiPolicyDocument) draft
    = doudi_policy_document_load_bundled ("gannan-2018", &error);
  Cost start = now ();
  g_autoptr (DoudiWhatIf) what_if = doudi_what_if (bench->session, draft, FROM, TO, NULL, &error);

  check (what_if != NULL, error);
  check (what_if->total.gain > 0, NULL);
  return since (start);
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

  check (sqlite3_open (bench->path, &db) == SQLITE_OK
           && sqlite3_exec (db, "PRAGMA cache_size=-16384", NULL, NULL, NULL) == SQLITE_OK
           && sqlite3_prepare_v2 (db, bare_sql, -1, &select, NULL) == SQLITE_OK,
         NULL);
  start = now ();
  while (sqlite3_step (select) == SQLITE_ROW)
    persons += sqlite3_column_int64 (select, 4);
  cost = since (start);
  check (persons > 0, NULL);
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
  g_free (bench->folder);
}

static void
measure (guint n)
{
  Bench bench = { 0 };
  Cost ours, bare;

  found (&bench);
  fill (&bench, n);
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
