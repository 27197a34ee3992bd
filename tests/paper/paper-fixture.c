/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "paper-fixture.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "casework/doudi-import.h"
#include "casework/doudi-pay-run.h"
#include "casework/doudi-policies.h"
#include "policy/doudi-programme.h"
#include "store/doudi-award-store.h"
#include "store/doudi-registry-write.h"
#include "store/doudi-setting.h"
#include "store/doudi-user.h"

#define COUNTY "623027"
#define COUNTY_NAME "夏河县"
#define SOURCE "form"
#define CASELOAD "caseload.doudi"

/* Proving a password takes its time on purpose: the caseload is made once and copied for each test,
 * and nobody signs in who is not needed. */
static char *template_folder;

static DoudiDay
business_day (void)
{
  return doudi_day_new (2018, 6, 8);
}

static void
add_users (DoudiSession *administrator)
{
  static const DoudiRole roles[] = { DOUDI_ROLE_NOTICES, DOUDI_ROLE_CASEWORKER,
                                     DOUDI_ROLE_DIRECTOR };

  for (gsize i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      g_autoptr (GError) error = NULL;

      doudi_users_add (administrator, doudi_role_name (roles[i]), 1u << roles[i], PASSWORD, &error);
      g_assert_no_error (error);
    }
}

static void
store_setting (DoudiStore *store, const char *name, const char *value)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiTransaction) transaction = doudi_transaction_begin (store, &error);

  g_assert_no_error (error);
  doudi_setting_set (store, name, value, &error);
  g_assert_no_error (error);
  doudi_transaction_commit (transaction, &error);
  g_assert_no_error (error);
}

static void
fill_template (DoudiStore *store)
{
  static const char *const policies[] = { "gannan-2018", "demo", NULL };
  g_autoptr (GPtrArray) divisions = NULL;
  g_autoptr (DoudiSession) session = NULL;
  g_autoptr (GError) error = NULL;

  doudi_users_create_first (store, "administrator", PASSWORD, &error);
  g_assert_no_error (error);
  session = doudi_session_sign_in (store, "administrator", PASSWORD, business_day (), &error);
  g_assert_no_error (error);
  divisions = doudi_divisions_load_county (COUNTY, &error);
  g_assert_no_error (error);
  doudi_registry_add_divisions (session, divisions, &error);
  g_assert_no_error (error);
  doudi_policies_adopt_initial (session, policies, &error);
  g_assert_no_error (error);
  store_setting (store, DOUDI_SETTING_COUNTY, COUNTY);
  store_setting (store, DOUDI_SETTING_COUNTY_NAME, COUNTY_NAME);
  add_users (session);
}

static char *
make_template (void)
{
  g_autofree char *path = NULL;
  g_autoptr (DoudiStore) store = NULL;
  g_autoptr (GError) error = NULL;

  if (template_folder == NULL)
    {
      template_folder = g_dir_make_tmp ("doudi-paper-XXXXXX", &error);
      g_assert_no_error (error);
      path = g_build_filename (template_folder, CASELOAD, NULL);
      doudi_store_create (path, &error);
      g_assert_no_error (error);
      store = doudi_store_open (path, &error);
      g_assert_no_error (error);
      fill_template (store);
    }
  return g_build_filename (template_folder, CASELOAD, NULL);
}

static DoudiSession *
sign_in (Fixture *fixture, DoudiSession **session, DoudiRole role)
{
  g_autoptr (GError) error = NULL;

  if (*session == NULL)
    *session = doudi_session_sign_in (fixture->store, doudi_role_name (role), PASSWORD,
                                      business_day (), &error);
  g_assert_no_error (error);
  return *session;
}

void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *template = make_template ();
  g_autofree char *path = NULL;
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  fixture->folder = g_dir_make_tmp ("doudi-paper-XXXXXX", NULL);
  fixture->output = g_build_filename (fixture->folder, "sheets", NULL);
  path = g_build_filename (fixture->folder, CASELOAD, NULL);
  g_file_get_contents (template, &contents, &length, &error);
  g_assert_no_error (error);
  g_file_set_contents_full (path, contents, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600,
                            &error);
  g_assert_no_error (error);
  fixture->store = doudi_store_open (path, &error);
  g_assert_no_error (error);
  sign_in (fixture, &fixture->notices, DOUDI_ROLE_NOTICES);
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *inside = g_build_filename (path, name, NULL);

      if (g_file_test (inside, G_FILE_TEST_IS_DIR))
        remove_folder (inside);
      else
        g_remove (inside);
    }
  g_rmdir (path);
}

