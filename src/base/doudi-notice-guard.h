/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DoudiGuardKind:
 *
 * What may not hang on a wall, as bits in the order of their names.
 */
typedef enum
{
  DOUDI_GUARD_ACCOUNT = 1 << 0,
  DOUDI_GUARD_DISABILITY = 1 << 1,
  DOUDI_GUARD_IDENTITY_NUMBER = 1 << 2,
  DOUDI_GUARD_ILLNESS = 1 << 3,
  DOUDI_GUARD_LONG_NUMBER = 1 << 4,
  DOUDI_GUARD_PHONE = 1 << 5,
} DoudiGuardKind;

guint doudi_notice_guard_scan (const char *text, const char *const *allowed);
GStrv doudi_notice_guard_names (guint kinds);

G_END_DECLS
