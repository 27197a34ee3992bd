/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "cli/doudi-command.h"

G_BEGIN_DECLS

/**
 * DoudiTextTable:
 *
 * A table on a terminal: the columns line up, Chinese characters count twice.
 */
typedef struct _DoudiTextTable DoudiTextTable;

DoudiTextTable *doudi_text_table_new (guint n_columns, guint n_texts);
void doudi_text_table_add (DoudiTextTable *table, ...) G_GNUC_NULL_TERMINATED;
void doudi_text_table_say (const DoudiTextTable *table, DoudiInvocation *invocation);
void doudi_text_table_free (DoudiTextTable *table);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiTextTable, doudi_text_table_free)

G_END_DECLS
