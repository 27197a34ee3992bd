/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "base/doudi-error.h"
#include "policy/doudi-case-private.h"

#include <glib/gi18n-lib.h>

#define BIT(step) (1u << DOUDI_STEP_##step)
/* All steps before one */
#define BEFORE(step) (BIT (step) - 1)

/* What has to be done, where it is called for, before a step is. A check, a visit and a score may
 * come in any order; the authorisation is signed with the application. */
static const guint needs[DOUDI_N_STEPS] = {
  [DOUDI_STEP_CHECK] = BIT (ACCEPT) | BIT (AUTHORISE),
  [DOUDI_STEP_SURVEY] = BIT (ACCEPT),
  [DOUDI_STEP_SELF_CARE] = BIT (ACCEPT),
  [DOUDI_STEP_ASSESS] = BIT (ACCEPT) | BIT (SURVEY),
  [DOUDI_STEP_HEARING] = BIT (ACCEPT) | BIT (SURVEY),
  [DOUDI_STEP_OPINION] = BEFORE (OPINION),
  [DOUDI_STEP_REVIEW] = BEFORE (REVIEW),
  [DOUDI_STEP_NOTICE] = BEFORE (NOTICE),
  [DOUDI_STEP_FEDERATION] = BEFORE (NOTICE),
  [DOUDI_STEP_SEND_UP] = BEFORE (SEND_UP),
  [DOUDI_STEP_COUNTY_VISIT] = BIT (ACCEPT) | BIT (SURVEY),
  [DOUDI_STEP_APPROVAL_NOTICE] = BEFORE (APPROVAL_NOTICE),
  [DOUDI_STEP_DECIDE] = BEFORE (DECIDE),
  [DOUDI_STEP_INFORM] = BIT (DECIDE),
  [DOUDI_STEP_PUBLISH] = BIT (DECIDE),
};

/* What is asked, and of which case. */
typedef struct
{
  const DoudiCaseProgress *progress;
  const DoudiCaseFacts *facts;
  DoudiCaseEvent event;
  DoudiDay day;
} Question;

G_GNUC_PRINTF (2, 3)
static gboolean
refuse (GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  doudi_error_set (error, DOUDI_ERROR_REFUSED, NULL, "%s", message);
  return FALSE;
}

static const char *
step_label (DoudiCaseStep step)
{
  return _ (doudi_case_step_word (step)->label);
}

static const char *
event_label (DoudiCaseEvent event)
{
  return _ (doudi_case_event_info (event)->word.label);
}

static gboolean
is_done (const Question *question, DoudiCaseStep step)
{
  return question->progress->steps[step].state == DOUDI_STEP_STATE_DONE;
}

/* Not before what was recorded last, nor the application, nor after today. */
static gboolean
check_day (const Question *question, DoudiDay today, GError **error)
{
  const DoudiCaseFacts *facts = question->facts;
  DoudiDay last = facts->n_facts > 0 ? facts->facts[facts->n_facts - 1].day : facts->applied;
  DoudiDay earliest = MAX (last, facts->applied);
  g_autofree char *day = doudi_day_format_iso (question->day);
  g_autofree char *other = doudi_day_format_iso (question->day > today ? today : earliest);

  if (question->day == DOUDI_DAY_NONE)
    return refuse (error, _ ("“%s” has no day. Enter the day on which it was done."),
                   event_label (question->event));
  if (question->day > today)
    return refuse (error, _ ("“%s” on %s is after today, %s. Enter the day on which it was done."),
                   event_label (question->event), day, other);
  if (question->day < earliest)
    return refuse (error,
                   _ ("“%s” on %s is before what was recorded last, on %s. Enter a day not before "
                      "that."),
                   event_label (question->event), day, other);
  return TRUE;
}

/* Nothing follows once a case is closed; after the decision, only the slip and the publication. */
static gboolean
check_open (const Question *question, GError **error)
{
  DoudiCaseOutcome outcome = question->progress->outcome;
  gboolean decided = outcome == DOUDI_CASE_GRANTED || outcome == DOUDI_CASE_REFUSED;

  if (outcome == DOUDI_CASE_OPEN)
    return TRUE;
  if (decided
      && (question->event == DOUDI_EVENT_INFORMED || question->event == DOUDI_EVENT_PUBLISHED))
    return TRUE;
  return refuse (error,
                 _ ("The case is closed: %s. “%s” can no longer be recorded; what changed since "
                    "is an application or a change of its own."),
                 _ (doudi_case_outcome_word (outcome)->label), event_label (question->event));
}

