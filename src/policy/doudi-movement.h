/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* More than any roll holds, and far from overflow in sums. */
#define DOUDI_ROLL_MAX (G_GINT64_CONSTANT (1000000000))

/**
 * DoudiRoll:
 *
 * How many are on a roll; never below 0.
 */
typedef struct
{
  gint64 households;
  gint64 persons;
} DoudiRoll;

/**
 * DoudiMovement:
 *
 * What happened to a roll in a month.
 *
 * @opening: on the roll when the month began
 * @entered: new households with their persons
 * @left: households that left, with their persons
 * @members_added: persons who joined households on the roll
 * @members_lost: persons who left households that stayed on it
 */
typedef struct
{
  DoudiRoll opening;
  DoudiRoll entered;
  DoudiRoll left;
  gint64 members_added;
  gint64 members_lost;
} DoudiMovement;

gboolean doudi_movement_close (const DoudiMovement *movement, DoudiRoll *closing, GError **error);

G_END_DECLS
