/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <inttypes.h>

#include <glib/gi18n-lib.h>

#include "app/doudi-ask.h"
#include "app/doudi-change-outcome.h"
#include "app/doudi-changes-window.h"
#include "app/doudi-format.h"
#include "app/doudi-list.h"
#include "app/doudi-pager.h"
#include "base/doudi-error.h"
#include "casework/doudi-change.h"
#include "store/doudi-registry.h"

/*
 * Changes that somebody entered and nobody has decided. Below them is what the selected one does.
 *
 * @wanted: the change to select when the list is shown next, or 0
 */
struct _DoudiChangesWindow
{
  GtkWindow parent_instance;

  GtkStack *list_stack;
  GtkColumnView *view;
  DoudiPager *pager;
  DoudiChangeOutcome *outcome;
  GtkLabel *message_label;
  GtkSpinner *spinner;

  DoudiCaseload *caseload;
  gint64 wanted;
};

G_DEFINE_FINAL_TYPE (DoudiChangesWindow, doudi_changes_window, GTK_TYPE_WINDOW)

static const DoudiListColumn columns[] = {
  { N_ ("No."), TRUE, FALSE, 3 },           { N_ ("What happened"), FALSE, TRUE, 10 },
  { N_ ("Household"), FALSE, TRUE, 12 },    { N_ ("Person"), FALSE, FALSE, 6 },
  { N_ ("On which day"), FALSE, FALSE, 8 }, { N_ ("First month"), FALSE, FALSE, 7 },
  { N_ ("Entered by"), FALSE, FALSE, 8 },   { N_ ("Entered on"), FALSE, FALSE, 8 },
};

static void
say (DoudiChangesWindow *self, const char *text, gboolean wrong)
{
  gtk_label_set_text (self->message_label, text);
  gtk_widget_remove_css_class (GTK_WIDGET (self->message_label),
                               wrong ? "done-text" : "wrong-text");
  gtk_widget_add_css_class (GTK_WIDGET (self->message_label), wrong ? "wrong-text" : "done-text");
}

static char *
describe_household (const DoudiHousehold *household)
{
  g_autofree char *village
    = household != NULL ? doudi_division_short_name (household->village) : g_strdup ("");

  for (guint i = 0; household != NULL && i < household->members->len; i++)
    {
      const DoudiMember *member = g_ptr_array_index (household->members, i);

      if (g_str_equal (member->relation, "head"))
        return g_strdup_printf ("%s · %s", village, member->name);
    }
  return g_steal_pointer (&village);
}

static char *
describe_person (const DoudiHousehold *household, gint64 person_id)
{
  for (guint i = 0; household != NULL && i < household->members->len; i++)
    {
      const DoudiMember *member = g_ptr_array_index (household->members, i);

      if (member->person_id == person_id)
        return g_strdup (member->name);
    }
  return g_strdup ("");
}

static DoudiListRow *
row_new (DoudiChangesWindow *self, const DoudiChangeRow *change)
{
  DoudiDay today = doudi_session_get_today (doudi_caseload_get_session (self->caseload));
  g_autoptr (DoudiHousehold) household = doudi_registry_get_household (
    doudi_caseload_get_reader (self->caseload), change->household_id, today, NULL);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *number = g_strdup_printf ("%" PRId64, change->id);
  g_autofree char *place = describe_household (household);
  g_autofree char *person = describe_person (household, change->person_id);
  g_autofree char *day = doudi_day_format_iso (change->happened_on);
  g_autofree char *month = doudi_month_format_iso (doudi_change_first_month (change, today));
  g_autofree char *entered = doudi_day_format_iso (change->entered_on);
  const char *label = change->kind;
  DoudiChangeKind kind;
  DoudiListRow *row;

  if (doudi_change_kind_find (change->kind, &kind))
    label = _ (doudi_change_info (kind)->word.label);
  g_strv_builder_add_many (builder, number, label, place, person, day, month, change->entered_by,
                           entered, NULL);
  row = doudi_list_row_new (change->id, g_strv_builder_end (builder));
  doudi_list_row_set_data (row, g_strdup (change->entered_by), g_free);
  return row;
}

static gboolean
entered_by_oneself (DoudiChangesWindow *self, DoudiListRow *row)
{
  gboolean same = FALSE;

  return doudi_session_is_same_person (doudi_caseload_get_session (self->caseload),
                                       doudi_list_row_get_data (row), &same, NULL)
         && same;
}

