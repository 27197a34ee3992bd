/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/doudi-form-view-private.h"

/* Rows of the tables of a form: added, removed, moved. The last row that is shown may be one that
 * the answers do not have yet. */

/**
 * doudi_form_view_count_rows:
 *
 * Returns: how many rows a table shows for the answers of now
 */
guint
doudi_form_view_count_rows (DoudiFormView *self, const DoudiFormPart *part)
{
  guint n_rows = doudi_form_answers_get_n_rows (self->answers, part->section);

  return self->read_only ? n_rows : MAX (n_rows, MAX (part->section->rows_least, 1));
}

/**
 * doudi_form_view_can_add_row:
 *
 * Returns: whether a table may have one more row
 */
gboolean
doudi_form_view_can_add_row (DoudiFormView *self, const DoudiFormPart *part)
{
  return !self->read_only
         && (part->section->rows_most == 0
             || doudi_form_table_get_n_rows (part->table) < part->section->rows_most);
}

/**
 * doudi_form_view_row_is_empty:
 *
 * Returns: whether nothing was typed in a row that is shown
 */
gboolean
doudi_form_view_row_is_empty (DoudiFormView *self, const DoudiFormPart *part, guint row)
{
  return row >= doudi_form_answers_get_n_rows (self->answers, part->section)
         || doudi_form_answers_row_is_empty (self->answers, part->section, row);
}

/**
 * doudi_form_view_add_row:
 *
 * Shows one more row, an empty one.
 */
void
doudi_form_view_add_row (DoudiFormView *self, DoudiFormPart *part)
{
  doudi_form_table_set_n_rows (part->table, doudi_form_table_get_n_rows (part->table) + 1);
  doudi_form_view_refresh (self, NULL);
}

/**
 * doudi_form_view_drop_empty_row:
 *
 * Takes an empty last row away that nobody needs.
 */
void
doudi_form_view_drop_empty_row (DoudiFormView *self, DoudiFormPart *part)
{
  guint last = doudi_form_table_get_n_rows (part->table) - 1;

  if (last < MAX (part->section->rows_least, 1) || !doudi_form_view_row_is_empty (self, part, last))
    return;
  if (last < doudi_form_answers_get_n_rows (self->answers, part->section))
    doudi_form_answers_remove_row (self->answers, part->section, last);
  doudi_form_table_remove_row (part->table, last);
}

static void
focus_row (DoudiFormView *self, DoudiFormPart *part, guint row, const DoudiFormField *field)
{
  guint n_rows = doudi_form_table_get_n_rows (part->table);
  DoudiFormControl *control = NULL;

  if (n_rows == 0)
    return;
  row = MIN (row, n_rows - 1);
  if (field != NULL)
    control = doudi_form_view_get_control (self, row, field);
  if (control == NULL || !doudi_form_view_is_reachable (control)
      || !doudi_form_control_focus (control))
    gtk_widget_child_focus (
      gtk_widget_get_parent (GTK_WIDGET (doudi_form_table_get_control (part->table, row, 0))),
      GTK_DIR_TAB_FORWARD);
}

/**
 * doudi_form_view_hint_done:
 * @words: what was done, translated
 *
 * Says what was done, and how it is taken back.
 */
void
doudi_form_view_hint_done (DoudiFormView *self, const char *words)
{
  g_autofree char *hint = g_strdup_printf (_ ("Done: %s. Ctrl+Z takes it back."), words);

  doudi_form_view_hint (self, hint);
}

/**
 * doudi_form_view_remove_row:
 * @row: from 0
 *
 * Removes a row of a table, with a way back.
 */
void
doudi_form_view_remove_row (DoudiFormView *self, DoudiFormPart *part, guint row)
{
  DoudiFormControl *current = doudi_form_view_get_current (self);
  const DoudiFormField *field = current != NULL ? doudi_form_control_get_field (current) : NULL;
  DoudiFormPlace place = { part->section, row, NULL };
  g_autofree char *words = g_strdup_printf (_ ("row %u removed"), row + 1);

  if (field == NULL || field->section != part->section)
    field = doudi_form_columns_get (doudi_form_table_get_columns (part->table), 0);
  place.field = field;
  doudi_form_view_unfocus (self);
  doudi_form_view_step (self, words, &place);
  if (row < doudi_form_answers_get_n_rows (self->answers, part->section))
    doudi_form_answers_remove_row (self->answers, part->section, row);
  doudi_form_view_forget_found (self, part->section);
  doudi_form_table_remove_row (part->table, row);
  doudi_form_view_touch (self);
  doudi_form_view_refresh (self, NULL);
  focus_row (self, part, row, field);
  doudi_form_view_check_again (self);
  doudi_form_view_hint_done (self, words);
}

/**
 * doudi_form_view_get_current_table:
 * @place: (out): where the keyboard is
 *
 * Returns: (transfer none) (nullable): the table in which somebody can type now
 */
DoudiFormPart *
doudi_form_view_get_current_table (DoudiFormView *self, DoudiFormPlace *place)
{
  DoudiFormControl *control = doudi_form_view_get_current (self);

  if (control == NULL || self->read_only || doudi_form_view_is_composing (self))
    return NULL;
  *place = doudi_form_control_get_place (control);
  return place->row != DOUDI_FORM_NO_ROW ? doudi_form_view_find_part (self, place->section) : NULL;
}

static void
remove_row_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DoudiFormView *self = DOUDI_FORM_VIEW (widget);
  DoudiFormPlace place;
  DoudiFormPart *part = doudi_form_view_get_current_table (self, &place);

  if (part != NULL)
    doudi_form_view_remove_row (self, part, place.row);
}

static void
move_row (DoudiFormView *self, int by)
{
  DoudiFormPlace place;
  DoudiFormPart *part = doudi_form_view_get_current_table (self, &place);
  g_autofree char *words = NULL;
  guint n_rows, to;

  if (part == NULL)
    return;
  n_rows = doudi_form_answers_get_n_rows (self->answers, part->section);
  to = place.row + (guint) by;
  if ((by < 0 && place.row == 0) || place.row >= n_rows || to >= n_rows)
    return;
  words = g_strdup_printf (_ ("row %u moved"), place.row + 1);
  doudi_form_view_step (self, words, &place);
  doudi_form_answers_move_row (self->answers, part->section, place.row, to);
  doudi_form_view_forget_found (self, part->section);
  doudi_form_view_touch (self);
  doudi_form_view_refresh (self, NULL);
  focus_row (self, part, to, place.field);
  doudi_form_view_check_again (self);
}

static void
move_row_up_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  move_row (DOUDI_FORM_VIEW (widget), -1);
}

static void
move_row_down_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  move_row (DOUDI_FORM_VIEW (widget), 1);
}

/**
 * doudi_form_view_install_rows:
 *
 * Gives the class the actions on rows.
 */
void
doudi_form_view_install_rows (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "form.remove-row", NULL, remove_row_action);
  gtk_widget_class_install_action (widget_class, "form.move-row-up", NULL, move_row_up_action);
  gtk_widget_class_install_action (widget_class, "form.move-row-down", NULL, move_row_down_action);
}
