/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "app/doudi-application.h"
#include "app/doudi-household-columns.h"
#include "app/doudi-household-window.h"
#include "app/doudi-households-page.h"
#include "app/doudi-list-sort.h"
#include "app/doudi-list.h"
#include "app/doudi-page.h"
#include "app/doudi-window.h"
#include "bench-times.h"

/* The list of households as a caseworker feels it: until it is on the screen, from a key to painted
 * rows, from page to page, sorted by each column, a household opened in a window of its own; what
 * memory grows while all pages are turned, and the most it was. Beside it stands a bare table of
 * GTK with as many columns and rows, whose rows are only replaced and painted. Argument: how many
 * households (1000), or a caseload that was made before. */

#define PAGES_MAX 400
#define SEARCHES 40
#define WINDOWS 20
#define LISTS 10
#define PAUSE_US 120000
#define BARE_ROWS 100
#define BARE_COLUMNS 9

typedef struct
{
  GtkApplication *application;
  DoudiWindow *window;
  GtkWidget *page;
  GtkColumnView *view;
  GtkEditable *entry;
  gboolean changed;
  gboolean painted;
} Desk;

/* Whoever types strikes some eight keys a second. */
static void
settle (Desk *desk)
{
  DoudiCaseload *caseload = doudi_window_get_caseload (desk->window);
  gint64 end = g_get_monotonic_time () + PAUSE_US;

  while (doudi_caseload_is_busy (caseload) || g_get_monotonic_time () < end)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (200);
    }
}

static void
on_painted_cb (GdkFrameClock *clock, gpointer data)
{
  Desk *desk = data;

  desk->painted = desk->changed;
}

static void
on_changed_cb (GListModel *model, guint position, guint removed, guint added, gpointer data)
{
  Desk *desk = data;

  desk->changed = TRUE;
}

/* Whatever a list shows, one of its rows is selected anew. */
static void
on_selected_cb (GtkSelectionModel *model, guint position, guint n_items, gpointer data)
{
  Desk *desk = data;

  desk->changed = TRUE;
}

/* Until what changed has been painted. */
static double
wait_for_rows (Desk *desk, GtkWidget *widget, gint64 start)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (widget);
  gulong handler = g_signal_connect (clock, "after-paint", G_CALLBACK (on_painted_cb), desk);

  while (!desk->painted)
    {
      if (desk->changed)
        gtk_widget_queue_draw (widget);
      g_main_context_iteration (NULL, TRUE);
    }
  g_signal_handler_disconnect (clock, handler);
  return (double) (g_get_monotonic_time () - start) / 1000.0;
}

static gint64
begin (Desk *desk)
{
  settle (desk);
  desk->changed = FALSE;
  desk->painted = FALSE;
  return g_get_monotonic_time ();
}

static void
print_times (const char *name, GArray *times, double target, double bare)
{
  g_print ("%-34s median %6.1f ms  95 %% %6.1f ms  slowest %6.1f ms  (target %.0f; %.1f of bare)\n",
           name, bench_percentile (times, 50), bench_percentile (times, 95),
           bench_percentile (times, 100), target, bench_percentile (times, 50) / bare);
}

static long
memory_kb (void)
{
  g_autofree char *text = NULL;
  long pages = 0;

  if (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL))
    sscanf (text, "%*d %ld", &pages);
  return pages * (sysconf (_SC_PAGESIZE) / 1024);
}

/* A table of GTK alone. */

static void
on_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  gtk_list_item_set_child (item, gtk_label_new (NULL));
}

static void
on_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)),
                      gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

static void
fill_bare (GtkStringList *model, guint turn)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (model));
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) texts = NULL;

  for (guint i = 0; i < BARE_ROWS; i++)
    {
      g_autofree char *text = g_strdup_printf ("%u 拉卜楞镇 %u", turn, i);

      g_strv_builder_add (builder, text);
    }
  texts = g_strv_builder_end (builder);
  gtk_string_list_splice (model, 0, n, (const char *const *) texts);
}

