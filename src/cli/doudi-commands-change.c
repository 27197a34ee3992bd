/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "cli/doudi-command.h"

#include <glib/gi18n-lib.h>

#include "casework/doudi-change.h"

#define DETAIL_MAX (64 * 1024)

static char *option_award;
static char *option_person;
static char *option_on;
static char *option_from;
static char *option_detail;
static char *option_reason;
static char *option_review;
static char *option_household;
static char **option_papers;
static gboolean option_refuse;

static const GOptionEntry request_options[] = {
  { "award", 0, 0, G_OPTION_ARG_STRING, &option_award, N_ ("The award it is about"), N_ ("AWARD") },
  { "person", 0, 0, G_OPTION_ARG_STRING, &option_person, N_ ("The person it is about"),
    N_ ("PERSON") },
  { "on", 0, 0, G_OPTION_ARG_STRING, &option_on, N_ ("The day on which it happened (today)"),
    N_ ("DAY") },
  { "from", 0, 0, G_OPTION_ARG_STRING, &option_from,
    N_ ("The first month of the new amount (by the rules)"), N_ ("MONTH") },
  { "detail", 0, 0, G_OPTION_ARG_FILENAME, &option_detail,
    N_ ("What else has to be said: JSON, or @ and a file with it; see change-kinds"), N_ ("JSON") },
  { "reason", 0, 0, G_OPTION_ARG_STRING, &option_reason, N_ ("Why, as the family is told"),
    N_ ("TEXT") },
  { "paper", 0, 0, G_OPTION_ARG_STRING_ARRAY, &option_papers,
    N_ ("A proof that is in the file; may be given several times"), N_ ("PAPER") },
  { "review", 0, 0, G_OPTION_ARG_STRING, &option_review, N_ ("The review that led to it"),
    N_ ("REVIEW") },
  { NULL },
};

static const GOptionEntry list_options[] = {
  { "household", 0, 0, G_OPTION_ARG_STRING, &option_household,
    N_ ("All changes of this household (the open ones of all)"), N_ ("HOUSEHOLD") },
  { NULL },
};

static const GOptionEntry decide_options[] = {
  { "refuse", 0, 0, G_OPTION_ARG_NONE, &option_refuse, N_ ("Do not carry it out"), NULL },
  { "reason", 0, 0, G_OPTION_ARG_STRING, &option_reason, N_ ("Why not"), N_ ("TEXT") },
  { NULL },
};

static gboolean
parse_day (DoudiInvocation *invocation, DoudiDay *day, GError **error)
{
  *day
    = option_on != NULL ? doudi_day_parse_iso (option_on) : doudi_invocation_get_today (invocation);
  if (*day != DOUDI_DAY_NONE)
    return TRUE;
  doudi_error_set (error, DOUDI_ERROR_USAGE, NULL, _ ("%s is no day. Write 2018-06-08."),
                   option_on);
  return FALSE;
}

static gboolean
parse_from (DoudiMonth *month, GError **error)
{
  *month = option_from != NULL ? doudi_month_parse_iso (option_from) : DOUDI_MONTH_NONE;
  if (option_from == NULL || *month != DOUDI_MONTH_NONE)
    return TRUE;
  doudi_error_set (error, DOUDI_ERROR_USAGE, NULL, _ ("%s is no month. Write 2018-06."),
                   option_from);
  return FALSE;
}

static gboolean
parse_kind (DoudiInvocation *invocation, DoudiChangeKind *kind, GError **error)
{
  const char *text = doudi_invocation_get_argument (invocation, 2);

  if (doudi_change_kind_find (text, kind))
    return TRUE;
  doudi_error_set (error, DOUDI_ERROR_USAGE, NULL,
                   _ ("There is no kind of change %s. “change-kinds” lists them."), text);
  return FALSE;
}

/* As it is, or from a file behind "@". */
static char *
read_detail (GError **error)
{
  g_autoptr (GBytes) bytes = NULL;

  if (option_detail == NULL || *option_detail != '@')
    return g_strdup (option_detail != NULL ? option_detail : "{}");
  bytes = doudi_file_read (option_detail + 1, DETAIL_MAX, error);
  return bytes != NULL ? g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes))
                       : NULL;
}

