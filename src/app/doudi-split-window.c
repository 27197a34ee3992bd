/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/doudi-format.h"
#include "app/doudi-split-window.h"
#include "casework/doudi-merge.h"
#include "store/doudi-household-title.h"

#define HEAD "head"

/* A member: whether it goes, whether it is the new head, what it is to the new head. */
typedef struct
{
  GtkWidget *goes;
  GtkWidget *head;
  GtkWidget *relation;
} Line;

/*
 * Members of a household that draws nothing go on as one of their own.
 *
 * @lines: (element-type Line): of the members, in their order
 */
struct _DoudiSplitWindow
{
  GtkWindow parent_instance;

  GtkLabel *title_label;
  GtkGrid *grid;
  GtkWidget *remaining_box;
  GtkDropDown *remaining_drop_down;
  GtkEditable *reason_entry;
  GtkLabel *message_label;
  GtkWidget *split_button;

  DoudiCaseload *caseload;
  DoudiHousehold *household;
  GArray *lines;
};

G_DEFINE_FINAL_TYPE (DoudiSplitWindow, doudi_split_window, GTK_TYPE_WINDOW)

enum
{
  SPLIT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const DoudiMember *
member_at (DoudiSplitWindow *self, guint index)
{
  return g_ptr_array_index (self->household->members, index);
}

static gboolean
goes (DoudiSplitWindow *self, guint index)
{
  return gtk_check_button_get_active (
    GTK_CHECK_BUTTON (g_array_index (self->lines, Line, index).goes));
}

static gboolean
head_goes (DoudiSplitWindow *self)
{
  for (guint i = 0; i < self->lines->len; i++)
    if (goes (self, i) && g_str_equal (member_at (self, i)->relation, HEAD))
      return TRUE;
  return FALSE;
}

/* Who stays, to choose a head from. */
static void
fill_remaining (DoudiSplitWindow *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < self->lines->len; i++)
    if (!goes (self, i))
      gtk_string_list_append (names, member_at (self, i)->name);
  gtk_drop_down_set_model (self->remaining_drop_down, G_LIST_MODEL (names));
  gtk_widget_set_visible (self->remaining_box, head_goes (self));
}

/* The first who goes is the head until another one is chosen. */
static void
on_goes_cb (DoudiSplitWindow *self)
{
  gboolean has_head = FALSE;

  for (guint i = 0; i < self->lines->len; i++)
    {
      const Line *line = &g_array_index (self->lines, Line, i);

      gtk_widget_set_sensitive (line->head, goes (self, i));
      gtk_widget_set_sensitive (line->relation, goes (self, i));
      has_head = has_head
                 || (goes (self, i) && gtk_check_button_get_active (GTK_CHECK_BUTTON (line->head)));
    }
  for (guint i = 0; !has_head && i < self->lines->len; i++)
    if (goes (self, i))
      {
        gtk_check_button_set_active (GTK_CHECK_BUTTON (g_array_index (self->lines, Line, i).head),
                                     TRUE);
        has_head = TRUE;
      }
  fill_remaining (self);
  gtk_label_set_text (self->message_label, "");
}

static GtkWidget *
new_heading (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  return label;
}

static void
add_line (DoudiSplitWindow *self, guint index)
{
  const DoudiMember *member = member_at (self, index);
  g_autofree char *relation = doudi_format_relation (member->relation);
  g_autofree char *text = g_strdup_printf ("%s · %s", member->name, relation);
  Line line = { gtk_check_button_new_with_label (text), gtk_check_button_new (), gtk_entry_new () };

  if (index > 0)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (line.head),
                                GTK_CHECK_BUTTON (g_array_index (self->lines, Line, 0).head));
  gtk_editable_set_width_chars (GTK_EDITABLE (line.relation), 12);
  gtk_accessible_update_property (GTK_ACCESSIBLE (line.head), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("New head"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (line.relation), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Relation to the new head"), -1);
  g_signal_connect_object (line.goes, "toggled", G_CALLBACK (on_goes_cb), self, G_CONNECT_SWAPPED);
  gtk_grid_attach (self->grid, line.goes, 0, (int) index + 1, 1, 1);
  gtk_grid_attach (self->grid, line.head, 1, (int) index + 1, 1, 1);
  gtk_grid_attach (self->grid, line.relation, 2, (int) index + 1, 1, 1);
  g_array_append_val (self->lines, line);
}

/* What the worker is given. */
typedef struct
{
  DoudiSplit split;
  GArray *persons;
  GStrv relations;
  char *reason;
} Call;

static void
call_free (gpointer data)
{
  Call *call = data;

  g_array_unref (call->persons);
  g_strfreev (call->relations);
  g_free (call->reason);
  g_free (call);
}

static gint64
chosen_remaining (DoudiSplitWindow *self)
{
  guint selected = gtk_drop_down_get_selected (self->remaining_drop_down);

  for (guint i = 0; head_goes (self) && i < self->lines->len; i++)
    if (!goes (self, i) && selected-- == 0)
      return member_at (self, i)->person_id;
  return 0;
}

static Call *
take_call (DoudiSplitWindow *self)
{
  Call *call = g_new0 (Call, 1);
  g_autoptr (GStrvBuilder) relations = g_strv_builder_new ();

  call->persons = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < self->lines->len; i++)
    {
      const Line *line = &g_array_index (self->lines, Line, i);
      gint64 person = member_at (self, i)->person_id;

      if (!goes (self, i))
        continue;
      g_array_append_val (call->persons, person);
      g_strv_builder_add (relations, gtk_editable_get_text (GTK_EDITABLE (line->relation)));
      if (gtk_check_button_get_active (GTK_CHECK_BUTTON (line->head)))
        call->split.head = person;
    }
  call->relations = g_strv_builder_end (relations);
  call->reason = g_strstrip (g_strdup (gtk_editable_get_text (self->reason_entry)));
  call->split.household_id = self->household->id;
  call->split.persons = call->persons;
  call->split.relations = (const char *const *) call->relations;
  call->split.remaining_head = chosen_remaining (self);
  call->split.reason = call->reason;
  return call;
}

