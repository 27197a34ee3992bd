/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

gboolean doudi_connection_check_library (GError **error);
sqlite3 *doudi_connection_open (const char *path, GError **error);
gboolean doudi_connection_harden (sqlite3 *db, const char *path, gboolean reader, GError **error);
gboolean doudi_connection_check (sqlite3 *db, const char *path, gboolean reader, GError **error);
void doudi_connection_guard (sqlite3 *db, const guint *lifted);
void doudi_connection_allow_attach (sqlite3 *db, gboolean allow);

G_END_DECLS
