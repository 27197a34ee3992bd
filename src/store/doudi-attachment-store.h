/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "store/doudi-session.h"

G_BEGIN_DECLS

/* The largest paper, in bytes. */
#define DOUDI_ATTACHMENT_SIZE_MAX (20 * 1024 * 1024)

/* A household keeps no more papers than a list shows; those in the bin do not count. */
#define DOUDI_ATTACHMENTS_MAX 200

/**
 * DoudiAttachmentRow:
 *
 * A paper or photograph of a household, without its content.
 *
 * @person_id: whom it is about, 0 for the household; @person_name is "" then
 * @kind: a word of the kinds of papers
 * @media_type: "image/jpeg", "image/png" or "application/pdf"
 * @size: bytes
 * @digest: of the content, BLAKE2b-256, hexadecimal
 * @dated_on: the day of the paper, or %DOUDI_DAY_NONE
 * @removed_at: in the bin since, or ""; who and why likewise
 */
typedef struct
{
  gint64 id;
  gint64 household_id;
  gint64 person_id;
  char *person_name;
  char *kind;
  char *title;
  char *media_type;
  gint64 size;
  char *digest;
  DoudiDay dated_on;
  char *recorded_at;
  char *recorded_by;
  char *removed_at;
  char *removed_by;
  char *removed_reason;
} DoudiAttachmentRow;

/* Steps of the caller's transaction, and so are their audit lines, about "attachment:3". */
gboolean doudi_attachment_insert (DoudiSession *session, DoudiAttachmentRow *row, GBytes *content, GError **error);
gboolean doudi_attachment_set_removed (DoudiSession *session, gint64 id, const char *reason, GError **error);
gboolean doudi_attachment_set_restored (DoudiSession *session, gint64 id, GError **error);

char *doudi_attachment_digest (GBytes *content);
DoudiAttachmentRow *doudi_attachment_get (DoudiStore *store, gint64 id, GError **error);
GPtrArray *doudi_attachment_list (DoudiStore *store, gint64 household_id, gboolean removed, GError **error);
gboolean doudi_attachment_count (DoudiStore *store, gint64 household_id, gint64 *kept, GError **error);
gboolean doudi_attachment_find (DoudiStore *store, gint64 household_id, const char *digest, gint64 *id, GError **error);
gboolean doudi_attachment_has_person (DoudiStore *store, gint64 household_id, gint64 person_id, gboolean *has, GError **error);
GBytes *doudi_attachment_get_content (DoudiStore *store, const DoudiAttachmentRow *row, GError **error);
gboolean doudi_attachment_verify (DoudiStore *store, GPtrArray *checks, const DoudiProgress *progress, GError **error);

void doudi_attachment_row_free (DoudiAttachmentRow *row);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiAttachmentRow, doudi_attachment_row_free)

G_END_DECLS
