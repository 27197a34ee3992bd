/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/doudi-format.h"
#include "app/doudi-list.h"
#include "app/doudi-policy-entries.h"
#include "app/doudi-policy-values.h"
#include "store/doudi-policy-store.h"
#include "store/doudi-setting.h"

/* The policy documents of the settings page: those of the caseload, those of the program that it
 * does not have, and the file that is being looked at. */

static const struct
{
  DoudiPolicyStanding standing;
  const char *label;
} standings[] = {
  { DOUDI_POLICY_DRAFT, N_ ("a draft, not proposed") },
  { DOUDI_POLICY_IN_FORCE, N_ ("in force") },
  { DOUDI_POLICY_NATIONAL, N_ ("holds in the whole country") },
  { DOUDI_POLICY_WAITING, N_ ("waits for a director") },
  { DOUDI_POLICY_FORMER, N_ ("replaced by a later version") },
  { DOUDI_POLICY_BUNDLED, N_ ("comes with the program, not adopted") },
};

static const DoudiListColumn columns[] = {
  { N_ ("Policy document"), FALSE, TRUE, 20 }, { N_ ("Number"), FALSE, FALSE, 14 },
  { N_ ("Known from"), FALSE, FALSE, 10 },     { N_ ("State"), FALSE, FALSE, 14, TRUE },
  { N_ ("Proposed by"), FALSE, FALSE, 10 },    { N_ ("Adopted by"), FALSE, FALSE, 10 },
  { N_ ("Values"), TRUE, FALSE, 4 },           { N_ ("To be confirmed"), TRUE, FALSE, 5 },
};

/**
 * doudi_policy_entry_new_draft:
 * @document: read from a file
 *
 * Returns: (transfer full): an entry for it
 */
DoudiPolicyEntry *
doudi_policy_entry_new_draft (DoudiPolicyDocument *document)
{
  DoudiPolicyEntry *entry = g_new0 (DoudiPolicyEntry, 1);

  entry->document = doudi_policy_document_ref (document);
  entry->state = g_strdup ("draft");
  entry->digest = doudi_policy_digest (doudi_policy_document_get_json (document));
  return entry;
}

/**
 * doudi_policy_entry_get_standing:
 *
 * Returns: how the document stands to the caseload
 */
DoudiPolicyStanding
doudi_policy_entry_get_standing (const DoudiPolicyEntry *entry)
{
  if (g_str_equal (entry->state, "draft"))
    return DOUDI_POLICY_DRAFT;
  if (g_str_equal (entry->state, "bundled"))
    return entry->in_force ? DOUDI_POLICY_NATIONAL : DOUDI_POLICY_BUNDLED;
  if (g_str_equal (entry->state, "proposed"))
    return DOUDI_POLICY_WAITING;
  return entry->in_force ? DOUDI_POLICY_IN_FORCE : DOUDI_POLICY_FORMER;
}

/**
 * doudi_policy_entry_describe:
 *
 * Returns: (transfer none): how it stands to the caseload, in the reader's language
 */
const char *
doudi_policy_entry_describe (const DoudiPolicyEntry *entry)
{
  return _ (standings[doudi_policy_entry_get_standing (entry)].label);
}

/**
 * doudi_policy_entry_comes_with_program:
 *
 * Returns: whether its very text comes with the program, so that a director may adopt it alone
 */
gboolean
doudi_policy_entry_comes_with_program (const DoudiPolicyEntry *entry)
{
  g_autoptr (DoudiPolicyDocument) bundled
    = doudi_policy_document_load_bundled (doudi_policy_document_get_id (entry->document), NULL);

  return bundled != NULL
         && g_str_equal (doudi_policy_document_get_json (bundled),
                         doudi_policy_document_get_json (entry->document));
}

static int
compare_cb (gconstpointer one, gconstpointer other)
{
  const DoudiPolicyEntry *a = *(DoudiPolicyEntry *const *) one;
  const DoudiPolicyEntry *b = *(DoudiPolicyEntry *const *) other;
  int standing
    = (int) doudi_policy_entry_get_standing (a) - (int) doudi_policy_entry_get_standing (b);

  if (standing != 0)
    return standing;
  /* What came last is looked for first. */
  if (a->id != b->id)
    return a->id > b->id ? -1 : 1;
  return g_strcmp0 (doudi_policy_document_get_id (a->document),
                    doudi_policy_document_get_id (b->document));
}

/**
 * doudi_policy_entries_find_text:
 * @entries: (element-type DoudiPolicyEntry): documents
 * @digest: of a text
 *
 * Returns: (transfer none) (nullable): the first with that very text
 */
