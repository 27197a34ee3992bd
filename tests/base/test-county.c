/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "base/doudi-county-finder.h"

#include "base/doudi-division-code.h"

static const DoudiCounty *
find_county (GPtrArray *counties, const char *code)
{
  for (guint i = 0; i < counties->len; i++)
    if (g_str_equal (((const DoudiCounty *) g_ptr_array_index (counties, i))->code, code))
      return g_ptr_array_index (counties, i);
  return NULL;
}

static void
test_counties (void)
{
  static const struct
  {
    const char *code;
    const char *name;
    const char *place;
  } cases[] = {
    { "623027", "夏河县", "甘南藏族自治州 · 甘肃省" },
    { "110101", "东城区", "北京市" },
    { "441900", "东莞市", "广东省" },
    { "620201", "嘉峪关市", "甘肃省" },
    { "429004", "仙桃市", "湖北省" },
    { "659001", "石河子市", "新疆维吾尔自治区" },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) counties = doudi_counties_load (&error);
  const DoudiCounty *xiahe;

  g_assert_no_error (error);
  g_assert_cmpuint (counties->len, >, 2800);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const DoudiCounty *county = find_county (counties, cases[i].code);
      g_autofree char *place = county != NULL ? doudi_county_dup_place (county) : NULL;

      g_assert_cmpstr (county->name, ==, cases[i].name);
      g_assert_cmpstr (place, ==, cases[i].place);
    }
  xiahe = find_county (counties, "623027");
  g_assert_cmpuint (xiahe->townships, ==, 13);
  g_assert_cmpuint (xiahe->villages, ==, 69);
  g_assert_null (find_county (counties, "623000"));
}

/* Whatever the list offers can be founded, and comes to what it says. */
static void
test_counties_load (void)
{
  g_autoptr (GPtrArray) counties = doudi_counties_load (NULL);

  for (guint i = 0; i < counties->len; i++)
    {
      const DoudiCounty *county = g_ptr_array_index (counties, i);

      g_assert_cmpstr (county->name, !=, "");
      g_assert_cmpstr (county->province, !=, "");
      g_assert_cmpstr (county->name, !=, "市辖区");
      g_assert_cmpuint (county->townships, >, 0);
      if (i % 700 == 0)
        {
          g_autoptr (GError) error = NULL;
          g_autoptr (GPtrArray) divisions = doudi_divisions_load_county (county->code, &error);

          g_assert_no_error (error);
          g_assert_cmpuint (divisions->len, ==, 1 + county->townships + county->villages);
          g_assert_cmpstr (((const DoudiDivision *) g_ptr_array_index (divisions, 0))->name, ==,
                           county->name);
        }
    }
}

static void
test_find_counties (void)
{
  static const struct
  {
    const char *typed;
    const char *first;
  } cases[] = {
    { "夏河", "623027" },
    { "xiahe", "623027" },
    { "gn xh", "623027" },
    { "gansu xiahe", "623027" },
    { "623027", "623027" },
    { "  夏河县 ", "623027" },
    { "XIAHEXIAN", "623027" },
    { "东莞", "441900" },
    { "北京 朝阳", "110105" },
    { "cqs wzq", "500101" },
    { "gnxh", "623027" },
    { "甘肃夏河", "623027" },
    { "甘南藏族自治州夏河县", "623027" },
    { "gansuxiahe", "623027" },
    { "gnxiahe", "623027" },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiCountyFinder) finder = doudi_county_finder_new (&error);
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GPtrArray) some = NULL;

  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) found = doudi_county_finder_find (finder, cases[i].typed, 5);

      g_assert_cmpuint (found->len, >, 0);
      g_assert_cmpstr (((const DoudiCounty *) found->pdata[0])->code, ==, cases[i].first);
    }
  none = doudi_county_finder_find (finder, "夏河 广东", 5);
  g_assert_cmpuint (none->len, ==, 0);
  some = doudi_county_finder_find (finder, "", 50);
  g_assert_cmpuint (some->len, ==, 50);
}

/* Nobody who types on is led elsewhere: each letter more leaves fewer. */
static void
test_find_fewer (void)
{
  static const char *const typed[] = { "x", "xi", "xia", "xiah", "xiahe", "xiahex" };
  g_autoptr (DoudiCountyFinder) finder = doudi_county_finder_new (NULL);
  guint before = G_MAXUINT;

  for (gsize i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      g_autoptr (GPtrArray) found = doudi_county_finder_find (finder, typed[i], 10000);

      g_assert_cmpuint (found->len, >, 0);
      g_assert_cmpuint (found->len, <=, before);
      before = found->len;
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/county/list", test_counties);
  g_test_add_func ("/base/county/load", test_counties_load);
  g_test_add_func ("/base/county/find", test_find_counties);
  g_test_add_func ("/base/county/find-fewer", test_find_fewer);
  return g_test_run ();
}
