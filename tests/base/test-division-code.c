/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "base/doudi-division-code.h"

#include "base/doudi-error.h"

typedef struct
{
  const char *text;
  const char *code; /* NULL if not valid */
  const char *county;
  const char *township;
  const char *township_kind;
  const char *village_kind;
} Code;

static const Code codes[] = {
  /* golden div-1 and div-2 */
  { "623021101203", "623021101203", "623021", "623021101", "town", "village" },
  { "623027100001", "623027100001", "623027", "623027100", "town", "community" },
  { "623027000000", "623027000000", "623027", "", NULL, NULL },
  { "623027", "623027000000", "623027", "", NULL, NULL },
  { "623027100", "623027100000", "623027", "623027100", "town", NULL },
  { "623027100000", "623027100000", "623027", "623027100", "town", NULL },
  { "623027001", "623027001000", "623027", "623027001", "subdistrict", NULL },
  { "623027200199", "623027200199", "623027", "623027200", "township", "community" },
  { "623027399399", "623027399399", "623027", "623027399", "township", "village" },
  { "623027400400", "623027400400", "623027", "623027400", "other", "other" },
  { " ６２３０２７１００ ", "623027100000", "623027", "623027100", "town", NULL },
  { "623027000001", NULL },
  { "6230271", NULL },
  { "62302710000", NULL },
  { "6230271000011", NULL },
  { "62302710000A", NULL },
  { "023027100001", NULL },
  { "6.23027E+11", NULL },
  { "", NULL },
  { NULL, NULL },
};

static void
test_parse (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      const Code *expected = &codes[i];
      DoudiDivisionCode code = doudi_division_code_parse (expected->text);

      g_test_message ("%s", expected->text);
      g_assert_cmpint (code.valid, ==, expected->code != NULL);
      g_assert_cmpstr (code.code, ==, expected->code == NULL ? "" : expected->code);
      g_assert_cmpstr (code.county, ==, expected->code == NULL ? "" : expected->county);
      g_assert_cmpstr (code.township, ==, expected->code == NULL ? "" : expected->township);
      g_assert_cmpstr (code.township_kind, ==, expected->township_kind);
      g_assert_cmpstr (code.village_kind, ==, expected->village_kind);
    }
}

typedef struct
{
  const char *official;
  const char *written;
  gboolean matches;
} Names;

static const Names names[] = {
  { "九甲村民委员会", "九甲村民委员会", TRUE },
  { "九甲村民委员会", "九甲", TRUE },
  { "九甲村民委员会", "九甲村", TRUE },
  { "九甲村民委员会", "九甲村委会", TRUE },
  { "九甲村民委员会", " 九 甲 行政村", TRUE },
  { "九甲村民委员会", "麻莲滩", FALSE },
  { "九甲村民委员会", "", FALSE },
  { "九甲村民委员会", NULL, FALSE },
  { "塔哇社区居民委员会", "塔哇社区", TRUE },
  { "塔哇社区居民委员会", "塔哇居委会", TRUE },
  { "塔哇社区居民委员会", "塔哇社区居委会", TRUE },
  { "塔哇社区居民委员会", "塔哇", TRUE },
  { "河南村社区居民委员会", "河南村社区", TRUE },
  { "河南村社区居民委员会", "河南村", TRUE },
  { "中心村村民委员会", "中心村", TRUE },
  { "中心村村民委员会", "中心村村委会", TRUE },
  { "新村村民委员会", "新村", TRUE },
  { "村村民委员会", "村", TRUE },
  { "村民委员会", "村民委员会", TRUE },
  { "拉卜楞镇", "拉卜楞", TRUE },
  { "拉卜楞镇", "拉卜楞镇", TRUE },
  { "桑科镇", "桑科乡", TRUE },
  { "桑科镇", "甘加", FALSE },
  { "八里镇村民委员会", "八里村", FALSE },
  { "八里镇村民委员会", "八里镇村", TRUE },
  { "城关街道办事处", "城关街道", TRUE },
  { "", "", FALSE },
};

static void
test_names (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_test_message ("%s, %s", names[i].official, names[i].written);
      g_assert_cmpint (doudi_division_name_matches (names[i].official, names[i].written), ==,
                       names[i].matches);
    }
}

static void
assert_key (const char *name, const char *expected)
{
  g_autofree char *key = doudi_division_name_key (name);

  g_assert_cmpstr (key, ==, expected);
}

static void
test_keys (void)
{
  assert_key ("九甲村民委员会", "九甲");
  assert_key ("中心村村民委员会", "中心");
  assert_key ("镇", "镇");
  assert_key ("村", "村");
  assert_key ("社区居民委员会", "社区");
  assert_key (NULL, "");
}

