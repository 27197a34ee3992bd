/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void doudi_interrupt_watch (GCancellable *cancellable);

G_END_DECLS
