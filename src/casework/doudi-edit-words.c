/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * What was done to the registry, in words that name nobody, and what of it is taken back next.
 */

#include "config.h"

#include "casework/doudi-edit-words.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#include "casework/doudi-desk.h"

/* Of the edits of a person as many are looked through for the one to take back. */
#define LOOKED_THROUGH 500

/* What a summary names: meanings of the entry screen, and kinds of facts. */
static const struct
{
  const char *field;
  const char *label;
} labels[] = {
  { "living-division", N_ ("village") },
  { "village-group", N_ ("village group") },
  { "living-address", N_ ("address") },
  { "phone", N_ ("phone") },
  { "member-name", N_ ("name") },
  { "member-identity-number", N_ ("identity number") },
  { "member-temporary-number", N_ ("temporary number") },
  { "member-sex", N_ ("sex") },
  { "member-birth", N_ ("birth date") },
  { "member-ethnicity", N_ ("ethnicity") },
  { "member-relation", N_ ("relation to the head") },
  { "order", N_ ("order of the members") },
  { "health", N_ ("health") },
  { "work-ability", N_ ("ability to work") },
  { "disability", N_ ("disability") },
  { "disability-card", N_ ("disability card") },
  { "schooling", N_ ("school") },
  { "employment", N_ ("employment") },
  { "account-holder", N_ ("holder of the account") },
  { "account-number", N_ ("account") },
};

/**
 * doudi_edit_field_label:
 * @field: as a summary names it, such as "member-ethnicity"
 *
 * Says what an edit changed.
 *
 * Returns: (nullable) (transfer none): the word, translated; %NULL for a field of another program
 */
const char *
doudi_edit_field_label (const char *field)
{
  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    if (g_str_equal (labels[i].field, field))
      return _ (labels[i].label);
  return NULL;
}

static const char *
kind_label (const DoudiEditRow *row)
{
  DoudiEditKind kind;

  return doudi_edit_kind_find (row->kind, &kind) ? _ (doudi_edit_word (kind)->label) : row->kind;
}

static void
add_part (GString *parts, const char *text)
{
  /* Translators: between the things that an edit changed */
  g_string_append_printf (parts, "%s%s", parts->len > 0 ? C_ ("list", ", ") : "", text);
}

static void
add_fields (GString *parts, JsonObject *summary)
{
  JsonNode *node = json_object_get_member (summary, "fields");
  JsonArray *fields;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return;
  fields = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (fields); i++)
    {
      const char *label = doudi_edit_field_label (json_array_get_string_element (fields, i));

      if (label != NULL)
        add_part (parts, label);
    }
}

/* Whoever was entered had no facts before that could differ. */
static void
add_size (GString *parts, JsonObject *summary)
{
  gint64 members = json_object_get_int_member_with_default (summary, "added", 0);
  g_autofree char *text
    = g_strdup_printf (ngettext ("%d member", "%d members", (gulong) members), (int) members);

  add_part (parts, text);
}

static void
add_counts (GString *parts, JsonObject *summary)
{
  gint64 added = json_object_get_int_member_with_default (summary, "added", 0);
  gint64 removed = json_object_get_int_member_with_default (summary, "removed", 0);
  g_autofree char *in = g_strdup_printf (
    ngettext ("%d member added", "%d members added", (gulong) added), (int) added);
  g_autofree char *out = g_strdup_printf (
    ngettext ("%d member taken out", "%d members taken out", (gulong) removed), (int) removed);

  if (added > 0)
    add_part (parts, in);
  if (removed > 0)
    add_part (parts, out);
}

static char *
describe_edit (const DoudiEditRow *row)
{
  g_autoptr (JsonNode) root = json_from_string (row->summary, NULL);
  g_autoptr (GString) parts = g_string_new (NULL);

  JsonObject *summary
    = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;

  if (summary != NULL && g_str_equal (row->kind, doudi_edit_word (DOUDI_EDIT_HOUSEHOLD_NEW)->name))
    add_size (parts, summary);
  else if (summary != NULL)
    {
      add_fields (parts, summary);
      add_counts (parts, summary);
    }
  if (parts->len == 0)
    return g_strdup (kind_label (row));
  return g_strdup_printf (_ ("%s (%s)"), kind_label (row), parts->str);
}

