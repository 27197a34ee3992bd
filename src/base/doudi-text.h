/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *doudi_text_normalise (const char *text);
char *doudi_text_normalise_number (const char *text);
gboolean doudi_text_is_spreadsheet_number (const char *number);
void doudi_text_copy_cut (char *copy, gsize size, const char *text);
char *doudi_text_normalise_name (const char *text);
char *doudi_text_name_key (const char *name);
gboolean doudi_text_has_invisible (const char *text);
gboolean doudi_text_is_name (const char *text);
char *doudi_text_compact (const char *text);

G_END_DECLS
