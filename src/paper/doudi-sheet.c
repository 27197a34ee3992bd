/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "paper/doudi-sheet-private.h"

/* A4 has the margins of official letters (GB/T 9704: top 37, left 28, text 156 × 225 mm); turned
 * on its side the binding edge is on top. */
static const DoudiSheetStyle styles[DOUDI_N_PAPERS] = {
  [DOUDI_PAPER_A3_LANDSCAPE] = { .name = "A3",
                                 .width_mm = 420,
                                 .height_mm = 297,
                                 .top_mm = 24,
                                 .bottom_mm = 21,
                                 .left_mm = 26,
                                 .right_mm = 26,
                                 .title_pt = 26,
                                 .text_pt = 16,
                                 .heading_pt = 17,
                                 .table_pt = 15,
                                 .table_most_pt = 20,
                                 .small_pt = 10.5,
                                 .max_rows = 25,
                                 .closing_beside = TRUE },
  [DOUDI_PAPER_A4_PORTRAIT] = { .name = "A4",
                                .width_mm = 210,
                                .height_mm = 297,
                                .top_mm = 37,
                                .bottom_mm = 35,
                                .left_mm = 28,
                                .right_mm = 26,
                                .title_pt = 22,
                                .text_pt = 12.5,
                                .heading_pt = 14,
                                .table_pt = 12,
                                .table_most_pt = 14,
                                .small_pt = 9,
                                .closing_beside = FALSE },
  [DOUDI_PAPER_A4_LANDSCAPE] = { .name = "A4-landscape",
                                 .width_mm = 297,
                                 .height_mm = 210,
                                 .top_mm = 28,
                                 .bottom_mm = 26,
                                 .left_mm = 35,
                                 .right_mm = 35,
                                 .title_pt = 22,
                                 .text_pt = 13,
                                 .heading_pt = 14,
                                 .table_pt = 12,
                                 .table_most_pt = 14,
                                 .small_pt = 9,
                                 .closing_beside = TRUE },
};

const DoudiSheetStyle *
_doudi_sheet_style (DoudiPaper paper)
{
  return &styles[paper];
}

/**
 * doudi_paper_name:
 * @paper: a paper
 *
 * Returns: (transfer none): "A3", "A4" or "A4-landscape"
 */
const char *
doudi_paper_name (DoudiPaper paper)
{
  g_return_val_if_fail ((guint) paper < DOUDI_N_PAPERS, "");

  return styles[paper].name;
}

/**
 * doudi_paper_from_name:
 * @name: (nullable): a name as of doudi_paper_name(), in capitals or not
 * @paper: (out): the paper; unchanged if there is none of that name
 *
 * Returns: whether there is such a paper
 */
gboolean
doudi_paper_from_name (const char *name, DoudiPaper *paper)
{
  for (guint i = 0; name != NULL && i < DOUDI_N_PAPERS; i++)
    {
      if (g_ascii_strcasecmp (styles[i].name, name) == 0)
        {
          *paper = (DoudiPaper) i;
          return TRUE;
        }
    }
  return FALSE;
}

static void
section_free (DoudiSheetSection *section)
{
  for (guint i = 0; i < section->n_columns; i++)
    {
      g_free (section->columns[i].key);
      g_free (section->columns[i].heading);
    }
  g_free (section->columns);
  g_free (section->heading);
  g_free (section->band);
  g_clear_pointer (&section->grid_rows, g_ptr_array_unref);
  g_clear_pointer (&section->grid_columns, g_array_unref);
  g_ptr_array_unref (section->rows);
  g_clear_pointer (&section->fields, g_array_unref);
  g_strfreev (section->summary);
  g_free (section);
}

/**
 * doudi_sheet_new:
 * @paper: what it is printed on
 *
 * Begins an empty sheet.
 *
 * Returns: (transfer full): a sheet in the state INIT
 */
