/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "casework/doudi-case-read.h"
#include "store/doudi-indexer.h"

G_BEGIN_DECLS

/**
 * DoudiCaseDecision:
 *
 * What is decided about a case, within the transaction of the list it is on.
 *
 * @list_id: the approval list
 * @reason: the opinion, or why it is refused
 */
typedef struct
{
  gint64 list_id;
  const char *reason;
} DoudiCaseDecision;

gboolean doudi_case_grant (DoudiSession *session, const DoudiCase *of, const DoudiCaseProposal *proposal, const DoudiCaseDecision *decision, DoudiIndexer *indexer, gint64 *award, GError **error);
gboolean doudi_case_refuse (DoudiSession *session, const DoudiCase *of, const DoudiCaseDecision *decision, GError **error);

G_END_DECLS
