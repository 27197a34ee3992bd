/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * Pagination: the sheet as a row of blocks, and where the pages break between them.
 *
 * All ways to break are weighed against each other (the shortest path over the blocks, as TeX
 * breaks paragraphs): first as few pages as possible, then nothing lonely at a page's head or
 * foot, then pages about equally full.
 */

#include "config.h"

#include "paper/doudi-sheet-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "base/doudi-error.h"

#define PARAGRAPH_PITCH_EM 1.65
#define TITLE_PITCH_EM 1.4
#define GAP_EM 0.8

/* The line below the title is this much smaller than paragraphs. */
#define CAPTION_SHARE 0.84

/* A last line shorter than this looks forgotten. */
#define WIDOW_EM 2.6
#define WIDOW_SHRINK 0.965

/* What a break costs. */
#define COST_PAGE 1e6
#define COST_LONELY_CLOSING 2e6
#define COST_LONELY_ROWS 4e5
#define COST_SLACK 1e4
#define COST_SPLIT_TABLE 3e3
#define COST_SPLIT_GRID_TABLE 1e3

/* Fewer rows than these do not stand alone beside a break. */
#define COMPANY 3

/* Rows are made higher by up to this to fill their pages. */
#define MOST_EXTRA_EM 0.75

/* A box for words grows by up to this to fill its page. */
#define MOST_STRETCH_MM 40.0

/* Type is made larger only if its rows are at least this high. */
#define LARGE_ROW_EM 1.6

/* Larger type is tried on a sheet of so few pages: longer ones are full anyway. */
#define FEW_PAGES 2

/* No width difference or height that a printer cannot show decides anything. */
#define EPSILON_PT 0.01

double
_doudi_sheet_text_area_width (const DoudiSheet *sheet)
{
  const DoudiSheetStyle *style = sheet->style;

  return (style->width_mm - style->left_mm - style->right_mm) * DOUDI_POINTS_PER_MM;
}

double
_doudi_sheet_text_area_height (const DoudiSheet *sheet)
{
  const DoudiSheetStyle *style = sheet->style;

  return (style->height_mm - style->top_mm - style->bottom_mm) * DOUDI_POINTS_PER_MM;
}

/* The space between the parts of a sheet. */
double
_doudi_sheet_gap (const DoudiSheet *sheet)
{
  return GAP_EM * sheet->style->text_pt;
}

/* The space above a section. A form without a heading belongs to the table before it, and grids and
 * texts follow each other. */
double
_doudi_sheet_gap_above (const DoudiSheet *sheet, guint section)
{
  const DoudiSheetSection *this = g_ptr_array_index (sheet->sections, section);
  const DoudiSheetSection *before;

  if (section == 0)
    return 0;
  before = g_ptr_array_index (sheet->sections, section - 1);
  if (this->kind == DOUDI_SECTION_FORM && this->heading == NULL
      && before->kind == DOUDI_SECTION_TABLE)
    return 0;
  if (this->kind == before->kind
      && (this->kind == DOUDI_SECTION_GRID || this->kind == DOUDI_SECTION_TEXT))
    return 0;
  return _doudi_sheet_gap (sheet);
}

DoudiText
_doudi_sheet_title_text (const DoudiSheet *sheet)
{
  return (DoudiText){ .face = DOUDI_FACE_TITLE,
                      .size_pt = sheet->style->title_pt,
                      .pitch_em = TITLE_PITCH_EM,
                      .align = DOUDI_SHEET_CENTRE };
}

/* The title, broken where it may be if it is too long for one line. */
char *
_doudi_sheet_dup_title (DoudiSheet *sheet)
{
  DoudiText how = _doudi_sheet_title_text (sheet);
  g_autofree char *joined = _doudi_sheet_join_breaks (sheet->title);

  if (_doudi_sheet_text_width (sheet, &how, joined) <= _doudi_sheet_text_area_width (sheet))
    return g_steal_pointer (&joined);
  return g_strdup (sheet->title);
}

