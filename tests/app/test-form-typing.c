/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <gtk/gtk.h>
#include <string.h>

#include "app/doudi-application.h"
#include "app/doudi-form-view.h"
#include "app/doudi-list.h"
#include "app/doudi-paste-window.h"

/* What spares keys in the entry screen of a household: short days, sums, answers that follow by
 * themselves, copies of the row above, rows of a sheet. All people are invented. */

#define NO_ROW DOUDI_FORM_NO_ROW
#define MAN "623027197005059117"
#define WOMAN "623027197206069223"

typedef struct
{
  DoudiForm *form;
  GtkWidget *window;
  DoudiFormView *view;
} Fixture;

static void
settle (void)
{
  while (g_main_context_pending (NULL))
    g_main_context_iteration (NULL, FALSE);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiFormAnswers) answers = NULL;

  fixture->form = doudi_form_load_bundled (data, &error);
  g_assert_no_error (error);
  answers = doudi_form_answers_new (fixture->form);
  fixture->view = DOUDI_FORM_VIEW (doudi_form_view_new ());
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1100, 690);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->view));
  doudi_form_view_set_form (fixture->view, answers);
  gtk_window_present (GTK_WINDOW (fixture->window));
  settle ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  settle ();
  doudi_form_unref (fixture->form);
}

static DoudiFormControl *
control (Fixture *fixture, guint row, const char *key)
{
  const DoudiFormField *field = doudi_form_find_field (fixture->form, key);

  g_assert_nonnull (field);
  return doudi_form_view_get_control (fixture->view, row, field);
}

static const char *
answer (Fixture *fixture, guint row, const char *key)
{
  return doudi_form_answers_get (doudi_form_view_get_answers (fixture->view), row,
                                 doudi_form_find_field (fixture->form, key));
}

static void
type (Fixture *fixture, guint row, const char *key, const char *text)
{
  DoudiFormControl *at = control (fixture, row, key);

  doudi_form_control_focus (at);
  gtk_editable_set_text (GTK_EDITABLE (doudi_form_control_get_editor (at)), text);
}

/* Enter in what has the keyboard. */
static void
enter (Fixture *fixture)
{
  g_signal_emit_by_name (gtk_window_get_focus (GTK_WINDOW (fixture->window)), "activate");
}

static void
act (Fixture *fixture, const char *action)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->view), action, NULL);
}

static void
assert_at (Fixture *fixture, guint row, const char *key)
{
  g_assert_true (doudi_form_control_has_focus (control (fixture, row, key)));
}

static guint
n_rows (Fixture *fixture)
{
  return doudi_form_answers_get_n_rows (doudi_form_view_get_answers (fixture->view),
                                        doudi_form_find_section (fixture->form, "members"));
}

/* Sex and birth follow from the number; Enter goes past them, and stops where they are wanting. */
static void
test_past_what_follows (Fixture *fixture, gconstpointer data)
{
  type (fixture, 0, "members.number", MAN);
  enter (fixture);
  assert_at (fixture, 0, "members.ethnicity");
  type (fixture, 0, "members.number", "");
  enter (fixture);
  assert_at (fixture, 0, "members.birth");
  /* What was typed over is an answer of its own. */
  type (fixture, 0, "members.number", MAN);
  type (fixture, 0, "members.birth", "1970-05-06");
  doudi_form_control_focus (control (fixture, 0, "members.number"));
  enter (fixture);
  assert_at (fixture, 0, "members.birth");
}

static void
test_short_day (Fixture *fixture, gconstpointer data)
{
  type (fixture, 0, "members.birth", "750101");
  g_assert_cmpstr (answer (fixture, 0, "members.birth"), ==, "750101");
  enter (fixture);
  g_assert_cmpstr (answer (fixture, 0, "members.birth"), ==, "1975-01-01");
  g_assert_null (
    doudi_form_control_get_said (control (fixture, 0, "members.birth"), DOUDI_FORM_SAYS_WRONG));
  type (fixture, 0, "members.birth", "8.6.5");
  enter (fixture);
  g_assert_cmpstr (answer (fixture, 0, "members.birth"), ==, "8.6.5");
  type (fixture, NO_ROW, "since", "18.6.8");
  enter (fixture);
  g_assert_cmpstr (answer (fixture, NO_ROW, "since"), ==, "2018-06-08");
}

