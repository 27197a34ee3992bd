/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/doudi-merge-window.h"
#include "base/doudi-division-code.h"
#include "casework/doudi-merge.h"
#include "store/doudi-finding-store.h"

#define NAME "doudi-field"
#define VALUE_CHARS 18

/*
 * Two records of a person become one: which is kept, which is right where they differ, and what
 * stands against it. Nothing is written before the button is pressed.
 *
 * @persons: the two records
 * @kept: index of the one that is kept
 * @taken: (element-type utf8): names of the fields of which the other one is right
 * @household: in which the person stays, 0 as long as nobody has chosen
 */
struct _DoudiMergeWindow
{
  GtkWindow parent_instance;

  GtkDropDown *keep_drop_down;
  GtkWidget *home_label;
  GtkDropDown *home_drop_down;
  GtkLabel *differ_label;
  GtkGrid *grid;
  GtkLabel *moves_label;
  GtkBox *obstacle_box;
  GtkEditable *reason_entry;
  GtkLabel *message_label;
  GtkSpinner *spinner;
  GtkWidget *merge_button;

  DoudiCaseload *caseload;
  gint64 persons[2];
  guint kept;
  GHashTable *taken;
  gint64 household;
  DoudiMergePreview *preview;
  gboolean filling;
  gboolean working;
};

G_DEFINE_FINAL_TYPE (DoudiMergeWindow, doudi_merge_window, GTK_TYPE_WINDOW)

enum
{
  MERGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static GStrv
dup_taken (DoudiMergeWindow *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  GHashTableIter iter;
  const char *name;

  g_hash_table_iter_init (&iter, self->taken);
  while (g_hash_table_iter_next (&iter, (gpointer *) &name, NULL))
    g_strv_builder_add (builder, name);
  return g_strv_builder_end (builder);
}

static GtkWidget *
new_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static void
update_button (DoudiMergeWindow *self)
{
  gboolean chosen
    = self->preview != NULL && (self->preview->homes->len < 2 || self->household != 0);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "merge.merge",
                                 !self->working && chosen && self->preview->obstacles->len == 0);
  gtk_spinner_set_spinning (self->spinner, self->working);
}

static void show (DoudiMergeWindow *self);

static void
on_chosen_cb (DoudiMergeWindow *self, GtkCheckButton *button)
{
  const char *name = g_object_get_data (G_OBJECT (button), NAME);

  if (self->filling)
    return;
  if (gtk_check_button_get_active (button))
    g_hash_table_add (self->taken, g_strdup (name));
  else
    g_hash_table_remove (self->taken, name);
}

/* What the two say, to choose from. */
static void
add_choice (DoudiMergeWindow *self, const DoudiMergeField *field, int row)
{
  GtkWidget *kept = gtk_check_button_new_with_label (field->kept_shown);
  GtkWidget *other = gtk_check_button_new_with_label (field->other_shown);
  GtkWidget *mark = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);

  gtk_check_button_set_group (GTK_CHECK_BUTTON (other), GTK_CHECK_BUTTON (kept));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (field->take_other ? other : kept), TRUE);
  g_object_set_data_full (G_OBJECT (other), NAME, g_strdup (field->name), g_free);
  g_signal_connect_object (other, "toggled", G_CALLBACK (on_chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (mark), gtk_image_new_from_icon_name ("dialog-warning-symbolic"));
  gtk_box_append (GTK_BOX (mark), gtk_label_new (_ ("differs")));
  gtk_widget_add_css_class (mark, "look");
  gtk_grid_attach (self->grid, kept, 1, row, 1, 1);
  gtk_grid_attach (self->grid, other, 2, row, 1, 1);
  gtk_grid_attach (self->grid, mark, 3, row, 1, 1);
}

static GtkWidget *
new_value (const char *text, gboolean taken)
{
  GtkWidget *label = new_label (*text != '\0' ? text : "—", taken ? NULL : "dim");

  gtk_label_set_width_chars (GTK_LABEL (label), VALUE_CHARS);
  gtk_widget_set_hexpand (label, TRUE);
  return label;
}

