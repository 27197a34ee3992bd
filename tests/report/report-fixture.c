/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "report-fixture.h"

#include <glib/gstdio.h>
#include <sqlite3.h>

#include "casework/doudi-policies.h"
#include "store/doudi-award-store.h"
#include "store/doudi-registry-write.h"
#include "store/doudi-setting.h"
#include "store/doudi-user.h"

#define PASSWORD "correct horse 7"
#define FOUNDED "2018-01-02"
#define SOURCE "form"
#define N_TOWNSHIPS 5

static const char *const surnames[] = { "马", "才让", "丹增", "王", "李", "旦正", "桑吉", "贡保" };
static const char *const given[] = { "永红", "卓玛", "扎西", "文斌", "秀英", "东珠", "生福" };
static const char *const relations[] = { "head", "配偶", "之子", "之女", "母亲", "孙子" };

static const struct
{
  const char *name;
  DoudiRole role;
} users[] = {
  { "caseworker", DOUDI_ROLE_CASEWORKER }, { "reviewer", DOUDI_ROLE_REVIEWER },
  { "director", DOUDI_ROLE_DIRECTOR },     { "notices", DOUDI_ROLE_NOTICES },
  { "auditor", DOUDI_ROLE_AUDITOR },
};

static void
set_county (DoudiStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiTransaction) transaction = doudi_transaction_begin (store, &error);

  g_assert_no_error (error);
  g_assert_true (doudi_setting_set (store, DOUDI_SETTING_COUNTY, FIXTURE_COUNTY, &error));
  g_assert_true (doudi_setting_set (store, DOUDI_SETTING_COUNTY_NAME, "夏河县", &error));
  g_assert_true (doudi_transaction_commit (transaction, &error));
}

static void
found (DoudiStore *store)
{
  static const char *const policies[] = { "gannan-2018", "demo", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) divisions = doudi_divisions_load_county (FIXTURE_COUNTY, &error);
  g_autoptr (DoudiSession) session = NULL;

  g_assert_no_error (error);
  g_assert_true (doudi_users_create_first (store, "administrator", PASSWORD, &error));
  session = doudi_session_sign_in (store, "administrator", PASSWORD, doudi_day_parse_iso (FOUNDED),
                                   &error);
  g_assert_no_error (error);
  set_county (store);
  g_assert_true (doudi_registry_add_divisions (session, divisions, &error));
  doudi_policies_adopt_initial (session, policies, &error);
  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (users); i++)
    {
      doudi_users_add (session, users[i].name, 1u << users[i].role, PASSWORD, &error);
      g_assert_no_error (error);
    }
}

/* Passwords are slow on purpose: the founding is done once and copied. */
static GBytes *
get_template (void)
{
  static GBytes *template = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  DoudiStore *store;

  if (template != NULL)
    return template;
  folder = g_dir_make_tmp ("doudi-report-XXXXXX", NULL);
  path = g_build_filename (folder, "template.doudi", NULL);
  g_assert_true (doudi_store_create (path, &error));
  store = doudi_store_open (path, &error);
  g_assert_no_error (error);
  found (store);
  doudi_store_close (store);
  template = doudi_file_read (path, 64 * 1024 * 1024, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_remove (path), ==, 0);
  g_rmdir (folder);
  return template;
}

/* Two villages of each of the first townships. */
static GPtrArray *
find_villages (void)
{
  g_autoptr (GPtrArray) divisions = doudi_divisions_load_county (FIXTURE_COUNTY, NULL);
  GPtrArray *villages = g_ptr_array_new_with_free_func (g_free);
  guint in_township = 0;

  for (guint i = 0; i < divisions->len && villages->len < 2 * N_TOWNSHIPS; i++)
    {
      const DoudiDivision *division = g_ptr_array_index (divisions, i);

      if (division->level != DOUDI_DIVISION_VILLAGE)
        in_township = 0;
      else if (in_township++ < 2)
        g_ptr_array_add (villages, g_strdup (division->code));
    }
  g_assert_cmpuint (villages->len, ==, 2 * N_TOWNSHIPS);
  return villages;
}

