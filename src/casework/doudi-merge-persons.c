/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#include "base/doudi-division-code.h"
#include "base/doudi-error.h"
#include "casework/doudi-desk-private.h"
#include "casework/doudi-merge-private.h"

static void
merge_home_free (gpointer data)
{
  DoudiMergeHome *home = data;

  g_free (home->head_name);
  g_free (home->place);
  g_free (home);
}

static gboolean
add_homes (const DoudiMerging *merging, GPtrArray *homes, GError **error)
{
  for (guint i = 0; i < merging->homes->len; i++)
    {
      g_autoptr (DoudiHousehold) household = doudi_registry_get_household (
        merging->store, g_array_index (merging->homes, gint64, i), merging->today, error);
      g_autofree char *village = NULL;
      DoudiMergeHome *home;

      if (household == NULL)
        return FALSE;
      village = doudi_division_short_name (household->village);
      home = g_new0 (DoudiMergeHome, 1);
      home->household_id = household->id;
      home->place = g_strdup_printf ("%s %s", village, household->village_group);
      home->head_name
        = g_strdup (household->members->len > 0
                      ? ((DoudiMember *) g_ptr_array_index (household->members, 0))->name
                      : "");
      g_ptr_array_add (homes, home);
    }
  return TRUE;
}

static DoudiMergePreview *
preview_new (DoudiMerging *merging)
{
  DoudiMergePreview *preview = g_new0 (DoudiMergePreview, 1);

  preview->keep = merging->keep.person->person_id;
  preview->other = merging->other.person->person_id;
  preview->fields = g_steal_pointer (&merging->fields);
  preview->homes = g_ptr_array_new_with_free_func (merge_home_free);
  preview->obstacles = g_ptr_array_new_with_free_func (g_free);
  preview->memberships = merging->other.memberships->len;
  preview->facts = merging->other.facts->len;
  preview->accounts = merging->other.accounts->len;
  preview->awards = merging->other.awards->len;
  return preview;
}

/**
 * doudi_desk_preview_merge_persons:
 * @session: somebody who may look at households
 * @keep: the record that is kept
 * @other: the one that goes into it
 * @choice: what was chosen so far
 * @error: %DOUDI_ERROR_NOT_ALLOWED, %DOUDI_ERROR_NOT_FOUND, %DOUDI_ERROR_BAD_DATA
 *
 * Tells what it means to make two records of a person one: what they say field by field, what goes
 * over, and all that stands against it. Nothing is written.
 *
 * Returns: (transfer full): the preview; %NULL with @error set
 */
DoudiMergePreview *
doudi_desk_preview_merge_persons (DoudiSession *session,
                                  gint64 keep,
                                  gint64 other,
                                  const DoudiMergeChoice *choice,
                                  GError **error)
{
  g_auto (DoudiMerging) merging = { 0 };
  g_autoptr (DoudiMergePreview) preview = NULL;
  g_autoptr (GPtrArray) obstacles = g_ptr_array_new_with_free_func (g_free);

  if (!doudi_session_authorize (session, DOUDI_ACTION_VIEW_HOUSEHOLD, NULL, error)
      || !doudi_merging_init (&merging, session, keep, other, choice, error)
      || !doudi_merging_find_obstacles (&merging, obstacles, error))
    return NULL;
  preview = preview_new (&merging);
  g_ptr_array_unref (preview->obstacles);
  preview->obstacles = g_steal_pointer (&obstacles);
  return add_homes (&merging, preview->homes, error) ? g_steal_pointer (&preview) : NULL;
}

/**
 * doudi_merge_preview_free:
 * @preview: (nullable) (transfer full): a preview
 *
 * Frees it.
 */
void
doudi_merge_preview_free (DoudiMergePreview *preview)
{
  if (preview == NULL)
    return;
  g_ptr_array_unref (preview->fields);
  g_ptr_array_unref (preview->homes);
  g_ptr_array_unref (preview->obstacles);
  g_free (preview);
}

/* All of what stands against it in one message: each is to be done first. */
static gboolean
refuse_obstacles (DoudiMerging *merging, GError **error)
{
  g_autoptr (GPtrArray) obstacles = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *text = NULL;

  if (!doudi_merging_find_obstacles (merging, obstacles, error))
    return FALSE;
  if (obstacles->len == 0)
    return TRUE;
  g_ptr_array_add (obstacles, NULL);
  text = g_strjoinv (" ", (char **) obstacles->pdata);
  doudi_error_set (error, DOUDI_ERROR_REFUSED, NULL, "%s", text);
  return FALSE;
}

