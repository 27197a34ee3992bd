/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "app/doudi-format.h"
#include "app/doudi-list-sort.h"
#include "app/doudi-list.h"
#include "app/doudi-pager.h"

static const DoudiListColumn columns[] = {
  { "Name", FALSE, TRUE, 8 },
  { "Yuan", TRUE, FALSE, 8 },
};

static GPtrArray *
make_rows (guint n_rows)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n_rows; i++)
    {
      g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
      g_autofree char *number = g_strdup_printf ("%u", i);

      g_strv_builder_add_many (builder, "row", number, NULL);
      g_ptr_array_add (rows, doudi_list_row_new (i + 1, g_strv_builder_end (builder)));
    }
  return rows;
}

static GtkWidget *
make_view (void)
{
  GtkColumnView *view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));

  g_object_ref_sink (view);
  doudi_list_set_up (view, columns, G_N_ELEMENTS (columns), TRUE);
  return GTK_WIDGET (view);
}

static void
test_show (void)
{
  g_autoptr (GtkWidget) widget = make_view ();
  GtkColumnView *view = GTK_COLUMN_VIEW (widget);
  g_autoptr (GPtrArray) rows = make_rows (5);

  doudi_list_show (view, rows);
  g_assert_cmpuint (doudi_list_get_n_rows (view), ==, 5);
  g_assert_true (doudi_list_select_id (view, 3));
  g_assert_cmpint (doudi_list_row_get_id (doudi_list_get_selected (view)), ==, 3);
  g_assert_cmpstr (doudi_list_row_get_text (doudi_list_get_selected (view), 1), ==, "2");
  g_assert_cmpstr (doudi_list_row_get_text (doudi_list_get_selected (view), 9), ==, "");
  g_assert_false (doudi_list_select_id (view, 99));
}

static void
test_replace (void)
{
  g_autoptr (GtkWidget) widget = make_view ();
  GtkColumnView *view = GTK_COLUMN_VIEW (widget);
  g_autoptr (GPtrArray) many = make_rows (DOUDI_LIST_MAX_ROWS);
  g_autoptr (GPtrArray) none = make_rows (0);

  doudi_list_show (view, many);
  g_assert_cmpuint (doudi_list_get_n_rows (view), ==, DOUDI_LIST_MAX_ROWS);
  doudi_list_show (view, none);
  g_assert_cmpuint (doudi_list_get_n_rows (view), ==, 0);
  g_assert_null (doudi_list_get_selected (view));
}

static GPtrArray *
make_row (gint64 id, const char *name)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_strv_builder_add_many (builder, name, "1", NULL);
  g_ptr_array_add (rows, doudi_list_row_new (id, g_strv_builder_end (builder)));
  return rows;
}

static gboolean
shows (GtkWidget *widget, const char *text)
{
  gboolean found
    = GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); !found && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    found = shows (child, text);
  return found;
}

