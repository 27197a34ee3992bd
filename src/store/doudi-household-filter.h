/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "base/doudi-day.h"
#include "base/doudi-money.h"

G_BEGIN_DECLS

/**
 * DoudiCardFlags:
 * @DOUDI_CARD_NO_ACCOUNT: draws something, and no account is known to pay it to
 * @DOUDI_CARD_NO_PHONE: no telephone number is known
 * @DOUDI_CARD_NO_NUMBER: a member has no identity number
 * @DOUDI_CARD_NO_BIRTH_DATE: a member's day of birth is not known
 * @DOUDI_CARD_NUMBER_DIFFERS: sex or birth of a member are not those of the identity number
 * @DOUDI_CARD_HEADS: no member is the head, or several are
 * @DOUDI_CARD_DEAD_MEMBER: a member is recorded as dead
 * @DOUDI_CARD_NO_DISABILITY_CARD: a member's disability is recorded without a card
 * @DOUDI_CARD_DRAWS_NOTHING: no award is drawn
 * @DOUDI_CARD_OPEN_CHANGE: a change is entered and not decided
 * @DOUDI_CARD_OPEN_REVIEW: a review is under way
 *
 * What of a household somebody may want to look at. The numbers stand in caseload files.
 */
typedef enum
{
  DOUDI_CARD_NO_ACCOUNT = 1 << 0,
  DOUDI_CARD_NO_PHONE = 1 << 1,
  DOUDI_CARD_NO_NUMBER = 1 << 2,
  DOUDI_CARD_NO_BIRTH_DATE = 1 << 3,
  DOUDI_CARD_NUMBER_DIFFERS = 1 << 4,
  DOUDI_CARD_HEADS = 1 << 5,
  DOUDI_CARD_DEAD_MEMBER = 1 << 6,
  DOUDI_CARD_NO_DISABILITY_CARD = 1 << 7,
  DOUDI_CARD_DRAWS_NOTHING = 1 << 8,
  DOUDI_CARD_OPEN_CHANGE = 1 << 9,
  DOUDI_CARD_OPEN_REVIEW = 1 << 10,
} DoudiCardFlags;

#define DOUDI_N_CARD_FLAGS 11

/* Those that speak of faults in what is recorded. A death is none: what is still drawn for the dead
 * is found by the checks. */
#define DOUDI_CARD_DOUBTS                                                                         \
  ((guint) (DOUDI_CARD_NO_NUMBER | DOUDI_CARD_NO_BIRTH_DATE | DOUDI_CARD_NUMBER_DIFFERS            \
            | DOUDI_CARD_HEADS | DOUDI_CARD_NO_DISABILITY_CARD))

/* Bits of DoudiHouseholdFilter.disabilities: grades 1 to 4, and those whose grade is not told. */
#define DOUDI_DISABILITY_GRADE_BIT(grade) (1u << (grade))
#define DOUDI_DISABILITY_GRADE_UNKNOWN 1u
#define DOUDI_DISABILITY_SEVERE 6u
#define DOUDI_DISABILITY_ANY 31u

/**
 * DoudiHouseholdFilter:
 * @division: (nullable): township (9 digits) or village (12) to stay in
 * @text: (nullable): words to search for, as doudi_registry_search() takes them
 * @programme: or %DOUDI_PROGRAMME_NONE (0) for all; a bit number of DoudiHouseholdRow.programmes
 * @benefit_class: or 0
 * @born_by: somebody was born that day or before, so is of an age or older; or %DOUDI_DAY_NONE
 * @born_after: somebody was born after that day, so is younger; or %DOUDI_DAY_NONE
 * @disabilities: bits, one of which a member has; or 0
 * @flags: bits of #DoudiCardFlags, all of which are set; or 0
 * @any_flags: bits of #DoudiCardFlags, one of which is set; or 0
 * @recorded_since: something of it was recorded that day or later; or %DOUDI_DAY_NONE
 * @review_until: a review is due, or an award ends, that day or before; or %DOUDI_DAY_NONE
 * @amount_from: what it draws in a month, at least; or 0
 * @amount_to: at most; or 0
 *
 * Which households a list shows: those that fit all members. All zero is every household.
 * @review_until, @amount_from and @amount_to leave out the households of which that is not worked
 * out.
 */
typedef struct
{
  const char *division;
  const char *text;
  int programme;
  int benefit_class;
  DoudiDay born_by;
  DoudiDay born_after;
  guint disabilities;
  guint flags;
  guint any_flags;
  DoudiDay recorded_since;
  DoudiDay review_until;
  DoudiFen amount_from;
  DoudiFen amount_to;
} DoudiHouseholdFilter;

/**
 * DoudiHouseholdColumn:
 *
 * What a list of households can be ordered by. Those that are equal come by place, then by the
 * pinyin of the head.
 */
typedef enum
{
  DOUDI_HOUSEHOLD_PLACE,
  DOUDI_HOUSEHOLD_HEAD,
  DOUDI_HOUSEHOLD_MEMBERS,
  DOUDI_HOUSEHOLD_COVERED,
  DOUDI_HOUSEHOLD_CLASS,
  DOUDI_HOUSEHOLD_PROGRAMMES,
  DOUDI_HOUSEHOLD_AMOUNT,
  DOUDI_HOUSEHOLD_REVIEW,
  DOUDI_HOUSEHOLD_OLDEST,
  DOUDI_HOUSEHOLD_YOUNGEST,
  DOUDI_HOUSEHOLD_DISABILITY,
  DOUDI_HOUSEHOLD_FLAGS,
  DOUDI_HOUSEHOLD_RECORDED,
  DOUDI_N_HOUSEHOLD_COLUMNS,
} DoudiHouseholdColumn;

/**
 * DoudiHouseholdOrder:
 * @column: what the list is ordered by
 * @descending: whether the largest comes first; those of which it is not known come last either way
 */
typedef struct
{
  DoudiHouseholdColumn column;
  gboolean descending;
} DoudiHouseholdOrder;

const char *doudi_card_flag_name (guint bit);
gboolean doudi_card_flag_from_name (const char *name, guint *flag);
const char *doudi_household_column_name (DoudiHouseholdColumn column);
gboolean doudi_household_column_from_name (const char *name, DoudiHouseholdColumn *column);
gboolean doudi_household_filter_is_narrow (const DoudiHouseholdFilter *filter);

G_END_DECLS
