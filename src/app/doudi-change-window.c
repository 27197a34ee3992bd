/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <inttypes.h>

#include <glib/gi18n-lib.h>

#include "app/doudi-change-fields.h"
#include "app/doudi-change-outcome.h"
#include "app/doudi-change-window.h"
#include "app/doudi-format.h"
#include "base/doudi-error.h"
#include "casework/doudi-change.h"
#include "store/doudi-registry.h"

/* So long after the last key it is worked out what the change would do, milliseconds. */
#define PREVIEW_DELAY_MS 350

/*
 * A change of one household: what happened is typed on the left, what it does is shown on the right
 * as it is typed.
 *
 * @review: the review that leads to the change, or 0
 * @preview_running: the worker looks at what was typed some keys ago; @preview_again asks it anew
 */
struct _DoudiChangeWindow
{
  GtkWindow parent_instance;

  GtkLabel *household_label;
  GtkDropDown *kind_drop_down;
  GtkWidget *award_label;
  GtkDropDown *award_drop_down;
  GtkWidget *person_label;
  GtkDropDown *person_drop_down;
  GtkEditable *day_entry;
  GtkEditable *month_entry;
  DoudiChangeFields *fields;
  GtkWidget *papers_label;
  GtkBox *papers_box;
  GtkLabel *reason_label;
  GtkEditable *reason_entry;
  DoudiChangeOutcome *outcome;
  GtkLabel *message_label;
  GtkSpinner *spinner;

  DoudiCaseload *caseload;
  DoudiHousehold *household;
  GPtrArray *awards;
  gint64 review;
  guint preview_source;
  gboolean preview_running;
  gboolean preview_again;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (DoudiChangeWindow, doudi_change_window, GTK_TYPE_WINDOW)

enum
{
  ENTERED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static DoudiChangeKind
get_kind (DoudiChangeWindow *self)
{
  return (DoudiChangeKind) gtk_drop_down_get_selected (self->kind_drop_down);
}

static gboolean
needs (DoudiChangeWindow *self, guint need)
{
  return (doudi_change_info (get_kind (self))->needs & need) != 0;
}

static void
say (DoudiChangeWindow *self, const char *text)
{
  gtk_label_set_text (self->message_label, text);
}

/* A request that is the worker's; its texts belong to it. */
typedef struct
{
  DoudiChangeRequest request;
  char *detail;
  char *reason;
  GStrv papers;
} Call;

static void
call_free (gpointer data)
{
  Call *call = data;

  g_free (call->detail);
  g_free (call->reason);
  g_strfreev (call->papers);
  g_free (call);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Call, call_free)

static gboolean
refuse (GError **error, const char *text)
{
  doudi_error_set (error, DOUDI_ERROR_BAD_DATA, NULL, "%s", text);
  return FALSE;
}

static gboolean
take_days (DoudiChangeWindow *self, DoudiChangeRequest *request, GError **error)
{
  g_autofree char *month = g_strstrip (g_strdup (gtk_editable_get_text (self->month_entry)));

  request->happened_on = doudi_day_parse (gtk_editable_get_text (self->day_entry));
  if (request->happened_on == DOUDI_DAY_NONE)
    return refuse (error, _ ("Type the day on which it happened as 2018-06-08."));
  if (*month == '\0')
    return TRUE;
  request->from_month = doudi_month_parse (month);
  return request->from_month != DOUDI_MONTH_NONE
         || refuse (error, _ ("Type the first month as 2018-06, or leave it empty: then it is the "
                              "one of the rules."));
}

static gint64
get_award (DoudiChangeWindow *self)
{
  guint selected = gtk_drop_down_get_selected (self->award_drop_down);

  return needs (self, DOUDI_CHANGE_NEEDS_AWARD) && selected < self->awards->len
           ? ((const DoudiAwardRow *) g_ptr_array_index (self->awards, selected))->id
           : 0;
}

static gint64
get_person (DoudiChangeWindow *self)
{
  guint selected = gtk_drop_down_get_selected (self->person_drop_down);
  GPtrArray *members = self->household->members;

  if (!needs (self, DOUDI_CHANGE_NEEDS_PERSON))
    return doudi_change_fields_get_person (self->fields);
  return selected > 0 && selected <= members->len
           ? ((const DoudiMember *) g_ptr_array_index (members, selected - 1))->person_id
           : 0;
}

static GStrv
dup_papers (DoudiChangeWindow *self)
{
  g_autoptr (GStrvBuilder) papers = g_strv_builder_new ();

  for (GtkWidget *check = gtk_widget_get_first_child (GTK_WIDGET (self->papers_box)); check != NULL;
       check = gtk_widget_get_next_sibling (check))
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (check)))
      g_strv_builder_add (papers, gtk_check_button_get_label (GTK_CHECK_BUTTON (check)));
  return g_strv_builder_end (papers);
}

