/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "app/doudi-form-view-private.h"

/* Room below what has the keyboard, in letters. */
#define CLEAR_EM 14

/* The way of the keyboard through a form: Tab and Enter go on in the order of the paper, Enter past
 * what followed by itself; arrows go up and down a table, Ctrl with Page Up and Page Down from
 * section to section. */

/**
 * doudi_form_view_is_reachable:
 *
 * Returns: whether the keyboard can come to a control: it is asked, and can be typed in or copied
 *   from
 */
gboolean
doudi_form_view_is_reachable (DoudiFormControl *control)
{
  GtkWidget *editor = doudi_form_control_get_editor (control);
  GtkWidget *widget = GTK_WIDGET (control);

  return gtk_widget_get_focusable (editor) && gtk_widget_get_visible (widget)
         && gtk_widget_get_visible (gtk_widget_get_parent (widget));
}

static void
add_reachable (GPtrArray *list, DoudiFormControl *control)
{
  if (doudi_form_view_is_reachable (control))
    g_ptr_array_add (list, control);
}

static void
add_row (GPtrArray *list, DoudiFormTable *table, guint row)
{
  guint n_columns = doudi_form_columns_get_n (doudi_form_table_get_columns (table));

  for (guint i = 0; i < n_columns; i++)
    add_reachable (list, doudi_form_table_get_control (table, row, i));
}

static void
add_part (GPtrArray *list, const DoudiFormPart *part)
{
  if (!gtk_widget_get_visible (part->box))
    return;
  for (guint i = 0; i < part->controls->len; i++)
    add_reachable (list, g_ptr_array_index (part->controls, i));
  for (guint i = 0; part->table != NULL && i < doudi_form_table_get_n_rows (part->table); i++)
    add_row (list, part->table, i);
}

/**
 * doudi_form_view_list_controls:
 *
 * Returns: (transfer container) (element-type DoudiFormControl): the controls that the keyboard can
 *   come to, one after the other
 */
GPtrArray *
doudi_form_view_list_controls (DoudiFormView *self)
{
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; i < self->parts->len; i++)
    add_part (list, g_ptr_array_index (self->parts, i));
  return list;
}

/**
 * doudi_form_view_find_part:
 *
 * Returns: (transfer none) (nullable): how a section is shown
 */
DoudiFormPart *
doudi_form_view_find_part (DoudiFormView *self, const DoudiFormSection *section)
{
  for (guint i = 0; i < self->parts->len; i++)
    {
      DoudiFormPart *part = g_ptr_array_index (self->parts, i);

      if (part->section == section)
        return part;
    }
  return NULL;
}

/**
 * doudi_form_view_get_current:
 *
 * Returns: (transfer none) (nullable): the control that has the keyboard
 */
DoudiFormControl *
doudi_form_view_get_current (DoudiFormView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    return NULL;
  return DOUDI_FORM_CONTROL (gtk_widget_get_ancestor (focus, DOUDI_TYPE_FORM_CONTROL));
}

/**
 * doudi_form_view_unfocus:
 *
 * Takes the keyboard from the answers, before some of them go: GTK would move it on by itself, a
 * frame later, from wherever it is then.
 */
void
doudi_form_view_unfocus (DoudiFormView *self)
{
  if (doudi_form_view_get_current (self) != NULL)
    gtk_root_set_focus (gtk_widget_get_root (GTK_WIDGET (self)), NULL);
}

/* What followed from other answers needs no key. */
static gboolean
is_done_by_itself (DoudiFormView *self, DoudiFormControl *control)
{
  DoudiFormPlace place = doudi_form_control_get_place (control);

  return place.field->compute != DOUDI_COMPUTE_NOTHING
         && (place.row == DOUDI_FORM_NO_ROW
             || place.row < doudi_form_answers_get_n_rows (self->answers, place.section))
         && *doudi_form_answers_get (self->answers, place.row, place.field) != '\0'
         && !doudi_form_answers_was_typed (self->answers, place.row, place.field)
         && doudi_form_control_get_said (control, DOUDI_FORM_SAYS_WRONG) == NULL;
}

