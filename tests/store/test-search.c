/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "registry-fixture.h"

#include <string.h>

#define N_GENERATED 120
#define PHONE "13912236761"
#define PASSBOOK "27852228772659214"

static const FixturePerson family[] = {
  { "才让扎西", "623027196601019912", "head" },
  { "单玉兰", "623027196905069923", "配偶" },
  { "才让·德吉", "623027200107089944", "之女" },
  { NULL },
};

/* What is typed, who is found and why; no name where nobody is. */
typedef struct
{
  const char *typed;
  const char *name;
  const char *why;
} Case;

static const Case cases[] = {
  { "才让扎西", "才让扎西", "name" },
  { "才让扎", "才让扎西", "name" },
  { "扎西", "才让扎西", "name" },
  { "德吉", "才让·德吉", "name" },
  { "才让德吉", "才让·德吉", "name" },
  { "才让・德", "才让·德吉", "name" },
  { "cairangzhaxi", "才让扎西", "pinyin" },
  { "CaiRangZha", "才让扎西", "pinyin" },
  { "zhaxi", "才让扎西", "pinyin" },
  { "shanyulan", "单玉兰", "pinyin" },
  { "danyu", "单玉兰", "pinyin" },
  { "crzx", "才让扎西", "initials" },
  { "syl", "单玉兰", "initials" },
  { "dyl", "单玉兰", "initials" },
  { "62302719660101", "才让扎西", "number" },
  { "19690506", "单玉兰", "number" },
  { "9944", "才让·德吉", "number" },
  { "923", "单玉兰", "number" },
  { "1391223", "才让扎西", "phone" },
  { "6761", "才让扎西", "phone" },
  { "59214", "才让扎西", "account" },
  { "塔哇", "才让扎西", "village" },
  { "塔哇村", "才让扎西", "village" },
  { "tawa", "才让扎西", "village" },
  { "拉卜楞镇", "才让扎西", "village" },
  { "zhaxi 塔哇", "才让扎西", "pinyin" },
  { "塔哇 zhaxi", "才让扎西", "pinyin" },
  { "tw crzx", "才让扎西", "initials" },
  { "单 6761", "单玉兰", "name" },
  { "9944 德吉", "才让·德吉", "name" },
  { "9923 扎西", NULL, NULL },
  { "zhaxi 科才", NULL, NULL },
  { "玉兰花", NULL, NULL },
  { "92", NULL, NULL },
  { "227726", NULL, NULL },
  { "", NULL, NULL },
  { "  ", NULL, NULL },
};

static const DoudiHouseholdRow *
find_row (GPtrArray *rows, const char *name)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const DoudiHouseholdRow *row = g_ptr_array_index (rows, i);

      if (g_str_equal (row->person_name, name))
        return row;
    }
  return NULL;
}

static void
check_case (Fixture *fixture, const Case *one)
{
  g_autoptr (GError) error = NULL;
  gint64 total = -1;
  g_autoptr (GPtrArray) rows
    = doudi_registry_search (fixture->store, one->typed, 50, &total, &error);
  const DoudiHouseholdRow *row;

  g_test_message ("\"%s\"", one->typed);
  g_assert_no_error (error);
  g_assert_cmpint (total, ==, rows->len);
  if (one->name == NULL)
    {
      g_assert_cmpuint (rows->len, ==, 0);
      return;
    }
  row = find_row (rows, one->name);
  g_assert_nonnull (row);
  g_assert_cmpstr (row->why, ==, one->why);
  g_assert_cmpstr (row->head_name, ==, "才让扎西");
  g_assert_cmpstr (row->village, ==, "塔哇社区居民委员会");
}

static void
test_cases (Fixture *fixture, gconstpointer data)
{
  fixture_add (fixture, "623027100001", PHONE, PASSBOOK, family);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    check_case (fixture, &cases[i]);
}

