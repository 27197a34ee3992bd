/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * Type: the faces of a sheet, how wide a text is, how many lines it takes, and drawing it.
 *
 * Lines are drawn one by one from baselines computed here. The fonts' own line heights (1.45 em,
 * and others where a rare character comes from another font) would set rows unevenly.
 */

#include "config.h"

#include "paper/doudi-sheet-private.h"

#include <math.h>
#include <string.h>

/* A Chinese character fills its em from 0.88 above the baseline to 0.12 below. */
#define ASCENT_EM 0.88

static const char *const face_names[DOUDI_N_FACES] = {
  [DOUDI_FACE_TITLE] = "Noto Serif CJK SC,serif Bold",
  [DOUDI_FACE_TEXT] = "Noto Serif CJK SC,serif",
  [DOUDI_FACE_HEADING] = "Noto Sans CJK SC,sans-serif Bold",
  [DOUDI_FACE_TABLE] = "Noto Sans CJK SC,sans-serif",
};

/* One unit is one point, whatever it is drawn on, and nothing is fitted to a pixel grid: so pages
 * break in the same places on a screen and on paper. */
static PangoContext *
create_context (void)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (context, options);
  cairo_font_options_destroy (options);
  pango_cairo_context_set_resolution (context, 72);
  pango_context_set_round_glyph_positions (context, FALSE);
  /* Without it a machine set to no language gets Japanese forms of the characters. */
  pango_context_set_language (context, pango_language_from_string ("zh-cn"));
  pango_context_set_base_dir (context, PANGO_DIRECTION_LTR);
  return context;
}

/* A box stays with the word it belongs to, up to so many bytes. */
#define SHORT_OPTION 48

/* Where the words of an option end. */
static const char *
find_option_end (const char *option)
{
  const char *space = strstr (option, "　");

  return space != NULL ? space : option + strlen (option);
}

static PangoAttrList *
plain_attributes (void)
{
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  return attributes;
}

/* A line is never broken between a box and its word, nor within a short word. */
static PangoAttrList *
option_attributes (const char *text)
{
  PangoAttrList *attributes = plain_attributes ();

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_utf8_get_char (p) == 0x2610 || g_utf8_get_char (p) == 0x2611)
      {
        const char *end = find_option_end (p);
        PangoAttribute *kept = pango_attr_allow_breaks_new (FALSE);

        if (end - p > SHORT_OPTION)
          end = g_utf8_next_char (g_utf8_next_char (p));
        kept->start_index = (guint) (p - text);
        kept->end_index = (guint) (end - text);
        pango_attr_list_insert (attributes, kept);
      }
  return attributes;
}

/* Most texts have no options, and sheets have very many texts. */
static void
set_attributes (DoudiSheet *sheet, const char *text)
{
  gboolean options = text != NULL && (strstr (text, "☐") != NULL || strstr (text, "☑") != NULL);
  g_autoptr (PangoAttrList) attributes = NULL;

  if (!options && !sheet->has_options)
    return;
  attributes = options ? option_attributes (text) : plain_attributes ();
  pango_layout_set_attributes (sheet->layout, attributes);
  sheet->has_options = options;
}

void
_doudi_sheet_text_init (DoudiSheet *sheet)
{
  g_autoptr (PangoAttrList) attributes = plain_attributes ();

  sheet->context = create_context ();
  sheet->layout = pango_layout_new (sheet->context);
  pango_layout_set_attributes (sheet->layout, attributes);
  pango_layout_set_auto_dir (sheet->layout, FALSE);
  pango_layout_set_wrap (sheet->layout, PANGO_WRAP_WORD_CHAR);
  for (guint i = 0; i < DOUDI_N_FACES; i++)
    sheet->fonts[i] = pango_font_description_from_string (face_names[i]);
}

void
_doudi_sheet_text_clear (DoudiSheet *sheet)
{
  for (guint i = 0; i < DOUDI_N_FACES; i++)
    pango_font_description_free (sheet->fonts[i]);
  g_object_unref (sheet->layout);
  g_object_unref (sheet->context);
}

/* A negative width does not wrap. */
static PangoLayout *
set_layout (DoudiSheet *sheet, const DoudiText *how, const char *text, double width_pt)
{
  PangoFontDescription *font = sheet->fonts[how->face];

  pango_font_description_set_absolute_size (font, how->size_pt * PANGO_SCALE);
  pango_layout_set_font_description (sheet->layout, font);
  pango_layout_set_width (sheet->layout, width_pt < 0 ? -1 : (int) ceil (width_pt * PANGO_SCALE));
  pango_layout_set_text (sheet->layout, text != NULL ? text : "", -1);
  set_attributes (sheet, text);
  return sheet->layout;
}