/* The next row begins where one types; an empty one leads out of the table. */
static void
test_next_row (Fixture *fixture, gconstpointer data)
{
  type (fixture, 0, "members.name", "丹增");
  act (fixture, "form.next-row");
  assert_at (fixture, 1, "members.name");
  act (fixture, "form.next-row");
  assert_at (fixture, NO_ROW, "holder");
  g_assert_cmpuint (n_rows (fixture), ==, 1);
  act (fixture, "form.next-row");
  assert_at (fixture, NO_ROW, "holder");
}

static void
fill_first (Fixture *fixture)
{
  type (fixture, 0, "members.name", "丹增");
  type (fixture, 0, "members.number", MAN);
  type (fixture, 0, "members.ethnicity", "4");
  type (fixture, 0, "members.health", "2");
  type (fixture, 0, "members.work_ability", "1");
}

static void
test_copy_above (Fixture *fixture, gconstpointer data)
{
  fill_first (fixture);
  act (fixture, "form.next-row");
  type (fixture, 1, "members.name", "拉毛草");
  doudi_form_control_focus (control (fixture, 1, "members.ethnicity"));
  act (fixture, "form.copy-above");
  g_assert_cmpstr (answer (fixture, 1, "members.ethnicity"), ==, "zang");
  assert_at (fixture, 1, "members.health");
  act (fixture, "form.undo");
  g_assert_cmpstr (answer (fixture, 1, "members.ethnicity"), ==, "");
  g_assert_cmpstr (answer (fixture, 1, "members.name"), ==, "拉毛草");
  /* Above the first row there is nothing. */
  doudi_form_control_focus (control (fixture, 0, "members.ethnicity"));
  act (fixture, "form.copy-above");
  g_assert_cmpstr (answer (fixture, 0, "members.ethnicity"), ==, "zang");
}

/* What is typed stays, and nobody gets the name or the number of another. */
static void
test_copy_row (Fixture *fixture, gconstpointer data)
{
  fill_first (fixture);
  act (fixture, "form.next-row");
  type (fixture, 1, "members.name", "拉毛草");
  type (fixture, 1, "members.health", "1");
  act (fixture, "form.copy-row");
  g_assert_cmpstr (answer (fixture, 1, "members.ethnicity"), ==, "zang");
  g_assert_cmpstr (answer (fixture, 1, "members.health"), ==, "healthy");
  g_assert_cmpstr (answer (fixture, 1, "members.work_ability"), ==, "able");
  g_assert_cmpstr (answer (fixture, 1, "members.name"), ==, "拉毛草");
  g_assert_cmpstr (answer (fixture, 1, "members.number"), ==, "");
  act (fixture, "form.undo");
  g_assert_cmpstr (answer (fixture, 1, "members.ethnicity"), ==, "");
  g_assert_cmpstr (answer (fixture, 1, "members.health"), ==, "healthy");
}

/* The account is likely that of the head: offered, and the next key takes its place. */
static void
test_offered (Fixture *fixture, gconstpointer data)
{
  doudi_form_control_focus (control (fixture, NO_ROW, "holder"));
  g_assert_cmpstr (answer (fixture, NO_ROW, "holder"), ==, "");
  fill_first (fixture);
  doudi_form_control_focus (control (fixture, NO_ROW, "holder"));
  g_assert_cmpstr (answer (fixture, NO_ROW, "holder"), ==, "丹增");
  g_assert_true (gtk_editable_get_selection_bounds (
    GTK_EDITABLE (doudi_form_control_get_editor (control (fixture, NO_ROW, "holder"))), NULL,
    NULL));
}

static DoudiPasteWindow *
find_paste (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *at = windows; at != NULL; at = at->next)
    if (DOUDI_IS_PASTE_WINDOW (at->data))
      return at->data;
  return NULL;
}

static gpointer
child (gpointer widget, const char *name)
{
  return gtk_widget_get_template_child (widget, G_OBJECT_TYPE (widget), name);
}

static GtkColumnView *
get_table (DoudiPasteWindow *paste)
{
  return GTK_COLUMN_VIEW (gtk_scrolled_window_get_child (child (paste, "scrolled")));
}

static guint
count_columns (DoudiPasteWindow *paste)
{
  return g_list_model_get_n_items (gtk_column_view_get_columns (get_table (paste)));
}

