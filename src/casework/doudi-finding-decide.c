/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "casework/doudi-finding.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/doudi-error.h"
#include "casework/doudi-audit-detail.h"

#define PERSON "person:"
#define HOUSEHOLD "household:"

/* What may be decided about a pair, and about an oddity. */
static const struct
{
  const char *name;
  gboolean of_pair;
  gboolean of_oddity;
  gboolean needs_reason;
} decisions[] = {
  { "same", TRUE, FALSE, FALSE },      { "not-the-same", TRUE, FALSE, FALSE },
  { "never-mind", FALSE, TRUE, TRUE }, { "later", TRUE, TRUE, FALSE },
  { "reopened", TRUE, TRUE, FALSE },
};

static gboolean
check_decision (DoudiFindingKind kind, const char *decision, const char *reason, GError **error)
{
  gboolean pair = doudi_finding_info (kind)->pair;

  for (gsize i = 0; i < G_N_ELEMENTS (decisions); i++)
    {
      if (!g_str_equal (decisions[i].name, decision)
          || !(pair ? decisions[i].of_pair : decisions[i].of_oddity))
        continue;
      if (!decisions[i].needs_reason || (reason != NULL && *reason != '\0'))
        return TRUE;
      doudi_error_set (
        error, DOUDI_ERROR_REFUSED, "reason",
        _ ("Say why it may stay as it is: whoever reads it later needs the reason."));
      return FALSE;
    }
  doudi_error_set (error, DOUDI_ERROR_BAD_DATA, "decision",
                   pair ? _ ("“%s” is no decision about records that look alike. It is “same”, "
                             "“not-the-same”, “later” or “reopened”.")
                        : _ ("“%s” is no decision about something odd. It is “never-mind”, “later” "
                             "or “reopened”."),
                   decision);
  return FALSE;
}

static gint64
number_after (const char *text, const char *prefix)
{
  return g_str_has_prefix (text, prefix) ? g_ascii_strtoll (text + strlen (prefix), NULL, 10) : 0;
}

