/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "casework/doudi-case-read.h"
#include "store/doudi-case-list-store.h"

G_BEGIN_DECLS

/**
 * DoudiCaseListEntry:
 *
 * A row of a list as somebody who decides sees it: as it is now while the list is open, as it was
 * frozen afterwards. No text is %NULL but @blocked_by.
 *
 * @what: that it is an application, or which change
 * @name: of the head, or of whom it is about
 * @residence: "rural" or "urban"
 * @division_code: of the village
 * @members: how many persons live in the household
 * @persons: how many of them are covered
 * @care: "home", "institution" or ""
 * @refuse: it proposes to refuse, or to stop
 * @minor: a person under 18 draws it: never on a notice
 * @once: @amount is paid once
 * @amount: a month, or once, fen
 * @before: what was drawn before, fen
 * @first_month: as long as nothing is decided, that of a decision today
 * @reason: the opinion, or why it is to be refused
 * @flags: (element-type DoudiCaseFlagRow)
 * @lines: (element-type DoudiExplanationLine): why this amount
 * @basis: which papers it rests on, for comparing
 * @blocked: it cannot go on with the others
 * @blocked_by: (nullable): what stands in the way, translated
 */
typedef struct
{
  DoudiCaseListItemRow *item;
  char *number;
  char *what;
  char *programme;
  char *residence;
  char *township;
  char *village;
  char *division_code;
  char *village_group;
  char *name;
  int members;
  int persons;
  int benefit_class;
  char *care;
  gboolean refuse;
  gboolean minor;
  gboolean once;
  DoudiFen amount;
  DoudiFen before;
  DoudiMonth first_month;
  char *reason;
  GPtrArray *flags;
  GPtrArray *lines;
  char *basis;
  gboolean blocked;
  char *blocked_by;
} DoudiCaseListEntry;

/**
 * DoudiCaseListSums:
 * @monthly: what a month becomes dearer, fen; below 0 for cheaper
 * @once: what is paid once, fen
 */
typedef struct
{
  guint cases;
  guint persons;
  guint granted;
  guint changed;
  guint stopped;
  guint refused;
  guint flagged;
  DoudiFen monthly;
  DoudiFen once;
} DoudiCaseListSums;

/**
 * DoudiCaseListView:
 * @entries: (element-type DoudiCaseListEntry): flagged ones first
 * @previous: (nullable): the list of the kind and programme before this one
 */
typedef struct
{
  DoudiCaseListRow *row;
  GPtrArray *entries;
  DoudiCaseListSums sums;
  DoudiCaseListRow *previous;
  DoudiCaseListSums previous_sums;
} DoudiCaseListView;

/**
 * DoudiCaseListResult:
 *
 * What came of a decision about a list.
 */
typedef struct
{
  gint64 list_id;
  guint approved;
  guint refused;
  guint returned;
  guint held;
  guint awards;
} DoudiCaseListResult;

/**
 * DoudiCaseListExcept:
 *
 * A row that is not to go on with the others.
 *
 * @outcome: "returned" or "held"
 */
typedef struct
{
  gint64 item_id;
  const char *outcome;
  const char *reason;
} DoudiCaseListExcept;

gboolean doudi_case_list_create (DoudiSession *session, const char *kind, DoudiProgramme programme, DoudiMonth month, const gint64 *applications, guint n_applications, const gint64 *changes, guint n_changes, gint64 *id, GError **error);
gboolean doudi_case_list_take_out (DoudiSession *session, gint64 id, gint64 item_id, GError **error);
gboolean doudi_case_list_submit (DoudiSession *session, gint64 id, GError **error);
gboolean doudi_case_list_decide (DoudiSession *session, gint64 id, const DoudiCaseListExcept *except, guint n_except, const char *digest, const DoudiProgress *progress, DoudiCaseListResult *result, GError **error);
gboolean doudi_case_list_return (DoudiSession *session, gint64 id, const char *reason, GError **error);
gboolean doudi_case_list_withdraw (DoudiSession *session, gint64 id, GError **error);
gboolean doudi_case_list_record_notice (DoudiSession *session, gint64 id, const char *division, gboolean posted, DoudiDay day, const char *evidence, guint *n_cases, GError **error);
GPtrArray *doudi_case_list_proposed (DoudiStore *store, gint64 id, gboolean approval, DoudiDay today, GError **error);
DoudiCaseListView *doudi_case_list_view (DoudiSession *session, gint64 id, GError **error);
void doudi_case_list_view_free (DoudiCaseListView *view);
void doudi_case_list_entry_free (DoudiCaseListEntry *entry);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiCaseListView, doudi_case_list_view_free)

G_END_DECLS
