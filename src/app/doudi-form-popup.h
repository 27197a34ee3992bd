/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <gtk/gtk.h>

#include "app/doudi-candidates.h"

G_BEGIN_DECLS

#define DOUDI_TYPE_FORM_POPUP (doudi_form_popup_get_type ())
G_DECLARE_FINAL_TYPE (DoudiFormPopup, doudi_form_popup, DOUDI, FORM_POPUP, GtkPopover)

DoudiFormPopup *doudi_form_popup_new (void);
void doudi_form_popup_show (DoudiFormPopup *self,
                            GtkWidget *at,
                            const DoudiCandidates *candidates,
                            const guint *found,
                            guint n_found,
                            guint selected);
void doudi_form_popup_hide (DoudiFormPopup *self);
gboolean doudi_form_popup_is_at (DoudiFormPopup *self, GtkWidget *at);

G_END_DECLS
