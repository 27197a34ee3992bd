/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "base/doudi-base.h"
#include "casework/doudi-pay-run.h"
#include "report/doudi-report.h"
#include "store/doudi-session.h"

#define FIXTURE_COUNTY "623027"

#define LOW_INCOME (1u << DOUDI_PROGRAMME_LOW_INCOME)
#define EVERY_PROGRAMME                                                                            \
  (LOW_INCOME | 1u << DOUDI_PROGRAMME_SPECIAL_HARDSHIP | 1u << DOUDI_PROGRAMME_ORPHAN              \
   | 1u << DOUDI_PROGRAMME_DISABILITY_LIVING | 1u << DOUDI_PROGRAMME_DISABILITY_NURSING)

/*
 * A caseload of a county in a folder of its own: five townships, a user for each role, people in
 * every programme, of every age and grade. All of them are invented.
 *
 * @sessions: "user day" to DoudiSession
 * @villages: (element-type utf8): two of each of five townships
 * @people: how many persons there are
 * @homes: how many households
 */
typedef struct
{
  char *folder;
  DoudiStore *store;
  GHashTable *sessions;
  GPtrArray *villages;
  guint people;
  guint homes;
} Fixture;

void fixture_set_up (Fixture *fixture, gconstpointer data);
void fixture_tear_down (Fixture *fixture, gconstpointer data);
DoudiSession *fixture_session (Fixture *fixture, const char *user, const char *day);
char *fixture_path (Fixture *fixture, const char *name);

/* @shape: how many households of low income there are; about a tenth as many of the others. */
void fixture_fill (Fixture *fixture, guint shape);
void fixture_fill_singles (Fixture *fixture, guint households);
gint64 fixture_add_low_income (Fixture *fixture, const char *residence, DoudiMonth first, int members, int persons, int benefit_class);
void fixture_change_term (Fixture *fixture, gint64 award, DoudiMonth from, int persons, int benefit_class);
gint64 fixture_pay (Fixture *fixture, DoudiMonth month, guint programmes, gboolean close);
void fixture_run_sql (Fixture *fixture, const char *sql);
gint64 fixture_ask_sql (Fixture *fixture, const char *sql);
void fixture_fill_two_months (Fixture *fixture);

DoudiReport *fixture_report (Fixture *fixture, const char *id, const char *period);
const DoudiReportCheck *fixture_check (const DoudiReport *report, const char *rule);

#define assert_refused(expression, code)                 \
  G_STMT_START                                           \
  {                                                      \
    g_autoptr (GError) refused = NULL;                   \
    GError **error = &refused;                           \
    g_assert_false (!!(expression));                     \
    g_assert_error (refused, DOUDI_ERROR, code);         \
    g_assert_cmpuint (strlen (refused->message), >, 10); \
  }                                                      \
  G_STMT_END