void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->administrator, doudi_session_unref);
  g_clear_pointer (&fixture->caseworker, doudi_session_unref);
  g_clear_pointer (&fixture->director, doudi_session_unref);
  g_clear_pointer (&fixture->notices, doudi_session_unref);
  doudi_store_close (fixture->store);
  remove_folder (fixture->folder);
  g_free (fixture->output);
  g_free (fixture->folder);
}

/* After the last test. */
void
fixture_forget (void)
{
  if (template_folder != NULL)
    remove_folder (template_folder);
  g_clear_pointer (&template_folder, g_free);
}

void
fixture_set (Fixture *fixture, const char *name, const char *value)
{
  store_setting (fixture->store, name, value);
}

/* Invented numbers with a right check character. */
static char *
invent_number (Fixture *fixture, const char *birth)
{
  g_autofree char *day = g_strdup_printf ("%.4s%.2s%.2s", birth, birth + 5, birth + 8);
  guint serial = fixture->n_persons++;
  g_autofree char *first = g_strdup_printf ("%06u%s%03u", 623027 + serial / 1000, day, serial % 1000);

  return g_strdup_printf ("%s%c", first, doudi_identity_number_check_character (first));
}

static gint64
add_household (Fixture *fixture, const FixtureAward *award, gint64 *person_id)
{
  DoudiDay from = doudi_day_new (2018, 1, 1);
  const char *birth = award->birth != NULL ? award->birth : "1970-03-05";
  g_autofree char *number = invent_number (fixture, birth);
  DoudiAddressFacts address = { award->village, award->group, award->address, award->phone };
  DoudiPersonFacts person = { award->name, number, NULL, "male", birth, NULL };
  DoudiMembershipFacts member = { .relation = "head", .position = 1 };
  DoudiSession *session = fixture->notices;
  g_autoptr (GError) error = NULL;
  gint64 household_id = 0;

  doudi_registry_insert_household (session, &address, from, SOURCE, &household_id, &error);
  g_assert_no_error (error);
  doudi_registry_insert_person (session, &person, SOURCE, person_id, &error);
  g_assert_no_error (error);
  member.household_id = household_id;
  member.person_id = *person_id;
  doudi_registry_insert_membership (session, &member, from, SOURCE, &error);
  g_assert_no_error (error);
  if (award->remark != NULL)
    doudi_registry_insert_circumstance (session, *person_id, "remark", award->remark, from, SOURCE,
                                        &error);
  g_assert_no_error (error);
  if (award->account != NULL)
    {
      DoudiAccountFacts account = { household_id, 0, award->name, award->account };

      doudi_registry_insert_account (session, &account, from, SOURCE, &error);
      g_assert_no_error (error);
    }
  return household_id;
}

static void
add_award (Fixture *fixture, const FixtureAward *award, gint64 household_id, gint64 person_id)
{
  DoudiMonth first = award->first_month != 0 ? award->first_month : MONTH;
  DoudiAwardRow row = { .programme = (char *) award->programme,
                        .household_id = household_id,
                        .person_id = person_id,
                        .residence = (char *) award->residence,
                        .first_month = first,
                        .original_month = award->original_month };
  DoudiAwardTermRow term = { .from = first,
                             .persons = award->persons,
                             .benefit_class = award->benefit_class };
  g_autoptr (GError) error = NULL;
  gint64 id = 0;

  g_strlcpy (term.care, award->care, sizeof term.care);
  g_strlcpy (term.self_care, award->self_care, sizeof term.self_care);
  doudi_award_insert (fixture->notices, &row, SOURCE, &id, &error);
  g_assert_no_error (error);
  doudi_award_insert_term (fixture->notices, id, &term, 0, "", SOURCE, &error);
  g_assert_no_error (error);
}

static FixtureAward
with_defaults (const FixtureAward *given)
{
  FixtureAward award = *given;

  award.village = award.village != NULL ? award.village : VILLAGE;
  award.programme = award.programme != NULL ? award.programme : "low-income";
  award.residence = award.residence != NULL ? award.residence : "rural";
  award.persons = award.persons != 0 ? award.persons : 1;
  if (award.benefit_class == 0 && g_str_equal (award.programme, "low-income"))
    award.benefit_class = 2;
  if (award.care == NULL)
    award.care = g_str_equal (award.programme, "low-income") ? "" : "home";
  award.self_care = award.self_care != NULL ? award.self_care : "";
  award.group = award.group != NULL ? award.group : "";
  award.address = award.address != NULL ? award.address : "";
  award.phone = award.phone != NULL ? award.phone : "";
  return award;
}

