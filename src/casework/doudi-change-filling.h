/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "policy/doudi-form-filling.h"
#include "store/doudi-change-store.h"

G_BEGIN_DECLS

DoudiFormFilling *doudi_change_filling_read (DoudiSession *session, const DoudiChangeRow *row, GError **error);
DoudiFormAnswers *doudi_change_answers_for (DoudiStore *store, const DoudiChangeRow *row, DoudiForm *form, DoudiFormFilling *filling, GError **error);

G_END_DECLS
