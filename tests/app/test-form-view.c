/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <gtk/gtk.h>
#include <string.h>
#include <time.h>

#include "app/doudi-application.h"
#include "app/doudi-choice-control.h"
#include "app/doudi-form-message.h"
#include "app/doudi-form-view.h"
#include "app/doudi-paste-window.h"
#include "base/doudi-division-code.h"

/* The entry screen of a form, driven as the keyboard drives it: text goes into what has the
 * keyboard, keys to the controllers that wait for them. All people are invented. */

#define MAN "622924197003120331"
#define WOMAN "622924197305060346"

static const char form_json[]
  = "{ \"id\": \"test\", \"kind\": \"application\", \"title\": \"样表\", \"title_en\": "
    "\"Sample\",\n"
    "  \"version\": \"1\", \"source\": \"a paper\", \"valid_from\": \"2018-01-01\",\n"
    "  \"sections\": [\n"
    "  { \"key\": \"head\", \"label\": \"申请人\", \"fields\": [\n"
    "    { \"key\": \"day\", \"label\": \"申请日期\", \"type\": \"day\", \"required\": true },\n"
    "    { \"key\": \"name\", \"label\": \"姓名\", \"type\": \"text\", \"means\": "
    "\"applicant-name\",\n"
    "      \"required\": true },\n"
    "    { \"key\": \"number\", \"label\": \"身份证号\", \"type\": \"identity-number\",\n"
    "      \"means\": \"applicant-identity-number\" },\n"
    "    { \"key\": \"age\", \"label\": \"年龄\", \"type\": \"computed\",\n"
    "      \"compute\": { \"how\": \"age\", \"of\": [\"number\"] } },\n"
    "    { \"key\": \"place\", \"label\": \"居住地\", \"type\": \"division\" },\n"
    "    { \"key\": \"kind\", \"label\": \"类别\", \"type\": \"choice\", \"options\": [\n"
    "      { \"key\": \"rural\", \"label\": \"农村\", \"label_en\": \"rural\" },\n"
    "      { \"key\": \"urban\", \"label\": \"城市\", \"label_en\": \"urban\" },\n"
    "      { \"key\": \"none\", \"label\": \"无\", \"label_en\": \"none\" } ] },\n"
    "    { \"key\": \"others\", \"label\": \"其他待遇\", \"type\": \"choices\", \"options\": [\n"
    "      { \"key\": \"low\", \"label\": \"低保\" }, { \"key\": \"old\", \"label\": \"养老\" } ] "
    "},\n"
    "    { \"key\": \"school\", \"label\": \"在校\", \"type\": \"tick\" },\n"
    "    { \"key\": \"school_name\", \"label\": \"学校\", \"type\": \"text\", \"required\": true,\n"
    "      \"when\": { \"field\": \"school\", \"is\": [\"yes\"] } },\n"
    "    { \"key\": \"holder\", \"label\": \"户名\", \"type\": \"text\", \"same_as\": \"name\" },\n"
    "    { \"key\": \"remarks\", \"label\": \"备注\", \"type\": \"lines\" } ] },\n"
    "  { \"key\": \"members\", \"label\": \"家庭成员\", \"table\": true, \"rows\": 4,\n"
    "    \"rows_most\": 20, \"fields\": [\n"
    "    { \"key\": \"name\", \"label\": \"姓名\", \"type\": \"text\", \"required\": true },\n"
    "    { \"key\": \"number\", \"label\": \"身份证号\", \"type\": \"identity-number\" },\n"
    "    { \"key\": \"sex\", \"label\": \"性别\", \"type\": \"choice\", \"options\": \"sex\",\n"
    "      \"compute\": { \"how\": \"sex\", \"of\": [\"number\"] } },\n"
    "    { \"key\": \"wages\", \"label\": \"工资\", \"type\": \"money\" } ] },\n"
    "  { \"key\": \"sums\", \"label\": \"合计\", \"fields\": [\n"
    "    { \"key\": \"persons\", \"label\": \"人口\", \"type\": \"computed\",\n"
    "      \"compute\": { \"how\": \"rows\", \"of\": [\"members\"] } },\n"
    "    { \"key\": \"wages\", \"label\": \"工资合计\", \"type\": \"computed\",\n"
    "      \"compute\": { \"how\": \"sum\", \"of\": [\"members.wages\"] } },\n"
    "    { \"key\": \"last\", \"label\": \"说明\", \"type\": \"text\" } ] } ] }";

typedef struct
{
  DoudiForm *form;
  GtkWidget *window;
  DoudiFormView *view;
  guint n_changes;
} Fixture;

static void
on_changed_cb (Fixture *fixture)
{
  fixture->n_changes++;
}

static void
settle (void)
{
  while (g_main_context_pending (NULL))
    g_main_context_iteration (NULL, FALSE);
}

