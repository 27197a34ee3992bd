/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <inttypes.h>
#include <string.h>

#include "app-fixture.h"
#include "app/doudi-edits-window.h"
#include "app/doudi-form-window.h"
#include "app/doudi-list.h"
#include "casework/doudi-desk.h"
#include "casework/doudi-today.h"
#include "store/doudi-draft-store.h"
#include "store/doudi-registry.h"
#include "store/doudi-statement.h"

/* The desk: households typed, corrected, taken back, ended and brought back by the controls and
 * commands that a caseworker uses. */

#define NO_ROW DOUDI_FORM_NO_ROW

static DoudiCaseload *
get_caseload (DoudiWindow *window)
{
  return doudi_window_get_caseload (window);
}

static DoudiStore *
get_reader (DoudiWindow *window)
{
  return doudi_caseload_get_reader (get_caseload (window));
}

static void
settle (DoudiWindow *window)
{
  wait_until (is_idle, get_caseload (window));
}

static gint64
ask (DoudiWindow *window, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiStatement) statement = doudi_statement_get (get_reader (window), sql, &error);

  g_assert_no_error (error);
  g_assert_true (doudi_statement_step (statement, &error));
  return doudi_statement_get_int (statement, 0);
}

static gboolean
is_window_gone (gpointer window)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  return g_list_find (windows, window) == NULL;
}

static DoudiFormWindow *
await_form (DoudiWindow *window)
{
  GType type = DOUDI_TYPE_FORM_WINDOW;

  wait_until (is_there, &type);
  settle (window);
  return find_window (type);
}

static void
await_no_form (DoudiWindow *window)
{
  GType type = DOUDI_TYPE_FORM_WINDOW;

  wait_until (is_gone, &type);
  settle (window);
}

static const DoudiFormField *
field_of (DoudiFormWindow *form, const char *key)
{
  DoudiFormView *view = doudi_form_window_get_view (form);
  const DoudiFormField *field
    = doudi_form_find_field (doudi_form_answers_get_form (doudi_form_view_get_answers (view)), key);

  g_assert_nonnull (field);
  return field;
}

static DoudiFormControl *
control_of (DoudiFormWindow *form, guint row, const char *key)
{
  DoudiFormControl *control
    = doudi_form_view_get_control (doudi_form_window_get_view (form), row, field_of (form, key));

  g_assert_nonnull (control);
  return control;
}

static const char *
answer_of (DoudiFormWindow *form, guint row, const char *key)
{
  return doudi_form_answers_get (doudi_form_view_get_answers (doudi_form_window_get_view (form)),
                                 row, field_of (form, key));
}

/* As at the keyboard: into the control that has it, and on. */
static void
type (DoudiFormWindow *form, guint row, const char *key, const char *text)
{
  DoudiFormControl *control = control_of (form, row, key);
  GtkWidget *editor = doudi_form_control_get_editor (control);

  doudi_form_control_focus (control);
  gtk_editable_set_text (GTK_EDITABLE (editor), text);
  g_signal_emit_by_name (editor, "activate");
}

static void
act (gpointer widget, const char *action)
{
  gtk_widget_activate_action (widget, action, NULL);
}

/* A number of the county with its check digit. */
static char *
number_new (const char *birth, int order)
{
  static const int weights[] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
  g_autofree char *first = g_strdup_printf ("623027%s%03d", birth, order);
  int sum = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (weights); i++)
    sum += weights[i] * (first[i] - '0');
  return g_strdup_printf ("%s%c", first, "10X98765432"[sum % 11]);
}

static char *
find_village (DoudiWindow *window)
{
  g_autoptr (GPtrArray) rows = doudi_registry_list_divisions (get_reader (window), NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      const DoudiDivision *row = g_ptr_array_index (rows, i);

      if (row->level == DOUDI_DIVISION_VILLAGE)
        return g_strdup (row->code);
    }
  g_assert_not_reached ();
}

static DoudiFormWindow *
open_new (DoudiWindow *window)
{
  GtkWidget *page = show_page (window, "households");

  act (page, "page.new-household");
  return await_form (window);
}

/* A head without anybody else; @order makes the number. */
static void
type_head (DoudiFormWindow *form, const char *name, int order)
{
  g_autofree char *number = number_new ("19700505", order);

  type (form, 0, "members.name", name);
  type (form, 0, "members.number", number);
  type (form, 0, "members.health", "2");
}

