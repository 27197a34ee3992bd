/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "app-fixture.h"

#include <sqlite3.h>

#include "../store/raw-caseload.h"
#include "app/doudi-form-window.h"
#include "app/doudi-list.h"
#include "app/doudi-navigation-row.h"
#include "casework/doudi-finding.h"

/* What was found is decided by keys, one after the other: one test after the other. */

#define CASEWORKER "caseworker"
#define REVIEWER "reviewer"
#define SHOW_WAITING 0
#define SHOW_PROPOSED 1
#define SHOW_PUT_OFF 2
#define SHOW_SETTLED 3
/* Of the plants below. */
#define PLANTED 5

/* Behind the back of the program: two households with one account, two with one telephone, three
 * telephones that are none. */
static const char plants_sql[]
  = "UPDATE household_address SET phone = '';"
    "UPDATE account SET number = '270000000000000000' WHERE household_id IN (1, 2);"
    "UPDATE household_address SET phone = '13909410001' WHERE household_id IN (3, 4);"
    "INSERT INTO search_key (key, kind, household_id, person_id) SELECT 't13909410001', 'phone',"
    " household_id, 1 FROM household_address WHERE phone = '13909410001';"
    "UPDATE household_address SET phone = '12345' WHERE household_id IN (5, 6, 7);";

static void
plant (void)
{
  sqlite3 *db = raw_caseload_open (app_caseload, CASEWORKER, "doudi-demo");
  char *message = NULL;

  sqlite3_exec (db, plants_sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  sqlite3_close (db);
}

static gpointer
show_checks (DoudiWindow *window)
{
  gpointer page = show_page (window, "checks");

  wait_until (is_idle, doudi_window_get_caseload (window));
  return page;
}

static void
wait (DoudiWindow *window)
{
  wait_until (is_idle, doudi_window_get_caseload (window));
}

static guint
count_rows (gpointer page)
{
  return doudi_list_get_n_rows (child (page, "view"));
}

/* What the words of a row are. */
static const char *
selected_text (gpointer page, guint column)
{
  DoudiListRow *row = doudi_list_get_selected (child (page, "view"));

  return row != NULL ? doudi_list_row_get_text (row, column) : NULL;
}

static void
show_state (DoudiWindow *window, gpointer page, guint state)
{
  gtk_drop_down_set_selected (child (page, "state_drop_down"), state);
  wait (window);
}

static guint
count_kinds (gpointer page)
{
  guint n = 0;

  while (gtk_list_box_get_row_at_index (child (page, "kind_list"), (int) n) != NULL)
    n++;
  return n;
}

static guint
count_decisions (const char *decision)
{
  sqlite3 *db = raw_caseload_open (app_caseload, CASEWORKER, "doudi-demo");
  sqlite3_stmt *stmt = NULL;
  guint n;

  g_assert_cmpint (sqlite3_prepare_v2 (db,
                                       "SELECT count(*) FROM finding_decision WHERE decision = ?1",
                                       -1, &stmt, NULL),
                   ==, SQLITE_OK);
  sqlite3_bind_text (stmt, 1, decision, -1, SQLITE_STATIC);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  n = (guint) sqlite3_column_int (stmt, 0);
  sqlite3_finalize (stmt);
  sqlite3_close (db);
  return n;
}

/* As GTK gives a key to the widget that has the keyboard. */
static gboolean
press (GtkWidget *widget, guint key)
{
  GListModel *controllers = gtk_widget_observe_controllers (widget);
  gboolean pressed = FALSE;

  for (guint i = 0; !pressed && i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      guint n = GTK_IS_SHORTCUT_CONTROLLER (controller)
                  ? g_list_model_get_n_items (G_LIST_MODEL (controller))
                  : 0;

      for (guint j = 0; !pressed && j < n; j++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), j);
          GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);

          if (GTK_IS_KEYVAL_TRIGGER (trigger)
              && gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)) == key
              && gtk_keyval_trigger_get_modifiers (GTK_KEYVAL_TRIGGER (trigger)) == 0)
            pressed
              = gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, widget, NULL);
        }
    }
  g_object_unref (controllers);
  return pressed;
}

static guint
count_in_navigation (DoudiWindow *window)
{
  GtkListBox *navigation = child (window, "navigation");
  guint count = 0;

  for (int i = 0; gtk_list_box_get_row_at_index (navigation, i) != NULL; i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (navigation, i);

      if (gtk_list_box_row_is_selected (row))
        count = doudi_navigation_row_get_count (
          DOUDI_NAVIGATION_ROW (gtk_list_box_row_get_child (row)));
    }
  return count;
}

static void
test_shows (void)
{
  DoudiWindow *window = open_as (CASEWORKER);
  gpointer page = show_checks (window);

  g_assert_cmpuint (count_rows (page), ==, PLANTED);
  g_assert_cmpuint (count_in_navigation (window), ==, PLANTED);
  g_assert_cmpuint (count_kinds (page), ==, 4);
  g_assert_true (can_press (page, "page.decide-first"));
  g_assert_true (can_press (page, "page.decide-second"));
  g_assert_true (can_press (page, "page.decide-third"));
  g_assert_false (can_press (page, "page.undo"));
  close_window (window);
}

