/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "import-fixture.h"

#include "store/doudi-registry-write.h"

static void
test_undo (Casework *casework, gconstpointer data)
{
  static const char *const names[]
    = { DISABILITY_ROSTER, LOW_INCOME_ROSTER, HARDSHIP_ROSTER, CHILDREN_ROSTER };
  gint64 batches[G_N_ELEMENTS (names)];
  gint64 before[G_N_ELEMENTS (names)];

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      before[i] = fingerprint (casework);
      batches[i] = land_sample (casework, names[i]);
      assert_sound (casework);
    }
  for (gsize i = G_N_ELEMENTS (names); i > 0; i--)
    {
      undo_batch (casework, batches[i - 1]);
      g_assert_cmpint (fingerprint (casework), ==, before[i - 1]);
    }
  g_assert_cmpint (casework_ask (casework, "SELECT count(*) FROM person"), ==, 0);
  /* What was read stays, and can be brought in again. */
  g_assert_cmpint (casework_ask (casework, "SELECT count(*) FROM staged_person"), ==,
                   3647 + 358 + 240 + 48);
  land_sample (casework, LOW_INCOME_ROSTER);
  assert_sound (casework);
}

static void
test_undo_paid (Casework *casework, gconstpointer data)
{
  g_autofree char *household = write_household (casework);
  gint64 low_income = land_file (casework, household);
  gint64 hardship = land_sample (casework, HARDSHIP_ROSTER);
  g_autoptr (GError) why = NULL;
  DoudiImportResult result;

  casework_pay (casework, 201801, LOW_INCOME, "2018-01-20");
  g_assert_false (doudi_import_undo (reviewer (casework), low_income, NULL, &result, &why));
  g_assert_error (why, DOUDI_ERROR, DOUDI_ERROR_REFUSED);
  g_assert_nonnull (strstr (why->message, "1 才让扎西"));
  undo_batch (casework, hardship);
  assert_refused (doudi_import_undo (clerk (casework), low_income, NULL, &result, error),
                  DOUDI_ERROR_NOT_ALLOWED);
  assert_refused (doudi_import_undo (reviewer (casework), hardship, NULL, &result, error),
                  DOUDI_ERROR_CONFLICT);
}

static void
test_undo_changed (Casework *casework, gconstpointer data)
{
  g_autofree char *path = write_household (casework);
  gint64 batch = land_file (casework, path);
  g_autoptr (GError) error_here = NULL;
  g_autoptr (DoudiTransaction) transaction = doudi_transaction_begin (casework->store, &error_here);
  DoudiImportResult result;

  g_assert_true (doudi_registry_insert_circumstance (
    clerk (casework), 2, "death", "2018-01-05", doudi_day_new (2018, 1, 5), "form", &error_here));
  g_assert_true (doudi_transaction_commit (transaction, &error_here));
  assert_refused (doudi_import_undo (reviewer (casework), batch, NULL, &result, error),
                  DOUDI_ERROR_REFUSED);
}

static void
test_undo_after_run (Casework *casework, gconstpointer data)
{
  g_autofree char *household = write_household (casework);
  g_autofree char *later
    = write_roster (casework, "later.csv", LOW_INCOME_HEADINGS,
                    "1,拉卜楞镇,九甲村,三社,桑杰,623027196601019934,1,二类,275,,,2014.6,桑杰,户主,"
                    "623027196601019934,男,藏族,1966.01,健康,,,\n");
  gint64 hardship;

  land_file (casework, household);
  hardship = land_sample (casework, HARDSHIP_ROSTER);
  casework_pay (casework, 201801, LOW_INCOME, "2018-01-20");
  undo_batch (casework, hardship);
  land_file (casework, later);
  g_assert_true (casework_verifies (casework, NULL));
}

static void
test_move (Casework *casework, gconstpointer data)
{
  g_autofree char *alone = write_disabled (casework);
  g_autofree char *together = write_household (casework);
  gint64 first = land_file (casework, alone);
  gint64 before = fingerprint (casework);
  gint64 second = land_file (casework, together);
  DoudiImportResult result;

  assert_sound (casework);
  g_assert_cmpint (casework_ask (casework, "SELECT count(*) FROM person"), ==, 2);
  g_assert_cmpint (casework_ask (casework, "SELECT count(*) FROM household_card"), ==, 1);
  g_assert_cmpint (
    casework_ask (casework, "SELECT members * 100 + programmes FROM household_card"), ==,
    200 + (1 << DOUDI_PROGRAMME_LOW_INCOME) + (1 << DOUDI_PROGRAMME_DISABILITY_LIVING)
      + (1 << DOUDI_PROGRAMME_DISABILITY_NURSING));
  g_assert_cmpint (casework_ask (casework, "SELECT count(*) FROM award WHERE household_id = 2"), ==,
                   3);
  assert_refused (doudi_import_undo (reviewer (casework), first, NULL, &result, error),
                  DOUDI_ERROR_REFUSED);
  undo_batch (casework, second);
  g_assert_cmpint (fingerprint (casework), ==, before);
  undo_batch (casework, first);
  g_assert_cmpint (casework_ask (casework, "SELECT count(*) FROM person"), ==, 0);
}

static void
test_attach (Casework *casework, gconstpointer data)
{
  g_autofree char *together = write_household (casework);
  g_autofree char *alone = write_disabled (casework);
  gint64 second;
  gint64 before;

  land_file (casework, together);
  before = fingerprint (casework);
  second = land_file (casework, alone);
  g_assert_cmpint (casework_ask (casework, "SELECT count(*) FROM household"), ==, 1);
  g_assert_cmpint (casework_ask (casework, "SELECT count(*) FROM account WHERE person_id = 2"), ==,
                   1);
  assert_sound (casework);
  undo_batch (casework, second);
  g_assert_cmpint (fingerprint (casework), ==, before);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add ("/casework/import-undo/" path, Casework, NULL, casework_set_up, func,                \
              casework_tear_down)
  ADD ("undo", test_undo);
  ADD ("undo-paid", test_undo_paid);
  ADD ("undo-changed", test_undo_changed);
  ADD ("undo-after-run", test_undo_after_run);
  ADD ("move", test_move);
  ADD ("attach", test_attach);
  return g_test_run ();
}
