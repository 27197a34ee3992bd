/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "exchange/doudi-table-private.h"

G_BEGIN_DECLS

const DoudiTableReader *doudi_table_kind_find_reader (int descriptor, const char *name, GError **error);

G_END_DECLS