static const DoudiDivision *
division_at (const GPtrArray *divisions, guint index)
{
  return g_ptr_array_index (divisions, index);
}

static void
test_load (void)
{
  g_autoptr (GError) error = NULL;
  gint64 began = g_get_monotonic_time ();
  g_autoptr (GPtrArray) divisions = doudi_divisions_load_county ("623027", &error);
  gint64 took = g_get_monotonic_time () - began;

  g_assert_no_error (error);
  g_test_message ("%.3f s", (double) took / G_USEC_PER_SEC);
  g_assert_cmpuint (divisions->len, ==, 83);
  g_assert_cmpstr (division_at (divisions, 0)->code, ==, "623027000000");
  g_assert_cmpstr (division_at (divisions, 0)->name, ==, "夏河县");
  g_assert_cmpint (division_at (divisions, 0)->level, ==, DOUDI_DIVISION_COUNTY);
  g_assert_cmpstr (division_at (divisions, 1)->name, ==, "拉卜楞镇");
  g_assert_cmpint (division_at (divisions, 1)->level, ==, DOUDI_DIVISION_TOWNSHIP);
  g_assert_cmpstr (division_at (divisions, 2)->name, ==, "塔哇社区居民委员会");
  g_assert_cmpint (division_at (divisions, 2)->level, ==, DOUDI_DIVISION_VILLAGE);
}

/* No two villages of one township in the county may be told apart only by their ending, and each
 * is found by its own name. */
static void
test_county_keys (void)
{
  g_autoptr (GPtrArray) divisions = doudi_divisions_load_county ("623027", NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < divisions->len; i++)
    {
      const DoudiDivision *division = division_at (divisions, i);
      g_autofree char *key = doudi_division_name_key (division->name);

      g_assert_cmpstr (key, !=, "");
      g_assert_true (doudi_division_name_matches (division->name, division->name));
      g_assert_true (g_hash_table_add (
        seen,
        g_strdup_printf ("%d %.9s %s", division->level,
                         division->level == DOUDI_DIVISION_VILLAGE ? division->code : "", key)));
      g_assert_true (doudi_division_code_parse (division->code).valid);
    }
}

static void
test_ends (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) first = doudi_divisions_load_county ("110101", &error);
  g_autoptr (GPtrArray) last = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (division_at (first, 0)->name, ==, "东城区");
  last = doudi_divisions_load_county ("659001", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (division_at (last, 0)->name, ==, "石河子市");
}

/* A city that has townships and no counties, and one whose only county has no name of its own. */
static void
test_odd_counties (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) without = doudi_divisions_load_county ("441900", &error);
  g_autoptr (GPtrArray) nameless = doudi_divisions_load_county ("620201", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (division_at (without, 0)->name, ==, "东莞市");
  g_assert_cmpint (division_at (without, 1)->level, ==, DOUDI_DIVISION_TOWNSHIP);
  g_assert_cmpstr (division_at (nameless, 0)->name, ==, "嘉峪关市");
}

static void
test_short_names (void)
{
  static const struct
  {
    const char *official;
    const char *name;
  } cases[] = {
    { "九甲村民委员会", "九甲村" },     { "塔哇社区居民委员会", "塔哇社区" },
    { "中心村村民委员会", "中心村" },   { "麻莲滩村委会", "麻莲滩村" },
    { "村民委员会", "村民委员会" },     { "拉卜楞镇", "拉卜楞镇" },
    { "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = doudi_division_short_name (cases[i].official);

      g_assert_cmpstr (name, ==, cases[i].name);
    }
}

static void
test_unknown (void)
{
  static const char *const unknown[]
    = { "623099", "999999", "62302", "623027000000", "", "夏河县" };

  for (gsize i = 0; i < G_N_ELEMENTS (unknown); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (doudi_divisions_load_county (unknown[i], &error));
      g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_BAD_DATA);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/division-code/parse", test_parse);
  g_test_add_func ("/base/division-code/names", test_names);
  g_test_add_func ("/base/division-code/keys", test_keys);
  g_test_add_func ("/base/division-code/load", test_load);
  g_test_add_func ("/base/division-code/county-keys", test_county_keys);
  g_test_add_func ("/base/division-code/ends", test_ends);
  g_test_add_func ("/base/division-code/odd-counties", test_odd_counties);
  g_test_add_func ("/base/division-code/short-names", test_short_names);
  g_test_add_func ("/base/division-code/unknown", test_unknown);
  return g_test_run ();
}
