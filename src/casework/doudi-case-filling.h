/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "casework/doudi-case-read.h"
#include "policy/doudi-form-filling.h"

G_BEGIN_DECLS

DoudiFormFilling *doudi_case_filling_new (DoudiStore *store, const DoudiCase *self, const DoudiPolicy *policy, const DoudiCaseProposal *proposal, DoudiDay today, GError **error);
DoudiFormFilling *doudi_case_filling_read (DoudiSession *session, const DoudiCase *self, GError **error);
DoudiFormAnswers *doudi_case_answers_for (const DoudiCase *self, DoudiForm *form, GError **error);
gboolean doudi_case_has_filled (const DoudiCase *self, const DoudiForm *form);

G_END_DECLS
