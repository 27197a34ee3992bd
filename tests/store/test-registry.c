/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "registry-fixture.h"

#define PASSBOOK "27852228772659214"

static const FixturePerson three[] = {
  { "才让扎西", NULL, "head" },
  { "拉毛草", NULL, "配偶" },
  { "完代", NULL, "之子" },
  { NULL },
};

static void
add_award (Fixture *fixture,
           gint64 household_id,
           gint64 person_id,
           const char *programme,
           int class)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiIndexer) indexer = fixture_indexer (fixture);
  g_autoptr (DoudiTransaction) transaction = doudi_transaction_begin (fixture->store, &error);
  const DoudiAwardRow award = { .programme = (char *) programme,
                                .household_id = household_id,
                                .person_id = person_id,
                                .residence = (char *) "rural",
                                .first_month = 201801 };
  const DoudiAwardTermRow term = { .from = 201801, .persons = 3, .benefit_class = class };
  gint64 id = 0;

  g_assert_true (doudi_award_insert (fixture->session, &award, FIXTURE_SOURCE, &id, &error));
  g_assert_no_error (error);
  g_assert_true (
    doudi_award_insert_term (fixture->session, id, &term, 0, "", FIXTURE_SOURCE, &error));
  g_assert_true (doudi_indexer_add (indexer, household_id, &error));
  g_assert_true (doudi_indexer_flush (indexer, &error));
  g_assert_true (doudi_transaction_commit (transaction, &error));
  g_assert_no_error (error);
}

static void
test_household (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 id = fixture_add (fixture, fixture_village (fixture, 5), "13912236761", PASSBOOK, three);
  g_autoptr (DoudiHousehold) household
    = doudi_registry_get_household (fixture->store, id, fixture->today, &error);
  const DoudiMember *head;
  const DoudiAccount *account;

  g_assert_no_error (error);
  g_assert_cmpint (household->id, ==, id);
  g_assert_cmpstr (household->division_code, ==, fixture_village (fixture, 5));
  g_assert_cmpstr (household->township, ==, "拉卜楞镇");
  g_assert_cmpstr (household->village, !=, "");
  g_assert_cmpstr (household->phone, ==, "13912236761");
  g_assert_cmpuint (household->members->len, ==, 3);
  g_assert_cmpuint (household->accounts->len, ==, 1);
  head = g_ptr_array_index (household->members, 0);
  g_assert_cmpstr (head->name, ==, "才让扎西");
  g_assert_cmpstr (head->relation, ==, "head");
  account = g_ptr_array_index (household->accounts, 0);
  g_assert_cmpstr (account->number, ==, PASSBOOK);
}

static void
test_household_missing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (doudi_registry_get_household (fixture->store, 99, fixture->today, &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_NOT_FOUND);
}

static void
test_circumstances (Fixture *fixture, gconstpointer data)
{
  gint64 id = fixture_add (fixture, fixture_village (fixture, 0), "", NULL, three);
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiHousehold) now = NULL;
  g_autoptr (DoudiHousehold) before = NULL;
  g_autoptr (DoudiTransaction) transaction = doudi_transaction_begin (fixture->store, &error);
  gboolean has = FALSE;

  g_assert_true (doudi_registry_insert_circumstance (fixture->session, 1, "work-ability",
                                                     "部分丧失", doudi_day_new (2018, 1, 1),
                                                     FIXTURE_SOURCE, &error));
  g_assert_true (doudi_registry_insert_circumstance (fixture->session, 1, "work-ability", "丧失",
                                                     doudi_day_new (2018, 5, 1), FIXTURE_SOURCE,
                                                     &error));
  g_assert_true (doudi_transaction_commit (transaction, &error));
  now = doudi_registry_get_household (fixture->store, id, fixture->today, &error);
  before = doudi_registry_get_household (fixture->store, id, doudi_day_new (2018, 4, 30), &error);
  g_assert_cmpstr (
    g_hash_table_lookup (((DoudiMember *) now->members->pdata[0])->circumstances, "work-ability"),
    ==, "丧失");
  g_assert_cmpstr (g_hash_table_lookup (((DoudiMember *) before->members->pdata[0])->circumstances,
                                        "work-ability"),
                   ==, "部分丧失");
  g_assert_true (
    doudi_registry_has_circumstance (fixture->store, 1, "work-ability", "丧失", &has, &error));
  g_assert_true (has);
  g_assert_true (
    doudi_registry_has_circumstance (fixture->store, 1, "work-ability", "部分丧失", &has, &error));
  g_assert_false (has);
}

