/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "app/doudi-caseload.h"
#include "casework/doudi-finding.h"

G_BEGIN_DECLS

/**
 * DoudiCheckDecision:
 *
 * What somebody decides about a finding, on its way to the worker or done.
 *
 * @edit: the edit that made the records one, 0 where none did
 */
typedef struct
{
  DoudiFindingKind kind;
  char *subject;
  char *evidence;
  const char *decision;
  char *reason;
  gint64 edit;
} DoudiCheckDecision;

DoudiCheckDecision *doudi_check_decision_new (const DoudiFinding *finding, const char *decision, const char *reason);
void doudi_check_decision_free (gpointer decision);

/* On the worker thread. */
gpointer doudi_checks_look_work (DoudiSession *session, const DoudiProgress *progress, gpointer data, GError **error);
gpointer doudi_checks_decide_work (DoudiSession *session, const DoudiProgress *progress, gpointer data, GError **error);
gpointer doudi_checks_reveal_work (DoudiSession *session, const DoudiProgress *progress, gpointer data, GError **error);

/* Beside the worker, which stays free. */
void doudi_checks_look_beside_async (DoudiCaseload *caseload, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *doudi_checks_look_beside_finish (DoudiCaseload *caseload, GAsyncResult *result);

G_END_DECLS
