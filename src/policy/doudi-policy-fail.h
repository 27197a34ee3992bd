/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <glib.h>
#include "policy/doudi-policy.h"

G_BEGIN_DECLS

gboolean doudi_policy_fail_line (const DoudiPolicy *policy, DoudiPolicyLineKind kind, DoudiResidence residence, DoudiMonth month, GError **error);
gboolean doudi_policy_fail_rule (const DoudiPolicy *policy, DoudiRuleKind kind, const char *known, DoudiMonth month, GError **error);
gboolean doudi_fail_beyond_measure (GError **error);
gboolean doudi_fail_beyond_calendar (GError **error);
gboolean doudi_fail_before_birth (GError **error);

G_END_DECLS
