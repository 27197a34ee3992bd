/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "cli/doudi-command.h"

#include <glib/gi18n-lib.h>

#include "casework/doudi-merge.h"

static char **option_take;
static char *option_household;
static char *option_reason;
static gboolean option_preview;
static char *option_relation;
static char *option_persons;
static char *option_head;
static char *option_relations;
static char *option_remaining_head;

static const GOptionEntry persons_options[] = {
  { "take", 0, 0, G_OPTION_ARG_STRING_ARRAY, &option_take,
    N_ ("Of this the other record is right, such as birth-date; more than once"), N_ ("FIELD") },
  { "household", 0, 0, G_OPTION_ARG_STRING, &option_household,
    N_ ("In which household the person stays, if there are two"), N_ ("ID") },
  { "reason", 0, 0, G_OPTION_ARG_STRING, &option_reason, N_ ("Why"), N_ ("TEXT") },
  { "preview", 0, 0, G_OPTION_ARG_NONE, &option_preview,
    N_ ("Only tell what they say and what stands against it"), NULL },
  { NULL },
};

static const GOptionEntry households_options[] = {
  { "relation", 0, 0, G_OPTION_ARG_STRING, &option_relation,
    N_ ("What the head of the other is to the head of the one that is kept"), N_ ("RELATION") },
  { "reason", 0, 0, G_OPTION_ARG_STRING, &option_reason, N_ ("Why"), N_ ("TEXT") },
  { NULL },
};

static const GOptionEntry split_options[] = {
  { "persons", 0, 0, G_OPTION_ARG_STRING, &option_persons, N_ ("Who goes"), N_ ("ID,ID…") },
  { "head", 0, 0, G_OPTION_ARG_STRING, &option_head, N_ ("Who of them is the head"), N_ ("ID") },
  { "relations", 0, 0, G_OPTION_ARG_STRING, &option_relations,
    N_ ("What each of them is to the new head, in the same order"), N_ ("RELATION,RELATION…") },
  { "remaining-head", 0, 0, G_OPTION_ARG_STRING, &option_remaining_head,
    N_ ("Who becomes the head of those who stay, if the head goes"), N_ ("ID") },
  { "reason", 0, 0, G_OPTION_ARG_STRING, &option_reason, N_ ("Why"), N_ ("TEXT") },
  { NULL },
};

static DoudiSession *
open_caseload (DoudiInvocation *invocation, GError **error)
{
  return doudi_invocation_open (invocation, doudi_invocation_get_argument (invocation, 0), error);
}

/* "name" or "name=other": both say that the other record is right. */
static GStrv
dup_taken (GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; option_take != NULL && option_take[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (option_take[i], "=", 2);

      if (parts[0] == NULL
          || (parts[1] != NULL && !g_str_equal (parts[1], "other")
              && !g_str_equal (parts[1], "kept")))
        {
          doudi_error_set (error, DOUDI_ERROR_USAGE, NULL,
                           _ ("Write --take FIELD, or FIELD=other or FIELD=kept, not %s."),
                           option_take[i]);
          return NULL;
        }
      if (parts[1] == NULL || g_str_equal (parts[1], "other"))
        g_strv_builder_add (builder, parts[0]);
    }
  return g_strv_builder_end (builder);
}

static void
add_field (JsonBuilder *builder, const DoudiMergeField *field)
{
  json_builder_begin_object (builder);
  doudi_json_add_text (builder, "field", field->name);
  doudi_json_add_text (builder, "kept", field->kept_shown);
  doudi_json_add_text (builder, "other", field->other_shown);
  doudi_json_add_boolean (builder, "differs", field->differs);
  doudi_json_add_text (builder, "taken", field->take_other ? "other" : "kept");
  json_builder_end_object (builder);
}

static void
add_texts (JsonBuilder *builder, const char *member, const GPtrArray *texts)
{
  json_builder_set_member_name (builder, member);
  json_builder_begin_array (builder);
  for (guint i = 0; i < texts->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (texts, i));
  json_builder_end_array (builder);
}

static void
add_homes (JsonBuilder *builder, const GPtrArray *homes)
{
  json_builder_set_member_name (builder, "households");
  json_builder_begin_array (builder);
  for (guint i = 0; i < homes->len; i++)
    {
      const DoudiMergeHome *home = g_ptr_array_index (homes, i);

      json_builder_begin_object (builder);
      doudi_json_add_id (builder, "household", home->household_id);
      doudi_json_add_text (builder, "head", home->head_name);
      doudi_json_add_text (builder, "place", home->place);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
say_preview (DoudiInvocation *invocation, const DoudiMergePreview *preview)
{
  for (guint i = 0; i < preview->fields->len; i++)
    {
      const DoudiMergeField *field = g_ptr_array_index (preview->fields, i);

      doudi_invocation_say (invocation, "%s %-24s %s%s | %s%s", field->differs ? "!" : " ",
                            field->name, field->take_other ? "" : "*", field->kept_shown,
                            field->take_other ? "*" : "", field->other_shown);
    }
  for (guint i = 0; i < preview->obstacles->len; i++)
    doudi_invocation_say (invocation, "%s", (char *) g_ptr_array_index (preview->obstacles, i));
}

static void
tell_preview (DoudiInvocation *invocation, const DoudiMergePreview *preview)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "fields");
  json_builder_begin_array (builder);
  for (guint i = 0; i < preview->fields->len; i++)
    add_field (builder, g_ptr_array_index (preview->fields, i));
  json_builder_end_array (builder);
  add_homes (builder, preview->homes);
  doudi_json_add_int (builder, "memberships", preview->memberships);
  doudi_json_add_int (builder, "facts", preview->facts);
  doudi_json_add_int (builder, "accounts", preview->accounts);
  doudi_json_add_int (builder, "awards", preview->awards);
  add_texts (builder, "obstacles", preview->obstacles);
  json_builder_end_object (builder);
  doudi_invocation_answer (invocation, builder);
  if (!doudi_invocation_wants_json (invocation))
    say_preview (invocation, preview);
}