/* By village, then by the pinyin of the head. */
static void
test_order (Fixture *fixture, gconstpointer data)
{
  static const FixturePerson heads[][2] = {
    { { "王丽", NULL, "head" }, { NULL } },
    { { "王安", NULL, "head" }, { NULL } },
    { { "王波", NULL, "head" }, { NULL } },
    { { "王才", NULL, "head" }, { NULL } },
  };
  static const char *const expected[] = { "王安", "王丽", "王波", "王才" };
  static const guint villages[] = { 0, 0, 4, 7 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  gint64 total = 0;

  for (guint i = G_N_ELEMENTS (heads); i > 0; i--)
    fixture_add (fixture, fixture_village (fixture, villages[i - 1]), "", NULL, heads[i - 1]);
  rows = doudi_registry_search (fixture->store, "wang", 50, &total, &error);
  g_assert_cmpint (total, ==, 4);
  for (guint i = 0; i < rows->len; i++)
    g_assert_cmpstr (((DoudiHouseholdRow *) rows->pdata[i])->person_name, ==, expected[i]);
  g_ptr_array_unref (rows);
  rows = doudi_registry_search (fixture->store, "wang", 2, &total, &error);
  g_assert_cmpuint (rows->len, ==, 2);
  g_assert_cmpint (total, ==, 4);
}

typedef struct
{
  gint64 household_id;
  char *name;
  char *number;
  char *phone;
  char *account;
  const char *village;
} Generated;

static char *
random_name (void)
{
  static const char *const parts[] = { "扎西", "卓玛", "才让", "马",   "曾", "仇",   "解",
                                       "文",   "玉兰", "尕",   "藏草", "丽", "万俟", "·德吉" };
  GString *name = g_string_new (parts[g_test_rand_int_range (0, 13)]);

  for (int n = g_test_rand_int_range (1, 3); n > 0; n--)
    g_string_append (name, parts[g_test_rand_int_range (0, G_N_ELEMENTS (parts))]);
  return g_string_free (name, FALSE);
}

static void
generate (Fixture *fixture, Generated *one, int serial)
{
  g_autofree char *first_17
    = g_strdup_printf ("623027%04d%02d%02d%03d", g_test_rand_int_range (1940, 2017),
                       g_test_rand_int_range (1, 13), g_test_rand_int_range (1, 29), serial % 1000);
  FixturePerson persons[] = { { NULL, NULL, "head" }, { NULL } };

  one->name = random_name ();
  one->number = fixture_number (first_17);
  one->phone = g_strdup_printf ("139%08d", g_test_rand_int_range (0, 100000000));
  one->account = g_strdup_printf ("621%08d%06d", g_test_rand_int_range (0, 100000000), serial);
  one->village = fixture_village (fixture, (guint) g_test_rand_int_range (0, 40));
  persons[0].name = one->name;
  persons[0].number = one->number;
  one->household_id = fixture_insert (fixture, one->village, one->phone, one->account, persons);
}

static void
generated_clear (Generated *one)
{
  g_free (one->name);
  g_free (one->number);
  g_free (one->phone);
  g_free (one->account);
}

static void
assert_finds (Fixture *fixture, const Generated *one, const char *typed)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows
    = doudi_registry_search (fixture->store, typed, DOUDI_SEARCH_TOTAL_MAX, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    if (((DoudiHouseholdRow *) rows->pdata[i])->household_id == one->household_id)
      return;
  g_test_message ("\"%s\" does not find %s", typed, one->name);
  g_test_fail ();
}

/* Every beginning of a text from @least bytes on, at character boundaries. */
static void
assert_finds_beginnings (Fixture *fixture, const Generated *one, const char *text, gsize least)
{
  for (const char *end = text; *end != '\0';)
    {
      g_autofree char *typed = NULL;

      end = g_utf8_next_char (end);
      typed = g_strndup (text, (gsize) (end - text));
      if (strlen (typed) >= least)
        assert_finds (fixture, one, typed);
    }
}

static void
assert_finds_ends (Fixture *fixture, const Generated *one, const char *text)
{
  for (gsize from = 0; from + 3 <= strlen (text); from++)
    assert_finds (fixture, one, text + from);
}

static void
check_generated (Fixture *fixture, DoudiPinyin *pinyin, const Generated *one)
{
  g_auto (GStrv) readings = doudi_pinyin_readings (pinyin, one->name);
  g_auto (GStrv) initials = doudi_pinyin_initials (pinyin, one->name);
  g_autofree char *both = g_strdup_printf ("%s %s", one->name, one->number + 14);

  assert_finds_beginnings (fixture, one, one->name, 1);
  for (guint i = 0; readings[i] != NULL; i++)
    assert_finds_beginnings (fixture, one, readings[i], 1);
  for (guint i = 0; initials[i] != NULL; i++)
    assert_finds_beginnings (fixture, one, initials[i], 1);
  assert_finds_beginnings (fixture, one, one->number, 3);
  assert_finds_beginnings (fixture, one, one->number + 6, 3);
  assert_finds_ends (fixture, one, one->number);
  assert_finds_beginnings (fixture, one, one->phone, 3);
  assert_finds_ends (fixture, one, one->phone);
  assert_finds_ends (fixture, one, one->account);
  assert_finds (fixture, one, both);
}

static void
test_every_key (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiIndexer) indexer = fixture_indexer (fixture);
  g_autoptr (DoudiPinyin) pinyin = doudi_pinyin_new (&error);
  g_autoptr (DoudiTransaction) transaction = doudi_transaction_begin (fixture->store, &error);
  Generated all[N_GENERATED];

  for (int i = 0; i < N_GENERATED; i++)
    {
      generate (fixture, &all[i], i);
      g_assert_true (doudi_indexer_add (indexer, all[i].household_id, &error));
    }
  g_assert_true (doudi_indexer_flush (indexer, &error));
  g_assert_true (doudi_transaction_commit (transaction, &error));
  g_assert_no_error (error);
  for (int i = 0; i < N_GENERATED; i++)
    {
      check_generated (fixture, pinyin, &all[i]);
      generated_clear (&all[i]);
    }
}

