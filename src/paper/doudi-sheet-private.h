/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <pango/pangocairo.h>

#include "paper/doudi-sheet.h"

G_BEGIN_DECLS

#define DOUDI_POINTS_PER_MM (72.0 / 25.4)

/* The seal of a township measures 42 mm; the law leaves 45 mm to the largest. */
#define DOUDI_SEAL_MM 45.0

/* Where somebody puts a finger. */
#define DOUDI_FINGER_WIDTH_MM 15.0
#define DOUDI_FINGER_HEIGHT_MM 18.0

/* A row of one line. With 15 pt, 25 of them and all that belongs to a sheet fill an A3 page. */
#define DOUDI_ROW_EM 1.44

/* The distance of the lines in a cell. */
#define DOUDI_CELL_PITCH_EM 1.25

#define DOUDI_FRAME_PT 1.1
#define DOUDI_LINE_PT 0.5

/* Behind headings and labels. */
#define DOUDI_SHADE 0.91

/* A text that is a little too long for one line is set this much smaller before it is wrapped. */
#define DOUDI_SMALLEST_SHRINK 0.82

/* How a piece of text is set. The typefaces stand in doudi-sheet-text.c. */
typedef enum
{
  DOUDI_FACE_TITLE,
  DOUDI_FACE_TEXT,
  DOUDI_FACE_HEADING,
  DOUDI_FACE_TABLE,
  DOUDI_N_FACES,
} DoudiFace;

/* The proportions of one paper. Margins in millimetres, as the rules give them; type in points. */
typedef struct
{
  const char *name;
  double width_mm;
  double height_mm;
  double top_mm;
  double bottom_mm;
  double left_mm;
  double right_mm;
  double title_pt;
  double text_pt;
  double heading_pt;
  double table_pt;         /* no smaller in tables */
  double table_most_pt;    /* up to this where it takes no more pages */
  double small_pt;
  guint max_rows;          /* rows on a page that can be taken in at a glance; 0 for no limit */
  gboolean closing_beside; /* the whole closing stands left of the seal */
} DoudiSheetStyle;

/* Invariant once paginated: the widths of a section's columns add up to the width of the text. */
typedef struct
{
  char *key;
  char *heading;
  DoudiSheetKind kind;
  DoudiSheetAlign align;
  double min_width_pt;
  guint weight;
  double content_em; /* the widest cell, without padding */
  double content_pt; /* the same in the size of the table */
  double width_pt;
} DoudiSheetColumnState;

typedef struct
{
  char *label;
  char *value;
  gboolean wide;
  gboolean strong;
  double height_pt;
} DoudiSheetFieldState;

typedef struct
{
  DoudiSheetCellKind kind;
  char *text;
  DoudiSheetAlign align;
  double width_em;
  double weight;
  double height_pt;
  char *foot;
  char *seal;
  gboolean finger;
  guint rows;
} DoudiSheetCellState;

/* @in_table: its cells are as wide as the columns of the grid; @spanned: a cell of a row above
 * stands beside it; @stretches: one of its cells does. */
typedef struct
{
  GArray *cells; /* DoudiSheetCellState */
  gboolean in_table;
  gboolean spanned;
  gboolean stretches;
} DoudiSheetGridRow;

typedef struct
{
  char *heading;
  double content_em; /* as wide as the cells would like to be */
  double least_em;   /* as wide as they must be */
  double least_pt;
  double width_pt;
} DoudiSheetGridColumnState;

typedef enum
{
  DOUDI_SECTION_TABLE,
  DOUDI_SECTION_FORM,
  DOUDI_SECTION_NOTES,
  DOUDI_SECTION_GRID,
  DOUDI_SECTION_TEXT,
} DoudiSheetSectionKind;

/* A form has fields and no columns, a table the other way round; a note is a row of its label and
 * its text; a grid has grid rows, and if these are a table, the first is its head; a text is a row
 * of a paragraph. */
typedef struct
{
  DoudiSheetSectionKind kind;
  char *heading;
  DoudiSheetColumnState *columns;
  guint n_columns;
  GPtrArray *rows; /* GStrv, one cell a column */
  GStrv summary;   /* NULL when there is none */
  guint span;      /* over how many columns the first cell of the summary stands */
  GArray *fields;  /* DoudiSheetFieldState */
  guint across;    /* fields beside each other */
  char *band;              /* of a grid: what stands upright at its left */
  GPtrArray *grid_rows;    /* DoudiSheetGridRow */
  GArray *grid_columns;    /* DoudiSheetGridColumnState; NULL if it is no table */
  double cell_scale;       /* size of the type in the cells of that table, to that of the others */
  gboolean is_heading;     /* a grid that never ends a page */
  gboolean seal;           /* a text around which there is place for a seal */
  DoudiSheetAlign align;   /* of a text */
  double least_pt;         /* no lower than this, of a text */
  gboolean measured;       /* whether the columns know their widest cells */
  double table_pt;         /* size of the type in the cells */
  double header_pt;        /* height of the table's head */
  gboolean broken_headings; /* whether the headings are broken where they may be */
  gboolean crowded;        /* whether a column is narrower that had better not be */
} DoudiSheetSection;

