/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "cli/doudi-command.h"

#include <glib/gi18n-lib.h>

#include "casework/doudi-case-list.h"

static char *option_kind;
static char *option_programme;
static char *option_month;
static char **option_applications;
static char **option_changes;
static char **option_hold;
static char **option_return;
static char *option_reason;
static char *option_digest;
static char *option_village;
static gboolean option_posted;
static gboolean option_ended;
static char *option_day;
static char *option_evidence;

static const GOptionEntry create_options[] = {
  { "kind", 0, 0, G_OPTION_ARG_STRING, &option_kind, N_ ("review or approval"), N_ ("KIND") },
  { "programme", 0, 0, G_OPTION_ARG_STRING, &option_programme, N_ ("Whose cases are on it"),
    N_ ("P") },
  { "month", 0, 0, G_OPTION_ARG_STRING, &option_month,
    N_ ("The month by which lists are counted (this one)"), N_ ("YYYY-MM") },
  { "application", 0, 0, G_OPTION_ARG_STRING_ARRAY, &option_applications,
    N_ ("Put this application on it; may be given several times (all that wait)"), N_ ("ID") },
  { "change", 0, 0, G_OPTION_ARG_STRING_ARRAY, &option_changes,
    N_ ("Put this change on it; may be given several times"), N_ ("ID") },
  { NULL },
};

static const GOptionEntry approve_options[] = {
  { "hold", 0, 0, G_OPTION_ARG_STRING_ARRAY, &option_hold,
    N_ ("Hold this row for another list; may be given several times"), N_ ("ITEM") },
  { "return", 0, 0, G_OPTION_ARG_STRING_ARRAY, &option_return,
    N_ ("Send this row back to the survey; may be given several times"), N_ ("ITEM") },
  { "reason", 0, 0, G_OPTION_ARG_STRING, &option_reason, N_ ("Why rows are held or sent back"),
    N_ ("TEXT") },
  { "digest", 0, 0, G_OPTION_ARG_STRING, &option_digest,
    N_ ("Only if the list is still the one with this digest"), N_ ("DIGEST") },
  { NULL },
};

static const GOptionEntry return_options[] = {
  { "reason", 0, 0, G_OPTION_ARG_STRING, &option_reason, N_ ("Why it is returned"), N_ ("TEXT") },
  { NULL },
};

static const GOptionEntry notice_options[] = {
  { "village", 0, 0, G_OPTION_ARG_STRING, &option_village, N_ ("Division code of the village"),
    N_ ("CODE") },
  { "posted", 0, 0, G_OPTION_ARG_NONE, &option_posted, N_ ("It was hung up"), NULL },
  { "ended", 0, 0, G_OPTION_ARG_NONE, &option_ended, N_ ("It was taken down"), NULL },
  { "day", 0, 0, G_OPTION_ARG_STRING, &option_day, N_ ("When (the business day)"),
    N_ ("YYYY-MM-DD") },
  { "evidence", 0, 0, G_OPTION_ARG_STRING, &option_evidence,
    N_ ("Who did it, photographs, what came of it"), N_ ("TEXT") },
  { NULL },
};

G_GNUC_PRINTF (2, 3)
static gboolean
fail_usage (GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  doudi_error_set (error, DOUDI_ERROR_USAGE, NULL, "%s", message);
  return FALSE;
}

/* @message says what it should be. */
static gboolean
parse_id (const char *text, const char *message, gint64 *id, GError **error)
{
  guint64 number = 0;

  *id = 0;
  if (!g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT64, &number, NULL))
    return fail_usage (error, "“%s”: %s", text, message);
  *id = (gint64) number;
  return TRUE;
}

static gboolean
parse_list (DoudiInvocation *invocation, gint64 *id, GError **error)
{
  return parse_id (doudi_invocation_get_argument (invocation, 1),
                   _ ("This is no list. Give the number that “list-create” told."), id, error);
}

static DoudiSession *
open_caseload (DoudiInvocation *invocation, GError **error)
{
  return doudi_invocation_open (invocation, doudi_invocation_get_argument (invocation, 0), error);
}

