/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DoudiDay:
 *
 * A civil day: the Julian day number of #GDate, 1 = 0001-01-01. Two days compare and subtract as
 * numbers. %DOUDI_DAY_NONE is no day.
 */
typedef guint32 DoudiDay;
#define DOUDI_DAY_NONE 0u

/* "2018-06-08" */
#define DOUDI_DAY_ISO_LENGTH 10

DoudiDay doudi_day_new (int year, int month, int day);
DoudiDay doudi_day_today (void);
DoudiDay doudi_day_parse_iso (const char *text);
DoudiDay doudi_day_parse (const char *text);
DoudiDay doudi_day_parse_short (const char *text, DoudiDay latest);
DoudiDay doudi_day_from_spreadsheet (gint64 serial, gboolean epoch_1904);
void doudi_day_split (DoudiDay day, int *year, int *month, int *day_of_month);
char *doudi_day_format_iso (DoudiDay day);
char *doudi_day_format_chinese (DoudiDay day);
int doudi_day_weekday (DoudiDay day);
DoudiDay doudi_day_add_years (DoudiDay day, int years);
DoudiDay doudi_day_add_months (DoudiDay day, int months);
int doudi_day_age_on (DoudiDay birth, DoudiDay day);

G_END_DECLS
