/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "policy/doudi-programme.h"
#include "store/doudi-household-filter.h"

G_BEGIN_DECLS

/**
 * DoudiHouseholdSpan:
 * @DOUDI_SPAN_ANY: whenever
 * @DOUDI_SPAN_OVERDUE: before today
 * @DOUDI_SPAN_TODAY: today
 * @DOUDI_SPAN_WEEK: within seven days, today among them
 * @DOUDI_SPAN_MONTH: this month
 * @DOUDI_SPAN_NEXT_MONTH: this month and the next
 * @DOUDI_SPAN_DAY: a day that was named
 *
 * A stretch of days that goes with the business day: what was due this month last year is not what
 * is due this month.
 */
typedef enum
{
  DOUDI_SPAN_ANY,
  DOUDI_SPAN_OVERDUE,
  DOUDI_SPAN_TODAY,
  DOUDI_SPAN_WEEK,
  DOUDI_SPAN_MONTH,
  DOUDI_SPAN_NEXT_MONTH,
  DOUDI_SPAN_DAY,
  DOUDI_N_SPANS,
} DoudiHouseholdSpan;

/**
 * DoudiHouseholdChoice:
 * @division: township (9 digits) or village (12); "" for the whole county
 * @aged_from: a member is so many years old or older; 0 for any
 * @aged_below: a member is younger; 0 for any
 * @disabilities: bits, one of which a member has; 0 for any
 * @flags: bits of #DoudiCardFlags, all of which are set
 * @any_flags: bits, one of which is set; 0 for any
 * @recorded: since when something was recorded; @recorded_day for %DOUDI_SPAN_DAY
 * @review: until when a review is due; @review_day for %DOUDI_SPAN_DAY
 * @amount_from, @amount_to: what is drawn in a month; 0 for any
 *
 * Which households somebody wants to see, in words that stay right as time goes by. All zero is
 * every household.
 */
typedef struct
{
  char division[13];
  DoudiProgramme programme;
  int benefit_class;
  int aged_from;
  int aged_below;
  guint disabilities;
  guint flags;
  guint any_flags;
  DoudiHouseholdSpan recorded;
  DoudiDay recorded_day;
  DoudiHouseholdSpan review;
  DoudiDay review_day;
  DoudiFen amount_from;
  DoudiFen amount_to;
} DoudiHouseholdChoice;

/**
 * DoudiStandingChoice:
 * @name: as on the command line
 * @label: English, to be translated
 *
 * A choice that comes with the program: what caseworkers look for again and again.
 */
typedef struct
{
  const char *name;
  const char *label;
  DoudiHouseholdChoice choice;
} DoudiStandingChoice;

/* Ages that can be asked for. */
#define DOUDI_CHOICE_AGE_MAX 120

DoudiHouseholdFilter doudi_household_choice_resolve (const DoudiHouseholdChoice *choice, DoudiDay today);
gboolean doudi_household_choice_equal (const DoudiHouseholdChoice *one, const DoudiHouseholdChoice *other);
gboolean doudi_household_choice_needs_figures (const DoudiHouseholdChoice *choice);
gboolean doudi_household_span_parse (const char *text, DoudiHouseholdSpan *span, DoudiDay *day);
const DoudiStandingChoice *doudi_standing_choices (guint *n);
const DoudiStandingChoice *doudi_standing_choice_find (const char *name);

G_END_DECLS
