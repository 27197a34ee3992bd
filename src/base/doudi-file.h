/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * DoudiFileWriteFunc:
 *
 * Writes the whole content to @temporary_path, a new file of mode 0600 in the folder of the final
 * one.
 */
typedef gboolean (*DoudiFileWriteFunc) (const char *temporary_path, gpointer data, GError **error);

gboolean doudi_file_publish (const char *path, DoudiFileWriteFunc write_content, gpointer data, GError **error);
gboolean doudi_file_fill (const char *temporary_path, gconstpointer bytes, gsize length, GError **error);
gboolean doudi_file_publish_bytes (const char *path, gconstpointer bytes, gsize length, GError **error);
GBytes *doudi_file_read (const char *path, goffset limit, GError **error);
gboolean doudi_file_make_folder (const char *path, GError **error);

G_END_DECLS