/* Columns go where their headings say, in any order; what nobody asks is left out. */
static void
test_paste_headings (Fixture *fixture, gconstpointer data)
{
  DoudiPasteWindow *paste;

  doudi_form_control_focus (control (fixture, 0, "members.name"));
  doudi_form_view_paste (fixture->view, "备注\t身份证号码\t姓名\t与户主关系\t民族\n"
                                        "无\t" MAN "\t丹增\t户主\t藏族\n"
                                        "\t" WOMAN "\t拉毛草\t配偶\t藏\n"
                                        "\t62302719720606922\t才让\t子\t回族\n");
  paste = find_paste ();
  g_assert_nonnull (paste);
  g_assert_true (gtk_check_button_get_active (child (paste, "headings_button")));
  g_assert_cmpuint (doudi_list_get_n_rows (get_table (paste)), ==, 3);
  /* The number of the row, four answers, what is wrong. */
  g_assert_cmpuint (count_columns (paste), ==, 6);
  g_assert_nonnull (strstr (gtk_label_get_text (child (paste, "where_label")), "备注"));
  g_assert_cmpuint (n_rows (fixture), ==, 1);
  gtk_widget_activate_action (GTK_WIDGET (paste), "paste.accept", NULL);
  settle ();
  g_assert_null (find_paste ());
  g_assert_cmpuint (n_rows (fixture), ==, 3);
  g_assert_cmpstr (answer (fixture, 1, "members.name"), ==, "拉毛草");
  g_assert_cmpstr (answer (fixture, 1, "members.relation"), ==, "spouse");
  g_assert_cmpstr (answer (fixture, 1, "members.ethnicity"), ==, "zang");
  g_assert_cmpstr (answer (fixture, 1, "members.sex"), ==, "female");
  g_assert_nonnull (
    doudi_form_control_get_said (control (fixture, 2, "members.number"), DOUDI_FORM_SAYS_WRONG));
  act (fixture, "form.undo");
  g_assert_cmpuint (n_rows (fixture), ==, 1);
  g_assert_cmpstr (answer (fixture, 0, "members.name"), ==, "");
}

/* Without headings from the keyboard on; that the first row is one can be said and unsaid. */
static void
test_paste_position (Fixture *fixture, gconstpointer data)
{
  DoudiPasteWindow *paste;

  doudi_form_control_focus (control (fixture, 0, "members.name"));
  doudi_form_view_paste (fixture->view, "丹增\t户主\t" MAN "\n拉毛草\t配偶\t" WOMAN "\n");
  paste = find_paste ();
  g_assert_false (gtk_check_button_get_active (child (paste, "headings_button")));
  g_assert_cmpuint (doudi_list_get_n_rows (get_table (paste)), ==, 2);
  gtk_check_button_set_active (child (paste, "headings_button"), TRUE);
  g_assert_cmpuint (doudi_list_get_n_rows (get_table (paste)), ==, 1);
  gtk_check_button_set_active (child (paste, "headings_button"), FALSE);
  g_assert_cmpuint (doudi_list_get_n_rows (get_table (paste)), ==, 2);
  gtk_window_close (GTK_WINDOW (paste));
  settle ();
  g_assert_cmpuint (n_rows (fixture), ==, 1);
  g_assert_cmpstr (answer (fixture, 0, "members.name"), ==, "");
}

/* In another form: an amount may be added up. */
static void
test_sum (Fixture *fixture, gconstpointer data)
{
  type (fixture, 0, "members.wages", "300+45.5");
  enter (fixture);
  g_assert_cmpstr (answer (fixture, 0, "members.wages"), ==, "345.50");
  type (fixture, 0, "members.wages", "300+");
  enter (fixture);
  g_assert_nonnull (
    doudi_form_control_get_said (control (fixture, 0, "members.wages"), DOUDI_FORM_SAYS_WRONG));
}

static void
add (const char *path, const char *form, void (*test) (Fixture *fixture, gconstpointer data))
{
  g_test_add (path, Fixture, form, set_up, test, tear_down);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GtkApplication) program = NULL;
  g_autoptr (GError) error = NULL;
  const char *household = "household";

  gtk_test_init (&argc, &argv, NULL);
  program = doudi_application_new ();
  g_application_register (G_APPLICATION (program), NULL, &error);
  g_assert_no_error (error);
  add ("/app/form-typing/past-what-follows", household, test_past_what_follows);
  add ("/app/form-typing/short-day", household, test_short_day);
  add ("/app/form-typing/next-row", household, test_next_row);
  add ("/app/form-typing/copy-above", household, test_copy_above);
  add ("/app/form-typing/copy-row", household, test_copy_row);
  add ("/app/form-typing/offered", household, test_offered);
  add ("/app/form-typing/paste-headings", household, test_paste_headings);
  add ("/app/form-typing/paste-position", household, test_paste_position);
  add ("/app/form-typing/sum", "low-income-application", test_sum);
  return g_test_run ();
}
