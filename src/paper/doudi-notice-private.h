/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "base/doudi-division-code.h"
#include "base/doudi-money.h"
#include "base/doudi-working-days.h"
#include "paper/doudi-notice-definition.h"
#include "paper/doudi-notice.h"
#include "store/doudi-notice-store.h"

G_BEGIN_DECLS

/* Where a person writes what the caseload does not know. */
#define DOUDI_NOTICE_BLANK "＿＿＿＿＿＿＿＿"

/**
 * DoudiNoticeRow:
 *
 * One row of a notice before it is text. What a field needs is here and nothing more: what is not
 * here cannot come onto a wall.
 */
typedef struct
{
  const DoudiNoticeSection *section;
  gint64 household_id;
  char *name;
  char *group;
  int members;
  int persons;
  int benefit_class;
  DoudiCare care;
  DoudiMonth since;
  DoudiFen monthly;
  DoudiFen regular;
  DoudiFen adjustment;
} DoudiNoticeRow;

/**
 * DoudiNoticeVillage:
 * @rows: (element-type DoudiNoticeRow)
 */
typedef struct
{
  char *code;
  GArray *rows;
} DoudiNoticeVillage;

/**
 * DoudiNoticeFrame:
 *
 * What all notices of one request share: the definition and the wording's values.
 *
 * @divisions: (element-type utf8 DoudiDivision): by code
 * @turned_on: bits 1 << #DoudiProgramme that the county has turned on
 * @list_id: of a notice of a list of cases, else 0; then @batch is its number in the month and
 *   @programme whose cases are on it
 */
typedef struct
{
  DoudiStore *store;
  DoudiDay today;
  DoudiNoticeDefinition *definition;
  DoudiWorkingDays *calendar;
  GPtrArray *division_list;
  GHashTable *divisions;
  guint turned_on;
  gboolean demonstration;
  char *county;
  char *county_phone;
  char *complaints_phone;
  DoudiMonth month;
  gint64 run_id;
  gint64 list_id;
  int batch;
  DoudiProgramme programme;
} DoudiNoticeFrame;

/* doudi-notice.c */
DoudiDay _doudi_notice_get_issued_on (const DoudiNotice *notice);
gboolean _doudi_notice_check (const DoudiNotice *notice, GError **error);

/* doudi-notice-frame.c */
DoudiNoticeFrame *_doudi_notice_frame_new (DoudiSession *session, const char *kind, GError **error);
void _doudi_notice_frame_free (DoudiNoticeFrame *frame);
char *_doudi_notice_get_setting (DoudiStore *store, const char *name, const char *otherwise, GError **error);

/* doudi-notice-content.c */
char *_doudi_notice_content (const DoudiNoticeFrame *frame, const DoudiNoticeVillage *village, DoudiDay issued_on, GError **error);

/* doudi-notice-list.c */
gboolean _doudi_notice_use_list (DoudiNoticeFrame *frame, gint64 list_id, GError **error);
gboolean _doudi_notice_find_last (const DoudiNotice *notice, DoudiStore *store, DoudiNoticeIssue **last, GError **error);

/* doudi-notice-rows.c */
GPtrArray *_doudi_notice_collect (DoudiNoticeFrame *frame, const char *village, guint *withheld, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiNoticeFrame, _doudi_notice_frame_free)

G_END_DECLS