/* A title that wraps all the same is set narrower, so that its lines are about equally long. */
double
_doudi_sheet_title_width (DoudiSheet *sheet, const char *title)
{
  DoudiText how = _doudi_sheet_title_text (sheet);
  double full = _doudi_sheet_text_area_width (sheet);
  double natural = _doudi_sheet_text_width (sheet, &how, title);
  guint lines = _doudi_sheet_text_lines (sheet, &how, title, full);
  double width = natural / MAX (lines, 1) + how.size_pt;

  if (natural <= full || width >= full
      || _doudi_sheet_text_lines (sheet, &how, title, width) > lines)
    return full;
  return width;
}

DoudiText
_doudi_sheet_paragraph_text (const DoudiSheet *sheet)
{
  return (DoudiText){ .face = DOUDI_FACE_TEXT,
                      .size_pt = sheet->style->text_pt,
                      .pitch_em = PARAGRAPH_PITCH_EM,
                      .align = DOUDI_SHEET_START };
}

/* How a paragraph is set: a trifle smaller where that brings in a last line of a character or two.
 * Its lines stay as far apart as all others. */
DoudiText
_doudi_sheet_fit_paragraph (DoudiSheet *sheet, const char *text, double width_pt)
{
  DoudiText how = _doudi_sheet_paragraph_text (sheet);
  DoudiText smaller = how;
  guint lines = _doudi_sheet_text_lines (sheet, &how, text, width_pt);

  if (lines < 2
      || _doudi_sheet_text_short_lines (sheet, &how, text, width_pt, WIDOW_EM * how.size_pt) == 0)
    return how;
  smaller.size_pt *= WIDOW_SHRINK;
  smaller.pitch_em /= WIDOW_SHRINK;
  return _doudi_sheet_text_lines (sheet, &smaller, text, width_pt) < lines ? smaller : how;
}

DoudiText
_doudi_sheet_caption_text (const DoudiSheet *sheet)
{
  return (DoudiText){ .face = DOUDI_FACE_TABLE,
                      .size_pt = CAPTION_SHARE * sheet->style->text_pt,
                      .pitch_em = PARAGRAPH_PITCH_EM,
                      .align = DOUDI_SHEET_START };
}

double
_doudi_sheet_caption_height (const DoudiSheet *sheet)
{
  DoudiText how = _doudi_sheet_caption_text (sheet);

  return sheet->caption_start != NULL ? how.pitch_em * how.size_pt : 0;
}

static double
paragraphs_height (DoudiSheet *sheet, GPtrArray *paragraphs, double width_pt)
{
  double height = 0;

  for (guint i = 0; i < paragraphs->len; i++)
    {
      const char *text = g_ptr_array_index (paragraphs, i);
      DoudiText how = _doudi_sheet_fit_paragraph (sheet, text, width_pt);

      height += _doudi_sheet_text_lines (sheet, &how, text, width_pt) * how.pitch_em * how.size_pt;
    }
  return height;
}

static double
opening_height (DoudiSheet *sheet)
{
  DoudiText how = _doudi_sheet_title_text (sheet);
  double height = 0;

  if (sheet->title != NULL)
    {
      g_autofree char *title = _doudi_sheet_dup_title (sheet);
      double width = _doudi_sheet_title_width (sheet, title);

      height += _doudi_sheet_text_lines (sheet, &how, title, width) * how.pitch_em * how.size_pt
                + _doudi_sheet_gap (sheet);
    }
  height += _doudi_sheet_caption_height (sheet);
  if (sheet->lead->len > 0)
    height += paragraphs_height (sheet, sheet->lead, _doudi_sheet_text_area_width (sheet))
              + _doudi_sheet_gap (sheet) * 0.5;
  return height;
}

/* The line that says on later pages which sheet it is. */
double
_doudi_sheet_running_head_height (const DoudiSheet *sheet)
{
  return sheet->title != NULL ? sheet->style->text_pt * 1.9 : 0;
}

double
_doudi_sheet_heading_height (const DoudiSheet *sheet, const DoudiSheetSection *section)
{
  if (section->heading == NULL || *section->heading == '\0')
    return 0;
  return sheet->style->heading_pt * 1.7;
}