static double
line_width (PangoLayoutLine *line)
{
  PangoRectangle logical;

  pango_layout_line_get_extents (line, NULL, &logical);
  return (double) logical.width / PANGO_SCALE;
}

/* The widest line of a text that is broken only where it says so, in points. */
double
_doudi_sheet_text_width (DoudiSheet *sheet, const DoudiText *how, const char *text)
{
  PangoLayout *layout = set_layout (sheet, how, text, -1);
  double widest = 0;

  for (int i = 0; i < pango_layout_get_line_count (layout); i++)
    widest = MAX (widest, line_width (pango_layout_get_line_readonly (layout, i)));
  return widest;
}

guint
_doudi_sheet_text_lines (DoudiSheet *sheet, const DoudiText *how, const char *text, double width_pt)
{
  return (guint) pango_layout_get_line_count (set_layout (sheet, how, text, width_pt));
}

/* How many lines at the end of a wrapped text are no longer than a limit. */
guint
_doudi_sheet_text_short_lines (DoudiSheet *sheet,
                               const DoudiText *how,
                               const char *text,
                               double width_pt,
                               double limit_pt)
{
  PangoLayout *layout = set_layout (sheet, how, text, width_pt);
  int n = pango_layout_get_line_count (layout);
  int i = n;

  while (i > 0 && line_width (pango_layout_get_line_readonly (layout, i - 1)) <= limit_pt)
    i--;
  return (guint) (n - i);
}

/* Makes the type a little smaller if that saves a line. */
void
_doudi_sheet_text_fit (DoudiSheet *sheet, DoudiText *how, const char *text, double width_pt)
{
  double natural = _doudi_sheet_text_width (sheet, how, text);

  if (natural > width_pt && natural * DOUDI_SMALLEST_SHRINK <= width_pt)
    how->size_pt *= width_pt / natural * 0.999;
}

static double
line_start (const DoudiText *how, double x_pt, double width_pt, double line_pt)
{
  switch (how->align)
    {
    case DOUDI_SHEET_CENTRE:
      return x_pt + (width_pt - line_pt) / 2;
    case DOUDI_SHEET_END:
      return x_pt + width_pt - line_pt;
    case DOUDI_SHEET_START:
    default:
      return x_pt;
    }
}

/* Draws a text whose first line has its top at y_pt and wraps at the width; with a negative width
 * it is placed in that width and does not wrap. Returns its height. */
double
_doudi_sheet_text_draw (DoudiSheet *sheet,
                        cairo_t *cr,
                        const DoudiText *how,
                        const char *text,
                        double x_pt,
                        double y_pt,
                        double width_pt)
{
  PangoLayout *layout = set_layout (sheet, how, text, width_pt);
  double pitch = how->pitch_em * how->size_pt;
  double baseline = y_pt + (pitch - how->size_pt) / 2 + ASCENT_EM * how->size_pt;
  int n = pango_layout_get_line_count (layout);

  for (int i = 0; i < n; i++, baseline += pitch)
    {
      PangoLayoutLine *line = pango_layout_get_line_readonly (layout, i);

      cairo_move_to (cr, line_start (how, x_pt, fabs (width_pt), line_width (line)), baseline);
      pango_cairo_show_layout_line (cr, line);
    }
  return n * pitch;
}

/* A text with "\n" where it may be broken, not broken. */
char *
_doudi_sheet_join_breaks (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "\n", -1);

  return g_strjoinv (NULL, parts);
}

static gboolean
is_unknown (DoudiSheet *sheet, const DoudiText *how, const char *text)
{
  return pango_layout_get_unknown_glyphs_count (set_layout (sheet, how, text, -1)) > 0;
}

/* The characters of a text that no font shows, NULL if there are none. */
char *
_doudi_sheet_text_unknown (DoudiSheet *sheet, const char *text)
{
  DoudiText how = { .face = DOUDI_FACE_TABLE, .size_pt = sheet->style->table_pt };
  GString *unknown;

  if (!is_unknown (sheet, &how, text))
    return NULL;
  unknown = g_string_new (NULL);
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      g_autofree char *character = g_strndup (p, (gsize) (g_utf8_next_char (p) - p));

      if (is_unknown (sheet, &how, character))
        g_string_append (unknown, character);
    }
  return g_string_free (unknown, FALSE);
}