static double
time_bare (Desk *desk)
{
  GtkWidget *window = gtk_window_new ();
  GtkStringList *model = gtk_string_list_new (NULL);
  GtkWidget *view
    = gtk_column_view_new (GTK_SELECTION_MODEL (gtk_single_selection_new (G_LIST_MODEL (model))));
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < BARE_COLUMNS; i++)
    {
      GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
      g_autoptr (GtkColumnViewColumn) column = NULL;

      g_signal_connect (factory, "setup", G_CALLBACK (on_setup_cb), NULL);
      g_signal_connect (factory, "bind", G_CALLBACK (on_bind_cb), NULL);
      column = gtk_column_view_column_new ("column", factory);
      gtk_column_view_append_column (GTK_COLUMN_VIEW (view), column);
    }
  g_signal_connect (model, "items-changed", G_CALLBACK (on_changed_cb), desk);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  gtk_window_set_child (GTK_WINDOW (window), scrolled);
  gtk_window_set_default_size (GTK_WINDOW (window), 900, 700);
  gtk_window_present (GTK_WINDOW (window));
  for (guint turn = 0; turn < 20; turn++)
    {
      gint64 start = begin (desk);
      double ms;

      fill_bare (model, turn);
      ms = wait_for_rows (desk, window, start);
      g_array_append_val (times, ms);
    }
  gtk_window_destroy (GTK_WINDOW (window));
  return bench_percentile (times, 50);
}

/* What is timed. */

/* Everything is read anew; nothing is kept of what the page was. */
static void
time_list (Desk *desk, double bare)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < LISTS; i++)
    {
      gint64 start = begin (desk);
      double ms;

      doudi_page_refresh (DOUDI_PAGE (desk->page));
      ms = wait_for_rows (desk, GTK_WIDGET (desk->window), start);
      g_array_append_val (times, ms);
    }
  print_times ("the list as a whole", times, 50, bare);
}

/* The names of those on the page, a character after the other. */
static GPtrArray *
take_names (Desk *desk)
{
  GListModel *model = G_LIST_MODEL (gtk_column_view_get_model (desk->view));
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < g_list_model_get_n_items (model) && i < SEARCHES; i++)
    {
      g_autoptr (DoudiListRow) row = g_list_model_get_item (model, i);
      const DoudiHouseholdRow *household = doudi_household_columns_get (row);

      g_ptr_array_add (names, g_strdup (household->person_name));
    }
  return names;
}

static void
time_search (Desk *desk, double bare)
{
  g_autoptr (GPtrArray) names = take_names (desk);
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);

      gtk_editable_set_text (desk->entry, "");
      for (const char *key = name; *key != '\0'; key = g_utf8_next_char (key))
        {
          int at = -1;
          gint64 start = begin (desk);
          double ms;

          gtk_editable_insert_text (desk->entry, key, (int) (g_utf8_next_char (key) - key), &at);
          ms = wait_for_rows (desk, GTK_WIDGET (desk->window), start);
          g_array_append_val (times, ms);
        }
    }
  gtk_editable_set_text (desk->entry, "");
  print_times ("from a key to rows", times, 50, bare);
}

static double
time_action (Desk *desk, const char *action)
{
  gint64 start = begin (desk);

  gtk_widget_activate_action (desk->page, action, NULL);
  return wait_for_rows (desk, GTK_WIDGET (desk->window), start);
}

static gboolean
can_turn (Desk *desk)
{
  GtkLabel *range = GTK_LABEL (
    gtk_widget_get_template_child (desk->page, DOUDI_TYPE_HOUSEHOLDS_PAGE, "range_label"));
  g_auto (GStrv) parts = g_strsplit (gtk_label_get_text (range), "/", 2);
  const char *shown = strstr (parts[0], "–");

  if (shown == NULL || parts[1] == NULL)
    return FALSE;
  g_strstrip (parts[0]);
  g_strstrip (parts[1]);
  return !g_str_has_suffix (parts[0], parts[1]);
}

static void
time_pages (Desk *desk, double bare)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  long before = 0;
  guint turned = 0;

  for (; turned < PAGES_MAX && can_turn (desk); turned++)
    {
      double ms = time_action (desk, "page.next");

      g_array_append_val (times, ms);
      if (turned == 4)
        before = memory_kb ();
    }
  print_times ("from page to page", times, 50, bare);
  if (turned > 5)
    g_print ("%-34s %+ld kB over %u pages\n", "memory", memory_kb () - before, turned - 5);
  if (turned > 0)
    time_action (desk, "page.first");
}

static void
time_sorts (Desk *desk, double bare)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint column = 0; column < DOUDI_HOUSEHOLD_COLUMN_FOUND; column++)
    for (int turn = 1; turn >= 0; turn--)
      {
        gint64 start;
        double ms;

        doudi_list_set_column_visible (desk->view, column, TRUE);
        start = begin (desk);
        doudi_list_sort_by (desk->view, (int) column, turn == 1);
        ms = wait_for_rows (desk, GTK_WIDGET (desk->window), start);
        g_array_append_val (times, ms);
        if (ms > 300)
          g_print ("  %s%s: %.1f ms\n", doudi_household_columns_name (column),
                   turn == 1 ? " downwards" : "", ms);
      }
  print_times ("sorted by a column", times, 300, bare);
  doudi_list_sort_by (desk->view, -1, FALSE);
}

