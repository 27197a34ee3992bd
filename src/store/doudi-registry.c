/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "store/doudi-registry.h"

#include "store/doudi-registry-private.h"
#include "store/doudi-statement.h"

/**
 * doudi_household_row_copy:
 * @row: a row of a list or a search
 *
 * Copies a row, to come back to its place in the list.
 *
 * Returns: (transfer full): the copy
 */
DoudiHouseholdRow *
doudi_household_row_copy (const DoudiHouseholdRow *row)
{
  DoudiHouseholdRow *copy = g_memdup2 (row, sizeof *row);

  copy->person_name = g_strdup (row->person_name);
  copy->division_code = g_strdup (row->division_code);
  copy->township = g_strdup (row->township);
  copy->village = g_strdup (row->village);
  copy->village_group = g_strdup (row->village_group);
  copy->head_name = g_strdup (row->head_name);
  copy->sort_key = g_strdup (row->sort_key);
  copy->why = g_strdup (row->why);
  copy->order_text = g_strdup (row->order_text);
  return copy;
}

/**
 * doudi_household_row_free:
 * @row: (nullable) (transfer full): a row of a list or a search
 *
 * Frees a row.
 */
void
doudi_household_row_free (DoudiHouseholdRow *row)
{
  if (row == NULL)
    return;
  g_free (row->person_name);
  g_free (row->division_code);
  g_free (row->township);
  g_free (row->village);
  g_free (row->village_group);
  g_free (row->head_name);
  g_free (row->sort_key);
  g_free (row->why);
  g_free (row->order_text);
  g_free (row);
}

/* The columns of DOUDI_CARD_COLUMNS, in their order. */
DoudiHouseholdRow *
doudi_household_row_from_statement (DoudiStatement *statement)
{
  DoudiHouseholdRow *row = g_new0 (DoudiHouseholdRow, 1);

  row->household_id = doudi_statement_get_int (statement, 0);
  row->person_id = doudi_statement_get_int (statement, 1);
  row->person_name = doudi_statement_dup_text (statement, 2);
  row->head_name = doudi_statement_dup_text (statement, 2);
  row->division_code = doudi_statement_dup_text (statement, 3);
  row->township = doudi_statement_dup_text (statement, 4);
  row->village = doudi_statement_dup_text (statement, 5);
  row->village_group = doudi_statement_dup_text (statement, 6);
  row->sort_key = doudi_statement_dup_text (statement, 7);
  row->members = (int) doudi_statement_get_int (statement, 8);
  row->programmes = (guint) doudi_statement_get_int (statement, 9);
  row->covered = (int) doudi_statement_get_int (statement, 10);
  row->benefit_class = (int) doudi_statement_get_int (statement, 11);
  row->oldest_birth = doudi_statement_get_day (statement, 12);
  row->youngest_birth = doudi_statement_get_day (statement, 13);
  row->disabilities = (guint) doudi_statement_get_int (statement, 14);
  row->flags = (guint) doudi_statement_get_int (statement, 15);
  row->recorded_on = doudi_statement_get_day (statement, 16);
  row->amount = doudi_statement_get_int (statement, 17);
  row->review_on = doudi_statement_get_day (statement, 18);
  row->why = g_strdup ("");
  return row;
}