void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  GBytes *template = get_template ();
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  fixture->folder = g_dir_make_tmp ("doudi-report-XXXXXX", NULL);
  fixture->villages = find_villages ();
  fixture->people = 0;
  fixture->homes = 0;
  path = fixture_path (fixture, "案卷.doudi");
  g_assert_true (doudi_file_publish_bytes (path, g_bytes_get_data (template, NULL),
                                           g_bytes_get_size (template), &error));
  fixture->store = doudi_store_open (path, &error);
  g_assert_no_error (error);
  fixture->sessions
    = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) doudi_session_unref);
}

void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) folder = NULL;
  const char *name;

  g_hash_table_unref (fixture->sessions);
  doudi_store_close (fixture->store);
  folder = g_dir_open (fixture->folder, 0, NULL);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = fixture_path (fixture, name);

      g_remove (path);
    }
  g_rmdir (fixture->folder);
  g_ptr_array_unref (fixture->villages);
  g_free (fixture->folder);
}

char *
fixture_path (Fixture *fixture, const char *name)
{
  return g_build_filename (fixture->folder, name, NULL);
}

/* Signs in once for each user and day. */
DoudiSession *
fixture_session (Fixture *fixture, const char *user, const char *day)
{
  g_autofree char *key = g_strdup_printf ("%s %s", user, day);
  DoudiSession *session = g_hash_table_lookup (fixture->sessions, key);
  g_autoptr (GError) error = NULL;

  if (session != NULL)
    return session;
  session
    = doudi_session_sign_in (fixture->store, user, PASSWORD, doudi_day_parse_iso (day), &error);
  g_assert_no_error (error);
  g_hash_table_insert (fixture->sessions, g_steal_pointer (&key), session);
  return session;
}

static DoudiSession *
clerk (Fixture *fixture)
{
  return fixture_session (fixture, "caseworker", FOUNDED);
}

static DoudiDay
since (void)
{
  return doudi_day_new (2016, 1, 1);
}

/* An invented number with a right check character. Five hundred share a birthday. */
static char *
make_number (guint person, const char *birth, gboolean woman)
{
  g_autofree char *date = g_strdup_printf ("%.4s%.2s%.2s", birth, birth + 5, birth + 8);
  g_autofree char *first
    = g_strdup_printf ("623027%s%02u%u", date, person / 5 % 100, person % 5 * 2 + (woman ? 0 : 1));

  return g_strdup_printf ("%s%c", first, doudi_identity_number_check_character (first));
}

/* Years that no two places in a household share, so that no two numbers are the same. */
static char *
make_birth (guint person, int member)
{
  static const int years[] = { 1962, 1968, 1998, 2005, 1940, 2012 };
  guint day = person / 500;

  return g_strdup_printf ("%04d-%02u-%02u", years[member] + (int) (day / 336 % 5), day % 12 + 1,
                          day / 12 % 28 + 1);
}

static void
add_facts (Fixture *fixture, gint64 person, guint count)
{
  static const char *const disabilities[] = { "limb:2", "mental:1", "sight:3", "hearing:4" };

  g_assert_true (doudi_registry_insert_circumstance (
    clerk (fixture), person, "health", count % 4 == 0 ? "患病" : "健康", since (), SOURCE, NULL));
  if (count % 7 == 3)
    g_assert_true (doudi_registry_insert_circumstance (
      clerk (fixture), person, "disability", disabilities[count % 4], since (), SOURCE, NULL));
}

static gint64
add_person (Fixture *fixture, gint64 household, int member)
{
  guint count = ++fixture->people;
  gboolean woman = member == 1 || member == 3 || member == 4;
  g_autofree char *birth = make_birth (count, member);
  g_autofree char *number = make_number (count, birth, woman);
  g_autofree char *name
    = g_strconcat (surnames[count % G_N_ELEMENTS (surnames)],
                   given[count / G_N_ELEMENTS (surnames) % G_N_ELEMENTS (given)], NULL);
  DoudiPersonFacts person = { name, number, NULL, woman ? "female" : "male", birth, "藏族" };
  DoudiMembershipFacts membership = { household, 0, relations[member], member + 1 };
  g_autoptr (GError) error = NULL;

  doudi_registry_insert_person (clerk (fixture), &person, SOURCE, &membership.person_id, &error);
  g_assert_no_error (error);
  doudi_registry_insert_membership (clerk (fixture), &membership, since (), SOURCE, &error);
  g_assert_no_error (error);
  add_facts (fixture, membership.person_id, count);
  return membership.person_id;
}

