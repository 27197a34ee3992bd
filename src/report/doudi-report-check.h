/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "report/doudi-report-source.h"
#include "report/doudi-report.h"

G_BEGIN_DECLS

#define DOUDI_RELATION_TERMS_MAX 5

/**
 * DoudiRelation:
 *
 * Between columns of one row, in every row: the sum of @left is equal to the sum of @right, or at
 * most that.
 *
 * @left: keys of columns, %NULL where there are fewer
 */
typedef struct
{
  const char *left[DOUDI_RELATION_TERMS_MAX];
  const char *right[DOUDI_RELATION_TERMS_MAX];
  gboolean at_most;
} DoudiRelation;

/**
 * DoudiChecking:
 *
 * A built report and the caseload it came from.
 *
 * @runs: (element-type DoudiPayRunRow): the closed runs it was made from
 */
typedef struct
{
  const DoudiReport *report;
  DoudiSession *session;
  guint programmes;
  GPtrArray *runs;
} DoudiChecking;

/**
 * DoudiReportRule:
 * @label: English, to be translated
 * @relations: for a rule about rows
 * @compare: (nullable): for a rule that asks the caseload; sets the sides and "ok" of the check
 * @keys: columns it needs, %NULL where there are fewer
 */
typedef struct
{
  const char *name;
  const char *label;
  const DoudiRelation *relations;
  guint n_relations;
  gboolean (*compare) (const DoudiChecking *checking, DoudiReportCheck *check, GError **error);
  const char *keys[DOUDI_RELATION_TERMS_MAX];
} DoudiReportRule;

const DoudiReportRule *doudi_report_rule_lookup (const char *name);
char *doudi_report_rule_dup_names (void);
gboolean doudi_report_rule_fits (const DoudiReportRule *rule, const DoudiReportDefinition *definition);
gboolean doudi_report_check_all (const DoudiChecking *checking, GPtrArray *rules, GArray *checks, GError **error);

G_END_DECLS
