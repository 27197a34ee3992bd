/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <gtk/gtk.h>

#include "paper/doudi-sheet.h"

G_BEGIN_DECLS

gboolean doudi_print_sheet (GtkWindow *parent, DoudiSheet *sheet, const char *job_name, GError **error);

G_END_DECLS