static gint64
get_last_household (DoudiWindow *window)
{
  return ask (window, "SELECT max(id) FROM household");
}

static DoudiHousehold *
get_household (DoudiWindow *window, gint64 id)
{
  g_autoptr (GError) error = NULL;
  DoudiSession *session = doudi_caseload_get_session (get_caseload (window));
  DoudiHousehold *household = doudi_registry_get_household (
    get_reader (window), id, doudi_session_get_today (session), &error);

  g_assert_no_error (error);
  return household;
}

/* A household of one, entered at the desk. */
static gint64
enter (DoudiWindow *window, const char *name, int order)
{
  DoudiFormWindow *form = open_new (window);
  g_autofree char *village = find_village (window);

  type (form, NO_ROW, "division", village);
  type_head (form, name, order);
  act (form, "form.save");
  await_no_form (window);
  return get_last_household (window);
}

static gint64
get_selected (GtkWidget *page)
{
  DoudiListRow *row = doudi_list_get_selected (child (page, "view"));

  return row != NULL ? doudi_list_row_get_id (row) : 0;
}

static DoudiFormWindow *
open_edit (DoudiWindow *window, gint64 household)
{
  GtkWidget *page = show_page (window, "households");

  gtk_widget_activate_action (GTK_WIDGET (window), "win.open-household", "x", household);
  settle (window);
  g_assert_cmpint (get_selected (page), ==, household);
  act (page, "page.edit-household");
  return await_form (window);
}

/* A household of two is there as it was typed, and selected in the list. */
static void
test_new (void)
{
  DoudiWindow *window = open_as ("caseworker");
  gint64 before = get_last_household (window);
  DoudiFormWindow *form = open_new (window);
  g_autofree char *village = find_village (window);
  g_autofree char *number = number_new ("19720606", 922);
  g_autoptr (DoudiHousehold) household = NULL;
  const DoudiMember *wife;

  type (form, NO_ROW, "division", village);
  type (form, NO_ROW, "village_group", "三社");
  type (form, NO_ROW, "phone", "139 0941 1234");
  type_head (form, "才让扎西", 911);
  type (form, 0, "members.temporary_number", "");
  type (form, 1, "members.name", "拉毛草");
  type (form, 1, "members.relation", "2");
  type (form, 1, "members.number", number);
  type (form, 1, "members.ethnicity", "zang");
  type (form, NO_ROW, "holder", "才让扎西");
  type (form, NO_ROW, "account", "6217003810034567");
  act (form, "form.save");
  await_no_form (window);
  g_assert_cmpint (get_last_household (window), >, before);
  household = get_household (window, get_last_household (window));
  g_assert_cmpstr (household->division_code, ==, village);
  g_assert_cmpstr (household->village_group, ==, "三社");
  g_assert_cmpstr (household->phone, ==, "13909411234");
  g_assert_cmpuint (household->members->len, ==, 2);
  wife = g_ptr_array_index (household->members, 1);
  g_assert_cmpstr (wife->name, ==, "拉毛草");
  g_assert_cmpstr (wife->identity_number, ==, number);
  g_assert_cmpstr (wife->sex, ==, "female");
  g_assert_cmpstr (wife->birth_date, ==, "1972-06-06");
  g_assert_cmpuint (household->accounts->len, ==, 1);
  g_assert_cmpint (get_selected (show_page (window, "households")), ==, household->id);
  g_assert_cmpint (ask (window, "SELECT count(*) FROM draft WHERE form = 'household'"), ==, 0);
  close_window (window);
}

/* Asked again, the form that is open comes to the front. */
static void
test_presents (void)
{
  DoudiWindow *window = open_as ("caseworker");
  DoudiFormWindow *form = open_new (window);

  g_assert_true (open_new (window) == form);
  act (form, "form.close");
  await_no_form (window);
  form = open_edit (window, 1);
  act (show_page (window, "households"), "page.edit-household");
  g_assert_true (await_form (window) == form);
  close_window (window);
}

