/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/doudi-actions.h"
#include "app/doudi-plain-controls.h"
#include "app/doudi-form-flow.h"
#include "app/doudi-form-view-private.h"
#include "base/doudi-identity-number.h"

/*
 * The entry screen of any form: its sections on one page that is typed from top to bottom. What was
 * typed goes into the answers key by key; what follows from it is shown at once, and nothing is
 * built anew.
 */

G_DEFINE_FINAL_TYPE (DoudiFormView, doudi_form_view, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_N_ERRORS,
  PROP_UNDO,
  PROP_REDO,
  N_PROPS,
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

/* How an answer is typed, where the form itself does not say so. */
static const char *const type_hints[DOUDI_N_FORM_TYPES] = {
  [DOUDI_FORM_DAY] = N_ ("A day: 2018.6.8, 20180608, or short 180608"),
  [DOUDI_FORM_MONEY] = N_ ("Yuan; a sum may be typed: 300+45.5"),
  [DOUDI_FORM_MONTH] = N_ ("A month: 2018.6 or 201806"),
  [DOUDI_FORM_TICK] = N_ ("The space bar ticks"),
  [DOUDI_FORM_LINES] = N_ ("Enter begins a line, Tab goes on"),
  [DOUDI_FORM_DIVISION]
  = N_ ("The name, its pinyin or initials, or the code; township first: “lbl jj”"),
};

static void
part_free (gpointer data)
{
  DoudiFormPart *part = data;

  g_ptr_array_unref (part->controls);
  g_ptr_array_unref (part->paragraphs);
  g_free (part);
}

/* What was done. */

/**
 * doudi_form_view_update_actions:
 *
 * Lets only those actions be used that have something to do.
 */
void
doudi_form_view_update_actions (DoudiFormView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_widget_action_set_enabled (widget, "form.undo", doudi_form_view_get_undo (self) != NULL);
  gtk_widget_action_set_enabled (widget, "form.redo", doudi_form_view_get_redo (self) != NULL);
  gtk_widget_action_set_enabled (widget, "form.remove-row", !self->read_only);
  gtk_widget_action_set_enabled (widget, "form.move-row-up", !self->read_only);
  gtk_widget_action_set_enabled (widget, "form.move-row-down", !self->read_only);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UNDO]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REDO]);
}

/**
 * doudi_form_view_step:
 * @words: what is about to be done, translated
 * @place: where
 *
 * Remembers the answers as they are, with a way back.
 */
void
doudi_form_view_step (DoudiFormView *self, const char *words, const DoudiFormPlace *place)
{
  doudi_form_history_add (self->history, self->answers, words, place);
  self->edited = NULL;
}

/**
 * doudi_form_view_touch:
 *
 * Says that a person changed the answers.
 */
