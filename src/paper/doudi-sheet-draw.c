/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * Drawing one page of a paginated sheet.
 */

#include "config.h"

#include "paper/doudi-sheet-private.h"

#include <glib/gi18n-lib.h>

/* Below the text, as far as the page number of an official letter. */
#define FOOT_MM 7.0

/* Where the next block goes, and the table that is being drawn. */
typedef struct
{
  DoudiSheet *sheet;
  cairo_t *cr;
  double x;
  double y;
  double width;
  const DoudiSheetSection *table;
  double table_top;
  double sums_top; /* where the row of sums begins, or the end of the table */
  const DoudiSheetPage *page;
  const DoudiBlock *first; /* of the page */
  const DoudiBlock *end;
  gboolean in_grid;
  double grid_top;
} Pen;

static double
points (double millimetres)
{
  return millimetres * DOUDI_POINTS_PER_MM;
}

static DoudiText
small_text (const DoudiSheet *sheet, DoudiSheetAlign align)
{
  return (DoudiText){ .face = DOUDI_FACE_TABLE,
                      .size_pt = sheet->style->small_pt,
                      .pitch_em = 1.4,
                      .align = align };
}

static DoudiText
heading_text (const DoudiSheet *sheet)
{
  return (DoudiText){ .face = DOUDI_FACE_HEADING,
                      .size_pt = sheet->style->heading_pt,
                      .pitch_em = 1.4,
                      .align = DOUDI_SHEET_START };
}

static void
draw_line (Pen *pen, double x1, double y1, double x2, double y2)
{
  cairo_move_to (pen->cr, x1, y1);
  cairo_line_to (pen->cr, x2, y2);
  cairo_stroke (pen->cr);
}

static void
draw_paragraphs (Pen *pen, GPtrArray *paragraphs, double width)
{
  for (guint i = 0; i < paragraphs->len; i++)
    {
      const char *text = g_ptr_array_index (paragraphs, i);
      DoudiText how = _doudi_sheet_fit_paragraph (pen->sheet, text, width);

      pen->y += _doudi_sheet_text_draw (pen->sheet, pen->cr, &how, text, pen->x, pen->y, width);
    }
}

static void
draw_caption (Pen *pen)
{
  DoudiSheet *sheet = pen->sheet;
  DoudiText how = _doudi_sheet_caption_text (sheet);

  if (sheet->caption_start == NULL)
    return;
  _doudi_sheet_text_draw (sheet, pen->cr, &how, sheet->caption_start, pen->x, pen->y, pen->width);
  how.align = DOUDI_SHEET_END;
  _doudi_sheet_text_draw (sheet, pen->cr, &how, sheet->caption_end, pen->x, pen->y, pen->width);
  pen->y += _doudi_sheet_caption_height (sheet);
}

static void
draw_opening (Pen *pen)
{
  DoudiSheet *sheet = pen->sheet;
  DoudiText how = _doudi_sheet_title_text (sheet);

  if (sheet->title != NULL)
    {
      g_autofree char *title = _doudi_sheet_dup_title (sheet);
      double width = _doudi_sheet_title_width (sheet, title);

      pen->y += _doudi_sheet_text_draw (sheet, pen->cr, &how, title,
                                        pen->x + (pen->width - width) / 2, pen->y, width)
                + _doudi_sheet_gap (sheet);
    }
  draw_caption (pen);
  draw_paragraphs (pen, sheet->lead, pen->width);
}

/* A closing bracket hangs over, so that units stand under units. */
static double
overhang (DoudiSheet *sheet, const DoudiText *how, const char *cell)
{
  return g_str_has_suffix (cell, ")") ? _doudi_sheet_text_width (sheet, how, ")") : 0;
}

/* Draws the first cell of the sums over its columns. Returns their width. */
static double
draw_spanning_cell (Pen *pen, const char *cell, double height)
{
  DoudiText how = _doudi_sheet_header_text (pen->table);
  double width = 0;

  for (guint i = 0; i < pen->table->span; i++)
    width += pen->table->columns[i].width_pt;
  _doudi_sheet_text_draw (pen->sheet, pen->cr, &how, cell, pen->x,
                          pen->y + (height - how.pitch_em * how.size_pt) / 2, -width);
  return width;
}

