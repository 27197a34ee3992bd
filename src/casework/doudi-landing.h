/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "casework/doudi-import.h"

G_BEGIN_DECLS

/**
 * DoudiLanding:
 *
 * A batch that is being brought in, inside one transaction.
 *
 * @policy: what is known
 * @from: the day from which its facts hold
 * @touched: ids of the households to index again, each once
 */
typedef struct
{
  DoudiSession *session;
  DoudiStore *store;
  const DoudiImportBatch *batch;
  DoudiPolicy *policy;
  char *source;
  DoudiDay from;
  GHashTable *touched;
} DoudiLanding;

gboolean doudi_landing_init (DoudiLanding *landing, DoudiSession *session, const DoudiImportBatch *batch, GError **error);
void doudi_landing_clear (DoudiLanding *landing);
gboolean doudi_landing_take_household (DoudiLanding *landing, DoudiStagedHousehold *household, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DoudiLanding, doudi_landing_clear)

G_END_DECLS
