/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <gtk/gtk.h>

#include "app/doudi-caseload.h"

G_BEGIN_DECLS

/**
 * DoudiEditsShown:
 *
 * Which edits a history shows.
 */
typedef enum
{
  DOUDI_EDITS_OF_HOUSEHOLD,
  DOUDI_EDITS_MINE,
  DOUDI_EDITS_ALL,
  DOUDI_EDITS_BIN,
} DoudiEditsShown;

#define DOUDI_TYPE_EDITS_WINDOW (doudi_edits_window_get_type ())
G_DECLARE_FINAL_TYPE (DoudiEditsWindow, doudi_edits_window, DOUDI, EDITS_WINDOW, GtkWindow)

GtkWidget *doudi_edits_window_new (GtkWindow *parent,
                                   DoudiCaseload *caseload,
                                   gint64 household,
                                   DoudiEditsShown shown);

G_END_DECLS
