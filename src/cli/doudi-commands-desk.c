/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "cli/doudi-command.h"

#include <inttypes.h>

#include <glib/gi18n-lib.h>

#include "base/doudi-error.h"
#include "casework/doudi-desk.h"
#include "casework/doudi-edit-words.h"
#include "cli/doudi-application-json.h"
#include "store/doudi-registry-write.h"

#define EDITS_MAX 200

static char *option_household;
static char *option_stamp;
static char *option_reason;
static char *option_day;
static gboolean option_mine;
static gboolean option_bin;

static const GOptionEntry save_options[] = {
  { "household", 0, 0, G_OPTION_ARG_STRING, &option_household,
    N_ ("The household to correct, if it is not a new one"), N_ ("ID") },
  { "stamp", 0, 0, G_OPTION_ARG_STRING, &option_stamp,
    N_ ("As household-form told it: refused if the household was changed since"), N_ ("STAMP") },
  { NULL },
};

static const GOptionEntry end_options[] = {
  { "reason", 0, 0, G_OPTION_ARG_STRING, &option_reason, N_ ("Why"), N_ ("TEXT") },
  { "day", 0, 0, G_OPTION_ARG_STRING, &option_day,
    N_ ("The first day on which it is kept no longer (default: the business date)"),
    N_ ("YYYY-MM-DD") },
  { NULL },
};

static const GOptionEntry remove_options[] = {
  { "reason", 0, 0, G_OPTION_ARG_STRING, &option_reason, N_ ("Why"), N_ ("TEXT") },
  { NULL },
};

static const GOptionEntry edits_options[] = {
  { "household", 0, 0, G_OPTION_ARG_STRING, &option_household, N_ ("Only those of a household"),
    N_ ("ID") },
  { "mine", 0, 0, G_OPTION_ARG_NONE, &option_mine, N_ ("Only those of the user"), NULL },
  { "bin", 0, 0, G_OPTION_ARG_NONE, &option_bin,
    N_ ("Only those that put a household into the bin, and hold"), NULL },
  { NULL },
};

static DoudiSession *
open_caseload (DoudiInvocation *invocation, GError **error)
{
  return doudi_invocation_open (invocation, doudi_invocation_get_argument (invocation, 0), error);
}

static void
answer_form (DoudiInvocation *invocation,
             gint64 household,
             const char *stamp,
             const DoudiFormAnswers *answers)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *json = doudi_form_answers_to_json (answers);

  json_builder_begin_object (builder);
  if (household != 0)
    doudi_json_add_id (builder, "household", household);
  if (stamp != NULL)
    doudi_json_add_text (builder, "stamp", stamp);
  json_builder_set_member_name (builder, "answers");
  json_builder_add_value (builder, json_from_string (json, NULL));
  json_builder_end_object (builder);
  doudi_invocation_answer (invocation, builder);
  doudi_invocation_say (invocation, "%s", json);
}

static gboolean
run_form (DoudiInvocation *invocation, GError **error)
{
  g_autoptr (DoudiSession) session = NULL;
  g_autoptr (DoudiFormAnswers) answers = NULL;
  g_autofree char *stamp = NULL;
  gint64 household;

  if (!doudi_invocation_parse_id (option_household, &household, error))
    return FALSE;
  session = open_caseload (invocation, error);
  answers = session != NULL ? doudi_desk_read (session, household, &stamp, error) : NULL;
  if (answers == NULL || (household != 0 && !doudi_desk_reveal (session, household, error)))
    return FALSE;
  answer_form (invocation, household, stamp, answers);
  return TRUE;
}

static void
answer_saved (DoudiInvocation *invocation, gint64 household, gint64 edit, const GPtrArray *problems)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  doudi_json_add_id (builder, "household", household);
  if (edit != 0)
    doudi_json_add_id (builder, "edit", edit);
  if (problems != NULL)
    {
      json_builder_set_member_name (builder, "warnings");
      doudi_json_add_problems (builder, problems, TRUE);
    }
  json_builder_end_object (builder);
  doudi_invocation_answer (invocation, builder);
  if (edit != 0)
    doudi_invocation_say (invocation, _ ("Household %" PRId64 ": edit %" PRId64 "."), household,
                          edit);
  else
    doudi_invocation_say (invocation, _ ("Nothing differs; nothing was recorded."));
}

