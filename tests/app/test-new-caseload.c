/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "app-fixture.h"

#include <glib/gstdio.h>

#include "app/doudi-county-chooser.h"
#include "app/doudi-new-caseload-window.h"
#include "store/doudi-session.h"

#define COUNTY "623027"
#define PASSWORD "拉卜楞镇的牛羊下山了"

static char *home;

/* The main window without a caseload, and what begins one before it. */
typedef struct
{
  DoudiWindow *window;
  gpointer asked;
} First;

static GtkListBoxRow *
first_county (gpointer asked)
{
  return gtk_list_box_get_row_at_index (child (child (asked, "county_chooser"), "list"), 0);
}

static gboolean
has_counties (gpointer asked)
{
  return first_county (asked) != NULL;
}

/* By the button of the first page. */
static void
set_up (First *first, gconstpointer data)
{
  GtkWidget *page;

  first->window = DOUDI_WINDOW (doudi_window_new (app_application));
  gtk_window_present (GTK_WINDOW (first->window));
  page = child (first->window, "sign_in_page");
  g_assert_true (gtk_widget_get_visible (child (page, "new_button")));
  g_signal_emit_by_name (child (page, "new_button"), "clicked");
  first->asked = find_window (DOUDI_TYPE_NEW_CASELOAD_WINDOW);
  g_assert_nonnull (first->asked);
  g_object_add_weak_pointer (first->asked, &first->asked);
  wait_until (has_counties, first->asked);
}

static void
tear_down (First *first, gconstpointer data)
{
  if (first->asked != NULL)
    {
      g_object_remove_weak_pointer (first->asked, &first->asked);
      gtk_window_destroy (first->asked);
    }
  gtk_window_destroy (GTK_WINDOW (first->window));
  while (g_main_context_pending (NULL))
    g_main_context_iteration (NULL, FALSE);
}

static void
type (First *first, const char *entry, const char *text)
{
  gtk_editable_set_text (child (first->asked, entry), text);
}

/* As the keyboard does it: words, Return. */
static void
choose_county (First *first, const char *words)
{
  GtkWidget *entry = child (child (first->asked, "county_chooser"), "entry");

  gtk_editable_set_text (GTK_EDITABLE (entry), words);
  g_signal_emit_by_name (entry, "activate");
}

static char *
fill_in (First *first, const char *name)
{
  char *path = g_build_filename (app_folder, name, NULL);

  choose_county (first, "xiahe");
  type (first, "file_entry", path);
  type (first, "name_entry", "zhang");
  type (first, "password_entry", PASSWORD);
  type (first, "repeat_entry", PASSWORD);
  return path;
}

static void
create (First *first)
{
  gtk_widget_activate_action (first->asked, "new.create", NULL);
}

static gboolean
is_seen (First *first, const char *label)
{
  return gtk_widget_get_visible (child (first->asked, label))
         && *gtk_label_get_text (child (first->asked, label)) != '\0';
}

static gboolean
is_cleared (gpointer pointer)
{
  return *(gpointer *) pointer == NULL;
}

/* The search finds the county; what comes with it and where the file goes follow. */
static void
test_county (First *first, gconstpointer data)
{
  DoudiCountyChooser *chooser = child (first->asked, "county_chooser");
  g_autofree char *suggested = NULL;

  g_assert_null (doudi_county_chooser_get_county (chooser));
  choose_county (first, "gn xh");
  g_assert_cmpstr (doudi_county_chooser_get_county (chooser)->code, ==, COUNTY);
  g_assert_nonnull (strstr (gtk_label_get_text (child (first->asked, "county_label")), "夏河县"));
  g_assert_nonnull (strstr (gtk_label_get_text (child (first->asked, "county_label")), "69"));
  suggested = g_strdup (gtk_editable_get_text (child (first->asked, "file_entry")));
  g_assert_true (g_str_has_prefix (suggested, home));
  g_assert_true (g_str_has_suffix (suggested, "/夏河县.doudi"));
  choose_county (first, "东莞");
  g_assert_cmpstr (doudi_county_chooser_get_county (chooser)->code, ==, "441900");
  g_assert_true (
    g_str_has_suffix (gtk_editable_get_text (child (first->asked, "file_entry")), "/东莞市.doudi"));
}