static gboolean
require_home (const DoudiMerging *merging, GError **error)
{
  g_autoptr (GString) ids = g_string_new (NULL);

  if (merging->homes->len < 2 || merging->stays != 0)
    return TRUE;
  for (guint i = 0; i < merging->homes->len; i++)
    g_string_append_printf (ids, "%s%" G_GINT64_FORMAT, i > 0 ? _ (", ") : "",
                            g_array_index (merging->homes, gint64, i));
  doudi_error_set (error, DOUDI_ERROR_REFUSED, "household",
                   _ ("The records are members of several households (%s). Say in which one the "
                      "person stays."),
                   ids->str);
  return FALSE;
}

static void
add_count (JsonBuilder *builder, const char *name, guint n)
{
  if (n == 0)
    return;
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, n);
}

static void
add_taken (JsonBuilder *builder, const DoudiMerging *merging)
{
  json_builder_set_member_name (builder, "fields");
  json_builder_begin_array (builder);
  for (guint i = 0; i < merging->fields->len; i++)
    {
      const DoudiMergeField *field = g_ptr_array_index (merging->fields, i);

      if (field->take_other)
        json_builder_add_string_value (builder, field->name);
    }
  json_builder_end_array (builder);
}

/* Which records, and how much went over; nothing that names anybody. */
static char *
summarise (const DoudiMerging *merging)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  add_count (builder, "kept", (guint) merging->keep.person->person_id);
  add_count (builder, "other", (guint) merging->other.person->person_id);
  add_taken (builder, merging);
  add_count (builder, "memberships", merging->other.memberships->len);
  add_count (builder, "facts", merging->other.facts->len);
  add_count (builder, "accounts", merging->other.accounts->len);
  add_count (builder, "awards", merging->other.awards->len);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

static gboolean
merge (DoudiMerging *merging, const char *reason, gint64 *edit, GError **error)
{
  g_autofree char *object
    = g_strdup_printf ("person:%" G_GINT64_FORMAT, merging->keep.person->person_id);
  g_autofree char *summary = summarise (merging);

  if (!doudi_edit_begin (merging->session, doudi_edit_word (DOUDI_EDIT_MERGE_PERSONS)->name, reason,
                         &merging->edit, error))
    return FALSE;
  merging->source = doudi_edit_source (merging->edit);
  *edit = merging->edit;
  return doudi_merging_carry_out (merging, error)
         && doudi_desk_finish (merging->session, DOUDI_ACTION_MERGE_PERSONS, merging->edit, object,
                               summary, error);
}

/**
 * doudi_desk_merge_persons:
 * @session: a reviewer or a director, on the writing connection outside a transaction
 * @keep: the record that is kept
 * @other: the one that goes into it
 * @choice: which one is right where they differ, and where the person stays
 * @edit: (out): what was recorded; doudi_desk_undo() takes it back
 * @error: %DOUDI_ERROR_NOT_ALLOWED; %DOUDI_ERROR_REFUSED with all that stands against it: money
 * that both draw, or something under way
 *
 * Makes two records of a person one: memberships, facts, accounts and awards of the other go over
 * to the one that is kept, what was paid stays with the runs.
 *
 * Returns: whether it was recorded
 */
gboolean
doudi_desk_merge_persons (DoudiSession *session,
                          gint64 keep,
                          gint64 other,
                          const DoudiMergeChoice *choice,
                          gint64 *edit,
                          GError **error)
{
  g_auto (DoudiMerging) merging = { 0 };
  g_autofree char *object = g_strdup_printf ("person:%" G_GINT64_FORMAT, keep);
  g_autoptr (DoudiTransaction) transaction = NULL;

  *edit = 0;
  if (!doudi_session_authorize (session, DOUDI_ACTION_MERGE_PERSONS, object, error))
    return FALSE;
  transaction = doudi_transaction_begin (doudi_session_get_store (session), error);
  return transaction != NULL && doudi_merging_init (&merging, session, keep, other, choice, error)
         && refuse_obstacles (&merging, error) && require_home (&merging, error)
         && merge (&merging, choice->reason, edit, error)
         && doudi_transaction_commit (transaction, error);
}
