/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "policy/doudi-form-private.h"

#include <string.h>

/**
 * Cell:
 * @text: (nullable): the answer, in canonical form or as it was typed; %NULL for none
 * @typed: a person gave it; else it was computed
 */
typedef struct
{
  char *text;
  gboolean typed;
  gboolean was_15_digits;
} Cell;

/* The cells of one row, by the index of the field. */
typedef struct
{
  guint n;
  Cell cells[];
} Row;

/* @tables: (element-type GPtrArray): the rows of each section, by its index; a section that is no
 * table has one. */
struct _DoudiFormAnswers
{
  DoudiForm *form;
  GPtrArray *tables;
};

static Row *
row_new (const DoudiFormSection *section)
{
  Row *row = g_malloc0 (sizeof (Row) + section->fields->len * sizeof (Cell));

  row->n = section->fields->len;
  return row;
}

static void
row_free (gpointer data)
{
  Row *row = data;

  for (guint i = 0; i < row->n; i++)
    g_free (row->cells[i].text);
  g_free (row);
}

static Row *
row_copy (const Row *row)
{
  gsize size = sizeof (Row) + row->n * sizeof (Cell);
  Row *copy = g_malloc (size);

  memcpy (copy, row, size);
  for (guint i = 0; i < row->n; i++)
    copy->cells[i].text = g_strdup (row->cells[i].text);
  return copy;
}

static GPtrArray *
get_rows (const DoudiFormAnswers *answers, const DoudiFormSection *section)
{
  return g_ptr_array_index (answers->tables, section->index);
}

/* The cell of a field; NULL if there is no such row yet. */
static Cell *
find_cell (const DoudiFormAnswers *answers, guint row, const DoudiFormField *field)
{
  GPtrArray *rows = get_rows (answers, field->section);
  guint at = field->section->table ? row : 0;
  Row *found;

  if (at >= rows->len)
    return NULL;
  found = g_ptr_array_index (rows, at);
  return &found->cells[field->index];
}

/* The cell of a field, in a row that is made if there is none yet; NULL for one that no table can
 * have. */
static Cell *
make_cell (DoudiFormAnswers *answers, guint row, const DoudiFormField *field)
{
  GPtrArray *rows = get_rows (answers, field->section);

  if (field->section->table)
    {
      g_return_val_if_fail (row < DOUDI_FORM_ROWS_MAX, NULL);
      while (rows->len <= row)
        g_ptr_array_add (rows, row_new (field->section));
    }
  return find_cell (answers, row, field);
}

static void
set_cell (Cell *cell, char *text, gboolean typed)
{
  g_free (cell->text);
  cell->text = text;
  cell->typed = typed && text != NULL;
  cell->was_15_digits = FALSE;
}

/* Answers without the rows that a new form starts with. */
DoudiFormAnswers *
doudi_form_answers_new_blank (DoudiForm *form)
{
  DoudiFormAnswers *answers = g_new0 (DoudiFormAnswers, 1);

  answers->form = doudi_form_ref (form);
  answers->tables = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; i < form->sections->len; i++)
    {
      const DoudiFormSection *section = g_ptr_array_index (form->sections, i);
      GPtrArray *rows = g_ptr_array_new_with_free_func (row_free);

      if (!section->table)
        g_ptr_array_add (rows, row_new (section));
      g_ptr_array_add (answers->tables, rows);
    }
  return answers;
}

static void
add_presets (DoudiFormAnswers *answers, const DoudiFormSection *table)
{
  for (guint i = 0; i < table->presets->len; i++)
    {
      const char *const *preset = g_ptr_array_index (table->presets, i);

      for (guint j = 0; j < table->fields->len; j++)
        doudi_form_answers_set (answers, i, g_ptr_array_index (table->fields, j), preset[j]);
    }
}

/**
 * doudi_form_answers_new:
 * @form: a form; the answers keep a reference
 *
 * Returns: (transfer full): the answers of a form that nobody has filled in; tables hold the rows
 *   that they start with
 */
DoudiFormAnswers *
doudi_form_answers_new (DoudiForm *form)
{
  DoudiFormAnswers *answers = doudi_form_answers_new_blank (form);

  for (guint i = 0; i < form->sections->len; i++)
    add_presets (answers, g_ptr_array_index (form->sections, i));
  return answers;
}

