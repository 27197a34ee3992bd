/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <glib.h>
#include "base/doudi-progress.h"
#include "exchange/doudi-roster.h"

G_BEGIN_DECLS

/**
 * DoudiRejects:
 *
 * Collects the rows that were held back while a roster is read, and writes them as a workbook in the
 * layout they came in, with one further column that says why: corrected, it can be read in again.
 */
typedef struct _DoudiRejects DoudiRejects;

DoudiRejects *doudi_rejects_new (void);
void doudi_rejects_free (DoudiRejects *rejects);
void doudi_rejects_add_problem (DoudiRejects *rejects, const DoudiRosterProblem *problem);
void doudi_rejects_add_household (DoudiRejects *rejects, const DoudiRosterHousehold *household);
gboolean doudi_rejects_is_empty (const DoudiRejects *rejects);
gboolean doudi_rejects_write (DoudiRejects *rejects, DoudiRoster *roster, const char *path, const DoudiProgress *progress, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiRejects, doudi_rejects_free)

G_END_DECLS
