/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <glib.h>
#include "base/doudi-disability-card.h"
#include "policy/doudi-explanation.h"
#include "policy/doudi-policy.h"

G_BEGIN_DECLS

/**
 * DoudiAgeFacts:
 * @programme: one with an age that is too old
 * @birth: day of birth
 * @in_school: whether the person stays at school beyond that age
 * @month: of the rules; %DOUDI_MONTH_NONE for those that are in force without end
 */
typedef struct
{
  DoudiProgramme programme;
  DoudiDay birth;
  gboolean in_school;
  DoudiMonth month;
} DoudiAgeFacts;

/**
 * DoudiAgeOut:
 * @years: the age that is too old
 * @birthday: the day on which it is reached
 * @last_month: the last one paid; %DOUDI_MONTH_NONE where it goes on at school, or the county says
 */
typedef struct
{
  int years;
  DoudiDay birthday;
  DoudiMonth last_month;
} DoudiAgeOut;

/**
 * DoudiWorkFacts:
 * @birth: day of birth
 * @on: the day for which it is asked
 * @disability_class: of the card, %DOUDI_DISABILITY_NONE without one
 * @grade: of the card, 1 (worst) to 4
 */
typedef struct
{
  DoudiDay birth;
  DoudiDay on;
  DoudiDisabilityClass disability_class;
  int grade;
} DoudiWorkFacts;

/**
 * DoudiWorkAbility:
 * @lacking: whether the person counts as without work ability
 * @rule: (nullable): by which rule; %NULL if @lacking is not
 */
typedef struct
{
  gboolean lacking;
  const DoudiRule *rule;
} DoudiWorkAbility;

/* No situation that keeps a parent from caring. */
#define DOUDI_PARENT_ABLE (-1)

enum
{
  DOUDI_FATHER,
  DOUDI_MOTHER,
  DOUDI_N_PARENTS,
};

/**
 * DoudiParent:
 * @situation: a case of the rule "parent-situation", or %DOUDI_PARENT_ABLE
 * @since: %DOUDI_DAY_NONE if it is not known
 * @until: the last day, where a sentence or an order names one, else %DOUDI_DAY_NONE
 */
typedef struct
{
  int situation;
  DoudiDay since;
  DoudiDay until;
} DoudiParent;

/**
 * DoudiParentsFacts:
 * @birth: of the child; %DOUDI_DAY_NONE leaves its age aside
 * @on: the day for which it is asked
 */
typedef struct
{
  DoudiDay birth;
  DoudiDay on;
  DoudiParent parents[DOUDI_N_PARENTS];
} DoudiParentsFacts;

/**
 * DoudiChildEligibility:
 * @programme: for orphans or unsupported children, %DOUDI_PROGRAMME_NONE for neither
 * @too_old: whether the age alone keeps the child out
 * @counts: whether the situation of each parent counts, for that programme, else for unsupported
 *   children
 */
typedef struct
{
  DoudiProgramme programme;
  gboolean too_old;
  gboolean counts[DOUDI_N_PARENTS];
} DoudiChildEligibility;

GPtrArray *doudi_age_out (const DoudiPolicy *policy, const DoudiAgeFacts *facts, DoudiLanguage language, DoudiAgeOut *result, GError **error);
GPtrArray *doudi_work_ability (const DoudiPolicy *policy, const DoudiWorkFacts *facts, DoudiLanguage language, DoudiWorkAbility *result, GError **error);
GPtrArray *doudi_child_eligibility (const DoudiPolicy *policy, const DoudiParentsFacts *facts, DoudiLanguage language, DoudiChildEligibility *result, GError **error);

G_END_DECLS
