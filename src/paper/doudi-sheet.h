/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <cairo.h>
#include <glib.h>

#include "base/doudi-day.h"

G_BEGIN_DECLS

/**
 * DoudiPaper:
 *
 * The paper of a sheet and which way up. A3 landscape is for the board, A4 for the file.
 */
typedef enum
{
  DOUDI_PAPER_A3_LANDSCAPE,
  DOUDI_PAPER_A4_PORTRAIT,
  DOUDI_PAPER_A4_LANDSCAPE,
  DOUDI_N_PAPERS,
} DoudiPaper;

/**
 * DoudiSheetKind:
 * @DOUDI_SHEET_TEXT: wraps, or shrinks a little, where it is too long
 * @DOUDI_SHEET_NUMBER: never wraps; tabular figures, so that units stand under units
 */
typedef enum
{
  DOUDI_SHEET_TEXT,
  DOUDI_SHEET_NUMBER,
} DoudiSheetKind;

/**
 * DoudiSheetAlign:
 * @DOUDI_SHEET_END: a number column wider than its longest number keeps its right edges in line
 *   and stands in the middle of the column, under its heading
 */
typedef enum
{
  DOUDI_SHEET_START,
  DOUDI_SHEET_CENTRE,
  DOUDI_SHEET_END,
} DoudiSheetAlign;

/**
 * DoudiSheetColumn:
 * @key: what a program calls it
 * @heading: what the sheet calls it; "\n" where it may be broken
 * @min_width_mm: no narrower than this, and than its heading
 * @weight: its share of the width that the contents leave over; where there is too little, a column
 *   of weight 0 is made narrower only if that of the others does not do
 */
typedef struct
{
  const char *key;
  const char *heading;
  DoudiSheetKind kind;
  DoudiSheetAlign align;
  double min_width_mm;
  guint weight;
} DoudiSheetColumn;

/**
 * DoudiSheetField:
 * @label: what is asked, in heavier type on grey
 * @value: the answer; wraps where it is too long
 * @wide: has a line of the form to itself
 * @strong: the answer is in heavier type
 * @height_mm: no lower than this, for a hand to write in
 *
 * One box of a form.
 */
typedef struct
{
  const char *label;
  const char *value;
  gboolean wide;
  gboolean strong;
  double height_mm;
} DoudiSheetField;

/**
 * DoudiSheetCellKind:
 * @DOUDI_CELL_LABEL: what is asked, in the middle of its cell; broken evenly
 * @DOUDI_CELL_ANSWER: what was answered
 * @DOUDI_CELL_WORDS: paragraphs of the form itself
 * @DOUDI_CELL_SMALL: a note to whoever fills the form in
 */
typedef enum
{
  DOUDI_CELL_LABEL,
  DOUDI_CELL_ANSWER,
  DOUDI_CELL_WORDS,
  DOUDI_CELL_SMALL,
} DoudiSheetCellKind;

/**
 * DoudiSheetCell:
 * @text: (nullable): what stands in it; wraps
 * @width_em: so many characters wide
 * @weight: its share of the width that is left over in its row
 * @height_mm: no lower than this, for a hand to write in
 * @foot: (nullable): lines at its foot: who signs
 * @seal: (nullable): lines in a place of 45 mm at its right, for a seal
 * @finger: has a place for a fingerprint at its right
 * @stretches: gets higher where its page has room left
 * @rows: over how many rows of the grid it stands, 0 for one; only the last cell of a row, and the
 *   rows below leave its place free
 *
 * One cell of a grid, such as the tables of an office consist of.
 */
typedef struct
{
  DoudiSheetCellKind kind;
  const char *text;
  DoudiSheetAlign align;
  double width_em;
  double weight;
  double height_mm;
  const char *foot;
  const char *seal;
  gboolean finger;
  gboolean stretches;
  guint rows;
} DoudiSheetCell;

/**
 * DoudiSheetGridColumn:
 * @heading: broken evenly where it is too long
 * @width_em: as many characters as its cells would like to have room for, even on a blank
 * @least_em: as many as they must have
 * @width_mm: no narrower than this
 */
typedef struct
{
  const char *heading;
  double width_em;
  double least_em;
  double width_mm;
} DoudiSheetGridColumn;

/**
 * DoudiSheetPlace:
 *
 * Where a seal goes: a circle on a page, in points from the top left corner.
 */
typedef struct
{
  guint page;
  double x_pt;
  double y_pt;
  double diameter_pt;
} DoudiSheetPlace;

/**
 * DoudiSheet:
 *
 * A sheet of paper with a title, lead paragraphs, sections (tables, forms, grids, texts
 * and notes), closing paragraphs and the place for a seal. It is filled first (INIT), then laid out once by
 * doudi_sheet_paginate() (PAGINATED): from then on it only draws. Its pages are the same on a
 * screen, on a printer and in a PDF.
 *
 * A sheet holds Pango objects and stays in the thread that made it.
 */
