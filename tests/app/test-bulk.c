/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "app-fixture.h"
#include "app/doudi-bulk-window.h"
#include "app/doudi-list.h"
#include "casework/doudi-bulk.h"
#include "store/doudi-registry-edit.h"
#include "store/doudi-registry.h"

/* One fact for many households, as at a desk. */

static GArray *
three_households (void)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (gint64 id = 1; id <= 3; id++)
    g_array_append_val (ids, id);
  return ids;
}

static gpointer
open_bulk (DoudiWindow *window)
{
  g_autoptr (GArray) ids = three_households ();
  g_autoptr (GError) error = NULL;
  GtkWidget *bulk
    = doudi_bulk_window_new (GTK_WINDOW (window), doudi_window_get_caseload (window), ids, &error);

  g_assert_no_error (error);
  gtk_window_present (GTK_WINDOW (bulk));
  return bulk;
}

static gboolean
has_words (gpointer label)
{
  return *gtk_label_get_text (label) != '\0';
}

static gboolean
says_something_wrong (gpointer label)
{
  return gtk_widget_get_visible (label) && has_words (label);
}

static gboolean
has_rows (gpointer view)
{
  return doudi_list_get_n_rows (view) > 0;
}

static char *
group_of (DoudiWindow *window, gint64 id)
{
  DoudiCaseload *caseload = doudi_window_get_caseload (window);
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiHousehold) household = doudi_registry_get_household (
    doudi_caseload_get_reader (caseload), id,
    doudi_session_get_today (doudi_caseload_get_session (caseload)), &error);

  g_assert_no_error (error);
  return g_strdup (household->village_group);
}

static void
test_done (void)
{
  DoudiWindow *window = open_as ("caseworker");
  gpointer bulk = open_bulk (window);
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiEditRow) edit = NULL;

  gtk_drop_down_set_selected (child (bulk, "field_drop_down"), DOUDI_BULK_VILLAGE_GROUP);
  gtk_editable_set_text (child (bulk, "value_entry"), "九十九社");
  wait_until (has_rows, child (bulk, "view"));
  wait_until (has_words, child (bulk, "words_label"));
  g_assert_cmpuint (doudi_list_get_n_rows (child (bulk, "view")), ==, 3);
  gtk_widget_activate_action (bulk, "bulk.apply", NULL);
  wait_until (is_gone, &(GType){ DOUDI_TYPE_BULK_WINDOW });
  for (gint64 id = 1; id <= 3; id++)
    {
      g_autofree char *group = group_of (window, id);

      g_assert_cmpstr (group, ==, "九十九社");
    }
  edit = doudi_edit_get (doudi_caseload_get_reader (doudi_window_get_caseload (window)), 1, &error);
  g_assert_no_error (error);
  g_assert_cmpint (edit->households, ==, 3);
  close_window (window);
}

/* A wrong day is told, and nothing can be done until it is right. */
static void
test_wrong_day (void)
{
  DoudiWindow *window = open_as ("caseworker");
  gpointer bulk = open_bulk (window);

  gtk_editable_set_text (child (bulk, "value_entry"), "一社");
  wait_until (has_rows, child (bulk, "view"));
  gtk_editable_set_text (child (bulk, "since_entry"), "2018-13-40");
  wait_until (says_something_wrong, child (bulk, "message_label"));
  g_assert_false (gtk_widget_is_sensitive (child (bulk, "apply_button")));
  gtk_editable_set_text (child (bulk, "since_entry"), "");
  wait_until ((gboolean (*) (gpointer)) gtk_widget_is_sensitive, child (bulk, "apply_button"));
  gtk_window_destroy (bulk);
  close_window (window);
}

/* Facts of members have their choices, those of households none. */
static void
test_choices (void)
{
  DoudiWindow *window = open_as ("caseworker");
  gpointer bulk = open_bulk (window);
  GtkDropDown *values = child (bulk, "value_drop_down");

  gtk_drop_down_set_selected (child (bulk, "field_drop_down"), DOUDI_BULK_HEALTH);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (child (bulk, "value_stack")), ==, "choice");
  g_assert_cmpuint (g_list_model_get_n_items (gtk_drop_down_get_model (values)), >, 3);
  g_assert_true (gtk_widget_get_visible (child (bulk, "age_box")));
  gtk_drop_down_set_selected (child (bulk, "field_drop_down"), DOUDI_BULK_ADDRESS);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (child (bulk, "value_stack")), ==, "text");
  g_assert_false (gtk_widget_get_visible (child (bulk, "age_box")));
  gtk_window_destroy (bulk);
  close_window (window);
}

/* From the list: what the filters show. */
static void
test_from_list (void)
{
  DoudiWindow *window = open_as ("caseworker");
  GtkWidget *page = show_page (window, "households");

  wait_until (is_idle, doudi_window_get_caseload (window));
  g_assert_true (gtk_widget_activate_action (page, "page.edit-many", NULL));
  g_assert_cmpuint (count_windows (DOUDI_TYPE_BULK_WINDOW), ==, 1);
  close_window (window);
}

/* It names households: it is gone with the person. */
static void
test_sign_out (void)
{
  DoudiWindow *window = open_as ("caseworker");
  DoudiCaseload *caseload = doudi_window_get_caseload (window);

  open_bulk (window);
  wait_until (is_idle, caseload);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.sign-out", NULL);
  g_assert_false (doudi_caseload_is_signed_in (caseload));
  g_assert_cmpuint (count_windows (DOUDI_TYPE_BULK_WINDOW), ==, 0);
  close_window (window);
}


static void
test_not_allowed (void)
{
  DoudiWindow *window = open_as ("director");
  GtkWidget *page = show_page (window, "households");

  wait_until (is_idle, doudi_window_get_caseload (window));
  gtk_widget_activate_action (page, "page.edit-many", NULL);
  g_assert_cmpuint (count_windows (DOUDI_TYPE_BULK_WINDOW), ==, 0);
  close_window (window);
}

int
main (int argc, char **argv)
{
  int status;

  gtk_test_init (&argc, &argv, NULL);
  app_set_up ();
  g_test_add_func ("/app/bulk/done", test_done);
  g_test_add_func ("/app/bulk/wrong-day", test_wrong_day);
  g_test_add_func ("/app/bulk/choices", test_choices);
  g_test_add_func ("/app/bulk/from-list", test_from_list);
  g_test_add_func ("/app/bulk/sign-out", test_sign_out);
  g_test_add_func ("/app/bulk/not-allowed", test_not_allowed);
  status = g_test_run ();
  app_tear_down ();
  return status;
}
