/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "case-fixture.h"
#include "change-fixture.h"

#include "casework/doudi-household-means.h"
#include "store/doudi-household-history.h"

/* What the page of a household shows: members with their days, money, forms, means. */

static const CasePerson zhaxi[] = { { "才让扎西", "19600101", "head", "chronic", "unable" },
                                    { "拉毛草", "19620202", "spouse", "chronic", "unable" } };

static GPtrArray *
list_members (Casework *casework, gint64 household)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *members = doudi_history_list_members (casework->store, household, &error);

  g_assert_no_error (error);
  return members;
}

static const DoudiFactSpan *
find_fact (const DoudiMemberSpan *member, const char *kind)
{
  for (guint i = 0; i < member->facts->len; i++)
    {
      const DoudiFactSpan *fact = g_ptr_array_index (member->facts, i);

      if (g_str_equal (fact->kind, kind))
        return fact;
    }
  return NULL;
}

/* Who left stands behind who is there, with both days. */
static void
test_members (Casework *casework, gconstpointer data)
{
  Family family = family_new (casework, "才让扎西", "1960-01-01", 3);
  DoudiChangeRequest request = change_of (DOUDI_CHANGE_DEATH, family.home.household, "2018-09-10");
  g_autoptr (GPtrArray) members = NULL;
  const DoudiMemberSpan *member;

  family_add_fact (casework, family.people[0], "health", "慢性病");
  request.person_id = family.people[1];
  request.detail = "{\"covered\": true}";
  change_apply (casework, REVIEWER, "2018-09-20", &request);
  members = list_members (casework, family.home.household);
  g_assert_cmpuint (members->len, ==, 3);
  member = g_ptr_array_index (members, 0);
  g_assert_cmpint (member->person_id, ==, family.people[0]);
  g_assert_cmpint (member->from, ==, doudi_day_new (2016, 1, 1));
  g_assert_cmpint (member->to, ==, DOUDI_DAY_NONE);
  g_assert_cmpstr (find_fact (member, "health")->value, ==, "慢性病");
  g_assert_cmpint (find_fact (member, "health")->from, ==, doudi_day_new (2018, 1, 1));
  member = g_ptr_array_index (members, 2);
  g_assert_cmpint (member->person_id, ==, family.people[1]);
  g_assert_cmpint (member->to, ==, doudi_day_new (2018, 9, 10));
  g_assert_nonnull (find_fact (member, "death"));
}

static void
test_accounts (Casework *casework, gconstpointer data)
{
  Home home = casework_add_home (casework, "才让扎西", "1960-01-01", "6217000000000000001");
  DoudiChangeRequest request = change_of (DOUDI_CHANGE_ACCOUNT, home.household, "2018-09-10");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) accounts = NULL;
  const DoudiAccountSpan *account;

  casework_add_award (casework, "low-income", home, 201807, 1, 2);
  request.detail = "{\"holder\": \"才让扎西\", \"number\": \"6217000000000000019\"}";
  change_apply (casework, REVIEWER, "2018-09-20", &request);
  accounts = doudi_history_list_accounts (casework->store, home.household, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (accounts->len, ==, 2);
  account = g_ptr_array_index (accounts, 0);
  g_assert_cmpstr (account->number, ==, "6217000000000000019");
  g_assert_cmpint (account->to, ==, DOUDI_DAY_NONE);
  account = g_ptr_array_index (accounts, 1);
  g_assert_cmpstr (account->number, ==, "6217000000000000001");
  g_assert_cmpint (account->to, !=, DOUDI_DAY_NONE);
}

/* A row for each award and run, as it was frozen. */
static void
test_payments (Casework *casework, gconstpointer data)
{
  Home home = casework_add_home (casework, "才让扎西", "1960-01-01", "6217000000000000001");
  Home other = casework_add_home (casework, "马永红", "1960-01-01", "6217000000000000002");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) payments = NULL;
  const DoudiHouseholdPayment *payment;

  casework_add_award (casework, "low-income", home, 201807, 1, 2);
  casework_add_award (casework, "low-income", other, 201807, 1, 1);
  pay_months (casework, 201807, 201809, LOW_INCOME);
  payments = doudi_history_list_payments (casework->store, home.household, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (payments->len, ==, 3);
  payment = g_ptr_array_index (payments, 0);
  g_assert_cmpint (payment->month, ==, 201809);
  g_assert_cmpint (payment->regular, ==, CLASS_TWO);
  g_assert_cmpint (payment->back_pay, ==, 0);
  g_assert_cmpstr (payment->payee_name, ==, "才让扎西");
  g_assert_cmpstr (payment->state, ==, "waiting");
}