DoudiSheet *
doudi_sheet_new (DoudiPaper paper)
{
  DoudiSheet *sheet;

  g_return_val_if_fail ((guint) paper < DOUDI_N_PAPERS, NULL);

  sheet = g_new0 (DoudiSheet, 1);
  g_atomic_ref_count_init (&sheet->references);
  sheet->paper = paper;
  sheet->style = _doudi_sheet_style (paper);
  sheet->max_rows = sheet->style->max_rows;
  sheet->least_pt = sheet->style->table_pt;
  sheet->most_pt = sheet->style->table_most_pt;
  sheet->lead = g_ptr_array_new_with_free_func (g_free);
  sheet->sections = g_ptr_array_new_with_free_func ((GDestroyNotify) section_free);
  sheet->closing = g_ptr_array_new_with_free_func (g_free);
  sheet->blocks = g_array_new (FALSE, FALSE, sizeof (DoudiBlock));
  sheet->pages = g_array_new (FALSE, FALSE, sizeof (DoudiSheetPage));
  _doudi_sheet_text_init (sheet);
  return sheet;
}

/**
 * doudi_sheet_ref:
 * @sheet: a sheet
 *
 * Returns: (transfer full): @sheet
 */
DoudiSheet *
doudi_sheet_ref (DoudiSheet *sheet)
{
  g_return_val_if_fail (sheet != NULL, NULL);

  g_atomic_ref_count_inc (&sheet->references);
  return sheet;
}

static void
sheet_free (DoudiSheet *sheet)
{
  _doudi_sheet_text_clear (sheet);
  g_free (sheet->name);
  g_free (sheet->title);
  g_free (sheet->running_head);
  g_free (sheet->caption_start);
  g_free (sheet->caption_end);
  g_ptr_array_unref (sheet->lead);
  g_ptr_array_unref (sheet->sections);
  g_ptr_array_unref (sheet->closing);
  g_free (sheet->issuer);
  g_free (sheet->date);
  g_free (sheet->footer);
  g_free (sheet->code);
  g_free (sheet->mark);
  g_free (sheet->demonstration);
  g_array_unref (sheet->blocks);
  g_array_unref (sheet->pages);
  g_free (sheet);
}

/**
 * doudi_sheet_unref:
 * @sheet: (nullable): a sheet
 *
 * Gives a sheet up; the last one frees it.
 */
void
doudi_sheet_unref (DoudiSheet *sheet)
{
  if (sheet != NULL && g_atomic_ref_count_dec (&sheet->references))
    sheet_free (sheet);
}

static void
set_text (DoudiSheet *sheet, char **field, const char *text)
{
  g_return_if_fail (sheet->state == DOUDI_SHEET_INIT);

  g_free (*field);
  *field = g_strdup (text);
}

/**
 * doudi_sheet_set_title:
 * @sheet: a sheet in the state INIT
 * @title: what stands on top, in large type; "\n" where it may be broken
 *
 * Sets the title. One that is too long for a line is broken where it may be, else into lines of
 * about the same length.
 */
void
doudi_sheet_set_title (DoudiSheet *sheet, const char *title)
{
  set_text (sheet, &sheet->title, title);
}

/**
 * doudi_sheet_set_name:
 * @sheet: a sheet in the state INIT
 * @name: what kind of paper it is; "公示" as long as nobody says otherwise
 *
 * Sets what the file says of itself. It names nobody.
 */
void
doudi_sheet_set_name (DoudiSheet *sheet, const char *name)
{
  set_text (sheet, &sheet->name, name);
}

/**
 * doudi_sheet_set_running_head:
 * @sheet: a sheet in the state INIT
 * @words: (nullable): what stands on top of later pages instead of the title and "（续）"
 *
 * Sets by what a second page is told from another sheet's.
 */
void
doudi_sheet_set_running_head (DoudiSheet *sheet, const char *words)
{
  set_text (sheet, &sheet->running_head, words);
}

/**
 * doudi_sheet_set_caption:
 * @sheet: a sheet in the state INIT
 * @start: what stands at the left, such as the office
 * @end: what stands at the right, such as the unit of the numbers
 *
 * Sets the line between the title and what follows.
 */
