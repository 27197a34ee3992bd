/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "app-fixture.h"

#include "app/doudi-chart.h"
#include "app/doudi-list.h"
#include "app/doudi-navigation-row.h"
#include "app/doudi-settings-page.h"
#include "store/doudi-policy-store.h"

/* Policy documents on the settings page: looked at, opened from a file, asked about, proposed and
 * adopted, by the actions that keys and buttons have. */

#define COLUMN_TITLE 0
#define COLUMN_ADOPTED_BY 5
#define COLUMN_TOWNSHIP 0
#define COLUMN_DIFFERENCE 9

/* A document that doubles what a class draws from January of this year on. */
static char *
make_json (const char *id, const char *residence, const char *amount)
{
  int year, month, day;
  GString *json = g_string_new (NULL);

  doudi_day_split (doudi_day_today (), &year, &month, &day);
  g_string_append_printf (json,
                          "{ \"id\": \"%s\", \"title\": \"%s\", \"source\": \"a paper\",\n"
                          "  \"adopted_on\": \"%d-01-01\", \"demonstration\": false,\n"
                          "  \"standards\": [\n",
                          id, id, year);
  for (int i = 1; i <= 4; i++)
    g_string_append_printf (
      json,
      "    { \"programme\": \"low-income\", \"residence\": \"%s\",\n"
      "      \"class\": %d, \"per\": \"person-month\", \"amount\": \"%s\",\n"
      "      \"valid_from\": \"%d-01\", \"sure\": %s, \"source\": \"1\" }%s\n",
      residence, i, amount, year, i < 3 ? "true" : "false", i < 4 ? "," : "");
  g_string_append (json, "  ] }\n");
  return g_string_free (json, FALSE);
}

static char *
write_file (const char *name, const char *json)
{
  char *path = g_build_filename (app_folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, json, -1, &error);
  g_assert_no_error (error);
  return path;
}

static void
open_document (GtkWidget *page, const char *id, const char *residence, const char *amount)
{
  g_autofree char *json = make_json (id, residence, amount);
  g_autofree char *name = g_strconcat (id, ".json", NULL);
  g_autofree char *path = write_file (name, json);

  doudi_settings_page_open (DOUDI_SETTINGS_PAGE (page), path);
}

static void
act (DoudiWindow *window, GtkWidget *page, const char *action)
{
  gtk_widget_activate_action (page, action, NULL);
  wait_until (is_idle, doudi_window_get_caseload (window));
}

static GtkWidget *
find_accept (GtkWidget *widget)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (widget) && gtk_widget_has_css_class (widget, "suggested-action"))
    return widget;
  for (GtkWidget *below = gtk_widget_get_first_child (widget); below != NULL && found == NULL;
       below = gtk_widget_get_next_sibling (below))
    found = find_accept (below);
  return found;
}

/* Agrees to what a question over @window asks. */
static void
agree (DoudiWindow *window)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *at = windows; at != NULL; at = at->next)
    if (gtk_window_get_transient_for (at->data) == GTK_WINDOW (window))
      g_signal_emit_by_name (find_accept (at->data), "clicked");
  wait_until (is_idle, doudi_window_get_caseload (window));
}

static void
act_and_agree (DoudiWindow *window, GtkWidget *page, const char *action)
{
  act (window, page, action);
  agree (window);
}

static const char *
get_selected (GtkWidget *page, guint column)
{
  return doudi_list_row_get_text (doudi_list_get_selected (child (page, "view")), column);
}

static guint
count_waiting (DoudiWindow *window)
{
  GtkListBox *navigation = child (window, "navigation");
  guint count = 0;

  for (int i = 0; gtk_list_box_get_row_at_index (navigation, i) != NULL; i++)
    count += doudi_navigation_row_get_count (DOUDI_NAVIGATION_ROW (
      gtk_list_box_row_get_child (gtk_list_box_get_row_at_index (navigation, i))));
  return count;
}

static const char *
get_answer_state (GtkWidget *page)
{
  return gtk_stack_get_visible_child_name (child (child (page, "what_if_pane"), "stack"));
}

static DoudiListRow *
get_row (GtkColumnView *view, guint index)
{
  g_autoptr (DoudiListRow) row
    = g_list_model_get_item (G_LIST_MODEL (gtk_column_view_get_model (view)), index);

  return row;
}

