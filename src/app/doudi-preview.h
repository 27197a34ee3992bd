/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <gtk/gtk.h>

#include "paper/doudi-sheet.h"

G_BEGIN_DECLS

#define DOUDI_TYPE_PREVIEW (doudi_preview_get_type ())
G_DECLARE_FINAL_TYPE (DoudiPreview, doudi_preview, DOUDI, PREVIEW, GtkWidget)

void doudi_preview_show (DoudiPreview *self, DoudiSheet *sheet);
guint doudi_preview_get_page (DoudiPreview *self);
guint doudi_preview_get_n_pages (DoudiPreview *self);
void doudi_preview_set_page (DoudiPreview *self, guint page);

G_END_DECLS
