/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "base/doudi-rounding.h"
#include "policy/doudi-entitlement.h"

G_BEGIN_DECLS

/*
 * DoudiReckoning:
 *
 * One amount in the making.
 *
 * @term: the one in force
 * @circumstances: of it
 * @lines: (nullable): where its reasons go
 */
typedef struct
{
  const DoudiPolicy *policy;
  const DoudiEntitlementFacts *facts;
  const DoudiTerm *term;
  DoudiCircumstances circumstances;
  DoudiMonth month;
  DoudiLanguage language;
  GPtrArray *lines;
} DoudiReckoning;

/* One top-up: @count persons, each for @value because of @rule. */
typedef struct
{
  guint reasons;
  int count;
  DoudiFen each;
  const DoudiRule *rule;
} DoudiTopUp;

gboolean doudi_reckoning_standard (const DoudiReckoning *reckoning, DoudiRounding rounding, DoudiFen *amount, GError **error);

/* Each adds its lines; none looks whether anybody wants them. */
void doudi_reckoning_explain_nothing (const DoudiReckoning *reckoning);
void doudi_reckoning_explain_standards (const DoudiReckoning *reckoning, GPtrArray *standards, DoudiRounding rounding, DoudiFen each, DoudiFen product);
void doudi_reckoning_explain_shortfall (const DoudiReckoning *reckoning, const DoudiPolicyLine *line, const DoudiRule *single, DoudiRounding rounding, DoudiFen amount);
void doudi_reckoning_explain_drawn (const DoudiReckoning *reckoning, const DoudiDrawn *drawn, DoudiFen amount);
void doudi_reckoning_explain_floor (const DoudiReckoning *reckoning, DoudiFen below);
void doudi_reckoning_explain_top_up (const DoudiReckoning *reckoning, const DoudiTopUp *top_up, DoudiFen amount);
void doudi_reckoning_explain_taper (const DoudiReckoning *reckoning, int nth, const DoudiRule *months, const DoudiRule *share, DoudiFen before, DoudiFen amount);
void doudi_reckoning_explain_cap (const DoudiReckoning *reckoning, const DoudiPolicyLine *line, DoudiFen cap, DoudiFen below);
gboolean doudi_reckoning_fail_standard (const DoudiReckoning *reckoning, GError **error);
gboolean doudi_reckoning_fail_income (const DoudiReckoning *reckoning, GError **error);

G_END_DECLS
