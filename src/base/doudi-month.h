/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <glib.h>
#include "base/doudi-day.h"

G_BEGIN_DECLS

/**
 * DoudiMonth:
 *
 * A calendar month as the number yyyymm (201806). %DOUDI_MONTH_NONE is no month. Months compare as
 * numbers; add and count with the functions below.
 */
typedef gint32 DoudiMonth;
#define DOUDI_MONTH_NONE 0

DoudiMonth doudi_month_new (int year, int month);
DoudiMonth doudi_month_of_day (DoudiDay day);
DoudiMonth doudi_month_parse_iso (const char *text);
DoudiMonth doudi_month_parse (const char *text);
DoudiMonth doudi_month_find (const char *text);
DoudiMonth doudi_month_add (DoudiMonth month, int months);
int doudi_month_between (DoudiMonth from, DoudiMonth to);
int doudi_month_year (DoudiMonth month);
int doudi_month_of_year (DoudiMonth month);
DoudiDay doudi_month_first_day (DoudiMonth month);
DoudiDay doudi_month_last_day (DoudiMonth month);
char *doudi_month_format_iso (DoudiMonth month);
char *doudi_month_format_chinese (DoudiMonth month);

G_END_DECLS
