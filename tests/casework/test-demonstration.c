/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include <glib/gstdio.h>
#include <sqlite3.h>

#include "base/doudi-base.h"
#include "casework/doudi-demonstration.h"
#include "casework/doudi-invariants.h"
#include "casework/doudi-invention.h"
#include "store/doudi-setting.h"
#include "store/doudi-verify.h"

#define COUNTY "623027"

typedef struct
{
  char *folder;
  char *path;
  DoudiDemonstrationResult result;
} Demo;

static char *
make_in (const char *folder, const char *name, guint64 seed, DoudiDemonstrationResult *result)
{
  const DoudiDemonstrationOptions options = { .county = COUNTY,
                                              .households = 60,
                                              .months = 4,
                                              .seed = seed,
                                              .today = doudi_day_new (2018, 7, 5) };
  char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  doudi_demonstration_create (path, &options, NULL, result, &error);
  g_assert_no_error (error);
  return path;
}

static void
set_up (Demo *demo, gconstpointer data)
{
  demo->folder = g_dir_make_tmp ("doudi-demonstration-XXXXXX", NULL);
  demo->path = make_in (demo->folder, "demo.doudi", 1, &demo->result);
}

static void
tear_down (Demo *demo, gconstpointer data)
{
  g_autoptr (GDir) folder = g_dir_open (demo->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (demo->folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (demo->folder);
  g_free (demo->folder);
  g_free (demo->path);
}

static char *
ask (const char *path, const char *sql)
{
  sqlite3 *db = NULL;
  sqlite3_stmt *stmt = NULL;
  char *answer;

  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  answer = g_strdup ((const char *) sqlite3_column_text (stmt, 0));
  sqlite3_finalize (stmt);
  sqlite3_close (db);
  return answer;
}

/* What does not depend on clocks and random keys. */
static const char *const contents[] = {
  "SELECT group_concat(name || coalesce(identity_number, '') || birth_date || ethnicity) FROM "
  "person",
  "SELECT group_concat(household_id || ' ' || person_id || relation || valid_from) FROM membership",
  "SELECT group_concat(household_id || number || holder_name) FROM account",
  "SELECT group_concat(person_id || kind || value) FROM circumstance",
  "SELECT group_concat(household_id || programme || residence || first_month) FROM award",
  "SELECT group_concat(award_id || ' ' || from_month || ' ' || persons || care) FROM award_term",
  "SELECT group_concat(award_id || ' ' || for_month || ' ' || run_id || kind || fen)"
  " FROM (SELECT * FROM ledger_line ORDER BY award_id, for_month, run_id)",
  "SELECT group_concat(key || household_id) FROM (SELECT * FROM search_key ORDER BY 1, 3, 4)",
};

static void
test_repeats (Demo *demo, gconstpointer data)
{
  DoudiDemonstrationResult again;
  DoudiDemonstrationResult other;
  g_autofree char *same = make_in (demo->folder, "same.doudi", 1, &again);
  g_autofree char *different = make_in (demo->folder, "different.doudi", 2, &other);

  g_assert_cmpmem (&again, sizeof again, &demo->result, sizeof demo->result);
  for (gsize i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      g_autofree char *one = ask (demo->path, contents[i]);
      g_autofree char *two = ask (same, contents[i]);
      g_autofree char *three = ask (different, contents[i]);

      g_assert_cmpstr (one, ==, two);
      g_assert_cmpstr (one, !=, three);
    }
}

static void
test_counts (Demo *demo, gconstpointer data)
{
  g_autofree char *households = ask (demo->path, "SELECT count(*) FROM household");
  g_autofree char *persons = ask (demo->path, "SELECT count(*) FROM person");
  g_autofree char *awards = ask (demo->path, "SELECT count(*) FROM award");
  g_autofree char *lines = ask (demo->path, "SELECT count(*) FROM ledger_line");
  g_autofree char *runs
    = ask (demo->path, "SELECT group_concat(month) FROM pay_run WHERE state = 'closed'");

  g_assert_cmpstr (runs, ==, "201803,201804,201805,201806");
  g_assert_cmpint (g_ascii_strtoll (households, NULL, 10), ==, demo->result.households);
  g_assert_cmpint (g_ascii_strtoll (persons, NULL, 10), ==, demo->result.persons);
  g_assert_cmpint (g_ascii_strtoll (awards, NULL, 10), ==, demo->result.awards);
  g_assert_cmpint (g_ascii_strtoll (lines, NULL, 10), ==, demo->result.ledger_lines);
  g_assert_cmpint (demo->result.households, >=, 60);
  g_assert_cmpint (demo->result.ledger_lines, >, 0);
}

/* Every user signs in with the password that is told, and everything that always holds, holds. */
static void
test_holds (Demo *demo, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiStore) store = doudi_store_open (demo->path, &error);
  g_autoptr (DoudiSession) session = NULL;
  g_autoptr (GPtrArray) checks = g_ptr_array_new_with_free_func ((GDestroyNotify) doudi_check_free);
  g_autofree char *demonstration = doudi_setting_get (store, DOUDI_SETTING_DEMONSTRATION, &error);

  g_assert_cmpstr (demonstration, ==, "1");
  for (int role = 0; role < DOUDI_N_ROLES; role++)
    {
      g_clear_pointer (&session, doudi_session_unref);
      session
        = doudi_session_sign_in (store, doudi_role_name ((DoudiRole) role),
                                 DOUDI_DEMONSTRATION_PASSWORD, doudi_day_new (2018, 7, 5), &error);
      g_assert_no_error (error);
      g_assert_cmpuint (doudi_session_get_roles (session), ==, 1u << role);
    }
  g_assert_true (doudi_verify_store (session, checks, NULL, &error));
  g_assert_true (doudi_verify_casework (session, checks, NULL, &error));
  for (guint i = 0; i < checks->len; i++)
    {
      const DoudiCheck *check = g_ptr_array_index (checks, i);

      g_test_message ("%s %" G_GINT64_FORMAT " %s", check->name, check->count, check->detail);
      g_assert_true (check->ok);
    }
}

/* Numbers are valid and hardly ever given out; sex and birth fit them. */
static void
test_people (void)
{
  const DoudiDay today = doudi_day_new (2018, 7, 5);
  g_autoptr (DoudiInvention) invention = doudi_invention_new (COUNTY, 7, today);
  g_autoptr (GHashTable) numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (int i = 0; i < 3000; i++)
    {
      g_autoptr (DoudiStagedHousehold) household = doudi_invention_household (
        invention, doudi_invention_choose_kind (invention), "623027100200");

      g_assert_cmpuint (household->persons->len, >=, 1);
      g_assert_cmpuint (household->persons->len, <=, 6);
      for (guint j = 0; j < household->persons->len; j++)
        {
          const DoudiStagedPerson *person = g_ptr_array_index (household->persons, j);
          DoudiIdentityNumber number = doudi_identity_number_parse (person->identity_number, today);
          g_autofree char *birth = NULL;

          g_assert_true (doudi_identity_number_is_valid (&number));
          birth = doudi_day_format_iso (number.birth);
          g_assert_cmpstr (birth, ==, person->birth_date);
          g_assert_cmpstr (doudi_sex_name (number.sex), ==, person->sex);
          g_assert_cmpint (person->identity_number[14], ==, '9');
          g_assert_true (doudi_text_is_name (person->name));
          g_assert_true (g_hash_table_add (numbers, g_strdup (person->identity_number)));
        }
    }
}

static void
test_stopped (void)
{
  const DoudiDemonstrationOptions options
    = { COUNTY, 50, 1, 1, .today = doudi_day_new (2018, 7, 5) };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  const DoudiProgress progress = { NULL, NULL, cancellable };
  g_autofree char *folder = g_dir_make_tmp ("doudi-demonstration-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "demo.doudi", NULL);
  g_autoptr (GError) error = NULL;
  DoudiDemonstrationResult result;

  g_cancellable_cancel (cancellable);
  g_assert_false (doudi_demonstration_create (path, &options, &progress, &result, &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_CANCELLED);
  /* Nothing is left: the folder is empty. */
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add ("/casework/demonstration/" path, Demo, NULL, set_up, func, tear_down)
  ADD ("repeats", test_repeats);
  ADD ("counts", test_counts);
  ADD ("holds", test_holds);
  g_test_add_func ("/casework/demonstration/people", test_people);
  g_test_add_func ("/casework/demonstration/stopped", test_stopped);
  return g_test_run ();
}
