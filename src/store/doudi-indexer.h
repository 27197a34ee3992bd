/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "store/doudi-session.h"

G_BEGIN_DECLS

/**
 * DoudiIndexer:
 *
 * Rebuilds what can be rebuilt about a household: its card in the list and what a search may type
 * to find its members. For one thread; keeps the readings of names it has met.
 */
typedef struct _DoudiIndexer DoudiIndexer;

DoudiIndexer *doudi_indexer_new (DoudiSession *session, const char *const *programmes, guint for_household, GError **error);
void doudi_indexer_free (DoudiIndexer *indexer);
gboolean doudi_indexer_add (DoudiIndexer *indexer, gint64 household_id, GError **error);
gboolean doudi_indexer_flush (DoudiIndexer *indexer, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiIndexer, doudi_indexer_free)

G_END_DECLS
