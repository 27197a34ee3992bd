/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "store/doudi-search-word.h"

G_BEGIN_DECLS

GArray *doudi_search_hits (DoudiStore *store,
                           const char *text,
                           const DoudiHouseholdSet *among,
                           gboolean *more,
                           GError **error);

G_END_DECLS
