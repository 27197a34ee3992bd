/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "casework/doudi-merge.h"
#include "store/doudi-registry-copy.h"

G_BEGIN_DECLS

/*
 * DoudiMergeRecord:
 *
 * One of two records of a person, with all that was ever recorded of it.
 *
 * @memberships: (element-type DoudiMembershipSpan)
 * @facts: (element-type DoudiFactSpan)
 * @accounts: (element-type DoudiAccountSpan)
 * @awards: (element-type DoudiOwnAward)
 */
typedef struct
{
  DoudiMember *person;
  GPtrArray *memberships;
  GPtrArray *facts;
  GPtrArray *accounts;
  GArray *awards;
} DoudiMergeRecord;

/*
 * DoudiMerging:
 *
 * @homes: (element-type gint64): of which the two are members, or will be
 * @stays: the one of them in which the person stays; 0 where nobody has chosen, or there is none
 * @fields: (element-type DoudiMergeField)
 * @source: of the edit under way
 */
typedef struct
{
  DoudiSession *session;
  DoudiStore *store;
  DoudiDay today;
  DoudiMergeRecord keep;
  DoudiMergeRecord other;
  GArray *homes;
  gint64 stays;
  GPtrArray *fields;
  gint64 edit;
  char *source;
} DoudiMerging;

gboolean doudi_merging_init (DoudiMerging *merging, DoudiSession *session, gint64 keep, gint64 other, const DoudiMergeChoice *choice, GError **error);
void doudi_merging_clear (DoudiMerging *merging);
gboolean doudi_merging_find_obstacles (DoudiMerging *merging, GPtrArray *obstacles, GError **error);
gboolean doudi_merging_carry_out (DoudiMerging *merging, GError **error);
gboolean doudi_merge_is_current (DoudiDay to, DoudiDay today);
gboolean doudi_merge_check_quiet (DoudiStore *store, const DoudiHousehold *household, GPtrArray *obstacles, GError **error);
const DoudiMergeField *doudi_merging_find_field (const DoudiMerging *merging, const char *name);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DoudiMerging, doudi_merging_clear)

G_END_DECLS
