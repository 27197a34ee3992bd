/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "casework-fixture.h"

#include <glib/gstdio.h>

#include "casework/doudi-invariants.h"
#include "../store/raw-caseload.h"
#include "store/doudi-pay-run-store.h"
#include "store/doudi-payment-store.h"
#include "store/doudi-registry-write.h"
#include "store/doudi-setting.h"
#include "store/doudi-user.h"

#define PASSWORD CASEWORK_PASSWORD
#define FOUNDED "2018-01-02"
#define SOURCE "form"

static const struct
{
  const char *name;
  DoudiRole role;
} users[] = {
  { CASEWORKER, DOUDI_ROLE_CASEWORKER },
  { REVIEWER, DOUDI_ROLE_REVIEWER },
  { DIRECTOR, DOUDI_ROLE_DIRECTOR },
};

static void
set_county (DoudiStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiTransaction) transaction = doudi_transaction_begin (store, &error);

  g_assert_no_error (error);
  doudi_setting_set (store, DOUDI_SETTING_COUNTY, CASEWORK_COUNTY, &error);
  g_assert_no_error (error);
  doudi_transaction_commit (transaction, &error);
  g_assert_no_error (error);
}

static void
found (DoudiStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) divisions = doudi_divisions_load_county (CASEWORK_COUNTY, &error);
  g_autoptr (DoudiSession) session = NULL;

  g_assert_no_error (error);
  doudi_users_create_first (store, ADMINISTRATOR, PASSWORD, &error);
  g_assert_no_error (error);
  session
    = doudi_session_sign_in (store, ADMINISTRATOR, PASSWORD, doudi_day_parse_iso (FOUNDED), &error);
  g_assert_no_error (error);
  set_county (store);
  doudi_registry_add_divisions (session, divisions, &error);
  g_assert_no_error (error);
  doudi_policies_adopt_initial (session, NULL, &error);
  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (users); i++)
    {
      doudi_users_add (session, users[i].name, 1u << users[i].role, PASSWORD, &error);
      g_assert_no_error (error);
    }
}

/* The keys of the template where it is encrypted. */
static GBytes *template_keys;

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
  folder = g_dir_make_tmp ("doudi-casework-XXXXXX", NULL);
  path = g_build_filename (folder, "template.doudi", NULL);
  doudi_store_create (path, &error);
  g_assert_no_error (error);
  store = doudi_store_open (path, &error);
  g_assert_no_error (error);
  found (store);
  doudi_store_close (store);
  template = doudi_file_read (path, 64 * 1024 * 1024, &error);
  g_assert_no_error (error);
  template_keys = raw_caseload_take_keys (path);
  g_assert_cmpint (g_remove (path), ==, 0);
  g_rmdir (folder);
  return template;
}

/* The first village that the table of divisions has. */
static char *
find_village (void)
{
  g_autoptr (GPtrArray) divisions = doudi_divisions_load_county (CASEWORK_COUNTY, NULL);

  for (guint i = 0; i < divisions->len; i++)
    {
      const DoudiDivision *division = g_ptr_array_index (divisions, i);

      if (division->level == DOUDI_DIVISION_VILLAGE)
        return g_strdup (division->code);
    }
  g_assert_not_reached ();
}

void
casework_set_up (Casework *casework, gconstpointer data)
{
  GBytes *template = get_template ();
  g_autoptr (GError) error = NULL;

  casework->folder = g_dir_make_tmp ("doudi-casework-XXXXXX", NULL);
  casework->path = g_build_filename (casework->folder, "案卷.doudi", NULL);
  casework->village = find_village ();
  casework->people = 0;
  g_file_set_contents (casework->path, g_bytes_get_data (template, NULL),
                       (gssize) g_bytes_get_size (template), &error);
  g_assert_no_error (error);
  g_chmod (casework->path, 0600);
  raw_caseload_lay_keys (casework->path, template_keys);
  casework->store = doudi_store_open (casework->path, &error);
  g_assert_no_error (error);
  casework->sessions
    = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) doudi_session_unref);
  casework_session (casework, CASEWORKER, FOUNDED);
}