static GtkWidget *
find_window (GType type)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *at = windows; at != NULL; at = at->next)
    if (G_TYPE_CHECK_INSTANCE_TYPE (at->data, type))
      return at->data;
  return NULL;
}

static void
time_windows (Desk *desk, double bare)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  GListModel *model = G_LIST_MODEL (gtk_column_view_get_model (desk->view));

  for (guint i = 0; i < WINDOWS && i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (DoudiListRow) row = g_list_model_get_item (model, i);
      GtkWidget *window;
      gint64 start;
      double ms;

      doudi_list_select_id (desk->view, doudi_list_row_get_id (row));
      start = begin (desk);
      gtk_widget_activate_action (desk->page, "page.open-household", NULL);
      window = find_window (DOUDI_TYPE_HOUSEHOLD_WINDOW);
      desk->changed = TRUE;
      ms = wait_for_rows (desk, window, start);
      g_array_append_val (times, ms);
      gtk_window_destroy (GTK_WINDOW (window));
    }
  print_times ("a household in its window", times, 50, bare);
}

/* The caseload, and the window on it. */

static char *
make_caseload (const char *folder, const char *households)
{
  char *path = g_build_filename (folder, "bench.doudi", NULL);
  const char *argv[]
    = { g_getenv ("DOUDICTL"), "demo", path, "--households", households, "--months", "1", "--quiet",
        "--no-progress",       NULL };
  g_autoptr (GError) error = NULL;
  int status = 0;

  if (!g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL, NULL,
                     &status, &error)
      || !g_spawn_check_wait_status (status, &error))
    g_error ("%s", error->message);
  return path;
}

static void
on_signed_in_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!doudi_caseload_sign_in_finish (DOUDI_CASELOAD (source), result, &error))
    g_error ("%s", error->message);
}

static void
open_desk (Desk *desk, const char *path)
{
  DoudiCaseload *caseload;
  GtkStack *stack;
  g_autoptr (GError) error = NULL;

  desk->window = DOUDI_WINDOW (doudi_window_new (desk->application));
  gtk_window_present (GTK_WINDOW (desk->window));
  if (!doudi_window_open (desk->window, path, &error))
    g_error ("%s", error->message);
  caseload = doudi_window_get_caseload (desk->window);
  doudi_caseload_sign_in_async (caseload, "caseworker", "doudi-demo", on_signed_in_cb, NULL);
  while (!doudi_caseload_is_signed_in (caseload))
    g_main_context_iteration (NULL, TRUE);
  stack = GTK_STACK (
    gtk_widget_get_template_child (GTK_WIDGET (desk->window), DOUDI_TYPE_WINDOW, "page_stack"));
  desk->page = gtk_stack_get_child_by_name (stack, "households");
  desk->view = GTK_COLUMN_VIEW (
    gtk_widget_get_template_child (desk->page, DOUDI_TYPE_HOUSEHOLDS_PAGE, "view"));
  desk->entry = GTK_EDITABLE (
    gtk_widget_get_template_child (GTK_WIDGET (desk->window), DOUDI_TYPE_WINDOW, "search_entry"));
  gtk_widget_activate_action (GTK_WIDGET (desk->window), "win.show-page", "s", "households");
  settle (desk);
  g_signal_connect (gtk_column_view_get_model (desk->view), "selection-changed",
                    G_CALLBACK (on_selected_cb), desk);
}

int
main (int argc, char *argv[])
{
  Desk desk = { NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("doudi-bench-XXXXXX", &error);
  const char *argument = argc > 1 ? argv[1] : "1000";
  gboolean made = strspn (argument, "0123456789") == strlen (argument);
  g_autofree char *path = made ? make_caseload (folder, argument) : g_strdup (argument);
  struct rusage usage;
  double bare;

  gtk_init ();
  desk.application = doudi_application_new ();
  if (!g_application_register (G_APPLICATION (desk.application), NULL, &error))
    g_error ("%s", error->message);
  open_desk (&desk, path);
  bare = time_bare (&desk);
  g_print ("%s households; a bare table of GTK: %.1f ms\n", made ? argument : "the", bare);
  time_list (&desk, bare);
  time_search (&desk, bare);
  time_pages (&desk, bare);
  time_sorts (&desk, bare);
  time_windows (&desk, bare);
  getrusage (RUSAGE_SELF, &usage);
  g_print ("%-34s %ld MB\n", "memory at most", usage.ru_maxrss / 1024);
  gtk_window_destroy (GTK_WINDOW (desk.window));
  g_object_unref (desk.application);
  if (made)
    g_remove (path);
  g_rmdir (folder);
  return 0;
}
