/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * Forms, boxes with a label and an answer each; and notes in small type.
 */

#include "config.h"

#include "paper/doudi-sheet-private.h"

#define PADDING_EM 0.5

#define NOTE_PITCH_EM 1.4
#define NOTE_GAP_EM 0.6

/* From which place of a line of the form a field stands, and over how many. */
typedef struct
{
  guint first;
  guint n;
} Span;

static const DoudiSheetFieldState *
get_field (const DoudiSheetSection *section, guint index)
{
  return &g_array_index (section->fields, DoudiSheetFieldState, index);
}

/* A field takes the rest of its line if it is wide, or if there is none to stand beside it. */
static Span
next_span (const DoudiSheetSection *section, guint index, Span before)
{
  guint first = (before.first + before.n) % section->across;
  gboolean last = index + 1 == section->fields->len;

  if (get_field (section, index)->wide || last || get_field (section, index + 1)->wide)
    return (Span){ first, section->across - first };
  return (Span){ first, 1 };
}

static DoudiText
label_text (const DoudiSheetSection *section)
{
  return (DoudiText){ .face = DOUDI_FACE_HEADING,
                      .size_pt = section->table_pt,
                      .pitch_em = DOUDI_CELL_PITCH_EM,
                      .align = DOUDI_SHEET_CENTRE };
}

static DoudiText
value_text (const DoudiSheetSection *section, const DoudiSheetFieldState *field)
{
  return (DoudiText){ .face = field->strong ? DOUDI_FACE_HEADING : DOUDI_FACE_TABLE,
                      .size_pt = section->table_pt,
                      .pitch_em = DOUDI_CELL_PITCH_EM,
                      .align = DOUDI_SHEET_START };
}

static double
padding (const DoudiSheetSection *section)
{
  return PADDING_EM * section->table_pt;
}

/* All labels of a form are equally wide. */
static double
label_width (DoudiSheet *sheet, const DoudiSheetSection *section)
{
  DoudiText how = label_text (section);
  double widest = 0;

  for (guint i = 0; i < section->fields->len; i++)
    widest = MAX (widest, _doudi_sheet_text_width (sheet, &how, get_field (section, i)->label));
  return widest + 2 * padding (section);
}

static double
span_width (const DoudiSheetSection *section, Span span, double width_pt)
{
  return width_pt * span.n / section->across;
}

static double
box_height (DoudiSheet *sheet,
            const DoudiSheetSection *section,
            const DoudiSheetFieldState *field,
            double inside_pt)
{
  DoudiText how = value_text (section, field);
  guint lines = _doudi_sheet_text_lines (sheet, &how, field->value, inside_pt);

  return MAX (field->height_pt,
              (DOUDI_ROW_EM + (lines - 1) * DOUDI_CELL_PITCH_EM) * section->table_pt);
}

/* How high the line is that begins with a field; tells the first field of the next one. */
static double
line_height (DoudiSheet *sheet,
             const DoudiSheetSection *section,
             guint begin,
             double width_pt,
             guint *end)
{
  double label = label_width (sheet, section);
  double height = 0;
  Span span = { 0, 0 };

  for (*end = begin; *end == begin || span.first + span.n < section->across; (*end)++)
    {
      span = next_span (section, *end, span);
      height = MAX (
        height, box_height (sheet, section, get_field (section, *end),
                            span_width (section, span, width_pt) - label - 2 * padding (section)));
    }
  return height;
}

/* The height of all boxes, in how many lines they stand. */
double
_doudi_sheet_form_height (DoudiSheet *sheet,
                          const DoudiSheetSection *section,
                          double width_pt,
                          guint *n_lines)
{
  double height = 0;
  guint next = 0;

  for (*n_lines = 0; next < section->fields->len; (*n_lines)++)
    height += line_height (sheet, section, next, width_pt, &next);
  return height;
}