void
doudi_form_view_touch (DoudiFormView *self)
{
  self->dirty = TRUE;
  doudi_form_answers_compute (self->answers, self->day);
  doudi_form_view_update_actions (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * doudi_form_view_hint:
 * @text: for a person
 *
 * Shows a line at the foot.
 */
void
doudi_form_view_hint (DoudiFormView *self, const char *text)
{
  gtk_label_set_text (self->hint, text);
}

/**
 * doudi_form_view_is_composing:
 *
 * Returns: whether an input method holds letters that are not in the answers yet
 */
gboolean
doudi_form_view_is_composing (DoudiFormView *self)
{
  DoudiFormControl *control = doudi_form_view_get_current (self);

  return control != NULL && doudi_form_control_is_composing (control);
}

/* Showing the answers. */

static gboolean
is_in_answers (DoudiFormView *self, const DoudiFormPlace *place)
{
  return place->row == DOUDI_FORM_NO_ROW
         || place->row < doudi_form_answers_get_n_rows (self->answers, place->section);
}

/* How an answer reads where it is only shown; a division by its name. */
static char *
dup_shown (DoudiFormView *self, const DoudiFormPlace *place)
{
  const char *answer = doudi_form_answers_get (self->answers, place->row, place->field);
  guint index;

  if (place->field->type == DOUDI_FORM_DIVISION && self->divisions != NULL
      && doudi_candidates_find_key (self->divisions, answer, &index))
    return g_strdup (doudi_candidates_get_text (self->divisions, index));
  return doudi_form_answers_show (self->answers, place->row, place->field,
                                  DOUDI_LANGUAGE_INTERFACE);
}

static void
refresh_answer (DoudiFormView *self, DoudiFormControl *control)
{
  DoudiFormPlace place = doudi_form_control_get_place (control);
  g_autofree char *shown = NULL;

  if (!is_in_answers (self, &place))
    {
      doudi_form_control_show (control, "", "");
      return;
    }
  if (DOUDI_IS_SHOWN_CONTROL (control))
    shown = dup_shown (self, &place);
  doudi_form_control_show (control, doudi_form_answers_get (self->answers, place.row, place.field),
                           shown);
}

static void
refresh_control (DoudiFormView *self, DoudiFormControl *control, DoudiFormControl *except)
{
  DoudiFormPlace place = doudi_form_control_get_place (control);
  GtkWidget *shown_at = place.row != DOUDI_FORM_NO_ROW
                          ? GTK_WIDGET (control)
                          : gtk_widget_get_parent (GTK_WIDGET (control));

  gtk_widget_set_visible (shown_at,
                          doudi_form_answers_shows (self->answers, place.row, place.field));
  if (control != except && !doudi_form_control_is_composing (control))
    refresh_answer (self, control);
}

static void
refresh_paragraph (DoudiFormView *self, DoudiFormItem *item)
{
  gtk_widget_set_visible (
    GTK_WIDGET (item),
    doudi_form_answers_shows (self->answers, DOUDI_FORM_NO_ROW, doudi_form_item_get_field (item)));
}

static void
refresh_table (DoudiFormView *self, DoudiFormPart *part, DoudiFormControl *except)
{
  guint n_columns = doudi_form_columns_get_n (doudi_form_table_get_columns (part->table));
  guint least = doudi_form_view_count_rows (self, part);

  if (doudi_form_table_get_n_rows (part->table) < least)
    doudi_form_table_set_n_rows (part->table, least);
  for (guint row = 0; row < doudi_form_table_get_n_rows (part->table); row++)
    for (guint i = 0; i < n_columns; i++)
      refresh_control (self, doudi_form_table_get_control (part->table, row, i), except);
}

/**
 * doudi_form_view_refresh:
 * @except: (nullable): a control that somebody types in, to be left as it is
 *
 * Shows the answers as they are now, and only what is asked.
 */
void
doudi_form_view_refresh (DoudiFormView *self, DoudiFormControl *except)
{
  for (guint i = 0; i < self->parts->len; i++)
    {
      DoudiFormPart *part = g_ptr_array_index (self->parts, i);

      gtk_widget_set_visible (part->box,
                              doudi_form_answers_asks_section (self->answers, part->section));
      for (guint at = 0; at < part->controls->len; at++)
        refresh_control (self, g_ptr_array_index (part->controls, at), except);
      for (guint at = 0; at < part->paragraphs->len; at++)
        refresh_paragraph (self, g_ptr_array_index (part->paragraphs, at));
      if (part->table != NULL)
        refresh_table (self, part, except);
    }
}

/* Typing. */

static void
remember_edit (DoudiFormView *self, DoudiFormControl *control)
{
  DoudiFormPlace place = doudi_form_control_get_place (control);
  g_autofree char *label = NULL;
  g_autofree char *words = NULL;

  if (self->edited == control)
    return;
  label = doudi_form_item_dup_name (place.field);
  words = place.row != DOUDI_FORM_NO_ROW
            ? g_strdup_printf (_ ("%s in row %u"), label, place.row + 1)
            : g_steal_pointer (&label);
  doudi_form_view_step (self, words, &place);
  self->edited = control;
}

static void
on_edited_cb (DoudiFormView *self, DoudiFormControl *control)
{
  const DoudiFormField *field = doudi_form_control_get_field (control);
  g_autofree char *typed = NULL;

  if (self->building)
    return;
  remember_edit (self, control);
  typed = doudi_form_control_dup_typed (control);
  doudi_form_answers_set (self->answers, doudi_form_control_get_row (control), field, typed);
  doudi_form_view_touch (self);
  if (g_hash_table_contains (self->watched, field))
    doudi_form_view_refresh (self, control);
}

static char *
dup_options_hint (DoudiCandidates *candidates)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < doudi_candidates_get_n (candidates); i++)
    g_string_append_printf (text, "%s%u %s", i > 0 ? "   " : "", i + 1,
                            doudi_candidates_get_label (candidates, i));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static const char *
get_type_hint (const DoudiFormField *field)
{
  return type_hints[field->type] != NULL ? _ (type_hints[field->type]) : "";
}

/* The numbers of the options, and what helps to answer. */
static void
show_hint_of (DoudiFormView *self, DoudiFormControl *control)
{
  const DoudiFormField *field = doudi_form_control_get_field (control);
  const char *help = doudi_assessment_text_get (&field->help);
  g_autofree char *options = NULL;
  g_autofree char *text = NULL;

  if (DOUDI_IS_CHOICE_CONTROL (control) && field->type != DOUDI_FORM_DIVISION)
    options
      = dup_options_hint (doudi_choice_control_get_candidates (DOUDI_CHOICE_CONTROL (control)));
  else
    options = g_strdup (*help == '\0' ? get_type_hint (field) : "");
  text = g_strjoin (*options != '\0' && *help != '\0' ? "   —   " : "", options, help, NULL);
  doudi_form_view_hint (self, text);
}

/* The answer that is likely the same is offered, selected: the next key takes its place. */
static void
offer_same (DoudiFormView *self, DoudiFormControl *control)
{
  const DoudiFormField *field = doudi_form_control_get_field (control);
  GtkWidget *editor = doudi_form_control_get_editor (control);
  guint row = DOUDI_FORM_NO_ROW;
  const char *same;

  if (field->same_as == NULL || !GTK_IS_EDITABLE (editor)
      || *gtk_editable_get_text (GTK_EDITABLE (editor)) != '\0')
    return;
  if (field->same_as->section == field->section)
    row = doudi_form_control_get_row (control);
  else if (field->same_as->section->table)
    row = 0;
  same = doudi_form_answers_get (self->answers, row, field->same_as);
  if (*same == '\0')
    return;
  gtk_editable_set_text (GTK_EDITABLE (editor), same);
  gtk_editable_select_region (GTK_EDITABLE (editor), 0, -1);
}

static void
prepare (DoudiFormView *self, DoudiCandidates *candidates)
{
  if (doudi_candidates_is_prepared (candidates))
    return;
  if (self->pinyin == NULL)
    self->pinyin = doudi_pinyin_new (NULL);
  doudi_candidates_prepare (candidates, self->pinyin);
}

static void
on_entered_cb (DoudiFormView *self, DoudiFormControl *control)
{
  show_hint_of (self, control);
  doudi_form_view_keep_clear (self);
  if (self->read_only)
    return;
  if (DOUDI_IS_CHOICE_CONTROL (control))
    prepare (self, doudi_choice_control_get_candidates (DOUDI_CHOICE_CONTROL (control)));
  offer_same (self, control);
}

static void
look_up (DoudiFormView *self, DoudiFormControl *control)
{
  DoudiFormPlace place = doudi_form_control_get_place (control);
  const char *answer = doudi_form_answers_get (self->answers, place.row, place.field);
  g_autofree char *found = NULL;

  if (self->look_up == NULL)
    return;
  if (*answer != '\0' && doudi_form_control_get_said (control, DOUDI_FORM_SAYS_WRONG) == NULL)
    found = self->look_up (self->answers, place.row, place.field, self->look_up_data);
  doudi_form_control_say (control, DOUDI_FORM_SAYS_INFORMATION, found);
}

/* What was typed is written as it is kept, checked, and looked up. */
static void
on_left_cb (DoudiFormView *self, DoudiFormControl *control)
{
  DoudiFormPlace place = doudi_form_control_get_place (control);

  if (self->building || self->read_only || gtk_widget_in_destruction (GTK_WIDGET (control)))
    return;
  self->edited = NULL;
  if (!is_in_answers (self, &place))
    return;
  doudi_form_view_expand (self, &place);
  refresh_control (self, control, NULL);
  if (self->checked)
    doudi_form_view_check_again (self);
  else
    {
      doudi_form_view_check_control (self, control);
      doudi_form_view_count_errors (self);
    }
  look_up (self, control);
}

static void
on_go_on_cb (DoudiFormView *self, DoudiFormControl *control)
{
  GtkWidget *root = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));

  if (!doudi_form_view_go_on (self, control, TRUE) && root != NULL)
    gtk_widget_child_focus (root, GTK_DIR_TAB_FORWARD);
}