static void
test_documents (void)
{
  DoudiWindow *window = open_as ("administrator");
  GtkWidget *page = show_page (window, "settings");
  GtkWidget *pane = child (page, "policy_pane");

  g_assert_cmpuint (doudi_list_get_n_rows (child (page, "view")), >=, 2);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (child (page, "detail_stack")), ==, "document");
  g_assert_cmpstr (gtk_label_get_text (child (page, "title_label")), ==,
                   get_selected (page, COLUMN_TITLE));
  g_assert_cmpuint (doudi_list_get_n_rows (child (pane, "view")), >, 0);
  g_assert_cmpstr (gtk_label_get_text (child (pane, "value_source_label")), !=, "");
  g_assert_false (can_press (page, "page.propose-policy"));
  g_assert_false (can_press (page, "page.adopt-policy"));
  g_assert_false (can_press (page, "page.what-if"));
  g_assert_cmpstr (get_answer_state (page), ==, "in-force");
  close_window (window);
}

static void
assert_keyboard_in_list (DoudiWindow *window, GtkWidget *page)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));

  g_assert_nonnull (focus);
  g_assert_true (gtk_widget_is_ancestor (focus, child (page, "view")));
  g_assert_true ((gtk_widget_get_state_flags (focus) & GTK_STATE_FLAG_SELECTED) != 0);
}

/* The keyboard is on the row that is selected, and stays there while something is worked out. */
static void
test_keyboard (void)
{
  DoudiWindow *window = open_as ("director");
  GtkWidget *page = show_page (window, "settings");
  GtkColumnView *view = child (page, "view");
  GtkWidget *focus;

  show_page (window, "payments");
  open_document (page, "keyboard", "rural", "100.00");
  show_page (window, "settings");
  doudi_list_focus (view);
  assert_keyboard_in_list (window, page);
  focus = gtk_window_get_focus (GTK_WINDOW (window));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-page", "s", "settings");
  act (window, page, "page.what-if");
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (window)) == focus);
  close_window (window);
}

/* Every document of the program can be said in the table. */
static void
test_values (void)
{
  DoudiWindow *window = open_as ("auditor");
  GtkWidget *page = show_page (window, "settings");
  GtkColumnView *view = child (page, "view");
  GtkColumnView *values = child (child (page, "policy_pane"), "view");

  for (guint i = 0; i < doudi_list_get_n_rows (view); i++)
    {
      g_assert_true (doudi_list_select_id (view, i));
      g_assert_cmpuint (doudi_list_get_n_rows (values), >, 0);
      for (guint at = 0; at < doudi_list_get_n_rows (values); at++)
        for (guint column = 0; column < 3; column++)
          g_assert_cmpstr (doudi_list_row_get_text (get_row (values, at), column), !=, "");
    }
  close_window (window);
}

static void
test_only_unsure (void)
{
  DoudiWindow *window = open_as ("administrator");
  GtkWidget *page = show_page (window, "settings");
  GtkColumnView *values = child (child (page, "policy_pane"), "view");

  open_document (page, "unsure", "rural", "100.00");
  g_assert_cmpuint (doudi_list_get_n_rows (values), ==, 4);
  act (window, page, "page.only-unsure");
  g_assert_cmpuint (doudi_list_get_n_rows (values), ==, 2);
  g_assert_true (doudi_list_row_get_look (get_row (values, 0)));
  g_assert_true (doudi_list_row_get_look (get_row (values, 1)));
  act (window, page, "page.only-unsure");
  g_assert_cmpuint (doudi_list_get_n_rows (values), ==, 4);
  g_assert_false (doudi_list_row_get_look (get_row (values, 0)));
  close_window (window);
}

/* What is wrong stands in the page with file and line; what was shown stays. */
static void
test_invalid_file (void)
{
  DoudiWindow *window = open_as ("administrator");
  GtkWidget *page = show_page (window, "settings");
  guint n_rows = doudi_list_get_n_rows (child (page, "view"));
  g_autofree char *title = g_strdup (get_selected (page, COLUMN_TITLE));

  open_document (page, "wrong", "mountain", "100.00");
  g_assert_true (gtk_widget_get_visible (child (page, "problem_bar")));
  g_assert_nonnull (strstr (gtk_label_get_text (child (page, "problem_label")), "wrong.json:4"));
  g_assert_nonnull (strstr (gtk_label_get_text (child (page, "problem_label")), "mountain"));
  g_assert_cmpuint (doudi_list_get_n_rows (child (page, "view")), ==, n_rows);
  g_assert_cmpstr (get_selected (page, COLUMN_TITLE), ==, title);
  act (window, page, "page.reopen-policy");
  g_assert_true (gtk_widget_get_visible (child (page, "problem_bar")));
  act (window, page, "page.close-problem");
  g_assert_false (gtk_widget_get_visible (child (page, "problem_bar")));
  doudi_settings_page_open (DOUDI_SETTINGS_PAGE (page), "/nonexistent/policy.json");
  g_assert_true (gtk_widget_get_visible (child (page, "problem_bar")));

  open_document (page, "wrong", "rural", "100.00");
  g_assert_false (gtk_widget_get_visible (child (page, "problem_bar")));
  g_assert_cmpuint (doudi_list_get_n_rows (child (page, "view")), ==, n_rows + 1);
  g_assert_cmpstr (get_selected (page, COLUMN_TITLE), ==, "wrong");
  g_assert_true (can_press (page, "page.propose-policy"));
  close_window (window);
}