static void
add_field (DoudiMergeWindow *self, const DoudiMergeField *field, int row)
{
  gtk_grid_attach (self->grid, new_label (field->label, "dim"), 0, row, 1, 1);
  if (field->differs)
    {
      add_choice (self, field, row);
      return;
    }
  gtk_grid_attach (self->grid, new_value (field->kept_shown, !field->take_other), 1, row, 1, 1);
  gtk_grid_attach (self->grid, new_value (field->other_shown, field->take_other), 2, row, 1, 1);
}

static void
show_fields (DoudiMergeWindow *self)
{
  guint differ = 0;
  g_autofree char *text = NULL;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->grid))) != NULL)
    gtk_grid_remove (self->grid, child);
  gtk_grid_attach (self->grid, new_label (_ ("Is kept"), "heading"), 1, 0, 1, 1);
  gtk_grid_attach (self->grid, new_label (_ ("Goes into it"), "heading"), 2, 0, 1, 1);
  for (guint i = 0; i < self->preview->fields->len; i++)
    {
      const DoudiMergeField *field = g_ptr_array_index (self->preview->fields, i);

      add_field (self, field, (int) i + 1);
      differ += field->differs ? 1 : 0;
    }
  text = g_strdup_printf (ngettext ("They differ in %u point: choose which one is right.",
                                    "They differ in %u points: choose which one is right.", differ),
                          differ);
  gtk_label_set_text (self->differ_label, differ > 0 ? text
                                                     : _ ("They do not contradict each "
                                                          "other."));
}

static void
add_count (GString *text, const char *words)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? _ (", ") : "", words);
}

static void
show_moves (DoudiMergeWindow *self)
{
  const DoudiMergePreview *preview = self->preview;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *memberships = g_strdup_printf (
    ngettext ("%u membership", "%u memberships", preview->memberships), preview->memberships);
  g_autofree char *facts
    = g_strdup_printf (ngettext ("%u fact", "%u facts", preview->facts), preview->facts);
  g_autofree char *accounts = g_strdup_printf (
    ngettext ("%u account", "%u accounts", preview->accounts), preview->accounts);
  g_autofree char *awards
    = g_strdup_printf (ngettext ("%u award", "%u awards", preview->awards), preview->awards);
  g_autofree char *all = NULL;

  if (preview->memberships > 0)
    add_count (text, memberships);
  if (preview->facts > 0)
    add_count (text, facts);
  if (preview->accounts > 0)
    add_count (text, accounts);
  if (preview->awards > 0)
    add_count (text, awards);
  all
    = g_strdup_printf (_ ("Goes over to the kept record: %s. What was paid stays as it was paid."),
                       text->len > 0 ? text->str : _ ("nothing"));
  gtk_label_set_text (self->moves_label, all);
}

static void
show_obstacles (DoudiMergeWindow *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->obstacle_box))) != NULL)
    gtk_box_remove (self->obstacle_box, child);
  for (guint i = 0; i < self->preview->obstacles->len; i++)
    {
      GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
      GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-error-symbolic");

      gtk_widget_set_valign (icon, GTK_ALIGN_START);
      gtk_box_append (GTK_BOX (line), icon);
      gtk_box_append (GTK_BOX (line),
                      new_label (g_ptr_array_index (self->preview->obstacles, i), NULL));
      gtk_widget_add_css_class (line, "wrong-text");
      gtk_widget_add_css_class (line, "icon-line");
      gtk_box_append (self->obstacle_box, line);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->obstacle_box), self->preview->obstacles->len > 0);
}

/* Both records may be members somewhere: one household remains. */
static void
show_homes (DoudiMergeWindow *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;

  gtk_string_list_append (names, _ ("choose a household"));
  for (guint i = 0; i < self->preview->homes->len; i++)
    {
      const DoudiMergeHome *home = g_ptr_array_index (self->preview->homes, i);
      g_autofree char *text = g_strdup_printf ("%s · %s", home->head_name, home->place);

      gtk_string_list_append (names, text);
      if (home->household_id == self->household)
        selected = i + 1;
    }
  gtk_drop_down_set_model (self->home_drop_down, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->home_drop_down, selected);
  gtk_widget_set_visible (GTK_WIDGET (self->home_drop_down), self->preview->homes->len > 1);
  gtk_widget_set_visible (self->home_label, self->preview->homes->len > 1);
}

