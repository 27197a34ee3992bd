/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/doudi-bulk-window.h"
#include "app/doudi-caseload-window.h"
#include "app/doudi-format.h"
#include "app/doudi-list.h"
#include "app/doudi-pager.h"
#include "app/doudi-window.h"
#include "casework/doudi-bulk.h"
#include "casework/doudi-desk.h"
#include "casework/doudi-fact-words.h"
#include "store/doudi-registry.h"

/* What was typed is looked at when nothing more is typed for so long. */
#define LOOK_DELAY_MS 300

/* What the worker needs, a copy of what is typed; shared by the window and the worker. */
typedef struct
{
  GArray *households;
  DoudiBulk bulk;
  char *value;
  char *reason;
  char *digest;
} Work;

/*
 * One fact for the households that were selected: what is set, what it would change, and doing it.
 *
 * @values: what is stored for each choice, @shown: what a person reads
 * @preview: of @work, %NULL as long as it is not known
 * @work: what was typed when it was looked at last
 * @looking: a preview is under way; @again when something was typed since
 */
struct _DoudiBulkWindow
{
  GtkWindow parent_instance;

  GtkLabel *title_label;
  GtkDropDown *field_drop_down;
  GtkStack *value_stack;
  GtkDropDown *value_drop_down;
  GtkEditable *value_entry;
  GtkCheckButton *only_empty_button;
  GtkCheckButton *head_only_button;
  GtkWidget *age_box;
  GtkEditable *age_from_entry;
  GtkEditable *age_below_entry;
  GtkEditable *since_entry;
  GtkEditable *reason_entry;
  GtkLabel *message_label;
  GtkLabel *words_label;
  GtkColumnView *view;
  DoudiPager *pager;
  GtkWidget *apply_button;

  DoudiCaseload *caseload;
  GArray *households;
  DoudiForm *form;
  GPtrArray *divisions;
  GPtrArray *values;
  DoudiBulkPreview *preview;
  Work *work;
  guint source;
  gboolean looking;
  gboolean again;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (DoudiBulkWindow, doudi_bulk_window, GTK_TYPE_WINDOW)

static const DoudiListColumn columns[] = {
  { N_ ("Household"), TRUE, FALSE, 6 },
  { N_ ("Name"), FALSE, TRUE, 8 },
  { N_ ("Recorded until now"), FALSE, TRUE, 12 },
  { N_ ("Afterwards"), FALSE, TRUE, 12, TRUE },
};

/* The field of the entry screen whose options a fact of members has. */
static const DoudiFormMeaning meanings[] = {
  [DOUDI_BULK_VILLAGE_GROUP] = DOUDI_MEANING_NONE,
  [DOUDI_BULK_DIVISION] = DOUDI_MEANING_NONE,
  [DOUDI_BULK_ADDRESS] = DOUDI_MEANING_NONE,
  [DOUDI_BULK_ETHNICITY] = DOUDI_MEANING_MEMBER_ETHNICITY,
  [DOUDI_BULK_HEALTH] = DOUDI_MEANING_MEMBER_HEALTH,
  [DOUDI_BULK_WORK_ABILITY] = DOUDI_MEANING_MEMBER_WORK_ABILITY,
  [DOUDI_BULK_SCHOOLING] = DOUDI_MEANING_MEMBER_SCHOOL,
  [DOUDI_BULK_EMPLOYMENT] = DOUDI_MEANING_MEMBER_EMPLOYMENT,
};

G_STATIC_ASSERT (G_N_ELEMENTS (meanings) == DOUDI_N_BULK_FIELDS);

static void
work_clear (gpointer data)
{
  Work *work = data;

  g_array_unref (work->households);
  g_free (work->value);
  g_free (work->reason);
  g_free (work->digest);
}

static void
work_unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, work_clear);
}

static DoudiBulkField
get_field (DoudiBulkWindow *self)
{
  guint selected = gtk_drop_down_get_selected (self->field_drop_down);

  return selected < DOUDI_N_BULK_FIELDS ? (DoudiBulkField) selected : DOUDI_BULK_VILLAGE_GROUP;
}

static gboolean
is_chosen (DoudiBulkField field)
{
  return field == DOUDI_BULK_DIVISION || doudi_bulk_is_of_members (field);
}

static const char *
get_value (DoudiBulkWindow *self)
{
  guint selected = gtk_drop_down_get_selected (self->value_drop_down);

  if (!is_chosen (get_field (self)))
    return gtk_editable_get_text (self->value_entry);
  return selected < self->values->len ? g_ptr_array_index (self->values, selected) : "";
}

static const char *
name_of_division (DoudiBulkWindow *self, const char *code)
{
  for (guint i = 0; i < self->divisions->len; i++)
    {
      const DoudiDivision *division = g_ptr_array_index (self->divisions, i);

      if (g_str_equal (division->code, code))
        return division->name;
    }
  return code;
}