void
doudi_sheet_set_caption (DoudiSheet *sheet, const char *start, const char *end)
{
  set_text (sheet, &sheet->caption_start, start);
  set_text (sheet, &sheet->caption_end, end);
}

/* What a sheet changes of its paper's proportions is its own. */
static void
own_style (DoudiSheet *sheet)
{
  sheet->own_style = *sheet->style;
  sheet->style = &sheet->own_style;
}

/**
 * doudi_sheet_set_margins:
 * @sheet: a sheet in the state INIT
 * @top_mm: above the text
 * @right_mm: right of it
 * @bottom_mm: below it; the foot of the page stands there
 * @left_mm: left of it
 *
 * Sets other margins than those of an official letter.
 */
void
doudi_sheet_set_margins (DoudiSheet *sheet,
                         double top_mm,
                         double right_mm,
                         double bottom_mm,
                         double left_mm)
{
  g_return_if_fail (sheet->state == DOUDI_SHEET_INIT);

  own_style (sheet);
  sheet->own_style.top_mm = top_mm;
  sheet->own_style.right_mm = right_mm;
  sheet->own_style.bottom_mm = bottom_mm;
  sheet->own_style.left_mm = left_mm;
}

/**
 * doudi_sheet_set_text_size:
 * @sheet: a sheet in the state INIT
 * @title_pt: size of the type of the title
 * @text_pt: of paragraphs
 *
 * Sets other sizes than those of the paper.
 */
void
doudi_sheet_set_text_size (DoudiSheet *sheet, double title_pt, double text_pt)
{
  g_return_if_fail (sheet->state == DOUDI_SHEET_INIT);

  own_style (sheet);
  sheet->own_style.title_pt = title_pt;
  sheet->own_style.text_pt = text_pt;
}

/**
 * doudi_sheet_set_type:
 * @sheet: a sheet in the state INIT
 * @least_pt: no smaller type in tables and forms
 * @most_pt: no larger type there
 *
 * Sets the type of tables that are read close by and not from a board: cells wrap rather than
 * shrink, and the type is as large as the number of pages allows.
 */
void
doudi_sheet_set_type (DoudiSheet *sheet, double least_pt, double most_pt)
{
  g_return_if_fail (sheet->state == DOUDI_SHEET_INIT);
  g_return_if_fail (least_pt > 0 && least_pt <= most_pt);

  sheet->least_pt = least_pt;
  sheet->most_pt = most_pt;
  sheet->wraps = TRUE;
}

/**
 * doudi_sheet_add_lead:
 * @sheet: a sheet in the state INIT
 * @paragraph: a paragraph to stand between the title and the first table
 *
 * Adds a paragraph; its first line is indented by two characters.
 */
void
doudi_sheet_add_lead (DoudiSheet *sheet, const char *paragraph)
{
  g_return_if_fail (sheet->state == DOUDI_SHEET_INIT);

  g_ptr_array_add (sheet->lead, g_strdup (paragraph));
}

/* Begins a section of a kind; the sheet owns it. */
DoudiSheetSection *
_doudi_sheet_add_section (DoudiSheet *sheet, DoudiSheetSectionKind kind, const char *heading)
{
  DoudiSheetSection *section = g_new0 (DoudiSheetSection, 1);

  section->kind = kind;
  section->heading = g_strdup (heading);
  section->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_ptr_array_add (sheet->sections, section);
  return section;
}

/**
 * doudi_sheet_add_section:
 * @sheet: a sheet in the state INIT
 * @heading: (nullable): what stands above the table
 * @columns: (array length=n_columns): its columns, copied
 * @n_columns: at least one
 *
 * Begins a table; the rows added next belong to it.
 */
