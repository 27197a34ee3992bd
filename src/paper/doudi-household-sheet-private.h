/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "paper/doudi-household-sheet.h"

G_BEGIN_DECLS

/* The columns of the three tables; a row has as many texts. */
#define DOUDI_HOUSEHOLD_MEMBER_COLUMNS 7
#define DOUDI_HOUSEHOLD_AWARD_COLUMNS 6
#define DOUDI_HOUSEHOLD_EVENT_COLUMNS 5

/*
 * @full: numbers are whole
 * @user: who prints it, on @day
 * @members, @awards, @events: (element-type GStrv): rows, ready to print
 * @total: what all awards come to this month
 */
struct _DoudiHouseholdSheet
{
  gint64 household_id;
  gboolean full;
  gboolean demonstration;
  DoudiDay day;
  char *county;
  char *user;
  char *head;
  char *place;
  char *phone;
  char *persons;
  char *accounts;
  char *total;
  GPtrArray *members;
  GPtrArray *awards;
  GPtrArray *events;
  char *digest;
};

G_END_DECLS
