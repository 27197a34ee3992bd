/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "app-fixture.h"

#include <sqlite3.h>

#include "../store/raw-caseload.h"
#include "app/doudi-change-fields.h"
#include "app/doudi-change-window.h"
#include "app/doudi-list.h"
#include "app/doudi-merge-window.h"
#include "app/doudi-split-window.h"

/* From "the same" to one record, and back: one test after the other. */

#define CASEWORKER "caseworker"
#define REVIEWER "reviewer"

/* Behind the back of the program: the head of household 1 is entered once more, apart and without a
 * number; households 2 and 3 draw nothing any more and have one telephone, as have 4 and 5, which
 * draw. */
static const char plants_sql[]
  = "UPDATE household_address SET phone = '';"
    "INSERT INTO award_term (award_id, from_month, persons, recorded_at, recorded_by, source)"
    " SELECT id, 209912, 0, '', '', 'test' FROM award WHERE household_id IN (2, 3);"
    "UPDATE household_address SET phone = '13909410001' WHERE household_id IN (2, 3);"
    "UPDATE household_address SET phone = '13909410002' WHERE household_id IN (4, 5);"
    "INSERT INTO search_key (key, kind, household_id, person_id) SELECT 't' || phone, 'phone',"
    " household_id, 1 FROM household_address WHERE phone <> '';"
    "INSERT INTO household (id, recorded_at, recorded_by, source) VALUES (900, '', '', 'test');"
    "INSERT INTO household_address (household_id, division_code, village_group, valid_from,"
    " recorded_at, recorded_by, source) SELECT 900, division_code, village_group, valid_from, '', "
    "'',"
    " 'test' FROM household_address WHERE household_id = 1;"
    "INSERT INTO person (id, name, sex, birth_date, recorded_at, recorded_by, source)"
    " SELECT 9000, p.name, p.sex, p.birth_date, '', '', 'test' FROM membership m"
    " JOIN person p ON p.id = m.person_id WHERE m.household_id = 1 AND m.relation = 'head';"
    "INSERT INTO membership (household_id, person_id, relation, position, valid_from, recorded_at,"
    " recorded_by, source) VALUES (900, 9000, 'head', 1, '2016-01-01', '', '', 'test');";

static void
write_raw (const char *sql)
{
  sqlite3 *db = raw_caseload_open (app_caseload, CASEWORKER, "doudi-demo");
  char *message = NULL;

  sqlite3_exec (db, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  sqlite3_close (db);
}

static gint64
ask_raw (const char *sql)
{
  sqlite3 *db = raw_caseload_open (app_caseload, CASEWORKER, "doudi-demo");
  sqlite3_stmt *stmt = NULL;
  gint64 answer;

  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  answer = sqlite3_column_int64 (stmt, 0);
  sqlite3_finalize (stmt);
  sqlite3_close (db);
  return answer;
}

static void
wait (DoudiWindow *window)
{
  wait_until (is_idle, doudi_window_get_caseload (window));
}

/* Selects the finding whose words have a text in them. */
static void
select_words (DoudiWindow *window, gpointer page, guint column, const char *text)
{
  GListModel *model
    = G_LIST_MODEL (gtk_column_view_get_model (GTK_COLUMN_VIEW (child (page, "view"))));

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (DoudiListRow) row = g_list_model_get_item (model, i);

      if (strstr (doudi_list_row_get_text (row, column), text) != NULL)
        {
          gtk_single_selection_set_selected (GTK_SINGLE_SELECTION (model), i);
          wait (window);
          return;
        }
    }
  g_assert_not_reached ();
}

static guint
count_rows (gpointer page)
{
  return doudi_list_get_n_rows (child (page, "view"));
}

static gpointer
show_checks (DoudiWindow *window)
{
  gpointer page = show_page (window, "checks");

  wait (window);
  return page;
}

/* The pair of persons comes first of all. */
static gpointer
open_merger (DoudiWindow *window, gpointer page)
{
  GType type = DOUDI_TYPE_MERGE_WINDOW;

  doudi_list_select_id (child (page, "view"), 1);
  wait (window);
  gtk_widget_activate_action (page, "page.decide-first", NULL);
  wait_until (is_there, &type);
  return find_window (type);
}

/* A caseworker only says that they are the same. */
static void
test_proposed (void)
{
  DoudiWindow *window = open_as (CASEWORKER);
  gpointer page = show_checks (window);

  doudi_list_select_id (child (page, "view"), 1);
  wait (window);
  gtk_widget_activate_action (page, "page.decide-first", NULL);
  wait (window);
  g_assert_null (find_window (DOUDI_TYPE_MERGE_WINDOW));
  g_assert_cmpint (ask_raw ("SELECT count(*) FROM finding_decision WHERE decision = 'same'"), ==,
                   1);
  close_window (window);
}

