/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <glib.h>
#include "policy/doudi-policy-document.h"

G_BEGIN_DECLS

/**
 * DoudiPolicy:
 *
 * What the adopted documents say, as known on one day. Immutable; the look-up of an amount is
 * cheap enough for a pay run over 100,000 awards.
 */
typedef struct _DoudiPolicy DoudiPolicy;

/**
 * DoudiCircumstances:
 *
 * What an amount depends on. What is not known is left 0; only amounts for any value fit it then.
 *
 * @benefit_class: 1-4
 */
typedef struct
{
  DoudiProgramme programme;
  DoudiResidence residence;
  int benefit_class;
  DoudiCare care;
  DoudiSelfCare self_care;
} DoudiCircumstances;

/**
 * DoudiStandardIter:
 *
 * A walk over the amounts that hold for some circumstances in a month, one for each part. Lives on
 * the stack; its members are private.
 */
typedef struct
{
  const DoudiPolicy *policy;
  const DoudiCircumstances *circumstances;
  DoudiMonth month;
  guint next;
  guint last_rank;
  gboolean last_demonstration;
  gboolean found;
} DoudiStandardIter;

DoudiPolicy *doudi_policy_new (GPtrArray *documents, DoudiDay known_on);
DoudiPolicy *doudi_policy_ref (DoudiPolicy *policy);
void doudi_policy_unref (DoudiPolicy *policy);
DoudiDay doudi_policy_get_known_on (const DoudiPolicy *policy);
gboolean doudi_policy_knows (const DoudiPolicy *policy, DoudiProgramme programme, DoudiMonth month);
void doudi_standard_iter_init (DoudiStandardIter *iter, const DoudiPolicy *policy, const DoudiCircumstances *circumstances, DoudiMonth month);
const DoudiStandard *doudi_standard_iter_next (DoudiStandardIter *iter);
const DoudiPolicyLine *doudi_policy_find_line (const DoudiPolicy *policy, DoudiPolicyLineKind kind, DoudiResidence residence, DoudiMonth month);
const DoudiRule *doudi_policy_find_rule (const DoudiPolicy *policy, DoudiRuleKind kind, int which, const DoudiCircumstances *circumstances, DoudiMonth month);
int doudi_policy_find_choice (const DoudiPolicy *policy, DoudiRuleKind kind, int which, const DoudiCircumstances *circumstances, DoudiMonth month, int otherwise);
const DoudiRule *doudi_programmes_meet (const DoudiPolicy *policy, DoudiProgramme one, DoudiProgramme other, DoudiMonth month);
gboolean doudi_programmes_exclude (const DoudiPolicy *policy, DoudiProgramme one, DoudiProgramme other, DoudiMonth month);
gboolean doudi_programmes_ever_meet (const DoudiPolicy *policy, DoudiProgramme one, DoudiProgramme other, int how);
DoudiMonth doudi_programme_first_month (const DoudiPolicy *policy, DoudiProgramme programme, DoudiDay applied, DoudiDay decided);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiPolicy, doudi_policy_unref)

G_END_DECLS
