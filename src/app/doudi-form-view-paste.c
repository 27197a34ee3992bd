/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/doudi-form-item.h"
#include "app/doudi-form-view-private.h"
#include "app/doudi-paste-window.h"

/* Rows of a sheet into a table of a form. They are looked at before they are put in. */

/* What a cell of a sheet answers: a choice by its name, its pinyin or its number. */
static char *
dup_answer (DoudiFormView *self, const DoudiFormField *field, const char *text)
{
  DoudiCandidates *candidates = field->type == DOUDI_FORM_CHOICE
                                    || field->type == DOUDI_FORM_CHOICES
                                    || field->type == DOUDI_FORM_DIVISION
                                  ? doudi_form_view_get_candidates (self, field)
                                  : NULL;

  return candidates != NULL ? doudi_choice_control_dup_keys (field, candidates, text)
                            : g_strdup (text);
}

static void
put_row (DoudiFormView *self,
         DoudiFormAnswers *answers,
         const DoudiFormPaste *paste,
         guint from,
         guint row)
{
  for (guint i = 0; i < paste->fields->len; i++)
    {
      const DoudiFormField *field = g_ptr_array_index (paste->fields, i);
      g_autofree char *answer = NULL;

      if (field == NULL)
        continue;
      answer = dup_answer (self, field, doudi_form_paste_get_cell (paste, from, i));
      doudi_form_answers_set (answers, row, field, answer);
    }
}

/**
 * doudi_form_view_count_room:
 * @paste: rows of a sheet
 * @row: of the table, where the first one goes
 *
 * Returns: how many of the rows the table has room for
 */
guint
doudi_form_view_count_room (DoudiFormView *self, const DoudiFormPaste *paste, guint row)
{
  guint most = paste->table->rows_most > 0 ? paste->table->rows_most : G_MAXUINT;

  return MIN (doudi_form_paste_get_n_rows (paste), most > row ? most - row : 0);
}

static void
add_faults (DoudiFormView *self,
            const DoudiFormAnswers *answers,
            guint row,
            const DoudiFormField *field,
            GString *text,
            guint *n_faults)
{
  g_autoptr (GPtrArray) problems
    = doudi_form_answers_check_field (answers, row, field, self->today);
  g_autofree char *name = doudi_form_item_dup_name (field);

  for (guint i = 0; i < problems->len; i++)
    {
      const DoudiFormProblem *problem = g_ptr_array_index (problems, i);

      g_string_append_printf (text, "%s%s: %s", text->len > 0 ? " " : "", name, problem->text);
      *n_faults += problem->warning ? 0 : 1;
    }
}

/* A row as it would read, and what is wrong with it last. */
static GStrv
look_at_row (DoudiFormView *self,
             const DoudiFormAnswers *answers,
             const DoudiFormPaste *paste,
             guint row,
             guint *n_faults)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GString) faults = g_string_new (NULL);
  g_autofree char *number = g_strdup_printf ("%u", row + 1);

  g_strv_builder_add (builder, number);
  for (guint i = 0; i < paste->fields->len; i++)
    {
      const DoudiFormField *field = g_ptr_array_index (paste->fields, i);
      g_autofree char *shown = NULL;

      if (field == NULL)
        continue;
      shown = doudi_form_answers_show (answers, row, field, DOUDI_LANGUAGE_INTERFACE);
      g_strv_builder_add (builder, shown);
      add_faults (self, answers, row, field, faults, n_faults);
    }
  g_strv_builder_add (builder, faults->str);
  return g_strv_builder_end (builder);
}

/**
 * doudi_form_view_look_at_paste:
 * @paste: rows of a sheet
 * @row: of the table, where the first one goes
 * @n_faults: (out): how many answers would be wrong
 *
 * Looks how the rows would read in the form, which stays as it is.
 *
 * Returns: (transfer full) (element-type GStrv): for each row that there is room for its number,
 * the answers of the columns that are not left out, and what is wrong with them
 */
GPtrArray *
doudi_form_view_look_at_paste (DoudiFormView *self,
                               const DoudiFormPaste *paste,
                               guint row,
                               guint *n_faults)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autoptr (DoudiFormAnswers) answers = doudi_form_answers_copy (self->answers);
  guint n_rows = doudi_form_view_count_room (self, paste, row);

  *n_faults = 0;
  for (guint i = 0; i < n_rows; i++)
    put_row (self, answers, paste, i, row + i);
  doudi_form_answers_compute (answers, self->day);
  for (guint i = 0; i < n_rows; i++)
    g_ptr_array_add (rows, look_at_row (self, answers, paste, row + i, n_faults));
  return rows;
}

static void
check_rows (DoudiFormView *self, DoudiFormPart *part, guint from, guint to)
{
  guint n_columns = doudi_form_columns_get_n (doudi_form_table_get_columns (part->table));

  for (guint row = from; row < to; row++)
    for (guint i = 0; i < n_columns; i++)
      doudi_form_view_check_control (self, doudi_form_table_get_control (part->table, row, i));
}

/**
 * doudi_form_view_put_paste:
 * @paste: rows of a sheet
 * @row: of the table, where the first one goes
 *
 * Puts the rows in, as one step that can be taken back.
 */
void
doudi_form_view_put_paste (DoudiFormView *self, const DoudiFormPaste *paste, guint row)
{
  DoudiFormPart *part = doudi_form_view_find_part (self, paste->table);
  const DoudiFormPlace place = { paste->table, row, paste->from };
  guint n_rows = doudi_form_view_count_room (self, paste, row);
  guint n_left = doudi_form_paste_get_n_rows (paste) - n_rows;
  g_autofree char *words
    = g_strdup_printf (ngettext ("%u row pasted", "%u rows pasted", n_rows), n_rows);

  if (part == NULL || part->table == NULL || self->read_only)
    return;
  doudi_form_view_step (self, words, &place);
  doudi_form_table_set_n_rows (part->table,
                               MAX (doudi_form_table_get_n_rows (part->table), row + n_rows));
  for (guint i = 0; i < n_rows; i++)
    put_row (self, self->answers, paste, i, row + i);
  doudi_form_view_forget_found (self, part->section);
  doudi_form_view_touch (self);
  doudi_form_view_refresh (self, NULL);
  check_rows (self, part, row, row + n_rows);
  doudi_form_view_count_errors (self);
  if (n_left > 0)
    {
      g_free (words);
      words = g_strdup_printf (_ ("%u of %u rows pasted: the table has no room for more"), n_rows,
                               n_rows + n_left);
    }
  doudi_form_view_hint_done (self, words);
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

/**
 * doudi_form_view_paste:
 * @text: from the clipboard
 *
 * Puts text in where the keyboard is. Rows and columns of a sheet are shown as they would stand in
 * the table from there on, to be put in or not.
 */
void
doudi_form_view_paste (DoudiFormView *self, const char *text)
{
  DoudiFormControl *control = doudi_form_view_get_current (self);
  DoudiFormPlace place;
  DoudiFormPart *part = doudi_form_view_get_current_table (self, &place);
  g_autoptr (DoudiFormPaste) paste = part != NULL ? doudi_form_paste_new (text, place.field) : NULL;

  if (paste != NULL)
    gtk_window_present (
      GTK_WINDOW (doudi_paste_window_new (self, g_steal_pointer (&paste), place.row)));
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
