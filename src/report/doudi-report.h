/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "report/doudi-report-definition.h"
#include "store/doudi-report-store.h"

G_BEGIN_DECLS

/**
 * DoudiReportCheck:
 *
 * A relation that the numbers of a report must satisfy (勾稽关系).
 *
 * @rule: its name, such as "payments-equal-run"
 * @place: sheet and row that break it, "" if none does or the sheet as a whole
 * @left: one side, amounts in yuan
 * @right: the other side
 */
typedef struct
{
  const char *rule;
  gboolean ok;
  char *place;
  char *left;
  char *right;
} DoudiReportCheck;

/**
 * DoudiReport:
 *
 * A report of a caseload for a period: sheets of typed cells, the checks on them, a digest. A
 * plain value once it is built: it needs the caseload no more, and may be handed to another thread.
 */
typedef struct _DoudiReport DoudiReport;

DoudiReport *doudi_report_build (DoudiSession *session, const char *id, const DoudiPeriod *period, const DoudiProgress *progress, GError **error);
void doudi_report_free (DoudiReport *report);

const char *doudi_report_get_id (const DoudiReport *report);
const char *doudi_report_get_title (const DoudiReport *report);
const DoudiPeriod *doudi_report_get_period (const DoudiReport *report);
gboolean doudi_report_lists_persons (const DoudiReport *report);
const char *doudi_report_get_digest (DoudiReport *report);
gint64 doudi_report_count_rows (const DoudiReport *report);

guint doudi_report_get_n_sheets (const DoudiReport *report);
const char *doudi_report_get_sheet_name (const DoudiReport *report, guint sheet);
guint doudi_report_get_n_columns (const DoudiReport *report, guint sheet);
const DoudiReportColumn *doudi_report_get_column (const DoudiReport *report, guint sheet, guint column);
guint doudi_report_get_n_rows (const DoudiReport *report, guint sheet);
DoudiReportRowKind doudi_report_get_row_kind (const DoudiReport *report, guint sheet, guint row);
char *doudi_report_dup_cell_text (const DoudiReport *report, guint sheet, guint row, guint column);

guint doudi_report_get_n_checks (const DoudiReport *report);
const DoudiReportCheck *doudi_report_get_check (const DoudiReport *report, guint index);
gboolean doudi_report_is_sound (const DoudiReport *report);
const char *doudi_report_rule_label (const char *rule);

gboolean doudi_report_write_xlsx (DoudiReport *report, DoudiSession *session, const char *path, const DoudiProgress *progress, GError **error);
gboolean doudi_report_write_csv (DoudiReport *report, DoudiSession *session, const char *path, const DoudiProgress *progress, GError **error);
gboolean doudi_report_may_issue (const DoudiReport *report, DoudiSession *session, GError **error);
gboolean doudi_report_issue (DoudiReport *report, DoudiSession *session, gint64 *issue, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiReport, doudi_report_free)

G_END_DECLS