/* What is wrong stands at its field, and nothing is saved. */
static void
test_refused (void)
{
  DoudiWindow *window = open_as ("caseworker");
  gint64 before = get_last_household (window);
  g_autoptr (DoudiHousehold) other = get_household (window, 2);
  const DoudiMember *known = g_ptr_array_index (other->members, 0);
  DoudiFormWindow *form = open_new (window);
  g_autofree char *village = find_village (window);
  g_autofree char *free_number = number_new ("19700505", 299);
  DoudiFormControl *number;

  type (form, 0, "members.number", known->identity_number);
  number = control_of (form, 0, "members.number");
  g_assert_nonnull (
    strstr (doudi_form_control_get_said (number, DOUDI_FORM_SAYS_INFORMATION), known->name));
  act (form, "form.save");
  g_assert_nonnull (
    doudi_form_control_get_said (control_of (form, NO_ROW, "division"), DOUDI_FORM_SAYS_WRONG));
  type (form, NO_ROW, "division", village);
  type (form, 0, "members.name", known->name);
  type (form, NO_ROW, "account", "6217003810034567");
  act (form, "form.save");
  settle (window);
  g_assert_true (find_window (DOUDI_TYPE_FORM_WINDOW) == form);
  /* It stays wherever the keyboard goes, until there is another answer. */
  type (form, NO_ROW, "address", "桥头");
  g_assert_nonnull (doudi_form_control_get_said (number, DOUDI_FORM_SAYS_WRONG));
  g_assert_nonnull (
    doudi_form_control_get_said (control_of (form, NO_ROW, "holder"), DOUDI_FORM_SAYS_WRONG));
  type (form, 0, "members.number", free_number);
  g_assert_null (doudi_form_control_get_said (number, DOUDI_FORM_SAYS_WRONG));
  g_assert_cmpint (get_last_household (window), ==, before);
  close_window (window);
}

/* Somebody of the same name and birth date is told, whatever the number. */
static void
test_namesake (void)
{
  DoudiWindow *window = open_as ("caseworker");
  g_autoptr (DoudiHousehold) other = get_household (window, 3);
  const DoudiMember *known = g_ptr_array_index (other->members, 0);
  DoudiFormWindow *form = open_new (window);
  DoudiFormControl *birth = control_of (form, 0, "members.birth");

  type (form, 0, "members.name", "别人");
  type (form, 0, "members.birth", known->birth_date);
  g_assert_null (doudi_form_control_get_said (birth, DOUDI_FORM_SAYS_INFORMATION));
  type (form, 0, "members.name", known->name);
  type (form, 0, "members.birth", known->birth_date);
  g_assert_nonnull (
    strstr (doudi_form_control_get_said (birth, DOUDI_FORM_SAYS_INFORMATION), known->name));
  close_window (window);
}

/* Numbers are seen by who edits: the log says so before they are shown. */
static void
test_edit (void)
{
  DoudiWindow *window = open_as ("caseworker");
  gint64 id = enter (window, "丹增", 301);
  gint64 seen = ask (window, "SELECT count(*) FROM audit WHERE action = 'reveal'");
  DoudiFormWindow *form = open_edit (window, id);
  g_autofree char *number = number_new ("19700505", 301);
  g_autoptr (DoudiHousehold) household = NULL;

  g_assert_cmpint (ask (window, "SELECT count(*) FROM audit WHERE action = 'reveal'"), ==,
                   seen + 1);
  g_assert_cmpstr (answer_of (form, 0, "members.number"), ==, number);
  type (form, NO_ROW, "phone", "13909415678");
  type (form, 0, "members.ethnicity", "hui");
  act (form, "form.save");
  await_no_form (window);
  household = get_household (window, id);
  g_assert_cmpstr (household->phone, ==, "13909415678");
  g_assert_cmpstr (((DoudiMember *) household->members->pdata[0])->ethnicity, ==, "回族");
  g_assert_cmpint (get_selected (show_page (window, "households")), ==, id);
  close_window (window);
}

/* What another desk saves meanwhile. */
typedef struct
{
  gint64 household;
  const char *phone;
  const char *group;
} Other;

static gpointer
other_work (DoudiSession *session, const DoudiProgress *progress, gpointer data, GError **error)
{
  const Other *other = data;
  gint64 household = other->household, edit;
  g_autofree char *stamp = NULL;
  g_autoptr (DoudiFormAnswers) answers = doudi_desk_read (session, household, &stamp, error);
  const DoudiForm *form = doudi_form_answers_get_form (answers);
  g_autoptr (GPtrArray) problems = NULL;

  doudi_form_answers_set (answers, NO_ROW, doudi_form_find_field (form, "phone"), other->phone);
  doudi_form_answers_set (answers, NO_ROW, doudi_form_find_field (form, "village_group"),
                          other->group);
  return GINT_TO_POINTER (
    doudi_desk_save (session, &household, answers, stamp, &edit, &problems, error));
}