/* A stored value as a person reads it. */
static const char *
say_value (DoudiBulkWindow *self, const char *value)
{
  return get_field (self) == DOUDI_BULK_DIVISION ? name_of_division (self, value) : value;
}

static void
say (DoudiBulkWindow *self, const char *text)
{
  gtk_label_set_text (self->message_label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->message_label), text != NULL);
}

static gboolean
read_day (DoudiBulkWindow *self, DoudiDay *day)
{
  const char *text = gtk_editable_get_text (self->since_entry);

  *day = *text != '\0' ? doudi_day_parse (text) : DOUDI_DAY_NONE;
  return *text == '\0' || *day != DOUDI_DAY_NONE;
}

static int
read_age (GtkEditable *entry)
{
  return (int) CLAMP (g_ascii_strtoll (gtk_editable_get_text (entry), NULL, 10), 0, 150);
}

/* What is typed, or %NULL with the reason said. */
static Work *
new_work (DoudiBulkWindow *self)
{
  DoudiDay since;
  Work *work;

  if (!read_day (self, &since))
    {
      say (self, _ ("That is not a day. Write it as 2018-06-08."));
      return NULL;
    }
  work = g_atomic_rc_box_new0 (Work);
  work->households = g_array_ref (self->households);
  work->value = g_strdup (get_value (self));
  work->reason = g_strdup (gtk_editable_get_text (self->reason_entry));
  work->bulk = (DoudiBulk){
    .field = get_field (self),
    .value = work->value,
    .only_empty = gtk_check_button_get_active (self->only_empty_button),
    .head_only = gtk_check_button_get_active (self->head_only_button),
    .age_from = read_age (self->age_from_entry),
    .age_below = read_age (self->age_below_entry),
    .since = since,
    .reason = work->reason,
  };
  return work;
}

static DoudiListRow *
row_new (DoudiBulkWindow *self, const DoudiBulkRow *row)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *number = doudi_format_count (row->household_id);
  const char *after = row->draws ? _ ("left out: it draws, enter a change") : get_value (self);
  DoudiListRow *shown;

  g_strv_builder_add_many (builder, number, row->name, say_value (self, row->before),
                           row->draws ? after : say_value (self, after), NULL);
  shown = doudi_list_row_new (row->household_id, g_strv_builder_end (builder));
  doudi_list_row_set_look (shown, row->draws);
  return shown;
}

static void
show_words (DoudiBulkWindow *self, const DoudiBulk *bulk)
{
  const DoudiBulkPreview *preview = self->preview;
  g_autofree char *words = doudi_bulk_describe (bulk, say_value (self, bulk->value),
                                                preview->households, preview->persons);
  g_autofree char *text = g_strdup_printf (_ ("%s %u stay as they are, %u are left out."), words,
                                           preview->same, preview->left_out);

  gtk_label_set_text (self->words_label, preview->households > 0 || preview->left_out > 0
                                           ? text
                                           : _ ("Nothing would change for these households."));
}

static void
show_preview (DoudiBulkWindow *self, const DoudiBulk *bulk)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->preview->rows->len; i++)
    g_ptr_array_add (rows, row_new (self, g_ptr_array_index (self->preview->rows, i)));
  doudi_pager_show (self->pager, self->view, rows);
  show_words (self, bulk);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "bulk.apply", self->preview->households > 0);
}

static gpointer
preview_work (DoudiSession *session, const DoudiProgress *progress, gpointer data, GError **error)
{
  const Work *work = data;

  return doudi_bulk_preview (session, work->households, &work->bulk, progress, error);
}

static void queue_look (DoudiBulkWindow *self);

static void
on_previewed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DoudiBulkWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiBulkPreview) preview
    = doudi_caseload_work_finish (DOUDI_CASELOAD (source), result, &error);

  self->looking = FALSE;
  if (self->caseload == NULL)
    return;
  if (self->again)
    {
      queue_look (self);
      return;
    }
  say (self, preview == NULL ? error->message : NULL);
  if (preview == NULL)
    return;
  self->preview = g_steal_pointer (&preview);
  show_preview (self, &self->work->bulk);
}

static gboolean
on_look_due_cb (gpointer user_data)
{
  DoudiBulkWindow *self = user_data;

  self->source = 0;
  self->again = self->looking;
  if (self->looking || !doudi_caseload_is_signed_in (self->caseload))
    return G_SOURCE_REMOVE;
  g_clear_pointer (&self->work, work_unref);
  self->work = new_work (self);
  if (self->work == NULL)
    return G_SOURCE_REMOVE;
  self->looking = TRUE;
  doudi_caseload_look_async (self->caseload, _ ("Looking what would change"), preview_work,
                             g_atomic_rc_box_acquire (self->work), work_unref,
                             (GDestroyNotify) doudi_bulk_preview_free, on_previewed_cb,
                             g_object_ref (self));
  return G_SOURCE_REMOVE;
}

