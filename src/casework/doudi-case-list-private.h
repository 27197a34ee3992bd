/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "casework/doudi-case-list.h"
#include "store/doudi-change-store.h"

G_BEGIN_DECLS

/*
 * DoudiListFrame:
 *
 * What the rows of one call share: the rules and working days known on the business day.
 */
typedef struct
{
  DoudiSession *session;
  DoudiStore *store;
  DoudiPolicy *policy;
  DoudiWorkingDays *calendar;
  DoudiDay today;
} DoudiListFrame;

/*
 * DoudiListSubject:
 *
 * What a row is about, as it is now: a case, or a change.
 *
 * @kase: (nullable): the case
 * @proposal: (nullable): what would be granted, of a case
 * @change: (nullable): the change
 * @previewed: what the change comes to could be worked out: on the writing connection, outside a
 *   transaction
 * @entry: the row made of it; @entry->item belongs to it
 */
typedef struct
{
  DoudiCase *kase;
  DoudiCaseProposal *proposal;
  DoudiChangeRow *change;
  gboolean previewed;
  DoudiCaseListEntry *entry;
} DoudiListSubject;

/* doudi-case-list.c */
char *_doudi_case_list_object (gint64 id);
DoudiCaseListRow *_doudi_case_list_get_in (DoudiStore *store, gint64 id, const char *state, GError **error);
gboolean _doudi_case_list_is_review (const DoudiCaseListRow *row);
DoudiAction _doudi_case_list_decides (const DoudiCaseListRow *row);
gboolean _doudi_case_list_record (DoudiSession *session, DoudiAction action, const DoudiCaseListRow *row, const char *step, GError **error);

/* doudi-case-list-subject.c */
gboolean _doudi_list_frame_load (DoudiListFrame *frame, GError **error);
gboolean _doudi_list_frame_init (DoudiListFrame *frame, DoudiSession *session, GError **error);
void _doudi_list_frame_clear (DoudiListFrame *frame);
DoudiListSubject *_doudi_list_subject_read (const DoudiListFrame *frame, const DoudiCaseListRow *row, const DoudiCaseListItemRow *item, GError **error);
void _doudi_list_subject_free (DoudiListSubject *subject);

/* doudi-case-list-entry.c */
DoudiCaseListEntry *_doudi_case_list_entry_new (const DoudiCaseListItemRow *item);
char *_doudi_case_list_entry_to_json (const DoudiCaseListEntry *entry);
DoudiCaseListEntry *_doudi_case_list_entry_from_json (const DoudiCaseListItemRow *item, GError **error);
char *_doudi_case_list_entry_compare (const DoudiCaseListEntry *frozen, const DoudiCaseListEntry *now);
void _doudi_case_list_entry_block (DoudiCaseListEntry *entry, char *why);

/* doudi-case-list-view.c */
DoudiCaseListEntry *_doudi_case_list_entry_show (const DoudiListFrame *frame, const DoudiCaseListRow *row, const DoudiCaseListItemRow *item, DoudiListSubject **subject, GError **error);

/* doudi-case-list-eyes.c */
gboolean _doudi_case_list_check_eyes (const DoudiListFrame *frame, const DoudiCaseListRow *row, const GPtrArray *subjects, GError **error);
gboolean _doudi_case_list_check_own (const DoudiListFrame *frame, const DoudiCaseListRow *row, const GPtrArray *subjects, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DoudiListFrame, _doudi_list_frame_clear)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiListSubject, _doudi_list_subject_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiCaseListEntry, doudi_case_list_entry_free)

G_END_DECLS