/* Building the page. */

/**
 * doudi_form_view_get_candidates:
 *
 * Returns: (transfer none) (nullable): what may be chosen for a field; of a place %NULL as long as
 *   nobody has told the places
 */
DoudiCandidates *
doudi_form_view_get_candidates (DoudiFormView *self, const DoudiFormField *field)
{
  DoudiCandidates *candidates;

  if (field->type == DOUDI_FORM_DIVISION)
    return self->divisions;
  candidates = g_hash_table_lookup (self->candidates, field);
  if (candidates == NULL)
    {
      candidates = doudi_candidates_new_of_field (field);
      g_hash_table_insert (self->candidates, (gpointer) field, candidates);
    }
  return candidates;
}

static DoudiFormControl *
new_control (DoudiFormView *self, const DoudiFormField *field)
{
  gboolean place = field->type == DOUDI_FORM_DIVISION && self->divisions != NULL;

  if (self->read_only || field->type == DOUDI_FORM_COMPUTED)
    return doudi_shown_control_new (field, self->read_only);
  if (place || field->type == DOUDI_FORM_CHOICE || field->type == DOUDI_FORM_CHOICES)
    return doudi_choice_control_new (field, doudi_form_view_get_candidates (self, field),
                                     self->popup);
  if (field->type == DOUDI_FORM_TICK)
    return doudi_tick_control_new (field);
  if (field->type == DOUDI_FORM_LINES)
    return doudi_lines_control_new (field);
  return doudi_entry_control_new (field);
}

