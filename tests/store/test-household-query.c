/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include <string.h>

#include "registry-fixture.h"
#include "store/doudi-card-figures.h"
#include "store/doudi-statement.h"

/*
 * A list that is narrowed, ordered and paged in SQL is compared with a plain look at every row of
 * an invented caseload: every filter, every order both ways, pages of several lengths, forwards and
 * backwards.
 */

#define HOUSEHOLDS 160

static const char *const names[] = { "才让扎西", "王安", "王丽", "拉毛草", "马永红", "完代" };
static const char *const disabilities[]
  = { "", "", "limb:1", "sight:2", "mental:3", "hearing:4", "?" };

static char *
random_number (GRand *rand, const char *birth, gboolean male)
{
  g_autofree char *first = g_strdup_printf ("623027%.4s%.2s%.2s%02d%d", birth, birth + 5, birth + 8,
                                            g_rand_int_range (rand, 0, 100),
                                            2 * g_rand_int_range (rand, 0, 5) + (male ? 1 : 0));

  return fixture_number (first);
}

static void
add_fact (Fixture *fixture, gint64 person, const char *kind, const char *value)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (doudi_registry_insert_circumstance (
    fixture->session, person, kind, value, doudi_day_new (2018, 1, 1), FIXTURE_SOURCE, &error));
}

static void
add_member (Fixture *fixture, GRand *rand, gint64 household, int position, const char *relation)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *birth
    = g_strdup_printf ("%04d-%02d-%02d", g_rand_int_range (rand, 1925, 2018),
                       g_rand_int_range (rand, 1, 13), g_rand_int_range (rand, 1, 28));
  gboolean male = g_rand_boolean (rand);
  g_autofree char *number = random_number (rand, birth, male);
  gboolean differs = g_rand_int_range (rand, 0, 12) == 0;
  const char *disability = disabilities[g_rand_int_range (rand, 0, G_N_ELEMENTS (disabilities))];
  const DoudiPersonFacts person = {
    .name = names[g_rand_int_range (rand, 0, G_N_ELEMENTS (names))],
    .identity_number = g_rand_int_range (rand, 0, 8) != 0 ? number : NULL,
    .sex = male != differs ? "male" : "female",
    .birth_date = g_rand_int_range (rand, 0, 15) != 0 ? birth : NULL,
  };
  DoudiMembershipFacts membership = { household, 0, relation, position };

  g_assert_true (doudi_registry_insert_person (fixture->session, &person, FIXTURE_SOURCE,
                                               &membership.person_id, &error));
  g_assert_true (doudi_registry_insert_membership (
    fixture->session, &membership, doudi_day_new (2018, 1, 1), FIXTURE_SOURCE, &error));
  if (*disability != '\0')
    add_fact (fixture, membership.person_id, "disability", disability);
  if (*disability != '\0' && g_rand_boolean (rand))
    add_fact (fixture, membership.person_id, "disability-card", "20");
  if (g_rand_int_range (rand, 0, 25) == 0)
    add_fact (fixture, membership.person_id, "death", "2018-05-01");
}

static void
add_award (Fixture *fixture, GRand *rand, gint64 household, const char *programme)
{
  g_autoptr (GError) error = NULL;
  const DoudiAwardRow award = { .programme = (char *) programme,
                                .household_id = household,
                                .person_id = 1,
                                .residence = (char *) "rural",
                                .first_month = 201801 };
  const DoudiAwardTermRow term = { .from = 201801,
                                   .persons = 1 + g_rand_int_range (rand, 0, 4),
                                   .benefit_class = g_rand_int_range (rand, 0, 5) };
  gint64 id = 0;

  g_assert_true (doudi_award_insert (fixture->session, &award, FIXTURE_SOURCE, &id, &error));
  g_assert_true (
    doudi_award_insert_term (fixture->session, id, &term, 0, "", FIXTURE_SOURCE, &error));
  g_assert_no_error (error);
}

