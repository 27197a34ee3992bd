/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * Tables: how wide columns are and how high rows.
 */

#include "config.h"

#include "paper/doudi-sheet-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/doudi-error.h"

#define PADDING_EM 0.4
#define TIGHT_PADDING_EM 0.28

/* A column of text need not be wider than this: longer texts wrap. */
#define WIDEST_TEXT_EM 14.0

/* Where there is too little room, texts up to this length are set a little smaller in one line,
 * longer ones in up to so many lines. */
#define SHORT_TEXT_EM 8.0
#define MOST_LINES 4

/* Where cells are meant to wrap, they wrap at no less than this. */
#define WRAPPED_TEXT_EM 8.5

/* More than Pango rounds a width by. */
#define ROUNDING_PT 0.05

/* Below this nobody reads a table, whatever the paper. */
#define SMALLEST_TABLE_PT 8.0

double
_doudi_sheet_padding (const DoudiSheetSection *section)
{
  return (section->broken_headings ? TIGHT_PADDING_EM : PADDING_EM) * section->table_pt;
}

DoudiText
_doudi_sheet_header_text (const DoudiSheetSection *section)
{
  return (DoudiText){ .face = DOUDI_FACE_HEADING,
                      .size_pt = section->table_pt,
                      .pitch_em = DOUDI_CELL_PITCH_EM,
                      .align = DOUDI_SHEET_CENTRE };
}

static DoudiText
plain_cell_text (const DoudiSheetSection *section, guint column)
{
  return (DoudiText){ .face = DOUDI_FACE_TABLE,
                      .size_pt = section->table_pt,
                      .pitch_em = DOUDI_CELL_PITCH_EM,
                      .align = section->columns[column].align };
}

/* The width for text in a column. */
double
_doudi_sheet_column_inside (const DoudiSheetSection *section, guint column)
{
  return section->columns[column].width_pt - 2 * _doudi_sheet_padding (section);
}

/* Whether every cell of a column has room in one line: most have, and need no second look. */
static gboolean
has_room (const DoudiSheetSection *section, guint column)
{
  return section->columns[column].content_pt <= _doudi_sheet_column_inside (section, column);
}

/* How a cell is set once the columns are fitted. */
DoudiText
_doudi_sheet_cell_text (DoudiSheet *sheet,
                        const DoudiSheetSection *section,
                        guint column,
                        const char *cell)
{
  DoudiText how = plain_cell_text (section, column);

  if (section->columns[column].kind == DOUDI_SHEET_TEXT && !has_room (section, column)
      && !sheet->wraps)
    _doudi_sheet_text_fit (sheet, &how, cell, _doudi_sheet_column_inside (section, column));
  return how;
}

static double
widest_cell (DoudiSheet *sheet, const DoudiSheetSection *section, guint column)
{
  DoudiText how = plain_cell_text (section, column);
  double widest = 0;

  for (guint i = 0; i < section->rows->len; i++)
    {
      GStrv cells = g_ptr_array_index (section->rows, i);

      widest = MAX (widest, _doudi_sheet_text_width (sheet, &how, cells[column]));
    }
  if (section->summary != NULL && (section->span == 1 || column >= section->span))
    {
      how.face = DOUDI_FACE_HEADING;
      widest = MAX (widest, _doudi_sheet_text_width (sheet, &how, section->summary[column]));
    }
  return widest;
}

/* Cells are measured once: nothing is fitted to a grid, so their widths grow with the type. */
static void
measure_cells (DoudiSheet *sheet, DoudiSheetSection *section)
{
  for (guint i = 0; i < section->n_columns; i++)
    {
      DoudiSheetColumnState *column = &section->columns[i];

      if (!section->measured)
        column->content_em = widest_cell (sheet, section, i) / section->table_pt;
      column->content_pt = column->content_em * section->table_pt + ROUNDING_PT;
    }
  section->measured = TRUE;
}

/* The heading of a column, broken where it may be if the section breaks its headings. */
char *
_doudi_sheet_dup_heading (const DoudiSheetSection *section, guint column)
{
  const char *heading = section->columns[column].heading;

  return section->broken_headings ? g_strdup (heading) : _doudi_sheet_join_breaks (heading);
}