static void
on_other_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  doudi_caseload_work_finish (DOUDI_CASELOAD (source), result, &error);
  g_assert_no_error (error);
}

static void
save_elsewhere (DoudiWindow *window, gint64 household, const char *phone, const char *group)
{
  const Other other = { household, phone, group };

  doudi_caseload_work_async (get_caseload (window), "", other_work,
                             g_memdup2 (&other, sizeof other), g_free, NULL, on_other_cb, NULL);
  settle (window);
}

static const char *
warning_of (DoudiFormWindow *form, const char *key)
{
  return doudi_form_control_get_said (control_of (form, NO_ROW, key), DOUDI_FORM_SAYS_WARNING);
}

/* Two at one household: what only one changed is taken, of what both did one's own stands and is
 * marked; then it is saved. */
static void
test_conflict (void)
{
  DoudiWindow *window = open_as ("caseworker");
  gint64 id = enter (window, "丹增", 303);
  DoudiFormWindow *form = open_edit (window, id);
  g_autoptr (DoudiHousehold) household = NULL;

  type (form, NO_ROW, "phone", "13909410001");
  type (form, NO_ROW, "address", "桥头 5 号");
  save_elsewhere (window, id, "13909410002", "二社");
  act (form, "form.save");
  settle (window);
  g_assert_true (find_window (DOUDI_TYPE_FORM_WINDOW) == form);
  g_assert_cmpstr (answer_of (form, NO_ROW, "phone"), ==, "13909410001");
  g_assert_cmpstr (answer_of (form, NO_ROW, "village_group"), ==, "二社");
  g_assert_cmpstr (answer_of (form, NO_ROW, "address"), ==, "桥头 5 号");
  g_assert_nonnull (warning_of (form, "phone"));
  g_assert_null (warning_of (form, "village_group"));
  act (form, "form.save");
  await_no_form (window);
  household = get_household (window, id);
  g_assert_cmpstr (household->phone, ==, "13909410001");
  g_assert_cmpstr (household->village_group, ==, "二社");
  close_window (window);
}

static guint
count_waiting (DoudiWindow *window, const char *object)
{
  g_autoptr (GPtrArray) items
    = doudi_today_list (doudi_caseload_get_session (get_caseload (window)), NULL);
  guint n = 0;

  for (guint i = 0; i < items->len; i++)
    n += g_str_equal (((DoudiTodayItem *) items->pdata[i])->object, object) ? 1 : 0;
  return n;
}

/* Half a household survives the window and the program, and is offered. */
static void
test_draft (void)
{
  DoudiWindow *window = open_as ("caseworker");
  DoudiFormWindow *form = open_new (window);

  type (form, 0, "members.name", "尕藏");
  act (form, "form.close");
  await_no_form (window);
  close_window (window);

  window = open_as ("caseworker");
  g_assert_cmpuint (count_waiting (window, "draft:household:"), ==, 1);
  form = open_new (window);
  g_assert_cmpstr (answer_of (form, 0, "members.name"), ==, "尕藏");
  act (form, "form.discard");
  settle (window);
  g_signal_emit_by_name (gtk_window_get_default_widget (find_window (GTK_TYPE_WINDOW)), "clicked");
  await_no_form (window);
  g_assert_cmpuint (count_waiting (window, "draft:household:"), ==, 0);
  close_window (window);
}

/* A draft of a household that somebody saved since is brought up to it. */
static void
test_draft_meets_change (void)
{
  DoudiWindow *window = open_as ("caseworker");
  gint64 id = enter (window, "丹增", 305);
  DoudiFormWindow *form = open_edit (window, id);
  g_autoptr (DoudiHousehold) household = NULL;

  type (form, NO_ROW, "address", "桥头 5 号");
  save_elsewhere (window, id, "13909410002", "二社");
  act (form, "form.close");
  await_no_form (window);
  form = open_edit (window, id);
  g_assert_cmpstr (answer_of (form, NO_ROW, "address"), ==, "桥头 5 号");
  g_assert_cmpstr (answer_of (form, NO_ROW, "village_group"), ==, "二社");
  act (form, "form.save");
  await_no_form (window);
  household = get_household (window, id);
  g_assert_cmpstr (household->address, ==, "桥头 5 号");
  g_assert_cmpstr (household->phone, ==, "13909410002");
  close_window (window);
}

