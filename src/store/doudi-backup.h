/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "store/doudi-store.h"

G_BEGIN_DECLS

gboolean doudi_backup_write (DoudiStore *store, const char *path, GError **error);

G_END_DECLS