/* Cells that stay say what is in them now; what was selected is forgotten with its row. */
static void
test_change_in_place (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *view = gtk_column_view_new (NULL);
  g_autoptr (GPtrArray) before = make_row (1, "before");
  g_autoptr (GPtrArray) after = make_row (2, "after");
  g_autoptr (GPtrArray) none = make_rows (0);

  doudi_list_set_up_many (GTK_COLUMN_VIEW (view), columns, G_N_ELEMENTS (columns));
  gtk_window_set_child (GTK_WINDOW (window), view);
  gtk_window_present (GTK_WINDOW (window));
  doudi_list_show (GTK_COLUMN_VIEW (view), before);
  while (!shows (view, "before"))
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (doudi_list_select_id (GTK_COLUMN_VIEW (view), 1));
  doudi_list_show (GTK_COLUMN_VIEW (view), after);
  g_assert_true (shows (view, "after"));
  g_assert_false (shows (view, "before"));
  g_assert_null (doudi_list_get_selected (GTK_COLUMN_VIEW (view)));
  g_assert_false (doudi_list_select_id (GTK_COLUMN_VIEW (view), 1));
  g_assert_true (doudi_list_select_id (GTK_COLUMN_VIEW (view), 2));
  doudi_list_show (GTK_COLUMN_VIEW (view), none);
  g_assert_false (shows (view, "after"));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Of many rows the first are there at once, the last a moment later. */
static void
test_show_soon (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *view = gtk_column_view_new (NULL);
  g_autoptr (GPtrArray) rows = make_rows (DOUDI_LIST_MAX_ROWS);

  doudi_list_set_up_many (GTK_COLUMN_VIEW (view), columns, G_N_ELEMENTS (columns));
  gtk_window_set_child (GTK_WINDOW (window), view);
  gtk_window_present (GTK_WINDOW (window));
  while (!gtk_widget_get_mapped (view))
    g_main_context_iteration (NULL, TRUE);
  doudi_list_show_soon (GTK_COLUMN_VIEW (view), rows);
  g_assert_cmpuint (doudi_list_get_n_rows (GTK_COLUMN_VIEW (view)), ==, DOUDI_LIST_MAX_ROWS);
  g_assert_true (doudi_list_select_id (GTK_COLUMN_VIEW (view), 1));
  g_assert_false (doudi_list_select_id (GTK_COLUMN_VIEW (view), DOUDI_LIST_MAX_ROWS));
  while (!doudi_list_select_id (GTK_COLUMN_VIEW (view), DOUDI_LIST_MAX_ROWS))
    g_main_context_iteration (NULL, TRUE);
  doudi_list_show_soon (GTK_COLUMN_VIEW (view), rows);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Longer lists jump on GTK 4.8; nothing can make a page hold one. */
static void
test_never_more_than_a_page (void)
{
  g_autoptr (GtkWidget) widget = make_view ();
  GtkColumnView *view = GTK_COLUMN_VIEW (widget);
  g_autoptr (GPtrArray) rows = make_rows (DOUDI_LIST_MAX_ROWS + 1);

  if (g_test_subprocess ())
    {
      doudi_list_show (view, rows);
      return;
    }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*DOUDI_LIST_MAX_ROWS*");
}

typedef struct
{
  int column;
  gboolean descending;
  guint times;
} Order;

static void
on_sort_cb (int column, gboolean descending, gpointer data)
{
  Order *order = data;

  order->column = column;
  order->descending = descending;
  order->times++;
}

/* Headings and keyboard come to the same: each column upwards and downwards, then none. */
static void
test_sort (void)
{
  static const struct
  {
    int column;
    gboolean descending;
  } steps[] = { { 0, FALSE }, { 0, TRUE }, { 1, FALSE }, { 1, TRUE }, { -1, FALSE }, { 0, FALSE } };
  g_autoptr (GtkWidget) widget = make_view ();
  GtkColumnView *view = GTK_COLUMN_VIEW (widget);
  g_autoptr (GPtrArray) rows = make_rows (3);
  Order order = { -2, FALSE, 0 };

  doudi_list_show (view, rows);
  doudi_list_set_sort (view, on_sort_cb, &order);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      doudi_list_sort_next (view);
      g_assert_cmpint (order.column, ==, steps[i].column);
      g_assert_cmpint (order.descending, ==, steps[i].descending);
    }
  g_assert_cmpuint (order.times, >=, G_N_ELEMENTS (steps));
}

/* Rows beyond a page are turned to; none is lost, none shown twice. */
static void
test_pager (void)
{
  g_autoptr (GtkWidget) widget = make_view ();
  GtkColumnView *view = GTK_COLUMN_VIEW (widget);
  DoudiPager *pager = g_object_ref_sink (g_object_new (DOUDI_TYPE_PAGER, NULL));
  g_autoptr (GPtrArray) few = make_rows (DOUDI_LIST_MAX_ROWS);
  g_autoptr (GPtrArray) many = make_rows (DOUDI_LIST_MAX_ROWS + 3);

  doudi_pager_show (pager, view, few);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (pager)));
  doudi_pager_next (pager);
  g_assert_cmpuint (doudi_list_get_n_rows (view), ==, DOUDI_LIST_MAX_ROWS);
  doudi_pager_show (pager, view, many);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (pager)));
  doudi_pager_next (pager);
  doudi_pager_next (pager);
  g_assert_cmpuint (doudi_list_get_n_rows (view), ==, 3);
  g_assert_true (doudi_list_select_id (view, DOUDI_LIST_MAX_ROWS + 1));
  doudi_pager_previous (pager);
  doudi_pager_previous (pager);
  g_assert_cmpuint (doudi_list_get_n_rows (view), ==, DOUDI_LIST_MAX_ROWS);
  g_assert_true (doudi_list_select_id (view, 1));
  g_object_unref (pager);
}

static void
test_counts (void)
{
  static const struct
  {
    gint64 count;
    const char *text;
  } cases[] = {
    { 0, "0" },
    { 7, "7" },
    { 999, "999" },
    { 1000, "1,000" },
    { 123456, "123,456" },
    { 1234567, "1,234,567" },
    { -1234, "-1,234" },
    { -999, "-999" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = doudi_format_count (cases[i].count);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/list/show", test_show);
  g_test_add_func ("/app/list/replace", test_replace);
  g_test_add_func ("/app/list/change-in-place", test_change_in_place);
  g_test_add_func ("/app/list/show-soon", test_show_soon);
  g_test_add_func ("/app/list/never-more-than-a-page", test_never_more_than_a_page);
  g_test_add_func ("/app/list/sort", test_sort);
  g_test_add_func ("/app/list/pager", test_pager);
  g_test_add_func ("/app/format/counts", test_counts);
  return g_test_run ();
}
