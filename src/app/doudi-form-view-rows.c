/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "app/doudi-form-view-private.h"
#include "base/doudi-csv.h"

/* Rows of the tables of a form: added, removed, moved, and pasted from a sheet. The last row that
 * is shown may be one that the answers do not have yet. */

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

/* What was done, and how it is taken back. */
static void
hint_done (DoudiFormView *self, const char *words)
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
  hint_done (self, words);
}

static DoudiFormPart *
get_current_table (DoudiFormView *self, DoudiFormPlace *place)
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
  DoudiFormPart *part = get_current_table (self, &place);

  if (part != NULL)
    doudi_form_view_remove_row (self, part, place.row);
}

static void
move_row (DoudiFormView *self, int by)
{
  DoudiFormPlace place;
  DoudiFormPart *part = get_current_table (self, &place);
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

/* The cells of a sheet as they come from the clipboard; NULL if it is no table. */
static GPtrArray *
read_cells (const char *text)
{
  g_autoptr (DoudiCsv) csv = doudi_csv_new (text, -1, '\t');
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);

  for (;;)
    {
      g_autoptr (GPtrArray) fields = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GError) error = NULL;

      if (!doudi_csv_next (csv, fields, &error))
        return error == NULL ? g_steal_pointer (&rows) : NULL;
      g_ptr_array_add (rows, g_steal_pointer (&fields));
    }
}

static void
paste_cell (DoudiFormView *self, DoudiFormControl *control, guint row, const char *text)
{
  const DoudiFormField *field = doudi_form_control_get_field (control);
  g_autofree char *keys = NULL;

  if (!doudi_form_control_can_type (control))
    return;
  if (DOUDI_IS_CHOICE_CONTROL (control))
    keys = doudi_choice_control_dup_keys (
      field, doudi_choice_control_get_candidates (DOUDI_CHOICE_CONTROL (control)), text);
  else
    keys = g_strdup (text);
  doudi_form_answers_set (self->answers, row, field, keys);
}

static void
paste_row (DoudiFormView *self, DoudiFormPart *part, guint row, guint column, GPtrArray *cells)
{
  guint n_columns = doudi_form_columns_get_n (doudi_form_table_get_columns (part->table));

  for (guint i = 0; i < cells->len && column + i < n_columns; i++)
    paste_cell (self, doudi_form_table_get_control (part->table, row, column + i), row,
                g_ptr_array_index (cells, i));
}

static void
check_rows (DoudiFormView *self, DoudiFormPart *part, guint from, guint to)
{
  guint n_columns = doudi_form_columns_get_n (doudi_form_table_get_columns (part->table));

  for (guint row = from; row < to; row++)
    for (guint i = 0; i < n_columns; i++)
      doudi_form_view_check_control (self, doudi_form_table_get_control (part->table, row, i));
}

static guint
find_column (DoudiFormPart *part, const DoudiFormField *field)
{
  const DoudiFormColumns *columns = doudi_form_table_get_columns (part->table);
  guint i = 0;

  while (doudi_form_columns_get (columns, i) != field)
    i++;
  return i;
}

static void
paste_rows (DoudiFormView *self, DoudiFormPart *part, DoudiFormPlace *place, GPtrArray *rows)
{
  guint most = part->section->rows_most > 0 ? part->section->rows_most : G_MAXUINT;
  guint n_rows = MIN (rows->len, most - place->row);
  g_autofree char *words
    = g_strdup_printf (ngettext ("%u row pasted", "%u rows pasted", n_rows), n_rows);

  doudi_form_view_step (self, words, place);
  doudi_form_table_set_n_rows (
    part->table, MAX (doudi_form_table_get_n_rows (part->table), place->row + n_rows));
  for (guint i = 0; i < n_rows; i++)
    paste_row (self, part, place->row + i, find_column (part, place->field),
               g_ptr_array_index (rows, i));
  doudi_form_view_touch (self);
  doudi_form_view_refresh (self, NULL);
  check_rows (self, part, place->row, place->row + n_rows);
  doudi_form_view_count_errors (self);
  if (n_rows < rows->len)
    {
      g_free (words);
      words = g_strdup_printf (_ ("%u of %u rows pasted: the table has no room for more"), n_rows,
                               rows->len);
    }
  hint_done (self, words);
}

static void
insert_text (DoudiFormControl *control, const char *text)
{
  GtkWidget *editor = doudi_form_control_get_editor (control);
  g_autofree char *line = g_strdelimit (g_strdup (text), "\r\n\t", ' ');
  int position;

  if (!GTK_IS_EDITABLE (editor))
    return;
  g_strstrip (line);
  gtk_editable_delete_selection (GTK_EDITABLE (editor));
  position = gtk_editable_get_position (GTK_EDITABLE (editor));
  gtk_editable_insert_text (GTK_EDITABLE (editor), line, -1, &position);
  gtk_editable_set_position (GTK_EDITABLE (editor), position);
}

static gboolean
is_of_sheet (const char *text)
{
  gsize length = strlen (text);

  while (length > 0 && (text[length - 1] == '\n' || text[length - 1] == '\r'))
    length--;
  return memchr (text, '\t', length) != NULL || memchr (text, '\n', length) != NULL;
}

/**
 * doudi_form_view_paste:
 * @text: from the clipboard
 *
 * Puts text in where the keyboard is. Rows and columns of a sheet fill rows and columns of a table
 * from there on; what is computed is left out.
 */
void
doudi_form_view_paste (DoudiFormView *self, const char *text)
{
  DoudiFormControl *control = doudi_form_view_get_current (self);
  DoudiFormPlace place;
  DoudiFormPart *part = get_current_table (self, &place);
  g_autoptr (GPtrArray) rows = part != NULL && is_of_sheet (text) ? read_cells (text) : NULL;

  if (rows != NULL)
    paste_rows (self, part, &place, rows);
  else if (control != NULL)
    insert_text (control, text);
}

static void
on_clipboard_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DoudiFormView) self = user_data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);

  if (text != NULL)
    doudi_form_view_paste (self, text);
}

static void
on_paste_cb (GtkText *text, DoudiFormView *self)
{
  g_signal_stop_emission_by_name (text, "paste-clipboard");
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (text)), NULL,
                                 on_clipboard_read_cb, g_object_ref (self));
}

/**
 * doudi_form_view_watch_paste:
 * @control: an answer
 *
 * Lets what is pasted there be rows of a sheet.
 */
void
doudi_form_view_watch_paste (DoudiFormView *self, DoudiFormControl *control)
{
  GtkWidget *editor = doudi_form_control_get_editor (control);

  if (GTK_IS_TEXT (editor))
    g_signal_connect (editor, "paste-clipboard", G_CALLBACK (on_paste_cb), self);
}