static gboolean
find_home (DoudiSession *session, gint64 person, gint64 *household, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (DoudiFindingPersonRow) row = doudi_finding_person_get (
    doudi_session_get_store (session), person, doudi_session_get_today (session), &local);

  if (row != NULL && row->member)
    *household = row->household_id;
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* The household that a part of a subject names, or the one of the person; 0 if there is none. */
static gboolean
find_household (DoudiSession *session, const char *part, gint64 *household, GError **error)
{
  gint64 person = number_after (part, PERSON);

  *household = number_after (part, HOUSEHOLD);
  return person == 0 || find_home (session, person, household, error);
}

static DoudiFinding *
steal_from (GPtrArray *found, DoudiFindingKind kind, const char *subject)
{
  for (guint i = 0; i < found->len; i++)
    {
      const DoudiFinding *finding = g_ptr_array_index (found, i);

      if (finding->kind == kind && g_str_equal (finding->subject, subject))
        return g_ptr_array_steal_index (found, i);
    }
  return NULL;
}

/* In one household after the other: a number in another guise is found from the one who has it. */
static gboolean
look_for (DoudiSession *session,
          DoudiFindingKind kind,
          const char *subject,
          DoudiFinding **finding,
          GError **error)
{
  g_auto (GStrv) parts = g_strsplit (subject, "+", -1);

  *finding = NULL;
  for (guint i = 0; parts[i] != NULL && *finding == NULL; i++)
    {
      g_autoptr (GPtrArray) found = NULL;
      gint64 household;

      if (!find_household (session, parts[i], &household, error))
        return FALSE;
      if (household == 0)
        continue;
      found = doudi_findings_of_household (session, household, error);
      if (found == NULL)
        return FALSE;
      *finding = steal_from (found, kind, subject);
    }
  return TRUE;
}

/**
 * doudi_finding_get:
 * @session: who looks
 * @kind: what was found
 * @subject: what it is about: "person:3+person:9"
 * @error: %DOUDI_ERROR_NOT_FOUND if it is not so any more
 *
 * Looks whether something that was found is still so.
 *
 * Returns: (transfer full): the finding; %NULL with @error set
 */
DoudiFinding *
doudi_finding_get (DoudiSession *session,
                   DoudiFindingKind kind,
                   const char *subject,
                   GError **error)
{
  DoudiFinding *finding;

  if (!doudi_session_authorize (session, DOUDI_ACTION_VIEW_HOUSEHOLD, NULL, error)
      || !look_for (session, kind, subject, &finding, error))
    return NULL;
  if (finding == NULL)
    doudi_error_set (error, DOUDI_ERROR_NOT_FOUND, NULL,
                     _ ("There is nothing like that in the caseload (any more). Look through the "
                        "checks again."));
  return finding;
}

static gboolean
record (DoudiSession *session,
        const DoudiFinding *finding,
        const char *decision,
        const char *reason,
        GError **error)
{
  const char *kind = doudi_finding_info (finding->kind)->word.name;
  g_autofree char *detail
    = doudi_audit_detail ("kind", kind, "subject", finding->subject, "decision", decision, NULL);
  g_autofree char *object = NULL;
  DoudiFindingDecisionRow row = { .kind = (char *) kind,
                                  .subject = finding->subject,
                                  .evidence = finding->evidence,
                                  .decision = (char *) decision,
                                  .reason = (char *) reason };

  if (!doudi_finding_decision_insert (session, &row, error))
    return FALSE;
  object = g_strdup_printf ("finding_decision:%" G_GINT64_FORMAT, row.id);
  return doudi_session_record (session, DOUDI_ACTION_DECIDE_FINDING, object, detail, error);
}

/**
 * doudi_finding_decide:
 * @session: a caseworker or a reviewer, on the writing connection outside a transaction
 * @kind: what was found
 * @subject: what it is about
 * @decision: "same", "not-the-same", "later" or "reopened" of a pair; "never-mind", "later" or
 *   "reopened" of an oddity
 * @reason: (nullable): needed for "never-mind"
 * @evidence: (nullable): of the finding the person looked at
 * @error: %DOUDI_ERROR_NOT_FOUND if it is not so any more; %DOUDI_ERROR_CONFLICT if the facts are
 *   not those of @evidence
 *
 * Decides a finding. It holds until the facts are different. “same” of two records changes none of
 * them: it asks for their merger.
 *
 * Returns: whether it was recorded
 */
gboolean
doudi_finding_decide (DoudiSession *session,
                      DoudiFindingKind kind,
                      const char *subject,
                      const char *decision,
                      const char *reason,
                      const char *evidence,
                      GError **error)
{
  g_autoptr (DoudiTransaction) transaction = NULL;
  g_autoptr (DoudiFinding) finding = NULL;

  if (!doudi_session_authorize (session, DOUDI_ACTION_DECIDE_FINDING, subject, error)
      || !check_decision (kind, decision, reason, error))
    return FALSE;
  transaction = doudi_transaction_begin (doudi_session_get_store (session), error);
  finding = transaction != NULL ? doudi_finding_get (session, kind, subject, error) : NULL;
  if (finding == NULL)
    return FALSE;
  if (evidence != NULL && !g_str_equal (evidence, finding->evidence))
    {
      doudi_error_set (error, DOUDI_ERROR_CONFLICT, NULL,
                       _ ("The facts have changed since you looked at them. Look again, then "
                          "decide."));
      return FALSE;
    }
  return record (session, finding, decision, reason, error)
         && doudi_transaction_commit (transaction, error);
}

/**
 * doudi_finding_waits_for:
 * @finding: a finding
 * @session: who looks
 *
 * Whether somebody is to do something about it: decide it, or make the records one that somebody
 * said to be the same. Records of persons are made one by a reviewer or a director, households by a
 * caseworker.
 *
 * Returns: whether it waits for the person signed in
 */
gboolean
doudi_finding_waits_for (const DoudiFinding *finding, const DoudiSession *session)
{
  if (finding->state == DOUDI_FINDING_WAITING)
    return doudi_session_may (session, DOUDI_ACTION_DECIDE_FINDING);
  return finding->state == DOUDI_FINDING_PROPOSED
         && doudi_session_may (session, doudi_finding_info (finding->kind)->of_persons
                                          ? DOUDI_ACTION_MERGE_PERSONS
                                          : DOUDI_ACTION_EDIT_HOUSEHOLD);
}

static const char *
say_decision (const char *decision)
{
  static const DoudiWord words[] = {
    { "same", N_ ("said to be the same"), "认定为同一" },
    { "not-the-same", N_ ("said not to be the same"), "认定不同" },
    { "never-mind", N_ ("said to be right"), "无需处理" },
    { "later", N_ ("put off"), "暂缓" },
    { "reopened", N_ ("opened again"), "重新打开" },
    { NULL },
  };
  int index = doudi_word_find (words, decision);

  return index >= 0 ? _ (words[index].label) : decision;
}

/**
 * doudi_finding_describe_decision:
 * @finding: a finding
 *
 * Says what was decided last, by whom, when and why.
 *
 * Returns: (transfer full) (nullable): a sentence; %NULL if nothing was
 */
char *
doudi_finding_describe_decision (const DoudiFinding *finding)
{
  const DoudiFindingDecisionRow *row = finding->decision;
  g_autofree char *day = NULL;
  g_autofree char *what = NULL;

  if (row == NULL)
    return NULL;
  day = doudi_day_format_iso (row->decided_on);
  what = *row->reason != '\0'
           ? g_strdup_printf (_ ("%s (%s)"), say_decision (row->decision), row->reason)
           : g_strdup (say_decision (row->decision));
  if (finding->changed)
    return g_strdup_printf (_ ("Before the facts changed: %s by %s on %s."), what, row->recorded_by,
                            day);
  return g_strdup_printf (_ ("%s by %s on %s."), what, row->recorded_by, day);
}