static void
show_form (Fixture *fixture, DoudiForm *form)
{
  g_autoptr (DoudiFormAnswers) answers = doudi_form_answers_new (form);

  doudi_form_view_set_form (fixture->view, answers);
  gtk_window_present (GTK_WINDOW (fixture->window));
  settle ();
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->form = doudi_form_load (form_json, -1, "test", &error);
  g_assert_no_error (error);
  fixture->view = DOUDI_FORM_VIEW (doudi_form_view_new ());
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1100, 690);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->view));
  doudi_form_view_set_day (fixture->view, doudi_day_new (2018, 6, 8));
  g_signal_connect_swapped (fixture->view, "changed", G_CALLBACK (on_changed_cb), fixture);
  show_form (fixture, fixture->form);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  settle ();
  doudi_form_unref (fixture->form);
}

static const DoudiFormField *
field (Fixture *fixture, const char *key)
{
  const DoudiFormField *found = doudi_form_find_field (fixture->form, key);

  g_assert_nonnull (found);
  return found;
}

static DoudiFormControl *
control (Fixture *fixture, guint row, const char *key)
{
  return doudi_form_view_get_control (fixture->view, row, field (fixture, key));
}

static DoudiFormControl *
head (Fixture *fixture, const char *key)
{
  return control (fixture, DOUDI_FORM_NO_ROW, key);
}

static const char *
answer (Fixture *fixture, guint row, const char *key)
{
  return doudi_form_answers_get (doudi_form_view_get_answers (fixture->view), row,
                                 field (fixture, key));
}

static const char *
answer_of (Fixture *fixture, const char *key)
{
  return answer (fixture, DOUDI_FORM_NO_ROW, key);
}

static const char *
shown (DoudiFormControl *at)
{
  GtkWidget *editor = doudi_form_control_get_editor (at);

  return GTK_IS_LABEL (editor) ? gtk_label_get_text (GTK_LABEL (editor))
                               : gtk_editable_get_text (GTK_EDITABLE (editor));
}

/* Letter by letter, in place of what is there. */
static void
type_text (DoudiFormControl *at, const char *text)
{
  GtkEditable *editor = GTK_EDITABLE (doudi_form_control_get_editor (at));
  int position = 0;

  g_assert_true (doudi_form_control_focus (at));
  gtk_editable_delete_text (editor, 0, -1);
  for (const char *letter = text; *letter != '\0'; letter = g_utf8_next_char (letter))
    gtk_editable_insert_text (editor, letter, (int) (g_utf8_next_char (letter) - letter),
                              &position);
}

static gboolean
press_at (GtkWidget *widget, guint keyval, GdkModifierType state)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  gboolean handled = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !handled; i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller)
          && gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_BUBBLE)
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0, state, &handled);
    }
  return handled;
}

/* A key that the entry itself had no use for. */
static gboolean
press_with (Fixture *fixture, guint keyval, GdkModifierType state)
{
  GtkWidget *widget = gtk_window_get_focus (GTK_WINDOW (fixture->window));

  for (; widget != NULL; widget = gtk_widget_get_parent (widget))
    if ((DOUDI_IS_FORM_CONTROL (widget) || DOUDI_IS_FORM_VIEW (widget))
        && press_at (widget, keyval, state))
      return TRUE;
  return FALSE;
}

static gboolean
press (Fixture *fixture, guint keyval)
{
  return press_with (fixture, keyval, 0);
}

static void
press_enter (Fixture *fixture)
{
  g_signal_emit_by_name (gtk_window_get_focus (GTK_WINDOW (fixture->window)), "activate");
}

static void
act (Fixture *fixture, const char *action)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->view), action, NULL);
}

static void
assert_at (Fixture *fixture, DoudiFormControl *expected)
{
  g_assert_nonnull (expected);
  g_assert_true (doudi_form_control_has_focus (expected));
}

static guint
n_rows (Fixture *fixture)
{
  guint count = 0;

  while (control (fixture, count, "members.name") != NULL)
    count++;
  return count;
}

static void
test_typing (Fixture *fixture, gconstpointer data)
{
  g_assert_true (doudi_form_view_focus_first (fixture->view));
  assert_at (fixture, head (fixture, "day"));
  g_assert_false (doudi_form_view_is_dirty (fixture->view));
  type_text (head (fixture, "day"), "2018.6.8");
  g_assert_cmpstr (shown (head (fixture, "day")), ==, "2018.6.8");
  g_assert_cmpstr (answer_of (fixture, "day"), ==, "2018-06-08");
  g_assert_true (doudi_form_view_is_dirty (fixture->view));
  g_assert_cmpuint (fixture->n_changes, >=, 8);
  press_enter (fixture);
  assert_at (fixture, head (fixture, "name"));
  g_assert_cmpstr (shown (head (fixture, "day")), ==, "2018-06-08");
  g_assert_true (press (fixture, GDK_KEY_Tab));
  assert_at (fixture, head (fixture, "number"));
  /* What is computed is passed over. */
  g_assert_true (press (fixture, GDK_KEY_Tab));
  assert_at (fixture, head (fixture, "place"));
  g_assert_true (press (fixture, GDK_KEY_ISO_Left_Tab));
  assert_at (fixture, head (fixture, "number"));
  type_text (head (fixture, "day"), "20180609");
  doudi_form_view_set_clean (fixture->view);
  g_assert_false (doudi_form_view_is_dirty (fixture->view));
  g_assert_cmpstr (answer_of (fixture, "day"), ==, "2018-06-09");
}

