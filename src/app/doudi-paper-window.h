/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <gtk/gtk.h>

#include "app/doudi-caseload.h"
#include "store/doudi-attachment-store.h"

G_BEGIN_DECLS

#define DOUDI_TYPE_PAPER_WINDOW (doudi_paper_window_get_type ())
G_DECLARE_FINAL_TYPE (DoudiPaperWindow, doudi_paper_window, DOUDI, PAPER_WINDOW, GtkWindow)

GtkWidget *doudi_paper_window_new (GtkWindow *parent, DoudiCaseload *caseload, const DoudiAttachmentRow *row);
gboolean doudi_paper_window_is_shown (DoudiPaperWindow *self);
void doudi_paper_save (GtkWindow *parent, DoudiCaseload *caseload, const DoudiAttachmentRow *row, GAsyncReadyCallback callback, gpointer user_data);
gboolean doudi_paper_save_finish (GtkWindow *parent, GAsyncResult *result, GError **error);

G_END_DECLS
