/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "paper/doudi-sheet-private.h"

#define ABOVE_EM 0.3
#define BAND_PITCH_EM 1.2

/* The names of offices are long. */
#define SEAL_SCALE 0.9

/* The place of a fingerprint is only hinted at: the ink has to be seen. */
#define FINGER_GREY 0.6
#define FINGER_DASH_PT 2.0
#define FINGER_WORDS "指印"

static void
draw_middle (DoudiSheet *sheet,
             cairo_t *cr,
             const DoudiText *how,
             const char *text,
             const cairo_rectangle_t *box)
{
  guint lines = _doudi_sheet_text_lines (sheet, how, text, box->width);

  _doudi_sheet_text_draw (sheet, cr, how, text, box->x,
                          box->y + (box->height - lines * how->pitch_em * how->size_pt) / 2,
                          box->width);
}

/* Lines at the bottom of a box. */
static void
draw_bottom (DoudiSheet *sheet,
             cairo_t *cr,
             const DoudiText *how,
             const char *text,
             const cairo_rectangle_t *box)
{
  guint lines = _doudi_sheet_text_lines (sheet, how, text, box->width);
  double height = lines * how->pitch_em * how->size_pt;

  _doudi_sheet_text_draw (sheet, cr, how, text, box->x,
                          box->y + box->height - height - ABOVE_EM * how->size_pt, box->width);
}

static void
draw_text (DoudiSheet *sheet,
           cairo_t *cr,
           const DoudiSheetSection *section,
           const DoudiSheetGridRow *row,
           const DoudiSheetCellState *cell,
           const cairo_rectangle_t *inside)
{
  DoudiText how = _doudi_sheet_grid_text (section, row, cell);
  cairo_rectangle_t box = *inside;

  if (cell->align == DOUDI_SHEET_CENTRE)
    {
      box.width = _doudi_sheet_balanced_width (sheet, &how, cell->text, inside->width);
      box.x += (inside->width - box.width) / 2;
    }
  if (cell->foot != NULL || cell->seal != NULL)
    _doudi_sheet_text_draw (sheet, cr, &how, cell->text, box.x, box.y + ABOVE_EM * how.size_pt,
                            box.width);
  else
    draw_middle (sheet, cr, &how, cell->text, &box);
}

/* Around the lines, 45 mm are free: they stand in the lower half, where the seal covers them. */
static void
draw_seal (DoudiSheet *sheet,
           cairo_t *cr,
           const DoudiSheetSection *section,
           const DoudiSheetCellState *cell,
           const cairo_rectangle_t *box)
{
  DoudiText how = _doudi_sheet_foot_text (section);
  double width = DOUDI_SEAL_MM * DOUDI_POINTS_PER_MM;
  cairo_rectangle_t place
    = { box->x + box->width - width, box->y + box->height - width, width, width };

  how.align = DOUDI_SHEET_CENTRE;
  how.size_pt *= SEAL_SCALE;
  place.x += _doudi_sheet_grid_padding (section);
  place.width -= 2 * _doudi_sheet_grid_padding (section);
  place.y += width / 4;
  place.height -= width / 4;
  draw_middle (sheet, cr, &how, cell->seal, &place);
}

static void
draw_finger (DoudiSheet *sheet,
             cairo_t *cr,
             const DoudiSheetSection *section,
             const cairo_rectangle_t *box)
{
  const double dashes[] = { FINGER_DASH_PT, FINGER_DASH_PT };
  DoudiText how = { .face = DOUDI_FACE_TEXT,
                    .size_pt = section->table_pt * 0.8,
                    .pitch_em = DOUDI_CELL_PITCH_EM,
                    .align = DOUDI_SHEET_CENTRE };
  cairo_rectangle_t place = { .width = DOUDI_FINGER_WIDTH_MM * DOUDI_POINTS_PER_MM,
                              .height = DOUDI_FINGER_HEIGHT_MM * DOUDI_POINTS_PER_MM };

  place.x = box->x + box->width - _doudi_sheet_grid_padding (section) - place.width;
  place.y = box->y + (box->height - place.height) / 2;
  cairo_save (cr);
  cairo_set_source_rgb (cr, FINGER_GREY, FINGER_GREY, FINGER_GREY);
  cairo_set_line_width (cr, DOUDI_LINE_PT);
  cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  cairo_rectangle (cr, place.x, place.y, place.width, place.height);
  cairo_stroke (cr);
  draw_middle (sheet, cr, &how, FINGER_WORDS, &place);
  cairo_restore (cr);
}

static void
draw_cell (DoudiSheet *sheet,
           cairo_t *cr,
           const DoudiSheetSection *section,
           const DoudiSheetGridRow *row,
           const DoudiSheetCellState *cell,
           const cairo_rectangle_t *box)
{
  DoudiText foot = _doudi_sheet_foot_text (section);
  cairo_rectangle_t inside = *box;

  inside.x += _doudi_sheet_grid_padding (section);
  inside.width = _doudi_sheet_cell_text_width (section, cell, box->width);
  draw_text (sheet, cr, section, row, cell, &inside);
  if (cell->foot != NULL)
    draw_bottom (sheet, cr, &foot, cell->foot, &inside);
  if (cell->seal != NULL)
    draw_seal (sheet, cr, section, cell, box);
  if (cell->finger)
    draw_finger (sheet, cr, section, box);
  cairo_set_line_width (cr, DOUDI_LINE_PT);
  cairo_rectangle (cr, box->x, box->y, box->width, box->height);
  cairo_stroke (cr);
}

/* Draws a row in a box that has the width of the text; @heights are those of the row and of what
 * follows on the page, for cells that stand over several rows. */
void
_doudi_sheet_grid_draw_row (DoudiSheet *sheet,
                            cairo_t *cr,
                            const DoudiSheetSection *section,
                            guint row,
                            const cairo_rectangle_t *box,
                            const double *heights,
                            guint n_heights)
{
  const DoudiSheetGridRow *of = _doudi_sheet_grid_row (section, row);
  g_autofree double *widths = _doudi_sheet_grid_widths (section, row, box->width);
  cairo_rectangle_t place = { .x = box->x + _doudi_sheet_band_width (section), .y = box->y };

  for (guint i = 0; i < of->cells->len; i++)
    {
      const DoudiSheetCellState *cell = &g_array_index (of->cells, DoudiSheetCellState, i);

      place.width = widths[i];
      place.height = box->height;
      for (guint r = 1; r < cell->rows && r < n_heights; r++)
        place.height += heights[r];
      draw_cell (sheet, cr, section, of, cell, &place);
      place.x += widths[i];
    }
}

/* Draws the words at the left of what a page has of a grid. */
void
_doudi_sheet_grid_draw_band (DoudiSheet *sheet,
                             cairo_t *cr,
                             const DoudiSheetSection *section,
                             const cairo_rectangle_t *box)
{
  DoudiText how = { .face = DOUDI_FACE_TEXT,
                    .size_pt = section->table_pt,
                    .pitch_em = BAND_PITCH_EM,
                    .align = DOUDI_SHEET_CENTRE };
  cairo_rectangle_t place = *box;
  g_autofree char *words = NULL;

  if (section->band == NULL)
    return;
  words = _doudi_sheet_dup_band (section, box->height);
  place.width = _doudi_sheet_band_width (section);
  draw_middle (sheet, cr, &how, words, &place);
  cairo_set_line_width (cr, DOUDI_LINE_PT);
  cairo_rectangle (cr, place.x, place.y, place.width, place.height);
  cairo_stroke (cr);
}