static gboolean
parse_request (DoudiInvocation *invocation,
               DoudiChangeRequest *request,
               char **detail,
               GError **error)
{
  *request = (DoudiChangeRequest){ .reason = option_reason,
                                   .papers = (const char *const *) option_papers };
  if (!doudi_invocation_parse_id (doudi_invocation_get_argument (invocation, 1),
                                  &request->household_id, error)
      || !parse_kind (invocation, &request->kind, error)
      || !doudi_invocation_parse_id (option_award, &request->award_id, error)
      || !doudi_invocation_parse_id (option_person, &request->person_id, error)
      || !doudi_invocation_parse_id (option_review, &request->review_id, error)
      || !parse_day (invocation, &request->happened_on, error)
      || !parse_from (&request->from_month, error))
    return FALSE;
  *detail = read_detail (error);
  request->detail = *detail;
  return *detail != NULL;
}

static void
add_texts (JsonBuilder *builder, const char *member, GPtrArray *texts)
{
  json_builder_set_member_name (builder, member);
  json_builder_begin_array (builder);
  for (guint i = 0; i < texts->len; i++)
    json_builder_add_string_value (builder, texts->pdata[i]);
  json_builder_end_array (builder);
}

static void
add_months (JsonBuilder *builder, const GArray *months)
{
  json_builder_set_member_name (builder, "months");
  json_builder_begin_array (builder);
  for (guint i = 0; i < months->len; i++)
    {
      const DoudiChangeMonth *month = &g_array_index (months, DoudiChangeMonth, i);

      json_builder_begin_object (builder);
      doudi_json_add_month (builder, "month", month->month);
      doudi_json_add_fen (builder, "before", month->before);
      doudi_json_add_fen (builder, "after", month->after);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_award (JsonBuilder *builder, const DoudiChangeAward *award)
{
  json_builder_begin_object (builder);
  if (award->award_id != 0)
    doudi_json_add_id (builder, "award", award->award_id);
  doudi_json_add_text (builder, "programme", doudi_programme_info (award->programme)->name);
  doudi_json_add_text (builder, "name", award->name);
  doudi_json_add_int (builder, "persons_before", award->persons_before);
  doudi_json_add_int (builder, "persons_after", award->persons_after);
  doudi_json_add_fen (builder, "before", award->before);
  doudi_json_add_fen (builder, "after", award->after);
  doudi_json_add_fen (builder, "arrears", award->arrears);
  add_months (builder, award->months);
  json_builder_end_object (builder);
}

static void
answer_preview (DoudiInvocation *invocation, const DoudiChangePreview *preview)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  doudi_json_add_month (builder, "from", preview->from_month);
  doudi_json_add_text (builder, "decides", preview->needs_director ? "director" : "reviewer");
  json_builder_set_member_name (builder, "awards");
  json_builder_begin_array (builder);
  for (guint i = 0; i < preview->awards->len; i++)
    add_award (builder, preview->awards->pdata[i]);
  json_builder_end_array (builder);
  add_texts (builder, "missing", preview->missing);
  add_texts (builder, "notes", preview->notes);
  json_builder_end_object (builder);
  doudi_invocation_answer (invocation, builder);
}

static void
say_award (DoudiInvocation *invocation, const DoudiChangeAward *award)
{
  g_autofree char *before = doudi_money_format (award->before);
  g_autofree char *after = doudi_money_format (award->after);
  g_autofree char *arrears = doudi_money_format (award->arrears);

  doudi_invocation_say (invocation,
                        _ ("%s, %s: %d persons %s → %d persons %s a month; for months gone by %s"),
                        award->name, _ (doudi_programme_info (award->programme)->label),
                        award->persons_before, before, award->persons_after, after, arrears);
}

static void
say_preview (DoudiInvocation *invocation, const DoudiChangePreview *preview)
{
  g_autofree char *month = doudi_month_format_iso (preview->from_month);

  doudi_invocation_say (invocation,
                        preview->needs_director ? _ ("From %s; a director decides")
                                                : _ ("From %s; a reviewer decides"),
                        month);
  for (guint i = 0; i < preview->awards->len; i++)
    say_award (invocation, preview->awards->pdata[i]);
  for (guint i = 0; i < preview->missing->len; i++)
    doudi_invocation_say (invocation, _ ("Missing: %s"), (char *) preview->missing->pdata[i]);
  for (guint i = 0; i < preview->notes->len; i++)
    doudi_invocation_say (invocation, "%s", (char *) preview->notes->pdata[i]);
}

static gboolean
run_preview (DoudiInvocation *invocation, GError **error)
{
  g_autoptr (DoudiSession) session = NULL;
  g_autoptr (DoudiChangePreview) preview = NULL;
  g_autofree char *detail = NULL;
  DoudiChangeRequest request;

  if (!parse_request (invocation, &request, &detail, error))
    return FALSE;
  session
    = doudi_invocation_open (invocation, doudi_invocation_get_argument (invocation, 0), error);
  if (session == NULL)
    return FALSE;
  preview = doudi_change_preview (session, &request, error);
  if (preview == NULL)
    return FALSE;
  answer_preview (invocation, preview);
  if (!doudi_invocation_wants_json (invocation))
    say_preview (invocation, preview);
  return TRUE;
}

static void
add_known_id (JsonBuilder *builder, const char *member, gint64 id)
{
  if (id != 0)
    doudi_json_add_id (builder, member, id);
}

static void
add_known_day (JsonBuilder *builder, const char *member, DoudiDay day)
{
  if (day != DOUDI_DAY_NONE)
    doudi_json_add_day (builder, member, day);
}

static void
add_decision (JsonBuilder *builder, const DoudiChangeRow *row)
{
  if (row->decided_by == NULL || *row->decided_by == '\0')
    return;
  doudi_json_add_text (builder, "decided_by", row->decided_by);
  add_known_day (builder, "decided_on", row->decided_on);
  doudi_json_add_text (builder, "decision_reason",
                       row->decision_reason != NULL ? row->decision_reason : "");
}

/* What a detail says is in the file; a list shows no numbers of persons or accounts. */
static void
add_change (JsonBuilder *builder, const DoudiChangeRow *row, DoudiDay today)
{
  json_builder_begin_object (builder);
  doudi_json_add_id (builder, "change", row->id);
  doudi_json_add_text (builder, "kind", row->kind);
  doudi_json_add_text (builder, "state", row->state);
  doudi_json_add_id (builder, "household", row->household_id);
  add_known_id (builder, "award", row->award_id);
  add_known_id (builder, "person", row->person_id);
  add_known_id (builder, "review", row->review_id);
  doudi_json_add_day (builder, "on", row->happened_on);
  doudi_json_add_month (builder, "from", doudi_change_first_month (row, today));
  doudi_json_add_text (builder, "reason", row->reason);
  doudi_json_add_text (builder, "entered_by", row->entered_by);
  doudi_json_add_day (builder, "entered_on", row->entered_on);
  add_decision (builder, row);
  json_builder_end_object (builder);
}

static void
say_change (DoudiInvocation *invocation, const DoudiChangeRow *row, DoudiDay today)
{
  g_autofree char *day = doudi_day_format_iso (row->happened_on);
  g_autofree char *month = doudi_month_format_iso (doudi_change_first_month (row, today));
  DoudiChangeKind kind;
  gboolean known = doudi_change_kind_find (row->kind, &kind);

  doudi_invocation_say (invocation, "%6" G_GINT64_FORMAT "  %s  %s → %s  %s  %s", row->id,
                        known ? _ (doudi_change_info (kind)->word.label) : row->kind, day, month,
                        row->state, row->entered_by);
}

static void
answer_change (DoudiInvocation *invocation, const DoudiChangeRow *row)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  add_change (builder, row, doudi_invocation_get_today (invocation));
  doudi_invocation_answer (invocation, builder);
  if (!doudi_invocation_wants_json (invocation))
    say_change (invocation, row, doudi_invocation_get_today (invocation));
}

