/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <inttypes.h>

#include "cli/doudi-application-json.h"

#include <glib/gi18n-lib.h>

#include "base/doudi-file.h"
#include "casework/doudi-policies.h"

#define LIMIT_DEFAULT 50

static char *option_programme;
static char *option_origin;
static gboolean option_urgent;
static char *option_day;
static char *option_words;
static char *option_result;
static char *option_reason;
static char *option_step;
static char *option_division;
static char *option_search;
static gboolean option_all;
static int option_limit = LIMIT_DEFAULT;
static char *option_objector;
static char *option_content;
static char *option_way;
static char *option_outcome;
static char *option_answer;
static char *option_from;
static char *option_to;
static char *option_source;

#define DAY_OPTION                                                                                 \
  {                                                                                                \
    "day", 0, 0, G_OPTION_ARG_STRING, &option_day, N_ ("When it happened (the business day)"),     \
      N_ ("YYYY-MM-DD")                                                                            \
  }
#define WORDS_OPTION(help)                                                                         \
  {                                                                                                \
    "words", 0, 0, G_OPTION_ARG_STRING, &option_words, help, N_ ("TEXT")                           \
  }

static const GOptionEntry open_options[] = {
  { "programme", 0, 0, G_OPTION_ARG_STRING, &option_programme, N_ ("What is applied for"),
    N_ ("P") },
  { "origin", 0, 0, G_OPTION_ARG_STRING, &option_origin,
    N_ ("counter, village, found, other-place or conversion"), N_ ("ORIGIN") },
  { "urgent", 0, 0, G_OPTION_ARG_NONE, &option_urgent, N_ ("Aid first, papers after"), NULL },
  { NULL },
};

static const GOptionEntry fill_options[] = {
  DAY_OPTION,
  { "result", 0, 0, G_OPTION_ARG_STRING, &option_result,
    N_ ("What the office decides against the score"), N_ ("RESULT") },
  { "reason", 0, 0, G_OPTION_ARG_STRING, &option_reason, N_ ("Why"), N_ ("TEXT") },
  { NULL },
};

static const GOptionEntry record_options[] = {
  DAY_OPTION,
  WORDS_OPTION (N_ ("Reasons, an opinion, what is missing")),
  { NULL },
};

static const GOptionEntry check_options[] = {
  DAY_OPTION,
  WORDS_OPTION (N_ ("What was found, or how it was explained")),
  { NULL },
};

static const GOptionEntry list_options[] = {
  { "step", 0, 0, G_OPTION_ARG_STRING, &option_step, N_ ("Only cases at this step"), N_ ("STEP") },
  { "programme", 0, 0, G_OPTION_ARG_STRING, &option_programme, N_ ("Only this programme"),
    N_ ("P") },
  { "division", 0, 0, G_OPTION_ARG_STRING, &option_division, N_ ("Only this township or village"),
    N_ ("CODE") },
  { "search", 0, 0, G_OPTION_ARG_STRING, &option_search,
    N_ ("A name, the end of an identity number, or the number of a case"), N_ ("TEXT") },
  { "all", 0, 0, G_OPTION_ARG_NONE, &option_all, N_ ("Closed cases too"), NULL },
  { "limit", 0, 0, G_OPTION_ARG_INT, &option_limit, N_ ("Rows at most (50)"), N_ ("N") },
  { NULL },
};

static const GOptionEntry object_options[] = {
  DAY_OPTION,
  { "objector", 0, 0, G_OPTION_ARG_STRING, &option_objector, N_ ("Who objects"), N_ ("NAME") },
  { "content", 0, 0, G_OPTION_ARG_STRING, &option_content, N_ ("To what"), N_ ("TEXT") },
  { "way", 0, 0, G_OPTION_ARG_STRING, &option_way, N_ ("survey or hearing"), N_ ("WAY") },
  { NULL },
};

static const GOptionEntry answer_options[] = {
  DAY_OPTION,
  { "outcome", 0, 0, G_OPTION_ARG_STRING, &option_outcome, N_ ("upheld or rejected"),
    N_ ("OUTCOME") },
  { "answer", 0, 0, G_OPTION_ARG_STRING, &option_answer, N_ ("What is written to who objected"),
    N_ ("TEXT") },
  { NULL },
};