/* While an input method is at work nothing is written into the entry. */
static void
test_composing (Fixture *fixture, gconstpointer data)
{
  DoudiFormControl *day = head (fixture, "day");
  GtkWidget *text = doudi_form_control_get_editor (day);

  type_text (day, "2018.6.8");
  g_signal_emit_by_name (text, "preedit-changed", "ri");
  g_assert_true (doudi_form_control_is_composing (day));
  doudi_form_view_set_day (fixture->view, doudi_day_new (2018, 6, 9));
  act (fixture, "form.undo");
  g_assert_cmpstr (shown (day), ==, "2018.6.8");
  g_signal_emit_by_name (text, "preedit-changed", "");
  press_enter (fixture);
  g_assert_cmpstr (shown (day), ==, "2018-06-08");
}

static void
assert_choice (Fixture *fixture, const char *typed, const char *key, const char *name)
{
  DoudiFormControl *kind = head (fixture, "kind");

  type_text (kind, typed);
  g_assert_cmpstr (shown (kind), ==, typed);
  g_assert_cmpstr (answer_of (fixture, "kind"), ==, key);
  g_assert_true (press (fixture, GDK_KEY_Tab));
  g_assert_cmpstr (shown (kind), ==, name);
}

static void
test_choice (Fixture *fixture, gconstpointer data)
{
  DoudiCandidates *candidates
    = doudi_choice_control_get_candidates (DOUDI_CHOICE_CONTROL (head (fixture, "kind")));
  const char *rural = doudi_candidates_get_label (candidates, 0);
  const char *urban = doudi_candidates_get_label (candidates, 1);
  const char *none = doudi_candidates_get_label (candidates, 2);

  assert_choice (fixture, "1", "rural", rural);
  assert_choice (fixture, "2", "urban", urban);
  assert_choice (fixture, "nc", "rural", rural);
  assert_choice (fixture, "cheng", "urban", urban);
  assert_choice (fixture, "W", "none", none);
  assert_choice (fixture, "城", "urban", urban);
  assert_choice (fixture, "rur", "rural", rural);
  assert_choice (fixture, "３", "none", none);
  assert_choice (fixture, "", "", "");
  g_assert_cmpuint (doudi_form_view_get_n_errors (fixture->view), ==, 0);
  assert_choice (fixture, "xyz", "xyz", "xyz");
  g_assert_cmpuint (doudi_form_view_get_n_errors (fixture->view), ==, 1);
  assert_choice (fixture, "2", "urban", urban);
  g_assert_cmpuint (doudi_form_view_get_n_errors (fixture->view), ==, 0);
}

static void
test_choice_by_arrows (Fixture *fixture, gconstpointer data)
{
  type_text (head (fixture, "kind"), "1");
  g_assert_true (press (fixture, GDK_KEY_Escape));
  g_assert_true (press (fixture, GDK_KEY_Down));
  g_assert_cmpstr (answer_of (fixture, "kind"), ==, "rural");
  g_assert_true (press (fixture, GDK_KEY_Down));
  g_assert_cmpstr (answer_of (fixture, "kind"), ==, "urban");
  g_assert_true (press (fixture, GDK_KEY_Up));
  g_assert_true (press (fixture, GDK_KEY_Up));
  g_assert_cmpstr (answer_of (fixture, "kind"), ==, "none");
  press_enter (fixture);
  assert_at (fixture, head (fixture, "others"));
}

static void
test_choices (Fixture *fixture, gconstpointer data)
{
  DoudiFormControl *others = head (fixture, "others");

  type_text (others, "2 dib");
  g_assert_cmpstr (answer_of (fixture, "others"), ==, "low,old");
  g_assert_true (press (fixture, GDK_KEY_Tab));
  g_assert_cmpstr (shown (others), ==, "低保、养老");
  type_text (others, "养老，");
  g_assert_cmpstr (answer_of (fixture, "others"), ==, "old");
}

static char *
look_up (const DoudiFormAnswers *answers, guint row, const DoudiFormField *field, gpointer data)
{
  GString *asked = data;

  if (field->type != DOUDI_FORM_IDENTITY_NUMBER)
    return NULL;
  g_string_append_printf (asked, "%s,%d;", doudi_form_answers_get (answers, row, field),
                          row == DOUDI_FORM_NO_ROW ? -1 : (int) row);
  return g_strdup ("known");
}

