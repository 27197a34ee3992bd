/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <xlsxwriter.h>

#include "report/doudi-report-definition.h"

G_BEGIN_DECLS

#define DOUDI_N_ROW_KINDS (DOUDI_REPORT_TOTAL + 1)
#define DOUDI_N_ALIGNS (DOUDI_ALIGN_RIGHT + 1)
#define DOUDI_N_COLUMN_KINDS (DOUDI_COLUMN_ORDINAL + 1)

/**
 * DoudiLooks:
 *
 * How the cells of a workbook look: each look is made once.
 *
 * @cells: by kind of column, alignment and kind of row
 */
typedef struct
{
  lxw_workbook *workbook;
  lxw_format *title;
  lxw_format *left;
  lxw_format *right;
  lxw_format *heading;
  lxw_format *note;
  lxw_format *cells[DOUDI_N_COLUMN_KINDS][DOUDI_N_ALIGNS][DOUDI_N_ROW_KINDS];
} DoudiLooks;

void doudi_looks_init (DoudiLooks *looks, lxw_workbook *workbook);
lxw_format *doudi_looks_get (DoudiLooks *looks, const DoudiReportColumn *column, DoudiReportRowKind kind);
lxw_format *doudi_looks_get_label (DoudiLooks *looks, DoudiReportRowKind kind);
char *doudi_looks_dup_sheet_name (GHashTable *names, const char *wanted);

G_END_DECLS