static const GOptionEntry delegate_options[] = {
  { "programme", 0, 0, G_OPTION_ARG_STRING, &option_programme, N_ ("What may be decided"),
    N_ ("P") },
  { "from", 0, 0, G_OPTION_ARG_STRING, &option_from, N_ ("The first day"), N_ ("YYYY-MM-DD") },
  { "to", 0, 0, G_OPTION_ARG_STRING, &option_to, N_ ("The first day it holds no longer"),
    N_ ("YYYY-MM-DD") },
  { "source", 0, 0, G_OPTION_ARG_STRING, &option_source, N_ ("The paper that gives it"),
    N_ ("TEXT") },
  { NULL },
};

static gboolean
parse_id (DoudiInvocation *invocation, guint index, gint64 *id, GError **error)
{
  const char *text = doudi_invocation_get_argument (invocation, index);
  guint64 number = 0;

  if (!g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT64, &number, NULL))
    {
      doudi_error_set (error, DOUDI_ERROR_USAGE, NULL, _ ("%s is no number of a row."), text);
      return FALSE;
    }
  *id = (gint64) number;
  return TRUE;
}

static gboolean
parse_day (const char *text, DoudiDay otherwise, DoudiDay *day, GError **error)
{
  *day = text != NULL ? doudi_day_parse_iso (text) : otherwise;
  if (text == NULL || *day != DOUDI_DAY_NONE)
    return TRUE;
  doudi_error_set (error, DOUDI_ERROR_USAGE, NULL, _ ("%s is no day. Write 2018-06-08."), text);
  return FALSE;
}

static gboolean
parse_event_day (DoudiInvocation *invocation, DoudiDay *day, GError **error)
{
  return parse_day (option_day, doudi_invocation_get_today (invocation), day, error);
}

static gboolean
parse_programme (gboolean needed, DoudiProgramme *programme, GError **error)
{
  *programme = doudi_programme_from_name (option_programme);
  if (*programme != DOUDI_PROGRAMME_NONE || (option_programme == NULL && !needed))
    return TRUE;
  if (option_programme == NULL)
    doudi_error_set (error, DOUDI_ERROR_USAGE, NULL, _ ("Give the programme: --programme P."));
  else
    doudi_error_set (error, DOUDI_ERROR_USAGE, NULL, _ ("There is no programme %s."),
                     option_programme);
  return FALSE;
}

static gboolean
parse_step (DoudiCaseStep *step, GError **error)
{
  *step = DOUDI_STEP_NONE;
  if (option_step == NULL)
    return TRUE;
  for (guint i = 0; i < DOUDI_N_STEPS; i++)
    if (g_str_equal (doudi_case_step_word ((DoudiCaseStep) i)->name, option_step))
      {
        *step = (DoudiCaseStep) i;
        return TRUE;
      }
  doudi_error_set (error, DOUDI_ERROR_USAGE, NULL, _ ("There is no step %s."), option_step);
  return FALSE;
}

static gboolean
parse_event (DoudiInvocation *invocation, DoudiCaseEvent *event, GError **error)
{
  const char *name = doudi_invocation_get_argument (invocation, 2);

  if (doudi_case_event_find (name, event))
    return TRUE;
  doudi_error_set (error, DOUDI_ERROR_USAGE, NULL, _ ("There is no event %s."), name);
  return FALSE;
}

static void
answer_opened (DoudiInvocation *invocation,
               gint64 id,
               const char *number,
               const GPtrArray *problems)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  doudi_json_add_id (builder, "application", id);
  doudi_json_add_text (builder, "number", number);
  json_builder_set_member_name (builder, "warnings");
  doudi_json_add_problems (builder, problems, TRUE);
  json_builder_end_object (builder);
  doudi_invocation_answer (invocation, builder);
}

