/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "store/doudi-session.h"

G_BEGIN_DECLS

/**
 * DoudiTodayItem:
 *
 * Something that waits for the person signed in.
 *
 * @page: which page shows it: "applications", "lists", "households", "payments", "notices", "settings"
 * @object: what to show there: "application:12", "list:3", "step:survey"
 * @what: in words, translated
 * @due: or %DOUDI_DAY_NONE
 * @overdue: @due is over
 * @count: how many, where it stands for several
 */
typedef struct
{
  char *page;
  char *object;
  char *what;
  DoudiDay due;
  gboolean overdue;
  guint count;
} DoudiTodayItem;

/**
 * DoudiTodayFigures:
 *
 * This month against the last one that was paid. Fen.
 */
typedef struct
{
  gint64 households;
  gint64 persons;
  gint64 paid;
  gint64 households_before;
  gint64 persons_before;
  gint64 paid_before;
} DoudiTodayFigures;

GPtrArray *doudi_today_list (DoudiSession *session, GError **error);
gboolean doudi_today_figures (DoudiSession *session, DoudiTodayFigures *figures, GError **error);
void doudi_today_item_free (DoudiTodayItem *item);

G_END_DECLS