/* Tells how a change stands now. */
static gboolean
tell_change (DoudiInvocation *invocation, DoudiSession *session, gint64 id, GError **error)
{
  g_autoptr (DoudiChangeRow) row = doudi_change_get (doudi_session_get_store (session), id, error);

  if (row != NULL)
    answer_change (invocation, row);
  return row != NULL;
}

static gboolean
run_enter (DoudiInvocation *invocation, GError **error)
{
  g_autoptr (DoudiSession) session = NULL;
  g_autofree char *detail = NULL;
  DoudiChangeRequest request;
  gint64 id;

  if (!parse_request (invocation, &request, &detail, error))
    return FALSE;
  session
    = doudi_invocation_open (invocation, doudi_invocation_get_argument (invocation, 0), error);
  return session != NULL && doudi_change_enter (session, &request, &id, error)
         && tell_change (invocation, session, id, error);
}

static void
tell_changes (DoudiInvocation *invocation, GPtrArray *rows)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  DoudiDay today = doudi_invocation_get_today (invocation);

  json_builder_begin_array (builder);
  for (guint i = 0; i < rows->len; i++)
    {
      add_change (builder, rows->pdata[i], today);
      if (!doudi_invocation_wants_json (invocation))
        say_change (invocation, rows->pdata[i], today);
    }
  json_builder_end_array (builder);
  doudi_invocation_answer (invocation, builder);
}

