/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "cli/doudi-command.h"

#include <glib/gi18n-lib.h>

#include "casework/doudi-attachment.h"
#include "cli/doudi-text-table.h"
#include "store/doudi-registry.h"
#include "store/doudi-store-file.h"

static char *option_kind;
static char *option_title;
static char *option_person;
static char *option_dated;
static char *option_output;
static char *option_reason;
static gboolean option_bin;

static const GOptionEntry attach_options[] = {
  { "kind", 'k', 0, G_OPTION_ARG_STRING, &option_kind,
    N_ ("What the paper is; “attachment-kinds” lists them"), N_ ("KIND") },
  { "title", 't', 0, G_OPTION_ARG_STRING, &option_title,
    N_ ("What it is called in the file; the word of its kind"), N_ ("TEXT") },
  { "person", 'p', 0, G_OPTION_ARG_STRING, &option_person,
    N_ ("The member it is about; “household” tells the numbers"), N_ ("ID") },
  { "dated", 0, 0, G_OPTION_ARG_STRING, &option_dated, N_ ("The day of the paper, 2018-06-08"),
    N_ ("DAY") },
  { NULL },
};

static const GOptionEntry list_options[] = {
  { "bin", 0, 0, G_OPTION_ARG_NONE, &option_bin, N_ ("Those that were removed"), NULL },
  { NULL },
};

static const GOptionEntry save_options[] = {
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &option_output,
    N_ ("The file to write; it must not exist yet"), N_ ("FILE") },
  { NULL },
};

static const GOptionEntry remove_options[] = {
  { "reason", 'r', 0, G_OPTION_ARG_STRING, &option_reason, N_ ("Why it is removed"), N_ ("TEXT") },
  { NULL },
};

static gboolean
run_kinds (DoudiInvocation *invocation, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (const DoudiWord *kind = doudi_attachment_kinds (); kind->name != NULL; kind++)
    {
      json_builder_begin_object (builder);
      doudi_json_add_text (builder, "kind", kind->name);
      doudi_json_add_text (builder, "label", _ (kind->label));
      doudi_json_add_text (builder, "chinese", kind->chinese);
      json_builder_end_object (builder);
      if (!doudi_invocation_wants_json (invocation))
        doudi_invocation_say (invocation, "%-20s %s", kind->name, _ (kind->label));
    }
  json_builder_end_array (builder);
  doudi_invocation_answer (invocation, builder);
  return TRUE;
}

static gboolean
parse_id (const char *text, gint64 *id)
{
  guint64 number = 0;

  if (!g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT64, &number, NULL))
    return FALSE;
  *id = (gint64) number;
  return TRUE;
}

static gboolean
parse_household (DoudiInvocation *invocation, gint64 *id, GError **error)
{
  const char *text = doudi_invocation_get_argument (invocation, 1);

  if (parse_id (text, id))
    return TRUE;
  doudi_error_set (error, DOUDI_ERROR_USAGE, NULL,
                   _ ("%s is no household. Give the number that “search” told."), text);
  return FALSE;
}

static gboolean
parse_attachment (DoudiInvocation *invocation, gint64 *id, GError **error)
{
  const char *text = doudi_invocation_get_argument (invocation, 1);

  if (parse_id (text, id))
    return TRUE;
  doudi_error_set (error, DOUDI_ERROR_USAGE, NULL,
                   _ ("%s is no paper. Give the number that “attachments” told."), text);
  return FALSE;
}

static gboolean
parse_request (DoudiInvocation *invocation, DoudiAttachmentRequest *request, GError **error)
{
  if (!parse_household (invocation, &request->household_id, error))
    return FALSE;
  request->kind = option_kind;
  request->title = option_title;
  request->dated_on = option_dated != NULL ? doudi_day_parse_iso (option_dated) : DOUDI_DAY_NONE;
  if (option_kind == NULL)
    doudi_error_set (error, DOUDI_ERROR_USAGE, NULL,
                     _ ("Say what the paper is: --kind KIND. “attachment-kinds” lists them."));
  else if (option_person != NULL && !parse_id (option_person, &request->person_id))
    doudi_error_set (error, DOUDI_ERROR_USAGE, NULL,
                     _ ("--person %s is no person. “household” tells the numbers of members."),
                     option_person);
  else if (option_dated != NULL && request->dated_on == DOUDI_DAY_NONE)
    doudi_error_set (error, DOUDI_ERROR_USAGE, NULL, _ ("--dated %s is no day. Write 2018-06-08."),
                     option_dated);
  else
    return TRUE;
  return FALSE;
}

