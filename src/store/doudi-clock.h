/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* "2026-11-22T01:10:03Z" */
#define DOUDI_CLOCK_LENGTH 20

void doudi_clock_now (char now[DOUDI_CLOCK_LENGTH + 1]);
char *doudi_clock_dup_boot_id (void);
gint64 doudi_clock_since_boot_ms (void);

G_END_DECLS
