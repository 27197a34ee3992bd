/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/doudi-edit-act.h"
#include "app/doudi-edits-window.h"
#include "app/doudi-list.h"
#include "app/doudi-pager.h"
#include "app/doudi-window.h"
#include "casework/doudi-desk.h"
#include "casework/doudi-edit-words.h"

/* Older ones are found in the history of their household. */
#define LIMIT 1000

/*
 * What was done to the registry, the last first: of a household, by oneself, by all; and the bin.
 *
 * @household: whose edits may be shown, 0 for none
 */
struct _DoudiEditsWindow
{
  GtkWindow parent_instance;

  GtkDropDown *shown_drop_down;
  GtkStack *list_stack;
  GtkColumnView *view;
  DoudiPager *pager;
  GtkLabel *empty_label;
  GtkLabel *message_label;
  GtkButton *back_button;

  DoudiCaseload *caseload;
  gint64 household;
};

G_DEFINE_FINAL_TYPE (DoudiEditsWindow, doudi_edits_window, GTK_TYPE_WINDOW)

static const DoudiListColumn columns[] = {
  { N_ ("Recorded on"), FALSE, FALSE, 10 },  { N_ ("By"), FALSE, FALSE, 8 },
  { N_ ("What was done"), FALSE, TRUE, 22 }, { N_ ("Household"), FALSE, TRUE, 16 },
  { N_ ("Reason"), FALSE, TRUE, 10 },        { N_ ("State"), FALSE, FALSE, 8 },
};

/* An edit as its row knows it. */
typedef struct
{
  DoudiEditRow *row;
  gint64 household;
  gboolean undo;
} Edit;

static void
edit_free (gpointer data)
{
  Edit *edit = data;

  doudi_edit_row_free (edit->row);
  g_free (edit);
}

static DoudiEditsShown
get_shown (DoudiEditsWindow *self)
{
  guint selected = gtk_drop_down_get_selected (self->shown_drop_down);

  return (DoudiEditsShown) (self->household != 0 ? selected : selected + 1);
}

static const Edit *
get_selected (DoudiEditsWindow *self)
{
  DoudiListRow *row = doudi_list_get_selected (self->view);

  return row != NULL ? doudi_list_row_get_data (row) : NULL;
}

static void
say (DoudiEditsWindow *self, const char *text, gboolean wrong)
{
  gtk_label_set_text (self->message_label, text);
  gtk_widget_remove_css_class (GTK_WIDGET (self->message_label),
                               wrong ? "done-text" : "wrong-text");
  gtk_widget_add_css_class (GTK_WIDGET (self->message_label), wrong ? "wrong-text" : "done-text");
}

static char *
describe_state (const Edit *edit)
{
  if (edit->row->undone_by != 0)
    return g_strdup (edit->undo ? _ ("done again") : C_ ("edit", "taken back"));
  return g_strdup (_ ("holds"));
}

