/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "paper/doudi-form-sheet.h"

G_BEGIN_DECLS

/* What a cell holds with the type of a form; every form is planned with it. */
#define DOUDI_FORM_LABEL_EM 7.0

/* A row that somebody writes in by hand. */
#define DOUDI_FORM_ROW_MM 8.0

/* A form being set; @answers is %NULL for a blank. */
typedef struct
{
  const DoudiForm *form;
  const DoudiFormAnswers *answers;
  const DoudiFormFilling *filling;
  DoudiSheet *sheet;
} DoudiFormPaper;

/* doudi-form-sheet-words.c */
char *_doudi_form_paper_label (const DoudiFormField *field);
char *_doudi_form_paper_value (const DoudiFormPaper *paper, guint row, const DoudiFormField *field);
char *_doudi_form_paper_cell (const DoudiFormPaper *paper, guint row, const DoudiFormField *column);
char *_doudi_form_paper_words (const DoudiFormPaper *paper, const DoudiFormField *field);
char *_doudi_form_paper_option (const char *label, gboolean ticked);
double _doudi_form_paper_need_em (const DoudiFormField *field);
double _doudi_form_paper_column_em (const DoudiFormField *column);

/* doudi-form-sheet-fields.c */
void _doudi_form_paper_begin_part (DoudiFormPaper *paper, const char *label, guint n_lines);
void _doudi_form_paper_add_fields (DoudiFormPaper *paper, const DoudiFormSection *section);
void _doudi_form_paper_add_free (DoudiFormPaper *paper, const DoudiFormSection *section);

/* doudi-form-sheet-table.c */
void _doudi_form_paper_add_table (DoudiFormPaper *paper, const DoudiFormSection *section);

/* doudi-form-sheet-score.c */
gboolean _doudi_form_paper_add_score (DoudiFormPaper *paper, GError **error);

G_END_DECLS
