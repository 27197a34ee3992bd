/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "base/doudi-month.h"

G_BEGIN_DECLS

/**
 * DoudiPeriodKind:
 *
 * How long a report looks back.
 */
typedef enum
{
  DOUDI_PERIOD_MONTH,
  DOUDI_PERIOD_QUARTER,
  DOUDI_PERIOD_YEAR,
} DoudiPeriodKind;

/**
 * DoudiPeriod:
 * @first: its first month
 * @last: its last month, the same for a month
 */
typedef struct
{
  DoudiPeriodKind kind;
  DoudiMonth first;
  DoudiMonth last;
} DoudiPeriod;

DoudiPeriod doudi_period_of_month (DoudiMonth month);
gboolean doudi_period_parse (const char *text, DoudiPeriod *period);
char *doudi_period_format (const DoudiPeriod *period);
char *doudi_period_format_chinese (const DoudiPeriod *period);

G_END_DECLS
