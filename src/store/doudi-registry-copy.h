/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "store/doudi-registry-write.h"

G_BEGIN_DECLS

/* All that was ever recorded of a person, and how it goes over to another record of the same person.
 * Rows that hold never, and rows that another one replaced, are left out. */

/**
 * DoudiMembershipSpan:
 * @to: %DOUDI_DAY_NONE where it has no end
 */
typedef struct
{
  gint64 id;
  gint64 household_id;
  char *relation;
  int position;
  DoudiDay from;
  DoudiDay to;
} DoudiMembershipSpan;

/**
 * DoudiFactSpan:
 * @to: %DOUDI_DAY_NONE where it has no end
 */
typedef struct
{
  gint64 id;
  char *kind;
  char *value;
  DoudiDay from;
  DoudiDay to;
} DoudiFactSpan;

/**
 * DoudiAccountSpan:
 * @to: %DOUDI_DAY_NONE where it has no end
 */
typedef struct
{
  gint64 id;
  gint64 household_id;
  char *number;
  DoudiDay from;
  DoudiDay to;
} DoudiAccountSpan;

/**
 * DoudiOwnAward:
 * @draws: whether it has not ended
 */
typedef struct
{
  gint64 award_id;
  gint64 household_id;
  char programme[24];
  gboolean draws;
} DoudiOwnAward;

GPtrArray *doudi_registry_memberships_ever (DoudiStore *store, gint64 person_id, GError **error);
GPtrArray *doudi_registry_facts_ever (DoudiStore *store, gint64 person_id, GError **error);
GPtrArray *doudi_registry_accounts_ever (DoudiStore *store, gint64 person_id, GError **error);
GArray *doudi_registry_own_awards (DoudiStore *store, gint64 person_id, GError **error);

gboolean doudi_registry_copy_membership (DoudiSession *session, gint64 id, gint64 person_id, const DoudiAmendment *amendment, GError **error);
gboolean doudi_registry_copy_fact (DoudiSession *session, gint64 id, gint64 person_id, const DoudiAmendment *amendment, GError **error);
gboolean doudi_registry_copy_account (DoudiSession *session, gint64 id, gint64 household_id, gint64 person_id, const DoudiAmendment *amendment, GError **error);

gboolean doudi_registry_find_open_change (DoudiStore *store, gint64 household_id, gint64 *change, GError **error);
gboolean doudi_registry_find_open_case (DoudiStore *store, gint64 household_id, char **number, GError **error);
gboolean doudi_registry_find_open_run (DoudiStore *store, gint64 person_id, gint64 *run, GError **error);

G_END_DECLS