static gboolean
check_choices (DoudiChangeWindow *self, const DoudiChangeRequest *request, GError **error)
{
  if (needs (self, DOUDI_CHANGE_NEEDS_AWARD) && request->award_id == 0)
    return refuse (error, _ ("This household has no award that could change."));
  if (needs (self, DOUDI_CHANGE_NEEDS_PERSON) && request->person_id == 0)
    return refuse (error, _ ("Choose whom it is about."));
  return TRUE;
}

/* What was typed, as far as it can be told without asking the caseload. */
static Call *
take_call (DoudiChangeWindow *self, GError **error)
{
  g_autoptr (Call) call = g_new0 (Call, 1);
  DoudiChangeRequest *request = &call->request;

  request->kind = get_kind (self);
  request->household_id = self->household->id;
  request->review_id = self->review;
  request->award_id = get_award (self);
  request->person_id = get_person (self);
  if (!check_choices (self, request, error) || !take_days (self, request, error))
    return NULL;
  call->detail = doudi_change_fields_dup_detail (self->fields, error);
  if (call->detail == NULL)
    return NULL;
  call->reason = g_strstrip (g_strdup (gtk_editable_get_text (self->reason_entry)));
  call->papers = dup_papers (self);
  request->detail = call->detail;
  request->reason = call->reason;
  request->papers = (const char *const *) call->papers;
  return g_steal_pointer (&call);
}

static char *
describe_error (DoudiChangeWindow *self, const GError *error)
{
  return doudi_change_fields_dup_plain (self->fields, error->message);
}

static void queue_preview (DoudiChangeWindow *self);

static gpointer
preview_work (DoudiSession *session, const DoudiProgress *progress, gpointer data, GError **error)
{
  const Call *call = data;

  return doudi_change_preview (session, &call->request, error);
}

/* The month that the rules say stands where nothing was typed. */
static void
show_preview (DoudiChangeWindow *self, const DoudiChangePreview *preview)
{
  g_autofree char *month = doudi_month_format_iso (preview->from_month);
  g_autofree char *hint = g_strdup_printf (_ ("%s by the rules"), month);

  if (*gtk_editable_get_text (self->month_entry) == '\0')
    gtk_entry_set_placeholder_text (GTK_ENTRY (self->month_entry), hint);
  doudi_change_outcome_show (self->outcome, preview);
}

static void
on_previewed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DoudiChangeWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiChangePreview) preview
    = doudi_caseload_work_finish (DOUDI_CASELOAD (source), result, &error);
  g_autofree char *text = NULL;

  self->preview_running = FALSE;
  if (self->caseload == NULL)
    return;
  if (self->preview_again)
    {
      self->preview_again = FALSE;
      queue_preview (self);
      return;
    }
  if (preview != NULL)
    {
      show_preview (self, preview);
      return;
    }
  text = describe_error (self, error);
  doudi_change_outcome_say (self->outcome, text, TRUE);
}

static gboolean
on_preview_due_cb (gpointer user_data)
{
  DoudiChangeWindow *self = user_data;
  g_autoptr (GError) error = NULL;
  Call *call;

  self->preview_source = 0;
  if (!doudi_caseload_is_signed_in (self->caseload))
    return G_SOURCE_REMOVE;
  if (self->preview_running)
    {
      self->preview_again = TRUE;
      return G_SOURCE_REMOVE;
    }
  call = take_call (self, &error);
  if (call == NULL)
    {
      doudi_change_outcome_say (self->outcome, error->message, FALSE);
      return G_SOURCE_REMOVE;
    }
  self->preview_running = TRUE;
  doudi_caseload_look_async (self->caseload, _ ("Working out the change"), preview_work, call,
                             call_free, (GDestroyNotify) doudi_change_preview_free, on_previewed_cb,
                             g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
queue_preview (DoudiChangeWindow *self)
{
  g_clear_handle_id (&self->preview_source, g_source_remove);
  self->preview_source = g_timeout_add (PREVIEW_DELAY_MS, on_preview_due_cb, self);
}

static void
on_typed_cb (DoudiChangeWindow *self)
{
  if (self->filling)
    return;
  say (self, "");
  queue_preview (self);
}

static void
show_papers (DoudiChangeWindow *self, const DoudiChangeInfo *info)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->papers_box))) != NULL)
    gtk_box_remove (self->papers_box, child);
  for (guint i = 0; info->papers[i] != NULL; i++)
    {
      GtkWidget *check = gtk_check_button_new_with_label (info->papers[i]);

      g_signal_connect_swapped (check, "toggled", G_CALLBACK (on_typed_cb), self);
      gtk_box_append (self->papers_box, check);
    }
  gtk_widget_set_visible (self->papers_label, info->papers[0] != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->papers_box), info->papers[0] != NULL);
}

