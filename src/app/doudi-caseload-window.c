/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "app/doudi-caseload-window.h"

static gboolean
on_event_cb (DoudiCaseload *caseload)
{
  doudi_caseload_note_input (caseload);
  return GDK_EVENT_PROPAGATE;
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
  GtkEventController *controller = gtk_event_controller_legacy_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_object (controller, "event", G_CALLBACK (on_event_cb), caseload,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (window), controller);
  g_signal_connect_object (caseload, "signed-out", G_CALLBACK (gtk_window_destroy), window,
                           G_CONNECT_SWAPPED);
}