static void
test_identity_number (Fixture *fixture, gconstpointer data)
{
  DoudiFormControl *number = head (fixture, "number");
  g_autoptr (GString) asked = g_string_new (NULL);

  doudi_form_view_set_look_up (fixture->view, look_up, asked, NULL);
  type_text (number, "62292419700312033");
  g_assert_cmpuint (doudi_form_view_get_n_errors (fixture->view), ==, 0);
  press (fixture, GDK_KEY_Tab);
  g_assert_nonnull (doudi_form_control_get_said (number, DOUDI_FORM_SAYS_WRONG));
  g_assert_cmpuint (doudi_form_view_get_n_errors (fixture->view), ==, 1);
  g_assert_cmpstr (asked->str, ==, "");
  type_text (number, MAN);
  press (fixture, GDK_KEY_Tab);
  g_assert_null (doudi_form_control_get_said (number, DOUDI_FORM_SAYS_WRONG));
  g_assert_cmpstr (doudi_form_control_get_said (number, DOUDI_FORM_SAYS_INFORMATION), ==, "known");
  g_assert_cmpuint (doudi_form_view_get_n_errors (fixture->view), ==, 0);
  g_assert_cmpstr (shown (head (fixture, "age")), ==, "48");
  type_text (control (fixture, 0, "members.number"), WOMAN);
  g_assert_cmpstr (answer (fixture, 0, "members.sex"), ==, "female");
  press (fixture, GDK_KEY_Tab);
  g_assert_cmpstr (asked->str, ==, MAN ",-1;" WOMAN ",0;");
  doudi_form_view_set_look_up (fixture->view, NULL, NULL, NULL);
}

static void
test_when (Fixture *fixture, gconstpointer data)
{
  DoudiFormControl *name = head (fixture, "school_name");
  GtkWidget *tick = doudi_form_control_get_editor (head (fixture, "school"));

  g_assert_false (gtk_widget_is_visible (GTK_WIDGET (name)));
  doudi_form_control_focus (head (fixture, "school"));
  gtk_widget_activate (tick);
  settle ();
  g_assert_cmpstr (answer_of (fixture, "school"), ==, "yes");
  g_assert_true (gtk_widget_is_visible (GTK_WIDGET (name)));
  press (fixture, GDK_KEY_Tab);
  assert_at (fixture, name);
  press (fixture, GDK_KEY_ISO_Left_Tab);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (tick), FALSE);
  press (fixture, GDK_KEY_Tab);
  assert_at (fixture, head (fixture, "holder"));
}

/* The answer that is likely the same stands there, for the next key to replace or Tab to take. */
static void
test_same_as (Fixture *fixture, gconstpointer data)
{
  DoudiFormControl *holder = head (fixture, "holder");
  int start, end;

  type_text (head (fixture, "name"), "丹增");
  doudi_form_control_focus (holder);
  g_assert_cmpstr (answer_of (fixture, "holder"), ==, "丹增");
  g_assert_true (gtk_editable_get_selection_bounds (
    GTK_EDITABLE (doudi_form_control_get_editor (holder)), &start, &end));
  g_assert_cmpint (end - start, ==, 2);
}

static void
fill_row (Fixture *fixture, guint row, const char *name, const char *wages)
{
  type_text (control (fixture, row, "members.name"), name);
  type_text (control (fixture, row, "members.wages"), wages);
}

static void
test_table (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpuint (n_rows (fixture), ==, 1);
  g_assert_cmpstr (shown (head (fixture, "persons")), ==, "");
  fill_row (fixture, 0, "丹增", "1200");
  g_assert_true (press (fixture, GDK_KEY_Tab));
  g_assert_cmpuint (n_rows (fixture), ==, 2);
  assert_at (fixture, control (fixture, 1, "members.name"));
  g_assert_cmpstr (shown (head (fixture, "persons")), ==, "1");
  fill_row (fixture, 1, "拉毛草", "800.5");
  g_assert_cmpstr (shown (head (fixture, "wages")), ==, "2,000.50");
  press_enter (fixture);
  g_assert_cmpuint (n_rows (fixture), ==, 3);
  assert_at (fixture, control (fixture, 2, "members.name"));
  /* Up and down a column. */
  g_assert_true (press (fixture, GDK_KEY_Up));
  assert_at (fixture, control (fixture, 1, "members.name"));
  g_assert_true (press (fixture, GDK_KEY_Down));
  /* Enter in an empty row leaves the table, and the row goes. */
  press_enter (fixture);
  assert_at (fixture, head (fixture, "last"));
  g_assert_cmpuint (n_rows (fixture), ==, 2);
  g_assert_cmpuint (doudi_form_view_check (fixture->view, doudi_day_new (2018, 6, 8)), ==, 2);
}

/* Tab walks through an empty last row, and leaves it at its end. */
static void
test_table_tab (Fixture *fixture, gconstpointer data)
{
  doudi_form_control_focus (control (fixture, 0, "members.name"));
  for (int i = 0; i < 4; i++)
    g_assert_true (press (fixture, GDK_KEY_Tab));
  assert_at (fixture, head (fixture, "last"));
  g_assert_cmpuint (n_rows (fixture), ==, 1);
  press (fixture, GDK_KEY_ISO_Left_Tab);
  assert_at (fixture, control (fixture, 0, "members.wages"));
}

