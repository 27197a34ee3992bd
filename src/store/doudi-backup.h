/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "store/doudi-session.h"

G_BEGIN_DECLS

/**
 * DoudiRestore:
 * @backup: a file that doudi_store_backup() made
 * @path: a name that does not exist yet
 * @user: (nullable): who does it; %NULL only copies and checks the file, if it is not encrypted
 * @password: (nullable): that user's password
 * @today: the day the person works for
 */
typedef struct
{
  const char *backup;
  const char *path;
  const char *user;
  const char *password;
  DoudiDay today;
} DoudiRestore;

gboolean doudi_backup_write (DoudiStore *store, const char *path, GError **error);
gboolean doudi_backup_make (DoudiSession *session, const char *path, const DoudiProgress *progress, GError **error);
gboolean doudi_backup_restore (const DoudiRestore *restore, const DoudiProgress *progress, GError **error);

G_END_DECLS
