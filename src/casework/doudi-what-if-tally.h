/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "casework/doudi-what-if.h"
#include "store/doudi-award-scan.h"

G_BEGIN_DECLS

/**
 * DoudiWhatIfTally:
 *
 * Adds awards up to the table of a what-if, and keeps the few that change most.
 */
typedef struct _DoudiWhatIfTally DoudiWhatIfTally;

DoudiWhatIfTally *doudi_what_if_tally_new (DoudiWhatIf *what_if, DoudiStore *store, DoudiDay today, GError **error);
gboolean doudi_what_if_tally_add (DoudiWhatIfTally *tally, DoudiProgramme programme, const DoudiAwardScanRow *award, const DoudiWhatIfSum *sum, GError **error);
void doudi_what_if_tally_finish (DoudiWhatIfTally *tally);
void doudi_what_if_tally_free (DoudiWhatIfTally *tally);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiWhatIfTally, doudi_what_if_tally_free)

G_END_DECLS
