/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "store/doudi-pay-run-store.h"

G_BEGIN_DECLS

char *doudi_pay_digest (DoudiStore *store, const DoudiPayRunRow *run, GError **error);
gboolean doudi_pay_digest_check (DoudiStore *store, const DoudiPayRunRow *run, gboolean *matches, GError **error);

G_END_DECLS
