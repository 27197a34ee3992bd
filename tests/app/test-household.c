/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <string.h>

#include "../casework/attachment-fixture.h"
#include "app-fixture.h"
#include "app/doudi-form-window.h"
#include "app/doudi-household-print.h"
#include "app/doudi-household-window.h"
#include "app/doudi-list.h"
#include "app/doudi-paper-add.h"
#include "app/doudi-paper-window.h"
#include "app/doudi-sheet-view.h"
#include "store/doudi-attachment-store.h"
#include "store/doudi-registry.h"

/* Households on pages of their own: one test after the other, on one caseload. */

static const char *const tabs[]
  = { "members", "income", "awards", "money", "visits", "papers", "timeline" };

/* The first widget of a type below another. */
static gpointer
find_below (GtkWidget *widget, GType type)
{
  gpointer found = NULL;

  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *below = gtk_widget_get_first_child (widget); below != NULL && found == NULL;
       below = gtk_widget_get_next_sibling (below))
    found = find_below (below, type);
  return found;
}

/* Whether a text stands anywhere below a widget. */
static gboolean
says (GtkWidget *widget, const char *text)
{
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL)
    return TRUE;
  for (GtkWidget *below = gtk_widget_get_first_child (widget); below != NULL;
       below = gtk_widget_get_next_sibling (below))
    if (says (below, text))
      return TRUE;
  return FALSE;
}

static GtkWidget *
show_tab (gpointer household, const char *name)
{
  GtkStack *stack = child (household, "stack");

  gtk_widget_activate_action (household, "household.show-tab", "s", name);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, name);
  return gtk_stack_get_visible_child (stack);
}

static GtkColumnView *
list_of (gpointer household, const char *tab)
{
  return find_below (show_tab (household, tab), GTK_TYPE_COLUMN_VIEW);
}

/* From the list, as Enter does it. */
static gpointer
open_household (DoudiWindow *window, guint nth)
{
  GtkWidget *page = show_page (window, "households");
  GtkColumnView *view = child (page, "view");
  DoudiListRow *row;

  gtk_selection_model_select_item (gtk_column_view_get_model (view), nth, TRUE);
  row = doudi_list_get_selected (view);
  g_signal_emit_by_name (view, "activate", nth);
  return doudi_household_window_find (doudi_window_get_caseload (window),
                                      doudi_list_row_get_id (row));
}

/* The first that draws low income. */
static gpointer
open_low_income (DoudiWindow *window)
{
  GtkWidget *page = show_page (window, "households");

  gtk_drop_down_set_selected (child (child (page, "filter_bar"), "programme_drop_down"), 1);
  wait_until (is_idle, doudi_window_get_caseload (window));
  return open_household (window, 0);
}

static DoudiHousehold *
read_household (DoudiWindow *window, gpointer household)
{
  DoudiCaseload *caseload = doudi_window_get_caseload (window);

  return doudi_registry_get_household (
    doudi_caseload_get_reader (caseload), doudi_household_window_get_household (household),
    doudi_session_get_today (doudi_caseload_get_session (caseload)), NULL);
}

static void
test_side_by_side (void)
{
  DoudiWindow *window = open_as ("caseworker");
  gpointer first = open_household (window, 0);
  gpointer second = open_household (window, 1);
  g_autoptr (DoudiHousehold) household = read_household (window, first);

  g_assert_nonnull (first);
  g_assert_nonnull (second);
  g_assert_true (first != second);
  g_assert_true (open_household (window, 0) == first);
  g_assert_cmpuint (count_windows (DOUDI_TYPE_HOUSEHOLD_WINDOW), ==, 2);
  /* A title names nobody. */
  for (guint i = 0; i < household->members->len; i++)
    g_assert_null (
      strstr (gtk_window_get_title (first), ((DoudiMember *) household->members->pdata[i])->name));
  gtk_widget_activate_action (second, "household.close", NULL);
  g_assert_cmpuint (count_windows (DOUDI_TYPE_HOUSEHOLD_WINDOW), ==, 1);
  close_window (window);
  g_assert_cmpuint (count_windows (DOUDI_TYPE_HOUSEHOLD_WINDOW), ==, 0);
}

