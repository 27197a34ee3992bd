/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "store/doudi-setting.h"

#include "store/doudi-statement.h"

static const char get_sql[] = "SELECT value FROM setting WHERE name = ?1";

/**
 * doudi_setting_get:
 * @store: (not nullable): a connection
 * @name: (not nullable): such as %DOUDI_SETTING_COUNTY
 * @error: what kept it from being read; not set when there is no such setting
 *
 * Reads what holds for the caseload as a whole.
 *
 * Returns: (nullable) (transfer full): the value; %NULL if it was never set, or with @error set
 */
char *
doudi_setting_get (DoudiStore *store, const char *name, GError **error)
{
  g_autoptr (DoudiStatement) select = doudi_statement_get (store, get_sql, error);

  if (select == NULL)
    return NULL;
  doudi_statement_bind_text (select, 1, name);
  return doudi_statement_step (select, error) ? doudi_statement_dup_text (select, 0) : NULL;
}

static const char set_sql[] = "INSERT INTO setting (name, value) VALUES (?1, ?2)"
                              " ON CONFLICT (name) DO UPDATE SET value = excluded.value";

/**
 * doudi_setting_set:
 * @store: (not nullable): the writing connection, in a transaction
 * @name: (not nullable): such as %DOUDI_SETTING_COUNTY
 * @value: (not nullable): the new value
 * @error: what kept it from being stored
 *
 * Stores what holds for the caseload as a whole.
 *
 * Returns: whether it was stored
 */
gboolean
doudi_setting_set (DoudiStore *store, const char *name, const char *value, GError **error)
{
  g_autoptr (DoudiStatement) upsert = doudi_statement_get (store, set_sql, error);

  if (upsert == NULL)
    return FALSE;
  doudi_statement_bind_text (upsert, 1, name);
  doudi_statement_bind_text (upsert, 2, value);
  return doudi_statement_run (upsert, error);
}
