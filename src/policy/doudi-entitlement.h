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
 * @income_known: whether @yearly_income was assessed
 * @yearly_income: what the household has in a year after all deductions, fen, 0 or more
 * @single_person: one person of a household that does not draw, as if a household alone
 * @taper: an income above the line lets the award run out: it draws as before for some months
 * @key_persons: of the persons covered, how many have exactly these reasons for a top-up; indexed by
 *   bits of #DoudiKeyReason
 */
typedef struct
{
  DoudiMonth from;
  int persons;
  int benefit_class;
  DoudiCare care;
  DoudiSelfCare self_care;
  gboolean income_known;
  DoudiFen yearly_income;
  gboolean single_person;
  gboolean taper;
  guint16 key_persons[DOUDI_N_KEY_SETS];
} DoudiTerm;

typedef struct _DoudiEntitlementFacts DoudiEntitlementFacts;

/**
 * DoudiDrawn:
 *
 * Another award of which a person draws already what this one leaves out.
 *
 * @facts: of that award
 * @first_month: of that award; nothing is drawn before
 * @share: an award of a household, of which the person has one share
 */
typedef struct
{
  const DoudiEntitlementFacts *facts;
  DoudiMonth first_month;
  gboolean share;
} DoudiDrawn;

/**
 * DoudiEntitlementFacts:
 * @terms: in order of @from
 * @parts: (nullable): %NULL-terminated funding parts to count, %NULL for all
 * @drawn: what the method "difference" takes off
 */
struct _DoudiEntitlementFacts
{
  DoudiProgramme programme;
  DoudiResidence residence;
  const DoudiTerm *terms;
  guint n_terms;
  const char *const *parts;
  const DoudiDrawn *drawn;
  guint n_drawn;
};

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