static void
test_remove_row (Fixture *fixture, gconstpointer data)
{
  fill_row (fixture, 0, "一", "1");
  press (fixture, GDK_KEY_Tab);
  fill_row (fixture, 1, "二", "2");
  press (fixture, GDK_KEY_Tab);
  fill_row (fixture, 2, "三", "3");
  doudi_form_control_focus (control (fixture, 1, "members.name"));
  act (fixture, "form.remove-row");
  settle ();
  g_assert_cmpuint (n_rows (fixture), ==, 2);
  g_assert_cmpstr (answer (fixture, 1, "members.name"), ==, "三");
  g_assert_cmpstr (shown (control (fixture, 1, "members.name")), ==, "三");
  assert_at (fixture, control (fixture, 1, "members.name"));
  g_assert_cmpstr (shown (head (fixture, "wages")), ==, "4.00");
  g_assert_nonnull (strchr (doudi_form_view_get_undo (fixture->view), '2'));
  act (fixture, "form.undo");
  settle ();
  g_assert_cmpuint (n_rows (fixture), ==, 3);
  g_assert_cmpstr (shown (control (fixture, 1, "members.name")), ==, "二");
  assert_at (fixture, control (fixture, 1, "members.name"));
  act (fixture, "form.redo");
  g_assert_cmpuint (n_rows (fixture), ==, 2);
  act (fixture, "form.undo");
  doudi_form_control_focus (control (fixture, 1, "members.wages"));
  act (fixture, "form.move-row-up");
  g_assert_cmpstr (answer (fixture, 0, "members.name"), ==, "二");
  assert_at (fixture, control (fixture, 0, "members.wages"));
  /* The only row goes, and an empty one takes its place. */
  for (int i = 0; i < 3; i++)
    act (fixture, "form.remove-row");
  g_assert_cmpuint (n_rows (fixture), ==, 1);
  g_assert_cmpstr (shown (control (fixture, 0, "members.name")), ==, "");
}

/* What is shown before it goes in. */
static void
accept_paste (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *at = windows; at != NULL; at = at->next)
    if (DOUDI_IS_PASTE_WINDOW (at->data))
      gtk_widget_activate_action (at->data, "paste.accept", NULL);
  settle ();
}

static void
test_paste (Fixture *fixture, gconstpointer data)
{
  doudi_form_control_focus (control (fixture, 0, "members.name"));
  doudi_form_view_paste (fixture->view, "丹增\t" MAN "\t男\t1,200\r\n拉毛草\t" WOMAN
                                        "\t\t800\r\n卓玛\t123\t\t\r\n");
  g_assert_cmpuint (n_rows (fixture), ==, 1);
  accept_paste ();
  g_assert_cmpuint (n_rows (fixture), ==, 3);
  g_assert_cmpstr (answer (fixture, 0, "members.sex"), ==, "male");
  g_assert_cmpstr (answer (fixture, 0, "members.wages"), ==, "1200.00");
  g_assert_cmpstr (shown (control (fixture, 1, "members.number")), ==, WOMAN);
  g_assert_cmpstr (answer (fixture, 1, "members.sex"), ==, "female");
  g_assert_nonnull (
    doudi_form_control_get_said (control (fixture, 2, "members.number"), DOUDI_FORM_SAYS_WRONG));
  g_assert_cmpuint (doudi_form_view_get_n_errors (fixture->view), ==, 1);
  act (fixture, "form.undo");
  g_assert_cmpuint (n_rows (fixture), ==, 1);
  g_assert_cmpstr (answer (fixture, 0, "members.name"), ==, "");
  /* One cell is text like any other. */
  doudi_form_control_focus (head (fixture, "name"));
  doudi_form_view_paste (fixture->view, "丹增\n");
  g_assert_cmpstr (answer_of (fixture, "name"), ==, "丹增");
}

/* No more rows than the table may have. */
static void
test_paste_too_much (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (int i = 0; i < 30; i++)
    g_string_append (text, "名\t\t\t1\n");
  doudi_form_control_focus (control (fixture, 0, "members.name"));
  doudi_form_view_paste (fixture->view, text->str);
  accept_paste ();
  g_assert_cmpuint (n_rows (fixture), ==, 20);
  doudi_form_control_focus (control (fixture, 19, "members.wages"));
  press (fixture, GDK_KEY_Tab);
  g_assert_cmpuint (n_rows (fixture), ==, 20);
  assert_at (fixture, head (fixture, "last"));
}

