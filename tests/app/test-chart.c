/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "app/doudi-chart.h"

/* A chart is asked for what it says in words; that it can be drawn, whatever it is given. */

static const DoudiChartPoint raise_in_may[] = {
  { 202604, 100000, 100000 },
  { 202605, 100000, 123456 },
  { 202606, 100000, 110000 },
};

static void
on_after_paint_cb (GdkFrameClock *clock, gboolean *painted)
{
  *painted = TRUE;
}

static void
draw (DoudiChart *chart, int width, int height)
{
  GtkWidget *window = gtk_window_new ();
  gboolean painted = FALSE;

  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (chart));
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_present (GTK_WINDOW (window));
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint",
                    G_CALLBACK (on_after_paint_cb), &painted);
  while (!painted)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handlers_disconnect_by_func (gtk_widget_get_frame_clock (window), on_after_paint_cb,
                                        &painted);
  gtk_window_destroy (GTK_WINDOW (window));
}

static DoudiChart *
new_chart (const DoudiChartPoint *points, guint n_points)
{
  DoudiChart *chart = g_object_new (DOUDI_TYPE_CHART, NULL);

  doudi_chart_set_names (chart, "before", "after");
  doudi_chart_set_points (chart, points, n_points);
  return chart;
}

static void
test_words (void)
{
  g_autoptr (DoudiChart) chart = new_chart (raise_in_may, G_N_ELEMENTS (raise_in_may));
  const char *words = NULL;

  g_object_ref_sink (chart);
  words = doudi_chart_get_description (chart);
  g_assert_cmpuint (doudi_chart_get_n_points (chart), ==, 3);
  g_assert_nonnull (strstr (words, "before"));
  g_assert_nonnull (strstr (words, "1,100.00"));
  g_assert_nonnull (strstr (words, "+234.56"));
  g_assert_nonnull (strstr (words, "2026-05"));
  doudi_chart_set_points (chart, NULL, 0);
  g_assert_cmpstr (doudi_chart_get_description (chart), ==, "");
}

static void
test_draw (void)
{
  static const DoudiChartPoint nothing = { 202604, 0, 0 };
  static const DoudiChartPoint taken_back[] = { { 202604, 0, -500 }, { 202605, 0, -100000 } };
  static const DoudiChartPoint large[]
    = { { 202604, DOUDI_FEN_MAX - 100, DOUDI_FEN_MAX }, { 202605, 0, DOUDI_FEN_MAX } };

  draw (new_chart (raise_in_may, G_N_ELEMENTS (raise_in_may)), 480, 240);
  draw (new_chart (raise_in_may, G_N_ELEMENTS (raise_in_may)), 40, 30);
  draw (new_chart (&nothing, 1), 480, 240);
  draw (new_chart (taken_back, G_N_ELEMENTS (taken_back)), 480, 240);
  draw (new_chart (large, G_N_ELEMENTS (large)), 480, 240);
  draw (new_chart (NULL, 0), 480, 240);
}

static void
test_ten_years (void)
{
  g_autofree DoudiChartPoint *points = g_new0 (DoudiChartPoint, 120);

  for (int i = 0; i < 120; i++)
    points[i] = (DoudiChartPoint){ doudi_month_add (201701, i), 100000000 + i * 1234, 110000000 };
  draw (new_chart (points, 120), 480, 240);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/chart/words", test_words);
  g_test_add_func ("/app/chart/draw", test_draw);
  g_test_add_func ("/app/chart/ten-years", test_ten_years);
  return g_test_run ();
}
