/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DOUDI_TYPE_APPLICATION (doudi_application_get_type ())
G_DECLARE_FINAL_TYPE (DoudiApplication, doudi_application, DOUDI, APPLICATION, GtkApplication)

GtkApplication *doudi_application_new (void);

G_END_DECLS