static gboolean
run_list (DoudiInvocation *invocation, GError **error)
{
  g_autoptr (DoudiSession) session = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  DoudiStore *store;
  gint64 household;

  if (!doudi_invocation_parse_id (option_household, &household, error))
    return FALSE;
  session
    = doudi_invocation_open (invocation, doudi_invocation_get_argument (invocation, 0), error);
  if (session == NULL
      || !doudi_session_authorize (session, DOUDI_ACTION_VIEW_HOUSEHOLD, NULL, error))
    return FALSE;
  store = doudi_session_get_store (session);
  rows = household != 0 ? doudi_change_list_of_household (store, household, error)
                        : doudi_change_list_open (store, error);
  if (rows == NULL)
    return FALSE;
  tell_changes (invocation, rows);
  return TRUE;
}

/* Opens the caseload and reads which change it is about. */
static DoudiSession *
open_for_change (DoudiInvocation *invocation, gint64 *id, GError **error)
{
  if (!doudi_invocation_parse_id (doudi_invocation_get_argument (invocation, 1), id, error))
    return NULL;
  return doudi_invocation_open (invocation, doudi_invocation_get_argument (invocation, 0), error);
}

static gboolean
run_decide (DoudiInvocation *invocation, GError **error)
{
  gint64 id;
  g_autoptr (DoudiSession) session = open_for_change (invocation, &id, error);

  return session != NULL && doudi_change_decide (session, id, !option_refuse, option_reason, error)
         && tell_change (invocation, session, id, error);
}

static gboolean
run_withdraw (DoudiInvocation *invocation, GError **error)
{
  gint64 id;
  g_autoptr (DoudiSession) session = open_for_change (invocation, &id, error);

  return session != NULL && doudi_change_withdraw (session, id, error)
         && tell_change (invocation, session, id, error);
}

static void
add_words (JsonBuilder *builder, const char *member, const char *const *words)
{
  json_builder_set_member_name (builder, member);
  json_builder_begin_array (builder);
  for (guint i = 0; words[i] != NULL; i++)
    json_builder_add_string_value (builder, words[i]);
  json_builder_end_array (builder);
}

static void
add_kind (JsonBuilder *builder, const DoudiChangeInfo *info)
{
  json_builder_begin_object (builder);
  doudi_json_add_text (builder, "kind", info->word.name);
  doudi_json_add_text (builder, "label", _ (info->word.label));
  doudi_json_add_text (builder, "chinese", info->word.chinese);
  doudi_json_add_boolean (builder, "award", (info->needs & DOUDI_CHANGE_NEEDS_AWARD) != 0);
  doudi_json_add_boolean (builder, "person", (info->needs & DOUDI_CHANGE_NEEDS_PERSON) != 0);
  doudi_json_add_boolean (builder, "reason", (info->needs & DOUDI_CHANGE_NEEDS_REASON) != 0);
  doudi_json_add_boolean (builder, "director", (info->needs & DOUDI_CHANGE_NEEDS_DIRECTOR) != 0);
  add_words (builder, "papers", info->papers);
  add_words (builder, "detail", info->members);
  json_builder_end_object (builder);
}

static void
say_kind (DoudiInvocation *invocation, const DoudiChangeInfo *info)
{
  g_autofree char *papers = g_strjoinv ("、", (GStrv) info->papers);
  g_autofree char *members = g_strjoinv (" ", (GStrv) info->members);

  doudi_invocation_say (invocation, "%-10s  %s  [%s]  %s", info->word.name, _ (info->word.label),
                        papers, members);
}

static gboolean
run_kinds (DoudiInvocation *invocation, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (int i = 0; i < DOUDI_N_CHANGES; i++)
    {
      add_kind (builder, doudi_change_info ((DoudiChangeKind) i));
      if (!doudi_invocation_wants_json (invocation))
        say_kind (invocation, doudi_change_info ((DoudiChangeKind) i));
    }
  json_builder_end_array (builder);
  doudi_invocation_answer (invocation, builder);
  return TRUE;
}

const DoudiCommand doudi_commands_change[] = {
  { "change-kinds", "", 0, N_ ("What can happen to a household, and what each asks for"), NULL,
    run_kinds },
  { "change-preview", "FILE HOUSEHOLD KIND", 3, N_ ("What a change would do to the money"),
    request_options, run_preview },
  { "change-enter", "FILE HOUSEHOLD KIND", 3, N_ ("Enter a change; somebody else decides it"),
    request_options, run_enter },
  { "change-list", "FILE", 1, N_ ("Changes that are open, or those of a household"), list_options,
    run_list },
  { "change-decide", "FILE CHANGE", 2,
    N_ ("Carry out, or refuse, a change that somebody else "
        "entered"),
    decide_options, run_decide },
  { "change-withdraw", "FILE CHANGE", 2, N_ ("Take back a change that is open"), NULL,
    run_withdraw },
  { NULL },
};
