/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <glib.h>
#include "policy/doudi-programme.h"

G_BEGIN_DECLS

/* How many things are looked at; each has a bit, in the order of doudi_self_care_item(). */
#define DOUDI_SELF_CARE_N_ITEMS 6

/**
 * DoudiSelfCareItem:
 * @name: as in files ("eating")
 * @also: %NULL-terminated other names
 * @chinese: as on papers ("自主吃饭")
 * @label: English, to be translated
 */
typedef struct
{
  const char *name;
  const char *also[5];
  const char *chinese;
  const char *label;
} DoudiSelfCareItem;

const DoudiSelfCareItem *doudi_self_care_item (guint index);
int doudi_self_care_find_item (const char *name);
DoudiSelfCare doudi_self_care_assess (guint failed);

G_END_DECLS