/* Without a stamp the household is taken as it is now. */
static gboolean
save (DoudiInvocation *invocation,
      DoudiSession *session,
      gint64 household,
      const DoudiFormAnswers *answers,
      GError **error)
{
  g_autoptr (GPtrArray) problems = NULL;
  g_autofree char *stamp = g_strdup (option_stamp);
  gint64 edit;

  if (stamp == NULL && household != 0)
    stamp = doudi_registry_stamp (doudi_session_get_store (session), household, error);
  if ((stamp == NULL && household != 0)
      || !doudi_desk_save (session, &household, answers, stamp, &edit, &problems, error))
    {
      doudi_invocation_complain (invocation, problems);
      return FALSE;
    }
  answer_saved (invocation, household, edit, problems);
  return TRUE;
}

static gboolean
run_save (DoudiInvocation *invocation, GError **error)
{
  DoudiDay today = doudi_invocation_get_today (invocation);
  g_autoptr (DoudiSession) session = NULL;
  g_autoptr (DoudiForm) form = NULL;
  g_autoptr (DoudiFormAnswers) answers = NULL;
  gint64 household;

  if (!doudi_invocation_parse_id (option_household, &household, error))
    return FALSE;
  session = open_caseload (invocation, error);
  form = session != NULL ? doudi_desk_form (doudi_session_get_store (session), today, error) : NULL;
  answers
    = form != NULL
        ? doudi_invocation_load_answers (form, doudi_invocation_get_argument (invocation, 1), error)
        : NULL;
  if (answers == NULL)
    return FALSE;
  doudi_form_answers_compute (answers, today);
  return save (invocation, session, household, answers, error);
}

static DoudiSession *
open_for (DoudiInvocation *invocation, gint64 *id, GError **error)
{
  if (!doudi_invocation_parse_id (doudi_invocation_get_argument (invocation, 1), id, error))
    return NULL;
  return open_caseload (invocation, error);
}

static gboolean
parse_day (DoudiInvocation *invocation, DoudiDay *day, GError **error)
{
  *day = option_day != NULL ? doudi_day_parse_iso (option_day)
                            : doudi_invocation_get_today (invocation);
  if (*day == DOUDI_DAY_NONE)
    doudi_error_set (error, DOUDI_ERROR_USAGE, NULL, _ ("%s is no day. Write it as 2018-06-08."),
                     option_day);
  return *day != DOUDI_DAY_NONE;
}

static gboolean
run_end (DoudiInvocation *invocation, GError **error)
{
  g_autoptr (DoudiSession) session = NULL;
  gint64 household, edit;
  DoudiDay day;

  if (!parse_day (invocation, &day, error))
    return FALSE;
  session = open_for (invocation, &household, error);
  if (session == NULL || !doudi_desk_end (session, household, day, option_reason, &edit, error))
    return FALSE;
  answer_saved (invocation, household, edit, NULL);
  return TRUE;
}

static gboolean
run_remove (DoudiInvocation *invocation, GError **error)
{
  gint64 household, edit;
  g_autoptr (DoudiSession) session = open_for (invocation, &household, error);

  if (session == NULL || !doudi_desk_remove (session, household, option_reason, &edit, error))
    return FALSE;
  answer_saved (invocation, household, edit, NULL);
  return TRUE;
}

static void
add_edit (JsonBuilder *builder, const DoudiEditRow *row, const char *words)
{
  json_builder_begin_object (builder);
  doudi_json_add_id (builder, "edit", row->id);
  doudi_json_add_text (builder, "kind", row->kind);
  doudi_json_add_text (builder, "words", words);
  doudi_json_add_day (builder, "day", row->business_day);
  doudi_json_add_text (builder, "by", row->recorded_by);
  doudi_json_add_int (builder, "households", row->households);
  doudi_json_add_text (builder, "reason", row->reason);
  if (row->undoes != 0)
    doudi_json_add_id (builder, "undoes", row->undoes);
  if (row->undone_by != 0)
    doudi_json_add_id (builder, "undone_by", row->undone_by);
  json_builder_set_member_name (builder, "summary");
  json_builder_add_value (builder, json_from_string (row->summary, NULL));
  json_builder_end_object (builder);
}

