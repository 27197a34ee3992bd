/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <string.h>

#include "app-fixture.h"
#include "app/doudi-household-columns.h"
#include "app/doudi-household-window.h"
#include "app/doudi-households-page.h"
#include "app/doudi-list-sort.h"
#include "app/doudi-list.h"
#include "store/doudi-household-query.h"
#include "store/doudi-saved-view.h"

/* The list of households as a caseworker works with it: narrowed, ordered, turned over, selected,
 * and found again as it was. Pages are of fifty rows, so that there are two of them. */

#define AMOUNT_COLUMN 7
#define OLDEST_COLUMN 10
#define VILLAGE_COLUMN 1

typedef struct
{
  DoudiWindow *window;
  DoudiHouseholdsPage *page;
  GtkColumnView *view;
} Desk;

static void
settle (const Desk *desk)
{
  wait_until (is_idle, doudi_window_get_caseload (desk->window));
}

/* How a list was left by the test before is forgotten. */
static gpointer
forget_left (DoudiSession *session, const DoudiProgress *progress, gpointer data, GError **error)
{
  return doudi_saved_view_save (session, DOUDI_HOUSEHOLD_VIEW_PAGE, "", "{}", error) ? session
                                                                                     : NULL;
}

static void
ignore_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (doudi_caseload_work_finish (DOUDI_CASELOAD (object), result, &error));
  g_assert_no_error (error);
}

static Desk
open_desk (void)
{
  Desk desk = { .window = open_as ("caseworker") };

  desk.page = show_page (desk.window, "households");
  desk.view = child (desk.page, "view");
  settle (&desk);
  return desk;
}

/* Waits until how the list is looked at has been kept. */
static gboolean
is_later (gpointer data)
{
  return g_get_monotonic_time () > *(gint64 *) data;
}

static void
wait_until_kept (const Desk *desk)
{
  gint64 end = g_get_monotonic_time () + 1200 * 1000;

  wait_until (is_later, &end);
  settle (desk);
}

static void
close_desk (Desk *desk)
{
  wait_until_kept (desk);
  doudi_caseload_look_async (doudi_window_get_caseload (desk->window), "test", forget_left, NULL,
                             NULL, NULL, ignore_cb, NULL);
  close_window (desk->window);
}

static gpointer
bar (const Desk *desk, const char *name)
{
  return child (child (desk->page, "filter_bar"), name);
}

static gpointer
popover (const Desk *desk, const char *name)
{
  return child (bar (desk, "popover"), name);
}

static void
press (const Desk *desk, const char *action)
{
  gtk_widget_activate_action (GTK_WIDGET (desk->page), action, NULL);
  settle (desk);
}

static gint64
count (const Desk *desk)
{
  DoudiHouseholdFilter filter = doudi_households_page_get_filter (desk->page);
  g_autoptr (GError) error = NULL;
  gint64 households = -1;

  g_assert_true (
    doudi_registry_count (doudi_caseload_get_reader (doudi_window_get_caseload (desk->window)),
                          &filter, &households, NULL, &error));
  return households;
}

static guint
count_chips (const Desk *desk)
{
  GtkFlowBox *chips = bar (desk, "chips");
  guint n = 0;

  while (gtk_flow_box_get_child_at_index (chips, (int) n) != NULL)
    n++;
  return n;
}

static const DoudiHouseholdRow *
get_row (const Desk *desk, guint position)
{
  GtkSelectionModel *model = gtk_column_view_get_model (desk->view);
  g_autoptr (DoudiListRow) row = g_list_model_get_item (G_LIST_MODEL (model), position);

  g_assert_nonnull (row);
  return doudi_household_columns_get (row);
}

static gint64
selected_id (const Desk *desk)
{
  return doudi_list_row_get_id (doudi_list_get_selected (desk->view));
}

