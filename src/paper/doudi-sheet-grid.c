/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * Grids: the tables of an office, cell beside cell without a gap, with upright words at the left.
 */

#include "config.h"

#include "paper/doudi-sheet-private.h"

#include <math.h>
#include <string.h>

#define PADDING_EM 0.4
#define ABOVE_EM 0.3
#define WORDS_PITCH_EM 1.5
#define FOOT_PITCH_EM 1.7
#define SMALL_SCALE 0.84

/* The band has room for two characters beside each other. */
#define BAND_EM 2.9
#define BAND_PITCH_EM 1.2

/* A row that nothing says about. */
#define ROW_EM 1.9

/* Cells of a table with many columns are set smaller, down to this. */
#define LEAST_CELL_SCALE 0.72
#define CELL_SCALE_STEP 0.04

/* Headings up to so many characters stand in two lines, longer ones in three. */
#define TWO_LINES 6

/* More than Pango rounds a width by. */
#define ROUNDING_PT 0.05

const DoudiSheetGridRow *
_doudi_sheet_grid_row (const DoudiSheetSection *section, guint row)
{
  return g_ptr_array_index (section->grid_rows, row);
}

static const DoudiSheetCellState *
get_cell (const DoudiSheetGridRow *row, guint index)
{
  return &g_array_index (row->cells, DoudiSheetCellState, index);
}

static DoudiSheetGridColumnState *
get_column (const DoudiSheetSection *section, guint index)
{
  return &g_array_index (section->grid_columns, DoudiSheetGridColumnState, index);
}

double
_doudi_sheet_grid_padding (const DoudiSheetSection *section)
{
  return PADDING_EM * section->table_pt;
}

/* How the text of a cell is set. */
DoudiText
_doudi_sheet_grid_text (const DoudiSheetSection *section,
                        const DoudiSheetGridRow *row,
                        const DoudiSheetCellState *cell)
{
  DoudiText how = { .face = DOUDI_FACE_TEXT,
                    .size_pt = section->table_pt * (row->in_table ? section->cell_scale : 1),
                    .pitch_em = DOUDI_CELL_PITCH_EM,
                    .align = cell->align };

  if (cell->kind == DOUDI_CELL_ANSWER)
    how.face = DOUDI_FACE_TABLE;
  else if (cell->kind == DOUDI_CELL_WORDS)
    how.pitch_em = WORDS_PITCH_EM;
  else if (cell->kind == DOUDI_CELL_SMALL)
    how.size_pt *= SMALL_SCALE;
  return how;
}

DoudiText
_doudi_sheet_foot_text (const DoudiSheetSection *section)
{
  return (DoudiText){ .face = DOUDI_FACE_TEXT,
                      .size_pt = section->table_pt,
                      .pitch_em = FOOT_PITCH_EM,
                      .align = DOUDI_SHEET_END };
}

/* A width that takes no more lines than the full one, but about equally long ones. */
double
_doudi_sheet_balanced_width (DoudiSheet *sheet,
                             const DoudiText *how,
                             const char *text,
                             double width_pt)
{
  double natural = _doudi_sheet_text_width (sheet, how, text);
  guint lines = _doudi_sheet_text_lines (sheet, how, text, width_pt);
  double width = ceil (natural / MAX (lines, 1) / how->size_pt) * how->size_pt + ROUNDING_PT;

  if (natural <= width_pt || width >= width_pt
      || _doudi_sheet_text_lines (sheet, how, text, width) > lines)
    return width_pt;
  return width;
}

/* The width for the text of a cell: not over the place of a seal or a finger. */
double
_doudi_sheet_cell_text_width (const DoudiSheetSection *section,
                              const DoudiSheetCellState *cell,
                              double width_pt)
{
  double width = width_pt - 2 * _doudi_sheet_grid_padding (section);

  if (cell->seal != NULL)
    width -= DOUDI_SEAL_MM * DOUDI_POINTS_PER_MM;
  if (cell->finger)
    width -= DOUDI_FINGER_WIDTH_MM * DOUDI_POINTS_PER_MM + _doudi_sheet_grid_padding (section);
  return width;
}

static double
text_height (DoudiSheet *sheet,
             const DoudiSheetSection *section,
             const DoudiSheetGridRow *row,
             const DoudiSheetCellState *cell,
             double width_pt)
{
  DoudiText how = _doudi_sheet_grid_text (section, row, cell);

  if (*cell->text == '\0')
    return 0;
  return _doudi_sheet_text_lines (sheet, &how, cell->text, width_pt) * how.pitch_em * how.size_pt
         + 2 * ABOVE_EM * how.size_pt;
}

