/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "base/doudi-money.h"
#include "base/doudi-month.h"
#include "store/doudi-session.h"

G_BEGIN_DECLS

/**
 * DoudiApplicationRow:
 *
 * An application. @origin is "counter", "village", "found", "other-place" or "conversion".
 *
 * @number: such as "2026-000001", on every paper of the case
 * @division_code: of the village, or of the township where the village is not known
 * @urgent: aid first, papers after
 * @household_id: that it became, or belongs to; 0 for none yet
 * @decided_on: day of the event that granted, refused or otherwise ended it, or %DOUDI_DAY_NONE
 */
typedef struct
{
  gint64 id;
  char *number;
  char *programme;
  char *residence;
  char *division_code;
  char *village_group;
  char *origin;
  gboolean urgent;
  DoudiDay applied_on;
  gint64 household_id;
  DoudiDay decided_on;
  char *recorded_at;
  char *recorded_by;
} DoudiApplicationRow;

/**
 * DoudiApplicationPerson:
 *
 * Somebody that the latest form of a case names. @part is "applicant", "subject", "head", "member",
 * "guardian", "supporter" or "official" (of whom the family is near kin). No text is %NULL.
 */
typedef struct
{
  const char *part;
  const char *name;
  const char *identity_number;
  const char *phone;
  const char *account_number;
} DoudiApplicationPerson;

/**
 * DoudiApplicationEventRow:
 *
 * Something that happened to a case; @kind is a word of the events in policy/doudi-case.h.
 *
 * @detail: in words: reasons, an opinion, what is missing
 * @filled_form_id: the paper it was written on, or 0
 * @list_id: the list it happened on, or 0
 */
typedef struct
{
  gint64 id;
  char *kind;
  DoudiDay day;
  char *detail;
  gint64 filled_form_id;
  gint64 list_id;
  char *recorded_at;
  char *recorded_by;
} DoudiApplicationEventRow;

/**
 * DoudiAuthorisationRow:
 *
 * A person who allowed the office to ask other offices.
 *
 * @signed_by: a guardian, for who cannot sign, else ""
 * @expires_on: the last day it holds
 * @scan: where the paper lies
 * @revoked_on: %DOUDI_DAY_NONE while it holds
 */
typedef struct
{
  gint64 id;
  char *name;
  char *identity_number;
  char *signed_by;
  DoudiDay signed_on;
  DoudiDay expires_on;
  char *scan;
  DoudiDay revoked_on;
} DoudiAuthorisationRow;

/**
 * DoudiCheckRow:
 *
 * A question to another office and its last answer. @result is "" while there is none, "clear",
 * "found" or "explained" (found, and after a second look no obstacle).
 */
typedef struct
{
  gint64 id;
  char *item;
  DoudiDay asked_on;
  gint64 result_id;
  char *result;
  char *detail;
  DoudiDay answered_on;
} DoudiCheckRow;

/**
 * DoudiObjectionRow:
 *
 * What somebody said against a notice. @way is "survey" or "hearing"; @outcome is "" while it is
 * open, "upheld" or "rejected".
 */
typedef struct
{
  gint64 id;
  gint64 application_id;
  DoudiDay objected_on;
  char *objector;
  char *content;
  char *way;
  DoudiDay answered_on;
  char *answer;
  char *outcome;
  char *recorded_by;
} DoudiObjectionRow;

/**
 * DoudiDecisionRow:
 *
 * What was decided about an application.
 *
 * @organ: "county" or "township"
 * @delegation_id: by which a township decided, or 0
 * @award_id: 0 for a refusal and for what is paid once
 * @amount: a month, or once; fen
 * @first_month: %DOUDI_MONTH_NONE for a refusal
 * @valid_through: the last day, or %DOUDI_DAY_NONE
 * @review_on: or %DOUDI_DAY_NONE
 */
typedef struct
{
  gint64 id;
  gint64 application_id;
  gint64 list_id;
  gboolean granted;
  char *organ;
  gint64 delegation_id;
  gint64 award_id;
  int persons;
  int benefit_class;
  DoudiFen amount;
  DoudiMonth first_month;
  DoudiDay valid_through;
  DoudiDay review_on;
  char *reason;
  DoudiDay decided_on;
  char *decided_by;
} DoudiDecisionRow;

/**
 * DoudiDelegationRow:
 *
 * The right to decide about @programme, given to a township from @valid_from until the day before
 * @valid_to (%DOUDI_DAY_NONE: open).
 */
typedef struct
{
  gint64 id;
  char *programme;
  char *division_code;
  DoudiDay valid_from;
  DoudiDay valid_to;
  char *source;
} DoudiDelegationRow;

/**
 * DoudiApplicationFilter:
 * @programme: (nullable): one programme
 * @division: (nullable): 9 or 12 digits to stay in
 * @text: (nullable): a name or its beginning, an identity number or at least its last four
 *   characters, or the number of the case or its beginning with the hyphen
 * @undecided: only cases that were neither granted nor refused nor otherwise ended
 * @decided_since: with @undecided, those decided on this day or later as well: they may still have
 *   to be told; %DOUDI_DAY_NONE for none
 * @after: the id after which to go on, 0 for the first
 */