static gint64
open_case (Casework *casework)
{
  gint64 id = case_bring_to_decision (
    casework, zhaxi, G_N_ELEMENTS (zhaxi),
    "\"incomes\": [{\"source\": \"business\", \"kind\": \"养羊\", \"declared\": \"3000\"}],"
    " \"assets\": [{\"kind\": \"deposits\", \"declared\": \"500\"}]");
  gint64 list
    = case_list (casework, "approval", DOUDI_PROGRAMME_LOW_INCOME, &id, 1, REVIEWER, DAY_DECIDE);
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiApplicationRow) row = NULL;
  DoudiCaseListResult result;

  case_decide (casework, list, DIRECTOR, DAY_DECIDE, &result, &error);
  g_assert_no_error (error);
  row = doudi_application_get (casework->store, id, &error);
  g_assert_cmpint (row->household_id, >, 0);
  return row->household_id;
}

static const DoudiMeansRow *
find_means (const DoudiHouseholdMeans *means, DoudiMeansKind kind)
{
  for (guint i = 0; i < means->rows->len; i++)
    {
      const DoudiMeansRow *row = g_ptr_array_index (means->rows, i);

      if (row->kind == kind)
        return row;
    }
  return NULL;
}

/* What was declared, in the words of the form. */
static void
test_means (Casework *casework, gconstpointer data)
{
  gint64 household = open_case (casework);
  Home other = casework_add_home (casework, "马永红", "1960-01-01", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GPtrArray) all
    = doudi_household_means_load (casework->store, household, DOUDI_LANGUAGE_CHINESE, &error);
  const DoudiHouseholdMeans *means;
  const DoudiMeansRow *row;

  g_assert_no_error (error);
  g_assert_cmpuint (all->len, ==, 1);
  means = g_ptr_array_index (all, 0);
  g_assert_cmpint (means->programme, ==, DOUDI_PROGRAMME_LOW_INCOME);
  g_assert_cmpint (means->declared_on, ==, doudi_day_parse_iso (DAY_OPEN));
  g_assert_cmpint (means->surveyed_on, !=, DOUDI_DAY_NONE);
  row = find_means (means, DOUDI_MEANS_INCOME);
  g_assert_true (g_str_has_suffix (row->what, " · 养羊"));
  g_assert_true (row->has_declared);
  g_assert_cmpint (row->declared, ==, 300000);
  row = find_means (means, DOUDI_MEANS_ASSET);
  g_assert_cmpint (row->declared, ==, 50000);
  none
    = doudi_household_means_load (casework->store, other.household, DOUDI_LANGUAGE_CHINESE, &error);
  g_assert_cmpuint (none->len, ==, 0);
}

/* The forms of a case, each once. */
static void
test_forms (Casework *casework, gconstpointer data)
{
  gint64 household = open_case (casework);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) forms = doudi_history_list_forms (casework->store, household, &error);
  guint applications = 0, surveys = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < forms->len; i++)
    {
      const DoudiHouseholdForm *form = g_ptr_array_index (forms, i);

      g_assert_cmpuint (strlen (form->number), >, 0);
      applications += g_str_equal (form->kind, "application");
      surveys += g_str_equal (form->kind, "survey");
    }
  g_assert_cmpuint (applications, ==, 1);
  g_assert_cmpuint (surveys, ==, 1);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/casework/household-record/" name, Casework, NULL, casework_set_up, func,           \
              casework_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("members", test_members);
  ADD ("accounts", test_accounts);
  ADD ("payments", test_payments);
  ADD ("means", test_means);
  ADD ("forms", test_forms);
  return g_test_run ();
}