/* Draws the text of a cell in the middle of its height. */
static void
draw_cell (Pen *pen, const DoudiText *how, guint column, const char *cell, double x, double height)
{
  const DoudiSheetColumnState *state = &pen->table->columns[column];
  double width = _doudi_sheet_column_inside (pen->table, column);
  guint lines = _doudi_sheet_cell_lines (pen->sheet, pen->table, column, how, cell);

  x += _doudi_sheet_padding (pen->table);
  if (state->kind == DOUDI_SHEET_NUMBER && how->align == DOUDI_SHEET_END)
    {
      /* The block of numbers stands in the middle of its column. */
      x += (width - state->content_pt) / 2 + overhang (pen->sheet, how, cell);
      width = state->content_pt;
    }
  _doudi_sheet_text_draw (pen->sheet, pen->cr, how, cell, x,
                          pen->y + (height - lines * how->pitch_em * how->size_pt) / 2,
                          state->kind == DOUDI_SHEET_TEXT ? width : -width);
}

/* Draws the heading of a column in the middle of the table's head. */
static void
draw_column_heading (Pen *pen, guint column, double x)
{
  DoudiText how = _doudi_sheet_header_text (pen->table);
  g_autofree char *heading = _doudi_sheet_dup_heading (pen->table, column);
  double width = pen->table->columns[column].width_pt;
  guint lines = _doudi_sheet_text_lines (pen->sheet, &how, heading, width);

  _doudi_sheet_text_draw (pen->sheet, pen->cr, &how, heading, x,
                          pen->y
                            + (pen->table->header_pt - lines * how.pitch_em * how.size_pt) / 2,
                          width);
}

static void
draw_header (Pen *pen, const DoudiSheetSection *section)
{
  double x = pen->x;

  pen->table = section;
  pen->table_top = pen->y;
  pen->sums_top = pen->y + section->header_pt;
  cairo_set_source_rgb (pen->cr, DOUDI_SHADE, DOUDI_SHADE, DOUDI_SHADE);
  cairo_rectangle (pen->cr, pen->x, pen->y, pen->width, section->header_pt);
  cairo_fill (pen->cr);
  cairo_set_source_rgb (pen->cr, 0, 0, 0);
  for (guint i = 0; i < section->n_columns; i++)
    {
      draw_column_heading (pen, i, x);
      x += section->columns[i].width_pt;
    }
  pen->y += section->header_pt;
  cairo_set_line_width (pen->cr, DOUDI_FRAME_PT);
  draw_line (pen, pen->x, pen->y, pen->x + pen->width, pen->y);
}

static void
draw_section_heading (Pen *pen, const DoudiSheetSection *section, gboolean continued)
{
  DoudiText how = heading_text (pen->sheet);
  double height = _doudi_sheet_heading_height (pen->sheet, section);
  g_autofree char *heading = NULL;

  if (height > 0)
    {
      heading = g_strconcat (section->heading, continued ? "（续）" : "", NULL);
      _doudi_sheet_text_draw (pen->sheet, pen->cr, &how, heading, pen->x,
                              pen->y + (height - how.pitch_em * how.size_pt) / 2, pen->width);
    }
  pen->y += height;
}

static void
draw_heading (Pen *pen, const DoudiSheetSection *section, gboolean continued)
{
  draw_section_heading (pen, section, continued);
  draw_header (pen, section);
}

static void
draw_form (Pen *pen, const DoudiBlock *block)
{
  const DoudiSheetSection *section = g_ptr_array_index (pen->sheet->sections, block->section);
  double bottom = pen->y + block->height_pt + block->n_lines * pen->sheet->extra_pt;

  pen->y += _doudi_sheet_gap_above (pen->sheet, block->section);
  draw_section_heading (pen, section, FALSE);
  _doudi_sheet_form_draw (pen->sheet, pen->cr, section, pen->x, pen->y, pen->width);
  pen->y = bottom;
}

static void
draw_note (Pen *pen, const DoudiBlock *block)
{
  const DoudiSheetSection *section = g_ptr_array_index (pen->sheet->sections, block->section);
  double gap = block->row == 0 ? _doudi_sheet_gap_above (pen->sheet, block->section) : 0;

  _doudi_sheet_note_draw (pen->sheet, pen->cr, section, block->row, pen->x, pen->y + gap,
                          pen->width);
  pen->y += block->height_pt;
}