static GPtrArray *
load_page (Fixture *fixture,
           const DoudiHouseholdFilter *filter,
           const DoudiHouseholdRow *after,
           guint limit,
           gboolean backwards)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiHouseholdQuery) query
    = doudi_household_query_new (fixture->store, filter, NULL, &error);
  GPtrArray *rows;

  g_assert_no_error (error);
  rows = doudi_household_query_page (query, after, limit, backwards, &error);
  g_assert_no_error (error);
  return rows;
}

static DoudiHouseholdSums
load_sums (Fixture *fixture, const DoudiHouseholdFilter *filter)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiHouseholdQuery) query
    = doudi_household_query_new (fixture->store, filter, NULL, &error);
  DoudiHouseholdSums sums;

  g_assert_no_error (error);
  g_assert_true (doudi_household_query_sum (query, &sums, &error));
  return sums;
}

/* Pages of the list, one way and back, are the whole list and nothing twice. */
static void
walk (Fixture *fixture, const DoudiHouseholdFilter *filter, guint page, GArray *ids)
{
  g_autoptr (GPtrArray) rows = load_page (fixture, filter, NULL, page, FALSE);

  while (rows->len > 0)
    {
      GPtrArray *next;

      for (guint i = 0; i < rows->len; i++)
        g_array_append_val (ids, ((DoudiHouseholdRow *) rows->pdata[i])->household_id);
      next = load_page (fixture, filter, rows->pdata[rows->len - 1], page, FALSE);
      g_ptr_array_unref (rows);
      rows = next;
    }
}

static void
walk_back (Fixture *fixture, const DoudiHouseholdFilter *filter, guint page, GArray *ids)
{
  g_autoptr (GPtrArray) rows = load_page (fixture, filter, NULL, page, TRUE);

  while (rows->len > 0)
    {
      GPtrArray *next;

      for (guint i = rows->len; i > 0; i--)
        g_array_prepend_val (ids, ((DoudiHouseholdRow *) rows->pdata[i - 1])->household_id);
      next = load_page (fixture, filter, rows->pdata[0], page, TRUE);
      g_ptr_array_unref (rows);
      rows = next;
    }
}

static void
assert_same_ids (GArray *one, GArray *other)
{
  g_assert_cmpmem (one->data, one->len * sizeof (gint64), other->data,
                   other->len * sizeof (gint64));
}

static void
assert_pages (Fixture *fixture, const DoudiHouseholdFilter *filter, guint expected)
{
  DoudiHouseholdSums sums = load_sums (fixture, filter);

  for (guint page = 1; page <= 7; page += 3)
    {
      g_autoptr (GArray) forwards = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_autoptr (GArray) backwards = g_array_new (FALSE, FALSE, sizeof (gint64));

      walk (fixture, filter, page, forwards);
      walk_back (fixture, filter, page, backwards);
      g_assert_cmpuint (forwards->len, ==, expected);
      assert_same_ids (forwards, backwards);
    }
  g_assert_cmpint (sums.households, ==, expected);
  g_assert_cmpint (sums.persons, ==, 3 * expected);
}

static void
test_pages (Fixture *fixture, gconstpointer data)
{
  g_autofree char *township = g_strndup (fixture_village (fixture, 0), 9);
  DoudiHouseholdFilter filter = { .programme = 0 };
  guint in_township = 0;

  for (guint i = 0; i < 24; i++)
    {
      const char *village = fixture_village (fixture, i * 2 / 3);
      gint64 id = fixture_add (fixture, village, "", NULL, three);

      in_township += g_str_has_prefix (village, township) ? 1 : 0;
      if (i % 3 == 0)
        add_award (fixture, id, (gint64) (i * 3 + 1), "low-income", 1 + (int) (i % 2));
      if (i % 4 == 0)
        add_award (fixture, id, (gint64) (i * 3 + 2), "disability-living", 0);
    }
  assert_pages (fixture, NULL, 24);
  filter.programme = 1;
  assert_pages (fixture, &filter, 8);
  filter.benefit_class = 2;
  assert_pages (fixture, &filter, 4);
  filter = (DoudiHouseholdFilter){ .programme = 5 };
  assert_pages (fixture, &filter, 6);
  filter = (DoudiHouseholdFilter){ .division = township };
  assert_pages (fixture, &filter, in_township);
  filter.division = fixture_village (fixture, 0);
  assert_pages (fixture, &filter, 2);
  filter.division = "no place";
  assert_pages (fixture, &filter, 0);
}

