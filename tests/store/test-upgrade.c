/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include <glib/gstdio.h>

#include "store-fixture.h"

#include "base/doudi-error.h"
#include "store/doudi-application-store.h"
#include "store/doudi-cipher.h"
#include "store/doudi-filled-form-store.h"
#include "store/doudi-indexer.h"
#include "store/doudi-pay-run-store.h"
#include "store/doudi-registry.h"
#include "store/doudi-setting.h"
#include "store/doudi-store.h"
#include "store/doudi-user.h"
#include "store/doudi-verify.h"

/*
 * Caseload files of every version there has been lie in versions/, each with one household and one
 * closed pay run, from version 7 on with an application, from 8 on with an edit too. Opening one
 * brings it to the newest version, keeps a copy of what it was, and loses nothing.
 */

static char *
copy_of_version (const char *folder, int version)
{
  g_autofree char *name = g_strdup_printf ("%04d.doudi", version);
  g_autofree char *kept = g_test_build_filename (G_TEST_DIST, "store", "versions", name, NULL);
  char *path = g_build_filename (folder, name, NULL);
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_file_get_contents (kept, &content, &length, &error);
  g_assert_no_error (error);
  g_file_set_contents_full (path, content, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);
  return path;
}

static void
assert_household (DoudiStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiHousehold) household
    = doudi_registry_get_household (store, 1, doudi_day_new (2018, 2, 1), &error);

  g_assert_no_error (error);
  g_assert_cmpuint (household->members->len, ==, 1);
  g_assert_cmpstr (((DoudiMember *) g_ptr_array_index (household->members, 0))->name, ==, "演示甲");
}

static void
assert_run (DoudiStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiPayRunRow) run = doudi_pay_run_get (store, 1, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (run->state, ==, "closed");
  g_assert_cmpint (run->regular, ==, 29200);
}

/* From version 7 on an application is there, and comes through as it was. */
static void
assert_application (DoudiStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiApplicationRow) row = doudi_application_get (store, 1, &error);
  g_autoptr (DoudiFilledFormRow) form = NULL;
  g_autoptr (GPtrArray) events = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (row->number, ==, "2018-000001");
  g_assert_cmpint (row->household_id, ==, 1);
  g_assert_cmpuint (row->decided_on, ==, doudi_day_new (2018, 5, 9));
  form = doudi_filled_form_latest (store, 1, "application", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (form->answers, ==, "{\"applicant_name\":\"演示甲\"}");
  events = doudi_application_list_events (store, 1, &error);
  g_assert_cmpuint (events->len, ==, 2);
}

/* From version 8 on somebody corrected the person, who was recorded as something else before. */
static void
assert_correction (DoudiStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiMember) person
    = doudi_registry_get_person (store, 1, doudi_day_new (2018, 7, 1), &error);

  g_assert_no_error (error);
  g_assert_cmpstr (person->ethnicity, ==, "藏族");
}

/* The renewed file is one that the program would have made: its structure and pages hold. */
static void
assert_sound (DoudiStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) checks = g_ptr_array_new_with_free_func ((GDestroyNotify) doudi_check_free);
  g_autoptr (DoudiSession) session = NULL;

  doudi_users_create_first (store, "admin", "a long password", &error);
  g_assert_no_error (error);
  session
    = doudi_session_sign_in (store, "admin", "a long password", doudi_day_new (2018, 7, 1), &error);
  g_assert_no_error (error);
  doudi_verify_store (session, checks, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < checks->len; i++)
    g_assert_true (((DoudiCheck *) g_ptr_array_index (checks, i))->ok);
}

/* What the card of a household says; the amount and the review are not worked out yet. */
#define SELECT_CARD                                                                                \
  "SELECT head_id || '/' || oldest_birth || '/' || youngest_birth || '/' || disabilities || '/'"   \
  " || flags || '/' || recorded_on || '/' || (amount_fen IS NULL) FROM household_card"             \
  " WHERE household_id = 1"

static void
assert_card (const char *path, const char *expected)
{
  g_autofree char *card = raw_ask (path, SELECT_CARD);

  g_assert_cmpstr (card, ==, expected);
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (folder);
}

static void
test_upgrade (gconstpointer data)
{
  int version = GPOINTER_TO_INT (data);
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("doudi-upgrade-XXXXXX", &error);
  g_autofree char *path = copy_of_version (folder, version);
  g_autofree char *kept = g_strdup_printf ("%s.v%d.bak", path, version);
  DoudiStore *store = doudi_store_open (path, &error);

  if (doudi_cipher_is_built ())
    {
      g_assert_null (store);
      g_assert_nonnull (error);
    }
  else
    {
      g_assert_no_error (error);
      assert_household (store);
      assert_run (store);
      if (version >= 7)
        assert_application (store);
      if (version >= 8)
        assert_correction (store);
      assert_card (path, "1/1950-01-01/1950-01-01/0/2/2018-01-10/1");
      assert_sound (store);
      g_assert_true (g_file_test (kept, G_FILE_TEST_EXISTS) == (version < DOUDI_STORE_VERSION));
      doudi_store_close (store);
    }
  remove_folder (folder);
}