static double
grid_row_height (Pen *pen, const DoudiBlock *block)
{
  double gap = block->row == 0 ? _doudi_sheet_gap_above (pen->sheet, block->section) : 0;

  return _doudi_sheet_block_height (pen->sheet, pen->page, block) - gap;
}

/* The heights of a row and of those of its grid that follow it on the page. */
static GArray *
list_grid_heights (Pen *pen, const DoudiBlock *block)
{
  GArray *heights = g_array_new (FALSE, FALSE, sizeof (double));

  for (const DoudiBlock *i = block; i < pen->end && i->section == block->section
                                    && i->kind == DOUDI_BLOCK_GRID; i++)
    {
      double height = grid_row_height (pen, i);

      g_array_append_val (heights, height);
    }
  return heights;
}

/* What stands beside and above the rows that a page has of a grid. */
static void
begin_grid (Pen *pen, const DoudiBlock *block, GArray *heights)
{
  const DoudiSheetSection *section = g_ptr_array_index (pen->sheet->sections, block->section);
  double head = _doudi_sheet_grid_head_height (section, block->row);
  cairo_rectangle_t box = { pen->x, pen->y, pen->width, head };

  if (!pen->in_grid)
    pen->grid_top = pen->y;
  pen->in_grid = TRUE;
  if (head > 0)
    _doudi_sheet_grid_draw_row (pen->sheet, pen->cr, section, 0, &box, NULL, 0);
  for (guint i = 0; i < heights->len; i++)
    box.height += g_array_index (heights, double, i);
  _doudi_sheet_grid_draw_band (pen->sheet, pen->cr, section, &box);
  pen->y += head;
}

static void
finish_grid (Pen *pen)
{
  if (!pen->in_grid)
    return;
  cairo_set_line_width (pen->cr, DOUDI_FRAME_PT);
  cairo_rectangle (pen->cr, pen->x, pen->grid_top, pen->width, pen->y - pen->grid_top);
  cairo_stroke (pen->cr);
  pen->in_grid = FALSE;
}

static void
draw_grid_row (Pen *pen, const DoudiBlock *block)
{
  const DoudiSheetSection *section = g_ptr_array_index (pen->sheet->sections, block->section);
  g_autoptr (GArray) heights = list_grid_heights (pen, block);
  cairo_rectangle_t box = { pen->x, 0, pen->width, grid_row_height (pen, block) };

  if (block->row == 0)
    pen->y += _doudi_sheet_gap_above (pen->sheet, block->section);
  if (block->row == 0 || block == pen->first)
    begin_grid (pen, block, heights);
  box.y = pen->y;
  _doudi_sheet_grid_draw_row (pen->sheet, pen->cr, section, block->row, &box,
                              (const double *) (gpointer) heights->data, heights->len);
  pen->y += box.height;
}

/* Where a paragraph outside of tables stands, from the top of its block. */
static cairo_rectangle_t
free_text_box (DoudiSheet *sheet, const DoudiBlock *block, double x, double y)
{
  const DoudiSheetSection *section = g_ptr_array_index (sheet->sections, block->section);
  double width = _doudi_sheet_text_area_width (sheet);
  double own = section->seal ? _doudi_sheet_seal_width (sheet, section) : width;
  double gap = _doudi_sheet_gap_above (sheet, block->section);

  return (cairo_rectangle_t){ x + width - own, y + gap, own, block->height_pt - gap };
}

static void
draw_free_text (Pen *pen, const DoudiBlock *block)
{
  const DoudiSheetSection *section = g_ptr_array_index (pen->sheet->sections, block->section);
  GStrv cells = g_ptr_array_index (section->rows, 0);
  DoudiText how = _doudi_sheet_fit_paragraph (pen->sheet, cells[0], pen->width);
  cairo_rectangle_t box = free_text_box (pen->sheet, block, pen->x, pen->y);
  double height = _doudi_sheet_text_lines (pen->sheet, &how, cells[0], pen->width)
                  * how.pitch_em * how.size_pt;

  how.align = section->align;
  _doudi_sheet_text_draw (pen->sheet, pen->cr, &how, cells[0], box.x,
                          box.y + (box.height - height) / 2, box.width);
  pen->y += block->height_pt;
}

