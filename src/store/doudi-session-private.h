/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "store/doudi-audit.h"
#include "store/doudi-session.h"

G_BEGIN_DECLS

DoudiKey *doudi_session_get_key (const DoudiSession *session);
char *doudi_roles_dup_names (guint roles);
char *doudi_roles_dup_labels (guint roles);
gboolean doudi_session_record_refusal (DoudiSession *session, DoudiAction action, const char *object, GError **error);

G_END_DECLS
