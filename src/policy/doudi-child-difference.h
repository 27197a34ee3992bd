/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <glib.h>
#include "policy/doudi-explanation.h"
#include "policy/doudi-policy.h"

G_BEGIN_DECLS

/**
 * DoudiChildFacts:
 *
 * A child that nobody supports, fen a month, 0 or more each.
 *
 * @month: %DOUDI_MONTH_NONE for the rules that are in force without end
 * @standard: of the programme
 * @low_income_share: the child's share of what the household draws
 * @disability_living: living subsidy for disabled persons that the child draws
 * @special_hardship: what the child draws as a person in special hardship
 */
typedef struct
{
  DoudiMonth month;
  DoudiFen standard;
  DoudiFen low_income_share;
  DoudiFen disability_living;
  DoudiFen special_hardship;
} DoudiChildFacts;

GPtrArray *doudi_child_difference (const DoudiPolicy *policy, const DoudiChildFacts *facts, DoudiLanguage language, DoudiFen *amount);

G_END_DECLS