/**
 * doudi_form_answers_copy:
 * @answers: answers
 *
 * Returns: (transfer full): the same answers, to be changed by themselves
 */
DoudiFormAnswers *
doudi_form_answers_copy (const DoudiFormAnswers *answers)
{
  DoudiFormAnswers *copy = g_new0 (DoudiFormAnswers, 1);

  copy->form = doudi_form_ref (answers->form);
  copy->tables = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; i < answers->tables->len; i++)
    {
      GPtrArray *rows = g_ptr_array_index (answers->tables, i);
      GPtrArray *copied = g_ptr_array_new_with_free_func (row_free);

      for (guint j = 0; j < rows->len; j++)
        g_ptr_array_add (copied, row_copy (g_ptr_array_index (rows, j)));
      g_ptr_array_add (copy->tables, copied);
    }
  return copy;
}

/**
 * doudi_form_answers_free:
 * @answers: (transfer full) (nullable): answers
 */
void
doudi_form_answers_free (DoudiFormAnswers *answers)
{
  if (answers == NULL)
    return;
  g_ptr_array_unref (answers->tables);
  doudi_form_unref (answers->form);
  g_free (answers);
}

/**
 * doudi_form_answers_get_form:
 * @answers: answers
 *
 * Returns: (transfer none): the form that is answered
 */
DoudiForm *
doudi_form_answers_get_form (const DoudiFormAnswers *answers)
{
  return answers->form;
}

/**
 * doudi_form_answers_set:
 * @answers: answers
 * @row: the row, below 500; %DOUDI_FORM_NO_ROW outside a table. Rows that do not exist yet are made
 * @field: a field of the form
 * @typed: (nullable): what was typed; %NULL and spaces for no answer
 *
 * Sets an answer, in the canonical form of the type of @field; one that is wrong is kept as it was
 * typed, for doudi_form_answers_check() to complain of. Choices are taken by key or label. What is
 * never asked is left alone; what is computed is taken until it is computed anew.
 */
void
doudi_form_answers_set (DoudiFormAnswers *answers,
                        guint row,
                        const DoudiFormField *field,
                        const char *typed)
{
  g_auto (DoudiFormValue) value = { 0 };
  Cell *cell;

  if (!doudi_form_field_is_kept (field))
    return;
  cell = make_cell (answers, row, field);
  if (cell == NULL)
    return;
  if (field->type == DOUDI_FORM_COMPUTED)
    {
      doudi_form_answers_set_computed (answers, row, field, typed);
      return;
    }
  doudi_form_value_read (field, typed, &value);
  set_cell (cell, *value.text != '\0' ? g_steal_pointer (&value.text) : NULL, TRUE);
  cell->was_15_digits = value.was_15_digits;
}

/* Sets what follows from other answers; a row is not made for it. */
void
doudi_form_answers_set_computed (DoudiFormAnswers *answers,
                                 guint row,
                                 const DoudiFormField *field,
                                 const char *text)
{
  Cell *cell = find_cell (answers, row, field);

  if (cell != NULL)
    set_cell (cell, text != NULL && *text != '\0' ? g_utf8_make_valid (text, -1) : NULL, FALSE);
}

/**
 * doudi_form_answers_get:
 * @answers: answers
 * @row: the row; %DOUDI_FORM_NO_ROW outside a table
 * @field: a field of the form
 *
 * Returns: (transfer none): the answer, whether it is asked at the moment or not; "" if there is
 *   none. It is gone when an answer is set
 */
const char *
doudi_form_answers_get (const DoudiFormAnswers *answers, guint row, const DoudiFormField *field)
{
  const Cell *cell = find_cell (answers, row, field);

  return cell != NULL && cell->text != NULL ? cell->text : "";
}

/**
 * doudi_form_answers_was_typed:
 * @answers: answers
 * @row: the row; %DOUDI_FORM_NO_ROW outside a table
 * @field: a field of the form
 *
 * Returns: whether a person gave the answer; else there is none, or it was computed and follows
 *   when others change
 */