static void
say (DoudiMergeWindow *self, const char *text)
{
  gtk_label_set_text (self->message_label, text);
}

static gboolean
read_preview (DoudiMergeWindow *self, GError **error)
{
  g_auto (GStrv) taken = dup_taken (self);
  const DoudiMergeChoice choice = { (const char *const *) taken, self->household, NULL };

  g_clear_pointer (&self->preview, doudi_merge_preview_free);
  self->preview = doudi_desk_preview_merge_persons (doudi_caseload_get_session (self->caseload),
                                                    self->persons[self->kept],
                                                    self->persons[1 - self->kept], &choice, error);
  return self->preview != NULL;
}

/* Leaves the choice of a household as it is, as that asks for this. */
static void
show (DoudiMergeWindow *self)
{
  g_autoptr (GError) error = NULL;

  if (read_preview (self, &error))
    {
      self->filling = TRUE;
      show_fields (self);
      show_moves (self);
      show_obstacles (self);
      self->filling = FALSE;
    }
  say (self, error != NULL ? error->message : "");
  update_button (self);
}

static void
show_all (DoudiMergeWindow *self)
{
  show (self);
  if (self->preview == NULL)
    return;
  self->filling = TRUE;
  show_homes (self);
  self->filling = FALSE;
}

/* The other way round, another one is right. */
static void
on_keep_selected_cb (DoudiMergeWindow *self)
{
  guint selected = gtk_drop_down_get_selected (self->keep_drop_down);

  if (self->filling || selected > 1)
    return;
  self->kept = selected;
  g_hash_table_remove_all (self->taken);
  show_all (self);
}

static void
on_home_selected_cb (DoudiMergeWindow *self)
{
  guint selected = gtk_drop_down_get_selected (self->home_drop_down);

  if (self->filling || self->preview == NULL || selected > self->preview->homes->len)
    return;
  self->household
    = selected > 0
        ? ((const DoudiMergeHome *) g_ptr_array_index (self->preview->homes, selected - 1))
            ->household_id
        : 0;
  show (self);
}

typedef struct
{
  gint64 keep;
  gint64 other;
  GStrv taken;
  gint64 household;
  char *reason;
} Call;

static void
call_free (gpointer data)
{
  Call *call = data;

  g_strfreev (call->taken);
  g_free (call->reason);
  g_free (call);
}

static gpointer
merge_work (DoudiSession *session, const DoudiProgress *progress, gpointer data, GError **error)
{
  const Call *call = data;
  const DoudiMergeChoice choice
    = { (const char *const *) call->taken, call->household, call->reason };
  gint64 edit;

  return doudi_desk_merge_persons (session, call->keep, call->other, &choice, &edit, error)
           ? g_memdup2 (&edit, sizeof edit)
           : NULL;
}

static void
on_merged_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DoudiMergeWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *edit = doudi_caseload_work_finish (DOUDI_CASELOAD (source), result, &error);

  if (self->caseload == NULL)
    return;
  self->working = FALSE;
  if (edit == NULL)
    {
      say (self, error->message);
      update_button (self);
      return;
    }
  g_signal_emit (self, signals[MERGED], 0, *edit);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
merge_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DoudiMergeWindow *self = DOUDI_MERGE_WINDOW (widget);
  Call *call = g_new0 (Call, 1);

  call->keep = self->persons[self->kept];
  call->other = self->persons[1 - self->kept];
  call->taken = dup_taken (self);
  call->household = self->household;
  call->reason = g_strstrip (g_strdup (gtk_editable_get_text (self->reason_entry)));
  self->working = TRUE;
  say (self, "");
  update_button (self);
  doudi_caseload_work_async (self->caseload, _ ("Making the records one"), merge_work, call,
                             call_free, g_free, on_merged_cb, g_object_ref (self));
}

