/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "app/doudi-chart.h"
#include "app/doudi-format.h"

#define GAP 8
#define MARK 3.0
/* With less room for each month, marks would run into each other. */
#define MARK_ROOM 9.0
#define SPACES_MAX 4
#define FEN_PER_YUAN 100

/*
 * Two amounts month by month. They are told apart by line and mark, not by colour alone: before is
 * a broken line with hollow squares, after a full one with filled dots. What is drawn is also said
 * in words.
 */
struct _DoudiChart
{
  GtkDrawingArea parent_instance;

  char *before;
  char *after;
  GArray *points;
  char *description;
};

G_DEFINE_FINAL_TYPE (DoudiChart, doudi_chart, GTK_TYPE_DRAWING_AREA)

/* Where the amounts stand on the paper, @low and @high fen at its lower and upper edge. */
typedef struct
{
  DoudiChart *chart;
  cairo_t *cr;
  GdkRGBA ink;
  GdkRGBA accent;
  double left;
  double right;
  double top;
  double bottom;
  DoudiFen low;
  DoudiFen high;
  DoudiFen step;
} Sheet;

typedef DoudiFen (*GetFen) (const DoudiChartPoint *point);

static DoudiFen
get_before (const DoudiChartPoint *point)
{
  return point->before;
}

static DoudiFen
get_after (const DoudiChartPoint *point)
{
  return point->after;
}

static const DoudiChartPoint *
get_point (const DoudiChart *self, guint index)
{
  return &g_array_index (self->points, DoudiChartPoint, index);
}

/* 1, 2 or 5 yuan, or as much ten, a hundred, ... times; the smallest of @room or more. */
static DoudiFen
find_step (DoudiFen room)
{
  static const int steps[] = { 1, 2, 5 };
  DoudiFen unit = FEN_PER_YUAN;

  for (;;)
    {
      for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
        if (unit * steps[i] >= room)
          return unit * steps[i];
      unit *= 10;
    }
}

/* Between how many lines the amounts stand, so that their names have room. */
static DoudiFen
count_spaces (const Sheet *sheet, int text_height)
{
  return CLAMP ((DoudiFen) (sheet->bottom - sheet->top) / (2 * text_height), 1, SPACES_MAX);
}

/* The axis begins at nothing unless both lines lie so close together far above it that their
 * difference could not be seen. */
static void
find_range (Sheet *sheet, int text_height)
{
  DoudiFen low = get_point (sheet->chart, 0)->before;
  DoudiFen high = low;

  for (guint i = 0; i < sheet->chart->points->len; i++)
    {
      const DoudiChartPoint *point = get_point (sheet->chart, i);

      low = MIN (low, MIN (point->before, point->after));
      high = MAX (high, MAX (point->before, point->after));
    }
  if (low == high || low < high / 2)
    low = MIN (low, 0);
  sheet->step = find_step (MAX ((high - low) / count_spaces (sheet, text_height), 1));
  sheet->low = low - ((low % sheet->step) + sheet->step) % sheet->step;
  sheet->high = MAX (high, sheet->low + sheet->step);
  if (sheet->high % sheet->step != 0)
    sheet->high += sheet->step - sheet->high % sheet->step;
}

static double
get_x (const Sheet *sheet, guint index)
{
  guint n = sheet->chart->points->len;

  return sheet->left + (sheet->right - sheet->left) * (index + 0.5) / n;
}

static double
get_y (const Sheet *sheet, DoudiFen fen)
{
  return sheet->bottom
         - (sheet->bottom - sheet->top) * (double) (fen - sheet->low)
             / (double) (sheet->high - sheet->low);
}

static PangoLayout *
new_layout (const Sheet *sheet, const char *text)
{
  return gtk_widget_create_pango_layout (GTK_WIDGET (sheet->chart), text);
}

