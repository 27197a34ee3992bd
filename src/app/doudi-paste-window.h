/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "app/doudi-form-view.h"

G_BEGIN_DECLS

#define DOUDI_TYPE_PASTE_WINDOW (doudi_paste_window_get_type ())
G_DECLARE_FINAL_TYPE (DoudiPasteWindow, doudi_paste_window, DOUDI, PASTE_WINDOW, GtkWindow)

GtkWidget *doudi_paste_window_new (DoudiFormView *view, DoudiFormPaste *paste, guint row);

G_END_DECLS
