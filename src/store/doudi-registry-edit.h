/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "store/doudi-session.h"

G_BEGIN_DECLS

/**
 * DoudiEditRow:
 *
 * One thing somebody did to the registry at a desk.
 *
 * @kind: of the vocabulary of edits, such as "household-new"
 * @undoes: the edit it takes back, 0 if it takes back none
 * @undone_by: the edit that takes it back, 0 as long as it holds
 * @households: how many it has to do with
 * @summary: JSON: what was done, without anything that names a person
 */
typedef struct
{
  gint64 id;
  char *kind;
  gint64 undoes;
  gint64 undone_by;
  int households;
  char *summary;
  char *reason;
  DoudiDay business_day;
  char *recorded_at;
  char *recorded_by;
} DoudiEditRow;

/* Steps of the caller's transaction. What an edit records in the dated tables has the source
 * doudi_edit_source(), and of one row it records one successor at most, so that it can be taken back:
 * by rows that restore what its rows replaced, or that hold never. */
gboolean doudi_edit_begin (DoudiSession *session, const char *kind, const char *reason, gint64 *id, GError **error);
gboolean doudi_edit_touch (DoudiSession *session, gint64 id, gint64 household_id, GError **error);
gboolean doudi_edit_finish (DoudiSession *session, gint64 id, const char *summary, GError **error);
gboolean doudi_edit_set_award (DoudiSession *session, gint64 id, gint64 award_id, gint64 household_id, gint64 person_id, GError **error);
gboolean doudi_edit_reverse (DoudiSession *session, gint64 id, const char *kind, const char *reason, gint64 *by, GError **error);
char *doudi_edit_source (gint64 id);

DoudiEditRow *doudi_edit_get (DoudiStore *store, gint64 id, GError **error);
GPtrArray *doudi_edit_list (DoudiStore *store, const char *user, guint limit, GError **error);
GPtrArray *
doudi_edit_list_standing (DoudiStore *store, const char *kind, guint limit, GError **error);
GPtrArray *doudi_edit_list_of_household (DoudiStore *store, gint64 household_id, GError **error);
GArray *doudi_edit_list_households (DoudiStore *store, gint64 id, GError **error);
void doudi_edit_row_free (DoudiEditRow *row);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiEditRow, doudi_edit_row_free)

G_END_DECLS
