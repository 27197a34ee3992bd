/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "policy/doudi-self-care.h"

#include <glib/gi18n-lib.h>

/* From this many things that cannot be done on, the ability is wholly lost. */
#define UNABLE_FROM 4

/* The six indicators of 民发〔2021〕43号, in its order. */
static const DoudiSelfCareItem items[DOUDI_SELF_CARE_N_ITEMS] = {
  { "eating", { NULL }, "自主吃饭", N_ ("Eating") },
  { "dressing", { NULL }, "自主穿衣", N_ ("Dressing") },
  { "getting-in-and-out-of-bed", { NULL }, "自主上下床", N_ ("Getting in and out of bed") },
  { "toileting", { NULL }, "自主如厕", N_ ("Using the toilet") },
  { "walking-indoors",
    { "walking", "indoor-walking", "walking-indoor", "moving-indoors", NULL },
    "室内自主行走",
    N_ ("Walking indoors") },
  { "bathing", { "washing", NULL }, "自主洗澡", N_ ("Bathing") },
};

/**
 * doudi_self_care_item:
 * @index: below %DOUDI_SELF_CARE_N_ITEMS
 *
 * Returns: (transfer none): one of the things that are looked at
 */
const DoudiSelfCareItem *
doudi_self_care_item (guint index)
{
  g_return_val_if_fail (index < DOUDI_SELF_CARE_N_ITEMS, NULL);
  return &items[index];
}

/**
 * doudi_self_care_find_item:
 * @name: a name of an item, also one of its others
 *
 * Returns: its index, -1 if there is none of that name
 */
int
doudi_self_care_find_item (const char *name)
{
  for (int i = 0; i < DOUDI_SELF_CARE_N_ITEMS; i++)
    {
      if (g_str_equal (items[i].name, name) || g_strv_contains (items[i].also, name))
        return i;
    }
  return -1;
}

/**
 * doudi_self_care_assess:
 * @failed: what the person cannot do alone, a bit for each item
 *
 * Assesses the ability to care for oneself (特困人员认定办法, 民发〔2021〕43号: 生活自理能力评估):
 * all six indicators met, able; up to three not met, partly; four or more not met, unable.
 *
 * Returns: the level
 */
DoudiSelfCare
doudi_self_care_assess (guint failed)
{
  guint n = 0;

  for (guint i = 0; i < DOUDI_SELF_CARE_N_ITEMS; i++)
    n += (failed >> i) & 1;
  if (n == 0)
    return DOUDI_SELF_CARE_ABLE;
  return n < UNABLE_FROM ? DOUDI_SELF_CARE_PARTLY : DOUDI_SELF_CARE_UNABLE;
}