static gint64
add_household (Fixture *fixture, GRand *rand)
{
  const DoudiDay from = doudi_day_new (2018, 1, 1);
  const DoudiAddressFacts address
    = { .division_code = fixture_village (fixture, (guint) g_rand_int_range (rand, 0, 25)),
        .phone = g_rand_boolean (rand) ? "13912236761" : "" };
  const DoudiAccountFacts account = { 0, 0, "王安", "27852228772659214" };
  DoudiAccountFacts own = account;
  g_autoptr (GError) error = NULL;
  int n = g_rand_int_range (rand, 1, 6);
  gint64 id = 0;

  g_assert_true (doudi_registry_insert_household (fixture->session, &address, from, FIXTURE_SOURCE,
                                                  &id, &error));
  for (int i = 0; i < n; i++)
    add_member (fixture, rand, id, i + 1,
                i == 0 || g_rand_int_range (rand, 0, 20) == 0 ? "head" : "之子");
  for (guint i = 1; fixture_programmes[i] != NULL; i++)
    if (g_rand_int_range (rand, 0, 3) == 0)
      add_award (fixture, rand, id, fixture_programmes[i]);
  own.household_id = id;
  if (g_rand_int_range (rand, 0, 4) != 0)
    g_assert_true (
      doudi_registry_insert_account (fixture->session, &own, from, FIXTURE_SOURCE, &error));
  g_assert_no_error (error);
  return id;
}

/* Of some the amount stays to be worked out, and some are never reviewed. */
static void
add_figures (Fixture *fixture, GRand *rand, gint64 household)
{
  g_autoptr (GError) error = NULL;
  DoudiDay review = g_rand_int_range (rand, 0, 4) != 0
                      ? fixture->today + (DoudiDay) g_rand_int_range (rand, 0, 9)
                      : DOUDI_DAY_NONE;

  if (g_rand_int_range (rand, 0, 6) != 0)
    g_assert_true (doudi_card_figures_set (fixture->session, household,
                                           1000 * g_rand_int_range (rand, 0, 9), review, &error));
  g_assert_no_error (error);
}

static void
fill (Fixture *fixture)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (guint day = 0; day < 4; day++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (DoudiSession) session
        = doudi_session_on_day (fixture->session, fixture->today - 3 + day);
      g_autoptr (DoudiIndexer) indexer
        = doudi_indexer_new (session, fixture_programmes, FIXTURE_FOR_HOUSEHOLD, &error);
      g_autoptr (DoudiTransaction) transaction = doudi_transaction_begin (fixture->store, &error);

      for (guint i = 0; i < HOUSEHOLDS / 4; i++)
        {
          gint64 id = add_household (fixture, rand);

          g_assert_true (doudi_indexer_add (indexer, id, &error));
          add_figures (fixture, rand, id);
        }
      g_assert_true (doudi_indexer_flush (indexer, &error));
      g_assert_true (doudi_transaction_commit (transaction, &error));
      g_assert_no_error (error);
    }
}

static DoudiHouseholdQuery *
query_new (Fixture *fixture, const DoudiHouseholdFilter *filter, const DoudiHouseholdOrder *order)
{
  g_autoptr (GError) error = NULL;
  DoudiHouseholdQuery *query = doudi_household_query_new (fixture->store, filter, order, &error);

  g_assert_no_error (error);
  g_assert_nonnull (query);
  return query;
}

static GPtrArray *
page (DoudiHouseholdQuery *query, const DoudiHouseholdRow *after, guint limit, gboolean backwards)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *rows = doudi_household_query_page (query, after, limit, backwards, &error);

  g_assert_no_error (error);
  return rows;
}

static GPtrArray *
load_all (Fixture *fixture, guint expected)
{
  g_autoptr (DoudiHouseholdQuery) query = query_new (fixture, NULL, NULL);
  GPtrArray *rows = page (query, NULL, DOUDI_HOUSEHOLD_PAGE_MAX, FALSE);

  g_assert_cmpuint (rows->len, ==, expected);
  return rows;
}