static void
test_tabs (void)
{
  DoudiWindow *window = open_as ("director");
  gpointer shown = open_low_income (window);
  g_autoptr (DoudiHousehold) household = read_household (window, shown);
  GtkStack *stack = child (shown, "stack");

  for (guint i = 0; i < household->members->len; i++)
    g_assert_true (
      says (show_tab (shown, "members"), ((DoudiMember *) household->members->pdata[i])->name));
  g_assert_true (
    says (show_tab (shown, "awards"), gtk_label_get_text (child (shown, "amount_label"))));
  g_assert_cmpuint (doudi_list_get_n_rows (list_of (shown, "money")), >=, 3);
  g_assert_cmpuint (doudi_list_get_n_rows (list_of (shown, "timeline")), >, 5);
  g_assert_cmpuint (doudi_list_get_n_rows (list_of (shown, "visits")), ==, 0);
  show_tab (shown, "members");
  for (guint i = 1; i <= G_N_ELEMENTS (tabs); i++)
    {
      gtk_widget_activate_action (shown, "household.next-tab", NULL);
      g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, tabs[i % G_N_ELEMENTS (tabs)]);
    }
  gtk_widget_activate_action (shown, "household.previous-tab", NULL);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "timeline");
  close_window (window);
}

static void
test_topics (void)
{
  DoudiWindow *window = open_as ("director");
  gpointer shown = open_low_income (window);
  GtkColumnView *view = list_of (shown, "timeline");
  GtkDropDown *topics = find_below (show_tab (shown, "timeline"), GTK_TYPE_DROP_DOWN);
  guint all = doudi_list_get_n_rows (view);
  guint sum = 0;

  for (guint topic = 1; topic <= 5; topic++)
    {
      gtk_drop_down_set_selected (topics, topic);
      g_assert_cmpuint (doudi_list_get_n_rows (view), <, all);
      sum += doudi_list_get_n_rows (view);
    }
  g_assert_cmpuint (sum, ==, all);
  close_window (window);
}

static gboolean
is_revealed (gpointer household)
{
  return !gtk_widget_get_visible (child (household, "reveal_button"));
}

/* Whoever asks sees the numbers; who may not is not asked. */
static void
test_reveal (void)
{
  DoudiWindow *window = open_as ("caseworker");
  gpointer shown = open_low_income (window);
  g_autoptr (DoudiHousehold) household = read_household (window, shown);
  const DoudiMember *head = g_ptr_array_index (household->members, 0);
  const DoudiAccount *account = g_ptr_array_index (household->accounts, 0);

  g_assert_false (says (show_tab (shown, "members"), head->identity_number));
  g_assert_false (says (show_tab (shown, "members"), account->number));
  gtk_widget_activate_action (shown, "household.reveal", NULL);
  wait_until (is_revealed, shown);
  g_assert_true (says (show_tab (shown, "members"), head->identity_number));
  g_assert_true (says (show_tab (shown, "members"), account->number));
  close_window (window);

  window = open_as ("auditor");
  shown = open_low_income (window);
  g_assert_true (is_revealed (shown));
  show_tab (shown, "papers");
  g_assert_false (can_press (shown, "household.add-paper"));
  g_assert_false (can_press (shown, "household.change"));
  g_assert_false (can_press (shown, "household.edit"));
  close_window (window);
}

/* The entry screen belongs to the page it was opened from. */
static void
test_edit (void)
{
  DoudiWindow *window = open_as ("caseworker");
  gpointer shown = open_low_income (window);

  g_assert_true (can_press (shown, "household.edit"));
  gtk_widget_activate_action (shown, "household.edit", NULL);
  wait_until (is_idle, doudi_window_get_caseload (window));
  g_assert_cmpuint (count_windows (DOUDI_TYPE_FORM_WINDOW), ==, 1);
  gtk_window_destroy (find_window (DOUDI_TYPE_FORM_WINDOW));
  close_window (window);
}

