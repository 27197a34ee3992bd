/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "policy/doudi-policy.h"
#include "store/doudi-attachment-store.h"

G_BEGIN_DECLS

/**
 * DoudiAttachmentRequest:
 * @household_id: whose paper it is
 * @person_id: whom it is about, a member or former member; 0 for the household
 * @kind: a word of doudi_attachment_kinds()
 * @title: (nullable): what it is called in the file; %NULL or "" for the word of its kind
 * @dated_on: the day of the paper, or %DOUDI_DAY_NONE
 *
 * A paper that is to be kept.
 */
typedef struct
{
  gint64 household_id;
  gint64 person_id;
  const char *kind;
  const char *title;
  DoudiDay dated_on;
} DoudiAttachmentRequest;

const DoudiWord *doudi_attachment_kinds (void);
const char *doudi_attachment_kind_label (const char *kind);

GBytes *doudi_attachment_read_file (const char *path, GError **error);
gboolean doudi_attach (DoudiSession *session, const DoudiAttachmentRequest *request, const char *file_name, GBytes *content, gint64 *id, GError **error);
GBytes *doudi_attachment_open (DoudiSession *session, gint64 id, GError **error);
gboolean doudi_attachment_save (DoudiSession *session, gint64 id, const char *path, GError **error);
char *doudi_attachment_dup_file_name (const DoudiAttachmentRow *row);
gboolean doudi_attachment_remove (DoudiSession *session, gint64 id, const char *reason, GError **error);
gboolean doudi_attachment_restore (DoudiSession *session, gint64 id, GError **error);

G_END_DECLS