void
doudi_sheet_add_section (DoudiSheet *sheet,
                         const char *heading,
                         const DoudiSheetColumn *columns,
                         guint n_columns)
{
  DoudiSheetSection *section;

  g_return_if_fail (sheet->state == DOUDI_SHEET_INIT);
  g_return_if_fail (n_columns > 0);

  section = _doudi_sheet_add_section (sheet, DOUDI_SECTION_TABLE, heading);
  section->span = 1;
  section->n_columns = n_columns;
  section->columns = g_new0 (DoudiSheetColumnState, n_columns);
  for (guint i = 0; i < n_columns; i++)
    section->columns[i] = (DoudiSheetColumnState){
      .key = g_strdup (columns[i].key),
      .heading = g_strdup (columns[i].heading),
      .kind = columns[i].kind,
      .align = columns[i].align,
      .min_width_pt = columns[i].min_width_mm * DOUDI_POINTS_PER_MM,
      .weight = columns[i].weight,
    };
}

static void
field_clear (gpointer data)
{
  DoudiSheetFieldState *field = data;

  g_free (field->label);
  g_free (field->value);
}

/**
 * doudi_sheet_add_form:
 * @sheet: a sheet in the state INIT
 * @heading: (nullable): what stands above the form; without one it stands right under the table
 *   before it, as a part of it
 * @fields: (array length=n_fields): its boxes from left to right and down, copied
 * @n_fields: at least one
 * @across: how many stand beside each other
 *
 * Adds boxes with a label and an answer each. They stay together, and with what is before them.
 */
void
doudi_sheet_add_form (DoudiSheet *sheet,
                      const char *heading,
                      const DoudiSheetField *fields,
                      guint n_fields,
                      guint across)
{
  DoudiSheetSection *section;

  g_return_if_fail (sheet->state == DOUDI_SHEET_INIT);
  g_return_if_fail (n_fields > 0 && across > 0);

  section = _doudi_sheet_add_section (sheet, DOUDI_SECTION_FORM, heading);
  section->across = across;
  section->fields = g_array_new (FALSE, TRUE, sizeof (DoudiSheetFieldState));
  g_array_set_clear_func (section->fields, field_clear);
  for (guint i = 0; i < n_fields; i++)
    {
      DoudiSheetFieldState field = {
        .label = g_strdup (fields[i].label),
        .value = g_strdup (fields[i].value),
        .wide = fields[i].wide,
        .strong = fields[i].strong,
        .height_pt = fields[i].height_mm * DOUDI_POINTS_PER_MM,
      };

      g_array_append_val (section->fields, field);
    }
}

/**
 * doudi_sheet_add_note:
 * @sheet: a sheet in the state INIT
 * @label: by what the sheet refers to it, such as "注1"
 * @text: the note
 *
 * Adds a note in small type. Notes added one after the other stand together.
 */
void
doudi_sheet_add_note (DoudiSheet *sheet, const char *label, const char *text)
{
  const char *cells[] = { label, text, NULL };
  DoudiSheetSection *section;

  g_return_if_fail (sheet->state == DOUDI_SHEET_INIT);

  section = sheet->sections->len > 0
              ? g_ptr_array_index (sheet->sections, sheet->sections->len - 1)
              : NULL;
  if (section == NULL || section->kind != DOUDI_SECTION_NOTES)
    section = _doudi_sheet_add_section (sheet, DOUDI_SECTION_NOTES, NULL);
  g_ptr_array_add (section->rows, g_strdupv ((GStrv) cells));
}

/* The table that rows are added to. */
static DoudiSheetSection *
last_section (DoudiSheet *sheet)
{
  DoudiSheetSection *section;

  g_return_val_if_fail (sheet->sections->len > 0, NULL);

  section = g_ptr_array_index (sheet->sections, sheet->sections->len - 1);
  g_return_val_if_fail (section->kind == DOUDI_SECTION_TABLE, NULL);
  return section;
}

static GStrv
dup_cells (const DoudiSheetSection *section, const char *const *cells)
{
  GStrv copy = g_new0 (char *, section->n_columns + 1);

  for (guint i = 0; i < section->n_columns; i++)
    copy[i] = g_strdup (cells[i] != NULL ? cells[i] : "");
  return copy;
}

