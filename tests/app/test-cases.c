/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <string.h>

#include "app-fixture.h"
#include "app/doudi-actions.h"
#include "app/doudi-case-pane.h"
#include "app/doudi-form-window.h"
#include "app/doudi-list.h"
#include "casework/doudi-today.h"
#include "store/doudi-registry.h"

/* The pages of cases, worked by their commands as a person works them by keys. */

static const char *application
  = "{\"residence\":\"rural\",\"applied_on\":\"%s\",\"applicant_name\":\"马福海\","
    "\"applicant_number\":\"623027197005059117\",\"applicant_relation\":\"head\","
    "\"phone\":\"13909411234\",\"living_division\":\"%s\",\"kin\":false,\"members\":["
    "{\"name\":\"马福海\",\"relation\":\"head\",\"number\":\"623027197005059117\","
    "\"health\":\"chronic\",\"work_ability\":\"partly\",\"covered\":true,\"wages\":\"3000\"},"
    "{\"name\":\"马秀英\",\"relation\":\"spouse\",\"number\":\"623027197206069223\","
    "\"health\":\"healthy\",\"work_ability\":\"able\",\"covered\":true},"
    "{\"name\":\"马小龙\",\"relation\":\"son\",\"number\":\"623027201207079334\","
    "\"health\":\"healthy\",\"work_ability\":\"unable\",\"school\":\"compulsory\","
    "\"covered\":true},"
    "{\"name\":\"马老汉\",\"relation\":\"father\",\"number\":\"623027194503039449\","
    "\"health\":\"chronic\",\"work_ability\":\"unable\",\"covered\":true}],"
    "\"incomes\":[{\"source\":\"business\",\"kind\":\"种植\",\"declared\":\"2000\","
    "\"counts\":true}],\"reason\":\"illness\",\"pledge\":true}";

/* The window above the main one: a form, or a question. */
static gpointer
find_above (DoudiWindow *window, GType type)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *each = windows; each != NULL; each = each->next)
    if (gtk_window_get_transient_for (each->data) == GTK_WINDOW (window)
        && (type != GTK_TYPE_WINDOW ? G_TYPE_CHECK_INSTANCE_TYPE (each->data, type)
                                    : G_OBJECT_TYPE (each->data) == GTK_TYPE_WINDOW))
      return each->data;
  return NULL;
}

static char *
find_village (DoudiWindow *window)
{
  DoudiStore *reader = doudi_caseload_get_reader (doudi_window_get_caseload (window));
  g_autoptr (GPtrArray) rows = doudi_registry_list_divisions (reader, NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      const DoudiDivision *row = g_ptr_array_index (rows, i);

      if (!g_str_has_suffix (row->code, "000"))
        return g_strdup (row->code);
    }
  g_assert_not_reached ();
}

static void
fill_in (DoudiWindow *window, DoudiFormWindow *form_window)
{
  DoudiSession *session = doudi_caseload_get_session (doudi_window_get_caseload (window));
  DoudiFormView *view = doudi_form_window_get_view (form_window);
  DoudiForm *form = doudi_form_answers_get_form (doudi_form_view_get_answers (view));
  g_autofree char *today = doudi_day_format_iso (doudi_session_get_today (session));
  g_autofree char *village = find_village (window);
  g_autofree char *json = NULL;
  g_autoptr (DoudiFormAnswers) answers = NULL;
  g_autoptr (GError) error = NULL;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  json = g_strdup_printf (application, today, village);
#pragma GCC diagnostic pop
  answers = doudi_form_answers_load (form, json, -1, form->id, &error);
  g_assert_no_error (error);
  doudi_form_view_set_form (view, answers);
}

static const DoudiCase *
get_case (GtkWidget *page)
{
  return doudi_case_pane_get_case (child (page, "pane"));
}

static void
take_in (DoudiWindow *window, GtkWidget *page)
{
  DoudiFormWindow *form_window;

  gtk_widget_activate_action (page, "page.new-case", "s", "low-income");
  form_window = find_above (window, DOUDI_TYPE_FORM_WINDOW);
  g_assert_nonnull (form_window);
  fill_in (window, form_window);
  gtk_widget_activate_action (GTK_WIDGET (form_window), "form.save", NULL);
  wait_until (is_idle, doudi_window_get_caseload (window));
  g_assert_null (find_above (window, DOUDI_TYPE_FORM_WINDOW));
}