/* What was shown before is not what would be done now. */
static void
queue_look (DoudiBulkWindow *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "bulk.apply", FALSE);
  g_clear_pointer (&self->preview, doudi_bulk_preview_free);
  g_clear_handle_id (&self->source, g_source_remove);
  self->source = g_timeout_add (LOOK_DELAY_MS, on_look_due_cb, self);
}

static void
on_typed_cb (DoudiBulkWindow *self)
{
  if (!self->filling && self->caseload != NULL)
    queue_look (self);
}

static void
add_value (DoudiBulkWindow *self, GtkStringList *shown, const char *value, const char *words)
{
  g_ptr_array_add (self->values, g_strdup (value));
  gtk_string_list_append (shown, words);
}

static void
add_villages (DoudiBulkWindow *self, GtkStringList *shown)
{
  for (guint i = 0; i < self->divisions->len; i++)
    {
      const DoudiDivision *division = g_ptr_array_index (self->divisions, i);

      if (division->level == DOUDI_DIVISION_VILLAGE)
        add_value (self, shown, division->code, division->name);
    }
}

static void
add_options (DoudiBulkWindow *self, GtkStringList *shown, const DoudiFormField *field)
{
  for (guint i = 0; field != NULL && i < field->options->len; i++)
    {
      const DoudiFormOption *option = g_ptr_array_index (field->options, i);
      const char *value = doudi_fact_say (field, option->key);

      if (*value != '\0')
        add_value (self, shown, value, value);
    }
  add_value (self, shown, "", _ ("nothing: take it out"));
}

/* The choices of what is set. */
static void
fill_values (DoudiBulkWindow *self)
{
  DoudiBulkField field = get_field (self);
  g_autoptr (GtkStringList) shown = gtk_string_list_new (NULL);

  self->filling = TRUE;
  g_ptr_array_set_size (self->values, 0);
  if (field == DOUDI_BULK_DIVISION)
    add_villages (self, shown);
  else if (is_chosen (field))
    add_options (self, shown, doudi_form_find_meaning (self->form, meanings[field]));
  gtk_drop_down_set_model (self->value_drop_down, G_LIST_MODEL (shown));
  gtk_stack_set_visible_child_name (self->value_stack, is_chosen (field) ? "choice" : "text");
  gtk_widget_set_visible (GTK_WIDGET (self->head_only_button), doudi_bulk_is_of_members (field));
  gtk_widget_set_visible (self->age_box, doudi_bulk_is_of_members (field));
  self->filling = FALSE;
}

static void
on_field_selected_cb (DoudiBulkWindow *self)
{
  if (self->filling || self->caseload == NULL)
    return;
  fill_values (self);
  queue_look (self);
}

static gpointer
apply_work (DoudiSession *session, const DoudiProgress *progress, gpointer data, GError **error)
{
  const Work *work = data;
  gint64 edit;

  if (!doudi_bulk_apply (session, work->households, &work->bulk, work->digest, progress, &edit,
                         error))
    return NULL;
  return g_memdup2 (&edit, sizeof edit);
}

static void
on_applied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DoudiBulkWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *edit = doudi_caseload_work_finish (DOUDI_CASELOAD (source), result, &error);
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  if (self->caseload == NULL)
    return;
  if (edit == NULL)
    {
      queue_look (self);
      say (self, error->message);
      return;
    }
  if (DOUDI_IS_WINDOW (parent))
    doudi_window_report_done (DOUDI_WINDOW (parent), gtk_label_get_text (self->words_label));
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
apply_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DoudiBulkWindow *self = DOUDI_BULK_WINDOW (widget);

  if (self->preview == NULL || self->work == NULL)
    return;
  gtk_widget_action_set_enabled (widget, "bulk.apply", FALSE);
  g_free (self->work->digest);
  self->work->digest = g_strdup (self->preview->digest);
  doudi_caseload_work_async (self->caseload, _ ("Correcting the households"), apply_work,
                             g_atomic_rc_box_acquire (self->work), work_unref, g_free,
                             on_applied_cb, g_object_ref (self));
}