/* The same questions, asked of one row. */
static gboolean
fits (const DoudiHouseholdRow *row, const DoudiHouseholdFilter *filter)
{
  return (filter->division == NULL || g_str_has_prefix (row->division_code, filter->division))
         && (filter->programme == 0 || (row->programmes & (1u << filter->programme)) != 0)
         && (filter->benefit_class == 0 || row->benefit_class == filter->benefit_class)
         && (filter->born_by == 0
             || (row->oldest_birth != 0 && row->oldest_birth <= filter->born_by))
         && (filter->born_after == 0 || row->youngest_birth > filter->born_after)
         && (filter->disabilities == 0 || (row->disabilities & filter->disabilities) != 0)
         && (row->flags & filter->flags) == filter->flags
         && (filter->any_flags == 0 || (row->flags & filter->any_flags) != 0)
         && row->recorded_on >= filter->recorded_since
         && (filter->review_until == 0
             || (row->review_on != 0 && row->review_on <= filter->review_until))
         && (filter->amount_from == 0 || row->amount >= filter->amount_from)
         && (filter->amount_to == 0 || (row->amount >= 0 && row->amount <= filter->amount_to));
}

static int
worst_grade (const DoudiHouseholdRow *row)
{
  for (int grade = 1; grade <= 4; grade++)
    if ((row->disabilities & DOUDI_DISABILITY_GRADE_BIT (grade)) != 0)
      return grade;
  return 5;
}

static gint64
or_nothing (gint64 value)
{
  return value > 0 ? value : -1;
}

static gint64
age_of (DoudiDay birth)
{
  return birth > 0 ? (gint64) G_MAXUINT32 - birth : -1;
}

/* What a column shows as a number, -1 where it shows nothing; the texts are compared elsewhere. */
static gint64
key_of (const DoudiHouseholdRow *row, DoudiHouseholdColumn column)
{
  const gint64 keys[DOUDI_N_HOUSEHOLD_COLUMNS] = {
    [DOUDI_HOUSEHOLD_MEMBERS] = row->members,
    [DOUDI_HOUSEHOLD_COVERED] = or_nothing (row->covered),
    [DOUDI_HOUSEHOLD_CLASS] = or_nothing (row->benefit_class),
    [DOUDI_HOUSEHOLD_PROGRAMMES] = or_nothing (row->programmes),
    [DOUDI_HOUSEHOLD_AMOUNT] = row->programmes > 0 ? row->amount : -1,
    [DOUDI_HOUSEHOLD_REVIEW] = or_nothing (row->review_on),
    [DOUDI_HOUSEHOLD_OLDEST] = age_of (row->oldest_birth),
    [DOUDI_HOUSEHOLD_YOUNGEST] = age_of (row->youngest_birth),
    [DOUDI_HOUSEHOLD_DISABILITY] = row->disabilities > 0 ? worst_grade (row) : -1,
    [DOUDI_HOUSEHOLD_FLAGS] = or_nothing (row->flags),
    [DOUDI_HOUSEHOLD_RECORDED] = row->recorded_on,
  };

  return keys[column];
}

static int
compare_keys (const DoudiHouseholdRow *one,
              const DoudiHouseholdRow *other,
              const DoudiHouseholdOrder *order)
{
  gint64 first = key_of (one, order->column);
  gint64 second = key_of (other, order->column);
  int compared = (first > second) - (first < second);

  if ((first == -1) != (second == -1))
    return first == -1 ? 1 : -1;
  if (order->column == DOUDI_HOUSEHOLD_PLACE)
    compared = strcmp (one->division_code, other->division_code);
  else if (order->column == DOUDI_HOUSEHOLD_HEAD)
    compared = strcmp (one->sort_key, other->sort_key);
  return order->descending ? -compared : compared;
}

static int
compare_rows (gconstpointer a, gconstpointer b, gpointer data)
{
  const DoudiHouseholdRow *one = *(const DoudiHouseholdRow *const *) a;
  const DoudiHouseholdRow *other = *(const DoudiHouseholdRow *const *) b;
  int compared = compare_keys (one, other, data);

  if (compared == 0)
    compared = strcmp (one->division_code, other->division_code);
  if (compared == 0)
    compared = strcmp (one->sort_key, other->sort_key);
  return compared != 0
           ? compared
           : (one->household_id > other->household_id) - (one->household_id < other->household_id);
}