static DoudiListRow *
row_new (DoudiEditsWindow *self, DoudiEditRow *row)
{
  DoudiStore *reader = doudi_caseload_get_reader (self->caseload);
  Edit *edit = g_new0 (Edit, 1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *day = doudi_day_format_iso (row->business_day);
  g_autofree char *words = doudi_edit_describe (reader, row);
  g_autofree char *households = doudi_edit_act_name_households (reader, row->id, &edit->household);
  g_autofree char *state = NULL;
  DoudiListRow *list_row;

  edit->row = row;
  edit->undo = doudi_edit_is_undo (reader, row);
  state = describe_state (edit);
  g_strv_builder_add_many (builder, day, row->recorded_by, words, households, row->reason, state,
                           NULL);
  list_row = doudi_list_row_new (row->id, g_strv_builder_end (builder));
  doudi_list_row_set_data (list_row, edit, edit_free);
  return list_row;
}

static GPtrArray *
list_edits (DoudiEditsWindow *self, GError **error)
{
  DoudiStore *reader = doudi_caseload_get_reader (self->caseload);
  DoudiSession *session = doudi_caseload_get_session (self->caseload);

  switch (get_shown (self))
    {
    case DOUDI_EDITS_OF_HOUSEHOLD:
      return doudi_edit_list_of_household (reader, self->household, error);
    case DOUDI_EDITS_MINE:
      return doudi_edit_list (reader, doudi_session_get_user (session), LIMIT, error);
    case DOUDI_EDITS_BIN:
      return doudi_edit_list_standing (reader, doudi_edit_word (DOUDI_EDIT_HOUSEHOLD_REMOVE)->name,
                                       LIMIT, error);
    case DOUDI_EDITS_ALL:
    default:
      return doudi_edit_list (reader, NULL, LIMIT, error);
    }
}

static void
show_empty (DoudiEditsWindow *self)
{
  gtk_label_set_text (self->empty_label,
                      get_shown (self) == DOUDI_EDITS_BIN
                        ? _ ("The bin is empty. A household that was entered by mistake goes here, "
                             "and can be brought back.")
                        : _ ("Nothing was done here yet. What is entered and corrected at a desk "
                             "stands here, and can be taken back."));
}

static void
update_actions (DoudiEditsWindow *self)
{
  const Edit *edit = get_selected (self);
  gboolean may = doudi_caseload_may (self->caseload, DOUDI_ACTION_EDIT_HOUSEHOLD);
  gboolean holds = edit != NULL && edit->row->undone_by == 0;
  const char *label = _ ("_Take it back…");

  if (get_shown (self) == DOUDI_EDITS_BIN)
    label = _ ("_Bring it back…");
  else if (edit != NULL && edit->undo)
    label = _ ("_Do it again…");
  gtk_button_set_label (self->back_button, label);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "edits.take-back", may && holds);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "edits.open",
                                 edit != NULL && edit->household != 0
                                   && get_shown (self) != DOUDI_EDITS_BIN);
}

static void
show (DoudiEditsWindow *self)
{
  g_autoptr (GPtrArray) shown = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) edits = NULL;
  g_autoptr (GError) error = NULL;
  DoudiListRow *selected = doudi_list_get_selected (self->view);
  gint64 selected_id = selected != NULL ? doudi_list_row_get_id (selected) : 0;

  if (self->caseload == NULL || !doudi_caseload_is_signed_in (self->caseload))
    return;
  edits = list_edits (self, &error);
  if (edits == NULL)
    say (self, error->message, TRUE);
  while (edits != NULL && edits->len > 0)
    g_ptr_array_add (shown, row_new (self, g_ptr_array_steal_index (edits, 0)));
  doudi_pager_show (self->pager, self->view, shown);
  doudi_list_select_id (self->view, selected_id);
  show_empty (self);
  gtk_stack_set_visible_child_name (self->list_stack, shown->len > 0 ? "list" : "empty");
  update_actions (self);
}

static void
on_shown_changed_cb (DoudiEditsWindow *self)
{
  say (self, "", FALSE);
  show (self);
}

static void
on_taken_back_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  DoudiEditsWindow *self = DOUDI_EDITS_WINDOW (source);
  g_autoptr (GError) error = NULL;
  g_autofree char *words = doudi_edit_act_take_back_finish (GTK_WINDOW (source), result, &error);

  if (self->caseload == NULL)
    return;
  if (error != NULL)
    say (self, error->message, TRUE);
  else if (words != NULL)
    say (self, words, FALSE);
}

