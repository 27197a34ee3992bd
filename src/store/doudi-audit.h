/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "store/doudi-clock.h"
#include "store/doudi-key-slot.h"

G_BEGIN_DECLS

#define DOUDI_AUDIT_DONE "done"
#define DOUDI_AUDIT_REFUSED "refused"

/**
 * DoudiAuditLine:
 * @recorded_at: clock, UTC
 * @business_day: ISO day the person works for
 * @object: such as "pay_run:12", may be empty
 * @detail: JSON without anybody's name, may be empty
 */
typedef struct
{
  char recorded_at[DOUDI_CLOCK_LENGTH + 1];
  const char *business_day;
  gint64 monotonic_ms;
  const char *actor;
  const char *roles;
  const char *action;
  const char *object;
  const char *result;
  const char *detail;
} DoudiAuditLine;

/**
 * DoudiAuditReport:
 * @lines: how many were read
 * @broken: how many do not hold
 * @first_broken: the number of the first of them, 0 if there is none
 * @problem: what is wrong with it: "gap", "link", "hash"; %NULL if nothing is
 * @regressions: how often the wall clock went back
 * @first_regression: the number of the first line written before the one it follows
 */
typedef struct
{
  gint64 lines;
  gint64 broken;
  gint64 first_broken;
  const char *problem;
  gint64 regressions;
  gint64 first_regression;
} DoudiAuditReport;

gboolean doudi_audit_append (DoudiStore *store, DoudiKey *key, const DoudiAuditLine *line, GError **error);
gboolean doudi_audit_verify (DoudiStore *store, DoudiKey *key, DoudiAuditReport *report, const DoudiProgress *progress, GError **error);

G_END_DECLS
