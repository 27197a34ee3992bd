/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "base/doudi-progress.h"
#include "store/doudi-session.h"

G_BEGIN_DECLS

/* Every user of a demonstration has this password; names are those of the roles. */
#define DOUDI_DEMONSTRATION_PASSWORD "doudi-demo"

/**
 * DoudiDemonstrationOptions:
 * @county: six digits
 * @households: how many there are in the first month
 * @months: how many months were paid, the last one before that of @today
 * @seed: the same for the same caseload
 */
typedef struct
{
  const char *county;
  guint households;
  guint months;
  guint64 seed;
  DoudiDay today;
} DoudiDemonstrationOptions;

/**
 * DoudiDemonstrationResult:
 *
 * What the caseload holds.
 */
typedef struct
{
  gint64 households;
  gint64 persons;
  gint64 awards;
  gint64 ledger_lines;
} DoudiDemonstrationResult;

gboolean doudi_demonstration_create (const char *path, const DoudiDemonstrationOptions *options, const DoudiProgress *progress, DoudiDemonstrationResult *result, GError **error);

G_END_DECLS
