/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *doudi_evaluate (const char *json, gssize length, const char *where, GError **error);
const char *const *doudi_evaluate_asks (void);

G_END_DECLS
