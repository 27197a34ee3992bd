/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "app-fixture.h"
#include "app/doudi-hand-check-window.h"
#include "app/doudi-list.h"
#include "app/doudi-preview.h"
#include "app/doudi-sheet-view.h"
#include "base/doudi-error.h"

/* Each test opens the caseload in a window, signs in and works by actions, as a person does by keys. */

static void
test_without_caseload (void)
{
  DoudiWindow *window = DOUDI_WINDOW (doudi_window_new (app_application));
  g_autoptr (GError) error = NULL;

  gtk_window_present (GTK_WINDOW (window));
  g_assert_false (doudi_window_open (window, "/nonexistent/nothing.doudi", &error));
  g_assert_nonnull (error);
  g_assert_true (gtk_widget_get_visible (child (child (window, "sign_in_page"), "error_label")));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_wrong_password (void)
{
  DoudiWindow *window = open_window ();
  GtkWidget *page = child (window, "sign_in_page");

  sign_in (window, "director", "something else");
  wait_until (is_idle, doudi_window_get_caseload (window));
  g_assert_false (doudi_caseload_is_signed_in (doudi_window_get_caseload (window)));
  g_assert_true (gtk_widget_get_visible (child (page, "error_label")));
  g_assert_cmpstr (gtk_editable_get_text (child (page, "password_entry")), ==, "");
  close_window (window);
}

static void
test_second_window (void)
{
  DoudiWindow *window = open_window ();
  DoudiWindow *second = DOUDI_WINDOW (doudi_window_new (app_application));
  g_autoptr (GError) error = NULL;

  g_assert_false (doudi_window_open (second, app_caseload, &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_IN_USE);
  gtk_window_destroy (GTK_WINDOW (second));
  close_window (window);
}

static void
test_households (void)
{
  DoudiWindow *window = open_as ("caseworker");
  GtkWidget *page = show_page (window, "households");
  GtkColumnView *view = child (page, "view");
  GtkDropDown *programmes = child (child (page, "filter_bar"), "programme_drop_down");
  guint n_all = doudi_list_get_n_rows (view);

  g_assert_cmpuint (n_all, >, 20);
  g_assert_cmpuint (n_all, <=, DOUDI_LIST_MAX_ROWS);
  gtk_drop_down_set_selected (programmes, 1);
  wait_until (is_idle, doudi_window_get_caseload (window));
  g_assert_cmpuint (doudi_list_get_n_rows (view), <, n_all);
  gtk_drop_down_set_selected (programmes, 0);
  wait_until (is_idle, doudi_window_get_caseload (window));
  g_assert_cmpuint (doudi_list_get_n_rows (view), ==, n_all);
  g_assert_true (can_press (page, "page.import"));
  g_assert_false (can_press (page, "page.previous"));
  close_window (window);
}

static gboolean
list_has_three_or_fewer (gpointer view)
{
  return doudi_list_get_n_rows (view) <= 3;
}

static void
test_search (void)
{
  DoudiWindow *window = open_as ("caseworker");
  GtkWidget *page = show_page (window, "households");
  GtkColumnView *view = child (page, "view");
  DoudiListRow *first = doudi_list_get_selected (view);
  g_autofree char *name = g_strdup (doudi_list_row_get_text (first, 2));
  g_autofree char *village = g_strdup (doudi_list_row_get_text (first, 1));
  g_auto (GStrv) words = g_strsplit (village, " ", 2);
  g_autofree char *text = g_strdup_printf ("%s %s", name, words[0]);
  gint64 id = doudi_list_row_get_id (first);

  gtk_editable_set_text (child (window, "search_entry"), text);
  g_signal_emit_by_name (child (window, "search_entry"), "search-changed");
  wait_until (list_has_three_or_fewer, view);
  g_assert_true (doudi_list_select_id (view, id));
  gtk_editable_set_text (child (window, "search_entry"), "");
  g_signal_emit_by_name (child (window, "search_entry"), "search-changed");
  g_assert_cmpuint (doudi_list_get_n_rows (view), >, 3);
  close_window (window);
}

static void
test_detail_masks (void)
{
  DoudiWindow *window = open_as ("caseworker");
  GtkWidget *page = show_page (window, "households");
  GtkWidget *pane = child (page, "pane");
  GtkGrid *grid = child (pane, "member_grid");
  GtkWidget *number = gtk_grid_get_child_at (grid, 2, 0);

  g_assert_cmpstr (gtk_stack_get_visible_child_name (child (pane, "stack")), ==, "household");
  g_assert_nonnull (strchr (gtk_label_get_text (GTK_LABEL (number)), '*'));
  gtk_widget_activate_action (page, "page.reveal", NULL);
  wait_until (is_idle, doudi_window_get_caseload (window));
  number = gtk_grid_get_child_at (grid, 2, 0);
  g_assert_null (strchr (gtk_label_get_text (GTK_LABEL (number)), '*'));
  close_window (window);
}

/* Nothing personal stands in a window title. */
static void
test_title (void)
{
  DoudiWindow *window = open_as ("caseworker");

  show_page (window, "households");
  g_assert_null (strstr (gtk_window_get_title (GTK_WINDOW (window)), "caseworker"));
  close_window (window);
}

static void
test_pay_run (void)
{
  DoudiWindow *window = open_as ("caseworker");
  GtkWidget *page = show_page (window, "payments");
  GtkColumnView *view = child (page, "view");
  GtkWidget *pane = child (page, "pane");
  guint n_runs = doudi_list_get_n_rows (view);

  g_assert_cmpuint (n_runs, >, 0);
  gtk_widget_activate_action (page, "page.preview", NULL);
  wait_until (is_idle, doudi_window_get_caseload (window));
  g_assert_cmpstr (gtk_stack_get_visible_child_name (child (pane, "stack")), ==, "run");
  g_assert_cmpuint (doudi_list_get_n_rows (view), ==, n_runs);
  g_assert_false (gtk_widget_get_visible (child (pane, "row_box")));
  gtk_widget_activate_action (page, "page.propose", NULL);
  wait_until (is_idle, doudi_window_get_caseload (window));
  g_assert_cmpuint (doudi_list_get_n_rows (view), ==, n_runs + 1);
  g_assert_true (gtk_widget_get_visible (child (pane, "row_box")));
  g_assert_cmpuint (doudi_list_get_n_rows (child (pane, "view")), >, 0);
  gtk_widget_activate_action (page, "page.explain", NULL);
  g_assert_cmpstr (gtk_label_get_text (child (pane, "why_label")), !=, "");
  close_window (window);
}

static guint
count_pages (DoudiHandCheckWindow *sheet)
{
  return doudi_sheet_view_get_n_pages (child (sheet, "sheet_view"));
}

/* The sheet has the room of its window, not a strip of it. */
static gboolean
has_room (gpointer sheet)
{
  return gtk_widget_get_height (child (sheet, "sheet_view")) > gtk_widget_get_height (sheet) * 3 / 4;
}

/* From the household that is shown: the page of this month, of another one, and why there is none. */
static void
test_print_why (void)
{
  DoudiWindow *window = open_as ("caseworker");
  GtkWidget *page = show_page (window, "households");
  DoudiHandCheckWindow *sheet;
  GtkEditable *month;

  g_assert_true (can_press (page, "page.print-why"));
  gtk_widget_activate_action (page, "page.print-why", NULL);
  sheet = find_window (DOUDI_TYPE_HAND_CHECK_WINDOW);
  g_assert_nonnull (sheet);
  month = child (sheet, "month_entry");
  wait_until (has_room, sheet);
  g_assert_cmpuint (count_pages (sheet), ==, 1);
  g_assert_true (can_press (GTK_WIDGET (sheet), "sheet.print"));
  g_assert_false (can_press (GTK_WIDGET (sheet), "sheet.next"));
  gtk_editable_set_text (month, "June");
  g_assert_cmpuint (count_pages (sheet), ==, 0);
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (month), "error"));
  g_assert_false (can_press (GTK_WIDGET (sheet), "sheet.print"));
  g_assert_false (can_press (GTK_WIDGET (sheet), "sheet.save"));
  gtk_editable_set_text (month, "2015-01");
  g_assert_cmpuint (count_pages (sheet), ==, 0);
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (month), "error"));
  g_assert_cmpstr (gtk_label_get_text (child (child (sheet, "sheet_view"), "message_label")), !=, "");
  gtk_window_destroy (GTK_WINDOW (sheet));
  close_window (window);
}