static GListModel *
make_files (const char *name, GBytes *content)
{
  g_autofree char *path = g_build_filename (app_folder, name, NULL);
  GListStore *files = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_assert_true (g_file_set_contents (path, g_bytes_get_data (content, NULL),
                                      (gssize) g_bytes_get_size (content), NULL));
  g_list_store_append (files, file);
  return G_LIST_MODEL (files);
}

static gboolean
has_file (gpointer add)
{
  return doudi_paper_add_get_n_files (add) == 1;
}

static gboolean
shows_problem (gpointer add)
{
  return gtk_widget_get_visible (child (add, "problems_label"));
}

static gboolean
has_one_row (gpointer view)
{
  return doudi_list_get_n_rows (view) == 1;
}

static gboolean
has_no_rows (gpointer view)
{
  return doudi_list_get_n_rows (view) == 0;
}

static gboolean
is_shown (gpointer window)
{
  return doudi_paper_window_is_shown (window);
}

static GtkColumnView *
add_paper (DoudiWindow *window, gpointer shown)
{
  g_autoptr (GBytes) paper = paper_new_jpeg (1);
  g_autoptr (GListModel) files = make_files ("IMG_1.jpg", paper);
  GtkColumnView *view = list_of (shown, "papers");
  GType type = DOUDI_TYPE_PAPER_ADD;
  gpointer add;

  doudi_household_window_add_files (shown, files);
  add = find_window (type);
  g_assert_nonnull (add);
  wait_until (has_file, add);
  gtk_editable_set_text (child (add, "title_entry"), "正面");
  gtk_editable_set_text (child (add, "day_entry"), "not a day");
  gtk_widget_activate_action (add, "paper.keep", NULL);
  g_assert_cmpstr (gtk_label_get_text (child (add, "message_label")), !=, "");
  gtk_editable_set_text (child (add, "day_entry"), "20180601");
  gtk_widget_activate_action (add, "paper.keep", NULL);
  wait_until (is_gone, &type);
  wait_until (has_one_row, view);
  return view;
}

/* What a person has to say before something is done. */
static void
answer_question (const char *words)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);
      GtkTextView *view = find_below (GTK_WIDGET (window), GTK_TYPE_TEXT_VIEW);

      if (view == NULL)
        continue;
      gtk_text_buffer_set_text (gtk_text_view_get_buffer (view), words, -1);
      gtk_widget_activate_default (GTK_WIDGET (window));
      return;
    }
  g_assert_not_reached ();
}

/* Dropped, looked at, removed, brought back. */
static void
test_papers (void)
{
  DoudiWindow *window = open_as ("caseworker");
  gpointer shown = open_low_income (window);
  GtkColumnView *view = add_paper (window, shown);
  GtkToggleButton *bin = find_below (show_tab (shown, "papers"), GTK_TYPE_TOGGLE_BUTTON);
  gpointer paper;

  gtk_widget_activate_action (shown, "household.open-paper", NULL);
  paper = find_window (DOUDI_TYPE_PAPER_WINDOW);
  g_assert_nonnull (paper);
  wait_until (is_shown, paper);
  g_assert_null (strstr (gtk_window_get_title (paper), "正面"));
  gtk_widget_activate_action (paper, "paper.size", NULL);
  gtk_window_close (paper);

  g_assert_true (can_press (shown, "household.remove-paper"));
  gtk_widget_activate_action (shown, "household.remove-paper", NULL);
  answer_question ("模糊，重拍");
  wait_until (has_no_rows, view);
  gtk_toggle_button_set_active (bin, TRUE);
  g_assert_cmpuint (doudi_list_get_n_rows (view), ==, 1);
  g_assert_false (can_press (shown, "household.remove-paper"));
  g_assert_true (can_press (shown, "household.restore-paper"));
  gtk_widget_activate_action (shown, "household.restore-paper", NULL);
  wait_until (has_no_rows, view);
  gtk_toggle_button_set_active (bin, FALSE);
  g_assert_cmpuint (doudi_list_get_n_rows (view), ==, 1);
  close_window (window);
}