void
casework_tear_down (Casework *casework, gconstpointer data)
{
  g_autoptr (GDir) folder = NULL;
  const char *name;

  g_hash_table_unref (casework->sessions);
  doudi_store_close (casework->store);
  folder = g_dir_open (casework->folder, 0, NULL);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (casework->folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (casework->folder);
  g_free (casework->folder);
  g_free (casework->path);
  g_free (casework->village);
}

static DoudiSession *
sign_in (Casework *casework, const char *user, DoudiDay day)
{
  g_autoptr (GError) error = NULL;
  DoudiSession *session = doudi_session_sign_in (casework->store, user, PASSWORD, day, &error);

  g_assert_no_error (error);
  return session;
}

/* Signs in once for each user; the other days go on from there. */
DoudiSession *
casework_session (Casework *casework, const char *user, const char *day)
{
  g_autofree char *key = g_strdup_printf ("%s %s", user, day);
  DoudiSession *session = g_hash_table_lookup (casework->sessions, key);
  DoudiSession *first = g_hash_table_lookup (casework->sessions, user);

  if (session != NULL)
    return session;
  if (first == NULL)
    {
      first = sign_in (casework, user, doudi_day_parse_iso (day));
      g_hash_table_insert (casework->sessions, g_strdup (user), first);
    }
  session = doudi_session_on_day (first, doudi_day_parse_iso (day));
  g_hash_table_insert (casework->sessions, g_steal_pointer (&key), session);
  return session;
}

static DoudiSession *
clerk (Casework *casework)
{
  return casework_session (casework, CASEWORKER, FOUNDED);
}

static DoudiTransaction *
begin (Casework *casework)
{
  g_autoptr (GError) error = NULL;
  DoudiTransaction *transaction = doudi_transaction_begin (casework->store, &error);

  g_assert_no_error (error);
  return transaction;
}

static void
commit (DoudiTransaction *transaction, GError *error)
{
  g_assert_no_error (error);
  doudi_transaction_commit (transaction, &error);
  g_assert_no_error (error);
}

static gint64
insert_person (Casework *casework, const char *name, const char *birth)
{
  g_autofree char *number = g_strdup_printf ("62302719600101%04d", ++casework->people);
  DoudiPersonFacts person = { .name = name, .identity_number = number, .birth_date = birth };
  g_autoptr (GError) error = NULL;
  gint64 id = 0;

  doudi_registry_insert_person (clerk (casework), &person, SOURCE, &id, &error);
  g_assert_no_error (error);
  return id;
}

static void
insert_membership (Casework *casework, gint64 household, gint64 person, const char *relation)
{
  DoudiMembershipFacts membership
    = { .household_id = household, .person_id = person, .relation = relation, .position = 1 };
  g_autoptr (GError) error = NULL;

  doudi_registry_insert_membership (clerk (casework), &membership, doudi_day_new (2016, 1, 1),
                                    SOURCE, &error);
  g_assert_no_error (error);
}

Home
casework_add_home (Casework *casework, const char *name, const char *birth, const char *account)
{
  g_autoptr (DoudiTransaction) transaction = begin (casework);
  DoudiAddressFacts address = { .division_code = casework->village, .village_group = "三社" };
  g_autoptr (GError) error = NULL;
  Home home;

  doudi_registry_insert_household (clerk (casework), &address, doudi_day_new (2016, 1, 1), SOURCE,
                                   &home.household, &error);
  g_assert_no_error (error);
  home.person = insert_person (casework, name, birth);
  insert_membership (casework, home.household, home.person, "head");
  commit (transaction, NULL);
  if (account != NULL)
    casework_add_account (casework, home, account, "2016-01-01");
  return home;
}

gint64
casework_add_member (Casework *casework, gint64 household, const char *name)
{
  g_autoptr (DoudiTransaction) transaction = begin (casework);
  gint64 person = insert_person (casework, name, "1990-05-05");

  insert_membership (casework, household, person, "子");
  commit (transaction, NULL);
  return person;
}

void
casework_add_account (Casework *casework, Home home, const char *number, const char *from)
{
  g_autoptr (DoudiTransaction) transaction = begin (casework);
  DoudiAccountFacts account
    = { .household_id = home.household, .holder_name = "户主", .number = number };
  GError *error = NULL;

  doudi_registry_insert_account (clerk (casework), &account, doudi_day_parse_iso (from), SOURCE,
                                 &error);
  commit (transaction, error);
}

/* An award that begins with its first term. */
gint64
casework_add_award_of (Casework *casework,
                       const char *programme,
                       const char *residence,
                       Home home,
                       const DoudiAwardTermRow *term)
{
  g_autoptr (DoudiTransaction) transaction = begin (casework);
  g_autoptr (GArray) terms = g_array_new (FALSE, FALSE, sizeof (DoudiAwardTermRow));
  DoudiAwardRow award = {
    .programme = (char *) programme,
    .household_id = home.household,
    .person_id = home.person,
    .residence = (char *) residence,
    .first_month = term->from,
    .terms = terms,
  };
  GError *error = NULL;
  gint64 id = 0;

  g_array_append_vals (terms, term, 1);
  doudi_award_insert (clerk (casework), &award, SOURCE, &id, &error);
  commit (transaction, error);
  return id;
}

void
casework_add_facts (Casework *casework, gint64 award, const DoudiAwardTermRow *term)
{
  g_autoptr (DoudiTransaction) transaction = begin (casework);
  GError *error = NULL;

  doudi_award_insert_term (clerk (casework), award, term, 0, "", SOURCE, &error);
  commit (transaction, error);
}

/* Proposed by the administrator and adopted by the director. */
void
casework_adopt (Casework *casework, const char *json, const char *day)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiPolicyDocument) document
    = doudi_policy_document_load (json, -1, "county.json", &error);
  gint64 id;

  g_assert_no_error (error);
  doudi_policies_propose (casework_session (casework, ADMINISTRATOR, day), document, &id, &error);
  g_assert_no_error (error);
  doudi_policies_adopt (casework_session (casework, DIRECTOR, day), document, &id, &error);
  g_assert_no_error (error);
}