/* The width of the place for organ, date and seal. */
double
_doudi_sheet_sign_width (DoudiSheet *sheet)
{
  DoudiText how = _doudi_sheet_paragraph_text (sheet);
  double width = DOUDI_SEAL_MM * DOUDI_POINTS_PER_MM;

  if (sheet->issuer == NULL)
    return 0;
  width = MAX (width, _doudi_sheet_text_width (sheet, &how, sheet->issuer));
  return MAX (width, _doudi_sheet_text_width (sheet, &how, sheet->date)) + how.size_pt;
}

double
_doudi_sheet_closing_width (DoudiSheet *sheet)
{
  double width = _doudi_sheet_text_area_width (sheet);

  return sheet->style->closing_beside ? width - _doudi_sheet_sign_width (sheet) : width;
}

/* How many lines at the end of the closing leave room for the seal at their right. */
static guint
count_short_lines (DoudiSheet *sheet)
{
  double width = _doudi_sheet_closing_width (sheet);
  double limit = _doudi_sheet_text_area_width (sheet) - _doudi_sheet_sign_width (sheet);
  guint count = 0;

  for (guint i = sheet->closing->len; i > 0; i--)
    {
      const char *text = g_ptr_array_index (sheet->closing, i - 1);
      DoudiText how = _doudi_sheet_fit_paragraph (sheet, text, width);
      guint last = _doudi_sheet_text_short_lines (sheet, &how, text, width, limit);

      count += last;
      if (last < _doudi_sheet_text_lines (sheet, &how, text, width))
        break;
    }
  return count;
}

/* The seal stands beside the lines that leave it room, as far down as it must. */
double
_doudi_sheet_closing_height (DoudiSheet *sheet)
{
  DoudiText how = _doudi_sheet_paragraph_text (sheet);
  double text = paragraphs_height (sheet, sheet->closing, _doudi_sheet_closing_width (sheet));
  double beside = count_short_lines (sheet) * how.pitch_em * how.size_pt;
  double seal = sheet->issuer != NULL ? DOUDI_SEAL_MM * DOUDI_POINTS_PER_MM : 0;

  return text + MAX (seal - beside, 0) + _doudi_sheet_gap (sheet);
}

/* The cells of a row; those of the summary for the row after the last. */
const char *const *
_doudi_sheet_row_cells (const DoudiSheetSection *section, guint row)
{
  if (row < section->rows->len)
    return g_ptr_array_index (section->rows, row);
  return (const char *const *) section->summary;
}

static guint
count_rows (const DoudiSheetSection *section)
{
  return section->rows->len + (section->summary != NULL ? 1 : 0);
}

static void
add_block (DoudiSheet *sheet, DoudiBlockKind kind, guint section, guint row, double height_pt)
{
  DoudiBlock block = { .kind = kind,
                       .section = section,
                       .row = row,
                       .n_lines = kind == DOUDI_BLOCK_ROW || kind == DOUDI_BLOCK_GRID ? 1 : 0,
                       .height_pt = height_pt };

  g_array_append_val (sheet->blocks, block);
}

static void
add_form_block (DoudiSheet *sheet, guint index)
{
  DoudiSheetSection *section = g_ptr_array_index (sheet->sections, index);
  DoudiBlock block = { .kind = DOUDI_BLOCK_FORM, .section = index };

  section->table_pt = sheet->table_pt;
  block.height_pt = _doudi_sheet_gap_above (sheet, index)
                    + _doudi_sheet_heading_height (sheet, section)
                    + _doudi_sheet_form_height (sheet, section,
                                                _doudi_sheet_text_area_width (sheet),
                                                &block.n_lines);
  g_array_append_val (sheet->blocks, block);
}

static void
add_note_blocks (DoudiSheet *sheet, guint index)
{
  const DoudiSheetSection *section = g_ptr_array_index (sheet->sections, index);
  double width = _doudi_sheet_text_area_width (sheet);

  for (guint note = 0; note < section->rows->len; note++)
    add_block (sheet, DOUDI_BLOCK_NOTE, index, note,
               (note == 0 ? _doudi_sheet_gap_above (sheet, index) : 0)
                 + _doudi_sheet_note_height (sheet, section, note, width));
}

