/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "base/doudi-money.h"
#include "base/doudi-month.h"
#include "store/doudi-store.h"

G_BEGIN_DECLS

/**
 * DoudiFactSpan:
 *
 * A fact of a person and the days it holds: from @from until the day before @to (%DOUDI_DAY_NONE:
 * open).
 */
typedef struct
{
  char *kind;
  char *value;
  DoudiDay from;
  DoudiDay to;
} DoudiFactSpan;

/**
 * DoudiMemberSpan:
 *
 * A person of a household and the days the person belongs to it. No text is %NULL.
 *
 * @relation: "head", or the Chinese term as the paper has it
 * @to: %DOUDI_DAY_NONE as long as the person is a member
 * @facts: (element-type DoudiFactSpan): that hold or held, by kind, the latest first
 */
typedef struct
{
  gint64 id;
  gint64 person_id;
  char *relation;
  char *name;
  char *identity_number;
  char *temporary_number;
  char *sex;
  char *birth_date;
  char *ethnicity;
  DoudiDay from;
  DoudiDay to;
  char *source;
  GPtrArray *facts;
} DoudiMemberSpan;

/**
 * DoudiAccountSpan:
 *
 * An account and the days it is used.
 *
 * @person_name: whose awards alone it pays, or ""
 */
typedef struct
{
  gint64 id;
  char *holder_name;
  char *number;
  char *person_name;
  DoudiDay from;
  DoudiDay to;
} DoudiAccountSpan;

/**
 * DoudiHouseholdPayment:
 *
 * What one award of a household received in one run, as it was frozen.
 *
 * @state: "waiting", "paid" or "failed" of a closed run; "approved" before it is closed
 * @reason: why it failed, or ""
 */
typedef struct
{
  gint64 run_id;
  gint64 award_id;
  DoudiMonth month;
  DoudiDay known_on;
  char *programme;
  char *payee_name;
  int persons;
  int benefit_class;
  DoudiFen regular;
  DoudiFen back_pay;
  DoudiFen recovery;
  char *account_number;
  char *state;
  char *reason;
} DoudiHouseholdPayment;

/**
 * DoudiHouseholdForm:
 *
 * A form that was filled in about a household and holds: of a case, a change or a review.
 *
 * @form_json: the definition, whole
 * @number: of the case, or ""
 */
typedef struct
{
  gint64 id;
  char *form_json;
  char *kind;
  DoudiDay day;
  char *result;
  char *number;
  char *recorded_by;
} DoudiHouseholdForm;

GPtrArray *doudi_history_list_members (DoudiStore *store, gint64 household_id, GError **error);
GPtrArray *doudi_history_list_accounts (DoudiStore *store, gint64 household_id, GError **error);
GPtrArray *doudi_history_list_payments (DoudiStore *store, gint64 household_id, GError **error);
GPtrArray *doudi_history_list_forms (DoudiStore *store, gint64 household_id, GError **error);
GArray *doudi_history_list_applications (DoudiStore *store, gint64 household_id, GError **error);
void doudi_member_span_free (DoudiMemberSpan *span);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiMemberSpan, doudi_member_span_free)

G_END_DECLS
