/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "store/doudi-session.h"

G_BEGIN_DECLS

/**
 * DoudiCandidateKind:
 *
 * Why records may stand for the same: persons by number, by name and day of birth, by name and
 * village group where one has no number; households by telephone, by account.
 */
typedef enum
{
  DOUDI_CANDIDATES_NUMBER,
  DOUDI_CANDIDATES_NAME,
  DOUDI_CANDIDATES_NAMESAKE,
  DOUDI_CANDIDATES_PHONE,
  DOUDI_CANDIDATES_ACCOUNT,
  DOUDI_N_CANDIDATES,
} DoudiCandidateKind;

/**
 * DoudiCandidates:
 * @key: what they have in common
 * @ids: (element-type gint64): persons or households, two or more, smaller ids first
 */
typedef struct
{
  char *key;
  GArray *ids;
} DoudiCandidates;

/**
 * DoudiFindingPersonRow:
 * @known: whether the record stands for anybody: it is, or was, a member somewhere, or draws
 * @household_id: of which it is a member, else the last of which it was, else where it draws
 * @member: whether it is a member on the day
 * @numbers: all that it has or had, in their order, one after the other
 */
typedef struct
{
  gint64 id;
  char *name;
  char *identity_number;
  char *sex;
  char *birth_date;
  gboolean known;
  gboolean member;
  gint64 household_id;
  char *village;
  char *village_group;
  char *numbers;
  char *recorded_at;
  char *recorded_by;
} DoudiFindingPersonRow;

/**
 * DoudiFindingHouseholdRow:
 * @head_name: "" where nobody is left
 */
typedef struct
{
  gint64 id;
  char *head_name;
  char *village;
  char *village_group;
} DoudiFindingHouseholdRow;

/**
 * DoudiFindingDecisionRow:
 *
 * What somebody decided about a finding.
 */
typedef struct
{
  gint64 id;
  char *kind;
  char *subject;
  char *evidence;
  char *decision;
  char *reason;
  DoudiDay decided_on;
  char *recorded_by;
} DoudiFindingDecisionRow;

GPtrArray *doudi_candidates_list (DoudiStore *store,
                                  DoudiCandidateKind kind,
                                  gint64 household,
                                  DoudiDay day,
                                  GError **error);
DoudiFindingPersonRow *
doudi_finding_person_get (DoudiStore *store, gint64 id, DoudiDay day, GError **error);
DoudiFindingHouseholdRow *
doudi_finding_household_get (DoudiStore *store, gint64 id, DoudiDay day, GError **error);

gboolean
doudi_finding_decision_insert (DoudiSession *session, DoudiFindingDecisionRow *row, GError **error);
GHashTable *doudi_finding_decisions_last (DoudiStore *store, GError **error);
GPtrArray *doudi_finding_decisions_of (DoudiStore *store,
                                       const char *kind,
                                       const char *subject,
                                       GError **error);
char *doudi_finding_decision_key (const char *kind, const char *subject);

void doudi_candidates_free (DoudiCandidates *candidates);
void doudi_finding_person_row_free (DoudiFindingPersonRow *row);
void doudi_finding_household_row_free (DoudiFindingHouseholdRow *row);
void doudi_finding_decision_row_free (DoudiFindingDecisionRow *row);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiCandidates, doudi_candidates_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiFindingPersonRow, doudi_finding_person_row_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiFindingHouseholdRow, doudi_finding_household_row_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiFindingDecisionRow, doudi_finding_decision_row_free)

G_END_DECLS