/* @align: 0 where @x is the text's start, 1 its end, 0.5 its middle. */
static double
draw_text (const Sheet *sheet, const char *text, double x, double middle_y, double align)
{
  g_autoptr (PangoLayout) layout = new_layout (sheet, text);
  int width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  gdk_cairo_set_source_rgba (sheet->cr, &sheet->ink);
  cairo_move_to (sheet->cr, round (x - width * align), round (middle_y - height / 2.0));
  pango_cairo_show_layout (sheet->cr, layout);
  return width;
}

static void
measure (const Sheet *sheet, const char *text, int *width, int *height)
{
  g_autoptr (PangoLayout) layout = new_layout (sheet, text);

  pango_layout_get_pixel_size (layout, width, height);
}

static char *
format_tick (DoudiFen fen)
{
  return doudi_format_count (fen / FEN_PER_YUAN);
}

static void
set_faint_ink (const Sheet *sheet)
{
  cairo_set_source_rgba (sheet->cr, sheet->ink.red, sheet->ink.green, sheet->ink.blue, 0.18);
}

static void
draw_amounts (Sheet *sheet)
{
  for (DoudiFen fen = sheet->low; fen <= sheet->high; fen += sheet->step)
    {
      g_autofree char *text = format_tick (fen);
      double y = floor (get_y (sheet, fen)) + 0.5;

      set_faint_ink (sheet);
      cairo_set_line_width (sheet->cr, 1);
      cairo_move_to (sheet->cr, sheet->left, y);
      cairo_line_to (sheet->cr, sheet->right, y);
      cairo_stroke (sheet->cr);
      draw_text (sheet, text, sheet->left - GAP, y, 1);
    }
}

/* As many months as have room are named, always the first. */
static void
draw_months (Sheet *sheet)
{
  guint n = sheet->chart->points->len;
  double room = (sheet->right - sheet->left) / n;
  int width, height;
  guint every;

  measure (sheet, "2018-06", &width, &height);
  every = (guint) MAX (1, ceil ((width + GAP) / room));
  for (guint i = 0; i < n; i += every)
    {
      g_autofree char *text = doudi_month_format_iso (get_point (sheet->chart, i)->month);

      draw_text (sheet, text, get_x (sheet, i), sheet->bottom + GAP / 2.0 + height / 2.0, 0.5);
    }
}

static void
trace (Sheet *sheet, GetFen get)
{
  for (guint i = 0; i < sheet->chart->points->len; i++)
    cairo_line_to (sheet->cr, get_x (sheet, i), get_y (sheet, get (get_point (sheet->chart, i))));
}

/* What lies between both lines is the difference. */
static void
draw_difference (Sheet *sheet)
{
  cairo_new_path (sheet->cr);
  trace (sheet, get_before);
  for (guint i = sheet->chart->points->len; i > 0; i--)
    cairo_line_to (sheet->cr, get_x (sheet, i - 1),
                   get_y (sheet, get_point (sheet->chart, i - 1)->after));
  cairo_close_path (sheet->cr);
  cairo_set_source_rgba (sheet->cr, sheet->accent.red, sheet->accent.green, sheet->accent.blue,
                         0.16);
  cairo_fill (sheet->cr);
}

static void
draw_square (Sheet *sheet, double x, double y)
{
  cairo_rectangle (sheet->cr, x - MARK, y - MARK, 2 * MARK, 2 * MARK);
  cairo_set_line_width (sheet->cr, 1.5);
  gdk_cairo_set_source_rgba (sheet->cr, &sheet->ink);
  cairo_stroke (sheet->cr);
}

static void
draw_dot (Sheet *sheet, double x, double y)
{
  cairo_arc (sheet->cr, x, y, MARK, 0, 2 * G_PI);
  gdk_cairo_set_source_rgba (sheet->cr, &sheet->accent);
  cairo_fill (sheet->cr);
}

