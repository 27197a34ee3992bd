/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "casework/doudi-household-choice.h"

G_BEGIN_DECLS

/**
 * DoudiHouseholdCondition:
 *
 * The conditions of a choice that a list is narrowed by beside place, programme and class. Each flag
 * is a condition of its own: %DOUDI_CONDITION_FLAG and the number of its bit.
 */
typedef enum
{
  DOUDI_CONDITION_AGED_FROM,
  DOUDI_CONDITION_AGED_BELOW,
  DOUDI_CONDITION_DISABILITY,
  DOUDI_CONDITION_REVIEW,
  DOUDI_CONDITION_RECORDED,
  DOUDI_CONDITION_AMOUNT,
  DOUDI_CONDITION_ANY_FLAGS,
  DOUDI_CONDITION_FLAG,
  DOUDI_N_CONDITIONS = DOUDI_CONDITION_FLAG + DOUDI_N_CARD_FLAGS,
} DoudiHouseholdCondition;

/* Of how many words the spans of a review or of what was recorded are, that of a day left out. */
#define DOUDI_N_REVIEW_SPANS 6
#define DOUDI_N_RECORDED_SPANS 4

typedef struct
{
  DoudiHouseholdSpan span;
  const char *label;
} DoudiSpanWord;

extern const DoudiSpanWord doudi_review_spans[DOUDI_N_REVIEW_SPANS];
extern const DoudiSpanWord doudi_recorded_spans[DOUDI_N_RECORDED_SPANS];

const char *doudi_household_flag_label (guint bit);
char *doudi_household_flags_say (guint flags);
const char *doudi_household_grade_label (guint grade);
const char *doudi_household_why_say (const char *why);
char *doudi_household_condition_say (const DoudiHouseholdChoice *choice, DoudiHouseholdCondition condition);
void doudi_household_condition_drop (DoudiHouseholdChoice *choice, DoudiHouseholdCondition condition);
char *doudi_household_choice_find_name (const DoudiHouseholdChoice *choice);

G_END_DECLS