static gpointer
split_work (DoudiSession *session, const DoudiProgress *progress, gpointer data, GError **error)
{
  const Call *call = data;
  gint64 household, edit;

  return doudi_desk_split_household (session, &call->split, &household, &edit, error)
           ? g_memdup2 (&household, sizeof household)
           : NULL;
}

static void
on_split_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DoudiSplitWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *household
    = doudi_caseload_work_finish (DOUDI_CASELOAD (source), result, &error);

  if (self->caseload == NULL)
    return;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "split.split", TRUE);
  if (household == NULL)
    {
      gtk_label_set_text (self->message_label, error->message);
      return;
    }
  g_signal_emit (self, signals[SPLIT], 0, *household);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
split_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DoudiSplitWindow *self = DOUDI_SPLIT_WINDOW (widget);

  gtk_label_set_text (self->message_label, "");
  gtk_widget_action_set_enabled (widget, "split.split", FALSE);
  doudi_caseload_work_async (self->caseload, _ ("Splitting the household"), split_work,
                             take_call (self), call_free, g_free, on_split_cb, g_object_ref (self));
}

static void
on_signed_out_cb (DoudiSplitWindow *self)
{
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
doudi_split_window_dispose (GObject *object)
{
  DoudiSplitWindow *self = DOUDI_SPLIT_WINDOW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), DOUDI_TYPE_SPLIT_WINDOW);
  g_clear_object (&self->caseload);
  g_clear_pointer (&self->household, doudi_household_free);
  g_clear_pointer (&self->lines, g_array_unref);

  G_OBJECT_CLASS (doudi_split_window_parent_class)->dispose (object);
}

static void
doudi_split_window_class_init (DoudiSplitWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = doudi_split_window_dispose;
  signals[SPLIT] = g_signal_new ("split", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/doudi/Doudi/doudi-split-window.ui");
  gtk_widget_class_bind_template_child (widget_class, DoudiSplitWindow, title_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiSplitWindow, grid);
  gtk_widget_class_bind_template_child (widget_class, DoudiSplitWindow, remaining_box);
  gtk_widget_class_bind_template_child (widget_class, DoudiSplitWindow, remaining_drop_down);
  gtk_widget_class_bind_template_child (widget_class, DoudiSplitWindow, reason_entry);
  gtk_widget_class_bind_template_child (widget_class, DoudiSplitWindow, message_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiSplitWindow, split_button);
  gtk_widget_class_install_action (widget_class, "split.split", NULL, split_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "split.split", NULL);
}

static void
doudi_split_window_init (DoudiSplitWindow *self)
{
  self->lines = g_array_new (FALSE, FALSE, sizeof (Line));
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_window_set_default_widget (GTK_WINDOW (self), self->split_button);
}

static void
fill (DoudiSplitWindow *self, const DoudiHouseholdTitle *title)
{
  g_autofree char *text = doudi_household_title_format (title);

  gtk_label_set_text (self->title_label, text);
  gtk_grid_attach (self->grid, new_heading (_ ("Goes")), 0, 0, 1, 1);
  gtk_grid_attach (self->grid, new_heading (_ ("New head")), 1, 0, 1, 1);
  gtk_grid_attach (self->grid, new_heading (_ ("Relation to the new head")), 2, 0, 1, 1);
  for (guint i = 0; i < self->household->members->len; i++)
    add_line (self, i);
  on_goes_cb (self);
}

/**
 * doudi_split_window_new:
 * @parent: the window it belongs to
 * @caseload: a caseload somebody is signed in to
 * @household: id of a household that draws nothing
 * @error: what kept it from being read
 *
 * A window in which a household is split. "split" is emitted with the new one before it closes.
 *
 * Returns: the window; %NULL with @error set
 */
GtkWidget *
doudi_split_window_new (GtkWindow *parent,
                        DoudiCaseload *caseload,
                        gint64 household,
                        GError **error)
{
  DoudiStore *reader = doudi_caseload_get_reader (caseload);
  DoudiDay today = doudi_session_get_today (doudi_caseload_get_session (caseload));
  g_autoptr (DoudiHousehold) found = doudi_registry_get_household (reader, household, today, error);
  g_auto (DoudiHouseholdTitle) title = { NULL };
  DoudiSplitWindow *self;

  if (found == NULL || !doudi_household_title_get (reader, household, &title, error))
    return NULL;
  self = g_object_new (DOUDI_TYPE_SPLIT_WINDOW, "transient-for", parent, NULL);
  self->caseload = g_object_ref (caseload);
  self->household = g_steal_pointer (&found);
  g_signal_connect_object (caseload, "signed-out", G_CALLBACK (on_signed_out_cb), self,
                           G_CONNECT_SWAPPED);
  fill (self, &title);
  return GTK_WIDGET (self);
}
