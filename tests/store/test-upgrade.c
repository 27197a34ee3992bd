/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include <glib/gstdio.h>

#include "base/doudi-error.h"
#include "store/doudi-application-store.h"
#include "store/doudi-cipher.h"
#include "store/doudi-filled-form-store.h"
#include "store/doudi-pay-run-store.h"
#include "store/doudi-registry.h"
#include "store/doudi-setting.h"
#include "store/doudi-store.h"
#include "store/doudi-user.h"
#include "store/doudi-verify.h"

/*
 * Caseload files of every version there has been lie in versions/, each with one household and one
 * closed pay run, from version 7 on with an application, from 8 on with an edit too. Opening one brings it to the newest
 * version, keeps a copy of what it was, and loses nothing.
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
      assert_sound (store);
      g_assert_true (g_file_test (kept, G_FILE_TEST_EXISTS) == (version < DOUDI_STORE_VERSION));
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
  return g_test_run ();
}
