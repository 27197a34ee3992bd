/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "store/doudi-audit.h"
#include "store/doudi-session.h"

G_BEGIN_DECLS

DoudiKey *doudi_session_get_key (const DoudiSession *session);
char *doudi_roles_dup_names (guint roles);

G_END_DECLS
