/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *doudi_audit_detail (const char *name, ...) G_GNUC_NULL_TERMINATED;

G_END_DECLS
