/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "store/doudi-household-title.h"

#include "base/doudi-division-code.h"
#include "store/doudi-registry-private.h"

/* The head of today before one of another day. */
static const char title_sql[]
  = "SELECT coalesce((SELECT d.name FROM division d WHERE d.code = substr(a.code, 1, 9) || '000'),"
    " ''), coalesce((SELECT d.name FROM division d WHERE d.code = a.code AND d.level = 'village'),"
    " ''), coalesce((SELECT p.name FROM membership m JOIN person p ON p.id = m.person_id"
    " WHERE m.household_id = ?1 AND m.relation = 'head' ORDER BY m.valid_to IS NOT NULL OR "
    "NOT " DOUDI_NOT_REPLACED (
      "membership",
      "household_id",
      "m") ", m.id DESC LIMIT 1), '')"
           " FROM (SELECT coalesce((SELECT h.division_code FROM household_address h"
           " WHERE h.household_id = ?1 ORDER BY h.id DESC LIMIT 1), '') AS code) a";

/**
 * doudi_household_title_get:
 * @store: the caseload
 * @household_id: a household
 * @title: (out caller-allocates): what it is called; empty texts where nothing is recorded
 * @error: return location
 *
 * Says which household it is, whether or not anybody lives there today.
 *
 * Returns: whether it could be looked up
 */
gboolean
doudi_household_title_get (DoudiStore *store,
                           gint64 household_id,
                           DoudiHouseholdTitle *title,
                           GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, title_sql, error);

  *title = (DoudiHouseholdTitle){ NULL };
  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, household_id);
  if (!doudi_statement_step (statement, error))
    return FALSE;
  title->township = doudi_statement_dup_text (statement, 0);
  title->village = doudi_statement_dup_text (statement, 1);
  title->head = doudi_statement_dup_text (statement, 2);
  return TRUE;
}

/**
 * doudi_household_title_format:
 * @title: what a household is called
 *
 * Writes it as people say it.
 *
 * Returns: (transfer full): township, village and head, a space between
 */
char *
doudi_household_title_format (const DoudiHouseholdTitle *title)
{
  g_autofree char *village = doudi_division_short_name (title->village);
  const char *parts[] = { title->township, village, title->head };
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (*parts[i] != '\0')
      g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", parts[i]);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * doudi_household_title_clear:
 * @title: what a household is called
 *
 * Frees what belongs to it.
 */
void
doudi_household_title_clear (DoudiHouseholdTitle *title)
{
  g_clear_pointer (&title->township, g_free);
  g_clear_pointer (&title->village, g_free);
  g_clear_pointer (&title->head, g_free);
}