static void
add_attachment (JsonBuilder *builder, const DoudiAttachmentRow *row)
{
  json_builder_begin_object (builder);
  doudi_json_add_id (builder, "attachment", row->id);
  doudi_json_add_id (builder, "household", row->household_id);
  if (row->person_id != 0)
    doudi_json_add_id (builder, "person", row->person_id);
  doudi_json_add_text (builder, "kind", row->kind);
  doudi_json_add_text (builder, "title", row->title);
  doudi_json_add_text (builder, "media_type", row->media_type);
  doudi_json_add_int (builder, "size", row->size);
  doudi_json_add_text (builder, "digest", row->digest);
  doudi_json_add_day (builder, "dated", row->dated_on);
  doudi_json_add_text (builder, "recorded_at", row->recorded_at);
  doudi_json_add_text (builder, "recorded_by", row->recorded_by);
  if (*row->removed_at != '\0')
    {
      doudi_json_add_text (builder, "removed_at", row->removed_at);
      doudi_json_add_text (builder, "removed_by", row->removed_by);
      doudi_json_add_text (builder, "removed_reason", row->removed_reason);
    }
  json_builder_end_object (builder);
}

static gboolean
answer_attachment (DoudiInvocation *invocation, DoudiStore *store, gint64 id, GError **error)
{
  g_autoptr (DoudiAttachmentRow) row = doudi_attachment_get (store, id, error);
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (row == NULL)
    return FALSE;
  add_attachment (builder, row);
  doudi_invocation_answer (invocation, builder);
  return TRUE;
}

static gboolean
run_attach (DoudiInvocation *invocation, GError **error)
{
  const char *path = doudi_invocation_get_argument (invocation, 2);
  g_autofree char *name = g_filename_display_basename (path);
  DoudiAttachmentRequest request = { 0 };
  g_autoptr (DoudiSession) session = NULL;
  g_autoptr (GBytes) content = NULL;
  gint64 id;

  if (!parse_request (invocation, &request, error))
    return FALSE;
  session
    = doudi_invocation_open (invocation, doudi_invocation_get_argument (invocation, 0), error);
  content = session != NULL ? doudi_attachment_read_file (path, error) : NULL;
  if (content == NULL || !doudi_attach (session, &request, name, content, &id, error)
      || !answer_attachment (invocation, doudi_session_get_store (session), id, error))
    return FALSE;
  doudi_invocation_say (invocation, _ ("%s is kept as paper %lld."), name, (long long) id);
  return TRUE;
}

static void
say_attachments (DoudiInvocation *invocation, GPtrArray *rows)
{
  g_autoptr (DoudiTextTable) table = doudi_text_table_new (6, 6);

  for (guint i = 0; i < rows->len; i++)
    {
      const DoudiAttachmentRow *row = g_ptr_array_index (rows, i);
      g_autofree char *id = g_strdup_printf ("%lld", (long long) row->id);
      g_autofree char *day
        = row->dated_on != DOUDI_DAY_NONE ? doudi_day_format_iso (row->dated_on) : g_strdup ("");
      g_autofree char *size = g_format_size ((guint64) row->size);

      doudi_text_table_add (table, id, doudi_attachment_kind_label (row->kind), row->title,
                            row->person_name, day, size, NULL);
    }
  doudi_text_table_say (table, invocation);
}

