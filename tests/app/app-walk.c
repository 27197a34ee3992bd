/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "app-walk.h"

#include <stdlib.h>

#include "app/doudi-actions.h"
#include "app/doudi-household-window.h"

static GLogWriterOutput
on_log_cb (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer data)
{
  const char *message = "";
  AppFault *is_known = data;

  for (gsize i = 0; i < n_fields; i++)
    if (g_str_equal (fields[i].key, "MESSAGE"))
      message = fields[i].value;
  if ((level & (G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING)) == 0 || (*is_known) (message))
    return G_LOG_WRITER_HANDLED;
  g_log_writer_default (level, fields, n_fields, NULL);
  abort ();
}

/* Warnings end the test, but for those that are GTK's own. After gtk_test_init(), which sees to it
 * that each of them does. */
void
app_walk_expect (AppFault is_known)
{
  static AppFault known;

  known = is_known;
  g_log_set_always_fatal (G_LOG_FATAL_MASK);
  g_log_set_writer_func (on_log_cb, &known, NULL);
}

/* What opens a window says so by an ellipsis; these two do not ask anything, and so have none. */
static const char *const openers[] = { "page.open-household", "page.explain", NULL };

/* These open the file chooser and the print dialog of GTK, which leaks when it closes. */
static const char *const foreign[]
  = { "page.open-policy", "page.pdf",   "page.export", "page.export-what-if",
      "page.bank-file",   "page.print", NULL };

typedef struct
{
  const char *user;
  GHashTable *seen;
  DoudiWindow *window;
  AppVisit visit;
  gpointer data;
} Walk;

/* Everything is read, and drawn where it will stay. */
static void
settle (Walk *walk, GtkWidget *window)
{
  wait_until (is_idle, doudi_window_get_caseload (walk->window));
  if (gtk_widget_get_mapped (window))
    gtk_test_widget_wait_for_draw (window);
}

static void
visit (Walk *walk, GtkWidget *window, const char *first, const char *second)
{
  g_autofree char *place = g_strconcat (walk->user, " ", first, " ", second, NULL);

  settle (walk, window);
  g_test_message ("%s", place);
  walk->visit (window, place, walk->data);
}

/* The first row of every table that has none. */
static void
select_first (GtkWidget *widget)
{
  GtkSelectionModel *model
    = GTK_IS_COLUMN_VIEW (widget) ? gtk_column_view_get_model (GTK_COLUMN_VIEW (widget)) : NULL;

  if (model != NULL && g_list_model_get_n_items (G_LIST_MODEL (model)) > 0
      && !gtk_selection_model_is_selected (model, 0))
    gtk_selection_model_select_item (model, 0, TRUE);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    select_first (child);
}

/* The file chooser and the print dialog are GTK's. */
static gboolean
is_ours (GtkWidget *window)
{
  return g_str_has_prefix (G_OBJECT_TYPE_NAME (window), "Doudi")
         || G_OBJECT_TYPE (window) == GTK_TYPE_WINDOW;
}

/* A window beside the main one, %NULL for none. */
static GtkWidget *
find_other (Walk *walk)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (window != GTK_WIDGET (walk->window))
        return window;
    }
  return NULL;
}

/* Some commands open a popover of the page. */
static void
close_popovers (GtkWidget *widget)
{
  if (GTK_IS_POPOVER (widget) && gtk_widget_get_visible (widget))
    gtk_popover_popdown (GTK_POPOVER (widget));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    close_popovers (child);
}

static void
close_others (Walk *walk)
{
  GtkWidget *window;

  close_popovers (GTK_WIDGET (walk->window));
  while ((window = find_other (walk)) != NULL)
    {
      /* The window of a file chooser belongs to something else, which ends it. */
      if (GTK_IS_FILE_CHOOSER (window))
        gtk_dialog_response (GTK_DIALOG (window), GTK_RESPONSE_CANCEL);
      else
        gtk_window_close (GTK_WINDOW (window));
      wait_until (is_idle, doudi_window_get_caseload (walk->window));
    }
}

static gboolean
opens (const DoudiActionEntry *action)
{
  return g_str_has_prefix (action->name, "page.") && !g_strv_contains (foreign, action->name)
         && (g_str_has_suffix (action->label, "…") || g_strv_contains (openers, action->name));
}

static void
visit_household (Walk *walk, GtkWidget *window)
{
  static const char *const tabs[]
    = { "members", "income", "awards", "money", "visits", "papers", "timeline" };

  for (gsize i = 0; i < G_N_ELEMENTS (tabs); i++)
    {
      gtk_widget_activate_action (window, "household.show-tab", "s", tabs[i]);
      settle (walk, window);
      select_first (window);
      visit (walk, window, "household", tabs[i]);
    }
}

static void
visit_window (Walk *walk, GtkWidget *window, const char *place, const char *action)
{
  settle (walk, window);
  select_first (window);
  visit (walk, window, place, action);
  if (DOUDI_IS_HOUSEHOLD_WINDOW (window))
    visit_household (walk, window);
}

/* Whatever the commands of a page open, that nobody has seen yet. */
static void
try_actions (Walk *walk, GtkWidget *page, const char *place)
{
  guint n;
  const DoudiActionEntry *actions = doudi_actions_get (&n);

  for (guint i = 0; i < n; i++)
    {
      GtkWidget *window;

      if (!opens (&actions[i]) || g_hash_table_contains (walk->seen, actions[i].name)
          || !gtk_widget_activate_action (page, actions[i].name, NULL))
        continue;
      wait_until (is_idle, doudi_window_get_caseload (walk->window));
      window = find_other (walk);
      if (window != NULL)
        g_hash_table_add (walk->seen, (gpointer) actions[i].name);
      if (window != NULL && is_ours (window))
        visit_window (walk, window, place, actions[i].name);
      close_others (walk);
    }
}

/* It is a command of the application, and belongs to no page. */
static void
try_new (Walk *walk)
{
  GtkWidget *window;

  if (!g_hash_table_add (walk->seen, (gpointer) "app.new"))
    return;
  g_action_group_activate_action (G_ACTION_GROUP (app_application), "new", NULL);
  window = find_other (walk);
  g_assert_nonnull (window);
  visit (walk, window, "page", "app.new");
  close_others (walk);
}

/* All that somebody comes to: the pages of the navigation, and over them the windows that are not
 * in
 * @seen (element-type utf8), where they are put down. */
void
app_walk (const char *user, GHashTable *seen, AppVisit visitor, gpointer data)
{
  static const char *const pages[]
    = { "today",    "households", "applications", "lists",   "notices",
        "payments", "reports",    "checks",       "settings" };
  Walk walk
    = { .user = user, .seen = seen, .window = open_as (user), .visit = visitor, .data = data };
  GtkStack *stack = child (walk.window, "page_stack");

  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      GtkWidget *page;

      gtk_widget_activate_action (GTK_WIDGET (walk.window), "win.show-page", "s", pages[i]);
      wait_until (is_idle, doudi_window_get_caseload (walk.window));
      if (!g_str_equal (gtk_stack_get_visible_child_name (stack), pages[i]))
        continue;
      page = gtk_stack_get_visible_child (stack);
      select_first (page);
      visit (&walk, GTK_WIDGET (walk.window), "page", pages[i]);
      try_actions (&walk, page, pages[i]);
    }
  try_new (&walk);
  visit (&walk, GTK_WIDGET (walk.window), "page", APP_WALK_ALL);
  close_window (walk.window);
}
