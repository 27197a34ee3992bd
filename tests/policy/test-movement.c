/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "base/doudi-error.h"
#include "policy/doudi-movement.h"

#define N_MONTHS 500

/* A month whose roll can or cannot be closed. */
typedef struct
{
  const char *name;
  DoudiMovement movement;
  gboolean closes;
  DoudiRoll closing;
} Month;

static const Month months[] = {
  { "all", { { 312, 496 }, { 5, 9 }, { 3, 4 }, 2, 3 }, TRUE, { 314, 500 } },
  { "nothing", { { 0, 0 }, { 0, 0 }, { 0, 0 }, 0, 0 }, TRUE, { 0, 0 } },
  { "all-leave", { { 2, 5 }, { 0, 0 }, { 2, 5 }, 0, 0 }, TRUE, { 0, 0 } },
  { "entered-and-left", { { 0, 0 }, { 2, 5 }, { 2, 6 }, 1, 0 }, TRUE, { 0, 0 } },
  { "largest",
    { { DOUDI_ROLL_MAX, DOUDI_ROLL_MAX }, { 0, 0 }, { 0, 0 }, 0, 0 },
    TRUE,
    { DOUDI_ROLL_MAX, DOUDI_ROLL_MAX } },
  { "households-below-0", { { 2, 5 }, { 0, 0 }, { 3, 5 }, 0, 0 }, FALSE, { 0, 0 } },
  { "persons-below-0", { { 2, 5 }, { 0, 0 }, { 0, 0 }, 0, 6 }, FALSE, { 0, 0 } },
  { "negative-households", { { -1, 0 }, { 2, 0 }, { 0, 0 }, 0, 0 }, FALSE, { 0, 0 } },
  { "negative-left", { { 1, 1 }, { 0, 0 }, { 0, -1 }, 0, 0 }, FALSE, { 0, 0 } },
  { "negative-members", { { 1, 1 }, { 0, 0 }, { 0, 0 }, -1, 0 }, FALSE, { 0, 0 } },
  { "too-many", { { DOUDI_ROLL_MAX, 0 }, { 1, 0 }, { 0, 0 }, 0, 0 }, FALSE, { 0, 0 } },
  { "overflow", { { G_MAXINT64, 0 }, { G_MAXINT64, 0 }, { 0, 0 }, 0, 0 }, FALSE, { 0, 0 } },
};

static void
test_month (gconstpointer data)
{
  const Month *month = data;
  DoudiRoll closing = { -7, -7 };
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (doudi_movement_close (&month->movement, &closing, &error), ==, month->closes);
  if (month->closes)
    {
      g_assert_no_error (error);
      g_assert_cmpint (closing.households, ==, month->closing.households);
      g_assert_cmpint (closing.persons, ==, month->closing.persons);
      return;
    }
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_BAD_DATA);
  g_assert_cmpint (closing.households, ==, -7);
}

/* What one month closes with the next one opens with: over many months only the sums count. */
static void
test_chain (void)
{
  DoudiRoll roll = { 1000, 3000 };
  DoudiMovement whole = { .opening = roll };
  DoudiRoll closing;

  for (guint i = 0; i < N_MONTHS; i++)
    {
      gint64 entered = g_test_rand_int_range (0, 30), left = g_test_rand_int_range (0, 3);
      DoudiMovement month = { roll, { entered, entered * 3 }, { left, left * 2 }, i % 5, i % 3 };

      g_assert_true (doudi_movement_close (&month, &roll, NULL));
      whole.entered.households += month.entered.households;
      whole.entered.persons += month.entered.persons;
      whole.left.households += month.left.households;
      whole.left.persons += month.left.persons;
      whole.members_added += month.members_added;
      whole.members_lost += month.members_lost;
    }
  g_assert_true (doudi_movement_close (&whole, &closing, NULL));
  g_assert_cmpint (closing.households, ==, roll.households);
  g_assert_cmpint (closing.persons, ==, roll.persons);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (months); i++)
    {
      g_autofree char *path = g_strconcat ("/policy/movement/month/", months[i].name, NULL);

      g_test_add_data_func (path, &months[i], test_month);
    }
  g_test_add_func ("/policy/movement/chain", test_chain);
  return g_test_run ();
}
