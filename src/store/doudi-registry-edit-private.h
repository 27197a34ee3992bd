/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "store/doudi-registry-edit.h"

G_BEGIN_DECLS

gboolean doudi_edit_insert (DoudiSession *session, const char *kind, gint64 undoes, const char *reason, gint64 *id, GError **error);

G_END_DECLS