/**
 * doudi_sheet_add_row:
 * @sheet: a sheet in the state INIT, with a section
 * @cells: (array): as many texts as the last section has columns; %NULL is an empty one
 *
 * Adds a row to the last section.
 */
void
doudi_sheet_add_row (DoudiSheet *sheet, const char *const *cells)
{
  DoudiSheetSection *section = last_section (sheet);

  g_return_if_fail (sheet->state == DOUDI_SHEET_INIT && section != NULL);

  g_ptr_array_add (section->rows, dup_cells (section, cells));
}

/**
 * doudi_sheet_set_summary:
 * @sheet: a sheet in the state INIT, with a section
 * @cells: (array): as many texts as the last section has columns
 *
 * Sets the row of sums that ends the table of the last section, in heavier type. It is never
 * parted from the row before it.
 */
void
doudi_sheet_set_summary (DoudiSheet *sheet, const char *const *cells)
{
  DoudiSheetSection *section = last_section (sheet);

  g_return_if_fail (sheet->state == DOUDI_SHEET_INIT && section != NULL);

  g_strfreev (section->summary);
  section->summary = dup_cells (section, cells);
}

/**
 * doudi_sheet_set_summary_span:
 * @sheet: a sheet in the state INIT, with a section
 * @n_columns: at least one
 *
 * Lets the first cell of the sums stand over several columns; theirs are not shown.
 */
void
doudi_sheet_set_summary_span (DoudiSheet *sheet, guint n_columns)
{
  DoudiSheetSection *section = last_section (sheet);

  g_return_if_fail (sheet->state == DOUDI_SHEET_INIT && section != NULL);
  g_return_if_fail (n_columns > 0 && n_columns <= section->n_columns);

  section->span = n_columns;
}

/**
 * doudi_sheet_add_closing:
 * @sheet: a sheet in the state INIT
 * @paragraph: a paragraph to stand after the last table
 *
 * Adds a closing paragraph. They all stand on the last page, with the issuing organ.
 */
void
doudi_sheet_add_closing (DoudiSheet *sheet, const char *paragraph)
{
  g_return_if_fail (sheet->state == DOUDI_SHEET_INIT);

  g_ptr_array_add (sheet->closing, g_strdup (paragraph));
}

/**
 * doudi_sheet_set_issuer:
 * @sheet: a sheet in the state INIT
 * @issuer: the issuing organ
 * @date: "2018年6月8日"
 *
 * Sets who issues the sheet and when. Around both a circle of 45 mm is left blank for the seal.
 */
void
doudi_sheet_set_issuer (DoudiSheet *sheet, const char *issuer, const char *date)
{
  set_text (sheet, &sheet->issuer, issuer);
  set_text (sheet, &sheet->date, date);
}

/**
 * doudi_sheet_set_footer:
 * @sheet: a sheet in the state INIT
 * @footer: what stands at the left of the foot of every page, left of the page number
 *
 * Sets the words of the foot.
 */
void
doudi_sheet_set_footer (DoudiSheet *sheet, const char *footer)
{
  set_text (sheet, &sheet->footer, footer);
}

/**
 * doudi_sheet_set_code:
 * @sheet: a sheet in the state INIT
 * @code: the beginning of the digest of what is on the sheet
 *
 * Sets the code at the right of the foot of every page.
 */
void
doudi_sheet_set_code (DoudiSheet *sheet, const char *code)
{
  set_text (sheet, &sheet->code, code);
}

/**
 * doudi_sheet_set_mark:
 * @sheet: a sheet in the state INIT
 * @mark: (nullable): such as "副本 第2次打印"
 *
 * Sets what marks a copy. It stands in the margin: the body is that of the first print.
 */
void
doudi_sheet_set_mark (DoudiSheet *sheet, const char *mark)
{
  set_text (sheet, &sheet->mark, mark);
}

/**
 * doudi_sheet_set_demonstration:
 * @sheet: a sheet in the state INIT
 * @words: (nullable): what says on every page, in the margin and across it, that nothing on it is
 *   real
 *
 * Marks the sheet as made from invented data.
 */
