/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <sqlite3.h>

#include "store/doudi-key.h"

G_BEGIN_DECLS

#define DOUDI_CIPHER_PAGE_SIZE 4096

gboolean doudi_cipher_is_built (void);
gboolean doudi_cipher_check_library (GError **error);
gboolean doudi_cipher_unlock (sqlite3 *db, const DoudiKey *key, const char *path, GError **error);
gboolean doudi_cipher_change_key (sqlite3 *db, const DoudiKey *key, const char *path, GError **error);

G_END_DECLS