/* What may not hang, and what a rule does not want, is not done. */
static gboolean
check_wanted (const Question *question, DoudiCaseStep step, GError **error)
{
  const DoudiCaseStepProgress *one = &question->progress->steps[step];
  gboolean hangs
    = step == DOUDI_STEP_NOTICE || step == DOUDI_STEP_APPROVAL_NOTICE || step == DOUDI_STEP_PUBLISH;

  if (hangs && !doudi_case_may_hang (question->facts))
    return refuse (error,
                   _ ("“%s” is not allowed: names of children, and of who draws a subsidy for a "
                      "disability, never hang on a wall. Go on with the next step."),
                   step_label (step));
  if (hangs && question->progress->outcome == DOUDI_CASE_REFUSED)
    return refuse (error, _ ("“%s” is not called for: it was refused. Hand over the slip."),
                   step_label (step));
  if (hangs && question->progress->proposed_refusal)
    return refuse (error,
                   _ ("“%s” is not called for: it is proposed to refuse. Go on with the next step, "
                      "or send the case back."),
                   step_label (step));
  if (one->step_rule != NULL && one->choice == DOUDI_STEP_NEVER)
    return refuse (error, _ ("“%s” is not part of this programme (%s). Go on with the next step."),
                   step_label (step), one->step_rule->dated.source);
  return TRUE;
}

/* The names of the steps that are to be done first, "" for none. */
static char *
name_missing (const Question *question, DoudiCaseStep step)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < DOUDI_N_STEPS; i++)
    {
      if ((needs[step] & 1u << i) == 0
          || question->progress->steps[i].state != DOUDI_STEP_STATE_OPEN)
        continue;
      g_string_append_printf (names, "%s%s", names->len > 0 ? _ (", ") : "",
                              step_label ((DoudiCaseStep) i));
    }
  return g_string_free (g_steal_pointer (&names), FALSE);
}

/* A step that others rest on is not done behind their backs; but a hearing may be held to answer
 * an objection. */
static gboolean
check_not_late (const Question *question, DoudiCaseStep step, GError **error)
{
  if (step == DOUDI_STEP_HEARING && question->facts->open_objections > 0)
    return TRUE;
  for (guint i = 0; i < DOUDI_N_STEPS; i++)
    {
      if ((needs[i] & 1u << step) != 0 && is_done (question, (DoudiCaseStep) i))
        return refuse (error,
                       _ ("“%s” comes too late: “%s” was done already. Send the case back first."),
                       step_label (step), step_label ((DoudiCaseStep) i));
    }
  return TRUE;
}

/* Whether a step can be done, or begun, now. */
static gboolean
check_step (const Question *question, DoudiCaseStep step, GError **error)
{
  g_autofree char *missing = name_missing (question, step);

  if (is_done (question, step))
    {
      g_autofree char *done = doudi_day_format_iso (question->progress->steps[step].done);

      return refuse (error, _ ("“%s” was done on %s already."), step_label (step), done);
    }
  if (!check_wanted (question, step, error))
    return FALSE;
  if (*missing != '\0')
    return refuse (error, _ ("“%s” cannot be done yet. First: %s."), step_label (step), missing);
  return check_not_late (question, step, error);
}

/* Papers that are missing hold up the acceptance and the opinion. */
static gboolean
check_papers (const Question *question, DoudiCaseStep step, GError **error)
{
  if (question->progress->papers_missing
      && (step == DOUDI_STEP_ACCEPT || step == DOUDI_STEP_OPINION))
    return refuse (error,
                   _ ("“%s” cannot be done yet: papers are missing. Record that they are complete "
                      "first."),
                   step_label (step));
  return TRUE;
}