static void
show_kind (DoudiChangeWindow *self)
{
  const DoudiChangeInfo *info = doudi_change_info (get_kind (self));
  gboolean of_award = needs (self, DOUDI_CHANGE_NEEDS_AWARD);
  gboolean of_person = needs (self, DOUDI_CHANGE_NEEDS_PERSON);

  gtk_widget_set_visible (self->award_label, of_award);
  gtk_widget_set_visible (GTK_WIDGET (self->award_drop_down), of_award);
  gtk_widget_set_visible (self->person_label, of_person);
  gtk_widget_set_visible (GTK_WIDGET (self->person_drop_down), of_person);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->month_entry), _ ("by the rules"));
  gtk_label_set_text (self->reason_label,
                      needs (self, DOUDI_CHANGE_NEEDS_REASON) ? _ ("Reason *") : _ ("Reason"));
  doudi_change_fields_show (self->fields, doudi_caseload_get_reader (self->caseload),
                            self->household, get_kind (self));
  show_papers (self, info);
}

static void
on_kind_selected_cb (DoudiChangeWindow *self)
{
  if (self->filling)
    return;
  show_kind (self);
  on_typed_cb (self);
}

static void
fill_kinds (DoudiChangeWindow *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (int i = 0; i < DOUDI_N_CHANGES; i++)
    gtk_string_list_append (names, _ (doudi_change_info ((DoudiChangeKind) i)->word.label));
  gtk_drop_down_set_model (self->kind_drop_down, G_LIST_MODEL (names));
}

static void
fill_awards (DoudiChangeWindow *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < self->awards->len; i++)
    {
      const DoudiAwardRow *award = g_ptr_array_index (self->awards, i);
      g_autofree char *text = g_strdup_printf ("%s · %s", doudi_format_programme (award->programme),
                                               award->person_name);

      gtk_string_list_append (names, text);
    }
  gtk_drop_down_set_model (self->award_drop_down, G_LIST_MODEL (names));
}

static const char *
fill_persons (DoudiChangeWindow *self)
{
  const char *const none[] = { "—", NULL };
  g_autoptr (GtkStringList) names = gtk_string_list_new (none);
  const char *head = "";

  for (guint i = 0; i < self->household->members->len; i++)
    {
      const DoudiMember *member = g_ptr_array_index (self->household->members, i);
      g_autofree char *relation = doudi_format_relation (member->relation);
      g_autofree char *text = g_strdup_printf ("%s · %s", member->name, relation);

      gtk_string_list_append (names, text);
      if (g_str_equal (member->relation, "head"))
        head = member->name;
    }
  gtk_drop_down_set_model (self->person_drop_down, G_LIST_MODEL (names));
  return head;
}

static void
fill (DoudiChangeWindow *self)
{
  DoudiSession *session = doudi_caseload_get_session (self->caseload);
  g_autofree char *today = doudi_day_format_iso (doudi_session_get_today (session));
  g_autofree char *village = doudi_division_short_name (self->household->village);
  g_autofree char *text = NULL;

  self->filling = TRUE;
  fill_kinds (self);
  fill_awards (self);
  text = g_strdup_printf ("%s · %s %s", fill_persons (self), self->household->township, village);
  gtk_label_set_text (self->household_label, text);
  gtk_editable_set_text (self->day_entry, today);
  show_kind (self);
  self->filling = FALSE;
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (self->kind_drop_down));
  queue_preview (self);
}

static gpointer
enter_work (DoudiSession *session, const DoudiProgress *progress, gpointer data, GError **error)
{
  const Call *call = data;
  gint64 id = 0;

  if (!doudi_change_enter (session, &call->request, &id, error))
    return NULL;
  return g_strdup_printf ("%" PRId64, id);
}

static void
update_actions (DoudiChangeWindow *self, gboolean idle)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "change.enter", idle);
  gtk_spinner_set_spinning (self->spinner, !idle);
}

static void
on_entered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DoudiChangeWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = doudi_caseload_work_finish (DOUDI_CASELOAD (source), result, &error);
  g_autofree char *text = NULL;

  if (self->caseload == NULL)
    return;
  update_actions (self, TRUE);
  if (id != NULL)
    {
      g_signal_emit (self, signals[ENTERED], 0);
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  text = describe_error (self, error);
  say (self, text);
}