static void
draw_row (Pen *pen, const DoudiBlock *block)
{
  const DoudiSheetSection *section = pen->table;
  const char *const *cells = _doudi_sheet_row_cells (section, block->row);
  double height = block->height_pt + pen->sheet->extra_pt;
  gboolean sums = block->row == section->rows->len;
  guint first = sums && section->span > 1 ? section->span : 0;
  double x = pen->x;

  if (first > 0)
    x += draw_spanning_cell (pen, cells[0], height);
  for (guint i = first; i < section->n_columns; i++)
    {
      DoudiText how = _doudi_sheet_cell_text (pen->sheet, section, i, cells[i]);

      if (sums)
        how.face = DOUDI_FACE_HEADING;
      draw_cell (pen, &how, i, cells[i], x, height);
      x += section->columns[i].width_pt;
    }
  pen->y += height;
  pen->sums_top = sums ? pen->y - height : pen->y;
  cairo_set_line_width (pen->cr, DOUDI_LINE_PT);
  draw_line (pen, pen->x, pen->y, pen->x + pen->width, pen->y);
}

/* The upright lines and the frame, once the table's rows on this page are drawn. */
static void
finish_table (Pen *pen)
{
  double x = pen->x;

  if (pen->table == NULL)
    return;
  cairo_set_line_width (pen->cr, DOUDI_LINE_PT);
  for (guint i = 0; i + 1 < pen->table->n_columns; i++)
    {
      x += pen->table->columns[i].width_pt;
      draw_line (pen, x, pen->table_top, x,
                 i + 1 < pen->table->span ? pen->sums_top : pen->y);
    }
  cairo_set_line_width (pen->cr, DOUDI_FRAME_PT);
  cairo_rectangle (pen->cr, pen->x, pen->table_top, pen->width, pen->y - pen->table_top);
  cairo_stroke (pen->cr);
  pen->table = NULL;
}

/* Where the seal's circle stands in a closing block that begins at y. */
static DoudiSheetPlace
seal_in_closing (DoudiSheet *sheet, double x, double y, double width)
{
  double diameter = points (DOUDI_SEAL_MM);
  double bottom = y + _doudi_sheet_closing_height (sheet);

  return (DoudiSheetPlace){ .x_pt = x + width - _doudi_sheet_sign_width (sheet) / 2,
                            .y_pt = bottom - diameter / 2,
                            .diameter_pt = diameter };
}

static void
draw_closing (Pen *pen)
{
  DoudiSheet *sheet = pen->sheet;
  DoudiSheetPlace seal = seal_in_closing (sheet, pen->x, pen->y, pen->width);
  DoudiText how = _doudi_sheet_paragraph_text (sheet);
  double pitch = how.pitch_em * how.size_pt;
  double sign_width = _doudi_sheet_sign_width (sheet);

  pen->y += _doudi_sheet_gap (sheet);
  draw_paragraphs (pen, sheet->closing, _doudi_sheet_closing_width (sheet));
  if (sheet->issuer == NULL)
    return;
  how.align = DOUDI_SHEET_CENTRE;
  _doudi_sheet_text_draw (sheet, pen->cr, &how, sheet->issuer, seal.x_pt - sign_width / 2,
                          seal.y_pt - pitch, sign_width);
  _doudi_sheet_text_draw (sheet, pen->cr, &how, sheet->date, seal.x_pt - sign_width / 2, seal.y_pt,
                          sign_width);
}