static void
doudi_bulk_window_dispose (GObject *object)
{
  DoudiBulkWindow *self = DOUDI_BULK_WINDOW (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_object (&self->caseload);
  gtk_widget_dispose_template (GTK_WIDGET (self), DOUDI_TYPE_BULK_WINDOW);

  G_OBJECT_CLASS (doudi_bulk_window_parent_class)->dispose (object);
}

static void
doudi_bulk_window_finalize (GObject *object)
{
  DoudiBulkWindow *self = DOUDI_BULK_WINDOW (object);

  g_clear_pointer (&self->work, work_unref);
  g_clear_pointer (&self->preview, doudi_bulk_preview_free);
  g_clear_pointer (&self->form, doudi_form_unref);
  g_clear_pointer (&self->divisions, g_ptr_array_unref);
  g_clear_pointer (&self->households, g_array_unref);
  g_ptr_array_unref (self->values);

  G_OBJECT_CLASS (doudi_bulk_window_parent_class)->finalize (object);
}

static void
doudi_bulk_window_class_init (DoudiBulkWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = doudi_bulk_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = doudi_bulk_window_finalize;
  g_type_ensure (DOUDI_TYPE_PAGER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/doudi/Doudi/doudi-bulk-window.ui");
  gtk_widget_class_bind_template_child (widget_class, DoudiBulkWindow, title_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiBulkWindow, field_drop_down);
  gtk_widget_class_bind_template_child (widget_class, DoudiBulkWindow, value_stack);
  gtk_widget_class_bind_template_child (widget_class, DoudiBulkWindow, value_drop_down);
  gtk_widget_class_bind_template_child (widget_class, DoudiBulkWindow, value_entry);
  gtk_widget_class_bind_template_child (widget_class, DoudiBulkWindow, only_empty_button);
  gtk_widget_class_bind_template_child (widget_class, DoudiBulkWindow, head_only_button);
  gtk_widget_class_bind_template_child (widget_class, DoudiBulkWindow, age_box);
  gtk_widget_class_bind_template_child (widget_class, DoudiBulkWindow, age_from_entry);
  gtk_widget_class_bind_template_child (widget_class, DoudiBulkWindow, age_below_entry);
  gtk_widget_class_bind_template_child (widget_class, DoudiBulkWindow, since_entry);
  gtk_widget_class_bind_template_child (widget_class, DoudiBulkWindow, reason_entry);
  gtk_widget_class_bind_template_child (widget_class, DoudiBulkWindow, message_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiBulkWindow, words_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiBulkWindow, view);
  gtk_widget_class_bind_template_child (widget_class, DoudiBulkWindow, pager);
  gtk_widget_class_bind_template_child (widget_class, DoudiBulkWindow, apply_button);
  gtk_widget_class_bind_template_callback (widget_class, on_field_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_typed_cb);
  gtk_widget_class_install_action (widget_class, "bulk.apply", NULL, apply_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "bulk.apply",
                                       NULL);
}

static void
doudi_bulk_window_init (DoudiBulkWindow *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  self->values = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  doudi_list_set_up (self->view, columns, G_N_ELEMENTS (columns), FALSE);
  self->filling = TRUE;
  for (int i = 0; i < DOUDI_N_BULK_FIELDS; i++)
    gtk_string_list_append (names, _ (doudi_bulk_word ((DoudiBulkField) i)->label));
  gtk_drop_down_set_model (self->field_drop_down, G_LIST_MODEL (names));
  self->filling = FALSE;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "bulk.apply", FALSE);
}

/**
 * doudi_bulk_window_new:
 * @parent: the window it belongs to
 * @caseload: a caseload a caseworker is signed in to
 * @households: (element-type gint64): the selection
 * @error: return location
 *
 * Makes the window in which one fact is set for many households.
 *
 * Returns: the window; %NULL with @error set
 */
GtkWidget *
doudi_bulk_window_new (GtkWindow *parent,
                       DoudiCaseload *caseload,
                       const GArray *households,
                       GError **error)
{
  DoudiSession *session = doudi_caseload_get_session (caseload);
  DoudiStore *reader = doudi_caseload_get_reader (caseload);
  g_autoptr (DoudiForm) form = doudi_desk_form (reader, doudi_session_get_today (session), error);
  g_autoptr (GPtrArray) divisions
    = form != NULL ? doudi_registry_list_divisions (reader, error) : NULL;
  g_autofree char *title = NULL;
  DoudiBulkWindow *self;

  if (divisions == NULL)
    return NULL;
  self = g_object_new (DOUDI_TYPE_BULK_WINDOW, "transient-for", parent, NULL);
  doudi_caseload_own_window (caseload, GTK_WINDOW (self));
  self->form = g_steal_pointer (&form);
  self->divisions = g_steal_pointer (&divisions);
  self->households = g_array_copy ((GArray *) households);
  g_set_object (&self->caseload, caseload);
  title = g_strdup_printf (_ ("One fact for %u households"), households->len);
  gtk_label_set_text (self->title_label, title);
  fill_values (self);
  return GTK_WIDGET (self);
}
