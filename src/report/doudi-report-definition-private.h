/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "report/doudi-report-check.h"
#include "report/doudi-report-definition.h"
#include "report/doudi-report-source.h"

G_BEGIN_DECLS

/**
 * DoudiSplit:
 *
 * What makes rows of one description stand on sheets of their own.
 */
typedef enum
{
  DOUDI_SPLIT_NONE,
  DOUDI_SPLIT_PROGRAMME,
  DOUDI_SPLIT_RESIDENCE,
} DoudiSplit;

typedef enum
{
  DOUDI_REPORT_PAPER_A4,
  DOUDI_REPORT_PAPER_A3,
} DoudiReportPaper;

/**
 * DoudiSheetDefinition:
 * @name: of the sheet, with {programme} and {residence} filled in
 * @title: above it, with {county}, {period}, {programme} and {residence} filled in
 * @unit: what its numbers count ("单位：元"), "" for none
 * @note: below it, "" for none
 * @programmes: bits of those it is about
 * @apart: bits of the programmes that stand apart by residence when split by programme
 * @subtotals: whether each township is summed up
 * @filter: whether the headings filter
 * @freeze: how many columns stay when a screen scrolls to the side
 * @columns: (element-type DoudiReportColumn)
 */
typedef struct
{
  char *name;
  char *title;
  char *unit;
  char *note;
  const DoudiReportSource *source;
  guint programmes;
  DoudiSplit split;
  guint apart;
  gboolean subtotals;
  gboolean filter;
  gboolean portrait;
  DoudiReportPaper paper;
  guint freeze;
  GPtrArray *columns;
} DoudiSheetDefinition;

/*
 * @name: as people call it ("资金发放花名册")
 * @periods: bits 1 << DoudiPeriodKind
 * @foot: who signs, left to right
 * @rules: (element-type DoudiReportRule)
 */
struct _DoudiReportDefinition
{
  char *id;
  char *name;
  guint periods;
  GPtrArray *sheets;
  GStrv foot;
  GPtrArray *rules;
};

gboolean doudi_sheet_definition_has (const DoudiSheetDefinition *sheet, const char *key);
guint doudi_report_definition_get_programmes (const DoudiReportDefinition *definition);

G_END_DECLS