static void
draw_block (Pen *pen, const DoudiBlock *block)
{
  DoudiSheetSection *section = NULL;

  if (block->kind == DOUDI_BLOCK_HEADING || block->kind == DOUDI_BLOCK_ROW)
    section = g_ptr_array_index (pen->sheet->sections, block->section);
  if (block->kind != DOUDI_BLOCK_ROW)
    finish_table (pen);
  if (block->kind != DOUDI_BLOCK_GRID)
    finish_grid (pen);
  switch (block->kind)
    {
    case DOUDI_BLOCK_OPENING:
      draw_opening (pen);
      break;
    case DOUDI_BLOCK_HEADING:
      pen->y += _doudi_sheet_gap_above (pen->sheet, block->section);
      draw_heading (pen, section, FALSE);
      break;
    case DOUDI_BLOCK_ROW:
      if (pen->table == NULL)
        draw_heading (pen, section, TRUE);
      draw_row (pen, block);
      break;
    case DOUDI_BLOCK_FORM:
      draw_form (pen, block);
      break;
    case DOUDI_BLOCK_NOTE:
      draw_note (pen, block);
      break;
    case DOUDI_BLOCK_GRID:
      draw_grid_row (pen, block);
      break;
    case DOUDI_BLOCK_TEXT:
      draw_free_text (pen, block);
      break;
    case DOUDI_BLOCK_CLOSING:
    default:
      draw_closing (pen);
      break;
    }
}

static void
draw_running_head (Pen *pen)
{
  DoudiText how = small_text (pen->sheet, DOUDI_SHEET_CENTRE);
  const char *words = pen->sheet->running_head;
  g_autofree char *title = _doudi_sheet_join_breaks (pen->sheet->title);
  g_autofree char *text = words != NULL ? g_strdup (words) : g_strconcat (title, "（续）", NULL);

  how.size_pt = pen->sheet->style->text_pt * 0.85;
  _doudi_sheet_text_draw (pen->sheet, pen->cr, &how, text, pen->x, pen->y, pen->width);
  pen->y += _doudi_sheet_running_head_height (pen->sheet);
}

/* Across the page, pale, as outlines: it cannot be mistaken for a text of the sheet. */
static void
draw_watermark (Pen *pen)
{
  DoudiSheet *sheet = pen->sheet;
  double width, height;
  PangoRectangle extents;

  doudi_sheet_get_page_size (sheet, &width, &height);
  pango_font_description_set_absolute_size (sheet->fonts[DOUDI_FACE_HEADING],
                                            MIN (width, height) * 0.17 * PANGO_SCALE);
  pango_layout_set_font_description (sheet->layout, sheet->fonts[DOUDI_FACE_HEADING]);
  pango_layout_set_width (sheet->layout, -1);
  pango_layout_set_text (sheet->layout, sheet->demonstration, -1);
  pango_layout_get_extents (sheet->layout, NULL, &extents);
  cairo_save (pen->cr);
  cairo_translate (pen->cr, width / 2, height / 2);
  cairo_rotate (pen->cr, -G_PI / 8);
  cairo_move_to (pen->cr, -extents.width / 2.0 / PANGO_SCALE, -extents.height / 2.0 / PANGO_SCALE);
  pango_cairo_layout_path (pen->cr, sheet->layout);
  cairo_set_source_rgb (pen->cr, 0.93, 0.93, 0.93);
  cairo_fill (pen->cr);
  cairo_restore (pen->cr);
}

/* What stands in the upper margin: the mark of a copy, and that the data are invented. */
static void
draw_marks (Pen *pen)
{
  DoudiSheet *sheet = pen->sheet;
  DoudiText how = small_text (sheet, DOUDI_SHEET_START);
  double y = points (sheet->style->top_mm) - points (4) - 2 * sheet->style->small_pt;

  how.face = DOUDI_FACE_HEADING;
  how.size_pt *= 1.2;
  if (sheet->mark != NULL)
    _doudi_sheet_text_draw (sheet, pen->cr, &how, sheet->mark, pen->x, y, pen->width);
  how.align = DOUDI_SHEET_END;
  if (sheet->demonstration != NULL)
    _doudi_sheet_text_draw (sheet, pen->cr, &how, sheet->demonstration, pen->x, y, pen->width);
}

static void
draw_foot (Pen *pen, guint page)
{
  DoudiSheet *sheet = pen->sheet;
  DoudiText how = small_text (sheet, DOUDI_SHEET_START);
  double y = points (sheet->style->height_mm - sheet->style->bottom_mm + FOOT_MM)
             - sheet->style->small_pt;
  g_autofree char *number = g_strdup_printf ("第 %u 页　共 %u 页", page + 1, sheet->pages->len);

  if (sheet->footer != NULL)
    _doudi_sheet_text_draw (sheet, pen->cr, &how, sheet->footer, pen->x, y, pen->width);
  how.align = DOUDI_SHEET_CENTRE;
  _doudi_sheet_text_draw (sheet, pen->cr, &how, number, pen->x, y, pen->width);
  how.align = DOUDI_SHEET_END;
  if (sheet->code != NULL)
    _doudi_sheet_text_draw (sheet, pen->cr, &how, sheet->code, pen->x, y, pen->width);
}

