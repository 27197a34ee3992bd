/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "app-fixture.h"
#include "app/doudi-change-fields.h"
#include "app/doudi-change-window.h"
#include "app/doudi-changes-window.h"
#include "app/doudi-list.h"
#include "app/doudi-reviews-window.h"
#include "store/doudi-award-store.h"

/* Changes of a household and reviews, entered and decided as at a desk: one test after the other.
 */

static gboolean
has_text (gpointer label)
{
  return *gtk_label_get_text (label) != '\0';
}

static gboolean
has_rows (gpointer view)
{
  return doudi_list_get_n_rows (view) > 0;
}

static gboolean
has_no_rows (gpointer view)
{
  return doudi_list_get_n_rows (view) == 0;
}

/* Selects a household that draws low-income relief. */
static GtkWidget *
show_low_income (DoudiWindow *window)
{
  GtkWidget *page = show_page (window, "households");

  gtk_drop_down_set_selected (child (child (page, "filter_bar"), "programme_drop_down"), 1);
  wait_until (is_idle, doudi_window_get_caseload (window));
  g_assert_nonnull (doudi_list_get_selected (child (page, "view")));
  return page;
}

static gpointer
open_change (DoudiWindow *window, GtkWidget *page, DoudiChangeKind kind)
{
  gpointer change;

  g_assert_true (can_press (page, "page.change"));
  gtk_widget_activate_action (page, "page.change", NULL);
  change = find_window (DOUDI_TYPE_CHANGE_WINDOW);
  g_assert_nonnull (change);
  gtk_drop_down_set_selected (child (change, "kind_drop_down"), kind);
  wait_until (is_idle, doudi_window_get_caseload (window));
  return change;
}

static void
enter (DoudiWindow *window, gpointer change)
{
  gtk_widget_activate_action (change, "change.enter", NULL);
  wait_until (is_idle, doudi_window_get_caseload (window));
}

static guint
count_open (DoudiWindow *window)
{
  g_autoptr (GPtrArray) changes
    = doudi_change_list_open (doudi_caseload_get_reader (doudi_window_get_caseload (window)), NULL);

  g_assert_nonnull (changes);
  return changes->len;
}

/* What is typed stays where a change is refused. */
static void
test_refused (void)
{
  DoudiWindow *window = open_as ("caseworker");
  gpointer change = open_change (window, show_low_income (window), DOUDI_CHANGE_BIRTH);
  DoudiChangeFields *fields = child (change, "fields");
  GtkEditable *name = GTK_EDITABLE (doudi_change_fields_get_control (fields, "name"));

  gtk_editable_set_text (name, "小明");
  enter (window, change);
  g_assert_true (has_text (child (change, "message_label")));
  g_assert_cmpstr (gtk_editable_get_text (name), ==, "小明");
  g_assert_cmpuint (count_open (window), ==, 0);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (doudi_change_fields_get_control (fields, "relation")),
                              2);
  gtk_editable_set_text (GTK_EDITABLE (doudi_change_fields_get_control (fields, "birth")),
                         "2018年6月8日");
  enter (window, change);
  g_assert_true (has_text (child (change, "message_label")));
  g_assert_cmpstr (gtk_editable_get_text (name), ==, "小明");
  g_assert_cmpuint (count_open (window), ==, 0);
  close_window (window);
}

/* Every kind can be asked for, and what is asked can be read. */
static void
test_kinds (void)
{
  DoudiWindow *window = open_as ("caseworker");
  gpointer change = open_change (window, show_low_income (window), DOUDI_CHANGE_BIRTH);

  for (guint i = 0; i < DOUDI_N_CHANGES; i++)
    {
      const DoudiChangeInfo *info = doudi_change_info ((DoudiChangeKind) i);

      gtk_drop_down_set_selected (child (change, "kind_drop_down"), i);
      for (guint j = 0; info->members[j] != NULL; j++)
        {
          g_autofree char *member = g_strndup (info->members[j], strcspn (info->members[j], "?"));

          g_assert_nonnull (doudi_change_fields_get_control (child (change, "fields"), member));
        }
    }
  close_window (window);
}