void
doudi_sheet_set_demonstration (DoudiSheet *sheet, const char *words)
{
  set_text (sheet, &sheet->demonstration, words);
}

/**
 * doudi_sheet_set_max_rows:
 * @sheet: a sheet in the state INIT
 * @max_rows: the most rows on one page, 0 for what the paper holds
 *
 * Sets how many rows a page may have where there would be room for more.
 */
void
doudi_sheet_set_max_rows (DoudiSheet *sheet, guint max_rows)
{
  g_return_if_fail (sheet->state == DOUDI_SHEET_INIT);

  sheet->max_rows = max_rows;
}

/**
 * doudi_sheet_paginate:
 * @sheet: a sheet
 * @error: (nullable): %DOUDI_ERROR_BAD_DATA if the columns cannot stand on the paper, or one row
 *   is higher than a page
 *
 * Lays the sheet out. The table's head stands on every page, no row is cut in two, the pages are
 * about equally full, and the closing is never alone. Once done it is not done again.
 *
 * Returns: whether it worked
 */
gboolean
doudi_sheet_paginate (DoudiSheet *sheet, GError **error)
{
  g_return_val_if_fail (sheet != NULL, FALSE);

  if (sheet->state == DOUDI_SHEET_PAGINATED)
    return TRUE;
  if (!_doudi_sheet_lay_out (sheet, error))
    return FALSE;
  sheet->state = DOUDI_SHEET_PAGINATED;
  return TRUE;
}

/**
 * doudi_sheet_get_n_pages:
 * @sheet: a sheet
 *
 * Returns: how many pages it has; 0 before doudi_sheet_paginate()
 */
guint
doudi_sheet_get_n_pages (const DoudiSheet *sheet)
{
  return sheet->pages->len;
}

/**
 * doudi_sheet_get_n_rows:
 * @sheet: a paginated sheet
 * @page: from 0
 *
 * Returns: how many rows of people the page has; sums do not count
 */
guint
doudi_sheet_get_n_rows (const DoudiSheet *sheet, guint page)
{
  const DoudiSheetPage *of;
  guint rows = 0;

  g_return_val_if_fail (page < sheet->pages->len, 0);

  of = &g_array_index (sheet->pages, DoudiSheetPage, page);
  for (guint i = 0; i < of->n_blocks; i++)
    if (_doudi_sheet_is_data_row (sheet, &g_array_index (sheet->blocks, DoudiBlock,
                                                         of->first_block + i)))
      rows++;
  return rows;
}

/**
 * doudi_sheet_get_paper:
 * @sheet: a sheet
 *
 * Returns: its paper
 */
DoudiPaper
doudi_sheet_get_paper (const DoudiSheet *sheet)
{
  return sheet->paper;
}

/**
 * doudi_sheet_get_page_size:
 * @sheet: a sheet
 * @width_pt: (out): width of a page
 * @height_pt: (out): its height
 *
 * Tells the size of the paper.
 */
void
doudi_sheet_get_page_size (const DoudiSheet *sheet, double *width_pt, double *height_pt)
{
  *width_pt = sheet->style->width_mm * DOUDI_POINTS_PER_MM;
  *height_pt = sheet->style->height_mm * DOUDI_POINTS_PER_MM;
}

/**
 * doudi_sheet_get_seal_place:
 * @sheet: a paginated sheet
 * @place: (out): where the seal goes
 *
 * Tells where the blank circle for the seal is, so that a preview can show it. Nothing is drawn
 * there on paper but the issuing organ and the date, which the seal covers.
 *
 * Returns: %FALSE if the sheet has no issuing organ
 */
gboolean
doudi_sheet_get_seal_place (const DoudiSheet *sheet, DoudiSheetPlace *place)
{
  g_return_val_if_fail (sheet->state == DOUDI_SHEET_PAGINATED, FALSE);

  return _doudi_sheet_find_seal ((DoudiSheet *) sheet, place);
}