gint64
casework_add_award (Casework *casework,
                    const char *programme,
                    Home home,
                    DoudiMonth first,
                    int persons,
                    int benefit_class)
{
  DoudiAwardTermRow term = { .from = first, .persons = persons, .benefit_class = benefit_class };

  return casework_add_award_of (casework, programme, "rural", home, &term);
}

gint64
casework_add_care (Casework *casework, Home home, DoudiMonth first, const char *care)
{
  DoudiAwardTermRow term = { .from = first, .persons = 1 };

  g_strlcpy (term.care, care, sizeof term.care);
  return casework_add_award_of (casework, "special-hardship", "rural", home, &term);
}

gint64
casework_add_term (Casework *casework,
                   gint64 award,
                   DoudiMonth from,
                   int persons,
                   int benefit_class,
                   gint64 replaces)
{
  g_autoptr (DoudiTransaction) transaction = begin (casework);
  DoudiAwardTermRow term = { .from = from, .persons = persons, .benefit_class = benefit_class };
  GError *error = NULL;

  doudi_award_insert_term (clerk (casework), award, &term, replaces, "", SOURCE, &error);
  commit (transaction, error);
  return casework_ask (casework, "SELECT max(id) FROM award_term");
}

/* A closed run that paid what the rules did not say, as history has it. */
void
casework_pay_by_hand (Casework *casework,
                      gint64 award,
                      DoudiMonth month,
                      const DoudiLedgerLine *lines,
                      guint n_lines,
                      const char *day)
{
  DoudiSession *caseworker = casework_session (casework, CASEWORKER, day);
  DoudiSession *director = casework_session (casework, DIRECTOR, day);
  gint64 account = casework_ask (casework, "SELECT max(id) FROM account");
  g_autoptr (DoudiTransaction) transaction = begin (casework);
  g_autoptr (DoudiAwardRow) row = doudi_award_get (casework->store, award, NULL);
  DoudiPayRunRow run = { .month = month,
                         .programmes = 1u << doudi_programme_from_name (row->programme),
                         .known_on = doudi_day_parse_iso (day),
                         .policy_documents = (char *) "" };
  DoudiPayment payment = { .account_id = account, .holder_name = "户主", .account_number = "6217" };
  DoudiPayItem item = { .award_id = award,
                        .household_id = row->household_id,
                        .division_code = casework->village,
                        .village_group = "",
                        .payee_name = row->person_name,
                        .identity_number = "",
                        .programme = row->programme,
                        .residence = row->residence,
                        .care = "" };
  gint64 id;

  for (guint i = 0; i < n_lines; i++)
    run.back_pay += lines[i].fen;
  run.lines = n_lines;
  item.back_pay = payment.fen = run.back_pay;
  g_assert_true (doudi_pay_run_insert (caseworker, &run, &id, NULL));
  g_assert_true (doudi_payment_insert (casework->store, id, &payment, &item.payment_id, NULL));
  g_assert_true (doudi_pay_run_insert_item (casework->store, id, &item, NULL));
  for (guint i = 0; i < n_lines; i++)
    {
      DoudiRunLine line = { award, lines[i].for_month, "back-pay", lines[i].fen };

      g_assert_true (doudi_pay_run_insert_line (casework->store, id, &line, NULL));
    }
  g_assert_true (doudi_pay_run_set_approved (director, id, NULL));
  g_assert_true (doudi_pay_run_set_closed (director, id, NULL));
  commit (transaction, NULL);
}

DoudiPayRunResult *
casework_propose (Casework *casework, DoudiMonth month, guint programmes, const char *day)
{
  g_autoptr (GError) error = NULL;
  DoudiPayRunResult *result = doudi_pay_run_propose (casework_session (casework, CASEWORKER, day),
                                                     month, programmes, NULL, &error);

  g_assert_no_error (error);
  return result;
}