static void
test_page_limit (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (DoudiIndexer) indexer = fixture_indexer (fixture);
  g_autoptr (DoudiTransaction) transaction = doudi_transaction_begin (fixture->store, &error);

  for (guint i = 0; i < 250; i++)
    g_assert_true (doudi_indexer_add (
      indexer, fixture_insert (fixture, fixture_village (fixture, i % 9), "", NULL, three),
      &error));
  g_assert_true (doudi_indexer_flush (indexer, &error));
  g_assert_true (doudi_transaction_commit (transaction, &error));
  rows = load_page (fixture, NULL, NULL, 100000, FALSE);
  g_assert_cmpuint (rows->len, ==, 200);
}

/* The card is what the facts say. */
static void
test_card (Fixture *fixture, gconstpointer data)
{
  gint64 id = fixture_add (fixture, fixture_village (fixture, 3), "", NULL, three);
  g_autoptr (GPtrArray) rows = NULL;
  const DoudiHouseholdRow *row;

  add_award (fixture, id, 1, "low-income", 2);
  add_award (fixture, id, 2, "disability-nursing", 0);
  rows = load_page (fixture, NULL, NULL, 10, FALSE);
  g_assert_cmpuint (rows->len, ==, 1);
  row = g_ptr_array_index (rows, 0);
  g_assert_cmpint (row->household_id, ==, id);
  g_assert_cmpint (row->person_id, ==, 1);
  g_assert_cmpstr (row->person_name, ==, "才让扎西");
  g_assert_cmpstr (row->head_name, ==, "才让扎西");
  g_assert_cmpstr (row->village_group, ==, "三社");
  g_assert_cmpint (row->members, ==, 3);
  g_assert_cmpint (row->covered, ==, 3);
  g_assert_cmpint (row->benefit_class, ==, 2);
  g_assert_cmphex (row->programmes, ==, 1u << 1 | 1u << 6);
}

/* Who moves takes along the account and the own award; the household left alone is on no list, and
 * what was known before stays known. */
static void
test_move (Fixture *fixture, gconstpointer data)
{
  static const FixturePerson alone[] = { { "桑杰", NULL, "head" }, { NULL } };
  gint64 small = fixture_add (fixture, fixture_village (fixture, 1), "", PASSBOOK, alone);
  gint64 large = fixture_add (fixture, fixture_village (fixture, 2), "", NULL, three);
  const DoudiMembershipFacts membership = { large, 1, "母亲", 4 };
  const DoudiDay day = doudi_day_new (2018, 6, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiTransaction) transaction = NULL;
  g_autoptr (DoudiIndexer) indexer = fixture_indexer (fixture);
  g_autoptr (DoudiHousehold) left = NULL;
  g_autoptr (DoudiHousehold) before = NULL;
  g_autoptr (DoudiHousehold) joined = NULL;
  g_autoptr (GArray) memberships = NULL;
  g_autoptr (GArray) awards = NULL;

  add_award (fixture, small, 1, "disability-living", 0);
  transaction = doudi_transaction_begin (fixture->store, &error);
  g_assert_true (
    doudi_registry_move_person (fixture->session, 1, small, large, day, FIXTURE_SOURCE, &error));
  g_assert_true (
    doudi_registry_insert_membership (fixture->session, &membership, day, FIXTURE_SOURCE, &error));
  g_assert_true (doudi_indexer_add (indexer, small, &error));
  g_assert_true (doudi_indexer_add (indexer, large, &error));
  g_assert_true (doudi_indexer_flush (indexer, &error));
  g_assert_true (doudi_transaction_commit (transaction, &error));

  left = doudi_registry_get_household (fixture->store, small, fixture->today, &error);
  before = doudi_registry_get_household (fixture->store, small, day - 1, &error);
  joined = doudi_registry_get_household (fixture->store, large, fixture->today, &error);
  g_assert_cmpuint (left->members->len, ==, 0);
  g_assert_cmpuint (left->accounts->len, ==, 0);
  g_assert_cmpuint (before->members->len, ==, 1);
  g_assert_cmpuint (before->accounts->len, ==, 1);
  g_assert_cmpuint (joined->members->len, ==, 4);
  g_assert_cmpuint (joined->accounts->len, ==, 1);
  memberships = doudi_registry_memberships_of_person (fixture->store, 1, fixture->today, &error);
  g_assert_cmpuint (memberships->len, ==, 1);
  g_assert_cmpint (g_array_index (memberships, DoudiMembershipRow, 0).household_id, ==, large);
  g_assert_cmpint (g_array_index (memberships, DoudiMembershipRow, 0).others, ==, 3);
  awards = doudi_registry_awards_drawn_by (fixture->store, 1, fixture->today, &error);
  g_assert_cmpuint (awards->len, ==, 1);
  g_assert_cmpint (g_array_index (awards, DoudiDrawnAward, 0).household_id, ==, large);
  g_assert_cmpint (load_sums (fixture, NULL).households, ==, 1);
}