/* On to the next answer that needs one. */
static gboolean
step_on (DoudiFormView *self, DoudiFormControl *control)
{
  g_autoptr (GPtrArray) list = doudi_form_view_list_controls (self);
  guint index = 0;

  if (!g_ptr_array_find (list, control, &index))
    return FALSE;
  while (++index < list->len)
    if (!is_done_by_itself (self, g_ptr_array_index (list, index)))
      return doudi_form_control_focus (g_ptr_array_index (list, index));
  return FALSE;
}

static gboolean
step_to (DoudiFormView *self, DoudiFormControl *control, int by)
{
  g_autoptr (GPtrArray) list = doudi_form_view_list_controls (self);
  guint index = 0;
  int next;

  if (!g_ptr_array_find (list, control, &index))
    return FALSE;
  next = (int) index + by;
  return next >= 0 && next < (int) list->len
         && doudi_form_control_focus (g_ptr_array_index (list, (guint) next));
}

static gboolean
is_end_of_row (DoudiFormPart *part, DoudiFormControl *control, gboolean first)
{
  g_autoptr (GPtrArray) row = g_ptr_array_new ();

  add_row (row, part->table, doudi_form_control_get_row (control));
  return row->len > 0 && g_ptr_array_index (row, first ? 0 : row->len - 1) == control;
}

/* Whether nothing behind the answer in its row needs a key. */
static gboolean
is_end_of_work (DoudiFormView *self, DoudiFormPart *part, DoudiFormControl *control)
{
  g_autoptr (GPtrArray) row = g_ptr_array_new ();
  guint index = 0;

  add_row (row, part->table, doudi_form_control_get_row (control));
  if (!g_ptr_array_find (row, control, &index))
    return FALSE;
  while (++index < row->len)
    if (!is_done_by_itself (self, g_ptr_array_index (row, index)))
      return FALSE;
  return TRUE;
}

/* On to what follows the table; its empty last row goes. */
static gboolean
leave_table (DoudiFormView *self, DoudiFormPart *part)
{
  g_autoptr (GPtrArray) list = doudi_form_view_list_controls (self);
  g_autoptr (GPtrArray) table = g_ptr_array_new ();
  DoudiFormControl *next = NULL;
  guint index;

  add_part (table, part);
  if (table->len > 0 && g_ptr_array_find (list, g_ptr_array_index (table, table->len - 1), &index)
      && index + 1 < list->len)
    next = g_ptr_array_index (list, index + 1);
  if (next == NULL || !doudi_form_control_focus (next))
    return FALSE;
  doudi_form_view_drop_empty_row (self, part);
  return TRUE;
}

/* In the last row: the last answer opens a new row; from an empty one the table is left, with Enter
 * from its first answer already. */
static gboolean
go_on_in_last_row (DoudiFormView *self,
                   DoudiFormPart *part,
                   DoudiFormControl *control,
                   gboolean enter,
                   gboolean *moved)
{
  guint row = doudi_form_control_get_row (control);
  gboolean empty = doudi_form_view_row_is_empty (self, part, row);
  gboolean last
    = enter ? is_end_of_work (self, part, control) : is_end_of_row (part, control, FALSE);

  if (empty && (last || (enter && is_end_of_row (part, control, TRUE))))
    *moved = leave_table (self, part);
  else if (last && !empty && doudi_form_view_can_add_row (self, part))
    {
      doudi_form_view_add_row (self, part);
      *moved = enter ? step_on (self, control) : step_to (self, control, 1);
    }
  else
    return FALSE;
  return TRUE;
}

/**
 * doudi_form_view_go_on:
 * @control: an answer that is done
 * @enter: whether Enter was pressed
 *
 * Moves the keyboard to the next answer; with Enter past those that followed from others.
 *
 * Returns: whether there is one
 */
gboolean
doudi_form_view_go_on (DoudiFormView *self, DoudiFormControl *control, gboolean enter)
{
  DoudiFormPart *part
    = doudi_form_view_find_part (self, doudi_form_control_get_field (control)->section);
  gboolean moved = FALSE;

  if (!self->read_only && part->table != NULL
      && doudi_form_control_get_row (control) + 1 == doudi_form_table_get_n_rows (part->table)
      && go_on_in_last_row (self, part, control, enter, &moved))
    return moved;
  return enter ? step_on (self, control) : step_to (self, control, 1);
}

