/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "base/doudi-money.h"
#include "base/doudi-month.h"
#include "store/doudi-session.h"

G_BEGIN_DECLS

/**
 * DoudiTodayItem:
 *
 * Something that waits for the person signed in.
 *
 * @page: which page shows it: "applications", "lists", "households", "payments", "notices",
 *   "settings"
 * @object: what to show there: "application:12", "list:3", "step:survey", "draft:FORM:SUBJECT",
 *   "change:4", "reviews", or ""
 * @what: in words, translated
 * @count: how many, where it stands for several; else 0
 * @due: the day of the nearest, or %DOUDI_DAY_NONE
 * @overdue: @due is over
 */
typedef struct
{
  const char *page;
  char *object;
  char *what;
  guint count;
  DoudiDay due;
  gboolean overdue;
} DoudiTodayItem;

/**
 * DoudiTodayMonth:
 *
 * What was paid for a month by closed runs. Fen.
 */
typedef struct
{
  DoudiMonth month;
  gint64 households;
  gint64 persons;
  DoudiFen paid;
} DoudiTodayMonth;

GPtrArray *doudi_today_list (DoudiSession *session, GError **error);
GArray *doudi_today_months (DoudiSession *session, guint n_months, GError **error);
void doudi_today_item_free (DoudiTodayItem *item);

G_END_DECLS