static void
type (gpointer entry, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

static void
activate (const Desk *desk, gpointer entry)
{
  g_signal_emit_by_name (entry, "activate");
  settle (desk);
}

/* What is typed behind the button narrows the list, stands below in words and can be taken out. */
static void
test_filter (void)
{
  Desk desk = open_desk ();
  gint64 all = count (&desk);
  gint64 old;
  GtkFlowBoxChild *chip;

  press (&desk, "page.filter");
  type (popover (&desk, "aged_from_entry"), "60");
  activate (&desk, popover (&desk, "aged_from_entry"));
  old = count (&desk);
  g_assert_cmpint (old, >, 0);
  g_assert_cmpint (old, <, all);
  g_assert_cmpuint (doudi_list_get_n_rows (desk.view), ==, MIN (old, 50));
  g_assert_cmpuint (count_chips (&desk), ==, 1);
  press (&desk, "page.filter");
  type (popover (&desk, "amount_from_entry"), "1");
  type (popover (&desk, "amount_to_entry"), "100000");
  gtk_drop_down_set_selected (popover (&desk, "review_drop_down"), 6);
  g_assert_true (gtk_widget_get_visible (popover (&desk, "review_entry")));
  type (popover (&desk, "review_entry"), "2099.12.31");
  activate (&desk, popover (&desk, "amount_to_entry"));
  g_assert_cmpuint (count_chips (&desk), ==, 3);
  g_assert_cmpint (count (&desk), <=, old);
  chip = gtk_flow_box_get_child_at_index (bar (&desk, "chips"), 0);
  g_signal_emit_by_name (gtk_flow_box_child_get_child (chip), "clicked");
  settle (&desk);
  g_assert_cmpuint (count_chips (&desk), ==, 2);
  g_assert_cmpint (doudi_households_page_get_filter (desk.page).born_by, ==, 0);
  close_desk (&desk);
}

/* What is wrong is marked and said, and nothing is narrowed by it. */
static void
test_filter_wrong (void)
{
  static const struct
  {
    const char *entry;
    const char *text;
  } wrong[] = {
    { "aged_from_entry", "old" },     { "aged_below_entry", "0" }, { "aged_from_entry", "300" },
    { "amount_from_entry", "1.234" }, { "review_entry", "June" },  { "recorded_entry", "" },
  };
  Desk desk = open_desk ();
  gint64 all = count (&desk);

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      GtkWidget *entry;

      press (&desk, "page.filter");
      entry = popover (&desk, wrong[i].entry);
      if (g_str_equal (wrong[i].entry, "review_entry"))
        gtk_drop_down_set_selected (popover (&desk, "review_drop_down"), 6);
      if (g_str_equal (wrong[i].entry, "recorded_entry"))
        gtk_drop_down_set_selected (popover (&desk, "recorded_drop_down"), 4);
      type (entry, wrong[i].text);
      activate (&desk, popover (&desk, "aged_from_entry"));
      g_assert_true (gtk_widget_has_css_class (entry, "error"));
      g_assert_true (gtk_widget_get_visible (popover (&desk, "error_label")));
      g_assert_cmpint (count (&desk), ==, all);
      g_assert_cmpuint (count_chips (&desk), ==, 0);
      gtk_popover_popdown (bar (&desk, "popover"));
      settle (&desk);
    }
  close_desk (&desk);
}

static GtkWidget *
nth_button (GtkWidget *box, guint n)
{
  GtkWidget *found = gtk_widget_get_first_child (box);

  while (n-- > 0 && found != NULL)
    found = gtk_widget_get_next_sibling (found);
  g_assert_nonnull (found);
  return found;
}

static GtkWidget *
find_type (GtkWidget *widget, GType type)
{
  GtkWidget *found = G_TYPE_CHECK_INSTANCE_TYPE (widget, type) ? widget : NULL;

  for (GtkWidget *below = gtk_widget_get_first_child (widget); below != NULL && found == NULL;
       below = gtk_widget_get_next_sibling (below))
    found = find_type (below, type);
  return found;
}

static const char *
count_text (GtkWidget *button)
{
  GtkWidget *box = gtk_button_get_child (GTK_BUTTON (button));

  return gtk_label_get_text (GTK_LABEL (gtk_widget_get_last_child (box)));
}