static void
take_back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DoudiEditsWindow *self = DOUDI_EDITS_WINDOW (widget);
  const Edit *edit = get_selected (self);

  if (edit == NULL)
    return;
  say (self, "", FALSE);
  doudi_edit_act_take_back_async (GTK_WINDOW (self), self->caseload, edit->row, on_taken_back_cb,
                                  NULL);
}

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DoudiEditsWindow *self = DOUDI_EDITS_WINDOW (widget);
  const Edit *edit = get_selected (self);
  DoudiWindow *main = doudi_window_find (GTK_WINDOW (self));

  if (edit == NULL || main == NULL)
    return;
  gtk_widget_activate_action (GTK_WIDGET (main), "win.open-household", "x", edit->household);
  gtk_window_present (GTK_WINDOW (main));
}

static void
on_activated_cb (DoudiEditsWindow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "edits.open", NULL);
}

static void
fill_shown (DoudiEditsWindow *self)
{
  static const char *const labels[]
    = { N_ ("This household"), N_ ("What I did"), N_ ("What everybody did"), N_ ("The bin") };
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  for (gsize i = self->household != 0 ? 0 : 1; i < G_N_ELEMENTS (labels); i++)
    gtk_string_list_append (list, _ (labels[i]));
  gtk_drop_down_set_model (self->shown_drop_down, G_LIST_MODEL (list));
}

static void
doudi_edits_window_dispose (GObject *object)
{
  DoudiEditsWindow *self = DOUDI_EDITS_WINDOW (object);

  g_clear_object (&self->caseload);
  gtk_widget_dispose_template (GTK_WIDGET (self), DOUDI_TYPE_EDITS_WINDOW);

  G_OBJECT_CLASS (doudi_edits_window_parent_class)->dispose (object);
}

static void
doudi_edits_window_class_init (DoudiEditsWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = doudi_edits_window_dispose;
  g_type_ensure (DOUDI_TYPE_PAGER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/doudi/Doudi/doudi-edits-window.ui");
  gtk_widget_class_bind_template_child (widget_class, DoudiEditsWindow, shown_drop_down);
  gtk_widget_class_bind_template_child (widget_class, DoudiEditsWindow, list_stack);
  gtk_widget_class_bind_template_child (widget_class, DoudiEditsWindow, view);
  gtk_widget_class_bind_template_child (widget_class, DoudiEditsWindow, pager);
  gtk_widget_class_bind_template_child (widget_class, DoudiEditsWindow, empty_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiEditsWindow, message_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiEditsWindow, back_button);
  gtk_widget_class_bind_template_callback (widget_class, on_shown_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_activated_cb);
  gtk_widget_class_install_action (widget_class, "edits.take-back", NULL, take_back_action);
  gtk_widget_class_install_action (widget_class, "edits.open", NULL, open_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "edits.take-back", NULL);
}

static void
doudi_edits_window_init (DoudiEditsWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  doudi_list_set_up (self->view, columns, G_N_ELEMENTS (columns), TRUE);
  g_signal_connect_object (gtk_column_view_get_model (self->view), "notify::selected-item",
                           G_CALLBACK (update_actions), self, G_CONNECT_SWAPPED);
}

/**
 * doudi_edits_window_new:
 * @parent: the window it belongs to
 * @caseload: a caseload somebody is signed in to
 * @household: whose edits may be chosen, 0 for none
 * @shown: which edits are shown first
 *
 * Returns: a window with what was done to the registry
 */
GtkWidget *
doudi_edits_window_new (GtkWindow *parent,
                        DoudiCaseload *caseload,
                        gint64 household,
                        DoudiEditsShown shown)
{
  DoudiEditsWindow *self = g_object_new (DOUDI_TYPE_EDITS_WINDOW, "transient-for", parent, NULL);

  self->household = household;
  fill_shown (self);
  gtk_drop_down_set_selected (self->shown_drop_down, household != 0 ? shown : MAX (shown, 1) - 1);
  self->caseload = g_object_ref (caseload);
  g_signal_connect_object (caseload, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (caseload, "signed-out", G_CALLBACK (gtk_window_destroy), self,
                           G_CONNECT_SWAPPED);
  show (self);
  doudi_list_focus (self->view);
  return GTK_WIDGET (self);
}