static GArray *
expect (GPtrArray *all, const DoudiHouseholdFilter *filter, DoudiHouseholdOrder *order)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < all->len; i++)
    if (fits (all->pdata[i], filter))
      g_ptr_array_add (rows, all->pdata[i]);
  g_ptr_array_sort_with_data (rows, compare_rows, order);
  for (guint i = 0; i < rows->len; i++)
    g_array_append_val (ids, ((DoudiHouseholdRow *) rows->pdata[i])->household_id);
  return ids;
}

/* All pages, one after the other; backwards from the last. */
static GArray *
walk (DoudiHouseholdQuery *query, guint limit, gboolean backwards)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) rows = page (query, NULL, limit, backwards);

  while (rows->len > 0)
    {
      GPtrArray *next;

      g_assert_cmpuint (rows->len, <=, limit);
      for (guint i = 0; i < rows->len; i++)
        {
          const DoudiHouseholdRow *row
            = g_ptr_array_index (rows, backwards ? rows->len - 1 - i : i);

          if (backwards)
            g_array_prepend_val (ids, row->household_id);
          else
            g_array_append_val (ids, row->household_id);
        }
      next = page (query, rows->pdata[backwards ? 0 : rows->len - 1], limit, backwards);
      g_ptr_array_unref (rows);
      rows = next;
    }
  return ids;
}

static void
assert_same (GArray *one, GArray *other)
{
  g_assert_cmpmem (one->data, one->len * sizeof (gint64), other->data,
                   other->len * sizeof (gint64));
}

static void
check_order (Fixture *fixture,
             GPtrArray *all,
             const DoudiHouseholdFilter *filter,
             DoudiHouseholdOrder order)
{
  static const guint limits[] = { 7, DOUDI_HOUSEHOLD_PAGE_MAX };
  g_autoptr (GArray) expected = expect (all, filter, &order);
  g_autoptr (DoudiHouseholdQuery) query = query_new (fixture, filter, &order);

  g_test_message ("%s %s", doudi_household_column_name (order.column),
                  order.descending ? "down" : "up");
  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      g_autoptr (GArray) forwards = walk (query, limits[i], FALSE);
      g_autoptr (GArray) backwards = walk (query, limits[i], TRUE);

      assert_same (forwards, expected);
      assert_same (backwards, expected);
    }
}

static void
check_sums (Fixture *fixture, GPtrArray *all, const DoudiHouseholdFilter *filter)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiHouseholdQuery) query = query_new (fixture, filter, NULL);
  DoudiHouseholdSums sums;
  DoudiHouseholdSums expected = { 0 };

  for (guint i = 0; i < all->len; i++)
    {
      const DoudiHouseholdRow *row = g_ptr_array_index (all, i);

      if (!fits (row, filter))
        continue;
      expected.households++;
      expected.persons += row->members;
      expected.covered += row->covered;
      expected.amount += MAX (row->amount, 0);
      expected.to_work_out += row->amount < 0 ? 1 : 0;
    }
  g_assert_true (doudi_household_query_sum (query, &sums, &error));
  g_assert_cmpmem (&sums, sizeof sums, &expected, sizeof expected);
}

static void
check_ids (Fixture *fixture, GPtrArray *all, const DoudiHouseholdFilter *filter)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiHouseholdQuery) query = query_new (fixture, filter, NULL);
  g_autoptr (GArray) ids = doudi_household_query_ids (query, &error);
  guint n = 0;

  for (guint i = 0; i < all->len; i++)
    n += fits (all->pdata[i], filter) ? 1 : 0;
  g_assert_no_error (error);
  g_assert_cmpuint (ids->len, ==, n);
  for (guint i = 1; i < ids->len; i++)
    g_assert_cmpint (g_array_index (ids, gint64, i - 1), <, g_array_index (ids, gint64, i));
}

