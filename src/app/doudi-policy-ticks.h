/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

guint doudi_policy_ticks_show (GtkBox *box, const char *county);
GStrv doudi_policy_ticks_list (GtkBox *box);

G_END_DECLS
