/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "app/doudi-checks-work.h"

#include "casework/doudi-finding-compare.h"

/**
 * doudi_check_decision_new:
 * @finding: what is decided, as the person sees it
 * @decision: a literal: "same", "later", ...
 * @reason: (nullable): why
 *
 * Returns: (transfer full): the decision
 */
DoudiCheckDecision *
doudi_check_decision_new (const DoudiFinding *finding, const char *decision, const char *reason)
{
  DoudiCheckDecision *self = g_new0 (DoudiCheckDecision, 1);

  self->kind = finding->kind;
  self->subject = g_strdup (finding->subject);
  self->evidence = g_strdup (finding->evidence);
  self->decision = decision;
  self->reason = g_strdup (reason);
  return self;
}

/**
 * doudi_check_decision_free:
 * @decision: (nullable) (transfer full): a decision
 *
 * Frees it.
 */
void
doudi_check_decision_free (gpointer decision)
{
  DoudiCheckDecision *self = decision;

  if (self == NULL)
    return;
  g_free (self->subject);
  g_free (self->evidence);
  g_free (self->reason);
  g_free (self);
}

/**
 * doudi_checks_look_work:
 * @data: not used
 *
 * Returns: (transfer full) (element-type DoudiFinding): everything that is found
 */
gpointer
doudi_checks_look_work (DoudiSession *session,
                        const DoudiProgress *progress,
                        gpointer data,
                        GError **error)
{
  return doudi_findings_list (session, progress, error);
}

/**
 * doudi_checks_decide_work:
 * @data: a #DoudiCheckDecision
 *
 * Returns: (transfer full): the finding after the decision
 */
gpointer
doudi_checks_decide_work (DoudiSession *session,
                          const DoudiProgress *progress,
                          gpointer data,
                          GError **error)
{
  const DoudiCheckDecision *decision = data;

  if (!doudi_finding_decide (session, decision->kind, decision->subject, decision->decision,
                             decision->reason, decision->evidence, error))
    return NULL;
  return doudi_finding_get (session, decision->kind, decision->subject, error);
}

/**
 * doudi_checks_reveal_work:
 * @data: the subject of a finding
 *
 * Returns: (transfer none): @data once it is logged that somebody looks at its numbers
 */
gpointer
doudi_checks_reveal_work (DoudiSession *session,
                          const DoudiProgress *progress,
                          gpointer data,
                          GError **error)
{
  return doudi_finding_record_reveal (session, data, error) ? g_strdup (data) : NULL;
}

/* A connection of its own, used and closed by the thread that looks. */
typedef struct
{
  DoudiStore *store;
  DoudiSession *session;
} Beside;

static void
beside_free (gpointer data)
{
  Beside *beside = data;

  g_clear_pointer (&beside->session, doudi_session_unref);
  g_clear_pointer (&beside->store, doudi_store_close);
  g_free (beside);
}

/* The file is let go before anybody hears of what was found: whoever waits for that may close or
 * remove it. */
static void
look_beside (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Beside *beside = data;
  const DoudiProgress progress = { .cancellable = cancellable };
  g_autoptr (GError) error = NULL;
  GPtrArray *found = doudi_findings_list (beside->session, &progress, &error);

  g_clear_pointer (&beside->session, doudi_session_unref);
  g_clear_pointer (&beside->store, doudi_store_close);
  if (found != NULL)
    g_task_return_pointer (task, found, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * doudi_checks_look_beside_async:
 * @caseload: somebody is signed in to it
 * @cancellable: stops it
 * @callback: called on the main thread
 * @user_data: for @callback
 *
 * Looks through the caseload on a connection of its own: nobody has asked for it, and nobody waits.
 */
void
doudi_checks_look_beside_async (DoudiCaseload *caseload,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (caseload, cancellable, callback, user_data);
  Beside *beside = g_new0 (Beside, 1);
  g_autoptr (GError) error = NULL;

  g_task_set_task_data (task, beside, beside_free);
  beside->store = doudi_store_open_reader (doudi_caseload_get_reader (caseload), &error);
  if (beside->store == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  doudi_store_set_cancellable (beside->store, cancellable);
  beside->session = doudi_session_bind (doudi_caseload_get_session (caseload), beside->store);
  g_task_run_in_thread (task, look_beside);
}

/**
 * doudi_checks_look_beside_finish:
 * @caseload: the caseload
 * @result: of the look
 *
 * Returns: (transfer full) (nullable) (element-type DoudiFinding): what was found; %NULL if it was
 *   stopped or failed, which then shows where somebody asks for it
 */
GPtrArray *
doudi_checks_look_beside_finish (DoudiCaseload *caseload, GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}