static gboolean
is_counted (gpointer button)
{
  return g_ascii_isdigit (*count_text (button));
}

/* The small window that asks for something. */
static GtkWidget *
find_ask (const Desk *desk)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *window = windows; window != NULL; window = window->next)
    if (gtk_window_get_transient_for (window->data) == GTK_WINDOW (desk->window)
        && gtk_widget_get_visible (window->data))
      return window->data;
  g_assert_not_reached ();
}

static void
answer (const Desk *desk, const char *text)
{
  GtkWidget *ask = find_ask (desk);
  GtkWidget *entry = find_type (ask, GTK_TYPE_ENTRY);

  if (text != NULL)
    type (entry, text);
  g_signal_emit_by_name (gtk_window_get_default_widget (GTK_WINDOW (ask)), "clicked");
  settle (desk);
}

/* The views of the program stay in the place that is chosen and say how many they show; one's own
 * are kept, renamed and removed. */
static void
test_views (void)
{
  Desk desk = open_desk ();
  GtkWidget *views = child (desk.page, "views");
  GtkWidget *standing = child (views, "standing_box");
  GtkWidget *own = child (views, "own_box");
  GtkWidget *minors;
  gint64 n;

  gtk_drop_down_set_selected (bar (&desk, "township_drop_down"), 1);
  settle (&desk);
  press (&desk, "page.views");
  minors = nth_button (standing, 6);
  wait_until (is_counted, gtk_widget_get_last_child (standing));
  n = g_ascii_strtoll (count_text (minors), NULL, 10);
  g_signal_emit_by_name (minors, "clicked");
  settle (&desk);
  g_assert_cmpint (count (&desk), ==, n);
  g_assert_cmpuint (gtk_drop_down_get_selected (bar (&desk, "township_drop_down")), ==, 1);
  g_assert_cmpuint (count_chips (&desk), ==, 1);

  g_signal_emit_by_name (
    find_type (gtk_widget_get_last_child (gtk_widget_get_parent (standing)), GTK_TYPE_BUTTON),
    "clicked");
  answer (&desk, "我的孩子");
  press (&desk, "page.views");
  g_assert_cmpstr (gtk_menu_button_get_label (child (views, "button")), ==, "我的孩子");
  g_assert_nonnull (gtk_widget_get_first_child (own));
  g_signal_emit_by_name (nth_button (standing, 0), "clicked");
  settle (&desk);
  g_assert_cmpuint (count_chips (&desk), ==, 0);
  press (&desk, "page.views");
  g_signal_emit_by_name (find_type (own, GTK_TYPE_BUTTON), "clicked");
  settle (&desk);
  g_assert_cmpint (count (&desk), ==, n);

  press (&desk, "page.views");
  g_signal_emit_by_name (nth_button (gtk_widget_get_first_child (own), 2), "clicked");
  answer (&desk, "孩子们");
  g_assert_cmpstr (gtk_menu_button_get_label (child (views, "button")), ==, "孩子们");
  press (&desk, "page.views");
  g_signal_emit_by_name (nth_button (gtk_widget_get_first_child (own), 3), "clicked");
  answer (&desk, NULL);
  press (&desk, "page.views");
  g_assert_null (gtk_widget_get_first_child (own));
  close_desk (&desk);
}

static int
position_of (const Desk *desk, guint column)
{
  GListModel *columns = gtk_column_view_get_columns (desk->view);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) one = g_list_model_get_item (columns, i);

      if (doudi_list_get_column_index (one) == column)
        return (int) i;
    }
  return -1;
}