static void
update_actions (DoudiChangesWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  DoudiListRow *row = doudi_list_get_selected (self->view);
  gboolean idle = !doudi_caseload_is_busy (self->caseload);
  gboolean own
    = row != NULL && doudi_caseload_is_signed_in (self->caseload) && entered_by_oneself (self, row);
  gboolean decides = row != NULL && !own
                     && (doudi_caseload_may (self->caseload, DOUDI_ACTION_REVIEW_CHANGE)
                         || doudi_caseload_may (self->caseload, DOUDI_ACTION_DECIDE_CHANGE));

  gtk_widget_action_set_enabled (widget, "changes.agree", idle && decides);
  gtk_widget_action_set_enabled (widget, "changes.refuse", idle && decides);
  gtk_widget_action_set_enabled (
    widget, "changes.withdraw",
    idle && own && doudi_caseload_may (self->caseload, DOUDI_ACTION_ENTER_CHANGE));
  gtk_spinner_set_spinning (self->spinner, !idle);
}

static gpointer
preview_work (DoudiSession *session, const DoudiProgress *progress, gpointer data, GError **error)
{
  gint64 id = *(gint64 *) data;
  g_autoptr (DoudiChangeRow) row = NULL;

  if (!doudi_session_authorize (session, DOUDI_ACTION_VIEW_HOUSEHOLD, NULL, error))
    return NULL;
  row = doudi_change_get (doudi_session_get_store (session), id, error);
  return row != NULL ? doudi_change_preview_row (session, row, error) : NULL;
}

typedef struct
{
  DoudiChangesWindow *window;
  gint64 id;
} Look;

static void
on_previewed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Look *look = user_data;
  g_autoptr (DoudiChangesWindow) self = look->window;
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiChangePreview) preview
    = doudi_caseload_work_finish (DOUDI_CASELOAD (source), result, &error);
  DoudiListRow *row = self->caseload != NULL ? doudi_list_get_selected (self->view) : NULL;

  if (row == NULL || doudi_list_row_get_id (row) != look->id)
    return;
  if (preview != NULL)
    doudi_change_outcome_show (self->outcome, preview);
  else
    doudi_change_outcome_say (self->outcome, error->message, TRUE);
}

static void
on_selected_cb (DoudiChangesWindow *self)
{
  DoudiListRow *row = doudi_list_get_selected (self->view);
  Look *look;
  gint64 id;

  if (self->caseload == NULL || !doudi_caseload_is_signed_in (self->caseload))
    return;
  update_actions (self);
  doudi_change_outcome_say (self->outcome, "", FALSE);
  if (row == NULL)
    return;
  id = doudi_list_row_get_id (row);
  look = g_new0 (Look, 1);
  look->window = g_object_ref (self);
  look->id = id;
  doudi_caseload_look_async (self->caseload, _ ("Working out the change"), preview_work,
                             g_memdup2 (&id, sizeof id), g_free,
                             (GDestroyNotify) doudi_change_preview_free, on_previewed_cb, look);
}

static void
show (DoudiChangesWindow *self)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) changes = NULL;
  g_autoptr (GError) error = NULL;
  DoudiListRow *selected = doudi_list_get_selected (self->view);
  gint64 wanted = self->wanted;

  if (!doudi_caseload_is_signed_in (self->caseload))
    return;
  if (wanted == 0 && selected != NULL)
    wanted = doudi_list_row_get_id (selected);
  changes = doudi_change_list_open (doudi_caseload_get_reader (self->caseload), &error);
  if (changes == NULL)
    say (self, error->message, TRUE);
  for (guint i = 0; changes != NULL && i < changes->len; i++)
    g_ptr_array_add (rows, row_new (self, g_ptr_array_index (changes, i)));
  doudi_pager_show (self->pager, self->view, rows);
  doudi_list_select_id (self->view, wanted);
  self->wanted = 0;
  gtk_stack_set_visible_child_name (self->list_stack, rows->len > 0 ? "list" : "empty");
  on_selected_cb (self);
}

typedef enum
{
  STEP_AGREE,
  STEP_REFUSE,
  STEP_WITHDRAW,
} Step;

typedef struct
{
  gint64 id;
  Step step;
  char *reason;
} Call;

static void
call_free (gpointer data)
{
  Call *call = data;

  g_free (call->reason);
  g_free (call);
}

static gpointer
step_work (DoudiSession *session, const DoudiProgress *progress, gpointer data, GError **error)
{
  const Call *call = data;
  gboolean done
    = call->step == STEP_WITHDRAW
        ? doudi_change_withdraw (session, call->id, error)
        : doudi_change_decide (session, call->id, call->step == STEP_AGREE, call->reason, error);

  return done ? GINT_TO_POINTER ((int) call->step + 1) : NULL;
}

