/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "store/doudi-registry-edit.h"

G_BEGIN_DECLS

char *doudi_edit_describe (DoudiStore *store, const DoudiEditRow *row);
const char *doudi_edit_field_label (const char *field);

/* An edit is taken back by one that undoes it; to take that back in turn does the edit again. */
DoudiEditRow *doudi_edit_get_original (DoudiStore *store, gint64 id, GError **error);
gboolean doudi_edit_is_undo (DoudiStore *store, const DoudiEditRow *row);
DoudiEditRow *doudi_edit_find_undo (DoudiStore *store, const char *user, GError **error);
DoudiEditRow *doudi_edit_find_redo (DoudiStore *store, const char *user, GError **error);

G_END_DECLS