/* Draws a text in the middle of a height. */
static void
draw_text (DoudiSheet *sheet,
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

static void
draw_box (DoudiSheet *sheet,
          cairo_t *cr,
          const DoudiSheetSection *section,
          const DoudiSheetFieldState *field,
          const cairo_rectangle_t *box)
{
  cairo_rectangle_t label = *box;
  cairo_rectangle_t value = *box;
  DoudiText label_how = label_text (section);
  DoudiText value_how = value_text (section, field);

  label.width = label_width (sheet, section);
  value.x += label.width + padding (section);
  value.width -= label.width + 2 * padding (section);
  cairo_set_source_rgb (cr, DOUDI_SHADE, DOUDI_SHADE, DOUDI_SHADE);
  cairo_rectangle (cr, label.x, label.y, label.width, label.height);
  cairo_fill (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  draw_text (sheet, cr, &label_how, field->label, &label);
  draw_text (sheet, cr, &value_how, field->value, &value);
  cairo_set_line_width (cr, DOUDI_LINE_PT);
  cairo_rectangle (cr, label.x, label.y, label.width, label.height);
  cairo_rectangle (cr, box->x, box->y, box->width, box->height);
  cairo_stroke (cr);
}

/* Draws all boxes and the frame around them. */
void
_doudi_sheet_form_draw (DoudiSheet *sheet,
                        cairo_t *cr,
                        const DoudiSheetSection *section,
                        double x_pt,
                        double y_pt,
                        double width_pt)
{
  double y = y_pt;
  guint next = 0;

  while (next < section->fields->len)
    {
      guint begin = next;
      double height = line_height (sheet, section, begin, width_pt, &next) + sheet->extra_pt;
      Span span = { 0, 0 };

      for (guint i = begin; i < next; i++)
        {
          cairo_rectangle_t box = { x_pt, y, 0, height };

          span = next_span (section, i, span);
          box.x += width_pt * span.first / section->across;
          box.width = span_width (section, span, width_pt);
          draw_box (sheet, cr, section, get_field (section, i), &box);
        }
      y += height;
    }
  cairo_set_line_width (cr, DOUDI_FRAME_PT);
  cairo_rectangle (cr, x_pt, y_pt, width_pt, y - y_pt);
  cairo_stroke (cr);
}

static DoudiText
note_text (const DoudiSheet *sheet)
{
  return (DoudiText){ .face = DOUDI_FACE_TABLE,
                      .size_pt = sheet->style->small_pt,
                      .pitch_em = NOTE_PITCH_EM,
                      .align = DOUDI_SHEET_START };
}

/* The texts of the notes stand in line, whatever their labels. */
static double
note_indent (DoudiSheet *sheet, const DoudiSheetSection *section)
{
  DoudiText how = note_text (sheet);
  double widest = 0;

  for (guint i = 0; i < section->rows->len; i++)
    widest = MAX (widest, _doudi_sheet_text_width (
                            sheet, &how, ((GStrv) g_ptr_array_index (section->rows, i))[0]));
  return widest + NOTE_GAP_EM * how.size_pt;
}

double
_doudi_sheet_note_height (DoudiSheet *sheet,
                          const DoudiSheetSection *section,
                          guint note,
                          double width_pt)
{
  DoudiText how = note_text (sheet);
  GStrv cells = g_ptr_array_index (section->rows, note);
  double inside = width_pt - note_indent (sheet, section);

  return _doudi_sheet_text_lines (sheet, &how, cells[1], inside) * how.pitch_em * how.size_pt;
}

void
_doudi_sheet_note_draw (DoudiSheet *sheet,
                        cairo_t *cr,
                        const DoudiSheetSection *section,
                        guint note,
                        double x_pt,
                        double y_pt,
                        double width_pt)
{
  DoudiText how = note_text (sheet);
  GStrv cells = g_ptr_array_index (section->rows, note);
  double indent = note_indent (sheet, section);

  _doudi_sheet_text_draw (sheet, cr, &how, cells[0], x_pt, y_pt, indent);
  _doudi_sheet_text_draw (sheet, cr, &how, cells[1], x_pt + indent, y_pt, width_pt - indent);
}
