/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GBytes *doudi_data_lookup (const char *path, GError **error);
GStrv doudi_data_list (const char *folder, GError **error);

G_END_DECLS