static const DoudiSheetPage *
get_page (const DoudiSheet *sheet, guint page)
{
  return &g_array_index (sheet->pages, DoudiSheetPage, page);
}

/**
 * doudi_sheet_draw_page:
 * @sheet: a paginated sheet
 * @cr: where to draw: one unit is a point, the origin the top left corner of the paper
 * @page: from 0
 *
 * Draws one page, in black. What is behind it is the caller's.
 */
void
doudi_sheet_draw_page (DoudiSheet *sheet, cairo_t *cr, guint page)
{
  Pen pen = { .sheet = sheet, .cr = cr };
  const DoudiSheetPage *of;

  g_return_if_fail (sheet->state == DOUDI_SHEET_PAGINATED);
  g_return_if_fail (page < sheet->pages->len);

  of = get_page (sheet, page);
  pen.x = points (sheet->style->left_mm);
  pen.y = points (sheet->style->top_mm);
  pen.width = _doudi_sheet_text_area_width (sheet);
  pen.page = of;
  pen.first = &g_array_index (sheet->blocks, DoudiBlock, of->first_block);
  pen.end = pen.first + of->n_blocks;
  cairo_save (cr);
  if (sheet->demonstration != NULL)
    draw_watermark (&pen);
  cairo_set_source_rgb (cr, 0, 0, 0);
  draw_marks (&pen);
  if (page > 0 && sheet->title != NULL)
    draw_running_head (&pen);
  for (const DoudiBlock *block = pen.first; block < pen.end; block++)
    draw_block (&pen, block);
  finish_table (&pen);
  finish_grid (&pen);
  draw_foot (&pen, page);
  cairo_restore (cr);
}

/* The height of a page above one of its blocks. */
static double
height_above (DoudiSheet *sheet, const DoudiSheetPage *page, guint n_blocks)
{
  double height = _doudi_sheet_page_head_height (sheet, page->first_block);

  for (guint i = 0; i < n_blocks; i++)
    {
      const DoudiBlock *block = &g_array_index (sheet->blocks, DoudiBlock, page->first_block + i);

      height += _doudi_sheet_block_height (sheet, page, block);
    }
  return height;
}

static gboolean
is_seal (const DoudiSheet *sheet, const DoudiBlock *block)
{
  return block->kind == DOUDI_BLOCK_TEXT
         && ((DoudiSheetSection *) g_ptr_array_index (sheet->sections, block->section))->seal;
}

/* The seal of a letter that goes on below it. */
static gboolean
find_seal_in_text (DoudiSheet *sheet, DoudiSheetPlace *place)
{
  for (guint number = 0; number < sheet->pages->len; number++)
    {
      const DoudiSheetPage *page = get_page (sheet, number);

      for (guint i = 0; i < page->n_blocks; i++)
        {
          const DoudiBlock *block
            = &g_array_index (sheet->blocks, DoudiBlock, page->first_block + i);
          cairo_rectangle_t box;

          if (!is_seal (sheet, block))
            continue;
          box = free_text_box (sheet, block, points (sheet->style->left_mm),
                               points (sheet->style->top_mm) + height_above (sheet, page, i));
          *place = (DoudiSheetPlace){ number, box.x + box.width / 2, box.y + box.height / 2,
                                      points (DOUDI_SEAL_MM) };
          return TRUE;
        }
    }
  return FALSE;
}

gboolean
_doudi_sheet_find_seal (DoudiSheet *sheet, DoudiSheetPlace *place)
{
  const DoudiSheetPage *last = get_page (sheet, sheet->pages->len - 1);

  if (sheet->issuer == NULL)
    return find_seal_in_text (sheet, place);
  *place = seal_in_closing (sheet, points (sheet->style->left_mm),
                            points (sheet->style->top_mm)
                              + height_above (sheet, last, last->n_blocks - 1),
                            _doudi_sheet_text_area_width (sheet));
  place->page = sheet->pages->len - 1;
  return TRUE;
}
