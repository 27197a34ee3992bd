/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "policy/doudi-income.h"

G_BEGIN_DECLS

/* Shares are hundredths of a percent. */
#define DOUDI_WHOLE (100 * 100)
/* Income is kept in parts of a fen that make every share and every twelfth whole. */
#define DOUDI_INCOME_SCALE (DOUDI_WHOLE * DOUDI_MONTHS_IN_YEAR)

/*
 * DoudiIncomeTest:
 *
 * A test under way.
 *
 * @standard: the low-income standard
 * @countable: what counts of the income in a month, fen × %DOUDI_INCOME_SCALE
 * @rounding: of the amount
 */
typedef struct
{
  const DoudiPolicy *policy;
  const DoudiLowIncomeFacts *facts;
  DoudiCircumstances circumstances;
  DoudiLanguage language;
  GPtrArray *lines;
  const DoudiPolicyLine *standard;
  DoudiWide countable;
  DoudiRounding rounding;
} DoudiIncomeTest;

/* How many months the amounts of the household are for. */
static inline gint64
doudi_income_months (const DoudiIncomeTest *test)
{
  return test->facts->income.yearly ? DOUDI_MONTHS_IN_YEAR : 1;
}

/* Each adds its line. */
void doudi_income_explain_income (const DoudiIncomeTest *test);
void doudi_income_explain_work_cost (const DoudiIncomeTest *test, const DoudiRule *rule, const DoudiPolicyLine *minimum_wage, DoudiWide cost);
void doudi_income_explain_rigid_cost (const DoudiIncomeTest *test, const DoudiRule *rule, DoudiFen spent, DoudiWide cost);
void doudi_income_explain_countable (const DoudiIncomeTest *test, DoudiWide deducted, DoudiFen countable);
void doudi_income_explain_per_head (const DoudiIncomeTest *test, DoudiFen per_head);
void doudi_income_explain_standard (const DoudiIncomeTest *test, gboolean is_below);
void doudi_income_explain_edge (const DoudiIncomeTest *test, const DoudiRule *rule, gboolean is_below);
void doudi_income_explain_shortfall (const DoudiIncomeTest *test, DoudiFen amount);
void doudi_income_explain_assets (const DoudiIncomeTest *test, const DoudiRule *rule, gboolean is_over);

G_END_DECLS
