/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "casework/doudi-founding.h"

#include <glib/gstdio.h>

#include "casework-fixture.h"
#include "store/doudi-policy-store.h"
#include "store/doudi-setting.h"

#define TODAY (doudi_day_new (2018, 6, 8))

typedef struct
{
  char *folder;
  char *path;
} Place;

static void
set_up (Place *place, gconstpointer data)
{
  place->folder = g_dir_make_tmp ("doudi-founding-XXXXXX", NULL);
  place->path = g_build_filename (place->folder, "夏河县.doudi", NULL);
}

static guint
count_files (Place *place, gboolean clean)
{
  g_autoptr (GDir) folder = g_dir_open (place->folder, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (place->folder, name, NULL);

      n++;
      if (clean)
        g_remove (path);
    }
  return n;
}

static void
tear_down (Place *place, gconstpointer data)
{
  count_files (place, TRUE);
  g_rmdir (place->folder);
  g_free (place->path);
  g_free (place->folder);
}

static const DoudiFounding usual = {
  .county = CASEWORK_COUNTY,
  .administrator = "张管理",
  .password = CASEWORK_PASSWORD,
};

static gboolean
make (Place *place,
      DoudiFounding founding,
      const DoudiProgress *progress,
      DoudiFounded *founded,
      GError **error)
{
  DoudiFounded ignored;

  founding.today = TODAY;
  return doudi_founding_make (place->path, &founding, progress,
                              founded != NULL ? founded : &ignored, error);
}

static DoudiStore *
open_made (Place *place)
{
  g_autoptr (GError) error = NULL;
  DoudiStore *store = doudi_store_open (place->path, &error);

  g_assert_no_error (error);
  return store;
}

/* The county's townships and villages are there, its rules, and who adds the others. */
static void
test_make (Place *place, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiStore) store = NULL;
  g_autoptr (DoudiSession) session = NULL;
  g_autofree char *county = NULL;
  g_autofree char *policies = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  DoudiFounded founded;

  g_assert_true (make (place, usual, NULL, &founded, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (founded.townships, ==, 13);
  g_assert_cmpuint (founded.villages, ==, 69);
  g_assert_cmpuint (count_files (place, FALSE), >=, 1);
  store = open_made (place);
  county = doudi_setting_get (store, DOUDI_SETTING_COUNTY_NAME, &error);
  g_assert_cmpstr (county, ==, "夏河县");
  session = doudi_session_sign_in (store, usual.administrator, usual.password, TODAY, &error);
  g_assert_no_error (error);
  g_assert_true (doudi_session_may (session, DOUDI_ACTION_ADD_USER));
  g_assert_false (doudi_session_may (session, DOUDI_ACTION_VIEW_HOUSEHOLD));
  policies = doudi_policies_list_ids (store, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (policies, !=, "");
}

static guint
count_policies (Place *place, const char *const *policies)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiStore) store = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  DoudiFounding founding = usual;

  founding.policies = policies;
  g_assert_true (make (place, founding, NULL, NULL, &error));
  g_assert_no_error (error);
  store = open_made (place);
  rows = doudi_policy_rows_list (store, &error);
  g_assert_no_error (error);
  return rows->len;
}

static void
test_policies (Place *place, gconstpointer data)
{
  static const char *const one[] = { "gannan-2018", NULL };
  static const char *const none[] = { NULL };

  g_assert_cmpuint (count_policies (place, one), ==, 1);
  count_files (place, TRUE);
  g_assert_cmpuint (count_policies (place, none), ==, 0);
  count_files (place, TRUE);
  g_assert_cmpuint (count_policies (place, NULL), ==, 2);
}

static void
assert_fails (Place *place, const DoudiFounding *founding, int code)
{
  guint before = count_files (place, FALSE);

  assert_refused (make (place, *founding, NULL, NULL, error), code);
  g_assert_cmpuint (count_files (place, FALSE), ==, before);
}

/* Whatever is wrong with it, nothing is left of it. */
static void
test_wrong (Place *place, gconstpointer data)
{
  static const char *const unknown[] = { "no-such-policy", NULL };
  static const char *const counties[] = { "999999", "620000", "623000", "62302", "" };
  static const char *const names[] = { "", "a b" };
  DoudiFounding founding = usual;

  for (gsize i = 0; i < G_N_ELEMENTS (counties); i++)
    {
      founding.county = counties[i];
      assert_fails (place, &founding, DOUDI_ERROR_BAD_DATA);
    }
  founding = usual;
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      founding.administrator = names[i];
      assert_fails (place, &founding, DOUDI_ERROR_BAD_DATA);
    }
  founding = usual;
  founding.password = "short";
  assert_fails (place, &founding, DOUDI_ERROR_BAD_DATA);
  founding = usual;
  founding.policies = unknown;
  assert_fails (place, &founding, DOUDI_ERROR_NOT_FOUND);
}

static void
test_taken (Place *place, gconstpointer data)
{
  g_autofree char *content = NULL;

  g_file_set_contents (place->path, "mine", -1, NULL);
  assert_fails (place, &usual, DOUDI_ERROR_REFUSED);
  g_file_get_contents (place->path, &content, NULL, NULL);
  g_assert_cmpstr (content, ==, "mine");
}

static void
test_no_folder (Place *place, gconstpointer data)
{
  g_free (place->path);
  place->path = g_build_filename (place->folder, "nowhere", "a.doudi", NULL);
  assert_fails (place, &usual, DOUDI_ERROR_IO);
}

typedef struct
{
  guint n;
  guint stop_at;
  GCancellable *cancellable;
} Watched;

static void
watch (const char *stage, gint64 done, gint64 total, gpointer data)
{
  Watched *watched = data;

  g_assert_cmpint (done, ==, watched->n);
  g_assert_cmpint (done, <, total);
  if (watched->n++ == watched->stop_at)
    g_cancellable_cancel (watched->cancellable);
}

/* Stopped at any moment, it leaves nothing; else it tells each step. */
static void
test_stopped (Place *place, gconstpointer data)
{
  guint n_steps = 1;

  for (guint i = 0; i <= n_steps; i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GError) error = NULL;
      Watched watched = { .stop_at = i, .cancellable = cancellable };
      DoudiProgress progress = { watch, &watched, cancellable };
      gboolean made = make (place, usual, &progress, NULL, &error);

      if (i == 0)
        n_steps = 4;
      g_assert_true (made == (i == n_steps));
      if (made)
        g_assert_cmpuint (watched.n, ==, n_steps);
      else
        g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_CANCELLED);
      g_assert_true ((count_files (place, FALSE) > 0) == made);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/founding/make", Place, NULL, set_up, test_make, tear_down);
  g_test_add ("/founding/policies", Place, NULL, set_up, test_policies, tear_down);
  g_test_add ("/founding/wrong", Place, NULL, set_up, test_wrong, tear_down);
  g_test_add ("/founding/taken", Place, NULL, set_up, test_taken, tear_down);
  g_test_add ("/founding/no-folder", Place, NULL, set_up, test_no_folder, tear_down);
  g_test_add ("/founding/stopped", Place, NULL, set_up, test_stopped, tear_down);
  return g_test_run ();
}
