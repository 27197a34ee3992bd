/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <gtk/gtk.h>

#include "app/doudi-caseload.h"
#include "store/doudi-registry-edit.h"

G_BEGIN_DECLS

char *doudi_edit_act_name_households (DoudiStore *store, gint64 edit, gint64 *household);
void doudi_edit_act_take_back_async (GtkWindow *parent,
                                     DoudiCaseload *caseload,
                                     const DoudiEditRow *row,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
char *doudi_edit_act_take_back_finish (GtkWindow *parent, GAsyncResult *result, GError **error);

G_END_DECLS
