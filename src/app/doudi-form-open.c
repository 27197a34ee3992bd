/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "app/doudi-caseload-window.h"
#include "app/doudi-form-open.h"
#include "store/doudi-registry.h"

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
  doudi_caseload_own_window (caseload, GTK_WINDOW (window));
}
