/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "app/doudi-form-open.h"
#include "store/doudi-registry.h"

static gboolean
on_event_cb (DoudiCaseload *caseload)
{
  doudi_caseload_note_input (caseload);
  return GDK_EVENT_PROPAGATE;
}

/* Whoever types a form is not away. */
static void
watch_input (DoudiFormWindow *window, DoudiCaseload *caseload)
{
  GtkEventController *controller = gtk_event_controller_legacy_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_object (controller, "event", G_CALLBACK (on_event_cb), caseload,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (window), controller);
}

/**
 * doudi_form_open_attach:
 * @window: a form that is about to be shown
 * @caseload: a caseload somebody is signed in to
 *
 * Gives a form the day and the places of the county, and lets it go when the person signs out.
 */
void
doudi_form_open_attach (DoudiFormWindow *window, DoudiCaseload *caseload)
{
  DoudiFormView *view = doudi_form_window_get_view (window);
  g_autoptr (GPtrArray) divisions
    = doudi_registry_list_divisions (doudi_caseload_get_reader (caseload), NULL);

  doudi_form_view_set_day (view, doudi_session_get_today (doudi_caseload_get_session (caseload)));
  if (divisions != NULL)
    doudi_form_view_set_divisions (view, divisions);
  watch_input (window, caseload);
  g_signal_connect_object (caseload, "signed-out", G_CALLBACK (gtk_window_destroy), window,
                           G_CONNECT_SWAPPED);
}