DoudiPolicyEntry *
doudi_policy_entries_find_text (GPtrArray *entries, const char *digest)
{
  for (guint i = 0; i < entries->len; i++)
    {
      DoudiPolicyEntry *entry = g_ptr_array_index (entries, i);

      if (g_str_equal (entry->digest, digest))
        return entry;
    }
  return NULL;
}

/**
 * doudi_policy_entries_are_same:
 * @entries: (element-type DoudiPolicyEntry): documents
 * @others: (element-type DoudiPolicyEntry): documents
 *
 * Returns: whether both lists show the same
 */
gboolean
doudi_policy_entries_are_same (GPtrArray *entries, GPtrArray *others)
{
  if (entries->len != others->len)
    return FALSE;
  for (guint i = 0; i < entries->len; i++)
    {
      const DoudiPolicyEntry *entry = g_ptr_array_index (entries, i);
      const DoudiPolicyEntry *other = g_ptr_array_index (others, i);

      if (entry->id != other->id || !g_str_equal (entry->digest, other->digest)
          || doudi_policy_entry_get_standing (entry) != doudi_policy_entry_get_standing (other))
        return FALSE;
    }
  return TRUE;
}

/* Those for another county would only be refused. */
static gboolean
add_bundled (GPtrArray *entries, const char *county, GError **error)
{
  g_autoptr (GPtrArray) bundled = doudi_policies_list_bundled (error);

  if (bundled == NULL)
    return FALSE;
  while (bundled->len > 0)
    {
      g_autoptr (DoudiPolicyEntry) entry = NULL;

      /* Taken from its array, an entry is ours to keep. */
      entry = g_ptr_array_steal_index (bundled, 0);
      if (doudi_policy_entries_find_text (entries, entry->digest) == NULL
          && (county == NULL || doudi_policy_document_covers_county (entry->document, county)))
        g_ptr_array_add (entries, g_steal_pointer (&entry));
    }
  return TRUE;
}

/**
 * doudi_policy_entries_list:
 * @session: anybody
 * @error: return location
 *
 * Lists the documents of the caseload and those that come with the program for its county.
 *
 * Returns: (transfer full) (element-type DoudiPolicyEntry): in the order of #DoudiPolicyStanding,
 *   what came last first; %NULL with @error set
 */
GPtrArray *
doudi_policy_entries_list (DoudiSession *session, GError **error)
{
  g_autoptr (GPtrArray) entries = doudi_policies_list (session, error);
  GError *local = NULL;
  g_autofree char *county = NULL;

  if (entries == NULL)
    return NULL;
  county = doudi_setting_get (doudi_session_get_store (session), DOUDI_SETTING_COUNTY, &local);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return NULL;
    }
  if (!add_bundled (entries, county, error))
    return NULL;
  g_ptr_array_sort (entries, compare_cb);
  return g_steal_pointer (&entries);
}

/**
 * doudi_policy_entries_set_up:
 * @view: an empty column view
 *
 * Gives @view the columns of doudi_policy_entries_rows().
 */
void
doudi_policy_entries_set_up (GtkColumnView *view)
{
  doudi_list_set_up (view, columns, G_N_ELEMENTS (columns), TRUE);
}

static DoudiListRow *
row_new (const DoudiPolicyEntry *entry, guint index)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GPtrArray) values = doudi_policy_values_list (entry->document);
  guint unsure = doudi_policy_values_count_unsure (values);
  g_autofree char *known
    = doudi_day_format_iso (doudi_policy_document_get_adopted_on (entry->document));
  g_autofree char *count = doudi_format_count (values->len);
  g_autofree char *unsure_count = unsure > 0 ? doudi_format_count (unsure) : g_strdup ("");
  DoudiListRow *row;

  g_strv_builder_add_many (
    builder, doudi_policy_document_get_title (entry->document),
    doudi_policy_document_get_number (entry->document), known, doudi_policy_entry_describe (entry),
    entry->proposed_by != NULL ? entry->proposed_by : "",
    entry->adopted_by != NULL ? entry->adopted_by : "", count, unsure_count, NULL);
  row = doudi_list_row_new (index, g_strv_builder_end (builder));
  doudi_list_row_set_look (row, doudi_policy_entry_get_standing (entry) == DOUDI_POLICY_WAITING);
  return row;
}

/**
 * doudi_policy_entries_rows:
 * @entries: (element-type DoudiPolicyEntry): documents
 *
 * Returns: (transfer full) (element-type DoudiListRow): a row for each, with its place as id
 */
GPtrArray *
doudi_policy_entries_rows (GPtrArray *entries)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < entries->len && i < DOUDI_LIST_MAX_ROWS; i++)
    g_ptr_array_add (rows, row_new (g_ptr_array_index (entries, i), i));
  return rows;
}