/* Proposes, approves and closes. */
gint64
casework_pay (Casework *casework, DoudiMonth month, guint programmes, const char *day)
{
  g_autoptr (DoudiPayRunResult) result = casework_propose (casework, month, programmes, day);
  DoudiSession *director = casework_session (casework, DIRECTOR, day);
  g_autoptr (GError) error = NULL;

  doudi_pay_run_approve (director, result->run_id, &error);
  g_assert_no_error (error);
  doudi_pay_run_close (director, result->run_id, &error);
  g_assert_no_error (error);
  return result->run_id;
}

/* What the ledger says of a month, or of all months if it is %DOUDI_MONTH_NONE. */
DoudiFen
casework_ledger_sum (Casework *casework, gint64 award, DoudiMonth month)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) lines = doudi_award_ledger (casework->store, award, &error);
  DoudiFen sum = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < lines->len; i++)
    {
      const DoudiLedgerLine *line = &g_array_index (lines, DoudiLedgerLine, i);

      if (month == DOUDI_MONTH_NONE || line->for_month == month)
        sum += line->fen;
    }
  return sum;
}

/* SQLite as any other program would use it. */
sqlite3 *
casework_open_raw (Casework *casework)
{
  return raw_caseload_open (casework->path, ADMINISTRATOR, PASSWORD);
}

gint64
casework_ask (Casework *casework, const char *sql)
{
  sqlite3 *db = casework_open_raw (casework);
  sqlite3_stmt *stmt = NULL;
  gint64 answer;

  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  answer = sqlite3_column_int64 (stmt, 0);
  sqlite3_finalize (stmt);
  sqlite3_close (db);
  return answer;
}

/* What is %NULL stays. */
void
casework_correct_person (Casework *casework, gint64 person, const char *number, const char *birth)
{
  DoudiSession *session = casework_session (casework, CASEWORKER, "2018-01-02");
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiTransaction) transaction = doudi_transaction_begin (casework->store, &error);
  g_autoptr (DoudiMember) known = doudi_registry_get_person (
    casework->store, person, doudi_session_get_today (session), &error);
  const DoudiPersonFacts facts
    = { .name = known->name,
        .identity_number = number != NULL ? number : known->identity_number,
        .sex = known->sex,
        .birth_date = birth != NULL ? birth : known->birth_date,
        .ethnicity = known->ethnicity };

  doudi_registry_correct_person (session, person, &facts, "form", &error);
  g_assert_no_error (error);
  doudi_transaction_commit (transaction, &error);
  g_assert_no_error (error);
}

void
casework_write_raw (Casework *casework, const char *sql)
{
  sqlite3 *db = casework_open_raw (casework);
  char *message = NULL;

  sqlite3_exec (db, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  sqlite3_close (db);
}

/* Whether a check holds; all of them for %NULL. */
gboolean
casework_verifies (Casework *casework, const char *check)
{
  g_autoptr (GPtrArray) checks = g_ptr_array_new_with_free_func ((GDestroyNotify) doudi_check_free);
  g_autoptr (GError) error = NULL;
  gboolean ok = TRUE;

  doudi_verify_casework (casework_session (casework, DIRECTOR, FOUNDED), checks, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < checks->len; i++)
    {
      const DoudiCheck *one = g_ptr_array_index (checks, i);

      if (check != NULL && !g_str_equal (one->name, check))
        continue;
      if (!one->ok)
        g_test_message ("%s: %s", one->name, one->detail);
      ok = ok && one->ok;
    }
  return ok;
}

/* A document with one amount, for class I of rural low income. */
DoudiPolicyDocument *
casework_document (const char *id,
                   const char *adopted_on,
                   DoudiMonth valid_from,
                   DoudiFen class_one)
{
  g_autofree char *amount = doudi_money_format (class_one);
  g_autofree char *from = doudi_month_format_iso (valid_from);
  g_autofree char *json = g_strdup_printf (
    "{\"id\": \"%s\", \"title\": \"%s\", \"source\": \"县文件\", \"adopted_on\": \"%s\","
    " \"area\": [\"6230\"], \"demonstration\": false, \"standards\": [{"
    "\"programme\": \"low-income\", \"residence\": \"rural\", \"class\": 1,"
    " \"per\": \"person-month\", \"amount\": \"%s\", \"valid_from\": \"%s\","
    " \"adopted_on\": \"%s\", \"sure\": true, \"source\": \"县文件\"}]}",
    id, id, adopted_on, amount, from, adopted_on);
  g_autoptr (GError) error = NULL;
  DoudiPolicyDocument *document = doudi_policy_document_load (json, -1, id, &error);

  g_assert_no_error (error);
  return document;
}