static double
foot_height (DoudiSheet *sheet,
             const DoudiSheetSection *section,
             const DoudiSheetCellState *cell,
             double width_pt)
{
  DoudiText how = _doudi_sheet_foot_text (section);

  if (cell->foot == NULL)
    return 0;
  return _doudi_sheet_text_lines (sheet, &how, cell->foot, width_pt) * how.pitch_em * how.size_pt
         + ABOVE_EM * how.size_pt;
}

static double
cell_height (DoudiSheet *sheet,
             const DoudiSheetSection *section,
             const DoudiSheetGridRow *row,
             const DoudiSheetCellState *cell,
             double width_pt)
{
  double inside = _doudi_sheet_cell_text_width (section, cell, width_pt);
  double height
    = text_height (sheet, section, row, cell, inside) + foot_height (sheet, section, cell, inside);
  double gap = ABOVE_EM * section->table_pt;

  if (cell->seal != NULL)
    height = MAX (height, DOUDI_SEAL_MM * DOUDI_POINTS_PER_MM + gap);
  if (cell->finger)
    height = MAX (height, DOUDI_FINGER_HEIGHT_MM * DOUDI_POINTS_PER_MM + 2 * gap);
  return MAX (height, cell->height_pt);
}

double
_doudi_sheet_band_width (const DoudiSheetSection *section)
{
  return section->band != NULL ? BAND_EM * section->table_pt : 0;
}

/* What the band needs at least: two characters a line. */
double
_doudi_sheet_band_height (const DoudiSheetSection *section)
{
  glong n = section->band != NULL ? g_utf8_strlen (section->band, -1) : 0;

  return n > 0 ? ((double) ((n + 1) / 2) * BAND_PITCH_EM + ABOVE_EM) * section->table_pt : 0;
}

/* Brackets lie on their side in a line from top to bottom. */
static gunichar
upright (gunichar character)
{
  switch (character)
    {
    case 0xFF08:
      return 0xFE35;
    case 0xFF09:
      return 0xFE36;
    default:
      return character;
    }
}

/* The words of the band, one character a line if there is room, else two. */
char *
_doudi_sheet_dup_band (const DoudiSheetSection *section, double height_pt)
{
  glong n = g_utf8_strlen (section->band, -1);
  double high = ((double) n * BAND_PITCH_EM + ABOVE_EM) * section->table_pt;
  guint in_line = high <= height_pt ? 1 : 2;
  GString *text = g_string_new (NULL);
  guint count = 0;

  for (const char *p = section->band; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (count > 0 && count % in_line == 0)
        g_string_append_c (text, '\n');
      g_string_append_unichar (text, in_line == 1 ? upright (g_utf8_get_char (p))
                                                  : g_utf8_get_char (p));
      count++;
    }
  return g_string_free (text, FALSE);
}

/* What a cell from above takes of a row. */
static double
spanned_width (const DoudiSheetSection *section, guint row)
{
  for (guint i = row; i > 0; i--)
    {
      const DoudiSheetGridRow *above = _doudi_sheet_grid_row (section, i - 1);
      const DoudiSheetCellState *last = get_cell (above, above->cells->len - 1);

      if (!above->spanned)
        return last->width_em * section->table_pt;
    }
  return 0;
}

/* The widths of the cells of a row, without the band. */
double *
_doudi_sheet_grid_widths (const DoudiSheetSection *section, guint row, double width_pt)
{
  const DoudiSheetGridRow *of = _doudi_sheet_grid_row (section, row);
  double *widths = g_new (double, of->cells->len);
  double left = width_pt - _doudi_sheet_band_width (section)
                - (of->spanned ? spanned_width (section, row) : 0);
  double weights = 0;

  for (guint i = 0; i < of->cells->len; i++)
    {
      left -= get_cell (of, i)->width_em * section->table_pt;
      weights += get_cell (of, i)->weight;
    }
  for (guint i = 0; i < of->cells->len; i++)
    {
      const DoudiSheetCellState *cell = get_cell (of, i);

      widths[i] = of->in_table ? get_column (section, i)->width_pt
                               : cell->width_em * section->table_pt
                                   + (weights > 0 ? left * cell->weight / weights : 0);
    }
  return widths;
}

double
_doudi_sheet_grid_row_height (DoudiSheet *sheet,
                              const DoudiSheetSection *section,
                              guint row,
                              double width_pt)
{
  const DoudiSheetGridRow *of = _doudi_sheet_grid_row (section, row);
  g_autofree double *widths = _doudi_sheet_grid_widths (section, row, width_pt);
  double height = ROW_EM * section->table_pt;

  for (guint i = 0; i < of->cells->len; i++)
    if (get_cell (of, i)->rows <= 1)
      height = MAX (height, cell_height (sheet, section, of, get_cell (of, i), widths[i]));
  return height;
}