gboolean
doudi_form_answers_was_typed (const DoudiFormAnswers *answers,
                              guint row,
                              const DoudiFormField *field)
{
  const Cell *cell = find_cell (answers, row, field);

  return cell != NULL && cell->typed;
}

/* Whether the identity number was typed with 15 digits and completed. */
gboolean
doudi_form_answers_was_15_digits (const DoudiFormAnswers *answers,
                                  guint row,
                                  const DoudiFormField *field)
{
  const Cell *cell = find_cell (answers, row, field);

  return cell != NULL && cell->was_15_digits;
}

static gboolean
holds (const DoudiFormAnswers *answers, guint row, const DoudiFormWhen *when)
{
  const char *answer;
  g_auto (GStrv) chosen = NULL;

  if (when->field == NULL)
    return TRUE;
  if (when->field->type != DOUDI_FORM_COMPUTED
      && !doudi_form_answers_asks (answers, row, when->field))
    return FALSE;
  answer = doudi_form_answers_get (answers, row, when->field);
  if (when->field->type == DOUDI_FORM_TICK && *answer == '\0')
    answer = "no";
  if (when->field->type != DOUDI_FORM_CHOICES)
    return g_strv_contains ((const char *const *) when->is, answer);
  chosen = g_strsplit (answer, ",", -1);
  for (guint i = 0; chosen[i] != NULL; i++)
    {
      if (g_strv_contains ((const char *const *) when->is, chosen[i]))
        return TRUE;
    }
  return FALSE;
}

/**
 * doudi_form_answers_asks_section:
 * @answers: answers
 * @section: a section of the form
 *
 * Returns: whether the other answers have the section asked
 */
gboolean
doudi_form_answers_asks_section (const DoudiFormAnswers *answers, const DoudiFormSection *section)
{
  return holds (answers, DOUDI_FORM_NO_ROW, &section->when);
}

/**
 * doudi_form_answers_shows:
 * @answers: answers
 * @row: the row; %DOUDI_FORM_NO_ROW outside a table
 * @field: a field of the form
 *
 * Returns: whether the other answers let the field be part of the form, whatever it takes: what is
 *   computed and paragraphs are shown without being asked
 */
gboolean
doudi_form_answers_shows (const DoudiFormAnswers *answers, guint row, const DoudiFormField *field)
{
  return holds (answers, row, &field->when)
         && doudi_form_answers_asks_section (answers, field->section);
}

/**
 * doudi_form_answers_asks:
 * @answers: answers
 * @row: the row; %DOUDI_FORM_NO_ROW outside a table
 * @field: a field of the form
 *
 * Returns: whether the field is asked, given the other answers
 */
gboolean
doudi_form_answers_asks (const DoudiFormAnswers *answers, guint row, const DoudiFormField *field)
{
  return doudi_form_field_is_asked (field) && doudi_form_answers_shows (answers, row, field);
}

/**
 * doudi_form_answers_get_n_rows:
 * @answers: answers
 * @table: a table of the form
 *
 * Returns: how many rows the table has, empty ones too; 1 for a section that is no table
 */
guint
doudi_form_answers_get_n_rows (const DoudiFormAnswers *answers, const DoudiFormSection *table)
{
  return get_rows (answers, table)->len;
}

/**
 * doudi_form_answers_remove_row:
 * @answers: answers
 * @table: a table of the form
 * @row: a row; nothing happens if there is none
 *
 * Removes a row; those after it move up.
 */
void
doudi_form_answers_remove_row (DoudiFormAnswers *answers, const DoudiFormSection *table, guint row)
{
  GPtrArray *rows = get_rows (answers, table);

  g_return_if_fail (table->table);
  if (row < rows->len)
    g_ptr_array_remove_index (rows, row);
}

/**
 * doudi_form_answers_move_row:
 * @answers: answers
 * @table: a table of the form
 * @row: a row; nothing happens if there is none
 * @to: where it stands afterwards; the end for a larger number
 *
 * Moves a row; those between move by one.
 */