/* Every order, both ways. */
static void
check_filter (Fixture *fixture, GPtrArray *all, const DoudiHouseholdFilter *filter)
{
  for (int column = 0; column < DOUDI_N_HOUSEHOLD_COLUMNS; column++)
    for (int descending = 0; descending <= 1; descending++)
      check_order (fixture, all, filter,
                   (DoudiHouseholdOrder){ (DoudiHouseholdColumn) column, descending });
  check_sums (fixture, all, filter);
  check_ids (fixture, all, filter);
}

static guint
count_fitting (GPtrArray *all, const DoudiHouseholdFilter *filter)
{
  guint n = 0;

  for (guint i = 0; i < all->len; i++)
    n += fits (all->pdata[i], filter) ? 1 : 0;
  return n;
}

static void
test_filters (Fixture *fixture, gconstpointer data)
{
  const DoudiDay today = fixture->today;
  g_autofree char *township = g_strndup (fixture_village (fixture, 20), 9);
  const DoudiHouseholdFilter filters[] = {
    { .division = NULL },
    { .division = township },
    { .division = fixture_village (fixture, 3) },
    { .programme = 1 },
    { .programme = 5, .division = township },
    { .benefit_class = 2 },
    { .born_by = doudi_day_add_years (today, -60) },
    { .born_by = doudi_day_add_years (today, -80) },
    { .born_after = doudi_day_add_years (today, -18) },
    { .born_by = doudi_day_add_years (today, -70), .born_after = doudi_day_add_years (today, -6) },
    { .disabilities = DOUDI_DISABILITY_SEVERE },
    { .disabilities = DOUDI_DISABILITY_GRADE_UNKNOWN },
    { .any_flags = DOUDI_CARD_DOUBTS },
    { .flags = DOUDI_CARD_NO_PHONE | DOUDI_CARD_NO_NUMBER },
    { .recorded_since = today - 1 },
    { .review_until = today + 4 },
    { .amount_from = 3000 },
    { .amount_to = 5000 },
    { .amount_from = 2000, .amount_to = 4000, .programme = 1, .flags = DOUDI_CARD_NO_PHONE },
  };
  g_autoptr (GPtrArray) all = NULL;

  fill (fixture);
  all = load_all (fixture, HOUSEHOLDS);
  for (guint i = 0; i < G_N_ELEMENTS (filters); i++)
    {
      g_test_message ("filter %u", i);
      g_assert_cmpuint (count_fitting (all, &filters[i]), >, 0);
      check_filter (fixture, all, &filters[i]);
    }
}

/* There is a household of every flag but those of what happens beside the facts. */
static void
test_flags (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) all = NULL;

  fill (fixture);
  all = load_all (fixture, HOUSEHOLDS);
  for (guint i = 0; i < DOUDI_N_CARD_FLAGS - 2; i++)
    {
      const DoudiHouseholdFilter filter = { .flags = 1u << i };
      guint flag = 0;

      g_test_message ("%s", doudi_card_flag_name (i));
      g_assert_true (doudi_card_flag_from_name (doudi_card_flag_name (i), &flag));
      g_assert_cmpuint (flag, ==, 1u << i);
      g_assert_cmpuint (count_fitting (all, &filter), >, 0);
      check_sums (fixture, all, &filter);
    }
}

static gboolean
has_name (const DoudiHouseholdRow *row, const char *name)
{
  return strstr (row->head_name, name) != NULL;
}

/* Words and filters narrow together, and the list of what they find is ordered and paged as any
 * other. Here the word is a head's name. */
static void
test_words (Fixture *fixture, gconstpointer data)
{
  static const FixturePerson alone[] = { { "尕藏草", NULL, "head" }, { NULL } };
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  DoudiHouseholdFilter narrow = { .text = "gcc", .flags = DOUDI_CARD_NO_PHONE };

  fill (fixture);
  for (guint i = 0; i < 23; i++)
    fixture_add (fixture, fixture_village (fixture, i % 5), i % 3 == 0 ? "13912236761" : "", NULL,
                 alone);
  all = load_all (fixture, HOUSEHOLDS + 23);
  for (guint i = 0; i < all->len; i++)
    if (has_name (all->pdata[i], "尕藏草"))
      g_ptr_array_add (found, all->pdata[i]);
  g_assert_cmpuint (found->len, ==, 23);
  check_filter (fixture, found, &(DoudiHouseholdFilter){ .text = "gcc" });
  check_filter (fixture, found, &narrow);
  narrow.division = fixture_village (fixture, 1);
  check_filter (fixture, found, &narrow);
  narrow.text = "nobody";
  g_ptr_array_set_size (found, 0);
  check_filter (fixture, found, &narrow);
}