static gboolean
move_in_column (DoudiFormView *self, DoudiFormControl *control, int by)
{
  DoudiFormPlace place = doudi_form_control_get_place (control);
  DoudiFormControl *other;

  if (place.row == DOUDI_FORM_NO_ROW || GTK_IS_TEXT_VIEW (doudi_form_control_get_editor (control)))
    return FALSE;
  if (by < 0 && place.row == 0)
    return TRUE;
  other = doudi_form_view_get_control (self, place.row + (guint) by, place.field);
  if (other != NULL && doudi_form_view_is_reachable (other))
    doudi_form_control_focus (other);
  return TRUE;
}

static gboolean
on_key_cb (GtkEventControllerKey *controller,
           guint keyval,
           guint keycode,
           GdkModifierType state,
           DoudiFormView *self)
{
  DoudiFormControl *control = doudi_form_view_get_current (self);

  if (control == NULL || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  switch (keyval)
    {
    case GDK_KEY_Tab:
    case GDK_KEY_KP_Tab:
      return (state & GDK_SHIFT_MASK) != 0 ? step_to (self, control, -1)
                                           : doudi_form_view_go_on (self, control, FALSE);
    case GDK_KEY_ISO_Left_Tab:
      return step_to (self, control, -1);
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      return move_in_column (self, control, 1);
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      return move_in_column (self, control, -1);
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/**
 * doudi_form_view_watch_keys:
 *
 * Lets keys that no input method and no entry wanted move the keyboard on.
 */
void
doudi_form_view_watch_keys (DoudiFormView *self)
{
  GtkEventController *controller = gtk_event_controller_key_new ();

  g_signal_connect (controller, "key-pressed", G_CALLBACK (on_key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

/* Lists of what may be answered, and the windows of input methods, open below. */
static gboolean
keep_clear_cb (gpointer user_data)
{
  DoudiFormView *self = user_data;
  GtkAdjustment *adjustment
    = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled));
  DoudiFormControl *control = doudi_form_view_get_current (self);
  double page = gtk_adjustment_get_page_size (adjustment);
  double clear = MIN (CLEAR_EM * doudi_form_em (GTK_WIDGET (self)), page / 3);
  graphene_rect_t bounds;

  self->scroll_source = 0;
  if (control == NULL || !gtk_widget_compute_bounds (GTK_WIDGET (control), self->page, &bounds))
    return G_SOURCE_REMOVE;
  gtk_adjustment_clamp_page (
    adjustment, bounds.origin.y - clear / 3,
    MIN (bounds.origin.y + bounds.size.height + clear, bounds.origin.y - clear / 3 + page));
  return G_SOURCE_REMOVE;
}

/**
 * doudi_form_view_keep_clear:
 *
 * Scrolls, once everything has its place, so that there is room below what has the keyboard.
 */
void
doudi_form_view_keep_clear (DoudiFormView *self)
{
  if (self->scroll_source == 0)
    self->scroll_source = g_idle_add (keep_clear_cb, self);
}

/* The heading of a section comes to the top of the page, as far as the page goes. */
static void
scroll_to_part (DoudiFormView *self, const DoudiFormPart *part)
{
  GtkAdjustment *adjustment
    = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled));
  graphene_point_t point = GRAPHENE_POINT_INIT (0, 0);

  if (gtk_widget_compute_point (part->box, self->page, &point, &point))
    gtk_adjustment_set_value (adjustment, point.y);
}

static gboolean
focus_part (DoudiFormView *self, const DoudiFormPart *part)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new ();

  add_part (list, part);
  if (list->len == 0 || !doudi_form_control_focus (g_ptr_array_index (list, 0)))
    return FALSE;
  scroll_to_part (self, part);
  return TRUE;
}

static void
move_section (DoudiFormView *self, int by)
{
  DoudiFormControl *control = doudi_form_view_get_current (self);
  DoudiFormPart *part
    = control != NULL
        ? doudi_form_view_find_part (self, doudi_form_control_get_field (control)->section)
        : NULL;
  guint index = 0;

  if (part == NULL || !g_ptr_array_find (self->parts, part, &index))
    {
      doudi_form_view_focus_first (self);
      return;
    }
  for (int at = (int) index + by; at >= 0 && at < (int) self->parts->len; at += by)
    if (focus_part (self, g_ptr_array_index (self->parts, (guint) at)))
      return;
}

static void
next_section_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  move_section (DOUDI_FORM_VIEW (widget), 1);
}