/* The last row of a grid is as high as the words beside the grid need. */
static void
add_grid_blocks (DoudiSheet *sheet, guint index)
{
  DoudiSheetSection *section = g_ptr_array_index (sheet->sections, index);
  double width = _doudi_sheet_text_area_width (sheet);
  double height = 0;

  section->table_pt = sheet->table_pt;
  _doudi_sheet_grid_fit (sheet, section, width);
  for (guint row = 0; row < section->grid_rows->len; row++)
    {
      double own = _doudi_sheet_grid_row_height (sheet, section, row, width);

      if (row + 1 == section->grid_rows->len)
        own = MAX (own, _doudi_sheet_band_height (section) - height);
      if (row == 0)
        section->header_pt = own;
      height += own;
      add_block (sheet, DOUDI_BLOCK_GRID, index, row,
                 own + (row == 0 ? _doudi_sheet_gap_above (sheet, index) : 0));
      g_array_index (sheet->blocks, DoudiBlock, sheet->blocks->len - 1).stretches
        = _doudi_sheet_grid_row (section, row)->stretches;
    }
}

/* The width of the place for a seal within a letter. */
double
_doudi_sheet_seal_width (DoudiSheet *sheet, const DoudiSheetSection *section)
{
  DoudiText how = _doudi_sheet_paragraph_text (sheet);
  GStrv cells = g_ptr_array_index (section->rows, 0);
  double width = _doudi_sheet_text_width (sheet, &how, cells[0]) + how.size_pt;

  return CLAMP (width, DOUDI_SEAL_MM * DOUDI_POINTS_PER_MM, _doudi_sheet_text_area_width (sheet));
}

static void
add_text_block (DoudiSheet *sheet, guint index)
{
  const DoudiSheetSection *section = g_ptr_array_index (sheet->sections, index);
  GStrv cells = g_ptr_array_index (section->rows, 0);
  double width = _doudi_sheet_text_area_width (sheet);
  DoudiText how = _doudi_sheet_fit_paragraph (sheet, cells[0], width);
  double height
    = _doudi_sheet_text_lines (sheet, &how, cells[0], width) * how.pitch_em * how.size_pt;

  add_block (sheet, DOUDI_BLOCK_TEXT, index, 0,
             MAX (height, section->least_pt) + _doudi_sheet_gap_above (sheet, index));
}

static gboolean
add_table_blocks (DoudiSheet *sheet, guint index, GError **error)
{
  DoudiSheetSection *section = g_ptr_array_index (sheet->sections, index);
  double height;

  if (!_doudi_sheet_fit_columns (sheet, section, _doudi_sheet_text_area_width (sheet), error))
    return FALSE;
  height = _doudi_sheet_gap_above (sheet, index) + _doudi_sheet_heading_height (sheet, section)
           + section->header_pt;
  add_block (sheet, DOUDI_BLOCK_HEADING, index, 0, height);
  for (guint row = 0; row < count_rows (section); row++)
    add_block (sheet, DOUDI_BLOCK_ROW, index, row,
               _doudi_sheet_row_height (sheet, section, _doudi_sheet_row_cells (section, row)));
  return TRUE;
}

static gboolean
add_section_blocks (DoudiSheet *sheet, guint index, GError **error)
{
  const DoudiSheetSection *section = g_ptr_array_index (sheet->sections, index);

  switch (section->kind)
    {
    case DOUDI_SECTION_FORM:
      add_form_block (sheet, index);
      return TRUE;
    case DOUDI_SECTION_NOTES:
      add_note_blocks (sheet, index);
      return TRUE;
    case DOUDI_SECTION_GRID:
      add_grid_blocks (sheet, index);
      return TRUE;
    case DOUDI_SECTION_TEXT:
      add_text_block (sheet, index);
      return TRUE;
    case DOUDI_SECTION_TABLE:
    default:
      return add_table_blocks (sheet, index, error);
    }
}