static void
draw_broken_line (Sheet *sheet)
{
  const double dashes[] = { 5, 4 };

  cairo_set_dash (sheet->cr, dashes, G_N_ELEMENTS (dashes), 0);
  cairo_set_line_width (sheet->cr, 1.5);
  gdk_cairo_set_source_rgba (sheet->cr, &sheet->ink);
  cairo_stroke (sheet->cr);
  cairo_set_dash (sheet->cr, NULL, 0, 0);
}

static void
draw_full_line (Sheet *sheet)
{
  cairo_set_line_width (sheet->cr, 2.5);
  gdk_cairo_set_source_rgba (sheet->cr, &sheet->accent);
  cairo_stroke (sheet->cr);
}

static gboolean
has_marks (const Sheet *sheet)
{
  return (sheet->right - sheet->left) / sheet->chart->points->len >= MARK_ROOM;
}

static void
draw_lines (Sheet *sheet)
{
  cairo_new_path (sheet->cr);
  trace (sheet, get_after);
  draw_full_line (sheet);
  if (sheet->chart->before != NULL)
    {
      trace (sheet, get_before);
      draw_broken_line (sheet);
    }
  for (guint i = 0; has_marks (sheet) && i < sheet->chart->points->len; i++)
    {
      const DoudiChartPoint *point = get_point (sheet->chart, i);

      draw_dot (sheet, get_x (sheet, i), get_y (sheet, point->after));
      if (sheet->chart->before != NULL)
        draw_square (sheet, get_x (sheet, i), get_y (sheet, point->before));
    }
}

/* The broken line and what it is; where it ends. */
static double
draw_before_legend (Sheet *sheet, double x, double middle_y, double length)
{
  cairo_move_to (sheet->cr, x, middle_y);
  cairo_line_to (sheet->cr, x + length, middle_y);
  draw_broken_line (sheet);
  draw_square (sheet, x + length / 2, middle_y);
  x += length + GAP;
  return x + draw_text (sheet, sheet->chart->before, x, middle_y, 0) + 3 * GAP;
}

/* Above the paper: what the numbers are, and which line is which. */
static void
draw_legend (Sheet *sheet, double middle_y)
{
  const double length = 28;
  double x = GAP;

  x += draw_text (sheet, _ ("yuan a month"), x, middle_y, 0) + 3 * GAP;
  if (sheet->chart->before != NULL)
    x = draw_before_legend (sheet, x, middle_y, length);
  cairo_move_to (sheet->cr, x, middle_y);
  cairo_line_to (sheet->cr, x + length, middle_y);
  draw_full_line (sheet);
  draw_dot (sheet, x + length / 2, middle_y);
  draw_text (sheet, sheet->chart->after, x + length + GAP, middle_y, 0);
}

static void
find_colours (Sheet *sheet)
{
  GtkStyleContext *context = gtk_widget_get_style_context (GTK_WIDGET (sheet->chart));

  gtk_style_context_get_color (context, &sheet->ink);
  /* Light writing stands on dark paper, and there the accent has to be lighter. */
  gdk_rgba_parse (&sheet->accent, sheet->ink.red + sheet->ink.green + sheet->ink.blue > 1.5
                                    ? "#78aeed"
                                    : "#1a5fb4");
}

static void
draw_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  Sheet sheet = { .chart = DOUDI_CHART (area), .cr = cr };
  g_autofree char *widest = NULL;
  int text_width, text_height;

  if (sheet.chart->points->len == 0)
    return;
  measure (&sheet, "2018-06", &text_width, &text_height);
  sheet.top = text_height * 1.5 + GAP;
  sheet.bottom = height - text_height - GAP;
  if (sheet.bottom - sheet.top < text_height)
    return;
  find_colours (&sheet);
  find_range (&sheet, text_height);
  widest = format_tick (MAX (ABS (sheet.low), ABS (sheet.high)));
  measure (&sheet, widest, &text_width, &text_height);
  sheet.left = text_width + 2 * GAP;
  sheet.right = width - GAP;
  if (sheet.right <= sheet.left)
    return;
  draw_legend (&sheet, text_height / 2.0 + GAP / 2.0);
  draw_amounts (&sheet);
  draw_months (&sheet);
  draw_difference (&sheet);
  draw_lines (&sheet);
}

