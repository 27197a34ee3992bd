/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "cli/doudi-command.h"

#include <glib/gi18n-lib.h>

#include "casework/doudi-award-review.h"
#include "casework/doudi-policies.h"

static char *option_division;
static char *option_through;
static char *option_outcome;
static char *option_reason;
static char *option_from;
static gboolean option_refuse;

static const GOptionEntry due_options[] = {
  { "division", 0, 0, G_OPTION_ARG_STRING, &option_division,
    N_ ("Township (9 digits) or village (12) to stay in"), N_ ("CODE") },
  { "through", 0, 0, G_OPTION_ARG_STRING, &option_through, N_ ("The last day that counts (today)"),
    N_ ("DAY") },
  { NULL },
};

static const GOptionEntry finish_options[] = {
  { "outcome", 0, 0, G_OPTION_ARG_STRING, &option_outcome, N_ ("keep, change or stop"),
    N_ ("OUTCOME") },
  { "reason", 0, 0, G_OPTION_ARG_STRING, &option_reason, N_ ("What was found"), N_ ("TEXT") },
  { NULL },
};

static const GOptionEntry confirm_options[] = {
  { "refuse", 0, 0, G_OPTION_ARG_NONE, &option_refuse, N_ ("Have it done again"), NULL },
  { "reason", 0, 0, G_OPTION_ARG_STRING, &option_reason, N_ ("Why"), N_ ("TEXT") },
  { NULL },
};

static const GOptionEntry pause_options[] = {
  { "from", 0, 0, G_OPTION_ARG_STRING, &option_from,
    N_ ("The first month that is not paid (the one after the decision)"), N_ ("MONTH") },
  { NULL },
};

static gboolean
parse_through (DoudiInvocation *invocation, DoudiDay *day, GError **error)
{
  *day = option_through != NULL ? doudi_day_parse_iso (option_through)
                                : doudi_invocation_get_today (invocation);
  if (*day != DOUDI_DAY_NONE)
    return TRUE;
  doudi_error_set (error, DOUDI_ERROR_USAGE, NULL, _ ("%s is no day. Write 2018-06-08."),
                   option_through);
  return FALSE;
}

static gboolean
parse_review (DoudiInvocation *invocation, gint64 *id, GError **error)
{
  const char *text = doudi_invocation_get_argument (invocation, 1);
  guint64 number = 0;

  if (!g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT64, &number, NULL))
    {
      doudi_error_set (error, DOUDI_ERROR_USAGE, NULL,
                       _ ("%s is no review. Give a number that “review-due” told."), text);
      return FALSE;
    }
  *id = (gint64) number;
  return TRUE;
}

static void
add_known_day (JsonBuilder *builder, const char *member, DoudiDay day)
{
  if (day != DOUDI_DAY_NONE)
    doudi_json_add_day (builder, member, day);
}

static void
add_due (JsonBuilder *builder, const DoudiReviewDue *due)
{
  json_builder_begin_object (builder);
  doudi_json_add_id (builder, "award", due->row->award_id);
  doudi_json_add_id (builder, "household", due->row->household_id);
  doudi_json_add_text (builder, "programme", due->row->programme);
  doudi_json_add_text (builder, "name", due->row->name);
  doudi_json_add_text (builder, "village", due->row->village);
  add_known_day (builder, "due", due->due);
  add_known_day (builder, "valid_through", due->valid_through);
  doudi_json_add_boolean (builder, "lapsed", due->lapsed);
  doudi_json_add_int (builder, "days_left", due->days_left);
  if (due->row->open_review != 0)
    doudi_json_add_id (builder, "review", due->row->open_review);
  json_builder_end_object (builder);
}

static void
say_due (DoudiInvocation *invocation, const DoudiReviewDue *due)
{
  g_autofree char *day
    = doudi_day_format_iso (due->due != DOUDI_DAY_NONE ? due->due : due->valid_through);

  doudi_invocation_say (invocation, "%8" G_GINT64_FORMAT "  %s  %s  %s  %s%s", due->row->award_id,
                        due->row->name, due->row->village, due->row->programme, day,
                        due->lapsed ? _ ("  lapsed") : "");
}

static void
tell_due (DoudiInvocation *invocation, GPtrArray *found)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < found->len; i++)
    {
      add_due (builder, found->pdata[i]);
      if (!doudi_invocation_wants_json (invocation))
        say_due (invocation, found->pdata[i]);
    }
  json_builder_end_array (builder);
  doudi_invocation_answer (invocation, builder);
}

static gboolean
run_due (DoudiInvocation *invocation, GError **error)
{
  DoudiDay today = doudi_invocation_get_today (invocation);
  g_autoptr (DoudiSession) session = NULL;
  g_autoptr (DoudiPolicy) policy = NULL;
  g_autoptr (GPtrArray) found = NULL;
  DoudiStore *store;
  DoudiDay through;

  if (!parse_through (invocation, &through, error))
    return FALSE;
  session
    = doudi_invocation_open (invocation, doudi_invocation_get_argument (invocation, 0), error);
  if (session == NULL
      || !doudi_session_authorize (session, DOUDI_ACTION_VIEW_HOUSEHOLD, option_division, error))
    return FALSE;
  store = doudi_session_get_store (session);
  policy = doudi_policies_load (store, today, error);
  found = policy != NULL
            ? doudi_reviews_due (store, policy, option_division, through, today, 0, error)
            : NULL;
  if (found == NULL)
    return FALSE;
  tell_due (invocation, found);
  return TRUE;
}