static gboolean
add_blocks (DoudiSheet *sheet, GError **error)
{
  g_array_set_size (sheet->blocks, 0);
  add_block (sheet, DOUDI_BLOCK_OPENING, 0, 0, opening_height (sheet));
  for (guint i = 0; i < sheet->sections->len; i++)
    if (!add_section_blocks (sheet, i, error))
      return FALSE;
  if (sheet->closing->len > 0 || sheet->issuer != NULL)
    add_block (sheet, DOUDI_BLOCK_CLOSING, 0, 0, _doudi_sheet_closing_height (sheet));
  return TRUE;
}

static const DoudiBlock *
get_block (const DoudiSheet *sheet, guint index)
{
  return &g_array_index (sheet->blocks, DoudiBlock, index);
}

gboolean
_doudi_sheet_is_data_row (const DoudiSheet *sheet, const DoudiBlock *block)
{
  const DoudiSheetSection *section;

  if (block->kind != DOUDI_BLOCK_ROW)
    return FALSE;
  section = g_ptr_array_index (sheet->sections, block->section);
  return block->row < section->rows->len;
}

/* What stands on top of a page that begins with a block: the sheet's title again, the heading and
 * the head of a table that goes on. */
double
_doudi_sheet_page_head_height (const DoudiSheet *sheet, guint first)
{
  const DoudiBlock *block = get_block (sheet, first);
  const DoudiSheetSection *section;
  double height = first > 0 ? _doudi_sheet_running_head_height (sheet) : 0;

  if (block->kind != DOUDI_BLOCK_ROW && block->kind != DOUDI_BLOCK_GRID)
    return height;
  section = g_ptr_array_index (sheet->sections, block->section);
  if (block->kind == DOUDI_BLOCK_GRID)
    return height + _doudi_sheet_grid_head_height (section, block->row);
  return height + _doudi_sheet_heading_height (sheet, section) + section->header_pt;
}

/* Both parts of a grid need room for the words beside it. */
static gboolean
may_part_grid (const DoudiSheet *sheet, guint index)
{
  const DoudiBlock *block = get_block (sheet, index);
  const DoudiSheetSection *section = g_ptr_array_index (sheet->sections, block->section);
  double least = _doudi_sheet_band_height (section);
  double above = 0;
  double below = 0;

  if (!_doudi_sheet_grid_may_part (section, block->row))
    return FALSE;
  for (guint row = 0; row < section->grid_rows->len; row++)
    *(row < block->row ? &above : &below) += get_block (sheet, index - block->row + row)->height_pt;
  return above >= least && below >= least;
}

static gboolean
follows_heading (const DoudiSheet *sheet, guint section)
{
  const DoudiSheetSection *before;

  if (section == 0)
    return FALSE;
  before = g_ptr_array_index (sheet->sections, section - 1);
  return before->is_heading;
}

/* A page may begin with a block. */
static gboolean
may_begin (const DoudiSheet *sheet, guint index)
{
  const DoudiBlock *block = get_block (sheet, index);
  const DoudiSheetSection *section;

  switch (block->kind)
    {
    case DOUDI_BLOCK_OPENING:
    case DOUDI_BLOCK_FORM:
      return FALSE;
    case DOUDI_BLOCK_ROW:
      section = g_ptr_array_index (sheet->sections, block->section);
      return block->row > 0 && block->row < section->rows->len;
    case DOUDI_BLOCK_GRID:
      if (block->row > 0)
        return may_part_grid (sheet, index);
      return index > 1 && !follows_heading (sheet, block->section);
    case DOUDI_BLOCK_HEADING:
    case DOUDI_BLOCK_TEXT:
      /* Not straight after the title. */
      return index > 1;
    case DOUDI_BLOCK_NOTE:
    case DOUDI_BLOCK_CLOSING:
    default:
      return TRUE;
    }
}

/* The head of such a table stands again on the next page. */
static gboolean
is_in_table (const DoudiSheet *sheet, const DoudiBlock *block)
{
  const DoudiSheetSection *section = g_ptr_array_index (sheet->sections, block->section);

  return _doudi_sheet_grid_row (section, block->row)->in_table;
}

