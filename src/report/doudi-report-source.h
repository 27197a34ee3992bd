/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "policy/doudi-programme.h"
#include "report/doudi-workbook.h"
#include "store/doudi-pay-run-store.h"

G_BEGIN_DECLS

/**
 * DoudiReportField:
 * @key: as definitions write it
 * @dividend: the field that is divided, for %DOUDI_SUMMARY_SHARE
 * @divisor: the field it is divided by
 */
typedef struct
{
  const char *key;
  DoudiColumnKind kind;
  DoudiSummary summary;
  const char *dividend;
  const char *divisor;
} DoudiReportField;

/**
 * DoudiRowKey:
 *
 * What decides on which sheet a row stands, and where.
 *
 * @division: code of the village or township
 */
typedef struct
{
  DoudiProgramme programme;
  DoudiResidence residence;
  const char *division;
} DoudiRowKey;

/**
 * DoudiRowFunc:
 *
 * Takes a row. @values has one for each field of the source; texts are valid during the call.
 */
typedef void (*DoudiRowFunc) (const DoudiRowKey *key, const DoudiValue *values, gpointer data);

/**
 * DoudiReading:
 *
 * What a source needs to give its rows.
 *
 * @programmes: bits of those wanted
 * @runs: (element-type DoudiPayRunRow): the closed runs of the period that pay one of them
 * @divisions: code to name
 * @wanted: for each field of the source, whether a column shows it
 */
typedef struct
{
  DoudiSession *session;
  DoudiPeriod period;
  guint programmes;
  GPtrArray *runs;
  GHashTable *divisions;
  const gboolean *wanted;
  const DoudiProgress *progress;
  DoudiRowFunc add;
  gpointer data;
} DoudiReading;

/**
 * DoudiReportSource:
 * @lists_persons: whether its rows tell about single persons
 */
typedef struct
{
  const char *name;
  gboolean lists_persons;
  const DoudiReportField *fields;
  guint n_fields;
  gboolean (*read) (const DoudiReading *reading, GError **error);
} DoudiReportSource;

extern const DoudiReportSource doudi_report_source_pay_items;
extern const DoudiReportSource doudi_report_source_pay_summary;
extern const DoudiReportSource doudi_report_source_households;
extern const DoudiReportSource doudi_report_source_members;
extern const DoudiReportSource doudi_report_source_low_income_townships;

const DoudiReportSource *doudi_report_source_lookup (const char *name);
char *doudi_report_source_dup_names (void);
int doudi_report_source_find_field (const DoudiReportSource *source, const char *key);
const char *doudi_reading_get_township (const DoudiReading *reading, const char *division);
const char *doudi_reading_get_village (const DoudiReading *reading, const char *division);
const char *doudi_residence_chinese (DoudiResidence residence);

G_END_DECLS