static void
doudi_chart_finalize (GObject *object)
{
  DoudiChart *self = DOUDI_CHART (object);

  g_free (self->before);
  g_free (self->after);
  g_free (self->description);
  g_array_unref (self->points);

  G_OBJECT_CLASS (doudi_chart_parent_class)->finalize (object);
}

static void
doudi_chart_class_init (DoudiChartClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = doudi_chart_finalize;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_IMG);
}

static void
doudi_chart_init (DoudiChart *self)
{
  self->points = g_array_new (FALSE, FALSE, sizeof (DoudiChartPoint));
  self->before = g_strdup ("");
  self->after = g_strdup ("");
  self->description = g_strdup ("");
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self), draw_cb, NULL, NULL);
}

static void
add_sentence (GString *text, const char *name, const DoudiChart *self, GetFen get)
{
  const DoudiChartPoint *first = get_point (self, 0);
  const DoudiChartPoint *last = get_point (self, self->points->len - 1);
  g_autofree char *start = doudi_money_format_grouped (get (first));
  g_autofree char *end = doudi_money_format_grouped (get (last));
  g_autofree char *from = doudi_month_format_iso (first->month);
  g_autofree char *to = doudi_month_format_iso (last->month);

  g_string_append_printf (text, _ ("%s: %s yuan in %s, %s yuan in %s."), name, start, from, end,
                          to);
  g_string_append_c (text, '\n');
}

static void
add_largest (GString *text, const DoudiChart *self)
{
  const DoudiChartPoint *largest = get_point (self, 0);
  g_autofree char *month = NULL;
  g_autofree char *difference = NULL;

  for (guint i = 1; i < self->points->len; i++)
    {
      const DoudiChartPoint *point = get_point (self, i);

      if (ABS (point->after - point->before) > ABS (largest->after - largest->before))
        largest = point;
    }
  month = doudi_month_format_iso (largest->month);
  difference = doudi_format_difference (largest->after - largest->before);
  g_string_append_printf (text, _ ("The largest difference is %s yuan, in %s."), difference, month);
}

static void
describe (DoudiChart *self)
{
  GString *text = g_string_new (NULL);

  if (self->points->len > 0)
    {
      if (self->before != NULL)
        add_sentence (text, self->before, self, get_before);
      add_sentence (text, self->after, self, get_after);
      if (self->before != NULL)
        add_largest (text, self);
    }
  g_free (self->description);
  self->description = g_string_free (text, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  self->description, -1);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), self->description);
}

/**
 * doudi_chart_set_names:
 * @before: (nullable): what the first series is, translated; %NULL if there is only the second
 * @after: what the second series is, translated
 */
void
doudi_chart_set_names (DoudiChart *self, const char *before, const char *after)
{
  g_free (self->before);
  g_free (self->after);
  self->before = g_strdup (before);
  self->after = g_strdup (after);
  describe (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * doudi_chart_set_points:
 * @points: (nullable): months in their order
 * @n_points: how many; 0 draws nothing
 */
void
doudi_chart_set_points (DoudiChart *self, const DoudiChartPoint *points, guint n_points)
{
  g_array_set_size (self->points, 0);
  if (n_points > 0)
    g_array_append_vals (self->points, points, n_points);
  describe (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * doudi_chart_get_n_points:
 *
 * Returns: how many months are drawn
 */
guint
doudi_chart_get_n_points (DoudiChart *self)
{
  return self->points->len;
}

/**
 * doudi_chart_get_description:
 *
 * Returns: (transfer none): what is drawn, in words; "" for nothing
 */
const char *
doudi_chart_get_description (DoudiChart *self)
{
  return self->description;
}
