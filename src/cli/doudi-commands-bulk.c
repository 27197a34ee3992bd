/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "cli/doudi-command.h"

#include <inttypes.h>

#include <glib/gi18n-lib.h>

#include "base/doudi-error.h"
#include "casework/doudi-bulk.h"

static char *option_households;
static char *option_field;
static char *option_value;
static char *option_since;
static char *option_reason;
static gboolean option_only_empty;
static gboolean option_head_only;
static int option_age_from;
static int option_age_below;
static gboolean option_preview;

static const GOptionEntry options[] = {
  { "households", 0, 0, G_OPTION_ARG_STRING, &option_households,
    N_ ("The households, with commas between"), N_ ("ID,ID,…") },
  { "field", 0, 0, G_OPTION_ARG_STRING, &option_field, N_ ("What is set, such as village-group"),
    N_ ("FIELD") },
  { "value", 0, 0, G_OPTION_ARG_STRING, &option_value,
    N_ ("Its value, in the words of the registry; nothing takes it out"), N_ ("VALUE") },
  { "only-empty", 0, 0, G_OPTION_ARG_NONE, &option_only_empty,
    N_ ("Leave alone where something is recorded"), NULL },
  { "head-only", 0, 0, G_OPTION_ARG_NONE, &option_head_only, N_ ("Of the members only the head"),
    NULL },
  { "age-from", 0, 0, G_OPTION_ARG_INT, &option_age_from,
    N_ ("Of the members only those of this age or more"), N_ ("YEARS") },
  { "age-below", 0, 0, G_OPTION_ARG_INT, &option_age_below,
    N_ ("Of the members only those younger"), N_ ("YEARS") },
  { "since", 0, 0, G_OPTION_ARG_STRING, &option_since,
    N_ ("Since when it is so; without, what was recorded was wrong"), N_ ("YYYY-MM-DD") },
  { "reason", 0, 0, G_OPTION_ARG_STRING, &option_reason, N_ ("Why"), N_ ("TEXT") },
  { "preview", 0, 0, G_OPTION_ARG_NONE, &option_preview, N_ ("Only tell what would be changed"),
    NULL },
  { NULL },
};

static gboolean
refuse_field (GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (int i = 0; i < DOUDI_N_BULK_FIELDS; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "",
                            doudi_bulk_word ((DoudiBulkField) i)->name);
  doudi_error_set (error, DOUDI_ERROR_USAGE, NULL, _ ("Say with --field what is set: %s."),
                   names->str);
  return FALSE;
}

static gboolean
parse_bulk (DoudiBulk *bulk, GError **error)
{
  if (!doudi_bulk_field_find (option_field, &bulk->field))
    return refuse_field (error);
  bulk->value = option_value != NULL ? option_value : "";
  bulk->only_empty = option_only_empty;
  bulk->head_only = option_head_only;
  bulk->age_from = MAX (option_age_from, 0);
  bulk->age_below = MAX (option_age_below, 0);
  bulk->since = option_since != NULL ? doudi_day_parse_iso (option_since) : DOUDI_DAY_NONE;
  bulk->reason = option_reason;
  if (option_since == NULL || bulk->since != DOUDI_DAY_NONE)
    return TRUE;
  doudi_error_set (error, DOUDI_ERROR_USAGE, NULL, _ ("%s is no day. Write it as 2018-06-08."),
                   option_since);
  return FALSE;
}

static GArray *
parse_households (GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_auto (GStrv) parts = g_strsplit (option_households != NULL ? option_households : "", ",", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      gint64 id;

      if (!doudi_invocation_parse_id (g_strstrip (parts[i]), &id, error))
        return NULL;
      g_array_append_val (ids, id);
    }
  if (ids->len > 0)
    return g_steal_pointer (&ids);
  doudi_error_set (error, DOUDI_ERROR_USAGE, NULL,
                   _ ("Name the households with --households, commas between."));
  return NULL;
}

static void
answer (DoudiInvocation *invocation,
        const DoudiBulk *bulk,
        const DoudiBulkPreview *preview,
        gint64 edit)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *words
    = doudi_bulk_describe (bulk, bulk->value, preview->households, preview->persons);

  json_builder_begin_object (builder);
  if (edit != 0)
    doudi_json_add_id (builder, "edit", edit);
  doudi_json_add_int (builder, "households", preview->households);
  doudi_json_add_int (builder, "persons", preview->persons);
  doudi_json_add_int (builder, "same", preview->same);
  doudi_json_add_int (builder, "left_out", preview->left_out);
  json_builder_end_object (builder);
  doudi_invocation_answer (invocation, builder);
  doudi_invocation_say (invocation, "%s", words);
  if (preview->left_out > 0)
    doudi_invocation_say (
      invocation, _ ("%u households are left out: they draw, so it is entered as a change."),
      preview->left_out);
}

static gboolean
run_bulk (DoudiInvocation *invocation, GError **error)
{
  const DoudiProgress *progress = doudi_invocation_get_progress (invocation);
  DoudiBulk bulk = { 0 };
  g_autoptr (GArray) ids = NULL;
  g_autoptr (DoudiSession) session = NULL;
  g_autoptr (DoudiBulkPreview) preview = NULL;
  gint64 edit = 0;

  ids = parse_bulk (&bulk, error) ? parse_households (error) : NULL;
  if (ids == NULL)
    return FALSE;
  session
    = doudi_invocation_open (invocation, doudi_invocation_get_argument (invocation, 0), error);
  preview = session != NULL ? doudi_bulk_preview (session, ids, &bulk, progress, error) : NULL;
  if (preview == NULL
      || (!option_preview
          && !doudi_bulk_apply (session, ids, &bulk, preview->digest, progress, &edit, error)))
    return FALSE;
  answer (invocation, &bulk, preview, edit);
  return TRUE;
}

const DoudiCommand doudi_commands_bulk[] = {
  { "households-edit", "FILE", 1, N_ ("Set one fact for many households, as one edit"), options,
    run_bulk },
  { NULL },
};
