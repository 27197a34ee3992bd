/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "exchange/doudi-layout.h"

G_BEGIN_DECLS

/* The vocabulary of layout files. */
const char *const *doudi_field_names (void);
const char *const *doudi_column_kind_names (void);
gboolean doudi_field_can_be (DoudiField field, DoudiColumnKind kind);

G_END_DECLS