/* The draft is on the disk a moment after the key. */
static gboolean
is_kept (gpointer form)
{
  return doudi_form_window_keep (form) == DOUDI_FORM_KEPT;
}

static gboolean
is_only_window (gpointer window)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  return windows != NULL && windows->next == NULL && windows->data == window;
}

static gboolean
is_signed_out (gpointer caseload)
{
  return !doudi_caseload_is_signed_in (caseload);
}

/* Who signs out or closes the program while typing loses not a key. */
static void
test_leave (void)
{
  DoudiWindow *window = open_as ("caseworker");
  DoudiFormWindow *form = open_new (window);

  type (form, 0, "members.name", "尕藏");
  act (window, "win.sign-out");
  wait_until (is_signed_out, get_caseload (window));
  close_window (window);

  window = open_as ("caseworker");
  form = open_new (window);
  g_assert_cmpstr (answer_of (form, 0, "members.name"), ==, "尕藏");
  type (form, 0, "members.name", "尕藏草");
  gtk_window_close (GTK_WINDOW (window));
  wait_until (is_window_gone, window);

  window = open_as ("caseworker");
  form = open_new (window);
  g_assert_cmpstr (answer_of (form, 0, "members.name"), ==, "尕藏草");
  act (form, "form.discard");
  settle (window);
  g_signal_emit_by_name (gtk_window_get_default_widget (find_window (GTK_TYPE_WINDOW)), "clicked");
  await_no_form (window);
  close_window (window);
}

/* A question of the form goes with the form, and the answer is no. */
static void
test_leave_asked (void)
{
  DoudiWindow *window = open_as ("caseworker");
  DoudiFormWindow *form = open_new (window);

  type (form, 0, "members.name", "尕藏");
  wait_until (is_kept, form);
  act (form, "form.discard");
  settle (window);
  doudi_caseload_sign_out (get_caseload (window));
  await_no_form (window);
  wait_until (is_only_window, window);
  close_window (window);

  window = open_as ("caseworker");
  form = open_new (window);
  g_assert_cmpstr (answer_of (form, 0, "members.name"), ==, "尕藏");
  act (form, "form.discard");
  settle (window);
  g_signal_emit_by_name (gtk_window_get_default_widget (find_window (GTK_TYPE_WINDOW)), "clicked");
  await_no_form (window);
  close_window (window);
}

static gpointer
spoil_work (DoudiSession *session, const DoudiProgress *progress, gpointer data, GError **error)
{
  return GINT_TO_POINTER (doudi_draft_save (session, DOUDI_DESK_FORM, "",
                                            "{\"base\":{},\"answers\":{\"other\":\"1\"}}", error));
}

/* A draft of another form bars nobody from the one of now. */
static void
test_draft_unfit (void)
{
  DoudiWindow *window = open_as ("caseworker");
  DoudiFormWindow *form;
  gint64 before;

  doudi_caseload_work_async (get_caseload (window), "", spoil_work, NULL, NULL, NULL, on_other_cb,
                             NULL);
  settle (window);
  form = open_new (window);
  g_assert_true (gtk_widget_get_visible (child (form, "message")));
  act (form, "form.close");
  await_no_form (window);
  g_assert_cmpint (ask (window, "SELECT count(*) FROM draft WHERE form = 'household'"), ==, 1);
  before = get_last_household (window);
  g_assert_cmpint (enter (window, "丹增", 315), >, before);
  g_assert_cmpint (ask (window, "SELECT count(*) FROM draft WHERE form = 'household'"), ==, 0);
  close_window (window);
}

static gboolean
is_blank (gpointer form)
{
  return *answer_of (form, 0, "members.name") == '\0';
}