static void
add_flags (JsonBuilder *builder, const GPtrArray *flags)
{
  json_builder_set_member_name (builder, "flags");
  json_builder_begin_array (builder);
  for (guint i = 0; i < flags->len; i++)
    {
      const DoudiCaseFlagRow *flag = g_ptr_array_index (flags, i);

      json_builder_begin_object (builder);
      doudi_json_add_text (builder, "flag", doudi_case_flag_word (flag->flag)->name);
      doudi_json_add_boolean (builder, "blocks", flag->blocks);
      doudi_json_add_text (builder, "message", flag->words);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_lines (JsonBuilder *builder, const GPtrArray *lines)
{
  json_builder_set_member_name (builder, "explanation");
  json_builder_begin_array (builder);
  for (guint i = 0; i < lines->len; i++)
    {
      g_autofree char *text
        = doudi_explanation_line_to_text (g_ptr_array_index (lines, i), DOUDI_LANGUAGE_INTERFACE);

      json_builder_add_string_value (builder, text);
    }
  json_builder_end_array (builder);
}

/* An id, or null for none. */
static void
add_optional_id (JsonBuilder *builder, const char *member, gint64 id)
{
  if (id != 0)
    doudi_json_add_id (builder, member, id);
  else
    doudi_json_add_text (builder, member, NULL);
}

static void
add_optional_month (JsonBuilder *builder, const char *member, DoudiMonth month)
{
  if (month != DOUDI_MONTH_NONE)
    doudi_json_add_month (builder, member, month);
  else
    doudi_json_add_text (builder, member, NULL);
}

static void
add_optional_day (JsonBuilder *builder, const char *member, DoudiDay day)
{
  if (day != DOUDI_DAY_NONE)
    doudi_json_add_day (builder, member, day);
  else
    doudi_json_add_text (builder, member, NULL);
}

static void
add_entry (JsonBuilder *builder, const DoudiCaseListEntry *entry)
{
  json_builder_begin_object (builder);
  doudi_json_add_id (builder, "item", entry->item->id);
  add_optional_id (builder, "application", entry->item->application_id);
  add_optional_id (builder, "change", entry->item->change_id);
  doudi_json_add_text (builder, "number", entry->number);
  doudi_json_add_text (builder, "what", entry->what);
  doudi_json_add_text (builder, "residence", entry->residence);
  doudi_json_add_text (builder, "township", entry->township);
  doudi_json_add_text (builder, "village", entry->village);
  doudi_json_add_text (builder, "division", entry->division_code);
  doudi_json_add_text (builder, "name", entry->name);
  doudi_json_add_int (builder, "members", entry->members);
  doudi_json_add_int (builder, "persons", entry->persons);
  doudi_json_add_int (builder, "class", entry->benefit_class);
  doudi_json_add_text (builder, "care", entry->care);
  doudi_json_add_boolean (builder, "refuse", entry->refuse);
  doudi_json_add_boolean (builder, "once", entry->once);
  doudi_json_add_fen (builder, "amount", entry->amount);
  doudi_json_add_fen (builder, "before", entry->before);
  add_optional_month (builder, "first_month", entry->first_month);
  doudi_json_add_text (builder, "reason", entry->reason);
  add_flags (builder, entry->flags);
  add_lines (builder, entry->lines);
  doudi_json_add_boolean (builder, "blocked", entry->blocked);
  doudi_json_add_text (builder, "blocked_by", entry->blocked_by);
  doudi_json_add_text (builder, "outcome", entry->item->outcome);
  doudi_json_add_text (builder, "outcome_reason", entry->item->reason);
  json_builder_end_object (builder);
}

static void
add_sums (JsonBuilder *builder, const char *member, const DoudiCaseListSums *sums)
{
  json_builder_set_member_name (builder, member);
  json_builder_begin_object (builder);
  doudi_json_add_int (builder, "cases", sums->cases);
  doudi_json_add_int (builder, "persons", sums->persons);
  doudi_json_add_int (builder, "granted", sums->granted);
  doudi_json_add_int (builder, "changed", sums->changed);
  doudi_json_add_int (builder, "stopped", sums->stopped);
  doudi_json_add_int (builder, "refused", sums->refused);
  doudi_json_add_int (builder, "flagged", sums->flagged);
  doudi_json_add_fen (builder, "monthly", sums->monthly);
  doudi_json_add_fen (builder, "once", sums->once);
  json_builder_end_object (builder);
}

static void
add_head (JsonBuilder *builder, const DoudiCaseListRow *row)
{
  doudi_json_add_id (builder, "list", row->id);
  doudi_json_add_text (builder, "kind", row->kind);
  doudi_json_add_text (builder, "programme", row->programme);
  doudi_json_add_month (builder, "month", row->month);
  doudi_json_add_int (builder, "number", row->number);
  doudi_json_add_text (builder, "state", row->state);
  doudi_json_add_text (builder, "digest", row->digest != NULL ? row->digest : "");
  doudi_json_add_text (builder, "remark", row->remark != NULL ? row->remark : "");
  doudi_json_add_text (builder, "created_by", row->created_by);
  doudi_json_add_text (builder, "submitted_by", row->submitted_by);
  add_optional_day (builder, "submitted_on", row->submitted_on);
  doudi_json_add_text (builder, "decided_by", row->decided_by);
  add_optional_day (builder, "decided_on", row->decided_on);
}

static void
answer_view (DoudiInvocation *invocation, const DoudiCaseListView *view)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_head (builder, view->row);
  add_sums (builder, "sums", &view->sums);
  add_optional_id (builder, "previous", view->previous != NULL ? view->previous->id : 0);
  add_sums (builder, "previous_sums", &view->previous_sums);
  json_builder_set_member_name (builder, "rows");
  json_builder_begin_array (builder);
  for (guint i = 0; i < view->entries->len; i++)
    add_entry (builder, g_ptr_array_index (view->entries, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  doudi_invocation_answer (invocation, builder);
}

static const char *
state_label (const char *state)
{
  static const struct
  {
    const char *state;
    const char *label;
  } states[] = {
    { "open", N_ ("being put together") }, { "submitted", N_ ("submitted") },
    { "decided", N_ ("decided") },         { "returned", N_ ("returned") },
    { "withdrawn", N_ ("withdrawn") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_str_equal (states[i].state, state))
      return _ (states[i].label);
  return state;
}

static void
say_entry (DoudiInvocation *invocation, const DoudiCaseListEntry *entry)
{
  g_autofree char *amount = doudi_money_format_grouped (entry->amount);

  doudi_invocation_say (invocation, _ ("  %lld  %s %s, %s, %s %s: %d persons, %s yuan%s%s"),
                        (long long) entry->item->id, entry->what, entry->number, entry->name,
                        entry->township, entry->village, entry->persons, amount,
                        entry->blocked ? " — " : "", entry->blocked ? entry->blocked_by : "");
}

static void
say_view (DoudiInvocation *invocation, const DoudiCaseListView *view)
{
  const DoudiCaseListSums *sums = &view->sums;
  g_autofree char *monthly = doudi_money_format_grouped (sums->monthly);
  g_autofree char *once = doudi_money_format_grouped (sums->once);

  doudi_invocation_say (invocation,
                        _ ("List %lld (%s): %u cases, %u persons; a month %s yuan more, once %s "
                           "yuan; %u to be looked at"),
                        (long long) view->row->id, state_label (view->row->state), sums->cases,
                        sums->persons, monthly, once, sums->flagged);
  for (guint i = 0; i < view->entries->len; i++)
    say_entry (invocation, g_ptr_array_index (view->entries, i));
}

static gboolean
show (DoudiInvocation *invocation, DoudiSession *session, gint64 id, GError **error)
{
  g_autoptr (DoudiCaseListView) view = doudi_case_list_view (session, id, error);

  if (view == NULL)
    return FALSE;
  answer_view (invocation, view);
  say_view (invocation, view);
  return TRUE;
}

/* What became of a list, without its rows. */
static gboolean
answer_row (DoudiInvocation *invocation, DoudiSession *session, gint64 id, GError **error)
{
  g_autoptr (DoudiCaseListRow) row
    = doudi_case_list_get (doudi_session_get_store (session), id, error);
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (row == NULL)
    return FALSE;
  json_builder_begin_object (builder);
  add_head (builder, row);
  json_builder_end_object (builder);
  doudi_invocation_answer (invocation, builder);
  doudi_invocation_say (invocation, _ ("List %lld: %s"), (long long) id, state_label (row->state));
  return TRUE;
}

static gboolean
read_ids (char **texts, const char *message, GArray *ids, GError **error)
{
  for (guint i = 0; texts != NULL && texts[i] != NULL; i++)
    {
      gint64 id;

      if (!parse_id (texts[i], message, &id, error))
        return FALSE;
      g_array_append_val (ids, id);
    }
  return TRUE;
}

static gboolean
read_programme (DoudiProgramme *programme, GError **error)
{
  if (option_kind == NULL)
    return fail_usage (error, _ ("This needs --kind: review or approval."));
  if (option_programme == NULL)
    return fail_usage (error, _ ("This needs --programme."));
  *programme = doudi_programme_from_name (option_programme);
  return *programme != DOUDI_PROGRAMME_NONE
         || fail_usage (error, _ ("There is no programme %s."), option_programme);
}

static gboolean
read_month (DoudiMonth *month, GError **error)
{
  *month = DOUDI_MONTH_NONE;
  if (option_month == NULL)
    return TRUE;
  *month = doudi_month_parse_iso (option_month);
  return *month != DOUDI_MONTH_NONE
         || fail_usage (error, _ ("%s is no month. Write 2018-06."), option_month);
}

static gboolean
run_create (DoudiInvocation *invocation, GError **error)
{
  g_autoptr (GArray) applications = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) changes = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (DoudiSession) session = NULL;
  DoudiProgramme programme = DOUDI_PROGRAMME_NONE;
  DoudiMonth month = DOUDI_MONTH_NONE;
  gint64 id;

  if (!read_programme (&programme, error) || !read_month (&month, error)
      || !read_ids (option_applications, _ ("This is no application. Give its id."), applications,
                    error)
      || !read_ids (option_changes, _ ("This is no change. Give its id."), changes, error))
    return FALSE;
  session = open_caseload (invocation, error);
  return session != NULL
         && doudi_case_list_create (
           session, option_kind, programme, month, (const gint64 *) (gpointer) applications->data,
           applications->len, (const gint64 *) (gpointer) changes->data, changes->len, &id, error)
         && show (invocation, session, id, error);
}

static gboolean
run_show (DoudiInvocation *invocation, GError **error)
{
  g_autoptr (DoudiSession) session = NULL;
  gint64 id;

  if (!parse_list (invocation, &id, error))
    return FALSE;
  session = open_caseload (invocation, error);
  return session != NULL && show (invocation, session, id, error);
}

static gboolean
run_take_out (DoudiInvocation *invocation, GError **error)
{
  g_autoptr (DoudiSession) session = NULL;
  gint64 id;
  gint64 item = 0;

  if (!parse_list (invocation, &id, error)
      || !parse_id (doudi_invocation_get_argument (invocation, 2),
                    _ ("This is no row of a list. “list-show” tells them."), &item, error))
    return FALSE;
  session = open_caseload (invocation, error);
  return session != NULL && doudi_case_list_take_out (session, id, item, error)
         && show (invocation, session, id, error);
}

static gboolean
run_submit (DoudiInvocation *invocation, GError **error)
{
  g_autoptr (DoudiSession) session = NULL;
  gint64 id;

  if (!parse_list (invocation, &id, error))
    return FALSE;
  session = open_caseload (invocation, error);
  return session != NULL && doudi_case_list_submit (session, id, error)
         && show (invocation, session, id, error);
}

static gboolean
run_withdraw (DoudiInvocation *invocation, GError **error)
{
  g_autoptr (DoudiSession) session = NULL;
  gint64 id;

  if (!parse_list (invocation, &id, error))
    return FALSE;
  session = open_caseload (invocation, error);
  return session != NULL && doudi_case_list_withdraw (session, id, error)
         && answer_row (invocation, session, id, error);
}

static gboolean
run_return (DoudiInvocation *invocation, GError **error)
{
  g_autoptr (DoudiSession) session = NULL;
  gint64 id;

  if (!parse_list (invocation, &id, error))
    return FALSE;
  session = open_caseload (invocation, error);
  return session != NULL && doudi_case_list_return (session, id, option_reason, error)
         && answer_row (invocation, session, id, error);
}

static gboolean
add_excepts (GArray *excepts, char **texts, const char *outcome, GError **error)
{
  for (guint i = 0; texts != NULL && texts[i] != NULL; i++)
    {
      DoudiCaseListExcept except = { .outcome = outcome, .reason = option_reason };

      if (!parse_id (texts[i], _ ("This is no row of a list. “list-show” tells them."),
                     &except.item_id, error))
        return FALSE;
      g_array_append_val (excepts, except);
    }
  return TRUE;
}

static void
answer_result (DoudiInvocation *invocation, const DoudiCaseListResult *result)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  doudi_json_add_id (builder, "list", result->list_id);
  doudi_json_add_int (builder, "approved", result->approved);
  doudi_json_add_int (builder, "refused", result->refused);
  doudi_json_add_int (builder, "returned", result->returned);
  doudi_json_add_int (builder, "held", result->held);
  doudi_json_add_int (builder, "awards", result->awards);
  json_builder_end_object (builder);
  doudi_invocation_answer (invocation, builder);
  doudi_invocation_say (
    invocation, _ ("List %lld: %u approved, %u refused, %u sent back, %u held; %u new awards"),
    (long long) result->list_id, result->approved, result->refused, result->returned, result->held,
    result->awards);
}

/* Without --digest the list is decided as it is. */
static char *
dup_digest (DoudiSession *session, gint64 id, GError **error)
{
  g_autoptr (DoudiCaseListRow) row = NULL;

  if (option_digest != NULL)
    return g_strdup (option_digest);
  row = doudi_case_list_get (doudi_session_get_store (session), id, error);
  return row != NULL ? g_strdup (row->digest != NULL ? row->digest : "") : NULL;
}

static gboolean
run_approve (DoudiInvocation *invocation, GError **error)
{
  g_autoptr (GArray) excepts = g_array_new (FALSE, FALSE, sizeof (DoudiCaseListExcept));
  g_autoptr (DoudiSession) session = NULL;
  g_autofree char *digest = NULL;
  DoudiCaseListResult result;
  gint64 id;

  if (!parse_list (invocation, &id, error) || !add_excepts (excepts, option_hold, "held", error)
      || !add_excepts (excepts, option_return, "returned", error))
    return FALSE;
  session = open_caseload (invocation, error);
  digest = session != NULL ? dup_digest (session, id, error) : NULL;
  if (digest == NULL
      || !doudi_case_list_decide (
        session, id, (const DoudiCaseListExcept *) (gpointer) excepts->data, excepts->len, digest,
        doudi_invocation_get_progress (invocation), &result, error))
    return FALSE;
  answer_result (invocation, &result);
  return TRUE;
}

static gboolean
read_notice (DoudiInvocation *invocation, DoudiDay *day, GError **error)
{
  if (option_village == NULL)
    return fail_usage (error, _ ("This needs --village: the twelve digits of its code."));
  if (option_posted == option_ended)
    return fail_usage (error, _ ("This needs either --posted or --ended."));
  *day = option_day != NULL ? doudi_day_parse_iso (option_day)
                            : doudi_invocation_get_today (invocation);
  return *day != DOUDI_DAY_NONE
         || fail_usage (error, _ ("%s is no day. Write 2018-06-08."), option_day);
}

static void
answer_notice (DoudiInvocation *invocation, gint64 id, DoudiDay day, guint n_cases)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  doudi_json_add_id (builder, "list", id);
  doudi_json_add_text (builder, "village", option_village);
  doudi_json_add_text (builder, "event", option_posted ? "posted" : "ended");
  doudi_json_add_day (builder, "day", day);
  doudi_json_add_int (builder, "cases", n_cases);
  json_builder_end_object (builder);
  doudi_invocation_answer (invocation, builder);
  doudi_invocation_say (
    invocation,
    g_dngettext (GETTEXT_PACKAGE, "Recorded for %u case.", "Recorded for %u cases.", n_cases),
    n_cases);
}

static gboolean
run_notice_record (DoudiInvocation *invocation, GError **error)
{
  g_autoptr (DoudiSession) session = NULL;
  DoudiDay day = DOUDI_DAY_NONE;
  guint n_cases;
  gint64 id;

  if (!parse_list (invocation, &id, error) || !read_notice (invocation, &day, error))
    return FALSE;
  session = open_caseload (invocation, error);
  if (session == NULL
      || !doudi_case_list_record_notice (session, id, option_village, option_posted, day,
                                         option_evidence, &n_cases, error))
    return FALSE;
  answer_notice (invocation, id, day, n_cases);
  return TRUE;
}

const DoudiCommand doudi_commands_list[] = {
  { "list-create", "FILE", 1, N_ ("Put cases on a list that somebody else decides about"),
    create_options, run_create },
  { "list-show", "FILE LIST", 2, N_ ("Show a list with its rows"), NULL, run_show },
  { "list-take-out", "FILE LIST ITEM", 3, N_ ("Take a row out of an open list"), NULL,
    run_take_out },
  { "list-submit", "FILE LIST", 2, N_ ("Submit a list: its rows do not change any more"), NULL,
    run_submit },
  { "list-approve", "FILE LIST", 2, N_ ("Decide about a list that others put together"),
    approve_options, run_approve },
  { "list-return", "FILE LIST", 2, N_ ("Return a submitted list as a whole"), return_options,
    run_return },
  { "list-withdraw", "FILE LIST", 2, N_ ("Give a list up that is not decided"), NULL,
    run_withdraw },
  { "notice-record", "FILE LIST", 2, N_ ("Record when the notice of a list hung in a village"),
    notice_options, run_notice_record },
  { NULL },
};
