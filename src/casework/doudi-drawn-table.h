/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "policy/doudi-entitlement.h"
#include "store/doudi-award-store.h"

G_BEGIN_DECLS

/**
 * DoudiDrawnTable:
 *
 * What the persons of a programme that is paid as a difference draw of other awards: of their own,
 * and of their household's award one share where it covers them.
 */
typedef struct _DoudiDrawnTable DoudiDrawnTable;

DoudiDrawnTable *doudi_drawn_table_load (DoudiStore *store, const DoudiPolicy *policy, DoudiProgramme programme, DoudiMonth through, gint64 terms_through, GError **error);
const DoudiDrawn *doudi_drawn_table_get (const DoudiDrawnTable *table, gint64 award_id, guint *n);
GArray *doudi_drawn_terms (const GArray *rows);
void doudi_drawn_table_free (DoudiDrawnTable *table);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiDrawnTable, doudi_drawn_table_free)

G_END_DECLS