/* Filters, columns and order are as they were left when the same person comes back. */
static void
test_memory (void)
{
  Desk desk = open_desk ();
  GtkGrid *grid = child (child (desk.page, "columns_button"), "grid");
  g_autoptr (GtkColumnViewColumn) village = NULL;
  int before = position_of (&desk, VILLAGE_COLUMN);

  press (&desk, "page.columns");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (gtk_grid_get_child_at (grid, 0, OLDEST_COLUMN)),
                               TRUE);
  g_signal_emit_by_name (gtk_grid_get_child_at (grid, 2, VILLAGE_COLUMN), "clicked");
  g_assert_cmpint (position_of (&desk, VILLAGE_COLUMN), >, before);
  village = doudi_list_find_column (desk.view, VILLAGE_COLUMN);
  gtk_column_view_column_set_fixed_width (village, 150);
  doudi_list_sort_by (desk.view, AMOUNT_COLUMN, TRUE);
  gtk_drop_down_set_selected (bar (&desk, "programme_drop_down"), 1);
  wait_until_kept (&desk);
  close_window (desk.window);

  desk = open_desk ();
  g_clear_object (&village);
  village = doudi_list_find_column (desk.view, VILLAGE_COLUMN);
  g_assert_true (doudi_list_is_column_visible (desk.view, OLDEST_COLUMN));
  g_assert_cmpint (position_of (&desk, VILLAGE_COLUMN), >, before);
  g_assert_cmpint (gtk_column_view_column_get_fixed_width (village), ==, 150);
  g_assert_cmpuint (gtk_drop_down_get_selected (bar (&desk, "programme_drop_down")), ==, 1);
  for (guint i = 1; i < doudi_list_get_n_rows (desk.view); i++)
    g_assert_cmpint (get_row (&desk, i)->amount, <=, get_row (&desk, i - 1)->amount);
  press (&desk, "page.columns");
  g_signal_emit_by_name (gtk_widget_get_last_child (gtk_widget_get_parent (
                           child (child (desk.page, "columns_button"), "grid"))),
                         "clicked");
  g_assert_false (doudi_list_is_column_visible (desk.view, OLDEST_COLUMN));
  g_assert_cmpint (position_of (&desk, VILLAGE_COLUMN), ==, before);
  g_assert_cmpint (gtk_column_view_column_get_fixed_width (village), ==, -1);
  close_desk (&desk);
}

/* The last column that is shown cannot be hidden. */
static void
test_last_column (void)
{
  Desk desk = open_desk ();
  GtkGrid *grid = child (child (desk.page, "columns_button"), "grid");
  guint n = 0;

  press (&desk, "page.columns");
  for (int row = 0; gtk_grid_get_child_at (grid, 0, row) != NULL; row++)
    gtk_check_button_set_active (GTK_CHECK_BUTTON (gtk_grid_get_child_at (grid, 0, row)), FALSE);
  for (guint i = 0; i < DOUDI_HOUSEHOLD_COLUMN_FOUND; i++)
    n += doudi_list_is_column_visible (desk.view, i) ? 1 : 0;
  g_assert_cmpuint (n, ==, 1);
  close_desk (&desk);
}

/* Pages forwards, back, last and first: every household once, in the order that was chosen. */
static void
test_pages (void)
{
  Desk desk = open_desk ();
  g_autoptr (GHashTable) seen
    = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  gint64 all = count (&desk);
  gint64 first;

  doudi_list_sort_by (desk.view, AMOUNT_COLUMN, FALSE);
  settle (&desk);
  first = get_row (&desk, 0)->household_id;
  g_assert_cmpint (all, >, 50);
  g_assert_false (can_press (GTK_WIDGET (desk.page), "page.previous"));
  for (guint i = 0; i < 50; i++)
    g_hash_table_add (seen, g_memdup2 (&get_row (&desk, i)->household_id, sizeof (gint64)));
  press (&desk, "page.next");
  g_assert_cmpuint (doudi_list_get_n_rows (desk.view), ==, all - 50);
  for (guint i = 0; i < all - 50; i++)
    g_assert_false (g_hash_table_contains (seen, &get_row (&desk, i)->household_id));
  g_assert_false (can_press (GTK_WIDGET (desk.page), "page.next"));
  press (&desk, "page.previous");
  g_assert_cmpint (get_row (&desk, 0)->household_id, ==, first);
  press (&desk, "page.last");
  g_assert_cmpuint (doudi_list_get_n_rows (desk.view), ==, all - 50);
  press (&desk, "win.refresh");
  g_assert_cmpuint (doudi_list_get_n_rows (desk.view), ==, all - 50);
  press (&desk, "page.first");
  g_assert_cmpint (get_row (&desk, 0)->household_id, ==, first);
  close_desk (&desk);
}