static void
test_check (Fixture *fixture, gconstpointer data)
{
  DoudiDay today = doudi_day_new (2018, 6, 8);

  type_text (head (fixture, "number"), "1");
  type_text (control (fixture, 0, "members.wages"), "5");
  g_assert_cmpuint (doudi_form_view_check (fixture->view, today), ==, 4);
  assert_at (fixture, head (fixture, "day"));
  act (fixture, "form.next-problem");
  assert_at (fixture, head (fixture, "name"));
  act (fixture, "form.next-problem");
  assert_at (fixture, head (fixture, "number"));
  act (fixture, "form.next-problem");
  assert_at (fixture, control (fixture, 0, "members.name"));
  act (fixture, "form.next-problem");
  assert_at (fixture, head (fixture, "day"));
  act (fixture, "form.previous-problem");
  assert_at (fixture, control (fixture, 0, "members.name"));
  /* What is corrected is no longer said. */
  type_text (control (fixture, 0, "members.name"), "丹增");
  type_text (head (fixture, "number"), "");
  type_text (head (fixture, "day"), "2018-6-8");
  type_text (head (fixture, "name"), "丹增");
  press (fixture, GDK_KEY_Tab);
  g_assert_cmpuint (doudi_form_view_get_n_errors (fixture->view), ==, 0);
  g_assert_cmpuint (doudi_form_view_check (fixture->view, today), ==, 0);
}

static void
test_undo (Fixture *fixture, gconstpointer data)
{
  g_assert_null (doudi_form_view_get_undo (fixture->view));
  type_text (head (fixture, "name"), "丹增");
  type_text (head (fixture, "last"), "说明");
  g_assert_nonnull (doudi_form_view_get_undo (fixture->view));
  g_assert_null (doudi_form_view_get_redo (fixture->view));
  act (fixture, "form.undo");
  g_assert_cmpstr (answer_of (fixture, "last"), ==, "");
  g_assert_cmpstr (shown (head (fixture, "last")), ==, "");
  assert_at (fixture, head (fixture, "last"));
  act (fixture, "form.undo");
  g_assert_cmpstr (shown (head (fixture, "name")), ==, "");
  g_assert_null (doudi_form_view_get_undo (fixture->view));
  act (fixture, "form.redo");
  g_assert_cmpstr (shown (head (fixture, "name")), ==, "丹增");
  type_text (head (fixture, "name"), "卓玛");
  g_assert_null (doudi_form_view_get_redo (fixture->view));
}

static void
test_sections (Fixture *fixture, gconstpointer data)
{
  doudi_form_view_focus_first (fixture->view);
  act (fixture, "form.next-section");
  assert_at (fixture, control (fixture, 0, "members.name"));
  act (fixture, "form.next-section");
  assert_at (fixture, head (fixture, "last"));
  act (fixture, "form.next-section");
  assert_at (fixture, head (fixture, "last"));
  act (fixture, "form.previous-section");
  assert_at (fixture, control (fixture, 0, "members.name"));
  g_assert_true (doudi_form_view_scroll_to (fixture->view, "head"));
  assert_at (fixture, head (fixture, "day"));
  g_assert_false (doudi_form_view_scroll_to (fixture->view, "nowhere"));
}

static void
add_division (GPtrArray *divisions, const char *code, const char *name, DoudiDivisionLevel level)
{
  DoudiDivision *division = g_new0 (DoudiDivision, 1);

  division->code = g_strdup (code);
  division->name = g_strdup (name);
  division->level = level;
  g_ptr_array_add (divisions, division);
}

static void
assert_place (Fixture *fixture, const char *typed, const char *code)
{
  type_text (head (fixture, "place"), typed);
  g_assert_cmpstr (answer_of (fixture, "place"), ==, code);
}

static void
test_divisions (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) divisions
    = g_ptr_array_new_with_free_func ((GDestroyNotify) doudi_division_free);

  add_division (divisions, "623027100000", "拉卜楞镇", DOUDI_DIVISION_TOWNSHIP);
  add_division (divisions, "623027100200", "九甲村民委员会", DOUDI_DIVISION_VILLAGE);
  add_division (divisions, "623027101000", "王格尔塘镇", DOUDI_DIVISION_TOWNSHIP);
  add_division (divisions, "623027101201", "九甲村民委员会", DOUDI_DIVISION_VILLAGE);
  add_division (divisions, "623027102000", "羊肩镇", DOUDI_DIVISION_TOWNSHIP);
  add_division (divisions, "623027102200", "羊肩村民委员会", DOUDI_DIVISION_VILLAGE);
  type_text (head (fixture, "name"), "丹增");
  doudi_form_view_set_divisions (fixture->view, divisions);
  settle ();
  g_assert_cmpstr (shown (head (fixture, "name")), ==, "丹增");
  assert_place (fixture, "jj", "623027100200");
  assert_place (fixture, "wget jj", "623027101201");
  assert_place (fixture, "王格尔塘 九甲", "623027101201");
  assert_place (fixture, "lablz", "lablz");
  assert_place (fixture, "labul", "623027100000");
  /* A township and a village that fit as well: people live in the village. */
  assert_place (fixture, "yj", "623027102200");
  assert_place (fixture, "623027101201", "623027101201");
  press (fixture, GDK_KEY_Tab);
  g_assert_nonnull (strstr (shown (head (fixture, "place")), "王格尔塘镇"));
  /* What stands there then means the same when it is typed on. */
  doudi_form_view_check (fixture->view, doudi_day_new (2018, 6, 8));
  g_assert_null (doudi_form_control_get_said (head (fixture, "place"), DOUDI_FORM_SAYS_WRONG));
}

