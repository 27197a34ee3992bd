/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "policy/doudi-form-answers.h"
#include "store/doudi-filled-form-store.h"

G_BEGIN_DECLS

/**
 * DoudiFormEntry:
 *
 * A form that a caseload can use: its own, or one that comes with the program (@id is 0, @state
 * "bundled").
 *
 * @in_force: the version that counts
 */
typedef struct
{
  gint64 id;
  DoudiForm *form;
  char *state;
  gboolean in_force;
  char *proposed_by;
  char *adopted_by;
} DoudiFormEntry;

DoudiForm *doudi_forms_find (DoudiStore *store, DoudiFormKind kind, DoudiFormSlip slip, DoudiProgramme programme, DoudiDay day, GError **error);
DoudiForm *doudi_forms_get (DoudiStore *store, const char *id, DoudiDay day, GError **error);
GPtrArray *doudi_forms_list (DoudiSession *session, GError **error);
gboolean doudi_forms_submit (DoudiSession *session, const char *json, const char *where, gint64 *id, gboolean *adopted, GError **error);
DoudiFormAnswers *doudi_filled_form_answers (const DoudiFilledFormRow *row, GError **error);
void doudi_form_entry_free (DoudiFormEntry *entry);

G_END_DECLS
