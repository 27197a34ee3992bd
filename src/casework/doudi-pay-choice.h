/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "casework/doudi-pay-run.h"
#include "policy/doudi-policy.h"

G_BEGIN_DECLS

gboolean doudi_pay_check_month (DoudiMonth month, DoudiDay today, GError **error);
gboolean doudi_pay_choose_programmes (DoudiStore *store, const DoudiPolicy *policy, guint wanted, DoudiPayRunResult *result, GError **error);

G_END_DECLS