static void
test_read_only (Fixture *fixture, gconstpointer data)
{
  type_text (head (fixture, "name"), "丹增");
  fill_row (fixture, 0, "丹增", "1200");
  doudi_form_view_set_read_only (fixture->view, TRUE);
  settle ();
  g_assert_false (doudi_form_control_can_type (head (fixture, "name")));
  g_assert_cmpstr (shown (head (fixture, "name")), ==, "丹增");
  g_assert_cmpstr (shown (control (fixture, 0, "members.wages")), ==, "1,200.00");
  g_assert_true (
    gtk_label_get_selectable (GTK_LABEL (doudi_form_control_get_editor (head (fixture, "name")))));
  doudi_form_view_focus_first (fixture->view);
  act (fixture, "form.remove-row");
  act (fixture, "form.undo");
  g_assert_cmpuint (n_rows (fixture), ==, 1);
}

static void
test_private (Fixture *fixture, gconstpointer data)
{
  const char *keys[] = { "name", "number" };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      GtkText *text = GTK_TEXT (doudi_form_control_get_editor (head (fixture, keys[i])));

      g_assert_true ((gtk_text_get_input_hints (text) & GTK_INPUT_HINT_PRIVATE) != 0);
    }
}

static void
test_accessible (Fixture *fixture, gconstpointer data)
{
  DoudiFormControl *name = head (fixture, "name");
  GtkAccessible *editor = GTK_ACCESSIBLE (doudi_form_control_get_editor (name));
  GtkAccessible *cell
    = GTK_ACCESSIBLE (doudi_form_control_get_editor (control (fixture, 0, "members.name")));

  gtk_test_accessible_assert_role (editor, GTK_ACCESSIBLE_ROLE_TEXT_BOX);
  g_assert_true (gtk_test_accessible_has_property (editor, GTK_ACCESSIBLE_PROPERTY_LABEL));
  g_assert_true (gtk_test_accessible_has_relation (editor, GTK_ACCESSIBLE_RELATION_LABELLED_BY));
  gtk_test_accessible_assert_property (editor, GTK_ACCESSIBLE_PROPERTY_REQUIRED, TRUE);
  g_assert_true (gtk_test_accessible_has_property (cell, GTK_ACCESSIBLE_PROPERTY_LABEL));
  g_assert_false (gtk_test_accessible_has_relation (editor, GTK_ACCESSIBLE_RELATION_DESCRIBED_BY));
  doudi_form_view_check (fixture->view, doudi_day_new (2018, 6, 8));
  gtk_test_accessible_assert_state (editor, GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_TRUE);
  g_assert_true (gtk_test_accessible_has_relation (editor, GTK_ACCESSIBLE_RELATION_DESCRIBED_BY));
  type_text (name, "丹增");
  press (fixture, GDK_KEY_Tab);
  gtk_test_accessible_assert_state (editor, GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_FALSE);
}

/* Narrower than its words, and with letters twice as large. */
static void
test_reflow (Fixture *fixture, gconstpointer data)
{
  int wide, narrow, least;

  gtk_widget_measure (GTK_WIDGET (fixture->view), GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL,
                      NULL, NULL);
  g_assert_cmpint (least, <, 480);
  gtk_widget_measure (gtk_widget_get_parent (GTK_WIDGET (head (fixture, "name"))),
                      GTK_ORIENTATION_VERTICAL, 400, &wide, NULL, NULL, NULL);
  gtk_widget_measure (gtk_widget_get_parent (GTK_WIDGET (head (fixture, "name"))),
                      GTK_ORIENTATION_VERTICAL, 180, &narrow, NULL, NULL, NULL);
  g_assert_cmpint (narrow, >, wide);
}

/* Every form that comes with the program can be typed, saved empty handed, and looked at. */
static void
test_bundled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) ids = doudi_form_list_bundled (&error);

  g_assert_no_error (error);
  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_autoptr (DoudiForm) form = doudi_form_load_bundled (ids[i], &error);
      g_autofree char *before = NULL;
      g_autofree char *after = NULL;

      g_assert_no_error (error);
      g_test_message ("%s", ids[i]);
      show_form (fixture, form);
      before = doudi_form_answers_to_json (doudi_form_view_get_answers (fixture->view));
      if (doudi_form_view_focus_first (fixture->view))
        for (int n = 0; n < 400 && press (fixture, GDK_KEY_Tab); n++)
          ;
      after = doudi_form_answers_to_json (doudi_form_view_get_answers (fixture->view));
      g_assert_cmpstr (before, ==, after);
      doudi_form_view_check (fixture->view, doudi_day_new (2018, 6, 8));
      doudi_form_view_set_read_only (fixture->view, TRUE);
      settle ();
      doudi_form_view_set_read_only (fixture->view, FALSE);
    }
}

