/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <glib.h>
#include "policy/doudi-explanation.h"
#include "policy/doudi-policy.h"

G_BEGIN_DECLS

/**
 * DoudiTerm:
 *
 * What is so about an award from a month on, until the next term of the same award begins. A term
 * with no persons stops the award.
 *
 * @from: first month
 * @persons: persons covered; 1 for an award of one person
 */
typedef struct
{
  DoudiMonth from;
  int persons;
  int benefit_class;
  DoudiCare care;
  DoudiSelfCare self_care;
} DoudiTerm;

/**
 * DoudiEntitlementFacts:
 * @terms: in order of @from
 * @parts: (nullable): %NULL-terminated funding parts to count, %NULL for all
 */
typedef struct
{
  DoudiProgramme programme;
  DoudiResidence residence;
  const DoudiTerm *terms;
  guint n_terms;
  const char *const *parts;
} DoudiEntitlementFacts;

/**
 * DoudiArrearsMonth:
 *
 * One month of a comparison of what is due with what was paid, fen.
 */
typedef struct
{
  DoudiMonth month;
  DoudiFen due;
  DoudiFen paid;
} DoudiArrearsMonth;

gboolean doudi_entitlement (const DoudiPolicy *policy, const DoudiEntitlementFacts *facts, DoudiMonth month, DoudiFen *amount, GError **error);
GPtrArray *doudi_entitlement_explain (const DoudiPolicy *policy, const DoudiEntitlementFacts *facts, DoudiMonth month, DoudiLanguage language, DoudiFen *amount, GError **error);
const DoudiTerm *doudi_entitlement_term (const DoudiEntitlementFacts *facts, DoudiMonth month);
gboolean doudi_arrears (const DoudiPolicy *policy, const DoudiEntitlementFacts *facts, DoudiMonth through, DoudiArrearsMonth *months, guint n_months, GError **error);

G_END_DECLS