/* A notice is put up, and taken down when its time is over. */
static gboolean
check_notice (const Question *question, GError **error)
{
  gboolean first
    = question->event == DOUDI_EVENT_NOTICE_POSTED || question->event == DOUDI_EVENT_NOTICE_ENDED;
  gboolean posting = question->event == DOUDI_EVENT_NOTICE_POSTED
                     || question->event == DOUDI_EVENT_APPROVAL_POSTED;
  DoudiCaseStep step = first ? DOUDI_STEP_NOTICE : DOUDI_STEP_APPROVAL_NOTICE;
  const DoudiNoticePeriod *period
    = first ? &question->progress->notice : &question->progress->approval_notice;
  g_autofree char *last = doudi_day_format_iso (period->last);

  if (posting && period->first != DOUDI_DAY_NONE)
    return refuse (error, _ ("“%s” hangs already, until %s."), step_label (step), last);
  if (!posting && period->first == DOUDI_DAY_NONE)
    return refuse (error, _ ("“%s” has not been posted. Record its posting first."),
                   step_label (step));
  if (!posting && question->day < period->last)
    return refuse (error, _ ("“%s” hangs until the end of %s. Record its end then."),
                   step_label (step), last);
  return check_step (question, step, error);
}

/* An objection is one against a notice. */
static gboolean
check_objection (const Question *question, GError **error)
{
  const DoudiCaseProgress *progress = question->progress;

  if (progress->notice.first != DOUDI_DAY_NONE || progress->approval_notice.first != DOUDI_DAY_NONE)
    return TRUE;
  return refuse (error,
                 _ ("No notice of this case hangs or has hung: there is nothing to object to. "
                    "Record a complaint instead."));
}

/* Not before the notices have ended, with no objection open, and not against the opinion. */
static gboolean
check_decision (const Question *question, GError **error)
{
  const DoudiCaseProgress *progress = question->progress;
  g_autofree char *from = doudi_day_format_iso (progress->decide_from);

  if (!check_step (question, DOUDI_STEP_DECIDE, error))
    return FALSE;
  if (question->facts->open_objections > 0)
    return refuse (error, _ ("An objection is open. Answer it before the decision."));
  if (question->day < progress->decide_from)
    return refuse (error, _ ("It can be decided from %s on, when the notice is over."), from);
  if (question->event == DOUDI_EVENT_GRANTED && progress->proposed_refusal)
    return refuse (error, _ ("The township proposes to refuse. Send the case back for a new survey "
                             "and opinion, or refuse it."));
  return TRUE;
}

/* A family that was paid first is owed a decision. */
static gboolean
check_closing (const Question *question, GError **error)
{
  if (question->event == DOUDI_EVENT_NOT_ACCEPTED && is_done (question, DOUDI_STEP_ACCEPT))
    return refuse (error, _ ("The case was accepted already. Refuse it by a decision, with "
                             "reasons."));
  if (question->progress->paid_first != DOUDI_DAY_NONE)
    return refuse (error, _ ("Aid was paid first: the case goes on to a decision."));
  return TRUE;
}

static gboolean
check_paying_first (const Question *question, GError **error)
{
  if (!question->facts->urgent || doudi_programme_info (question->facts->programme)->monthly)
    return refuse (error, _ ("Only urgent temporary aid may be paid before the papers. Mark the "
                             "application as urgent."));
  if (question->progress->paid_first != DOUDI_DAY_NONE)
    return refuse (error, _ ("Aid was paid first already. The rest follows the decision."));
  return TRUE;
}

static gboolean
check_asking_papers (const Question *question, GError **error)
{
  if (question->progress->papers_missing)
    return refuse (error, _ ("The family was told already. All that is missing stands in one list; "
                             "wait for the papers."));
  if (is_done (question, DOUDI_STEP_OPINION))
    return refuse (error, _ ("The township has given its opinion. Send the case back first."));
  return TRUE;
}

static gboolean
check_completing (const Question *question, GError **error)
{
  if (question->progress->papers_missing || question->progress->papers_due != DOUDI_DAY_NONE)
    return TRUE;
  return refuse (error, _ ("No papers were asked for."));
}

/* What has gone so far that it can be sent back or held. */
static gboolean
check_proposed (const Question *question, GError **error)
{
  if (is_done (question, DOUDI_STEP_OPINION))
    return TRUE;
  return refuse (error, _ ("“%s” needs the opinion of the township first."),
                 event_label (question->event));
}