static void
on_stepped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  static const char *const done[] = {
    N_ ("The change is carried out."),
    N_ ("The change is refused."),
    N_ ("The change is taken back."),
  };
  g_autoptr (DoudiChangesWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  int step = GPOINTER_TO_INT (doudi_caseload_work_finish (DOUDI_CASELOAD (source), result, &error));

  if (self->caseload == NULL)
    return;
  if (step == 0)
    say (self, error->message, TRUE);
  else
    say (self, _ (done[step - 1]), FALSE);
}

static void
start (DoudiChangesWindow *self, Step step, const char *reason)
{
  DoudiListRow *row = doudi_list_get_selected (self->view);
  Call *call;

  if (row == NULL)
    return;
  call = g_new0 (Call, 1);
  call->id = doudi_list_row_get_id (row);
  call->step = step;
  call->reason = g_strdup (reason);
  say (self, "", FALSE);
  doudi_caseload_work_async (self->caseload, _ ("Deciding the change"), step_work, call, call_free,
                             NULL, on_stepped_cb, g_object_ref (self));
}

static void
agree_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  start (DOUDI_CHANGES_WINDOW (widget), STEP_AGREE, NULL);
}

static void
on_reason_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DoudiAsked) asked = doudi_ask_finish (GTK_WINDOW (source), result);

  if (asked != NULL)
    start (DOUDI_CHANGES_WINDOW (source), STEP_REFUSE, asked->words);
}

static void
refuse_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const DoudiAsk ask = {
    .heading = _ ("Refuse the change"),
    .body = _ ("Nothing of the household changes. Whoever entered it reads the reason."),
    .accept = _ ("_Refuse"),
    .words_label = _ ("Reason"),
    .words_needed = TRUE,
  };

  doudi_ask_async (GTK_WINDOW (widget), &ask, on_reason_cb, NULL);
}

static void
withdraw_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  start (DOUDI_CHANGES_WINDOW (widget), STEP_WITHDRAW, NULL);
}

static void
on_signed_out_cb (DoudiChangesWindow *self)
{
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
doudi_changes_window_dispose (GObject *object)
{
  DoudiChangesWindow *self = DOUDI_CHANGES_WINDOW (object);

  g_clear_object (&self->caseload);
  gtk_widget_dispose_template (GTK_WIDGET (self), DOUDI_TYPE_CHANGES_WINDOW);

  G_OBJECT_CLASS (doudi_changes_window_parent_class)->dispose (object);
}

static void
doudi_changes_window_class_init (DoudiChangesWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = doudi_changes_window_dispose;
  g_type_ensure (DOUDI_TYPE_PAGER);
  g_type_ensure (DOUDI_TYPE_CHANGE_OUTCOME);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/doudi/Doudi/doudi-changes-window.ui");
  gtk_widget_class_bind_template_child (widget_class, DoudiChangesWindow, list_stack);
  gtk_widget_class_bind_template_child (widget_class, DoudiChangesWindow, view);
  gtk_widget_class_bind_template_child (widget_class, DoudiChangesWindow, pager);
  gtk_widget_class_bind_template_child (widget_class, DoudiChangesWindow, outcome);
  gtk_widget_class_bind_template_child (widget_class, DoudiChangesWindow, message_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiChangesWindow, spinner);
  gtk_widget_class_install_action (widget_class, "changes.agree", NULL, agree_action);
  gtk_widget_class_install_action (widget_class, "changes.refuse", NULL, refuse_action);
  gtk_widget_class_install_action (widget_class, "changes.withdraw", NULL, withdraw_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "changes.agree", NULL);
}

static void
doudi_changes_window_init (DoudiChangesWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  doudi_list_set_up (self->view, columns, G_N_ELEMENTS (columns), TRUE);
  g_signal_connect_object (gtk_column_view_get_model (self->view), "notify::selected-item",
                           G_CALLBACK (on_selected_cb), self, G_CONNECT_SWAPPED);
}

/**
 * doudi_changes_window_new:
 * @parent: the window it belongs to
 * @caseload: a caseload somebody is signed in to
 * @change: id of the change to select, or 0
 *
 * Returns: a window with the changes that nobody has decided
 */
GtkWidget *
doudi_changes_window_new (GtkWindow *parent, DoudiCaseload *caseload, gint64 change)
{
  DoudiChangesWindow *self
    = g_object_new (DOUDI_TYPE_CHANGES_WINDOW, "transient-for", parent, NULL);

  self->caseload = g_object_ref (caseload);
  self->wanted = change;
  g_signal_connect_object (caseload, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (caseload, "notify::busy", G_CALLBACK (update_actions), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (caseload, "signed-out", G_CALLBACK (on_signed_out_cb), self,
                           G_CONNECT_SWAPPED);
  show (self);
  return GTK_WIDGET (self);
}