static void
test_what_if (void)
{
  DoudiWindow *window = open_as ("director");
  GtkWidget *page = show_page (window, "settings");
  GtkWidget *pane = child (page, "what_if_pane");
  GtkColumnView *table = child (pane, "view");
  g_autofree char *months = NULL;

  open_document (page, "raise", "rural", "9999.00");
  g_assert_cmpstr (get_answer_state (page), ==, "ask");
  act (window, page, "page.what-if");
  g_assert_cmpstr (gtk_stack_get_visible_child_name (child (page, "tab_stack")), ==, "what-if");
  g_assert_cmpstr (get_answer_state (page), ==, "answer");
  g_assert_cmpuint (doudi_list_get_n_rows (table), >, 2);
  g_assert_cmpuint (doudi_chart_get_n_points (child (pane, "chart")), ==, 12);
  g_assert_cmpstr (doudi_chart_get_description (child (pane, "chart")), !=, "");
  g_assert_cmpuint (*gtk_label_get_text (child (pane, "difference_label")), ==, '+');
  g_assert_cmpstr (gtk_stack_get_visible_child_name (child (child (pane, "gainers"), "stack")), ==,
                   "list");
  g_assert_true (can_press (page, "page.export-what-if"));

  /* The answer and its months belong to their document. */
  months = g_strdup (gtk_editable_get_text (child (pane, "from_entry")));
  doudi_list_select_id (child (page, "view"), 1);
  g_assert_cmpstr (get_answer_state (page), !=, "answer");
  g_assert_false (can_press (page, "page.export-what-if"));
  doudi_list_select_id (child (page, "view"), 0);
  g_assert_cmpstr (get_answer_state (page), ==, "answer");
  g_assert_cmpstr (gtk_editable_get_text (child (pane, "from_entry")), ==, months);
  close_window (window);
}

/* The sums of the county stay on top, whatever the townships are sorted by. */
static void
test_sort (void)
{
  DoudiWindow *window = open_as ("director");
  GtkWidget *page = show_page (window, "settings");
  GtkColumnView *table = child (child (page, "what_if_pane"), "view");
  g_autofree char *total = NULL;
  g_autofree char *first = NULL;
  guint shown = 0;
  guint last;

  open_document (page, "raise", "rural", "9999.00");
  act (window, page, "page.what-if");
  for (guint i = 0; i <= COLUMN_DIFFERENCE; i++)
    shown += doudi_list_is_column_visible (table, i) ? 1 : 0;
  last = doudi_list_get_n_rows (table) - 1;
  total = g_strdup (doudi_list_row_get_text (get_row (table, 0), COLUMN_DIFFERENCE));
  first = g_strdup (doudi_list_row_get_text (get_row (table, last), COLUMN_TOWNSHIP));
  for (guint i = 0; i < 2 * shown; i++)
    {
      act (window, page, "page.sort");
      g_assert_cmpuint (doudi_list_get_n_rows (table), ==, last + 1);
      g_assert_cmpstr (doudi_list_row_get_text (get_row (table, 0), COLUMN_DIFFERENCE), ==, total);
    }
  act (window, page, "page.sort");
  g_assert_cmpstr (doudi_list_row_get_text (get_row (table, last), COLUMN_TOWNSHIP), ==, first);
  close_window (window);
}

/* Enter on a name opens its household, and the list of households stands there. */
static void
test_open_household (void)
{
  DoudiWindow *window = open_as ("director");
  GtkWidget *page = show_page (window, "settings");
  GtkColumnView *gainers;
  GtkStack *pages = child (window, "page_stack");
  gint64 household;

  open_document (page, "raise", "rural", "9999.00");
  act (window, page, "page.what-if");
  gainers = child (child (child (page, "what_if_pane"), "gainers"), "view");
  household = doudi_list_row_get_id (get_row (gainers, 1));
  g_signal_emit_by_name (gainers, "activate", 1);
  wait_until (is_idle, doudi_window_get_caseload (window));
  g_assert_cmpstr (gtk_stack_get_visible_child_name (pages), ==, "households");
  g_assert_cmpint (doudi_list_row_get_id (
                     doudi_list_get_selected (child (gtk_stack_get_visible_child (pages), "view"))),
                   ==, household);
  close_window (window);
}