static double
get_cpu_ms (void)
{
  return (double) clock () * 1000 / CLOCKS_PER_SEC;
}

static DoudiForm *
load_large (void)
{
  g_autoptr (GString) json = g_string_new (
    "{ \"id\": \"large\", \"kind\": \"record\", \"title\": \"大表\", \"version\": \"1\",\n"
    "  \"source\": \"a paper\", \"valid_from\": \"2018-01-01\", \"sections\": [\n");
  g_autoptr (GError) error = NULL;
  DoudiForm *form;

  for (int section = 0; section < 10; section++)
    {
      g_string_append_printf (json, "{ \"key\": \"s%d\", \"label\": \"部分\", \"fields\": [",
                              section);
      for (int at = 0; at < 24; at++)
        g_string_append_printf (json,
                                "%s{ \"key\": \"f%d_%d\", \"label\": \"问题\", \"type\": \"%s\" }",
                                at > 0 ? ", " : "", section, at, at % 3 == 0 ? "money" : "text");
      g_string_append (json, "] },\n");
    }
  g_string_append (json,
                   "{ \"key\": \"members\", \"label\": \"成员\", \"table\": true, \"fields\": "
                   "[ { \"key\": \"number\", \"label\": \"证号\", \"type\": "
                   "\"identity-number\" }, { \"key\": \"sex\", \"label\": \"性别\", "
                   "\"type\": \"choice\", \"options\": \"sex\", \"compute\": { \"how\": "
                   "\"sex\", \"of\": [\"number\"] } }");
  for (int at = 0; at < 10; at++)
    g_string_append_printf (json, ", { \"key\": \"c%d\", \"label\": \"列\", \"type\": \"text\" }",
                            at);
  g_string_append (json, "] } ] }");
  form = doudi_form_load (json->str, -1, "large", &error);
  g_assert_no_error (error);
  return form;
}

/* A long form is there at once, and no key waits for it. The bounds leave room for slow machines:
 * the messages tell how long it takes. */
static void
test_large (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DoudiForm) form = load_large ();
  g_autoptr (DoudiFormAnswers) answers = doudi_form_answers_new (form);
  const DoudiFormField *number = doudi_form_find_field (form, "members.number");
  double start, build, keys;

  for (guint row = 0; row < 20; row++)
    doudi_form_answers_set (answers, row, number, MAN);
  start = get_cpu_ms ();
  doudi_form_view_set_form (fixture->view, answers);
  build = get_cpu_ms () - start;
  settle ();
  start = get_cpu_ms ();
  for (int i = 0; i < 10; i++)
    type_text (doudi_form_view_get_control (fixture->view, 19, number), WOMAN);
  keys = (get_cpu_ms () - start) / (10 * strlen (WOMAN));
  g_test_message ("built in %.1f ms, %.2f ms a key", build, keys);
  g_assert_cmpfloat (build, <, 1000);
  g_assert_cmpfloat (keys, <, 50);
}

static void
add (const char *path, void (*test) (Fixture *fixture, gconstpointer data))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GtkApplication) program = NULL;
  g_autoptr (GError) error = NULL;
  /* What is told to those who do not see the screen is read back. */
  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  program = doudi_application_new ();
  g_application_register (G_APPLICATION (program), NULL, &error);
  g_assert_no_error (error);
  add ("/app/form-view/typing", test_typing);
  add ("/app/form-view/composing", test_composing);
  add ("/app/form-view/choice", test_choice);
  add ("/app/form-view/choice-by-arrows", test_choice_by_arrows);
  add ("/app/form-view/choices", test_choices);
  add ("/app/form-view/identity-number", test_identity_number);
  add ("/app/form-view/when", test_when);
  add ("/app/form-view/same-as", test_same_as);
  add ("/app/form-view/table", test_table);
  add ("/app/form-view/table-tab", test_table_tab);
  add ("/app/form-view/remove-row", test_remove_row);
  add ("/app/form-view/paste", test_paste);
  add ("/app/form-view/paste-too-much", test_paste_too_much);
  add ("/app/form-view/check", test_check);
  add ("/app/form-view/undo", test_undo);
  add ("/app/form-view/sections", test_sections);
  add ("/app/form-view/divisions", test_divisions);
  add ("/app/form-view/read-only", test_read_only);
  add ("/app/form-view/private", test_private);
  add ("/app/form-view/accessible", test_accessible);
  add ("/app/form-view/reflow", test_reflow);
  add ("/app/form-view/bundled", test_bundled);
  add ("/app/form-view/large", test_large);
  return g_test_run ();
}
