/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "app/doudi-page.h"
#include "app/doudi-policy-entries.h"
#include "casework/doudi-what-if.h"

G_BEGIN_DECLS

/**
 * DoudiPolicyAct:
 *
 * What a person can do with a document.
 */
typedef enum
{
  DOUDI_POLICY_PROPOSE,
  DOUDI_POLICY_ADOPT,
} DoudiPolicyAct;

/**
 * DoudiPolicyActedFunc:
 * @id: row of the document in the caseload
 *
 * It is done.
 */
typedef void (*DoudiPolicyActedFunc) (DoudiPage *page, DoudiPolicyAct act, gint64 id);

gboolean doudi_policy_act_is_possible (DoudiPolicyAct act, DoudiPage *page, const DoudiPolicyEntry *entry);
char *doudi_policy_act_hint (DoudiPage *page, const DoudiPolicyEntry *entry);
void doudi_policy_act_ask (DoudiPolicyAct act, DoudiPage *page, const DoudiPolicyEntry *entry, const DoudiWhatIf *answer, DoudiPolicyActedFunc acted);

G_END_DECLS