/* Each key decides what is selected and goes on to the next. */
static void
test_keys (void)
{
  DoudiWindow *window = open_as (CASEWORKER);
  gpointer page = show_checks (window);
  g_autofree char *first = g_strdup (selected_text (page, 3));

  g_assert_true (press (page, GDK_KEY_2));
  g_assert_cmpuint (count_rows (page), ==, PLANTED - 1);
  g_assert_cmpstr (selected_text (page, 3), !=, first);
  g_assert_true (press (page, GDK_KEY_KP_3));
  g_assert_cmpuint (count_rows (page), ==, PLANTED - 2);
  wait (window);
  g_assert_cmpuint (count_decisions ("not-the-same"), ==, 1);
  g_assert_cmpuint (count_decisions ("later"), ==, 1);
  g_assert_cmpuint (count_rows (page), ==, PLANTED - 2);
  g_assert_cmpuint (count_in_navigation (window), ==, PLANTED - 2);
  close_window (window);
}

/* What was decided is found again, and waits again when it is opened. */
static void
test_reopen (void)
{
  DoudiWindow *window = open_as (CASEWORKER);
  gpointer page = show_checks (window);

  g_assert_cmpuint (count_rows (page), ==, PLANTED - 2);
  show_state (window, page, SHOW_PUT_OFF);
  g_assert_cmpuint (count_rows (page), ==, 1);
  g_assert_true (can_press (page, "page.reopen"));
  gtk_widget_activate_action (page, "page.reopen", NULL);
  wait (window);
  g_assert_cmpuint (count_rows (page), ==, 0);
  show_state (window, page, SHOW_SETTLED);
  g_assert_cmpuint (count_rows (page), ==, 1);
  show_state (window, page, SHOW_WAITING);
  g_assert_cmpuint (count_rows (page), ==, PLANTED - 1);
  close_window (window);
}

static void
test_undo (void)
{
  DoudiWindow *window = open_as (CASEWORKER);
  gpointer page = show_checks (window);
  g_autofree char *first = g_strdup (selected_text (page, 3));
  guint before = count_decisions ("reopened");

  press (page, GDK_KEY_3);
  wait (window);
  g_assert_true (can_press (page, "page.undo"));
  gtk_widget_activate_action (page, "page.undo", NULL);
  wait (window);
  g_assert_cmpuint (count_rows (page), ==, PLANTED - 1);
  g_assert_cmpstr (selected_text (page, 3), ==, first);
  g_assert_cmpuint (count_decisions ("reopened"), ==, before + 1);
  g_assert_false (can_press (page, "page.undo"));
  close_window (window);
}

static GtkWidget *
find_text_view (GtkWidget *widget)
{
  GtkWidget *found = GTK_IS_TEXT_VIEW (widget) ? widget : NULL;

  for (GtkWidget *below = gtk_widget_get_first_child (widget); below != NULL && found == NULL;
       below = gtk_widget_get_next_sibling (below))
    found = find_text_view (below);
  return found;
}

/* An oddity may stay, with a reason; a key that is typed into the reason decides nothing. */
static void
test_never_mind (void)
{
  DoudiWindow *window = open_as (CASEWORKER);
  gpointer page = show_checks (window);
  GtkWidget *question;
  GtkWidget *words;
  guint n = count_rows (page);

  doudi_list_select_id (child (page, "view"), (gint64) PLANTED); /* the last one is a telephone */
  wait (window);
  g_assert_true (press (page, GDK_KEY_2));
  question = find_window (GTK_TYPE_WINDOW);
  g_assert_nonnull (question);
  words = find_text_view (question);
  g_assert_false (gtk_widget_is_ancestor (words, page));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (words)), "村里的短号 12345",
                            -1);
  g_assert_cmpuint (count_rows (page), ==, n);
  g_signal_emit_by_name (gtk_window_get_default_widget (GTK_WINDOW (question)), "clicked");
  wait (window);
  g_assert_cmpuint (count_rows (page), ==, n - 1);
  g_assert_cmpuint (count_decisions ("never-mind"), ==, 1);
  close_window (window);
}

/* The first key of an oddity: whoever may edit is on the entry screen at once. */
static void
test_open (void)
{
  DoudiWindow *window = open_as (CASEWORKER);
  gpointer page = show_checks (window);
  gpointer form;

  doudi_list_select_id (child (page, "view"), PLANTED - 1);
  wait (window);
  g_assert_true (press (page, GDK_KEY_1));
  wait (window);
  form = find_window (DOUDI_TYPE_FORM_WINDOW);
  g_assert_nonnull (form);
  gtk_window_destroy (form);
  close_window (window);
}

/* Who may not decide looks; the keys do nothing. */
static void
test_auditor (void)
{
  DoudiWindow *window = open_as ("auditor");
  gpointer page = show_checks (window);
  guint n = count_rows (page);

  g_assert_cmpuint (n, >, 0);
  g_assert_cmpuint (count_in_navigation (window), ==, 0);
  g_assert_false (can_press (page, "page.decide-second"));
  press (page, GDK_KEY_3);
  wait (window);
  g_assert_cmpuint (count_rows (page), ==, n);
  close_window (window);
}

int
main (int argc, char *argv[])
{
  int status;

  gtk_test_init (&argc, &argv, NULL);
  app_set_up ();
  plant ();
  g_test_add_func ("/app/checks/shows", test_shows);
  g_test_add_func ("/app/checks/keys", test_keys);
  g_test_add_func ("/app/checks/reopen", test_reopen);
  g_test_add_func ("/app/checks/undo", test_undo);
  g_test_add_func ("/app/checks/never-mind", test_never_mind);
  g_test_add_func ("/app/checks/open", test_open);
  g_test_add_func ("/app/checks/auditor", test_auditor);
  status = g_test_run ();
  app_tear_down ();
  return status;
}
