/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <glib.h>
#include "base/doudi-rounding.h"
#include "policy/doudi-explanation.h"
#include "policy/doudi-policy.h"

G_BEGIN_DECLS

/* For a method or a rounding: what the policy chooses. */
#define DOUDI_AS_POLICY_SAYS (-1)

/**
 * DoudiHouseholdIncome:
 *
 * What a household has and must spend in a month, or in a year, fen, 0 or more each.
 *
 * @yearly: all amounts are of a year; nothing is divided before it is compared
 * @wages: of all members
 * @wage_earners: how many members earn them; for a work cost by the minimum wage
 * @other: net income from business, property and transfers that counts
 * @not_counted: what the rules leave out (民发〔2021〕57号: 优待抚恤金, 奖学金 …); only named
 * @costs: rigid costs, by the cases of the rule "rigid-cost"
 */
typedef struct
{
  gboolean yearly;
  DoudiFen wages;
  int wage_earners;
  DoudiFen other;
  DoudiFen not_counted;
  DoudiFen costs[DOUDI_N_RIGID_COSTS];
} DoudiHouseholdIncome;

/**
 * DoudiLowIncomeFacts:
 *
 * A household that is tested.
 *
 * @month: %DOUDI_MONTH_NONE for what is in force without end
 * @persons: living together, 1 or more
 * @benefit_class: 1-4, 0 if none was found
 * @method: %DOUDI_METHOD_STANDARD or %DOUDI_METHOD_SHORTFALL, or %DOUDI_AS_POLICY_SAYS
 * @rounding: a #DoudiRounding, or %DOUDI_AS_POLICY_SAYS
 * @assets: financial assets of the household, fen, if @assets_known
 */
typedef struct
{
  DoudiResidence residence;
  DoudiMonth month;
  int persons;
  int benefit_class;
  DoudiHouseholdIncome income;
  int method;
  int rounding;
  gboolean assets_known;
  DoudiFen assets;
} DoudiLowIncomeFacts;

/**
 * DoudiIncomeOutcome:
 * @DOUDI_INCOME_ELIGIBLE: below the standard
 * @DOUDI_INCOME_EDGE: not below the standard, and below the edge line
 * @DOUDI_INCOME_OVER: neither
 */
typedef enum
{
  DOUDI_INCOME_ELIGIBLE,
  DOUDI_INCOME_EDGE,
  DOUDI_INCOME_OVER,
} DoudiIncomeOutcome;

typedef enum
{
  DOUDI_ASSETS_UNKNOWN,
  DOUDI_ASSETS_WITHIN,
  DOUDI_ASSETS_OVER,
} DoudiAssetsOutcome;

/**
 * DoudiLowIncome:
 *
 * What the test came to. Amounts are fen, half-up; every comparison was made before rounding.
 *
 * @countable_income: of the household in a month, after deductions
 * @yearly_income: the same in a year
 * @income_per_head: a person's part of it
 * @standard: a month for one person
 * @edge_line: a month for one person, 0 where the policy draws none
 * @assets: unknown where none were given or nothing is said of them
 * @amount: a month for all persons, 0 unless eligible
 */
typedef struct
{
  DoudiIncomeOutcome outcome;
  DoudiFen countable_income;
  DoudiFen yearly_income;
  DoudiFen income_per_head;
  DoudiFen standard;
  DoudiFen edge_line;
  DoudiAssetsOutcome assets;
  DoudiFen amount;
} DoudiLowIncome;

GPtrArray *doudi_low_income (const DoudiPolicy *policy, const DoudiLowIncomeFacts *facts, DoudiLanguage language, DoudiLowIncome *result, GError **error);
const char *doudi_income_outcome_name (DoudiIncomeOutcome outcome);
const char *doudi_assets_outcome_name (DoudiAssetsOutcome outcome);

G_END_DECLS
