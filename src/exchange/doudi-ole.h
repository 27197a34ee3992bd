/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * DoudiOle:
 *
 * The container that an xls workbook is, and one protected by a password ([MS-CFB]): streams in
 * chains of sectors. Read from a file that may be hostile: every sector is checked before it is
 * touched, no chain goes round.
 */
typedef struct _DoudiOle DoudiOle;

DoudiOle *doudi_ole_open (GBytes *file, GError **error);
void doudi_ole_free (DoudiOle *ole);
gboolean doudi_ole_has (const DoudiOle *ole, const char *name);
GBytes *doudi_ole_read (const DoudiOle *ole, const char *name, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiOle, doudi_ole_free)

G_END_DECLS