static void
tell_edit (DoudiInvocation *invocation, gint64 edit, gint64 household)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  doudi_json_add_id (builder, "edit", edit);
  if (household != 0)
    doudi_json_add_id (builder, "household", household);
  json_builder_end_object (builder);
  doudi_invocation_answer (invocation, builder);
  if (!doudi_invocation_wants_json (invocation))
    doudi_invocation_say (invocation, _ ("Recorded as edit %lld. “edit-undo” takes it back."),
                          (long long) edit);
}

/* The two records, or households, that the arguments name. */
static gboolean
parse_two (DoudiInvocation *invocation, gint64 *keep, gint64 *other, GError **error)
{
  return doudi_invocation_parse_id (doudi_invocation_get_argument (invocation, 1), keep, error)
         && doudi_invocation_parse_id (doudi_invocation_get_argument (invocation, 2), other, error);
}

static gboolean
preview_persons (DoudiInvocation *invocation,
                 DoudiSession *session,
                 gint64 keep,
                 gint64 other,
                 const DoudiMergeChoice *choice,
                 GError **error)
{
  g_autoptr (DoudiMergePreview) preview
    = doudi_desk_preview_merge_persons (session, keep, other, choice, error);

  if (preview != NULL)
    tell_preview (invocation, preview);
  return preview != NULL;
}

static gboolean
run_persons (DoudiInvocation *invocation, GError **error)
{
  g_auto (GStrv) taken = dup_taken (error);
  g_autoptr (DoudiSession) session = NULL;
  DoudiMergeChoice choice = { (const char *const *) taken, 0, option_reason };
  gint64 keep, other, edit;

  if (taken == NULL || !parse_two (invocation, &keep, &other, error)
      || !doudi_invocation_parse_id (option_household, &choice.household, error))
    return FALSE;
  session = open_caseload (invocation, error);
  if (session == NULL)
    return FALSE;
  if (option_preview)
    return preview_persons (invocation, session, keep, other, &choice, error);
  if (!doudi_desk_merge_persons (session, keep, other, &choice, &edit, error))
    return FALSE;
  tell_edit (invocation, edit, 0);
  return TRUE;
}

static gboolean
run_households (DoudiInvocation *invocation, GError **error)
{
  g_autoptr (DoudiSession) session = NULL;
  gint64 keep, other, edit;

  if (!parse_two (invocation, &keep, &other, error))
    return FALSE;
  session = open_caseload (invocation, error);
  if (session == NULL
      || !doudi_desk_merge_households (session, keep, other, option_relation, option_reason, &edit,
                                       error))
    return FALSE;
  tell_edit (invocation, edit, keep);
  return TRUE;
}

static GArray *
parse_persons (GError **error)
{
  g_autoptr (GArray) persons = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_auto (GStrv) ids = g_strsplit (option_persons != NULL ? option_persons : "", ",", -1);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      gint64 id;

      if (!doudi_invocation_parse_id (ids[i], &id, error))
        return NULL;
      g_array_append_val (persons, id);
    }
  return g_steal_pointer (&persons);
}

static gboolean
check_relations (GStrv relations, guint persons, GError **error)
{
  if (relations == NULL || g_strv_length (relations) == persons)
    return TRUE;
  doudi_error_set (
    error, DOUDI_ERROR_USAGE, NULL,
    _ ("Give --relations as many words as --persons has numbers; one may be empty."));
  return FALSE;
}

static gboolean
run_split (DoudiInvocation *invocation, GError **error)
{
  g_autoptr (GArray) persons = parse_persons (error);
  g_auto (GStrv) relations
    = option_relations != NULL ? g_strsplit (option_relations, ",", -1) : NULL;
  g_autoptr (DoudiSession) session = NULL;
  DoudiSplit split
    = { .persons = persons, .relations = (const char *const *) relations, .reason = option_reason };
  gint64 household, edit;

  if (persons == NULL || !check_relations (relations, persons->len, error)
      || !doudi_invocation_parse_id (doudi_invocation_get_argument (invocation, 1),
                                     &split.household_id, error)
      || !doudi_invocation_parse_id (option_head, &split.head, error)
      || !doudi_invocation_parse_id (option_remaining_head, &split.remaining_head, error))
    return FALSE;
  session = open_caseload (invocation, error);
  if (session == NULL || !doudi_desk_split_household (session, &split, &household, &edit, error))
    return FALSE;
  tell_edit (invocation, edit, household);
  return TRUE;
}

const DoudiCommand doudi_commands_merge[] = {
  { "persons-merge", "FILE KEEP OTHER", 3, N_ ("Make two records of a person one"), persons_options,
    run_persons },
  { "households-merge", "FILE KEEP OTHER", 3, N_ ("Make two households that draw nothing one"),
    households_options, run_households },
  { "household-split", "FILE HOUSEHOLD", 2,
    N_ ("Let members of a household that draws nothing go on as one of their own"), split_options,
    run_split },
  { NULL },
};