static void
say_edit (DoudiInvocation *invocation, const DoudiEditRow *row, const char *words)
{
  g_autofree char *day = doudi_day_format_iso (row->business_day);

  doudi_invocation_say (invocation, "%" PRId64 "  %s  %s  %s%s", row->id, day, row->recorded_by,
                        words, row->undone_by != 0 ? _ (", taken back") : "");
}

static GPtrArray *
list_edits (DoudiInvocation *invocation, DoudiSession *session, gint64 household, GError **error)
{
  DoudiStore *store = doudi_session_get_store (session);

  if (!doudi_session_authorize (session, DOUDI_ACTION_VIEW_HOUSEHOLD, "household", error))
    return NULL;
  if (option_bin)
    return doudi_edit_list_standing (store, doudi_edit_word (DOUDI_EDIT_HOUSEHOLD_REMOVE)->name,
                                     EDITS_MAX, error);
  if (household != 0)
    return doudi_edit_list_of_household (store, household, error);
  return doudi_edit_list (store, option_mine ? doudi_invocation_get_user (invocation) : NULL,
                          EDITS_MAX, error);
}

static gboolean
run_edits (DoudiInvocation *invocation, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (DoudiSession) session = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  gint64 household;

  if (!doudi_invocation_parse_id (option_household, &household, error))
    return FALSE;
  session = open_caseload (invocation, error);
  rows = session != NULL ? list_edits (invocation, session, household, error) : NULL;
  if (rows == NULL)
    return FALSE;
  json_builder_begin_array (builder);
  for (guint i = 0; i < rows->len; i++)
    {
      const DoudiEditRow *row = g_ptr_array_index (rows, i);
      g_autofree char *words = doudi_edit_describe (doudi_session_get_store (session), row);

      add_edit (builder, row, words);
      if (!doudi_invocation_wants_json (invocation))
        say_edit (invocation, row, words);
    }
  json_builder_end_array (builder);
  doudi_invocation_answer (invocation, builder);
  return TRUE;
}

static gboolean
run_undo (DoudiInvocation *invocation, GError **error)
{
  gint64 edit, by;
  g_autoptr (DoudiSession) session = open_for (invocation, &edit, error);
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (session == NULL || !doudi_desk_undo (session, edit, &by, error))
    return FALSE;
  json_builder_begin_object (builder);
  doudi_json_add_id (builder, "edit", by);
  doudi_json_add_id (builder, "undoes", edit);
  json_builder_end_object (builder);
  doudi_invocation_answer (invocation, builder);
  doudi_invocation_say (invocation, _ ("Edit %" PRId64 " is taken back by edit %" PRId64 "."), edit,
                        by);
  return TRUE;
}

static const GOptionEntry form_options[] = {
  { "household", 0, 0, G_OPTION_ARG_STRING, &option_household,
    N_ ("The household to correct, if it is not a new one"), N_ ("ID") },
  { NULL },
};

const DoudiCommand doudi_commands_desk[] = {
  { "household-form", "FILE", 1, N_ ("The entry screen of a household as answers, and its stamp"),
    form_options, run_form },
  { "household-save", "FILE ANSWERS.json", 2, N_ ("Enter a household, or correct one"),
    save_options, run_save },
  { "household-end", "FILE HOUSEHOLD", 2, N_ ("End a household that draws nothing"), end_options,
    run_end },
  { "household-remove", "FILE HOUSEHOLD", 2,
    N_ ("Put a household that was entered by mistake into the bin"), remove_options, run_remove },
  { "edits", "FILE", 1, N_ ("What was entered and corrected, the last first"), edits_options,
    run_edits },
  { "edit-undo", "FILE EDIT", 2, N_ ("Take an edit back; to take that back does it again"), NULL,
    run_undo },
  { NULL },
};