static gboolean
run_open (DoudiInvocation *invocation, GError **error)
{
  DoudiCaseOpening opening = { .origin = option_origin, .urgent = option_urgent };
  g_autoptr (DoudiSession) session = NULL;
  g_autoptr (DoudiForm) form = NULL;
  g_autoptr (DoudiFormAnswers) answers = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (DoudiApplicationRow) row = NULL;
  gint64 id;

  if (!parse_programme (TRUE, &opening.programme, error))
    return FALSE;
  session
    = doudi_invocation_open (invocation, doudi_invocation_get_argument (invocation, 0), error);
  if (session == NULL)
    return FALSE;
  form
    = doudi_forms_find (doudi_session_get_store (session), DOUDI_FORM_APPLICATION, DOUDI_SLIP_NONE,
                        opening.programme, doudi_invocation_get_today (invocation), error);
  answers
    = form != NULL
        ? doudi_invocation_load_answers (form, doudi_invocation_get_argument (invocation, 1), error)
        : NULL;
  if (answers == NULL)
    return FALSE;
  if (!doudi_case_open (session, answers, &opening, &id, &problems, error))
    {
      doudi_invocation_complain (invocation, problems);
      return FALSE;
    }
  row = doudi_application_get (doudi_session_get_store (session), id, error);
  if (row == NULL)
    return FALSE;
  answer_opened (invocation, id, row->number, problems);
  doudi_invocation_say (invocation, _ ("Application %s (%" PRId64 ") is taken in."), row->number,
                        id);
  return TRUE;
}

static void
answer_filled (DoudiInvocation *invocation,
               gint64 id,
               const DoudiFilledFormRow *row,
               const GPtrArray *problems)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  doudi_json_add_id (builder, "application", id);
  doudi_json_add_id (builder, "filled_form", row->id);
  doudi_json_add_text (builder, "form", row->form);
  doudi_json_add_text (builder, "result", row->result);
  if (row->scored)
    {
      g_autofree char *score = doudi_points_format (row->score);

      doudi_json_add_text (builder, "score", score);
    }
  json_builder_set_member_name (builder, "warnings");
  doudi_json_add_problems (builder, problems, TRUE);
  json_builder_end_object (builder);
  doudi_invocation_answer (invocation, builder);
}

static gboolean
fill (DoudiInvocation *invocation,
      DoudiSession *session,
      gint64 id,
      const DoudiCaseFilling *filling,
      GError **error)
{
  DoudiStore *store = doudi_session_get_store (session);
  g_autoptr (DoudiForm) form
    = doudi_forms_get (store, doudi_invocation_get_argument (invocation, 2), filling->day, error);
  g_autoptr (DoudiFormAnswers) answers = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (DoudiFilledFormRow) row = NULL;
  gint64 filled_form;

  answers
    = form != NULL
        ? doudi_invocation_load_answers (form, doudi_invocation_get_argument (invocation, 3), error)
        : NULL;
  if (answers == NULL)
    return FALSE;
  if (!doudi_case_fill (session, id, answers, filling, &filled_form, &problems, error))
    {
      doudi_invocation_complain (invocation, problems);
      return FALSE;
    }
  row = doudi_filled_form_get (store, filled_form, error);
  if (row == NULL)
    return FALSE;
  answer_filled (invocation, id, row, problems);
  doudi_invocation_say (invocation, _ ("The form %s is kept (%" PRId64 "). %s"), row->form, row->id,
                        row->result);
  return TRUE;
}

static gboolean
run_fill (DoudiInvocation *invocation, GError **error)
{
  DoudiCaseFilling filling = { .result = option_result, .reason = option_reason };
  g_autoptr (DoudiSession) session = NULL;
  gint64 id;

  if (!parse_id (invocation, 1, &id, error) || !parse_event_day (invocation, &filling.day, error))
    return FALSE;
  session
    = doudi_invocation_open (invocation, doudi_invocation_get_argument (invocation, 0), error);
  return session != NULL && fill (invocation, session, id, &filling, error);
}

static void
say_case (DoudiInvocation *invocation, const DoudiCase *of, const GPtrArray *flags)
{
  const DoudiCaseProgress *progress = &of->progress;
  g_autofree char *due = doudi_day_format_iso (progress->total_due);

  doudi_invocation_say (invocation, "%s  %s  %s %s", of->row->number,
                        _ (doudi_programme_info (of->facts.programme)->label), of->township,
                        of->village);
  if (progress->current != DOUDI_STEP_NONE)
    doudi_invocation_say (invocation, _ ("Now: %s. To be decided by %s."),
                          _ (doudi_case_step_word (progress->current)->label),
                          progress->total_due != DOUDI_DAY_NONE ? due : _ ("no fixed day"));
  else
    doudi_invocation_say (invocation, "%s", _ (doudi_case_outcome_word (progress->outcome)->label));
  for (guint i = 0; flags != NULL && i < flags->len; i++)
    {
      const DoudiCaseFlagRow *row = g_ptr_array_index (flags, i);

      doudi_invocation_say (invocation, "%s %s: %s", row->blocks ? "✗" : "⚠",
                            _ (doudi_case_flag_word (row->flag)->label), row->words);
    }
}