/* Several rows can be selected: what they come to is said, and the last one is looked at. */
static void
test_selection (void)
{
  Desk desk = open_desk ();
  GtkSelectionModel *model = gtk_column_view_get_model (desk.view);
  GtkLabel *label = child (desk.page, "selection_label");
  g_autoptr (GArray) one = doudi_households_page_dup_selected (desk.page);
  g_autoptr (GArray) three = NULL;
  g_autoptr (GArray) again = NULL;
  g_autofree char *money = NULL;
  DoudiFen sum = 0;

  g_assert_cmpuint (one->len, ==, 1);
  g_assert_cmpstr (gtk_label_get_text (label), ==, "");
  gtk_selection_model_select_item (model, 4, FALSE);
  gtk_selection_model_select_item (model, 2, FALSE);
  three = doudi_households_page_dup_selected (desk.page);
  g_assert_cmpuint (three->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      g_assert_cmpint (g_array_index (three, gint64, i), ==, get_row (&desk, 2 * i)->household_id);
      sum += get_row (&desk, 2 * i)->amount;
    }
  money = doudi_money_format_grouped (sum);
  g_assert_nonnull (strstr (gtk_label_get_text (label), money));
  g_assert_cmpint (selected_id (&desk), ==, get_row (&desk, 2)->household_id);
  press (&desk, "win.refresh");
  again = doudi_households_page_dup_selected (desk.page);
  g_assert_cmpuint (again->len, ==, 3);
  gtk_selection_model_unselect_item (model, 2);
  g_assert_cmpint (selected_id (&desk), !=, get_row (&desk, 2)->household_id);
  close_desk (&desk);
}

static GtkWindow *
find_household (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *window = windows; window != NULL; window = window->next)
    if (DOUDI_IS_HOUSEHOLD_WINDOW (window->data))
      return window->data;
  g_assert_not_reached ();
}

static void
search (const Desk *desk, const char *text)
{
  gtk_editable_set_text (child (desk->window, "search_entry"), text);
  g_signal_emit_by_name (child (desk->window, "search_entry"), "search-changed");
  settle (desk);
}

/* The key that goes down from the words into what they find. */
static void
press_down (const Desk *desk)
{
  GtkWidget *entry = child (desk->window, "search_entry");
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (entry);
  gboolean handled = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !handled; i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller)
          && gtk_event_controller_get_propagation_phase (GTK_EVENT_CONTROLLER (controller))
               == GTK_PHASE_BUBBLE)
        g_signal_emit_by_name (controller, "key-pressed", GDK_KEY_Down, 0, 0, &handled);
    }
  g_assert_true (handled);
}

/* Words, down, Return: the household is open. Without the words the list is where it was. */
static void
test_search (void)
{
  Desk desk = open_desk ();
  g_autofree char *name = NULL;
  GtkWidget *focus;
  gint64 id;

  press (&desk, "page.next");
  gtk_selection_model_select_item (gtk_column_view_get_model (desk.view), 3, TRUE);
  id = selected_id (&desk);
  name = g_strdup (get_row (&desk, 3)->head_name);
  gtk_editable_set_text (child (desk.window, "search_entry"), name);
  press_down (&desk);
  settle (&desk);
  g_assert_cmpstr (get_row (&desk, 0)->why, !=, "");
  g_assert_true (doudi_list_is_column_visible (desk.view, DOUDI_HOUSEHOLD_COLUMN_FOUND));
  focus = gtk_root_get_focus (GTK_ROOT (desk.window));
  g_assert_true (gtk_widget_is_ancestor (focus, GTK_WIDGET (desk.view)));
  g_assert_true (doudi_list_select_id (desk.view, id));
  g_signal_emit_by_name (desk.view, "activate", 0);
  settle (&desk);
  gtk_window_destroy (find_household ());
  search (&desk, "");
  g_assert_false (doudi_list_is_column_visible (desk.view, DOUDI_HOUSEHOLD_COLUMN_FOUND));
  g_assert_cmpint (selected_id (&desk), ==, id);
  g_assert_true (can_press (GTK_WIDGET (desk.page), "page.previous"));
  close_desk (&desk);
}

