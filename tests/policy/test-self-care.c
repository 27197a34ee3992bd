/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "policy/doudi-self-care.h"

static guint
count_bits (guint bits)
{
  guint n = 0;

  for (; bits != 0; bits >>= 1)
    n += bits & 1;
  return n;
}

/* 民发〔2021〕43号: all six met, able; up to three not met, partly; four or more not met, unable.
 */
static void
test_every_combination (void)
{
  static const DoudiSelfCare levels[] = {
    DOUDI_SELF_CARE_ABLE,   DOUDI_SELF_CARE_PARTLY, DOUDI_SELF_CARE_PARTLY, DOUDI_SELF_CARE_PARTLY,
    DOUDI_SELF_CARE_UNABLE, DOUDI_SELF_CARE_UNABLE, DOUDI_SELF_CARE_UNABLE,
  };

  for (guint failed = 0; failed < 1u << DOUDI_SELF_CARE_N_ITEMS; failed++)
    g_assert_cmpint (doudi_self_care_assess (failed), ==, levels[count_bits (failed)]);
}

/* Bits that are no item say nothing. */
static void
test_no_item (void)
{
  g_assert_cmpint (doudi_self_care_assess (~0u << DOUDI_SELF_CARE_N_ITEMS), ==,
                   DOUDI_SELF_CARE_ABLE);
}

static void
test_names (void)
{
  static const struct
  {
    const char *name;
    int item;
  } names[] = {
    { "eating", 0 },
    { "dressing", 1 },
    { "getting-in-and-out-of-bed", 2 },
    { "toileting", 3 },
    { "walking-indoors", 4 },
    { "walking", 4 },
    { "indoor-walking", 4 },
    { "walking-indoor", 4 },
    { "moving-indoors", 4 },
    { "bathing", 5 },
    { "washing", 5 },
    { "sleeping", -1 },
    { "Eating", -1 },
    { "", -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_cmpint (doudi_self_care_find_item (names[i].name), ==, names[i].item);
}

/* Every item has its name, and words for papers and for screens. */
static void
test_items (void)
{
  for (guint i = 0; i < DOUDI_SELF_CARE_N_ITEMS; i++)
    {
      const DoudiSelfCareItem *item = doudi_self_care_item (i);

      g_assert_cmpint (doudi_self_care_find_item (item->name), ==, (int) i);
      g_assert_cmpstr (item->chinese, !=, "");
      g_assert_cmpstr (item->label, !=, "");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/policy/self-care/every-combination", test_every_combination);
  g_test_add_func ("/policy/self-care/no-item", test_no_item);
  g_test_add_func ("/policy/self-care/names", test_names);
  g_test_add_func ("/policy/self-care/items", test_items);
  return g_test_run ();
}