static gboolean
show_case (DoudiInvocation *invocation, DoudiSession *session, gint64 id, GError **error)
{
  DoudiStore *store = doudi_session_get_store (session);
  DoudiDay today = doudi_session_get_today (session);
  g_autoptr (DoudiCase) of = doudi_case_get (session, id, error);
  g_autoptr (DoudiPolicy) policy = NULL;
  g_autoptr (DoudiCaseProposal) proposal = NULL;
  g_autoptr (GPtrArray) flags = NULL;
  g_autoptr (GPtrArray) reasons = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  policy = of != NULL ? doudi_policies_load (store, today, error) : NULL;
  if (policy == NULL)
    return FALSE;
  if (of->decision == NULL)
    {
      proposal = doudi_case_propose (store, of, policy, today, DOUDI_LANGUAGE_INTERFACE, error);
      flags
        = proposal != NULL ? doudi_case_flags (store, of, policy, proposal, today, error) : NULL;
      if (flags == NULL)
        return FALSE;
    }
  reasons = doudi_case_explain (policy, &of->facts, &of->progress, DOUDI_LANGUAGE_INTERFACE);
  doudi_json_add_case (builder, of, proposal, flags, reasons);
  doudi_invocation_answer (invocation, builder);
  if (!doudi_invocation_wants_json (invocation))
    say_case (invocation, of, flags);
  return TRUE;
}

static gboolean
run_show (DoudiInvocation *invocation, GError **error)
{
  g_autoptr (DoudiSession) session = NULL;
  gint64 id;

  if (!parse_id (invocation, 1, &id, error))
    return FALSE;
  session
    = doudi_invocation_open (invocation, doudi_invocation_get_argument (invocation, 0), error);
  return session != NULL && show_case (invocation, session, id, error);
}