/* A household is found once, with the member that fits best, and how many more there are. */
static void
test_why (Fixture *fixture, gconstpointer data)
{
  static const FixturePerson family[] = {
    { "才让扎西", NULL, "head" },
    { "扎西卓玛", NULL, "配偶" },
    { "拉毛草", NULL, "之女" },
    { NULL },
  };
  gint64 id = fixture_add (fixture, "623027100001", "13912236761", NULL, family);
  g_autoptr (DoudiHouseholdQuery) zhaxi
    = query_new (fixture, &(DoudiHouseholdFilter){ .text = "zhaxi" }, NULL);
  g_autoptr (GPtrArray) both = page (zhaxi, NULL, 10, FALSE);
  g_autoptr (DoudiHouseholdQuery) daughter
    = query_new (fixture, &(DoudiHouseholdFilter){ .text = "拉毛草" }, NULL);
  g_autoptr (GPtrArray) one = page (daughter, NULL, 10, FALSE);
  g_autoptr (DoudiHouseholdQuery) village
    = query_new (fixture, &(DoudiHouseholdFilter){ .text = "塔哇" }, NULL);
  g_autoptr (GPtrArray) whole = page (village, NULL, 10, FALSE);
  const DoudiHouseholdRow *row;

  g_assert_cmpuint (both->len, ==, 1);
  row = g_ptr_array_index (both, 0);
  g_assert_cmpint (row->household_id, ==, id);
  g_assert_cmpstr (row->person_name, ==, "才让扎西");
  g_assert_cmpstr (row->why, ==, "pinyin");
  g_assert_cmpint (row->others_found, ==, 1);
  row = g_ptr_array_index (one, 0);
  g_assert_cmpstr (row->person_name, ==, "拉毛草");
  g_assert_cmpstr (row->head_name, ==, "才让扎西");
  g_assert_cmpstr (row->why, ==, "name");
  g_assert_cmpint (row->others_found, ==, 0);
  row = g_ptr_array_index (whole, 0);
  g_assert_cmpstr (row->why, ==, "village");
  g_assert_cmpstr (row->person_name, ==, "才让扎西");
}

/* A word that finds more than is listed finds all that fit the filter too. */
static void
test_many (Fixture *fixture, gconstpointer data)
{
  static const FixturePerson alone[] = { { "王安", NULL, "head" }, { NULL } };
  const DoudiHouseholdFilter narrow = { .text = "王", .flags = DOUDI_CARD_NO_PHONE };
  const DoudiHouseholdFilter wide = { .text = "王" };
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiIndexer) indexer = fixture_indexer (fixture);
  g_autoptr (DoudiTransaction) transaction = doudi_transaction_begin (fixture->store, &error);
  g_autoptr (DoudiHouseholdQuery) query = NULL;
  DoudiHouseholdSums sums;

  for (guint i = 0; i < DOUDI_SEARCH_TOTAL_MAX + 300; i++)
    g_assert_true (doudi_indexer_add (
      indexer,
      fixture_insert (fixture, fixture_village (fixture, i % 9),
                      i < DOUDI_SEARCH_TOTAL_MAX + 200 ? "13912236761" : "", NULL, alone),
      &error));
  g_assert_true (doudi_indexer_flush (indexer, &error));
  g_assert_true (doudi_transaction_commit (transaction, &error));
  query = query_new (fixture, &wide, NULL);
  g_assert_true (doudi_household_query_sum (query, &sums, &error));
  g_assert_cmpint (sums.households, ==, DOUDI_SEARCH_TOTAL_MAX);
  g_assert_true (sums.more);
  g_clear_pointer (&query, doudi_household_query_free);
  query = query_new (fixture, &narrow, NULL);
  g_assert_true (doudi_household_query_sum (query, &sums, &error));
  g_assert_cmpint (sums.households, ==, 100);
  g_assert_false (sums.more);
}

