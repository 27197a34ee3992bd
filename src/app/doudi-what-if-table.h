/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <gtk/gtk.h>

#include "casework/doudi-what-if.h"

G_BEGIN_DECLS

void doudi_what_if_table_set_up (GtkColumnView *view);
void doudi_what_if_table_show_columns (GtkColumnView *view, const DoudiWhatIf *what_if);
GPtrArray *doudi_what_if_table_rows (const DoudiWhatIf *what_if, int column, gboolean descending);
char *doudi_what_if_describe_back_pay (const DoudiWhatIf *what_if);

G_END_DECLS