/* What a page is filled with, from top to bottom. A form is one block. */
typedef enum
{
  DOUDI_BLOCK_OPENING,
  DOUDI_BLOCK_HEADING,
  DOUDI_BLOCK_ROW,
  DOUDI_BLOCK_FORM,
  DOUDI_BLOCK_NOTE,
  DOUDI_BLOCK_GRID,
  DOUDI_BLOCK_TEXT,
  DOUDI_BLOCK_CLOSING,
} DoudiBlockKind;

/* @row of a section's summary is the number of its rows; @n_lines lines of a table or form in it can
 * be made higher, all by the same; @stretches: by what its page has left. */
typedef struct
{
  DoudiBlockKind kind;
  guint section;
  guint row;
  guint n_lines;
  gboolean stretches;
  double height_pt;
} DoudiBlock;

typedef struct
{
  guint first_block;
  guint n_blocks;
  double stretch_pt; /* by how much each block that stretches is higher than needed */
} DoudiSheetPage;

typedef enum
{
  DOUDI_SHEET_INIT,
  DOUDI_SHEET_PAGINATED,
} DoudiSheetState;

/* Texts, sections and footer may change only in INIT; blocks, pages, table_pt and extra_pt hold only
 * in PAGINATED. */
struct _DoudiSheet
{
  gatomicrefcount references;
  DoudiSheetState state;
  DoudiPaper paper;
  const DoudiSheetStyle *style;
  DoudiSheetStyle own_style; /* what @style points to where a sheet has margins of its own */
  guint max_rows;
  double least_pt; /* no smaller in tables */
  double most_pt;
  gboolean wraps; /* cells wrap rather than shrink, and never below the least size */

  char *name;
  char *title;
  char *running_head;
  char *caption_start;
  char *caption_end;
  GPtrArray *lead;
  GPtrArray *sections;
  GPtrArray *closing;
  char *issuer;
  char *date;
  char *footer;
  char *code;
  char *mark;
  char *demonstration;

  PangoContext *context;
  PangoLayout *layout;
  gboolean has_options; /* whether the layout is set for a text with boxes to tick */
  PangoFontDescription *fonts[DOUDI_N_FACES];

  GArray *blocks;
  GArray *pages;
  double table_pt; /* size of the type in tables that need not be smaller */
  double extra_pt; /* how much higher than needed each line is, so that pages are full */
};

const DoudiSheetStyle *_doudi_sheet_style (DoudiPaper paper);

/* doudi-sheet.c */
DoudiSheetSection *_doudi_sheet_add_section (DoudiSheet *sheet, DoudiSheetSectionKind kind, const char *heading);

/* doudi-sheet-text.c */

/**
 * DoudiText:
 * @pitch_em: distance of the lines
 */
typedef struct
{
  DoudiFace face;
  double size_pt;
  double pitch_em;
  DoudiSheetAlign align;
} DoudiText;

void _doudi_sheet_text_init (DoudiSheet *sheet);
void _doudi_sheet_text_clear (DoudiSheet *sheet);
double _doudi_sheet_text_width (DoudiSheet *sheet, const DoudiText *how, const char *text);
guint _doudi_sheet_text_lines (DoudiSheet *sheet, const DoudiText *how, const char *text, double width_pt);
guint _doudi_sheet_text_short_lines (DoudiSheet *sheet, const DoudiText *how, const char *text, double width_pt, double limit_pt);
void _doudi_sheet_text_fit (DoudiSheet *sheet, DoudiText *how, const char *text, double width_pt);
double _doudi_sheet_text_draw (DoudiSheet *sheet, cairo_t *cr, const DoudiText *how, const char *text, double x_pt, double y_pt, double width_pt);
char *_doudi_sheet_join_breaks (const char *text);
char *_doudi_sheet_text_unknown (DoudiSheet *sheet, const char *text);

/* doudi-sheet-columns.c */
gboolean _doudi_sheet_fit_columns (DoudiSheet *sheet, DoudiSheetSection *section, double width_pt, GError **error);
char *_doudi_sheet_dup_heading (const DoudiSheetSection *section, guint column);
double _doudi_sheet_column_inside (const DoudiSheetSection *section, guint column);
guint _doudi_sheet_cell_lines (DoudiSheet *sheet, const DoudiSheetSection *section, guint column, const DoudiText *how, const char *cell);
DoudiText _doudi_sheet_cell_text (DoudiSheet *sheet, const DoudiSheetSection *section, guint column, const char *cell);
DoudiText _doudi_sheet_header_text (const DoudiSheetSection *section);
double _doudi_sheet_row_height (DoudiSheet *sheet, const DoudiSheetSection *section, const char *const *cells);
double _doudi_sheet_padding (const DoudiSheetSection *section);

