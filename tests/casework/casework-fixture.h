/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <sqlite3.h>

#include "base/doudi-base.h"
#include "casework/doudi-pay-run.h"
#include "casework/doudi-policies.h"
#include "store/doudi-award-store.h"
#include "store/doudi-session.h"

#define CASEWORK_COUNTY "623027"
#define CASEWORKER "caseworker"
#define REVIEWER "reviewer"
#define DIRECTOR "director"
#define ADMINISTRATOR "administrator"
#define CASEWORK_PASSWORD "correct horse 7"

#define LOW_INCOME (1u << DOUDI_PROGRAMME_LOW_INCOME)
#define SPECIAL_HARDSHIP (1u << DOUDI_PROGRAMME_SPECIAL_HARDSHIP)

/*
 * A caseload of a county in its own folder, with one user per role and the rules that come with the
 * program.
 *
 * @sessions: "user day" to DoudiSession
 * @village: a code of the county
 * @people: how many persons there are
 */
typedef struct
{
  char *folder;
  char *path;
  DoudiStore *store;
  GHashTable *sessions;
  char *village;
  int people;
} Casework;

/* A household of one person, the head. */
typedef struct
{
  gint64 household;
  gint64 person;
} Home;

void casework_set_up (Casework *casework, gconstpointer data);
void casework_tear_down (Casework *casework, gconstpointer data);
DoudiSession *casework_session (Casework *casework, const char *user, const char *day);

Home casework_add_home (Casework *casework, const char *name, const char *birth, const char *account);
gint64 casework_add_member (Casework *casework, gint64 household, const char *name);
void casework_correct_person (Casework *casework, gint64 person, const char *number, const char *birth);
void casework_add_account (Casework *casework, Home home, const char *number, const char *from);
gint64 casework_add_award (Casework *casework, const char *programme, Home home, DoudiMonth first, int persons, int benefit_class);
gint64 casework_add_award_of (Casework *casework, const char *programme, const char *residence, Home home, const DoudiAwardTermRow *term);
void casework_add_facts (Casework *casework, gint64 award, const DoudiAwardTermRow *term);
void casework_adopt (Casework *casework, const char *json, const char *day);
gint64 casework_add_care (Casework *casework, Home home, DoudiMonth first, const char *care);
gint64 casework_add_term (Casework *casework, gint64 award, DoudiMonth from, int persons, int benefit_class, gint64 replaces);
void casework_pay_by_hand (Casework *casework, gint64 award, DoudiMonth month, const DoudiLedgerLine *lines, guint n_lines, const char *day);

DoudiPayRunResult *casework_propose (Casework *casework, DoudiMonth month, guint programmes, const char *day);
gint64 casework_pay (Casework *casework, DoudiMonth month, guint programmes, const char *day);
DoudiFen casework_ledger_sum (Casework *casework, gint64 award, DoudiMonth month);
sqlite3 *casework_open_raw (Casework *casework);
gint64 casework_ask (Casework *casework, const char *sql);
void casework_write_raw (Casework *casework, const char *sql);
gboolean casework_verifies (Casework *casework, const char *check);
DoudiPolicyDocument *casework_document (const char *id, const char *adopted_on, DoudiMonth valid_from, DoudiFen class_one);

#define assert_refused(expression, code)             \
  G_STMT_START                                       \
  {                                                  \
    g_autoptr (GError) refused = NULL;               \
    GError **error = &refused;                       \
    g_assert_false (!!(expression));                 \
    g_assert_error (refused, DOUDI_ERROR, code);     \
    g_assert_cmpuint (strlen (refused->message), >, 10); \
  }                                                  \
  G_STMT_END
