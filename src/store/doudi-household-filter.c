/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "store/doudi-household-filter.h"

/* By the number of the bit. */
static const char *const flag_names[DOUDI_N_CARD_FLAGS] = {
  "no-account",  "no-phone",           "no-number",     "no-birth-date", "number-differs", "heads",
  "dead-member", "no-disability-card", "draws-nothing", "open-change",   "open-review",
};

static const char *const column_names[DOUDI_N_HOUSEHOLD_COLUMNS] = {
  "place",  "head",   "members",  "covered",    "class", "programmes", "amount",
  "review", "oldest", "youngest", "disability", "flags", "recorded",
};

/**
 * doudi_card_flag_name:
 * @bit: the number of a bit of #DoudiCardFlags
 *
 * Returns: (transfer none): its name in files and on the command line
 */
const char *
doudi_card_flag_name (guint bit)
{
  g_return_val_if_fail (bit < DOUDI_N_CARD_FLAGS, "");
  return flag_names[bit];
}

/**
 * doudi_card_flag_from_name:
 * @name: a name
 * @flag: (out): the flag, a bit of #DoudiCardFlags
 *
 * Returns: whether there is a flag of that name
 */
gboolean
doudi_card_flag_from_name (const char *name, guint *flag)
{
  for (guint i = 0; i < DOUDI_N_CARD_FLAGS; i++)
    if (g_str_equal (flag_names[i], name))
      {
        *flag = 1u << i;
        return TRUE;
      }
  return FALSE;
}

/**
 * doudi_household_column_name:
 * @column: a column
 *
 * Returns: (transfer none): its name in files and on the command line
 */
const char *
doudi_household_column_name (DoudiHouseholdColumn column)
{
  g_return_val_if_fail ((guint) column < DOUDI_N_HOUSEHOLD_COLUMNS, "");
  return column_names[column];
}

/**
 * doudi_household_column_from_name:
 * @name: a name
 * @column: (out): the column
 *
 * Returns: whether there is a column of that name
 */
gboolean
doudi_household_column_from_name (const char *name, DoudiHouseholdColumn *column)
{
  for (guint i = 0; i < DOUDI_N_HOUSEHOLD_COLUMNS; i++)
    if (g_str_equal (column_names[i], name))
      {
        *column = (DoudiHouseholdColumn) i;
        return TRUE;
      }
  return FALSE;
}

/**
 * doudi_household_filter_is_narrow:
 * @filter: a filter
 *
 * Returns: whether it leaves out households of the place that it stays in, words aside
 */
gboolean
doudi_household_filter_is_narrow (const DoudiHouseholdFilter *filter)
{
  return filter->programme > 0 || filter->benefit_class > 0 || filter->born_by != DOUDI_DAY_NONE
         || filter->born_after != DOUDI_DAY_NONE || filter->disabilities != 0 || filter->flags != 0
         || filter->any_flags != 0 || filter->recorded_since != DOUDI_DAY_NONE
         || filter->review_until != DOUDI_DAY_NONE || filter->amount_from > 0
         || filter->amount_to > 0;
}
