/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

GPtrArray *doudi_migrations_load (GError **error);
gboolean doudi_migrations_run (sqlite3 *db, GPtrArray *scripts, int from, const char *path, GError **error);
char *doudi_schema_digest (sqlite3 *db, const char *path, GError **error);
gboolean doudi_migrations_check_schema (sqlite3 *db, GPtrArray *scripts, const char *path, GError **error);

G_END_DECLS