/* doudi-sheet-form.c */
double _doudi_sheet_form_height (DoudiSheet *sheet, const DoudiSheetSection *section, double width_pt, guint *n_lines);
void _doudi_sheet_form_draw (DoudiSheet *sheet, cairo_t *cr, const DoudiSheetSection *section, double x_pt, double y_pt, double width_pt);
double _doudi_sheet_note_height (DoudiSheet *sheet, const DoudiSheetSection *section, guint note, double width_pt);
void _doudi_sheet_note_draw (DoudiSheet *sheet, cairo_t *cr, const DoudiSheetSection *section, guint note, double x_pt, double y_pt, double width_pt);

/* doudi-sheet-grid.c */
double _doudi_sheet_band_width (const DoudiSheetSection *section);
void _doudi_sheet_grid_fit (DoudiSheet *sheet, DoudiSheetSection *section, double width_pt);
double _doudi_sheet_grid_row_height (DoudiSheet *sheet, const DoudiSheetSection *section, guint row, double width_pt);
double _doudi_sheet_grid_head_height (const DoudiSheetSection *section, guint row);
double _doudi_sheet_balanced_width (DoudiSheet *sheet, const DoudiText *how, const char *text, double width_pt);
double _doudi_sheet_cell_text_width (const DoudiSheetSection *section, const DoudiSheetCellState *cell, double width_pt);
double _doudi_sheet_grid_padding (const DoudiSheetSection *section);
DoudiText _doudi_sheet_foot_text (const DoudiSheetSection *section);
char *_doudi_sheet_dup_band (const DoudiSheetSection *section, double height_pt);
double _doudi_sheet_band_height (const DoudiSheetSection *section);
gboolean _doudi_sheet_grid_may_part (const DoudiSheetSection *section, guint row);
double *_doudi_sheet_grid_widths (const DoudiSheetSection *section, guint row, double width_pt);
DoudiText _doudi_sheet_grid_text (const DoudiSheetSection *section, const DoudiSheetGridRow *row, const DoudiSheetCellState *cell);
const DoudiSheetGridRow *_doudi_sheet_grid_row (const DoudiSheetSection *section, guint row);

/* doudi-sheet-grid-draw.c */
void _doudi_sheet_grid_draw_row (DoudiSheet *sheet, cairo_t *cr, const DoudiSheetSection *section, guint row, const cairo_rectangle_t *box, const double *heights, guint n_heights);
void _doudi_sheet_grid_draw_band (DoudiSheet *sheet, cairo_t *cr, const DoudiSheetSection *section, const cairo_rectangle_t *box);

/* doudi-sheet-layout.c */
double _doudi_sheet_text_area_width (const DoudiSheet *sheet);
double _doudi_sheet_text_area_height (const DoudiSheet *sheet);
double _doudi_sheet_running_head_height (const DoudiSheet *sheet);
double _doudi_sheet_heading_height (const DoudiSheet *sheet, const DoudiSheetSection *section);
double _doudi_sheet_gap (const DoudiSheet *sheet);
double _doudi_sheet_gap_above (const DoudiSheet *sheet, guint section);
DoudiText _doudi_sheet_caption_text (const DoudiSheet *sheet);
double _doudi_sheet_caption_height (const DoudiSheet *sheet);
double _doudi_sheet_sign_width (DoudiSheet *sheet);
double _doudi_sheet_seal_width (DoudiSheet *sheet, const DoudiSheetSection *section);
double _doudi_sheet_closing_height (DoudiSheet *sheet);
double _doudi_sheet_closing_width (DoudiSheet *sheet);
const char *const *_doudi_sheet_row_cells (const DoudiSheetSection *section, guint row);
DoudiText _doudi_sheet_title_text (const DoudiSheet *sheet);
char *_doudi_sheet_dup_title (DoudiSheet *sheet);
double _doudi_sheet_title_width (DoudiSheet *sheet, const char *title);
DoudiText _doudi_sheet_paragraph_text (const DoudiSheet *sheet);
DoudiText _doudi_sheet_fit_paragraph (DoudiSheet *sheet, const char *text, double width_pt);
double _doudi_sheet_block_height (const DoudiSheet *sheet, const DoudiSheetPage *page, const DoudiBlock *block);
double _doudi_sheet_page_head_height (const DoudiSheet *sheet, guint first);
gboolean _doudi_sheet_is_data_row (const DoudiSheet *sheet, const DoudiBlock *block);
gboolean _doudi_sheet_lay_out (DoudiSheet *sheet, GError **error);

/* doudi-sheet-pdf.c */
gboolean _doudi_sheet_write_pages (DoudiSheet *sheet, const char *path, DoudiDay created_on, GError **error);

/* doudi-sheet-draw.c */
gboolean _doudi_sheet_find_seal (DoudiSheet *sheet, DoudiSheetPlace *place);

G_END_DECLS