/* A household of four comes from the counter into the list, is selected there, and is accepted. */
static void
test_take_in (void)
{
  DoudiWindow *window = open_as ("caseworker");
  GtkWidget *page = show_page (window, "applications");
  GtkColumnView *view = child (page, "view");
  guint n_before = doudi_list_get_n_rows (view);
  GtkWindow *question;

  take_in (window, page);
  g_assert_cmpuint (doudi_list_get_n_rows (view), ==, n_before + 1);
  g_assert_nonnull (get_case (page));
  g_assert_cmpuint (
    doudi_form_answers_count_rows (get_case (page)->application, DOUDI_MEANING_MEMBERS), ==, 4);
  g_assert_cmpint (get_case (page)->progress.current, ==, DOUDI_STEP_ACCEPT);
  g_assert_true (can_press (page, "page.next-step"));
  gtk_widget_activate_action (page, "page.next-step", NULL);
  question = find_above (window, GTK_TYPE_WINDOW);
  g_assert_nonnull (question);
  g_signal_emit_by_name (gtk_window_get_default_widget (question), "clicked");
  wait_until (is_idle, doudi_window_get_caseload (window));
  g_assert_null (find_above (window, GTK_TYPE_WINDOW));
  g_assert_cmpint (get_case (page)->progress.current, ==, DOUDI_STEP_AUTHORISE);
  /* The next step is a form, which begins with what the application says. */
  gtk_widget_activate_action (page, "page.next-step", NULL);
  g_assert_nonnull (find_above (window, DOUDI_TYPE_FORM_WINDOW));
  gtk_window_destroy (find_above (window, DOUDI_TYPE_FORM_WINDOW));
  close_window (window);
}

/* Each thing that waits leads to the page it waits on. */
static void
test_today (void)
{
  DoudiWindow *window = open_as ("caseworker");
  DoudiSession *session = doudi_caseload_get_session (doudi_window_get_caseload (window));
  GtkStack *stack = child (window, "page_stack");
  g_autoptr (GPtrArray) items = doudi_today_list (session, NULL);

  g_assert_cmpuint (items->len, >, 0);
  for (guint i = 0; i < items->len; i++)
    {
      const DoudiTodayItem *item = g_ptr_array_index (items, i);
      GtkWidget *page = show_page (window, "today");

      g_assert_cmpuint (doudi_list_get_n_rows (child (page, "view")), ==, items->len);
      g_assert_true (doudi_list_select_id (child (page, "view"), i + 1));
      gtk_widget_activate_action (page, "page.go", NULL);
      g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, item->page);
    }
  close_window (window);
}

static gboolean
page_has_action (GtkWidget *page, const char *action)
{
  GtkWidgetClass *klass = GTK_WIDGET_GET_CLASS (page);
  GType owner;
  const char *name;
  const char *property;
  const GVariantType *parameter;

  for (guint i = 0; gtk_widget_class_query_action (klass, i, &owner, &name, &parameter, &property);
       i++)
    if (g_str_equal (name, action))
      return parameter == NULL;
  return FALSE;
}

/* A key that no page answers would be a promise not kept. */
static void
test_every_action (void)
{
  DoudiWindow *window = open_as ("caseworker");
  GtkStack *stack = child (window, "page_stack");
  guint n_entries;
  const DoudiActionEntry *entries = doudi_actions_get (&n_entries);

  for (guint i = 0; i < n_entries; i++)
    {
      gboolean found = !g_str_has_prefix (entries[i].name, "page.");

      for (GtkWidget *page = gtk_widget_get_first_child (GTK_WIDGET (stack)); page != NULL;
           page = gtk_widget_get_next_sibling (page))
        found = found || page_has_action (page, entries[i].name);
      if (!found)
        g_test_message ("no page has %s", entries[i].name);
      g_assert_true (found);
    }
  close_window (window);
}

/* Who only looks is offered nothing that would be refused. */
static void
test_auditor (void)
{
  DoudiWindow *window = open_as ("auditor");
  GtkWidget *page = show_page (window, "applications");

  g_assert_false (gtk_widget_is_sensitive (child (page, "new_button")));
  page = show_page (window, "lists");
  g_assert_false (gtk_widget_is_sensitive (child (page, "review_button")));
  g_assert_false (gtk_widget_is_sensitive (child (page, "approval_button")));
  close_window (window);
}

int
main (int argc, char *argv[])
{
  int result;

  gtk_test_init (&argc, &argv, NULL);
  app_set_up ();
  g_test_add_func ("/app/cases/every-action", test_every_action);
  g_test_add_func ("/app/cases/take-in", test_take_in);
  g_test_add_func ("/app/cases/today", test_today);
  g_test_add_func ("/app/cases/auditor", test_auditor);
  result = g_test_run ();
  app_tear_down ();
  return result;
}