/* What is no paper is said at once, and the same paper is not kept twice. */
static void
test_papers_refused (void)
{
  DoudiWindow *window = open_as ("caseworker");
  gpointer shown = open_low_income (window);
  g_autoptr (GBytes) words = g_bytes_new_static ("words", 5);
  g_autoptr (GBytes) same = paper_new_jpeg (1);
  g_autoptr (GListModel) text = make_files ("a.jpg", words);
  g_autoptr (GListModel) again = make_files ("b.jpg", same);
  gpointer add;

  doudi_household_window_add_files (shown, text);
  add = find_window (DOUDI_TYPE_PAPER_ADD);
  wait_until (shows_problem, add);
  g_assert_cmpuint (doudi_paper_add_get_n_files (add), ==, 0);
  g_assert_false (can_press (add, "paper.keep"));
  g_assert_nonnull (strstr (gtk_label_get_text (child (add, "problems_label")), "a.jpg"));
  gtk_window_destroy (add);

  doudi_household_window_add_files (shown, again);
  add = find_window (DOUDI_TYPE_PAPER_ADD);
  wait_until (has_file, add);
  gtk_widget_activate_action (add, "paper.keep", NULL);
  wait_until (is_idle, doudi_window_get_caseload (window));
  g_assert_nonnull (strstr (gtk_label_get_text (child (add, "message_label")), "b.jpg"));
  gtk_window_destroy (add);
  g_assert_cmpuint (doudi_list_get_n_rows (list_of (shown, "papers")), ==, 1);
  close_window (window);
}

static gboolean
file_exists (gpointer path)
{
  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/* The page for the file: looked at, and saved with whole numbers by who may see them. */
static void
test_print (void)
{
  g_autofree char *path = g_build_filename (app_folder, "page.pdf", NULL);
  DoudiWindow *window = open_as ("director");
  gpointer shown = open_low_income (window);
  gpointer print;

  g_assert_true (can_press (shown, "household.print"));
  gtk_widget_activate_action (shown, "household.print", NULL);
  print = find_window (DOUDI_TYPE_HOUSEHOLD_PRINT);
  g_assert_nonnull (print);
  g_assert_cmpuint (doudi_sheet_view_get_n_pages (child (print, "sheet_view")), ==, 1);
  g_assert_true (can_press (print, "sheet.print"));
  gtk_check_button_set_active (child (print, "full_button"), TRUE);
  g_assert_cmpstr (gtk_label_get_text (child (child (print, "sheet_view"), "message_label")), !=, "");
  doudi_household_print_save (print, path);
  wait_until (file_exists, path);
  close_window (window);

  window = open_as ("auditor");
  shown = open_low_income (window);
  gtk_widget_activate_action (shown, "household.print", NULL);
  print = find_window (DOUDI_TYPE_HOUSEHOLD_PRINT);
  g_assert_false (gtk_widget_get_visible (child (print, "full_button")));
  close_window (window);
}

/* Nothing of a household stays on the screen when the person leaves. */
static void
test_signed_out (void)
{
  DoudiWindow *window = open_as ("caseworker");

  g_assert_nonnull (open_low_income (window));
  doudi_caseload_sign_out (doudi_window_get_caseload (window));
  g_assert_cmpuint (count_windows (DOUDI_TYPE_HOUSEHOLD_WINDOW), ==, 0);
  close_window (window);
}

int
main (int argc, char *argv[])
{
  int status;

  gtk_test_init (&argc, &argv, NULL);
  app_set_up ();
  g_test_add_func ("/app/household/side-by-side", test_side_by_side);
  g_test_add_func ("/app/household/tabs", test_tabs);
  g_test_add_func ("/app/household/topics", test_topics);
  g_test_add_func ("/app/household/reveal", test_reveal);
  g_test_add_func ("/app/household/edit", test_edit);
  g_test_add_func ("/app/household/papers", test_papers);
  g_test_add_func ("/app/household/papers-refused", test_papers_refused);
  g_test_add_func ("/app/household/print", test_print);
  g_test_add_func ("/app/household/signed-out", test_signed_out);
  status = g_test_run ();
  app_tear_down ();
  return status;
}