static void
answer_list (DoudiInvocation *invocation, const GPtrArray *rows, const guint *counts)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "steps");
  json_builder_begin_object (builder);
  for (guint i = 0; i < DOUDI_N_STEPS; i++)
    doudi_json_add_int (builder, doudi_case_step_word ((DoudiCaseStep) i)->name, counts[i]);
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "rows");
  json_builder_begin_array (builder);
  for (guint i = 0; i < rows->len; i++)
    doudi_json_add_case_summary (builder, g_ptr_array_index (rows, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  doudi_invocation_answer (invocation, builder);
}

static void
say_summary (DoudiInvocation *invocation, const DoudiCaseSummary *row)
{
  g_autofree char *due = doudi_day_format_iso (row->due);
  const DoudiWord *word = row->step != DOUDI_STEP_NONE ? doudi_case_step_word (row->step)
                                                       : doudi_case_outcome_word (row->outcome);

  doudi_invocation_say (invocation, "%6" PRId64 "  %s  %s  %s  %s  %s", row->id, row->number,
                        row->name, row->village, _ (word->label),
                        row->due != DOUDI_DAY_NONE ? due : "");
}

static gboolean
run_list (DoudiInvocation *invocation, GError **error)
{
  DoudiCaseListFilter filter = { .division = option_division,
                                 .text = option_search,
                                 .closed = option_all,
                                 .limit = (guint) MAX (option_limit, 1) };
  g_autoptr (DoudiSession) session = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  guint counts[DOUDI_N_STEPS + 1];

  if (!parse_step (&filter.step, error) || !parse_programme (FALSE, &filter.programme, error))
    return FALSE;
  session
    = doudi_invocation_open (invocation, doudi_invocation_get_argument (invocation, 0), error);
  rows = session != NULL ? doudi_cases_list (session, &filter, counts, error) : NULL;
  if (rows == NULL)
    return FALSE;
  answer_list (invocation, rows, counts);
  for (guint i = 0; i < rows->len && !doudi_invocation_wants_json (invocation); i++)
    say_summary (invocation, g_ptr_array_index (rows, i));
  return TRUE;
}

/* What a program is told after a step: where the case stands now. */
static gboolean
answer_step (DoudiInvocation *invocation,
             DoudiSession *session,
             gint64 id,
             const char *member,
             gint64 row,
             GError **error)
{
  g_autoptr (DoudiCase) of = doudi_case_get (session, id, error);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  DoudiCaseStep step;

  if (of == NULL)
    return FALSE;
  step = of->progress.current;
  json_builder_begin_object (builder);
  doudi_json_add_id (builder, "application", id);
  if (member != NULL)
    doudi_json_add_id (builder, member, row);
  doudi_json_add_text (builder, "step",
                       step != DOUDI_STEP_NONE ? doudi_case_step_word (step)->name : NULL);
  doudi_json_add_text (builder, "outcome", doudi_case_outcome_word (of->progress.outcome)->name);
  json_builder_end_object (builder);
  doudi_invocation_answer (invocation, builder);
  if (step != DOUDI_STEP_NONE)
    doudi_invocation_say (invocation, _ ("Recorded. Next: %s."),
                          _ (doudi_case_step_word (step)->label));
  else
    doudi_invocation_say (invocation, _ ("Recorded. Nothing is left to do."));
  return TRUE;
}

/* Notice staff record what hung; the case itself they need not see. */
static gboolean
answer_recorded (DoudiInvocation *invocation, DoudiSession *session, gint64 id, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (doudi_session_may (session, DOUDI_ACTION_VIEW_CASE))
    return answer_step (invocation, session, id, NULL, 0, error);
  json_builder_begin_object (builder);
  doudi_json_add_id (builder, "application", id);
  json_builder_end_object (builder);
  doudi_invocation_answer (invocation, builder);
  doudi_invocation_say (invocation, _ ("Recorded."));
  return TRUE;
}

static gboolean
run_record (DoudiInvocation *invocation, GError **error)
{
  g_autoptr (DoudiSession) session = NULL;
  DoudiCaseEvent event;
  DoudiDay day;
  gint64 id;

  if (!parse_id (invocation, 1, &id, error) || !parse_event (invocation, &event, error)
      || !parse_event_day (invocation, &day, error))
    return FALSE;
  session
    = doudi_invocation_open (invocation, doudi_invocation_get_argument (invocation, 0), error);
  return session != NULL && doudi_case_record (session, id, event, day, option_words, error)
         && answer_recorded (invocation, session, id, error);
}

static gboolean
run_check (DoudiInvocation *invocation, GError **error)
{
  g_autoptr (DoudiSession) session = NULL;
  DoudiDay day;
  gint64 id;
  gint64 check;

  if (!parse_id (invocation, 1, &id, error) || !parse_event_day (invocation, &day, error))
    return FALSE;
  session
    = doudi_invocation_open (invocation, doudi_invocation_get_argument (invocation, 0), error);
  return session != NULL
         && doudi_case_ask_check (session, id, doudi_invocation_get_argument (invocation, 2), day,
                                  &check, error)
         && answer_step (invocation, session, id, "check", check, error);
}

static gboolean
run_check_answer (DoudiInvocation *invocation, GError **error)
{
  g_autoptr (DoudiSession) session = NULL;
  DoudiDay day;
  gint64 id;
  gint64 check;

  if (!parse_id (invocation, 1, &id, error) || !parse_id (invocation, 2, &check, error)
      || !parse_event_day (invocation, &day, error))
    return FALSE;
  session
    = doudi_invocation_open (invocation, doudi_invocation_get_argument (invocation, 0), error);
  return session != NULL
         && doudi_case_answer_check (session, id, check,
                                     doudi_invocation_get_argument (invocation, 3), option_words,
                                     day, error)
         && answer_step (invocation, session, id, "check", check, error);
}

static gboolean
run_revoke (DoudiInvocation *invocation, GError **error)
{
  g_autoptr (DoudiSession) session = NULL;
  DoudiDay day;
  gint64 id;
  gint64 authorisation;

  if (!parse_id (invocation, 1, &id, error) || !parse_id (invocation, 2, &authorisation, error)
      || !parse_event_day (invocation, &day, error))
    return FALSE;
  session
    = doudi_invocation_open (invocation, doudi_invocation_get_argument (invocation, 0), error);
  return session != NULL && doudi_case_revoke_authorisation (session, id, authorisation, day, error)
         && answer_step (invocation, session, id, "authorisation", authorisation, error);
}

static gboolean
run_object (DoudiInvocation *invocation, GError **error)
{
  DoudiObjectionRow objection
    = { .objector = option_objector != NULL ? option_objector : (char *) "",
        .content = option_content != NULL ? option_content : (char *) "",
        .way = option_way != NULL ? option_way : (char *) "survey" };
  g_autoptr (DoudiSession) session = NULL;
  gint64 id;

  if (!parse_id (invocation, 1, &id, error)
      || !parse_event_day (invocation, &objection.objected_on, error))
    return FALSE;
  if (!g_str_equal (objection.way, "survey") && !g_str_equal (objection.way, "hearing"))
    {
      doudi_error_set (error, DOUDI_ERROR_USAGE, NULL, _ ("--way is survey or hearing, not %s."),
                       objection.way);
      return FALSE;
    }
  session
    = doudi_invocation_open (invocation, doudi_invocation_get_argument (invocation, 0), error);
  return session != NULL && doudi_case_object (session, id, &objection, error)
         && answer_recorded (invocation, session, id, error);
}

static gboolean
run_answer (DoudiInvocation *invocation, GError **error)
{
  g_autoptr (DoudiSession) session = NULL;
  DoudiDay day;
  gint64 id;
  gint64 objection;

  if (!parse_id (invocation, 1, &id, error) || !parse_id (invocation, 2, &objection, error)
      || !parse_event_day (invocation, &day, error))
    return FALSE;
  session
    = doudi_invocation_open (invocation, doudi_invocation_get_argument (invocation, 0), error);
  return session != NULL
         && doudi_case_answer_objection (session, id, objection,
                                         option_outcome != NULL ? option_outcome : "",
                                         option_answer != NULL ? option_answer : "", day, error)
         && answer_step (invocation, session, id, "objection", objection, error);
}

static gboolean
run_delegate (DoudiInvocation *invocation, GError **error)
{
  const char *township = doudi_invocation_get_argument (invocation, 1);
  g_autofree char *code
    = strlen (township) == 9 ? g_strconcat (township, "000", NULL) : g_strdup (township);
  DoudiDelegationRow delegation = { .division_code = code,
                                    .programme = option_programme,
                                    .source = option_source != NULL ? option_source : (char *) "" };
  g_autoptr (DoudiSession) session = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  DoudiProgramme programme;

  if (!parse_programme (TRUE, &programme, error)
      || !parse_day (option_from, doudi_invocation_get_today (invocation), &delegation.valid_from,
                     error)
      || !parse_day (option_to, DOUDI_DAY_NONE, &delegation.valid_to, error))
    return FALSE;
  session
    = doudi_invocation_open (invocation, doudi_invocation_get_argument (invocation, 0), error);
  if (session == NULL || !doudi_case_delegate (session, &delegation, error))
    return FALSE;
  json_builder_begin_object (builder);
  doudi_json_add_id (builder, "delegation", delegation.id);
  json_builder_end_object (builder);
  doudi_invocation_answer (invocation, builder);
  doudi_invocation_say (invocation, _ ("Recorded."));
  return TRUE;
}

const DoudiCommand doudi_commands_application[] = {
  { "application-open", "FILE ANSWERS.json", 2, N_ ("Take an application in"), open_options,
    run_open },
  { "application-list", "FILE", 1, N_ ("List applications, those nearest to their day first"),
    list_options, run_list },
  { "application-show", "FILE APPLICATION", 2,
    N_ ("Show an application: steps with their days, papers, what would be granted"), NULL,
    run_show },
  { "application-fill", "FILE APPLICATION FORM ANSWERS.json", 4,
    N_ ("Keep a form of an application: the visit, an assessment, …"), fill_options, run_fill },
  { "application-record", "FILE APPLICATION EVENT", 3,
    N_ ("Record what happened to an application"), record_options, run_record },
  { "application-check", "FILE APPLICATION ITEM", 3, N_ ("Note that another office was asked"),
    check_options, run_check },
  { "application-check-answer", "FILE APPLICATION CHECK RESULT", 4,
    N_ ("Note what it answered: clear, found or explained"), check_options, run_check_answer },
  { "application-revoke", "FILE APPLICATION AUTHORISATION", 3,
    N_ ("Note that somebody no longer allows to ask"), record_options, run_revoke },
  { "application-object", "FILE APPLICATION", 2, N_ ("Record an objection to a notice"),
    object_options, run_object },
  { "application-answer", "FILE APPLICATION OBJECTION", 3, N_ ("Answer an objection"),
    answer_options, run_answer },
  { "delegate", "FILE TOWNSHIP", 2, N_ ("Let a township decide about a programme"),
    delegate_options, run_delegate },
  { NULL },
};
