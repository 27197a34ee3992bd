/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "policy/doudi-dated.h"

/**
 * doudi_dated_is_in_force:
 * @dated: a value's dates
 * @month: a month; %DOUDI_MONTH_NONE for the end of all time
 *
 * Returns: whether the value holds in @month
 */
gboolean
doudi_dated_is_in_force (const DoudiDated *dated, DoudiMonth month)
{
  if (month == DOUDI_MONTH_NONE)
    return dated->valid_to == DOUDI_MONTH_NONE;
  return dated->valid_from <= month
         && (dated->valid_to == DOUDI_MONTH_NONE || month < dated->valid_to);
}

/**
 * doudi_dated_clear:
 * @dated: a value's dates
 *
 * Frees the texts.
 */
void
doudi_dated_clear (DoudiDated *dated)
{
  g_clear_pointer (&dated->number, g_free);
  g_clear_pointer (&dated->source, g_free);
  g_clear_pointer (&dated->note, g_free);
}
