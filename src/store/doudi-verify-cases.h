/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "store/doudi-verify.h"

G_BEGIN_DECLS

gboolean doudi_verify_case_digests (DoudiStore *store, GPtrArray *checks, GError **error);
gboolean doudi_verify_case_eyes (DoudiStore *store, GPtrArray *checks, GError **error);
gboolean doudi_verify_decisions (DoudiStore *store, GPtrArray *checks, GError **error);
gboolean doudi_verify_case_lines (DoudiStore *store, GPtrArray *checks, GError **error);

G_END_DECLS
