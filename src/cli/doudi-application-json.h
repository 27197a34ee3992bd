/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "casework/doudi-case-work.h"
#include "cli/doudi-command.h"

G_BEGIN_DECLS

void doudi_json_add_case (JsonBuilder *builder, const DoudiCase *of, const DoudiCaseProposal *proposal, const GPtrArray *flags, GPtrArray *reasons);
void doudi_json_add_case_summary (JsonBuilder *builder, const DoudiCaseSummary *summary);
void doudi_json_add_flags (JsonBuilder *builder, const char *member, const GPtrArray *flags);
DoudiFormAnswers *doudi_invocation_load_answers (DoudiForm *form, const char *path, GError **error);
void doudi_invocation_complain (DoudiInvocation *invocation, const GPtrArray *problems);
void doudi_json_add_problems (JsonBuilder *builder, const GPtrArray *problems, gboolean warnings);

G_END_DECLS
