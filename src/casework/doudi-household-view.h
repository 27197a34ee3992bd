/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "casework/doudi-household-choice.h"

G_BEGIN_DECLS

/* The page of the views of the list of households: doudi_saved_view_save(). */
#define DOUDI_HOUSEHOLD_VIEW_PAGE "households"

/**
 * DoudiViewColumn:
 * @name: of a column of the table
 * @hidden: whether it is not shown
 * @width: in pixels; 0 for as much as it needs
 */
typedef struct
{
  char name[16];
  gboolean hidden;
  int width;
} DoudiViewColumn;

/**
 * DoudiHouseholdView:
 * @choice: which households
 * @order: in which order
 * @columns: (element-type DoudiViewColumn): from left to right; columns that are not named come
 *   after them as they are by themselves
 *
 * How somebody looks at the list of households.
 */
typedef struct
{
  DoudiHouseholdChoice choice;
  DoudiHouseholdOrder order;
  GArray *columns;
} DoudiHouseholdView;

DoudiHouseholdView *doudi_household_view_new (void);
DoudiHouseholdView *doudi_household_view_parse (const char *json);
char *doudi_household_view_to_json (const DoudiHouseholdView *view);
void doudi_household_view_free (DoudiHouseholdView *view);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiHouseholdView, doudi_household_view_free)

G_END_DECLS
