/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <gtk/gtk.h>

#include "app/doudi-caseload.h"

G_BEGIN_DECLS

#define DOUDI_TYPE_PAPER_ADD (doudi_paper_add_get_type ())
G_DECLARE_FINAL_TYPE (DoudiPaperAdd, doudi_paper_add, DOUDI, PAPER_ADD, GtkWindow)

GtkWidget *doudi_paper_add_new (GtkWindow *parent, DoudiCaseload *caseload, gint64 household, GListModel *files);
guint doudi_paper_add_get_n_files (DoudiPaperAdd *self);

G_END_DECLS
