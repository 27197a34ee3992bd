/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "policy/doudi-form-answers.h"
#include "policy/doudi-rule.h"
#include "store/doudi-draft-store.h"
#include "store/doudi-registry-edit.h"
#include "store/doudi-registry.h"

G_BEGIN_DECLS

/**
 * DoudiEditKind:
 *
 * What a caseworker does to the registry. Each can be taken back.
 */
typedef enum
{
  DOUDI_EDIT_HOUSEHOLD_NEW,
  DOUDI_EDIT_HOUSEHOLD,
  DOUDI_EDIT_HOUSEHOLD_END,     /* it is kept no longer, from a day on */
  DOUDI_EDIT_HOUSEHOLD_REMOVE,  /* it was a mistake: into the bin */
  DOUDI_EDIT_BULK,              /* one fact of many households */
  DOUDI_EDIT_MERGE_PERSONS,
  DOUDI_EDIT_MERGE_HOUSEHOLDS,
  DOUDI_EDIT_SPLIT_HOUSEHOLD,
  DOUDI_EDIT_UNDO,
  DOUDI_N_EDITS,
} DoudiEditKind;

/* The entry screen of households, and the name of its drafts. */
#define DOUDI_DESK_FORM "household"

/**
 * DoudiDeskDraft:
 *
 * A household that is half typed.
 *
 * @stamp: (nullable): how far its record had come; %NULL for a new one
 * @base: (nullable): the answers as they were read; %NULL if there is no draft
 * @answers: (nullable): what was made of them
 */
typedef struct
{
  char *stamp;
  DoudiFormAnswers *base;
  DoudiFormAnswers *answers;
} DoudiDeskDraft;

const DoudiWord *doudi_edit_word (DoudiEditKind kind);
gboolean doudi_edit_kind_find (const char *name, DoudiEditKind *kind);

/* The entry screen of a household: its form, filled with what is known. */
DoudiForm *doudi_desk_form (DoudiStore *store, DoudiDay day, GError **error);
DoudiFormAnswers *doudi_desk_read (DoudiSession *session, gint64 household_id, char **stamp, GError **error);
GPtrArray *doudi_desk_notes (const DoudiHousehold *household, const DoudiForm *form);
DoudiFormAnswers *doudi_desk_merge (const DoudiFormAnswers *base, const DoudiFormAnswers *typed, const DoudiFormAnswers *now, GPtrArray *conflicts);

char *doudi_desk_look_up (DoudiStore *store, const DoudiFormAnswers *answers, guint row, const DoudiFormField *field, DoudiDay today);
gboolean doudi_desk_reveal (DoudiSession *session, gint64 household_id, GError **error);

gboolean doudi_desk_save (DoudiSession *session, gint64 *household_id, const DoudiFormAnswers *answers, const char *stamp, gint64 *edit, GPtrArray **problems, GError **error);
gboolean doudi_desk_end (DoudiSession *session, gint64 household_id, DoudiDay day, const char *reason, gint64 *edit, GError **error);
gboolean doudi_desk_remove (DoudiSession *session, gint64 household_id, const char *reason, gint64 *edit, GError **error);
gboolean doudi_desk_undo (DoudiSession *session, gint64 edit, gint64 *by, GError **error);

char *doudi_desk_draft_subject (gint64 household_id);
gint64 doudi_desk_draft_household (const char *subject);
char *doudi_desk_draft_to_json (const DoudiDeskDraft *draft, const char *answers);
gboolean doudi_desk_draft_load (DoudiSession *session, gint64 household_id, DoudiForm *form, DoudiDeskDraft *draft, GError **error);
char *doudi_desk_draft_describe (DoudiStore *store, const DoudiDraftRow *row);
void doudi_desk_draft_clear (DoudiDeskDraft *draft);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DoudiDeskDraft, doudi_desk_draft_clear)

G_END_DECLS