static void
test_save_why (void)
{
  DoudiWindow *window = open_as ("caseworker");
  g_autofree char *path = g_build_filename (app_folder, "why.pdf", NULL);
  g_autofree char *content = NULL;
  DoudiHandCheckWindow *sheet;

  gtk_widget_activate_action (show_page (window, "households"), "page.print-why", NULL);
  sheet = find_window (DOUDI_TYPE_HAND_CHECK_WINDOW);
  doudi_hand_check_window_save (sheet, path);
  wait_until (is_idle, doudi_window_get_caseload (window));
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_true (g_str_has_prefix (content, "%PDF-"));
  g_assert_true (gtk_widget_has_css_class (child (child (sheet, "sheet_view"), "message_label"), "done-text"));
  g_assert_cmpuint (count_pages (sheet), ==, 1);
  /* Whoever signs out leaves no page open. */
  gtk_widget_activate_action (GTK_WIDGET (window), "win.sign-out", NULL);
  g_assert_null (find_window (DOUDI_TYPE_HAND_CHECK_WINDOW));
  close_window (window);
}

/* From a row of a run: the page of its month. */
static void
test_print_why_of_run (void)
{
  DoudiWindow *window = open_as ("director");
  GtkWidget *page = show_page (window, "payments");
  DoudiListRow *run = doudi_list_get_selected (child (page, "view"));
  DoudiHandCheckWindow *sheet;

  g_assert_true (can_press (page, "page.print-why"));
  gtk_widget_activate_action (page, "page.print-why", NULL);
  sheet = find_window (DOUDI_TYPE_HAND_CHECK_WINDOW);
  g_assert_nonnull (sheet);
  g_assert_cmpstr (gtk_editable_get_text (child (sheet, "month_entry")), ==,
                   doudi_list_row_get_text (run, 0));
  g_assert_cmpuint (count_pages (sheet), ==, 1);
  gtk_window_destroy (GTK_WINDOW (sheet));
  close_window (window);

  window = open_as ("notices");
  gtk_widget_activate_action (show_page (window, "households"), "page.print-why", NULL);
  g_assert_null (find_window (DOUDI_TYPE_HAND_CHECK_WINDOW));
  close_window (window);
}

