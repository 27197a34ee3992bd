/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * Sheets per second: notices set and written as PDF, against the same texts drawn with bare Pango
 * and cairo at places fixed beforehand. The difference is what layout, guard and safe writing cost.
 */

#include <cairo-pdf.h>
#include <glib/gstdio.h>
#include <pango/pangocairo.h>

#include "base/doudi-base.h"
#include "paper/doudi-sheet.h"

#define N_SHEETS 60
#define N_ROWS 38
#define N_COLUMNS 8
#define WIDTH_PT 1190.55
#define HEIGHT_PT 841.89

static const DoudiSheetColumn columns[N_COLUMNS] = {
  { "number", "序号", DOUDI_SHEET_NUMBER, DOUDI_SHEET_CENTRE, 0, 1 },
  { "name", "户主姓名", DOUDI_SHEET_TEXT, DOUDI_SHEET_CENTRE, 18, 4 },
  { "persons", "保障\n人数", DOUDI_SHEET_NUMBER, DOUDI_SHEET_CENTRE, 0, 1 },
  { "class", "类别", DOUDI_SHEET_TEXT, DOUDI_SHEET_CENTRE, 0, 1 },
  { "month", "发放月份", DOUDI_SHEET_TEXT, DOUDI_SHEET_CENTRE, 0, 2 },
  { "regular", "基本金额\n（元）", DOUDI_SHEET_NUMBER, DOUDI_SHEET_END, 0, 2 },
  { "adjustment", "补发/扣回\n（元）", DOUDI_SHEET_NUMBER, DOUDI_SHEET_END, 0, 2 },
  { "total", "合计\n（元）", DOUDI_SHEET_NUMBER, DOUDI_SHEET_END, 0, 2 },
};

static const char title[] = "关于拉卜楞镇九甲村2018年6月社会救助资金发放情况的公示";
static const char lead[] = "　　根据《社会救助暂行办法》和社会救助信息公开有关规定，现将拉卜楞镇九甲村2018年6月社会"
                           "救助资金发放情况予以公示，接受群众监督。";

static char *cells[N_ROWS][N_COLUMNS + 1];

static void
fill_cells (void)
{
  static const char *const names[] = { "才让扎西", "马永红", "丹增", "尕藏草", "完么东智" };

  for (guint r = 0; r < N_ROWS; r++)
    {
      cells[r][0] = g_strdup_printf ("%u", r + 1);
      cells[r][1] = g_strdup (names[r % G_N_ELEMENTS (names)]);
      cells[r][2] = g_strdup_printf ("%u", r % 5 + 1);
      cells[r][3] = g_strdup ("二类");
      cells[r][4] = g_strdup ("2018年6月");
      cells[r][5] = g_strdup_printf ("1,%03u.00", r);
      cells[r][6] = g_strdup ("+220.00");
      cells[r][7] = g_strdup_printf ("1,%03u.00", r + 220);
    }
}

static gboolean
guard (const char *place, const char *text, gpointer data)
{
  g_assert_cmpuint (doudi_notice_guard_scan (text, NULL), ==, 0);
  return TRUE;
}

static void
write_sheet (const char *path)
{
  g_autoptr (DoudiSheet) sheet = doudi_sheet_new (DOUDI_PAPER_A3_LANDSCAPE);
  g_autoptr (GError) error = NULL;

  doudi_sheet_set_title (sheet, title);
  doudi_sheet_add_lead (sheet, lead);
  doudi_sheet_add_section (sheet, "农村最低生活保障", columns, N_COLUMNS);
  for (guint r = 0; r < N_ROWS; r++)
    doudi_sheet_add_row (sheet, (const char *const *) cells[r]);
  doudi_sheet_set_issuer (sheet, "拉卜楞镇人民政府", "2018年6月8日");
  doudi_sheet_foreach_text (sheet, guard, NULL);
  doudi_sheet_paginate (sheet, &error);
  g_assert_no_error (error);
  doudi_sheet_write_pdf (sheet, path, doudi_day_new (2018, 6, 8), &error);
  g_assert_no_error (error);
}

static void
draw_text (cairo_t *cr, PangoLayout *layout, double x, double y, const char *text)
{
  cairo_move_to (cr, x, y);
  pango_layout_set_text (layout, text, -1);
  pango_cairo_show_layout (cr, layout);
}

/* The same texts on two pages, nothing measured. */
static void
write_bare (const char *path)
{
  cairo_surface_t *surface = cairo_pdf_surface_create (path, WIDTH_PT, HEIGHT_PT);
  cairo_t *cr = cairo_create (surface);
  PangoLayout *layout = pango_cairo_create_layout (cr);
  PangoFontDescription *font = pango_font_description_from_string ("Noto Sans CJK SC 11");

  pango_layout_set_font_description (layout, font);
  draw_text (cr, layout, 70, 60, title);
  draw_text (cr, layout, 70, 90, lead);
  for (guint r = 0; r < N_ROWS; r++)
    {
      if (r == N_ROWS / 2)
        cairo_show_page (cr);
      for (guint c = 0; c < N_COLUMNS; c++)
        {
          double x = 70 + 130 * c;
          double y = 120 + 24 * (r % (N_ROWS / 2));

          draw_text (cr, layout, x, y, cells[r][c]);
          cairo_rectangle (cr, x, y, 130, 24);
          cairo_stroke (cr);
        }
    }
  cairo_show_page (cr);
  g_object_unref (layout);
  pango_font_description_free (font);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);
}

static double
sheets_per_second (void (*write) (const char *path), const char *path)
{
  gint64 before;

  /* Fonts are opened once. */
  write (path);
  before = g_get_monotonic_time ();
  for (guint i = 0; i < N_SHEETS; i++)
    write (path);
  return N_SHEETS * 1e6 / (double) (g_get_monotonic_time () - before);
}

int
main (void)
{
  g_autofree char *folder = g_dir_make_tmp ("doudi-bench-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "sheet.pdf", NULL);
  double bare, ours;

  fill_cells ();
  bare = sheets_per_second (write_bare, path);
  ours = sheets_per_second (write_sheet, path);
  g_print ("bare cairo: %6.1f sheets/s\n", bare);
  g_print ("sheets:     %6.1f sheets/s (%.2f of bare)\n", ours, ours / bare);
  g_remove (path);
  g_rmdir (folder);
  for (guint r = 0; r < N_ROWS; r++)
    for (guint c = 0; c < N_COLUMNS; c++)
      g_free (cells[r][c]);
  return 0;
}