/* What somebody named stays; what was found stays chosen while something else is looked for. */
static void
test_stays (First *first, gconstpointer data)
{
  DoudiCountyChooser *chooser = child (first->asked, "county_chooser");

  choose_county (first, "xiahe");
  type (first, "file_entry", "/nowhere/mine.doudi");
  choose_county (first, "东莞");
  g_assert_cmpstr (gtk_editable_get_text (child (first->asked, "file_entry")), ==,
                   "/nowhere/mine.doudi");
  choose_county (first, "夏河 广东");
  g_assert_null (first_county (first->asked));
  g_assert_nonnull (strstr (gtk_label_get_text (child (chooser, "empty_label")), "夏河 广东"));
  g_assert_cmpstr (doudi_county_chooser_get_county (chooser)->code, ==, "441900");
}

static guint
count_ticks (First *first, gboolean active)
{
  guint n = 0;

  for (GtkWidget *tick = gtk_widget_get_first_child (child (first->asked, "policy_box"));
       tick != NULL; tick = gtk_widget_get_next_sibling (tick))
    n += gtk_check_button_get_active (GTK_CHECK_BUTTON (tick)) == active;
  return n;
}

/* What is invented is offered, and not ticked. */
static void
test_policies (First *first, gconstpointer data)
{
  choose_county (first, "xiahe");
  g_assert_cmpuint (count_ticks (first, TRUE), ==, 2);
  g_assert_cmpuint (count_ticks (first, FALSE), ==, 1);
  choose_county (first, "东莞");
  g_assert_cmpuint (count_ticks (first, TRUE), ==, 0);
}

static void
test_all_missing (First *first, gconstpointer data)
{
  create (first);
  g_assert_true (is_seen (first, "county_problem"));
  g_assert_true (is_seen (first, "file_problem"));
  g_assert_true (is_seen (first, "name_problem"));
  g_assert_true (is_seen (first, "password_problem"));
  g_assert_nonnull (first->asked);
}

static void
assert_problem (First *first, const char *label, const char *entry, const char *text)
{
  g_autofree char *right = g_strdup (gtk_editable_get_text (child (first->asked, entry)));

  type (first, entry, text);
  create (first);
  g_assert_true (is_seen (first, label));
  type (first, entry, right);
  g_assert_false (is_seen (first, label));
}