void
fixture_add (Fixture *fixture, const FixtureAward *awards, guint n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiTransaction) transaction = doudi_transaction_begin (fixture->store, &error);
  g_autoptr (DoudiIndexer) indexer = doudi_casework_indexer_new (fixture->notices, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < n; i++)
    {
      FixtureAward award = with_defaults (&awards[i]);
      gint64 person_id = 0;
      gint64 household_id = add_household (fixture, &award, &person_id);

      add_award (fixture, &award, household_id, person_id);
      doudi_indexer_add (indexer, household_id, &error);
      g_assert_no_error (error);
    }
  doudi_indexer_flush (indexer, &error);
  g_assert_no_error (error);
  doudi_transaction_commit (transaction, &error);
  g_assert_no_error (error);
}

DoudiSession *
fixture_administrator (Fixture *fixture)
{
  return sign_in (fixture, &fixture->administrator, DOUDI_ROLE_ADMINISTRATOR);
}

DoudiSession *
fixture_caseworker (Fixture *fixture)
{
  return sign_in (fixture, &fixture->caseworker, DOUDI_ROLE_CASEWORKER);
}

DoudiSession *
fixture_director (Fixture *fixture)
{
  return sign_in (fixture, &fixture->director, DOUDI_ROLE_DIRECTOR);
}

gint64
fixture_propose (Fixture *fixture, DoudiMonth month)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiPayRunResult) run =
    doudi_pay_run_propose (fixture_caseworker (fixture), month, 0, NULL, &error);

  g_assert_no_error (error);
  return run->run_id;
}

/* A run of the month that a director has approved. */
gint64
fixture_pay (Fixture *fixture, DoudiMonth month)
{
  gint64 run = fixture_propose (fixture, month);
  g_autoptr (GError) error = NULL;

  doudi_pay_run_approve (fixture_director (fixture), run, &error);
  g_assert_no_error (error);
  return run;
}

/* In the folder for sheets, hidden ones too. */
guint
fixture_count_files (Fixture *fixture)
{
  g_autoptr (GDir) folder = g_dir_open (fixture->output, 0, NULL);
  guint count = 0;

  while (folder != NULL && g_dir_read_name (folder) != NULL)
    count++;
  return count;
}

/* What a program prints; it must succeed. */
char *
run_tool (const char *const *arguments)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *errors = NULL;
  char *output = NULL;
  int status = 0;

  g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, &errors,
                &status, &error);
  g_assert_no_error (error);
  g_spawn_check_wait_status (status, &error);
  if (error != NULL)
    g_error ("%s: %s", arguments[0], errors);
  return output;
}

/* The text of a page from 1, of all for 0, laid out as on paper. */
char *
pdf_text (const char *path, guint page)
{
  g_autofree char *number = g_strdup_printf ("%u", page);
  const char *all[] = { "pdftotext", "-layout", path, "-", NULL };
  const char *one[] = { "pdftotext", "-layout", "-f", number, "-l", number, path, "-", NULL };

  return run_tool (page == 0 ? all : one);
}

guint
pdf_pages (const char *path)
{
  const char *arguments[] = { "pdfinfo", path, NULL };
  g_autofree char *info = run_tool (arguments);
  const char *pages = strstr (info, "Pages:");

  g_assert_nonnull (pages);
  return (guint) strtoul (pages + strlen ("Pages:"), NULL, 10);
}

static gboolean print_golden;

/* With --print the tests write what they would compare, for a person to look at. */
gboolean
print_golden_wanted (int *argc, char **argv)
{
  if (*argc > 1 && g_str_equal (argv[1], "--print"))
    {
      print_golden = TRUE;
      argv[1] = argv[0];
      *argc -= 1;
    }
  return print_golden;
}

void
assert_golden (const char *name, const char *text)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "paper", "golden", name, NULL);
  g_autofree char *expected = NULL;
  g_autoptr (GError) error = NULL;

  if (print_golden)
    g_file_set_contents (path, text, -1, &error);
  else
    g_file_get_contents (path, &expected, NULL, &error);
  g_assert_no_error (error);
  if (!print_golden)
    g_assert_cmpstr (text, ==, expected);
}