static gboolean
run_attachments (DoudiInvocation *invocation, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (DoudiSession) session = NULL;
  g_autoptr (DoudiHousehold) household = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autofree char *object = NULL;
  gint64 id;

  if (!parse_household (invocation, &id, error))
    return FALSE;
  session
    = doudi_invocation_open (invocation, doudi_invocation_get_argument (invocation, 0), error);
  object = g_strdup_printf ("household:%lld", (long long) id);
  if (session == NULL
      || !doudi_session_authorize (session, DOUDI_ACTION_VIEW_HOUSEHOLD, object, error))
    return FALSE;
  household = doudi_registry_get_household (doudi_session_get_store (session), id,
                                            doudi_invocation_get_today (invocation), error);
  rows = household != NULL
           ? doudi_attachment_list (doudi_session_get_store (session), id, option_bin, error)
           : NULL;
  if (rows == NULL)
    return FALSE;
  json_builder_begin_array (builder);
  for (guint i = 0; i < rows->len; i++)
    add_attachment (builder, g_ptr_array_index (rows, i));
  json_builder_end_array (builder);
  doudi_invocation_answer (invocation, builder);
  if (!doudi_invocation_wants_json (invocation))
    say_attachments (invocation, rows);
  return TRUE;
}

static gboolean
run_save (DoudiInvocation *invocation, GError **error)
{
  g_autoptr (DoudiSession) session = NULL;
  g_autofree char *file = NULL;
  gint64 id;

  if (!parse_attachment (invocation, &id, error))
    return FALSE;
  if (option_output == NULL)
    {
      doudi_error_set (error, DOUDI_ERROR_USAGE, NULL,
                       _ ("Say where the paper goes: --output FILE."));
      return FALSE;
    }
  session
    = doudi_invocation_open (invocation, doudi_invocation_get_argument (invocation, 0), error);
  if (session == NULL || !doudi_store_file_is_new (option_output, error)
      || !doudi_attachment_save (session, id, option_output, error)
      || !answer_attachment (invocation, doudi_session_get_store (session), id, error))
    return FALSE;
  file = g_filename_display_name (option_output);
  doudi_invocation_say (invocation, _ ("The paper is saved as %s."), file);
  return TRUE;
}

static gboolean
run_remove (DoudiInvocation *invocation, GError **error)
{
  g_autoptr (DoudiSession) session = NULL;
  gint64 id;

  if (!parse_attachment (invocation, &id, error))
    return FALSE;
  if (option_reason == NULL)
    {
      doudi_error_set (error, DOUDI_ERROR_USAGE, NULL,
                       _ ("Say why the paper is removed: --reason TEXT."));
      return FALSE;
    }
  session
    = doudi_invocation_open (invocation, doudi_invocation_get_argument (invocation, 0), error);
  if (session == NULL || !doudi_attachment_remove (session, id, option_reason, error)
      || !answer_attachment (invocation, doudi_session_get_store (session), id, error))
    return FALSE;
  doudi_invocation_say (invocation, _ ("The paper is in the bin. “attachment-restore” brings it "
                                       "back."));
  return TRUE;
}

static gboolean
run_restore (DoudiInvocation *invocation, GError **error)
{
  g_autoptr (DoudiSession) session = NULL;
  gint64 id;

  if (!parse_attachment (invocation, &id, error))
    return FALSE;
  session
    = doudi_invocation_open (invocation, doudi_invocation_get_argument (invocation, 0), error);
  if (session == NULL || !doudi_attachment_restore (session, id, error)
      || !answer_attachment (invocation, doudi_session_get_store (session), id, error))
    return FALSE;
  doudi_invocation_say (invocation, _ ("The paper is back."));
  return TRUE;
}

const DoudiCommand doudi_commands_attachment[] = {
  { "attachment-kinds", "", 0, N_ ("List what a paper of a household can be"), NULL, run_kinds },
  { "attach", "FILE HOUSEHOLD PAPER", 3, N_ ("Keep a paper or photograph of a household"),
    attach_options, run_attach },
  { "attachments", "FILE HOUSEHOLD", 2, N_ ("List the papers of a household"), list_options,
    run_attachments },
  { "attachment-save", "FILE ID", 2, N_ ("Save a paper as a file"), save_options, run_save },
  { "attachment-remove", "FILE ID", 2, N_ ("Put a paper into the bin"), remove_options,
    run_remove },
  { "attachment-restore", "FILE ID", 2, N_ ("Bring a paper back from the bin"), NULL, run_restore },
  { NULL },
};