/* Who may not look at households asks all the same, but learns no name. */
static void
test_names_withheld (void)
{
  DoudiWindow *window = open_as ("administrator");
  GtkWidget *page = show_page (window, "settings");
  GtkWidget *gainers = child (child (page, "what_if_pane"), "gainers");

  open_document (page, "raise", "rural", "9999.00");
  act (window, page, "page.what-if");
  g_assert_cmpstr (get_answer_state (page), ==, "answer");
  g_assert_cmpstr (gtk_stack_get_visible_child_name (child (gainers, "stack")), ==, "withheld");
  g_assert_cmpuint (doudi_list_get_n_rows (child (gainers, "view")), ==, 0);
  g_assert_false (can_press (page, "page.export-what-if"));
  close_window (window);
}

static void
test_wrong_month (void)
{
  DoudiWindow *window = open_as ("director");
  GtkWidget *page = show_page (window, "settings");
  GtkWidget *entry = child (child (page, "what_if_pane"), "from_entry");

  open_document (page, "raise", "rural", "9999.00");
  gtk_editable_set_text (GTK_EDITABLE (entry), "spring");
  act (window, page, "page.what-if");
  g_assert_true (gtk_widget_has_css_class (entry, "error"));
  g_assert_cmpstr (get_answer_state (page), ==, "ask");
  close_window (window);
}

static gpointer
hold_work (DoudiSession *session, const DoudiProgress *progress, gpointer data, GError **error)
{
  g_mutex_lock (data);
  g_mutex_unlock (data);
  return session;
}

static void
on_held_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_assert_nonnull (doudi_caseload_work_finish (DOUDI_CASELOAD (source), result, NULL));
}

/* The question waits behind other work when it is cancelled: however quick the worker is. */
static void
test_cancel (void)
{
  DoudiWindow *window = open_as ("director");
  GtkWidget *page = show_page (window, "settings");
  GMutex held;

  g_mutex_init (&held);
  open_document (page, "raise", "rural", "9999.00");
  g_mutex_lock (&held);
  doudi_caseload_look_async (doudi_window_get_caseload (window), "", hold_work, &held, NULL, NULL,
                             on_held_cb, NULL);
  gtk_widget_activate_action (page, "page.what-if", NULL);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.cancel", NULL);
  g_mutex_unlock (&held);
  wait_until (is_idle, doudi_window_get_caseload (window));
  g_assert_cmpstr (get_answer_state (page), ==, "ask");
  g_assert_true (gtk_revealer_get_reveal_child (child (window, "message_revealer")));
  act (window, page, "page.what-if");
  g_assert_cmpstr (get_answer_state (page), ==, "answer");
  close_window (window);
  g_mutex_clear (&held);
}

static void
propose_as_administrator (const char *id)
{
  DoudiWindow *window = open_as ("administrator");
  GtkWidget *page = show_page (window, "settings");

  doudi_list_focus (child (page, "view"));
  open_document (page, id, "rural", "500.00");
  assert_keyboard_in_list (window, page);
  act_and_agree (window, page, "page.propose-policy");
  assert_keyboard_in_list (window, page);
  g_assert_cmpstr (get_selected (page, COLUMN_TITLE), ==, id);
  g_assert_true (doudi_list_row_get_look (doudi_list_get_selected (child (page, "view"))));
  g_assert_false (can_press (page, "page.propose-policy"));
  g_assert_false (can_press (page, "page.adopt-policy"));
  g_assert_cmpuint (count_waiting (window), ==, 0);
  close_window (window);
}

