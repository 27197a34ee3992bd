/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "policy/doudi-policy.h"
#include "store/doudi-store.h"

G_BEGIN_DECLS

/**
 * DoudiExclusionBasis:
 * @DOUDI_EXCLUSION_BY_TERMS: an award counts in the months in which its terms cover somebody
 * @DOUDI_EXCLUSION_BY_LEDGER: an award counts in the months for which money was paid
 */
typedef enum
{
  DOUDI_EXCLUSION_BY_TERMS,
  DOUDI_EXCLUSION_BY_LEDGER,
} DoudiExclusionBasis;

/**
 * DoudiExclusions:
 *
 * The awards and months in which somebody would draw two benefits that exclude each other. Of two
 * such awards the one that was entered later is named: it waits until the office has decided.
 */
typedef struct _DoudiExclusions DoudiExclusions;

DoudiExclusions *doudi_exclusions_load (DoudiStore *store, const DoudiPolicy *policy, DoudiExclusionBasis basis, DoudiMonth through, GError **error);
gboolean doudi_exclusions_hold (const DoudiExclusions *exclusions, gint64 award_id, DoudiMonth month);
gboolean doudi_exclusions_touch (const DoudiExclusions *exclusions, gint64 award_id);
guint doudi_exclusions_count_shared (const DoudiExclusions *one, const DoudiExclusions *other);
void doudi_exclusions_free (DoudiExclusions *exclusions);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiExclusions, doudi_exclusions_free)

G_END_DECLS