/* Filters narrow what is searched for, and a search that finds nothing says so. */
static void
test_search_filtered (void)
{
  Desk desk = open_desk ();
  GtkStack *stack = child (desk.page, "list_stack");
  g_autofree char *village = doudi_division_short_name (get_row (&desk, 0)->village);
  gint64 n;

  search (&desk, village);
  n = count (&desk);
  g_assert_cmpint (n, >, 0);
  gtk_drop_down_set_selected (bar (&desk, "class_drop_down"), 1);
  settle (&desk);
  g_assert_cmpint (count (&desk), <, n);
  g_assert_cmpuint (doudi_list_get_n_rows (desk.view), ==, count (&desk));
  search (&desk, "nobodyatall");
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "empty");
  g_assert_false (gtk_widget_get_visible (child (desk.page, "empty_button")));
  search (&desk, "");
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "list");
  g_assert_cmpuint (gtk_drop_down_get_selected (bar (&desk, "class_drop_down")), ==, 1);
  close_desk (&desk);
}

static gboolean
is_in_list (gpointer data)
{
  const Desk *desk = data;
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (desk->window));

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (desk->view));
}

/* From elsewhere to a household, and back to the same page and row. */
static void
test_back (void)
{
  Desk desk = open_desk ();
  gint64 other = get_row (&desk, 7)->household_id;
  gint64 id;

  g_assert_false (can_press (GTK_WIDGET (desk.page), "page.back"));
  gtk_drop_down_set_selected (bar (&desk, "programme_drop_down"), 1);
  settle (&desk);
  gtk_selection_model_select_item (gtk_column_view_get_model (desk.view), 5, TRUE);
  id = selected_id (&desk);
  show_page (desk.window, "today");
  gtk_widget_activate_action (GTK_WIDGET (desk.window), "win.open-household", "x", other);
  settle (&desk);
  g_assert_cmpint (selected_id (&desk), ==, other);
  g_assert_cmpuint (gtk_drop_down_get_selected (bar (&desk, "programme_drop_down")), ==, 0);
  press (&desk, "page.back");
  g_assert_cmpint (selected_id (&desk), ==, id);
  g_assert_cmpuint (gtk_drop_down_get_selected (bar (&desk, "programme_drop_down")), ==, 1);
  g_assert_false (can_press (GTK_WIDGET (desk.page), "page.back"));
  show_page (desk.window, "today");
  show_page (desk.window, "households");
  g_assert_cmpint (selected_id (&desk), ==, id);
  wait_until (is_in_list, &desk);
  close_desk (&desk);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GSettings) settings = NULL;
  int status;

  gtk_test_init (&argc, &argv, NULL);
  app_set_up ();
  settings = g_settings_new ("org.doudi.Doudi");
  g_settings_set_int (settings, "page-size", 50);
  g_test_add_func ("/app/registry/filter", test_filter);
  g_test_add_func ("/app/registry/filter-wrong", test_filter_wrong);
  g_test_add_func ("/app/registry/views", test_views);
  g_test_add_func ("/app/registry/memory", test_memory);
  g_test_add_func ("/app/registry/last-column", test_last_column);
  g_test_add_func ("/app/registry/pages", test_pages);
  g_test_add_func ("/app/registry/selection", test_selection);
  g_test_add_func ("/app/registry/search", test_search);
  g_test_add_func ("/app/registry/search-filtered", test_search_filtered);
  g_test_add_func ("/app/registry/back", test_back);
  status = g_test_run ();
  app_tear_down ();
  return status;
}
