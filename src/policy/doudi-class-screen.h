/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <glib.h>
#include "policy/doudi-explanation.h"
#include "policy/doudi-policy.h"

G_BEGIN_DECLS

/**
 * DoudiScreenOutcome:
 * @DOUDI_SCREEN_KEEP: below the standard, or of a class that is not screened
 * @DOUDI_SCREEN_EXIT: above the standard
 * @DOUDI_SCREEN_MANUAL: equal to the standard, of which the plan says nothing
 */
typedef enum
{
  DOUDI_SCREEN_KEEP,
  DOUDI_SCREEN_EXIT,
  DOUDI_SCREEN_MANUAL,
} DoudiScreenOutcome;

/**
 * DoudiScreenFacts:
 *
 * A household that draws low income by class.
 *
 * @month: %DOUDI_MONTH_NONE for the standard that is in force without end
 * @benefit_class: 1-4
 * @persons: 1 or more
 * @yearly_income: disposable income of the household with what it draws, fen
 * @monthly_amount: what one person draws, fen
 */
typedef struct
{
  DoudiResidence residence;
  DoudiMonth month;
  int benefit_class;
  int persons;
  DoudiFen yearly_income;
  DoudiFen monthly_amount;
} DoudiScreenFacts;

/**
 * DoudiScreen:
 * @net_per_head: disposable income of a person in a year without low income, fen, half-up; below 0
 *   where more is drawn than there is
 * @standard: low-income standard of a person in a year, fen
 */
typedef struct
{
  DoudiScreenOutcome outcome;
  DoudiFen net_per_head;
  DoudiFen standard;
} DoudiScreen;

GPtrArray *doudi_class_screen (const DoudiPolicy *policy, const DoudiScreenFacts *facts, DoudiLanguage language, DoudiScreen *result, GError **error);
const char *doudi_screen_outcome_name (DoudiScreenOutcome outcome);

G_END_DECLS
