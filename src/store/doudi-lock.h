/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DoudiLock:
 *
 * Keeps a caseload file to one process. Beside the file lies "<file>.lock", which says for a
 * person who has it open; the lock itself is the kernel's and ends with the process, so that what
 * a killed program left behind never keeps anybody out.
 */
typedef struct _DoudiLock DoudiLock;

DoudiLock *doudi_lock_acquire (const char *path, GError **error);
DoudiLock *doudi_lock_ref (DoudiLock *lock);
void doudi_lock_unref (DoudiLock *lock);
int doudi_lock_get_file (const DoudiLock *lock);
gboolean doudi_lock_was_left (const DoudiLock *lock);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiLock, doudi_lock_unref)

G_END_DECLS
