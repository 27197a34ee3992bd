/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "base/doudi-month.h"
#include "casework/doudi-invention.h"
#include "store/doudi-session.h"

G_BEGIN_DECLS

gboolean doudi_demonstration_change (DoudiSession *session, DoudiInvention *invention, DoudiMonth month, gint64 households, GError **error);

G_END_DECLS
