/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "policy/doudi-movement.h"

#include "base/doudi-error.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

static gboolean
is_count (gint64 number)
{
  return number >= 0 && number <= DOUDI_ROLL_MAX;
}

static gboolean
is_roll (const DoudiRoll *roll)
{
  return is_count (roll->households) && is_count (roll->persons);
}

/**
 * doudi_movement_close:
 * @movement: what happened in a month
 * @closing: (out): what is on the roll when the month ends
 * @error: %DOUDI_ERROR_BAD_DATA if a number is below 0 or over %DOUDI_ROLL_MAX, or if more left
 * than there were
 *
 * Closes a month's roll (勾稽 of the monthly report): households = opening + entered − left;
 * persons = opening + entered − left + members added − members lost.
 *
 * Returns: %TRUE if @closing is filled
 */
gboolean
doudi_movement_close (const DoudiMovement *movement, DoudiRoll *closing, GError **error)
{
  const DoudiMovement *m = movement;
  DoudiRoll end;

  if (!is_roll (&m->opening) || !is_roll (&m->entered) || !is_roll (&m->left)
      || !is_count (m->members_added) || !is_count (m->members_lost))
    {
      doudi_error_set (error, DOUDI_ERROR_BAD_DATA, NULL,
                       _ ("A number of the movement is below 0 or too large. Correct it."));
      return FALSE;
    }
  end.households = m->opening.households + m->entered.households - m->left.households;
  end.persons = m->opening.persons + m->entered.persons - m->left.persons + m->members_added
                - m->members_lost;
  if (!is_roll (&end))
    {
      doudi_error_set (error, DOUDI_ERROR_BAD_DATA, NULL,
                       _ ("The month would end with households: %" PRId64 ", persons: %" PRId64
                          ". Look for what was counted twice or left out."),
                       end.households, end.persons);
      return FALSE;
    }
  *closing = end;
  return TRUE;
}
