/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "bench-caseload.h"

#include <time.h>

#include "base/doudi-base.h"
#include "casework/doudi-policies.h"
#include "store/doudi-award-store.h"
#include "store/doudi-registry-write.h"
#include "store/doudi-user.h"

#define COUNTY "623027"
#define PASSWORD "correct horse 7"
#define ADMINISTRATOR "administrator"
#define SOURCE "form"

Cost
bench_now (void)
{
  return (Cost){ (double) clock () / CLOCKS_PER_SEC,
                 (double) g_get_monotonic_time () / G_USEC_PER_SEC };
}

Cost
bench_since (Cost start)
{
  Cost end = bench_now ();

  return (Cost){ end.processor - start.processor, end.clock - start.clock };
}

void
bench_check (gboolean done, GError *error)
{
  if (!done)
    g_error ("%s", error != NULL ? error->message : "failed");
}

DoudiSession *
bench_sign_in (Bench *bench, const char *user)
{
  g_autoptr (GError) error = NULL;
  DoudiSession *session = doudi_session_sign_in (bench->store, user, PASSWORD,
                                                 doudi_day_parse_iso (bench->day), &error);

  bench_check (session != NULL, error);
  return session;
}

void
bench_found (Bench *bench)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) divisions = doudi_divisions_load_county (COUNTY, &error);
  g_autoptr (DoudiSession) administrator = NULL;

  bench->folder = g_dir_make_tmp ("doudi-bench-XXXXXX", NULL);
  bench->path = g_build_filename (bench->folder, "bench.doudi", NULL);
  bench->copy = g_build_filename (bench->folder, "copy.doudi", NULL);
  bench_check (doudi_store_create (bench->path, &error), error);
  bench->store = doudi_store_open (bench->path, &error);
  bench_check (bench->store != NULL
                 && doudi_users_create_first (bench->store, ADMINISTRATOR, PASSWORD, &error),
               error);
  administrator = bench_sign_in (bench, ADMINISTRATOR);
  bench_check (
    doudi_registry_add_divisions (administrator, divisions, &error)
      && doudi_policies_adopt_initial (administrator, NULL, &error)
      && doudi_users_add (administrator, CASEWORKER, 1u << DOUDI_ROLE_CASEWORKER, PASSWORD, &error),
    error);
  bench->session = bench_sign_in (bench, CASEWORKER);
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
  bench_check (
    doudi_registry_insert_household (bench->session, &address, day, SOURCE,
                                     &membership.household_id, &error)
      && doudi_registry_insert_person (bench->session, &person, SOURCE, &membership.person_id,
                                       &error)
      && doudi_registry_insert_membership (bench->session, &membership, day, SOURCE, &error),
    error);
  account.household_id = award.household_id = membership.household_id;
  award.person_id = membership.person_id;
  bench_check (doudi_registry_insert_account (bench->session, &account, day, SOURCE, &error)
                 && doudi_award_insert (bench->session, &award, SOURCE, NULL, &error),
               error);
}

void
bench_fill (Bench *bench, guint n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) divisions = doudi_divisions_load_county (COUNTY, &error);
  g_autoptr (DoudiTransaction) transaction = doudi_transaction_begin (bench->store, &error);

  bench_check (transaction != NULL, error);
  for (guint i = 0; i < n; i++)
    {
      const DoudiDivision *division = g_ptr_array_index (divisions, i % divisions->len);

      add_household (bench, i, division->code);
    }
  bench_check (doudi_transaction_commit (transaction, &error), error);
}
