/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * DoudiPackage:
 *
 * The zip archive that an xlsx workbook is, read from a file that may be hostile. Nothing is ever
 * unpacked to the disk, and nothing is unpacked that was not looked at first.
 */
typedef struct _DoudiPackage DoudiPackage;

/**
 * DoudiPart:
 *
 * One file in the archive, inflated piece by piece, with an eye on how much comes out.
 */
typedef struct _DoudiPart DoudiPart;

/* Shared strings, styles and the small parts are held in memory, a worksheet never is. */
#define DOUDI_PART_HELD_LIMIT (64 * 1024 * 1024)
#define DOUDI_PART_STREAM_LIMIT (512 * 1024 * 1024)

DoudiPackage *doudi_package_open (int descriptor, GError **error);
void doudi_package_free (DoudiPackage *package);
gboolean doudi_package_has (DoudiPackage *package, const char *name);
DoudiPart *doudi_package_open_part (DoudiPackage *package, const char *name, gsize limit, GError **error);

void doudi_part_free (DoudiPart *part);
gssize doudi_part_read (DoudiPart *part, gpointer buffer, gsize size, GError **error);
void doudi_part_get_progress (const DoudiPart *part, gint64 *done, gint64 *total);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiPackage, doudi_package_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiPart, doudi_part_free)

G_END_DECLS