void
doudi_form_answers_move_row (DoudiFormAnswers *answers,
                             const DoudiFormSection *table,
                             guint row,
                             guint to)
{
  GPtrArray *rows = get_rows (answers, table);
  gpointer moved;

  g_return_if_fail (table->table);
  if (row >= rows->len)
    return;
  moved = g_ptr_array_steal_index (rows, row);
  g_ptr_array_insert (rows, (int) MIN (to, rows->len), moved);
}

/* What a person answered in a cell, "" for nothing: what follows from others is none, nor is a box
 * that was left open. */
static const char *
get_given (const DoudiFormAnswers *answers, guint row, const DoudiFormField *field)
{
  const Cell *cell = find_cell (answers, row, field);

  if (cell == NULL || cell->text == NULL || !cell->typed
      || (field->type == DOUDI_FORM_TICK && g_str_equal (cell->text, "no")))
    return "";
  return cell->text;
}

/**
 * doudi_form_answers_row_is_empty:
 * @answers: answers
 * @table: a table of the form
 * @row: a row
 *
 * Returns: whether nothing was answered in the row
 */
gboolean
doudi_form_answers_row_is_empty (const DoudiFormAnswers *answers,
                                 const DoudiFormSection *table,
                                 guint row)
{
  for (guint i = 0; i < table->fields->len; i++)
    {
      const DoudiFormField *field = g_ptr_array_index (table->fields, i);

      if (doudi_form_field_is_asked (field) && *get_given (answers, row, field) != '\0')
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_preset (const DoudiFormAnswers *answers,
           const DoudiFormSection *table,
           guint row,
           const char *const *preset)
{
  for (guint i = 0; i < table->fields->len; i++)
    {
      const DoudiFormField *field = g_ptr_array_index (table->fields, i);
      const char *started = preset[i];

      if (field->type == DOUDI_FORM_TICK && g_str_equal (started, "no"))
        started = "";
      if (!g_str_equal (get_given (answers, row, field), started))
        return FALSE;
    }
  return TRUE;
}

/* Whether the row holds nothing but what a new form starts with. */
static gboolean
is_untouched (const DoudiFormAnswers *answers, const DoudiFormSection *table, guint row)
{
  for (guint i = 0; i < table->presets->len; i++)
    {
      if (is_preset (answers, table, row, g_ptr_array_index (table->presets, i)))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_complete (const DoudiFormAnswers *answers, const DoudiFormSection *table, guint row)
{
  for (guint i = 0; i < table->fields->len; i++)
    {
      const DoudiFormField *field = g_ptr_array_index (table->fields, i);

      if (field->required && doudi_form_answers_asks (answers, row, field)
          && *doudi_form_answers_get (answers, row, field) == '\0')
        return FALSE;
    }
  return TRUE;
}

/* Whether a row says something: it is not empty, and no printed line that nobody went on with. */
gboolean
doudi_form_answers_row_counts (const DoudiFormAnswers *answers,
                               const DoudiFormSection *table,
                               guint row)
{
  if (doudi_form_answers_row_is_empty (answers, table, row))
    return FALSE;
  return !is_untouched (answers, table, row) || is_complete (answers, table, row);
}

/**
 * doudi_form_answers_is_empty:
 * @answers: answers
 *
 * Returns: whether nobody has filled in anything: there is nothing but what a new form starts with
 */
gboolean
doudi_form_answers_is_empty (const DoudiFormAnswers *answers)
{
  for (guint i = 0; i < answers->form->sections->len; i++)
    {
      const DoudiFormSection *section = g_ptr_array_index (answers->form->sections, i);

      for (guint row = 0; row < get_rows (answers, section)->len; row++)
        {
          if (!doudi_form_answers_row_is_empty (answers, section, row)
              && !is_untouched (answers, section, row))
            return FALSE;
        }
    }
  return TRUE;
}

/**
 * doudi_form_answers_equal:
 * @one: answers
 * @other: answers
 *
 * Returns: whether both say the same on the same form; empty rows do not count
 */
gboolean
doudi_form_answers_equal (const DoudiFormAnswers *one, const DoudiFormAnswers *other)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  if (!g_str_equal (one->form->id, other->form->id)
      || !g_str_equal (one->form->version, other->form->version))
    return FALSE;
  first = doudi_form_answers_to_json (one);
  second = doudi_form_answers_to_json (other);
  return g_str_equal (first, second);
}