typedef struct
{
  const char *programme;
  const char *division;
  const char *text;
  gboolean undecided;
  DoudiDay decided_since;
  gint64 after;
} DoudiApplicationFilter;

/**
 * DoudiApplicationNamed:
 *
 * Another case that names the same person, or the same account.
 *
 * @part: as in #DoudiApplicationPerson
 * @closed: it was granted, refused or otherwise ended
 */
typedef struct
{
  gint64 application_id;
  char *number;
  char *programme;
  char *part;
  gboolean closed;
} DoudiApplicationNamed;

/* All that writes is a step of the caller's transaction, and so is its audit line. The objects of
 * these lines are "application:12", "delegation:3", ...: the table and the id. */
gboolean doudi_application_insert (DoudiSession *session, DoudiApplicationRow *row, GError **error);
gboolean doudi_application_set_place (DoudiStore *store, gint64 id, const char *residence, const char *division_code, const char *village_group, GError **error);
gboolean doudi_application_set_household (DoudiStore *store, gint64 id, gint64 household_id, GError **error);
gboolean doudi_application_set_persons (DoudiStore *store, gint64 id, const DoudiApplicationPerson *persons, guint n_persons, GError **error);
gboolean doudi_application_insert_event (DoudiSession *session, gint64 id, const DoudiApplicationEventRow *event, gint64 *event_id, GError **error);
gboolean doudi_application_insert_authorisation (DoudiSession *session, gint64 id, const DoudiAuthorisationRow *row, GError **error);
gboolean doudi_application_revoke_authorisation (DoudiSession *session, gint64 authorisation_id, DoudiDay day, GError **error);
gboolean doudi_application_insert_check (DoudiSession *session, gint64 id, const char *item, DoudiDay asked_on, gint64 *check_id, GError **error);
gboolean doudi_application_insert_check_result (DoudiSession *session, gint64 check_id, const char *result, const char *detail, DoudiDay answered_on, GError **error);
gboolean doudi_application_insert_objection (DoudiSession *session, DoudiObjectionRow *row, GError **error);
gboolean doudi_application_answer_objection (DoudiSession *session, gint64 objection_id, const char *outcome, const char *answer, DoudiDay day, GError **error);
gboolean doudi_application_insert_decision (DoudiSession *session, DoudiDecisionRow *row, GError **error);
gboolean doudi_delegation_insert (DoudiSession *session, DoudiDelegationRow *row, GError **error);

DoudiApplicationRow *doudi_application_get (DoudiStore *store, gint64 id, GError **error);
gboolean doudi_application_find_number (DoudiStore *store, const char *number, gint64 *id, GError **error);
GPtrArray *doudi_application_list (DoudiStore *store, const DoudiApplicationFilter *filter, guint limit, GError **error);
GPtrArray *doudi_application_list_events (DoudiStore *store, gint64 id, GError **error);
GPtrArray *doudi_application_list_persons (DoudiStore *store, gint64 id, GError **error);
GPtrArray *doudi_application_list_authorisations (DoudiStore *store, gint64 id, GError **error);
GPtrArray *doudi_application_list_checks (DoudiStore *store, gint64 id, GError **error);
GPtrArray *doudi_application_list_objections (DoudiStore *store, gint64 id, GError **error);
GPtrArray *doudi_objection_list_open (DoudiStore *store, GError **error);
GPtrArray *doudi_application_list_naming (DoudiStore *store, gint64 except, const char *identity_number, GError **error);
GPtrArray *doudi_application_list_paid_to (DoudiStore *store, gint64 except, const char *account_number, GError **error);
DoudiDecisionRow *doudi_application_get_decision (DoudiStore *store, gint64 id, GError **error);
DoudiDecisionRow *doudi_decision_of_award (DoudiStore *store, gint64 award_id, GError **error);
DoudiDelegationRow *doudi_delegation_find (DoudiStore *store, const char *programme, const char *division_code, DoudiDay day, GError **error);
GPtrArray *doudi_delegation_list (DoudiStore *store, GError **error);

void doudi_application_row_free (DoudiApplicationRow *row);
void doudi_application_event_row_free (DoudiApplicationEventRow *row);
void doudi_authorisation_row_free (DoudiAuthorisationRow *row);
void doudi_check_row_free (DoudiCheckRow *row);
void doudi_objection_row_free (DoudiObjectionRow *row);
void doudi_decision_row_free (DoudiDecisionRow *row);
void doudi_delegation_row_free (DoudiDelegationRow *row);
void doudi_application_person_free (DoudiApplicationPerson *person);
void doudi_application_named_free (DoudiApplicationNamed *named);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiApplicationRow, doudi_application_row_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiDecisionRow, doudi_decision_row_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiDelegationRow, doudi_delegation_row_free)

G_END_DECLS