/* Each thing that is wrong is told beside it, and gone once it is typed anew. */
static void
test_wrong (First *first, gconstpointer data)
{
  g_autofree char *missing = g_build_filename (app_folder, "missing", "a.doudi", NULL);
  g_autofree char *path = fill_in (first, "wrong.doudi");

  assert_problem (first, "name_problem", "name_entry", "zhang san");
  assert_problem (first, "name_problem", "name_entry", "");
  assert_problem (first, "password_problem", "password_entry", "1234567");
  assert_problem (first, "repeat_problem", "repeat_entry", "something else");
  assert_problem (first, "file_problem", "file_entry", app_caseload);
  assert_problem (first, "file_problem", "file_entry", missing);
  assert_problem (first, "file_problem", "file_entry", "a.doudi");
  assert_problem (first, "file_problem", "file_entry", app_folder);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

/* What comes between the look and the making is told as well, and the window stays. */
static gboolean
has_failed (gpointer data)
{
  return is_seen (data, "problem_label");
}

static void
test_fails (First *first, gconstpointer data)
{
  g_autofree char *path = fill_in (first, "late.doudi");
  g_autofree char *content = NULL;

  create (first);
  g_assert_false (gtk_widget_is_sensitive (child (first->asked, "create_button")));
  g_assert_true (gtk_widget_get_visible (child (first->asked, "progress_box")));
  g_file_set_contents (path, "mine", -1, NULL);
  wait_until (has_failed, first);
  g_assert_true (gtk_widget_is_sensitive (child (first->asked, "create_button")));
  g_file_get_contents (path, &content, NULL, NULL);
  g_assert_cmpstr (content, ==, "mine");
}

/* Where not even an administrator of the machine may write. */
static gboolean
is_refused (gpointer data)
{
  return is_seen (data, "problem_label") || is_seen (data, "file_problem");
}

static void
test_not_writable (First *first, gconstpointer data)
{
  g_autofree char *path = fill_in (first, "unwritable.doudi");

  type (first, "file_entry", "/proc/unwritable.doudi");
  create (first);
  wait_until (is_refused, first);
  g_assert_true (gtk_widget_is_sensitive (child (first->asked, "create_button")));
}

/* A name without the ending of caseloads gets it, so that it is found again. */
static void
test_ending (First *first, gconstpointer data)
{
  g_autofree char *path = fill_in (first, "ending.doudi");
  g_autofree char *bare = g_strndup (path, strlen (path) - strlen (".doudi"));

  type (first, "file_entry", bare);
  create (first);
  wait_until (is_cleared, &first->asked);
  g_assert_cmpstr (doudi_caseload_get_path (doudi_window_get_caseload (first->window)), ==, path);
}

/* Closed while it works, it leaves no file. */
static void
test_stopped (First *first, gconstpointer data)
{
  g_autofree char *path = fill_in (first, "stopped.doudi");

  create (first);
  gtk_window_close (first->asked);
  g_assert_nonnull (first->asked);
  wait_until (is_cleared, &first->asked);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_null (doudi_window_get_caseload (first->window));
}

static gboolean
is_signed_in (gpointer caseload)
{
  return doudi_caseload_is_signed_in (caseload);
}

/* Made, it is open, and the administrator signs in. */
static void
test_create (First *first, gconstpointer data)
{
  g_autofree char *path = fill_in (first, "made.doudi");
  DoudiCaseload *caseload;

  create (first);
  wait_until (is_cleared, &first->asked);
  caseload = doudi_window_get_caseload (first->window);
  g_assert_nonnull (caseload);
  g_assert_cmpstr (doudi_caseload_get_path (caseload), ==, path);
  g_assert_cmpstr (doudi_caseload_get_county_name (caseload), ==, "夏河县");
  sign_in (first->window, "zhang", PASSWORD);
  wait_until (is_signed_in, caseload);
  wait_until (is_idle, caseload);
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
}

static void
add (const char *path, void (*test) (First *first, gconstpointer data))
{
  g_test_add (path, First, NULL, set_up, test, tear_down);
}

int
main (int argc, char *argv[])
{
  int status;

  /* What it suggests is below. */
  home = g_dir_make_tmp ("doudi-home-XXXXXX", NULL);
  g_setenv ("HOME", home, TRUE);
  g_unsetenv ("XDG_CONFIG_HOME");
  gtk_test_init (&argc, &argv, NULL);
  app_set_up ();
  add ("/app/new-caseload/county", test_county);
  add ("/app/new-caseload/stays", test_stays);
  add ("/app/new-caseload/policies", test_policies);
  add ("/app/new-caseload/all-missing", test_all_missing);
  add ("/app/new-caseload/wrong", test_wrong);
  add ("/app/new-caseload/fails", test_fails);
  add ("/app/new-caseload/not-writable", test_not_writable);
  add ("/app/new-caseload/ending", test_ending);
  add ("/app/new-caseload/stopped", test_stopped);
  add ("/app/new-caseload/create", test_create);
  status = g_test_run ();
  app_tear_down ();
  g_rmdir (home);
  g_free (home);
  return status;
}