static void
enter_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DoudiChangeWindow *self = DOUDI_CHANGE_WINDOW (widget);
  g_autoptr (GError) error = NULL;
  Call *call = take_call (self, &error);

  if (call == NULL)
    {
      say (self, error->message);
      return;
    }
  say (self, "");
  update_actions (self, FALSE);
  doudi_caseload_work_async (self->caseload, _ ("Entering the change"), enter_work, call, call_free,
                             g_free, on_entered_cb, g_object_ref (self));
}

static void
on_signed_out_cb (DoudiChangeWindow *self)
{
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
doudi_change_window_dispose (GObject *object)
{
  DoudiChangeWindow *self = DOUDI_CHANGE_WINDOW (object);

  g_clear_handle_id (&self->preview_source, g_source_remove);
  self->filling = TRUE;
  gtk_widget_dispose_template (GTK_WIDGET (self), DOUDI_TYPE_CHANGE_WINDOW);
  g_clear_object (&self->caseload);
  g_clear_pointer (&self->household, doudi_household_free);
  g_clear_pointer (&self->awards, g_ptr_array_unref);

  G_OBJECT_CLASS (doudi_change_window_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, DoudiChangeWindow, household_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiChangeWindow, kind_drop_down);
  gtk_widget_class_bind_template_child (widget_class, DoudiChangeWindow, award_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiChangeWindow, award_drop_down);
  gtk_widget_class_bind_template_child (widget_class, DoudiChangeWindow, person_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiChangeWindow, person_drop_down);
  gtk_widget_class_bind_template_child (widget_class, DoudiChangeWindow, day_entry);
  gtk_widget_class_bind_template_child (widget_class, DoudiChangeWindow, month_entry);
  gtk_widget_class_bind_template_child (widget_class, DoudiChangeWindow, fields);
  gtk_widget_class_bind_template_child (widget_class, DoudiChangeWindow, papers_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiChangeWindow, papers_box);
  gtk_widget_class_bind_template_child (widget_class, DoudiChangeWindow, reason_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiChangeWindow, reason_entry);
  gtk_widget_class_bind_template_child (widget_class, DoudiChangeWindow, outcome);
  gtk_widget_class_bind_template_child (widget_class, DoudiChangeWindow, message_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiChangeWindow, spinner);
}

static void
doudi_change_window_class_init (DoudiChangeWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = doudi_change_window_dispose;
  signals[ENTERED] = g_signal_new ("entered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (DOUDI_TYPE_CHANGE_FIELDS);
  g_type_ensure (DOUDI_TYPE_CHANGE_OUTCOME);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/doudi/Doudi/doudi-change-window.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, on_kind_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_typed_cb);
  gtk_widget_class_install_action (widget_class, "change.enter", NULL, enter_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "change.enter", NULL);
}

static void
doudi_change_window_init (DoudiChangeWindow *self)
{
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * doudi_change_window_new:
 * @parent: the window it belongs to
 * @caseload: a caseload somebody is signed in to
 * @household: id of the household
 * @review: id of the review that leads to the change, or 0
 * @error: what kept the household from being read
 *
 * A window in which a change of a household is entered. "entered" is emitted before it closes.
 *
 * Returns: the window; %NULL with @error set
 */
GtkWidget *
doudi_change_window_new (GtkWindow *parent,
                         DoudiCaseload *caseload,
                         gint64 household,
                         gint64 review,
                         GError **error)
{
  DoudiStore *reader = doudi_caseload_get_reader (caseload);
  DoudiDay today = doudi_session_get_today (doudi_caseload_get_session (caseload));
  g_autoptr (DoudiHousehold) found = doudi_registry_get_household (reader, household, today, error);
  g_autoptr (GPtrArray) awards
    = found != NULL ? doudi_awards_of_household (reader, household, error) : NULL;
  DoudiChangeWindow *self;

  if (awards == NULL)
    return NULL;
  self = g_object_new (DOUDI_TYPE_CHANGE_WINDOW, "transient-for", parent, NULL);
  self->caseload = g_object_ref (caseload);
  self->household = g_steal_pointer (&found);
  self->awards = g_steal_pointer (&awards);
  self->review = review;
  g_signal_connect_object (caseload, "signed-out", G_CALLBACK (on_signed_out_cb), self,
                           G_CONNECT_SWAPPED);
  fill (self);
  return GTK_WIDGET (self);
}

/**
 * doudi_change_window_begin:
 * @kind: what happened
 * @other: another household it has to do with, or 0
 *
 * Begins with a kind of change, as if it had been chosen.
 */
void
doudi_change_window_begin (DoudiChangeWindow *self, DoudiChangeKind kind, gint64 other)
{
  gtk_drop_down_set_selected (self->kind_drop_down, kind);
  if (other != 0)
    doudi_change_fields_choose_household (self->fields, other);
}