static void
on_signed_out_cb (DoudiMergeWindow *self)
{
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
doudi_merge_window_dispose (GObject *object)
{
  DoudiMergeWindow *self = DOUDI_MERGE_WINDOW (object);

  self->filling = TRUE;
  gtk_widget_dispose_template (GTK_WIDGET (self), DOUDI_TYPE_MERGE_WINDOW);
  g_clear_object (&self->caseload);
  g_clear_pointer (&self->taken, g_hash_table_unref);
  g_clear_pointer (&self->preview, doudi_merge_preview_free);

  G_OBJECT_CLASS (doudi_merge_window_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, DoudiMergeWindow, keep_drop_down);
  gtk_widget_class_bind_template_child (widget_class, DoudiMergeWindow, home_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiMergeWindow, home_drop_down);
  gtk_widget_class_bind_template_child (widget_class, DoudiMergeWindow, differ_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiMergeWindow, grid);
  gtk_widget_class_bind_template_child (widget_class, DoudiMergeWindow, moves_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiMergeWindow, obstacle_box);
  gtk_widget_class_bind_template_child (widget_class, DoudiMergeWindow, reason_entry);
  gtk_widget_class_bind_template_child (widget_class, DoudiMergeWindow, message_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiMergeWindow, spinner);
  gtk_widget_class_bind_template_child (widget_class, DoudiMergeWindow, merge_button);
  gtk_widget_class_bind_template_callback (widget_class, on_keep_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_home_selected_cb);
}

static void
doudi_merge_window_class_init (DoudiMergeWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = doudi_merge_window_dispose;
  signals[MERGED] = g_signal_new ("merged", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/doudi/Doudi/doudi-merge-window.ui");
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "merge.merge", NULL, merge_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "merge.merge", NULL);
}

static void
doudi_merge_window_init (DoudiMergeWindow *self)
{
  self->filling = TRUE;
  self->taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_window_set_default_widget (GTK_WINDOW (self), self->merge_button);
}

static char *
describe_record (DoudiMergeWindow *self, guint index, GError **error)
{
  DoudiSession *session = doudi_caseload_get_session (self->caseload);
  g_autoptr (DoudiFindingPersonRow) row
    = doudi_finding_person_get (doudi_session_get_store (session), self->persons[index],
                                doudi_session_get_today (session), error);
  g_autofree char *village = NULL;

  if (row == NULL)
    return NULL;
  village = doudi_division_short_name (row->village);
  return g_strdup_printf (_ ("Record %u: %s, %s %s, entered %.10s"), index + 1, row->name, village,
                          row->village_group, row->recorded_at);
}

static gboolean
fill (DoudiMergeWindow *self, GError **error)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (self->persons); i++)
    {
      g_autofree char *text = describe_record (self, i, error);

      if (text == NULL)
        return FALSE;
      gtk_string_list_append (names, text);
    }
  gtk_drop_down_set_model (self->keep_drop_down, G_LIST_MODEL (names));
  self->filling = FALSE;
  show_all (self);
  return TRUE;
}

/**
 * doudi_merge_window_new:
 * @parent: the window it belongs to
 * @caseload: a caseload somebody is signed in to who may merge
 * @one: a record of a person
 * @other: another one of the same person
 * @error: what kept the records from being read
 *
 * A window in which two records become one. "merged" is emitted with the edit before it closes.
 *
 * Returns: the window; %NULL with @error set
 */
GtkWidget *
doudi_merge_window_new (GtkWindow *parent,
                        DoudiCaseload *caseload,
                        gint64 one,
                        gint64 other,
                        GError **error)
{
  DoudiMergeWindow *self = g_object_new (DOUDI_TYPE_MERGE_WINDOW, "transient-for", parent, NULL);

  self->caseload = g_object_ref (caseload);
  self->persons[0] = one;
  self->persons[1] = other;
  g_signal_connect_object (caseload, "signed-out", G_CALLBACK (on_signed_out_cb), self,
                           G_CONNECT_SWAPPED);
  if (fill (self, error))
    return GTK_WIDGET (self);
  gtk_window_destroy (GTK_WINDOW (self));
  return NULL;
}