#define INSERT_NUMBERLESS                                                                          \
  "INSERT INTO person (id, name, temporary_number, recorded_at, recorded_by, source)"              \
  " VALUES (77, '桑吉', 'LS2018-0042', '2018-06-08T00:00:00Z', 'admin', 'form')"

static void
add_numberless (Fixture *fixture, gint64 household)
{
  const DoudiMembershipFacts membership = { household, 77, "母亲", 2 };
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiIndexer) indexer = fixture_indexer (fixture);
  g_autoptr (DoudiTransaction) transaction = doudi_transaction_begin (fixture->store, &error);
  g_autoptr (DoudiStatement) statement
    = doudi_statement_get (fixture->store, INSERT_NUMBERLESS, &error);

  g_assert_true (doudi_statement_run (statement, &error));
  g_assert_true (doudi_registry_insert_membership (fixture->session, &membership, fixture->today,
                                                   FIXTURE_SOURCE, &error));
  g_assert_true (doudi_indexer_add (indexer, household, &error));
  g_assert_true (doudi_indexer_flush (indexer, &error));
  g_assert_true (doudi_transaction_commit (transaction, &error));
}

/* A number that an office made up finds its person, by its beginning and its end. */
static void
test_temporary_number (Fixture *fixture, gconstpointer data)
{
  static const FixturePerson alone[] = { { "王安", NULL, "head" }, { NULL } };
  static const char *const typed[] = { "LS2018-0", "0042", "ls2018", "LS2018-0042", "桑吉 0042" };
  gint64 id = fixture_add (fixture, fixture_village (fixture, 1), "", NULL, alone);

  add_numberless (fixture, id);
  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      const DoudiHouseholdFilter filter = { .text = typed[i] };
      g_autoptr (DoudiHouseholdQuery) query = query_new (fixture, &filter, NULL);
      g_autoptr (GPtrArray) rows = page (query, NULL, 10, FALSE);
      const DoudiHouseholdRow *row;

      g_test_message ("%s", typed[i]);
      g_assert_cmpuint (rows->len, ==, 1);
      row = g_ptr_array_index (rows, 0);
      g_assert_cmpstr (row->person_name, ==, "桑吉");
      g_assert_cmpstr (row->why, ==, i < 4 ? "temporary" : "name");
      g_assert_cmphex (row->flags & DOUDI_CARD_NO_NUMBER, !=, 0);
    }
}

/* A copy of a row comes back to its place. */
static void
test_copy (Fixture *fixture, gconstpointer data)
{
  const DoudiHouseholdOrder order = { DOUDI_HOUSEHOLD_AMOUNT, TRUE };
  g_autoptr (DoudiHouseholdQuery) query = NULL;
  g_autoptr (GPtrArray) first = NULL;
  g_autoptr (GPtrArray) second = NULL;
  g_autoptr (GPtrArray) again = NULL;
  DoudiHouseholdRow *place;

  fill (fixture);
  query = query_new (fixture, NULL, &order);
  first = page (query, NULL, 20, FALSE);
  place = doudi_household_row_copy (first->pdata[19]);
  second = page (query, first->pdata[19], 20, FALSE);
  again = page (query, place, 20, FALSE);
  for (guint i = 0; i < 20; i++)
    g_assert_cmpint (((DoudiHouseholdRow *) second->pdata[i])->household_id, ==,
                     ((DoudiHouseholdRow *) again->pdata[i])->household_id);
  doudi_household_row_free (place);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func)                                                                            \
  g_test_add ("/store/household-query/" name, Fixture, NULL, fixture_set_up, func,                 \
              fixture_tear_down)
  ADD ("filters", test_filters);
  ADD ("flags", test_flags);
  ADD ("words", test_words);
  ADD ("why", test_why);
  ADD ("many", test_many);
  ADD ("temporary-number", test_temporary_number);
  ADD ("copy", test_copy);
#undef ADD
  return g_test_run ();
}