static void
test_propose_and_adopt (void)
{
  DoudiWindow *window;
  GtkWidget *page;

  propose_as_administrator ("two-eyes-and-two");
  window = open_as ("director");
  g_assert_cmpuint (count_waiting (window), ==, 1);
  page = show_page (window, "settings");
  g_assert_cmpstr (get_selected (page, COLUMN_TITLE), ==, "two-eyes-and-two");
  act (window, page, "page.what-if");
  g_assert_cmpstr (get_answer_state (page), ==, "answer");
  g_assert_false (can_press (page, "page.propose-policy"));
  act_and_agree (window, page, "page.adopt-policy");
  g_assert_cmpstr (get_selected (page, COLUMN_TITLE), ==, "two-eyes-and-two");
  g_assert_cmpstr (get_selected (page, COLUMN_ADOPTED_BY), ==, "director");
  g_assert_cmpstr (get_answer_state (page), ==, "in-force");
  g_assert_false (can_press (page, "page.adopt-policy"));
  g_assert_cmpuint (count_waiting (window), ==, 0);
  close_window (window);
}

/* A draft of a director needs somebody else first; opened again it is found in the list. */
static void
test_draft_of_director (void)
{
  DoudiWindow *window = open_as ("director");
  GtkWidget *page = show_page (window, "settings");
  guint n_rows;

  open_document (page, "alone", "rural", "400.00");
  n_rows = doudi_list_get_n_rows (child (page, "view"));
  g_assert_false (can_press (page, "page.adopt-policy"));
  g_assert_false (can_press (page, "page.propose-policy"));
  doudi_list_select_id (child (page, "view"), 1);
  open_document (page, "alone", "rural", "400.00");
  g_assert_cmpuint (doudi_list_get_n_rows (child (page, "view")), ==, n_rows);
  g_assert_cmpstr (get_selected (page, COLUMN_TITLE), ==, "alone");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.sign-out", NULL);
  g_assert_cmpuint (doudi_list_get_n_rows (child (page, "view")), ==, 0);
  close_window (window);
}

/* As it would stand in a file where somebody proposed before becoming director. */
static void
propose_as_director (const char *id)
{
  g_autofree char *json = make_json (id, "any", "300.00");
  g_autoptr (GError) error = NULL;
  DoudiStore *store = doudi_store_open (app_caseload, &error);
  DoudiSession *session;
  DoudiTransaction *transaction;
  gint64 row = 0;

  g_assert_no_error (error);
  session = doudi_session_sign_in (store, "director", "doudi-demo", doudi_day_today (), &error);
  g_assert_no_error (error);
  transaction = doudi_transaction_begin (store, &error);
  doudi_policy_row_propose (session, id, json, &row, &error);
  g_assert_no_error (error);
  doudi_transaction_commit (transaction, &error);
  g_assert_no_error (error);
  doudi_transaction_free (transaction);
  doudi_session_unref (session);
  doudi_store_close (store);
}

static void
select_title (GtkWidget *page, const char *title)
{
  GtkColumnView *view = child (page, "view");

  for (guint i = 0; i < doudi_list_get_n_rows (view); i++)
    if (g_str_equal (doudi_list_row_get_text (get_row (view, i), COLUMN_TITLE), title))
      doudi_list_select_id (view, i);
  g_assert_cmpstr (get_selected (page, COLUMN_TITLE), ==, title);
}

static void
test_own_proposal (void)
{
  DoudiWindow *window;
  GtkWidget *page;

  propose_as_director ("own");
  window = open_as ("director");
  g_assert_cmpuint (count_waiting (window), ==, 0);
  page = show_page (window, "settings");
  select_title (page, "own");
  g_assert_false (can_press (page, "page.adopt-policy"));
  g_assert_cmpstr (gtk_label_get_text (child (page, "hint_label")), !=, "");
  close_window (window);
}

int
main (int argc, char *argv[])
{
  int result;

  gtk_test_init (&argc, &argv, NULL);
  app_set_up ();
  g_test_add_func ("/app/settings/documents", test_documents);
  g_test_add_func ("/app/settings/keyboard", test_keyboard);
  g_test_add_func ("/app/settings/values", test_values);
  g_test_add_func ("/app/settings/only-unsure", test_only_unsure);
  g_test_add_func ("/app/settings/invalid-file", test_invalid_file);
  g_test_add_func ("/app/settings/what-if", test_what_if);
  g_test_add_func ("/app/settings/sort", test_sort);
  g_test_add_func ("/app/settings/open-household", test_open_household);
  g_test_add_func ("/app/settings/names-withheld", test_names_withheld);
  g_test_add_func ("/app/settings/wrong-month", test_wrong_month);
  g_test_add_func ("/app/settings/cancel", test_cancel);
  g_test_add_func ("/app/settings/propose-and-adopt", test_propose_and_adopt);
  g_test_add_func ("/app/settings/draft-of-director", test_draft_of_director);
  g_test_add_func ("/app/settings/own-proposal", test_own_proposal);
  result = g_test_run ();
  app_tear_down ();
  return result;
}
