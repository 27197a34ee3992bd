/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "store/doudi-session.h"

G_BEGIN_DECLS

GHashTable *doudi_household_amounts (DoudiSession *session, GPtrArray *rows);

G_END_DECLS