/* A household of @members with an account. Sets the head. */
static gint64
add_home (Fixture *fixture, int members, gint64 *head)
{
  guint count = fixture->homes++;
  DoudiAddressFacts address
    = { g_ptr_array_index (fixture->villages, count % fixture->villages->len),
        count % 3 == 0 ? "三社" : "一社", "", "13900000000" };
  g_autofree char *number = g_strdup_printf ("62170000%011u", count);
  DoudiAccountFacts account = { 0, 0, "户主", number };
  g_autoptr (GError) error = NULL;

  doudi_registry_insert_household (clerk (fixture), &address, since (), SOURCE,
                                   &account.household_id, &error);
  g_assert_no_error (error);
  *head = add_person (fixture, account.household_id, 0);
  for (int i = 1; i < members; i++)
    add_person (fixture, account.household_id, i);
  doudi_registry_insert_account (clerk (fixture), &account, since (), SOURCE, &error);
  g_assert_no_error (error);
  return account.household_id;
}

static gint64
add_award (Fixture *fixture,
           const char *programme,
           const char *residence,
           int members,
           DoudiMonth first,
           const DoudiAwardTermRow *term)
{
  g_autoptr (GArray) terms = g_array_new (FALSE, FALSE, sizeof (DoudiAwardTermRow));
  DoudiAwardRow award = {
    .programme = (char *) programme,
    .residence = (char *) residence,
    .first_month = first,
    .terms = terms,
  };
  g_autoptr (GError) error = NULL;
  gint64 id = 0;

  award.household_id = add_home (fixture, members, &award.person_id);
  g_array_append_vals (terms, term, 1);
  doudi_award_insert (clerk (fixture), &award, SOURCE, &id, &error);
  g_assert_no_error (error);
  return id;
}

static DoudiTransaction *
begin (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  DoudiTransaction *transaction = doudi_transaction_begin (fixture->store, &error);

  g_assert_no_error (error);
  return transaction;
}

static void
commit (DoudiTransaction *transaction)
{
  g_autoptr (GError) error = NULL;

  doudi_transaction_commit (transaction, &error);
  g_assert_no_error (error);
}

gint64
fixture_add_low_income (Fixture *fixture,
                        const char *residence,
                        DoudiMonth first,
                        int members,
                        int persons,
                        int benefit_class)
{
  DoudiAwardTermRow term = { .from = first, .persons = persons, .benefit_class = benefit_class };
  g_autoptr (DoudiTransaction) transaction = NULL;
  gint64 award;

  clerk (fixture);
  transaction = begin (fixture);
  award = add_award (fixture, "low-income", residence, members, first, &term);
  commit (transaction);
  return award;
}

void
fixture_change_term (Fixture *fixture,
                     gint64 award,
                     DoudiMonth from,
                     int persons,
                     int benefit_class)
{
  DoudiAwardTermRow term = { .from = from, .persons = persons, .benefit_class = benefit_class };
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiTransaction) transaction = NULL;

  clerk (fixture);
  transaction = begin (fixture);
  doudi_award_insert_term (clerk (fixture), award, &term, 0, "", SOURCE, &error);
  g_assert_no_error (error);
  commit (transaction);
}

static void
add_others (Fixture *fixture, guint count)
{
  static const char *const programmes[]
    = { "special-hardship", "orphan", "disability-living", "disability-nursing" };

  for (guint i = 0; i < count; i++)
    {
      DoudiAwardTermRow term = { .from = 201805, .persons = 1 };
      const char *programme = programmes[i % G_N_ELEMENTS (programmes)];

      if (i % G_N_ELEMENTS (programmes) < 2)
        g_strlcpy (term.care, i % 3 == 0 ? "institution" : "home", sizeof term.care);
      if (i % G_N_ELEMENTS (programmes) == 0)
        g_strlcpy (term.self_care, "partly", sizeof term.self_care);
      add_award (fixture, programme, i % 8 == 4 ? "urban" : "rural", 1, 201805, &term);
    }
}