/* What is wrong with a page that ends before a block: @rows rows of the table end the page. */
static double
break_cost (const DoudiSheet *sheet, guint before, guint rows)
{
  const DoudiBlock *block;
  guint rest;
  guint end = before;

  if (before == sheet->blocks->len)
    return 0;
  block = get_block (sheet, before);
  if (block->kind == DOUDI_BLOCK_CLOSING)
    return COST_LONELY_CLOSING;
  if (block->kind == DOUDI_BLOCK_GRID && block->row > 0)
    return is_in_table (sheet, block) ? COST_SPLIT_GRID_TABLE : COST_SPLIT_TABLE;
  if (block->kind != DOUDI_BLOCK_ROW)
    return 0;
  while (end < sheet->blocks->len && get_block (sheet, end)->kind == DOUDI_BLOCK_ROW)
    end++;
  rest = end - before;
  return COST_SPLIT_TABLE + (rows < COMPANY ? COST_LONELY_ROWS : 0)
         + (rest < COMPANY ? COST_LONELY_ROWS : 0);
}

/* The cheapest way from the first block to each break, and the break before it. */
typedef struct
{
  double cost;
  guint from;
} Break;

/* Tries every page that begins with a block. */
static void
extend_from (const DoudiSheet *sheet, Break *breaks, guint first)
{
  double room = _doudi_sheet_text_area_height (sheet);
  double height = _doudi_sheet_page_head_height (sheet, first);
  guint rows = 0;       /* on the page, sums not counted */
  guint table_rows = 0; /* of the table that the page ends in */

  for (guint i = first; i < sheet->blocks->len; i++)
    {
      const DoudiBlock *block = get_block (sheet, i);
      double cost;

      height += block->height_pt;
      rows += _doudi_sheet_is_data_row (sheet, block) ? 1 : 0;
      table_rows = block->kind == DOUDI_BLOCK_ROW ? table_rows + 1 : 0;
      if (height > room + EPSILON_PT || (sheet->max_rows > 0 && rows > sheet->max_rows))
        return;
      if (i + 1 < sheet->blocks->len && !may_begin (sheet, i + 1))
        continue;
      cost = breaks[first].cost + COST_PAGE + break_cost (sheet, i + 1, table_rows)
             + COST_SLACK * pow ((room - height) / room, 2);
      if (cost < breaks[i + 1].cost)
        breaks[i + 1] = (Break){ .cost = cost, .from = first };
    }
}

static gboolean
find_breaks (DoudiSheet *sheet, Break *breaks, GError **error)
{
  guint n = sheet->blocks->len;

  for (guint i = 1; i <= n; i++)
    breaks[i] = (Break){ .cost = INFINITY, .from = 0 };
  breaks[0] = (Break){ .cost = 0, .from = 0 };
  for (guint i = 0; i < n; i++)
    if (!isinf (breaks[i].cost))
      extend_from (sheet, breaks, i);
  if (!isinf (breaks[n].cost))
    return TRUE;
  doudi_error_set (error, DOUDI_ERROR_BAD_DATA, sheet->title,
                   _ ("A text of the sheet is longer than a page. Shorten it."));
  return FALSE;
}

static void
collect_pages (DoudiSheet *sheet, const Break *breaks)
{
  guint end = sheet->blocks->len;

  g_array_set_size (sheet->pages, 0);
  while (end > 0)
    {
      DoudiSheetPage page = { .first_block = breaks[end].from,
                              .n_blocks = end - breaks[end].from };

      g_array_prepend_val (sheet->pages, page);
      end = breaks[end].from;
    }
}

/* By how much each line of a page could be higher. */
static double
page_extra (const DoudiSheet *sheet, const DoudiSheetPage *page)
{
  double left = _doudi_sheet_text_area_height (sheet)
                - _doudi_sheet_page_head_height (sheet, page->first_block);
  guint lines = 0;

  for (guint i = 0; i < page->n_blocks; i++)
    {
      const DoudiBlock *block = get_block (sheet, page->first_block + i);

      left -= block->height_pt;
      lines += block->n_lines;
    }
  return lines > 0 ? MAX (left, 0) / lines : INFINITY;
}