static void
test_wrong_month (void)
{
  DoudiWindow *window = open_as ("caseworker");
  GtkWidget *page = show_page (window, "payments");

  gtk_editable_set_text (child (page, "month_entry"), "June");
  gtk_widget_activate_action (page, "page.preview", NULL);
  g_assert_true (gtk_widget_has_css_class (child (page, "month_entry"), "error"));
  g_assert_true (gtk_revealer_get_reveal_child (child (window, "message_revealer")));
  close_window (window);
}

static void
test_notices (void)
{
  DoudiWindow *window = open_as ("notices");
  GtkWidget *page = show_page (window, "notices");
  DoudiPreview *preview = child (page, "preview");

  gtk_drop_down_set_selected (child (page, "kind_drop_down"), 1);
  gtk_widget_activate_action (page, "page.preview", NULL);
  wait_until (is_idle, doudi_window_get_caseload (window));
  g_assert_cmpuint (doudi_list_get_n_rows (child (page, "view")), >, 0);
  g_assert_cmpuint (doudi_preview_get_n_pages (preview), >=, 1);
  g_assert_true (can_press (page, "page.preview"));
  g_assert_true (can_press (page, "page.print"));
  g_assert_true (can_press (page, "page.pdf"));
  g_assert_false (can_press (page, "page.previous"));
  close_window (window);
}

/* Each role sees the pages it has business with, and no household it may not. */
static void
test_roles (void)
{
  DoudiWindow *window = open_as ("administrator");
  GtkStack *stack = child (window, "page_stack");

  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "today");
  g_assert_cmpuint (doudi_list_get_n_rows (child (gtk_stack_get_child_by_name (stack, "households"),
                                                  "view")),
                    ==, 0);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-page", "s", "households");
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "today");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.open-household", "x", G_GINT64_CONSTANT (1));
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "today");
  close_window (window);

  window = open_as ("notices");
  g_assert_cmpstr (gtk_stack_get_visible_child_name (
                     child (child (show_page (window, "households"), "pane"), "stack")),
                   ==, "empty");
  close_window (window);
}

