/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "policy/doudi-policy.h"

G_BEGIN_DECLS

const DoudiWord *doudi_circumstance_kinds (void);
const char *doudi_circumstance_kind_say (const char *kind, DoudiLanguage language);
char *doudi_circumstance_say (const char *kind, const char *value, gboolean revealed, DoudiLanguage language);

G_END_DECLS