typedef struct _DoudiSheet DoudiSheet;

/**
 * DoudiSheetTextFunc:
 * @place: the heading of the column, or the label of the field, or "title", "caption", "lead", "section",
 *   "text", "note", "closing", "issuer", "footer"
 *
 * Sees one text of a sheet. Returns %FALSE to stop.
 */
typedef gboolean (*DoudiSheetTextFunc) (const char *place, const char *text, gpointer data);

DoudiSheet *doudi_sheet_new (DoudiPaper paper);
DoudiSheet *doudi_sheet_ref (DoudiSheet *sheet);
void doudi_sheet_unref (DoudiSheet *sheet);

void doudi_sheet_set_title (DoudiSheet *sheet, const char *title);
void doudi_sheet_set_name (DoudiSheet *sheet, const char *name);
void doudi_sheet_set_running_head (DoudiSheet *sheet, const char *words);
void doudi_sheet_set_caption (DoudiSheet *sheet, const char *start, const char *end);
void doudi_sheet_set_margins (DoudiSheet *sheet, double top_mm, double right_mm, double bottom_mm, double left_mm);
void doudi_sheet_set_text_size (DoudiSheet *sheet, double title_pt, double text_pt);
void doudi_sheet_set_type (DoudiSheet *sheet, double least_pt, double most_pt);
void doudi_sheet_add_lead (DoudiSheet *sheet, const char *paragraph);
void doudi_sheet_add_section (DoudiSheet *sheet, const char *heading, const DoudiSheetColumn *columns, guint n_columns);
void doudi_sheet_add_row (DoudiSheet *sheet, const char *const *cells);
void doudi_sheet_set_summary (DoudiSheet *sheet, const char *const *cells);
void doudi_sheet_set_summary_span (DoudiSheet *sheet, guint n_columns);
void doudi_sheet_add_form (DoudiSheet *sheet, const char *heading, const DoudiSheetField *fields, guint n_fields, guint across);
void doudi_sheet_add_note (DoudiSheet *sheet, const char *label, const char *text);
void doudi_sheet_add_grid (DoudiSheet *sheet, const char *band);
void doudi_sheet_add_grid_heading (DoudiSheet *sheet, const DoudiSheetCell *cell);
void doudi_sheet_add_grid_row (DoudiSheet *sheet, const DoudiSheetCell *cells, guint n_cells);
void doudi_sheet_add_grid_columns (DoudiSheet *sheet, const DoudiSheetGridColumn *columns, guint n_columns);
void doudi_sheet_add_text (DoudiSheet *sheet, const char *text, DoudiSheetAlign align, double height_mm);
void doudi_sheet_add_seal (DoudiSheet *sheet, const char *lines);
void doudi_sheet_add_closing (DoudiSheet *sheet, const char *paragraph);
void doudi_sheet_set_issuer (DoudiSheet *sheet, const char *issuer, const char *date);
void doudi_sheet_set_footer (DoudiSheet *sheet, const char *footer);
void doudi_sheet_set_code (DoudiSheet *sheet, const char *code);
void doudi_sheet_set_mark (DoudiSheet *sheet, const char *mark);
void doudi_sheet_set_demonstration (DoudiSheet *sheet, const char *words);
void doudi_sheet_set_max_rows (DoudiSheet *sheet, guint max_rows);

gboolean doudi_sheet_paginate (DoudiSheet *sheet, GError **error);
guint doudi_sheet_get_n_pages (const DoudiSheet *sheet);
guint doudi_sheet_get_n_rows (const DoudiSheet *sheet, guint page);
DoudiPaper doudi_sheet_get_paper (const DoudiSheet *sheet);
void doudi_sheet_get_page_size (const DoudiSheet *sheet, double *width_pt, double *height_pt);
gboolean doudi_sheet_get_seal_place (const DoudiSheet *sheet, DoudiSheetPlace *place);
void doudi_sheet_draw_page (DoudiSheet *sheet, cairo_t *cr, guint page);
gboolean doudi_sheet_write_pdf (DoudiSheet *sheet, const char *path, DoudiDay created_on, GError **error);
GStrv doudi_sheet_list_unknown_glyphs (DoudiSheet *sheet);
void doudi_sheet_foreach_text (const DoudiSheet *sheet, DoudiSheetTextFunc func, gpointer data);

const char *doudi_paper_name (DoudiPaper paper);
gboolean doudi_paper_from_name (const char *name, DoudiPaper *paper);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiSheet, doudi_sheet_unref)

G_END_DECLS