static void
previous_section_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  move_section (DOUDI_FORM_VIEW (widget), -1);
}

/* To the beginning of the next row, a new one after the last; from an empty one out of the table.
 */
static void
next_row_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DoudiFormView *self = DOUDI_FORM_VIEW (widget);
  DoudiFormControl *control = doudi_form_view_get_current (self);
  DoudiFormPart *part
    = control != NULL
        ? doudi_form_view_find_part (self, doudi_form_control_get_field (control)->section)
        : NULL;
  guint row;

  if (part == NULL || part->table == NULL || self->read_only || doudi_form_view_is_composing (self))
    return;
  row = doudi_form_control_get_row (control);
  if (row + 1 == doudi_form_table_get_n_rows (part->table)
      && doudi_form_view_row_is_empty (self, part, row))
    {
      leave_table (self, part);
      return;
    }
  if (row + 1 == doudi_form_table_get_n_rows (part->table)
      && doudi_form_view_can_add_row (self, part))
    doudi_form_view_add_row (self, part);
  if (row + 1 < doudi_form_table_get_n_rows (part->table))
    doudi_form_control_focus (doudi_form_table_get_control (part->table, row + 1, 0));
}

/**
 * doudi_form_view_install_walk:
 *
 * Gives the class the actions that move from section to section.
 */
void
doudi_form_view_install_walk (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "form.next-section", NULL, next_section_action);
  gtk_widget_class_install_action (widget_class, "form.previous-section", NULL,
                                   previous_section_action);
  gtk_widget_class_install_action (widget_class, "form.next-row", NULL, next_row_action);
}

/**
 * doudi_form_view_focus_first:
 *
 * Moves the keyboard to the first answer.
 *
 * Returns: whether there is one
 */
gboolean
doudi_form_view_focus_first (DoudiFormView *self)
{
  g_autoptr (GPtrArray) list = doudi_form_view_list_controls (self);

  return list->len > 0 && doudi_form_control_focus (g_ptr_array_index (list, 0));
}

/**
 * doudi_form_view_focus_first_empty:
 *
 * Moves the keyboard to the first answer that nobody has given; to the first one if there is none.
 *
 * Returns: whether there is one
 */
gboolean
doudi_form_view_focus_first_empty (DoudiFormView *self)
{
  g_autoptr (GPtrArray) list = doudi_form_view_list_controls (self);

  for (guint i = 0; i < list->len; i++)
    {
      DoudiFormControl *control = g_ptr_array_index (list, i);
      g_autofree char *typed = doudi_form_control_dup_typed (control);

      if (typed != NULL && *typed == '\0')
        return doudi_form_control_focus (control);
    }
  return doudi_form_view_focus_first (self);
}

/**
 * doudi_form_view_scroll_to:
 * @section: the key of a section
 *
 * Brings a section to the top of the page and the keyboard to its first answer.
 *
 * Returns: whether the section is asked
 */
gboolean
doudi_form_view_scroll_to (DoudiFormView *self, const char *section)
{
  for (guint i = 0; i < self->parts->len; i++)
    {
      const DoudiFormPart *part = g_ptr_array_index (self->parts, i);

      if (g_str_equal (part->section->key, section))
        return focus_part (self, part);
    }
  return FALSE;
}

/**
 * doudi_form_view_get_control:
 * @row: of a table, DOUDI_FORM_NO_ROW outside
 * @field: a question
 *
 * Returns: (transfer none) (nullable): where it is answered
 */
DoudiFormControl *
doudi_form_view_get_control (DoudiFormView *self, guint row, const DoudiFormField *field)
{
  const DoudiFormPart *part = doudi_form_view_find_part (self, field->section);
  const DoudiFormColumns *columns;

  for (guint i = 0; part != NULL && i < part->controls->len; i++)
    if (doudi_form_control_get_field (g_ptr_array_index (part->controls, i)) == field)
      return g_ptr_array_index (part->controls, i);
  if (part == NULL || part->table == NULL || row >= doudi_form_table_get_n_rows (part->table))
    return NULL;
  columns = doudi_form_table_get_columns (part->table);
  for (guint i = 0; i < doudi_form_columns_get_n (columns); i++)
    if (doudi_form_columns_get (columns, i) == field)
      return doudi_form_table_get_control (part->table, row, i);
  return NULL;
}
