/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "base/doudi-pinyin.h"
#include "store/doudi-registry.h"
#include "store/doudi-statement.h"
#include "store/doudi-store-private.h"

static DoudiDivisionLevel
level_from_name (const char *name)
{
  if (g_str_equal (name, "village"))
    return DOUDI_DIVISION_VILLAGE;
  return g_str_equal (name, "township") ? DOUDI_DIVISION_TOWNSHIP : DOUDI_DIVISION_COUNTY;
}

static DoudiDivision *
division_from_statement (DoudiStatement *statement)
{
  DoudiDivision *division = g_new0 (DoudiDivision, 1);

  division->code = doudi_statement_dup_text (statement, 0);
  division->name = doudi_statement_dup_text (statement, 1);
  division->level = level_from_name (doudi_statement_get_text (statement, 2));
  return division;
}

#define SELECT_DIVISIONS                                                                           \
  "SELECT code, name, level FROM division WHERE valid_to IS NULL ORDER BY code"

/**
 * doudi_registry_list_divisions:
 * @store: the caseload
 * @error: return location
 *
 * Lists the county, its townships and villages as they are now, in the order of their codes: a
 * township stands before its villages.
 *
 * Returns: (transfer container) (element-type DoudiDivision): the divisions; %NULL with @error set
 */
GPtrArray *
doudi_registry_list_divisions (DoudiStore *store, GError **error)
{
  g_autoptr (GPtrArray) divisions
    = g_ptr_array_new_with_free_func ((GDestroyNotify) doudi_division_free);
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, SELECT_DIVISIONS, error);
  GError *local = NULL;

  if (statement == NULL)
    return NULL;
  while (doudi_statement_step (statement, &local))
    g_ptr_array_add (divisions, division_from_statement (statement));
  if (local == NULL)
    return g_steal_pointer (&divisions);
  g_propagate_error (error, local);
  return NULL;
}

static const char place_sql[] = "SELECT name, level FROM division WHERE code = ?1 OR code = ?2"
                                " ORDER BY level";

/**
 * doudi_registry_get_place:
 * @store: the caseload
 * @code: twelve digits of a village or of a township
 * @township: (out) (transfer full): name of the township
 * @village: (out) (transfer full): name of the village, "" for the code of a township
 * @error: return location
 *
 * Names a place. A code that the caseload does not know has no names.
 *
 * Returns: whether it could be read
 */
gboolean
doudi_registry_get_place (DoudiStore *store,
                          const char *code,
                          char **township,
                          char **village,
                          GError **error)
{
  g_autoptr (DoudiStatement) select = doudi_statement_get (store, place_sql, error);
  g_autofree char *above = g_strdup_printf ("%.9s000", code);
  g_autofree char *township_name = NULL;
  g_autofree char *village_name = NULL;
  GError *local = NULL;

  if (select == NULL)
    return FALSE;
  doudi_statement_bind_text (select, 1, code);
  doudi_statement_bind_text (select, 2, above);
  while (doudi_statement_step (select, &local))
    {
      gboolean is_village
        = level_from_name (doudi_statement_get_text (select, 1)) == DOUDI_DIVISION_VILLAGE;
      char **name = is_village ? &village_name : &township_name;

      g_free (*name);
      *name = doudi_statement_dup_text (select, 0);
    }
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  *township = township_name != NULL ? g_steal_pointer (&township_name) : g_strdup ("");
  *village = village_name != NULL ? g_steal_pointer (&village_name) : g_strdup ("");
  return TRUE;
}

static const char *
level_name (DoudiDivisionLevel level)
{
  switch (level)
    {
    case DOUDI_DIVISION_COUNTY:
      return "county";
    case DOUDI_DIVISION_TOWNSHIP:
      return "township";
    case DOUDI_DIVISION_VILLAGE:
      return "village";
    default:
      g_return_val_if_reached ("");
    }
}

/* Letters in a row, as people type them. */
static char *
letters_of (const char *reading)
{
  GString *letters = g_string_new (NULL);

  for (; reading != NULL && *reading != '\0'; reading++)
    if (g_ascii_isalnum (*reading))
      g_string_append_c (letters, g_ascii_tolower (*reading));
  return g_string_free (letters, FALSE);
}

#define INSERT_DIVISION                                                                            \
  "INSERT INTO division (code, name, name_key, pinyin, initials, level, valid_from, recorded_at,"  \
  " recorded_by, source) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 'statistical-codes')"

static gboolean
insert_division (DoudiSession *session,
                 DoudiPinyin *pinyin,
                 const DoudiDivision *division,
                 GError **error)
{
  g_autoptr (DoudiStatement) statement
    = doudi_statement_get (doudi_session_get_store (session), INSERT_DIVISION, error);
  g_autofree char *name_key = doudi_division_name_key (division->name);
  g_auto (GStrv) readings = doudi_pinyin_readings (pinyin, name_key);
  g_auto (GStrv) initials = doudi_pinyin_initials (pinyin, name_key);
  g_autofree char *reading = letters_of (readings[0]);
  g_autofree char *initial = letters_of (initials[0]);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_text (statement, 1, division->code);
  doudi_statement_bind_text (statement, 2, division->name);
  doudi_statement_bind_text (statement, 3, name_key);
  doudi_statement_bind_text (statement, 4, reading);
  doudi_statement_bind_text (statement, 5, initial);
  doudi_statement_bind_text (statement, 6, level_name (division->level));
  doudi_statement_bind_day (statement, 7, doudi_session_get_today (session));
  doudi_statement_bind_text (statement, 8, doudi_session_get_now (session));
  doudi_statement_bind_text (statement, 9, doudi_session_get_user (session));
  return doudi_statement_run (statement, error);
}

static gboolean
insert_divisions (DoudiSession *session, GPtrArray *divisions, GError **error)
{
  g_autoptr (DoudiPinyin) pinyin = doudi_pinyin_new (error);

  if (pinyin == NULL)
    return FALSE;
  for (guint i = 0; i < divisions->len; i++)
    if (!insert_division (session, pinyin, divisions->pdata[i], error))
      return FALSE;
  return TRUE;
}

/**
 * doudi_registry_add_divisions:
 * @session: who records them
 * @divisions: (element-type DoudiDivision): divisions that the caseload does not have yet
 * @error: %DOUDI_ERROR_CONFLICT if it has one of them
 *
 * Records townships and villages with what a search may type to find them. Works in the caller's
 * transaction if there is one, else in one of its own.
 *
 * Returns: whether they are recorded
 */
gboolean
doudi_registry_add_divisions (DoudiSession *session, GPtrArray *divisions, GError **error)
{
  DoudiStore *store = doudi_session_get_store (session);
  g_autoptr (DoudiTransaction) transaction = NULL;

  if (store->in_transaction)
    return insert_divisions (session, divisions, error);
  transaction = doudi_transaction_begin (store, error);
  return transaction != NULL && insert_divisions (session, divisions, error)
         && doudi_transaction_commit (transaction, error);
}