/* One paper after the other: the village stays, everything else is new. */
static void
test_next (void)
{
  DoudiWindow *window = open_as ("caseworker");
  gint64 before = ask (window, "SELECT count(*) FROM household");
  DoudiFormWindow *form = open_new (window);
  g_autofree char *village = find_village (window);

  type (form, NO_ROW, "division", village);
  type (form, NO_ROW, "village_group", "五社");
  for (int i = 0; i < 3; i++)
    {
      type_head (form, "桑吉", 401 + 2 * i);
      act (form, "form.save-next");
      wait_until (is_blank, form);
      settle (window);
      g_assert_true (find_window (DOUDI_TYPE_FORM_WINDOW) == form);
      g_assert_cmpstr (answer_of (form, NO_ROW, "division"), ==, village);
      g_assert_cmpstr (answer_of (form, NO_ROW, "village_group"), ==, "五社");
      g_assert_false (doudi_form_view_is_dirty (doudi_form_window_get_view (form)));
    }
  g_assert_cmpint (ask (window, "SELECT count(*) FROM household"), ==, before + 3);
  act (form, "form.close");
  await_no_form (window);
  g_assert_cmpint (ask (window, "SELECT count(*) FROM draft WHERE form = 'household'"), ==, 0);
  close_window (window);
}

/* Agrees to what a question asks. */
static void
agree (DoudiWindow *window)
{
  GtkWindow *question = find_window (GTK_TYPE_WINDOW);

  g_assert_nonnull (question);
  g_signal_emit_by_name (gtk_window_get_default_widget (question), "clicked");
  settle (window);
  g_assert_null (find_window (GTK_TYPE_WINDOW));
}

static void
test_undo (void)
{
  DoudiWindow *window = open_as ("caseworker");
  gint64 id = enter (window, "丹增", 307);
  GtkWidget *page = show_page (window, "households");
  DoudiFormWindow *form = open_edit (window, id);
  g_autoptr (DoudiHousehold) before = NULL;
  g_autoptr (DoudiHousehold) undone = NULL;
  g_autoptr (DoudiHousehold) redone = NULL;

  type (form, NO_ROW, "phone", "13909417777");
  act (form, "form.save");
  await_no_form (window);
  before = get_household (window, id);
  act (page, "page.undo");
  agree (window);
  undone = get_household (window, id);
  g_assert_cmpstr (before->phone, ==, "13909417777");
  g_assert_cmpstr (undone->phone, ==, "");
  act (page, "page.redo-edit");
  agree (window);
  redone = get_household (window, id);
  g_assert_cmpstr (redone->phone, ==, "13909417777");
  /* Nothing to do again: it only says so. */
  act (page, "page.redo-edit");
  g_assert_null (find_window (GTK_TYPE_WINDOW));
  close_window (window);
}

static DoudiEditsWindow *
open_history (DoudiWindow *window, const char *action)
{
  act (show_page (window, "households"), action);
  settle (window);
  return find_window (DOUDI_TYPE_EDITS_WINDOW);
}

/* An older edit is taken back where the history shows it. */
static void
test_history (void)
{
  DoudiWindow *window = open_as ("caseworker");
  gint64 id = enter (window, "丹增", 309);
  DoudiFormWindow *form = open_edit (window, id);
  DoudiEditsWindow *history;
  g_autoptr (DoudiHousehold) household = NULL;

  type (form, NO_ROW, "phone", "13909417777");
  act (form, "form.save");
  await_no_form (window);
  history = open_history (window, "page.history");
  g_assert_nonnull (history);
  g_assert_cmpuint (doudi_list_get_n_rows (child (history, "view")), ==, 2);
  g_assert_true (can_press (GTK_WIDGET (history), "edits.take-back"));
  act (history, "edits.take-back");
  agree (window);
  household = get_household (window, id);
  g_assert_cmpstr (household->phone, ==, "");
  g_assert_cmpuint (doudi_list_get_n_rows (child (history, "view")), ==, 3);
  g_assert_cmpint (doudi_list_row_get_id (doudi_list_get_selected (child (history, "view"))), >, 0);
  gtk_window_destroy (GTK_WINDOW (history));
  close_window (window);
}