/* Where an administrator has to be is not where the next person of the desk wants to go on. */
static void
test_last_page (void)
{
  DoudiWindow *window = open_as ("caseworker");

  show_page (window, "payments");
  close_window (window);
  close_window (open_as ("administrator"));
  window = open_as ("caseworker");
  g_assert_cmpstr (gtk_stack_get_visible_child_name (child (window, "page_stack")), ==, "payments");
  show_page (window, "households");
  close_window (window);
}

static void
test_sign_out (void)
{
  DoudiWindow *window = open_as ("caseworker");
  GtkWidget *page = show_page (window, "households");

  gtk_widget_activate_action (GTK_WIDGET (window), "win.sign-out", NULL);
  g_assert_false (doudi_caseload_is_signed_in (doudi_window_get_caseload (window)));
  g_assert_cmpstr (gtk_stack_get_visible_child_name (child (window, "main_stack")), ==, "sign-in");
  g_assert_cmpuint (doudi_list_get_n_rows (child (page, "view")), ==, 0);
  close_window (window);
}

/* Whoever comes next finds no question that somebody else was asked. */
static void
test_question_ends (void)
{
  DoudiWindow *window = open_as ("caseworker");
  GtkWidget *page = show_page (window, "households");

  wait_until (is_idle, doudi_window_get_caseload (window));
  gtk_widget_activate_action (page, "page.end-household", NULL);
  g_assert_nonnull (find_window (GTK_TYPE_WINDOW));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.sign-out", NULL);
  g_assert_null (find_window (GTK_TYPE_WINDOW));
  g_assert_false (doudi_caseload_is_signed_in (doudi_window_get_caseload (window)));
  wait_until (is_idle, doudi_window_get_caseload (window));
  close_window (window);
}

static const char *
get_user (DoudiWindow *window)
{
  GtkDropDown *users = child (child (window, "sign_in_page"), "user_drop_down");

  return gtk_string_object_get_string (gtk_drop_down_get_selected_item (users));
}

/* Who was here last need not choose the name again; whoever else comes chooses another. */
static void
test_last_user (void)
{
  static const char *const users[] = { "reviewer", "caseworker" };

  for (guint i = 0; i < G_N_ELEMENTS (users); i++)
    {
      DoudiWindow *window = open_as (users[i]);

      gtk_widget_activate_action (GTK_WIDGET (window), "win.sign-out", NULL);
      g_assert_cmpstr (get_user (window), ==, users[i]);
      close_window (window);
      window = open_window ();
      g_assert_cmpstr (get_user (window), ==, users[i]);
      sign_in (window, "director", "something else");
      wait_until (is_idle, doudi_window_get_caseload (window));
      close_window (window);
      window = open_window ();
      g_assert_cmpstr (get_user (window), ==, users[i]);
      close_window (window);
    }
}

int
main (int argc, char *argv[])
{
  int result;

  gtk_test_init (&argc, &argv, NULL);
  app_set_up ();
  g_test_add_func ("/app/window/without-caseload", test_without_caseload);
  g_test_add_func ("/app/window/wrong-password", test_wrong_password);
  g_test_add_func ("/app/window/second-window", test_second_window);
  g_test_add_func ("/app/window/households", test_households);
  g_test_add_func ("/app/window/search", test_search);
  g_test_add_func ("/app/window/detail-masks", test_detail_masks);
  g_test_add_func ("/app/window/title", test_title);
  g_test_add_func ("/app/window/pay-run", test_pay_run);
  g_test_add_func ("/app/window/print-why", test_print_why);
  g_test_add_func ("/app/window/save-why", test_save_why);
  g_test_add_func ("/app/window/print-why-of-run", test_print_why_of_run);
  g_test_add_func ("/app/window/wrong-month", test_wrong_month);
  g_test_add_func ("/app/window/notices", test_notices);
  g_test_add_func ("/app/window/roles", test_roles);
  g_test_add_func ("/app/window/last-page", test_last_page);
  g_test_add_func ("/app/window/sign-out", test_sign_out);
  g_test_add_func ("/app/window/question-ends", test_question_ends);
  g_test_add_func ("/app/window/last-user", test_last_user);
  result = g_test_run ();
  app_tear_down ();
  return result;
}