void
fixture_fill (Fixture *fixture, guint shape)
{
  g_autoptr (DoudiTransaction) transaction = NULL;

  clerk (fixture);
  transaction = begin (fixture);
  for (guint i = 0; i < shape; i++)
    {
      int members = (int) (i % 6) + 1;
      DoudiAwardTermRow term = { .from = 201805,
                                 .persons = i % 11 == 0 ? 1 : members,
                                 .benefit_class = (int) (i / 3 % 4) + 1 };

      add_award (fixture, "low-income", i % 10 == 9 ? "urban" : "rural", members, 201805, &term);
    }
  add_others (fixture, shape / 10 + 4);
  commit (transaction);
}

/* Households of one person, for what has to be large. */
void
fixture_fill_singles (Fixture *fixture, guint households)
{
  g_autoptr (DoudiTransaction) transaction = NULL;

  clerk (fixture);
  transaction = begin (fixture);
  for (guint i = 0; i < households; i++)
    {
      DoudiAwardTermRow term = { .from = 201806, .persons = 1, .benefit_class = (int) (i % 4) + 1 };

      add_award (fixture, "low-income", "rural", 1, 201806, &term);
    }
  commit (transaction);
}

/* Returns the run; approved by another person, closed if asked. */
gint64
fixture_pay (Fixture *fixture, DoudiMonth month, guint programmes, gboolean close)
{
  g_autofree char *day = doudi_day_format_iso (doudi_month_first_day (month) + 9);
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiPayRunResult) result = doudi_pay_run_propose (
    fixture_session (fixture, "caseworker", day), month, programmes, NULL, &error);

  g_assert_no_error (error);
  if (!close)
    return result->run_id;
  doudi_pay_run_approve (fixture_session (fixture, "director", day), result->run_id, &error);
  g_assert_no_error (error);
  doudi_pay_run_close (fixture_session (fixture, "caseworker", day), result->run_id, &error);
  g_assert_no_error (error);
  return result->run_id;
}

/* Two months: in the second one household is new, one has ended, one has a member more; and the
 * raise of June pays May's difference. */
void
fixture_fill_two_months (Fixture *fixture)
{
  gint64 ending, growing;

  fixture_fill (fixture, 40);
  ending = fixture_add_low_income (fixture, "rural", 201805, 3, 3, 2);
  growing = fixture_add_low_income (fixture, "rural", 201805, 3, 2, 1);
  fixture_pay (fixture, 201805, EVERY_PROGRAMME, TRUE);
  fixture_change_term (fixture, ending, 201806, 0, 0);
  fixture_change_term (fixture, growing, 201806, 3, 1);
  fixture_add_low_income (fixture, "rural", 201806, 2, 2, 3);
  fixture_pay (fixture, 201806, EVERY_PROGRAMME, TRUE);
}

static sqlite3 *
open_raw (Fixture *fixture)
{
  g_autofree char *path = fixture_path (fixture, "案卷.doudi");
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  sqlite3_busy_timeout (db, 1000);
  return db;
}

/* As somebody would who opened the file with another program. */
void
fixture_run_sql (Fixture *fixture, const char *sql)
{
  sqlite3 *db = open_raw (fixture);

  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
}

gint64
fixture_ask_sql (Fixture *fixture, const char *sql)
{
  sqlite3 *db = open_raw (fixture);
  sqlite3_stmt *stmt = NULL;
  gint64 answer;

  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  answer = sqlite3_column_int64 (stmt, 0);
  sqlite3_finalize (stmt);
  sqlite3_close (db);
  return answer;
}

DoudiReport *
fixture_report (Fixture *fixture, const char *id, const char *period)
{
  DoudiPeriod parsed;
  g_autoptr (GError) error = NULL;
  DoudiReport *report;

  g_assert_true (doudi_period_parse (period, &parsed));
  report = doudi_report_build (fixture_session (fixture, "caseworker", "2018-07-02"), id, &parsed,
                               NULL, &error);
  g_assert_no_error (error);
  return report;
}

const DoudiReportCheck *
fixture_check (const DoudiReport *report, const char *rule)
{
  for (guint i = 0; i < doudi_report_get_n_checks (report); i++)
    if (g_str_equal (doudi_report_get_check (report, i)->rule, rule))
      return doudi_report_get_check (report, i);
  g_error ("no check %s", rule);
}
