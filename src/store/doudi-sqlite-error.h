/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

void doudi_sqlite_error_set (GError **error, sqlite3 *db, int rc, const char *path);

G_END_DECLS