static void
answer_count (DoudiInvocation *invocation, const char *member, guint count)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  doudi_json_add_int (builder, member, count);
  json_builder_end_object (builder);
  doudi_invocation_answer (invocation, builder);
}

static gboolean
run_open (DoudiInvocation *invocation, GError **error)
{
  g_autoptr (DoudiSession) session = NULL;
  DoudiDay through;
  guint opened;

  if (!parse_through (invocation, &through, error))
    return FALSE;
  session
    = doudi_invocation_open (invocation, doudi_invocation_get_argument (invocation, 0), error);
  if (session == NULL
      || !doudi_review_open_round (session, option_division, through, &opened, error))
    return FALSE;
  answer_count (invocation, "opened", opened);
  if (!doudi_invocation_wants_json (invocation))
    doudi_invocation_say (invocation, ngettext ("%u review opened", "%u reviews opened", opened),
                          opened);
  return TRUE;
}

static void
answer_review (DoudiInvocation *invocation, const DoudiReviewRow *review)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  doudi_json_add_id (builder, "review", review->id);
  doudi_json_add_id (builder, "award", review->award_id);
  doudi_json_add_text (builder, "outcome", review->outcome);
  add_known_day (builder, "due", review->due_on);
  add_known_day (builder, "confirmed_on", review->confirmed_on);
  add_known_day (builder, "next_due", review->next_due_on);
  json_builder_end_object (builder);
  doudi_invocation_answer (invocation, builder);
}

static gboolean
tell_review (DoudiInvocation *invocation, DoudiSession *session, gint64 id, GError **error)
{
  g_autoptr (DoudiReviewRow) review
    = doudi_review_get (doudi_session_get_store (session), id, error);

  if (review == NULL)
    return FALSE;
  answer_review (invocation, review);
  if (!doudi_invocation_wants_json (invocation))
    doudi_invocation_say (invocation, _ ("Review %lld: %s"), (long long) id,
                          review->confirmed_on != DOUDI_DAY_NONE ? _ ("confirmed")
                          : *review->outcome != '\0'             ? _ ("waits for confirmation")
                                                                 : _ ("to be done"));
  return TRUE;
}

static gboolean
check_outcome (GError **error)
{
  if (option_outcome != NULL)
    return TRUE;
  doudi_error_set (error, DOUDI_ERROR_USAGE, NULL, _ ("Say --outcome keep, change or stop."));
  return FALSE;
}

static gboolean
run_finish (DoudiInvocation *invocation, GError **error)
{
  g_autoptr (DoudiSession) session = NULL;
  gint64 id;

  if (!parse_review (invocation, &id, error) || !check_outcome (error))
    return FALSE;
  session
    = doudi_invocation_open (invocation, doudi_invocation_get_argument (invocation, 0), error);
  return session != NULL && doudi_review_finish (session, id, option_outcome, option_reason, error)
         && tell_review (invocation, session, id, error);
}

static gboolean
run_confirm (DoudiInvocation *invocation, GError **error)
{
  g_autoptr (DoudiSession) session = NULL;
  gint64 id;

  if (!parse_review (invocation, &id, error))
    return FALSE;
  session
    = doudi_invocation_open (invocation, doudi_invocation_get_argument (invocation, 0), error);
  return session != NULL && doudi_review_confirm (session, id, !option_refuse, option_reason, error)
         && tell_review (invocation, session, id, error);
}

static gboolean
run_pause_lapsed (DoudiInvocation *invocation, GError **error)
{
  DoudiMonth from = option_from != NULL ? doudi_month_parse_iso (option_from) : DOUDI_MONTH_NONE;
  g_autoptr (DoudiSession) session = NULL;
  guint paused;

  if (option_from != NULL && from == DOUDI_MONTH_NONE)
    {
      doudi_error_set (error, DOUDI_ERROR_USAGE, NULL, _ ("%s is no month. Write 2018-06."),
                       option_from);
      return FALSE;
    }
  session
    = doudi_invocation_open (invocation, doudi_invocation_get_argument (invocation, 0), error);
  if (session == NULL || !doudi_review_pause_lapsed (session, from, &paused, error))
    return FALSE;
  answer_count (invocation, "paused", paused);
  if (!doudi_invocation_wants_json (invocation))
    doudi_invocation_say (invocation, ngettext ("%u pause entered", "%u pauses entered", paused),
                          paused);
  return TRUE;
}

const DoudiCommand doudi_commands_award_review[] = {
  { "review-due", "FILE", 1, N_ ("Awards that are to be reviewed, or whose time is over"),
    due_options, run_due },
  { "review-open", "FILE", 1, N_ ("Open the reviews that are due"), due_options, run_open },
  { "review-finish", "FILE REVIEW", 2, N_ ("Record the outcome of a review"), finish_options,
    run_finish },
  { "review-confirm", "FILE REVIEW", 2, N_ ("Confirm a review that somebody else did"),
    confirm_options, run_confirm },
  { "review-pause-lapsed", "FILE", 1,
    N_ ("Enter a pause for every award whose time is over and that nobody reviewed"), pause_options,
    run_pause_lapsed },
  { NULL },
};
