/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "base/doudi-progress.h"

G_BEGIN_DECLS

char *doudi_store_file_resolve (const char *path, GError **error);
gboolean doudi_store_file_check_disk (const char *folder, GError **error);
gboolean doudi_store_file_check_header (int file, const char *path, int *version, GError **error);
gboolean doudi_store_file_check_encrypted (int file, const char *path, GError **error);
gboolean doudi_store_file_is_new (const char *path, GError **error);
char *doudi_store_file_make_temporary (const char *path, GError **error);
gboolean doudi_store_file_copy (int file, const char *path, const DoudiProgress *progress, GError **error);
gboolean doudi_store_file_publish (const char *temporary, const char *path, GError **error);
gboolean doudi_store_file_replace (const char *temporary, const char *path, GError **error);
void doudi_store_file_remove_journal (const char *path);
void doudi_store_file_remove (const char *path);

G_END_DECLS
