/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <stdio.h>
#include <sys/resource.h>

#include <glib/gstdio.h>

#include "app/doudi-application.h"
#include "app/doudi-list.h"
#include "app/doudi-page.h"
#include "app/doudi-window.h"

/*
 * How long the first list of households takes to be on screen, beside an empty window of the same
 * program in the same process, and what memory the program needed at most. The first argument says
 * how many households the caseload holds.
 */

static gboolean painted;

static void
on_after_paint_cb (GdkFrameClock *clock, gpointer data)
{
  painted = TRUE;
}

static double
wait_for_paint (GtkWidget *window, gint64 start)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);
  gulong handler = g_signal_connect (clock, "after-paint", G_CALLBACK (on_after_paint_cb), NULL);

  painted = FALSE;
  gtk_widget_queue_draw (window);
  while (!painted)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (clock, handler);
  return (double) (g_get_monotonic_time () - start) / 1000.0;
}

static double
show_empty_window (GtkApplication *application)
{
  gint64 start = g_get_monotonic_time ();
  GtkWidget *window = doudi_window_new (application);
  double elapsed_ms;

  gtk_window_present (GTK_WINDOW (window));
  elapsed_ms = wait_for_paint (window, start);
  gtk_window_destroy (GTK_WINDOW (window));
  return elapsed_ms;
}

static void
wait_until_signed_in (DoudiCaseload *caseload)
{
  while (!doudi_caseload_is_signed_in (caseload) || doudi_caseload_is_busy (caseload))
    g_main_context_iteration (NULL, TRUE);
}

static void
on_signed_in_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!doudi_caseload_sign_in_finish (DOUDI_CASELOAD (source), result, &error))
    g_error ("%s", error->message);
}

static double
show_list (DoudiWindow *window)
{
  GtkStack *stack = GTK_STACK (gtk_widget_get_template_child (GTK_WIDGET (window), DOUDI_TYPE_WINDOW,
                                                              "page_stack"));
  gint64 start = g_get_monotonic_time ();

  doudi_page_refresh (DOUDI_PAGE (gtk_stack_get_child_by_name (stack, "households")));
  return wait_for_paint (GTK_WIDGET (window), start);
}

static char *
make_caseload (const char *folder, const char *households)
{
  char *path = g_build_filename (folder, "bench.doudi", NULL);
  const char *argv[] = { g_getenv ("DOUDICTL"), "demo", path,   "--households", households,
                         "--months",            "1",    "--quiet", "--no-progress", NULL };
  g_autoptr (GError) error = NULL;
  int status = 0;

  if (!g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL, NULL,
                     &status, &error)
      || !g_spawn_check_wait_status (status, &error))
    g_error ("%s", error->message);
  return path;
}

int
main (int argc, char *argv[])
{
  g_autoptr (GtkApplication) application = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("doudi-bench-XXXXXX", &error);
  g_autofree char *path = NULL;
  const char *households = argc > 1 ? argv[1] : "1000";
  DoudiWindow *window;
  struct rusage usage;
  double empty_ms, list_ms;

  gtk_init ();
  path = make_caseload (folder, households);
  application = doudi_application_new ();
  if (!g_application_register (G_APPLICATION (application), NULL, &error))
    g_error ("%s", error->message);
  show_empty_window (application);
  empty_ms = show_empty_window (application);
  window = DOUDI_WINDOW (doudi_window_new (application));
  gtk_window_present (GTK_WINDOW (window));
  if (!doudi_window_open (window, path, &error))
    g_error ("%s", error->message);
  doudi_caseload_sign_in_async (doudi_window_get_caseload (window), "caseworker", "doudi-demo",
                                on_signed_in_cb, NULL);
  wait_until_signed_in (doudi_window_get_caseload (window));
  wait_for_paint (GTK_WIDGET (window), 0);
  list_ms = show_list (window);
  getrusage (RUSAGE_SELF, &usage);
  printf ("%s households: empty window %.0f ms, list of households %.0f ms more, ratio %.2f, peak memory %ld MB\n",
          households, empty_ms, list_ms, list_ms / empty_ms, usage.ru_maxrss / 1024);
  gtk_window_destroy (GTK_WINDOW (window));
  g_remove (path);
  g_rmdir (folder);
  return 0;
}
