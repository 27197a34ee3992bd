/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DOUDI_TYPE_WHAT_IF_AWARDS (doudi_what_if_awards_get_type ())
G_DECLARE_FINAL_TYPE (DoudiWhatIfAwards, doudi_what_if_awards, DOUDI, WHAT_IF_AWARDS, GtkWidget)

void doudi_what_if_awards_show (DoudiWhatIfAwards *self, GPtrArray *awards, gboolean withheld);
void doudi_what_if_awards_clear (DoudiWhatIfAwards *self);

G_END_DECLS
