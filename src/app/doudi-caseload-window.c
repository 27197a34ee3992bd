/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "app/doudi-caseload-window.h"

#include "app/doudi-window.h"

static gboolean
on_event_cb (DoudiCaseload *caseload)
{
  doudi_caseload_note_input (caseload);
  return GDK_EVENT_PROPAGATE;
}

static void
watch_input (DoudiCaseload *caseload, GtkWindow *window)
{
  GtkEventController *controller = gtk_event_controller_legacy_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_object (controller, "event", G_CALLBACK (on_event_cb), caseload,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (window), controller);
}

/**
 * doudi_caseload_own_window:
 * @caseload: a caseload somebody is signed in to
 * @window: a window that shows something of it
 *
 * Ties a window to a caseload: it is gone when the person signs out, and whoever works in it is not
 * away.
 */
void
doudi_caseload_own_window (DoudiCaseload *caseload, GtkWindow *window)
{
  watch_input (caseload, window);
  g_signal_connect_object (caseload, "signed-out", G_CALLBACK (gtk_window_destroy), window,
                           G_CONNECT_SWAPPED);
}

/**
 * doudi_caseload_own_question:
 * @parent: the window that asks
 * @question: a window that waits for an answer; to close it says no
 *
 * Ties a question to the caseload of its main window, if there is one: when the person signs out
 * the answer is no, and the next person finds nothing to agree to.
 */
void
doudi_caseload_own_question (GtkWindow *parent, GtkWindow *question)
{
  DoudiWindow *window = doudi_window_find (parent);
  DoudiCaseload *caseload = window != NULL ? doudi_window_get_caseload (window) : NULL;

  if (caseload == NULL)
    return;
  watch_input (caseload, question);
  g_signal_connect_object (caseload, "signed-out", G_CALLBACK (gtk_window_close), question,
                           G_CONNECT_SWAPPED);
}
