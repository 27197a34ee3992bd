/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "base/doudi-month.h"
#include "base/doudi-progress.h"
#include "paper/doudi-sheet.h"
#include "store/doudi-session.h"

G_BEGIN_DECLS

/**
 * DoudiNotice:
 *
 * Everything that one sheet for one village says, frozen: from the same notice come the same
 * pages, today and in ten years. Immutable, reference counted, and without Pango: it may go from
 * thread to thread, the sheet made from it may not.
 */
typedef struct _DoudiNotice DoudiNotice;

/**
 * DoudiNoticeRequest:
 * @kind: "payment", "standing", "review" or "approval"
 * @village: (nullable): twelve digits; %NULL for every village with rows
 * @run_id: the approved or closed pay run of a payment notice, else 0
 * @list_id: the approved review list of a notice of a review, or before an approval; else 0
 * @month: the month of a standing notice; for a payment notice without @run_id the month whose run
 *   is meant
 */
typedef struct
{
  const char *kind;
  const char *village;
  gint64 run_id;
  gint64 list_id;
  DoudiMonth month;
} DoudiNoticeRequest;

/**
 * DoudiNoticeSheet:
 *
 * One file that was written.
 */
typedef struct
{
  char *village;
  char *file;
  guint pages;
  guint rows;
  guint copy;
  char *digest;
  GStrv unknown_glyphs;
} DoudiNoticeSheet;

DoudiNotice *doudi_notice_build_payment (DoudiSession *session, gint64 run_id, const char *village, guint *withheld, GError **error);
DoudiNotice *doudi_notice_build_standing (DoudiSession *session, DoudiMonth month, const char *village, guint *withheld, GError **error);
GPtrArray *doudi_notices_build (DoudiSession *session, const DoudiNoticeRequest *request, const DoudiProgress *progress, guint *withheld, GError **error);
GPtrArray *doudi_notices_issue (DoudiSession *session, GPtrArray *notices, DoudiPaper paper, const char *folder, const DoudiProgress *progress, GError **error);

DoudiNotice *doudi_notice_new_from_content (const char *content, GError **error);
DoudiNotice *doudi_notice_ref (DoudiNotice *notice);
void doudi_notice_unref (DoudiNotice *notice);
const char *doudi_notice_get_kind (const DoudiNotice *notice);
const char *doudi_notice_get_village (const DoudiNotice *notice);
const char *doudi_notice_get_village_name (const DoudiNotice *notice);
DoudiMonth doudi_notice_get_month (const DoudiNotice *notice);
gint64 doudi_notice_get_run (const DoudiNotice *notice);
gint64 doudi_notice_get_list (const DoudiNotice *notice);
guint doudi_notice_get_n_rows (const DoudiNotice *notice);
const char *doudi_notice_get_content (const DoudiNotice *notice);
const char *doudi_notice_get_digest (const DoudiNotice *notice);
char *doudi_notice_dup_file_name (const DoudiNotice *notice);
DoudiSheet *doudi_notice_sheet (const DoudiNotice *notice, DoudiPaper paper, guint copy, GError **error);
void doudi_notice_sheet_free (DoudiNoticeSheet *sheet);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiNotice, doudi_notice_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiNoticeSheet, doudi_notice_sheet_free)

G_END_DECLS
