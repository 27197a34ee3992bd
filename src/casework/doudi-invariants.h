/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "store/doudi-verify.h"

G_BEGIN_DECLS

gboolean doudi_verify_casework (DoudiSession *session, GPtrArray *checks, const DoudiProgress *progress, GError **error);

G_END_DECLS
