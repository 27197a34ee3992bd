/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "base/doudi-month.h"
#include "store/doudi-session.h"

G_BEGIN_DECLS

/**
 * DoudiCaseListRow:
 *
 * A list of cases. @kind is "review" or "approval"; @state "open", "submitted", "decided",
 * "returned" or "withdrawn". What has not happened yet is %NULL or %DOUDI_DAY_NONE.
 *
 * @number: which list of the kind, programme and month
 * @digest: of its rows, since it was submitted: doudi_case_list_digest()
 * @remark: why it was returned
 */
typedef struct
{
  gint64 id;
  char *kind;
  char *programme;
  DoudiMonth month;
  int number;
  char *state;
  char *digest;
  char *remark;
  guint n_items;
  char *created_by;
  char *created_at;
  char *submitted_by;
  DoudiDay submitted_on;
  char *decided_by;
  DoudiDay decided_on;
} DoudiCaseListRow;

/**
 * DoudiCaseListItemRow:
 *
 * A row of a list: an application or a change of a household, never both.
 *
 * @content: JSON, all that the row says; "" before the list is submitted
 * @outcome: "open", "approved", "refused", "returned" or "held"
 */
typedef struct
{
  gint64 id;
  int position;
  gint64 application_id;
  gint64 change_id;
  char *content;
  char *outcome;
  char *reason;
} DoudiCaseListItemRow;

/* Steps of the caller's transaction, and so are their audit lines, about "case_list:5". A list is
 * open while rows are added, frozen when it is submitted, then decided row by row and at last as a
 * whole. */
gboolean doudi_case_list_insert (DoudiSession *session, DoudiCaseListRow *row, GError **error);
gboolean doudi_case_list_insert_item (DoudiSession *session, gint64 list_id, DoudiCaseListItemRow *item, GError **error);
gboolean doudi_case_list_remove_item (DoudiSession *session, gint64 item_id, GError **error);
gboolean doudi_case_list_freeze_item (DoudiStore *store, gint64 item_id, const char *content, GError **error);
gboolean doudi_case_list_set_submitted (DoudiSession *session, gint64 id, const char *digest, GError **error);
gboolean doudi_case_list_set_outcome (DoudiSession *session, gint64 item_id, const char *outcome, const char *reason, GError **error);
gboolean doudi_case_list_set_state (DoudiSession *session, gint64 id, const char *state, const char *remark, GError **error);

DoudiCaseListRow *doudi_case_list_get (DoudiStore *store, gint64 id, GError **error);
GPtrArray *doudi_case_list_all (DoudiStore *store, const char *kind, const char *state, guint limit, GError **error);
GPtrArray *doudi_case_list_items (DoudiStore *store, gint64 id, GError **error);
gboolean doudi_case_list_find_open_item (DoudiStore *store, gint64 application_id, gint64 change_id, gint64 *list_id, GError **error);
gboolean doudi_case_list_find_previous (DoudiStore *store, const DoudiCaseListRow *row, gint64 *id, GError **error);
char *doudi_case_list_digest (DoudiStore *store, gint64 id, GError **error);
GStrv doudi_case_list_dup_hands (DoudiStore *store, gint64 id, GError **error);
GArray *doudi_case_list_list_own (DoudiStore *store, gint64 id, const char *user, GError **error);
gboolean doudi_household_is_own (DoudiStore *store, gint64 household_id, const char *user, gboolean *own, GError **error);

void doudi_case_list_row_free (DoudiCaseListRow *row);
void doudi_case_list_item_row_free (DoudiCaseListItemRow *row);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiCaseListRow, doudi_case_list_row_free)

G_END_DECLS