/* How narrow a column of text can be made. */
static double
squeezed (const DoudiSheet *sheet, double content_pt, double em)
{
  if (sheet->wraps)
    return MIN (content_pt, WRAPPED_TEXT_EM * em);
  if (content_pt <= SHORT_TEXT_EM * em)
    return content_pt * DOUDI_SMALLEST_SHRINK;
  return MAX (SHORT_TEXT_EM * em * DOUDI_SMALLEST_SHRINK, content_pt / MOST_LINES);
}

/* The natural and the least width of a column, with padding. */
static void
measure_column (DoudiSheet *sheet,
                DoudiSheetSection *section,
                guint index,
                double *natural,
                double *least)
{
  DoudiSheetColumnState *column = &section->columns[index];
  DoudiText header = _doudi_sheet_header_text (section);
  g_autofree char *heading = _doudi_sheet_dup_heading (section, index);
  double floor = MAX (column->min_width_pt, _doudi_sheet_text_width (sheet, &header, heading));
  double em = section->table_pt;
  double padding = 2 * _doudi_sheet_padding (section);

  *natural = *least = MAX (floor, column->content_pt) + padding;
  if (column->kind == DOUDI_SHEET_TEXT)
    {
      *natural = MAX (floor, MIN (column->content_pt, WIDEST_TEXT_EM * em)) + padding;
      *least = MAX (floor, squeezed (sheet, column->content_pt, em)) + padding;
    }
}

/* Gives each column its natural width and a share of what is left over, by weight. */
static void
stretch_columns (DoudiSheetSection *section, const double *natural, double left_over)
{
  double weights = 0;

  for (guint i = 0; i < section->n_columns; i++)
    weights += section->columns[i].weight;
  for (guint i = 0; i < section->n_columns; i++)
    section->columns[i].width_pt =
      natural[i] + (weights > 0 ? left_over * section->columns[i].weight / weights
                                : left_over / section->n_columns);
}

static gboolean
wants_more (const DoudiSheetSection *section, guint column)
{
  return section->columns[column].kind == DOUDI_SHEET_TEXT && section->columns[column].weight > 0
         && !has_room (section, column);
}

/* Makes a column wider, up to its contents. Returns by how much. */
static double
widen (DoudiSheetSection *section, guint column, double by_pt)
{
  DoudiSheetColumnState *state = &section->columns[column];
  double missing = state->content_pt - _doudi_sheet_column_inside (section, column);
  double more = MIN (by_pt, missing + ROUNDING_PT);

  state->width_pt += more;
  return more;
}

/* Takes what is missing from the columns that can be narrower, in proportion. */
static void
squeeze_columns (DoudiSheetSection *section,
                 const double *natural,
                 const double *least,
                 double missing)
{
  double slack = 0;

  for (guint i = 0; i < section->n_columns; i++)
    slack += natural[i] - least[i];
  for (guint i = 0; i < section->n_columns; i++)
    section->columns[i].width_pt =
      natural[i] - (slack > 0 ? missing * (natural[i] - least[i]) / slack : 0);
}

/* Gives each column its least width and, by weight, of what is left over as much as its contents can
 * use. */
static void
fill_columns (DoudiSheetSection *section, const double *least, double left_over)
{
  guint weights = 0;

  for (guint i = 0; i < section->n_columns; i++)
    section->columns[i].width_pt = least[i];
  do
    {
      double share;

      weights = 0;
      for (guint i = 0; i < section->n_columns; i++)
        weights += wants_more (section, i) ? section->columns[i].weight : 0;
      share = weights > 0 ? left_over / weights : 0;
      for (guint i = 0; i < section->n_columns; i++)
        if (wants_more (section, i))
          left_over -= widen (section, i, share * section->columns[i].weight);
    }
  while (weights > 0 && left_over > ROUNDING_PT);
}

/* Which columns may be narrower than their contents: none, those with a weight, all. */
typedef enum
{
  SQUEEZE_NONE,
  SQUEEZE_SOME,
  SQUEEZE_ALL,
} Squeeze;