/* More than can be counted: the total says that it is at least so many. */
static void
test_too_many (Fixture *fixture, gconstpointer data)
{
  static const FixturePerson one[] = { { "王安", NULL, "head" }, { NULL } };
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiIndexer) indexer = fixture_indexer (fixture);
  g_autoptr (DoudiTransaction) transaction = doudi_transaction_begin (fixture->store, &error);
  g_autoptr (GPtrArray) rows = NULL;
  gint64 total = 0;

  for (guint i = 0; i < DOUDI_SEARCH_TOTAL_MAX + 10; i++)
    g_assert_true (doudi_indexer_add (
      indexer, fixture_insert (fixture, fixture_village (fixture, i % 50), "", NULL, one), &error));
  g_assert_true (doudi_indexer_flush (indexer, &error));
  g_assert_true (doudi_transaction_commit (transaction, &error));
  rows = doudi_registry_search (fixture->store, "王安", 100, &total, &error);
  g_assert_cmpuint (rows->len, ==, 100);
  g_assert_cmpint (total, ==, DOUDI_SEARCH_TOTAL_MAX);
}

static gint64
total_of (Fixture *fixture, const char *typed)
{
  g_autoptr (GError) error = NULL;
  gint64 total = 0;
  g_autoptr (GPtrArray) rows = doudi_registry_search (fixture->store, typed, 100, &total, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, MIN (total, 100));
  return total;
}

/* Words that find too many by themselves, with words that find some, few and none. */
static void
test_large (Fixture *fixture, gconstpointer data)
{
  static const FixturePerson many[] = { { "王安", NULL, "head" }, { NULL } };
  static const FixturePerson some[]
    = { { "马丽", NULL, "head" }, { "王安", NULL, "配偶" }, { NULL } };
  static const FixturePerson one[] = { { "王才", NULL, "head" }, { NULL } };
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiIndexer) indexer = fixture_indexer (fixture);
  g_autoptr (DoudiTransaction) transaction = doudi_transaction_begin (fixture->store, &error);

  for (guint i = 0; i < 3100; i++)
    g_assert_true (doudi_indexer_add (
      indexer, fixture_insert (fixture, "623027100001", "", NULL, many), &error));
  for (guint i = 0; i < 400; i++)
    g_assert_true (doudi_indexer_add (
      indexer,
      fixture_insert (fixture, i % 2 == 0 ? "623027100001" : "623027100002", "", NULL, some),
      &error));
  g_assert_true (doudi_indexer_add (
    indexer, fixture_insert (fixture, "623027100001", PHONE, NULL, one), &error));
  g_assert_true (doudi_indexer_flush (indexer, &error));
  g_assert_true (doudi_transaction_commit (transaction, &error));

  g_assert_cmpint (total_of (fixture, "wang"), ==, DOUDI_SEARCH_TOTAL_MAX);
  g_assert_cmpint (total_of (fixture, "wang 塔哇"), ==, DOUDI_SEARCH_TOTAL_MAX);
  g_assert_cmpint (total_of (fixture, "ml"), ==, 400);
  g_assert_cmpint (total_of (fixture, "ml 塔哇"), ==, 200);
  g_assert_cmpint (total_of (fixture, "塔哇 马 丽"), ==, 0);
  g_assert_cmpint (total_of (fixture, "上人民街 wang"), ==, 200);
  g_assert_cmpint (total_of (fixture, "wang 6761"), ==, 1);
  g_assert_cmpint (total_of (fixture, "塔哇 wang 139"), ==, 1);
  g_assert_cmpint (total_of (fixture, "塔哇 wc wang"), ==, 1);
  g_assert_cmpint (total_of (fixture, "wang ml"), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add ("/store/search/" path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("cases", test_cases);
  ADD ("order", test_order);
  ADD ("every-key", test_every_key);
  ADD ("too-many", test_too_many);
  ADD ("large", test_large);
  return g_test_run ();
}
