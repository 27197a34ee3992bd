/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "casework/doudi-review-due.h"

G_BEGIN_DECLS

gboolean doudi_review_open_round (DoudiSession *session, const char *division, DoudiDay through, guint *n_opened, GError **error);
gboolean doudi_review_finish (DoudiSession *session, gint64 review_id, const char *outcome, const char *reason, GError **error);
gboolean doudi_review_confirm (DoudiSession *session, gint64 review_id, gboolean agree, const char *reason, GError **error);
gboolean doudi_review_pause_lapsed (DoudiSession *session, DoudiMonth from, guint *n_paused, GError **error);

G_END_DECLS
