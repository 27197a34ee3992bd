/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "store/doudi-session.h"

G_BEGIN_DECLS

/**
 * DoudiDraftRow:
 *
 * What somebody has typed and not saved yet. @subject is "application:12", "change:3", or "" for a
 * new application.
 */
typedef struct
{
  gint64 id;
  char *form;
  char *subject;
  char *answers;
  char *saved_at;
} DoudiDraftRow;

/* Of the person signed in only; each call is a transaction of its own, without an audit line. */
gboolean doudi_draft_save (DoudiSession *session, const char *form, const char *subject, const char *answers, GError **error);
gboolean doudi_draft_load (DoudiSession *session, const char *form, const char *subject, char **answers, GError **error);
GPtrArray *doudi_draft_list (DoudiSession *session, GError **error);
gboolean doudi_draft_discard (DoudiSession *session, const char *form, const char *subject, GError **error);
/* Within the transaction that saves what was typed. */
gboolean doudi_draft_remove (DoudiSession *session, const char *form, const char *subject, GError **error);

void doudi_draft_row_free (DoudiDraftRow *row);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiDraftRow, doudi_draft_row_free)

G_END_DECLS
