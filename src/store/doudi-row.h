/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "base/doudi-month.h"
#include "store/doudi-session.h"
#include "store/doudi-statement.h"

G_BEGIN_DECLS

/* What the stores of cases have in common: rows that name other rows, and lists of rows. */

/**
 * DoudiRowFunc:
 *
 * Makes a row from a statement that stands on it.
 */
typedef gpointer (*DoudiRowFunc) (DoudiStatement *statement);

DoudiStatement *doudi_row_statement (DoudiSession *session, const char *sql, GError **error);
void doudi_row_bind_id (DoudiStatement *statement, int index, gint64 id);
void doudi_row_bind_text (DoudiStatement *statement, int index, const char *text);
void doudi_row_bind_record (DoudiStatement *statement, int index, DoudiSession *session);
DoudiMonth doudi_row_get_month (DoudiStatement *statement, int column);
gboolean doudi_row_read_id (DoudiStatement *statement, gint64 *id, GError **error);
gboolean doudi_row_run_once (DoudiStatement *statement, GError **error);
GPtrArray *doudi_rows_take (DoudiStatement *statement, DoudiRowFunc func, GDestroyNotify destroy, GError **error);
GPtrArray *doudi_rows_list_of (DoudiStore *store, const char *sql, gint64 id, DoudiRowFunc func, GDestroyNotify destroy, GError **error);
gpointer doudi_row_get_of (DoudiStore *store, const char *sql, gint64 id, DoudiRowFunc func, gboolean *found, GError **error);
char *doudi_row_digest (const char *text);

G_END_DECLS