/* Lines are made higher by the same on all pages. */
static void
raise_rows (DoudiSheet *sheet)
{
  sheet->extra_pt = MOST_EXTRA_EM * sheet->table_pt;
  for (guint i = 0; i < sheet->pages->len; i++)
    sheet->extra_pt = MIN (sheet->extra_pt,
                           page_extra (sheet, &g_array_index (sheet->pages, DoudiSheetPage, i)));
}

/* How high a block stands on its page. */
double
_doudi_sheet_block_height (const DoudiSheet *sheet,
                           const DoudiSheetPage *page,
                           const DoudiBlock *block)
{
  return block->height_pt + block->n_lines * sheet->extra_pt
         + (block->stretches ? page->stretch_pt : 0);
}

/* What a page has left goes to the boxes that words are written in. */
static void
stretch_page (const DoudiSheet *sheet, DoudiSheetPage *page)
{
  double left = _doudi_sheet_text_area_height (sheet)
                - _doudi_sheet_page_head_height (sheet, page->first_block);
  guint n = 0;

  page->stretch_pt = 0;
  for (guint i = 0; i < page->n_blocks; i++)
    {
      const DoudiBlock *block = get_block (sheet, page->first_block + i);

      left -= _doudi_sheet_block_height (sheet, page, block);
      n += block->stretches;
    }
  if (n > 0 && left > 0)
    page->stretch_pt = MIN (left / n, MOST_STRETCH_MM * DOUDI_POINTS_PER_MM);
}

/* Whether no table had to take smaller type, or break what had better not be, for the width. */
static gboolean
has_table_size (const DoudiSheet *sheet)
{
  for (guint i = 0; i < sheet->sections->len; i++)
    {
      const DoudiSheetSection *section = g_ptr_array_index (sheet->sections, i);

      if (section->kind == DOUDI_SECTION_TABLE
          && (section->table_pt < sheet->table_pt || section->broken_headings
              || section->crowded))
        return FALSE;
    }
  return TRUE;
}

static gboolean
has_air (const DoudiSheet *sheet)
{
  return sheet->extra_pt >= (LARGE_ROW_EM - DOUDI_ROW_EM) * sheet->table_pt;
}

static gboolean
lay_out_with (DoudiSheet *sheet, double table_pt, GError **error)
{
  g_autofree Break *breaks = NULL;

  sheet->table_pt = table_pt;
  if (!add_blocks (sheet, error))
    return FALSE;
  breaks = g_new (Break, sheet->blocks->len + 1);
  if (!find_breaks (sheet, breaks, error))
    return FALSE;
  collect_pages (sheet, breaks);
  raise_rows (sheet);
  for (guint i = 0; i < sheet->pages->len; i++)
    stretch_page (sheet, &g_array_index (sheet->pages, DoudiSheetPage, i));
  return TRUE;
}

/* Longer tables are full anyway; the grids of a form are not. */
static gboolean
may_have_large_type (const DoudiSheet *sheet)
{
  for (guint i = 0; i < sheet->sections->len; i++)
    if (((DoudiSheetSection *) g_ptr_array_index (sheet->sections, i))->kind == DOUDI_SECTION_GRID)
      return TRUE;
  return sheet->pages->len <= FEW_PAGES;
}

/* The sheet is as long as the smallest type makes it, and the type as large as that allows. */
gboolean
_doudi_sheet_lay_out (DoudiSheet *sheet, GError **error)
{
  double smallest = sheet->least_pt;
  guint n_pages;

  if (!lay_out_with (sheet, smallest, error))
    return FALSE;
  n_pages = sheet->pages->len;
  if (!may_have_large_type (sheet))
    return TRUE;
  for (double size = sheet->most_pt; size > smallest; size -= sheet->wraps ? 0.5 : 1)
    if (lay_out_with (sheet, size, NULL) && sheet->pages->len == n_pages
        && has_table_size (sheet) && has_air (sheet))
      return TRUE;
  return lay_out_with (sheet, smallest, error);
}