static void
answer_question (DoudiWindow *window, const char *words)
{
  GtkWindow *question = find_window (GTK_TYPE_WINDOW);
  GtkWidget *view = NULL;
  g_autoptr (GQueue) queue = g_queue_new ();

  g_assert_nonnull (question);
  g_queue_push_tail (queue, question);
  while (view == NULL && !g_queue_is_empty (queue))
    {
      GtkWidget *widget = g_queue_pop_head (queue);

      if (GTK_IS_TEXT_VIEW (widget))
        view = widget;
      for (GtkWidget *below = gtk_widget_get_first_child (widget); below != NULL;
           below = gtk_widget_get_next_sibling (below))
        g_queue_push_tail (queue, below);
    }
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), words, -1);
  agree (window);
}

/* Entered by mistake: into the bin, with a reason, and back. */
static void
test_bin (void)
{
  DoudiWindow *window = open_as ("caseworker");
  gint64 id = enter (window, "丹增", 311);
  GtkWidget *page = show_page (window, "households");
  DoudiEditsWindow *bin;
  g_autoptr (DoudiHousehold) gone = NULL;
  g_autoptr (DoudiHousehold) back = NULL;

  act (page, "page.remove-household");
  answer_question (window, "重复录入");
  gone = get_household (window, id);
  g_assert_cmpuint (gone->members->len, ==, 0);
  g_assert_cmpint (get_selected (page), !=, id);
  bin = open_history (window, "page.bin");
  g_assert_cmpuint (doudi_list_get_n_rows (child (bin, "view")), ==, 1);
  act (bin, "edits.take-back");
  agree (window);
  back = get_household (window, id);
  g_assert_cmpuint (back->members->len, ==, 1);
  g_assert_cmpuint (doudi_list_get_n_rows (child (bin, "view")), ==, 0);
  gtk_window_destroy (GTK_WINDOW (bin));
  close_window (window);
}

static void
test_end (void)
{
  DoudiWindow *window = open_as ("caseworker");
  gint64 id = enter (window, "丹增", 313);
  GtkWidget *page = show_page (window, "households");
  g_autoptr (DoudiHousehold) ended = NULL;

  act (page, "page.end-household");
  answer_question (window, "迁出本县");
  ended = get_household (window, id);
  g_assert_cmpuint (ended->members->len, ==, 0);
  act (page, "page.undo");
  agree (window);
  g_assert_cmpint (ask (window, "SELECT count(*) FROM registry_edit WHERE kind = 'household-end'"),
                   ==, 1);
  g_clear_pointer (&ended, doudi_household_free);
  ended = get_household (window, id);
  g_assert_cmpuint (ended->members->len, ==, 1);
  close_window (window);
}

/* Whoever may not edit is offered nothing of it. */
static void
test_others (void)
{
  DoudiWindow *window = open_as ("auditor");
  GtkWidget *page = show_page (window, "households");

  g_assert_false (can_press (page, "page.new-household"));
  act (page, "page.new-household");
  act (page, "page.edit-household");
  act (page, "page.remove-household");
  settle (window);
  g_assert_null (find_window (DOUDI_TYPE_FORM_WINDOW));
  g_assert_null (find_window (GTK_TYPE_WINDOW));
  close_window (window);
}

int
main (int argc, char *argv[])
{
  int result;

  gtk_test_init (&argc, &argv, NULL);
  app_set_up ();
  g_test_add_func ("/app/household-desk/new", test_new);
  g_test_add_func ("/app/household-desk/presents", test_presents);
  g_test_add_func ("/app/household-desk/refused", test_refused);
  g_test_add_func ("/app/household-desk/namesake", test_namesake);
  g_test_add_func ("/app/household-desk/edit", test_edit);
  g_test_add_func ("/app/household-desk/conflict", test_conflict);
  g_test_add_func ("/app/household-desk/draft", test_draft);
  g_test_add_func ("/app/household-desk/draft-meets-change", test_draft_meets_change);
  g_test_add_func ("/app/household-desk/draft-unfit", test_draft_unfit);
  g_test_add_func ("/app/household-desk/leave", test_leave);
  g_test_add_func ("/app/household-desk/leave-asked", test_leave_asked);
  g_test_add_func ("/app/household-desk/next", test_next);
  g_test_add_func ("/app/household-desk/undo", test_undo);
  g_test_add_func ("/app/household-desk/history", test_history);
  g_test_add_func ("/app/household-desk/bin", test_bin);
  g_test_add_func ("/app/household-desk/end", test_end);
  g_test_add_func ("/app/household-desk/others", test_others);
  result = g_test_run ();
  app_tear_down ();
  return result;
}