/* A household with much to look at: facts that are over or replaced do not count. */
#define STAMP "'2018-03-01T20:00:00Z', 'zhao', 'form'"
static const char odd_household_sql[]
  = "INSERT INTO person (id, name, identity_number, sex, birth_date, recorded_at, recorded_by, "
    "source)"
    " VALUES (2, '演示乙', '623027198001010010', 'female', '1980-01-02', " STAMP "),"
    " (3, '演示丙', NULL, 'male', '2012-05-06', " STAMP "), (4, '演示丁', NULL, NULL, NULL, " STAMP
    "), (5, '演示戊', NULL, NULL, '1930-01-01', " STAMP
    "), (6, '演示己', NULL, NULL, '1901-01-01', " STAMP ");"
    "INSERT INTO membership (household_id, person_id, relation, position, valid_from, valid_to,"
    " recorded_at, recorded_by, source) VALUES (1, 2, 'head', 2, '2018-01-01', NULL, " STAMP "),"
    " (1, 3, '之子', 3, '2018-01-01', NULL, " STAMP
    "), (1, 4, '之女', 4, '2018-01-01', NULL, " STAMP
    "), (1, 5, '母亲', 5, '2018-01-01', NULL, " STAMP
    "), (1, 6, '父亲', 6, '2018-01-01', '2018-02-01', " STAMP ");"
    "INSERT INTO circumstance (id, person_id, kind, value, valid_from, valid_to, recorded_at,"
    " recorded_by, source, replaces) VALUES"
    " (1, 2, 'disability', 'limb:1', '2018-01-01', NULL, " STAMP ", NULL),"
    " (2, 2, 'disability', 'limb:2', '2018-01-01', NULL, " STAMP ", 1),"
    " (3, 3, 'disability', 'mental:4', '2018-01-01', NULL, " STAMP ", NULL),"
    " (4, 3, 'disability-card', '20', '2018-01-01', NULL, " STAMP ", NULL),"
    " (5, 5, 'death', '2018-03-01', '2018-03-01', NULL, " STAMP ", NULL),"
    " (6, 5, 'disability', 'sight:3', '2018-01-01', NULL, " STAMP ", NULL);"
    "UPDATE account SET valid_to = '2018-02-01';"
    "INSERT INTO household_change (kind, household_id, happened_on, from_month, detail, state,"
    " entered_by, entered_at, entered_on) VALUES ('phone', 1, '2018-03-01', 201803, '{}', 'open',"
    " 'zhao', '2018-03-01T20:00:00Z', '2018-03-02');"
    "INSERT INTO review (award_id, due_on, opened_on, opened_by, recorded_at)"
    " VALUES (1, '2018-06-01', '2018-06-01', 'zhao', '2018-06-01T00:00:00Z');";

/* Makes the card of household 1 anew. */
static void
index_again (DoudiStore *store)
{
  static const char *const programmes[] = { "", "low-income", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiTransaction) transaction = NULL;
  g_autoptr (DoudiSession) session = NULL;
  g_autoptr (DoudiIndexer) indexer = NULL;

  g_assert_true (doudi_users_create_first (store, "admin", "a long password", &error));
  session
    = doudi_session_sign_in (store, "admin", "a long password", doudi_day_new (2018, 7, 1), &error);
  g_assert_no_error (error);
  indexer = doudi_indexer_new (session, programmes, 1u << 1, &error);
  transaction = doudi_transaction_begin (store, &error);
  g_assert_true (doudi_indexer_add (indexer, 1, &error));
  g_assert_true (doudi_indexer_flush (indexer, &error));
  g_assert_true (doudi_transaction_commit (transaction, &error));
}

/* The cards of an older file say what the indexer writes: here every flag but "draws nothing". What
 * happens to a household afterwards is seen on its card at once. */
static void
test_cards (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("doudi-upgrade-XXXXXX", &error);
  g_autofree char *path = copy_of_version (folder, 8);
  DoudiStore *store;

  raw_run (path, odd_household_sql);
  store = doudi_store_open (path, &error);
  if (!doudi_cipher_is_built ())
    {
      g_assert_no_error (error);
      assert_card (path, "1/1950-01-01/2012-05-06/20/1791/2018-03-02/1");
      store_run (store, "UPDATE household_card SET amount_fen = 5, review_on = ''");
      store_run (store, "UPDATE household_change SET state = 'withdrawn'");
      assert_card (path, "1/1950-01-01/2012-05-06/20/1279/2018-03-02/0");
      store_run (store, "UPDATE review SET outcome = 'keep', done_on = '2018-06-02',"
                        " done_by = 'zhao'");
      store_run (store, "UPDATE review SET confirmed_on = '2018-06-02', confirmed_by = 'qian'");
      assert_card (path, "1/1950-01-01/2012-05-06/20/255/2018-03-02/1");
      index_again (store);
      assert_card (path, "1/1950-01-01/2012-05-06/20/255/2018-07-01/1");
      doudi_store_close (store);
    }
  remove_folder (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (int version = 1; version <= DOUDI_STORE_VERSION; version++)
    {
      g_autofree char *name = g_strdup_printf ("/store/upgrade/%04d", version);

      g_test_add_data_func (name, GINT_TO_POINTER (version), test_upgrade);
    }
  g_test_add_func ("/store/upgrade/cards", test_cards);
  return g_test_run ();
}
