/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "base/doudi-money.h"
#include "base/doudi-month.h"
#include "store/doudi-session.h"

G_BEGIN_DECLS

/**
 * DoudiReportIssue:
 *
 * A report as it left the office. @period is "2018-06", "2018-Q2" or "2018"; @digest is the SHA-256
 * of the rows as JSON, hexadecimal.
 */
typedef struct
{
  gint64 id;
  char *report;
  char *period;
  char *digest;
  gint64 rows;
  char *state;
  char *issued_at;
  char *issued_by;
} DoudiReportIssue;

GPtrArray *doudi_report_issues_list (DoudiStore *store, GError **error);
gboolean doudi_report_issue_find (DoudiStore *store, const char *report, const char *period, const char *digest, gint64 *id, GError **error);
GBytes *doudi_report_issue_dup_content (DoudiStore *store, gint64 id, GError **error);
gboolean doudi_report_issue_insert (DoudiSession *session, const DoudiReportIssue *issue, GBytes *content, gint64 *id, GError **error);
void doudi_report_issue_free (DoudiReportIssue *issue);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiReportIssue, doudi_report_issue_free)

G_END_DECLS
