/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "store/doudi-user.h"

G_BEGIN_DECLS

#define DOUDI_USER_NAME_MAX 64

/* So many wrong passwords lock an account. */
#define DOUDI_USER_ATTEMPTS 5

/**
 * DoudiUserEntry:
 * @id: 0 for a name that nobody has
 * @failed: wrong passwords since the last right one
 * @locked: whether too many of them were typed just now
 */
typedef struct
{
  gint64 id;
  guint roles;
  gint64 failed;
  gboolean locked;
} DoudiUserEntry;

gboolean doudi_user_lock_holds (const char *boot, gint64 locked_monotonic);
char *doudi_user_check_identity (DoudiSession *session, const char *name, guint roles, const char *typed, GError **error);
gboolean doudi_user_find (DoudiStore *store, const char *name, DoudiUserEntry *entry, GError **error);
gboolean doudi_user_count_attempt (DoudiStore *store, const DoudiUserEntry *entry, GError **error);
gboolean doudi_user_clear_attempts (DoudiStore *store, gint64 id, GError **error);

G_END_DECLS
