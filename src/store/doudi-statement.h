/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "base/doudi-day.h"
#include "store/doudi-store.h"

G_BEGIN_DECLS

/**
 * DoudiStatement:
 *
 * A prepared statement of the connection, for use inside src/store only. Statements are kept by the
 * address of their SQL, which therefore is a literal or a static table. Bind every ?N, step, read.
 * doudi_statement_reset() (or the autoptr, which resets and does not finalise) ends its reading: a
 * statement left in the middle keeps a read transaction open.
 */
typedef struct _DoudiStatement DoudiStatement;

DoudiStatement *doudi_statement_get (DoudiStore *store, const char *sql, GError **error);
void doudi_statement_bind_int (DoudiStatement *statement, int index, gint64 value);
void doudi_statement_bind_text (DoudiStatement *statement, int index, const char *text);
void doudi_statement_bind_day (DoudiStatement *statement, int index, DoudiDay day);
void doudi_statement_bind_blob (DoudiStatement *statement, int index, gconstpointer data, gsize length);
void doudi_statement_bind_null (DoudiStatement *statement, int index);
gboolean doudi_statement_step (DoudiStatement *statement, GError **error);
gboolean doudi_statement_run (DoudiStatement *statement, GError **error);
gboolean doudi_statement_insert (DoudiStatement *statement, gint64 *id, GError **error);
gboolean doudi_statement_is_null (DoudiStatement *statement, int column);
gint64 doudi_statement_get_int (DoudiStatement *statement, int column);
const char *doudi_statement_get_text (DoudiStatement *statement, int column);
char *doudi_statement_dup_text (DoudiStatement *statement, int column);
DoudiDay doudi_statement_get_day (DoudiStatement *statement, int column);
GBytes *doudi_statement_dup_blob (DoudiStatement *statement, int column);
int doudi_statement_get_changes (DoudiStatement *statement);
void doudi_statement_reset (DoudiStatement *statement);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiStatement, doudi_statement_reset)

G_END_DECLS