/* FALSE if the columns cannot be that narrow with this size of type. */
static gboolean
try_columns (DoudiSheet *sheet, DoudiSheetSection *section, double width_pt, Squeeze squeeze)
{
  g_autofree double *natural = g_new (double, section->n_columns);
  g_autofree double *least = g_new (double, section->n_columns);
  double natural_sum = 0;
  double least_sum = 0;

  for (guint i = 0; i < section->n_columns; i++)
    {
      measure_column (sheet, section, i, &natural[i], &least[i]);
      if (squeeze == SQUEEZE_SOME && section->columns[i].weight == 0)
        least[i] = natural[i];
      natural_sum += natural[i];
      least_sum += least[i];
    }
  if (natural_sum <= width_pt)
    stretch_columns (section, natural, width_pt - natural_sum);
  else if (squeeze == SQUEEZE_SOME && least_sum <= width_pt)
    fill_columns (section, least, width_pt - least_sum);
  else if (squeeze == SQUEEZE_ALL && least_sum <= width_pt)
    squeeze_columns (section, natural, least, natural_sum - width_pt);
  else
    return FALSE;
  return TRUE;
}

/* First as they are, then with broken headings, then with texts wrapped. Where cells are meant to
 * wrap, that comes first. */
static gboolean
try_size (DoudiSheet *sheet, DoudiSheetSection *section, double width_pt)
{
  measure_cells (sheet, section);
  section->broken_headings = FALSE;
  section->crowded = FALSE;
  if (try_columns (sheet, section, width_pt, SQUEEZE_NONE))
    return TRUE;
  section->broken_headings = !sheet->wraps;
  if (try_columns (sheet, section, width_pt, SQUEEZE_NONE)
      || (sheet->wraps && try_columns (sheet, section, width_pt, SQUEEZE_SOME)))
    return TRUE;
  section->crowded = sheet->wraps;
  return try_columns (sheet, section, width_pt, SQUEEZE_ALL);
}

guint
_doudi_sheet_cell_lines (DoudiSheet *sheet,
                         const DoudiSheetSection *section,
                         guint column,
                         const DoudiText *how,
                         const char *cell)
{
  if (section->columns[column].kind == DOUDI_SHEET_NUMBER
      || (has_room (section, column) && strchr (cell, '\n') == NULL))
    return 1;
  return _doudi_sheet_text_lines (sheet, how, cell, _doudi_sheet_column_inside (section, column));
}

/* The height of a row that has the given cells. */
double
_doudi_sheet_row_height (DoudiSheet *sheet,
                         const DoudiSheetSection *section,
                         const char *const *cells)
{
  guint lines = 1;

  for (guint i = 0; i < section->n_columns; i++)
    {
      DoudiText how = _doudi_sheet_cell_text (sheet, section, i, cells[i]);

      lines = MAX (lines, _doudi_sheet_cell_lines (sheet, section, i, &how, cells[i]));
    }
  return (DOUDI_ROW_EM + (lines - 1) * DOUDI_CELL_PITCH_EM) * section->table_pt;
}

static double
header_height (DoudiSheet *sheet, const DoudiSheetSection *section)
{
  DoudiText how = _doudi_sheet_header_text (section);
  guint lines = 1;

  for (guint i = 0; i < section->n_columns; i++)
    {
      g_autofree char *heading = _doudi_sheet_dup_heading (section, i);

      lines = MAX (lines, _doudi_sheet_text_lines (sheet, &how, heading, -1));
    }
  return (DOUDI_ROW_EM * 1.25 + (lines - 1) * DOUDI_CELL_PITCH_EM) * section->table_pt;
}

/* Makes the columns as wide as their contents, then as wide together as the paper. Where they do
 * not fit, texts wrap, then the type gets smaller. */
gboolean
_doudi_sheet_fit_columns (DoudiSheet *sheet,
                          DoudiSheetSection *section,
                          double width_pt,
                          GError **error)
{
  double smallest = sheet->wraps ? sheet->least_pt : SMALLEST_TABLE_PT;

  section->table_pt = sheet->table_pt;
  while (!try_size (sheet, section, width_pt))
    {
      section->table_pt -= 0.5;
      if (section->table_pt < smallest)
        {
          doudi_error_set (error, DOUDI_ERROR_BAD_DATA, section->heading,
                           _ ("The columns do not fit on the paper. Take larger paper."));
          return FALSE;
        }
    }
  section->header_pt = header_height (sheet, section);
  return TRUE;
}