/* How many edits take the one before back; the first is no undo. */
static guint
count_steps (DoudiStore *store, const DoudiEditRow *row, DoudiEditRow **original, GError **error)
{
  gint64 before = row->undoes;
  guint n = 0;

  *original = NULL;
  while (before != 0)
    {
      n++;
      g_clear_pointer (original, doudi_edit_row_free);
      *original = doudi_edit_get (store, before, error);
      if (*original == NULL)
        return n;
      before = (*original)->undoes;
    }
  return n;
}

/**
 * doudi_edit_get_original:
 * @store: the caseload
 * @id: an edit
 * @error: %DOUDI_ERROR_NOT_FOUND
 *
 * Finds what an edit that takes back another one is about in the end.
 *
 * Returns: (transfer full): the edit that takes back none; %NULL with @error set
 */
DoudiEditRow *
doudi_edit_get_original (DoudiStore *store, gint64 id, GError **error)
{
  DoudiEditRow *row = doudi_edit_get (store, id, error);

  while (row != NULL && row->undoes != 0)
    {
      gint64 before = row->undoes;

      doudi_edit_row_free (row);
      row = doudi_edit_get (store, before, error);
    }
  return row;
}

/**
 * doudi_edit_is_undo:
 * @store: the caseload
 * @row: an edit
 *
 * Tells an edit that takes another one back from one that does something, or does it again.
 *
 * Returns: whether what it is about in the end does not hold by it
 */
gboolean
doudi_edit_is_undo (DoudiStore *store, const DoudiEditRow *row)
{
  g_autoptr (DoudiEditRow) original = NULL;

  return count_steps (store, row, &original, NULL) % 2 == 1;
}

/**
 * doudi_edit_describe:
 * @store: the caseload
 * @row: an edit
 *
 * Says what an edit did: "Household corrected (phone, ethnicity)". It names nobody.
 *
 * Returns: (transfer full): the words, translated
 */
char *
doudi_edit_describe (DoudiStore *store, const DoudiEditRow *row)
{
  g_autoptr (DoudiEditRow) original = NULL;
  guint steps = count_steps (store, row, &original, NULL);
  g_autofree char *words = describe_edit (original != NULL ? original : row);

  if (steps == 0)
    return g_steal_pointer (&words);
  return g_strdup_printf (steps % 2 == 1 ? _ ("Taken back: %s") : _ ("Done again: %s"), words);
}

typedef struct
{
  DoudiStore *store;
  const char *user;
  gboolean redo;
} Wanted;

/* What was taken back is done again only as long as nothing was done since. */
static gboolean
is_wanted (const Wanted *wanted, const DoudiEditRow *row, gboolean *over)
{
  gboolean undo = doudi_edit_is_undo (wanted->store, row);

  *over = wanted->redo && row->undoes == 0;
  return row->undone_by == 0 && undo == wanted->redo;
}

static DoudiEditRow *
find_last (const Wanted *wanted, GError **error)
{
  g_autoptr (GPtrArray) rows = doudi_edit_list (wanted->store, wanted->user, LOOKED_THROUGH, error);
  gboolean over = FALSE;

  for (guint i = 0; rows != NULL && !over && i < rows->len; i++)
    if (is_wanted (wanted, g_ptr_array_index (rows, i), &over))
      return g_ptr_array_steal_index (rows, i);
  return NULL;
}

/**
 * doudi_edit_find_undo:
 * @store: the caseload
 * @user: who edits
 * @error: return location
 *
 * Finds what a person would take back next: the last own edit that holds.
 *
 * Returns: (nullable) (transfer full): the edit for doudi_desk_undo(); %NULL without @error set if
 *   there is none
 */
DoudiEditRow *
doudi_edit_find_undo (DoudiStore *store, const char *user, GError **error)
{
  return find_last (&(Wanted){ store, user, FALSE }, error);
}

/**
 * doudi_edit_find_redo:
 * @store: the caseload
 * @user: who edits
 * @error: return location
 *
 * Finds what a person would do again next: what was taken back last, if nothing was done since.
 *
 * Returns: (nullable) (transfer full): the edit that took it back, for doudi_desk_undo(); %NULL
 *   without @error set if there is none
 */
DoudiEditRow *
doudi_edit_find_redo (DoudiStore *store, const char *user, GError **error)
{
  return find_last (&(Wanted){ store, user, TRUE }, error);
}