/* A reviewer says where the person stays; then the records are one, and two again. */
static void
test_persons (void)
{
  DoudiWindow *window = open_as (REVIEWER);
  gpointer page = show_checks (window);
  gpointer merger = open_merger (window, page);
  GType type = DOUDI_TYPE_MERGE_WINDOW;
  guint n = count_rows (page);
  gint64 number = ask_raw ("SELECT count(*) FROM person WHERE identity_number IS NOT NULL");

  g_assert_false (can_press (merger, "merge.merge"));
  gtk_drop_down_set_selected (child (merger, "home_drop_down"), 2);
  g_assert_false (can_press (merger, "merge.merge"));
  gtk_drop_down_set_selected (child (merger, "home_drop_down"), 1);
  g_assert_true (can_press (merger, "merge.merge"));
  gtk_editable_set_text (child (merger, "reason_entry"), "查验身份证");
  gtk_widget_activate_action (merger, "merge.merge", NULL);
  wait_until (is_gone, &type);
  wait (window);
  /* The pair, and what was missing of the other record. */
  g_assert_cmpuint (count_rows (page), ==, n - 2);
  g_assert_cmpint (
    ask_raw ("SELECT count(*) FROM registry_edit WHERE kind = 'merge-persons' AND reason <> ''"),
    ==, 1);
  g_assert_cmpint (ask_raw ("SELECT count(*) FROM person WHERE identity_number IS NOT NULL"), ==,
                   number);
  g_assert_true (can_press (page, "page.undo"));
  close_window (window);
}

static GtkWidget *
find_default (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *link = windows; link != NULL; link = link->next)
    if (gtk_window_get_modal (link->data) && gtk_window_get_default_widget (link->data) != NULL)
      return gtk_window_get_default_widget (link->data);
  return NULL;
}

static gboolean
has_default (gpointer data)
{
  return find_default () != NULL;
}

static GtkWidget *
find_entry (GtkWidget *widget)
{
  GtkWidget *found = GTK_IS_ENTRY (widget) ? widget : NULL;

  for (GtkWidget *below = gtk_widget_get_first_child (widget); below != NULL && found == NULL;
       below = gtk_widget_get_next_sibling (below))
    found = find_entry (below);
  return found;
}

/* Two households that draw nothing are made one by an edit, which one key takes back. */
static void
test_households (void)
{
  DoudiWindow *window = open_as (CASEWORKER);
  gpointer page = show_checks (window);
  GtkWidget *accept;

  select_words (window, page, 3, "0001");
  gtk_widget_activate_action (page, "page.decide-first", NULL);
  wait_until (has_default, NULL);
  accept = find_default ();
  gtk_editable_set_text (GTK_EDITABLE (find_entry (GTK_WIDGET (gtk_widget_get_root (accept)))),
                         "兄弟");
  g_signal_emit_by_name (accept, "clicked");
  wait (window);
  g_assert_cmpint (ask_raw ("SELECT count(*) FROM registry_edit WHERE kind = 'merge-households'"),
                   ==, 1);
  g_assert_cmpint (ask_raw ("SELECT count(*) FROM household_card WHERE household_id = 3"), ==, 0);
  gtk_widget_activate_action (page, "page.undo", NULL);
  wait_until (has_default, NULL);
  g_signal_emit_by_name (find_default (), "clicked");
  wait (window);
  g_assert_cmpint (ask_raw ("SELECT count(*) FROM household_card WHERE household_id = 3"), ==, 1);
  select_words (window, page, 3, "0001");
  close_window (window);
}

/* Where one draws it is a change, begun with both. */
static void
test_change (void)
{
  DoudiWindow *window = open_as (CASEWORKER);
  gpointer page = show_checks (window);
  GType type = DOUDI_TYPE_CHANGE_WINDOW;
  gpointer change;
  g_autofree char *detail = NULL;

  select_words (window, page, 3, "0002");
  gtk_widget_activate_action (page, "page.decide-first", NULL);
  wait_until (is_there, &type);
  change = find_window (type);
  g_assert_cmpuint (gtk_drop_down_get_selected (child (change, "kind_drop_down")), ==,
                    DOUDI_CHANGE_MERGE);
  detail = doudi_change_fields_dup_detail (child (change, "fields"), NULL);
  g_assert_nonnull (detail);
  g_assert_nonnull (strstr (detail, "5"));
  gtk_window_destroy (change);
  close_window (window);
}

/* A household that draws nothing is split by an edit. */
static void
test_split (void)
{
  DoudiWindow *window = open_as (CASEWORKER);
  gpointer page = show_page (window, "households");
  GType type = DOUDI_TYPE_SPLIT_WINDOW;
  gpointer split;
  GtkWidget *grid;

  write_raw (
    "INSERT INTO membership (household_id, person_id, relation, position, valid_from,"
    " recorded_at, recorded_by, source) SELECT 3, max(id), '其他', 8, '2016-01-01', '', '',"
    " 'test' FROM person WHERE id < 9000;");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.open-household", "x", (gint64) 3);
  wait (window);
  gtk_widget_activate_action (page, "page.split-household", NULL);
  wait_until (is_there, &type);
  split = find_window (type);
  grid = child (split, "grid");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (gtk_grid_get_child_at (GTK_GRID (grid), 0, 1)),
                               TRUE);
  gtk_widget_activate_action (split, "split.split", NULL);
  wait_until (is_gone, &type);
  g_assert_cmpint (ask_raw ("SELECT count(*) FROM registry_edit WHERE kind = 'split-household'"),
                   ==, 1);
  close_window (window);
}

int
main (int argc, char *argv[])
{
  int status;

  gtk_test_init (&argc, &argv, NULL);
  app_set_up ();
  write_raw (plants_sql);
  g_test_add_func ("/app/merge/proposed", test_proposed);
  g_test_add_func ("/app/merge/persons", test_persons);
  g_test_add_func ("/app/merge/households", test_households);
  g_test_add_func ("/app/merge/change", test_change);
  g_test_add_func ("/app/merge/split", test_split);
  status = g_test_run ();
  app_tear_down ();
  return status;
}
