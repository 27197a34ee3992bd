/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "paper/doudi-form-sheet-private.h"

#define SIGNATURE_ROW_MM 10.0

/* One character of the type of a form. */
#define EM_MM 3.7

/* Stands in the first cell of a table in which nothing was written. */
#define NOTHING "（无）"

/* Lists of words longer than this are not explained. */
#define MOST_EXPLAINED 8

static GPtrArray *
list_columns (const DoudiFormSection *section)
{
  GPtrArray *columns = g_ptr_array_new ();

  for (guint i = 0; i < section->fields->len; i++)
    {
      DoudiFormField *column = g_ptr_array_index (section->fields, i);

      if (column->on_paper)
        g_ptr_array_add (columns, column);
    }
  return columns;
}

static gboolean
is_signed (GPtrArray *columns)
{
  for (guint i = 0; i < columns->len; i++)
    if (((const DoudiFormField *) g_ptr_array_index (columns, i))->type == DOUDI_FORM_SIGNATURE)
      return TRUE;
  return FALSE;
}

static DoudiSheetAlign
align_of (const DoudiFormField *column)
{
  return column->type == DOUDI_FORM_LINES ? DOUDI_SHEET_START : DOUDI_SHEET_CENTRE;
}

static void
add_columns (DoudiFormPaper *paper, GPtrArray *columns)
{
  g_autofree DoudiSheetGridColumn *grid = g_new0 (DoudiSheetGridColumn, columns->len);

  for (guint i = 0; i < columns->len; i++)
    {
      const DoudiFormField *column = g_ptr_array_index (columns, i);
      double need = _doudi_form_paper_column_em (column);

      grid[i] = (DoudiSheetGridColumn){
        .heading = column->label.chinese,
        .least_em = need,
        .width_em = column->width_mm > 0 ? column->width_mm / EM_MM : 3 * need,
      };
    }
  doudi_sheet_add_grid_columns (paper->sheet, grid, columns->len);
}

static void
add_row (DoudiFormPaper *paper, GPtrArray *columns, guint row, gboolean empty)
{
  g_autofree DoudiSheetCell *cells = g_new0 (DoudiSheetCell, columns->len);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  DoudiFormPaper blank = *paper;

  blank.answers = NULL;
  for (guint i = 0; i < columns->len; i++)
    {
      const DoudiFormField *column = g_ptr_array_index (columns, i);
      char *text = _doudi_form_paper_cell (empty ? &blank : paper, row, column);

      g_ptr_array_add (texts, text);
      cells[i] = (DoudiSheetCell){
        .kind = DOUDI_CELL_ANSWER,
        .text = text,
        .align = align_of (column),
        .height_mm = is_signed (columns) ? SIGNATURE_ROW_MM : DOUDI_FORM_ROW_MM,
      };
    }
  doudi_sheet_add_grid_row (paper->sheet, cells, columns->len);
}

/* On a filled form an empty table says so: nobody writes anything into it later. */
static void
add_nothing (DoudiFormPaper *paper)
{
  const DoudiSheetCell cell = { .kind = DOUDI_CELL_ANSWER,
                                .text = NOTHING,
                                .align = DOUDI_SHEET_CENTRE,
                                .weight = 1,
                                .height_mm = DOUDI_FORM_ROW_MM };

  doudi_sheet_add_grid_row (paper->sheet, &cell, 1);
}

static void
append_words (GString *text, const DoudiFormField *column)
{
  g_autofree char *label = _doudi_form_paper_label (column);

  g_string_append_printf (text, "%s%s：", text->len > 0 ? "；" : "", label);
  for (guint i = 0; i < column->options->len; i++)
    g_string_append_printf (
      text, "%s%s", i > 0 ? "、" : "",
      ((const DoudiFormOption *) g_ptr_array_index (column->options, i))->label.chinese);
}

/* Which words a hand may write into the columns. */
static void
add_legend (DoudiFormPaper *paper, GPtrArray *columns)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *words = NULL;
  DoudiSheetCell cell = { .kind = DOUDI_CELL_SMALL, .weight = 1 };
  DoudiFormPaper blank = *paper;

  blank.answers = NULL;
  for (guint i = 0; i < columns->len; i++)
    {
      const DoudiFormField *column = g_ptr_array_index (columns, i);
      g_autofree char *listed = _doudi_form_paper_cell (&blank, 0, column);

      if (column->type == DOUDI_FORM_CHOICE && *listed == '\0' && column->options->len > 2
          && column->options->len <= MOST_EXPLAINED)
        append_words (text, column);
    }
  if (text->len == 0)
    return;
  words = g_strconcat ("填写说明　", text->str, NULL);
  cell.text = words;
  doudi_sheet_add_grid_row (paper->sheet, &cell, 1);
}

/* The rows that the form itself begins with, then empty ones. */
static void
add_blank_rows (DoudiFormPaper *paper, const DoudiFormSection *section, GPtrArray *columns)
{
  g_autoptr (DoudiFormAnswers) fresh = doudi_form_answers_new ((DoudiForm *) paper->form);
  DoudiFormPaper begun = *paper;
  guint n_rows = MAX (section->rows_printed, 1);

  begun.answers = fresh;
  for (guint row = 0; row < section->presets->len; row++)
    add_row (&begun, columns, row, FALSE);
  for (guint row = section->presets->len; row < n_rows; row++)
    add_row (paper, columns, row, TRUE);
}

static guint
count_written (const DoudiFormPaper *paper, const DoudiFormSection *section)
{
  return paper->answers != NULL ? doudi_form_answers_get_n_rows (paper->answers, section) : 0;
}

/* A paper that goes to a visit has the rows that are known, and room for more. */
static gboolean
is_by_hand (const DoudiFormPaper *paper)
{
  return paper->answers == NULL || doudi_form_filling_is_by_hand (paper->filling);
}

static void
add_rows (DoudiFormPaper *paper, const DoudiFormSection *section, GPtrArray *columns)
{
  guint written = count_written (paper, section);

  for (guint row = 0; row < written; row++)
    add_row (paper, columns, row, FALSE);
  for (guint row = written; is_by_hand (paper) && row < MAX (section->rows_printed, 1); row++)
    add_row (paper, columns, row, TRUE);
  if (written == 0 && !is_by_hand (paper))
    add_nothing (paper);
}

/* A table as a part of the grid: with empty rows where a hand writes, else with what was written.
 */
void
_doudi_form_paper_add_table (DoudiFormPaper *paper, const DoudiFormSection *section)
{
  g_autoptr (GPtrArray) columns = list_columns (section);
  guint n_rows = MAX (count_written (paper, section),
                      is_by_hand (paper) ? MAX (section->rows_printed, section->presets->len) : 1);

  _doudi_form_paper_begin_part (paper, section->label.chinese, n_rows + 1);
  add_columns (paper, columns);
  if (paper->answers == NULL)
    add_blank_rows (paper, section, columns);
  else
    add_rows (paper, section, columns);
  if (is_by_hand (paper))
    add_legend (paper, columns);
}
