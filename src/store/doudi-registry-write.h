/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "store/doudi-registry.h"

G_BEGIN_DECLS

/* What these functions write belongs to the caller's transaction, and so does its audit line: a
 * call of them is one step of something a person does, never the whole of it. @source says where a
 * fact comes from: "form", "import:3". */

/**
 * DoudiAddressFacts:
 * @division_code: twelve digits of a village, or of a township where the village is not known
 */
typedef struct
{
  const char *division_code;
  const char *village_group;
  const char *address;
  const char *phone;
} DoudiAddressFacts;

/**
 * DoudiPersonFacts:
 *
 * Who a person is; %NULL and "" mean that it is not known.
 *
 * @original_number: as the paper had it, when it had 15 digits
 * @temporary_number: that an office made up for somebody without an identity number
 */
typedef struct
{
  const char *name;
  const char *identity_number;
  const char *original_number;
  const char *sex;
  const char *birth_date;
  const char *ethnicity;
  const char *temporary_number;
} DoudiPersonFacts;

/**
 * DoudiMembershipFacts:
 * @relation: "head", or the Chinese term as the paper has it
 * @position: order on the paper, from 1
 */
typedef struct
{
  gint64 household_id;
  gint64 person_id;
  const char *relation;
  int position;
} DoudiMembershipFacts;

/**
 * DoudiAccountFacts:
 * @person_id: whose awards alone it pays, or 0 for all of the household
 */
typedef struct
{
  gint64 household_id;
  gint64 person_id;
  const char *holder_name;
  const char *number;
} DoudiAccountFacts;

/**
 * DoudiMembershipRow:
 * @others: how many other members the household has on the same day
 */
typedef struct
{
  gint64 id;
  gint64 household_id;
  gint64 others;
} DoudiMembershipRow;

/**
 * DoudiDrawnAward:
 *
 * An award that has not ended, of a person or of the household the person is a member of.
 */
typedef struct
{
  gint64 award_id;
  gint64 household_id;
  gint64 person_id;
  char programme[24];
} DoudiDrawnAward;

/**
 * DoudiAmendment:
 *
 * When a row holds that takes the place of another one; %DOUDI_DAY_NONE keeps the day. A row that ends
 * on the day it begins holds never: what it replaces was a mistake.
 */
typedef struct
{
  DoudiDay from;
  DoudiDay to;
  const char *source;
} DoudiAmendment;

gboolean doudi_registry_insert_household (DoudiSession *session, const DoudiAddressFacts *address, DoudiDay from, const char *source, gint64 *id, GError **error);
gboolean doudi_registry_insert_person (DoudiSession *session, const DoudiPersonFacts *person, const char *source, gint64 *id, GError **error);
gboolean doudi_registry_insert_membership (DoudiSession *session, const DoudiMembershipFacts *membership, DoudiDay from, const char *source, GError **error);
gboolean doudi_registry_end_membership (DoudiSession *session, gint64 membership_id, DoudiDay day, const char *source, GError **error);
gboolean doudi_registry_insert_circumstance (DoudiSession *session, gint64 person_id, const char *kind, const char *value, DoudiDay from, const char *source, GError **error);
gboolean doudi_registry_insert_account (DoudiSession *session, const DoudiAccountFacts *account, DoudiDay from, const char *source, GError **error);
gboolean doudi_registry_move_person (DoudiSession *session, gint64 person_id, gint64 from_household, gint64 to_household, DoudiDay day, const char *source, GError **error);
gboolean doudi_registry_insert_address (DoudiSession *session, gint64 household_id, const DoudiAddressFacts *address, DoudiDay from, const char *source, GError **error);
gboolean doudi_registry_end_accounts (DoudiSession *session, gint64 household_id, gint64 person_id, DoudiDay day, const char *source, GError **error);
gboolean doudi_registry_set_award_person (DoudiSession *session, gint64 award_id, gint64 person_id, GError **error);
gboolean doudi_registry_amend_membership (DoudiSession *session, gint64 id, const char *relation, int position, const DoudiAmendment *amendment, GError **error);
gboolean doudi_registry_amend_circumstance (DoudiSession *session, gint64 id, const char *value, const DoudiAmendment *amendment, GError **error);
gboolean doudi_registry_amend_account (DoudiSession *session, gint64 id, const char *holder_name, const char *number, const DoudiAmendment *amendment, GError **error);
gboolean doudi_registry_amend_address (DoudiSession *session, gint64 id, const DoudiAddressFacts *address, const DoudiAmendment *amendment, GError **error);
gboolean doudi_registry_keep_person (DoudiSession *session, gint64 person_id, const char *source, GError **error);
gboolean doudi_registry_correct_person (DoudiSession *session, gint64 person_id, const DoudiPersonFacts *person, const char *source, GError **error);

gboolean doudi_registry_find_address (DoudiStore *store, gint64 household_id, DoudiDay day, gint64 *id, GError **error);
gboolean doudi_registry_find_circumstance (DoudiStore *store, gint64 person_id, const char *kind, DoudiDay day, gint64 *id, GError **error);
char *doudi_registry_stamp (DoudiStore *store, gint64 household_id, GError **error);
gboolean doudi_registry_find_person (DoudiStore *store, const char *identity_number, gint64 *id, GError **error);
gboolean doudi_registry_find_any_number (DoudiStore *store, const char *number, gint64 *id, GError **error);
gboolean doudi_registry_has_history (DoudiStore *store, gint64 household_id, gboolean *has, GError **error);
gboolean doudi_registry_draws (DoudiStore *store, gint64 household_id, gboolean *draws, GError **error);
gboolean doudi_registry_find_namesake (DoudiStore *store, const char *name, const char *birth_date, gint64 *id, GError **error);
GArray *doudi_registry_memberships_of_person (DoudiStore *store, gint64 person_id, DoudiDay day, GError **error);
GArray *doudi_registry_awards_drawn_by (DoudiStore *store, gint64 person_id, DoudiDay day, GError **error);
gboolean doudi_registry_has_account (DoudiStore *store, gint64 household_id, gint64 person_id, const char *number, gboolean *has, GError **error);
gboolean doudi_registry_count_paid_to (DoudiStore *store, const char *number, gint64 except_household, gint64 *households, GError **error);
gboolean doudi_registry_has_circumstance (DoudiStore *store, gint64 person_id, const char *kind, const char *value, gboolean *has, GError **error);

G_END_DECLS
