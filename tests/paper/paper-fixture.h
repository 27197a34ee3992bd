/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "base/doudi-base.h"
#include "store/doudi-session.h"

#define PASSWORD "correct horse 7"

/* 九甲村 of 拉卜楞镇, and its neighbour. */
#define VILLAGE "623027100200"
#define NEIGHBOUR "623027100201"
#define MONTH 201806

/*
 * A caseload of 夏河县 with the rules of 2018 and no households; its business day is 2018-06-08.
 * @notices is signed in; the others are once somebody asked for them.
 */
typedef struct
{
  char *folder;
  char *output;
  DoudiStore *store;
  DoudiSession *administrator;
  DoudiSession *caseworker;
  DoudiSession *director;
  DoudiSession *notices;
  guint n_persons;
} Fixture;

/*
 * A household of one person who draws one award from January 2018 on. What is NULL or 0 is filled
 * in: an adult of 1970, one person, class 2.
 */
typedef struct
{
  const char *village;
  const char *name;
  const char *birth;
  const char *programme;
  const char *residence;
  int persons;
  int benefit_class;
  const char *care;
  const char *self_care;
  const char *group;
  const char *address;
  const char *phone;
  const char *account;
  const char *remark;
  DoudiMonth first_month;
  DoudiMonth original_month;
} FixtureAward;

void fixture_set_up (Fixture *fixture, gconstpointer data);
void fixture_tear_down (Fixture *fixture, gconstpointer data);
void fixture_forget (void);
void fixture_add (Fixture *fixture, const FixtureAward *awards, guint n);
void fixture_set (Fixture *fixture, const char *name, const char *value);
DoudiSession *fixture_administrator (Fixture *fixture);
DoudiSession *fixture_caseworker (Fixture *fixture);
DoudiSession *fixture_director (Fixture *fixture);
gint64 fixture_propose (Fixture *fixture, DoudiMonth month);
gint64 fixture_pay (Fixture *fixture, DoudiMonth month);
guint fixture_count_files (Fixture *fixture);

char *run_tool (const char *const *arguments);
char *pdf_text (const char *path, guint page);
guint pdf_pages (const char *path);
void assert_golden (const char *name, const char *text);
gboolean print_golden_wanted (int *argc, char **argv);