static void
assert_address (Fixture *fixture, gint64 household, DoudiDay day, guint village, const char *phone)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiHousehold) found
    = doudi_registry_get_household (fixture->store, household, day, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (found->division_code, ==, fixture_village (fixture, village));
  g_assert_cmpstr (found->phone, ==, phone);
}

/* A move, a new account and a new head hold from their day on; what was before stays known. */
static void
test_changes (Fixture *fixture, gconstpointer data)
{
  gint64 id = fixture_add (fixture, fixture_village (fixture, 1), "13900000000", PASSBOOK, three);
  const DoudiAddressFacts address = { fixture_village (fixture, 2), "一社", NULL, NULL };
  const DoudiDay day = doudi_day_new (2018, 6, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiTransaction) transaction = NULL;
  g_autoptr (DoudiAwardRow) award = NULL;
  g_autoptr (DoudiHousehold) before = NULL;
  g_autoptr (DoudiHousehold) after = NULL;

  add_award (fixture, id, 1, "low-income", 3);
  transaction = doudi_transaction_begin (fixture->store, &error);
  g_assert_true (
    doudi_registry_insert_address (fixture->session, id, &address, day, FIXTURE_SOURCE, &error));
  g_assert_true (
    doudi_registry_end_accounts (fixture->session, id, 0, day, FIXTURE_SOURCE, &error));
  g_assert_true (doudi_registry_set_award_person (fixture->session, 1, 2, &error));
  g_assert_true (doudi_transaction_commit (transaction, &error));
  g_assert_no_error (error);

  assert_address (fixture, id, day - 1, 1, "13900000000");
  assert_address (fixture, id, day, 2, "13900000000");
  before = doudi_registry_get_household (fixture->store, id, day - 1, &error);
  g_assert_cmpuint (before->accounts->len, ==, 1);
  after = doudi_registry_get_household (fixture->store, id, day, &error);
  g_assert_cmpuint (after->accounts->len, ==, 0);
  award = doudi_award_get (fixture->store, 1, &error);
  g_assert_cmpint (award->person_id, ==, 2);
}

static void
test_divisions (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) divisions = doudi_registry_list_divisions (fixture->store, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (divisions->len, ==, fixture->divisions->len);
  for (guint i = 0; i < divisions->len; i++)
    {
      const DoudiDivision *division = g_ptr_array_index (divisions, i);
      const DoudiDivision *original = g_ptr_array_index (fixture->divisions, i);

      g_assert_cmpstr (division->code, ==, original->code);
      g_assert_cmpstr (division->name, ==, original->name);
      g_assert_cmpint (division->level, ==, original->level);
    }
}

static void
test_number_twice (Fixture *fixture, gconstpointer data)
{
  g_autofree char *number = fixture_number ("62302719540215992");
  const DoudiPersonFacts person = { "何雪莲", number, NULL, "female", "1954-02-15", "汉族" };
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiTransaction) transaction = doudi_transaction_begin (fixture->store, &error);
  gint64 id = 0;
  gint64 found = 0;

  g_assert_true (
    doudi_registry_insert_person (fixture->session, &person, FIXTURE_SOURCE, &id, &error));
  g_assert_true (doudi_registry_find_person (fixture->store, number, &found, &error));
  g_assert_cmpint (found, ==, id);
  g_assert_true (
    doudi_registry_find_namesake (fixture->store, "何雪莲", "1954-02-15", &found, &error));
  g_assert_cmpint (found, ==, id);
  g_assert_false (
    doudi_registry_insert_person (fixture->session, &person, FIXTURE_SOURCE, &id, &error));
  g_assert_nonnull (error);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add ("/store/registry/" path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("household", test_household);
  ADD ("changes", test_changes);
  ADD ("household-missing", test_household_missing);
  ADD ("circumstances", test_circumstances);
  ADD ("pages", test_pages);
  ADD ("page-limit", test_page_limit);
  ADD ("card", test_card);
  ADD ("move", test_move);
  ADD ("divisions", test_divisions);
  ADD ("number-twice", test_number_twice);
  return g_test_run ();
}
