/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "store/doudi-session.h"

G_BEGIN_DECLS

gboolean doudi_household_figures_are_due (DoudiSession *session, gboolean *due, GError **error);
gboolean doudi_household_figures_update (DoudiSession *session, const DoudiProgress *progress, guint *n_updated, GError **error);

G_END_DECLS
