/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <glib.h>
#include "base/doudi-day.h"

G_BEGIN_DECLS

/**
 * DoudiWorkingDays:
 *
 * The working-day calendar: weekends are off, and each year's table (the State Council's notice)
 * says which further days are off and which weekend days are worked. Immutable once loaded.
 */
typedef struct _DoudiWorkingDays DoudiWorkingDays;

typedef enum
{
  DOUDI_COUNTING_CALENDAR,
  DOUDI_COUNTING_WORKING,
} DoudiCounting;

/**
 * DoudiNoticePeriod:
 * @first: the first day that counts (the day after posting)
 * @last: the last day of the period
 * @decide_from: the first day on which the decision may be made
 */
typedef struct
{
  DoudiDay first;
  DoudiDay last;
  DoudiDay decide_from;
} DoudiNoticePeriod;

DoudiWorkingDays *doudi_working_days_new (void);
DoudiWorkingDays *doudi_working_days_new_bundled (GError **error);
void doudi_working_days_free (DoudiWorkingDays *calendar);
gboolean doudi_working_days_add_table (DoudiWorkingDays *calendar, const char *csv, gssize length, const char *where, GError **error);
gboolean doudi_working_days_has_year (const DoudiWorkingDays *calendar, int year);
gboolean doudi_working_days_is_working (const DoudiWorkingDays *calendar, DoudiDay day);
DoudiDay doudi_working_days_add (const DoudiWorkingDays *calendar, DoudiDay from, int days);
int doudi_working_days_count (const DoudiWorkingDays *calendar, DoudiDay from, DoudiDay to);
DoudiNoticePeriod doudi_working_days_notice_period (const DoudiWorkingDays *calendar, DoudiDay posted, int days, DoudiCounting counting);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiWorkingDays, doudi_working_days_free)

G_END_DECLS