static gboolean
check_applying (const Question *question, GError **error)
{
  return question->facts->n_facts == 0
         || refuse (error, _ ("The application was recorded already."));
}

static gboolean
check_beginning (const Question *question, GError **error)
{
  if (question->event == DOUDI_EVENT_CHECK_ASKED)
    return check_step (question, DOUDI_STEP_CHECK, error);
  if (question->progress->survey_started != DOUDI_DAY_NONE)
    return refuse (error, _ ("The survey was begun already. Record that it was done."));
  return check_step (question, DOUDI_STEP_SURVEY, error);
}

static gboolean
check_answering (const Question *question, GError **error)
{
  return question->facts->open_objections > 0
         || refuse (error, _ ("No objection is open. Record it first."));
}

static gboolean
check_disagreeing (const Question *question, GError **error)
{
  return check_step (question, DOUDI_STEP_FEDERATION, error);
}

static gboolean
check_nothing (const Question *question, GError **error)
{
  return TRUE;
}

/* What else has to hold for an event that does not simply end its step. */
static gboolean (*const checks[DOUDI_N_EVENTS]) (const Question *question, GError **error) = {
  [DOUDI_EVENT_APPLIED] = check_applying,
  [DOUDI_EVENT_PAPERS_MISSING] = check_asking_papers,
  [DOUDI_EVENT_PAPERS_COMPLETE] = check_completing,
  [DOUDI_EVENT_NOT_ACCEPTED] = check_closing,
  [DOUDI_EVENT_CHECK_ASKED] = check_beginning,
  [DOUDI_EVENT_SURVEY_STARTED] = check_beginning,
  [DOUDI_EVENT_SENT_BACK] = check_proposed,
  [DOUDI_EVENT_NOTICE_POSTED] = check_notice,
  [DOUDI_EVENT_NOTICE_ENDED] = check_notice,
  [DOUDI_EVENT_OBJECTED] = check_objection,
  [DOUDI_EVENT_OBJECTION_UPHELD] = check_answering,
  [DOUDI_EVENT_OBJECTION_REJECTED] = check_answering,
  [DOUDI_EVENT_FEDERATION_DISAGREED] = check_disagreeing,
  [DOUDI_EVENT_APPROVAL_POSTED] = check_notice,
  [DOUDI_EVENT_APPROVAL_ENDED] = check_notice,
  [DOUDI_EVENT_HELD] = check_proposed,
  [DOUDI_EVENT_GRANTED] = check_decision,
  [DOUDI_EVENT_REFUSED] = check_decision,
  [DOUDI_EVENT_WITHDRAWN] = check_closing,
  [DOUDI_EVENT_PAID_FIRST] = check_paying_first,
  [DOUDI_EVENT_CORRECTED] = check_nothing,
  [DOUDI_EVENT_COMPLAINT] = check_nothing,
};

static gboolean
check_event (const Question *question, GError **error)
{
  DoudiCaseStep step = doudi_case_event_info (question->event)->ends;

  if (checks[question->event] != NULL)
    return checks[question->event](question, error);
  return check_papers (question, step, error) && check_step (question, step, error);
}

/**
 * doudi_case_allows:
 * @progress: where the case stands
 * @facts: what it was computed from
 * @event: what is to be recorded
 * @day: on which it was done
 * @today: the day of recording
 * @error: %DOUDI_ERROR_REFUSED: what has to be done first
 *
 * Whether an event may be recorded now: on a day not before the last event and not after today, of
 * a case that is not closed, with all steps done that it rests on. A decision needs an ended notice
 * without an open objection (民发〔2021〕57号; 民法典 art. 203: from the day after the last), and
 * nothing is granted that the township proposed to refuse. A notice may be recorded as ended on its
 * last day. A step that nothing calls for may be done all the same, unless a rule says never.
 *
 * Returns: %TRUE if it may
 */
gboolean
doudi_case_allows (const DoudiCaseProgress *progress,
                   const DoudiCaseFacts *facts,
                   DoudiCaseEvent event,
                   DoudiDay day,
                   DoudiDay today,
                   GError **error)
{
  Question question = { progress, facts, event, day };

  g_return_val_if_fail ((guint) event < DOUDI_N_EVENTS, FALSE);
  return check_open (&question, error) && check_day (&question, today, error)
         && check_event (&question, error);
}