/* The head of a table stands again above its rows on a later page. */
double
_doudi_sheet_grid_head_height (const DoudiSheetSection *section, guint row)
{
  return row > 0 && _doudi_sheet_grid_row (section, row)->in_table ? section->header_pt : 0;
}

/* Whether a page may end before a row as far as its neighbours are concerned. */
gboolean
_doudi_sheet_grid_may_part (const DoudiSheetSection *section, guint row)
{
  if (section->grid_columns != NULL && row == 1)
    return FALSE;
  return !_doudi_sheet_grid_row (section, row)->spanned;
}

/* Digits and letters are not broken. */
static double
longest_run (DoudiSheet *sheet, const DoudiText *how, const char *text)
{
  double longest = 0;

  while (*text != '\0')
    {
      gsize length = 0;

      while (text[length] != '\0' && (guchar) text[length] < 0x80
             && !g_ascii_isspace (text[length]))
        length++;
      if (length > 0)
        {
          g_autofree char *run = g_strndup (text, length);

          longest = MAX (longest, _doudi_sheet_text_width (sheet, how, run));
        }
      text = length > 0 ? text + length : g_utf8_next_char (text);
    }
  return longest;
}

static void
measure_heading (DoudiSheetGridColumnState *column)
{
  glong n = g_utf8_strlen (column->heading, -1);
  glong lines = n <= TWO_LINES ? 2 : 3;

  column->content_em = MAX (column->content_em, (double) MIN (n, TWO_LINES));
  column->least_em = MAX (column->least_em, (double) ((n + lines - 1) / lines));
}

static void
measure_column (DoudiSheet *sheet, DoudiSheetSection *section, guint index)
{
  DoudiSheetGridColumnState *column = get_column (section, index);
  double em = section->table_pt;

  measure_heading (column);
  for (guint i = 1; i < section->grid_rows->len; i++)
    {
      const DoudiSheetGridRow *row = _doudi_sheet_grid_row (section, i);
      const DoudiSheetCellState *cell = row->in_table ? get_cell (row, index) : NULL;
      DoudiText how;

      if (cell == NULL || *cell->text == '\0')
        continue;
      how = (DoudiText){ .face = DOUDI_FACE_TABLE, .size_pt = em };
      column->content_em
        = MAX (column->content_em, _doudi_sheet_text_width (sheet, &how, cell->text) / em);
      column->least_em = MAX (column->least_em, longest_run (sheet, &how, cell->text) / em);
    }
}

static double
column_width (const DoudiSheetSection *section, guint index, double em)
{
  return MAX (get_column (section, index)->least_pt, em * section->table_pt * section->cell_scale
                                                       + 2 * _doudi_sheet_grid_padding (section)
                                                       + ROUNDING_PT);
}

static double
sum_widths (DoudiSheetSection *section, gboolean least)
{
  double sum = 0;

  for (guint i = 0; i < section->grid_columns->len; i++)
    {
      const DoudiSheetGridColumnState *column = get_column (section, i);

      sum += column_width (section, i, least ? column->least_em : column->content_em);
    }
  return sum;
}

/* Each column gets what it must have; what is left goes to what it would like to have, and what is
 * left then to all in proportion. */
static void
share_width (DoudiSheetSection *section, double width_pt)
{
  double least = sum_widths (section, TRUE);
  double content = sum_widths (section, FALSE);
  double part = content > least ? CLAMP ((width_pt - least) / (content - least), 0, 1) : 0;
  double sum = 0;

  for (guint i = 0; i < section->grid_columns->len; i++)
    {
      DoudiSheetGridColumnState *column = get_column (section, i);
      double from = column_width (section, i, column->least_em);

      column->width_pt = from + part * (column_width (section, i, column->content_em) - from);
      sum += column->width_pt;
    }
  for (guint i = 0; i < section->grid_columns->len; i++)
    get_column (section, i)->width_pt *= width_pt / sum;
}

/* Finds the widths of the columns of a table. Where they need more than there is, its type gets
 * smaller; where that is not enough, all get narrower and texts are broken anywhere. */
void
_doudi_sheet_grid_fit (DoudiSheet *sheet, DoudiSheetSection *section, double width_pt)
{
  double width = width_pt - _doudi_sheet_band_width (section);

  section->cell_scale = 1;
  if (section->grid_columns == NULL)
    return;
  for (guint i = 0; i < section->grid_columns->len && !section->measured; i++)
    measure_column (sheet, section, i);
  section->measured = TRUE;
  while (sum_widths (section, TRUE) > width
         && section->cell_scale - CELL_SCALE_STEP >= LEAST_CELL_SCALE)
    section->cell_scale -= CELL_SCALE_STEP;
  share_width (section, width);
}