static void
enter_pause (DoudiWindow *window)
{
  GType type = DOUDI_TYPE_CHANGE_WINDOW;
  gpointer change = open_change (window, show_low_income (window), DOUDI_CHANGE_PAUSE);

  gtk_editable_set_text (child (change, "reason_entry"), "invented");
  enter (window, change);
  wait_until (is_gone, &type);
  g_assert_cmpuint (count_open (window), ==, 1);
}

static gpointer
open_changes (DoudiWindow *window)
{
  GtkWidget *page = show_page (window, "households");
  gpointer changes;

  gtk_widget_activate_action (page, "page.changes", NULL);
  changes = find_window (DOUDI_TYPE_CHANGES_WINDOW);
  g_assert_nonnull (changes);
  wait_until (has_rows, child (changes, "view"));
  wait_until (is_idle, doudi_window_get_caseload (window));
  return changes;
}

/* Who entered it takes it back, and cannot agree to it. */
static void
test_withdraw (void)
{
  DoudiWindow *window = open_as ("caseworker");
  gpointer changes;

  enter_pause (window);
  changes = open_changes (window);
  g_assert_false (can_press (changes, "changes.agree"));
  g_assert_true (can_press (changes, "changes.withdraw"));
  gtk_widget_activate_action (changes, "changes.withdraw", NULL);
  wait_until (has_no_rows, child (changes, "view"));
  g_assert_cmpuint (count_open (window), ==, 0);
  close_window (window);
}

/* Another person decides it: then the award covers nobody. */
static void
test_agree (void)
{
  DoudiWindow *window = open_as ("caseworker");
  gpointer changes;

  enter_pause (window);
  close_window (window);
  window = open_as ("reviewer");
  changes = open_changes (window);
  g_assert_true (can_press (changes, "changes.agree"));
  g_assert_false (can_press (changes, "changes.withdraw"));
  gtk_widget_activate_action (changes, "changes.agree", NULL);
  wait_until (has_no_rows, child (changes, "view"));
  g_assert_cmpuint (count_open (window), ==, 0);
  g_assert_false (can_press (show_low_income (window), "page.change"));
  close_window (window);
}

static gboolean
can_finish (gpointer reviews)
{
  return can_press (reviews, "reviews.finish");
}

/* Opens the round of what is due by a day that is far enough. */
static void
test_reviews (void)
{
  DoudiWindow *window = open_as ("caseworker");
  GtkWidget *page = show_page (window, "households");
  gpointer reviews;

  gtk_widget_activate_action (page, "page.reviews", NULL);
  reviews = find_window (DOUDI_TYPE_REVIEWS_WINDOW);
  g_assert_nonnull (reviews);
  wait_until (is_idle, doudi_window_get_caseload (window));
  gtk_editable_set_text (child (reviews, "through_entry"), "2040-12-31");
  g_signal_emit_by_name (child (reviews, "through_entry"), "activate");
  wait_until (has_rows, child (reviews, "view"));
  wait_until (is_idle, doudi_window_get_caseload (window));
  g_assert_false (can_press (reviews, "reviews.finish"));
  g_assert_true (can_press (reviews, "reviews.open-round"));
  gtk_widget_activate_action (reviews, "reviews.open-round", NULL);
  wait_until (can_finish, reviews);
  g_assert_false (can_press (reviews, "reviews.confirm"));
  close_window (window);
}

/* What waits is opened from Today. */
static void
test_today (void)
{
  DoudiWindow *window = open_as ("caseworker");
  GtkWidget *page = show_page (window, "today");

  g_signal_emit_by_name (page, "activated", "households", "reviews");
  g_assert_nonnull (find_window (DOUDI_TYPE_REVIEWS_WINDOW));
  g_signal_emit_by_name (page, "activated", "households", "change:1");
  g_assert_nonnull (find_window (DOUDI_TYPE_CHANGES_WINDOW));
  close_window (window);
}

int
main (int argc, char *argv[])
{
  int result;

  gtk_test_init (&argc, &argv, NULL);
  app_set_up ();
  g_test_add_func ("/app/changes/refused", test_refused);
  g_test_add_func ("/app/changes/kinds", test_kinds);
  g_test_add_func ("/app/changes/withdraw", test_withdraw);
  g_test_add_func ("/app/changes/agree", test_agree);
  g_test_add_func ("/app/changes/reviews", test_reviews);
  g_test_add_func ("/app/changes/today", test_today);
  result = g_test_run ();
  app_tear_down ();
  return result;
}