static DoudiFormControl *
make_control (const DoudiFormField *field, gpointer data)
{
  DoudiFormView *self = data;
  DoudiFormControl *control = new_control (self, field);

  g_signal_connect_object (control, "edited", G_CALLBACK (on_edited_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (control, "entered", G_CALLBACK (on_entered_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (control, "left", G_CALLBACK (on_left_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (control, "go-on", G_CALLBACK (on_go_on_cb), self, G_CONNECT_SWAPPED);
  if (field->section->table && !self->read_only)
    doudi_form_view_watch_paste (self, control);
  return control;
}

static void
on_add_cb (DoudiFormView *self, DoudiFormTable *table)
{
  for (guint i = 0; i < self->parts->len; i++)
    {
      DoudiFormPart *part = g_ptr_array_index (self->parts, i);
      guint row = doudi_form_table_get_n_rows (table);

      if (part->table != table || !doudi_form_view_can_add_row (self, part))
        continue;
      doudi_form_view_add_row (self, part);
      doudi_form_control_focus (doudi_form_table_get_control (table, row, 0));
    }
}

static void
on_remove_cb (DoudiFormView *self, guint row, DoudiFormTable *table)
{
  for (guint i = 0; i < self->parts->len; i++)
    {
      DoudiFormPart *part = g_ptr_array_index (self->parts, i);

      if (part->table == table)
        doudi_form_view_remove_row (self, part, row);
    }
}

static void
add_table (DoudiFormView *self, DoudiFormPart *part)
{
  GtkWidget *table = doudi_form_table_new (part->section, make_control, self);

  part->table = DOUDI_FORM_TABLE (table);
  doudi_form_table_set_read_only (part->table, self->read_only);
  doudi_form_table_set_n_rows (part->table, doudi_form_view_count_rows (self, part));
  g_signal_connect_object (table, "add", G_CALLBACK (on_add_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (table, "remove", G_CALLBACK (on_remove_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (part->box), table);
}

static GtkWidget *
new_item (DoudiFormView *self, DoudiFormPart *part, const DoudiFormField *field)
{
  DoudiFormControl *control = NULL;
  GtkWidget *item;

  if (field->type != DOUDI_FORM_PARAGRAPH)
    control = make_control (field, self);
  item = doudi_form_item_new (field, control);
  if (control != NULL)
    g_ptr_array_add (part->controls, control);
  else
    g_ptr_array_add (part->paragraphs, item);
  return item;
}

static void
add_fields (DoudiFormView *self, DoudiFormPart *part)
{
  GtkWidget *flow = doudi_form_flow_new ();

  for (guint i = 0; i < part->section->fields->len; i++)
    {
      const DoudiFormField *field = g_ptr_array_index (part->section->fields, i);

      if (doudi_form_field_is_on_page (field))
        doudi_form_flow_append (DOUDI_FORM_FLOW (flow),
                                DOUDI_FORM_ITEM (new_item (self, part, field)));
    }
  gtk_box_append (GTK_BOX (part->box), flow);
}

static void
add_words (DoudiFormPart *part, const char *text, const char *style, GtkAccessibleRole role)
{
  GtkWidget *label;

  if (*text == '\0')
    return;
  label = g_object_new (GTK_TYPE_LABEL, "label", text, "accessible-role", role, "xalign", 0.0,
                        "wrap", TRUE, NULL);
  gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (part->box), label);
}

static gboolean
is_on_page (const DoudiFormSection *section)
{
  for (guint i = 0; i < section->fields->len; i++)
    if (doudi_form_field_is_on_page (g_ptr_array_index (section->fields, i)))
      return TRUE;
  return FALSE;
}

static void
add_part (DoudiFormView *self, const DoudiFormSection *section)
{
  DoudiFormPart *part = g_new0 (DoudiFormPart, 1);

  part->section = section;
  part->controls = g_ptr_array_new ();
  part->paragraphs = g_ptr_array_new ();
  part->box = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 4,
                            "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);
  g_ptr_array_add (self->parts, part);
  gtk_accessible_update_property (GTK_ACCESSIBLE (part->box), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  doudi_assessment_text_get (&section->label), -1);
  gtk_widget_add_css_class (part->box, "form-section");
  add_words (part, doudi_assessment_text_get (&section->label), "section-title",
             GTK_ACCESSIBLE_ROLE_HEADING);
  add_words (part, doudi_assessment_text_get (&section->help), "dim", GTK_ACCESSIBLE_ROLE_LABEL);
  part->message = DOUDI_FORM_MESSAGE (doudi_form_message_new ());
  gtk_box_append (GTK_BOX (part->box), GTK_WIDGET (part->message));
  if (section->table)
    add_table (self, part);
  else
    add_fields (self, part);
  gtk_box_append (GTK_BOX (self->page), part->box);
}

static void
watch_field (DoudiFormView *self, const DoudiFormField *field)
{
  for (guint i = 0; field->of != NULL && i < field->of->len; i++)
    g_hash_table_add (self->watched, g_ptr_array_index (field->of, i));
  for (guint i = 0; field->of_section != NULL && i < field->of_section->fields->len; i++)
    g_hash_table_add (self->watched, g_ptr_array_index (field->of_section->fields, i));
  if (field->when.field != NULL)
    g_hash_table_add (self->watched, (gpointer) field->when.field);
  /* Typed over, or emptied to be computed again. */
  if (field->compute != DOUDI_COMPUTE_NOTHING)
    g_hash_table_add (self->watched, (gpointer) field);
}

static void
watch (DoudiFormView *self)
{
  for (guint i = 0; i < self->form->sections->len; i++)
    {
      const DoudiFormSection *section = g_ptr_array_index (self->form->sections, i);

      if (section->when.field != NULL)
        g_hash_table_add (self->watched, (gpointer) section->when.field);
      for (guint at = 0; at < section->fields->len; at++)
        watch_field (self, g_ptr_array_index (section->fields, at));
    }
}

/* Pinyin takes a moment to open: while nobody types, one list of options after the other. */
static gboolean
prepare_cb (gpointer user_data)
{
  DoudiFormView *self = user_data;
  GHashTableIter iter;
  gpointer candidates;

  g_hash_table_iter_init (&iter, self->candidates);
  while (g_hash_table_iter_next (&iter, NULL, &candidates))
    if (!doudi_candidates_is_prepared (candidates))
      {
        prepare (self, candidates);
        return G_SOURCE_CONTINUE;
      }
  if (self->divisions != NULL)
    prepare (self, self->divisions);
  self->prepare_source = 0;
  return G_SOURCE_REMOVE;
}

static void
clear_page (DoudiFormView *self)
{
  GtkWidget *child;

  self->building = TRUE;
  doudi_form_view_unfocus (self);
  self->edited = NULL;
  doudi_form_popup_hide (self->popup);
  if (gtk_widget_get_parent (GTK_WIDGET (self->popup)) != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->popup));
  g_ptr_array_set_size (self->parts, 0);
  while ((child = gtk_widget_get_first_child (self->page)) != NULL)
    gtk_box_remove (GTK_BOX (self->page), child);
  g_hash_table_remove_all (self->candidates);
  g_hash_table_remove_all (self->watched);
  self->building = FALSE;
}

static void
build_page (DoudiFormView *self)
{
  clear_page (self);
  if (self->form == NULL)
    return;
  self->building = TRUE;
  for (guint i = 0; i < self->form->sections->len; i++)
    if (is_on_page (g_ptr_array_index (self->form->sections, i)))
      add_part (self, g_ptr_array_index (self->form->sections, i));
  watch (self);
  doudi_form_view_refresh (self, NULL);
  self->building = FALSE;
  if (self->prepare_source == 0 && !self->read_only)
    self->prepare_source = g_idle_add_full (G_PRIORITY_LOW, prepare_cb, self, NULL);
  doudi_form_view_count_errors (self);
  doudi_form_view_update_actions (self);
}

static void
go_to (DoudiFormView *self, const DoudiFormPlace *place)
{
  DoudiFormControl *control
    = place->field != NULL ? doudi_form_view_get_control (self, place->row, place->field) : NULL;

  if (control != NULL)
    doudi_form_control_focus (control);
}

/* The same answers on another page; the keyboard stays where it is. */
static void
build_again (DoudiFormView *self)
{
  DoudiFormControl *current = doudi_form_view_get_current (self);
  DoudiFormPlace place = { 0 };

  if (current != NULL)
    place = doudi_form_control_get_place (current);
  build_page (self);
  go_to (self, &place);
}

/* Steps back. */

static void
fit_rows (DoudiFormView *self)
{
  for (guint i = 0; i < self->parts->len; i++)
    {
      DoudiFormPart *part = g_ptr_array_index (self->parts, i);

      if (part->table == NULL)
        continue;
      doudi_form_table_set_n_rows (part->table, doudi_form_view_count_rows (self, part));
      doudi_form_view_forget_found (self, part->section);
    }
}

static void
take_step (DoudiFormView *self,
           gboolean (*step) (DoudiFormHistory *history,
                             DoudiFormAnswers **answers,
                             DoudiFormPlace *place),
           const char *hint)
{
  DoudiFormPlace place;

  if (doudi_form_view_is_composing (self))
    return;
  doudi_form_view_unfocus (self);
  if (!step (self->history, &self->answers, &place))
    return;
  self->building = TRUE;
  fit_rows (self);
  self->building = FALSE;
  doudi_form_view_touch (self);
  doudi_form_view_refresh (self, NULL);
  go_to (self, &place);
  doudi_form_view_check_again (self);
  doudi_form_view_hint (self, hint);
}

static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DoudiFormView *self = DOUDI_FORM_VIEW (widget);
  const char *words = doudi_form_view_get_undo (self);
  g_autofree char *hint = words != NULL ? g_strdup_printf (_ ("Taken back: %s"), words) : NULL;

  take_step (self, doudi_form_history_undo, hint);
}

static void
redo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DoudiFormView *self = DOUDI_FORM_VIEW (widget);
  const char *words = doudi_form_view_get_redo (self);
  g_autofree char *hint = words != NULL ? g_strdup_printf (_ ("Done again: %s"), words) : NULL;

  take_step (self, doudi_form_history_redo, hint);
}

/* The widget. */

static void
doudi_form_view_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  DoudiFormView *self = DOUDI_FORM_VIEW (object);

  switch (property_id)
    {
    case PROP_N_ERRORS:
      g_value_set_uint (value, self->n_errors);
      break;
    case PROP_UNDO:
      g_value_set_string (value, doudi_form_view_get_undo (self));
      break;
    case PROP_REDO:
      g_value_set_string (value, doudi_form_view_get_redo (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
doudi_form_view_dispose (GObject *object)
{
  DoudiFormView *self = DOUDI_FORM_VIEW (object);
  GtkWidget *child;

  g_clear_handle_id (&self->prepare_source, g_source_remove);
  g_clear_handle_id (&self->scroll_source, g_source_remove);
  if (self->page != NULL)
    clear_page (self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  self->page = NULL;
  g_clear_object (&self->popup);
  if (self->look_up_destroy != NULL)
    self->look_up_destroy (g_steal_pointer (&self->look_up_data));
  self->look_up_destroy = NULL;

  G_OBJECT_CLASS (doudi_form_view_parent_class)->dispose (object);
}

static void
doudi_form_view_finalize (GObject *object)
{
  DoudiFormView *self = DOUDI_FORM_VIEW (object);

  g_ptr_array_unref (self->parts);
  g_ptr_array_unref (self->found);
  g_hash_table_unref (self->candidates);
  g_hash_table_unref (self->watched);
  g_clear_pointer (&self->divisions, doudi_candidates_unref);
  g_clear_pointer (&self->pinyin, doudi_pinyin_free);
  doudi_form_history_free (self->history);
  g_clear_pointer (&self->answers, doudi_form_answers_free);
  g_clear_pointer (&self->form, doudi_form_unref);

  G_OBJECT_CLASS (doudi_form_view_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  properties[PROP_N_ERRORS] = g_param_spec_uint ("n-errors", NULL, NULL, 0, G_MAXUINT, 0,
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_UNDO]
    = g_param_spec_string ("undo", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_REDO]
    = g_param_spec_string ("redo", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
doudi_form_view_class_init (DoudiFormViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = doudi_form_view_get_property;
  object_class->dispose = doudi_form_view_dispose;
  object_class->finalize = doudi_form_view_finalize;
  install_properties (object_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_FORM);
  gtk_widget_class_install_action (widget_class, "form.undo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "form.redo", NULL, redo_action);
  doudi_form_view_install_walk (widget_class);
  doudi_form_view_install_rows (widget_class);
  doudi_form_view_install_typing (widget_class);
  doudi_form_view_install_problems (widget_class);

  /**
   * DoudiFormView::changed
   *
   * A person changed the answers: a draft may be kept. Emitted at every key.
   */
  signals[CHANGED] = g_signal_new ("changed", DOUDI_TYPE_FORM_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
add_hint (DoudiFormView *self)
{
  GtkWidget *hint = gtk_label_new (NULL);

  self->hint = GTK_LABEL (hint);
  gtk_label_set_xalign (self->hint, 0);
  gtk_label_set_ellipsize (self->hint, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (hint, "form-hint");
  gtk_widget_add_css_class (hint, "region-bottom");
  gtk_widget_set_parent (hint, GTK_WIDGET (self));
}

static void
add_page (DoudiFormView *self)
{
  self->page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  gtk_widget_add_css_class (self->page, "form-page");
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), self->page);
  gtk_widget_set_vexpand (self->scrolled, TRUE);
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
}

static void
doudi_form_view_init (DoudiFormView *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  self->day = self->today = doudi_day_today ();
  self->parts = g_ptr_array_new_with_free_func (part_free);
  self->candidates
    = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) doudi_candidates_unref);
  self->watched = g_hash_table_new (NULL, NULL);
  self->history = doudi_form_history_new ();
  self->found = doudi_form_view_found_new ();
  self->popup = g_object_ref_sink (doudi_form_popup_new ());
  self->summary = DOUDI_FORM_MESSAGE (doudi_form_message_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->summary), "form-summary");
  gtk_widget_set_parent (GTK_WIDGET (self->summary), GTK_WIDGET (self));
  add_page (self);
  add_hint (self);
  doudi_form_view_watch_keys (self);
  doudi_actions_install_form_shortcuts (GTK_WIDGET (self));
  doudi_form_view_update_actions (self);
}

/**
 * doudi_form_view_new:
 *
 * Returns: (transfer floating): an entry screen without a form
 */
GtkWidget *
doudi_form_view_new (void)
{
  return g_object_new (DOUDI_TYPE_FORM_VIEW, NULL);
}

/**
 * doudi_form_view_set_form:
 * @answers: those to begin with, of a form; copied
 *
 * Shows a form to be filled in. What was typed before, its problems and its steps are forgotten.
 */
void
doudi_form_view_set_form (DoudiFormView *self, const DoudiFormAnswers *answers)
{
  DoudiForm *former = self->form;
  DoudiFormAnswers *former_answers = self->answers;

  clear_page (self);
  doudi_form_history_clear (self->history);
  g_ptr_array_set_size (self->found, 0);
  self->answers = doudi_form_answers_copy (answers);
  self->form = doudi_form_ref (doudi_form_answers_get_form (self->answers));
  g_clear_pointer (&former_answers, doudi_form_answers_free);
  g_clear_pointer (&former, doudi_form_unref);
  doudi_form_answers_compute (self->answers, self->day);
  self->dirty = FALSE;
  self->checked = FALSE;
  build_page (self);
}

/**
 * doudi_form_view_replace:
 * @answers: others, of the same form; copied
 * @words: why, translated: what undo takes back
 *
 * Shows other answers, with a way back to those that were typed.
 */
void
doudi_form_view_replace (DoudiFormView *self, const DoudiFormAnswers *answers, const char *words)
{
  const DoudiFormPlace nowhere = { 0 };

  doudi_form_view_step (self, words, &nowhere);
  doudi_form_view_unfocus (self);
  g_clear_pointer (&self->answers, doudi_form_answers_free);
  self->answers = doudi_form_answers_copy (answers);
  self->building = TRUE;
  fit_rows (self);
  self->building = FALSE;
  doudi_form_view_touch (self);
  doudi_form_view_refresh (self, NULL);
  doudi_form_view_check_again (self);
}

/**
 * doudi_form_view_get_answers:
 *
 * Returns: (transfer none) (nullable): what is typed; until the next change
 */
const DoudiFormAnswers *
doudi_form_view_get_answers (DoudiFormView *self)
{
  return self->answers;
}

/**
 * doudi_form_view_set_day:
 * @day: the day of the form, on which ages are counted; today before it is set
 */
void
doudi_form_view_set_day (DoudiFormView *self, DoudiDay day)
{
  self->day = day;
  if (self->answers == NULL)
    return;
  doudi_form_answers_compute (self->answers, day);
  doudi_form_view_refresh (self, doudi_form_view_get_current (self));
}

/**
 * doudi_form_view_set_look_up:
 * @func: (nullable): looks whether a person is in the caseload
 * @destroy: (nullable): for @data
 *
 * Lets people who are in the caseload already be told when their number was typed.
 */
void
doudi_form_view_set_look_up (DoudiFormView *self,
                             DoudiFormViewLookUpFunc func,
                             gpointer data,
                             GDestroyNotify destroy)
{
  if (self->look_up_destroy != NULL)
    self->look_up_destroy (self->look_up_data);
  self->look_up = func;
  self->look_up_data = data;
  self->look_up_destroy = destroy;
}

/**
 * doudi_form_view_set_divisions:
 * @divisions: (element-type DoudiDivision): the townships and villages of the county
 *
 * Lets places be typed by name, pinyin, initials or code; before, only by code.
 */
void
doudi_form_view_set_divisions (DoudiFormView *self, const GPtrArray *divisions)
{
  g_clear_pointer (&self->divisions, doudi_candidates_unref);
  self->divisions = doudi_candidates_new_of_divisions (divisions);
  build_again (self);
}

/**
 * doudi_form_view_set_read_only:
 * @read_only: whether the answers are only shown, to be read and copied
 */
void
doudi_form_view_set_read_only (DoudiFormView *self, gboolean read_only)
{
  if (self->read_only == read_only)
    return;
  self->read_only = read_only;
  build_again (self);
}

/**
 * doudi_form_view_is_dirty:
 *
 * Returns: whether something was typed since doudi_form_view_set_clean()
 */
gboolean
doudi_form_view_is_dirty (DoudiFormView *self)
{
  return self->dirty;
}

/**
 * doudi_form_view_set_clean:
 *
 * Says that what is typed is saved.
 */
void
doudi_form_view_set_clean (DoudiFormView *self)
{
  self->dirty = FALSE;
}

/**
 * doudi_form_view_get_undo:
 *
 * Returns: (nullable): what would be taken back, in words
 */
const char *
doudi_form_view_get_undo (DoudiFormView *self)
{
  return self->read_only ? NULL : doudi_form_history_get_undo (self->history);
}

/**
 * doudi_form_view_get_redo:
 *
 * Returns: (nullable): what would be done again, in words
 */
const char *
doudi_form_view_get_redo (DoudiFormView *self)
{
  return self->read_only ? NULL : doudi_form_history_get_redo (self->history);
}
