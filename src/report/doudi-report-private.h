/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "report/doudi-report-definition-private.h"
#include "report/doudi-report-sheet.h"
#include "report/doudi-report.h"

G_BEGIN_DECLS

/*
 * @sheets: (element-type DoudiReportSheet)
 * @checks: (element-type DoudiReportCheck)
 * @texts: of all cells
 * @county: its name
 * @digest: %NULL until asked for
 */
struct _DoudiReport
{
  DoudiReportDefinition *definition;
  DoudiPeriod period;
  char *county;
  char *title;
  gboolean demonstration;
  GPtrArray *sheets;
  GArray *checks;
  GStringChunk *texts;
  char *digest;
};

DoudiReport *doudi_report_new (DoudiReportDefinition *definition, const DoudiPeriod *period);

/* Takes a piece of the report as JSON; %FALSE stops. */
typedef gboolean (*DoudiReportSink) (const char *data, gsize length, gpointer user_data, GError **error);

gboolean doudi_report_write_json (const DoudiReport *report, DoudiReportSink sink, gpointer user_data, GError **error);

G_END_DECLS
